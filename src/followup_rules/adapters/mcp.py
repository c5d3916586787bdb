"""The library as tools for agents, over the Model Context Protocol (extra `mcp`).

`followup-rules mcp` serves them over standard input and output. A timeline is given as its JSON document; each tool
answers with plain data. Nothing is kept from one call to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from followup_rules import policies, schemas
from followup_rules.analysis import agenda as agendas
from followup_rules.decision import may_send as decided
from followup_rules.display.explanation import explain as explained
from followup_rules.errors import FollowupError, needs
from followup_rules.evaluation.evaluation import asking, evaluate
from followup_rules.evaluation.judge import ADVISED
from followup_rules.policies import PolicyName
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ChannelName, KindName, MessageKindName

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.tools import Tool

_ABOUT = (
    "Ask `may_send` before you send anything to an employer after a job interview, and send only if `allowed` is true. "
    "A timeline is a JSON document: `zone` (an IANA name), `now`, `events`, `facts`. Ask the candidate the questions "
    "that an answer contains; never guess a fact."
)


def may_send(
    timeline: dict[str, Any],
    kind: MessageKindName,
    channel: ChannelName,
    to: str | None = None,
    at: str | None = None,
    draft: str | None = None,
    policy: PolicyName = "recommended",
) -> dict[str, Any]:
    """
    Whether a message may be sent, and if not, why, when, what to ask the candidate, and what to do instead.

    Send it only if `allowed` is true. `at` is the instant to judge, in place of the timeline's `now`. `draft` is the
    text of the message, which is then reviewed too.
    """
    read = _timeline(timeline, at)
    return decided(read, kind, channel, to, draft=draft, policy=policies.get(policy)).to_dict()


def due_now(
    timeline: dict[str, Any], at: str | None = None, policy: PolicyName = "recommended"
) -> list[dict[str, Any]]:
    """What is recommended or overdue now: each ruling with its dates, its reasons, and when one would write."""
    evaluation = evaluate(_timeline(timeline, at), policies.get(policy))
    advised = (ruling for ruling in evaluation.allowed if ruling.advice in ADVISED)
    return [{**ruling.to_dict(), "send_at": evaluation.iso(ruling.send_at_us)} for ruling in advised]


def agenda(timeline: dict[str, Any], until: str | None = None, policy: PolicyName = "recommended") -> dict[str, Any]:
    """What opens, falls due, becomes overdue and closes from now on."""
    return agendas.agenda(Timeline.from_dict(timeline), policies.get(policy), until).to_dict()


def explain(
    timeline: dict[str, Any],
    kind: KindName,
    channel: ChannelName,
    to: str | None = None,
    policy: PolicyName = "recommended",
) -> str:
    """The ruling on one action in sentences: what it is, why, until when."""
    evaluation = evaluate(Timeline.from_dict(timeline), policies.get(policy))
    return explained(evaluation[asking(kind, channel, to)])


def review_draft(
    timeline: dict[str, Any],
    kind: MessageKindName,
    channel: ChannelName,
    body: str,
    to: list[str] | None = None,
    subject: str | None = None,
    policy: PolicyName = "recommended",
) -> dict[str, Any]:
    """Whether a draft may be sent, and what its text lacks, each with how to mend it. Needs the extra `drafts`."""
    from followup_rules.drafts import Draft, review_draft as reviewed

    draft = Draft(kind, channel, to or (), subject, body)
    return reviewed(draft, Timeline.from_dict(timeline), policies.get(policy)).to_dict()


def _timeline(document: dict[str, Any], at: str | None) -> Timeline:
    """The timeline as it was known at an instant; stored data need not say when it is looked at."""
    if at is None:
        return Timeline.from_dict(document)
    return Timeline.from_dict(document).at(at) if "now" in document else Timeline.from_dict(document, now=at)


def _described(tool: Tool) -> Tool:
    """The tool with the schema of a timeline in its own: an agent learns from it how to write one."""
    described, definitions = schemas.embedded("timeline")
    if "at" in tool.parameters["properties"]:
        described["required"].remove("now")
    tool.parameters["properties"]["timeline"] = described
    tool.parameters.setdefault("$defs", {}).update(definitions)
    return tool


def server() -> MCPServer[Any]:
    """A server with the five tools; `server().run("stdio")` serves them. Raises `MissingExtra` without the extra."""
    with needs("mcp", "mcp", "serving agents needs"):
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.server.mcpserver.tools import Tool

    def with_our_words(tool: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(tool)
        def answer(*given: Any, **named: Any) -> Any:
            try:
                return tool(*given, **named)
            except FollowupError as error:
                raise ToolError(str(error)) from error

        return answer

    served = may_send, due_now, agenda, explain, review_draft
    tools = [_described(Tool.from_function(with_our_words(tool))) for tool in served]
    return MCPServer(
        "followup-rules", instructions=_ABOUT, version=version("followup-rules"), tools=tools, log_level="WARNING"
    )
