"""What would change the rulings: facts that are not known, and numbers for which a document gives a range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, TypeAlias, TypeVar

import attrs

from followup_rules.analysis.fact_values import declared, dependencies_of, is_open, possible_values
from followup_rules.analysis.grouping import actions_of, by_subject
from followup_rules.evaluation.evaluation import Evaluation, Outcome, evaluate
from followup_rules.rules.amounts import Quantity
from followup_rules.rules.policy import AnyPolicy, Policy
from followup_rules.temporal.values import PlainData, as_dict
from followup_rules.timeline.facts import BOUNDS, UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ActionKind, Channel

_V = TypeVar("_V")


@attrs.frozen
class Change(PlainData):
    """How the rulings on a kind of action and its addressee change, on the channels on which they change alike."""

    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    before: Outcome
    after: Outcome

    @property
    def only_dates(self) -> bool:
        """Whether only dates change, and nothing that holds now."""
        return self.before.words == self.after.words


def outcomes(evaluation: Evaluation) -> tuple[Outcome, ...]:
    """The outcome of every ruling, in the order of the vocabulary."""
    return tuple(ruling.outcome for ruling in evaluation.rulings)


def _changes(evaluation: Evaluation, before: tuple[Outcome, ...], after: tuple[Outcome, ...]) -> tuple[Change, ...]:
    """The rulings of an evaluation that change, like ones together."""
    pairs = zip(evaluation.verdicts, before, after, strict=True)
    found = ((action, (one, other)) for (action, _), one, other in pairs if one != other)
    return tuple(Change(kind, to, channels, one, other) for (one, other), (kind, to), channels in by_subject(found))


def _gist(found: Iterable[Change]) -> frozenset[Any]:
    """What the changed rulings say now, action by action, without their dates."""
    return frozenset((action, change.after.words) for change in found for action in actions_of(change))


# -- unknown facts


@attrs.frozen
class Answer(PlainData):
    """
    Values of a fact that make the same difference now, and the rulings that they change.

    Numbers that only move dates by more or less are in one answer: `changes` are those of the first of `values`,
    `changes_at_last` those of the last. For other facts the two are the same.
    """

    values: tuple[Any, ...]
    changes: tuple[Change, ...]
    changes_at_last: tuple[Change, ...]


@attrs.frozen
class OpenQuestion(PlainData):
    """
    A fact that would change a ruling if it were known; `declared` is `undeclared` or `unknown`.

    `about` says in words what the fact is; `answers` tells which values change which rulings.
    """

    fact: str
    declared: str
    about: str
    answers: tuple[Answer, ...]


def open_questions(timeline: Timeline, policy: AnyPolicy | None = None) -> tuple[OpenQuestion, ...]:
    """
    The facts that are undeclared or declared unknown, and that would change a ruling if they had some value.

    They are in the order of `Facts`. The policy is the recommended one where none is given. Each fact is tried by
    itself, while the others stay as they are: the timeline is evaluated with each of its values. A ruling changes if
    its stance, advice, windows, due or overdue does.

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
        tried.append((value, _changes(evaluation, before, outcomes(evaluate(other, evaluation.policy)))))
    answers = _runs(tried) if name in BOUNDS else _same(tried)
    return OpenQuestion(name, given, attrs.fields_dict(Facts)[name].metadata["doc"], tuple(answers))


Tried: TypeAlias = Iterable[tuple[_V, tuple[Change, ...]]]


def _same(tried: Tried[Any]) -> Iterator[Answer]:
    """The values that make the same changes together, in the order in which they were tried."""
    groups: dict[tuple[Change, ...], list[Any]] = {}
    for value, found in tried:
        groups.setdefault(found, []).append(value)
    return (Answer(tuple(values), found, found) for found, values in groups.items() if found)


def _runs(tried: Tried[_V]) -> Iterator[Answer]:
    """Successive values together that make no difference to what holds now."""
    for _, run in groupby(tried, key=lambda pair: (bool(pair[1]), _gist(pair[1]))):
        found = list(run)
        if found[0][1]:
            yield Answer(tuple(value for value, _ in found), found[0][1], found[-1][1])


# -- numbers with a range


@attrs.frozen
class ThresholdRange(PlainData):
    """
    The values of a quantity, from `least` to `most`, that make the same difference now to the value in use.

    `changes` are those at `least`, `changes_at_most` those at `most`: between the two only dates move.
    """

    least: int
    most: int
    changes: tuple[Change, ...]
    changes_at_most: tuple[Change, ...]


@attrs.frozen
class Sensitivity:
    """
    A quantity that would change a ruling at another value in the range that its document gives, and at which values.

    `policy` is the name of the policy that the quantity belongs to: a source, if the policy is combined.
    """

    policy: str
    quantity: Quantity
    turns: tuple[ThresholdRange, ...]

    def to_dict(self) -> dict[str, Any]:
        """The sensitivity as plain data."""
        quantity = {name: getattr(self.quantity, name) for name in ("unit", "value", "low", "high", "cites")}
        return as_dict(policy=self.policy, quantity=self.quantity.name, **quantity, turns=self.turns)


def sensitivity(timeline: Timeline, policy: AnyPolicy | None = None) -> tuple[Sensitivity, ...]:
    """
    The quantities of a policy that would change a ruling at another value in the range that their document gives.

    The policy is the recommended one where none is given.

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
    """Every quantity with the policy that it belongs to: sources of a combined policy may use the same name."""
    if isinstance(policy, Policy):
        yield from ((policy, quantity) for quantity in policy.quantities.values())
    else:
        for source in policy.sources:
            yield from _quantities(source)


def _with(policy: AnyPolicy, source: Policy, other: Policy) -> AnyPolicy:
    """The policy with one of its sources replaced by another."""
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
        tried.append((value, _changes(evaluation, before, outcomes(evaluate(evaluation.timeline, policy)))))
    turns = (
        ThresholdRange(answer.values[0], answer.values[-1], answer.changes, answer.changes_at_last)
        for answer in _runs(tried)
    )
    return Sensitivity(source.name, quantity, tuple(turns))
