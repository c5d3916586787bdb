"""The etiquette of following up after a job interview, as rules over exact time windows.

>>> from followup_rules import Interview, Timeline, evaluate
>>> timeline = Timeline("Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
>>> evaluate(timeline)["thank_you", "email"]
<Ruling Action('thank_you', 'email'): allowed, recommended>
"""

import sys
from importlib import import_module
from typing import Any, Final

from followup_rules.temporal.values import PydanticField, ShownInNotebooks

# The public names and the modules that define them; `__init__.pyi` tells type checkers the same. A name is loaded when
# it is first asked for, so a program that only stores timelines never loads a rule.
_NAMES_BY_MODULE: Final = {
    "errors": "ActionError DraftError Fault FollowupError MissingExtra PolicyError TimelineError UnknownStatement",
    "timeline.vocabulary": "Action ActionKind Channel",
    "timeline.events": (
        "ActionTaken ChannelPreferred CompetingOffer EmployerReplied FollowUpInvited Interview MessageSent "
        "NoContactLifted NoContactRequested OfferReceived ProcessCompleted PromiseWithdrawn Rejected ResponsePromised "
        "SituationChanged Withdrawn"
    ),
    "timeline.facts": "Facts UNKNOWN",
    "timeline.timeline": "Timeline",
    "rules.policy": "Policy first_to_speak majority most_permissive strictest",
    "evaluation.evaluation": "Evaluation Outcome Reason Ruling Window evaluate",
    "evaluation.trace": "Trace TracedCondition TracedRule",
    "analysis.agenda": "Agenda AgendaItem agenda",
    "analysis.audit": "Audit AuditedMessage AuditedRecommendation audit",
    "analysis.comparison": "Comparison DifferingStretch Dissent Position compare dissent",
    "analysis.plan": "Plan Step plan",
    "analysis.remedies": "IfFact IfEvent ThenWait Together Wait why_not",
    "analysis.sensitivity": "Answer Change OpenQuestion Sensitivity ThresholdRange open_questions sensitivity",
    "display.calendar": "to_ics",
    "display.pictures": "to_svg",
    "display.explanation": "explain",
    "decision": "Blocker Decision may_send",
    "drafts": "Draft DraftReview draft_from_eml review_draft",
    "timeline.public_holidays": "public_holidays",
}
_PACKAGES: Final = ("drafts", "guidance", "policies", "schemas")
_MODULE_OF: Final = {name: module for module, names in _NAMES_BY_MODULE.items() for name in names.split()}


def _to_html(value: Any) -> str:
    from followup_rules.display import notebook

    return notebook.to_html(value)


def _core_schema(cls: type) -> Any:
    from followup_rules.adapters import pydantic

    return pydantic.core_schema(cls)


def _json_schema(cls: type) -> dict[str, Any]:
    from followup_rules.adapters import pydantic

    return pydantic.json_schema(cls)


# notebooks ask a value how it looks; the packages that make values know nothing of how they are displayed
ShownInNotebooks.in_html = staticmethod(_to_html)
# and so does pydantic, how it is read, written and described
PydanticField.core_schema_of = staticmethod(_core_schema)
PydanticField.json_schema_of = staticmethod(_json_schema)


def __getattr__(name: str) -> Any:
    if name in _MODULE_OF:
        value = globals()[name] = getattr(import_module(f"followup_rules.{_MODULE_OF[name]}"), name)
        return value
    if name in _PACKAGES or name == "testing":
        return import_module(f"followup_rules.{name}")
    if name == "__all__":
        return sorted([*_MODULE_OF, *_PACKAGES])
    if name == "__version__":
        from importlib.metadata import version

        return version("followup-rules")
    # with these two Python itself suggests the nearest name
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=sys.modules[__name__])


def __dir__() -> list[str]:
    return sorted([*_MODULE_OF, *_PACKAGES, "testing", "__all__", "__doc__", "__file__", "__name__", "__version__"])
