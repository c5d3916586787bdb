"""How values show themselves to IPython and Hypothesis."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis.vendor.pretty import pretty

from followup_rules import Facts, Interview, Rejected, Timeline
from followup_rules.rules.conditions import pending
from followup_rules.rules.rule import messages, permit

ENDS = "2025-10-06T09:00:00+00:00"


@pytest.mark.parametrize(
    "value",
    [
        Interview(ends=ENDS),
        Facts(stage="final"),
        Timeline("UTC", ENDS, [Interview(ends=ENDS)]),
        pending,
        permit("mine/may", messages(), pending, says="one may"),
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
