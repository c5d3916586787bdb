"""A review: whether the draft may be sent, then what it breaks, what is left to its reader, and what it meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import RenderableType

from followup_rules.display.tables import layout
from followup_rules.display.words import cited, why
from followup_rules.drafts import Checked, DraftReview
from followup_rules.timeline.words import listed, what

_STYLES: Final = {"allowed": "bold green", "forbidden": "bold red", "undetermined": "bold yellow", "silent": "bold"}
_WEIGHTS: Final = {
    "must": ("Must be mended: what is wanted, and how", "bold red"),
    "should": ("Should be mended: what is wanted, and how", "bold yellow"),
    "could": ("Could be better: what is wanted, and how", "bold cyan"),
}
_MOST_PASSAGES: Final = 3


def report(review: DraftReview, width: int) -> RenderableType:
    """The review as a title, the ruling, and a section for each weight of what is broken and for what is open."""
    parts: list[RenderableType] = [layout.note(_verdict(review), width, "bold")]
    if review.rulings:
        parts.append(layout.section("Now", "bold", layout.two_columns(_rulings(review), width)))
    if review.notices:
        parts.append(layout.section("Wrong in any case", "bold red", layout.two_columns(_notices(review), width)))
    for weight, (head, style) in _WEIGHTS.items():
        broken = [checked for checked in review.broken if checked.weight == weight]
        if broken:
            parts.append(layout.section(head, style, layout.two_columns(map(_broken, broken), width)))
    if review.missing:
        open_ = [checked for checked in review.not_decidable if checked.missing]
        parts.append(layout.section("Cannot be told", "bold blue", layout.two_columns(map(_missing, open_), width)))
    for not_found, head in ((True, "Looked for and not found: see for yourself"), (False, "For you to judge")):
        rows = [_row(checked) for checked in review.for_the_reader if checked.not_found is not_found]
        if rows:
            parts.append(layout.section(head, "bold magenta", layout.two_columns(rows, width)))
    if review.met:
        parts.append(layout.section("Met", "bold green", layout.two_columns(_met(review.met), width)))
    return layout.report(layout.title(review.evaluation), *parts)


def _verdict(review: DraftReview) -> str:
    ruling = review.ruling
    if ruling is None or ruling.stance != "allowed":
        return (
            "Do not send it now." if ruling is None or ruling.stance == "forbidden" else "Whether to send it is open."
        )
    if review.ready:
        return "It may be sent, once you have judged what only a reader can."
    if review.notices or any(checked.weight == "must" for checked in review.broken):
        return "It may be sent now, but not as it is."
    return "It may be sent now, if what cannot be told is as it should be."


def _rulings(review: DraftReview) -> Iterator[layout.Row]:
    for ruling in review.rulings:
        action = ruling.action
        head = what([(action.kind, action.to)])
        advice = f", {ruling.advice}" if ruling.advice else ""
        because, cites = why(ruling.reasons) if ruling.reasons else ("", "")
        lines = ((f"{ruling.stance}{advice}", _STYLES[ruling.stance]), (because, ""), (cites, "dim"))
        yield layout.Row(((f"{head} by {action.channel.replace('_', ' ')}", "bold"),), lines)


def _notices(review: DraftReview) -> Iterator[layout.Row]:
    for notice in review.notices:
        yield layout.Row(((notice.what, "bold"),), tuple((line, "") for line in _where(notice.passages)))


def _where(passages: Iterable[object]) -> Iterator[str]:
    shown = list(map(str, passages))
    yield from shown[:_MOST_PASSAGES]
    if len(shown) > _MOST_PASSAGES:
        yield f"and {len(shown) - _MOST_PASSAGES} more"


def _row(checked: Checked, *lines: str) -> layout.Row:
    told = tuple((line, "") for line in lines)
    return layout.Row(((checked.says, "bold"),), (*told, (cited(checked.cites), "dim")))


def _broken(checked: Checked) -> layout.Row:
    return _row(checked, checked.fix or "", *_where(checked.passages))


def _missing(checked: Checked) -> layout.Row:
    return _row(checked, f"not known: {listed([f'`{name}`' for name in checked.missing], 'and')}")


def _met(met: Iterable[Checked]) -> Iterator[layout.Row]:
    """Shortly: what, and where it starts."""
    for checked in met:
        where = next(iter(checked.passages), None)
        yield layout.Row(((checked.says, ""),), ((str(where) if where else "", "dim"),))
