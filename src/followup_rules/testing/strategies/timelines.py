"""Strategies for whole timelines: a zone, a now, events and facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st

from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal.instants import Micros
from followup_rules.testing.dependencies import Distinctions, dependencies_of
from followup_rules.testing.strategies.events import event_lists, happened, noted
from followup_rules.testing.strategies.facts import HowMany, facts_near
from followup_rules.testing.strategies.instants import PLACES, TICKS, Clock, change_points, offsets, zones
from followup_rules.timeline.timeline import Timeline

# so many days before the clocks change a timeline begins
_DAYS_BEFORE = (0, 1, 2, 7)


@st.composite
def histories_with_clocks(
    draw: st.DrawFn,
    *,
    zone: str | None = None,
    needed: Distinctions | None = None,
    most_events: int = 6,
    unknown: HowMany = "some",
    notes: bool = False,
) -> tuple[Timeline, Clock]:
    """Timelines as of their last event, most often of what is needed, each with the clock that its dates are near."""
    name = zone or draw(zones())
    anchor = draw(st.sampled_from(PLACES.get(name, PLACES["UTC"])))
    clock = Clock(name, anchor - timedelta(days=draw(st.sampled_from(_DAYS_BEFORE))))
    events = draw(event_lists(clock, most_events, needed))
    if notes:
        events = [draw(noted(st.just(event))) for event in events]
    facts = draw(facts_near(clock.anchor, unknown, needed))
    latest = max(map(happened, events), default=clock.instant((0, 0, 0)))
    return Timeline(name, Micros(latest), events, facts), clock


def histories(*needed: Distinctions) -> st.SearchStrategy[Timeline]:
    """Timelines as of their last event, in equal parts near each of some dependencies."""
    return st.one_of([histories_with_clocks(needed=one) for one in needed]).map(lambda drawn: drawn[0])


@st.composite
def timelines(
    draw: st.DrawFn,
    *,
    zone: str | None = None,
    near: Sequence[AnyPolicy] = (),
    most_events: int = 6,
    unknown: HowMany = "some",
    notes: bool = False,
) -> Timeline:
    """
    Timelines of a few events, close to each other and to a clock change, in one zone or in any of `zones()`.

    With policies *near*, the events, facts and lengths of time of their rules are drawn more often, and now is often an
    instant at which one of them may change, or 1 µs or 1 s beside it. *unknown* tells how many facts are unknown. With
    *notes*, some events have a free note.

    Shrinks to no events, then to few events at 09:00 in UTC, without facts, and with the last event as now.

    >>> from hypothesis import find
    >>> find(timelines(), lambda timeline: len(timeline.events) == 1)
    Timeline('UTC', '2026-01-05T09:00:00+00:00', [Interview(ends='2026-01-05T09:00:00+00:00')])
    """
    needed = dependencies_of(near) if near else None
    drawn = histories_with_clocks(zone=zone, needed=needed, most_events=most_events, unknown=unknown, notes=notes)
    history, clock = draw(drawn)
    how = draw(st.sampled_from(("last", "boundary", "boundary", "later", "anywhen")))
    if how == "boundary" and near:
        now = draw(st.sampled_from((history.now_us, *change_points(history, draw(st.sampled_from(near))))))
    elif how == "last":
        now = history.now_us
    else:
        now = clock.instant(draw(offsets()))
    now = max(now, history.now_us) if how == "later" else now
    return history.at(Micros(now + draw(st.sampled_from(TICKS))))
