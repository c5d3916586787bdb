"""
The JSON Schemas (draft 2020-12) of the two documents: a timeline, which is read, and an evaluation, which is written.

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
from typing import Any

import attrs

from followup_rules import policies
from followup_rules.rules.rule import Effect
from followup_rules.temporal.values import as_data
from followup_rules.timeline.events import ACTS, EVENTS, SENT_CHANNELS, Event, Within
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, MESSAGE_CHANNELS, MESSAGES, ActionKind

__all__ = ["evaluation", "may_send", "timeline"]


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
    definitions["event"]["oneOf"] = [{"$ref": f"#/$defs/{event.type}"} for event in EVENTS]
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
    definitions["fact"]["enum"] = [field.name for field in attrs.fields(Facts)]
    definitions["reason"]["properties"]["effect"]["enum"] = as_data(tuple(Effect))
    return schema


def may_send() -> dict[str, Any]:
    """
    The tool `may_send` for an agent: its name, what it does, and the JSON Schemas of its call and of its answer.

    >>> tool = may_send()
    >>> tool["name"], tool["input_schema"]["required"]
    ('may_send', ['timeline', 'kind', 'channel'])
    """
    described = timeline()
    definitions = described.pop("$defs")
    for key in ("$schema", "$id"):
        described.pop(key, None)
    instant = {"type": "string", "format": "date-time"}
    optional = {"anyOf": [instant, {"type": "null"}]}
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    nullable = {"type": ["string", "null"]}
    kinds, channels = {"enum": _kinds(MESSAGES)}, {"enum": as_data(MESSAGE_CHANNELS)}
    call = {
        "timeline": described,
        "kind": {"description": "What kind of message.", **kinds},
        "channel": {"description": "By which channel.", **channels},
        "to": {"description": "To whom, by name: asked for a thank-you to one of several interviewers.", **nullable},
        "at": {"description": "The instant to judge, instead of the timeline's `now`.", **optional},
        "draft": {"description": "The text of the message, to be reviewed too.", **nullable},
        "policy": {"description": "By which policy.", "enum": [*policies.names()], "default": "recommended"},
    }
    blocker = {"says": text, "rule": nullable, "cites": texts, "fix": nullable}
    action = {"kind": text, "channel": text, "to": nullable}
    answer = {
        "policy": text,
        "zone": text,
        "now": instant,
        "kind": kinds,
        "channel": channels,
        "to": nullable,
        "allowed": {"description": "Send only if this is true.", "type": "boolean"},
        "stance": {"enum": ["allowed", "forbidden", "silent", "undetermined"]},
        "advice": {"enum": ["recommended", "overdue", "discouraged", None]},
        "when": {"description": "When one would in fact write.", **optional},
        "blockers": {"description": "Why not, the gravest first.", "type": "array", "items": _object(blocker)},
        "questions": {"description": "What to ask the candidate.", **texts},
        "instead": {"description": "What is recommended now.", "type": "array", "items": _object(action)},
    }
    required = ["timeline", "kind", "channel"]
    return {
        "name": "may_send",
        "description": "Whether a message may be sent to an employer after a job interview, and if not, why and when.",
        "input_schema": {**_object(call, required), "$defs": definitions},
        "output_schema": _object(answer),
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
