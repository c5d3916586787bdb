"""Strategies for events, near a local date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
from hypothesis import strategies as st

from followup_rules.temporal.instants import zone as zone_of
from followup_rules.testing.dependencies import Distinctions, dependencies_of
from followup_rules.testing.event_kinds import event_kinds
from followup_rules.testing.strategies.instants import DAY, HOUR, Clock, Offset, offsets
from followup_rules.timeline import events as classes
from followup_rules.timeline.events import Event, Interview, MessageSent, ResponsePromised
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, ActionKind, Channel

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from followup_rules.rules.policy import AnyPolicy

PEOPLE: Final = ("Dana Wu", "Ana Ruiz", "Bo Li")
# whom an interview is with, or a message to
GROUPS: Final = ((), *((name,) for name in PEOPLE), PEOPLE[:2])
_MONDAY: Final = date(2026, 1, 5)
_AT_ONCE: Final[Offset] = (0, 0, 0)
_SOME_CLOCK: Final = Clock("UTC", _MONDAY)

# makes an event that happens at an instant
_Maker: TypeAlias = Callable[[Clock, int], Event]


def events(
    *,
    zone: str = "UTC",
    anchor: date = _MONDAY,
    of: type[Event] | None = None,
    notes: bool = False,
    near: Sequence[AnyPolicy] = (),
) -> SearchStrategy[Event]:
    """
    Events of one class, or of every class, within weeks of a local date; many at the same instant or 1 µs apart.

    With *notes*, some have a free note. What the rules of the policies *near* depend on is drawn more often, after
    lengths of time that these rules name. Shrinks to an interview that ends at 09:00 on that date.

    >>> from hypothesis import find
    >>> find(events(zone="Europe/London"), lambda event: True)
    Interview(ends='2026-01-05T09:00:00+00:00')
    """
    plain = events_near(Clock(zone, anchor), dependencies_of(near) if near else None, of)  # type: ignore[arg-type]  # a class has a hash
    return noted(plain) if notes else plain


# a composite strategy shows the event where a test fails; `st.builds` would show the calls that made it


@st.composite
def noted(draw: st.DrawFn, plain: SearchStrategy[Event]) -> Event:
    """Events of a strategy, some with a free note."""
    note = draw(st.sampled_from((None, None, "", "a note", "naïve “note”\n\t\U0001f4ec", "null")))
    return attrs.evolve(draw(plain), note=note)


@st.composite
def _made(draw: st.DrawFn, clock: Clock, makers: SearchStrategy[_Maker], when: SearchStrategy[Offset]) -> Event:
    return draw(makers)(clock, clock.instant(draw(when)))


@lru_cache(maxsize=256)
def events_near(clock: Clock, needed: Distinctions | None, of: type[object] | None = None) -> SearchStrategy[Event]:
    """Events of one class, or of every class, near a clock's date, and most often those that are needed."""
    pools = [_interviews(), _messages(), _promises(), _others(), _messages()]
    if needed is not None:
        pools = [*[_needed_makers(needed)] * 6, _interviews(), _messages(), _promises() + _others()]
    if of is not None:
        pools = [tuple(maker for maker in pool if type(maker(clock, 0)) is of) for pool in pools]
    when = offsets(() if needed is None else needed.lengths)
    return _made(clock, st.one_of([st.sampled_from(pool) for pool in pools if pool]), when)


# strategies are kept, because building one costs more than drawing from it
@lru_cache(maxsize=256)
def event_lists(clock: Clock, most: int, needed: Distinctions | None = None) -> SearchStrategy[list[Event]]:
    """Up to so many events, three times in four with an interview; shrinks to none."""
    one = events_near(clock, needed)
    rest = [st.lists(one, max_size=max(most - 1, 0)), st.lists(one, min_size=min(3, most - 1), max_size=most - 1)]
    if needed is not None and most > 3:
        # rules that count need several events of a kind; `one_of` takes each strategy once, so this one is made twice
        rest += [st.lists(_burst(clock, needed), min_size=1, max_size=2).map(_flat) for _ in range(2)]
    # an interview that the rest comes after, or one at any time
    first = st.builds(lambda maker: [maker(clock, clock.instant(_AT_ONCE))], st.sampled_from(_interviews()))
    anywhere = st.builds(lambda interview: [interview], events_near(clock, None, Interview))
    opening = st.sampled_from((st.just([]), first, first, anywhere)).flatmap(lambda chosen: chosen)
    return st.builds(list.__add__, opening, st.one_of(rest))


@lru_cache(maxsize=256)
def _needed_makers(needed: Distinctions) -> tuple[_Maker, ...]:
    """A maker for each kind of event that is needed, messages twice, because most rules depend on them."""

    def near_clock(kind: Callable[[Any, int], Event]) -> _Maker:
        return lambda clock, at: kind(zone_of(clock.zone), at)

    makers = tuple(map(near_clock, event_kinds(needed)))
    return (*makers, *(maker for maker in makers if type(maker(_SOME_CLOCK, 0)) is MessageSent))


def _burst(clock: Clock, needed: Distinctions) -> SearchStrategy[list[Event]]:
    """Up to three events of one kind, so many days apart; shrinks to one."""

    def several(maker: _Maker, first: Offset, count: int, step: int) -> list[Event]:
        days, hours, ticks = first
        return [maker(clock, clock.instant((days + number * step, hours, ticks))) for number in range(count)]

    steps = sorted({1, *(length // DAY for length in needed.lengths)} - {0})
    makers, counts = st.sampled_from(_needed_makers(needed)), st.sampled_from((1, 2, 3, 3))
    return st.builds(several, makers, offsets(needed.lengths), counts, st.sampled_from(steps))


def _flat(bursts: list[list[Event]]) -> list[Event]:
    return [event for burst in bursts for event in burst]


def happened(event: Event) -> int:
    """The instant of an event in UTC microseconds; of an interview, its end."""
    at: int = event.ends_us if isinstance(event, Interview) else event.at_us  # type: ignore[attr-defined]  # all others have one
    return at


# -- what events are drawn from, the plainest first


@cache
def _interviews() -> tuple[_Maker, ...]:
    def make(lasting: int | None, people: tuple[str, ...], known_before: int | None) -> _Maker:
        def made(_: Clock, at: int) -> Event:
            starts = None if lasting is None else at - lasting
            arranged = None if known_before is None else at - (lasting or 0) - known_before
            return Interview(ends=at, starts=starts, interviewers=people, arranged=arranged)

        return made

    return tuple(
        make(lasting, people, known_before)
        for known_before in (None, 3 * DAY, 0)
        for lasting in (None, HOUR, 0, 26 * HOUR)
        for people in GROUPS
    )


@cache
def _messages() -> tuple[_Maker, ...]:
    def make(kind: str, channel: str, to: tuple[str, ...]) -> _Maker:
        return lambda _, at: MessageSent(at=at, kind=kind, channel=channel, to=to)

    often = [("status_inquiry", "email"), ("thank_you", "email"), ("timeline_inquiry", "phone"), ("thank_you", "post")]
    kinds, channels = tuple(ActionKind)[:10], tuple(Channel)[:7]
    return (
        *(make(kind, channel, to) for kind, channel in often for to in GROUPS),
        *(make(kind, channels[number % 7], GROUPS[number % 5]) for number, kind in enumerate(kinds)),
        *(make("interest_note", channel, ()) for channel in channels),
    )


@cache
def _promises() -> tuple[_Maker, ...]:
    def by_date(later: int) -> _Maker:
        return lambda clock, at: ResponsePromised(at=at, by=clock.date(at) + timedelta(days=later))

    def by_instant(later: int) -> _Maker:
        return lambda _, at: ResponsePromised(at=at, by=at + later)

    return (*map(by_date, (3, 7, 0, 1, 14)), *map(by_instant, (3 * DAY, 0, 1, 7 * DAY + HOUR)))


@cache
def _others() -> tuple[_Maker, ...]:
    def make(cls: type[Any], **given: Any) -> _Maker:
        return lambda _, at: cls(at=at, **given)

    replied = [make(classes.EmployerReplied), make(classes.EmployerReplied, substantive=False)]
    plain = [make(event) for event in classes.PLAIN_EVENTS]
    preferred = [
        make(classes.ChannelPreferred, channel=channel, source=source)
        for source in classes.PreferenceSource
        for channel in (Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN, Channel.IN_PERSON)
    ]
    evidence = classes.Evidence
    offered = [make(classes.CompetingOffer, evidence=word) for word in (*evidence, evidence.WRITTEN)]
    taken = [make(classes.ActionTaken, kind=kind) for kind in sorted(INTERVIEW_ACTS | ACTS_ALONE)]
    return (*replied * 3, *plain, *plain, *preferred, *offered, *taken)
