"""Searching for a timeline: drawn by Hypothesis from a seed, and shrunk by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import attrs
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

from followup_rules.timeline.events import Event, Interview, MessageSent
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline


@attrs.frozen
class Effort:
    """
    What a search has cost: how many timelines were drawn, and how many of them until the first that was wanted (None:
    none was), the rest going into making it smaller.

    The same for the same seed in the same program: Hypothesis also tries the numbers that stand in one's own modules,
    so that what is drawn may differ where others are loaded.
    """

    tries: int = 0
    until_found: int | None = None

    def __add__(self, other: Effort) -> Effort:
        found = None if other.until_found is None else self.tries + other.until_found
        return Effort(self.tries + other.tries, found)


def search(
    strategy: SearchStrategy[Timeline], wanted: Callable[[Timeline], bool], *, tries: int, seed: int
) -> tuple[Timeline | None, Effort]:
    """The smallest that is wanted of what the strategy draws, looked for so many times; None where none was found."""
    looked_at = 0
    until_found: int | None = None

    def noticed(drawn: Timeline) -> bool:
        nonlocal looked_at, until_found
        looked_at += 1
        found = wanted(drawn)
        if found and until_found is None:
            until_found = looked_at
        return found

    how = settings(
        max_examples=tries,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large),
    )
    try:
        smallest = find(strategy, noticed, settings=how, random=Random(seed))
    except NoSuchExample:
        return None, Effort(looked_at)
    return smallest, Effort(looked_at, until_found)


def simplest(timeline: Timeline, wanted: Callable[[Timeline], bool]) -> Timeline:
    """The timeline without what is not needed for it to be wanted: events, facts, people, and when interviews began."""
    smaller = True
    while smaller:
        smaller = False
        for simpler in _simpler(timeline):
            if wanted(simpler):
                timeline, smaller = simpler, True
                break
    return timeline


def _simpler(timeline: Timeline) -> list[Timeline]:
    events = timeline.events
    declared = [name for name in attrs.fields_dict(Facts) if getattr(timeline.facts, name) is not None]
    return [
        *(attrs.evolve(timeline, events=events[:place] + events[place + 1 :]) for place in range(len(events))),
        *(attrs.evolve(timeline, facts=attrs.evolve(timeline.facts, **{name: None})) for name in declared),
        *(
            attrs.evolve(timeline, events=(*events[:place], plainer, *events[place + 1 :]))
            for place, event in enumerate(events)
            for plainer in _plainer(event)
        ),
    ]


def _plainer(event: Event) -> Iterator[Event]:
    if isinstance(event, Interview):
        plainer = (
            attrs.evolve(event, interviewers=()),
            attrs.evolve(event, arranged=None),
            attrs.evolve(event, starts=None),
        )
        yield from (one for one in plainer if one != event)
    elif isinstance(event, MessageSent) and event.to:
        yield attrs.evolve(event, to=())
