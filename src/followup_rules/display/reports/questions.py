"""What would change the rulings: a row for each unknown fact, and for each number with a range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import pendulum

from followup_rules.analysis.grouping import actions_of, group_by_channel
from followup_rules.analysis.sensitivity import Change, OpenQuestion, Sensitivity
from followup_rules.display.report import FAINT, PLAIN, STRONG, Line, Report, Row, Section
from followup_rules.display.reports.agenda import VERBS
from followup_rules.display.words import cited, named, standing
from followup_rules.evaluation.evaluation import Evaluation, Outcome
from followup_rules.temporal import instants
from followup_rules.temporal.values import as_data
from followup_rules.timeline.words import listed, readable, value_words

_DATES: Final = ("opens", "closes", "due", "overdue")
_MOST: Final = 6
_NEVER: Final = "never"


def questions_report(evaluation: Evaluation, facts: Sequence[OpenQuestion], numbers: Sequence[Sensitivity]) -> Report:
    """Both parts, each as a table, or as a sentence where nothing is in it."""
    no_fact = "No unknown fact would change a ruling."
    no_number = "No number would change a ruling at another value of its range."
    return Report.of(
        evaluation,
        Section("Unknown facts", "magenta", (_fact(one, evaluation) for one in facts), no_fact),
        Section("Numbers with a range", "cyan", (_number(one, evaluation) for one in numbers), no_number),
    )


def _fact(question: OpenQuestion, evaluation: Evaluation) -> Row:
    left = (question.fact, STRONG), (question.about, PLAIN), (question.declared, FAINT)
    cases = ((as_data(answer.values), answer.changes, answer.changes_at_last) for answer in question.answers)
    return Row(left, tuple(line for case in cases for line in _case(*case, evaluation)))


def _number(number: Sensitivity, evaluation: Evaluation) -> Row:
    quantity = number.quantity
    value = f"{quantity.value} {quantity.unit.value}; the range is {quantity.low} to {quantity.high}"
    left = (quantity.name, STRONG), (value, PLAIN), (quantity.note, PLAIN), (cited(quantity.cites), FAINT)
    cases = ((range(turn.least, turn.most + 1), turn.changes, turn.changes_at_most) for turn in number.turns)
    return Row(left, tuple(line for case in cases for line in _case(*case, evaluation)))


# -- what becomes of rulings: how they stand then, and how they stand now


def _case(
    values: Iterable[Any], first: Iterable[Change], last: Iterable[Change], evaluation: Evaluation
) -> Iterator[Line]:
    """The values, then each change, like ones together; a date that moves between *first* and *last* with both."""
    yield f"if {value_words(values)}", STRONG
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
        verbs = [VERBS[date][several] for date in dates]
        if words.startswith(_NEVER):
            verbs, words = [_never(verb) for verb in verbs], words.removeprefix(_NEVER).lstrip()
        said = f"{listed(verbs, 'and')} {words}" if dates else words
        lines.append(f"{named(subjects, channels)}: {said}")
    more = [f"and {len(lines) - _MOST} more"] * (len(lines) > _MOST)
    yield from ((line, PLAIN) for line in (*lines[:_MOST], *more))


def _never(verb: str) -> str:
    """The verb with "never" in its place: "is never due", "never opens"."""
    first, _, rest = verb.partition(" ")
    return f"{first} {_NEVER} {rest}" if first in ("is", "are") else f"{_NEVER} {verb}"


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
    moves = at_last.opens not in (None, outcome.opens)
    return f"{words} until {'a date ' * moves}{_span(outcome.opens, at_last.opens, evaluation)}"


def _span(first: pendulum.DateTime | None, last: pendulum.DateTime | None, evaluation: Evaluation) -> str:
    """One date, or the earlier and the later of two."""
    # as integers: two pendulum values in one zone compare by their clocks
    instants_us = sorted({instants.unchecked(at) for at in (first, last) if at is not None})
    dates = [readable(at, evaluation.timeline.history.zone) for at in instants_us]
    if not dates:
        return _NEVER
    if None in (first, last):
        return f"{dates[0]}, or never"
    return dates[0] if len(dates) == 1 else f"between {dates[0]} and {dates[1]}"
