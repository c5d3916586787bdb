"""Where two policies differ: the smallest timeline that shows it, and which of the two is the stricter."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs
from hypothesis.strategies import SearchStrategy

from followup_rules.errors import ActionError, PolicyError, shown
from followup_rules.evaluation.compiled import ActionRules, Row, compiled
from followup_rules.evaluation.evaluation import Ruling, evaluate
from followup_rules.evaluation.judge import Judge
from followup_rules.rules.conditions import Condition
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.rule import Rule
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, SILENT, Possible
from followup_rules.temporal.instants import FIRST, LAST
from followup_rules.testing.dependencies import Subject, dependencies_of, dependencies_of_rules, narrowed
from followup_rules.testing.narrative import indented, named, said, told
from followup_rules.testing.search import Effort, search, simplest
from followup_rules.testing.strategies.timelines import histories
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTIONS, Action

Level: TypeAlias = Literal["stance", "advice", "dates", "reasons"]
Verdict: TypeAlias = Literal["equal", "stricter", "looser", "incomparable"]
_Where: TypeAlias = tuple[int, Action]

_LEVELS: Final[tuple[Level, ...]] = get_args(Level)
_RANK: Final = {FORBIDDEN: 0, SILENT: 1, ALLOWED: 2}


def _iso(ruling: Ruling, date: int | None) -> str | None:
    return ruling.evaluation.iso(date)


# what rulings may differ in, as it is read of one, and as a person would write it; each level after those before it
_ASPECTS: Final[tuple[tuple[Level, str, Callable[[Ruling], Any]], ...]] = (
    ("stance", "ruling.stance", lambda ruling: ruling.stance),
    ("stance", "ruling.possible", lambda ruling: ruling.possible),
    ("advice", "ruling.advice", lambda ruling: ruling.advice),
    ("dates", 'ruling.to_dict()["due"]', lambda ruling: _iso(ruling, ruling.due_us)),
    ("dates", 'ruling.to_dict()["overdue"]', lambda ruling: _iso(ruling, ruling.overdue_us)),
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
    A timeline, as small as could be made, at whose now two policies differ on an action.

    `one` and `other` are their rulings on it; `level` tells what they differ in, and that they agree in all that comes
    before it: `stance`, `advice`, `dates`, `reasons`. As text it is the whole story.
    """

    timeline: Timeline
    action: Action
    one: Ruling
    other: Ruling
    effort: Effort

    @property
    def level(self) -> Level:
        """What they differ in first."""
        return self._aspect[0]

    @property
    def _aspect(self) -> tuple[Level, str, Callable[[Ruling], Any]]:
        return next(aspect for aspect in _ASPECTS if aspect[2](self.one) != aspect[2](self.other))

    def as_test(self, *, one: str = "one", other: str = "other") -> str:
        """
        The source of a test that passes as things are; *one* and *other* are the names of the policies in it.
        """
        _, expression, read = self._aspect
        action = ", ".join(repr(str(word)) for word in attrs.astuple(self.action) if word is not None)
        names = f"{one}_and_{other}".replace(".", "_")
        used = {type(event).__name__ for event in self.timeline.events}
        used |= {"Facts"} if self.timeline.facts != Facts() else set()
        used |= {"UNKNOWN"} if "UNKNOWN" in repr(self.timeline.facts) else set()
        lines = [
            f"from followup_rules import {', '.join([*sorted(used), 'Timeline', 'evaluate'])}",
            "",
            "",
            f"def test_{names}_on_a_{self.action.kind}():",
            f"    timeline = {self.timeline!r}",
        ]
        for name, ruling in ((one, self.one), (other, self.other)):
            lines.append(f"    ruling = evaluate(timeline, {name})[{action}]")
            lines.append(f"    assert {expression} == {read(ruling)!r}")
        return "\n".join([*lines, ""])

    def __str__(self) -> str:
        names = [ruling.evaluation.policy.name for ruling in (self.one, self.other)]
        return "\n".join(
            [
                f"{names[0]} and {names[1]} differ in {self.level}: {named(self.action)}",
                indented(told(self.timeline)),
                f"the one, {names[0]}, says:",
                indented(said(self.one)),
                f"the other, {names[1]}, says:",
                indented(said(self.other)),
            ]
        )

    def __repr__(self) -> str:
        return f"<Difference in {self.level}, {self.action!r}: {self.one!r} and {self.other!r}>"


def find_difference(
    one: AnyPolicy, other: AnyPolicy, *, down_to: Level = "advice", tries: int = 1000, seed: int = 0
) -> Difference | None:
    """
    The smallest timeline, and an action, on which two policies differ; None where none was found in so many tries.

    A difference in stance goes before one in advice, and these, if asked *down_to* there, before one in dates (due and
    overdue) or reasons (which rules, in what order, and what they say). A try is a drawn history, on which the policies
    are compared at every instant at which either may change. The same for the same *seed*. Where no action has other
    rules in the one than in the other nothing is drawn: they are equal. How much was tried, `compare_policies` tells.

    Raises `PolicyError` for an unknown level.

    >>> from followup_rules import policies
    >>> found = find_difference(policies.pro_tips, policies.pro_tips.with_(wait_past_promise=6))
    >>> found.action, found.one.stance, found.other.stance
    (Action('status_inquiry', 'email'), 'forbidden', 'allowed')
    """
    if down_to not in _LEVELS:
        raise PolicyError(f"{shown(down_to)} is no level of difference; expected one of {', '.join(_LEVELS)}")
    levels = _LEVELS[: _LEVELS.index(down_to) + 1]
    each = [compared for level in levels if (compared := _Compared(one, other, level)).subjects]
    if not each:
        return None
    drawn = each[-1].pasts()
    # the first level at which anything has been seen: each history is looked at as far as it may matter
    seen = len(each)

    def at_the_first(timeline: Timeline) -> bool:
        nonlocal seen
        places = (place for place, compared in enumerate(each[: max(seen, 1)]) if compared.is_unlike(timeline))
        seen = min(seen, place := next(places, len(each)))
        return place == 0

    found, effort = search(drawn, at_the_first, tries=tries, seed=seed)
    if found is None and seen < len(each):
        found, more = search(drawn, each[seen].is_unlike, tries=tries, seed=seed)
        effort += more
    return None if found is None else each[seen].difference(found, effort)


@attrs.frozen
class PolicyComparison:
    """
    Which of two policies is the stricter, as far as was tried.

    `verdict` is of the first: `equal` in stance, `stricter`, `looser`, or `incomparable` where it is either, here and
    there. `stricter` and `looser` are where it is so, as small as could be made; `exact` tells that equality was not
    tried but follows, for no action has other rules.
    """

    verdict: Verdict
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
    Whether the one policy is stricter than the other, looser, either, or neither as far as was tried, with witnesses.

    Stricter is what forbids where the other is silent or allows, or is silent where it allows; what is undetermined is
    stricter where so are its possible stances. Each of the two is looked for in so many *tries*, the same for the same
    *seed*.

    >>> from followup_rules import policies
    >>> compare_policies(policies.pro_tips.with_(wait_past_promise=6), policies.pro_tips).verdict
    'looser'
    """
    stricter, looser = (_Compared(one, other, "stance", differ) for differ in (_is_stricter, _is_looser))
    if not stricter.subjects:
        return PolicyComparison("equal", None, None, Effort(), exact=True)
    found = []
    effort = Effort()
    for compared in (stricter, looser):
        timeline, spent = search(compared.pasts(), compared.is_unlike, tries=tries, seed=seed)
        found.append(None if timeline is None else compared.difference(timeline, spent))
        effort += spent
    verdict = _VERDICTS[tuple(one is not None for one in found)]
    return PolicyComparison(verdict, found[0], found[1], effort, exact=False)


_VERDICTS: Final[dict[tuple[bool, ...], Verdict]] = {
    (False, False): "equal",
    (True, False): "stricter",
    (False, True): "looser",
    (True, True): "incomparable",
}


def _is_stricter(one: Possible, other: Possible) -> bool:
    mine, theirs = (_range(possible) for possible in (one, other))
    return mine != theirs and all(own <= its for own, its in zip(mine, theirs, strict=True))


def _range(possible: Possible) -> tuple[int, int]:
    """The strictest and the least strict of the possible stances."""
    ranks = [_RANK[stance] for stance in _RANK if possible & stance]
    return min(ranks), max(ranks)


def _is_looser(one: Possible, other: Possible) -> bool:
    return _is_stricter(other, one)


class _Compared:
    """Two policies, and the actions on which they may be unlike at a level; of stances, in some way."""

    def __init__(
        self, one: AnyPolicy, other: AnyPolicy, level: Level, differ: Callable[[Possible, Possible], bool] = operator.ne
    ) -> None:
        self.one = one
        self.other = other
        self.level = level
        self._differ = differ
        mine, theirs = _held(one, level), _held(other, level)
        self.subjects = frozenset(subject for subject in mine if mine[subject] != theirs[subject])
        # other rules say nothing of these actions
        self._narrow = [narrowed(policy, self.subjects) for policy in (one, other)]

    def pasts(self) -> SearchStrategy[Timeline]:
        """Timelines of what the differing rules ask, and of what all rules ask that are on the same actions."""
        mine, theirs = (dict.fromkeys(policy.rules) for policy in self._narrow)
        differing = [*(rule for rule in mine if rule not in theirs), *(rule for rule in theirs if rule not in mine)]
        asked = [dependencies_of_rules(tuple(rules)) for rules in (differing, differing, {**mine, **theirs}) if rules]
        return histories(*asked, dependencies_of((self.one, self.other)))

    # -- on one timeline

    def is_unlike(self, timeline: Timeline) -> bool:
        """Whether they are unlike, at any instant, on any action."""
        return self.unlike(timeline) is not None

    def unlike(self, timeline: Timeline) -> _Where | None:
        """The first instant at which they are unlike, of all at which either may change, and the action."""
        return self._unlike_stances(timeline) if self.level == "stance" else self._unlike_rulings(timeline)

    def _unlike_stances(self, timeline: Timeline) -> _Where | None:
        mine, theirs = (evaluate(timeline, policy).judge for policy in self._narrow)
        for instant, row, other_row in _side_by_side(mine, theirs, timeline.now_us):
            for (action, verdict), (_, other) in zip(row, other_row, strict=True):
                if (
                    verdict.possible != other.possible
                    and self._is_subject(action)
                    and self._differ(verdict.possible, other.possible)
                    and _ruling(timeline.at(instant), self.one, action) is not None
                ):
                    return instant, action
        return None

    def _unlike_rulings(self, timeline: Timeline) -> _Where | None:
        mine, theirs = (evaluate(timeline, policy) for policy in self._narrow)
        actions = [action for action, _ in mine.verdicts if self._is_subject(action)]
        turns = set().union(*(evaluation.judge.turns(action) for evaluation in (mine, theirs) for action in actions))
        for instant in sorted({min(turns, default=timeline.now_us) - 1, *turns}):
            if FIRST <= instant < LAST:
                one, other = mine.seen_from(instant), theirs.seen_from(instant)
                for action in actions:
                    told = self._differs(one[action], other[action])
                    if told and _ruling(timeline.at(instant), self.one, action) is not None:
                        return instant, action
        return None

    def _is_subject(self, action: Action) -> bool:
        return (action.kind, action.channel) in self.subjects

    def _differs(self, one: Ruling, other: Ruling) -> bool:
        if self.level == "stance":
            return self._differ(one.verdict.possible, other.verdict.possible)
        return any(read(one) != read(other) for level, _, read in _ASPECTS if level == self.level)

    # -- what was found

    def difference(self, found: Timeline, effort: Effort) -> Difference:
        """The timeline as of the instant at which they are unlike, made as small as it can be, and what both say."""
        where = self.unlike(found)
        assert where is not None  # as it was when it was found
        instant, action = where

        def still(smaller: Timeline) -> bool:
            one, other = (_ruling(smaller, policy, action) for policy in self._narrow)
            return one is not None and other is not None and self._differs(one, other)

        # what comes after the instant no longer counts
        timeline = simplest(found.at(instant), still)
        one, other = (evaluate(timeline, policy)[action] for policy in (self.one, self.other))
        return Difference(timeline, action, one, other, effort)


def _ruling(timeline: Timeline, policy: AnyPolicy, action: Action) -> Ruling | None:
    """The ruling on an action; None where it is not judged, for nobody of that name is known any more."""
    try:
        return evaluate(timeline, policy)[action]
    except ActionError:
        return None


def _side_by_side(one: Judge, other: Judge, now: int) -> Iterator[tuple[int, Row, Row]]:
    """The rows of two readings at every instant at which either may change, and at one before all of these."""
    mine, theirs = one.verdict_timeline(), other.verdict_timeline()
    starts = sorted({start for start, _ in (*mine, *theirs) if start is not None})
    before = starts[0] - 1 if starts else now
    if before >= FIRST:
        yield before, mine[0][1], theirs[0][1]
    places = [0, 0]
    for start in starts:
        for number, pieces in enumerate((mine, theirs)):
            following = places[number] + 1
            if following < len(pieces) and pieces[following][0] == start:
                places[number] = following
        if FIRST <= start < LAST:
            yield start, mine[places[0]][1], theirs[places[1]][1]


def _held(policy: AnyPolicy, level: Level) -> dict[Subject, object]:
    """What a policy says of each action hangs on this alone, at a level: equal where nothing can tell two apart."""
    if isinstance(policy, Combined):
        sources = [(source.name, _held(source, level)) for source in policy.sources]
        subjects = ((action.kind, action.channel) for action in ACTIONS)
        return {subject: (policy.resolver, *((name, held[subject]) for name, held in sources)) for subject in subjects}
    return {subject: _held_by(policy, entry, level) for subject, entry in compiled(policy).action_rules.items()}


def _held_by(policy: Policy, entry: ActionRules, level: Level) -> object:
    def conditions(rules: Iterable[tuple[Rule, int]]) -> frozenset[Condition]:
        return frozenset(compiled(policy).conditions[number] for _, number in rules)

    stance = (entry.closed, conditions(entry.forbids), conditions(entry.permits))
    if level == "stance":
        return stance
    if level == "reasons":
        rules = entry.rules
        return stance, tuple(rule for rule, _ in sorted(rules, key=lambda pair: entry.order[pair[0].id]))
    advised = frozenset(
        (compiled(policy).conditions[number], rule.due, rule.overdue) for rule, number in entry.recommends
    )
    return stance, conditions(entry.discourages), advised
