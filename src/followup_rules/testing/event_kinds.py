"""The kinds of events that some rules tell apart, from which timelines are made that exercise these rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, TypeAlias

from followup_rules.temporal.instants import Zone
from followup_rules.testing.dependencies import Distinctions
from followup_rules.timeline import events
from followup_rules.timeline.events import Event

INTERVIEWER: Final = "Dana Wu"
_HOUR_US: Final = 3_600_000_000
_PROMISED_DAYS: Final = 3

# makes an event that happens at an instant (of an interview: ends then), given the timeline's zone
EventKind: TypeAlias = Callable[[Zone, int], Event]


def event_kinds(needed: Distinctions) -> tuple[EventKind, ...]:
    """
    One kind for each event that the rules tell apart, interviews first.

    An interview takes an hour and names nobody. If people matter, there is a second one with an interviewer, and a
    thank-you goes to nobody by name or to that person. A promise is for the third date after it is made.
    """
    return tuple(_kinds(needed))


def _kinds(needed: Distinctions) -> Iterator[EventKind]:
    people: list[tuple[str, ...]] = [(), (INTERVIEWER,)] if needed.people else [()]
    yield from (_interview(names) for names in people)
    if events.ResponsePromised in needed.events:
        yield _promise
    if (events.EmployerReplied, "substantive") in needed.events:
        yield _at(events.EmployerReplied)
    if events.EmployerReplied in needed.events:
        yield _at(events.EmployerReplied, substantive=False)
    for kind, channel in needed.messages:
        for to in people if kind == "thank_you" else [()]:
            yield _at(events.MessageSent, kind=kind, channel=channel, to=to)
    yield from (_at(event) for event in events.PLAIN_EVENTS if event in needed.events)
    if events.CompetingOffer in needed.events:
        yield _at(events.CompetingOffer, evidence="written")
    if events.ActionTaken in needed.events:
        yield _at(events.ActionTaken, kind="review_notes")
    narrowed = sorted((key for key in needed.events if isinstance(key, tuple)), key=lambda key: key[1])
    yield from (_at(events.CompetingOffer, evidence=word) for event, word in narrowed if event is events.CompetingOffer)
    yield from (_at(events.ActionTaken, kind=word) for event, word in narrowed if event is events.ActionTaken)
    if events.ChannelPreferred in needed.events:
        yield from (_at(events.ChannelPreferred, channel=by, source="interviewer") for by in needed.channels)


def _at(event: type[Event], **words: object) -> EventKind:
    return lambda _, at: event(at=at, **words)  # type: ignore[call-arg]  # each class has its own words


def _interview(names: tuple[str, ...]) -> EventKind:
    return lambda _, at: events.Interview(ends=at, starts=at - _HOUR_US, interviewers=names)


def _promise(zone: Zone, at: int) -> Event:
    return events.ResponsePromised(at=at, by=date.fromordinal(zone.date_of(at) + _PROMISED_DAYS))
