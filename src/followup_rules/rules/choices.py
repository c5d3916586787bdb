"""Choices: where a document can be read in more than one way, the readings side by side, one of them taken.

A number that could be another is a `Quantity`; what could be another moment or another condition is a choice. Both are
named, and set otherwise by `policy.with_(...)`.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias, TypeVar

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import Bounds
from followup_rules.rules.conditions import Condition, Truth
from followup_rules.rules.moments import Moment
from followup_rules.temporal.windows import Windows
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import Action


@attrs.frozen(repr=False, eq=False)
class ConditionChoice(Condition):
    """A choice between conditions: `chosen` names the reading in use, the first is the one that is cited."""

    name: str
    chosen: str
    readings: tuple[str, ...]
    options: tuple[Condition, ...]
    cites: tuple[str, ...]

    @property
    def option(self) -> Condition:
        """The condition that is chosen."""
        return self.options[self.readings.index(self.chosen)]

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        return self.option.sets(situation, action)

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        return self.option.truth(situation, action, instant)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.option.facts(situation, action, instant)

    def __repr__(self) -> str:
        return _shown(self)


@attrs.frozen(repr=False, eq=False)
class MomentChoice(Moment):
    """A choice between moments: `chosen` names the reading in use, the first is the one that is cited."""

    name: str
    chosen: str
    readings: tuple[str, ...]
    options: tuple[Moment, ...]
    cites: tuple[str, ...]

    @property
    def option(self) -> Moment:
        """The moment that is chosen."""
        return self.options[self.readings.index(self.chosen)]

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        return self.option.bounds(situation, action)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.option.facts(situation, action, instant)

    def __repr__(self) -> str:
        return _shown(self)


Choice: TypeAlias = ConditionChoice | MomentChoice


class Readings(Protocol):
    """What every choice has, whatever it is between."""

    @property
    def name(self) -> str: ...
    @property
    def readings(self) -> tuple[str, ...]: ...


_C = TypeVar("_C", bound=Readings)


def _shown(choice: Choice) -> str:
    return choice.name if choice.chosen == choice.readings[0] else f"{choice.name}={choice.chosen}"


def choice_of_conditions(name: str, *, cites: tuple[str, ...] = (), **options: Condition) -> ConditionChoice:
    """
    A named choice between conditions, the first of them taken.

    >>> from followup_rules.rules.conditions import pending, promise_stands
    >>> choice_of_conditions("when_it_binds", pending=pending, only_with_a_date=pending & promise_stands)
    when_it_binds
    """
    chosen, readings = next(iter(options)), tuple(options)
    return ConditionChoice(name, chosen, readings, tuple(options.values()), cites)


def choice_of_moments(name: str, *, cites: tuple[str, ...] = (), **options: Moment) -> MomentChoice:
    """A named choice between moments, the first of them taken."""
    chosen, readings = next(iter(options)), tuple(options)
    return MomentChoice(name, chosen, readings, tuple(options.values()), cites)


def with_reading(choice: _C, reading: str) -> _C:
    """The same choice, taken otherwise; raises `PolicyError` for an unknown reading, listing the known."""
    if reading not in choice.readings:
        raise PolicyError(
            f"{shown(reading)} is no reading of `{choice.name}`; expected one of {', '.join(choice.readings)}"
        )
    return attrs.evolve(choice, chosen=reading)  # type: ignore[misc]  # all are attrs classes
