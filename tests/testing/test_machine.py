"""The machine: what it plays, what it finds, and the forecast to which it holds a policy."""

from __future__ import annotations

import unittest
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from followup_rules import EmployerReplied, Evaluation, Facts, Interview, MessageSent, Policy, Timeline, policies
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import before, exists, pending, since
from followup_rules.rules.moments import interview_end, rejection
from followup_rules.rules.rule import permit
from followup_rules.rules.selections import acts, messages
from followup_rules.temporal.instants import Micros
from followup_rules.testing import laws
from followup_rules.testing.checks import LawBroken
from followup_rules.testing.machine import PolicyMachine
from followup_rules.testing.search import Effort
from followup_rules.timeline.vocabulary import ActionKind

pytestmark = pytest.mark.unmeasured

DAY = 86_400_000_000
EMAIL = messages("status_inquiry", by="email")
LOOSE = Policy("loose", [permit(EMAIL, pending, says="ask away").named("loose/ask")])
HEALTH = tuple(HealthCheck)


def played(machine: type[PolicyMachine], examples: int, *, shrunk: bool = False, steps: int = 30) -> None:
    """A machine's test, with no surprises."""
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink) if shrunk else (Phase.generate,),
        suppress_health_check=HEALTH,
    )
    run_state_machine_as_test(machine, settings=how)


def machine_of(policy: Policy, *of: laws.Law) -> PolicyMachine:
    """A machine that has begun with an interview just ended."""
    made: PolicyMachine = type("Made", (PolicyMachine,), {"policy": policy, "laws": of})()
    made.it_begins(declared=Facts(), people=())
    return made


def test_a_subclass_of_three_lines_is_a_test_case() -> None:
    """It runs as any other, and passes where the policy keeps its laws."""

    class Ours(PolicyMachine):
        policy = policies.recommended
        laws = (laws.cap(3), laws.no_contact_is_absolute())

    case: Any = Ours.TestCase
    case.settings = settings(max_examples=3, stateful_step_count=8, derandomize=True, database=None, deadline=None)
    result = unittest.TestResult()
    case("runTest").run(result)
    assert (result.testsRun, result.failures, result.errors) == (1, [], [])


def test_a_test_case_fails_where_a_law_is_broken() -> None:
    """And tells the law."""

    class Loose(PolicyMachine):
        policy = LOOSE
        laws = (laws.wait(days(7)),)

    case: Any = Loose.TestCase
    case.settings = settings(max_examples=3, derandomize=True, database=None, deadline=None, phases=(Phase.generate,))
    result = unittest.TestResult()
    case("runTest").run(result)
    ((_, told),) = [*result.failures, *result.errors]
    assert "loose breaks the law `wait`: nobody asks before interview_end + days(7)" in told


def test_without_words_of_its_own_it_holds_our_policy_to_one_stance() -> None:
    """The policy and the laws that a subclass starts from."""
    assert PolicyMachine.policy is policies.recommended
    assert PolicyMachine.laws == (laws.one_stance(),)
    played(PolicyMachine, 2, steps=5)


STORY = """\
loose breaks the law `wait`: nobody asks before interview_end + days(7)
  Mon 9 Mar 2026, 08:00  an interview, until Mon 9 Mar 2026, 09:00
  Mon 9 Mar 2026, 09:00  now, in Europe/London
status inquiry by email:
  allowed
    loose/ask (permit): ask away
to try again: Timeline('Europe/London', '2026-03-09T09:00:00+00:00', \
[Interview(ends='2026-03-09T09:00:00+00:00', starts='2026-03-09T08:00:00+00:00')])"""


def test_a_law_broken_at_once_is_shrunk_to_the_interview_alone() -> None:
    """The message is that of a check, word for word; nothing was counted."""

    class Hasty(PolicyMachine):
        policy = LOOSE
        laws = (laws.wait(days(7)),)

    with pytest.raises(LawBroken) as caught:
        played(Hasty, 5, shrunk=True)
    assert str(caught.value) == STORY
    assert caught.value.effort == Effort()
    assert caught.value.policy is LOOSE


def test_a_candidate_who_does_only_what_is_allowed_comes_to_break_a_cap() -> None:
    """Two attempts are sent because the policy lets them through; so it does the third."""

    class Capless(PolicyMachine):
        policy = LOOSE
        laws = (laws.cap(2),)

    with pytest.raises(LawBroken) as caught:
        played(Capless, 60)
    sent = [event for event in caught.value.timeline.events if isinstance(event, MessageSent)]
    assert len(sent) >= 2
    assert {event.kind for event in sent} == {ActionKind.STATUS_INQUIRY}
    assert caught.value.ruling.stance == "allowed"


# -- step by step


def test_it_begins_with_an_interview_that_has_just_ended() -> None:
    """On a Monday at nine, under what is declared, with some people."""
    machine = PolicyMachine()
    machine.it_begins(declared=Facts(calls_welcome=True), people=("Ada",))
    assert machine.timeline == Timeline(
        "Europe/London",
        "2026-03-09T09:00:00+00:00",
        [Interview(starts="2026-03-09T08:00:00+00:00", ends="2026-03-09T09:00:00+00:00", interviewers=("Ada",))],
        Facts(calls_welcome=True),
    )
    assert machine.evaluation.policy is policies.recommended
    assert machine.evaluation.timeline == machine.timeline


def test_days_pass_and_a_tick_more_or_less() -> None:
    """Nothing happens in them."""
    machine = machine_of(LOOSE)
    begun = machine.timeline.now_us
    machine.days_pass(days=7, ticks=-1)
    assert machine.timeline.now_us == begun + 7 * DAY - 1
    assert len(machine.timeline.events) == 1


def test_time_passes_to_one_of_the_changes_ahead() -> None:
    """The last, where there are not so many; nothing where there is none."""
    later = Policy("later", [permit(EMAIL, since(interview_end + days(6)), says="ask").named("later/ask")])
    machine = machine_of(later)
    begun = machine.timeline.now_us
    machine.time_passes_to_a_change(which=3, ticks=-1)
    assert machine.timeline.now_us == begun + 6 * DAY - 1
    machine.time_passes_to_a_change(which=0, ticks=0)
    assert machine.timeline.now_us == begun + 6 * DAY
    machine.time_passes_to_a_change(which=0, ticks=0)
    assert machine.timeline.now_us == begun + 6 * DAY


def test_the_candidate_waits_until_it_is_allowed_and_sends_then() -> None:
    """By the channel that is open first."""
    later = Policy("later", [permit(EMAIL, since(interview_end + days(6)), says="ask").named("later/ask")])
    machine = machine_of(later)
    machine.candidate_asks(kind=ActionKind.STATUS_INQUIRY, which=4)
    message = machine.timeline.events[-1]
    assert message == MessageSent(at="2026-03-15T09:00:00+00:00", kind="status_inquiry", channel="email")
    assert machine.timeline.now == message.at


def test_the_candidate_does_nothing_that_is_never_allowed() -> None:
    """What nobody permits, and what was allowed and never will be again."""
    early = Policy(
        "early", [permit(messages("gift"), before(interview_end + days(1)), says="give").named("early/gift")]
    )
    machine = machine_of(early)
    begun = machine.timeline
    machine.candidate_asks(kind=ActionKind.STATUS_INQUIRY, which=0)
    machine.candidate_acts(kind=ActionKind.MOVE_ON)
    assert machine.timeline == begun
    machine.days_pass(days=1, ticks=0)
    machine.candidate_writes(kind=ActionKind.GIFT, which=0)
    assert len(machine.timeline.events) == 1


def test_the_candidate_thanks_one_of_those_to_whom_it_is_allowed() -> None:
    """By name, one after the other as the draw has it."""
    thanks = Policy("thanks", [permit(messages("thank_you", by="email"), pending, says="thank").named("thanks/all")])
    made: PolicyMachine = type("Made", (PolicyMachine,), {"policy": thanks})()
    made.it_begins(declared=Facts(), people=("Ada", "Bo"))
    made.candidate_writes(kind=ActionKind.THANK_YOU, which=0)
    made.candidate_writes(kind=ActionKind.THANK_YOU, which=1)
    sent = [event.to for event in made.timeline.events if isinstance(event, MessageSent)]
    assert sorted(sent) == [("Ada",), ("Bo",)]


def test_the_candidate_acts() -> None:
    """What is no message is an act taken."""
    free = Policy("free", [permit(acts("move_on"), pending, says="go").named("free/go")])
    machine = machine_of(free)
    machine.candidate_acts(kind=ActionKind.MOVE_ON)
    assert [type(event).__name__ for event in machine.timeline.events] == ["Interview", "ActionTaken"]


def test_something_happens_now() -> None:
    """Whatever it is made of; and by the name of `happens` in rules of one's own."""
    machine = machine_of(LOOSE)
    machine.something_happens(make=lambda _, at: EmployerReplied(at=at))
    machine.happens(EmployerReplied(at=machine.timeline.now_us, substantive=False))
    assert [type(event).__name__ for event in machine.timeline.events].count("EmployerReplied") == 2


def test_all_that_may_happen_can_happen_after_the_interview() -> None:
    """Each is an event of a timeline whose now is when it comes, of an employer's kind or the world's."""
    from followup_rules.testing import machine as module

    seen = set()
    for make in module.EMPLOYER_STEPS:
        machine = machine_of(LOOSE)
        machine.days_pass(days=1, ticks=0)
        machine.something_happens(make=make)
        assert len(machine.timeline.events) == 2
        seen |= {type(event).__name__ for event in machine.timeline.events}
    assert seen == {
        *("Interview", "EmployerReplied", "ResponsePromised", "CompetingOffer", "ChannelPreferred", "SituationChanged"),
        *("NoContactRequested", "NoContactLifted", "ProcessCompleted", "Rejected", "OfferReceived", "Withdrawn"),
        *("FollowUpInvited", "PromiseWithdrawn"),
    }


def test_the_steps_that_are_shown_can_be_pasted() -> None:
    """Each tells the call that made it, by names of the module."""
    from followup_rules.testing import machine as module

    names: dict[str, Any] = {}
    for place in ("followup_rules", "followup_rules.timeline.vocabulary", "followup_rules.testing.strategies.events"):
        exec(f"from {place} import *", names)
    for make in module.EMPLOYER_STEPS:
        made, pasted = machine_of(LOOSE), machine_of(LOOSE)
        made.something_happens(make=make)
        pasted.something_happens(make=eval(repr(make), names))
        assert pasted.timeline == made.timeline

    class Hasty(PolicyMachine):
        policy = LOOSE
        laws = (
            laws.never_allowed(messages(), exists(rejection)),
            laws.law("short", "little happens", lambda at: at.rulings[: len(at.timeline.events) > 1]),
        )

    with pytest.raises(LawBroken) as caught:
        played(Hasty, 60, shrunk=True)
    steps = [note for note in caught.value.__notes__ if "something_happens" in note or "candidate" in note]
    state = Hasty()
    state.it_begins(declared=Facts(), people=())
    for step in steps:
        exec(step, {**names, "state": state})
    assert len(state.timeline.events) == 2


def test_a_message_comes_back_and_counts_for_nothing() -> None:
    """The latest that had arrived; nothing, where none had."""
    machine = machine_of(LOOSE)
    machine.a_message_comes_back()
    machine.candidate_asks(kind=ActionKind.STATUS_INQUIRY, which=0)
    machine.days_pass(days=1, ticks=0)
    machine.candidate_asks(kind=ActionKind.STATUS_INQUIRY, which=0)
    machine.a_message_comes_back()
    sent = [event for event in machine.timeline.events if isinstance(event, MessageSent)]
    assert [message.arrived for message in sorted(sent, key=lambda message: message.at_us)] == [True, False]
    machine.a_message_comes_back()
    machine.a_message_comes_back()
    assert not any(event.arrived for event in machine.timeline.events if isinstance(event, MessageSent))


def test_an_interview_that_lies_ahead_is_cancelled() -> None:
    """The next one; what has ended cannot be."""
    machine = machine_of(LOOSE)
    machine.an_interview_is_cancelled()
    assert len(machine.timeline.events) == 1
    begun = machine.timeline.now_us
    for days_on in (3, 7):
        machine.happens(Interview(ends=Micros(begun + days_on * DAY)))
    machine.days_pass(days=1, ticks=0)
    machine.an_interview_is_cancelled()
    cancelled = {event.ends_us: event.cancelled_us for event in machine.timeline.events if isinstance(event, Interview)}
    assert cancelled == {begun: None, begun + 3 * DAY: begun + DAY, begun + 7 * DAY: None}


# -- what must hold


def test_laws_hold_after_each_step_or_are_told() -> None:
    """The invariant, by itself: one law kept, then one broken."""
    machine = machine_of(LOOSE, laws.cap(2), laws.wait(days(7)))
    with pytest.raises(LawBroken, match="loose breaks the law `wait`"):
        machine.laws_hold()
    machine.days_pass(days=7, ticks=0)
    machine.laws_hold()
    assert machine.timeline.now.isoformat() == "2026-03-16T09:00:00+00:00"


def test_a_policy_is_held_to_its_forecast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A forecast, doctored: what it said of the day to come is what it says of today."""
    early = Policy(
        "early", [permit(messages("gift"), before(interview_end + days(1)), says="give").named("early/gift")]
    )
    machine = machine_of(early)
    monkeypatch.setattr(Evaluation, "at", lambda self, _: self)
    with pytest.raises(AssertionError) as caught:
        machine.days_pass(days=1, ticks=0)
    assert str(caught.value).startswith(
        "early says something else than it forecast: Timeline('Europe/London', '2026-03-10T09:00:00+00:00', [Interview("
    )


def test_a_true_forecast_passes() -> None:
    """The same policy, over the same day."""
    early = Policy(
        "early", [permit(messages("gift"), before(interview_end + days(1)), says="give").named("early/gift")]
    )
    machine = machine_of(early)
    first = machine.evaluation["gift", "post"]
    machine.days_pass(days=1, ticks=0)
    then = machine.evaluation["gift", "post"]
    assert (first.stance, then.stance) == ("allowed", "silent")
