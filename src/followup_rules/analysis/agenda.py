"""What comes next: every instant from now on at which something opens, falls due, becomes overdue or closes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final, TypeAlias

import attrs
import pendulum

from followup_rules.analysis.stretches import ADVISED, Stretch, stretches_by_action
from followup_rules.evaluation.evaluation import Evaluation, Reason, Ruling, evaluate
from followup_rules.evaluation.judge import ALWAYS_DUE
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import Effect
from followup_rules.temporal.values import ShownInNotebooks
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action, ActionKind, Channel

OPENS: Final = "opens"
DUE: Final = "due"
OVERDUE: Final = "overdue"
CLOSES: Final = "closes"
_ORDER: Final = (CLOSES, OPENS, DUE, OVERDUE)


@attrs.frozen
class AgendaItem:
    """
    Something that changes at an instant, for a kind of action and its addressee, by one or several channels.

    `what` is `opens`, `due` (from then on it is recommended), `overdue` or `closes`; `reasons` are the rules that make
    it so, or, where nothing else is cited, those that have come to their end.
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
class Agenda(ShownInNotebooks):
    """
    What comes next, by one policy: `items` in order of time, from now on.

    `standing` is what is recommended or overdue already: since when (None: always), at most once for each kind and
    addressee. Both are reckoned as if nothing happened after now but the interviews that are scheduled.
    """

    evaluation: Evaluation
    until_us: int | None
    standing: tuple[AgendaItem, ...]
    items: tuple[AgendaItem, ...]

    @property
    def until(self) -> pendulum.DateTime | None:
        """Before when its items lie; None: there is no end."""
        return self.evaluation.to_pendulum(self.until_us)

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
    end = evaluation.checked_until(until)
    found = [
        change
        for action, stretches in stretches_by_action(evaluation, evaluation.now_us, end).items()
        for change in _changes(evaluation, action, stretches)
    ]
    return Agenda(evaluation, end, tuple(_standing(evaluation)), tuple(_grouped(evaluation, found)))


Told: TypeAlias = tuple[int, str, Action, tuple[Reason, ...]]


def _changes(evaluation: Evaluation, action: Action, stretches: tuple[Stretch, ...]) -> Iterator[Told]:
    """Every change of one action, from one stretch of its course to the next."""
    ruling, now = evaluation[action], evaluation.now_us
    begins = stretches[0].stance == "allowed" and ruling.windows_us[0][0] == now
    open_before, advice_before = stretches[0].stance == "allowed" and not begins, None
    # each date is told once: what resumes after an interruption is due, or overdue, since before it
    told = {date for date in _dates_of(ruling) if date[1] < now}
    for stretch in stretches:
        at, is_open = stretch.starts, stretch.stance == "allowed"
        if is_open is not open_before:
            yield at, OPENS if is_open else CLOSES, action, _why_it_changes(evaluation, action, at)
        if stretch.advised and stretch.advice != advice_before:
            seen = evaluation.seen_from(at)[action]
            what = OVERDUE if stretch.advice == "overdue" else DUE
            dates = _dates_of(seen)
            if not told.issuperset(date for date in dates if date[0] == what):
                yield at, what, action, _urging(seen)
            told |= dates
        open_before, advice_before = is_open, stretch.advice


def _dates_of(ruling: Ruling) -> set[tuple[str, int]]:
    """The dates of its recommendation that have come by then, each with what it is."""
    dates = ruling.evaluation.judge.effective_dates(ruling.action, ruling.dates_us)
    given = {(DUE, dates.due), (OVERDUE, dates.overdue)}
    return {(what, date) for what, date in given if date is not None and date <= ruling.evaluation.now_us}


def _why_it_changes(evaluation: Evaluation, action: Action, at: int) -> tuple[Reason, ...]:
    """What holds from then on; and where that cites nothing, what has come to its end."""
    reasons = evaluation.seen_from(at)[action].reasons
    if any(reason.cites for reason in reasons):
        return reasons
    return _all_of((*reasons, *(one for one in evaluation.seen_from(at - 1)[action].reasons if one.cites)))


def _urging(ruling: Ruling) -> tuple[Reason, ...]:
    return tuple(reason for reason in ruling.advice_reasons if reason.effect == Effect.RECOMMEND)


def _begun(ruling: Ruling) -> int:
    """Since when it is overdue, or else recommended; `ALWAYS_DUE` where it always has been."""
    dates = ruling.evaluation.judge.effective_dates(ruling.action, ruling.dates_us)
    begun = dates.overdue if ruling.advice == "overdue" else dates.due
    return ALWAYS_DUE if begun is None else begun


def _standing(evaluation: Evaluation) -> Iterator[AgendaItem]:
    standing: dict[tuple[ActionKind, str | None], list[Ruling]] = {}
    for ruling in evaluation.allowed:
        if ruling.advice in ADVISED:
            standing.setdefault((ruling.action.kind, ruling.action.to), []).append(ruling)
    for (kind, to), rulings in standing.items():
        late = [ruling for ruling in rulings if ruling.advice == "overdue"]
        told = late or rulings
        since = min(map(_begun, told))
        if since < evaluation.now_us:
            yield AgendaItem(
                None if since == ALWAYS_DUE else evaluation.to_pendulum(since),
                OVERDUE if late else DUE,
                kind,
                to,
                tuple(ruling.action.channel for ruling in told),
                _all_of(reason for ruling in told for reason in _urging(ruling)),
            )


def _all_of(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))


def _grouped(evaluation: Evaluation, changes: Iterable[Told]) -> Iterator[AgendaItem]:
    """One item for each instant, change, kind and addressee, with the channels for which it is so."""
    groups: dict[tuple[int, str, ActionKind, str | None], list[Told]] = {}
    for change in changes:
        instant, what, action, _ = change
        groups.setdefault((instant, what, action.kind, action.to), []).append(change)
    # at one instant as in `_ORDER`, then in the order of the vocabulary, in which they were found
    for (instant, what, kind, to), together in sorted(
        groups.items(), key=lambda group: (group[0][0], _ORDER.index(group[0][1]))
    ):
        yield AgendaItem(
            evaluation.to_pendulum(instant),
            what,
            kind,
            to,
            tuple(action.channel for _, _, action, _ in together),
            _all_of(reason for *_, reasons in together for reason in reasons),
        )
