"""Tools for people who write a policy: draw timelines, state laws, and find out what the policy really says.

They need `hypothesis` (extra `testing`). Nothing is registered or loaded before you ask for it.
"""

from __future__ import annotations

from followup_rules.errors import needs

with needs("testing", "hypothesis", "testing a policy needs"):
    import hypothesis  # noqa: F401  # everything below draws with it

from followup_rules.testing import laws as laws
from followup_rules.testing.checks import (
    LawBroken as LawBroken,
    LawNotTried as LawNotTried,
    check as check,
    check_advice_can_be_followed as check_advice_can_be_followed,
    check_always_allowed as check_always_allowed,
    check_answers_change_nothing as check_answers_change_nothing,
    check_cap as check_cap,
    check_min_gap as check_min_gap,
    check_monotone_in_prohibitions as check_monotone_in_prohibitions,
    check_never_allowed as check_never_allowed,
    check_never_both as check_never_both,
    check_never_trapped as check_never_trapped,
    check_no_channel_on_top as check_no_channel_on_top,
    check_no_contact_is_absolute as check_no_contact_is_absolute,
    check_once as check_once,
    check_one_stance as check_one_stance,
    check_respects_preferences as check_respects_preferences,
    check_wait as check_wait,
)
from followup_rules.testing.coverage import (
    CoveredKind as CoveredKind,
    CoveredRule as CoveredRule,
    RuleCoverage as RuleCoverage,
    rule_coverage as rule_coverage,
)
from followup_rules.testing.differences import (
    Difference as Difference,
    PolicyComparison as PolicyComparison,
    compare_policies as compare_policies,
    find_difference as find_difference,
)
from followup_rules.testing.laws import Law as Law
from followup_rules.testing.lint import Finding as Finding, lint as lint
from followup_rules.testing.machine import PolicyMachine as PolicyMachine
from followup_rules.testing.search import Effort as Effort
from followup_rules.testing.small_scopes import (
    SmallScope as SmallScope,
    small_facts as small_facts,
    small_scope as small_scope,
)
from followup_rules.testing.strategies import (
    conditions as conditions,
    events as events,
    facts as facts,
    instants as instants,
    policies as policies,
    register_types as register_types,
    rules as rules,
    timelines as timelines,
    zones as zones,
)
