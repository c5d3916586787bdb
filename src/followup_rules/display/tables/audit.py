"""An audit: the messages and how they are judged, then what was missed, what still stands and what was met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import pendulum
from rich.console import RenderableType

from followup_rules.analysis.audit import Audit, AuditedMessage, AuditedRecommendation
from followup_rules.display.tables import layout
from followup_rules.display.words import group_by_channel, named, why
from followup_rules.temporal import instants
from followup_rules.timeline.words import listed, what

_JUDGEMENTS: Final = {
    "fine": "fine",
    "discouraged": "was advised against",
    "breach": "was not allowed",
    "silent": "no rule spoke of it",
    "not_judged": "no policy judges it",
}
_WRONG: Final = ("breach", "discouraged")
_COUNTED: Final = ("met", "late", "missed", "open", "lapsed")


def report(audit: Audit, width: int) -> RenderableType:
    """The audit as a title and a table for each section that has something in it."""
    by_outcome: dict[str, list[AuditedRecommendation]] = {}
    for item in audit.recommendations:
        by_outcome.setdefault("missed" if item.outcome == "late" else item.outcome, []).append(item)
    parts: list[RenderableType] = []
    if audit.messages:
        rows = layout.two_columns(_messages(audit), width)
        parts.append(layout.section("Messages sent", "bold cyan", rows))
    else:
        parts.append(layout.note("No message has been sent.", width))
    for outcome, head, style in (("missed", "Missed or late", "bold red"), ("open", "Still to do", "bold green")):
        if outcome in by_outcome:
            rows = layout.two_columns(_recommendations(by_outcome[outcome], audit), width)
            parts.append(layout.section(head, style, rows))
    if "met" in by_outcome:
        rows = layout.two_columns(_met(by_outcome["met"], audit), width)
        parts.append(layout.section("Done in time", "bold blue", rows))
    parts.append(layout.note(_counts(audit, by_outcome), width))
    return layout.report(layout.title(audit.evaluation), *parts)


def _messages(audit: Audit) -> Iterator[layout.Row]:
    """Message by message; one to several people in a row for each judgement."""
    sent: dict[tuple[pendulum.DateTime, str, str], list[AuditedMessage]] = {}
    for judged in audit.messages:
        sent.setdefault((judged.at, judged.message.kind, judged.message.channel), []).append(judged)
    dates = layout.dates_of((at for at, _, _ in sent), audit.evaluation)
    for date, together in zip(dates, sent.values(), strict=True):
        found = ((_judgement(one), (one.message.kind, one.to), one.message.channel) for one in together)
        for number, ((words, style, because, cites), subjects, channels) in enumerate(group_by_channel(found)):
            head = f"{named(subjects, channels)}: {words}", style
            yield layout.Row(((("" if number else date), "bold"),), (head, (because, ""), (cites, "dim")))


def _judgement(judged: AuditedMessage) -> tuple[str, str, str, str]:
    if judged.judgement == "undetermined" and judged.ruling is not None:
        words = f"hung on {listed([f'`{fact}`' for fact in judged.ruling.missing], 'and')}"
    else:
        words = _JUDGEMENTS[judged.judgement]
    style = "bold red" if judged.judgement in _WRONG else "bold"
    because, cites = why(judged.reasons) if judged.reasons else ("", "")
    return words, style, because, cites


def _recommendations(items: Iterable[AuditedRecommendation], audit: Audit) -> Iterator[layout.Row]:
    """What became of each, and why it was recommended."""
    found = (
        ((_dates(item, audit), *why(item.reasons)), (item.kind, item.to), channel)
        for item in items
        for channel in item.channels
    )
    for (dates, because, cites), subjects, channels in group_by_channel(found):
        lines = [(line, "bold") for line in dates]
        yield layout.Row(((named(subjects, channels), "bold"),), (*lines, (because, ""), (cites, "dim")))


def _dates(item: AuditedRecommendation, audit: Audit) -> tuple[str, ...]:
    def at(instant: pendulum.DateTime) -> str:
        return layout.shown_at(instant, audit.evaluation)

    lines = []
    if item.ended is not None:
        lines.append(f"done late, {at(item.ended)}" if item.outcome == "late" else f"missed, over on {at(item.ended)}")
    since = "from" if item.outcome != "open" else "since"
    lines.append(f"due {since} {at(item.due)}")
    if item.overdue is not None:
        over = (
            "since"
            if item.outcome == "open" and instants.unchecked(item.overdue) <= audit.evaluation.now_us
            else "from"
        )
        lines.append(f"overdue {over} {at(item.overdue)}")
    return tuple(lines)


def _met(items: Iterable[AuditedRecommendation], audit: Audit) -> Iterator[layout.Row]:
    """Shortly: what, and when it was done."""
    found = (
        (layout.shown_at(item.ended, audit.evaluation), (item.kind, item.to), item.channels[0])
        for item in items
        if item.ended is not None
    )
    for done, subjects, _ in group_by_channel(found):
        yield layout.Row(((what(subjects), ""),), ((done, ""),))


def _counts(audit: Audit, by_outcome: dict[str, list[AuditedRecommendation]]) -> str:
    """How many were judged, and of how many no more is told here."""
    if not audit.recommendations:
        return "Nothing was recommended up to now."
    lapsed = len(by_outcome.get("lapsed", ()))
    counts = Counter(item.outcome for item in audit.recommendations)
    told = [f"{counts[outcome]} {outcome}" for outcome in _COUNTED if counts[outcome]]
    several = "s" if len(audit.recommendations) > 1 else ""
    of = f"Of {len(audit.recommendations)} recommendation{several}: {', '.join(told)}."
    return f"{of} What lapsed became idle before it was late." if lapsed else of
