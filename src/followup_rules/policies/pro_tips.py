"""pro_tips: a thank-you the next day, then one quiet week past the date they named.

Do not call while an email waits for its answer. Tell them of a competing offer, with proof. The document speaks of
enquiries only where a response date was stated; without one it is silent.
"""

from __future__ import annotations

from followup_rules.rules import *

tips = Statements("pro_tips")

thank_you_date = quantity(
    "thank_you_date", days(1), cites=tips[7], low=0, note="the thank-you is for the next date, not 24 hours later"
)
thank_you_late = quantity(
    "thank_you_late",
    days(2),
    cites=tips[7],
    low=1,
    note="a target, not a deadline: it is late from the date after that",
)
wait_past_promise = quantity(
    "wait_past_promise", days(7), cites=tips[18], low=5, note="one week after the promised date, by the calendar"
)
most_words = limit(
    "most_words", 200, cites=tips[14], low=80, high=300, note="no number is given: two hundred is our choice"
)
most_paragraphs = limit("most_paragraphs", 2, cites=tips[20], low=1, high=2, note="fewer than three")

long_silence = quantity(
    "long_silence", days(28), cites=tips[22], low=14, high=60, note="only where silence is read as a refusal"
)

days_counted = reading("days_counted", "by_the_clock", "by_the_date", "in_working_days", cites=tips[18])
interview_date = date_of(interview_with_addressee)
# "The next day" is the next date; it could be a day later by the clock, or the next working day.
thank_you_day = choice_of_moments(
    "day_of_the_thank_you",
    next_date=interview_date + thank_you_date,
    a_day_later=interview_with_addressee + hours(24),
    next_working_day=interview_date + business_days(1),
    cites=tips[7],
)
thank_you_late_from = choice_of_moments(
    "day_of_the_thank_you",
    next_date=interview_date + thank_you_late,
    a_day_later=interview_with_addressee + hours(48),
    next_working_day=interview_date + business_days(2),
    cites=tips[7],
)
thank_you_open = choice_of_conditions(
    "thank_you_day_is", a_target=always, a_deadline=before(thank_you_late_from), cites=tips[7]
)
week_past_promise = counted(promised_date, days_counted) + wait_past_promise
wait_is_over = since(week_past_promise) & pending
status_note = status_inquiry.by(email, VOICE)
email_in_the_way = choice_of_conditions(
    "email_in_the_way",
    any_email_until_an_answer=unanswered(by=email),
    follow_up_until_an_answer=unanswered(FOLLOW_UPS, by=email),
    any_email_for_ever=exists(latest_message(by=email)),
    follow_up_for_ever=exists(latest_message(FOLLOW_UPS, by=email)),
    cites=tips[33],
)
silent_for_long = counted(last_sign_of_life, days_counted) + long_silence
# A job that was not offered: they said so; or, read otherwise, they have been silent for long.
not_offered = choice_of_conditions(
    "not_offered",
    they_said_so=rejected,
    they_said_so_or_were_silent_for_long=rejected | since(silent_for_long) & pending,
    cites=tips[22],
)
not_offered_since = choice_of_moments(
    "not_offered",
    they_said_so=rejection,
    they_said_so_or_were_silent_for_long=first_existing(rejection, silent_for_long),
    cites=tips[22],
)
paragraphs_counted = choice_of_texts(
    "paragraphs_counted",
    body_only=at_most_paragraphs(most_paragraphs),
    with_greeting_and_ending=at_most_paragraphs(most_paragraphs, with_frame=True),
    cites=tips[20],
)

pro_tips = policy(
    "pro_tips",
    # Near the end of the interview, ask when they mean to answer: that date steers all that follows.
    ask_for_the_response_date=in_the_interview(
        "ask_response_date",
        cites=(5, 6),
        says="ask during the interview when to expect their answer: that date decides when you may follow up",
    ),
    # A thank-you by email on the day after, once for each interview; later is late.
    thank_the_next_day=recommend(
        thank_you.by(email),
        exists(interview_with_addressee) & thank_you_open,
        due=thank_you_day,
        overdue=thank_you_late_from,
        once=addressee_thanked,
        cites=(7, 8, 10),
        says="thank them by email on {due}; the interview ended {interview_with_addressee}",
    ),
    # After the date they named, wait one more week: hurrying looks pushy.
    wait_a_week_past_the_promise=forbid(
        enquiries,
        before(week_past_promise) & pending,
        cites=(15, 18),
        says="they named {promised_date}: wait {wait_past_promise} longer, until {until}",
    ),
    # On that day a short note is due, not only allowed.
    then_one_may_ask=permit(
        status_note, wait_is_over, cites=(18, 19, 35), says="the wait after the date they named was over on {since}"
    ),
    then_send_the_status_note=recommend(
        status_note,
        wait_is_over & ~unanswered(ENQUIRIES),
        due=week_past_promise,
        cites=(18, 19, 35),
        says="the wait after the date they named is over: send a short status note from {due} on",
    ),
    # One channel is enough: while an email waits for its answer do not call, unless they prefer calls.
    no_voice_after_an_email=forbid(
        messages(by=VOICE),
        email_in_the_way & ~on_preferred_channel,
        cites=33,
        says="you have already written by email: do not call or leave a voicemail as well",
    ),
    # A competing offer is a strong reason to write before the date, but only with proof.
    tell_of_a_competing_offer=recommend(
        competing_offer_notice.by(email),
        exists(solid_offer) & pending,
        due=solid_offer,
        once=sent_since(solid_offer, "competing_offer_notice"),
        cites=(28, 29, 37),
        says="you have had another offer, which you can prove, since {solid_offer}: tell them",
    ),
    never_claim_an_offer_without_proof=forbid(
        competing_offer_notice,
        ~exists(solid_offer),
        cites=(38, 39),
        says="you have no proof of another offer: do not claim one",
    ),
    # You may also tell them of any other important change.
    tell_of_a_notable_change=permit(
        change_notice.by(email),
        exists(change) & pending,
        once=sent_since(change, "change_notice"),
        cites=28,
        says="something important changed on {change}: you may tell them early",
    ),
    # After a surprising rejection, one more note: ask for feedback.
    ask_for_feedback=recommend(
        feedback_request.by(email),
        not_offered & fact("felt_very_good"),
        due=not_offered_since,
        once=sent_since(not_offered_since, "feedback_request"),
        cites=(22, 23),
        says="you were not offered the job ({due}), although the interview felt very good: ask for feedback, once",
    ),
    # The thank-you: thanks for their time, one distinctive point, a hint that you look forward to their answer.
    thank_for_their_time=require(
        thank_you,
        shows("thanks_for_time"),
        cites=9,
        says="the thank-you thanks them for the time they gave",
        fix="say thank you for the time they took",
    ),
    stress_one_point=require(
        thank_you,
        shows("particular_point"),
        cites=11,
        says="the thank-you names one point of the interview, or one thing you learnt about the organisation",
        fix="name one point of the talk, or one thing you learnt there, that stayed with you",
    ),
    hint_at_anticipation=require(
        thank_you,
        shows("anticipation"),
        cites=12,
        says="the thank-you hints that you look forward to their answer",
        fix="say in passing that you look forward to hearing from them",
    ),
    show_enthusiasm_and_gratitude=ask_the_reader(
        thank_you, cites=13, says="the thank-you shows enthusiasm and gratitude"
    ),
    brief=require(
        messages(),
        at_most_words(most_words),
        cites=(14, 25),
        weight="should",
        says="every note is as short as possible",
        fix="cut what the reader does not need",
    ),
    pleasant=ask_the_reader(messages(), cites=(14, 25), says="every note is as pleasant as possible"),
    # The follow-up: fewer than three paragraphs, and otherwise shaped like the thank-you.
    fewer_than_three_paragraphs=require(
        enquiries,
        paragraphs_counted,
        cites=20,
        says="the follow-up has fewer than three paragraphs",
        fix="join paragraphs, or leave one out",
    ),
    thank_in_the_follow_up=require(
        enquiries,
        shows("thanks"),
        cites=21,
        says="the follow-up is built like the thank-you: it thanks them",
        fix="thank them, for their time above all",
    ),
    a_point_in_the_follow_up=require(
        enquiries,
        shows("particular_point"),
        cites=21,
        says="the follow-up is built like the thank-you: it names one distinctive point",
        fix="name one point of the talk that stayed with you",
    ),
    anticipation_in_the_follow_up=require(
        enquiries,
        shows("anticipation"),
        cites=21,
        says="the follow-up is built like the thank-you: it hints that you look forward to their answer",
        fix="say that you look forward to hearing from them",
    ),
    # The feedback request: to the interviewer, thanks first, and what the feedback is for.
    feedback_from_the_interviewer=require(
        feedback_request,
        shows("to_an_interviewer"),
        cites=24,
        says="the feedback request goes to the interviewer",
        fix="address it to somebody who interviewed you",
    ),
    thanks_come_first=require(
        feedback_request,
        shows("opens_with_thanks"),
        cites=26,
        says="the feedback request opens with thanks for the time given",
        fix="let the first sentence thank them for their time",
    ),
    say_what_the_feedback_is_for=require(
        feedback_request,
        shows("feedback_wish") & shows("feedback_purpose"),
        cites=27,
        says="the feedback request says that constructive feedback is welcome, and helps you do better elsewhere",
        fix="ask for feedback, and say that it would help you with later applications",
    ),
    # The notice of another offer says three things.
    say_there_is_another_offer=require(
        competing_offer_notice,
        shows("competing_offer"),
        cites=30,
        says="the notice says that there is another offer",
        fix="say plainly that you have been made another offer",
    ),
    say_they_are_preferred=require(
        competing_offer_notice,
        shows("prefers_this_company"),
        cites=30,
        says="the notice says that you prefer this company",
        fix="say, if it is true, that you would rather work for them",
    ),
    hope_for_their_word_first=require(
        competing_offer_notice,
        shows("hopes_for_word_first"),
        cites=30,
        says="the notice says that you hope to hear from them before you choose",
        fix="say that you hope to hear from them before you have to decide",
    ),
)
