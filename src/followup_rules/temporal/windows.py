"""Sets of instants.

An instant here is an integer: microseconds since 1970-01-01T00:00:00Z. This module knows nothing of calendars, zones
or rules, and imports nothing of ours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import starmap
from typing import Final, final

import attrs


@final
@attrs.frozen(init=False, repr=False, order=False)
class Windows:
    """
    An immutable set of instants made of half-open windows `[opens, closes)`, unbounded at either end if need be.

    There is one way to write each set (windows that overlap or touch are one window), so equal sets are `==` and hash
    alike. Make one with `between`, `since`, `before`, `union_of`, `from_steps`, `ALWAYS` or `NEVER`; combine with
    `union`, `intersection`, `difference`, `complement`, or `|`, `&`, `-`, `~`.

    >>> office = Windows.between(9, 17)
    >>> lunch = Windows.between(12, 13)
    >>> office - lunch
    Windows.between(9, 12) | Windows.between(13, 17)
    >>> 12 in office - lunch, 13 in office - lunch
    (False, True)
    """

    edges: tuple[int, ...]
    """The instants at which the set changes: each opening and closing, ascending. Hence one form only."""
    _begins: bool  # whether it holds before the first of them

    def __init__(self) -> None:
        raise TypeError("make windows with `Windows.between`, `.since`, `.before`, `.union_of`, `ALWAYS` or `NEVER`")

    @classmethod
    def between(cls, opens: int | None, closes: int | None) -> Windows:
        """The window `[opens, closes)`; None is unbounded on that side, and nothing is left where it is empty."""
        if opens is None:
            return ALWAYS if closes is None else _made((closes,), True)
        if closes is None:
            return _made((opens,), False)
        return _made((opens, closes), False) if opens < closes else NEVER

    @classmethod
    def since(cls, opens: int) -> Windows:
        """Every instant from *opens* on."""
        return _made((opens,), False)

    @classmethod
    def before(cls, closes: int) -> Windows:
        """Every instant before *closes*."""
        return _made((closes,), True)

    @classmethod
    def union_of(cls, windows: Iterable[tuple[int | None, int | None]]) -> Windows:
        """
        The union of pairs `(opens, closes)`, in any order.

        >>> Windows.union_of([(5, 7), (1, 5), (9, None)])
        Windows.between(1, 7) | Windows.since(9)
        """
        return reduce(Windows.union, starmap(Windows.between, windows), NEVER)

    @classmethod
    def joined(cls, pieces: Iterable[tuple[int | None, Windows]]) -> Windows:
        """
        One set made of pieces `(start, set)`: each holds from its start (None: since always) to the next one's.

        >>> Windows.joined([(None, ALWAYS), (3, NEVER), (8, Windows.before(10))])
        Windows.before(3) | Windows.between(8, 10)
        """
        edges: list[int] = []
        begins = inside = False
        pieces = list(pieces)
        for number, (start, piece) in enumerate(pieces):
            end = pieces[number + 1][0] if number + 1 < len(pieces) else None
            if end is not None and end == start:
                continue  # a piece that holds for no time
            if start is None:
                begins = inside = piece._begins
            elif (start in piece) is not inside:
                edges.append(start)
                inside = not inside
            for edge in piece.edges:
                if (start is None or edge > start) and (end is None or edge < end):
                    edges.append(edge)
                    inside = not inside
        return _made(tuple(edges), begins)

    @classmethod
    def from_steps(cls, steps: Iterable[tuple[int | None, bool]]) -> Windows:
        """
        The set that holds, or not, from each start (None: since always) to the next one; starts ascend.

        >>> Windows.from_steps([(None, True), (3, False), (5, True), (7, True)])
        Windows.before(3) | Windows.since(5)
        """
        begins = inside = False
        edges: list[int] = []
        for start, holds in steps:
            if start is None:
                begins = inside = holds
            elif holds is not inside:
                edges.append(start)
                inside = holds
        return _made(tuple(edges), begins)

    # -- asking

    def __contains__(self, instant: int) -> bool:
        return self._begins ^ (bisect_right(self.edges, instant) & 1 == 1)

    def __bool__(self) -> bool:
        raise TypeError("a set of instants is neither true nor false: ask `instant in windows`, or `windows.is_empty`")

    @property
    def is_empty(self) -> bool:
        """Whether no instant is in the set."""
        return not self._begins and not self.edges

    def __iter__(self) -> Iterator[tuple[int | None, int | None]]:
        """The windows `(opens, closes)` in order; None where unbounded."""
        ends: list[int | None] = [None, *self.edges] if self._begins else [*self.edges]
        if len(ends) % 2:
            ends.append(None)
        return zip(ends[::2], ends[1::2], strict=True)

    def window_at(self, instant: int) -> tuple[int | None, int | None] | None:
        """The window that holds at *instant*, or None."""
        place = bisect_right(self.edges, instant)
        if self._begins is (place & 1 == 1):
            return None
        opens = self.edges[place - 1] if place else None
        return opens, (self.edges[place] if place < len(self.edges) else None)

    def next_opening(self, instant: int) -> int | None:
        """The first opening after *instant*; None where there is none."""
        return next((edge for edge in self._edges_after(instant) if edge in self), None)

    def next_closing(self, instant: int) -> int | None:
        """The first closing after *instant*; None where there is none."""
        return next((edge for edge in self._edges_after(instant) if edge not in self), None)

    def first_from(self, instant: int) -> int | None:
        """The first instant of the set at or after *instant*; None where there is none."""
        return instant if instant in self else self.next_opening(instant)

    def ending_after(self, instant: int) -> Windows:
        """Only the windows that end after *instant*, each whole."""
        place = bisect_right(self.edges, instant)
        if self._begins ^ (place & 1 == 1):
            return _made(self.edges[place - 1 :], False) if place else self
        return _made(self.edges[place:], False)

    def _edges_after(self, instant: int) -> tuple[int, ...]:
        return self.edges[bisect_right(self.edges, instant) :]

    # -- combining

    def union(self, other: Windows) -> Windows:
        """Every instant in either."""
        if self is other or self is ALWAYS or other is NEVER:
            return self
        if other is ALWAYS or self is NEVER:
            return other
        return self._merged(other, bool.__or__)

    def intersection(self, other: Windows) -> Windows:
        """Every instant in both."""
        if self is other or self is NEVER or other is ALWAYS:
            return self
        if other is NEVER or self is ALWAYS:
            return other
        return self._merged(other, bool.__and__)

    def difference(self, other: Windows) -> Windows:
        """Every instant in this one and not in the other."""
        return self if other is NEVER else self.intersection(other.complement())

    def complement(self) -> Windows:
        """Every instant that is not in this one."""
        return _made(self.edges, not self._begins)

    def _merged(self, other: Windows, holds: Callable[[bool, bool], bool]) -> Windows:
        mine, theirs = self.edges, other.edges
        in_mine, in_theirs = self._begins, other._begins
        begins = inside = holds(in_mine, in_theirs)
        edges: list[int] = []
        m = t = 0
        while m < len(mine) or t < len(theirs):
            edge = mine[m] if t == len(theirs) or (m < len(mine) and mine[m] <= theirs[t]) else theirs[t]
            if m < len(mine) and mine[m] == edge:
                in_mine, m = not in_mine, m + 1
            if t < len(theirs) and theirs[t] == edge:
                in_theirs, t = not in_theirs, t + 1
            if holds(in_mine, in_theirs) is not inside:
                edges.append(edge)
                inside = not inside
        return _made(tuple(edges), begins)

    def __or__(self, other: object) -> Windows:
        return self.union(other) if isinstance(other, Windows) else NotImplemented

    def __and__(self, other: object) -> Windows:
        return self.intersection(other) if isinstance(other, Windows) else NotImplemented

    def __sub__(self, other: object) -> Windows:
        return self.difference(other) if isinstance(other, Windows) else NotImplemented

    def __invert__(self) -> Windows:
        return self.complement()

    def __repr__(self) -> str:
        return " | ".join(map(_shown, self)) or "NEVER"


def _made(edges: tuple[int, ...], begins: bool) -> Windows:
    """The set that changes at these instants; a set that never changes is `ALWAYS` or `NEVER` itself."""
    if not edges:
        return ALWAYS if begins else NEVER
    return _new(edges, begins)


def _new(edges: tuple[int, ...], begins: bool) -> Windows:
    new = object.__new__(Windows)
    object.__setattr__(new, "edges", edges)
    object.__setattr__(new, "_begins", begins)
    return new


def _shown(window: tuple[int | None, int | None]) -> str:
    opens, closes = window
    if opens is None:
        return "ALWAYS" if closes is None else f"Windows.before({closes})"
    return f"Windows.since({opens})" if closes is None else f"Windows.between({opens}, {closes})"


NEVER: Final = _new((), False)
ALWAYS: Final = _new((), True)
