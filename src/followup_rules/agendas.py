"""What comes next: every instant from now on at which something opens, falls due, becomes overdue or closes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final, TypeAlias

import attrs
import pendulum

from followup_rules.actions import Action, ActionKind, Channel
from followup_rules.course import ADVISED
from followup_rules.evaluation import Evaluation, Reason, Ruling, evaluate
from followup_rules.policy import AnyPolicy
from followup_rules.reading import EVER
from followup_rules.timeline import Timeline

__all__ = ["Agenda", "AgendaItem", "agenda"]

OPENS: Final = "opens"
DUE: Final = "due"
OVERDUE: Final = "overdue"
CLOSES: Final = "closes"
_ORDER: Final = (CLOSES, OPENS, DUE, OVERDUE)


@attrs.frozen
class AgendaItem:
    """
    Something that changes at an instant, for a kind of action and its addressee, by one or several channels.

    `what` is `opens`, `due`, `overdue` or `closes`; `reasons` are the rules that make it so, and what they cite.
    """

    at: pendulum.DateTime | None
    what: str
    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """The item as plain data; the instant as ISO text with the zone's offset."""
        return {
            "at": None if self.at is None else self.at.isoformat(),
            "what": self.what,
            "kind": self.kind.value,
            "to": self.to,
            "channels": [channel.value for channel in self.channels],
            "reasons": [reason.to_dict() for reason in self.reasons],
        }


@attrs.frozen(repr=False)
class Agenda:
    """
    What comes next, by one policy: `items` in order of time, from now on.

    `standing` is what is recommended or overdue already: since when (None: always), at most once for each kind and
    addressee. Both are reckoned as if nothing happened after now but the interviews that are scheduled.
    """

    evaluation: Evaluation
    until: pendulum.DateTime | None
    standing: tuple[AgendaItem, ...]
    items: tuple[AgendaItem, ...]

    def __iter__(self) -> Iterator[AgendaItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def to_dict(self) -> dict[str, Any]:
        """The agenda as plain data; instants as ISO text with the zone's offset."""
        evaluation = self.evaluation
        return {
            "policy": evaluation.policy.name,
            "zone": evaluation.timeline.zone,
            "now": evaluation.now.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "standing": [item.to_dict() for item in self.standing],
            "items": [item.to_dict() for item in self.items],
        }

    def _repr_html_(self) -> str:
        """What a notebook shows; loaded when one asks."""
        from followup_rules.notebook import agenda_html

        return agenda_html(self)

    def __repr__(self) -> str:
        evaluation = self.evaluation
        return f"<Agenda by {evaluation.policy.name} from {evaluation.now.isoformat()}: {len(self.items)} items>"


def agenda(timeline: Timeline, policy: AnyPolicy | None = None, until: datetime | str | int | None = None) -> Agenda:
    """
    What opens, falls due, becomes overdue and closes from a timeline's now on, before *until* (None: for ever).

    Without a policy the recommended one. Raises `TimelineError` where *until* is no instant, or before now.

    >>> from followup_rules import Interview, Timeline, policies
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> for item in agenda(timeline, policies.pro_tips):
    ...     print(item.at.isoformat(), item.kind, item.what, *item.reasons[0].cites)
    2025-10-07T00:00:00+01:00 thank_you due pro_tips-07 pro_tips-08 pro_tips-10
    2025-10-08T00:00:00+01:00 thank_you overdue pro_tips-07 pro_tips-08 pro_tips-10
    """
    evaluation = evaluate(timeline, policy)
    end = evaluation._before(until)
    found = [change for action, _ in evaluation.verdicts for change in _changes(evaluation, action, end)]
    return Agenda(
        evaluation,
        evaluation._shown(end),
        tuple(_standing(evaluation)),
        tuple(_grouped(evaluation, found)),
    )


Change: TypeAlias = tuple[int, str, Action, tuple[Reason, ...]]


def _changes(evaluation: Evaluation, action: Action, until: int | None) -> Iterator[Change]:
    """Every change of one action from now on, before an instant."""
    now, reading = evaluation._now, evaluation._reading

    def ahead(instant: int | None) -> bool:
        return instant is not None and now <= instant and (until is None or instant < until)

    for opens, closes in reading.windows(action, now):
        for what, instant in ((OPENS, opens), (CLOSES, closes)):
            if instant is not None and ahead(instant):
                yield instant, what, action, evaluation._seen_from(instant)[action].reasons
    first = evaluation.timeline.history.situation_at(now).number
    turns = {now, *filter(ahead, reading.turns(action, first))}
    told: set[tuple[int, str]] = set()
    for turn in sorted(turns):
        dates = reading.dates(action, turn)
        for what, date, rules in ((DUE, dates.due, dates.due_by), (OVERDUE, dates.overdue, dates.overdue_by)):
            if date is not None and ahead(date) and (date, what) not in told:
                told.add((date, what))
                yield date, what, action, evaluation._told(action, rules, dates.since)


def _standing(evaluation: Evaluation) -> Iterator[AgendaItem]:
    standing: dict[tuple[ActionKind, str | None], list[Ruling]] = {}
    for ruling in evaluation.allowed:
        if ruling.advice in ADVISED:
            standing.setdefault((ruling.action.kind, ruling.action.to), []).append(ruling)
    for (kind, to), rulings in standing.items():
        late = [ruling for ruling in rulings if ruling.advice == "overdue"]
        dated = [(ruling._dates.overdue if late else ruling._dates.due, ruling) for ruling in (late or rulings)]
        since = min(EVER if date is None else date for date, _ in dated)
        if since < evaluation._now:
            yield AgendaItem(
                None if since == EVER else evaluation._shown(since),
                OVERDUE if late else DUE,
                kind,
                to,
                tuple(ruling.action.channel for _, ruling in dated),
                _all_of(reason for _, ruling in dated for reason in ruling.advice_reasons),
            )


def _all_of(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))


def _grouped(evaluation: Evaluation, changes: Iterable[Change]) -> Iterator[AgendaItem]:
    """One item for each instant, change, kind and addressee, with the channels for which it is so."""
    groups: dict[tuple[int, str, ActionKind, str | None], list[Change]] = {}
    for change in changes:
        instant, what, action, _ = change
        groups.setdefault((instant, what, action.kind, action.to), []).append(change)
    # at one instant as in `_ORDER`, then in the order of the vocabulary, in which they were found
    for (instant, what, kind, to), together in sorted(
        groups.items(), key=lambda group: (group[0][0], _ORDER.index(group[0][1]))
    ):
        yield AgendaItem(
            evaluation._shown(instant),
            what,
            kind,
            to,
            tuple(action.channel for _, _, action, _ in together),
            _all_of(reason for *_, reasons in together for reason in reasons),
        )
