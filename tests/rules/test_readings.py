"""Readings: where a document can be read in more than one way, the name of the one in use."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from followup_rules.errors import PolicyError
from followup_rules.rules.choices import choice_of_conditions, choice_of_moments, chosen
from followup_rules.rules.conditions import before, never, pending, since
from followup_rules.rules.moments import counted, counted_attempts, interview_end, last_sign_of_life, latest_attempt
from followup_rules.rules.policy import Policy
from followup_rules.rules.readings import Reading, reading
from followup_rules.rules.rule import Rule, forbid, permit
from followup_rules.rules.selections import messages

DAYS = reading("days_counted", "by_the_clock", "by_the_date", "in_working_days", cites=("a-01",))


def refusal(make: Callable[[], object]) -> str:
    """What is said of something that cannot be made."""
    with pytest.raises(PolicyError) as caught:
        make()
    return str(caught.value)


def test_the_first_reading_is_taken() -> None:
    """The others are known by name, with the statements they are read from."""
    assert (DAYS.name, DAYS.chosen, DAYS.cites) == ("days_counted", "by_the_clock", ("a-01",))
    assert DAYS.readings == ("by_the_clock", "by_the_date", "in_working_days")
    assert repr(DAYS) == "days_counted"


def test_another_reading_may_be_taken() -> None:
    """The old one stays as it was; taking the first again gives an equal one."""
    other = DAYS.read_as("by_the_date")
    assert (other.chosen, repr(other), DAYS.chosen) == ("by_the_date", "days_counted=by_the_date", "by_the_clock")
    assert other.read_as("by_the_clock") == DAYS != other


def test_an_unknown_reading_is_refused_with_the_known_ones() -> None:
    """In the order in which they were given."""
    expected = (
        "`by_heart` is not a reading of `days_counted`; expected one of by_the_clock, by_the_date, in_working_days"
    )
    assert refusal(lambda: DAYS.read_as("by_heart")) == expected
    assert refusal(lambda: Policy("mine", [uses(DAYS)]).with_(days_counted="by_heart")) == expected


def test_a_choice_without_readings_is_refused() -> None:
    """There is nothing to choose."""
    assert refusal(lambda: reading("which")) == "choice `which` has no readings; expected some by name"


def uses(which: Reading, name: str = "mine/wait") -> Rule:
    """A rule that depends on a reading."""
    return forbid(messages(), before(counted(interview_end, which)), says="wait").named(name)


def test_choices_that_share_a_reading_change_together() -> None:
    """Between moments, between conditions, and whatever else is told apart by its name."""
    moment = choice_of_moments("clock", by_end=interview_end, by_life=last_sign_of_life)
    condition = choice_of_conditions("clock", by_end=pending, by_life=never)
    attempts = latest_attempt(counted=attrs.evolve(counted_attempts(), attempts=moment.reading))
    mine = Policy(
        "mine",
        [
            forbid(messages(), before(moment) & condition, says="wait").named("mine/wait"),
            permit(messages(), since(attempts), says="ask").named("mine/ask"),
        ],
    )
    assert mine.choices["clock"] == moment.reading
    changed = mine.with_(clock="by_life")
    assert repr(changed.rules[0].when) == "before(clock=by_life) & clock=by_life"
    assert repr(changed.rules[1].when) == "since(latest_attempt(UNPROMPTED, counted=counted_attempts(clock=by_life)))"
    assert changed.choices["clock"].chosen == "by_life"


def test_what_is_chosen_is_found_through_choices_in_choices() -> None:
    """What is no choice is itself."""
    inner = choice_of_moments("inner", end=interview_end, life=last_sign_of_life)
    outer = choice_of_moments("outer", inner=inner.read_as("life"), end=interview_end)
    assert chosen(outer) is last_sign_of_life
    assert chosen(outer.read_as("end")) is chosen(interview_end) is interview_end
