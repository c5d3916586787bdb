"""recommended: one practical policy out of the five documents, each conflict between them decided in the open.

Rules are taken over from the documents' modules as they are wherever they fit, with their ids and citations; what had
to be narrowed or joined is made here from the same parts, under an id of this policy. `A01` and the like are the
conflicts between the documents by number. The policy is closed for messages: what no rule permits is forbidden.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from followup_rules.rules.amounts import days, hours, longer_of, practice, quantity, slow_period_leeway, times
from followup_rules.rules.conditions import (
    addressee_thanked,
    at_most,
    before,
    exists,
    fact,
    interview_ahead,
    interview_on,
    not_before,
    on_preferred_channel,
    pending,
    promise_stands,
    sent_since,
    since,
    taken_since,
    unanswered,
)
from followup_rules.rules.moments import (
    attempt,
    first_existing,
    interview_end,
    interview_start,
    interview_with_addressee,
    last_sign_of_life,
    latest_attempt,
    process_completed,
    rejection,
)
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import acts, forbid, messages, once, permit, recommend
from followup_rules.rules.sentences import sentence
from followup_rules.rules.text_rules import (
    ask_the_reader,
    at_most_paragraphs,
    at_most_words,
    avoid,
    hints_at,
    limit,
    require,
    shows,
)
from followup_rules.timeline.vocabulary import ENQUIRIES, VOICE, ActionKind, Channel

# `policies.pro_tips` and the like are policies, so the modules of those names are asked for by their full names
art_of_follow_up, business_etiquette, dos_and_donts, pro_tips, review_your_notes = (
    import_module(f"followup_rules.policies.{name}")
    for name in ("art_of_follow_up", "business_etiquette", "dos_and_donts", "pro_tips", "review_your_notes")
)
_art, _business = art_of_follow_up.says, business_etiquette.says
_dos, _pro, _notes = dos_and_donts.says, pro_tips.says, review_your_notes.says

thank_within = quantity(
    "thank_within",
    hours(24),
    cites=(*_business[2], *_pro[7]),
    low=24,
    high=48,
    note="within a day, as the two that demand it",
)
thank_until = quantity(
    "thank_until",
    days(7),
    cites=(),
    low=2,
    high=14,
    note="from then on the follow-up carries the thanks (a decision of ours)",
)
least_wait = quantity(
    "least_wait", days(7), cites=(*_art[118], *_business[28]), low=7, high=14, note="a week, as the two that name it"
)
late_after = quantity("late_after", days(14), cites=_art[38], low=14, high=14, note="within two weeks: late from there")
days_between = quantity(
    "days_between", days(7), cites=_business[28], low=7, high=10, note="a week or ten days: the lower opens"
)
most_attempts = quantity(
    "most_attempts", times(3), cites=(*_dos[7], *_business[35]), low=3, high=3, note="the thank-you is none of them"
)
days_to_move_on = quantity(
    "days_to_move_on",
    days(7),
    cites=(*_dos[8], *_business[35]),
    low=3,
    high=14,
    note="a gap's length after the last attempt",
)
longest_early_wait = quantity(
    "longest_early_wait", days(28), cites=_art[102], low=28, high=28, note="the longest time the documents know of"
)

counted = ENQUIRIES | {ActionKind.INTEREST_NOTE, ActionKind.ADDITIONAL_INFORMATION}
enquiries = messages(*ENQUIRIES)
no_enquiry_yet = ~unanswered(ENQUIRIES)
last_attempt = attempt(most_attempts, counted)

# A29: a slow period lengthens the waits, by what was declared and by nothing else.
leeway = slow_period_leeway(undeclared_is_unknown=False)
week_past_promise = pro_tips.week_past_promise
week_over = last_sign_of_life + (least_wait + leeway)
wait_over = last_sign_of_life + (longer_of(least_wait, practice) + leeway)
ready = first_existing(week_past_promise, wait_over)
early_round_over = first_existing(week_past_promise, last_sign_of_life + longest_early_wait)

# A25: everything that any of the five would do in the interview; but the date is not asked for once it is told.
ask_for_the_response_date = recommend(
    "recommended/ask-for-the-response-date",
    acts(ActionKind.ASK_RESPONSE_DATE),
    interview_on & ~promise_stands,
    due=interview_start,
    done_when=taken_since(interview_start),
    cites=(*_pro[5, 6], *_dos[3], *_notes[14], *_business[12]),
    says="they have not said when they will answer: ask while the interview is on",
)
in_the_interview = recommend(
    "recommended/in-the-interview",
    acts(
        ActionKind.TAKE_NOTES,
        ActionKind.COLLECT_CONTACTS,
        ActionKind.EXPRESS_INTEREST,
        ActionKind.ASK_FOLLOW_UP_PERMISSION,
        ActionKind.ASK_PREFERRED_CHANNEL,
        ActionKind.ASK_CONTACT_POLICY,
    ),
    interview_on,
    due=interview_start,
    done_when=taken_since(interview_start),
    cites=(*_notes[12, 15, 16], *_business[6, 7, 10, 11, 13, 14]),
    says="while the interview is on: take notes, collect contacts, say that you want it, ask how and whether to write",
)

# A01-A05: a duty, to every interviewer, at once and within a day (business_etiquette, pro_tips, art_of_follow_up). The
# delay of dos_and_donts is set aside: a thank-you three days late thanks nobody.
thank_every_interviewer, thank_only_once = once(
    recommend(
        "recommended/thank-every-interviewer",
        messages(ActionKind.THANK_YOU, by=[Channel.EMAIL, Channel.POST, Channel.LINKEDIN]),
        before(interview_with_addressee + thank_until),
        due=interview_with_addressee,
        overdue=interview_with_addressee + thank_within,
        cites=(*_business[2, 5, 9], *_pro[7], *_art[4, 8]),
        says=sentence(
            "thank everyone who interviewed you within {hours} of the end, {end}",
            hours=thank_within,
            end=interview_with_addressee,
        ),
    ),
    done=addressee_thanked,
)

# A06, A10, A11: with none named, a week from their latest sign of life (art_of_follow_up, business_etiquette), or as
# long as the company takes. The three days of dos_and_donts and the shunned date of review_your_notes are set aside.
give_it_a_week = forbid(
    "recommended/give-it-a-week",
    enquiries,
    ~promise_stands & before(wait_over) & pending,
    cites=(*_art[38, 39, 83, 84, 118], *_business[28]),
    says=sentence(
        "wait until {until}: {least} at least from {start}, or as long as they usually take",
        until=wait_over,
        least=least_wait + leeway,
        start=last_sign_of_life,
    ),
    lengthened_by={leeway: _art[33, 34]},
)
then_one_may_ask = permit(
    "recommended/then-one-may-ask",
    messages(*ENQUIRIES, by=art_of_follow_up.written_or_spoken),
    since(ready) & pending,
    cites=(*_pro[18], *_art[38, 118], *_business[28]),
    says=sentence("the wait was over on {since}", since=ready),
)
then_ask_where_things_stand = recommend(
    "recommended/then-ask-where-things-stand",
    messages(ActionKind.STATUS_INQUIRY, by=art_of_follow_up.written_or_spoken),
    since(ready) & pending & no_enquiry_yet,
    due=ready,
    cites=(*_pro[18, 19], *_art[108], *_business[28, 33]),
    says=sentence("the wait was over on {since}: ask where things stand", since=ready),
)
# A12: late after two weeks (art_of_follow_up), unless the company is known to take longer or named a date.
ask_within_two_weeks = recommend(
    "recommended/ask-within-two-weeks",
    messages(ActionKind.STATUS_INQUIRY, by=art_of_follow_up.written_or_spoken),
    since(ready) & pending & no_enquiry_yet & ~promise_stands & at_most(practice, least_wait),
    due=week_over,
    overdue=last_sign_of_life + (late_after + leeway),
    cites=_art[36, 38],
    says=sentence(
        "unless something makes you wait longer, ask within {span} of {start}",
        span=late_after + leeway,
        start=last_sign_of_life,
    ),
    lengthened_by={leeway: _art[33, 34]},
)

# A14: a week between one attempt and the next (business_etiquette).
a_week_between_attempts = forbid(
    "recommended/a-week-between-attempts",
    messages(*ENQUIRIES, ActionKind.ADDITIONAL_INFORMATION),
    before(latest_attempt(counted) + days_between) & pending,
    cites=_business[28],
    says=sentence(
        "your latest attempt was {latest}; leave {gap} before the next, until {until}",
        latest=latest_attempt(counted),
        gap=days_between,
        until=latest_attempt(counted) + days_between,
    ),
)
# A13, A15: three attempts, the thank-you not among them, then move on (dos_and_donts, business_etiquette).
three_attempts_then_stop = forbid(
    "recommended/three-attempts-then-stop",
    messages(*counted),
    exists(last_attempt) & pending,
    cites=(*_dos[7], *_business[35]),
    says=sentence("attempts made: {most}, the last of them {when}: stop", most=most_attempts, when=last_attempt),
)
move_on = recommend(
    "recommended/move-on",
    acts(ActionKind.MOVE_ON),
    since(last_attempt + days_to_move_on) & pending & ~interview_ahead,
    due=last_attempt + days_to_move_on,
    cites=(*_dos[8], *_business[35, 36]),
    says=sentence(
        "attempts made: {most}, the last of them {when}, and no answer: move on", most=most_attempts, when=last_attempt
    ),
)

# A27: in an early round with later ones running, wait for the end of it all (art_of_follow_up), but not for ever; and
# ask nothing while another interview lies ahead, which will answer it.
not_in_an_early_round = forbid(
    "recommended/not-in-an-early-round",
    enquiries,
    fact("stage", "first")
    & fact("later_rounds_running")
    & ~exists(process_completed)
    & before(early_round_over)
    & pending,
    cites=_art[25],
    says=sentence(
        "this was a first round and later ones are running: wait, at the longest until {until}", until=early_round_over
    ),
)
not_before_a_further_interview = forbid(
    "recommended/not-before-a-further-interview",
    enquiries,
    interview_ahead & pending,
    cites=_art[25],
    says="another interview is arranged: ask there",
)

# A16, A17: voice where calls are welcome (art_of_follow_up), and not on top of an email that waits for its answer
# (pro_tips; here only of one that asked or told something). A preference for it lifts both.
no_voice_on_top_of_an_email = forbid(
    "recommended/no-voice-on-top-of-an-email",
    messages(*ENQUIRIES, by=VOICE),
    unanswered(counted, by=frozenset({Channel.EMAIL})) & ~on_preferred_channel,
    cites=_pro[33],
    says="an email of yours still waits for its answer: neither call nor leave a message on top of it",
)
# A18: an enquiry by post where that suits the role (review_your_notes).
post_only_where_it_suits = forbid(
    "recommended/post-only-where-it-suits",
    messages(*ENQUIRIES, by=Channel.POST),
    ~fact("post_suits_role") & ~on_preferred_channel,
    cites=_notes[27],
    says="nothing says that a letter suits the role",
)

# A32: after a rejection one request for feedback, urged where it felt very good (pro_tips); and a courteous last word
# (dos_and_donts), by email.
ask_for_feedback = permit(
    "recommended/ask-for-feedback",
    messages(ActionKind.FEEDBACK_REQUEST, by=Channel.EMAIL),
    not_before(rejection, interview_end) & ~sent_since(rejection, frozenset({ActionKind.FEEDBACK_REQUEST})),
    cites=_pro[22, 23],
    says=sentence("they said no on {since}; one may ask for feedback, once", since=rejection),
)
leave_the_door_open = permit(
    "recommended/leave-the-door-open",
    messages(ActionKind.COURTESY_NOTE, by=Channel.EMAIL),
    not_before(rejection, interview_end),
    cites=_dos[26, 29],
    says=sentence("they said no on {since}; a courteous word leaves the door open", since=rejection),
)

# -- what the message is to say: what two documents or more agree on must be, what one alone asks for should or could

most_words = limit(
    "most_words",
    200,
    cites=(*_pro[14], *_dos[17], *_art[47, 116], *_business[26]),
    low=100,
    high=300,
    note="all ask for brevity and none gives a number: two hundred is a decision of ours",
)
most_paragraphs_of_thanks = limit(
    "most_paragraphs_of_thanks", 3, cites=_art[69], low=1, high=3, note="as many as the one model that there is"
)
thank_yous = messages(ActionKind.THANK_YOU)
emails = messages(by=Channel.EMAIL)
early_words = messages(ActionKind.THANK_YOU, ActionKind.INTEREST_NOTE)
of_interest = messages(*ENQUIRIES, ActionKind.THANK_YOU, ActionKind.INTEREST_NOTE)

# B03: all five thank them, and four for their time; for the opportunity two (art_of_follow_up, business_etiquette).
thank_for_their_time = require(
    "recommended/thank-for-their-time",
    thank_yous,
    shows("thanks_for_time"),
    cites=(*_pro[9], *_dos[15], *_art[51], *_business[19]),
    says="the thank-you thanks them for their time",
    fix="say thank you for the time they took",
)
thank_for_the_opportunity = require(
    "recommended/thank-for-the-opportunity",
    thank_yous,
    shows("thanks_for_opportunity"),
    cites=(*_art[44], *_business[19]),
    weight="should",
    says="the thank-you thanks them for the opportunity",
    fix="thank them for the opportunity to interview",
)
thanks_in_every_enquiry = require(
    "recommended/thanks-in-every-enquiry",
    enquiries,
    shows("thanks"),
    cites=(*_pro[21], *_notes[34], *_art[10, 90]),
    says="an enquiry thanks them too",
    fix="thank them, for their time above all",
)
# B20, B21: interest, anticipation, and something particular.
say_that_you_are_interested = require(
    "recommended/say-that-you-are-interested",
    of_interest,
    shows("interest") | shows("gladly_joining"),
    cites=(*_dos[16], *_notes[32], *_art[11, 45, 87, 91, 114]),
    says="the message says that one is interested, or would gladly join them",
    fix="say that you would like the job",
)
look_forward = require(
    "recommended/look-forward",
    of_interest,
    shows("anticipation"),
    cites=(*_pro[12, 21], *_notes[33], *_art[70, 92]),
    weight="should",
    says="the message looks forward to an answer, by a statement",
    fix="say that you look forward to hearing from them",
)
a_particular_point = require(
    "recommended/a-particular-point",
    of_interest,
    shows("particular_point"),
    cites=(*_pro[11, 21], *_notes[44], *_art[21, 46, 52, 113], *_business[22]),
    says="the message names something particular of the talk, or of the company",
    fix="name one point of the talk that stayed with you",
)
# B22: how one's skills fit the job (three documents); what they need and how one would help only business_etiquette.
how_one_fits = require(
    "recommended/how-one-fits",
    of_interest,
    shows("qualifications") | shows("contribution"),
    cites=(*_notes[38], *_art[53, 112], *_business[25]),
    weight="should",
    says="the message recalls in a line what qualifies one, or what one would bring",
    fix="say which of your skills fits the job",
)
what_draws_you_to_them = art_of_follow_up.interest_in_the_company.with_weight("could")
what_they_need = business_etiquette.understand_their_needs.with_weight("could")
# A20: the status note asks, as the four that speak of it have it; and it names the job and the day (B32, B33).
ask_the_question = require(
    "recommended/ask-the-question",
    enquiries,
    art_of_follow_up.any_progress_question,
    cites=(*_notes[33], *_art[76, 87], *_business[33]),
    says="an enquiry asks: for the status, the decision or the next steps",
    fix="ask where your application stands",
)
name_the_job = require(
    "recommended/name-the-job",
    enquiries,
    shows("job_title"),
    cites=(*_notes[31], *_art[92], *_business[16]),
    says="an enquiry names the job",
    fix="name the job",
)
name_the_day = require(
    "recommended/name-the-day",
    enquiries,
    shows("interview_date"),
    cites=(*_notes[31], *_art[92]),
    weight="should",
    says="an enquiry names the day of the interview",
    fix="name the day on which you were interviewed",
)
the_right_day = avoid(
    "recommended/the-right-day",
    messages(),
    shows("wrong_interview_date"),
    cites=_notes[31],
    weight="should",
    says="a day that is named for the interview is the right one",
    fix="put the day of the interview right",
)
say_why_you_write = review_your_notes.the_reason_for_asking.with_weight("should")
# A21: any opening but that there has been no word (business_etiquette); the reason may come first (review_your_notes),
# the question should not.

# A23: by name, rightly spelt, as three ask; the first name, which review_your_notes wants, only could be: it is not
# used everywhere.
greet_by_name = require(
    "recommended/greet-by-name",
    messages(),
    shows("addressee_named"),
    cites=(*_notes[29, 36], *_art[48], *_business[8]),
    says="the greeting names the reader",
    fix="begin with a greeting and their name",
)
the_first_name = review_your_notes.the_first_name.with_weight("could")
# I15, B31: the subject tells the purpose, and should name the job, as both models do that fit their own document.
a_subject_that_tells_the_purpose = require(
    "recommended/a-subject-that-tells-the-purpose",
    emails,
    shows("subject_purpose") & ~shows("bare_subject"),
    cites=(*_art[49, 71, 73, 77], *_business[15, 17]),
    says="the subject line makes the purpose plain and is more than bare thanks",
    fix="let the subject say what the message is for, and for which job",
)
the_job_in_the_subject = require(
    "recommended/the-job-in-the-subject",
    emails,
    shows("subject_job"),
    cites=(*_art[50], *_business[16]),
    weight="should",
    says="the subject line names the job",
    fix="name the job in the subject",
)
# I14: closing, name and contact details, though the models of art_of_follow_up lack the last.
close_courteously = require(
    "recommended/close-courteously",
    emails,
    shows("closing") & shows("full_name"),
    cites=(*_art[55, 56], *_notes[40]),
    says="an email ends with a courteous closing and one's full name",
    fix="close with a formula such as Kind regards, and your full name below it",
)
contact_details = require(
    "recommended/contact-details",
    emails,
    shows("contact_details"),
    cites=_art[56],
    weight="should",
    says="contact details stand below the name",
    fix="put a number or an address below your name",
)
# A22: the one number there is for an enquiry is fewer than three paragraphs (pro_tips), so the three that a model of
# art_of_follow_up has are set aside; a thank-you may have the three of its model.
three_paragraphs_of_thanks = require(
    "recommended/three-paragraphs-of-thanks",
    early_words,
    at_most_paragraphs(most_paragraphs_of_thanks),
    cites=_art[69],
    weight="should",
    says="a thank-you has at most three paragraphs",
    fix="join paragraphs, or leave one out",
)
brief = require(
    "recommended/brief",
    messages(),
    at_most_words(most_words),
    cites=(*_pro[14, 25], *_dos[17], *_art[47, 88, 116], *_business[26]),
    weight="should",
    says="every message is brief",
    fix="cut what the reader does not need",
)
# A24, B18: what only a reader can judge. Warm, as three have it, within a businesslike form (business_etiquette).
read_through = avoid(
    "recommended/read-through",
    messages(),
    hints_at("placeholder"),
    cites=(*_art[117], *_business[27]),
    says="the message has been read through: nothing in it is left unfilled",
    fix="fill in, or take out, what was left open",
)
professional_and_courteous = ask_the_reader(
    "recommended/professional-and-courteous",
    messages(),
    cites=(*_dos[24, 26], *_notes[2], *_art[47, 89, 94, 115], *_business[3, 40, 41]),
    says="the message is professional, courteous and well written, whatever the answer",
)
warm_and_businesslike = ask_the_reader(
    "recommended/warm-and-businesslike",
    messages(),
    cites=(*_pro[13, 14, 25], *_notes[35], *_art[20], *_business[18]),
    says="it is warm, shows real enthusiasm and gratitude, and keeps the form of business",
)

policy: Final = Policy(
    "recommended",
    (
        ask_for_the_response_date,
        in_the_interview,
        review_your_notes.review_the_notes,
        thank_every_interviewer,
        thank_only_once,
        # A07, A08: a date they named is waited for, and a week more, which no other document forbids
        pro_tips.wait_a_week_past_the_promise,
        give_it_a_week,
        then_one_may_ask,
        then_ask_where_things_stand,
        ask_within_two_weeks,
        a_week_between_attempts,
        three_attempts_then_stop,
        move_on,
        not_in_an_early_round,
        not_before_a_further_interview,
        # A28: in the final round an early word of interest, without a question
        art_of_follow_up.show_interest_promptly,
        art_of_follow_up.show_interest_only_once,
        art_of_follow_up.do_not_ask_what_was_announced,
        art_of_follow_up.voice_only_where_welcome,
        no_voice_on_top_of_an_email,
        # A19: LinkedIn where there is a relation on it
        art_of_follow_up.linkedin_only_on_a_relation,
        post_only_where_it_suits,
        # A17, A30: the channel they prefer, and no other; asked not to write, do not
        art_of_follow_up.always_the_preferred_channel,
        review_your_notes.obey_a_no_contact_request,
        # A09: proof in hand, tell them at once; it is no attempt and waits for nothing
        pro_tips.tell_of_a_competing_offer,
        pro_tips.tell_of_it_only_once,
        pro_tips.never_claim_an_offer_without_proof,
        pro_tips.tell_of_a_notable_change,
        pro_tips.tell_of_a_change_only_once,
        art_of_follow_up.send_further_information,
        dos_and_donts.no_grand_gesture,
        pro_tips.ask_for_feedback,
        pro_tips.ask_for_feedback_only_once,
        ask_for_feedback,
        leave_the_door_open,
        business_etiquette.keep_applying,
    ),
    closed=True,
    preferred_channel_replaces_email=True,
    content=(
        thank_for_their_time,
        thank_for_the_opportunity,
        thanks_in_every_enquiry,
        say_that_you_are_interested,
        look_forward,
        a_particular_point,
        how_one_fits,
        what_they_need,
        business_etiquette.centre_on_what_they_seek,
        what_draws_you_to_them,
        art_of_follow_up.no_question_in_the_early_message,
        art_of_follow_up.nothing_that_was_announced,
        ask_the_question,
        name_the_job,
        name_the_day,
        the_right_day,
        say_why_you_write,
        business_etiquette.never_open_with_no_word,
        business_etiquette.the_question_comes_after,
        business_etiquette.open_with_something_for_them,
        greet_by_name,
        the_first_name,
        business_etiquette.names_spelt_right,
        a_subject_that_tells_the_purpose,
        the_job_in_the_subject,
        close_courteously,
        contact_details,
        pro_tips.fewer_than_three_paragraphs,
        three_paragraphs_of_thanks,
        brief,
        art_of_follow_up.promised_documents,
        art_of_follow_up.what_is_outstanding,
        art_of_follow_up.thanks_and_an_offer_with_information,
        review_your_notes.offer_what_is_needed,
        art_of_follow_up.thanks_on_linkedin,
        art_of_follow_up.thoughtful_on_linkedin,
        pro_tips.feedback_from_the_interviewer,
        pro_tips.thanks_come_first,
        pro_tips.say_what_the_feedback_is_for,
        dos_and_donts.keep_the_way_open,
        pro_tips.say_there_is_another_offer,
        pro_tips.say_they_are_preferred,
        pro_tips.hope_for_their_word_first,
        dos_and_donts.no_frustration_and_no_fear,
        art_of_follow_up.neither_pushy_nor_demanding,
        business_etiquette.no_generic_email,
        read_through,
        professional_and_courteous,
        warm_and_businesslike,
    ),
)
