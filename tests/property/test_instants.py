"""Calendar arithmetic agrees with `whenever`, and instants survive every way of writing them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pendulum
import pytest
import whenever
from hypothesis import assume, example, given, settings, strategies as st

from followup_rules.errors import TimelineError
from followup_rules.temporal.instants import FIRST, LAST, Micros, business_day, iso, micros, ordinal, to_pendulum, zone
from strategies import (
    DAY,
    EPOCH,
    HOUR,
    PLACES,
    SECOND,
    TICK,
    any_instants,
    clock_changes,
    instants,
    zone_names,
)

pytestmark = pytest.mark.unmeasured

LONDON, NEW_YORK, SANTIAGO, CAIRO = "Europe/London", "America/New_York", "America/Santiago", "Africa/Cairo"
HAVANA, LORD_HOWE, APIA, SYDNEY = "America/Havana", "Australia/Lord_Howe", "Pacific/Apia", "Australia/Sydney"

# a zone and an instant near a change of its clocks; that of Apia skipped a whole date in 2011
placed = zone_names().flatmap(
    lambda name: st.tuples(st.just(name), instants(zone=name, years=(2011, 2011) if name == APIA else (2024, 2027)))
)
# what is quickly tried is tried more often
often = settings(max_examples=2 * settings().max_examples)
some_days = st.one_of(st.integers(-3, 30), st.integers(-400, 400))
few_business_days = st.integers(0, 15)
near = date(2026, 4, 1).toordinal()
ordinals = st.one_of(st.integers(near - 200, near + 200), st.integers(date(2011, 12, 1).toordinal(), near))


def whenever_at(instant: int, name: str) -> whenever.ZonedDateTime:
    """An instant as the oracle sees it."""
    return whenever.Instant.from_timestamp(instant * 1000, unit="nanosecond").to_tz(name)


def instant_of(local: whenever.PlainDateTime, name: str) -> int:
    """A local time by the oracle: a skipped one forward by the gap's length, of a repeated one the earlier."""
    return local.assume_tz(name, disambiguation="compatible").timestamp(unit="nanosecond") // 1000


def plain(value: datetime) -> whenever.PlainDateTime:
    """A local time without its zone, as the oracle writes it."""
    return whenever.PlainDateTime(value.replace(tzinfo=None))


def at(text: str) -> int:
    """The instant of an ISO text."""
    return micros(text)


class TestLawsOfTheCalendar:
    """Dates, midnights and days, by the oracle."""

    @often
    @given(placed)
    def test_local_time_and_date(self, place: tuple[str, int]) -> None:
        """An instant's local time and date are the oracle's."""
        name, instant = place
        expected = whenever_at(instant, name)
        local = zone(name).local(instant)
        assert plain(local) == expected.to_plain()
        assert local.utcoffset() == expected.offset.to_stdlib()
        assert zone(name).date_of(instant) == expected.date().to_stdlib().toordinal()

    @often
    @given(zone_names(), ordinals)
    @example(CAIRO, date(2026, 4, 24).toordinal())
    @example(SANTIAGO, date(2026, 9, 6).toordinal())
    @example(HAVANA, date(2025, 11, 2).toordinal())
    @example(APIA, date(2011, 12, 30).toordinal())
    def test_midnight(self, name: str, day: int) -> None:
        """Midnight is 00:00 as the oracle reads it: the gap's end where it is skipped, the earlier where repeated."""
        local = whenever.PlainDateTime(datetime.fromordinal(day))
        assert zone(name).midnight(day) == instant_of(local, name)

    @often
    @given(zone_names(), ordinals)
    @example(CAIRO, date(2026, 4, 24).toordinal())
    @example(HAVANA, date(2025, 11, 2).toordinal())
    def test_midnight_is_the_first_instant_of_its_date(self, name: str, day: int) -> None:
        """It is of its date, and what is one microsecond before is not, unless the zone skipped the whole date."""
        midnight = zone(name).midnight(day)
        skipped = (name, day) == (APIA, date(2011, 12, 30).toordinal())
        assert zone(name).date_of(midnight) == day + skipped
        assert zone(name).date_of(midnight - 1) == day - 1

    @often
    @given(zone_names(), ordinals)
    def test_midnights_ascend(self, name: str, day: int) -> None:
        """Each date's midnight comes after the one before, but that a skipped date's is that of the next."""
        step = zone(name).midnight(day + 1) - zone(name).midnight(day)
        if (name, day) == (APIA, date(2011, 12, 30).toordinal()):
            assert step == 0
        else:
            assert DAY - HOUR <= step <= DAY + HOUR

    @often
    @given(placed, some_days)
    def test_days_later(self, place: tuple[str, int], days: int) -> None:
        """So many days later is the same clock time that many dates later, as the oracle reads it."""
        name, instant = place
        local = whenever_at(instant, name)
        there = local.date().add(days=days).at(local.time())
        expected = instant if days == 0 else instant_of(there, name)
        assert zone(name).add_days(instant, days) == expected

    @often
    @given(placed)
    def test_no_days_later_is_the_instant_itself(self, place: tuple[str, int]) -> None:
        """0 days move nothing, not even the later occurrence of a repeated time; nor do 0 business days."""
        name, instant = place
        assert zone(name).add_days(instant, 0) == instant
        assert zone(name).add_business_days(instant, 0) == instant
        assert zone(name).add_business_days(instant, 0, closed={zone(name).date_of(instant)}) == instant

    @often
    @given(placed, st.integers(1, 40), st.integers(1, 40))
    def test_days_and_then_days(self, place: tuple[str, int], some: int, more: int) -> None:
        """Some days and then more are their sum, unless a clock change moved the local time in between."""
        name, instant = place
        there = zone(name)
        between = there.add_days(instant, some)
        unmoved = there.local(instant).replace(tzinfo=None) + timedelta(days=some)
        assume(there.local(between).replace(tzinfo=None) == unmoved)
        assert there.add_days(between, more) == there.add_days(instant, some + more)

    @often
    @given(placed, st.integers(0, 400))
    def test_more_days_are_later(self, place: tuple[str, int], days: int) -> None:
        """One day more is later, or, where a whole date was skipped, at least not earlier."""
        name, instant = place
        there = zone(name)
        assert there.add_days(instant, days) <= there.add_days(instant, days + 1)
        if name != APIA:
            assert there.add_days(instant, days) < there.add_days(instant, days + 1)

    @often
    @given(placed, st.integers(1, 400))
    def test_days_later_on_the_date_that_counts(self, place: tuple[str, int], days: int) -> None:
        """So many days later lies on the date so many after, unless that date was skipped."""
        name, instant = place
        there = zone(name)
        local = there.local(instant)
        skipped = name == APIA and local.toordinal() + days == date(2011, 12, 30).toordinal()
        assert there.date_of(there.add_days(instant, days)) == local.toordinal() + days + skipped

    @often
    @given(ordinals, few_business_days, st.frozensets(st.integers(0, 20), max_size=5))
    def test_business_day(self, start: int, days: int, closed_after: frozenset[int]) -> None:
        """The n-th later date that is Monday to Friday and not closed; 0 is the start, whatever day that is."""
        closed = {start + step for step in closed_after}
        working = [
            day
            for day in range(start + 1, start + 100)
            if whenever.Date(date.fromordinal(day)).day_of_week().value <= 5 and day not in closed
        ]
        assert business_day(start, days, closed) == ([start, *working][days])

    @often
    @given(placed, few_business_days, st.frozensets(st.integers(0, 20), max_size=5))
    def test_business_days_later(self, place: tuple[str, int], days: int, closed_after: frozenset[int]) -> None:
        """The same clock time, on the date that is so many business days later."""
        name, instant = place
        there = zone(name)
        start = there.date_of(instant)
        closed = frozenset(start + step for step in closed_after)
        step = business_day(start, days, closed) - start
        assert there.add_business_days(instant, days, closed) == there.add_days(instant, step)

    @often
    @given(zone_names())
    def test_one_zone_of_a_name(self, name: str) -> None:
        """A zone is found by its name, and keeps it."""
        assert zone(name).name == name
        assert zone(name).info == ZoneInfo(name)


class TestClockChanges:
    """Known clock changes, each by its date, so that no oracle need be trusted."""

    @pytest.mark.parametrize(
        ("name", "start", "days", "expected"),
        [
            # skipped times move forward by the gap's length
            (LONDON, "2026-03-28T01:30:00+00:00", 1, "2026-03-29T02:30:00+01:00"),
            (NEW_YORK, "2026-03-07T02:30:00-05:00", 1, "2026-03-08T03:30:00-04:00"),
            (LORD_HOWE, "2025-10-04T02:15:00+10:30", 1, "2025-10-05T02:45:00+11:00"),
            (SYDNEY, "2025-10-04T02:00:00+10:00", 1, "2025-10-05T03:00:00+11:00"),
            (CAIRO, "2026-04-23T00:30:00+02:00", 1, "2026-04-24T01:30:00+03:00"),
            (SANTIAGO, "2026-09-05T00:00:00-04:00", 1, "2026-09-06T01:00:00-03:00"),
            (HAVANA, "2026-03-07T00:30:00-05:00", 1, "2026-03-08T01:30:00-04:00"),
            (APIA, "2011-12-29T09:00:00-10:00", 1, "2011-12-31T09:00:00+14:00"),
            # of repeated times the earlier
            (LONDON, "2025-10-25T01:30:00+01:00", 1, "2025-10-26T01:30:00+01:00"),
            (NEW_YORK, "2025-11-01T01:30:00-04:00", 1, "2025-11-02T01:30:00-04:00"),
            (LORD_HOWE, "2026-04-04T01:45:00+11:00", 1, "2026-04-05T01:45:00+11:00"),
            (SANTIAGO, "2026-04-03T23:30:00-03:00", 1, "2026-04-04T23:30:00-03:00"),
            (HAVANA, "2025-11-01T00:30:00-04:00", 1, "2025-11-02T00:30:00-04:00"),
            # the later occurrence, no days later, stays
            (LONDON, "2025-10-26T01:30:00+00:00", 0, "2025-10-26T01:30:00+00:00"),
            # a day is not 24 hours
            (LONDON, "2025-10-25T09:00:00+01:00", 1, "2025-10-26T09:00:00+00:00"),
            (APIA, "2011-12-29T09:00:00-10:00", 2, "2011-12-31T09:00:00+14:00"),
        ],
    )
    def test_days_across_a_clock_change(self, name: str, start: str, days: int, expected: str) -> None:
        """So many days later by the wall clock, at a gap, a repeated hour, and past either."""
        assert iso(zone(name).add_days(at(start), days), zone(name)) == expected

    @pytest.mark.parametrize(
        ("name", "day", "expected"),
        [
            (CAIRO, "2026-04-24", "2026-04-24T01:00:00+03:00"),
            (SANTIAGO, "2026-09-06", "2026-09-06T01:00:00-03:00"),
            (HAVANA, "2026-03-08", "2026-03-08T01:00:00-04:00"),
            (HAVANA, "2025-11-02", "2025-11-02T00:00:00-04:00"),
            (SANTIAGO, "2026-04-05", "2026-04-05T00:00:00-04:00"),
            (APIA, "2011-12-30", "2011-12-31T00:00:00+14:00"),
            (APIA, "2011-12-31", "2011-12-31T00:00:00+14:00"),
        ],
    )
    def test_midnights_that_are_skipped_or_repeated(self, name: str, day: str, expected: str) -> None:
        """A skipped midnight is the gap's end, a repeated one the earlier."""
        assert iso(zone(name).midnight(ordinal(day)), zone(name)) == expected


class TestLawsOfWriting:
    """An instant stays the same instant, however it is written."""

    @often
    @given(placed)
    def test_pendulum_and_back(self, place: tuple[str, int]) -> None:
        """As a `pendulum.DateTime` of any zone it is the same instant, in both occurrences of a repeated hour."""
        name, instant = place
        shown = to_pendulum(instant, name)
        assert micros(shown) == instant
        assert isinstance(shown, pendulum.DateTime)
        assert shown.timezone_name == name
        assert whenever_at(instant, name).to_plain() == plain(shown)

    @often
    @given(any_instants(), zone_names())
    @example(FIRST, LONDON)
    @example(LAST - 1, APIA)
    def test_pendulum_and_back_in_any_year(self, instant: int, name: str) -> None:
        """So it is in every year that a timeline may speak of."""
        assert micros(to_pendulum(instant, name)) == instant
        assert micros(to_pendulum(instant)) == instant

    @often
    @given(any_instants(), zone_names())
    @example(FIRST, LONDON)
    @example(LAST - 1, APIA)
    def test_iso_and_back(self, instant: int, name: str) -> None:
        """As ISO text with the zone's offset it is the same instant, in any year."""
        assert micros(iso(instant, zone(name))) == instant

    @often
    @given(placed)
    def test_iso_and_back_at_clock_changes(self, place: tuple[str, int]) -> None:
        """So it is beside clock changes; and the oracle reads the text alike."""
        name, instant = place
        text = iso(instant, zone(name))
        assert micros(text) == instant
        assert whenever.OffsetDateTime.parse_iso(text).timestamp(unit="nanosecond") == instant * 1000

    @often
    @given(placed, st.integers(-14 * 60, 14 * 60))
    def test_the_zone_of_a_datetime_does_not_matter(self, place: tuple[str, int], minutes: int) -> None:
        """Any aware `datetime` of the same instant is the same integer: of a zone, of a fixed offset, of UTC."""
        name, instant = place
        utc = EPOCH + timedelta(microseconds=instant)
        assert micros(utc) == instant
        assert micros(utc.astimezone(ZoneInfo(name))) == instant
        assert micros(utc.astimezone(timezone(timedelta(minutes=minutes)))) == instant
        assert micros(pendulum.instance(utc)) == instant
        assert micros(Micros(instant)) == instant

    @often
    @given(instants(), instants())
    def test_order_is_kept(self, one: int, other: int) -> None:
        """Instants compare as their integers do, however they are shown."""
        assert (to_pendulum(one) < to_pendulum(other)) is (one < other)
        assert (to_pendulum(one) - to_pendulum(other)).as_timedelta() // TICK == one - other

    @often
    @given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
    def test_dates(self, day: date) -> None:
        """A date and its ISO text are the same ordinal."""
        assert ordinal(day) == ordinal(day.isoformat()) == day.toordinal()


class TestDeliberateNonLaws:
    """What one might expect of the calendar, and does not hold, or is refused, on purpose."""

    def test_days_do_not_undo_themselves(self) -> None:
        """A day on and a day back may be an hour off: what was skipped is not remembered."""
        start = at("2026-03-28T01:30:00+00:00")
        there = zone(LONDON)
        assert there.add_days(there.add_days(start, 1), -1) == start + HOUR

    def test_days_do_not_keep_the_order(self) -> None:
        """Of two instants within the length of a gap, the earlier may be the later one a day on."""
        early, late = at("2026-03-28T01:45:00+00:00"), at("2026-03-28T02:15:00+00:00")
        there = zone(LONDON)
        assert early < late
        assert there.add_days(early, 1) > there.add_days(late, 1)

    def test_a_date_need_not_be_in_one_piece(self) -> None:
        """Where clocks go back past midnight, a date ends, begins and ends again."""
        there = zone("America/St_Johns")
        change = at("2010-11-07T00:01:00-02:30")
        assert [there.local(change + step).day for step in (-61 * SECOND, -1, 0, HOUR)] == [6, 7, 6, 7]

    def test_midnight_need_not_begin_its_date(self) -> None:
        """A gap from before midnight to after it moves 00:00 by its whole length, past the date's first instant."""
        there = zone("America/Toronto")
        midnight = there.midnight(date(1919, 3, 31).toordinal())
        assert iso(midnight, there) == "1919-03-31T01:00:00-04:00"
        assert there.date_of(midnight - HOUR // 2) == date(1919, 3, 31).toordinal()

    @often
    @given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1)))  # noqa: DTZ001  # naive on purpose
    def test_a_time_without_an_offset_is_no_instant(self, naive: datetime) -> None:
        """It could be many: nothing is guessed, as text or as a value."""
        for value in (naive, naive.isoformat(), naive.date(), naive.date().isoformat()):
            with pytest.raises(TimelineError):
                micros(value)  # type: ignore[arg-type]

    @often
    @given(st.integers(max_value=FIRST - 1) | st.integers(min_value=LAST))
    def test_instants_out_of_range_are_refused(self, instant: int) -> None:
        """Calendars of other centuries are guesswork."""
        with pytest.raises(TimelineError, match="out of range"):
            micros(Micros(instant))

    @often
    @given(st.one_of(st.booleans(), st.floats(), st.none(), st.binary()))
    def test_other_values_are_no_instants(self, value: object) -> None:
        """True is not one microsecond."""
        with pytest.raises(TimelineError):
            micros(value)  # type: ignore[arg-type]


def test_every_zone_drawn_changes_its_clocks_where_it_should() -> None:
    """The strategies are what they say: each zone's dates lie at a change of its clocks, but where it has none."""
    for name, days in PLACES.items():
        changes = clock_changes(name, 1993, 2026)
        for day in days:
            noon = (datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - EPOCH) // TICK
            near_one = any(abs(noon - change) < 2 * DAY for change in changes)
            assert near_one is (name not in {"UTC", "Asia/Kolkata"}), (name, day)
