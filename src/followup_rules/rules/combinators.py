"""What families of nodes share where one of them is made of others of its kind.

Amounts, moments, conditions and conditions on texts are families: each is asked other questions, so the classes here
pass on whatever is asked. Both kinds of condition hold, do not hold, or are left open, and are combined by strong
Kleene logic: each has its own `AllOf`, `AnyOf` and `Not`, which add the questions that their family answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

import attrs

from followup_rules.rules.dependencies import ANYTHING, NOTHING, Dependencies
from followup_rules.rules.node import NO_FACTS, Node
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import Action

P = TypeVar("P")


class StandsFor(Node):
    """Passes each question on to another node, which may depend on what is asked about."""

    dependencies = NOTHING

    def stands_for(self, *asked: Any) -> Any:
        """The node whose answers it gives; None where there is none."""
        raise NotImplementedError

    def bounds(self, *asked: Any) -> Any:
        node = self.stands_for(*asked)
        return None if node is None else node.bounds(*asked)

    def dates(self, *asked: Any) -> Any:
        node = self.stands_for(*asked)
        return None if node is None else node.dates(*asked)

    def facts(self, *asked: Any) -> frozenset[str]:
        node = self.stands_for(*asked)
        return NO_FACTS if node is None else node.facts(*asked)

    def sets(self, *asked: Any) -> Any:
        return self.stands_for(*asked).sets(*asked)

    def truth(self, *asked: Any) -> Any:
        return self.stands_for(*asked).truth(*asked)

    def look(self, *asked: Any) -> Any:
        return self.stands_for(*asked).look(*asked)


class FirstOf(StandsFor):
    """The first of its parts that exists."""

    parts: tuple[Any, ...]

    def stands_for(self, *asked: Any) -> Any:
        """The first part that has bounds."""
        # facts of a moment are asked at an instant, which its bounds do not depend on
        return next((part for part in self.parts if part.bounds(*asked[:2]) is not None), None)


def greatest(reached: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The greatest of the least values, and of the most; None where there are none."""
    known = list(reached)
    return (max(least for least, _ in known), max(most for _, most in known)) if known else None


class GreatestOf(Node):
    """The greatest of its parts; those that do not exist do not count."""

    dependencies = NOTHING
    parts: tuple[Any, ...]

    def bounds(self, *asked: Any) -> Any:
        return greatest(found for part in self.parts if (found := part.bounds(*asked)) is not None)


# -- what is read off a situation


@attrs.frozen(repr=False, eq=False)
class OfSituation(Node):
    """
    An attribute of the situation, by its `name`; with `asks`, a method that is given these parts of the action.

    `depends` is what else its value depends on.
    """

    name: str
    word: str
    depends: Dependencies = ANYTHING
    asks: tuple[str, ...] = ()

    def own_dependencies(self) -> Dependencies:
        return self.depends.union(Dependencies(asks=self.asks))

    def asked(self, situation: Situation, action: Action) -> Any:
        """What the situation says."""
        found = getattr(situation, self.name)
        return found(*[getattr(action, part) for part in self.asks]) if self.asks else found


# -- what holds, does not hold, or is left open


class Family(NamedTuple):
    """Propositions that can be combined with each other, and the classes that combine them."""

    members: type[Any]
    all_of: type[Any]
    any_of: type[Any]
    negation: type[Any]


class Proposition(Node, Generic[P]):
    """Something that holds, does not hold, or is left open: combine with `&`, `|`, `~`."""

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

    dependencies = NOTHING
    parts: tuple[Any, ...]
    sign: ClassVar[str]
    join_truths: ClassVar[Any]

    def __repr__(self) -> str:
        looser = Joined if self.sign == " & " else ()  # "and" binds more closely
        return self.sign.join(f"({part!r})" if isinstance(part, looser) else repr(part) for part in self.parts)


class Negation(Node, Generic[P]):
    """Holds where its part does not."""

    dependencies = NOTHING
    part: P

    def negated(self) -> P:
        """The part itself."""
        return self.part

    def __repr__(self) -> str:
        return f"~({self.part!r})" if isinstance(self.part, Joined) else f"~{self.part!r}"
