"""Strategies for facts: declared, unknown, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import cycle, islice, product
from typing import Any, Literal, TypeAlias

import attrs
from hypothesis import strategies as st

from followup_rules.rules.policy import AnyPolicy
from followup_rules.testing.dependencies import Distinctions, dependencies_of, telling_values
from followup_rules.testing.strategies.instants import MONDAY
from followup_rules.timeline.facts import BOUNDS, NEVER_UNKNOWN, UNKNOWN, Facts, Industry
from followup_rules.timeline.vocabulary import Stage

HowMany: TypeAlias = Literal["none", "some", "most"]
_Given: TypeAlias = tuple[str, Any]


@lru_cache(maxsize=64)
def fact_values(anchor: date) -> dict[str, tuple[Any, ...]]:
    """For each fact the values that are drawn, the plainest first; dates near *anchor*."""

    def day(days: int) -> date:
        return anchor + timedelta(days=days)

    values: dict[str, tuple[Any, ...]] = {
        "stage": tuple(Stage),
        "industries": (
            (), *((industry,) for industry in Industry), (Industry.EDUCATION, Industry.FINANCE),
            (Industry.RETAIL, Industry.EDUCATION), (Industry.OTHER, Industry.HEALTHCARE),
        ),
        "expected_response_days": (7, 8, 14, *BOUNDS["expected_response_days"], 1, 6, 10, 21, 28, 30, 60),
        "slow_periods": (
            (), *(((day(first), day(first + length)),) for first in (0, -3, 1, 7, -20) for length in (0, 3, 14)),
        ),
        "leeway_days": (7, *BOUNDS["leeway_days"], 1, 2, 10, 30),
        "office_hours": (("09:00", "17:00"), ("08:30", "12:00"), ("00:00", "23:59")),
        "closed_days": (
            frozenset(),
            *(frozenset(day(one) for one in several) for several in ((0,), (1, 2), (3, 4, 5), range(-5, 9))),
        ),
    }  # fmt: skip
    return {field.name: values.get(field.name, (True, False)) for field in attrs.fields(Facts)}


def facts(
    *, anchor: date = MONDAY, unknown: HowMany = "some", near: Sequence[AnyPolicy] = ()
) -> st.SearchStrategy[Facts]:
    """
    Declared facts, with dates near *anchor*; "some" or "most" of them are `UNKNOWN`, or "none". The facts that the
    policies *near* depend on are drawn more often, a few at a time. Shrinks to no facts, or, with "most", to all facts
    `UNKNOWN`.

    >>> from hypothesis import find
    >>> find(facts(), lambda facts: True)
    Facts()
    """
    return facts_near(anchor, unknown, dependencies_of(near) if near else None)


@lru_cache(maxsize=256)
def facts_near(anchor: date, unknown: HowMany, needed: Distinctions | None) -> st.SearchStrategy[Facts]:
    """Declared facts, and most often those that are needed."""
    values = fact_values(anchor)
    unknowns = () if unknown == "none" else (UNKNOWN,)
    known = [(name, value) for name, several in values.items() for value in several]
    left = [(name, value) for name, value in product(values, unknowns) if name not in NEVER_UNKNOWN]
    # unknown as often as true and false together
    declared = _given(st.lists(st.sampled_from([*known, *(pair for pair in left for _ in range(4))]), max_size=6))
    most_unknown = _given(st.lists(st.sampled_from(known), max_size=8), left)
    if unknown == "most":
        return most_unknown
    kinds = [st.just(Facts()), declared, declared, most_unknown]
    if needed is not None and needed.facts:
        # few at once, because most facts make a wait longer
        telling = _equally_often({name: telling_values(name, named, anchor) for name, named in needed.facts})
        few_of_them = [_given(st.lists(telling, min_size=1, max_size=2)) for _ in range(3)]
        unknown_too = {name: unknowns * 3 if name not in NEVER_UNKNOWN else () for name in values}
        any_of = _equally_often({name: (*values[name], *unknown_too[name]) for name, _ in needed.facts})
        kinds = [st.just(Facts()), *few_of_them, _given(st.lists(any_of, max_size=6)), *kinds[2:]]
    return st.one_of(kinds)


def _equally_often(values: Mapping[str, Sequence[Any]]) -> st.SearchStrategy[_Given]:
    """Facts with values: of each fact 24, starting again at its first value after the last."""
    return st.sampled_from([(name, value) for name, its in values.items() for value in islice(cycle(its), 24)])


@st.composite
def _given(draw: st.DrawFn, given: st.SearchStrategy[list[_Given]], left: Iterable[_Given] = ()) -> Facts:
    return Facts(**dict([*left, *draw(given)]))


@st.composite
def completions(draw: st.DrawFn, declared: Facts, *, anchor: date = MONDAY) -> Facts:
    """The facts with a value drawn for each unknown one; shrinks to plain values."""
    values = fact_values(anchor)
    settled = {name: draw(st.sampled_from(values[name])) for name in values if getattr(declared, name) is UNKNOWN}
    return attrs.evolve(declared, **settled)
