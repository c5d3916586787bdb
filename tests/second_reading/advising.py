"""The advice on an action at an instant: recommended, overdue or discouraged, where sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .history import History, State
from .judging import ALLOWED, AnyPolicy, find, possibly_allowed, surely_allowed
from .policies import Advice, Policy
from .runs import first_in, runs
from .truth import NO, Truth, all_of, any_of, truth, weakened
from .vocabulary import Action
from .zone import FAR


@dataclass(frozen=True)
class AdviceHeld:
    """How surely each advice holds."""

    discouraged: Truth
    overdue: Truth
    recommended: Truth


def recommendations(state: State, policy: Policy, action: Action) -> Iterator[Advice]:
    """Every recommendation of the action that there is in a state."""
    for rule in policy.recommends:
        advice = rule(state, *action)
        if advice is not None:
            yield advice


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
    for source in policy.sources:
        possible = find(history, source, action, t).possible
        if "allowed" not in possible:
            continue
        own = _held_alone(history, source, action, t)
        if possible != ALLOWED:  # may suppress, never add
            own = AdviceHeld(weakened(own.discouraged), weakened(own.overdue), weakened(own.recommended))
        held.append(own)
    return AdviceHeld(
        any_of(*(h.discouraged for h in held)),
        any_of(*(h.overdue for h in held)),
        any_of(*(h.recommended for h in held)),
    )


def _held_alone(history: History, policy: Policy, action: Action, t: int) -> AdviceHeld:
    state = history.at(t)
    discouraged = any_of(*(rule(state, *action) for rule in policy.discourages))
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
    due, late = advice.due[which], advice.late[which]
    test = surely_allowed if surely else possibly_allowed
    if test(history, policy, action, due):
        return late
    moved = first_in(runs(history, policy, action, surely=surely), due)
    return FAR if moved is None else advice.keep(history.zone, moved)
