"""The library agrees with a second reading of the guidance, written apart from it and sharing no code with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import agreement
import second_reading
from worked_cases import Check, all_checks

WITH_DATES = 300
COMBINED = 300


def test_they_agree_on_every_stance_and_advice(compared: Iterator[list[str]]) -> None:
    """Every stance, possible stance, advice and missing fact of every action in all six policies."""
    assert [message for found in compared for message in found][:5] == []


def test_they_agree_on_the_windows_boundaries() -> None:
    """Opens, closes, due, overdue and all windows of some actions, those with advice before others."""
    assert agreement.all_disagreements(WITH_DATES, seed=1, dates=3)[:5] == []


def test_they_agree_on_combined_policies() -> None:
    """Stance, advice and missing facts under every resolver, over two to five policies."""
    assert [message for seed in range(COMBINED) for message in agreement.resolved_disagreements(str(seed))][:5] == []


@pytest.mark.parametrize("check", list(all_checks()), ids=lambda check: check.name)
def test_the_second_reading_holds_the_worked_cases_too(check: Check) -> None:
    """The cases are not the library's own echo: the second reading gives the same stance and advice."""
    expected = check.expected
    events = [
        event
        for event in check.case["timeline"]["events"]
        if event["type"] == "interview" or agreement.micros_of(event["at"]) <= agreement.micros_of(expected["at"])
    ]
    data = {**check.case["timeline"], "events": events, "now": expected["at"]}
    judged = second_reading.judge(data, check.policy)[expected["kind"], expected["channel"], expected.get("to")]
    assert judged.stance == expected["stance"]
    if "advice" in expected:
        assert (judged.advice or "none") == expected["advice"]
