"""A comparison of two policies: a row for each stretch of time in which they differ, like actions together."""

from __future__ import annotations

from collections.abc import Iterator

from followup_rules.analysis.comparison import Comparison, DifferingStretch, Position
from followup_rules.analysis.grouping import actions_of, group_by_channel
from followup_rules.display.reports.shape import FAINT, PLAIN, STRONG, Line, Note, Report, Row, report, section
from followup_rules.display.words import date_words, standing, why
from followup_rules.temporal import instants
from followup_rules.timeline.words import how, what


def comparison_report(comparison: Comparison) -> Report:
    """The comparison as a table, or as a sentence where the policies agree."""
    name = f"{comparison.one.policy.name} and {comparison.other.policy.name}"
    until = "" if comparison.until is None else f", until {date_words(comparison.until, comparison.one)}"
    rows = section("They differ", "magenta", _rows(comparison))
    agreed = Note(f"They agree on {'everything else' if rows else 'every action'}.")
    return report(comparison.one, [*rows, agreed], name=name, more=until)


def _rows(comparison: Comparison) -> Iterator[Row]:
    found = (
        (
            action,
            (
                _when(stretch, comparison),
                _says(comparison.one.policy.name, stretch.one),
                _says(comparison.other.policy.name, stretch.other),
            ),
        )
        for stretch in comparison
        for action in actions_of(stretch)
    )
    before: tuple[Line, ...] = ()
    for (when, one, other), subjects, channels in group_by_channel(found):
        names = (what(subjects), STRONG), (how(channels), PLAIN)
        yield Row(() if names == before else names, ((when, STRONG), *one, *other))
        before = names


def _when(stretch: DifferingStretch, comparison: Comparison) -> str:
    starts = date_words(stretch.starts, comparison.one)
    at_once = instants.unchecked(stretch.starts) == comparison.one.now_us
    if stretch.ends is None:
        return "from now on" if at_once else f"from {starts} on"
    ends = date_words(stretch.ends, comparison.one)
    return f"now, until {ends}" if at_once else f"from {starts} until {ends}"


def _says(name: str, position: Position) -> tuple[Line, ...]:
    says, cites = why(position.reasons)
    words = f"{name}: {standing(position.stance, position.advice)}"
    return (f"{words}; {says}" if says else words, PLAIN), (cites, FAINT)
