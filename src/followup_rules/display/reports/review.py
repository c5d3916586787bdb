"""A review: whether the draft may be sent, what to fix in it, what its reader must judge, and what is right already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from followup_rules.display.report import FAINT, PLAIN, STRONG, Line, Note, Report, Row, Section, because
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
    notices = (Row(((notice.what, STRONG),), _where(notice.passages)) for notice in review.notices)
    broken = {weight: [checked for checked in review.broken if checked.weight == weight] for weight in _WEIGHTS}
    unknown = (checked for checked in review.not_decidable if checked.missing)
    unseen, judged = ([one for one in review.for_the_reader if one.not_found is it] for it in (True, False))
    return Report.of(
        review.evaluation,
        Note(_verdict(review), STRONG),
        Section("Now", "", _rulings(review)),
        Section("Problems with the draft itself", "red", notices),
        *(Section(head, colour, map(_broken, broken[weight])) for weight, (head, colour) in _WEIGHTS.items()),
        Section("Cannot be checked", "blue", map(_unknown, unknown)),
        Section("Not found in the text: check it yourself", "magenta", map(_row, unseen)),
        Section("For you to judge", "magenta", map(_row, judged)),
        Section("Right already", "green", map(_met, review.met)),
    )


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


def _where(passages: Sequence[object]) -> tuple[Line, ...]:
    more = len(passages) - _MOST_PASSAGES
    found = [*map(str, passages[:_MOST_PASSAGES]), *[f"and {more} more"] * (more > 0)]
    return tuple((text, PLAIN) for text in found)


def _row(checked: Checked, *lines: Line) -> Row:
    return Row(((checked.says, STRONG),), (*lines, (cited(checked.cites), FAINT)))


def _broken(checked: Checked) -> Row:
    return _row(checked, (checked.fix or "", PLAIN), *_where(checked.passages))


def _unknown(checked: Checked) -> Row:
    return _row(checked, (f"needs {named_facts(checked.missing)}", PLAIN))


def _met(checked: Checked) -> Row:
    """What is right, and where it starts."""
    return Row(((checked.says, PLAIN),), tuple((str(passage), FAINT) for passage in checked.passages[:1]))
