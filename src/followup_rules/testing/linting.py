"""What is wrong with a policy as a set of rules, or suspicious: rules that never apply, or change nothing; gaps.

What follows from the rules themselves is told as such. The rest is looked for in timelines, over all time on each: the
small ones first, then drawn ones, and what a rule under suspicion asks for. Nothing here knows what rules are about.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, product
from math import prod
from types import ModuleType
from typing import Any, Final, Literal, TypeAlias

import attrs

from followup_rules.evaluation.compiled import ActionRules, compiled
from followup_rules.evaluation.judge import addressed, index_of, union
from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.rules.amounts import Fixed, Quantity, Unit
from followup_rules.rules.conditions import (
    YES,
    Condition,
)
from followup_rules.rules.node import walk
from followup_rules.rules.policy import AnyPolicy, Combined, Policy, check_policy
from followup_rules.rules.rule import Effect, Rule
from followup_rules.rules.stances import FORBIDDEN, SILENT, Possible
from followup_rules.temporal.instants import FIRST, LAST, zone
from followup_rules.temporal.windows import Windows
from followup_rules.testing.dependencies import dependencies_of, dependencies_of_rules, reckoned_with
from followup_rules.testing.event_kinds import alphabet
from followup_rules.testing.implication import follows, shape, ways_to_hold
from followup_rules.testing.narrative import indented, named, told
from followup_rules.testing.scope import SmallScope, small_facts, small_scope
from followup_rules.testing.search import search, simplest
from followup_rules.testing.strategies.timelines import histories
from followup_rules.timeline.events import Interview
from followup_rules.timeline.facts import BOUNDS, UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTIONS, MESSAGES, Action, ActionKind
from followup_rules.timeline.words import how, kind_words, listed

FindingKind: TypeAlias = Literal[
    "never_applies", "duplicate", "contradiction", "never_decides", "unused_quantity", "gap"
]
# when something surely holds, and when it possibly does
_Sets: TypeAlias = tuple[Windows, Windows]

_DAY: Final = 24 * 3_600_000_000
_TIME: Final = Windows.between(FIRST, LAST)
# how many small timelines are looked at for each that is drawn, since they are made much faster: before, and after
_FIRST_SMALL: Final = 2
_SMALL: Final = 20
_MOST_DECLARED: Final = 256


@attrs.frozen(repr=False)
class Finding:
    """
    What is wrong with some rules of a policy, or suspicious.

    `level` is `fault` or, where it may well be meant so, `note`; `policy` names the policy (of a combined one: the
    source); `rules` are those it is about, the one that is at fault first; `says` tells it in a sentence.

    `witness` is a timeline at whose now the rules hold of `action`; both are None where nothing holds, or needs to be
    seen. Of a gap the action is the first of which no rule speaks. `exact` tells that it follows from the rules
    themselves; else it was so on every one of `effort` timelines, over all time.

    >>> from followup_rules import policies
    >>> finding = lint(policies.review_your_notes, tries=0)[0]
    >>> print(finding)
    review_your_notes: no rule speaks of ask for permission to follow up in person: the policy is silent (gap, note, by
    the rules themselves)
    """

    kind: FindingKind
    level: Literal["fault", "note"]
    policy: str
    rules: tuple[Rule, ...]
    says: str
    witness: Timeline | None = None
    action: Action | None = None
    exact: bool = True
    effort: int = 0

    def __str__(self) -> str:
        evidence = "by the rules themselves" if self.exact else f"on all of {self.effort} timelines"
        lines = [f"{self.policy}: {self.says} ({self.kind}, {self.level}, {evidence})"]
        if self.witness is not None and self.action is not None:
            lines += [f"  as here, of {named(self.action)}:", indented(told(self.witness), by=4)]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Finding {self.kind}, {self.level}: {', '.join(rule.id for rule in self.rules) or self.says}>"


def lint(
    policy: AnyPolicy, *, module: ModuleType | None = None, tries: int = 500, seed: int = 0
) -> tuple[Finding, ...]:
    """
    What is wrong with a policy as a set of rules, or suspicious: faults first, then notes, each in the rules' order.

    A rule holds of an action where its condition surely does, whatever unknown facts leave open; where email stands for
    the preferred channel, so does what is permitted or recommended by it. A recommendation is made from its due on,
    until it has been done. Found are:

    - `never_applies`: a rule that holds nowhere;
    - `duplicate`: rules of one effect on the same actions and conditions (and dates), under several ids;
    - `contradiction`: a permission that holds only where one and the same rule forbids, or a recommendation made only
      where one and the same rule discourages. That something narrower forbids now and then what is permitted in general
      is none;
    - `never_decides`: what only several rules together override wherever it holds, and advice that is never given; as a
      note: a rule beside which another always does the same, so that it only adds a reason;
    - `unused_quantity`: a quantity that no rule reckons with, though a sentence may tell it; with the *module* that
      makes the policy also its own quantities that no rule holds at all;
    - `gap`, a note: actions of one kind of which no rule ever speaks.

    One fault is told once. Of a combined policy each source is looked at by itself; its gaps are those of the whole.

    Looked at are up to 20 times *tries* small timelines, and as many as *tries* drawn ones; for each rule still under
    suspicion the same again, of what it asks. With no tries, only what follows from the rules is found. The same for
    the same *seed*. Raises `PolicyError` for what is no policy.

    >>> from followup_rules import Policy
    >>> from followup_rules.rules.conditions import before, since
    >>> from followup_rules.rules.moments import interview_end
    >>> from followup_rules.rules import acts, permit
    >>> when = since(interview_end) & before(interview_end)
    >>> policy = Policy("mine", [permit(acts("move_on"), when, cites=("a-1",), says="now").named("mine/now")])
    >>> lint(policy)[0].says
    '`mine/now` [a-1] never applies: its condition can hold at no instant'
    """
    check_policy(policy)
    sources = tuple(_sources(policy))
    found = [
        *(finding for source in sources for finding in _of_rules(source, tries, seed)),
        *(finding for source in sources for finding in _merely_told(source)),
        *(() if module is None else _held_by_none(policy, module)),
        *_gaps(policy, sources),
    ]
    return tuple(sorted(found, key=lambda finding: finding.level == "note"))


def _sources(policy: AnyPolicy) -> Iterator[Policy]:
    if isinstance(policy, Policy):
        yield policy
    else:
        for source in policy.sources:
            yield from _sources(source)


# -- claims: what a rule does, and the rules beside it


@attrs.frozen(eq=False)
class _Place:
    """
    An action, for all that are like it to a rule, with the checks of what the rule does there, of what overrides that,
    and of what does the same; and of all that permits the action, and forbids it.
    """

    action: Action
    check: int
    over: Mapping[Rule, int]
    same: Mapping[Rule, int]
    permits: tuple[int, ...]
    forbids: tuple[int, ...]


@attrs.define(eq=False)
class _Claim:
    """
    That a rule holds, or that a recommendation is made; and what is suspected of it: that each of `single` overrides it
    wherever it does so, or `several` do together (None: not everywhere); that nothing it is on is ever `allowed`; that
    each of `doubles` does the same. What is `sure` of that follows from the rules.
    """

    rule: Rule
    places: tuple[_Place, ...]
    several: list[Rule] | None
    allowed: bool
    single: tuple[Rule, ...]
    doubles: tuple[Rule, ...]
    sure_several: tuple[Rule, ...] = ()
    sure_single: tuple[Rule, ...] = ()
    sure_doubles: tuple[Rule, ...] = ()
    sure_idle: bool = False
    seen: tuple[Timeline, Action, _Place] | None = None
    looked: int = 0

    @property
    def is_open(self) -> bool:
        """Whether there is anything left that looking may tell."""
        if self.seen is None:
            return bool(self.places)
        if self.sure_several:
            return False
        idle = not self.allowed and not self.sure_idle
        return self.several is not None or idle or bool(self.doubles and not self.sure_doubles)

    @property
    def is_idle(self) -> bool:
        """Whether nothing it is on is ever allowed."""
        return self.sure_idle or (self.seen is not None and not self.allowed)

    @property
    def is_unseen(self) -> bool:
        """Whether it was looked for in vain."""
        return self.seen is None and self.looked > 0

    @property
    def overridden_by(self) -> tuple[Rule, ...]:
        """The rules each of which overrides it everywhere or, where there are none, those that do together."""
        if self.sure_several:
            return self.sure_single or self.sure_several
        if self.several is None or self.seen is None:
            return ()
        return self.single or tuple(self.several)

    @property
    def is_by_each(self) -> bool:
        """Whether each of them does."""
        return bool(self.sure_single if self.sure_several else self.single)

    @property
    def doubled_by(self) -> tuple[Rule, ...]:
        """The rules each of which does the same everywhere."""
        return self.sure_doubles or (() if self.seen is None else self.doubles)

    @property
    def suspects(self) -> tuple[Rule, ...]:
        """The rules that may yet turn out to make it needless; none before it has been seen at all."""
        return () if self.seen is None else (*self.overridden_by, *self.doubled_by)

    def look(self, view: _View) -> None:
        """Drop what a timeline refutes."""
        self.looked += 1
        for place in self.places:
            for person in view.people if place.action.kind is ActionKind.THANK_YOU else (None,):
                self._look(view, place, addressed(place.action, person))

    def _look(self, view: _View, place: _Place, action: Action) -> None:
        held = view.holds(place.check, action)
        if held[1].is_empty:
            return
        if self.seen is None and not held[0].is_empty:
            self.seen = view.timeline.at(_instant_of(held[0], view.timeline.now_us)), action, place
        if not self.allowed:
            permitted = union(view.holds(check, action)[1] for check in place.permits)
            forbidden = union(view.holds(check, action)[0] for check in place.forbids)
            self.allowed = not held[1].intersection(permitted).difference(forbidden).is_empty
        if self.several is not None:
            self._refute(self.several, held, {rule: view.holds(check, action) for rule, check in place.over.items()})
        if self.doubles:
            same = {rule: view.holds(place.same[rule], action) for rule in self.doubles if rule in place.same}
            self.doubles = tuple(rule for rule in same if not _escapes(held, [same[rule]]))

    def _refute(self, several: list[Rule], held: _Sets, over: Mapping[Rule, _Sets]) -> None:
        if _escapes(held, over.values()):
            self.several, self.single = None, ()
            return
        self.single = tuple(rule for rule in self.single if rule in over and not _escapes(held, [over[rule]]))
        left = held[0].difference(union(over[rule][0] for rule in several if rule in over))
        while not left.is_empty:
            whole = (rule for rule in over if left.difference(over[rule][0]).is_empty)
            part = (rule for rule in over if not left.intersection(over[rule][0]).is_empty)
            several.append([*whole, *part][0])
            left = left.difference(over[several[-1]][0])


def _escapes(held: _Sets, others: Collection[_Sets]) -> bool:
    """Whether it surely holds where none of the others surely does, or possibly does where none possibly does."""
    return any(not held[sure].difference(union(other[sure] for other in others)).is_empty for sure in (0, 1))


def _instant_of(windows: Windows, now: int) -> int:
    """An instant of a set: now, or the next there is, or one of the last stretch."""
    instant = windows.first_from(now)
    if instant is not None:
        return instant
    *_, (opens, closes) = windows
    assert opens is not None  # what is looked at is bounded
    assert closes is not None
    return closes - 1 if opens == FIRST else opens


class _View:
    """A policy on a timeline over all time, as far as a timeline may speak of it."""

    def __init__(self, policy: Policy, timeline: Timeline) -> None:
        self.timeline = timeline
        self.people = timeline.history.people
        self.judge = PolicyJudge(policy, timeline.history)
        self._kept: dict[tuple[int, bool, str | None], _Sets] = {}

    def holds(self, check: int, action: Action) -> _Sets:
        """When a check surely holds and possibly does, of an action while it is judged."""
        is_personal = action.kind is ActionKind.THANK_YOU
        key = check, is_personal, action.to
        found = self._kept.get(key)
        if found is None:
            judged = self._judged(action.to) if is_personal else _TIME
            surely, possibly = self.judge.check_windows(check, action)
            found = self._kept[key] = surely.intersection(judged), possibly.intersection(judged)
        return found

    def _judged(self, person: str | None) -> Windows:
        """
        While a thank-you to somebody is judged: once an interview with them is known; to nobody by name: once one is
        known that names nobody, and before any is.
        """
        interviews = [event for event in self.timeline.known_events if isinstance(event, Interview)]
        known_from = [(FIRST if one.arranged_us is None else one.arranged_us, one.interviewers) for one in interviews]
        theirs = (at for at, people in known_from if (person in people if person is not None else not people))
        judged = Windows.between(min(theirs, default=LAST), LAST)
        if person is not None:
            return judged
        return judged.union(Windows.between(FIRST, min((at for at, _ in known_from), default=LAST)))


class _Laid:
    """What the rules of a policy claim, but for those that repeat others."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.repeated = _repeated(rule for rule in policy.rules if self._places(rule, frozenset(), made=False))
        left_out = frozenset(rule for _, *again in self.repeated for rule in again)
        self.rules = tuple(rule for rule in policy.rules if rule not in left_out)
        self.held = {rule: self._claim(rule, left_out, made=False) for rule in self.rules}
        # where it permits nothing, or in vain, the rest need not be asked
        self.made = {
            rule: self._claim(rule, left_out, made=True)
            for rule, claim in self.held.items()
            if rule.effect is Effect.RECOMMEND and claim.places and not claim.sure_several
        }

    def claims(self, rule: Rule) -> list[_Claim]:
        """What a rule claims."""
        return [claims[rule] for claims in (self.held, self.made) if rule in claims]

    def open(self, rules: Collection[Rule]) -> list[_Claim]:
        """The claims of some rules of which looking may still tell something."""
        return [claim for rule in rules for claim in self.claims(rule) if claim.is_open]

    def narrowed(self, rules: Collection[Rule]) -> Policy:
        """The policy of those alone that still claim something, and those that are suspected to make it needless."""
        wanted = {rule for claim in self.open(rules) for rule in (claim.rule, *claim.suspects)}
        return attrs.evolve(self.policy, rules=tuple(rule for rule in self.policy.rules if rule in wanted))

    def doubled(self, rule: Rule) -> tuple[Rule, ...]:
        """The rules that do, everywhere, all that a rule does."""
        first, *more = [claim.doubled_by for claim in self.claims(rule)]
        return tuple(one for one in first if all(one in others for others in more))

    def _claim(self, rule: Rule, left_out: Collection[Rule], *, made: bool) -> _Claim:
        places = self._places(rule, left_out, made=made)
        over = tuple(dict.fromkeys(one for place in places for one in place.over))
        same = tuple(dict.fromkeys(one for place in places for one in place.same))
        single = tuple(one for one in over if self._follow(places, "over", [one]))
        return _Claim(
            rule,
            places,
            several=None if rule.effect is Effect.FORBID else [],
            allowed=rule.effect is not Effect.DISCOURAGE,
            single=over,
            doubles=same,
            sure_several=single or self._follow(places, "over", over),
            sure_single=single,
            sure_doubles=tuple(one for one in same if self._follow(places, "same", [one])),
            sure_idle=rule.effect is Effect.DISCOURAGE and not any(place.permits for place in places),
        )

    def _places(self, rule: Rule, left_out: Collection[Rule], *, made: bool) -> tuple[_Place, ...]:
        """The actions of which a rule may hold, those that are alike but once."""
        found: dict[object, _Place] = {}
        for (kind, channel), entry in compiled(self.policy).action_rules.items():
            own, over, same = _beside(rule, entry, made=made)
            check = dict(own).get(rule)
            if check is None or ways_to_hold(self._condition(check)) == ():
                continue
            place = _Place(
                Action(kind, channel),
                check,
                {one: number for one, number in over if one not in left_out},
                {one: number for one, number in same if one not in left_out and one != rule},
                entry.permit_checks,
                entry.forbid_checks,
            )
            beside = (*place.over.items(), None, *place.same.items())
            found.setdefault((kind is ActionKind.THANK_YOU, check, beside, place.permits, place.forbids), place)
        return tuple(found.values())

    def _condition(self, check: int) -> Condition:
        return compiled(self.policy).conditions[check]

    def _follow(
        self, places: Iterable[_Place], beside: Literal["over", "same"], rules: Sequence[Rule]
    ) -> tuple[Rule, ...]:
        """Of some rules those of which, by their conditions, one holds wherever a claim does; none where none need."""
        found: dict[Rule, None] = {}
        for place in places:
            ways = ways_to_hold(self._condition(place.check))
            checks: Mapping[Rule, int] = getattr(place, beside)
            for way in (frozenset(),) if ways is None else ways:
                holding = (one for one in rules if one in checks and follows(self._condition(checks[one]), way))
                one = next(holding, None)
                if one is None:
                    return ()
                found[one] = None
        return tuple(found)


_Numbered: TypeAlias = tuple[tuple[Rule, int], ...]


def _beside(rule: Rule, entry: ActionRules, *, made: bool) -> tuple[_Numbered, _Numbered, _Numbered]:
    """Of the rules on an action those of its kind, those that override it, and those that may do the same."""
    if rule.effect is Effect.FORBID:
        return entry.forbids, (), entry.forbids
    if rule.effect is Effect.DISCOURAGE:
        return entry.discourages, entry.forbids, entry.discourages
    if rule.effect is Effect.PERMIT:
        return entry.permits, entry.forbids, entry.permits
    own, over = (entry.recommends, (*entry.forbids, *entry.discourages)) if made else (entry.permits, entry.forbids)
    return own, over, tuple(pair for pair in own if _dated(pair[0]) == _dated(rule))


def _dated(rule: Rule) -> object:
    return rule.effect, rule.due, rule.overdue


def _repeated(rules: Iterable[Rule]) -> list[tuple[Rule, ...]]:
    """Those that are the same but for their ids and citations, and what they say."""
    alike: dict[object, list[Rule]] = {}
    for rule in rules:
        on = frozenset(action for action in ACTIONS if action in rule.on)
        alike.setdefault((_dated(rule), on, shape(rule.when), shape(rule.done_when)), []).append(rule)
    return [tuple(several) for several in alike.values() if len(several) > 1]


# -- looking


class _Looking:
    """Looking at timelines for as long as anything is suspected that they may refute."""

    def __init__(self, laid: _Laid, tries: int, seed: int) -> None:
        self.laid = laid
        self.tries = tries
        self.seed = seed

    def through_all(self) -> None:
        """What is cheap and tells much first."""
        policy, every = self.laid.policy, self.laid.rules
        self.through(small_scope(policy, most_events=2), every)
        for rule in every:
            self.through_what_it_asks(rule, _FIRST_SMALL * self.tries)
        self.through_drawn(policy, every)
        for rule in every:
            self.through_drawn(self.laid.narrowed([rule]), [rule])
            self.through_what_it_asks(rule, _SMALL * self.tries)
        self.through(small_scope(policy, most_events=2, facts=small_facts(policy)), every)

    def through_what_it_asks(self, rule: Rule, most: int) -> None:
        """Small timelines, not so many, of what a rule asks, and those that are suspected to make it needless."""
        if self.laid.open([rule]):
            narrow = self.laid.narrowed([rule])
            for timeline in _counting(narrow):
                self.look(timeline, [rule])
            self.through(_largest(narrow, most), [rule])

    def through(self, scope: SmallScope, rules: Collection[Rule]) -> None:
        """Small timelines, but for what is declared in them that no rule under suspicion asks."""
        some = islice(scope, 0, None, -(-len(scope) // (_SMALL * self.tries)))
        for declared, timelines in groupby(some, key=lambda timeline: timeline.facts):
            given = {name for name in attrs.fields_dict(Facts) if getattr(declared, name) is not None}
            if given and given.isdisjoint(
                name for name, _ in dependencies_of_rules(self.laid.narrowed(rules).rules).facts
            ):
                continue
            for timeline in timelines:
                if not self.look(timeline, rules):
                    return

    def through_drawn(self, asked: Policy, rules: Collection[Rule]) -> None:
        """Timelines drawn of what some rules ask: a fifth first, which mostly will do."""
        for number, count in enumerate((self.tries // 5, self.tries - self.tries // 5)):
            if count and self.laid.open(rules):
                drawn = histories(dependencies_of((asked,)))
                # none is wanted, so that every one is looked at
                search(drawn, lambda timeline: self.look(timeline, rules) is None, tries=count, seed=self.seed + number)

    def look(self, timeline: Timeline, rules: Collection[Rule]) -> bool:
        """Look at one; whether there was anything to look for."""
        claims = self.laid.open(rules)
        if claims:
            view = _View(self.laid.policy, timeline)
            for claim in claims:
                claim.look(view)
        return bool(claims)


def _counting(policy: Policy) -> Iterator[Timeline]:
    """An interview, and each event that a policy tells apart as many times after it as its rules count."""
    nodes = (node for rule in policy.rules for node in walk(rule))
    counts = {node.value for node in nodes if isinstance(node, Fixed | Quantity) and node.unit is Unit.TIMES}
    asked, place = dependencies_of((policy,)), zone("UTC")
    first, *letters = alphabet(asked)
    for count, letter, step in product(sorted(counts), letters, sorted({_DAY, *asked.lengths} - {0})):
        events = [first(place, 0), *(letter(place, number * step) for number in range(1, count + 1))]
        for declared in _declared(policy):
            yield Timeline("UTC", count * step, events, declared)


def _declared(policy: Policy) -> tuple[Facts, ...]:
    """
    What may be declared as far as a policy tells it apart; unless that is too much, in all combinations, and of numbers
    the least and the most.
    """
    plain = small_facts(policy)
    values: dict[str, dict[Any, None]] = {}
    for declared, name in product(plain, attrs.fields_dict(Facts)):
        value = getattr(declared, name)
        if value is not None and value is not UNKNOWN:
            values.setdefault(name, dict.fromkeys((None, *BOUNDS.get(name, ()))))[value] = None
    if prod(map(len, values.values())) > _MOST_DECLARED:
        return plain
    together = (Facts(**dict(zip(values, several, strict=True))) for several in product(*values.values()))
    return tuple(dict.fromkeys((*plain, *together)))


def _largest(policy: Policy, most: int) -> SmallScope:
    """The timelines that a policy tells apart, of as many events as are not too many timelines."""
    declared = _declared(policy)
    sizes = [(count, opening) for count in (4, 3, 2, 1) for opening in ("any", "interview")]
    scopes = [small_scope(policy, most_events=count, opening=opening, facts=declared) for count, opening in sizes]
    return next((scope for scope in scopes if len(scope) <= most), scopes[-1])


# -- telling


def _name(rule: Rule) -> str:
    return f"`{rule.id}`{_cited(rule.cites)}"


def _cited(cites: Sequence[str]) -> str:
    return f" [{', '.join(cites)}]" if cites else ""


def _names(rules: Sequence[Rule]) -> str:
    return listed([_name(rule) for rule in rules], "and")


def _of_rules(policy: Policy, tries: int, seed: int) -> Iterator[Finding]:
    laid = _Laid(policy)
    if tries > 0:
        _Looking(laid, tries, seed).through_all()
    repeated = {rules[0]: rules for rules in laid.repeated}
    for rule in laid.rules:
        if rule in repeated:
            says = f"{_names(repeated[rule])} are one rule under several ids"
            yield Finding("duplicate", "fault", policy.name, repeated[rule], says)
        yield from islice(_of_rule(laid, rule), 1)


def _of_rule(laid: _Laid, rule: Rule) -> Iterator[Finding]:
    """What is wrong with a rule, the worst first."""
    held, made = laid.held[rule], laid.made.get(rule)
    name = _name(rule)
    if not held.places:
        on_any = any(action in rule.on for action in ACTIONS)
        why = "its condition can hold at no instant" if on_any else "it is on no action that is judged"
        yield _finding(laid, held, "never_applies", f"{name} never applies: {why}", exact=True)
    if held.is_unseen:
        yield _finding(laid, held, "never_applies", f"{name} never applies, as far as was looked", exact=False)
    yield from _of_overridden(laid, held, f"{name} {rule.effect}s")
    if made is not None:
        permits = f"{name} permits, but never recommends"
        if not made.places:
            says = f"{permits}: it can at no instant be due and not be done"
            yield _finding(laid, made, "never_decides", says, exact=True)
        if made.is_unseen:
            yield _finding(laid, made, "never_decides", f"{permits}, as far as was looked", exact=False)
        yield from _of_overridden(laid, made, f"{name} recommends")
    if held.is_idle:
        says = f"{name} discourages only what is not allowed anyway: it never decides"
        yield _finding(laid, held, "never_decides", says, exact=held.sure_idle, level="note")
    yield from _of_doubled(laid, rule)


def _of_overridden(laid: _Laid, claim: _Claim, does: str) -> Iterator[Finding]:
    """What is wrong with a claim that others override wherever it is made."""
    rules, exact = claim.overridden_by, bool(claim.sure_several)
    against = Effect.DISCOURAGE if claim in laid.made.values() else Effect.FORBID
    contrary = [rule for rule in rules if rule.effect is against and claim.rule.effect is not Effect.DISCOURAGE]
    if contrary and claim.is_by_each:
        says = f"{does} only where {_do(contrary, each=True)}: neither states an exception for the other"
        yield _finding(laid, claim, "contradiction", says, contrary, exact=exact)
    elif rules:
        says = f"{does} only where {_do(rules, each=claim.is_by_each)}: it never decides"
        yield _finding(laid, claim, "never_decides", says, rules, exact=exact)


def _do(rules: Sequence[Rule], *, each: bool) -> str:
    """What some rules do, each of them or together."""
    effects = dict.fromkeys(rule.effect for rule in rules)
    if len(rules) > 1 and not each:
        return f"{_names(rules)} {' or '.join(effects)}"
    return f"{'each of ' if len(rules) > 1 else ''}{_names(rules)} {' or '.join(f'{effect}s' for effect in effects)}"


def _of_doubled(laid: _Laid, rule: Rule) -> Iterator[Finding]:
    """A note of a rule that others double; of those that all double each other, of the first."""
    others = laid.doubled(rule)
    alike = [other for other in others if rule in laid.doubled(other)]
    if not others or any(laid.rules.index(other) < laid.rules.index(rule) for other in alike):
        return
    if len(alike) == len(others):
        says = f"{_names([rule, *others])} always hold together: each only adds a reason"
    else:
        do = "does" if len(others) == 1 else "do"
        says = f"wherever {_name(rule)} {rule.effect}s, so {do} {_names(others)}: it only adds a reason"
    exact = all(other in claim.sure_doubles for other in others for claim in laid.claims(rule))
    yield _finding(laid, laid.held[rule], "never_decides", says, others, exact=exact, level="note")


def _finding(
    laid: _Laid,
    claim: _Claim,
    kind: FindingKind,
    says: str,
    beside: Sequence[Rule] = (),
    *,
    exact: bool,
    level: Literal["fault", "note"] = "fault",
) -> Finding:
    """A finding with a witness, where the claim has been seen to hold, on which the rules *beside* it do as is said."""
    witness, action = (None, None) if claim.seen is None else _witness(laid, claim, beside)
    effort = 0 if exact else claim.looked
    return Finding(kind, level, laid.policy.name, (claim.rule, *beside), says, witness, action, exact, effort)


def _witness(laid: _Laid, claim: _Claim, beside: Sequence[Rule]) -> tuple[Timeline, Action]:
    assert claim.seen is not None  # nor is there a witness
    timeline, action, place = claim.seen
    checks = [check for rule in beside for check in (place.over.get(rule), place.same.get(rule)) if check is not None]
    # of those that override it together one will do
    enough = any if beside == claim.overridden_by and not claim.is_by_each else all

    def holds(smaller: Timeline) -> bool:
        if index_of(action, smaller.history.people) is None:
            return False
        situation = smaller.history.situation_at(smaller.now_us)

        def is_sure(check: int) -> bool:
            return compiled(laid.policy).conditions[check].truth(situation, action, smaller.now_us) == YES

        return is_sure(place.check) and enough(map(is_sure, checks))

    return simplest(timeline, holds), action


# -- quantities and gaps


def _merely_told(policy: Policy) -> Iterator[Finding]:
    """Quantities that stand only where nothing is reckoned with them."""
    asked = {node for rule in policy.rules for node in reckoned_with(rule)}
    for quantity in policy.quantities.values():
        if quantity not in asked:
            rules = tuple(rule for rule in policy.rules if quantity in walk(rule))
            says = f"{_quantity(quantity)} is told by {_names(rules)}, and nothing reckons with it"
            yield Finding("unused_quantity", "fault", policy.name, rules, says)


def _held_by_none(policy: AnyPolicy, module: ModuleType) -> Iterator[Finding]:
    """A module's own quantities that no rule holds; those of our other modules are not its own."""
    ours = (other for name, other in sys.modules.items() if name.startswith("followup_rules.") and other is not module)
    taken = {id(value) for other in ours for value in vars(other).values() if isinstance(value, Quantity)}
    own = {id(value): value for value in vars(module).values() if isinstance(value, Quantity)}
    for key, quantity in own.items():
        if key not in taken and quantity.name not in policy.quantities:
            says = f"{_quantity(quantity)} of `{module.__name__}` is held by no rule"
            yield Finding("unused_quantity", "fault", policy.name, (), says)


def _quantity(quantity: Quantity) -> str:
    return f"`{quantity.name}`{_cited(quantity.cites)}"


def _gaps(policy: AnyPolicy, sources: Sequence[Policy]) -> Iterator[Finding]:
    """The actions of which no rule of any source speaks, those of one kind together."""
    gaps: dict[ActionKind, list[Action]] = {}
    for action in ACTIONS:
        entries = [compiled(source).action_rules[action.kind, action.channel] for source in sources]
        if not any(entry.forbids or entry.permits or entry.recommends or entry.discourages for entry in entries):
            gaps.setdefault(action.kind, []).append(action)
    for kind, actions in gaps.items():
        what = " ".join(filter(None, (kind_words(kind), how([action.channel for action in actions]))))
        forbidden = _unspoken(policy, kind) == FORBIDDEN
        then = "it is forbidden for lack of guidance" if forbidden else "the policy is silent"
        yield Finding("gap", "note", policy.name, (), f"no rule speaks of {what}: {then}", action=actions[0])


def _unspoken(policy: AnyPolicy, kind: ActionKind) -> Possible:
    """What a policy comes to on a kind of action of which no rule speaks."""
    if isinstance(policy, Combined):
        return policy.resolve(tuple(_unspoken(source, kind) for source in policy.sources))
    return FORBIDDEN if policy.closed and kind in MESSAGES else SILENT
