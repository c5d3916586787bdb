"""Conditions in words, and what a condition lacks that does not hold."""

from __future__ import annotations

from typing import Any

import pytest

from followup_rules import Action, FollowUpInvited, Interview, MessageSent, Rejected, Timeline
from followup_rules.rules import conditions, moments
from followup_rules.rules.amounts import days
from followup_rules.rules.choices import choice_of_conditions, choice_of_moments
from followup_rules.rules.conditions import (
    Condition,
    addressee_thanked,
    always,
    at_most,
    before,
    covered_by_preference,
    exists,
    fact,
    goes_by,
    interview_ahead,
    invited,
    invited_by_channel,
    never,
    no_contact_requested,
    on_preferred_channel,
    pending,
    promise_stands,
    sent_since,
    since,
    stage,
    unanswered,
)
from followup_rules.rules.moments import (
    counted,
    interview_end,
    last_sign_of_life,
    latest_message,
    promise_passed,
    rejection,
    solid_offer,
)
from followup_rules.rules.readings import reading
from followup_rules.rules.wording import _SAYS, asked_for, effort, in_words, lacking
from followup_rules.timeline.facts import UNKNOWN, Facts
from ids import stable_id

NOW = "2025-10-18T09:00:00+01:00"
TALK = Interview(ends="2025-10-06T10:00:00+01:00")
DAYS = reading("days_counted", "by_the_clock")
TO_ASK = Action("status_inquiry", "email")
TO_CALL = Action("status_inquiry", "phone")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (pending, "an answer is pending"),
        (~pending, "it is not true that an answer is pending"),
        (pending & promise_stands, "an answer is pending and they have named a date"),
        (
            pending | promise_stands | interview_ahead,
            "an answer is pending, they have named a date or an interview lies ahead",
        ),
        (no_contact_requested, "they asked not to be contacted"),
        (addressee_thanked, "you have thanked them"),
        (invited, "they have invited you to follow up, and it is time"),
        (invited_by_channel, "they invited you to use this channel"),
        (on_preferred_channel, "they prefer this channel"),
        (covered_by_preference, "they prefer this channel"),
        (fact("calls_welcome"), "the employer welcomes calls"),
        (fact("calls_welcome", False), "`calls_welcome` is False"),
        (fact("stage", "final"), "`stage` is final"),
        (fact("industries", "technology_startup"), "`industries` is technology startup"),
        (stage("final"), "the interview was of the final round"),
        (goes_by("email"), "it goes by email"),
        (goes_by("post", "email"), "it goes by email or post"),
        (since(rejection), "they have said no"),
        (exists(solid_offer), "you have another offer that you can prove"),
        (since(interview_end), "an interview has ended"),
        (since(interview_end + days(7)), "the wait is over"),
        (before(interview_end + days(7)), "it is not too late"),
        (before(promise_passed), "the date they named has passed"),
        (exists(latest_message()), "you have sent such a message"),
        (unanswered("gift"), "you have sent such a message"),
        (exists(last_sign_of_life), "there is last_sign_of_life"),
        (at_most(days(3), days(4)), "`at_most(days(3), days(4))`"),
        (always, "`always`"),
        (choice_of_conditions("which", a=pending, b=never), "an answer is pending"),
        (choice_of_conditions("which", a=pending, b=never).read_as("b"), "`never`"),
        (since(choice_of_moments("when", a=rejection, b=interview_end)), "they have said no"),
    ],
    ids=stable_id,
)  # fmt: skip
def test_a_condition_in_words(condition: Condition, words: str) -> None:
    """As a clause that may follow "unless"; what has no words of its own is shown as it is written."""
    assert in_words(condition) == words


def test_every_state_and_moment_of_a_situation_has_words() -> None:
    """A new one needs words in `_SAYS` of `followup_rules/rules/wording.py`; some are told by the rule itself."""
    told = {repr(node) for node in _SAYS}
    states = {repr(each) for each in vars(conditions).values() if isinstance(each, conditions.SituationState)}
    assert states <= told
    named = {repr(each) for each in vars(moments).values() if isinstance(each, moments.SituationMoment)}
    # these are counted from, or looked back to: no permission hangs on whether they have come
    assert named - told == {
        "interview_began",
        "interview_start",
        "last_sign_of_life",
        "closing",
        "no_contact_request",
        "open_step",
    }


def found(condition: Condition, *events: Any, action: Action = TO_ASK, **facts: Any) -> tuple[Condition, ...]:
    """What a condition lacks at now, after some events."""
    timeline = Timeline("Europe/London", NOW, [TALK, *events], Facts(**facts))
    return lacking(condition, timeline.history.situation_at(timeline.now_us), action, timeline.now_us)


def test_what_holds_lacks_nothing() -> None:
    """Neither does what may hold."""
    assert found(pending) == ()
    assert found(fact("calls_welcome"), calls_welcome=UNKNOWN) == ()
    assert found(pending & fact("calls_welcome"), calls_welcome=UNKNOWN) == ()


def test_a_part_that_does_not_hold_is_lacking() -> None:
    """Of what must all hold, each part that does not, once, in order; what may hold is left out."""
    calls, post = fact("calls_welcome"), fact("post_suits_role")
    assert found(calls) == (calls,)
    assert found(pending & calls & post) == (calls, post)
    assert found(pending & calls & post, calls_welcome=UNKNOWN) == (post,)
    assert found((calls | never) & (calls | never.negated() & calls)) == (calls,)
    assert found(~pending) == (~pending,)
    assert found(since(interview_end + days(20))) == (since(interview_end + days(20)),)


def test_of_what_need_not_all_hold_the_least_is_lacking() -> None:
    """One part rather than two, and the first of two that are alike."""
    calls, post, bond = fact("calls_welcome"), fact("post_suits_role"), fact("linkedin_relation")
    assert found(calls & post | bond) == (bond,)
    assert found(calls | post) == (calls,)


def test_another_channel_is_another_action() -> None:
    """It is proposed only where nothing else would do."""
    calls, post = fact("calls_welcome"), fact("post_suits_role")
    by_post = goes_by("post")
    assert found(by_post | calls & post, action=TO_CALL) == (calls, post)
    assert found(by_post, action=TO_CALL) == (by_post,)
    assert found(by_post & calls, action=TO_CALL) == (by_post, calls)
    assert [effort(parts) for parts in ((), (calls,), (calls, post), (by_post,))] == [0, 1, 2, 100]


def test_a_choice_lacks_what_its_reading_lacks() -> None:
    """The one in use."""
    calls = fact("calls_welcome")
    which = choice_of_conditions("which", a=pending & calls, b=pending)
    assert found(which) == (calls,)
    assert found(which.read_as("b")) == ()


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (since(rejection + days(3)), "they have said no"),
        (before(counted(promise_passed, DAYS) + days(3)), "the date they named has passed"),
        (since(interview_end + days(20)), "the wait is over"),
        (pending, "an answer is pending"),
    ],
    ids=stable_id,
)
def test_where_there_is_nothing_to_count_from_that_is_lacking(condition: Condition, words: str) -> None:
    """Else the condition itself is; which wait or which date adds nothing to it."""
    situation = Timeline("Europe/London", NOW, [TALK]).history.situation_at(Timeline("Europe/London", NOW).now_us)
    assert in_words(asked_for(condition, situation, TO_ASK)) == words


def test_what_is_lacking_depends_on_what_has_happened() -> None:
    """Here on a rejection, on a message and on an invitation."""
    assert found(since(rejection)) == (since(rejection),)
    assert found(since(rejection), Rejected("2025-10-10T09:00:00Z")) == ()
    thanked = sent_since(interview_end, "thank_you")
    assert [in_words(part) for part in found(thanked)] == ["`not_before(latest_message({thank_you}), interview_end)`"]
    assert found(thanked, MessageSent("2025-10-07T09:00:00Z", kind="thank_you", channel="email")) == ()
    assert found(invited) == (invited,)
    assert found(invited, FollowUpInvited("2025-10-07T09:00:00Z", opens="2025-10-18")) == ()
