"""The command `check`: one message, one answer, and the exit code to act on."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from command_line import DOCUMENT, EXAMPLES, INTERVIEW, MAIN, process, run
from followup_rules import Timeline, may_send
from followup_rules.timeline.vocabulary import ActionKind, Channel

pytestmark = pytest.mark.unmeasured

WAITS = {**DOCUMENT, "now": "2025-10-08T09:00:00+01:00"}
THANKS = """Dear Dana Wu,

Thank you for your time on Monday, and for the opportunity to interview for the data engineer position. I enjoyed
hearing how your team moved its nightly reports to a stream. I look forward to hearing from you.

Kind regards,
Tom Reyes
"""


def check(*args: str, given: str | dict[str, Any], draft: Path | None = None) -> tuple[int, str, str]:
    """The exit code, and what is printed on standard output and on standard error."""
    more = () if draft is None else ("--draft", str(draft))
    result = run("check", "-", *args, *more, given=given)
    return result.exit_code, result.stdout, result.stderr


def test_what_may_be_sent_exits_with_0() -> None:
    assert check("thank_you", "email", given=WAITS) == (
        0,
        "recommended, as of Wed 8 Oct 2025, 09:00 (Europe/London)\n\nSend it: thank-you to Dana Wu by email.\n",
        "",
    )


def test_what_may_not_exits_with_1_and_says_why() -> None:
    """What speaks against it with citations, when one would write, and what to do meanwhile."""
    code, said, faults = check("status_inquiry", "email", given=WAITS)
    assert (code, faults) == (1, "")
    assert said.split("\n\n") == [
        "recommended, as of Wed 8 Oct 2025, 09:00 (Europe/London)",
        "Do not send it: status inquiry by email.",
        (
            "Why not:\n- Wait until Mon 13 Oct 2025: at least 7 days from Mon 6 Oct 2025, 10:00, or as\n"
            "  long as they usually take.\n"
            "  art_of_follow_up-38, -39, -83, -84, -118; business_etiquette-28"
        ),
        "When: Mon 13 Oct 2025, 09:00.",
        "Recommended now: thank-you to Dana Wu, keep applying.\n",
    ]


def test_it_asks_what_is_unknown() -> None:
    """As a question to a person, not as the name of a fact."""
    given = {**WAITS, "now": "2025-10-14T09:00:00+01:00", "facts": {"calls_welcome": "unknown"}}
    code, said, _ = check("status_inquiry", "phone", given=given)
    assert code == 1
    assert "Find out first:\n- Does the employer welcome calls?\n" in said


def test_what_never_opens_says_so() -> None:
    assert "When: never, unless something happens.\n" in check("gift", "post", given=WAITS)[1]


def test_what_is_advised_against_is_not_sent() -> None:
    given = {**WAITS, "now": "2025-10-28T09:00:00+00:00"}
    assert evaluation(given)["thank_you", "email"].advice == "discouraged"
    assert check("thank_you", "email", given=given)[0] == 1


def evaluation(given: dict[str, Any]) -> Any:
    from followup_rules import evaluate

    return evaluate(Timeline.from_dict(given))


def test_a_draft_is_reviewed_too(tmp_path: Path) -> None:
    """As a text, with its subject line, or as an email file."""
    good, bad, mail = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "good.eml"
    good.write_text(THANKS, encoding="utf-8")
    bad.write_text(THANKS.replace("Dana Wu", "[Name]"), encoding="utf-8")
    mail.write_text(f"To: Dana Wu <d@mail.example>\nSubject: Thank you for the data engineer interview\n\n{THANKS}")
    asked = ("thank_you", "email", "--to", "Dana Wu")
    subject = ("--subject", "Thank you for the data engineer interview")
    assert check(*asked, *subject, given=WAITS, draft=good)[0] == 0
    assert check(*asked, given=WAITS, draft=mail)[0] == 0
    code, said, _ = check(*asked, *subject, given=WAITS, draft=bad)
    assert code == 1
    assert "- `[Name]` looks like a gap to fill in.\n" in said


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_as_json_it_is_the_decision(path: Path) -> None:
    """The exit code is its truth value."""
    timeline = Timeline.from_json(path.read_bytes())
    people = timeline.history.people
    for kind in (ActionKind.THANK_YOU, ActionKind.STATUS_INQUIRY, ActionKind.GIFT):
        for channel in (Channel.EMAIL, Channel.LINKEDIN):
            to = people[0] if kind == "thank_you" else None
            more = () if to is None else ("--to", to)
            result = run("check", str(path), kind.value, channel.value, *more, "--format", "json")
            decision = may_send(timeline, kind, channel, to)
            assert json.loads(result.stdout) == decision.to_dict()
            assert result.exit_code == (0 if decision else 1)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["move_on", "email"], "KIND: `move_on` is not a kind of message; expected one of thank_you, "),
        (["gift", "none"], "CHANNEL: `none` is not a channel; expected one of email, phone, "),
        (
            ["thank_you", "email", "--to", "Dan"],
            "--to: `thank_you` is not judged for `Dan`; expected one of",
        ),
        (
            ["gift", "email", "--subject", "Hi"],
            "--subject: it is the subject line of a draft; expected",
        ),
        (["gift", "email", "--draft", "-"], "FILE: both it and the draft are standard input; expected a file for one"),
        (["gift", "email", "--draft", "none.txt"], "none.txt: cannot be read (no such file or directory)"),
    ],
)
def test_bad_calls_exit_with_2(args: list[str], said: str) -> None:
    """Never with 1, which a program would take for an answer."""
    code, printed, faults = check(*args, given=WAITS)
    assert (code, printed) == (2, "")
    assert faults.startswith(said)
    assert faults.count("\n") == 1


def test_bad_documents_exit_with_2() -> None:
    assert check("gift", "email", given={**DOCUMENT, "zone": "Nowhere"})[0] == 2


def test_a_process_ends_with_the_exit_code() -> None:
    """What a shell sees."""
    for kind, code in (("thank_you", 0), ("gift", 1), ("no", 2)):
        assert process("check", "-", kind, "email", given=json.dumps(WAITS)).returncode == code


def test_examples_in_help_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "timeline.json").write_bytes(MAIN.read_bytes())
    (tmp_path / "thanks.eml").write_text(f"To: Dana Wu <d@mail.example>\nSubject: Thanks\n\n{THANKS}")
    monkeypatch.chdir(tmp_path)
    said = run("check", "--help", COLUMNS="200").stdout.partition("Examples:\n")[2].partition("\n\n")[0]
    calls = [re.split(r" && ", call.strip())[0] for call in said.splitlines()]
    assert len(calls) == 3
    for call in calls:
        assert run(*shlex.split(call)[1:]).exit_code in (0, 1)


def test_names_cannot_steer_a_terminal() -> None:
    given = {**WAITS, "events": [{**INTERVIEW, "interviewers": ["[bold]Bo\u001b[2J"]}]}
    _, said, _ = check("status_inquiry", "email", given=given)
    assert "[bold]Bo\\x1b[2J" in said
    assert "\x1b" not in said
