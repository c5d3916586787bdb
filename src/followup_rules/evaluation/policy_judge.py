"""The judge of one policy: it evaluates the checks of the policy's rules in each situation of a history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from followup_rules.evaluation.compiled import THANKS, ActionRules, Row, Verdict, compiled
from followup_rules.evaluation.judge import (
    ALWAYS_DUE,
    Advice,
    Dates,
    Judge,
    VerdictTimeline,
    addressed,
    union,
    windows_of,
)
from followup_rules.rules.conditions import MAYBE, NO, YES, Truth
from followup_rules.rules.moments import Moment
from followup_rules.rules.policy import AnyPolicy, Policy
from followup_rules.rules.rule import Rule
from followup_rules.temporal.instants import LAST
from followup_rules.temporal.windows import ALWAYS, NEVER, Windows
from followup_rules.timeline.history import History, Situation
from followup_rules.timeline.vocabulary import Action


class PolicyJudge(Judge):
    """One policy on one history."""

    def __init__(self, policy: Policy, history: History) -> None:
        super().__init__(policy, history)
        self.compiled = compiled(policy)
        self._asked_singly = False
        self._recommended: dict[tuple[int, int, int], Windows] = {}

    # -- of the first action that is asked about: by its own checks, since most of what there is to ask is about others;
    # whoever asks about a second one will ask about more, and all are worked out together

    def verdict(self, action: Action, instant: int) -> Verdict:
        is_known = self._latest is not None and self._latest[0] == instant
        if is_known or self._asked_singly or self._timelines:
            return super().verdict(action, instant)
        self._asked_singly = True
        rules, asked = self.rules_on(action), (action, self.history.situation_at(instant), instant)
        forbids = tuple([self.check_truth(number, *asked) for number in rules.forbid_checks])
        return rules.verdict(forbids, tuple([self.check_truth(number, *asked) for number in rules.permit_checks]))

    def work_out_windows(self, action: Action, first: int, *, surely: bool) -> Windows:
        if first in self._timelines or self._allowed:
            return super().work_out_windows(action, first, surely=surely)
        rules, (certainly, perhaps) = self.rules_on(action), (0, 1) if surely else (1, 0)
        permits = union(self.check_windows(number, action, first)[certainly] for number in rules.permit_checks)
        forbids = union(self.check_windows(number, action, first)[perhaps] for number in rules.forbid_checks)
        found = permits.difference(forbids)
        if first:
            # as it is when the first situation begins, so it was always
            starts = self.history.cuts[first - 1]
            found = Windows.joined([(None, ALWAYS if starts in found else NEVER), (starts, found)])
        return found

    # -- at one instant

    def verdicts_at(self, instant: int) -> Row:
        return self._row(self.history.situation_at(instant), instant)

    def _row(self, situation: Situation, instant: int) -> Row:
        needed = self.compiled.needed_truths
        truths = tuple([truth(situation, action, instant) for truth, action in needed])
        if not self.compiled.per_person:
            return self._row_of(truths, [truths] * len(self.history.people))
        theirs = []
        for person in self.history.people:
            own = list(truths)
            for place in self.compiled.per_person if person is not None else ():
                truth, action = needed[place]
                own[place] = truth(situation, addressed(action, person), instant)
            theirs.append(tuple(own))
        return self._row_of(truths, theirs)

    def _row_of(self, truths: tuple[Truth, ...], of_people: Sequence[tuple[Truth, ...]]) -> Row:
        """The verdicts that follow from the truths of the atoms, in general and for thank-yous to each person."""
        rules, people = self.compiled, self.history.people
        thanks = [rules.thanks_row(own) for own in of_people]
        if people == (None,):
            return thanks[0] + rules.plain_row(truths)
        # by channel, then by person
        to_people = [
            (addressed(action, person), of_person[place][1])
            for place, action in enumerate(THANKS)
            for person, of_person in zip(people, thanks, strict=True)
        ]
        return (*to_people, *rules.plain_row(truths))

    def missing(self, action: Action, instant: int) -> frozenset[str]:
        rules = self.rules_on(action)
        situation = self.history.situation_at(instant)
        permitted = max(
            (self.check_truth(number, action, situation, instant) for number in rules.permit_checks), default=NO
        )
        open_checks = [
            number
            for number in (*rules.forbid_checks, *(() if permitted == YES else rules.permit_checks))
            if self.check_truth(number, action, situation, instant) == MAYBE
        ]
        asked = self.compiled.asked
        return frozenset().union(*(asked[number].facts(situation, action, instant) for number in open_checks))

    def decided_by(self, action: Action, instant: int) -> tuple[AnyPolicy, ...]:
        return (self.policy,)

    def rules_on(self, action: Action) -> ActionRules:
        """The policy's rules on an action."""
        return self.compiled.action_rules[action.kind, action.channel]

    def check_truth(self, number: int, action: Action, situation: Situation, instant: int) -> Truth:
        """The truth of a check at an instant, given a situation."""
        return self.compiled.asked[number].truth(situation, action, instant)

    # -- over all time

    def work_out_timeline(self, first: int) -> VerdictTimeline:
        found: list[tuple[int | None, Row]] = []
        for situation in self.history.situations(first):
            edges = self._edges(situation)
            starts = None if situation.number == first else situation.starts
            inside = situation.starts
            if inside is None:
                inside = next(iter(edges), 0 if situation.ends is None else situation.ends) - 1
            found.append((starts, self._row(situation, inside)))
            found += [(edge, self._row(situation, edge)) for edge in edges]
        return tuple(found)

    def _edges(self, situation: Situation) -> list[int]:
        """The instants within a situation at which an atom may change."""
        edges: set[int] = set()
        for atom in self.compiled.time_dependent:
            for person in self.history.people if atom.per_person else (None,):
                surely, possibly = atom.condition.sets(situation, addressed(atom.action, person))
                edges.update(surely.edges)
                if possibly is not surely:
                    edges.update(possibly.edges)
        return sorted(edge for edge in edges if situation.has(edge) and edge != situation.starts)

    def check_windows(self, number: int, action: Action, first: int = 0) -> tuple[Windows, Windows]:
        """When a check surely holds, and when it possibly does."""
        return windows_of(self.compiled.asked[number], self.history, action, first)

    def _recommended_by(self, number: int, action: Action, first: int = 0) -> Windows:
        """When a recommendation's check surely holds and the action is surely allowed."""
        key = number, self.index_of(action), first
        windows = self._recommended.get(key)
        if windows is None:
            surely = self.check_windows(number, action, first)[0]
            windows = self._recommended[key] = surely.intersection(self.allowed(action, first))
        return windows

    def recommended_windows(self, action: Action) -> Windows:
        rules = self.rules_on(action)
        recommended = union(self._recommended_by(number, action) for _, number in rules.recommends)
        return recommended.difference(union(self.check_windows(number, action)[1] for _, number in rules.discourages))

    def turns(self, action: Action, first: int = 0) -> set[int]:
        rules = self.rules_on(action)
        found = {start for start, _ in self.verdict_timeline(first) if start is not None}
        for situation in self.history.situations(first):
            edges: set[int | None] = set()
            for _, number in (*rules.discourages, *rules.recommends):
                surely, possibly = self.compiled.asked[number].sets(situation, action)
                edges.update((*surely.edges, *possibly.edges))
            for rule, _ in rules.recommends:
                edges.update(self._overdue(rule, action, situation))
            found.update(edge for edge in edges if edge is not None and situation.has(edge))
        return found

    # -- advice and its dates

    def advice(self, action: Action, instant: int) -> Advice:
        situation = self.history.situation_at(instant)
        discouraged, against = self.discouraged(action, instant)
        overdue = recommended = NO
        advising = list(against)
        for rule, number in self.rules_on(action).recommends:
            truth = self.check_truth(number, action, situation, instant)
            recommended = max(recommended, truth)
            advising += [rule] * (truth != NO)
            if truth != NO and rule.overdue is not None:
                surely, possibly = self._overdue(rule, action, situation)
                late = YES if surely is not None and instant >= surely else NO
                if late == NO and possibly is not None and instant >= possibly:
                    late = MAYBE
                overdue = max(overdue, min(late, truth))
        return Advice(discouraged, overdue, recommended, tuple(advising))

    def discouraged(self, action: Action, instant: int) -> tuple[Truth, tuple[Rule, ...]]:
        situation = self.history.situation_at(instant)
        truths = [
            (rule, self.check_truth(number, action, situation, instant))
            for rule, number in self.rules_on(action).discourages
        ]
        return max((truth for _, truth in truths), default=NO), tuple(rule for rule, truth in truths if truth != NO)

    def _began(self, number: int, action: Action, instant: int) -> int:
        """Since when an action has been recommended that is so at an instant; `ALWAYS_DUE` where it always has been."""
        for first in (self.first_needed(instant), 0):
            window = self._recommended_by(number, action, first).window_at(instant)
            if window is None or window[0] is None:
                continue
            # the situations from `first` on say nothing about the time before them
            if not first or window[0] > self.history.cuts[first - 1]:
                return window[0]
        return ALWAYS_DUE

    def _due_us(self, due: Moment, action: Action, situation: Situation) -> int | None:
        """The first allowed instant at or after a rule's due; None if it is never allowed then."""
        reached = due.bounds(situation, action)
        return None if reached is None else self.first_allowed(action, reached[1])

    def _overdue(self, rule: Rule, action: Action, situation: Situation) -> tuple[int | None, int | None]:
        """When it is overdue surely, and possibly. Where due moves, overdue moves with it by as much."""
        due = None if rule.due is None else rule.due.bounds(situation, action)
        if due is None:
            return None, None
        surely = self.first_allowed(action, due[1])
        possibly = self.possibly_allowed(action, self.first_needed(due[0])).first_from(due[0])
        return (
            None if surely is None else rule.overdue_after(situation, action, surely, at_most=True),
            None if possibly is None else rule.overdue_after(situation, action, possibly, at_most=False),
        )

    def _stays_overdue(self, rule: Rule, number: int, action: Action, instant: int) -> bool:
        """Whether, as things are scheduled, it is recommended then and overdue: no other interview begins it anew."""
        situation = self.history.situation_at(instant)
        late = self._overdue(rule, action, situation)[0]
        return late is not None and late <= instant and self.check_truth(number, action, situation, instant) == YES

    def dates(self, action: Action, instant: int, *, even_if_closed: bool = False) -> Dates:
        first: int | None = None
        due: list[tuple[Rule, int | None]] = []
        overdue: list[tuple[Rule, int | None]] = []
        for rule, number in self.rules_on(action).recommends:
            from_when = self._recommended_by(number, action, self.first_needed(instant)).first_from(instant)
            if from_when is None or from_when >= LAST or (first is not None and from_when > first):
                continue
            if first is None or from_when < first:
                first, due, overdue = from_when, [], []
            situation = self.history.situation_at(from_when)
            began = (
                self._began(number, action, from_when)
                if rule.due is None
                else self._due_us(rule.due, action, situation)
            )
            due.append((rule, began))
            late = self._overdue(rule, action, situation)[0]
            if late is None or late >= LAST:
                continue
            open_then = even_if_closed or self.first_allowed(action, late) is not None
            if open_then and self._stays_overdue(rule, number, action, max(late, from_when)):
                overdue.append((rule, late))
        return _earliest(first, due, overdue)


_Dated: TypeAlias = Iterable[tuple[Rule, int | None]]


def _earliest(since: int | None, due: _Dated, overdue: _Dated) -> Dates:
    """The earliest of the dates that rules give, with the rules that give them."""
    due_at, due_by = _first_given(due)
    overdue_at, overdue_by = _first_given(overdue)
    return Dates(due_at, overdue_at, since, due_by, overdue_by)


def _first_given(dated: _Dated) -> tuple[int | None, tuple[Rule, ...]]:
    given = [(rule, date) for rule, date in dated if date is not None]
    first = min((date for _, date in given), default=None)
    return first, tuple(rule for rule, date in given if date == first)
