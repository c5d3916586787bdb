"""Values that show themselves as source, values as plain data, and values worked out when they are first read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import Enum, StrEnum
from typing import Any, ClassVar, Final, Generic, NoReturn, TypeVar, overload


class _ByItsRepr:
    """How IPython and Hypothesis ask a value to show itself; they would ask its class as well, which has no answer."""

    def __get__(self, instance: object | None, owner: type) -> Callable[[Any, bool], None]:
        if instance is None:
            raise AttributeError("_repr_pretty_")
        return lambda printer, _cycle: printer.text(repr(instance))


class SourceRepr:
    """A value whose `repr` is the call that makes it. It is shown by its `repr`, not by its private fields."""

    __slots__ = ()
    _repr_pretty_ = _ByItsRepr()


def field_values(value: Any) -> dict[str, Any]:
    """What the fields of an attrs value hold, by their names."""
    return {field.name: getattr(value, field.name) for field in value.__attrs_attrs__}


def as_source(value: object) -> str:
    """
    The value as it stands in a call that takes it: words, dates and times as texts, a set as a sorted tuple.

    >>> from datetime import date
    >>> as_source(("Dana Wu", date(2025, 10, 17)))
    "('Dana Wu', '2025-10-17')"
    """
    if isinstance(value, frozenset):
        return as_source(tuple(sorted(value)))
    if isinstance(value, tuple):
        return f"({', '.join(map(as_source, value))}{',' * (len(value) == 1)})"
    return repr(as_data(value) if isinstance(value, StrEnum | date | time) else value)


def as_data(value: Any) -> Any:
    """
    The value as plain data, such as JSON has: None, booleans, numbers and texts stay as they are.

    An enum's member becomes its value, a date, a time or an instant its ISO text, a mapping a dict, a tuple a list, a
    set a sorted list. A value with a `to_dict` becomes what that returns; any other attrs value a dict of its fields.

    >>> from datetime import date
    >>> as_data({"by": date(2025, 10, 17), "to": ("Dana Wu",)})
    {'by': '2025-10-17', 'to': ['Dana Wu']}
    """
    if value is None or type(value) in _ALREADY_DATA:
        return value
    if isinstance(value, tuple | list):
        return [as_data(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a `datetime` is one too
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, frozenset | set):
        return sorted(as_data(item) for item in value)
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: as_data(item) for key, item in value.items()}
    return _fields_as_data(value)


def as_dict(**values: Any) -> dict[str, Any]:
    """These values as plain data, by their names."""
    return {name: as_data(value) for name, value in values.items()}


_ALREADY_DATA: Final = frozenset({str, bool, int, float})


def _fields_as_data(value: Any) -> dict[str, Any]:
    return {field.name: as_data(getattr(value, field.name)) for field in value.__attrs_attrs__}


class PlainData:
    """
    An attrs value that becomes plain data field by field.

    A class whose data is not just its fields writes a `to_dict` of its own, with `as_dict`.
    """

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The value as plain data: every field by its name, instants as ISO text with the zone's offset."""
        return _fields_as_data(self)


class PydanticField:
    """
    A value that may be a field of a pydantic model, which asks it how it is read, written and described.

    The package's face says how, `followup_rules.__init__`; pydantic is not imported before it asks.
    """

    __slots__ = ()
    core_schema_of: ClassVar[Callable[[type], Any]]
    json_schema_of: ClassVar[Callable[[type], dict[str, Any]]]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
        return cls.core_schema_of(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core_schema: object, _handler: object) -> dict[str, Any]:
        return cls.json_schema_of(cls)


class NeverABoolean:
    """A value that is neither true nor false: `if`, `and`, `or` and `not` raise, and say what to ask instead."""

    __slots__ = ()
    # what the value is, with its article, and what to ask
    ask_instead: ClassVar[tuple[str, str]]

    def __bool__(self) -> NoReturn:
        what, instead = self.ask_instead
        raise TypeError(f"{what} is neither true nor false: {instead}")


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
        return field_values(self)
