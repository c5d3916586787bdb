"""What the answers of a primitive may depend on: declared by each, gathered over whole conditions and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any, Final, TypeAlias

import attrs

from followup_rules.timeline import events
from followup_rules.timeline.events import EVENTS, SIGNS_OF_LIFE, ActionTaken, CompetingOffer, Event, Interview, Key
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.vocabulary import ACTS_ALONE, ENQUIRIES, INTERVIEW_ACTS, MESSAGES, ActionKind, Channel

# messages of some kinds by some channels (None: by any)
MessageSet: TypeAlias = tuple[frozenset[ActionKind], frozenset[Channel] | None]


def _frozen(values: Iterable[Any]) -> frozenset[Any]:
    return frozenset(values)


@attrs.frozen
class Dependencies:
    """
    What answers may depend on, besides the instant that is asked about. Whatever is not declared makes no difference.

    `events` are the keys of the events that matter. `facts` are names of declared facts, each with the value that is
    told from all others (None: every value matters). `messages` are the sets of sent messages that are told from all
    others, `channels` the sets of channels that are named. `people` says whether it matters whom an interview is
    with or a message is to. `lengths_us` are the lengths of time that it adds, in microseconds. `asks` is what it asks
    of the action that is judged: `"kind"`, `"channel"`, `"to"`; `act_judged` whether it looks for that very act among
    those taken.
    """

    events: frozenset[Key] = attrs.field(default=frozenset(), converter=_frozen)
    facts: frozenset[tuple[str, str | bool | None]] = attrs.field(default=frozenset(), converter=_frozen)
    messages: frozenset[MessageSet] = attrs.field(default=frozenset(), converter=_frozen)
    channels: frozenset[frozenset[Channel]] = attrs.field(default=frozenset(), converter=_frozen)
    lengths_us: frozenset[int] = attrs.field(default=frozenset(), converter=_frozen)
    asks: frozenset[str] = attrs.field(default=frozenset(), converter=_frozen)
    people: bool = False
    act_judged: bool = False

    def union(self, *others: Dependencies) -> Dependencies:
        """What any of them depends on."""
        fields = zip(*(attrs.astuple(each, recurse=False) for each in (self, *others)), strict=True)
        return Dependencies(*(reduce(or_, values) for values in fields))


NOTHING: Final = Dependencies()
"""What a node declares that depends on its parts alone."""

_NARROWED: Final[Mapping[type[Event], Iterable[StrEnum]]] = {
    CompetingOffer: events.Evidence,
    ActionTaken: INTERVIEW_ACTS | ACTS_ALONE,
}

ANYTHING: Final = Dependencies(
    events={
        *(event for event in EVENTS if event not in _NARROWED),
        *((event, word.value) for event, words in _NARROWED.items() for word in words),
        *SIGNS_OF_LIFE,
    },
    facts={(name, None) for name in attrs.fields_dict(Facts)},
    messages={(frozenset({kind}), None) for kind in MESSAGES},
    asks={"kind", "channel", "to"},
    people=True,
)
"""What a primitive that declares nothing may depend on."""

# what it depends on whether a matter is pending, whether a promise, an invitation or a request not to write stands,
# whether something waits for a reply, and whether and with whom an interview is on
PENDING: Final = Dependencies(events={Interview, events.FollowUpInvited, *events.END_PENDING})
PROMISE: Final = Dependencies(
    events={Interview, events.ResponsePromised, events.PromiseWithdrawn, (events.EmployerReplied, "substantive")},
    facts={("closed_days", None)},
)
INVITATION: Final = Dependencies(
    events={Interview, events.FollowUpInvited, events.ResponsePromised, events.MessageSent},
    messages={(ENQUIRIES, None)},
)
NO_CONTACT: Final = Dependencies(
    events={
        Interview,
        events.NoContactRequested,
        events.NoContactLifted,
        events.FollowUpInvited,
        events.OfferReceived,
    }
)
TO_ANSWER: Final = Dependencies(
    events={
        Interview,
        (events.EmployerReplied, "asks"),
        events.OfferReceived,
        events.Rejected,
        events.Withdrawn,
        events.MessageSent,
    },
    messages={(frozenset({ActionKind.REPLY}), None)},
)
INTERVIEWS: Final = Dependencies(events={Interview})
PEOPLE_MET: Final = Dependencies(events={Interview}, people=True)
