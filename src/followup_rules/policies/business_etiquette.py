"""business_etiquette: a thank-you within a day to every interviewer; again after a week or ten days; three, then stop.

The thank-you does not count as an attempt. Voicemail may be added to email; after three attempts, look elsewhere.
"""

from __future__ import annotations

from followup_rules.rules import *

business = Statements("business_etiquette")

thank_opens = quantity(
    "thank_opens", hours(0), cites=business[2], high=12, note="only an upper bound: it opens at once"
)
thank_from = quantity("thank_from", hours(12), cites=business[2], low=0, note="12 to 24 hours: due at the lower figure")
thank_within = quantity("thank_within", hours(24), cites=business[2], note="12 to 24 hours: late at the upper")
wait_after_contact = quantity(
    "wait_after_contact", days(7), cites=business[28], high=10, note="a week or ten days: the lower figure opens"
)
due_after_contact = quantity(
    "due_after_contact", days(10), cites=business[28], low=7, note="a week or ten days: the upper figure makes it due"
)
most_attempts = quantity("most_attempts", times(3), cites=business[35], note="the thank-you does not count")
most_words = limit(
    "most_words",
    250,
    cites=business[26],
    low=100,
    high=350,
    note="no number is given: two hundred and fifty is our choice, for the many points it asks for",
)

days_counted = reading("days_counted", "by_the_clock", "by_the_date", "in_working_days", cites=business[28])
attempts_counted = counted_attempts(cites=business[35])
clock = choice_of_moments(
    "clock",
    last_sign_of_life=last_sign_of_life,
    interview=interview_end,
    start_of_the_interview=interview_began,
    cites=business[28],
)
last_attempt = choice_of_moments(
    "thank_you_counts",
    no=latest_attempt(FOLLOW_UPS, counted=attempts_counted),
    yes=latest_attempt(FOLLOW_UPS | thank_you.kinds, counted=attempts_counted),
    cites=business[28, 35],
)
third_attempt = choice_of_moments(
    "thank_you_counts",
    no=attempt(most_attempts, FOLLOW_UPS, counted=attempts_counted),
    yes=attempt(most_attempts, FOLLOW_UPS | thank_you.kinds, counted=attempts_counted),
    cites=business[28, 35],
)
wait_over = counted(clock, days_counted) + wait_after_contact
next_attempt = counted(last_attempt, days_counted) + wait_after_contact
# An invitation takes the place of both waits.
ready = first_existing(invitation_opens, later_of(wait_over, next_attempt))
ask_from = first_existing(invitation_opens, counted(later_of(clock, last_attempt), days_counted) + due_after_contact)
wait_is_over = since(ready) & pending
other_follow_ups = messages(*FOLLOW_UPS - ENQUIRIES)

business_etiquette = policy(
    "business_etiquette",
    # In the interview: cards, interest, their decision date, leave to follow up, and by which channel.
    in_the_interview=in_the_interview(
        "collect_contacts",
        "express_interest",
        "ask_response_date",
        "ask_follow_up_permission",
        "ask_preferred_channel",
        cites=(6, 7, 10, 11, 12, 13, 14),
        says="during the interview: collect contacts, say that you want the job, ask when and how you may follow up",
    ),
    # Everyone who interviewed you gets a note within a day.
    thank_every_interviewer=recommend(
        thank_you.by(email),
        since(interview_with_addressee + thank_opens),
        due=interview_with_addressee + thank_from,
        overdue=interview_with_addressee + thank_within,
        once=addressee_thanked,
        cites=(2, 5, 9),
        says="thank every interviewer by email within {thank_within}; the interview ended {interview_with_addressee}",
    ),
    # No answer within a week or ten days: another may follow, and so again. Leave to write is a date they named.
    wait_until_invited=forbid(
        enquiries,
        before(invitation_opens) & pending,
        cites=(13, 28),
        says="they gave you leave to ask from {until} on: wait until then",
    ),
    give_it_a_week=forbid(
        enquiries,
        before(wait_over) & pending & ~invitation_stands,
        cites=28,
        says="wait {wait_after_contact} from {clock}, until {until}",
    ),
    give_everything_a_week=forbid(
        other_follow_ups,
        before(wait_over) & pending,
        cites=28,
        says="wait {wait_after_contact} from {clock}, until {until}",
    ),
    a_week_between_enquiries=forbid(
        enquiries,
        before(next_attempt) & pending & ~invitation_stands,
        cites=28,
        says=sentence(
            "your latest attempt was on {latest}: wait {wait_after_contact}, until {until}", latest=last_attempt
        ),
    ),
    a_week_between_attempts=forbid(
        other_follow_ups,
        before(next_attempt) & pending,
        cites=28,
        says=sentence(
            "your latest attempt was on {latest}: wait {wait_after_contact}, until {until}", latest=last_attempt
        ),
    ),
    then_another_may_follow=permit(
        enquiries.by(email, voicemail),
        wait_is_over,
        cites=(28, 33, 34),
        says="the wait was over on {since}: another message may follow",
    ),
    then_ask_for_their_plans=recommend(
        status_inquiry.by(email, voicemail),
        wait_is_over,
        due=ask_from,
        cites=(28, 33, 34),
        says="ask about their plans from {due} on",
    ),
    ask_by_the_channel_they_named=permit(
        enquiries.except_by(email, voicemail),
        invited & invited_by_channel & pending,
        cites=(13, 28),
        says="they gave you leave to ask by {channel} from {since} on",
    ),
    then_ask_by_the_channel_they_named=recommend(
        status_inquiry.except_by(email, voicemail),
        invited & invited_by_channel & pending,
        due=ask_from,
        cites=(13, 28, 33),
        says="they gave you leave to ask by {channel}: do so from {due} on",
    ),
    # Three attempts, then stop: no answer is not a good sign.
    three_attempts_then_stop=forbid(
        follow_ups,
        exists(third_attempt) & pending,
        cites=35,
        says=sentence("attempts so far: {most_attempts}, the last on {latest}: stop", latest=third_attempt),
    ),
    move_on=recommend(
        acts("move_on"),
        exists(third_attempt) & pending,
        due=third_attempt,
        done_when=taken_since(later_of(last_sign_of_life, last_attempt)),
        cites=(35, 36),
        says="attempts so far: {most_attempts}, and no answer, which is not a good sign: move on",
    ),
    # Keep other applications going.
    keep_applying=recommend(acts("keep_applying"), cites=38, says="keep other applications going"),
    # Names are spelt right; the subject is descriptive, and not what everybody sends.
    names_spelt_right=avoid(
        messages(),
        shows("misspelled_name"),
        cites=8,
        says="names are spelt right",
        fix="spell the name as on their card",
    ),
    a_descriptive_subject=require(
        messages(by=email),
        shows("subject_purpose"),
        cites=15,
        says="the subject line is descriptive",
        fix="let the subject say what the message is for",
    ),
    the_job_in_the_subject=require(
        thank_you.by(email),
        shows("subject_job"),
        cites=16,
        weight="could",
        says="the model subject thanks for the interview and names the job",
        fix="name the job in the subject",
    ),
    no_bare_subject=avoid(
        messages(by=email),
        shows("bare_subject"),
        cites=17,
        says="the subject says more than just thanks or interview, which everybody writes",
        fix="add the job, and what the message is for",
    ),
    # The thank-you email: thanks for two things, for this firm and this interviewer, about the talk and their needs.
    thank_for_the_time=require(
        thank_you.by(email),
        shows("thanks_for_time"),
        cites=19,
        says="the email thanks them for their time",
        fix="thank them for the time they took",
    ),
    thank_for_the_opportunity=require(
        thank_you.by(email),
        shows("thanks_for_opportunity"),
        cites=19,
        says="the email thanks them for the opportunity",
        fix="thank them for the opportunity to interview",
    ),
    no_generic_email=avoid(
        thank_you.by(email),
        hints_at("same_as_another") | hints_at("placeholder"),
        cites=(20, 21),
        says="the email is not generic: it is written for this firm and this person",
        fix="fill in the blanks, and write something to each of them that is for them alone",
    ),
    mention_the_talk=require(
        thank_you.by(email),
        shows("talk_mentioned"),
        cites=22,
        says="the email mentions your conversation",
        fix="mention your conversation",
    ),
    centre_on_what_they_seek=ask_the_reader(
        thank_you.by(email), cites=23, says="the email focuses on what the manager wants for the job"
    ),
    understand_their_needs=require(
        thank_you.by(email),
        shows("understands_needs"),
        cites=24,
        says="the email says that you understand their needs and problems",
        fix="say what you understood of what they need",
    ),
    how_one_can_help=require(
        thank_you.by(email),
        shows("qualifications") & shows("contribution"),
        cites=25,
        says="the email repeats how your skills match the job, and how you can help",
        fix="say which of your skills fit, and what you would do with them",
    ),
    forceful_and_well_written=ask_the_reader(
        thank_you.by(email), cites=3, says="the thank-you is forceful and well written"
    ),
    # A later email never opens with not having heard; research or a link may open it, and the question comes after.
    never_open_with_no_word=avoid(
        messages(by=email).but(thank_you),
        shows("opens_with_no_word"),
        cites=30,
        says="the message does not begin by saying that you have heard nothing",
        fix="begin with something for them, such as a thought on what you talked about",
    ),
    open_with_something_for_them=require(
        enquiries.by(email),
        shows("opens_with_value"),
        cites=(31, 32),
        weight="could",
        says="the message opens with research you have done since, or a link they may like",
        fix="begin with what you have read since on a subject of the talk",
    ),
    the_question_comes_after=avoid(
        enquiries.by(email),
        shows("opens_with_question"),
        cites=33,
        weight="should",
        says="the question about their plans comes after the opening",
        fix="put something before the question",
    ),
    # All of it: short, professional, courteous, like a memo, and read through.
    short_and_to_the_point=require(
        messages(),
        at_most_words(most_words),
        cites=26,
        weight="should",
        says="all correspondence is short and to the point",
        fix="cut what the reader does not need",
    ),
    like_a_memo=ask_the_reader(messages(by=email), cites=18, says="the email resembles a business memo"),
    professional_and_courteous=ask_the_reader(
        messages(), cites=(40, 41), says="the message is professional and courteous"
    ),
    proofread=avoid(
        messages(),
        hints_at("placeholder"),
        cites=27,
        says="the message has been proofread: no blank is left in it",
        fix="fill in the blanks, or take them out",
    ),
)
