"""
Kinds of events: each makes an event at an instant.

Strategies draw from pools of kinds. Kinds that some rules tell apart make timelines that exercise these rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from itertools import product
from typing import Any, Final, TypeAlias

from followup_rules.temporal.instants import Zone
from followup_rules.testing.dependencies import Distinctions
from followup_rules.testing.strategies.instants import DAY, HOUR
from followup_rules.timeline import events
from followup_rules.timeline.events import Event, Interview, MessageSent, ResponsePromised
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, ActionKind, Channel

PEOPLE: Final = ("Dana Wu", "Ana Ruiz", "Bo Li")
# whom an interview is with, or a message to
GROUPS: Final = ((), *((name,) for name in PEOPLE), PEOPLE[:2])

# makes an event that happens at an instant (of an interview: ends then), given the timeline's zone
EventKind: TypeAlias = Callable[[Zone, int], Event]


# kinds are partials, because a failed test of the machine shows what is in them


def happens(event: Callable[..., Event], **words: Any) -> EventKind:
    """An event of a class, with some words."""
    return partial(_event, event=event, **words)


def _event(_: Zone, at: int, event: Callable[..., Event], **words: Any) -> Event:
    return event(at=at, **words)


def promise(days: int) -> EventKind:
    """A promise to answer so many dates later."""
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
_NARROWED: Final = ((events.CompetingOffer, "evidence", "written"), (events.ActionTaken, "kind", "review_notes"))


@cache
def event_kinds(needed: Distinctions) -> tuple[EventKind, ...]:
    """
    One kind for each event that the rules tell apart, interviews first.

    An interview takes an hour and names nobody. If people matter, there is a second one with an interviewer, and a
    thank-you goes to nobody by name or to that person. A promise is for the third date after it is made.
    """
    return tuple(_kinds(needed))


def _kinds(needed: Distinctions) -> Iterator[EventKind]:
    people = GROUPS[:2] if needed.people else GROUPS[:1]
    yield from map(interview, people)
    if ResponsePromised in needed.events:
        yield promise(3)
    if (events.EmployerReplied, "substantive") in needed.events:
        yield happens(events.EmployerReplied)
    if events.EmployerReplied in needed.events:
        yield happens(events.EmployerReplied, substantive=False)
    for kind, channel in needed.messages:
        for to in people if kind == "thank_you" else GROUPS[:1]:
            yield happens(MessageSent, kind=kind, channel=channel, to=to)
    yield from (happens(event) for event in events.PLAIN_EVENTS if event in needed.events)
    yield from (happens(event, **{name: any_word}) for event, name, any_word in _NARROWED if event in needed.events)
    for event, name, _ in _NARROWED:
        words = sorted(key[1] for key in needed.events if isinstance(key, tuple) and key[0] is event)
        yield from (happens(event, **{name: word}) for word in words)
    if events.ChannelPreferred in needed.events:
        yield from (happens(events.ChannelPreferred, channel=by, source="interviewer") for by in needed.channels)


# -- pools to draw from, the plainest first

INTERVIEWS: Final = tuple(
    interview(people, lasting, known_before)
    for known_before, lasting, people in product((None, 3 * DAY, 0), (None, HOUR, 0, 26 * HOUR), GROUPS)
)
_OFTEN: Final = (
    *(("status_inquiry", "email"), ("thank_you", "email")),
    *(("timeline_inquiry", "phone"), ("thank_you", "post")),
)
_BY: Final = tuple(Channel)[:7]
MESSAGES: Final = tuple(
    happens(MessageSent, kind=kind, channel=channel, to=to)
    for kind, channel, to in (
        *((kind, channel, to) for (kind, channel), to in product(_OFTEN, GROUPS)),
        *((kind, _BY[number % 7], GROUPS[number % 5]) for number, kind in enumerate(tuple(ActionKind)[:10])),
        *(("interest_note", channel, ()) for channel in _BY),
    )
)
PROMISES: Final[tuple[EventKind, ...]] = (
    *map(promise, (3, 7, 0, 1, 14)),
    *(partial(_promise, later=later) for later in (3 * DAY, 0, 1, 7 * DAY + HOUR)),
)
OTHERS: Final[tuple[EventKind, ...]] = (
    *(happens(events.EmployerReplied), happens(events.EmployerReplied, substantive=False)) * 3,
    *map(happens, events.PLAIN_EVENTS * 2),
    *(
        happens(events.ChannelPreferred, channel=channel, source=source)
        for source in events.PreferenceSource
        for channel in (Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN, Channel.IN_PERSON)
    ),
    *(happens(events.CompetingOffer, evidence=word) for word in (*events.Evidence, events.Evidence.WRITTEN)),
    *(happens(events.ActionTaken, kind=kind) for kind in sorted(INTERVIEW_ACTS | ACTS_ALONE)),
)
