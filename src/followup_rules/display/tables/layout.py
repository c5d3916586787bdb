"""The shape that all reports share: a title, sections, and rows of two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
from rich.console import Group, OverflowMethod, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from followup_rules.temporal import instants
from followup_rules.timeline.words import printable, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pendulum

    from followup_rules.evaluation.evaluation import Evaluation

WIDEST: Final = 110

Line: TypeAlias = tuple[str, str]


@attrs.frozen
class Row:
    """A row of two cells, each some lines: a text and its style."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]


def report(head: RenderableType, *parts: RenderableType) -> RenderableType:
    """A title and what comes below it, with an empty line before each part."""
    return Group(head, *(piece for part in parts for piece in (Text(), part)))


def title(evaluation: Evaluation, *, name: str = "", more: str = "") -> Text:
    """By which policy, as of when, and in which zone."""
    timeline = evaluation.timeline
    now = readable(instants.unchecked(evaluation.now.replace(microsecond=0)), instants.zone(timeline.zone))
    return Text.assemble((printable(name or evaluation.policy.name), "bold"), f", as of {now}{more} ({timeline.zone})")


def section(head: str, style: str, *parts: RenderableType) -> RenderableType:
    """A heading, which says in words what its style says, and what stands below it."""
    return Group(Text(head, style), *parts)


def two_columns(rows: Iterable[Row], width: int, *, overflow: OverflowMethod = "fold") -> Table:
    """What, and what is said of it; an empty line between rows. A word with no room for it goes on on the next line."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, width=min(width, WIDEST))
    table.add_column(ratio=2, overflow=overflow)
    table.add_column(ratio=3, overflow=overflow)
    for number, row in enumerate(rows):
        if number:
            table.add_row()
        table.add_row(joined(row.left), joined(row.right))
    return table


def joined(lines: Iterable[Line]) -> Text:
    """Lines below each other, the empty ones left out."""
    return Text("\n").join(Text(printable(text), style) for text, style in lines if text)


def note(text: str, width: int, style: str = "dim") -> RenderableType:
    """A sentence by itself."""
    return Constrain(Text(printable(text), style), min(width, WIDEST))


# -- instants


def shown_at(instant: pendulum.DateTime, evaluation: Evaluation) -> str:
    """An instant of an answer for a person, in the timeline's zone."""
    return readable(instants.unchecked(instant), instants.zone(evaluation.timeline.zone))


def dates_of(at: Iterable[pendulum.DateTime], evaluation: Evaluation) -> Iterator[str]:
    """Instants in order of time as labels of rows: one that is now by that word, a day and an instant named once."""
    last, last_day = "", ""
    for instant in at:
        label = (
            "now"
            if instants.unchecked(instant) == instants.unchecked(evaluation.now)
            else shown_at(instant, evaluation)
        )
        day, _, time = label.partition(", ")
        yield "" if label == last else time if day == last_day else label
        last, last_day = label, day
