"""The judge of a combined policy, which resolves the verdicts of its sources' judges; and `judge_of` any policy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

import attrs

from followup_rules.evaluation.compiled import Row, Verdict
from followup_rules.evaluation.judge import (
    ADVISED,
    ALWAYS_DUE,
    Advice,
    AdviceWord,
    Dates,
    Judge,
    VerdictTimeline,
    row_at,
)
from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.rules.conditions import MAYBE, NO, YES, Truth
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.rule import Effect, Rule
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, SILENT, Possible, stance
from followup_rules.temporal.windows import Windows
from followup_rules.timeline.history import History
from followup_rules.timeline.vocabulary import Action


class CombinedJudge(Judge):
    """Several policies on one history, made one by a resolver."""

    def __init__(self, policy: Combined, history: History) -> None:
        super().__init__(policy, history)
        self._resolve = policy.resolve
        self._first_decides = policy.resolver == "first_to_speak"
        self._sources = tuple(judge_of(source, history) for source in policy.sources)

    @property
    def sources(self) -> tuple[Judge, ...]:
        return self._sources

    def verdicts_at(self, instant: int) -> Row:
        return self._resolved_row([source.verdicts(instant) for source in self._sources])

    def _resolved_row(self, rows: list[Row]) -> Row:
        return tuple(
            (pairs[0][0], self._resolved(tuple(verdict for _, verdict in pairs))) for pairs in zip(*rows, strict=True)
        )

    def _resolved(self, verdicts: tuple[Verdict, ...]) -> Verdict:
        possible = self._resolve(tuple(verdict.possible for verdict in verdicts))
        outcome = stance(possible)
        rules = dict.fromkeys(rule for verdict in verdicts if verdict.stance == outcome for rule in verdict.rules)
        return Verdict(possible, outcome, tuple(rules), tuple(rule.id for rule in rules))

    def missing(self, action: Action, instant: int) -> frozenset[str]:
        return frozenset().union(*(source.missing(action, instant) for source in self._undecided(action, instant)))

    def _undecided(self, action: Action, instant: int) -> list[Judge]:
        """The undetermined sources on which the outcome depends."""
        possible = [source.verdict(action, instant).possible for source in self._sources]
        return [
            source
            for place, source in enumerate(self._sources)
            if stance(possible[place]) == "undetermined" and self._decides(possible, place)
        ]

    def _decides(self, possible: list[Possible], place: int) -> bool:
        """Whether, for some stances of the other sources, it matters which of its own a source takes."""
        ways = [[one for one in (FORBIDDEN, ALLOWED, SILENT) if one & own] for own in possible]
        own = ways.pop(place)
        return any(
            len({self._resolve((*others[:place], one, *others[place:])) for one in own}) > 1
            for others in product(*ways)
        )

    def work_out_timeline(self, first: int) -> VerdictTimeline:
        timelines = [source.verdict_timeline(first) for source in self._sources]
        starts = {start for timeline in timelines for start, _ in timeline if start is not None}
        return tuple(
            (start, self._resolved_row([row_at(timeline, start) for timeline in timelines]))
            for start in (None, *sorted(starts))
        )

    def recommended_windows(self, action: Action) -> Windows:
        turns = sorted(self.turns(action))
        starts = enumerate((None, *turns))
        return Windows.from_steps([(start, self._advised(action, turns, place) is not None) for place, start in starts])

    def turns(self, action: Action, first: int = 0) -> set[int]:
        return set().union(*(source.turns(action, first) for source in self._sources))

    def decided_by(self, action: Action, instant: int) -> tuple[AnyPolicy, ...]:
        verdict = self.verdict(action, instant)
        if verdict.stance == "undetermined":
            return tuple(source.policy for source in self._undecided(action, instant))
        sources = (source for source in self._sources if source.verdict(action, instant).stance == verdict.stance)
        agreeing = tuple(source.policy for source in sources)
        # the first to speak decides alone; where nobody speaks, all sources agree
        return agreeing[:1] if self._first_decides and verdict.possible != SILENT else agreeing

    # -- advice and its dates: a source that only may allow the action can take advice away, but never adds any

    def _allowing(self, action: Action, instant: int) -> Iterator[tuple[Judge, Truth]]:
        """
        The sources that allow the action or may allow it, each with the most that its advice counts for. Where the
        first to speak decides, these are the sources that may be the first.
        """
        surely_first = True
        for source in self._sources:
            possible = source.verdict(action, instant).possible
            if possible & ALLOWED:
                yield source, YES if possible == ALLOWED and surely_first else MAYBE
            if self._first_decides:
                surely_first = surely_first and possible == SILENT
                if not possible & SILENT:
                    break

    def advice(self, action: Action, instant: int) -> Advice:
        discouraged = overdue = recommended = NO
        rules: dict[Rule, None] = {}
        for source, most in self._allowing(action, instant):
            advice = source.advice(action, instant)
            discouraged = max(discouraged, min(advice.discouraged, most))
            overdue = max(overdue, min(advice.overdue, most))
            recommended = max(recommended, min(advice.recommended, most))
            rules.update(dict.fromkeys(advice.rules))
        return Advice(discouraged, overdue, recommended, tuple(rules))

    def discouraged(self, action: Action, instant: int) -> tuple[Truth, tuple[Rule, ...]]:
        discouraged = NO
        rules: dict[Rule, None] = {}
        for source, most in self._allowing(action, instant):
            truth, against = source.discouraged(action, instant)
            discouraged = max(discouraged, min(truth, most))
            rules.update(dict.fromkeys(against))
        return discouraged, tuple(rules)

    def dates(self, action: Action, instant: int, *, even_if_closed: bool = False) -> Dates:
        """
        Where the stretch begins, the one that holds then or else the next, in which it is advised throughout; and the
        first instant of that stretch at which it is overdue.
        """
        self.verdict_timeline()  # with which each verdict is only looked up
        turns = sorted(self.turns(action))
        place = bisect_right(turns, instant)
        while place <= len(turns) and self._advised(action, turns, place) is None:
            place += 1
        if place > len(turns):
            return Dates()
        first = place
        while first and self._advised(action, turns, first - 1) is not None:
            first -= 1
        starts = ALWAYS_DUE if first == 0 else turns[first - 1]
        found = Dates(starts, None, starts, self._asking(action, turns, first), ())
        while first <= len(turns) and (word := self._advised(action, turns, first)) is not None:
            if word == "overdue":
                late = turns[first - 1] if first else ALWAYS_DUE
                return attrs.evolve(found, overdue=late, overdue_by=self._asking(action, turns, first))
            first += 1
        return found

    def _inside(self, turns: Sequence[int], place: int) -> int:
        """An instant of the stretch before the first turn (0), after it (1), and so on."""
        return turns[place - 1] if place else (turns[0] - 1 if turns else 0)

    def _advised(self, action: Action, turns: Sequence[int], place: int) -> AdviceWord | None:
        """What is advised in a stretch, where the action is recommended or overdue; else None."""
        instant = self._inside(turns, place)
        if self.verdict(action, instant).possible != ALLOWED:
            return None
        word = self.advice(action, instant).word
        return word if word in ADVISED else None

    def _asking(self, action: Action, turns: Sequence[int], place: int) -> tuple[Rule, ...]:
        """The rules that recommend the action in a stretch."""
        rules = self.advice(action, self._inside(turns, place)).rules
        return tuple(rule for rule in rules if rule.effect is Effect.RECOMMEND)


# as many as a program that goes through its applications again and again may have; one takes some 10 KiB
@lru_cache(maxsize=2048)
def judge_of(policy: AnyPolicy, history: History) -> Judge:
    """The judge of a history by a policy; kept for the histories that were judged last."""
    if isinstance(policy, Policy):
        return PolicyJudge(policy, history)
    return CombinedJudge(policy, history)


def policy_judges(judge: Judge) -> Iterator[PolicyJudge]:
    """The judges of the single policies that a judge is made of, in order: itself, where its policy is not combined."""
    if isinstance(judge, PolicyJudge):
        yield judge
    for source in judge.sources:
        yield from policy_judges(source)
