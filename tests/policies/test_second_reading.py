"""The library agrees with a second reading of the guidance, written apart from it and sharing no code with it."""

from __future__ import annotations

from collections.abc import Iterator
from secrets import token_hex
from typing import Any

import pytest

import agreement
import second_reading
import timeline_cover
from followup_rules.temporal.instants import micros
from second_reading.__main__ import timeline_at
from worked_cases import Check, all_checks

pytestmark = pytest.mark.unmeasured

# each set of timelines is compared by this many tests, which can run beside each other
PARTS = range(10)
FRESH = 300
WITH_DATES = 150
COMBINED = 200
CASES = list(all_checks())
CASE_PARTS = 50
# how many cells the frozen timelines reach; `python tests/timeline_cover.py` prints it
CELLS = 1_980
DATES = {"opens", "closes", "due", "overdue"}


def fresh_seeds(count: int, part: int) -> Iterator[str]:
    """Seeds that no run has used before; a disagreement is reported with the timeline, so that it can be repeated."""
    run = token_hex(8)
    return (f"{run} {number}" for number in range(count)[part :: len(PARTS)])


@pytest.mark.parametrize("part", PARTS)
def test_they_agree_on_the_frozen_timelines(part: int) -> None:
    """Every stance, possible stance, advice and missing fact of every action in all six policies."""
    frozen = timeline_cover.covering_timelines()[part :: len(PARTS)]
    assert [message for data in frozen for message in agreement.disagreements(data)][:5] == []


@pytest.mark.long
def test_the_frozen_timelines_reach_all_cells() -> None:
    """As many as the random timelines reached from which they were chosen."""
    frozen = timeline_cover.covering_timelines()
    assert len(frozenset().union(*map(timeline_cover.cells, frozen))) == CELLS


@pytest.mark.parametrize("part", PARTS)
def test_they_agree_on_fresh_timelines(part: int) -> None:
    """The same, on timelines that are drawn anew in every run."""
    assert agreement.random_disagreements(fresh_seeds(FRESH, part))[:5] == []


@pytest.mark.parametrize("part", PARTS)
def test_they_agree_on_the_windows_boundaries(part: int) -> None:
    """Opens, closes, due, overdue and all windows of some actions, those with advice before others."""
    seeds = [f"1 {number}" for number in range(WITH_DATES)[part :: len(PARTS)]]
    assert agreement.random_disagreements(seeds, dates=3)[:5] == []


@pytest.mark.parametrize("part", PARTS)
def test_they_agree_on_combined_policies(part: int) -> None:
    """Stance, advice and missing facts under every resolver, over two to five policies."""
    seeds = map(str, range(COMBINED)[part :: len(PARTS)])
    assert [message for seed in seeds for message in agreement.resolved_disagreements(seed)][:5] == []


@pytest.mark.parametrize("part", range(CASE_PARTS))
def test_the_second_reading_holds_the_worked_cases_too(part: int) -> None:
    """The cases are not the library's own echo: the second reading says all that they expect, but what is cited."""
    wrong = {check.name: told for check in CASES[part::CASE_PARTS] if (told := otherwise_told(check))}
    assert wrong == {}


def otherwise_told(check: Check) -> dict[str, Any]:
    """What the second reading says otherwise than the case expects."""
    expected = check.expected
    action = expected["kind"], expected["channel"], expected.get("to")
    data = timeline_at(check.case["timeline"], expected["at"])
    judged = second_reading.judge(data, check.policy)[action]
    said: dict[str, Any] = {
        "stance": judged.stance,
        "advice": judged.advice or "none",
        "missing": judged.missing,
        "possible": judged.possible,
    }
    wanted = {name: expected[name] for name in said.keys() & expected.keys()}
    wanted |= {name: set(expected[name]) for name in {"missing", "possible"} & expected.keys()}
    if DATES & expected.keys():
        dates = second_reading.dates(data, check.policy, action)
        for name in DATES & expected.keys():
            date = getattr(dates, name)
            said[name] = date and micros(date)
            wanted[name] = None if expected[name] == "none" else micros(expected[name])
    return {name: said[name] for name in wanted if said[name] != wanted[name]}
