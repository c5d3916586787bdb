"""Strategies for zones and for instants, near clock changes and near the instants at which policies change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import product
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

import attrs
import pendulum
from hypothesis import strategies as st

from followup_rules.evaluation.evaluation import evaluate
from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal.instants import FIRST, LAST, Zone, micros, to_pendulum, zone as zone_of
from followup_rules.timeline.timeline import Timeline

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
SECOND: Final = 1_000_000
HOUR: Final = 3_600 * SECOND
DAY: Final = 24 * HOUR
MONDAY: Final = date(2026, 1, 5)

# zones, the plainest first, each with local dates on which its clocks change, or plain dates
PLACES: Final[dict[str, tuple[date, ...]]] = {
    "UTC": (MONDAY,),
    "Europe/London": (date(2025, 10, 26), date(2026, 3, 29)),
    "America/New_York": (date(2025, 11, 2), date(2026, 3, 8)),
    "Asia/Kolkata": (date(2026, 1, 15),),
    "America/Santiago": (date(2026, 4, 5), date(2026, 9, 6)),  # changes at midnight
    "Africa/Cairo": (date(2026, 4, 24), date(2025, 10, 31)),  # skips a midnight
    "America/Havana": (date(2025, 11, 2), date(2026, 3, 8)),  # repeats a midnight
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2025, 10, 5)),  # by half an hour
    "Australia/Sydney": (date(2026, 4, 5), date(2025, 10, 5)),
    "Pacific/Apia": (date(2011, 12, 30), date(2011, 9, 24)),  # skips a whole date, and so do these
    "Pacific/Kiritimati": (date(1995, 1, 1),),
    "Pacific/Kwajalein": (date(1993, 8, 21),),
}
TICKS: Final = (0, 0, 0, 0, 1, -1, SECOND, -SECOND)
_DAYS_ON: Final = (0, 0, 0, 1, 2, 3, 4, 7, 7, 8, 10, 14, 15, 21, 28)
_CLOCKS: Final = (0, 0, 0, 1, -9, 12, 15, 24, 48)

# local dates, clock hours and microseconds after 09:00 on a local date
Offset: TypeAlias = tuple[int, int, int]


def zones() -> st.SearchStrategy[str]:
    """Names of zones in both hemispheres with every kind of clock change; shrinks to UTC."""
    return st.sampled_from(tuple(PLACES))


@lru_cache(maxsize=64)
def clock_changes(zone: str, first_year: int = 2024, last_year: int = 2027) -> tuple[int, ...]:
    """The instants, in UTC microseconds, at which the offset of a zone changes in those years."""
    info, day = ZoneInfo(zone), 86_400

    def offset(second: int) -> timedelta | None:
        return datetime.fromtimestamp(second, info).utcoffset()

    def change(start: int) -> int:
        # the first second with another offset
        return start + bisect_left(range(start, start + day), True, key=lambda second: offset(second) != offset(start))

    first, end = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (first_year, last_year + 1))
    return tuple(change(at) * SECOND for at in range(first, end, day) if offset(at) != offset(at + day))


def instants(
    *,
    zone: str | None = None,
    years: tuple[int, int] = (2024, 2027),
    on: Timeline | None = None,
    near: Sequence[AnyPolicy] = (),
) -> st.SearchStrategy[pendulum.DateTime]:
    """
    Instants at, close to, or some days from the clock changes of one zone, or of many, in those *years*.

    With a timeline *on* which the policies *near* are evaluated, half of the instants are those at which a ruling of
    these policies changes, or 1 µs or 1 s beside one. The instants are shown in the *zone*, or else in the timeline's,
    or else in UTC. Shrinks to the start of 2026, or to the timeline's now.

    >>> from hypothesis import find
    >>> find(instants(), lambda instant: True).isoformat()
    '2026-01-01T00:00:00+00:00'
    """
    drawn = instants_in_micros(zone=zone, years=years)
    if on is not None:
        points = [on.now_us, *(point for policy in near for point in change_points(on, policy))]
        drawn = st.builds(int.__add__, st.sampled_from(points), st.sampled_from(TICKS)) | drawn
    return _shown(drawn, zone or ("UTC" if on is None else on.zone))


@st.composite
def _shown(draw: st.DrawFn, instants: st.SearchStrategy[int], zone: str) -> pendulum.DateTime:
    return to_pendulum(draw(instants), zone)


def instants_in_micros(*, zone: str | None = None, years: tuple[int, int] = (2024, 2027)) -> st.SearchStrategy[int]:
    """Instants in UTC microseconds, at and near clock changes; shrinks to the start of 2026."""
    changes = tuple(change for name in ([zone] if zone else PLACES) for change in clock_changes(name, *years))
    beside = st.sampled_from((0, -1, 1, SECOND, -SECOND, HOUR // 2, -HOUR // 2, HOUR - 1, -HOUR, DAY, -DAY, 7 * DAY))
    further = st.one_of(st.just(0), beside, st.integers(-3 * DAY, 3 * DAY))
    start = micros("2026-01-01T00:00:00Z")
    return st.builds(lambda base, *steps: base + sum(steps), st.sampled_from((start, *changes)), beside, further)


def change_points(timeline: Timeline, policy: AnyPolicy) -> tuple[int, ...]:
    """The instants, in UTC microseconds, at which a stance, or the advice by email or on an act, may change."""
    evaluation = evaluate(timeline, policy)
    judge = evaluation.judge
    found = {start for start, _ in judge.verdict_timeline() if start is not None}
    found.update(*(judge.turns(action) for action, _ in evaluation.verdicts if action.channel in ("email", "none")))
    return tuple(sorted(point for point in found if FIRST <= point < LAST))


@attrs.frozen
class Clock:
    """A zone and a local date; offsets count from 09:00 on that date."""

    zone: Zone = attrs.field(converter=zone_of)
    anchor: date

    def instant(self, offset: Offset) -> int:
        """The instant so many local dates, clock hours and microseconds later."""
        days, hours, ticks = offset
        # naive arithmetic, so that the clock time stays the same
        local = datetime.combine(self.anchor, time(9)) + timedelta(days=days, hours=hours)
        return (local.replace(tzinfo=self.zone.info) - EPOCH) // timedelta(microseconds=1) + ticks


@lru_cache(maxsize=64)
def offsets(lengths: tuple[int, ...] = ()) -> st.SearchStrategy[Offset]:
    """Offsets of whole days most often, and of some *lengths* in microseconds; shrinks to none."""
    plain = [(days, 0, 0) for days in _DAYS_ON]
    # the lengths from 09:00 and from midnight, on their own and after a day or a week
    named = [
        (days + length // DAY, clock + length % DAY // HOUR, tick)
        for length, days, clock, tick in product(lengths, (0, 0, 0, 1, 7), (0, 0, -9), (0, 0, -1, 1))
    ]
    rare = [(days, hours, 0) for hours in _CLOCKS for days in _DAYS_ON]
    ticked = [(days, hours, ticks) for ticks in TICKS for hours in (0, -9) for days in (0, 1, 3, 7)]
    return st.sampled_from([*plain, *plain, *rare, *ticked, *sorted(named)])
