"""What follows from conditions by themselves, whatever the timeline.

A condition is taken apart into clauses, of which one must hold: all the literals of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from followup_rules.rules.amounts import Amount, Fixed, Sum
from followup_rules.rules.choices import ConditionChoice
from followup_rules.rules.conditions import (
    AllOf,
    AnyOf,
    Before,
    Condition,
    Constant,
    Exists,
    Fact,
    Not,
    NotBefore,
    Since,
    exists,
    interview_ahead,
    interview_on,
    on_preferred_channel,
    pending,
    prefers_another_channel,
    promise_stands,
    since,
)
from followup_rules.rules.moments import (
    Attempt,
    DateOf,
    Later,
    LaterOf,
    LatestAttempt,
    LatestEvent,
    LatestMessage,
    Moment,
    WhilePending,
    interview_end,
    interview_start,
    interview_with_addressee,
    last_sign_of_life,
    open_step,
    promise_passed,
    promised_date,
)

_Literal: TypeAlias = tuple[Condition, bool]
_Clause: TypeAlias = frozenset[_Literal]
_MOST_CLAUSES: Final = 64
# there is such a moment where that stands, and nowhere else
_STANDING: Final[Mapping[Moment, Condition]] = {
    promise_passed: promise_stands,
    promised_date: promise_stands,
    interview_start: interview_on,
}
_HAVE_COME: Final = (interview_end, interview_start, last_sign_of_life, interview_with_addressee, open_step)


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
    if clauses is None:
        return None
    ways = map(_closed, clauses)
    return tuple(way for way in ways if not _is_contradictory(way))


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
    if not holds:
        return
    if type(condition) in (Since, Before, Exists, NotBefore):
        yield from _of_there_being(condition.moment)  # type: ignore[attr-defined]  # each has one
    elif condition == on_preferred_channel:
        yield prefers_another_channel, False
    elif condition == prefers_another_channel:
        yield on_preferred_channel, False
    elif condition == pending:
        yield exists(interview_end), True
    else:
        yield from ((exists(moment), True) for moment, word in _STANDING.items() if word == condition)
        if condition == interview_on:
            yield interview_ahead, True


def _of_there_being(moment: Moment) -> Iterator[_Literal]:
    yield exists(moment), True
    if _has_come(moment):
        yield since(moment), True
    if type(moment) in (Later, DateOf, WhilePending):
        yield exists(moment.moment), True  # type: ignore[attr-defined]  # each has one
    if type(moment) is WhilePending:
        yield pending, True
    if moment in _STANDING:
        yield _STANDING[moment], True


def _has_come(moment: Moment) -> bool:
    """Whether a moment has come wherever there is one: no event is known before it happens."""
    if type(moment) is LaterOf:
        return all(map(_has_come, moment.parts))
    return moment in _HAVE_COME or type(moment) in (LatestEvent, LatestMessage, LatestAttempt, Attempt)


def _is_contradictory(clause: _Clause) -> bool:
    facts: dict[str, str | bool] = {}
    for condition, holds in clause:
        if (condition, not holds) in clause:
            return True
        if holds and type(condition) is Fact and facts.setdefault(condition.name, condition.value) != condition.value:
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
    if one.unit is not other.unit:
        return False
    (number, parts), (least, needed) = _counted(one), _counted(other)
    return number >= least and all(parts.count(part) >= needed.count(part) for part in needed)


def _counted(amount: Amount) -> tuple[int, list[Amount]]:
    """What an amount comes to, and the parts of it that hang on facts."""
    parts = amount.parts if isinstance(amount, Sum) else (amount,)
    hanging = [part for part in parts if not isinstance(part, Fixed)]
    return sum(part.value for part in parts if isinstance(part, Fixed)), hanging


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
