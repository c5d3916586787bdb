"""recommended: one practical policy made of the five documents, with the reason for each choice where they conflict.

Rules are taken over from the documents wherever they fit, with their ids and citations. What had to be narrowed or
joined is written here from the same parts, under an id of this policy. `A01` and the like number the conflicts between
the documents. The policy is closed for messages: what no rule permits is forbidden.
"""

from __future__ import annotations

from followup_rules.policies.art_of_follow_up import any_progress_question, art, art_of_follow_up, written_or_spoken
from followup_rules.policies.business_etiquette import business, business_etiquette
from followup_rules.policies.dos_and_donts import dos, dos_and_donts
from followup_rules.policies.pro_tips import pro_tips, tips, week_past_promise
from followup_rules.policies.review_your_notes import notes, review_your_notes
from followup_rules.rules import *

thank_within = quantity(
    "thank_within",
    hours(24),
    cites=(*business[2], *tips[7]),
    high=48,
    note="within a day, as in the two documents that demand it",
)
thank_until = quantity(
    "thank_until", days(7), low=2, high=14, note="from then on the follow-up carries the thanks (our choice)"
)
least_wait = quantity(
    "least_wait",
    days(7),
    cites=(*art[118], *business[28]),
    high=14,
    note="a week, as in the two documents that name it",
)
late_after = quantity("late_after", days(14), cites=art[38], note="within two weeks: late from there")
days_between = quantity(
    "days_between", days(7), cites=business[28], high=10, note="a week or ten days: the lower opens"
)
most_attempts = quantity("most_attempts", times(3), cites=(*dos[7], *business[35]), note="the thank-you does not count")
days_to_move_on = quantity(
    "days_to_move_on",
    days(7),
    cites=(*dos[8], *business[35]),
    low=3,
    high=14,
    note="as long as the gap between attempts",
)
longest_early_wait = quantity(
    "longest_early_wait", days(28), cites=art[102], note="the longest time that any document names"
)
most_words = limit(
    "most_words",
    200,
    cites=(*tips[14], *dos[17], *art[47, 116], *business[26]),
    low=100,
    high=300,
    note="all ask for brevity and none gives a number: two hundred is our choice",
)
most_paragraphs_of_thanks = limit(
    "most_paragraphs_of_thanks", 3, cites=art[69], low=1, high=3, note="as many as the only model has"
)

counted = ENQUIRIES | interest_note.kinds | additional_information.kinds
last_attempt = attempt(most_attempts, counted)
of_interest = messages(*ENQUIRIES, "thank_you", "interest_note")

# A29: a slow period lengthens the waits, by what was declared and by nothing else.
leeway = slow_period_leeway(undeclared_is_unknown=False)
week_over = last_sign_of_life + (least_wait + leeway)
wait_over = last_sign_of_life + (longer_of(least_wait, practice) + leeway)
ready = first_existing(week_past_promise, wait_over)
wait_is_over = since(ready) & pending
early_round_over = first_existing(week_past_promise, last_sign_of_life + longest_early_wait)

recommended = policy(
    "recommended",
    closed=True,
    preferred_channel_replaces_email=True,
    # A25: everything that any of the five would do in the interview; but the date is not asked for once it is told.
    ask_for_the_response_date=in_the_interview(
        "ask_response_date",
        unless=promise_stands,
        cites=(*tips[5, 6], *dos[3], *notes[14], *business[12]),
        says="they have not said when they will answer: ask during the interview",
    ),
    in_the_interview=in_the_interview(
        "take_notes",
        "collect_contacts",
        "express_interest",
        "ask_follow_up_permission",
        "ask_preferred_channel",
        "ask_contact_policy",
        cites=(*notes[12, 15, 16], *business[6, 7, 10, 11, 13, 14]),
        says="during the interview: take notes, collect contacts, say you want the job, ask whether and how to write",
    ),
    **review_your_notes.taking("review_the_notes"),
    # A01-A05: a duty, to every interviewer, at once and within a day (business_etiquette, pro_tips, art_of_follow_up).
    # The delay of dos_and_donts is set aside: a thank-you three days late thanks nobody.
    thank_every_interviewer=recommend(
        thank_you.by(email, post, linkedin),
        before(interview_with_addressee + thank_until),
        due=interview_with_addressee,
        overdue=interview_with_addressee + thank_within,
        once=addressee_thanked,
        cites=(*business[2, 5, 9], *tips[7], *art[4, 8]),
        says="thank every interviewer within {thank_within}; the interview ended {due}",
    ),
    # A07, A08: a date they named is waited for, and a week more, which no other document forbids.
    **pro_tips.taking("wait_a_week_past_the_promise"),
    # A06, A10, A11: with none named, a week from their latest sign of life (art_of_follow_up, business_etiquette), or
    # as long as the company takes. The three days of dos_and_donts and the shunned date of review_your_notes are set
    # aside.
    give_it_a_week=forbid(
        enquiries,
        ~promise_stands & before(wait_over) & pending,
        cites=(*art[38, 39, 83, 84, 118], *business[28]),
        says=sentence(
            "wait until {until}: at least {least} from {last_sign_of_life}, or as long as they usually take",
            least=least_wait + leeway,
        ),
        lengthened_by={leeway: art[33, 34]},
    ),
    then_one_may_ask=art_of_follow_up["then-one-may-ask"].adapted(
        when=wait_is_over, cites=(*tips[18], *art[38, 118], *business[28])
    ),
    then_ask_where_things_stand=art_of_follow_up["then-ask-where-things-stand"].adapted(
        when=wait_is_over & ~unanswered(ENQUIRIES), due=ready, cites=(*tips[18, 19], *art[108], *business[28, 33])
    ),
    # A12: late after two weeks (art_of_follow_up), unless the company is known to take longer or named a date.
    ask_within_two_weeks=recommend(
        status_inquiry.by(written_or_spoken),
        wait_is_over & ~unanswered(ENQUIRIES) & ~promise_stands & at_most(practice, least_wait),
        due=week_over,
        overdue=last_sign_of_life + (late_after + leeway),
        cites=art[36, 38],
        says=sentence(
            "unless something makes you wait longer, ask within {most} of {last_sign_of_life}", most=late_after + leeway
        ),
        lengthened_by={leeway: art[33, 34]},
    ),
    # A14: a week between one attempt and the next (business_etiquette).
    a_week_between_attempts=forbid(
        messages(*ENQUIRIES, "additional_information"),
        before(latest_attempt(counted) + days_between) & pending,
        cites=business[28],
        says="your latest attempt was on {latest_attempt}: leave {days_between} before the next, until {until}",
    ),
    # A13, A15: three attempts, the thank-you not among them, then move on (dos_and_donts, business_etiquette).
    three_attempts_then_stop=business_etiquette["three-attempts-then-stop"].adapted(
        on=messages(*counted), when=exists(last_attempt) & pending, cites=(*dos[7], *business[35])
    ),
    move_on=recommend(
        acts("move_on"),
        since(last_attempt + days_to_move_on) & pending & ~interview_ahead,
        due=last_attempt + days_to_move_on,
        cites=(*dos[8], *business[35, 36]),
        says="attempts so far: {most_attempts}, the last on {attempt}, and no answer: move on",
    ),
    # A27: in an early round with later ones running, wait for the end of it all (art_of_follow_up), but not for ever;
    # and ask nothing while another interview lies ahead, which will answer it.
    not_in_an_early_round=forbid(
        enquiries,
        fact("stage", "first")
        & fact("later_rounds_running")
        & ~exists(process_completed)
        & before(early_round_over)
        & pending,
        cites=art[25],
        says="this was a first round and later rounds are still running: wait, but no longer than until {until}",
    ),
    not_before_a_further_interview=forbid(
        enquiries, interview_ahead & pending, cites=art[25], says="another interview is arranged: ask there"
    ),
    # A28: in the final round an early word of interest, without a question. A16: voice where calls are welcome.
    **art_of_follow_up.taking("show_interest_promptly", "do_not_ask_what_was_announced", "voice_only_where_welcome"),
    # A17: and not on top of an email that waits for its answer (pro_tips; here only of one that asked or told
    # something). A preference for it lifts both.
    no_voice_on_top_of_an_email=forbid(
        enquiries.by(VOICE),
        unanswered(counted, by=email) & ~on_preferred_channel,
        cites=tips[33],
        says="your email has not been answered yet: do not call or leave a voicemail as well",
    ),
    # A19: LinkedIn where you are connected.
    **art_of_follow_up.taking("linkedin_only_on_a_relation"),
    # A18: an enquiry by post where that suits the role (review_your_notes).
    post_only_where_it_suits=forbid(
        enquiries.by(post),
        ~fact("post_suits_role") & ~on_preferred_channel,
        cites=notes[27],
        says="nothing says that a letter suits the role",
    ),
    # A17, A30: the channel they prefer, and no other; if they ask you not to write, do not.
    **art_of_follow_up.taking("always_the_preferred_channel"),
    **review_your_notes.taking("obey_a_no_contact_request"),
    # A09: with proof, tell them at once; this is not an attempt, and there is no wait.
    **pro_tips.taking("tell_of_a_competing_offer", "never_claim_an_offer_without_proof", "tell_of_a_notable_change"),
    **art_of_follow_up.taking("send_further_information"),
    **dos_and_donts.taking("no_grand_gesture"),
    # A32: after a rejection one request for feedback, recommended where it felt very good (pro_tips); and a courteous
    # last word (dos_and_donts), by email.
    **pro_tips.taking("ask_for_feedback"),
    ask_for_feedback=permit(
        feedback_request.by(email),
        not_before(rejection, interview_end) & ~sent_since(rejection, "feedback_request"),
        cites=tips[22, 23],
        says="they said no on {rejection}: you may ask for feedback, once",
    ),
    leave_the_door_open=dos_and_donts["leave-the-door-open"].adapted(on=courtesy_note.by(email)),
    **business_etiquette.taking("keep_applying"),
    # What the message is to say: what two documents or more agree on must be, what one alone asks for should or could.
    # B03: all five thank them, and four for their time; for the opportunity two (art_of_follow_up, business_etiquette).
    thank_for_their_time=pro_tips["thank-for-their-time"].adapted(
        cites=(*tips[9], *dos[15], *art[51], *business[19]), says="the thank-you thanks them for their time"
    ),
    thank_for_the_opportunity=business_etiquette["thank-for-the-opportunity"].adapted(
        on=thank_you,
        cites=(*art[44], *business[19]),
        weight="should",
        says="the thank-you thanks them for the opportunity",
    ),
    thanks_in_every_enquiry=pro_tips["thank-in-the-follow-up"].adapted(
        cites=(*tips[21], *notes[34], *art[10, 90]), says="an enquiry thanks them too"
    ),
    # B20, B21: interest, anticipation, and something particular.
    say_that_you_are_interested=require(
        of_interest,
        shows("interest") | shows("gladly_joining"),
        cites=(*dos[16], *notes[32], *art[11, 45, 87, 91, 114]),
        says="the message says that you are interested, or would gladly join them",
        fix="say that you would like the job",
    ),
    look_forward=pro_tips["anticipation-in-the-follow-up"].adapted(
        on=of_interest,
        cites=(*tips[12, 21], *notes[33], *art[70, 92]),
        weight="should",
        says="the message looks forward to an answer, in a statement",
    ),
    a_particular_point=pro_tips["a-point-in-the-follow-up"].adapted(
        on=of_interest,
        cites=(*tips[11, 21], *notes[44], *art[21, 46, 52, 113], *business[22]),
        says="the message names something particular about the talk or the company",
    ),
    # B22: how your skills fit the job (three documents). Only business_etiquette asks what they need and how you help.
    how_one_fits=require(
        of_interest,
        shows("qualifications") | shows("contribution"),
        cites=(*notes[38], *art[53, 112], *business[25]),
        weight="should",
        says="the message says in one line what qualifies you, or what you would bring",
        fix="say which of your skills fits the job",
    ),
    **business_etiquette.taking("understand_their_needs", weight="could"),
    **business_etiquette.taking("centre_on_what_they_seek"),
    **art_of_follow_up.taking("interest_in_the_company", weight="could"),
    **art_of_follow_up.taking("no_question_in_the_early_message", "nothing_that_was_announced"),
    # A20: the status note asks, as the four that speak of it have it; and it names the job and the day (B32, B33).
    ask_the_question=require(
        enquiries,
        any_progress_question,
        cites=(*notes[33], *art[76, 87], *business[33]),
        says="an enquiry asks about the status, the decision or the next steps",
        fix="ask where your application stands",
    ),
    name_the_job=review_your_notes["the-job"].adapted(
        cites=(*notes[31], *art[92], *business[16]), says="an enquiry names the job"
    ),
    name_the_day=require(
        enquiries,
        shows("interview_date"),
        cites=(*notes[31], *art[92]),
        weight="should",
        says="an enquiry names the day of the interview",
        fix="name the day on which you were interviewed",
    ),
    the_right_day=avoid(
        messages(),
        shows("wrong_interview_date"),
        cites=notes[31],
        weight="should",
        says="if the message names the day of the interview, it is the right day",
        fix="correct the day of the interview",
    ),
    **review_your_notes.taking("the_reason_for_asking", weight="should"),
    # A21: any opening but that there has been no word (business_etiquette); the reason may come first
    # (review_your_notes), the question should not.
    **business_etiquette.taking("never_open_with_no_word", "the_question_comes_after", "open_with_something_for_them"),
    # A23: by name, rightly spelt, as three ask; the first name, which review_your_notes wants, only could be: it is not
    # used everywhere.
    greet_by_name=review_your_notes["greet-by-name"].adapted(
        on=messages(),
        cites=(*notes[29, 36], *art[48], *business[8]),
        weight="must",
        says="the greeting names the reader",
    ),
    **review_your_notes.taking("the_first_name", weight="could"),
    **business_etiquette.taking("names_spelt_right"),
    # I15, B31: the subject tells the purpose, and should name the job, as both models do that fit their own document.
    a_subject_that_tells_the_purpose=require(
        messages(by=email),
        shows("subject_purpose") & ~shows("bare_subject"),
        cites=(*art[49, 71, 73, 77], *business[15, 17]),
        says="the subject line makes the purpose plain and says more than just thanks",
        fix="let the subject say what the message is for, and for which job",
    ),
    the_job_in_the_subject=business_etiquette["the-job-in-the-subject"].adapted(
        on=messages(by=email), cites=(*art[50], *business[16]), weight="should", says="the subject line names the job"
    ),
    # I14: closing, name and contact details, though the models of art_of_follow_up lack the last.
    close_courteously=require(
        messages(by=email),
        shows("closing") & shows("full_name"),
        cites=(*art[55, 56], *notes[40]),
        says="an email ends with a courteous closing and your full name",
        fix="close with a formula such as Kind regards, and your full name below it",
    ),
    contact_details=require(
        messages(by=email),
        shows("contact_details"),
        cites=art[56],
        weight="should",
        says="contact details stand below the name",
        fix="put a number or an address below your name",
    ),
    # A22: the one number there is for an enquiry is fewer than three paragraphs (pro_tips), so the three that a model
    # of art_of_follow_up has are set aside; a thank-you may have the three of its model.
    **pro_tips.taking("fewer_than_three_paragraphs"),
    three_paragraphs_of_thanks=require(
        messages("thank_you", "interest_note"),
        at_most_paragraphs(most_paragraphs_of_thanks),
        cites=art[69],
        weight="should",
        says="a thank-you has at most three paragraphs",
        fix="join paragraphs, or leave one out",
    ),
    brief=pro_tips["brief"].adapted(
        text=at_most_words(most_words),
        cites=(*tips[14, 25], *dos[17], *art[47, 88, 116], *business[26]),
        says="every message is brief",
    ),
    # What one document alone asks for, of its own kinds of message.
    **art_of_follow_up.taking("promised_documents", "what_is_outstanding", "thanks_and_an_offer_with_information"),
    **review_your_notes.taking("offer_what_is_needed"),
    **art_of_follow_up.taking("thanks_on_linkedin", "thoughtful_on_linkedin"),
    **pro_tips.taking("feedback_from_the_interviewer", "thanks_come_first", "say_what_the_feedback_is_for"),
    **dos_and_donts.taking("keep_the_way_open"),
    **pro_tips.taking("say_there_is_another_offer", "say_they_are_preferred", "hope_for_their_word_first"),
    **dos_and_donts.taking("no_frustration_and_no_fear"),
    **art_of_follow_up.taking("neither_pushy_nor_demanding"),
    **business_etiquette.taking("no_generic_email"),
    # A24, B18: what only a reader can judge. Warm, as three have it, within a businesslike form (business_etiquette).
    read_through=business_etiquette["proofread"].adapted(cites=(*art[117], *business[27])),
    professional_and_courteous=ask_the_reader(
        messages(),
        cites=(*dos[24, 26], *notes[2], *art[47, 89, 94, 115], *business[3, 40, 41]),
        says="the message is professional, courteous and well written, whatever the answer",
    ),
    warm_and_businesslike=ask_the_reader(
        messages(),
        cites=(*tips[13, 14, 25], *notes[35], *art[20], *business[18]),
        says="the message is warm, shows real enthusiasm and gratitude, and is still businesslike",
    ),
)
