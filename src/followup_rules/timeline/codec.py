"""Timelines to and from plain dicts and JSON text: strict, all faults at once, each with its place.

`cattrs` does the structuring; what is ours is how values are spelt. It is imported when first used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import attrs

from followup_rules.errors import Fault, FaultCode, TimelineError, expected_one_of, shown
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Zone
from followup_rules.temporal.values import as_data
from followup_rules.timeline.events import EVENTS, Event
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.fields import json_type

if TYPE_CHECKING:
    from cattrs import Converter

LARGEST = 16 * 1024 * 1024
_T = TypeVar("_T")
# what looks more like the path of a file than like a document
_PATH = re.compile(r"[^\n{}\[\]\"]{1,255}(\.\w{1,8}|[/\\][^\n{}\[\]\"]*)")
_PLAIN = re.compile(r"[^\[\].'\"]*")
_BY_TYPE = {event.type: event for event in EVENTS}


# -- JSON text


def loaded(text: str | bytes) -> Any:
    """The value of a JSON text; raises `TimelineError` where it is not JSON, is too large, or has a key twice."""
    if not isinstance(text, str | bytes | bytearray):
        raise TimelineError.here(f"{shown(text)} is not text; expected JSON", "wrong_type")
    if len(text) > LARGEST:
        raise TimelineError.here(f"the text is {len(text):,} long; expected at most {LARGEST:,}", "too_long")
    try:
        if isinstance(text, bytes | bytearray):
            text = bytes(text).decode("utf-8-sig")
        text = text.removeprefix("\ufeff")
        if not text.strip():
            raise TimelineError.here("there is nothing here; expected a timeline as JSON", "not_json")
        return json.loads(text, object_pairs_hook=_each_key_once, parse_constant=_no_constant)
    except RecursionError:
        raise TimelineError.here("nested too deeply; expected a timeline as JSON", "not_json") from None
    except UnicodeDecodeError as error:
        raise TimelineError.here(
            f"not UTF-8 ({error.reason} at byte {error.start}); expected JSON", "not_json"
        ) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        hint = (
            f"; if {shown(text)} is the path of a file, give what is in that file" if _PATH.fullmatch(str(text)) else ""
        )
        raise TimelineError.here(
            f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} ({where}){hint}", "not_json"
        ) from None
    except TimelineError:
        raise
    except ValueError as error:  # an integer of thousands of digits
        raise TimelineError.here(f"not JSON that can be read: {error}", "not_json") from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise TimelineError.here(f"the key {shown(key)} is given twice in one object", "given_twice")
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise TimelineError.here(f"{shown(name)} is not JSON", "not_json")


def dumped(data: Any, *, indent: int | None = None) -> str:
    """The JSON text of plain data."""
    return json.dumps(data, ensure_ascii=False, indent=indent)


# -- dicts to values


def structured(data: Any, cls: type[_T]) -> _T:
    """An attrs class made from a dict; raises `TimelineError` with every fault and its place."""
    from cattrs.errors import BaseValidationError

    try:
        return _converter().structure(data, cls)
    except BaseValidationError as error:
        raise TimelineError(*_faults(error, "$")) from None
    except RecursionError:
        raise TimelineError.here("nested too deeply; expected a timeline", "not_json") from None


def each_event(data: Any) -> Iterator[tuple[int, Event]]:
    """Those of a document's events that can be read, each with its number."""
    events = data.get("events") if isinstance(data, Mapping) else None
    for number, event in enumerate(events if isinstance(events, list | tuple) else ()):
        with suppress(TimelineError):
            yield number, structured(event, Event)


def with_offsets(data: Any) -> Any:
    """A document whose local times have its zone added; all else is left as it is."""
    if not isinstance(data, Mapping):
        return data
    read = dict(data)
    if "now" in read:
        read["now"] = with_offset(read["now"], data)
    if isinstance(read.get("events"), list | tuple):
        read["events"] = [_event_with_offsets(event, data) for event in read["events"]]
    return read


def _event_with_offsets(event: Any, data: Mapping[str, Any]) -> Any:
    kind = event.get("type") if isinstance(event, Mapping) else None
    if not isinstance(kind, str) or kind not in _BY_TYPE:
        return event
    instant = {field.alias for field in attrs.fields(_BY_TYPE[kind]) if json_type(field).is_instant}
    return {key: with_offset(value, data) if key in instant else value for key, value in event.items()}


def with_offset(value: Any, data: Mapping[str, Any]) -> Any:
    """A local time, as text or as a `datetime` without zone, with the zone of a document; anything else as it is."""
    if isinstance(value, datetime) and value.tzinfo is None:
        value = value.isoformat()
    try:
        return instants.local_text(value, instants.zone(data.get("zone")))
    except TimelineError:  # the zone is told as a fault of its own
        return instants.local_text(value, instants.zone("UTC"))


@cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn, override

    converter = Converter(detailed_validation=True)

    def of_class(cls: type) -> Callable[[Any, Any], Any]:
        overrides: dict[str, Any] = {
            field.name: override(struct_hook=_hook(field, converter), rename=field.alias) for field in attrs.fields(cls)
        }
        structure: Callable[[Any, Any], Any] = make_dict_structure_fn(
            cls,
            converter,
            _cattrs_forbid_extra_keys=True,
            **overrides,
        )

        def checked(value: Any, _: Any) -> Any:
            if type(value) is not dict and not isinstance(value, Mapping):
                raise TimelineError.here(f"{shown(value)} is not an object; expected one with keys", "wrong_type")
            return structure(value, cls)

        return checked

    def event(value: Any, _: Any) -> Event:
        if type(value) is not dict and not isinstance(value, Mapping):
            raise TimelineError.here(f"{shown(value)} is not an event; expected an object with a `type`", "wrong_type")
        kind = value.get("type")
        found = _BY_TYPE.get(kind) if isinstance(kind, str) else None
        if found is None:
            what = "missing" if "type" not in value else f"{shown(kind)} is not a type of event"
            code: FaultCode = "missing" if "type" not in value else "unknown_word"
            raise TimelineError(Fault("$.type", f"{what}; {expected_one_of(kind, _BY_TYPE)}", code))
        return converter.structure({key: item for key, item in value.items() if key != "type"}, found)

    converter.register_structure_hook_factory(attrs.has, of_class)
    # by identity: the events' own classes are below this one
    converter.register_structure_hook_func(lambda cls: cls is Event, event)
    return converter


def _hook(field: attrs.Attribute[Any], converter: Converter) -> Callable[[Any, Any], Any]:
    """How JSON spells a field: as its own converter reads it, but that instants are texts and lists are lists."""
    if field.name == "events":
        return lambda value, _: converter.structure(_list(value), list[Event])
    if field.name == "facts":
        return lambda value, _: converter.structure(value, Facts)
    read: Any = field.converter
    json = json_type(field)

    def hook(value: Any, _: Any) -> Any:
        if json.is_instant and isinstance(value, int) and not isinstance(value, bool):
            raise TimelineError.here(
                f"{shown(value)} is a number; expected a text such as `2025-10-06T09:00:00Z`", "wrong_type"
            )
        if value is None and not json.is_nullable:
            hint = "it must be given" if field.default is attrs.NOTHING else "leave the key out"
            raise TimelineError.here(f"null is not a value here; {hint}", "wrong_type")
        return read(value)

    return hook


def _list(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise TimelineError.here(f"{shown(value)} is not a list; expected a list of events", "wrong_type")
    return value


def _faults(error: BaseException, where: str) -> Iterator[Fault]:
    """Every fault in a tree of errors, with its place."""
    from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

    if isinstance(error, ClassValidationError):
        inside, own = error.group_exceptions()
        for found, note in inside:
            yield from _faults(found, f"{where}.{attrs.fields_dict(error.cl)[note.name].alias}")
        for found in own:
            yield from _faults(found, where)
    elif isinstance(error, IterableValidationError):
        for found, place in error.group_exceptions()[0]:
            yield from _faults(found, f"{where}[{place.index}]")
    elif isinstance(error, TimelineError):
        yield from error.under(where).faults
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [str(field.alias) for field in attrs.fields(error.cl)]
        for key in sorted(map(_as_place, error.extra_fields)):
            yield Fault(f"{where}{_step(key)}", f"unknown key; {expected_one_of(key, known)}", "unknown_key")
    elif isinstance(error, KeyError):
        yield Fault(where, "missing; it must be given", "missing")
    else:
        raise error


def _step(key: str) -> str:
    """The last step of a place; a key that would be misread there is quoted."""
    quoted = key.replace("\\", "\\\\").replace("'", "\\'")
    return f".{key}" if _PLAIN.fullmatch(key) else f"['{quoted}']"


def _as_place(key: object) -> str:
    return shown(key)[1:-1]


# -- values to dicts


def unstructured(value: Any, zone: Zone) -> dict[str, Any]:
    """An attrs value as a plain dict, what is left at its default left out."""
    found: dict[str, Any] = {"type": value.type} if isinstance(value, Event) else {}
    for field in attrs.fields(type(value)):
        own = getattr(value, field.name)
        if own == field.default:
            continue
        if field.name == "events":
            data: Any = [unstructured(event, zone) for event in own]
        elif field.name == "facts":
            data = unstructured(own, zone)
            if not data:
                continue
        else:
            instant = json_type(field).is_instant and isinstance(own, int)
            data = instants.iso(own, zone) if instant else as_data(own)
        found[str(field.alias)] = data
    return found
