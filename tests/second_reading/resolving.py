"""The resolvers, each on one plain stance from every source."""

from __future__ import annotations

from collections.abc import Callable


def strictest(stances: list[str]) -> str:
    """Forbidden before allowed before silent."""
    return next((s for s in ("forbidden", "allowed") if s in stances), "silent")


def most_permissive(stances: list[str]) -> str:
    """Allowed before forbidden before silent."""
    return next((s for s in ("allowed", "forbidden") if s in stances), "silent")


def first_to_speak(stances: list[str]) -> str:
    """The first that is not silent."""
    return next((s for s in stances if s != "silent"), "silent")


def majority(stances: list[str]) -> str:
    """Allowed by more votes than forbidden; else forbidden if anyone votes."""
    allowed, forbidden = stances.count("allowed"), stances.count("forbidden")
    if allowed > forbidden:
        return "allowed"
    return "forbidden" if forbidden else "silent"


RESOLVERS: dict[str, Callable[[list[str]], str]] = {
    "strictest": strictest,
    "most_permissive": most_permissive,
    "first_to_speak": first_to_speak,
    "majority": majority,
}
