"""The etiquette of following up after a job interview, as rules that tell when a message may, should or must not be sent.

>>> from followup_rules import Interview, Timeline, evaluate
>>> timeline = Timeline("Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
>>> evaluate(timeline)["thank_you", "email"]
<Ruling Action('thank_you', 'email'): allowed, recommended>
"""

from followup_rules import policies
from followup_rules.actions import Action, ActionKind, Channel
from followup_rules.errors import ActionError, Fault, FollowupError, MissingExtra, PolicyError, TimelineError, UnknownStatement
from followup_rules.evaluation import Evaluation, Reason, Ruling, Window, evaluate
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
from followup_rules.policy import Policy, first_to_speak, majority, most_permissive, strictest
from followup_rules.timeline import Timeline
