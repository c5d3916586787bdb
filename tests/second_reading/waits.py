"""How long the wait for an answer is where no date was promised: the days, their lengthening, the doubt in both."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .history import UNKNOWN, State
from .truth import NO, YES, Truth, maybe, truth
from .zone import local_date

WEEK = 7
TWO_WEEKS = 14
NORMS = {
    "technology": 7, "technology_startup": 7, "retail": 7, "hospitality": 7,
    "finance": 14, "healthcare": 14, "government": 14,
}  # fmt: skip
EDUCATION = range(7, 29)
PRACTICE_BOUNDS = range(91)
LEEWAY_BOUNDS = range(61)


class Days(NamedTuple):
    """A number of days: every value it may have, and the facts that leave it open."""

    values: tuple[int, ...]
    facts: frozenset[str] = frozenset()

    @property
    def least(self) -> int:
        return min(self.values)

    @property
    def most(self) -> int:
        return max(self.values)


class Wait(NamedTuple):
    """A wait: when it is over (earliest, latest), when an enquiry is then late, whether it still runs.

    `longer_than_a_week`: did an expected time that is longer take the place of the week? `week_over`: when the wait is
    over if none did.
    """

    over: tuple[int, int]
    late: tuple[int, int]
    longer_than_a_week: Truth
    runs: Truth
    week_over: tuple[int, int]


After = Callable[[int, int], int]
"""So many days after an instant, by the clock or by the date."""


def practice(state: State) -> Days | None:
    """The company's declared practice."""
    declared = state.history.facts.get("expected_response_days")
    if declared is None:
        return None
    if declared == UNKNOWN:
        return Days(tuple(PRACTICE_BOUNDS), frozenset(["expected_response_days"]))
    return Days((declared,))


def industry_norm(state: State) -> Days:
    """The longest of the declared industries' norms; 0 where none has one."""
    declared = state.history.facts.get("industries") or ()
    if declared == UNKNOWN:
        return Days((0, *EDUCATION), frozenset(["industries"]))
    fixed = max((NORMS.get(name, 0) for name in declared), default=0)
    if "education" not in declared:
        return Days((fixed,))
    return Days(tuple(sorted({max(fixed, n) for n in EDUCATION})), frozenset(["expected_response_days"]))


def leeway(state: State, *, undeclared_is_unknown: bool) -> Days:
    """The days by which a slow period lengthens the wait."""
    slow = state.in_slow_period
    declared = state.history.facts.get("leeway_days")
    if slow.value == "no":
        return Days((0,))
    if declared == UNKNOWN:
        days = Days(tuple(LEEWAY_BOUNDS), frozenset(["leeway_days"]))
    elif declared is None and undeclared_is_unknown:
        # What hangs only on an unknown slow period is not named beside it.
        named = ["leeway_days"] if slow.value == "yes" else []
        days = Days(tuple(LEEWAY_BOUNDS), frozenset(named))
    else:
        days = Days((declared or 0,))
    if slow.value == "maybe" and days.most > 0:
        return Days(tuple(sorted({0, *days.values})), days.facts | slow.facts)
    return days


def art_of_follow_up_days(state: State) -> tuple[Days, Days]:
    """`E` and the leeway, as art_of_follow_up has them."""
    return practice(state) or industry_norm(state), leeway(state, undeclared_is_unknown=True)


def recommended_days(state: State) -> tuple[Days, Days]:
    """The practice and the leeway, as the recommended policy has them."""
    return practice(state) or Days((0,)), leeway(state, undeclared_is_unknown=False)


def wait(state: State, expected: Days, extra: Days, after: After) -> Wait:
    """The wait after `L`: a week, or what is expected if that is longer, and the leeway."""
    assert state.sign is not None
    since = state.sign
    least = max(WEEK, expected.least) + extra.least
    most = max(WEEK, expected.most) + extra.most
    over = (after(since, least), after(since, most))
    late = (after(since, TWO_WEEKS + extra.least), after(since, TWO_WEEKS + extra.most))
    week_over = (after(since, WEEK + extra.least), after(since, WEEK + extra.most))
    return Wait(over, late, _longer_than_a_week(expected), _runs(state, over, expected, extra, after), week_over)


def _longer_than_a_week(expected: Days) -> Truth:
    if expected.least > WEEK or expected.most <= WEEK:
        return truth(expected.least > WEEK)
    return maybe(expected.facts)


def _runs(state: State, over: tuple[int, int], expected: Days, extra: Days, after: After) -> Truth:
    if state.t < over[0]:
        return YES
    if state.t >= over[1]:
        return NO
    assert state.sign is not None
    gone = (state.today - local_date(state.zone, state.sign)).days + 1
    while after(state.sign, gone) > state.t:
        gone -= 1

    def running(e: int, x: int) -> bool:
        return max(WEEK, e) + x > gone

    facts: frozenset[str] = frozenset()
    if any(running(expected.least, x) != running(expected.most, x) for x in extra.values):
        facts |= expected.facts
    if any(running(e, extra.least) != running(e, extra.most) for e in expected.values):
        facts |= extra.facts
    return maybe(facts)
