"""art_of_follow_up: a thank-you within two days and no question in it; then a week, or what the trade takes.

Stages, industries, slow periods and channels each have their say. What is permitted by email is permitted by the
employer's preferred channel in its place.
"""

from __future__ import annotations

from typing import Final

from followup_rules.rules.amounts import (
    days,
    first_declared,
    hours,
    industry_norm,
    practice,
    quantity,
    slow_period_leeway,
)
from followup_rules.rules.choices import choice_of_moments
from followup_rules.rules.conditions import (
    addressee_thanked,
    at_most,
    before,
    exists,
    fact,
    on_preferred_channel,
    pending,
    prefers_another_channel,
    promise_stands,
    sent_since,
    since,
    unanswered,
)
from followup_rules.rules.moments import (
    first_existing,
    interview_end,
    interview_with_addressee,
    last_sign_of_life,
    later_of,
    latest_unanswered,
    process_completed,
    promise_passed,
    promised_date,
)
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import Says, acts, discourage, forbid, messages, once, permit, recommend
from followup_rules.rules.sentences import sentence
from followup_rules.rules.text_rules import (
    ask_the_reader,
    at_most_words,
    avoid,
    hints_at,
    limit,
    require,
    shows,
)
from followup_rules.timeline.vocabulary import ENQUIRIES, VOICE, ActionKind, Channel

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
ready = first_existing(promise_passed, later_of(week_over, expected_by))

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
    lengthened_by={leeway: says[33, 34]},
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
    lengthened_by={leeway: says[33, 34]},
)

# In an early round, with others still to be heard, wait for the end of it all.
wait_for_the_end_of_the_process = forbid(
    "art_of_follow_up/wait-for-the-end-of-the-process",
    enquiries,
    fact("stage", "first") & fact("later_rounds_running") & ~exists(process_completed) & pending,
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

# -- what the message is to say

most_words = limit(
    "most_words",
    250,
    cites=says[47, 63, 88, 116],
    low=100,
    high=350,
    note="no number is given: two hundred and fifty, for the many parts it asks for, is a decision of ours",
)
follow_up = (*ENQUIRIES, ActionKind.THANK_YOU, ActionKind.INTEREST_NOTE, ActionKind.ADDITIONAL_INFORMATION)
follow_ups = messages(*follow_up)
emails = messages(*follow_up, by=Channel.EMAIL)
on_linkedin = messages(*follow_up, by=Channel.LINKEDIN)
status_emails = messages(ActionKind.STATUS_INQUIRY, by=Channel.EMAIL)
thank_you_emails = messages(ActionKind.THANK_YOU, by=Channel.EMAIL)
any_progress_question = shows("status_question") | shows("decision_question") | shows("next_steps_question")

# In the first two days no question about one's progress; and never one that has been answered.
no_question_in_the_early_message = avoid(
    "art_of_follow_up/no-question-in-the-early-message",
    messages().but(enquiries),
    any_progress_question,
    when=before(interview_end + no_question_within),
    cites=says[5, 70],
    says="in the first two days no message asks about one's progress; to look forward to the next steps is fine",
    fix="turn the question into a statement: that you look forward to hearing from them",
)
nothing_that_was_announced = avoid(
    "art_of_follow_up/nothing-that-was-announced",
    messages(),
    shows("decision_question"),
    when=before(promise_passed),
    cites=says[41],
    says="they have said when they will decide: that is not asked again",
    fix="leave out the question when they will decide",
)

# Every follow-up email: thanks, interest, the talk, why one suits the role.
say_thanks = require(
    "art_of_follow_up/say-thanks",
    emails,
    shows("thanks"),
    cites=says[10, 67],
    says="gratitude has its place in every follow-up email",
    fix="thank them",
)
thank_for_the_opportunity = require(
    "art_of_follow_up/thank-for-the-opportunity",
    emails,
    shows("thanks_for_opportunity"),
    cites=says[44],
    says="the email thanks for the opportunity to interview",
    fix="thank them for the interview",
)
thank_for_time_and_consideration = require(
    "art_of_follow_up/thank-for-time-and-consideration",
    emails,
    shows("thanks_for_time") & shows("thanks_for_consideration"),
    cites=says[51],
    says="the email appreciates their time and their consideration",
    fix="thank them for their time and for considering you",
)
renew_interest = require(
    "art_of_follow_up/renew-interest",
    emails,
    shows("interest"),
    cites=says[11, 45, 67, 87, 91, 114],
    says="the email renews one's interest in the position",
    fix="say that you are interested in the job, still",
)
interest_in_the_company = require(
    "art_of_follow_up/interest-in-the-company",
    follow_ups,
    shows("interest_in_company"),
    cites=says[19],
    weight="should",
    says="the message shows interest in the company, not only in the job",
    fix="say what draws you to the company itself",
)
points_that_struck = require(
    "art_of_follow_up/points-that-struck",
    emails,
    shows("particular_point"),
    cites=says[21, 46, 52, 67, 113],
    says="the email sums up main points of the talk and names what struck a chord",
    fix="name what of the talk, or of the company, impressed you",
)
why_one_suits = require(
    "art_of_follow_up/why-one-suits",
    emails,
    shows("qualifications"),
    cites=says[53, 112],
    says="the email recalls briefly why one suits the role",
    fix="recall in a line what qualifies you",
)
promised_documents = require(
    "art_of_follow_up/promised-documents",
    emails,
    shows("promised_documents"),
    cites=says[54],
    weight="should",
    says="documents or references that were promised in the interview are mentioned",
    fix="mention what you promised to send, and attach it",
)
what_is_outstanding = ask_the_reader(
    "art_of_follow_up/what-is-outstanding",
    emails,
    cites=says[12, 67],
    says="information that they still need is supplied, and what was left open is answered",
)

# Its form: a greeting by name, a subject that tells the purpose, a courteous end with name and contact details.
greet_by_name = require(
    "art_of_follow_up/greet-by-name",
    emails,
    shows("addressee_named"),
    cites=says[48],
    says="the addressee is greeted by name",
    fix="greet them by name",
)
a_subject_that_tells_the_purpose = require(
    "art_of_follow_up/a-subject-that-tells-the-purpose",
    emails,
    shows("subject_purpose"),
    cites=says[49, 71, 73, 77],
    says="the subject line makes the purpose plain",
    fix="let the subject say what the message is for",
)
the_job_in_the_subject = require(
    "art_of_follow_up/the-job-in-the-subject",
    thank_you_emails,
    shows("subject_job"),
    cites=says[50],
    weight="could",
    says="the model subject of a thank-you names the job",
    fix="name the job in the subject",
)
a_courteous_closing = require(
    "art_of_follow_up/a-courteous-closing",
    emails,
    shows("closing"),
    cites=says[55, 67],
    says="the email always ends with a courteous closing",
    fix="close with a formula such as: Kind regards",
)
name_and_contact_details = require(
    "art_of_follow_up/name-and-contact-details",
    emails,
    shows("full_name") & shows("contact_details") & shows("ending_in_order"),
    cites=says[56],
    says="after the closing come the full name and then the contact details",
    fix="put your full name below the closing, and a number or address below that",
)
concise = require(
    "art_of_follow_up/concise",
    follow_ups,
    at_most_words(most_words),
    cites=says[47, 63, 88, 116],
    weight="should",
    says="the message is concise",
    fix="cut what the reader does not need",
)

# On LinkedIn: thanks for the interview and interest, thoughtful and without familiarity.
thanks_on_linkedin = require(
    "art_of_follow_up/thanks-on-linkedin",
    on_linkedin,
    shows("thanks_for_opportunity") | shows("thanks_for_time"),
    cites=says[63],
    says="a LinkedIn message thanks for the interview",
    fix="thank them for the interview",
)
interest_on_linkedin = require(
    "art_of_follow_up/interest-on-linkedin",
    on_linkedin,
    shows("interest"),
    cites=says[63],
    says="a LinkedIn message renews one's interest",
    fix="say that you are interested",
)
thoughtful_on_linkedin = ask_the_reader(
    "art_of_follow_up/thoughtful-on-linkedin",
    on_linkedin,
    cites=says[63, 64],
    says="a LinkedIn message is thoughtful, and not too familiar",
)

# What the models of the single kinds have besides.
look_forward_in_the_thank_you = require(
    "art_of_follow_up/look-forward-in-the-thank-you",
    thank_you_emails,
    shows("anticipation"),
    cites=says[69, 70],
    weight="could",
    says="the model thank-you looks forward to the next steps, by a statement",
    fix="say that you look forward to the next steps",
)
thanks_and_an_offer_with_information = require(
    "art_of_follow_up/thanks-and-an-offer-with-information",
    messages(ActionKind.ADDITIONAL_INFORMATION, by=Channel.EMAIL),
    shows("thanks") & shows("offers_more"),
    cites=says[75],
    weight="could",
    says="the model that sends information thanks them and offers further detail",
    fix="offer to tell them more",
)
ask_for_the_next_steps = require(
    "art_of_follow_up/ask-for-the-next-steps",
    messages(ActionKind.TIMELINE_INQUIRY, by=Channel.EMAIL),
    any_progress_question,
    cites=says[76],
    weight="could",
    says="the model enquiry asks for the next steps and an update",
    fix="ask what comes next and when",
)
ask_for_the_status = require(
    "art_of_follow_up/ask-for-the-status",
    status_emails,
    shows("status_question"),
    cites=says[87],
    says="a status follow-up asks for the status of the process",
    fix="ask where the process stands",
)
thank_for_the_time_again = require(
    "art_of_follow_up/thank-for-the-time-again",
    status_emails,
    shows("thanks_for_time"),
    cites=says[90],
    says="a status follow-up thanks for the time",
    fix="thank them for the time they gave",
)
as_in_the_status_model = require(
    "art_of_follow_up/as-in-the-status-model",
    status_emails,
    shows("job_title") & shows("interview_date") & shows("offers_more") & shows("anticipation"),
    cites=says[92],
    weight="could",
    says="the status model names role and interview date, offers further documents and looks forward to an answer",
    fix="name the job and the day, offer to send more, and say that you look forward to hearing from them",
)

# The manner: neither pushy nor demanding; polite, professional, well written; and read through before it is sent.
neither_pushy_nor_demanding = avoid(
    "art_of_follow_up/neither-pushy-nor-demanding",
    messages(),
    hints_at("pressing"),
    cites=says[95],
    says="the message neither pushes nor demands",
    fix="leave them the time they need: ask, without pressing",
)
real_excitement = ask_the_reader(
    "art_of_follow_up/real-excitement", follow_ups, cites=says[20], says="real excitement about joining comes across"
)
professional_and_personal = ask_the_reader(
    "art_of_follow_up/professional-and-personal",
    messages(),
    cites=says[47, 67, 88, 89, 94, 115],
    says="the message is professional, personal, polite and well written; one speaks up for oneself",
)
proofread = avoid(
    "art_of_follow_up/proofread",
    messages(),
    hints_at("placeholder"),
    cites=says[117],
    says="the message has been read through: nothing in it is left unfilled",
    fix="fill in, or take out, what was left open",
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
    preferred_channel_replaces_email=True,
    content=(
        no_question_in_the_early_message,
        nothing_that_was_announced,
        say_thanks,
        thank_for_the_opportunity,
        thank_for_time_and_consideration,
        renew_interest,
        interest_in_the_company,
        points_that_struck,
        why_one_suits,
        promised_documents,
        what_is_outstanding,
        greet_by_name,
        a_subject_that_tells_the_purpose,
        the_job_in_the_subject,
        a_courteous_closing,
        name_and_contact_details,
        concise,
        thanks_on_linkedin,
        interest_on_linkedin,
        thoughtful_on_linkedin,
        look_forward_in_the_thank_you,
        thanks_and_an_offer_with_information,
        ask_for_the_next_steps,
        ask_for_the_status,
        thank_for_the_time_again,
        as_in_the_status_model,
        neither_pushy_nor_demanding,
        real_excitement,
        professional_and_personal,
        proofread,
    ),
)
