"""Who says otherwise: two policies on one timeline, and the sources of a combined one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs
import pendulum

from followup_rules.analysis.stretches import Stretch, stretches_by_action
from followup_rules.errors import PolicyError, shown
from followup_rules.evaluation.evaluation import Evaluation, Reason, evaluate
from followup_rules.rules.policy import AnyPolicy, Combined
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action, ActionKind, Channel


@attrs.frozen
class Said:
    """What one policy says of an action through a stretch of time, and why as the stretch begins."""

    stance: str
    advice: str | None
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """What it says, as plain data."""
        return {
            "stance": self.stance,
            "advice": self.advice,
            "reasons": [reason.to_dict() for reason in self.reasons],
        }


@attrs.frozen
class Difference:
    """
    A stretch of time in which two policies differ on a kind of action and its addressee, by these channels.

    `starts` is in; `ends` is the first instant out (None: it has no end).
    """

    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    starts: pendulum.DateTime
    ends: pendulum.DateTime | None
    one: Said
    other: Said

    def to_dict(self) -> dict[str, Any]:
        """The difference as plain data; instants as ISO text with the zone's offset."""
        return {
            "kind": self.kind.value,
            "to": self.to,
            "channels": [channel.value for channel in self.channels],
            "starts": self.starts.isoformat(),
            "ends": None if self.ends is None else self.ends.isoformat(),
            "one": self.one.to_dict(),
            "other": self.other.to_dict(),
        }


@attrs.frozen(repr=False)
class Comparison:
    """Where, when and why two policies differ on a timeline, from its now on; in the order of the vocabulary."""

    one: Evaluation
    other: Evaluation
    until: pendulum.DateTime | None
    differences: tuple[Difference, ...]

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.differences)

    def __len__(self) -> int:
        return len(self.differences)

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain data."""
        return {
            "one": self.one.policy.name,
            "other": self.other.policy.name,
            "zone": self.one.timeline.zone,
            "now": self.one.now.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "differences": [difference.to_dict() for difference in self.differences],
        }

    def __repr__(self) -> str:
        return f"<Comparison of {self.one.policy.name} and {self.other.policy.name}: {len(self)} differences>"


def compare(
    timeline: Timeline, one: AnyPolicy, other: AnyPolicy, until: datetime | str | int | None = None
) -> Comparison:
    """
    Every stretch of time from a timeline's now on, before *until* (None: for ever), in which two policies differ in
    stance or advice, with each one's reasons.

    Raises `TimelineError` where *until* is no instant, or before now.

    >>> from followup_rules import Interview, Timeline, policies
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> found = compare(timeline, policies.pro_tips, policies.business_etiquette)
    >>> for item in found:
    ...     if item.kind == "thank_you":
    ...         print(item.starts.isoformat(), item.one.advice, item.other.advice)
    2025-10-06T18:00:00+01:00 discouraged None
    2025-10-06T22:00:00+01:00 discouraged recommended
    2025-10-07T10:00:00+01:00 recommended overdue
    """
    ours, theirs = evaluate(timeline, one), evaluate(timeline, other)
    end = ours.checked_until(until)
    differences = _together(_differences(ours, theirs, end), ours)
    return Comparison(ours, theirs, ours.to_pendulum(end), tuple(differences))


def _differences(
    ours: Evaluation, theirs: Evaluation, until: int | None
) -> Iterator[tuple[Action, int, int | None, Said, Said]]:
    now = ours.now_us
    other = stretches_by_action(theirs, now, until)
    for action, stretches in stretches_by_action(ours, now, until).items():
        for starts, ends, one, two in _side_by_side(stretches, other[action]):
            if (one.stance, one.advice) != (two.stance, two.advice):
                yield action, starts, ends, _said(ours, action, starts), _said(theirs, action, starts)


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


def _said(evaluation: Evaluation, action: Action, instant: int) -> Said:
    ruling = evaluation.seen_from(instant)[action]
    return Said(ruling.stance, ruling.advice, tuple(dict.fromkeys((*ruling.advice_reasons, *ruling.reasons))))


def _together(
    found: Iterator[tuple[Action, int, int | None, Said, Said]], evaluation: Evaluation
) -> Iterator[Difference]:
    """The channels of one kind and addressee of which the same is said, together."""
    groups: dict[tuple[ActionKind, str | None, int, int | None, Said, Said], list[Channel]] = {}
    for action, starts, ends, one, other in found:
        groups.setdefault((action.kind, action.to, starts, ends, one, other), []).append(action.channel)
    for (kind, to, starts, ends, one, other), channels in groups.items():
        begins = evaluation.to_pendulum(starts)
        assert begins is not None  # every stretch has a start
        yield Difference(kind, to, tuple(channels), begins, evaluation.to_pendulum(ends), one, other)


# -- within a combined policy


@attrs.frozen
class Dissent:
    """
    What each source of a combined policy says now of a kind of action and its addressee, by these channels.

    `stance` is the outcome, `says` the stance of each source by name, and `decided_by` the sources whose word it is: of
    an outcome that is undetermined those on which it hangs.
    """

    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    stance: str
    says: Mapping[str, str] = attrs.field(hash=False)
    decided_by: tuple[str, ...]

    @property
    def unanimous(self) -> bool:
        """Whether all sources that are not silent say the same."""
        return len({stance for stance in self.says.values() if stance != "silent"}) <= 1

    def to_dict(self) -> dict[str, Any]:
        """Who says what, as plain data."""
        return {
            "kind": self.kind.value,
            "to": self.to,
            "channels": [channel.value for channel in self.channels],
            "stance": self.stance,
            "says": dict(self.says),
            "decided_by": list(self.decided_by),
        }


def dissent(timeline: Timeline, policy: AnyPolicy) -> tuple[Dissent, ...]:
    """
    For a combined policy, who says what of every action at a timeline's now, and whose word decided.

    Raises `PolicyError` for a policy that is not combined: it has one voice.

    >>> from followup_rules import Interview, Timeline, policies, strictest
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> both = strictest(policies.dos_and_donts, policies.business_etiquette)
    >>> [(one.says["business_etiquette"], one.stance, one.decided_by) for one in dissent(timeline, both)][0]
    ('allowed', 'forbidden', ('dos_and_donts',))
    """
    if not isinstance(policy, Combined):
        raise PolicyError(f"{shown(policy)} has one voice; expected a combined policy such as `strictest(...)`")
    evaluation = evaluate(timeline, policy)
    groups: dict[tuple[ActionKind, str | None, str, tuple[str, ...], tuple[str, ...]], list[Channel]] = {}
    for action, verdict in evaluation.verdicts:
        says = tuple(source[action].stance for source in evaluation.by_source.values())
        decided = tuple(source.name for source in evaluation.judge.decided_by(action, evaluation.now_us))
        key = action.kind, action.to, verdict.stance, says, decided
        groups.setdefault(key, []).append(action.channel)
    names = tuple(evaluation.by_source)
    return tuple(
        Dissent(kind, to, tuple(channels), stance, dict(zip(names, says, strict=True)), decided)
        for (kind, to, stance, says, decided), channels in groups.items()
    )
