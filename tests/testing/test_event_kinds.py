"""The events that spell what rules ask: one for each that they tell apart."""

from __future__ import annotations

from datetime import datetime

import attrs
import pytest

from followup_rules import Interview, Policy, policies
from followup_rules.rules.conditions import (
    addressee_thanked,
    exists,
    interview_ahead,
    on_preferred_channel,
    pending,
    promise_stands,
    stage,
    taken_since,
    unanswered,
)
from followup_rules.rules.moments import interview_end, latest_attempt, latest_event, latest_message, solid_offer
from followup_rules.rules.node import Node
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import forbid
from followup_rules.rules.selections import Selection, acts, messages
from followup_rules.temporal.instants import micros, zone
from followup_rules.testing.dependencies import Distinctions, dependencies_of
from followup_rules.testing.strategies.events import GROUPS, event_kinds
from followup_rules.timeline.events import CompetingOffer, EmployerReplied, Event, ResponsePromised
from followup_rules.timeline.vocabulary import Channel

pytestmark = pytest.mark.unmeasured

NINE = micros("2026-01-05T09:00:00Z")
PLAIN = ["Interview(ends='2026-01-05T09:00:00+00:00', starts='2026-01-05T08:00:00+00:00')"]
ASKED = dependencies_of([])
PLAIN_WORDS = ("kind", "channel", "evidence", "source")


DAY = 86_400_000_000
INVITATIONS = [
    "follow_up_invited opens=2026-01-08",
    f"follow_up_invited opens={NINE} phone",
]


def spelt(asked: Distinctions, at: int = NINE, place: str = "UTC") -> list[Event]:
    """Every letter, at nine."""
    return [letter(zone(place), at) for letter in event_kinds(asked)]


def words(condition: Node, on: Selection | None = None) -> list[str]:
    """What is spelt for a rule on such a condition, without its instants, but for the interview."""
    rule = forbid(messages() if on is None else on, condition, says="p").named("p/p")  # type: ignore[arg-type]
    found = []
    for event in spelt(dependencies_of([Policy("p", [rule])]))[1:]:
        fields = [field for field in attrs.fields(type(event)) if field.alias not in ("at", "ends", "starts")]
        given = [(field.alias, getattr(event, field.name)) for field in fields if field.default is attrs.NOTHING]
        given += [(field.alias, value) for field in fields if (value := getattr(event, field.name)) != field.default]
        words = [word if name in PLAIN_WORDS else f"{name}={word}" for name, word in dict(given).items()]
        found.append(" ".join([event.type, *map(str, words)]))
    return found


def test_where_nothing_is_asked_an_interview_is_spelt() -> None:
    """Of an hour, that names nobody and ends at the instant."""
    assert list(map(repr, spelt(ASKED))) == PLAIN


def test_where_people_matter_a_second_interview_names_two() -> None:
    """And a thank-you is to nobody by name, and to each of them."""
    both = "interview interviewers=('Dana Wu', 'Ana Ruiz')"
    assert words(addressee_thanked) == [
        both,
        "message_sent thank_you email",
        "message_sent thank_you email to=('Dana Wu',)",
        "message_sent thank_you email to=('Ana Ruiz',)",
    ]
    assert GROUPS[:3] == ((), ("Dana Wu",), ("Ana Ruiz",))
    assert words(exists(latest_attempt(["gift"])))[-3:] == [
        "message_sent gift email",
        "message_sent gift email to=('Dana Wu',)",
        "message_sent gift email to=('Ana Ruiz',)",
    ]


def test_interviews_are_spelt_as_far_as_they_matter() -> None:
    """By their round, and one that is cancelled."""
    assert words(stage("final")) == ["interview stage=first", "interview stage=final"]
    (cancelled,) = spelt(dependencies_of([Policy("p", [forbid(messages(), interview_ahead, says="p").named("p/p")])]))[
        1:
    ]
    assert isinstance(cancelled, Interview)
    assert cancelled.cancelled_us == NINE - DAY


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (pending, [*INVITATIONS, "rejected", "offer_received", "withdrawn"]),
        (exists(latest_message(["gift"], by="post")), ["message_sent gift post"]),
        (exists(solid_offer), ["competing_offer written"]),
        (
            exists(latest_event(CompetingOffer)),
            ["competing_offer written"],
        ),
        (
            on_preferred_channel,
            ["channel_preferred email interviewer", "channel_preferred phone interviewer"],
        ),
    ],
)
def test_each_event_that_is_told_apart_is_spelt_once(condition: Node, expected: list[str]) -> None:
    """After the interview, in an order of its own."""
    assert words(condition) == expected


def test_acts_are_spelt_by_their_kinds() -> None:
    """In the order of their words."""
    on = acts("take_notes", "ask_response_date", "move_on")
    assert words(taken_since(interview_end), on) == [
        "action_taken ask_response_date",
        "action_taken move_on",
        "action_taken take_notes",
    ]


def test_replies_are_spelt_as_far_as_they_matter() -> None:
    """One with news, where a sign of life is asked; one without, where any reply is."""
    life = spelt(dependencies_of([Policy("p", [forbid(messages(), unanswered(["gift"]), says="p").named("p/p")])]))
    assert [event.asks for event in life if event.type == "employer_replied"] == [False, True]  # type: ignore[attr-defined]
    replied = exists(latest_event(EmployerReplied))
    assert words(replied) == [
        "employer_replied",
        "employer_replied asks=True",
        "employer_replied substantive=False",
        "employer_replied substantive=False away_until=2026-01-13",
    ]


@pytest.mark.parametrize(
    ("place", "at", "by"),
    [
        ("UTC", "2026-01-05T09:00:00Z", "2026-01-08"),
        ("Pacific/Apia", "2026-01-05T11:00:00Z", "2026-01-09"),
        ("America/New_York", "2026-01-05T02:00:00Z", "2026-01-07"),
    ],
)
def test_a_promise_names_the_third_date_from_when_it_is_made(place: str, at: str, by: str) -> None:
    """By the zone's calendar; or its own date, or the instant."""
    asked = dependencies_of([Policy("p", [forbid(messages(), promise_stands, says="p").named("p/p")])])
    promises = [event for event in spelt(asked, micros(at), place) if isinstance(event, ResponsePromised)]
    third, today, instant = [event.by_us_or_date for event in promises]
    assert str(third) == by
    assert today == datetime.fromisoformat(at).astimezone(zone(place).info).date()
    assert instant == micros(at) + 3 * DAY


@pytest.mark.parametrize("policy", [policies.get(name) for name in policies.names()], ids=lambda policy: policy.name)
def test_letters_of_the_shipped_policies_are_told_apart_and_happen_when_asked(policy: AnyPolicy) -> None:
    """No two are the same event; interviews come first; each spells something that is asked."""
    asked = dependencies_of([policy])
    events = spelt(asked)
    assert len(set(events)) == len(events)
    interviews = [isinstance(event, Interview) for event in events]
    assert interviews == sorted(interviews, reverse=True)
    assert sum(interviews) == 1 + asked.people + 2 * ("stage" in dict(asked.facts)) + asked.ahead
    classes = {key[0] if isinstance(key, tuple) else key for key in asked.events}
    assert {type(event) for event in events} == classes
    assert {event.channel for event in events if event.type == "channel_preferred"} <= set(Channel)  # type: ignore[attr-defined]
