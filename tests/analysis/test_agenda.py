"""Agendas: what opens, falls due, becomes overdue and closes from now on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

import pytest

from followup_rules import (
    Agenda,
    AgendaItem,
    EmployerReplied,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    Policy,
    ResponsePromised,
    Timeline,
    TimelineError,
    agenda,
    evaluate,
    majority,
    policies,
)
from followup_rules.analysis.stretches import stretches_by_action
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, before, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.rule import permit, recommend
from followup_rules.rules.selections import messages
from followup_rules.temporal.instants import Micros, micros
from followup_rules.timeline.vocabulary import MessageKindName

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
EVENING = "2025-10-06T18:00:00+01:00"
TICK = 0.000001


def timeline(now: str = EVENING, *events: Any, people: Iterable[str] = (), ends: str = ENDS) -> Timeline:
    """One interview and whatever else happened."""
    return Timeline(ZONE, now, [Interview(ends=ends, interviewers=people), *events])


def told(items: Iterable[AgendaItem], *kinds: str) -> list[tuple[str | None, str, str, str | None]]:
    """The items (of some kinds), without channels and reasons."""
    return [
        (None if item.at is None else item.at.isoformat(), item.what, item.kind.value, item.to)
        for item in items
        if not kinds or item.kind in kinds
    ]


# -- what is told


def test_a_thank_you_falls_due_and_becomes_overdue() -> None:
    """By `pro_tips` at 00:00 of the next two dates; it has opened already, and never closes."""
    assert told(agenda(timeline(), policies.pro_tips)) == [
        ("2025-10-07T00:00:00+01:00", "due", "thank_you", None),
        ("2025-10-08T00:00:00+01:00", "overdue", "thank_you", None),
    ]


def test_an_item_tells_rule_sentence_and_citations() -> None:
    """As the ruling has them, and the channels."""
    item = agenda(timeline(), policies.pro_tips).items[0]
    (reason,) = item.reasons
    assert reason.rule == "pro_tips/thank-the-next-day"
    assert reason.effect == "recommend"
    assert reason.says == "thank them by email on Tue 7 Oct 2025; the interview ended Mon 6 Oct 2025, 10:00"
    assert reason.cites == ("pro_tips-07", "pro_tips-08", "pro_tips-10")
    assert item.channels == ("email",)


def test_channels_of_one_kind_and_addressee_are_one_item() -> None:
    """Not an item for each."""
    found = [item for item in agenda(timeline(), policies.business_etiquette) if item.kind == "status_inquiry"]
    assert [(item.what, item.channels) for item in found] == [
        ("opens", ("email", "voicemail")),
        ("due", ("email", "voicemail")),
    ]


def test_several_interviewers_have_an_item_each() -> None:
    """At one instant in the order of the vocabulary, and of the people."""
    found = agenda(timeline(ENDS, people=["Dana Wu", "Bo Li"]), policies.business_etiquette)
    assert told(found, "thank_you") == [
        (at, what, "thank_you", person)
        for at, what in (
            ("2025-10-06T10:00:00+01:00", "opens"),
            ("2025-10-06T22:00:00+01:00", "due"),
            ("2025-10-07T10:00:00+01:00", "overdue"),
        )
        for person in ("Bo Li", "Dana Wu")
    ]


def test_at_one_instant_what_closes_comes_first_then_what_opens_falls_due_and_is_overdue() -> None:
    """At 00:00 a week after the interview the enquiry begins; here the thank-you ends with it."""
    week = interview_end + days(7)
    thanks, ask = messages("thank_you", by="email"), messages("status_inquiry", by="email")
    mine = Policy(
        "mine",
        [
            permit(thanks, before(week), says="thank").named("mine/thank"),
            recommend(ask, since(week), due=week, says="ask").named("mine/ask"),
        ],
        closed=True,
    )
    found = agenda(timeline(), mine)
    assert [(item.what, item.kind.value) for item in found if item.at and item.at.day == 13] == [
        ("closes", "thank_you"),
        ("opens", "status_inquiry"),
        ("due", "status_inquiry"),
    ]
    shipped = [(item.what, item.kind.value) for item in agenda(timeline()) if item.at and item.at.day == 13]
    assert shipped == [
        ("opens", "status_inquiry"),
        ("opens", "timeline_inquiry"),
        ("opens", "review_notes"),
        ("due", "status_inquiry"),
        ("due", "review_notes"),
    ]


def test_what_closes_tells_why_it_is_no_longer_allowed() -> None:
    """Nothing permits it any more; what permitted it until then is no reason why it is forbidden."""
    until = before(interview_end + days(7))
    thank = permit(messages("thank_you", by="email"), until, cites=("a-01",), says="thank them").named("mine/thank")
    (item,) = (item for item in agenda(timeline(), Policy("mine", [thank], closed=True)) if item.what == "closes")
    assert [(reason.rule, reason.says) for reason in item.reasons] == [
        ("mine/no-guidance", "no guidance permits it any more")
    ]


def test_one_date_in_between_closes_and_opens_again() -> None:
    """Read so, `review_your_notes` forbids the date a week after the interview; due stays where it was."""
    promised = ResponsePromised(ENDS, by="2025-10-08")
    forbids = policies.review_your_notes.with_(exactly_a_week_is="forbidden")
    found = agenda(timeline("2025-10-10T18:00:00+01:00", promised), forbids)
    assert told(found, "status_inquiry") == [
        ("2025-10-11T00:00:00+01:00", "due", "status_inquiry", None),
        ("2025-10-13T00:00:00+01:00", "closes", "status_inquiry", None),
        ("2025-10-14T00:00:00+01:00", "opens", "status_inquiry", None),
    ]
    # where it is only advised against, nothing closes
    found = agenda(timeline("2025-10-10T18:00:00+01:00", promised), policies.review_your_notes)
    assert told(found, "status_inquiry") == [("2025-10-11T00:00:00+01:00", "due", "status_inquiry", None)]


def test_a_scheduled_interview_is_reckoned_with() -> None:
    """What is asked in it opens and closes with it, and the waits start at its end."""
    ahead = Interview(ends="2025-10-10T10:00:00+01:00", starts="2025-10-10T09:00:00+01:00", interviewers=["Bo Li"])
    found = agenda(timeline("2025-10-08T18:00:00+01:00", ahead), policies.business_etiquette)
    assert told(found, "ask_response_date", "thank_you", "status_inquiry") == [
        ("2025-10-10T09:00:00+01:00", "opens", "ask_response_date", None),
        ("2025-10-10T09:00:00+01:00", "due", "ask_response_date", None),
        ("2025-10-10T10:00:00+01:00", "closes", "ask_response_date", None),
        ("2025-10-10T10:00:00+01:00", "opens", "thank_you", "Bo Li"),
        ("2025-10-10T22:00:00+01:00", "due", "thank_you", "Bo Li"),
        ("2025-10-11T10:00:00+01:00", "overdue", "thank_you", "Bo Li"),
        ("2025-10-17T10:00:00+01:00", "opens", "status_inquiry", None),
        ("2025-10-20T10:00:00+01:00", "due", "status_inquiry", None),
    ]


def test_an_interview_that_is_yet_to_be_arranged_is_not() -> None:
    """Nobody knows of it at now."""
    ahead = Interview(ends="2025-10-10T10:00:00+01:00", arranged="2025-10-08T18:00:00.000001+01:00")
    found = agenda(timeline("2025-10-08T18:00:00+01:00", ahead), policies.business_etiquette)
    assert "ask_response_date" not in {item.kind for item in found}


def test_a_no_contact_request_leaves_no_message_on_it() -> None:
    """What is forbidden for good falls due no more."""
    found = agenda(timeline(EVENING, NoContactRequested("2025-10-06T17:00:00+01:00")))
    assert found.items == ()
    assert told(found.standing) == [(None, "due", "keep_applying", None)]


def test_once_it_is_lifted_all_opens_again_and_is_late_as_it_was() -> None:
    """At the very instant of its lifting; the interruption moves neither due, which is past, nor overdue."""
    asked, lifted = NoContactRequested("2025-10-06T17:00:00+01:00"), NoContactLifted(EVENING)
    found = agenda(timeline(EVENING, asked, lifted))
    assert told(found.items[:3]) == [
        (EVENING, "opens", "thank_you", None),
        (EVENING, "opens", "additional_information", None),
        (EVENING, "opens", "reply", None),
    ]
    assert found.items[3:] == agenda(timeline(EVENING)).items
    assert found.standing == agenda(timeline(EVENING)).standing


def test_clock_changes_are_reckoned_with() -> None:
    """Hours are elapsed time, dates are local: over the night of 26 October an hour is told twice."""
    late = timeline("2025-10-25T18:00:00+01:00", ends="2025-10-25T14:00:00+01:00")
    assert told(agenda(late, policies.business_etiquette), "thank_you") == [
        ("2025-10-26T01:00:00+00:00", "due", "thank_you", None),
        ("2025-10-26T13:00:00+00:00", "overdue", "thank_you", None),
    ]
    assert told(agenda(late, policies.pro_tips)) == [
        ("2025-10-26T00:00:00+01:00", "due", "thank_you", None),
        ("2025-10-27T00:00:00+00:00", "overdue", "thank_you", None),
    ]


def test_two_zones_have_their_own_midnights() -> None:
    """The same instants, seen from New York: the next date begins five hours later."""
    there = Timeline("America/New_York", EVENING, [Interview(ends=ENDS)])
    assert told(agenda(there, policies.pro_tips)) == [
        ("2025-10-07T00:00:00-04:00", "due", "thank_you", None),
        ("2025-10-08T00:00:00-04:00", "overdue", "thank_you", None),
    ]


# -- at now


@pytest.mark.parametrize(
    ("now", "standing", "first"),
    [
        ("2025-10-06T21:59:59.999999+01:00", [], "due"),
        ("2025-10-06T22:00:00+01:00", [], "due"),
        ("2025-10-06T22:00:00.000001+01:00", [("2025-10-06T22:00:00+01:00", "due", "thank_you", None)], "overdue"),
        ("2025-10-07T09:59:59.999999+01:00", [("2025-10-06T22:00:00+01:00", "due", "thank_you", None)], "overdue"),
        ("2025-10-07T10:00:00+01:00", [], "overdue"),
        ("2025-10-07T10:00:00.000001+01:00", [("2025-10-07T10:00:00+01:00", "overdue", "thank_you", None)], "opens"),
    ],
)
def test_what_falls_due_now_is_on_the_agenda_and_stands_only_afterwards(
    now: str, standing: list[Any], first: str
) -> None:
    """One microsecond before, at, and after: each date is told once, as an item or as standing."""
    found = agenda(timeline(now), policies.business_etiquette)
    assert told(found.standing, "thank_you") == standing
    assert found.items[0].what == first


def test_what_was_done_stands_no_longer() -> None:
    """An unaddressed thank-you serves everybody."""
    thanked = MessageSent("2025-10-06T17:00:00+01:00", kind="thank_you", channel="email")
    found = agenda(timeline(EVENING, thanked, people=["Dana Wu", "Bo Li"]), policies.business_etiquette)
    assert told((*found.standing, *found.items), "thank_you") == []


def test_what_is_always_recommended_stands_since_ever() -> None:
    """Without an instant."""
    item = agenda(timeline(), policies.business_etiquette).standing[-1]
    assert (item.at, item.what, item.kind.value) == (None, "due", "keep_applying")
    assert item.to_dict()["at"] is None


def test_what_is_overdue_by_one_channel_stands_as_overdue() -> None:
    """Of several channels those that are overdue, since the earliest of their dates."""
    end = interview_end
    mixed = Policy(
        "mixed",
        [
            recommend(messages("gift", by=["post"]), since(end), due=end, overdue=end + days(1), says="do").named(
                "mixed/post"
            ),
            recommend(messages("gift", by=["phone"]), since(end), due=end, overdue=end + days(3), says="do").named(
                "mixed/phone"
            ),
        ],
    )
    (item,) = agenda(timeline("2025-10-08T10:00:00+01:00"), mixed).standing
    assert told([item]) == [("2025-10-07T10:00:00+01:00", "overdue", "gift", None)]
    assert item.channels == ("post",)
    assert [reason.rule for reason in item.reasons] == ["mixed/post"]


# -- until


def test_until_ends_the_agenda_before_that_instant() -> None:
    """The instant itself is out."""
    due = "2025-10-07T00:00:00+01:00"
    assert told(agenda(timeline(), policies.pro_tips, until=due)) == []
    assert told(agenda(timeline(), policies.pro_tips, until=Micros(micros(due) + 1))) == [
        (due, "due", "thank_you", None)
    ]


def test_until_now_is_an_empty_agenda() -> None:
    """What stands is told all the same."""
    found = agenda(timeline(), policies.business_etiquette, until=EVENING)
    assert found.items == ()
    assert len(found.standing) == 1
    assert found.until == found.evaluation.now


def test_until_before_now_is_refused() -> None:
    """By a microsecond even."""
    with pytest.raises(TimelineError) as caught:
        agenda(timeline(), until="2025-10-06T17:59:59.999999+01:00")
    assert str(caught.value) == (
        "until: `2025-10-06T17:59:59.999999+01:00` is before now, `2025-10-06T18:00:00+01:00`; expected a later instant"
    )


def test_until_is_an_instant() -> None:
    """A word is none."""
    with pytest.raises(TimelineError) as caught:
        agenda(timeline(), until="tomorrow")
    assert str(caught.value) == "until: `tomorrow` is not an instant; expected one such as `2025-10-06T09:00:00+01:00`"


def test_an_agenda_until_is_a_part_of_the_whole_by_a_combined_policy_too() -> None:
    """Whatever falls due before the end is told, even where it is seen only from after it."""
    several = majority(policies.dos_and_donts, policies.recommended, policies.review_your_notes)
    events = [
        ResponsePromised("2026-05-16T14:00:00+00:00", by="2026-05-23"),
        Interview(ends="2026-05-06T23:00:00+00:00"),
    ]
    slow = Timeline("UTC", "2026-05-24T23:00:00+00:00", events)
    end = "2026-05-30T00:00:00+00:00"
    expected = [item for item in agenda(slow, several) if item.at is not None and item.at < evaluate(slow).at(end).now]
    assert list(agenda(slow, several, until=end)) == expected


def test_nothing_falls_due_while_a_combined_policy_forbids_it() -> None:
    """One source would ask on 26 May, but the majority forbids it until the 30th."""
    several = majority(policies.dos_and_donts, policies.recommended, policies.review_your_notes)
    events = [
        ResponsePromised("2026-05-16T14:00:00+00:00", by="2026-05-23"),
        Interview(ends="2026-05-06T23:00:00+00:00"),
    ]
    slow = Timeline("UTC", "2026-05-24T23:00:00+00:00", events)
    evaluation = evaluate(slow, several)
    for item in agenda(slow, several):
        if item.what == "due" and item.at is not None:
            stances = [evaluation.at(item.at)[item.kind, channel].stance for channel in item.channels]
            assert stances == ["allowed"] * len(stances), told([item])


# -- as data, and shown


def test_an_agenda_is_what_is_iterated_over_and_counted() -> None:
    """By its items; what stands is apart."""
    found = agenda(timeline(), policies.pro_tips)
    assert list(found) == list(found.items)
    assert len(found) == 2


def test_as_plain_data() -> None:
    """With the offset of the zone, and nothing that JSON does not know."""
    data = agenda(timeline(), policies.pro_tips, until="2025-10-07T12:00:00Z").to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data == {
        "policy": "pro_tips",
        "zone": ZONE,
        "now": EVENING,
        "until": "2025-10-07T13:00:00+01:00",
        "standing": [],
        "items": [
            {
                "at": "2025-10-07T00:00:00+01:00",
                "what": "due",
                "kind": "thank_you",
                "to": None,
                "channels": ["email"],
                "reasons": [
                    {
                        "rule": "pro_tips/thank-the-next-day",
                        "effect": "recommend",
                        "says": "thank them by email on Tue 7 Oct 2025; the interview ended Mon 6 Oct 2025, 10:00",
                        "cites": ["pro_tips-07", "pro_tips-08", "pro_tips-10"],
                    }
                ],
            }
        ],
    }


def test_without_an_end_until_is_none_as_data() -> None:
    """And what stands is data too."""
    data = agenda(timeline(), policies.business_etiquette).to_dict()
    assert data["until"] is None
    assert [item["kind"] for item in data["standing"]] == ["keep_applying"]


def test_its_repr_tells_policy_now_and_number() -> None:
    """In a line."""
    found = agenda(timeline(), policies.pro_tips)
    assert repr(found) == f"<Agenda by pro_tips from {EVENING}: 2 items>"
    assert isinstance(found, Agenda)


def test_without_a_policy_the_recommended_one_is_asked() -> None:
    """As evaluations do."""
    assert agenda(timeline()).evaluation.policy is policies.recommended


# -- stretches, which agendas are read off


def test_a_course_starts_where_it_is_cut_and_ends_with_it() -> None:
    """The stretches of one action."""
    end = interview_end
    gift = Policy(
        "gifts",
        [
            permit(messages("gift", by=["post"]), always, says="may").named("gifts/may"),
            recommend(messages("gift", by=["post"]), since(end), due=end + days(2), says="do").named("gifts/do"),
        ],
    )
    evaluation = evaluate(timeline(EVENING), gift)
    action = evaluation["gift", "post"].action
    now, due, later = micros(EVENING), micros("2025-10-08T10:00:00+01:00"), micros("2025-10-09T10:00:00+01:00")
    stretches = stretches_by_action(evaluation, now, later, actions=[action])[action]
    advised = [(one.starts, one.ends, one.stance, one.advice, one.advised) for one in stretches]
    assert advised[-1] == (advised[-1][0], later, "allowed", "recommended", True)
    assert advised[0][0] == now
    assert {one[0] for one in advised} <= {now, due}
    assert stretches_by_action(evaluation, later, actions=[action])[action][0].ends is None


# -- growth


def many(events: int) -> Timeline:
    """A long correspondence: an answer for every three messages."""
    first = micros("2020-01-06T10:00:00Z")
    hours = 3_600_000_000
    kinds: tuple[MessageKindName, ...] = ("status_inquiry", "thank_you", "additional_information")
    happened: list[Any] = [Interview(ends=first)]
    for number in range(1, events):
        at = first + number * 30 * hours
        happened.append(
            EmployerReplied(Micros(at))
            if number % 4 == 0
            else MessageSent(Micros(at), kind=kinds[number % 3], channel="email")
        )
    return Timeline("UTC", Micros(first + events * 30 * hours), happened)


@pytest.mark.parametrize("name", ["recommended", "business_etiquette"])
@pytest.mark.long
def test_an_agenda_takes_time_in_proportion_to_the_events(name: str) -> None:
    """Of 1,000 events at most three times as long as of 500: the best of several runs by turns, each built anew."""

    def seconds(events: int) -> float:
        built = many(events)
        started = time.process_time()
        agenda(built, policies.BY_NAME[name])
        return time.process_time() - started

    seconds(100)
    some, twice_as_many = (min(taken) for taken in zip(*((seconds(500), seconds(1000)) for _ in range(7)), strict=True))
    assert twice_as_many < 3 * some
