"""Small scopes: every timeline that a few events can make, at the lengths of time that the rules name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product, takewhile
from math import comb
from typing import Any

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.selections import Selection
from followup_rules.temporal.instants import Micros
from followup_rules.testing.dependencies import (
    dependencies_of,
    dependencies_of_rules,
    narrowed,
    subjects_of,
    telling_values,
)
from followup_rules.testing.laws import Law
from followup_rules.testing.strategies.events import event_kinds, happened
from followup_rules.testing.strategies.instants import DAY, MONDAY, Clock
from followup_rules.timeline.events import Event, Interview
from followup_rules.timeline.facts import NEVER_UNKNOWN, UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline


@attrs.frozen(repr=False)
class SmallScope:
    """
    All timelines of up to `most_events` of some `events`, under each of some `facts`, and those without any event.

    Each timeline with events has one of the first `openings` events, and its now is its last event. A scope can be
    iterated again and again, always in the same order; `len()` counts without iterating.
    """

    zone: str
    events: tuple[Event, ...]
    openings: int
    most_events: int
    facts: tuple[Facts, ...]

    def __len__(self) -> int:
        count, rest = len(self.events), len(self.events) - self.openings
        return len(self.facts) * (1 + sum(comb(count, n) - comb(rest, n) for n in range(1, self.most_events + 1)))

    def __iter__(self) -> Iterator[Timeline]:
        first_us = min(map(happened, self.events))
        for facts in self.facts:
            yield Timeline(self.zone, Micros(first_us), (), facts)
            for count in range(1, self.most_events + 1):
                choices = combinations(range(len(self.events)), count)
                # choices that have an opening come before all those that have none
                for indexes in takewhile(lambda choice: choice[0] < self.openings, choices):
                    events = [self.events[index] for index in indexes]
                    yield Timeline(self.zone, Micros(max(map(happened, events))), events, facts)

    def __repr__(self) -> str:
        return f"<SmallScope: {len(self)} timelines of up to {self.most_events} events>"


def small_scope(
    *policies: AnyPolicy,
    most_events: int = 3,
    on: Selection | None = None,
    laws: Iterable[Law] = (),
    opening: str = "interview",
    facts: Iterable[Facts] = (Facts(),),
    zone: str = "UTC",
    start: date = MONDAY,
) -> SmallScope:
    """
    All timelines of up to *most_events* events that the rules of some policies tell apart.

    Events happen at 09:00 on the date of *start* in the *zone*, or later by a length of time that a rule names. Each
    timeline begins with the *opening*: an `interview` of one hour that ends at the first 09:00, or `any` event then.
    Of events that all rules treat alike there is one: one message for each set of kinds and channels, and one channel
    that may be preferred of each such set. Promises are for today, for a date or for an instant, invitations for a date
    or for now by phone. If people matter there are two interviewers, and a message of a counted kind is to one of them
    or to nobody by name. If *on* names some actions, only what matters to the rules on these actions is tried, which
    makes the scope far smaller. What the *laws* are about is tried too, also where no rule depends on it.

    Raises `PolicyError` for another opening, or if no policy is given.

    >>> from followup_rules import policies
    >>> scope = small_scope(policies.business_etiquette, most_events=2)
    >>> len(scope), sum(1 for _ in scope)
    (290, 290)
    """
    if not policies:
        raise PolicyError("`small_scope` was given no policy; expected one or more")
    if opening not in ("interview", "any"):
        raise PolicyError(f"{shown(opening)} is not an opening; expected `interview` or `any`")
    chosen = policies if on is None else [narrowed(policy, subjects_of(on)) for policy in policies]
    needed = dependencies_of(chosen, *(law.concerns() for law in laws))
    clock = Clock(zone, start)
    nine = clock.instant((0, 0, 0))
    # where clocks change, two lengths may lead to the same instant
    grid = sorted({clock.zone.add_days(nine, length // DAY) + length % DAY for length in needed.lengths})
    # interviews come first
    kinds = event_kinds(needed)
    events = tuple(kind(clock.zone, at) for at, kind in product(grid, kinds))
    interviews = (event for event in events[: len(kinds)] if isinstance(event, Interview) and not event.cancelled_us)
    openings = len(kinds) if opening == "any" else sum(1 for _ in interviews)
    return SmallScope(zone, events, openings, most_events, tuple(facts))


def small_facts(*policies: AnyPolicy, start: date = MONDAY) -> tuple[Facts, ...]:
    """
    The declared facts that the rules of some policies tell apart.

    These are no facts at all; each fact that a rule depends on, with each value that rules name and with `UNKNOWN`; and
    for each rule all its facts together. Dates are that of *start*.

    >>> from followup_rules import Policy
    >>> from followup_rules.rules import fact, gift, permit
    >>> small_facts(Policy("mine", [permit(gift, fact("post_suits_role"), says="by post").named("mine/by-post")]))
    (Facts(), Facts(post_suits_role=True), Facts(post_suits_role=UNKNOWN))
    """
    declared: list[dict[str, Any]] = [{}]
    for name, values in dependencies_of(policies).facts:
        unknown = () if name in NEVER_UNKNOWN else (UNKNOWN,)
        declared += ({name: value} for value in (*telling_values(name, values, start), *unknown))
    for rule in (rule for policy in policies for rule in policy.rules):
        facts = dependencies_of_rules((rule,)).facts
        if len(facts) > 1:
            declared.append({name: telling_values(name, values, start)[-1] for name, values in facts})
    return tuple(dict.fromkeys(Facts(**values) for values in declared))
