"""Windows, opens, closes, due and overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .advising import moved_overdue, recommendations
from .history import History
from .judging import AnyPolicy, Joined, find, surely_allowed
from .policies import Advice, Policy
from .runs import Run, change_points, first_in, runs
from .vocabulary import Action
from .zone import FAR, utc


@dataclass(frozen=True)
class Dates:
    """Aware UTC datetimes, or None; `windows` are the allowed runs that end after now."""

    opens: datetime | None
    closes: datetime | None
    due: datetime | None
    overdue: datetime | None
    windows: list[tuple[datetime | None, datetime | None]]


def _due_and_overdue(history: History, policy: Policy, action: Action) -> tuple[int | None, int | None]:
    """Those of the recommendation that is open now or next: surely allowed, and due at that instant."""
    found = runs(history, policy, action)
    later = [p for p in change_points(history) if p > history.now]
    for t in (history.now, *later):
        if not surely_allowed(history, policy, action, t):
            continue
        open_ones = [
            a
            for a in recommendations(history.at(t), policy, action)
            if a.holds.value == "yes" and (a.due is None or a.due[1] <= t)
        ]
        if open_ones:
            return _dates_of(history, policy, action, open_ones[0], found)
    return None, None


def _dates_of(
    history: History, policy: Policy, action: Action, advice: Advice, found: list[Run]
) -> tuple[int | None, int | None]:
    if advice.due is None:
        return None, None
    due = first_in(found, advice.due[1])
    if advice.overdue.value != "yes":
        return due, None
    late = moved_overdue(history, policy, action, advice, surely=True)
    return due, late if first_in(found, late) is not None else None


def _joined_due_and_overdue(history: History, joined: Joined, action: Action) -> tuple[int | None, int | None]:
    """The earliest among those of the sources whose stance now is the outcome."""
    outcome = find(history, joined, action, history.now).possible
    if len(outcome) > 1:
        return None, None
    agreed = [
        _due_and_overdue(history, source, action)
        for source in joined.sources
        if find(history, source, action, history.now).possible == outcome
    ]
    dues = [due for due, _ in agreed if due is not None]
    lates = [late for _, late in agreed if late is not None]
    return min(dues, default=None), min(lates, default=None)


def dates_of(history: History, policy: AnyPolicy, action: Action) -> Dates:
    """The four dates and the windows of an action."""
    windows = [(s, e) for s, e in runs(history, policy, action) if e is None or e > history.now]
    opens, closes = windows[0] if windows else (None, None)
    if isinstance(policy, Joined):
        due, late = _joined_due_and_overdue(history, policy, action)
    else:
        due, late = _due_and_overdue(history, policy, action)
    return Dates(_out(opens), _out(closes), _out(due), _out(late), [(_out(s), _out(e)) for s, e in windows])


def _out(us: int | None) -> datetime | None:
    return None if us is None or us >= FAR else utc(us)
