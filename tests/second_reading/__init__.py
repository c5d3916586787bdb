"""A second reading of the guidance: plain, slow, and written from its text alone.

It serves the tests as an oracle. It must never import the library that it is compared with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .advising import advice_of
from .constancy import inconstancies
from .dates import Dates, dates_of
from .history import history_of
from .judging import find, policy_of
from .vocabulary import Action

__all__ = ["POLICIES", "Dates", "Judgement", "actions", "check_constant", "dates", "judge"]

POLICIES = (
    "pro_tips",
    "dos_and_donts",
    "review_your_notes",
    "art_of_follow_up",
    "business_etiquette",
    "recommended",
)

Timeline = dict[str, Any]
PolicyName = str | dict[str, Any]
PlainAction = tuple[str, str, str | None]


@dataclass(frozen=True)
class Judgement:
    """What a policy says of an action at an instant."""

    possible: frozenset[str]
    stance: str
    advice: str | None
    missing: frozenset[str]


def actions(timeline: Timeline) -> list[Action]:
    """(kind, channel, to) of every action judged."""
    return history_of(timeline).actions


def judge(timeline: Timeline, policy: PolicyName) -> dict[PlainAction, Judgement]:
    """Every action at the timeline's now.

    `policy` is a name, or `{"resolve": resolver, "policies": [names]}`.
    """
    history, of = history_of(timeline), policy_of(policy)
    judged: dict[PlainAction, Judgement] = {}
    for action in history.actions:
        finding = find(history, of, action, history.now)
        advice = advice_of(history, of, action, history.now) if finding.stance == "allowed" else None
        judged[action] = Judgement(finding.possible, finding.stance, advice, finding.missing)
    return judged


def dates(timeline: Timeline, policy: PolicyName, action: PlainAction) -> Dates:
    """When an action opens, closes, falls due and becomes overdue, and all its windows from now on."""
    return dates_of(history_of(timeline), policy_of(policy), Action(*action))


def check_constant(timeline: Timeline, policy: PolicyName) -> list[str]:
    """Where anything changes at an instant that the windows do not look at; empty if all is well."""
    return inconstancies(history_of(timeline), policy_of(policy))
