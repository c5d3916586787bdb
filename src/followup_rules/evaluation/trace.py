"""Every rule on an action, with its condition taken apart: what holds now, and when that changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs
import pendulum

from followup_rules.evaluation.combined_judge import policy_judges
from followup_rules.evaluation.judge import Judge, windows_of
from followup_rules.rules.choices import ConditionChoice
from followup_rules.rules.conditions import AllOf, AnyOf, Condition, Not
from followup_rules.temporal import instants
from followup_rules.temporal.values import PlainData, as_data, as_dict
from followup_rules.timeline.events import Event
from followup_rules.timeline.history import History
from followup_rules.timeline.vocabulary import Action

_TRUTHS: Final = ("no", "maybe", "yes")
_JOINS: Final = {AllOf: "all", AnyOf: "any", Not: "not"}


@attrs.frozen
class TracedCondition(PlainData):
    """
    A condition as of now: `truth` is `yes`, `no` or `maybe`, and `turns` are the instants to come at which it changes.

    `joins` is `all`, `any` or `not` where it is made of `parts`, else None. `facts` and `events` are what it
    depends on.
    """

    says: str
    joins: str | None
    truth: str
    turns: tuple[pendulum.DateTime, ...]
    facts: tuple[str, ...]
    events: tuple[str, ...]
    parts: tuple[TracedCondition, ...]

    def lines(self, indent: str = "") -> Iterator[str]:
        """As text, one line for each part."""
        turns = f"; changes {', '.join(turn.isoformat() for turn in self.turns)}" if self.turns else ""
        yield f"{indent}{self.truth:5} {self.joins or self.says}{turns if not self.joins else ''}"
        for part in self.parts:
            yield from part.lines(f"{indent}  ")


@attrs.frozen
class TracedRule(PlainData):
    """A rule on the action, with its condition as of now."""

    rule: str
    effect: str
    cites: tuple[str, ...]
    condition: TracedCondition


@attrs.frozen
class Trace:
    """Every rule on an action, in the order of its policy; `print` it to read it."""

    action: Action
    rules: tuple[TracedRule, ...]

    def to_dict(self) -> dict[str, Any]:
        """The trace as plain data; instants as ISO text with the zone's offset."""
        return as_dict(**as_data(self.action), rules=self.rules)

    def __str__(self) -> str:
        lines = (line for rule in self.rules for line in (f"{rule.rule} ({rule.effect})", *rule.condition.lines("  ")))
        return "\n".join(lines)


def traced(judge: Judge, action: Action, now: int) -> Trace:
    """The trace of an action at an instant."""
    found: list[TracedRule] = []
    for each in policy_judges(judge):
        rules = {rule for rule, _ in each.rules_on(action).rules}
        for rule in each.policy.rules:
            if rule in rules:
                condition = _traced(rule.when, judge.history, action, now)
                found.append(TracedRule(rule.id, rule.effect.value, rule.cites, condition))
    return Trace(action, tuple(found))


def _traced(condition: Condition, history: History, action: Action, now: int) -> TracedCondition:
    parts: tuple[Condition, ...] = ()
    match condition:
        case ConditionChoice():
            return _traced(condition.option, history, action, now)
        case AllOf() | AnyOf():
            parts = condition.parts
        case Not():
            parts = (condition.part,)
    depends = condition.depends_on()
    keys = (key if isinstance(key, type) else key[0] for key in depends.events)
    return TracedCondition(
        repr(condition),
        _JOINS.get(type(condition)),
        _TRUTHS[condition.truth(history.situation_at(now), action, now)],
        tuple(instants.to_pendulum(turn, history.zone.name) for turn in _turns(condition, history, action, now)),
        tuple(sorted({name for name, _ in depends.facts})),
        tuple(sorted({key.type for key in keys if issubclass(key, Event)})),
        tuple(_traced(part, history, action, now) for part in parts),
    )


def _turns(condition: Condition, history: History, action: Action, now: int) -> list[int]:
    """The instants after now at which it begins or ceases to hold, surely or possibly."""
    surely, possibly = windows_of(condition, history, action, history.situation_at(now).number)
    return sorted({edge for edge in (*surely.edges, *possibly.edges) if edge > now})
