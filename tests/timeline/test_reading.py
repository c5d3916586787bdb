"""Timelines read from data with a now of the caller's, with local times, and with other facts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_type_hints

import attrs
import pytest

from followup_rules import UNKNOWN, Facts, Timeline, TimelineError
from followup_rules.temporal.instants import Micros, When, micros
from followup_rules.timeline.facts import GivenFacts

LONDON = "Europe/London"
TALK = {"type": "interview", "ends": "2025-10-06T10:00:00+01:00"}
STORED: dict[str, Any] = {"zone": LONDON, "events": [TALK]}
NOW = "2025-10-08T09:00:00+01:00"


def faults(read: Any) -> list[str]:
    with pytest.raises(TimelineError) as caught:
        read()
    return [str(fault) for fault in caught.value.faults]


# -- a now of the caller's


@pytest.mark.parametrize(
    "now",
    [NOW, "2025-10-08T08:00Z", datetime(2025, 10, 8, 8, tzinfo=UTC), Micros(micros(NOW))],
    ids=["text", "UTC", "datetime", "micros"],
)
def test_now_may_be_given_when_stored_data_is_read(now: When) -> None:
    """As every instant may be given; the document then needs none."""
    expected = Timeline.from_dict({**STORED, "now": NOW})
    assert Timeline.from_dict(STORED, now=now) == expected
    assert Timeline.from_json('{"zone": "Europe/London", "events": []}', now=now) == attrs.evolve(expected, events=())


def test_a_now_that_is_given_stands_in_place_of_the_document_s() -> None:
    """And the document is left as it is."""
    stored = {**STORED, "now": "2025-10-07T09:00:00+01:00"}
    assert Timeline.from_dict(stored, now=NOW).now.isoformat() == NOW
    assert stored["now"] == "2025-10-07T09:00:00+01:00"


def test_what_lies_after_the_now_that_is_given_is_a_fault() -> None:
    """It is not left out without a word."""
    replied = {"type": "employer_replied", "at": "2025-10-09T09:00:00+01:00"}
    assert faults(lambda: Timeline.from_dict({**STORED, "events": [replied]}, now=NOW)) == [
        f"$.events[0].at: `2025-10-09T09:00:00+01:00` is after now, `{NOW}`; only an interview may lie ahead"
    ]


def test_a_now_that_is_none_is_named_as_the_argument_it_is() -> None:
    bad: Any = 1759824000
    expected = "expected an aware `datetime`, or a text such as `2025-10-06T09:00:00+01:00`"
    assert faults(lambda: Timeline.from_dict(STORED, now=bad)) == [
        f"now: `1759824000` is a number, of seconds or milliseconds; {expected}"
    ]


def test_data_that_is_no_object_is_refused_with_a_now_too() -> None:
    bad: Any = []
    for read in (Timeline.from_dict, Timeline.local):
        assert faults(lambda read=read: read(bad, now=NOW)) == ["$: `[]` is not an object; expected one with keys"]


# -- local times


def test_local_times_are_read_in_the_zone_of_the_document() -> None:
    """Beside instants with an offset; dates stay dates."""
    events = [
        {"type": "interview", "starts": "2025-10-06T09:00", "ends": "2025-10-06T09:00:00Z"},
        {"type": "response_promised", "at": "2025-10-06T09:55", "by": "2025-10-17"},
        {"type": "response_promised", "at": "2025-10-06 09:55:00", "by": "2025-10-17T17:00"},
    ]
    exact = [
        {"type": "interview", "starts": "2025-10-06T09:00:00+01:00", "ends": "2025-10-06T10:00:00+01:00"},
        {"type": "response_promised", "at": "2025-10-06T09:55:00+01:00", "by": "2025-10-17"},
        {"type": "response_promised", "at": "2025-10-06T09:55:00+01:00", "by": "2025-10-17T17:00:00+01:00"},
    ]
    read = Timeline.local({"zone": LONDON, "now": "2025-10-08T09:00", "events": events})
    assert read == Timeline.from_dict({"zone": LONDON, "now": NOW, "events": exact})
    assert Timeline.local(STORED, now="2025-10-08T09:00") == Timeline.from_dict(STORED, now=NOW)
    naive = datetime(2025, 10, 8, 9)  # noqa: DTZ001  # a local time
    assert Timeline.local(STORED, now=naive) == Timeline.from_dict(STORED, now=NOW)


def test_only_on_request() -> None:
    """`from_dict` refuses what has no offset."""
    (fault,) = faults(lambda: Timeline.from_dict({**STORED, "now": "2025-10-08T09:00"}))
    assert fault.startswith("$.now: `2025-10-08T09:00` has no offset from UTC; ")


@pytest.mark.parametrize(
    ("local", "instant"),
    [("2025-03-30T01:30", "2025-03-30T01:30:00Z"), ("2025-10-26T01:30", "2025-10-26T00:30:00Z")],
    ids=["skipped", "twice"],
)
def test_at_a_change_of_the_clocks(local: str, instant: str) -> None:
    """A time that is skipped moves forward by the gap; of one that occurs twice the earlier is meant."""
    assert Timeline.local({"zone": LONDON, "now": local}).now_us == micros(instant)


def test_faults_are_those_of_a_document() -> None:
    """All together; a zone that is none is told once, and no local time is blamed for it."""
    document = {"zone": "Nowhere", "now": "2025-10-08T09:00", "events": [{"type": "rejected", "at": "soon"}, 3]}
    assert [fault.partition(":")[0] for fault in faults(lambda: Timeline.local(document))] == [
        "$.zone",
        "$.events[0].at",
        "$.events[1]",
    ]
    assert faults(lambda: Timeline.local({"zone": LONDON, "now": NOW, "events": 3}))[0].startswith("$.events: ")
    assert faults(lambda: Timeline.local({"zone": LONDON, "events": []})) == ["$.now: missing; it must be given"]


# -- other facts


def test_with_facts_changes_those_that_are_named() -> None:
    """None undeclares; values may be given as in JSON, and the rest of the timeline stays."""
    before = Timeline.from_dict({**STORED, "now": NOW, "facts": {"stage": "first", "leeway_days": 3}})
    after = before.with_facts(stage=None, calls_welcome="unknown", closed_days=["2025-12-25"])
    assert after.facts == Facts(leeway_days=3, calls_welcome=UNKNOWN, closed_days=["2025-12-25"])
    assert attrs.evolve(after, facts=before.facts) == before
    assert before.with_facts() == before


def test_with_facts_refuses_what_is_no_fact_and_what_is_no_value() -> None:
    before = Timeline(LONDON, NOW)
    misspelt: dict[str, Any] = {"call_welcome": True}
    (fault,) = faults(lambda: before.with_facts(**misspelt))
    assert fault.startswith("call_welcome: unknown fact; expected one of stage, later_rounds_running, ")
    assert fault.endswith("; did you mean `calls_welcome`?")
    wrong: Any = "finl"
    (fault,) = faults(lambda: before.with_facts(stage=wrong))
    assert fault.endswith("`finl` is not a stage; expected one of first, middle, final; did you mean `final`?")


def test_the_facts_that_may_be_given_are_those_that_there_are() -> None:
    """With the types that the converters take."""
    given = get_type_hints(GivenFacts)
    assert [*given] == [field.name for field in attrs.fields(Facts)]
    for field in attrs.fields(Facts):
        assert field.converter is not None
        assert get_type_hints(field.converter)["value"] == given[field.name], field.name
