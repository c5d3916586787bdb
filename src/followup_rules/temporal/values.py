"""Values that show themselves as source, and values worked out when they are first read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar, overload

import attrs


class _ByItsRepr:
    """How IPython and Hypothesis ask a value to show itself; they would ask its class as well, which has no answer."""

    def __get__(self, instance: object | None, owner: type) -> Callable[[Any, bool], None]:
        if instance is None:
            raise AttributeError("_repr_pretty_")
        return lambda printer, _cycle: printer.text(repr(instance))


class SourceRepr:
    """A value whose `repr` is the call that makes it: that is shown of it, not its private fields."""

    __slots__ = ()
    _repr_pretty_ = _ByItsRepr()


_T = TypeVar("_T")


class ShownInNotebooks:
    """A value that notebooks show as a table; the package's face says which one, `followup_rules.__init__`."""

    __slots__ = ()
    in_html: ClassVar[Callable[[Any], str]]

    def _repr_html_(self) -> str:
        return type(self).in_html(self)


class lazy(Generic[_T]):  # noqa: N801  # a decorator, named like one
    """
    A read-only attribute, worked out when it is first read and kept.

    As `functools.cached_property`, without the lock that one takes until Python 3.12: a tenth of the cost. Two threads
    may work out the same value; values here are pure, so either will do.
    """

    def __init__(self, work_out: Callable[[Any], _T]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[_T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> _T: ...
    def __get__(self, instance: object | None, owner: type) -> lazy[_T] | _T:
        if instance is None:
            return self
        # from now on the instance's own attribute is found before this descriptor
        value = instance.__dict__[self._name] = self._work_out(instance)
        return value


class LazyState:
    """An attrs class that keeps values worked out lazily: pickled and copied without them."""

    def __getstate__(self) -> dict[str, Any]:
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(self))  # type: ignore[arg-type]
        return {field.name: getattr(self, field.name) for field in fields}
