"""Words for a person: of kinds, channels and people, of a ruling's section, dates and reasons.

What a terminal, a notebook and a picture say alike. How it is laid out, each knows for itself; nothing here needs more
than the core.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias
from unicodedata import category

from followup_rules.evaluation.evaluation import Evaluation, Reason, Ruling
from followup_rules.rules.sentences import readable
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, ActionKind, Channel

__all__ = [
    "ADVISED_AGAINST",
    "ALLOWED",
    "DEPENDS",
    "DO_NOW",
    "NOT",
    "SECTIONS",
    "WAIT",
    "Subject",
    "channel_words",
    "cited",
    "dates",
    "how",
    "kind_words",
    "listed",
    "printable",
    "section",
    "value_words",
    "what",
    "why",
]

DO_NOW: Final = "Do now"
ALLOWED: Final = "Allowed"
ADVISED_AGAINST: Final = "Allowed, but advised against"
DEPENDS: Final = "Depends on what is not known"
WAIT: Final = "Wait"
NOT: Final = "Do not"
SECTIONS: Final = (DO_NOW, ALLOWED, ADVISED_AGAINST, DEPENDS, WAIT, NOT)

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

_MOST_VALUES: Final = 6

Subject: TypeAlias = tuple[ActionKind, str | None]


def printable(text: str) -> str:
    r"""
    Text as it may be shown: on one line, and what would steer a terminal or cannot stand in XML written as an escape.

    >>> printable("Ann\x1b[2J")
    'Ann\\x1b[2J'
    """
    return "".join(map(_printable, text))


def _printable(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS:
        return letter
    # a space that keeps words together, or is narrower, is a space all the same
    return " " if category(letter) == "Zs" else letter.encode("unicode_escape").decode()


# -- what, and by which means


def kind_words(kind: ActionKind) -> str:
    """
    The kind of an action.

    >>> kind_words(ActionKind.THANK_YOU)
    'thank-you'
    """
    return _KINDS.get(kind, kind.replace("_", " "))


def channel_words(channel: Channel) -> str:
    """The channel, without its "by"."""
    return _CHANNELS.get(channel, channel.replace("_", " "))


def what(subjects: Iterable[Subject]) -> str:
    """
    Kinds of actions, those to several people together.

    >>> what([(ActionKind.THANK_YOU, "Dana Wu"), (ActionKind.THANK_YOU, "Tomasz Żuk"), (ActionKind.GIFT, None)])
    'thank-you to Dana Wu and Tomasz Żuk, gift'
    """
    people: dict[ActionKind, list[str]] = {}
    for kind, to in subjects:
        people.setdefault(kind, []).extend([] if to is None else [printable(to)])
    return ", ".join(
        kind_words(kind) + (f" to {listed(names, 'and')}" if names else "") for kind, names in people.items()
    )


def how(channels: Sequence[Channel]) -> str:
    """
    The channels of an action; nothing for an act alone.

    >>> how([Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN])
    'by email, phone or LinkedIn'
    """
    words = [channel_words(channel) for channel in channels]
    if words in (["none"], ["in person"]):
        return "" if words == ["none"] else "in person"
    return f"by {'any channel' if len(words) == len(MESSAGE_CHANNELS) else listed(words, 'or')}"


def listed(words: Sequence[str], last: str) -> str:
    """
    Words as a list in a sentence.

    >>> listed(["email", "phone", "post"], "or")
    'email, phone or post'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


# -- what is said of a ruling


def section(ruling: Ruling) -> str:
    """The section of a report that a ruling belongs to; nothing where no rule speaks."""
    if ruling.advice == "discouraged":
        return ADVISED_AGAINST
    if ruling.stance == "allowed":
        return ALLOWED if ruling.advice is None else DO_NOW
    if ruling.stance == "forbidden":
        return NOT if ruling.opens is None else WAIT
    return DEPENDS if ruling.stance == "undetermined" else ""


def dates(ruling: Ruling, evaluation: Evaluation) -> Iterator[str]:
    """Its dates, each a line, and only those that it has."""
    # as integers: two of pendulum's in one zone compare by their clocks, which are the same twice in autumn
    now, zone = evaluation.now_us, evaluation.timeline.history.zone

    def at(instant: int) -> str:
        return readable(instant, zone)

    windows, due, overdue = ruling.windows_us, ruling.due_us, ruling.dates_us.overdue
    opens = windows[0][0] if windows else None
    if ruling.stance == "undetermined":
        yield f"{listed(ruling.possible, 'or')}: hangs on {listed([f'`{fact}`' for fact in ruling.missing], 'and')}"
    if opens is not None and opens > now:
        words = "surely opens" if ruling.stance == "undetermined" else "opens"
        if due is not None and due <= opens:  # what fell due before is due at once
            words, due = f"{words} and is due", None
        yield f"{words} {at(opens)}"
    if overdue is not None and overdue <= now:
        yield f"overdue since {at(overdue)}"
    else:
        if due is not None:
            yield f"due {'since' if due <= now else 'from'} {at(due)}"
        if overdue is not None:
            yield f"overdue from {at(overdue)}"
    if windows and windows[0][1] is not None:
        yield f"only before {at(windows[0][1])}"
    for again, _ in windows[1:2]:
        assert again is not None  # only the first may have none
        yield f"again from {at(again)}"


def why(reasons: Sequence[Reason]) -> tuple[str, str]:
    """
    The first reason, how many more there are, and the statements that it is from.

    How a majority's votes fell cites nothing, and stands before the first reason that does.
    """
    first, *more = dict.fromkeys(reasons)
    votes = ""
    if more and not first.cites and more[0].cites:
        votes, (first, *more) = f"{first.says}; ", more
    return f"{votes}{first.says}{f' (+{len(more)} more)' if more else ''}", cited(first.cites)


def cited(cites: Iterable[str]) -> str:
    """
    Statement ids, those of one document together.

    >>> cited(["pro_tips-18", "pro_tips-19", "art_of_follow_up-38"])
    'pro_tips-18, -19; art_of_follow_up-38'
    """
    numbers: dict[str, list[str]] = {}
    for cite in cites:
        document, _, number = cite.rpartition("-")
        numbers.setdefault(document, []).append(f"-{number}")
    return "; ".join(document + ", ".join(found) for document, found in numbers.items())


# -- values of facts


def value_words(values: Iterable[Any]) -> str:
    """
    Values in plain form, numbers that follow each other as a range.

    >>> value_words([8, 9, 10]), value_words([True]), value_words([["technology"], ["retail"]])
    ('8 to 10', 'true', 'technology or retail')
    """
    given = [*values]
    if all(type(value) is int for value in given) and len(given) > 1 and given == [*range(given[0], given[-1] + 1)]:
        return f"{given[0]} to {given[-1]}"
    words = [_value(value) for value in given]
    if len(words) > _MOST_VALUES:
        words = [*words[:_MOST_VALUES], f"{len(words) - _MOST_VALUES} more"]
    return listed(words, "or")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(day, str) and day[:1].isdigit() for day in value):  # a period of dates
            return value[0] if value[0] == value[1] else f"{value[0]} to {value[1]}"
        return " and ".join(map(_value, value)) or "none"
    return f"{value}".replace("_", " ")
