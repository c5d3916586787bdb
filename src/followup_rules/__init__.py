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
    DraftError,
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
    from followup_rules import calendars, drafts, guidance, pictures, policies, public_holidays, schemas
    from followup_rules.agendas import Agenda, AgendaItem, agenda
    from followup_rules.audits import Audit, AuditedMessage, AuditedRecommendation, audit
    from followup_rules.changes import Change, Outcome
    from followup_rules.comparisons import Comparison, Difference, Dissent, Said, compare, dissent
    from followup_rules.drafts import Draft, DraftReview, draft_from_eml, review_draft
    from followup_rules.evaluation import Evaluation, Reason, Ruling, Window, evaluate
    from followup_rules.explanations import explain
    from followup_rules.planning import Plan, Step, plan
    from followup_rules.policy import Policy, first_to_speak, majority, most_permissive, strictest
    from followup_rules.questions import Answer, OpenQuestion, Sensitivity, Turn, open_questions, sensitivity
    from followup_rules.remedies import Declare, Happen, Then, Wait, why_not

__all__ = [
    "UNKNOWN",
    "Action",
    "ActionError",
    "ActionKind",
    "ActionTaken",
    "Agenda",
    "AgendaItem",
    "Answer",
    "Audit",
    "AuditedMessage",
    "AuditedRecommendation",
    "Change",
    "Channel",
    "ChannelPreferred",
    "Comparison",
    "CompetingOffer",
    "Declare",
    "Difference",
    "Dissent",
    "Draft",
    "DraftError",
    "DraftReview",
    "EmployerReplied",
    "Evaluation",
    "Facts",
    "Fault",
    "FollowupError",
    "Happen",
    "Interview",
    "MessageSent",
    "MissingExtra",
    "NoContactLifted",
    "NoContactRequested",
    "OfferReceived",
    "OpenQuestion",
    "Outcome",
    "Plan",
    "Policy",
    "PolicyError",
    "ProcessCompleted",
    "Reason",
    "Rejected",
    "ResponsePromised",
    "Ruling",
    "Said",
    "Sensitivity",
    "SituationChanged",
    "Step",
    "Then",
    "Timeline",
    "TimelineError",
    "Turn",
    "UnknownStatement",
    "Wait",
    "Window",
    "Withdrawn",
    "agenda",
    "audit",
    "calendars",
    "compare",
    "dissent",
    "draft_from_eml",
    "drafts",
    "evaluate",
    "explain",
    "first_to_speak",
    "guidance",
    "majority",
    "most_permissive",
    "open_questions",
    "pictures",
    "plan",
    "policies",
    "public_holidays",
    "review_draft",
    "schemas",
    "sensitivity",
    "strictest",
    "why_not",
]

# A timeline can be built, stored and sent without any rule: what evaluates is loaded when it is first asked for.
_LATER: Final = {
    "Agenda": "followup_rules.agendas",
    "AgendaItem": "followup_rules.agendas",
    "Answer": "followup_rules.questions",
    "Audit": "followup_rules.audits",
    "AuditedMessage": "followup_rules.audits",
    "AuditedRecommendation": "followup_rules.audits",
    "Change": "followup_rules.changes",
    "Comparison": "followup_rules.comparisons",
    "Declare": "followup_rules.remedies",
    "Difference": "followup_rules.comparisons",
    "Dissent": "followup_rules.comparisons",
    "Draft": "followup_rules.drafts",
    "DraftReview": "followup_rules.drafts",
    "Evaluation": "followup_rules.evaluation",
    "Happen": "followup_rules.remedies",
    "OpenQuestion": "followup_rules.questions",
    "Outcome": "followup_rules.changes",
    "Plan": "followup_rules.planning",
    "Policy": "followup_rules.policy",
    "Reason": "followup_rules.evaluation",
    "Ruling": "followup_rules.evaluation",
    "Said": "followup_rules.comparisons",
    "Sensitivity": "followup_rules.questions",
    "Step": "followup_rules.planning",
    "Then": "followup_rules.remedies",
    "Turn": "followup_rules.questions",
    "Wait": "followup_rules.remedies",
    "Window": "followup_rules.evaluation",
    "agenda": "followup_rules.agendas",
    "audit": "followup_rules.audits",
    "compare": "followup_rules.comparisons",
    "dissent": "followup_rules.comparisons",
    "draft_from_eml": "followup_rules.drafts",
    "evaluate": "followup_rules.evaluation",
    "explain": "followup_rules.explanations",
    "first_to_speak": "followup_rules.policy",
    "majority": "followup_rules.policy",
    "most_permissive": "followup_rules.policy",
    "open_questions": "followup_rules.questions",
    "plan": "followup_rules.planning",
    "review_draft": "followup_rules.drafts",
    "sensitivity": "followup_rules.questions",
    "strictest": "followup_rules.policy",
    "why_not": "followup_rules.remedies",
}
_MODULES: Final = ("calendars", "drafts", "guidance", "pictures", "policies", "public_holidays", "schemas")


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"followup_rules.{name}")
    if name in _LATER:
        value = globals()[name] = getattr(import_module(_LATER[name]), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
