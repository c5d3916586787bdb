"""Public holidays, as the dates that business days skip.

This is the one module that needs `holidays`, which knows them by country, subdivision and year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from followup_rules.errors import Fault, TimelineError, needs, shown

if TYPE_CHECKING:
    from holidays import HolidayBase

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999


def public_holidays(country: str, *, subdivision: str | None = None, years: int | Iterable[int]) -> frozenset[date]:
    """
    The public holidays of a country in some years, as dates for `Facts(closed_days=...)`.

    *country* is an ISO 3166-1 code in capitals; *subdivision* a code or name of one of its parts, as `holidays` knows
    them (None: what holds in the whole country); *years* one year or several. A holiday that is observed on another
    date as well gives both, and only dates in those years are given.

    Raises `TimelineError` for a country, a subdivision or a year that is not known, all of them told together, and
    `MissingExtra` where `holidays` is not installed.

    >>> for day in sorted(public_holidays("GB", subdivision="ENG", years=2025))[-2:]:
    ...     print(day)
    2025-12-25
    2025-12-26
    """
    with needs("holidays", "holidays", "public holidays need"):
        import holidays
    known: HolidayBase | None = None
    faults: list[Fault] = []
    if isinstance(country, str) and country in holidays.list_supported_countries():
        known = holidays.country_holidays(country)
        faults += _subdivision_faults(country, subdivision, known)
    else:
        what = f"{shown(country)} is not a country with known holidays"
        faults.append(Fault("country", f"{what}; expected an ISO 3166-1 code such as `GB`"))
    asked = _with_places(years)
    for where, year in asked.items():
        faults += _year_faults(where, year, country, known)
    if faults:
        raise TimelineError(*faults)
    wanted = frozenset(asked.values())
    # read out at once: to ask what `holidays` gives whether a date is in it adds the holidays of that date's year
    found = frozenset(holidays.country_holidays(country, subdiv=subdivision, years=wanted))
    return frozenset(day for day in found if day.year in wanted)


def _with_places(years: Any) -> dict[str, Any]:
    """The years as they were given, valid or not, by the place that a fault would name."""
    if isinstance(years, Iterable) and not isinstance(years, str | bytes):
        return {f"years[{number}]": year for number, year in enumerate(years)}
    return {"years": years}


def _subdivision_faults(country: str, subdivision: object, known: HolidayBase) -> Iterator[Fault]:
    if subdivision is None or subdivision in (*known.subdivisions, *known.subdivisions_aliases):
        return
    expected = f"expected one of {', '.join(known.subdivisions)}" if known.subdivisions else "it has none"
    yield Fault("subdivision", f"{shown(subdivision)} is not a subdivision of {shown(country)}; {expected}")


def _year_faults(where: str, year: object, country: str, known: HolidayBase | None) -> Iterator[Fault]:
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        expected = f"a whole number from {FIRST_YEAR} to {LAST_YEAR}"
        yield Fault(where, f"{shown(year)} does not fit; expected {expected}")
    elif known is not None and not known.start_year <= year <= known.end_year:
        # `holidays` gives nothing for such a year, which would read as one without holidays
        what = f"the holidays of {shown(country)} are not known for {shown(year)}"
        yield Fault(where, f"{what}; expected a year from {max(known.start_year, FIRST_YEAR)} to {known.end_year}")
