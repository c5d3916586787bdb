"""What holds of every comparison, of who dissents, and of every explanation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from followup_rules import Action, Evaluation, Ruling, Timeline, compare, dissent, evaluate, explain, policies
from followup_rules.analysis.stretches import stretches_by_action
from followup_rules.rules.policy import AnyPolicy, Combined, first_to_speak, majority, most_permissive, strictest
from followup_rules.temporal.instants import Micros, micros, zone
from followup_rules.timeline.words import readable
from strategies import DAY, EPOCH, TICK, any_policies, combined_policies, judged, shipped_policies

if TYPE_CHECKING:
    from random import Random

    from hypothesis.strategies import SearchStrategy

pytestmark = pytest.mark.unmeasured

Judged = tuple[Timeline, AnyPolicy]
shipped_combined: SearchStrategy[AnyPolicy] = st.builds(
    lambda resolver, names: resolver(*map(policies.get, names)),
    st.sampled_from((strictest, most_permissive, first_to_speak, majority)),
    st.lists(st.sampled_from(policies.names()), min_size=2, max_size=4, unique=True),
)
drawn = judged(st.one_of(shipped_policies(), shipped_combined))
of_several = judged(st.one_of(shipped_combined, combined_policies()), unknown="most")
others = st.one_of(shipped_policies(), any_policies())

# every example is many evaluations
few = settings(max_examples=max(1, settings().max_examples // 2))


def whole(instant: datetime) -> int:
    """An instant as an integer, even one beyond what a timeline may speak of."""
    return datetime.__sub__(instant, EPOCH) // TICK


def edges(one: Evaluation, other: Evaluation) -> list[int]:
    """The instants from now on at which either may change, and those beside them."""
    now = micros(one.now)
    turns = {
        stretch.starts
        for evaluation in (one, other)
        for stretches in stretches_by_action(evaluation, now).values()
        for stretch in stretches
    }
    return sorted({turn + step for turn in turns for step in (-1, 0, 1, DAY) if turn + step >= now})


class TestCompare:
    """Where, when and why two policies differ."""

    @few
    @given(drawn, others, st.randoms(use_true_random=False))
    def test_two_policies_differ_exactly_where_a_difference_says_so(
        self, given: Judged, other: AnyPolicy, random: Random
    ) -> None:
        """At boundaries and between them, action by action; and each says what the difference says."""
        timeline, one = given
        ours, theirs = evaluate(timeline, one), evaluate(timeline, other)
        found = compare(timeline, one, other)
        spans = [
            (
                Action(item.kind, channel, item.to),
                whole(item.starts),
                None if item.ends is None else whole(item.ends),
                item,
            )
            for item in found
            for channel in item.channels
        ]
        instants = edges(ours, theirs)
        for at in random.sample(instants, min(8, len(instants))):
            here, there = ours.at(Micros(at)), theirs.at(Micros(at))
            for ruling in here.rulings:
                action = ruling.action
                said = (ruling.stance, ruling.advice), (there[action].stance, there[action].advice)
                covering = [
                    item
                    for told, starts, ends, item in spans
                    if told == action and starts <= at and (ends is None or at < ends)
                ]
                assert len(covering) == (said[0] != said[1]), (at, action)
                for item in covering:
                    assert ((item.one.stance, item.one.advice), (item.other.stance, item.other.advice)) == said

    @few
    @given(drawn, others)
    def test_each_difference_tells_why_as_it_begins(self, given: Judged, other: AnyPolicy) -> None:
        """The reasons of both rulings at its start, those of the advice among them."""
        timeline, one = given
        for item in compare(timeline, one, other):
            for policy, said in ((one, item.one), (other, item.other)):
                for channel in item.channels:
                    ruling = evaluate(timeline, policy).at(item.starts)[Action(item.kind, channel, item.to)]
                    assert set(said.reasons) == {*ruling.reasons, *ruling.advice_reasons}
                    assert len(said.reasons) == len(set(said.reasons))

    @few
    @given(drawn)
    def test_a_policy_never_differs_from_itself(self, given: Judged) -> None:
        """Nothing is told."""
        timeline, policy = given
        assert compare(timeline, policy, policy).differences == ()

    @few
    @given(drawn, others)
    def test_comparing_is_symmetric(self, given: Judged, other: AnyPolicy) -> None:
        """The other way round the same differences, each the other way round."""
        timeline, one = given
        there = {
            (item.kind, item.to, item.channels, item.starts, item.ends, item.other, item.one)
            for item in compare(timeline, other, one)
        }
        here = [
            (item.kind, item.to, item.channels, item.starts, item.ends, item.one, item.other)
            for item in compare(timeline, one, other)
        ]
        assert set(here) == there
        assert len(here) == len(there)

    @few
    @given(drawn, others, st.randoms(use_true_random=False))
    def test_a_comparison_until_an_instant_is_the_whole_one_cut(
        self, given: Judged, other: AnyPolicy, random: Random
    ) -> None:
        """What starts before it stays, and ends there at the latest."""
        timeline, one = given
        instants = edges(evaluate(timeline, one), evaluate(timeline, other))
        end = random.choice([at for at in instants if at < micros("2999-01-01T00:00:00Z")])

        def told(until: Micros | None) -> set[tuple[Action, int, int | None]]:
            return {
                (
                    Action(item.kind, channel, item.to),
                    whole(item.starts),
                    None if item.ends is None else whole(item.ends),
                )
                for item in compare(timeline, one, other, until=until)
                for channel in item.channels
            }

        cut = {
            (action, starts, end if ends is None else min(ends, end))
            for action, starts, ends in told(None)
            if starts < end
        }
        assert told(Micros(end)) == cut


class TestDissent:
    """Who says what in a combined policy, and whose word decided."""

    @few
    @given(of_several)
    def test_everybody_says_what_they_say_and_the_outcome_is_the_whole_policys(self, given: Judged) -> None:
        """Every action once, with the stance of each source and of the combined policy."""
        timeline, policy = given
        if not isinstance(policy, Combined):
            return
        evaluation = evaluate(timeline, policy)
        told = []
        for item in dissent(timeline, policy):
            for channel in item.channels:
                action = Action(item.kind, channel, item.to)
                told.append(action)
                assert item.stance == evaluation[action].stance
                assert dict(item.says) == {name: one[action].stance for name, one in evaluation.by_source.items()}
                assert list(item.says) == [source.name for source in policy.sources]
            voices = {stance for stance in item.says.values() if stance != "silent"}
            assert item.unanimous is (len(voices) <= 1)
        assert sorted(told, key=repr) == sorted((ruling.action for ruling in evaluation.rulings), key=repr)
        assert len(told) == len(set(told))

    @few
    @given(of_several)
    def test_who_decided_has_the_outcomes_stance(self, given: Judged) -> None:
        """Whatever the resolver; and somebody always decided."""
        timeline, policy = given
        if not isinstance(policy, Combined):
            return
        for item in dissent(timeline, policy):
            assert item.decided_by
            assert {item.says[name] for name in item.decided_by} == {item.stance}

    @few
    @given(of_several)
    def test_without_those_who_decided_the_outcome_would_be_open_or_another(self, given: Judged) -> None:
        """Under `strictest` and `most_permissive`: of the other sources none has the outcome's stance."""
        timeline, policy = given
        if not isinstance(policy, Combined) or policy.resolver not in ("strictest", "most_permissive"):
            return
        for item in dissent(timeline, policy):
            if item.stance != "undetermined":
                rest = {stance for name, stance in item.says.items() if name not in item.decided_by}
                assert item.stance not in rest


class TestExplain:
    """A ruling in plain sentences."""

    @few
    @given(drawn)
    def test_every_ruling_is_explained_with_all_it_cites(self, given: Judged) -> None:
        """Each statement's id in full, and each reason's sentence."""
        timeline, policy = given
        for ruling in evaluate(timeline, policy).rulings:
            text = explain(ruling)
            for reason in (*ruling.reasons, *ruling.advice_reasons):
                assert reason.says[1:] in text
                for cite in reason.cites:
                    assert f"  {cite}: " in text, (ruling, cite)

    @few
    @given(judged(any_policies(), unknown="most"))
    def test_every_ruling_of_any_policy_is_explained(self, given: Judged) -> None:
        """One paragraph at least, with what is asked and when; what it hangs on is named."""
        timeline, policy = given
        for ruling in evaluate(timeline, policy).rulings:
            text = explain(ruling)
            first = text.split("\n\n")[0]
            assert first.startswith("As of ")
            assert first.endswith(".")
            assert f"by {policy.name}: " in first
            for fact in ruling.missing:
                assert f"`{fact}`" in first
            assert "None" not in text.replace("(None)", "")

    @few
    @given(drawn)
    def test_the_dates_of_a_ruling_are_in_its_explanation(self, given: Judged) -> None:
        """Whenever it opens, falls due, becomes overdue and closes; not when it opened, which is past."""
        timeline, policy = given
        place = zone(timeline.zone)
        for ruling in evaluate(timeline, policy).rulings:
            text = explain(ruling)
            assert_dates(ruling, text, lambda at: readable(whole(at), place))


def assert_dates(ruling: Ruling, text: str, shown: object) -> None:
    """The text has every date of the ruling that a reader needs."""
    assert callable(shown)
    now = whole(ruling.evaluation.now)
    opens, due, overdue = (None if date is None else whole(date) for date in (ruling.opens, ruling.due, ruling.overdue))
    if ruling.opens is not None and opens is not None and opens > now:
        surely = "in any case " * (ruling.stance == "undetermined")
        late = overdue is not None and overdue <= opens
        already = "and is overdue " if late else "and is due " if due is not None and due <= opens else ""
        assert f"opens {surely}{already}{shown(ruling.opens)}" in text
        if late:
            overdue = None
    elif ruling.due is not None and due is not None and not (overdue is not None and overdue <= now):
        assert f"due {'since' if due <= now else 'from'} {shown(ruling.due)}" in text
    if ruling.overdue is not None and overdue is not None:
        assert f"overdue {'since' if overdue <= now else 'from'} {shown(ruling.overdue)}" in text
    if ruling.closes is not None:
        assert f"closes {shown(ruling.closes)}" in text
