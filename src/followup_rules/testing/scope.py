"""Every small timeline: all that can be spelt with a few events at the distances of which policies speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, takewhile
from math import comb
from typing import Final

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.selections import Selection
from followup_rules.temporal.instants import zone as zone_of
from followup_rules.testing.dependencies import (
    dependencies_of,
    dependencies_of_rules,
    narrowed,
    subjects_of,
    telling_values,
)
from followup_rules.testing.event_kinds import alphabet
from followup_rules.testing.strategies.events import happened
from followup_rules.testing.strategies.instants import DAY, Clock
from followup_rules.timeline.events import Event, Interview
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline

_MONDAY: Final = date(2026, 1, 5)


@attrs.frozen(repr=False)
class SmallScope:
    """
    All timelines of up to `most_events` of some events, at least one of the first so many among them, under each of
    some facts; and those without any event. Iterate as often as you like, always in the same order; `len()` counts
    without iterating. Each timeline is as of its last event: what it comes to later, windows tell.
    """

    zone: str
    events: tuple[Event, ...]
    openings: int
    most_events: int
    facts: tuple[Facts, ...]

    def __len__(self) -> int:
        several, rest = len(self.events), len(self.events) - self.openings
        found = sum(comb(several, count) - comb(rest, count) for count in range(1, self.most_events + 1))
        return len(self.facts) * (1 + found)

    def __iter__(self) -> Iterator[Timeline]:
        first = min(map(happened, self.events))
        for declared in self.facts:
            yield Timeline(self.zone, first, (), declared)
            for count in range(1, self.most_events + 1):
                several = combinations(range(len(self.events)), count)
                # in this order all that hold one of the first come before all that do not
                for places in takewhile(lambda found: found[0] < self.openings, several):
                    events = [self.events[place] for place in places]
                    yield Timeline(self.zone, max(map(happened, events)), events, declared)

    def __repr__(self) -> str:
        return f"<SmallScope: {len(self)} timelines of up to {self.most_events} events>"


def small_scope(
    *policies: AnyPolicy,
    most_events: int = 3,
    on: Selection | None = None,
    opening: str = "interview",
    facts: Iterable[Facts] = (Facts(),),
    zone: str = "UTC",
    start: date = _MONDAY,
) -> SmallScope:
    """
    All timelines of up to so many events that the rules of some policies tell apart, on their boundary grid.

    The grid begins at 09:00 on the date of *start* and has a place at each length of time that a rule speaks of after
    it. The *opening* is what must happen at its beginning: an `interview` (an hour's, which ends then), or `any` event
    at all. What the rules treat alike is there once: one message for each set of kinds and channels, one channel that
    may be preferred; where people matter one interviewer, and nobody by name. With some actions to look *on* the scope
    is far smaller, for only what the rules on these ask is told apart.

    Raises `PolicyError` for another opening, or where there is no policy.

    >>> from followup_rules import policies
    >>> scope = small_scope(policies.business_etiquette, most_events=2)
    >>> len(scope), sum(1 for _ in scope)
    (150, 150)
    """
    if not policies:
        raise PolicyError("`small_scope` was given no policy; expected one or more")
    if opening not in ("interview", "any"):
        raise PolicyError(f"{shown(opening)} is no opening; expected `interview` or `any`")
    asked = dependencies_of(policies if on is None else [narrowed(policy, subjects_of(on)) for policy in policies])
    place = zone_of(zone)
    nine = Clock(zone, start).instant((0, 0, 0))
    # where clocks change, two lengths may come to one place
    grid = sorted({place.add_days(nine, length // DAY) + length % DAY for length in asked.lengths})
    letters = alphabet(asked)
    begun = [letter(place, grid[0]) for letter in letters]
    openings = [event for event in begun if opening == "any" or isinstance(event, Interview)]
    rest = [event for event in begun if event not in openings]
    later = [letter(place, at) for at in grid[1:] for letter in letters]
    return SmallScope(zone, (*openings, *rest, *later), len(openings), most_events, tuple(facts))


def small_facts(*policies: AnyPolicy, start: date = _MONDAY) -> tuple[Facts, ...]:
    """
    What may be declared, as far as the rules of some policies tell it apart: nothing; each fact that a rule asks, with
    the values that rules name and unknown; and for each rule all that it asks, at once. Dates are that of *start*.

    >>> from followup_rules import policies
    >>> small_facts(policies.review_your_notes)
    (Facts(), Facts(post_suits_role=True), Facts(post_suits_role=UNKNOWN))
    """
    return tuple(dict.fromkeys(_declared(policies, start)))


def _declared(policies: tuple[AnyPolicy, ...], start: date) -> Iterator[Facts]:
    yield Facts()
    for name, values in dependencies_of(policies).facts:
        for value in (*telling_values(name, values, start), UNKNOWN):
            yield Facts(**{name: value})
    for policy in policies:
        for rule in policy.rules:
            asked = dependencies_of_rules((rule,))
            if len(asked.facts) > 1:
                yield Facts(**{name: telling_values(name, values, start)[-1] for name, values in asked.facts})
