"""Strategies for events, near a local date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import attrs
from hypothesis import strategies as st

from followup_rules.rules.policy import AnyPolicy
from followup_rules.testing.dependencies import Distinctions, dependencies_of
from followup_rules.testing.strategies.event_kinds import (
    INTERVIEWS,
    MESSAGES,
    OTHERS,
    PROMISES,
    EventKind,
    event_kinds,
)
from followup_rules.testing.strategies.instants import DAY, MONDAY, Clock, Offset, offsets
from followup_rules.timeline.events import Event, Interview, MessageSent


def events(
    *,
    zone: str = "UTC",
    anchor: date = MONDAY,
    of: type[Event] | None = None,
    notes: bool = False,
    near: Sequence[AnyPolicy] = (),
) -> st.SearchStrategy[Event]:
    """
    Events of one class, or of every class, within weeks of a local date; many at the same instant or 1 µs apart.

    With *notes*, some have a free note. What the rules of the policies *near* depend on is drawn more often, after
    lengths of time that these rules name. Shrinks to an interview that ends at 09:00 on that date.

    >>> from hypothesis import find
    >>> find(events(zone="Europe/London"), lambda event: True)
    Interview(ends='2026-01-05T09:00:00+00:00')
    """
    plain = _events_near(Clock(zone, anchor), dependencies_of(near) if near else None, of)  # type: ignore[arg-type]  # a class has a hash
    return noted(plain) if notes else plain


# a composite strategy shows the event where a test fails; `st.builds` would show the calls that made it


@st.composite
def noted(draw: st.DrawFn, plain: st.SearchStrategy[Event]) -> Event:
    """Events of a strategy, some with a free note."""
    note = draw(st.sampled_from((None, None, "", "a note", "naïve “note”\n\t\U0001f4ec", "null")))
    return attrs.evolve(draw(plain), note=note)


@st.composite
def _made(draw: st.DrawFn, clock: Clock, kinds: st.SearchStrategy[EventKind], when: st.SearchStrategy[Offset]) -> Event:
    return draw(kinds)(clock.zone, clock.instant(draw(when)))


# strategies are kept, because building one costs more than drawing from it


@lru_cache(maxsize=256)
def _events_near(clock: Clock, needed: Distinctions | None, of: type[object] | None = None) -> st.SearchStrategy[Event]:
    """Events of one class, or of every class, near a clock's date, and most often those that are needed."""
    pools = [INTERVIEWS, MESSAGES, PROMISES, OTHERS, MESSAGES]
    if needed is not None:
        pools = [*[_needed_kinds(needed)] * 6, INTERVIEWS, MESSAGES, PROMISES + OTHERS]
    if of is not None:
        pools = [tuple(kind for kind in pool if type(kind(clock.zone, 0)) is of) for pool in pools]
    when = offsets(() if needed is None else needed.lengths)
    return _made(clock, st.one_of([st.sampled_from(pool) for pool in pools if pool]), when)


@lru_cache(maxsize=256)
def event_lists(clock: Clock, most: int, needed: Distinctions | None = None) -> st.SearchStrategy[list[Event]]:
    """Up to so many events, three times in four with an interview; shrinks to none."""
    one = _events_near(clock, needed)
    rest = [st.lists(one, max_size=max(most - 1, 0)), st.lists(one, min_size=min(3, most - 1), max_size=most - 1)]
    if needed is not None and most > 3:
        # rules that count need several events of a kind; `one_of` takes each strategy once, so this one is made twice
        rest += [st.lists(_burst(clock, needed), min_size=1, max_size=2).map(_flat) for _ in range(2)]
    # an interview that the rest comes after, or one at any time
    first = st.builds(lambda kind: [kind(clock.zone, clock.instant((0, 0, 0)))], st.sampled_from(INTERVIEWS))
    anywhere = st.builds(lambda interview: [interview], _events_near(clock, None, Interview))
    opening = st.sampled_from((st.just([]), first, first, anywhere)).flatmap(lambda chosen: chosen)
    return st.builds(list.__add__, opening, st.one_of(rest))


def _needed_kinds(needed: Distinctions) -> tuple[EventKind, ...]:
    """Each kind of event that is needed, messages twice, because most rules depend on them."""
    kinds, zone = event_kinds(needed), Clock("UTC", MONDAY).zone
    return (*kinds, *(kind for kind in kinds if type(kind(zone, 0)) is MessageSent))


def _burst(clock: Clock, needed: Distinctions) -> st.SearchStrategy[list[Event]]:
    """Up to three events of one kind, so many days apart; shrinks to one."""

    def several(kind: EventKind, first: Offset, count: int, step: int) -> list[Event]:
        days, hours, ticks = first
        return [kind(clock.zone, clock.instant((days + number * step, hours, ticks))) for number in range(count)]

    steps = sorted({1, *(length // DAY for length in needed.lengths)} - {0})
    kinds, counts = st.sampled_from(_needed_kinds(needed)), st.sampled_from((1, 2, 3, 3))
    return st.builds(several, kinds, offsets(needed.lengths), counts, st.sampled_from(steps))


def _flat(bursts: list[list[Event]]) -> list[Event]:
    return [event for burst in bursts for event in burst]
