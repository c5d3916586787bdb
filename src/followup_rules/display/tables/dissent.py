"""Who says what: a row for each action of which the sources of a policy do not all say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from followup_rules.analysis.comparison import Dissent
from followup_rules.display.tables import layout
from followup_rules.display.words import group_by_channel, named
from followup_rules.evaluation.evaluation import Evaluation
from followup_rules.timeline.vocabulary import Channel
from followup_rules.timeline.words import Subject, listed

_WORDS: Final = {"allowed": "allowed", "forbidden": "forbidden", "undetermined": "depends", "silent": "silent"}
_MARKS: Final = {"allowed": "yes", "forbidden": "no", "undetermined": "?", "silent": "-"}
_DECIDED: Final = "*"
_ACTION: Final = 22
_GAP: Final = 2

# the outcome, what each source says, and whose word decided
Said: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
Together: TypeAlias = tuple[Said, list[Subject], list[Channel]]


def report(evaluation: Evaluation, found: Sequence[Dissent], width: int) -> RenderableType:
    """Those that disagree with a column for each source, where there is room for it, and how many agree."""
    width = min(width, layout.WIDEST)
    names = [*evaluation.by_source]
    parts: list[RenderableType] = []
    rows = [*group_by_channel(_said(one for one in found if not one.unanimous))]
    if rows:
        marks = _marks(len(names), width)
        table = _columns(rows, names, marks, width) if marks else layout.two_columns(_listed(rows, names), width)
        parts.append(layout.section("They disagree", "bold magenta", table))
        if marks:
            parts.append(layout.note(_legend(names, marks), width))
        else:
            parts.append(layout.note(f"{_DECIDED}: its word decided.", width))
    agreed = sum(len(one.channels) for one in found if one.unanimous)
    what = f"{agreed} of {len(evaluation.rulings)} actions" if rows else "every action"
    parts.append(layout.note(f"On {what} all that speak agree.", width))
    return layout.report(layout.title(evaluation), *parts)


def _said(found: Iterable[Dissent]) -> Iterator[tuple[Said, Subject, Channel]]:
    for one in found:
        for channel in one.channels:
            yield (one.stance, tuple(one.says.values()), one.decided_by), (one.kind, one.to), channel


def _marks(count: int, width: int) -> dict[str, str]:
    """Words for the cells, or shorter marks where there is no room for words; none where there is for neither."""
    for marks in (_WORDS, _MARKS):
        if _ACTION + (_GAP + _outcome_width()) + count * (_GAP + _cell_width(marks)) <= width:
            return marks
    return {}


def _cell_width(marks: dict[str, str]) -> int:
    return max(map(len, marks.values())) + len(_DECIDED)


def _outcome_width() -> int:
    return max(map(len, _WORDS.values()))


def _columns(rows: Iterable[Together], names: Sequence[str], marks: dict[str, str], width: int) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, width=width, header_style="bold")
    table.add_column("")
    table.add_column("outcome", no_wrap=True, width=_outcome_width())
    for number, _ in enumerate(names, 1):
        table.add_column(f"{number}", no_wrap=True, width=_cell_width(marks))
    for number, ((stance, says, decided), subjects, channels) in enumerate(rows):
        if number:
            table.add_row()
        cells = (_cell(marks[said], name in decided) for name, said in zip(names, says, strict=True))
        table.add_row(layout.joined([(named(subjects, channels), "bold")]), Text(_WORDS[stance], "bold"), *cells)
    return table


def _cell(mark: str, decided: bool) -> Text:
    return Text(f"{mark}{_DECIDED}" if decided else mark, "bold" if decided else "")


def _listed(rows: Iterable[Together], names: Sequence[str]) -> Iterator[layout.Row]:
    """The same without columns: who says each thing, below each other."""
    for (stance, says, decided), subjects, channels in rows:
        by: dict[str, list[str]] = {}
        for name, said in zip(names, says, strict=True):
            by.setdefault(_WORDS[said], []).append(f"{name}{_DECIDED}" if name in decided else name)
        lines = [(f"{word}: {listed(who, 'and')}", "") for word, who in by.items()]
        yield layout.Row(((named(subjects, channels), "bold"),), ((_WORDS[stance], "bold"), *lines))


def _legend(names: Sequence[str], marks: dict[str, str]) -> str:
    numbers = ", ".join(f"{number}: {name}" for number, name in enumerate(names, 1))
    words = "" if marks is _WORDS else f" {', '.join(f'{marks[word]}: {said}' for word, said in _WORDS.items())}."
    return f"{numbers}.{words} {_DECIDED}: its word decided."
