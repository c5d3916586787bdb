"""An explanation, and what would make the action allowed, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from followup_rules.analysis.remedies import Remedy
from followup_rules.display.tables import layout
from followup_rules.evaluation.evaluation import Ruling

_ITEM: Final = "- "
_INDENT: Final = "  "


def report(ruling: Ruling, explanation: str, remedies: Sequence[Remedy], width: int) -> RenderableType:
    """The explanation's paragraphs, then the changes."""
    verdict, *paragraphs = explanation.split("\n\n")
    if ruling.stance != "allowed":
        paragraphs.append("\n".join(_remedies(remedies)))
    parts = (Group(*_laid_out(paragraph.split("\n"), width)) for paragraph in paragraphs)
    return layout.report(layout.note(verdict, width, "bold"), *parts)


def _laid_out(lines: Iterable[str], width: int) -> Iterator[RenderableType]:
    """Headings and sentences by themselves; the items of a list, and what belongs to them, indented."""
    for line in lines:
        mark, text = line[:2], line[2:]
        if mark in (_ITEM, _INDENT):
            item = Table.grid(padding=0)
            item.add_column(width=len(_ITEM))
            item.add_column()
            style = "" if mark == _ITEM else "dim"
            item.add_row(Text(mark), layout.joined([(text, style)]))
            yield Constrain(item, min(width, layout.WIDEST))
        else:
            yield layout.note(line, width, "bold" if line.endswith(":") else "")


def _remedies(remedies: Sequence[Remedy]) -> Iterator[str]:
    if not remedies:
        yield "No wait, no single fact and no single event would make it allowed."
        return
    yield "What would make it allowed:"
    for remedy in remedies:
        yield f"{_ITEM}{remedy.says}"
