"""business_etiquette: a thank-you within a day to every interviewer; again after a week or ten days; three, then stop.

The thank-you is no attempt. Voicemail may be added to email; after three attempts the search goes on elsewhere.
"""

from __future__ import annotations

from typing import Final

from followup_rules.rules.amounts import days, hours, quantity, times
from followup_rules.rules.choices import choice_of_moments
from followup_rules.rules.conditions import (
    addressee_thanked,
    always,
    before,
    exists,
    interview_on,
    pending,
    since,
    taken_since,
)
from followup_rules.rules.moments import (
    attempt,
    interview_end,
    interview_start,
    interview_with_addressee,
    last_sign_of_life,
    later_of,
    latest_attempt,
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
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGES, ActionKind, Channel

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
    done_when=taken_since(interview_start),
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
    exists(attempt(most_attempts, counted)) & pending,
    cites=says[35],
    says=sentence(
        "attempts made: {most}, the last of them {when}: stop", most=most_attempts, when=attempt(most_attempts, counted)
    ),
)
move_on = recommend(
    "business_etiquette/move-on",
    acts(ActionKind.MOVE_ON),
    exists(attempt(most_attempts, counted)) & pending,
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

# -- what the message is to say

most_words = limit(
    "most_words",
    250,
    cites=says[26],
    low=100,
    high=350,
    note="no number is given: two hundred and fifty, for the many points it asks for, is a decision of ours",
)
thank_you_emails = messages(ActionKind.THANK_YOU, by=Channel.EMAIL)
other_emails = messages(*counted, by=Channel.EMAIL)
emails = messages(by=Channel.EMAIL)

# Names are spelt right; the subject is descriptive, and not what everybody sends.
names_spelt_right = avoid(
    "business_etiquette/names-spelt-right",
    messages(),
    shows("misspelled_name"),
    cites=says[8],
    says="names are spelt right",
    fix="spell the name as on their card",
)
a_descriptive_subject = require(
    "business_etiquette/a-descriptive-subject",
    emails,
    shows("subject_purpose"),
    cites=says[15],
    says="the subject line is descriptive",
    fix="let the subject say what the message is for",
)
the_job_in_the_subject = require(
    "business_etiquette/the-job-in-the-subject",
    thank_you_emails,
    shows("subject_job"),
    cites=says[16],
    weight="could",
    says="the model subject thanks for the interview and names the job",
    fix="name the job in the subject",
)
no_bare_subject = avoid(
    "business_etiquette/no-bare-subject",
    emails,
    shows("bare_subject"),
    cites=says[17],
    says="the subject is more than bare thanks or the bare interview, which everybody sends",
    fix="add the job, and what the message is for",
)

# The thank-you email: thanks for two things, for this firm and this interviewer, about the talk and their needs.
thank_for_the_time = require(
    "business_etiquette/thank-for-the-time",
    thank_you_emails,
    shows("thanks_for_time"),
    cites=says[19],
    says="the email thanks them for their time",
    fix="thank them for the time they took",
)
thank_for_the_opportunity = require(
    "business_etiquette/thank-for-the-opportunity",
    thank_you_emails,
    shows("thanks_for_opportunity"),
    cites=says[19],
    says="the email thanks them for the opportunity",
    fix="thank them for the opportunity to interview",
)
no_generic_email = avoid(
    "business_etiquette/no-generic-email",
    thank_you_emails,
    hints_at("same_as_another") | hints_at("placeholder"),
    cites=says[20, 21],
    says="no generic email: each is shaped for the firm and for the person",
    fix="fill in what was left open, and write to each of them what concerns them alone",
)
mention_the_talk = require(
    "business_etiquette/mention-the-talk",
    thank_you_emails,
    shows("talk_mentioned"),
    cites=says[22],
    says="the email mentions the conversation that was held",
    fix="mention your conversation",
)
centre_on_what_they_seek = ask_the_reader(
    "business_etiquette/centre-on-what-they-seek",
    thank_you_emails,
    cites=says[23],
    says="the email centres on what the manager seeks for the post",
)
understand_their_needs = require(
    "business_etiquette/understand-their-needs",
    thank_you_emails,
    shows("understands_needs"),
    cites=says[24],
    says="the email says that one understands their needs and difficulties",
    fix="say what you understood of what they need",
)
how_one_can_help = require(
    "business_etiquette/how-one-can-help",
    thank_you_emails,
    shows("qualifications") & shows("contribution"),
    cites=says[25],
    says="the email repeats how one's skills match the job, and how one can help",
    fix="say which of your skills fit, and what you would do with them",
)
forceful_and_well_written = ask_the_reader(
    "business_etiquette/forceful-and-well-written",
    thank_you_emails,
    cites=says[3],
    says="the thank-you is forceful and well written",
)

# A later email never opens with not having heard; research or a link may open it, and the question comes after.
never_open_with_no_word = avoid(
    "business_etiquette/never-open-with-no-word",
    other_emails,
    shows("opens_with_no_word"),
    cites=says[30],
    says="the message does not begin with one's having had no word",
    fix="begin with something for them, such as a thought on what you talked about",
)
open_with_something_for_them = require(
    "business_etiquette/open-with-something-for-them",
    messages(*ENQUIRIES, by=Channel.EMAIL),
    shows("opens_with_value"),
    cites=says[31, 32],
    weight="could",
    says="research done since, or a link that they may like, makes an opening",
    fix="begin with what you have read since on a subject of the talk",
)
the_question_comes_after = avoid(
    "business_etiquette/the-question-comes-after",
    messages(*ENQUIRIES, by=Channel.EMAIL),
    shows("opens_with_question"),
    cites=says[33],
    weight="should",
    says="the question about their plans comes after the opening",
    fix="put something before the question",
)

# All of it: short, professional, courteous, like a memo, and read through.
short_and_to_the_point = require(
    "business_etiquette/short-and-to-the-point",
    messages(),
    at_most_words(most_words),
    cites=says[26],
    weight="should",
    says="all correspondence is short and to the point",
    fix="cut what the reader does not need",
)
like_a_memo = ask_the_reader(
    "business_etiquette/like-a-memo", emails, cites=says[18], says="the email resembles a business memo"
)
professional_and_courteous = ask_the_reader(
    "business_etiquette/professional-and-courteous",
    messages(),
    cites=says[40, 41],
    says="always professional, always courteous",
)
proofread = avoid(
    "business_etiquette/proofread",
    messages(),
    hints_at("placeholder"),
    cites=says[27],
    says="the message has been read through: nothing in it is left unfilled",
    fix="fill in, or take out, what was left open",
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
    content=(
        names_spelt_right,
        a_descriptive_subject,
        the_job_in_the_subject,
        no_bare_subject,
        thank_for_the_time,
        thank_for_the_opportunity,
        no_generic_email,
        mention_the_talk,
        centre_on_what_they_seek,
        understand_their_needs,
        how_one_can_help,
        forceful_and_well_written,
        never_open_with_no_word,
        open_with_something_for_them,
        the_question_comes_after,
        short_and_to_the_point,
        like_a_memo,
        professional_and_courteous,
        proofread,
    ),
)
