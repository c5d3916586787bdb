"""What would have to be otherwise for an action to be allowed: time, one fact, or one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

import attrs
import pendulum

from followup_rules.analysis.fact_values import declared, dependencies_of, plain, possible_values
from followup_rules.errors import shown
from followup_rules.evaluation.evaluation import Evaluation, Ruling, evaluate
from followup_rules.temporal.instants import Zone, unchecked
from followup_rules.timeline.events import (
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    Interview,
    MessageSent,
    NoContactLifted,
    OfferReceived,
    ProcessCompleted,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import (
    ACTS_ALONE,
    INTERVIEW_ACTS,
    MESSAGE_CHANNELS,
    MESSAGES,
    Action,
    ActionKind,
    Channel,
)
from followup_rules.timeline.words import happening, readable, value_words

_Plain: TypeAlias = Callable[[int], Event]
_LIKELY: Final[tuple[_Plain, ...]] = (NoContactLifted, EmployerReplied)
# these end the matter, and come last among what might help
_ENDS: Final[tuple[_Plain, ...]] = (OfferReceived, Rejected, ProcessCompleted, Withdrawn)


def _zone(ruling: Ruling) -> Zone:
    return ruling.evaluation.timeline.history.zone


@attrs.frozen
class Wait:
    """Wait until then: the first instant at which it is allowed, if nothing happens but what is scheduled."""

    until: pendulum.DateTime
    ruling: Ruling = attrs.field(eq=False)

    @property
    def says(self) -> str:
        """The change in words, as a noun; dates in the timeline's zone."""
        return f"waiting until {readable(unchecked(self.until), _zone(self.ruling))}"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        return {"change": "wait", "until": self.until.isoformat()}


@attrs.frozen
class IfFact:
    """A fact that would have to be otherwise: with any one of these values it is allowed now, with no other."""

    fact: str
    values: tuple[Any, ...]
    ruling: Ruling = attrs.field(eq=False)

    @property
    def says(self) -> str:
        """The change in words, as a noun."""
        about = attrs.fields_dict(Facts)[self.fact].metadata["doc"]
        return f"`{self.fact}` being {value_words(map(plain, self.values))} ({about})"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data; values as in the JSON of a timeline."""
        values = [plain(value) for value in self.values]
        return {"change": "declare", "fact": self.fact, "values": values}


@attrs.frozen
class IfEvent:
    """An event that, had it happened just now, would make it allowed now."""

    event: Event
    ruling: Ruling = attrs.field(eq=False)

    @property
    def says(self) -> str:
        """The change in words, as a noun."""
        return f"{happening(self.event, _zone(self.ruling))}, just now"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data; the event as in the JSON of a timeline."""
        timeline = self.ruling.evaluation.timeline
        event = attrs.evolve(timeline, events=(self.event,)).to_dict()["events"][0]
        return {"change": "happen", "event": event}


@attrs.frozen
class ThenWait:
    """Both together, where neither alone is enough: a fact otherwise or an event, and then to wait."""

    first: IfFact | IfEvent
    wait: Wait

    @property
    def ruling(self) -> Ruling:
        """What the policy says of the action then, with that changed: it allows it."""
        return self.wait.ruling

    @property
    def says(self) -> str:
        """The change in words, as a noun; dates in the timeline's zone."""
        return f"{self.first.says}, and then {self.wait.says}"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        first, wait = self.first.to_dict(), self.wait.to_dict()
        return {"change": "then", "first": first, "then": wait}


Remedy: TypeAlias = Wait | IfFact | IfEvent | ThenWait


def why_not(
    evaluation: Evaluation, action: Action | tuple[str, str] | tuple[str, str, str | None]
) -> tuple[Remedy, ...]:
    """
    The smallest changes that would make an action allowed: to wait, one fact declared otherwise, or one event.

    Nothing where it is allowed already, and where none would do; where none alone would, one of these and then to wait.
    Each change has been tried: its `ruling` is what the policy says of the action then, and it allows it. A message is
    proposed only where it may itself be sent now. Raises `ActionError` as an evaluation does for an action that it does
    not judge.

    >>> from followup_rules import Interview, Timeline
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-20T09:00:00+01:00", [Interview(ends="2025-10-16T10:00:00+01:00")]
    ... )
    >>> for change in why_not(evaluate(timeline), ("status_inquiry", "email")):
    ...     print(change.says)
    waiting until Thu 23 Oct 2025, 10:00
    """
    if not isinstance(evaluation, Evaluation):
        raise TypeError(f"{shown(evaluation)} is no evaluation; expected `evaluate(timeline)`")
    asked = evaluation[action]
    if asked.stance == "allowed":
        return ()
    facts, events = list(_facts(asked)), list(_events(asked))
    waiting = list(_wait(asked))
    single = [*waiting, *(found for found in (*facts, *events) if isinstance(found, IfFact | IfEvent))]
    return tuple(single) or tuple(found for found in (*facts, *events) if isinstance(found, ThenWait))


def _wait(asked: Ruling) -> Iterator[Wait]:
    evaluation = asked.evaluation
    for opens, _ in asked.windows_us[:1]:
        assert opens is not None  # it is not allowed now, so its window lies ahead
        until = evaluation.to_pendulum(opens)
        assert until is not None
        yield Wait(until, evaluation.seen_from(opens)[asked.action])


def _facts(asked: Ruling) -> Iterator[IfFact | ThenWait]:
    """Each fact that would do, or that would if one waited then."""
    evaluation = asked.evaluation
    for name in dependencies_of(evaluation):
        found: dict[int | None, list[tuple[Any, Ruling]]] = {}
        for value in possible_values(name, evaluation):
            facts = declared(evaluation.timeline.facts, name, value)
            ruling = _again(attrs.evolve(evaluation.timeline, facts=facts), asked)
            if ruling.stance == "allowed":
                found.setdefault(None, []).append((value, ruling))
            elif ruling.windows_us:
                found.setdefault(ruling.windows_us[0][0], []).append((value, ruling))
        for opens, tried in found.items():
            declare = IfFact(name, tuple(value for value, _ in tried), tried[0][1])
            if opens is None:
                yield declare
            else:
                yield from (ThenWait(declare, wait) for wait in _wait(tried[0][1]))


def _events(asked: Ruling) -> Iterator[IfEvent | ThenWait]:
    """Each event that would do, or that would if one waited then."""
    evaluation = asked.evaluation
    timeline = evaluation.timeline.at(evaluation.now_us)
    for event in _candidates(asked.action, evaluation):
        ruling = _again(timeline.add(event), asked)
        if ruling.stance == "allowed":
            yield IfEvent(event, ruling)
        else:
            yield from (ThenWait(IfEvent(event, ruling), wait) for wait in _wait(ruling))


def _again(timeline: Timeline, asked: Ruling) -> Ruling:
    evaluation = asked.evaluation
    return evaluate(timeline, evaluation.policy).seen_from(evaluation.now_us)[asked.action]


def _candidates(action: Action, evaluation: Evaluation) -> Iterator[Event]:
    """Every kind of event as it could happen now, with what might make it matter to the action."""
    now = evaluation.now_us
    for event in _LIKELY:
        yield event(now)
    if action.channel in MESSAGE_CHANNELS:
        yield ChannelPreferred(now, channel=action.channel, source="interviewer")
    yield CompetingOffer(now, evidence="written")
    yield SituationChanged(now)
    yield ResponsePromised(now, by=evaluation.now.date())
    yield Interview(ends=now, interviewers=() if action.to is None else (action.to,))
    for kind in ActionKind:
        if kind in INTERVIEW_ACTS | ACTS_ALONE and kind is not action.kind:
            yield ActionTaken(now, kind=kind)
    for ruling in evaluation.allowed:
        kind, channel, to = ruling.action.kind, ruling.action.channel, ruling.action.to
        if kind in MESSAGES and kind is not action.kind and channel is Channel.EMAIL:
            yield MessageSent(now, kind=kind, channel=channel, to=() if to is None else (to,))
    for event in _ENDS:
        yield event(now)
