"""Three-valued truth, each "maybe" with the names of the facts it hangs on (strong Kleene logic)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Truth:
    """`value` is "no", "maybe" or "yes"; only a "maybe" names facts."""

    value: str
    facts: frozenset[str] = frozenset()


NO = Truth("no")
YES = Truth("yes")


def maybe(facts: Iterable[str]) -> Truth:
    """Undecided, hanging on these facts."""
    return Truth("maybe", frozenset(facts))


def truth(plain: bool) -> Truth:
    """A plain yes or no."""
    return YES if plain else NO


def negated(a: Truth) -> Truth:
    """Not: a "maybe" stays one."""
    if a is YES:
        return NO
    if a is NO:
        return YES
    return a


def all_of(*parts: Truth) -> Truth:
    """And: one "no" settles it; else every "maybe" is named."""
    if any(p.value == "no" for p in parts):
        return NO
    return _undecided(parts) or YES


def any_of(*parts: Truth) -> Truth:
    """Or: one "yes" settles it; else every "maybe" is named."""
    if any(p.value == "yes" for p in parts):
        return YES
    return _undecided(parts) or NO


def weakened(a: Truth) -> Truth:
    """What holds only possibly because its bearer is only possible."""
    return maybe(()) if a.value == "yes" else a


def _undecided(parts: Iterable[Truth]) -> Truth | None:
    names = [p.facts for p in parts if p.value == "maybe"]
    return maybe(frozenset().union(*names)) if names else None
