"""The recommended policy, each rule beside its row in words (section 2 of the guidance).

Attempts are follow-ups since `L`, `last` is the latest of them. Days after an instant are counted by the date.
It is closed: a message that no rule permits is forbidden. So a row that only says why is not written out here.
"""

from __future__ import annotations

from typing import NamedTuple

from .history import State
from .policies import no_contact, notes_unread
from .rules import (
    Advice,
    Policy,
    Rule,
    always,
    at_once,
    first_enquiry,
    hours,
    interview_acts,
    keep_applying,
    moving_on,
    no_claim_without_proof,
    no_gifts,
    once,
    promised_date,
    sure,
)
from .truth import NO, YES, Truth, all_of, negated, truth
from .vocabulary import ENQUIRIES, FOLLOW_UPS, INTERVIEW_ACTS, MESSAGES_BUT_ANSWERS, VOICE, Action
from .waits import recommended_days, wait
from .zone import FAR, HOUR, business_days_after, dates_after

ONE_A_DAY = (*FOLLOW_UPS, "change_notice", "feedback_request", "courtesy_note")


def by_date(zone: str, us: int) -> int:
    """A due that is moved to some hour of a date keeps its overdue at 00:00, 7 dates later."""
    return dates_after(zone, us, 7)


# Channels


def by_email(s: State, channel: str) -> bool:
    """By email, or by the preferred channel in its place."""
    return channel == (s.preferred or "email")


def covered(channel: str, by: str | None) -> bool:
    """Is that the channel that was named? Phone covers voicemail."""
    return by is not None and (channel == by or (by == "phone" and channel == "voicemail"))


def preferred(s: State, channel: str) -> bool:
    return covered(channel, s.preferred)


def invited_by(s: State, channel: str) -> bool:
    """While invited: is that the channel that the invitation names?"""
    return covered(channel, s.invited_by)


def permitted_by_email(s: State, channel: str) -> bool:
    """By email or in its place, voicemail too where the phone is preferred."""
    return by_email(s, channel) or preferred(s, channel)


# The wait for enquiries


class Ready(NamedTuple):
    """`ready`, earliest and latest; when an enquiry is late; whether a longer practice took the place of the week."""

    over: tuple[int, int]
    come: Truth
    late: tuple[int, int] = (FAR, FAR)
    longer_than_a_week: Truth = YES
    week_over: tuple[int, int] | None = None


def ready(s: State) -> Ready:
    """The end of the wait for enquiries, worked out once per instant."""
    if "ready" not in s.memo:
        s.memo["ready"] = _ready(s)
    return s.memo["ready"]


def _ready(s: State) -> Ready:
    """The opening of the standing invitation; with none 00:00 of P.date+7; with neither, the week or the practice.

    Without a standing invitation never before 00:00 of the date until which they are away.
    """
    if s.invitation is not None:
        return Ready((s.invitation.opens,) * 2, truth(s.invited))
    away = s.away_until
    back = -FAR if away is None else away
    if s.promise is not None:
        over = max(promised_date(s, 7), back)
        return Ready((over, over), truth(s.t >= over))
    w = wait(s, *recommended_days(s), s.dates_after)
    return Ready(
        (max(w.over[0], back), max(w.over[1], back)),
        negated(w.runs) if s.t >= back else NO,
        w.late if away is None else (max(w.late[0], s.dates_after(away, 7)), max(w.late[1], s.dates_after(away, 7))),
        w.longer_than_a_week,
        (max(w.week_over[0], back), max(w.week_over[1], back)),
    )


# What the candidate did, and what is owed


def attempts(s: State) -> list[int]:
    return s.attempts(FOLLOW_UPS)


def moved_on(s: State) -> bool:
    return s.moved_on_since(*attempts(s))


def asked_or_offered(s: State) -> tuple[int, bool] | None:
    """The latest reply of theirs that asks, or offer, and whether they asked; of the two the later counts.

    Until a reply was sent since, or a rejection or withdrawal came later, or an interview that began later ended.
    """
    h = s.history
    asked, offered = s.latest(h.askings), s.latest(h.offers)
    since = s.latest(h.askings, h.offers)
    if since is None or any(at >= since for at in s.known(h.answers_sent)):
        return None
    if any(at > since for at in s.known([*h.rejections, *h.withdrawals])) or any(i.begins > since for i in s.ended):
        return None
    return since, asked == since and offered != since


def reply_barred(s: State) -> bool:
    """By a no-contact request, unless they asked something later than it, or made an offer whenever."""
    if not s.requests or s.known(s.history.offers):
        return False
    asked = s.latest(s.history.askings)
    return asked is None or asked <= max(s.requests)


def reply_owed(s: State) -> bool:
    return asked_or_offered(s) is not None and not reply_barred(s)


# Thank-you


def thank_you(s: State, a: Action) -> Truth:
    """Permitted from `I` by email, the preferred channel as well, by post and, on a relation, LinkedIn."""
    if s.interview_with(a.to) is None:
        return NO
    if a.channel in ("email", "post") or preferred(s, a.channel):
        return YES
    return s.flag("linkedin_relation") if a.channel == "linkedin" else NO


def thank_you_recommended(s: State, a: Action) -> Advice | None:
    """By email, and the preferred channel as well: due from I + 12 h, overdue from I + 24 h, until I + 7 days."""
    ended = s.interview_with(a.to)
    if ended is None or s.t >= s.dates_after(ended, 7) or a.channel not in ("email", s.preferred):
        return None
    return sure(ended + 12 * HOUR, ended + 24 * HOUR, hours(12))


def thank_you_too_late(s: State, a: Action) -> Truth:
    """While pending discouraged from the later of I + 7 days and `ready`: the follow-up carries the thanks."""
    ended = s.interview_with(a.to)
    if not s.pending or ended is None or s.t < s.dates_after(ended, 7):
        return NO
    return ready(s).come


# Enquiries


def enquiries_wait(s: State, _: Action) -> Truth:
    """Forbidden before `ready`."""
    return negated(ready(s).come) if s.pending else NO


def then_ask(s: State, a: Action) -> Truth:
    """Permitted from `ready` by email; while invited by the channel named; by voice, post, LinkedIn where it suits."""
    if not s.pending:
        return NO
    return all_of(enquiry_channel(s, a.channel), ready(s).come)


def enquiry_channel(s: State, channel: str) -> Truth:
    if permitted_by_email(s, channel) or invited_by(s, channel):
        return YES
    if channel in VOICE:
        return s.flag("calls_welcome")
    if channel == "post":
        return s.flag("post_suits_role")
    return s.flag("linkedin_relation") if channel == "linkedin" else NO


def first_enquiry_recommended(s: State, a: Action) -> Advice | None:
    """By email, and while invited by the channel it names, as the first enquiry since `L` or while invited.

    Not while a reply is owed, nor once moved on. Due at `ready`; with neither promise nor invitation, and unless a
    longer practice took the place of the week, overdue from L + 14 days or from 7 days after the end of their absence.
    """
    if not s.pending or not (by_email(s, a.channel) or a.channel == s.invited_by):
        return None
    if not (first_enquiry(s) or s.invited) or reply_owed(s) or moved_on(s):
        return None
    r = ready(s)
    return Advice(r.come, r.over, negated(r.longer_than_a_week), r.late, by_date, r.week_over)


def ask_again(s: State, a: Action) -> Advice | None:
    """By email, after an unanswered enquiry, with fewer than 3 attempts, until moving on is due: due at last + 10.

    Not while a reply is owed, nor once moved on.
    """
    if not s.pending or s.unanswered_enquiry is None or len(attempts(s)) >= 3 or not by_email(s, a.channel):
        return None
    if reply_owed(s) or moved_on(s):
        return None
    return at_once(s.dates_after(attempts(s)[-1], 10), all_of(ready(s).come, negated(time_to_move_on(s))))


def week_between(s: State, a: Action) -> Truth:
    """Follow-ups forbidden before last + 7 days; enquiries not while invited."""
    if not s.pending or not attempts(s) or (a.kind in ENQUIRIES and s.invited):
        return NO
    return truth(s.t < s.dates_after(attempts(s)[-1], 7))


def one_message_a_day(s: State, a: Action) -> Truth:
    """Discouraged on the local date on which another of these kinds was sent; enquiries not while invited."""
    if a.kind in ENQUIRIES and s.invited:
        return NO
    return truth(any(m.kind in ONE_A_DAY and s.day_of(m.at) == s.today for m in s.messages))


def voice_on_top_of_an_email(s: State, a: Action) -> Truth:
    """Enquiries by voice forbidden while an emailed follow-up is unanswered, unless preferred or invited by it."""
    if a.channel not in VOICE or preferred(s, a.channel) or invited_by(s, a.channel):
        return NO
    return truth(any(m.channel == "email" and m.kind in FOLLOW_UPS for m in s.unanswered))


def three_attempts(s: State, a: Action) -> Truth:
    """Follow-ups forbidden once three attempts were made; enquiries not while invited."""
    return truth(s.pending and len(attempts(s)) >= 3 and not (a.kind in ENQUIRIES and s.invited))


def early_round(s: State) -> Truth:
    """Stage first, later rounds running, until the process is completed, or P.date+7, or with no promise L + 28."""
    if not s.pending or s.sign is None or s.invited:
        return NO
    end = promised_date(s, 7) if s.promise is not None else s.dates_after(s.sign, 28)
    return s.early_round if s.t < end else NO


def early_round_waits(s: State, _: Action) -> Truth:
    """Forbid enquiries in an early round."""
    return early_round(s)


def interview_ahead(s: State, _: Action) -> Truth:
    """Forbid enquiries while a further interview lies ahead, unless invited."""
    return truth(s.pending and s.interview_ahead and not s.invited)


def announced(s: State, _: Action) -> Truth:
    """Forbid asking what was announced until the standing promise has passed, unless invited."""
    return truth(s.promise_open and not s.invited)


def not_the_preferred_channel(s: State, a: Action) -> Truth:
    """A preference forbids every other channel for all but thank-yous, and enquiries by the channel they invited by."""
    if s.preferred is None or preferred(s, a.channel):
        return NO
    return truth(not (a.kind in ENQUIRIES and invited_by(s, a.channel)))


# Moving on


def move_on_from(s: State) -> int | None:
    """(third attempt) + 7 days; with fewer, (latest unanswered enquiry) + 28 days; `ready` is asked apart."""
    if len(attempts(s)) >= 3:
        return s.dates_after(attempts(s)[2], 7)
    return None if s.unanswered_enquiry is None else s.dates_after(s.unanswered_enquiry, 28)


def time_to_move_on(s: State) -> Truth:
    """Has that come, and `ready`?"""
    since = move_on_from(s)
    return NO if since is None or s.t < since else ready(s).come


def move_on(s: State) -> Advice | None:
    """Due at once; while pending, no interview lies ahead, no invitation stands and no reply is owed."""
    if not s.pending or s.interview_ahead or s.invitation is not None or reply_owed(s):
        return None
    since = move_on_from(s)
    if since is None:
        return None
    over = ready(s).over
    return Advice(time_to_move_on(s), (max(since, over[0]), max(since, over[1])))


# Other follow-ups and notices


def final_round(s: State, a: Action) -> Truth:
    """An interest note permitted by email from `I`, stage final and others under evaluation."""
    return s.final_round if s.pending and permitted_by_email(s, a.channel) else NO


def final_round_recommended(s: State, a: Action) -> Advice | None:
    """Recommended until `ready`, not once moved on; due at once."""
    if not s.pending or s.interview is None or not by_email(s, a.channel) or moved_on(s):
        return None
    return at_once(s.interview, all_of(s.final_round, negated(ready(s).come)))


def final_round_too_late(s: State, _: Action) -> Truth:
    """From `ready` on discouraged: the enquiry carries it."""
    return ready(s).come if s.pending else NO


def competing_offer(s: State, a: Action) -> Truth:
    """Permitted by email while pending, from an offer with solid proof."""
    return truth(s.pending and permitted_by_email(s, a.channel) and bool(s.known(s.history.proven_offers)))


def competing_offer_recommended(s: State, a: Action) -> Advice | None:
    """And recommended, due at once."""
    offer = s.latest(s.history.proven_offers)
    return at_once(offer) if s.pending and by_email(s, a.channel) and offer is not None else None


def change(s: State, a: Action) -> Truth:
    """Permitted by email while pending, from a declared change."""
    return truth(s.pending and permitted_by_email(s, a.channel) and bool(s.known(s.history.changes)))


def further_information(s: State, a: Action) -> Truth:
    """Permitted by email from `I`, while pending."""
    return truth(s.pending and permitted_by_email(s, a.channel))


# After a rejection


def after_a_rejection(s: State, a: Action) -> Truth:
    """One feedback request and one courtesy note permitted by email, until a later sign of life."""
    return truth(s.rejection is not None and permitted_by_email(s, a.channel))


def feedback_recommended(s: State, a: Action) -> Advice | None:
    """If the interview felt very good."""
    if s.rejection is None or not by_email(s, a.channel):
        return None
    return at_once(s.rejection, s.flag("felt_very_good"))


# Answering and withdrawing


def reply_recommended(s: State, a: Action) -> Advice | None:
    """By email, due at once; overdue, where they asked, from the same clock time one business day later."""
    occasion = asked_or_offered(s)
    if occasion is None or not by_email(s, a.channel):
        return None
    since, asked = occasion

    def a_business_day_later(zone: str, us: int) -> int:
        return business_days_after(zone, us, 1, s.history.closed_days)

    late = a_business_day_later(s.zone, since)
    return Advice(YES, (since, since), truth(asked), (late, late), a_business_day_later)


def reply_forbidden(s: State, _: Action) -> Truth:
    return truth(reply_barred(s))


def withdrawal_notice(s: State, a: Action) -> Truth:
    """Permitted by email while pending, while an interview lies ahead, and from a withdrawal on."""
    if not permitted_by_email(s, a.channel):
        return NO
    return truth(s.pending or s.interview_ahead or bool(s.known(s.history.withdrawals)))


def withdrawal_recommended(s: State, a: Action) -> Advice | None:
    """From the withdrawal on until a later interview ends or a later invitation comes; due at once."""
    since = s.latest(s.history.withdrawals)
    if since is None or not by_email(s, a.channel):
        return None
    if any(i.begins > since for i in s.ended) or any(since < v.at <= s.t for v in s.history.invitations):
        return None
    return at_once(since)


def withdrawal_told(s: State, _: Action) -> Truth:
    """Once since `I`; with no `I`, once."""
    since = -FAR if s.interview is None else s.interview
    return truth(any(at >= since for at in s.known(s.history.withdrawal_notices)))


# Reviewing the notes


def review_notes(s: State, _: Action) -> Advice | None:
    """From `ready` while no enquiry was sent, and after one from the later of `ready` and last + 10 days.

    While pending, not moved on, fewer than three attempts made, no interview ahead, no no-contact request standing
    and no early round to wait for, until moving on is due, until the notes were reviewed.
    """
    if not s.pending or s.interview_ahead or s.requests or moved_on(s) or len(attempts(s)) >= 3:
        return None
    if not notes_unread(s):
        return None
    r = ready(s)
    holds, due = all_of(r.come, negated(early_round(s))), r.over
    if not first_enquiry(s):
        again = s.dates_after(attempts(s)[-1], 10)
        holds = all_of(holds, truth(s.t >= again), negated(time_to_move_on(s)))
        due = (max(due[0], again), max(due[1], again))
    return Advice(holds, due)


ACTS = interview_acts(*INTERVIEW_ACTS, unless_promised=True)
MOVE_ON = moving_on(move_on, moved_on)

RECOMMENDED = Policy(
    "recommended",
    forbids=(
        Rule(ENQUIRIES, enquiries_wait),
        Rule(FOLLOW_UPS, week_between),
        Rule(FOLLOW_UPS, three_attempts),
        Rule(ENQUIRIES, voice_on_top_of_an_email),
        Rule(ENQUIRIES, early_round_waits),
        Rule(ENQUIRIES, interview_ahead),
        Rule(("timeline_inquiry",), announced),
        Rule(tuple(k for k in MESSAGES_BUT_ANSWERS if k != "thank_you"), not_the_preferred_channel),
        no_claim_without_proof,
        Rule(MESSAGES_BUT_ANSWERS, no_contact),
        Rule(("reply",), reply_forbidden),
        no_gifts,
        once(
            "thank_you",
            "interest_note",
            "competing_offer_notice",
            "change_notice",
            "feedback_request",
            "courtesy_note",
        ),
        Rule(("withdrawal_notice",), withdrawal_told),
    ),
    permits=(
        ACTS[0],
        Rule(("thank_you",), thank_you),
        Rule(ENQUIRIES, then_ask),
        Rule(("interest_note",), final_round),
        Rule(("competing_offer_notice",), competing_offer),
        Rule(("change_notice",), change),
        Rule(("additional_information",), further_information),
        Rule(("feedback_request", "courtesy_note"), after_a_rejection),
        always("reply"),  # by every channel
        Rule(("withdrawal_notice",), withdrawal_notice),
        MOVE_ON[0],
    ),
    discourages=(
        Rule(("thank_you",), thank_you_too_late),
        Rule(ONE_A_DAY, one_message_a_day),
        Rule(("interest_note",), final_round_too_late),
    ),
    recommends=(
        ACTS[1],
        Rule(("thank_you",), thank_you_recommended),
        Rule(("status_inquiry",), first_enquiry_recommended),
        Rule(("status_inquiry",), ask_again),
        Rule(("interest_note",), final_round_recommended),
        Rule(("competing_offer_notice",), competing_offer_recommended),
        Rule(("feedback_request",), feedback_recommended),
        Rule(("reply",), reply_recommended),
        Rule(("withdrawal_notice",), withdrawal_recommended),
        Rule(("review_notes",), review_notes),
        MOVE_ON[1],
        keep_applying,
    ),
    closed=True,
)
