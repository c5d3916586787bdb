"""Judging one action at one instant, for one policy or for several joined by a resolver."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from .history import History, State
from .policies import FIVE
from .recommended import RECOMMENDED
from .resolving import RESOLVERS
from .rules import Advice, Policy, Test
from .truth import NO, YES, Truth, any_of
from .vocabulary import MESSAGES, Action

BY_NAME = {policy.name: policy for policy in (*FIVE, RECOMMENDED)}
ALLOWED = frozenset(["allowed"])


@dataclass(frozen=True)
class Joined:
    """Several policies under one resolver."""

    resolver: str
    sources: tuple[Policy, ...]

    @property
    def key(self) -> str:
        return f"{self.resolver} {' '.join(source.name for source in self.sources)}"


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
SILENT = Finding(frozenset(["silent"]), frozenset())
SURELY_ALLOWED = Finding(ALLOWED, frozenset())


def policy_of(given: str | dict) -> AnyPolicy:
    """A policy by its name, or several under a resolver."""
    if isinstance(given, str):
        return BY_NAME[given]
    return Joined(given["resolve"], tuple(BY_NAME[name] for name in given["policies"]))


def find(history: History, policy: AnyPolicy, action: Action, t: int) -> Finding:
    """The finding, remembered."""
    remembered = history.findings[policy.key]
    key = (action, t)
    found = remembered.get(key)
    if found is None:
        if isinstance(policy, Policy):
            found = _find_alone(history.at(t), policy, action)
        else:
            found = _find_joined([find(history, p, action, t) for p in policy.sources], policy.resolver)
        remembered[key] = found
    return found


def recommendations(state: State, policy: Policy, action: Action) -> list[Advice]:
    """Every recommendation of the action that holds or may hold in a state."""
    advised = [rule(state, action) for rule in policy.on(action.kind).recommends]
    return [advice for advice in advised if advice is not None and advice.holds is not NO]


def _find_alone(state: State, policy: Policy, action: Action) -> Finding:
    """Forbidden if a forbid holds, else allowed if a permit holds, else silent (closed: forbidden)."""
    rules = policy.on(action.kind)
    forbid = _any_holds(rules.forbids, state, action)
    if forbid is YES:
        return FORBIDDEN
    permit = _any_holds(rules.permits, state, action)
    if permit is not YES and rules.recommends:  # recommending implies permitting
        permit = any_of(permit, *(advice.holds for advice in recommendations(state, policy, action)))
    unspoken = FORBIDDEN if policy.closed and action.kind in MESSAGES else SILENT
    if forbid is NO and permit is NO:
        return unspoken
    if forbid is NO and permit is YES:
        return SURELY_ALLOWED
    possible = frozenset() if permit is YES else unspoken.possible
    if forbid is not NO:
        possible |= FORBIDDEN.possible
    if permit is not NO:
        possible |= ALLOWED
    return Finding(possible, forbid.facts | permit.facts if len(possible) > 1 else frozenset())


def _any_holds(rules: tuple[Test, ...], state: State, action: Action) -> Truth:
    """Or: none is asked after one that settles it."""
    undecided = []
    for rule in rules:
        held = rule(state, action)
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
