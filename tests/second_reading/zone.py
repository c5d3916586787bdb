"""Zone arithmetic on whole microseconds since 1970 UTC, with the standard library alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

HOUR = 3_600_000_000
SECOND = 1_000_000
FAR = 1 << 62
"""Beyond every date that the calendar can write."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def instant(text: str) -> int:
    """An ISO instant with its offset, as microseconds."""
    return from_datetime(datetime.fromisoformat(text))


def from_datetime(aware: datetime) -> int:
    """Microseconds of an aware datetime; the way is through UTC."""
    return (aware.astimezone(UTC) - _EPOCH) // _MICROSECOND


def utc(us: int) -> datetime:
    """The aware UTC datetime of an instant."""
    return _EPOCH + us * _MICROSECOND


@lru_cache(maxsize=200_000)
def local(zone: str, us: int) -> datetime:
    """What the wall clock shows at an instant."""
    return utc(us).astimezone(ZoneInfo(zone))


def local_date(zone: str, us: int) -> date:
    """The local date of an instant."""
    return local(zone, us).date()


def _wall(zone: str, naive: datetime, fold: int = 0) -> int:
    """The instant of a wall-clock time.

    With fold 0 the library takes the earlier of two occurrences, and reads a skipped time
    with the offset before the change, which moves it forward by the length of the gap.
    """
    return from_datetime(naive.replace(tzinfo=ZoneInfo(zone), fold=fold))


@lru_cache(maxsize=200_000)
def days_after(zone: str, us: int, days: int) -> int:
    """The same local clock time `days` dates later; 0 days is the instant itself."""
    if days == 0 or us >= FAR:
        return us
    try:
        return _wall(zone, local(zone, us).replace(tzinfo=None, fold=0) + timedelta(days=days))
    except OverflowError:
        return FAR


@lru_cache(maxsize=200_000)
def midnight(zone: str, day: date, days: int = 0) -> int:
    """00:00 of the date `days` later."""
    try:
        return _wall(zone, datetime.combine(day + timedelta(days=days), time()))
    except OverflowError:
        return FAR


def dates_after(zone: str, us: int, days: int) -> int:
    """Days after an instant, counted by the date: 00:00 of that later date; 0 days is the instant itself."""
    return us if days == 0 or us >= FAR else midnight(zone, local_date(zone, us), days)


def business_day(day: date, count: int, closed: frozenset[date]) -> date:
    """The date so many business days later: Monday to Friday, and not closed."""
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            count -= 1
    return day


def business_days_after(zone: str, us: int, count: int, closed: frozenset[date]) -> int:
    """The same local clock time, so many business days later."""
    if us >= FAR:
        return us
    try:
        here = local(zone, us)
        return _wall(zone, datetime.combine(business_day(here.date(), count, closed), here.time()))
    except OverflowError:
        return FAR


@lru_cache(maxsize=20_000)
def date_edges(zone: str, day: date) -> tuple[int, ...]:
    """Every instant at which "the local date is `day`" may begin or cease to be true.

    Both occurrences of the two midnights, and every clock change near by: where the clock is put
    back across midnight a date comes, goes and comes again.
    """
    try:
        nights = [datetime.combine(day + timedelta(days=d), time()) for d in (0, 1)]
        edges = {_wall(zone, night, fold) for night in nights for fold in (0, 1)}
        return tuple(sorted(edges | set(_clock_changes(zone, min(edges) - 30 * HOUR, max(edges) + 30 * HOUR))))
    except OverflowError:
        return ()


def _clock_changes(zone: str, start: int, end: int) -> list[int]:
    """The instants between two at which the offset changes (found by halving)."""
    found = []
    step = 6 * HOUR
    for a in range(start - start % SECOND, end, step):
        b = a + step
        if local(zone, a).utcoffset() == local(zone, b).utcoffset():
            continue
        while b - a > SECOND:
            middle = a + (b - a) // 2 // SECOND * SECOND
            if local(zone, middle).utcoffset() == local(zone, a).utcoffset():
                a = middle
            else:
                b = middle
        found.append(b)
    return found
