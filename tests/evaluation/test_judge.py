"""Combined policies: what they name as missing, how they tell a split, what they keep."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest

from followup_rules import (
    UNKNOWN,
    Facts,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    Policy,
    ResponsePromised,
    Timeline,
    audit,
    evaluate,
    majority,
    most_permissive,
    policies,
    strictest,
)
from followup_rules.evaluation.combined_judge import CombinedJudge, judge_of, policy_judges
from followup_rules.evaluation.compiled import compiled
from followup_rules.evaluation.judge import Judge
from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.rules.amounts import business_days, days, practice
from followup_rules.rules.choices import choice_of_conditions
from followup_rules.rules.conditions import always, before, fact, no_contact_requested, pending, since, unanswered
from followup_rules.rules.moments import interview_end
from followup_rules.rules.rule import forbid, permit, recommend
from followup_rules.rules.selections import messages

MONDAY = Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])


def test_an_undetermined_majority_names_what_any_of_its_open_votes_is_missing() -> None:
    """Though fixing one vote alone would still leave the outcome open."""
    timeline = Timeline(
        "UTC",
        "2026-01-17T00:00:00Z",
        [
            Interview(ends="2025-12-31T15:00:00Z"),
            ResponsePromised("2026-01-10T10:00:00Z", by="2026-01-10T10:00:00Z"),
            MessageSent("2026-01-10T16:00:00Z", kind="thank_you", channel="email"),
        ],
        Facts(later_rounds_running=True, post_suits_role=UNKNOWN, stage=UNKNOWN),
    )
    ruling = evaluate(timeline, majority(*map(policies.get, policies.names())))["status_inquiry", "post"]
    assert ruling.stance == "undetermined"
    assert ruling.missing == ("stage", "post_suits_role")


def test_a_majority_within_another_resolver_still_tells_its_split() -> None:
    """The votes are a reason wherever the majority's stance is the outcome."""
    three = majority(policies.pro_tips, policies.dos_and_donts, policies.review_your_notes)
    timeline = Timeline("Europe/London", "2025-10-21T10:00:00+01:00", [MONDAY])
    ruling = evaluate(timeline, strictest(three, policies.business_etiquette))["status_inquiry", "email"]
    assert ruling.reasons[0].rule == "majority/split"
    assert ruling.reasons[0].says == "of 3 sources: 1 forbidden, 2 silent"


def test_what_was_asked_before_changes_no_date() -> None:
    """A recommendation without a due date is due from where it begins, not from what an earlier question left there."""
    policy = Policy(
        "mine",
        [
            recommend(messages("status_inquiry"), since(interview_end + days(2)), says="ask").named("mine/ask"),
            forbid(messages(), no_contact_requested, says="they asked not to be contacted").named("mine/obey"),
        ],
    )
    events = [MONDAY, NoContactRequested("2025-10-09T10:00:00Z"), NoContactLifted("2025-10-11T10:00:00Z")]
    fresh, audited = (Timeline("UTC", "2025-10-20T00:00:00Z", events) for _ in range(2))
    audit(audited, policy)
    due = [evaluate(timeline, policy)["status_inquiry", "email"].due for timeline in (fresh, audited)]
    assert [str(at) for at in due] == ["2025-10-11 10:00:00+00:00"] * 2


def test_a_closed_policy_says_why_a_message_may_be_forbidden() -> None:
    """Where the only permission is open, the want of any is a reason beside it."""
    timeline = Timeline(
        "Europe/London",
        "2025-10-07T10:00:00+01:00",
        [MONDAY],
        Facts(stage=UNKNOWN, others_under_evaluation=True),
    )
    ruling = evaluate(timeline)["interest_note", "email"]
    assert ruling.possible == ("forbidden", "allowed")
    assert [reason.rule for reason in ruling.reasons] == [
        "recommended/show-interest-promptly",
        "recommended/show-interest",
        "recommended/no-guidance",
    ]
    assert ruling.reasons[-1].says == "no guidance permits it"


def test_what_never_surely_opens_has_no_window() -> None:
    """A permission that hangs on an unknown fact may never come."""
    when = since(interview_end + business_days(3)) & fact("calls_welcome")
    policy = Policy("mine", [permit(messages(), when, says="now").named("mine/x")])
    timeline = Timeline("UTC", "2026-01-17T00:00:00Z", [MONDAY], Facts(calls_welcome=UNKNOWN))
    ruling = evaluate(timeline, policy)["gift", "email"]
    assert (ruling.stance, ruling.missing, ruling.opens, ruling.windows) == (
        "undetermined",
        ("calls_welcome",),
        None,
        (),
    )
    assert ruling.send_at is None


def test_a_channel_given_as_a_word_is_that_channel() -> None:
    """`by="voicemail"` is not email, though the one word contains the other."""
    policy = Policy("mine", [forbid(messages(), unanswered(by="voicemail"), says="wait").named("mine/x")])
    sent = MessageSent("2025-10-06T11:00:00+01:00", kind="gift", channel="email")
    timeline = Timeline("UTC", "2025-10-09T10:00:00Z", [MONDAY, sent])
    assert evaluate(timeline, policy)["gift", "email"].stance == "silent"


def test_what_the_evaluator_keeps_is_bounded() -> None:
    """Evaluating ever new timelines, or by ever new policies, does not keep them all."""
    timeline = Timeline("UTC", "2025-10-09T10:00:00Z", [MONDAY])
    for _ in range(2100):
        evaluate(attrs.evolve(timeline))
    for number in range(300):
        evaluate(timeline, Policy(f"p{number}", [permit(messages(), pending, says="now").named("mine/x")]))
    assert judge_of.cache_info().currsize == 2048
    assert compiled.cache_info().currsize == 256


def test_an_evaluation_is_pickled_whatever_was_read_from_it() -> None:
    """It is made anew from its timeline and policy."""
    evaluation = evaluate(
        Timeline("UTC", "2025-10-09T10:00:00Z", [MONDAY]), strictest(*map(policies.get, policies.names()))
    )
    assert evaluation.by_source
    for made in (pickle.loads(pickle.dumps(evaluation)), copy.deepcopy(evaluation)):
        assert made.to_dict() == evaluation.to_dict()


def test_a_ruling_cannot_be_changed() -> None:
    """Rulings are shared between those who ask."""
    ruling = evaluate(Timeline("UTC", "2025-10-09T10:00:00Z", [MONDAY]))["gift", "email"]
    with pytest.raises(AttributeError):
        ruling.stance = "allowed"  # type: ignore[misc]


def test_a_choice_and_a_quantity_within_it_change_together() -> None:
    """dos_and_donts: counted from the interview, and four days."""
    changed = policies.dos_and_donts.with_(few_days=4, clock="interview")
    assert (changed.quantities["few_days"].value, changed.choices["clock"].chosen) == (4, "interview")
    assert repr(changed.choices["clock"]) == "clock=interview"
    at = "2025-10-10T10:00:00+01:00"
    timeline = attrs.evolve(Timeline("Europe/London", at, [MONDAY]))
    assert evaluate(timeline, changed)["thank_you", "email"].stance == "allowed"
    assert (
        evaluate(timeline.at("2025-10-10T09:59:59.999999+01:00"), changed)["thank_you", "email"].stance == "forbidden"
    )


def test_a_date_after_which_a_combination_never_allows_is_none() -> None:
    """One source recommends it from Thursday on, the other forbids it for ever."""
    never_thank = Policy("mine", [forbid(messages("thank_you"), always, says="never").named("mine/x")])
    timeline = Timeline("Europe/London", "2025-10-06T11:00:00+01:00", [MONDAY])
    assert evaluate(timeline, policies.dos_and_donts)["thank_you", "email"].due is not None
    ruling = evaluate(timeline, strictest(policies.dos_and_donts, never_thank))["thank_you", "email"]
    assert (ruling.stance, ruling.windows, ruling.due, ruling.overdue) == ("forbidden", (), None, None)


def test_an_overdue_date_of_an_unknown_wait_is_told_only_where_it_is_sure() -> None:
    """While it only may be open, the recommendation may be overdue, and nothing is advised."""
    facts = Facts(slow_periods=UNKNOWN, leeway_days=10)
    timeline = Timeline("Europe/London", "2025-10-24T10:00:00+01:00", [MONDAY], facts)
    ruling = evaluate(timeline, policies.art_of_follow_up)["status_inquiry", "email"]
    assert (ruling.stance, ruling.advice) == ("allowed", None)


def test_a_moment_that_hangs_on_what_nobody_declared_is_none() -> None:
    """Overdue by a practice that is not declared: never."""
    rule = recommend(
        messages("gift"),
        pending,
        due=interview_end,
        overdue=interview_end + practice,
        says="now",
    ).named("mine/x")
    timeline = Timeline("Europe/London", "2025-10-24T10:00:00+01:00", [MONDAY])
    ruling = evaluate(timeline, Policy("mine", [rule]))["gift", "email"]
    assert (ruling.stance, ruling.advice, ruling.overdue) == ("allowed", "recommended", None)
    assert ruling.due == MONDAY.ends


def test_a_source_that_is_never_surely_allowed_takes_advice_away_and_adds_none() -> None:
    """It recommends, and is late, only if calls are welcome: nothing is advised for sure."""
    calls = fact("calls_welcome") & pending
    due, late = interview_end + days(1), interview_end + days(2)
    perhaps = Policy("perhaps", [recommend(messages("gift"), calls, due=due, overdue=late, says="now").named("mine/x")])
    surely = Policy("surely", [recommend(messages("gift"), pending, due=due, says="now").named("mine/y")])
    timeline = Timeline("Europe/London", "2025-10-24T10:00:00+01:00", [MONDAY], Facts(calls_welcome=UNKNOWN))
    assert evaluate(timeline, surely)["gift", "email"].advice == "recommended"
    ruling = evaluate(timeline, most_permissive(perhaps, surely))["gift", "email"]
    assert (ruling.stance, ruling.advice) == ("allowed", None)


def test_the_abstract_judge_declares_all_that_a_judge_can_be_asked() -> None:
    """A combined judge has nothing more; a judge of one policy has its compiled rules and their checks besides."""
    timeline = Timeline("UTC", "2025-10-09T10:00:00Z", [MONDAY])
    single, combined = (
        judge_of(policies.pro_tips, timeline.history),
        judge_of(strictest(policies.pro_tips, policies.dos_and_donts), timeline.history),
    )
    assert isinstance(single, PolicyJudge)
    assert isinstance(combined, CombinedJudge)
    with pytest.raises(TypeError, match="abstract"):
        Judge(policies.pro_tips, timeline.history)  # type: ignore[abstract]
    declared = {*dir(Judge), "policy", "history"}
    assert [name for name in dir(combined) if name not in declared and not name.startswith("_")] == []
    assert [name for name in dir(single) if name not in declared and not name.startswith("_")] == [
        "check_truth",
        "check_windows",
        "compiled",
        "rules_on",
    ]


def test_the_policy_judges_are_those_of_the_policies_that_have_rules_of_their_own() -> None:
    """A combination within a combination is taken apart; the judge of a single policy is its own."""
    history = Timeline("UTC", "2025-10-09T10:00:00Z").history
    both = majority(strictest(policies.dos_and_donts, policies.business_etiquette), policies.pro_tips)
    names = [judge.policy.name for judge in policy_judges(judge_of(both, history))]
    assert names == ["pro_tips", "business_etiquette", "dos_and_donts"]
    assert [judge.policy.name for judge in policy_judges(judge_of(policies.pro_tips, history))] == ["pro_tips"]


def test_a_policy_of_its_own_decides_itself() -> None:
    """Only a combined policy has sources to choose from."""
    timeline = Timeline("UTC", "2025-10-09T10:00:00Z", [MONDAY])
    evaluation = evaluate(timeline, policies.pro_tips)
    action = evaluation["gift", "email"].action
    assert evaluation.judge.decided_by(action, evaluation.now_us) == (policies.pro_tips,)


def test_a_moment_that_is_remembered_is_that_of_the_timeline_asked_about() -> None:
    """Two timelines asked about in turn, at several instants each, are told apart."""
    early, late = (Interview(ends=f"2025-10-{day}T10:00:00+01:00") for day in ("06", "08"))
    mine = Policy("mine", [forbid(messages(), before(interview_end + days(7)), says="wait").named("mine/wait")])
    one = evaluate(Timeline("Europe/London", "2025-10-13T10:00:00+01:00", [early]), mine)
    two = evaluate(Timeline("Europe/London", "2025-10-13T10:00:00+01:00", [early, late]), mine)
    for _ in range(2):
        assert [evaluation["gift", "email"].stance for evaluation in (one, two)] == ["silent", "forbidden"]
        at_last = "2025-10-15T10:00:00+01:00"
        assert [evaluation.at(at_last)["gift", "email"].stance for evaluation in (one, two)] == ["silent", "silent"]


def test_conditions_that_hold_alike_are_one_check() -> None:
    """A choice is asked as the option that is taken."""
    either = choice_of_conditions("either", one=pending & no_contact_requested, other=pending)
    rules = [
        forbid(messages(), either, says="no").named("mine/chosen"),
        forbid(messages("gift"), pending & no_contact_requested, says="no").named("mine/plain"),
    ]
    assert compiled(Policy("mine", rules)).conditions == [either]
    other = Policy("mine", rules).with_(either="other")
    assert compiled(other).conditions == [either.read_as("other"), pending & no_contact_requested]
