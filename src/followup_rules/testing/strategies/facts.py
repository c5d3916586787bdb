"""Strategies for facts: declared, unknown, or left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import cycle
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs
from hypothesis import strategies as st

from followup_rules.testing.dependencies import Distinctions, dependencies_of, telling_values
from followup_rules.timeline.facts import BOUNDS, UNKNOWN, Facts, Industry, Stage

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from followup_rules.rules.policy import AnyPolicy

HowMany: TypeAlias = Literal["none", "some", "most"]
_MONDAY: Final = date(2026, 1, 5)
_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


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
        "closed_days": (
            frozenset(),
            *(frozenset(day(one) for one in several) for several in ((0,), (1, 2), (3, 4, 5), range(-5, 9))),
        ),
    }  # fmt: skip
    return {field.name: values.get(field.name, (True, False)) for field in attrs.fields(Facts)}


def facts(
    *, anchor: date = _MONDAY, unknown: HowMany = "some", near: Sequence[AnyPolicy] = ()
) -> SearchStrategy[Facts]:
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
def facts_near(anchor: date, unknown: HowMany, needed: Distinctions | None) -> SearchStrategy[Facts]:
    """Declared facts, and most often those that are needed."""
    values = fact_values(anchor)
    unknowns = () if unknown == "none" else (UNKNOWN,)
    known = [(name, value) for name, several in values.items() for value in several]
    # unknown as often as true and false together
    few = [*known, *((name, value) for name in values for value in unknowns * 4)]
    left = {name: value for name in values for value in unknowns}
    declared = _given(st.lists(st.sampled_from(few), max_size=6))
    most_unknown = _given(st.lists(st.sampled_from(known), max_size=8), left)
    if unknown == "most":
        return most_unknown
    kinds = [st.just(Facts()), declared, declared, most_unknown]
    if needed is not None and needed.facts:
        # each fact equally often, however many values it has; few at once, because most facts make a wait longer
        telling = [
            (name, value) for name, named in needed.facts for value in _cycled(telling_values(name, named, anchor), 24)
        ]
        any_of = [(name, value) for name, _ in needed.facts for value in _cycled((*values[name], *unknowns * 3), 24)]
        few_of_them = [_given(st.lists(st.sampled_from(telling), min_size=1, max_size=2)) for _ in range(3)]
        kinds = [st.just(Facts()), *few_of_them, _given(st.lists(st.sampled_from(any_of), max_size=6)), *kinds[2:]]
    return st.one_of(kinds)


def _cycled(values: Sequence[Any], count: int) -> list[Any]:
    """So many values, starting again at the first after the last."""
    return [value for value, _ in zip(cycle(values), range(count), strict=False)]


@st.composite
def _given(draw: st.DrawFn, given: SearchStrategy[list[tuple[str, Any]]], left: Mapping[str, Any] = _NONE) -> Facts:
    return Facts(**{**left, **dict(draw(given))})


@st.composite
def completions(draw: st.DrawFn, declared: Facts, *, anchor: date = _MONDAY) -> Facts:
    """The facts with a value drawn for each unknown one; shrinks to plain values."""
    values = fact_values(anchor)
    settled = {name: draw(st.sampled_from(values[name])) for name in values if getattr(declared, name) is UNKNOWN}
    return attrs.evolve(declared, **settled)
