"""A comparison of two policies: a row for each stretch of time in which they differ, alike actions together."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from followup_rules.analysis.comparison import Comparison, Difference, Said
from followup_rules.display.tables import layout
from followup_rules.display.tables.outcomes import stance_words
from followup_rules.display.words import group_by_channel, why
from followup_rules.temporal import instants
from followup_rules.timeline.words import how, what


def report(comparison: Comparison, width: int) -> RenderableType:
    """The comparison as a title and a table, or a sentence where they agree."""
    one, other = comparison.one.policy.name, comparison.other.policy.name
    until = "" if comparison.until is None else f", until {layout.shown_at(comparison.until, comparison.one)}"
    head = layout.title(comparison.one, name=f"{one} and {other}", more=until)
    if not comparison.differences:
        return layout.report(head, layout.note("They say the same of every action.", width))
    rows = layout.two_columns(_rows(comparison), width)
    section = layout.section("They differ", "bold magenta", rows)
    return layout.report(head, section, layout.note("Of all else they say the same.", width))


def _rows(comparison: Comparison) -> Iterator[layout.Row]:
    found = (
        (
            (
                _when(difference, comparison),
                _says(comparison.one.policy.name, difference.one),
                _says(comparison.other.policy.name, difference.other),
            ),
            (difference.kind, difference.to),
            channel,
        )
        for difference in comparison
        for channel in difference.channels
    )
    before: tuple[str, str] | None = None
    for (when, one, other), subjects, channels in group_by_channel(found):
        names = what(subjects), how(channels)
        left = () if names == before else ((names[0], "bold"), (names[1], ""))
        yield layout.Row(left, ((when, "bold"), *one, *other))
        before = names


def _when(difference: Difference, comparison: Comparison) -> str:
    starts = layout.shown_at(difference.starts, comparison.one)
    at_once = instants.unchecked(difference.starts) == comparison.one.now_us
    if difference.ends is None:
        return "from now on" if at_once else f"from {starts} on"
    ends = layout.shown_at(difference.ends, comparison.one)
    return f"now, until {ends}" if at_once else f"from {starts} until {ends}"


def _says(name: str, said: Said) -> tuple[layout.Line, ...]:
    because, cites = why(said.reasons) if said.reasons else ("", "")
    words = f"{name}: {stance_words(said.stance, said.advice)}"
    return (f"{words}; {because}" if because else words, ""), (cites, "dim")
