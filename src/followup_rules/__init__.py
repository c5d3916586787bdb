"""The etiquette of following up after a job interview, as rules over exact time windows.

>>> from followup_rules import Interview, Timeline, evaluate
>>> timeline = Timeline("Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
>>> evaluate(timeline)["thank_you", "email"]
<Ruling Action('thank_you', 'email'): allowed, recommended>
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from followup_rules.actions import Action, ActionKind, Channel
from followup_rules.errors import (
    ActionError,
    Fault,
    FollowupError,
    MissingExtra,
    PolicyError,
    TimelineError,
    UnknownStatement,
)
from followup_rules.events import (
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    ProcessCompleted,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)
from followup_rules.facts import UNKNOWN, Facts
from followup_rules.timeline import Timeline

if TYPE_CHECKING:
    from followup_rules import guidance, policies, schemas
    from followup_rules.evaluation import Evaluation, Reason, Ruling, Window, evaluate
    from followup_rules.policy import Policy, first_to_speak, majority, most_permissive, strictest

__all__ = [
    "UNKNOWN",
    "Action",
    "ActionError",
    "ActionKind",
    "ActionTaken",
    "Channel",
    "ChannelPreferred",
    "CompetingOffer",
    "EmployerReplied",
    "Evaluation",
    "Facts",
    "Fault",
    "FollowupError",
    "Interview",
    "MessageSent",
    "MissingExtra",
    "NoContactLifted",
    "NoContactRequested",
    "OfferReceived",
    "Policy",
    "PolicyError",
    "ProcessCompleted",
    "Reason",
    "Rejected",
    "ResponsePromised",
    "Ruling",
    "SituationChanged",
    "Timeline",
    "TimelineError",
    "UnknownStatement",
    "Window",
    "Withdrawn",
    "evaluate",
    "first_to_speak",
    "guidance",
    "majority",
    "most_permissive",
    "policies",
    "schemas",
    "strictest",
]

# A timeline can be built, stored and sent without any rule: what evaluates is loaded when it is first asked for.
_LATER: Final = {
    "Evaluation": "followup_rules.evaluation",
    "Policy": "followup_rules.policy",
    "Reason": "followup_rules.evaluation",
    "Ruling": "followup_rules.evaluation",
    "Window": "followup_rules.evaluation",
    "evaluate": "followup_rules.evaluation",
    "first_to_speak": "followup_rules.policy",
    "majority": "followup_rules.policy",
    "most_permissive": "followup_rules.policy",
    "strictest": "followup_rules.policy",
}
_MODULES: Final = ("guidance", "policies", "schemas")


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"followup_rules.{name}")
    if name in _LATER:
        value = globals()[name] = getattr(import_module(_LATER[name]), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
