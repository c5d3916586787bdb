"""The search for timelines that refute what is suspected of rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby, islice, product
from math import prod
from typing import Any, Final

import attrs

from followup_rules.rules.amounts import Fixed, Unit
from followup_rules.rules.node import walk
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import Rule
from followup_rules.temporal.instants import Micros, zone
from followup_rules.testing.dependencies import dependencies_of, dependencies_of_rules
from followup_rules.testing.lint.claims import OverTime, PolicyClaims
from followup_rules.testing.search import search
from followup_rules.testing.small_scopes import SmallScope, small_facts, small_scope
from followup_rules.testing.strategies.events import event_kinds
from followup_rules.testing.strategies.instants import DAY
from followup_rules.testing.strategies.timelines import histories
from followup_rules.timeline.facts import BOUNDS, UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline

# how many small timelines are tried for each drawn one, because they are made much faster: early on, and in the end
_FIRST_SMALL: Final = 2
_SMALL: Final = 20
# of what a single rule depends on: enough for two events beside an interview, under many facts
_LARGEST: Final = 60
_MOST_FACTS: Final = 256


@attrs.frozen
class Search:
    """A search, the cheapest first, which goes on only while something is suspected that a timeline can refute."""

    claims: PolicyClaims
    tries: int
    seed: int

    def run(self) -> None:
        policy, rules = self.claims.policy, self.claims.rules
        self.try_small(small_scope(policy, most_events=2), rules, self.tries)
        for rule in rules:
            self.try_small_for(rule, _FIRST_SMALL * self.tries)
        for rule in rules:
            self.try_drawn(self.claims.narrowed([rule]), [rule])
        self.try_drawn(policy, rules)
        for rule in rules:
            self.try_small_for(rule, _LARGEST * self.tries)
        self.try_small(small_scope(policy, most_events=2, facts=small_facts(policy)), rules, _SMALL * self.tries)

    def try_small_for(self, rule: Rule, most: int) -> None:
        """Try up to so many small timelines of what a rule depends on, with the rules suspected to make it needless."""
        if self.claims.open([rule]):
            narrow = self.claims.narrowed([rule])
            for timeline in _repeating(narrow):
                self.try_one(timeline, [rule])
            self.try_small(_largest_scope(narrow, most), [rule], max(most, _SMALL * self.tries))

    def try_small(self, scope: SmallScope, rules: Collection[Rule], most: int) -> None:
        """Try up to so many small timelines, except those with only facts that no open claim depends on."""
        some = islice(scope, 0, None, -(-len(scope) // most))
        for facts, timelines in groupby(some, key=lambda timeline: timeline.facts):
            given = {name for name in attrs.fields_dict(Facts) if getattr(facts, name) is not None}
            needed = dependencies_of_rules(self.claims.narrowed(rules).rules).facts
            if given and given.isdisjoint(dict(needed)):
                continue
            if not all(self.try_one(timeline, rules) for timeline in timelines):
                return

    def try_drawn(self, policy: Policy, rules: Collection[Rule]) -> None:
        """Try drawn timelines of what a policy depends on; a fifth of them first, which is mostly enough."""
        for seed, count in enumerate((self.tries // 5, self.tries - self.tries // 5), start=self.seed):
            if count and self.claims.open(rules):
                drawn = histories(dependencies_of((policy,)))
                # none more is drawn once nothing is open
                search(drawn, lambda timeline: not self.try_one(timeline, rules), tries=count, seed=seed)

    def try_one(self, timeline: Timeline, rules: Collection[Rule]) -> bool:
        """Whether anything was open that the timeline could refute."""
        claims, over_time = self.claims.open(rules), OverTime(self.claims.policy, timeline)
        for claim in claims:
            claim.refute(over_time)
        return bool(claims)


def _repeating(policy: Policy) -> Iterator[Timeline]:
    """An interview, then one kind of event as many times as a rule counts, at each length of time."""
    nodes = (node for rule in policy.rules for node in walk(rule))
    counts = {node.value for node in nodes if isinstance(node, Fixed) and node.unit is Unit.TIMES}
    needed, place = dependencies_of((policy,)), zone("UTC")
    interview, *kinds = event_kinds(needed)
    for count, kind, step in product(sorted(counts), kinds, sorted({DAY, *needed.lengths} - {0})):
        events = [interview(place, 0), *(kind(place, number * step) for number in range(1, count + 1))]
        for facts in _facts(policy):
            yield Timeline("UTC", Micros(count * step), events, facts)


def _facts(policy: Policy) -> tuple[Facts, ...]:
    """The facts that a policy tells apart; unless these are too many, combined, with the least and most of numbers."""
    alone = small_facts(policy)
    values: dict[str, dict[Any, None]] = {}
    for facts, name in product(alone, attrs.fields_dict(Facts)):
        value = getattr(facts, name)
        if value is not None and value is not UNKNOWN:
            values.setdefault(name, dict.fromkeys((None, *BOUNDS.get(name, ()))))[value] = None
    if prod(map(len, values.values())) > _MOST_FACTS:
        return alone
    together = (Facts(**dict(zip(values, several, strict=True))) for several in product(*values.values()))
    return tuple(dict.fromkeys((*alone, *together)))


def _largest_scope(policy: Policy, most: int) -> SmallScope:
    """The scope of a policy with the most events that has at most so many timelines."""
    facts = _facts(policy)
    sizes = [(count, opening) for count in (4, 3, 2, 1) for opening in ("any", "interview")]
    scopes = [small_scope(policy, most_events=count, opening=opening, facts=facts) for count, opening in sizes]
    return next((scope for scope in scopes if len(scope) <= most), scopes[-1])
