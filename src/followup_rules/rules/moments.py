"""Moments: "the interview's end", "the promised date + 7 days", each read in a situation.

`bounds` gives the earliest and the latest instant a moment can be (apart only where an unknown fact moves it), or None
if the moment does not exist. A moment may ask about the action that is judged: whom it is addressed to, by which
channel.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias, TypeVar

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import HOUR_US, Amount, Bounds, Unit
from followup_rules.rules.combinators import FirstOf, GreatestOf, OfSituation
from followup_rules.rules.dependencies import INTERVIEWS, NOTHING, PENDING, PEOPLE_MET, PROMISE, Dependencies
from followup_rules.rules.node import NO_FACTS, Node
from followup_rules.temporal import instants
from followup_rules.timeline import events
from followup_rules.timeline.events import SIGNS_OF_LIFE, Event, Key, MessageSent
from followup_rules.timeline.facts import UNKNOWN
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, Action, ActionKind, Channel

__all__ = ["attempt", "change", "date_of", "first_existing", "interview_end", "interview_start"]
__all__ += ["interview_with_addressee", "last_sign_of_life", "later_of", "latest_attempt", "latest_event"]
__all__ += ["latest_message", "latest_unanswered", "process_completed", "promise_passed", "promised_date", "rejection"]
__all__ += ["while_pending", "written_offer"]

_Word = TypeVar("_Word", bound=StrEnum)

# how kinds and channels may be given: one word or several
Kinds: TypeAlias = Iterable[ActionKind | str]
Channels: TypeAlias = Channel | str | Iterable[Channel | str] | None


def kinds_of(kinds: Kinds) -> frozenset[ActionKind]:
    """One kind of action or several, given as words or members; raises `PolicyError` for anything else."""
    return words_of(kinds, ActionKind, "kind of action")


def channels_of(by: Channels) -> frozenset[Channel] | None:
    """One channel or several, given as words or members (None stays None); raises `PolicyError` for anything else."""
    return None if by is None else words_of(by, Channel, "channel")


def words_of(given: Iterable[str], known: Iterable[_Word], noun: str) -> frozenset[_Word]:
    """The members of a vocabulary that are given, as one word or several; raises `PolicyError` for any other word."""
    members = {word.value: word for word in known}
    words = tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    for word in words:
        if not isinstance(word, str) or word not in members:
            raise PolicyError(f"{shown(word)} is not a {noun}; expected one of {', '.join(sorted(members))}")
    return frozenset(members[word] for word in words)


class Moment(Node):
    """An instant to be read in a situation; `moment + days(7)` is a later one."""

    def bounds(self, situation: Situation, action: Action, /) -> Bounds | None:
        """The earliest and the latest instant it can be in this situation; None if it does not exist."""
        raise NotImplementedError

    def facts(self, situation: Situation, action: Action, instant: int, /) -> frozenset[str]:
        """The facts that leave open whether it lies before or after *instant*."""
        return NO_FACTS

    def __add__(self, other: object) -> Moment:
        if not isinstance(other, Amount):
            return NotImplemented
        if other.unit is Unit.TIMES:
            raise PolicyError(f"cannot add `{other!r}` to a moment; expected hours, days or business days")
        return Later(self, other)


class DateMoment(Moment):
    """A local date, read as its 00:00; days after it are dates too."""

    def day(self, situation: Situation, action: Action) -> Bounds | None:
        """The ordinals of the earliest and the latest date it can be."""
        raise NotImplementedError

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        reached = self.day(situation, action)
        if reached is None:
            return None
        midnight = situation.zone.midnight
        first = midnight(reached[0])
        return first, (first if reached[1] == reached[0] else midnight(reached[1]))


# -- what a situation says by itself


class SituationMoment(OfSituation, Moment):
    """A moment that a situation tells."""

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        at = self.asked(situation, action) if self.asks else getattr(situation, self.name)
        return None if at is None else (at, at)


interview_end = SituationMoment("interview_end", "interview_end", INTERVIEWS)
"""The end of the latest interview that has ended."""

interview_start = SituationMoment("interview_start", "interview_start", INTERVIEWS)
"""The start of the interview that is on; of several, the latest."""

last_sign_of_life = SituationMoment("life", "last_sign_of_life", Dependencies(events=SIGNS_OF_LIFE))
"""The employer's latest sign of life."""

interview_with_addressee = SituationMoment("met", "interview_with_addressee", PEOPLE_MET, asks=("to",))
"""The end of the latest interview with the action's addressee; without an addressee, of one that names nobody."""


@attrs.frozen(repr=False, eq=False)
class LatestEvent(Moment):
    """The latest event of a class, narrowed by a word of it where one is given."""

    key: Key
    word: str

    def own_dependencies(self) -> Dependencies:
        return Dependencies(events={self.key}, messages={(MESSAGES, None)} if self.key is MessageSent else ())

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return None if (at := situation.latest(self.key)) is None else (at, at)


def latest_event(event: type[Event]) -> LatestEvent:
    """The latest event of that class."""
    return LatestEvent(event, f"latest_event({event.__name__})")


rejection = LatestEvent(events.Rejected, "rejection")
"""The latest rejection."""

written_offer = LatestEvent((events.CompetingOffer, events.Evidence.WRITTEN.value), "written_offer")
"""The latest competing offer with written evidence."""

change = LatestEvent(events.SituationChanged, "change")
"""The latest change of the candidate's situation."""

process_completed = LatestEvent(events.ProcessCompleted, "process_completed")
"""When the employer's process was over for everybody."""


class PromisePassed(Moment):
    dependencies = PROMISE

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return None if (promise := situation.promise) is None else (promise.passes, promise.passes)


class PromisedDate(DateMoment):
    dependencies = PROMISE

    def day(self, situation: Situation, action: Action) -> Bounds | None:
        return None if (promise := situation.promise) is None else (promise.day, promise.day)


promise_passed = PromisePassed()
"""When the standing promise has passed: 00:00 of the next date, or the promised instant."""

promised_date = PromisedDate()
"""The local date of the standing promise."""


# -- the candidate's messages


@attrs.frozen(repr=False, eq=False)
class LatestMessage(Moment):
    """The latest message of some kinds by some channels (None: by any)."""

    kinds: frozenset[ActionKind] = attrs.field(converter=kinds_of)
    channels: frozenset[Channel] | None = attrs.field(default=None, converter=channels_of, alias="by", kw_only=True)

    def own_dependencies(self) -> Dependencies:
        channels = () if self.channels is None else {self.channels}
        return Dependencies(events={MessageSent}, messages={(self.kinds, self.channels)}, channels=channels)

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return None if (sent := situation.latest_message(self.kinds, self.channels)) is None else (sent, sent)


class LatestUnanswered(LatestMessage):
    def own_dependencies(self) -> Dependencies:
        return Dependencies(events=SIGNS_OF_LIFE).union(LatestMessage.own_dependencies(self))

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return None if (sent := situation.unanswered(self.kinds, self.channels)) is None else (sent, sent)


def latest_message(kinds: Kinds = MESSAGES, *, by: Channels = None) -> LatestMessage:
    """The latest message of those kinds, by those channels."""
    return LatestMessage(kinds, by=by)


def latest_unanswered(kinds: Kinds = MESSAGES, *, by: Channels = None) -> LatestMessage:
    """The latest message of those kinds, by those channels, since the last sign of life."""
    return LatestUnanswered(kinds, by=by)


class _OfAttempts(Node):
    """Attempts are messages since the last sign of life; those to different people on one date are one attempt."""

    kinds: frozenset[ActionKind]

    def own_dependencies(self) -> Dependencies:
        return Dependencies(events={MessageSent, *SIGNS_OF_LIFE}, messages={(self.kinds, None)}, people=True)


@attrs.frozen(repr=False, eq=False)
class LatestAttempt(_OfAttempts, Moment):
    kinds: frozenset[ActionKind] = attrs.field(converter=kinds_of)

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return None if (made := situation.latest_attempt(self.kinds)) is None else (made, made)


def latest_attempt(kinds: Kinds = MESSAGES) -> LatestAttempt:
    """The latest attempt since the last sign of life, counting those kinds."""
    return LatestAttempt(kinds)


@attrs.frozen(repr=False, eq=False)
class Attempt(_OfAttempts, Moment):
    count: Amount
    kinds: frozenset[ActionKind] = attrs.field(converter=kinds_of)

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        number = self.count.bounds(situation)
        if number is None or number[0] == 0:
            return (situation.life, situation.life) if situation.life is not None else None
        made = situation.attempts(self.kinds, number[0])
        return (made[-1], made[-1]) if len(made) == number[0] else None


def attempt(count: Amount, kinds: Kinds = MESSAGES) -> Attempt:
    """
    The first, second or a later attempt since the last sign of life, counting those kinds: `times(3)` is the third.

    `times(0)` is the sign of life itself. Raises `PolicyError` for an amount of another unit.
    """
    if count.unit is not Unit.TIMES:
        raise PolicyError(f"`{count!r}` counts {count.unit}; expected an amount of times")
    return Attempt(count, kinds)


open_step = SituationMoment(
    "open_step",
    "open_step",
    # only a thank-you is to somebody, and it completes those by its own channel
    Dependencies(
        events={MessageSent, *SIGNS_OF_LIFE},
        messages={(frozenset({ActionKind.THANK_YOU}), frozenset({channel})) for channel in MESSAGE_CHANNELS},
        people=True,
    ),
    asks=("kind", "channel", "to"),
)
"""The latest step that the action would complete: messages of its kind by its channel on one date to other people."""


# -- moments made of moments


@attrs.frozen(repr=False, eq=False)
class DateOf(DateMoment):
    """The local date of a moment, in the employer's zone: days after it begin at 00:00."""

    dependencies = NOTHING
    moment: Moment

    def day(self, situation: Situation, action: Action) -> Bounds | None:
        if isinstance(self.moment, DateMoment):
            return self.moment.day(situation, action)
        reached = self.moment.bounds(situation, action)
        return None if reached is None else (situation.zone.date_of(reached[0]), situation.zone.date_of(reached[1]))

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant)


def after(situation: Situation, start: int, count: int, unit: Unit) -> int:
    """The instant that many hours, days or business days after another, in microseconds."""
    if unit is Unit.HOURS:
        return start + count * HOUR_US
    if unit is Unit.BUSINESS_DAYS:
        return situation.zone.add_business_days(start, count, situation.history.closed_days)
    return situation.zone.add_days(start, count)


def _midnight_after(situation: Situation, start: int, count: int, unit: Unit) -> int:
    """00:00 of the date that many days or business days after the date with the ordinal *start*."""
    business = unit is Unit.BUSINESS_DAYS
    day = instants.business_day(start, count, situation.history.closed_days) if business else start + count
    return situation.zone.midnight(day)


@attrs.frozen(repr=False, eq=False)
class Later(Moment):
    """A moment some time after another: hours are elapsed time, days follow the calendar, from date to date."""

    dependencies = NOTHING
    moment: Moment
    amount: Amount

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        moment, amount, unit = self.moment, self.amount.bounds(situation), self.amount.unit
        if amount is None:
            return None
        if unit is not Unit.HOURS and isinstance(moment, DateMoment):
            reached, later = moment.day(situation, action), _midnight_after
        else:
            reached, later = moment.bounds(situation, action), after
        if reached is None:
            return None
        first = later(situation, reached[0], amount[0], unit)
        if unit is Unit.BUSINESS_DAYS and amount[1] > 0 and situation.facts.closed_days is UNKNOWN:
            return first, instants.LAST  # a count of business days may never end
        if reached[0] == reached[1] and amount[0] == amount[1]:
            return first, first
        return first, later(situation, reached[1], amount[1], unit)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        reached = self.bounds(situation, action)
        if reached is None or not reached[0] <= instant < reached[1]:
            return NO_FACTS
        own = frozenset({"closed_days"}) if reached[1] == instants.LAST else NO_FACTS
        return own | self.amount.facts(situation) | self.moment.facts(situation, action, instant)

    def __repr__(self) -> str:
        return f"{self.moment!r} + {self.amount!r}"


@attrs.frozen(repr=False, eq=False)
class LaterOf(GreatestOf, Moment):
    parts: tuple[Moment, ...]

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        reached = self.bounds(situation, action)
        if reached is None or not reached[0] <= instant < reached[1]:
            return NO_FACTS
        return NO_FACTS.union(*(part.facts(situation, action, instant) for part in self.parts))


def later_of(*moments: Moment) -> LaterOf:
    """The latest of several moments; those that do not exist do not count."""
    return LaterOf(moments)


@attrs.frozen(repr=False, eq=False)
class FirstExisting(FirstOf, Moment):
    parts: tuple[Moment, ...]


def first_existing(*moments: Moment) -> FirstExisting:
    """The first of several moments that exists, in the order given."""
    return FirstExisting(moments)


@attrs.frozen(repr=False, eq=False)
class WhilePending(Moment):
    """The moment, which exists only while the matter is pending."""

    dependencies = PENDING
    moment: Moment

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return self.moment.bounds(situation, action) if situation.pending else None

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant)


# the words for what is made by its class

date_of = DateOf
while_pending = WhilePending
