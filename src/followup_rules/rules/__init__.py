"""The language that a policy is written in, to be imported from here: `from followup_rules.rules import ...`.

The six policies import all of it with a star, so no name here hides a builtin.
"""

from followup_rules.rules.amounts import (
    business_days as business_days,
    days as days,
    first_declared as first_declared,
    hours as hours,
    industry_norm as industry_norm,
    longer_of as longer_of,
    practice as practice,
    quantity as quantity,
    slow_period_leeway as slow_period_leeway,
    times as times,
)
from followup_rules.rules.choices import (
    choice_of_conditions as choice_of_conditions,
    choice_of_moments as choice_of_moments,
)
from followup_rules.rules.conditions import (
    addressee_thanked as addressee_thanked,
    always as always,
    at_most as at_most,
    before as before,
    completes_a_step as completes_a_step,
    exists as exists,
    fact as fact,
    interview_ahead as interview_ahead,
    interview_on as interview_on,
    met_at_the_latest_interview as met_at_the_latest_interview,
    never as never,
    no_contact_requested as no_contact_requested,
    not_before as not_before,
    on_date as on_date,
    on_preferred_channel as on_preferred_channel,
    pending as pending,
    prefers_another_channel as prefers_another_channel,
    promise_stands as promise_stands,
    sent_since as sent_since,
    since as since,
    taken_since as taken_since,
    unanswered as unanswered,
)
from followup_rules.rules.moments import (
    attempt as attempt,
    change as change,
    date_of as date_of,
    first_existing as first_existing,
    interview_end as interview_end,
    interview_start as interview_start,
    interview_with_addressee as interview_with_addressee,
    last_sign_of_life as last_sign_of_life,
    later_of as later_of,
    latest_attempt as latest_attempt,
    latest_event as latest_event,
    latest_message as latest_message,
    latest_unanswered as latest_unanswered,
    process_completed as process_completed,
    promise_passed as promise_passed,
    promised_date as promised_date,
    rejection as rejection,
    while_pending as while_pending,
    written_offer as written_offer,
)
from followup_rules.rules.policy import (
    Policy as Policy,
    first_to_speak as first_to_speak,
    majority as majority,
    most_permissive as most_permissive,
    policy as policy,
    resolvers as resolvers,
    strictest as strictest,
)
from followup_rules.rules.rule import (
    Statements as Statements,
    discourage as discourage,
    forbid as forbid,
    in_the_interview as in_the_interview,
    permit as permit,
    recommend as recommend,
)
from followup_rules.rules.selections import (
    acts as acts,
    additional_information as additional_information,
    change_notice as change_notice,
    competing_offer_notice as competing_offer_notice,
    courtesy_note as courtesy_note,
    email as email,
    enquiries as enquiries,
    feedback_request as feedback_request,
    gift as gift,
    interest_note as interest_note,
    linkedin as linkedin,
    messages as messages,
    phone as phone,
    post as post,
    status_inquiry as status_inquiry,
    text_message as text_message,
    thank_you as thank_you,
    timeline_inquiry as timeline_inquiry,
    voicemail as voicemail,
)
from followup_rules.rules.sentences import sentence as sentence
from followup_rules.rules.text_rules import (
    ask_the_reader as ask_the_reader,
    at_most_paragraphs as at_most_paragraphs,
    at_most_words as at_most_words,
    avoid as avoid,
    choice_of_texts as choice_of_texts,
    hints_at as hints_at,
    limit as limit,
    mentions as mentions,
    require as require,
    shows as shows,
)
from followup_rules.timeline.vocabulary import ENQUIRIES as ENQUIRIES, MESSAGES as MESSAGES, VOICE as VOICE
