"""Rules are made of trees of plain data: this module walks and rewrites them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

import attrs

from followup_rules.temporal.values import SourceRepr

_N = TypeVar("_N")


class _KeepsHash:
    """Room for a hash that is worked out once: trees are deep, and looked up often."""

    __slots__ = ("_hash",)
    _hash: int


@attrs.frozen(repr=False, eq=False)
class Node(_KeepsHash, SourceRepr):
    """
    A part of a rule: a frozen attrs class whose fields are words, numbers, other nodes, or tuples of these.

    A node is data, so it has no truth of its own: `and`, `or`, `not` and `if` raise, with a hint. Nodes of one class
    with equal fields are equal.
    """

    # equality is the same for all, so classes below need no generated one (`eq=False`): they are many, and each would
    # cost its share of the import
    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and _values(self) == _values(other))

    def __hash__(self) -> int:
        try:
            kept = self._hash
        except AttributeError:
            kept = hash((type(self), _values(self)))
            object.__setattr__(self, "_hash", kept)
        return kept

    def __bool__(self) -> NoReturn:
        raise TypeError(
            f"`{self!r}` is neither true nor false by itself: combine conditions with `&`, `|` and "
            "`~`, and ask an evaluation whether they hold"
        )

    def children(self) -> Iterator[Node]:
        """The nodes directly below this one, in order."""
        for value in _values(self):
            yield from _nodes(value)


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


def _values(node: object) -> tuple[Any, ...]:
    return tuple(getattr(node, field.name) for field in attrs.fields(type(node)))  # type: ignore[arg-type]


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, each before what is below it."""
    yield node
    for child in node.children():
        yield from walk(child)


def rewritten(node: _N, change: Callable[[Node], Node]) -> _N:
    """
    The same tree with *change* made to every node, from the leaves up; *change* returns what is to stay as it is.
    """
    if isinstance(node, tuple):
        items = tuple(rewritten(item, change) for item in node)
        same = all(after is before for after, before in zip(items, node, strict=True))
        return node if same else items  # type: ignore[return-value]
    if not isinstance(node, Node):
        return node
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(node)):
        before = getattr(node, field.name)
        after = rewritten(before, change)
        if after is not before:
            changes[str(field.alias)] = after
    return change(attrs.evolve(node, **changes) if changes else node)  # type: ignore[return-value]
