"""Conditions: the set of instants at which something holds, as trees of plain data.

In a situation a condition denotes two sets of instants, those at which it surely holds and those at which it possibly
does; they differ only where an unknown fact matters. `&`, `|` and `~` combine conditions by strong Kleene logic.

A new primitive is a frozen attrs class below `State` (what stands does not change within a situation: give `truth_in`)
or below `Condition` (give `sets`, and `facts` where facts can leave it open).
"""

from __future__ import annotations

from typing import ClassVar, Final

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import Amount, days
from followup_rules.rules.moments import Channels, Kinds, Moment, date_of, latest_message, latest_unanswered, open_step
from followup_rules.rules.node import Node
from followup_rules.temporal.windows import ALWAYS, NEVER, Windows
from followup_rules.timeline.events import ActionTaken
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import MESSAGES, Action

# truth, so that strong Kleene's "and" is the least, its "or" the greatest, and its "not" the mirror image
Truth = int
NO: Final = 0
MAYBE: Final = 1
YES: Final = 2

_NO_FACTS: frozenset[str] = frozenset()
_SETS: Final = {NO: (NEVER, NEVER), MAYBE: (NEVER, ALWAYS), YES: (ALWAYS, ALWAYS)}


@attrs.frozen(repr=False, eq=False)
class Condition(Node):
    """Something that holds at some instants: combine with `&`, `|`, `~` (or `and_`, `or_`, `negated`)."""

    asks: ClassVar[frozenset[str]] = frozenset()

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        """The instants of the situation at which it surely holds, and those at which it possibly does."""
        raise NotImplementedError

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        """Whether it holds at an instant of the situation: NO, MAYBE or YES."""
        surely, possibly = self.sets(situation, action)
        return YES if instant in surely else MAYBE if instant in possibly else NO

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        """The facts that leave it open at an instant at which it only possibly holds."""
        return _NO_FACTS

    def and_(self, *others: Condition) -> Condition:
        """Holds where this one and all the others do."""
        return _joined(AllOf, (self, *others))

    def or_(self, *others: Condition) -> Condition:
        """Holds where this one or one of the others does."""
        return _joined(AnyOf, (self, *others))

    def negated(self) -> Condition:
        """Holds where this one does not."""
        return Not(self)

    def __and__(self, other: object) -> Condition:
        return self.and_(other) if isinstance(other, Condition) else NotImplemented

    def __or__(self, other: object) -> Condition:
        return self.or_(other) if isinstance(other, Condition) else NotImplemented

    def __invert__(self) -> Condition:
        return self.negated()


# -- the algebra


@attrs.frozen(repr=False, eq=False)
class AllOf(Condition):
    """Holds where every part does."""

    parts: tuple[Condition, ...]

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        surely = possibly = ALWAYS
        for part in self.parts:
            sure, possible = part.sets(situation, action)
            surely, possibly = surely.intersection(sure), possibly.intersection(possible)
        return surely, possibly

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        least = YES
        for part in self.parts:
            found = part.truth(situation, action, instant)
            if found < least:
                if found == NO:
                    return NO
                least = found
        return least

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return _open_facts(self.parts, situation, action, instant)

    def __repr__(self) -> str:
        return " & ".join(f"({part!r})" if isinstance(part, AnyOf) else repr(part) for part in self.parts)


@attrs.frozen(repr=False, eq=False)
class AnyOf(Condition):
    """Holds where some part does."""

    parts: tuple[Condition, ...]

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        surely = possibly = NEVER
        for part in self.parts:
            sure, possible = part.sets(situation, action)
            surely, possibly = surely.union(sure), possibly.union(possible)
        return surely, possibly

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        most = NO
        for part in self.parts:
            found = part.truth(situation, action, instant)
            if found > most:
                if found == YES:
                    return YES
                most = found
        return most

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return _open_facts(self.parts, situation, action, instant)

    def __repr__(self) -> str:
        return " | ".join(map(repr, self.parts))


@attrs.frozen(repr=False, eq=False)
class Not(Condition):
    """Holds where the other does not."""

    condition: Condition

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        surely, possibly = self.condition.sets(situation, action)
        return possibly.complement(), surely.complement()

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        return YES - self.condition.truth(situation, action, instant)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.condition.facts(situation, action, instant)

    def negated(self) -> Condition:
        return self.condition

    def __repr__(self) -> str:
        return f"~({self.condition!r})" if isinstance(self.condition, AllOf | AnyOf) else f"~{self.condition!r}"


def _joined(kind: type[AllOf] | type[AnyOf], parts: tuple[Condition, ...]) -> Condition:
    """Flat, each part once, in the order given: so that `a & (b & a)` is `a & b`."""
    flat: dict[Condition, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def _open_facts(parts: tuple[Condition, ...], situation: Situation, action: Action, instant: int) -> frozenset[str]:
    return _NO_FACTS.union(
        *(part.facts(situation, action, instant) for part in parts if part.truth(situation, action, instant) == MAYBE)
    )


# -- before and after a moment


@attrs.frozen(repr=False, eq=False)
class Since(Condition):
    """From a moment on; never where there is no such moment."""

    moment: Moment

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        reached = self.moment.bounds(situation, action)
        if reached is None:
            return NEVER, NEVER
        first, last = reached
        sure = Windows.since(last)
        return sure, (sure if first == last else Windows.since(first))

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        reached = self.moment.bounds(situation, action)
        if reached is None or instant < reached[0]:
            return NO
        return YES if instant >= reached[1] else MAYBE

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant)

    def __repr__(self) -> str:
        return f"since({self.moment!r})"


@attrs.frozen(repr=False, eq=False)
class Before(Condition):
    """Until a moment comes; never where there is no such moment."""

    moment: Moment

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        reached = self.moment.bounds(situation, action)
        if reached is None:
            return NEVER, NEVER
        first, last = reached
        sure = Windows.before(first)
        return sure, (sure if first == last else Windows.before(last))

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        reached = self.moment.bounds(situation, action)
        if reached is None or instant >= reached[1]:
            return NO
        return YES if instant < reached[0] else MAYBE

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant)

    def __repr__(self) -> str:
        return f"before({self.moment!r})"


def since(moment: Moment) -> Condition:
    """From the moment on (the moment itself is in); never where there is no such moment."""
    return Since(moment)


def before(moment: Moment) -> Condition:
    """Until the moment comes (the moment itself is out); never where there is no such moment."""
    return Before(moment)


def on_date(moment: Moment) -> Condition:
    """The whole local date of a moment, from 00:00 to 00:00."""
    return Since(date_of(moment)) & Before(date_of(moment) + days(1))


# -- what stands in a situation


@attrs.frozen(repr=False, eq=False)
class State(Condition):
    """Something that holds, or does not, for the whole of a situation."""

    def truth_in(self, situation: Situation, action: Action) -> Truth | bool:
        """NO, MAYBE or YES; or simply True or False."""
        raise NotImplementedError

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        return _SETS[self.truth(situation, action, 0)]

    def truth(self, situation: Situation, action: Action, instant: int) -> Truth:
        found = self.truth_in(situation, action)
        return YES if found is True else NO if found is False else found


@attrs.frozen(repr=False, eq=False)
class Constant(State):
    """Always, or never."""

    holds: bool

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return self.holds

    def __repr__(self) -> str:
        return "always" if self.holds else "never"


always = Constant(True)
"""At every instant."""

never = Constant(False)
"""At no instant."""


@attrs.frozen(repr=False, eq=False)
class Standing(State):
    """What a situation knows by itself, by that name."""

    name: str
    word: str

    def truth_in(self, situation: Situation, action: Action) -> bool:
        found = getattr(situation, self.name)
        return found if isinstance(found, bool) else found is not None

    def __repr__(self) -> str:
        return self.word


pending = Standing("pending", "pending")
"""An interview has ended, and no offer, rejection or withdrawal has come since the latest one's end."""

promise_stands = Standing("promise", "promise_stands")
"""The employer's latest word on when to expect an answer stands."""

interview_on = Standing("interview_start", "interview_on")
"""An interview is on: from its start to its end."""

interview_ahead = Standing("interview_ahead", "interview_ahead")
"""An interview lies ahead, or is on."""

no_contact_requested = Standing("no_contact", "no_contact_requested")
"""The employer asked not to be contacted, and that request still holds."""


@attrs.frozen(repr=False, eq=False)
class Exists(State):
    """Whether there is such a moment at all."""

    moment: Moment

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return self.moment.bounds(situation, action) is not None

    def __repr__(self) -> str:
        return f"exists({self.moment!r})"


def exists(moment: Moment) -> Condition:
    """Whether there is such a moment: it has come, or it can be told when it will."""
    return Exists(moment)


def unanswered(kinds: Kinds = MESSAGES, *, by: Channels = None) -> Condition:
    """Whether such a message has been sent since the last sign of life."""
    return Exists(latest_unanswered(kinds, by=by))


@attrs.frozen(repr=False, eq=False)
class NotBefore(State):
    """Whether one moment is there, and not before another (which may be missing)."""

    moment: Moment
    other: Moment

    def truth_in(self, situation: Situation, action: Action) -> bool:
        reached, other = self.moment.bounds(situation, action), self.other.bounds(situation, action)
        return reached is not None and (other is None or reached[0] >= other[0])

    def __repr__(self) -> str:
        return f"not_before({self.moment!r}, {self.other!r})"


def not_before(moment: Moment, other: Moment) -> Condition:
    """Whether there is a moment and it is not before the other one; both are moments that no fact moves."""
    return NotBefore(moment, other)


def sent_since(moment: Moment, kinds: Kinds = MESSAGES) -> Condition:
    """Whether a message of those kinds has been sent at the moment or later; not where there is no such moment."""
    return Exists(moment) & NotBefore(latest_message(kinds), moment)


@attrs.frozen(repr=False, eq=False)
class AddresseeThanked(State):
    """Whether a thank-you that counts for the addressee has been sent since the latest interview with them."""

    asks: ClassVar[frozenset[str]] = frozenset({"to"})

    def truth_in(self, situation: Situation, action: Action) -> bool:
        met, thanked = situation.met(action.to), situation.thanked(action.to)
        return met is not None and thanked is not None and thanked >= met

    def __repr__(self) -> str:
        return "addressee_thanked"


addressee_thanked = AddresseeThanked()
"""A thank-you that counts for the addressee has been sent since the latest interview with them."""


@attrs.frozen(repr=False, eq=False)
class MetAtTheLatestInterview(State):
    """Whether the addressee is one of the latest interview's people."""

    asks: ClassVar[frozenset[str]] = frozenset({"to"})

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return situation.met_latest(action.to)

    def __repr__(self) -> str:
        return "met_at_the_latest_interview"


met_at_the_latest_interview = MetAtTheLatestInterview()
"""The addressee is one of the latest interview's people."""


@attrs.frozen(repr=False, eq=False)
class TakenSince(State):
    """Whether the act that is judged has been done at a moment or later."""

    asks: ClassVar[frozenset[str]] = frozenset({"kind"})
    moment: Moment

    def truth_in(self, situation: Situation, action: Action) -> bool:
        reached, taken = self.moment.bounds(situation, action), situation.latest((ActionTaken, action.kind))
        return reached is not None and taken is not None and taken >= reached[0]

    def __repr__(self) -> str:
        return f"taken_since({self.moment!r})"


def taken_since(moment: Moment) -> Condition:
    """Whether the act that is judged has been done at the moment or later; no fact may move the moment."""
    return TakenSince(moment)


@attrs.frozen(repr=False, eq=False)
class OnPreferredChannel(State):
    """Whether the employer prefers the channel of the action that is judged."""

    asks: ClassVar[frozenset[str]] = frozenset({"channel"})

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return situation.preferred is action.channel

    def __repr__(self) -> str:
        return "on_preferred_channel"


@attrs.frozen(repr=False, eq=False)
class PrefersAnotherChannel(State):
    """Whether the employer prefers a channel, and it is not that of the action that is judged."""

    asks: ClassVar[frozenset[str]] = frozenset({"channel"})

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return situation.preferred is not None and situation.preferred is not action.channel

    def __repr__(self) -> str:
        return "prefers_another_channel"


on_preferred_channel = OnPreferredChannel()
"""The employer prefers the channel of the action that is judged."""

prefers_another_channel = PrefersAnotherChannel()
"""The employer prefers a channel, and it is not that of the action that is judged."""

completes_a_step = before(date_of(open_step) + days(1))
"""The action would complete a step made earlier on the same local date: not an attempt of its own."""


# -- declared facts


@attrs.frozen(repr=False, eq=False)
class Fact(State):
    """Whether a fact has a value; undeclared, it has not; unknown, it may."""

    name: str
    value: str | bool

    def truth_in(self, situation: Situation, action: Action) -> Truth | bool:
        declared = getattr(situation.facts, self.name)
        return MAYBE if declared is UNKNOWN else bool(declared == self.value)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return frozenset({self.name})

    def __repr__(self) -> str:
        return f"fact({self.name!r})" if self.value is True else f"fact({self.name!r}, {str(self.value)!r})"


def fact(name: str, value: str | bool = True) -> Condition:
    """
    Whether a declared fact has that value; one not declared has not, of one declared unknown it stays open.

    >>> fact("stage", "final") & fact("calls_welcome")
    fact('stage', 'final') & fact('calls_welcome')
    """
    if name not in attrs.fields_dict(Facts):
        raise PolicyError(f"{shown(name)} is no fact; expected one of {', '.join(attrs.fields_dict(Facts))}")
    return Fact(name, value)


@attrs.frozen(repr=False, eq=False)
class AtMost(State):
    """Whether an amount is no more than another; so too where there is none."""

    amount: Amount
    limit: Amount

    def truth_in(self, situation: Situation, action: Action) -> Truth:
        amount, limit = self.amount.bounds(situation), self.limit.bounds(situation)
        if amount is None or limit is None or amount[1] <= limit[0]:
            return YES
        return MAYBE if amount[0] <= limit[1] else NO

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.amount.facts(situation) | self.limit.facts(situation)

    def __repr__(self) -> str:
        return f"at_most({self.amount!r}, {self.limit!r})"


def at_most(amount: Amount, limit: Amount) -> Condition:
    """Whether an amount is no more than the limit, or there is none."""
    return AtMost(amount, limit)
