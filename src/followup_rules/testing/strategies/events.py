"""Kinds of events, each of which makes an event at an instant, and strategies for events near a local date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache, partial, wraps
from itertools import chain, product
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros, Zone
from followup_rules.testing.dependencies import Distinctions, dependencies_of
from followup_rules.testing.strategies.instants import DAY, HOUR, MONDAY, Clock, Offset, offsets
from followup_rules.timeline import events as classes
from followup_rules.timeline.events import (
    EmployerReplied,
    Event,
    FollowUpInvited,
    Interview,
    Key,
    MessageSent,
    ResponsePromised,
)
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, ActionKind, Channel, Stage

PEOPLE: Final = ("Dana Wu", "Ana Ruiz", "Bo Li")
# whom an interview is with, or a message to
GROUPS: Final = ((), *((name,) for name in PEOPLE), PEOPLE[:2])
PAIR: Final = GROUPS[1:3]
_UTC: Final = instants.zone("UTC")


class EventKind:
    """
    Makes an event, given the timeline's zone and the instant at which it happens (of an interview: at which it ends).

    Its `repr` is the call that made it, so that the steps of a failed test of the machine can be pasted. (Hypothesis
    would show the fields of an attrs class.)
    """

    def __init__(self, make: Callable[..., Event], source: str) -> None:
        self._make = make
        self._source = source

    def __call__(self, zone: Zone, at: int, **words: Any) -> Event:
        return self._make(zone, at, **words)

    def __repr__(self) -> str:
        return self._source


def kind_of_event(maker: Callable[..., Callable[..., Event]]) -> Callable[..., EventKind]:
    """A function that makes kinds of events, each of which knows the call that made it."""

    @wraps(maker)
    def made(*given: Any, **words: Any) -> EventKind:
        told = (
            *(each.__name__ if isinstance(each, type) else repr(each) for each in given),
            *(
                f"{name}={str(value)!r}" if isinstance(value, str) else f"{name}={value!r}"
                for name, value in words.items()
            ),
        )
        return EventKind(maker(*given, **words), f"{maker.__name__}({', '.join(told)})")

    return made


@kind_of_event
def happens(event: Callable[..., Event], **words: Any) -> Callable[..., Event]:
    return partial(_event, event=event, **words)


def _event(_: Zone, at: int, event: Callable[..., Event], **words: Any) -> Event:
    return event(at=Micros(at), **words)


@kind_of_event
def names_day(event: Callable[..., Event], field: str, days: int | None = None, **words: Any) -> Callable[..., Event]:
    """An event that names the date so many days on, or (None) the instant so much `later`."""
    return partial(_names_day, event=event, field=field, days=days, **words)


def _names_day(
    zone: Zone, at: int, event: Callable[..., Event], field: str, days: int | None, later: int = 0, **words: Any
) -> Event:
    named = Micros(at + later) if days is None else date.fromordinal(zone.date_of(at) + days)
    return event(at=Micros(at), **{field: named}, **words)


promise: Final = partial(names_day, ResponsePromised, "by")
invitation: Final = partial(names_day, FollowUpInvited, "opens")
absence: Final = partial(names_day, EmployerReplied, "away_until", substantive=False)


@kind_of_event
def interview(
    people: tuple[str, ...],
    lasting: int | None = HOUR,
    known_before: int | None = None,
    *,
    cancelled_before: int | None = None,
    stage: Stage | None = None,
) -> Callable[..., Event]:
    """An interview of some length, which is arranged so long before it starts, and cancelled so long before it ends."""
    arranged = None if known_before is None else (lasting or 0) + known_before
    before = {"starts": lasting, "arranged": arranged, "cancelled": cancelled_before}
    return partial(_interview, interviewers=people, stage=stage, before=before)


def _interview(_: Zone, at: int, before: Mapping[str, int | None], **words: Any) -> Event:
    dates: dict[str, Any] = {name: Micros(at - length) for name, length in before.items() if length is not None}
    return Interview(Micros(at), **dates, **words)


@kind_of_event
def arranged(days: int, people: tuple[str, ...]) -> Callable[..., Event]:
    """An interview that is arranged so many days before it."""
    kind = interview(people, known_before=days * DAY)
    return lambda zone, at: kind(zone, at + days * DAY + HOUR)


def happened(event: Event) -> int:
    """The instant of an event in UTC microseconds; of an interview, its end."""
    return event.happened_us


# -- what rules tell apart

_ASKED: Final = happens(EmployerReplied, asks=True)
# one of each that rules may tell from others of its class: for today, for a later date, for an instant, without news
_TOLD_APART: Final[tuple[EventKind, ...]] = (
    *(promise(3), promise(0), promise(later=3 * DAY), invitation(3), invitation(channel=Channel.PHONE)),
    *(happens(EmployerReplied), _ASKED, happens(EmployerReplied, substantive=False), absence(8)),
    *map(happens, classes.PLAIN_EVENTS),
)
# of these, rules may tell events apart by a word alone; the first of a class stands for any
_BY_WORD: Final[tuple[EventKind, ...]] = (
    *(happens(classes.CompetingOffer, evidence=word) for word in classes.Evidence),
    *(happens(classes.ActionTaken, kind=kind) for kind in sorted(ACTS_ALONE | INTERVIEW_ACTS)),
)


@cache
def event_kinds(needed: Distinctions) -> tuple[EventKind, ...]:
    """
    One kind for each event that the rules tell apart, interviews first, those that are cancelled last of them.

    An interview takes an hour and names nobody. If people matter, there is a second one with two interviewers; a
    thank-you goes to nobody by name or to one of them, and so does a message of a kind that is counted. If its round
    matters, there is one of the first and one of the final round.
    """
    people = GROUPS[:1] + PAIR * needed.people
    kinds = [interview(()), *[interview(PEOPLE[:2])] * needed.people]
    kinds += (interview((), stage=stage) for stage in (Stage.FIRST, Stage.FINAL) if "stage" in dict(needed.facts))
    kinds += [interview((), known_before=2 * DAY, cancelled_before=DAY)] * needed.ahead
    kinds += (kind for kind in _TOLD_APART if _needed_keys(kind, needed) is not None)
    for kind, channel in needed.messages:
        groups = people if kind in needed.addressed else GROUPS[:1]
        kinds += (happens(MessageSent, kind=kind, channel=channel, to=to) for to in groups)
    by_keys: dict[object, EventKind] = {}
    for each in _BY_WORD:
        if (keys := _needed_keys(each, needed)) is not None:
            by_keys.setdefault(keys, each)
    kinds += by_keys.values()
    if classes.ChannelPreferred in needed.events:
        kinds += (happens(classes.ChannelPreferred, channel=by, source="interviewer") for by in needed.channels)
    return tuple(kinds)


def _needed_keys(kind: EventKind, needed: Distinctions) -> frozenset[Key] | None:
    """By which needed keys rules find the events of a kind; None: by none."""
    event = kind(_UTC, 0)
    keys: frozenset[Key] = frozenset({type(event), *((type(event), word) for word in event.keys)})
    return keys & needed.events or None


# -- pools to draw from, the plainest first

_INTERVIEWS: Final = (
    *(
        interview(people, lasting, known_before)
        for known_before, lasting, people in product((None, 3 * DAY, 0), (None, HOUR, 0, 26 * HOUR), GROUPS)
    ),
    *(interview(people, stage=stage) for stage in Stage for people in GROUPS[:2]),
)
_CANCELLED: Final = tuple(
    interview(people, HOUR, known_before, cancelled_before=before)
    for known_before, before, people in product((None, 3 * DAY), (HOUR, 0, DAY), GROUPS[:2])
)
_OFTEN: Final = (
    ("status_inquiry", "email"),
    ("thank_you", "email"),
    ("timeline_inquiry", "phone"),
    ("thank_you", "post"),
)
_BY: Final = tuple(Channel)[:7]
_MESSAGES: Final = tuple(
    happens(MessageSent, kind=kind, channel=channel, to=to)
    for kind, channel, to in (
        *((kind, channel, to) for (kind, channel), to in product(_OFTEN, GROUPS)),
        *((kind, _BY[number % 7], GROUPS[number % 5]) for number, kind in enumerate(tuple(ActionKind)[:12])),
        *(("interest_note", channel, ()) for channel in _BY),
        *(("reply", channel, ()) for channel in _BY[:2]),
    )
)
_LOST: Final = tuple(
    happens(MessageSent, kind=kind, channel=channel, to=to, arrived=False)
    for (kind, channel), to in product(_OFTEN, GROUPS[:2])
)
_PROMISES: Final[tuple[EventKind, ...]] = (
    *map(promise, (3, 7, 0, 1, 14)),
    *(promise(later=later) for later in (3 * DAY, 0, 1, 7 * DAY + HOUR)),
    *(
        happens(ResponsePromised, within={unit: count})
        for unit, count in (("business_days", 5), ("days", 3), ("weeks", 1), ("hours", 48), ("business_days", 1))
    ),
    *map(invitation, (3, 0, 7, 1)),
    *(invitation(later=later, channel=by) for later in (0, 3 * DAY, 1) for by in (None, Channel.PHONE, Channel.POST)),
)
_OTHERS: Final[tuple[EventKind, ...]] = (
    *(happens(EmployerReplied), happens(EmployerReplied, substantive=False), _ASKED) * 3,
    *(*map(absence, (8, 0, 1, 14)), happens(EmployerReplied, substantive=False, asks=True)),
    *map(happens, classes.PLAIN_EVENTS * 2),
    *(
        happens(classes.ChannelPreferred, channel=channel, source=source)
        for source in classes.PreferenceSource
        for channel in (Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN, Channel.IN_PERSON)
    ),
    *(happens(classes.CompetingOffer, evidence=word) for word in (*classes.Evidence, classes.Evidence.WRITTEN)),
    *(happens(classes.ActionTaken, kind=kind) for kind in sorted(INTERVIEW_ACTS | ACTS_ALONE)),
)


# -- strategies


def events(
    *,
    zone: str = "UTC",
    anchor: date = MONDAY,
    of: type[Event] | None = None,
    notes: bool = False,
    near: Sequence[AnyPolicy] = (),
) -> st.SearchStrategy[Event]:
    """
    Events of one class, or of every class, within weeks of a local date; many at the same instant or 1 µs apart.

    With *notes*, some have a free note. What the rules of the policies *near* depend on is drawn more often, after
    lengths of time that these rules name. Shrinks to an interview that ends at 09:00 on that date.

    >>> from hypothesis import find
    >>> find(events(zone="Europe/London"), lambda event: True)
    Interview(ends='2026-01-05T09:00:00+00:00')
    """
    plain = _events_near(Clock(zone, anchor), dependencies_of(near) if near else None, of)  # type: ignore[arg-type]  # a class has a hash
    return noted(plain) if notes else plain


# a composite strategy shows the event where a test fails; `st.builds` would show the calls that made it


@st.composite
def noted(draw: st.DrawFn, plain: st.SearchStrategy[Event]) -> Event:
    """Events of a strategy, some with a free note."""
    note = draw(st.sampled_from((None, None, "", "a note", "naïve “note”\n\t\U0001f4ec", "null")))
    return attrs.evolve(draw(plain), note=note)


@st.composite
def _made(draw: st.DrawFn, clock: Clock, kinds: st.SearchStrategy[EventKind], when: st.SearchStrategy[Offset]) -> Event:
    return draw(kinds)(clock.zone, clock.instant(draw(when)))


# strategies are kept, because building one costs more than drawing from it


@lru_cache(maxsize=256)
def _events_near(clock: Clock, needed: Distinctions | None, of: type[object] | None = None) -> st.SearchStrategy[Event]:
    """Events of one class, or of every class, near a clock's date, and most often those that are needed."""
    pools = [_INTERVIEWS, _MESSAGES, _PROMISES, _OTHERS, _MESSAGES + _LOST, _CANCELLED]
    if needed is not None:
        pools = [*[_needed_kinds(needed)] * 6, _INTERVIEWS + _CANCELLED, _MESSAGES + _LOST, _PROMISES + _OTHERS]
    if of is not None:
        pools = [tuple(kind for kind in pool if type(kind(_UTC, 0)) is of) for pool in pools]
    when = offsets(() if needed is None else needed.lengths)
    return _made(clock, st.one_of([st.sampled_from(pool) for pool in pools if pool]), when)


@lru_cache(maxsize=256)
def event_lists(clock: Clock, most: int, needed: Distinctions | None = None) -> st.SearchStrategy[list[Event]]:
    """Up to so many events, three times in four with an interview; shrinks to none."""
    one = _events_near(clock, needed)
    rest = [st.lists(one, max_size=max(most - 1, 0)), st.lists(one, min_size=min(3, most - 1), max_size=most - 1)]
    if needed is not None and most > 3:
        if needed.addressed:
            rest.append(_step(clock, offsets(needed.lengths)))
        # rules that count need several events of a kind; `one_of` takes each strategy once, so this one is made twice
        bursts = st.lists(_burst(clock, needed), min_size=1, max_size=2)
        rest += [bursts.map(lambda several: [*chain(*several)]) for _ in range(2)]
    # an interview that the rest comes after, or one at any time
    first = st.builds(lambda kind: [kind(clock.zone, clock.instant((0, 0, 0)))], st.sampled_from(_INTERVIEWS))
    anywhere = st.builds(lambda interview: [interview], _events_near(clock, None, Interview))
    opening = st.sampled_from((st.just([]), first, first, anywhere)).flatmap(lambda chosen: chosen)
    return st.builds(list.__add__, opening, st.one_of(rest))


def _needed_kinds(needed: Distinctions) -> tuple[EventKind, ...]:
    """Each kind of event that is needed, messages twice, because most rules depend on them."""
    kinds = event_kinds(needed)
    return (*kinds, *(kind for kind in kinds if type(kind(_UTC, 0)) is MessageSent))


_BETWEEN: Final = (None, None, happens(EmployerReplied), promise(3), happens(classes.PromiseWithdrawn), invitation(0))


def _step(clock: Clock, when: st.SearchStrategy[Offset]) -> st.SearchStrategy[list[Event]]:
    """The same email to two people on one date, one step unless they give a sign of life between; shrinks to one."""

    def several(kind: str, people: Sequence[Any], first: Offset, between: EventKind | None, gap: int) -> list[Event]:
        send, at = happens(MessageSent, kind=kind, channel="email"), clock.instant(first)
        sent = [send(clock.zone, at + number * gap, to=to) for number, to in enumerate(people)]
        return sent if between is None else [*sent, between(clock.zone, at + gap // 2)]

    kinds = st.sampled_from(("status_inquiry", "thank_you", "interest_note"))
    people = st.sampled_from((GROUPS[:1], PAIR, PAIR, PAIR))
    return st.builds(several, kinds, people, when, st.sampled_from(_BETWEEN), st.sampled_from((0, 1, HOUR)))


def _burst(clock: Clock, needed: Distinctions) -> st.SearchStrategy[list[Event]]:
    """Up to three events of one kind, so many days apart; shrinks to one."""

    def several(kind: EventKind, first: Offset, count: int, step: int) -> list[Event]:
        days, hours, ticks = first
        return [kind(clock.zone, clock.instant((days + number * step, hours, ticks))) for number in range(count)]

    steps = sorted({1, *(length // DAY for length in needed.lengths)} - {0})
    kinds, counts = st.sampled_from(_needed_kinds(needed)), st.sampled_from((1, 2, 3, 3))
    return st.builds(several, kinds, offsets(needed.lengths), counts, st.sampled_from(steps))
