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

days_counted = reading("days_counted", "by_the_clock", "by_the_date", "in_working_days", cites=dos[5])
attempts_counted = counted_attempts(cites=dos[7])

all_but_courtesy = messages().but(courtesy_note)
all_but_thanks_and_courtesy = messages().but(messages("courtesy_note", "thank_you"))

# Until they want to be asked, until the date they named has passed, or for a few days. Where nothing is pending there
# is no wait.
few_days_later = choice_of_moments(
    "clock",
    last_sign_of_life=counted(last_sign_of_life, days_counted) + few_days,
    interview=counted(interview_end, days_counted) + few_days,
    start_of_the_interview=counted(interview_began, days_counted) + few_days,
    cites=dos[5],
)
wait = later_of(
    interview_end,
    first_existing(while_pending(invitation_opens), while_pending(promise_passed), while_pending(few_days_later)),
)
last_contact = choice_of_moments(
    "thank_you_counts",
    yes=latest_attempt(UNPROMPTED, counted=attempts_counted),
    no=latest_attempt(UNPROMPTED - thank_you.kinds, counted=attempts_counted),
    cites=dos[6, 7, 13],
)
third_contact = choice_of_moments(
    "thank_you_counts",
    yes=attempt(most_contacts, UNPROMPTED, counted=attempts_counted),
    no=attempt(most_contacts, UNPROMPTED - thank_you.kinds, counted=attempts_counted),
    cites=dos[6, 7, 13],
)
after_the_last = counted(last_contact, days_counted) + days_between
time_to_move_on = counted(third_contact, days_counted) + days_to_move_on
cap_binds = choice_of_conditions("cap_binds", always=always, only_where_no_date_was_named=~promise_stands, cites=dos[7])
# One round of messages on one date is one contact, unless each is read as one.
same_contact = choice_of_conditions("recipients_counted", in_one_step=completes_a_step, each_is_one=never, cites=dos[7])
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
        cites=(3, 4, 5, 14),
        says="wait until {until}: until they want to hear from you, or a few days if they named no date",
    ),
    # As many days again between one contact and the next; a round of thank-yous on one day is one contact.
    leave_days_between_contacts=forbid(
        all_but_courtesy,
        before(after_the_last) & pending & ~same_contact,
        cites=6,
        says=sentence(
            "your latest contact was on {latest}: leave {days_between} before the next, until {until}",
            latest=last_contact,
        ),
    ),
    # Three contacts in all.
    three_contacts_in_all=forbid(
        all_but_courtesy,
        exists(third_contact) & pending & cap_binds & ~same_contact,
        cites=7,
        says=sentence("contacts so far: {most_contacts}, the last on {last}; that is enough", last=third_contact),
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
        since(time_to_move_on) & pending,
        due=time_to_move_on,
        done_when=taken_since(later_of(last_sign_of_life, last_contact)),
        cites=8,
        says=sentence(
            "contacts so far: {most_contacts}, the last on {last}, and no answer: move on", last=third_contact
        ),
    ),
    # Turned down, stay courteous: the door may open again.
    leave_the_door_open=permit(
        courtesy_note,
        rejected,
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
