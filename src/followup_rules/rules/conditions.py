"""Conditions: the set of instants at which something holds, as trees of plain data.

In a situation a condition denotes two sets of instants, those at which it surely holds and those at which it possibly
does; they differ only where an unknown fact matters. `&`, `|` and `~` combine conditions by strong Kleene logic.

A new primitive is a frozen attrs class. One that never changes within a situation is a `State` and defines `truth_in`;
any other is a `Condition` and defines `sets`, and `facts` where unknown facts can leave it open.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import is_
from typing import Any, ClassVar, Final

import attrs

from followup_rules.errors import PolicyError, expected_one_of, shown
from followup_rules.rules.amounts import Amount, days
from followup_rules.rules.combinators import Family, Joined, Negation, OfSituation, Proposition
from followup_rules.rules.dependencies import (
    INTERVIEWS,
    INVITATION,
    NO_CONTACT,
    NOTHING,
    PENDING,
    PEOPLE_MET,
    PROMISE,
    Dependencies,
)
from followup_rules.rules.moments import (
    Channels,
    DateOf,
    Kinds,
    LatestMessage,
    LatestUnanswered,
    Moment,
    channels_among,
    invitation_opens,
    open_step,
    word_of,
)
from followup_rules.rules.node import NO_FACTS
from followup_rules.rules.readings import Reading
from followup_rules.temporal.windows import ALWAYS, NEVER, Windows
from followup_rules.timeline import events
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.history import Situation, channel_fits
from followup_rules.timeline.vocabulary import UNPROMPTED, Action, ActionKind, Channel, Stage

__all__ = ["addressee_thanked", "always", "at_most", "before", "completes_a_step", "covered_by_invitation"]
__all__ += ["covered_by_preference", "exists", "fact", "goes_by", "interview_ahead", "interview_on"]
__all__ += ["invitation_stands", "invited", "invited_by_channel", "met_at_the_latest_interview", "never"]
__all__ += ["no_contact_requested", "not_before", "on_date", "on_preferred_channel", "pending", "preference_stated"]
__all__ += ["prefers_another_channel", "promise_stands", "rejected", "sent_since", "since", "stage", "taken_since"]
__all__ += ["unanswered", "withdrawn"]

# truth, so that strong Kleene's "and" is the least, its "or" the greatest, and its "not" the mirror image
Truth = int
NO: Final = 0
MAYBE: Final = 1
YES: Final = 2

_SETS: Final = {NO: (NEVER, NEVER), MAYBE: (NEVER, ALWAYS), YES: (ALWAYS, ALWAYS)}


class Condition(Proposition["Condition"]):
    """Something that holds at some instants: combine with `&`, `|`, `~` (or `and_`, `or_`, `negated`)."""

    def sets(self, situation: Situation, action: Action, /) -> tuple[Windows, Windows]:
        """The instants of the situation at which it surely holds, and those at which it possibly does."""
        raise NotImplementedError

    def truth(self, situation: Situation, action: Action, instant: int, /) -> Truth:
        """Whether it holds at an instant of the situation: NO, MAYBE or YES."""
        surely, possibly = self.sets(situation, action)
        return YES if instant in surely else MAYBE if instant in possibly else NO

    def facts(self, situation: Situation, action: Action, instant: int, /) -> frozenset[str]:
        """The facts that leave it open at an instant at which it only possibly holds."""
        return NO_FACTS


# -- the algebra


@attrs.frozen(repr=False, eq=False)
class _Joined(Joined, Condition):
    """Conditions joined by "and" or by "or"."""

    parts: tuple[Condition, ...]
    join_windows: ClassVar[Any]
    absorbs: ClassVar[Windows]

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        found: list[tuple[Windows, Windows]] = []
        for part in self.parts:
            found.append(part.sets(situation, action))
            # whatever the other parts are, it is the same
            if found[-1][0] is self.absorbs and found[-1][1] is self.absorbs:
                return found[-1]
        surely, possibly = zip(*found, strict=True)
        joined = reduce(self.join_windows, surely)
        # mostly no fact matters: then the two are one
        return joined, (joined if all(map(is_, surely, possibly)) else reduce(self.join_windows, possibly))

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        truth: Truth = self.join_truths(part.truth(situation, action, instant) for part in self.parts)
        return truth

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        asked = situation, action, instant
        return NO_FACTS.union(*(part.facts(*asked) for part in self.parts if part.truth(*asked) == MAYBE))


class AllOf(_Joined):
    """Holds where every part does."""

    sign, join_truths, join_windows, absorbs = " & ", min, staticmethod(Windows.intersection), NEVER


class AnyOf(_Joined):
    """Holds where some part does."""

    sign, join_truths, join_windows, absorbs = " | ", max, staticmethod(Windows.union), ALWAYS


@attrs.frozen(repr=False, eq=False)
class Not(Negation[Condition], Condition):
    """Holds where its part does not."""

    part: Condition

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        surely, possibly = self.part.sets(situation, action)
        return possibly.complement(), surely.complement()

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        return YES - self.part.truth(situation, action, instant)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.part.facts(situation, action, instant)


Condition.family = Family(Condition, AllOf, AnyOf, Not)


# -- before and after a moment


@attrs.frozen(repr=False, eq=False)
class _FromMoment(Condition):
    """A condition that changes when a moment comes; it never holds if the moment does not exist."""

    dependencies = NOTHING
    moment: Moment
    windows: ClassVar[Any]
    ends: ClassVar[bool]

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        reached = self.moment.bounds(situation, action)
        if reached is None:
            return NEVER, NEVER
        first = self.windows(reached[0])
        if reached[0] == reached[1]:
            return first, first
        last = self.windows(reached[1])
        return first & last, first | last

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        reached = self.moment.bounds(situation, action)
        if reached is None:
            return NO
        come = (instant >= reached[0]) + (instant >= reached[1])
        return YES - come if self.ends else come

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant)


class Since(_FromMoment):
    """Holds from the moment on, the moment included; it never holds if the moment does not exist."""

    windows, ends = staticmethod(Windows.since), False


class Before(_FromMoment):
    """Holds until the moment comes, the moment excluded; it never holds if the moment does not exist."""

    windows, ends = staticmethod(Windows.before), True


def on_date(moment: Moment) -> Condition:
    """The whole local date of a moment, from 00:00 to 00:00."""
    return Since(DateOf(moment)) & Before(DateOf(moment) + days(1))


# -- what does not change within a situation


class State(Condition):
    """Something that holds, or does not, for the whole of a situation."""

    def truth_in(self, situation: Situation, action: Action) -> Truth | bool:
        """NO, MAYBE or YES; or simply True or False."""
        raise NotImplementedError

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        return _SETS[self.truth(situation, action, 0)]

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        found = self.truth_in(situation, action)
        return YES if found is True else NO if found is False else found


@attrs.frozen(repr=False, eq=False)
class Constant(State):
    dependencies = NOTHING
    word: str
    holds: bool

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return self.holds


always = Constant("always", True)
"""Holds at every instant."""

never = Constant("never", False)
"""Holds at no instant."""


class SituationState(OfSituation, State):
    """Whether what a situation says is true, or is not None."""

    def truth_in(self, situation: Situation, action: Action) -> bool:
        found = self.asked(situation, action)
        return found if isinstance(found, bool) else found is not None


pending = SituationState("pending", "pending", PENDING)
"""
An interview has ended, and no offer, rejection or withdrawal has come since the latest one began, or an invitation to
follow up has come later.
"""

promise_stands = SituationState("promise", "promise_stands", PROMISE)
"""The employer's latest word on when to expect an answer stands."""

interview_on = SituationState("interview_start", "interview_on", INTERVIEWS)
"""An interview is on: from its start to its end."""

interview_ahead = SituationState("interview_ahead", "interview_ahead", INTERVIEWS)
"""An interview lies ahead, or is on."""

no_contact_requested = SituationState("no_contact", "no_contact_requested", NO_CONTACT)
"""The employer asked not to be contacted, and that request still holds."""

invitation_stands = SituationState("invitation", "invitation_stands", INVITATION)
"""The employer invited the candidate to follow up, and that has not been done yet."""

invited = Since(invitation_opens)
"""An invitation to follow up stands, and it has opened."""

invited_by_channel = SituationState("invites_by", "invited_by_channel", INVITATION, asks=("channel",))
"""The standing invitation names the channel of the action that is judged."""

covered_by_invitation = SituationState("invitation_covers", "covered_by_invitation", INVITATION, asks=("channel",))
"""The standing invitation names that channel, or the phone where it is voicemail."""

rejected = SituationState("rejected", "rejected", Dependencies(events=events.SIGNS_OF_LIFE))
"""The employer said no, and has given no sign of life since."""

withdrawn = SituationState(
    "withdrawn", "withdrawn", Dependencies(events={events.Withdrawn, events.FollowUpInvited, events.Interview})
)
"""The candidate withdrew, and no later interview or invitation has made that void."""

preference_stated = SituationState("preferred", "preference_stated", Dependencies(events={events.ChannelPreferred}))
"""The employer prefers some channel."""

met_at_the_latest_interview = SituationState("met_latest", "met_at_the_latest_interview", PEOPLE_MET, asks=("to",))
"""The addressee is one of the latest interview's people."""


@attrs.frozen(repr=False, eq=False)
class Exists(State):
    """Whether the moment exists: it has come, or its time is already fixed."""

    dependencies = NOTHING
    moment: Moment

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return self.moment.bounds(situation, action) is not None


def unanswered(kinds: Kinds = UNPROMPTED, *, by: Channels = None) -> Condition:
    """Whether such a message has been sent since the last sign of life."""
    return Exists(LatestUnanswered(kinds, by=by))


@attrs.frozen(repr=False, eq=False)
class NotBefore(State):
    """Whether a moment exists and is not before the other; no unknown fact may move either of them."""

    dependencies = NOTHING
    moment: Moment
    other: Moment

    def truth_in(self, situation: Situation, action: Action) -> bool:
        reached, other = self.moment.bounds(situation, action), self.other.bounds(situation, action)
        return reached is not None and (other is None or reached[0] >= other[0])


def sent_since(moment: Moment, kinds: Kinds = UNPROMPTED) -> Condition:
    """Whether a message of those kinds has been sent at the moment or later; never where the moment does not exist."""
    return Exists(moment) & NotBefore(LatestMessage(kinds), moment)


# -- what is asked about the action that is judged


class AddresseeThanked(State):
    dependencies = Dependencies(
        events={events.Interview, events.MessageSent},
        messages={(frozenset({ActionKind.THANK_YOU}), None)},
        people=True,
        asks={"to"},
    )

    def truth_in(self, situation: Situation, action: Action) -> bool:
        met, thanked = situation.met(action.to), situation.thanked(action.to)
        return met is not None and thanked is not None and thanked >= met


addressee_thanked = AddresseeThanked()
"""A thank-you that counts for the addressee has been sent since the latest interview with them."""


@attrs.frozen(repr=False, eq=False)
class TakenSince(State):
    """
    Whether an act has been done at the moment or later: the one that is judged, or one of the kind that is given.

    No unknown fact may move the moment.
    """

    moment: Moment
    kind: str | None = None

    def own_dependencies(self) -> Dependencies:
        if self.kind is None:
            return Dependencies(act_judged=True, asks={"kind"})
        return Dependencies(events={(events.ActionTaken, self.kind)})

    def truth_in(self, situation: Situation, action: Action) -> bool:
        reached = self.moment.bounds(situation, action)
        taken = situation.latest((events.ActionTaken, self.kind or action.kind))
        return reached is not None and taken is not None and taken >= reached[0]


@attrs.frozen(repr=False, eq=False)
class GoesBy(State):
    """Whether the action that is judged goes by one of these channels."""

    dependencies = Dependencies(asks={"channel"})
    channels: frozenset[Channel]

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return action.channel in self.channels


def goes_by(*channels: Channel | str | Iterable[Channel | str]) -> Condition:
    """
    Whether the action that is judged goes by one of these channels.

    >>> from followup_rules.timeline.vocabulary import VOICE
    >>> goes_by("email", VOICE)
    goes_by({email, phone, voicemail})

    Raises `PolicyError` for a word that is not a channel, and where no channel is given.
    """
    if not any(channels):
        raise PolicyError("`goes_by` was given no channel; expected one or more")
    return GoesBy(channels_among(channels))


@attrs.frozen(repr=False, eq=False)
class ChannelPreference(State):
    """
    Whether the employer prefers the channel of the action that is judged.

    With `covers`, whoever prefers the phone takes voicemail too. `whose` may be read as `of_the_posting`: then what the
    posting says counts before what the interviewer says.
    """

    dependencies = Dependencies(events={events.ChannelPreferred}, asks={"channel"})
    word: str
    covers: bool = False
    whose: Reading | None = None

    def read(self, whose: Reading) -> ChannelPreference:
        """The same condition, about the preference of whoever the reading names."""
        return attrs.evolve(self, whose=whose)

    def truth_in(self, situation: Situation, action: Action) -> bool:
        posting_first = self.whose is not None and self.whose.chosen == "of_the_posting"
        return channel_fits(situation.preference(posting_first=posting_first), action.channel, covers=self.covers)


on_preferred_channel = ChannelPreference("on_preferred_channel")
"""The employer prefers the channel of the action that is judged."""

covered_by_preference = ChannelPreference("covered_by_preference", covers=True)
"""The employer prefers that channel, or the phone where it is voicemail."""

prefers_another_channel = preference_stated & ~on_preferred_channel
"""The employer prefers a channel other than that of the action that is judged."""

completes_a_step = Before(DateOf(open_step) + days(1))
"""The action would complete a step made earlier on the same local date, and is not an attempt of its own."""


# -- declared facts


def _stage(value: Stage | str) -> Stage:
    return word_of(value, Stage, "stage")


def _known(_: object, __: object, name: str) -> None:
    if name not in attrs.fields_dict(Facts):
        raise PolicyError(f"{shown(name)} is not a fact; {expected_one_of(name, attrs.fields_dict(Facts))}")


@attrs.frozen(repr=False, eq=False)
class Fact(State):
    """
    Whether a fact is declared to have that value; it is left open where the fact is declared unknown.

    >>> fact("stage", "final") & fact("calls_welcome")
    fact('stage', 'final') & fact('calls_welcome')
    """

    name: str = attrs.field(validator=_known)
    value: str | bool = True

    def own_dependencies(self) -> Dependencies:
        return Dependencies(facts={(self.name, self.value)})

    def truth_in(self, situation: Situation, action: Action) -> Truth | bool:
        declared = getattr(situation.facts, self.name)
        return MAYBE if declared is UNKNOWN else bool(declared == self.value)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return frozenset({self.name})


@attrs.frozen(repr=False, eq=False)
class StageIs(State):
    """Whether the latest interview was of that stage: its own if it has one, else the declared one."""

    dependencies = Dependencies(events={events.Interview}, facts={("stage", None)})
    value: Stage = attrs.field(converter=_stage)

    def truth_in(self, situation: Situation, action: Action) -> Truth:
        stages = situation.stages
        return NO if self.value not in stages else YES if len(stages) == 1 else MAYBE

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return frozenset({"stage"})

    def __repr__(self) -> str:
        return f"stage({self.value.value!r})"


@attrs.frozen(repr=False, eq=False)
class AtMost(State):
    """Whether an amount is at most the limit; it is so too where the amount or the limit is absent."""

    dependencies = NOTHING
    amount: Amount
    limit: Amount

    def truth_in(self, situation: Situation, action: Action) -> Truth:
        amount, limit = self.amount.bounds(situation), self.limit.bounds(situation)
        if amount is None or limit is None or amount[1] <= limit[0]:
            return YES
        return MAYBE if amount[0] <= limit[1] else NO

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.amount.facts(situation) | self.limit.facts(situation)


# the words for what is made by its class

since = Since
before = Before
exists = Exists
not_before = NotBefore
taken_since = TakenSince
fact = Fact
stage = StageIs
at_most = AtMost
