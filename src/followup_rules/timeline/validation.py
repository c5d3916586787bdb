"""Everything that is wrong with a value, told at once and with its place, when it is made in Python."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterator
from typing import Any, TypeVar

import attrs

from followup_rules.errors import Fault, InputError

_T = TypeVar("_T")


def all_faults_together(cls: type[_T]) -> type[_T]:
    """
    A decorator of attrs classes: where one argument is refused, look at the others too, and name the place of each.

    A class that is made without a fault pays nothing for it.
    """
    made: type[Any] = cls  # type checkers let nobody replace the `__init__` of a class that they know
    make = made.__init__
    signature = inspect.signature(make)

    @functools.wraps(make)
    def checked(self: object, *given: Any, **named: Any) -> None:
        # what can be read once only is read here, so that it can be looked at again
        given = tuple(list(value) if isinstance(value, Iterator) else value for value in given)
        named = {name: list(value) if isinstance(value, Iterator) else value for name, value in named.items()}
        try:
            make(self, *given, **named)
        except InputError as error:
            arguments = signature.bind(self, *given, **named).arguments
            raise type(error)(*(_faults(cls, arguments) or error.faults)) from None

    made.__init__ = checked
    return cls


def _faults(cls: type[Any], arguments: dict[str, Any]) -> list[Fault]:
    faults: list[Fault] = []
    for field in attrs.fields(cls):
        if field.alias in arguments and field.converter is not None:
            try:
                field.converter(arguments[field.alias])
            except InputError as error:
                faults += error.under(f"$.{field.alias}").faults
    return faults
