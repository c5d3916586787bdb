"""An explanation of one ruling, and what would make its action allowed, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from followup_rules.analysis.remedies import Remedy
from followup_rules.display.reports.shape import STRONG, Listing, Report
from followup_rules.evaluation.evaluation import Ruling
from followup_rules.timeline.words import printable

_NOTHING = "No wait, no single fact and no single event would make it allowed."


def explanation_report(ruling: Ruling, explanation: str, remedies: Sequence[Remedy]) -> Report:
    """The paragraphs of the explanation, then what would make the action allowed."""
    verdict, *paragraphs = explanation.split("\n\n")
    parts = [Listing(tuple(paragraph.split("\n"))) for paragraph in paragraphs]
    if ruling.stance != "allowed":
        changes = ("What would make it allowed:", *(f"- {remedy.says}" for remedy in remedies))
        parts.append(Listing(changes if remedies else (_NOTHING,)))
    return Report(((printable(verdict), STRONG),), tuple(parts))
