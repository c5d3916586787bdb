"""pro_tips: a thank-you the next day, then one quiet week past the date they named.

No voice once an email waits for its answer; a competing offer is told of, with proof. Of enquiries the document speaks
only where a response date was stated: with none it is silent.
"""

from __future__ import annotations

from typing import Final

from followup_rules.rules.amounts import days, quantity
from followup_rules.rules.choices import choice_of_conditions
from followup_rules.rules.conditions import (
    addressee_thanked,
    before,
    exists,
    fact,
    interview_on,
    not_before,
    on_preferred_channel,
    pending,
    sent_since,
    since,
    taken_since,
    unanswered,
)
from followup_rules.rules.moments import (
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
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import Says, acts, discourage, forbid, messages, once, permit, recommend
from followup_rules.rules.sentences import sentence
from followup_rules.rules.text_rules import (
    ask_the_reader,
    at_most_paragraphs,
    at_most_words,
    choice_of_texts,
    limit,
    require,
    shows,
)
from followup_rules.timeline.vocabulary import ENQUIRIES, VOICE, ActionKind, Channel

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
    done_when=taken_since(interview_start),
    cites=says[5, 6],
    says="ask, while the interview is on, when to expect their answer: that date steers all that follows",
)

# A thank-you by email on the day after, once for each interview; the same day is too soon, later is late.
thank_the_next_day, thank_only_once = once(
    recommend(
        "pro_tips/thank-the-next-day",
        messages(ActionKind.THANK_YOU, by=Channel.EMAIL),
        exists(interview_with_addressee),
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
    any_email_for_ever=exists(latest_message(by=by_email)),
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
        exists(written_offer) & pending,
        due=written_offer,
        cites=says[28, 29, 37],
        says=sentence("you have had another offer in writing since {since}: tell them", since=written_offer),
    ),
    done=sent_since(written_offer, frozenset({ActionKind.COMPETING_OFFER_NOTICE})),
)
never_claim_an_offer_without_proof = forbid(
    "pro_tips/never-claim-an-offer-without-proof",
    messages(ActionKind.COMPETING_OFFER_NOTICE),
    ~exists(written_offer),
    cites=says[38, 39],
    says="there is no competing offer with written proof, and none may be claimed without",
)

# Any other notable change may be told of as well.
tell_of_a_notable_change, tell_of_a_change_only_once = once(
    permit(
        "pro_tips/tell-of-a-notable-change",
        messages(ActionKind.CHANGE_NOTICE, by=Channel.EMAIL),
        exists(change) & pending,
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

# -- what the message is to say

most_words = limit(
    "most_words", 200, cites=says[14], low=80, high=300, note="no number is given: two hundred is a decision of ours"
)
most_paragraphs = limit("most_paragraphs", 2, cites=says[20], low=1, high=2, note="fewer than three")
thank_yous, feedback_requests = messages(ActionKind.THANK_YOU), messages(ActionKind.FEEDBACK_REQUEST)
offer_notices = messages(ActionKind.COMPETING_OFFER_NOTICE)

# The thank-you: thanks for their time, one distinctive point, a hint that the answer is awaited.
thank_for_their_time = require(
    "pro_tips/thank-for-their-time",
    thank_yous,
    shows("thanks_for_time"),
    cites=says[9],
    says="the thank-you thanks them for the time they gave",
    fix="say thank you for the time they took",
)
stress_one_point = require(
    "pro_tips/stress-one-point",
    thank_yous,
    shows("particular_point"),
    cites=says[11],
    says="the thank-you stresses one distinctive point of the interview, or one thing learnt about the organisation",
    fix="name one point of the talk, or one thing you learnt there, that stayed with you",
)
hint_at_anticipation = require(
    "pro_tips/hint-at-anticipation",
    thank_yous,
    shows("anticipation"),
    cites=says[12],
    says="the thank-you hints that their answer is eagerly awaited",
    fix="say in passing that you look forward to hearing from them",
)
show_enthusiasm_and_gratitude = ask_the_reader(
    "pro_tips/show-enthusiasm-and-gratitude",
    thank_yous,
    cites=says[13],
    says="the thank-you shows enthusiasm and gratitude",
)
brief = require(
    "pro_tips/brief",
    messages(),
    at_most_words(most_words),
    cites=says[14, 25],
    weight="should",
    says="every note is as brief as can be",
    fix="cut what the reader does not need",
)
pleasant = ask_the_reader(
    "pro_tips/pleasant", messages(), cites=says[14, 25], says="every note is as pleasant as can be"
)

# The follow-up: fewer than three paragraphs, and otherwise shaped like the thank-you.
fewer_than_three_paragraphs = require(
    "pro_tips/fewer-than-three-paragraphs",
    enquiries,
    choice_of_texts(
        "paragraphs_counted",
        body_only=at_most_paragraphs(most_paragraphs),
        with_greeting_and_ending=at_most_paragraphs(most_paragraphs, with_frame=True),
        cites=says[20],
    ),
    cites=says[20],
    says="the follow-up has fewer than three paragraphs",
    fix="join paragraphs, or leave one out",
)
thank_in_the_follow_up = require(
    "pro_tips/thank-in-the-follow-up",
    enquiries,
    shows("thanks"),
    cites=says[21],
    says="the follow-up has the shape of the thank-you: it thanks them",
    fix="thank them, for their time above all",
)
a_point_in_the_follow_up = require(
    "pro_tips/a-point-in-the-follow-up",
    enquiries,
    shows("particular_point"),
    cites=says[21],
    says="the follow-up has the shape of the thank-you: it stresses one distinctive point",
    fix="name one point of the talk that stayed with you",
)
anticipation_in_the_follow_up = require(
    "pro_tips/anticipation-in-the-follow-up",
    enquiries,
    shows("anticipation"),
    cites=says[21],
    says="the follow-up has the shape of the thank-you: it hints that their answer is awaited",
    fix="say that you look forward to hearing from them",
)

# The feedback request: to the interviewer, thanks first, and what the feedback is for.
feedback_from_the_interviewer = require(
    "pro_tips/feedback-from-the-interviewer",
    feedback_requests,
    shows("to_an_interviewer"),
    cites=says[24],
    says="the feedback request goes to the interviewer",
    fix="address it to somebody who interviewed you",
)
thanks_come_first = require(
    "pro_tips/thanks-come-first",
    feedback_requests,
    shows("opens_with_thanks"),
    cites=says[26],
    says="the feedback request opens with thanks for the time given",
    fix="let the first sentence thank them for their time",
)
say_what_the_feedback_is_for = require(
    "pro_tips/say-what-the-feedback-is-for",
    feedback_requests,
    shows("feedback_wish") & shows("feedback_purpose"),
    cites=says[27],
    says="the feedback request says that constructive feedback is welcome, in order to do better elsewhere",
    fix="ask for feedback, and say that it would help you with later applications",
)

# The notice of another offer says three things.
say_there_is_another_offer = require(
    "pro_tips/say-there-is-another-offer",
    offer_notices,
    shows("competing_offer"),
    cites=says[30],
    says="the notice says that there is another offer",
    fix="say plainly that you have been made another offer",
)
say_they_are_preferred = require(
    "pro_tips/say-they-are-preferred",
    offer_notices,
    shows("prefers_this_company"),
    cites=says[30],
    says="the notice says that this company is preferred",
    fix="say, if it is true, that you would rather work for them",
)
hope_for_their_word_first = require(
    "pro_tips/hope-for-their-word-first",
    offer_notices,
    shows("hopes_for_word_first"),
    cites=says[30],
    says="the notice hopes for their word before one chooses",
    fix="say that you hope to hear from them before you have to decide",
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
    content=(
        thank_for_their_time,
        stress_one_point,
        hint_at_anticipation,
        show_enthusiasm_and_gratitude,
        brief,
        pleasant,
        fewer_than_three_paragraphs,
        thank_in_the_follow_up,
        a_point_in_the_follow_up,
        anticipation_in_the_follow_up,
        feedback_from_the_interviewer,
        thanks_come_first,
        say_what_the_feedback_is_for,
        say_there_is_another_offer,
        say_they_are_preferred,
        hope_for_their_word_first,
    ),
)
