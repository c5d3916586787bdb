"""An agenda as an iCalendar file (RFC 5545), for any calendar program.

This is the only module that needs `icalendar`. It reads no clock and draws no random id: the same agenda gives the same
bytes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pendulum

from followup_rules.analysis.agenda import DUE, OVERDUE, Agenda, AgendaItem
from followup_rules.analysis.grouping import actions_of
from followup_rules.display.words import NO_RULE, cited
from followup_rules.errors import needs, shown
from followup_rules.evaluation.evaluation import Evaluation, Reason
from followup_rules.evaluation.send_time import writing_time_us
from followup_rules.temporal import instants
from followup_rules.timeline.words import how, printable, what

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT: Final = "-//followup-rules//agenda//EN"
_BETWEEN: Final = "\0"


def to_ics(agenda: Agenda, *, name: str | None = None) -> bytes:
    r"""
    The agenda as an iCalendar file: an event for each of its items, with a reminder where something falls due.

    Each event is an instant in UTC and has no length. It lies within office hours on a business day, as `send_at` does:
    at the instant of the item, or as soon after it as one would act on it. An item has no event where that is never.
    An instant between two seconds is rounded up, so that the event is true by then. *name*, such as the name of the
    company, begins every summary. Every summary is one line, and control characters in names are written as escapes.

    An event keeps its id while the name, the policy, the change, the kind, the addressee and the instant stay the same,
    so that a calendar program replaces the event that it has. If several applications share a calendar, give each a
    name of its own. Ids do not depend on the reasons, nor on the agenda's now, which is each event's time stamp.

    What is `standing` is left out, because it began in the past or has no date. An agenda without items gives a
    calendar without events, which the standard does not allow and most programs accept.

    Raises `MissingExtra` if `icalendar` is not installed.

    >>> from followup_rules import Interview, Timeline, policies
    >>> from followup_rules.analysis.agenda import agenda
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> file = to_ics(agenda(timeline, policies.pro_tips), name="Acme")
    >>> print(*(line for line in file.decode().splitlines() if line.startswith(("DTSTART", "SUMMARY"))), sep="\n")
    SUMMARY:Acme: thank-you due (by email)
    DTSTART:20251007T080000Z
    SUMMARY:Acme: thank-you overdue (by email)
    DTSTART:20251008T080000Z
    """
    if not isinstance(agenda, Agenda):
        raise TypeError(f"{shown(agenda)} is not an agenda; expected what `agenda(timeline)` returns")
    if not isinstance(name, str | None):
        raise TypeError(f"{shown(name)} is not a name; expected text")
    with needs("calendar", "icalendar", "a calendar needs"):
        from icalendar import Calendar
    calendar = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN")):
        calendar.add(key, value)
    for item in agenda.items:
        if item.at is not None and (shown_at := _shown_at(agenda.evaluation, item, item.at)) is not None:
            calendar.add_component(_event(agenda, item, item.at, shown_at, name or ""))
    written: bytes = calendar.to_ical()
    return written.replace(_BETWEEN.encode(), b"")


def _shown_at(evaluation: Evaluation, item: AgendaItem, at: pendulum.DateTime) -> pendulum.DateTime | None:
    """When one would act on it: within office hours, and while it is open."""
    action, start = next(actions_of(item)), instants.unchecked(at)
    then = evaluation.seen_from(start)[action]
    if item.what in (DUE, OVERDUE):
        return then.send_at
    closes = then.windows_us[0][1] if then.allowed else None
    return evaluation.to_pendulum(writing_time_us(evaluation.timeline.history, action, start, closes))


def _event(agenda: Agenda, item: AgendaItem, at: pendulum.DateTime, shown_at: pendulum.DateTime, name: str) -> Event:
    from icalendar import Alarm, Event

    # JSON keeps the parts apart, and writes in ASCII what could not be encoded
    instant = (_second(at) + timedelta(microseconds=at.microsecond)).isoformat()
    parts = json.dumps([name, agenda.evaluation.policy.name, item.what, item.kind, item.to, instant])
    by = how(item.channels)
    words = f"{what([(item.kind, item.to)])} {item.what}{f' ({by})' if by else ''}"
    summary = _text(f"{printable(name)}: {words}" if name else words)
    event, alarm = Event(), Alarm()
    event.add("uid", f"{sha256(parts.encode('ascii')).hexdigest()}@followup-rules")
    event.add("dtstamp", _second(agenda.evaluation.now))
    event.add("dtstart", _second(shown_at) + timedelta(seconds=shown_at.microsecond > 0))
    event.add("summary", summary)
    event.add("description", _text("\n".join(map(_because, item.reasons)) or f"from then on {NO_RULE}"))
    event.add("categories", [item.what])
    event.add("transp", "TRANSPARENT")
    if item.what == DUE:
        # what a calendar program shows at the instant of the event
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
    return event


def _second(at: pendulum.DateTime) -> datetime:
    """The second in which an instant lies, in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at.int_timestamp)


def _because(reason: Reason) -> str:
    """A reason, with the statements that it is from."""
    return printable(f"{reason.says} ({cited(reason.cites)})" if reason.cites else reason.says)


def _text(text: str) -> str:
    # `icalendar` takes a backslash before a capital N for a line break, unless something stands between; what does is
    # taken out again at the end, and can come from nowhere else, for it is not printable
    return text.replace("\\N", f"\\{_BETWEEN}N")
