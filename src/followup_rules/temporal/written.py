"""Values that show themselves as the call that makes them, ready to paste."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["AsWritten"]


class _ByItsRepr:
    """How IPython and Hypothesis ask a value to show itself; they would ask its class as well, which has no answer."""

    def __get__(self, instance: object | None, owner: type) -> Callable[[Any, bool], None]:
        if instance is None:
            raise AttributeError("_repr_pretty_")
        return lambda printer, _cycle: printer.text(repr(instance))


class AsWritten:
    """A value whose `repr` is the call that makes it: that is shown of it, not its private fields."""

    __slots__ = ()
    _repr_pretty_ = _ByItsRepr()
