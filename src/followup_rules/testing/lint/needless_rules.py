"""Rules that never decide: others override them everywhere, or always do the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup_rules.rules.rule import Rule
from followup_rules.testing.lint.claims import Claim, PolicyClaims
from followup_rules.testing.lint.finding import Finding, rule_names


def find(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """The findings that a rule never decides, the worst first."""
    held, made = claims.held[rule], claims.made.get(rule)
    yield from _overridden(claims, held)
    if made is not None:
        permits = f"{rule_names(rule)} permits, but never recommends"
        if not made.places:
            yield claims.finding(made, "never_decides", f"{permits}: it is never due before it is done", exact=True)
        if made.never_seen:
            yield claims.finding(made, "never_decides", f"{permits}, as far as was tried", exact=False)
        yield from _overridden(claims, made)
    if held.never_allowed:
        says = f"{rule_names(rule)} discourages only what is not allowed anyway: it never decides"
        yield claims.finding(held, "never_decides", says, exact=held.never_allowed_proved, level="note")
    yield from _doubled(claims, rule)


def _overridden(claims: PolicyClaims, claim: Claim) -> Iterator[Finding]:
    if claim.overridden_by:
        says = f"{only_where(claim, claim.overridden_by)}: it never decides"
        yield claims.finding(claim, "never_decides", says, claim.overridden_by, exact=claim.overridden_proved)


def only_where(claim: Claim, others: Sequence[Rule]) -> str:
    """What a rule does, and that it does so only where each of some others, or several together, override it."""
    effects = dict.fromkeys(other.effect for other in others)
    alone = len(others) == 1
    if alone or claim.each:
        do = f"{'' if alone else 'each of '}{rule_names(*others)} {' or '.join(f'{effect}s' for effect in effects)}"
    else:
        do = f"{rule_names(*others)} {' or '.join(effects)}"
    return f"{rule_names(claim.rule)} {'recommend' if claim.recommends else claim.rule.effect}s only where {do}"


def _doubled(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """A note that others double a rule; of rules that all double each other, only the first has it."""
    others = claims.doubled(rule)
    mutual = [other for other in others if rule in claims.doubled(other)]
    if not others or any(claims.rules.index(other) < claims.rules.index(rule) for other in mutual):
        return
    if len(mutual) == len(others):
        says = f"{rule_names(rule, *others)} always hold together: each only adds a reason"
    else:
        do = "does" if len(others) == 1 else "do"
        says = f"wherever {rule_names(rule)} {rule.effect}s, so {do} {rule_names(*others)}: it only adds a reason"
    exact = all(claim.doubles_proved for claim in claims.of(rule))
    yield claims.finding(claims.held[rule], "never_decides", says, others, exact=exact, level="note")
