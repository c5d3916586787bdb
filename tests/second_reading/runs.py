"""Every instant at which anything could change, and the runs of instants at which an action is allowed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import timedelta

from .history import UNKNOWN, History
from .judging import AnyPolicy, find, key_of, possibly_allowed, surely_allowed
from .vocabulary import Action
from .waits import LEEWAY_BOUNDS, TWO_WEEKS, WEEK, art_of_follow_up_days, recommended_days
from .zone import FAR, HOUR, date_edges, days_after, local_date, midnight, utc

DAY_OFFSETS = (3, 7, 10, 14, 28)
"""Every number of days that a rule counts from an instant."""

Run = tuple[int | None, int | None]


def change_points(history: History) -> list[int]:
    """Every instant at which any rule of any policy could come to say something else (and many more)."""
    if "points" not in history.memo:
        points = set(history.everything)
        for part in (_interview_points, _sign_points, _promise_points, _message_points):
            points.update(part(history))
        history.memo["points"] = sorted(p for p in points if p < FAR)
    return history.memo["points"]


def _interview_points(h: History) -> Iterable[int]:
    for i in h.interviews:
        yield from (at for at in (i.starts, i.ends, i.arranged) if at is not None)
        yield from (i.ends + n * HOUR for n in (12, 24, 48))
        day = local_date(h.zone, i.ends)
        yield from (midnight(h.zone, day, n) for n in (1, 2, 7, 8))
        yield from _date_edges_after(h, i.ends, 7)


def _sign_points(h: History) -> Iterable[int]:
    signs = [
        *(i.ends for i in h.interviews), *(p.at for p in h.promises), *h.replies, *h.offers, *h.rejections
    ]  # fmt: skip
    for at in signs:
        yield from (days_after(h.zone, at, n) for n in {*DAY_OFFSETS, *_wait_days(h)})


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
        yield from (midnight(h.zone, p.day, n) for n in (0, 1, 3, 7, 8))


def _message_points(h: History) -> Iterable[int]:
    for m in h.messages:
        yield from (days_after(h.zone, m.at, n) for n in DAY_OFFSETS)
        yield from _date_edges_after(h, m.at, 0)


def _date_edges_after(h: History, at: int, days: int) -> Iterable[int]:
    try:
        return date_edges(h.zone, local_date(h.zone, at) + timedelta(days=days))
    except OverflowError:
        return ()


# Runs


def runs(history: History, policy: AnyPolicy, action: Action, *, surely: bool = True) -> list[Run]:
    """The maximal runs of instants at which an action is surely (or possibly) allowed, past and future."""
    key = ("runs", key_of(policy), action, surely)
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


def inconstancies(history: History, policy: AnyPolicy, *, seed: int = 0, tries: int = 2) -> list[str]:
    """Where between two neighbouring change points something is possible that is not at the first of them."""
    rng = random.Random(seed)
    points = change_points(history) or [history.now]
    spans = list(zip(points, [*points[1:], points[-1] + 400 * 24 * HOUR], strict=True))
    spans.insert(0, (points[0] - 400 * 24 * HOUR, points[0]))
    found = []
    for a, b in spans:
        inner = {b - 1, *(rng.randrange(a, b) for _ in range(tries))}
        for action in history.actions():
            here = find(history, policy, action, a).possible
            for t in sorted(inner):
                there = find(history, policy, action, t).possible
                if here != there:
                    found.append(f"{action}: {sorted(here)} at {utc(a)}, {sorted(there)} at {utc(t)}")
    return found
