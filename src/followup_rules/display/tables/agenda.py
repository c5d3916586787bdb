"""An agenda: what stands already, then what comes, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from rich.console import RenderableType

from followup_rules.analysis.agenda import CLOSES, DUE, OPENS, OVERDUE, Agenda, AgendaItem
from followup_rules.display.tables import layout
from followup_rules.display.words import group_by_channel, named, why
from followup_rules.evaluation.evaluation import Reason
from followup_rules.timeline.words import Subject

# in the order in which they are told of one action; of one and of several kinds
_VERBS: Final = {
    CLOSES: ("closes", "close"),
    OPENS: ("opens", "open"),
    DUE: ("is due", "are due"),
    OVERDUE: ("becomes overdue", "become overdue"),
}
# whose reasons tell most
_TELLING: Final = (OVERDUE, DUE, OPENS, CLOSES)

Said: TypeAlias = tuple[tuple[str, ...], str, str]


def report(agenda: Agenda, width: int) -> RenderableType:
    """The agenda as a title, a section on what stands and one on what comes."""
    until = "" if agenda.until is None else f", until {layout.shown_at(agenda.until, agenda.evaluation)}"
    parts: list[RenderableType] = []
    if agenda.standing:
        rows = layout.two_columns(_standing(agenda), width)
        parts.append(layout.section("Since before now", "bold green", rows))
    if agenda.items:
        parts.append(layout.section("Next", "bold blue", layout.two_columns(_next(agenda), width)))
    else:
        what = "comes to change" if agenda.standing else "is due, and nothing comes to change"
        parts.append(layout.note(f"As things stand, nothing {what}{until and ' before then'}.", width))
    return layout.report(layout.title(agenda.evaluation, more=until), *parts)


def _standing(agenda: Agenda) -> Iterator[layout.Row]:
    """The overdue first; those of one instant of which the same is said together."""
    since: dict[tuple[str, str], list[AgendaItem]] = {}
    for item in sorted(agenda.standing, key=lambda item: item.what != OVERDUE):
        at = "all along" if item.at is None else layout.shown_at(item.at, agenda.evaluation)
        since.setdefault((at, "recommended" if item.at is None else item.what), []).append(item)
    for (at, word), items in since.items():
        found = ((why(item.reasons), (item.kind, item.to), channel) for item in items for channel in item.channels)
        for number, ((because, cites), subjects, channels) in enumerate(group_by_channel(found)):
            head = f"{named(subjects, channels)}: {word}", "bold red" if word == OVERDUE else "bold"
            left = ((at, "bold"),) if not number else ()
            yield layout.Row(left, (head, (because, ""), (cites, "dim")))


def _next(agenda: Agenda) -> Iterator[layout.Row]:
    found = [(instant, row) for instant, items in groupby(agenda.items, lambda item: item.at) for row in _rows(items)]
    dated = [(instant, row) for instant, row in found if instant is not None]
    dates = layout.dates_of((instant for instant, _ in dated), agenda.evaluation)
    for date, (_, right) in zip(dates, dated, strict=True):
        yield layout.Row(((date, "bold"),), right)


def _rows(items: Iterable[AgendaItem]) -> Iterator[tuple[layout.Line, ...]]:
    """What changes at one instant: all changes of one action together, then the actions that change alike."""
    changes: dict[tuple[Subject, str], list[AgendaItem]] = {}
    channels = {}
    for item in items:
        for channel in item.channels:
            changes.setdefault(((item.kind, item.to), channel), []).append(item)
            channels[channel.value] = channel
    found = ((_said(together), subject, channels[by]) for (subject, by), together in changes.items())
    for (whats, because, cites), subjects, by in group_by_channel(found):
        several = len({kind for kind, _ in subjects}) > 1
        verbs = " and ".join(_VERBS[what][several] for what in whats)
        yield (f"{named(subjects, by)}: {verbs}", "bold"), (because, ""), (cites, "dim")


def _said(items: Sequence[AgendaItem]) -> Said:
    whats = {item.what for item in items}
    reasons: list[Reason] = []
    for item in sorted(items, key=lambda item: _TELLING.index(item.what)):
        reasons.extend(item.reasons)
    because, cites = why(reasons) if reasons else ("no rule speaks of it any more", "")
    if whats == {CLOSES} and reasons:
        because = f"from then on: {because}"
    return tuple(what for what in _VERBS if what in whats), because, cites
