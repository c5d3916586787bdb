"""The timeline: a zone, a now, what happened, and what is declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Unpack, cast

import attrs
import pendulum

from followup_rules.errors import Fault, TimelineError, expected_one_of, shown
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros, When, Zone
from followup_rules.temporal.values import LazyState, PydanticField, SourceRepr, lazy
from followup_rules.timeline import codec, fields
from followup_rules.timeline.events import (
    EVENTS,
    AnyEvent,
    EmployerReplied,
    Event,
    FollowUpInvited,
    Interview,
    ResponsePromised,
)
from followup_rules.timeline.facts import Facts, GivenFacts
from followup_rules.timeline.history import History
from followup_rules.timeline.validation import all_faults_together
from followup_rules.timeline.warnings import warnings_of


def _zone(name: str) -> str:
    return instants.zone(name).name


def _events(events: Iterable[Event]) -> tuple[AnyEvent, ...]:
    if isinstance(events, str | bytes | Mapping) or not isinstance(events, Iterable):
        raise TimelineError.here(f"{shown(events)} is not a list; expected events", "wrong_type")
    found = tuple(events)
    faults = [
        Fault(f"$[{number}]", f"{shown(event)} is not an event; expected one such as `Interview(...)`", "wrong_type")
        for number, event in enumerate(found)
        if type(event) not in EVENTS
    ]
    if faults:
        raise TimelineError(*faults)
    return cast("tuple[AnyEvent, ...]", found)


def _given_now(now: When) -> str:
    try:
        return instants.iso(instants.micros(now), instants.zone("UTC"))
    except TimelineError as error:
        raise error.under("now") from None


def _facts(facts: Facts) -> Facts:
    if not isinstance(facts, Facts):
        raise TimelineError.here(f"{shown(facts)} is not a set of facts; expected `Facts(...)`", "wrong_type")
    return facts


# the fields that hold a date, or may hold one, and that are not before the date of the event's `at`
_NOT_BEFORE_AT: Final[Mapping[type[Event], tuple[attrs.Attribute[Any], ...]]] = {
    ResponsePromised: (attrs.fields(ResponsePromised).by_us_or_date,),
    FollowUpInvited: (attrs.fields(FollowUpInvited).opens_us_or_date,),
    EmployerReplied: (attrs.fields(EmployerReplied).away_until,),
}


def _out_of_time(events: Iterable[tuple[int, Event]], now: int, zone: Zone) -> Iterator[Fault]:
    """Events and cancellations that lie after now, and dates that had passed when they were named."""
    for number, event in events:
        at = event.happened_us
        if at > now and not event.may_lie_ahead:
            late, limit = shown(instants.iso(at, zone)), shown(instants.iso(now, zone))
            what = f"{late} is after now, {limit}; only an interview may lie ahead"
            yield Fault(f"$.events[{number}].at", what, "after_now")
        if isinstance(event, Interview) and event.cancelled_us is not None and event.cancelled_us > now:
            late, limit = shown(instants.iso(event.cancelled_us, zone)), shown(instants.iso(now, zone))
            yield Fault(f"$.events[{number}].cancelled", f"{late} is after now, {limit}", "after_now")
        for field in _NOT_BEFORE_AT.get(type(event), ()):
            day = getattr(event, field.name)
            if isinstance(day, date) and day.toordinal() < zone.date_of(at):
                what = f"{shown(day.isoformat())} is before the date of `at`"
                yield Fault(f"$.events[{number}].{field.alias}", what, "out_of_order")


def _out_of_time_in(data: object) -> Iterator[Fault]:
    """The same, for the parts of a document that can be read."""
    if isinstance(data, Mapping):
        try:
            now, zone = instants.micros(data["now"]), instants.zone(data["zone"])
        except (TimelineError, KeyError):
            return
        yield from _out_of_time(codec.each_event(data), now, zone)


@all_faults_together
@attrs.frozen(repr=False, slots=False)
class Timeline(LazyState, SourceRepr, PydanticField):
    """
    An interview process as it is known at `now`, in the employer's zone.

    The order of events never matters, and exact duplicates count once. An interview may lie in the future (one that was
    not yet arranged at `now` is left out); any other event after `now` raises `TimelineError`, with all other faults.

    >>> from followup_rules import Interview
    >>> timeline = Timeline("Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
    >>> timeline.now.isoformat()
    '2025-10-07T09:00:00+01:00'
    """

    zone: str = attrs.field(converter=_zone, metadata=fields.ZONE.about())
    now_us: Micros = attrs.field(
        alias="now",
        converter=instants.micros,
        metadata=fields.INSTANT.about("The instant at which the timeline is looked at."),
    )
    # two timelines are equal where they hold the same events, in whatever order
    events: tuple[AnyEvent, ...] = attrs.field(
        default=(),
        converter=_events,
        eq=frozenset,
        metadata=fields.list_of(fields.EVENT).about("What happened, in any order, and the interviews that lie ahead."),
    )
    facts: Facts = attrs.field(factory=Facts, converter=_facts, metadata=fields.FACTS.about())

    def __attrs_post_init__(self) -> None:
        faults = list(_out_of_time(enumerate(self.events), self.now_us, instants.zone(self.zone)))
        if faults:
            raise TimelineError(*faults)

    @property
    def now(self) -> pendulum.DateTime:
        """The instant as of which things are known, in the timeline's zone."""
        return instants.to_pendulum(self.now_us, self.zone)

    @lazy
    def known_events(self) -> tuple[Event, ...]:
        """The events that are known at now: all but the interviews that are yet to be arranged."""
        return tuple(event for event in self.events if event.is_known_at(self.now_us))

    @lazy
    def history(self) -> History:
        """What is known at now, sorted and cut into situations."""
        return History(self.known_events, instants.zone(self.zone), self.facts)

    @lazy
    def warnings(self) -> tuple[Fault, ...]:
        """
        What is legal and probably a mistake, each with its place; nothing is refused for it.

        These are a message to somebody whom no interview names, a thank-you before any interview has ended, an
        interview that still lies ahead after an offer, a rejection or a withdrawal, and two interviews that overlap and
        name the same person.

        >>> from followup_rules import Interview, MessageSent
        >>> talk = Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
        >>> sent = MessageSent("2025-10-07T10:00:00+01:00", kind="thank_you", channel="email", to=["Dana"])
        >>> print(*Timeline("Europe/London", "2025-10-08T09:00:00+01:00", [talk, sent]).warnings)
        $.events[1].to[0]: no interview names `Dana`; did you mean `Dana Wu`?
        """
        return tuple(warnings_of(self.events, self.now_us, instants.zone(self.zone)))

    def at(self, instant: When) -> Timeline:
        """The same timeline as it was known at another instant; what was not yet known then is left out."""
        now = instants.micros(instant)
        known = (event.as_known_at(now) for event in self.events if event.may_lie_ahead or event.is_known_at(now))
        return attrs.evolve(self, now=now, events=tuple(known))

    def add(self, *events: Event) -> Timeline:
        """The timeline with these events too."""
        return attrs.evolve(self, events=(*self.events, *events))

    def with_facts(self, **facts: Unpack[GivenFacts]) -> Timeline:
        """
        The timeline with other values of some facts; None undeclares one. The others stay as they are.

        >>> Timeline("UTC", "2025-10-07T09:00:00Z").with_facts(calls_welcome=True, stage="final").facts
        Facts(stage='final', calls_welcome=True)
        """
        known = attrs.fields_dict(Facts)
        unknown = [
            Fault(name, f"unknown fact; {expected_one_of(name, known)}", "unknown_key")
            for name in facts
            if name not in known
        ]
        if unknown:
            raise TimelineError(*unknown)
        return attrs.evolve(self, facts=attrs.evolve(self.facts, **facts))

    # -- dicts and JSON

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, now: When | None = None) -> Timeline:
        """
        The timeline that a JSON document, read into a dict, describes.

        *now*, if it is given, stands in place of the document's own, which may then be left out. Raises `TimelineError`
        with every fault that was found, each with its place, such as `$.events[2].at`.
        """
        if isinstance(data, str | bytes):
            what = f"{shown(data)} is a text; expected an object with keys, or `Timeline.from_json`, which reads texts"
            raise TimelineError.here(what, "wrong_type")
        if now is not None and isinstance(data, Mapping):
            data = {**data, "now": _given_now(now)}
        try:
            return codec.structured(data, cls)
        except TimelineError as error:
            # the parts that can be read are checked too, so that one error lists all faults
            raise TimelineError(*dict.fromkeys((*error.faults, *_out_of_time_in(data)))) from None

    @classmethod
    def from_json(cls, text: str | bytes, *, now: When | None = None) -> Timeline:
        """The timeline that a JSON text describes; raises `TimelineError` as `from_dict` does, or if it is not JSON."""
        return cls.from_dict(codec.loaded(text), now=now)

    @classmethod
    def local(cls, data: Mapping[str, Any], *, now: When | None = None) -> Timeline:
        """
        As `from_dict`, of a document whose times may be local times of its zone, without an offset.

        A local time that a change of the clocks skips is moved forward by the length of the gap; if it occurs twice,
        the earlier one is meant. Instants with an offset may stand beside them.

        >>> talk = {"type": "interview", "ends": "2025-10-06T10:00"}
        >>> Timeline.local({"zone": "Europe/London", "now": "2025-10-07T09:00", "events": [talk]})
        Timeline('Europe/London', '2025-10-07T09:00:00+01:00', [Interview(ends='2025-10-06T09:00:00+00:00')])
        """
        now = codec.with_offset(now, data) if isinstance(data, Mapping) else now
        return cls.from_dict(codec.with_offsets(data), now=now)

    def to_dict(self) -> dict[str, Any]:
        """The timeline as plain dicts, lists, texts and numbers; instants with the offset of its zone."""
        return codec.unstructured(self, instants.zone(self.zone))

    def to_json(self, *, indent: int | None = None) -> str:
        """The timeline as JSON text."""
        return codec.dumped(self.to_dict(), indent=indent)

    def __repr__(self) -> str:
        parts = [repr(self.zone), repr(self.now.isoformat())]
        if self.events:
            parts.append(f"[{', '.join(map(repr, self.events))}]")
        if self.facts != Facts():
            parts.append(f"facts={self.facts!r}")
        return f"Timeline({', '.join(parts)})"
