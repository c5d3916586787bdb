"""What follows from conditions by themselves, whatever the timeline.

A condition is taken apart into clauses, of which one must hold: all the literals of it at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from followup_rules.rules import conditions, moments
from followup_rules.rules.amounts import Amount, Fixed, Sum
from followup_rules.rules.choices import ConditionChoice
from followup_rules.rules.conditions import (
    AllOf,
    AnyOf,
    Before,
    Condition,
    Constant,
    Fact,
    GoesBy,
    Not,
    Since,
    StageIs,
    always,
    exists,
    never,
    since,
)
from followup_rules.rules.moments import Later, LaterOf, Moment, WhilePending
from followup_rules.rules.node import Node, rewritten
from followup_rules.timeline.vocabulary import Channel

_Literal: TypeAlias = tuple[Condition, bool]
_Clause: TypeAlias = frozenset[_Literal]
_MOST_CLAUSES: Final = 64
# the moment exists where that holds, and nowhere else
_STANDING: Final[Mapping[Moment, Condition]] = {
    moments.promise_passed: conditions.promise_stands,
    moments.promised_date: conditions.promise_stands,
    moments.interview_start: conditions.interview_on,
    moments.invitation_opens: conditions.invitation_stands,
    moments.no_contact_request: conditions.no_contact_requested,
}
# what else follows where a condition holds
_FOLLOWING: Final[Mapping[Condition, tuple[_Literal, ...]]] = {
    conditions.on_preferred_channel: ((conditions.covered_by_preference, True),),
    conditions.covered_by_preference: ((conditions.preference_stated, True),),
    conditions.invitation_stands: ((exists(moments.invitation_opens), True),),
    conditions.invited_by_channel: ((conditions.covered_by_invitation, True),),
    conditions.covered_by_invitation: ((conditions.invitation_stands, True),),
    conditions.no_contact_requested: ((exists(moments.no_contact_request), True),),
    conditions.rejected: ((exists(moments.rejection), True), (exists(moments.closing), True)),
    conditions.withdrawn: ((exists(moments.withdrawal), True), (exists(moments.closing), True)),
    conditions.pending: ((exists(moments.interview_end), True),),
    conditions.interview_on: ((conditions.interview_ahead, True),),
}
# no event is known before it happens
_HAVE_COME: Final = (
    moments.interview_end,
    moments.interview_began,
    moments.interview_start,
    moments.last_sign_of_life,
    moments.interview_with_addressee,
    moments.open_step,
    moments.closing,
    moments.no_contact_request,
    moments.open_question,
    moments.open_offer,
)
_OF_EVENTS: Final = (moments.LatestEvent, moments.LatestMessage, moments.LatestAttempt, moments.Attempt)


@lru_cache(maxsize=1024)
def _clauses(condition: Condition, holds: bool = True) -> tuple[_Clause, ...] | None:
    """The clauses of a condition, or of its complement; None where they are too many."""
    match condition:
        case Not(part):
            return _clauses(part, not holds)
        case ConditionChoice():
            return _clauses(condition.option, holds)
        case Constant():
            return (frozenset(),) if condition.holds is holds else ()
        case AllOf(parts) | AnyOf(parts):
            one_will_do = isinstance(condition, AnyOf) is holds
            found: tuple[_Clause, ...] = () if one_will_do else (frozenset(),)
            for part in parts:
                more = _clauses(part, holds)
                if more is None or len(found) * len(more) > _MOST_CLAUSES:
                    return None
                found = (*found, *more) if one_will_do else tuple(one | other for one in found for other in more)
            return tuple(dict.fromkeys(found))
        case _:
            return (frozenset({(condition, holds)}),)


@lru_cache(maxsize=1024)
def ways_to_hold(condition: Condition) -> tuple[_Clause, ...] | None:
    """The clauses that may hold, each with what follows from its literals; none where it holds nowhere."""
    clauses = _clauses(condition)
    return None if clauses is None else tuple(way for way in map(_closed, clauses) if not _is_contradictory(way))


def _closed(clause: _Clause) -> _Clause:
    found: set[_Literal] = set()
    waiting = list(clause)
    while waiting:
        literal = waiting.pop()
        if literal not in found:
            found.add(literal)
            waiting += _following(*literal)
    return frozenset(found)


def _following(condition: Condition, holds: bool) -> Iterator[_Literal]:
    """What holds wherever a literal does, as far as the vocabulary itself tells."""
    if holds:
        yield from _FOLLOWING.get(condition, ())
        yield from ((exists(moment), True) for moment, standing in _STANDING.items() if standing == condition)
        if type(condition) in (Since, Before, conditions.Exists, conditions.NotBefore):
            yield from _of_there_being(condition.moment)  # type: ignore[attr-defined]  # each has one


def _of_there_being(moment: Moment) -> Iterator[_Literal]:
    yield exists(moment), True
    if _has_come(moment):
        yield since(moment), True
    if type(moment) in (Later, moments.DateOf, moments.Counted, WhilePending):
        yield exists(moment.moment), True  # type: ignore[attr-defined]  # each has one
    if type(moment) is WhilePending:
        yield conditions.pending, True
    if moment in _STANDING:
        yield _STANDING[moment], True


def _has_come(moment: Moment) -> bool:
    """Whether a moment has come if it exists."""
    if type(moment) is LaterOf:
        return all(map(_has_come, moment.parts))
    return moment in _HAVE_COME or type(moment) in _OF_EVENTS


def _is_contradictory(clause: _Clause) -> bool:
    values: dict[object, str | bool] = {}
    for condition, holds in clause:
        if (condition, not holds) in clause:
            return True
        if holds and isinstance(condition, Fact | StageIs):
            told = condition.name if isinstance(condition, Fact) else StageIs
            if values.setdefault(told, condition.value) != condition.value:
                return True
    starts = [condition.moment for condition, holds in clause if holds and type(condition) is Since]
    ends = [condition.moment for condition, holds in clause if holds and type(condition) is Before]
    return any(map(_has_come, ends)) or any(_is_no_sooner(start, end) for start in starts for end in ends)


def _is_no_sooner(one: Moment, other: Moment) -> bool:
    """Whether one moment is not before the other wherever there are both, as far as their make tells."""
    if one == other:
        return True
    if type(one) is LaterOf:
        return any(_is_no_sooner(part, other) for part in one.parts)
    if type(one) is not Later:
        return False
    if type(other) is Later and one.moment == other.moment and _is_no_less(one.amount, other.amount):
        return True
    return _is_no_sooner(one.moment, other)


def _is_no_less(one: Amount, other: Amount) -> bool:
    (number, parts), (least, needed) = _counted(one), _counted(other)
    return one.unit is other.unit and number >= least and parts >= needed


def _counted(amount: Amount) -> tuple[int, Counter[Amount]]:
    """What an amount comes to, and the parts of it that hang on facts."""
    parts = amount.parts if isinstance(amount, Sum) else (amount,)
    fixed = [part.value for part in parts if isinstance(part, Fixed)]
    return sum(fixed), Counter(part for part in parts if not isinstance(part, Fixed))


@lru_cache(maxsize=4096)
def by_channel(condition: Condition, channel: Channel) -> Condition:
    """The condition for actions by one channel, of which it may ask."""

    def settled(node: Node) -> Node:
        return node if type(node) is not GoesBy else always if channel in node.channels else never

    return rewritten(condition, settled)


def follows(condition: Condition, way: _Clause) -> bool:
    """Whether a condition holds wherever all the literals of a way do."""
    clauses = _clauses(condition)
    return clauses is not None and any(clause <= way for clause in clauses)


def shape(condition: Condition) -> object:
    """Equal for conditions that are made of the same parts, in whatever order."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return type(condition), frozenset(map(shape, parts))
        case Not(part):
            return Not, shape(part)
        case _:
            return condition
