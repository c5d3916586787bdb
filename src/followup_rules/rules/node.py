"""Rules are made of trees of plain data: this module compares, shows, walks and rewrites them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, ClassVar, Final, NoReturn, TypeVar

import attrs

from followup_rules.rules.dependencies import ANYTHING, Dependencies
from followup_rules.temporal.values import SourceRepr, field_values
from followup_rules.timeline.vocabulary import UNPROMPTED

_N = TypeVar("_N")
_WORD: Final = re.compile(r"(?<!^)(?=[A-Z])")
NO_FACTS: Final[frozenset[str]] = frozenset()


class _KeepsHash:
    """Room for a hash that is worked out once: trees are deep, and looked up often."""

    __slots__ = ("_hash",)
    _hash: int


@attrs.frozen(repr=False, eq=False)
class Node(_KeepsHash, SourceRepr):
    """
    A part of a rule: a frozen attrs class whose fields are words, numbers, other nodes, or tuples of these.

    A node is data, so it has no truth of its own: `and`, `or`, `not` and `if` raise, with a hint. Nodes of one class
    with equal fields are equal. Its `repr` is the class's name in lower case with the fields (`not_before(a, b)`);
    fields that equal their defaults are left out, and a node with a field `word` is shown by that word.
    """

    # what to do in place of asking for its truth
    ask_instead: ClassVar[str] = "combine conditions with `&`, `|` and `~`, and ask an evaluation whether they hold"
    # what its answers depend on besides its parts; a class that declares nothing may depend on anything
    dependencies: ClassVar[Dependencies] = ANYTHING

    def own_dependencies(self) -> Dependencies:
        """What its answers depend on besides its parts: `dependencies`, unless the fields tell more."""
        return self.dependencies

    def depends_on(self) -> Dependencies:
        """All that its answers may depend on: what it declares, and what its parts depend on."""
        return _depends_on(self)

    # equality is the same for all, so classes below need no generated one (`eq=False`): they are many, and each would
    # cost its share of the import
    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and field_values(self) == field_values(other))

    def __hash__(self) -> int:
        try:
            kept = self._hash
        except AttributeError:
            kept = hash((type(self), *field_values(self).values()))
            object.__setattr__(self, "_hash", kept)
        return kept

    def __repr__(self) -> str:
        if (word := getattr(self, "word", None)) is not None:
            return str(word)
        name, fields = _WORD.sub("_", type(self).__name__).lower(), attrs.fields(type(self))
        shown: list[str] = []
        for field in sorted(fields, key=lambda field: field.kw_only):
            value = getattr(self, field.name)
            if value != field.default:
                sources = map(_source, value if isinstance(value, tuple) else (value,))
                shown += (f"{field.alias}={source}" for source in sources) if field.kw_only else sources
        return f"{name}({', '.join(shown)})" if fields else name

    def __bool__(self) -> NoReturn:
        raise TypeError(f"`{self!r}` is neither true nor false by itself: {self.ask_instead}")

    def children(self) -> Iterator[Node]:
        """The nodes directly below this one, in order."""
        for value in field_values(self).values():
            yield from _nodes(value)


@lru_cache(maxsize=4096)
def _depends_on(node: Node) -> Dependencies:
    return node.own_dependencies().union(*(child.depends_on() for child in node.children()))


def _source(value: object) -> str:
    if isinstance(value, frozenset):
        return "UNPROMPTED" if value == UNPROMPTED else "{" + ", ".join(sorted(value)) + "}"
    return repr(str(value) if isinstance(value, str) else value)


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, each before what is below it."""
    yield node
    for child in node.children():
        yield from walk(child)


def rewritten(node: _N, change: Callable[[Node], Node], known: dict[Any, Any] | None = None) -> _N:
    """
    The same tree with *change* made to every node, from the leaves up; *change* returns a node that stays as it is.

    Each node is changed once, however often it stands in the tree: *known* are those changed so far.
    """
    known = {} if known is None else known
    if isinstance(node, tuple):
        items = tuple(rewritten(item, change, known) for item in node)
        same = all(after is before for after, before in zip(items, node, strict=True))
        return node if same else items  # type: ignore[return-value]  # a tuple is given for a tuple
    if not isinstance(node, Node):
        return node
    if node not in known:
        changes: dict[str, Any] = {}
        for field in attrs.fields(type(node)):
            before = getattr(node, field.name)
            after = rewritten(before, change, known)
            if after is not before:
                changes[str(field.alias)] = after
        known[node] = change(attrs.evolve(node, **changes) if changes else node)
    same_kind: _N = known[node]
    return same_kind
