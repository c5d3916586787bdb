"""The advice on an action at an instant: recommended, overdue or discouraged, where sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .history import History
from .judging import ALLOWED, SILENT, AnyPolicy, Joined, find, possibly_allowed, recommendations, surely_allowed
from .rules import Advice, Policy
from .runs import change_points, first_in, runs
from .truth import NO, Truth, all_of, any_of, truth, weakened
from .vocabulary import Action
from .zone import FAR


@dataclass(frozen=True)
class AdviceHeld:
    """How surely each advice holds."""

    discouraged: Truth
    overdue: Truth
    recommended: Truth

    def only_possible(self) -> AdviceHeld:
        return AdviceHeld(weakened(self.discouraged), weakened(self.overdue), weakened(self.recommended))


def advice_of(history: History, policy: AnyPolicy, action: Action, t: int) -> str | None:
    """Advice exists only where the action is allowed, and only if sure."""
    if not surely_allowed(history, policy, action, t):
        return None
    held = _held(history, policy, action, t)
    for name in ("discouraged", "overdue", "recommended"):
        value = getattr(held, name).value
        if value != "no":
            return name if value == "yes" else None
    return None


def _held(history: History, policy: AnyPolicy, action: Action, t: int) -> AdviceHeld:
    if isinstance(policy, Policy):
        return _held_alone(history, policy, action, t)
    held = []
    for source, certain in _bearers(history, policy, action, t):
        own = _held_alone(history, source, action, t)
        held.append(own if certain else own.only_possible())  # that may suppress, never add
    return AdviceHeld(
        any_of(*(h.discouraged for h in held)),
        any_of(*(h.overdue for h in held)),
        any_of(*(h.recommended for h in held)),
    )


def _bearers(history: History, joined: Joined, action: Action, t: int) -> Iterator[tuple[Policy, bool]]:
    """The sources whose stance is the outcome (that the action is allowed), each surely or only possibly.

    In `first_to_speak` the one that spoke first alone.
    """
    first = joined.resolver == "first_to_speak"
    spoken = False  # may one before it have spoken?
    for source in joined.sources:
        possible = find(history, source, action, t).possible
        if "allowed" in possible:
            yield source, possible == ALLOWED and not (first and spoken)
        if first and "silent" not in possible:
            return
        spoken = spoken or possible != SILENT.possible


def _held_alone(history: History, policy: Policy, action: Action, t: int) -> AdviceHeld:
    state = history.at(t)
    discouraged = any_of(*(rule(state, action) for rule in policy.on(action.kind).discourages))
    overdue, recommended = [NO], [NO]
    for advice in recommendations(state, policy, action):
        recommended.append(all_of(advice.holds, _from(t, advice.due)))
        overdue.append(_overdue(history, policy, action, t, advice))
    return AdviceHeld(discouraged, any_of(*overdue), any_of(*recommended))


def _from(t: int, since: tuple[int, int] | None) -> Truth:
    """Has an instant come that lies between two?"""
    if since is None or t >= since[1]:
        return truth(True)
    return weakened(truth(t >= since[0]))


def _overdue(history: History, policy: Policy, action: Action, t: int, advice: Advice) -> Truth:
    if advice.overdue is NO or t < advice.late[0]:  # a moved date only comes later
        return NO
    earliest = moved_overdue(history, policy, action, advice, surely=False)
    latest = moved_overdue(history, policy, action, advice, surely=True)
    return all_of(advice.holds, advice.overdue, _from(t, (min(earliest, latest), latest)))


def moved_overdue(history: History, policy: Policy, action: Action, advice: Advice, *, surely: bool) -> int:
    """The overdue date, at its distance from the due date where that is moved to the first allowed instant."""
    which = 1 if surely else 0
    assert advice.due is not None
    assert advice.keep is not None
    due, late = (advice.due_if_late or advice.due)[which], advice.late[which]
    test = surely_allowed if surely else possibly_allowed
    if test(history, policy, action, due):
        return late
    moved = first_in(runs(history, policy, action, surely=surely), due)
    return FAR if moved is None else advice.keep(history.zone, moved)


def advice_points(history: History, policy: AnyPolicy, action: Action) -> list[int]:
    """Every instant at which the stance or the advice could change: overdue dates move with their due dates."""
    key = ("advice points", policy.key, action)
    if key not in history.memo:
        points = set(change_points(history))
        sources = (policy,) if isinstance(policy, Policy) else policy.sources
        for source in sources:
            for t in change_points(history):
                for advice in recommendations(history.at(t), source, action):
                    if advice.overdue is not NO:
                        points.update(advice.late)
                        points.update(
                            moved_overdue(history, source, action, advice, surely=surely) for surely in (True, False)
                        )
        history.memo[key] = sorted(p for p in points if p < FAR)
    return history.memo[key]
