"""Readings of a document that are not the default: each can be chosen by name, and makes the difference it names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from followup_rules import Timeline, evaluate, policies
from followup_rules.drafts import Draft, review_draft
from followup_rules.rules.policy import AnyPolicy

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("readings.toml").read_text(encoding="utf-8"))[
    "case"
]
CHOICES = [(name, choice) for name in policies.names() for choice in policies.get(name).choices]
# what turns on the words of a draft, which a timeline does not show
OF_TEXTS = "paragraphs_counted"
# In these two no day is counted from an instant, only from dates: by the clock and by the date is the same.
NO_DIFFERENCE = {("pro_tips", "days_counted", "by_the_date"), ("review_your_notes", "days_counted", "by_the_date")}


def said(policy: AnyPolicy, case: dict[str, Any]) -> list[str]:
    """The advice at each instant, or else the stance."""
    whole = Timeline.from_dict(
        {
            "zone": "Europe/London",
            "now": "2026-01-01T00:00:00Z",
            "facts": case.get("facts", {}),
            "events": case["events"],
        }
    )
    rulings = [evaluate(whole.at(instant), policy)[tuple(case["action"])] for instant in case["at"]]
    return [ruling.advice or ruling.stance for ruling in rulings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['policy']} {case['choice']}")
def test_each_reading_makes_the_difference_that_its_name_says(case: dict[str, Any]) -> None:
    """Every reading of the choice, the default among them, as it is worked out in the file."""
    policy, choice = policies.get(case["policy"]).with_(**case.get("besides", {})), case["choice"]
    assert policy.choices[choice].chosen == policy.choices[choice].readings[0] == next(iter(case["says"]))
    assert said(policy, case) == said(policy.with_(**{choice: policy.choices[choice].chosen}), case)
    assert {word: said(policy.with_(**{choice: word}), case) for word in case["says"]} == case["says"]


@pytest.mark.parametrize(("name", "choice"), CHOICES)
def test_no_reading_is_left_out(name: str, choice: str) -> None:
    """Each has its place in the file, and differs there from every other, but for those that never do."""
    readings = policies.BY_NAME[name].choices[choice].readings
    if choice == OF_TEXTS:
        return
    (case,) = [case for case in CASES if (case["policy"], case["choice"]) == (name, choice)]
    assert tuple(case["says"]) == readings
    told = [tuple(case["says"][word]) for word in readings if (name, choice, word) not in NO_DIFFERENCE]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("name", ["pro_tips", "recommended"])
def test_greeting_and_ending_may_count_as_paragraphs(name: str) -> None:
    """pro_tips-20: fewer than three paragraphs of the body, or of all that stands in the email."""
    body = "Dear Dana,\n\nThank you.\n\nWhere do we stand?\n\nKind regards,\nAna Ruiz"
    draft = Draft("status_inquiry", "email", body=body)
    timeline = Timeline("Europe/London", "2025-10-20T10:00:00+01:00")
    demand = "pro_tips/fewer-than-three-paragraphs"

    def is_broken(policy: AnyPolicy) -> bool:
        return demand in [checked.rule.id for checked in review_draft(draft, timeline, policy).broken]

    policy = policies.BY_NAME[name]
    assert not is_broken(policy)
    assert not is_broken(policy.with_(paragraphs_counted="body_only"))
    assert is_broken(policy.with_(paragraphs_counted="with_greeting_and_ending"))
