"""Choices: where a document can be read in more than one way, the readings side by side, with one of them in use.

A choice is between moments, conditions or text conditions; a number that can be read differently is a `Quantity`.
Each has a `Reading`, by whose name `policy.with_(...)` changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.combinators import StandsFor
from followup_rules.rules.conditions import Condition
from followup_rules.rules.dependencies import Dependencies
from followup_rules.rules.moments import Moment
from followup_rules.rules.readings import Reading, reading

__all__ = ["choice_of_conditions", "choice_of_moments"]

_T = TypeVar("_T")
_C = TypeVar("_C", bound="Choice[Any]")


@attrs.frozen(repr=False, eq=False)
class Choice(StandsFor, Generic[_T]):
    """One option for each reading; choices that share a reading change together."""

    reading: Reading
    options: tuple[_T, ...]

    @property
    def option(self) -> _T:
        """What is chosen."""
        return self.options[self.reading.readings.index(self.reading.chosen)]

    def read_as(self: _C, word: str) -> _C:
        """The same choice with another reading taken; raises `PolicyError` for an unknown one, listing the known."""
        return attrs.evolve(self, reading=self.reading.read_as(word))

    def depends_on(self) -> Dependencies:
        """What the chosen option depends on."""
        option: Any = self.option
        depends: Dependencies = option.depends_on()
        return depends

    def stands_for(self, *asked: Any) -> Any:
        """What is chosen, whatever is asked."""
        return self.option

    def __repr__(self) -> str:
        return repr(self.reading)


class ConditionChoice(Choice[Condition], Condition):
    """A choice between conditions."""


class MomentChoice(Choice[Moment], Moment):
    """A choice between moments."""


def chosen(node: Any) -> Any:
    """The node, or of a choice what is chosen."""
    return chosen(node.option) if isinstance(node, Choice) else node


def made(kind: type[_C], of: type[Any], noun: str, name: str, cites: tuple[str, ...], options: Mapping[str, Any]) -> _C:
    """A choice of that kind, the first option taken; raises `PolicyError` if there are none, or if one does not fit."""
    if not options:
        raise PolicyError(f"choice `{name}` has no readings; expected {noun}s by name")
    for word, option in options.items():
        if not isinstance(option, of):
            raise PolicyError(f"reading `{word}` of `{name}` is {shown(option)}; expected a {noun}")
    return kind(reading(name, *options, cites=cites), tuple(options.values()))


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
