"""Readings: where a document can be read in more than one way, the name of the one in use."""

from __future__ import annotations

import attrs

from followup_rules.errors import PolicyError, expected_one_of, shown
from followup_rules.rules.dependencies import NOTHING
from followup_rules.rules.node import Node

__all__ = ["reading"]

BY_THE_CLOCK = "by_the_clock"
IN_WORKING_DAYS = "in_working_days"


@attrs.frozen(repr=False, eq=False)
class Reading(Node):
    """Which of several readings is in use: `chosen` names it, the first of `readings` is the one that is cited."""

    dependencies = NOTHING
    name: str
    chosen: str
    readings: tuple[str, ...]
    cites: tuple[str, ...]

    def read_as(self, word: str) -> Reading:
        """Another reading in use; raises `PolicyError` for an unknown one, listing the known."""
        if word not in self.readings:
            raise PolicyError(
                f"{shown(word)} is not a reading of `{self.name}`; {expected_one_of(word, self.readings)}"
            )
        return attrs.evolve(self, chosen=word)

    def __repr__(self) -> str:
        return self.name if self.chosen == self.readings[0] else f"{self.name}={self.chosen}"


def reading(name: str, *readings: str, cites: tuple[str, ...] = ()) -> Reading:
    """
    A named choice between readings, the first of them taken; moments and amounts can depend on it.

    `counted(moment, reading(...))` understands `by_the_clock`, `by_the_date` and `in_working_days`; how attempts
    are counted is said with `counted_attempts`. Raises `PolicyError` where no reading is given.

    >>> reading("days_counted", "by_the_clock", "by_the_date")
    days_counted
    """
    if not readings:
        raise PolicyError(f"choice `{name}` has no readings; expected some by name")
    return Reading(name, readings[0], readings, cites)
