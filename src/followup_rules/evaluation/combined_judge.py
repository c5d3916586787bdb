"""Several policies on one history, made one by a resolver; and how any policy is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import TypeAlias

import attrs

from followup_rules.evaluation.compiled import Row, Verdict
from followup_rules.evaluation.judge import Advice, Dates, Pieces, Reading, earliest, union
from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.rules.conditions import MAYBE, NO, YES, Truth
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.rule import Rule
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, SILENT, Possible, stance
from followup_rules.temporal.windows import Windows
from followup_rules.timeline.history import History, Situation
from followup_rules.timeline.vocabulary import Action


class CombinedJudge(Reading):
    """Several policies on one history, made one by a resolver."""

    def __init__(self, policy: Combined, history: History) -> None:
        super().__init__(history)
        self.policy = policy
        self.sources: tuple[AnyJudge, ...] = tuple(judge_of(source, history) for source in policy.sources)

    def row(self, instant: int) -> Row:
        """Every action with the verdict on it at an instant, worked out anew."""
        return self._resolved_row([source.verdicts(instant) for source in self.sources])

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
        return frozenset().union(*(source.missing(action, instant) for source in self._hung_on(action, instant)))

    def _hung_on(self, action: Action, instant: int) -> list[AnyJudge]:
        """The sources that are undetermined, and on which the outcome hangs."""
        possible = [source.verdict(action, instant).possible for source in self.sources]
        return [
            source
            for place, source in enumerate(self.sources)
            if stance(possible[place]) == "undetermined" and self._decides(possible, place)
        ]

    def _decides(self, possible: list[Possible], place: int) -> bool:
        """Whether, for some stances of the other sources, it matters which of its own a source takes."""
        ways = [[one for one in (FORBIDDEN, ALLOWED, SILENT) if one & own] for own in possible]
        own = ways.pop(place)
        return any(
            len({self.policy.resolve((*others[:place], one, *others[place:])) for one in own}) > 1
            for others in product(*ways)
        )

    def work_out_timeline(self, first: int) -> Pieces:
        """What `pieces` keeps."""
        sources = [source.pieces(first) for source in self.sources]
        starts = {start for pieces in sources for start, _ in pieces if start is not None}
        return tuple(
            (start, self._resolved_row([_row_from(pieces, start) for pieces in sources]))
            for start in (None, *sorted(starts))
        )

    def urged(self, action: Action) -> Windows:
        """When it is surely recommended and allowed."""
        return union(source.urged(action) for source in self.sources).intersection(self.allowed(action))

    def maybe_discouraged(self, action: Action) -> Windows:
        """When it may be discouraged, and may be allowed."""
        discouraged = union(source.maybe_discouraged(action) for source in self.sources)
        return discouraged if discouraged.is_empty else discouraged.intersection(self.possibly_allowed(action))

    def turns(self, action: Action, first: int = 0) -> set[int]:
        """The instants at which its stance, advice or dates may change, in the situations from *first* on."""
        return set().union(*(source.turns(action, first) for source in self.sources))

    def _speakers(self, action: Action, instant: int) -> list[AnyJudge]:
        """The sources whose stance is the outcome."""
        outcome = self.verdict(action, instant).stance
        return [source for source in self.sources if source.verdict(action, instant).stance == outcome]

    def decided_by(self, action: Action, instant: int) -> list[AnyPolicy]:
        """The sources whose word the outcome is, or on which it hangs where it is undetermined."""
        if self.verdict(action, instant).stance == "undetermined":
            return [source.policy for source in self._hung_on(action, instant)]
        speakers = [source.policy for source in self._speakers(action, instant)]
        # the first to speak leaves nothing to those after it; where nobody speaks all are of one mind
        first = self.policy.resolver == "first_to_speak" and self.verdict(action, instant).possible != SILENT
        return speakers[:1] if first else speakers

    def _allowing(self, action: Action, instant: int) -> Iterator[tuple[AnyJudge, Truth]]:
        """The sources that allow it, or may, each with how surely its advice counts at most."""
        for source in self.sources:
            possible = source.verdict(action, instant).possible
            if possible & ALLOWED:
                yield source, YES if possible == ALLOWED else MAYBE

    def advice(self, action: Action, instant: int) -> Advice:
        """What the sources that allow it advise; one that only may allow it can take advice away, never add any."""
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
        """How surely the sources that allow it advise against it at an instant, and by which rules."""
        discouraged = NO
        rules: dict[Rule, None] = {}
        for source, most in self._allowing(action, instant):
            truth, against = source.discouraged(action, instant)
            discouraged = max(discouraged, min(truth, most))
            rules.update(dict.fromkeys(against))
        return discouraged, tuple(rules)

    def dates(self, action: Action, instant: int, *, even_if_closed: bool = False) -> Dates:
        """
        The earliest dates of the sources whose stance is the outcome; none after which it is never allowed, or only of
        due *even_if_closed*.
        """
        given = [
            source.dates(action, instant, even_if_closed=even_if_closed) for source in self._speakers(action, instant)
        ]
        dates = self._earliest_of(given)
        if dates.due is not None and self._never_allowed_from(action, dates.due):
            dates = attrs.evolve(dates, due=None, due_by=())
        if not even_if_closed and dates.overdue is not None and self._never_allowed_from(action, dates.overdue):
            dates = attrs.evolve(dates, overdue=None, overdue_by=())
        return dates

    def _earliest_of(self, given: Sequence[Dates]) -> Dates:
        return earliest(
            min((own.since for own in given if own.since is not None), default=None),
            ((rule, own.due) for own in given for rule in own.due_by),
            ((rule, own.overdue) for own in given for rule in own.overdue_by),
        )

    def possible_in(self, action: Action, situation: Situation, instant: int) -> Possible:
        """The stances that are possible at an instant, by what stands in a situation."""
        return self.policy.resolve(tuple(source.possible_in(action, situation, instant) for source in self.sources))

    def dates_in(self, action: Action, situation: Situation, instant: int) -> Dates | None:
        """The dates of a recommendation made at an instant by what stands in a situation; None where none is."""
        if self.possible_in(action, situation, instant) != ALLOWED:
            return None
        given = [dates for source in self.sources if (dates := source.dates_in(action, situation, instant)) is not None]
        return self._earliest_of(given) if given else None

    def _never_allowed_from(self, action: Action, instant: int) -> bool:
        return self.first_allowed(action, instant) is None


def _row_from(pieces: Pieces, start: int | None) -> Row:
    """The row of the piece that holds from a start on."""
    if start is None:
        return pieces[0][1]
    return pieces[bisect_right(pieces, start, lo=1, key=_start) - 1][1]


def _start(piece: tuple[int | None, Row]) -> int:
    start = piece[0]
    assert start is not None  # of the first piece only, which is left out
    return start


AnyJudge: TypeAlias = PolicyJudge | CombinedJudge


@lru_cache(maxsize=64)
def judge_of(policy: AnyPolicy, history: History) -> AnyJudge:
    """The judge of a history by a policy; kept for the histories that were judged last."""
    if isinstance(policy, Policy):
        return PolicyJudge(policy, history)
    return CombinedJudge(policy, history)
