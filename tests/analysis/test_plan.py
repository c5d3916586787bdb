"""Plans: the whole road, if all is done as it falls due and the employer is silent."""

# mypy: disable-error-code="list-item"
# what is to be refused is given on purpose

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from followup_rules import (
    UNKNOWN,
    ActionTaken,
    EmployerReplied,
    Facts,
    Interview,
    MessageSent,
    NoContactRequested,
    Plan,
    Policy,
    Rejected,
    ResponsePromised,
    Timeline,
    TimelineError,
    evaluate,
    first_to_speak,
    most_permissive,
    plan,
    policies,
)
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import since, unanswered
from followup_rules.rules.moments import interview_end, latest_message
from followup_rules.rules.rule import discourage, permit, recommend
from followup_rules.rules.selections import acts, messages
from followup_rules.timeline.vocabulary import MESSAGES, ActionKind

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
EVENING = "2025-10-06T18:00:00+01:00"
REPLY = EmployerReplied("2025-10-17T09:00:00+01:00")


def timeline(*events: Any, people: Iterable[str] = (), now: str = EVENING) -> Timeline:
    """One interview and whatever else happened."""
    return Timeline(ZONE, now, [Interview(ends=ENDS, interviewers=people), *events])


def told(road: Plan) -> list[tuple[str, str, str | None]]:
    """The steps, without channels and reasons."""
    return [(step.at.isoformat(), step.action.kind.value, step.advice) for step in road]


# -- the road of each policy


def test_pro_tips_asks_for_a_thank_you_and_nothing_more() -> None:
    """Of enquiries it says nothing where no date was promised."""
    road = plan(timeline(), policies.pro_tips)
    assert told(road) == [("2025-10-07T09:00:00+01:00", "thank_you", "recommended")]
    assert (road.ends, road.waits_for) == ("waiting", ("pro_tips says nothing more",))


def test_dos_and_donts_makes_three_contacts_and_moves_on() -> None:
    """Three days between each, in office hours; the second and third are enquiries that nothing urges."""
    road = plan(timeline(), policies.dos_and_donts)
    assert told(road) == [
        ("2025-10-09T10:00:00+01:00", "thank_you", "recommended"),
        ("2025-10-13T09:00:00+01:00", "status_inquiry", None),
        ("2025-10-16T09:00:00+01:00", "status_inquiry", None),
        ("2025-10-20T09:00:00+01:00", "move_on", "recommended"),
    ]
    assert (road.ends, road.waits_for) == ("moved_on", ())


def test_art_of_follow_up_asks_once_and_moves_on_after_two_weeks() -> None:
    """At the same local time, though the clocks changed in between."""
    road = plan(timeline(), policies.art_of_follow_up)
    assert told(road) == [
        ("2025-10-13T10:00:00+01:00", "status_inquiry", "recommended"),
        ("2025-10-27T10:00:00+00:00", "move_on", "recommended"),
    ]


def test_business_etiquette_asks_three_times_ten_days_apart() -> None:
    """And keeps applying all the while."""
    road = plan(timeline(), policies.business_etiquette)
    assert told(road) == [
        ("2025-10-07T09:00:00+01:00", "thank_you", "recommended"),
        ("2025-10-16T10:00:00+01:00", "status_inquiry", "recommended"),
        ("2025-10-27T09:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-06T09:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-06T09:00:00+00:00", "move_on", "recommended"),
    ]
    assert [kind.value for kind in road.throughout] == ["keep_applying"]


def test_the_recommended_road_reviews_the_notes_before_each_enquiry() -> None:
    """Half an hour before it, and never after the last; a week after the third it moves on."""
    road = plan(timeline())
    assert told(road) == [
        ("2025-10-07T09:00:00+01:00", "thank_you", "recommended"),
        ("2025-10-13T09:00:00+01:00", "review_notes", "recommended"),
        ("2025-10-13T09:30:00+01:00", "status_inquiry", "recommended"),
        ("2025-10-23T09:00:00+01:00", "review_notes", "recommended"),
        ("2025-10-23T09:30:00+01:00", "status_inquiry", "recommended"),
        ("2025-11-03T09:00:00+00:00", "review_notes", "recommended"),
        ("2025-11-03T09:30:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-10T09:00:00+00:00", "move_on", "recommended"),
    ]
    assert (road.ends, road.waits_for) == ("moved_on", ())
    assert [kind.value for kind in road.throughout] == ["keep_applying"]


def test_every_step_is_what_evaluate_says_at_its_instant() -> None:
    """Plan and evaluation tell one story: each step is recommended then, or the next thing that is allowed."""
    for name in policies.names():
        start = timeline(people=["Dana Wu"])
        for step in plan(start, policies.get(name)):
            ruling = evaluate(start.at(step.at), policies.get(name))[step.action]
            assert (ruling.stance, ruling.advice) == ("allowed", step.advice)
            assert ruling.send_at == step.at
            kind, channel, to = step.action.kind, step.action.channel, step.action.to
            to_whom = () if to is None else (to,)
            done: Any = MessageSent(step.at, kind=kind, channel=channel, to=to_whom) if kind in MESSAGES else None
            start = start.at(step.at).add(done or ActionTaken(step.at, kind=kind))


def test_asking_again_that_leads_nowhere_is_left_out() -> None:
    """`review_your_notes` shuns one date and opens again after it, but never says to move on."""
    road = plan(timeline(ResponsePromised(ENDS, by="2025-10-08")), policies.review_your_notes)
    assert told(road) == [
        ("2025-10-09T09:00:00+01:00", "review_notes", "recommended"),
        ("2025-10-14T09:00:00+01:00", "status_inquiry", "recommended"),
    ]
    assert road.ends == "waiting"
    assert road.waits_for == ("review_your_notes allows an enquiry but does not recommend one",)
    assert road.timeline.now.isoformat() == "2025-10-14T09:00:00+01:00"


def test_asking_again_that_leads_nowhere_is_left_out_before_an_assumed_event_too() -> None:
    """What comes afterwards does not make it any better."""
    promised = timeline(ResponsePromised(ENDS, by="2025-10-08"))
    road = plan(promised, policies.review_your_notes, assuming=[EmployerReplied("2025-10-20T09:00:00+01:00")])
    assert told(road) == told(plan(promised, policies.review_your_notes))


def test_several_interviewers_are_thanked_each() -> None:
    """At once, one after the other."""
    road = plan(timeline(people=["Dana Wu", "Bo Li"]), policies.business_etiquette)
    thanks = [(step.at.isoformat(), step.action.to) for step in road if step.action.kind == "thank_you"]
    assert thanks == [("2025-10-07T09:00:00+01:00", "Bo Li"), ("2025-10-07T09:00:00+01:00", "Dana Wu")]


def test_what_was_done_already_is_no_step() -> None:
    """The road starts where one stands: two attempts are left of three."""
    done = [
        MessageSent("2025-10-06T17:00:00+01:00", kind="thank_you", channel="email"),
        MessageSent("2025-10-16T10:00:00+01:00", kind="status_inquiry", channel="email"),
    ]
    road = plan(timeline(*done, now="2025-10-16T10:00:00+01:00"), policies.business_etiquette)
    assert told(road) == [
        ("2025-10-27T09:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-06T09:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-06T09:00:00+00:00", "move_on", "recommended"),
    ]


def test_what_is_overdue_is_done_at_once() -> None:
    """And called overdue."""
    road = plan(timeline(now="2025-10-07T10:00:00+01:00"), policies.business_etiquette)
    assert told(road)[0] == ("2025-10-07T10:00:00+01:00", "thank_you", "overdue")


def test_a_no_contact_request_ends_the_messages() -> None:
    """Nothing is left to do but to go on applying, and the plan says what the next enquiry waits for."""
    road = plan(timeline(NoContactRequested("2025-10-06T17:00:00+01:00")))
    assert told(road) == []
    assert (road.ends, [kind.value for kind in road.throughout]) == ("waiting", ["keep_applying"])
    assert road.waits_for == ("they asked on Mon 6 Oct 2025, 17:00 not to be contacted, and that still holds",)


def test_a_plan_that_waits_says_for_what() -> None:
    """An interview ahead, an unknown fact, advice against asking once more, a ban."""
    unknown = Timeline(
        ZONE, EVENING, [Interview(ends=ENDS)], Facts(stage="first", later_rounds_running=UNKNOWN, leeway_days=0)
    )
    assert plan(unknown, policies.art_of_follow_up).waits_for == ("`later_rounds_running`",)
    arranged = Interview(starts="2027-10-20T09:00:00+01:00", ends="2027-10-20T10:00:00+01:00", cancelled=EVENING)
    ahead = Interview(starts="2999-10-20T09:00:00+01:00", ends="2999-12-31T10:00:00+00:00")
    assert plan(timeline(arranged), policies.pro_tips).waits_for == ("pro_tips says nothing more",)
    assert plan(timeline(ahead), policies.pro_tips).waits_for == ("an interview lies ahead",)
    ask = messages("status_inquiry", by="email")
    once = Policy(
        "once",
        [
            recommend(ask, since(interview_end), due=interview_end, done_when=unanswered(), says="ask").named(
                "once/ask"
            ),
            discourage(ask, unanswered(), says="you have asked already").named("once/not-again"),
        ],
    )
    road = plan(timeline(), once)
    assert (told(road), road.ends) == ([("2025-10-07T09:00:00+01:00", "status_inquiry", "recommended")], "waiting")
    assert road.waits_for == ("you have asked already",)


def test_an_interview_to_be_arranged_later_is_not_looked_at_beforehand() -> None:
    """The road is the same as without it."""
    later = Interview(ends="2025-10-10T10:00:00+01:00", arranged="2025-10-08T10:00:00+01:00")
    assert told(plan(timeline(later))) == told(plan(timeline()))


# -- steps


def test_a_step_is_taken_by_the_first_of_the_channels_that_are_equally_fit() -> None:
    """The others are told."""
    step = plan(timeline(), policies.dos_and_donts).steps[0]
    assert step.action.channel == "email"
    assert step.channels == ("email", "post")


def test_what_may_be_done_by_email_all_along_is_not_done_by_a_channel_that_opens_later() -> None:
    """Every step is by the first of its channels."""
    one = Timeline(
        ZONE,
        "2025-06-12T00:00:00+01:00",
        [
            Interview(ends="2025-06-03T14:00:00+01:00", interviewers=["Bo Li"]),
            ResponsePromised("2025-06-03T15:39:59+01:00", by="2025-06-10"),
        ],
    )
    road = plan(one, first_to_speak(policies.review_your_notes, policies.dos_and_donts))
    assert [(step.action.channel, step.channels[0]) for step in road if step.action.channel != step.channels[0]] == []


def test_a_step_tells_what_advises_it_or_allows_it() -> None:
    """The reasons of the advice, where there is any; else of the stance."""
    road = plan(timeline(), policies.dos_and_donts)
    assert [reason.rule for reason in road.steps[0].reasons] == ["dos_and_donts/the-first-contact-is-a-thank-you"]
    assert [reason.rule for reason in road.steps[1].reasons] == ["dos_and_donts/then-one-may-ask"]


def test_the_timeline_at_the_end_holds_every_step() -> None:
    """Messages to whom they are, acts as taken."""
    road = plan(timeline(people=["Dana Wu"]), policies.business_etiquette)
    assert set(road.timeline.events) - set(timeline(people=["Dana Wu"]).events) == {
        MessageSent("2025-10-07T09:00:00+01:00", kind="thank_you", channel="email", to=["Dana Wu"]),
        MessageSent("2025-10-16T10:00:00+01:00", kind="status_inquiry", channel="email"),
        MessageSent("2025-10-27T09:00:00+00:00", kind="status_inquiry", channel="email"),
        MessageSent("2025-11-06T09:00:00+00:00", kind="status_inquiry", channel="email"),
        ActionTaken("2025-11-06T09:00:00+00:00", kind="move_on"),
    }


def test_a_policy_that_asks_for_ever_more_is_followed_no_further_than_two_hundred_steps() -> None:
    """The day after each message, another."""
    gift = messages("gift", by=["post"])
    again = latest_message(frozenset(gift.kinds)) + days(1)
    endless = Policy(
        "endless",
        [
            recommend(
                gift,
                since(interview_end) & ~unanswered(frozenset(gift.kinds)),
                due=interview_end,
                says="first",
            ).named("endless/first"),
            recommend(gift, since(again), due=again, says="again").named("endless/again"),
        ],
    )
    road = plan(timeline(), endless)
    assert len(road) == 200
    assert road.ends == "cut_short"
    assert [step.at.isoformat()[:16] for step in road.steps[:3]] == [
        "2025-10-07T09:00",
        "2025-10-08T09:00",
        "2025-10-09T09:00",
    ]


def test_an_enquiry_that_opens_again_is_left_out_where_it_is_advised_against() -> None:
    """Only what nothing advises against is made once more."""
    ask = messages("status_inquiry", by=["email"])
    silent = Policy("silent", [permit(ask, since(interview_end + days(3)), says="may").named("silent/may")])
    road = plan(timeline(), silent)
    assert told(road) == []
    assert (road.ends, road.waits_for) == ("waiting", ("silent allows an enquiry but does not recommend one",))


def test_what_stays_recommended_though_it_was_done_is_done_once() -> None:
    """Once for each date on which it falls due."""
    act = Policy(
        "act", [recommend(acts("collect_contacts"), since(interview_end), due=interview_end, says="do").named("act/do")]
    )
    road = plan(timeline(), act)
    assert told(road) == [(EVENING, "collect_contacts", "recommended")]  # an act of the interview needs no office


# -- what is assumed to come


def test_an_assumed_reply_starts_the_count_anew() -> None:
    """Three more attempts, from the reply on."""
    road = plan(timeline(), policies.business_etiquette, assuming=[REPLY])
    assert told(road)[2:] == [
        ("2025-10-27T09:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-06T09:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-17T09:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-17T09:00:00+00:00", "move_on", "recommended"),
    ]
    assert road.assuming == (REPLY,)
    assert REPLY in road.timeline.events


def test_an_assumed_rejection_ends_the_road() -> None:
    """What was to be done before it, is."""
    road = plan(timeline(), assuming=[Rejected("2025-10-17T09:00:00+01:00")])
    assert told(road) == told(plan(timeline()))[:3]
    assert road.ends == "waiting"
    assert road.waits_for == ("they said no on Fri 17 Oct 2025, 09:00: the answer is there",)


def test_an_assumed_interview_is_known_from_when_it_is_arranged() -> None:
    """Asked in, thanked for, and waited from."""
    ahead = Interview(
        ends="2025-10-17T10:00:00+01:00",
        starts="2025-10-17T09:00:00+01:00",
        interviewers=["Bo Li"],
        arranged="2025-10-13T09:00:00+01:00",
    )
    road = plan(timeline(), policies.business_etiquette, assuming=[ahead])
    assert told(road)[2:] == [
        *(
            ("2025-10-17T09:00:00+01:00", kind, "recommended")
            for kind in (
                "ask_response_date",
                "ask_follow_up_permission",
                "ask_preferred_channel",
                "collect_contacts",
                "express_interest",
            )
        ),
        # a Friday: the first office hour is late already
        ("2025-10-20T09:00:00+01:00", "thank_you", "overdue"),
        ("2025-10-27T10:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-06T10:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-17T09:00:00+00:00", "status_inquiry", "recommended"),
        ("2025-11-17T09:00:00+00:00", "move_on", "recommended"),
    ]


def test_an_assumed_interview_that_was_always_known_is_reckoned_with_at_once() -> None:
    """By the recommended policy no enquiry is made while one lies ahead."""
    ahead = Interview(ends="2025-10-17T10:00:00+01:00")
    road = plan(timeline(), assuming=[ahead])
    asked = [at for at, kind, _ in told(road) if kind == "status_inquiry"]
    assert asked[0] == "2025-10-24T09:30:00+01:00"
    arranged_before = Interview(ends="2025-10-17T10:00:00+01:00", arranged="2025-10-01T10:00:00+01:00")
    assert told(plan(timeline(), assuming=[arranged_before])) == told(road)


def test_after_moving_on_an_assumed_reply_starts_the_road_again() -> None:
    """It moves on twice."""
    road = plan(timeline(), policies.dos_and_donts, assuming=[EmployerReplied("2025-12-01T09:00:00Z")])
    assert [kind for _, kind, _ in told(road)].count("move_on") == 2
    assert road.ends == "moved_on"


def test_assumed_events_come_in_order_of_time_however_they_are_given() -> None:
    """The same road."""
    rejected = Rejected("2025-11-01T09:00:00Z")
    one = plan(timeline(), assuming=[rejected, REPLY])
    other = plan(timeline(), assuming=[REPLY, rejected])
    assert one.assuming == (REPLY, rejected)
    assert one.to_dict() == other.to_dict()


def test_an_assumed_event_may_happen_now() -> None:
    """That is not before now."""
    road = plan(timeline(), policies.pro_tips, assuming=[EmployerReplied(EVENING)])
    assert EmployerReplied(EVENING) in road.timeline.events


@pytest.mark.parametrize(
    ("event", "at"),
    [
        (EmployerReplied("2025-10-06T17:59:59.999999+01:00"), "2025-10-06T17:59:59.999999+01:00"),
        (Interview(ends="2025-10-06T17:00:00+01:00"), "2025-10-06T17:00:00+01:00"),
    ],
    ids=["reply", "interview"],
)
def test_an_assumed_event_before_now_is_refused(event: Any, at: str) -> None:
    """By a microsecond even; of an interview its end counts."""
    with pytest.raises(TimelineError) as caught:
        plan(timeline(), assuming=[REPLY, event])
    assert str(caught.value) == f"assuming[1]: `{at}` is before now, `{EVENING}`; expected an event to come"


def test_what_is_no_event_is_refused_and_all_faults_are_told_together() -> None:
    """Each with its place."""
    with pytest.raises(TimelineError) as caught:
        plan(timeline(), assuming=["reply", EmployerReplied("2025-10-05T09:00:00+01:00")])
    assert [str(fault) for fault in caught.value.faults] == [
        "assuming[0]: `reply` is not an event; expected one such as `EmployerReplied(...)`",
        f"assuming[1]: `2025-10-05T09:00:00+01:00` is before now, `{EVENING}`; expected an event to come",
    ]


def test_what_an_assumed_event_says_is_checked_as_in_a_timeline() -> None:
    """A response date must not have passed when it is promised."""
    with pytest.raises(TimelineError) as caught:
        plan(timeline(), assuming=[ResponsePromised("2025-10-10T09:00:00+01:00", by="2025-10-09")])
    assert str(caught.value) == "assuming[0].by: `2025-10-09` is before the date of `at`"


# -- as data, and shown


def test_as_plain_data() -> None:
    """With the offset of the zone, and nothing that JSON does not know."""
    data = plan(timeline(), policies.pro_tips, assuming=[REPLY]).to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data == {
        "policy": "pro_tips",
        "zone": ZONE,
        "now": EVENING,
        "assuming": [{"type": "employer_replied", "at": "2025-10-17T09:00:00+01:00"}],
        "steps": [
            {
                "at": "2025-10-07T09:00:00+01:00",
                "kind": "thank_you",
                "channel": "email",
                "to": None,
                "channels": ["email"],
                "advice": "recommended",
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
        "throughout": [],
        "ends": "waiting",
        "waits_for": ["pro_tips says nothing more"],
    }


def test_without_assumptions_there_are_none_as_data() -> None:
    """And what is recommended throughout is told by kind."""
    data = plan(timeline(), policies.business_etiquette).to_dict()
    assert data["assuming"] == []
    assert data["throughout"] == ["keep_applying"]


def test_a_plan_is_its_steps() -> None:
    """To iterate over and to count; and its repr is a line."""
    road = plan(timeline(), policies.business_etiquette)
    assert list(road) == list(road.steps)
    assert len(road) == 5
    assert repr(road) == f"<Plan by business_etiquette from {EVENING}: 5 steps>"


def test_whoever_looks_late_goes_on_all_the_same() -> None:
    """Ten days after the first enquiry the next one is due, and what has become due meanwhile is done at once."""
    asked = MessageSent("2025-10-13T10:00:00+01:00", kind="status_inquiry", channel="email")
    for now, at in (("2025-10-21T10:00:00+01:00", "2025-10-23"), ("2025-10-27T10:00:00+00:00", "2025-10-27")):
        road = plan(timeline(asked, now=now))
        assert [(each[:10], kind, advice) for each, kind, advice in told(road)][:2] == [
            (at, "review_notes", "recommended"),
            (at, "status_inquiry", "recommended"),
        ]


def test_what_is_open_ever_since_one_asked_is_not_asked_again() -> None:
    """`pro_tips` leaves the enquiry open and has no gap: nothing says when to ask again."""
    promised = ResponsePromised(ENDS, by="2025-10-08")
    asked = MessageSent("2025-10-16T10:00:00+01:00", kind="status_inquiry", channel="email")
    road = plan(timeline(promised, asked, now="2025-10-21T10:00:00+01:00"), policies.pro_tips)
    assert (told(road)[1:], road.ends) == ([], "waiting")
    assert road.waits_for == ("pro_tips allows an enquiry but does not recommend one",)


def test_an_enquiry_that_has_opened_again_is_made_in_office_hours() -> None:
    """By `dos_and_donts`, which never urges it; not at night, nor on a closed day."""
    events = [MessageSent("2025-10-09T10:00:00+01:00", kind="thank_you", channel="email"), Interview(ends=ENDS)]
    closed = Timeline(ZONE, "2025-10-12T20:00:00+01:00", events, Facts(closed_days=["2025-10-13"]))
    assert told(plan(closed, policies.dos_and_donts))[0] == ("2025-10-14T09:00:00+01:00", "status_inquiry", None)


def test_a_recommendation_without_a_due_date_is_due_from_where_it_begins() -> None:
    """It is a step, and not what is recommended all the while."""
    mine = Policy(
        "mine",
        [
            recommend(messages("status_inquiry", by="email"), since(interview_end + days(3)), says="ask").named(
                "mine/ask"
            )
        ],
    )
    road = plan(timeline(), mine)
    assert told(road) == [("2025-10-09T10:00:00+01:00", "status_inquiry", "recommended")]
    assert road.throughout == ()


@pytest.mark.parametrize("assuming", [REPLY, None, "soon"])
def test_what_is_assumed_is_a_list(assuming: Any) -> None:
    """One event alone is none."""
    with pytest.raises(TimelineError, match=r"^assuming: `.*` is not a list; expected a list of events$"):
        plan(timeline(), assuming=assuming)


def test_whoever_has_moved_on_writes_no_more() -> None:
    """One source says to move on; what the other recommends later is not done."""
    road = plan(
        Timeline("UTC", "2026-01-05T09:00:00Z", [Interview(ends="2026-01-05T09:00:00Z")]),
        most_permissive(policies.business_etiquette, policies.dos_and_donts),
    )
    kinds = [step.action.kind for step in road]
    assert road.ends == "moved_on"
    assert not MESSAGES & {*kinds[kinds.index(ActionKind.MOVE_ON) :]}


def test_an_enquiry_that_has_opened_again_since_the_latest_is_made_now() -> None:
    """The days between contacts are over, and it leads to moving on."""
    thanked = MessageSent("2025-10-09T10:00:00+01:00", kind="thank_you", channel="email")
    asked = MessageSent("2025-10-13T10:00:00+01:00", kind="status_inquiry", channel="email")
    road = plan(timeline(thanked, asked, now="2025-10-17T10:00:00+01:00"), policies.dos_and_donts)
    assert told(road)[0] == ("2025-10-17T10:00:00+01:00", "status_inquiry", None)
