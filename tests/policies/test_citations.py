"""What the rules cite, held to a list that is written down apart from them: `citations.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from followup_rules import policies
from followup_rules.rules.amounts import Quantity
from followup_rules.rules.text_rules import Limit

WRITTEN: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("citations.toml").read_text(encoding="utf-8")
)


def test_every_policy_is_written_down() -> None:
    """And nothing that is not a policy."""
    assert tuple(WRITTEN) == policies.names()


@pytest.mark.parametrize("name", policies.names())
def test_rules_cite_the_statements_that_are_written_down_for_them(name: str) -> None:
    """Each rule, in the order of the policy; and what joins where an amount adds something."""
    rules = policies.BY_NAME[name].rules
    assert [(rule.id, [*rule.cites]) for rule in rules] == [*WRITTEN[name]["rules"].items()]
    lengthened = {rule.id: [*cites] for rule in rules for _, cites in rule.lengthened_by}
    assert lengthened == WRITTEN[name].get("lengthened_by", {})


@pytest.mark.parametrize("name", policies.names())
def test_content_rules_cite_the_statements_that_are_written_down_for_them(name: str) -> None:
    """Each content rule, in the order of the policy."""
    assert [(rule.id, [*rule.cites]) for rule in policies.BY_NAME[name].content] == [*WRITTEN[name]["content"].items()]


@pytest.mark.parametrize("name", policies.names())
def test_numbers_cite_and_range_as_written_down(name: str) -> None:
    """Quantities and limits: the value, the range that the document allows, and the statements."""
    numbers = {
        number.name: {"value": number.value, "low": number.low, "high": number.high, "cites": [*number.cites]}
        for number in policies.BY_NAME[name].parameters.values()
        if isinstance(number, Quantity | Limit)
    }
    assert numbers == WRITTEN[name]["numbers"]


@pytest.mark.parametrize("name", policies.names())
def test_choices_cite_and_read_as_written_down(name: str) -> None:
    """The readings, the one that is cited first, and the statements."""
    choices = {
        choice.name: {"readings": [*choice.readings], "cites": [*choice.cites]}
        for choice in policies.BY_NAME[name].parameters.values()
        if not isinstance(choice, Quantity | Limit)
    }
    assert choices == WRITTEN[name].get("choices", {})
