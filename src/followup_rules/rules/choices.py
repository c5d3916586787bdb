"""Choices: where a document can be read in more than one way, the readings side by side, with one of them in use.

A choice is between moments, conditions or text conditions; a number that can be read differently is a `Quantity`.
Each has a name by which `policy.with_(...)` changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.combinators import StandsFor
from followup_rules.rules.conditions import Condition
from followup_rules.rules.moments import Moment

__all__ = ["choice_of_conditions", "choice_of_moments"]

_T = TypeVar("_T")
_C = TypeVar("_C", bound="Choice[Any]")


@attrs.frozen(repr=False, eq=False)
class Choice(StandsFor, Generic[_T]):
    """A choice between readings: `chosen` names the one in use, the first is the one that is cited."""

    name: str
    chosen: str
    readings: tuple[str, ...]
    options: tuple[_T, ...]
    cites: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        if self.chosen not in self.readings:
            known = ", ".join(self.readings)
            raise PolicyError(f"{shown(self.chosen)} is not a reading of `{self.name}`; expected one of {known}")

    @property
    def option(self) -> _T:
        """What is chosen."""
        return self.options[self.readings.index(self.chosen)]

    def stands_for(self, *asked: Any) -> Any:
        """What is chosen, whatever is asked."""
        return self.option

    def __repr__(self) -> str:
        return self.name if self.chosen == self.readings[0] else f"{self.name}={self.chosen}"


class ConditionChoice(Choice[Condition], Condition):
    """A choice between conditions."""


class MomentChoice(Choice[Moment], Moment):
    """A choice between moments."""


def made(kind: type[_C], of: type[Any], noun: str, name: str, cites: tuple[str, ...], options: Mapping[str, Any]) -> _C:
    """A choice of that kind, the first option taken; raises `PolicyError` if there are none, or if one does not fit."""
    if not options:
        raise PolicyError(f"choice `{name}` has no readings; expected {noun}s by name")
    for reading, option in options.items():
        if not isinstance(option, of):
            raise PolicyError(f"reading `{reading}` of `{name}` is {shown(option)}; expected a {noun}")
    readings = tuple(options)
    return kind(name, readings[0], readings, tuple(options.values()), cites)


def choice_of_conditions(name: str, *, cites: tuple[str, ...] = (), **options: Condition) -> ConditionChoice:
    """
    A named choice between conditions, the first of them taken.

    >>> from followup_rules.rules.conditions import pending, promise_stands
    >>> choice_of_conditions("when_it_binds", pending=pending, only_with_a_date=pending & promise_stands)
    when_it_binds
    """
    return made(ConditionChoice, Condition, "condition", name, cites, options)


def choice_of_moments(name: str, *, cites: tuple[str, ...] = (), **options: Moment) -> MomentChoice:
    """A named choice between moments, the first of them taken."""
    return made(MomentChoice, Moment, "moment", name, cites, options)
