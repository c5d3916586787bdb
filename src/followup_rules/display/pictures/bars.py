"""Which bars a picture has, and what each shows: actions with the same stretches together, and their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from followup_rules.analysis.grouping import group_by_channel
from followup_rules.analysis.stretches import Stretch
from followup_rules.display.pictures.axis import Axis
from followup_rules.temporal.instants import Zone
from followup_rules.timeline.vocabulary import INTERVIEW_ACTS, MESSAGES, Action
from followup_rules.timeline.words import Subject, how, kind_words, listed, readable, what

# in the order of the legend; what is due, overdue or discouraged is allowed too
STATES: Final = {
    "allowed": "allowed",
    "due": "due (recommended)",
    "overdue": "overdue",
    "discouraged": "allowed, but advised against",
    "undetermined": "depends on unknown facts",
    "forbidden": "forbidden",
    "changing": "changes too often to be drawn",
    "silent": "not drawn: no rule covers it",
}
_MOST: Final = 40
_MOST_TOLD: Final = 12
_MANY: Final = 60
_NARROW: Final = 3

Stretches: TypeAlias = tuple[Stretch, ...]


@attrs.frozen
class Block:
    """A piece of a bar: one stretch, or several that are drawn as one."""

    state: str
    starts: int
    ends: int | None
    changes: int

    @property
    def word(self) -> str:
        """What is written in it."""
        return _word(self.state)

    def in_words(self, axis: Axis) -> str:
        """The block in words."""
        words = self.word if self.changes == 1 else f"{self.changes} changes"
        starts = "before" if self.starts < axis.since else readable(self.starts, axis.zone)
        return f"{words}: {starts} to {'no end' if self.ends is None else readable(self.ends, axis.zone)}"


@attrs.frozen
class Bar:
    """A bar: its actions and channels in words, and its stretches; the first may have begun before the picture."""

    what: str
    how: str
    stretches: Stretches

    def in_words(self, zone: Zone, until: int) -> str:
        """The bar in words, with its dates; if there are very many changes, the first ones and the last."""
        *before, last = ((_word(_state(stretch)), stretch.ends) for stretch in self.stretches)
        parts = [f"{word} until {readable(ends or until, zone)}" for word, ends in before[:_MOST_TOLD]]
        if len(before) > _MOST_TOLD:
            parts.append(f"{len(before) - _MOST_TOLD} more changes")
        word, ends = last
        end = f"{word} from there on" if before else f"{word} throughout"
        if ends is not None:
            end = f"{word} until {readable(ends, zone)}{', later than shown' * (ends > until)}"
        return f"{f'{self.what} {self.how}'.rstrip()}: {', then '.join([*parts, end])}."

    def blocks(self, axis: Axis) -> list[Block]:
        """
        What is drawn of it, wide blocks first, so that a narrow one is not covered by its neighbours.

        If there are very many, those too narrow to be seen are drawn as one block that changes often.
        """
        blocks: list[Block] = []
        narrow = False
        for stretch in self.stretches:
            before, narrow = narrow, axis.width(stretch.starts, stretch.ends) < _NARROW
            if blocks and before and narrow and len(self.stretches) > _MANY:
                first = blocks.pop()
                blocks.append(Block("changing", first.starts, stretch.ends, first.changes + 1))
            else:
                blocks.append(Block(_state(stretch), stretch.starts, stretch.ends, 1))
        return sorted(blocks, key=lambda block: -axis.width(block.starts, block.ends))


def _state(stretch: Stretch) -> str:
    """One word for a stretch's stance and advice, a key of `STATES`."""
    return {None: stretch.stance, "recommended": "due"}.get(stretch.advice) or str(stretch.advice)


def _word(state: str) -> str:
    """The same as it is said in a sentence."""
    return "advised against" if state == "discouraged" else state


def bars(found: Mapping[Action, Stretches]) -> tuple[tuple[Bar, ...], str]:
    """
    The bars, made of the stretches within the picture, and what has none, in one line; empty if everything has one.

    A message has a bar if it is or may be allowed at some instant; an act if it is recommended at some, but not always.
    """
    with_bar: list[tuple[Action, tuple[str, Stretches]]] = []
    always: list[str] = []
    other: Counter[str] = Counter()
    for action, stretches in found.items():
        states = {_state(stretch) for stretch in stretches}
        if action.kind in MESSAGES:
            is_shown = not states <= {"forbidden", "silent"}
        else:
            is_shown = not states.isdisjoint({"due", "overdue"}) and states != {"due"}
        if is_shown:
            with_bar.append((action, ("interview" if action.kind in INTERVIEW_ACTS else action.kind.value, stretches)))
        elif states == {"due"}:
            always.append(kind_words(action.kind))
        elif states <= {"forbidden", "silent"}:
            other[f"{listed(sorted(states), 'or')} throughout"] += 1
        else:
            other["never recommended"] += 1
    order = [*dict.fromkeys((action.kind, action.to) for action in found)]
    grouped = sorted(group_by_channel(with_bar), key=lambda group: order.index(group[1][0]))
    made = [_bar(subjects, how(channels), stretches) for (_, stretches), subjects, channels in grouped]
    note = [f"{len(made) - _MOST} more bars do not fit."] if len(made) > _MOST else []
    note += [f"Recommended throughout: {', '.join(always)}."] if always else []
    if other:
        note.append(f"Actions not shown: {listed([f'{count} {words}' for words, count in other.items()], 'and')}.")
    return tuple(made[:_MOST]), " ".join(note)


def _bar(subjects: Sequence[Subject], by: str, stretches: Stretches) -> Bar:
    if subjects[0][0] not in INTERVIEW_ACTS:
        return Bar(what(subjects), by, stretches)
    # several things to ask for follow one "ask for"
    words = [kind_words(kind) for kind, _ in subjects]
    to_ask = ", ".join(word.removeprefix("ask for ") for word in words if word.startswith("ask for "))
    other = ", ".join(word for word in words if not word.startswith("ask for "))
    acts = "; ".join(filter(None, (to_ask and f"ask for {to_ask}", other)))
    return Bar("during the interview", acts, stretches)
