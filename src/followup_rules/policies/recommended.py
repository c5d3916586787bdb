"""recommended: one practical policy made of the five documents, with the reason for each choice where they conflict.

It is the advice of a good coach. What it recommends at one instant can all be done, and while an answer is pending
there is always a next step. Rules are taken over from the documents wherever they fit, with their ids and citations.
What had to be narrowed or joined is written here from the same parts, under an id of this policy. `A01` and the like
number the conflicts between the documents; a decision that no document bears out is marked as ours. The policy is
closed for messages: what no rule permits is forbidden.
"""

from __future__ import annotations

from followup_rules.policies.art_of_follow_up import any_progress_question, art, art_of_follow_up
from followup_rules.policies.business_etiquette import business, business_etiquette
from followup_rules.policies.dos_and_donts import dos, dos_and_donts
from followup_rules.policies.pro_tips import pro_tips, tips
from followup_rules.policies.review_your_notes import no_contact, notes, review_your_notes
from followup_rules.rules import *

thank_from = quantity(
    "thank_from", hours(12), cites=business[2], low=0, high=24, note="12 to 24 hours: due at the lower figure"
)
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
wait_past_promise = quantity(
    "wait_past_promise", days(7), cites=tips[18], low=5, note="one week after the promised date, by the calendar"
)
least_wait = quantity(
    "least_wait",
    days(7),
    cites=(*art[118], *business[28]),
    high=14,
    note="a week, as in the two documents that name it",
)
late_after = quantity("late_after", days(14), cites=art[38], note="within two weeks: late from there")
late_after_absence = quantity(
    "late_after_absence", days(7), low=1, high=14, note="a week after they are back (our choice)"
)
days_between = quantity(
    "days_between", days(7), cites=business[28], high=10, note="a week or ten days: the lower opens"
)
ask_again_after = quantity(
    "ask_again_after", days(10), cites=business[28], low=7, note="a week or ten days: the upper makes it due"
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
silence_before_moving_on = quantity(
    "silence_before_moving_on",
    days(28),
    cites=art[129],
    low=14,
    high=42,
    note="continued silence, with no number given: four weeks are our choice",
)
longest_early_wait = quantity(
    "longest_early_wait", days(28), cites=art[102], note="the longest time that any document names"
)
days_to_answer = quantity(
    "days_to_answer", business_days(1), low=1, high=3, note="answer them within a business day (our choice)"
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

# Days after an instant are counted by the date: nobody watches the clock of the interview a week later (ours).
days_counted = reading("days_counted", "by_the_date", "by_the_clock", "in_working_days")
attempts_counted = counted_attempts(cites=(*dos[7], *business[35]))
last_attempt = choice_of_moments(
    "thank_you_counts",
    no=latest_attempt(FOLLOW_UPS, counted=attempts_counted),
    yes=latest_attempt(FOLLOW_UPS | thank_you.kinds, counted=attempts_counted),
    cites=(*dos[7, 13], *business[35]),
)
third_attempt = choice_of_moments(
    "thank_you_counts",
    no=attempt(most_attempts, FOLLOW_UPS, counted=attempts_counted),
    yes=attempt(most_attempts, FOLLOW_UPS | thank_you.kinds, counted=attempts_counted),
    cites=(*dos[7, 13], *business[35]),
)
other_follow_ups = messages(*FOLLOW_UPS - ENQUIRIES)
only_while_pending = messages(*FOLLOW_UPS, "competing_offer_notice", "change_notice")
of_interest = messages(*ENQUIRIES, "thank_you", "interest_note")

# A29: a slow period lengthens the waits, by what was declared and by nothing else.
leeway = slow_period_leeway(undeclared_is_unknown=False)
since_life = counted(last_sign_of_life, days_counted)
since_last_attempt = counted(last_attempt, days_counted)
interview_day = counted(interview_with_addressee, days_counted)
thanks_over = interview_day + thank_until
week_past_promise = counted(promised_date, days_counted) + wait_past_promise
week_over = since_life + (least_wait + leeway)
wait_over = since_life + (longer_of(least_wait, practice) + leeway)
# The end of the wait for enquiries: what they said themselves, or what is usual; and not while they are away.
ready = first_existing(invitation_opens, later_of(first_existing(week_past_promise, wait_over), away_until))
next_attempt = since_last_attempt + days_between
ask_again_from = later_of(ready, since_last_attempt + ask_again_after)
silent_for_long = later_of(ready, counted(latest_unanswered(ENQUIRIES), days_counted) + silence_before_moving_on)
time_to_move_on = later_of(ready, counted(third_attempt, days_counted) + days_to_move_on)
moved_on = taken_since(later_of(last_sign_of_life, last_attempt), "move_on")

# By email: or by the channel that they prefer in its place. A wish for the phone lets one leave a voicemail too.
preferred = on_preferred_channel
preferred_or_covered = covered_by_preference
invited_by_it = invited & invited_by_channel
invited_by_it_or_covered = invited & covered_by_invitation
by_email = goes_by(email) & ~preference_stated | preferred
may_go_by_email = by_email | preferred_or_covered
may_ask_by_it = (
    may_go_by_email
    | goes_by(VOICE) & fact("calls_welcome")
    | goes_by(post) & fact("post_suits_role")
    | goes_by(linkedin) & fact("linkedin_relation")
)

# What they asked or offered is answered, even after a request not to write if it came with it.
asked_after_the_request = exists(latest_question) & ~not_before(latest_request, latest_question)
reply_barred = no_contact & ~asked_after_the_request & ~exists(latest_offer)
reply_owed = (exists(open_question) | exists(open_offer)) & ~reply_barred
early_round = stage("first") & fact("later_rounds_running") & ~exists(process_completed) & pending & ~invited
wait_in_an_early_round = early_round & before(first_existing(week_past_promise, since_life + longest_early_wait))
decided = exists(interview_end) & ~pending
one_of_several = fact("others_under_evaluation") & stage("final")
nothing_ahead = pending & ~interview_ahead & ~invitation_stands & ~reply_owed
notes_to_review = (
    pending
    & ~moved_on
    & ~exists(third_attempt)
    & ~interview_ahead
    & ~no_contact
    & ~wait_in_an_early_round
    & ~taken_since(later_of(interview_end, latest_message()))
)
# more than one of these on one date is too much
latest_daily = latest_message(FOLLOW_UPS | {"change_notice", "feedback_request", "courtesy_note"})
reminding = since(ready) & pending & ~moved_on & ~reply_owed

recommended = policy(
    "recommended",
    closed=True,
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
    # A01-A05: a duty, to every interviewer, within a day (business_etiquette, pro_tips, art_of_follow_up). The delay of
    # dos_and_donts is set aside: a thank-you three days late thanks nobody.
    thank_every_interviewer=recommend(
        thank_you,
        before(thanks_over) & (goes_by(email) | preferred),
        due=interview_with_addressee + thank_from,
        overdue=interview_with_addressee + thank_within,
        once=addressee_thanked,
        cites=(*business[2, 5, 9], *tips[7], *art[4]),
        says="thank every interviewer within {thank_within}; the interview ended {interview_with_addressee}",
    ),
    thank_them_by_post_or_late=permit(
        thank_you,
        exists(interview_with_addressee) & ~addressee_thanked & (goes_by(email, post) | preferred_or_covered),
        cites=art[4, 8],
        says="you may thank them for the interview, which ended {interview_with_addressee}",
    ),
    thank_them_on_linkedin=permit(
        thank_you.by(linkedin),
        exists(interview_with_addressee) & ~addressee_thanked & fact("linkedin_relation"),
        cites=art[62, 63],
        says="you may thank them for the interview, which ended {interview_with_addressee}",
    ),
    # From a week on the follow-up carries the thanks (ours).
    the_follow_up_carries_the_thanks=discourage(
        thank_you,
        exists(interview_with_addressee) & since(later_of(thanks_over, ready)) & pending,
        says="it is late for a thank-you alone: thank them in your follow-up",
    ),
    # A30: if they ask you not to write, do not; only what they asked or offered may be answered.
    **review_your_notes.taking("obey_a_no_contact_request"),
    no_reply_that_they_did_not_ask_for=forbid(
        reply,
        reply_barred,
        cites=notes[16, 17],
        says="they asked on {no_contact_request} not to be contacted, and that still holds",
    ),
    # Before an interview there is nothing to follow up, and after the answer nothing to ask (ours).
    nothing_to_follow_up_yet=forbid(
        only_while_pending,
        ~exists(interview_end),
        says="no interview has ended yet: there is nothing to follow up",
    ),
    they_said_no=forbid(
        only_while_pending,
        decided & not_before(rejection, closing),
        says="they said no on {rejection}: the answer is there",
    ),
    they_made_an_offer=forbid(
        only_while_pending,
        decided & not_before(latest_offer, closing),
        says="they made you an offer on {latest_offer}: the answer is there",
    ),
    you_withdrew=forbid(
        only_while_pending,
        decided & not_before(withdrawal, closing),
        says="you withdrew on {withdrawal}: there is nothing to follow up",
    ),
    # Enquiries wait: for the day that they gave leave for (dos_and_donts, business_etiquette).
    wait_until_invited=forbid(
        enquiries,
        before(invitation_opens) & pending,
        cites=(*dos[3], *business[13]),
        says="they want to hear from you from {until} on: wait until then",
    ),
    # A07, A08: a date they named is waited for, and a week more, which no other document forbids.
    wait_a_week_past_the_promise=pro_tips["wait-a-week-past-the-promise"].adapted(
        when=before(week_past_promise) & pending & ~invitation_stands
    ),
    # A06, A10, A11: with none named, a week from their latest sign of life (art_of_follow_up, business_etiquette), or
    # as long as the company takes. The three days of dos_and_donts and the shunned date of review_your_notes are set
    # aside.
    give_it_a_week=forbid(
        enquiries,
        ~promise_stands & ~invitation_stands & before(wait_over) & pending,
        cites=(*art[38, 39, 83, 84, 118], *business[28]),
        says=sentence(
            "wait until {until}: at least {least} from {last_sign_of_life}, or as long as they usually take",
            least=least_wait + leeway,
        ),
        lengthened_by={leeway: art[33, 34]},
    ),
    # While they are away nobody reads it (ours).
    not_while_they_are_away=forbid(
        enquiries,
        before(away_until) & pending & ~invitation_stands,
        says="they are away until {until}: ask when they are back",
    ),
    # A16-A19: then one may ask, by email, by the channel that they gave leave for, by voice where calls are welcome, by
    # post where that suits the role, and on LinkedIn where you are connected.
    then_one_may_ask_as_invited=permit(
        enquiries,
        invited & pending & (may_ask_by_it | invited_by_it_or_covered),
        cites=(*dos[3], *business[13]),
        says="they invited you to ask from {since} on",
    ),
    then_one_may_ask_past_the_promise=permit(
        enquiries,
        since(ready) & pending & promise_stands & ~invitation_stands & may_ask_by_it,
        cites=tips[18],
        says="the wait after the date they named was over on {since}",
    ),
    then_one_may_ask=permit(
        enquiries,
        since(ready) & pending & ~promise_stands & ~invitation_stands & may_ask_by_it,
        cites=(*art[38, 118], *business[28]),
        says="the wait was over on {since}",
    ),
    then_ask_as_invited=recommend(
        status_inquiry,
        invited & pending & ~moved_on & ~reply_owed & (by_email | invited_by_it),
        due=ready,
        cites=(*dos[3], *business[13, 33]),
        says="they invited you to ask from {due} on: ask where things stand",
    ),
    then_ask_past_the_promise=recommend(
        status_inquiry,
        reminding & promise_stands & ~invitation_stands & ~unanswered(ENQUIRIES) & by_email,
        due=ready,
        cites=tips[18, 19],
        says="the wait after the date they named was over on {due}: ask where things stand",
    ),
    then_ask_where_things_stand=recommend(
        status_inquiry,
        reminding & ~promise_stands & ~invitation_stands & ~unanswered(ENQUIRIES) & by_email,
        due=ready,
        cites=(*art[38, 108, 118], *business[28, 33]),
        says="the wait was over on {due}: ask where things stand",
    ),
    # A12: late after two weeks (art_of_follow_up), unless the company is known to take longer or named a date.
    ask_within_two_weeks=recommend(
        status_inquiry,
        reminding
        & ~promise_stands
        & ~invitation_stands
        & ~unanswered(ENQUIRIES)
        & at_most(practice, least_wait)
        & by_email,
        due=later_of(week_over, away_until),
        overdue=later_of(since_life + (late_after + leeway), counted(away_until, days_counted) + late_after_absence),
        cites=art[36, 38],
        says=sentence(
            "unless something makes you wait longer, ask within {most} of {last_sign_of_life}", most=late_after + leeway
        ),
        lengthened_by={leeway: art[33, 34]},
    ),
    # A14: no answer in ten days, ask again; a week at least between one attempt and the next (business_etiquette).
    then_ask_again=recommend(
        status_inquiry,
        reminding & unanswered(ENQUIRIES) & ~exists(third_attempt) & before(silent_for_long) & by_email,
        due=since_last_attempt + ask_again_after,
        cites=business[28],
        says=sentence(
            "your latest attempt, on {latest}, has not been answered: ask again from {due} on", latest=last_attempt
        ),
    ),
    a_week_between_attempts=forbid(
        other_follow_ups,
        before(next_attempt) & pending,
        cites=business[28],
        says=sentence(
            "your latest attempt was on {latest}: leave {days_between} before the next, until {until}",
            latest=last_attempt,
        ),
    ),
    a_week_between_enquiries=forbid(
        enquiries,
        before(next_attempt) & pending & ~invited,
        cites=business[28],
        says=sentence(
            "your latest attempt was on {latest}: leave {days_between} before the next, until {until}",
            latest=last_attempt,
        ),
    ),
    # One message a day: nobody likes to be pressed.
    one_message_a_day=discourage(
        messages(*FOLLOW_UPS - ENQUIRIES, "change_notice", "feedback_request", "courtesy_note"),
        on_date(latest_daily),
        cites=(*tips[32], *notes[11], *art[35], *business[29]),
        says="you have already written to them today",
    ),
    one_enquiry_a_day=discourage(
        enquiries,
        on_date(latest_daily) & ~invited,
        cites=(*tips[32], *notes[11], *art[35], *business[29]),
        says="you have already written to them today",
    ),
    # A13, A15: three attempts, the thank-you not among them, then move on (dos_and_donts, business_etiquette).
    three_attempts_then_stop=forbid(
        other_follow_ups,
        exists(third_attempt) & pending,
        cites=(*dos[7], *business[35]),
        says=sentence("attempts so far: {most_attempts}, the last on {latest}: stop", latest=third_attempt),
    ),
    three_attempts_then_no_enquiry=forbid(
        enquiries,
        exists(third_attempt) & pending & ~invited,
        cites=(*dos[7], *business[35]),
        says=sentence("attempts so far: {most_attempts}, the last on {latest}: stop", latest=third_attempt),
    ),
    move_on=recommend(
        acts("move_on"),
        exists(third_attempt) & since(time_to_move_on) & nothing_ahead,
        due=time_to_move_on,
        done_when=moved_on,
        cites=(*dos[8], *business[35, 36]),
        says=sentence(
            "attempts so far: {most_attempts}, the last on {latest}, and no answer: move on", latest=third_attempt
        ),
    ),
    # After fewer, four weeks of silence are enough (art_of_follow_up; the four weeks are ours).
    move_on_from_long_silence=recommend(
        acts("move_on"),
        unanswered(ENQUIRIES) & ~exists(third_attempt) & since(silent_for_long) & nothing_ahead,
        due=silent_for_long,
        done_when=moved_on,
        cites=art[129],
        says="your enquiry of {latest_unanswered} has had no answer for {silence_before_moving_on}: move on",
    ),
    # A27: in an early round with later ones running, wait for the end of it all (art_of_follow_up), but not for ever;
    # and ask nothing while another interview lies ahead, which will answer it (ours).
    not_in_an_early_round_with_a_date=forbid(
        enquiries,
        early_round & before(week_past_promise),
        cites=(*art[25], *tips[18]),
        says="this was a first round and later rounds are still running: wait, but no longer than until {until}",
    ),
    not_in_an_early_round=forbid(
        enquiries,
        early_round & ~promise_stands & before(since_life + longest_early_wait),
        cites=art[25, 102],
        says="this was a first round and later rounds are still running: wait, but no longer than until {until}",
    ),
    not_before_a_further_interview=forbid(
        enquiries,
        interview_ahead & pending & ~invited,
        says="another interview is arranged: ask there",
    ),
    # A28: in the final round an early word of interest, without a question; later the enquiry carries it.
    show_interest_promptly=recommend(
        interest_note,
        one_of_several & before(ready) & pending & by_email,
        due=interview_end,
        done_when=moved_on,
        once=sent_since(interview_end, "interest_note"),
        cites=art[26],
        says="the final round ended {interview_end}, and others are still being considered: say that you want the job",
    ),
    show_interest=permit(
        interest_note,
        one_of_several & pending & may_go_by_email & ~sent_since(interview_end, "interest_note"),
        cites=art[26],
        says="the final round ended {interview_end}, and others are considered too: you may say that you want the job",
    ),
    the_enquiry_carries_the_interest=discourage(
        interest_note,
        one_of_several & since(ready) & pending,
        cites=art[26],
        says="you may ask since {since}: say in your enquiry that you want the job",
    ),
    do_not_ask_what_was_announced=art_of_follow_up["do-not-ask-what-was-announced"].adapted(
        when=before(promise_passed) & ~invited
    ),
    # A16: voice where calls are welcome, or where they asked for a call.
    voice_only_where_welcome=art_of_follow_up["voice-only-where-welcome"].adapted(
        on=enquiries.by(VOICE), when=~fact("calls_welcome") & ~preferred_or_covered & ~invited_by_it_or_covered
    ),
    # A17: and not on top of an email that waits for its answer (pro_tips; here only of one that asked or told
    # something). A preference for it lifts both.
    no_voice_on_top_of_an_email=pro_tips["no-voice-after-an-email"].adapted(
        on=enquiries.by(VOICE),
        when=unanswered(FOLLOW_UPS, by=email) & ~preferred_or_covered & ~invited_by_it_or_covered,
        says="your email has not been answered yet: do not call or leave a voicemail as well",
    ),
    # A19: LinkedIn where you are connected. A18: an enquiry by post where that suits the role (review_your_notes).
    linkedin_only_on_a_relation=art_of_follow_up["linkedin-only-on-a-relation"].adapted(
        on=enquiries.by(linkedin), when=~fact("linkedin_relation") & ~preferred & ~invited_by_it
    ),
    post_only_where_it_suits=forbid(
        enquiries.by(post),
        ~fact("post_suits_role") & ~preferred & ~invited_by_it,
        cites=notes[27],
        says="nothing says that a letter suits the role",
    ),
    # A17: the channel they prefer, and no other; a thank-you and a reply may go by another.
    always_the_preferred_channel=art_of_follow_up["always-the-preferred-channel"].adapted(
        on=messages(*UNPROMPTED - ENQUIRIES - thank_you.kinds, "withdrawal_notice"),
        when=preference_stated & ~preferred_or_covered,
    ),
    ask_by_the_preferred_channel=art_of_follow_up["always-the-preferred-channel"].adapted(
        on=enquiries, when=preference_stated & ~preferred_or_covered & ~invited_by_it_or_covered
    ),
    # A09: with proof, tell them at once; this is not an attempt, and there is no wait.
    tell_of_a_competing_offer=pro_tips["tell-of-a-competing-offer"].adapted(
        on=competing_offer_notice,
        when=exists(solid_offer) & pending & by_email,
        once=sent_since(solid_offer, "competing_offer_notice"),
    ),
    tell_of_it_by_voicemail=permit(
        competing_offer_notice,
        exists(solid_offer) & pending & may_go_by_email & ~sent_since(solid_offer, "competing_offer_notice"),
        cites=tips[28, 29, 37],
        says="you have had another offer, which you can prove, since {solid_offer}: you may tell them",
    ),
    **pro_tips.taking("never_claim_an_offer_without_proof"),
    tell_of_a_notable_change=pro_tips["tell-of-a-notable-change"].adapted(
        on=change_notice,
        when=exists(change) & pending & may_go_by_email,
        once=sent_since(change, "change_notice"),
    ),
    send_further_information=art_of_follow_up["send-further-information"].adapted(when=pending & may_go_by_email),
    **dos_and_donts.taking("no_grand_gesture"),
    # A32: after a rejection one request for feedback, recommended where it felt very good (pro_tips); and a courteous
    # last word (dos_and_donts), by email.
    ask_for_feedback_that_felt_good=recommend(
        feedback_request,
        rejected & fact("felt_very_good") & by_email,
        due=rejection,
        once=sent_since(rejection, "feedback_request"),
        cites=tips[22, 23],
        says="they said no on {rejection}, although the interview felt very good: ask for feedback, once",
    ),
    ask_for_feedback=permit(
        feedback_request,
        rejected & may_go_by_email & ~sent_since(rejection, "feedback_request"),
        cites=tips[22, 23],
        says="they said no on {rejection}: you may ask for feedback, once",
    ),
    leave_the_door_open=dos_and_donts["leave-the-door-open"].adapted(
        when=rejected & may_go_by_email, once=sent_since(rejection, "courtesy_note")
    ),
    # Answering is not following up: what they ask and what they offer waits for a reply (ours).
    answer_them=permit(reply, says="you may always answer them"),
    answer_what_they_asked=recommend(
        reply,
        exists(open_question) & by_email,
        due=open_question,
        overdue=open_question + days_to_answer,
        says="they asked you something on {open_question}: answer them within {days_to_answer}",
    ),
    answer_their_offer=recommend(
        reply,
        exists(open_offer) & by_email,
        due=open_offer,
        says="they made you an offer on {open_offer}: answer it",
    ),
    # If you withdraw, tell them, once (ours).
    tell_them_that_you_withdraw=permit(
        withdrawal_notice,
        (pending | interview_ahead | exists(withdrawal)) & may_go_by_email,
        once=sent_since(interview_end, "withdrawal_notice")
        | ~exists(interview_end) & exists(latest_message("withdrawal_notice")),
        says="you may tell them that you withdraw",
    ),
    tell_them_that_you_withdrew=recommend(
        withdrawal_notice,
        withdrawn & by_email,
        due=withdrawal,
        says="you withdrew on {withdrawal}: tell them",
    ),
    # Before asking, and before asking again, go through the notes (review_your_notes).
    review_the_notes=recommend(
        acts("review_notes"),
        since(ready) & ~unanswered(ENQUIRIES) & notes_to_review,
        due=ready,
        cites=notes[18],
        says="go through your interview notes before you ask",
    ),
    review_the_notes_again=recommend(
        acts("review_notes"),
        since(ask_again_from) & before(silent_for_long) & unanswered(ENQUIRIES) & notes_to_review,
        due=ask_again_from,
        cites=notes[18],
        says="go through your interview notes before you ask again",
    ),
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
