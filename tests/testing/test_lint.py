"""What `lint` finds: one fault of each kind in a policy that is healthy otherwise, its words, its witness; and laws."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from followup_rules import (
    Facts,
    Interview,
    Policy,
    PolicyError,
    Timeline,
    evaluate,
    first_to_speak,
    majority,
    policies,
    strictest,
)
from followup_rules.rules.amounts import (
    days,
    hours,
    industry_norm,
    longer_of,
    practice,
    quantity,
    slow_period_leeway,
    times,
)
from followup_rules.rules.choices import choice_of_conditions
from followup_rules.rules.conditions import (
    YES,
    Condition,
    addressee_thanked,
    always,
    at_most,
    before,
    exists,
    fact,
    goes_by,
    interview_ahead,
    interview_on,
    invitation_stands,
    invited_by_channel,
    met_at_the_latest_interview,
    never,
    no_contact_requested,
    not_before,
    on_preferred_channel,
    pending,
    prefers_another_channel,
    promise_stands,
    rejected,
    since,
    stage,
    unanswered,
    withdrawn,
)
from followup_rules.rules.moments import (
    attempt,
    counted,
    date_of,
    interview_end,
    interview_start,
    interview_with_addressee,
    invitation_opens,
    later_of,
    latest_attempt,
    no_contact_request,
    open_question,
    promise_passed,
    promised_date,
    rejection,
    while_pending,
    withdrawal,
)
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.readings import reading
from followup_rules.rules.rule import Rule, discourage, forbid, permit, recommend
from followup_rules.rules.selections import messages
from followup_rules.rules.sentences import sentence
from followup_rules.testing.lint import Finding, lint
from followup_rules.testing.strategies.conditions import any_moments
from followup_rules.timeline.vocabulary import ACTIONS, MESSAGE_CHANNELS, VOICE, Action, ActionKind, ChannelName
from ids import stable_id
from strategies import any_conditions, drawn_policies, timelines

pytestmark = pytest.mark.unmeasured

Told: TypeAlias = tuple[str, str, tuple[str, ...], bool]

laws = settings(derandomize=True, database=None, deadline=None, max_examples=40)

ASK, GIFT = messages("status_inquiry"), messages("gift")
EMAIL = messages("status_inquiry", by="email")
WAIT = interview_end + days(3)

# a general permission that something narrower forbids, advice for and against, each somewhere by itself
WAIT_FIRST = forbid(ASK, before(WAIT) & pending, cites=("a-1",), says="wait").named("mine/wait-first")
THEN_ASK = permit(ASK, pending & ~unanswered(), cites=("a-2",), says="ask").named("mine/then-ask")
ASK_SOON = recommend(
    EMAIL, since(WAIT) & pending, due=WAIT, overdue=interview_end + days(7), cites=("a-3",), says="ask"
).named("mine/ask-soon")
NO_VOICE = discourage(
    messages("status_inquiry", by=VOICE), pending & ~fact("calls_welcome"), cites=("a-4",), says="no"
).named("mine/no-voice")
HEALTHY = (WAIT_FIRST, THEN_ASK, ASK_SOON, NO_VOICE)


def policy_of(*rules: Rule, **how: Any) -> Policy:
    """The healthy policy with further rules."""
    return Policy("mine", (*HEALTHY, *rules), **how)


def found(policy: AnyPolicy, **how: Any) -> tuple[Finding, ...]:
    """What is found but for gaps."""
    return tuple(finding for finding in lint(policy, **{"tries": 25, **how}) if finding.kind != "gap")


def told(policy: AnyPolicy, **how: Any) -> list[Told]:
    """The kinds of what is found, their levels, the rules they are about, and whether they are exact."""
    return [
        (finding.kind, finding.level, tuple(rule.id for rule in finding.rules), finding.exact)
        for finding in found(policy, **how)
    ]


def gift(when: Condition, name: str = "mine/gift") -> Rule:
    """A permission that no other rule meddles with."""
    return permit(GIFT, when, cites=("g-1",), says="give").named(name)


# -- healthy policies


def test_a_healthy_policy_has_no_fault() -> None:
    """Nor has it for a rule that forbids, here and there, what another permits in general."""
    assert told(policy_of()) == []


def test_a_rule_that_needs_much_to_happen_is_not_slandered() -> None:
    """Seven attempts are more events than small timelines have, or drawn ones."""
    many = forbid(GIFT, exists(attempt(times(7))) & ~fact("felt_very_good"), says="stop").named("mine/stop")
    assert told(policy_of(gift(pending), many)) == []


def test_a_rule_that_needs_several_facts_at_once_is_not_slandered() -> None:
    """Facts are declared together where one rule asks them together."""
    when = fact("stage", "final") & fact("later_rounds_running") & ~fact("linkedin_relation") & fact("calls_welcome")
    assert told(policy_of(gift(when & exists(rejection)))) == []


def test_a_permission_by_email_stands_for_the_preferred_channel() -> None:
    """Forbidden by email it is still permitted by the preferred channel, where the one stands for the other."""
    no_email = forbid(messages("gift", by="email"), pending, says="no").named("mine/no-email")
    stands_in = gift(pending & (goes_by("email") | on_preferred_channel))
    assert told(policy_of(stands_in, no_email)) == []
    contradicted = [("contradiction", "fault", ("mine/gift", "mine/no-email"), True)]
    assert told(policy_of(gift(pending & goes_by("email")), no_email)) == contradicted


def test_a_rule_that_goes_by_a_channel_on_which_it_is_not_never_applies() -> None:
    """And leaves gaps on the others."""
    policy = policy_of(permit(messages("gift", by="email"), goes_by("post"), says="give").named("mine/gift"))
    assert told(policy, tries=0) == [("never_applies", "fault", ("mine/gift",), True)]
    by_post = lint(policy_of(gift(goes_by("post"))), tries=0)
    (gap,) = [str(finding) for finding in by_post if finding.action and finding.action.kind == "gift"]
    assert "no rule speaks of `gift` by email, phone, voicemail, LinkedIn or text message" in gap


def test_recommendations_of_different_dates_do_not_double_each_other() -> None:
    """The one that is due later is not needless: its dates are its own."""
    later = attrs.evolve(ASK_SOON, id="mine/ask-later", due=interview_end + days(4))
    assert told(policy_of(later)) == []


def test_a_rule_that_needs_the_most_of_several_facts_is_not_slandered() -> None:
    """Numbers are declared at their bounds, and together."""
    longest = longer_of(days(7), practice) + slow_period_leeway(undeclared_is_unknown=True)
    when = ~at_most(longest, days(100)) & ~at_most(industry_norm(finance=days(14), retail=days(7)), days(7))
    assert told(policy_of(gift(when))) == []


# -- never_applies

NEVER = {
    "never": never,
    "a part and its complement": pending & since(interview_end) & ~pending,
    "each way has a part and its complement": (pending & ~pending) | (fact("calls_welcome") & ~fact("calls_welcome")),
    "a complement that comes of a complement": ~(pending | fact("calls_welcome")) & (pending | fact("calls_welcome")),
    "a choice of which nothing else can be taken": choice_of_conditions("taken", at_no_time=never),
    "before and since": before(promise_passed) & since(promise_passed),
    "since later": before(promised_date) & since(promised_date + days(1)),
    "since a later amount": before(interview_end + days(2)) & since(interview_end + (days(1) + days(1) + practice)),
    "since the later of two": before(promise_passed) & since(later_of(rejection, promise_passed + hours(1))),
    "a date and days after it": before(date_of(promise_passed)) & since(date_of(promise_passed) + days(0)),
    "before what is known to have happened": before(rejection),
    "before the later of what has happened": before(later_of(interview_end, latest_attempt())),
    "two values of a fact": fact("stage", "first") & fact("stage", "final"),
    "a moment that there is not": ~exists(rejection) & since(rejection + days(1)),
    "compared with what there is not": ~exists(rejection) & not_before(rejection, interview_end),
    "a date of what there is not": ~exists(rejection) & before(date_of(rejection)),
    "a promise that does not stand": ~promise_stands & before(promise_passed + days(7)),
    "a promise without a date": promise_stands & ~exists(promised_date),
    "while pending, and not": ~pending & since(while_pending(interview_end)),
    "pending without an interview": pending & ~exists(interview_end),
    "an interview on that has not begun": interview_on & ~exists(interview_start),
    "an interview on and none ahead": interview_on & ~interview_ahead,
    "a preferred channel and another": on_preferred_channel & prefers_another_channel,
    "an invitation that does not stand": ~invitation_stands & before(invitation_opens),
    "invited by a channel, and not at all": invited_by_channel & ~invitation_stands,
    "rejected without a rejection": rejected & ~exists(rejection),
    "withdrawn without a withdrawal": withdrawn & ~exists(withdrawal),
    "a request that does not stand": no_contact_requested & ~exists(no_contact_request),
    "before a question that has been asked": before(open_question),
    "two stages": stage("first") & stage("final"),
    "counted from what there is not": ~exists(rejection) & since(counted(rejection, reading("by", "by_the_date"))),
    "by two channels at once": goes_by("email") & goes_by("post"),
}
READ_OTHERWISE = choice_of_conditions("taken", at_no_time=never, at_any_time=always)
NEVER_SEEN = {
    "hours and days": since(interview_end + days(2)) & before(interview_end + hours(1)),
    "an attempt without a message": exists(latest_attempt()) & ~unanswered(),
    "a later one that comes first": since(attempt(times(2))) & ~exists(attempt(times(1))),
}


@pytest.mark.parametrize("when", NEVER.values(), ids=NEVER)
def test_a_condition_that_contradicts_itself_never_holds(when: Condition) -> None:
    """It follows from the condition."""
    assert told(policy_of(gift(when))) == [("never_applies", "fault", ("mine/gift",), True)]


def test_a_rule_that_a_choice_makes_idle_is_only_noted() -> None:
    """Read otherwise it would apply."""
    (finding,) = found(policy_of(gift(READ_OTHERWISE & pending)))
    assert (finding.kind, finding.level, finding.exact) == ("never_applies", "note", True)
    assert finding.says == "`mine/gift` [g-1] never applies: `taken` would have to be read otherwise"
    assert told(policy_of(gift(READ_OTHERWISE & never))) == [("never_applies", "fault", ("mine/gift",), True)]


@pytest.mark.parametrize("when", NEVER_SEEN.values(), ids=NEVER_SEEN)
def test_a_condition_that_has_not_been_seen_to_hold(when: Condition) -> None:
    """It does not follow from the condition, and is told for what it is."""
    assert told(policy_of(gift(when))) == [("never_applies", "fault", ("mine/gift",), False)]


MAY_HOLD = {
    "since sooner": before(interview_end + days(2)) & since(interview_end + days(1)),
    "since an amount that may be less": before(interview_end + days(2)) & since(interview_end + practice),
    "since another moment": before(promise_passed) & since(rejection),
    "before what may come later": before(later_of(rejection, promise_passed)),
    "two values, of which one is not": fact("stage", "first") & ~fact("stage", "final"),
    "always, or never": always | never,
}


@pytest.mark.parametrize("when", MAY_HOLD.values(), ids=MAY_HOLD)
def test_a_condition_that_may_hold_is_let_be(when: Condition) -> None:
    """However near to a contradiction."""
    assert told(policy_of(gift(when))) == []


def test_a_condition_of_too_many_ways_is_let_be() -> None:
    """Of its conditions nothing is told then; what is looked for is."""
    declared = [fact("stage", word) for word in ("first", "middle", "final")]
    flags = [
        fact(name) for name in ("later_rounds_running", "felt_very_good", "engaging_conversation", "calls_welcome")
    ]
    many = (declared[0] | flags[0]) & (declared[1] | flags[1]) & (declared[2] | flags[2]) & (flags[0] | flags[3])
    more = many & (flags[1] | pending) & (flags[2] | promise_stands) & (flags[3] | exists(rejection))
    policy = policy_of(gift(more & ~pending & pending), gift(more & pending, "mine/other"))
    assert told(policy, tries=0) == []
    assert told(policy)[0] == ("never_applies", "fault", ("mine/gift",), False)


@pytest.mark.parametrize(
    "on", [messages("gift", by="in_person"), GIFT.but(messages("gift")), messages("gift", by=[])], ids=stable_id
)
def test_a_rule_on_nothing_that_is_judged(on: Any) -> None:
    """A channel on which messages are not judged, or all left out."""
    policy = policy_of(forbid(on, pending, cites=("n-1",), says="no").named("mine/none"))
    assert told(policy) == [("never_applies", "fault", ("mine/none",), True)]
    assert found(policy)[0].says == "`mine/none` [n-1] never applies: none of its actions is ever judged"


# -- duplicate


@pytest.mark.parametrize("rule", HEALTHY, ids=lambda rule: rule.effect)
def test_a_rule_twice(rule: Rule) -> None:
    """Of whatever effect; what it says and cites makes no difference."""
    again = attrs.evolve(rule, id="mine/again", cites=("b-9",), says=sentence("again"))
    assert told(policy_of(again)) == [("duplicate", "fault", (rule.id, "mine/again"), True)]


def test_a_rule_thrice_is_one_fault() -> None:
    """Named are all of them."""
    twins = (attrs.evolve(WAIT_FIRST, id=f"mine/again-{number}") for number in (1, 2))
    assert told(policy_of(*twins)) == [
        ("duplicate", "fault", ("mine/wait-first", "mine/again-1", "mine/again-2"), True)
    ]


def test_the_order_of_parts_makes_no_difference_and_nor_does_how_actions_are_named() -> None:
    """Conditions are sets of their parts, selections sets of the actions that are judged."""
    welcome, good = fact("calls_welcome"), fact("felt_very_good")
    one = permit(GIFT, (pending | ~welcome) & ~good, says="give").named("mine/one")
    other = permit(messages("gift", by=MESSAGE_CHANNELS), ~good & (~welcome | pending), says="give").named("mine/other")
    assert told(policy_of(one, other)) == [("duplicate", "fault", ("mine/one", "mine/other"), True)]


def test_rules_of_one_condition_on_different_actions_are_no_duplicates() -> None:
    """Nor is one on some of the actions of another, though it is doubled."""
    narrower = permit(messages("gift", by="email"), pending, says="give").named("mine/narrower")
    assert told(policy_of(gift(pending), narrower)) == [("never_decides", "note", ("mine/narrower", "mine/gift"), True)]
    elsewhere = permit(messages("courtesy_note"), pending, says="write").named("mine/elsewhere")
    assert told(policy_of(gift(pending), elsewhere)) == []


# -- contradiction


@pytest.mark.parametrize(
    ("granted", "forbidden", "exact"),
    [
        (pending & fact("felt_very_good"), pending, True),
        (pending & (fact("felt_very_good") | fact("calls_welcome")), pending | exists(rejection), True),
        (before(promise_passed), promise_stands, True),
        (since(rejection + hours(1)), exists(rejection), True),
        (since(rejection + days(2)), since(rejection + hours(24)) & exists(rejection), False),
        (exists(latest_attempt()) & ~pending, unanswered(), False),
    ],
    ids=stable_id,
)
@pytest.mark.parametrize("grant", [permit, recommend])
def test_a_permission_only_where_one_rule_forbids(
    grant: Any, granted: Condition, forbidden: Condition, exact: bool
) -> None:
    """The one is dead, for neither states an exception for the other."""
    policy = policy_of(
        grant(GIFT, granted, says="give").named("mine/grant"),
        forbid(GIFT, forbidden, says="never mind").named("mine/ban"),
    )
    assert told(policy) == [("contradiction", "fault", ("mine/grant", "mine/ban"), exact)]


def test_several_rules_each_of_which_contradicts_a_permission_are_one_fault() -> None:
    """All of them are named."""
    bans = [
        forbid(GIFT, pending, says="no").named("mine/ban"),
        forbid(GIFT, exists(interview_end) & ~fact("linkedin_relation"), says="no").named("mine/other-ban"),
    ]
    grant = gift(pending & ~fact("linkedin_relation"))
    assert told(policy_of(*bans, grant)) == [
        ("contradiction", "fault", ("mine/gift", "mine/ban", "mine/other-ban"), True)
    ]


@pytest.mark.parametrize(
    ("against", "exact"), [(pending, True), (since(interview_end + hours(1)), False)], ids=stable_id
)
def test_a_recommendation_only_where_one_rule_discourages(against: Condition, exact: bool) -> None:
    """Only where it is made does it count: before it is due nothing is recommended."""
    due = interview_end + days(1)
    policy = policy_of(
        recommend(GIFT, pending, due=due, says="give").named("mine/give"),
        discourage(messages("gift", "courtesy_note"), against, says="better not").named("mine/better-not"),
    )
    assert told(policy) == [("contradiction", "fault", ("mine/give", "mine/better-not"), exact)]


def test_a_recommendation_discouraged_before_it_is_due_is_none() -> None:
    """As a document has it that says: not so soon."""
    due = interview_end + days(1)
    policy = policy_of(
        recommend(GIFT, pending, due=due, says="give").named("mine/give"),
        discourage(GIFT, before(due), says="not so soon").named("mine/not-so-soon"),
    )
    assert told(policy) == []


# -- never_decides


@pytest.mark.parametrize("effect", [permit, recommend, discourage])
def test_what_several_rules_override_between_them(effect: Any) -> None:
    """Each forbids a part of the time, none all of it."""
    policy = policy_of(
        effect(GIFT, pending, says="some").named("mine/some"),
        forbid(GIFT, before(WAIT) & pending, says="too soon").named("mine/soon"),
        forbid(GIFT, since(WAIT) & exists(interview_end), says="too late").named("mine/late"),
    )
    assert told(policy) == [("never_decides", "fault", ("mine/some", "mine/soon", "mine/late"), False)]


def test_what_several_rules_override_by_their_conditions() -> None:
    """Each forbids some of the channels, or one of the ways."""
    policy = policy_of(
        gift(pending | exists(rejection)),
        forbid(GIFT, pending, says="no").named("mine/one-way"),
        forbid(messages("gift").but(messages("gift", by=VOICE)), exists(rejection), says="no").named("mine/written"),
        forbid(messages("gift", by=VOICE), exists(rejection), says="no").named("mine/spoken"),
    )
    expected = ("mine/gift", "mine/one-way", "mine/written", "mine/spoken")
    assert told(policy) == [("never_decides", "fault", expected, True)]


def test_advice_against_what_one_rule_forbids() -> None:
    """It grants nothing, and so contradicts nothing; but it is never given."""
    policy = policy_of(
        gift(~pending),
        discourage(GIFT, pending & fact("stage", "first"), says="better not").named("mine/better-not"),
        forbid(GIFT, pending, says="no").named("mine/ban"),
    )
    assert told(policy) == [("never_decides", "fault", ("mine/better-not", "mine/ban"), True)]


def test_advice_against_what_nothing_allows() -> None:
    """Advice is given on what is allowed, or may be."""
    rule = discourage(GIFT, ~pending, says="better not").named("mine/better-not")
    assert told(policy_of(gift(pending), rule)) == [("never_decides", "note", ("mine/better-not",), False)]
    assert told(policy_of(rule), tries=0) == [("never_decides", "note", ("mine/better-not",), True)]


@pytest.mark.parametrize(
    ("how", "exact"),
    [
        ({"done_when": always}, True),
        ({"done_when": pending}, True),
        ({"due": promise_passed + days(1)}, True),
        ({"due": interview_end + days(1)}, True),
        ({"due": interview_end + hours(25)}, False),
    ],
    ids=stable_id,
)
def test_a_recommendation_that_only_permits(how: dict[str, Any], exact: bool) -> None:
    """It is done, or not due, whenever it holds."""
    when = before(interview_end + days(1)) & pending & ~promise_stands
    policy = policy_of(recommend(GIFT, when, says="give", **how).named("mine/give"))
    assert told(policy) == [("never_decides", "fault", ("mine/give",), exact)]


def test_a_recommendation_only_where_it_is_forbidden() -> None:
    """What it permits before it is due is in order."""
    policy = policy_of(
        recommend(GIFT, pending, due=WAIT, says="give").named("mine/give"),
        forbid(GIFT, since(WAIT) & pending, says="too late").named("mine/too-late"),
    )
    assert told(policy) == [("never_decides", "fault", ("mine/give", "mine/too-late"), True)]


def test_a_recommendation_only_where_it_is_forbidden_or_discouraged() -> None:
    """By several rules of either effect."""
    policy = policy_of(
        recommend(GIFT, pending, due=WAIT, says="give").named("mine/give"),
        forbid(GIFT, since(interview_end + days(7)) & pending, says="too late").named("mine/too-late"),
        discourage(GIFT, before(interview_end + days(7)) & pending, says="better not").named("mine/better-not"),
    )
    (finding,) = found(policy)
    assert (finding.kind, finding.level, finding.exact) == ("never_decides", "fault", False)
    assert {rule.id for rule in finding.rules} == {"mine/give", "mine/too-late", "mine/better-not"}


@pytest.mark.parametrize("effect", [permit, forbid, discourage, recommend])
@pytest.mark.parametrize(
    ("narrower", "exact"),
    [(pending & fact("stage", "final"), True), (before(WAIT) & pending & ~exists(rejection), True)],
)
def test_a_rule_beside_which_another_always_does_the_same(effect: Any, narrower: Condition, exact: bool) -> None:
    """It adds a reason, which may be what is meant."""
    rules = (effect(GIFT, narrower, says="so").named("mine/one"), effect(GIFT, pending, says="so").named("mine/other"))
    beside = () if effect in (permit, recommend) else (gift(always),)
    assert told(policy_of(*rules, *beside))[-1:] == [("never_decides", "note", ("mine/one", "mine/other"), exact)]


def test_a_permission_beside_which_another_is_recommended() -> None:
    """To recommend is to permit as well; to permit is not to recommend."""
    rules = (
        permit(GIFT, pending & fact("stage", "final"), says="may").named("mine/may"),
        recommend(GIFT, pending, says="should").named("mine/should"),
    )
    assert told(policy_of(*rules)) == [("never_decides", "note", ("mine/may", "mine/should"), True)]
    wider = (attrs.evolve(rules[0], when=pending), attrs.evolve(rules[1], when=rules[0].when))
    assert told(policy_of(*wider)) == []


def test_a_recommendation_made_longer_than_another_is_not_doubled_by_it() -> None:
    """Both permit at the same time, but the one is done with sooner."""
    rules = (
        recommend(GIFT, pending & fact("stage", "final"), says="so").named("mine/one"),
        recommend(GIFT, pending, done_when=unanswered(), says="so").named("mine/other"),
    )
    assert told(policy_of(*rules)) == []


def test_rules_that_always_hold_together_are_told_once() -> None:
    """As far as was looked, for their conditions are made otherwise."""
    rules = (
        permit(GIFT, unanswered(), says="so").named("mine/one"),
        permit(GIFT, exists(latest_attempt()), says="so").named("mine/other"),
    )
    assert told(policy_of(*rules)) == [("never_decides", "note", ("mine/one", "mine/other"), False)]


# -- one fault, one finding


def test_a_rule_that_never_applies_is_nothing_else() -> None:
    """Not a duplicate, not overridden, not doubled."""
    rules = [gift(never, f"mine/gift-{number}") for number in (1, 2)]
    ban = forbid(GIFT, pending, says="no").named("mine/ban")
    expected = [("never_applies", "fault", (rule.id,), True) for rule in rules]
    assert told(policy_of(*rules, ban)) == expected


def test_a_rule_that_contradicts_is_not_doubled_as_well() -> None:
    """Each of two permissions is dead by itself."""
    rules = (gift(pending, "mine/one"), gift(pending & fact("stage", "final"), "mine/other"))
    ban = forbid(GIFT, pending, says="no").named("mine/ban")
    assert told(policy_of(*rules, ban)) == [
        ("contradiction", "fault", ("mine/one", "mine/ban"), True),
        ("contradiction", "fault", ("mine/other", "mine/ban"), True),
    ]


def test_a_twin_is_named_as_a_twin_only() -> None:
    """What contradicts is the first of them."""
    bans = [forbid(GIFT, pending, says="no").named(f"mine/ban-{number}") for number in (1, 2)]
    assert told(policy_of(gift(pending), *bans)) == [
        ("contradiction", "fault", ("mine/gift", "mine/ban-1"), True),
        ("duplicate", "fault", ("mine/ban-1", "mine/ban-2"), True),
    ]


def test_faults_come_before_notes() -> None:
    """Whatever the order of the rules."""
    narrower = permit(messages("gift", by="email"), pending, says="give").named("mine/narrower")
    assert [level for _, level, _, _ in told(policy_of(narrower, gift(pending), gift(never, "mine/never")))] == [
        "fault",
        "note",
    ]


# -- quantities


def test_a_quantity_that_is_only_told() -> None:
    """The sentence speaks of a wait that the condition does not keep."""
    told_only = quantity("a_while", days(5), cites=("q-1",), note="a while")
    kept = quantity("days_kept", days(2), cites=("q-2",), note="kept")
    says = sentence("wait {long}, or {short}", long=told_only, short=kept)
    policy = policy_of(
        permit(GIFT, since(interview_end + kept) & pending, cites=("g-1",), says=says).named("mine/gift")
    )
    assert told(policy) == [("unused_quantity", "fault", ("mine/gift",), True)]
    assert found(policy)[0].says == "`a_while` [q-1] stands only in the sentence of `mine/gift` [g-1]"


def test_a_quantity_counts_as_used_by_a_date_and_by_what_ends_a_recommendation() -> None:
    """Not in conditions alone."""
    due, late, end = (quantity(name, days(number), note="-") for number, name in enumerate(("due", "late", "end"), 1))
    rule = recommend(
        GIFT,
        pending,
        due=interview_end + due,
        overdue=interview_end + late,
        done_when=since(interview_end + end),
        says=sentence("{due} {late} {end}", due=due, late=late, end=end),
    ).named("mine/give")
    assert told(policy_of(rule)) == []


def module_of(**values: object) -> ModuleType:
    """A module that makes a policy."""
    made = ModuleType("mine_of_a_morning")
    vars(made).update(values)
    return made


def test_quantities_of_a_module_that_no_rule_holds() -> None:
    """But not those that it has taken from a document of ours, nor what is no quantity."""
    held, forgotten = (quantity(name, days(4), cites=("q-1",), note="-") for name in ("held", "forgotten"))
    policy = policy_of(gift(since(interview_end + held) & pending))
    taken = policies.pro_tips.quantities["wait_past_promise"]
    module = module_of(held=held, forgotten=forgotten, again=forgotten, taken=taken, other=days(9))
    assert told(policy, module=module) == [("unused_quantity", "fault", (), True)]
    says = "no rule uses `forgotten` [q-1] of `mine_of_a_morning`"
    assert [finding.says for finding in found(policy, module=module)] == [says]
    assert told(policy) == []


def test_a_quantity_that_is_set_otherwise_is_still_the_modules_own() -> None:
    """It is known by its name."""
    held = quantity("held", days(4), note="-")
    policy = policy_of(gift(since(interview_end + held) & pending)).with_(held=5)
    assert told(policy, module=module_of(held=held)) == []


def test_our_own_modules_hold_no_forgotten_quantity() -> None:
    """Of `recommended`, which takes much from the documents."""
    assert told(policies.recommended, module=import_module("followup_rules.policies.recommended"), tries=0) == []


# -- gaps


def gaps(policy: AnyPolicy) -> list[str]:
    """What is said of gaps, of messages only."""
    return [finding.says for finding in lint(policy, tries=0) if finding.kind == "gap" and "gift" in finding.says]


def test_actions_of_which_no_rule_speaks() -> None:
    """A finding for each kind; the channels together."""
    assert gaps(policy_of()) == ["no rule speaks of `gift` by any channel: the policy is silent"]
    by_email = permit(messages("gift", by=["email", "post", *VOICE]), pending, says="give").named("mine/gift")
    assert gaps(policy_of(by_email)) == ["no rule speaks of `gift` by LinkedIn or text message: the policy is silent"]
    assert gaps(policy_of(gift(pending))) == []


def test_a_gap_of_a_closed_policy_is_forbidden() -> None:
    """Of messages; what the candidate does alone, or in the interview, a closed policy is silent on."""
    findings = [finding for finding in lint(policy_of(closed=True), tries=0) if finding.kind == "gap"]
    says = {finding.action.kind: finding.says for finding in findings if finding.action is not None}
    assert (
        says[ActionKind.GIFT] == "no rule speaks of `gift` by any channel: it is forbidden because nothing permits it"
    )
    assert says[ActionKind.TAKE_NOTES] == "no rule speaks of `take_notes` in person: the policy is silent"
    assert says[ActionKind.MOVE_ON] == "no rule speaks of `move_on`: the policy is silent"
    assert {(finding.level, finding.exact, finding.rules) for finding in findings} == {("note", True, ())}


def test_a_gap_is_all_that_is_neither_permitted_nor_advised_on() -> None:
    """Any rule speaks, whatever its effect."""
    gap = {finding.action.kind for finding in lint(policy_of(), tries=0) if finding.action is not None}
    assert gap == {action.kind for action in ACTIONS} - {"status_inquiry"}


# -- combined policies

OTHER = Policy("other", [gift(pending & ~pending, "other/gift")])


def test_each_source_of_a_combined_policy_is_looked_at_by_itself() -> None:
    """What one forbids that another permits is what they are combined for."""
    strict = Policy("strict", [forbid(messages(), always, says="no").named("strict/never")])
    policy = strictest(policy_of(gift(pending)), majority(OTHER, strict))
    (finding,) = found(policy)
    assert (finding.kind, finding.policy, finding.rules) == ("never_applies", "other", OTHER.rules)
    assert str(finding).startswith("other: `other/gift` [g-1] never applies")


def test_a_gap_of_a_combined_policy_is_one_of_all_its_sources() -> None:
    """What it comes to hangs on how they are resolved."""
    closed = Policy(
        "closed", [permit(messages("thank_you"), pending, says="thank").named("closed/thanks")], closed=True
    )
    silent = attrs.evolve(OTHER, rules=(permit(messages("courtesy_note"), pending, says="do").named("other/courtesy"),))
    both = first_to_speak(closed, silent)
    speaking = {finding.action.kind for finding in lint(both, tries=0) if finding.action is not None}
    assert speaking == {action.kind for action in ACTIONS} - {"thank_you", "courtesy_note"}
    assert gaps(both) == ["no rule speaks of `gift` by any channel: it is forbidden because nothing permits it"]
    assert gaps(majority(silent, policy_of())) == ["no rule speaks of `gift` by any channel: the policy is silent"]
    assert {finding.policy for finding in lint(both, tries=0)} == {both.name}


# -- words and witnesses

NEITHER = "neither states an exception for the other"


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ((gift(never),), "`mine/gift` [g-1] never applies: its condition can never hold"),
        (
            (gift(since(interview_end + days(2)) & before(interview_end + hours(1))),),
            "`mine/gift` [g-1] never applies, as far as was tried",
        ),
        (
            (attrs.evolve(WAIT_FIRST, id="mine/again"),),
            "`mine/wait-first` [a-1] and `mine/again` [a-1] say the same",
        ),
        (
            (gift(pending), forbid(GIFT, pending, cites=("b-1", "b-2"), says="no").named("mine/ban")),
            f"`mine/gift` [g-1] permits only where `mine/ban` [b-1, b-2] forbids: {NEITHER}",
        ),
        (
            (
                gift(pending & fact("stage", "first")),
                forbid(GIFT, pending, says="no").named("mine/ban"),
                forbid(GIFT, fact("stage", "first"), says="no").named("mine/other-ban"),
            ),
            f"`mine/gift` [g-1] permits only where each of `mine/ban` and `mine/other-ban` forbids: {NEITHER}",
        ),
        (
            (
                gift(pending | exists(rejection)),
                forbid(GIFT, pending, says="no").named("mine/ban"),
                forbid(GIFT, exists(rejection), says="no").named("mine/other-ban"),
            ),
            "`mine/gift` [g-1] permits only where `mine/ban` and `mine/other-ban` forbid: it never decides",
        ),
        (
            (
                recommend(GIFT, pending | exists(rejection), due=interview_end, says="give").named("mine/give"),
                discourage(GIFT, pending & exists(interview_end), says="no").named("mine/better-not"),
                forbid(GIFT, exists(rejection), says="no").named("mine/ban"),
            ),
            "`mine/give` recommends only where `mine/better-not` and `mine/ban` discourage or forbid: it never decides",
        ),
        (
            (recommend(GIFT, pending, done_when=pending, says="give").named("mine/give"),),
            "`mine/give` permits, but never recommends: it is never due before it is done",
        ),
        (
            (
                recommend(
                    GIFT,
                    before(interview_end + days(1)) & pending,
                    due=interview_end + hours(25),
                    says="give",
                ).named("mine/give"),
            ),
            "`mine/give` permits, but never recommends, as far as was tried",
        ),
        (
            (gift(pending), discourage(GIFT, ~pending, says="no").named("mine/better-not")),
            "`mine/better-not` discourages only what is not allowed anyway: it never decides",
        ),
        (
            (gift(pending), gift(pending & fact("stage", "first"), "mine/first")),
            "wherever `mine/first` [g-1] permits, so does `mine/gift` [g-1]: it only adds a reason",
        ),
        (
            (gift(unanswered()), gift(exists(latest_attempt()), "mine/tried")),
            "`mine/gift` [g-1] and `mine/tried` [g-1] always hold together: each only adds a reason",
        ),
    ],
)
def test_what_is_said_word_for_word(rules: tuple[Rule, ...], says: str) -> None:
    """Rules by their ids, with what they cite."""
    assert [finding.says for finding in found(policy_of(*rules))] == [says]


def test_a_finding_as_text() -> None:
    """The policy, the sentence, the kind, how sure it is; then the witness."""
    policy = policy_of(gift(since(WAIT)), forbid(GIFT, since(interview_end + hours(24)), says="no").named("mine/ban"))
    (finding,) = found(policy)
    first, *witness = str(finding).splitlines()
    says = f"`mine/gift` [g-1] permits only where `mine/ban` forbids: {NEITHER}"
    assert first == f"mine: {says} (contradiction, fault, on all of {finding.effort} timelines)"
    assert witness == [
        "  for example, for gift by email:",
        "    Mon 5 Jan 2026, 09:00  an interview",
        "    Thu 8 Jan 2026, 09:00  now, in UTC",
    ]
    assert repr(finding) == "<Finding contradiction, fault: mine/gift, mine/ban>"


def test_what_follows_from_the_rules_took_no_looking() -> None:
    """Its effort is nothing; that of what was looked for is not."""
    by_rules, by_looking = gift(never), gift(exists(latest_attempt()) & ~unanswered(), "mine/other")
    first, second = found(policy_of(by_rules, by_looking))
    assert (first.exact, first.effort, second.exact) == (True, 0, False)
    assert second.effort > 100
    assert "(never_applies, fault, by the rules themselves)" in str(first)


@pytest.mark.parametrize("by", ["email", "phone"])
def test_a_witness_shows_both_rules(by: ChannelName) -> None:
    """As of the instant, of an action that is judged there, and with nothing that is not needed."""
    to_them = messages("thank_you", by=by)
    rules = (
        permit(to_them, since(WAIT) & fact("stage", "final"), says="thank").named("mine/thank"),
        forbid(to_them, since(interview_end + hours(24)), says="no").named("mine/ban"),
    )
    policy = policy_of(*rules)
    (finding,) = found(policy)
    assert finding.witness is not None
    assert finding.action == Action("thank_you", by)
    ruling = evaluate(finding.witness, policy)[finding.action]
    assert (ruling.stance, ruling.rule_ids) == ("forbidden", ("mine/ban",))
    assert evaluate(finding.witness, policy_of(rules[0]))[finding.action].stance == "allowed"
    assert [type(event) for event in finding.witness.events] == [Interview]
    assert finding.witness.facts == Facts(stage="final")


def test_a_witness_keeps_whom_its_action_is_to() -> None:
    """Without the interview with them a thank-you to them is not judged."""
    thanked = addressee_thanked & since(interview_with_addressee + days(2))
    rules = (
        permit(messages("thank_you"), thanked & met_at_the_latest_interview, says="thank").named("mine/thank"),
        forbid(messages("thank_you"), addressee_thanked & since(interview_end + hours(1)), says="no").named("mine/ban"),
    )
    (finding,) = found(policy_of(*rules))
    assert finding.kind == "contradiction"
    assert finding.witness is not None
    assert finding.action is not None
    assert evaluate(finding.witness, policy_of(*rules))[finding.action].rule_ids == ("mine/ban",)


def test_a_witness_keeps_the_interview_with_whom_its_action_is_to() -> None:
    """Though another one came later."""
    of_old = exists(interview_with_addressee) & ~met_at_the_latest_interview
    rules = (
        permit(messages("thank_you"), of_old & pending, says="thank").named("mine/thank"),
        forbid(messages("thank_you"), of_old & exists(interview_end), says="no").named("mine/ban"),
    )
    (finding,) = found(policy_of(*rules))
    assert finding.witness is not None
    assert [type(event) for event in finding.witness.events] == [Interview, Interview]
    assert evaluate(finding.witness, policy_of(*rules))[finding.action].rule_ids == ("mine/ban",)  # type: ignore[index]


def test_what_never_holds_has_no_witness() -> None:
    """Nor has what is not about timelines."""
    (finding,) = found(policy_of(gift(never)))
    assert (finding.witness, finding.action) == (None, None)


# -- how it looks


@pytest.mark.long
def test_the_same_seed_finds_the_same() -> None:
    """To the last witness, and with the same effort."""
    policy = policy_of(
        gift(pending),
        forbid(GIFT, before(WAIT) & pending, says="too soon").named("mine/soon"),
        forbid(GIFT, since(WAIT) & exists(interview_end), says="too late").named("mine/late"),
        gift(exists(latest_attempt()) & ~unanswered(), "mine/other"),
    )
    for seed in (0, 7):
        assert lint(policy, tries=15, seed=seed) == lint(policy, tries=15, seed=seed)
    assert told(policy, seed=1) == told(policy, seed=2)


def test_without_tries_only_what_follows_is_found() -> None:
    """Nothing that has not been looked for is suspected."""
    policy = policy_of(
        gift(since(interview_end + days(2)) & before(interview_end + hours(1))), gift(never, "mine/never")
    )
    assert told(policy, tries=0) == [("never_applies", "fault", ("mine/never",), True)]
    assert told(policy_of(gift(pending), forbid(GIFT, pending, says="no").named("mine/ban")), tries=0) == [
        ("contradiction", "fault", ("mine/gift", "mine/ban"), True)
    ]


def test_a_policy_without_rules_has_only_gaps() -> None:
    """Of every kind of action."""
    findings = lint(Policy("empty", []))
    assert [finding.kind for finding in findings] == ["gap"] * len(ActionKind)


def test_only_policies_are_looked_at() -> None:
    """Anything else is an error."""
    with pytest.raises(
        PolicyError, match=r"^`pro_tips` is not a policy; expected one such as `policies\.recommended`$"
    ):
        lint("pro_tips")  # type: ignore[arg-type]


# -- laws

# unknown facts may leave a stance open that hangs on a rule which never holds for sure; so may amounts between bounds
plain_policies = drawn_policies(fact_amounts="none")
plain_timelines = timelines(unknown="none")


def stances(policy: Policy, timeline: Timeline) -> list[tuple[Action, str]]:
    """What a policy says of each action."""
    return [(ruling.action, ruling.stance) for ruling in evaluate(timeline, policy).rulings]


@laws
@given(policy=plain_policies, when=any_conditions(fact_amounts="none"), data=st.data())
def test_what_never_applies_changes_no_stance(policy: Policy, when: Condition, data: st.DataObject) -> None:
    """Whatever holds of it, and its complement, at once."""
    dead = attrs.evolve(policy.rules[0], id="drawn/dead", when=when & ~when)
    with_it = attrs.evolve(policy, rules=(*policy.rules, dead))
    findings = [finding for finding in lint(with_it, tries=0) if finding.kind == "never_applies"]
    assert findings[-1].rules == (dead,)
    ids = {finding.rules[0].id for finding in findings}
    without = attrs.evolve(policy, rules=tuple(rule for rule in policy.rules if rule.id not in ids))
    timeline = data.draw(timelines(unknown="none", near=[policy]))
    assert stances(with_it, timeline) == stances(without, timeline)


@laws
@given(policy=plain_policies, timeline=plain_timelines, data=st.data())
def test_a_duplicate_changes_no_stance(policy: Policy, timeline: Timeline, data: st.DataObject) -> None:
    """It is found wherever it stands, unless it never applies."""
    twin = attrs.evolve(data.draw(st.sampled_from(policy.rules)), id="drawn/twin")
    with_it = attrs.evolve(policy, rules=(twin, *policy.rules))
    findings = lint(with_it, tries=0)
    kinds = {finding.kind for finding in findings if twin in finding.rules}
    assert kinds & {"duplicate", "never_applies"}
    assert stances(with_it, timeline) == stances(policy, timeline)


@laws
@given(policy=plain_policies, narrower=any_conditions(fact_amounts="none"), data=st.data())
def test_what_is_contradicted_or_doubled_by_conditions_changes_no_stance(
    policy: Policy, narrower: Condition, data: st.DataObject
) -> None:
    """Neither the permission that another rule forbids throughout, nor the rule that another doubles."""
    first = policy.rules[0]
    narrowed = attrs.evolve(first, id="drawn/narrower", when=first.when & narrower)
    granted = permit(first.on, first.when & narrower, says="granted").named("drawn/granted")
    whole = attrs.evolve(policy, rules=(*policy.rules, narrowed, granted))
    exact = [finding for finding in lint(whole, tries=0) if finding.exact and finding.rules]
    timeline = data.draw(timelines(unknown="none", near=[policy]))
    for finding in exact:
        if finding.rules[0] in (narrowed, granted):
            without = attrs.evolve(whole, rules=tuple(rule for rule in whole.rules if rule != finding.rules[0]))
            assert stances(whole, timeline) == stances(without, timeline), str(finding)


@laws
@given(
    one=any_moments(),
    other=any_moments(),
    amounts=st.tuples(*[st.sampled_from([days(0), days(1), days(2) + practice, hours(0), hours(30)])] * 2),
    data=st.data(),
)
def test_what_follows_of_moments_is_so(one: Any, other: Any, amounts: tuple[Any, Any], data: st.DataObject) -> None:
    """In every zone, across every change of clocks: what can hold at no instant holds at none."""
    when = data.draw(
        st.sampled_from(
            [
                before(one + amounts[0]) & since(one + amounts[1]),
                before(one) & since(later_of(other, one + amounts[0])),
                before(date_of(one)) & since(date_of(one) + amounts[0]),
                before(one) & ~exists(one) & exists(other),
            ]
        )
    )
    policy = Policy("drawn", [gift(when, "drawn/gift")])
    if any(finding.kind == "never_applies" for finding in lint(policy, tries=0)):
        timeline = data.draw(timelines(near=[policy]))
        assert {ruling.stance for ruling in evaluate(timeline, policy).rulings if ruling.action.kind == "gift"} <= {
            "silent",
            "undetermined",
        }
        assert not any(window for ruling in evaluate(timeline, policy).rulings for window in ruling.windows)


@pytest.mark.long
@settings(laws, max_examples=20, suppress_health_check=[HealthCheck.nested_given])
@given(policy=drawn_policies())
def test_a_witness_is_one_of_what_is_said(policy: Policy) -> None:
    """At its now the rule surely holds of the action, which is judged there; and it is the same for the same seed."""
    findings = lint(policy, tries=3)
    assert findings == lint(policy, tries=3)
    for finding in findings:
        if finding.witness is not None:
            assert finding.action is not None
            evaluate(finding.witness, policy)[finding.action]
            now = finding.witness.now_us
            situation = finding.witness.history.situation_at(now)
            assert finding.rules[0].when.truth(situation, finding.action, now) == YES, str(finding)
