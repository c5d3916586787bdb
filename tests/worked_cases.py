"""The worked cases: read from `tests/cases/<policy>/*.toml` and checked against the library."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from followup_rules import Timeline, policies
from followup_rules.rules.policy import AnyPolicy, resolvers

FOLDER = Path(__file__).parent / "cases"
LATEST = "2999-01-01T00:00:00Z"  # a now from which every event of a case lies behind


@attrs.frozen
class Check:
    """One check of a worked case: what is asked, when, and what is expected."""

    case: dict[str, Any]
    policy: str | dict[str, Any]
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        expected = self.expected
        to = f" to {expected['to']}" if "to" in expected else ""
        return f"{self.case['id']} {expected['at']} {expected['kind']} {expected['channel']}{to}"


def all_cases() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every case and the file it stands in."""
    for path in sorted(FOLDER.glob("*/*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield path, case


def all_checks() -> Iterator[Check]:
    """Every check of every case."""
    for path, case in all_cases():
        for expected in case["checks"]:
            yield Check(case, case.get("policy", path.parent.name), expected)


def policy_of(named: str | dict[str, Any]) -> AnyPolicy:
    """A policy by its name, or by a resolver and names."""
    if isinstance(named, str):
        return policies.BY_NAME[named]
    return resolvers[named["resolve"]](*map(policies.get, named["policies"]))


def timeline_of(case: dict[str, Any], at: str) -> Timeline:
    """A case's timeline as it was known at an instant."""
    return Timeline.from_dict({**case["timeline"], "now": LATEST}).at(at)
