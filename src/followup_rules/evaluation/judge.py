"""What a policy says on one history, at any instant and over all time: what every reading of a policy has in common.

Everything here is in integers and rules; `evaluation` turns it into what a person or another program reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from typing import Final, TypeAlias

import attrs

from followup_rules.evaluation.compiled import THANKS, Row, Verdict
from followup_rules.rules.conditions import NO, YES, Truth
from followup_rules.rules.rule import Rule
from followup_rules.rules.stances import ALLOWED
from followup_rules.temporal.windows import NEVER, Windows
from followup_rules.timeline.history import History
from followup_rules.timeline.vocabulary import ACTIONS, Action, ActionKind

_PLACE = {(action.kind, action.channel): place for place, action in enumerate(ACTIONS)}


@attrs.frozen
class Advice:
    """How surely an action is discouraged, overdue and recommended, and the rules that say so."""

    discouraged: Truth = NO
    overdue: Truth = NO
    recommended: Truth = NO
    rules: tuple[Rule, ...] = ()

    @property
    def word(self) -> str | None:
        """The advice that counts: the first that is sure, unless one that ranks before it is possible."""
        for word in ("discouraged", "overdue", "recommended"):
            truth = getattr(self, word)
            if truth != NO:
                return word if truth == YES else None
        return None


# before every instant, so that of several dates it is the earliest
ALWAYS_DUE: Final = -(1 << 62)


@attrs.frozen
class Dates:
    """
    When a recommendation open now or next falls due (`ALWAYS_DUE`: always has been) and becomes overdue; None: never.

    `since` is the first instant at which it is made, and the rules are those whose dates these are.
    """

    due: int | None = None
    overdue: int | None = None
    since: int | None = None
    due_by: tuple[Rule, ...] = ()
    overdue_by: tuple[Rule, ...] = ()


Pieces: TypeAlias = tuple[tuple[int | None, Row], ...]


@lru_cache(maxsize=4096)
def addressed(action: Action, person: str | None) -> Action:
    """The same action, to that person."""
    return action if person is None else Action(action.kind, action.channel, person)


class Reading:
    """A policy, of its own or combined, on one history: what follows from its verdicts over time."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._latest: tuple[int, Row] | None = None
        self._kept_pieces: dict[int, Pieces] = {}
        self._allowed: dict[tuple[int, int], Windows] = {}
        self._possibly_allowed: dict[tuple[int, int], Windows] = {}

    def row(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, worked out anew."""
        raise NotImplementedError

    def work_out_timeline(self, first: int) -> Pieces:
        """What `pieces` keeps."""
        raise NotImplementedError

    # -- at one instant

    def verdicts(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, in the order of the vocabulary."""
        latest = self._latest
        if latest is None or latest[0] != instant:
            latest = self._latest = instant, self.row(instant)
        return latest[1]

    def verdict(self, action: Action, instant: int) -> Verdict:
        """The verdict on one action at an instant."""
        return self.verdicts(instant)[index_in(action, self.history)][1]

    # -- over all time

    def pieces(self, first: int = 0) -> Pieces:
        """
        The verdicts over all time, in pieces that each hold from their start (None: ever) to the next one's.

        Each past instant is judged by what was known at it. Of later situations only, from *first* on, where that is
        all one needs; what the first piece says of the time before it means nothing then.
        """
        pieces = self._kept_pieces.get(first)
        if pieces is None:
            pieces = self._kept_pieces[first] = self.work_out_timeline(first)
        return pieces

    def first_needed(self, instant: int) -> int:
        """A situation from which on pieces serve for an instant: of those that are there anyway, or its own."""
        own = self.history.situation_at(instant).number
        return max((first for first in self._kept_pieces if first <= own), default=own)

    def allowed(self, action: Action, first: int = 0) -> Windows:
        """When the action is allowed for sure; from situation *first* on, as in `pieces`."""
        place = index_in(action, self.history)
        allowed = self._allowed.get((first, place))
        if allowed is None:
            steps = [(start, row[place][1].possible == ALLOWED) for start, row in self.pieces(first)]
            allowed = self._allowed[first, place] = Windows.from_steps(steps)
        return allowed

    def possibly_allowed(self, action: Action, first: int = 0) -> Windows:
        """When the action is allowed, or may be; from situation *first* on, as in `pieces`."""
        place = index_in(action, self.history)
        possibly = self._possibly_allowed.get((first, place))
        if possibly is None:
            steps = [(start, row[place][1].possible & ALLOWED != 0) for start, row in self.pieces(first)]
            possibly = self._possibly_allowed[first, place] = Windows.from_steps(steps)
        return possibly

    def first_allowed(self, action: Action, instant: int) -> int | None:
        """The first instant from that one on at which the action is allowed for sure."""
        return self.allowed(action, self.first_needed(instant)).first_from(instant)

    def effective_dates(self, action: Action, dates: Dates) -> Dates:
        """
        The same dates as they come to count: due from where it is allowed, overdue not before it is due.

        They are these already but in a combined policy, whose dates are its sources'.
        """
        if dates.due is None or dates.due == ALWAYS_DUE:
            return dates
        due = self.first_allowed(action, dates.due)
        late = None if dates.overdue is None or due is None else max(dates.overdue, due)
        return attrs.evolve(dates, due=due, overdue=late)

    def windows(self, action: Action, instant: int) -> Windows:
        """The windows in which it is allowed that end after an instant; one that holds at it with its true start."""
        first = self.first_needed(instant)
        ahead = self.allowed(action, first)
        if ahead is NEVER:
            return ahead
        ahead = ahead.ending_after(instant)
        window = ahead.window_at(instant)
        if first and window is not None and window[0] is None:
            return self.allowed(action).ending_after(instant)
        return ahead


Dated: TypeAlias = Iterable[tuple[Rule, int | None]]


def earliest(since: int | None, due: Dated, overdue: Dated) -> Dates:
    """The earliest of the dates that rules give, with the rules that give them."""
    due_at, due_by = _first_given(due)
    overdue_at, overdue_by = _first_given(overdue)
    return Dates(due_at, overdue_at, since, due_by, overdue_by)


def _first_given(dated: Dated) -> tuple[int | None, tuple[Rule, ...]]:
    given = [(rule, date) for rule, date in dated if date is not None]
    first = min((date for _, date in given), default=None)
    return first, tuple(rule for rule, date in given if date == first)


def union(sets: Iterable[Windows]) -> Windows:
    """One set of several."""
    return reduce(Windows.union, sets, NEVER)


def index_of(action: Action, people: Sequence[str | None]) -> int | None:
    """Where an action stands among all that are judged, in the order of the vocabulary; None where it is not judged."""
    place = _PLACE.get((action.kind, action.channel))
    if place is None:
        return None
    if action.kind is ActionKind.THANK_YOU:
        return place * len(people) + people.index(action.to) if action.to in people else None
    return place + len(THANKS) * (len(people) - 1) if action.to is None else None


def index_in(action: Action, history: History) -> int:
    """The same, of an action that is judged on this history."""
    place = index_of(action, history.people)
    assert place is not None, action
    return place
