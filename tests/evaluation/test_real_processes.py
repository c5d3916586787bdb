"""Small inputs that once came out wrong, each with what is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from followup_rules import (
    ActionTaken,
    ChannelPreferred,
    EmployerReplied,
    Facts,
    Interview,
    MessageSent,
    OfferReceived,
    Policy,
    Rejected,
    ResponsePromised,
    Timeline,
    TimelineError,
    Withdrawn,
    agenda,
    audit,
    evaluate,
    plan,
    policies,
    strictest,
    why_not,
)
from followup_rules.evaluation.evaluation import Asked
from followup_rules.timeline.vocabulary import MESSAGES, ChannelName, MessageKindName

LONDON = "Europe/London"
TALK = Interview(starts="2025-10-06T09:00:00+01:00", ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
ASK: Asked = ("status_inquiry", "email")
EXAMPLES = Path(__file__).parents[2] / "examples"
DOCUMENTS = [policies.get(name) for name in policies.names() if name != "recommended"]


def base(*events: Any, now: str = "2025-10-20T09:00:00+01:00", **facts: Any) -> Timeline:
    """An interview on Mon 6 Oct 2025, 09:00 to 10:00, with Dana Wu, and whatever else happened."""
    return Timeline(LONDON, now, [TALK, *events], Facts(**facts))


def sent(at: str, kind: MessageKindName = "status_inquiry", channel: ChannelName = "email", *to: str) -> MessageSent:
    """A message, at 10:00 of a date in London unless an instant is given."""
    return MessageSent(at if "T" in at else f"{at}T10:00:00+01:00", kind=kind, channel=channel, to=to)


def rule_ids(evaluation: Any, *action: str) -> list[str]:
    """The rules that are given as reasons."""
    return [reason.rule for reason in evaluation[action].reasons]


def test_a_no_contact_request_made_during_the_interview_stands() -> None:
    """The end of an interview that had begun is no invitation to write; without a start, on the same date."""
    events = [
        {"type": "interview", "ends": "2026-03-02T10:00:00-05:00", "interviewers": ["A"]},
        {"type": "no_contact_requested", "at": "2026-03-02T09:55:00-05:00"},
    ]
    document = {"zone": "America/New_York", "now": "2026-03-10T12:00:00-04:00", "events": events}
    ruling = evaluate(Timeline.from_dict(document))[ASK]
    assert (ruling.stance, ruling.advice, ruling.opens) == ("forbidden", None, None)
    assert "they asked on Mon 2 Mar 2026, 09:55 not to be contacted, and that still holds" in [
        reason.says for reason in ruling.reasons
    ]


@pytest.mark.parametrize("policy", [policies.recommended, policies.dos_and_donts, policies.business_etiquette])
def test_moving_on_is_done_once(policy: Policy) -> None:
    """Then it is permitted without advice and without a due date; another attempt undoes that."""
    asked = [sent(at) for at in ("2025-10-13", "2025-10-23", "2025-11-03T10:00Z")]
    now = "2025-11-20T09:00:00+00:00"
    before, moved = base(*asked, now=now), ActionTaken("2025-11-12T09:00:00+00:00", kind="move_on")
    assert evaluate(before, policy)["move_on", "none"].advice == "recommended"
    done = evaluate(before.add(moved), policy)["move_on", "none"]
    assert (done.stance, done.advice, done.due, done.overdue) == ("allowed", None, None, None)


def test_an_interview_ahead_after_the_end_is_warned_of() -> None:
    """After an offer, a rejection or a withdrawal."""
    ahead = Interview(starts="2025-10-27T09:00:00+00:00", ends="2025-10-27T10:00:00+00:00")
    for ending in (OfferReceived, Rejected, Withdrawn):
        timeline = base(ahead, ending("2025-10-13T09:00:00+01:00"))
        assert [warning.where for warning in timeline.warnings] == ["$.events[1]"]
    assert base(ahead).warnings == ()


def test_feedback_is_urged_no_more_once_they_came_back() -> None:
    """They said no, then called, then arranged another talk."""
    rejected = Rejected("2025-10-13T09:00:00+01:00")
    urged = evaluate(base(rejected, felt_very_good=True))
    assert urged["feedback_request", "email"].advice == "recommended"
    called = EmployerReplied("2025-10-14T09:00:00+01:00")
    again = Interview(ends="2025-10-27T10:00:00+00:00", arranged="2025-10-14T09:00:00+01:00")
    for events in ((called,), (called, again)):
        for policy in (policies.recommended, policies.pro_tips):
            ruling = evaluate(base(rejected, *events, felt_very_good=True), policy)["feedback_request", "email"]
            assert (ruling.stance == "allowed", ruling.advice, ruling.due) == (False, None, None)


def test_what_is_recommended_at_one_instant_can_all_be_done() -> None:
    """In the example of two weeks of silence, whichever of it is done first."""
    text = (EXAMPLES / "two_weeks_of_silence.json").read_text(encoding="utf-8")
    timeline = Timeline.from_json(text)
    advised = [ruling.action for ruling in evaluate(timeline).allowed if ruling.advice in ("recommended", "overdue")]
    assert ASK in [(action.kind.value, action.channel.value) for action in advised]
    for first in advised:
        at, to = timeline.now, () if first.to is None else (first.to,)
        if first.kind in MESSAGES:
            done: Any = MessageSent(at, kind=first.kind, channel=first.channel, to=to)
        else:
            done = ActionTaken(at, kind=first.kind)
        after = evaluate(timeline.add(done))
        for other in advised:
            if (other.kind, other.to) != (first.kind, first.to):
                assert (after[other].stance, after[other].advice == "discouraged") == ("allowed", False)


def test_what_would_make_an_interest_note_right_is_found() -> None:
    """The final stage and others under evaluation; never a rejection, nor another interview."""
    changes = why_not(evaluate(base(now="2025-10-08T09:00:00+01:00")), ("interest_note", "email"))
    assert [change.to_dict()["change"] for change in changes] == ["together"]
    assert why_not(evaluate(base()), ("feedback_request", "email")) == ()


def test_where_nothing_permits_a_message_the_reason_names_what_is_lacking() -> None:
    """And a preference names the channel that they prefer."""
    plain = evaluate(base(now="2025-10-08T09:00:00+01:00"))
    assert plain["interest_note", "email"].reasons[-1].says == (
        "no guidance permits it unless other candidates are in the final round as well and the interview was of the "
        "final round"
    )
    prefers = ChannelPreferred("2025-10-07T09:00:00+01:00", channel="linkedin", source="interviewer")
    says = [reason.says for reason in evaluate(base(prefers))[ASK].reasons]
    assert any("LinkedIn" in each for each in says)
    assert not any("linkedin" in each for each in says)


def test_what_never_opens_says_so_once_no_wait_runs() -> None:
    """A text message is forbidden for good; after the wait the reason says what it lacks."""
    action: Asked = ("status_inquiry", "text_message")
    early, late = (evaluate(base(now=f"2025-10-{day}T09:00:00+01:00"))[action] for day in ("08", "14"))
    assert [(one.stance, one.opens, one.send_at) for one in (early, late)] == [("forbidden", None, None)] * 2
    assert [(reason.rule, reason.says) for reason in late.reasons] == [
        ("recommended/no-guidance", "no guidance permits it unless they prefer this channel")
    ]


@pytest.mark.parametrize("by", ["end of week", "some time next week", "Friday"])
def test_a_date_belongs_where_a_text_was(by: str) -> None:
    """However long the text is."""
    with pytest.raises(TimelineError) as caught:
        ResponsePromised("2025-10-06T10:00:00+01:00", by=by)
    assert str(caught.value) == (
        f"$.by: `{by}` is not a date; expected a date such as `2025-10-17`, or an instant such as "
        "`2025-10-06T09:00:00+01:00`"
    )


def test_forecast_and_later_rulings_of_a_combination_agree() -> None:
    """`strictest` of the five: due, and late, where the thank-you opens, whether asked before it or then."""
    both, opens = strictest(*DOCUMENTS), "2025-10-09T10:00:00+01:00"
    for now in ("2025-10-06T18:00:00+01:00", "2025-10-09T09:59:59+01:00", opens, "2025-10-10T09:00:00+01:00"):
        data = evaluate(base(now=now), both)["thank_you", "email", "Dana Wu"].to_dict()
        assert (data["opens"], data["due"], data["overdue"]) == (opens, opens, opens)
    items = [item for item in agenda(base(now="2025-10-09T09:59:59+01:00"), both) if item.kind == "thank_you"]
    assert {(item.at and item.at.isoformat(), item.what) for item in items} == {
        (opens, "opens"),
        (opens, "due"),
        (opens, "overdue"),
    }


@pytest.mark.parametrize("policy", [*DOCUMENTS, policies.recommended, strictest(*DOCUMENTS)], ids=lambda one: one.name)
def test_no_date_lies_before_the_one_that_it_depends_on(policy: Any) -> None:
    """Overdue not before due, after a wait that moved the one; here with a promise and a message on the way."""
    asked = sent("2025-10-14T12:05:00+01:00")
    for events in ((), (asked,), (asked, ResponsePromised("2025-10-14T13:00:00+01:00", by="2025-10-15"))):
        for now in ("2025-10-06T10:00:00+01:00", "2025-10-14T13:00:00+01:00", "2025-10-25T23:59:59.999999+01:00"):
            for ruling in evaluate(base(*events, now="2025-10-25T23:59:59.999999+01:00").at(now), policy).rulings:
                if ruling.due is not None and ruling.overdue is not None:
                    assert ruling.due <= ruling.overdue


def test_enquiries_that_are_answered_begin_the_count_anew_unless_all_are_counted() -> None:
    """Ten of them; counted in all, the fourth is one too many."""
    events: list[Any] = []
    for week in range(10):
        asked = TALK.ends.add(weeks=2 + 2 * week).in_timezone(LONDON)
        events += [MessageSent(asked, kind="status_inquiry", channel="email"), EmployerReplied(asked.add(days=1))]
    timeline = Timeline(LONDON, "2026-06-01T09:00:00+01:00", [TALK, *events])
    assert {message.judgement for message in audit(timeline).messages} == {"fine"}
    in_all = policies.recommended.with_(attempts_counted="in_all")
    judgements = [message.judgement for message in audit(timeline, in_all).messages]
    assert judgements == ["fine"] * 3 + ["breach"] * 7


def test_messages_in_a_row_on_one_day_are_discouraged() -> None:
    """Whatever they are and by whatever channel they go, of the kinds that follow up; the first is fine."""
    changed = {"type": "situation_changed", "at": "2025-10-19T09:00:00+01:00"}
    document = json.loads(base(sent("2025-10-20T08:00:00+01:00")).to_json())
    document["events"].append(changed)
    found = evaluate(Timeline.from_dict(document))["change_notice", "email"]
    assert (found.stance, found.advice) == ("allowed", "discouraged")
    assert "recommended/one-message-a-day" in [reason.rule for reason in found.advice_reasons]
    next_day = found.evaluation.at("2025-10-21T00:00:00+01:00")["change_notice", "email"]
    assert (next_day.stance, next_day.advice) == ("allowed", None)


def test_a_week_after_an_afternoon_begins_with_its_date() -> None:
    """The enquiry on Monday 09:00, a week after an interview on Monday 16:00, is fine."""
    talk = Interview(ends="2025-10-06T16:00:00+01:00")
    for at, judgement in (
        ("2025-10-12T23:59:59.999999+01:00", "breach"),
        ("2025-10-13T00:00:00+01:00", "fine"),
        ("2025-10-13T09:00:00+01:00", "fine"),
    ):
        found = audit(Timeline(LONDON, "2025-10-14T09:00:00+01:00", [talk, sent(at)]))
        assert [message.judgement for message in found.messages] == [judgement]


@pytest.mark.parametrize("policy", [*DOCUMENTS, policies.recommended], ids=lambda one: one.name)
def test_plans_write_when_people_work(policy: Policy) -> None:
    """Never at night, on a Sunday or at Christmas; and each step is what `evaluate` says at its instant."""
    talk = Interview(ends="2025-12-15T16:00:00+00:00", interviewers=["Dana Wu"])
    closed = Facts(closed_days=["2025-12-25", "2025-12-26", "2026-01-01"])
    timeline = Timeline(LONDON, "2025-12-15T17:00:00+00:00", [talk], closed)
    for step in plan(timeline, policy):
        assert 9 <= step.at.hour < 17
        assert step.at.isoweekday() < 6
        assert step.at.date().isoformat() not in {"2025-12-25", "2025-12-26", "2026-01-01"}


def test_the_second_and_the_third_enquiry_are_recommended() -> None:
    """Ten days after the one before; the plan urges them as `evaluate` does."""
    road = plan(base(now="2025-10-06T18:00:00+01:00"))
    asked = [step for step in road if step.action.kind == "status_inquiry"]
    assert [step.advice for step in asked] == ["recommended"] * 3
    later = base(sent("2025-10-13T09:30:00+01:00"), now="2025-10-23T09:00:00+01:00")
    assert evaluate(later)[ASK].advice == "recommended"


def test_a_reason_cites_nothing_about_dates_where_none_was_named() -> None:
    """One rule reads the promise, another the wait without one."""
    without = evaluate(base(now="2025-10-08T09:00:00+01:00"))[ASK]
    promised = ResponsePromised("2025-10-06T10:00:00+01:00", by="2025-10-17")
    with_one = evaluate(base(promised, now="2025-10-08T09:00:00+01:00"))[ASK]
    about_dates = {"pro_tips-15", "pro_tips-18"}
    assert not about_dates & {cite for reason in without.reasons for cite in reason.cites}
    assert about_dates <= {cite for reason in with_one.reasons for cite in reason.cites}
