"""What a person is told: timelines, actions and rulings in words, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from followup_rules import (
    UNKNOWN,
    Facts,
    Interview,
    MessageSent,
    Policy,
    Rejected,
    ResponsePromised,
    Timeline,
    evaluate,
    majority,
    policies,
    strictest,
)
from followup_rules.evaluation.evaluation import Asked, Ruling
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, before, fact, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import discourage, forbid, permit, recommend
from followup_rules.rules.selections import messages
from followup_rules.testing.narrative import action_words, indented, overridden, ruling_lines, timeline_lines
from followup_rules.timeline.vocabulary import Action

pytestmark = pytest.mark.unmeasured

ENDS = "2025-10-06T10:00:00Z"
SOON = "2025-10-06T12:00:00Z"
A_WEEK = interview_end + days(7)
MINE = Policy(
    "mine",
    [
        recommend(
            messages("courtesy_note", by="email"),
            always,
            due=interview_end + days(1),
            overdue=interview_end + days(3),
            cites=("doc-01", "doc-02"),
            says="write the day after",
        ).named("mine/write"),
        permit(messages("gift"), always, cites=("doc-03",), says="gifts are fine").named("mine/gifts"),
        forbid(messages("gift"), fact("calls_welcome"), says="not where calls are welcome").named(
            "mine/not-where-calls"
        ),
        discourage(messages("gift", by="post"), always, cites=("doc-04",), says="rather not").named("mine/rather-not"),
        permit(messages("interest_note"), since(A_WEEK), says="after a week").named("mine/later"),
        forbid(messages("interest_note"), before(A_WEEK), cites=("doc-07",), says="wait a week").named("mine/wait"),
    ],
)
OTHER = Policy("other", [permit(messages("gift"), always, says="gifts are fine").named("other/gifts")])


def ruling(action: Asked, *, now: str = SOON, policy: AnyPolicy = MINE, **facts: Any) -> Ruling:
    """What is said of an action on a Monday, two hours after an interview."""
    return evaluate(Timeline("UTC", now, [Interview(ends=ENDS)], Facts(**facts)), policy)[action]


# -- timelines


def test_a_timeline_is_told_in_order_of_time_then_now_then_the_facts() -> None:
    """By the zone's clock; an interview until it ends; what is not yet known is not told."""
    timeline = Timeline(
        "Europe/London",
        "2025-10-27T09:00:00Z",
        [
            MessageSent(at="2025-10-07T08:30:00Z", kind="thank_you", channel="email", to=("Dana Wu",)),
            Interview(starts="2025-10-06T09:00:00Z", ends=ENDS, interviewers=("Dana Wu", "Bo Li")),
            Interview(ends="2025-11-06T10:00:00Z", arranged="2025-10-28T10:00:00Z"),
            ResponsePromised(at="2025-10-08T08:30:00.5Z", by="2025-10-20"),
            Rejected(at="2025-10-25T23:00:00Z"),
        ],
        Facts(
            stage="final",
            felt_very_good=False,
            calls_welcome=UNKNOWN,
            industries=["retail", "finance"],
            expected_response_days=7,
            slow_periods=[["2025-10-01", "2025-10-03"]],
            closed_days=["2025-10-09"],
        ),
    )
    assert list(timeline_lines(timeline)) == [
        "Mon 6 Oct 2025, 10:00            an interview with Dana Wu and Bo Li, until Mon 6 Oct 2025, 11:00",
        "Tue 7 Oct 2025, 09:30            your thank-you to Dana Wu by email",
        "Wed 8 Oct 2025, 09:30:00.500000  a promise to answer by Mon 20 Oct 2025",
        "Sun 26 Oct 2025                  a rejection",
        "Mon 27 Oct 2025, 09:00           now, in Europe/London",
        "`stage` is final",
        "`felt_very_good` is false",
        "`calls_welcome` is unknown",
        "`industries` is retail and finance",
        "`expected_response_days` is 7",
        "`slow_periods` is 2025-10-01 to 2025-10-03",
        "`closed_days` is 2025-10-09",
    ]


def test_an_interview_ahead_is_told_after_now() -> None:
    """As what is still to come; one that is on has begun."""
    ahead, on = (
        Interview(ends="2025-10-20T10:00:00Z"),
        Interview(starts="2025-10-06T11:00:00Z", ends="2025-10-06T13:00Z"),
    )
    assert list(timeline_lines(Timeline("UTC", SOON, [ahead, on]))) == [
        "Mon 6 Oct 2025, 11:00   an interview, until Mon 6 Oct 2025, 13:00",
        "Mon 6 Oct 2025, 12:00   now, in UTC",
        "Mon 20 Oct 2025, 10:00  still to come: an interview",
    ]


def test_a_timeline_without_events_is_its_now() -> None:
    """And nothing else."""
    assert list(timeline_lines(Timeline("UTC", "2025-10-06T00:00:00Z"))) == ["Mon 6 Oct 2025  now, in UTC"]


def test_events_at_one_instant_are_told_in_one_order() -> None:
    """However they are given: by their words."""
    events = [Rejected(at=ENDS), Interview(ends=ENDS)]
    lines = ["Mon 6 Oct 2025, 10:00  a rejection", "Mon 6 Oct 2025, 10:00  an interview"]
    for given in (events, events[::-1]):
        assert sorted(list(timeline_lines(Timeline("UTC", SOON, given)))[:2]) == lines
    assert list(timeline_lines(Timeline("UTC", SOON, events))) == list(
        timeline_lines(Timeline("UTC", SOON, events[::-1]))
    )


# -- actions


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Action("thank_you", "email", "Dana Wu"), "thank-you to Dana Wu by email"),
        (Action("thank_you", "email"), "thank-you by email"),
        (Action("status_inquiry", "linkedin"), "status inquiry by LinkedIn"),
        (Action("take_notes", "in_person"), "take notes"),
        (Action("move_on", "none"), "move on"),
    ],
)
def test_an_action_is_named_as_a_subject(action: Action, words: str) -> None:
    """Its kind, to whom, and by which channel, where it has one."""
    assert action_words(action) == words


# -- rulings


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        (
            SOON,
            [
                "allowed",
                "  mine/write (recommend): write the day after [doc-01, -02]",
                "  due from Tue 7 Oct 2025, 10:00",
                "  overdue from Thu 9 Oct 2025, 10:00",
            ],
        ),
        (
            "2025-10-08T12:00:00Z",
            [
                "allowed, recommended",
                "  mine/write (recommend): write the day after [doc-01, -02]",
                "  due since Tue 7 Oct 2025, 10:00",
                "  overdue from Thu 9 Oct 2025, 10:00",
            ],
        ),
        (
            "2025-10-10T12:00:00Z",
            [
                "allowed, overdue",
                "  mine/write (recommend): write the day after [doc-01, -02]",
                "  overdue since Thu 9 Oct 2025, 10:00",
            ],
        ),
    ],
)
def test_what_is_allowed_is_told_with_its_advice_and_dates(now: str, lines: list[str]) -> None:
    """A rule that permits and recommends is told once."""
    assert list(ruling_lines(ruling(("courtesy_note", "email"), now=now))) == lines


def test_what_is_advised_against_is_told_with_both_rules() -> None:
    """That which advises first, then that which permits."""
    assert list(ruling_lines(ruling(("gift", "post")))) == [
        "allowed, discouraged",
        "  mine/rather-not (discourage): rather not [doc-04]",
        "  mine/gifts (permit): gifts are fine [doc-03]",
    ]


def test_what_is_forbidden_is_told_with_what_would_allow_it() -> None:
    """The rule that is overridden, with what it cites."""
    assert list(ruling_lines(ruling(("gift", "email"), calls_welcome=True))) == [
        "forbidden",
        "  mine/not-where-calls (forbid): not where calls are welcome",
        "  although mine/gifts (permit) would allow it [doc-03]",
    ]


def test_what_is_forbidden_for_a_time_is_told_with_when_it_opens() -> None:
    """No rule allows it yet, so none is overridden."""
    assert list(ruling_lines(ruling(("interest_note", "email")))) == [
        "forbidden",
        "  mine/wait (forbid): wait a week [doc-07]",
        "  opens Mon 13 Oct 2025, 10:00",
    ]


def test_what_is_undetermined_is_told_with_the_facts_it_hangs_on() -> None:
    """Once, and nothing is said to be overridden that may be."""
    assert list(ruling_lines(ruling(("gift", "email"), calls_welcome=UNKNOWN))) == [
        "undetermined: forbidden or allowed, depending on `calls_welcome`",
        "  mine/gifts (permit): gifts are fine [doc-03]",
        "  mine/not-where-calls (forbid): not where calls are welcome",
    ]


def test_what_no_rule_speaks_of_is_told_in_a_word() -> None:
    """There is nothing more to it."""
    assert list(ruling_lines(ruling(("change_notice", "email")))) == ["silent"]


def test_a_majority_is_told_with_its_votes_and_all_that_would_allow_it() -> None:
    """The rules of every source, though in a policy within the policy."""
    policy = majority(strictest(OTHER, MINE), policies.pro_tips, Policy("no_gifts", [
        forbid(messages("gift"), always, says="no gifts").named("no_gifts/never"),
    ]))  # fmt: skip
    assert list(ruling_lines(ruling(("gift", "email"), policy=policy, calls_welcome=True))) == [
        "forbidden",
        "  majority/split (forbid): of 3 sources: 2 forbidden, 1 silent",
        "  no_gifts/never (forbid): no gifts",
        "  mine/not-where-calls (forbid): not where calls are welcome",
        "  although mine/gifts (permit) would allow it [doc-03]",
        "  although other/gifts (permit) would allow it",
    ]


# -- what is overridden


@pytest.mark.parametrize(
    ("action", "facts", "ids"),
    [
        (("gift", "email"), {"calls_welcome": True}, ["mine/gifts"]),
        (("gift", "email"), {"calls_welcome": UNKNOWN}, ["mine/gifts"]),
        (("interest_note", "email"), {}, []),
        (("courtesy_note", "email"), {}, ["mine/write"]),
        (("courtesy_note", "phone"), {}, []),
    ],
)
def test_rules_that_would_allow_are_those_that_surely_hold(
    action: Asked, facts: dict[str, Any], ids: list[str]
) -> None:
    """Permissions and recommendations, on that very channel."""
    assert [rule.id for rule in overridden(ruling(action, **facts))] == ids


# -- blocks


def test_lines_are_indented_as_a_block() -> None:
    """By two, or as far as is said."""
    assert indented(["one", "two"]) == "  one\n  two"
    assert indented(iter(["one"]), 4) == "    one"
    assert indented([]) == ""
