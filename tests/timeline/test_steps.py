"""Steps: one message to each of several people on one date is one attempt, as long as no sign of life lies between."""

from __future__ import annotations

from typing import Any

from followup_rules import EmployerReplied, Interview, MessageSent, Policy, Timeline, evaluate
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, before, completes_a_step
from followup_rules.rules.moments import latest_attempt
from followup_rules.rules.rule import forbid, permit
from followup_rules.rules.selections import messages
from followup_rules.timeline.vocabulary import ChannelName

ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
ONE_STEP_A_WEEK = Policy(
    "one_step_a_week",
    [
        permit(messages("thank_you"), always, says="write").named("mine/write"),
        forbid(messages(), before(latest_attempt() + days(7)) & ~completes_a_step, says="wait a week").named(
            "mine/wait-a-week"
        ),
    ],
)


def thanked(at: str, *to: str, channel: ChannelName = "email") -> MessageSent:
    """A thank-you on the day after the interview."""
    return MessageSent(f"2025-10-07T{at}:00+01:00", kind="thank_you", channel=channel, to=to)


def stance(*events: Any) -> str:
    """What the policy says at one o'clock of a thank-you by email to Bo."""
    interview = Interview(ends=ENDS, interviewers=["Ana Ruiz", "Bo Li"])
    timeline = Timeline("Europe/London", "2025-10-07T13:00:00+01:00", [interview, *events])
    return evaluate(timeline, ONE_STEP_A_WEEK)["thank_you", "email", "Bo Li"].stance


REPLY = EmployerReplied("2025-10-07T11:00:00+01:00")


def test_a_message_to_the_second_person_completes_the_step() -> None:
    """On the date of the first one."""
    assert stance(thanked("10:00", "Ana Ruiz")) == "allowed"


def test_a_step_made_before_the_latest_sign_of_life_exempts_nothing() -> None:
    """The attempt by post is made after it, and the wait that follows that attempt holds."""
    assert stance(thanked("10:00", "Ana Ruiz"), REPLY, thanked("12:00", "Ana Ruiz", channel="post")) == "forbidden"


def test_an_earlier_step_is_not_reached_through_a_later_one_across_a_sign_of_life() -> None:
    """The step of noon names Bo already, and the one before the reply no longer counts."""
    assert stance(thanked("10:00", "Ana Ruiz"), REPLY, thanked("12:00", "Ana Ruiz", "Bo Li")) == "forbidden"


def test_a_step_made_at_the_very_sign_of_life_counts() -> None:
    """Attempts count from the sign of life on, that instant included."""
    assert stance(REPLY, thanked("11:00", "Ana Ruiz")) == "allowed"


def test_a_person_who_is_written_to_again_does_not_complete_a_step() -> None:
    """A second message to Bo is a second attempt."""
    assert stance(thanked("10:00", "Ana Ruiz", "Bo Li")) == "forbidden"
