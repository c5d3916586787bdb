"""What was done, judged afterwards: each message by what was known just before, and each recommendation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs
import pendulum

from followup_rules.evaluation.evaluation import Evaluation, Reason, Ruling, evaluate
from followup_rules.evaluation.judge import ADVISED, ALWAYS_DUE, Dates, index_of
from followup_rules.rules.conditions import YES
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import Effect, Rule
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros
from followup_rules.temporal.values import PlainData, ShownInNotebooks, as_dict
from followup_rules.timeline.events import ActionTaken, MessageSent
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, Action, ActionKind, Channel

_CHANNELS: Final = tuple(Channel)
_JUDGEMENTS: Final = {"allowed": "fine", "forbidden": "breach"}


@attrs.frozen
class AuditedMessage:
    """
    A message sent, judged at the instant it was sent by what was known just before.

    `judgement` is `fine`, `discouraged`, `breach`, `undetermined` (it depended on an unknown fact) or `silent` (no rule
    covered it). It is `not_judged` where no policy judges such a message: one handed over in person, or a thank-you to
    somebody whom no interview known at the time names. A thank-you is judged once for each person it is for, in `to`.
    """

    at: pendulum.DateTime
    message: MessageSent
    to: str | None
    judgement: str
    ruling: Ruling | None
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """The judgement as plain data; the instant as ISO text with the zone's offset."""
        return as_dict(
            at=self.at,
            kind=self.message.kind,
            channel=self.message.channel,
            to=self.to,
            judgement=self.judgement,
            reasons=self.reasons,
            missing=() if self.ruling is None else self.ruling.missing,
        )


@attrs.frozen
class AuditedRecommendation(PlainData):
    """
    Something that a policy recommended at some time up to now, for a kind of action and its addressee.

    `outcome` is `met` (done, on any channel), `late` (done when it was overdue), `missed` (it ended, not done, when it
    was overdue or its time was up), `lapsed` (something else happened before it was overdue, and it no longer applied)
    or `open` (it still applies). `ended` is when it was met, missed or lapsed; `overdue` is from when doing it would
    have been late.
    """

    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    due: pendulum.DateTime
    overdue: pendulum.DateTime | None
    ended: pendulum.DateTime | None
    outcome: str
    reasons: tuple[Reason, ...]


@attrs.frozen(repr=False)
class Audit(ShownInNotebooks):
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
        return as_dict(**self.evaluation.about, messages=self.messages, recommendations=self.recommendations)

    def __repr__(self) -> str:
        evaluation = self.evaluation
        counts = f"{len(self.messages)} messages, {len(self.breaches)} breaches, {len(self.missed)} missed or late"
        return f"<Audit by {evaluation.policy.name} at {evaluation.now.isoformat()}: {counts}>"


def audit(timeline: Timeline, policy: AnyPolicy | None = None) -> Audit:
    """
    Every message sent, judged by what was known just before it, and what became of each recommendation.

    The policy is the recommended one where none is given. What was known is read off the timeline as it is: an event
    counts as known from its own instant on, even if it was recorded later. An interview that ends at the very instant
    of a message has ended by then. What was forbidden all the time was not recommended, so it was not missed; nor can
    something be missed that is always recommended and never falls due. An act during an interview that nobody recorded
    lapses when the interview ends.

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
    judged = tuple(judgement for message in _sent(timeline) for judgement in _judged(message, evaluation))
    return Audit(evaluation, judged, tuple(_recommendations(evaluation)))


# -- messages


def _sent(timeline: Timeline) -> list[MessageSent]:
    """Every message once, in order of time; several at one instant in the order of all that tells them apart."""
    return sorted({event for event in timeline.events if isinstance(event, MessageSent)}, key=_order)


def _order(message: MessageSent) -> tuple[int, ActionKind, Channel, tuple[str, ...], bool, str]:
    # no note and an empty one are two messages
    noted = message.note is not None
    return message.at_us, message.kind, message.channel, message.to, noted, message.note or ""


def known_before(timeline: Timeline, instant: int) -> Timeline:
    """The timeline at an instant, with what was known strictly before it."""
    before = instant - 1
    known = (event.as_known_at(before) for event in timeline.events if event.is_known_at(before))
    return attrs.evolve(timeline, now=Micros(instant), events=tuple(known))


def _judged(message: MessageSent, evaluation: Evaluation) -> Iterator[AuditedMessage]:
    before = evaluate(known_before(evaluation.timeline, message.at_us), evaluation.policy)
    for person in _for_whom(message, before):
        if message.channel not in MESSAGE_CHANNELS or person not in _judged_for(message, before):
            yield AuditedMessage(before.now, message, person, "not_judged", None, ())
            continue
        ruling = before[Action(message.kind, message.channel, person)]
        judgement = _JUDGEMENTS.get(ruling.stance, ruling.stance)
        reasons = ruling.reasons
        if judgement == "fine":
            discouraged, rules = before.judge.discouraged(ruling.action, message.at_us)
            if discouraged == YES:
                judgement, reasons = "discouraged", before.reasons_for(ruling.action, rules, None)
        yield AuditedMessage(before.now, message, person, judgement, ruling, reasons)


def _judged_for(message: MessageSent, before: Evaluation) -> tuple[str | None, ...]:
    return before.timeline.history.people if message.kind is ActionKind.THANK_YOU else (None,)


def _for_whom(message: MessageSent, before: Evaluation) -> tuple[str | None, ...]:
    """The people a message is judged for: a thank-you for those it names or, if it names nobody, for everybody met."""
    if message.kind is not ActionKind.THANK_YOU:
        return (None,)
    if message.to:
        people = before.timeline.history.people
        # an interview that names nobody is served by a thank-you to anyone
        return tuple(None if people == (None,) else person for person in message.to[: 1 if people == (None,) else None])
    met = [person for person in before.timeline.history.people if before.situation.met(person) is not None]
    return tuple(met) or before.timeline.history.people


# -- recommendations


@attrs.define
class _Occasion:
    """One recommendation: on which channels it was made, from when and until when (None: it still applies)."""

    due: int
    overdue: int | None
    starts: int
    ends: int | None
    basis: tuple[Action, tuple[Rule, ...], int | None]
    channels: dict[Channel, None]

    def overlaps(self, other: _Occasion) -> bool:
        """Whether one that starts no earlier starts before this one ends."""
        return self.ends is None or other.starts < self.ends

    def join(self, other: _Occasion) -> None:
        """Takes in the other one."""
        self.due = min(self.due, other.due)
        self.overdue = min((date for date in (self.overdue, other.overdue) if date is not None), default=None)
        self.ends = None if self.ends is None or other.ends is None else max(self.ends, other.ends)
        self.channels.update(other.channels)


def _recommendations(evaluation: Evaluation) -> Iterator[AuditedRecommendation]:
    kinds = {kind for rule in evaluation.policy.rules if rule.effect is Effect.RECOMMEND for kind in rule.on.kinds}
    stretches: dict[tuple[ActionKind, str | None], list[_Occasion]] = {}
    for action, _ in evaluation.verdicts:
        if action.kind in kinds:
            stretches.setdefault((action.kind, action.to), []).extend(_occasions(evaluation, action))
    judged: list[tuple[int, int, AuditedRecommendation]] = []
    for (kind, to), found in stretches.items():
        done = sorted(_done(evaluation.timeline, kind, to))
        actions = [action for action, _ in evaluation.verdicts if (action.kind, action.to) == (kind, to)]
        found += [stretch for instant in done for stretch in _met_at(evaluation, actions, instant)]
        judged += (
            (occasion.due, occasion.starts, _recommendation(evaluation, kind, to, occasion, done))
            for occasion in _joined(found, evaluation.now_us)
        )
    return (recommendation for *_, recommendation in sorted(judged, key=lambda item: item[:2]))


def _met_at(evaluation: Evaluation, actions: Iterable[Action], instant: int) -> Iterator[_Occasion]:
    """What was recommended at the very instant at which it was done, by what was known just before."""
    before = evaluate(known_before(evaluation.timeline, instant), evaluation.policy)
    for action in actions:
        if index_of(action, before.timeline.history.people) is None:
            continue  # it was not judged yet
        ruling = before[action]
        if ruling.advice not in ADVISED:
            continue
        dates = before.judge.effective_dates(action, ruling.dates_us)
        yield from _dated(action, attrs.evolve(dates, since=instant - 1), instant - 1, instant)


def _joined(stretches: Iterable[_Occasion], now: int) -> Iterable[_Occasion]:
    """The stretches of one occasion together: those with one due date, and those on another channel meanwhile."""
    by_due: dict[int, _Occasion] = {}
    found: list[_Occasion] = []
    standing: list[_Occasion] = []
    for stretch in sorted(stretches, key=lambda one: one.starts):
        standing = [occasion for occasion in standing if occasion.overlaps(stretch)]
        others = (one for one in standing if not one.channels.keys() & stretch.channels.keys())
        occasion = by_due.get(stretch.due) or next(others, None)
        if occasion is None and stretch.starts > now:
            continue  # it has not begun yet
        if occasion is None:
            found.append(stretch)
            standing.append(stretch)
        else:
            occasion.join(stretch)
        by_due[stretch.due] = occasion or stretch
    return found


def _occasions(evaluation: Evaluation, action: Action) -> Iterator[_Occasion]:
    """Each stretch up to now in which the action was advised, with one due date."""
    judge, now = evaluation.judge, evaluation.now_us
    cuts = evaluation.timeline.history.cuts
    for opens, closes in judge.recommended_windows(action):
        starts = instants.FIRST if opens is None else opens
        if starts > now:
            # what is barred for a while and opens again is still open
            dates = judge.effective_dates(action, judge.dates(action, starts, even_if_closed=True))
            yield from (occasion for occasion in _dated(action, dates, starts, None) if occasion.due <= now)
            return
        # what is recommended may fall due anew wherever something becomes known
        ends = None if closes is None or closes > now else closes
        turns = cuts[bisect_right(cuts, starts) : bisect_left(cuts, now + 1 if ends is None else ends)]
        for turn, end in zip((starts, *turns), (*turns, ends), strict=True):
            dates = judge.effective_dates(action, judge.dates(action, turn, even_if_closed=True))
            yield from _dated(action, dates, turn, end)


def _dated(action: Action, dates: Dates, starts: int, ends: int | None) -> Iterator[_Occasion]:
    """The occasion of a stretch, where it falls due at some instant: not never, and not always."""
    if dates.due is not None and dates.due != ALWAYS_DUE:
        basis = action, (*dates.due_by, *dates.overdue_by), dates.since
        yield _Occasion(dates.due, dates.overdue, starts, ends, basis, {action.channel: None})


def _recommendation(
    evaluation: Evaluation, kind: ActionKind, to: str | None, occasion: _Occasion, done: Sequence[int]
) -> AuditedRecommendation:
    ended, outcome = _outcome(occasion, done, evaluation.timeline.history.cuts)
    action, rules, since = occasion.basis
    return AuditedRecommendation(
        kind,
        to,
        tuple(sorted(occasion.channels, key=_CHANNELS.index)),
        evaluation.to_pendulum(occasion.due),
        evaluation.to_pendulum(occasion.overdue),
        evaluation.to_pendulum(ended),
        outcome,
        evaluation.reasons_for(action, dict.fromkeys(rules), since),
    )


def _outcome(occasion: _Occasion, done: Sequence[int], cuts: Sequence[int]) -> tuple[int | None, str]:
    """When the recommendation ended, and how."""
    ends, overdue = occasion.ends, occasion.overdue
    place = bisect_left(done, occasion.starts)
    if place < len(done) and (ends is None or done[place] <= ends):
        return done[place], "late" if overdue is not None and done[place] >= overdue else "met"
    if ends is None:
        return None, "open"
    happened = cuts[bisect_left(cuts, ends) : bisect_right(cuts, ends)]
    if (overdue is not None and overdue < ends) or not happened:
        return ends, "missed"
    return ends, "lapsed"


def _done(timeline: Timeline, kind: ActionKind, to: str | None) -> Iterator[int]:
    """When such an action was done, as far as it counts for the addressee."""
    for event in timeline.events:
        acted = isinstance(event, ActionTaken) and event.kind is kind
        sent = isinstance(event, MessageSent) and event.kind is kind and (to is None or not event.to or to in event.to)
        if acted or sent:
            yield event.happened_us
