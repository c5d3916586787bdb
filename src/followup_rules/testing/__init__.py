"""Tools for those who write a policy: to draw timelines, to state laws, to find out what the policy really says.

Needs `hypothesis` (extra `testing`). Nothing is registered, patched or loaded before it is asked for.
"""

from __future__ import annotations

from followup_rules.errors import MissingExtra

try:
    import hypothesis  # noqa: F401  # all that follows draws with it
except ImportError:
    raise MissingExtra(
        "testing a policy needs `hypothesis`; install with `pip install followup-rules[testing]`"
    ) from None

from followup_rules.testing.differences import Difference, PolicyComparison, compare_policies, find_difference
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
    "Difference",
    "Effort",
    "PolicyComparison",
    "SmallScope",
    "compare_policies",
    "conditions",
    "events",
    "facts",
    "find_difference",
    "instants",
    "policies",
    "register_types",
    "rules",
    "small_facts",
    "small_scope",
    "timelines",
    "zones",
]
