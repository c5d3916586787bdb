"""Events of every type, near a local date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
from hypothesis import strategies as st

from followup_rules.temporal.instants import zone as zone_of
from followup_rules.testing.dependencies import Distinctions, dependencies_of
from followup_rules.testing.event_kinds import alphabet
from followup_rules.testing.strategies.instants import DAY, HOUR, Clock, Offset, offsets
from followup_rules.timeline.events import (
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    Evidence,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    PreferenceSource,
    ProcessCompleted,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, ActionKind, Channel

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from followup_rules.rules.policy import AnyPolicy

PEOPLE: Final = ("Dana Wu", "Ana Ruiz", "Bo Li")
_MONDAY: Final = date(2026, 1, 5)
_AT_ONCE: Final[Offset] = (0, 0, 0)
_SOME_CLOCK: Final = Clock("UTC", _MONDAY)
_TO: Final = ((), *((name,) for name in PEOPLE), PEOPLE[:2])

_Made: TypeAlias = Callable[[Clock, int], Event]


def events(
    *,
    zone: str = "UTC",
    anchor: date = _MONDAY,
    of: type[Event] | None = None,
    notes: bool = False,
    near: Sequence[AnyPolicy] = (),
) -> SearchStrategy[Event]:
    """
    Events of one class (None: of every class) within weeks of a local date, many at the same instant or a tick apart.

    *notes* adds free notes to some. What the rules of the policies *near* ask about is drawn more often, at distances
    that they speak of. Shrinks to an interview that ends at 09:00 of that date.

    >>> from hypothesis import find
    >>> find(events(zone="Europe/London"), lambda event: True)
    Interview(ends='2026-01-05T09:00:00+00:00')
    """
    plain = events_asked(Clock(zone, anchor), dependencies_of(near) if near else None, of)  # type: ignore[arg-type]  # a class has a hash
    return noted(plain) if notes else plain


# what is drawn by a function of `draw` is shown as itself where a test fails, not by the calls that made it


@st.composite
def noted(draw: st.DrawFn, plain: SearchStrategy[Event]) -> Event:
    """The same events, some with a free note."""
    note = draw(st.sampled_from((None, None, "", "a note", "naïve “note”\n\t\U0001f4ec", "null")))
    return attrs.evolve(draw(plain), note=note)


@st.composite
def _made(draw: st.DrawFn, clock: Clock, makes: SearchStrategy[_Made], when: SearchStrategy[Offset]) -> Event:
    return draw(makes)(clock, clock.instant(draw(when)))


@lru_cache(maxsize=256)
def events_asked(clock: Clock, asked: Distinctions | None, of: type[object] | None = None) -> SearchStrategy[Event]:
    """The same near a clock, most often of what is asked."""
    pools = [_interviews(), _messages(), _promises(), _others(), _messages()]
    if asked is not None:
        letters = _letters(asked)
        pools = [*[letters] * 6, _interviews(), _messages(), _promises() + _others()]
    if of is not None:
        pools = [tuple(make for make in pool if type(make(clock, 0)) is of) for pool in pools]
    when = offsets(() if asked is None else asked.lengths)
    makes = st.one_of([st.sampled_from(pool) for pool in pools if pool])
    return _made(clock, makes, when)


def _spelt(letter: Callable[[Any, int], Event]) -> _Made:
    return lambda clock, at: letter(zone_of(clock.zone), at)


# strategies are built once: building them costs more than drawing from them
@lru_cache(maxsize=256)
def several_events(clock: Clock, most: int, asked: Distinctions | None = None) -> SearchStrategy[list[Event]]:
    """Up to so many events, three times in four an interview among them; shrinks to none."""
    one = events_asked(clock, asked)
    rest = [st.lists(one, max_size=max(most - 1, 0)), st.lists(one, min_size=min(3, most - 1), max_size=most - 1)]
    if asked is not None and most > 3:
        # what is counted takes several of a kind; made twice, since `one_of` takes a strategy once only
        rest += [st.lists(_burst(clock, asked), min_size=1, max_size=2).map(_flat) for _ in range(2)]
    # at the beginning, so that the rest comes after it, or anywhere
    begun = st.builds(lambda make: [make(clock, clock.instant(_AT_ONCE))], st.sampled_from(_interviews()))
    anywhere = st.builds(lambda interview: [interview], events_asked(clock, None, Interview))
    opening = st.sampled_from((st.just([]), begun, begun, anywhere)).flatmap(lambda chosen: chosen)
    return st.builds(list.__add__, opening, st.one_of(rest))


@lru_cache(maxsize=256)
def _letters(asked: Distinctions) -> tuple[_Made, ...]:
    """The letters that spell what is asked, messages twice: more hangs on them than on anything else."""
    every = tuple(map(_spelt, alphabet(asked)))
    return (*every, *(make for make in every if type(make(_SOME_CLOCK, 0)) is MessageSent))


def _burst(clock: Clock, asked: Distinctions) -> SearchStrategy[list[Event]]:
    """Up to three events of one letter, so many days apart; shrinks to one."""

    def several(make: _Made, first: Offset, count: int, step: int) -> list[Event]:
        days, hours, ticks = first
        return [make(clock, clock.instant((days + number * step, hours, ticks))) for number in range(count)]

    steps = sorted({1, *(length // DAY for length in asked.lengths)} - {0})
    return st.builds(
        several,
        st.sampled_from(_letters(asked)),
        offsets(asked.lengths),
        st.sampled_from((1, 2, 3, 3)),
        st.sampled_from(steps),
    )


def _flat(bursts: list[list[Event]]) -> list[Event]:
    return [event for burst in bursts for event in burst]


def happened(event: Event) -> int:
    """When an event became known to have happened, in microseconds; of an interview, when it ends."""
    at: int = event.ends_us if isinstance(event, Interview) else event.at_us  # type: ignore[attr-defined]  # all others have one
    return at


# -- what is drawn from, the plainest first


@cache
def _interviews() -> tuple[_Made, ...]:
    def make(lasting: int | None, people: tuple[str, ...], known_before: int | None) -> _Made:
        def made(_: Clock, at: int) -> Event:
            starts = None if lasting is None else at - lasting
            arranged = None if known_before is None else at - (lasting or 0) - known_before
            return Interview(ends=at, starts=starts, interviewers=people, arranged=arranged)

        return made

    return tuple(
        make(lasting, people, known_before)
        for known_before in (None, 3 * DAY, 0)
        for lasting in (None, HOUR, 0, 26 * HOUR)
        for people in _TO
    )


@cache
def _messages() -> tuple[_Made, ...]:
    def make(kind: str, channel: str, to: tuple[str, ...]) -> _Made:
        return lambda _, at: MessageSent(at=at, kind=kind, channel=channel, to=to)

    often = [("status_inquiry", "email"), ("thank_you", "email"), ("timeline_inquiry", "phone"), ("thank_you", "post")]
    kinds, channels = tuple(ActionKind)[:10], tuple(Channel)[:7]
    return (
        *(make(kind, channel, to) for kind, channel in often for to in _TO),
        *(make(kind, channels[number % 7], _TO[number % 5]) for number, kind in enumerate(kinds)),
        *(make("interest_note", channel, ()) for channel in channels),
    )


@cache
def _promises() -> tuple[_Made, ...]:
    def by_date(later: int) -> _Made:
        return lambda clock, at: ResponsePromised(at=at, by=clock.date(at) + timedelta(days=later))

    def by_instant(later: int) -> _Made:
        return lambda _, at: ResponsePromised(at=at, by=at + later)

    return (*map(by_date, (3, 7, 0, 1, 14)), *map(by_instant, (3 * DAY, 0, 1, 7 * DAY + HOUR)))


@cache
def _others() -> tuple[_Made, ...]:
    def make(cls: type[Any], **given: Any) -> _Made:
        return lambda _, at: cls(at=at, **given)

    replied = [make(EmployerReplied), make(EmployerReplied, substantive=False)]
    plain = [
        make(cls)
        for cls in (
            Rejected, NoContactRequested, SituationChanged, NoContactLifted, OfferReceived, Withdrawn, ProcessCompleted,
        )
    ]  # fmt: skip
    preferred = [
        make(ChannelPreferred, channel=channel, source=source)
        for source in PreferenceSource
        for channel in (Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN, Channel.IN_PERSON)
    ]
    offered = [make(CompetingOffer, evidence=evidence) for evidence in (*Evidence, Evidence.WRITTEN)]
    taken = [make(ActionTaken, kind=kind) for kind in sorted(INTERVIEW_ACTS | ACTS_ALONE)]
    return (*replied * 3, *plain, *plain, *preferred, *offered, *taken)
