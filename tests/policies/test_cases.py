"""The worked cases hold: stance, advice, dates and citations, as a person worked them out from the documents."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from followup_rules import evaluate, policies
from followup_rules.rules.rule import Effect
from followup_rules.temporal import instants
from worked_cases import Check, all_cases, all_checks, policy_of, timeline_of

pytestmark = pytest.mark.unmeasured

CHECKS = list(all_checks())
PLAIN_KEYS = {
    "at",
    "kind",
    "channel",
    "to",
    "stance",
    "advice",
    "opens",
    "closes",
    "due",
    "overdue",
    "cites",
    "missing",
    "possible",
}


def comparable(key: str, value: Any) -> Any:
    """Instants as integers, so that an offset's spelling does not matter; names as sets; `none` as None."""
    if value is None or value == "none":
        return None
    if key in {"missing", "possible"}:
        return set(value)
    return instants.micros(value) if key in {"opens", "closes", "due", "overdue"} else value


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_worked_case(check: Check) -> None:
    """What the case expects is what the library says."""
    expected = dict(check.expected)
    timeline = timeline_of(check.case, expected.pop("at"))
    action = expected.pop("kind"), expected.pop("channel"), expected.pop("to", None)
    ruling = evaluate(timeline, policy_of(check.policy))[action].to_dict()
    cited = {cite for reason in ruling["reasons"] for cite in reason["cites"]}
    assert set(expected.pop("cites", ())) <= cited
    said = {key: comparable(key, ruling[key]) for key in expected}
    assert said == {key: comparable(key, value) for key, value in expected.items()}


def test_cases_are_many_and_well_formed() -> None:
    """At least 150 cases, each with an id of its own, a title, a why and nothing that no check reads."""
    cases = [case for _, case in all_cases()]
    assert len(cases) >= 150
    assert [name for name, count in Counter(case["id"] for case in cases).items() if count > 1] == []
    for case in cases:
        assert case["title"], case["id"]
        assert case["why"], case["id"]
        assert case["since"], case["id"]
        assert case["checks"], case["id"]
        assert set(case) <= {"id", "title", "since", "why", "changed", "policy", "timeline", "checks"}, case["id"]
    for check in CHECKS:
        assert set(check.expected) <= PLAIN_KEYS, check.name


# these hold only where a choice is read otherwise: `readings.toml`
ELSEWHERE = {
    "review_your_notes/no-thank-you-before-they-said",
    "review_your_notes/never-exactly-a-week-after",
    "art_of_follow_up/no-thank-you-in-an-early-round",
}


@pytest.mark.parametrize("name", policies.names())
def test_every_rule_decides_in_some_case_of_its_policy(name: str) -> None:
    """It is a reason of a ruling that a case expects; a rule that only discourages never is one, and is left out."""
    policy = policies.BY_NAME[name]
    wanted = {rule.id for rule in policy.rules if rule.effect is not Effect.DISCOURAGE} - ELSEWHERE
    for check in (check for check in CHECKS if check.policy == name):
        if wanted:
            expected = check.expected
            evaluation = evaluate(timeline_of(check.case, expected["at"]), policy)
            ruling = evaluation[expected["kind"], expected["channel"], expected.get("to")]
            wanted -= {reason.rule for reason in ruling.reasons}
    assert wanted == set()
