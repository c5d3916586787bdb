"""Answers laid out for a notebook: a report as HTML, below a picture where there is one.

The tables take their colours from the page, so that they are legible in light and in dark. Every text is escaped,
since the whole is built as elements.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from followup_rules.analysis.agenda import Agenda
from followup_rules.analysis.audit import Audit
from followup_rules.analysis.comparison import Comparison
from followup_rules.analysis.plan import Plan
from followup_rules.analysis.remedies import why_not
from followup_rules.decision import Decision
from followup_rules.display.explanation import explanation_report
from followup_rules.display.pictures import drawing
from followup_rules.display.report import ALARM, FAINT, PLAIN, STRONG, Line, Listing, Note, Section
from followup_rules.display.reports.agenda import agenda_report
from followup_rules.display.reports.audit import audit_report
from followup_rules.display.reports.comparison import comparison_report
from followup_rules.display.reports.decision import decision_report
from followup_rules.display.reports.evaluation import evaluation_report
from followup_rules.display.reports.plan import plan_report
from followup_rules.display.reports.review import review_report
from followup_rules.drafts import DraftReview
from followup_rules.errors import shown
from followup_rules.evaluation.evaluation import Evaluation, Ruling
from followup_rules.timeline.words import printable

_TABLE: Final = "border-collapse: collapse; color: inherit; background: none; font-size: 0.9em; margin: 0.5em 0"
_CELL: Final = (
    "text-align: left; vertical-align: top; padding: 0.25em 1em 0.25em 0; background: none; white-space: normal; "
    "border-top: 1px solid rgba(128, 128, 128, 0.4)"
)
_HEAD: Final = f"{_CELL}; border-top: none; padding-top: 0.9em; font-size: 1.1em"
_STYLES: Final = {
    PLAIN: {},
    STRONG: {"style": "font-weight: 600"},
    ALARM: {"style": "font-weight: 700"},
    FAINT: {"style": "opacity: 0.75; font-size: 0.9em"},
}


def to_html(value: object) -> str:
    """
    What a notebook shows of an evaluation, a ruling, a decision, an agenda, a plan, an audit, a comparison or a review.

    Raises `TypeError` for anything else.

    >>> from followup_rules import Interview, Timeline, evaluate
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> html = to_html(evaluate(timeline))
    >>> html[:5], "thank every interviewer within 24 hours" in html
    ('<div>', True)
    """
    page = ET.Element("div")
    match value:
        case Evaluation():
            page.append(drawing(value))
            report = evaluation_report(value)
        case Agenda():
            now, until = value.evaluation.now_us, value.until_us
            page.append(drawing(value.evaluation, until=None if until == now else value.until))
            report = agenda_report(value)
        case Plan():
            report = plan_report(value)
        case Audit():
            report = audit_report(value)
        case Comparison():
            report = comparison_report(value)
        case Ruling():
            report = explanation_report(value, why_not(value.evaluation, value.action))
        case Decision():
            report = decision_report(value)
        case DraftReview():
            report = review_report(value)
        case _:
            raise TypeError(f"{shown(value)} is not shown in notebooks; expected an evaluation, an agenda or a report")
    if not len(page):
        # what has no picture has a title of its own
        _texts(page, [("".join(text for text, _ in report.title), STRONG)])
    for part in report.parts:
        match part:
            case Note():
                _texts(page, [(part.text, part.style)])
            case Listing():
                _texts(page, [(line, PLAIN) for line in part.lines])
            case Section():
                _section(page, part)
    # in HTML only few elements may close themselves
    return ET.tostring(page, encoding="unicode", short_empty_elements=False)


def _section(page: ET.Element, section: Section) -> None:
    if section.folded:
        page = ET.SubElement(page, "details")
        ET.SubElement(page, "summary").text = section.folded
    table = ET.SubElement(ET.SubElement(page, "table", {"style": _TABLE}), "tbody")
    if not section.folded:
        head = ET.SubElement(ET.SubElement(table, "tr"), "th", {"colspan": "2", "scope": "colgroup", "style": _HEAD})
        head.text = section.head
    for row in section.rows:
        line = ET.SubElement(table, "tr")
        for lines in (row.left, row.right):
            _texts(ET.SubElement(line, "td", {"style": _CELL}), lines)


def _texts(parent: ET.Element, lines: Iterable[Line]) -> None:
    for text, style in lines:
        if text:
            ET.SubElement(parent, "div", _STYLES.get(style, _STYLES[STRONG])).text = printable(text)
