"""What policies ask of a timeline: the facts, the kinds of event and the lengths of time that their rules speak of.

Whatever their rules do not ask can make no difference to them, so what is drawn, and what is tried one after the other,
is drawn from here first. A primitive that is not known here may ask anything, and then everything is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeAlias

import attrs

from followup_rules.evaluation.compiled import compiled
from followup_rules.rules.amounts import Amount, Fixed, IndustryNorm, Practice, Quantity, SlowPeriodLeeway, Unit
from followup_rules.rules.conditions import (
    AddresseeThanked,
    Condition,
    Fact,
    MetAtTheLatestInterview,
    OnPreferredChannel,
    PrefersAnotherChannel,
    Standing,
    TakenSince,
)
from followup_rules.rules.moments import (
    Attempt,
    InterviewWithAddressee,
    Known,
    LatestAttempt,
    LatestEvent,
    LatestMessage,
    Moment,
    OpenStep,
    PromisedDate,
    PromisePassed,
)
from followup_rules.rules.node import Node, walk
from followup_rules.rules.policy import AnyPolicy, Combined
from followup_rules.rules.rule import Rule
from followup_rules.rules.selections import Selection
from followup_rules.timeline.events import (
    END_PENDING,
    SIGNS_OF_LIFE,
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Evidence,
    Interview,
    Key,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    ProcessCompleted,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)
from followup_rules.timeline.facts import Facts, Industry, Stage
from followup_rules.timeline.vocabulary import (
    ACTIONS,
    ACTS_ALONE,
    INTERVIEW_ACTS,
    MESSAGE_CHANNELS,
    MESSAGES,
    ActionKind,
    Channel,
)

# a kind of action by a channel
Subject: TypeAlias = tuple[ActionKind, Channel]

_HOUR: Final = 3_600_000_000
_DAY: Final = 24 * _HOUR
_LENGTHS: Final = {Unit.HOURS: _HOUR, Unit.DAYS: _DAY}
# what ends the pending, and what is a sign of life, besides an interview's end
_SIGNS: Final = frozenset(SIGNS_OF_LIFE) - {Interview}
_STANDING: Final[dict[str, frozenset[Key]]] = {
    "pending": frozenset({Interview, *END_PENDING}),
    "promise": frozenset({Interview, ResponsePromised, (EmployerReplied, "substantive")}),
    "interview_start": frozenset({Interview}),
    "interview_ahead": frozenset({Interview}),
    "no_contact": frozenset({Interview, NoContactRequested, NoContactLifted}) | _SIGNS,
    "interview_end": frozenset({Interview}),
    "life": frozenset({Interview}) | _SIGNS,
}
# whom an interview was with, or a message to: attempts join those to different people on one date
_OF_PEOPLE: Final = (
    *(AddresseeThanked, MetAtTheLatestInterview, InterviewWithAddressee),
    *(OpenStep, LatestAttempt, Attempt),
)
_OTHERS: Final[tuple[Key, ...]] = (
    *(Interview, MessageSent, Withdrawn, NoContactRequested, NoContactLifted, ChannelPreferred, SituationChanged),
    *(ProcessCompleted, EmployerReplied),
)
_EVERY_KEY: Final = _SIGNS.union(
    _OTHERS,
    ((CompetingOffer, word.value) for word in Evidence),
    ((ActionTaken, kind.value) for kind in INTERVIEW_ACTS | ACTS_ALONE),
)


@attrs.frozen
class Dependencies:
    """
    What some rules ask: `facts` by name, with the values that conditions name; `events`, as a history files them;
    `lengths` of time in microseconds, ascending (a business day as a day); `messages` and `channels`, one of each set
    that the rules treat alike; `people`: whether it matters whom they interviewed with, and whom they wrote to.
    """

    facts: tuple[tuple[str, tuple[str | bool, ...]], ...]
    events: frozenset[Key]
    lengths: tuple[int, ...]
    messages: tuple[tuple[ActionKind, Channel], ...]
    channels: tuple[Channel, ...]
    people: bool


def dependencies_of(policies: Iterable[AnyPolicy]) -> Dependencies:
    """What the rules of some policies ask of a timeline."""
    policies = tuple(policies)
    rules = dict.fromkeys(rule for policy in policies for rule in policy.rules)
    return dependencies_of_rules(tuple(rules), any(map(_carries, policies)))


def _carries(policy: AnyPolicy) -> bool:
    """Whether what is said of email is said of the preferred channel too."""
    if isinstance(policy, Combined):
        return any(map(_carries, policy.sources))
    return policy.preferred_channel_replaces_email


@lru_cache(maxsize=256)
def dependencies_of_rules(rules: tuple[Rule, ...], carried: bool = False) -> Dependencies:
    """What these rules ask of a timeline; *carried*: what they say of email they say of the preferred channel too."""
    nodes = [(rule, node) for rule in rules for node in reckoned_with(rule)]
    events: set[Key] = {Interview}
    facts: dict[str, set[str | bool]] = {}
    lengths = {0}
    for rule, node in nodes:
        events.update(_events(node, rule))
        for name, value in _facts(node):
            facts.setdefault(name, set()).update(value)
        if isinstance(node, Fixed | Quantity) and node.unit is not Unit.TIMES:
            lengths.add(node.value * _LENGTHS.get(node.unit, _DAY))
    if carried:
        events.add(ChannelPreferred)
    words = sorted((name, tuple(sorted(values, key=str))) for name, values in facts.items())
    return Dependencies(
        tuple(words),
        frozenset(events),
        tuple(sorted(lengths)),
        _messages(nodes),
        _channels(rules, nodes),
        people=any(isinstance(node, _OF_PEOPLE) or not _is_ours(node) for _, node in nodes),
    )


def reckoned_with(rule: Rule) -> Iterator[Node]:
    """The parts of what a rule asks; what its sentence merely tells is left out."""
    for part in (rule.when, rule.due, rule.overdue, rule.done_when):
        if part is not None:
            yield from walk(part)


def _events(node: Node, rule: Rule) -> Iterable[Key]:
    match node:
        case Standing() | Known():
            return _STANDING.get(node.name, _EVERY_KEY)
        case PromisePassed() | PromisedDate():
            return _STANDING["promise"]
        case LatestEvent():
            return (node.key,)
        case LatestMessage():
            return (MessageSent, *(_SIGNS if node.unanswered else ()))
        case LatestAttempt() | Attempt() | OpenStep():
            return (MessageSent, *_SIGNS)
        case AddresseeThanked():
            return (MessageSent,)
        case TakenSince():
            return ((ActionTaken, kind) for kind in rule.on.kinds - MESSAGES)
        case OnPreferredChannel() | PrefersAnotherChannel():
            return (ChannelPreferred,)
        case Condition() | Moment() | Amount() if not _is_ours(node):
            return _EVERY_KEY
        case _:
            return ()


def _facts(node: Node) -> Iterable[tuple[str, tuple[str | bool, ...]]]:
    match node:
        case Fact():
            return ((node.name, (node.value,)),)
        case Practice():
            return (("expected_response_days", ()),)
        case IndustryNorm():
            return (("industries", tuple(industry.value for industry, *_ in node.norms)),)
        case SlowPeriodLeeway():
            return (("slow_periods", ()), ("leeway_days", ()))
        case Fixed() | Quantity() if node.unit is Unit.BUSINESS_DAYS:
            return (("closed_days", ()),)
        case _ if not _is_ours(node):
            return ((name, ()) for name in attrs.fields_dict(Facts))
        case _:
            return ()


def _is_ours(node: Node) -> bool:
    return type(node).__module__.startswith("followup_rules.")


def telling_values(name: str, named: tuple[str | bool, ...], day: date) -> tuple[Any, ...]:
    """The values of a fact that rules tell apart, given those that they name, at least one; dates are that *day*."""
    match name:
        case "expected_response_days":
            return 7, 14
        case "leeway_days":
            return (7,)
        case "slow_periods":
            return (((day, day),),)
        case "closed_days":
            return (frozenset({day}),)
        case "industries":
            return tuple((Industry(word),) for word in named if isinstance(word, str)) or ((Industry.FINANCE,),)
        case "stage":
            return named or (*Stage,)
        case _:
            return named or (True,)


def subjects_of(actions: Selection) -> frozenset[Subject]:
    """The kinds of action and channels that are judged, of some actions."""
    return frozenset((action.kind, action.channel) for action in ACTIONS if action in actions)


def narrowed(policy: AnyPolicy, subjects: frozenset[Subject]) -> AnyPolicy:
    """The policy without the rules that are on none of some kinds of action and channels: on those it says the same."""
    if isinstance(policy, Combined):
        return attrs.evolve(policy, sources=tuple(narrowed(source, subjects) for source in policy.sources))
    concerned = {rule.id for subject in subjects for rule, _ in compiled(policy).action_rules[subject].rules}
    return attrs.evolve(policy, rules=tuple(rule for rule in policy.rules if rule.id in concerned))


# -- messages and channels that are told apart


def _messages(nodes: Iterable[tuple[Rule, Node]]) -> tuple[tuple[ActionKind, Channel], ...]:
    """One message of each class that the rules tell apart, by what they look for among the messages sent."""
    sets: list[tuple[frozenset[ActionKind], frozenset[Channel] | None]] = []
    for _, node in nodes:
        match node:
            case LatestMessage():
                sets.append((node.kinds, node.channels))
            case LatestAttempt() | Attempt():
                sets.append((node.kinds, None))
            case LatestEvent() if node.key is MessageSent:
                sets.append((MESSAGES, None))
            case AddresseeThanked():
                sets.append((frozenset({ActionKind.THANK_YOU}), None))
            case OpenStep():  # only thank-yous are to somebody, and one completes those by its own channel
                sets += [(frozenset({ActionKind.THANK_YOU}), frozenset({channel})) for channel in MESSAGE_CHANNELS]
            case Condition() | Moment() | Amount() if not _is_ours(node):
                sets += [(frozenset({kind}), None) for kind in MESSAGES]
            case _:
                pass
    found: dict[tuple[bool, ...], tuple[ActionKind, Channel]] = {}
    for action in ACTIONS:
        if action.kind in MESSAGES:
            key = tuple(
                action.kind in kinds and (channels is None or action.channel in channels) for kinds, channels in sets
            )
            found.setdefault(key, (action.kind, action.channel))
    return tuple(message for key, message in found.items() if any(key))


def _channels(rules: Iterable[Rule], nodes: Iterable[tuple[Rule, Node]]) -> tuple[Channel, ...]:
    """One channel of each class that the rules tell apart, by what they are on and what they look for."""
    sets = [selection.channels for rule in rules for selection in walk(rule.on) if isinstance(selection, Selection)]
    sets += [node.channels for _, node in nodes if isinstance(node, LatestMessage)]
    sets.append(frozenset({Channel.EMAIL}))  # which may stand for the preferred one
    found: dict[tuple[bool, ...], Channel] = {}
    for action in ACTIONS:
        if action.kind is ActionKind.STATUS_INQUIRY:
            key = tuple(channels is not None and action.channel in channels for channels in sets)
            found.setdefault(key, action.channel)
    return tuple(found.values())
