"""What would make an action allowed: waiting, one fact, or one event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import attrs
import pendulum

from followup_rules.analysis.fact_values import declared, dependencies_of, possible_values
from followup_rules.errors import shown
from followup_rules.evaluation.combined_judge import policy_judges
from followup_rules.evaluation.evaluation import Asked, Evaluation, Ruling, evaluate
from followup_rules.rules.conditions import Condition, Fact, StageIs
from followup_rules.rules.wording import lacking
from followup_rules.temporal.instants import Micros, Zone, unchecked
from followup_rules.temporal.values import as_data, as_dict
from followup_rules.timeline.events import (
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    FollowUpInvited,
    MessageSent,
    NoContactLifted,
    ProcessCompleted,
    PromiseWithdrawn,
    ResponsePromised,
    SituationChanged,
)
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import (
    ACTS_ALONE,
    INTERVIEW_ACTS,
    MESSAGE_CHANNELS,
    UNPROMPTED,
    Action,
    ActionKind,
    Channel,
)
from followup_rules.timeline.words import happening, listed, readable, value_words


def _zone(ruling: Ruling) -> Zone:
    return ruling.evaluation.timeline.history.zone


@attrs.frozen
class Wait:
    """Waiting until the first instant at which it is allowed, if nothing happens except what is scheduled."""

    until: pendulum.DateTime
    ruling: Ruling = attrs.field(eq=False)

    @property
    def says(self) -> str:
        """The change in words; dates in the timeline's zone."""
        return f"wait until {readable(unchecked(self.until), _zone(self.ruling))}"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        return {"change": "wait", "until": self.until.isoformat()}


@attrs.frozen
class IfFact:
    """A fact: with each of these values, and with no other, it is allowed now."""

    fact: str
    values: tuple[Any, ...]
    ruling: Ruling = attrs.field(eq=False)

    @property
    def says(self) -> str:
        """The change in words."""
        about = attrs.fields_dict(Facts)[self.fact].metadata["doc"]
        return f"`{self.fact}` is {value_words(as_data(self.values))} ({about})"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data; values as in the JSON of a timeline."""
        return as_dict(change="declare", fact=self.fact, values=self.values)


@attrs.frozen
class IfEvent:
    """An event that would make it allowed now, if it had happened just now."""

    event: Event
    ruling: Ruling = attrs.field(eq=False)

    @property
    def says(self) -> str:
        """The change in words."""
        return f"{happening(self.event, _zone(self.ruling))}, just now"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data; the event as in the JSON of a timeline."""
        timeline = self.ruling.evaluation.timeline
        event = attrs.evolve(timeline, events=(self.event,)).to_dict()["events"][0]
        return {"change": "happen", "event": event}


@attrs.frozen
class ThenWait:
    """A fact or an event, and then waiting, where neither is enough alone."""

    first: IfFact | IfEvent
    wait: Wait

    @property
    def ruling(self) -> Ruling:
        """The ruling on the action then, which allows it."""
        return self.wait.ruling

    @property
    def says(self) -> str:
        """The change in words; dates in the timeline's zone."""
        return f"{self.first.says}, and then {self.wait.says}"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        return as_dict(change="then", first=self.first, then=self.wait)


@attrs.frozen
class Together:
    """Several facts that make it allowed now only together."""

    facts: tuple[IfFact, ...]
    ruling: Ruling = attrs.field(eq=False)

    @property
    def says(self) -> str:
        """The change in words."""
        return listed([fact.says for fact in self.facts], "and")

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        return as_dict(change="together", facts=self.facts)


Remedy: TypeAlias = Wait | IfFact | IfEvent | Together | ThenWait


def why_not(evaluation: Evaluation, action: Action | Asked) -> tuple[Remedy, ...]:
    """
    The smallest changes that would make an action allowed: waiting, another value of one fact, or one event.

    Where none of them is enough alone, several facts together, or a fact or an event and then waiting. An event is one
    that the candidate can bring about, find out or wait for: never a rejection or another interview. Empty where the
    action is allowed already, and where no change is found. Each change has been tried: its `ruling` is the one on the
    action then, which allows it. Sending a message is proposed only if that message may itself be sent now. Raises
    `ActionError` for an action that the evaluation does not judge.

    >>> from followup_rules import Interview, Timeline
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-20T09:00:00+01:00", [Interview(ends="2025-10-16T10:00:00+01:00")]
    ... )
    >>> for change in why_not(evaluate(timeline), ("status_inquiry", "email")):
    ...     print(change.says)
    wait until Thu 23 Oct 2025
    their invitation to ask from Mon 20 Oct 2025, 09:00 on, just now
    """
    if not isinstance(evaluation, Evaluation):
        raise TypeError(f"{shown(evaluation)} is not an evaluation; expected `evaluate(timeline)`")
    ruling = evaluation[action]
    if ruling.stance == "allowed":
        return ()
    found = [*_wait(ruling), *_facts(ruling), *_together(ruling), *_events(ruling)]
    single = tuple(remedy for remedy in found if not isinstance(remedy, ThenWait))
    return single or tuple(found)


def facts_that_allow(ruling: Ruling) -> tuple[str, ...]:
    """The names of the facts that would make an action allowed now, alone or together; none where it is allowed."""
    if ruling.stance == "allowed":
        return ()
    evaluation = ruling.evaluation
    alone = (
        name
        for name in dependencies_of(evaluation)
        if any(_with_fact(ruling, name, value).stance == "allowed" for value in possible_values(name, evaluation))
    )
    together = (fact.fact for remedy in _together(ruling) for fact in remedy.facts)
    return tuple(dict.fromkeys((*alone, *together)))


def _wait(ruling: Ruling) -> Iterator[Wait]:
    evaluation = ruling.evaluation
    for opens, _ in ruling.windows_us[:1]:
        assert opens is not None  # it is not allowed now, so its window lies ahead
        yield Wait(evaluation.to_pendulum(opens), evaluation.seen_from(opens)[ruling.action])


def _facts(ruling: Ruling) -> Iterator[IfFact | ThenWait]:
    """Each fact that makes it allowed, or that does so after a wait."""
    evaluation = ruling.evaluation
    for name in dependencies_of(evaluation):
        found: dict[int | None, list[tuple[Any, Ruling]]] = {}
        for value in possible_values(name, evaluation):
            then = _with_fact(ruling, name, value)
            if then.stance == "allowed":
                found.setdefault(None, []).append((value, then))
            elif then.windows_us:
                found.setdefault(then.windows_us[0][0], []).append((value, then))
        for opens, tried in found.items():
            fact = IfFact(name, tuple(value for value, _ in tried), tried[0][1])
            if opens is None:
                yield fact
            else:
                yield from (ThenWait(fact, wait) for wait in _wait(fact.ruling))


def _together(ruling: Ruling) -> Iterator[Together]:
    """The facts that a permission lacks, where it lacks several of them and nothing else."""
    evaluation, action = ruling.evaluation, ruling.action
    tried: set[tuple[Condition, ...]] = set()
    for judge in policy_judges(evaluation.judge):
        for rule, _ in judge.rules_on(action).permits:
            parts = lacking(rule.when, evaluation.situation, action, evaluation.now_us)
            wanted: dict[str, Any] = {
                "stage" if isinstance(part, StageIs) else part.name: part.value
                for part in parts
                if isinstance(part, Fact | StageIs)
            }
            if not 1 < len(wanted) == len(parts) or parts in tried:
                continue
            tried.add(parts)
            facts = attrs.evolve(evaluation.timeline.facts, **wanted)
            then = _again(attrs.evolve(evaluation.timeline, facts=facts), ruling)
            if then.stance == "allowed":
                yield Together(tuple(IfFact(name, (value,), then) for name, value in wanted.items()), then)


def _events(ruling: Ruling) -> Iterator[IfEvent | ThenWait]:
    """Each event that makes it allowed, or that does so after a wait."""
    evaluation = ruling.evaluation
    timeline = evaluation.timeline.at(Micros(evaluation.now_us))
    for event in _candidates(ruling.action, evaluation):
        then = _again(timeline.add(event), ruling)
        if then.stance == "allowed":
            yield IfEvent(event, then)
        else:
            yield from (ThenWait(IfEvent(event, then), wait) for wait in _wait(then))


def _with_fact(ruling: Ruling, name: str, value: Any) -> Ruling:
    timeline = ruling.evaluation.timeline
    return _again(attrs.evolve(timeline, facts=declared(timeline.facts, name, value)), ruling)


def _again(timeline: Timeline, ruling: Ruling) -> Ruling:
    evaluation = ruling.evaluation
    return evaluate(timeline, evaluation.policy).seen_from(evaluation.now_us)[ruling.action]


def _candidates(action: Action, evaluation: Evaluation) -> Iterator[Event]:
    """Every kind of event that the candidate can bring about, find out or wait for, as it could happen now."""
    now = Micros(evaluation.now_us)
    yield NoContactLifted(now)
    named = action.channel if action.channel in MESSAGE_CHANNELS and action.channel is not Channel.EMAIL else None
    yield FollowUpInvited(now, opens=now, channel=named)
    if action.channel in MESSAGE_CHANNELS:
        yield ChannelPreferred(now, channel=action.channel, source="interviewer")
    yield EmployerReplied(now)
    yield CompetingOffer(now, evidence="written")
    yield SituationChanged(now)
    yield ResponsePromised(now, by=evaluation.now.date())
    yield PromiseWithdrawn(now)
    for kind in ActionKind:
        if kind in INTERVIEW_ACTS | ACTS_ALONE and kind is not action.kind:
            yield ActionTaken(now, kind=kind)
    for ruling in evaluation.allowed:
        kind, channel, to = ruling.action.kind, ruling.action.channel, ruling.action.to
        if kind in UNPROMPTED and kind is not action.kind and channel is Channel.EMAIL:
            yield MessageSent(now, kind=kind, channel=channel, to=() if to is None else (to,))
    yield ProcessCompleted(now)
