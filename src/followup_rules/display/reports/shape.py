"""What a report is made of: a title, sections of rows, notes, listings and votes. Nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from followup_rules.display.words import why
from followup_rules.evaluation.evaluation import Evaluation, Reason
from followup_rules.timeline.words import listed, printable, readable

PLAIN: Final = ""
STRONG: Final = "bold"
ALARM: Final = "bold red"
FAINT: Final = "dim"

# a text and its style
Line: TypeAlias = tuple[str, str]


@attrs.frozen
class Row:
    """A row of two cells, each of some lines: what it is about, and what is said of it. Empty lines are left out."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]


@attrs.frozen
class Section:
    """
    A heading, its colour, and the rows below it.

    A notebook folds the section away behind the words in `folded`, where there are any.
    """

    head: str
    colour: str
    rows: tuple[Row, ...]
    folded: str = ""


@attrs.frozen
class Note:
    """A sentence by itself."""

    text: str
    style: str = FAINT


@attrs.frozen
class Listing:
    """Lines of text: headings end with a colon, items begin with "- ", and what belongs to an item with two spaces."""

    lines: tuple[str, ...]


@attrs.frozen
class Vote:
    """Actions, the stance that was the outcome for them, the stance of each source, and the sources that decided."""

    actions: str
    outcome: str
    stances: tuple[str, ...]
    deciders: tuple[str, ...]


STANCE_WORDS: Final = {
    "allowed": "allowed",
    "forbidden": "forbidden",
    "undetermined": "depends",
    "silent": "no rule",
}
DECIDED: Final = "*"


@attrs.frozen
class Votes:
    """A heading, and a row for each vote with a column for each source."""

    head: str
    names: tuple[str, ...]
    votes: tuple[Vote, ...]

    @property
    def section(self) -> Section:
        """The same without columns: the sources of each stance below each other."""
        return Section(self.head, "magenta", tuple(map(self._row, self.votes)))

    def _row(self, vote: Vote) -> Row:
        sources: dict[str, list[str]] = {}
        for name, stance in zip(self.names, vote.stances, strict=True):
            sources.setdefault(STANCE_WORDS[stance], []).append(f"{name}{DECIDED * (name in vote.deciders)}")
        lines = ((f"{word}: {listed(names, 'and')}", PLAIN) for word, names in sources.items())
        return Row(((vote.actions, STRONG),), ((STANCE_WORDS[vote.outcome], STRONG), *lines))


Part: TypeAlias = Section | Note | Listing | Votes


@attrs.frozen
class Report:
    """A title, made of words in one line, and what stands below it."""

    title: tuple[Line, ...]
    parts: tuple[Part, ...]


def report(evaluation: Evaluation, parts: Iterable[Part], *, name: str = "", more: str = "") -> Report:
    """A report whose title says by which policy it is, as of when, and in which zone."""
    timeline = evaluation.timeline
    now = readable(evaluation.now_us // 1_000_000 * 1_000_000, timeline.history.zone)
    policy = printable(name or evaluation.policy.name)
    return Report(((policy, STRONG), (f", as of {now}{more} ({timeline.zone})", PLAIN)), tuple(parts))


def section(head: str, colour: str, rows: Iterable[Row], *, folded: str = "") -> tuple[Section, ...]:
    """A section with these rows; none where there are no rows."""
    found = tuple(rows)
    return (Section(head, colour, found, folded),) if found else ()


def because(reasons: Iterable[Reason]) -> tuple[Line, Line]:
    """The lines that tell why, and what is cited."""
    says, cites = why(reasons)
    return (says, PLAIN), (cites, FAINT)
