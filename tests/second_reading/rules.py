"""What a rule is, and the rules that several policies share.

A rule is a small function of a state and an action. Forbids, permits and discouragements answer with a `Truth`; a
recommendation answers with an `Advice` while its "when" holds, and permits as surely as it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from .history import State
from .truth import NO, YES, Truth, truth
from .vocabulary import ACTS_ALONE, INTERVIEW_ACTS, MESSAGES, Action
from .zone import FAR, HOUR, days_after, midnight

Test = Callable[[State, Action], Truth]
Keep = Callable[[str, int], int]


class Advice(NamedTuple):
    """A recommendation in a state.

    `due` and `late` are (earliest, latest) over the unknown facts; `due` None is "always". `overdue` tells
    whether it has an overdue date at all; `keep` puts that date where it belongs after a due date that was moved.
    `due_if_late` is its due date where it has an overdue date, if unknown facts decide both.
    """

    holds: Truth
    due: tuple[int, int] | None
    overdue: Truth = NO
    late: tuple[int, int] = (FAR, FAR)
    keep: Keep | None = None
    due_if_late: tuple[int, int] | None = None


Recommend = Callable[[State, Action], "Advice | None"]


class Rule(NamedTuple):
    """On these kinds, what `says` answers."""

    kinds: tuple[str, ...]
    says: Callable[[State, Action], Any]


class OnKind(NamedTuple):
    """What every rule of a policy says on one kind."""

    forbids: tuple[Test, ...]
    permits: tuple[Test, ...]
    discourages: tuple[Test, ...]
    recommends: tuple[Recommend, ...]


class Policy:
    """Forbids, permits, discouragements and recommendations; closed: unpermitted messages are forbidden."""

    def __init__(
        self,
        name: str,
        *,
        forbids: tuple[Rule, ...],
        permits: tuple[Rule, ...],
        discourages: tuple[Rule, ...],
        recommends: tuple[Rule, ...],
        closed: bool = False,
    ) -> None:
        self.name = self.key = name
        self.closed = closed
        effects = (forbids, permits, discourages, recommends)
        self._on = {
            kind: OnKind(*(tuple(rule.says for rule in rules if kind in rule.kinds) for rules in effects))
            for kind in (*MESSAGES, *INTERVIEW_ACTS, *ACTS_ALONE)
        }

    def on(self, kind: str) -> OnKind:
        return self._on[kind]


# Dates of recommendations


def at_once(since: int, holds: Truth = YES) -> Advice:
    return Advice(holds, (since, since))


def sure(due: int, late: int, keep: Keep) -> Advice:
    """A recommendation whose dates hang on no unknown fact."""
    return Advice(YES, (due, due), YES, (late, late), keep)


def hours(n: int) -> Keep:
    return lambda _, us: us + n * HOUR


def days(n: int) -> Keep:
    return lambda zone, us: days_after(zone, us, n)


def promised_date(s: State, plus: int) -> int:
    """00:00 of P.date + so many days."""
    assert s.promise is not None
    return midnight(s.zone, s.promise.day, plus)


def first_enquiry(s: State) -> bool:
    """While no enquiry has been sent since `L`."""
    return s.unanswered_enquiry is None


# During the interview


def interview_acts(*names: str, unless_promised: bool) -> tuple[Rule, Rule]:
    """Acts permitted while an interview is on, and due until done."""

    def permitted(s: State, a: Action) -> bool:
        if s.on_since is None:
            return False
        return not (unless_promised and a.kind == "ask_response_date" and s.promise is not None)

    def permit(s: State, a: Action) -> Truth:
        return truth(permitted(s, a))

    def recommend(s: State, a: Action) -> Advice | None:
        if not permitted(s, a) or s.on_since is None or s.taken_since(a.kind, s.on_since):
            return None
        return at_once(s.on_since)

    return Rule(names, permit), Rule(names, recommend)


# Once


def _rejected(s: State) -> int | None:
    return s.latest(s.history.rejections)


OCCASIONS: dict[str, Callable[[State], int | None]] = {
    "interest_note": lambda s: s.interview,
    "competing_offer_notice": lambda s: s.latest(s.history.proven_offers),
    "change_notice": lambda s: s.latest(s.history.changes),
    "feedback_request": _rejected,
    "courtesy_note": _rejected,
}


def once(*kinds: str) -> Rule:
    """Done since its latest occasion, by any channel: then forbidden on every channel."""

    def forbid(s: State, a: Action) -> Truth:
        if a.kind == "thank_you":
            return truth(s.thanked(a.to))
        occasion = OCCASIONS[a.kind](s)
        return truth(occasion is not None and s.sent_since(a.kind, occasion))

    return Rule(kinds, forbid)


# Moving on


def moving_on(start: Callable[[State], Advice | None], done: Callable[[State], bool]) -> tuple[Rule, Rule]:
    """`move_on` while `start` advises it; once done, permitted without advice."""

    def permit(s: State, _: Action) -> Truth:
        advice = start(s)
        return NO if advice is None else advice.holds

    def recommend(s: State, _: Action) -> Advice | None:
        return None if done(s) else start(s)

    return Rule(("move_on",), permit), Rule(("move_on",), recommend)


# What more than one policy says


def always(*kinds: str) -> Rule:
    return Rule(kinds, lambda *_: YES)


def _no_proof(s: State, _: Action) -> Truth:
    return truth(not s.known(s.history.proven_offers))


no_gifts = always("gift")
no_claim_without_proof = Rule(("competing_offer_notice",), _no_proof)
keep_applying = Rule(("keep_applying",), lambda *_: Advice(YES, None))
