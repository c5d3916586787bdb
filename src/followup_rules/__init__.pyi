from followup_rules import drafts as drafts, guidance as guidance, policies as policies, schemas as schemas
from followup_rules.analysis.agenda import Agenda as Agenda, AgendaItem as AgendaItem, agenda as agenda
from followup_rules.analysis.audit import (
    Audit as Audit,
    AuditedMessage as AuditedMessage,
    AuditedRecommendation as AuditedRecommendation,
    audit as audit,
)
from followup_rules.analysis.comparison import (
    Comparison as Comparison,
    DifferingStretch as DifferingStretch,
    Dissent as Dissent,
    Position as Position,
    compare as compare,
    dissent as dissent,
)
from followup_rules.analysis.plan import Plan as Plan, Step as Step, plan as plan
from followup_rules.analysis.remedies import (
    IfEvent as IfEvent,
    IfFact as IfFact,
    ThenWait as ThenWait,
    Together as Together,
    Wait as Wait,
    why_not as why_not,
)
from followup_rules.analysis.sensitivity import (
    Answer as Answer,
    Change as Change,
    OpenQuestion as OpenQuestion,
    Sensitivity as Sensitivity,
    ThresholdRange as ThresholdRange,
    open_questions as open_questions,
    sensitivity as sensitivity,
)
from followup_rules.decision import Blocker as Blocker, Decision as Decision, may_send as may_send
from followup_rules.display.calendar import to_ics as to_ics
from followup_rules.display.explanation import explain as explain
from followup_rules.display.pictures import to_svg as to_svg
from followup_rules.drafts import (
    Draft as Draft,
    DraftReview as DraftReview,
    draft_from_eml as draft_from_eml,
    review_draft as review_draft,
)
from followup_rules.errors import (
    ActionError as ActionError,
    DraftError as DraftError,
    Fault as Fault,
    FollowupError as FollowupError,
    MissingExtra as MissingExtra,
    PolicyError as PolicyError,
    TimelineError as TimelineError,
    UnknownStatement as UnknownStatement,
)
from followup_rules.evaluation.evaluation import (
    Evaluation as Evaluation,
    Outcome as Outcome,
    Reason as Reason,
    Ruling as Ruling,
    Window as Window,
    evaluate as evaluate,
)
from followup_rules.evaluation.trace import Trace as Trace, TracedCondition as TracedCondition, TracedRule as TracedRule
from followup_rules.rules.policy import (
    Policy as Policy,
    first_to_speak as first_to_speak,
    majority as majority,
    most_permissive as most_permissive,
    strictest as strictest,
)
from followup_rules.timeline.events import (
    ActionTaken as ActionTaken,
    ChannelPreferred as ChannelPreferred,
    CompetingOffer as CompetingOffer,
    EmployerReplied as EmployerReplied,
    FollowUpInvited as FollowUpInvited,
    Interview as Interview,
    MessageSent as MessageSent,
    NoContactLifted as NoContactLifted,
    NoContactRequested as NoContactRequested,
    OfferReceived as OfferReceived,
    ProcessCompleted as ProcessCompleted,
    PromiseWithdrawn as PromiseWithdrawn,
    Rejected as Rejected,
    ResponsePromised as ResponsePromised,
    SituationChanged as SituationChanged,
    Withdrawn as Withdrawn,
)
from followup_rules.timeline.facts import UNKNOWN as UNKNOWN, Facts as Facts
from followup_rules.timeline.public_holidays import public_holidays as public_holidays
from followup_rules.timeline.timeline import Timeline as Timeline
from followup_rules.timeline.vocabulary import Action as Action, ActionKind as ActionKind, Channel as Channel

__all__: list[str]
__version__: str
