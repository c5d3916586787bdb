"""What is known when: the state that follows from events, to the microsecond."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros
from followup_rules.timeline.events import (
    ChannelPreferred,
    EmployerReplied,
    Event,
    FollowUpInvited,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    ProcessCompleted,
    PromiseWithdrawn,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.history import Counting, Situation
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ENQUIRIES, UNPROMPTED, Channel, ChannelName, MessageKindName, Stage

ZONE = "Europe/London"
STARTS, ENDS = "2025-10-06T09:00:00+01:00", "2025-10-06T10:00:00+01:00"  # a Monday
TALK = Interview(starts=STARTS, ends=ENDS, interviewers=["Dana Wu"])
NO_START = Interview(ends=ENDS, interviewers=["Dana Wu"])
NOW = "2025-12-01T09:00:00+00:00"


def us(at: str) -> Micros:
    """The instant as an integer; a day alone is its 09:00 in London."""
    return instants.micros(at if "T" in at else f"{at}T09:00:00{'+01:00' if at < '2025-10-26' else '+00:00'}")


def on(day: str, shift: int = 0) -> Micros:
    """09:00 of a date in London, some microseconds earlier or later."""
    return Micros(us(day) + shift)


def state(*events: Event, at: int | None = None, zone: str = ZONE, **facts: Any) -> Situation:
    """What stands at an instant (None: in December)."""
    now = us(NOW) if at is None else Micros(at)
    history = Timeline(zone, NOW, events, Facts(**facts)).at(now).history
    return history.situation_at(now)


def sent(
    at: int | str,
    kind: MessageKindName = "status_inquiry",
    channel: ChannelName = "email",
    *to: str,
    arrived: bool = True,
) -> Event:
    """A message."""
    instant = us(at) if isinstance(at, str) else Micros(at)
    return MessageSent(instant, kind=kind, channel=channel, to=to, arrived=arrived)


# -- what counts as one event


def test_a_note_makes_no_difference() -> None:
    """The same message with and without a note, given twice, is one."""
    messages = [MessageSent(us("2025-10-07"), kind="gift", channel="post", note=note) for note in (None, "", "a", "b")]
    found = state(TALK, *messages)
    assert (found.count_sent(UNPROMPTED), len(found.attempts(UNPROMPTED, 9))) == (1, 1)
    assert state(TALK, Interview(starts=STARTS, ends=ENDS, interviewers=["Dana Wu"], note="x")).history.ends_us == [
        us(ENDS)
    ]


def test_a_message_that_did_not_arrive_counts_for_nothing() -> None:
    """It is no attempt, waits for no answer, thanks nobody, and changes no situation."""
    lost = (sent("2025-10-07", arrived=False), sent("2025-10-07", "thank_you", "email", "Dana Wu", arrived=False))
    found = state(TALK, *lost)
    assert found.history.cuts == state(TALK).history.cuts
    assert (found.latest(MessageSent), found.unanswered(UNPROMPTED), found.thanked("Dana Wu")) == (None, None, None)
    assert (found.attempts(UNPROMPTED, 9), found.latest_attempt(UNPROMPTED), found.history.sent) == ([], None, {})


# -- cutting


def test_every_change_cuts() -> None:
    """What becomes known, begins and ends: an interview its arranging, its start, its end and its cancelling."""
    ahead = Interview(
        arranged=on("2025-10-08"), starts=on("2025-10-20"), ends=on("2025-10-20", 1), cancelled=on("2025-10-10")
    )
    history = state(TALK, ahead, Rejected(on("2025-10-30"))).history
    assert history.cuts == (
        us(STARTS),
        us(ENDS),
        on("2025-10-08"),
        on("2025-10-10"),
        on("2025-10-20"),
        on("2025-10-30"),
    )
    assert history.situation_at(us(STARTS) - 1).number == 0
    assert history.situation_at(us(STARTS)).number == 1
    assert [one.number for one in history.situations(4)] == [4, 5, 6]
    assert state(NO_START).history.cuts == (us(ENDS),)


# -- interviews


def test_an_interview_counts_from_its_end() -> None:
    """Its end is a sign of life; before it, nobody has been met."""
    before, after = state(TALK, at=us(ENDS) - 1), state(TALK, at=us(ENDS))
    assert (before.interview_end, before.life, before.met("Dana Wu"), before.interview_began) == (None,) * 4
    assert (after.interview_end, after.life, after.met("Dana Wu")) == (us(ENDS),) * 3
    assert (after.interview_began, state(NO_START).interview_began) == (us(STARTS), us(ENDS))


def test_an_interview_is_on_from_its_start_to_its_end() -> None:
    """Without a start it is never on; while it is on, it lies ahead too."""
    for at, start, ahead in (
        (us(STARTS) - 1, None, True),
        (us(STARTS), us(STARTS), True),
        (us(ENDS) - 1, us(STARTS), True),
        (us(ENDS), None, False),
    ):
        found = state(TALK, at=at)
        assert (found.interview_start, found.interview_ahead) == (start, ahead)
        assert state(NO_START, at=at).interview_start is None


def test_of_interviews_that_end_together_the_one_that_began_last_counts() -> None:
    """And whoever takes part in one of them was met at the latest."""
    later = Interview(starts="2025-10-06T09:30:00+01:00", ends=ENDS, interviewers=["Bo Li"])
    found = state(TALK, later, Interview(ends="2025-10-01T09:00Z", interviewers=["Cy Ray"]))
    assert found.interview_began == us("2025-10-06T09:30:00+01:00")
    assert [found.met_latest(who) for who in ("Dana Wu", "Bo Li", "Cy Ray", None)] == [True, True, False, False]
    assert state(Interview(ends=ENDS)).met_latest(None) is True


def test_a_cancelled_interview_lies_ahead_until_it_is_cancelled() -> None:
    """It never takes place: nobody is met, no sign of life comes of it; and it is on while it is not cancelled yet."""
    planned = Interview(
        arranged=on("2025-10-08"), starts=on("2025-10-20"), ends=on("2025-10-21"), cancelled=on("2025-10-20", 60)
    )
    for at, start, ahead in (
        (on("2025-10-08") - 1, None, False),
        (on("2025-10-08"), None, True),
        (on("2025-10-20") - 1, None, True),
        (on("2025-10-20"), on("2025-10-20"), True),
        (on("2025-10-20", 59), on("2025-10-20"), True),
        (on("2025-10-20", 60), None, False),
    ):
        found = state(TALK, planned).history.situation_at(at)
        assert (found.interview_start, found.interview_ahead) == (start, ahead)
    after = state(TALK, planned)
    assert (after.interview_end, after.life, after.history.people) == (us(ENDS), us(ENDS), ("Dana Wu",))


def test_people_are_those_of_interviews_that_take_place() -> None:
    """A cancelled interview that names nobody does not make nobody one of them; no interview at all does."""
    nobody = Interview(ends=on("2025-10-20"), cancelled=on("2025-10-10"))
    assert state(TALK, nobody).history.people == ("Dana Wu",)
    assert state(nobody).history.people == (None,)
    assert state(TALK, Interview(ends=on("2025-10-20"))).history.people == ("Dana Wu", None)


# -- the standing promise

PROMISE = ResponsePromised(on("2025-10-07"), by="2025-10-10")
PASSES = us("2025-10-11T00:00:00+01:00")


def test_a_promised_date_passes_with_the_date() -> None:
    """At 00:00 of the next one; an instant at itself, with its own local date."""
    found = state(TALK, PROMISE)
    assert (found.promise_passes, found.promised_day) == (PASSES, date(2025, 10, 10).toordinal())
    exact = state(TALK, ResponsePromised(on("2025-10-07"), by="2025-10-10T23:30:00Z"))
    assert (exact.promise_passes, exact.promised_day) == (
        us("2025-10-10T23:30:00Z"),
        date(2025, 10, 11).toordinal(),
    )
    assert (state(TALK).promise_passes, state(TALK).promised_day, state(TALK).promise) == (None, None, None)


@pytest.mark.parametrize(
    ("within", "closed", "day"),
    [
        ({"business_days": 5}, [], date(2025, 12, 29)),
        ({"business_days": 5}, ["2025-12-25"], date(2025, 12, 30)),
        ({"business_days": 5}, ["2025-12-25", "2025-12-26"], date(2025, 12, 31)),
        # a closed day at the weekend is no business day lost
        ({"business_days": 5}, ["2025-12-27"], date(2025, 12, 29)),
        ({"days": 5}, ["2025-12-25"], date(2025, 12, 27)),
        ({"weeks": 1}, ["2025-12-29"], date(2025, 12, 29)),
    ],
)
def test_a_promise_within_business_days_leaves_out_closed_days(within: Any, closed: list[str], day: date) -> None:
    """Counted from the local date on which it was made, here Mon 22 Dec 2025."""
    promised = ResponsePromised("2025-12-22T16:00:00+00:00", within=within)
    timeline = Timeline(ZONE, "2026-01-10T09:00Z", [promised], Facts(closed_days=closed))
    found = timeline.history.situation_at(timeline.now_us)
    assert found.promised_day == day.toordinal()
    assert found.promise_passes == instants.zone(ZONE).midnight(day.toordinal() + 1)


def test_a_promise_within_hours_is_an_instant() -> None:
    """Elapsed time, also as the clock goes back."""
    found = state(ResponsePromised("2025-10-25T09:00:00+01:00", within={"hours": 24}))
    assert found.promise_passes == us("2025-10-26T08:00:00+00:00")


def test_the_latest_statement_is_the_standing_promise() -> None:
    """At a tie, the one that passes later; the order in which they are given makes no difference."""
    other = ResponsePromised(on("2025-10-07"), by="2025-10-14")
    later = ResponsePromised(on("2025-10-07", 1), by="2025-10-09")
    for events in ([PROMISE, other], [other, PROMISE]):
        assert state(*events).promised_day == date(2025, 10, 14).toordinal()
    assert state(other, later).promised_day == date(2025, 10, 9).toordinal()
    assert state(other, later, at=on("2025-10-07")).promised_day == date(2025, 10, 14).toordinal()
    assert state(PROMISE, at=on("2025-10-07", -1)).promise is None


@pytest.mark.parametrize(("shift", "stands"), [(-1, True), (0, False), (1, False)])
def test_a_promise_ends_with_an_answer_or_an_interview_once_it_has_passed(shift: int, stands: bool) -> None:
    """That very instant counts; before it, an answer is another matter. An automatic reply ends nothing."""
    assert (state(PROMISE, EmployerReplied(Micros(PASSES + shift))).promise is not None) is stands
    assert (state(PROMISE, Interview(ends=Micros(PASSES + shift))).promise is not None) is stands
    assert state(PROMISE, EmployerReplied(Micros(PASSES + shift), substantive=False)).promise is not None
    assert state(PROMISE, Rejected(Micros(PASSES + shift))).promise is not None


@pytest.mark.parametrize(("shift", "stands"), [(-1, True), (0, False), (1, False)])
def test_a_promise_may_be_taken_back(shift: int, stands: bool) -> None:
    """From that instant on; one taken back earlier is another one. Taking it back is a sign of life."""
    back = PromiseWithdrawn(on("2025-10-07", shift))
    found = state(PROMISE, back)
    assert (found.promise is not None) is stands
    assert found.life == max(on("2025-10-07"), back.at_us)
    again = ResponsePromised(on("2025-10-08"), by="2025-10-20")
    assert state(PROMISE, back, again).promised_day == date(2025, 10, 20).toordinal()


# -- the standing invitation

INVITED = FollowUpInvited(on("2025-10-07"), opens="2025-10-10", channel="phone")
OPENS = us("2025-10-10T00:00:00+01:00")


def test_an_invitation_opens_at_its_date_or_instant() -> None:
    """The date in the zone of the timeline; the latest counts, at a tie the one that opens later."""
    assert state(INVITED).invitation_opens == OPENS
    assert state(INVITED, zone="America/New_York").invitation_opens == us("2025-10-10T00:00:00-04:00")
    assert state(INVITED, at=on("2025-10-07", -1)).invitation is None
    assert state(INVITED, at=on("2025-10-07")).invitation is not None
    same = FollowUpInvited(on("2025-10-07"), opens="2025-10-10T00:00:00.000001+01:00")
    assert state(same, INVITED).invitation_opens == OPENS + 1
    later = FollowUpInvited(on("2025-10-07", 1), opens="2025-10-08")
    assert state(INVITED, later).invitation_opens == us("2025-10-08T00:00:00+01:00")


def test_of_invitations_alike_one_that_names_a_channel_counts() -> None:
    """Before one that names none; of two that name one, the first in the order of the vocabulary."""
    given = [FollowUpInvited(on("2025-10-07"), opens="2025-10-10", channel=name) for name in ("post", None, "phone")]
    for events in (given, given[::-1]):
        found = state(*events)
        assert found.invitation is not None
        assert found.invitation.channel is Channel.PHONE


def test_an_invitation_for_the_phone_covers_voicemail() -> None:
    """It does not name it; without an invitation no channel is named."""
    found = state(INVITED)
    assert [found.invites_by(channel) for channel in (Channel.PHONE, Channel.VOICEMAIL, Channel.EMAIL)] == [
        True,
        False,
        False,
    ]
    assert [found.invitation_covers(channel) for channel in (Channel.PHONE, Channel.VOICEMAIL, Channel.EMAIL)] == [
        True,
        True,
        False,
    ]
    assert not state().invites_by(Channel.PHONE)
    assert not state().invitation_covers(Channel.PHONE)
    assert not state(FollowUpInvited(on("2025-10-07"), opens="2025-10-10")).invites_by(Channel.EMAIL)


@pytest.mark.parametrize(("shift", "stands"), [(-1, True), (0, False), (1, False)])
def test_an_invitation_ends_with_an_enquiry_from_its_opening_on(shift: int, stands: bool) -> None:
    """Of either kind, by any channel; one sent before it was given is another matter, and so is another message."""
    assert (state(INVITED, sent(OPENS + shift)).invitation is not None) is stands
    assert (state(INVITED, sent(OPENS + shift, "timeline_inquiry", "post")).invitation is not None) is stands
    assert state(INVITED, sent(OPENS + shift, "thank_you")).invitation is not None
    at_once = FollowUpInvited(on("2025-10-07"), opens=on("2025-10-07"))
    assert (state(at_once, sent(on("2025-10-07", shift))).invitation is not None) is stands


@pytest.mark.parametrize(("shift", "stands"), [(-1, True), (0, True), (1, False)])
def test_an_invitation_ends_with_an_interview_that_began_after_it(shift: int, stands: bool) -> None:
    """Once that has ended; at the very instant it was given is not after."""
    talk = Interview(starts=on("2025-10-07", shift), ends=on("2025-10-08"))
    assert (state(INVITED, talk).invitation is not None) is stands
    assert state(INVITED, talk, at=on("2025-10-08", -1)).invitation is not None


@pytest.mark.parametrize(
    ("at", "stands"),
    [
        ("2025-10-07T23:59:59.999999+01:00", True),
        ("2025-10-08T00:00:00+01:00", False),
        ("2025-10-08T00:00:00.000001+01:00", False),
    ],
)
def test_an_invitation_ends_on_a_later_date(at: str, stands: bool) -> None:
    """With an interview without a start, and with a response date that is stated; on its own date neither ends it."""
    assert (state(INVITED, Interview(ends=at)).invitation is not None) is stands
    assert (state(INVITED, ResponsePromised(at, by="2025-10-30")).invitation is not None) is stands


def test_an_invitation_that_ended_stays_ended() -> None:
    """Neither a later offer nor a reply brings it back, only another one does."""
    asked = sent(OPENS)
    assert state(INVITED, asked, EmployerReplied(Micros(OPENS + 1))).invitation_opens is None
    again = FollowUpInvited(Micros(OPENS + 1), opens=Micros(OPENS + 1))
    assert state(INVITED, asked, again).invitation_opens == OPENS + 1


# -- pending


def test_nothing_is_pending_before_an_interview_has_ended() -> None:
    """And from its end on an answer is."""
    assert state().pending is False
    assert state(TALK, at=us(ENDS) - 1).pending is False
    assert state(TALK, at=us(ENDS)).pending is True


@pytest.mark.parametrize("ending", [Rejected, OfferReceived, Withdrawn])
def test_pending_ends_with_what_comes_since_the_latest_interview_began(ending: type[Any]) -> None:
    """At its very start counts; without a start, at its end. An earlier ending is another process' matter."""
    for shift, pending in ((-1, True), (0, False), (1, False)):
        assert state(TALK, ending(Micros(us(STARTS) + shift))).pending is pending
        assert state(NO_START, ending(Micros(us(ENDS) + shift))).pending is pending
    assert state(TALK, ending(on("2025-10-10"))).closing == on("2025-10-10")
    assert state(TALK).closing is None


def test_an_invitation_later_than_the_end_makes_it_pending_again() -> None:
    """At the same instant it does not."""
    for shift, pending in ((-1, False), (0, False), (1, True)):
        invited = FollowUpInvited(on("2025-10-10", shift), opens="2025-10-20")
        assert state(TALK, Rejected(on("2025-10-10")), invited).pending is pending
    # of several endings the latest counts
    invited = FollowUpInvited(on("2025-10-11"), opens="2025-10-20")
    assert state(TALK, Rejected(on("2025-10-10")), invited, Withdrawn(on("2025-10-12"))).pending is False


def test_another_interview_makes_it_pending_again() -> None:
    """Once that has ended, if it began later than the rejection."""
    rejected = Rejected(on("2025-10-10"))
    for shift, pending in ((-1, False), (0, False), (1, True)):
        again = Interview(starts=on("2025-10-10", shift), ends=on("2025-10-13"))
        assert state(TALK, rejected, again).pending is pending
        assert state(TALK, rejected, again, at=on("2025-10-13", -1)).pending is False


def test_the_end_of_the_process_for_everybody_leaves_it_pending() -> None:
    """Silence is no rejection."""
    assert state(TALK, ProcessCompleted(on("2025-10-10"))).pending is True


# -- a rejection, a withdrawal, a reply that is owed

LATER_SIGNS: list[Any] = [
    lambda at: EmployerReplied(at),
    lambda at: ResponsePromised(at, by="2025-11-30"),
    lambda at: PromiseWithdrawn(at),
    lambda at: FollowUpInvited(at, opens="2025-11-30"),
    lambda at: OfferReceived(at),
]


@pytest.mark.parametrize("sign", LATER_SIGNS, ids=["reply", "promise", "taken back", "invitation", "offer"])
def test_a_rejection_counts_until_a_later_sign_of_life(sign: Any) -> None:
    """At the same instant is not later; an automatic reply is none, and nothing that the candidate does."""
    rejected = Rejected(on("2025-10-10"))
    for shift, stands in ((-1, True), (0, True), (1, False)):
        assert (state(TALK, rejected, sign(on("2025-10-10", shift))).rejected is not None) is stands
    nothing = [EmployerReplied(on("2025-10-11"), substantive=False), sent("2025-10-11"), Withdrawn(on("2025-10-11"))]
    assert state(TALK, rejected, *nothing).rejected == on("2025-10-10")
    assert state(TALK).rejected is None
    assert state(TALK, rejected, Rejected(on("2025-10-12"))).rejected == on("2025-10-12")


def test_the_end_of_an_interview_that_had_begun_is_no_later_sign() -> None:
    """One that begins at the rejection or after it is; without a start, one that ends on a later date."""
    rejected = Rejected(on("2025-10-10"))
    for shift, stands in ((-1, True), (0, False), (1, False)):
        talk = Interview(starts=on("2025-10-10", shift), ends=on("2025-10-10", 3_600_000_000))
        assert (state(rejected, talk).rejected is not None) is stands
    for ends, stands in (("2025-10-10T23:59:59.999999+01:00", True), ("2025-10-11T00:00:00+01:00", False)):
        assert (state(rejected, Interview(ends=ends)).rejected is not None) is stands


def test_a_withdrawal_counts_until_they_meet_again_or_are_invited() -> None:
    """By an interview that began after it (without a start: that ended after it), or a later invitation."""
    withdrawn = Withdrawn(on("2025-10-10"))
    assert (state(withdrawn).withdrawn, state().withdrawn) == (on("2025-10-10"), None)
    for shift, stands in ((-1, True), (0, True), (1, False)):
        talk = Interview(starts=on("2025-10-10", shift), ends=on("2025-10-13"))
        assert (state(withdrawn, talk).withdrawn is not None) is stands
        assert state(withdrawn, talk, at=on("2025-10-13", -1)).withdrawn is not None
        assert (state(withdrawn, Interview(ends=on("2025-10-10", shift))).withdrawn is not None) is stands
        invited = FollowUpInvited(on("2025-10-10", shift), opens="2025-10-30")
        assert (state(withdrawn, invited).withdrawn is not None) is stands
    assert state(withdrawn, EmployerReplied(on("2025-10-11"))).withdrawn is not None


ASKED = EmployerReplied(on("2025-10-10"), asks=True)
OFFERED = OfferReceived(on("2025-10-10"))


def test_a_question_waits_for_a_reply() -> None:
    """A reply that asks nothing does not; an automatic one that asks does."""
    assert (state(TALK, ASKED).question, state(TALK, ASKED).offer) == (on("2025-10-10"), None)
    assert (state(TALK, OFFERED).question, state(TALK, OFFERED).offer) == (None, on("2025-10-10"))
    assert (state(TALK).question, state(TALK).offer) == (None, None)
    assert state(TALK, EmployerReplied(on("2025-10-10"))).question is None
    assert state(TALK, EmployerReplied(on("2025-10-10"), substantive=False, asks=True)).question == on("2025-10-10")


def test_of_a_question_and_an_offer_the_later_waits() -> None:
    """At one instant the offer does."""
    later_offer, later_question = OfferReceived(on("2025-10-10", 1)), EmployerReplied(on("2025-10-10", 1), asks=True)
    assert (state(ASKED, later_offer).question, state(ASKED, later_offer).offer) == (None, on("2025-10-10", 1))
    assert (state(OFFERED, later_question).question, state(OFFERED, later_question).offer) == (
        on("2025-10-10", 1),
        None,
    )
    assert (state(ASKED, OFFERED).question, state(ASKED, OFFERED).offer) == (None, on("2025-10-10"))


@pytest.mark.parametrize("waits", [ASKED, OFFERED])
def test_what_waits_for_a_reply_is_answered_by_one(waits: Event) -> None:
    """Sent at that instant or later, if it arrived; no other message answers."""
    for shift, owed in ((-1, True), (0, False), (1, False)):
        found = state(TALK, waits, sent(on("2025-10-10", shift), "reply"))
        assert (found.question is not None or found.offer is not None) is owed
    found = state(TALK, waits, sent("2025-10-11", "reply", arrived=False), sent("2025-10-11", "courtesy_note"))
    assert found.question is not None or found.offer is not None


@pytest.mark.parametrize("waits", [ASKED, OFFERED])
@pytest.mark.parametrize("ending", [Rejected, Withdrawn])
def test_what_waits_for_a_reply_waits_no_longer_after_the_end(waits: Event, ending: type[Any]) -> None:
    """A rejection, a withdrawal or an interview that began later; at the same instant is not later."""
    for shift, owed in ((-1, True), (0, True), (1, False)):
        found = state(TALK, waits, ending(on("2025-10-10", shift)))
        assert (found.question is not None or found.offer is not None) is owed
        talk = Interview(starts=on("2025-10-10", shift), ends=on("2025-10-13"))
        found = state(TALK, waits, talk)
        assert (found.question is not None or found.offer is not None) is owed


# -- away


def test_they_are_away_until_the_latest_date_of_the_automatic_replies_since_they_were_heard_of() -> None:
    """At the sign of life itself counts, one before it no longer; it is the latest date, not the latest word."""
    away = [
        EmployerReplied(Micros(us(ENDS) + shift), substantive=False, away_until=until)
        for shift, until in ((-1, "2025-10-30"), (0, "2025-10-20"), (1, "2025-10-15"))
    ]
    found = state(TALK, *away)
    assert found.away_until == date(2025, 10, 20).toordinal()
    assert state(TALK, away[0]).away_until is None
    assert state(*away).away_until == date(2025, 10, 30).toordinal()
    assert state(TALK, *away, at=us(ENDS) - 1).away_until == date(2025, 10, 30).toordinal()
    assert state(TALK, *away, EmployerReplied(Micros(us(ENDS) + 2))).away_until is None
    assert state(TALK, EmployerReplied(us(ENDS), substantive=False)).away_until is None


# -- stages


def test_the_stage_is_the_interview_s_own_or_else_the_declared_one() -> None:
    """Undeclared is none; unknown is any of the three."""
    final = Interview(ends=ENDS, stage="final")
    assert state(final, stage="first").stages == {Stage.FINAL}
    assert state(final, stage=UNKNOWN).stages == {Stage.FINAL}
    assert state(TALK, stage="first").stages == {Stage.FIRST}
    assert state(TALK).stages == {None}
    assert state(TALK, stage=UNKNOWN).stages == set(Stage)
    assert state(stage="middle").stages == {Stage.MIDDLE}


def test_of_interviews_that_end_together_the_furthest_stage_counts() -> None:
    """The declared one stands for an interview that has none."""
    first, middle = Interview(ends=ENDS, stage="first"), Interview(ends=ENDS, interviewers=["A"], stage="middle")
    assert state(first, middle).stages == {Stage.MIDDLE}
    assert state(first, TALK, stage="final").stages == {Stage.FINAL}
    assert state(middle, TALK, stage="first").stages == {Stage.MIDDLE}
    assert state(middle, TALK).stages == {Stage.MIDDLE}
    assert state(middle, TALK, stage=UNKNOWN).stages == {Stage.MIDDLE, Stage.FINAL}


def test_the_stage_is_that_of_the_latest_interview() -> None:
    """Which changes as it ends."""
    later = Interview(ends=on("2025-10-10"), stage="final")
    assert state(Interview(ends=ENDS, stage="first"), later, at=on("2025-10-10", -1)).stages == {Stage.FIRST}
    assert state(Interview(ends=ENDS, stage="first"), later, at=on("2025-10-10")).stages == {Stage.FINAL}


# -- preferences


def test_the_interviewer_s_word_counts_before_the_posting_s() -> None:
    """A later one before an earlier, at one instant the first channel of the vocabulary; or the other way round."""
    posting = ChannelPreferred(on("2025-10-09"), channel="post", source="posting")
    said = [ChannelPreferred(on("2025-10-07"), channel=name, source="interviewer") for name in ("linkedin", "phone")]
    found = state(posting, *said)
    assert (found.preferred, found.preference(posting_first=True)) == (Channel.PHONE, Channel.POST)
    assert state(posting).preferred is Channel.POST
    assert state(*said, at=on("2025-10-07", -1)).preferred is None
    later = ChannelPreferred(on("2025-10-07", 1), channel="email", source="interviewer")
    assert state(posting, later, *said).preferred is Channel.EMAIL


def test_a_wish_to_meet_in_person_concerns_no_message() -> None:
    """It is as if it had not been stated."""
    person = ChannelPreferred(on("2025-10-09"), channel="in_person", source="interviewer")
    phone = ChannelPreferred(on("2025-10-07"), channel="phone", source="posting")
    assert state(person).preferred is None
    assert state(phone, person).preferred is Channel.PHONE


# -- no contact

NO_CONTACT = NoContactRequested(on("2025-10-10"))


@pytest.mark.parametrize(
    "ending",
    [
        lambda at: NoContactLifted(at),
        lambda at: FollowUpInvited(at, opens="2025-11-30"),
        lambda at: OfferReceived(at),
    ],
    ids=["lifted", "invited", "offered"],
)
def test_a_no_contact_request_stands_until_they_let_one_in_again(ending: Any) -> None:
    """By lifting it, by an invitation, by an offer; at the same instant the request counts as the later one."""
    for shift, stands in ((-1, True), (0, True), (1, False)):
        assert (state(TALK, NO_CONTACT, ending(on("2025-10-10", shift))).no_contact is not None) is stands


@pytest.mark.parametrize(
    "event",
    [
        EmployerReplied(on("2025-10-11")),
        ResponsePromised(on("2025-10-11"), by="2025-10-30"),
        PromiseWithdrawn(on("2025-10-11")),
        Rejected(on("2025-10-11")),
        ProcessCompleted(on("2025-10-11")),
        SituationChanged(on("2025-10-11")),
        ChannelPreferred(on("2025-10-11"), channel="email", source="interviewer"),
    ],
)
def test_nothing_else_ends_a_no_contact_request(event: Event) -> None:
    """A reply, a promise and a rejection do not; another request begins it anew."""
    assert state(TALK, NO_CONTACT, event).no_contact == on("2025-10-10")
    assert state(TALK, NO_CONTACT, event, NoContactRequested(on("2025-10-12"))).no_contact == on("2025-10-12")
    assert state(TALK, event).no_contact is None


def test_a_no_contact_request_ends_with_an_interview_that_began_after_it() -> None:
    """Not with one that had begun; without a start, with one that ends on a later date."""
    for shift, stands in ((-1, True), (0, True), (1, False)):
        talk = Interview(starts=on("2025-10-10", shift), ends=on("2025-10-13"))
        assert (state(NO_CONTACT, talk).no_contact is not None) is stands
        assert state(NO_CONTACT, talk, at=on("2025-10-13", -1)).no_contact is not None
    for ends, stands in (("2025-10-10T23:59:59.999999+01:00", True), ("2025-10-11T00:00:00+01:00", False)):
        assert (state(NO_CONTACT, Interview(ends=ends)).no_contact is not None) is stands


# -- messages


def test_a_message_is_unanswered_since_the_latest_sign_of_life() -> None:
    """At that very instant counts; with no sign of life yet, ever."""
    for shift, found in ((-1, None), (0, us(ENDS)), (1, us(ENDS) + 1)):
        assert state(TALK, sent(us(ENDS) + shift)).unanswered(ENQUIRIES) == found
    assert state(sent("2025-10-01")).unanswered(ENQUIRIES) == us("2025-10-01")
    assert state(sent("2025-10-01")).unanswered(ENQUIRIES, {Channel.POST}) is None


def test_messages_at_one_instant_by_one_channel_are_one_attempt() -> None:
    """Of whatever kinds and to whomever; by another channel they are two, a microsecond later too."""
    day = on("2025-10-08")
    one = [sent(day), sent(day, "timeline_inquiry"), sent(day, "gift", "email", "Dana Wu"), sent(day, "gift")]
    assert state(TALK, *one).attempts(UNPROMPTED, 9) == [day]
    assert state(TALK, *one, sent(day, "gift", "post")).attempts(UNPROMPTED, 9) == [day, day]
    assert state(TALK, *one, sent(day + 1, "gift")).attempts(UNPROMPTED, 9) == [day, day + 1]


def test_attempts_are_counted_since_the_latest_sign_of_life_or_in_all() -> None:
    """At the sign of life itself counts; of more than are asked for, the first are told."""
    times = [us("2025-10-01"), us(ENDS), on("2025-10-08"), on("2025-10-09")]
    found = state(TALK, *map(sent, times), at=on("2025-10-09", -1))
    assert found.attempts(ENQUIRIES, 9) == times[1:3]
    assert found.attempts(ENQUIRIES, 1) == times[1:2]
    assert found.attempts(ENQUIRIES, 9, Counting(in_all=True)) == times[:3]
    assert (found.latest_attempt(ENQUIRIES), found.latest_attempt(UNPROMPTED - ENQUIRIES)) == (times[2], None)
    later = state(TALK, *map(sent, times), EmployerReplied(on("2025-10-10")))
    assert (later.latest_attempt(ENQUIRIES), later.latest_attempt(ENQUIRIES, Counting(in_all=True))) == (None, times[3])


def test_replies_and_withdrawal_notices_are_no_attempts_of_the_kinds_that_count() -> None:
    """They are messages, and only count where they are named."""
    found = state(TALK, sent("2025-10-08", "reply"), sent("2025-10-08", "withdrawal_notice"))
    assert (found.attempts(UNPROMPTED, 9), found.latest_message(UNPROMPTED)) == ([], None)
    assert found.latest(MessageSent) == on("2025-10-08")


def test_a_step_is_open_to_those_who_are_not_in_it() -> None:
    """On its date, for named people; one without addressee is a step of its own."""
    first = sent("2025-10-08", "thank_you", "email", "Dana Wu")
    found = state(TALK, first, sent(on("2025-10-08", -1), "thank_you", "email"))
    assert found.open_step("thank_you", "email", "Bo Li") == on("2025-10-08")  # type: ignore[arg-type]
    assert found.open_step("thank_you", "email", "Dana Wu") is None  # type: ignore[arg-type]
    assert found.open_step("thank_you", "email", None) is None  # type: ignore[arg-type]
    assert found.open_step("thank_you", "post", "Bo Li") is None  # type: ignore[arg-type]


def test_thanks_to_nobody_by_name_count_for_everybody() -> None:
    """Those to a person for that person, and for an interview that names nobody."""
    named = state(TALK, sent("2025-10-08", "thank_you", "email", "Dana Wu"), sent("2025-10-09"))
    assert [named.thanked(who) for who in ("Dana Wu", "Bo Li", None)] == [on("2025-10-08"), None, on("2025-10-08")]
    assert state(TALK, sent("2025-10-08", "thank_you")).thanked("Bo Li") == on("2025-10-08")
