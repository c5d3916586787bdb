"""The values that a fact could have on a timeline, and the facts on which an evaluation depends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final, cast

import attrs

from followup_rules.evaluation.combined_judge import judge_of
from followup_rules.evaluation.evaluation import Evaluation
from followup_rules.timeline.events import Interview
from followup_rules.timeline.facts import BOUNDS, UNKNOWN, Facts, Industry
from followup_rules.timeline.history import History
from followup_rules.timeline.vocabulary import Stage

_NAMES: Final = tuple(attrs.fields_dict(Facts))
_WORDS: Final[dict[str, Iterable[Any]]] = {
    "stage": tuple(Stage),
    "industries": tuple((industry,) for industry in Industry),
    **{name: range(least, most + 1) for name, (least, most) in BOUNDS.items()},
}
# how far after the latest event, or after now, a closed day is tried, and how far back
_DAYS_AHEAD: Final = 60
_DAY: Final = 86_400_000_000
_DAYS_BACK: Final = 366


def possible_values(name: str, evaluation: Evaluation) -> tuple[Any, ...]:
    """
    The values of a fact that may make a difference: all of them for most facts.

    For industries these are the single ones; for slow periods none at all, the date of each interview, and all these
    dates; for closed days none at all, and each date from the first event, or from a year ago if that is later, to two
    months after the last.
    """
    if name == "slow_periods":
        return _slow_periods(evaluation)
    if name == "closed_days":
        return _closed_days(evaluation)
    return tuple(_WORDS.get(name, (True, False)))


def _slow_periods(evaluation: Evaluation) -> tuple[Any, ...]:
    zone = evaluation.timeline.history.zone
    ends = (event.ends_us for event in evaluation.timeline.known_events if isinstance(event, Interview))
    days = sorted({date.fromordinal(zone.date_of(end)) for end in ends})
    single = [((day, day),) for day in days]
    together = tuple((day, day) for day in days)
    return ((), *single, *([together] if len(days) > 1 else []))


def _closed_days(evaluation: Evaluation) -> tuple[Any, ...]:
    history, now = evaluation.timeline.history, evaluation.now_us
    last = max((*history.cuts, now))
    first = max(min((*history.cuts, now)), now - _DAYS_BACK * _DAY)
    start, end = (date.fromordinal(history.zone.date_of(instant)) for instant in (first, last))
    count = (end - start).days + _DAYS_AHEAD
    return (frozenset(), *(frozenset({start + timedelta(days=number)}) for number in range(count + 1)))


def declared(facts: Facts, name: str, value: Any) -> Facts:
    """The facts with another value for one of them."""
    return attrs.evolve(facts, **{name: value})


class _Watched:
    """Facts that remember which of them were read."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self.facts, name)


def dependencies_of(evaluation: Evaluation) -> tuple[str, ...]:
    """
    The facts that were read to evaluate this timeline: another value of any other fact would change nothing.
    """
    timeline = evaluation.timeline
    watched = _Watched(timeline.facts)
    seen = History(timeline.known_events, timeline.history.zone, cast("Facts", watched))
    again = Evaluation(timeline, evaluation.policy, judge_of(evaluation.policy, seen), evaluation.now_us)
    for ruling in again.rulings:
        _ = ruling.possible, ruling.advice, ruling.windows_us, ruling.dates_us
    return tuple(name for name in _NAMES if name in watched.read)


def is_open(facts: Facts, name: str) -> bool:
    """Whether a fact is undeclared, or declared unknown."""
    value = getattr(facts, name)
    return value is None or value is UNKNOWN
