"""Windows, opens, closes, due and overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import dropwhile, takewhile

from .advising import advice_of, advice_points, moved_overdue
from .history import History
from .judging import AnyPolicy, Joined, recommendations, surely_allowed
from .rules import Advice, Policy
from .runs import Run, change_points, first_in, runs
from .vocabulary import Action
from .zone import FAR, utc

Found = tuple[int | None, int | None]


@dataclass(frozen=True)
class Dates:
    """Aware UTC datetimes, or None; `windows` are the allowed runs that end after now."""

    opens: datetime | None
    closes: datetime | None
    due: datetime | None
    overdue: datetime | None
    windows: list[tuple[datetime | None, datetime | None]]


def _due_and_overdue(history: History, policy: Policy, action: Action) -> Found:
    """Those of the recommendation that is open now or next: surely allowed, and due at that instant."""
    later = [p for p in change_points(history) if p > history.now]
    for t in (history.now, *later):
        if not surely_allowed(history, policy, action, t):
            continue
        held = _sure_ones(history, policy, action, t)
        if any(a.due is None or a.due[1] <= t for a in held):
            return _dates_of(history, policy, action, held, t)
    return None, None


def _sure_ones(history: History, policy: Policy, action: Action, t: int) -> list[Advice]:
    return [a for a in recommendations(history.at(t), policy, action) if a.holds.value == "yes"]


def _dates_of(history: History, policy: Policy, action: Action, held: list[Advice], t: int) -> Found:
    """The first allowed instant at or after the earliest due; the overdue, if it ever comes to that."""
    dues = [a.due[1] for a in held if a.due is not None]
    if len(dues) < len(held):
        return None, None  # always recommended
    found = runs(history, policy, action)
    due = first_in(found, min(dues))
    lates = [
        moved_overdue(history, policy, action, a, surely=True) for a in held if a.overdue.value == "yes"
    ]  # fmt: skip
    late = min(lates, default=FAR)
    if late > t and not _overdue_by(history, policy, action, late):
        return due, None
    return due, late if first_in(found, late) is not None else None


def _overdue_by(history: History, policy: Policy, action: Action, late: int) -> bool:
    """Will it be overdue then, as things are scheduled, or has another interview begun it anew?"""
    return late < FAR and any(
        a.overdue.value == "yes" and moved_overdue(history, policy, action, a, surely=True) <= late
        for a in _sure_ones(history, policy, action, late)
    )


def _joined_due_and_overdue(history: History, joined: Joined, action: Action) -> Found:
    """Where the stretch begins, now or next, in which it is advised throughout; where in it that is overdue."""
    points = advice_points(history, joined, action)
    before = min(points, default=history.now) - 1
    known: dict[int, str | None] = {}

    def advice(t: int) -> str | None:
        if t not in known:
            known[t] = advice_of(history, joined, action, t)
        return known[t]

    def urged(t: int) -> bool:
        return advice(t) in ("recommended", "overdue")

    past = [before, *(p for p in points if p <= history.now)]
    ahead = [p for p in points if p > history.now]
    if urged(history.now):
        stretch = [*reversed([*takewhile(urged, reversed(past))]), history.now, *takewhile(urged, ahead)]
    else:
        stretch = [*takewhile(urged, dropwhile(lambda t: not urged(t), ahead))]
    due = next(iter(stretch), None)
    late = next((t for t in stretch if advice(t) == "overdue"), None)
    return (None if due == before else due, None if late == before else late)


def dates_of(history: History, policy: AnyPolicy, action: Action) -> Dates:
    """The four dates and the windows of an action."""
    windows: list[Run] = [(s, e) for s, e in runs(history, policy, action) if e is None or e > history.now]
    opens, closes = windows[0] if windows else (None, None)
    if isinstance(policy, Joined):
        due, late = _joined_due_and_overdue(history, policy, action)
    else:
        due, late = _due_and_overdue(history, policy, action)
    return Dates(_out(opens), _out(closes), _out(due), _out(late), [(_out(s), _out(e)) for s, e in windows])


def _out(us: int | None) -> datetime | None:
    return None if us is None or us >= FAR else utc(us)
