"""Warnings: what is legal on a timeline and probably a mistake, each with its place."""

from __future__ import annotations

from typing import Any

import pytest

from followup_rules.timeline.events import (
    EmployerReplied,
    Event,
    Interview,
    MessageSent,
    OfferReceived,
    ProcessCompleted,
    Rejected,
    Withdrawn,
)
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import MessageKindName

ZONE = "Europe/London"
NOW = "2025-10-18T09:00:00+01:00"
TALK = Interview(starts="2025-10-06T09:00:00+01:00", ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
AHEAD = Interview(starts="2025-10-20T09:00:00+01:00", ends="2025-10-20T10:00:00+01:00", interviewers=["Bo Li"])
BEFORE = "2025-10-18T08:59:59.999999+01:00"


def warned(*events: Event, zone: str = ZONE, now: str = NOW) -> list[str]:
    """What is probably a mistake among some events."""
    return [str(warning) for warning in Timeline(zone, now, events).warnings]


def thanked(at: str, *to: str, kind: MessageKindName = "thank_you") -> MessageSent:
    """A message by email."""
    return MessageSent(at, kind=kind, channel="email", to=to)


# -- people


@pytest.mark.parametrize(
    ("to", "nearest"), [("Dana", "Dana Wu"), ("dana wu", "Dana Wu"), ("Bo", "Bo Li"), ("Zoë", "Dana Wu")]
)
def test_a_message_to_somebody_whom_no_interview_names(to: str, nearest: str) -> None:
    """The nearest name is told; where none is near, the first."""
    other = Interview(ends="2025-10-07T10:00:00+01:00", interviewers=["Bo Li"])
    assert warned(TALK, other, thanked("2025-10-08T10:00:00+01:00", to)) == [
        f"$.events[2].to[0]: no interview names `{to}`; did you mean `{nearest}`?"
    ]


def test_each_wrong_name_is_told_with_its_place() -> None:
    """Of every kind of message; the right names are not."""
    sent = thanked("2025-10-08T10:00:00+01:00", "Dana Wu", "Dan", "Danna Wu", kind="status_inquiry")
    assert warned(sent, TALK) == [
        "$.events[0].to[1]: no interview names `Dan`; did you mean `Dana Wu`?",
        "$.events[0].to[2]: no interview names `Danna Wu`; did you mean `Dana Wu`?",
    ]


def test_where_interviews_name_nobody_any_name_may_be_right() -> None:
    """Nobody knows whom they met."""
    nobody = Interview(ends="2025-10-06T10:00:00+01:00")
    assert warned(nobody, thanked("2025-10-07T10:00:00+01:00", "Dana")) == []
    assert warned(thanked("2025-10-07T10:00:00+01:00", "Dana", kind="gift")) == []


def test_a_cancelled_interview_names_nobody() -> None:
    """They were not met."""
    cancelled = Interview(ends="2025-10-20T10:00:00+01:00", interviewers=["Bo Li"], cancelled="2025-10-10T10:00:00Z")
    assert warned(TALK, cancelled, thanked("2025-10-11T10:00:00+01:00", "Bo Li", kind="gift")) == [
        "$.events[2].to[0]: no interview names `Bo Li`; did you mean `Dana Wu`?"
    ]


# -- too early a thank-you


@pytest.mark.parametrize(
    ("at", "warns"),
    [
        ("2025-10-06T09:59:59.999999+01:00", True),
        ("2025-10-06T10:00:00+01:00", False),
        ("2025-10-06T10:00:00.000001+01:00", False),
    ],
)
def test_a_thank_you_before_any_interview_has_ended(at: str, warns: bool) -> None:
    """The very end of the first one is late enough; other messages may come before."""
    expected = ["$.events[0].at: this thank-you was sent before any interview had ended"]
    second = Interview(ends="2025-10-08T10:00:00+01:00")
    assert warned(thanked(at), second, TALK) == (expected if warns else [])
    assert warned(thanked(at, kind="gift"), second, TALK) == []


def test_a_thank_you_without_any_interview() -> None:
    """A cancelled one counts for none."""
    expected = ["$.events[0].at: this thank-you was sent before any interview had ended"]
    assert warned(thanked("2025-10-07T10:00:00Z")) == expected
    cancelled = Interview(ends="2025-10-06T10:00:00Z", cancelled="2025-10-06T10:00:00Z")
    assert warned(thanked("2025-10-07T10:00:00Z"), cancelled) == expected


# -- an interview ahead although all is over


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Rejected(BEFORE), "they said no"),
        (OfferReceived(BEFORE), "they made an offer"),
        (Withdrawn(BEFORE), "you withdrew"),
    ],
)
def test_an_interview_that_lies_ahead_after_the_end(event: Event, said: str) -> None:
    """After an offer, a rejection or a withdrawal; the instant is told in the zone of the timeline."""
    assert warned(TALK, event, AHEAD) == [
        (
            f"$.events[2]: this interview still lies ahead, although {said} at `2025-10-18T08:59:59.999999+01:00`; "
            "if it will not take place, say so with `cancelled`"
        )
    ]
    assert warned(TALK, event, AHEAD, zone="America/New_York")[0].count("`2025-10-18T03:59:59.999999-04:00`") == 1


@pytest.mark.parametrize("event", [EmployerReplied(BEFORE), ProcessCompleted(BEFORE)])
def test_what_ends_nothing_warns_of_nothing(event: Event) -> None:
    """Nor does an interview that has ended, or one that was cancelled."""
    assert warned(TALK, event, AHEAD) == []
    assert warned(TALK, Rejected(BEFORE)) == []
    cancelled = Interview(starts=AHEAD.starts, ends=AHEAD.ends, cancelled=BEFORE)
    assert warned(TALK, Rejected(BEFORE), cancelled) == []


@pytest.mark.parametrize(
    ("arranged", "warns"),
    [
        ("2025-10-18T08:59:59.999998+01:00", True),
        ("2025-10-18T08:59:59.999999+01:00", True),
        ("2025-10-18T09:00:00+01:00", False),
        (None, True),
    ],
)
def test_an_interview_arranged_after_the_end_is_meant(arranged: str | None, warns: bool) -> None:
    """At that very instant it is not surely; one that was always known was arranged before."""
    ahead = Interview(ends="2025-10-20T10:00:00+01:00", arranged=arranged)
    assert bool(warned(TALK, Rejected(BEFORE), ahead)) is warns


def test_an_interview_that_ends_at_now_lies_no_longer_ahead() -> None:
    """A microsecond later it does."""
    for ends, warns in ((NOW, False), ("2025-10-18T09:00:00.000001+01:00", True)):
        assert bool(warned(Rejected(BEFORE), Interview(ends=ends))) is warns


def test_an_interview_is_warned_of_once() -> None:
    """Whatever came."""
    assert len(warned(Rejected(BEFORE), Withdrawn(BEFORE), AHEAD)) == 1


# -- two at once


@pytest.mark.parametrize(
    ("starts", "warns"),
    [
        ("2025-10-06T09:30:00+01:00", True),
        ("2025-10-06T09:59:59.999999+01:00", True),
        ("2025-10-06T10:00:00+01:00", False),
        ("2025-10-06T10:00:00.000001+01:00", False),
    ],
)
def test_two_interviews_that_overlap_and_name_one_person(starts: str, warns: bool) -> None:
    """One may begin as the other ends; the place is that of the later in the list."""
    other = Interview(starts=starts, ends="2025-10-06T11:00:00+01:00", interviewers=["Bo Li", "Dana Wu"])
    expected = "this interview overlaps with another one that names `Dana Wu` too"
    assert warned(TALK, other) == [f"$.events[1]: {expected}"] * warns
    assert warned(other, TALK) == [f"$.events[1]: {expected}"] * warns


@pytest.mark.parametrize("given", [{"interviewers": ["Bo Li"]}, {}, {"cancelled": "2025-10-05T10:00Z"}])
def test_two_interviews_with_different_people_may_overlap(given: dict[str, Any]) -> None:
    """And so may two of which one names nobody, or is cancelled."""
    assert warned(TALK, Interview(starts=TALK.starts, ends=TALK.ends, **given)) == []


def test_a_usual_timeline_has_no_warnings() -> None:
    """And one with nothing in it has none."""
    assert warned() == []
    assert warned(TALK, thanked("2025-10-07T10:00:00+01:00", "Dana Wu"), AHEAD) == []
