"""A policy compiled for evaluating: for each action its rules, for each distinct condition one check.

Conditions are taken apart down to their atoms (`before(...)`, `pending`, a fact). Each distinct atom is evaluated once
for all the actions that it treats alike: what it asks about an action is its kind, its channel or its addressee. The
truths of the checks follow from those of the atoms, and the verdicts from those of the checks. So both are kept by
these truths and serve every timeline. What is kept is bounded, and changes no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, TypeAlias, TypeVar, cast

import attrs

from followup_rules.rules.amounts import Bounds
from followup_rules.rules.choices import ConditionChoice
from followup_rules.rules.conditions import (
    MAYBE,
    NO,
    YES,
    AllOf,
    AnyOf,
    Condition,
    Not,
    State,
    Truth,
    since,
)
from followup_rules.rules.dependencies import Dependencies
from followup_rules.rules.moments import DateOf, FirstExisting, Later, LaterOf, Moment
from followup_rules.rules.node import Node, rewritten
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import Effect, Rule
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, STANCES, Possible, Stance, possible_given, stance
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import ACTIONS, MESSAGES, Action, ActionKind, Channel

_MOST_KEPT: Final = 4096
_MADE_OF_OTHERS: Final = (DateOf, FirstExisting, Later, LaterOf)
_T = TypeVar("_T")

# thank-yous are judged once for each person, all other actions once
PLAIN: Final = tuple(action for action in ACTIONS if action.kind is not ActionKind.THANK_YOU)
THANKS: Final = tuple(action for action in ACTIONS if action.kind is ActionKind.THANK_YOU)


class _Remembering:
    """
    A moment that asks nothing about the action, with its answers for the situation that was asked about last.

    A moment made of others stands in many conditions, and each would work it out anew.
    """

    __slots__ = ("_bounds", "_dates", "_moment")
    _bounds: tuple[Situation | None, Bounds | None]
    _dates: tuple[Situation | None, Bounds | None]

    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._bounds = self._dates = None, None

    def depends_on(self) -> Dependencies:
        return self._moment.depends_on()

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        kept, found = self._bounds
        if kept is not situation:
            found = self._moment.bounds(situation, action)
            self._bounds = situation, found
        return found

    def dates(self, situation: Situation, action: Action) -> Bounds | None:
        kept, found = self._dates
        if kept is not situation:
            found = self._moment.dates(situation, action)
            self._dates = situation, found
        return found

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self._moment.facts(situation, action, instant)


@attrs.frozen(eq=False)
class Atom:
    """A condition that is not made of others, for all the actions that it treats like this one."""

    condition: Condition
    action: Action
    per_person: bool


@attrs.frozen
class Formula:
    """How a truth follows from those of atoms: `all` or `any` of some parts, or `not` one; a number is an atom."""

    word: str
    parts: tuple[Formula | int, ...]


@attrs.frozen(eq=False)
class ActionRules:
    """The rules on one action, each with the number of the check that tells whether it holds."""

    forbids: tuple[tuple[Rule, int], ...]
    permits: tuple[tuple[Rule, int], ...]
    discourages: tuple[tuple[Rule, int], ...]
    recommends: tuple[tuple[Rule, int], ...]
    closed: bool
    order: Mapping[str, int]
    # the checks that decide the stance
    forbid_checks: tuple[int, ...]
    permit_checks: tuple[int, ...]
    kept: dict[tuple[tuple[Truth, ...], tuple[Truth, ...]], Verdict] = attrs.field(factory=dict, repr=False)

    def verdict(self, forbids: tuple[Truth, ...], permits: tuple[Truth, ...]) -> Verdict:
        """The verdict on the action, given the truths of the checks that decide it."""
        found = self.kept.get((forbids, permits))
        return found or _keep(self.kept, (forbids, permits), _verdict(self, forbids, permits))

    @property
    def rules(self) -> tuple[tuple[Rule, int], ...]:
        """All of them."""
        return (*self.forbids, *self.permits, *self.discourages, *self.recommends)


@attrs.frozen(eq=False)
class Verdict:
    """What a policy says about an action at an instant: its possible stances, and the rules that determine them."""

    possible: Possible
    stance: Stance
    rules: tuple[Rule, ...]
    rule_ids: tuple[str, ...]


Row: TypeAlias = tuple[tuple[Action, Verdict], ...]


class CompiledPolicy:
    """The rules of one policy, by the actions they are on."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._atom_numbers: dict[_Asked, int] = {}
        self._checks_of: dict[_Asked, int] = {}
        self._check_numbers: dict[Formula | int, int] = {}
        self._atoms: list[Atom] = []
        self._checks: list[Formula | int] = []
        # the condition of each check, as it is written and as it is asked
        self.conditions: list[Condition] = []
        self.asked: list[Condition] = []
        self._rewritten: dict[Any, Any] = {}
        self._order = {rule.id: place for place, rule in enumerate(policy.rules)}
        self.action_rules = {(action.kind, action.channel): self._entry(action) for action in ACTIONS}
        checks = {
            check for entry in self.action_rules.values() for check in (*entry.forbid_checks, *entry.permit_checks)
        }
        self._needed = sorted({atom for check in checks for atom in _atoms_of(self._checks[check])})
        # what is asked about every timeline: the atoms that decide stances
        needed = [self._atoms[number] for number in self._needed]
        self.needed_truths = tuple((atom.condition.truth, atom.action) for atom in needed)
        self.per_person = tuple(place for place, atom in enumerate(needed) if atom.per_person)
        self.time_dependent = tuple(atom for atom in needed if not isinstance(atom.condition, State))
        self._rows: dict[tuple[str, tuple[Truth, ...]], Row] = {}

    # -- compiling

    def _entry(self, action: Action) -> ActionRules:
        forbids: list[tuple[Rule, int]] = []
        permits: list[tuple[Rule, int]] = []
        discourages: list[tuple[Rule, int]] = []
        recommends: list[tuple[Rule, int]] = []
        for rule in self._policy.rules:
            if action not in rule.on:
                continue
            found = {Effect.FORBID: forbids, Effect.DISCOURAGE: discourages}.get(rule.effect, permits)
            found.append((rule, self._check(rule.when, action)))
            if rule.effect is Effect.RECOMMEND:
                open_when = rule.when & ~rule.done_when
                if rule.due is not None:
                    open_when &= since(rule.due)
                recommends.append((rule, self._check(open_when, action)))
        return ActionRules(
            tuple(forbids),
            tuple(permits),
            tuple(discourages),
            tuple(recommends),
            self._policy.closed and action.kind in MESSAGES,
            self._order,
            tuple(number for _, number in forbids),
            tuple(number for _, number in permits),
        )

    def _check(self, condition: Condition, action: Action) -> int:
        key = _asked_about(condition, action)
        number = self._checks_of.get(key)
        if number is None:
            formula = self._formula(condition, action)
            number = self._checks_of[key] = self._check_numbers.setdefault(formula, len(self._checks))
            if number == len(self._checks):
                self._checks.append(formula)
                self.conditions.append(condition)
                self.asked.append(rewritten(condition, self._remembered, self._rewritten))
        return number

    def _formula(self, condition: Condition, action: Action) -> Formula | int:
        match condition:
            case AllOf(parts) | AnyOf(parts):
                word = "all" if isinstance(condition, AllOf) else "any"
                return Formula(word, tuple(self._formula(part, action) for part in parts))
            case Not(part):
                return Formula("not", (self._formula(part, action),))
            case ConditionChoice():
                return self._formula(condition.option, action)
            case _:
                return self._atom(condition, action)

    def _atom(self, condition: Condition, action: Action) -> int:
        number = self._atom_numbers.setdefault(_asked_about(condition, action), len(self._atoms))
        if number == len(self._atoms):
            per_person = "to" in condition.depends_on().asks and action.kind is ActionKind.THANK_YOU
            self._atoms.append(Atom(rewritten(condition, self._remembered, self._rewritten), action, per_person))
        return number

    @staticmethod
    def _remembered(node: Node) -> Node:
        """A moment made of others, remembering its answers; any other node as it is."""
        if not isinstance(node, _MADE_OF_OTHERS) or node.depends_on().asks:
            return node
        return cast("Node", _Remembering(node))  # it answers all that a condition asks of a moment

    # -- verdicts

    def plain_row(self, truths: tuple[Truth, ...]) -> Row:
        """All actions but thank-yous with their verdicts, given the truths that `needed_truths` tells to ask."""
        return self._row("plain", truths, PLAIN)

    def thanks_row(self, truths: tuple[Truth, ...]) -> Row:
        """Thank-yous to one person, by each channel, with their verdicts, given the truths for that person."""
        return self._row("thanks", truths, THANKS)

    def _row(self, which: str, truths: tuple[Truth, ...], actions: tuple[Action, ...]) -> Row:
        row = self._rows.get((which, truths))
        if row is None:
            by_atom = dict(zip(self._needed, truths, strict=True))
            by_check: dict[int, Truth] = {}

            def held(checks: tuple[int, ...]) -> tuple[Truth, ...]:
                for check in checks:
                    if check not in by_check:
                        by_check[check] = _truth(self._checks[check], by_atom)
                return tuple([by_check[check] for check in checks])

            pairs: list[tuple[Action, Verdict]] = []
            for action in actions:
                entry = self.action_rules[action.kind, action.channel]
                pairs.append((action, entry.verdict(held(entry.forbid_checks), held(entry.permit_checks))))
            row = _keep(self._rows, (which, truths), tuple(pairs))
        return row


_Asked: TypeAlias = tuple[Condition, ActionKind | None, Channel | None]


def _asked_about(condition: Condition, action: Action) -> _Asked:
    """The condition with what it asks about an action: those that are alike in this have one answer."""
    asks = condition.depends_on().asks
    # only thank-yous are judged for each person
    per_person = "to" in asks and action.kind is ActionKind.THANK_YOU
    kind = action.kind if "kind" in asks or per_person else None
    return condition, kind, action.channel if "channel" in asks else None


_K = TypeVar("_K")


def _keep(kept: dict[_K, _T], key: _K, value: _T) -> _T:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = value
    return value


def _atoms_of(formula: Formula | int) -> Iterable[int]:
    if isinstance(formula, int):
        yield formula
    else:
        for part in formula.parts:
            yield from _atoms_of(part)


def _truth(formula: Formula | int, truths: Mapping[int, Truth]) -> Truth:
    """The truth of a check, by strong Kleene logic."""
    if isinstance(formula, int):
        return truths[formula]
    found = [_truth(part, truths) for part in formula.parts]
    return min(found) if formula.word == "all" else max(found) if formula.word == "any" else YES - found[0]


def _verdict(entry: ActionRules, forbids: tuple[Truth, ...], permits: tuple[Truth, ...]) -> Verdict:
    """The verdict on an action, given the truths of its checks."""
    possible = possible_given(max(forbids, default=NO), max(permits, default=NO), entry.closed)
    # where only one stance is possible the rules that surely hold determine it; else those that may
    least = YES if possible in STANCES else MAYBE
    held = [
        *((rule, truth) for (rule, _), truth in zip(entry.forbids, forbids, strict=True) if possible & FORBIDDEN),
        *((rule, truth) for (rule, _), truth in zip(entry.permits, permits, strict=True) if possible & ALLOWED),
    ]
    determining = sorted((rule for rule, truth in held if truth >= least), key=lambda rule: entry.order[rule.id])
    return Verdict(possible, stance(possible), tuple(determining), tuple(rule.id for rule in determining))


@lru_cache(maxsize=256)
def compiled(policy: Policy) -> CompiledPolicy:
    """A policy compiled for evaluating; kept for the policies that were evaluated last."""
    return CompiledPolicy(policy)
