"""Lint: what is wrong with a policy as a set of rules, whatever the rules are about.

Some findings follow from the rules themselves. The others are searched for on timelines, over all time on each: first
on small ones, then on drawn ones, and for each suspected rule on those that exercise it.
"""

from __future__ import annotations

from types import ModuleType

from followup_rules.rules.policy import AnyPolicy, check_policy
from followup_rules.testing.dependencies import single_policies
from followup_rules.testing.lint import findings
from followup_rules.testing.lint.claims import PolicyClaims
from followup_rules.testing.lint.findings import Finding as Finding
from followup_rules.testing.lint.refuting import Search


def lint(
    policy: AnyPolicy, *, module: ModuleType | None = None, tries: int = 500, seed: int = 0
) -> tuple[Finding, ...]:
    """
    What is wrong with a policy as a set of rules, or suspicious: faults first, then notes, in the order of the rules.

    A rule holds where its condition surely holds for an action on which it is. A recommendation is made from its due
    date until it is done. The findings are:

    - `never_applies`: the rule holds nowhere;
    - `duplicate`: several rules have the same effect, actions, condition and dates;
    - `contradiction`: one rule permits only where another forbids, or recommends only where another discourages. A
      narrow prohibition that limits a general permission is not a contradiction;
    - `never_decides`: several rules together override the rule wherever it holds, or its advice is never given; as a
      note: another rule always does the same, so this rule only adds a reason;
    - `unused_quantity`: no rule uses a quantity except in its sentence; if *module* is the module that makes the
      policy, also its quantities that no rule holds at all;
    - `gap`, a note: no rule speaks of any action of a kind, or of its actions by some channels.

    Each rule has at most one finding besides `duplicate`. The sources of a combined policy are checked one by one; its
    gaps are those of the whole.

    Up to *tries* drawn timelines and 20 times as many small ones are searched, and for each rule that is still
    suspected as many again, and 60 times as many small ones. With `tries=0`, only what follows from the rules is found.
    The same *seed* gives the same findings. Raises `PolicyError` for anything that is not a policy.

    >>> from followup_rules import Policy
    >>> from followup_rules.rules.conditions import before, since
    >>> from followup_rules.rules.moments import interview_end
    >>> from followup_rules.rules import acts, permit
    >>> when = since(interview_end) & before(interview_end)
    >>> policy = Policy("mine", [permit(acts("move_on"), when, cites=("a-1",), says="now").named("mine/now")])
    >>> lint(policy)[0].says
    '`mine/now` [a-1] never applies: its condition can never hold'
    """
    check_policy(policy)
    found: list[Finding] = []
    sources = single_policies(policy)
    for claims in map(PolicyClaims, sources):
        if tries > 0:
            Search(claims, tries, seed).run()
        found += (finding for rule in claims.rules for finding in findings.of_rule(claims, rule))
    for source in sources:
        found += findings.only_told(source)
    found += () if module is None else findings.held_by_no_rule(policy, module)
    found += findings.gaps(policy, sources)
    return tuple(sorted(found, key=lambda finding: finding.level == "note"))
