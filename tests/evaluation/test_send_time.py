"""When to send a message: within office hours, on a business day, when it is allowed, due and not discouraged."""

from __future__ import annotations

from typing import Any

import pytest

from followup_rules import (
    Interview,
    MessageSent,
    NoContactRequested,
    Policy,
    ResponsePromised,
    Timeline,
    evaluate,
    policies,
)
from followup_rules.evaluation.evaluation import Asked
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, before, on_date, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.rule import discourage, forbid, in_the_interview, permit, recommend
from followup_rules.rules.selections import acts, messages
from followup_rules.timeline.facts import Facts

LONDON = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
GIFT = messages("gift", by="email")
ANY_TIME = Policy("any_time", [permit(GIFT, always, says="may").named("any_time/may")])


def at(
    now: str,
    *events: Any,
    policy: Any = ANY_TIME,
    what: Asked = ("gift", "email"),
    zone: str = LONDON,
    **facts: Any,
) -> str | None:
    """When one would write, as text with the offset of the zone."""
    found = evaluate(Timeline(zone, now, [Interview(ends=ENDS), *events], Facts(**facts)), policy)[what].send_at
    return None if found is None else found.isoformat()


# -- office hours


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # a Tuesday: the hour at which the office opens is in, the one at which it closes is out
        ("2025-10-07T08:59:59.999999+01:00", "2025-10-07T09:00:00+01:00"),
        ("2025-10-07T09:00:00+01:00", "2025-10-07T09:00:00+01:00"),
        ("2025-10-07T09:00:00.000001+01:00", "2025-10-07T09:00:00.000001+01:00"),
        ("2025-10-07T16:59:59.999999+01:00", "2025-10-07T16:59:59.999999+01:00"),
        ("2025-10-07T17:00:00+01:00", "2025-10-08T09:00:00+01:00"),
        ("2025-10-07T17:00:00.000001+01:00", "2025-10-08T09:00:00+01:00"),
        ("2025-10-07T00:00:00+01:00", "2025-10-07T09:00:00+01:00"),
        # a Friday evening, a Saturday noon and a Sunday night
        ("2025-10-10T17:00:00+01:00", "2025-10-13T09:00:00+01:00"),
        ("2025-10-11T12:00:00+01:00", "2025-10-13T09:00:00+01:00"),
        ("2025-10-12T23:59:59.999999+01:00", "2025-10-13T09:00:00+01:00"),
        # the clock goes back on a Sunday, and forward
        ("2025-10-24T17:00:00+01:00", "2025-10-27T09:00:00+00:00"),
        ("2026-03-27T17:00:00+00:00", "2026-03-30T09:00:00+01:00"),
    ],
)
def test_one_writes_from_nine_to_five_on_business_days(now: str, expected: str) -> None:
    """Where no office hours are declared."""
    assert at(now) == expected


def test_office_hours_are_those_of_the_zone() -> None:
    """The employer's, whatever the offset in which now is given."""
    assert at("2025-10-07T08:00:00+01:00", zone="America/New_York") == "2025-10-07T09:00:00-04:00"
    assert at("2025-10-07T08:00:00+01:00", zone="Asia/Tokyo") == "2025-10-07T16:00:00+09:00"
    assert at("2025-10-07T09:00:00+01:00", zone="Asia/Tokyo") == "2025-10-08T09:00:00+09:00"


def test_declared_office_hours_count() -> None:
    """To the minute; the middle of the night may be one."""
    assert at("2025-10-07T07:00:00+01:00", office_hours=["07:30", "08:00"]) == "2025-10-07T07:30:00+01:00"
    assert at("2025-10-07T08:00:00+01:00", office_hours=["07:30", "08:00"]) == "2025-10-08T07:30:00+01:00"
    assert at("2025-10-10T23:59:00+01:00", office_hours=["00:00", "23:59"]) == "2025-10-13T00:00:00+01:00"


def test_hours_that_a_clock_change_skips_move_forward() -> None:
    """Where the clock goes forward within the hours, they begin as much later; where it goes back, at the first."""
    # in Cairo the clock went forward at 00:00 of a Friday
    hours = ["00:00", "00:30"]
    assert at("2025-04-24T23:00:00+02:00", zone="Africa/Cairo", office_hours=hours) == "2025-04-25T01:00:00+03:00"


def test_closed_days_are_no_business_days() -> None:
    """Nor is a weekend between them."""
    closed = ["2025-12-25", "2025-12-26"]
    assert at("2025-12-24T17:00:00+00:00", closed_days=closed) == "2025-12-29T09:00:00+00:00"
    assert at("2025-12-24T17:00:00+00:00", closed_days=closed[:1]) == "2025-12-26T09:00:00+00:00"
    assert at("2025-12-25T12:00:00+00:00", closed_days=closed) == "2025-12-29T09:00:00+00:00"


# -- allowed, due, not discouraged


def test_one_writes_when_it_is_due() -> None:
    """Not when it opens; what is due on a Sunday is written on the Monday."""
    etiquette = policies.business_etiquette
    assert at("2025-10-06T18:00:00+01:00", policy=etiquette, what=("thank_you", "email")) == "2025-10-07T09:00:00+01:00"
    asked = MessageSent("2025-10-16T10:00:00+01:00", kind="status_inquiry", channel="email")
    what: Asked = ("status_inquiry", "email")
    assert at("2025-10-16T11:00:00+01:00", asked, policy=etiquette, what=what) == "2025-10-27T09:00:00+00:00"
    # what was due before now is written now
    assert at("2025-10-28T11:00:00+00:00", asked, policy=etiquette, what=what) == "2025-10-28T11:00:00+00:00"


def test_what_is_only_allowed_is_written_when_it_opens() -> None:
    """And what always was recommended, at the next office hour."""
    assert at("2025-10-06T18:00:00+01:00", policy=policies.recommended, what=("timeline_inquiry", "email")) == (
        "2025-10-13T09:00:00+01:00"
    )
    always_due = Policy("mine", [recommend(GIFT, always, says="give").named("mine/give")])
    assert at("2025-10-11T12:00:00+01:00", policy=always_due) == "2025-10-13T09:00:00+01:00"


def test_days_on_which_it_is_discouraged_are_left_out() -> None:
    """`review_your_notes` shuns the date a week after the interview; due two days before, on a Saturday."""
    promised = ResponsePromised(ENDS, by="2025-10-08")
    given = {"policy": policies.review_your_notes, "what": ("status_inquiry", "email")}
    assert at("2025-10-09T09:00:00+01:00", promised, **given) == "2025-10-14T09:00:00+01:00"  # type: ignore[arg-type]
    # in the middle of the discouraged day
    against = Policy(
        "against",
        [
            permit(GIFT, always, says="may").named("against/may"),
            discourage(GIFT, on_date(interview_end + days(1)), says="not today").named("against/not-today"),
        ],
    )
    assert at("2025-10-07T10:00:00+01:00", policy=against) == "2025-10-08T09:00:00+01:00"
    assert at("2025-10-06T16:59:59.999999+01:00", policy=against) == "2025-10-06T16:59:59.999999+01:00"


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2025-10-07T08:59:59.999999+01:00", None),
        ("2025-10-07T09:00:00+01:00", None),
        ("2025-10-07T09:00:00.000001+01:00", "2025-10-07T09:00:00+01:00"),
    ],
)
def test_a_window_that_closes_before_the_office_opens_is_missed(until: str, expected: str | None) -> None:
    """The closing instant is out; a later window serves."""
    day_before = Interview(ends=Interview(ends=until).ends.subtract(days=1))
    until_then = Policy("mine", [permit(GIFT, before(interview_end + days(1)), says="may").named("mine/may")])
    timeline = Timeline(LONDON, "2025-10-06T17:00:00+01:00", [day_before])
    found = evaluate(timeline, until_then)["gift", "email"].send_at
    assert (None if found is None else found.isoformat()) == expected


def test_what_opens_again_is_written_then() -> None:
    """A window of a night is passed over."""
    night = permit(GIFT, before(interview_end + days(1)) | since(interview_end + days(4)), says="may").named("mine/may")
    ends = "2025-10-06T08:00:00+01:00"
    timeline = Timeline(LONDON, "2025-10-06T18:00:00+01:00", [Interview(ends=ends)])
    found = evaluate(timeline, Policy("mine", [night]))["gift", "email"].send_at
    assert found is not None
    assert found.isoformat() == "2025-10-10T09:00:00+01:00"


def test_what_is_never_allowed_is_never_written() -> None:
    """Forbidden for good, or silent."""
    asked = NoContactRequested("2025-10-07T09:00:00+01:00")
    what: Asked = ("status_inquiry", "email")
    assert at("2025-10-20T09:00:00+01:00", asked, policy=policies.recommended, what=what) is None
    assert at("2025-10-20T09:00:00+01:00", policy=policies.pro_tips, what=what) is None
    banned = Policy("banned", [forbid(GIFT, always, says="no").named("banned/no")])
    assert at("2025-10-20T09:00:00+01:00", policy=banned) is None


# -- acts


def test_an_act_of_the_interview_needs_no_office() -> None:
    """It is done as soon as the interview is on; an act alone is done in office hours."""
    late = Interview(starts="2025-10-11T20:00:00+01:00", ends="2025-10-11T21:00:00+01:00")  # a Saturday
    notes = Policy("notes", [in_the_interview("take_notes", says="write").named("notes/write")])
    what: Asked = ("take_notes", "in_person")
    assert at("2025-10-10T09:00:00+01:00", late, policy=notes, what=what) == "2025-10-11T20:00:00+01:00"
    assert at("2025-10-11T20:30:00+01:00", late, policy=notes, what=what) == "2025-10-11T20:30:00+01:00"
    assert at("2025-10-11T21:00:00+01:00", late, policy=notes, what=what) is None
    alone = Policy("alone", [permit(acts("review_notes"), always, says="read").named("alone/read")])
    assert at("2025-10-11T20:30:00+01:00", policy=alone, what=("review_notes", "none")) == "2025-10-13T09:00:00+01:00"


def test_whether_it_is_allowed_is_a_plain_truth() -> None:
    """Of the stance alone."""
    evaluation = evaluate(Timeline(LONDON, ENDS, [Interview(ends=ENDS)]))
    for ruling in evaluation.rulings:
        assert ruling.allowed is (ruling.stance == "allowed")
    assert evaluation["thank_you", "email"].allowed is True
    assert evaluation["status_inquiry", "email"].allowed is False
