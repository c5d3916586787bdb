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

# how far apart ticks may be: in microseconds, in days, in months
_TIMES: Final = (
    *(digit * 10**power for power in range(6) for digit in (1, 2, 5)),
    *(count * unit for unit in (SECOND, MINUTE) for count in (1, 2, 5, 10, 15, 30)),
    *(count * HOUR for count in (1, 2, 3, 6, 12)),
)
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)))
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
        kinds = (self._times, 1, _TIMES), (self._days, DAY, _DAYS), (self._months, 30 * DAY, _MONTHS)
        room = (self.right - self.left) / (self.until - self.since)
        made = (make(step) for make, unit, steps in kinds for step in steps if room * step * unit >= _gap(step * unit))
        return [tick for tick in next(made) if self.has(tick.at)]

    def _times(self, step: int) -> Iterator[Tick]:
        timespec = "minutes" if step >= MINUTE else "seconds" if step >= SECOND else "microseconds"
        for day in range(self.zone.date_of(self.since), self.zone.date_of(self.until) + 1):
            midnight, next_midnight = self.zone.midnight(day), self.zone.midnight(day + 1)
            first = midnight + max(0, -((midnight - self.since) // step)) * step
            # none so near the next midnight that a clock change would make the two labels overlap
            for instant in range(first, min(self.until, next_midnight - step + 1), step):
                yield Tick(instant, self.zone.local(instant).time().isoformat(timespec), " ".join(self._date(day)))

    def _days(self, step: int) -> Iterator[Tick]:
        first, last = self.zone.date_of(self.since), self.zone.date_of(self.until)
        # ordinal 1 was a Monday: weeks begin with one
        for day in range(first + (1 - first) % step, last + 1, step):
            weekday, number, month, year = self._date(day)
            yield Tick(self.zone.midnight(day), f"{weekday} {number}", f"{month} {year}")

    def _months(self, step: int) -> Iterator[Tick]:
        first, last = (
            day.year * 12 + day.month - 1 for day in (self.zone.local(self.since), self.zone.local(self.until))
        )
        for month in range(max(12, first - first % step), last + 1, step):
            day = date(month // 12, month % 12 + 1, 1).toordinal()
            *_, name, year = self._date(day)
            yield Tick(self.zone.midnight(day), *((year, "") if step >= 12 else (name, year)))

    def _date(self, day: int) -> list[str]:
        """Weekday, number, month and year."""
        return readable(self.zone.midnight(day), self.zone).partition(",")[0].split()


def _gap(step: int) -> float:
    """How far apart ticks must be so that their labels do not overlap."""
    return 50 if step >= MINUTE else 72 if step >= SECOND else 122
