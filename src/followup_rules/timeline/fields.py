"""What the fields of events and facts hold: how a value is read, and what JSON has in its place.

A field says both: its converter reads a value, and its metadata, made by `JsonType.about`, describes it. JSON documents
and their schema, the tables of the documentation and the testing kit are made from these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

import attrs

from followup_rules.errors import Fault, TimelineError, expected_one_of, shown
from followup_rules.temporal import instants

_Word = TypeVar("_Word", bound=StrEnum)
_T = TypeVar("_T")
_HAS_A_TIME: Final = re.compile(r"\d[Tt ]\d|:")


@attrs.frozen
class JsonType:
    """
    What JSON has for a value: its JSON Schema, whether it is an instant, and whether null is the same as no key.

    `$ref` points to a definition of the schema of timelines.
    """

    schema: Mapping[str, Any]
    is_instant: bool = False
    is_nullable: bool = False

    def about(self, says: str | None = None, **more: Any) -> dict[str, Any]:
        """The metadata of a field: *says* describes it (None: its definition does), *more* is added to its schema."""
        described = {} if says is None else {"description": says}
        return {"json": self, "schema": {**self.schema, **described, **more}}

    def or_null(self) -> JsonType:
        """Such a value, or null, which is the same as no key."""
        return JsonType({"anyOf": [self.schema, {"type": "null"}]}, self.is_instant, is_nullable=True)

    def or_unknown(self) -> JsonType:
        """Such a value, or the word `unknown`."""
        return defined("boolean_fact") if self == BOOLEAN else JsonType({"anyOf": [self.schema, _UNKNOWN.schema]})


def json_type(field: attrs.Attribute[Any]) -> JsonType:
    """What JSON has for a field of an event, of `Facts` or of a timeline."""
    found: JsonType = field.metadata["json"]
    return found


def defined(name: str, **flags: bool) -> JsonType:
    """The type with that name in the `$defs` of the schema of timelines."""
    return JsonType({"$ref": f"#/$defs/{name}"}, **flags)


def one_of(vocabulary: Iterable[StrEnum]) -> JsonType:
    """One of these words."""
    return JsonType({"enum": [word.value for word in vocabulary]})


def list_of(items: JsonType, **more: Any) -> JsonType:
    """A list of such values."""
    return JsonType({"type": "array", "items": items.schema, **more})


INSTANT: Final = defined("instant", is_instant=True)
OPTIONAL_INSTANT: Final = defined("instant_or_null", is_instant=True, is_nullable=True)
DATE: Final = defined("date")
OPTIONAL_DATE: Final = DATE.or_null()
DATE_OR_INSTANT: Final = JsonType({"anyOf": [DATE.schema, INSTANT.schema]}, is_instant=True)
NAMES: Final = defined("names")
NOTE: Final = defined("note", is_nullable=True)
ZONE: Final = defined("zone")
EVENT: Final = defined("event")
FACTS: Final = defined("facts")
BOOLEAN: Final = JsonType({"type": "boolean"})
_UNKNOWN: Final = defined("unknown")


# -- reading


def text(value: object) -> str:
    """The text; raises `TimelineError` for anything else, and for text that cannot be written as UTF-8."""
    if not isinstance(value, str):
        raise TimelineError.here(f"{shown(value)} is not text", "wrong_type")
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise TimelineError.here(
            f"{shown(value)} has half of a character in it; expected text that can be written as UTF-8"
        )
    return value


def optional_text(value: object) -> str | None:
    """The text, or None."""
    return None if value is None else text(value)


def optional_micros(value: instants.When | None) -> instants.Micros | None:
    """The instant as an integer, or None."""
    return None if value is None else instants.micros(value)


def optional_date(value: date | str | None) -> date | None:
    """The date, or None."""
    return None if value is None else date.fromordinal(instants.ordinal(value))


def date_or_micros(value: instants.When | date) -> instants.Micros | date:
    """The date, or the instant as an integer; a text with a clock time in it is an instant."""
    if isinstance(value, str) and not _HAS_A_TIME.search(value):
        try:
            return date.fromordinal(instants.ordinal(value))
        except TimelineError as error:
            expected = f"a date such as `2025-10-17`, or an instant such as {instants.EXAMPLE}"
            raise TimelineError.here(
                f"{error.faults[0].what.partition(';')[0]}; expected {expected}", "not_a_date"
            ) from None
    if isinstance(value, str | datetime | int):
        return instants.micros(value)
    return date.fromordinal(instants.ordinal(value))


def optional_date_or_micros(value: instants.When | date | None) -> instants.Micros | date | None:
    """The date, or the instant as an integer, or None."""
    return None if value is None else date_or_micros(value)


def each(value: object, noun: str, read: Callable[[Any], _T]) -> list[_T]:
    """Every item of a list, read; raises `TimelineError` with the faults of all items, each with its place."""
    if isinstance(value, str | bytes | dict) or not isinstance(value, Iterable):
        raise TimelineError.here(f"{shown(value)} is not a list; expected a list of {noun}", "wrong_type")
    found: list[_T] = []
    faults: list[Fault] = []
    for number, item in enumerate(value):
        try:
            found.append(read(item))
        except TimelineError as error:
            faults += error.under(f"$[{number}]").faults
    if faults:
        raise TimelineError(*faults)
    return found


def _name(value: object) -> str:
    name = text(value)
    if not name.strip():
        raise TimelineError.here(f"{shown(name)} is not a name; expected a person's name")
    return name


def names(value: Iterable[str]) -> tuple[str, ...]:
    """People's names; a name given twice is one person."""
    return tuple(dict.fromkeys(each(value, "names", _name)))


def word(value: object, vocabulary: type[_Word], noun: str, fit: Iterable[_Word] | None = None) -> _Word:
    """The word of a vocabulary, one of those that are fit (None: all are); *noun* is what a message calls it."""
    fit = vocabulary if fit is None else fit
    try:
        found = value if type(value) is vocabulary else vocabulary(value if isinstance(value, str) else "")
    except ValueError:
        found = None
    if found is None or found not in fit:
        known = [known for known in vocabulary if known in fit]
        raise TimelineError.here(f"{shown(value)} is not {noun}; {expected_one_of(value, known)}", "unknown_word")
    return found


def boolean(value: object, expected: str = "true or false") -> bool:
    """True or false; raises `TimelineError` for anything else."""
    if not isinstance(value, bool):
        raise TimelineError.here(f"{shown(value)} is not a boolean; expected {expected}", "wrong_type")
    return value
