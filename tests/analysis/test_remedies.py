"""What would have to be otherwise for an action to be allowed: time, one fact, or one event."""

from __future__ import annotations

import json
from typing import Any

import pytest

from followup_rules import (
    ActionError,
    Evaluation,
    Facts,
    IfEvent,
    IfFact,
    Interview,
    MessageSent,
    NoContactRequested,
    Policy,
    ThenWait,
    Timeline,
    Wait,
    evaluate,
    policies,
    why_not,
)
from followup_rules.rules.conditions import exists
from followup_rules.rules.moments import latest_message
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import permit
from followup_rules.rules.selections import messages

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
NOW = "2025-10-20T09:00:00+01:00"


def evaluated(
    *events: Any, now: str = NOW, policy: AnyPolicy | None = None, people: tuple[str, ...] = (), **facts: Any
) -> Evaluation:
    """One interview and whatever else happened, judged."""
    interview = Interview(ends=ENDS, interviewers=people)
    return evaluate(Timeline(ZONE, now, [interview, *events], Facts(**facts)), policy)


def told(evaluation: Evaluation, *action: str) -> list[dict[str, Any]]:
    """The changes as data."""
    kind, channel = action
    changes = [change.to_dict() for change in why_not(evaluation, (kind, channel))]
    assert json.loads(json.dumps(changes)) == changes
    return changes


def happened(**event: Any) -> dict[str, Any]:
    """An event of now as data."""
    return {"change": "happen", "event": {"at": NOW, **event}}


# -- to wait


def test_what_opens_later_is_to_be_waited_for() -> None:
    """A week from the interview's end, and nothing else would do."""
    (wait,) = why_not(evaluated(now="2025-10-08T09:00:00+01:00"), ("status_inquiry", "email"))
    assert isinstance(wait, Wait)
    assert wait.until.isoformat() == "2025-10-13T10:00:00+01:00"
    assert wait.ruling.stance == "allowed"
    assert wait.to_dict() == {"change": "wait", "until": "2025-10-13T10:00:00+01:00"}


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("2025-10-13T09:59:59.999999+01:00", 1),
        ("2025-10-13T10:00:00+01:00", 0),
        ("2025-10-13T10:00:00.000001+01:00", 0),
    ],
)
def test_nothing_is_to_be_changed_from_the_instant_at_which_it_opens(now: str, found: int) -> None:
    """A microsecond before, there is still a microsecond to wait."""
    assert len(why_not(evaluated(now=now), ("status_inquiry", "email"))) == found


def test_over_a_clock_change_the_local_time_is_the_same() -> None:
    """Seven dates later."""
    (wait,) = why_not(
        evaluated(MessageSent(NOW, kind="status_inquiry", channel="email")), ("timeline_inquiry", "email")
    )
    assert wait.to_dict() == {"change": "wait", "until": "2025-10-27T09:00:00+00:00"}


# -- a fact


def test_a_fact_declared_otherwise_may_be_enough() -> None:
    """Were calls welcome, one might call now; or did the interviewer prefer it."""
    assert told(evaluated(), "status_inquiry", "phone") == [
        {"change": "declare", "fact": "calls_welcome", "values": [True]},
        happened(type="channel_preferred", channel="phone", source="interviewer"),
    ]


def test_all_values_that_would_do_are_proposed() -> None:
    """In an order that does not hang on anything; each as in the JSON of a timeline."""
    found = told(evaluated(policy=policies.art_of_follow_up, industries=["education"]), "status_inquiry", "email")
    assert found == [
        {"change": "wait", "until": "2025-11-03T10:00:00+00:00"},
        {
            "change": "declare",
            "fact": "industries",
            "values": [
                ["technology"],
                ["technology_startup"],
                ["retail"],
                ["hospitality"],
                ["construction"],
                ["other"],
            ],
        },
        {"change": "declare", "fact": "expected_response_days", "values": list(range(14))},
    ]


def test_a_change_carries_the_ruling_that_it_leads_to() -> None:
    """By the same policy, on the changed timeline, at the same instant."""
    declare, happen = why_not(evaluated(), ("status_inquiry", "phone"))
    assert isinstance(declare, IfFact)
    assert isinstance(happen, IfEvent)
    for change in (declare, happen):
        assert (change.ruling.stance, change.ruling.advice) == ("allowed", "recommended")
        assert change.ruling.action == evaluated()["status_inquiry", "phone"].action


# -- an event


def test_an_event_may_be_enough() -> None:
    """A competing offer in writing; a rejection, for feedback; a further interview, for a thank-you."""
    assert told(evaluated(), "competing_offer_notice", "email") == [
        happened(type="competing_offer", evidence="written")
    ]
    assert told(evaluated(), "feedback_request", "email") == [happened(type="rejected")]
    (found,) = why_not(evaluated(people=("Dana Wu",)), ("thank_you", "email", "Dana Wu"))
    assert found.to_dict() == {
        "change": "happen",
        "event": {"type": "interview", "ends": NOW, "interviewers": ["Dana Wu"]},
    }


def test_a_no_contact_request_may_be_lifted() -> None:
    """It interrupts for good otherwise."""
    found = told(evaluated(NoContactRequested("2025-10-19T10:00:00+01:00")), "status_inquiry", "email")
    assert found == [happened(type="no_contact_lifted")]


def test_a_message_may_open_the_way_for_another() -> None:
    """Where a policy wants a thank-you first."""
    thanks = frozenset(messages("thank_you").kinds)
    after = Policy(
        "after",
        [
            permit(
                messages("thank_you", by=["email"]),
                exists(latest_message(thanks)) | ~exists(latest_message(thanks)),
                says="do",
            ).named("after/first"),
            permit(messages("gift", by=["post"]), exists(latest_message(thanks)), says="may").named("after/then"),
        ],
    )
    assert told(evaluated(policy=after, people=("Dana Wu",)), "gift", "post") == [
        happened(type="message_sent", kind="thank_you", channel="email", to=["Dana Wu"])
    ]


# -- one of these, and then to wait


def test_where_nothing_alone_is_enough_one_change_and_then_a_wait_is_proposed() -> None:
    """Eight days early, and no relation on LinkedIn."""
    found = why_not(evaluated(now="2025-10-08T09:00:00+01:00"), ("status_inquiry", "linkedin"))
    wait = {"change": "wait", "until": "2025-10-13T10:00:00+01:00"}
    preferred = {
        "type": "channel_preferred",
        "at": "2025-10-08T09:00:00+01:00",
        "channel": "linkedin",
        "source": "interviewer",
    }
    assert [change.to_dict() for change in found] == [
        {
            "change": "then",
            "first": {"change": "declare", "fact": "linkedin_relation", "values": [True]},
            "then": wait,
        },
        {"change": "then", "first": {"change": "happen", "event": preferred}, "then": wait},
    ]
    for change in found:
        assert isinstance(change, ThenWait)
        assert change.ruling.stance == "allowed"
        assert change.first.ruling.stance == "forbidden"


def test_a_thank_you_first_and_then_a_wait() -> None:
    """`dos_and_donts` wants a thank-you as the first contact, and three days after it."""
    assert told(evaluated(policy=policies.dos_and_donts), "status_inquiry", "email") == [
        {
            "change": "then",
            "first": happened(type="message_sent", kind="thank_you", channel="email"),
            "then": {"change": "wait", "until": "2025-10-23T09:00:00+01:00"},
        }
    ]


# -- in words


def test_changes_say_themselves_in_words() -> None:
    """As nouns, with the dates of the timeline's zone."""
    early = why_not(evaluated(now="2025-10-08T09:00:00+01:00"), ("status_inquiry", "email"))
    assert [change.says for change in early] == ["wait until Mon 13 Oct 2025, 10:00"]
    fact, event = (change.says for change in why_not(evaluated(), ("status_inquiry", "phone")))
    assert fact.startswith("`calls_welcome` is ")
    assert fact.endswith(" (the employer welcomes calls)")
    assert event.endswith(", just now")
    both = why_not(evaluated(now="2025-10-08T09:00:00+01:00"), ("status_inquiry", "linkedin"))[0].says
    assert both.startswith("`linkedin_relation` is ")
    assert both.endswith(", and then wait until Mon 13 Oct 2025, 10:00")


# -- nothing


def test_for_what_is_allowed_nothing_is_to_be_changed() -> None:
    """It is allowed already."""
    assert why_not(evaluated(), ("status_inquiry", "email")) == ()


def test_for_what_nothing_would_allow_nothing_is_proposed() -> None:
    """A gift is forbidden whatever happens."""
    assert why_not(evaluated(), ("gift", "email")) == ()


def test_an_act_alone_has_no_channel_to_prefer() -> None:
    """What no rule speaks of is asked about all the same."""
    assert why_not(evaluated(), ("move_on", "none")) == ()


@pytest.mark.parametrize("asked", [("status_inquiry", "in_person"), ("thank_you", "email", "Zoe Ash")])
def test_an_action_that_is_not_judged_is_refused(asked: Any) -> None:
    """As an evaluation refuses it, word for word."""
    evaluation = evaluated(people=("Dana Wu",))
    with pytest.raises(ActionError) as caught:
        why_not(evaluation, asked)
    with pytest.raises(ActionError) as expected:
        evaluation[asked]
    assert str(caught.value) == str(expected.value)


def test_an_action_that_does_not_exist_is_refused() -> None:
    """With the kinds that there are."""
    with pytest.raises(ActionError, match=r"^`bribe` is not a kind of action; expected one of `?thank_you"):
        why_not(evaluated(), ("bribe", "email"))


def test_a_timeline_with_nothing_in_it_is_asked_too() -> None:
    """A thank-you needs an interview."""
    (found,) = why_not(evaluate(Timeline(ZONE, NOW)), ("thank_you", "email"))
    assert found.to_dict() == {"change": "happen", "event": {"type": "interview", "ends": NOW}}


def test_only_evaluations_are_asked() -> None:
    """A timeline is not judged by itself."""
    with pytest.raises(TypeError, match=r"is not an evaluation; expected `evaluate\(timeline\)`$"):
        why_not(Timeline("UTC", NOW), ("status_inquiry", "email"))  # type: ignore[arg-type]
