"""Reading instants, dates and zones: strict, and with one message for each way to be wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pendulum
import pytest

from followup_rules.errors import TimelineError, shown
from followup_rules.temporal import instants
from ids import stable_id

EXAMPLE = "`2025-10-06T09:00:00+01:00`"
NINE = 1_759_737_600_000_000  # 2025-10-06T09:00:00+01:00


def refusal(read: Callable[[], object]) -> str:
    """What is said of something that cannot be read."""
    with pytest.raises(TimelineError) as caught:
        read()
    return str(caught.value)


def stdlib_reason(read: Callable[[str], object], text: str) -> str:
    """Why the standard library does not read a text; it words that differently from version to version."""
    with pytest.raises(ValueError, match=r".") as caught:
        read(text)
    return str(caught.value)


# -- instants


@pytest.mark.parametrize(
    "given",
    [
        "2025-10-06T09:00:00+01:00",
        "2025-10-06T08:00:00Z",
        "2025-10-06T08:00Z",
        "2025-10-06 08:00:00.000000Z",
        "2025-10-06T08:00:00,0+00:00",
        "2025-10-06T08:00:00-00:00",
        "2025-10-06T08:00:30+00:00:30",
        "2025-10-06t08:00:00z",
        "20251006T080000Z",
        "20251006T0900+0100",
        "2025-10-06T09:00:00+0100",
        "2025-10-06T09:00:00+01",
        "2025-10-06T09:00:00+01:00[Europe/London]",
        "2025-10-06T08:00:00Z[Europe/London]",
        "2025-10-06T08:00:00z[!Europe/London]",
        "2025-10-06T09:00[Europe/London]",
        instants.Micros(NINE),
        datetime(2025, 10, 6, 9, tzinfo=ZoneInfo("Europe/London")),
        datetime(2025, 10, 6, 8, tzinfo=UTC),
        pendulum.datetime(2025, 10, 6, 9, tz="Europe/London"),
    ],
    ids=stable_id,
)
def test_an_instant_is_read_however_it_is_spelt(given: instants.When) -> None:
    """ISO text with an offset, an aware datetime of the standard library or of pendulum, or one of our own integers."""
    assert instants.micros(given) == NINE


def test_an_instant_is_read_to_the_microsecond() -> None:
    """Nothing is rounded."""
    assert instants.micros("1970-01-01T00:00:00.000001Z") == 1
    assert instants.micros("1969-12-31T23:59:59.999999Z") == -1


def test_of_a_repeated_local_time_the_fold_tells_which() -> None:
    """An aware datetime says by `fold` which of the two it means."""
    first = datetime(2025, 10, 26, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    assert instants.micros(first.replace(fold=1)) - instants.micros(first) == 3_600_000_000


@pytest.mark.parametrize(
    "given",
    [
        "2025-10-06",
        "2025",
        "P1D",
        "now",
        "12:30",
        "",
        " 2025-10-06T09:00:00Z",
        "2025-10-06T09:00:00Z\n",
        "2025-10-06T0900Z",
        "20251006T09:00Z",
        "2025-10-06T09:00:00[Europe/London",
        "[Europe/London]",
        "2025-10-06T09Z",
        "2025-10-06T09:00:00.1234567Z",
        "2025-10-06T09:00:00 Europe/London",
        "2025-W41-1T09:00:00Z",
        "²025-10-06T09:00:00Z",
        "٢٠٢٥-10-06T09:00:00Z",
        "\ud800",
        True,
        1.5,
        None,
        [],
        {},
        date(2025, 10, 6),
        timedelta(1),
    ],
    ids=ascii,
)
def test_what_is_no_instant_is_refused_with_an_example(given: str) -> None:
    """Other spellings and other types alike."""
    assert (
        refusal(lambda: instants.micros(given))
        == f"$: {shown(given)} is not an instant; expected one such as {EXAMPLE}"
    )


@pytest.mark.parametrize(
    "given",
    [
        "2025-02-29T09:00:00Z",
        "2025-13-01T09:00:00Z",
        "0000-01-01T09:00:00Z",
        "2025-10-06T25:00:00Z",
        "2025-10-06T09:60:00Z",
        "2025-10-06T09:00:60Z",
        "2025-10-06T09:00:00+24:00",
    ],
)
def test_an_instant_that_does_not_exist_is_refused_with_the_reason(given: str) -> None:
    """Days that a month does not have, hours that a day does not have."""
    reason = stdlib_reason(datetime.fromisoformat, given)
    assert (
        refusal(lambda: instants.micros(given))
        == f"$: `{given}` is not an instant ({reason}); expected one such as {EXAMPLE}"
    )


@pytest.mark.parametrize(
    "given", ["2025-10-06T09:00:00+00:60", "2025-10-06T09:00:00-01:99", "2025-10-06T09:00:00+01:00:60"]
)
def test_an_offset_has_at_most_59_minutes_and_seconds(given: str) -> None:
    """`+00:99` is a slip, not another way to write `+01:39`."""
    with pytest.raises(TimelineError):
        instants.micros(given)


def test_midnight_is_written_as_the_next_day_at_00_00() -> None:
    """24:00 is refused, whatever the version of Python makes of it."""
    with pytest.raises(TimelineError):
        instants.micros("2025-10-06T24:00:00Z")


@pytest.mark.parametrize(
    "given",
    ["2025-10-06T09:00:00", "2025-10-06 09:00", datetime(2025, 10, 6, 9)],  # noqa: DTZ001  # what is to be refused
    ids=stable_id,
)
def test_an_instant_without_offset_is_refused(given: str | datetime) -> None:
    """A local time is not an instant: nobody guesses the zone."""
    expected = f"$: {shown(given)} has no offset from UTC; expected an instant such as {EXAMPLE}"
    assert refusal(lambda: instants.micros(given)) == expected


@pytest.mark.parametrize(
    "given",
    [
        "1899-12-31T23:59:59.999999Z",
        "1900-01-01T00:30:00+01:00",
        "3000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        instants.Micros(instants.FIRST - 1),
        instants.Micros(instants.LAST),
        instants.Micros(2**63),
    ],
)
def test_an_instant_of_another_millennium_is_refused(given: instants.When) -> None:
    """Years before 1900 and after 2999, in UTC."""
    expected = f"$: `{given}` is out of range; expected an instant in the years 1900 to 2999"
    assert refusal(lambda: instants.micros(given)) == expected


@pytest.mark.parametrize(
    ("given", "instant"),
    [
        ("1900-01-01T00:00:00Z", instants.FIRST),
        ("1899-12-31T23:00:00-01:00", instants.FIRST),
        ("2999-12-31T23:59:59.999999Z", instants.LAST - 1),
        ("3000-01-01T00:59:59.999999+01:00", instants.LAST - 1),
    ],
)
def test_the_ends_of_what_can_be_spoken_of_are_in(given: str, instant: int) -> None:
    """The first instant of 1900 and the last of 2999, by whatever offset they are written."""
    assert instants.micros(given) == instant


@pytest.mark.parametrize(
    "given", [NINE, NINE // 1_000, NINE // 1_000_000, 0, -1, 10**5000], ids=lambda given: f"{given % 997}"
)
def test_a_number_is_refused_because_its_unit_is_unknown(given: Any) -> None:
    """Seconds, milliseconds and microseconds look alike; a huge integer is named by its type."""
    digits = given if given < 10**20 else "<int>"
    expected = "expected an aware `datetime`, or a text such as `2025-10-06T09:00:00+01:00`"
    assert (
        refusal(lambda: instants.micros(given)) == f"$: `{digits}` is a number, of seconds or milliseconds; {expected}"
    )


@pytest.mark.parametrize(
    ("given", "instant"),
    [
        ("2025-10-06", "2025-10-06T00:00:00+01:00"),
        ("2025-10-06T09:00", "2025-10-06T09:00:00+01:00"),
        ("2025-10-06T09:00Z", "2025-10-06T10:00:00+01:00"),
        ("2025-10-26T01:30", "2025-10-26T01:30:00+01:00"),
    ],
)
def test_in_a_zone_a_date_and_a_local_time_are_instants(given: str, instant: str) -> None:
    """A date is its 00:00; of a time that occurs twice the earlier is meant."""
    assert instants.in_zone(given, instants.zone("Europe/London")) == instants.micros(instant)


def test_a_zone_in_brackets_must_agree_with_the_offset() -> None:
    """Only `Z` may stand beside any zone: by RFC 9557 it says that the offset is not known there."""
    assert refusal(lambda: instants.micros("2025-10-06T09:00:00+02:00[Europe/London]")) == (
        "$: `2025-10-06T09:00:00+02:00[Europe/London]` contradicts itself: there it is 2025-10-06T08:00:00+01:00"
    )
    assert refusal(lambda: instants.micros("2025-10-06T09:00[Europe/Nowhere]")) == (
        "$: `Europe/Nowhere` is not a time zone; expected an IANA name such as `Europe/London`"
    )


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        ("2025-03-30T01:30", "2025-03-30T01:30:00Z"),  # skipped: an hour later, 02:30 by the clock
        ("2025-10-26T01:30", "2025-10-26T00:30:00Z"),  # occurs twice: the earlier
    ],
)
def test_a_local_time_at_a_clock_change_is_read_as_elsewhere(local: str, instant: str) -> None:
    """One that the change skips moves forward by the gap, one that occurs twice is the earlier."""
    assert instants.micros(f"{local}[Europe/London]") == instants.micros(instant)


class Nowhere(tzinfo):
    """A zone that knows no offset."""

    def utcoffset(self, _: datetime | None, /) -> None:
        """None: as for a naive time."""

    def dst(self, _: datetime | None, /) -> None:
        """None as well."""

    def tzname(self, _: datetime | None, /) -> None:
        """It has no name."""


def test_a_datetime_whose_zone_knows_no_offset_is_refused() -> None:
    """It is naive, though it has a zone."""
    given = datetime(2025, 10, 6, 9, tzinfo=Nowhere())
    assert " has no offset from UTC; expected an instant such as " in refusal(lambda: instants.micros(given))


# -- dates


@pytest.mark.parametrize("given", ["2025-10-17", date(2025, 10, 17), pendulum.date(2025, 10, 17)], ids=stable_id)
def test_a_date_is_read_however_it_is_given(given: str | date) -> None:
    """ISO text, or a date of the standard library or of pendulum."""
    assert instants.ordinal(given) == date(2025, 10, 17).toordinal()


@pytest.mark.parametrize(
    "given",
    [
        "20251017",
        "2025-W42-5",
        "2025-10-17T00:00:00Z",
        "17.10.2025",
        "2025-10-17\n",
        "٢٠٢٥-10-17",
        "",
        None,
        20251017,
        True,
        datetime(2025, 10, 17, tzinfo=UTC),
        pendulum.datetime(2025, 10, 17),
    ],
    ids=ascii,
)
def test_what_is_no_date_is_refused_with_an_example(given: str) -> None:
    """Other spellings, other types, and instants, which are dates in Python."""
    assert (
        refusal(lambda: instants.ordinal(given))
        == f"$: {shown(given)} is not a date; expected one such as `2025-10-17`"
    )


@pytest.mark.parametrize("given", ["2025-02-29", "2025-00-10", "2025-12-32", "0000-01-01"])
def test_a_date_that_does_not_exist_is_refused_with_the_reason(given: str) -> None:
    """Days that a month does not have."""
    reason = stdlib_reason(date.fromisoformat, given)
    expected = f"$: `{given}` is not a date ({reason}); expected one such as `2025-10-17`"
    assert refusal(lambda: instants.ordinal(given)) == expected


@pytest.mark.parametrize("given", ["1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_date_of_another_millennium_is_refused(given: str) -> None:
    """Years before 1900 and after 2999."""
    expected = f"$: `{given}` is out of range; expected a date in the years 1900 to 2999"
    assert refusal(lambda: instants.ordinal(given)) == expected


@pytest.mark.parametrize("given", ["1900-01-01", "2999-12-31"])
def test_the_first_and_the_last_date_are_in(given: str) -> None:
    """The bounds belong to what can be spoken of."""
    assert date.fromordinal(instants.ordinal(given)).isoformat() == given


# -- zones


def test_a_zone_is_found_by_its_name() -> None:
    """Its repr reads like the call."""
    assert repr(instants.zone("Europe/London")) == "zone('Europe/London')"


@pytest.mark.parametrize(
    "given",
    [
        "Europe/Nowhere",
        "",
        ".",
        "/",
        "Europe",
        "../UTC",
        "/etc/localtime",
        "zone.tab",
        "UTC\x00",
        "UTC\n",
        "Zürich",
        "\ud800",
        None,
        3,
        True,
        ["UTC"],
        b"UTC",
    ],
    ids=ascii,
)
def test_what_is_no_zone_is_refused_with_an_example(given: str) -> None:
    """Names of nothing, names that lead out of the database, other types."""
    with pytest.raises(TimelineError, match=r" is not a time zone; expected an IANA name such as `Europe/London`$"):
        instants.zone(given)


def test_a_zone_that_does_not_exist_is_quoted() -> None:
    """The message tells which name it was."""
    expected = "$: `Mars/Base` is not a time zone; expected an IANA name such as `Europe/London`"
    assert refusal(lambda: instants.zone("Mars/Base")) == expected


def test_a_zone_name_too_long_for_a_file_is_refused() -> None:
    """What the operating system says of it does not come through."""
    expected = f"$: `{'a' * 59}…` is not a time zone; expected an IANA name such as `Europe/London`"
    assert refusal(lambda: instants.zone("a" * 100_000)) == expected


def test_the_machine_s_own_zone_is_no_zone() -> None:
    """`localtime` means another zone on every machine: the same input would not always give the same answer."""
    with pytest.raises(TimelineError):
        instants.zone("localtime")


@pytest.mark.parametrize("name", ["right/Europe/London", "posix/Europe/London"])
def test_a_variant_of_the_database_is_no_zone(name: str) -> None:
    """Some systems hold copies of it, one with leap seconds: its clocks change half a minute late."""
    with pytest.raises(TimelineError):
        instants.zone(name)
