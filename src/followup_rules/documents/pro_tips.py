"""pro_tips: a thank-you the next day, then one quiet week past the date they named.

No voice once an email waits for its answer; a competing offer is told of, with proof. Of enquiries the document speaks
only where a response date was stated: with none it is silent.
"""

from __future__ import annotations

from typing import Final

from followup_rules.actions import ENQUIRIES, VOICE, ActionKind, Channel
from followup_rules.amounts import days, quantity
from followup_rules.choices import choice_of_conditions
from followup_rules.conditions import (
    addressee_thanked,
    before,
    fact,
    interview_on,
    known,
    not_before,
    on_preferred_channel,
    pending,
    sent_since,
    since,
    taken_since,
    unanswered,
)
from followup_rules.moments import (
    change,
    date_of,
    interview_end,
    interview_start,
    interview_with_addressee,
    latest_message,
    promised_date,
    rejection,
    written_offer,
)
from followup_rules.policy import Policy
from followup_rules.rules import Says, acts, discourage, forbid, messages, once, permit, recommend
from followup_rules.sentences import sentence

says: Final = Says("pro_tips")

thank_you_date = quantity(
    "thank_you_date", days(1), cites=says[7], low=0, high=1, note="the thank-you is for the next date, not 24 hours on"
)
thank_you_late = quantity(
    "thank_you_late", days(2), cites=says[7], low=1, high=2, note="a target, not a deadline: late from the date after"
)
wait_past_promise = quantity(
    "wait_past_promise", days(7), cites=says[18], low=5, high=7, note="one week past the promised date, by the calendar"
)

enquiries = messages(*ENQUIRIES)
by_email = frozenset({Channel.EMAIL})
interview_date = date_of(interview_with_addressee)
week_past_promise = promised_date + wait_past_promise

# Near the end of the interview, ask when they mean to answer: that date steers all that follows.
ask_for_the_response_date = recommend(
    "pro_tips/ask-for-the-response-date",
    acts(ActionKind.ASK_RESPONSE_DATE),
    interview_on,
    due=interview_start,
    until=taken_since(interview_start),
    cites=says[5, 6],
    says="ask, while the interview is on, when to expect their answer: that date steers all that follows",
)

# A thank-you by email on the day after, once for each interview; the same day is too soon, later is late.
thank_the_next_day, thank_only_once = once(
    recommend(
        "pro_tips/thank-the-next-day",
        messages(ActionKind.THANK_YOU, by=Channel.EMAIL),
        known(interview_with_addressee),
        due=interview_date + thank_you_date,
        overdue=interview_date + thank_you_late,
        cites=says[7, 8, 10],
        says=sentence(
            "thank them by email on {day}; the interview ended {end}",
            end=interview_with_addressee,
            day=interview_date + thank_you_date,
        ),
    ),
    done=addressee_thanked,
)
not_on_the_same_day = discourage(
    "pro_tips/not-on-the-same-day",
    messages(ActionKind.THANK_YOU, by=Channel.EMAIL),
    before(interview_date + thank_you_date),
    cites=says[7],
    says=sentence("it is too soon: the thank-you is for {day}", day=interview_date + thank_you_date),
)

# Past the date they named, hold back one more week: hurry looks pushy.
wait_a_week_past_the_promise = forbid(
    "pro_tips/wait-a-week-past-the-promise",
    enquiries,
    before(week_past_promise) & pending,
    cites=says[15, 18],
    says=sentence(
        "they named {promised}; hold back {wait} past it, until {until}",
        promised=promised_date,
        wait=wait_past_promise,
        until=week_past_promise,
    ),
)

# When that day comes, a short note is due, not merely allowed.
then_one_may_ask = permit(
    "pro_tips/then-one-may-ask",
    messages(ActionKind.STATUS_INQUIRY, by=[Channel.EMAIL, *VOICE]),
    since(week_past_promise) & pending,
    cites=says[18, 19, 35],
    says=sentence("the wait past the date they named was over on {since}", since=week_past_promise),
)
then_send_the_status_note = recommend(
    "pro_tips/then-send-the-status-note",
    messages(ActionKind.STATUS_INQUIRY, by=[Channel.EMAIL, *VOICE]),
    since(week_past_promise) & pending & ~unanswered(ENQUIRIES),
    due=week_past_promise,
    cites=says[18, 19, 35],
    says=sentence(
        "the wait past the date they named is over: send the status note from {due} on", due=week_past_promise
    ),
)

# One channel is enough: once an email waits for its answer, the phone is closed, unless they prefer it.
email_in_the_way = choice_of_conditions(
    "email_in_the_way",
    any_email_until_an_answer=unanswered(by=by_email),
    enquiry_until_an_answer=unanswered(ENQUIRIES, by=by_email),
    any_email_for_ever=known(latest_message(by=by_email)),
    cites=says[33],
)
no_voice_after_an_email = forbid(
    "pro_tips/no-voice-after-an-email",
    messages(by=VOICE),
    email_in_the_way & ~on_preferred_channel,
    cites=says[33],
    says="you have written by email: neither call nor leave a message on top of it",
)

# A competing offer is a reason to write before the date, and a strong one; only with proof in hand.
tell_of_a_competing_offer, tell_of_it_only_once = once(
    recommend(
        "pro_tips/tell-of-a-competing-offer",
        messages(ActionKind.COMPETING_OFFER_NOTICE, by=Channel.EMAIL),
        known(written_offer) & pending,
        due=written_offer,
        cites=says[28, 29, 37],
        says=sentence("you have had another offer in writing since {since}: tell them", since=written_offer),
    ),
    done=sent_since(written_offer, frozenset({ActionKind.COMPETING_OFFER_NOTICE})),
)
never_claim_an_offer_without_proof = forbid(
    "pro_tips/never-claim-an-offer-without-proof",
    messages(ActionKind.COMPETING_OFFER_NOTICE),
    ~known(written_offer),
    cites=says[38, 39],
    says="there is no competing offer with written proof, and none may be claimed without",
)

# Any other notable change may be told of as well.
tell_of_a_notable_change, tell_of_a_change_only_once = once(
    permit(
        "pro_tips/tell-of-a-notable-change",
        messages(ActionKind.CHANGE_NOTICE, by=Channel.EMAIL),
        known(change) & pending,
        cites=says[28],
        says=sentence("something notable changed on {since}, which one may tell them early", since=change),
    ),
    done=sent_since(change, frozenset({ActionKind.CHANGE_NOTICE})),
)

# After a rejection that surprises, one more note: ask for feedback.
ask_for_feedback, ask_for_feedback_only_once = once(
    recommend(
        "pro_tips/ask-for-feedback",
        messages(ActionKind.FEEDBACK_REQUEST, by=Channel.EMAIL),
        not_before(rejection, interview_end) & fact("felt_very_good"),
        due=rejection,
        cites=says[22, 23],
        says=sentence("they said no on {since}, though it felt very good: ask for feedback, once", since=rejection),
    ),
    done=sent_since(rejection, frozenset({ActionKind.FEEDBACK_REQUEST})),
)

policy: Final = Policy(
    "pro_tips",
    (
        ask_for_the_response_date,
        thank_the_next_day,
        thank_only_once,
        not_on_the_same_day,
        wait_a_week_past_the_promise,
        then_one_may_ask,
        then_send_the_status_note,
        no_voice_after_an_email,
        tell_of_a_competing_offer,
        tell_of_it_only_once,
        never_claim_an_offer_without_proof,
        tell_of_a_notable_change,
        tell_of_a_change_only_once,
        ask_for_feedback,
        ask_for_feedback_only_once,
    ),
)
