"""art_of_follow_up: a thank-you within two days and no question in it; then a week, or as long as the trade takes.

Stages, industries, slow periods and channels all matter. Where the employer prefers another channel, what is permitted
by email is permitted by that channel instead: the rules say so with `by_email`.
"""

from __future__ import annotations

from followup_rules.rules import *

art = Statements("art_of_follow_up")

thank_opens = quantity("thank_opens", hours(0), cites=art[4], high=24, note="only an upper bound: it opens at once")
thank_within = quantity("thank_within", hours(48), cites=art[4], note="24 to 48 hours: closed at the upper")
no_question_within = quantity(
    "no_question_within", hours(48), cites=art[5], low=24, note="as long as the thank-you is open"
)
least_wait = quantity("least_wait", days(7), cites=art[38, 84, 118], high=14, note="one or two weeks: the lower opens")
late_after = quantity("late_after", days(14), cites=art[38], note="within two weeks: late from there")
quick_norm = quantity("quick_norm", days(7), cites=art[100, 123], low=3, note="a week or less, in quick trades")
slow_norm = quantity("slow_norm", days(14), cites=art[102], high=28, note="two to four weeks, in slow trades")
education_least = quantity("education_least", days(7), cites=art[124], note="slow, with no number given")
education_most = quantity("education_most", days(28), cites=art[124], note="slow, with no number given")
voice_after = quantity("voice_after", days(14), cites=art[120], note="after more than two weeks, a call is fine")
silence_before_moving_on = quantity(
    "silence_before_moving_on", days(14), cites=art[129], low=7, high=28, note="continued silence, with no number given"
)
most_words = limit(
    "most_words",
    250,
    cites=art[47, 63, 88, 116],
    low=100,
    high=350,
    note="no number is given: two hundred and fifty is our choice, for the many parts it asks for",
)

# A slow period lengthens the waits by a number of days that only the candidate can name.
leeway = slow_period_leeway(undeclared_is_unknown=True)
# What the company usually does counts before what its trade does; of several trades the slowest counts.
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
days_counted = reading("days_counted", "by_the_clock", "by_the_date", "in_working_days", cites=art[118])
clock = choice_of_moments(
    "clock",
    last_sign_of_life=last_sign_of_life,
    interview=interview_end,
    start_of_the_interview=interview_began,
    cites=art[39, 84, 118],
)
# A stated date has passed with its end; it could be read as its beginning.
date_passed = choice_of_moments(
    "stated_date_passes", with_its_end=promise_passed, with_its_beginning=promised_date, cites=art[31]
)
week_over = counted(clock, days_counted) + (least_wait + leeway)
expected_by = counted(clock, days_counted) + (expected + leeway)
ready = first_existing(date_passed, later_of(week_over, expected_by))
latest_enquiry = latest_unanswered(ENQUIRIES)
silent_for_long = counted(latest_enquiry, days_counted) + silence_before_moving_on
process_over = choice_of_conditions(
    "whole_process", for_everybody=exists(process_completed), for_this_candidate=~pending, cites=art[25]
)
early_round_binds_thanks = choice_of_conditions(
    "early_round_binds", enquiries=never, enquiries_and_thank_yous=always, cites=art[25]
)
early_round = stage("first") & fact("later_rounds_running") & ~process_over & pending
whose_preference = reading("whose_preference", "of_the_interviewer", "of_the_posting", cites=art[66])
on_the_preferred_channel = on_preferred_channel.read(whose_preference)

written_or_spoken = goes_by(email, linkedin, post, voicemail, phone) | on_the_preferred_channel
by_email = goes_by(email) | on_the_preferred_channel
follow_up = messages(*ENQUIRIES, "thank_you", "interest_note", "additional_information")
wait_is_over = since(ready) & pending
on_asking = 8, 36, 38, 43, 86, 108, 120
emails = follow_up.by(email)
calls = messages(by=VOICE)
any_progress_question = shows("status_question") | shows("decision_question") | shows("next_steps_question")

art_of_follow_up = policy(
    "art_of_follow_up",
    # A thank-you within two days, by email, as a note or on LinkedIn; optional, and once.
    thank_within_two_days=permit(
        thank_you,
        since(interview_with_addressee + thank_opens)
        & before(interview_with_addressee + thank_within)
        & (by_email | goes_by(post, linkedin)),
        once=addressee_thanked,
        cites=(4, 8),
        says="you may thank them until {until}",
    ),
    # No question in those two days.
    no_question_at_that_point=forbid(
        enquiries,
        before(interview_end + no_question_within) & pending,
        cites=5,
        says="it is too soon after the interview to ask anything: wait until {until}",
    ),
    # Wait for the date they stated.
    wait_for_the_stated_date=forbid(
        messages().but(messages("thank_you", "interest_note")),
        before(date_passed) & pending,
        cites=31,
        says="they named {promised_date}: wait until it has passed, on {until}",
    ),
    # Without a stated date wait at least a week, and as long as the company or its trade takes.
    give_it_a_week=forbid(
        enquiries,
        ~promise_stands & before(later_of(week_over, expected_by)) & pending,
        cites=(38, 39, 83, 84, 118),
        says=sentence(
            "wait until {until}: at least {least} from {clock}, or as long as they usually take",
            least=least_wait + leeway,
        ),
        lengthened_by={leeway: (33, 34)},
    ),
    # Then ask.
    then_one_may_ask=permit(
        enquiries,
        wait_is_over & written_or_spoken,
        cites=on_asking,
        says="the wait was over on {since}",
    ),
    then_ask_where_things_stand=recommend(
        status_inquiry,
        wait_is_over & ~unanswered(ENQUIRIES) & written_or_spoken,
        due=ready,
        cites=on_asking,
        says="the wait was over on {since}: ask where things stand",
    ),
    ask_within_two_weeks=recommend(
        status_inquiry,
        wait_is_over & ~unanswered(ENQUIRIES) & ~promise_stands & at_most(expected, least_wait) & written_or_spoken,
        due=week_over,
        overdue=counted(clock, days_counted) + (late_after + leeway),
        cites=(36, 38),
        says=sentence("unless something makes you wait longer, ask within {most} of {clock}", most=late_after + leeway),
        lengthened_by={leeway: (33, 34)},
    ),
    # In an early round, with later ones running, wait for the end of the process.
    wait_for_the_end_of_the_process=forbid(
        enquiries,
        early_round,
        cites=25,
        says="this was a first round and later rounds are still running: wait until the process is over",
    ),
    no_thank_you_in_an_early_round=forbid(
        thank_you,
        early_round & early_round_binds_thanks,
        cites=25,
        says="this was a first round and later rounds are still running: wait until the process is over",
    ),
    # In the final round, with other candidates in it, say soon that you want the job; later the enquiry says it.
    show_interest_promptly=recommend(
        interest_note,
        stage("final") & fact("others_under_evaluation") & before(ready) & pending & by_email,
        due=interview_end,
        once=sent_since(interview_end, "interest_note"),
        cites=26,
        says="the final round ended {due}, and others are still being considered: say that you want the job",
    ),
    # Do not ask what they have told you.
    do_not_ask_what_was_announced=forbid(
        timeline_inquiry,
        before(date_passed),
        cites=(40, 41),
        says="they have told you when to expect an answer: {promised_date}",
    ),
    # Call only where calls are welcome, and early only after a good conversation.
    voice_only_where_welcome=forbid(
        calls,
        ~fact("calls_welcome") & ~on_the_preferred_channel & ~invited_by_channel,
        cites=(59, 60),
        says="nobody has said that calls are welcome",
    ),
    voice_early_only_after_a_good_talk=discourage(
        calls,
        before(counted(interview_end, days_counted) + voice_after)
        & ~fact("engaging_conversation")
        & ~on_the_preferred_channel
        & ~invited_by_channel
        & pending,
        cites=(57, 58, 120),
        says="before {until}, call only if the conversation was engaging",
    ),
    # Use LinkedIn only if you are connected there.
    linkedin_only_on_a_relation=forbid(
        messages(by=linkedin),
        ~fact("linkedin_relation") & ~on_the_preferred_channel,
        cites=62,
        says="you are not connected to them on LinkedIn",
    ),
    # The channel they prefer, and no other.
    always_the_preferred_channel=forbid(
        messages(),
        preference_stated & ~on_the_preferred_channel,
        cites=(9, 59, 61, 66),
        says="they prefer to hear from you by {preferred_channel}",
    ),
    # Further information may be sent at any time.
    send_further_information=permit(
        additional_information,
        pending & by_email,
        cites=(12, 72),
        says="you may send further information after the interview, which ended {interview_end}",
    ),
    # One enquiry is enough; where silence goes on, move on.
    once_is_enough=discourage(
        enquiries,
        unanswered(ENQUIRIES) & pending,
        cites=129,
        says="your enquiry of {latest_unanswered} has not been answered yet",
    ),
    move_on=recommend(
        acts("move_on"),
        since(silent_for_long) & pending,
        due=silent_for_long,
        done_when=taken_since(later_of(last_sign_of_life, latest_enquiry)),
        cites=129,
        says="your enquiry of {latest_unanswered} has had no answer for {silence_before_moving_on}: move on",
    ),
    # In the first two days no question about one's progress; and never one that has been answered.
    no_question_in_the_early_message=avoid(
        messages().but(enquiries),
        any_progress_question,
        when=before(interview_end + no_question_within),
        cites=(5, 70),
        says="in the first two days no message asks about your progress; looking forward to the next steps is fine",
        fix="turn the question into a statement: that you look forward to hearing from them",
    ),
    nothing_that_was_announced=avoid(
        messages(),
        shows("decision_question"),
        when=before(date_passed),
        cites=41,
        says="they have said when they will decide: the message does not ask again",
        fix="leave out the question when they will decide",
    ),
    # Every follow-up email: thanks, interest, the talk, why one suits the role.
    say_thanks=require(
        emails, shows("thanks"), cites=(10, 67), says="every follow-up email thanks them", fix="thank them"
    ),
    thank_for_the_opportunity=require(
        emails,
        shows("thanks_for_opportunity"),
        cites=44,
        says="the email thanks for the opportunity to interview",
        fix="thank them for the interview",
    ),
    thank_for_time_and_consideration=require(
        emails,
        shows("thanks_for_time") & shows("thanks_for_consideration"),
        cites=51,
        says="the email appreciates their time and their consideration",
        fix="thank them for their time and for considering you",
    ),
    renew_interest=require(
        emails,
        shows("interest"),
        cites=(11, 45, 67, 87, 91, 114),
        says="the email repeats your interest in the position",
        fix="say that you are still interested in the job",
    ),
    interest_in_the_company=require(
        follow_up,
        shows("interest_in_company"),
        cites=19,
        weight="should",
        says="the message shows interest in the company, not only in the job",
        fix="say what draws you to the company itself",
    ),
    points_that_struck=require(
        emails,
        shows("particular_point"),
        cites=(21, 46, 52, 67, 113),
        says="the email sums up main points of the talk and names what impressed you",
        fix="name what impressed you about the talk or the company",
    ),
    why_one_suits=require(
        emails,
        shows("qualifications"),
        cites=(53, 112),
        says="the email says briefly why you suit the role",
        fix="say in one line what qualifies you",
    ),
    promised_documents=require(
        emails,
        shows("promised_documents"),
        cites=54,
        weight="should",
        says="the email mentions the documents or references that you promised in the interview",
        fix="mention what you promised to send, and attach it",
    ),
    what_is_outstanding=ask_the_reader(
        emails, cites=(12, 67), says="the email supplies what they still need to know, and answers what was left open"
    ),
    # Its form: a greeting by name, a subject that tells the purpose, a courteous end with name and contact details.
    greet_by_name=require(
        emails, shows("addressee_named"), cites=48, says="the addressee is greeted by name", fix="greet them by name"
    ),
    a_subject_that_tells_the_purpose=require(
        emails,
        shows("subject_purpose"),
        cites=(49, 71, 73, 77),
        says="the subject line makes the purpose plain",
        fix="let the subject say what the message is for",
    ),
    the_job_in_the_subject=require(
        thank_you.by(email),
        shows("subject_job"),
        cites=50,
        weight="could",
        says="the model subject of a thank-you names the job",
        fix="name the job in the subject",
    ),
    a_courteous_closing=require(
        emails,
        shows("closing"),
        cites=(55, 67),
        says="the email always ends with a courteous closing",
        fix="close with a formula such as: Kind regards",
    ),
    name_and_contact_details=require(
        emails,
        shows("full_name") & shows("contact_details") & shows("ending_in_order"),
        cites=56,
        says="after the closing come the full name and then the contact details",
        fix="put your full name below the closing, and a number or address below that",
    ),
    concise=require(
        follow_up,
        at_most_words(most_words),
        cites=(47, 63, 88, 116),
        weight="should",
        says="the message is concise",
        fix="cut what the reader does not need",
    ),
    # On LinkedIn: thanks for the interview and interest, thoughtful and without familiarity.
    thanks_on_linkedin=require(
        follow_up.by(linkedin),
        shows("thanks_for_opportunity") | shows("thanks_for_time"),
        cites=63,
        says="a LinkedIn message thanks for the interview",
        fix="thank them for the interview",
    ),
    interest_on_linkedin=require(
        follow_up.by(linkedin),
        shows("interest"),
        cites=63,
        says="a LinkedIn message repeats your interest",
        fix="say that you are interested",
    ),
    thoughtful_on_linkedin=ask_the_reader(
        follow_up.by(linkedin), cites=(63, 64), says="a LinkedIn message is thoughtful, and not too familiar"
    ),
    # What the models of the single kinds have besides.
    look_forward_in_the_thank_you=require(
        thank_you.by(email),
        shows("anticipation"),
        cites=(69, 70),
        weight="could",
        says="the model thank-you looks forward to the next steps, in a statement",
        fix="say that you look forward to the next steps",
    ),
    thanks_and_an_offer_with_information=require(
        additional_information.by(email),
        shows("thanks") & shows("offers_more"),
        cites=75,
        weight="could",
        says="the model that sends information thanks them and offers further detail",
        fix="offer to tell them more",
    ),
    ask_for_the_next_steps=require(
        timeline_inquiry.by(email),
        any_progress_question,
        cites=76,
        weight="could",
        says="the model enquiry asks for the next steps and an update",
        fix="ask what comes next and when",
    ),
    ask_for_the_status=require(
        status_inquiry.by(email),
        shows("status_question"),
        cites=87,
        says="a status follow-up asks for the status of the process",
        fix="ask where the process stands",
    ),
    thank_for_the_time_again=require(
        status_inquiry.by(email),
        shows("thanks_for_time"),
        cites=90,
        says="a status follow-up thanks for the time",
        fix="thank them for the time they gave",
    ),
    as_in_the_status_model=require(
        status_inquiry.by(email),
        shows("job_title") & shows("interview_date") & shows("offers_more") & shows("anticipation"),
        cites=92,
        weight="could",
        says="the status model names role and interview date, offers further documents and looks forward to an answer",
        fix="name the job and the day, offer to send more, and say that you look forward to hearing from them",
    ),
    # The manner: neither pushy nor demanding; polite, professional, well written; and read through before it is sent.
    neither_pushy_nor_demanding=avoid(
        messages(),
        hints_at("pressing"),
        cites=95,
        says="the message neither pushes nor demands",
        fix="leave them the time they need: ask, without pressing",
    ),
    real_excitement=ask_the_reader(follow_up, cites=20, says="the message shows real excitement about joining"),
    professional_and_personal=ask_the_reader(
        messages(),
        cites=(47, 67, 88, 89, 94, 115),
        says="the message is professional, personal, polite and well written; you speak up for yourself",
    ),
    proofread=avoid(
        messages(),
        hints_at("placeholder"),
        cites=117,
        says="the message has been proofread: no blank is left in it",
        fix="fill in the blanks, or take them out",
    ),
)
