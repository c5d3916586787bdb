"""review_your_notes: honour the period they named, then give it a margin, and never write on the week's very date.

A request not to be contacted is obeyed. With no response date stated the document is silent on enquiries.
"""

from __future__ import annotations

from typing import Final

from followup_rules.rules.amounts import days, quantity
from followup_rules.rules.choices import choice_of_conditions
from followup_rules.rules.conditions import (
    always,
    before,
    fact,
    interview_on,
    no_contact_requested,
    on_date,
    pending,
    promise_stands,
    since,
    taken_since,
    unanswered,
)
from followup_rules.rules.moments import (
    date_of,
    interview_end,
    interview_start,
    later_of,
    latest_message,
    promise_passed,
    promised_date,
)
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import Says, acts, discourage, forbid, messages, permit, recommend
from followup_rules.rules.sentences import sentence
from followup_rules.rules.text_rules import (
    ask_the_reader,
    require,
    shows,
)
from followup_rules.timeline.vocabulary import ENQUIRIES, ActionKind, Channel

says: Final = Says("review_your_notes")

shunned_date = quantity(
    "shunned_date", days(7), cites=says[20], note="exactly a week: the whole date, whatever was named"
)
few_days = quantity(
    "few_days", days(3), cites=says[21], low=2, high=5, note="a few days past the date are read as three"
)
full_margin = quantity(
    "full_margin", days(8), cites=says[21], low=8, high=8, note="up to a week past the date: late from the day after"
)

week_later = date_of(interview_end) + shunned_date
due = promised_date + few_days
late = promised_date + full_margin
word = later_of(interview_end, latest_message())
week_binds = choice_of_conditions(
    "week_binds", always=always, only_where_a_date_was_named=promise_stands, cites=says[20]
)
no_enquiry_yet = ~unanswered(ENQUIRIES)
email_or_voicemail = [Channel.EMAIL, Channel.VOICEMAIL]

# In the interview: take notes, and ask about the next steps, the channel, and whether contact is welcome.
take_notes_and_ask = recommend(
    "review_your_notes/take-notes-and-ask",
    acts(ActionKind.TAKE_NOTES, ActionKind.ASK_PREFERRED_CHANNEL, ActionKind.ASK_CONTACT_POLICY),
    interview_on,
    due=interview_start,
    done_when=taken_since(interview_start),
    cites=says[12, 15, 16],
    says="while the interview is on, take notes and ask by which channel they answer and whether contact is welcome",
)
ask_when_not_told = recommend(
    "review_your_notes/ask-when-not-told",
    acts(ActionKind.ASK_RESPONSE_DATE),
    interview_on & ~promise_stands,
    due=interview_start,
    done_when=taken_since(interview_start),
    cites=says[14],
    says="they have not said when they will answer: ask about the next steps while the interview is on",
)

# Asked not to write, do not write.
obey_a_no_contact_request = forbid(
    "review_your_notes/obey-a-no-contact-request",
    messages(),
    no_contact_requested,
    cites=says[16, 17],
    says="they asked not to be contacted, and have not come back on it",
)

# Before each follow-up, go through the notes.
review_the_notes = recommend(
    "review_your_notes/review-the-notes",
    acts(ActionKind.REVIEW_NOTES),
    pending & ~taken_since(word),
    due=word,
    cites=says[18],
    says="go through your notes of the interview before the next message",
)

# Not before the date they named has passed: it was said for a reason.
not_before_they_said = forbid(
    "review_your_notes/not-before-they-said",
    messages(),
    before(promise_passed) & pending,
    cites=says[10, 19, 24],
    says=sentence(
        "they named {promised}; write nothing before it has passed, on {until}",
        promised=promised_date,
        until=promise_passed,
    ),
)

# Exactly a week after the interview everybody writes.
not_exactly_a_week_after = forbid(
    "review_your_notes/not-exactly-a-week-after",
    messages(),
    on_date(week_later) & pending & week_binds,
    cites=says[20],
    says=sentence(
        "{day} is exactly {long} after the interview: any other day is better", day=week_later, long=shunned_date
    ),
)

# Past that date: by email or voicemail, or by post where that suits the role.
by_email_or_voicemail = permit(
    "review_your_notes/by-email-or-voicemail",
    messages(*ENQUIRIES, by=email_or_voicemail),
    since(promise_passed) & pending,
    cites=says[25, 26],
    says=sentence("the date they named has passed on {since}", since=promise_passed),
)
by_post_where_it_suits = permit(
    "review_your_notes/by-post-where-it-suits",
    messages(*ENQUIRIES, by=Channel.POST),
    since(promise_passed) & pending & fact("post_suits_role"),
    cites=says[27],
    says=sentence("the date they named has passed on {since}, and a letter suits the role", since=promise_passed),
)

# Give them a margin of a few days up to a week; then ask.
give_them_a_margin = discourage(
    "review_your_notes/give-them-a-margin",
    messages(*ENQUIRIES, by=[*email_or_voicemail, Channel.POST]),
    before(due) & pending,
    cites=says[21],
    says=sentence("give them {few} past the date they named, until {until}", few=few_days, until=due),
)
then_ask_by_email_or_voicemail = recommend(
    "review_your_notes/then-ask-by-email-or-voicemail",
    messages(ActionKind.STATUS_INQUIRY, by=email_or_voicemail),
    since(promise_passed) & pending & no_enquiry_yet,
    due=due,
    overdue=late,
    cites=says[21],
    says=sentence("ask where things stand from {due} on, and not much later", due=due),
)
then_ask_by_post = recommend(
    "review_your_notes/then-ask-by-post",
    messages(ActionKind.STATUS_INQUIRY, by=Channel.POST),
    since(promise_passed) & pending & no_enquiry_yet & fact("post_suits_role"),
    due=due,
    overdue=late,
    cites=says[21, 27],
    says=sentence("ask where things stand from {due} on, by a letter, which suits the role", due=due),
)

# -- what the message is to say

follow_ups = messages(*ENQUIRIES)
follow_up_emails = messages(*ENQUIRIES, by=Channel.EMAIL)

# The seven elements, on every channel; a voicemail's script has them too.
the_first_name = require(
    "review_your_notes/the-first-name",
    follow_ups,
    shows("first_name"),
    cites=says[28, 29],
    says="element 1: the interviewer's first name",
    fix="greet them by their first name",
)
the_reason_for_asking = require(
    "review_your_notes/the-reason-for-asking",
    follow_ups,
    shows("purpose"),
    cites=says[28, 30, 37],
    says="element 2: why one asks",
    fix="say why you write, such as to check for news of your application",
)
the_job = require(
    "review_your_notes/the-job",
    follow_ups,
    shows("job_title"),
    cites=says[28, 31, 37],
    says="element 3: the job title",
    fix="name the job",
)
the_interview_day = require(
    "review_your_notes/the-interview-day",
    follow_ups,
    shows("interview_date") & ~shows("wrong_interview_date"),
    cites=says[28, 31, 37],
    says="element 3: the day of the interview, which must be the right one",
    fix="name the day on which you were interviewed",
)
renewed_interest = require(
    "review_your_notes/renewed-interest",
    follow_ups,
    shows("interest"),
    cites=says[28, 32],
    says="element 4: interest, expressed anew",
    fix="say that you are still interested",
)
a_direct_question = require(
    "review_your_notes/a-direct-question",
    follow_ups,
    shows("status_question"),
    cites=says[28, 33],
    says="element 5: a direct question about the status",
    fix="ask where your application stands",
)
keen_to_hear = require(
    "review_your_notes/keen-to-hear",
    follow_ups,
    shows("anticipation"),
    cites=says[28, 33],
    says="element 5: that one is keen to hear",
    fix="say that you look forward to hearing from them",
)
thanks = require(
    "review_your_notes/thanks",
    follow_ups,
    shows("thanks"),
    cites=says[28, 34],
    says="element 6: thanks",
    fix="thank them",
)
cheerful = ask_the_reader(
    "review_your_notes/cheerful", follow_ups, cites=says[28, 35], says="element 7: a cheerful tone"
)

# Beyond the seven: keen but not needy, with points of the talk; and what the model message has besides.
keen_but_not_needy = ask_the_reader(
    "review_your_notes/keen-but-not-needy",
    messages(),
    cites=says[2],
    says="professional and keen, without tipping into neediness",
)
points_of_the_talk = require(
    "review_your_notes/points-of-the-talk",
    follow_ups,
    shows("particular_point"),
    cites=says[44],
    weight="should",
    says="particular points of the interview show real attention",
    fix="bring in a point or theme of the interview",
)
greet_by_name = require(
    "review_your_notes/greet-by-name",
    follow_up_emails,
    shows("addressee_named"),
    cites=says[36],
    weight="could",
    says="the model message greets by name",
    fix="begin with a greeting and their name",
)
name_a_contribution = require(
    "review_your_notes/name-a-contribution",
    follow_up_emails,
    shows("qualifications") & shows("contribution"),
    cites=says[38],
    weight="could",
    says="the model message tells how one's background fits, and one concrete contribution",
    fix="name one thing that you would bring to the job",
)
offer_what_is_needed = require(
    "review_your_notes/offer-what-is-needed",
    follow_up_emails,
    shows("offers_more"),
    cites=says[39],
    weight="could",
    says="the model message offers to supply whatever is needed",
    fix="offer to send whatever else they need",
)
close_with_ones_name = require(
    "review_your_notes/close-with-ones-name",
    follow_up_emails,
    shows("full_name"),
    cites=says[40],
    weight="could",
    says="the model message ends with thanks and one's own name",
    fix="end with your name",
)

policy: Final = Policy(
    "review_your_notes",
    (
        take_notes_and_ask,
        ask_when_not_told,
        obey_a_no_contact_request,
        review_the_notes,
        not_before_they_said,
        not_exactly_a_week_after,
        by_email_or_voicemail,
        by_post_where_it_suits,
        give_them_a_margin,
        then_ask_by_email_or_voicemail,
        then_ask_by_post,
    ),
    content=(
        the_first_name,
        the_reason_for_asking,
        the_job,
        the_interview_day,
        renewed_interest,
        a_direct_question,
        keen_to_hear,
        thanks,
        cheerful,
        keen_but_not_needy,
        points_of_the_talk,
        greet_by_name,
        name_a_contribution,
        offer_what_is_needed,
        close_with_ones_name,
    ),
)
