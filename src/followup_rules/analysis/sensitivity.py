"""What would change the rulings: facts that nobody declared, and numbers that a document leaves a range for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, TypeAlias, TypeVar

import attrs

from followup_rules.analysis.fact_values import declared, dependencies_of, is_open, plain, possible_values
from followup_rules.analysis.outcomes import Change, changes, gist, outcomes
from followup_rules.evaluation.evaluation import Evaluation, evaluate
from followup_rules.rules.amounts import Quantity
from followup_rules.rules.policy import AnyPolicy, Policy
from followup_rules.timeline.facts import BOUNDS, UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline

_V = TypeVar("_V")


@attrs.frozen
class Answer:
    """
    Values of a fact that make the same difference now, and the rulings that they change.

    Where numbers only move dates by more or less, they stand in one answer: `changes` are those of the first of
    `values`, `changes_at_last` those of the last. Of other facts the two are the same.
    """

    values: tuple[Any, ...]
    changes: tuple[Change, ...]
    changes_at_last: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "values": [plain(value) for value in self.values],
            "changes": [change.to_dict() for change in self.changes],
            "changes_at_last": [change.to_dict() for change in self.changes_at_last],
        }


@attrs.frozen
class OpenQuestion:
    """
    A fact that is `undeclared` or declared `unknown` (in `declared`) and would change a ruling if it were known.

    `about` says in words what it is; `answers` tells for which values which rulings change.
    """

    fact: str
    declared: str
    about: str
    answers: tuple[Answer, ...]

    def to_dict(self) -> dict[str, Any]:
        """The question as plain data."""
        return {
            "fact": self.fact,
            "declared": self.declared,
            "about": self.about,
            "answers": [answer.to_dict() for answer in self.answers],
        }


def open_questions(timeline: Timeline, policy: AnyPolicy | None = None) -> tuple[OpenQuestion, ...]:
    """
    The facts that are not declared, or declared unknown, and of which some value would change a ruling, in the order of
    `Facts`; without a policy, by the recommended one.

    Each is looked at by itself, the others being as they are: its values in turn are declared, and the timeline is
    evaluated with them. A ruling changes where its stance, advice, windows, due or overdue does.

    >>> from followup_rules import Interview, Timeline, policies
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-20T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> question = open_questions(timeline, policies.art_of_follow_up)[0]
    >>> question.fact, question.declared, question.answers[0].values
    ('linkedin_relation', 'undeclared', (True,))
    """
    evaluation = evaluate(timeline, policy)
    facts = timeline.facts
    found = (_question(name, evaluation) for name in dependencies_of(evaluation) if is_open(facts, name))
    return tuple(question for question in found if question.answers)


def _question(name: str, evaluation: Evaluation) -> OpenQuestion:
    facts = evaluation.timeline.facts
    given = "unknown" if getattr(facts, name) is UNKNOWN else "undeclared"
    tried: list[tuple[Any, tuple[Change, ...]]] = []
    before = outcomes(evaluation)
    for value in possible_values(name, evaluation):
        other = attrs.evolve(evaluation.timeline, facts=declared(facts, name, value))
        tried.append((value, changes(evaluation, before, outcomes(evaluate(other, evaluation.policy)))))
    answers = _runs(tried) if name in BOUNDS else _alike(tried)
    return OpenQuestion(name, given, attrs.fields_dict(Facts)[name].metadata["doc"], tuple(answers))


Tried: TypeAlias = Iterable[tuple[_V, tuple[Change, ...]]]


def _alike(tried: Tried[Any]) -> Iterator[Answer]:
    """Those values together that change the same, in the order in which they were tried."""
    groups: dict[tuple[Change, ...], list[Any]] = {}
    for value, found in tried:
        groups.setdefault(found, []).append(value)
    return (Answer(tuple(values), found, found) for found, values in groups.items() if found)


def _runs(tried: Tried[_V]) -> Iterator[Answer]:
    """Successive values together that come to the same now."""
    for _, run in groupby(tried, key=lambda pair: (bool(pair[1]), gist(pair[1]))):
        found = list(run)
        if found[0][1]:
            yield Answer(tuple(value for value, _ in found), found[0][1], found[-1][1])


# -- numbers with a range


@attrs.frozen
class ThresholdRange:
    """
    From `least` to `most` a quantity comes to the same now, and to something else than at its value in use.

    `changes` are those at `least`, `changes_at_most` those at `most`: between the two only dates move.
    """

    least: int
    most: int
    changes: tuple[Change, ...]
    changes_at_most: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """The turn as plain data."""
        return {
            "least": self.least,
            "most": self.most,
            "changes": [change.to_dict() for change in self.changes],
            "changes_at_most": [change.to_dict() for change in self.changes_at_most],
        }


@attrs.frozen
class Sensitivity:
    """
    A quantity that would change a ruling at another value of the range that its document allows, and where.

    `policy` is the name of the policy whose quantity it is: of a combined policy, that of a source.
    """

    policy: str
    quantity: Quantity
    turns: tuple[ThresholdRange, ...]

    def to_dict(self) -> dict[str, Any]:
        """The sensitivity as plain data."""
        quantity = self.quantity
        return {
            "policy": self.policy,
            "quantity": quantity.name,
            "unit": quantity.unit.value,
            "value": quantity.value,
            "low": quantity.low,
            "high": quantity.high,
            "cites": list(quantity.cites),
            "turns": [turn.to_dict() for turn in self.turns],
        }


def sensitivity(timeline: Timeline, policy: AnyPolicy | None = None) -> tuple[Sensitivity, ...]:
    """
    The quantities of a policy of which another value, within the range that its document allows, would change a ruling,
    and from which value to which; without a policy, of the recommended one.

    >>> from followup_rules import Interview, ResponsePromised, Timeline, policies
    >>> timeline = Timeline(
    ...     "Europe/London",
    ...     "2025-10-22T09:00:00+01:00",
    ...     [
    ...         Interview(ends="2025-10-06T10:00:00+01:00"),
    ...         ResponsePromised("2025-10-06T09:55:00+01:00", by="2025-10-17"),
    ...     ],
    ... )
    >>> found = sensitivity(timeline, policies.pro_tips)[-1]
    >>> for turn in found.turns:
    ...     print(found.quantity.name, turn.least, turn.most, turn.changes[0].kind, turn.changes[0].after.stance)
    wait_past_promise 5 5 status_inquiry allowed
    wait_past_promise 6 6 status_inquiry forbidden
    """
    evaluation = evaluate(timeline, policy)
    found = (_sensitivity(source, quantity, evaluation) for source, quantity in _quantities(evaluation.policy))
    return tuple(one for one in found if one.turns)


def _quantities(policy: AnyPolicy) -> Iterator[tuple[Policy, Quantity]]:
    """Every quantity with the policy whose it is: sources of a combined one may have several of one name."""
    if isinstance(policy, Policy):
        yield from ((policy, quantity) for quantity in policy.quantities.values())
    else:
        for source in policy.sources:
            yield from _quantities(source)


def _with(policy: AnyPolicy, source: Policy, other: Policy) -> AnyPolicy:
    """The policy with another in the place of one of its sources."""
    if policy is source:
        return other
    if isinstance(policy, Policy):
        return policy
    return attrs.evolve(policy, sources=tuple(_with(one, source, other) for one in policy.sources))


def _sensitivity(source: Policy, quantity: Quantity, evaluation: Evaluation) -> Sensitivity:
    before = outcomes(evaluation)
    tried: list[tuple[int, tuple[Change, ...]]] = []
    for value in range(quantity.low, quantity.high + 1):
        policy = evaluation.policy
        if value != quantity.value:
            policy = _with(policy, source, source.with_(**{quantity.name: value}))
        tried.append((value, changes(evaluation, before, outcomes(evaluate(evaluation.timeline, policy)))))
    turns = (
        ThresholdRange(answer.values[0], answer.values[-1], answer.changes, answer.changes_at_last)
        for answer in _runs(tried)
    )
    return Sensitivity(source.name, quantity, tuple(turns))
