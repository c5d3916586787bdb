"""Which bars a picture has, and what each shows: actions of one course together, in words and in stretches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from followup_rules.analysis.stretches import Stretch
from followup_rules.display.pictures.axis import Axis
from followup_rules.temporal.instants import Zone
from followup_rules.timeline.vocabulary import INTERVIEW_ACTS, MESSAGES, Action, Channel
from followup_rules.timeline.words import Subject, how, kind_words, listed, readable, what

CHANGING: Final = "changing"
# in this order in the legend; `due` and `overdue` and `discouraged` are allowed as well
STATES: Final = {
    "allowed": "allowed",
    "due": "due (recommended)",
    "overdue": "overdue",
    "discouraged": "allowed, but advised against",
    "undetermined": "depends on what is not known",
    "forbidden": "forbidden",
    CHANGING: "changes too often to be drawn",
    "silent": "nothing drawn: no rule speaks",
}
_IN_WORDS: Final = {"discouraged": "advised against", "undetermined": "undetermined"}
MOST: Final = 40
_MOST_TOLD: Final = 12
_MANY: Final = 60
_NARROW: Final = 3

Course: TypeAlias = tuple[Stretch, ...]


@attrs.frozen
class Bar:
    """A bar: what it is of, by which channels, and its stretches; the first may have begun before the picture."""

    what: str
    how: str
    course: Course

    def told(self, zone: Zone, until: int) -> str:
        """The bar in words, with its dates; of very many changes the first and the last."""
        *before, last = self.course
        parts = [f"{word_of(stretch)} until {readable(stretch.ends or until, zone)}" for stretch in before[:_MOST_TOLD]]
        if len(before) > _MOST_TOLD:
            parts.append(f"{len(before) - _MOST_TOLD} more changes")
        end = f"{word_of(last)} from there on" if before else f"{word_of(last)} throughout"
        if last.ends is not None:
            end = f"{word_of(last)} until {readable(last.ends, zone)}{', later than shown' * (last.ends > until)}"
        return f"{f'{self.what} {self.how}'.rstrip()}: {', then '.join([*parts, end])}."

    def blocks(self, axis: Axis) -> list[Block]:
        """
        What is drawn of it, wide blocks first, so that a narrow one is not covered by its neighbours.

        Where there are very many, those too narrow to be seen are drawn as one that changes often.
        """
        runs: list[list[Stretch]] = []
        narrow = False
        for stretch in self.course:
            before, narrow = narrow, axis.width(stretch.starts, stretch.ends) < _NARROW
            if runs and before and narrow and len(self.course) > _MANY:
                runs[-1].append(stretch)
            else:
                runs.append([stretch])
        blocks = [Block(state_of(run[0]) if len(run) == 1 else CHANGING, tuple(run)) for run in runs]
        return sorted(blocks, key=lambda block: -axis.width(block.starts, block.ends))


@attrs.frozen
class Block:
    """A piece of a bar: one stretch, or several that are drawn as one."""

    state: str
    stretches: Course

    @property
    def starts(self) -> int:
        """Its first instant."""
        return self.stretches[0].starts

    @property
    def ends(self) -> int | None:
        """The first instant after it; None: it has no end."""
        return self.stretches[-1].ends

    @property
    def word(self) -> str:
        """What is written in it."""
        return _IN_WORDS.get(self.state, self.state)

    def told(self, axis: Axis) -> str:
        """The block in words."""
        words = self.word if len(self.stretches) == 1 else f"{len(self.stretches)} changes"
        starts = "before" if self.starts < axis.since else readable(self.starts, axis.zone)
        return f"{words}: {starts} to {'no end' if self.ends is None else readable(self.ends, axis.zone)}"


def state_of(stretch: Stretch) -> str:
    """One word for a stretch's stance and advice, of those in `STATES`."""
    return {None: stretch.stance, "recommended": "due"}.get(stretch.advice) or str(stretch.advice)


def word_of(stretch: Stretch) -> str:
    """The same as it is told in a sentence."""
    state = state_of(stretch)
    return _IN_WORDS.get(state, state)


def cut(course: Course, since: int, until: int) -> Course:
    """The stretches that lie, or begin, in the range; each keeps its true start and end."""
    return tuple(
        stretch for stretch in course if stretch.starts < until and (stretch.ends is None or since < stretch.ends)
    )


def bars(found: Mapping[Action, Course]) -> tuple[tuple[Bar, ...], int]:
    """
    The bars of what has something to show, of the stretches within the picture, and how many more there would be.

    Of messages whatever is allowed, or may be, at some instant; of acts what is advised at some, but not throughout.
    """
    channels: dict[tuple[Subject, Course], list[Channel]] = {}
    for action, course in found.items():
        if _has_bar(action, course):
            channels.setdefault(((action.kind, action.to), course), []).append(action.channel)
    subjects: dict[tuple[str, str, Course], list[Subject]] = {}
    for (subject, course), by in channels.items():
        together = "interview" if subject[0] in INTERVIEW_ACTS else subject[0].value
        subjects.setdefault((together, how(by), course), []).append(subject)
    order: dict[Subject, int] = {}
    for action in found:
        order.setdefault((action.kind, action.to), len(order))
    made = [
        _bar(of, by, course) for (_, by, course), of in sorted(subjects.items(), key=lambda item: order[item[1][0]])
    ]
    return tuple(made[:MOST]), len(made) - len(made[:MOST])


def _has_bar(action: Action, course: Course) -> bool:
    if action.kind in MESSAGES:
        return any(stretch.stance in ("allowed", "undetermined") for stretch in course)
    return any(stretch.advised for stretch in course) and not _standing(course)


def _standing(course: Course) -> bool:
    return [state_of(stretch) for stretch in course] == ["due"]


def _bar(subjects: Sequence[Subject], by: str, course: Course) -> Bar:
    if subjects[0][0] in INTERVIEW_ACTS:
        return Bar("during the interview", _acts([kind_words(kind) for kind, _ in subjects]), course)
    return Bar(what(subjects), by, course)


def _acts(words: Sequence[str]) -> str:
    """Acts in a row; what is asked for is told after one "ask for"."""
    asked = [word.removeprefix("ask for ") for word in words if word.startswith("ask for ")]
    other = [word for word in words if not word.startswith("ask for ")]
    return "; ".join(part for part in (f"ask for {', '.join(asked)}" if asked else "", ", ".join(other)) if part)


def left_out(found: Mapping[Action, Course]) -> str:
    """What has no bar, in one line; nothing where all has one."""
    standing: list[str] = []
    counts: dict[str, int] = {}
    for action, course in found.items():
        if not _has_bar(action, course):
            if _standing(course):
                standing.append(kind_words(action.kind))
            else:
                words = _throughout({state_of(stretch) for stretch in course})
                counts[words] = counts.get(words, 0) + 1
    parts = [f"Recommended throughout: {', '.join(standing)}."] if standing else []
    if counts:
        parts.append(f"Actions not shown: {listed([f'{count} {words}' for words, count in counts.items()], 'and')}.")
    return " ".join(parts)


def _throughout(states: set[str]) -> str:
    if states <= {"forbidden", "silent"}:
        return f"{listed(sorted(states), 'or')} throughout"
    return "never advised"
