"""Every instant at which anything could change, and the runs of instants at which an action is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from .history import UNKNOWN, History
from .judging import AnyPolicy, possibly_allowed, surely_allowed
from .vocabulary import Action
from .waits import LEEWAY_BOUNDS, TWO_WEEKS, WEEK, art_of_follow_up_days, recommended_days
from .zone import FAR, HOUR, date_edges, dates_after, days_after, local_date, midnight

DAYS = (3, 7, 10, 14)
"""Every number of days that a rule counts from an instant by the clock."""

DATES = (7, 10, 14, 28)
"""And by the date."""

Run = tuple[int | None, int | None]


def change_points(history: History) -> list[int]:
    """Every instant at which any rule of any policy could come to say something else (and many more)."""
    if "points" not in history.memo:
        points = set(history.everything)
        for part in (_interview_points, _sign_points, _promise_points, _message_points, _other_points):
            points.update(part(history))
        history.memo["points"] = sorted(p for p in points if p < FAR)
    return history.memo["points"]


def _interview_points(h: History) -> Iterable[int]:
    for i in h.interviews:
        yield from (at for at in (i.starts, i.ends, i.arranged, i.cancelled) if at is not None)
        yield from (i.ends + n * HOUR for n in (12, 24, 48))
        yield days_after(h.zone, i.ends, 14)
        day = local_date(h.zone, i.ends)
        yield from (midnight(h.zone, day, n) for n in (1, 2, 7))
        yield from _date_edges_after(h, i.ends, 7)


def _sign_points(h: History) -> Iterable[int]:
    signs = {
        *(i.ends for i in h.interviews), *(p.at for p in h.promises), *h.promise_withdrawals,
        *(v.at for v in h.invitations), *h.replies, *h.offers, *h.rejections,
    }  # fmt: skip
    waits = set(_wait_days(h))
    for at in signs:
        yield from (days_after(h.zone, at, n) for n in {*DAYS, *waits})
        yield from (dates_after(h.zone, at, n) for n in {*DATES, *waits})


def _wait_days(h: History) -> Iterable[int]:
    """The bounds of every wait after `L`, lengthened or not."""
    declared = h.facts.get("leeway_days")
    longest = LEEWAY_BOUNDS[-1] if declared in (None, UNKNOWN) else declared
    state = h.at(h.now)
    for how in (art_of_follow_up_days, recommended_days):
        expected = how(state)[0]
        for n in (WEEK, TWO_WEEKS, expected.least, expected.most):
            yield from (max(WEEK, n), max(WEEK, n) + longest)


def _promise_points(h: History) -> Iterable[int]:
    for p in h.promises:
        yield p.passes
        yield from (midnight(h.zone, p.day, n) for n in (3, 7))


def _message_points(h: History) -> Iterable[int]:
    for m in h.messages:
        yield from (days_after(h.zone, m.at, n) for n in DAYS)
        yield from (dates_after(h.zone, m.at, n) for n in DATES)
        yield from _date_edges_after(h, m.at, 0)


def _other_points(h: History) -> Iterable[int]:
    yield from (v.opens for v in h.invitations)
    for _, day in h.absences:
        yield from (midnight(h.zone, day, n) for n in (0, 7))


def _date_edges_after(h: History, at: int, days: int) -> Iterable[int]:
    try:
        return date_edges(h.zone, local_date(h.zone, at) + timedelta(days=days))
    except OverflowError:
        return ()


# Runs


def runs(history: History, policy: AnyPolicy, action: Action, *, surely: bool = True) -> list[Run]:
    """The maximal runs of instants at which an action is surely (or possibly) allowed, past and future."""
    key = ("runs", policy.key, action, surely)
    if key not in history.memo:
        test = surely_allowed if surely else possibly_allowed
        history.memo[key] = _merge(change_points(history), lambda t: test(history, policy, action, t))
    return history.memo[key]


def _merge(points: list[int], holds: Callable[[int], bool]) -> list[Run]:
    before = (points[0] if points else 0) - 1
    found: list[Run] = []
    start: int | None = None
    inside = holds(before)
    for p in points:
        if holds(p) == inside:
            continue
        if inside:
            found.append((start, p))
        start, inside = p, not inside
    if inside:
        found.append((start, None))
    return found


def first_in(found: list[Run], since: int) -> int | None:
    """The first instant of any run at or after another."""
    for start, end in found:
        if end is None or end > since:
            return since if start is None else max(start, since)
    return None
