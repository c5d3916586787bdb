"""Events as marks in a picture: their words, and labels that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

import attrs

from followup_rules.display.pictures.axis import Axis, shortened, width_of
from followup_rules.timeline.events import Event, FollowUpInvited, Interview, ResponsePromised, Shape
from followup_rules.timeline.history import History
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.words import event_label, printable, readable

SCHEDULED: Final = "scheduled"
CANCELLED: Final = "cancelled"
_SEVERAL: Final = "several"
# what a shape means, in the order of the legend
SHAPES: Final = {
    Shape.INTERVIEW: "interview",
    SCHEDULED: "scheduled interview",
    CANCELLED: "cancelled interview",
    Shape.PROMISED: "date promised for the answer",
    Shape.YOU: "by you",
    Shape.EMPLOYER: "by the employer",
    _SEVERAL: "several events",
}
# a label goes to the right of its mark (1) or to the left of it (-1), and is shortened if need be
_WIDEST: Final = 320
_WAYS: Final = tuple(product((1, -1), (_WIDEST, 240, 180, 130)))
_LEVELS: Final = 12
_FEW: Final = 30
_BIN: Final = 4
_GAP: Final = 5


@attrs.frozen
class Mark:
    """An event in the picture: its start, its end if it lasts, its shape, its label, and all that is known of it."""

    starts: int
    ends: int | None
    shape: str
    label: str
    told: str


@attrs.frozen
class Label:
    """A mark's label, from `left` to `right`, on a level above the axis; its leader is at `at`."""

    mark: Mark
    text: str
    at: float
    left: float
    right: float
    level: int = 0


def marks(timeline: Timeline, now: int) -> tuple[Mark, ...]:
    """The marks of all known events, in order of time; duplicates count once."""
    history = timeline.history
    return tuple(
        sorted({mark for event in timeline.known_events for mark in _marks_of(event, history, now)}, key=_order)
    )


def _order(mark: Mark) -> tuple[int, str, str]:
    return mark.starts, mark.label, mark.told


def _marks_of(event: Event, history: History, now: int) -> Iterator[Mark]:
    zone = history.zone
    note = f" ({printable(event.note)})" if event.note else ""
    words = event_label(event, zone)
    at = readable(event.begins_us, zone)
    if isinstance(event, Interview):
        ends = readable(event.ends_us, zone)
        span = ends if event.begins_us == event.ends_us else f"{at} to {ends}"
        shape: str = event.mark
        if event.cancelled_us is not None:
            shape = CANCELLED
        elif event.begins_us > now:
            shape, words = SCHEDULED, f"scheduled: {words}"
        yield Mark(event.begins_us, event.ends_us, shape, words, f"{words}, {span}{note}")
    elif isinstance(event, ResponsePromised):
        reached, passes = event.reached(zone, history.closed_days), history.promise_of(event).passes_us
        by = reached if isinstance(reached, int) else zone.midnight(reached.toordinal())
        told = f"{words}: said {at}{note}"
        yield Mark(by, passes, event.mark, words.replace(f" {zone.local(by).year}", ""), told)
        yield Mark(event.at_us, None, Shape.EMPLOYER, "", told)
    elif isinstance(event, FollowUpInvited):
        opens, told = event.opens_us(zone), f"{words}: said {at}{note}"
        yield Mark(opens, None, event.mark, words.replace(f" {zone.local(opens).year}", ""), told)
        if opens > event.at_us:
            yield Mark(event.at_us, None, event.mark, "", told)
    else:
        yield Mark(event.begins_us, None, event.mark, words, f"{words}, {at}{note}")


def thinned(found: Sequence[Mark], axis: Axis) -> tuple[Mark, ...]:
    """The marks within the picture; if they are many, those that would overlap as one."""
    within = [mark for mark in found if axis.has(mark.starts, mark.ends)]
    if len(within) <= _FEW:
        return tuple(within)
    bins: dict[tuple[int, bool], list[Mark]] = {}
    for mark in within:
        place = int(axis.x(mark.starts)) // _BIN, mark.shape in (Shape.INTERVIEW, SCHEDULED, CANCELLED)
        bins.setdefault(place, []).append(mark)
    return tuple(_together(together) for together in bins.values())


def _together(found: Sequence[Mark]) -> Mark:
    if len(found) == 1:
        return found[0]
    some = "; ".join(mark.told for mark in found[:5])
    more = f"; and {len(found) - 5} more" if len(found) > 5 else ""
    return Mark(found[0].starts, None, _SEVERAL, "", f"{len(found)} events: {some}{more}")


# -- labels


def labels(found: Iterable[Mark], axis: Axis) -> tuple[Label, ...]:
    """
    The labels for which there is room, in order of time; none overlaps another label or its leader.

    They are placed from right to left, because a label extends to the right of its mark and earlier ones go above it.
    Where the picture ends too soon for that, a label extends to the left, above all others.
    """
    named = [mark for mark in sorted(found, key=_order, reverse=True) if mark.label]
    at_the_end = {mark: _label(mark, axis, 1, _WIDEST) is None for mark in named}
    placed: list[Label] = []
    for mark in sorted(named, key=lambda mark: not at_the_end[mark]):
        ways = ((-1, _WIDEST), *_WAYS) if at_the_end[mark] else _WAYS
        tries = (_place(mark, axis, placed, way, widest) for way, widest in ways)
        label = next(filter(None, tries), None)
        placed += [label] if label else []
    levels = sorted({label.level for label in placed})
    placed = [attrs.evolve(label, level=levels.index(label.level)) for label in placed]
    return tuple(sorted(placed, key=lambda label: (label.at, label.level)))


def _place(mark: Mark, axis: Axis, placed: Sequence[Label], way: int, widest: float) -> Label | None:
    """A label on the lowest level on which it overlaps nothing, or, to the left, on the highest."""
    label = _label(mark, axis, way, widest)
    on_levels = (attrs.evolve(label, level=level) for level in range(_LEVELS)[::way]) if label else ()
    return next((label for label in on_levels if not any(_overlap(label, other) for other in placed)), None)


def _label(mark: Mark, axis: Axis, way: int, widest: float) -> Label | None:
    """A label to the right (1) or to the left (-1) of its mark; None if it does not fit."""
    text, at = shortened(mark.label, widest), axis.x(mark.starts)
    wide = width_of(text) + _GAP + 6
    left = at if way == 1 else at - wide
    fits = axis.left - 1 <= left and left + wide <= axis.right + _GAP
    return Label(mark, text, at, left, left + wide) if fits else None


def _overlap(one: Label, other: Label) -> bool:
    if one.level == other.level:
        return one.left < other.right and other.left < one.right
    lower, higher = sorted((one, other), key=lambda label: label.level)
    # the leader of the higher one crosses the words of the lower one, unless it runs along their edge
    return lower.left + 1 < higher.at < lower.right - 1
