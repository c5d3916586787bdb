"""What holds of every open question, every sensitivity, and every change that would make an action allowed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from followup_rules import (
    Action,
    Change,
    Evaluation,
    Facts,
    IfEvent,
    IfFact,
    Outcome,
    Ruling,
    ThenWait,
    ThresholdRange,
    Timeline,
    Wait,
    evaluate,
    open_questions,
    policies,
    sensitivity,
    why_not,
)
from followup_rules.analysis.remedies import Together
from followup_rules.rules.policy import AnyPolicy, first_to_speak, majority, most_permissive, strictest
from followup_rules.temporal.instants import Micros, micros
from followup_rules.timeline.events import Interview
from followup_rules.timeline.facts import BOUNDS
from strategies import DAY, EPOCH, TICK, any_policies, judged, shipped_policies

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.unmeasured

Judged = tuple[Timeline, AnyPolicy]
# what is said of one action: stance, possible stances, advice, windows, due, overdue
Told: TypeAlias = tuple[Any, ...]

drawn = judged(
    st.one_of(
        shipped_policies(),
        shipped_policies(),
        st.builds(
            lambda resolver, names: resolver(*map(policies.get, names)),
            st.sampled_from((strictest, most_permissive, first_to_speak, majority)),
            st.lists(st.sampled_from(policies.names()), min_size=2, max_size=2, unique=True),
        ),
    ),
    most_events=4,
)
# of a combined policy every quantity builds all of its sources anew
of_one_document = judged(shipped_policies(), most_events=4)
of_any_policy = judged(any_policies(), most_events=3)
# every question is many evaluations
few = settings(max_examples=max(1, settings().max_examples // 12))
fewest = settings(max_examples=max(1, settings().max_examples // 25))

STAGES = ("first", "middle", "final")
INDUSTRIES = (
    "technology", "technology_startup", "retail", "hospitality", "finance", "healthcare", "government", "education",
    "construction", "other",
)  # fmt: skip
NAMES = tuple(attrs.fields_dict(Facts))
BOOLEANS = tuple(
    name
    for name in NAMES
    if name not in (*BOUNDS, "stage", "industries", "slow_periods", "closed_days", "office_hours")
)


def whole(instant: datetime | None) -> int | None:
    """An instant as an integer: of two in one zone the clock would be compared, which a clock change repeats."""
    return None if instant is None else datetime.__sub__(instant, EPOCH) // TICK


def told(ruling: Ruling) -> Told:
    """All that a ruling says but its reasons and what it misses."""
    windows = tuple((whole(window.opens), whole(window.closes)) for window in ruling.windows)
    return ruling.stance, ruling.possible, ruling.advice, windows, whole(ruling.due), whole(ruling.overdue)


def all_told(evaluation: Evaluation) -> dict[Action, Told]:
    """What is said of every action."""
    return {ruling.action: told(ruling) for ruling in evaluation.rulings}


def claimed(outcome: Outcome) -> Told:
    """An outcome in the same form, of its windows the first."""
    window = whole(outcome.opens), whole(outcome.closes)
    return outcome.stance, outcome.possible, outcome.advice, window, whole(outcome.due), whole(outcome.overdue)


def first_window(said: Told) -> Told:
    """What is said, of the windows the first only."""
    stance, possible, advice, windows, due, overdue = said
    return stance, possible, advice, windows[0] if windows else (None, None), due, overdue


def by_action(changes: tuple[Change, ...]) -> dict[Action, Change]:
    """The changes, action by action."""
    found = {Action(change.kind, channel, change.to): change for change in changes for channel in change.channels}
    assert len(found) == sum(len(change.channels) for change in changes)
    return found


def assert_changes(changes: tuple[Change, ...], before: dict[Action, Told], after: dict[Action, Told]) -> None:
    """Exactly what differs is told, as it was and as it would be."""
    found = by_action(changes)
    assert set(found) == {action for action in before if before[action] != after[action]}
    for action, change in found.items():
        assert claimed(change.before) == first_window(before[action])
        assert claimed(change.after) == first_window(after[action])
        assert change.only_dates is (before[action][:3] == after[action][:3])


def with_fact(document: dict[str, Any], name: str, value: Any) -> Timeline:
    """The timeline of a document with one fact declared otherwise."""
    return Timeline.from_dict({**document, "facts": {**document.get("facts", {}), name: value}})


def values_of(name: str) -> list[Any]:
    """The values of a fact that could matter, as in JSON, by hand; none of dates."""
    if name == "stage":
        return list(STAGES)
    if name == "industries":
        return [[one] for one in INDUSTRIES]
    if name in BOUNDS:
        return list(range(BOUNDS[name][0], BOUNDS[name][1] + 1))
    if name in BOOLEANS:
        return [True, False]
    return []


def random_value(name: str, timeline: Timeline, random: Random) -> Any:
    """Any value of a fact, as in JSON."""
    if name == "industries":
        return random.sample(INDUSTRIES, random.randint(0, 3))
    if name == "office_hours":
        return random.choice([["09:00", "17:00"], ["08:30", "12:00"]])
    known = values_of(name)
    if known:
        return random.choice(known)
    instants = [timeline.now, *(event.ends if isinstance(event, Interview) else event.at for event in timeline.events)]
    near: date = random.choice(instants).date() + timedelta(days=random.randint(-3, 12))
    if name == "slow_periods":
        return [[near.isoformat(), (near + timedelta(days=random.randint(0, 20))).isoformat()]]
    return [(near + timedelta(days=number)).isoformat() for number in range(random.randint(0, 4))]


class TestOpenQuestions:
    """Facts that nobody declared and that would change a ruling."""

    @few
    @given(drawn)
    def test_every_answer_changes_what_it_says(self, given: Judged) -> None:
        """Each value, declared in the document, changes exactly the rulings told of it; every other value none."""
        timeline, policy = given
        document = timeline.to_dict()
        before = all_told(evaluate(timeline, policy))
        for question in open_questions(timeline, policy):
            given_before = document.get("facts", {}).get(question.fact)
            assert question.declared == ("unknown" if given_before == "unknown" else "undeclared")
            assert given_before in (None, "unknown")
            assert question.about
            answers = question.to_dict()["answers"]
            assert question.answers
            answered: list[Any] = [value for answer in answers for value in answer["values"]]
            for answer, plain in zip(question.answers, answers, strict=True):
                for value, changes in ((0, answer.changes), (-1, answer.changes_at_last)):
                    after = all_told(evaluate(with_fact(document, question.fact, plain["values"][value]), policy))
                    assert_changes(changes, before, after)
                assert_alike(plain["values"], question.fact, document, policy, before)
            for value in values_of(question.fact):
                if value not in answered:
                    assert all_told(evaluate(with_fact(document, question.fact, value), policy)) == before
            assert len(answered) == len({repr(value) for value in answered})

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_a_fact_that_is_not_asked_for_changes_nothing(self, given: Judged, random: Random) -> None:
        """Whatever it is declared to be: no stance, advice, window, due or overdue."""
        timeline, policy = given
        document = timeline.to_dict()
        before = all_told(evaluate(timeline, policy))
        asked = {question.fact for question in open_questions(timeline, policy)}
        for name in NAMES:
            value = getattr(timeline.facts, name)
            if name not in asked and (value is None or document["facts"][name] == "unknown"):
                for _ in range(3):
                    declared = random_value(name, timeline, random)
                    after = all_told(evaluate(with_fact(document, name, declared), policy))
                    assert after == before, (name, declared)

    @fewest
    @given(of_any_policy, st.randoms(use_true_random=False))
    def test_a_fact_that_no_rule_looks_at_is_never_asked_for(self, given: Judged, random: Random) -> None:
        """By policies of random rules too: what is left out changes nothing, dates that business days skip included."""
        timeline, policy = given
        document = timeline.to_dict()
        before = all_told(evaluate(timeline, policy))
        asked = {question.fact for question in open_questions(timeline, policy)}
        for name in (*BOOLEANS, *BOUNDS, "stage"):
            value = getattr(timeline.facts, name)
            if name not in asked and (value is None or document["facts"][name] == "unknown"):
                declared = random_value(name, timeline, random)
                assert all_told(evaluate(with_fact(document, name, declared), policy)) == before, (name, declared)


def assert_alike(
    values: list[Any],
    name: str,
    document: dict[str, Any],
    policy: AnyPolicy,
    before: dict[Action, Told],
) -> None:
    """All values of one answer come to the same now; of other facts than numbers, to the same altogether."""
    first = all_told(evaluate(with_fact(document, name, values[0]), policy))
    for value in values[1:-1][:3]:
        after = all_told(evaluate(with_fact(document, name, value), policy))
        assert after != before
        if name in BOUNDS:
            assert {action: said[:3] for action, said in after.items()} == {
                action: said[:3] for action, said in first.items()
            }
        else:
            assert after == first


class TestSensitivity:
    """Quantities of which another value, within the cited range, would change a ruling."""

    @fewest
    @given(of_one_document)
    def test_every_turn_changes_what_it_says_and_every_other_value_nothing(self, given: Judged) -> None:
        """Each value of each quantity's range, set by `with_`; both ends of each turn in full."""
        timeline, policy = given
        before = all_told(evaluate(timeline, policy))
        turns = {one.quantity.name: one.turns for one in sensitivity(timeline, policy)}
        assert set(turns) <= set(policy.quantities)
        assert all(turns.values())
        for name, quantity in policy.quantities.items():
            for value in range(quantity.low, quantity.high + 1):
                after = all_told(evaluate(timeline, policy.with_(**{name: value})))
                holding = [turn for turn in turns.get(name, ()) if turn.least <= value <= turn.most]
                assert len(holding) == (after != before), (name, value)
                for turn in holding:
                    assert_turn(turn, value, before, after)

    @fewest
    @given(of_one_document)
    def test_turns_ascend_within_the_range_and_leave_the_value_in_use_out(self, given: Judged) -> None:
        """One after the other, each within what the document allows."""
        timeline, policy = given
        for one in sensitivity(timeline, policy):
            ends = [end for turn in one.turns for end in (turn.least, turn.most)]
            assert ends == sorted(ends)
            assert one.quantity.low <= ends[0] <= ends[-1] <= one.quantity.high
            assert all(not turn.least <= one.quantity.value <= turn.most for turn in one.turns)
            assert one.quantity == policy.quantities[one.quantity.name]


def assert_turn(turn: ThresholdRange, value: int, before: dict[Action, Told], after: dict[Action, Told]) -> None:
    """At its ends a turn tells all that changes; between, what holds now is the same as at its start."""
    if value == turn.least:
        assert_changes(turn.changes, before, after)
    if value == turn.most:
        assert_changes(turn.changes_at_most, before, after)
    words = {
        action: (change.after.stance, change.after.possible, change.after.advice)
        for action, change in by_action(turn.changes).items()
    }
    for action, said in after.items():
        assert said[:3] == words.get(action, before[action][:3])


def an_action(evaluation: Evaluation, random: Random) -> Action:
    """Some action that is not allowed, rather one of the messages that people ask about."""
    blocked = [ruling.action for ruling in evaluation.rulings if ruling.stance != "allowed"]
    often = [action for action in blocked if action.kind in ("status_inquiry", "thank_you", "feedback_request")]
    return random.choice(often or blocked) if random.random() < 0.7 else random.choice(blocked)


def ruled(document: dict[str, Any], policy: AnyPolicy, action: Action) -> Ruling:
    """The ruling on an action of a document's timeline."""
    return evaluate(Timeline.from_dict(document), policy)[action]


def known_document(timeline: Timeline) -> dict[str, Any]:
    """The document of what is known at now: interviews that are arranged later cannot be reckoned with."""
    return attrs.evolve(timeline, events=timeline.known_events).to_dict()


def applied(document: dict[str, Any], change: dict[str, Any], value: Any = None) -> dict[str, Any]:
    """A document with a change made to it, by hand: what it waits for, declares, or lets happen."""
    match change["change"]:
        case "wait":
            return {**document, "now": change["until"]}
        case "declare":
            return {**document, "facts": {**document.get("facts", {}), change["fact"]: value}}
        case "happen":
            return {**document, "events": [*document.get("events", []), change["event"]]}
    raise AssertionError(change)


def instants_before(until: int, now: int, ruling: Ruling, random: Random) -> list[int]:
    """Instants from now on before another: the windows' edges, the very last, and random ones."""
    windows = [window for other in ruling.evaluation.rulings for window in other.windows]
    ends = [whole(end) for window in windows for end in (window.opens, window.closes)]
    ends += [now, until - 1, *(random.randint(now, until - 1) for _ in range(3))]
    found = sorted({end for end in ends if end is not None and now <= end < until})
    return random.sample(found, min(5, len(found)))


class TestWhyNot:
    """The smallest changes that would make an action allowed."""

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_every_change_makes_the_action_allowed(self, given: Judged, random: Random) -> None:
        """Made to the document by hand, in its form as data; and its ruling is the one of that document."""
        timeline, policy = given
        document = known_document(timeline)
        evaluation = evaluate(timeline, policy)
        action = an_action(evaluation, random)
        for remedy in why_not(evaluation, action):
            change = remedy.to_dict()
            steps = [change["first"], change["then"]] if change["change"] == "then" else [change]
            values = steps[0]["values"] if steps[0]["change"] == "declare" else [None]
            for value in random.sample(values, min(3, len(values))):
                changed = document
                for step in steps:
                    changed = applied(changed, step, value)
                assert ruled(changed, policy, action).stance == "allowed", (remedy, value)
            first = document
            for step in steps:
                first = applied(first, step, values[0])
            assert remedy.ruling.stance == "allowed"
            assert told(remedy.ruling) == told(ruled(first, policy, action))

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_no_shorter_wait_would_do(self, given: Judged, random: Random) -> None:
        """At no instant from now until then is it allowed; also after a first change, which alone does not do."""
        timeline, policy = given
        document = known_document(timeline)
        now = micros(timeline.now)
        evaluation = evaluate(timeline, policy)
        action = an_action(evaluation, random)
        for remedy in why_not(evaluation, action):
            if isinstance(remedy, IfFact | IfEvent | Together):
                continue
            wait = remedy.wait if isinstance(remedy, ThenWait) else remedy
            changed = document
            if isinstance(remedy, ThenWait):
                first = remedy.to_dict()["first"]
                changed = applied(changed, first, first.get("values", [None])[0])
            until = micros(wait.until)
            assert until > now
            here = ruled(changed, policy, action)
            for instant in instants_before(until, now, here, random):
                assert here.evaluation.at(Micros(instant))[action].stance != "allowed"
            assert here.stance != "allowed"
            assert whole(here.opens) == until

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_a_wait_is_proposed_wherever_waiting_does(self, given: Judged, random: Random) -> None:
        """Where the action opens some time, to wait until then is the first change; else none of them is to wait."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        action = an_action(evaluation, random)
        opens = whole(evaluation[action].opens)
        found = why_not(evaluation, action)
        waits = [whole(remedy.until) for remedy in found if isinstance(remedy, Wait)]
        assert waits == ([] if opens is None else [opens])
        if opens is not None:
            assert isinstance(found[0], Wait)
        assert not waits or not any(isinstance(remedy, ThenWait) for remedy in found)

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_exactly_the_values_of_a_fact_that_allow_it_are_proposed(self, given: Judged, random: Random) -> None:
        """Of every fact with few values: those with which it is allowed now, and no others."""
        timeline, policy = given
        document = known_document(timeline)
        evaluation = evaluate(timeline, policy)
        action = an_action(evaluation, random)
        proposed = {
            remedy.fact: remedy.to_dict()["values"]
            for remedy in why_not(evaluation, action)
            if isinstance(remedy, IfFact)
        }
        for name in NAMES:
            values = values_of(name)
            if values:
                allowing = [
                    value
                    for value in values
                    if evaluate(with_fact(document, name, value), policy)[action].stance == "allowed"
                ]
                assert proposed.get(name, []) == allowing, name

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_of_two_changes_neither_is_enough_alone(self, given: Judged, random: Random) -> None:
        """Where a fact or an event and then a wait are proposed, nothing simpler is."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        found = why_not(evaluation, an_action(evaluation, random))
        assert len({isinstance(remedy, ThenWait) for remedy in found}) <= 1
        for remedy in found:
            if isinstance(remedy, ThenWait):
                assert remedy.first.ruling.stance != "allowed"
                assert not evaluation[remedy.ruling.action].windows

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_nothing_is_proposed_for_what_is_allowed(self, given: Judged, random: Random) -> None:
        """And for nothing else is there nothing that could be done by waiting."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        for ruling in random.sample(evaluation.allowed, min(3, len(evaluation.allowed))):
            assert why_not(evaluation, ruling.action) == ()

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_a_message_is_proposed_only_where_it_may_itself_be_sent(self, given: Judged, random: Random) -> None:
        """By email, to somebody it is allowed to now."""
        timeline, policy = given
        evaluation = evaluate(timeline, policy)
        action = an_action(evaluation, random)
        for remedy in why_not(evaluation, action):
            first = remedy.first if isinstance(remedy, ThenWait) else remedy
            if isinstance(first, IfEvent):
                event = first.to_dict()["event"]
                assert event.get("at", event.get("ends")) == timeline.now.isoformat()
                if event["type"] == "message_sent":
                    sent = Action(event["kind"], event["channel"], *event.get("to", []))
                    assert evaluation[sent].stance == "allowed"
                    assert event["kind"] != action.kind

    @few
    @given(drawn, st.integers(0, 30 * DAY), st.randoms(use_true_random=False))
    def test_asked_of_a_later_instant_it_answers_for_then(self, given: Judged, later: int, random: Random) -> None:
        """Of `evaluation.at(t)` as of the evaluation at `timeline.at(t)`, where no interview is yet to be arranged."""
        timeline, policy = given
        timeline = attrs.evolve(timeline, events=timeline.known_events)
        instant = micros(timeline.now) + later
        then = evaluate(timeline.at(Micros(instant)), policy)
        action = an_action(then, random)
        seen = evaluate(timeline, policy).at(Micros(instant))
        assert [one.to_dict() for one in why_not(seen, action)] == [one.to_dict() for one in why_not(then, action)]
