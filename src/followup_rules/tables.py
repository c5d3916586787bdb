"""An evaluation laid out for a person: what to do now, what may be done, what to wait for, what not to do.

This is the one module that needs `rich`. Whatever comes from an input is wrapped in `rich.text.Text`, so that nothing
in it is read as markup, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

import attrs
import pendulum
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from followup_rules import instants
from followup_rules.actions import MESSAGE_CHANNELS, MESSAGES, ActionKind, Channel
from followup_rules.evaluation import NO_GUIDANCE, Evaluation, Reason, Ruling
from followup_rules.sentences import readable

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
    """The rulings of one section, those of which the same is said in one row: what is overdue first, else by opening."""

    def rank(ruling: Ruling) -> tuple[bool, int]:
        waits = ruling.stance == "forbidden" and ruling.opens is not None
        return ruling.advice != "overdue", instants.micros(ruling.opens) if waits and ruling.opens else 0

    said = (
        (ruling, Said(tuple(_dates(ruling, evaluation)), *_why((*ruling.advice_reasons, *ruling.reasons))))
        for ruling in sorted(rulings, key=rank)
    )
    return _grouped(said)


def _grouped(said: Iterable[tuple[Ruling, Said]]) -> Iterator[Row]:
    """Rows by what is said: first the channels of one action together, then the actions that share their channels."""
    channels: dict[tuple[Said, Subject], list[Channel]] = {}
    for ruling, words in said:
        action = ruling.action
        channels.setdefault((words, (action.kind, action.to)), []).append(action.channel)
    subjects: dict[tuple[Said, str], list[Subject]] = {}
    for (words, subject), found in channels.items():
        subjects.setdefault((words, _how(found)), []).append(subject)
    for (words, how), together in subjects.items():
        yield Row(_what(together), how, words)


def _never(rulings: Sequence[Ruling], evaluation: Evaluation) -> Iterator[Row]:
    """
    What is forbidden with no opening, as shortly as it can be said.

    A reason that closes a channel for every message is told once for the channel, one that closes an action on all its
    channels once for the action, and what merely no guidance permits is told once for all of it.
    """
    guided = [ruling for ruling in rulings if any(map(_is_guidance, ruling.reasons))]
    left = dict.fromkeys(guided)
    closed: dict[Said, list[Channel]] = {}
    for channel in MESSAGE_CHANNELS:
        on_it = [ruling for ruling in guided if ruling.action.channel == channel]
        shared = _shared(on_it)
        if shared and len(on_it) == sum(ruling.action.channel == channel for ruling in evaluation):
            closed.setdefault(Said((), *_why(shared)), []).append(channel)
            for ruling in on_it:
                left.pop(ruling)
    for said, channels in closed.items():
        yield Row("any message", _how(channels), said)
    by_subject: dict[Subject, list[Ruling]] = {}
    for ruling in guided:
        by_subject.setdefault((ruling.action.kind, ruling.action.to), []).append(ruling)
    rows: list[tuple[Ruling, Said]] = []
    for together in by_subject.values():
        if any(ruling in left for ruling in together):
            shared = _shared(together)
            rows += (
                (ruling, Said((), *_why(shared or ruling.reasons))) for ruling in together if shared or ruling in left
            )
    yield from _grouped(rows)
    unguided = len(rulings) - len(guided)
    if unguided:
        other = "any other message" if guided or len(evaluation.rulings) > unguided else "any message"
        yield Row(other, "", Said((), f"no guidance permits it ({unguided} actions)", ""))


def _shared(rulings: Sequence[Ruling]) -> tuple[Reason, ...]:
    """The guidance that all of them have among their reasons."""
    first, *others = rulings or [None]
    if first is None:
        return ()
    return tuple(
        reason for reason in first.reasons if _is_guidance(reason) and all(reason in other.reasons for other in others)
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
    now, zone = evaluation.timeline.now, instants.zone(evaluation.timeline.zone)

    def at(instant: pendulum.DateTime) -> str:
        return readable(instants.micros(instant), zone)

    windows = ruling.windows
    opens = windows[0].opens if windows else None
    ahead = opens is not None and opens > now
    if ruling.stance == "undetermined":
        yield f"{_listed(ruling.possible, 'or')}: hangs on {_listed([f'`{fact}`' for fact in ruling.missing], 'and')}"
    if opens is not None and ahead:
        opening = "opens and is due" if ruling.due == opens else "opens"
        yield f"{'surely allowed from' if ruling.stance == 'undetermined' else opening} {at(opens)}"
    if ruling.overdue is not None and ruling.overdue <= now:
        yield f"overdue since {at(ruling.overdue)}"
    else:
        if ruling.due is not None and not (ahead and ruling.due == opens):
            yield f"due {'since' if ruling.due <= now else 'from'} {at(ruling.due)}"
        if ruling.overdue is not None:
            yield f"overdue from {at(ruling.overdue)}"
    if windows and windows[0].closes is not None:
        yield f"only before {at(windows[0].closes)}"
    for later in windows[1:2]:
        if later.opens is not None:
            yield f"again from {at(later.opens)}"


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
    now = readable(instants.micros(timeline.now.replace(microsecond=0)), instants.zone(timeline.zone))
    return Text.assemble((printable(evaluation.policy.name), "bold"), f", {now} ({timeline.zone})")


def _table(rows: Iterable[Row], width: int) -> Table:
    """Two columns, what and what is said of it; a line between rows."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, width=width, leading=1)
    table.add_column(ratio=2)
    table.add_column(ratio=3)
    for row in rows:
        said = [(line, "bold red" if line.startswith("overdue since") else "bold") for line in row.said.dates]
        table.add_row(
            _lines((row.what, "bold"), (row.how, "")), _lines(*said, (row.said.why, ""), (row.said.cites, "dim"))
        )
    return table


def _lines(*lines: tuple[str, str]) -> Text:
    return Text("\n").join(Text(text, style) for text, style in lines if text)
