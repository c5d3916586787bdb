"""Duplicates: several rules that say the same under different ids."""

from __future__ import annotations

from collections.abc import Iterator

from followup_rules.rules.rule import Rule
from followup_rules.testing.lint.claims import PolicyClaims
from followup_rules.testing.lint.finding import Finding, rule_names


def find(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """The finding that other rules repeat this one."""
    for rules in claims.repeated:
        if rules[0] == rule:
            yield Finding("duplicate", "fault", claims.policy.name, rules, f"{rule_names(*rules)} say the same")
