"""What becomes of rulings, in a few words: how they stand then, and how they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pendulum

from followup_rules.analysis.grouping import actions_of, group_by_channel
from followup_rules.analysis.sensitivity import Change
from followup_rules.display.reports.agenda import VERBS
from followup_rules.display.words import date_words, named, standing
from followup_rules.evaluation.evaluation import Evaluation, Outcome
from followup_rules.timeline.words import listed

_DATES: Final = ("opens", "closes", "due", "overdue")
_MOST: Final = 6


def told_changes(first: Iterable[Change], last: Iterable[Change], evaluation: Evaluation) -> Iterator[str]:
    """Each change in a line, like ones together; a date that moves between *first* and *last* with both its ends."""
    at_last = {(change.kind, change.to, change.channels): change for change in last}
    found = (
        (action, told)
        for change in first
        for told in _told(change, at_last.get((change.kind, change.to, change.channels), change).after, evaluation)
        for action in actions_of(change)
    )
    lines = []
    for (dates, words), subjects, channels in group_by_channel(found):
        several = len({kind for kind, _ in subjects}) > 1
        verbs = f"{listed([VERBS[date][several] for date in dates], 'and')} " if dates else ""
        lines.append(f"{named(subjects, channels)}: {verbs}{words}")
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"and {len(lines) - _MOST} more"


def _told(change: Change, at_last: Outcome, evaluation: Evaluation) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names of dates that move alike, none where more than dates changes, and the words that follow them."""
    before, after = change.before, change.after
    if not change.only_dates:
        yield (), f"{_standing(after, at_last, evaluation)} (now {_standing(before, before, evaluation)})"
        return
    moved: dict[tuple[Any, ...], list[str]] = {}
    for name in _DATES:
        dates = getattr(before, name), getattr(after, name), getattr(at_last, name)
        if dates[0] != dates[1]:
            moved.setdefault(dates, []).append(name)
    for (was, will, finally_), names in moved.items():
        yield tuple(names), f"{_span(will, finally_, evaluation)} (now {_span(was, was, evaluation)})"
    if not moved:
        yield (), "only later dates change"


def _standing(outcome: Outcome, at_last: Outcome, evaluation: Evaluation) -> str:
    words = standing(outcome.stance, outcome.advice, outcome.possible)
    if outcome.stance != "forbidden" or outcome.opens is None:
        return words
    return f"{words} until {_span(outcome.opens, at_last.opens, evaluation)}"


def _span(first: pendulum.DateTime | None, last: pendulum.DateTime | None, evaluation: Evaluation) -> str:
    one, other = ("never" if at is None else date_words(at, evaluation) for at in (first, last))
    return one if one == other else f"{one}, or never" if last is None else f"{one} to {other}"
