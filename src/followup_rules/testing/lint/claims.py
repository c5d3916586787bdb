"""What each rule of a policy claims, and what is proved or suspected to make it needless.

A rule claims that it holds somewhere; a recommendation also claims that it is made somewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

import attrs

from followup_rules.evaluation.compiled import compiled
from followup_rules.evaluation.judge import addressed, union
from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.rules.conditions import Condition
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import Effect, Rule
from followup_rules.temporal.instants import FIRST, LAST, Micros
from followup_rules.temporal.windows import Windows
from followup_rules.testing.implication import by_channel, follows, shape, ways_to_hold
from followup_rules.timeline.events import Interview
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTIONS, Action, ActionKind

# when something surely holds, and when it possibly holds
_Sets: TypeAlias = tuple[Windows, Windows]

_ALL_TIME: Final = Windows.between(FIRST, LAST)


class OverTime:
    """When the checks of a policy hold on a timeline, over all time that a timeline may speak of."""

    def __init__(self, policy: Policy, timeline: Timeline) -> None:
        self.timeline = timeline
        self.people = timeline.history.people
        self._judge = PolicyJudge(policy, timeline.history)
        self._kept: dict[tuple[int, bool, str | None], _Sets] = {}

    def holds(self, check: int, action: Action) -> _Sets:
        """While the action is judged."""
        is_thanks = action.kind is ActionKind.THANK_YOU
        key = check, is_thanks, action.to
        if key not in self._kept:
            judged = self._judged(action.to) if is_thanks else _ALL_TIME
            surely, possibly = self._judge.check_windows(check, action)
            self._kept[key] = surely.intersection(judged), possibly.intersection(judged)
        return self._kept[key]

    def _judged(self, person: str | None) -> Windows:
        """
        When a thank-you is judged. To a person: from when an interview with them is known. To nobody by name: until the
        first interview is known, and from when one is known that names nobody.
        """
        interviews = [event for event in self.timeline.known_events if isinstance(event, Interview)]
        known_from = [(FIRST if one.arranged_us is None else one.arranged_us, one.interviewers) for one in interviews]
        theirs = (at for at, people in known_from if person in (people or (None,)))
        before_any = min((at for at, _ in known_from), default=LAST) if person is None else FIRST
        return Windows.between(FIRST, before_any) | Windows.between(min(theirs, default=LAST), LAST)


@attrs.frozen(eq=False)
class Place:
    """One of the actions that a rule treats alike, and the numbers of the checks that matter there."""

    action: Action
    check: int
    overriding: Mapping[Rule, int]
    alike: Mapping[Rule, int]
    permits: tuple[int, ...]
    forbids: tuple[int, ...]


@attrs.define(eq=False)
class Claim:
    """
    That a rule holds somewhere or, if it `recommends`, that its recommendation is made somewhere.

    Suspected are, until a timeline refutes it: that some rules override the claim wherever it holds, all `together` or
    `each` alone; that each of the `doubles` always does the same; and that nothing is `allowed` there. What is proved
    follows from the rules, and no timeline can refute it.
    """

    rule: Rule
    recommends: bool
    places: tuple[Place, ...]
    together: list[Rule] | None  # enough of them to override all that was seen; None: refuted
    each: tuple[Rule, ...]
    doubles: tuple[Rule, ...]
    allowed: bool
    overridden_proved: bool
    doubles_proved: bool
    never_allowed_proved: bool
    seen: tuple[Timeline, Action, Place] | None = None
    tries: int = 0

    @property
    def is_open(self) -> bool:
        """Whether a timeline may still refute anything."""
        if self.seen is None or self.overridden_proved:
            return self.seen is None and bool(self.places)
        idle = not self.allowed and not self.never_allowed_proved
        return self.together is not None or idle or bool(self.doubles and not self.doubles_proved)

    @property
    def never_seen(self) -> bool:
        """Whether the claim was searched for, and holds on no timeline."""
        return self.seen is None and self.tries > 0

    @property
    def never_allowed(self) -> bool:
        """Whether no action is allowed where the claim holds."""
        return self.never_allowed_proved or (self.seen is not None and not self.allowed)

    @property
    def overridden_by(self) -> tuple[Rule, ...]:
        """The rules that each override the claim everywhere, or else those that do so together; often none."""
        known = self.overridden_proved or self.seen is not None
        return self.each or tuple(self.together or ()) if known else ()

    @property
    def doubled_by(self) -> tuple[Rule, ...]:
        """The rules that each do the same wherever the claim holds."""
        return self.doubles if self.doubles_proved or self.seen is not None else ()

    def refute(self, over_time: OverTime) -> None:
        """Drop every suspicion that a timeline refutes."""
        self.tries += 1
        for place in self.places:
            for person in over_time.people if place.action.kind is ActionKind.THANK_YOU else (None,):
                self._refute_at(over_time, place, addressed(place.action, person))

    def _refute_at(self, over_time: OverTime, place: Place, action: Action) -> None:
        held = over_time.holds(place.check, action)
        if held[1].is_empty:
            return
        if self.seen is None and not held[0].is_empty:
            timeline = over_time.timeline
            self.seen = timeline.at(Micros(_an_instant_of(held[0], timeline.now_us))), action, place
        if not self.allowed:
            permitted = union(over_time.holds(check, action)[1] for check in place.permits)
            forbidden = union(over_time.holds(check, action)[0] for check in place.forbids)
            self.allowed = not held[1].intersection(permitted).difference(forbidden).is_empty
        if self.together is not None and not self.overridden_proved:
            overriding = {rule: over_time.holds(check, action) for rule, check in place.overriding.items()}
            self._refute_overriding(self.together, held, overriding)
        if self.doubles and not self.doubles_proved:
            alike = {rule: over_time.holds(place.alike[rule], action) for rule in self.doubles if rule in place.alike}
            self.doubles = tuple(rule for rule in alike if _within(held, [alike[rule]]))

    def _refute_overriding(self, together: list[Rule], held: _Sets, overriding: Mapping[Rule, _Sets]) -> None:
        if not _within(held, overriding.values()):
            self.together, self.each = None, ()
            return
        self.each = tuple(rule for rule in self.each if rule in overriding and _within(held, [overriding[rule]]))
        left = held[0].difference(union(overriding[rule][0] for rule in together if rule in overriding))
        while not left.is_empty:
            # a rule that covers all that is left, or else any that covers a part
            part = [rule for rule in overriding if not (left & overriding[rule][0]).is_empty]
            together.append(next((rule for rule in part if (left - overriding[rule][0]).is_empty), part[0]))
            left -= overriding[together[-1]][0]


def _within(held: _Sets, others: Collection[_Sets]) -> bool:
    """Whether one of the others surely holds wherever this surely does, and possibly wherever it possibly does."""
    return all(held[sure].difference(union(other[sure] for other in others)).is_empty for sure in (0, 1))


def _an_instant_of(windows: Windows, now_us: int) -> int:
    """Now or the next instant of some windows after it, or else one in the last window."""
    instant = windows.first_from(now_us)
    if instant is not None:
        return instant
    opens, closes = windows.edges[-2:]  # the windows are bounded
    return closes - 1 if opens == FIRST else opens


class PolicyClaims:
    """The claims of the rules of a policy, without those rules that repeat others."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.conditions = compiled(policy).conditions
        # by the first of them
        self.repeated = _repeated(rule for rule in policy.rules if self._places(rule, (), recommends=False))
        left_out = frozenset(rule for _, *again in self.repeated.values() for rule in again)
        self.rules = tuple(rule for rule in policy.rules if rule not in left_out)
        self.held = {rule: self._claim(rule, left_out, recommends=False) for rule in self.rules}
        # a recommendation that permits nothing, or is overridden everywhere, needs no second claim
        self.made = {
            rule: self._claim(rule, left_out, recommends=True)
            for rule, claim in self.held.items()
            if rule.effect is Effect.RECOMMEND and claim.places and not claim.overridden_proved
        }

    def of(self, rule: Rule) -> list[Claim]:
        return [claims[rule] for claims in (self.held, self.made) if rule in claims]

    def open(self, rules: Collection[Rule]) -> list[Claim]:
        return [claim for rule in rules for claim in self.of(rule) if claim.is_open]

    def narrowed(self, rules: Collection[Rule]) -> Policy:
        """The policy with only those rules that have an open claim, and the rules suspected to make them needless."""
        claims = self.open(rules)
        wanted = {claim.rule for claim in claims}
        # before a claim is seen to hold, it does not matter what makes it needless
        wanted.update(*((*claim.overridden_by, *claim.doubled_by) for claim in claims if claim.seen is not None))
        return attrs.evolve(self.policy, rules=tuple(rule for rule in self.policy.rules if rule in wanted))

    def doubled(self, rule: Rule) -> tuple[Rule, ...]:
        """The rules that do, everywhere, all that a rule does."""
        first, *more = [claim.doubled_by for claim in self.of(rule)]
        return tuple(one for one in first if all(one in others for others in more))

    def _claim(self, rule: Rule, left_out: Collection[Rule], *, recommends: bool) -> Claim:
        places = self._places(rule, left_out, recommends=recommends)
        over = [(place, place.overriding) for place in places]
        same = [(place, place.alike) for place in places]
        overriding, alike = (tuple(dict.fromkeys(chain(*(rules for _, rules in beside)))) for beside in (over, same))
        each = tuple(one for one in overriding if self._implied(over, [one]))
        together = each or self._implied(over, overriding)
        doubles = tuple(one for one in alike if self._implied(same, [one]))
        discourages = rule.effect is Effect.DISCOURAGE
        return Claim(
            rule,
            recommends,
            places,
            together=[*together],
            each=each if together else overriding,
            doubles=doubles or alike,
            allowed=not discourages,
            overridden_proved=bool(together),
            doubles_proved=bool(doubles),
            never_allowed_proved=discourages and not any(place.permits for place in places),
        )

    def _places(self, rule: Rule, left_out: Collection[Rule], *, recommends: bool) -> tuple[Place, ...]:
        """The actions on which a rule may hold, one of those that are alike."""
        found: dict[object, Place] = {}
        forbids, discourages = rule.effect is Effect.FORBID, rule.effect is Effect.DISCOURAGE
        for (kind, channel), entry in compiled(self.policy).action_rules.items():
            granted = entry.recommends if recommends else entry.permits
            own = entry.forbids if forbids else entry.discourages if discourages else granted
            over = () if forbids else (*entry.forbids, *(entry.discourages if recommends else ()))
            check = dict(own).get(rule)
            if check is None or ways_to_hold(by_channel(self.conditions[check], channel)) == ():
                continue
            if rule.effect is Effect.RECOMMEND:
                own = tuple(pair for pair in own if _with_dates(pair[0]) == _with_dates(rule))
            overriding = {one: number for one, number in over if one not in left_out}
            alike = {one: number for one, number in own if one not in left_out and one != rule}
            place = Place(Action(kind, channel), check, overriding, alike, entry.permit_checks, entry.forbid_checks)
            beside = (*overriding.items(), None, *alike.items())
            found.setdefault((kind is ActionKind.THANK_YOU, check, beside, place.permits, place.forbids), place)
        return tuple(found.values())

    def _implied(self, beside: Iterable[tuple[Place, Mapping[Rule, int]]], rules: Sequence[Rule]) -> tuple[Rule, ...]:
        """The rules needed so that one of them holds wherever each check does, by their conditions; none if not so."""
        found: dict[Rule, None] = {}
        for place, others in beside:
            held = {check: self._held(check, place) for check in (place.check, *others.values())}
            for way in ways_to_hold(held[place.check]) or (frozenset(),):
                holding = (one for one in rules if one in others and follows(held[others[one]], way))
                one = next(holding, None)
                if one is None:
                    return ()
                found[one] = None
        return tuple(found)

    def _held(self, check: int, place: Place) -> Condition:
        return by_channel(self.conditions[check], place.action.channel)


def _with_dates(rule: Rule) -> object:
    return rule.effect, rule.due, rule.overdue


def _repeated(rules: Iterable[Rule]) -> dict[Rule, tuple[Rule, ...]]:
    """Groups of rules that differ only in their ids, citations and sentences."""
    groups: dict[object, list[Rule]] = {}
    for rule in rules:
        on = frozenset(action for action in ACTIONS if action in rule.on)
        groups.setdefault((_with_dates(rule), on, shape(rule.when), shape(rule.done_when)), []).append(rule)
    return {group[0]: tuple(group) for group in groups.values() if len(group) > 1}
