"""Reports laid out for a terminal, with `rich`; nothing else in the library needs that.

Every text is wrapped in `rich.text.Text`, so that nothing in an input is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from followup_rules.display.report import FAINT, PLAIN, STRONG, Line, Listing, Note, Part, Report, Row, Section
from followup_rules.display.reports.comparison import DECIDED, STANCE_WORDS
from followup_rules.timeline.words import printable

WIDEST: Final = 110
_GAP: Final = 2
_MARKS: Final = {"allowed": "yes", "forbidden": "no", "undetermined": "?", "silent": "-"}
_ACTION: Final = 22


def laid_out(report: Report, width: int) -> RenderableType:
    """A report for a terminal of that width, with an empty line before each part."""
    width = min(width, WIDEST)
    parts = chain.from_iterable((Text(), *_part(part, width)) for part in report.parts)
    return Group(Constrain(Text.assemble(*report.title), width), *parts)


def _part(part: Part, width: int) -> Iterator[RenderableType]:
    match part:
        case Section():
            yield Text(part.head, f"bold {part.colour}")
            yield from _votes(part, width) if part.sources else [_two_columns(part.rows, width)]
        case Note():
            yield _sentence(part.text, part.style, width)
        case Listing():
            yield from (_listed(line, width) for line in part.lines)


def _two_columns(rows: Iterable[Row], width: int) -> Table:
    """An empty line between rows; a word that does not fit is continued on the next line."""
    table = Table(box=None, show_header=False, padding=(0, _GAP, 0, 0), pad_edge=False, width=width)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    for number, row in enumerate(rows):
        if number:
            table.add_row()
        table.add_row(_joined(row.left), _joined(row.right))
    return table


def _joined(lines: Iterable[Line]) -> Text:
    return Text("\n").join(Text(printable(text), style) for text, style in lines if text)


def _sentence(text: str, style: str, width: int) -> RenderableType:
    return Constrain(Text(printable(text), style), width)


def _listed(line: str, width: int) -> RenderableType:
    """A heading or a sentence by itself; an item of a list, and what belongs to it, indented."""
    mark, text = line[:2], line[2:]
    if mark not in ("- ", "  "):
        return _sentence(line, STRONG if line.endswith(":") else PLAIN, width)
    item = Table.grid(padding=0)
    item.add_column(width=len(mark))
    item.add_column()
    item.add_row(Text(mark), _joined([(text, PLAIN if mark == "- " else FAINT)]))
    return Constrain(item, width)


def _votes(part: Section, width: int) -> Iterator[RenderableType]:
    """A column for each source, in words or in marks as there is room; without columns if there is no room."""
    outcome = max(map(len, STANCE_WORDS.values()))
    room = (width - _ACTION - _GAP - outcome) // len(part.sources) - _GAP - len(DECIDED)
    marks = next((marks for marks in (STANCE_WORDS, _MARKS) if max(map(len, marks.values())) <= room), None)
    legend = f"{DECIDED} decided the outcome."
    if marks is None:
        yield _two_columns(part.rows, width)
    else:
        table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, width=width, header_style=STRONG)
        table.add_column("")
        table.add_column("outcome", no_wrap=True, width=outcome)
        for number, _ in enumerate(part.sources, 1):
            cell = max(map(len, marks.values())) + len(DECIDED)
            table.add_column(f"{number}", no_wrap=True, width=cell)
        for number, row in enumerate(part.rows):
            if number:
                table.add_row()
            cells = (Text(marks[stance] + DECIDED * ours, STRONG if ours else PLAIN) for stance, ours in row.votes)
            table.add_row(_joined(row.left), _joined(row.right[:1]), *cells)
        yield table
        numbers = ", ".join(f"{number}: {name}" for number, name in enumerate(part.sources, 1))
        meanings = ", ".join(f"{mark}: {STANCE_WORDS[stance]}" for stance, mark in marks.items())
        legend = f"{numbers}. {'' if marks is STANCE_WORDS else f'{meanings}. '}{legend}"
    yield Text()
    yield _sentence(legend, FAINT, width)
