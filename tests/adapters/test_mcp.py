"""The tools for agents, as the protocol's own client calls them over standard input and output."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from command_line import EXAMPLES, run
from followup_rules import Timeline, agenda, evaluate, explain, may_send, review_draft, schemas
from followup_rules.adapters import mcp as adapter
from followup_rules.drafts import Draft

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from mcp import Client, StdioServerParameters

pytestmark = pytest.mark.unmeasured

SERVER = StdioServerParameters(command=sys.executable, args=["-m", "followup_rules", "mcp"])
PATHS = {path.stem: path for path in EXAMPLES}
STORED: dict[str, Any] = json.loads(PATHS["promised_friday"].read_text(encoding="utf-8"))
TIMELINE = Timeline.from_dict(STORED)
ASKED = {"timeline": STORED, "kind": "status_inquiry", "channel": "email"}


def asked(ask: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
    """What a client is told by a server in a process of its own."""

    async def told() -> Any:
        async with Client(SERVER) as client:
            return await ask(client)

    return asyncio.run(told())


def called(tool: str, **given: Any) -> Any:
    """The answer of one call, as data."""
    answer = asked(lambda client: client.call_tool(tool, given))
    assert not answer.is_error, answer
    return answer.structured_content


def refused(tool: str, **given: Any) -> str:
    """The words of a call that fails."""
    answer = asked(lambda client: client.call_tool(tool, given))
    assert answer.is_error
    (content,) = answer.content
    return str(content.text)


def test_five_tools_are_served() -> None:
    """Each with what it does, and with the schema of a timeline in that of its call."""
    tools = asked(lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["may_send", "due_now", "agenda", "explain", "review_draft"]
    for tool in tools:
        assert tool.description
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        call = jsonschema.Draft202012Validator(tool.input_schema)
        given = {**ASKED, "body": "Hello"} if "kind" in tool.input_schema["properties"] else {"timeline": STORED}
        given = {key: value for key, value in given.items() if key in tool.input_schema["properties"]}
        assert call.is_valid(given), tool.name
        unlooked = {key: value for key, value in STORED.items() if key != "now"}
        assert call.is_valid({**given, "timeline": unlooked}) is (tool.name in ("may_send", "due_now"))
        assert not call.is_valid({**given, "timeline": {**STORED, "more": 1}})
        assert not call.is_valid({**given, "timeline": {**STORED, "events": [{"type": "rejected"}]}})


def test_may_send() -> None:
    """As the library decides; the answer fits the schema of a decision."""
    answer = called("may_send", **ASKED)
    assert answer == may_send(TIMELINE, "status_inquiry", "email").to_dict()
    jsonschema.validate(answer, schemas.decision())
    thanks = {"timeline": STORED, "kind": "thank_you", "channel": "email", "to": "王芳"}
    assert called("may_send", **thanks)["allowed"] is True
    assert called("may_send", **thanks, draft="Dear [Name]")["allowed"] is False


def test_stored_data_needs_no_now_where_the_call_names_an_instant() -> None:
    """And where both do, the instant counts."""
    at = "2026-03-24T10:00:00-04:00"
    stored = {key: value for key, value in STORED.items() if key != "now"}
    expected = may_send(TIMELINE.at(at), "status_inquiry", "email").to_dict()
    assert expected["allowed"] is True
    for document in (stored, STORED):
        assert called("may_send", **{**ASKED, "timeline": document}, at=at) == expected


def test_due_now_agenda_and_explain() -> None:
    due = called("due_now", timeline=STORED)["result"]
    evaluation = evaluate(TIMELINE)
    advised = [ruling for ruling in evaluation.allowed if ruling.advice in ("recommended", "overdue")]
    assert due == [{**ruling.to_dict(), "send_at": evaluation.iso(ruling.send_at_us)} for ruling in advised]
    assert due
    assert called("agenda", timeline=STORED, policy="pro_tips") == json.loads(
        json.dumps(agenda(TIMELINE, policy_named("pro_tips")).to_dict())
    )
    told = called("explain", **ASKED)["result"]
    assert told == explain(evaluation["status_inquiry", "email"])


def test_a_thank_you_to_the_only_person_named_needs_no_name() -> None:
    """As it needs none in Python, in `may_send` and on the command line."""
    stored = json.loads(PATHS["check_in_on_thursday"].read_text(encoding="utf-8"))
    told = called("explain", timeline=stored, kind="thank_you", channel="email")["result"]
    assert told == explain(evaluate(Timeline.from_dict(stored))["thank_you", "email"])


def policy_named(name: str) -> Any:
    from followup_rules import policies

    return policies.BY_NAME[name]


def test_review_draft() -> None:
    """Of a text with its subject line and its addressees."""
    words = {"body": "Dear 王芳,\n\nThank you.", "to": ["王芳"], "subject": "Thank you"}
    answer = called("review_draft", timeline=STORED, kind="thank_you", channel="email", **words)
    draft = Draft("thank_you", "email", ["王芳"], "Thank you", words["body"])
    assert answer == json.loads(json.dumps(review_draft(draft, TIMELINE).to_dict()))


def test_what_is_wrong_is_told_with_its_place() -> None:
    """As the library tells it, so that an agent can mend its call; the server goes on."""

    async def three_calls(client: Any) -> list[str]:
        given: list[dict[str, Any]] = [
            {**ASKED, "timeline": {**STORED, "zone": "Europe/Londn"}},
            {**ASKED, "kind": "thank_you"},
            {**ASKED, "kind": "enquiry"},
            ASKED,
        ]
        return [(await client.call_tool("may_send", call)).content[0].text for call in given]

    zone, person, kind, fine = asked(three_calls)
    assert "$.zone: `Europe/Londn` is not a time zone; " in zone
    assert "; did you mean `Europe/London`?" in zone
    assert "`thank_you` is judged for each person; expected one of: `Aisha Bello`, `Søren Lund`, `王芳`" in person
    assert "status_inquiry" in kind
    assert json.loads(fine)["allowed"] is False


def test_without_the_extra_the_command_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, with the exit code of a bad call."""
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    result = run("mcp")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "followup-rules: serving agents needs `mcp`; install with `pip install followup-rules[mcp]`\n"
    )


def test_nothing_of_it_is_in_the_core() -> None:
    """The adapter can be imported without the package, which is loaded when a server is made."""
    script = (
        "import sys; from followup_rules.adapters import mcp; print('mcp' in sys.modules, 'pydantic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
    assert callable(adapter.server)
