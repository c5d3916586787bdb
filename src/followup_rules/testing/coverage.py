"""What a test run exercised: how often each rule decided, was overridden or did not hold, and what was said of what.

Nothing in the core knows of it: while somebody records, and only then, two ways of reading an `Evaluation` are wrapped.
"""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from threading import Lock, RLock, local
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.evaluation.compiled import Row, Verdict
from followup_rules.evaluation.evaluation import Evaluation, Ruling
from followup_rules.evaluation.judge import Judge
from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.rules.conditions import NO, YES, Truth
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.rule import Rule
from followup_rules.rules.stances import ALLOWED
from followup_rules.timeline.vocabulary import Action, ActionKind, Channel
from followup_rules.timeline.words import listed, printable

_Outcome: TypeAlias = Literal["decided", "overridden", "possibly", "did_not_hold"]

# where two sources hold a rule of one id, the first of these that either meets is what counts
_OUTCOMES: Final[tuple[_Outcome, ...]] = get_args(_Outcome)
_STANCES: Final = ("allowed", "forbidden", "undetermined", "silent")
_ADVICES: Final = ("recommended", "overdue", "discouraged")
_MOST_KEPT: Final = 4096


@attrs.frozen
class CoveredRule:
    """
    How often a rule met each outcome, among the rulings asked for on actions that it is on.

    `decided`: it surely held, and is one of the rules that determine the stance; of one that discourages: and its
    advice counted. `overridden`: it surely held all the same; another effect prevailed, or another source, or there was
    no permission to advise against. `possibly`: it hung on an unknown fact. `did_not_hold`: it surely did not.
    """

    id: str
    decided: int = 0
    overridden: int = 0
    possibly: int = 0
    did_not_hold: int = 0

    @property
    def asked(self) -> int:
        """How often it was asked at all."""
        return self.decided + self.overridden + self.possibly + self.did_not_hold

    def to_dict(self) -> dict[str, Any]:
        """The counts as plain data."""
        return attrs.asdict(self)


@attrs.frozen
class CoveredKind:
    """How often each stance, and each advice, was seen of a kind of action; only those that were."""

    kind: ActionKind
    stances: Mapping[str, int]
    advices: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The counts as plain data."""
        return {"kind": self.kind.value, "stances": dict(self.stances), "advices": dict(self.advices)}


@attrs.frozen
class _Met:
    """What was met in one ruling: a stance or an advice, and how it stood with the rules that bear on it."""

    kind: ActionKind
    word: str | None
    outcomes: tuple[tuple[str, _Outcome], ...]


@attrs.define(eq=False)
class _Tally:
    """How often something was met."""

    times: int = 0


@attrs.define(eq=False)
class _Asked:
    """What has been counted of an evaluation, by place, while there is one; `policy` None: of none that is covered."""

    gone: weakref.ref[Evaluation]
    policy: int | None
    verdicts: set[int] = attrs.field(factory=set)
    advices: set[int] = attrs.field(factory=set)


class RuleCoverage:
    """
    Which rules of some policies, and which outcomes, the rulings exercised that were asked for.

    Made by `rule_coverage`, which records what is asked, or by itself, to `add` evaluations to. Only evaluations by one
    of its policies count, or by one equal to it: of a combined policy its own rulings, with its sources' rules as they
    stand in them, and not what a source says by itself. Each ruling of an evaluation counts once, however often it is
    asked for; an evaluation made anew counts anew. A rule is known by its id: what it did in several of the policies is
    taken together.

    As text it is a table. Two of them added are what both have seen.

    >>> from followup_rules import Interview, Timeline, evaluate, policies
    >>> timeline = Timeline("UTC", "2025-10-07T09:00:00Z", [Interview(ends="2025-10-06T10:00:00Z")])
    >>> coverage = RuleCoverage(policies.business_etiquette)
    >>> coverage.add(evaluate(timeline, policies.business_etiquette))
    >>> coverage
    <RuleCoverage of business_etiquette: 3 of 10 rules decided>
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
        self._tallies: dict[_Met, _Tally] = {}
        self._asked: dict[int, _Asked] = {}
        self._known: dict[tuple[int, Verdict | tuple[Verdict, ...]], _Tally] = {}
        self._discouraged: dict[tuple[int, ActionKind, Channel], bool] = {}
        self._lock = RLock()

    # -- what was seen

    @property
    def rules(self) -> tuple[CoveredRule, ...]:
        """The rules of the policies, each id once, in their order, with how often they met each outcome."""
        counts: dict[str, Counter[str]] = {rule.id: Counter() for policy in self.policies for rule in policy.rules}
        for met, times in self._seen():
            for rule_id, outcome in met.outcomes:
                counts[rule_id][outcome] += times
        return tuple(CoveredRule(rule_id, **count) for rule_id, count in counts.items())

    @property
    def kinds(self) -> tuple[CoveredKind, ...]:
        """The kinds of action that a rule is on, or that were asked for, with the stances and advices seen of them."""
        counts: dict[ActionKind, Counter[str | None]] = {
            kind: Counter() for policy in self.policies for rule in policy.rules for kind in rule.on.kinds
        }
        for met, times in self._seen():
            counts.setdefault(met.kind, Counter())[met.word] += times
        return tuple(
            CoveredKind(kind, _of(_STANCES, counts[kind]), _of(_ADVICES, counts[kind]))
            for kind in ActionKind
            if kind in counts
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the rules that never decided."""
        return tuple(rule.id for rule in self.rules if not rule.decided)

    @property
    def unasked(self) -> tuple[str, ...]:
        """The ids of the rules that were never asked at all: no ruling was, on any action that they are on."""
        return tuple(rule.id for rule in self.rules if not rule.asked)

    @property
    def fraction(self) -> float:
        """The part of the rules that decided at least once, from 0 to 1; 1 where there are no rules."""
        rules = self.rules
        return sum(rule.decided > 0 for rule in rules) / len(rules) if rules else 1.0

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            "policies": [policy.name for policy in self.policies],
            "fraction": self.fraction,
            "missing": [*self.missing],
            "unasked": [*self.unasked],
            "rules": [rule.to_dict() for rule in self.rules],
            "kinds": [kind.to_dict() for kind in self.kinds],
        }

    def __add__(self, other: RuleCoverage) -> RuleCoverage:
        if not isinstance(other, RuleCoverage):
            return NotImplemented
        return _again((*self.policies, *other.policies), [*self._seen(), *other._seen()])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RuleCoverage):
            return NotImplemented
        return (self.policies, self.rules, self.kinds) == (other.policies, other.rules, other.kinds)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.policies, self._seen())

    def __repr__(self) -> str:
        return f"<RuleCoverage of {self._title}>"

    @property
    def _title(self) -> str:
        rules = self.rules
        names = listed([printable(policy.name) for policy in self.policies], "and")
        return f"{names}: {sum(rule.decided > 0 for rule in rules)} of {len(rules)} rules decided"

    def __str__(self) -> str:
        title = f"rule coverage of {self._title}"
        return "\n".join([title, "", *_rule_lines(self.rules), "", *_kind_lines(self.kinds)])

    # -- seeing

    def add(self, evaluation: Evaluation) -> None:
        """
        Count every ruling of an evaluation, but those that are counted already.

        Raises `PolicyError` where it is by none of the policies.
        """
        if not isinstance(evaluation, Evaluation):
            raise TypeError(f"{shown(evaluation)} is no evaluation; expected `evaluate(...)`")
        if self._asked_of(evaluation).policy is None:
            names = ", ".join(f"`{policy.name}`" for policy in self.policies)
            raise PolicyError(f"an evaluation by `{evaluation.policy.name}` is not covered; expected one by {names}")
        with _WIRE.unheard():
            rulings = evaluation.rulings
        for place, ruling in enumerate(rulings):
            self._hear_ruling(evaluation, place, ruling)

    def _seen(self) -> list[tuple[_Met, int]]:
        with self._lock:
            return [(met, tally.times) for met, tally in self._tallies.items()]

    def _tally(self, met: _Met) -> _Tally:
        return self._tallies.setdefault(met, _Tally())

    def _asked_of(self, evaluation: Evaluation) -> _Asked:
        with self._lock:
            key, asked = id(evaluation), self._asked
            found = asked.get(key)
            if found is None:
                # not kept alive by being looked at, and forgotten before another can come by its id
                gone = weakref.ref(evaluation, lambda _: asked.pop(key, None))
                found = asked[key] = _Asked(gone, _covered(self.policies, evaluation))
            return found

    def _hear_verdicts(self, evaluation: Evaluation, row: Row) -> None:
        """All verdicts of an evaluation were read."""
        with self._lock:
            asked = self._asked_of(evaluation)
            if asked.policy is not None and len(asked.verdicts) < len(row):
                self._count_verdicts(evaluation, asked, range(len(row)))

    def _hear_ruling(self, evaluation: Evaluation, place: int, ruling: Ruling) -> None:
        """One ruling of an evaluation was asked for."""
        with self._lock:
            asked = self._asked_of(evaluation)
            if asked.policy is None or place in asked.advices:
                return
            asked.advices.add(place)
            if place not in asked.verdicts:
                self._count_verdicts(evaluation, asked, (place,))
            outcomes = _advising(evaluation, place) if self._is_discouraged(asked.policy, evaluation, ruling) else ()
            if outcomes or ruling.advice:
                self._tally(_Met(ruling.action.kind, ruling.advice, outcomes)).times += 1

    def _is_discouraged(self, policy: int, evaluation: Evaluation, ruling: Ruling) -> bool:
        """Whether any rule discourages such an action."""
        key = policy, ruling.action.kind, ruling.action.channel
        found = self._discouraged.get(key)
        if found is None:
            sources = _sources(evaluation.judge)
            found = any(source.rules_on(ruling.action).discourages for source, _ in sources)
            self._discouraged[key] = found
        return found

    def _count_verdicts(self, evaluation: Evaluation, asked: _Asked, places: Iterable[int]) -> None:
        rows = [source.verdicts(evaluation.now_us) for source, _ in _sources(evaluation.judge)]
        policy, counted, known, alone = asked.policy, asked.verdicts, self._known, len(rows) == 1
        assert policy is not None
        for place in places:
            if place not in counted:
                counted.add(place)
                # a verdict is made once for all that the same rules hold of: where it comes back, so does all the rest
                key = policy, rows[0][place][1] if alone else tuple([row[place][1] for row in rows])
                tally = known.get(key)
                if tally is None:
                    if len(known) >= _MOST_KEPT:
                        known.clear()
                    tally = known[key] = self._tally(_determining(evaluation, place))
                tally.times += 1


def _again(policies: Iterable[AnyPolicy], seen: Iterable[tuple[_Met, int]]) -> RuleCoverage:
    """What a pickle is read back with, and what a sum is made with."""
    coverage = RuleCoverage(*policies)
    for met, times in seen:
        coverage._tally(met).times += times
    return coverage


def _covered(policies: Iterable[AnyPolicy], evaluation: Evaluation) -> int | None:
    """The number of the policy that an evaluation is by."""
    if evaluation.judge.history is not evaluation.timeline.history:
        return None  # of a history on which is watched what is looked at: we must not look
    by = evaluation.policy
    return next((number for number, policy in enumerate(policies) if policy is by or policy == by), None)


def _of(words: Iterable[str], counts: Mapping[str | None, int]) -> Mapping[str, int]:
    return MappingProxyType({word: counts[word] for word in words if counts[word]})


# -- how it stands with the rules on an action


def _determining(evaluation: Evaluation, place: int) -> _Met:
    """The stance, and how it stood with the rules on which it may hang."""
    action, verdict = evaluation.judge.verdicts(evaluation.now_us)[place]

    def outcomes() -> Iterator[tuple[str, _Outcome]]:
        for source, speaks in _speaking(evaluation, place):
            entry, of_source = source.rules_on(action), source.verdicts(evaluation.now_us)[place][1]
            for rule, truth in _held(source, (*entry.forbids, *entry.permits), action, evaluation.now_us):
                # by a channel in email's place one is asked only where it is the preferred one
                if truth != NO or action in rule.on:
                    yield rule.id, _outcome(truth, speaks and rule.id in of_source.rule_ids)

    return _Met(action.kind, verdict.stance, _first_of_each(outcomes()))


def _advising(evaluation: Evaluation, place: int) -> tuple[tuple[str, _Outcome], ...]:
    """How it stood with the rules that discourage an action."""
    action, verdict = evaluation.judge.verdicts(evaluation.now_us)[place]

    def outcomes() -> Iterator[tuple[str, _Outcome]]:
        for source, speaks in _speaking(evaluation, place):
            for rule, truth in _held(source, source.rules_on(action).discourages, action, evaluation.now_us):
                yield rule.id, _outcome(truth, speaks and verdict.possible == ALLOWED)

    return _first_of_each(outcomes())


def _sources(judge: Judge) -> Iterator[tuple[PolicyJudge, tuple[Judge, ...]]]:
    """The policies that are not combined of others, each with what it speaks through, the whole first."""
    if isinstance(judge, PolicyJudge):
        yield judge, (judge,)
    for part in judge.sources:
        for source, through in _sources(part):
            yield source, (judge, *through)


def _speaking(evaluation: Evaluation, place: int) -> Iterator[tuple[PolicyJudge, bool]]:
    """The policies, each with whether its stance, and that of all it speaks through, is the outcome."""
    for source, through in _sources(evaluation.judge):
        stances = {judge.verdicts(evaluation.now_us)[place][1].stance for judge in through}
        yield source, len(stances) == 1


def _held(
    source: PolicyJudge, rules: Iterable[tuple[Rule, int]], action: Action, instant: int
) -> Iterator[tuple[Rule, Truth]]:
    situation = source.history.situation_at(instant)
    for rule, number in rules:
        yield rule, source.compiled.conditions[number].truth(situation, action, instant)


def _outcome(truth: Truth, counts: bool) -> _Outcome:
    if truth == YES:
        return "decided" if counts else "overridden"
    return "did_not_hold" if truth == NO else "possibly"


def _first_of_each(outcomes: Iterable[tuple[str, _Outcome]]) -> tuple[tuple[str, _Outcome], ...]:
    found: dict[str, _Outcome] = {}
    for rule_id, outcome in outcomes:
        before = found.get(rule_id)
        if before is None or _OUTCOMES.index(outcome) < _OUTCOMES.index(before):
            found[rule_id] = outcome
    return tuple(found.items())


# -- recording


class _Recorder:
    """What evaluations are asked, for those who listen: laid when the first comes, taken up when the last has gone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: tuple[RuleCoverage, ...] = ()
        self._laid = ExitStack()
        self._within = _Within()

    @contextmanager
    def recording(self, listener: RuleCoverage) -> Iterator[None]:
        """From all threads, for a time; who came first need not go last."""
        with self._lock:
            if not self._listeners:
                self._lay()
            self._listeners = (*self._listeners, listener)
        try:
            yield
        finally:
            with self._lock:
                self._listeners = tuple(other for other in self._listeners if other is not listener)
                if not self._listeners:
                    self._laid.close()

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """What this thread asks meanwhile is not asked by the code under test."""
        before, self._within.asking = self._within.asking, True
        try:
            yield
        finally:
            self._within.asking = before

    def _lay(self) -> None:
        from unittest.mock import patch  # loads a good deal, asyncio for one

        read_verdicts, ask_ruling, within = Evaluation.__dict__["verdicts"].fget, Evaluation.ruling_at, self._within

        def verdicts(evaluation: Evaluation) -> Row:
            row: Row = read_verdicts(evaluation)
            if not within.asking:
                for listener in self._listeners:
                    listener._hear_verdicts(evaluation, row)
            return row

        def ruling(evaluation: Evaluation, place: int) -> Ruling:
            if within.asking:
                return ask_ruling(evaluation, place)
            # to make one ruling the evaluation reads all verdicts itself
            within.asking = True
            try:
                asked_for = ask_ruling(evaluation, place)
            finally:
                within.asking = False
            for listener in self._listeners:
                listener._hear_ruling(evaluation, place, asked_for)
            return asked_for

        self._laid.enter_context(patch.object(Evaluation, "verdicts", property(verdicts)))
        self._laid.enter_context(patch.object(Evaluation, "ruling_at", ruling))


class _Within(local):
    """Whether this thread is within a question already."""

    asking = False


_WIRE: Final = _Recorder()


@contextmanager
def rule_coverage(*policies: AnyPolicy) -> Iterator[RuleCoverage]:
    """
    Record which rules of some policies are exercised, and how, by whatever is asked in the block, in any thread.

    Asked for is one ruling by `evaluation[...]`, and all of them by `rulings`, iteration and `to_dict()`. Who reads
    `allowed`, `forbidden`, `undetermined` or `silent` has asked for those, and for the verdicts on all actions; who
    reads `verdicts` for these alone: of advice they say nothing, so rules that discourage are not asked by them. What
    the library asks itself to answer (an agenda: at every turn) counts as well. No answer is changed.

    Raises `PolicyError` where there is no policy, or something else.

    >>> from followup_rules import Interview, Timeline, evaluate, policies
    >>> timeline = Timeline("UTC", "2025-10-07T09:00:00Z", [Interview(ends="2025-10-06T10:00:00Z")])
    >>> with rule_coverage(policies.business_etiquette) as coverage:
    ...     stance = evaluate(timeline, policies.business_etiquette)["thank_you", "email"].stance
    >>> [rule.id for rule in coverage.rules if rule.decided]
    ['business_etiquette/thank-every-interviewer']
    """
    coverage = RuleCoverage(*policies)
    with _WIRE.recording(coverage):
        yield coverage


# -- as text


def _rule_lines(rules: Iterable[CoveredRule]) -> Iterator[str]:
    """The numbers first, since an id may be long; those that never decided with a mark."""
    heads = [outcome.replace("_", " ") for outcome in _OUTCOMES]
    yield f"{'  '.join(heads)}    rule"
    never = False
    for rule in rules:
        counts = (f"{getattr(rule, outcome):{len(head)}}" for outcome, head in zip(_OUTCOMES, heads, strict=True))
        yield f"{'  '.join(counts)}  {' ' if rule.decided else '!'} {rule.id}"
        never = never or not rule.decided
    if never:
        yield "!: never decided"


def _kind_lines(kinds: Sequence[CoveredKind]) -> Iterator[str]:
    width = max((len(kind.kind) for kind in kinds), default=0)
    for kind in kinds:
        seen = [", ".join(f"{word} {times}" for word, times in of.items()) for of in (kind.stances, kind.advices)]
        yield f"{kind.kind:{width}}  {'; '.join(filter(None, seen)) or 'never asked'}"
