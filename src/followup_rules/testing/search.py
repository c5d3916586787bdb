"""Searching for a timeline: Hypothesis draws timelines from a seed, and shrinks the one that is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import attrs
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

from followup_rules.errors import PolicyError, shown
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline

# what an event can lose
_MAY_GO: Final = frozenset({"interviewers", "arranged", "starts", "cancelled", "stage", "to", "arrived"}) | {
    *("asks", "away_until", "note")
}


@attrs.frozen
class Effort:
    """
    How much was searched.

    `tries` is how many timelines were checked, `until_found` how many of them up to the first hit, or None if there was
    none; the rest went into making that timeline smaller. The same seed gives the same effort in the same program.
    (Hypothesis also draws numbers that stand in your own modules, so another program may draw other timelines.)
    """

    tries: int = 0
    until_found: int | None = None

    def __add__(self, other: Effort) -> Effort:
        found = None if other.until_found is None else self.tries + other.until_found
        return Effort(self.tries + other.tries, found)


def search(
    strategy: SearchStrategy[Timeline], wanted: Callable[[Timeline], bool], *, tries: int, seed: int
) -> tuple[Timeline | None, Effort]:
    """The smallest timeline found that is wanted, or None, after so many draws from the strategy."""
    if isinstance(tries, bool) or not isinstance(tries, int) or tries < 1:
        raise PolicyError(f"`tries` is {shown(tries)}; expected a whole number from 1")
    checked: list[bool] = []

    def is_wanted(drawn: Timeline) -> bool:
        checked.append(wanted(drawn))
        return checked[-1]

    options = settings(
        max_examples=tries,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large),
    )
    try:
        smallest = find(strategy, is_wanted, settings=options, random=Random(seed))
    except NoSuchExample:
        return None, Effort(len(checked))
    return smallest, Effort(len(checked), checked.index(True) + 1)


def simplest(timeline: Timeline, wanted: Callable[[Timeline], bool]) -> Timeline:
    """The timeline without what it can lose and still be wanted: events, facts, people, starts of interviews."""
    while (simpler := next(filter(wanted, _simpler(timeline)), None)) is not None:
        timeline = simpler
    return timeline


def _simpler(timeline: Timeline) -> Iterator[Timeline]:
    events = timeline.events
    for index in range(len(events)):
        yield attrs.evolve(timeline, events=events[:index] + events[index + 1 :])
    for name in attrs.fields_dict(Facts):
        if getattr(timeline.facts, name) is not None:
            yield attrs.evolve(timeline, facts=attrs.evolve(timeline.facts, **{name: None}))
    for index, event in enumerate(events):
        given = (field for field in attrs.fields(type(event)) if field.alias in _MAY_GO)
        for field in given:
            if getattr(event, field.name) != field.default:
                plainer = attrs.evolve(event, **{str(field.alias): field.default})
                yield attrs.evolve(timeline, events=(*events[:index], plainer, *events[index + 1 :]))
