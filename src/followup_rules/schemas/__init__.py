"""
The JSON Schemas (draft 2020-12) of a timeline, which is read, and of an evaluation and a decision, which are written.

They are for other programs: editors, forms, validators in other languages. The library itself reads a timeline without
them, and is stricter where no schema can be: about the order of instants, zones that exist, days that a month has.

Each event, fact and word declares its own part of a schema; the JSON files here hold the rest.
"""

from __future__ import annotations

import copy
import inspect
import json
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from followup_rules import policies
from followup_rules.evaluation.judge import AdviceWord
from followup_rules.rules.rule import Effect
from followup_rules.rules.stances import Stance
from followup_rules.temporal.values import as_data
from followup_rules.timeline.events import ACTS, EVENTS, SENT_CHANNELS, Event, Within
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, MESSAGE_CHANNELS, MESSAGES, ActionKind

__all__ = ["decision", "embedded", "evaluation", "inlined", "may_send", "timeline"]

SchemaName: TypeAlias = Literal["timeline", "evaluation", "decision"]
_DEFS: Final = "#/$defs/"


def timeline() -> dict[str, Any]:
    """
    The schema of a timeline as `Timeline.from_dict` reads it and `Timeline.to_dict` writes it: a dict of your own.

    >>> schema = timeline()
    >>> schema["required"]
    ['zone', 'now']
    """
    schema: dict[str, Any] = json.loads(_text("timeline"))
    definitions = schema.pop("$defs")
    definitions["message_kind"]["enum"] = _kinds(MESSAGES)
    definitions["act_kind"]["enum"] = as_data(ACTS)
    definitions["message_channel"]["enum"] = as_data(SENT_CHANNELS)
    definitions["judged_channel_or_null"]["enum"] = [*as_data(MESSAGE_CHANNELS), None]
    length = {"type": "integer", "minimum": 1, "maximum": Within.MOST}
    definitions["within"]["properties"] = dict.fromkeys(Within.UNITS, length)
    definitions["event"]["properties"] = {"type": {"enum": [event.type for event in EVENTS]}}
    definitions["event"]["oneOf"] = [{"$ref": f"{_DEFS}{event.type}"} for event in EVENTS]
    # not a keyword of JSON Schema, which passes it over, but of OpenAPI: by it others name the right variant
    mapping = {event.type: f"{_DEFS}{event.type}" for event in EVENTS}
    definitions["event"]["discriminator"] = {"propertyName": "type", "mapping": mapping}
    definitions.update((event.type, _event(event)) for event in EVENTS)
    definitions["facts"]["properties"] = _keys_of(Facts)["properties"]
    return {**schema, **_keys_of(Timeline), "$defs": definitions}


def evaluation() -> dict[str, Any]:
    """
    The schema of an evaluation as `Evaluation.to_dict` writes it: a dict of your own.

    >>> schema = evaluation()
    >>> schema["$defs"]["stance"]["enum"]
    ['allowed', 'forbidden', 'silent', 'undetermined']
    """
    schema: dict[str, Any] = json.loads(_text("evaluation"))
    definitions = schema["$defs"]
    definitions["message_kind"]["enum"] = _kinds(MESSAGES)
    definitions["interview_act"]["enum"] = _kinds(INTERVIEW_ACTS)
    definitions["act_alone"]["enum"] = _kinds(ACTS_ALONE)
    definitions["message_channel"]["enum"] = as_data(MESSAGE_CHANNELS)
    definitions["stance"]["enum"] = [*get_args(Stance)]
    definitions["advice"]["enum"] = [*get_args(AdviceWord), None]
    definitions["fact"]["enum"] = [field.name for field in attrs.fields(Facts)]
    definitions["reason"]["properties"]["effect"]["enum"] = as_data(tuple(Effect))
    return schema


def decision() -> dict[str, Any]:
    """
    The schema of a decision as `Decision.to_dict` writes it: a dict of your own.

    >>> decision()["properties"]["allowed"]
    {'description': 'Send only if this is true.', 'type': 'boolean'}
    """
    instant = {"type": "string", "format": "date-time"}
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    nullable = {"type": ["string", "null"]}
    blocker = {"says": text, "rule": nullable, "cites": texts, "fix": nullable}
    action = {"kind": text, "channel": text, "to": nullable}
    said = {
        "policy": text,
        "zone": text,
        "now": instant,
        "kind": {"enum": _kinds(MESSAGES)},
        "channel": {"enum": as_data(MESSAGE_CHANNELS)},
        "to": nullable,
        "allowed": {"description": "Send only if this is true.", "type": "boolean"},
        "stance": {"enum": [*get_args(Stance)]},
        "advice": {"enum": [*get_args(AdviceWord), None]},
        "when": {"description": "When one would in fact write.", "anyOf": [instant, {"type": "null"}]},
        "blockers": {
            "description": "Why not, the gravest first.",
            "type": "array",
            "items": {"title": "Blocker", **_object(blocker)},
        },
        "questions": {"description": "What to ask the candidate.", **texts},
        "instead": {
            "description": "What is recommended now.",
            "type": "array",
            "items": {"title": "Action", **_object(action)},
        },
    }
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:followup-rules:decision:1",
        "title": "Decision",
        "description": "Whether a message may be sent, and if not, why and when.",
    }
    return {**about, **_object(said)}


def embedded(name: SchemaName, refs: str = "#/$defs/{}") -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """
    A schema to stand within another document, and the definitions that it needs, by their names there.

    *refs* is where that document has its definitions, with `{}` for a name: `#/components/schemas/{}` in OpenAPI. The
    names begin with the schema's, so that several schemas can stand side by side.

    >>> schema, definitions = embedded("timeline", "#/components/schemas/{}")
    >>> schema["properties"]["facts"]["$ref"], "timeline.facts" in definitions
    ('#/components/schemas/timeline.facts', True)
    """
    whole = {"timeline": timeline, "evaluation": evaluation, "decision": decision}[name]()
    definitions = whole.pop("$defs", {})
    for key in ("$schema", "$id"):
        del whole[key]

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: moved(item) for key, item in value.items()}
        if isinstance(value, list):
            return [moved(item) for item in value]
        inside = isinstance(value, str) and value.startswith(_DEFS)
        return refs.format(f"{name}.{value.removeprefix(_DEFS)}") if inside else value

    return moved(whole), {f"{name}.{key}": moved(definition) for key, definition in definitions.items()}


def inlined(name: SchemaName) -> dict[str, Any]:
    """
    A schema without any reference: every definition stands where it is used. It can stand anywhere.

    >>> inlined("timeline")["properties"]["events"]["items"]["oneOf"][0]["title"]
    'Interview'
    """
    schema, definitions = embedded(name, "{}")

    def whole(value: Any) -> Any:
        if isinstance(value, list):
            return [whole(item) for item in value]
        if not isinstance(value, dict):
            return value
        # what a discriminator maps to would be references
        found = {key: whole(item) for key, item in value.items() if key not in ("$ref", "discriminator")}
        return {**whole(definitions[value["$ref"]]), **found} if "$ref" in value else found

    described: dict[str, Any] = whole(schema)
    return described


def may_send() -> dict[str, Any]:
    """
    The tool `may_send` for an agent: its name, what it does, and the JSON Schemas of its call and of its answer.

    >>> tool = may_send()
    >>> tool["name"], tool["input_schema"]["required"]
    ('may_send', ['timeline', 'kind', 'channel'])
    """
    described, definitions = embedded("timeline")
    nullable = {"type": ["string", "null"]}
    instant = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
    call = {
        "timeline": described,
        "kind": {"description": "What kind of message.", "enum": _kinds(MESSAGES)},
        "channel": {"description": "By which channel.", "enum": as_data(MESSAGE_CHANNELS)},
        "to": {"description": "To whom, by name: asked for a thank-you to one of several interviewers.", **nullable},
        "at": {"description": "The instant to judge, instead of the timeline's `now`.", **instant},
        "draft": {"description": "The text of the message, to be reviewed too.", **nullable},
        "policy": {"description": "By which policy.", "enum": [*policies.names()], "default": "recommended"},
    }
    return {
        "name": "may_send",
        "description": "Whether a message may be sent to an employer after a job interview, and if not, why and when.",
        "input_schema": {**_object(call, ["timeline", "kind", "channel"]), "$defs": definitions},
        "output_schema": embedded("decision")[0],
    }


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    needed = [*properties] if required is None else required
    return {"type": "object", "additionalProperties": False, "required": needed, "properties": properties}


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")


def _kinds(group: frozenset[ActionKind]) -> list[str]:
    """The kinds of a group in the order of the vocabulary."""
    return [kind.value for kind in ActionKind if kind in group]


def _event(event: type[Event]) -> dict[str, Any]:
    keys = _keys_of(event)
    if event.at_says:
        keys["properties"]["at"]["description"] = event.at_says
    either = {"oneOf": [{"required": [name]} for name in event.either]} if event.either else {}
    return {
        "title": event.__name__,
        "description": " ".join((inspect.getdoc(event) or "").split("\n\n")[0].split()),
        "type": "object",
        "additionalProperties": False,
        "required": ["type", *keys["required"]],
        "properties": {"type": {"const": event.type}, **keys["properties"]},
        **either,
    }


def _keys_of(cls: type) -> dict[str, Any]:
    """The keys that the fields of a class are in JSON, and which of them must be given."""
    fields = attrs.fields(cls)
    return {
        "required": [field.alias for field in fields if field.default is attrs.NOTHING],
        "properties": {field.alias: copy.deepcopy(field.metadata["schema"]) for field in fields},
    }
