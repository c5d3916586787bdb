"""Findings: rules that never apply, say the same, contradict each other or never decide; unused quantities; gaps."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from types import ModuleType
from typing import Literal, TypeAlias

import attrs

from followup_rules.evaluation.compiled import compiled
from followup_rules.evaluation.judge import index_of
from followup_rules.rules.amounts import Quantity
from followup_rules.rules.choices import ConditionChoice
from followup_rules.rules.conditions import YES, Condition
from followup_rules.rules.node import rewritten, walk
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.rule import Effect, Rule
from followup_rules.rules.stances import FORBIDDEN, SILENT, Possible
from followup_rules.testing.dependencies import parts_of
from followup_rules.testing.implication import by_channel, ways_to_hold
from followup_rules.testing.lint.claims import Claim, PolicyClaims
from followup_rules.testing.narrative import action_words, indented, timeline_lines
from followup_rules.testing.search import simplest
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTIONS, MESSAGES, Action, ActionKind
from followup_rules.timeline.words import how, listed

FindingKind: TypeAlias = Literal[
    "never_applies", "duplicate", "contradiction", "never_decides", "unused_quantity", "gap"
]
Level: TypeAlias = Literal["fault", "note"]


@attrs.frozen(repr=False)
class Finding:
    """
    Something wrong with some rules of a policy, or suspicious.

    `level` is `fault`, or `note` if it may well be meant so. `policy` is the policy's name (of a combined policy: the
    source's). `rules` are the rules concerned, the one at fault first. `says` tells the finding in a sentence.

    `witness` is a timeline at whose now the rules hold for `action`; both are None where nothing needs to be shown. For
    a gap, the action is the first without a rule. `exact` tells that the finding follows from the rules themselves;
    otherwise it was so on each of `effort` timelines, over all time.

    >>> from followup_rules import policies
    >>> from followup_rules.testing import lint
    >>> finding = lint(policies.review_your_notes, tries=0)[-2]
    >>> print(finding)
    review_your_notes: no rule speaks of `move_on`: the policy is silent (gap, note, by the rules themselves)
    """

    kind: FindingKind
    level: Level
    policy: str
    rules: tuple[Rule, ...]
    says: str
    witness: Timeline | None = None
    action: Action | None = None
    exact: bool = True
    effort: int = 0

    def __str__(self) -> str:
        evidence = "by the rules themselves" if self.exact else f"on all of {self.effort} timelines"
        lines = [f"{self.policy}: {self.says} ({self.kind}, {self.level}, {evidence})"]
        if self.witness is not None and self.action is not None:
            shown = indented(timeline_lines(self.witness), by=4)
            lines += [f"  for example, for {action_words(self.action)}:", shown]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Finding {self.kind}, {self.level}: {', '.join(rule.id for rule in self.rules) or self.says}>"


def _with_cites(name: str, cites: Sequence[str]) -> str:
    return f"`{name}` [{', '.join(cites)}]" if cites else f"`{name}`"


def _rule_names(*rules: Rule) -> str:
    return listed([_with_cites(rule.id, rule.cites) for rule in rules], "and")


# -- rules


def of_rule(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """The finding that other rules repeat this one, and the worst of the other findings about it."""
    if rule in claims.repeated:
        rules = claims.repeated[rule]
        yield Finding("duplicate", "fault", claims.policy.name, rules, f"{_rule_names(*rules)} say the same")
    yield from islice(chain(_never_applies(claims, rule), _contradicts(claims, rule), _never_decides(claims, rule)), 1)


def _never_applies(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    claim, says = claims.held[rule], f"{_rule_names(rule)} never applies"
    if not claim.places:
        judged = any(action in rule.on for action in ACTIONS)
        why = "its condition can never hold" if judged else "none of its actions is ever judged"
        read = judged and _holds_if_read_otherwise(rule)
        yield _finding(claims, claim, "never_applies", f"{says}: {read or why}", exact=True, note=bool(read))
    elif claim.never_seen:
        yield _finding(claims, claim, "never_applies", f"{says}, as far as was tried", exact=False)


def _holds_if_read_otherwise(rule: Rule) -> str:
    """Which choice makes the rule idle that would let it hold if it were read otherwise; empty if none does."""
    for choice in (node for node in walk(rule.when) if isinstance(node, ConditionChoice)):
        if any(ways_to_hold(_with_option(rule.when, choice, option)) != () for option in choice.options):
            return f"`{choice!r}` would have to be read otherwise"
    return ""


def _with_option(condition: Condition, choice: ConditionChoice, option: Condition) -> Condition:
    return rewritten(condition, lambda node: option if node == choice else node)


def _contradicts(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """A finding if each of some rules forbids what this one permits, or discourages what it recommends."""
    claim = next((claim for claim in claims.of(rule) if claim.overridden_by), None)
    if claim is None or rule.effect is Effect.DISCOURAGE or not claim.each:
        return
    against = Effect.DISCOURAGE if claim.recommends else Effect.FORBID
    contrary = [other for other in claim.overridden_by if other.effect is against]
    if contrary:
        says = f"{_only_where(claim, contrary)}: neither states an exception for the other"
        yield _finding(claims, claim, "contradiction", says, *contrary, exact=claim.overridden_proved)


def _never_decides(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """Findings that others override a rule everywhere, or always do the same; the worst first."""
    held, made = claims.held[rule], claims.made.get(rule)
    yield from _overridden(claims, held)
    if made is not None:
        permits = f"{_rule_names(rule)} permits, but never recommends"
        if not made.places:
            yield _finding(claims, made, "never_decides", f"{permits}: it is never due before it is done", exact=True)
        if made.never_seen:
            yield _finding(claims, made, "never_decides", f"{permits}, as far as was tried", exact=False)
        yield from _overridden(claims, made)
    if held.never_allowed:
        says = f"{_rule_names(rule)} discourages only what is not allowed anyway: it never decides"
        yield _finding(claims, held, "never_decides", says, exact=held.never_allowed_proved, note=True)
    yield from _doubled(claims, rule)


def _overridden(claims: PolicyClaims, claim: Claim) -> Iterator[Finding]:
    if claim.overridden_by:
        says = f"{_only_where(claim, claim.overridden_by)}: it never decides"
        yield _finding(claims, claim, "never_decides", says, *claim.overridden_by, exact=claim.overridden_proved)


def _only_where(claim: Claim, others: Sequence[Rule]) -> str:
    """What a rule does, and that it does so only where each of some others, or several together, override it."""
    effects = dict.fromkeys(other.effect for other in others)
    alone = len(others) == 1
    if alone or claim.each:
        do = f"{'' if alone else 'each of '}{_rule_names(*others)} {' or '.join(f'{effect}s' for effect in effects)}"
    else:
        do = f"{_rule_names(*others)} {' or '.join(effects)}"
    return f"{_rule_names(claim.rule)} {'recommend' if claim.recommends else claim.rule.effect}s only where {do}"


def _doubled(claims: PolicyClaims, rule: Rule) -> Iterator[Finding]:
    """A note that others double a rule; of rules that all double each other, only the first has it."""
    others = claims.doubled(rule)
    mutual = [other for other in others if rule in claims.doubled(other)]
    if not others or any(claims.rules.index(other) < claims.rules.index(rule) for other in mutual):
        return
    if len(mutual) == len(others):
        says = f"{_rule_names(rule, *others)} always hold together: each only adds a reason"
    else:
        do = "does" if len(others) == 1 else "do"
        says = f"wherever {_rule_names(rule)} {rule.effect}s, so {do} {_rule_names(*others)}: it only adds a reason"
    exact = all(claim.doubles_proved for claim in claims.of(rule))
    yield _finding(claims, claims.held[rule], "never_decides", says, *others, exact=exact, note=True)


def _finding(
    claims: PolicyClaims, claim: Claim, kind: FindingKind, says: str, *others: Rule, exact: bool, note: bool = False
) -> Finding:
    level: Level = "note" if note else "fault"
    witness, action = _witness(claims, claim, others)
    rules, effort = (claim.rule, *others), 0 if exact else claim.tries
    return Finding(kind, level, claims.policy.name, rules, says, witness, action, exact, effort)


def _witness(claims: PolicyClaims, claim: Claim, others: Sequence[Rule]) -> tuple[Timeline | None, Action | None]:
    """The smallest timeline on which the claim and the other rules hold, or one of those that override together."""
    if claim.seen is None:
        return None, None
    timeline, action, place = claim.seen
    checks = [beside[rule] for rule in others for beside in (place.overriding, place.alike) if rule in beside]
    own, *theirs = (claims.conditions[check] for check in (place.check, *checks))
    enough = any if others == claim.overridden_by and not claim.each else all

    def holds(smaller: Timeline) -> bool:
        if index_of(action, smaller.history.people) is None:
            return False
        asked = smaller.history.situation_at(smaller.now_us), action, smaller.now_us
        return own.truth(*asked) == YES and enough(other.truth(*asked) == YES for other in theirs)

    return simplest(timeline, holds), action


# -- quantities


def only_told(policy: Policy) -> Iterator[Finding]:
    used = {node for rule in policy.rules for part in parts_of(rule) for node in walk(part)}
    for quantity in policy.quantities.values():
        if quantity not in used:
            rules = tuple(rule for rule in policy.rules if quantity in walk(rule))
            says = f"{_with_cites(quantity.name, quantity.cites)} stands only in the sentence of {_rule_names(*rules)}"
            yield Finding("unused_quantity", "fault", policy.name, rules, says)


def held_by_no_rule(policy: AnyPolicy, module: ModuleType) -> Iterator[Finding]:
    """The quantities of a module that no rule holds; those imported from this library are not its own."""
    ours = (other for name, other in sys.modules.items() if name.startswith("followup_rules.") and other is not module)
    imported = {id(value) for other in ours for value in vars(other).values() if isinstance(value, Quantity)}
    own = {id(value): value for value in vars(module).values() if isinstance(value, Quantity)}
    for key, quantity in own.items():
        if key not in imported and quantity.name not in policy.quantities:
            says = f"no rule uses {_with_cites(quantity.name, quantity.cites)} of `{module.__name__}`"
            yield Finding("unused_quantity", "fault", policy.name, (), says)


# -- gaps


def gaps(policy: AnyPolicy, sources: Sequence[Policy]) -> Iterator[Finding]:
    """A note for each kind of action that has actions without a rule in any source."""
    found: dict[ActionKind, list[Action]] = {}
    for action in ACTIONS:
        if not any(_speaks_of(source, action) for source in sources):
            found.setdefault(action.kind, []).append(action)
    for kind, actions in found.items():
        words = " ".join(filter(None, (f"`{kind}`", how([action.channel for action in actions]))))
        forbidden = _without_a_rule(policy, kind) == FORBIDDEN
        then = "it is forbidden because nothing permits it" if forbidden else "the policy is silent"
        yield Finding("gap", "note", policy.name, (), f"no rule speaks of {words}: {then}", action=actions[0])


def _speaks_of(source: Policy, action: Action) -> bool:
    entry = compiled(source).action_rules[action.kind, action.channel]
    return any(ways_to_hold(by_channel(rule.when, action.channel)) != () for rule, _ in entry.rules)


def _without_a_rule(policy: AnyPolicy, kind: ActionKind) -> Possible:
    """The stance of a policy on a kind of action that no rule covers."""
    if isinstance(policy, Combined):
        return policy.resolve(tuple(_without_a_rule(source, kind) for source in policy.sources))
    return FORBIDDEN if policy.closed and kind in MESSAGES else SILENT
