"""Where policies disagree: two of them on one timeline, and the sources of a combined one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pendulum

from followup_rules.analysis.grouping import by_subject
from followup_rules.analysis.stretches import Stretch, stretches_by_action
from followup_rules.errors import PolicyError, shown
from followup_rules.evaluation.evaluation import Evaluation, Reason, evaluate
from followup_rules.evaluation.judge import AdviceWord
from followup_rules.rules.policy import AnyPolicy, Combined
from followup_rules.rules.stances import Stance
from followup_rules.temporal.instants import When
from followup_rules.temporal.values import PlainData, ShownInNotebooks, as_dict
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action, ActionKind, Channel


@attrs.frozen
class Position(PlainData):
    """What one policy says of an action during a stretch of time, and why, as of the start of the stretch."""

    stance: Stance
    advice: AdviceWord | None
    reasons: tuple[Reason, ...]


@attrs.frozen
class DifferingStretch(PlainData):
    """
    A stretch of time in which two policies differ on a kind of action and its addressee, on these channels.

    `starts` belongs to it; `ends` is the first instant after it (None: it has no end).
    """

    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    starts: pendulum.DateTime
    ends: pendulum.DateTime | None
    one: Position
    other: Position


@attrs.frozen(repr=False)
class Comparison(ShownInNotebooks):
    """Where, when and why two policies differ on a timeline from its now on, in the order of the vocabulary."""

    one: Evaluation
    other: Evaluation
    until: pendulum.DateTime | None
    differences: tuple[DifferingStretch, ...]

    def __iter__(self) -> Iterator[DifferingStretch]:
        return iter(self.differences)

    def __len__(self) -> int:
        return len(self.differences)

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain data."""
        names = {"one": self.one.policy.name, "other": self.other.policy.name}
        timeline = {"zone": self.one.timeline.zone, "now": self.one.now}
        return as_dict(**names, **timeline, until=self.until, differences=self.differences)

    def __repr__(self) -> str:
        return f"<Comparison of {self.one.policy.name} and {self.other.policy.name}: {len(self)} differences>"


def compare(timeline: Timeline, one: AnyPolicy, other: AnyPolicy, until: When | None = None) -> Comparison:
    """
    Every stretch of time from a timeline's now on, before *until* (None: without end), in which two policies differ in
    stance or advice, with the reasons of each.

    Raises `TimelineError` if *until* is not an instant, or before now.

    >>> from followup_rules import Interview, Timeline, policies
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> found = compare(timeline, policies.pro_tips, policies.business_etiquette)
    >>> for item in found:
    ...     if item.kind == "thank_you":
    ...         print(item.starts.isoformat(), item.one.advice, item.other.advice)
    2025-10-06T22:00:00+01:00 None recommended
    2025-10-07T10:00:00+01:00 recommended overdue
    """
    ours, theirs = evaluate(timeline, one), evaluate(timeline, other)
    end = ours.checked_until(until)
    differences = tuple(
        DifferingStretch(kind, to, channels, starts, ends, one, other)
        for (starts, ends, one, other), (kind, to), channels in by_subject(_differences(ours, theirs, end))
    )
    return Comparison(ours, theirs, ours.to_pendulum(end), differences)


def _differences(
    ours: Evaluation, theirs: Evaluation, until: int | None
) -> Iterator[tuple[Action, tuple[pendulum.DateTime, pendulum.DateTime | None, Position, Position]]]:
    now = ours.now_us
    other = stretches_by_action(theirs, now, until)
    for action, stretches in stretches_by_action(ours, now, until).items():
        for starts, ends, one, two in _side_by_side(stretches, other[action]):
            if (one.stance, one.advice) != (two.stance, two.advice):
                positions = _position(ours, action, starts), _position(theirs, action, starts)
                yield action, (ours.to_pendulum(starts), ours.to_pendulum(ends), *positions)


def _side_by_side(
    one: tuple[Stretch, ...], other: tuple[Stretch, ...]
) -> Iterator[tuple[int, int | None, Stretch, Stretch]]:
    """The stretches in which both stay as they are."""
    starts = sorted({stretch.starts for stretch in (*one, *other)})
    ends = [*starts[1:], one[-1].ends]
    for start, end in zip(starts, ends, strict=True):
        yield start, end, _holding(one, start), _holding(other, start)


def _holding(stretches: tuple[Stretch, ...], instant: int) -> Stretch:
    return next(stretch for stretch in reversed(stretches) if stretch.starts <= instant)


def _position(evaluation: Evaluation, action: Action, instant: int) -> Position:
    ruling = evaluation.seen_from(instant)[action]
    return Position(ruling.stance, ruling.advice, tuple(dict.fromkeys((*ruling.advice_reasons, *ruling.reasons))))


# -- within a combined policy


@attrs.frozen
class Dissent(PlainData):
    """
    What each source of a combined policy says now of a kind of action and its addressee, on these channels.

    `stance` is the outcome, `says` the stance of each source by name, and `decided_by` names the sources that decided
    the outcome or, where it is undetermined, those on which it depends.
    """

    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    stance: Stance
    says: Mapping[str, str] = attrs.field(hash=False)
    decided_by: tuple[str, ...]

    @property
    def unanimous(self) -> bool:
        """Whether all sources that are not silent have the same stance."""
        return len({stance for stance in self.says.values() if stance != "silent"}) <= 1


def dissent(timeline: Timeline, policy: AnyPolicy) -> tuple[Dissent, ...]:
    """
    What each source of a combined policy says of every action at a timeline's now, and which sources decided.

    Raises `PolicyError` for a policy that is not combined.

    >>> from followup_rules import Interview, Timeline, policies, strictest
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> both = strictest(policies.dos_and_donts, policies.business_etiquette)
    >>> [(one.says["business_etiquette"], one.stance, one.decided_by) for one in dissent(timeline, both)][0]
    ('allowed', 'forbidden', ('dos_and_donts',))
    """
    if not isinstance(policy, Combined):
        raise PolicyError(f"{shown(policy)} is a single policy; expected a combined one such as `strictest(...)`")
    evaluation = evaluate(timeline, policy)
    names = tuple(evaluation.by_source)

    def vote(action: Action, stance: Stance) -> tuple[Stance, tuple[str, ...], tuple[str, ...]]:
        says = tuple(source[action].stance for source in evaluation.by_source.values())
        return stance, says, tuple(source.name for source in evaluation.judge.decided_by(action, evaluation.now_us))

    found = ((action, vote(action, verdict.stance)) for action, verdict in evaluation.verdicts)
    return tuple(
        Dissent(kind, to, channels, stance, dict(zip(names, says, strict=True)), decided)
        for (stance, says, decided), (kind, to), channels in by_subject(found)
    )
