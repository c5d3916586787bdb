"""The timeline: what it is made of, when it is looked at, and what it refuses."""

# mypy: disable-error-code="arg-type, list-item"
# what is to be refused is given on purpose

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pendulum
import pytest

from followup_rules.errors import Fault, TimelineError
from followup_rules.temporal.instants import Micros
from followup_rules.timeline.events import (
    EmployerReplied,
    Event,
    FollowUpInvited,
    Interview,
    MessageSent,
    Rejected,
    ResponsePromised,
)
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline
from ids import stable_id

ZONE = "Europe/London"
NOW = "2025-10-18T09:00:00+01:00"
INTERVIEW = Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
THANKS = MessageSent("2025-10-07T09:00:00+01:00", kind="thank_you", channel="email", to=["Dana Wu"])
REJECTED = Rejected("2025-10-17T09:00:00+01:00")


def faults(make: Callable[[], object]) -> tuple[Fault, ...]:
    """What is wrong with what cannot be made."""
    with pytest.raises(TimelineError) as caught:
        make()
    return caught.value.faults


def said(make: Callable[[], object]) -> list[str]:
    """The same without the places."""
    return [fault.what for fault in faults(make)]


# -- what it is made of


def test_a_timeline_needs_a_zone_and_a_now() -> None:
    """Nothing has happened and nothing is declared unless it is said."""
    timeline = Timeline(ZONE, NOW)
    assert (timeline.zone, timeline.events, timeline.facts) == (ZONE, (), Facts())


@pytest.mark.parametrize(
    "now",
    [
        NOW,
        "2025-10-18T08:00Z",
        datetime(2025, 10, 18, 9, tzinfo=ZoneInfo(ZONE)),
        pendulum.datetime(2025, 10, 18, 8),
        Micros(1_760_774_400_000_000),
    ],
    ids=stable_id,
)
def test_now_is_given_back_in_the_zone_of_the_timeline(now: Any) -> None:
    """However it was given."""
    told = Timeline(ZONE, now).now
    assert (told.isoformat(), told.timezone_name, type(told)) == (NOW, ZONE, pendulum.DateTime)


def test_now_keeps_to_the_second_of_two_like_hours() -> None:
    """Where the clock goes back, the offset tells which of the two is meant."""
    assert Timeline(ZONE, "2025-10-26T01:30:00+00:00").now.isoformat() == "2025-10-26T01:30:00+00:00"
    assert Timeline(ZONE, "2025-10-26T01:30:00+01:00").now.isoformat() == "2025-10-26T01:30:00+01:00"


def test_any_collection_of_events_will_do() -> None:
    """They are kept as a tuple."""
    assert Timeline(ZONE, NOW, iter([INTERVIEW, THANKS])).events == (INTERVIEW, THANKS)


@pytest.mark.parametrize(
    "events", [[THANKS, INTERVIEW], [INTERVIEW, THANKS, THANKS], {INTERVIEW, THANKS}], ids=["turned", "twice", "set"]
)
def test_timelines_of_the_same_events_are_equal(events: Any) -> None:
    """In whatever order they are given and however often; and they hash alike."""
    one, other = Timeline(ZONE, NOW, [INTERVIEW, THANKS]), Timeline(ZONE, NOW, events)
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    "other",
    [
        Timeline("UTC", NOW, [INTERVIEW]),
        Timeline(ZONE, "2025-10-18T09:00:01+01:00", [INTERVIEW]),
        Timeline(ZONE, NOW, [INTERVIEW, THANKS]),
        Timeline(ZONE, NOW, [INTERVIEW], Facts(stage="first")),
    ],
    ids=["zone", "now", "events", "facts"],
)
def test_timelines_that_differ_in_anything_are_not_equal(other: Timeline) -> None:
    """Zone, now, events and facts all count."""
    assert Timeline(ZONE, NOW, [INTERVIEW]) != other


def test_a_timeline_cannot_be_changed() -> None:
    """Timelines are values."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Timeline(ZONE, NOW).zone = "UTC"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("timeline", "read"),
    [
        (Timeline(ZONE, NOW), f"Timeline('{ZONE}', '{NOW}')"),
        (
            Timeline(ZONE, NOW, [REJECTED]),
            f"Timeline('{ZONE}', '{NOW}', [Rejected(at='2025-10-17T08:00:00+00:00')])",
        ),
        (Timeline(ZONE, NOW, facts=Facts(stage="first")), f"Timeline('{ZONE}', '{NOW}', facts=Facts(stage='first'))"),
        (
            Timeline("UTC", NOW, [REJECTED], Facts(leeway_days=0)),
            (
                "Timeline('UTC', '2025-10-18T08:00:00+00:00', [Rejected(at='2025-10-17T08:00:00+00:00')], "
                "facts=Facts(leeway_days=0))"
            ),
        ),
    ],
)
def test_the_repr_of_a_timeline_makes_it_again(timeline: Timeline, read: str) -> None:
    """It reads like the call."""
    assert repr(timeline) == read
    assert eval(read) == timeline


@pytest.mark.parametrize(
    "zone",
    [ZoneInfo(ZONE), pendulum.timezone(ZONE), pendulum.datetime(2025, 10, 6, tz=ZONE).timezone],
    ids=["zoneinfo", "pendulum", "of a pendulum value"],
)
def test_a_zone_may_be_an_object_that_carries_its_name(zone: Any) -> None:
    """Of the standard library, or of pendulum."""
    assert Timeline(zone, NOW) == Timeline(ZONE, NOW)


# -- what it refuses


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", 3, None, ["UTC"], UTC], ids=stable_id)
def test_a_zone_is_the_name_of_one(zone: Any) -> None:
    """Nothing else is taken for it, nor a fixed offset."""
    given = zone if isinstance(zone, str) else repr(zone)
    expected = f"`{given}` is not a time zone; expected an IANA name such as `Europe/London`"
    assert said(lambda: Timeline(zone, NOW)) == [expected]


def test_a_now_without_offset_is_refused() -> None:
    """The zone of the timeline is not guessed to be that of `now`."""
    expected = "`2025-10-18T09:00:00` has no offset from UTC; expected an instant such as `2025-10-06T09:00:00+01:00`"
    assert said(lambda: Timeline(ZONE, "2025-10-18T09:00:00")) == [expected]


@pytest.mark.parametrize("events", ["", b"", {}, {"type": "rejected"}, 3, None, REJECTED], ids=stable_id)
def test_events_are_a_collection(events: Any) -> None:
    """Neither one event alone nor a text nor an object."""
    given = events if isinstance(events, str) else repr(events)
    assert faults(lambda: Timeline(ZONE, NOW, events)) == (
        Fault("$.events", f"`{given}` is not a list; expected events"),
    )


def test_everything_that_is_no_event_is_told_with_its_place() -> None:
    """All of them at once; a dict is read by `from_dict`, not here."""
    assert faults(lambda: Timeline(ZONE, NOW, [REJECTED, {"type": "rejected"}, INTERVIEW, None])) == (
        Fault("$.events[1]", "`{'type': 'rejected'}` is not an event; expected one such as `Interview(...)`"),
        Fault("$.events[3]", "`None` is not an event; expected one such as `Interview(...)`"),
    )


def test_a_bare_event_that_tells_nothing_is_refused() -> None:
    """`Event` is what events have in common, and no event."""
    assert faults(lambda: Timeline(ZONE, NOW, [Event()])) == (
        Fault("$.events[0]", "`Event()` is not an event; expected one such as `Interview(...)`"),
    )


@pytest.mark.parametrize("facts", [{}, {"stage": "first"}, None, "unknown"], ids=stable_id)
def test_facts_are_facts(facts: Any) -> None:
    """A dict is read by `from_dict`, not here."""
    given = facts if isinstance(facts, str) else repr(facts)
    assert faults(lambda: Timeline(ZONE, NOW, [], facts)) == (
        Fault("$.facts", f"`{given}` is not a set of facts; expected `Facts(...)`"),
    )


@pytest.mark.parametrize(
    ("make", "where"), [(lambda: Timeline("Mars/Base", NOW), "$.zone"), (lambda: Timeline(ZONE, "soon"), "$.now")]
)
def test_the_place_of_a_fault_is_the_name_of_the_argument(make: Callable[[], object], where: str) -> None:
    """A zone or a now that cannot be read is told from the rest."""
    assert [fault.where for fault in faults(make)] == [where]


def test_an_event_after_now_is_refused() -> None:
    """By a microsecond already; both instants are told in the zone of the timeline."""
    late = Rejected("2025-10-18T08:00:00.000001Z")
    assert faults(lambda: Timeline(ZONE, NOW, [INTERVIEW, late])) == (
        Fault(
            "$.events[1].at",
            f"`2025-10-18T09:00:00.000001+01:00` is after now, `{NOW}`; only an interview may lie ahead",
        ),
    )


def test_an_event_at_now_is_known() -> None:
    """The bound is in."""
    assert Timeline(ZONE, NOW, [Rejected(NOW)]).events == (Rejected(NOW),)


def test_an_interview_may_lie_ahead() -> None:
    """It is arranged, or was always known."""
    ahead = Interview(ends="2025-11-01T10:00Z", starts="2025-11-01T09:00Z")
    assert Timeline(ZONE, NOW, [ahead]).events == (ahead,)


def test_a_promised_date_before_the_local_date_of_the_promise_is_refused() -> None:
    """Which date that is depends on the zone: late on the 5th in New York it is the 6th in London."""
    promised = ResponsePromised("2025-10-05T23:30:00-04:00", by="2025-10-05")
    assert Timeline("America/New_York", NOW, [promised]).events == (promised,)
    assert faults(lambda: Timeline(ZONE, NOW, [promised])) == (
        Fault("$.events[0].by", "`2025-10-05` is before the date of `at`"),
    )


def test_a_date_that_lies_before_its_event_is_refused_wherever_it_stands() -> None:
    """When an invitation opens, and until when they are away; the date itself is in, in the zone of the timeline."""
    at = "2025-10-05T23:30:00-04:00"
    for event, key in (
        (FollowUpInvited(at, opens="2025-10-05"), "opens"),
        (EmployerReplied(at, substantive=False, away_until="2025-10-05"), "away_until"),
    ):
        assert Timeline("America/New_York", NOW, [event]).events == (event,)
        assert faults(lambda event=event: Timeline(ZONE, NOW, [event])) == (  # type: ignore[misc]
            Fault(f"$.events[0].{key}", "`2025-10-05` is before the date of `at`"),
        )


def test_a_cancellation_after_now_is_refused() -> None:
    """It is known at now, that instant included, or not at all."""
    ends = "2025-11-01T10:00Z"
    assert Timeline(ZONE, NOW, [Interview(ends=ends, cancelled=NOW)]).events
    late = "2025-10-18T09:00:00.000001+01:00"
    assert faults(lambda: Timeline(ZONE, NOW, [Interview(ends=ends, cancelled=late)])) == (
        Fault("$.events[0].cancelled", f"`{late}` is after now, `{NOW}`"),
    )


def test_all_that_is_wrong_with_the_events_is_told_at_once() -> None:
    """Each with its place, an event's own faults together."""
    late = ResponsePromised("2025-10-19T09:00:00+01:00", by="2025-10-18")
    assert [fault.where for fault in faults(lambda: Timeline(ZONE, NOW, [Rejected("2026-01-01T00:00Z"), late]))] == [
        "$.events[0].at",
        "$.events[1].at",
        "$.events[1].by",
    ]


# -- another now, more events


def test_looking_from_earlier_leaves_out_what_was_not_yet_known() -> None:
    """What happened at that instant is known, what happened later is not; interviews stay."""
    timeline = Timeline(ZONE, NOW, [INTERVIEW, THANKS, REJECTED], Facts(stage="first"))
    assert timeline.at(THANKS.at) == Timeline(ZONE, THANKS.at, [INTERVIEW, THANKS], Facts(stage="first"))
    assert timeline.at("2025-10-01T00:00Z").events == (INTERVIEW,)


def test_looking_from_before_a_cancellation_leaves_it_out() -> None:
    """The interview still lies ahead then; from the cancellation on, that instant included, it is cancelled."""
    cancelled = Interview(
        ends="2025-10-17T10:00Z", arranged="2025-10-08T09:00Z", cancelled="2025-10-10T09:00Z", interviewers=["Bo Li"]
    )
    planned = attrs.evolve(cancelled, cancelled=None)
    timeline = Timeline(ZONE, NOW, [INTERVIEW, cancelled])
    assert timeline.at("2025-10-10T09:00:00.000001Z").events == (INTERVIEW, cancelled)
    assert timeline.at("2025-10-10T09:00Z").events == (INTERVIEW, cancelled)
    assert timeline.at("2025-10-10T08:59:59.999999Z").events == (INTERVIEW, planned)
    assert timeline.at("2025-10-10T08:59:59.999999Z").history.people == ("Dana Wu", "Bo Li")
    assert timeline.history.people == ("Dana Wu",)
    assert timeline.at("2025-10-01T00:00Z").known_events == (INTERVIEW,)


def test_looking_from_later_keeps_everything() -> None:
    """Only now moves."""
    timeline = Timeline(ZONE, NOW, [INTERVIEW, THANKS])
    assert timeline.at("2025-12-01T09:00:00+00:00") == Timeline(ZONE, "2025-12-01T09:00Z", [INTERVIEW, THANKS])


def test_looking_from_now_changes_nothing() -> None:
    """The same timeline comes back."""
    timeline = Timeline(ZONE, NOW, [INTERVIEW, THANKS])
    assert timeline.at(timeline.now) == timeline


def test_looking_from_no_instant_is_refused() -> None:
    """The message is that of every instant."""
    expected = "`tomorrow` is not an instant; expected one such as `2025-10-06T09:00:00+01:00`"
    assert said(lambda: Timeline(ZONE, NOW).at("tomorrow")) == [expected]


def test_adding_events_makes_a_new_timeline() -> None:
    """The old one stays as it was."""
    timeline = Timeline(ZONE, NOW, [INTERVIEW])
    assert timeline.add(THANKS, REJECTED) == Timeline(ZONE, NOW, [INTERVIEW, THANKS, REJECTED])
    assert timeline.events == (INTERVIEW,)


def test_adding_nothing_changes_nothing() -> None:
    """The same timeline comes back."""
    timeline = Timeline(ZONE, NOW, [INTERVIEW])
    assert timeline.add() == timeline


def test_what_cannot_be_given_cannot_be_added() -> None:
    """The place counts the events that are there already."""
    late = Rejected("2025-10-19T09:00:00+01:00")
    assert [fault.where for fault in faults(lambda: Timeline(ZONE, NOW, [INTERVIEW]).add(late))] == ["$.events[1].at"]
    assert [fault.where for fault in faults(lambda: Timeline(ZONE, NOW, [INTERVIEW]).add("x"))] == ["$.events[1]"]


# -- what is known


def test_an_interview_not_yet_arranged_is_not_known() -> None:
    """It is kept, and left out of what is known until it was arranged; at that very instant it is known."""
    ahead = Interview(ends="2025-11-01T10:00Z", interviewers=["Bo Li"], arranged="2025-10-20T09:00Z")
    timeline = Timeline(ZONE, NOW, [INTERVIEW, ahead])
    assert timeline.events == (INTERVIEW, ahead)
    assert timeline.history.people == ("Dana Wu",)
    assert timeline.at("2025-10-20T09:00Z").history.people == ("Dana Wu", "Bo Li")


def test_an_interview_arranged_nobody_knows_when_was_always_known() -> None:
    """None is since always."""
    ahead = Interview(ends="2025-11-01T10:00Z", interviewers=["Bo Li"])
    assert Timeline(ZONE, "2020-01-01T00:00Z", [ahead]).history.people == ("Bo Li",)


def test_what_is_known_is_worked_out_once() -> None:
    """Asking again gives the same object."""
    timeline = Timeline(ZONE, NOW, [INTERVIEW])
    assert timeline.history is timeline.history
