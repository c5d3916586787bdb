"""A policy's rules laid out for evaluating: for each action its rules, for each distinct condition one check.

A condition is checked once for all actions that it treats alike: only what it asks of an action (its kind, its channel,
whom it is addressed to) tells its checks apart. A verdict follows from the truths of the checks alone, so verdicts are
kept by these truths, however many timelines they are read on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from followup_rules.actions import ACTIONS, MESSAGES, Action, ActionKind, Channel, channels_of
from followup_rules.conditions import MAYBE, NO, YES, Condition, Truth, on_preferred_channel, since
from followup_rules.moments import questions
from followup_rules.rules import Effect, Rule

__all__ = ["ALLOWED", "FORBIDDEN", "PLAIN", "SILENT", "THANKS", "Check", "Entry", "Plan", "Possible", "Verdict", "stance"]

# sets of possible stances, as bits
Possible = int
FORBIDDEN: Final = 1
ALLOWED: Final = 2
SILENT: Final = 4

_STANCES: Final = {FORBIDDEN: "forbidden", ALLOWED: "allowed", SILENT: "silent"}

# thank-yous are judged once for each person, all other actions once
PLAIN: Final = tuple(action for action in ACTIONS if action.kind is not ActionKind.THANK_YOU)
THANKS: Final = tuple(action for action in ACTIONS if action.kind is ActionKind.THANK_YOU)

_MOST_KEPT: Final = 4096


def stance(possible: Possible) -> str:
    """The stance, where only one is possible; else `undetermined`."""
    return _STANCES.get(possible, "undetermined")


def possible_stances(possible: Possible) -> tuple[str, ...]:
    """The names of the possible stances."""
    return tuple(name for bit, name in _STANCES.items() if possible & bit)


@attrs.frozen
class Check:
    """One condition, for all the actions that it treats like this one."""

    condition: Condition
    action: Action
    personal: bool


@attrs.frozen
class Entry:
    """The rules on one action, each with the number of the check it hangs on."""

    forbids: tuple[tuple[Rule, int], ...]
    permits: tuple[tuple[Rule, int], ...]
    discourages: tuple[tuple[Rule, int], ...]
    recommends: tuple[tuple[Rule, int], ...]
    closed: bool


@attrs.frozen(eq=False)
class Verdict:
    """What a policy says of an action at an instant: its possible stances, and the rules that determine them."""

    possible: Possible
    stance: str
    rules: tuple[Rule, ...]
    rule_ids: tuple[str, ...]


class Plan:
    """The rules of one policy, laid out."""

    def __init__(self, rules: Iterable[Rule], *, closed: bool, email_stands_for_preferred: bool) -> None:
        self._closed = closed
        self._carries = email_stands_for_preferred
        self._numbers: dict[tuple[Condition, ActionKind | None, Channel | None], int] = {}
        self._asked: dict[Condition, frozenset[str]] = {}
        self.checks: list[Check] = []
        rules = tuple(rules)
        self.entries = {
            (kind, channel): self._entry(Action(kind, channel), rules) for kind in ActionKind for channel in channels_of(kind)
        }
        stance_checks = {
            number for entry in self.entries.values() for _, number in (*entry.forbids, *entry.permits)
        }
        self.plain_checks = tuple(
            (number, check.condition.truth, check.action)
            for number, check in enumerate(self.checks)
            if number in stance_checks
        )
        self.personal_checks = tuple(
            number for number, _, _ in self.plain_checks if self.checks[number].personal
        )
        self._plain: dict[tuple[Truth, ...], tuple[Verdict, ...]] = {}
        self._thanks: dict[tuple[Truth, ...], tuple[Verdict, ...]] = {}

    # -- laying out

    def _entry(self, action: Action, rules: tuple[Rule, ...]) -> Entry:
        found: dict[str, list[tuple[Rule, int]]] = {"forbids": [], "permits": [], "discourages": [], "recommends": []}
        for rule in rules:
            if rule.effect is Effect.FORBID:
                if action in rule.on:
                    found["forbids"].append((rule, self._check(rule.when, action)))
            elif rule.effect is Effect.DISCOURAGE:
                if action in rule.on:
                    found["discourages"].append((rule, self._check(rule.when, action)))
            elif (when := self._permission(rule, action)) is not None:
                found["permits"].append((rule, self._check(when, action)))
                if rule.effect is Effect.RECOMMEND:
                    urged = when & ~rule.until
                    if rule.due is not None:
                        urged &= since(rule.due)
                    found["recommends"].append((rule, self._check(urged, action)))
        closed = self._closed and action.kind in MESSAGES
        return Entry(**{effect: tuple(items) for effect, items in found.items()}, closed=closed)

    def _permission(self, rule: Rule, action: Action) -> Condition | None:
        """When a permit or recommendation speaks of the action, by its own channel or in email's place."""
        if action in rule.on:
            return rule.when
        if self._carries and attrs.evolve(action, channel=Channel.EMAIL) in rule.on and action.kind in MESSAGES:
            return rule.when & on_preferred_channel
        return None

    def _check(self, condition: Condition, action: Action) -> int:
        asked = self._asked.get(condition)
        if asked is None:
            asked = self._asked[condition] = questions(condition)
        personal = "to" in asked and action.kind is ActionKind.THANK_YOU
        # what is addressed to nobody in particular is answered apart from what is judged for each person
        kind = action.kind if "kind" in asked or personal else None
        key = (condition, kind, action.channel if "channel" in asked else None)
        number = self._numbers.setdefault(key, len(self.checks))
        if number == len(self.checks):
            self.checks.append(Check(condition, action, personal))
        return number

    # -- verdicts

    def plain_verdicts(self, truths: tuple[Truth, ...]) -> tuple[Verdict, ...]:
        """The verdicts on all actions but thank-yous, as in `PLAIN`, given the truths of `plain_checks`."""
        return self._kept(self._plain, truths, PLAIN)

    def thanks_verdicts(self, truths: tuple[Truth, ...]) -> tuple[Verdict, ...]:
        """The verdicts on thank-yous to one person, as in `THANKS`, given the truths of `plain_checks` for them."""
        return self._kept(self._thanks, truths, THANKS)

    def _kept(
        self,
        kept: dict[tuple[Truth, ...], tuple[Verdict, ...]],
        truths: tuple[Truth, ...],
        actions: tuple[Action, ...],
    ) -> tuple[Verdict, ...]:
        verdicts = kept.get(truths)
        if verdicts is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            by_number = {number: truth for (number, _, _), truth in zip(self.plain_checks, truths, strict=True)}
            verdicts = kept[truths] = tuple(
                verdict(self.entries[action.kind, action.channel], by_number) for action in actions
            )
        return verdicts


def verdict(entry: Entry, truths: dict[int, Truth]) -> Verdict:
    """The verdict on an action, given the truth of each check."""
    forbidden = max((truths[number] for _, number in entry.forbids), default=NO)
    permitted = max((truths[number] for _, number in entry.permits), default=NO)
    possible = possible_given(forbidden, permitted, entry.closed)
    least = YES if possible in _STANCES else MAYBE
    determining: list[Rule] = []
    if possible & FORBIDDEN:
        determining += [rule for rule, number in entry.forbids if truths[number] >= least]
    if possible & ALLOWED:
        determining += [rule for rule, number in entry.permits if truths[number] >= least]
    return Verdict(possible, stance(possible), tuple(determining), tuple(rule.id for rule in determining))


def possible_given(forbidden: Truth, permitted: Truth, closed: bool) -> Possible:
    """The stances that are possible, given whether a forbid and whether a permit holds."""
    if forbidden == YES:
        return FORBIDDEN
    possible = FORBIDDEN if forbidden == MAYBE else 0
    if permitted >= MAYBE:
        possible |= ALLOWED
    if permitted < YES:
        possible |= FORBIDDEN if closed else SILENT
    return possible
