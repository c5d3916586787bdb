"""Reports: which rules an audit cites, in which order a plan acts, and what would help where something is forbidden."""

from __future__ import annotations

from typing import Any

from followup_rules import Interview, MessageSent, Policy, Timeline, audit, evaluate, plan, why_not
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import before, exists, pending, sent_since, since, taken_since
from followup_rules.rules.moments import interview_end, latest_message, process_completed, promised_date
from followup_rules.rules.rule import discourage, permit, recommend
from followup_rules.rules.selections import acts, messages
from followup_rules.timeline.vocabulary import ENQUIRIES, ActionKind, Channel

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
EVENING = "2025-10-06T18:00:00+01:00"
ENQUIRY = messages(ActionKind.STATUS_INQUIRY, by=Channel.EMAIL)


def timeline(*events: Any, now: str = EVENING) -> Timeline:
    """One interview and whatever else happened."""
    return Timeline(ZONE, now, [Interview(ends=ENDS), *events])


def asked(at: str) -> MessageSent:
    """An enquiry by email."""
    return MessageSent(at, kind="status_inquiry", channel="email")


# -- audits


def test_what_is_met_at_the_instant_it_falls_due_cites_every_rule_that_asks_for_it() -> None:
    """It is recommended from that instant on, and done at it: no stretch of time lies between."""
    tomorrow = interview_end + days(1)
    asks: dict[str, Any] = {"due": tomorrow, "done_when": sent_since(interview_end), "says": "ask"}
    policy = Policy(
        "mine",
        [
            recommend(ENQUIRY, since(tomorrow), **asks).named("mine/ask"),
            recommend(ENQUIRY, since(tomorrow), overdue=tomorrow + days(3), **asks).named("mine/ask-soon"),
        ],
    )
    found = audit(timeline(asked("2025-10-07T10:00:00+01:00"), now="2025-10-20T09:00:00+01:00"), policy)
    told = [
        (one.due.isoformat(), one.outcome, [reason.rule for reason in one.reasons]) for one in found.recommendations
    ]
    assert told == [("2025-10-07T10:00:00+01:00", "met", ["mine/ask", "mine/ask-soon"])]


# -- plans


def test_of_what_falls_due_at_one_instant_notes_come_first_and_moving_on_last() -> None:
    """Whoever has moved on writes no more."""
    tomorrow = interview_end + days(1)
    kinds = (ActionKind.MOVE_ON, ActionKind.STATUS_INQUIRY, ActionKind.REVIEW_NOTES)
    one_of_each = [
        recommend(
            ENQUIRY if kind is ActionKind.STATUS_INQUIRY else acts(kind),
            since(tomorrow),
            due=tomorrow,
            done_when=sent_since(interview_end) if kind is ActionKind.STATUS_INQUIRY else taken_since(interview_end),
            says="now",
        ).named(f"mine/{kind.value.replace('_', '-')}")
        for kind in kinds
    ]
    road = plan(timeline(), Policy("mine", one_of_each))
    assert [step.action.kind.value for step in road] == ["review_notes", "status_inquiry", "move_on"]
    assert {step.at.to_date_string() for step in road} == {"2025-10-07"}


def test_an_enquiry_that_is_advised_against_at_first_is_made_when_that_ends() -> None:
    """Where nothing is due any more, and asking leads to moving on."""
    policy = Policy(
        "mine",
        [
            permit(ENQUIRY, since(interview_end) & ~sent_since(interview_end), says="ask").named("mine/ask"),
            discourage(ENQUIRY, before(interview_end + days(3)), says="wait").named("mine/not-yet"),
            recommend(
                acts(ActionKind.MOVE_ON),
                since(latest_message(ENQUIRIES) + days(7)),
                due=latest_message(ENQUIRIES) + days(7),
                says="move on",
            ).named("mine/move-on"),
        ],
    )
    road = plan(timeline(), policy)
    told = [(step.at.to_date_string(), step.action.kind.value, step.advice) for step in road]
    assert told == [("2025-10-09", "status_inquiry", None), ("2025-10-16", "move_on", "recommended")]


# -- what would have to change


def changes(policy: Policy, now: str) -> list[dict[str, Any]]:
    """What would make an enquiry by email allowed, as data."""
    found = why_not(evaluate(timeline(now=now), policy), ("status_inquiry", "email"))
    return [change.to_dict() for change in found]


def test_a_promise_that_would_help_names_the_date_of_today_in_the_zone() -> None:
    """Half past midnight in London is still yesterday in UTC."""
    policy = Policy("mine", [permit(ENQUIRY, exists(promised_date), says="ask").named("mine/ask")])
    now = "2025-10-20T00:30:00+01:00"
    event = {"type": "response_promised", "at": now, "by": "2025-10-20"}
    assert changes(policy, now) == [{"change": "happen", "event": event}]


def test_nothing_that_ends_the_matter_is_proposed() -> None:
    """An offer, a rejection and a withdrawal would help; none of them is the candidate's to bring about or wait for."""
    policy = Policy("mine", [permit(ENQUIRY, since(interview_end) & ~pending, says="ask").named("mine/ask")])
    assert changes(policy, "2025-10-20T09:00:00+01:00") == []


def test_the_end_of_the_interviews_would_help_where_it_is_waited_for() -> None:
    """Among what could happen is that the last interview has been held."""
    policy = Policy("mine", [permit(ENQUIRY, exists(process_completed), says="ask").named("mine/ask")])
    now = "2025-10-20T09:00:00+01:00"
    assert changes(policy, now) == [{"change": "happen", "event": {"type": "process_completed", "at": now}}]
