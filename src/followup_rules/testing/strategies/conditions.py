"""Strategies for conditions of every primitive, and for the moments and amounts in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product
from random import Random
from typing import Final, Literal, TypeAlias

from hypothesis import strategies as st

from followup_rules.rules import amounts, conditions as parts, moments
from followup_rules.rules.amounts import Amount
from followup_rules.rules.conditions import Condition
from followup_rules.rules.moments import Moment
from followup_rules.timeline.events import EmployerReplied, MessageSent, NoContactRequested
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGES, VOICE, ActionKind, Channel

# which amounts depend on declared facts, see `conditions`
FactAmounts: TypeAlias = Literal["none", "as in documents", "also alone"]

_KIND_SETS: Final = (MESSAGES, ENQUIRIES, frozenset({ActionKind.THANK_YOU}), MESSAGES - {ActionKind.THANK_YOU})
_MESSAGE_SETS: Final = tuple(product(_KIND_SETS, (None, frozenset({Channel.EMAIL}), VOICE)))
_FIXED: Final[tuple[Amount, ...]] = (
    *map(amounts.days, (0, 1, 3, 7, 14)),
    *map(amounts.hours, (0, 12, 24, 48)),
    *map(amounts.business_days, (0, 1, 5)),
)
_WEEK: Final = amounts.days(7)
_NORMS: Final = (
    amounts.industry_norm(technology=_WEEK, finance=amounts.days(14), education=(_WEEK, amounts.days(28))),
    amounts.industry_norm(finance=amounts.days(10)),
)
_LEEWAYS: Final = tuple(amounts.slow_period_leeway(undeclared_is_unknown=word) for word in (True, False))
# as the documents use them: a norm only together with plain days, because there may be none
_OPEN: Final[tuple[Amount, ...]] = (
    amounts.practice,
    *(
        amounts.days(least) + more
        for least in (0, 7)
        for more in (*_LEEWAYS, *(amounts.first_declared(amounts.practice, norm) for norm in _NORMS))
    ),
    *(amounts.longer_of(amounts.days(least), more) for least in (0, 7) for more in (amounts.practice, *_NORMS)),
    amounts.longer_of(_WEEK, amounts.practice) + _LEEWAYS[0],
)
_FACT_AMOUNTS: Final[dict[FactAmounts, tuple[Amount, ...]]] = {
    "none": (),
    "as in documents": _OPEN,
    "also alone": (*_NORMS, *(amounts.first_declared(norm, amounts.days(20)) for norm in _NORMS)),
}
_SETTLED: Final[tuple[Moment, ...]] = (
    *(moments.interview_end, moments.last_sign_of_life, moments.promise_passed, moments.promised_date),
    *(moments.interview_with_addressee, moments.interview_start, moments.rejection, moments.written_offer),
    *(moments.change, moments.process_completed, moments.open_step),
    *map(moments.latest_event, (EmployerReplied, MessageSent, NoContactRequested)),
    *(moments.latest_message(kinds, by=by) for kinds, by in _MESSAGE_SETS),
    *(moments.latest_unanswered(kinds, by=by) for kinds, by in _MESSAGE_SETS),
    *map(moments.latest_attempt, _KIND_SETS),
    *(moments.attempt(amounts.times(count), kinds) for count in (1, 2, 3, 0) for kinds in _KIND_SETS),
)
# what due and overdue each add to a moment, in the same unit
GRACES: Final[tuple[tuple[Amount, Amount], ...]] = (
    (amounts.days(0), amounts.days(7)),
    (amounts.days(1), amounts.days(3)),
    (amounts.hours(12), amounts.hours(24)),
    (amounts.hours(0), amounts.hours(0)),
    (amounts.business_days(1), amounts.business_days(5)),
)
# ways to combine conditions, with how many each takes
_SHAPES: Final[tuple[tuple[Callable[..., Condition], int], ...]] = (
    (lambda a: a, 1),
    (lambda a: a, 1),
    (lambda a, b: a & b, 2),
    (lambda a, b: a | b, 2),
    (lambda a, b, c: (a & b) | c, 3),
    (lambda a, b, c: (a | b) & c, 3),
    (lambda a, b: ~(a & b), 2),
    (lambda a, b: ~(a | b), 2),
)


@cache
def _moments(fact_amounts: FactAmounts) -> tuple[Moment, ...]:
    """Moments of every form, the plainest first, with a sample of the compound ones, which are many."""
    random = Random(0)
    steps = (*_FIXED, *_FACT_AMOUNTS[fact_amounts] * 2)
    # moments that nearly always exist come most often
    later = [moment + step for moment in _SETTLED[:2] for step in steps * 2]
    later += [moment + random.choice(steps) for moment in _SETTLED[:5] * 12 + _SETTLED * 3]
    dated = [moments.date_of(moment) for moment in random.sample([*_SETTLED, *later], 60)]
    dated_later = [moment + random.choice(steps) for moment in dated * 2]
    simple = [*_SETTLED, *later, *dated, *dated_later]
    compound: list[Moment] = []
    for _ in range(40):
        one, other, third = random.sample(simple, 3)
        compound += [
            moments.later_of(one, other),
            moments.first_existing(one, other, third),
            moments.first_existing(moments.while_pending(one), other),
            moments.later_of(one, other) + random.choice(steps),
        ]
    return (*simple, *compound)


@cache
def _literals(fact_amounts: FactAmounts) -> tuple[Condition, ...]:
    random = Random(1)
    standing: list[Condition] = [
        *(parts.always, parts.pending, parts.promise_stands, parts.interview_on, parts.interview_ahead),
        *(parts.no_contact_requested, parts.addressee_thanked, parts.met_at_the_latest_interview),
        *(parts.on_preferred_channel, parts.prefers_another_channel, parts.completes_a_step),
        *(parts.unanswered(kinds, by=by) for kinds, by in _MESSAGE_SETS),
    ]
    hanging = () if fact_amounts == "none" else _OPEN
    declared: list[Condition] = [
        *(parts.fact("calls_welcome"), parts.fact("felt_very_good")),
        *(parts.fact("stage", "first"), parts.fact("stage", "final")),
        *(parts.at_most(amount, amounts.days(limit)) for amount in hanging for limit in (0, 7, 14, 100)),
    ]
    pairs = [random.sample(_SETTLED, 2) for _ in range(40)]
    compared = [
        *(parts.not_before(one, other) for one, other in pairs),
        *(parts.sent_since(one, random.choice(_KIND_SETS)) for one, _ in pairs),
        *(parts.taken_since(one) for one, _ in pairs),
    ]
    reckoned = _moments(fact_amounts)
    in_time = [make(moment) for moment in reckoned for make in (parts.before, parts.since)]
    rarer = [make(moment) for moment in random.sample(reckoned, 60) for make in (parts.on_date, parts.exists)]
    # each group about as often as all moments together
    plain = [*standing * 5, *declared * 8, *compared, *in_time, *rarer]
    return (*plain, *(~condition for condition in plain))


@cache
def any_moments(*, fact_amounts: FactAmounts = "as in documents") -> st.SearchStrategy[Moment]:
    """Moments of every form; shrinks to the end of the interview."""
    return st.sampled_from(_moments(fact_amounts))


@cache
def literals(*, fact_amounts: FactAmounts = "as in documents") -> st.SearchStrategy[Condition]:
    """Conditions of every primitive, the plainest first, and their complements; shrinks to `always`."""
    return st.sampled_from(_literals(fact_amounts))


@st.composite
def conditions(draw: st.DrawFn, *, fact_amounts: FactAmounts = "as in documents") -> Condition:
    """
    Up to three primitives with `&`, `|` and `~`; shrinks to `always`.

    *fact_amounts* tells which amounts in them depend on declared facts: none; an industry's usual time only together
    with plain days, as in the documents; or also on its own, where it may not exist.

    >>> from hypothesis import find
    >>> find(conditions(), lambda condition: True)
    always
    """
    one = literals(fact_amounts=fact_amounts)
    combined, count = draw(st.sampled_from(_SHAPES))
    condition: Condition = combined(*[draw(one) for _ in range(count)])
    return condition
