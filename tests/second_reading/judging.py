"""Judging one action at one instant, for one policy or for several joined by a resolver."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import product

from .history import History, State
from .policies import BY_NAME, Policy, Rule
from .resolving import RESOLVERS
from .truth import NO, YES, Truth, any_of
from .vocabulary import MESSAGES, Action

ALLOWED = frozenset(["allowed"])


@dataclass(frozen=True)
class Joined:
    """Several policies under one resolver."""

    resolver: str
    sources: tuple[Policy, ...]


AnyPolicy = Policy | Joined


@dataclass(frozen=True)
class Finding:
    """What is possible of an action at an instant, and the facts that leave it open."""

    possible: frozenset[str]
    missing: frozenset[str]

    @property
    def stance(self) -> str:
        return next(iter(self.possible)) if len(self.possible) == 1 else "undetermined"


FORBIDDEN = Finding(frozenset(["forbidden"]), frozenset())


def policy_of(given: str | dict) -> AnyPolicy:
    """A policy by its name, or several under a resolver."""
    if isinstance(given, str):
        return BY_NAME[given]
    return Joined(given["resolve"], tuple(BY_NAME[name] for name in given["policies"]))


def key_of(policy: AnyPolicy) -> Hashable:
    """Something hashable and quick to stand for a policy."""
    return policy.name if isinstance(policy, Policy) else (policy.resolver, tuple(p.name for p in policy.sources))


def find(history: History, policy: AnyPolicy, action: Action, t: int) -> Finding:
    """The finding, remembered."""
    key = ("find", key_of(policy), action, t)
    if key not in history.memo:
        if isinstance(policy, Policy):
            history.memo[key] = _find_alone(history.at(t), policy, action)
        else:
            history.memo[key] = _find_joined([find(history, p, action, t) for p in policy.sources], policy.resolver)
    return history.memo[key]


def _find_alone(state: State, policy: Policy, action: Action) -> Finding:
    """Forbidden if a forbid holds, else allowed if a permit holds, else silent (closed: forbidden)."""
    forbid = _any_holds(policy.forbids, state, action)
    if forbid is YES:
        return FORBIDDEN
    permit = _any_holds(policy.permits, state, action)
    unspoken = "forbidden" if policy.closed and action[0] in MESSAGES else "silent"
    possible = set()
    if forbid is not NO:
        possible.add("forbidden")
    if permit is not NO:
        possible.add("allowed")
    if permit is not YES:
        possible.add(unspoken)
    missing = forbid.facts | permit.facts if len(possible) > 1 else frozenset()
    return Finding(frozenset(possible), missing)


def _any_holds(rules: tuple[Rule, ...], state: State, action: Action) -> Truth:
    """Or, over the rules: none is asked after one that settles it."""
    undecided = []
    for rule in rules:
        held = rule(state, *action)
        if held is YES:
            return YES
        if held is not NO:
            undecided.append(held)
    return any_of(*undecided) if undecided else NO


def _find_joined(findings: list[Finding], resolver: str) -> Finding:
    """Every choice of a possible stance from each source; a source matters if changing it alone can matter."""
    resolve = RESOLVERS[resolver]
    choices = [sorted(f.possible) for f in findings]
    possible = frozenset(resolve(list(choice)) for choice in product(*choices))
    if len(possible) == 1:
        return Finding(possible, frozenset())
    missing: frozenset[str] = frozenset()
    for n, finding in enumerate(findings):
        others = [c if m != n else [""] for m, c in enumerate(choices)]
        for fixed in product(*others):
            if len({resolve([*fixed[:n], own, *fixed[n + 1 :]]) for own in choices[n]}) > 1:
                missing |= finding.missing
                break
    return Finding(possible, missing)


def surely_allowed(history: History, policy: AnyPolicy, action: Action, t: int) -> bool:
    return find(history, policy, action, t).possible == ALLOWED


def possibly_allowed(history: History, policy: AnyPolicy, action: Action, t: int) -> bool:
    return "allowed" in find(history, policy, action, t).possible
