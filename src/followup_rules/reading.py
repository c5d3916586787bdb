"""One policy read on one history: stances, windows, advice and dates of each action, at any instant.

Everything here is in integers and rules; `evaluation` turns it into what a person or another program reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import attrs

from followup_rules.actions import Action, ActionKind
from followup_rules.amounts import Unit
from followup_rules.conditions import MAYBE, NO, YES, Truth
from followup_rules.errors import PolicyError, shown
from followup_rules.history import History, Situation
from followup_rules.plan import (
    ALLOWED,
    PLAIN,
    SILENT,
    THANKS,
    Entry,
    Plan,
    Possible,
    Row,
    Verdict,
    combined,
    kleene,
    possible_given,
    stance,
)
from followup_rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules import Rule
from followup_rules.windows import NEVER, Windows

__all__ = ["Advice", "AnyReading", "CombinedReading", "Dates", "PolicyReading", "read"]

_HOUR = 3_600_000_000
_PLAIN_PLACE = {(action.kind, action.channel): place for place, action in enumerate(PLAIN)}
_THANKS_PLACE = {action.channel: place for place, action in enumerate(THANKS)}


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


@attrs.frozen
class Dates:
    """When a recommendation open now or next falls due and becomes overdue; None where it does not."""

    due: int | None = None
    overdue: int | None = None


_NO_DATES = Dates()
Steps: TypeAlias = tuple[tuple[int, ...], tuple[Possible, ...]]
Sets: TypeAlias = tuple[Windows, Windows]


def addressed(action: Action, person: str | None) -> Action:
    """The same action, to that person."""
    return action if person is None else Action(action.kind, action.channel, person)


class PolicyReading:
    """One policy on one history."""

    def __init__(self, policy: Policy, history: History) -> None:
        self.policy = policy
        self.history = history
        self.plan = policy.plan
        self._latest: tuple[int, Row] | None = None
        self._leaf_sets: dict[tuple[int, int, str | None], Sets] = {}
        self._check_sets: dict[tuple[int, int, str | None], Sets] = {}
        self._unions: dict[tuple[int, int, tuple[int, ...], str | None], Windows] = {}
        self._allowed: dict[tuple[int, tuple[int, ...], tuple[int, ...], str | None], Windows] = {}

    # -- at one instant

    def verdicts(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, in the order of the vocabulary."""
        if self._latest is not None and self._latest[0] == instant:
            return self._latest[1]
        plan, situation, people = self.plan, self.history.situation_at(instant), self.history.people
        truths = tuple([truth(situation, action, instant) for truth, action in plan.asked])
        plain = plan.plain_row(truths)
        if people == (None,):
            row = plan.thanks_row(truths) + plain
        else:
            thanks = [plan.thanks_row(self._for(person, truths, situation, instant)) for person in people]
            # by channel, then by person
            row = (
                *(
                    (addressed(action, person), of_person[place][1])
                    for place, action in enumerate(THANKS)
                    for person, of_person in zip(people, thanks, strict=True)
                ),
                *plain,
            )
        self._latest = instant, row
        return row

    def _for(
        self, person: str | None, truths: tuple[Truth, ...], situation: Situation, instant: int
    ) -> tuple[Truth, ...]:
        """The truths of the leaves for thank-yous to a person: the same, but where a leaf asks whom it is for."""
        if person is None or not self.plan.personal:
            return truths
        own = list(truths)
        for place in self.plan.personal:
            truth, action = self.plan.asked[place]
            own[place] = truth(situation, addressed(action, person), instant)
        return tuple(own)

    def verdict(self, action: Action, instant: int) -> Verdict:
        """The verdict on one action at an instant."""
        return _verdict_in(self.verdicts(instant), self.history, action)

    def missing(self, action: Action, instant: int) -> frozenset[str]:
        """The facts on which an undetermined stance hangs."""
        entry = self._entry(action)
        situation = self.history.situation_at(instant)
        permitted = max((self._truth(number, action, situation, instant) for _, number in entry.permits), default=NO)
        return frozenset().union(
            *(
                _open_facts(self.plan, number, action, situation, instant)
                for _, number in (entry.forbids if permitted == YES else (*entry.forbids, *entry.permits))
            )
        )

    def _entry(self, action: Action) -> Entry:
        return self.plan.entries[action.kind, action.channel]

    def _truth(self, number: int, action: Action, situation: Situation, instant: int) -> Truth:
        def of_leaf(leaf: int) -> Truth:
            asked = self.plan.leaves[leaf]
            return asked.condition.truth(situation, action if asked.personal else asked.action, instant)

        return combined(self.plan.checks[number], of_leaf, kleene)

    # -- over all time

    def _sets(self, number: int, action: Action, first: int) -> Sets:
        """When a check surely and when it possibly holds, from situation *first* on (before it: as in it)."""
        key = (first, number, action.to)
        sets = self._check_sets.get(key)
        if sets is None:
            formula = self.plan.checks[number]
            sets = combined(formula, lambda leaf: self._sets_of_leaf(leaf, action, first), _joined_sets)
            self._check_sets[key] = sets
        return sets

    def _sets_of_leaf(self, number: int, action: Action, first: int) -> Sets:
        leaf = self.plan.leaves[number]
        key = (first, number, action.to if leaf.personal else None)
        sets = self._leaf_sets.get(key)
        if sets is None:
            history, read = self.history, leaf.condition.sets
            judged = action if leaf.personal else leaf.action
            sets = read(history.situation(first), judged)
            if first < len(history.cuts):
                later = [history.situation(place) for place in range(first + 1, len(history.cuts) + 1)]
                pieces = [(None, sets), *((situation.starts, read(situation, judged)) for situation in later)]
                surely = Windows.joined([(starts, sure) for starts, (sure, _) in pieces])
                certain = all(sure is possible for _, (sure, possible) in pieces)
                sets = surely, (surely if certain else Windows.joined([(starts, own) for starts, (_, own) in pieces]))
            self._leaf_sets[key] = sets
        return sets

    def _any(self, checks: tuple[int, ...], side: int, action: Action, first: int) -> Windows:
        """When some check holds: surely (side 0) or possibly (side 1)."""
        key = (first, side, checks, action.to)
        union = self._unions.get(key)
        if union is None:
            union = NEVER
            for number in checks:
                union = union.union(self._sets(number, action, first)[side])
            self._unions[key] = union
        return union

    def allowed(self, action: Action, first: int = 0) -> Windows:
        """
        When the action is allowed for sure, each past instant by what was known at it.

        Of later situations only, from *first* on, where that is all one needs; what it says before them means nothing.
        """
        entry = self._entry(action)
        # actions under the same checks are allowed alike
        key = (first, entry.forbid_checks, entry.permit_checks, action.to)
        allowed = self._allowed.get(key)
        if allowed is None:
            permitted = self._any(entry.permit_checks, 0, action, first)
            if permitted is not NEVER:
                permitted = permitted.difference(self._any(entry.forbid_checks, 1, action, first))
            allowed = self._allowed[key] = permitted
        return allowed

    def windows(self, action: Action, instant: int) -> Windows:
        """The windows in which it is allowed that end after an instant; one that holds at it with its true start."""
        situation = self.history.situation_at(instant)
        ahead = self.allowed(action, situation.number).ending_after(instant)
        window = ahead.window_at(instant)
        if window is not None and situation.starts is not None and (window[0] is None or window[0] <= situation.starts):
            return self.allowed(action).ending_after(instant)
        return ahead

    def possibly_allowed(self, action: Action) -> Windows:
        """When the action is allowed, or may be."""
        entry = self._entry(action)
        permitted = self._any(entry.permit_checks, 1, action, 0)
        return permitted.difference(self._any(entry.forbid_checks, 0, action, 0))

    def steps(self, action: Action) -> Steps:
        """The possible stances over all time: where they may change, and what they are before, between and after."""
        entry = self._entry(action)
        forbidden, permitted = (
            [self._any(checks, side, action, 0) for side in (0, 1)]
            for checks in (entry.forbid_checks, entry.permit_checks)
        )
        edges = tuple(sorted({edge for windows in (*forbidden, *permitted) for edge in windows.edges}))

        def at(instant: int) -> Possible:
            truths = [
                YES if instant in surely else MAYBE if instant in possibly else NO
                for surely, possibly in (forbidden, permitted)
            ]
            return possible_given(truths[0], truths[1], entry.closed)

        return edges, tuple(at(instant) for instant in ((edges[0] - 1 if edges else 0), *edges))

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
        reached = None if rule.due is None else rule.due.reach(situation, action)
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
            return _after(situation, first, grace[least_or_most], unit)

        surely = moved(self.allowed(action), 1)
        certain = due[0] == due[1] and late[0] == late[1] and self._settled(action)
        return surely, (surely if certain else moved(self.possibly_allowed(action), 0))

    def _settled(self, action: Action) -> bool:
        """Whether no unknown fact touches the action's stance at any time."""
        entry = self._entry(action)
        sets = (self._sets(number, action, 0) for number in (*entry.forbid_checks, *entry.permit_checks))
        return all(surely is possibly for surely, possibly in sets)

    def dates(self, action: Action, instant: int) -> Dates:
        """
        When the recommendation that is open at an instant, or the next one, falls due and becomes overdue.

        Scheduled interviews are reckoned with: the next recommendation is the first that will in fact be made.
        """
        first: int | None = None
        due: int | None = None
        overdue: int | None = None
        for rule, number in self._entry(action).recommends:
            urged = self._sets(number, action, 0)[0].intersection(self.allowed(action))
            from_when = urged.first_from(instant)
            if from_when is None or (first is not None and from_when > first):
                continue
            if first is None or from_when < first:
                first, due, overdue = from_when, None, None
            rule_due = self._due(rule, action, self.history.situation_at(from_when))
            due = _earlier(due, rule_due)
            late = self._overdue(rule, action, self.history.situation_at(from_when))[0]
            if late is not None and self.allowed(action).first_from(late) is not None:
                overdue = _earlier(overdue, late)
        return Dates(due, overdue)


def _verdict_in(row: Row, history: History, action: Action) -> Verdict:
    people = history.people
    if action.kind is ActionKind.THANK_YOU:
        return row[_THANKS_PLACE[action.channel] * len(people) + people.index(action.to)][1]
    return row[len(THANKS) * len(people) + _PLAIN_PLACE[action.kind, action.channel]][1]


def _joined_sets(word: str, sets: Sequence[Sets]) -> Sets:
    """Sets of instants by the Boolean algebra: what surely and what possibly holds, each for itself."""
    surely, possibly = sets[0]
    if word == "not":
        surely, possibly = possibly.complement(), surely.complement()
    for sure, possible in sets[1:]:
        if sure is possible and surely is possibly:
            surely = possibly = surely.intersection(sure) if word == "all" else surely.union(sure)
        elif word == "all":
            surely, possibly = surely.intersection(sure), possibly.intersection(possible)
        else:
            surely, possibly = surely.union(sure), possibly.union(possible)
    return surely, possibly


def _open_facts(plan: Plan, check: int, action: Action, situation: Situation, instant: int) -> frozenset[str]:
    """The facts that leave a check open, found in those of its parts that are open."""

    def of_leaf(leaf: int) -> tuple[Truth, frozenset[str]]:
        asked = plan.leaves[leaf]
        judged = action if asked.personal else asked.action
        truth = asked.condition.truth(situation, judged, instant)
        return truth, asked.condition.facts(situation, judged, instant) if truth == MAYBE else frozenset()

    def join(word: str, found: Sequence[tuple[Truth, frozenset[str]]]) -> tuple[Truth, frozenset[str]]:
        truth = kleene(word, [truth for truth, _ in found])
        return truth, frozenset().union(*(facts for _, facts in found)) if truth == MAYBE else frozenset()

    return combined(plan.checks[check], of_leaf, join)[1]


def _after(situation: Situation, start: int, count: int, unit: Unit) -> int:
    if unit is Unit.HOURS:
        return start + count * _HOUR
    if unit is Unit.BUSINESS_DAYS:
        return situation.zone.add_business_days(start, count, situation.history.closed_days)
    return situation.zone.add_days(start, count)


def _earlier(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)


class CombinedReading:
    """Several policies on one history, made one by a resolver."""

    def __init__(self, policy: Combined, history: History) -> None:
        self.policy = policy
        self.history = history
        self.sources: tuple[AnyReading, ...] = tuple(read(source, history) for source in policy.sources)
        self._latest: tuple[int, Row] | None = None
        self._allowed: dict[Action, Windows] = {}

    def verdicts(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, in the order of the vocabulary."""
        if self._latest is None or self._latest[0] != instant:
            rows = zip(*(source.verdicts(instant) for source in self.sources), strict=True)
            resolved = ((pairs[0][0], self._resolved(tuple(verdict for _, verdict in pairs))) for pairs in rows)
            self._latest = instant, tuple(resolved)
        return self._latest[1]

    def verdict(self, action: Action, instant: int) -> Verdict:
        """The verdict on one action at an instant."""
        return _verdict_in(self.verdicts(instant), self.history, action)

    def _resolved(self, verdicts: tuple[Verdict, ...]) -> Verdict:
        possible = self.policy.resolve(tuple(verdict.possible for verdict in verdicts))
        outcome = stance(possible)
        rules = dict.fromkeys(rule for verdict in verdicts if verdict.stance == outcome for rule in verdict.rules)
        return Verdict(possible, outcome, tuple(rules), tuple(rule.id for rule in rules))

    def missing(self, action: Action, instant: int) -> frozenset[str]:
        """The facts that the sources are missing on which the outcome hangs."""
        possible = tuple(source.verdict(action, instant).possible for source in self.sources)
        outcome = self.policy.resolve(possible)
        missing: frozenset[str] = frozenset()
        for place, source in enumerate(self.sources):
            one_way = (
                self.policy.resolve((*possible[:place], only, *possible[place + 1 :]))
                for only in (1, ALLOWED, SILENT)
                if possible[place] & only
            )
            if stance(possible[place]) == "undetermined" and any(other != outcome for other in one_way):
                missing |= source.missing(action, instant)
        return missing

    def steps(self, action: Action) -> Steps:
        """The possible stances over all time."""
        sources = [source.steps(action) for source in self.sources]
        edges = tuple(sorted({edge for own, _ in sources for edge in own}))
        places = [0] * len(sources)
        found = []
        for instant in (None, *edges):
            for number, (own, _) in enumerate(sources):
                while instant is not None and places[number] < len(own) and own[places[number]] <= instant:
                    places[number] += 1
            found.append(
                self.policy.resolve(tuple(stances[place] for (_, stances), place in zip(sources, places, strict=True)))
            )
        return edges, tuple(found)

    def allowed(self, action: Action) -> Windows:
        """When the action is allowed for sure."""
        allowed = self._allowed.get(action)
        if allowed is None:
            edges, possible = self.steps(action)
            bounds = (None, *edges, None)
            allowed = self._allowed[action] = Windows.union_of(
                (bounds[place], bounds[place + 1]) for place, what in enumerate(possible) if what == ALLOWED
            )
        return allowed

    def windows(self, action: Action, instant: int) -> Windows:
        """The windows in which it is allowed that end after an instant, each whole."""
        return self.allowed(action).ending_after(instant)

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
        """The earliest dates of the sources whose stance is the outcome."""
        due = overdue = None
        for source in self._speakers(action, instant):
            dates = source.dates(action, instant)
            due, overdue = _earlier(due, dates.due), _earlier(overdue, dates.overdue)
        return Dates(due, overdue)


AnyReading: TypeAlias = PolicyReading | CombinedReading


def read(policy: AnyPolicy, history: History) -> AnyReading:
    """The policy read on the history."""
    if isinstance(policy, Policy):
        return PolicyReading(policy, history)
    if isinstance(policy, Combined):
        return CombinedReading(policy, history)
    raise PolicyError(f"{shown(policy)} is no policy; expected one such as `policies.recommended`")
