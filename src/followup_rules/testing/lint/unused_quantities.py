"""Unused quantities: no rule uses them except in a sentence, or no rule holds them at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

from followup_rules.rules.amounts import Quantity
from followup_rules.rules.node import walk
from followup_rules.rules.policy import AnyPolicy, Policy
from followup_rules.testing.dependencies import reckoned_with
from followup_rules.testing.lint.finding import Finding, rule_names, with_cites


def only_told(policy: Policy) -> Iterator[Finding]:
    """The quantities that stand only in sentences."""
    used = {node for rule in policy.rules for node in reckoned_with(rule)}
    for quantity in policy.quantities.values():
        if quantity not in used:
            rules = tuple(rule for rule in policy.rules if quantity in walk(rule))
            name = with_cites(quantity.name, quantity.cites)
            says = f"{name} stands only in the sentence of {rule_names(*rules)}"
            yield Finding("unused_quantity", "fault", policy.name, rules, says)


def held_by_no_rule(policy: AnyPolicy, module: ModuleType) -> Iterator[Finding]:
    """The quantities of a module that no rule holds; those imported from this library are not its own."""
    ours = (other for name, other in sys.modules.items() if name.startswith("followup_rules.") and other is not module)
    imported = {id(value) for other in ours for value in vars(other).values() if isinstance(value, Quantity)}
    own = {id(value): value for value in vars(module).values() if isinstance(value, Quantity)}
    for key, quantity in own.items():
        if key not in imported and quantity.name not in policy.quantities:
            says = f"no rule uses {with_cites(quantity.name, quantity.cites)} of `{module.__name__}`"
            yield Finding("unused_quantity", "fault", policy.name, (), says)
