"""How values show themselves to IPython and Hypothesis, and what they are as plain data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis.vendor.pretty import pretty

from followup_rules import UNKNOWN, Channel, Facts, Interview, Rejected, Timeline
from followup_rules.rules.conditions import pending
from followup_rules.rules.rule import permit
from followup_rules.rules.selections import messages
from followup_rules.temporal.values import PlainData, as_data
from ids import stable_id

ENDS = "2025-10-06T09:00:00+00:00"


@pytest.mark.parametrize(
    "value",
    [
        Interview(ends=ENDS),
        Facts(stage="final"),
        Timeline("UTC", ENDS, [Interview(ends=ENDS)]),
        pending,
        permit(messages(), pending, says="one may").named("mine/may"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_shown_as_the_call_that_makes_it(value: Any) -> None:
    """Not by its private fields."""
    assert pretty(value) == repr(value)


def test_a_class_is_shown_as_any_other() -> None:
    """Only its values have a way of their own."""
    assert pretty(Rejected) == "followup_rules.timeline.events.Rejected"
    assert not hasattr(Rejected, "_repr_pretty_")


@attrs.frozen
class _Point(PlainData):
    channels: tuple[Channel, ...]
    at: datetime | None
    inner: object = None


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        ("text", "text"),
        (Channel.EMAIL, "email"),
        (UNKNOWN, "unknown"),
        (date(2025, 10, 17), "2025-10-17"),
        (datetime(2025, 10, 17, 9, tzinfo=UTC), "2025-10-17T09:00:00+00:00"),
        ((Channel.POST, None), ["post", None]),
        (frozenset({date(2025, 10, 18), date(2025, 10, 17)}), ["2025-10-17", "2025-10-18"]),
        ({"a": (1,)}, {"a": [1]}),
        (
            _Point((Channel.EMAIL,), None, _Point((), datetime(2025, 10, 17, tzinfo=UTC))),
            {
                "channels": ["email"],
                "at": None,
                "inner": {"channels": [], "at": "2025-10-17T00:00:00+00:00", "inner": None},
            },
        ),
    ],
    ids=stable_id,
)
def test_a_value_as_data_is_what_json_has(value: Any, data: Any) -> None:
    """Words, dates, tuples, sets and nested values become texts, lists and dicts."""
    assert as_data(value) == data
    assert type(as_data(value)) is type(data)


def test_a_value_with_a_form_of_its_own_keeps_it_inside_another() -> None:
    """A timeline within a list is what its own `to_dict` returns."""
    timeline = Timeline("UTC", ENDS, [Interview(ends=ENDS)])
    assert as_data([timeline]) == [timeline.to_dict()]
