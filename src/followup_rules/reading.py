"""One policy read on one history: stances, windows, advice and dates of each action, at any instant.

Everything here is in integers and rules; `evaluation` turns it into what a person or another program reads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final, TypeAlias

import attrs

from followup_rules.actions import ACTIONS, Action, ActionKind
from followup_rules.conditions import MAYBE, NO, YES, Truth
from followup_rules.errors import PolicyError, shown
from followup_rules.history import History, Situation
from followup_rules.instants import LAST
from followup_rules.layout import (
    ALLOWED,
    FORBIDDEN,
    SILENT,
    THANKS,
    Entry,
    Possible,
    Row,
    Verdict,
    stance,
)
from followup_rules.moments import after
from followup_rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules import Rule
from followup_rules.windows import NEVER, Windows

__all__ = ["EVER", "Advice", "AnyReading", "CombinedReading", "Dates", "PolicyReading", "read"]

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
EVER: Final = -(1 << 62)


@attrs.frozen
class Dates:
    """
    When a recommendation open now or next falls due (`EVER`: always has been) and becomes overdue; None: never.

    `since` is the first instant at which it is made, and the rules are those whose dates these are.
    """

    due: int | None = None
    overdue: int | None = None
    since: int | None = None
    due_by: tuple[Rule, ...] = ()
    overdue_by: tuple[Rule, ...] = ()


Pieces: TypeAlias = tuple[tuple[int | None, Row], ...]


def addressed(action: Action, person: str | None) -> Action:
    """The same action, to that person."""
    return action if person is None else Action(action.kind, action.channel, person)


class PolicyReading:
    """One policy on one history."""

    def __init__(self, policy: Policy, history: History) -> None:
        self.policy = policy
        self.history = history
        self.layout = policy.layout
        self._latest: tuple[int, Row] | None = None
        self._kept_pieces: dict[int, Pieces] = {}
        self._allowed: dict[tuple[int, int], Windows] = {}
        self._urged: dict[tuple[int, int], Windows] = {}

    # -- at one instant

    def verdicts(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, in the order of the vocabulary."""
        latest = self._latest
        if latest is None or latest[0] != instant:
            latest = self._latest = instant, self._row(self.history.situation_at(instant), instant)
        return latest[1]

    def _row(self, situation: Situation, instant: int) -> Row:
        asked = self.layout.asked
        truths = tuple([truth(situation, action, instant) for truth, action in asked])
        if not self.layout.personal:
            return self._row_of(truths, [truths] * len(self.history.people))
        theirs = []
        for person in self.history.people:
            own = list(truths)
            for place in self.layout.personal if person is not None else ():
                truth, action = asked[place]
                own[place] = truth(situation, addressed(action, person), instant)
            theirs.append(tuple(own))
        return self._row_of(truths, theirs)

    def _row_of(self, truths: tuple[Truth, ...], of_people: Sequence[tuple[Truth, ...]]) -> Row:
        """The verdicts that follow from the truths of the leaves, in general and for thank-yous to each person."""
        layout, people = self.layout, self.history.people
        thanks = [layout.thanks_row(own) for own in of_people]
        if people == (None,):
            return thanks[0] + layout.plain_row(truths)
        # by channel, then by person
        to_people = [
            (addressed(action, person), of_person[place][1])
            for place, action in enumerate(THANKS)
            for person, of_person in zip(people, thanks, strict=True)
        ]
        return (*to_people, *layout.plain_row(truths))

    def verdict(self, action: Action, instant: int) -> Verdict:
        """The verdict on one action at an instant."""
        return self.verdicts(instant)[_place(action, self.history)][1]

    def missing(self, action: Action, instant: int) -> frozenset[str]:
        """The facts on which an undetermined stance hangs."""
        entry = self._entry(action)
        situation = self.history.situation_at(instant)
        permitted = max((self._truth(number, action, situation, instant) for number in entry.permit_checks), default=NO)
        open_checks = [
            number
            for number in (*entry.forbid_checks, *(() if permitted == YES else entry.permit_checks))
            if self._truth(number, action, situation, instant) == MAYBE
        ]
        conditions = self.layout.conditions
        return frozenset().union(*(conditions[number].facts(situation, action, instant) for number in open_checks))

    def _entry(self, action: Action) -> Entry:
        return self.layout.entries[action.kind, action.channel]

    def _truth(self, number: int, action: Action, situation: Situation, instant: int) -> Truth:
        return self.layout.conditions[number].truth(situation, action, instant)

    # -- over all time

    def pieces(self, first: int = 0) -> Pieces:
        """
        The verdicts over all time, in pieces that each hold from their start (None: ever) to the next one's.

        Each past instant is judged by what was known at it. Of later situations only, from *first* on, where that is
        all one needs; what the first piece says of the time before it means nothing then.
        """
        pieces = self._kept_pieces.get(first)
        if pieces is None:
            found: list[tuple[int | None, Row]] = []
            for situation in self.history.situations(first):
                edges = self._edges(situation)
                starts = None if situation.number == first else situation.starts
                inside = situation.starts
                if inside is None:
                    inside = next(iter(edges), 0 if situation.ends is None else situation.ends) - 1
                found.append((starts, self._row(situation, inside)))
                found += [(edge, self._row(situation, edge)) for edge in edges]
            pieces = self._kept_pieces[first] = tuple(found)
        return pieces

    def _edges(self, situation: Situation) -> list[int]:
        """The instants within a situation at which a leaf may change."""
        edges: set[int] = set()
        for leaf in self.layout.moving:
            for person in self.history.people if leaf.personal else (None,):
                surely, possibly = leaf.condition.sets(situation, addressed(leaf.action, person))
                edges.update(surely.edges)
                if possibly is not surely:
                    edges.update(possibly.edges)
        return sorted(edge for edge in edges if situation.has(edge) and edge != situation.starts)

    def allowed(self, action: Action, first: int = 0) -> Windows:
        """When the action is allowed for sure; from situation *first* on, as in `pieces`."""
        place = _place(action, self.history)
        allowed = self._allowed.get((first, place))
        if allowed is None:
            steps = [(start, row[place][1].possible == ALLOWED) for start, row in self.pieces(first)]
            allowed = self._allowed[first, place] = Windows.from_steps(steps)
        return allowed

    def windows(self, action: Action, instant: int) -> Windows:
        """The windows in which it is allowed that end after an instant; one that holds at it with its true start."""
        first = self.history.situation_at(instant).number
        ahead = self.allowed(action, first)
        if ahead is NEVER:
            return ahead
        ahead = ahead.ending_after(instant)
        window = ahead.window_at(instant)
        if first and window is not None and window[0] is None:
            return self.allowed(action).ending_after(instant)
        return ahead

    def _possibly_allowed(self, action: Action) -> Windows:
        """When the action is allowed, or may be."""
        place = _place(action, self.history)
        return Windows.from_steps([(start, row[place][1].possible & ALLOWED != 0) for start, row in self.pieces()])

    def _urged_and_allowed(self, number: int, action: Action) -> Windows:
        """When a recommendation's check surely holds and the action is allowed, over all time."""
        key = number, _place(action, self.history)
        urged = self._urged.get(key)
        if urged is None:
            sets = self.layout.conditions[number].sets
            surely = Windows.joined(
                [(situation.starts, sets(situation, action)[0]) for situation in self.history.situations()]
            )
            urged = self._urged[key] = surely.intersection(self.allowed(action))
        return urged

    def turns(self, action: Action, first: int = 0) -> set[int]:
        """The instants at which its stance, advice or dates may change, in the situations from *first* on."""
        entry = self._entry(action)
        found = {start for start, _ in self.pieces(first) if start is not None}
        for situation in self.history.situations(first):
            edges: set[int | None] = set()
            for _, number in (*entry.discourages, *entry.recommends):
                surely, possibly = self.layout.conditions[number].sets(situation, action)
                edges.update((*surely.edges, *possibly.edges))
            for rule, _ in entry.recommends:
                edges.update(self._overdue(rule, action, situation))
            found.update(edge for edge in edges if edge is not None and situation.has(edge))
        return found

    # -- advice and its dates

    def advice(self, action: Action, instant: int) -> Advice:
        """What is advised at an instant at which the action is allowed, or may be."""
        entry = self._entry(action)
        situation = self.history.situation_at(instant)
        discouraged = overdue = recommended = NO
        rules: list[Rule] = []
        for rule, number in entry.discourages:
            truth = self._truth(number, action, situation, instant)
            discouraged = max(discouraged, truth)
            rules += [rule] * (truth != NO)
        for rule, number in entry.recommends:
            truth = self._truth(number, action, situation, instant)
            recommended = max(recommended, truth)
            rules += [rule] * (truth != NO)
            if truth != NO and rule.overdue is not None:
                surely, possibly = self._overdue(rule, action, situation)
                late = YES if surely is not None and instant >= surely else NO
                if late == NO and possibly is not None and instant >= possibly:
                    late = MAYBE
                overdue = max(overdue, min(late, truth))
        return Advice(discouraged, overdue, recommended, tuple(rules))

    def _due(self, rule: Rule, action: Action, situation: Situation) -> int | None:
        """The first allowed instant at or after the rule's due; None where there is none."""
        if rule.due is None:
            return EVER
        reached = rule.due.reach(situation, action)
        return None if reached is None else self.allowed(action).first_from(reached[1])

    def _overdue(self, rule: Rule, action: Action, situation: Situation) -> tuple[int | None, int | None]:
        """From when it is overdue: surely, and possibly. Where due is moved, overdue keeps its distance from it."""
        if rule.due is None or rule.overdue is None:
            return None, None
        due, late = rule.due.reach(situation, action), rule.overdue.reach(situation, action)
        if due is None or late is None:
            return None, None
        grace, unit = rule.grace(situation)

        def moved(allowed: Windows, least_or_most: int) -> int | None:
            first = allowed.first_from(due[least_or_most])
            if first is None:
                return None
            if first == due[least_or_most]:
                return late[least_or_most]
            return after(situation, first, grace[least_or_most], unit)

        return moved(self.allowed(action), 1), moved(self._possibly_allowed(action), 0)

    def dates(self, action: Action, instant: int) -> Dates:
        """
        When the recommendation that is open at an instant, or the next one, falls due and becomes overdue.

        Scheduled interviews are reckoned with: the next recommendation is the first that will in fact be made.
        """
        first: int | None = None
        due: list[tuple[Rule, int | None]] = []
        overdue: list[tuple[Rule, int | None]] = []
        for rule, number in self._entry(action).recommends:
            from_when = self._urged_and_allowed(number, action).first_from(instant)
            if from_when is None or from_when >= LAST or (first is not None and from_when > first):
                continue
            if first is None or from_when < first:
                first, due, overdue = from_when, [], []
            situation = self.history.situation_at(from_when)
            due.append((rule, self._due(rule, action, situation)))
            late = self._overdue(rule, action, situation)[0]
            if late is not None and late < LAST and self.allowed(action).first_from(late) is not None:
                overdue.append((rule, late))
        return _earliest(first, due, overdue)


Dated: TypeAlias = Iterable[tuple[Rule, int | None]]


def _earliest(since: int | None, due: Dated, overdue: Dated) -> Dates:
    """The earliest of the dates that rules give, with the rules that give them."""
    due_at, due_by = _first_given(due)
    overdue_at, overdue_by = _first_given(overdue)
    return Dates(due_at, overdue_at, since, due_by, overdue_by)


def _first_given(dated: Dated) -> tuple[int | None, tuple[Rule, ...]]:
    given = [(rule, date) for rule, date in dated if date is not None]
    first = min((date for _, date in given), default=None)
    return first, tuple(dict.fromkeys(rule for rule, date in given if date == first))


def _row_from(pieces: Pieces, start: int | None) -> Row:
    """The row of the piece that holds from a start on."""
    if start is None:
        return pieces[0][1]
    return pieces[bisect_right(pieces, start, lo=1, key=_start) - 1][1]


def _start(piece: tuple[int | None, Row]) -> int:
    start = piece[0]
    assert start is not None  # of the first piece only, which is left out
    return start


def place_of(action: Action, people: Sequence[str | None]) -> int | None:
    """Where an action stands among all that are judged, in the order of the vocabulary; None where it is not judged."""
    place = _PLACE.get((action.kind, action.channel))
    if place is None:
        return None
    if action.kind is ActionKind.THANK_YOU:
        return place * len(people) + people.index(action.to) if action.to in people else None
    return place + len(THANKS) * (len(people) - 1) if action.to is None else None


def _place(action: Action, history: History) -> int:
    place = place_of(action, history.people)
    assert place is not None, action
    return place


class CombinedReading:
    """Several policies on one history, made one by a resolver."""

    def __init__(self, policy: Combined, history: History) -> None:
        self.policy = policy
        self.history = history
        self.sources: tuple[AnyReading, ...] = tuple(read(source, history) for source in policy.sources)
        self._latest: tuple[int, Row] | None = None
        self._kept_pieces: Pieces | None = None
        self._allowed: dict[int, Windows] = {}

    def verdicts(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, in the order of the vocabulary."""
        latest = self._latest
        if latest is None or latest[0] != instant:
            latest = self._latest = instant, self._resolved_row([source.verdicts(instant) for source in self.sources])
        return latest[1]

    def verdict(self, action: Action, instant: int) -> Verdict:
        """The verdict on one action at an instant."""
        return self.verdicts(instant)[_place(action, self.history)][1]

    def _resolved_row(self, rows: list[Row]) -> Row:
        return tuple(
            (pairs[0][0], self._resolved(tuple(verdict for _, verdict in pairs))) for pairs in zip(*rows, strict=True)
        )

    def _resolved(self, verdicts: tuple[Verdict, ...]) -> Verdict:
        possible = self.policy.resolve(tuple(verdict.possible for verdict in verdicts))
        outcome = stance(possible)
        rules = dict.fromkeys(rule for verdict in verdicts if verdict.stance == outcome for rule in verdict.rules)
        return Verdict(possible, outcome, tuple(rules), tuple(rule.id for rule in rules))

    def missing(self, action: Action, instant: int) -> frozenset[str]:
        """The facts that the sources are missing on which the outcome hangs."""
        possible = [source.verdict(action, instant).possible for source in self.sources]
        missing: frozenset[str] = frozenset()
        for place, source in enumerate(self.sources):
            if stance(possible[place]) == "undetermined" and self._decides(possible, place):
                missing |= source.missing(action, instant)
        return missing

    def _decides(self, possible: list[Possible], place: int) -> bool:
        """Whether, for some stances of the other sources, it matters which of its own a source takes."""
        ways = [[one for one in (FORBIDDEN, ALLOWED, SILENT) if one & own] for own in possible]
        own = ways.pop(place)
        return any(
            len({self.policy.resolve((*others[:place], one, *others[place:])) for one in own}) > 1
            for others in product(*ways)
        )

    def pieces(self, first: int = 0) -> Pieces:
        """The verdicts over all time, in pieces that each hold from their start (None: ever) to the next one's."""
        if self._kept_pieces is None:
            sources = [source.pieces() for source in self.sources]
            starts = {start for pieces in sources for start, _ in pieces if start is not None}
            found = []
            for start in (None, *sorted(starts)):
                rows = [_row_from(pieces, start) for pieces in sources]
                found.append((start, self._resolved_row(rows)))
            self._kept_pieces = tuple(found)
        return self._kept_pieces

    def allowed(self, action: Action) -> Windows:
        """When the action is allowed for sure."""
        place = _place(action, self.history)
        allowed = self._allowed.get(place)
        if allowed is None:
            steps = [(start, row[place][1].possible == ALLOWED) for start, row in self.pieces()]
            allowed = self._allowed[place] = Windows.from_steps(steps)
        return allowed

    def windows(self, action: Action, instant: int) -> Windows:
        """The windows in which it is allowed that end after an instant, each whole."""
        return self.allowed(action).ending_after(instant)

    def turns(self, action: Action, first: int = 0) -> set[int]:
        """The instants at which its stance, advice or dates may change, in the situations from *first* on."""
        return set().union(*(source.turns(action, first) for source in self.sources))

    def _speakers(self, action: Action, instant: int) -> list[AnyReading]:
        """The sources whose stance is the outcome."""
        outcome = self.verdict(action, instant).stance
        return [source for source in self.sources if source.verdict(action, instant).stance == outcome]

    def advice(self, action: Action, instant: int) -> Advice:
        """What the sources that allow it advise; one that only may allow it can take advice away, never add any."""
        discouraged = overdue = recommended = NO
        rules: dict[Rule, None] = {}
        for source in self.sources:
            possible = source.verdict(action, instant).possible
            if possible & ALLOWED:
                most = YES if possible == ALLOWED else MAYBE
                advice = source.advice(action, instant)
                discouraged = max(discouraged, min(advice.discouraged, most))
                overdue = max(overdue, min(advice.overdue, most))
                recommended = max(recommended, min(advice.recommended, most))
                rules.update(dict.fromkeys(advice.rules))
        return Advice(discouraged, overdue, recommended, tuple(rules))

    def dates(self, action: Action, instant: int) -> Dates:
        """The earliest dates of the sources whose stance is the outcome; none after which it is never allowed."""
        allowed = self.allowed(action)
        given = [source.dates(action, instant) for source in self._speakers(action, instant)]
        earliest = _earliest(
            min((dates.since for dates in given if dates.since is not None), default=None),
            ((rule, dates.due) for dates in given for rule in dates.due_by),
            ((rule, dates.overdue) for dates in given for rule in dates.overdue_by),
        )
        if earliest.due is not None and allowed.first_from(earliest.due) is None:
            earliest = attrs.evolve(earliest, due=None, due_by=())
        if earliest.overdue is not None and allowed.first_from(earliest.overdue) is None:
            earliest = attrs.evolve(earliest, overdue=None, overdue_by=())
        return earliest


AnyReading: TypeAlias = PolicyReading | CombinedReading


def read(policy: AnyPolicy, history: History) -> AnyReading:
    """The policy read on the history."""
    if isinstance(policy, Policy):
        return PolicyReading(policy, history)
    if isinstance(policy, Combined):
        return CombinedReading(policy, history)
    raise PolicyError(f"{shown(policy)} is no policy; expected one such as `policies.recommended`")
