"""dos_and_donts: wait three days, three contacts in all, the first of them a short thank-you.

Every kind of message counts as a contact, the thank-you too; only the courtesy note after a rejection does not. Never
make a grand gesture.
"""

from __future__ import annotations

from followup_rules.rules import *

dos = Statements("dos_and_donts")

few_days = quantity("few_days", days(3), cites=dos[5], low=2, high=5, note="a few days are read as three")
days_between = quantity(
    "days_between", days(3), cites=dos[6], low=2, high=5, note="the same few days after each contact"
)
most_contacts = quantity("most_contacts", times(3), cites=dos[7], note="the thank-you is one of them")
days_to_move_on = quantity(
    "days_to_move_on", days(3), cites=dos[8], low=2, high=5, note="the wait after the last contact"
)
most_words = limit(
    "most_words", 200, cites=dos[17], low=80, high=300, note="no number is given: two hundred is our choice"
)

all_but_courtesy = messages().but(courtesy_note)
other_kinds = MESSAGES - thank_you.kinds
all_but_thanks_and_courtesy = messages().but(messages("courtesy_note", "thank_you"))

# Until the date they named has passed, or a few days have. Where nothing is pending there is no wait.
few_days_after = choice_of_moments(
    "few_days_after", last_sign_of_life=last_sign_of_life + few_days, interview=interview_end + few_days, cites=dos[5]
)
wait = first_existing(while_pending(promise_passed), while_pending(few_days_after), interview_end)
last_contact = choice_of_moments(
    "last_contact", any_message=latest_attempt(), all_but_thank_yous=latest_attempt(other_kinds), cites=dos[6, 7, 13]
)
third_contact = choice_of_moments(
    "third_contact",
    any_message=attempt(most_contacts),
    all_but_thank_yous=attempt(most_contacts, other_kinds),
    cites=dos[7, 13],
)
cap_binds = choice_of_conditions("cap_binds", always=always, only_where_no_date_was_named=~promise_stands, cites=dos[7])
something_sent = sent_since(interview_end)

dos_and_donts = policy(
    "dos_and_donts",
    # Ask in the interview when to expect news.
    ask_when_to_expect_news=in_the_interview(
        "ask_response_date", cites=3, says="ask during the interview when to expect news, or how long to wait"
    ),
    # Give them the time they asked for, or at least three days.
    wait_first=forbid(
        all_but_courtesy,
        before(wait) & pending,
        cites=(4, 5, 14),
        says="wait until {until}: until the date they named has passed, or a few days if they named none",
    ),
    # As many days again between one contact and the next; a round of thank-yous on one day is one contact.
    leave_days_between_contacts=forbid(
        all_but_courtesy,
        before(last_contact + days_between) & pending & ~completes_a_step,
        cites=6,
        says="your latest contact was on {last_contact}: leave {days_between} before the next, until {until}",
    ),
    # Three contacts in all.
    three_contacts_in_all=forbid(
        all_but_courtesy,
        exists(third_contact) & pending & cap_binds & ~completes_a_step,
        cites=7,
        says="contacts so far: {most_contacts}, the last on {third_contact}; that is enough",
    ),
    # The first contact is a thank-you, a card or an email, once the wait is over.
    the_first_contact_is_a_thank_you=recommend(
        thank_you.by(email, post),
        met_at_the_latest_interview & since(wait),
        due=wait,
        once=addressee_thanked,
        cites=(13, 14),
        says="make the first contact a short thank-you, by card or email, from {due} on",
    ),
    no_thank_you_by_other_means=forbid(
        thank_you.except_by(email, post),
        exists(interview_end),
        cites=13,
        says="make the first contact a card or an email, nothing else",
    ),
    nothing_before_the_thank_you=forbid(
        all_but_thanks_and_courtesy,
        ~something_sent & pending,
        cites=13,
        says="you have sent nothing since the interview, which ended {interview_end}: thank them first",
    ),
    # From the second contact on you may ask for the decision.
    then_one_may_ask=permit(
        enquiries,
        since(wait) & something_sent & pending,
        cites=25,
        says="the wait was over on {since}, and this is not your first message",
    ),
    # No grand gestures.
    no_grand_gesture=forbid(gift, cites=(9, 10), says="gifts and grand gestures put people off"),
    # After the third contact, look elsewhere.
    move_on=recommend(
        acts("move_on"),
        since(third_contact + days_to_move_on) & pending,
        due=third_contact + days_to_move_on,
        cites=8,
        says="contacts so far: {most_contacts}, the last on {third_contact}, and no answer: move on",
    ),
    # Turned down, stay courteous: the door may open again.
    leave_the_door_open=permit(
        courtesy_note,
        not_before(rejection, interview_end),
        cites=(26, 29),
        says="they said no on {rejection}: a courteous message leaves the door open",
    ),
    # The thank-you is short: thanks for their time, and that you would gladly join them.
    appreciate_their_time=require(
        thank_you,
        shows("thanks_for_time"),
        cites=15,
        says="the thank-you appreciates that they set time aside",
        fix="thank them for the time they set aside to meet you",
    ),
    would_gladly_join=require(
        thank_you,
        shows("gladly_joining"),
        cites=16,
        says="the thank-you says that you would gladly join the team, and leaves the decision to them",
        fix="say that you would be glad to join the team",
    ),
    brief_and_focused=require(
        thank_you,
        at_most_words(most_words),
        cites=17,
        weight="should",
        says="the thank-you is brief and focused",
        fix="cut all but the thanks and your wish to join them",
    ),
    # No frustration and no fear; professional, whatever they answer; and even a rejection leaves a door open.
    no_frustration_and_no_fear=avoid(
        messages(),
        hints_at("negative_feelings"),
        cites=19,
        says="the message shows no frustration and no fear",
        fix="leave out how the waiting makes you feel",
    ),
    professional=ask_the_reader(messages(), cites=24, says="the message sounds professional"),
    professional_whatever_the_answer=ask_the_reader(
        messages(),
        when=since(interview_end) & ~pending,
        cites=26,
        says="they have decided: whatever the decision, the message stays professional",
    ),
    keep_the_way_open=require(
        messages(),
        shows("door_open"),
        when=exists(rejection),
        cites=29,
        weight="should",
        says="after a rejection the message leaves the way open to later opportunities",
        fix="say that you would be glad to hear of other openings",
    ),
)
