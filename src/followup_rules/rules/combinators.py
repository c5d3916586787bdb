"""What amounts, moments and conditions share where one of them is made of others of its kind.

These are mixins: an amount is asked about a situation, a moment about a situation and an action, so they pass on
whatever is asked.
"""

from __future__ import annotations

from typing import Any

from followup_rules.rules.dependencies import NOTHING
from followup_rules.rules.node import NO_FACTS, Node


class StandsFor(Node):
    """Passes each question on to another node, which may depend on what is asked about."""

    __slots__ = ()
    dependencies = NOTHING

    def stands_for(self, *asked: Any) -> Any:
        """The node whose answers it gives; None where there is none."""
        raise NotImplementedError

    def bounds(self, *asked: Any) -> Any:
        node = self.stands_for(*asked)
        return None if node is None else node.bounds(*asked)

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

    __slots__ = ()
    parts: tuple[Any, ...]

    def stands_for(self, *asked: Any) -> Any:
        """The first part that has bounds."""
        # facts of a moment are asked at an instant, which its bounds do not depend on
        return next((part for part in self.parts if part.bounds(*asked[:2]) is not None), None)


class GreatestOf(Node):
    """The greatest of its parts; those that do not exist do not count."""

    __slots__ = ()
    dependencies = NOTHING
    parts: tuple[Any, ...]

    def bounds(self, *asked: Any) -> Any:
        """The greatest of the least values, and of the most; None where no part has any."""
        reached = [found for part in self.parts if (found := part.bounds(*asked)) is not None]
        return (max(least for least, _ in reached), max(most for _, most in reached)) if reached else None
