"""The rules of the five documents, each beside its row in words (section 2 of the guidance)."""

from __future__ import annotations

from .history import State
from .rules import (
    Advice,
    Policy,
    Rule,
    at_once,
    days,
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
from .truth import NO, Truth, all_of, negated, truth
from .vocabulary import ENQUIRIES, FOLLOW_UPS, MESSAGES_BUT_ANSWERS, VOICE, Action, but
from .waits import Wait, art_of_follow_up_days, wait
from .zone import HOUR, midnight

# pro_tips


def pt_week_not_over(s: State, _: Action) -> Truth:
    """Wait a week past the promise: forbid enquiries before 00:00 of P.date+7."""
    return truth(s.pending and s.promise is not None and s.t < promised_date(s, 7))


def pt_status_note(s: State, a: Action) -> Truth:
    """Then send the status note: permit it by email, phone or voicemail, from 00:00 of P.date+7."""
    if a.channel not in ("email", *VOICE) or not s.pending or s.promise is None:
        return NO
    return truth(s.t >= promised_date(s, 7))


def pt_first_status_note(s: State, a: Action) -> Advice | None:
    """It is recommended as the first enquiry; due at once."""
    if pt_status_note(s, a) is NO or not first_enquiry(s):
        return None
    return at_once(promised_date(s, 7))


def pt_thank_the_next_day(s: State, a: Action) -> Advice | None:
    """Recommend a thank-you by email from `I`; due from 00:00 of I.date+1, overdue from 00:00 of I.date+2."""
    ended = s.interview_with(a.to)
    if a.channel != "email" or ended is None:
        return None
    day = s.day_of(ended)
    return sure(midnight(s.zone, day, 1), midnight(s.zone, day, 2), days(1))


def pt_voice_after_an_email(s: State, a: Action) -> Truth:
    """Forbid every message by voice while an email is unanswered, unless that voice channel is preferred."""
    if a.channel not in VOICE or s.preferred == a.channel:
        return NO
    return truth(any(m.channel == "email" for m in s.unanswered))


def pt_competing_offer(s: State, a: Action) -> Advice | None:
    """Recommend telling of a competing offer by email, from one with solid proof; due at once."""
    offer = s.latest(s.history.proven_offers)
    return at_once(offer) if a.channel == "email" and s.pending and offer is not None else None


def pt_change(s: State, a: Action) -> Truth:
    """Permit telling of a notable change by email, from a declared change."""
    return truth(a.channel == "email" and s.pending and bool(s.known(s.history.changes)))


def pt_feedback(s: State, a: Action) -> Advice | None:
    """Recommend asking for feedback by email, from a rejection until a later sign of life, if it felt very good."""
    if a.channel != "email" or s.rejection is None:
        return None
    return at_once(s.rejection, s.flag("felt_very_good"))


PT_ACTS = interview_acts("ask_response_date", unless_promised=False)

PRO_TIPS = Policy(
    "pro_tips",
    forbids=(
        Rule(ENQUIRIES, pt_week_not_over),
        Rule(MESSAGES_BUT_ANSWERS, pt_voice_after_an_email),
        no_claim_without_proof,
        once("thank_you", "competing_offer_notice", "change_notice", "feedback_request"),
    ),
    permits=(
        PT_ACTS[0],
        Rule(("status_inquiry",), pt_status_note),
        Rule(("change_notice",), pt_change),
    ),
    discourages=(),
    recommends=(
        PT_ACTS[1],
        Rule(("thank_you",), pt_thank_the_next_day),
        Rule(("status_inquiry",), pt_first_status_note),
        Rule(("competing_offer_notice",), pt_competing_offer),
        Rule(("feedback_request",), pt_feedback),
    ),
)


# dos_and_donts: every kind is an attempt


def dd_wait(s: State) -> int | None:
    """`wait`: the opening of the standing invitation, or the passing of the promise, or L + 3 days.

    When not pending: the latest interview's end.
    """
    if not s.pending:
        return s.interview
    if s.invitation is not None:
        return s.invitation.opens
    if s.promise is not None:
        return s.promise.passes
    assert s.sign is not None
    return s.days_after(s.sign, 3)


def dd_waited(s: State) -> bool:
    over = dd_wait(s)
    return over is not None and s.t >= over


def dd_attempts(s: State) -> list[int]:
    return s.attempts(MESSAGES_BUT_ANSWERS)


def dd_wait_first(s: State, _: Action) -> Truth:
    """Forbid every message but a courtesy note before `wait`."""
    return truth(s.pending and not dd_waited(s))


def dd_completes(s: State, a: Action) -> bool:
    """No gap or cap bars completing a step; only a thank-you can."""
    return a.kind == "thank_you" and s.completes_a_step(a)


def dd_three_days_between(s: State, a: Action) -> Truth:
    """Forbid every message but a courtesy note less than 3 days after the latest attempt."""
    attempts = dd_attempts(s)
    if not s.pending or not attempts or s.t >= s.days_after(attempts[-1], 3):
        return NO
    return truth(not dd_completes(s, a))


def dd_three_in_all(s: State, a: Action) -> Truth:
    """Forbid every message but a courtesy note once three attempts were made."""
    return truth(s.pending and len(dd_attempts(s)) >= 3 and not dd_completes(s, a))


def dd_first_contact(s: State, a: Action) -> Advice | None:
    """Recommend a thank-you by email or post, to the latest interview's people, from `wait`, due at once."""
    over = dd_wait(s)
    if a.channel not in ("email", "post") or over is None or s.interview is None or not dd_waited(s):
        return None
    return at_once(max(over, s.interview)) if s.was_at_the_latest(a.to) else None


def dd_thank_you_by_another_channel(s: State, a: Action) -> Truth:
    """Forbid a thank-you by other channels, since the latest interview."""
    return truth(a.channel not in ("email", "post") and s.interview is not None)


def dd_nothing_before_it(s: State, _: Action) -> Truth:
    """Forbid every message but thank-yous and courtesy notes while nothing was sent since the latest interview."""
    return truth(s.pending and not s.sent_since_interview)


def dd_then_ask(s: State, _: Action) -> Truth:
    """Permit enquiries by any channel from `wait`, once something has been sent since the latest interview."""
    return truth(s.pending and dd_waited(s) and s.sent_since_interview)


def dd_move_on(s: State) -> Advice | None:
    """From 3 days after the third attempt; due at once."""
    attempts = dd_attempts(s)
    if not s.pending or len(attempts) < 3:
        return None
    since = s.days_after(attempts[2], 3)
    return at_once(since) if s.t >= since else None


def dd_courtesy(s: State, _: Action) -> Truth:
    """Permit a courtesy note by any channel, from a rejection until a later sign of life."""
    return truth(s.rejection is not None)


DD_ACTS = interview_acts("ask_response_date", unless_promised=False)
DD_MOVE_ON = moving_on(dd_move_on, lambda s: s.moved_on_since(*dd_attempts(s)))

DOS_AND_DONTS = Policy(
    "dos_and_donts",
    forbids=(
        Rule(but("courtesy_note"), dd_wait_first),
        Rule(but("courtesy_note"), dd_three_days_between),
        Rule(but("courtesy_note"), dd_three_in_all),
        Rule(("thank_you",), dd_thank_you_by_another_channel),
        Rule(but("thank_you", "courtesy_note"), dd_nothing_before_it),
        no_gifts,
        once("thank_you"),
    ),
    permits=(
        DD_ACTS[0],
        Rule(ENQUIRIES, dd_then_ask),
        DD_MOVE_ON[0],
        Rule(("courtesy_note",), dd_courtesy),
    ),
    discourages=(),
    recommends=(DD_ACTS[1], Rule(("thank_you",), dd_first_contact), DD_MOVE_ON[1]),
)


# review_your_notes


def no_contact(s: State, _: Action) -> Truth:
    """Obey a no-contact request: forbid every message while one stands."""
    return truth(bool(s.requests))


def notes_unread(s: State) -> bool:
    """Were the notes not reviewed since the later of `I` and the latest message?"""
    assert s.interview is not None
    return not s.taken_since("review_notes", max([s.interview, *(m.at for m in s.messages)]))


def rn_review_notes(s: State, _: Action) -> Advice | None:
    """While pending, once the standing promise has passed, while no enquiry was sent; due when it has passed."""
    if not s.pending or s.promise is None or s.promise_open or not first_enquiry(s) or not notes_unread(s):
        return None
    return at_once(s.promise.passes)


def rn_not_before_they_said(s: State, a: Action) -> Truth:
    """Forbid every message but thank-yous (enquiries not while invited) until the standing promise has passed."""
    if a.kind in ENQUIRIES and s.invited:
        return NO
    return truth(s.pending and s.promise_open)


def rn_exactly_a_week_after(s: State, _: Action) -> Truth:
    """Discourage enquiries on the local date I.date+7, the latest interview's, while pending."""
    return truth(s.pending and s.interview_day is not None and (s.today - s.interview_day).days == 7)


def rn_ask(s: State, a: Action) -> Truth:
    """Permit enquiries by email, voicemail, and post if it suits, once the standing promise has passed."""
    if not s.pending or s.promise is None or s.promise_open:
        return NO
    return s.flag("post_suits_role") if a.channel == "post" else truth(a.channel in ("email", "voicemail"))


def rn_within_the_margin(s: State, a: Action) -> Truth:
    """On those channels: discourage enquiries until 00:00 of P.date+3."""
    held = rn_ask(s, a)
    return held if held is not NO and s.t < promised_date(s, 3) else NO


def rn_after_the_margin(s: State, a: Action) -> Advice | None:
    """Then recommend `status_inquiry` as the first enquiry; due from then."""
    held = rn_ask(s, a)
    return at_once(promised_date(s, 3), held) if held is not NO and first_enquiry(s) else None


RN_ACTS = interview_acts(
    "take_notes", "ask_preferred_channel", "ask_contact_policy", "ask_response_date", unless_promised=True
)

REVIEW_YOUR_NOTES = Policy(
    "review_your_notes",
    forbids=(
        Rule(MESSAGES_BUT_ANSWERS, no_contact),
        Rule(but("thank_you"), rn_not_before_they_said),
    ),
    permits=(RN_ACTS[0], Rule(ENQUIRIES, rn_ask)),
    discourages=(Rule(ENQUIRIES, rn_exactly_a_week_after), Rule(ENQUIRIES, rn_within_the_margin)),
    recommends=(
        RN_ACTS[1],
        Rule(("review_notes",), rn_review_notes),
        Rule(("status_inquiry",), rn_after_the_margin),
    ),
)


# art_of_follow_up


def af_wait(s: State) -> Wait:
    """The later of L + 7 days and `E`, and how it is lengthened; worked out once per instant."""
    if "art_of_follow_up" not in s.memo:
        s.memo["art_of_follow_up"] = wait(s, *art_of_follow_up_days(s), s.days_after)
    return s.memo["art_of_follow_up"]


def af_waits_run(s: State) -> Truth:
    """Does one of the waits for enquiries run: the stated date, or with none the week?"""
    return truth(s.promise_open) if s.promise is not None else af_wait(s).runs


def af_by_email(s: State, channel: str, *others: str) -> bool:
    """By email or one of the others; what is open by email is open by the preferred channel instead."""
    if s.preferred is None:
        return channel == "email" or channel in others
    return channel == s.preferred


def af_in_the_first_two_days(s: State, ended: int | None) -> bool:
    return ended is not None and s.t < ended + 48 * HOUR


def af_thank_you(s: State, a: Action) -> Truth:
    """Permit a thank-you by email, post or LinkedIn within [I, I + 48 h)."""
    return truth(af_in_the_first_two_days(s, s.interview_with(a.to)) and af_by_email(s, a.channel, "post", "linkedin"))


def af_no_question_yet(s: State, _: Action) -> Truth:
    """Forbid enquiries within [I, I + 48 h)."""
    return truth(s.pending and af_in_the_first_two_days(s, s.interview))


def af_wait_for_the_stated_date(s: State, _: Action) -> Truth:
    """Forbid every message but thank-yous and interest notes until the standing promise has passed."""
    return truth(s.pending and s.promise_open)


def af_give_it_a_week(s: State, _: Action) -> Truth:
    """With no standing promise: forbid enquiries before the later of L + 7 days and `E`."""
    return af_wait(s).runs if s.pending and s.promise is None else NO


def af_then_ask(s: State, a: Action) -> Truth:
    """Permit enquiries by email, phone, voicemail, LinkedIn or post once neither wait runs."""
    if not s.pending or not af_by_email(s, a.channel, *VOICE, "linkedin", "post"):
        return NO
    return negated(af_waits_run(s))


def af_first_enquiry(s: State, a: Action) -> Advice | None:
    """`status_inquiry` as the first; due at once; overdue from L + 14 days if no promise stands and `E` is short."""
    held = af_then_ask(s, a)
    if held is NO or not first_enquiry(s):
        return None
    if s.promise is not None:
        return at_once(s.promise.passes)
    w = af_wait(s)
    return Advice(held, w.over, negated(w.longer_than_a_week), w.late, days(7), w.week_over)


def af_early_round(s: State, _: Action) -> Truth:
    """Forbid enquiries: stage first and later rounds running, until the process is completed."""
    return s.early_round if s.pending else NO


def af_final_round(s: State, a: Action) -> Advice | None:
    """Recommend an interest note by email from `I` until the end of the waits for enquiries; due at once."""
    if not s.pending or s.interview is None or not af_by_email(s, a.channel):
        return None
    return at_once(s.interview, all_of(s.final_round, af_waits_run(s)))


def announced(s: State, _: Action) -> Truth:
    """Forbid asking what was announced while a standing promise has not passed."""
    return truth(s.promise_open)


def af_welcome_voice(s: State, a: Action) -> bool:
    """Is that voice channel preferred, or named by the standing invitation?"""
    return a.channel == s.preferred or (s.invitation is not None and a.channel == s.invitation.channel)


def af_voice_where_unwelcome(s: State, a: Action) -> Truth:
    """Forbid voice unless calls are declared welcome, or that channel is preferred or named."""
    return NO if a.channel not in VOICE or af_welcome_voice(s, a) else negated(s.flag("calls_welcome"))


def af_voice_early(s: State, a: Action) -> Truth:
    """Discourage voice before I + 14 days, unless the talk was engaging, or that channel is preferred or named."""
    if a.channel not in VOICE or af_welcome_voice(s, a) or not s.pending or s.interview is None:
        return NO
    return negated(s.flag("engaging_conversation")) if s.t < s.days_after(s.interview, 14) else NO


def af_linkedin_without_relation(s: State, a: Action) -> Truth:
    """Forbid LinkedIn unless a relation there is declared or it is the preferred channel."""
    return NO if a.channel != "linkedin" or s.preferred == "linkedin" else negated(s.flag("linkedin_relation"))


def af_not_the_preferred_channel(s: State, a: Action) -> Truth:
    """Forbid every message by another channel than the preferred."""
    return truth(s.preferred is not None and a.channel != s.preferred)


def af_further_information(s: State, a: Action) -> Truth:
    """Permit further information by email from `I`."""
    return truth(s.pending and af_by_email(s, a.channel))


def af_once_is_enough(s: State, _: Action) -> Truth:
    """Discourage enquiries while an enquiry is unanswered."""
    return truth(s.pending and s.unanswered_enquiry is not None)


def af_move_on(s: State) -> Advice | None:
    """From 14 days after the latest unanswered enquiry; due at once."""
    if not s.pending or s.unanswered_enquiry is None:
        return None
    since = s.days_after(s.unanswered_enquiry, 14)
    return at_once(since) if s.t >= since else None


def af_moved_on(s: State) -> bool:
    """The latest unanswered enquiry is here the attempt that counts."""
    return s.unanswered_enquiry is not None and s.moved_on_since(s.unanswered_enquiry)


AF_MOVE_ON = moving_on(af_move_on, af_moved_on)

ART_OF_FOLLOW_UP = Policy(
    "art_of_follow_up",
    forbids=(
        Rule(ENQUIRIES, af_no_question_yet),
        Rule(but("thank_you", "interest_note"), af_wait_for_the_stated_date),
        Rule(ENQUIRIES, af_give_it_a_week),
        Rule(ENQUIRIES, af_early_round),
        Rule(("timeline_inquiry",), announced),
        Rule(MESSAGES_BUT_ANSWERS, af_voice_where_unwelcome),
        Rule(MESSAGES_BUT_ANSWERS, af_linkedin_without_relation),
        Rule(MESSAGES_BUT_ANSWERS, af_not_the_preferred_channel),
        once("thank_you", "interest_note"),
    ),
    permits=(
        Rule(("thank_you",), af_thank_you),
        Rule(ENQUIRIES, af_then_ask),
        Rule(("additional_information",), af_further_information),
        AF_MOVE_ON[0],
    ),
    discourages=(Rule(MESSAGES_BUT_ANSWERS, af_voice_early), Rule(ENQUIRIES, af_once_is_enough)),
    recommends=(
        Rule(("status_inquiry",), af_first_enquiry),
        Rule(("interest_note",), af_final_round),
        AF_MOVE_ON[1],
    ),
)


# business_etiquette: follow-ups are the attempts


def be_thank_you(s: State, a: Action) -> Advice | None:
    """Recommend a thank-you by email to each interviewer from `I`; due from I + 12 h, overdue from I + 24 h."""
    ended = s.interview_with(a.to)
    if a.channel != "email" or ended is None:
        return None
    return sure(ended + 12 * HOUR, ended + 24 * HOUR, hours(12))


def be_attempts(s: State) -> list[int]:
    return s.attempts(FOLLOW_UPS)


def be_waits_run(s: State, kind: str) -> bool:
    """Before L + 7 days, or less than 7 days after the latest attempt.

    But while an invitation stands, enquiries wait for its opening and for nothing else.
    """
    if s.invitation is not None and kind in ENQUIRIES:
        return s.t < s.invitation.opens
    assert s.sign is not None
    return any(s.t < s.days_after(since, 7) for since in (s.sign, *be_attempts(s)[-1:]))


def be_another_waits(s: State, a: Action) -> Truth:
    """Another after a week or ten days: forbid follow-ups while those waits run."""
    return truth(s.pending and be_waits_run(s, a.kind))


def be_then_another(s: State, a: Action) -> Truth:
    """Permit enquiries by email or voicemail, or the channel they invited by, from the end of those waits."""
    if a.channel not in ("email", "voicemail", s.invited_by) or not s.pending:
        return NO
    return truth(not be_waits_run(s, a.kind))


def be_recommended(s: State, a: Action) -> Advice | None:
    """Due 10 days after the later of `L` and the latest attempt, or at the opening of the standing invitation."""
    if be_then_another(s, a) is NO:
        return None
    if s.invitation is not None:
        return at_once(s.invitation.opens)
    assert s.sign is not None
    return at_once(s.days_after(max([s.sign, *be_attempts(s)]), 10))


def be_three_attempts(s: State, _: Action) -> Truth:
    """Three attempts, then stop: forbid follow-ups."""
    return truth(s.pending and len(be_attempts(s)) >= 3)


def be_move_on(s: State) -> Advice | None:
    """From the third attempt; due at once."""
    attempts = be_attempts(s)
    return at_once(attempts[2]) if s.pending and len(attempts) >= 3 else None


BE_ACTS = interview_acts(
    "collect_contacts",
    "express_interest",
    "ask_response_date",
    "ask_follow_up_permission",
    "ask_preferred_channel",
    unless_promised=False,
)
BE_MOVE_ON = moving_on(be_move_on, lambda s: s.moved_on_since(*be_attempts(s)))

BUSINESS_ETIQUETTE = Policy(
    "business_etiquette",
    forbids=(
        Rule(FOLLOW_UPS, be_another_waits),
        Rule(FOLLOW_UPS, be_three_attempts),
        once("thank_you"),
    ),
    permits=(BE_ACTS[0], Rule(ENQUIRIES, be_then_another), BE_MOVE_ON[0]),
    discourages=(),
    recommends=(
        BE_ACTS[1],
        Rule(("thank_you",), be_thank_you),
        Rule(("status_inquiry",), be_recommended),
        BE_MOVE_ON[1],
        keep_applying,
    ),
)

FIVE = (PRO_TIPS, DOS_AND_DONTS, REVIEW_YOUR_NOTES, ART_OF_FOLLOW_UP, BUSINESS_ETIQUETTE)
