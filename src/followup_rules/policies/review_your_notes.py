"""review_your_notes: wait for the date they named and a few days more; better not exactly a week after the interview.

A request not to be contacted is obeyed. Without a stated response date the document is silent on enquiries.
"""

from __future__ import annotations

from followup_rules.rules import *

notes = Statements("review_your_notes")

shunned_date = quantity(
    "shunned_date", days(7), cites=notes[20], note="exactly a week: the whole date, whatever was named"
)
few_days = quantity(
    "few_days", days(3), cites=notes[21], low=2, high=5, note="a few days after the date are read as three"
)

days_counted = reading("days_counted", "by_the_clock", "by_the_date", "in_working_days", cites=notes[20])
margin_over = counted(promised_date, days_counted) + few_days
word = later_of(interview_end, latest_message())
# Exactly a week: the whole date or the hour that begins then; advice against it, or a ban; always, or only where they
# named a date.
week_later = counted(date_of(interview_end), days_counted) + shunned_date
week_to_the_hour = interview_end + shunned_date
exactly_a_week = choice_of_conditions(
    "exactly_a_week",
    the_whole_date=on_date(week_later),
    the_same_hour=since(week_to_the_hour) & before(week_to_the_hour + hours(1)),
    cites=notes[20],
)
week_is_discouraged = choice_of_conditions("exactly_a_week_is", discouraged=always, forbidden=never, cites=notes[20])
week_is_forbidden = choice_of_conditions("exactly_a_week_is", discouraged=never, forbidden=always, cites=notes[20])
no_contact = choice_of_conditions(
    "no_contact_ends",
    when_they_let_you_in_again=no_contact_requested,
    only_when_lifted=not_before(latest_request, contact_welcome_again),
    with_any_later_sign_of_life=not_before(latest_request, later_of(contact_welcome_again, last_sign_of_life)),
    cites=notes[17],
)
thank_you_waits = choice_of_conditions("named_date_binds_the_thank_you", no=never, yes=always, cites=notes[24])
week_binds = choice_of_conditions(
    "week_binds", always=always, only_where_a_date_was_named=promise_stands, cites=notes[20]
)
email_or_voicemail = [email, voicemail]
date_passed = since(promise_passed) & pending

review_your_notes = policy(
    "review_your_notes",
    # In the interview: take notes, and ask about the next steps, the channel, and whether contact is welcome.
    take_notes_and_ask=in_the_interview(
        "take_notes",
        "ask_preferred_channel",
        "ask_contact_policy",
        cites=(12, 15, 16),
        says="during the interview, take notes, and ask which channel they answer on and whether you may contact them",
    ),
    ask_when_not_told=in_the_interview(
        "ask_response_date",
        unless=promise_stands,
        cites=14,
        says="they have not said when they will answer: ask about the next steps during the interview",
    ),
    # If they ask you not to write, do not write.
    obey_a_no_contact_request=forbid(
        messages(),
        no_contact,
        cites=(16, 17),
        says="they asked on {latest_request} not to be contacted, and that still holds",
    ),
    # Before the follow-up, go through the notes.
    review_the_notes=recommend(
        acts("review_notes"),
        date_passed & ~unanswered(ENQUIRIES) & ~taken_since(word),
        due=promise_passed,
        cites=18,
        says="go through your interview notes before the next message",
    ),
    # Not before the date they named has passed: it was said for a reason. Only an invitation is a better one.
    not_before_they_said=forbid(
        messages().but(messages(*ENQUIRIES, "thank_you")),
        before(promise_passed) & pending,
        cites=(10, 19, 24),
        says="they named {promised_date}: write nothing until it has passed, on {until}",
    ),
    no_enquiry_before_they_said=forbid(
        enquiries,
        before(promise_passed) & pending & ~invited,
        cites=(10, 19, 24),
        says="they named {promised_date}: write nothing until it has passed, on {until}",
    ),
    no_thank_you_before_they_said=forbid(
        thank_you,
        before(promise_passed) & pending & thank_you_waits,
        cites=24,
        says="they named {promised_date}: write nothing until it has passed, on {until}",
    ),
    # Exactly a week after the interview everybody writes.
    not_exactly_a_week_after=discourage(
        enquiries,
        exactly_a_week & pending & week_binds & week_is_discouraged,
        cites=20,
        says="today is exactly {shunned_date} after the interview: any other day is better",
    ),
    never_exactly_a_week_after=forbid(
        enquiries,
        exactly_a_week & pending & week_binds & week_is_forbidden,
        cites=20,
        says="today is exactly {shunned_date} after the interview: any other day is better",
    ),
    # Past that date: by email or voicemail, or by post where that suits the role.
    by_email_or_voicemail=permit(
        enquiries.by(email_or_voicemail), date_passed, cites=(25, 26), says="the date they named passed on {since}"
    ),
    by_post_where_it_suits=permit(
        enquiries.by(post),
        date_passed & fact("post_suits_role"),
        cites=27,
        says="the date they named passed on {since}, and a letter suits the role",
    ),
    # Give them a margin of a few days up to a week; then ask.
    give_them_a_margin=discourage(
        enquiries.by(email_or_voicemail, post),
        before(margin_over) & pending,
        cites=21,
        says="give them {few_days} after the date they named, until {until}",
    ),
    then_ask_by_email_or_voicemail=recommend(
        status_inquiry.by(email_or_voicemail),
        date_passed & ~unanswered(ENQUIRIES),
        due=margin_over,
        cites=21,
        says="ask where things stand from {due} on",
    ),
    then_ask_by_post=recommend(
        status_inquiry.by(post),
        date_passed & ~unanswered(ENQUIRIES) & fact("post_suits_role"),
        due=margin_over,
        cites=(21, 27),
        says="ask where things stand from {due} on, by letter, which suits the role",
    ),
    # The seven elements, on every channel; a voicemail's script has them too.
    the_first_name=require(
        enquiries,
        shows("first_name"),
        cites=(28, 29),
        says="the interviewer's first name",
        fix="greet them by their first name",
    ),
    the_reason_for_asking=require(
        enquiries,
        shows("purpose"),
        cites=(28, 30, 37),
        says="why you ask",
        fix="say why you write, such as to check for news of your application",
    ),
    the_job=require(enquiries, shows("job_title"), cites=(28, 31, 37), says="the job title", fix="name the job"),
    the_interview_day=require(
        enquiries,
        shows("interview_date") & ~shows("wrong_interview_date"),
        cites=(28, 31, 37),
        says="the day of the interview, which must be the right one",
        fix="name the day on which you were interviewed",
    ),
    renewed_interest=require(
        enquiries,
        shows("interest"),
        cites=(28, 32),
        says="your interest, expressed again",
        fix="say that you are still interested",
    ),
    a_direct_question=require(
        enquiries,
        shows("status_question"),
        cites=(28, 33),
        says="a direct question about the status",
        fix="ask where your application stands",
    ),
    keen_to_hear=require(
        enquiries,
        shows("anticipation"),
        cites=(28, 33),
        says="that you are keen to hear from them",
        fix="say that you look forward to hearing from them",
    ),
    thanks=require(enquiries, shows("thanks"), cites=(28, 34), says="thanks", fix="thank them"),
    cheerful=ask_the_reader(enquiries, cites=(28, 35), says="a cheerful tone"),
    # Beyond the seven: keen but not needy, with points of the talk; and what the model message has besides.
    keen_but_not_needy=ask_the_reader(messages(), cites=2, says="the message is professional and keen, but not needy"),
    points_of_the_talk=require(
        enquiries,
        shows("particular_point"),
        cites=44,
        weight="should",
        says="particular points of the interview show that you paid attention",
        fix="bring in a point or theme of the interview",
    ),
    greet_by_name=require(
        enquiries.by(email),
        shows("addressee_named"),
        cites=36,
        weight="could",
        says="the model message greets by name",
        fix="begin with a greeting and their name",
    ),
    name_a_contribution=require(
        enquiries.by(email),
        shows("qualifications") & shows("contribution"),
        cites=38,
        weight="could",
        says="the model message says how your background fits, and names one concrete contribution",
        fix="name one thing that you would bring to the job",
    ),
    offer_what_is_needed=require(
        enquiries.by(email),
        shows("offers_more"),
        cites=39,
        weight="could",
        says="the model message offers to supply whatever is needed",
        fix="offer to send whatever else they need",
    ),
    close_with_ones_name=require(
        enquiries.by(email),
        shows("full_name"),
        cites=40,
        weight="could",
        says="the model message ends with thanks and your own name",
        fix="end with your name",
    ),
)
