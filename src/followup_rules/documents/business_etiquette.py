"""business_etiquette: a thank-you within a day to every interviewer; again after a week or ten days; three, then stop.

The thank-you is no attempt. Voicemail may be added to email; after three attempts the search goes on elsewhere.
"""

from __future__ import annotations

from typing import Final

from followup_rules.actions import ENQUIRIES, MESSAGES, ActionKind, Channel
from followup_rules.amounts import days, hours, quantity, times
from followup_rules.choices import choice_of_moments
from followup_rules.conditions import (
    addressee_thanked,
    always,
    before,
    interview_on,
    known,
    pending,
    since,
    taken_since,
)
from followup_rules.moments import (
    attempt,
    interview_end,
    interview_start,
    interview_with_addressee,
    last_sign_of_life,
    later_of,
    latest_attempt,
)
from followup_rules.policy import Policy
from followup_rules.rules import Says, acts, forbid, messages, once, permit, recommend
from followup_rules.sentences import sentence

says: Final = Says("business_etiquette")

thank_opens = quantity(
    "thank_opens", hours(0), cites=says[2], low=0, high=12, note="an upper bound only, not from the lower figure"
)
thank_from = quantity(
    "thank_from", hours(12), cites=says[2], low=0, high=12, note="12 to 24 hours: due at the lower figure"
)
thank_within = quantity(
    "thank_within", hours(24), cites=says[2], low=24, high=24, note="12 to 24 hours: late at the upper"
)
wait_after_contact = quantity(
    "wait_after_contact", days(7), cites=says[28], low=7, high=10, note="a week or ten days: the lower figure opens"
)
due_after_contact = quantity(
    "due_after_contact",
    days(10),
    cites=says[28],
    low=7,
    high=10,
    note="a week or ten days: the upper figure makes it due",
)
most_attempts = quantity("most_attempts", times(3), cites=says[35], low=3, high=3, note="the thank-you is none of them")

clock = choice_of_moments("clock", last_sign_of_life=last_sign_of_life, interview=interview_end, cites=says[28])
counted = MESSAGES - {ActionKind.THANK_YOU}
all_but_thanks = messages(*counted)
last_word = later_of(clock, latest_attempt(counted))

# In the interview: cards, interest, their decision date, leave to follow up, and by which channel.
in_the_interview = recommend(
    "business_etiquette/in-the-interview",
    acts(
        ActionKind.COLLECT_CONTACTS,
        ActionKind.EXPRESS_INTEREST,
        ActionKind.ASK_RESPONSE_DATE,
        ActionKind.ASK_FOLLOW_UP_PERMISSION,
        ActionKind.ASK_PREFERRED_CHANNEL,
    ),
    interview_on,
    due=interview_start,
    until=taken_since(interview_start),
    cites=says[6, 7, 10, 11, 12, 13, 14],
    says="while the interview is on: collect contacts, say that you want it, ask for their date, leave and channel",
)

# Everyone who interviewed you gets a note within a day.
thank_every_interviewer, thank_only_once = once(
    recommend(
        "business_etiquette/thank-every-interviewer",
        messages(ActionKind.THANK_YOU, by=Channel.EMAIL),
        since(interview_with_addressee + thank_opens),
        due=interview_with_addressee + thank_from,
        overdue=interview_with_addressee + thank_within,
        cites=says[2, 5, 9],
        says=sentence(
            "thank everyone who interviewed you by email within {hours} of the end, {end}",
            hours=thank_within,
            end=interview_with_addressee,
        ),
    ),
    done=addressee_thanked,
)

# No answer within a week or ten days: another may follow, and so again.
give_it_a_week = forbid(
    "business_etiquette/give-it-a-week",
    all_but_thanks,
    before(clock + wait_after_contact) & pending,
    cites=says[28],
    says=sentence(
        "give it {wait} from {start}, until {until}",
        start=clock,
        wait=wait_after_contact,
        until=clock + wait_after_contact,
    ),
)
a_week_between_attempts = forbid(
    "business_etiquette/a-week-between-attempts",
    all_but_thanks,
    before(latest_attempt(counted) + wait_after_contact) & pending,
    cites=says[28],
    says=sentence(
        "your latest attempt was {latest}; give it {wait}, until {until}",
        latest=latest_attempt(counted),
        wait=wait_after_contact,
        until=latest_attempt(counted) + wait_after_contact,
    ),
)
then_another_may_follow = permit(
    "business_etiquette/then-another-may-follow",
    messages(*ENQUIRIES, by=[Channel.EMAIL, Channel.VOICEMAIL]),
    since(last_word + wait_after_contact) & pending,
    cites=says[28, 33, 34],
    says=sentence("the wait after {since} is over: another may follow", since=last_word),
)
then_ask_for_their_plans = recommend(
    "business_etiquette/then-ask-for-their-plans",
    messages(ActionKind.STATUS_INQUIRY, by=[Channel.EMAIL, Channel.VOICEMAIL]),
    since(last_word + wait_after_contact) & pending,
    due=last_word + due_after_contact,
    cites=says[28, 33, 34],
    says=sentence("ask for their plans from {due} on", due=last_word + due_after_contact),
)

# Three attempts, then stop; it is not a good sign.
three_attempts_then_stop = forbid(
    "business_etiquette/three-attempts-then-stop",
    all_but_thanks,
    known(attempt(most_attempts, counted)) & pending,
    cites=says[35],
    says=sentence(
        "attempts made: {most}, the last of them {when}: stop", most=most_attempts, when=attempt(most_attempts, counted)
    ),
)
move_on = recommend(
    "business_etiquette/move-on",
    acts(ActionKind.MOVE_ON),
    known(attempt(most_attempts, counted)) & pending,
    due=attempt(most_attempts, counted),
    cites=says[35, 36],
    says=sentence("attempts made: {most}, and no answer, which is no good sign: move on", most=most_attempts),
)

# Keep many irons in the fire.
keep_applying = recommend(
    "business_etiquette/keep-applying",
    acts(ActionKind.KEEP_APPLYING),
    always,
    cites=says[38],
    says="keep other applications going",
)

policy: Final = Policy(
    "business_etiquette",
    (
        in_the_interview,
        thank_every_interviewer,
        thank_only_once,
        give_it_a_week,
        a_week_between_attempts,
        then_another_may_follow,
        then_ask_for_their_plans,
        three_attempts_then_stop,
        move_on,
        keep_applying,
    ),
)
