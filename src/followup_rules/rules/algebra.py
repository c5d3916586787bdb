"""Strong Kleene logic, where something holds, does not hold, or is left open: the part that two families share.

Conditions hold at instants, text conditions hold of texts. Each family has its own `AllOf`, `AnyOf` and `Not`; these
are subclasses of the classes here, and add only the questions that their family answers.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from followup_rules.rules.dependencies import NOTHING
from followup_rules.rules.node import Node

P = TypeVar("P")


class Family(NamedTuple):
    """Propositions that can be combined with each other, and the classes that combine them."""

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
        return self._joined(self.family.all_of, others)

    def or_(self, *others: P) -> P:
        """Holds where this one or one of the others does."""
        return self._joined(self.family.any_of, others)

    def negated(self) -> P:
        """Holds where this one does not."""
        negation: P = self.family.negation(self)
        return negation

    def _joined(self, kind: type[Any], others: tuple[P, ...]) -> P:
        """Flat, each part once, in the order given: so that `a & (b & a)` is `a & b`."""
        flat: dict[Any, None] = {}
        parts: tuple[Any, ...] = (self, *others)
        for part in parts:
            flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
        joined: P = kind(tuple(flat)) if len(flat) > 1 else next(iter(flat))
        return joined

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
