"""dos_and_donts: wait three days, three contacts in all, the first of them a short thank-you.

Every kind of message counts as a contact, the thank-you too; only the courtesy note after a rejection is outside the
count. No grand gestures, ever.
"""

from __future__ import annotations

from typing import Final

from followup_rules.rules.amounts import days, quantity, times
from followup_rules.rules.choices import choice_of_conditions, choice_of_moments
from followup_rules.rules.conditions import (
    addressee_thanked,
    always,
    before,
    completes_a_step,
    exists,
    interview_on,
    met_at_the_latest_interview,
    not_before,
    pending,
    promise_stands,
    sent_since,
    since,
    taken_since,
)
from followup_rules.rules.moments import (
    attempt,
    first_existing,
    interview_end,
    interview_start,
    last_sign_of_life,
    latest_attempt,
    promise_passed,
    rejection,
    while_pending,
)
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import Says, acts, forbid, messages, once, permit, recommend
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
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGES, VOICE, ActionKind, Channel

says: Final = Says("dos_and_donts")

few_days = quantity("few_days", days(3), cites=says[5], low=2, high=5, note="a few days are read as three")
days_between = quantity(
    "days_between", days(3), cites=says[6], low=2, high=5, note="the same few days after each contact"
)
most_contacts = quantity("most_contacts", times(3), cites=says[7], low=3, high=3, note="the thank-you is one of them")
days_to_move_on = quantity(
    "days_to_move_on", days(3), cites=says[8], low=2, high=5, note="the wait after the last contact"
)

enquiries = messages(*ENQUIRIES)
all_but_courtesy = messages().but(messages(ActionKind.COURTESY_NOTE))
all_but_thanks_and_courtesy = messages().but(messages(ActionKind.COURTESY_NOTE, ActionKind.THANK_YOU))
by_other_means = [Channel.LINKEDIN, Channel.TEXT_MESSAGE, *VOICE]

# Until the date they named has passed, or a few days have; where nothing is pending, nothing is waited for.
wait = first_existing(
    while_pending(promise_passed),
    while_pending(
        choice_of_moments(
            "few_days_after",
            last_sign_of_life=last_sign_of_life + few_days,
            interview=interview_end + few_days,
            cites=says[5],
        )
    ),
    interview_end,
)
last_contact = choice_of_moments(
    "last_contact",
    any_message=latest_attempt(),
    all_but_thank_yous=latest_attempt(MESSAGES - {ActionKind.THANK_YOU}),
    cites=says[6, 7, 13],
)
third_contact = choice_of_moments(
    "third_contact",
    any_message=attempt(most_contacts),
    all_but_thank_yous=attempt(most_contacts, MESSAGES - {ActionKind.THANK_YOU}),
    cites=says[7, 13],
)
cap_binds = choice_of_conditions(
    "cap_binds", always=always, only_where_no_date_was_named=~promise_stands, cites=says[7]
)
something_sent = sent_since(interview_end)

# Ask in the interview when to expect news.
ask_when_to_expect_news = recommend(
    "dos_and_donts/ask-when-to-expect-news",
    acts(ActionKind.ASK_RESPONSE_DATE),
    interview_on,
    due=interview_start,
    done_when=taken_since(interview_start),
    cites=says[3],
    says="ask, while the interview is on, when to expect news or how long to wait",
)

# Give them the time they asked for, or at least three days.
wait_first = forbid(
    "dos_and_donts/wait-first",
    all_but_courtesy,
    before(wait) & pending,
    cites=says[4, 5, 14],
    says=sentence("wait until {until}: the date they named, or a few days where they named none", until=wait),
)

# As many days again between one contact and the next; a round of thank-yous on one day is one contact.
leave_days_between_contacts = forbid(
    "dos_and_donts/leave-days-between-contacts",
    all_but_courtesy,
    before(last_contact + days_between) & pending & ~completes_a_step,
    cites=says[6],
    says=sentence(
        "your latest contact was {latest}; leave {gap} before the next, until {until}",
        latest=last_contact,
        gap=days_between,
        until=last_contact + days_between,
    ),
)

# Three contacts in all.
three_contacts_in_all = forbid(
    "dos_and_donts/three-contacts-in-all",
    all_but_courtesy,
    exists(third_contact) & pending & cap_binds & ~completes_a_step,
    cites=says[7],
    says=sentence(
        "contacts made: {most}, the last of them {when}; that is enough", most=most_contacts, when=third_contact
    ),
)

# The first contact is a thank-you, a card or an email, once the wait is over.
the_first_contact_is_a_thank_you, thank_only_once = once(
    recommend(
        "dos_and_donts/the-first-contact-is-a-thank-you",
        messages(ActionKind.THANK_YOU, by=[Channel.EMAIL, Channel.POST]),
        met_at_the_latest_interview & since(wait),
        due=wait,
        cites=says[13, 14],
        says=sentence("make the first contact a short thank-you, by card or email, from {since} on", since=wait),
    ),
    done=addressee_thanked,
)
no_thank_you_by_other_means = forbid(
    "dos_and_donts/no-thank-you-by-other-means",
    messages(ActionKind.THANK_YOU, by=by_other_means),
    exists(interview_end),
    cites=says[13],
    says="the first contact is a card or an email, not anything else",
)
nothing_before_the_thank_you = forbid(
    "dos_and_donts/nothing-before-the-thank-you",
    all_but_thanks_and_courtesy,
    ~something_sent & pending,
    cites=says[13],
    says=sentence("nothing has been sent since the interview, which ended {end}: thank them first", end=interview_end),
)

# From the second contact on one may ask for the decision.
then_one_may_ask = permit(
    "dos_and_donts/then-one-may-ask",
    enquiries,
    since(wait) & something_sent & pending,
    cites=says[25],
    says=sentence("the wait was over on {since}, and the thank-you is not the first word any more", since=wait),
)

# No grand gestures.
no_grand_gesture = forbid(
    "dos_and_donts/no-grand-gesture",
    messages(ActionKind.GIFT),
    always,
    cites=says[9, 10],
    says="gifts and grand gestures put people off",
)

# After the third contact, look elsewhere.
move_on = recommend(
    "dos_and_donts/move-on",
    acts(ActionKind.MOVE_ON),
    since(third_contact + days_to_move_on) & pending,
    due=third_contact + days_to_move_on,
    cites=says[8],
    says=sentence(
        "contacts made: {most}, the last of them {when}, and no answer: move on", most=most_contacts, when=third_contact
    ),
)

# Turned down, stay courteous: the door may open again.
leave_the_door_open = permit(
    "dos_and_donts/leave-the-door-open",
    messages(ActionKind.COURTESY_NOTE),
    not_before(rejection, interview_end),
    cites=says[26, 29],
    says=sentence("they said no on {since}; a courteous word leaves the door open", since=rejection),
)

# -- what the message is to say

most_words = limit(
    "most_words", 200, cites=says[17], low=80, high=300, note="no number is given: two hundred is a decision of ours"
)
thank_yous = messages(ActionKind.THANK_YOU)

# The thank-you is short: thanks for their time, and that one would gladly join them.
appreciate_their_time = require(
    "dos_and_donts/appreciate-their-time",
    thank_yous,
    shows("thanks_for_time"),
    cites=says[15],
    says="the thank-you appreciates that they set time aside",
    fix="thank them for the time they set aside to meet you",
)
would_gladly_join = require(
    "dos_and_donts/would-gladly-join",
    thank_yous,
    shows("gladly_joining"),
    cites=says[16],
    says="the thank-you says that one would gladly join the team, and leaves the judgment to them",
    fix="say that you would be glad to join the team",
)
brief_and_focused = require(
    "dos_and_donts/brief-and-focused",
    thank_yous,
    at_most_words(most_words),
    cites=says[17],
    weight="should",
    says="the thank-you is brief and focused",
    fix="cut all but the thanks and your wish to join them",
)

# No frustration and no fear; professional, whatever they answer; and even a rejection leaves a door open.
no_frustration_and_no_fear = avoid(
    "dos_and_donts/no-frustration-and-no-fear",
    messages(),
    hints_at("negative_feelings"),
    cites=says[19],
    says="frustration and fear do not appear in a message",
    fix="leave out how the waiting makes you feel",
)
professional = ask_the_reader(
    "dos_and_donts/professional", messages(), cites=says[24], says="one expresses oneself as a professional"
)
professional_whatever_the_answer = ask_the_reader(
    "dos_and_donts/professional-whatever-the-answer",
    messages(),
    when=since(interview_end) & ~pending,
    cites=says[26],
    says="the decision has fallen: whatever it is, the message stays professional",
)
keep_the_way_open = require(
    "dos_and_donts/keep-the-way-open",
    messages(),
    shows("door_open"),
    when=exists(rejection),
    cites=says[29],
    weight="should",
    says="after a rejection the message leaves the way open to later opportunities",
    fix="say that you would be glad to hear of other openings",
)

policy: Final = Policy(
    "dos_and_donts",
    (
        ask_when_to_expect_news,
        wait_first,
        leave_days_between_contacts,
        three_contacts_in_all,
        the_first_contact_is_a_thank_you,
        thank_only_once,
        no_thank_you_by_other_means,
        nothing_before_the_thank_you,
        then_one_may_ask,
        no_grand_gesture,
        move_on,
        leave_the_door_open,
    ),
    content=(
        appreciate_their_time,
        would_gladly_join,
        brief_and_focused,
        no_frustration_and_no_fear,
        professional,
        professional_whatever_the_answer,
        keep_the_way_open,
    ),
)
