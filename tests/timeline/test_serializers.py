"""Other people's serializers: what they make of a timeline is whole, or it is refused."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import cattrs
import pytest
from cattrs.errors import BaseValidationError, StructureHandlerNotFoundError

from command_line import EXAMPLES
from followup_rules import Interview, Rejected, Timeline, evaluate, may_send, policies
from followup_rules.timeline.events import EVENTS

TIMELINES = [Timeline.from_json(path.read_bytes()) for path in EXAMPLES]
NAMES = [path.stem for path in EXAMPLES]


@attrs.frozen
class Application:
    """As an app may have it."""

    employer: str
    timeline: Timeline


@pytest.mark.parametrize(
    "copied",
    [lambda value: pickle.loads(pickle.dumps(value)), copy.copy, copy.deepcopy],
    ids=["pickle", "copy", "deepcopy"],
)
@pytest.mark.parametrize("timeline", TIMELINES, ids=NAMES)
def test_pickles_and_copies_are_equal(timeline: Timeline, copied: Callable[[Any], Any]) -> None:
    """Of what goes in and of what comes out."""
    evaluation = evaluate(timeline)
    decision = may_send(timeline, "gift", "email")
    for value in (timeline, *timeline.events, timeline.facts, evaluation, evaluation["gift", "email"], decision):
        assert copied(value) == value
    assert copied(policies.recommended) == policies.recommended
    assert copied(evaluation).to_dict() == evaluation.to_dict()


@pytest.mark.parametrize("timeline", TIMELINES, ids=NAMES)
def test_two_hooks_are_all_that_cattrs_needs(timeline: Timeline) -> None:
    """Then a timeline is written and read as JSON has it, also within a class of one's own."""
    converter = cattrs.Converter()
    converter.register_unstructure_hook(Timeline, Timeline.to_dict)
    converter.register_structure_hook(Timeline, lambda data, _: Timeline.from_dict(data))
    application = Application("Northwind", timeline)
    data = json.loads(json.dumps(converter.unstructure(application)))
    assert data == {"employer": "Northwind", "timeline": timeline.to_dict()}
    assert converter.structure(data, Application) == application


def test_without_hooks_cattrs_and_attrs_leave_out_no_instant() -> None:
    """Every field of every event is there, by its name in the class; it is not read back as something else."""
    timeline = Timeline(
        "UTC", "2025-10-08T09:00Z", [Interview(ends="2025-10-06T09:00Z"), Rejected("2025-10-07T09:00Z")]
    )
    written = cattrs.unstructure(timeline)
    assert [event.get("ends_us", event.get("at_us")) for event in written["events"]] == [
        event.begins_us for event in timeline.events
    ]
    fields = [{field.name for field in attrs.fields(type(event))} for event in timeline.events]
    assert [{*event} for event in written["events"]] == fields
    assert [{*event} for event in attrs.asdict(timeline)["events"]] == fields
    with pytest.raises((BaseValidationError, StructureHandlerNotFoundError, TypeError)):
        cattrs.structure(written, Timeline)


def test_cattrs_knows_of_every_event_there_is() -> None:
    """By the annotation of `Timeline.events`."""
    (events,) = [field for field in attrs.fields(attrs.resolve_types(Timeline)) if field.name == "events"]
    assert events.type.__args__[0].__args__ == EVENTS  # type: ignore[union-attr]


def test_msgspec_refuses_a_timeline_and_writes_its_dict() -> None:
    """It would write the private fields, so it is told how."""
    msgspec = pytest.importorskip("msgspec", reason="msgspec is not installed")
    timeline = TIMELINES[0]
    for value in (timeline, *timeline.events):
        with pytest.raises(TypeError, match="Micros"):
            msgspec.json.encode(value)
    assert Timeline.from_json(msgspec.json.encode(timeline.to_dict())) == timeline
    assert Timeline.from_dict(msgspec.json.decode(timeline.to_json())) == timeline
