"""Reading and writing documents: what comes out goes in again, and bad input is told all that is wrong with it."""

# mypy: disable-error-code="arg-type"
# what is to be refused is given on purpose

from __future__ import annotations

import json
import sys
from collections import UserDict
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

import random_timelines
from followup_rules.errors import Fault, TimelineError
from followup_rules.rules.amounts import business_days
from followup_rules.timeline import codec
from followup_rules.timeline.events import EVENTS, Interview, Rejected, ResponsePromised
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline
from ids import stable_id

ZONE = "Europe/London"
NOW = "2025-10-18T09:00:00+01:00"
AT = "2025-10-06T09:00:00+01:00"
BARE: dict[str, Any] = {"zone": ZONE, "now": NOW}
EXAMPLE = "`2025-10-06T09:00:00+01:00`"
TYPES = ", ".join(event.type for event in EVENTS)


def faults(document: Any) -> list[str]:
    """What is wrong with a document, each fault with its place."""
    with pytest.raises(TimelineError) as caught:
        Timeline.from_dict(document)
    return str(caught.value).split("\n")


def faults_of(*events: Any) -> list[str]:
    """What is wrong with a document of these events."""
    return faults({**BARE, "events": list(events)})


def refusal(text: Any) -> str:
    """What is wrong with a text."""
    with pytest.raises(TimelineError) as caught:
        Timeline.from_json(text)
    return str(caught.value)


def as_read(event: dict[str, Any]) -> dict[str, Any]:
    """An event as it is written after it has been read."""
    [written] = Timeline.from_dict({**BARE, "events": [event]}).to_dict()["events"]
    return dict(written)


# -- there and back


def test_the_example_of_the_documentation_is_read() -> None:
    """Zone, now, facts and three events."""
    document = {
        "zone": ZONE,
        "now": NOW,
        "facts": {"calls_welcome": True, "stage": "unknown"},
        "events": [
            {"type": "interview", "starts": AT, "ends": "2025-10-06T10:00:00+01:00", "interviewers": ["Dana Wu"]},
            {"type": "response_promised", "at": "2025-10-06T09:55:00+01:00", "by": "2025-10-17"},
            {
                "type": "message_sent",
                "at": "2025-10-07T09:00:00+01:00",
                "kind": "thank_you",
                "channel": "email",
                "to": ["Dana Wu"],
            },
        ],
    }
    timeline = Timeline.from_dict(document)
    assert timeline.facts == Facts(calls_welcome=True, stage=UNKNOWN)
    assert [event.type for event in timeline.events] == ["interview", "response_promised", "message_sent"]
    assert timeline.to_dict() == document


@given(st.integers(min_value=0))
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_again(seed: int) -> None:
    """As dicts and as text: the same timeline comes back."""
    timeline = Timeline.from_dict(random_timelines.timeline(Random(seed)))
    assert Timeline.from_dict(timeline.to_dict()) == timeline
    assert Timeline.from_json(timeline.to_json()) == timeline


@given(st.integers(min_value=0))
@settings(max_examples=50, deadline=None)
def test_what_is_written_is_json(seed: int) -> None:
    """Nothing but objects, lists, texts, numbers, truth values and null."""
    written = Timeline.from_dict(random_timelines.timeline(Random(seed))).to_dict()
    assert json.loads(json.dumps(written, allow_nan=False)) == written


def test_writing_what_was_read_and_written_changes_nothing() -> None:
    """There is one spelling, whatever was given."""
    spelt = {
        "zone": ZONE,
        "now": "2025-10-18T08:00Z",
        "facts": {"industries": ["finance", "technology", "finance"], "closed_days": ["2025-12-26", "2025-12-25"]},
        "events": [{"type": "rejected", "at": "2025-10-06 08:00:00,5Z", "note": None}],
    }
    written = Timeline.from_dict(spelt).to_dict()
    assert written == {
        "zone": ZONE,
        "now": NOW,
        "events": [{"type": "rejected", "at": "2025-10-06T09:00:00.500000+01:00"}],
        "facts": {"industries": ["technology", "finance"], "closed_days": ["2025-12-25", "2025-12-26"]},
    }
    assert Timeline.from_dict(written).to_dict() == written


def test_what_is_left_at_its_default_is_not_written() -> None:
    """A bare timeline stays bare."""
    assert Timeline.from_dict({**BARE, "events": [], "facts": {}}).to_dict() == BARE


@pytest.mark.parametrize(
    "event",
    [
        {"type": "employer_replied", "at": AT, "substantive": True},
        {"type": "employer_replied", "at": AT, "note": None},
    ],
    ids=stable_id,
)
def test_what_an_event_has_anyway_is_not_written(event: dict[str, Any]) -> None:
    """Given or left out is the same."""
    assert as_read(event) == {"type": "employer_replied", "at": AT}


def test_null_leaves_out_what_may_be_none() -> None:
    """A start, an arrangement and a note; a channel that nobody named, and when they are back."""
    for event in (
        {"type": "interview", "ends": AT, "cancelled": None, "stage": None},
        {"type": "follow_up_invited", "at": AT, "opens": AT, "channel": None},
        {"type": "employer_replied", "at": AT, "away_until": None},
    ):
        assert as_read(event) == {key: value for key, value in event.items() if value is not None}
    event = {"type": "interview", "ends": AT, "starts": None, "arranged": None, "note": None}
    assert as_read(event) == {"type": "interview", "ends": AT}


def test_instants_are_written_with_the_offset_of_the_zone_at_that_instant() -> None:
    """Summer time in October, winter time in November."""
    event = {
        "type": "interview",
        "ends": "2025-11-06T09:00:00Z",
        "starts": "2025-11-06T08:00:00Z",
        "arranged": "2025-10-06T08:00Z",
    }
    assert as_read(event) == {
        "type": "interview",
        "ends": "2025-11-06T09:00:00+00:00",
        "starts": "2025-11-06T08:00:00+00:00",
        "arranged": AT,
    }


@pytest.mark.parametrize("year", [1900, 1915, 1930, 2999])
@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Africa/Monrovia", "Asia/Kolkata", "Pacific/Kiritimati"])
def test_odd_offsets_of_other_times_survive(zone: str, year: int) -> None:
    """Before there were zones, offsets had minutes and seconds."""
    timeline = Timeline(zone, f"{year}-06-01T12:00:00Z")
    assert Timeline.from_json(timeline.to_json()) == timeline


def test_a_promised_date_stays_a_date_and_an_instant_an_instant() -> None:
    """Midnight is another promise than the date."""
    assert as_read({"type": "response_promised", "at": AT, "by": "2025-10-17"})["by"] == "2025-10-17"
    midnight = "2025-10-17T00:00:00+01:00"
    assert as_read({"type": "response_promised", "at": AT, "by": midnight})["by"] == midnight


# what the second edition knows more: each as it is written again, in the zone of the timeline
NEW_FORMS: list[dict[str, Any]] = [
    {"type": "interview", "ends": "2025-11-06T10:00:00+00:00", "cancelled": AT, "stage": "final"},
    {"type": "response_promised", "at": AT, "within": {"business_days": 5}},
    {"type": "response_promised", "at": AT, "within": {"hours": 48}, "note": "on the phone"},
    {"type": "promise_withdrawn", "at": AT},
    {"type": "follow_up_invited", "at": AT, "opens": "2025-10-13"},
    {"type": "follow_up_invited", "at": AT, "opens": "2025-10-13T00:00:00+01:00", "channel": "phone"},
    {"type": "message_sent", "at": AT, "kind": "reply", "channel": "email", "arrived": False},
    {"type": "message_sent", "at": AT, "kind": "withdrawal_notice", "channel": "email"},
    {"type": "employer_replied", "at": AT, "asks": True},
    {"type": "employer_replied", "at": AT, "substantive": False, "away_until": "2025-10-13"},
    {"type": "competing_offer", "at": AT, "evidence": "other_proof"},
]


@pytest.mark.parametrize("event", NEW_FORMS, ids=stable_id)
def test_each_form_of_event_is_written_as_it_is_read(event: dict[str, Any]) -> None:
    """As a dict, as text, and as an event of Python that is equal."""
    assert as_read(event) == event
    timeline = Timeline.from_dict({**BARE, "events": [event]})
    assert Timeline.from_json(timeline.to_json()) == timeline


def test_an_amount_of_python_is_written_as_json_has_it() -> None:
    """Five business days, and back again."""
    timeline = Timeline(ZONE, NOW, [ResponsePromised(AT, within=business_days(5))])
    assert timeline.to_dict()["events"] == [
        {"type": "response_promised", "at": AT, "within": {"business_days": 5}},
    ]
    assert Timeline.from_dict(timeline.to_dict()) == timeline


def test_office_hours_are_written_as_they_are_read() -> None:
    """To the minute."""
    document = {**BARE, "facts": {"office_hours": ["08:30", "16:00"]}}
    assert Timeline.from_dict(document).to_dict() == document


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            {"type": "response_promised", "at": AT},
            "$.events[0].by: missing; expected either `by` or `within`",
        ),
        (
            {"type": "response_promised", "at": AT, "by": "2025-10-17", "within": {"days": 3}},
            "$.events[0].by: given besides `within`; expected either `by` or `within`",
        ),
        (
            {"type": "response_promised", "at": AT, "by": "end of week"},
            (
                f"$.events[0].by: `end of week` is not a date; expected a date such as `2025-10-17`, or an instant "
                f"such as {EXAMPLE}"
            ),
        ),
        (
            {"type": "response_promised", "at": AT, "within": {"days": 0}},
            (
                "$.events[0].within: `{'days': 0}` is not a length of time; expected one unit (hours, days, weeks, "
                'business_days) and a whole number from 1 to 90, such as `{"business_days": 5}`'
            ),
        ),
        (
            {"type": "response_promised", "at": AT, "within": 5},
            (
                "$.events[0].within: `5` is not a length of time; expected one unit (hours, days, weeks, "
                'business_days) and a whole number from 1 to 90, such as `{"business_days": 5}`'
            ),
        ),
        ({"type": "follow_up_invited", "at": AT}, "$.events[0].opens: missing; it must be given"),
        (
            {"type": "follow_up_invited", "at": AT, "opens": 5},
            "$.events[0].opens: `5` is a number; expected a text such as `2025-10-06T09:00:00Z`",
        ),
        (
            {"type": "follow_up_invited", "at": AT, "opens": "2025-10-06T07:59:59.999999Z"},
            (
                "$.events[0].opens: `2025-10-06T07:59:59.999999+00:00` is before `2025-10-06T08:00:00+00:00`, at which "
                "the invitation was made"
            ),
        ),
        (
            {"type": "follow_up_invited", "at": AT, "opens": "2025-10-05"},
            "$.events[0].opens: `2025-10-05` is before the date of `at`",
        ),
        (
            {"type": "follow_up_invited", "at": AT, "opens": AT, "channel": "in_person"},
            (
                "$.events[0].channel: `in_person` is not a channel of messages; expected one of email, phone, "
                "voicemail, linkedin, post, text_message"
            ),
        ),
        (
            {"type": "employer_replied", "at": AT, "away_until": "2025-10-13"},
            (
                "$.events[0].away_until: only an automatic reply says until when they are away; expected `substantive` "
                "to be false"
            ),
        ),
        (
            {"type": "employer_replied", "at": AT, "substantive": False, "away_until": "2025-10-05"},
            "$.events[0].away_until: `2025-10-05` is before the date of `at`",
        ),
        (
            {"type": "employer_replied", "at": AT, "substantive": False, "away_until": "soon"},
            "$.events[0].away_until: `soon` is not a date; expected one such as `2025-10-17`",
        ),
        (
            {"type": "employer_replied", "at": AT, "asks": None},
            "$.events[0].asks: null is not a value here; leave the key out",
        ),
        (
            {"type": "message_sent", "at": AT, "kind": "gift", "channel": "post", "arrived": "no"},
            "$.events[0].arrived: `no` is not a boolean; expected true or false",
        ),
        (
            {"type": "interview", "ends": "2025-11-06T10:00:00+00:00", "cancelled": "2025-10-18T09:00:00.000001+01:00"},
            "$.events[0].cancelled: `2025-10-18T09:00:00.000001+01:00` is after now, `2025-10-18T09:00:00+01:00`",
        ),
        (
            {"type": "interview", "ends": AT, "cancelled": "2025-10-06T08:00:00.000001Z"},
            (
                "$.events[0].cancelled: `2025-10-06T08:00:00.000001+00:00` is after the interview ends at "
                "`2025-10-06T08:00:00+00:00`"
            ),
        ),
        (
            {"type": "interview", "ends": AT, "arranged": "2025-10-02T08:00:00Z", "cancelled": "2025-10-01T08:00:00Z"},
            (
                "$.events[0].cancelled: `2025-10-01T08:00:00+00:00` is before `2025-10-02T08:00:00+00:00`, when the "
                "interview was arranged"
            ),
        ),
        (
            {"type": "interview", "ends": AT, "stage": "second"},
            "$.events[0].stage: `second` is not a stage; expected one of first, middle, final",
        ),
    ],
    ids=stable_id,
)
def test_every_fault_of_an_event_is_told_with_its_place(event: dict[str, Any], expected: str) -> None:
    """One by one, in a document."""
    assert faults_of(event) == [expected]


def test_text_is_written_as_it_is() -> None:
    """Letters of any script stand for themselves."""
    timeline = Timeline(ZONE, NOW, [Interview(ends=AT, interviewers=["Zoë 李 🎉"])])
    assert '"interviewers": ["Zoë 李 🎉"]' in timeline.to_json()


def test_json_is_written_on_one_line_unless_it_is_to_be_indented() -> None:
    """`indent` is that of the standard library."""
    timeline = Timeline(ZONE, NOW)
    assert timeline.to_json() == f'{{"zone": "{ZONE}", "now": "{NOW}"}}'
    assert timeline.to_json(indent=1) == f'{{\n "zone": "{ZONE}",\n "now": "{NOW}"\n}}'


@pytest.mark.parametrize(
    "spell", [str, str.encode, lambda text: bytearray(text.encode())], ids=["str", "bytes", "bytearray"]
)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "with a byte order mark"])
def test_json_is_read_from_text_or_bytes(spell: Any, mark: str) -> None:
    """With or without the mark that some editors put in front."""
    assert Timeline.from_json(spell(mark + json.dumps(BARE))) == Timeline(ZONE, NOW)


def test_any_mapping_is_read() -> None:
    """The document and what is in it need not be dicts, nor the events a list."""
    document = UserDict({**BARE, "facts": UserDict(stage="first"), "events": (UserDict(type="rejected", at=AT),)})
    assert Timeline.from_dict(document) == Timeline(ZONE, NOW, [Rejected(AT)], Facts(stage="first"))


def test_reading_leaves_the_document_as_it_was() -> None:
    """It belongs to the caller."""
    document = {**BARE, "events": [{"type": "rejected", "at": AT}], "facts": {"industries": ["retail"]}}
    before = json.dumps(document)
    Timeline.from_dict(document)
    assert json.dumps(document) == before


# -- what is wrong with a document


@pytest.mark.parametrize("document", ["zone", b"zone", "{}"], ids=stable_id)
def test_a_text_in_place_of_a_document_is_told_what_reads_texts(document: Any) -> None:
    """It is not read as JSON without a word."""
    given = document if isinstance(document, str) else repr(document)
    expected = "expected an object with keys, or `Timeline.from_json`, which reads texts"
    assert faults(document) == [f"$: `{given}` is a text; {expected}"]


@pytest.mark.parametrize("document", [None, True, 3, 1.5, [], [BARE], ()], ids=stable_id)
def test_a_document_is_an_object(document: Any) -> None:
    """Nothing else has keys."""
    given = document if isinstance(document, str) else repr(document)
    assert faults(document)[0][:60] == f"$: `{given}` is not an object; expected one with keys"[:60]
    assert len(faults(document)) == 1


def test_what_must_be_given_is_told_where_it_is_missing() -> None:
    """Zone and now of the document; the instant and the words of an event."""
    assert faults({}) == ["$.zone: missing; it must be given", "$.now: missing; it must be given"]
    assert faults_of({"type": "channel_preferred"}) == [
        "$.events[0].at: missing; it must be given",
        "$.events[0].channel: missing; it must be given",
        "$.events[0].source: missing; it must be given",
    ]


def test_an_unknown_key_of_the_document_is_told_with_the_known_ones() -> None:
    """Each by itself, in the order of the alphabet."""
    known = "zone, now, events, facts"
    assert faults({**BARE, "tz": 1, "_now": NOW, "history": 2}) == [
        f"$._now: unknown key; expected one of {known}; did you mean `now`?",
        f"$.history: unknown key; expected one of {known}",
        f"$.tz: unknown key; expected one of {known}",
    ]


def test_an_unknown_key_of_the_facts_is_told_with_the_known_ones() -> None:
    """In the order of the facts."""
    known = ", ".join(Facts.__annotations__)
    assert faults({**BARE, "facts": {"salary": 1}}) == [f"$.facts.salary: unknown key; expected one of {known}"]


def test_an_unknown_key_of_an_event_is_told_with_the_known_ones() -> None:
    """Those of its own type."""
    assert faults_of({"type": "rejected", "at": AT, "_at": AT, "by": "2025-10-17"}) == [
        "$.events[0]._at: unknown key; expected one of at, note; did you mean `at`?",
        "$.events[0].by: unknown key; expected one of at, note",
    ]


@pytest.mark.parametrize("kind", ["appointment", "", "event", None, 3, ["interview"], {}], ids=stable_id)
def test_an_unknown_type_of_event_is_told_with_the_known_ones(kind: Any) -> None:
    """Other spellings and other types of value alike."""
    given = kind if isinstance(kind, str) else repr(kind)
    expected = f"$.events[0].type: `{given}` is not a type of event; expected one of {TYPES}"
    assert faults_of({"type": kind, "at": AT}) == [expected]


def test_an_event_without_type_is_told_the_known_ones() -> None:
    """Nothing else can be said of it."""
    assert faults_of({"at": AT}) == [f"$.events[0].type: missing; expected one of {TYPES}"]


@pytest.mark.parametrize("event", [None, "rejected", 3, [], [{"type": "rejected"}]], ids=stable_id)
def test_an_event_is_an_object(event: Any) -> None:
    """Nothing else has a type."""
    given = event if isinstance(event, str) else repr(event)
    assert faults_of(event) == [f"$.events[0]: `{given}` is not an event; expected an object with a `type`"]


@pytest.mark.parametrize("events", [None, "", "rejected", {}, {"type": "rejected"}, 3, True], ids=stable_id)
def test_events_are_a_list(events: Any) -> None:
    """A single event, a text or null is none."""
    given = events if isinstance(events, str) else repr(events)
    assert faults({**BARE, "events": events}) == [f"$.events: `{given}` is not a list; expected a list of events"]


@pytest.mark.parametrize("facts", [None, [], "unknown", 3, True], ids=stable_id)
def test_facts_are_an_object(facts: Any) -> None:
    """They are declared by name."""
    given = facts if isinstance(facts, str) else repr(facts)
    assert faults({**BARE, "facts": facts}) == [f"$.facts: `{given}` is not an object; expected one with keys"]


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({**BARE, "zone": 3}, "$.zone"),
        ({**BARE, "zone": "Europe/Nowhere"}, "$.zone"),
        ({**BARE, "zone": ["UTC"]}, "$.zone"),
    ],
    ids=stable_id,
)
def test_a_zone_that_is_none_is_told_with_its_place(document: Any, where: str) -> None:
    """Its name is quoted."""
    given = document["zone"] if isinstance(document["zone"], str) else repr(document["zone"])
    assert faults(document) == [f"{where}: `{given}` is not a time zone; expected an IANA name such as `Europe/London`"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2025-10-18T09:00:00", f"`2025-10-18T09:00:00` has no offset from UTC; expected an instant such as {EXAMPLE}"),
        ("2025-10-18", f"`2025-10-18` is not an instant; expected one such as {EXAMPLE}"),
        ("now", f"`now` is not an instant; expected one such as {EXAMPLE}"),
        (True, f"`True` is not an instant; expected one such as {EXAMPLE}"),
        (1.5, f"`1.5` is not an instant; expected one such as {EXAMPLE}"),
        ({}, f"`{{}}` is not an instant; expected one such as {EXAMPLE}"),
        (
            "3000-01-01T00:00:00Z",
            "`3000-01-01T00:00:00Z` is out of range; expected an instant in the years 1900 to 2999",
        ),
        (0, "`0` is a number; expected a text such as `2025-10-06T09:00:00Z`"),
        (10**5000, "`<int>` is a number; expected a text such as `2025-10-06T09:00:00Z`"),
    ],
    ids=lambda value: str(value)[:30] if not isinstance(value, int) else "number",
)
def test_an_instant_that_is_none_is_told_with_its_place(now: Any, expected: str) -> None:
    """In a document an instant is a text: a number might count seconds or anything."""
    assert faults({**BARE, "now": now}) == [f"$.now: {expected}"]


@pytest.mark.parametrize("by", [0, 20_251_017])
def test_a_promised_number_is_no_date_in_a_document(by: int) -> None:
    """Dates are texts as well."""
    expected = f"$.events[0].by: `{by}` is a number; expected a text such as `2025-10-06T09:00:00Z`"
    assert faults_of({"type": "response_promised", "at": AT, "by": by}) == [expected]


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("interviewers", {"type": "interview", "ends": AT}),
        ("kind", {"type": "action_taken", "at": AT}),
        ("channel", {"type": "message_sent", "at": AT, "kind": "gift"}),
        ("to", {"type": "message_sent", "at": AT, "kind": "gift", "channel": "post"}),
        ("substantive", {"type": "employer_replied", "at": AT}),
    ],
)
def test_null_is_no_value_of_an_event(key: str, event: dict[str, Any]) -> None:
    """Where leaving out means something, so does null: nobody knows what."""
    hint = "it must be given" if key in {"kind", "channel"} else "leave the key out"
    assert faults_of({**event, key: None}) == [f"$.events[0].{key}: null is not a value here; {hint}"]


@pytest.mark.parametrize("fact", list(Facts.__annotations__))
def test_null_is_no_value_of_a_fact(fact: str) -> None:
    """Unknown is `unknown`, and absent is left out."""
    expected = f"$.facts.{fact}: null is not a value here; leave the key out"
    assert faults({**BARE, "facts": {fact: None}}) == [expected]


def test_null_for_what_must_be_given_is_not_told_to_be_left_out() -> None:
    """A zone cannot be left out: such advice would lead from one error to the next."""
    [fault] = faults({**BARE, "zone": None})
    assert fault.startswith("$.zone: ")
    assert "leave the key out" not in fault


def test_an_interview_that_ends_before_it_starts_is_told_at_its_end() -> None:
    """Both instants are named, in UTC."""
    assert faults_of({"type": "interview", "ends": AT, "starts": "2025-10-06T09:00:00Z"}) == [
        (
            "$.events[0].ends: the interview ends at `2025-10-06T08:00:00+00:00`, "
            "before it starts at `2025-10-06T09:00:00+00:00`"
        )
    ]


def test_an_interview_arranged_after_it_begins_is_told_at_its_arrangement() -> None:
    """Both instants are named, in UTC."""
    assert faults_of({"type": "interview", "ends": AT, "arranged": "2025-10-06T09:00:00Z"}) == [
        "$.events[0].arranged: `2025-10-06T09:00:00+00:00` is after the interview begins at `2025-10-06T08:00:00+00:00`"
    ]


def test_a_promise_for_the_past_is_told_at_its_date() -> None:
    """An instant by the instant, a date by the date in the zone."""
    assert faults_of({"type": "response_promised", "at": AT, "by": "2025-10-06T07:00:00Z"}) == [
        "$.events[0].by: `2025-10-06T07:00:00+00:00` is before `2025-10-06T08:00:00+00:00`, at which it was promised"
    ]
    assert faults_of({"type": "response_promised", "at": AT, "by": "2025-10-05"}) == [
        "$.events[0].by: `2025-10-05` is before the date of `at`"
    ]


def test_a_message_of_the_future_is_told_at_its_instant() -> None:
    """Now is named as well."""
    late = {"type": "message_sent", "at": "2025-10-18T09:00:01+01:00", "kind": "gift", "channel": "post"}
    assert faults_of({"type": "rejected", "at": AT}, late) == [
        f"$.events[1].at: `2025-10-18T09:00:01+01:00` is after now, `{NOW}`; only an interview may lie ahead"
    ]


def test_every_wrong_name_is_told_with_its_place() -> None:
    """Within a list within an event."""
    event = {"type": "interview", "ends": AT, "interviewers": ["Dana Wu", "", 3]}
    assert faults_of(event) == [
        "$.events[0].interviewers[1]: `` is not a name; expected a person's name",
        "$.events[0].interviewers[2]: `3` is not text",
    ]


def test_every_wrong_date_is_told_with_its_place() -> None:
    """Within a pair within a list within the facts."""
    assert faults({**BARE, "facts": {"slow_periods": [["2025-12-20", "x"]]}}) == [
        "$.facts.slow_periods[0][1]: `x` is not a date; expected one such as `2025-10-17`"
    ]


def test_all_faults_are_told_together() -> None:
    """Of the document, of its events and of its facts, whatever their kind."""
    document = {
        "zone": "Mars/Base",
        "now": "2025-10-18T09:00:00",
        "place": "here",
        "facts": {"stage": "last", "leeway_days": True, "mood": "good"},
        "events": [
            {"type": "rejected", "at": AT},
            {"type": "message_sent", "at": "yesterday", "kind": "letter", "channel": "none", "too": "Dana"},
            {"type": "party"},
            "rejected",
            {"type": "interview", "ends": AT, "starts": "2025-10-06T09:00:00Z"},
        ],
    }
    wheres = [fault.partition(": ")[0] for fault in faults(document)]
    assert wheres == [
        "$.zone",
        "$.now",
        "$.events[1].at",
        "$.events[1].kind",
        "$.events[1].channel",
        "$.events[1].too",
        "$.events[2].type",
        "$.events[3]",
        "$.events[4].ends",
        "$.facts.stage",
        "$.facts.leeway_days",
        "$.facts.mood",
        "$.place",
    ]


def test_an_event_after_now_is_told_together_with_all_else() -> None:
    """Though another event cannot be read, and the facts neither."""
    document = {
        **BARE,
        "facts": {"stage": "last"},
        "events": [{"type": "rejected", "at": "2026-01-01T00:00:00Z"}, {"type": "withdrawn", "at": "x"}],
    }
    assert sorted(fault.partition(": ")[0] for fault in faults(document)) == [
        "$.events[0].at",
        "$.events[1].at",
        "$.facts.stage",
    ]


def test_all_that_is_wrong_with_an_interview_is_told_together() -> None:
    """It ends before it starts, and was arranged after it started."""
    event = {"type": "interview", "ends": AT, "starts": "2025-10-06T09:00:00Z", "arranged": "2025-10-06T10:00:00Z"}
    assert [fault.partition(": ")[0] for fault in faults_of(event)] == ["$.events[0].ends", "$.events[0].arranged"]


# -- strange keys and values


def test_every_message_can_be_written_as_utf_8() -> None:
    """Half of a character may stand in a value or in a key."""
    document = json.loads('{"zone": "\\ud800", "now": "\\udfff", "\\ud83d": 1, "events": [{"type": "\\ud800"}]}')
    with pytest.raises(TimelineError) as caught:
        Timeline.from_dict(document)
    assert str(caught.value).encode()


def test_a_long_key_is_cut_like_a_long_value() -> None:
    """A megabyte of key is not told as a megabyte of message."""
    [fault] = faults({**BARE, "k" * 1_000_000: 1})
    assert len(fault) < 200


def test_each_fault_stands_on_a_line_of_its_own_whatever_the_key() -> None:
    """A line break in a key does not make two faults of one."""
    assert len(faults({**BARE, "a\nb": 1})) == 1


def test_a_key_that_cannot_be_printed_is_told_all_the_same() -> None:
    """Only Python can give one: JSON's keys are texts."""
    raised: type[Exception] | None = None
    try:
        Timeline.from_dict({**BARE, 10**5000: 1})  # type: ignore[dict-item]
    except Exception as error:  # not kept: no runner can print what holds such a number
        raised = type(error)
    assert raised is TimelineError


@pytest.mark.parametrize("key", [3, None, (1, 2), 1.5], ids=stable_id)
def test_a_key_that_is_no_text_is_unknown(key: Any) -> None:
    """Only Python can give one; what would be read as two steps is quoted."""
    place = "['1.5']" if key == 1.5 else f".{key}"
    assert faults({**BARE, key: 1}) == [f"${place}: unknown key; expected one of zone, now, events, facts"]


# -- texts that are no document


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\ufeff", b"", b"\xef\xbb\xbf"], ids=ascii)
def test_an_empty_text_is_told_to_be_one(text: str | bytes) -> None:
    """White space and a byte order mark are nothing either."""
    assert refusal(text) == "$: there is nothing here; expected a timeline as JSON"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "expecting property name enclosed in double quotes (line 1, column 2)"),
        ('{"zone": UTC}', "expecting value (line 1, column 10)"),
        ("{}\n{}", "extra data (line 2, column 1)"),
        ('{"zone": "UTC', "unterminated string starting at (line 1, column 10)"),
        ("{'zone': 'UTC'}", "expecting property name enclosed in double quotes (line 1, column 2)"),
        ("zone: UTC", "expecting value (line 1, column 1)"),
        ('{"zone": "a\tb"}', "invalid control character at (line 1, column 12)"),
    ],
)
def test_what_is_not_json_is_told_with_line_and_column(text: str, expected: str) -> None:
    """In the words of the standard library, in lower case."""
    assert refusal(text) == f"$: not JSON: {expected}"


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_the_numbers_that_json_does_not_have_are_refused(word: str) -> None:
    """Python would read them."""
    assert refusal(f'{{"facts": {{"leeway_days": {word}}}}}') == f"$: `{word}` is not JSON"


def test_a_number_too_large_for_a_float_is_refused_as_a_value() -> None:
    """It reads as infinity, which is no number of days."""
    text = json.dumps({**BARE, "facts": {"leeway_days": 0}}).replace(": 0}", ": 1e999}")
    assert refusal(text) == "$.facts.leeway_days: `inf` does not fit; expected a whole number of days from 0 to 60"


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    """Python does not read one, and says so in its own words."""
    with pytest.raises(ValueError, match=r"^Exceeds the limit") as limit:
        int("9" * 5000)
    assert refusal(f'{{"now": {"9" * 5000}}}') == f"$: not JSON that can be read: {limit.value}"


@pytest.mark.parametrize("text", ['{"zone": 1, "zone": 2}', '{"events": [{"at": 1, "x": 2, "at": 3, "x": 4}]}'])
def test_a_key_given_twice_is_refused(text: str) -> None:
    """Which of the two is meant, nobody can tell; the first that comes again is named."""
    assert refusal(text) == f"$: the key `{'zone' if 'zone' in text else 'at'}` is given twice in one object"


@pytest.mark.parametrize("text", ["[" * 100_000, '{"zone":' * 100_000, "[" * 100_000 + "]" * 100_000])
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    """Before the interpreter gives up."""
    assert refusal(text) == "$: nested too deeply; expected a timeline as JSON"


def test_a_deeply_nested_value_is_refused_like_any_other() -> None:
    """Deep, but not too deep to be read as JSON."""
    depth = sys.getrecursionlimit() // 2
    text = '{"zone": "UTC", "now": ' + "[" * depth + "]" * depth + "}"
    assert refusal(text) == f"$.now: `{'[' * 59}…` is not an instant; expected one such as {EXAMPLE}"


def test_a_document_nested_too_deeply_is_refused() -> None:
    """Given as a dict, it does not even have to be JSON."""
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert faults({**BARE, "zone": deep})[0].startswith("$.zone: `<list>` is not a time zone;")
    assert faults({**BARE, "facts": {"closed_days": deep}})[0].startswith(
        "$.facts.closed_days[0]: `<list>` is not a date;"
    )


@pytest.mark.parametrize(
    "document",
    [
        {**BARE, "facts": {"stage": "DEEP"}},
        {**BARE, "facts": {"industries": ["DEEP"]}},
        {**BARE, "events": [{"type": "action_taken", "at": AT, "kind": "DEEP"}]},
    ],
    ids=["stage", "industries", "kind"],
)
def test_a_word_nested_to_any_depth_is_refused(document: Any) -> None:
    """Near the interpreter's limit as well, where it can be read as JSON and not be printed."""
    text = json.dumps(document)
    raised = set()
    for depth in range(sys.getrecursionlimit() - 200, sys.getrecursionlimit() + 20):
        try:
            Timeline.from_json(text.replace('"DEEP"', "[" * depth + "]" * depth))
        except Exception as error:  # the kind is all that matters
            raised.add(type(error))
    assert raised == {TimelineError}


def test_a_text_too_long_is_not_even_read() -> None:
    """The bound is told, and what was given."""
    assert refusal(" " * (codec.LARGEST + 1)) == "$: the text is 16,777,217 long; expected at most 16,777,216"


def test_a_text_of_the_greatest_length_is_read() -> None:
    """The bound is in."""
    text = json.dumps(BARE)
    assert Timeline.from_json(text + " " * (codec.LARGEST - len(text))) == Timeline(ZONE, NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"\xff", "not UTF-8 (invalid start byte at byte 0); expected JSON"),
        (b'{"zone": "Z\xfcrich"}', "not UTF-8 (invalid start byte at byte 11); expected JSON"),
        ('{"zone": "UTC"}'.encode("utf-16"), "not UTF-8 (invalid start byte at byte 0); expected JSON"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused(text: bytes, expected: str) -> None:
    """The first that does not fit is named."""
    assert refusal(text) == f"$: {expected}"


@pytest.mark.parametrize(
    "text", [None, 3, BARE, [], memoryview(b"{}")], ids=["None", "3", "dict", "list", "memoryview"]
)
def test_what_is_no_text_is_refused(text: Any) -> None:
    """A document that is a dict already is read by `from_dict`."""
    assert refusal(text).endswith("` is not text; expected JSON")


# -- whatever comes

KEYS = st.sampled_from(
    [
        *("zone", "now", "events", "facts", "type", "at", "by", "ends", "starts", "arranged", "interviewers", "kind"),
        *("channel", "to", "note", "substantive", "source", "evidence", *Facts.__annotations__),
    ]
)
WORDS = st.sampled_from(
    [ZONE, NOW, AT, "2025-10-17", "unknown", "email", "thank_you", "take_notes", "posting", "oral", "final", "finance"]
    + [event.type for event in EVENTS]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None))
    | WORDS
    | st.datetimes().map(str)
    | st.dates().map(str)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=8),
    max_leaves=30,
)
OF_EVENTS = ["ends", "starts", "arranged", "by", "kind", "channel", "to", "interviewers", "note", "x"]
DOCUMENTS = st.fixed_dictionaries(
    {"zone": st.just(ZONE) | VALUES, "now": st.just(NOW) | VALUES},
    optional={
        "events": st.lists(
            st.fixed_dictionaries(
                {"type": st.sampled_from([event.type for event in EVENTS]), "at": st.just(AT) | VALUES},
                optional=dict.fromkeys(OF_EVENTS, VALUES),
            )
            | VALUES,
            max_size=4,
        ),
        "facts": st.dictionaries(st.sampled_from(list(Facts.__annotations__)), VALUES, max_size=5) | VALUES,
        "more": VALUES,
    },
)


def assert_read_or_refused(read: Any, given: Any) -> None:
    """A timeline that can be written and read again, or a `TimelineError` with faults, and nothing else."""
    faults: tuple[Fault, ...] = (Fault("$", "none"),)
    timeline = None
    try:
        timeline = read(given)
    except TimelineError as error:
        faults = error.faults
    assert faults
    assert all(fault.where.startswith("$") and fault.what for fault in faults)
    assert timeline is None or Timeline.from_json(timeline.to_json()) == timeline


@given(VALUES | DOCUMENTS)
@settings(max_examples=200, deadline=None)
@example({"zone": ZONE, "now": NOW, "facts": {"closed_days": {}}})
@pytest.mark.long
def test_any_value_is_read_or_refused(value: Any) -> None:
    """Nothing but a `TimelineError` comes of bad data."""
    assert_read_or_refused(Timeline.from_dict, value)


@given(st.text(st.characters(codec=None)) | st.binary() | (VALUES | DOCUMENTS).map(json.dumps))
@settings(max_examples=150, deadline=None)
@pytest.mark.long
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    """Nothing but a `TimelineError` comes of a bad text."""
    assert_read_or_refused(Timeline.from_json, text)


@given(st.integers(min_value=0), st.data())
@settings(max_examples=200, deadline=None)
def test_any_document_cut_or_scrambled_is_read_or_refused(seed: int, data: st.DataObject) -> None:
    """A piece of the text left out, and something else in its place."""
    text = json.dumps(random_timelines.timeline(Random(seed)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    between = data.draw(st.sampled_from(["", "0", "null", '"', "{", "]", "\\ud800", "unknown", "-", "\x00"]))
    assert_read_or_refused(Timeline.from_json, text[:start] + between + text[end:])


@pytest.mark.parametrize("path", ["x.json", "timelines/acme", "C:\\my data\\acme.json", "./a.b"])
def test_a_path_in_place_of_a_text_is_taken_for_what_it_is(path: str) -> None:
    """The message says what to give instead; other texts are only not JSON."""
    (said,) = said_of(path)
    assert said.endswith(f"; if `{path}` is the path of a file, give what is in that file")
    for text in ("timeline", '{"zone": "a/b.c"', "[1, 2.5", "no\n.json"):
        assert "path of a file" not in said_of(text)[0]


def said_of(text: str) -> list[str]:
    with pytest.raises(TimelineError) as caught:
        Timeline.from_json(text)
    return [str(fault) for fault in caught.value.faults]
