"""The check that nothing changes between the instants that the windows look at."""

from __future__ import annotations

import random

from .advising import advice_of, advice_points
from .history import History
from .judging import AnyPolicy, find
from .zone import HOUR, utc

FAR_ENOUGH = 400 * 24 * HOUR


def inconstancies(history: History, policy: AnyPolicy, *, seed: int = 0, tries: int = 1) -> list[str]:
    """Where between two neighbouring change points something is possible, or advised, that is not at the first."""
    rng = random.Random(seed)
    found = []
    for action in history.actions:
        points = advice_points(history, policy, action) or [history.now]
        spans = zip([points[0] - FAR_ENOUGH, *points], [*points, points[-1] + FAR_ENOUGH], strict=True)
        for a, b in spans:
            here = find(history, policy, action, a).possible, advice_of(history, policy, action, a)
            for t in {b - 1, *(rng.randrange(a, b) for _ in range(tries))}:
                there = find(history, policy, action, t).possible, advice_of(history, policy, action, t)
                if here != there:
                    found.append(f"{action}: {here} at {utc(a)}, {there} at {utc(t)}")
    return found
