"""What was done, judged afterwards: every message sent, by what was known just before, and every recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

import attrs
import pendulum

from followup_rules import instants
from followup_rules.actions import MESSAGE_CHANNELS, Action, ActionKind, Channel
from followup_rules.course import ADVISED
from followup_rules.evaluation import Evaluation, Reason, Ruling, evaluate
from followup_rules.events import ActionTaken, Interview, MessageSent
from followup_rules.policy import AnyPolicy
from followup_rules.reading import EVER
from followup_rules.rules import Effect, Rule
from followup_rules.timeline import Timeline

__all__ = ["Audit", "AuditedMessage", "AuditedRecommendation", "audit"]

_JUDGEMENTS: Final = {"allowed": "fine", "forbidden": "breach"}


@attrs.frozen
class AuditedMessage:
    """
    A message sent, judged at the instant it was sent by what was known just before.

    `judgement` is `fine`, `discouraged`, `breach`, `undetermined` (it hung on a fact that is unknown) or `silent` (no
    rule spoke of it); `not_judged` where no policy judges such a message: handed over in person, or a thank-you to
    somebody whom no interview known then names. A thank-you is judged for each person it is for, in `to`.
    """

    at: pendulum.DateTime
    message: MessageSent
    to: str | None
    judgement: str
    ruling: Ruling | None
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """The judgement as plain data; the instant as ISO text with the zone's offset."""
        ruling = self.ruling
        return {
            "at": self.at.isoformat(),
            "kind": self.message.kind.value,
            "channel": self.message.channel.value,
            "to": self.to,
            "judgement": self.judgement,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "missing": [] if ruling is None else list(ruling.missing),
        }


@attrs.frozen
class AuditedRecommendation:
    """
    Something that a policy recommended at some time up to now, for a kind of action and its addressee.

    `outcome` is `met`, `late` (met when it was overdue), `missed` (it became overdue, or its time ran out), `lapsed`
    (something else happened that made it idle before it was late) or `open` (it still stands). `ended` is when it was
    met, missed or lapsed.
    """

    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    due: pendulum.DateTime
    overdue: pendulum.DateTime | None
    ended: pendulum.DateTime | None
    outcome: str
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """The recommendation as plain data; instants as ISO text with the zone's offset."""
        return {
            "kind": self.kind.value,
            "to": self.to,
            "channels": [channel.value for channel in self.channels],
            "due": self.due.isoformat(),
            "overdue": None if self.overdue is None else self.overdue.isoformat(),
            "ended": None if self.ended is None else self.ended.isoformat(),
            "outcome": self.outcome,
            "reasons": [reason.to_dict() for reason in self.reasons],
        }


@attrs.frozen(repr=False)
class Audit:
    """What was done up to now, judged by one policy: `messages` and `recommendations`, each in order of time."""

    evaluation: Evaluation
    messages: tuple[AuditedMessage, ...]
    recommendations: tuple[AuditedRecommendation, ...]

    @property
    def breaches(self) -> tuple[AuditedMessage, ...]:
        """The messages that were forbidden when they were sent."""
        return tuple(message for message in self.messages if message.judgement == "breach")

    @property
    def missed(self) -> tuple[AuditedRecommendation, ...]:
        """The recommendations that were missed, or met late."""
        return tuple(item for item in self.recommendations if item.outcome in ("missed", "late"))

    def to_dict(self) -> dict[str, Any]:
        """The audit as plain data; instants as ISO text with the zone's offset."""
        evaluation = self.evaluation
        return {
            "policy": evaluation.policy.name,
            "zone": evaluation.timeline.zone,
            "now": evaluation.now.isoformat(),
            "messages": [message.to_dict() for message in self.messages],
            "recommendations": [item.to_dict() for item in self.recommendations],
        }

    def __repr__(self) -> str:
        evaluation = self.evaluation
        counts = f"{len(self.messages)} messages, {len(self.breaches)} breaches, {len(self.missed)} missed or late"
        return f"<Audit by {evaluation.policy.name} at {evaluation.now.isoformat()}: {counts}>"


def audit(timeline: Timeline, policy: AnyPolicy | None = None) -> Audit:
    """
    Every message sent, judged by what was known just before it, and what became of each recommendation; without a
    policy, by the recommended one.

    What was known is read off the timeline as it is given: an event that was added to it later, with an earlier
    instant, counts as known from that instant on. An interview that ends at the very instant of a message has ended
    for it. What was forbidden throughout was never recommended, and so not missed; what is recommended for ever,
    without falling due, cannot be; and an act during the interview that nobody recorded lapses with the interview.

    >>> from followup_rules import Interview, MessageSent, Timeline, policies
    >>> timeline = Timeline(
    ...     "Europe/London",
    ...     "2025-10-13T09:00:00+01:00",
    ...     [
    ...         Interview(ends="2025-10-06T10:00:00+01:00"),
    ...         MessageSent("2025-10-08T09:00:00+01:00", kind="thank_you", channel="email"),
    ...         MessageSent("2025-10-09T09:00:00+01:00", kind="status_inquiry", channel="email"),
    ...     ],
    ... )
    >>> audited = audit(timeline, policies.business_etiquette)
    >>> [(message.message.kind.value, message.judgement) for message in audited.messages]
    [('thank_you', 'fine'), ('status_inquiry', 'breach')]
    >>> [(item.kind.value, item.overdue.isoformat(), item.outcome) for item in audited.missed]
    [('thank_you', '2025-10-07T10:00:00+01:00', 'late')]
    """
    evaluation = evaluate(timeline, policy)
    sent = sorted(
        set(_messages(timeline)), key=lambda message: (message._at, message.kind, message.channel, message.to)
    )
    judged = tuple(judgement for message in sent for judgement in _judged(message, evaluation))
    return Audit(evaluation, judged, tuple(_recommendations(evaluation)))


def _messages(timeline: Timeline) -> Iterator[MessageSent]:
    return (event for event in timeline.events if isinstance(event, MessageSent))


# -- messages


def known_before(timeline: Timeline, instant: int) -> Timeline:
    """The timeline at an instant, with what was known strictly before it."""
    known = (
        event
        for event in timeline.events
        if (
            event._arranged is None or event._arranged < instant
            if isinstance(event, Interview)
            else event._at < instant  # type: ignore[attr-defined]  # every other event has one
        )
    )
    return attrs.evolve(timeline, now=instant, events=tuple(known))


def _judged(message: MessageSent, evaluation: Evaluation) -> Iterator[AuditedMessage]:
    before = evaluate(known_before(evaluation.timeline, message._at), evaluation.policy)
    for person in _for_whom(message, before):
        if message.channel not in MESSAGE_CHANNELS or person not in _judged_for(message, before):
            yield AuditedMessage(before.now, message, person, "not_judged", None, ())
            continue
        ruling = before[Action(message.kind, message.channel, person)]
        judgement = _JUDGEMENTS.get(ruling.stance, ruling.stance)
        reasons = ruling.reasons
        if ruling.advice == "discouraged":
            judgement = ruling.advice
            reasons = tuple(reason for reason in ruling.advice_reasons if reason.effect == Effect.DISCOURAGE)
        yield AuditedMessage(before.now, message, person, judgement, ruling, reasons)


def _judged_for(message: MessageSent, before: Evaluation) -> tuple[str | None, ...]:
    return before.timeline.history.people if message.kind is ActionKind.THANK_YOU else (None,)


def _for_whom(message: MessageSent, before: Evaluation) -> tuple[str | None, ...]:
    """The people a message is judged for: of a thank-you those it names, or without a name everybody met."""
    if message.kind is not ActionKind.THANK_YOU:
        return (None,)
    if message.to:
        people = before.timeline.history.people
        # an interview that names nobody is served by a thank-you to anyone
        return tuple(None if people == (None,) else person for person in message.to[: 1 if people == (None,) else None])
    met = [person for person in before.timeline.history.people if before._situation.met(person) is not None]
    return tuple(met) or before.timeline.history.people


# -- recommendations


@attrs.define
class _Occasion:
    """One recommendation: by which channels it was made, from when, until when (None: it still stands)."""

    due: int
    overdue: int | None
    starts: int
    ends: int | None
    told: tuple[Action, tuple[Rule, ...], int | None]
    channels: dict[Channel, None] = attrs.field(factory=dict)
    dates: set[tuple[int, int | None]] = attrs.field(factory=set)


def _recommendations(evaluation: Evaluation) -> Iterator[AuditedRecommendation]:
    kinds = {kind for rule in evaluation.policy.rules if rule.effect is Effect.RECOMMEND for kind in rule.on.kinds}
    occasions: dict[tuple[ActionKind, str | None], list[_Occasion]] = {}
    for action, _ in evaluation.verdicts:
        if action.kind in kinds:
            found = occasions.setdefault((action.kind, action.to), [])
            for occasion in _occasions(evaluation, action):
                _join(found, occasion)
    told = [
        (occasion, _told(evaluation, kind, to, occasion))
        for (kind, to), found in occasions.items()
        for occasion in found
    ]
    for _, recommendation in sorted(told, key=lambda pair: (pair[0].due, pair[0].starts)):
        yield recommendation


def _occasions(evaluation: Evaluation, action: Action) -> Iterator[_Occasion]:
    """Each stretch up to now in which the action was advised, with one due date."""
    reading, now = evaluation._reading, evaluation._now
    turns = [instants.FIRST, *sorted(turn for turn in reading.turns(action) if instants.FIRST < turn <= now)]
    for turn, ends in pairwise([*turns, None]):
        assert turn is not None  # only the last is None
        if evaluation._seen_from(turn)[action].advice in ADVISED:
            dates = reading.dates(action, turn)
            if dates.due is not None and dates.due != EVER:
                told = action, (*dates.due_by, *dates.overdue_by), dates.since
                yield _Occasion(
                    dates.due,
                    dates.overdue,
                    turn,
                    ends,
                    told,
                    {action.channel: None},
                    {(dates.due, dates.overdue)},
                )


def _join(found: list[_Occasion], other: _Occasion) -> None:
    """Adds an occasion to those that there are: stretches with the same dates, or by another channel, are one."""
    for occasion in found:
        overlaps = (occasion.ends is None or other.starts < occasion.ends) and (
            other.ends is None or occasion.starts < other.ends
        )
        if occasion.dates & other.dates or (overlaps and not occasion.channels.keys() & other.channels.keys()):
            occasion.due = min(occasion.due, other.due)
            late = [date for date in (occasion.overdue, other.overdue) if date is not None]
            occasion.overdue = min(late, default=None)
            occasion.starts = min(occasion.starts, other.starts)
            ends = occasion.ends, other.ends
            occasion.ends = None if ends[0] is None or ends[1] is None else max(ends[0], ends[1])
            occasion.channels.update(other.channels)
            occasion.dates.update(other.dates)
            return
    found.append(other)


def _told(evaluation: Evaluation, kind: ActionKind, to: str | None, occasion: _Occasion) -> AuditedRecommendation:
    ended, outcome = _outcome(evaluation, kind, to, occasion)
    if ended is not None and ended in evaluation.timeline.history.cuts:
        # what ended it is not to be known beforehand: seen from just before, it may become overdue later
        before = evaluate(known_before(evaluation.timeline, ended), evaluation.policy)
        dates = before._reading.dates(occasion.told[0], ended)
        occasion.overdue = dates.overdue if dates.due == occasion.due else occasion.overdue
    shown = evaluation._shown
    due = shown(occasion.due)
    assert due is not None
    action, rules, since = occasion.told
    return AuditedRecommendation(
        kind,
        to,
        tuple(occasion.channels),
        due,
        shown(occasion.overdue),
        shown(ended),
        outcome,
        evaluation._told(action, dict.fromkeys(rules), since),
    )


def _outcome(evaluation: Evaluation, kind: ActionKind, to: str | None, occasion: _Occasion) -> tuple[int | None, str]:
    """When the recommendation ended, and how."""
    ends, overdue = occasion.ends, occasion.overdue
    done = min(
        (at for at in _done(evaluation.timeline, kind, to) if occasion.starts < at and (ends is None or at <= ends)),
        default=None,
    )
    if done is not None:
        return done, "late" if overdue is not None and done >= overdue else "met"
    if ends is None:
        return None, "open"
    if (overdue is not None and overdue < ends) or ends not in evaluation.timeline.history.cuts:
        return ends, "missed"
    return ends, "lapsed"


def _done(timeline: Timeline, kind: ActionKind, to: str | None) -> Iterable[int]:
    """When such an action was done, as far as it counts for the addressee."""
    for event in timeline.events:
        if (isinstance(event, ActionTaken) and event.kind is kind) or (
            isinstance(event, MessageSent) and event.kind is kind and (to is None or not event.to or to in event.to)
        ):
            yield event._at
