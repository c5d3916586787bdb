"""The JSON Schemas say what the code reads and writes: neither can change without the other."""

from __future__ import annotations

import copy
import json
import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from zoneinfo import available_timezones

import attrs
import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings, strategies as st

import random_timelines
from followup_rules import policies, schemas
from followup_rules.decision import may_send
from followup_rules.errors import TimelineError
from followup_rules.evaluation.evaluation import evaluate
from followup_rules.rules.policy import AnyPolicy, resolvers
from followup_rules.rules.rule import Effect
from followup_rules.timeline.events import EVENTS, Event, Evidence, PreferenceSource
from followup_rules.timeline.facts import BOUNDS, NEVER_UNKNOWN, Facts, Industry
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import (
    ACTS_ALONE,
    INTERVIEW_ACTS,
    MESSAGE_CHANNELS,
    MESSAGES,
    ActionKind,
    Channel,
    Stage,
)
from ids import stable_id

pytestmark = pytest.mark.unmeasured

Path = tuple[str | int, ...]

VALIDATORS = {
    name: jsonschema.Draft202012Validator(read(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    for name, read in (("timeline", schemas.timeline), ("evaluation", schemas.evaluation))
}
HERE = pathlib.Path(__file__).parent
EVENT_IDS = [event.type for event in EVENTS]

AT = "2025-10-06T10:00:00+01:00"
LATER = "2025-10-20T10:00:00+01:00"
# every event with every key it may have, and every fact
COMPLETE: dict[str, Any] = {
    "zone": "Europe/London",
    "now": "2025-10-18T09:00:00+01:00",
    "events": [
        {
            "type": "interview",
            "ends": AT,
            "starts": "2025-10-06T09:00:00+01:00",
            "interviewers": ["Dana Wu", "Ana Ruiz"],
            "arranged": "2025-10-01T09:00:00+01:00",
            "cancelled": "2025-10-02T09:00:00+01:00",
            "stage": "first",
            "note": "on the third floor",
        },
        {"type": "response_promised", "at": AT, "by": "2025-10-17", "note": "roughly"},
        {"type": "promise_withdrawn", "at": AT, "note": "it takes longer"},
        {"type": "follow_up_invited", "at": AT, "opens": "2025-10-13", "channel": "phone", "note": "before noon"},
        {
            "type": "message_sent",
            "at": AT,
            "kind": "thank_you",
            "channel": "email",
            "to": ["Dana Wu"],
            "arrived": False,
            "note": "short",
        },
        {
            "type": "employer_replied",
            "at": AT,
            "substantive": False,
            "asks": True,
            "away_until": "2025-10-20",
            "note": "a receipt",
        },
        {"type": "no_contact_requested", "at": AT, "note": "no calls"},
        {"type": "no_contact_lifted", "at": AT, "note": "calls again"},
        {"type": "channel_preferred", "at": AT, "channel": "phone", "source": "posting", "note": "in the footer"},
        {"type": "competing_offer", "at": AT, "evidence": "written", "note": "from the other place"},
        {"type": "situation_changed", "at": AT, "note": "moved house"},
        {"type": "rejected", "at": AT, "note": "by letter"},
        {"type": "offer_received", "at": AT, "note": "by phone"},
        {"type": "withdrawn", "at": AT, "note": "for another"},
        {"type": "process_completed", "at": AT, "note": "for all"},
        {"type": "action_taken", "at": AT, "kind": "take_notes", "note": "in the train"},
    ],
    "facts": {
        "stage": "final",
        "later_rounds_running": True,
        "others_under_evaluation": False,
        "felt_very_good": True,
        "engaging_conversation": True,
        "linkedin_relation": False,
        "post_suits_role": "unknown",
        "calls_welcome": True,
        "industries": ["finance", "technology"],
        "expected_response_days": 10,
        "slow_periods": [["2025-12-20", "2026-01-05"]],
        "leeway_days": 7,
        "office_hours": ["08:30", "16:00"],
        "closed_days": ["2025-12-25", "2025-12-26"],
    },
}

# What only the reader can refuse, by what it says of it: no schema compares two values, or knows zones and calendars.
ONLY_THE_CODEC = {
    "an interview that ends before it starts": r"the interview ends at .*, before it starts at",
    "an interview arranged after it begins": r"is after the interview begins at",
    "a promised instant that is past already": r"is before .*, at which it was promised",
    "a date that is past already when it is named": r"is before the date of `at`",
    "an invitation that opened before it was given": r"is before .*, at which the invitation was made",
    "an interview cancelled after it ended": r"is after the interview ends at",
    "an interview cancelled before it was arranged": r"is before .*, when the interview was arranged",
    "a cancellation after now": r"is after now, `[^`]*`$",
    "somebody who is away and writes in person": r"only an automatic reply says until when they are away",
    "an office that closes before it opens": r"the office closes at .*, before it opens at",
    "an event that is no interview after now": r"is after now, .*; only an interview may lie ahead",
    "a slow period that ends before it starts": r"the period ends on .*, before it starts on",
    "a zone that does not exist": r"is not a time zone; expected an IANA name",
    "an instant on a day that its month does not have": r"is not an instant \(day .*\); expected one such as",
    "the last hours before 1900 and the first after 2999": r"is out of range; expected an instant in the years",
    "half of a character": r"has half of a character in it",
    "a whole number written with a point": r"`\d+\.0` does not fit; expected a whole number of days",
}

WRONG_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 5, 61, 91, -1, 10**30, 1.5, 3.0, "", " ", "unknown", "nonsense", "UTC", "Europe/Nowhere",
    "none", "in_person", "gift", "take_notes", "posting", "first", "rejected", "interview", "finance", "2025-10-06",
    "2025-10-06\n", "2025-02-30", "1899-12-31", "3000-01-01", "20251006", "2025-10-06T09:00:00",
    "2025-10-06T09:00:00+01:00", "2025-10-06T09:00:00+01:00\n", "2025-10-06 09:00Z", "2025-10-06T24:00:00Z",
    "2025-10-06T09:00:00,5Z", "2025-10-06T09:00:00+0100", "2025-10-06t09:00:00z", "2025-02-30T09:00:00Z",
    "2030-01-01T00:00:00Z", "1899-12-31T23:30:00-01:00", "1899-12-31T23:30:00Z", "3000-01-01T00:30:00+01:00",
    "3000-01-01T00:30:00Z", "\ud800", "二〇二五-10-06", [], [None], ["Dana Wu"], ["Dana Wu", "Dana Wu"], [""], [1],
    ["finance"], ["2025-10-06"], [["2025-10-06", "2025-10-07"]], [["2025-10-07", "2025-10-06"]], [["2025-10-06"]], {},
    {"type": "rejected"},
)  # fmt: skip


def codec_faults(document: Any) -> list[str]:
    """What the reader finds wrong with a document."""
    try:
        Timeline.from_dict(document)
    except TimelineError as error:
        return [fault.what for fault in error.faults]
    return []


def fits(document: Any, schema: str = "timeline") -> bool:
    """Whether the schema accepts a document."""
    accepted: bool = VALIDATORS[schema].is_valid(document)
    return accepted


def disagreement(document: Any) -> str | None:
    """How reader and schema differ on a document, beyond what only the reader can refuse."""
    faults = codec_faults(document)
    accepted = fits(document)
    if not faults and not accepted:
        return "read, but refused by the schema"
    own = [what for what in faults if not any(re.search(known, what) for known in ONLY_THE_CODEC.values())]
    if accepted and own:
        return f"accepted by the schema, but not read: {own}"
    return None


def inside(value: Any) -> Iterator[tuple[str | int, Any]]:
    """The items of an object or a list, with their keys."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """The place of every value in a document, the document itself first."""
    yield path
    for key, item in inside(value):
        yield from paths(item, (*path, key))


def at(document: Any, path: Path) -> Any:
    """The value at a place."""
    for key in path:
        document = document[key]
    return document


def changed(document: Any, path: Path, change: Callable[[Any, Any], None]) -> Any:
    """A copy with what holds the value at a place changed."""
    document = copy.deepcopy(document)
    change(at(document, path[:-1]), path[-1])
    return document


def replaced(document: Any, path: Path, value: Any) -> Any:
    """A copy with another value at a place."""
    return changed(document, path, lambda holder, key: holder.__setitem__(key, value)) if path else value


def without(document: Any, path: Path) -> Any:
    """A copy without the value at a place."""
    return changed(document, path, lambda holder, key: holder.__delitem__(key))


def pieces(schema: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every object of a schema, with its place."""
    if isinstance(schema, dict):
        yield path, schema
    for key, item in inside(schema):
        yield from pieces(item, (*path, key))


def own_keys(event: type[Event]) -> list[str]:
    """The JSON keys of an event's fields, in order."""
    return ["type", *(str(field.alias) for field in attrs.fields(event))]


def spelt(words: Any) -> list[str]:
    """The words of a vocabulary in its own order, as JSON spells them."""
    return [word.value for word in words]


# -- the schemas themselves


@pytest.mark.parametrize("name", VALIDATORS)
def test_a_schema_is_a_valid_schema_of_draft_2020_12(name: str) -> None:
    """It names its draft and keeps to it."""
    schema = VALIDATORS[name].schema
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", VALIDATORS)
def test_the_id_of_a_schema_is_a_plain_name_and_no_address(name: str) -> None:
    """Nobody is led to fetch it."""
    assert VALIDATORS[name].schema["$id"] == f"urn:followup-rules:{name}:1"


@pytest.mark.parametrize("name", VALIDATORS)
def test_every_reference_stays_within_its_schema(name: str) -> None:
    """A schema can be used by itself."""
    schema = VALIDATORS[name].schema
    references = {piece["$ref"] for _, piece in pieces(schema) if "$ref" in piece}
    assert references == {f"#/$defs/{defined}" for defined in schema["$defs"]}


@pytest.mark.parametrize("name", VALIDATORS)
def test_objects_allow_no_other_keys(name: str) -> None:
    """Wherever a schema lists an object's keys, the list is complete; `event` leaves that to the one that fits."""
    listed = {
        path: piece.get("additionalProperties")
        for path, piece in pieces(VALIDATORS[name].schema)
        if piece.get("type") == "object"
    }
    assert {path for path, others in listed.items() if others is not False} <= {("$defs", "event")}


@pytest.mark.parametrize("name", ["timeline", "evaluation"])
def test_a_schema_is_the_frozen_one(name: str) -> None:
    """It is built from what events, facts and words declare; the copy beside this file changes only on purpose."""
    frozen = json.loads((HERE / "frozen" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert VALIDATORS[name].schema == frozen


@pytest.mark.parametrize("read", [schemas.timeline, schemas.evaluation])
def test_each_asking_gives_a_dict_of_its_own(read: Callable[[], dict[str, Any]]) -> None:
    """What one caller does to it is not seen by the next."""
    read()["$defs"].clear()
    assert read()["$defs"]


def test_no_schema_is_opened_before_it_is_asked_for() -> None:
    """Importing the package reads none of its files; the first call does."""
    script = (
        "import sys; opened = []; "
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None); "
        "from followup_rules import schemas; "
        "print(sum(name.endswith('.schema.json') for name in opened)); "
        "schemas.timeline(), schemas.timeline(), schemas.evaluation(); "
        "print(sum(name.endswith('.schema.json') for name in opened))"
    )
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run([sys.executable, "-c", script], env=where, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["0", "2"]


# -- the same words as the code


def definitions(name: str = "timeline") -> dict[str, Any]:
    """The named parts of a schema."""
    found: dict[str, Any] = VALIDATORS[name].schema["$defs"]
    return found


def test_the_types_of_event_are_those_of_the_code() -> None:
    """Each type is in the list of types and has its own definition, in the same order."""
    event = definitions()["event"]
    assert event["properties"]["type"]["enum"] == EVENT_IDS
    assert [choice["$ref"] for choice in event["oneOf"]] == [f"#/$defs/{type_}" for type_ in EVENT_IDS]


@pytest.mark.parametrize("event", EVENTS, ids=EVENT_IDS)
def test_the_keys_of_an_event_are_the_fields_of_its_class(event: type[Event]) -> None:
    """No key is missing from the schema and none is only there."""
    defined = definitions()[event.type]
    assert list(defined["properties"]) == own_keys(event)
    assert defined["properties"]["type"] == {"const": event.type}


@pytest.mark.parametrize("event", EVENTS, ids=EVENT_IDS)
def test_the_required_keys_of_an_event_are_the_fields_without_a_default(event: type[Event]) -> None:
    """What may be left out in Python may be left out in JSON."""
    needed = [str(field.alias) for field in attrs.fields(event) if field.default is attrs.NOTHING]
    assert definitions()[event.type]["required"] == ["type", *needed]


def test_the_keys_of_a_timeline_are_the_fields_of_its_class() -> None:
    """The document has the parts that a `Timeline` has."""
    schema = VALIDATORS["timeline"].schema
    fields = attrs.fields(Timeline)
    assert list(schema["properties"]) == [field.alias for field in fields]
    assert schema["required"] == [field.alias for field in fields if field.default is attrs.NOTHING]


def test_the_facts_are_those_of_the_code() -> None:
    """Every fact, in the order of `Facts`, and none is required."""
    facts = definitions()["facts"]
    assert list(facts["properties"]) == [field.name for field in attrs.fields(Facts)]
    assert "required" not in facts


@pytest.mark.parametrize("fact", [field.name for field in attrs.fields(Facts)])
def test_a_fact_may_be_unknown(fact: str) -> None:
    """`unknown` is a value of every fact but two, for the schema and for the reader."""
    document = {"zone": "UTC", "now": "2025-10-18T09:00:00Z", "facts": {fact: "unknown"}}
    assert fits(document) is (fact not in NEVER_UNKNOWN)
    assert bool(codec_faults(document)) is (fact in NEVER_UNKNOWN)


@pytest.mark.parametrize(
    ("given", "fit"),
    [
        ({"by": "2025-10-17"}, True),
        ({"within": {"business_days": 5}}, True),
        ({"within": {"hours": 90}}, True),
        ({}, False),
        ({"by": "2025-10-17", "within": {"days": 5}}, False),
        ({"within": {"days": 91}}, False),
        ({"within": {"days": 0}}, False),
        ({"within": {"days": 1, "weeks": 1}}, False),
        ({"within": {}}, False),
        ({"within": None}, False),
        ({"by": None}, False),
        ({"by": "end of week"}, False),
    ],
    ids=stable_id,
)
def test_a_promise_names_its_date_in_one_way(given: dict[str, Any], fit: bool) -> None:
    """For the schema and for the reader."""
    event = {"type": "response_promised", "at": AT, **given}
    document = {"zone": "UTC", "now": "2025-10-18T09:00:00Z", "events": [event]}
    assert (fits(document), not codec_faults(document)) == (fit, fit)


@pytest.mark.parametrize(("name", "bounds"), BOUNDS.items())
def test_the_bounds_of_a_number_are_those_of_the_code(name: str, bounds: tuple[int, int]) -> None:
    """The least and the most stand in both."""
    number = definitions()["facts"]["properties"][name]["anyOf"][0]
    assert (number["minimum"], number["maximum"]) == bounds


def test_the_words_of_a_timeline_are_those_of_the_code() -> None:
    """Every vocabulary is complete and in order."""
    defined = definitions()
    facts = defined["facts"]["properties"]
    assert defined["message_kind"]["enum"] == [kind.value for kind in ActionKind if kind in MESSAGES]
    assert defined["act_kind"]["enum"] == [kind.value for kind in ActionKind if kind in INTERVIEW_ACTS | ACTS_ALONE]
    assert defined["message_channel"]["enum"] == [word.value for word in Channel if word is not Channel.NONE]
    assert defined["channel_preferred"]["properties"]["source"]["enum"] == spelt(PreferenceSource)
    assert defined["competing_offer"]["properties"]["evidence"]["enum"] == spelt(Evidence)
    assert facts["stage"]["anyOf"][0]["enum"] == spelt(Stage)
    assert facts["industries"]["anyOf"][0]["items"]["enum"] == spelt(Industry)


def test_the_words_of_an_evaluation_are_those_of_the_code() -> None:
    """Every vocabulary is complete and in order."""
    defined = definitions("evaluation")
    assert defined["message_kind"]["enum"] == [kind.value for kind in ActionKind if kind in MESSAGES]
    assert defined["interview_act"]["enum"] == [kind.value for kind in ActionKind if kind in INTERVIEW_ACTS]
    assert defined["act_alone"]["enum"] == [kind.value for kind in ActionKind if kind in ACTS_ALONE]
    assert defined["message_channel"]["enum"] == spelt(MESSAGE_CHANNELS)
    assert defined["fact"]["enum"] == [field.name for field in attrs.fields(Facts)]
    assert defined["reason"]["properties"]["effect"]["enum"] == spelt(Effect)


def test_every_event_every_key_and_every_fact_is_described() -> None:
    """A reader of the schema alone is told what each is; a type needs no words of its own."""
    defined = definitions()
    bare = [
        f"{where}.{key}"
        for where in (*EVENT_IDS, "facts")
        for key, value in defined[where]["properties"].items()
        if key != "type" and "description" not in {**defined.get(value.get("$ref", "").rpartition("/")[2], {}), **value}
    ]
    assert bare == []
    assert [where for where in (*EVENT_IDS, "facts") if not defined[where]["description"]] == []


# -- timelines


def test_the_complete_document_has_every_key_of_every_event_and_every_fact() -> None:
    """What the mutations below start from leaves nothing out; of keys that exclude each other it has the first."""
    keys = [[key for key in own_keys(event) if key not in event.either[1:]] for event in EVENTS]
    assert [list(event) for event in COMPLETE["events"]] == keys
    assert list(COMPLETE["facts"]) == [field.name for field in attrs.fields(Facts)]


def test_the_complete_document_is_accepted_by_both() -> None:
    """It is read, it fits, and what is written of it fits again."""
    assert codec_faults(COMPLETE) == []
    assert fits(COMPLETE)
    assert fits(Timeline.from_dict(COMPLETE).to_dict())


@given(st.integers(min_value=0))
@settings(max_examples=100, deadline=None)
def test_what_is_read_fits_and_what_is_written_fits(seed: int) -> None:
    """A random timeline that the reader accepts is accepted by the schema, as given and as written."""
    document = random_timelines.timeline(Random(seed))
    assert fits(document)
    assert fits(Timeline.from_dict(document).to_dict())


def excerpts() -> dict[str, tuple[Any, Path]]:
    """The complete document cut into small ones, and where in each to begin: one event, the facts, the rest."""
    bare = {"zone": COMPLETE["zone"], "now": COMPLETE["now"]}
    return {
        "the rest": ({**bare, "events": [], "facts": {}}, ()),
        "facts": ({**bare, "facts": COMPLETE["facts"]}, ("facts",)),
        **{event["type"]: ({**bare, "events": [event]}, ("events", 0)) for event in COMPLETE["events"]},
    }


@pytest.mark.parametrize("part", excerpts())
def test_a_wrong_value_anywhere_is_refused_by_both_or_by_neither(part: str) -> None:
    """Every value replaced in turn: other types, other words, instants without offset, null."""
    document, start = excerpts()[part]
    found = {}
    for path in paths(at(document, start), start):
        for value in WRONG_VALUES:
            how = disagreement(replaced(document, path, value))
            if how is not None:
                found[path, repr(value)] = how
    assert found == {}


def test_a_missing_key_is_refused_by_both_or_by_neither() -> None:
    """Every key left out in turn."""
    places = [path for path in paths(COMPLETE) if path and isinstance(path[-1], str)]
    found = {path: how for path in places if (how := disagreement(without(COMPLETE, path))) is not None}
    assert len(places) > 60
    assert found == {}


def test_an_unknown_key_is_refused_by_both() -> None:
    """One more key in every object in turn."""
    objects = [path for path in paths(COMPLETE) if isinstance(at(COMPLETE, path), dict)]
    mutants = [replaced(COMPLETE, path, {**at(COMPLETE, path), "more": 1}) for path in objects]
    assert len(mutants) == 2 + len(EVENTS)
    assert [mutant for mutant in mutants if fits(mutant) or not codec_faults(mutant)] == []


@pytest.mark.parametrize("document", [None, True, 1, 1.5, "UTC", [], {}, [COMPLETE]], ids=stable_id)
def test_what_is_no_timeline_at_all_is_refused_by_both(document: Any) -> None:
    """A document of another kind is no timeline."""
    assert not fits(document)
    assert codec_faults(document)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_random_change_is_refused_by_both_or_by_neither(data: st.DataObject) -> None:
    """In a random timeline one value is left out, replaced, or swapped for one from elsewhere in it."""
    document = random_timelines.timeline(Random(data.draw(st.integers(0, 10_000))))
    places = list(paths(document))[1:]
    path = data.draw(st.sampled_from(places))
    match data.draw(st.sampled_from(("leave out", "replace", "swap"))):
        case "leave out":
            mutant = without(document, path)
        case "replace":
            mutant = replaced(document, path, data.draw(st.sampled_from(WRONG_VALUES)))
        case _:
            mutant = replaced(document, path, copy.deepcopy(at(document, data.draw(st.sampled_from(places)))))
    assert disagreement(mutant) is None


def test_every_zone_of_the_system_fits() -> None:
    """Whatever zone there is, the schema lets its name through."""
    assert [name for name in sorted(available_timezones()) if not fits({"zone": name, "now": AT})] == []


REFUSED_BY_THE_CODEC_ALONE: dict[str, Any] = {
    "an interview that ends before it starts": (("events", 0, "starts"), "2025-10-06T10:00:01+01:00"),
    "an interview arranged after it begins": (
        ("events", 0),
        {"type": "interview", "ends": AT, "arranged": "2025-10-06T10:00:01+01:00"},
    ),
    "a promised instant that is past already": (("events", 1, "by"), "2025-10-06T09:59:59+01:00"),
    "a date that is past already when it is named": (("events", 1, "by"), "2025-10-05"),
    "an invitation that opened before it was given": (("events", 3, "opens"), "2025-10-06T09:59:59+01:00"),
    "an interview cancelled after it ended": (("events", 0, "cancelled"), "2025-10-06T10:00:01+01:00"),
    "an interview cancelled before it was arranged": (("events", 0, "cancelled"), "2025-10-01T08:59:59+01:00"),
    "a cancellation after now": (("events", 0), {"type": "interview", "ends": LATER, "cancelled": LATER}),
    "somebody who is away and writes in person": (("events", 5, "substantive"), True),
    "an office that closes before it opens": (("facts", "office_hours", 1), "08:30"),
    "an event that is no interview after now": (("events", 11, "at"), "2025-10-18T09:00:01+01:00"),
    "a slow period that ends before it starts": (("facts", "slow_periods", 0, 1), "2025-12-19"),
    "a zone that does not exist": (("zone",), "Europe/Nowhere"),
    "an instant on a day that its month does not have": (("events", 0, "arranged"), "2025-02-29T12:00:00Z"),
    "the last hours before 1900 and the first after 2999": (("events", 0, "arranged"), "1899-12-31T12:00:00Z"),
    "half of a character": (("events", 0, "note"), "\udc00"),
    "a whole number written with a point": (("facts", "leeway_days"), 3.0),
}


@pytest.mark.parametrize("what", ONLY_THE_CODEC)
def test_the_schema_lets_through_what_it_cannot_see(what: str) -> None:
    """Each entry of the list is needed: the schema accepts it, and the reader refuses it for that reason alone."""
    path, value = REFUSED_BY_THE_CODEC_ALONE[what]
    mutant = replaced(COMPLETE, path, value)
    assert fits(mutant)
    [fault] = codec_faults(mutant)
    assert re.search(ONLY_THE_CODEC[what], fault)


# -- evaluations

BY_NAME = {name: policies.get(name) for name in policies.names()}
COMBINED = {name: resolve(*BY_NAME.values()) for name, resolve in resolvers.items()}


@pytest.mark.parametrize("policy", [*BY_NAME.values(), *COMBINED.values()], ids=[*BY_NAME, *COMBINED])
def test_every_evaluation_fits(policy: AnyPolicy) -> None:
    """Of random timelines, by each policy and by each way of combining them, and again after a trip through JSON."""
    for seed in range(4):
        data = evaluate(Timeline.from_dict(random_timelines.timeline(Random(seed))), policy).to_dict()
        VALIDATORS["evaluation"].validate(data)
        assert json.loads(json.dumps(data, allow_nan=False)) == data


def an_evaluation() -> dict[str, Any]:
    """An evaluation with a ruling of each stance."""
    document = {**COMPLETE, "facts": {"calls_welcome": "unknown", "felt_very_good": "unknown", "stage": "unknown"}}
    return evaluate(Timeline.from_dict(document).at("2025-10-06T12:00:00+01:00"), COMBINED["strictest"]).to_dict()


def test_the_keys_of_an_evaluation_are_those_that_are_written() -> None:
    """The schema lists exactly the keys of the document, of a ruling and of a reason."""
    schema, data = VALIDATORS["evaluation"].schema, an_evaluation()
    reason = next(reason for ruling in data["rulings"] for reason in ruling["reasons"])
    for piece, written in (
        (schema, data),
        (schema["$defs"]["ruling"], data["rulings"][0]),
        (schema["$defs"]["reason"], reason),
    ):
        assert list(piece["properties"]) == list(written)
        assert piece["required"] == list(written)


def test_an_evaluation_with_a_key_missing_or_more_does_not_fit() -> None:
    """Every key of a ruling and of the document is written always, and no other is."""
    data = an_evaluation()
    places = [("policy",), ("zone",), ("now",), ("rulings",), *(("rulings", 0, key) for key in data["rulings"][0])]
    assert fits(data, "evaluation")
    assert [path for path in places if fits(without(data, path), "evaluation")] == []
    assert not fits({**data, "more": 1}, "evaluation")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "note"),
        ("channel", "none"),
        ("channel", "in_person"),
        ("to", " "),
        ("stance", "maybe"),
        ("stance", "undetermined"),
        ("advice", "urgent"),
        ("opens", "2025-10-06"),
        ("closes", "2025-10-06T09:00:00"),
        ("due", "2025-10-06T09:00:00Z"),
        ("overdue", 1),
        ("reasons", None),
        ("reasons", [{}]),
        ("missing", ["stage"]),
        ("possible", []),
        ("possible", ["undetermined"]),
        ("possible", ["allowed", "allowed"]),
        ("possible", ["allowed", "silent"]),
    ],
)
def test_a_ruling_with_a_wrong_value_does_not_fit(key: str, value: Any) -> None:
    """Words, instants and what goes with what are checked: here of a thank-you by email with one possible stance."""
    data = an_evaluation()
    assert data["rulings"][0]["kind"] == "thank_you"
    assert data["rulings"][0]["possible"] == ["forbidden"]
    assert not fits(replaced(data, ("rulings", 0, key), value), "evaluation")


# -- standing within another document


@pytest.mark.parametrize("refs", ["#/$defs/{}", "#/components/schemas/{}"])
def test_embedded_schemas_stand_side_by_side(refs: str) -> None:
    """In one document, each by its own definitions; they accept and refuse what the whole schemas do."""
    names: tuple[schemas.SchemaName, ...] = ("timeline", "evaluation", "decision")
    parts = {name: schemas.embedded(name, refs) for name in names}
    definitions: dict[str, Any] = {}
    for _, needed in parts.values():
        assert not definitions.keys() & needed.keys()
        definitions |= needed
    document: dict[str, Any] = {"type": "object", "properties": {name: part for name, (part, _) in parts.items()}}
    if "components" in refs:
        document["components"] = {"schemas": definitions}
    else:
        document["$defs"] = definitions
    jsonschema.Draft202012Validator.check_schema(document)
    assert "#/$defs/instant" not in json.dumps(document)
    assert '"$id"' not in json.dumps(document)
    validator = jsonschema.Draft202012Validator(document)
    timeline = Timeline.from_dict(COMPLETE)
    decision = may_send(timeline, "status_inquiry", "email")
    given = {"timeline": COMPLETE, "evaluation": evaluate(timeline).to_dict(), "decision": decision.to_dict()}
    assert validator.is_valid(given)
    for name in given:
        assert not validator.is_valid({**given, name: {**given[name], "more": 1}})
        assert not validator.is_valid({**given, name: {}})
    assert not validator.is_valid({"timeline": {**COMPLETE, "events": [{"type": "rejected", "at": "soon"}]}})


def test_every_event_has_the_title_of_its_class_and_is_found_by_its_type() -> None:
    """By the discriminator of OpenAPI, so that what others generate is not called Event1 to Event16."""
    definitions = schemas.timeline()["$defs"]
    assert definitions["event"]["discriminator"]["propertyName"] == "type"
    mapping = definitions["event"]["discriminator"]["mapping"]
    assert [*mapping] == EVENT_IDS
    assert [{"$ref": place} for place in mapping.values()] == definitions["event"]["oneOf"]
    assert [definitions[place.removeprefix("#/$defs/")]["title"] for place in mapping.values()] == [
        event.__name__ for event in EVENTS
    ]


def test_the_schema_of_a_decision_has_the_keys_that_are_written() -> None:
    """All of them, and no other."""
    schema = schemas.decision()
    jsonschema.Draft202012Validator.check_schema(schema)
    timeline = Timeline.from_dict(COMPLETE)
    for kind in MESSAGES:
        decision = may_send(timeline, kind, "email", timeline.history.people[0])
        assert [*decision.to_dict()] == [*schema["properties"]] == schema["required"]
        jsonschema.Draft202012Validator(schema).validate(decision.to_dict())
