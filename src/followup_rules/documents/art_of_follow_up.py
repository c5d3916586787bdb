"""art_of_follow_up: a thank-you within two days and no question in it; then a week, or what the trade takes.

Stages, industries, slow periods and channels each have their say. What is permitted by email is permitted by the
employer's preferred channel in its place.
"""

from __future__ import annotations

from typing import Final

from followup_rules.actions import ENQUIRIES, VOICE, ActionKind, Channel
from followup_rules.amounts import days, first_declared, hours, industry_norm, practice, quantity, slow_period_leeway
from followup_rules.choices import choice_of_moments
from followup_rules.conditions import (
    addressee_thanked,
    at_most,
    before,
    fact,
    known,
    on_preferred_channel,
    pending,
    prefers_another_channel,
    promise_stands,
    sent_since,
    since,
    unanswered,
)
from followup_rules.moments import (
    first_of,
    interview_end,
    interview_with_addressee,
    last_sign_of_life,
    later_of,
    latest_unanswered,
    process_completed,
    promise_passed,
    promised_date,
)
from followup_rules.policy import Policy
from followup_rules.rules import Says, acts, discourage, forbid, messages, once, permit, recommend
from followup_rules.sentences import sentence

says: Final = Says("art_of_follow_up")

thank_opens = quantity(
    "thank_opens", hours(0), cites=says[4], low=0, high=24, note="an upper bound only, not from the lower figure"
)
thank_within = quantity(
    "thank_within", hours(48), cites=says[4], low=48, high=48, note="24 to 48 hours: closed at the upper"
)
no_question_within = quantity(
    "no_question_within", hours(48), cites=says[5], low=24, high=48, note="as long as the thank-you is open"
)
least_wait = quantity(
    "least_wait", days(7), cites=says[38, 84, 118], low=7, high=14, note="one or two weeks: the lower opens"
)
late_after = quantity("late_after", days(14), cites=says[38], low=14, high=14, note="within two weeks: late from there")
quick_norm = quantity(
    "quick_norm", days(7), cites=says[100, 123], low=3, high=7, note="a week or less, in quick trades"
)
slow_norm = quantity("slow_norm", days(14), cites=says[102], low=14, high=28, note="two to four weeks, in slow trades")
education_least = quantity(
    "education_least", days(7), cites=says[124], low=7, high=7, note="slow, with no number given"
)
education_most = quantity(
    "education_most", days(28), cites=says[124], low=28, high=28, note="slow, with no number given"
)
voice_after = quantity(
    "voice_after", days(14), cites=says[120], low=14, high=14, note="beyond two weeks, a call is in order"
)
silence_before_moving_on = quantity(
    "silence_before_moving_on",
    days(14),
    cites=says[129],
    low=7,
    high=28,
    note="continued silence, with no number given",
)

enquiries = messages(*ENQUIRIES)
written_or_spoken = [Channel.EMAIL, Channel.LINKEDIN, Channel.POST, *VOICE]
no_enquiry_yet = ~unanswered(ENQUIRIES)

# A slow period lengthens the waits by a leeway that only the candidate can name.
leeway = slow_period_leeway(undeclared_is_unknown=True)
# What the company does goes before what its trade does; of several trades the slowest counts.
expected = first_declared(
    practice,
    industry_norm(
        technology=quick_norm,
        technology_startup=quick_norm,
        retail=quick_norm,
        hospitality=quick_norm,
        finance=slow_norm,
        healthcare=slow_norm,
        government=slow_norm,
        education=(education_least, education_most),
    ),
)
clock = choice_of_moments(
    "clock", last_sign_of_life=last_sign_of_life, interview=interview_end, cites=says[39, 84, 118]
)
week_over = clock + (least_wait + leeway)
expected_by = clock + (expected + leeway)
ready = first_of(promise_passed, later_of(week_over, expected_by))

# A thank-you within two days, by email, as a note or on LinkedIn; optional, and once.
thank_within_two_days, thank_only_once = once(
    permit(
        "art_of_follow_up/thank-within-two-days",
        messages(ActionKind.THANK_YOU, by=[Channel.EMAIL, Channel.POST, Channel.LINKEDIN]),
        since(interview_with_addressee + thank_opens) & before(interview_with_addressee + thank_within),
        cites=says[4, 8],
        says=sentence("one may thank them until {until}", until=interview_with_addressee + thank_within),
    ),
    done=addressee_thanked,
)

# And no question at that point.
no_question_at_that_point = forbid(
    "art_of_follow_up/no-question-at-that-point",
    enquiries,
    before(interview_end + no_question_within) & pending,
    cites=says[5],
    says=sentence("so soon after the interview, until {until}, ask nothing", until=interview_end + no_question_within),
)

# A date they stated is waited for.
wait_for_the_stated_date = forbid(
    "art_of_follow_up/wait-for-the-stated-date",
    messages().but(messages(ActionKind.THANK_YOU, ActionKind.INTEREST_NOTE)),
    before(promise_passed) & pending,
    cites=says[31],
    says=sentence(
        "they named {promised}: wait until it has passed, on {until}", promised=promised_date, until=promise_passed
    ),
)

# With none stated, a week at least, and as long as the company or its trade takes.
give_it_a_week = forbid(
    "art_of_follow_up/give-it-a-week",
    enquiries,
    ~promise_stands & before(later_of(week_over, expected_by)) & pending,
    cites=says[38, 39, 83, 84, 118],
    says=sentence(
        "wait until {until}: {least} at least from {start}, or as long as they usually take",
        until=later_of(week_over, expected_by),
        least=least_wait + leeway,
        start=clock,
    ),
    moved={leeway: says[33, 34]},
)

# Then ask.
then_one_may_ask = permit(
    "art_of_follow_up/then-one-may-ask",
    messages(*ENQUIRIES, by=written_or_spoken),
    since(ready) & pending,
    cites=says[8, 36, 38, 43, 86, 108, 120],
    says=sentence("the wait was over on {since}", since=ready),
)
then_ask_where_things_stand = recommend(
    "art_of_follow_up/then-ask-where-things-stand",
    messages(ActionKind.STATUS_INQUIRY, by=written_or_spoken),
    since(ready) & pending & no_enquiry_yet,
    due=ready,
    cites=says[8, 36, 38, 43, 86, 108, 120],
    says=sentence("the wait was over on {since}: ask where things stand", since=ready),
)
ask_within_two_weeks = recommend(
    "art_of_follow_up/ask-within-two-weeks",
    messages(ActionKind.STATUS_INQUIRY, by=written_or_spoken),
    since(ready) & pending & no_enquiry_yet & ~promise_stands & at_most(expected, least_wait),
    due=week_over,
    overdue=clock + (late_after + leeway),
    cites=says[36, 38],
    says=sentence(
        "unless something makes you wait longer, ask within {span} of {start}",
        span=late_after + leeway,
        start=clock,
    ),
    moved={leeway: says[33, 34]},
)

# In an early round, with others still to be heard, wait for the end of it all.
wait_for_the_end_of_the_process = forbid(
    "art_of_follow_up/wait-for-the-end-of-the-process",
    enquiries,
    fact("stage", "first") & fact("later_rounds_running") & ~known(process_completed) & pending,
    cites=says[25],
    says="this was a first round and later ones are running: wait until the process is over",
)

# In the final round, with others in it, say soon that you want it.
show_interest_promptly, show_interest_only_once = once(
    recommend(
        "art_of_follow_up/show-interest-promptly",
        messages(ActionKind.INTEREST_NOTE, by=Channel.EMAIL),
        fact("stage", "final") & fact("others_under_evaluation") & pending,
        due=interview_end,
        cites=says[26],
        says=sentence(
            "this was the final round, others are in it, and it ended {end}: say that you want it", end=interview_end
        ),
    ),
    done=sent_since(interview_end, frozenset({ActionKind.INTEREST_NOTE})),
)

# What was announced is not asked.
do_not_ask_what_was_announced = forbid(
    "art_of_follow_up/do-not-ask-what-was-announced",
    messages(ActionKind.TIMELINE_INQUIRY),
    before(promise_passed),
    cites=says[40, 41],
    says=sentence("they have told you when: {promised}", promised=promised_date),
)

# Voice only where calls are welcome, and early only after a good talk.
voice_only_where_welcome = forbid(
    "art_of_follow_up/voice-only-where-welcome",
    messages(by=VOICE),
    ~fact("calls_welcome") & ~on_preferred_channel,
    cites=says[59, 60],
    says="nobody has said that calls are welcome",
)
voice_early_only_after_a_good_talk = discourage(
    "art_of_follow_up/voice-early-only-after-a-good-talk",
    messages(by=VOICE),
    before(interview_end + voice_after) & ~fact("engaging_conversation") & ~on_preferred_channel & pending,
    cites=says[57, 58, 120],
    says=sentence("before {until} a call suits only where the talk was engaging", until=interview_end + voice_after),
)

# LinkedIn only where there is a relation on it.
linkedin_only_on_a_relation = forbid(
    "art_of_follow_up/linkedin-only-on-a-relation",
    messages(by=Channel.LINKEDIN),
    ~fact("linkedin_relation") & ~on_preferred_channel,
    cites=says[62],
    says="there is no relation on LinkedIn to write on",
)

# The channel they prefer, and no other.
always_the_preferred_channel = forbid(
    "art_of_follow_up/always-the-preferred-channel",
    messages(),
    prefers_another_channel,
    cites=says[9, 59, 61, 66],
    says="they prefer another channel than {channel}",
)

# What completes the picture may be sent at any time.
send_further_information = permit(
    "art_of_follow_up/send-further-information",
    messages(ActionKind.ADDITIONAL_INFORMATION, by=Channel.EMAIL),
    pending,
    cites=says[12, 72],
    says=sentence("further information may follow the interview, which ended {end}", end=interview_end),
)

# One enquiry is enough; where silence goes on, move on.
once_is_enough = discourage(
    "art_of_follow_up/once-is-enough",
    enquiries,
    unanswered(ENQUIRIES) & pending,
    cites=says[129],
    says=sentence("your enquiry of {sent} still waits for its answer", sent=latest_unanswered(ENQUIRIES)),
)
move_on = recommend(
    "art_of_follow_up/move-on",
    acts(ActionKind.MOVE_ON),
    since(latest_unanswered(ENQUIRIES) + silence_before_moving_on) & pending,
    due=latest_unanswered(ENQUIRIES) + silence_before_moving_on,
    cites=says[129],
    says=sentence(
        "your enquiry of {sent} has met {long} of silence: move on",
        sent=latest_unanswered(ENQUIRIES),
        long=silence_before_moving_on,
    ),
)

policy: Final = Policy(
    "art_of_follow_up",
    (
        thank_within_two_days,
        thank_only_once,
        no_question_at_that_point,
        wait_for_the_stated_date,
        give_it_a_week,
        then_one_may_ask,
        then_ask_where_things_stand,
        ask_within_two_weeks,
        wait_for_the_end_of_the_process,
        show_interest_promptly,
        show_interest_only_once,
        do_not_ask_what_was_announced,
        voice_only_where_welcome,
        voice_early_only_after_a_good_talk,
        linkedin_only_on_a_relation,
        always_the_preferred_channel,
        send_further_information,
        once_is_enough,
        move_on,
    ),
    email_stands_for_preferred=True,
)
