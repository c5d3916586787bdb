"""What the tests draw besides the library's own strategies: windows, instants as integers, judged timelines.

The strategies of `followup_rules.testing` are re-exported under the names by which the tests know them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from followup_rules import Action, Evaluation, Policy, Ruling, Timeline
from followup_rules.rules.policy import first_to_speak, majority, most_permissive, strictest
from followup_rules.temporal.instants import micros
from followup_rules.temporal.windows import Windows
from followup_rules.testing.strategies.conditions import conditions as any_conditions
from followup_rules.testing.strategies.events import events, happened
from followup_rules.testing.strategies.facts import completions, facts
from followup_rules.testing.strategies.instants import (
    EPOCH,
    PLACES,
    clock_changes,
    instants_in_micros as instants,
    zones as zone_names,
)
from followup_rules.testing.strategies.policies import (
    combined_policies,
    drawn_policies,
    policies as any_policies,
    rules as any_rules,
    shipped_policies,
    sources,
)
from followup_rules.testing.strategies.timelines import timelines
from followup_rules.timeline.vocabulary import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import SearchStrategy

    from followup_rules.rules.policy import AnyPolicy
    from followup_rules.testing.strategies.facts import HowMany
    from followup_rules.timeline.events import Event

__all__ = [
    "DAY", "EPOCH", "HOUR", "PLACES", "RESOLVERS", "SECOND", "TICK", "WEEK", "allowed_windows", "anchor_of",
    "any_conditions", "any_instants", "any_policies", "any_rules", "boundaries", "bounds", "clock_changes",
    "combined_policies", "completions", "drawn_policies", "events", "facts", "happened", "in_range", "instants",
    "judged", "ruling_or_none", "shipped_policies", "single_policies", "sources", "timelines", "windows", "zone_names",
]  # fmt: skip

TICK = timedelta(microseconds=1)
SECOND = 1_000_000
HOUR = 3_600 * SECOND
DAY = 24 * HOUR
WEEK = 7 * DAY
RESOLVERS = (strictest, most_permissive, first_to_speak, majority)


# -- windows


def bounds(*, around: int = 20) -> SearchStrategy[int]:
    """Integers near zero, so that the edges of different windows meet; shrinks to 0."""
    return st.integers(-around, around)


def windows(*, around: int = 20, most: int = 5) -> SearchStrategy[Windows]:
    """Sets of instants with edges near zero, some unbounded; shrinks to `NEVER`, then to one short window."""
    end = st.one_of(bounds(around=around), bounds(around=around), bounds(around=around), st.none())
    return st.lists(st.tuples(end, end), max_size=most).map(Windows.union_of)


def any_instants() -> SearchStrategy[int]:
    """Instants of any year that a timeline may speak of; shrinks to 1970."""
    return st.integers(micros("1900-01-01T00:00:00Z"), micros("2999-12-31T23:59:59.999999Z"))


def anchor_of(timeline: Timeline) -> date:
    """A date in the middle of what happens in a timeline."""
    return min((happened_at(event) for event in timeline.events), default=timeline.now.date())


def happened_at(event: Event) -> date:
    """The date, in UTC, of an event."""
    return (EPOCH + timedelta(microseconds=happened(event))).date()


_TELLING = frozenset({Channel.EMAIL, Channel.PHONE, Channel.IN_PERSON, Channel.NONE})


def boundaries(evaluation: Evaluation, *, since: Iterable[Event] = ()) -> tuple[int, ...]:
    """
    The instants at which an evaluation's windows open or close, its dates, and those of some events, ascending. Of the
    channels of messages, email and phone speak for all.
    """
    found = set(map(happened, since))
    for ruling in evaluation.rulings:
        if ruling.action.channel not in _TELLING:
            continue
        ends = [end for window in ruling.windows for end in (window.opens, window.closes)]
        found.update(micros(end) for end in (*ends, ruling.due, ruling.overdue) if end is not None and in_range(end))
    return tuple(sorted(found))


def in_range(instant: datetime) -> bool:
    """Whether a timeline may be looked at from an instant: not beyond the years 1900 to 2999."""
    return 1900 <= instant.astimezone(UTC).year <= 2999


def allowed_windows(ruling: Ruling) -> Windows:
    """A ruling's windows as a set of instants, in integers."""

    def end(instant: datetime | None) -> int | None:
        return None if instant is None else datetime.__sub__(instant, EPOCH) // TICK

    return Windows.union_of((end(window.opens), end(window.closes)) for window in ruling.windows)


def ruling_or_none(evaluation: Evaluation, action: Action) -> Ruling | None:
    """The ruling on an action; None where it is not judged, for nobody of that name is known."""
    return next((ruling for ruling in evaluation.rulings if ruling.action == action), None)


# -- policies


@cache
def single_policies(*, name: str = "drawn") -> SearchStrategy[Policy]:
    """Random policies and the shipped ones; shrinks to a random one of one rule."""
    return st.one_of(drawn_policies(name=name), shipped_policies())


@st.composite
def judged(
    draw: st.DrawFn,
    policy: SearchStrategy[AnyPolicy] | None = None,
    *,
    zone: str | None = None,
    most_events: int = 6,
    unknown: HowMany = "some",
) -> tuple[Timeline, AnyPolicy]:
    """A policy and a timeline to judge by it, now near one of its boundaries; shrinks as both do, the policy first."""
    drawn = draw(policy if policy is not None else any_policies())
    return draw(timelines(zone=zone, near=(drawn,), most_events=most_events, unknown=unknown)), drawn
