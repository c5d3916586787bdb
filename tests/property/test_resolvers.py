"""
Resolvers make one policy of several, by the sources' stances alone; a few plain lines here are the oracle.

What they make of stances is tried on every set of possible stances (`TestPossibleStances`); that policies keep the same
laws, and keep them over time, is tried on random policies and timelines.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings, strategies as st

from followup_rules import Evaluation, Policy, Timeline, evaluate, policies
from followup_rules.errors import PolicyError
from followup_rules.evaluation.evaluation import Asked
from followup_rules.rules.conditions import always
from followup_rules.rules.policy import (
    RESOLVE,
    AnyPolicy,
    Combined,
    Resolve,
    first_to_speak,
    majority,
    most_permissive,
    strictest,
)
from followup_rules.rules.rule import forbid, permit
from followup_rules.rules.selections import messages
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, SILENT as SAYS_NOTHING, possible_stances
from followup_rules.temporal.instants import Micros, micros
from strategies import (
    RESOLVERS,
    allowed_windows,
    any_policies,
    boundaries,
    combined_policies,
    judged,
    shipped_policies,
    single_policies,
    sources,
    timelines,
)

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.unmeasured

Several = tuple[Policy, ...]
Resolver = Callable[..., AnyPolicy]
SILENT = Policy("silent", ())
ASKED: Asked = "status_inquiry", "email"
NOWHEN = Timeline("UTC", "2026-01-05T09:00:00Z")
shuffles = st.randoms(use_true_random=False)
three = sources(least=3, most=3)
# the laws on whole policies; what resolvers make of stances is tried in full
few = settings(max_examples=max(1, settings().max_examples // 3))
# the seven sets of possible stances, as bits
SETS = range(1, 8)


def by_rank(*ranked: str) -> Callable[[tuple[str, ...]], str]:
    """The stance of several that comes first in a ranking."""
    return lambda stances: min(stances, key=ranked.index)


def first_voice(stances: tuple[str, ...]) -> str:
    """The first stance that is not silence."""
    return next((stance for stance in stances if stance != "silent"), "silent")


def most_votes(stances: tuple[str, ...]) -> str:
    """Allowed where more allow than forbid; else forbidden, if anyone votes."""
    allowing, forbidding = stances.count("allowed"), stances.count("forbidden")
    return "allowed" if allowing > forbidding else "forbidden" if allowing + forbidding else "silent"


ORACLE: dict[str, Callable[[tuple[str, ...]], str]] = {
    "strictest": by_rank("forbidden", "allowed", "silent"),
    "most_permissive": by_rank("allowed", "forbidden", "silent"),
    "first_to_speak": first_voice,
    "majority": most_votes,
}


def answers(timeline: Timeline, policy: AnyPolicy) -> list[dict[str, Any]]:
    """Everything that a policy says, but its name; no-guidance is told by the source's name, as it should."""
    evaluation = evaluate(timeline, policy)
    found: list[dict[str, Any]] = evaluation.to_dict()["rulings"]
    for data, ruling in zip(found, evaluation.rulings, strict=True):
        data["windows"] = ruling.windows
        data["advised by"] = ruling.advice_reasons
    return found


def stances(timeline: Timeline, policy: AnyPolicy) -> list[Any]:
    """What a policy holds possible of each action, and when it allows it."""
    return [(ruling.action, ruling.possible, ruling.windows) for ruling in evaluate(timeline, policy).rulings]


class TestPossibleStances:
    """What resolvers make of what is possible of each source, on all sets of stances."""

    @pytest.mark.parametrize("name", ORACLE)
    def test_each_combination_of_possible_stances_is_resolved_and_no_other(self, name: str) -> None:
        """Of up to four sources: what is possible of the whole is what the plain lines above make of them."""
        for count in range(1, 5):
            for several in product(SETS, repeat=count):
                made = possible_stances(RESOLVE[name](several))
                assert set(made) == {ORACLE[name](each) for each in product(*map(possible_stances, several))}, several

    @pytest.mark.parametrize("name", ["strictest", "most_permissive", "first_to_speak"])
    def test_associative(self, name: str) -> None:
        """Which two neighbours of three are resolved first does not matter."""
        resolve = RESOLVE[name]
        for a, b, c in product(SETS, repeat=3):
            assert resolve((resolve((a, b)), c)) == resolve((a, resolve((b, c)))) == resolve((a, b, c))

    @pytest.mark.parametrize("name", ["strictest", "most_permissive", "majority"])
    def test_commutative(self, name: str) -> None:
        """In any order of up to five sources: two neighbours that change places are enough to make every order."""
        resolve = RESOLVE[name]
        for count in range(2, 6):
            for several in product(SETS, repeat=count):
                for place in range(count - 1):
                    a, b = several[place : place + 2]
                    assert resolve((*several[:place], b, a, *several[place + 2 :])) == resolve(several), several

    @pytest.mark.parametrize("resolve", RESOLVE.values(), ids=RESOLVE)
    def test_of_one_source_it_is_what_that_says(self, resolve: Resolve) -> None:
        """Whatever is possible of the source."""
        assert [resolve((possible,)) for possible in SETS] == [*SETS]

    @pytest.mark.parametrize("resolve", RESOLVE.values(), ids=RESOLVE)
    def test_a_silent_source_changes_nothing(self, resolve: Resolve) -> None:
        """In any place among up to three others."""
        for count in range(1, 4):
            for several in product(SETS, repeat=count):
                for place in range(count + 1):
                    assert resolve((*several[:place], SAYS_NOTHING, *several[place:])) == resolve(several), several

    @pytest.mark.parametrize("name", ["strictest", "most_permissive", "first_to_speak"])
    def test_idempotent_where_the_stance_is_sure(self, name: str) -> None:
        """A sure stance resolved with itself stays; of an unsure source two answers may differ."""
        for possible in (FORBIDDEN, ALLOWED, SAYS_NOTHING):
            assert RESOLVE[name]((possible, possible)) == possible

    def test_more_that_is_possible_of_a_source_makes_nothing_impossible(self) -> None:
        """Monotone in every source, for all resolvers, in pairs."""
        for resolve in RESOLVE.values():
            for a, more, b in product(SETS, repeat=3):
                made = resolve((a | more, b))
                assert resolve((a, b)) | made == made


class TestRanks:
    """`strictest` and `most_permissive` rank the stances: they are semilattices."""

    @pytest.mark.parametrize("resolver", [strictest, most_permissive])
    @few
    @given(several=three, data=st.data())
    def test_associative(self, resolver: Resolver, several: Several, data: st.DataObject) -> None:
        """Which two of three are resolved first does not matter: it is the same policy, and says the same."""
        a, b, c = several
        flat = resolver(a, b, c)
        timeline = data.draw(timelines(near=(flat,)))
        for nested in (resolver(resolver(a, b), c), resolver(a, resolver(b, c))):
            assert nested == flat
            assert hash(nested) == hash(flat)
            assert nested.name == flat.name
        assert answers(timeline, nested) == answers(timeline, flat)

    @pytest.mark.parametrize("resolver", [strictest, most_permissive])
    @few
    @given(several=sources(), data=st.data())
    def test_commutative(self, resolver: Resolver, several: Several, data: st.DataObject) -> None:
        """In any order it is the same policy, and says the same."""
        one = resolver(*several)
        timeline = data.draw(timelines(near=(one,)))
        for order in permutations(several):
            assert resolver(*order) == one
            assert hash(resolver(*order)) == hash(one)
        assert answers(timeline, resolver(*reversed(several))) == answers(timeline, one)

    @pytest.mark.parametrize("resolver", [strictest, most_permissive])
    @given(policy=any_policies(), several=sources())
    def test_idempotent(self, resolver: Resolver, policy: AnyPolicy, several: Several) -> None:
        """A policy with itself is itself, and a source given twice counts once, within another too."""
        assert resolver(policy) == resolver(policy, policy) == policy
        assert resolver(*several, *several) == resolver(*several)
        assert resolver(resolver(*several), several[0]) == resolver(*several)

    @pytest.mark.parametrize("resolver", [strictest, most_permissive, majority])
    @few
    @given(drawn=judged())
    def test_the_silent_policy_changes_no_stance(self, resolver: Resolver, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """Who says nothing takes nothing away: not from the ranks, and not from a vote of one."""
        timeline, policy = drawn
        assert stances(timeline, resolver(SILENT, policy)) == stances(timeline, policy)


class TestFirstToSpeak:
    """`first_to_speak` is a monoid."""

    @few
    @given(three, st.data())
    def test_associative(self, several: Several, data: st.DataObject) -> None:
        """Which two neighbours of three are asked first does not matter: it is the same policy, and says the same."""
        a, b, c = several
        flat = first_to_speak(a, b, c)
        timeline = data.draw(timelines(near=(flat,)))
        for nested in (first_to_speak(first_to_speak(a, b), c), first_to_speak(a, first_to_speak(b, c))):
            assert nested == flat
            assert nested.name == flat.name
        assert answers(timeline, nested) == answers(timeline, flat)

    @few
    @given(judged())
    @example((NOWHEN, majority(policies.dos_and_donts, policies.pro_tips)))
    def test_the_silent_policy_is_its_identity(self, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """Asked before or after another, who says nothing changes nothing: stance, dates, advice and reasons stay."""
        timeline, policy = drawn
        said = answers(timeline, policy)
        assert answers(timeline, first_to_speak(SILENT, policy)) == said
        assert answers(timeline, first_to_speak(policy, SILENT)) == said

    @given(any_policies(), sources(), shuffles)
    def test_idempotent(self, policy: AnyPolicy, several: Several, random: Random) -> None:
        """A policy with itself is itself; who has spoken, or had nothing to say, adds nothing a second time."""
        assert first_to_speak(policy) == first_to_speak(policy, policy) == policy
        again = random.choices(several, k=3)
        assert first_to_speak(*several, *again) == first_to_speak(*several)


class TestMajority:
    """`majority` counts votes, whoever casts them."""

    @few
    @given(sources(), st.data())
    def test_symmetric(self, several: Several, data: st.DataObject) -> None:
        """In any order of the sources it is the same policy, and says the same."""
        one = majority(*several)
        timeline = data.draw(timelines(near=(one,)))
        for order in permutations(several):
            assert majority(*order) == one
            assert hash(majority(*order)) == hash(one)
        assert answers(timeline, majority(*reversed(several))) == answers(timeline, one)

    @given(any_policies())
    def test_of_one(self, policy: AnyPolicy) -> None:
        """A majority of one is that one."""
        assert majority(policy) == policy

    @given(judged(sources().map(lambda several: majority(*several))))
    def test_the_split_is_given_as_a_reason(self, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """Wherever anyone votes, the first reason tells how the votes fell, and the counts add up."""
        timeline, policy = drawn
        evaluation = evaluate(timeline, policy)
        for ruling in evaluation.rulings:
            votes = [source[ruling.action].stance for source in evaluation.by_source.values()]
            splits = [reason for reason in ruling.reasons if reason.rule == "majority/split"]
            if ruling.stance == "silent":
                assert not splits
                continue
            assert splits == [ruling.reasons[0]]
            for stance in set(votes):
                assert f"{votes.count(stance)} {stance}" in splits[0].says


class TestLifting:
    """Resolving works pointwise, on everything that is possible of each source."""

    @given(judged(st.one_of(combined_policies(), combined_policies(), st.deferred(lambda: nested_policies()))))
    def test_undetermined_stances_are_lifted_exactly(self, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """
        What is possible of the whole is what the resolver makes of every combination of what is possible of the
        sources, and nothing else.
        """
        self.check(evaluate(*drawn))

    def check(self, evaluation: Evaluation) -> None:
        policy = evaluation.policy
        if isinstance(policy, Policy):
            return
        resolve = ORACLE[policy.resolver]
        for ruling in evaluation.rulings:
            possible = [source[ruling.action].possible for source in evaluation.by_source.values()]
            assert set(ruling.possible) == {resolve(each) for each in product(*possible)}, ruling.action
            assert ruling.stance == (ruling.possible[0] if len(ruling.possible) == 1 else "undetermined")
        for source in evaluation.by_source.values():
            self.check(source)

    @given(judged(st.one_of(combined_policies(), st.deferred(lambda: nested_policies()))), st.data())
    def test_windows_of_a_combination_agree_with_its_sources_at_every_instant(
        self, drawn: tuple[Timeline, AnyPolicy], data: st.DataObject
    ) -> None:
        """
        If nothing happens, an action is allowed at an instant where what the sources then say, resolved by hand, comes
        to allowed and nothing else.
        """
        timeline, policy = drawn
        assert isinstance(policy, Combined)
        evaluation, now = evaluate(timeline, policy), micros(timeline.now)
        edges = {edge for source in evaluation.by_source.values() for edge in boundaries(source)}
        later = sorted({now, *(edge + step for edge in edges for step in (-1, 0) if edge + step >= now)})
        instant = data.draw(st.sampled_from(later))
        then = Timeline(timeline.zone, Micros(instant), kept(timeline), timeline.facts)
        at_the_time = [evaluate(then, source) for source in policy.sources]
        resolve = ORACLE[policy.resolver]
        for ruling in evaluation.rulings:
            possible = [source[ruling.action].possible for source in at_the_time]
            outcome = {resolve(each) for each in product(*possible)}
            assert (instant in allowed_windows(ruling)) is (outcome == {"allowed"}), ruling.action

    @given(sources(), st.data())
    def test_resolvers_are_ordered_by_what_they_allow(self, several: Several, data: st.DataObject) -> None:
        """What the strictest allows, a majority and the first to speak allow; what these allow, the most permissive."""
        timeline = data.draw(timelines(near=(strictest(*several),)))
        least, vote, first, most = (
            {ruling.action: allowed_windows(ruling) for ruling in evaluate(timeline, resolver(*several)).rulings}
            for resolver in (strictest, majority, first_to_speak, most_permissive)
        )
        for action, held in least.items():
            for between in (vote, first):
                assert (held - between[action]).is_empty
                assert (between[action] - most[action]).is_empty


class TestSources:
    """A combined policy tells what each source says."""

    @given(judged(st.one_of(combined_policies(), st.deferred(lambda: nested_policies()))))
    def test_by_source_is_each_source_alone(self, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """By its name, each source says what it says alone; the names are unique, and their order is the policy's."""
        timeline, policy = drawn
        assert isinstance(policy, Combined)
        by_source = evaluate(timeline, policy).by_source
        assert list(by_source) == [source.name for source in policy.sources]
        for source in policy.sources:
            assert by_source[source.name].policy == source
            assert by_source[source.name].to_dict() == evaluate(timeline, source).to_dict()

    @given(judged(single_policies()))
    def test_a_policy_of_its_own_has_no_sources(self, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """There `by_source` is empty."""
        assert dict(evaluate(*drawn).by_source) == {}

    @given(judged(combined_policies()))
    def test_reasons_come_from_the_sources_whose_stance_is_the_outcome(self, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """All rules that such a source cites are cited, in the order of the sources, and no others."""
        evaluation = evaluate(*drawn)
        for ruling in evaluation.rulings:
            speakers = [source[ruling.action] for source in evaluation.by_source.values()]
            cited = [rule for each in speakers if each.stance == ruling.stance for rule in each.rule_ids]
            assert list(ruling.rule_ids) == list(dict.fromkeys(cited)), ruling.action

    @given(judged(combined_policies()))
    def test_missing_facts_come_from_the_undetermined_sources(self, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """What an undetermined outcome is missing, an undetermined source is missing."""
        evaluation = evaluate(*drawn)
        for ruling in evaluation.rulings:
            several = [source[ruling.action] for source in evaluation.by_source.values()]
            assert set(ruling.missing) <= {name for each in several for name in each.missing}, ruling.action

    @given(judged(combined_policies()))
    def test_sure_advice_comes_from_a_source_that_allows(self, drawn: tuple[Timeline, AnyPolicy]) -> None:
        """What a combination advises, a source advises whose stance is the outcome."""
        evaluation = evaluate(*drawn)
        for ruling in evaluation.rulings:
            if ruling.advice is not None:
                several = [source[ruling.action] for source in evaluation.by_source.values()]
                advised = {each.advice for each in several if each.stance == "allowed"}
                assert ruling.advice in advised, ruling.action

    @given(st.sampled_from(RESOLVERS), st.integers(2, 5), shipped_policies())
    def test_quantities_are_set_in_every_source(self, resolver: Resolver, few_days: int, policy: Policy) -> None:
        """A quantity of a combination is set in each source that has it: resolving and setting commute."""
        several = (policies.dos_and_donts, policies.review_your_notes)
        combined = resolver(*several, *((policy,) if policy not in several else ()))
        separately = [
            source.with_(few_days=few_days) if "few_days" in source.quantities else source
            for source in ((*several, policy) if policy not in several else several)
        ]
        assert combined.with_(few_days=few_days) == resolver(*separately)


def kept(timeline: Timeline) -> list[Any]:
    """The events of a timeline that are known at its now."""
    return [event for event in timeline.events if (getattr(event, "arranged", None) or timeline.now) <= timeline.now]


def nested_policies() -> st.SearchStrategy[AnyPolicy]:
    """A combination of combinations; shrinks to the strictest of two strictest ones."""

    def nest(outer: Resolver, inner: Resolver, other: Resolver, several: Several) -> AnyPolicy:
        a, b, c = several
        return outer(inner(a, b), other(b, c))

    one = st.sampled_from(RESOLVERS)
    return st.builds(nest, one, one, one, three).filter(lambda policy: isinstance(policy, Combined))


def constant(name: str, stance: str) -> Policy:
    """A policy that says one thing of every message, always."""
    if stance == "silent":
        return Policy(name, ())
    make = permit if stance == "allowed" else forbid
    return Policy(name, (make(messages(), always, says="always").named(f"{name}/always"),))


def outcome(policy: AnyPolicy) -> str:
    """The stance of one message, at no time in particular."""
    return evaluate(NOWHEN, policy)[ASKED].stance


class TestDeliberateNonLaws:
    """What one might expect of resolvers, and does not hold, or is refused, on purpose."""

    def test_first_to_speak_does_not_commute(self) -> None:
        """Whom one asks first matters where the two disagree."""
        yes, no = constant("yes", "allowed"), constant("no", "forbidden")
        assert outcome(first_to_speak(yes, no)) == "allowed"
        assert outcome(first_to_speak(no, yes)) == "forbidden"
        assert first_to_speak(yes, no) != first_to_speak(no, yes)

    def test_majority_is_not_associative(self) -> None:
        """A majority of majorities is not the majority of all: votes are lost on the way."""
        no = [constant(f"no_{number}", "forbidden") for number in range(2)]
        yes = [constant(f"yes_{number}", "allowed") for number in range(3)]
        assert outcome(majority(*no, *yes)) == "allowed"
        assert outcome(majority(majority(*no, yes[0]), yes[1], yes[2])) == "allowed"
        assert outcome(majority(*no, majority(*yes))) == "forbidden"

    def test_majority_is_not_flattened(self) -> None:
        """Two who agree and one who does not are three votes, or two."""
        yes, too, no = constant("yes", "allowed"), constant("too", "allowed"), constant("no", "forbidden")
        assert outcome(majority(yes, too, no)) == "allowed"
        assert outcome(majority(majority(yes, too), no)) == "forbidden"

    def test_majority_counts_nobody_twice(self) -> None:
        """One name has one vote: it is not idempotent by counting, it refuses."""
        yes, no = constant("yes", "allowed"), constant("no", "forbidden")
        with pytest.raises(PolicyError, match="yes"):
            majority(yes, yes, no)

    def test_ties_do_not_fall_to_silence(self) -> None:
        """A split vote forbids: who disagrees is not silent."""
        assert outcome(majority(constant("yes", "allowed"), constant("no", "forbidden"))) == "forbidden"

    def test_ranks_do_not_absorb_each_other(self) -> None:
        """The two rankings are not each other's reverse: silence is last in both, so that there is no lattice."""
        no, nothing = constant("no", "forbidden"), constant("nothing", "silent")
        assert outcome(strictest(nothing, most_permissive(nothing, no))) == "forbidden"
        assert outcome(nothing) == "silent"

    @given(single_policies())
    def test_policies_do_not_combine_by_operators(self, policy: Policy) -> None:
        """Which of two policies wins is never implied: they have no `&`, `|` and no truth."""
        for combine in (lambda: policy & policy, lambda: policy | policy, lambda: bool(policy), lambda: not policy):  # type: ignore[operator]
            with pytest.raises(TypeError):
                combine()

    @given(st.sampled_from(RESOLVERS))
    def test_nothing_is_made_of_nothing(self, resolver: Resolver) -> None:
        """No resolver has an answer of its own."""
        with pytest.raises(PolicyError):
            resolver()

    @given(st.sampled_from(RESOLVERS), single_policies())
    def test_two_policies_of_one_name_are_refused(self, resolver: Resolver, policy: Policy) -> None:
        """The sources of a combination are told apart by name."""
        other = Policy(policy.name, (), closed=not policy.closed)
        with pytest.raises(PolicyError, match=policy.name):
            resolver(policy, other)
