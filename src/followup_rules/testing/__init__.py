"""Tools for those who write a policy: to draw timelines, to state laws, to find out what the policy really says.

Needs `hypothesis` (extra `testing`). Nothing is registered, patched or loaded before it is asked for.
"""

from __future__ import annotations

from followup_rules.errors import needs

with needs("testing", "hypothesis", "testing a policy needs"):
    import hypothesis  # noqa: F401  # all that follows draws with it

from followup_rules.testing import laws
from followup_rules.testing.checks import (
    LawBroken,
    check,
    check_always_allowed,
    check_cap,
    check_min_gap,
    check_monotone_in_prohibitions,
    check_never_allowed,
    check_never_both,
    check_never_trapped,
    check_no_channel_on_top,
    check_no_contact_is_absolute,
    check_once,
    check_one_stance,
    check_respects_preferences,
    check_wait,
)
from followup_rules.testing.coverage import CoveredKind, CoveredRule, RuleCoverage, rule_coverage
from followup_rules.testing.differences import Difference, PolicyComparison, compare_policies, find_difference
from followup_rules.testing.laws import Law
from followup_rules.testing.linting import Finding, lint
from followup_rules.testing.machine import PolicyMachine
from followup_rules.testing.scope import SmallScope, small_facts, small_scope
from followup_rules.testing.search import Effort
from followup_rules.testing.strategies import (
    conditions,
    events,
    facts,
    instants,
    policies,
    register_types,
    rules,
    timelines,
    zones,
)

__all__ = [
    "CoveredKind",
    "CoveredRule",
    "Difference",
    "Effort",
    "Finding",
    "Law",
    "LawBroken",
    "PolicyComparison",
    "PolicyMachine",
    "RuleCoverage",
    "SmallScope",
    "check",
    "check_always_allowed",
    "check_cap",
    "check_min_gap",
    "check_monotone_in_prohibitions",
    "check_never_allowed",
    "check_never_both",
    "check_never_trapped",
    "check_no_channel_on_top",
    "check_no_contact_is_absolute",
    "check_once",
    "check_one_stance",
    "check_respects_preferences",
    "check_wait",
    "compare_policies",
    "conditions",
    "events",
    "facts",
    "find_difference",
    "instants",
    "laws",
    "lint",
    "policies",
    "register_types",
    "rule_coverage",
    "rules",
    "small_facts",
    "small_scope",
    "timelines",
    "zones",
]
