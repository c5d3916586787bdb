"""Rule coverage: which rules a test run exercised, and how often each one decided.

While coverage is recorded, every evaluation reports the questions that it is asked. Recording changes no answer.
"""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock, RLock
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.evaluation.compiled import Verdict
from followup_rules.evaluation.evaluation import Evaluation, Ruling
from followup_rules.evaluation.judge import Judge
from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.rules.conditions import NO, YES
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.stances import ALLOWED
from followup_rules.temporal.values import PlainData, as_data
from followup_rules.timeline.vocabulary import ActionKind
from followup_rules.timeline.words import listed, printable

_Outcome: TypeAlias = Literal["decided", "overridden", "possibly", "did_not_hold"]
_Outcomes: TypeAlias = tuple[tuple[str, _Outcome], ...]
# a kind of action, its stance or its advice (None: no advice), and by id the outcome of each rule that has a say in it
_Answer: TypeAlias = tuple[ActionKind, str | None, _Outcomes]
# the covered policy that an evaluation is by (None: by none of them), and the indexes of the actions whose verdict and
# whose advice were counted already
_Counted: TypeAlias = tuple[AnyPolicy | None, set[int], set[int]]

# the strongest first: where two sources have the same rule, its strongest outcome counts
_OUTCOMES: Final[tuple[_Outcome, ...]] = get_args(_Outcome)
_STANCES: Final = ("allowed", "forbidden", "undetermined", "silent")
_ADVICES: Final = ("recommended", "overdue", "discouraged")
_REPORTED: Final = ("fraction", "missing", "unasked", "rules", "kinds")
_MOST_KEPT: Final = 4096


@attrs.frozen
class CoveredRule(PlainData):
    """
    How often a rule had each outcome, in the rulings that were asked for on its actions.

    `decided`: its condition surely held, and it is one of the rules that determine the stance. (A rule that
    discourages: its advice counted.) `overridden`: it surely held, but another effect or another source won, or the
    action was not allowed anyway. `possibly`: it depends on an unknown fact. `did_not_hold`: it surely did not hold.
    """

    id: str
    decided: int = 0
    overridden: int = 0
    possibly: int = 0
    did_not_hold: int = 0

    @property
    def asked(self) -> int:
        """How often a ruling was asked for in which the rule has a say."""
        return sum(attrs.astuple(self)[1:])


@attrs.frozen
class CoveredKind(PlainData):
    """How often each stance and each advice came up for a kind of action; those that never came up are left out."""

    kind: ActionKind
    stances: Mapping[str, int]
    advices: Mapping[str, int]


class RuleCoverage:
    """
    How often each rule of some policies had each outcome.

    `rule_coverage` makes one and records into it. You can also make one yourself and `add` evaluations to it. It counts
    only evaluations by one of its policies, or by an equal policy. Of a combined policy it counts the rulings of the
    whole; what a source says on its own does not count. Each ruling of an evaluation counts once, however often it is
    asked for; a new evaluation counts again. Rules with the same id in several policies are counted together.

    `str(coverage)` is a table. Adding two coverages adds up their counts.

    >>> from followup_rules import Interview, Timeline, evaluate, policies
    >>> timeline = Timeline("UTC", "2025-10-07T09:00:00Z", [Interview(ends="2025-10-06T10:00:00Z")])
    >>> coverage = RuleCoverage(policies.business_etiquette)
    >>> coverage.add(evaluate(timeline, policies.business_etiquette))
    >>> coverage
    <RuleCoverage of business_etiquette: 4 of 15 rules decided>
    >>> coverage.rules[0]
    CoveredRule(id='business_etiquette/in-the-interview', decided=0, overridden=0, possibly=0, did_not_hold=5)
    """

    def __init__(self, *policies: AnyPolicy) -> None:
        if not policies:
            raise PolicyError("`rule_coverage` was given no policy; expected one or more")
        for policy in policies:
            if not isinstance(policy, Policy | Combined):
                raise PolicyError(f"`rule_coverage` was given {shown(policy)}; expected policies")
        self.policies = tuple(dict.fromkeys(policies))
        self._answers: Counter[_Answer] = Counter()
        self._counted: dict[int, _Counted] = {}
        self._known: dict[tuple[AnyPolicy, tuple[Verdict, ...]], _Answer] = {}
        self._lock = RLock()

    # -- what was counted

    @property
    def rules(self) -> tuple[CoveredRule, ...]:
        """The rules of the policies in their order, each id once, with their counts."""
        counts: dict[str, Counter[str]] = {rule.id: Counter() for policy in self.policies for rule in policy.rules}
        for (_, _, outcomes), times in self._snapshot().items():
            for rule_id, outcome in outcomes:
                counts[rule_id][outcome] += times
        return tuple(CoveredRule(rule_id, **count) for rule_id, count in counts.items())

    @property
    def kinds(self) -> tuple[CoveredKind, ...]:
        """The kinds of action that have a rule or were asked about, with the stances and advices that came up."""
        counts: Counter[tuple[ActionKind, str | None]] = Counter()
        for (kind, word, _), times in self._snapshot().items():
            counts[kind, word] += times
        known = {kind for policy in self.policies for rule in policy.rules for kind in rule.on.kinds}
        known.update(kind for kind, _ in counts)

        def found(kind: ActionKind, words: Iterable[str]) -> Mapping[str, int]:
            return MappingProxyType({word: counts[kind, word] for word in words if counts[kind, word]})

        told = ((kind, found(kind, _STANCES), found(kind, _ADVICES)) for kind in ActionKind if kind in known)
        return tuple(CoveredKind(*each) for each in told)

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the rules that never decided."""
        return tuple(rule.id for rule in self.rules if not rule.decided)

    @property
    def unasked(self) -> tuple[str, ...]:
        """The ids of the rules that never had a say: no ruling was asked for on any of their actions."""
        return tuple(rule.id for rule in self.rules if not rule.asked)

    @property
    def fraction(self) -> float:
        """The share of the rules that decided at least once, from 0 to 1; 1 where there are no rules."""
        rules = self.rules
        return sum(rule.decided > 0 for rule in rules) / len(rules) if rules else 1.0

    def to_dict(self) -> dict[str, Any]:
        """The whole coverage as plain data."""
        names = [policy.name for policy in self.policies]
        return {"policies": names, **{name: as_data(getattr(self, name)) for name in _REPORTED}}

    def __add__(self, other: RuleCoverage) -> RuleCoverage:
        if not isinstance(other, RuleCoverage):
            return NotImplemented
        both = RuleCoverage(*self.policies, *other.policies)
        both.__setstate__(self._snapshot() + other._snapshot())
        return both

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RuleCoverage):
            return NotImplemented
        return (self.policies, self.rules, self.kinds) == (other.policies, other.rules, other.kinds)

    def __reduce__(self) -> tuple[Any, ...]:
        return RuleCoverage, self.policies, self._snapshot()

    def __setstate__(self, answers: Counter[_Answer]) -> None:
        self._answers.update(answers)

    def __repr__(self) -> str:
        return f"<RuleCoverage of {self._title}>"

    @property
    def _title(self) -> str:
        names = listed([printable(policy.name) for policy in self.policies], "and")
        count = len(self.rules)
        return f"{names}: {count - len(self.missing)} of {count} rules decided"

    def __str__(self) -> str:
        title = f"rule coverage of {self._title}"
        return "\n".join((title, "", *_rule_lines(self.rules), "", *_kind_lines(self.kinds)))

    # -- counting

    def add(self, evaluation: Evaluation) -> None:
        """
        Count every ruling of an evaluation that is not counted yet.

        Raises `PolicyError` if the evaluation is by none of the policies.
        """
        if not isinstance(evaluation, Evaluation):
            raise TypeError(f"{shown(evaluation)} is not an evaluation; expected `evaluate(...)`")
        if self._counted_of(evaluation)[0] is None:
            names = ", ".join(f"`{policy.name}`" for policy in self.policies)
            raise PolicyError(f"an evaluation by `{evaluation.policy.name}` is not covered; expected one by {names}")
        for index in range(len(evaluation.judge.verdicts(evaluation.now_us))):
            self._observe(evaluation, index)

    def _snapshot(self) -> Counter[_Answer]:
        with self._lock:
            return self._answers.copy()

    def _counted_of(self, evaluation: Evaluation) -> _Counted:
        with self._lock:
            key = id(evaluation)
            if key not in self._counted:
                # the library tracks which facts some histories are asked for: counting would ask for more
                tracked = evaluation.judge.history is not evaluation.timeline.history
                policies = () if tracked else self.policies
                by = next((policy for policy in policies if policy == evaluation.policy), None)
                self._counted[key] = by, set(), set()
                # the entry goes when the evaluation does, before another evaluation can get the same id
                weakref.finalize(evaluation, self._counted.pop, key, None).atexit = False
            return self._counted[key]

    def _observe(self, evaluation: Evaluation, index: int | None) -> None:
        """Count the ruling at an index; None: count all verdicts, but no advice."""
        with self._lock:
            policy, counted, advised = self._counted_of(evaluation)
            if policy is None:
                return
            verdicts = evaluation.judge.verdicts(evaluation.now_us)
            asked = range(len(verdicts)) if index is None else (index,)
            uncounted = [number for number in asked if number not in counted]
            counted.update(uncounted)
            self._answers.update(self._stances(evaluation, policy, uncounted))
            if index is not None and index not in advised:
                advised.add(index)
                action, verdict = verdicts[index]
                word = Ruling(evaluation, action, verdict).advice
                if (outcomes := _outcomes(evaluation, index, advising=True)) or word:
                    self._answers[action.kind, word, outcomes] += 1

    def _stances(self, evaluation: Evaluation, policy: AnyPolicy, indexes: Iterable[int]) -> Iterator[_Answer]:
        rows = [source.verdicts(evaluation.now_us) for source, _ in _sources(evaluation.judge)]
        for index in indexes:
            # a verdict object is shared by all actions and timelines where the same rules hold
            key = policy, tuple([row[index][1] for row in rows])
            answer = self._known.get(key)
            if answer is None:
                if len(self._known) >= _MOST_KEPT:
                    self._known.clear()
                action, verdict = evaluation.judge.verdicts(evaluation.now_us)[index]
                outcomes = _outcomes(evaluation, index, advising=False)
                answer = self._known[key] = action.kind, verdict.stance, outcomes
            yield answer


# -- outcomes of rules


def _outcomes(evaluation: Evaluation, index: int, *, advising: bool) -> tuple[tuple[str, _Outcome], ...]:
    """The outcome of each rule that may determine the stance on an action or, if *advising*, discourages it."""
    now_us = evaluation.now_us
    action, verdict = evaluation.judge.verdicts(now_us)[index]
    found: dict[str, _Outcome] = {}
    for source, through in _sources(evaluation.judge):
        entry = source.rules_on(action)
        rules = entry.discourages if advising else (*entry.forbids, *entry.permits)
        if not rules:
            continue
        wins = len({judge.verdicts(now_us)[index][1].stance for judge in through}) == 1
        determining = source.verdicts(now_us)[index][1].rule_ids
        for rule, check in rules:
            truth = source.check_truth(check, action, evaluation.situation, now_us)
            decides = wins and (verdict.possible == ALLOWED if advising else rule.id in determining)
            sure: _Outcome = "decided" if decides else "overridden"
            outcome: _Outcome = sure if truth == YES else "did_not_hold" if truth == NO else "possibly"
            before = found.get(rule.id, outcome)
            found[rule.id] = outcome if _OUTCOMES.index(outcome) < _OUTCOMES.index(before) else before
    return tuple(found.items())


def _sources(judge: Judge) -> Iterator[tuple[PolicyJudge, tuple[Judge, ...]]]:
    """The judges of single policies, each after the judges that combine it, the outermost first."""
    if isinstance(judge, PolicyJudge):
        yield judge, (judge,)
    yield from ((source, (judge, *through)) for part in judge.sources for source, through in _sources(part))


# -- recording

_LOCK: Final = Lock()


@contextmanager
def rule_coverage(*policies: AnyPolicy) -> Iterator[RuleCoverage]:
    """
    Record which rules of some policies are exercised by the evaluations in the block, in any thread.

    `evaluation[...]` asks for one ruling; `rulings`, iteration and `to_dict()` ask for all. `allowed`, `forbidden`,
    `undetermined` and `silent` ask for their rulings and for the verdicts on all actions. `verdicts` asks for verdicts
    alone, which have no advice, so rules that discourage have no say in them. What the library asks for its own
    reports, such as an agenda, counts too. Recording changes no answer.

    Raises `PolicyError` if no policy is given, or something else.

    >>> from followup_rules import Interview, Timeline, evaluate, policies
    >>> timeline = Timeline("UTC", "2025-10-07T09:00:00Z", [Interview(ends="2025-10-06T10:00:00Z")])
    >>> with rule_coverage(policies.business_etiquette) as coverage:
    ...     stance = evaluate(timeline, policies.business_etiquette)["thank_you", "email"].stance
    >>> [rule.id for rule in coverage.rules if rule.decided]
    ['business_etiquette/thank-every-interviewer']
    """
    coverage = RuleCoverage(*policies)
    recording = coverage._observe
    with _LOCK:
        Evaluation.observers += (recording,)
    try:
        yield coverage
    finally:
        with _LOCK:
            Evaluation.observers = tuple(other for other in Evaluation.observers if other is not recording)


# -- as text


def _rule_lines(rules: Sequence[CoveredRule]) -> Iterator[str]:
    """A table: the counts first, because ids may be long; rules that never decided are marked."""
    yield f"{'  '.join(_OUTCOMES)}    rule".replace("_", " ")
    for rule in rules:
        counts = (f"{getattr(rule, outcome):{len(outcome)}}" for outcome in _OUTCOMES)
        yield f"{'  '.join(counts)}  {' ' if rule.decided else '!'} {rule.id}"
    if not all(rule.decided for rule in rules):
        yield "!: never decided"


def _kind_lines(kinds: Sequence[CoveredKind]) -> Iterator[str]:
    width = max((len(kind.kind) for kind in kinds), default=0)
    for kind in kinds:
        found = [", ".join(f"{word} {times}" for word, times in of.items()) for of in (kind.stances, kind.advices)]
        yield f"{kind.kind:{width}}  {'; '.join(filter(None, found)) or 'never asked'}"
