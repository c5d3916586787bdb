"""What differs between two evaluations of the same actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import attrs
import pendulum

from followup_rules.evaluation.evaluation import Evaluation, Ruling
from followup_rules.timeline.vocabulary import ActionKind, Channel

_NO_WINDOW: Final = (None, None)


@attrs.frozen
class Outcome:
    """What a ruling comes to, its reasons left aside. Instants are `pendulum.DateTime` in the timeline's zone."""

    stance: str
    possible: tuple[str, ...]
    advice: str | None
    windows_us: tuple[tuple[int | None, int | None], ...]
    due_us: int | None
    _overdue: int | None
    evaluation: Evaluation = attrs.field(eq=False, repr=False)

    @property
    def words(self) -> tuple[str, tuple[str, ...], str | None]:
        """What it comes to now, its dates left aside."""
        return self.stance, self.possible, self.advice

    @property
    def opens(self) -> pendulum.DateTime | None:
        """As in a `Ruling`."""
        return self.evaluation.to_pendulum((self.windows_us or (_NO_WINDOW,))[0][0])

    @property
    def closes(self) -> pendulum.DateTime | None:
        """As in a `Ruling`."""
        return self.evaluation.to_pendulum((self.windows_us or (_NO_WINDOW,))[0][1])

    @property
    def due(self) -> pendulum.DateTime | None:
        """As in a `Ruling`."""
        return self.evaluation.to_pendulum(self.due_us)

    @property
    def overdue(self) -> pendulum.DateTime | None:
        """As in a `Ruling`."""
        return self.evaluation.to_pendulum(self._overdue)

    def to_dict(self) -> dict[str, Any]:
        """The outcome as plain data; instants as ISO text with the zone's offset."""
        dates = {name: getattr(self, name) for name in ("opens", "closes", "due", "overdue")}
        return {
            "stance": self.stance,
            "possible": list(self.possible),
            "advice": self.advice,
            **{name: None if date is None else date.isoformat() for name, date in dates.items()},
        }


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
    """What every ruling comes to, in the order of the vocabulary."""
    return tuple(map(_outcome, evaluation.rulings))


def _outcome(ruling: Ruling) -> Outcome:
    return Outcome(
        ruling.stance,
        ruling.possible,
        ruling.advice,
        ruling.windows_us,
        ruling.due_us,
        ruling.dates_us.overdue,
        ruling.evaluation,
    )


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
