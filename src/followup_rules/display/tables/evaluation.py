"""An evaluation: what to do now, what may be done, what to wait for, what not to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from followup_rules.display.tables import layout
from followup_rules.display.words import (
    ADVISED_AGAINST,
    ALLOWED,
    DEPENDS,
    DO_NOW,
    NOT,
    SECTIONS,
    WAIT,
    dates,
    group_by_channel,
    section,
    why,
)
from followup_rules.evaluation.evaluation import NO_GUIDANCE, Evaluation, Reason, Ruling
from followup_rules.temporal import instants
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, Channel
from followup_rules.timeline.words import Subject, how, what

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

_STYLES: Final = {
    DO_NOW: "bold green",
    ALLOWED: "bold cyan",
    ADVISED_AGAINST: "bold yellow",
    DEPENDS: "bold magenta",
    WAIT: "bold blue",
    NOT: "bold red",
}


@attrs.frozen
class Said:
    """What a row says of all the actions in it."""

    dates: tuple[str, ...]
    why: str
    cites: str


@attrs.frozen
class Row:
    """Actions of which the same is said: what, by which channels, and what is said."""

    what: str
    how: str
    said: Said


def report(evaluation: Evaluation, width: int) -> RenderableType:
    """The evaluation as a title and a table for each section that has something in it."""
    rulings: dict[str, list[Ruling]] = {}
    for ruling in evaluation:
        rulings.setdefault(section(ruling), []).append(ruling)
    parts: list[RenderableType] = []
    for name in SECTIONS:
        if name in rulings:
            rows = never(rulings[name], evaluation) if name == NOT else _merged(rulings[name], evaluation)
            table = layout.two_columns(map(_laid_out, rows), width, overflow="ellipsis")
            parts.append(layout.section(name, _STYLES[name], table))
    if evaluation.silent:
        said = f"No rule speaks of {len(evaluation.silent)} of {len(evaluation.rulings)} actions."
        parts.append(layout.note(said, width))
    return layout.report(layout.title(evaluation), *parts)


def _laid_out(row: Row) -> layout.Row:
    said = [(line, "bold red" if line.startswith("overdue since") else "bold") for line in row.said.dates]
    return layout.Row(
        ((row.what, "bold"), (row.how, "")),
        (*said, (row.said.why, ""), (row.said.cites, "dim")),
    )


# -- which rows there are


def _merged(rulings: Iterable[Ruling], evaluation: Evaluation) -> Iterator[Row]:
    """The rulings of one section, those of which the same is said in one row: the overdue first, else by opening."""

    def rank(ruling: Ruling) -> tuple[bool, int]:
        opens = ruling.opens if ruling.stance == "forbidden" else None
        return ruling.advice != "overdue", 0 if opens is None else instants.unchecked(opens)

    return _grouped(
        (ruling, Said(tuple(dates(ruling, evaluation)), *_because(ruling, evaluation)))
        for ruling in sorted(rulings, key=rank)
    )


def _because(ruling: Ruling, evaluation: Evaluation) -> tuple[str, str]:
    """Why, with the reason first that tells most: of a wait the one that ends last, of what is open one against it."""
    reasons = list(dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)))
    if ruling.stance == "undetermined":
        reasons.sort(key=lambda reason: reason.effect != "forbid")
        said, cites = why(reasons)
        return f"perhaps {'against' if reasons[0].effect == 'forbid' else 'for'} it: {said}", cites
    if ruling.stance == "forbidden" and ruling.opens is not None:
        last = evaluation.at(min(instants.unchecked(ruling.opens), instants.LAST) - 1)[ruling.action].reasons
        against = [reason for reason in (*last, *reasons) if reason.effect == "forbid"]
        first = next((reason for reason in last if reason in reasons), against[0])
        said, cites = why([first, *(reason for reason in reasons if reason.rule != first.rule)])
        return (said, cites) if _is_guidance(first) else (f"{said} yet", cites)
    return why(reasons)


def _grouped(said: Iterable[tuple[Ruling, Said]]) -> Iterator[Row]:
    found = ((words, _subject(ruling), ruling.action.channel) for ruling, words in said)
    for words, together, channels in group_by_channel(found):
        yield Row(what(together), how(channels), words)


def never(rulings: Sequence[Ruling], evaluation: Evaluation) -> Iterator[Row]:
    """
    What is forbidden with no opening, as shortly as it can be said.

    A reason that closes every message is told once for all of them, one that closes a channel once for the channel, one
    that closes an action on all its channels once for the action, and what no guidance permits once for all of it.
    """
    messages = [ruling for ruling in evaluation if ruling.action.kind in MESSAGES]
    guided = [ruling for ruling in rulings if any(map(_is_guidance, ruling.reasons))]
    left = set(guided)
    absolute = _shared(guided) if left.issuperset(messages) else ()
    closed: dict[Said, list[Channel]] = {}
    for channel in MESSAGE_CHANNELS:
        on_it = [ruling for ruling in guided if ruling.action.channel == channel]
        shared = absolute or _shared(on_it)
        if shared and len(on_it) == sum(ruling.action.channel == channel for ruling in messages):
            closed.setdefault(Said((), *why(shared)), []).append(channel)
            left.difference_update(on_it)
    for said, channels in closed.items():
        yield Row("any message", how(channels), said)
    rows: list[tuple[Ruling, Said]] = []
    at_last = evaluation.at(instants.LAST - 1)
    for together in _by_subject(guided).values():
        lasting = {ruling: set(at_last[ruling.action].reasons) for ruling in together}
        shared = tuple(reason for reason in _shared(together) if all(reason in lasting[ruling] for ruling in together))
        untold = [ruling for ruling in together if ruling in left]
        if shared and untold:
            rows += ((ruling, Said((), *why(shared))) for ruling in together)
        for ruling in () if shared else untold:
            # a reason that passes tells less than one that stays
            passing = [reason for reason in ruling.reasons if reason not in lasting[ruling]]
            rows.append((ruling, Said((), *why([*(r for r in ruling.reasons if r not in passing), *passing]))))
    yield from _grouped(rows)
    unguided = [ruling for ruling in rulings if ruling not in guided]
    if unguided:
        told = {_subject(ruling) for ruling in evaluation if ruling not in rulings}
        told.update(_subject(ruling) for ruling, _ in rows)
        named = what(subject for subject in _by_subject(unguided) if subject not in told)
        said = Said((), unguided[0].reasons[0].says, "")
        yield Row(f"{named} and any other message" if named else "any other message", "", said)


def _subject(ruling: Ruling) -> Subject:
    return ruling.action.kind, ruling.action.to


def _by_subject(rulings: Iterable[Ruling]) -> dict[Subject, list[Ruling]]:
    found: dict[Subject, list[Ruling]] = {}
    for ruling in rulings:
        found.setdefault(_subject(ruling), []).append(ruling)
    return found


def _shared(rulings: Sequence[Ruling]) -> tuple[Reason, ...]:
    """The guidance that all of them have among their reasons."""
    reasons = rulings[0].reasons if rulings else ()
    return tuple(
        reason for reason in reasons if _is_guidance(reason) and all(reason in other.reasons for other in rulings)
    )


def _is_guidance(reason: Reason) -> bool:
    return not reason.rule.endswith(f"/{NO_GUIDANCE}")
