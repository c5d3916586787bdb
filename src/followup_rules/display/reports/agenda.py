"""An agenda: what is due already, then what comes next, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from followup_rules.analysis.agenda import CLOSES, DUE, OPENS, OVERDUE, Agenda, AgendaItem
from followup_rules.analysis.grouping import actions_of, group_by_channel
from followup_rules.display.report import ALARM, FAINT, PLAIN, STRONG, Line, Report, Row, Section, because, by_date
from followup_rules.display.words import NO_RULE, date_words, named, why
from followup_rules.rules.rule import Effect
from followup_rules.temporal import instants
from followup_rules.timeline.vocabulary import Action

# in the order in which they are told of one action; of one and of several kinds
VERBS: Final = {
    CLOSES: ("closes", "close"),
    OPENS: ("opens", "open"),
    DUE: ("is due", "are due"),
    OVERDUE: ("becomes overdue", "become overdue"),
}
# the change whose reasons tell most comes first
_TELLING: Final = (OVERDUE, DUE, OPENS, CLOSES)


def agenda_report(agenda: Agenda) -> Report:
    """The agenda with a section for what is due already and one for what comes next."""
    until = "" if agenda.until is None else f", until {date_words(agenda.until, agenda.evaluation)}"
    nothing = "Nothing else changes" if agenda.standing else "Nothing is due, and nothing changes"
    nothing += f"{until and ' before then'}, unless something happens."
    parts = Section("Already", "green", _standing(agenda)), Section("Next", "blue", _next(agenda), nothing)
    return Report.of(agenda.evaluation, *parts, more=until)


def _standing(agenda: Agenda) -> Iterator[Row]:
    """What is overdue first; then what is due since the same instant together."""
    since: dict[tuple[str, str], list[AgendaItem]] = {}
    for item in sorted(agenda.standing, key=lambda item: item.what != OVERDUE):
        at = "always" if item.at is None else date_words(item.at, agenda.evaluation)
        since.setdefault((at, "recommended" if item.at is None else item.what), []).append(item)
    for (at, word), items in since.items():
        found = ((action, because(item.reasons)) for item in items for action in actions_of(item))
        for number, (lines, subjects, channels) in enumerate(group_by_channel(found)):
            head = f"{named(subjects, channels)}: {word}", ALARM if word == OVERDUE else STRONG
            yield Row((("" if number else at, STRONG),), (head, *lines))


def _next(agenda: Agenda) -> Iterator[Row]:
    at_once = groupby(agenda.items, lambda item: item.at)
    found = ((instants.unchecked(at), lines) for at, items in at_once if at is not None for lines in _changes(items))
    return by_date(found, agenda.evaluation)


def _changes(items: Iterable[AgendaItem]) -> Iterator[tuple[Line, ...]]:
    """What changes at one instant: all changes of one action together, then the actions that change alike."""
    changes: dict[Action, list[AgendaItem]] = {}
    for item in items:
        for action in actions_of(item):
            changes.setdefault(action, []).append(item)
    found = ((action, _told(together)) for action, together in changes.items())
    for (whats, lines), subjects, channels in group_by_channel(found):
        several = len({kind for kind, _ in subjects}) > 1
        verbs = " and ".join(VERBS[what][several] for what in whats)
        yield (f"{named(subjects, channels)}: {verbs}", STRONG), *lines


def _told(items: list[AgendaItem]) -> tuple[tuple[str, ...], tuple[Line, Line]]:
    """The changes of one action, in order, with the reason that tells most and what it cites."""
    whats = {item.what for item in items}
    reasons = [r for item in sorted(items, key=lambda item: _TELLING.index(item.what)) for r in item.reasons]
    says, cites = why(reasons)
    if whats == {CLOSES}:
        # those that forbid it tell why; without them it is neither allowed nor forbidden, or may be
        then, cites = why(reason for reason in reasons if reason.effect == Effect.FORBID)
        says = f"from then on: {then or 'perhaps ' * bool(reasons) + NO_RULE}"
    return tuple(what for what in VERBS if what in whats), ((says, PLAIN), (cites, FAINT))
