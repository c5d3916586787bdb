"""Gaps: actions of which no rule speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup_rules.evaluation.compiled import compiled
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.stances import FORBIDDEN, SILENT, Possible
from followup_rules.testing.lint.finding import Finding
from followup_rules.timeline.vocabulary import ACTIONS, MESSAGES, Action, ActionKind
from followup_rules.timeline.words import how


def find(policy: AnyPolicy, sources: Sequence[Policy]) -> Iterator[Finding]:
    """A note for each kind of action that has actions without a rule in any source."""
    gaps: dict[ActionKind, list[Action]] = {}
    for action in ACTIONS:
        if not any(compiled(source).action_rules[action.kind, action.channel].rules for source in sources):
            gaps.setdefault(action.kind, []).append(action)
    for kind, actions in gaps.items():
        words = " ".join(filter(None, (f"`{kind}`", how([action.channel for action in actions]))))
        forbidden = _without_a_rule(policy, kind) == FORBIDDEN
        then = "it is forbidden because nothing permits it" if forbidden else "the policy is silent"
        yield Finding("gap", "note", policy.name, (), f"no rule speaks of {words}: {then}", action=actions[0])


def _without_a_rule(policy: AnyPolicy, kind: ActionKind) -> Possible:
    """The stance of a policy on a kind of action of which no rule speaks."""
    if isinstance(policy, Combined):
        return policy.resolve(tuple(_without_a_rule(source, kind) for source in policy.sources))
    return FORBIDDEN if policy.closed and kind in MESSAGES else SILENT
