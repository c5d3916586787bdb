"""A state machine that plays a candidate and an employer against a policy, step by step in time."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from followup_rules import policies
from followup_rules.evaluation.evaluation import Evaluation, evaluate
from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal.instants import LAST, Micros
from followup_rules.testing.checks import LawBroken
from followup_rules.testing.laws import Law, one_stance
from followup_rules.testing.search import Effort
from followup_rules.testing.strategies.events import (
    GROUPS,
    PEOPLE,
    EventKind,
    absence,
    arranged,
    happened,
    happens,
    invitation,
    promise,
)
from followup_rules.testing.strategies.facts import facts
from followup_rules.testing.strategies.instants import DAY, HOUR, change_points
from followup_rules.timeline import events
from followup_rules.timeline.events import Event, Interview, MessageSent
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTS_ALONE, ENQUIRIES, INTERVIEW_ACTS, MESSAGES, Action, ActionKind

EMPLOYER_STEPS: Final[tuple[EventKind, ...]] = (
    happens(events.EmployerReplied),
    happens(events.EmployerReplied, asks=True),
    happens(events.EmployerReplied, substantive=False),
    *map(absence, (3, 14)),
    *map(promise, (1, 3, 7, 14)),
    *(happens(events.ResponsePromised, within=within) for within in ({"business_days": 5}, {"hours": 48})),
    *map(invitation, (0, 3, 7)),
    *(invitation(3, channel=channel) for channel in ("phone", "linkedin")),
    *(arranged(days, people) for days in (0, 3, 7) for people in ((), PEOPLE[:1], PEOPLE[:2])),
    *(happens(events.CompetingOffer, evidence=evidence) for evidence in events.Evidence),
    *(
        happens(events.ChannelPreferred, channel=channel, source=source)
        for channel in ("email", "phone", "linkedin")
        for source in events.PreferenceSource
    ),
    *map(happens, events.PLAIN_EVENTS),
)


class PolicyMachine(RuleBasedStateMachine):
    """
    A candidate who does only what a policy allows, and an employer who does as they please.

    In a subclass set the `policy`, and the `laws` that must hold after each step; its `TestCase` is a test. `timeline`
    is what has happened so far, as of the machine's now, and `evaluation` is what the policy says of it. Your own rules
    and invariants can read both, and change them with `happens` and `time_passes_until`. Shrinks to few steps.

    Besides the laws, the machine checks forecasts: as long as nothing happens, what the policy said earlier of a later
    instant must be what it says at that instant.

    The steps that a failed test shows can be pasted. Their names come from `followup_rules`, from
    `followup_rules.timeline.vocabulary` and from `followup_rules.testing.strategies.events`.

    >>> from followup_rules.testing.laws import cap, no_contact_is_absolute
    >>> class Recommended(PolicyMachine):
    ...     policy = policies.recommended
    ...     laws = (cap(3), no_contact_is_absolute())
    >>> from hypothesis import settings
    >>> from hypothesis.stateful import run_state_machine_as_test
    >>> run_state_machine_as_test(Recommended, settings=settings(max_examples=5, database=None, derandomize=True))
    """

    policy: ClassVar[AnyPolicy] = policies.recommended
    laws: ClassVar[tuple[Law, ...]] = (one_stance(),)

    def __init__(self) -> None:
        super().__init__()
        # a Monday at nine, in a month in which clocks change
        self.timeline = Timeline("Europe/London", "2026-03-09T09:00:00+00:00")

    @property
    def evaluation(self) -> Evaluation:
        """What the policy says now."""
        return evaluate(self.timeline, self.policy)

    def happens(self, event: Event) -> None:
        """An event happens now."""
        self.timeline = self.timeline.add(event)

    def time_passes_until(self, instant: int) -> None:
        """Nothing but scheduled events happens until an instant (in UTC microseconds)."""
        forecast = self.evaluation.at(Micros(instant))
        self.timeline = self.timeline.at(Micros(instant))
        foreseen, seen = ([verdict.possible for _, verdict in of.verdicts] for of in (forecast, self.evaluation))
        assert foreseen == seen, f"{self.policy.name} says something else than it forecast: {self.timeline!r}"

    # -- time

    @initialize(declared=facts(), people=st.sampled_from(GROUPS))
    def it_begins(self, declared: Facts, people: tuple[str, ...]) -> None:
        """An interview has just ended."""
        self.timeline = attrs.evolve(self.timeline, facts=declared)
        self.happens(
            Interview(starts=Micros(self.timeline.now_us - HOUR), ends=self.timeline.now_us, interviewers=people)
        )

    @rule(days=st.sampled_from((1, 2, 3, 7, 10, 14)), ticks=st.sampled_from((0, -1, 1)))
    def days_pass(self, days: int, ticks: int) -> None:
        self.time_passes_until(self.timeline.now_us + days * DAY + ticks)

    @rule(which=st.integers(0, 3), ticks=st.sampled_from((0, -1)))
    def time_passes_to_a_change(self, which: int, ticks: int) -> None:
        ahead = [point for point in change_points(self.timeline, self.policy) if point + ticks > self.timeline.now_us]
        if ahead:
            self.time_passes_until(ahead[min(which, len(ahead) - 1)] + ticks)

    # -- the candidate acts as soon as it is allowed, and does nothing that never is

    @rule(kind=st.sampled_from(sorted(ENQUIRIES)), which=st.integers(0, 5))
    def candidate_asks(self, kind: ActionKind, which: int) -> None:
        self._send(kind, which)

    @rule(kind=st.sampled_from(sorted(MESSAGES - ENQUIRIES)), which=st.integers(0, 5))
    def candidate_writes(self, kind: ActionKind, which: int) -> None:
        self._send(kind, which)

    def _send(self, kind: ActionKind, which: int) -> None:
        action = self._first_allowed(kind, which)
        if action is not None:
            to = () if action.to is None else (action.to,)
            self.happens(MessageSent(at=self.timeline.now_us, kind=kind, channel=action.channel, to=to))

    @rule(kind=st.sampled_from(sorted(INTERVIEW_ACTS | ACTS_ALONE)))
    def candidate_acts(self, kind: ActionKind) -> None:
        if self._first_allowed(kind, 0) is not None:
            self.happens(events.ActionTaken(at=self.timeline.now_us, kind=kind))

    def _first_allowed(self, kind: ActionKind, which: int) -> Action | None:
        """Wait until an action of a kind is allowed, and return one that is; None if none ever is."""
        now_us, judge = self.timeline.now_us, self.evaluation.judge
        actions = (action for action, _ in self.evaluation.verdicts if action.kind == kind)
        opens = [(judge.first_allowed(action, now_us), action) for action in actions]
        first = min((at for at, _ in opens if at is not None and at < LAST), default=None)
        if first is None:
            return None
        self.time_passes_until(first)
        open_then = [action for at, action in opens if at == first]
        return open_then[which % len(open_then)]

    @rule()
    def a_message_comes_back(self) -> None:
        """The latest message turns out not to have arrived."""
        sent = [event for event in self.timeline.events if isinstance(event, MessageSent) and event.arrived]
        if sent:
            self._becomes(max(sent, key=happened), arrived=False)

    # -- the employer: one rule for all events, so that most steps are silence

    @rule(make=st.sampled_from(EMPLOYER_STEPS))
    def something_happens(self, make: EventKind) -> None:
        self.happens(make(self.timeline.history.zone, self.timeline.now_us))

    @rule()
    def an_interview_is_cancelled(self) -> None:
        """The next one that lies ahead, if any does."""
        known = (event for event in self.timeline.known_events if isinstance(event, Interview))
        ahead = [event for event in known if event.cancelled is None and event.ends_us > self.timeline.now_us]
        if ahead:
            self._becomes(min(ahead, key=happened), cancelled=self.timeline.now_us)

    def _becomes(self, event: Event, **changes: Any) -> None:
        others = [other for other in self.timeline.events if other != event]
        self.timeline = attrs.evolve(self.timeline, events=(*others, attrs.evolve(event, **changes)))

    # -- what must hold

    @invariant()
    def laws_hold(self) -> None:
        for law in self.laws:
            for ruling in law.breaking(self.evaluation):
                raise LawBroken(law, ruling, Effort())
