"""A review: whether the draft may be sent, what to fix in it, what its reader must judge, and what is right already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from followup_rules.display.reports.shape import (
    FAINT,
    PLAIN,
    STRONG,
    Note,
    Part,
    Report,
    Row,
    because,
    report,
    section,
)
from followup_rules.display.words import cited, named, named_facts, standing
from followup_rules.drafts import Checked, DraftReview

_STYLES: Final = {"allowed": "bold green", "forbidden": "bold red", "undetermined": "bold yellow", "silent": STRONG}
_WEIGHTS: Final = {
    "must": ("Must be fixed", "red"),
    "should": ("Should be fixed", "yellow"),
    "could": ("Could be better", "cyan"),
}
_MOST_PASSAGES: Final = 3


def review_report(review: DraftReview) -> Report:
    """The ruling, and a section for each weight of what is broken, for what is open and for what is met."""
    notices = (Row(((notice.what, STRONG),), tuple(_lines(_where(notice.passages)))) for notice in review.notices)
    parts: list[Part] = [
        Note(_verdict(review), STRONG),
        *section("Now", "", _rulings(review)),
        *section("Problems with the draft itself", "red", notices),
    ]
    for weight, (head, colour) in _WEIGHTS.items():
        broken = (checked for checked in review.broken if checked.weight == weight)
        rows = (_row(checked, checked.fix or "", *_where(checked.passages)) for checked in broken)
        parts += section(head, colour, rows)
    unknown = (checked for checked in review.not_decidable if checked.missing)
    rows = (_row(checked, f"needs {named_facts(checked.missing)}") for checked in unknown)
    parts += section("Cannot be checked", "blue", rows)
    for not_found, head in ((True, "Not found in the text: check it yourself"), (False, "For you to judge")):
        rows = (_row(checked) for checked in review.for_the_reader if checked.not_found is not_found)
        parts += section(head, "magenta", rows)
    parts += section("Right already", "green", map(_met, review.met))
    return report(review.evaluation, parts)


def _verdict(review: DraftReview) -> str:
    ruling = review.ruling
    if ruling is None or ruling.stance == "forbidden":
        return "Do not send it now."
    if ruling.stance == "silent":
        return "No rule says whether it may be sent now."
    if ruling.stance == "undetermined":
        return f"Whether it may be sent now depends on {named_facts(ruling.missing)}."
    if review.ready:
        return "It may be sent, once you have checked what only a reader can judge."
    if review.notices or any(checked.weight == "must" for checked in review.broken):
        return "It may be sent now, but not as it is."
    return "It may be sent now, if what cannot be checked is right."


def _rulings(review: DraftReview) -> Iterator[Row]:
    for ruling in review.rulings:
        action = ruling.action
        words = standing(ruling.stance, ruling.advice, ruling.possible), _STYLES[ruling.stance]
        left = named([(action.kind, action.to)], [action.channel])
        yield Row(((left, STRONG),), (words, *because(ruling.reasons)))


def _where(passages: Iterable[object]) -> Iterator[str]:
    shown = list(map(str, passages))
    yield from shown[:_MOST_PASSAGES]
    if len(shown) > _MOST_PASSAGES:
        yield f"and {len(shown) - _MOST_PASSAGES} more"


def _lines(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((text, PLAIN) for text in texts)


def _row(checked: Checked, *texts: str) -> Row:
    return Row(((checked.says, STRONG),), (*_lines(texts), (cited(checked.cites), FAINT)))


def _met(checked: Checked) -> Row:
    """What is right, and where it starts."""
    return Row(((checked.says, PLAIN),), tuple((str(passage), FAINT) for passage in checked.passages[:1]))
