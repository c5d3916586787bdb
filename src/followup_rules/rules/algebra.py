"""The algebra of what holds, does not hold, or is left open: strong Kleene logic, said once for all that combine.

Conditions hold at instants, text conditions hold of texts. Each of the two families has its own `AllOf`, `AnyOf` and
`Not`, made of what stands here; they add only what is asked of that family.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from followup_rules.rules.dependencies import NOTHING
from followup_rules.rules.node import Node

P = TypeVar("P")


class Family(NamedTuple):
    """What can be combined with each other, and the classes that combine it."""

    members: type[Any]
    all_of: type[Any]
    any_of: type[Any]
    negation: type[Any]


class Proposition(Node, Generic[P]):
    """Something that holds, does not hold, or is left open: combine with `&`, `|`, `~`."""

    __slots__ = ()
    family: ClassVar[Family]

    def and_(self, *others: P) -> P:
        """Holds where this one and all the others do."""
        joined: P = _joined(self.family.all_of, (self, *others))
        return joined

    def or_(self, *others: P) -> P:
        """Holds where this one or one of the others does."""
        joined: P = _joined(self.family.any_of, (self, *others))
        return joined

    def negated(self) -> P:
        """Holds where this one does not."""
        negation: P = self.family.negation(self)
        return negation

    def __and__(self, other: Any) -> P:
        if not isinstance(other, self.family.members):
            return NotImplemented
        return self.and_(other)

    def __or__(self, other: Any) -> P:
        if not isinstance(other, self.family.members):
            return NotImplemented
        return self.or_(other)

    def __invert__(self) -> P:
        return self.negated()


def _joined(kind: type[Any], parts: tuple[Any, ...]) -> Any:
    """Flat, each part once, in the order given: so that `a & (b & a)` is `a & b`."""
    flat: dict[Any, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat))


class Joined(Node):
    """Several parts joined by "and" or by "or": `sign` is the operator, `join_truths` the least or the greatest."""

    __slots__ = ()
    dependencies = NOTHING
    parts: tuple[Any, ...]
    sign: ClassVar[str]
    join_truths: ClassVar[Any]

    def __repr__(self) -> str:
        # "and" binds more closely
        looser = self.sign == " & "
        return self.sign.join(
            f"({part!r})" if looser and isinstance(part, Joined) else repr(part) for part in self.parts
        )


class Negation(Node, Generic[P]):
    """Holds where its part does not."""

    __slots__ = ()
    dependencies = NOTHING
    part: P

    def negated(self) -> P:
        """The part itself."""
        return self.part

    def __repr__(self) -> str:
        return f"~({self.part!r})" if isinstance(self.part, Joined) else f"~{self.part!r}"
