"""Moments made of moments: dates counted by the calendar, days by the clock, by the date or in working days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from followup_rules import Action, EmployerReplied, Interview, PolicyError, Rejected, ResponsePromised, Timeline
from followup_rules.rules.amounts import business_days, days, hours, practice, times
from followup_rules.rules.moments import (
    Moment,
    away_until,
    counted,
    date_of,
    first_existing,
    interview_began,
    interview_end,
    later_of,
    promise_passed,
    promised_date,
    rejection,
    while_pending,
)
from followup_rules.rules.readings import reading
from followup_rules.temporal import instants
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.history import Situation

ASK = Action("status_inquiry", "email")
DAYS = reading("days_counted", "by_the_clock", "by_the_date", "in_working_days")
BY_DATE, WORKING = DAYS.read_as("by_the_date"), DAYS.read_as("in_working_days")


def state(zone: str, *events: Any, **facts: Any) -> Situation:
    """What stands in 2026, after some events."""
    timeline = Timeline(zone, "2026-06-01T09:00:00Z", events, Facts(**facts))
    return timeline.history.situation_at(timeline.now_us)


def reached(moment: Moment, situation: Situation) -> str | None:
    """The only instant that a moment can be, in the zone."""
    found = moment.bounds(situation, ASK)
    if found is None:
        return None
    assert found[0] == found[1]
    return instants.iso(found[0], situation.zone)


def the_dates(moment: Moment, situation: Situation) -> tuple[str, ...] | None:
    """The dates that a moment can be, where it is a date."""
    found = moment.dates(situation, ASK)
    return None if found is None else tuple(date.fromordinal(day).isoformat() for day in dict.fromkeys(found))


# -- days from an instant


@pytest.mark.parametrize(
    ("zone", "ends", "clock", "by_date", "working"),
    [
        # a Friday: the Monday after is the third date, the third working day the Wednesday
        (
            "Europe/London",
            "2025-10-17T16:00:00+01:00",
            "2025-10-20T16:00:00+01:00",
            "2025-10-20T00:00:00+01:00",
            "2025-10-22T00:00:00+01:00",
        ),
        # across the end of summer time the clock is followed, not the hours
        (
            "Europe/London",
            "2025-10-24T16:00:00+01:00",
            "2025-10-27T16:00:00+00:00",
            "2025-10-27T00:00:00+00:00",
            "2025-10-29T00:00:00+00:00",
        ),
        # just before midnight is still that date
        (
            "America/New_York",
            "2025-10-16T23:59:59.999999-04:00",
            "2025-10-19T23:59:59.999999-04:00",
            "2025-10-19T00:00:00-04:00",
            "2025-10-21T00:00:00-04:00",
        ),
        (
            "America/New_York",
            "2025-10-17T00:00:00-04:00",
            "2025-10-20T00:00:00-04:00",
            "2025-10-20T00:00:00-04:00",
            "2025-10-22T00:00:00-04:00",
        ),
    ],
)
def test_days_are_counted_as_the_reading_says(zone: str, ends: str, clock: str, by_date: str, working: str) -> None:
    """By the clock, from date to date, or from date to working day, leaving out closed days."""
    situation = state(zone, Interview(ends=ends))
    assert reached(counted(interview_end, DAYS) + days(3), situation) == clock
    assert reached(interview_end + days(3), situation) == clock
    assert reached(counted(interview_end, BY_DATE) + days(3), situation) == by_date
    assert reached(counted(interview_end, WORKING) + days(3), situation) == working
    # the moment itself is what it is, and hours are elapsed time, however days are counted
    for which in (DAYS, BY_DATE, WORKING):
        same = counted(interview_end, which)
        assert same.bounds(situation, ASK) == interview_end.bounds(situation, ASK)
        assert (same + hours(1)).bounds(situation, ASK) == (interview_end + hours(1)).bounds(situation, ASK)
    assert the_dates(counted(interview_end, DAYS) + days(3), situation) is None
    assert the_dates(counted(interview_end, BY_DATE) + days(3), situation) == (by_date[:10],)


def test_working_days_leave_out_closed_days() -> None:
    """Business days are that in any reading."""
    situation = state("Europe/London", Interview(ends="2025-12-23T16:00:00+00:00"), closed_days=["2025-12-25"])
    assert reached(counted(interview_end, WORKING) + days(3), situation) == "2025-12-29T00:00:00+00:00"
    assert reached(counted(interview_end, WORKING) + business_days(3), situation) == "2025-12-29T00:00:00+00:00"
    assert reached(counted(interview_end, BY_DATE) + business_days(3), situation) == "2025-12-29T00:00:00+00:00"
    assert reached(counted(interview_end, DAYS) + business_days(3), situation) == "2025-12-29T16:00:00+00:00"


def test_a_date_is_a_date_in_every_reading() -> None:
    """Days from it are dates; in working days they leave out the weekend."""
    situation = state("Europe/London", ResponsePromised("2025-10-06T09:00:00Z", by="2025-10-10"))
    for which in (DAYS, BY_DATE):
        assert reached(counted(promised_date, which) + days(3), situation) == "2025-10-13T00:00:00+01:00"
    assert reached(counted(promised_date, WORKING) + days(3), situation) == "2025-10-15T00:00:00+01:00"


def test_what_does_not_exist_is_on_no_date() -> None:
    """Nor is anything counted from it."""
    nothing = state("Europe/London")
    for moment in (promised_date, counted(interview_end, BY_DATE), counted(promised_date, DAYS) + days(1)):
        assert (moment.bounds(nothing, ASK), moment.dates(nothing, ASK)) == (None, None)
    absent = counted(interview_end, BY_DATE) + practice
    talk = state("Europe/London", Interview(ends="2025-10-06T09:00:00Z"))
    assert (absent.bounds(talk, ASK), absent.dates(talk, ASK)) == (None, None)


# -- dates that a zone skipped

SKIPPED = [
    # zone, an instant two dates before the date that never was, that date, and the first instant after it
    ("Pacific/Apia", "2011-12-28T10:00:00-10:00", date(2011, 12, 30), "2011-12-31T00:00:00+14:00"),
    ("Pacific/Fakaofo", "2011-12-28T10:00:00-11:00", date(2011, 12, 30), "2011-12-31T00:00:00+13:00"),
    ("Pacific/Kiritimati", "1994-12-29T10:00:00-10:40", date(1994, 12, 31), "1995-01-01T00:00:00+14:00"),
    ("Pacific/Kwajalein", "1993-08-19T10:00:00-12:00", date(1993, 8, 21), "1993-08-22T00:00:00+12:00"),
]


@pytest.mark.parametrize(("zone", "ends", "never", "after"), SKIPPED, ids=[each[0] for each in SKIPPED])
def test_dates_count_by_the_calendar_through_one_that_never_was(zone: str, ends: str, never: date, after: str) -> None:
    """Three dates later is the day after it; of the date itself the 00:00 is that of the next."""
    situation = state(zone, Interview(ends=ends))
    from_date = date_of(interview_end)
    assert the_dates(from_date + days(2), situation) == (never.isoformat(),)
    assert reached(from_date + days(2), situation) == after
    assert the_dates(from_date + days(3), situation) == (after[:10],)
    assert reached(from_date + days(3), situation) == after
    # counted on from a date that never was, none is lost
    week = date.fromordinal(never.toordinal() + 5).isoformat()
    assert the_dates(from_date + days(2) + days(5), situation) == (week,)
    assert (reached(from_date + days(7), situation) or "")[:10] == week
    assert (reached(counted(interview_end, BY_DATE) + days(7), situation) or "")[:10] == week


def test_a_promise_for_a_date_that_never_was_has_passed_with_it() -> None:
    """And a week after it is a week after its date: its 00:00 is the same instant as that of the next."""
    promised = ResponsePromised("2011-12-28T10:00:00-10:00", by="2011-12-30")
    situation = state("Pacific/Apia", promised)
    assert reached(promised_date, situation) == reached(promise_passed, situation) == "2011-12-31T00:00:00+14:00"
    assert reached(promised_date + days(7), situation) == "2012-01-06T00:00:00+14:00"


# -- the later of several


def test_the_later_of_dates_is_a_date() -> None:
    """Days from it are dates; those that do not exist do not count."""
    situation = state(
        "Europe/London",
        Interview(ends="2025-10-06T16:00:00+01:00"),
        ResponsePromised("2025-10-06T17:00:00+01:00", by="2025-10-10"),
    )
    both = later_of(date_of(interview_end), promised_date, rejection)
    assert the_dates(both, situation) == ("2025-10-10",)
    assert reached(both + days(1), situation) == "2025-10-11T00:00:00+01:00"
    assert the_dates(later_of(rejection), situation) is None
    assert reached(later_of(rejection), situation) is None


def test_the_later_of_a_date_and_an_instant_is_an_instant() -> None:
    """Whichever is later: days from it follow the clock."""
    situation = state(
        "Europe/London",
        Interview(ends="2025-10-06T16:00:00+01:00"),
        ResponsePromised("2025-10-06T17:00:00+01:00", by="2025-10-10"),
    )
    mixed = later_of(interview_end, promised_date)
    assert the_dates(mixed, situation) is None
    assert reached(mixed + days(1), situation) == "2025-10-11T00:00:00+01:00"
    assert (
        reached(later_of(interview_end + days(30), promised_date) + days(1), situation) == "2025-11-06T16:00:00+00:00"
    )


def test_the_later_of_dates_that_never_were_counts_by_the_calendar() -> None:
    """As each of them does."""
    situation = state("Pacific/Apia", Interview(ends="2011-12-28T10:00:00-10:00"))
    both = later_of(date_of(interview_end) + days(2), date_of(interview_end))
    assert the_dates(both + days(5), situation) == ("2012-01-04",)


def test_unknown_facts_leave_open_which_date_it_is() -> None:
    """The least and the most of each part."""
    situation = state("Europe/London", Interview(ends="2025-10-06T16:00:00+01:00"), expected_response_days=UNKNOWN)
    both = later_of(counted(interview_end, BY_DATE) + days(7), counted(interview_end, BY_DATE) + practice)
    assert the_dates(both, situation) == ("2025-10-13", "2026-01-04")
    week = (both.dates(situation, ASK) or (0, 0))[0]
    assert both.facts(situation, ASK, situation.zone.midnight(week)) == {"expected_response_days"}
    assert both.facts(situation, ASK, situation.zone.midnight(week) - 1) == frozenset()
    assert counted(interview_end + practice, DAYS).facts(situation, ASK, situation.zone.midnight(week)) == {
        "expected_response_days"
    }


def test_the_first_that_exists_is_a_date_where_that_is_one() -> None:
    """Whatever the others would be."""
    talk, promised = (
        Interview(ends="2025-10-06T16:00:00+01:00"),
        ResponsePromised("2025-10-06T17:00:00Z", by="2025-10-10"),
    )
    either = first_existing(promised_date, interview_end)
    assert the_dates(either, state("Europe/London", talk, promised)) == ("2025-10-10",)
    assert the_dates(either, state("Europe/London", talk)) is None
    assert the_dates(either, state("Europe/London")) is None


# -- single moments


def test_a_moment_counts_in_lengths_of_time() -> None:
    """Not in times."""
    with pytest.raises(PolicyError) as caught:
        _ = interview_end + times(3)
    assert str(caught.value) == "cannot add `times(3)` to a moment; expected hours, days or business days"
    with pytest.raises(TypeError):
        _ = interview_end + 3


def test_while_pending_a_moment_exists() -> None:
    """After a rejection it does not."""
    talk = Interview(ends="2025-10-06T16:00:00+01:00")
    assert reached(while_pending(interview_end), state("Europe/London", talk)) == "2025-10-06T16:00:00+01:00"
    assert reached(while_pending(interview_end), state("Europe/London", talk, Rejected("2025-10-07T09:00Z"))) is None


def test_they_are_away_until_a_date() -> None:
    """Days after it are dates; an interview began when it started."""
    talk = Interview(starts="2025-10-06T15:00:00+01:00", ends="2025-10-06T16:00:00+01:00")
    away = EmployerReplied("2025-10-07T09:00:00Z", substantive=False, away_until="2025-10-20")
    situation = state("Europe/London", talk, away)
    assert reached(away_until + days(7), situation) == "2025-10-27T00:00:00+00:00"
    assert reached(interview_began, situation) == "2025-10-06T15:00:00+01:00"
    assert reached(away_until, state("Europe/London", talk)) is None
