"""One policy read on one history: stances, windows, advice and dates of each action, at any instant.

Everything here is in integers and rules; `evaluation` turns it into what a person or another program reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeAlias

import attrs

from followup_rules.actions import Action, ActionKind, Channel
from followup_rules.conditions import MAYBE, NO, YES, Truth
from followup_rules.errors import PolicyError, shown
from followup_rules.history import History, Situation
from followup_rules.amounts import Unit
from followup_rules.plan import (
    ALLOWED,
    PLAIN,
    SILENT,
    THANKS,
    Entry,
    Possible,
    Verdict,
    possible_given,
    stance,
)
from followup_rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules import Rule
from followup_rules.windows import Windows

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


class PolicyReading:
    """One policy on one history."""

    def __init__(self, policy: Policy, history: History) -> None:
        self.policy = policy
        self.history = history
        self.plan = policy.plan
        self._sets: dict[tuple[int, str | None], tuple[Windows, Windows]] = {}
        self._allowed: dict[tuple[tuple[int, ...], str | None], Windows] = {}

    # -- at one instant

    def verdicts(self, instant: int) -> tuple[tuple[Verdict, ...], dict[str | None, tuple[Verdict, ...]]]:
        """The verdicts at an instant: on all actions but thank-yous, and on thank-yous by person."""
        situation = self.history.situation_at(instant)
        plan = self.plan
        truths = tuple([truth(situation, action, instant) for _, truth, action in plan.plain_checks])
        by_person = {}
        for person in self.history.people:
            theirs = truths
            if person is not None and plan.personal_checks:
                theirs = tuple(
                    [
                        truth(situation, attrs.evolve(action, to=person), instant)
                        if plan.checks[number].personal
                        else known
                        for (number, truth, action), known in zip(plan.plain_checks, truths, strict=True)
                    ]
                )
            by_person[person] = plan.thanks_verdicts(theirs)
        return plan.plain_verdicts(truths), by_person

    def verdict(self, action: Action, instant: int) -> Verdict:
        """The verdict on one action at an instant."""
        plain, by_person = self.verdicts(instant)
        if action.kind is ActionKind.THANK_YOU:
            return by_person[action.to][_THANKS_PLACE[action.channel]]
        return plain[_PLAIN_PLACE[action.kind, action.channel]]

    def missing(self, action: Action, instant: int) -> frozenset[str]:
        """The facts on which an undetermined stance hangs."""
        entry = self._entry(action)
        situation = self.history.situation_at(instant)
        permitted = max((self._truth(number, action, situation, instant) for _, number in entry.permits), default=NO)
        open_rules = entry.forbids if permitted == YES else (*entry.forbids, *entry.permits)
        return frozenset().union(
            *(
                self.plan.checks[number].condition.facts(situation, action, instant)
                for _, number in open_rules
                if self._truth(number, action, situation, instant) == MAYBE
            )
        )

    def _entry(self, action: Action) -> Entry:
        return self.plan.entries[action.kind, action.channel]

    def _truth(self, number: int, action: Action, situation: Situation, instant: int) -> Truth:
        return self.plan.checks[number].condition.truth(situation, action, instant)

    # -- over all time

    def _check_sets(self, number: int, action: Action) -> tuple[Windows, Windows]:
        """When a check surely and when it possibly holds, each past instant by what was known at it."""
        check = self.plan.checks[number]
        key = (number, action.to if check.personal else None)
        sets = self._sets.get(key)
        if sets is None:
            judged = action if check.personal else check.action
            pieces = [
                (situation.starts, *check.condition.sets(situation, judged)) for situation in self.history.situations()
            ]
            surely = Windows.joined((starts, sure) for starts, sure, _ in pieces)
            if all(sure is possible for _, sure, possible in pieces):
                possibly = surely
            else:
                possibly = Windows.joined((starts, possible) for starts, _, possible in pieces)
            sets = self._sets[key] = (surely, possibly)
        return sets

    def _either(self, rules: Iterable[tuple[Rule, int]], action: Action) -> tuple[Windows, Windows]:
        surely = possibly = Windows.union_of(())
        for _, number in rules:
            sure, possible = self._check_sets(number, action)
            surely, possibly = surely.union(sure), possibly.union(possible)
        return surely, possibly

    def allowed(self, action: Action) -> Windows:
        """When the action is allowed for sure."""
        entry = self._entry(action)
        numbers = (*(number for _, number in entry.forbids), -1, *(number for _, number in entry.permits))
        key = (numbers, action.to)
        allowed = self._allowed.get(key)
        if allowed is None:
            _, forbidden = self._either(entry.forbids, action)
            permitted, _ = self._either(entry.permits, action)
            allowed = self._allowed[key] = permitted.difference(forbidden)
        return allowed

    def possibly_allowed(self, action: Action) -> Windows:
        """When the action is allowed, or may be."""
        entry = self._entry(action)
        return self._either(entry.permits, action)[1].difference(self._either(entry.forbids, action)[0])

    def steps(self, action: Action) -> Steps:
        """The possible stances over all time: where they may change, and what they are before, between and after."""
        entry = self._entry(action)
        surely_f, possibly_f = self._either(entry.forbids, action)
        surely_p, possibly_p = self._either(entry.permits, action)
        edges = tuple(sorted({*surely_f.edges, *possibly_f.edges, *surely_p.edges, *possibly_p.edges}))

        def at(instant: int) -> Possible:
            forbidden = YES if instant in surely_f else MAYBE if instant in possibly_f else NO
            permitted = YES if instant in surely_p else MAYBE if instant in possibly_p else NO
            return possible_given(forbidden, permitted, entry.closed)

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
        sets = (self._check_sets(number, action) for _, number in (*entry.forbids, *entry.permits))
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
            urged = self._check_sets(number, action)[0].intersection(self.allowed(action))
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
        self._kept: dict[Action, Windows] = {}

    def verdicts(self, instant: int) -> tuple[tuple[Verdict, ...], dict[str | None, tuple[Verdict, ...]]]:
        """The verdicts at an instant: on all actions but thank-yous, and on thank-yous by person."""
        found = [source.verdicts(instant) for source in self.sources]
        plain = tuple(map(self._resolved, zip(*(plain for plain, _ in found), strict=True)))
        return plain, {
            person: tuple(map(self._resolved, zip(*(by_person[person] for _, by_person in found), strict=True)))
            for person in self.history.people
        }

    def verdict(self, action: Action, instant: int) -> Verdict:
        """The verdict on one action at an instant."""
        return self._resolved(tuple(source.verdict(action, instant) for source in self.sources))

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
        allowed = self._kept.get(action)
        if allowed is None:
            edges, possible = self.steps(action)
            bounds = (None, *edges, None)
            allowed = self._kept[action] = Windows.union_of(
                (bounds[place], bounds[place + 1]) for place, what in enumerate(possible) if what == ALLOWED
            )
        return allowed

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
