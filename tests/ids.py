"""Ids of parametrized tests that are the same in every process."""

from __future__ import annotations


def stable_id(value: object) -> str:
    """The `repr` of a value; the items of a set are sorted, since their order differs from process to process."""
    return f"{{{', '.join(map(repr, sorted(value, key=repr)))}}}" if isinstance(value, set | frozenset) else repr(value)
