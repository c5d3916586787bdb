"""What a policy says about one history, at any instant and over all time: the protocol of every judge.

Everything here is in rules and integers (instants are microseconds, UTC); `evaluation` turns it into what a person or
another program reads.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from typing import Final, Literal, TypeAlias

import attrs

from followup_rules.evaluation.compiled import THANKS, Row, Verdict
from followup_rules.rules.conditions import NO, YES, Condition, Truth
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import Rule
from followup_rules.rules.stances import ALLOWED
from followup_rules.temporal.windows import NEVER, Windows
from followup_rules.timeline.history import History
from followup_rules.timeline.vocabulary import ACTIONS, Action, ActionKind

AdviceWord: TypeAlias = Literal["recommended", "overdue", "discouraged"]

_INDEX = {(action.kind, action.channel): index for index, action in enumerate(ACTIONS)}


@attrs.frozen
class Advice:
    """How surely an action is discouraged, overdue and recommended, and the rules that say so."""

    discouraged: Truth = NO
    overdue: Truth = NO
    recommended: Truth = NO
    rules: tuple[Rule, ...] = ()

    @property
    def word(self) -> AdviceWord | None:
        """The advice that counts: the first that is sure, unless one that ranks before it is possible."""
        words: tuple[AdviceWord, ...] = ("discouraged", "overdue", "recommended")
        for word in words:
            truth = getattr(self, word)
            if truth != NO:
                return word if truth == YES else None
        return None


ADVISED: Final = frozenset({"recommended", "overdue"})

# before every instant, so that of several dates it is the earliest
ALWAYS_DUE: Final = -(1 << 62)


@attrs.frozen
class Dates:
    """
    When a recommendation open now or next falls due (`ALWAYS_DUE`: it always has been) and becomes overdue.

    None means never. `since` is the first instant at which it is made; the rules are those whose dates these are.
    """

    due: int | None = None
    overdue: int | None = None
    since: int | None = None
    due_by: tuple[Rule, ...] = ()
    overdue_by: tuple[Rule, ...] = ()


VerdictTimeline: TypeAlias = tuple[tuple[int | None, Row], ...]


@lru_cache(maxsize=4096)
def addressed(action: Action, person: str | None) -> Action:
    """The same action, to that person."""
    return action if person is None else Action(action.kind, action.channel, person)


class Judge(ABC):
    """
    A policy, of its own or combined, on one history.

    Whoever asks over all time may give the number of a situation, *first*, to ask about it and later ones only; what
    the answer says about the time before that situation then means nothing.
    """

    def __init__(self, policy: AnyPolicy, history: History) -> None:
        self.policy = policy
        self.history = history
        self._latest: tuple[int, Row] | None = None
        self._timelines: dict[int, VerdictTimeline] = {}
        self._allowed: dict[tuple[bool, int, int], Windows] = {}

    # -- what each kind of judge works out in its own way

    @property
    def sources(self) -> tuple[Judge, ...]:
        """The judges of a combined policy's sources, in order; none for a policy of its own."""
        return ()

    @abstractmethod
    def verdicts_at(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, worked out anew."""

    @abstractmethod
    def work_out_timeline(self, first: int) -> VerdictTimeline:
        """What `verdict_timeline` keeps."""

    @abstractmethod
    def missing(self, action: Action, instant: int) -> frozenset[str]:
        """The names of the facts on which an undetermined stance depends."""

    @abstractmethod
    def decided_by(self, action: Action, instant: int) -> tuple[AnyPolicy, ...]:
        """The policies that decided the stance, or could still decide it where it is undetermined."""

    @abstractmethod
    def advice(self, action: Action, instant: int) -> Advice:
        """What is advised at an instant at which the action is allowed, or may be."""

    @abstractmethod
    def discouraged(self, action: Action, instant: int) -> tuple[Truth, tuple[Rule, ...]]:
        """How surely the action is discouraged at an instant at which it is or may be allowed, and by which rules."""

    @abstractmethod
    def dates(self, action: Action, instant: int, *, even_if_closed: bool = False) -> Dates:
        """
        When the recommendation that is open at an instant, or the next one, falls due and becomes overdue.

        Scheduled interviews are taken into account: the next recommendation is the first that will in fact be made. It
        is never overdue where it is never allowed from then on, unless *even_if_closed*.
        """

    @abstractmethod
    def recommended_windows(self, action: Action) -> Windows:
        """When the action is surely recommended and surely allowed, and surely not discouraged."""

    @abstractmethod
    def turns(self, action: Action, first: int = 0) -> set[int]:
        """The instants at which the stance, advice or dates may change, in the situations from *first* on."""

    # -- at one instant

    def verdicts(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, in the order of the vocabulary; the latest is kept."""
        latest = self._latest
        if latest is None or latest[0] != instant:
            known = self._timelines.get(0)
            row = self.verdicts_at(instant) if known is None else row_at(known, instant)
            latest = self._latest = instant, row
        return latest[1]

    def verdict(self, action: Action, instant: int) -> Verdict:
        """The verdict on one action at an instant."""
        return self.verdicts(instant)[self.index_of(action)][1]

    def index_of(self, action: Action) -> int:
        """The index in a row of verdicts of an action that is judged on this history."""
        index = index_of(action, self.history.people)
        assert index is not None, action
        return index

    # -- over all time

    def verdict_timeline(self, first: int = 0) -> VerdictTimeline:
        """
        The verdicts over all time: rows that each hold from a start (None: since always) to the next one's.

        Each past instant is judged by what was known at it.
        """
        timeline = self._timelines.get(first)
        if timeline is None:
            timeline = self._timelines[first] = self.work_out_timeline(first)
        return timeline

    def first_needed(self, instant: int) -> int:
        """The situation to start from when asking about an instant: the latest that is kept, or else its own."""
        own = self.history.situation_at(instant).number
        return max((first for first in [*self._timelines] if first <= own), default=own)

    def allowed(self, action: Action, first: int = 0) -> Windows:
        """When the action is surely allowed."""
        return self._windows(action, first, surely=True)

    def possibly_allowed(self, action: Action, first: int = 0) -> Windows:
        """When the action is or may be allowed."""
        return self._windows(action, first, surely=False)

    def _windows(self, action: Action, first: int, *, surely: bool) -> Windows:
        index = self.index_of(action)
        windows = self._allowed.get((surely, first, index))
        if windows is None:
            windows = self._allowed[surely, first, index] = self.work_out_windows(action, first, surely=surely)
        return windows

    def work_out_windows(self, action: Action, first: int, *, surely: bool) -> Windows:
        """When the action is allowed, or with *surely* no other stance is possible; read off the verdict timeline."""
        index, other = self.index_of(action), ~ALLOWED if surely else 0
        possible = [(start, row[index][1].possible) for start, row in self.verdict_timeline(first)]
        return Windows.from_steps([(start, one & ALLOWED != 0 and not one & other) for start, one in possible])

    def first_allowed(self, action: Action, instant: int) -> int | None:
        """The first instant from that one on at which the action is surely allowed."""
        return self.allowed(action, self.first_needed(instant)).first_from(instant)

    def effective_dates(self, action: Action, dates: Dates) -> Dates:
        """
        The dates from which on they count: due when the action is allowed, and overdue not before it is due.

        Only the dates of a combined policy, which are its sources', can differ from these.
        """
        if dates.due is None or dates.due == ALWAYS_DUE:
            return dates
        due = self.first_allowed(action, dates.due)
        late = None if dates.overdue is None or due is None else max(dates.overdue, due)
        return attrs.evolve(dates, due=due, overdue=late)

    def windows(self, action: Action, instant: int) -> Windows:
        """The windows in which the action is allowed that end after an instant; each with its true start."""
        first = self.first_needed(instant)
        ahead = self.allowed(action, first)
        if ahead is NEVER:
            return ahead
        ahead = ahead.ending_after(instant)
        window = ahead.window_at(instant)
        if first and window is not None and window[0] is None:
            return self.allowed(action).ending_after(instant)
        return ahead


def row_at(timeline: VerdictTimeline, instant: int | None) -> Row:
    """The row of a verdict timeline that holds at an instant (None: before every start)."""
    if instant is None:
        return timeline[0][1]
    return timeline[bisect_right(timeline, instant, lo=1, key=_start) - 1][1]


def _start(step: tuple[int | None, Row]) -> int:
    start = step[0]
    assert start is not None  # only the first step has none, and it is left out
    return start


def windows_of(condition: Condition, history: History, action: Action, first: int = 0) -> tuple[Windows, Windows]:
    """When a condition surely holds, and when it possibly does, in the situations from *first* on: see `Judge`."""
    found = [
        (None if situation.number == first else situation.starts, condition.sets(situation, action))
        for situation in history.situations(first)
    ]
    surely = Windows.joined([(start, surely) for start, (surely, _) in found])
    return surely, Windows.joined([(start, possibly) for start, (_, possibly) in found])


def union(sets: Iterable[Windows]) -> Windows:
    """One set of several."""
    return reduce(Windows.union, sets, NEVER)


def index_of(action: Action, people: Sequence[str | None]) -> int | None:
    """The index of an action in a row of verdicts, in the order of the vocabulary; None if it is not judged."""
    index = _INDEX.get((action.kind, action.channel))
    if index is None:
        return None
    if action.kind is ActionKind.THANK_YOU:
        return index * len(people) + people.index(action.to) if action.to in people else None
    return index + len(THANKS) * (len(people) - 1) if action.to is None else None
