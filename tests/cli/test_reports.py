"""The commands beside `evaluate`: what each prints, as a table and as data, and what it refuses and how."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from itertools import product
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from rich.cells import cell_len

import random_timelines
from command_line import DOCUMENT, EXAMPLES, INTERVIEW, MAIN, run
from followup_rules import (
    EmployerReplied,
    Timeline,
    agenda,
    audit,
    compare,
    dissent,
    evaluate,
    explain,
    open_questions,
    plan,
    policies,
    sensitivity,
    why_not,
)
from followup_rules.cli import cli, output
from followup_rules.display.calendar import to_ics
from followup_rules.display.pictures import to_svg
from followup_rules.rules.policy import resolvers

pytestmark = pytest.mark.unmeasured

NAMES = policies.names()
# every command with the least that it needs beside a file
COMMANDS: dict[str, tuple[str, ...]] = {
    "agenda": (),
    "plan": (),
    "audit": (),
    "explain": ("status_inquiry", "phone"),
    "trace": ("status_inquiry", "phone"),
    "questions": ("--policy", "pro_tips"),
    "compare": ("--policy", "pro_tips", "--policy", "business_etiquette"),
    "dissent": (*(word for name in NAMES[:5] for word in ("--policy", name)), "--resolve", "majority"),
    "picture": (),
}
REPORTS = [name for name in COMMANDS if name not in ("picture", "trace")]
REPLY = '{"type": "employer_replied", "at": "2026-07-01T09:00:00Z"}'
MESSAGES = [
    {"type": "message_sent", "at": f"2025-10-{at}+01:00", "kind": kind, "channel": channel, **more}
    for at, kind, channel, more in (
        ("06T12:00:00", "thank_you", "email", {"to": ["Dana Wu"]}),
        ("09T09:00:00", "status_inquiry", "phone", {}),
        ("10T09:00:00", "thank_you", "email", {"to": ["Bo Li"]}),
    )
]
LATER = {
    **DOCUMENT,
    "now": "2025-10-13T12:00:00+01:00",
    "events": [{**INTERVIEW, "interviewers": ["Dana Wu", "Bo Li"]}, *MESSAGES],
}


def printed(*args: str, given: str | dict[str, Any] = "", **env: str) -> str:
    """What a command prints."""
    result = run(*args, given=given, **env)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def as_json(*args: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(printed(*args, "--format", "json"))


def refused(*args: str, given: str | dict[str, Any] = "") -> list[str]:
    """The lines on standard error of a command that ends with 2 and prints nothing else."""
    result = run(*args, given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def timeline_of(path: Path) -> Timeline:
    return Timeline.from_json(path.read_bytes())


# -- data


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_json_is_what_the_library_gives(path: Path) -> None:
    """Each report as data is the library's own, by the policy and from the instant that are asked for."""
    file, timeline = str(path), timeline_of(path)
    tips, etiquette = policies.pro_tips, policies.business_etiquette
    until = timeline.now.add(days=30).isoformat()
    assert as_json("agenda", file) == agenda(timeline).to_dict()
    assert as_json("agenda", file, "--until", until) == agenda(timeline, until=until).to_dict()
    assert as_json("plan", file) == plan(timeline).to_dict()
    assert as_json("plan", file, "--policy", "pro_tips", "--assume", REPLY) == (
        plan(timeline, tips, assuming=[EmployerReplied("2026-07-01T09:00:00Z")]).to_dict()
    )
    assert as_json("audit", file) == audit(timeline).to_dict()
    earlier = timeline.now.subtract(days=1)
    assert as_json("audit", file, "--at", earlier.isoformat()) == audit(timeline.at(earlier)).to_dict()
    context = {"zone": timeline.zone, "now": timeline.now.isoformat()}
    assert as_json("questions", file, "--policy", "pro_tips") == {
        "policy": "pro_tips",
        **context,
        "questions": [question.to_dict() for question in open_questions(timeline, tips)],
        "sensitivity": [number.to_dict() for number in sensitivity(timeline, tips)],
    }
    assert as_json("compare", file, *COMMANDS["compare"], "--until", until) == (
        compare(timeline, tips, etiquette, until).to_dict()
    )
    both = resolvers["strictest"](tips, etiquette)
    assert as_json("dissent", file, *COMMANDS["compare"], "--resolve", "strictest") == {
        "policy": both.name,
        **context,
        "dissent": [one.to_dict() for one in dissent(timeline, both)],
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_explanation_as_data(path: Path) -> None:
    """The text, the ruling and the changes, of an action that is allowed and of those that are not."""
    evaluation = evaluate(timeline_of(path))
    for ruling in evaluation.rulings[::17]:
        kind, channel, to = ruling.action.kind.value, ruling.action.channel.value, ruling.action.to
        assert as_json("explain", str(path), kind, channel, *(() if to is None else ("--to", to))) == {
            "policy": "recommended",
            "zone": evaluation.timeline.zone,
            "now": evaluation.now.isoformat(),
            "explanation": explain(ruling),
            "ruling": ruling.to_dict(),
            "why_not": [{**change.to_dict(), "says": change.says} for change in why_not(evaluation, ruling.action)],
        }


def test_data_needs_no_rich() -> None:
    """Neither data, nor a calendar, nor a picture pays for loading the tables."""
    code = "import sys; from followup_rules.cli import cli; cli.main(sys.argv[1:], standalone_mode=False)"
    for name, more in COMMANDS.items():
        form = () if name == "picture" else ("--format", "ics" if name == "agenda" else "json")
        asked = [sys.executable, "-c", f"{code};sys.exit('rich' in sys.modules)", name, str(MAIN), *more, *form]
        assert subprocess.run(asked, capture_output=True, check=False, timeout=120).returncode == 0, name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_trace(path: Path) -> None:
    """The ruling's own trace, as text and as data."""
    evaluation = evaluate(timeline_of(path))
    for ruling in evaluation.rulings[::17]:
        kind, channel, to = ruling.action.kind.value, ruling.action.channel.value, ruling.action.to
        asked = (str(path), kind, channel, *(() if to is None else ("--to", to)))
        context = {"policy": "recommended", "zone": evaluation.timeline.zone, "now": evaluation.now.isoformat()}
        assert as_json("trace", *asked) == {**context, **ruling.trace().to_dict()}
        assert printed("trace", *asked) == f"{ruling.trace()}\n"


def test_trace_of_one_rule() -> None:
    """What holds now of each part, and when that changes."""
    asked = ("trace", "-", "thank_you", "email", "--to", "Dana Wu", "--policy", "business_etiquette")
    assert printed(*asked, given=DOCUMENT) == (
        "business_etiquette/thank-every-interviewer (recommend)\n"
        "  yes   all\n"
        "    yes   since(interview_with_addressee + thank_opens)\n"
        "    yes   not\n"
        "      no    addressee_thanked\n"
        "business_etiquette/thank-every-interviewer-once (forbid)\n"
        "  no    addressee_thanked\n"
    )


# -- tables


@pytest.mark.parametrize(("path", "width"), [*product(EXAMPLES[:2], (1, 40, 80, 400)), *product(EXAMPLES[2:], (80,))])
def test_any_width(path: Path, width: int) -> None:
    """Every report fits every width, and leaves out no word."""
    for name in REPORTS:
        shown = printed(name, str(path), *COMMANDS[name], COLUMNS=str(width))
        assert max(map(cell_len, shown.splitlines())) <= width
        if width >= 40:
            assert "…" not in shown, name


def test_words_are_the_same_at_any_width() -> None:
    """What is said at forty columns is said at a hundred and twenty, in the same order, without colour."""
    for name in ("plan", "audit", "explain"):
        shown = [printed(name, str(MAIN), *COMMANDS[name], COLUMNS=width) for width in ("40", "120")]
        assert sorted(shown[0].split()) == sorted(shown[1].split())
        assert "\x1b" not in shown[0]


@pytest.mark.parametrize("seed", range(24))
def test_any_timeline(seed: int) -> None:
    """Whatever the timeline and the policy, each report is printed, and fits."""
    given = random_timelines.timeline(Random(seed))
    asked = [word for name in NAMES[: 2 + seed % 4] for word in ("--policy", name)]
    more = {"compare": asked[:4], "dissent": [*asked, "--resolve", [*resolvers][seed % 4]]}
    for name in ("agenda", "plan", "audit", "compare", "dissent"):
        policy = more.get(name, ["--policy", NAMES[seed % len(NAMES)]])
        result = run(name, "-", *policy, given=given, COLUMNS="60")
        assert result.exit_code == 0
        assert max(map(cell_len, result.stdout.splitlines())) <= 60
        warned = [f"warning: {warning}" for warning in Timeline.from_dict(given).warnings]
        assert result.stderr.splitlines() == warned


def test_every_command_prints_warnings() -> None:
    """One in a line, on standard error; the result and the exit code are as without them."""
    messages = [{**message, "to": ["Dana"]} for message in MESSAGES[:1]]
    given = {**DOCUMENT, "now": LATER["now"], "events": [INTERVIEW, *messages]}
    for name, more in COMMANDS.items():
        result = run(name, "-", *more, given=given)
        assert result.exit_code == 0, name
        assert result.stdout, name
        assert result.stderr == "warning: $.events[1].to[0]: no interview names `Dana`; did you mean `Dana Wu`?\n"
    # as it was known before the message
    assert run("agenda", "-", "--at", "2025-10-06T11:00:00+01:00", given=given).stderr == ""


def test_a_warning_cannot_steer_a_terminal() -> None:
    """It stays in its line."""
    given = {**LATER, "events": [INTERVIEW, {**MESSAGES[0], "to": ["Bo\u001b[2J\nLi"]}]}
    assert run("audit", "-", given=given).stderr == (
        "warning: $.events[1].to[0]: no interview names `Bo\\x1b[2J\\nLi`; did you mean `Dana Wu`?\n"
    )


def test_nothing_is_markup() -> None:
    """Names that look like markup, or that would steer the terminal, are shown as they are written."""
    names = ["[bold]Ann[/]", ":smile:", "Bo\u001b[2J\nBo"]
    given = {**DOCUMENT, "now": "2025-10-13T12:00:00+01:00", "events": [{**INTERVIEW, "interviewers": names}]}
    for name in ("agenda", "plan", "audit", "compare"):
        at = ("--at", "2025-10-06T12:00:00+01:00") if name != "audit" else ()
        shown = " ".join(printed(name, "-", *COMMANDS[name], *at, given=given, COLUMNS="400").split())
        assert "\x1b" not in shown
        assert "[bold]Ann[/]" in shown, name
        assert "Bo\\x1b[2J\\nBo" in shown, name
    shown = printed("explain", "-", "thank_you", "phone", "--to", names[2], given=given)
    assert "Bo\\x1b[2J\\nBo" in shown


# -- one small case each, word for word


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_agenda() -> None:
    """What stands already, then day by day what comes; a day and an instant are named once."""
    assert lines(printed("agenda", "-", "--policy", "business_etiquette", given=DOCUMENT)) == lines(
        """\
business_etiquette, as of Mon 6 Oct 2025, 12:00 (Europe/London)

Already
always                          keep applying: recommended
                                keep other applications going
                                business_etiquette-38

Next
Mon 6 Oct 2025, 22:00           thank-you to Dana Wu by email: is due
                                thank every interviewer by email within 24
                                hours; the interview ended Mon 6 Oct 2025, 10:00
                                business_etiquette-02, -05, -09

Tue 7 Oct 2025, 10:00           thank-you to Dana Wu by email: becomes overdue
                                thank every interviewer by email within 24
                                hours; the interview ended Mon 6 Oct 2025, 10:00
                                business_etiquette-02, -05, -09

Mon 13 Oct 2025, 10:00          status inquiry by email or voicemail: opens
                                the wait was over on Mon 13 Oct 2025, 10:00:
                                another message may follow (+1 more)
                                business_etiquette-28, -33, -34

                                timeline inquiry by email or voicemail: opens
                                the wait was over on Mon 13 Oct 2025, 10:00:
                                another message may follow
                                business_etiquette-28, -33, -34

Thu 16 Oct 2025, 10:00          status inquiry by email or voicemail: is due
                                ask about their plans from Thu 16 Oct 2025,
                                10:00 on
                                business_etiquette-28, -33, -34
"""
    )


def test_agenda_brings_together() -> None:
    """Changes of one action at one instant in one line, acts of an interview that share a reason in one; a day once."""
    shown = printed("agenda", str(MAIN.with_stem("second_round_ahead")))
    words = " ".join(line[32:].strip() for line in shown.splitlines())
    assert "thank-you to Chloé Martin and Omar Haddad by email or post: opens thank every interviewer" in words
    assert "collect contacts, express interest, take notes: open and are due during the interview" in words
    assert "express interest, take notes: close from then on: no rule covers it" in words
    assert shown.count("Thu 8 Jan 2026, 14:00 ") == 1
    assert "\n15:30  " in shown


def test_agenda_of_nothing() -> None:
    """An agenda without items says so in a sentence, with an end and without."""
    standing = printed("agenda", str(MAIN), "--until", "2025-12-31T00:00:00Z")
    assert standing.startswith(
        "recommended, as of Tue 21 Oct 2025, 09:00, until Wed 31 Dec 2025 (Europe/London)\n\nAlready\n"
    )
    assert standing.endswith("\n\nNothing else changes before then, unless something happens.\n")
    nothing = printed("agenda", "-", "--policy", "pro_tips", given={**DOCUMENT, "events": []})
    assert nothing == (
        "pro_tips, as of Mon 6 Oct 2025, 12:00 (Europe/London)\n\n"
        "Nothing is due, and nothing changes, unless something happens.\n"
    )


def test_plan() -> None:
    """Every step and every event assumed, in order of time, and how the road ends."""
    asked = ("--policy", "pro_tips", "--assume", '{"type": "rejected", "at": "2025-10-20T09:00:00+01:00"}')
    assert lines(printed("plan", "-", *asked, given=DOCUMENT)) == lines(
        """\
pro_tips, as of Mon 6 Oct 2025, 12:00 (Europe/London)

If they do nothing else
Tue 7 Oct 2025, 09:00           thank-you to Dana Wu by email
                                thank them by email on Tue 7 Oct 2025; the
                                interview ended Mon 6 Oct 2025, 10:00
                                pro_tips-07, -08, -10

Mon 20 Oct 2025, 09:00          assumed: a rejection

After that nothing more is due: pro_tips says nothing more.
"""
    )


def test_plan_tells_a_reason_once() -> None:
    """What is done again is told again, but not why; what is done now is told so; moving on ends the road."""
    shown = printed("plan", str(MAIN))
    assert shown.count("review the notes\n") == 2
    assert shown.count("go through your interview notes") == 1
    assert "\nthroughout                      keep applying\n" in shown
    assert "\nnow                             status inquiry by email: overdue\n" in shown
    assert "\nFri 31 Oct 2025, 09:00          review the notes\n" in shown
    assert "\n09:30                           status inquiry by email\n" in shown
    assert shown.endswith("\nThe plan ends when you have moved on.\n")


def test_plan_of_nothing() -> None:
    """A plan without steps says so."""
    shown = printed("plan", "-", "--policy", "pro_tips", given={**DOCUMENT, "events": []})
    assert lines(shown)[1:] == ["", "Nothing is due: pro_tips says nothing more."]


def test_plan_tells_what_the_next_enquiry_waits_for() -> None:
    """A reason, or the facts on which it depends."""
    asked = {"type": "no_contact_requested", "at": "2025-10-06T11:00:00+01:00"}
    shown = printed("plan", "-", given={**DOCUMENT, "events": [INTERVIEW, asked]}, COLUMNS="120")
    assert lines(shown)[-1] == (
        "Nothing is due: they asked on Mon 6 Oct 2025, 11:00 not to be contacted, and that still holds."
    )
    unknown = {**DOCUMENT, "facts": {"stage": "first", "later_rounds_running": "unknown"}}
    at_an_early_stage = printed("plan", "-", "--policy", "art_of_follow_up", given=unknown)
    assert lines(at_an_early_stage)[-1] == "Nothing is due: it depends on `later_rounds_running`."


def test_audit() -> None:
    """Messages with their judgement; what was missed or late with its dates; what was met shortly; the rest counted."""
    assert lines(printed("audit", "-", "--policy", "pro_tips", given=LATER)) == lines(
        """\
pro_tips, as of Mon 13 Oct 2025, 12:00 (Europe/London)

Messages sent
Mon 6 Oct 2025, 12:00           thank-you to Dana Wu by email: fine
                                thank them by email on Tue 7 Oct 2025; the
                                interview ended Mon 6 Oct 2025, 10:00
                                pro_tips-07, -08, -10

Thu 9 Oct 2025, 09:00           status inquiry by phone: was not allowed
                                you have already written by email: do not call
                                or leave a voicemail as well
                                pro_tips-33

Fri 10 Oct 2025, 09:00          thank-you to Bo Li by email: fine
                                thank them by email on Tue 7 Oct 2025; the
                                interview ended Mon 6 Oct 2025, 10:00
                                pro_tips-07, -08, -10

Missed or late
thank-you to Bo Li by email     done late Fri 10 Oct 2025, 09:00
                                due from Tue 7 Oct 2025
                                overdue from Wed 8 Oct 2025
                                thank them by email on Tue 7 Oct 2025; the
                                interview ended Mon 6 Oct 2025, 10:00
                                pro_tips-07, -08, -10

Of 1 recommendation: 1 late.
"""
    )


def test_audit_tells_what_was_met_shortly() -> None:
    """What was done in time stands in one line each, and what lapsed is only counted."""
    shown = printed("audit", str(MAIN))
    assert "missed; it ended Mon 13 Oct 2025\n" in shown
    assert shown[shown.index("Done in time") :] == (
        "Done in time\n"
        "take notes                      Mon 6 Oct 2025, 09:50\n\n"
        "Of 10 recommendations: 1 met, 2 missed, 1 open, 6 lapsed. Lapsed: something else\n"
        "happened before it was late.\n"
    )
    assert "No message has been sent.\n" in printed("audit", "-", given=DOCUMENT)
    nothing = printed("audit", "-", "--policy", "pro_tips", given={**DOCUMENT, "events": []})
    assert lines(nothing)[2:] == ["No message has been sent.", "", "Nothing was recommended up to now."]


def test_explain() -> None:
    """The explanation, its lists indented, then what would make it allowed."""
    asked = ("status_inquiry", "email", "--policy", "business_etiquette")
    assert lines(printed("explain", "-", *asked, given=LATER)) == lines(
        """\
As of Mon 13 Oct 2025, 12:00 (Europe/London), by business_etiquette: a status
inquiry by email is not allowed.

Why:
- Your latest attempt was on Thu 9 Oct 2025, 09:00: wait 7 days, until Thu 16
  Oct 2025, 09:00.
  business_etiquette-28: With no answer for seven, or ten, days, another may be
  sent.

When: opens Thu 16 Oct 2025, 09:00 and due from Sun 19 Oct 2025, 09:00.

Meanwhile, recommended now: keep applying.

What would make it allowed:
- wait until Thu 16 Oct 2025, 09:00
- their invitation to ask from Mon 13 Oct 2025, 12:00 on, just now
"""
    )


def test_explain_tells_changes_in_words() -> None:
    """A fact with what it is about, an event as a noun, and both with a wait; none is told of what is allowed."""
    shown = printed("explain", str(MAIN.with_stem("promised_friday")), "status_inquiry", "phone", COLUMNS="120")
    assert lines(shown[shown.index("What would make it allowed:") :])[1:] == [
        "- their invitation to ask by phone from Thu 5 Mar 2026, 08:30 on, just now",
    ]
    assert "What would make it allowed" not in printed("explain", str(MAIN), "status_inquiry", "email")
    assert printed("explain", str(MAIN), "gift", "post").endswith(
        "\n\nNo wait, no single fact and no single event would make it allowed.\n"
    )


def test_questions() -> None:
    """Two parts, or a sentence for one that is empty; dates that move with a number told at both ends."""
    assert lines(printed("questions", "-", "--policy", "dos_and_donts", given=DOCUMENT)) == lines(
        """\
dos_and_donts, as of Mon 6 Oct 2025, 12:00 (Europe/London)

No unknown fact would change a ruling.

Numbers with a range
few_days                        if 2
3 days; the range is 2 to 5     thank-you to Dana Wu by email or post: opens and
a few days are read as three    is due Wed 8 Oct 2025, 10:00 (now Thu 9 Oct
dos_and_donts-05                2025, 10:00)
                                if 4 to 5
                                thank-you to Dana Wu by email or post: opens and
                                is due between Fri 10 Oct 2025, 10:00 and Sat 11
                                Oct 2025, 10:00 (now Thu 9 Oct 2025, 10:00)
"""
    )
    unknown = printed("questions", str(MAIN.with_stem("promised_friday")), "--policy", "review_your_notes")
    assert "post_suits_role                 if true\n" in unknown
    assert "\nundeclared " in unknown
    shown = printed("questions", str(MAIN.with_stem("second_round_ahead")))
    moving = " ".join(line[32:].strip() for line in shown.splitlines())
    assert "status inquiry by email: never becomes overdue (now Thu 12 Feb 2026)" in moving
    # the longer the wait, the earlier it is overdue: the earlier date still comes first
    assert "becomes overdue between Thu 5 Feb 2026 and Wed 11 Feb 2026 (now" in moving
    neither = printed("questions", "-", "--policy", "review_your_notes", given=DOCUMENT)
    assert lines(neither)[4:] == ["No number would change a ruling at another value of its range."]


def test_questions_say_on_a_terminal_what_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it lasts, and only there; it is wiped when it is done."""
    asked = ("questions", "-", "--policy", "pro_tips")
    quiet = run(*asked, given=DOCUMENT)
    monkeypatch.setattr(output, "on_a_terminal", lambda: True)
    told = run(*asked, given=DOCUMENT)
    assert (told.exit_code, told.stdout, quiet.stderr) == (0, quiet.stdout, "")
    facts, numbers = "trying each value of each fact ...", "trying each value of each number ..."
    assert told.stderr == "".join(f"{words}\r{' ' * len(words)}\r" for words in (facts, numbers))


def test_compare() -> None:
    """Each stretch in which they differ, with what each says and why; an action that stays the same is named once."""
    shown = printed("compare", "-", "--policy", "pro_tips", "--policy", "dos_and_donts", given=DOCUMENT)
    assert lines(shown)[:27] == lines(
        """\
pro_tips and dos_and_donts, as of Mon 6 Oct 2025, 12:00 (Europe/London)

They differ
thank-you to Dana Wu            now, until Tue 7 Oct 2025
by email                        pro_tips: allowed; thank them by email on Tue 7
                                Oct 2025; the interview ended Mon 6 Oct 2025,
                                10:00
                                pro_tips-07, -08, -10
                                dos_and_donts: forbidden; wait until Thu 9 Oct
                                2025, 10:00: until they want to hear from you,
                                or a few days if they named no date
                                dos_and_donts-03, -04, -05, -14

                                from Tue 7 Oct 2025 until Wed 8 Oct 2025
                                pro_tips: recommended; thank them by email on
                                Tue 7 Oct 2025; the interview ended Mon 6 Oct
                                2025, 10:00
                                pro_tips-07, -08, -10
                                dos_and_donts: forbidden; wait until Thu 9 Oct
                                2025, 10:00: until they want to hear from you,
                                or a few days if they named no date
                                dos_and_donts-03, -04, -05, -14

                                from Wed 8 Oct 2025 until Thu 9 Oct 2025, 10:00
                                pro_tips: overdue; thank them by email on Tue 7
                                Oct 2025; the interview ended Mon 6 Oct 2025,
                                10:00
"""
    )
    assert shown.endswith("\nThey agree on everything else.\n")


DISSENT = ("--policy", "pro_tips", "--policy", "business_etiquette", "--policy", "dos_and_donts")


def test_dissent() -> None:
    """A column for each source in words where there is room, else in marks, else below each other; how many agree."""
    asked = ("dissent", str(MAIN), *DISSENT, "--resolve", "majority")
    assert lines(printed(*asked)) == lines(
        """\
majority(business_etiquette, dos_and_donts, pro_tips), as of Tue 21 Oct 2025,
09:00 (Europe/London)

They disagree
                                   outcome    1           2           3
status inquiry, timeline inquiry   forbidden  no rule     allowed     forbidden*
by phone

status inquiry, timeline inquiry   allowed    allowed*    allowed*    forbidden
by voicemail

1: business_etiquette, 2: dos_and_donts, 3: pro_tips. * decided the outcome.

All sources that have a rule agree on 84 of 88 actions.
"""
    )
    marks = printed(*asked, COLUMNS="60")
    assert re.search(r"\n +outcome    1     2     3\n", marks)
    assert re.search(r"\nstatus inquiry, timeline +allowed    yes\*  yes\*  no\n", marks)
    assert "yes: allowed, no: forbidden, ?: depends, -: no rule." in " ".join(marks.split())
    narrow = printed(*asked, COLUMNS="40")
    assert "allowed:\n" in narrow
    assert "forbidden: pro_tips*\n" in narrow
    agreed = printed("dissent", "-", *DISSENT[:4], "--resolve", "majority", given=DOCUMENT)
    assert lines(agreed)[3:] == ["All sources that have a rule agree on every action."]


# -- files


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_calendar(path: Path) -> None:
    """The agenda as a calendar file, to the last byte, that a reader of such files understands."""
    timeline = timeline_of(path)
    result = run("agenda", str(path), "--format", "ics", "--name", "Acme")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == to_ics(agenda(timeline), name="Acme")
    assert len(Calendar.from_ical(result.stdout_bytes).events) == len(agenda(timeline))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_picture(path: Path) -> None:
    """The picture that the library draws, as XML, with the ends that are asked for."""
    timeline = timeline_of(path)
    since, until = timeline.now.subtract(days=3).isoformat(), timeline.now.add(days=9).isoformat()
    result = run("picture", str(path), "--policy", "pro_tips", "--since", since, "--until", until)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes.decode("utf-8") == to_svg(timeline, policies.pro_tips, since=since, until=until)
    assert ET.fromstring(result.stdout_bytes).tag.endswith("svg")
    assert run("picture", str(path)).stdout == to_svg(timeline)


# -- help


def examples_in_help(name: str) -> list[str]:
    """The calls that the help of a command shows, each on one line."""
    said = printed(name, "--help", COLUMNS="200").partition("Examples:\n")[2].partition("\n\n")[0]
    return [call.strip() for call in re.sub(r"\\\n\s+", "", said).splitlines()]


@pytest.mark.parametrize("name", ["evaluate", *COMMANDS])
def test_examples_in_help_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example that a help shows can be typed, and gives a result."""
    (tmp_path / "timeline.json").write_bytes(MAIN.read_bytes())
    monkeypatch.chdir(tmp_path)
    calls = examples_in_help(name)
    assert calls
    for call in calls:
        words = shlex.split(re.split(r" [<>] ", call)[0])
        # the fixture for standard input, where the shell would redirect it
        assert words[:2] == ["followup-rules", name]
        assert printed(*words[1:], given=MAIN.read_text("utf-8"))


def test_help_of_all() -> None:
    """Every command has a line in the help of the group."""
    said = printed("--help")
    # these have tests of their own: a draft, an exit code, a server
    commands = ("evaluate", "check", "mcp", "review", *COMMANDS)
    assert [name for name in commands if f"\n  {name} " not in said] == []
    assert set(cli.commands) == {*commands}


# -- bad calls

SUCH = "one such as `2025-10-06T09:00:00+01:00`"
BEFORE = "`2025-10-01T01:00:00+01:00` is before now, `2025-10-21T09:00:00+01:00`; expected a later instant"
EARLY = ("--until", "2025-10-01T00:00:00Z")


def assumed(**event: Any) -> tuple[str, str]:
    """An option --assume with an event in it."""
    return "--assume", json.dumps(event)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["agenda", *EARLY], f"--until: {BEFORE}"),
        (["agenda", "--until", "soon"], f"--until: `soon` is not an instant; expected {SUCH}"),
        (["agenda", "--format", "xml"], "--format: `xml` is not a format; expected one of table, json, ics"),
        (
            ["agenda", "--name", "Acme"],
            "--name: `Acme` names the events of a calendar; expected `--format ics` as well",
        ),
        (["plan", "--format", "ics"], "--format: `ics` is not a format; expected one of table, json"),
        (["plan", "--assume", ""], "--assume: $: there is nothing here; expected an event as JSON"),
        (["plan", "--assume", "["], "--assume: $: not JSON: expecting value (line 1, column 2)"),
        (["plan", *assumed(type="employer_replied")], "--assume: $.at: missing; it must be given"),
        (
            ["plan", "--assume", "7", *assumed(type="rejected", at="noon", why=1)],
            (
                "--assume[0]: $: `7` is not an event; expected an object with a `type`\n"
                f"--assume[1]: $.at: `noon` is not an instant; expected {SUCH}\n"
                "--assume[1]: $.why: unknown key; expected one of at, note"
            ),
        ),
        (
            ["plan", *assumed(type="rejected", at="2025-10-20T09:00:00+01:00")],
            (
                "--assume: `2025-10-20T09:00:00+01:00` is before now, `2025-10-21T09:00:00+01:00`; "
                "expected an event to come"
            ),
        ),
        (
            ["plan", *assumed(type="response_promised", at="2025-10-25T09:00:00Z", by="2025-10-20")],
            "--assume: $.by: `2025-10-20` is before the date of `at`",
        ),
        (
            [
                "plan",
                *assumed(type="rejected", at="2025-10-20T09:00:00+01:00"),
                *assumed(type="response_promised", at="2025-10-25T09:00:00Z", by="2025-10-20"),
            ],
            (
                "--assume[0]: `2025-10-20T09:00:00+01:00` is before now, `2025-10-21T09:00:00+01:00`; "
                "expected an event to come\n"
                "--assume[1]: $.by: `2025-10-20` is before the date of `at`"
            ),
        ),
        (["explain"], "KIND: missing; it must be given; try `cli explain --help`"),
        (["explain", "gift"], "CHANNEL: missing; it must be given; try `cli explain --help`"),
        (
            ["explain", "gift", "mail"],
            (
                "CHANNEL: `mail` is not a channel; expected one of email, phone, voicemail, linkedin, post, "
                "text_message, in_person, none; did you mean `email`?"
            ),
        ),
        (
            ["explain", "gift", "none"],
            (
                "CHANNEL: `gift` is not judged by `none`; expected one of email, phone, voicemail, linkedin, post, "
                "text_message"
            ),
        ),
        (
            ["explain", "thank_you", "email"],
            "--to: `thank_you` is judged for each person; expected one of: `Dana Wu`, `Tomasz Żuk`",
        ),
        (
            ["explain", "thank_you", "email", "--to", "Bo\nLi"],
            "--to: `thank_you` is not judged for `Bo\\nLi`; expected one of: `Dana Wu`, `Tomasz Żuk`",
        ),
        (["compare"], "--policy: 0 policies are named; expected two to compare, each with `--policy`"),
        (
            ["compare", "--policy", "pro_tips"],
            "--policy: 1 policy is named; expected two to compare, each with `--policy`",
        ),
        (
            ["compare", "--policy", "pro_tips", "--policy", "pro_tips"],
            "--policy: `pro_tips` is named twice; expected two different policies",
        ),
        (["compare", *COMMANDS["compare"], *EARLY], f"--until: {BEFORE}"),
        (
            ["compare", "--resolve", "majority"],
            "followup-rules: no such option '--resolve'; try `cli compare --help`",
        ),
        (
            ["dissent"],
            "--policy: `recommended` is a single policy; expected several, each with `--policy`, and `--resolve`",
        ),
        (
            ["dissent", *DISSENT],
            (
                "--policy: 3 policies need `--resolve`; expected one of strictest, most_permissive, majority, "
                "first_to_speak"
            ),
        ),
        (["picture", "--since", "6 October"], f"--since: `6 October` is not an instant; expected {SUCH}"),
        (
            ["picture", "--since", "2025-10-20T00:00:00Z", "--until", "2025-10-10T00:00:00Z"],
            (
                "--until: `2025-10-10T01:00:00+01:00` is not after since, `2025-10-20T01:00:00+01:00`; "
                "expected a later instant"
            ),
        ),
    ],
)
def test_bad_calls(args: list[str], said: str) -> None:
    """One line for each fault: which option or argument, what is wrong with it, what was expected."""
    name, *more = args
    assert "\n".join(refused(name, str(MAIN), *more)) == said


def test_unknown_kind_lists_all() -> None:
    """A kind that is none is told with those that there are."""
    (said,) = refused("explain", str(MAIN), "thanks", "email")
    assert said.startswith("KIND: `thanks` is not a kind of action; expected one of thank_you, status_inquiry, ")
    assert said.endswith(", move_on, keep_applying")


@pytest.mark.parametrize("name", COMMANDS)
def test_bad_documents(name: str, tmp_path: Path) -> None:
    """Faults of the timeline are told by every command as `evaluate` tells them."""
    given = {**DOCUMENT, "zone": "Europe/Lundon", "more": 1}
    assert refused(name, "-", *COMMANDS[name], given=given) == [
        (
            "standard input: $.zone: `Europe/Lundon` is not a time zone; expected an IANA name such as "
            "`Europe/London`; did you mean `Europe/London`?"
        ),
        "standard input: $.more: unknown key; expected one of zone, now, events, facts",
    ]
    missing = tmp_path / "no.json"
    assert refused(name, str(missing), *COMMANDS[name]) == [
        f"{missing}: cannot be read (no such file or directory); expected a timeline as JSON"
    ]


def test_calendar_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where `icalendar` is not installed, one line says how to install it."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert refused("agenda", str(MAIN), "--format", "ics") == [
        "--format: a calendar needs `icalendar`; install with `pip install followup-rules[calendar]`"
    ]


@pytest.mark.parametrize("year", [1900, 2999])
def test_ends_of_time(year: int) -> None:
    """Every report is printed at the ends of the time that a timeline may speak of."""
    ends = {**INTERVIEW, "ends": f"{year}-12-31T22:00:00Z"}
    given = {"zone": "UTC", "now": f"{year}-12-31T23:00:00Z", "events": [ends]}
    for name in COMMANDS:
        assert printed(name, "-", *COMMANDS[name], given=given)
