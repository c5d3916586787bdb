"""Conditions, moments and choices: what they denote in a situation, instant by instant and as sets."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import attrs
import pytest

from followup_rules import (
    UNKNOWN,
    Action,
    ActionTaken,
    ChannelPreferred,
    EmployerReplied,
    Facts,
    FollowUpInvited,
    Interview,
    MessageSent,
    PolicyError,
    ResponsePromised,
    Timeline,
    TimelineError,
)
from followup_rules.rules.amounts import business_days, days, hours, practice, slow_period_leeway, times
from followup_rules.rules.choices import choice_of_conditions, choice_of_moments
from followup_rules.rules.conditions import (
    MAYBE,
    NO,
    YES,
    Condition,
    always,
    at_most,
    before,
    covered_by_invitation,
    covered_by_preference,
    exists,
    fact,
    goes_by,
    invitation_stands,
    invited,
    invited_by_channel,
    never,
    on_date,
    on_preferred_channel,
    pending,
    promise_stands,
    since,
    stage,
    taken_since,
    unanswered,
)
from followup_rules.rules.moments import (
    Moment,
    attempt,
    counted_attempts,
    date_of,
    first_existing,
    interview_end,
    last_sign_of_life,
    later_of,
    latest_attempt,
    latest_event,
    promised_date,
    while_pending,
)
from followup_rules.rules.readings import reading
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros
from followup_rules.temporal.values import lazy
from followup_rules.temporal.windows import NEVER, Windows
from followup_rules.timeline import codec
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGE_CHANNELS, VOICE, Channel, Stage
from ids import stable_id

ASK = Action("status_inquiry", "email")
DAY = 24 * 3_600_000_000
END = instants.micros("2025-10-06T10:00:00+01:00")
FRIDAY = date(2025, 10, 10).toordinal()
TIMELINE = Timeline(
    "Europe/London",
    "2025-10-20T10:00:00+01:00",
    [
        Interview(ends="2025-10-06T10:00:00+01:00"),
        ResponsePromised("2025-10-06T11:00:00+01:00", by="2025-10-10"),
        MessageSent("2025-10-07T11:00:00+01:00", kind="thank_you", channel="email"),
        EmployerReplied("2025-10-12T11:00:00+01:00", substantive=False),
    ],
    Facts(expected_response_days=UNKNOWN, slow_periods=UNKNOWN, leeway_days=7, calls_welcome=UNKNOWN),
)
WAIT = last_sign_of_life + practice
CONDITIONS = [
    always,
    never,
    pending,
    promise_stands,
    fact("calls_welcome"),
    ~fact("calls_welcome") | pending,
    since(interview_end + days(3)),
    before(WAIT),
    since(WAIT) & ~before(interview_end + days(30)),
    since(WAIT) | since(interview_end + hours(30)),
    ~(before(promised_date + days(7)) & fact("calls_welcome")),
    on_date(interview_end),
    since(date_of(promised_date) + business_days(2)),
    since(later_of(WAIT, interview_end + (days(7) + slow_period_leeway(undeclared_is_unknown=True)))),
    since(first_existing(while_pending(WAIT), interview_end)),
    at_most(practice, days(30)),
    unanswered(by="email"),
    exists(latest_attempt()),
    choice_of_conditions("which", wait=before(WAIT), pending=pending),
    since(choice_of_moments("when", wait=WAIT, interview=interview_end)),
]


def situations() -> list[Situation]:
    return list(TIMELINE.history.situations())


@pytest.mark.parametrize("condition", CONDITIONS, ids=stable_id)
def test_truth_at_an_instant_is_membership_in_the_sets(condition: Condition) -> None:
    """In every situation, at each edge of the sets, just before it, and far away."""
    for situation in situations():
        surely, possibly = condition.sets(situation, ASK)
        assert surely - possibly == NEVER
        edges = {END, *surely.edges, *possibly.edges}
        for instant in {END - 400 * DAY, END + 400 * DAY, *edges, *(edge - 1 for edge in edges)}:
            expected = YES if instant in surely else MAYBE if instant in possibly else NO
            assert condition.truth(situation, ASK, instant) == expected
            if expected == MAYBE:
                assert condition.facts(situation, ASK, instant)


@attrs.frozen(repr=False, eq=False)
class FirstHour(Condition):
    """A condition of one's own: given by its sets alone."""

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        return Windows.between(END, END + DAY // 24), Windows.between(END, END + DAY // 12)


def test_a_condition_of_ones_own_needs_its_sets_only() -> None:
    """Truth follows from them; no fact is named unless it says so."""
    [*_, last] = situations()
    assert [FirstHour().truth(last, ASK, END + minutes * 60_000_000) for minutes in (-1, 0, 60, 119, 120)] == [
        NO,
        YES,
        MAYBE,
        MAYBE,
        NO,
    ]
    assert FirstHour().facts(last, ASK, END) == frozenset()


@attrs.frozen(repr=False, eq=False)
class NearestDate(Condition):
    """A condition of one's own, with a field that is left out where it is as usual."""

    moment: Moment
    within: int = 3
    exactly: bool = attrs.field(default=False, kw_only=True)


def test_a_primitive_of_ones_own_is_shown_by_its_name_and_fields() -> None:
    """As those of the package are: what equals its default is left out, a keyword is named."""
    assert repr(FirstHour()) == "first_hour"
    assert repr(NearestDate(interview_end)) == "nearest_date(interview_end)"
    assert repr(NearestDate(interview_end, 5, exactly=True)) == "nearest_date(interview_end, 5, exactly=True)"


@pytest.mark.parametrize(("make", "noun"), [(choice_of_conditions, "condition"), (choice_of_moments, "moment")])
def test_a_choice_is_between_readings_of_one_sort(make: Any, noun: str) -> None:
    """At least one, and each of them a condition, or each a moment."""
    with pytest.raises(PolicyError) as none:
        make("which")
    assert str(none.value) == f"choice `which` has no readings; expected {noun}s by name"
    with pytest.raises(PolicyError) as other:
        make("which", three=days(3))
    assert str(other.value) == f"reading `three` of `which` is `days(3)`; expected a {noun}"


def test_the_attempt_before_the_first_is_the_sign_of_life_itself() -> None:
    """`times(0)`: the cap of none is reached at once; there is none where there is no sign of life."""
    first, *_, last = situations()
    assert attempt(times(0)).bounds(last, ASK) == (last.life, last.life)
    assert attempt(times(0)).bounds(first, ASK) is None


def test_attempts_are_counted_in_times() -> None:
    """Three days are no attempts."""
    with pytest.raises(PolicyError, match=r"^`days\(3\)` counts days; expected an amount of times$"):
        attempt(days(3))


def test_the_latest_event_of_a_class() -> None:
    """Any event's class will do."""
    [*_, last] = situations()
    at = instants.micros("2025-10-12T11:00:00+01:00")
    assert latest_event(EmployerReplied).bounds(last, ASK) == (at, at)
    assert repr(latest_event(EmployerReplied)) == "latest_event(EmployerReplied)"


def test_the_date_of_a_date_is_that_date() -> None:
    """`date_of` changes nothing about a moment that is a date already."""
    [*_, last] = situations()
    assert date_of(promised_date).dates(last, ASK) == promised_date.dates(last, ASK) == (FRIDAY, FRIDAY)
    assert date_of(WAIT).facts(last, ASK, END + DAY) == {"expected_response_days"}


def test_facts_leave_a_moment_open_only_between_its_ends() -> None:
    """Before the earliest and after the latest it can be, nothing is open."""
    [*_, last] = situations()
    assert WAIT.facts(last, ASK, END - 1) == frozenset()
    assert WAIT.facts(last, ASK, END + 91 * DAY + DAY) == frozenset()
    assert later_of(WAIT).facts(last, ASK, END - 1) == frozenset()


def test_a_situation_counts_messages_and_tells_where_it_lies() -> None:
    """All that were ever sent, by kind and channel."""
    [*_, last] = situations()
    assert last.count_sent({"thank_you"}, {"email"}) == 1  # type: ignore[arg-type]
    assert last.count_sent({"thank_you"}, {"post"}) == 0  # type: ignore[arg-type]
    assert repr(last).startswith("<Situation ")


def test_a_lazy_attribute_can_be_looked_at_on_its_class() -> None:
    """It is itself there, with the docstring of what it works out."""
    assert isinstance(Timeline.__dict__["history"], lazy)
    assert Timeline.history is Timeline.__dict__["history"]
    assert Timeline.history.__doc__ == "What is known at now, sorted and cut into situations."


def test_a_caller_deep_in_its_own_stack_gets_one_clear_fault() -> None:
    """Structuring needs some stack; where there is too little it says so like any other fault."""

    def dig(depth: int) -> None:
        if depth:
            dig(depth - 1)
        else:
            Timeline.from_dict({"zone": "UTC", "now": "2025-10-20T10:00:00Z", "events": [{"type": "gift"}]})

    faults = set()
    for depth in range(sys.getrecursionlimit() - 200, sys.getrecursionlimit(), 3):
        try:
            dig(depth)
        except TimelineError as error:
            faults.add(error.faults[0].what.partition(";")[0])
        except RecursionError:
            pass
    assert "`gift` is not a type of event" in faults


def test_an_error_that_is_no_fault_of_the_data_is_not_swallowed() -> None:
    """A defect of the library's own shows itself."""
    with pytest.raises(ZeroDivisionError):
        list(codec._faults(ZeroDivisionError(), "$"))


# -- what is asked about the action, and what has been done


def now_in(
    *events: Any, zone: str = "Europe/London", now: str = "2025-10-20T10:00:00+01:00", **facts: Any
) -> Situation:
    """What stands at now, after some events."""
    timeline = Timeline(zone, now, events, Facts(**facts))
    return timeline.history.situation_at(timeline.now_us)


def test_an_action_goes_by_its_channel() -> None:
    """One of those given, one by one or in a set; nothing that has happened makes a difference."""
    by = goes_by("email", VOICE)
    assert by == goes_by(Channel.VOICEMAIL, Channel.PHONE, Channel.EMAIL)
    asked = [by.truth(now_in(), Action("status_inquiry", channel), 0) for channel in MESSAGE_CHANNELS]
    assert asked == [YES, YES, YES, NO, NO, NO]
    assert by.depends_on().asks == {"channel"}


@pytest.mark.parametrize("given", [(), ([],), (frozenset(), [])])
def test_an_action_goes_by_some_channel(given: Any) -> None:
    """None given is a mistake: nothing would ever go by it."""
    with pytest.raises(PolicyError, match=r"^`goes_by` was given no channel; expected one or more$"):
        goes_by(*given)
    with pytest.raises(PolicyError, match=r"^`fax` is not a channel; expected one of "):
        goes_by("fax")


PHONE = ChannelPreferred("2025-10-07T09:00:00Z", channel="phone", source="interviewer")
POST = ChannelPreferred("2025-10-08T09:00:00Z", channel="post", source="posting")


def preferring(condition: Condition, *events: Any) -> str:
    """The channels of messages on which a condition on the preferred channel holds."""
    state = now_in(*events)
    return " ".join(c for c in MESSAGE_CHANNELS if condition.truth(state, Action("gift", c), 0) == YES)


def test_a_preference_is_for_one_channel() -> None:
    """Covered by the phone is voicemail too, by no other channel anything; with none stated it holds nowhere."""
    assert (preferring(on_preferred_channel, PHONE), preferring(covered_by_preference, PHONE)) == (
        "phone",
        "phone voicemail",
    )
    assert (preferring(on_preferred_channel, POST), preferring(covered_by_preference, POST)) == ("post", "post")
    voicemail = attrs.evolve(PHONE, channel="voicemail")
    assert preferring(covered_by_preference, voicemail) == "voicemail"
    assert (preferring(on_preferred_channel), preferring(covered_by_preference)) == ("", "")


def test_a_preference_may_be_read_as_that_of_the_posting() -> None:
    """Where both are stated; else the one that is stated counts either way."""
    whose = reading("whose_preference", "of_the_interviewer", "of_the_posting")
    read = on_preferred_channel.read(whose)
    of_posting = on_preferred_channel.read(whose.read_as("of_the_posting"))
    assert (preferring(read, PHONE, POST), preferring(of_posting, PHONE, POST)) == ("phone", "post")
    assert (preferring(read, POST), preferring(of_posting, PHONE)) == ("post", "phone")
    assert repr(of_posting) == "on_preferred_channel"
    assert read != on_preferred_channel != of_posting


def test_an_invitation_names_a_channel() -> None:
    """While it stands; one for the phone covers voicemail."""
    invited_by_phone = FollowUpInvited("2025-10-07T09:00:00Z", opens="2025-10-30", channel="phone")
    assert preferring(invited_by_channel, invited_by_phone) == "phone"
    assert preferring(covered_by_invitation, invited_by_phone) == "phone voicemail"
    nobody_said = attrs.evolve(invited_by_phone, channel=None)
    assert (preferring(invited_by_channel, nobody_said), preferring(covered_by_invitation, nobody_said)) == ("", "")


@pytest.mark.parametrize(("shift", "holds"), [(-1, NO), (0, YES), (1, YES)])
def test_one_is_invited_from_the_opening_on(shift: int, holds: int) -> None:
    """The invitation stands before it; 00:00 of its date in the zone."""
    events = [FollowUpInvited("2025-10-07T09:00:00Z", opens="2025-10-19")]
    for zone, opens in (("Europe/London", "2025-10-19T00:00:00+01:00"), ("Asia/Tokyo", "2025-10-19T00:00:00+09:00")):
        state = now_in(*events, zone=zone)
        assert invited.truth(state, ASK, instants.micros(opens) + shift) == holds
        assert invitation_stands.truth(state, ASK, instants.micros(opens) + shift) == YES


# -- the stage


def test_the_stage_is_the_interview_s_own_or_the_declared_one() -> None:
    """Open where the declared one is unknown and counts; then it is named."""
    own = Interview(ends="2025-10-06T10:00:00+01:00", stage="final")
    none = Interview(ends="2025-10-06T10:00:00+01:00")
    asked = stage("final")
    assert [asked.truth(now_in(own, stage=each), ASK, 0) for each in (None, "first", UNKNOWN)] == [YES, YES, YES]
    assert [asked.truth(now_in(none, stage=each), ASK, 0) for each in (None, "first", "final", UNKNOWN)] == [
        NO,
        NO,
        YES,
        MAYBE,
    ]
    assert asked.facts(now_in(none, stage=UNKNOWN), ASK, 0) == {"stage"}
    # an interview of the middle round and one of an unknown round end together: it cannot be the first
    both = [attrs.evolve(own, stage="middle", interviewers=["A"]), none]
    assert [stage(each).truth(now_in(*both, stage=UNKNOWN), ASK, 0) for each in Stage] == [NO, MAYBE, MAYBE]


def test_a_stage_reads_like_its_source_and_there_are_three() -> None:
    """Given as a word or as a member."""
    assert (repr(stage("final")), stage(Stage.FINAL)) == ("stage('final')", stage("final"))
    with pytest.raises(PolicyError) as caught:
        stage("finale")
    assert str(caught.value) == "`finale` is not a stage; expected one of first, middle, final; did you mean `final`?"


# -- acts that were done


@pytest.mark.parametrize(("shift", "holds"), [(-1, NO), (0, YES), (1, YES)])
def test_an_act_counts_from_the_moment_on(shift: int, holds: int) -> None:
    """The one that is judged, or the one that is named; it is the latest one that counts."""
    moved = ActionTaken(Micros(END + shift), kind="move_on")
    state = now_in(Interview(ends=END), moved, ActionTaken("2025-10-01T09:00:00Z", kind="move_on"))
    own, named = taken_since(interview_end), taken_since(interview_end, "move_on")
    assert own.truth(state, Action("move_on", "none"), 0) == named.truth(state, ASK, 0) == holds
    assert own.truth(state, Action("review_notes", "none"), 0) == own.truth(state, ASK, 0) == NO
    assert named.truth(now_in(moved), ASK, 0) == NO
    assert (repr(own), repr(named)) == ("taken_since(interview_end)", "taken_since(interview_end, 'move_on')")


def test_an_act_that_is_named_asks_nothing_of_the_action() -> None:
    """One that is judged asks its kind."""
    named, own = taken_since(interview_end, "move_on").own_dependencies(), taken_since(interview_end).own_dependencies()
    assert [*named.asks, *named.events, named.act_judged] == [(ActionTaken, "move_on"), False]
    assert [*own.asks, own.act_judged] == ["kind", True]


# -- attempts counted since the latest sign of life, or in all


def test_attempts_may_be_counted_in_all() -> None:
    """Also those that have been answered; the sign of life itself stays the attempt before the first."""
    counted_in = counted_attempts()
    in_all = attrs.evolve(counted_in, attempts=counted_in.attempts.read_as("in_all"))
    times_sent = [instants.micros(f"2025-10-{day:02}T09:00:00Z") for day in (7, 9, 13)]
    asked = [MessageSent(at, kind="status_inquiry", channel="email") for at in times_sent]
    replied = EmployerReplied("2025-10-08T09:00:00Z")
    state = now_in(Interview(ends=END), *asked, replied)

    def at(moment: Moment) -> int | None:
        reached = moment.bounds(state, ASK)
        return None if reached is None else times_sent.index(Micros(reached[0]))

    for which in (None, counted_in):
        found = [at(attempt(times(number), ENQUIRIES, counted=which)) for number in (1, 2, 3)]
        assert found == [1, 2, None]
    assert [at(attempt(times(number), ENQUIRIES, counted=in_all)) for number in (1, 2, 3, 4)] == [0, 1, 2, None]
    assert at(latest_attempt(ENQUIRIES, counted=counted_in)) == at(latest_attempt(ENQUIRIES, counted=in_all)) == 2
    silent = now_in(Interview(ends=END), asked[0], replied)
    assert latest_attempt(ENQUIRIES).bounds(silent, ASK) is None
    assert latest_attempt(ENQUIRIES, counted=in_all).bounds(silent, ASK) == (times_sent[0], times_sent[0])
    assert attempt(times(0), counted=in_all).bounds(state, ASK) == (replied.at_us, replied.at_us)
