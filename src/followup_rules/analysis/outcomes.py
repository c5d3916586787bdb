"""What differs between two evaluations of the same actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from followup_rules.evaluation.evaluation import Evaluation, Outcome
from followup_rules.timeline.vocabulary import ActionKind, Channel


@attrs.frozen
class Change:
    """What becomes of the rulings on a kind of action and its addressee, by the channels that fare alike."""

    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    before: Outcome
    after: Outcome

    @property
    def only_dates(self) -> bool:
        """Whether now all stays as it is, and only dates move."""
        return self.before.words == self.after.words

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        return {
            "kind": self.kind.value,
            "to": self.to,
            "channels": [channel.value for channel in self.channels],
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
        }


def outcomes(evaluation: Evaluation) -> tuple[Outcome, ...]:
    """What every ruling says, in the order of the vocabulary."""
    return tuple(ruling.outcome for ruling in evaluation.rulings)


def changes(evaluation: Evaluation, before: tuple[Outcome, ...], after: tuple[Outcome, ...]) -> tuple[Change, ...]:
    """The rulings of an evaluation that come to something else, alike ones together."""
    found: dict[tuple[ActionKind, str | None, Outcome, Outcome], list[Channel]] = {}
    for (action, _), one, other in zip(evaluation.verdicts, before, after, strict=True):
        if one != other:
            found.setdefault((action.kind, action.to, one, other), []).append(action.channel)
    return tuple(Change(kind, to, tuple(channels), one, other) for (kind, to, one, other), channels in found.items())


def gist(found: Iterable[Change]) -> frozenset[Any]:
    """What changes come to now, action by action, their dates left aside."""
    return frozenset(
        (change.kind, channel, change.to, change.after.words) for change in found for channel in change.channels
    )
