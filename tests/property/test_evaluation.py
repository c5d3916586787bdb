"""What holds of every evaluation: by random policies, by the shipped ones, and by combinations of both."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pendulum
import pytest
from hypothesis import example, given, settings, strategies as st

from followup_rules import (
    UNKNOWN,
    Action,
    EmployerReplied,
    Evaluation,
    Facts,
    Interview,
    Policy,
    Ruling,
    Timeline,
    evaluate,
    policies,
)
from followup_rules.evaluation.evaluation import Asked
from followup_rules.rules.amounts import days, first_declared, industry_norm, practice
from followup_rules.rules.conditions import Condition, always, fact, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy, resolvers, strictest
from followup_rules.rules.rule import Rule, permit, recommend
from followup_rules.rules.selections import messages
from followup_rules.temporal.instants import Micros, micros, to_pendulum
from followup_rules.temporal.windows import Windows
from strategies import (
    DAY,
    SECOND,
    WEEK,
    allowed_windows,
    anchor_of,
    any_conditions,
    any_policies,
    any_rules,
    boundaries,
    combined_policies,
    completions,
    drawn_policies,
    facts,
    in_range,
    judged,
    ruling_or_none,
    shipped_policies,
    single_policies,
    sources,
    timelines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from followup_rules.timeline.events import Event

pytestmark = pytest.mark.unmeasured

START = micros("2026-01-05T00:00:00Z")
LATE = micros("2900-01-01T00:00:00Z")
EARLY = micros("1950-01-01T00:00:00Z")
narrow = st.just(messages("status_inquiry", "thank_you"))
Judged = tuple[Timeline, AnyPolicy]


def now_of(timeline: Timeline) -> int:
    """The timeline's now as an integer."""
    return micros(timeline.now)


def as_known_now(timeline: Timeline) -> Timeline:
    """The timeline without the interviews that are only arranged later: nothing new happens from now on."""
    kept = [
        event
        for event in timeline.events
        if not isinstance(event, Interview) or event.arranged is None or event.arranged <= timeline.now
    ]
    return attrs.evolve(timeline, events=kept)


def essence(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Everything that rulings say but their sentences."""
    plain = evaluation.to_dict()["rulings"]
    for ruling, data in zip(evaluation.rulings, plain, strict=True):
        for reason in data["reasons"]:
            del reason["says"]
        data["windows"] = [(window.opens, window.closes) for window in ruling.windows]
        data["advice_from"] = [reason.rule for reason in ruling.advice_reasons]
    found: list[dict[str, Any]] = plain
    return found


def parts(policy: AnyPolicy) -> tuple[Policy, ...]:
    """The single policies in a policy."""
    if isinstance(policy, Policy):
        return (policy,)
    return tuple(single for source in policy.sources for single in parts(source))


def with_part(policy: AnyPolicy, old: Policy, new: Policy) -> AnyPolicy:
    """The policy with one of its single policies put in another's place."""
    if isinstance(policy, Policy):
        return new if policy == old else policy
    return resolvers[policy.resolver](*(with_part(source, old, new) for source in policy.sources))


def with_rule(policy: AnyPolicy, old: Policy, rule: Rule) -> AnyPolicy:
    """The policy with a rule more in one of its single policies."""
    return with_part(policy, old, attrs.evolve(old, rules=(*old.rules, rule)))


class TestOrder:
    """What is given in another order, or twice, is judged alike."""

    @given(judged(), st.randoms(use_true_random=False))
    def test_the_order_of_events_never_matters(self, drawn: Judged, random: Random) -> None:
        """Events in any order give the same answers, reasons and dates included, in the same order."""
        timeline, policy = drawn
        several = list(timeline.events)
        random.shuffle(several)
        other = attrs.evolve(timeline, events=several)
        assert evaluate(other, policy).to_dict() == evaluate(timeline, policy).to_dict()

    @given(judged(), st.randoms(use_true_random=False))
    def test_duplicates_of_events_never_matter(self, drawn: Judged, random: Random) -> None:
        """An event given several times counts once."""
        timeline, policy = drawn
        several = [event for event in timeline.events for _ in range(random.randint(1, 3))]
        other = attrs.evolve(timeline, events=several)
        assert evaluate(other, policy).to_dict() == evaluate(timeline, policy).to_dict()

    @given(judged(single_policies()), st.randoms(use_true_random=False))
    def test_the_order_of_rules_matters_to_the_order_of_reasons_only(self, drawn: Judged, random: Random) -> None:
        """A policy is a set of rules: in another order they say the same, with the same reasons in that order."""
        timeline, policy = drawn
        assert isinstance(policy, Policy)
        several = list(policy.rules)
        random.shuffle(several)
        evaluation, other = evaluate(timeline, policy), evaluate(timeline, attrs.evolve(policy, rules=several))
        for data, others in zip(essence(evaluation), essence(other), strict=True):
            for found in (data, others):
                found["reasons"] = sorted(reason["rule"] for reason in found["reasons"])
                found["advice_from"] = sorted(found["advice_from"])
            assert data == others

    def test_the_same_answers_in_every_process(self) -> None:
        """The same inputs give the same answers in the same order, however Python hashes texts; ties of events too."""
        at = [f"2026-01-0{day}T09:00:00+00:00" for day in (5, 6, 7)]
        interviews = [
            {"type": "interview", "ends": at[0], "interviewers": [name, "Zoe"]} for name in ("Dana", "Ana", "Bo", "Cy")
        ]
        sent = [
            {"type": "message_sent", "at": at[1], "kind": "thank_you", "channel": "email", "to": [name]}
            for name in ("Ana", "Bo", "Cy")
        ]
        preferred = [
            {"type": "channel_preferred", "at": at[1], "channel": channel, "source": "posting"}
            for channel in ("post", "email", "linkedin")
        ]
        promised = [{"type": "response_promised", "at": at[1], "by": f"2026-01-{day}"} for day in (20, 10, 15)]
        data = {"zone": "UTC", "now": at[2], "events": [*interviews, *sent, *preferred, *promised]}
        code = (
            "import json, sys; from followup_rules import Timeline, evaluate, policies, strictest\n"
            "timeline = Timeline.from_dict(json.load(sys.stdin))\n"
            "several = [policies.get(name) for name in policies.names()]\n"
            "said = [evaluate(timeline, policy).to_dict() for policy in (*several, strictest(*several))]\n"
            "print(json.dumps(said), timeline)"
        )
        answers = {
            subprocess.run(
                [sys.executable, "-c", code],
                input=json.dumps(data),
                env={**os.environ, "PYTHONHASHSEED": str(seed)},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in range(4)
        }
        assert len(answers) == 1


def shifted(timeline: Timeline, weeks: int) -> Timeline:
    """Everything so many weeks later, dates of promises and of facts too."""
    step = timedelta(weeks=weeks)

    def day(value: Any) -> Any:
        return value + step

    def event(event: Event) -> Event:
        if isinstance(event, Interview):
            ends = {name: getattr(event, name) for name in ("ends", "starts", "arranged", "cancelled")}
            return attrs.evolve(event, **{name: end and end + step for name, end in ends.items()})
        moved = {"at": event.at + step}  # type: ignore[attr-defined]
        for name in ("by", "opens", "away_until"):
            if getattr(event, name, None) is not None:
                moved[name] = getattr(event, name) + step
        return attrs.evolve(event, **moved)

    declared = timeline.facts
    if isinstance(declared.slow_periods, tuple):
        declared = attrs.evolve(declared, slow_periods=[(day(a), day(b)) for a, b in declared.slow_periods])
    if isinstance(declared.closed_days, frozenset):
        declared = attrs.evolve(declared, closed_days=[day(closed) for closed in declared.closed_days])
    return Timeline(timeline.zone, timeline.now + step, list(map(event, timeline.events)), declared)


class TestShift:
    """Time has no origin."""

    @given(judged(zone="UTC"), st.integers(-300, 300))
    def test_shifting_everything_by_whole_weeks_shifts_the_answers(self, drawn: Judged, weeks: int) -> None:
        """In UTC, events, now and facts so many weeks later give the same answers, their instants as much later."""
        timeline, policy = drawn
        before, after = essence(evaluate(timeline, policy)), essence(evaluate(shifted(timeline, weeks), policy))
        step = timedelta(weeks=weeks)

        def later(instant: Any) -> Any:
            if isinstance(instant, str):
                return (datetime.fromisoformat(instant) + step).isoformat()
            # the end of all years is the end of all years
            return instant + step if instant is not None and in_range(instant) else instant

        for ruling in before:
            for name in ("opens", "closes", "due", "overdue"):
                if ruling[name] is not None and in_range(datetime.fromisoformat(ruling[name])):
                    ruling[name] = later(ruling[name])
            ruling["windows"] = [(later(opens), later(closes)) for opens, closes in ruling["windows"]]
        assert after == before


class TestWindows:
    """`windows`, `opens` and `closes` say when an action is allowed, if nothing happens but what is arranged."""

    @given(judged(), st.data())
    def test_pointwise_evaluation_agrees_with_membership_in_the_windows(
        self, drawn: Judged, data: st.DataObject
    ) -> None:
        """Looked at from now on, an action is allowed at exactly the instants that are in its windows."""
        timeline, policy = as_known_now(drawn[0]), drawn[1]
        evaluation, now = evaluate(timeline, policy), now_of(timeline)
        held = {ruling.action: allowed_windows(ruling) for ruling in evaluation.rulings}
        beside = [edge + step for edge in boundaries(evaluation, since=timeline.events) for step in (-1, 0, 1)]
        later = sorted({now, LATE, *(instant for instant in beside if instant >= now)})
        for instant in data.draw(st.lists(st.sampled_from(later), min_size=1, max_size=6, unique=True)):
            then = evaluate(timeline.at(Micros(instant)), policy)
            assert [ruling.action for ruling in then.rulings] == list(held)
            for ruling in then.rulings:
                assert (ruling.stance == "allowed") is (instant in held[ruling.action]), (ruling.action, instant)

    @given(judged(), st.data())
    def test_constant_inside_each_window_and_different_across_each_boundary(
        self, drawn: Judged, data: st.DataObject
    ) -> None:
        """In a window it is allowed from its first instant to its last, and neither right before nor right after."""
        timeline, policy = as_known_now(drawn[0]), drawn[1]
        now = now_of(timeline)
        open_ones = [ruling for ruling in evaluate(timeline, policy).rulings if ruling.windows]
        if not open_ones:
            return
        ruling = data.draw(st.sampled_from(open_ones))
        opens, closes = data.draw(st.sampled_from(list(allowed_windows(ruling))))
        first, last = max(now, EARLY if opens is None else opens), (LATE if closes is None else closes - 1)
        inside = {first, last, data.draw(st.integers(first, last))}
        outside = {opens - 1 if opens is not None else None, closes}
        instants = dict.fromkeys(inside, True) | {instant: False for instant in outside if instant is not None}
        for instant, allowed in instants.items():
            if now <= instant <= LATE:
                then = evaluate(timeline.at(Micros(instant)), policy)[ruling.action]
                assert (then.stance == "allowed") is allowed, instant

    @given(judged(), st.data())
    def test_a_window_that_holds_now_keeps_its_true_start(self, drawn: Judged, data: st.DataObject) -> None:
        """
        Since a window that holds now opened, the action was allowed at each instant by what was known at it, and right
        before it was not. (A person who was not known of yet was not judged then.)
        """
        timeline, policy = drawn
        now = now_of(timeline)
        open_ones = [ruling for ruling in evaluate(timeline, policy).rulings if ruling.stance == "allowed"]
        if not open_ones:
            return
        ruling = data.draw(st.sampled_from(open_ones))
        opens, closes = next(iter(allowed_windows(ruling)))
        assert opens is None or opens <= now
        assert closes is None or now < closes
        first = EARLY if opens is None else opens
        inside = {first, now - 1, data.draw(st.integers(first, now))}
        inside.update(instant for instant in boundaries(evaluate(timeline, policy), since=timeline.events))
        for instant in sorted(inside):
            if first <= instant <= now:
                then = ruling_or_none(evaluate(timeline.at(Micros(instant)), policy), ruling.action)
                assert then is None or then.stance == "allowed", instant
        if opens is not None:
            then = ruling_or_none(evaluate(timeline.at(Micros(opens - 1)), policy), ruling.action)
            assert then is None or then.stance != "allowed"

    @given(judged())
    def test_opens_and_closes_are_those_of_the_first_window(self, drawn: Judged) -> None:
        """Of the window that holds now or, if none does, of the next; windows ascend and end after now."""
        timeline, policy = drawn
        now = now_of(timeline)
        for ruling in evaluate(timeline, policy).rulings:
            held = list(allowed_windows(ruling))
            assert len(held) == len(ruling.windows)
            assert all(closes is None or closes > now for _, closes in held)
            assert (now in Windows.union_of(held)) is (ruling.stance == "allowed")
            first = ruling.windows[0] if ruling.windows else None
            assert ruling.opens == (first and first.opens)
            assert ruling.closes == (first and first.closes)

    @given(judged(unknown="most"))
    @example(
        (
            Timeline("UTC", START, [Interview(ends=START)], Facts(expected_response_days=UNKNOWN)),
            Policy("one", (permit(messages(), since(interview_end + practice), says="so").named("one/rule"),)),
        )
    )
    def test_windows_lie_in_the_years_of_timelines(self, drawn: Judged) -> None:
        """What never opens for sure has no window: none opens or closes where no timeline can be looked at."""
        timeline, policy = drawn
        for ruling in evaluate(timeline, policy).rulings:
            for end in (ruling.opens, ruling.closes, ruling.due, ruling.overdue):
                assert end is None or in_range(end), (ruling.action, end)


class TestRules:
    """What becomes of the answers when rules come and go."""

    @given(st.data(), any_policies(), any_rules(id="more/forbid", effects=("forbid",), on=narrow))
    def test_adding_a_forbid_never_makes_anything_allowed(
        self, data: st.DataObject, policy: AnyPolicy, rule: Rule
    ) -> None:
        """In any policy, closed, combined or neither: nothing is allowed, now or ever, that was not without it."""
        part = data.draw(st.sampled_from(parts(policy)))
        stricter = with_rule(policy, part, rule)
        timeline = data.draw(timelines(near=(stricter,)))
        before, after = evaluate(timeline, policy), evaluate(timeline, stricter)
        for old, new in zip(before.rulings, after.rulings, strict=True):
            assert new.stance != "allowed" or old.stance == "allowed"
            assert "allowed" not in new.possible or "allowed" in old.possible
            assert (allowed_windows(new) - allowed_windows(old)).is_empty

    @given(st.data(), any_policies(), any_rules(id="more/permit", effects=("permit", "recommend"), on=narrow))
    def test_adding_a_permit_never_makes_anything_forbidden(
        self, data: st.DataObject, policy: AnyPolicy, rule: Rule
    ) -> None:
        """
        In any policy, closed, combined or neither: nothing is forbidden that was not without it; and what was allowed
        for sure stays so.
        """
        part = data.draw(st.sampled_from(parts(policy)))
        looser = with_rule(policy, part, rule)
        timeline = data.draw(timelines(near=(looser,)))
        before, after = evaluate(timeline, policy), evaluate(timeline, looser)
        for old, new in zip(before.rulings, after.rulings, strict=True):
            assert new.stance != "forbidden" or old.stance == "forbidden"
            assert "forbidden" not in new.possible or "forbidden" in old.possible
            assert (allowed_windows(old) - allowed_windows(new)).is_empty

    @given(st.data(), any_policies(), any_rules(id="more/discourage", effects=("discourage",)))
    def test_discouraging_never_changes_a_stance(self, data: st.DataObject, policy: AnyPolicy, rule: Rule) -> None:
        """Advice is independent of the stance: a discouragement forbids nothing, and moves no window."""
        part = data.draw(st.sampled_from(parts(policy)))
        other = with_rule(policy, part, rule)
        timeline = data.draw(timelines(near=(other,)))
        before, after = evaluate(timeline, policy), evaluate(timeline, other)
        for old, new in zip(before.rulings, after.rulings, strict=True):
            assert (new.stance, new.possible, new.rule_ids) == (old.stance, old.possible, old.rule_ids)
            assert new.windows == old.windows
            assert new.advice in {old.advice, "discouraged", None}

    @given(judged(single_policies()), st.data())
    def test_removing_every_cited_rule_changes_the_stance_or_the_reasons(
        self, drawn: Judged, data: st.DataObject
    ) -> None:
        """
        Without the rules that a ruling cites it is another ruling: in an open policy its stance is another; in a closed
        one a message may stay forbidden, but for want of guidance.
        """
        timeline, policy = drawn
        assert isinstance(policy, Policy)
        rulings = [ruling for ruling in evaluate(timeline, policy).rulings if ruling.rule_ids]
        if not rulings:
            return
        ruling = data.draw(st.sampled_from(rulings))
        left = attrs.evolve(policy, rules=[rule for rule in policy.rules if rule.id not in ruling.rule_ids])
        after = evaluate(timeline, left)[ruling.action]
        assert (after.stance, after.reasons) != (ruling.stance, ruling.reasons)
        assert not set(after.rule_ids) & set(ruling.rule_ids)
        if not policy.closed:
            assert after.stance != ruling.stance
        elif after.stance == ruling.stance:
            assert after.stance == "forbidden"
            assert [reason.rule for reason in after.reasons] == [f"{policy.name}/no-guidance"]

    @given(judged(single_policies()), st.data())
    def test_removing_one_cited_rule_changes_the_stance_or_the_reasons(
        self, drawn: Judged, data: st.DataObject
    ) -> None:
        """Each reason counts: without its rule the stance or the reasons are others."""
        timeline, policy = drawn
        assert isinstance(policy, Policy)
        rulings = [ruling for ruling in evaluate(timeline, policy).rulings if ruling.rule_ids]
        if not rulings:
            return
        ruling = data.draw(st.sampled_from(rulings))
        cited = data.draw(st.sampled_from(ruling.rule_ids))
        left = attrs.evolve(policy, rules=[rule for rule in policy.rules if rule.id != cited])
        after = evaluate(timeline, left)[ruling.action]
        assert (after.stance, after.reasons) != (ruling.stance, ruling.reasons)

    @given(judged(single_policies()), st.data())
    def test_removing_an_uncited_rule_changes_neither(self, drawn: Judged, data: st.DataObject) -> None:
        """
        Without any or all of the rules that a ruling does not cite, its stance, reasons and missing facts stay; only
        what the nearest permission lacks is told of the permissions that are left.
        """
        timeline, policy = drawn
        assert isinstance(policy, Policy)
        ruling = data.draw(st.sampled_from(evaluate(timeline, policy).rulings))
        uncited = [rule for rule in policy.rules if rule.id not in ruling.rule_ids]
        if not uncited:
            return
        one = data.draw(st.sampled_from(uncited))
        for gone in ([one], uncited):
            left = attrs.evolve(policy, rules=[rule for rule in policy.rules if rule not in gone])
            after = evaluate(timeline, left)[ruling.action]
            assert after.stance == ruling.stance
            assert after.possible == ruling.possible
            told, told_before = (
                [attrs.evolve(each, says="") if each.rule.endswith("/no-guidance") else each for each in one.reasons]
                for one in (after, ruling)
            )
            assert told == told_before
            assert after.missing == ruling.missing

    @given(judged(combined_policies()), st.data())
    def test_removing_an_uncited_rule_from_a_combined_policy_keeps_a_determined_stance(
        self, drawn: Judged, data: st.DataObject
    ) -> None:
        """
        Of a combined policy only the stance stays, where it is determined: sources that come to agree with the outcome
        add their reasons to it, and a majority tells how the votes fell.
        """
        timeline, policy = drawn
        ruling = data.draw(st.sampled_from(evaluate(timeline, policy).rulings))
        part = data.draw(st.sampled_from(parts(policy)))
        uncited = [rule for rule in part.rules if rule.id not in ruling.rule_ids]
        if not uncited or ruling.stance == "undetermined":
            return
        one = data.draw(st.sampled_from(uncited))
        left = attrs.evolve(part, rules=[rule for rule in part.rules if rule != one])
        assert evaluate(timeline, with_part(policy, part, left))[ruling.action].stance == ruling.stance

    @given(judged())
    def test_every_determined_stance_has_a_reason(self, drawn: Judged) -> None:
        """What is allowed, forbidden or undetermined says why; of what is silent there is nothing to say."""
        for ruling in evaluate(*drawn).rulings:
            assert bool(ruling.reasons) is (ruling.stance != "silent"), ruling
            cited = [reason.rule for reason in ruling.reasons]
            assert [rule for rule in cited if rule in ruling.rule_ids] == list(ruling.rule_ids)


Settled = tuple[Timeline, AnyPolicy, Facts]
AFTER_TEN_DAYS = START + 12 * DAY
FINANCE_NORM = industry_norm(finance=days(10))
NORM_OR_20 = first_declared(FINANCE_NORM, days(20))


@st.composite
def settled(draw: st.DrawFn, policy: st.SearchStrategy[AnyPolicy]) -> Settled:
    """A policy, a timeline of mostly unknown facts, and what they turn out to be; shrinks as these do."""
    timeline, drawn = draw(judged(policy, unknown="most"))
    return timeline, drawn, draw(completions(timeline.facts, anchor=anchor_of(timeline)))


class TestUnknownFacts:
    """What is determined without a fact is so with it."""

    @given(settled(any_policies()))
    def test_what_is_determined_stays_so_under_every_completion(self, drawn: Settled) -> None:
        """
        A stance that is sure with unknown facts is the stance whatever they turn out to be; sure advice and sure
        windows too; and whatever they turn out to be, the stance is one of those that were possible.
        """
        self.check(*drawn)

    @given(settled(shipped_policies()))
    def test_so_it_is_with_the_shipped_policies(self, drawn: Settled) -> None:
        """The same, of the documents and the recommended policy alone."""
        self.check(*drawn)

    @given(settled(drawn_policies(fact_amounts="also alone", on=narrow, most_rules=2)))
    @example(
        (
            Timeline("UTC", Micros(AFTER_TEN_DAYS), [Interview(ends=START)], Facts(industries=UNKNOWN)),
            Policy("one", (permit(messages(), since(interview_end + FINANCE_NORM), says="so").named("one/norm"),)),
            Facts(industries=["other"]),
        )
    )
    @example(
        (
            Timeline("UTC", Micros(AFTER_TEN_DAYS), [Interview(ends=START)], Facts(industries=UNKNOWN)),
            Policy("one", (permit(messages(), since(interview_end + NORM_OR_20), says="so").named("one/norm"),)),
            Facts(industries=["other"]),
        )
    )
    def test_so_it_is_with_amounts_that_there_may_not_be(self, drawn: Settled) -> None:
        """The same, where an industry's norm stands alone: an unknown industry may be one without a norm."""
        self.check(*drawn)

    def check(self, timeline: Timeline, policy: AnyPolicy, declared: Facts) -> None:
        before = evaluate(timeline, policy)
        after = evaluate(attrs.evolve(timeline, facts=declared), policy)
        for old, new in zip(before.rulings, after.rulings, strict=True):
            assert set(new.possible) <= set(old.possible), old.action
            assert old.stance in {new.stance, "undetermined"}, old.action
            assert old.advice in {new.advice, None}, old.action
            assert (allowed_windows(old) - allowed_windows(new)).is_empty, old.action

    @given(judged(unknown="most"))
    def test_what_is_undetermined_names_the_facts_it_hangs_on(self, drawn: Judged) -> None:
        """An undetermined stance has several possibilities and names facts, none of them known; a sure one neither."""
        timeline, policy = drawn
        for ruling in evaluate(timeline, policy).rulings:
            undetermined = ruling.stance == "undetermined"
            assert (len(ruling.possible) > 1) is undetermined
            assert bool(ruling.missing) is undetermined, ruling.action
            for name in ruling.missing:
                known = getattr(timeline.facts, name)
                # an industry's norm, and a leeway that a slow period makes necessary, may be named undeclared
                allowed = {"leeway_days", "expected_response_days"} if known is None else set()
                assert known is UNKNOWN or name in allowed, (ruling.action, name)

    @given(judged(unknown="none"))
    def test_nothing_is_undetermined_by_drawn_policies_where_everything_is_known(self, drawn: Judged) -> None:
        """Only unknown facts leave a stance open, and undeclared ones that a declared one makes necessary."""
        timeline, policy = drawn
        for ruling in evaluate(timeline, policy).undetermined:
            assert set(ruling.missing) <= {"leeway_days", "expected_response_days"}


CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns",
          "localtime", "gmtime", "ctime", "process_time", "clock_gettime"}  # fmt: skip


class ClockWatch:
    """Notes every call of a clock, in Python or in C, while it is on."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __enter__(self) -> ClockWatch:
        gc.disable()  # what is called back on a collection may time it
        self.checked_until = sys.getprofile()
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(self.checked_until)
        gc.enable()

    def _called(self, _: object, event: str, called: Any) -> None:
        if event == "c_call" and called.__name__ in CLOCKS:
            owner = called.__self__
            if owner is time or owner is None or (isinstance(owner, type) and issubclass(owner, date)):
                self.read.append(called.__name__)


class TestClock:
    """The core is pure."""

    @given(judged())
    def test_no_clock_is_read(self, drawn: Judged) -> None:
        """From the timeline's dict to every answer, nothing asks what time it is."""
        timeline, policy = drawn
        plain = timeline.to_dict()
        with ClockWatch() as watch:
            read = Timeline.from_dict(plain)
            evaluation = evaluate(read.at(read.now), policy)
            evaluation.to_dict()
            _ = [(ruling.windows, ruling.advice_reasons) for ruling in evaluation.rulings]
            _ = repr(evaluation), repr(read)
        assert watch.read == []

    @pytest.mark.parametrize(
        "read",
        [time.time, time.monotonic, datetime.now, date.today, pendulum.now, pendulum.today],
        ids=["time.time", "time.monotonic", "datetime.now", "date.today", "pendulum.now", "pendulum.today"],
    )
    def test_a_clock_that_is_read_would_be_noticed(self, read: Any) -> None:
        """The watch sees each way of asking what time it is."""
        with ClockWatch() as watch:
            read()
        assert watch.read

    @given(judged())
    def test_the_same_question_has_the_same_answer(self, drawn: Judged) -> None:
        """Asked again, of the same timeline, an equal one, or after others were asked in between."""
        timeline, policy = drawn
        first = evaluate(timeline, policy).to_dict()
        evaluate(timeline.at(timeline.now.add(days=9)), policy).to_dict()
        evaluate(timeline, policies.recommended).to_dict()
        assert evaluate(timeline, policy).to_dict() == first
        assert evaluate(attrs.evolve(timeline), policy).to_dict() == first

    @given(judged(), st.randoms(use_true_random=False))
    def test_the_order_of_questions_never_matters(self, drawn: Judged, random: Random) -> None:
        """What is worked out on demand does not depend on what was asked for before."""
        timeline, policy = drawn
        names = ["advice", "due", "overdue", "windows", "opens", "closes", "reasons", "missing", "possible"]
        expected = evaluate(timeline, policy).to_dict()
        evaluation = evaluate(attrs.evolve(timeline), policy)
        rulings = list(evaluation.rulings)
        random.shuffle(rulings)
        for ruling in rulings:
            random.shuffle(names)
            for name in names:
                getattr(ruling, name)
        assert evaluation.to_dict() == expected


class TestAdvice:
    """Advice and its dates fit together."""

    @given(judged())
    def test_advice_exists_only_where_it_is_allowed(self, drawn: Judged) -> None:
        """What is not surely allowed is not advised."""
        for ruling in evaluate(*drawn).rulings:
            assert ruling.advice is None or ruling.stance == "allowed"
            assert ruling.advice in {"recommended", "overdue", "discouraged", None}

    @given(judged())
    @example(
        (
            Timeline("UTC", Micros(START + DAY), [Interview(ends=START)]),
            strictest(
                Policy("always", (recommend(messages(), always, says="so").named("always/rule"),)),
                Policy(
                    "later",
                    (
                        permit(messages(), always, says="so").named("later/may"),
                        recommend(messages(), always, due=interview_end + days(7), says="so").named("later/should"),
                    ),
                ),
            ),
        )
    )
    def test_what_is_recommended_is_due(self, drawn: Judged) -> None:
        """A recommendation is due now, or always was (None), and is not overdue yet."""
        timeline, policy = drawn
        for ruling in evaluate(timeline, policy).rulings:
            if ruling.advice == "recommended":
                assert ruling.due is None or ruling.due <= timeline.now, ruling.action
                if isinstance(policy, Policy):
                    assert ruling.overdue is None or ruling.overdue > timeline.now, ruling.action

    @given(judged())
    def test_what_is_overdue_is_past_its_date(self, drawn: Judged) -> None:
        """What is overdue is so from a given instant, now or before, and fell due no later."""
        timeline, policy = drawn
        for ruling in evaluate(timeline, policy).rulings:
            if ruling.advice == "overdue":
                assert ruling.overdue is not None, ruling.action
                assert ruling.overdue <= timeline.now, ruling.action
                assert ruling.due is None or ruling.due <= ruling.overdue, ruling.action

    @given(judged(single_policies()))
    def test_overdue_is_never_before_due(self, drawn: Judged) -> None:
        """What has both dates falls due first, or at once."""
        for ruling in evaluate(*drawn).rulings:
            if ruling.due is not None and ruling.overdue is not None:
                assert ruling.due <= ruling.overdue, ruling.action

    @given(judged())
    def test_a_due_instant_to_come_is_allowed(self, drawn: Judged) -> None:
        """
        Due is an allowed instant: one that lies ahead is in the windows; in a combined policy, whose dates come from
        the sources whose stance is the outcome, it is in those of such a source.
        """
        timeline, policy = drawn
        evaluation = evaluate(timeline, policy)
        for ruling in evaluation.rulings:
            if ruling.due is not None and ruling.due >= timeline.now:
                assert any(micros(ruling.due) in held for held in self.held(evaluation, ruling.action)), ruling.action

    def held(self, evaluation: Evaluation, action: Action) -> Iterator[Windows]:
        """The windows of an action in each of the single policies that an evaluation is made of."""
        if not evaluation.by_source:
            yield allowed_windows(evaluation[action])
        for source in evaluation.by_source.values():
            yield from self.held(source, action)

    @given(judged(single_policies()), st.data())
    def test_a_due_instant_to_come_stays_while_nothing_happens(self, drawn: Judged, data: st.DataObject) -> None:
        """
        Looked at from any instant until something falls due, it falls due and becomes overdue at the same instants; and
        when it does, it is allowed. (In a combined policy other sources may come to speak.)
        """
        timeline, policy = as_known_now(drawn[0]), drawn[1]
        rulings = evaluate(timeline, policy).rulings
        ahead = [ruling for ruling in rulings if ruling.due is not None and ruling.due > timeline.now]
        if not ahead:
            return
        ruling = data.draw(st.sampled_from(ahead))
        assert ruling.due is not None
        due = micros(ruling.due)
        for instant in (due, due - 1, data.draw(st.integers(now_of(timeline), due))):
            then = evaluate(timeline.at(Micros(instant)), policy)[ruling.action]
            assert (then.due, then.overdue) == (ruling.due, ruling.overdue), instant
        assert evaluate(timeline.at(due), policy)[ruling.action].stance == "allowed"


class TestData:
    """Evaluations as data."""

    @given(judged())
    def test_to_dict_is_json_and_stable(self, drawn: Judged) -> None:
        """It is JSON as it stands, the same each time, and nothing that is done to it reaches the evaluation."""
        evaluation = evaluate(*drawn)
        plain = evaluation.to_dict()
        text = json.dumps(plain, allow_nan=False)
        assert json.loads(text) == plain
        plain["rulings"].clear()
        assert json.dumps(evaluation.to_dict()) == text

    @given(judged())
    def test_to_dict_says_what_the_rulings_say(self, drawn: Judged) -> None:
        """Each ruling's dict holds its attributes; instants with the offset of the timeline's zone."""
        timeline, policy = drawn
        evaluation = evaluate(timeline, policy)
        plain = evaluation.to_dict()
        assert (plain["policy"], plain["zone"], micros(plain["now"])) == (policy.name, timeline.zone, now_of(timeline))
        for ruling, data in zip(evaluation.rulings, plain["rulings"], strict=True):
            self.check(ruling, data, timeline.zone)

    def check(self, ruling: Ruling, data: dict[str, Any], zone: str) -> None:
        assert Action(data["kind"], data["channel"], data["to"]) == ruling.action
        assert (data["stance"], data["advice"]) == (ruling.stance, ruling.advice)
        assert (data["missing"], data["possible"]) == (list(ruling.missing), list(ruling.possible))
        assert data["reasons"] == [reason.to_dict() for reason in ruling.reasons]
        for name in ("opens", "closes", "due", "overdue"):
            shown = getattr(ruling, name)
            assert (data[name] is None) is (shown is None)
            if shown is not None and in_range(shown):
                assert data[name] == to_pendulum(micros(data[name]), zone).isoformat() == shown.isoformat()
                assert shown.timezone_name == zone

    @given(judged())
    def test_every_ruling_has_one_stance(self, drawn: Judged) -> None:
        """`allowed`, `forbidden`, `undetermined` and `silent` share the rulings among them, in their order."""
        evaluation = evaluate(*drawn)
        several = (evaluation.allowed, evaluation.forbidden, evaluation.undetermined, evaluation.silent)
        assert sum(map(len, several)) == len(evaluation.rulings)
        for stance, rulings in zip(("allowed", "forbidden", "undetermined", "silent"), several, strict=True):
            assert rulings == tuple(ruling for ruling in evaluation.rulings if ruling.stance == stance)
        for ruling in evaluation.rulings:
            assert evaluation[ruling.action] is ruling
        assert len({ruling.action for ruling in evaluation.rulings}) == len(evaluation.rulings)


Combine = Callable[[Condition, Condition, Condition], Condition]


def said(timeline: Timeline, condition: Condition) -> tuple[tuple[str, ...], Windows]:
    """What a policy says of a message that is permitted while a condition holds: possible stances, and windows."""
    policy = Policy("only", (permit(messages(), condition, says="so").named("only/rule"),))
    ruling = evaluate(timeline, policy)["status_inquiry", "email"]
    return ruling.possible, allowed_windows(ruling)


SAME: tuple[tuple[Combine, Combine], ...] = (
    (lambda a, b, _: a & b, lambda a, b, _: b & a),
    (lambda a, b, _: a | b, lambda a, b, _: b | a),
    (lambda a, b, c: (a & b) & c, lambda a, b, c: a & (b & c)),
    (lambda a, b, c: (a | b) | c, lambda a, b, c: a | (b | c)),
    (lambda a, b, c: a & (b | c), lambda a, b, c: (a & b) | (a & c)),
    (lambda a, b, c: a | (b & c), lambda a, b, c: (a | b) & (a | c)),
    (lambda a, b, _: ~(a & b), lambda a, b, _: ~a | ~b),
    (lambda a, b, _: ~(a | b), lambda a, b, _: ~a & ~b),
    (lambda a, b, _: a & (a | b), lambda a, *_: a),
    (lambda a, b, _: a | (a & b), lambda a, *_: a),
    (lambda a, *_: a & a, lambda a, *_: a),
    (lambda a, *_: a | a, lambda a, *_: a),
    (lambda a, *_: ~~a, lambda a, *_: a),
    (lambda a, *_: a & always, lambda a, *_: a),
    (lambda a, *_: a | ~always, lambda a, *_: a),
)


class TestConditions:
    """Conditions form a Boolean algebra, but for what is unknown."""

    @settings(max_examples=3 * settings().max_examples)
    @given(
        timelines(near=(policies.pro_tips,)),
        any_conditions(),
        any_conditions(),
        any_conditions(),
        st.sampled_from(SAME),
    )
    def test_conditions_combine_as_sets_do(
        self, timeline: Timeline, a: Condition, b: Condition, c: Condition, same: tuple[Combine, Combine]
    ) -> None:
        """They commute, associate, distribute, absorb, repeat to no effect, and obey De Morgan: unknown or not."""
        one, other = same
        assert said(timeline, one(a, b, c)) == said(timeline, other(a, b, c))

    @given(timelines(near=(policies.pro_tips,), unknown="none"), any_conditions(fact_amounts="none"))
    def test_what_is_known_holds_or_does_not(self, timeline: Timeline, a: Condition) -> None:
        """With every fact known there is no third: a condition or its complement, and never both."""
        timeline = attrs.evolve(timeline, facts=attrs.evolve(timeline.facts, leeway_days=3, expected_response_days=5))
        assert said(timeline, a | ~a) == said(timeline, always)
        assert said(timeline, a & ~a) == said(timeline, ~always)

    @given(timelines(near=(policies.pro_tips,)), any_conditions(), any_conditions())
    def test_conditions_intersect_and_unite_their_windows(self, timeline: Timeline, a: Condition, b: Condition) -> None:
        """From now on, the windows of `a & b` are the intersection of those of `a` and of `b`; of `a | b`, with every
        fact known, their union."""
        later = Windows.since(now_of(timeline))
        assert said(timeline, a & b)[1] & later == said(timeline, a)[1] & said(timeline, b)[1] & later
        either = (said(timeline, a)[1] | said(timeline, b)[1]) & later
        assert said(timeline, a | b)[1] & later == either
        assert (said(timeline, ~a)[1] & said(timeline, a)[1]).is_empty


class TestDeliberateNonLaws:
    """What one might expect of evaluations, and does not hold, on purpose."""

    def test_an_unknown_condition_and_its_complement_are_not_always(self) -> None:
        """The price of three values: `a | ~a` is open where `a` is, though every completion would settle it."""
        timeline = Timeline("UTC", "2026-01-05T09:00:00Z", facts=Facts(calls_welcome=UNKNOWN))
        welcome = fact("calls_welcome")
        assert said(timeline, welcome | ~welcome)[0] == ("allowed", "silent")
        for known in (True, False):
            settled = attrs.evolve(timeline, facts=Facts(calls_welcome=known))
            assert said(settled, welcome | ~welcome)[0] == ("allowed",)

    def test_more_events_may_allow_or_forbid(self) -> None:
        """Neither allowing nor forbidding only grows with what happens."""
        at = "2026-01-05T09:00:00Z"
        timeline = Timeline("UTC", "2026-01-13T09:00:00Z", [Interview(ends=at)])
        later = timeline.add(EmployerReplied(at="2026-01-12T09:00:00Z"))
        asked: Asked = "status_inquiry", "email"
        assert evaluate(timeline)[asked].stance == "allowed"
        assert evaluate(later)[asked].stance == "forbidden"
        assert evaluate(Timeline("UTC", at))[asked].stance == "forbidden"

    def test_shifting_by_days_does_not_shift_the_answers(self) -> None:
        """Business days know the weekday, and zones their clock changes: only whole weeks in UTC are alike."""
        end = micros("2026-01-05T09:00:00Z")
        timeline = Timeline("Europe/London", Micros(end + WEEK), [Interview(ends=end)])
        moved = Timeline("Europe/London", Micros(end + 11 * WEEK + WEEK), [Interview(ends=Micros(end + 11 * WEEK))])
        asked: Asked = "status_inquiry", "email"
        opens = [evaluate(each)[asked].opens for each in (timeline, moved)]
        assert opens[0] is not None
        assert opens[1] is not None
        assert micros(opens[1]) - micros(opens[0]) == 11 * WEEK - 3600 * SECOND

    def test_what_is_allowed_now_may_open_later_again(self) -> None:
        """One window does not make all: between two windows there may be a ban."""
        end = micros("2026-01-05T09:00:00Z")
        timeline = Timeline("UTC", Micros(end + WEEK), [Interview(ends=end), Interview(ends=Micros(end + 2 * WEEK))])
        assert len(evaluate(timeline, policies.business_etiquette)["status_inquiry", "email"].windows) == 2


@settings(max_examples=50)
@given(sources(), facts())
def test_strategies_give_different_names(several: tuple[Policy, ...], declared: Facts) -> None:
    """The strategies are what they say: sources differ by name, and facts are facts."""
    assert len({policy.name for policy in several}) == len(several)
    assert isinstance(declared, Facts)
