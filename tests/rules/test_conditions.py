"""Conditions, moments and choices: what they denote in a situation, instant by instant and as sets."""

from __future__ import annotations

import sys
from typing import Any

import attrs
import pytest

from followup_rules import (
    UNKNOWN,
    Action,
    EmployerReplied,
    Facts,
    Interview,
    MessageSent,
    PolicyError,
    ResponsePromised,
    Timeline,
    TimelineError,
)
from followup_rules.rules.amounts import business_days, days, hours, practice, slow_period_leeway, times
from followup_rules.rules.choices import choice_of_conditions, choice_of_moments
from followup_rules.rules.conditions import (
    MAYBE,
    NO,
    YES,
    Condition,
    always,
    at_most,
    before,
    exists,
    fact,
    never,
    on_date,
    pending,
    promise_stands,
    since,
    unanswered,
)
from followup_rules.rules.moments import (
    Moment,
    attempt,
    date_of,
    first_existing,
    interview_end,
    last_sign_of_life,
    later_of,
    latest_attempt,
    latest_event,
    promised_date,
    while_pending,
)
from followup_rules.temporal import instants
from followup_rules.temporal.values import lazy
from followup_rules.temporal.windows import NEVER, Windows
from followup_rules.timeline import codec
from followup_rules.timeline.history import Situation
from ids import stable_id

ASK = Action("status_inquiry", "email")
DAY = 24 * 3_600_000_000
END = instants.micros("2025-10-06T10:00:00+01:00")
TIMELINE = Timeline(
    "Europe/London",
    "2025-10-20T10:00:00+01:00",
    [
        Interview(ends="2025-10-06T10:00:00+01:00"),
        ResponsePromised("2025-10-06T11:00:00+01:00", by="2025-10-10"),
        MessageSent("2025-10-07T11:00:00+01:00", kind="thank_you", channel="email"),
        EmployerReplied("2025-10-12T11:00:00+01:00", substantive=False),
    ],
    Facts(expected_response_days=UNKNOWN, slow_periods=UNKNOWN, leeway_days=7, calls_welcome=UNKNOWN),
)
WAIT = last_sign_of_life + practice
CONDITIONS = [
    always,
    never,
    pending,
    promise_stands,
    fact("calls_welcome"),
    ~fact("calls_welcome") | pending,
    since(interview_end + days(3)),
    before(WAIT),
    since(WAIT) & ~before(interview_end + days(30)),
    since(WAIT) | since(interview_end + hours(30)),
    ~(before(promised_date + days(7)) & fact("calls_welcome")),
    on_date(interview_end),
    since(date_of(promised_date) + business_days(2)),
    since(later_of(WAIT, interview_end + (days(7) + slow_period_leeway(undeclared_is_unknown=True)))),
    since(first_existing(while_pending(WAIT), interview_end)),
    at_most(practice, days(30)),
    unanswered(by="email"),
    exists(latest_attempt()),
    choice_of_conditions("which", wait=before(WAIT), pending=pending),
    since(choice_of_moments("when", wait=WAIT, interview=interview_end)),
]


def situations() -> list[Situation]:
    return list(TIMELINE.history.situations())


@pytest.mark.parametrize("condition", CONDITIONS, ids=stable_id)
def test_truth_at_an_instant_is_membership_in_the_sets(condition: Condition) -> None:
    """In every situation, at each edge of the sets, just before it, and far away."""
    for situation in situations():
        surely, possibly = condition.sets(situation, ASK)
        assert surely - possibly == NEVER
        edges = {END, *surely.edges, *possibly.edges}
        for instant in {END - 400 * DAY, END + 400 * DAY, *edges, *(edge - 1 for edge in edges)}:
            expected = YES if instant in surely else MAYBE if instant in possibly else NO
            assert condition.truth(situation, ASK, instant) == expected
            if expected == MAYBE:
                assert condition.facts(situation, ASK, instant)


@attrs.frozen(repr=False, eq=False)
class FirstHour(Condition):
    """A condition of one's own: given by its sets alone."""

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        return Windows.between(END, END + DAY // 24), Windows.between(END, END + DAY // 12)


def test_a_condition_of_ones_own_needs_its_sets_only() -> None:
    """Truth follows from them; no fact is named unless it says so."""
    [*_, last] = situations()
    assert [FirstHour().truth(last, ASK, END + minutes * 60_000_000) for minutes in (-1, 0, 60, 119, 120)] == [
        NO,
        YES,
        MAYBE,
        MAYBE,
        NO,
    ]
    assert FirstHour().facts(last, ASK, END) == frozenset()


@attrs.frozen(repr=False, eq=False)
class NearestDate(Condition):
    """A condition of one's own, with a field that is left out where it is as usual."""

    moment: Moment
    within: int = 3
    exactly: bool = attrs.field(default=False, kw_only=True)


def test_a_primitive_of_ones_own_is_shown_by_its_name_and_fields() -> None:
    """As those of the package are: what equals its default is left out, a keyword is named."""
    assert repr(FirstHour()) == "first_hour"
    assert repr(NearestDate(interview_end)) == "nearest_date(interview_end)"
    assert repr(NearestDate(interview_end, 5, exactly=True)) == "nearest_date(interview_end, 5, exactly=True)"


@pytest.mark.parametrize(("make", "noun"), [(choice_of_conditions, "condition"), (choice_of_moments, "moment")])
def test_a_choice_is_between_readings_of_one_sort(make: Any, noun: str) -> None:
    """At least one, and each of them a condition, or each a moment."""
    with pytest.raises(PolicyError) as none:
        make("which")
    assert str(none.value) == f"choice `which` has no readings; expected {noun}s by name"
    with pytest.raises(PolicyError) as other:
        make("which", three=days(3))
    assert str(other.value) == f"reading `three` of `which` is `days(3)`; expected a {noun}"


def test_the_attempt_before_the_first_is_the_sign_of_life_itself() -> None:
    """`times(0)`: the cap of none is reached at once; there is none where there is no sign of life."""
    first, *_, last = situations()
    assert attempt(times(0)).bounds(last, ASK) == (last.life, last.life)
    assert attempt(times(0)).bounds(first, ASK) is None


def test_attempts_are_counted_in_times() -> None:
    """Three days are no attempts."""
    with pytest.raises(PolicyError, match=r"^`days\(3\)` counts days; expected an amount of times$"):
        attempt(days(3))


def test_the_latest_event_of_a_class() -> None:
    """Any event's class will do."""
    [*_, last] = situations()
    at = instants.micros("2025-10-12T11:00:00+01:00")
    assert latest_event(EmployerReplied).bounds(last, ASK) == (at, at)
    assert repr(latest_event(EmployerReplied)) == "latest_event(EmployerReplied)"


def test_the_date_of_a_date_is_that_date() -> None:
    """`date_of` changes nothing about a moment that is a date already."""
    [*_, last] = situations()
    assert date_of(promised_date).day(last, ASK) == promised_date.day(last, ASK)
    assert date_of(WAIT).facts(last, ASK, END + DAY) == {"expected_response_days"}


def test_facts_leave_a_moment_open_only_between_its_ends() -> None:
    """Before the earliest and after the latest it can be, nothing is open."""
    [*_, last] = situations()
    assert WAIT.facts(last, ASK, END - 1) == frozenset()
    assert WAIT.facts(last, ASK, END + 91 * DAY + DAY) == frozenset()
    assert later_of(WAIT).facts(last, ASK, END - 1) == frozenset()


def test_a_situation_counts_messages_and_tells_where_it_lies() -> None:
    """All that were ever sent, by kind and channel."""
    [*_, last] = situations()
    assert last.count_sent({"thank_you"}, {"email"}) == 1  # type: ignore[arg-type]
    assert last.count_sent({"thank_you"}, {"post"}) == 0  # type: ignore[arg-type]
    assert repr(last).startswith("<Situation ")


def test_a_lazy_attribute_can_be_looked_at_on_its_class() -> None:
    """It is itself there, with the docstring of what it works out."""
    assert isinstance(Timeline.__dict__["history"], lazy)
    assert Timeline.history is Timeline.__dict__["history"]
    assert Timeline.history.__doc__ == "What is known at now, sorted and cut into situations."


def test_a_caller_deep_in_its_own_stack_gets_one_clear_fault() -> None:
    """Structuring needs some stack; where there is too little it says so like any other fault."""

    def dig(depth: int) -> None:
        if depth:
            dig(depth - 1)
        else:
            Timeline.from_dict({"zone": "UTC", "now": "2025-10-20T10:00:00Z", "events": [{"type": "gift"}]})

    faults = set()
    for depth in range(sys.getrecursionlimit() - 200, sys.getrecursionlimit(), 3):
        try:
            dig(depth)
        except TimelineError as error:
            faults.add(error.faults[0].what.partition(";")[0])
        except RecursionError:
            pass
    assert "`gift` is not a type of event" in faults


def test_an_error_that_is_no_fault_of_the_data_is_not_swallowed() -> None:
    """A defect of the library's own shows itself."""
    with pytest.raises(ZeroDivisionError):
        list(codec._faults(ZeroDivisionError(), "$"))
