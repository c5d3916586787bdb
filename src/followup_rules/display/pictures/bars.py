"""Which bars a picture has, and what each shows: actions with the same stretches together, and their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from followup_rules.analysis.grouping import group_by_channel
from followup_rules.analysis.stretches import Stretch
from followup_rules.display.pictures.axis import Axis
from followup_rules.temporal.instants import Zone
from followup_rules.timeline.vocabulary import INTERVIEW_ACTS, MESSAGES, Action
from followup_rules.timeline.words import Subject, how, kind_words, listed, readable, what

CHANGING: Final = "changing"
# in the order of the legend; what is due, overdue or discouraged is allowed too
STATES: Final = {
    "allowed": "allowed",
    "due": "due (recommended)",
    "overdue": "overdue",
    "discouraged": "allowed, but advised against",
    "undetermined": "depends on unknown facts",
    "forbidden": "forbidden",
    CHANGING: "changes too often to be drawn",
    "silent": "not drawn: no rule covers it",
}
_IN_WORDS: Final = {"discouraged": "advised against", "undetermined": "undetermined"}
MOST: Final = 40
_MOST_TOLD: Final = 12
_MANY: Final = 60
_NARROW: Final = 3

Stretches: TypeAlias = tuple[Stretch, ...]


@attrs.frozen
class Bar:
    """A bar: its actions and channels in words, and its stretches; the first may have begun before the picture."""

    what: str
    how: str
    stretches: Stretches

    def in_words(self, zone: Zone, until: int) -> str:
        """The bar in words, with its dates; if there are very many changes, the first ones and the last."""
        *before, last = self.stretches
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

        If there are very many, those too narrow to be seen are drawn as one block that changes often.
        """
        runs: list[list[Stretch]] = []
        narrow = False
        for stretch in self.stretches:
            before, narrow = narrow, axis.width(stretch.starts, stretch.ends) < _NARROW
            if runs and before and narrow and len(self.stretches) > _MANY:
                runs[-1].append(stretch)
            else:
                runs.append([stretch])
        blocks = [Block(state_of(run[0]) if len(run) == 1 else CHANGING, tuple(run)) for run in runs]
        return sorted(blocks, key=lambda block: -axis.width(block.starts, block.ends))


@attrs.frozen
class Block:
    """A piece of a bar: one stretch, or several that are drawn as one."""

    state: str
    stretches: Stretches

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

    def in_words(self, axis: Axis) -> str:
        """The block in words."""
        words = self.word if len(self.stretches) == 1 else f"{len(self.stretches)} changes"
        starts = "before" if self.starts < axis.since else readable(self.starts, axis.zone)
        return f"{words}: {starts} to {'no end' if self.ends is None else readable(self.ends, axis.zone)}"


def state_of(stretch: Stretch) -> str:
    """One word for a stretch's stance and advice, a key of `STATES`."""
    return {None: stretch.stance, "recommended": "due"}.get(stretch.advice) or str(stretch.advice)


def word_of(stretch: Stretch) -> str:
    """The same as it is said in a sentence."""
    state = state_of(stretch)
    return _IN_WORDS.get(state, state)


def cut(stretches: Stretches, since: int, until: int) -> Stretches:
    """The stretches that lie, or begin, in the range; each keeps its true start and end."""
    return tuple(
        stretch for stretch in stretches if stretch.starts < until and (stretch.ends is None or since < stretch.ends)
    )


def bars(found: Mapping[Action, Stretches]) -> tuple[tuple[Bar, ...], int]:
    """
    The bars, made of the stretches within the picture, and how many more bars do not fit.

    A message has a bar if it is or may be allowed at some instant; an act if it is recommended at some, but not always.
    """
    with_bar = (
        (action, ("interview" if action.kind in INTERVIEW_ACTS else action.kind.value, stretches))
        for action, stretches in found.items()
        if _has_bar(action, stretches)
    )
    order = {subject: number for number, subject in enumerate(dict.fromkeys((one.kind, one.to) for one in found))}
    made = [
        _bar(subjects, how(channels), stretches)
        for (_, stretches), subjects, channels in sorted(
            group_by_channel(with_bar), key=lambda group: order[group[1][0]]
        )
    ]
    return tuple(made[:MOST]), max(0, len(made) - MOST)


def _has_bar(action: Action, stretches: Stretches) -> bool:
    if action.kind in MESSAGES:
        return any(stretch.stance in ("allowed", "undetermined") for stretch in stretches)
    return any(stretch.advised for stretch in stretches) and not _always_due(stretches)


def _always_due(stretches: Stretches) -> bool:
    return [state_of(stretch) for stretch in stretches] == ["due"]


def _bar(subjects: Sequence[Subject], by: str, stretches: Stretches) -> Bar:
    if subjects[0][0] in INTERVIEW_ACTS:
        return Bar("during the interview", _acts([kind_words(kind) for kind, _ in subjects]), stretches)
    return Bar(what(subjects), by, stretches)


def _acts(words: Sequence[str]) -> str:
    """Acts as a list; several things to ask for follow one "ask for"."""
    to_ask = [word.removeprefix("ask for ") for word in words if word.startswith("ask for ")]
    other = [word for word in words if not word.startswith("ask for ")]
    return "; ".join(part for part in (f"ask for {', '.join(to_ask)}" if to_ask else "", ", ".join(other)) if part)


def left_out(found: Mapping[Action, Stretches]) -> str:
    """What has no bar, in one line; empty if everything has one."""
    always: list[str] = []
    counts: dict[str, int] = {}
    for action, stretches in found.items():
        if not _has_bar(action, stretches):
            if _always_due(stretches):
                always.append(kind_words(action.kind))
            else:
                words = _throughout({state_of(stretch) for stretch in stretches})
                counts[words] = counts.get(words, 0) + 1
    parts = [f"Recommended throughout: {', '.join(always)}."] if always else []
    if counts:
        parts.append(f"Actions not shown: {listed([f'{count} {words}' for words, count in counts.items()], 'and')}.")
    return " ".join(parts)


def _throughout(states: set[str]) -> str:
    if states <= {"forbidden", "silent"}:
        return f"{listed(sorted(states), 'or')} throughout"
    return "never recommended"
