"""The one gateway to calendars: instants as integers, zones, and local dates.

Inside the library an instant is an integer, microseconds since 1970-01-01T00:00:00Z, and a date an ordinal
(`datetime.date.toordinal`). `pendulum` values are made at the boundary only, for whoever reads an answer. Calendar
arithmetic goes through `zoneinfo`, memoised. Nothing here reads a clock.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar, final
from zoneinfo import ZoneInfo, available_timezones

import pendulum

from followup_rules.errors import FaultCode, TimelineError, nearest, shown

_D = TypeVar("_D", bound=date)


class Micros(int):
    """An instant as the library keeps it: microseconds since 1970-01-01T00:00:00Z."""

    __slots__ = ()


# how an instant may be given; a plain integer is refused, because it could be seconds or milliseconds
When: TypeAlias = datetime | str | Micros

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)
# ISO 8601 in its extended and its basic form; a zone in brackets may follow, as in RFC 9557
# hour 24 is refused, whatever the version of Python makes of it
_HOUR: Final = r"(?!24)\d\d"
_OFFSET: Final = r"(?P<offset>Z|z|[+-]\d\d(:?[0-5]\d(:?[0-5]\d)?)?)?"
_ISO: Final = re.compile(
    rf"(\d{{4}}-\d\d-\d\d[Tt ]{_HOUR}:\d\d(:\d\d([.,]\d{{1,6}})?)?"
    rf"|\d{{8}}[Tt]{_HOUR}\d\d(\d\d([.,]\d{{1,6}})?)?){_OFFSET}",
    re.ASCII,
)
_IN_BRACKETS: Final = re.compile(r"\[!?([^\[\]=]+)\]$")
_ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# names that zone data may hold and that mean another zone, or none, on another machine
_NO_PLACE: Final = re.compile(r"(localtime|posixrules|Factory)$|(right|posix)/")
EXAMPLE: Final = "`2025-10-06T09:00:00+01:00`"
HOUR_US: Final = 3_600_000_000

# The instants that a timeline may contain. Calendars of other centuries are guesswork; the ends leave room for waits.
FIRST: Final = (datetime(1900, 1, 1, tzinfo=UTC) - _EPOCH) // _TICK
LAST: Final = (datetime(3000, 1, 1, tzinfo=UTC) - _EPOCH) // _TICK


def micros(value: When) -> Micros:
    """
    The instant as an integer: microseconds since 1970-01-01T00:00:00Z.

    *value* is an aware `datetime` (a `pendulum.DateTime` is one), or an ISO 8601 text with an offset, or with a zone in
    brackets (RFC 9557), or with both if they agree. Raises `TimelineError` for anything else, and for years before 1900
    or after 2999.

    >>> micros("1970-01-01T01:00:00.000001+01:00"), micros("19700101T000001Z"), micros("1970-01-01T01:00[Europe/Paris]")
    (1, 1000000, 0)
    """
    if isinstance(value, Micros):
        instant = value
    else:
        if isinstance(value, int) and not isinstance(value, bool):
            expected = f"expected an aware `datetime`, or a text such as {EXAMPLE}"
            raise TimelineError.here(
                f"{shown(value)} is a number, of seconds or milliseconds; {expected}", "wrong_type"
            )
        read = value if isinstance(value, datetime) else _aware(value)
        if read.tzinfo is None or read.utcoffset() is None:
            raise TimelineError.here(
                f"{shown(value)} has no offset from UTC; expected an instant such as {EXAMPLE}", "no_offset"
            )
        # the standard library's difference: pendulum's own is another, slower, thing
        instant = Micros(datetime.__sub__(read, _EPOCH) // _TICK)
    if not FIRST <= instant < LAST:
        raise TimelineError.here(
            f"{shown(value)} is out of range; expected an instant in the years 1900 to 2999", "out_of_range"
        )
    return instant


def _aware(value: str) -> datetime:
    """The instant of a text; if the text has no offset, the zone in brackets gives it."""
    bracket = _IN_BRACKETS.search(value) if isinstance(value, str) else None
    if bracket is None:
        return _read(value, datetime, _ISO, "an instant", EXAMPLE)
    text = value[: bracket.start()]
    if not _ISO.fullmatch(text):
        raise TimelineError.here(f"{shown(value)} is not an instant; expected one such as {EXAMPLE}", "not_an_instant")
    read = _read(text, datetime, _ISO, "an instant", EXAMPLE)
    info = zone(bracket[1]).info
    if read.tzinfo is None:
        return read.replace(tzinfo=info, fold=0)
    local = read.astimezone(info)
    if text[-1] not in "Zz" and local.utcoffset() != read.utcoffset():
        raise TimelineError.here(f"{shown(value)} contradicts itself: there it is {local.isoformat()}", "inconsistent")
    return read


def local_text(value: object, place: Zone) -> object:
    """A text that is a local time without an offset, with the zone in brackets; anything else as it is."""
    match = _ISO.fullmatch(value) if isinstance(value, str) else None
    return f"{value}[{place.name}]" if match is not None and match["offset"] is None else value


def in_zone(value: str, place: Zone) -> Micros:
    """
    The instant of a text that may be a local time of a zone, or a date of it, which is its 00:00.

    >>> in_zone("2025-10-24", zone("Europe/London")) == micros("2025-10-24T00:00+01:00")
    True
    """
    if _ISO_DATE.fullmatch(value):
        return Micros(place.midnight(ordinal(value)))
    return micros(str(local_text(value, place)))


def ordinal(value: date | str) -> int:
    """
    The date as its proleptic ordinal; *value* is a `date` or an ISO text such as `2025-10-17`.

    Raises `TimelineError` for anything else, an instant included.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        read = value
    else:
        read = _read(value, date, _ISO_DATE, "a date", "`2025-10-17`")
    if not 1900 <= read.year <= 2999:
        raise TimelineError.here(
            f"{shown(value)} is out of range; expected a date in the years 1900 to 2999", "out_of_range"
        )
    return read.toordinal()


def _read(text: object, kind: type[_D], pattern: re.Pattern[str], what: str, example: str) -> _D:
    """What a text of that pattern stands for; raises `TimelineError` for anything else, with Python's reason if any."""
    reason = ""
    if isinstance(text, str) and pattern.fullmatch(text):
        try:
            return kind.fromisoformat(text.upper())
        except ValueError as error:
            reason = f" ({error})"
    code: FaultCode = "not_an_instant" if kind is datetime else "not_a_date"
    raise TimelineError.here(f"{shown(text)} is not {what}{reason}; expected one such as {example}", code)


@final
class Zone:
    """
    A time zone's calendar: local dates of instants, midnights of dates, and steps of whole days.

    A local time that a clock change skips is moved forward by the length of the gap; one that occurs twice is the
    earlier occurrence.
    """

    __slots__ = ("info", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self.info = ZoneInfo(name)

    def __repr__(self) -> str:
        return f"zone({self.name!r})"

    def local(self, instant: int) -> datetime:
        """The local date and time of an instant, aware."""
        return (_EPOCH + timedelta(microseconds=instant)).astimezone(self.info)

    def date_of(self, instant: int) -> int:
        """The ordinal of the local date of an instant."""
        return _date_of(self, instant)

    def at(self, day: int, clock: time) -> int:
        """A local clock time of the date with that ordinal, moved forward by the gap's length where it is skipped."""
        return _instant_of(datetime.combine(date.fromordinal(day), clock), self.info)

    def midnight(self, day: int) -> int:
        """00:00 of the local date with that ordinal, moved forward by the gap's length where it is skipped."""
        return _midnight(self, day)

    def add_days(self, instant: int, days: int) -> int:
        """The same local clock time that number of dates later; 0 days is the instant itself."""
        return instant if days == 0 else _add_days(self, instant, days)

    def add_business_days(self, instant: int, days: int, closed: Collection[int] = ()) -> int:
        """The same local clock time that number of business days later; 0 days is the instant itself."""
        start = self.date_of(instant)
        return self.add_days(instant, business_day(start, days, closed) - start)


def business_day(start: int, days: int, closed: Collection[int] = ()) -> int:
    """
    The ordinal of the date that lies *days* business days after *start*: Monday to Friday, closed days left out.

    >>> friday = date(2025, 10, 17).toordinal()
    >>> date.fromordinal(business_day(friday, 1))
    datetime.date(2025, 10, 20)
    """
    day = start
    while days:
        day += 1
        # ordinal 1 was a Monday
        if (day - 1) % 7 < 5 and day not in closed:
            days -= 1
    return day


# bounded, and pure: the same zone data give the same answers
@lru_cache(maxsize=4096)
def _date_of(zone: Zone, instant: int) -> int:
    return zone.local(instant).toordinal()


@lru_cache(maxsize=4096)
def _midnight(zone: Zone, day: int) -> int:
    return _instant_of(datetime.fromordinal(day), zone.info)


@lru_cache(maxsize=4096)
def _add_days(zone: Zone, instant: int, days: int) -> int:
    return _instant_of(zone.local(instant).replace(tzinfo=None) + timedelta(days=days), zone.info)


def _instant_of(local: datetime, info: ZoneInfo) -> int:
    # fold=0 reads a repeated time as the earlier one, and a skipped one with the offset from before the gap
    return (local.replace(tzinfo=info, fold=0) - _EPOCH) // _TICK


@lru_cache(maxsize=256)
def _zone(name: str) -> Zone:
    return Zone(name)


def zone(name: object) -> Zone:
    """
    The zone with that IANA name, or of an object that carries one, as a `ZoneInfo` does.

    Raises `TimelineError` where there is none.

    >>> zone("Europe/London")
    zone('Europe/London')
    """
    for attribute in ("key", "name", "zone"):
        name = getattr(name, attribute, name)
    if isinstance(name, str) and name.isascii() and name.isprintable() and not _NO_PLACE.match(name):
        try:
            return _zone(name)
        except (ValueError, LookupError, OSError):
            pass
    places = sorted(place for place in available_timezones() if "/" in place and not place.startswith("Etc/"))
    # people name the place alone
    alone = {place.rpartition("/")[2].casefold(): place for place in places}
    meant = alone.get(name.strip().replace(" ", "_").casefold(), name) if isinstance(name, str) else name
    near = nearest(meant, places)
    raise TimelineError.here(
        f"{shown(name)} is not a time zone; expected an IANA name such as `Europe/London`{near}", "unknown_zone"
    )


def to_pendulum(instant: int, name: str = "UTC") -> pendulum.DateTime:
    """An instant for whoever reads an answer: a `pendulum.DateTime` in the zone of that name."""
    return pendulum.instance(_EPOCH + timedelta(microseconds=instant)).in_timezone(name)


def unchecked(value: pendulum.DateTime) -> int:
    """The instant of an answer as an integer; it may lie outside the years that a timeline may contain."""
    return value.int_timestamp * 1_000_000 + value.microsecond


def iso(instant: int, place: Zone) -> str:
    """
    An instant as ISO 8601 text with the zone's offset.

    >>> iso(0, zone("Europe/London"))
    '1970-01-01T01:00:00+01:00'
    """
    return place.local(instant).isoformat()
