"""An evaluation laid out for a person: what to do now, what may be done, what to wait for, what not to do.

This is the one module that needs `rich`. Whatever comes from an input is wrapped in `rich.text.Text`, so that nothing
in it is read as markup, and nothing is told by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from followup_rules import instants
from followup_rules.actions import MESSAGE_CHANNELS, MESSAGES, ActionKind, Channel
from followup_rules.evaluation import NO_GUIDANCE, Evaluation, Reason, Ruling
from followup_rules.sentences import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pendulum

__all__ = ["printable", "report"]

DO_NOW: Final = "Do now"
ALLOWED: Final = "Allowed"
ADVISED_AGAINST: Final = "Allowed, but advised against"
DEPENDS: Final = "Depends on what is not known"
WAIT: Final = "Wait"
NOT: Final = "Do not"

# in this order; a title says in words what its style says
SECTIONS: Final = {
    DO_NOW: "bold green",
    ALLOWED: "bold cyan",
    ADVISED_AGAINST: "bold yellow",
    DEPENDS: "bold magenta",
    WAIT: "bold blue",
    NOT: "bold red",
}
WIDEST: Final = 110

_KINDS: Final = {
    ActionKind.THANK_YOU: "thank-you",
    ActionKind.ASK_RESPONSE_DATE: "ask for the response date",
    ActionKind.ASK_FOLLOW_UP_PERMISSION: "ask for permission to follow up",
    ActionKind.ASK_PREFERRED_CHANNEL: "ask for the preferred channel",
    ActionKind.ASK_CONTACT_POLICY: "ask for the contact policy",
    ActionKind.REVIEW_NOTES: "review the notes",
}
_CHANNELS: Final = {Channel.LINKEDIN: "LinkedIn"}
# they shape letters, in Persian and in the scripts of India, and steer nothing
_JOINERS: Final = "\u200c\u200d"

Subject: TypeAlias = tuple[ActionKind, str | None]


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
        rulings.setdefault(_section(ruling), []).append(ruling)
    parts: list[RenderableType] = [_title(evaluation)]
    for section, style in SECTIONS.items():
        if section in rulings:
            rows = _never(rulings[section], evaluation) if section == NOT else _merged(rulings[section], evaluation)
            parts += [Text(), Text(section, style), _table(rows, min(width, WIDEST))]
    if evaluation.silent:
        said = f"No rule speaks of {len(evaluation.silent)} of {len(evaluation.rulings)} actions."
        parts += [Text(), Text(said, "dim")]
    return Group(*parts)


def printable(text: str) -> str:
    r"""
    Text as a terminal may show it: on one line, and what would steer the terminal written as an escape.

    >>> printable("Ann\x1b[2J")
    'Ann\\x1b[2J'
    """
    return "".join(
        letter if letter.isprintable() or letter in _JOINERS else letter.encode("unicode_escape").decode()
        for letter in text
    )


# -- which rows there are


def _section(ruling: Ruling) -> str:
    if ruling.advice == "discouraged":
        return ADVISED_AGAINST
    if ruling.stance == "allowed":
        return ALLOWED if ruling.advice is None else DO_NOW
    if ruling.stance == "forbidden":
        return NOT if ruling.opens is None else WAIT
    return DEPENDS if ruling.stance == "undetermined" else ""


def _merged(rulings: Iterable[Ruling], evaluation: Evaluation) -> Iterator[Row]:
    """The rulings of one section, those of which the same is said in one row: the overdue first, else by opening."""

    def rank(ruling: Ruling) -> tuple[bool, int]:
        opens = ruling.opens if ruling.stance == "forbidden" else None
        return ruling.advice != "overdue", 0 if opens is None else _micros(opens)

    return _grouped(
        (ruling, Said(tuple(_dates(ruling, evaluation)), *_because(ruling, evaluation)))
        for ruling in sorted(rulings, key=rank)
    )


def _because(ruling: Ruling, evaluation: Evaluation) -> tuple[str, str]:
    """Why, with the reason first that tells most: of a wait the one that ends last, of what is open one against it."""
    reasons = list(dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)))
    if ruling.stance == "undetermined":
        reasons.sort(key=lambda reason: reason.effect != "forbid")
        why, cites = _why(reasons)
        return f"perhaps {'against' if reasons[0].effect == 'forbid' else 'for'} it: {why}", cites
    if ruling.stance == "forbidden" and ruling.opens is not None:
        last = evaluation.at(min(_micros(ruling.opens), instants.LAST) - 1)[ruling.action].reasons
        against = [reason for reason in (*last, *reasons) if reason.effect == "forbid"]
        first = next((reason for reason in last if reason in reasons), against[0])
        why, cites = _why([first, *(reason for reason in reasons if reason.rule != first.rule)])
        return (why, cites) if _is_guidance(first) else (f"{why} yet", cites)
    return _why(reasons)


def _grouped(said: Iterable[tuple[Ruling, Said]]) -> Iterator[Row]:
    """Rows by what is said: first the channels of one action together, then the actions that share their channels."""
    channels: dict[tuple[Said, Subject], list[Channel]] = {}
    for ruling, words in said:
        channels.setdefault((words, _subject(ruling)), []).append(ruling.action.channel)
    subjects: dict[tuple[Said, str], list[Subject]] = {}
    for (words, subject), found in channels.items():
        subjects.setdefault((words, _how(found)), []).append(subject)
    for (words, how), together in subjects.items():
        yield Row(_what(together), how, words)


def _never(rulings: Sequence[Ruling], evaluation: Evaluation) -> Iterator[Row]:
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
            closed.setdefault(Said((), *_why(shared)), []).append(channel)
            left.difference_update(on_it)
    for said, channels in closed.items():
        yield Row("any message", _how(channels), said)
    rows: list[tuple[Ruling, Said]] = []
    at_last = evaluation.at(instants.LAST - 1)
    for together in _by_subject(guided).values():
        lasting = {ruling: set(at_last[ruling.action].reasons) for ruling in together}
        shared = tuple(reason for reason in _shared(together) if all(reason in lasting[ruling] for ruling in together))
        untold = [ruling for ruling in together if ruling in left]
        if shared and untold:
            rows += ((ruling, Said((), *_why(shared))) for ruling in together)
        for ruling in () if shared else untold:
            # a reason that passes tells less than one that stays
            passing = [reason for reason in ruling.reasons if reason not in lasting[ruling]]
            rows.append((ruling, Said((), *_why([*(r for r in ruling.reasons if r not in passing), *passing]))))
    yield from _grouped(rows)
    unguided = [ruling for ruling in rulings if ruling not in guided]
    if unguided:
        told = {_subject(ruling) for ruling in evaluation if ruling not in rulings}
        told.update(_subject(ruling) for ruling, _ in rows)
        what = _what(subject for subject in _by_subject(unguided) if subject not in told)
        said = Said((), unguided[0].reasons[0].says, "")
        yield Row(f"{what} and any other message" if what else "any other message", "", said)


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


# -- words


def _what(subjects: Iterable[Subject]) -> str:
    people: dict[ActionKind, list[str]] = {}
    for kind, to in subjects:
        people.setdefault(kind, []).extend([] if to is None else [printable(to)])
    return ", ".join(
        _KINDS.get(kind, kind.replace("_", " ")) + (f" to {_listed(names, 'and')}" if names else "")
        for kind, names in people.items()
    )


def _how(channels: Sequence[Channel]) -> str:
    words = [_CHANNELS.get(channel, channel.replace("_", " ")) for channel in channels]
    if words in (["none"], ["in person"]):
        return "" if words == ["none"] else "in person"
    return f"by {'any channel' if len(words) == len(MESSAGE_CHANNELS) else _listed(words, 'or')}"


def _listed(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _dates(ruling: Ruling, evaluation: Evaluation) -> Iterator[str]:
    """Its dates, each on a line, and only those that it has."""
    now, zone = evaluation.now, instants.zone(evaluation.timeline.zone)

    def at(instant: pendulum.DateTime) -> str:
        return readable(_micros(instant), zone)

    windows, due = ruling.windows, ruling.due
    opens = windows[0].opens if windows else None
    if ruling.stance == "undetermined":
        yield f"{_listed(ruling.possible, 'or')}: hangs on {_listed([f'`{fact}`' for fact in ruling.missing], 'and')}"
    if opens is not None and opens > now:
        words = "surely opens" if ruling.stance == "undetermined" else "opens"
        if due is not None and due <= opens:  # what fell due before is due at once
            words, due = f"{words} and is due", None
        yield f"{words} {at(opens)}"
    if ruling.overdue is not None and ruling.overdue <= now:
        yield f"overdue since {at(ruling.overdue)}"
    else:
        if due is not None:
            yield f"due {'since' if due <= now else 'from'} {at(due)}"
        if ruling.overdue is not None:
            yield f"overdue from {at(ruling.overdue)}"
    if windows and windows[0].closes is not None:
        yield f"only before {at(windows[0].closes)}"
    for later in windows[1:2]:
        if later.opens is not None:
            yield f"again from {at(later.opens)}"


def _micros(instant: pendulum.DateTime) -> int:
    # an answer may lie beyond what a timeline may speak of, and is not checked against it
    return instant.int_timestamp * 1_000_000 + instant.microsecond


def _why(reasons: Sequence[Reason]) -> tuple[str, str]:
    """
    The first reason, how many more there are, and the statements that it is from.

    How a majority's votes fell cites nothing, and stands before the first reason that does.
    """
    first, *more = dict.fromkeys(reasons)
    votes = ""
    if more and not first.cites and more[0].cites:
        votes, (first, *more) = f"{first.says}; ", more
    return f"{votes}{first.says}{f' (+{len(more)} more)' if more else ''}", _cites(first.cites)


def _cites(cites: Iterable[str]) -> str:
    """Statement ids, those of one document together: `pro_tips-18, -19; art_of_follow_up-38`."""
    numbers: dict[str, list[str]] = {}
    for cite in cites:
        document, _, number = cite.rpartition("-")
        numbers.setdefault(document, []).append(f"-{number}")
    return "; ".join(document + ", ".join(found) for document, found in numbers.items())


# -- laying out


def _title(evaluation: Evaluation) -> Text:
    timeline = evaluation.timeline
    now = readable(_micros(evaluation.now.replace(microsecond=0)), instants.zone(timeline.zone))
    return Text.assemble((printable(evaluation.policy.name), "bold"), f", as of {now} ({timeline.zone})")


def _table(rows: Iterable[Row], width: int) -> Table:
    """Two columns, what and what is said of it; a line between rows."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, width=width)
    table.add_column(ratio=2)
    table.add_column(ratio=3)
    for number, row in enumerate(rows):
        if number:
            table.add_row()
        said = [(line, "bold red" if line.startswith("overdue since") else "bold") for line in row.said.dates]
        table.add_row(
            _lines((row.what, "bold"), (row.how, "")), _lines(*said, (row.said.why, ""), (row.said.cites, "dim"))
        )
    return table


def _lines(*lines: tuple[str, str]) -> Text:
    return Text("\n").join(Text(text, style) for text, style in lines if text)
