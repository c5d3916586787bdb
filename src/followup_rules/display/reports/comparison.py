"""Where two policies differ, a row for each stretch of time; and which source of a combined policy says what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from followup_rules.analysis.comparison import Comparison, DifferingStretch, Dissent, Position
from followup_rules.analysis.grouping import actions_of, group_by_channel
from followup_rules.display.report import FAINT, PLAIN, STRONG, Line, Report, Row, Section
from followup_rules.display.words import date_words, named, standing, why
from followup_rules.evaluation.evaluation import Evaluation
from followup_rules.temporal import instants
from followup_rules.timeline.words import how, listed, what


def comparison_report(comparison: Comparison) -> Report:
    """The comparison as a table, or as a sentence where the policies agree."""
    one, other = comparison.one, comparison.other
    until = "" if comparison.until is None else f", until {date_words(comparison.until, one)}"
    rows = Section("They differ", "magenta", _rows(comparison))
    agreed = f"They agree on {'everything else' if rows.rows else 'every action'}."
    return Report.of(one, rows, agreed, name=f"{one.policy.name} and {other.policy.name}", more=until)


def _rows(comparison: Comparison) -> Iterator[Row]:
    one, other = comparison.one.policy.name, comparison.other.policy.name
    found = (
        (action, ((_when(part, comparison), STRONG), *_says(one, part.one), *_says(other, part.other)))
        for part in comparison
        for action in actions_of(part)
    )
    before: tuple[Line, ...] = ()
    for lines, subjects, channels in group_by_channel(found):
        about = (what(subjects), STRONG), (how(channels), PLAIN)
        yield Row(() if about == before else about, lines)
        before = about


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


# -- the sources of a combined policy


STANCE_WORDS: Final = {"allowed": "allowed", "forbidden": "forbidden", "undetermined": "depends", "silent": "no rule"}
DECIDED: Final = "*"


def dissent_report(evaluation: Evaluation, found: Sequence[Dissent]) -> Report:
    """The actions on which the sources disagree, and on how many they agree."""
    rows = _votes(one for one in found if not one.unanimous)
    votes = Section("They disagree", "magenta", rows, sources=tuple(evaluation.by_source))
    agreed = sum(len(one.channels) for one in found if one.unanimous)
    actions = f"{agreed} of {len(evaluation.rulings)} actions" if votes.rows else "every action"
    return Report.of(evaluation, votes, f"All sources that have a rule agree on {actions}.")


def _votes(found: Iterable[Dissent]) -> Iterator[Row]:
    """The outcome, and below it the sources of each stance."""
    grouped = group_by_channel(
        (action, (one.stance, tuple(one.says.items()), one.decided_by)) for one in found for action in actions_of(one)
    )
    for (outcome, stances, deciders), subjects, channels in grouped:
        sources: dict[str, list[str]] = {}
        for name, stance in stances:
            sources.setdefault(STANCE_WORDS[stance], []).append(f"{name}{DECIDED * (name in deciders)}")
        lines = ((f"{word}: {listed(names, 'and')}", PLAIN) for word, names in sources.items())
        votes = tuple((stance, name in deciders) for name, stance in stances)
        yield Row(((named(subjects, channels), STRONG),), ((STANCE_WORDS[outcome], STRONG), *lines), votes)
