"""Moments: "the interview's end", "the promised date + 7 days", each read in a situation.

`bounds` gives the earliest and the latest instant a moment can be (apart only where an unknown fact moves it), or None
if the moment does not exist. A moment may ask about the action that is judged: whom it is addressed to, by which
channel.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

import attrs

from followup_rules.errors import PolicyError, expected_one_of, shown
from followup_rules.rules.amounts import Amount, Bounds, Unit
from followup_rules.rules.combinators import FirstOf, GreatestOf, OfSituation, StandsFor, greatest
from followup_rules.rules.dependencies import (
    INTERVIEWS,
    INVITATION,
    NO_CONTACT,
    NOTHING,
    PENDING,
    PEOPLE_MET,
    PROMISE,
    TO_ANSWER,
    Dependencies,
)
from followup_rules.rules.node import NO_FACTS, Node
from followup_rules.rules.readings import BY_THE_CLOCK, IN_WORKING_DAYS, Reading, reading
from followup_rules.temporal import instants
from followup_rules.temporal.instants import HOUR_US
from followup_rules.timeline import events
from followup_rules.timeline.events import SIGNS_OF_LIFE, Event, Key, MessageSent
from followup_rules.timeline.history import USUAL, Counting, Situation
from followup_rules.timeline.vocabulary import (
    MESSAGE_CHANNELS,
    MESSAGES,
    UNPROMPTED,
    Action,
    ActionKind,
    Channel,
)

__all__ = ["attempt", "away_until", "change", "closing", "contact_welcome_again", "counted", "counted_attempts"]
__all__ += ["date_of", "first_existing", "interview_began", "interview_end", "interview_start"]
__all__ += ["interview_with_addressee", "invitation_opens", "last_sign_of_life", "later_of", "latest_attempt"]
__all__ += ["latest_event", "latest_message", "latest_offer", "latest_question", "latest_request", "latest_unanswered"]
__all__ += ["no_contact_request", "open_offer", "open_question", "process_completed", "promise_passed", "promised_date"]
__all__ += ["rejection", "solid_offer", "while_pending", "withdrawal"]

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


def channels_among(given: Iterable[Channels]) -> frozenset[Channel]:
    """All that are given, each as one channel or several; raises `PolicyError` for anything else."""
    return frozenset().union(*(channels_of(each) or () for each in given))


def words_of(given: Iterable[str], known: Iterable[_Word], noun: str) -> frozenset[_Word]:
    """The members of a vocabulary that are given, as one word or several; raises `PolicyError` for any other word."""
    members = {word.value: word for word in known}
    words = tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    for word in words:
        if not isinstance(word, str) or word not in members:
            raise PolicyError(f"{shown(word)} is not a {noun}; {expected_one_of(word, sorted(members))}")
    return frozenset(members[word] for word in words)


def word_of(given: str, known: type[_Word], noun: str) -> _Word:
    """The member of a vocabulary that is given, as a word or itself; raises `PolicyError` for any other word."""
    try:
        return known(given)
    except ValueError:
        raise PolicyError(f"{shown(given)} is not a {noun}; {expected_one_of(given, known)}") from None


class Moment(Node):
    """An instant to be read in a situation; `moment + days(7)` is a later one."""

    def bounds(self, situation: Situation, action: Action, /) -> Bounds | None:
        """The earliest and the latest instant it can be in this situation; None if it does not exist."""
        raise NotImplementedError

    def facts(self, situation: Situation, action: Action, instant: int, /) -> frozenset[str]:
        """The facts that leave open whether it lies before or after *instant*."""
        return NO_FACTS

    def dates(self, situation: Situation, action: Action, /) -> Bounds | None:
        """The ordinals of the earliest and the latest date it can be, where it is a date; None where it is not."""
        return None

    def __add__(self, other: object) -> Moment:
        if not isinstance(other, Amount):
            return NotImplemented
        if other.unit is Unit.TIMES:
            raise PolicyError(f"cannot add `{other!r}` to a moment; expected hours, days or business days")
        return Later(self, other)


class DateMoment(Moment):
    """A local date, read as its 00:00; days after it are dates too."""

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return _midnights(situation, self.dates(situation, action))


def _midnights(situation: Situation, dates: Bounds | None) -> Bounds | None:
    if dates is None:
        return None
    first = situation.zone.midnight(dates[0])
    return first, (first if dates[1] == dates[0] else situation.zone.midnight(dates[1]))


# -- what a situation says by itself


class SituationMoment(OfSituation, Moment):
    """A moment that a situation tells."""

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        at = self.asked(situation, action)
        return None if at is None else (at, at)


@attrs.frozen(repr=False, eq=False)
class SituationDate(OfSituation, DateMoment):
    """A date that a situation tells."""

    def dates(self, situation: Situation, action: Action) -> Bounds | None:
        return None if (day := self.asked(situation, action)) is None else (day, day)


interview_end = SituationMoment("interview_end", "interview_end", INTERVIEWS)
"""The end of the latest interview that has ended."""

interview_began = SituationMoment("interview_began", "interview_began", INTERVIEWS)
"""When the latest interview that has ended began; one without a start began when it ended."""

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

solid_offer = LatestEvent((events.CompetingOffer, "solid"), "solid_offer")
"""The latest competing offer that can be proved, in writing or otherwise."""

latest_request = LatestEvent(events.NoContactRequested, "latest_request")
"""When the employer last asked not to be contacted."""

contact_welcome_again = LatestEvent(events.NoContactLifted, "contact_welcome_again")
"""When the employer last took back a request not to be contacted."""

latest_offer = LatestEvent(events.OfferReceived, "latest_offer")
"""The employer's latest offer."""

latest_question = LatestEvent((events.EmployerReplied, "asks"), "latest_question")
"""When the employer last asked the candidate something."""

withdrawal = LatestEvent(events.Withdrawn, "withdrawal")
"""When the candidate last withdrew."""

change = LatestEvent(events.SituationChanged, "change")
"""The latest change of the candidate's situation."""

process_completed = LatestEvent(events.ProcessCompleted, "process_completed")
"""When the employer's process was over for everybody."""


promise_passed = SituationMoment("promise_passes", "promise_passed", PROMISE)
"""When the standing promise has passed: 00:00 of the next date, or the promised instant."""

promised_date = SituationDate("promised_day", "promised_date", PROMISE)
"""The local date of the standing promise."""

invitation_opens = SituationMoment("invitation_opens", "invitation_opens", INVITATION)
"""When the standing invitation to follow up opens."""

away_until = SituationDate("away_until", "away_until", Dependencies(events={*SIGNS_OF_LIFE, events.EmployerReplied}))
"""The latest date until which an automatic reply since the last sign of life says that they are away."""

closing = SituationMoment("closing", "closing", Dependencies(events=events.END_PENDING))
"""The latest offer, rejection or withdrawal."""

no_contact_request = SituationMoment("no_contact", "no_contact_request", NO_CONTACT)
"""The request not to be contacted that still holds."""

open_question = SituationMoment("question", "open_question", TO_ANSWER)
"""When they asked what still waits for a reply."""

open_offer = SituationMoment("offer", "open_offer", TO_ANSWER)
"""When they made the offer that still waits for a reply."""


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


def latest_message(kinds: Kinds = UNPROMPTED, *, by: Channels = None) -> LatestMessage:
    """The latest message of those kinds, by those channels."""
    return LatestMessage(kinds, by=by)


def latest_unanswered(kinds: Kinds = UNPROMPTED, *, by: Channels = None) -> LatestMessage:
    """The latest message of those kinds, by those channels, since the last sign of life."""
    return LatestUnanswered(kinds, by=by)


@attrs.frozen(repr=False, eq=False)
class CountedAttempts(Node):
    """How attempts are counted, by three readings; each can be changed by its name."""

    dependencies = NOTHING
    attempts: Reading
    voicemail: Reading
    recipients: Reading

    @property
    def counting(self) -> Counting:
        """The readings in use."""
        return Counting(
            self.attempts.chosen == "in_all", self.voicemail.chosen == "yes", self.recipients.chosen == "each_is_one"
        )

    def __repr__(self) -> str:
        readings = (self.attempts, self.voicemail, self.recipients)
        changed = (repr(one) for one in readings if one.chosen != one.readings[0])
        return f"counted_attempts({', '.join(changed)})"


def counted_attempts(*, cites: tuple[str, ...] = ()) -> CountedAttempts:
    """
    How attempts are counted, as choices that `policy.with_(...)` sets.

    `attempts_counted` is `since_the_last_sign_of_life` or `in_all`, `voicemail_counts` is `yes` or `no`, and
    `recipients_counted` is `in_one_step` (messages to different people on one date) or `each_is_one`.
    """
    return CountedAttempts(
        reading("attempts_counted", "since_the_last_sign_of_life", "in_all", cites=cites),
        reading("voicemail_counts", "yes", "no", cites=cites),
        reading("recipients_counted", "in_one_step", "each_is_one", cites=cites),
    )


@attrs.frozen(repr=False, eq=False)
class _OfAttempts(Moment):
    """
    Attempts are messages since the last sign of life; those to different people on one date are one attempt, and so are
    those at one instant by one channel. `counted` may say otherwise.
    """

    counted: CountedAttempts | None = attrs.field(default=None, kw_only=True)
    kinds: frozenset[ActionKind] = attrs.field(converter=kinds_of)

    def own_dependencies(self) -> Dependencies:
        return Dependencies(events={MessageSent, *SIGNS_OF_LIFE}, messages={(self.kinds, None)}, people=True)

    @property
    def counting(self) -> Counting:
        """How they are counted."""
        return USUAL if self.counted is None else self.counted.counting


@attrs.frozen(repr=False, eq=False)
class LatestAttempt(_OfAttempts):
    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        made = situation.latest_attempt(self.kinds, self.counting)
        return None if made is None else (made, made)


def latest_attempt(kinds: Kinds = UNPROMPTED, *, counted: CountedAttempts | None = None) -> LatestAttempt:
    """The latest attempt since the last sign of life, counting those kinds."""
    return LatestAttempt(kinds, counted=counted)


@attrs.frozen(repr=False, eq=False)
class Attempt(_OfAttempts):
    count: Amount
    kinds: frozenset[ActionKind] = attrs.field(converter=kinds_of)

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        number = self.count.bounds(situation)
        if number is None or number[0] == 0:
            return (situation.life, situation.life) if situation.life is not None else None
        made = situation.attempts(self.kinds, number[0], self.counting)
        return (made[-1], made[-1]) if len(made) == number[0] else None


def attempt(count: Amount, kinds: Kinds = UNPROMPTED, *, counted: CountedAttempts | None = None) -> Attempt:
    """
    The first, second or a later attempt since the last sign of life, counting those kinds: `times(3)` is the third.

    `times(0)` is the sign of life itself. Raises `PolicyError` for an amount of another unit.
    """
    if count.unit is not Unit.TIMES:
        raise PolicyError(f"`{count!r}` counts {count.unit}; expected an amount of times")
    return Attempt(count=count, kinds=kinds, counted=counted)


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

    def dates(self, situation: Situation, action: Action) -> Bounds | None:
        return self.moment.dates(situation, action) or _dates_of(situation, self.moment.bounds(situation, action))

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant)


def _dates_of(situation: Situation, reached: Bounds | None) -> Bounds | None:
    return None if reached is None else (situation.zone.date_of(reached[0]), situation.zone.date_of(reached[1]))


@attrs.frozen(repr=False, eq=False)
class Counted(StandsFor, Moment):
    """A moment from which days are counted as a reading says: by the clock, by the date, or in working days."""

    moment: Moment
    reading: Reading

    def stands_for(self, *asked: Any) -> Moment:
        return self.moment

    def dates(self, *asked: Any) -> Bounds | None:
        dates = self.moment.dates(*asked)
        if dates is not None or self.reading.chosen == BY_THE_CLOCK:
            return dates
        situation: Situation = asked[0]
        return _dates_of(situation, self.moment.bounds(*asked))

    @property
    def in_working_days(self) -> bool:
        """Whether days from it are working days."""
        return self.reading.chosen == IN_WORKING_DAYS


def after(situation: Situation, start: int, count: int, unit: Unit) -> int:
    """The instant that many hours, days or business days after another, in microseconds."""
    if unit is Unit.HOURS:
        return start + count * HOUR_US
    if unit is Unit.BUSINESS_DAYS:
        return situation.zone.add_business_days(start, count, situation.history.closed_days)
    return situation.zone.add_days(start, count)


def date_after(situation: Situation, day: int, count: int, unit: Unit) -> int:
    """The ordinal of the date that many days or business days after another."""
    if unit is Unit.BUSINESS_DAYS:
        return instants.business_day(day, count, situation.history.closed_days)
    return day + count


@attrs.frozen(repr=False, eq=False)
class Later(Moment):
    """A moment some time after another: hours are elapsed time, days follow the calendar, from date to date."""

    moment: Moment
    amount: Amount

    def own_dependencies(self) -> Dependencies:
        return Dependencies(facts={("closed_days", None)} if self.unit is Unit.BUSINESS_DAYS else ())

    @property
    def unit(self) -> Unit:
        """What is counted."""
        unit = self.amount.unit
        working = isinstance(self.moment, Counted) and self.moment.in_working_days
        return Unit.BUSINESS_DAYS if working and unit is Unit.DAYS else unit

    def dates(self, situation: Situation, action: Action) -> Bounds | None:
        amount, unit = self.amount.bounds(situation), self.unit
        start = None if amount is None or unit is Unit.HOURS else self.moment.dates(situation, action)
        if amount is None or start is None:
            return None
        return date_after(situation, start[0], amount[0], unit), date_after(situation, start[1], amount[1], unit)

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        if (dates := self.dates(situation, action)) is not None:
            return _midnights(situation, dates)
        amount, reached = self.amount.bounds(situation), self.moment.bounds(situation, action)
        if amount is None or reached is None:
            return None
        first = after(situation, reached[0], amount[0], self.unit)
        if reached[0] == reached[1] and amount[0] == amount[1]:
            return first, first
        return first, after(situation, reached[1], amount[1], self.unit)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        reached = self.bounds(situation, action)
        if reached is None or not reached[0] <= instant < reached[1]:
            return NO_FACTS
        from_when = self.moment.bounds(situation, action) or reached
        return self.amount.facts(situation) | self.moment.facts(situation, action, from_when[0])

    def __repr__(self) -> str:
        return f"{self.moment!r} + {self.amount!r}"


@attrs.frozen(repr=False, eq=False)
class LaterOf(GreatestOf, Moment):
    parts: tuple[Moment, ...]

    def dates(self, situation: Situation, action: Action) -> Bounds | None:
        existing = [part for part in self.parts if part.bounds(situation, action) is not None]
        dates = [each for part in existing if (each := part.dates(situation, action)) is not None]
        return greatest(dates) if len(dates) == len(existing) else None

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

counted = Counted
date_of = DateOf
while_pending = WhilePending
