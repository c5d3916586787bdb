"""What holds of every agenda, course and plan: at the instants and by the steps that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from followup_rules import (
    Action,
    ActionKind,
    ActionTaken,
    AgendaItem,
    EmployerReplied,
    Evaluation,
    Interview,
    MessageSent,
    Plan,
    Rejected,
    Timeline,
    agenda,
    evaluate,
    plan,
    policies,
)
from followup_rules.analysis.stretches import Stretch, stretches_by_action
from followup_rules.rules.policy import AnyPolicy, first_to_speak, majority, most_permissive, strictest
from followup_rules.temporal.instants import Micros, micros
from followup_rules.timeline.vocabulary import MESSAGES
from strategies import (
    DAY,
    EPOCH,
    HOUR,
    TICK,
    WEEK,
    any_policies,
    happened,
    in_range,
    judged,
    shipped_policies,
)

if TYPE_CHECKING:
    from random import Random

    from followup_rules.timeline.events import Event

pytestmark = pytest.mark.unmeasured

ADVISED = ("recommended", "overdue")
Judged = tuple[Timeline, AnyPolicy]
Key = tuple[int, str, Action]

shipped_or_combined = st.one_of(
    shipped_policies(),
    st.builds(
        lambda resolver, names: resolver(*map(policies.get, names)),
        st.sampled_from((strictest, most_permissive, first_to_speak, majority)),
        st.lists(st.sampled_from(policies.names()), min_size=2, max_size=3, unique=True),
    ),
)
drawn = judged(shipped_or_combined)
of_any_policy = judged(any_policies())
of_one_policy = judged(shipped_policies())

# every example is many evaluations
few = settings(max_examples=max(1, settings().max_examples // 4))


def whole(instant: datetime) -> int:
    """An instant as an integer, even one beyond what a timeline may speak of."""
    return datetime.__sub__(instant, EPOCH) // TICK


def as_known_now(timeline: Timeline) -> Timeline:
    """The timeline without the interviews that are only arranged later."""
    kept = [
        event
        for event in timeline.events
        if not isinstance(event, Interview) or event.arranged is None or event.arranged <= timeline.now
    ]
    return attrs.evolve(timeline, events=kept)


def actions_of(item: AgendaItem) -> list[Action]:
    """The actions that an item speaks of."""
    return [Action(item.kind, channel, item.to) for channel in item.channels]


def at_of(item: AgendaItem) -> int:
    """When an item is."""
    assert item.at is not None
    return whole(item.at)


def told(items: tuple[AgendaItem, ...]) -> list[Key]:
    """The items action by action."""
    return [(at_of(item), item.what, action) for item in items for action in actions_of(item)]


def looked_at(evaluation: Evaluation) -> list[int]:
    """Instants from now on from which it is worth looking: all stretches' and windows' edges, and beside them."""
    now = micros(evaluation.now)
    edges = {stretch.starts for stretches in stretches_by_action(evaluation, now).values() for stretch in stretches}
    for ruling in evaluation.rulings:
        ends = [end for window in ruling.windows for end in (window.opens, window.closes)]
        edges.update(whole(end) for end in (*ends, ruling.due, ruling.overdue) if end is not None and in_range(end))
    return sorted({now, *(edge + step for edge in edges for step in (-1, 0) if edge + step >= now)})


class TestAgenda:
    """Every opening, due, overdue and closing instant from now on."""

    @few
    @given(of_any_policy)
    def test_openings_and_closings_are_the_boundaries_of_the_windows(self, given: Judged) -> None:
        """Action by action, exactly those that lie at now or ahead."""
        timeline, policy = given
        found = agenda(timeline, policy)
        now = micros(timeline.now)
        expected = set()
        for ruling in evaluate(timeline, policy).rulings:
            for window in ruling.windows:
                expected |= {
                    (whole(end), what, ruling.action)
                    for what, end in (("opens", window.opens), ("closes", window.closes))
                    if end is not None and whole(end) >= now
                }
        listed = [key for key in told(found.items) if key[1] in ("opens", "closes")]
        assert set(listed) == expected
        assert len(listed) == len(expected)

    @few
    @given(of_any_policy)
    def test_what_opens_is_allowed_from_then_on_and_what_closes_no_longer(self, given: Judged) -> None:
        """Evaluated at that instant, and at the one before it."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        now = micros(timeline.now)
        for at, what, action in told(agenda(timeline, policy).items):
            if what in ("opens", "closes"):
                assert (evaluation.at(Micros(at))[action].stance == "allowed") is (what == "opens")
                if at > now:
                    assert (evaluation.at(Micros(at - 1))[action].stance == "allowed") is (what == "closes")

    @few
    @given(of_any_policy)
    def test_every_date_listed_is_where_its_advice_begins(self, given: Judged) -> None:
        """From that instant on it is recommended, or overdue, and was not so just before."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        now = micros(timeline.now)
        advice = {"due": "recommended", "overdue": "overdue"}
        for at, what, action in told(agenda(timeline, policy).items):
            if what in advice:
                assert evaluation.at(Micros(at))[action].advice == advice[what]
                if at > now:
                    assert evaluation.at(Micros(at - 1))[action].advice != advice[what]

    @few
    @given(of_any_policy)
    def test_wherever_advice_begins_its_date_is_listed_or_was_before(self, given: Judged) -> None:
        """At each instant at which it begins ahead: there, or, after an interruption, at an earlier one."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        now = micros(timeline.now)
        found = agenda(timeline, policy)
        listed = set(told(found.items))
        standing = {(item.kind, item.to) for item in found.standing}
        what = {"recommended": "due", "overdue": "overdue"}
        for instant in looked_at(evaluation):
            for ruling in evaluation.at(Micros(instant)).rulings:
                if instant > now and ruling.advice in what:
                    before = evaluation.at(Micros(instant - 1))[ruling.action].advice
                    action = ruling.action
                    assert (
                        before == ruling.advice
                        or (action.kind, action.to) in standing
                        or any(key[0] <= instant and key[1:] == (what[ruling.advice], action) for key in listed)
                    )

    @few
    @given(of_one_policy)
    def test_the_dates_of_every_ruling_are_listed_where_it_is_advised_then(self, given: Judged) -> None:
        """Of a policy of its own: due and overdue that lie ahead, unless something is in the way at that instant."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        now = micros(timeline.now)
        listed = set(told(agenda(timeline, policy).items))
        for ruling in evaluation.rulings:
            due, overdue = ruling.due, ruling.overdue
            if due is not None and whole(due) > now and evaluation.at(due)[ruling.action].advice == "recommended":
                assert (whole(due), "due", ruling.action) in listed
            if overdue is not None and whole(overdue) > now:
                at, before = (evaluation.at(Micros(whole(overdue) - less))[ruling.action].advice for less in (0, 1))
                if at == "overdue" != before:
                    assert (whole(overdue), "overdue", ruling.action) in listed

    @few
    @given(of_any_policy)
    def test_items_ascend_and_each_is_told_once(self, given: Judged) -> None:
        """In order of time, one for each change, kind and addressee, each channel once."""
        items = agenda(*given).items
        instants = [at_of(item) for item in items]
        assert instants == sorted(instants)
        keys = [(at_of(item), item.what, item.kind, item.to) for item in items]
        assert len(keys) == len(set(keys))
        assert all(item.channels and len(item.channels) == len(set(item.channels)) for item in items)

    @few
    @given(of_any_policy, st.randoms(use_true_random=False))
    def test_an_agenda_until_an_instant_is_its_part_before_it(self, given: Judged, random: Random) -> None:
        """An item at the very end is out."""
        timeline, policy = given
        found = agenda(timeline, policy)
        now = micros(timeline.now)
        ends = [now, now + 1, now + 30 * DAY]
        ends += [at_of(item) + step for item in found.items for step in (0, 1) if now <= at_of(item) + step]
        end = random.choice([instant for instant in ends if instant < micros("2999-01-01T00:00:00Z")])
        part = agenda(timeline, policy, until=Micros(end))
        assert part.items == tuple(item for item in found.items if at_of(item) < end)
        assert part.standing == found.standing

    @few
    @given(of_any_policy)
    def test_what_stands_is_what_is_advised_now_and_was_before(self, given: Judged) -> None:
        """For each kind and addressee that is advised now: it stands, or its date is now."""
        timeline, policy = given
        evaluation, found = evaluate(timeline, policy), agenda(timeline, policy)
        now = micros(timeline.now)
        for item in found.standing:
            advised = {evaluation[action].advice for action in actions_of(item)}
            assert advised == {"overdue" if item.what == "overdue" else "recommended"}
            assert item.at is None or whole(item.at) < now
        standing = {(item.kind, item.to) for item in found.standing}
        assert len(standing) == len(found.standing)
        dated_now = {
            (item.kind, item.to) for item in found.items if at_of(item) == now and item.what in ("due", "overdue")
        }
        for ruling in evaluation.allowed:
            if ruling.advice in ADVISED:
                assert (ruling.action.kind, ruling.action.to) in standing | dated_now

    @few
    @given(drawn)
    def test_every_item_tells_the_rules_that_make_it_so(self, given: Judged) -> None:
        """What opens, falls due or becomes overdue has a rule of the policy that says so."""
        timeline, policy = given
        ids = {rule.id for rule in policy.rules}
        for item in agenda(timeline, policy).items:
            told_by = {reason.rule for reason in item.reasons if not reason.rule.endswith(("no-guidance", "split"))}
            assert told_by <= ids
            assert told_by or item.what == "closes"


class TestCourses:
    """The stretches of one stance and one advice."""

    @few
    @given(of_any_policy, st.randoms(use_true_random=False))
    def test_stretches_are_as_pointwise_evaluation_says(self, given: Judged, random: Random) -> None:
        """Constant inside each, different from one to the next, and without a gap between them."""
        timeline, policy = as_known_now(given[0]), given[1]
        evaluation = evaluate(timeline, policy)
        now = micros(timeline.now)
        found = stretches_by_action(evaluation, now)
        assert list(found) == [ruling.action for ruling in evaluation.rulings]
        instants: dict[int, dict[Action, Stretch]] = {}
        for action, stretches in found.items():
            assert stretches[0].starts == now
            assert [stretch.ends for stretch in stretches] == [*(stretch.starts for stretch in stretches[1:]), None]
            for one, other in pairwise(stretches):
                assert (one.stance, one.advice) != (other.stance, other.advice)
            for stretch in stretches:
                last = (
                    min(stretch.starts + 99 * WEEK, micros("2999-12-31T00:00:00Z"))
                    if stretch.ends is None
                    else stretch.ends - 1
                )
                for instant in {stretch.starts, last, random.randint(stretch.starts, max(stretch.starts, last))}:
                    instants.setdefault(instant, {})[action] = stretch
        for instant in random.sample(sorted(instants), min(6, len(instants))):
            seen, then = evaluation.at(Micros(instant)), evaluate(timeline.at(Micros(instant)), policy)
            for action, stretches in found.items():
                holding = next(s for s in stretches if s.ends is None or instant < s.ends)
                expected = holding.stance, holding.advice
                assert (seen[action].stance, seen[action].advice) == expected
                assert (then[action].stance, then[action].advice) == expected

    @few
    @given(of_any_policy, st.integers(0, 40 * DAY), st.integers(1, 40 * DAY))
    def test_a_part_of_a_course_is_the_course_cut(self, given: Judged, start: int, length: int) -> None:
        """From any instant to any other the same stretches, cut at both ends."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        now = micros(timeline.now)
        since, until = now + start, now + start + length
        for action, stretches in stretches_by_action(evaluation, since, until).items():
            expected = [
                attrs.evolve(
                    one, starts=max(one.starts, since), ends=until if one.ends is None else min(one.ends, until)
                )
                for one in stretches_by_action(evaluation, now, actions=[action])[action]
                if one.starts < until and (one.ends is None or one.ends > since)
            ]
            assert list(stretches) == expected

    @few
    @given(
        of_any_policy, st.sampled_from((0, 1, HOUR, DAY, WEEK, 3 * WEEK, 52 * WEEK)), st.randoms(use_true_random=False)
    )
    def test_an_evaluation_seen_from_later_is_the_later_evaluation(
        self, given: Judged, later: int, random: Random
    ) -> None:
        """Where no interview is yet to be arranged, `evaluation.at(t)` is the evaluation of `timeline.at(t)`."""
        timeline, policy = as_known_now(given[0]), given[1]
        evaluation = evaluate(timeline, policy)
        instant = micros(timeline.now) + random.choice((later, random.randint(0, 60 * DAY)))
        seen, then = evaluation.at(Micros(instant)), evaluate(timeline.at(Micros(instant)), policy)
        assert seen.now == then.now
        assert seen.to_dict() == then.to_dict()
        assert [ruling.windows for ruling in seen.rulings] == [ruling.windows for ruling in then.rulings]

    @few
    @given(of_any_policy, st.randoms(use_true_random=False))
    def test_an_evaluation_seen_from_earlier_says_what_was_known_then(self, given: Judged, random: Random) -> None:
        """Stance and advice are those of the timeline as it stood, for whoever was named then."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        known = [happened(event) for event in timeline.events]
        edges = [instant + step for instant in known for step in (-1, 0, 1, DAY)]
        instant = random.choice([edge for edge in edges if edge <= micros(timeline.now)] or [micros(timeline.now)])
        seen, then = evaluation.at(Micros(instant)), evaluate(timeline.at(Micros(instant)), policy)
        judged_by_both = {ruling.action for ruling in seen.rulings} & {ruling.action for ruling in then.rulings}
        for action in judged_by_both:
            assert (seen[action].stance, seen[action].advice) == (then[action].stance, then[action].advice), action


def known_from(event: Event, now: int) -> int:
    """From when on an assumed event is known."""
    if isinstance(event, Interview):
        return now if event.arranged is None else max(now, micros(event.arranged))
    return micros(event.at)  # type: ignore[attr-defined]


def replayed(road: Plan, timeline: Timeline) -> Iterator[tuple[int, Timeline, Timeline]]:
    """Each step by number, with the timeline just before it is taken, and just after."""
    current = as_known_now(timeline)
    ahead = sorted(road.assuming, key=lambda event: known_from(event, micros(timeline.now)))
    for number, step in enumerate(road.steps):
        instant = micros(step.at)
        while ahead and known_from(ahead[0], micros(timeline.now)) <= instant:
            event = ahead.pop(0)
            current = current.at(Micros(known_from(event, micros(timeline.now)))).add(event)
        before = current.at(instant)
        to = () if step.action.to is None else (step.action.to,)
        done: Event = (
            MessageSent(instant, kind=step.action.kind, channel=step.action.channel, to=to)
            if step.action.kind in MESSAGES
            else ActionTaken(instant, kind=step.action.kind)
        )
        current = before.add(done)
        if step.action.kind is ActionKind.REVIEW_NOTES:
            current = current.at(Micros(instant + HOUR // 2))  # which takes its time
        yield number, before, current


def assumed_of(timeline: Timeline, random: Random) -> list[Event]:
    """Some events to come."""
    now = micros(timeline.now)
    later = [0, 1, HOUR, DAY, 3 * DAY, 10 * DAY, 20 * DAY]
    makes: list[Callable[[int], Event]] = [
        lambda at: EmployerReplied(Micros(at)),
        lambda at: Rejected(Micros(at)),
        lambda at: Interview(ends=Micros(at + HOUR), starts=Micros(at), interviewers=["Eva Cruz"]),
        lambda at: Interview(ends=Micros(at + HOUR), starts=Micros(at), arranged=Micros(max(now, at - DAY))),
        lambda at: Interview(ends=Micros(at)),
    ]
    return [random.choice(makes)(now + random.choice(later)) for _ in range(random.choice((0, 0, 1, 2)))]


class TestPlan:
    """The road ahead, if all is done as it falls due and the employer is silent."""

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_every_step_is_allowed_and_advised_as_it_says_when_it_is_taken(self, given: Judged, random: Random) -> None:
        """On the timeline with all earlier steps and what was assumed until then."""
        timeline, policy = given
        road = plan(timeline, policy, assuming=assumed_of(timeline, random))
        for number, before, _ in replayed(road, timeline):
            step = road.steps[number]
            here = evaluate(before, policy)
            ruling = here[step.action]
            assert (ruling.stance, ruling.advice) == ("allowed", step.advice)
            assert step.reasons == (ruling.advice_reasons if step.advice else ruling.reasons)
            alike = [
                other.action.channel
                for other in here.allowed
                if (other.action.kind, other.action.to) == (step.action.kind, step.action.to)
                and other.advice == step.advice
            ]
            assert list(step.channels) == alike
            assert step.action.channel == step.channels[0]

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_steps_ascend_from_now_on_and_the_road_ends_as_the_steps_leave_it(
        self, given: Judged, random: Random
    ) -> None:
        """The timeline at the end holds every step, and every assumed event."""
        timeline, policy = given
        road = plan(timeline, policy, assuming=assumed_of(timeline, random))
        instants = [micros(step.at) for step in road]
        assert instants == sorted(instants)
        assert all(instant >= micros(timeline.now) for instant in instants)
        done = [
            ActionTaken(step.at, kind=step.action.kind)
            if step.action.kind not in MESSAGES
            else MessageSent(
                step.at,
                kind=step.action.kind,
                channel=step.action.channel,
                to=() if step.action.to is None else (step.action.to,),
            )
            for step in road
        ]
        assert set(road.timeline.events) == {*as_known_now(timeline).events, *road.assuming, *done}

    @few
    @given(drawn)
    def test_a_road_that_moves_on_ends_with_moving_on(self, given: Judged) -> None:
        """After it nothing but acts of the candidate alone and interview acts is left to do, and no message."""
        road = plan(*given)
        kinds = [step.action.kind for step in road]
        assert (road.ends == "moved_on") is ("move_on" in kinds)
        assert road.ends in ("moved_on", "waiting")
        after = road.steps[kinds.index(ActionKind.MOVE_ON) + 1 :] if "move_on" in kinds else ()
        assert not [step for step in after if step.action.kind in MESSAGES]

    @few
    @given(drawn)
    def test_where_a_road_ends_nothing_is_left_that_falls_due(self, given: Judged) -> None:
        """
        From its end on nothing is advised that is neither done nor recommended throughout; after moving on no act is.

        What another source of a combined policy would still have one write is left then, as the law before says.
        """
        timeline, policy = given
        road = plan(timeline, policy)
        left = {ActionKind.MOVE_ON, *road.throughout, *(MESSAGES if road.ends == "moved_on" else ())}
        end = evaluate(road.timeline, policy)
        last = micros(road.timeline.now)
        done_last = {(step.action.kind, step.action.to) for step in road if micros(step.at) == last}
        for action, stretches in stretches_by_action(end, last).items():
            for stretch in stretches:
                if stretch.advice in ADVISED and action.kind not in left:
                    assert stretch.starts == last, (action, stretch)
                    assert (action.kind, action.to) in done_last, (action, stretch)

    @few
    @given(drawn)
    def test_planning_again_from_the_middle_gives_the_rest_of_the_road(self, given: Judged) -> None:
        """With the first steps done, at the last of them; but for what is advised again at once, which is left."""
        timeline, policy = given
        road = plan(timeline, policy)
        for number, _, after in replayed(road, timeline):
            step = road.steps[number]
            now = evaluate(after, policy)
            same_instant = [other for other in road.steps[: number + 1] if other.at == step.at]
            if any(now[other.action].advice in ADVISED for other in same_instant):
                continue
            if any(other.action.kind == "move_on" for other in road.steps[: number + 1]):
                continue
            again = plan(after, policy)
            assert again.steps == road.steps[number + 1 :], number
            assert again.ends == road.ends

    @few
    @given(drawn)
    def test_what_is_advised_throughout_has_always_been_advised(self, given: Judged) -> None:
        """It has no due date and is advised at now or some time later."""
        timeline, policy = given
        road = plan(timeline, policy)
        kinds = {step.action.kind for step in road}
        assert not kinds & set(road.throughout)
