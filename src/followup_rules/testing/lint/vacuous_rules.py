"""Rules that never apply: their condition holds for no action at any instant."""

from __future__ import annotations

from collections.abc import Iterator

from followup_rules.rules.rule import Rule
from followup_rules.testing.lint.claims import PolicyClaims
from followup_rules.testing.lint.finding import Finding, rule_names
from followup_rules.timeline.vocabulary import ACTIONS


def find(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """The finding that a rule never applies."""
    claim = claims.held[rule]
    says = f"{rule_names(rule)} never applies"
    if not claim.places:
        judged = any(action in rule.on for action in ACTIONS)
        why = "its condition can never hold" if judged else "none of its actions is ever judged"
        yield claims.finding(claim, "never_applies", f"{says}: {why}", exact=True)
    elif claim.never_seen:
        yield claims.finding(claim, "never_applies", f"{says}, as far as was tried", exact=False)
