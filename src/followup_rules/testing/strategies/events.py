"""Kinds of events, each of which makes an event at an instant, and strategies for events near a local date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from itertools import chain, product
from typing import Any, Final, TypeAlias

import attrs
from hypothesis import strategies as st

from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal.instants import Zone
from followup_rules.testing.dependencies import Distinctions, dependencies_of
from followup_rules.testing.strategies.instants import DAY, HOUR, MONDAY, Clock, Offset, offsets
from followup_rules.timeline import events as classes
from followup_rules.timeline.events import Event, Interview, MessageSent, ResponsePromised
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, ActionKind, Channel

PEOPLE: Final = ("Dana Wu", "Ana Ruiz", "Bo Li")
# whom an interview is with, or a message to
GROUPS: Final = ((), *((name,) for name in PEOPLE), PEOPLE[:2])

# makes an event that happens at an instant (of an interview: ends then), given the timeline's zone
EventKind: TypeAlias = Callable[[Zone, int], Event]


# kinds are partials, because a failed test of the machine shows what is in them


def happens(event: Callable[..., Event], **words: Any) -> EventKind:
    return partial(_event, event=event, **words)


def _event(_: Zone, at: int, event: Callable[..., Event], **words: Any) -> Event:
    return event(at=at, **words)


def promise(days: int) -> EventKind:
    return partial(_promise, days=days)


def _promise(zone: Zone, at: int, days: int | None = None, later: int = 0) -> Event:
    return ResponsePromised(at=at, by=at + later if days is None else date.fromordinal(zone.date_of(at) + days))


def interview(people: tuple[str, ...], lasting: int | None = HOUR, known_before: int | None = None) -> EventKind:
    """An interview of some length, which is arranged so long before it starts."""
    return partial(_interview, people=people, lasting=lasting, known_before=known_before)


def _interview(_: Zone, at: int, people: tuple[str, ...], lasting: int | None, known_before: int | None) -> Event:
    starts = None if lasting is None else at - lasting
    arranged = None if known_before is None else at - (lasting or 0) - known_before
    return Interview(ends=at, starts=starts, interviewers=people, arranged=arranged)


def happened(event: Event) -> int:
    """The instant of an event in UTC microseconds; of an interview, its end."""
    at: int = event.ends_us if isinstance(event, Interview) else event.at_us  # type: ignore[attr-defined]  # all others have one
    return at


# -- what rules tell apart

# of these, rules may tell events apart by a word; the last is a word that stands for any
_NARROWED: Final = ((classes.CompetingOffer, "evidence", "written"), (classes.ActionTaken, "kind", "review_notes"))


@cache
def event_kinds(needed: Distinctions) -> tuple[EventKind, ...]:
    """
    One kind for each event that the rules tell apart, interviews first.

    An interview takes an hour and names nobody. If people matter, there is a second one with an interviewer, and a
    thank-you goes to nobody by name or to that person. A promise is for the third date after it is made.
    """
    people = GROUPS[:2] if needed.people else GROUPS[:1]
    kinds = [*map(interview, people)]
    if ResponsePromised in needed.events:
        kinds.append(promise(3))
    if (classes.EmployerReplied, "substantive") in needed.events:
        kinds.append(happens(classes.EmployerReplied))
    if classes.EmployerReplied in needed.events:
        kinds.append(happens(classes.EmployerReplied, substantive=False))
    for kind, channel in needed.messages:
        groups = people if kind == "thank_you" else GROUPS[:1]
        kinds += (happens(MessageSent, kind=kind, channel=channel, to=to) for to in groups)
    kinds += (happens(event) for event in classes.PLAIN_EVENTS if event in needed.events)
    kinds += (happens(event, **{name: any_word}) for event, name, any_word in _NARROWED if event in needed.events)
    for event, name, _ in _NARROWED:
        words = sorted(key[1] for key in needed.events if isinstance(key, tuple) and key[0] is event)
        kinds += (happens(event, **{name: word}) for word in words)
    if classes.ChannelPreferred in needed.events:
        kinds += (happens(classes.ChannelPreferred, channel=by, source="interviewer") for by in needed.channels)
    return tuple(kinds)


# -- pools to draw from, the plainest first

_INTERVIEWS: Final = tuple(
    interview(people, lasting, known_before)
    for known_before, lasting, people in product((None, 3 * DAY, 0), (None, HOUR, 0, 26 * HOUR), GROUPS)
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
        *((kind, _BY[number % 7], GROUPS[number % 5]) for number, kind in enumerate(tuple(ActionKind)[:10])),
        *(("interest_note", channel, ()) for channel in _BY),
    )
)
_PROMISES: Final[tuple[EventKind, ...]] = (
    *map(promise, (3, 7, 0, 1, 14)),
    *(partial(_promise, later=later) for later in (3 * DAY, 0, 1, 7 * DAY + HOUR)),
)
_OTHERS: Final[tuple[EventKind, ...]] = (
    *(happens(classes.EmployerReplied), happens(classes.EmployerReplied, substantive=False)) * 3,
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
    pools = [_INTERVIEWS, _MESSAGES, _PROMISES, _OTHERS, _MESSAGES]
    if needed is not None:
        pools = [*[_needed_kinds(needed)] * 6, _INTERVIEWS, _MESSAGES, _PROMISES + _OTHERS]
    if of is not None:
        pools = [tuple(kind for kind in pool if type(kind(clock.zone, 0)) is of) for pool in pools]
    when = offsets(() if needed is None else needed.lengths)
    return _made(clock, st.one_of([st.sampled_from(pool) for pool in pools if pool]), when)


@lru_cache(maxsize=256)
def event_lists(clock: Clock, most: int, needed: Distinctions | None = None) -> st.SearchStrategy[list[Event]]:
    """Up to so many events, three times in four with an interview; shrinks to none."""
    one = _events_near(clock, needed)
    rest = [st.lists(one, max_size=max(most - 1, 0)), st.lists(one, min_size=min(3, most - 1), max_size=most - 1)]
    if needed is not None and most > 3:
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
    kinds, zone = event_kinds(needed), Clock("UTC", MONDAY).zone
    return (*kinds, *(kind for kind in kinds if type(kind(zone, 0)) is MessageSent))


def _burst(clock: Clock, needed: Distinctions) -> st.SearchStrategy[list[Event]]:
    """Up to three events of one kind, so many days apart; shrinks to one."""

    def several(kind: EventKind, first: Offset, count: int, step: int) -> list[Event]:
        days, hours, ticks = first
        return [kind(clock.zone, clock.instant((days + number * step, hours, ticks))) for number in range(count)]

    steps = sorted({1, *(length // DAY for length in needed.lengths)} - {0})
    kinds, counts = st.sampled_from(_needed_kinds(needed)), st.sampled_from((1, 2, 3, 3))
    return st.builds(several, kinds, offsets(needed.lengths), counts, st.sampled_from(steps))
