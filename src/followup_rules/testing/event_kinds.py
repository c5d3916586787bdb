"""The events from which timelines are spelt that try what some rules ask: one for each that the rules tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, TypeAlias

from followup_rules.temporal.instants import Zone
from followup_rules.testing.dependencies import Distinctions
from followup_rules.timeline.events import (
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    ProcessCompleted,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)

INTERVIEWER: Final = "Dana Wu"
_HOUR: Final = 3_600_000_000
_PROMISED_DAYS: Final = 3
_PLAIN: Final = (Rejected, OfferReceived, Withdrawn, NoContactRequested, NoContactLifted, SituationChanged)

# an event of a zone that happens (of an interview: that ends) at an instant
Letter: TypeAlias = Callable[[Zone, int], Event]


def alphabet(asked: Distinctions) -> tuple[Letter, ...]:
    """
    One event for each that the rules tell apart, interviews first. An interview takes an hour and names nobody; where
    people matter one more names somebody, and a thank-you is to nobody by name or to them. A promise names the third
    date from when it is made.
    """
    return tuple(_letters(asked))


def _letters(asked: Distinctions) -> Iterator[Letter]:
    people: list[tuple[str, ...]] = [(), (INTERVIEWER,)] if asked.people else [()]
    yield from (_interview(names) for names in people)
    if ResponsePromised in asked.events:
        yield _promise
    if (EmployerReplied, "substantive") in asked.events:
        yield _at(EmployerReplied)
    if EmployerReplied in asked.events:
        yield _at(EmployerReplied, substantive=False)
    for kind, channel in asked.messages:
        for to in people if kind == "thank_you" else [()]:
            yield _at(MessageSent, kind=kind, channel=channel, to=to)
    for event in (*_PLAIN, ProcessCompleted):
        if event in asked.events:
            yield _at(event)
    narrowed = sorted((key for key in asked.events if isinstance(key, tuple)), key=lambda key: key[1])
    if CompetingOffer in asked.events:
        yield _at(CompetingOffer, evidence="written")
    if ActionTaken in asked.events:
        yield _at(ActionTaken, kind="review_notes")
    yield from (_at(CompetingOffer, evidence=word) for event, word in narrowed if event is CompetingOffer)
    yield from (_at(ActionTaken, kind=word) for event, word in narrowed if event is ActionTaken)
    if ChannelPreferred in asked.events:
        for channel in asked.channels:
            yield _at(ChannelPreferred, channel=channel, source="interviewer")


def _at(event: type[Event], **words: object) -> Letter:
    return lambda _, at: event(at=at, **words)  # type: ignore[call-arg]  # each class has its own words


def _interview(names: tuple[str, ...]) -> Letter:
    return lambda _, at: Interview(ends=at, starts=at - _HOUR, interviewers=names)


def _promise(zone: Zone, at: int) -> Event:
    return ResponsePromised(at=at, by=date.fromordinal(zone.date_of(at) + _PROMISED_DAYS))
