"""The command line: what it prints, what it refuses and how, and that it reads the clock only where it must."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rich.console import Console

import random_timelines
from command_line import DOCUMENT, EXAMPLES, INTERVIEW, MAIN, process, run
from followup_rules import Timeline, evaluate, policies, strictest
from followup_rules.cli import inputs
from followup_rules.display import words
from followup_rules.display.reports import evaluation as reports
from followup_rules.display.terminal import laid_out
from followup_rules.rules.policy import AnyPolicy, resolvers
from followup_rules.temporal import instants
from followup_rules.timeline import codec
from followup_rules.timeline.vocabulary import MESSAGES
from followup_rules.timeline.words import how, what

pytestmark = pytest.mark.unmeasured

SENT = {"type": "message_sent", "at": "2025-10-07T09:00:00+01:00", "kind": "thank_you", "channel": "email"}


def data(*args: str, given: str | dict[str, Any] = "") -> dict[str, Any]:
    """What the command line prints as JSON."""
    result = run("evaluate", *args, "--format", "json", given=given)
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def refused(*args: str, given: str | bytes | dict[str, Any] = "") -> str:
    """What the command line says on standard error where it ends with 2 and prints nothing else."""
    result = run("evaluate", *args, given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    return result.stderr.removesuffix("\n")


# -- results


def test_examples_are_there() -> None:
    """At least six examples, each with a now of its own and a row in the page about them."""
    page = (MAIN.parent / "README.md").read_text("utf-8")
    assert len(EXAMPLES) >= 6
    for path in EXAMPLES:
        assert "now" in json.loads(path.read_bytes())
        assert f"`{path.name}`" in page


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", policies.names())
def test_each_policy_on_each_example(path: Path, name: str) -> None:
    """JSON is the evaluation as data and nothing else; the table names the policy and some reason."""
    expected = evaluate(Timeline.from_json(path.read_bytes()), policies.BY_NAME[name]).to_dict()
    assert data(str(path), "--policy", name) == expected
    table = run("evaluate", str(path), "--policy", name)
    assert (table.exit_code, table.stderr) == (0, "")
    assert table.stdout.startswith(f"{name}, as of ")
    assert f"No rule covers {sum(r['stance'] == 'silent' for r in expected['rulings'])} of" in table.stdout


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("resolve", resolvers)
def test_each_resolver_on_each_example(path: Path, resolve: str) -> None:
    """Several policies are made one by the resolver that is named, in the order in which they are given."""
    names = ("review_your_notes", "pro_tips", "business_etiquette")
    asked = [word for name in names for word in ("--policy", name)]
    policy = resolvers[resolve](*map(policies.BY_NAME.__getitem__, names))
    expected = evaluate(Timeline.from_json(path.read_bytes()), policy).to_dict()
    assert data(str(path), *asked, "--resolve", resolve) == expected
    table = run("evaluate", str(path), *asked, "--resolve", resolve)
    assert (table.exit_code, table.stderr) == (0, "")
    assert " ".join(table.stdout.split()).startswith(f"{policy.name}, as of ")


def test_recommended_is_the_default() -> None:
    """Without --policy it is the recommended one; a single policy may be resolved by any resolver, and stays itself."""
    assert data(str(MAIN)) == data(str(MAIN), "--policy", "recommended")
    assert data(str(MAIN)) == data(str(MAIN), "--policy", "recommended", "--resolve", "majority")


def test_json_is_indented_utf8() -> None:
    """Names are written as they are, in UTF-8, and the text ends with one newline."""
    result = run("evaluate", str(MAIN), "--format", "json")
    assert "Tomasz Żuk" in result.stdout_bytes.decode("utf-8")
    assert result.stdout.startswith('{\n  "policy": "recommended",\n')
    assert result.stdout.endswith("\n}\n")


def test_main_table() -> None:
    """The first example's table: sections in order, channels and actions merged, reasons and citations beside them."""
    lines = run("evaluate", str(MAIN)).stdout.splitlines()
    assert lines[0] == "recommended, as of Tue 21 Oct 2025, 09:00 (Europe/London)"
    assert lines[-1] == "No rule covers 9 of 88 actions."
    assert [left for line in lines[1:-1] if (left := line if line in words.SECTIONS else line[:32].rstrip())] == [
        "Do now",
        "status inquiry",
        "by email",
        "keep applying",
        "Allowed",
        "status inquiry",
        "by phone or voicemail",
        "timeline inquiry",
        "by email, phone or voicemail",
        "additional information",
        "by email",
        "reply",
        "by any channel",
        "withdrawal notice",
        "by email",
        "Allowed, but advised against",
        "thank-you to Tomasz Żuk",
        "by email or post",
        "interest note",
        "by email",
        "Depends on unknown facts",
        "thank-you to Tomasz Żuk",
        "by LinkedIn",
        "status inquiry, timeline",
        "inquiry",
        "by LinkedIn",
        "Do not",
        "thank-you to Dana Wu",
        "by any channel",
        "status inquiry, timeline",
        "inquiry",
        "by post",
        "competing offer notice",
        "by any channel",
        "gift",
        "by any channel",
        "change notice",
        "by any channel",
        "feedback request, courtesy",
        "note",
        "by any channel",
        "any other message",
    ]
    first = evaluate(Timeline.from_json(MAIN.read_bytes()))["status_inquiry", "email"]
    said = [line[32:] for line in lines[3 : lines.index("", 3)]]
    assert said[0] == "overdue since Mon 20 Oct 2025"
    assert " ".join(said[1:]).startswith(f"{first.advice_reasons[0].says} (+2 more) art_of_follow_up-38, -108, -118; ")
    depends = lines[lines.index("Depends on unknown facts") + 1 :]
    assert [line[32:] for line in depends[:2]] == ["forbidden or allowed, depending on", "`linkedin_relation`"]


def test_wait_names_what_ends_last() -> None:
    """A wait is told with its opening, and with the reason that holds until then, not with the first that passes."""
    table = run("evaluate", str(MAIN.with_stem("competing_offer"))).stdout
    wait = table[table.index("\nWait\n") :]
    assert wait.splitlines()[2:4] == [
        "status inquiry                  opens and is due Tue 11 Nov 2025",
        "by email                        overdue from Tue 18 Nov 2025",
    ]
    ruling = evaluate(Timeline.from_json(MAIN.with_stem("competing_offer").read_bytes()))["status_inquiry", "email"]
    passing, lasting = ruling.reasons
    assert passing.rule == "recommended/give-it-a-week"
    assert lasting.rule == "recommended/a-week-between-enquiries"
    assert f"overdue from Tue 18 Nov 2025 {lasting.says} (+1 more)" in " ".join(line[32:] for line in wait.splitlines())


def test_advised_against_stands_apart() -> None:
    """What is allowed but discouraged is neither among what to do nor among what is plainly allowed."""
    late = {**DOCUMENT, "now": "2025-10-14T09:00:00+01:00"}
    table = run("evaluate", "-", given=late).stdout
    apart = table[table.index("\nAllowed, but advised against\n") :].splitlines()
    assert apart[2].startswith("thank-you to Dana Wu            it is late for a thank-you alone: ")
    against = evaluate(Timeline.from_dict(late))["thank_you", "email"].advice_reasons[0]
    assert against.says in " ".join(line[32:] for line in table.splitlines())


def test_do_now_says_when_one_would_write() -> None:
    """On a Sunday the office is closed; while it is open, now is when. A call is no letter, and acts have no hours."""
    sunday = run("evaluate", "-", given={**DOCUMENT, "now": "2025-10-19T20:00:00+01:00"}).stdout
    now = sunday[sunday.index("\nDo now\n") : sunday.index("\nAllowed\n")]
    assert "\n                                write Mon 20 Oct 2025, 09:00\n" in now
    assert now.count("write ") == 1
    monday = run("evaluate", "-", given={**DOCUMENT, "now": "2025-10-20T09:00:00+01:00"}).stdout
    assert "write " not in monday
    wish = {"type": "channel_preferred", "at": "2025-10-07T10:00:00+01:00", "channel": "phone", "source": "interviewer"}
    given = {**DOCUMENT, "now": "2025-10-19T20:00:00+01:00", "events": [INTERVIEW, wish]}
    assert "call Mon 20 Oct 2025, 09:00" in run("evaluate", "-", given=given).stdout


def test_what_never_opens_is_not_told_to_wait() -> None:
    """The wait passes; what stays is told, and where nothing stays, that no rule covers it then."""
    given = {**DOCUMENT, "events": [INTERVIEW], "now": "2025-10-08T09:00:00+01:00"}
    table = run("evaluate", "-", given=given, COLUMNS="110").stdout
    assert "wait until" not in table[table.index("\nDo not\n") :]
    promise = {"type": "response_promised", "at": "2025-10-06T10:00:00+01:00", "by": "2025-10-17"}
    promised = {**given, "events": [INTERVIEW, promise]}
    tips = " ".join(run("evaluate", "-", "--policy", "pro_tips", given=promised, COLUMNS="400").stdout.split())
    assert (
        "status inquiry they named Fri 17 Oct 2025: wait 7 days longer, until Fri 24 Oct by LinkedIn, post or text "
        "message 2025; after that no rule covers it"
    ) in tips


def test_what_is_lacking_is_told_of_each_action() -> None:
    """One action's reason is not another's."""
    table = run("evaluate", "-", given=DOCUMENT, COLUMNS="110").stdout
    told = " ".join(table[table.index("\nDo not\n") :].split())
    assert "change notice no guidance permits it unless something important has changed for by any channel you" in told
    assert "feedback request, courtesy note no guidance permits it unless they have said no by any channel" in told


def test_no_contact_is_one_row() -> None:
    """A request not to be contacted closes every channel, in one row that is told once; one may withdraw still."""
    asked = {"type": "no_contact_requested", "at": "2025-10-06T11:00:00+01:00"}
    table = run("evaluate", "-", given={**DOCUMENT, "events": [INTERVIEW, asked]}).stdout
    closed = table[table.index("\nDo not\n") :].splitlines()
    assert [line[:32].rstrip() for line in closed[2:] if not line.startswith(" ")] == [
        "any message but withdrawal",
        "notice",
        "by any channel",
        "",
        "withdrawal notice",
        "by phone, voicemail, LinkedIn,",
        "post or text message",
        "",
        "No rule covers 9 of 82 actions.",
    ]


@pytest.mark.parametrize("year", [1900, 2999])
def test_ends_of_time(year: int) -> None:
    """What would be due beyond the last instant that a timeline may speak of is not told; all before it is."""
    given = {
        "zone": "UTC",
        "now": f"{year}-12-31T23:00:00Z",
        "events": [{**INTERVIEW, "ends": f"{year}-12-31T22:00:00Z"}],
    }
    table = run("evaluate", "-", given=given)
    assert (table.exit_code, table.stderr) == (0, "")
    assert ("overdue from Tue 1 Jan 1901, 22:00" in table.stdout) is (year == 1900)


# -- what a person sees


@pytest.mark.parametrize(("path", "width"), [*product(EXAMPLES, (1, 2, 7, 20, 40, 80, 120, 400))])
def test_any_width(path: Path, width: int) -> None:
    """The table fits every width, however narrow, and does not sprawl on a wide one."""
    result = run("evaluate", str(path), COLUMNS=str(width))
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= min(width, 110)


@pytest.mark.parametrize("seed", range(40))
def test_any_timeline(seed: int) -> None:
    """Whatever is forbidden with no opening stands in some row, and a row on any message holds of every message."""
    evaluation = evaluate(Timeline.from_dict(random_timelines.timeline(Random(seed))), _any_policy(seed))
    console = Console(file=io.StringIO(), width=80)
    console.print(laid_out(reports.evaluation_report(evaluation), 80))
    never = [ruling for ruling in evaluation.rulings if ruling.stance == "forbidden" and ruling.opens is None]
    rows = [
        (actions, channels, why)
        for row in reports.closed_for_good(never, evaluation)
        for (actions, _), (channels, _), (why, _) in [(*row.left, row.right[0])]
    ]
    for ruling in never:
        subject = what([(ruling.action.kind, ruling.action.to)])
        named = ("any message", "any other message", subject.split(" to ")[0])
        assert any(words in actions for actions, *_ in rows for words in named)
    for actions, channels, why in rows:
        if actions.startswith("any message"):
            but = actions.removeprefix("any message").removeprefix(" but ")
            for ruling in evaluation.rulings:
                if what([(ruling.action.kind, ruling.action.to)]) == but:
                    continue
                if ruling.action.kind in MESSAGES and how([ruling.action.channel]) == channels:
                    assert ruling in never
                    assert any(reason.says in why for reason in ruling.reasons)


def _any_policy(seed: int) -> AnyPolicy:
    names = policies.names()
    if seed % 2:
        return policies.get(names[seed // 2 % len(names)])
    return [*resolvers.values()][seed // 2 % len(resolvers)](*map(policies.get, names[:4]))


def test_nothing_is_markup() -> None:
    """Names that look like markup, or that would steer the terminal, are shown as they are written."""
    names = ["[bold]Ann[/]", ":smile:", "[link=x]", "Bo\u001b[2J\nBo", "\u202egnat", "नेहा क\u094d\u200dष"]
    table = run("evaluate", "-", given={**DOCUMENT, "events": [{**INTERVIEW, "interviewers": names}]}, COLUMNS="400")
    shown = " ".join(table.stdout.split())
    for name in ("[bold]Ann[/]", ":smile:", "[link=x]", "Bo\\x1b[2J\\nBo", "\\u202egnat", "नेहा क\u094d\u200dष"):
        assert name in shown
    assert "\x1b" not in table.stdout


def test_names_of_any_script() -> None:
    """Names in other scripts are kept, and where the output cannot write them they are written as escapes."""
    path = str(MAIN.with_stem("promised_friday"))
    assert "Søren Lund and\n王芳" in re.sub(r"  .*", "", run("evaluate", path).stdout)
    ascii_only = process("evaluate", path, env={"PYTHONIOENCODING": "ascii"})
    assert (ascii_only.returncode, ascii_only.stderr) == (0, "")
    assert "S\\xf8ren Lund" in ascii_only.stdout
    as_json = process("evaluate", path, "--format", "json", env={"PYTHONIOENCODING": "ascii"})
    assert "王芳" in as_json.stdout


def test_colour_only_where_it_is_wanted() -> None:
    """No escape codes where the output is no terminal; NO_COLOR takes the colours out, and the words are the same."""
    plain = process("evaluate", str(MAIN)).stdout
    assert "\x1b" not in plain
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    coloured = process("evaluate", str(MAIN), env=forced).stdout
    without = process("evaluate", str(MAIN), env={**forced, "NO_COLOR": "1"}).stdout
    codes = re.compile(r"\x1b\[([0-9;]*)m")
    assert any("3" in code for code in codes.findall(coloured))
    assert set(codes.findall(without)) <= {"0", "1", "2"}
    assert codes.sub("", coloured).split() == codes.sub("", without).split() == plain.split()


# -- the clock


def test_clock_is_read_only_where_nothing_says_when(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither --at nor `now`: it is now; with either of them the clock is not looked at."""
    without = {key: value for key, value in DOCUMENT.items() if key != "now"}
    before = instants.micros(datetime.now(UTC))
    assert before <= instants.micros(data("-", given=without)["now"]) <= instants.micros(datetime.now(UTC))

    def clock() -> int:
        raise AssertionError("the clock was read")

    monkeypatch.setattr(inputs, "_clock", clock)
    assert data("-", given=DOCUMENT)["now"] == "2025-10-06T12:00:00+01:00"
    for document in (without, DOCUMENT):
        assert data("-", "--at", "2025-10-08T00:00:00Z", given=document)["now"] == "2025-10-08T01:00:00+01:00"


@pytest.mark.parametrize(
    ("given", "now"),
    [
        ("2025-10-25", "2025-10-25T00:00:00+01:00"),
        ("2025-10-25T09:30", "2025-10-25T09:30:00+01:00"),
        ("2025-10-26T01:30", "2025-10-26T01:30:00+01:00"),
        ("2025-10-25T09:30[America/New_York]", "2025-10-25T14:30:00+01:00"),
        ("2025-10-25T09:30Z", "2025-10-25T10:30:00+01:00"),
    ],
)
def test_at_takes_a_date_and_a_local_time_too(given: str, now: str) -> None:
    """In the zone of the timeline; a date is its 00:00, and of a time that occurs twice the earlier is meant."""
    assert data("-", "--at", given, given=DOCUMENT)["now"] == now


def test_until_and_since_take_them_too() -> None:
    """In the zone of the timeline."""
    far = {**DOCUMENT, "zone": "Pacific/Apia"}
    for option in ("2025-10-20", "2025-10-20T00:00"):
        until = json.loads(run("agenda", "-", "--until", option, "--format", "json", given=far).stdout)["until"]
        assert until == "2025-10-20T00:00:00+13:00"
    drawn = [
        run("picture", "-", "--since", since, given=far).stdout for since in ("2025-10-05", "2025-10-05T00:00:00+13:00")
    ]
    assert drawn[0] == drawn[1] != ""


def test_at_in_a_zone_that_is_none_blames_the_zone() -> None:
    """And nothing else."""
    said = refused("-", "--at", "2025-10-25", given={**DOCUMENT, "zone": "Nowhere"})
    assert said.startswith("standard input: $.zone: `Nowhere` is not a time zone")
    assert (
        refused("-", "--at", "2025-10-25", given="[]")
        == "standard input: $: `[]` is not an object; expected one with keys"
    )


def test_set_changes_a_quantity_or_a_reading() -> None:
    """As `policy.with_` does, in a policy or in the sources of a combined one."""
    asked = ("-", "--at", "2025-10-10", "--set", "few_days=5", "--set", "days_counted=by_the_clock")
    timeline = Timeline.from_dict(DOCUMENT).at("2025-10-10T00:00:00+01:00")
    changed = policies.dos_and_donts.with_(few_days=5, days_counted="by_the_clock")
    assert data(*asked, "--policy", "dos_and_donts", given=DOCUMENT) == evaluate(timeline, changed).to_dict()
    combined = ("--policy", "dos_and_donts", "--policy", "pro_tips", "--resolve", "strictest", "--set", "few_days=5")
    both = strictest(policies.dos_and_donts, policies.pro_tips).with_(few_days=5)
    assert data("-", *combined, given=DOCUMENT) == evaluate(Timeline.from_dict(DOCUMENT), both).to_dict()


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("lest_wait=9", "`lest_wait` is not a quantity or choice of `recommended`; ", "; did you mean `least_wait`?"),
        ("least_wait=soon", "", ""),
        ("least_wait=99999999999", "", ""),
        ("days_counted=by_hand", "`by_hand` is not a reading of `days_counted`; expected one of ", "in_working_days"),
    ],
)
def test_what_cannot_be_set_is_told(text: str, begins: str, ends: str) -> None:
    """In the words of the library."""
    said = refused("-", "--set", text, given=DOCUMENT)
    assert said.startswith(f"--set: {begins}")
    assert said.endswith(ends)


def test_h_is_help() -> None:
    """Of the group and of each command."""
    assert run("-h").stdout == run("--help").stdout
    assert run("evaluate", "-h").stdout == run("evaluate", "--help").stdout


def test_title_tells_whole_seconds() -> None:
    """The present is a matter of microseconds; the title leaves them out."""
    result = run("evaluate", "-", "--at", "2025-10-07T10:00:00.123456+01:00", given=DOCUMENT)
    assert result.stdout.startswith("recommended, as of Tue 7 Oct 2025, 10:00 (Europe/London)\n")


@pytest.mark.parametrize("now", [None, "2025-10-09T09:00:00+01:00"])
def test_at_leaves_out_what_came_later(now: str | None) -> None:
    """Events after --at are left out, whether the document has a `now` or not: as `Timeline.at` does."""
    changed = {"type": "interview", "ends": "2025-10-20T10:00:00+01:00", "arranged": "2025-10-08T10:00:00+01:00"}
    document = {"zone": "Europe/London", "events": [INTERVIEW, SENT, changed]} | ({"now": now} if now else {})
    found = data("-", "--at", "2025-10-07T08:59:59+01:00", given=document)
    timeline = Timeline.from_dict(
        {**DOCUMENT, "now": "2025-10-09T09:00:00+01:00", "events": [INTERVIEW, SENT, changed]}
    )
    assert found == evaluate(timeline.at("2025-10-07T08:59:59+01:00")).to_dict()
    thanks = [ruling["stance"] for ruling in found["rulings"] if ruling["kind"] == "thank_you"]
    assert "allowed" in thanks


def test_at_hides_no_fault() -> None:
    """Faults are told even of events after --at, and of an event after the document's own `now`."""
    broken = {"zone": "Europe/London", "events": [{**SENT, "kind": "thanks"}]}
    assert refused("-", "--at", "2025-10-01T00:00:00Z", given=broken).startswith(
        "standard input: $.events[0].kind: `thanks` is no"
    )
    late = {**DOCUMENT, "events": [SENT]}
    assert refused("-", "--at", "2025-12-01T00:00:00Z", given=late) == (
        "standard input: $.events[0].at: `2025-10-07T09:00:00+01:00` is after now, `2025-10-06T12:00:00+01:00`; "
        "only an interview may lie ahead"
    )


# -- bad input


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "$: there is nothing here; expected a timeline as JSON"),
        (b" \n", "$: there is nothing here; expected a timeline as JSON"),
        (b"\xff\xfe{", "$: not UTF-8 (invalid start byte at byte 0); expected JSON"),
        (b'{"zone"', "$: not JSON: expecting ':' delimiter (line 1, column 8)"),
        (b"[" * 200_000, "$: nested too deeply; expected a timeline as JSON"),
        (b'{"zone": NaN}', "$: `NaN` is not JSON"),
        (b" " * (codec.LARGEST + 1), "too long; expected a timeline of at most 16,777,216 bytes"),
        (
            b'{"zone": "Europe/Lundon", "now": "2025-10-06T12:00:00+01:00"}',
            (
                "$.zone: `Europe/Lundon` is not a time zone; expected an IANA name such as `Europe/London`; "
                "did you mean `Europe/London`?"
            ),
        ),
        (
            b'{"zone": "Europe/London", "now": "yesterday"}',
            "$.now: `yesterday` is not an instant; expected one such as `2025-10-06T09:00:00+01:00`",
        ),
        (b"[]", "$: `[]` is not an object; expected one with keys"),
    ],
    ids=["empty", "blank", "not UTF-8", "not JSON", "deep", "NaN", "huge", "zone", "now", "no object"],
)
def test_bad_documents(given: bytes, said: str, tmp_path: Path) -> None:
    """One line: which input, where in it, what is wrong, what was expected; of a file and of standard input alike."""
    file = tmp_path / "timeline.json"
    file.write_bytes(given)
    assert refused(str(file)) == f"{file}: {said}"
    assert refused("-", given=given) == f"standard input: {said}"


def test_all_faults_one_per_line() -> None:
    """All faults are told together, each on one line, though a line break or an escape stands in what was given."""
    given = {**DOCUMENT, "zone": "a\nb\u001b[2J", "events": [{"type": "interview"}, 7], "more": 1}
    assert refused("-", given=given).splitlines() == [
        "standard input: $.zone: `a\\nb\\x1b[2J` is not a time zone; expected an IANA name such as `Europe/London`",
        "standard input: $.events[0].ends: missing; it must be given",
        "standard input: $.events[1]: `7` is not an event; expected an object with a `type`",
        "standard input: $.more: unknown key; expected one of zone, now, events, facts",
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is missing, a directory, a name that no file can have."""
    missing, expected = tmp_path / "no.json", "expected a timeline as JSON"
    assert refused(str(missing)) == f"{missing}: cannot be read (no such file or directory); {expected}"
    assert refused(str(tmp_path)) == f"{tmp_path}: cannot be read (is a directory); {expected}"
    assert refused("a\0b") == f"a\\x00b: cannot be read (embedded null byte); {expected}"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="all files can be read")
def test_file_without_permission(tmp_path: Path) -> None:
    """A file that may not be read."""
    file = tmp_path / "timeline.json"
    file.touch(mode=0o000)
    assert refused(str(file)) == f"{file}: cannot be read (permission denied); expected a timeline as JSON"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_endless_file_is_not_read_to_its_end() -> None:
    """Never more is read than the limit."""
    assert refused("/dev/zero") == "/dev/zero: too long; expected a timeline of at most 16,777,216 bytes"


# -- bad calls


RESOLVERS = "strictest, most_permissive, majority, first_to_speak"
POLICIES = "pro_tips, dos_and_donts, review_your_notes, art_of_follow_up, business_etiquette, recommended"
TWO = ("--policy", "pro_tips", "--policy", "recommended")
TWICE = ("--policy", "pro_tips", "--policy", "pro_tips")
SUCH = "`2025-10-06T09:00:00+01:00`"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--policy", "[b]"], f"--policy: `[b]` is not a policy; expected one of {POLICIES}"),
        (
            ["--policy", "pro_tips", "--resolve", "best"],
            f"--resolve: `best` is not a resolver; expected one of {RESOLVERS}",
        ),
        ([*TWO], f"--policy: 2 policies need `--resolve`; expected one of {RESOLVERS}"),
        (["--resolve", "majority"], "--resolve: `majority` has no policies to combine; name each with `--policy`"),
        (
            [*TWICE, "--resolve", "majority"],
            "--policy: `majority` was given two policies named `pro_tips`; expected each name once",
        ),
        (["--format", "xml"], "--format: `xml` is not a format; expected one of table, json"),
        (["--at", "noon"], f"--at: `noon` is not an instant; expected one such as {SUCH}"),
        (
            ["--at", "2025-02-30"],
            "--at: `2025-02-30` is not a date (day is out of range for month); expected one such as `2025-10-17`",
        ),
        (["--at", "1899-12-31"], "--at: `1899-12-31` is out of range; expected a date in the years 1900 to 2999"),
        (["--set", "few"], "--set: `few` sets nothing; expected a name and a value, such as `least_wait=10`"),
        (["--set", "=3"], "--set: `=3` sets nothing; expected a name and a value, such as `least_wait=10`"),
        (["--set", "a=1", "--set", "a=2"], "--set: `a` is set twice; expected each name once"),
        (["more"], "followup-rules: got unexpected extra argument (more); try `cli evaluate --help`"),
    ],
)
def test_bad_calls(args: list[str], said: str) -> None:
    """One line: which option, what is wrong with it, what was expected; the file is not even read."""
    assert refused("no.json", *args) == said


def test_calls_without_a_file_or_a_command() -> None:
    """A file that is left out is told of; no command at all gives the help, on standard error."""
    assert refused() == "FILE: missing; it must be given; try `cli evaluate --help`"
    assert refused("a.json", "--nope").startswith("followup-rules: no such option")
    assert run("judge").stderr.startswith("followup-rules: no such command")
    assert process("judge").stderr.endswith("; try `followup-rules --help`\n")
    bare = run()
    assert (bare.exit_code, bare.stdout) == (2, "")
    assert bare.stderr.startswith("Usage: ")


def test_help_and_version() -> None:
    """The help of the command names every policy and resolver, and gives examples that can be typed."""
    said = run("evaluate", "--help").stdout
    for name in (*policies.names(), *resolvers):
        assert name in said
    assert "followup-rules evaluate timeline.json --at 2025-10-24T09:00:00+01:00\n" in said
    assert re.fullmatch(r"followup-rules \d+\.\d+\.\d+\S*\n", process("--version").stdout)


# -- true runs


def test_module_is_the_command() -> None:
    """`python -m followup_rules` prints what the command prints, from a file or from standard input."""
    asked = process("evaluate", "-", "--format", "json", given=MAIN.read_text("utf-8"))
    assert (asked.returncode, asked.stderr) == (0, "")
    assert json.loads(asked.stdout) == data(str(MAIN))
    failed = process("evaluate", "no.json")
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr == "no.json: cannot be read (no such file or directory); expected a timeline as JSON\n"


@pytest.mark.parametrize(("names", "said"), [(["click"], "`click`"), (["click", "rich"], "`click` and `rich`")])
def test_without_the_extra(names: list[str], said: str) -> None:
    """Where click or rich is not installed, one line says how to install them."""
    code = f"import sys; sys.modules.update(dict.fromkeys({names!r})); from followup_rules.__main__ import main; main()"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == f"the command line needs {said}; install with `pip install followup-rules[cli]`\n"


def test_json_needs_no_rich_at_run_time() -> None:
    """Neither the help, nor JSON, nor a plain import of the library pays for loading the tables."""
    code = (
        "import sys; from followup_rules.cli import cli; cli.main(sys.argv[1:], standalone_mode=False);"
        "sys.exit('rich' in sys.modules)"
    )
    asked = [sys.executable, "-c", code, "evaluate", str(MAIN), "--format", "json"]
    assert subprocess.run(asked, capture_output=True, check=False, timeout=60).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
def test_broken_pipe_is_quiet() -> None:
    """Where nobody reads the output any more, it ends without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    asked = [sys.executable, "-m", "followup_rules", "evaluate", str(MAIN), "--format", "json"]
    ran = subprocess.run(asked, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert ran.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_full_disk_is_a_fault() -> None:
    """Output that cannot be written is told of in one line."""
    asked = [sys.executable, "-m", "followup_rules", "evaluate", str(MAIN)]
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(asked, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (2, b"standard output: cannot be written (no space left on device)\n")


def test_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130 and no traceback."""

    def interrupted(*_: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(inputs, "read_file", interrupted)
    result = run("evaluate", "-")
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (130, "", "")
