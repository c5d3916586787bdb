"""Whole timelines: a zone, a now, what happened and what is declared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from followup_rules.testing.dependencies import Distinctions, dependencies_of
from followup_rules.testing.strategies.events import happened, noted, several_events
from followup_rules.testing.strategies.facts import HowMany, facts_asked
from followup_rules.testing.strategies.instants import PLACES, TICKS, Clock, change_points, offsets, zones
from followup_rules.timeline.timeline import Timeline

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from followup_rules.rules.policy import AnyPolicy

# how long before the date near which clocks change it begins
_DAYS_BEFORE = (0, 1, 2, 7)


@st.composite
def pasts(
    draw: st.DrawFn,
    *,
    zone: str | None = None,
    asked: Distinctions | None = None,
    most_events: int = 6,
    unknown: HowMany = "some",
    notes: bool = False,
) -> tuple[Timeline, Clock]:
    """Timelines as of their last event, most often of what is asked, each with the clock by which it was made."""
    name = zone or draw(zones())
    anchor = draw(st.sampled_from(PLACES.get(name, PLACES["UTC"])))
    clock = Clock(name, anchor - timedelta(days=draw(st.sampled_from(_DAYS_BEFORE))))
    known = draw(several_events(clock, most_events, asked))
    if notes:
        known = [draw(noted(st.just(event))) for event in known]
    declared = draw(facts_asked(clock.anchor, unknown, asked))
    latest = max(map(happened, known), default=clock.instant((0, 0, 0)))
    return Timeline(name, latest, known, declared), clock


def histories(*asked: Distinctions) -> SearchStrategy[Timeline]:
    """Timelines as of their last event, each most often of one of what is asked, in equal parts."""
    return st.one_of([pasts(asked=one) for one in asked]).map(lambda past: past[0])


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
    Timelines of few events close to each other and to a clock change, in one zone (None: in any of `zones()`).

    With policies *near*, their rules' own events, facts and lengths of time are drawn more often, and now is often an
    instant at which what one of them says may change, or 1 µs or 1 s beside it. *unknown* tells whether facts are left
    unknown, *notes* adds free notes to some events.

    Shrinks to no events, then to few that happen at once at 09:00 in UTC, nothing declared, and now the last of them.

    >>> from hypothesis import find
    >>> find(timelines(), lambda timeline: len(timeline.events) == 1)
    Timeline('UTC', '2026-01-05T09:00:00+00:00', [Interview(ends='2026-01-05T09:00:00+00:00')])
    """
    asked = dependencies_of(near) if near else None
    whole, clock = draw(pasts(zone=zone, asked=asked, most_events=most_events, unknown=unknown, notes=notes))
    how = draw(st.sampled_from(("last", "boundary", "boundary", "later", "anywhen")))
    if how == "boundary" and near:
        now = draw(st.sampled_from((whole.now_us, *change_points(whole, draw(st.sampled_from(near))))))
    elif how == "last":
        now = whole.now_us
    else:
        now = clock.instant(draw(offsets()))
    return whole.at((max(now, whole.now_us) if how == "later" else now) + draw(st.sampled_from(TICKS)))
