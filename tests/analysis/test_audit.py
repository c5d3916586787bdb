"""Audits: what was done, judged by what was known just before, and what became of each recommendation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from followup_rules import (
    ActionTaken,
    Audit,
    EmployerReplied,
    Facts,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    Policy,
    ResponsePromised,
    Timeline,
    audit,
    most_permissive,
    policies,
)
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import before, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import discourage, forbid, recommend
from followup_rules.rules.selections import messages
from followup_rules.timeline.vocabulary import ChannelName, MessageKindName

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
NOW = "2025-10-20T00:00:00+01:00"
# when a thank-you is due, and when it is late
DUE, LATE = "2025-10-06T22:00:00+01:00", "2025-10-07T10:00:00+01:00"
ETIQUETTE = policies.business_etiquette


def met(*people: str, ends: str = ENDS, **given: Any) -> Interview:
    """An interview with some people."""
    return Interview(ends=ends, interviewers=people, **given)


def sent(
    at: str, kind: MessageKindName = "thank_you", channel: ChannelName = "email", to: Iterable[str] = ()
) -> MessageSent:
    """A message."""
    return MessageSent(at, kind=kind, channel=channel, to=to)


def audited(*events: Any, policy: AnyPolicy = ETIQUETTE, now: str = NOW, zone: str = ZONE, **facts: Any) -> Audit:
    """The audit of what happened."""
    return audit(Timeline(zone, now, events, Facts(**facts)), policy)


def judged(found: Audit) -> list[tuple[str, str, str | None, str]]:
    """The messages: kind, channel, person and judgement."""
    return [(one.message.kind.value, one.message.channel.value, one.to, one.judgement) for one in found.messages]


def became(found: Audit, kind: str = "thank_you") -> list[tuple[str | None, str, str | None, str | None, str]]:
    """The recommendations of a kind: for whom, due, overdue, ended and outcome."""
    return [
        (
            item.to,
            item.due.isoformat(),
            None if item.overdue is None else item.overdue.isoformat(),
            None if item.ended is None else item.ended.isoformat(),
            item.outcome,
        )
        for item in found.recommendations
        if item.kind == kind
    ]


# -- messages


def test_a_message_that_was_allowed_is_fine() -> None:
    """With the rule that allowed it, and the whole ruling."""
    (one,) = audited(met(), sent("2025-10-07T08:00:00+01:00")).messages
    assert one.judgement == "fine"
    assert [reason.rule for reason in one.reasons] == ["business_etiquette/thank-every-interviewer"]
    assert one.ruling is not None
    assert one.ruling.stance == "allowed"
    assert one.at.isoformat() == "2025-10-07T08:00:00+01:00"


@pytest.mark.parametrize(
    ("at", "judgement"),
    [
        ("2025-10-13T09:59:59.999999+01:00", "breach"),
        ("2025-10-13T10:00:00+01:00", "fine"),
        ("2025-10-13T10:00:00.000001+01:00", "fine"),
    ],
)
def test_a_message_is_a_breach_until_the_very_instant_from_which_it_is_allowed(at: str, judgement: str) -> None:
    """A week from the interview's end, to the microsecond."""
    found = audited(met(), sent(at, "status_inquiry"))
    assert judged(found) == [("status_inquiry", "email", None, judgement)]
    assert len(found.breaches) == (judgement == "breach")


def test_a_breach_tells_the_rules_that_forbade_it() -> None:
    """With the dates as they stood then."""
    (one,) = audited(met(), sent("2025-10-09T10:00:00+01:00", "status_inquiry")).breaches
    assert [(reason.rule, reason.says, reason.cites) for reason in one.reasons] == [
        (
            "business_etiquette/give-it-a-week",
            "wait 7 days from Mon 6 Oct 2025, 10:00, until Mon 13 Oct 2025, 10:00",
            ("business_etiquette-28",),
        )
    ]


def test_what_was_advised_against_is_discouraged() -> None:
    """By `art_of_follow_up` once is enough; the reasons are those of the advice."""
    asked = [sent(f"2025-10-{day}T12:00:00+01:00", "status_inquiry") for day in (14, 17)]
    once, again = audited(met(), *asked, policy=policies.art_of_follow_up).messages
    assert (once.judgement, again.judgement) == ("fine", "discouraged")
    assert [reason.rule for reason in again.reasons] == ["art_of_follow_up/once-is-enough"]


def test_what_no_rule_speaks_of_is_silent() -> None:
    """A gift, by `pro_tips`."""
    found = audited(met(), sent("2025-10-07T12:00:00+01:00", "gift"), policy=policies.pro_tips)
    assert judged(found) == [("gift", "email", None, "silent")]


def test_what_hung_on_an_unknown_fact_is_undetermined() -> None:
    """And names it."""
    found = audited(
        met(),
        sent("2025-10-14T10:00:00+01:00", "status_inquiry", "phone"),
        policy=policies.art_of_follow_up,
        calls_welcome="unknown",
    )
    assert judged(found) == [("status_inquiry", "phone", None, "undetermined")]
    assert found.messages[0].to_dict()["missing"] == ["calls_welcome"]


def test_a_message_at_the_very_instant_of_an_interviews_end_is_after_it() -> None:
    """A microsecond before, nobody had been met."""
    assert judged(audited(met(), sent(ENDS))) == [("thank_you", "email", None, "fine")]
    assert judged(audited(met(), sent("2025-10-06T09:59:59.999999+01:00"))) == [("thank_you", "email", None, "silent")]


def test_simultaneous_messages_do_not_know_of_each_other() -> None:
    """Each is judged as if it were the first; a microsecond later it is not."""
    first = sent("2025-10-13T10:00:00+01:00", "status_inquiry")
    same, later = (
        sent(at, "status_inquiry", "voicemail")
        for at in ("2025-10-13T10:00:00+01:00", "2025-10-13T10:00:00.000001+01:00")
    )
    assert [one[3] for one in judged(audited(met(), first, same))] == ["fine", "fine"]
    assert [one[3] for one in judged(audited(met(), first, later))] == ["fine", "breach"]


def test_simultaneous_messages_are_in_one_order_also_where_only_their_notes_differ() -> None:
    """However they are given; one without a note is another than one with an empty note."""
    notes = [None, "", *"abcdefgh"]
    asked = [MessageSent("2025-10-13T10:00:00+01:00", kind="gift", channel="post", note=note) for note in notes]
    for given in (asked, asked[::-1]):
        assert [one.message.note for one in audited(met(), *given).messages] == notes


def test_a_reply_at_the_very_instant_of_a_message_was_not_known() -> None:
    """A microsecond before it was, and the week begins anew."""
    asked = sent("2025-10-13T10:00:00+01:00", "status_inquiry")
    assert audited(met(), asked, EmployerReplied("2025-10-13T10:00:00+01:00")).breaches == ()
    assert len(audited(met(), asked, EmployerReplied("2025-10-13T09:59:59.999999+01:00")).breaches) == 1


def test_an_interview_arranged_at_the_very_instant_of_a_message_was_not_known() -> None:
    """The recommended policy asks nothing while one lies ahead."""
    asked = sent("2025-10-14T10:00:00+01:00", "status_inquiry")
    at, before = (
        met(ends="2025-10-17T10:00:00+01:00", arranged=f"2025-10-14T{clock}+01:00")
        for clock in ("10:00:00", "09:59:59.999999")
    )
    assert judged(audited(met(), asked, at, policy=policies.recommended))[0][3] == "fine"
    assert judged(audited(met(), asked, before, policy=policies.recommended))[0][3] == "breach"


def test_an_interview_still_ahead_is_reckoned_with_if_it_was_known() -> None:
    """Also where it has not ended at the timeline's now."""
    asked = sent("2025-10-14T10:00:00+01:00", "status_inquiry")
    ahead = met(ends="2025-11-17T10:00:00+00:00", arranged="2025-10-13T10:00:00+01:00")
    assert judged(audited(met(), asked, ahead, policy=policies.recommended))[0][3] == "breach"


def test_corrected_history_is_judged_as_it_stands() -> None:
    """A reply that is put in afterwards, with an earlier instant, makes a breach of what had been fine."""
    asked = sent("2025-10-13T10:00:00+01:00", "status_inquiry")
    before = Timeline(ZONE, NOW, [met(), asked])
    assert audit(before, ETIQUETTE).breaches == ()
    corrected = before.add(EmployerReplied("2025-10-10T10:00:00+01:00"))
    assert [one.message for one in audit(corrected, ETIQUETTE).breaches] == [asked]


def test_a_no_contact_request_makes_a_breach_of_what_follows() -> None:
    """Until it is lifted; at its very instant it was not known yet."""
    asked, lifted = NoContactRequested("2025-10-06T12:00:00+01:00"), NoContactLifted("2025-10-06T14:00:00+01:00")
    clocks = ("12:00:00", "12:00:00.000001", "14:00:00", "14:00:00.000001")
    judgements = [
        judged(audited(met(), asked, lifted, sent(f"2025-10-06T{clock}+01:00"), policy=policies.recommended))[0][3]
        for clock in clocks
    ]
    assert judgements == ["fine", "breach", "breach", "fine"]


def test_messages_are_told_in_order_of_time() -> None:
    """However they are given; duplicates count once."""
    late, early = sent("2025-10-14T10:00:00+01:00", "status_inquiry"), sent("2025-10-07T10:00:00+01:00")
    found = audited(late, met(), early, late)
    assert [one.message for one in found.messages] == [early, late]


# -- whom a thank-you is for


def test_a_thank_you_is_judged_for_each_person_it_names() -> None:
    """One message, several judgements."""
    found = audited(met("Dana Wu", "Bo Li"), sent("2025-10-07T08:00:00+01:00", to=["Bo Li", "Dana Wu"]))
    assert [(one[2], one[3]) for one in judged(found)] == [("Bo Li", "fine"), ("Dana Wu", "fine")]


def test_an_unaddressed_thank_you_is_judged_for_everybody_met() -> None:
    """And meets what was recommended for each; who is met later is not thanked by it."""
    later = met("Eva Cruz", ends="2025-10-17T10:00:00+01:00")
    found = audited(met("Dana Wu", "Bo Li"), later, sent("2025-10-07T08:00:00+01:00"))
    assert [(one[2], one[3]) for one in judged(found)] == [("Bo Li", "fine"), ("Dana Wu", "fine")]
    assert {(item[0], item[4]) for item in became(found)} == {
        ("Bo Li", "met"),
        ("Dana Wu", "met"),
        ("Eva Cruz", "open"),
    }


def test_an_unaddressed_thank_you_before_any_interview_is_judged_for_whoever_is_named() -> None:
    """There is nobody met yet: no rule speaks of it."""
    assert judged(audited(met("Dana Wu"), sent("2025-10-05T08:00:00+01:00"))) == [
        ("thank_you", "email", "Dana Wu", "silent")
    ]


def test_a_thank_you_to_somebody_whom_no_interview_names_is_not_judged() -> None:
    """It has no ruling and no reasons; the people met wait for theirs."""
    found = audited(met("Dana Wu"), sent("2025-10-07T08:00:00+01:00", to=["Zoe Ash"]))
    assert judged(found) == [("thank_you", "email", "Zoe Ash", "not_judged")]
    assert (found.messages[0].ruling, found.messages[0].reasons) == (None, ())
    assert found.messages[0].to_dict()["missing"] == []
    assert [item[0] for item in became(found)] == ["Dana Wu"]


def test_a_thank_you_to_somebody_who_is_named_only_later_is_not_judged() -> None:
    """The interview that names them was arranged after it was sent."""
    later = met("Eva Cruz", ends="2025-10-17T10:00:00+01:00", arranged="2025-10-08T10:00:00+01:00")
    found = audited(met("Dana Wu"), later, sent("2025-10-07T08:00:00+01:00", to=["Eva Cruz"]))
    assert judged(found) == [("thank_you", "email", "Eva Cruz", "not_judged")]


def test_where_nobody_is_named_a_thank_you_to_anyone_serves() -> None:
    """It is judged once, for nobody by name."""
    found = audited(met(), sent("2025-10-07T08:00:00+01:00", to=["Bo Li", "Dana Wu"]))
    assert judged(found) == [("thank_you", "email", None, "fine")]


def test_what_was_handed_over_in_person_is_not_judged() -> None:
    """No policy speaks of it; but it counts as done."""
    found = audited(met("Dana Wu"), sent("2025-10-07T08:00:00+01:00", channel="in_person", to=["Dana Wu"]))
    assert judged(found) == [("thank_you", "in_person", "Dana Wu", "not_judged")]
    assert became(found)[0][4] == "met"
    enquiry = audited(met(), sent("2025-10-07T08:00:00+01:00", "status_inquiry", "in_person"))
    assert judged(enquiry) == [("status_inquiry", "in_person", None, "not_judged")]


# -- recommendations


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("2025-10-06T22:00:00+01:00", "met"),
        ("2025-10-06T22:00:00.000001+01:00", "met"),
        ("2025-10-07T09:59:59.999999+01:00", "met"),
        ("2025-10-07T10:00:00+01:00", "late"),
        ("2025-10-07T10:00:00.000001+01:00", "late"),
    ],
)
def test_a_thank_you_is_late_from_the_very_instant_at_which_it_is_overdue(at: str, outcome: str) -> None:
    """A microsecond before, at, and after the due and the overdue instant: due at +12 h, overdue at +24 h."""
    found = audited(met(), sent(at))
    assert became(found) == [(None, "2025-10-06T22:00:00+01:00", "2025-10-07T10:00:00+01:00", at, outcome)]
    assert [item.outcome for item in found.missed] == (["late"] if outcome == "late" else [])


def test_what_was_done_before_it_fell_due_was_never_recommended() -> None:
    """A microsecond before."""
    assert became(audited(met(), sent("2025-10-06T21:59:59.999999+01:00"))) == []


def test_what_falls_due_at_once_is_met_at_that_instant() -> None:
    """By `dos_and_donts` the first contact is due as the wait ends; one sent before it was none of its business."""
    due = "2025-10-09T10:00:00+01:00"
    found = audited(met(), sent(due), policy=policies.dos_and_donts)
    assert became(found) == [(None, due, None, due, "met")]
    early = audited(met(), sent("2025-10-09T09:59:59.999999+01:00"), policy=policies.dos_and_donts)
    assert became(early) == []


def test_what_was_not_judged_yet_when_it_was_done_was_not_recommended() -> None:
    """Nobody was met without a name until the second interview, so a thank-you to nobody by name was not judged."""
    nameless = met(ends="2025-10-13T10:00:00+01:00", arranged="2025-10-13T09:00:00+01:00")
    thanked = sent("2025-10-07T09:00:00+01:00", to=["Dana Wu"])
    found = audited(met("Dana Wu"), thanked, nameless, now="2025-10-13T10:00:00+01:00")
    assert became(found) == [("Dana Wu", DUE, LATE, "2025-10-07T09:00:00+01:00", "met")]


@pytest.mark.parametrize(
    ("at", "outcome"), [("2025-10-26T12:59:59.999999+00:00", "met"), ("2025-10-26T13:00:00+00:00", "late")]
)
def test_24_hours_over_a_clock_change_are_elapsed_time(at: str, outcome: str) -> None:
    """From 14:00 to 13:00 of the next date."""
    found = audited(met(ends="2025-10-25T14:00:00+01:00"), sent(at), now="2025-10-28T00:00:00+00:00")
    assert became(found) == [(None, "2025-10-26T01:00:00+00:00", "2025-10-26T13:00:00+00:00", at, outcome)]


@pytest.mark.parametrize(
    ("zone", "overdue"),
    [("Europe/London", "2025-10-08T00:00:00+01:00"), ("America/New_York", "2025-10-08T00:00:00-04:00")],
)
def test_dates_are_those_of_the_timelines_zone(zone: str, overdue: str) -> None:
    """The same instants: late in London, in time in New York."""
    found = audited(met(), sent("2025-10-08T00:00:00+01:00"), policy=policies.pro_tips, zone=zone)
    (item,) = found.recommendations
    assert item.overdue is not None
    assert item.overdue.isoformat() == overdue
    assert item.outcome == ("late" if zone == "Europe/London" else "met")


def test_what_ran_out_of_time_is_missed() -> None:
    """By the recommended policy a thank-you is urged for a week; then the follow-up carries the thanks."""
    found = audited(met(), policy=policies.recommended)
    assert became(found) == [(None, DUE, LATE, "2025-10-13T00:00:00+01:00", "missed")]
    assert [item.kind.value for item in found.missed] == ["thank_you"]
    assert found.missed[0].channels == ("email",)


def test_what_still_stands_is_open() -> None:
    """By `business_etiquette` a thank-you never closes."""
    assert became(audited(met())) == [(None, "2025-10-06T22:00:00+01:00", "2025-10-07T10:00:00+01:00", None, "open")]


def test_what_became_idle_before_it_was_late_lapses() -> None:
    """They asked not to be written to when it was due and not late; before it was due, it never was."""
    asked = "2025-10-06T23:00:00+01:00"
    found = audited(met(), NoContactRequested(asked), policy=policies.recommended)
    assert became(found) == [(None, DUE, LATE, asked, "lapsed")]
    assert found.missed == ()
    early = audited(met(), NoContactRequested("2025-10-06T21:59:59.999999+01:00"), policy=policies.recommended)
    assert became(early) == []


def test_what_became_idle_when_it_was_late_already_is_missed() -> None:
    """They asked not to be written to when the thank-you was overdue."""
    found = audited(met(), NoContactRequested("2025-10-07T11:00:00+01:00"), policy=policies.recommended)
    assert became(found) == [(None, DUE, LATE, "2025-10-07T11:00:00+01:00", "missed")]


def test_an_interruption_does_not_make_two_of_one() -> None:
    """Forbidden for two days, then allowed again: one recommendation, overdue as it always was."""
    found = audited(
        met(),
        NoContactRequested("2025-10-06T23:00:00+01:00"),
        NoContactLifted("2025-10-09T00:00:00+01:00"),
        policy=policies.recommended,
    )
    assert became(found) == [(None, DUE, LATE, "2025-10-13T00:00:00+01:00", "missed")]


def test_what_was_forbidden_throughout_was_not_missed() -> None:
    """They had asked not to be written to before the interview's end."""
    begun = met(starts="2025-10-06T09:00:00+01:00")
    found = audited(begun, NoContactRequested("2025-10-06T09:30:00+01:00"), policy=policies.recommended)
    assert became(found) == []
    assert became(found, "status_inquiry") == []


def test_each_interview_with_a_person_is_an_occasion() -> None:
    """The first thank-you was sent in time, the second not yet."""
    again = met("Dana Wu", ends="2025-10-08T10:00:00+01:00")
    found = audited(met("Dana Wu"), again, sent("2025-10-07T00:00:00+01:00", to=["Dana Wu"]))
    assert [(item[1], item[4]) for item in became(found)] == [
        ("2025-10-06T22:00:00+01:00", "met"),
        ("2025-10-08T22:00:00+01:00", "open"),
    ]


def test_an_act_that_was_recorded_is_met_and_one_that_was_not_lapses() -> None:
    """During the interview nobody writes down everything."""
    found = audited(
        met(starts="2025-10-06T09:00:00+01:00"),
        ActionTaken("2025-10-06T09:30:00+01:00", kind="take_notes"),
        policy=policies.review_your_notes,
    )
    outcomes = {item.kind.value: item.outcome for item in found.recommendations}
    assert outcomes == {
        "take_notes": "met",
        "ask_response_date": "lapsed",
        "ask_preferred_channel": "lapsed",
        "ask_contact_policy": "lapsed",
    }


def test_what_is_recommended_for_ever_is_neither_met_nor_missed() -> None:
    """To keep applying falls due at no instant."""
    taken = ActionTaken("2025-10-07T09:00:00+01:00", kind="keep_applying")
    assert became(audited(met(), taken), "keep_applying") == []


def test_a_recommendation_tells_the_rules_that_made_it() -> None:
    """With the dates that it had."""
    item, _ = audited(met()).recommendations
    assert [(reason.rule, reason.effect) for reason in item.reasons] == [
        ("business_etiquette/thank-every-interviewer", "recommend")
    ]
    assert item.channels == ("email",)


def test_a_policy_that_recommends_nothing_has_no_recommendations() -> None:
    """Nor a message that it judges."""
    found = audited(met(), sent("2025-10-07T08:00:00+01:00"), policy=Policy("quiet", []))
    assert found.recommendations == ()
    assert judged(found) == [("thank_you", "email", None, "silent")]


# -- as data, and shown


def test_as_plain_data() -> None:
    """With the offset of the zone, and nothing that JSON does not know."""
    now = "2025-10-13T00:00:00+01:00"
    data = audited(met("Dana Wu"), sent("2025-10-07T11:00:00+01:00", to=["Dana Wu"]), now=now).to_dict()
    assert json.loads(json.dumps(data)) == data
    reason = {
        "rule": "business_etiquette/thank-every-interviewer",
        "effect": "recommend",
        "cites": ["business_etiquette-02", "business_etiquette-05", "business_etiquette-09"],
    }
    for told in (*data["messages"][0]["reasons"], *data["recommendations"][0]["reasons"]):
        assert told.pop("says")
    assert data == {
        "policy": "business_etiquette",
        "zone": ZONE,
        "now": now,
        "messages": [
            {
                "at": "2025-10-07T11:00:00+01:00",
                "kind": "thank_you",
                "channel": "email",
                "to": "Dana Wu",
                "judgement": "fine",
                "reasons": [reason],
                "missing": [],
            }
        ],
        "recommendations": [
            {
                "kind": "thank_you",
                "to": "Dana Wu",
                "channels": ["email"],
                "due": "2025-10-06T22:00:00+01:00",
                "overdue": "2025-10-07T10:00:00+01:00",
                "ended": "2025-10-07T11:00:00+01:00",
                "outcome": "late",
                "reasons": [reason],
            }
        ],
    }


def test_what_has_no_date_is_none_as_data() -> None:
    """To review the notes, and to ask, is never overdue there, and has not ended."""
    promised = ResponsePromised(ENDS, by="2025-10-08")
    data = audited(met(), promised, policy=policies.review_your_notes).to_dict()["recommendations"]
    assert [(item["kind"], item["due"], item["overdue"], item["ended"], item["outcome"]) for item in data] == [
        ("review_notes", "2025-10-09T00:00:00+01:00", None, None, "open"),
        ("status_inquiry", "2025-10-11T00:00:00+01:00", None, None, "open"),
    ]


def test_its_repr_counts() -> None:
    """In a line."""
    found = audited(met(), sent("2025-10-07T11:00:00+01:00"), sent("2025-10-08T11:00:00+01:00", "status_inquiry"))
    counts = "2 messages, 1 breaches, 1 missed or late"
    assert repr(found) == f"<Audit by business_etiquette at {NOW}: {counts}>"


def test_without_a_policy_the_recommended_one_is_asked() -> None:
    """As evaluations do."""
    assert audit(Timeline(ZONE, NOW, [met()])).evaluation.policy is policies.recommended


def test_a_combined_policy_weighs_discouragement_and_what_was_due_at_once() -> None:
    """What one source advises against while it allows it is discouraged, also where another recommends it."""
    both = most_permissive(policies.art_of_follow_up, policies.business_etiquette)
    first = sent("2025-10-14T09:00:00+01:00", "status_inquiry")
    again = sent("2025-10-24T09:00:00+01:00", "status_inquiry")
    found = audited(met(), first, again, policy=both, now="2025-10-25T09:00:00+01:00")
    assert [message.judgement for message in found.messages] == ["fine", "discouraged"]
    thanks = most_permissive(policies.pro_tips, policies.business_etiquette)
    sharp = audited(met(), sent("2025-10-06T22:00:00+01:00"), policy=thanks)
    assert [item[4] for item in became(sharp)] == ["met"]


def test_what_is_barred_for_a_day_and_opens_again_is_open() -> None:
    """On that day, and after it; a message sent on it is judged for itself."""
    talk, promised = (
        met(ends="2026-03-03T11:00:00+00:00"),
        ResponsePromised("2026-03-03T11:00:00+00:00", by="2026-03-06"),
    )
    for day in (10, 11):
        found = audited(talk, promised, policy=policies.review_your_notes, now=f"2026-03-{day}T12:00:00+00:00")
        assert [(item[1], item[4]) for item in became(found, "status_inquiry")] == [
            ("2026-03-09T00:00:00+00:00", "open")
        ]
    on_the_day = sent("2026-03-10T11:30:00+00:00", "status_inquiry")
    found = audited(talk, promised, on_the_day, policy=policies.review_your_notes, now="2026-03-11T12:00:00+00:00")
    assert judged(found) == [("status_inquiry", "email", None, "discouraged")]


def test_moving_on_is_met_when_it_is_done() -> None:
    """And then it is no longer recommended, so it is not open beside that."""
    asked = [sent(at, "status_inquiry") for at in ("2025-10-13T09:00Z", "2025-10-23T09:00Z", "2025-11-03T09:00Z")]
    moved = ActionTaken("2025-11-12T09:00:00+00:00", kind="move_on")
    for policy in (policies.recommended, ETIQUETTE, policies.dos_and_donts):
        found = audited(met(), *asked, moved, policy=policy, now="2025-12-01T09:00:00+00:00")
        assert [item[4] for item in became(found, "move_on")] == ["met"]
        found = audited(met(), *asked, policy=policy, now="2025-12-01T09:00:00+00:00")
        assert [item[4] for item in became(found, "move_on")] == ["open"]


def test_a_source_that_does_not_allow_it_advises_against_nothing() -> None:
    """`review_your_notes` is silent on thank-yous."""
    both = most_permissive(policies.pro_tips, policies.review_your_notes)
    next_day = MessageSent("2025-10-07T09:00:00+01:00", kind="thank_you", channel="email")
    found = audit(Timeline("Europe/London", NOW, [Interview(ends=ENDS), next_day]), both)
    assert [message.judgement for message in found.messages] == ["fine"]


def test_what_was_advised_against_until_it_was_barred_has_not_been_recommended_yet() -> None:
    """It fell due long ago, and will be recommended only once it opens again."""
    ask = messages("status_inquiry", by="email")
    barred = before(interview_end + days(10)) & since(interview_end + days(3))
    mine = Policy(
        "mine",
        [
            recommend(ask, since(interview_end), due=interview_end, says="ask").named("mine/ask"),
            discourage(ask, before(interview_end + days(4)), says="it is early").named("mine/early"),
            forbid(ask, barred, says="wait").named("mine/wait"),
        ],
    )
    assert audited(met(), policy=mine, now="2025-10-10T12:00:00+01:00").recommendations == ()
    assert [item.outcome for item in audited(met(), policy=mine, now=NOW).recommendations] == ["open"]
