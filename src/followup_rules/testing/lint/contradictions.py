"""Contradictions: a rule permits only where another forbids, or recommends only where another discourages."""

from __future__ import annotations

from collections.abc import Iterator

from followup_rules.rules.rule import Effect, Rule
from followup_rules.testing.lint.claims import PolicyClaims
from followup_rules.testing.lint.finding import Finding
from followup_rules.testing.lint.needless_rules import only_where


def find(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """The finding that a rule contradicts each of some others."""
    claim = claims.first_overridden(rule)
    if claim is None or rule.effect is Effect.DISCOURAGE or not claim.each:
        return
    against = Effect.DISCOURAGE if claim.recommends else Effect.FORBID
    contrary = [other for other in claim.overridden_by if other.effect is against]
    if contrary:
        says = f"{only_where(claim, contrary)}: neither states an exception for the other"
        yield claims.finding(claim, "contradiction", says, contrary, exact=claim.overridden_proved)
