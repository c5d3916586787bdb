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
from followup_rules.analysis.remedies import Together
from followup_rules.rules.conditions import exists
from followup_rules.rules.moments import latest_message
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import permit
from followup_rules.rules.selections import messages
from followup_rules.timeline.vocabulary import ChannelName, KindName

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
NOW = "2025-10-20T09:00:00+01:00"
THANKS = MessageSent("2025-10-07T09:00:00+01:00", kind="thank_you", channel="email", to=["Dana Wu"])


def evaluated(
    *events: Any, now: str = NOW, policy: AnyPolicy | None = None, people: tuple[str, ...] = (), **facts: Any
) -> Evaluation:
    """One interview and whatever else happened, judged."""
    interview = Interview(ends=ENDS, interviewers=people)
    return evaluate(Timeline(ZONE, now, [interview, *events], Facts(**facts)), policy)


def told(evaluation: Evaluation, kind: KindName, channel: ChannelName) -> list[dict[str, Any]]:
    """The changes as data."""
    changes = [change.to_dict() for change in why_not(evaluation, (kind, channel))]
    assert json.loads(json.dumps(changes)) == changes
    return changes


def happened(**event: Any) -> dict[str, Any]:
    """An event of now as data."""
    return {"change": "happen", "event": {"at": NOW, **event}}


# -- to wait


def test_what_opens_later_is_to_be_waited_for() -> None:
    """A week of dates from the interview's end; or the employer asks to be asked now."""
    at = "2025-10-08T09:00:00+01:00"
    wait, event = why_not(evaluated(now=at), ("status_inquiry", "email"))
    assert isinstance(wait, Wait)
    assert wait.until.isoformat() == "2025-10-13T00:00:00+01:00"
    assert wait.ruling.stance == "allowed"
    assert wait.to_dict() == {"change": "wait", "until": "2025-10-13T00:00:00+01:00"}
    assert event.to_dict() == {"change": "happen", "event": {"type": "follow_up_invited", "at": at, "opens": at}}


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("2025-10-12T23:59:59.999999+01:00", 2),
        ("2025-10-13T00:00:00+01:00", 0),
        ("2025-10-13T00:00:00.000001+01:00", 0),
    ],
)
def test_nothing_is_to_be_changed_from_the_instant_at_which_it_opens(now: str, found: int) -> None:
    """A microsecond before, there is still a microsecond to wait."""
    assert len(why_not(evaluated(now=now), ("status_inquiry", "email"))) == found


def test_over_a_clock_change_dates_are_counted() -> None:
    """Seven of them after the latest attempt; an invitation would have been followed already."""
    (wait,) = why_not(
        evaluated(MessageSent(NOW, kind="status_inquiry", channel="email")), ("timeline_inquiry", "email")
    )
    assert wait.to_dict() == {"change": "wait", "until": "2025-10-27T00:00:00+00:00"}


# -- a fact


def test_a_fact_declared_otherwise_may_be_enough() -> None:
    """Were calls welcome, one might call now; or were one asked to, or did the interviewer prefer it."""
    assert told(evaluated(), "status_inquiry", "phone") == [
        {"change": "declare", "fact": "calls_welcome", "values": [True]},
        happened(type="follow_up_invited", opens=NOW, channel="phone"),
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
    declare, invite, prefer = why_not(evaluated(), ("status_inquiry", "phone"))
    assert isinstance(declare, IfFact)
    assert isinstance(invite, IfEvent)
    # who may call as well as write need not call; who is asked to call, should
    assert [change.ruling.advice for change in (declare, invite, prefer)] == [None, "recommended", "recommended"]
    for change in (declare, invite, prefer):
        assert change.ruling.stance == "allowed"
        assert change.ruling.action == evaluated()["status_inquiry", "phone"].action


# -- an event


def test_an_event_may_be_enough() -> None:
    """A competing offer in writing, or something important that has changed."""
    assert told(evaluated(), "competing_offer_notice", "email") == [
        happened(type="competing_offer", evidence="written")
    ]
    assert told(evaluated(), "change_notice", "email") == [happened(type="situation_changed")]


@pytest.mark.parametrize("policy", [policies.pro_tips, policies.recommended], ids=["pro_tips", "recommended"])
def test_neither_a_rejection_nor_another_interview_is_proposed(policy: Policy) -> None:
    """Nobody can bring them about, and nobody would wish for the first."""
    asked: tuple[KindName, ...] = (
        "thank_you",
        "status_inquiry",
        "interest_note",
        "feedback_request",
        "courtesy_note",
        "withdrawal_notice",
    )
    evaluation = evaluated(THANKS, policy=policy, people=("Dana Wu",))
    found = [change.to_dict() for kind in asked for change in why_not(evaluation, (kind, "email"))]
    kinds = {change["event"]["type"] for change in (each.get("first", each) for each in found) if "event" in change}
    assert not kinds & {"rejected", "interview", "offer_received", "no_contact_requested", "withdrawn"}
    assert told(evaluation, "feedback_request", "email") == told(evaluation, "thank_you", "email") == []


def test_a_no_contact_request_may_be_lifted() -> None:
    """Or they invite the candidate to follow up after all; it interrupts for good otherwise."""
    found = told(evaluated(NoContactRequested("2025-10-19T10:00:00+01:00")), "status_inquiry", "email")
    assert found == [happened(type="no_contact_lifted"), happened(type="follow_up_invited", opens=NOW)]


def test_several_facts_may_be_enough_together() -> None:
    """Where each alone is not: an interest note in a final round in which others are heard too."""
    (found,) = why_not(evaluated(), ("interest_note", "email"))
    assert isinstance(found, Together)
    assert found.ruling.stance == "allowed"
    assert found.to_dict() == {
        "change": "together",
        "facts": [
            {"change": "declare", "fact": "others_under_evaluation", "values": [True]},
            {"change": "declare", "fact": "stage", "values": ["final"]},
        ],
    }
    assert found.says == (
        "`others_under_evaluation` is true (other candidates are in the final round as well) and `stage` is final "
        "(the round of the latest interview)"
    )
    # where one of them is declared, the other alone is enough
    assert told(evaluated(stage="final"), "interest_note", "email") == [
        {"change": "declare", "fact": "others_under_evaluation", "values": [True]}
    ]
    # and where something else forbids it, they are not enough
    banned = evaluated(NoContactRequested("2025-10-19T10:00:00+01:00"))
    assert [change for change in why_not(banned, ("interest_note", "email")) if isinstance(change, Together)] == []


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
    """Eight days early by `art_of_follow_up`, and no relation on LinkedIn."""
    early = evaluated(now="2025-10-08T11:00:00+01:00", policy=policies.art_of_follow_up)
    found = why_not(early, ("status_inquiry", "linkedin"))
    wait = {"change": "wait", "until": "2025-10-13T10:00:00+01:00"}
    preferred = {
        "type": "channel_preferred",
        "at": "2025-10-08T11:00:00+01:00",
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


def test_who_is_invited_need_not_wait() -> None:
    """By the recommended policy an invitation is enough, and nothing longer is proposed beside it."""
    at = "2025-10-08T09:00:00+01:00"
    invited = {"type": "follow_up_invited", "at": at, "opens": at, "channel": "linkedin"}
    assert told(evaluated(now=at), "status_inquiry", "linkedin") == [{"change": "happen", "event": invited}]


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
    assert [change.says for change in early] == [
        "wait until Mon 13 Oct 2025",
        "their invitation to ask from Wed 8 Oct 2025, 09:00 on, just now",
    ]
    fact, invitation, preference = (change.says for change in why_not(evaluated(), ("status_inquiry", "phone")))
    assert fact == "`calls_welcome` is true (the employer welcomes calls)"
    assert invitation == "their invitation to ask by phone from Mon 20 Oct 2025, 09:00 on, just now"
    assert preference == "their wish to be contacted by phone, just now"
    thanks = why_not(evaluated(policy=policies.dos_and_donts), ("status_inquiry", "email"))[0].says
    assert thanks == "your thank-you by email, just now, and then wait until Thu 23 Oct 2025, 09:00"


# -- nothing


def test_for_what_is_allowed_nothing_is_to_be_changed() -> None:
    """It is allowed already."""
    assert why_not(evaluated(), ("status_inquiry", "email")) == ()


def test_for_what_nothing_would_allow_nothing_is_proposed() -> None:
    """A gift is forbidden whatever happens."""
    assert why_not(evaluated(), ("gift", "email")) == ()


def test_an_act_alone_has_no_channel_to_prefer() -> None:
    """To move on one must have asked, by either kind of enquiry, and waited."""
    found = [change.says for change in why_not(evaluated(), ("move_on", "none"))]
    assert found == [
        f"your {kind} inquiry by email, just now, and then wait until Mon 17 Nov 2025"
        for kind in ("status", "timeline")
    ]


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
        why_not(evaluated(), ("bribe", "email"))  # type: ignore[arg-type]  # that is the point


def test_a_timeline_with_nothing_in_it_is_asked_too() -> None:
    """A thank-you needs an interview, and that is for nobody to propose."""
    assert why_not(evaluate(Timeline(ZONE, NOW)), ("thank_you", "email")) == ()


def test_only_evaluations_are_asked() -> None:
    """A timeline is not judged by itself."""
    with pytest.raises(TypeError, match=r"is not an evaluation; expected `evaluate\(timeline\)`$"):
        why_not(Timeline("UTC", NOW), ("status_inquiry", "email"))  # type: ignore[arg-type]
