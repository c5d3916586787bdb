"""Stances: what a policy says of an action, and the sets of them that unknown facts leave possible, as bits."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, TypeAlias

from followup_rules.rules.conditions import MAYBE, YES, Truth

Stance: TypeAlias = Literal["allowed", "forbidden", "silent", "undetermined"]

# sets of possible stances, as bits
Possible: TypeAlias = int
FORBIDDEN: Final = 1
ALLOWED: Final = 2
SILENT: Final = 4

STANCES: Final[dict[Possible, Stance]] = {FORBIDDEN: "forbidden", ALLOWED: "allowed", SILENT: "silent"}


def stance(possible: Possible) -> Stance:
    """The stance, where only one is possible; else `undetermined`."""
    return STANCES.get(possible, "undetermined")


# three stances have eight sets
@lru_cache(maxsize=8)
def possible_stances(possible: Possible) -> tuple[Stance, ...]:
    """The names of the possible stances."""
    return tuple(name for bit, name in STANCES.items() if possible & bit)


def possible_given(forbidden: Truth, permitted: Truth, closed: bool) -> Possible:
    """The stances that are possible, given whether a forbid and whether a permit holds."""
    if forbidden == YES:
        return FORBIDDEN
    possible = FORBIDDEN if forbidden == MAYBE else 0
    if permitted >= MAYBE:
        possible |= ALLOWED
    if permitted < YES:
        possible |= FORBIDDEN if closed else SILENT
    return possible
