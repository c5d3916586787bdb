"""The time axis of a picture: where an instant lies, and the dates along it, in the timeline's zone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from followup_rules.temporal.instants import Zone
from followup_rules.timeline.words import readable

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

# the unit of ticks, how many units lie between two ticks, and about how long that is
_STEPS: Final = (
    *(("clock", ticks, ticks) for power in range(6) for ticks in (10**power, 2 * 10**power, 5 * 10**power)),
    *(("clock", count * SECOND, count * SECOND) for count in (1, 2, 5, 10, 15, 30)),
    *(("clock", count * MINUTE, count * MINUTE) for count in (1, 2, 5, 10, 15, 30)),
    *(("clock", count * HOUR, count * HOUR) for count in (1, 2, 3, 6, 12)),
    *(("days", count, count * DAY) for count in (1, 2, 7, 14)),
    *(("months", count, count * 30 * DAY) for count in (1, 2, 3, 6)),
    *(("years", count, count * 365 * DAY) for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
# the width of an ordinary letter as a part of the font size: rather too wide than too narrow
_LETTER: Final = 0.58


def width_of(text: str, size: float = 12) -> float:
    """About how wide a text is, in pixels. No font is read, so that every machine draws the same."""
    return size * _LETTER * sum(map(_units, text))


def _units(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.75
    if letter in " .,:;'|!()ijlftrI-":
        return 0.68
    if letter in "MWmw@%…—":
        return 1.95 if letter in "W@%" else 1.55
    return 1.25 if letter.isupper() else 1.06


def shortened(text: str, width: float, size: float = 12) -> str:
    """
    The text, cut with an ellipsis where it would be wider.

    >>> shortened("thank-you to Dana Wu", 80)
    'thank-you…'
    """
    # no more letters need measuring than would fit if all were of the narrowest kind
    most = int(width / size / _LETTER / 0.68) + 2
    if len(text) <= most and width_of(text, size) <= width:
        return text
    kept = text[:most]
    while kept and width_of(kept, size) + width_of("…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """The text in at most so many lines; what does not fit is cut with an ellipsis."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1 and shortened(rest, width, size) != rest:
        kept = shortened(rest, width, size)[:-1].rpartition(" ")[0]
        if not kept:
            break
        lines.append(kept)
        rest = rest[len(kept) :].lstrip()
    return [*lines, shortened(rest, width, size)]


@attrs.frozen
class Tick:
    """A date or time on the axis, and the larger unit that it belongs to (empty for years)."""

    at: int
    label: str
    context: str


@attrs.frozen
class Axis:
    """From `since` to the instant before `until`, drawn from `left` to `right`."""

    zone: Zone
    since: int
    until: int
    left: float
    right: float

    def x(self, instant: int) -> float:
        """The horizontal position of an instant; what lies outside is at the edge."""
        within = min(max(instant, self.since), self.until)
        return round(self.left + (self.right - self.left) * (within - self.since) / (self.until - self.since), 2)

    def width(self, starts: int, ends: int | None) -> float:
        """The width of a stretch; without an end it goes to the edge."""
        return round(self.x(self.until if ends is None else ends) - self.x(starts), 2)

    def has(self, starts: int, ends: int | None = None) -> bool:
        """Whether an instant, or part of a span, lies within."""
        return starts < self.until and self.since <= (starts if ends is None else ends)

    def ticks(self) -> list[Tick]:
        """The dates or times along the axis, as many as there is room for."""
        room = self.right - self.left
        unit, count, _ = next(
            step for step in _STEPS if room * step[2] >= _gap(step[0], step[1]) * (self.until - self.since)
        )
        if unit == "clock":
            return list(self._times(count))
        dates = self._days(count) if unit == "days" else self._firsts(count * (12 if unit == "years" else 1))
        return [self._dated(day, unit) for day in dates if self.has(self.zone.midnight(day))]

    def _times(self, step: int) -> Iterator[Tick]:
        timespec = "minutes" if step >= MINUTE else "seconds" if step >= SECOND else "microseconds"
        for day in range(self.zone.date_of(self.since), self.zone.date_of(self.until) + 1):
            midnight, next_midnight = self.zone.midnight(day), self.zone.midnight(day + 1)
            first = midnight + max(0, -((midnight - self.since) // step)) * step
            # none so near the next midnight that a clock change would make the two labels overlap
            for instant in range(first, min(self.until, next_midnight - step + 1), step):
                time = self.zone.local(instant).time().isoformat(timespec)
                yield Tick(instant, time, readable(midnight, self.zone).partition(",")[0])

    def _days(self, step: int) -> range:
        first, last = self.zone.date_of(self.since), self.zone.date_of(self.until)
        # ordinal 1 was a Monday: weeks begin with one
        return range(first + (1 - first) % step, last + 1, step)

    def _firsts(self, step: int) -> Iterator[int]:
        """The first days of months, one for every *step* months."""
        first, last = (
            day.year * 12 + day.month - 1 for day in (self.zone.local(self.since), self.zone.local(self.until))
        )
        for month in range(first - first % step, last + 1, step):
            if month >= 12:
                yield date(month // 12, month % 12 + 1, 1).toordinal()

    def _dated(self, day: int, unit: str) -> Tick:
        at = self.zone.midnight(day)
        weekday, number, month, year = readable(at, self.zone).partition(",")[0].split()
        match unit:
            case "days":
                return Tick(at, f"{weekday} {number}", f"{month} {year}")
            case "months":
                return Tick(at, month, year)
            case _:
                return Tick(at, year, "")


def _gap(unit: str, count: int) -> float:
    """How far apart ticks must be so that their labels do not overlap."""
    if unit == "clock" and count < MINUTE:
        return 72 if count >= SECOND else 122
    return 50
