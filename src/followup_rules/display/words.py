"""Words for a person: of kinds, channels and people, of a ruling's section, dates and reasons.

What a terminal, a notebook and a picture say alike. How it is laid out, each knows for itself; nothing here needs more
than the core.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from followup_rules.evaluation.evaluation import Evaluation, Reason, Ruling
from followup_rules.timeline.vocabulary import MESSAGES, Channel
from followup_rules.timeline.words import Subject, how, listed, readable, what

DO_NOW: Final = "Do now"
ALLOWED: Final = "Allowed"
ADVISED_AGAINST: Final = "Allowed, but advised against"
DEPENDS: Final = "Depends on what is not known"
WAIT: Final = "Wait"
NOT: Final = "Do not"
SECTIONS: Final = (DO_NOW, ALLOWED, ADVISED_AGAINST, DEPENDS, WAIT, NOT)

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

    windows, due, overdue = ruling.windows_us, ruling.due_us, ruling.overdue_us
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


# -- actions brought together


_S = TypeVar("_S", bound=Hashable)


def group_by_channel(found: Iterable[tuple[_S, Subject, Channel]]) -> Iterator[tuple[_S, list[Subject], list[Channel]]]:
    """
    By what is said: first the channels of one action together, then the actions that share their channels.

    >>> from followup_rules.timeline.vocabulary import ActionKind
    >>> kinds, by = [ActionKind.STATUS_INQUIRY, ActionKind.GIFT], [Channel.EMAIL, Channel.POST]
    >>> found = (("not yet", (kind, None), channel) for kind in kinds for channel in by)
    >>> [(said, subjects, channels)] = group_by_channel(found)
    >>> f"{named(subjects, channels)}: {said}"
    'status inquiry, gift by email or post: not yet'
    """
    channels: dict[tuple[_S, Subject], list[Channel]] = {}
    for said, subject, channel in found:
        channels.setdefault((said, subject), []).append(channel)
    subjects: dict[tuple[_S, tuple[Channel, ...]], list[Subject]] = {}
    for (said, subject), by in channels.items():
        subjects.setdefault((said, tuple(by)), []).append(subject)
    for (said, shared), together in subjects.items():
        yield said, together, list(shared)


def named(subjects: Sequence[Subject], channels: Sequence[Channel]) -> str:
    """
    Actions in a sentence, messages with their channels.

    >>> from followup_rules.timeline.vocabulary import ActionKind
    >>> named([(ActionKind.TAKE_NOTES, None)], [Channel.IN_PERSON])
    'take notes'
    """
    by = how(channels) if any(kind in MESSAGES for kind, _ in subjects) else ""
    return f"{what(subjects)} {by}" if by else what(subjects)
