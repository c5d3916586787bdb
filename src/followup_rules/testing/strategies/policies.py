"""Strategies for rules, and for policies: drawn, shipped and combined."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from followup_rules import policies as shipped
from followup_rules.rules import conditions as parts, rule as makers
from followup_rules.rules.policy import AnyPolicy, Policy, resolvers
from followup_rules.rules.rule import Effect, Rule
from followup_rules.rules.selections import Selection, acts, messages
from followup_rules.testing.strategies.conditions import GRACES, FactAmounts, any_moments, conditions, literals
from followup_rules.timeline.vocabulary import VOICE, Channel


@cache
def selections() -> st.SearchStrategy[Selection]:
    """Selections of actions by kind and channel; shrinks to all messages."""
    kinds = (
        (),
        ("status_inquiry",),
        ("thank_you",),
        ("status_inquiry", "thank_you"),
        ("gift", "interest_note"),
        ("reply", "withdrawal_notice"),
    )
    by: tuple[Any, ...] = (None, Channel.EMAIL, VOICE, frozenset({Channel.EMAIL, Channel.LINKEDIN}))
    chores = [acts(kind) for kind in ("move_on", "ask_response_date")]
    return st.sampled_from([*(messages(*several, by=by) for by in by for several in kinds), *chores * 2])


@st.composite
def rules(
    draw: st.DrawFn,
    *,
    id: str = "drawn/rule",
    effects: Sequence[Effect | str] = ("permit", "forbid", "recommend", "discourage"),
    on: st.SearchStrategy[Selection] | None = None,
    fact_amounts: FactAmounts = "as in documents",
) -> Rule:
    """
    Rules with one of the *effects*, on any actions or *on* those given; *fact_amounts* is as for `conditions`.

    Shrinks to the first effect, on all messages, always.

    >>> from hypothesis import find
    >>> find(rules(effects=["forbid"]), lambda rule: True)
    forbid(messages(), always).named('drawn/rule')
    """
    effect = draw(st.sampled_from([Effect(effect) for effect in effects]))
    selection = draw(on if on is not None else selections())
    dates: dict[str, Any] = {}
    if effect is Effect.RECOMMEND:
        base = draw(any_moments(fact_amounts=fact_amounts))
        sooner, later = draw(st.sampled_from(GRACES))
        # as a document would write it, or with dates that have nothing to do with the condition
        when = draw(conditions(fact_amounts=fact_amounts) | st.just(parts.since(base)))
        spans = ((base, None), (base, base + later), (base + sooner, base + later), (None, None))
        dates = dict(zip(("due", "overdue"), draw(st.sampled_from(spans)), strict=True))
        dates["done_when"] = draw(literals(fact_amounts=fact_amounts)) if draw(st.booleans()) else parts.never
    else:
        when = draw(conditions(fact_amounts=fact_amounts))
    says = f"so says {id.partition('/')[2]}"
    rule: Rule = getattr(makers, effect)(selection, when, **dates, cites=(f"{id}-cited",), says=says).named(id)
    return rule


@st.composite
def drawn_policies(
    draw: st.DrawFn,
    *,
    name: str = "drawn",
    most_rules: int = 4,
    on: st.SearchStrategy[Selection] | None = None,
    fact_amounts: FactAmounts = "as in documents",
) -> Policy:
    """Policies of one to *most_rules* drawn rules; shrinks to an open one that permits every message always."""
    count = draw(st.integers(1, most_rules))
    made = [draw(rules(id=f"{name}/rule-{number}", on=on, fact_amounts=fact_amounts)) for number in range(1, count + 1)]
    return Policy(name, tuple(made), closed=draw(st.booleans()))


@cache
def shipped_policies() -> st.SearchStrategy[Policy]:
    """The policies of the library; shrinks to the first document."""
    return st.sampled_from([shipped.get(name) for name in shipped.names()])


@st.composite
def sources(draw: st.DrawFn, *, least: int = 2, most: int = 3) -> tuple[Policy, ...]:
    """Policies with different names, drawn or shipped; shrinks to drawn ones of one rule each."""
    found: dict[str, Policy] = {}
    for number in range(draw(st.integers(least, most))):
        policy = draw(_source(number, anew=False))
        if policy.name in found:
            policy = draw(_source(number, anew=True))
        found[policy.name] = policy
    return tuple(found.values())


@cache
def _source(number: int, *, anew: bool) -> st.SearchStrategy[Policy]:
    name = f"source_{number}"
    # policies on the same few actions disagree more often
    narrow = drawn_policies(name=name, most_rules=3, on=st.just(messages("status_inquiry", "thank_you")))
    return narrow if anew else st.one_of(narrow, drawn_policies(name=name, most_rules=3), shipped_policies())


@cache
def combined_policies() -> st.SearchStrategy[AnyPolicy]:
    """Two or three policies combined by a resolver; shrinks to the strictest of two drawn ones."""
    return st.builds(lambda resolver, several: resolver(*several), st.sampled_from([*resolvers.values()]), sources())


@cache
def policies(*, combined: bool = True) -> st.SearchStrategy[AnyPolicy]:
    """
    Drawn policies, the policies of the library and, unless *combined* is false, several of them combined.

    Shrinks to the first policy of the library; a drawn one shrinks to one rule that permits every message always.

    >>> from hypothesis import find
    >>> find(policies(), lambda policy: policy.name == "drawn").rules
    (permit(messages(), always).named('drawn/rule-1'),)
    """
    kinds: list[st.SearchStrategy[Any]] = [drawn_policies(), shipped_policies()]
    return st.one_of(kinds + [combined_policies()] * combined)
