"""What a report is made of: a title, sections of rows, notes and listings. Nothing is said by colour alone.

A report is data. `display.reports` makes one of each kind of answer, `display.terminal` lays it out for a terminal,
`display.notebook` for a notebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import attrs

from followup_rules.display.words import why
from followup_rules.evaluation.evaluation import Evaluation, Reason
from followup_rules.timeline.words import printable, readable

PLAIN: Final = ""
STRONG: Final = "bold"
ALARM: Final = "bold red"
FAINT: Final = "dim"

# a text and its style
Line: TypeAlias = tuple[str, str]


@attrs.frozen
class Row:
    """
    A row of two cells, each of some lines: what it is about, and what is said of it. Empty lines are left out.

    Where sources vote, `votes` has the stance of each, and whether it decided; the first line on the right is the
    outcome.
    """

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    votes: tuple[tuple[str, bool], ...] = ()


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(rows)


@attrs.frozen
class Section:
    """
    A heading, its colour, and the rows below it. A report without rows for it has the note `otherwise`, or nothing.

    A notebook folds the section away behind the words in `folded`, where there are any. Where its rows have votes,
    `sources` are the names of those who vote; a terminal gives each a column, if there is room.
    """

    head: str
    colour: str
    rows: tuple[Row, ...] = attrs.field(converter=_in_order)
    otherwise: str = ""
    folded: str = ""
    sources: tuple[str, ...] = ()


@attrs.frozen
class Note:
    """A sentence by itself."""

    text: str
    style: str = FAINT


@attrs.frozen
class Listing:
    """Lines of text: headings end with a colon, items begin with "- ", and what belongs to an item with two spaces."""

    lines: tuple[str, ...]


Part: TypeAlias = Section | Note | Listing


@attrs.frozen
class Report:
    """A title, made of words in one line, and what stands below it."""

    title: tuple[Line, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, evaluation: Evaluation, *parts: Part | str, name: str = "", more: str = "") -> Report:
        """A report whose title says by which policy it is, as of when, and in which zone; a text is a note."""
        timeline = evaluation.timeline
        now = readable(evaluation.now_us // 1_000_000 * 1_000_000, timeline.history.zone)
        policy = printable(name or evaluation.policy.name)
        title = (policy, STRONG), (f", as of {now}{more} ({timeline.zone})", PLAIN)
        filled = (part.otherwise if isinstance(part, Section) and not part.rows else part for part in parts)
        return cls(title, tuple(Note(part) if isinstance(part, str) else part for part in filled if part))


def because(reasons: Iterable[Reason], before: str = "", after: str = "") -> tuple[Line, Line]:
    """The lines that tell why, with what stands before and after the reason, and what is cited."""
    says, cites = why(reasons)
    return (f"{before}{says}{after}", PLAIN), (cites, FAINT)


def by_date(found: Iterable[tuple[int, tuple[Line, ...]]], evaluation: Evaluation) -> Iterator[Row]:
    """Rows in order of time: the present is "now", and a day or an instant is not repeated."""
    last, last_day = "", ""
    for instant, lines in found:
        label = "now" if instant == evaluation.now_us else readable(instant, evaluation.timeline.history.zone)
        day, _, time = label.partition(", ")
        yield Row((("" if label == last else time if day == last_day else label, STRONG),), lines)
        last, last_day = label, day
