"""What a test run exercised: counts worked out by hand, how they are recorded, and what pytest makes of them."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given, settings

from followup_rules import (
    UNKNOWN,
    Evaluation,
    Facts,
    Interview,
    MessageSent,
    Policy,
    PolicyError,
    ResponsePromised,
    Timeline,
    agenda,
    audit,
    evaluate,
    explain,
    first_to_speak,
    majority,
    most_permissive,
    open_questions,
    policies,
    strictest,
)
from followup_rules.analysis.fact_values import dependencies_of
from followup_rules.evaluation.evaluation import Asked
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, fact, goes_by, never, on_preferred_channel, preference_stated
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import discourage, forbid, permit, recommend
from followup_rules.rules.selections import acts, messages
from followup_rules.testing import coverage as exercised
from followup_rules.testing.coverage import CoveredRule, RuleCoverage, rule_coverage
from followup_rules.timeline.vocabulary import ACTIONS
from strategies import drawn_policies, judged

pytestmark = pytest.mark.unmeasured

Judged: TypeAlias = tuple[Timeline, AnyPolicy]

laws = settings(derandomize=True, database=None, deadline=None, max_examples=30)

ENDS = "2025-10-06T10:00:00Z"
SOON = "2025-10-06T12:00:00Z"
GIFT: Asked = "gift", "post"
NOTE: Asked = "courtesy_note", "email"
DAY_AFTER = interview_end + days(1)
welcome = fact("calls_welcome")

GIFTS = Policy(
    "gifts",
    [
        permit(messages("gift"), always, says="give").named("gifts/give"),
        forbid(messages("gift"), welcome, says="do not").named("gifts/not-where-calls"),
        discourage(messages("gift", by="post"), always, says="rather not").named("gifts/rather-not-by-post"),
        recommend(messages("courtesy_note", by="email"), always, due=DAY_AFTER, says="write").named("gifts/write"),
        forbid(messages("gift"), never, says="never").named("gifts/never"),
        forbid(acts("move_on"), always, says="stay").named("gifts/elsewhere"),
    ],
)


def timeline(now: str = SOON, **facts: Any) -> Timeline:
    """An interview on a Monday, looked at two hours after it."""
    return Timeline("UTC", now, [Interview(ends=ENDS)], Facts(**facts))


def counts(coverage: RuleCoverage) -> dict[str, tuple[int, int, int, int]]:
    """The counts of the rules that were asked, by the last part of the id."""
    return {
        rule.id.partition("/")[2]: (rule.decided, rule.overridden, rule.possibly, rule.did_not_hold)
        for rule in coverage.rules
        if rule.asked
    }


def seen(coverage: RuleCoverage) -> dict[str, tuple[dict[str, int], dict[str, int]]]:
    """The stances and advices of the kinds that were asked for."""
    return {kind.kind.value: (dict(kind.stances), dict(kind.advices)) for kind in coverage.kinds if kind.stances}


def covered(policy: AnyPolicy, timelines: Iterable[Timeline], *asked: Asked) -> RuleCoverage:
    """The coverage of asking those rulings on each of some timelines."""
    with rule_coverage(policy) as coverage:
        for one in timelines:
            for action in asked:
                _ = evaluate(one, policy)[action]
    return coverage


# -- outcomes


@pytest.mark.parametrize(
    ("facts", "action", "expected"),
    [
        (
            {"calls_welcome": False},
            GIFT,
            {
                "give": (1, 0, 0, 0),
                "not-where-calls": (0, 0, 0, 1),
                "rather-not-by-post": (1, 0, 0, 0),
                "never": (0, 0, 0, 1),
            },
        ),
        (
            {"calls_welcome": True},
            GIFT,
            {
                "give": (0, 1, 0, 0),
                "not-where-calls": (1, 0, 0, 0),
                "rather-not-by-post": (0, 1, 0, 0),
                "never": (0, 0, 0, 1),
            },
        ),
        (
            {"calls_welcome": UNKNOWN},
            GIFT,
            {
                "give": (1, 0, 0, 0),
                "not-where-calls": (0, 0, 1, 0),
                "rather-not-by-post": (0, 1, 0, 0),
                "never": (0, 0, 0, 1),
            },
        ),
        ({}, ("gift", "email"), {"give": (1, 0, 0, 0), "not-where-calls": (0, 0, 0, 1), "never": (0, 0, 0, 1)}),
        ({}, NOTE, {"write": (1, 0, 0, 0)}),
        ({}, ("courtesy_note", "post"), {}),
    ],
)
def test_each_rule_on_an_action_meets_one_outcome(
    facts: dict[str, Any], action: Asked, expected: dict[str, tuple[int, int, int, int]]
) -> None:
    """Decided, overridden, possibly, did not hold; a rule that is not on the action was not asked."""
    assert counts(covered(GIFTS, [timeline(**facts)], action)) == expected


def test_counts_add_up_over_what_was_asked() -> None:
    """Two timelines, two actions each."""
    coverage = covered(GIFTS, [timeline(calls_welcome=True), timeline(calls_welcome=UNKNOWN)], GIFT, ("gift", "email"))
    assert coverage.rules == (
        CoveredRule("gifts/give", decided=2, overridden=2),
        CoveredRule("gifts/not-where-calls", decided=2, possibly=2),
        CoveredRule("gifts/rather-not-by-post", overridden=2),
        CoveredRule("gifts/write"),
        CoveredRule("gifts/never", did_not_hold=4),
        CoveredRule("gifts/elsewhere"),
    )
    assert coverage.missing == ("gifts/rather-not-by-post", "gifts/write", "gifts/never", "gifts/elsewhere")
    assert coverage.unasked == ("gifts/write", "gifts/elsewhere")
    assert coverage.fraction == pytest.approx(2 / 6)


def test_stances_and_advices_are_counted_by_kind() -> None:
    """In the order of the vocabulary; a kind that a rule is on is there, asked or not."""
    with rule_coverage(GIFTS) as coverage:
        for now in (SOON, "2025-10-07T12:00:00Z"):
            _ = evaluate(timeline(now), GIFTS)[NOTE]
        for facts in ({}, {"calls_welcome": True}, {"calls_welcome": UNKNOWN}):
            _ = evaluate(timeline(**facts), GIFTS)[GIFT]
        _ = evaluate(timeline(), GIFTS)["thank_you", "email"]
    assert [(kind.kind.value, dict(kind.stances), dict(kind.advices)) for kind in coverage.kinds] == [
        ("thank_you", {"silent": 1}, {}),
        ("courtesy_note", {"allowed": 2}, {"recommended": 1}),
        ("gift", {"allowed": 1, "forbidden": 1, "undetermined": 1}, {"discouraged": 1}),
        ("move_on", {}, {}),
    ]


def test_advice_that_is_only_possible_is_no_advice() -> None:
    """The rule that may discourage is met all the same."""
    policy = Policy(
        "perhaps",
        [
            permit(messages(), always, says="do").named("perhaps/do"),
            discourage(messages(), welcome, says="no").named("perhaps/not"),
        ],
    )
    coverage = covered(policy, [timeline(calls_welcome=UNKNOWN), timeline(calls_welcome=False)], GIFT)
    assert counts(coverage) == {"do": (2, 0, 0, 0), "not": (0, 0, 1, 1)}
    assert seen(coverage) == {"gift": ({"allowed": 2}, {})}


def test_overdue_is_an_advice_of_its_own() -> None:
    """A recommendation that only permits, advises, or is late has decided in each of these."""
    late = interview_end + days(2)
    policy = Policy(
        "late", [recommend(messages(), always, due=DAY_AFTER, overdue=late, says="write").named("late/write")]
    )
    coverage = covered(policy, [timeline(f"2025-10-0{day}T12:00:00Z") for day in (6, 7, 8)], GIFT)
    assert counts(coverage) == {"write": (3, 0, 0, 0)}
    assert seen(coverage) == {"gift": ({"allowed": 3}, {"recommended": 1, "overdue": 1})}


def test_by_a_channel_in_emails_place_only_what_holds_counts() -> None:
    """A permission by email is not on the post, unless that is preferred."""
    by_email = goes_by("email") & ~preference_stated | on_preferred_channel
    policy = Policy("email", [permit(messages("gift"), by_email, says="do").named("email/do")])
    coverage = RuleCoverage(policy)
    coverage.add(evaluate(timeline(), policy))
    assert counts(coverage) == {"do": (1, 0, 0, 5)}


def test_a_closed_policy_forbids_by_no_rule() -> None:
    """What no rule says is no rule's doing."""
    policy = attrs.evolve(GIFTS, closed=True)
    coverage = covered(policy, [timeline()], ("feedback_request", "email"))
    assert (counts(coverage), seen(coverage)) == ({}, {"feedback_request": ({"forbidden": 1}, {})})


# -- combined policies

YES = Policy("yes", [permit(messages("gift"), always, says="do").named("yes/do")])
ALSO = Policy("also", [permit(messages("gift"), always, says="do").named("also/also-do")])
NO = Policy(
    "no",
    [
        forbid(messages("gift"), ~welcome, says="stop").named("no/stop"),
        permit(messages("gift"), always, says="do").named("no/or-do"),
        discourage(messages("gift"), always, says="rather not").named("no/rather-not"),
    ],
)
QUIET = Policy("quiet", [discourage(messages("gift"), always, says="rather not").named("quiet/rather-not")])


@pytest.mark.parametrize(
    ("policy", "facts", "expected"),
    [
        (
            strictest(YES, NO),
            {},
            {"do": "overridden", "stop": "decided", "or-do": "overridden", "rather-not": "overridden"},
        ),
        (
            most_permissive(YES, NO),
            {},
            {"do": "decided", "stop": "overridden", "or-do": "overridden", "rather-not": "overridden"},
        ),
        (
            strictest(YES, NO),
            {"calls_welcome": True},
            {"do": "decided", "stop": "did_not_hold", "or-do": "decided", "rather-not": "decided"},
        ),
        (
            strictest(YES, NO),
            {"calls_welcome": UNKNOWN},
            {"do": "overridden", "stop": "possibly", "or-do": "decided", "rather-not": "overridden"},
        ),
        (first_to_speak(QUIET, YES), {}, {"rather-not": "overridden", "do": "decided"}),
        # a source of the inner one allows as the whole does, but the inner one forbids
        (
            most_permissive(YES, majority(ALSO, NO)),
            {},
            {"do": "decided", "also-do": "overridden"}
            | {"stop": "overridden", "or-do": "overridden", "rather-not": "overridden"},
        ),
    ],
)
def test_of_a_combined_policy_a_source_that_is_overruled_is_overridden(
    policy: AnyPolicy, facts: dict[str, Any], expected: dict[str, str]
) -> None:
    """With all its rules that surely hold; advice counts where its source allows."""
    coverage = covered(policy, [timeline(**facts)], GIFT)
    names = ("decided", "overridden", "possibly", "did_not_hold")
    assert {name: names[count.index(1)] for name, count in counts(coverage).items()} == expected


@pytest.mark.parametrize("name", ["before", "zealous"])
def test_a_rule_that_two_sources_hold_counts_once(name: str) -> None:
    """As decided, where in one of them it did, whichever comes first."""
    other = Policy(name, [YES.rules[0], forbid(messages("gift"), always, says="stop").named("other/stop")])
    coverage = covered(most_permissive(YES, other), [timeline()], GIFT)
    assert counts(coverage) == {"do": (1, 0, 0, 0), "stop": (0, 1, 0, 0)}


def test_of_the_same_sources_each_resolver_is_told_apart() -> None:
    """What decided by the one is overridden by the other."""
    both = strictest(YES, NO), most_permissive(YES, NO)
    with rule_coverage(*both) as coverage:
        for policy in both:
            _ = evaluate(timeline(), policy)[GIFT]
    assert counts(coverage) == {
        "do": (1, 1, 0, 0),
        "stop": (1, 1, 0, 0),
        "or-do": (0, 2, 0, 0),
        "rather-not": (0, 2, 0, 0),
    }


def test_what_a_source_says_by_itself_counts_where_it_is_given() -> None:
    """A combined policy is asked as a whole."""
    whole = strictest(YES, NO)
    with rule_coverage(whole) as of_whole, rule_coverage(YES) as of_source:
        _ = evaluate(timeline(), whole).by_source["yes"][GIFT]
    assert (counts(of_whole), counts(of_source)) == ({}, {"do": (1, 0, 0, 0)})


# -- what is asked

ASKED: dict[str, tuple[Callable[[Evaluation], object], int, int]] = {
    "one": (lambda evaluation: evaluation["gift", "post"], 1, 1),
    "verdicts": (lambda evaluation: evaluation.verdicts, len(ACTIONS), 0),
    "allowed": (lambda evaluation: evaluation.allowed, len(ACTIONS), 2),
    "silent": (lambda evaluation: evaluation.silent, len(ACTIONS), 0),
    "rulings": (lambda evaluation: evaluation.rulings, len(ACTIONS), 2),
    "iteration": (list, len(ACTIONS), 0),
    "values": (lambda evaluation: [*evaluation.values()], len(ACTIONS), 2),
    "to_dict": (lambda evaluation: evaluation.to_dict(), len(ACTIONS), 2),
    "repr": (repr, len(ACTIONS), 2),
    "one, then all": (
        lambda evaluation: (evaluation["gift", "post"], evaluation.verdicts, evaluation[GIFT]),
        len(ACTIONS),
        1,
    ),
    "all twice": (
        lambda evaluation: (evaluation.verdicts, evaluation.verdicts, [*evaluation.rulings], [*evaluation.rulings]),
        len(ACTIONS),
        2,
    ),
    "nothing": (lambda evaluation: (evaluation.now, evaluation.policy, evaluation == evaluation.at(SOON)), 0, 0),
}


@pytest.mark.parametrize(("ask", "stances", "advices"), ASKED.values(), ids=ASKED)
def test_what_counts_as_asked(ask: Callable[[Evaluation], object], stances: int, advices: int) -> None:
    """Each ruling once; who reads verdicts has read no advice."""
    evaluation = evaluate(timeline("2025-10-07T12:00:00Z"), GIFTS)
    with rule_coverage(GIFTS) as coverage:
        ask(evaluation)
    found = coverage.kinds
    assert sum(sum(kind.stances.values()) for kind in found) == stances
    assert sum(sum(kind.advices.values()) for kind in found) == advices
    rather_not = next(rule for rule in coverage.rules if rule.id == "gifts/rather-not-by-post")
    assert rather_not.asked == (advices > 0)


def test_what_was_asked_before_is_asked_again() -> None:
    """A ruling kept by its evaluation counts in each recording in which it is asked for."""
    evaluation = evaluate(timeline(), GIFTS)
    _ = evaluation[NOTE]
    for _ in range(2):
        with rule_coverage(GIFTS) as coverage:
            _ = evaluation[NOTE]
        assert counts(coverage) == {"write": (1, 0, 0, 0)}
    _ = evaluation["gift", "email"]
    assert counts(coverage) == {"write": (1, 0, 0, 0)}


def test_an_evaluation_made_anew_counts_anew() -> None:
    """Even where the first is gone and the new one is stored where it was."""
    gc.freeze()  # what there is already need not be looked through fifty times
    with rule_coverage(GIFTS) as coverage:
        for _ in range(50):
            ruling = evaluate(timeline(), GIFTS)[NOTE]
            del ruling
            gc.collect()
    gc.unfreeze()
    assert counts(coverage) == {"write": (50, 0, 0, 0)}
    assert not coverage._counted


def test_a_policy_is_known_by_what_it_is() -> None:
    """An equal one counts, one of the same name that says something else does not."""
    equal = Policy(GIFTS.name, list(GIFTS.rules))
    other = Policy(GIFTS.name, GIFTS.rules[:1])
    with rule_coverage(GIFTS, GIFTS) as coverage:
        for policy in (equal, other, policies.pro_tips):
            _ = evaluate(timeline(), policy)[GIFT]
    assert coverage.policies == (GIFTS,)
    assert counts(coverage)["give"] == (1, 0, 0, 0)


def test_several_policies_are_counted_together() -> None:
    """A rule that both have is one rule."""
    part = Policy("part", GIFTS.rules[:1])
    with rule_coverage(GIFTS, part) as coverage:
        for policy in (GIFTS, part):
            _ = evaluate(timeline(), policy)[GIFT]
    assert [rule.id for rule in coverage.rules] == [rule.id for rule in GIFTS.rules]
    assert counts(coverage)["give"] == (2, 0, 0, 0)
    assert repr(coverage) == "<RuleCoverage of gifts and part: 2 of 6 rules decided>"


def test_what_the_library_asks_itself_counts() -> None:
    """An agenda asks at every turn."""
    with rule_coverage(GIFTS) as coverage:
        agenda(timeline(), GIFTS)
    assert counts(coverage)["write"][0] > 1


# -- recording


def observed() -> bool:
    """Whether anything observes evaluations."""
    return bool(Evaluation.observers)


def test_nobody_observes_after_a_recording() -> None:
    """Even if the block or the call raises an error."""
    with rule_coverage(GIFTS):
        assert observed()
    assert not observed()
    with pytest.raises(ZeroDivisionError), rule_coverage(GIFTS):
        _ = 1 / 0
    assert not observed()
    with pytest.raises(PolicyError), rule_coverage():
        pass
    assert not observed()


def test_recordings_within_each_other_both_record() -> None:
    """The inner one what is asked in it only."""
    with rule_coverage(GIFTS) as outer:
        _ = evaluate(timeline(), GIFTS)[NOTE]
        with rule_coverage(GIFTS) as inner:
            _ = evaluate(timeline(), GIFTS)[NOTE]
        _ = evaluate(timeline(), GIFTS)[NOTE]
    assert (counts(outer), counts(inner)) == ({"write": (3, 0, 0, 0)}, {"write": (1, 0, 0, 0)})


def test_recordings_may_overlap() -> None:
    """The first to begin may be the first to end."""
    with ExitStack() as first, ExitStack() as second:
        one = first.enter_context(rule_coverage(GIFTS))
        other = second.enter_context(rule_coverage(GIFTS))
        _ = evaluate(timeline(), GIFTS)[NOTE]
        first.close()
        _ = evaluate(timeline(), GIFTS)[NOTE]
        second.close()
        assert not observed()
    assert (counts(one), counts(other)) == ({"write": (1, 0, 0, 0)}, {"write": (2, 0, 0, 0)})


def test_a_fault_of_the_question_is_the_same() -> None:
    """And nothing is counted."""
    with rule_coverage(GIFTS) as coverage:
        with pytest.raises(ValueError, match="`gift` is not judged by `none`"):
            _ = evaluate(timeline(), GIFTS)["gift", "none"]
        _ = evaluate(timeline(), GIFTS)[NOTE]
    assert counts(coverage) == {"write": (1, 0, 0, 0)}


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("impatient")
def test_threads_are_recorded_together() -> None:
    """Each ruling once, and none is lost."""
    several, shared = 8, [evaluate(timeline(), GIFTS) for _ in range(50)]
    together = Barrier(several)

    def ask() -> None:
        together.wait()
        for evaluation in shared:
            with rule_coverage(GIFTS) as own:
                _ = evaluate(timeline(), GIFTS)[NOTE], evaluation[GIFT]
            assert counts(own)["write"][0] >= 1

    with rule_coverage(GIFTS) as coverage, ThreadPoolExecutor(several) as pool:
        for done in [pool.submit(ask) for _ in range(several)]:
            done.result()
    assert counts(coverage)["write"] == (several * 50, 0, 0, 0)
    assert counts(coverage)["give"] == (50, 0, 0, 0)
    assert not observed()


def test_it_records_on_after_the_cache_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept for speed is bounded, and changes no count."""
    everything = [timeline(), timeline(calls_welcome=True), timeline(calls_welcome=UNKNOWN)]
    expected = covered(GIFTS, everything, GIFT, NOTE, ("gift", "email"))
    monkeypatch.setattr(exercised, "_MOST_KEPT", 1)
    assert covered(GIFTS, everything, GIFT, NOTE, ("gift", "email")) == expected


# -- adding evaluations


def test_a_whole_evaluation_is_counted_once() -> None:
    """What was asked already is not counted again; nor is counting heard as asking."""
    evaluation = evaluate(timeline(), GIFTS)
    with rule_coverage(GIFTS) as coverage:
        _ = evaluation[NOTE]
        with rule_coverage(GIFTS) as other:
            coverage.add(evaluation)
            coverage.add(evaluation)
    assert counts(coverage) == {
        "give": (6, 0, 0, 0),
        "not-where-calls": (0, 0, 0, 6),
        "rather-not-by-post": (1, 0, 0, 0),
        "write": (1, 0, 0, 0),
        "never": (0, 0, 0, 6),
        "elsewhere": (1, 0, 0, 0),
    }
    assert coverage.missing == ("gifts/not-where-calls", "gifts/never")
    assert counts(other) == {}


def test_an_evaluation_of_another_policy_is_refused() -> None:
    """And so is what is none."""
    coverage = RuleCoverage(GIFTS, YES)
    with pytest.raises(PolicyError) as error:
        coverage.add(evaluate(timeline(), policies.pro_tips))
    assert str(error.value) == "an evaluation by `pro_tips` is not covered; expected one by `gifts`, `yes`"
    with pytest.raises(TypeError) as wrong:
        coverage.add(timeline())  # type: ignore[arg-type]
    assert str(wrong.value).endswith("is not an evaluation; expected `evaluate(...)`")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "`rule_coverage` was given no policy; expected one or more"),
        ((GIFTS, "pro_tips"), "`rule_coverage` was given `pro_tips`; expected policies"),
    ],
)
def test_policies_are_expected(given: tuple[Any, ...], message: str) -> None:
    """The whole message."""
    for make in (RuleCoverage, lambda *policies: rule_coverage(*policies).__enter__()):
        with pytest.raises(PolicyError) as error:
            make(*given)
        assert str(error.value) == message


# -- as a value


def test_coverage_is_told_as_plain_data() -> None:
    """All that it counts, and what follows from it."""
    others = [rule.id for rule in GIFTS.rules if rule.id != "gifts/write"]
    assert covered(GIFTS, [timeline()], NOTE).to_dict() == {
        "policies": ["gifts"],
        "fraction": 1 / 6,
        "missing": others,
        "unasked": others,
        "rules": [
            {"id": rule.id, "decided": int(rule.id == "gifts/write"), "overridden": 0, "possibly": 0, "did_not_hold": 0}
            for rule in GIFTS.rules
        ],
        "kinds": [
            {"kind": "courtesy_note", "stances": {"allowed": 1}, "advices": {}},
            {"kind": "gift", "stances": {}, "advices": {}},
            {"kind": "move_on", "stances": {}, "advices": {}},
        ],
    }


def test_coverage_is_told_as_a_table() -> None:
    """The numbers first; what never decided is marked."""
    late = timeline("2025-10-07T12:00:00Z")
    assert str(covered(GIFTS, [late, timeline(calls_welcome=UNKNOWN)], GIFT, NOTE)) == "\n".join(
        [
            "rule coverage of gifts: 3 of 6 rules decided",
            "",
            "decided  overridden  possibly  did not hold    rule",
            "      2           0         0             0    gifts/give",
            "      0           0         1             1  ! gifts/not-where-calls",
            "      1           1         0             0    gifts/rather-not-by-post",
            "      2           0         0             0    gifts/write",
            "      0           0         0             2  ! gifts/never",
            "      0           0         0             0  ! gifts/elsewhere",
            "!: never decided",
            "",
            "courtesy_note  allowed 2; recommended 1",
            "gift           allowed 1, undetermined 1; discouraged 1",
            "move_on        never asked",
        ]
    )


def test_where_all_decided_nothing_is_marked() -> None:
    """And a name cannot steer a terminal."""
    policy = Policy("a\x1b[2Jb", YES.rules)
    assert str(covered(policy, [timeline()], GIFT)) == "\n".join(
        [
            r"rule coverage of a\x1b[2Jb: 1 of 1 rules decided",
            "",
            "decided  overridden  possibly  did not hold    rule",
            "      1           0         0             0    yes/do",
            "",
            "gift  allowed 1",
        ]
    )


def test_of_a_policy_without_rules_nothing_is_missing() -> None:
    """Its silence is seen all the same."""
    coverage = covered(Policy("silent", ()), [timeline()], GIFT)
    assert (coverage.rules, coverage.missing, coverage.fraction) == ((), (), 1)
    assert seen(coverage) == {"gift": ({"silent": 1}, {})}


def test_a_sum_is_of_the_policies_of_both() -> None:
    """In their order, each once."""
    one, other = covered(YES, [timeline()], GIFT), covered(NO, [timeline()], GIFT)
    both = one + other
    assert both.policies == (YES, NO)
    assert counts(both) == {**counts(one), **counts(other)}
    assert (one + one).policies == (YES,)
    assert counts(one + one) == {"do": (2, 0, 0, 0)}
    with pytest.raises(TypeError):
        _ = one + 1  # type: ignore[operator]


def test_it_equals_what_has_seen_the_same() -> None:
    """And nothing else; its pickle as well."""
    one = covered(GIFTS, [timeline()], GIFT)
    assert one == covered(GIFTS, [timeline()], GIFT)
    assert one != covered(GIFTS, [timeline()], NOTE)
    assert one != counts(one)
    assert pickle.loads(pickle.dumps(one)) == one


# -- a shipped policy


def test_two_weeks_under_pro_tips() -> None:
    """Looked at on the evening of the interview, on the day after, and when the week past the promised date is over."""
    events = [
        Interview(ends="2025-10-06T10:00:00+01:00"),
        ResponsePromised("2025-10-06T09:55:00+01:00", by="2025-10-10"),
        MessageSent("2025-10-07T12:00:00+01:00", kind="thank_you", channel="email"),
    ]
    end = Timeline("Europe/London", "2025-10-17T00:00:00+01:00", events)
    looks = [end.at("2025-10-06T18:00:00+01:00"), end.at("2025-10-07T09:00:00+01:00"), end]
    asked: list[Asked] = [("thank_you", "email"), ("status_inquiry", "email"), ("status_inquiry", "phone")]
    coverage = covered(policies.pro_tips, looks, *asked)
    assert counts(coverage) == {
        "thank-the-next-day": (2, 0, 0, 1),
        "thank-the-next-day-once": (1, 0, 0, 2),
        "wait-a-week-past-the-promise": (4, 0, 0, 2),
        "then-one-may-ask": (1, 1, 0, 4),
        "then-send-the-status-note": (1, 1, 0, 4),
        "no-voice-after-an-email": (1, 0, 0, 2),
    }
    assert seen(coverage) == {
        "thank_you": ({"allowed": 2, "forbidden": 1}, {"recommended": 1}),
        "status_inquiry": ({"allowed": 1, "forbidden": 5}, {"recommended": 1}),
    }
    assert repr(coverage) == "<RuleCoverage of pro_tips: 6 of 14 rules decided>"


# -- laws


@laws
@given(judged())
def test_what_is_decided_is_what_the_ruling_says(drawn: Judged) -> None:
    """The rules that determine the stance; those that hold surely, where it is undetermined; and those that advise."""
    given_timeline, policy = drawn
    evaluation = evaluate(given_timeline, policy)
    for ruling in evaluation.rulings:
        with rule_coverage(policy) as coverage:
            _ = evaluation[ruling.action]
        decided = {rule.id for rule in coverage.rules if rule.decided}
        possibly = {rule.id for rule in coverage.rules if rule.possibly}
        discouraging = {reason.rule for reason in ruling.advice_reasons if reason.effect == "discourage"}
        if ruling.stance == "undetermined":
            assert decided <= {*ruling.rule_ids} <= decided | possibly
        elif ruling.advice == "discouraged":
            assert {*ruling.rule_ids} < decided
            assert decided <= {*ruling.rule_ids} | discouraging <= decided | possibly
        else:
            assert decided == {*ruling.rule_ids}
        assert all(rule.asked <= 1 for rule in coverage.rules)
        assert seen(coverage) == {
            ruling.action.kind.value: ({ruling.stance: 1}, {ruling.advice: 1} if ruling.advice else {})
        }


@laws
@given(judged(drawn_policies()))
def test_a_rule_is_asked_once_for_each_action_that_it_is_on(drawn: Judged) -> None:
    """Of a whole evaluation."""
    given_timeline, policy = drawn
    evaluation = evaluate(given_timeline, policy)
    coverage = RuleCoverage(policy)
    coverage.add(evaluation)
    for rule, met in zip(policy.rules, coverage.rules, strict=True):
        on = sum(action in rule.on for action, _ in evaluation.verdicts)
        assert on == met.asked


@laws
@given(judged(), judged())
def test_adding_two_runs_is_seeing_both_in_one(one: Judged, other: Judged) -> None:
    """Whatever was asked in which; in either order."""
    both_policies = tuple(dict.fromkeys((one[1], other[1])))

    def first() -> object:
        return evaluate(*one).verdicts, evaluate(*other).allowed

    def second() -> object:
        return evaluate(*one).forbidden, evaluate(*other).to_dict()

    with rule_coverage(*both_policies) as of_first:
        first()
    with rule_coverage(*both_policies) as of_second:
        second()
    with rule_coverage(*both_policies) as of_both:
        first()
        second()
    assert of_first + of_second == of_both == of_second + of_first
    assert pickle.loads(pickle.dumps(of_both)) == of_both


@laws
@given(judged())
def test_no_answer_is_changed(drawn: Judged) -> None:
    """Asked in the same order of timelines of their own, so that nothing is kept."""
    given_timeline, policy = drawn

    def answers(of: Timeline) -> object:
        evaluation = evaluate(of, policy)
        return evaluation.verdicts[0][1].stance, evaluation.to_dict(), repr(evaluation), list(evaluation.rulings)

    outside = answers(attrs.evolve(given_timeline))
    with rule_coverage(policy):
        assert answers(attrs.evolve(given_timeline)) == outside


def test_no_report_is_changed() -> None:
    """Of those that ask at many instants, or of other facts: an agenda, an audit, what is open, an explanation."""
    asked = [Interview(ends=ENDS), MessageSent("2025-10-07T09:00:00Z", kind="status_inquiry", channel="email")]
    unsure = Timeline("UTC", "2025-10-08T09:00:00Z", asked, Facts(calls_welcome=UNKNOWN))

    def reports(of: Timeline, policy: AnyPolicy) -> list[object]:
        ruling = evaluate(of, policy)["status_inquiry", "phone"]
        return [
            agenda(of, policy).to_dict(),
            audit(of, policy).to_dict(),
            open_questions(of, policy),
            explain(ruling),
        ]

    outside = reports(attrs.evolve(unsure), policies.art_of_follow_up)
    with rule_coverage(policies.art_of_follow_up):
        assert reports(attrs.evolve(unsure), policies.art_of_follow_up) == outside


def test_what_is_looked_at_is_not_changed() -> None:
    """The library watches which facts an answer hangs on; to count is to look at more."""
    policy = Policy("hushed", [discourage(messages("gift"), welcome, says="no").named("hushed/not")])
    assert dependencies_of(evaluate(timeline(), policy)) == ()
    with rule_coverage(policy):
        assert dependencies_of(evaluate(timeline(), policy)) == ()


# -- the plugin

CONFTEST = """
import pytest
from followup_rules import Policy
from followup_rules.rules.conditions import always, never
from followup_rules.rules import forbid, messages, permit

pytest_plugins = ["followup_rules.testing.plugin"]
POLICY = Policy("ours", [
    permit(messages("gift"), always, says="do").named("ours/do"),
    forbid(messages("gift"), never, says="do not").named("ours/not"),
])

@pytest.fixture(scope="session", autouse=True)
def covered(rule_coverage):
    return rule_coverage(POLICY{more})
"""
ASKS = """
from conftest import POLICY
from followup_rules import Timeline, evaluate

def test_gift(covered):
    assert evaluate(Timeline("UTC", "2025-10-07T09:00:00Z"), POLICY)["gift", "email"].stance == "allowed"
    assert covered.missing == ("ours/not",)
"""
TABLE = """\
rule coverage of ours: 1 of 2 rules decided

decided  overridden  possibly  did not hold    rule
      1           0         0             0    ours/do
      0           0         0             1  ! ours/not
!: never decided

gift  allowed 1
"""
Run: TypeAlias = Callable[..., tuple[int, str]]


@pytest.fixture
def run_of(tmp_path: Path) -> Run:
    """A run of pytest by itself on some files: its exit status and what it prints."""

    def run(**files: str) -> tuple[int, str]:
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"],
            cwd=tmp_path,
            env={**env, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_run_ends_with_the_table(run_of: Run) -> None:
    """And passes, where nothing else is asked for."""
    status, out = run_of(conftest=CONFTEST.replace("{more}", ""), test_it=ASKS)
    assert status == 0, out
    assert TABLE in out
    assert "= rule coverage =" in out


@pytest.mark.parametrize(("least", "status"), [("0.5", 0), ("0.51", 1)])
def test_a_run_fails_where_too_few_rules_decided(run_of: Run, least: str, status: int) -> None:
    """Fewer than the part that is asked for."""
    found, out = run_of(conftest=CONFTEST.replace("{more}", f", fail_under={least}"), test_it=ASKS)
    assert found == status, out
    assert TABLE in out
    assert (f"FAILED: expected {least} of the rules to decide" in out) is bool(status)


def test_a_part_of_the_rules_is_expected(run_of: Run) -> None:
    """Not a percentage."""
    status, out = run_of(conftest=CONFTEST.replace("{more}", ", fail_under=90"), test_it=ASKS)
    assert status == 1
    assert "PolicyError: `fail_under` is `90`; expected a share of the rules, from 0 to 1" in out


def test_a_run_that_records_nothing_prints_nothing(run_of: Run) -> None:
    """The plugin alone changes nothing."""
    conftest = 'pytest_plugins = ["followup_rules.testing.plugin"]'
    status, out = run_of(conftest=conftest, test_it="def test_it(): pass")
    assert status == 0, out
    assert "rule coverage" not in out
