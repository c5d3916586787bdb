"""What policies ask of a timeline: the facts, the kinds of event and the lengths of time that their rules speak of.

Whatever their rules do not depend on can make no difference to them, so timelines are drawn from what they do depend
on. Each primitive declares that itself; one that declares nothing may depend on anything, and then everything is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, TypeAlias

import attrs

from followup_rules.evaluation.compiled import compiled
from followup_rules.rules.conditions import interview_ahead, interview_on
from followup_rules.rules.dependencies import Dependencies, MessageSet
from followup_rules.rules.moments import Attempt, LatestAttempt
from followup_rules.rules.node import Node, walk
from followup_rules.rules.policy import AnyPolicy, Combined, Policy
from followup_rules.rules.rule import Rule
from followup_rules.rules.selections import Selection
from followup_rules.timeline.events import ActionTaken, Interview, Key
from followup_rules.timeline.facts import Industry
from followup_rules.timeline.vocabulary import ACTIONS, MESSAGES, Action, ActionKind, Channel, Stage

# a kind of action by a channel
Subject: TypeAlias = tuple[ActionKind, Channel]


@attrs.frozen
class Distinctions:
    """What some rules tell apart, with one of each class of messages and channels that the rules treat alike."""

    facts: tuple[tuple[str, tuple[str | bool, ...]], ...]  # by name, with the values that conditions name
    events: frozenset[Key]  # as a history indexes them
    lengths: tuple[int, ...]  # that are added, in microseconds
    messages: tuple[Subject, ...]
    channels: tuple[Channel, ...]
    people: bool  # whether it matters whom an interview is with or a message is to
    addressed: frozenset[ActionKind] = frozenset()  # the kinds of message of which it matters whom they are to
    ahead: bool = False  # whether it matters that an interview lies ahead


def single_policies(policy: AnyPolicy) -> tuple[Policy, ...]:
    """The policies that a policy is made of: itself, if it is not combined."""
    if isinstance(policy, Combined):
        return tuple(single for source in policy.sources for single in single_policies(source))
    return (policy,)


def dependencies_of(policies: Iterable[AnyPolicy], *others: Iterable[Rule]) -> Distinctions:
    """What the rules of some policies tell apart in a timeline, and what other rules do."""
    singles = tuple(single for policy in policies for single in single_policies(policy))
    rules = dict.fromkeys(chain((rule for policy in singles for rule in policy.rules), *others))
    return dependencies_of_rules(tuple(rules))


@lru_cache(maxsize=256)
def dependencies_of_rules(rules: tuple[Rule, ...]) -> Distinctions:
    """What these rules tell apart."""
    found = Dependencies(events={Interview}, lengths_us={0})
    found = found.union(*map(_dependencies_of_rule, rules))
    values: dict[str, set[str | bool]] = {}
    for name, value in found.facts:
        values.setdefault(name, set()).update(() if value is None else (value,))
    facts = tuple(sorted((name, tuple(sorted(told, key=str))) for name, told in values.items()))
    messages, channels = _messages(found.messages), _channels(found.channels)
    nodes = {node for rule in rules for part in parts_of(rule) for node in walk(part)}
    counted = (node.kinds for node in nodes if isinstance(node, LatestAttempt | Attempt))
    addressed = frozenset().union({ActionKind.THANK_YOU} if found.people else (), *counted)
    ahead = not nodes.isdisjoint((interview_ahead, interview_on))
    lengths = tuple(sorted(found.lengths_us))
    return Distinctions(facts, found.events, lengths, messages, channels, found.people, addressed, ahead)


def _dependencies_of_rule(rule: Rule) -> Dependencies:
    selections = (node for node in walk(rule.on) if isinstance(node, Selection))
    on = Dependencies(channels={each.channels for each in selections if each.channels is not None})
    found = on.union(*(part.depends_on() for part in parts_of(rule)))
    acts = {(ActionTaken, kind.value) for kind in rule.on.kinds - MESSAGES if found.act_judged}
    return found.union(Dependencies(events=acts))


def parts_of(rule: Rule) -> Iterator[Node]:
    """What a rule reckons with; what its sentence merely tells is left out."""
    return (part for part in (rule.when, rule.due, rule.overdue, rule.done_when) if part is not None)


def telling_values(name: str, named: tuple[str | bool, ...], day: date) -> tuple[Any, ...]:
    """The values of a fact that rules tell apart, given those that they name, at least one; dates are that *day*."""
    if name == "industries":
        return tuple((Industry(word),) for word in named if isinstance(word, str)) or ((Industry.FINANCE,),)
    numbers = {"expected_response_days": (7, 14), "leeway_days": (7,)}
    values = {**numbers, "slow_periods": (((day, day),),), "closed_days": (frozenset({day}),)}
    values["office_hours"] = (("09:00", "17:00"),)
    return values.get(name) or named or ((*Stage,) if name == "stage" else (True,))


@lru_cache(maxsize=64)
def subjects_of(actions: Selection) -> frozenset[Subject]:
    """The kinds of action and channels that are judged, of some actions."""
    return frozenset((action.kind, action.channel) for action in ACTIONS if action in actions)


@lru_cache(maxsize=64)
def narrowed(policy: AnyPolicy, subjects: frozenset[Subject]) -> AnyPolicy:
    """The policy without the rules that are on none of some kinds of action and channels: on those it says the same."""
    if isinstance(policy, Combined):
        return attrs.evolve(policy, sources=tuple(narrowed(source, subjects) for source in policy.sources))
    concerned = {rule.id for subject in subjects for rule, _ in compiled(policy).action_rules[subject].rules}
    return attrs.evolve(policy, rules=tuple(rule for rule in policy.rules if rule.id in concerned))


# -- messages and channels that are told apart


def _one_of_each(actions: Iterable[Action], told_apart: Iterable[MessageSet]) -> dict[frozenset[MessageSet], Subject]:
    """The first action of each class, by the sets of messages that it belongs to."""
    found: dict[frozenset[MessageSet], Subject] = {}
    for kind, channel in ((action.kind, action.channel) for action in actions):
        belongs = frozenset(each for each in told_apart if kind in each[0] and (each[1] is None or channel in each[1]))
        found.setdefault(belongs, (kind, channel))
    return found


def _messages(told_apart: frozenset[MessageSet]) -> tuple[Subject, ...]:
    """One message of each class that the rules tell apart, by what they look for among the messages sent."""
    found = _one_of_each((action for action in ACTIONS if action.kind in MESSAGES), told_apart)
    return tuple(message for belongs, message in found.items() if belongs)


def _channels(told_apart: frozenset[frozenset[Channel]]) -> tuple[Channel, ...]:
    """One channel of each class that the rules tell apart, by what they are on and what they look for."""
    sets = told_apart | {frozenset({Channel.EMAIL})}  # email may stand for the preferred channel
    actions = (action for action in ACTIONS if action.kind is ActionKind.STATUS_INQUIRY)
    return tuple(channel for _, channel in _one_of_each(actions, [(MESSAGES, each) for each in sets]).values())
