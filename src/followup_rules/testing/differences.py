"""Differences between two policies: the smallest timeline that shows one, and which policy is stricter."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs
from hypothesis.strategies import SearchStrategy

from followup_rules.errors import PolicyError, shown
from followup_rules.evaluation.compiled import ActionRules, Row, compiled
from followup_rules.evaluation.evaluation import Ruling, evaluate
from followup_rules.evaluation.judge import Judge, index_of
from followup_rules.rules.conditions import Condition
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.rule import Rule
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, SILENT, Possible
from followup_rules.temporal.instants import FIRST, LAST, Micros
from followup_rules.testing.dependencies import Subject, dependencies_of, dependencies_of_rules, narrowed
from followup_rules.testing.narrative import action_words, indented, ruling_lines, timeline_lines
from followup_rules.testing.search import Effort, search, simplest
from followup_rules.testing.strategies.timelines import histories
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTIONS, Action

Level: TypeAlias = Literal["stance", "advice", "dates", "reasons"]
Order: TypeAlias = Literal["equal", "stricter", "looser", "incomparable"]
_Place: TypeAlias = tuple[int, Action]
# something in which two rulings may differ: its level, the source that reads it in a test, and what reads it here
_Aspect: TypeAlias = tuple[Level, str, Callable[[Ruling], Any]]

_LEVELS: Final[tuple[Level, ...]] = get_args(Level)
# later levels matter only where the earlier ones agree
_ASPECTS: Final[tuple[_Aspect, ...]] = (
    ("stance", "ruling.stance", lambda ruling: ruling.stance),
    ("stance", "ruling.possible", lambda ruling: ruling.possible),
    ("advice", "ruling.advice", lambda ruling: ruling.advice),
    ("dates", 'ruling.to_dict()["due"]', lambda ruling: ruling.evaluation.iso(ruling.due_us)),
    ("dates", 'ruling.to_dict()["overdue"]', lambda ruling: ruling.evaluation.iso(ruling.overdue_us)),
    ("reasons", "ruling.rule_ids", lambda ruling: ruling.rule_ids),
    (
        "reasons",
        "[reason.rule for reason in ruling.advice_reasons]",
        lambda ruling: [reason.rule for reason in ruling.advice_reasons],
    ),
    ("reasons", "ruling.missing", lambda ruling: ruling.missing),
    (
        "reasons",
        "[(reason.says, reason.cites) for reason in ruling.reasons]",
        lambda ruling: [(reason.says, reason.cites) for reason in ruling.reasons],
    ),
)


@attrs.frozen(repr=False)
class Difference:
    """
    A timeline, made as small as possible, at whose now two policies differ on an action.

    `one` and `other` are their rulings on it. `str(difference)` tells the whole story.
    """

    timeline: Timeline
    action: Action
    one: Ruling
    other: Ruling
    effort: Effort

    @property
    def level(self) -> Level:
        """The first in which they differ, of `stance`, `advice`, `dates` (due and overdue) and `reasons`."""
        return self._aspect[0]

    @property
    def _aspect(self) -> _Aspect:
        return next(aspect for aspect in _ASPECTS if aspect[2](self.one) != aspect[2](self.other))

    def as_test(self, *, one: str = "one", other: str = "other") -> str:
        """The source of a test that passes today. *one* and *other* are the names of the policies in it."""
        _, source, read = self._aspect
        action = ", ".join(repr(str(word)) for word in attrs.astuple(self.action) if word is not None)
        names = f"{one}_and_{other}".replace(".", "_")
        used = {type(event).__name__ for event in self.timeline.events}
        used |= {"Facts"} if self.timeline.facts != Facts() else set()
        used |= {"UNKNOWN"} if "UNKNOWN" in repr(self.timeline.facts) else set()
        lines = [
            f"from followup_rules import {', '.join([*sorted(used), 'Timeline', 'evaluate'])}\n\n",
            f"def test_{names}_on_a_{self.action.kind}():",
            f"    timeline = {self.timeline!r}",
        ]
        for name, ruling in ((one, self.one), (other, self.other)):
            lines += [f"    ruling = evaluate(timeline, {name})[{action}]", f"    assert {source} == {read(ruling)!r}"]
        return "\n".join([*lines, ""])

    def __str__(self) -> str:
        one, other = (ruling.evaluation.policy.name for ruling in (self.one, self.other))
        lines = [
            f"{one} and {other} differ in {self.level}: {action_words(self.action)}",
            indented(timeline_lines(self.timeline)),
            f"the first, {one}, says:",
            indented(ruling_lines(self.one)),
            f"the second, {other}, says:",
            indented(ruling_lines(self.other)),
        ]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Difference in {self.level}, {self.action!r}: {self.one!r} and {self.other!r}>"


def find_difference(
    one: AnyPolicy, other: AnyPolicy, *, down_to: Level = "advice", tries: int = 1000, seed: int = 0
) -> Difference | None:
    """
    The smallest timeline found on which two policies differ, with an action; None if none was found in so many tries.

    A difference in stance comes before one in advice, then in dates (due and overdue), then in reasons (which rules, in
    what order, and what they say); *down_to* is the last level to search. A try is one drawn history, on which the
    policies are compared at every instant at which either may change. The same *seed* gives the same difference.
    If the policies have the same rules on every action, they are equal and nothing is drawn. `compare_policies` tells
    how much was tried.

    Raises `PolicyError` for an unknown level.

    >>> from followup_rules import policies
    >>> found = find_difference(policies.pro_tips, policies.pro_tips.with_(wait_past_promise=6))
    >>> found.action, found.one.stance, found.other.stance
    (Action('status_inquiry', 'email'), 'forbidden', 'allowed')
    """
    if down_to not in _LEVELS:
        raise PolicyError(f"{shown(down_to)} is not a level of difference; expected one of {', '.join(_LEVELS)}")
    levels = _LEVELS[: _LEVELS.index(down_to) + 1]
    pairs = [pair for level in levels if (pair := _Pair(one, other, level)).subjects]
    if not pairs:
        return None
    # the first level at which a difference was seen: no later level matters any more
    first = len(pairs)

    def differ_at_first_level(timeline: Timeline) -> bool:
        nonlocal first
        differing = (number for number, pair in enumerate(pairs[: max(first, 1)]) if pair.differ_on(timeline))
        number = next(differing, len(pairs))
        first = min(first, number)
        return number == 0

    found, effort = search(pairs[-1].histories(), differ_at_first_level, tries=tries, seed=seed)
    if found is None and first < len(pairs):
        found, more = search(pairs[-1].histories(), pairs[first].differ_on, tries=tries, seed=seed)
        effort += more
    return None if found is None else pairs[first].difference(found, effort)


@attrs.frozen
class PolicyComparison:
    """
    Which of two policies is stricter, as far as was tried.

    `verdict` says what the first policy is: `equal` in stance to the second, `stricter`, `looser`, or `incomparable`
    if it is stricter on one timeline and looser on another. `stricter` and `looser` hold such timelines. `exact` tells
    that the policies are equal because they have the same rules on every action, so that nothing had to be tried.
    """

    verdict: Order
    stricter: Difference | None
    looser: Difference | None
    effort: Effort
    exact: bool

    def __str__(self) -> str:
        if self.exact:
            return "equal: every action has the same rules"
        words = "equal as far as tried" if self.verdict == "equal" else self.verdict
        found = (found for found in (self.stricter, self.looser) if found is not None)
        return "\n\n".join([f"{words} ({self.effort.tries} histories)", *map(str, found)])


def compare_policies(one: AnyPolicy, other: AnyPolicy, *, tries: int = 1000, seed: int = 0) -> PolicyComparison:
    """
    Whether one policy is stricter than another, looser, both or neither, with timelines that show it.

    A policy is stricter where it forbids and the other is silent or allows, or where it is silent and the other
    allows. An undetermined ruling is stricter if its possible stances are. Stricter and looser are each searched for in
    so many *tries*; the same *seed* gives the same result.

    >>> from followup_rules import policies
    >>> compare_policies(policies.pro_tips.with_(wait_past_promise=6), policies.pro_tips).verdict
    'looser'
    """
    pairs = [_Pair(one, other, "stance", differ) for differ in (_is_stricter, _is_looser)]
    if not pairs[0].subjects:
        return PolicyComparison("equal", None, None, Effort(), exact=True)
    effort = Effort()
    found: list[Difference | None] = []
    for pair in pairs:
        timeline, spent = search(pair.histories(), pair.differ_on, tries=tries, seed=seed)
        found.append(None if timeline is None else pair.difference(timeline, spent))
        effort += spent
    stricter, looser = found
    one_way: Order = "stricter" if stricter else "looser" if looser else "equal"
    return PolicyComparison("incomparable" if stricter and looser else one_way, stricter, looser, effort, exact=False)


def _is_stricter(one: Possible, other: Possible) -> bool:
    mine, theirs = _range(one), _range(other)
    return mine != theirs and all(own <= its for own, its in zip(mine, theirs, strict=True))


def _is_looser(one: Possible, other: Possible) -> bool:
    return _is_stricter(other, one)


def _range(possible: Possible) -> tuple[int, int]:
    """The ranks of the strictest and of the loosest possible stance."""
    ranks = [rank for rank, stance in enumerate((FORBIDDEN, SILENT, ALLOWED)) if possible & stance]
    return ranks[0], ranks[-1]


class _Pair:
    """Two policies, and the actions on which they may differ at a level; in stance, in one direction only if given."""

    def __init__(
        self, one: AnyPolicy, other: AnyPolicy, level: Level, differ: Callable[[Possible, Possible], bool] = operator.ne
    ) -> None:
        self.one = one
        self.other = other
        self.level = level
        self._differ = differ
        mine, theirs = _signatures(one, level), _signatures(other, level)
        self.subjects = frozenset(subject for subject in mine if mine[subject] != theirs[subject])
        self._narrow = [narrowed(policy, self.subjects) for policy in (one, other)]

    def histories(self) -> SearchStrategy[Timeline]:
        """Histories of what the differing rules depend on, and of what the other rules on the same actions do."""
        mine, theirs = (dict.fromkeys(policy.rules) for policy in self._narrow)
        differing = [*(rule for rule in mine if rule not in theirs), *(rule for rule in theirs if rule not in mine)]
        needed = [dependencies_of_rules(tuple(rules)) for rules in (differing, differing, {**mine, **theirs}) if rules]
        return histories(*needed, dependencies_of((self.one, self.other)))

    # -- on one timeline

    def differ_on(self, timeline: Timeline) -> bool:
        return self.first_difference(timeline) is not None

    def first_difference(self, timeline: Timeline) -> _Place | None:
        """The first instant at which they differ, of those at which either may change, and the action."""
        places = self._by_stance(timeline) if self.level == "stance" else self._by_ruling(timeline)
        # with hindsight dates may differ that did not at the time
        return next(((at, action) for at, action in places if self._differ_now(timeline.at(Micros(at)), action)), None)

    def _by_stance(self, timeline: Timeline) -> Iterator[_Place]:
        mine, theirs = (evaluate(timeline, policy).judge for policy in self._narrow)
        for instant, row, other_row in _side_by_side(mine, theirs, timeline.now_us):
            for (action, verdict), (_, other) in zip(row, other_row, strict=True):
                one, two = verdict.possible, other.possible
                # most verdicts are equal, which is the quickest to see
                if one != two and (action.kind, action.channel) in self.subjects and self._differ(one, two):
                    yield instant, action

    def _by_ruling(self, timeline: Timeline) -> Iterator[_Place]:
        mine, theirs = (evaluate(timeline, policy) for policy in self._narrow)
        actions = [action for action, _ in mine.verdicts if (action.kind, action.channel) in self.subjects]
        turns = set().union(*(evaluation.judge.turns(action) for evaluation in (mine, theirs) for action in actions))
        for instant in sorted({min(turns, default=timeline.now_us) - 1, *turns}):
            if FIRST <= instant < LAST:
                one, other = mine.seen_from(instant), theirs.seen_from(instant)
                yield from ((instant, action) for action in actions if self._differs(one[action], other[action]))

    def _differ_now(self, timeline: Timeline, action: Action) -> bool:
        if index_of(action, timeline.history.people) is None:
            return False
        one, other = (evaluate(timeline, policy)[action] for policy in self._narrow)
        return self._differs(one, other)

    def _differs(self, one: Ruling, other: Ruling) -> bool:
        if self.level == "stance":
            return self._differ(one.verdict.possible, other.verdict.possible)
        return any(read(one) != read(other) for level, _, read in _ASPECTS if level == self.level)

    # -- the result

    def difference(self, found: Timeline, effort: Effort) -> Difference:
        """The timeline as of the first instant at which they differ, made as small as possible, with both rulings."""
        place = self.first_difference(found)
        assert place is not None  # they differed when it was found
        instant, action = place

        timeline = simplest(found.at(Micros(instant)), lambda smaller: self._differ_now(smaller, action))
        one, other = (evaluate(timeline, policy)[action] for policy in (self.one, self.other))
        return Difference(timeline, action, one, other, effort)


def _side_by_side(one: Judge, other: Judge, now_us: int) -> Iterator[tuple[int, Row, Row]]:
    """The verdicts of two judges at every instant at which either may change, and at one before all of these."""
    mine, theirs = dict(one.verdict_timeline()), dict(other.verdict_timeline())
    row, other_row = mine[None], theirs[None]
    starts = sorted(start for start in {*mine, *theirs} if start is not None)
    for instant in (starts[0] - 1 if starts else now_us, *starts):
        row, other_row = mine.get(instant, row), theirs.get(instant, other_row)
        if FIRST <= instant < LAST:
            yield instant, row, other_row


def _signatures(policy: AnyPolicy, level: Level) -> dict[Subject, object]:
    """For each action a value that is equal for two policies only if they cannot differ on it at a level."""
    if isinstance(policy, Combined):
        sources = [(source.name, _signatures(source, level)) for source in policy.sources]
        subjects = ((action.kind, action.channel) for action in ACTIONS)
        return {subject: (policy.resolver, *((name, its[subject]) for name, its in sources)) for subject in subjects}
    return {subject: _signature(policy, entry, level) for subject, entry in compiled(policy).action_rules.items()}


def _signature(policy: Policy, entry: ActionRules, level: Level) -> object:
    condition = compiled(policy).conditions

    def conditions(rules: Iterable[tuple[Rule, int]]) -> frozenset[Condition]:
        return frozenset(condition[number] for _, number in rules)

    stance = (entry.closed, conditions(entry.forbids), conditions(entry.permits))
    if level == "stance":
        return stance
    if level == "reasons":
        return stance, tuple(rule for rule, _ in sorted(entry.rules, key=lambda pair: entry.order[pair[0].id]))
    advised = frozenset((condition[number], rule.due, rule.overdue) for rule, number in entry.recommends)
    return stance, conditions(entry.discourages), advised
