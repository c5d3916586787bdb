"""An audit: how each message is judged, then what was missed, what is still to do and what was done in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from followup_rules.analysis.audit import Audit, AuditedMessage, AuditedRecommendation
from followup_rules.analysis.grouping import actions_of, group_by_channel
from followup_rules.display.report import ALARM, FAINT, PLAIN, STRONG, Line, Report, Row, Section, because, by_date
from followup_rules.display.words import date_words, named, named_facts
from followup_rules.evaluation.evaluation import Evaluation
from followup_rules.temporal import instants
from followup_rules.timeline.vocabulary import Action
from followup_rules.timeline.words import what

_JUDGEMENTS: Final = {
    "fine": "fine",
    "discouraged": "was advised against",
    "breach": "was not allowed",
    "silent": "no rule covered it",
    "not_judged": "not judged by any policy",
}
_COUNTED: Final = ("met", "late", "missed", "open", "lapsed")


def audit_report(audit: Audit) -> Report:
    """The audit with a section for everything that there is to tell, and how many recommendations there were."""

    def with_outcome(*outcomes: str) -> list[AuditedRecommendation]:
        return [item for item in audit.recommendations if item.outcome in outcomes]

    return Report.of(
        audit.evaluation,
        Section("Messages sent", "cyan", _messages(audit), "No message has been sent."),
        Section("Missed or late", "red", _recommendations(with_outcome("missed", "late"), audit)),
        Section("Still to do", "green", _recommendations(with_outcome("open"), audit)),
        Section("Done in time", "blue", _met(with_outcome("met"), audit)),
        _counts(audit),
    )


def _messages(audit: Audit) -> Iterator[Row]:
    """Message by message; one to several people in a row for each judgement."""
    sent = groupby(audit.messages, lambda judged: (judged.at, judged.message.kind, judged.message.channel))
    judged = (
        (instants.unchecked(at), group_by_channel((Action(kind, channel, one.to), _judgement(one)) for one in together))
        for (at, kind, channel), together in sent
    )
    told = (
        (at, ((f"{named(subjects, channels)}: {words}", style), *lines))
        for at, judgements in judged
        for (words, style, lines), subjects, channels in judgements
    )
    return by_date(told, audit.evaluation)


def _judgement(judged: AuditedMessage) -> tuple[str, str, tuple[Line, Line]]:
    if judged.judgement == "undetermined" and judged.ruling is not None:
        words = f"depended on {named_facts(judged.ruling.missing)}"
    else:
        words = _JUDGEMENTS[judged.judgement]
    return words, ALARM if judged.judgement in ("breach", "discouraged") else STRONG, because(judged.reasons)


def _recommendations(items: Iterable[AuditedRecommendation], audit: Audit) -> Iterator[Row]:
    """What became of each, and why it was recommended."""
    found = (
        (action, (*_dates(item, audit.evaluation), *because(item.reasons)))
        for item in items
        for action in actions_of(item)
    )
    for lines, subjects, channels in group_by_channel(found):
        yield Row(((named(subjects, channels), STRONG),), lines)


def _dates(item: AuditedRecommendation, evaluation: Evaluation) -> Iterator[Line]:
    is_open = item.outcome == "open"
    if item.ended is not None:
        words = "done late" if item.outcome == "late" else "missed; it ended"
        yield f"{words} {date_words(item.ended, evaluation)}", STRONG
    yield f"due {'since' if is_open else 'from'} {date_words(item.due, evaluation)}", STRONG
    if item.overdue is not None:
        past = is_open and instants.unchecked(item.overdue) <= evaluation.now_us
        yield f"overdue {'since' if past else 'from'} {date_words(item.overdue, evaluation)}", STRONG


def _met(items: Iterable[AuditedRecommendation], audit: Audit) -> Iterator[Row]:
    """What was done, and when."""
    done = ((next(actions_of(item)), date_words(item.ended, audit.evaluation)) for item in items if item.ended)
    for at, subjects, _ in group_by_channel(done):
        yield Row(((what(subjects), PLAIN),), ((at, FAINT),))


def _counts(audit: Audit) -> str:
    """How many recommendations there were, and what became of them."""
    if not audit.recommendations:
        return "Nothing was recommended up to now."
    counts = Counter(item.outcome for item in audit.recommendations)
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in _COUNTED if counts[outcome])
    total = len(audit.recommendations)
    lapsed = " Lapsed: something else happened before it was late." if counts["lapsed"] else ""
    return f"Of {total} recommendation{'s' * (total > 1)}: {told}.{lapsed}"
