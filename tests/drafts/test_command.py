"""The command `review`: drafts from files and from standard input, every option, what is printed, what is refused."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from command_line import DOCUMENT, INTERVIEW, MAIN, process, run
from followup_rules import Timeline, policies, strictest
from followup_rules.drafts import Draft, draft_from_eml, review_draft
from followup_rules.drafts.draft import LONGEST
from followup_rules.rules.policy import resolvers
from followup_rules.timeline.codec import LARGEST

KINDS = (
    "thank_you, status_inquiry, timeline_inquiry, interest_note, additional_information, competing_offer_notice, "
    "change_notice, feedback_request, courtesy_note, gift, reply, withdrawal_notice"
)
CHANNELS = "email, phone, voicemail, linkedin, post, text_message"
TIMELINE = Timeline.from_json(MAIN.read_bytes())
BODY = """Dear Dana,

I am writing to follow up on my application for the data engineer role. Could you tell me the status of it?

Thank you for the time that you took.

Kind regards,
Marta Núñez
"""
EML = f"""From: =?utf-8?q?Marta_N=C3=BA=C3=B1ez?= <marta@mail.example>
To: Dana Wu <dana@acme.example>, =?utf-8?q?Bo_Lindstr=C3=B6m?= <bo@acme.example>
Subject: Data engineer interview: following up
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{BODY}"""
ON_TIMELINE = ("--timeline", str(MAIN))
ASKING = (*ON_TIMELINE, "--kind", "status_inquiry")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named as they are called."""
    monkeypatch.chdir(tmp_path)


def written(name: str, content: str | bytes) -> str:
    """A file, by its name."""
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def printed(*args: str, given: str | bytes | dict[str, Any] = "", **env: str) -> str:
    """What the command prints."""
    result = run("review", *args, given=given, **env)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def as_json(*args: str, given: str | bytes | dict[str, Any] = "") -> Any:
    """What it prints as JSON."""
    return json.loads(printed(*args, "--format", "json", given=given))


def refused(*args: str, given: str | bytes | dict[str, Any] = "") -> list[str]:
    """The lines on standard error of a command that ends with 2 and prints nothing else."""
    result = run("review", *args, given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


# -- data


def test_a_text_file() -> None:
    """It is the body; all else comes from the call, and is not known where it is not given."""
    found = as_json(written("draft.txt", BODY), *ASKING)
    assert found == review_draft(Draft("status_inquiry", "email", body=BODY), TIMELINE).to_dict()
    assert (found["policy"], found["channel"], found["to"]) == ("recommended", "email", [])


def test_every_option() -> None:
    """Each is a field of the draft."""
    asked = [
        *("--channel", "linkedin", "--to", "Dana Wu", "--to", "Bo Lindström", "--subject", "Following up"),
        *("--attachment", "cv.pdf", "--attachment", "references.pdf", "--sender", "Marta Núñez"),
        *("--job-title", "data engineer", "--company", "Northwind", "--promised"),
    ]
    expected = Draft(
        "status_inquiry",
        "linkedin",
        ("Dana Wu", "Bo Lindström"),
        "Following up",
        BODY,
        ("cv.pdf", "references.pdf"),
        sender="Marta Núñez",
        job_title="data engineer",
        company="Northwind",
        documents_promised=True,
    )
    found = as_json(written("draft.txt", BODY), *ASKING, *asked)
    assert found == review_draft(expected, TIMELINE).to_dict()


@pytest.mark.parametrize(
    ("option", "known"),
    [
        (("--to", "Dana Wu"), {"to": ("Dana Wu",)}),
        (("--subject", "Following up"), {"subject": "Following up"}),
        (("--subject", ""), {"subject": ""}),
        (("--attachment", "cv.pdf"), {"attachments": ("cv.pdf",)}),
        (("--sender", "Marta Núñez"), {"sender": "Marta Núñez"}),
        (("--job-title", "data engineer"), {"job_title": "data engineer"}),
        (("--company", "Northwind"), {"company": "Northwind"}),
        (("--promised",), {"documents_promised": True}),
        (("--not-promised",), {"documents_promised": False}),
        (("--channel", "post"), {"channel": "post"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_an_option_by_itself(option: tuple[str, ...], known: dict[str, Any]) -> None:
    """It is told, and changes nothing else; of an email file it takes the place of what stands there."""
    text, mail = written("draft.txt", BODY), written("draft.eml", EML)
    plain = Draft(**{"kind": "status_inquiry", "channel": "email", "body": BODY, **known})
    assert as_json(text, *ASKING, *option) == review_draft(plain, TIMELINE).to_dict()
    read = draft_from_eml(EML.encode(), "status_inquiry", **known)
    assert as_json(mail, *ASKING, *option) == review_draft(read, TIMELINE).to_dict()


@pytest.mark.parametrize("kind", KINDS.split(", "))
def test_every_kind(kind: str) -> None:
    """Each kind of message, by the names that the library gives them."""
    found = as_json(written("draft.txt", BODY), *ON_TIMELINE, "--kind", kind)
    assert found == review_draft(Draft(kind, "email", body=BODY), TIMELINE).to_dict()
    assert found["kind"] == kind


def test_an_email_file() -> None:
    """Addressees, subject and sender are taken from it."""
    found = as_json(written("draft.eml", EML), *ASKING)
    assert found == review_draft(draft_from_eml(EML.encode(), "status_inquiry"), TIMELINE).to_dict()
    assert found["to"] == ["Dana Wu", "Bo Lindström"]


@pytest.mark.parametrize("name", ["DRAFT.EML", "draft.txt", "draft"])
def test_an_email_is_known_by_its_name_or_its_first_header(name: str) -> None:
    """Whatever it is called, and in whatever case."""
    assert as_json(written(name, EML), *ASKING)["to"] == ["Dana Wu", "Bo Lindström"]


def test_names_in_plain_utf_8() -> None:
    """As mail programs write them that follow RFC 6532."""
    mail = "Subject: Thanks\nFrom: Marta Núñez <m@x.example>\nTo: Bo Lindström <bo@x.example>\n\nDear Bo, thank you."
    assert as_json(written("draft.eml", mail), *ASKING)["to"] == ["Bo Lindström"]


@pytest.mark.parametrize("first", ["Hello: this is a test.", "Dear Dana:", "Note: I have no news."])
def test_a_text_that_begins_with_a_colon_is_no_email(first: str) -> None:
    """Only a header that emails have makes one."""
    text = f"{first}\n\n{BODY}"
    found = as_json(written("draft.txt", text), *ASKING)
    assert found == review_draft(Draft("status_inquiry", "email", body=text), TIMELINE).to_dict()


@pytest.mark.parametrize("content", [BODY, EML], ids=["text", "email"])
def test_the_draft_on_standard_input(content: str) -> None:
    """As it is in a file."""
    assert as_json("-", *ASKING, given=content) == as_json(written("draft.txt", content), *ASKING)


def test_the_timeline_on_standard_input() -> None:
    """As it is in a file."""
    file = written("draft.txt", BODY)
    given = as_json(file, "--timeline", "-", "--kind", "status_inquiry", given=MAIN.read_bytes())
    assert given == as_json(file, *ASKING)


def test_not_both_are_on_standard_input() -> None:
    """There is one only."""
    (line,) = refused("-", "--timeline", "-", "--kind", "status_inquiry", given=MAIN.read_bytes())
    assert "standard input" in line


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (b"\xef\xbb\xbf" + BODY.encode(), BODY),
        (BODY.replace("\n", "\r\n").encode(), BODY),
        (b"", ""),
        (b"\n \n", "\n \n"),
    ],
    ids=["byte-order-mark", "windows", "empty", "blank"],
)
def test_marks_and_line_ends_are_no_part_of_a_text(content: bytes, body: str) -> None:
    """As some editors write them; an empty text is one, and there is a notice of it."""
    found = as_json(written("draft.txt", content), *ASKING)
    assert found == review_draft(Draft("status_inquiry", "email", body=body), TIMELINE).to_dict()
    assert [notice["what"] for notice in found["notices"]] == ([] if body.strip() else ["there is no text"])


def test_policies_and_the_instant() -> None:
    """By one policy, by several made one, and as of another time."""
    file, draft = written("draft.txt", BODY), Draft("status_inquiry", "email", body=BODY)
    tips, etiquette = policies.pro_tips, policies.business_etiquette
    asked = ("--policy", "pro_tips")
    assert as_json(file, *ASKING, *asked) == review_draft(draft, TIMELINE, tips).to_dict()
    both = (*asked, "--policy", "business_etiquette", "--resolve", "strictest")
    assert as_json(file, *ASKING, *both) == review_draft(draft, TIMELINE, strictest(tips, etiquette)).to_dict()
    at = TIMELINE.now.subtract(days=5)
    found = as_json(file, *ASKING, "--at", at.isoformat())
    assert found == review_draft(draft, TIMELINE.at(at)).to_dict()
    assert found["rulings"] != as_json(file, *ASKING)["rulings"]


# -- the table

WIDTHS = (40, 80, 120)
# a text that has something of everything: broken of each weight, notices, what is missing, what is met
MIXED = BODY.replace("Thank you", "I have not heard from [name]. Thank you")


@pytest.mark.parametrize(
    ("name", "kind", "width"), [*product(policies.names(), ("thank_you", "status_inquiry", "feedback_request"), WIDTHS)]
)
def test_no_line_of_the_table_is_too_long(name: str, kind: str, width: int) -> None:
    """However wide the terminal is; nothing is coloured where nobody sees it, and no line ends in blanks."""
    file = written("draft.txt", MIXED)
    said = printed(file, *ON_TIMELINE, "--kind", kind, "--policy", name, COLUMNS=str(width))
    assert [line for line in said.splitlines() if cell_len(line) > width or line != line.rstrip()] == []
    assert "\x1b" not in said


HEADINGS = [
    "Now",
    "Problems with the draft itself",
    "Must be fixed",
    "Should be fixed",
    "Could be better",
    "Cannot be checked",
    "Not found in the text: check it yourself",
    "For you to judge",
    "Right already",
]


def test_the_table_says_all_that_is_found() -> None:
    """Each part of the review under a heading of its own, with what it says, its mend and its passages."""
    file = written("draft.txt", MIXED)
    said = printed(file, *ASKING, COLUMNS="120")
    found = review_draft(Draft("status_inquiry", "email", body=MIXED), TIMELINE)
    flat = " ".join(said.split())
    assert said.startswith("recommended, as of Tue 21 Oct 2025, 09:00 (Europe/London)\n")
    heads = [line for line in said.splitlines() if line and not line.startswith(" ") and "  " not in line]
    assert heads[1] == "It may be sent now, but not as it is."
    assert [head for head in heads if head in HEADINGS] == HEADINGS
    assert "status inquiry by email overdue" in flat
    assert "`[name]` looks like a gap to fill in" in flat
    words = set(re.findall(r"\w+", said))
    for one in found.checked:
        # a row has two columns, so that a sentence may be broken: all its words are there
        assert set(re.findall(r"\w+", one.says)) <= words, one.id
        assert set(re.findall(r"\w+", one.fix or "")) <= words, one.id
    for name in found.missing:
        assert f"`{name}`" in flat


READY = "It may be sent, once you have checked what only a reader can judge."


@pytest.mark.parametrize(
    ("given", "asked", "verdict"),
    [
        ("sent", ("--policy", "art_of_follow_up", "--kind", "gift"), "No rule says whether it may be sent now."),
        ("early", ("--policy", "art_of_follow_up", "--kind", "status_inquiry"), "Do not send it now."),
        ("short", ("--policy", "pro_tips", "--kind", "thank_you"), "It may be sent now, but not as it is."),
        ("sent", ("--policy", "pro_tips", "--kind", "thank_you"), READY),
    ],
    ids=["silent", "forbidden", "broken", "ready"],
)
def test_the_verdict_comes_first(given: str, asked: tuple[str, ...], verdict: str) -> None:
    """In a sentence, above all else."""
    good = "Thank you for the time that you took. What you said about moving the warehouse to streaming stayed with me."
    body = (
        BODY
        if given == "short"
        else f"Dear Dana,\n\n{good} I look forward to hearing from you.\n\nKind regards,\nMarta"
    )
    now = "2025-10-06T12:00:00+01:00" if given == "early" else "2025-10-07T12:00:00+01:00"
    timeline = written("timeline.json", json.dumps({**DOCUMENT, "now": now}))
    said = printed(written("draft.txt", body), "--timeline", timeline, "--to", "Dana Wu", *asked)
    assert said.splitlines()[2] == verdict


def test_hostile_text_in_the_table() -> None:
    """What would colour or clear a terminal is shown, not done."""
    body = BODY.replace("Thank you", "\x1b[31mThank you\x07 \u202e")
    assert not re.search("[\x1b\x07\u202e]", printed(written("draft.txt", body), *ASKING))


# -- bad files


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("draft.txt", b"Dear Dana, \xff", "not UTF-8 (invalid start byte at byte 11); expected text in UTF-8"),
        (
            "draft.eml",
            "Dear Dana,\n\nthank you.",
            "the text does not begin with a header such as `Subject: ...`; expected an email file",
        ),
        ("draft.eml", "", "the text does not begin with a header such as `Subject: ...`; expected an email file"),
        ("draft.txt", "x" * (LONGEST + 1), f"the text has {LONGEST + 1:,} characters; expected at most {LONGEST:,}"),
        (
            "draft.txt",
            "x" * (LARGEST + 1),
            f"too long; expected a draft as text or as an email file of at most {LARGEST:,} bytes",
        ),
    ],
    ids=["not-utf-8", "no-email", "empty-email", "long", "very-long"],
)
def test_a_bad_file_is_refused(name: str, content: str | bytes, expected: str) -> None:
    """With its name, or as standard input."""
    assert refused(written(name, content), *ASKING) == [f"{name}: {expected}"]
    if name.endswith(".txt"):
        assert refused("-", *ASKING, given=content) == [f"standard input: {expected}"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("no.txt", "no such file or directory"), (".", "is a directory"), ("a\0b", "embedded null byte")],
    ids=["missing", "directory", "null"],
)
def test_a_file_that_cannot_be_read_is_refused(name: str, why: str) -> None:
    """With what was expected."""
    shown = name.replace("\0", "\\x00")
    assert refused(name, *ASKING) == [f"{shown}: cannot be read ({why}); expected a draft as text or as an email file"]


def test_the_timelines_faults_come_first() -> None:
    """All of them, as every command tells them."""
    file = written("draft.txt", b"\xff")
    timeline = written("timeline.json", json.dumps({**DOCUMENT, "zone": "Europe/Lundon", "more": 1}))
    assert refused(file, "--timeline", timeline, "--kind", "gift") == [
        (
            "timeline.json: $.zone: `Europe/Lundon` is not a time zone; expected an IANA name such as `Europe/London`; "
            "did you mean `Europe/London`?"
        ),
        "timeline.json: $.more: unknown key; expected one of zone, now, events, facts",
    ]
    assert refused(file, "--timeline", "no.json", "--kind", "gift") == [
        "no.json: cannot be read (no such file or directory); expected a timeline as JSON"
    ]


# -- bad calls

NOT_BLANK = "is not a text; expected a text that is not blank"
BLANK = "the text is blank; expected a text, or nothing if not known"


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], ["DRAFT: missing; it must be given; try `cli review --help`"]),
        (["draft.txt"], ["--timeline: missing; it must be given; try `cli review --help`"]),
        (["draft.txt", *ON_TIMELINE], ["--kind: missing; it must be given; try `cli review --help`"]),
        (
            ["draft.txt", *ON_TIMELINE, "--kind", "thanks"],
            [f"--kind: `thanks` is not a kind of message; expected one of {KINDS}"],
        ),
        (
            ["draft.txt", *ON_TIMELINE, "--kind", "review_notes"],
            [f"--kind: `review_notes` is not a kind of message; expected one of {KINDS}"],
        ),
        (
            ["draft.txt", *ASKING, "--channel", "fax"],
            [f"--channel: `fax` is not a channel; expected one of {CHANNELS}"],
        ),
        (
            ["draft.txt", *ASKING, "--channel", "in_person"],
            [f"--channel: `in_person` is not a channel; expected one of {CHANNELS}"],
        ),
        (["draft.txt", *ASKING, "--to", " "], [f"--to: ` ` {NOT_BLANK}"]),
        (["draft.txt", *ASKING, "--to", "Dana Wu", "--to", ""], [f"--to: `` {NOT_BLANK}"]),
        (["draft.txt", *ASKING, "--attachment", ""], [f"--attachment: `` {NOT_BLANK}"]),
        (["draft.txt", *ASKING, "--sender", ""], [f"--sender: {BLANK}"]),
        (
            ["draft.txt", *ASKING, "--company", " ", "--job-title", "", "--to", ""],
            [f"--to: `` {NOT_BLANK}", f"--job-title: {BLANK}", f"--company: {BLANK}"],
        ),
        (["draft.eml", *ASKING, "--sender", " "], [f"--sender: {BLANK}"]),
        (["draft.txt", *ASKING, "--format", "ics"], ["--format: `ics` is not a format; expected one of table, json"]),
        (
            ["draft.txt", *ASKING, "--policy", "mine"],
            [f"--policy: `mine` is not a policy; expected one of {', '.join(policies.names())}"],
        ),
        (
            ["draft.txt", *ASKING, "--policy", "pro_tips", "--policy", "recommended"],
            [f"--policy: 2 policies need `--resolve`; expected one of {', '.join(resolvers)}"],
        ),
        (
            ["draft.txt", *ASKING, "--at", "noon"],
            ["--at: `noon` is not an instant; expected one such as `2025-10-06T09:00:00+01:00`"],
        ),
        (
            ["draft.txt", *ASKING, "more"],
            ["followup-rules: got unexpected extra argument (more); try `cli review --help`"],
        ),
        (["draft.txt", *ASKING, "--zzz"], ["followup-rules: no such option '--zzz'; try `cli review --help`"]),
    ],
    ids=[
        "nothing",
        "no-timeline",
        "no-kind",
        "kind",
        "no-message",
        "channel",
        "no-channel-of-a-message",
        "to",
        "second-to",
        "attachment",
        "sender",
        "several",
        "email",
        "format",
        "policy",
        "two-policies",
        "at",
        "more",
        "option",
    ],
)
def test_a_bad_call_is_refused(args: list[str], expected: list[str]) -> None:
    """By the name of the option, a line for each fault."""
    written("draft.txt", BODY)
    written("draft.eml", EML)
    assert [line.removesuffix(".") for line in refused(*args)] == expected


# -- missing packages


@pytest.mark.parametrize(
    ("package", "says"),
    [
        ("nameparser", "reviewing a draft needs `nameparser`"),
        ("rapidfuzz.distance", "reviewing a draft needs `rapidfuzz`"),
        ("sentencex", "reviewing a draft needs `sentencex`"),
    ],
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_without_the_extra(package: str, says: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a package is not installed, one line says how to install it."""
    written("draft.txt", BODY)
    monkeypatch.setitem(sys.modules, package, None)
    assert refused("draft.txt", *ASKING, "--format", form) == [
        f"draft.txt: {says}; install with `pip install followup-rules[drafts]`"
    ]


def test_other_commands_load_nothing_of_drafts() -> None:
    """Neither a look at the help nor an evaluation pays for them."""
    code = (
        "import sys; from followup_rules.cli import cli; cli.main(sys.argv[1:], standalone_mode=False);"
        "sys.exit(any(name in sys.modules for name in ('nameparser', 'rapidfuzz', 'sentencex')) "
        "or 'followup_rules.drafts' in sys.modules)"
    )
    asked = [sys.executable, "-c", code, "evaluate", str(MAIN), "--format", "json"]
    assert subprocess.run(asked, capture_output=True, check=False, timeout=60).returncode == 0


# -- the help, and true runs


def test_the_help_names_every_kind_and_channel() -> None:
    """And its examples can be typed."""
    said = printed("--help", COLUMNS="200")
    flat = " ".join(said.split())
    assert f"The kind of message: {KINDS}." in flat
    assert f"The channel on which it is sent: {CHANNELS}." in flat
    written("timeline.json", MAIN.read_bytes())
    written("draft.txt", BODY)
    written("draft.eml", EML)
    calls = re.sub(r"\\\n\s+", "", said.partition("Examples:\n")[2].partition("\n\n")[0]).splitlines()
    assert len(calls) == 2
    for call in calls:
        words = shlex.split(call)
        assert words[:2] == ["followup-rules", "review"]
        assert printed(*words[2:])


def test_a_true_run() -> None:
    """`python -m followup_rules review` prints what the command prints, and ends with 2 where something is wrong."""
    ran = process("review", "-", *ASKING, "--format", "json", given=BODY)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout) == review_draft(Draft("status_inquiry", "email", body=BODY), TIMELINE).to_dict()
    failed = process("review", "no.txt", *ASKING)
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr == (
        "no.txt: cannot be read (no such file or directory); expected a draft as text or as an email file\n"
    )


def test_a_timeline_without_a_now_is_looked_at_from_the_present() -> None:
    """As by every command."""
    given = {"zone": "Europe/London", "events": [INTERVIEW]}
    found = as_json(written("draft.txt", BODY), "--timeline", "-", "--kind", "status_inquiry", given=given)
    at = "2025-10-20T09:00:00+01:00"
    earlier = as_json("draft.txt", "--timeline", "-", "--kind", "status_inquiry", "--at", at, given=given)
    assert found["rulings"][0]["stance"] == earlier["rulings"][0]["stance"] == "allowed"
