"""A plan: what to do and when, if everything is done as it falls due and the employer stays silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Any, Final

import attrs
import pendulum

from followup_rules.analysis.stretches import Stretch, stretches_by_action
from followup_rules.errors import Fault, TimelineError, shown
from followup_rules.evaluation.evaluation import Evaluation, Reason, evaluate
from followup_rules.evaluation.judge import ALWAYS_DUE, AdviceWord
from followup_rules.evaluation.send_time import writing_time_us
from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros
from followup_rules.temporal.values import ShownInNotebooks, as_dict
from followup_rules.timeline.events import EVENTS, ActionTaken, Event, Interview, MessageSent
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGES, Action, ActionKind, Channel

MOVED_ON: Final = "moved_on"
WAITING: Final = "waiting"
CUT_SHORT: Final = "cut_short"
# a policy may recommend things without end; nobody plans further than this
_MOST_STEPS: Final = 200
_REVIEWING_US: Final = instants.HOUR_US // 2


@attrs.frozen
class Step:
    """
    Something to do at an instant, on the first of the channels that suit equally well, in `channels`.

    `advice` is what the policy says of it then: `recommended`, `overdue`, or None for an enquiry that is allowed but
    not recommended.
    """

    at: pendulum.DateTime
    action: Action
    channels: tuple[Channel, ...]
    advice: AdviceWord | None
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """The step as plain data; the instant as ISO text with the zone's offset."""
        return as_dict(
            at=self.at,
            kind=self.action.kind,
            channel=self.action.channel,
            to=self.action.to,
            channels=self.channels,
            advice=self.advice,
            reasons=self.reasons,
        )


@attrs.frozen(repr=False)
class Plan(ShownInNotebooks):
    """
    What to do from a timeline's now on, by one policy: `steps` in order of time.

    `ends` tells why it ends: `moved_on`, `waiting` where nothing more falls due, or `cut_short` after 200 steps.
    `waits_for` says then what the next enquiry waits for: reasons, or the names of unknown facts.
    `timeline` is the timeline at its end, with every step taken and every assumed event; `throughout` are the kinds of
    action that are recommended all the time.
    """

    evaluation: Evaluation
    assuming: tuple[Event, ...]
    steps: tuple[Step, ...]
    throughout: tuple[ActionKind, ...]
    ends: str
    waits_for: tuple[str, ...]
    timeline: Timeline

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain data; instants as ISO text with the zone's offset."""
        assumed = attrs.evolve(self.timeline, events=self.assuming).to_dict()["events"] if self.assuming else []
        steps = {"steps": self.steps, "throughout": self.throughout, "ends": self.ends, "waits_for": self.waits_for}
        return as_dict(**self.evaluation.about, assuming=assumed, **steps)

    def __repr__(self) -> str:
        evaluation = self.evaluation
        return f"<Plan by {evaluation.policy.name} from {evaluation.now.isoformat()}: {len(self.steps)} steps>"


def plan(timeline: Timeline, policy: AnyPolicy | None = None, *, assuming: Iterable[Event] = ()) -> Plan:
    """
    What to do and when, if each thing is done as it falls due and the employer stays silent.

    The policy is the recommended one where none is given. *assuming* are events to come, such as
    `[EmployerReplied("2025-10-20T09:00:00+01:00")]`. Where nothing more falls due, an enquiry that becomes allowed
    again is made as soon as it opens, if that leads to moving on. So the plan ends where the policy says to move on, or
    where nothing more falls due. Raises `TimelineError` for an assumed event before now.

    >>> from followup_rules import Interview, Timeline
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> for step in plan(timeline):
    ...     print(step.at.date(), step.action.kind, step.advice)
    2025-10-07 thank_you recommended
    2025-10-13 review_notes recommended
    2025-10-13 status_inquiry recommended
    2025-10-23 review_notes recommended
    2025-10-23 status_inquiry recommended
    2025-11-03 review_notes recommended
    2025-11-03 status_inquiry recommended
    2025-11-10 move_on recommended
    """
    evaluation = evaluate(timeline, policy)
    assumed = _assumed(assuming, evaluation)
    walk = _Walk(evaluation, assumed)
    walk.to_the_end()
    ends = MOVED_ON if walk.moved_on else CUT_SHORT if len(walk.steps) >= _MOST_STEPS else WAITING
    return Plan(
        evaluation,
        assumed,
        tuple(walk.steps),
        tuple(walk.throughout),
        ends,
        _what_it_waits_for(evaluate(walk.timeline, evaluation.policy)) if ends == WAITING else (),
        walk.timeline,
    )


def _what_it_waits_for(evaluation: Evaluation) -> tuple[str, ...]:
    """Why no enquiry by email follows once everything due is done and every wait is over."""
    if evaluation.situation.interview_ahead:
        return ("an interview lies ahead",)
    ruling = evaluation.seen_from(instants.LAST - 1)[ActionKind.STATUS_INQUIRY, Channel.EMAIL]
    if ruling.stance == "undetermined":
        return tuple(f"`{name}`" for name in ruling.missing)
    if ruling.stance == "silent":
        return (f"{evaluation.policy.name} says nothing more",)
    if ruling.allowed and ruling.advice is None:
        return (f"{evaluation.policy.name} allows an enquiry but does not recommend one",)
    reasons = ruling.advice_reasons if ruling.advice == "discouraged" else ruling.reasons
    return tuple(reason.says for reason in reasons)


def _assumed(assuming: Iterable[Event], evaluation: Evaluation) -> tuple[Event, ...]:
    """The assumed events in order of time; raises `TimelineError` if one is not an event, or lies before now."""
    now = evaluation.now_us
    if isinstance(assuming, str | bytes | Mapping) or not isinstance(assuming, Iterable):
        raise TimelineError(Fault("assuming", f"{shown(assuming)} is not a list; expected a list of events"))
    found = tuple(assuming)
    faults: list[Fault] = []
    for number, event in enumerate(found):
        if type(event) not in EVENTS:
            what = f"{shown(event)} is not an event; expected one such as `EmployerReplied(...)`"
            faults.append(Fault(f"assuming[{number}]", what))
            continue
        at = event.happened_us
        if at < now:
            what = f"{shown(evaluation.iso(at))} is before now, {shown(evaluation.iso(now))}"
            faults.append(Fault(f"assuming[{number}]", f"{what}; expected an event to come"))
            continue
        try:
            attrs.evolve(evaluation.timeline, now=Micros(at), events=(event,))
        except TimelineError as error:
            place = f"assuming[{number}]"
            faults += (attrs.evolve(fault, where=fault.where.replace("$.events[0]", place)) for fault in error.faults)
    if faults:
        raise TimelineError(*faults)
    return tuple(sorted(found, key=lambda event: _known_from(event, now)))


def _known_from(event: Event, now: int) -> int:
    """From when on an assumed event is known: an interview from when it is arranged, or at once."""
    if isinstance(event, Interview):
        return now if event.arranged_us is None else max(event.arranged_us, now)
    return event.happened_us


def _rank(kind: ActionKind) -> int:
    """The order of actions that are due at one instant: notes are reviewed before a message is written."""
    return 2 if kind is ActionKind.MOVE_ON else 1 if kind in MESSAGES else 0


def _within(evaluation: Evaluation, action: Action, stretch: Stretch) -> int | None:
    """When in a stretch one would do it."""
    return writing_time_us(evaluation.timeline.history, action, stretch.starts, stretch.ends)


_UNTIL_MOVING_ON: Final = MESSAGES | {ActionKind.MOVE_ON}


class _Walk:
    """A plan being made: the timeline so far, what has been done, and the assumed events that are still to come."""

    def __init__(self, evaluation: Evaluation, assumed: tuple[Event, ...]) -> None:
        timeline = evaluation.timeline
        # what is not known yet does not count
        self.timeline = attrs.evolve(timeline, events=timeline.known_events)
        self.policy = evaluation.policy
        self.ahead = [(_known_from(event, timeline.now_us), event) for event in assumed]
        self.steps: list[Step] = []
        self.throughout: dict[ActionKind, None] = {}
        self.done: set[tuple[ActionKind, str | None, int | None]] = set()
        self.moved_on = False
        # whether asking again leads to moving on; None: not looked at yet
        self.leads_on: bool | None = None

    def to_the_end(self) -> None:
        """Takes every step of the plan."""
        while len(self.steps) < _MOST_STEPS:
            step = self._next_due()
            if step is None and not self.moved_on:
                step = self._next_allowed()
            if self.ahead and (step is None or self.ahead[0][0] <= step[0]):
                instant, event = self.ahead.pop(0)
                self.timeline = self.timeline.at(Micros(instant)).add(event)
                self.moved_on, self.leads_on = False, None
            elif step is None:
                break
            else:
                self._take(*step)

    def _leads_on(self) -> bool:
        """Whether asking again and again leads to moving on, if nothing else happens."""
        if self.leads_on is None:
            alone = copy(self)
            alone.ahead, alone.steps, alone.done, alone.leads_on = [], [], set(self.done), True
            alone.throughout = dict(self.throughout)
            alone.to_the_end()
            self.leads_on = alone.moved_on
        return self.leads_on

    def _next_due(self) -> tuple[int, Action, AdviceWord | None] | None:
        """
        The next action that is advised: when one would do it, and how.

        At one instant acts come before messages, and moving on comes last. Of several channels the one that they asked
        to be contacted by comes first; else the order is that of the vocabulary.
        """
        evaluation = evaluate(self.timeline, self.policy)
        found: list[tuple[int, Action, AdviceWord | None]] = []
        for action, stretches in stretches_by_action(evaluation, evaluation.now_us).items():
            # after moving on no message is sent, whatever a source may still recommend
            if action.kind in self.throughout or (self.moved_on and action.kind in _UNTIL_MOVING_ON):
                continue
            for stretch in stretches:
                at = _within(evaluation, action, stretch) if stretch.advised else None
                if at is None:
                    continue
                due = evaluation.judge.dates(action, at).due
                if due == ALWAYS_DUE:
                    self.throughout[action.kind] = None
                elif (action.kind, action.to, due) not in self.done:
                    found.append((at, action, stretch.advice))
                break
        invites_by = evaluation.situation.invites_by
        return min(
            found, key=lambda step: (step[0], _rank(step[1].kind), not invites_by(step[1].channel)), default=None
        )

    def _next_allowed(self) -> tuple[int, Action, AdviceWord | None] | None:
        """The next enquiry that becomes allowed again, where nothing advises against it and it leads to moving on."""
        evaluation = evaluate(self.timeline, self.policy)
        enquiries = [action for action, _ in evaluation.verdicts if action.kind in ENQUIRIES]
        found: list[tuple[int, Action, AdviceWord | None]] = []
        latest = evaluation.situation.latest_message(ENQUIRIES)
        for action, stretches in stretches_by_action(evaluation, evaluation.now_us, actions=enquiries).items():
            if latest is not None and stretches[0].stance == "allowed":
                opened = evaluation[action].windows_us[0][0]
                if opened is None or opened <= latest:
                    return None  # it has been open since the latest enquiry, so it does not open again
            for stretch in stretches:
                free = stretch.stance == "allowed" and stretch.advice is None
                at = _within(evaluation, action, stretch) if free else None
                if at is not None:
                    found.append((at, action, None))
                    break
        first = min(found, key=lambda step: step[0], default=None)
        return first if first is not None and self._leads_on() else None

    def _take(self, instant: int, action: Action, advice: AdviceWord | None) -> None:
        here = evaluate(self.timeline.at(Micros(instant)), self.policy)
        same = [
            ruling
            for ruling in here.allowed
            if (ruling.action.kind, ruling.action.to, ruling.advice) == (action.kind, action.to, advice)
        ]
        ruling = here[action]
        if advice is not None:
            # what stays recommended after it has been done is done once for each due date
            self.done.add((action.kind, action.to, ruling.dates_us.due))
        reasons = ruling.advice_reasons if advice else ruling.reasons
        channels = tuple(other.action.channel for other in same)
        self.steps.append(Step(here.now, action, channels, advice, reasons))
        if action.kind in MESSAGES:
            to = () if action.to is None else (action.to,)
            done: Event = MessageSent(Micros(instant), kind=action.kind, channel=action.channel, to=to)
        else:
            done = ActionTaken(Micros(instant), kind=action.kind)
        self.timeline = here.timeline.add(done)
        if action.kind is ActionKind.REVIEW_NOTES:
            # going through the notes takes its time, and comes before the message
            self.timeline = self.timeline.at(Micros(instant + _REVIEWING_US))
        self.moved_on = self.moved_on or action.kind is ActionKind.MOVE_ON
