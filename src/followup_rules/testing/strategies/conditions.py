"""Strategies for conditions of every primitive, and for the moments and amounts in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product
from random import Random
from typing import Final, Literal, TypeAlias

import attrs
from hypothesis import strategies as st

from followup_rules import rules
from followup_rules.rules.amounts import Amount
from followup_rules.rules.conditions import Condition
from followup_rules.rules.moments import Moment, open_step
from followup_rules.timeline.events import EmployerReplied, MessageSent, NoContactRequested
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGES, VOICE, ActionKind, Channel

# which amounts depend on declared facts, see `conditions`
FactAmounts: TypeAlias = Literal["none", "as in documents", "also alone"]

_KIND_SETS: Final = (MESSAGES, ENQUIRIES, frozenset({ActionKind.THANK_YOU}), MESSAGES - {ActionKind.THANK_YOU})
_MESSAGE_SETS: Final = tuple(product(_KIND_SETS, (None, frozenset({Channel.EMAIL}), VOICE)))
_FIXED: Final[tuple[Amount, ...]] = (
    *map(rules.days, (0, 1, 3, 7, 14)),
    *map(rules.hours, (0, 12, 24, 48)),
    *map(rules.business_days, (0, 1, 5)),
)
_WEEK: Final = rules.days(7)
_NORMS: Final = (
    rules.industry_norm(technology=_WEEK, finance=rules.days(14), education=(_WEEK, rules.days(28))),
    rules.industry_norm(finance=rules.days(10)),
)
_LEEWAYS: Final = tuple(rules.slow_period_leeway(undeclared_is_unknown=word) for word in (True, False))
# as the documents use them: a norm only together with plain days, because there may be none
_OPEN: Final[tuple[Amount, ...]] = (
    rules.practice,
    *(
        rules.days(least) + more
        for least in (0, 7)
        for more in (*_LEEWAYS, *(rules.first_declared(rules.practice, norm) for norm in _NORMS))
    ),
    *(rules.longer_of(rules.days(least), more) for least in (0, 7) for more in (rules.practice, *_NORMS)),
    rules.longer_of(_WEEK, rules.practice) + _LEEWAYS[0],
)
_FACT_AMOUNTS: Final[dict[FactAmounts, tuple[Amount, ...]]] = {
    "none": (),
    "as in documents": _OPEN,
    "also alone": (*_NORMS, *(rules.first_declared(norm, rules.days(20)) for norm in _NORMS)),
}
# each under a name of its own, so that one policy can have several
_DAYS_READ: Final = [rules.reading(f"days_{word}", word) for word in ("by_the_clock", "by_the_date", "in_working_days")]
_IN_ALL: Final = attrs.evolve(rules.counted_attempts(), attempts=rules.reading("attempts_in_all", "in_all"))
_WHOSE: Final = rules.reading("preference_of_the_posting", "of_the_posting")
_SETTLED: Final[tuple[Moment, ...]] = (
    rules.interview_end,
    rules.last_sign_of_life,
    rules.promise_passed,
    rules.promised_date,
    rules.interview_with_addressee,
    rules.invitation_opens,
    rules.interview_start,
    rules.rejection,
    rules.solid_offer,
    rules.change,
    rules.process_completed,
    open_step,
    rules.interview_began,
    rules.away_until,
    rules.closing,
    rules.latest_offer,
    rules.latest_question,
    rules.open_question,
    rules.open_offer,
    rules.withdrawal,
    rules.no_contact_request,
    rules.contact_welcome_again,
    *map(rules.latest_event, (EmployerReplied, MessageSent, NoContactRequested)),
    *(rules.latest_message(kinds, by=by) for kinds, by in _MESSAGE_SETS),
    *(rules.latest_unanswered(kinds, by=by) for kinds, by in _MESSAGE_SETS),
    *map(rules.latest_attempt, _KIND_SETS),
    *(rules.attempt(rules.times(count), kinds) for count in (1, 2, 3, 0) for kinds in _KIND_SETS),
    *(rules.latest_attempt(ENQUIRIES, counted=_IN_ALL), rules.attempt(rules.times(2), ENQUIRIES, counted=_IN_ALL)),
)
# what due and overdue each add to a moment, in the same unit
GRACES: Final[tuple[tuple[Amount, Amount], ...]] = (
    (rules.days(0), rules.days(7)),
    (rules.days(1), rules.days(3)),
    (rules.hours(12), rules.hours(24)),
    (rules.hours(0), rules.hours(0)),
    (rules.business_days(1), rules.business_days(5)),
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
    later += [moment + random.choice(steps) for moment in _SETTLED[:6] * 12 + _SETTLED * 3]
    later += [rules.counted(moment, random.choice(_DAYS_READ)) + random.choice(steps) for moment in _SETTLED[:6] * 4]
    dated = [rules.date_of(moment) for moment in random.sample([*_SETTLED, *later], 60)]
    dated_later = [moment + random.choice(steps) for moment in dated * 2]
    simple = [*_SETTLED, *later, *dated, *dated_later]
    compound: list[Moment] = []
    for _ in range(40):
        one, other, third = random.sample(simple, 3)
        latest = rules.later_of(one, other)
        compound += [latest, rules.first_existing(one, other, third)]
        compound += [rules.first_existing(rules.while_pending(one), other), latest + random.choice(steps)]
    return (*simple, *compound)


@cache
def any_moments(*, fact_amounts: FactAmounts = "as in documents") -> st.SearchStrategy[Moment]:
    """Moments of every form; shrinks to the end of the interview."""
    return st.sampled_from(_moments(fact_amounts))


@cache
def literals(*, fact_amounts: FactAmounts = "as in documents") -> st.SearchStrategy[Condition]:
    """Conditions of every primitive, the plainest first, and their complements; shrinks to `always`."""
    random = Random(1)
    standing: list[Condition] = [
        rules.always,
        rules.pending,
        rules.promise_stands,
        rules.interview_on,
        rules.interview_ahead,
        rules.no_contact_requested,
        rules.addressee_thanked,
        rules.met_at_the_latest_interview,
        rules.on_preferred_channel,
        rules.prefers_another_channel,
        rules.completes_a_step,
        rules.preference_stated,
        rules.covered_by_preference,
        rules.on_preferred_channel.read(_WHOSE),
        rules.invitation_stands,
        rules.invited,
        rules.invited_by_channel,
        rules.covered_by_invitation,
        rules.rejected,
        rules.withdrawn,
        rules.goes_by("email"),
        rules.goes_by(VOICE),
        *(rules.unanswered(kinds, by=by) for kinds, by in _MESSAGE_SETS),
    ]
    hanging = () if fact_amounts == "none" else _OPEN
    declared: list[Condition] = [
        rules.fact("calls_welcome"),
        rules.fact("felt_very_good"),
        rules.stage("first"),
        rules.stage("final"),
        rules.fact("stage", "final"),
        *(rules.at_most(amount, rules.days(limit)) for amount in hanging for limit in (0, 7, 14, 100)),
    ]
    pairs = [random.sample(_SETTLED, 2) for _ in range(40)]
    compared = [
        *(rules.not_before(one, other) for one, other in pairs),
        *(rules.sent_since(one, random.choice(_KIND_SETS)) for one, _ in pairs),
        *(rules.taken_since(one, random.choice((None, "move_on"))) for one, _ in pairs),
    ]
    reckoned = _moments(fact_amounts)
    in_time = [make(moment) for moment in reckoned for make in (rules.before, rules.since)]
    rarer = [make(moment) for moment in random.sample(reckoned, 60) for make in (rules.on_date, rules.exists)]
    # each group about as often as all moments together
    plain = [*standing * 5, *declared * 8, *compared, *in_time, *rarer]
    return st.sampled_from((*plain, *(~condition for condition in plain)))


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
