"""Moments: "the interview's end", "the promised date + 7 days", each read in a situation.

`bounds` gives the earliest and the latest instant a moment can be (apart only where an unknown fact moves it), or None
where there is no such moment. A moment may ask about the action that is judged: whom it is addressed to, by which
channel.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar, TypeAlias, TypeVar

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import Amount, Bounds, Unit
from followup_rules.rules.node import Node
from followup_rules.temporal import instants
from followup_rules.timeline.events import (
    CompetingOffer,
    Event,
    Evidence,
    Key,
    ProcessCompleted,
    Rejected,
    SituationChanged,
)
from followup_rules.timeline.facts import UNKNOWN
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import MESSAGES, Action, ActionKind, Channel

_NO_FACTS: frozenset[str] = frozenset()
_HOUR = 3_600_000_000
_Word = TypeVar("_Word", bound=StrEnum)
NO_QUESTIONS: frozenset[str] = frozenset()


# as they may be given: one word or several
Kinds: TypeAlias = Iterable[ActionKind | str]
Channels: TypeAlias = Channel | str | Iterable[Channel | str] | None


def kinds_of(kinds: Kinds) -> frozenset[ActionKind]:
    """Kinds of action, given as words or members; raises `PolicyError` for any other."""
    return _words_of(kinds, ActionKind, "kind of action")


def channels_of(by: Channels) -> frozenset[Channel] | None:
    """One channel or several, given as words or members (None stays None); raises `PolicyError` for any other."""
    return None if by is None else _words_of(by, Channel, "channel")


def _words_of(given: Iterable[str], vocabulary: type[_Word], noun: str) -> frozenset[_Word]:
    try:
        return frozenset(map(vocabulary, (given,) if isinstance(given, str) else given))
    except (TypeError, ValueError):
        known = ", ".join(vocabulary)
        raise PolicyError(f"{shown(given)} is no {noun}, nor several; expected of {known}") from None


@attrs.frozen(repr=False, eq=False)
class Moment(Node):
    """An instant to be read in a situation; `moment + days(7)` is a later one."""

    # what the moment asks of the action: "kind", "channel", "to"
    asks: ClassVar[frozenset[str]] = NO_QUESTIONS

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        """The earliest and the latest instant it can be in this situation; None where there is no such moment."""
        raise NotImplementedError

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        """The facts that leave open whether it lies before or after *instant*."""
        return _NO_FACTS

    def __add__(self, other: object) -> Moment:
        if not isinstance(other, Amount):
            return NotImplemented
        if other.unit is Unit.TIMES:
            raise PolicyError(f"cannot add {other!r} to a moment; expected hours, days or business days")
        return Later(self, other)


@attrs.frozen(repr=False, eq=False)
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


# -- what a situation knows by itself


@attrs.frozen(repr=False, eq=False)
class Known(Moment):
    """A moment that the situation itself knows, by that name."""

    name: str
    word: str

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        instant: int | None = getattr(situation, self.name)
        return None if instant is None else (instant, instant)

    def __repr__(self) -> str:
        return self.word


interview_end = Known("interview_end", "interview_end")
"""I: the end of the latest interview that has ended."""

interview_start = Known("interview_start", "interview_start")
"""The start of the interview that is on, of several the latest."""

last_sign_of_life = Known("life", "last_sign_of_life")
"""L: the latest sign of life."""


@attrs.frozen(repr=False, eq=False)
class LatestEvent(Moment):
    """The latest event of a class, narrowed by a word of it where need be."""

    key: Key
    word: str

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        instant = situation.latest(self.key)
        return None if instant is None else (instant, instant)

    def __repr__(self) -> str:
        return self.word


def latest_event(event: type[Event]) -> LatestEvent:
    """The latest event of that class."""
    return LatestEvent(event, f"latest_event({event.__name__})")


rejection = LatestEvent(Rejected, "rejection")
"""The latest rejection."""

written_offer = LatestEvent((CompetingOffer, Evidence.WRITTEN.value), "written_offer")
"""The latest competing offer with written evidence."""

change = LatestEvent(SituationChanged, "change")
"""The latest notable change of the candidate's situation."""

process_completed = LatestEvent(ProcessCompleted, "process_completed")
"""When the employer's process was over for everybody."""


@attrs.frozen(repr=False, eq=False)
class PromisePassed(Moment):
    """When the standing promise has passed: 00:00 of the next date, or the promised instant."""

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        promise = situation.promise
        return None if promise is None else (promise.passes, promise.passes)

    def __repr__(self) -> str:
        return "promise_passed"


@attrs.frozen(repr=False, eq=False)
class PromisedDate(DateMoment):
    """The local date of the standing promise."""

    def day(self, situation: Situation, action: Action) -> Bounds | None:
        promise = situation.promise
        return None if promise is None else (promise.day, promise.day)

    def __repr__(self) -> str:
        return "promised_date"


promise_passed = PromisePassed()
"""When the standing promise has passed: 00:00 of the next date, or the promised instant."""

promised_date = PromisedDate()
"""P: the local date of the standing promise."""


@attrs.frozen(repr=False, eq=False)
class InterviewWithAddressee(Moment):
    """The end of the latest ended interview with whom the action is addressed to (nobody: that names nobody)."""

    asks: ClassVar[frozenset[str]] = frozenset({"to"})

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        met = situation.met(action.to)
        return None if met is None else (met, met)

    def __repr__(self) -> str:
        return "interview_with_addressee"


interview_with_addressee = InterviewWithAddressee()
"""The end of the latest ended interview with whom the action is addressed to."""


# -- the candidate's messages


@attrs.frozen(repr=False, eq=False)
class LatestMessage(Moment):
    """The latest message of some kinds by some channels; of the unanswered ones only, if so asked."""

    kinds: frozenset[ActionKind] = attrs.field(converter=kinds_of)
    channels: frozenset[Channel] | None = attrs.field(converter=channels_of)
    unanswered: bool

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        find = situation.unanswered if self.unanswered else situation.latest_message
        sent = find(self.kinds, self.channels)
        return None if sent is None else (sent, sent)

    def __repr__(self) -> str:
        word = "latest_unanswered" if self.unanswered else "latest_message"
        return f"{word}({_of(self.kinds)}{'' if self.channels is None else ', by=' + _words(self.channels)})"


def latest_message(kinds: Kinds = MESSAGES, *, by: Channels = None) -> LatestMessage:
    """The latest message of those kinds, by those channels."""
    return LatestMessage(kinds, by, unanswered=False)


def latest_unanswered(kinds: Kinds = MESSAGES, *, by: Channels = None) -> LatestMessage:
    """The latest such message that was sent since the last sign of life."""
    return LatestMessage(kinds, by, unanswered=True)


@attrs.frozen(repr=False, eq=False)
class LatestAttempt(Moment):
    """The latest attempt since the last sign of life, counting some kinds of message."""

    kinds: frozenset[ActionKind] = attrs.field(converter=kinds_of)

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        made = situation.latest_attempt(self.kinds)
        return None if made is None else (made, made)

    def __repr__(self) -> str:
        return f"latest_attempt({_of(self.kinds)})"


def latest_attempt(kinds: Kinds = MESSAGES) -> LatestAttempt:
    """The latest attempt since the last sign of life, counting those kinds."""
    return LatestAttempt(kinds)


@attrs.frozen(repr=False, eq=False)
class Attempt(Moment):
    """The so-manieth attempt since the last sign of life."""

    count: Amount
    kinds: frozenset[ActionKind] = attrs.field(converter=kinds_of)

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        number = self.count.bounds(situation)
        if number is None or number[0] == 0:
            return (situation.life, situation.life) if situation.life is not None else None
        made = situation.attempts(self.kinds, number[0])
        return (made[-1], made[-1]) if len(made) == number[0] else None

    def __repr__(self) -> str:
        return f"attempt({self.count!r}, {_of(self.kinds)})"


def attempt(count: Amount, kinds: Kinds = MESSAGES) -> Attempt:
    """The so-manieth attempt since the last sign of life (`times(3)`: the third), counting those kinds."""
    if count.unit is not Unit.TIMES:
        raise PolicyError(f"{count!r} counts {count.unit}; expected an amount of times")
    return Attempt(count, kinds)


@attrs.frozen(repr=False, eq=False)
class OpenStep(Moment):
    """
    The latest step that this action would complete: messages of its kind by its channel on one local date to other
    named people.
    """

    asks: ClassVar[frozenset[str]] = frozenset({"kind", "channel", "to"})

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        made = situation.open_step(action.kind, action.channel, action.to)
        return None if made is None else (made, made)

    def __repr__(self) -> str:
        return "open_step"


open_step = OpenStep()
"""The latest step that the action would complete."""


# -- moments made of moments


@attrs.frozen(repr=False, eq=False)
class DateOf(DateMoment):
    """The local date of a moment."""

    moment: Moment

    def day(self, situation: Situation, action: Action) -> Bounds | None:
        if isinstance(self.moment, DateMoment):
            return self.moment.day(situation, action)
        reached = self.moment.bounds(situation, action)
        return None if reached is None else (situation.zone.date_of(reached[0]), situation.zone.date_of(reached[1]))

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant)

    def __repr__(self) -> str:
        return f"date_of({self.moment!r})"


def date_of(moment: Moment) -> DateMoment:
    """The local date of a moment, in the employer's zone: days after it begin at 00:00."""
    return DateOf(moment)


def after(situation: Situation, start: int, count: int, unit: Unit) -> int:
    """The instant so many hours, days or business days after another."""
    if unit is Unit.HOURS:
        return start + count * _HOUR
    if unit is Unit.BUSINESS_DAYS:
        return situation.zone.add_business_days(start, count, situation.history.closed_days)
    return situation.zone.add_days(start, count)


@attrs.frozen(repr=False, eq=False)
class Later(Moment):
    """A moment some time after another: hours elapsed, days by the calendar, of a date as dates."""

    moment: Moment
    amount: Amount

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        amount, unit = self.amount.bounds(situation), self.amount.unit
        if amount is None:
            return None
        if unit is not Unit.HOURS and isinstance(self.moment, DateMoment):
            reached = self.moment.day(situation, action)
        else:
            reached = self.moment.bounds(situation, action)
        if reached is None:
            return None
        first = self._after(situation, unit, reached[0], amount[0])
        if unit is Unit.BUSINESS_DAYS and self._closed_days_unknown(situation, amount):
            return first, instants.LAST
        if reached[0] == reached[1] and amount[0] == amount[1]:
            return first, first
        return first, self._after(situation, unit, reached[1], amount[1])

    def _after(self, situation: Situation, unit: Unit, start: int, count: int) -> int:
        """So much after a day's ordinal, where the moment is a date and days are counted; else after an instant."""
        if unit is Unit.HOURS or not isinstance(self.moment, DateMoment):
            return after(situation, start, count, unit)
        if unit is Unit.BUSINESS_DAYS:
            return situation.zone.midnight(instants.business_day(start, count, situation.history.closed_days))
        return situation.zone.midnight(start + count)

    def _closed_days_unknown(self, situation: Situation, amount: Bounds) -> bool:
        # where the closed days are unknown, a count of business days may take for ever
        return amount[1] > 0 and situation.facts.closed_days is UNKNOWN

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        reached = self.bounds(situation, action)
        if reached is None or not reached[0] <= instant < reached[1]:
            return _NO_FACTS
        own = frozenset({"closed_days"}) if reached[1] == instants.LAST else _NO_FACTS
        return own | self.amount.facts(situation) | self.moment.facts(situation, action, instant)

    def __repr__(self) -> str:
        return f"{self.moment!r} + {self.amount!r}"


@attrs.frozen(repr=False, eq=False)
class LaterOf(Moment):
    """The latest of several moments; those that there are not do not count."""

    moments: tuple[Moment, ...]

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        least = most = None
        for moment in self.moments:
            reached = moment.bounds(situation, action)
            if reached is not None:
                least = reached[0] if least is None else max(least, reached[0])
                most = reached[1] if most is None else max(most, reached[1])
        return None if least is None or most is None else (least, most)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        reached = self.bounds(situation, action)
        if reached is None or not reached[0] <= instant < reached[1]:
            return _NO_FACTS
        return _NO_FACTS.union(*(moment.facts(situation, action, instant) for moment in self.moments))

    def __repr__(self) -> str:
        return f"later_of({', '.join(map(repr, self.moments))})"


def later_of(*moments: Moment) -> LaterOf:
    """The latest of several moments; those that there are not do not count."""
    return LaterOf(moments)


@attrs.frozen(repr=False, eq=False)
class FirstExisting(Moment):
    """The first of several moments that there is at all."""

    moments: tuple[Moment, ...]

    def _first(self, situation: Situation, action: Action) -> Moment | None:
        return next((moment for moment in self.moments if moment.bounds(situation, action) is not None), None)

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        first = self._first(situation, action)
        return None if first is None else first.bounds(situation, action)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        first = self._first(situation, action)
        return _NO_FACTS if first is None else first.facts(situation, action, instant)

    def __repr__(self) -> str:
        return f"first_existing({', '.join(map(repr, self.moments))})"


def first_existing(*moments: Moment) -> FirstExisting:
    """The first of several moments that there is at all, in the order given."""
    return FirstExisting(moments)


@attrs.frozen(repr=False, eq=False)
class WhilePending(Moment):
    """A moment that there is only while the matter is pending."""

    moment: Moment

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return self.moment.bounds(situation, action) if situation.pending else None

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant)

    def __repr__(self) -> str:
        return f"while_pending({self.moment!r})"


def while_pending(moment: Moment) -> WhilePending:
    """The moment while the matter is pending; none otherwise."""
    return WhilePending(moment)


def questions(node: Node) -> frozenset[str]:
    """What a condition or moment, or anything in it, asks of the action that is judged."""
    own: frozenset[str] = getattr(node, "asks", NO_QUESTIONS)
    return own.union(*(questions(child) for child in node.children()))


def _words(words: frozenset[ActionKind] | frozenset[Channel]) -> str:
    return "{" + ", ".join(sorted(words)) + "}"


def _of(kinds: frozenset[ActionKind]) -> str:
    return "MESSAGES" if kinds == MESSAGES else _words(kinds)
