"""What a ruling comes to, and what becomes of it, in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

import pendulum

from followup_rules.analysis.outcomes import Change
from followup_rules.display.tables import layout
from followup_rules.display.words import group_by_channel, named
from followup_rules.evaluation.evaluation import Evaluation, Outcome
from followup_rules.timeline.vocabulary import ActionKind, Channel
from followup_rules.timeline.words import Subject, listed

_ADVICE: Final = {
    None: "allowed",
    "recommended": "recommended",
    "overdue": "overdue",
    "discouraged": "allowed, but advised against",
}
# of one and of several kinds
_VERBS: Final = {
    "opens": ("opens", "open"),
    "closes": ("closes", "close"),
    "due": ("is due", "are due"),
    "overdue": ("becomes overdue", "become overdue"),
}
_MOST: Final = 6

Same: TypeAlias = tuple[ActionKind, str | None, tuple[Channel, ...]]
# names of dates, then what follows the verb, or nothing where the words are all
Told: TypeAlias = tuple[tuple[str, ...], str]


def stance_words(stance: str, advice: str | None, possible: Iterable[str] = ()) -> str:
    """
    What a ruling says, its dates left aside.

    >>> stance_words("allowed", "overdue"), stance_words("undetermined", None, ["forbidden", "allowed"])
    ('overdue', 'forbidden or allowed')
    """
    if stance == "allowed":
        return _ADVICE[advice]
    if stance == "silent":
        return "not spoken of"
    several = [*possible]
    return listed(several, "or") if len(several) > 1 else stance


# -- changes


def told_changes(first: Iterable[Change], last: Iterable[Change], evaluation: Evaluation) -> Iterator[str]:
    """Each change on a line, alike ones together; a date that moves on between the *first* and the *last* with both."""
    at_last: dict[Same, Change] = {(change.kind, change.to, change.channels): change for change in last}
    found: list[tuple[Told, Subject, Channel]] = []
    for change in first:
        other = at_last.get((change.kind, change.to, change.channels), change)
        for told in _told(change, other.after, evaluation):
            found += ((told, (change.kind, change.to), channel) for channel in change.channels)
    lines = [*map(_line, group_by_channel(found))]
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"and {len(lines) - _MOST} more"


def _line(together: tuple[Told, list[Subject], list[Channel]]) -> str:
    (dates, words), subjects, channels = together
    several = len({kind for kind, _ in subjects}) > 1
    verbs = listed([_VERBS[date][several] for date in dates], "and") if dates else ""
    return f"{named(subjects, channels)}: {verbs} {words}" if verbs else f"{named(subjects, channels)}: {words}"


def _told(change: Change, at_last: Outcome, evaluation: Evaluation) -> Iterator[Told]:
    before, after = change.before, change.after
    if not change.only_dates:
        yield (), f"{_outcome(after, at_last, evaluation)} (now {_outcome(before, before, evaluation)})"
        return
    moved: dict[tuple[Any, ...], list[str]] = {}
    for name in _VERBS:
        dates = getattr(before, name), getattr(after, name), getattr(at_last, name)
        if dates[0] != dates[1]:
            moved.setdefault(dates, []).append(name)
    for (was, will, at_the_end), names in moved.items():
        yield tuple(names), f"{_span(will, at_the_end, evaluation)} (now {_span(was, was, evaluation)})"
    if not moved:
        yield (), "later dates move"


def _outcome(outcome: Outcome, at_last: Outcome, evaluation: Evaluation) -> str:
    words = stance_words(outcome.stance, outcome.advice, outcome.possible)
    if outcome.stance != "forbidden" or outcome.opens is None:
        return words
    return f"{words} until {_span(outcome.opens, at_last.opens, evaluation)}"


def _span(first: pendulum.DateTime | None, last: pendulum.DateTime | None, evaluation: Evaluation) -> str:
    one, other = ("never" if at is None else layout.shown_at(at, evaluation) for at in (first, last))
    return one if one == other else f"{one}, or never" if last is None else f"{one} up to {other}"
