"""Words for whole answers: the section of a ruling, its standing, its dates and its reasons.

A terminal, a notebook, a picture and a calendar use the same words. How they are laid out is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pendulum

from followup_rules.evaluation.evaluation import SPLIT, Evaluation, Reason, Ruling
from followup_rules.temporal import instants
from followup_rules.timeline.vocabulary import MESSAGES, Channel
from followup_rules.timeline.words import Subject, how, listed, readable, what

NOT: Final = "Do not"
# the sections of an evaluation, in order, with their colours
SECTIONS: Final = {
    "Do now": "green",
    "Allowed": "cyan",
    "Allowed, but advised against": "yellow",
    "Depends on unknown facts": "magenta",
    "Wait": "blue",
    NOT: "red",
}
NO_RULE: Final = "no rule covers it"

# -- rulings


def section(ruling: Ruling) -> str:
    """The section of a report that a ruling belongs to; empty where no rule covers its action."""
    if ruling.advice == "discouraged":
        return "Allowed, but advised against"
    if ruling.stance == "allowed":
        return "Allowed" if ruling.advice is None else "Do now"
    if ruling.stance == "forbidden":
        return NOT if ruling.opens is None else "Wait"
    return "Depends on unknown facts" if ruling.stance == "undetermined" else ""


def standing(stance: str, advice: str | None, possible: Sequence[str] = ()) -> str:
    """
    What a ruling says, without its dates.

    >>> standing("allowed", "overdue"), standing("undetermined", None, ["forbidden", "allowed"])
    ('overdue', 'forbidden or allowed')
    """
    if advice is not None:
        return "allowed, but advised against" if advice == "discouraged" else advice
    if stance == "silent":
        return NO_RULE
    return listed(possible, "or") if len(possible) > 1 else stance


def named_facts(names: Iterable[str]) -> str:
    """Facts by their names, as a list in a sentence."""
    return listed([f"`{name}`" for name in names], "and")


def dates(ruling: Ruling) -> Iterator[str]:
    """The dates that a ruling has, each as a phrase."""
    # as integers: two pendulum values in one zone compare by their clocks, which show the same hour twice in autumn
    now, zone = ruling.evaluation.now_us, ruling.evaluation.timeline.history.zone
    windows, due, overdue = ruling.windows_us, ruling.due_us, ruling.overdue_us
    opens, closes = windows[0] if windows else (None, None)
    again = windows[1][0] if windows[1:] else None
    told: list[tuple[int, str]] = []
    if opens is not None and opens > now:
        words = "opens in any case" if ruling.stance == "undetermined" else "opens"
        if overdue is not None and overdue <= opens:  # what fell due, or became overdue, before it opens is so at once
            words, due, overdue = f"{words} and is overdue", None, None
        elif due is not None and due <= opens:
            words, due = f"{words} and is due", None
        told.append((opens, words))
    if overdue is not None and overdue <= now:
        due = None
    for instant, words in ((due, "due"), (overdue, "overdue")):
        if instant is not None:
            told.append((instant, f"{words} {'since' if instant <= now else 'from'}"))
    for instant, words in ((closes, "closes"), (again, "opens again")):
        if instant is not None:
            told.append((instant, words))
    # in order of time, so that none stands before the one that it depends on
    return (f"{words} {readable(instant, zone)}" for instant, words in sorted(told, key=lambda date: date[0]))


def why(reasons: Iterable[Reason]) -> tuple[str, str]:
    """
    The first reason, how many more there are, and the statements that it cites; two empty texts if there is no reason.

    How the votes of a majority fell stands before the first reason.
    """
    different = [*dict.fromkeys(reasons)]
    if not different:
        return "", ""
    first, *more = different
    votes = ""
    if more and first.rule == f"majority/{SPLIT}":
        votes, (first, *more) = f"{first.says}; ", more
    return f"{votes}{first.says}{f' (+{len(more)} more)' if more else ''}", cited(first.cites)


def as_sentence(words: str) -> str:
    """
    Words as a sentence.

    >>> as_sentence("once is enough")
    'Once is enough.'
    """
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"


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


# -- actions and instants


def named(subjects: Sequence[Subject], channels: Sequence[Channel]) -> str:
    """
    Actions in a sentence, messages with their channels.

    >>> from followup_rules.timeline.vocabulary import ActionKind
    >>> named([(ActionKind.TAKE_NOTES, None)], [Channel.IN_PERSON])
    'take notes'
    """
    by = how(channels) if any(kind in MESSAGES for kind, _ in subjects) else ""
    return f"{what(subjects)} {by}".rstrip()


def date_words(instant: pendulum.DateTime, evaluation: Evaluation) -> str:
    """An instant of an answer, in the timeline's zone."""
    return readable(instants.unchecked(instant), evaluation.timeline.history.zone)
