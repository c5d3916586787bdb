"""review_your_notes: honour the period they named, then give it a margin, and never write on the week's very date.

A request not to be contacted is obeyed. With no response date stated the document is silent on enquiries.
"""

from __future__ import annotations

from typing import Final

from followup_rules.actions import ENQUIRIES, ActionKind, Channel
from followup_rules.amounts import days, quantity
from followup_rules.choices import choice_of_conditions
from followup_rules.conditions import (
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
from followup_rules.moments import (
    date_of,
    interview_end,
    interview_start,
    later_of,
    latest_message,
    promise_passed,
    promised_date,
)
from followup_rules.policy import Policy
from followup_rules.rules import Says, acts, discourage, forbid, messages, permit, recommend
from followup_rules.sentences import sentence

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
spoken = [Channel.EMAIL, Channel.VOICEMAIL]

# In the interview: take notes, and ask about the next steps, the channel, and whether contact is welcome.
take_notes_and_ask = recommend(
    "review_your_notes/take-notes-and-ask",
    acts(ActionKind.TAKE_NOTES, ActionKind.ASK_PREFERRED_CHANNEL, ActionKind.ASK_CONTACT_POLICY),
    interview_on,
    due=interview_start,
    until=taken_since(interview_start),
    cites=says[12, 15, 16],
    says="while the interview is on, take notes and ask by which channel they answer and whether contact is welcome",
)
ask_when_not_told = recommend(
    "review_your_notes/ask-when-not-told",
    acts(ActionKind.ASK_RESPONSE_DATE),
    interview_on & ~promise_stands,
    due=interview_start,
    until=taken_since(interview_start),
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
    messages(*ENQUIRIES, by=spoken),
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
    messages(*ENQUIRIES, by=[*spoken, Channel.POST]),
    before(due) & pending,
    cites=says[21],
    says=sentence("give them {few} past the date they named, until {until}", few=few_days, until=due),
)
then_ask_by_email_or_voicemail = recommend(
    "review_your_notes/then-ask-by-email-or-voicemail",
    messages(ActionKind.STATUS_INQUIRY, by=spoken),
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
)
