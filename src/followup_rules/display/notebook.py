"""What a notebook shows of an evaluation and of an agenda: the picture, and below it a table.

The table takes its colours from the page, so that it is legible in light and in dark; every text is escaped, since the
whole is built as elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias
from xml.etree import ElementTree as ET

from followup_rules.analysis.agenda import Agenda, AgendaItem
from followup_rules.display.pictures import drawing
from followup_rules.display.words import DEPENDS, NOT, SECTIONS, dates, group_by_channel, section, why
from followup_rules.errors import shown
from followup_rules.evaluation.evaluation import Evaluation, Ruling
from followup_rules.temporal import instants
from followup_rules.timeline.words import Subject, how, listed, readable, what

_TABLE: Final = "border-collapse: collapse; color: inherit; background: none; font-size: 0.9em; margin: 0.5em 0"
_CELL: Final = (
    "text-align: left; vertical-align: top; padding: 0.25em 1em 0.25em 0; background: none; white-space: normal"
)
_RULED: Final = f"{_CELL}; border-top: 1px solid rgba(128, 128, 128, 0.4)"
_HEAD: Final = f"{_CELL}; padding-top: 0.9em; font-size: 1.1em"
_FAINT: Final = "opacity: 0.75; font-size: 0.9em"

# each cell is its lines, the last cell the reason and what it cites
Cells: TypeAlias = tuple[Sequence[str], ...]


def in_html(value: object) -> str:
    """What a notebook shows of a value: an evaluation or an agenda."""
    if isinstance(value, Evaluation):
        return evaluation_html(value)
    if isinstance(value, Agenda):
        return agenda_html(value)
    raise TypeError(f"{shown(value)} is not shown in notebooks; expected an evaluation or an agenda")


def evaluation_html(evaluation: Evaluation) -> str:
    """
    An evaluation as HTML: the picture, and what to do now, what is allowed, what to wait for and what not to do.

    >>> from followup_rules import Interview, Timeline, evaluate
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> html = evaluation_html(evaluate(timeline))
    >>> html[:5], "thank every interviewer within 24 hours" in html
    ('<div>', True)
    """
    rulings: dict[str, list[Ruling]] = {}
    for ruling in evaluation:
        rulings.setdefault(section(ruling), []).append(ruling)
    page = ET.Element("div")
    page.append(drawing(evaluation))
    table = _table(page)
    for name in SECTIONS:
        if name == NOT and name in rulings:
            # what is closed for good is long and seldom asked for
            closed = ET.SubElement(page, "details")
            ET.SubElement(closed, "summary").text = f"{NOT} ({len(rulings[name])} of {len(evaluation.rulings)} actions)"
            table = _table(closed)
        elif name in rulings:
            _header(table, name)
        for cells in _merged(rulings.get(name, ()), name, evaluation):
            _row(table, cells)
    return _written(page)


def agenda_html(agenda: Agenda) -> str:
    """
    An agenda as HTML: the picture, what is due already, and what comes next, each with its date.

    >>> from followup_rules import Interview, Timeline
    >>> from followup_rules.analysis.agenda import agenda
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> "Tue 7 Oct 2025, 10:00" in agenda_html(agenda(timeline))
    True
    """
    page = ET.Element("div")
    until = agenda.until_us if agenda.until_us is None or agenda.until_us > agenda.evaluation.now_us else None
    page.append(drawing(agenda.evaluation, until=until))
    table = _table(page)
    for name, items in (("Already", agenda.standing), ("To come", agenda.items)):
        if items:
            _header(table, name)
        for cells in _together(items, agenda.evaluation):
            _row(table, cells)
    if not agenda.standing and not agenda.items:
        _header(table, "Nothing is due, and nothing to come")
    return _written(page)


def _merged(rulings: Iterable[Ruling], name: str, evaluation: Evaluation) -> Iterator[Cells]:
    """A row for all of which the same is said: first the channels of one action, then the actions that share them."""
    found = (
        (
            (tuple(dates(ruling, evaluation)) if name != NOT else (), _because(ruling)),
            (ruling.action.kind, ruling.action.to),
            ruling.action.channel,
        )
        for ruling in rulings
    )
    for (when, because), together, channels in group_by_channel(found):
        yield (what(together),), (how(channels),), when, because


def _because(ruling: Ruling) -> tuple[str, str]:
    reasons = [*ruling.advice_reasons, *ruling.reasons]
    if ruling.stance in ("forbidden", "undetermined"):
        reasons.sort(key=lambda reason: reason.effect != "forbid")
    said, cites = why(reasons)
    if section(ruling) == DEPENDS:
        said = f"perhaps {'against' if reasons[0].effect == 'forbid' else 'for'} it: {said}"
    return said, cites


def _together(items: Iterable[AgendaItem], evaluation: Evaluation) -> Iterator[Cells]:
    """A row for what opens and is due at once, and for all that changes at one instant for the same reasons."""
    changes: dict[tuple[str, Subject, str], list[AgendaItem]] = {}
    for item in items:
        key = _when(item, evaluation), (item.kind, item.to), how(item.channels)
        changes.setdefault(key, []).append(item)
    subjects: dict[tuple[str, str, str, tuple[str, str]], list[Subject]] = {}
    for (when, subject, by), at_once in changes.items():
        words = listed([item.what for item in at_once], "and")
        # why something is due says more than why it may be done
        reasons = [reason for item in reversed(at_once) for reason in item.reasons]
        subjects.setdefault((when, words, by, why(reasons) if reasons else ("", "")), []).append(subject)
    for (when, words, by, told), together in subjects.items():
        yield (when,), (words,), (what(together), by), told


def _when(item: AgendaItem, evaluation: Evaluation) -> str:
    if item.at is None:
        return "always"
    return readable(instants.unchecked(item.at), instants.zone(evaluation.timeline.zone))


# -- elements


def _table(parent: ET.Element) -> ET.Element:
    return ET.SubElement(ET.SubElement(parent, "table", {"style": _TABLE}), "tbody")


def _header(table: ET.Element, name: str) -> None:
    row = ET.SubElement(table, "tr")
    ET.SubElement(row, "th", {"colspan": "4", "scope": "colgroup", "style": _HEAD}).text = name


def _row(table: ET.Element, cells: Cells) -> None:
    """A line for each text of a cell; of the last cell the second, which cites, is fainter."""
    row = ET.SubElement(table, "tr")
    for number, lines in enumerate(cells):
        cell = ET.SubElement(row, "td", {"style": _RULED})
        for place, line in enumerate(line for line in lines if line):
            style = {"style": _FAINT} if place and number == len(cells) - 1 else {}
            ET.SubElement(cell, "div", style).text = line


def _written(page: ET.Element) -> str:
    # in HTML only few elements may close themselves
    return ET.tostring(page, encoding="unicode", short_empty_elements=False)
