"""Closed days: which dates are given, that business days skip them, and what is refused."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import holidays
import pytest

from followup_rules import Facts, Interview, MissingExtra, Timeline, TimelineError, evaluate, policies
from followup_rules.rules.amounts import business_days
from followup_rules.timeline.public_holidays import public_holidays


def refused(*args: Any, **options: Any) -> str:
    """What is said where it is refused."""
    with pytest.raises(TimelineError) as caught:
        public_holidays(*args, **options)
    return str(caught.value)


# -- which dates


def test_christmas_in_england() -> None:
    """Two days in 2025, and no more around them."""
    found = public_holidays("GB", subdivision="ENG", years=2025)
    assert [day for day in sorted(found) if day.month == 12] == [date(2025, 12, 25), date(2025, 12, 26)]
    assert date(2025, 1, 1) in found
    assert len(found) == 8


def test_a_subdivision_has_days_of_its_own() -> None:
    """Saint Andrew's Day is kept in Scotland, on the Monday where it is a Sunday; Easter Monday is not."""
    england, scotland = (public_holidays("GB", subdivision=part, years=2025) for part in ("ENG", "SCT"))
    assert {date(2025, 12, 1), date(2025, 1, 2)} <= scotland - england
    assert date(2025, 4, 21) in england - scotland


def test_without_a_subdivision_only_what_holds_everywhere() -> None:
    """The second of January is a Scottish holiday."""
    found = public_holidays("GB", years=2025)
    assert date(2025, 12, 25) in found
    assert date(2025, 1, 2) not in found


def test_a_subdivision_may_go_by_its_name() -> None:
    """A name that `holidays` knows is as good as the code."""
    assert public_holidays("GB", subdivision="England", years=2025) == public_holidays(
        "GB", subdivision="ENG", years=2025
    )


def test_independence_day_in_the_united_states() -> None:
    """A Saturday in 2026: both the day itself and the Friday on which it is observed."""
    found = public_holidays("US", years=2026)
    assert {date(2026, 7, 3), date(2026, 7, 4), date(2026, 11, 26)} <= found


@pytest.mark.parametrize("year", [2021, 2022])
def test_a_holiday_observed_in_the_year_before_stays_in_it(year: int) -> None:
    """New Year's Day 2022 was a Saturday, observed on the Friday before: that date belongs to 2021."""
    found = public_holidays("US", years=year)
    assert (date(2021, 12, 31) in found) is (year == 2021)
    assert {day.year for day in found} == {year}


def test_dates_of_other_years_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where `holidays` should give some."""

    def leaking(*_: Any, **__: Any) -> Any:
        found = holidays.HolidayBase()
        found.subdivisions, found.start_year, found.end_year = (), 1900, 2100
        found.update({"2025-12-31": "in", "2026-01-01": "out"})
        return found

    monkeypatch.setattr(holidays, "country_holidays", leaking)
    assert public_holidays("GB", years=[2025]) == {date(2025, 12, 31)}


def test_several_years_are_those_of_each() -> None:
    """In any order, given twice, and as any iterable."""
    each = public_holidays("GB", years=2025) | public_holidays("GB", years=2027)
    assert public_holidays("GB", years=[2027, 2025, 2025]) == public_holidays("GB", years=iter({2025, 2027})) == each
    assert public_holidays("GB", years=range(2025, 2025)) == frozenset()


def test_the_answer_is_a_frozenset_of_plain_dates() -> None:
    """Asking it about a date changes nothing."""
    found = public_holidays("GB", years=2025)
    assert type(found) is frozenset
    assert {type(day) for day in found} == {date}
    assert date(2031, 12, 25) not in found
    assert {day.year for day in found} == {2025}


@pytest.mark.parametrize("words", ["de", "xx", ""])
def test_the_machines_language_does_not_matter(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Names are translated, dates are not."""
    expected = public_holidays("DE", subdivision="BY", years=2025)
    monkeypatch.setenv("LANGUAGE", words)
    assert public_holidays("DE", subdivision="BY", years=2025) == expected


# -- in an evaluation


def asked_after(facts: Facts) -> str:
    """When a status inquiry opens: three business days after a promised date, 23 December 2025."""
    timeline = Timeline.from_dict(
        {
            "zone": "Europe/London",
            "now": "2025-12-23T12:00:00Z",
            "events": [
                {"type": "interview", "ends": "2025-12-15T10:00:00Z"},
                {"type": "response_promised", "at": "2025-12-15T10:00:00Z", "by": "2025-12-23"},
            ],
        }
    )
    policy = policies.recommended.with_(wait_past_promise=business_days(3))
    opens = evaluate(Timeline(timeline.zone, timeline.now, timeline.events, facts), policy)[
        "status_inquiry", "email"
    ].opens
    assert opens is not None
    return opens.isoformat()


def test_business_days_skip_bank_holidays() -> None:
    """Christmas Day and Boxing Day 2025 are a Thursday and a Friday."""
    assert asked_after(Facts()) == "2025-12-26T00:00:00+00:00"
    england = public_holidays("GB", subdivision="ENG", years=[2025, 2026])
    assert asked_after(Facts(closed_days=england)) == "2025-12-30T00:00:00+00:00"


def test_facts_take_the_dates_as_they_are() -> None:
    """And a timeline with them survives being written and read."""
    facts = Facts(closed_days=public_holidays("US", years=2026))
    timeline = Timeline("UTC", "2026-01-01T00:00:00Z", [Interview(ends="2026-01-01T00:00:00Z")], facts)
    assert Timeline.from_json(timeline.to_json()) == timeline


# -- what is refused


@pytest.mark.parametrize("country", ["XX", "gb", "NYSE", "HolidayBase", "", "United Kingdom"])
def test_an_unknown_country_is_refused(country: str) -> None:
    """A market is none, and neither is a country by its name."""
    expected = "expected an ISO 3166-1 code such as `GB`"
    assert refused(country, years=2025) == f"country: `{country}` is not a country with known holidays; {expected}"


def test_a_country_that_is_no_text_is_refused() -> None:
    """Whatever it is."""
    assert refused(["GB"], years=2025).startswith("country: `['GB']` is not a country with known holidays; ")


@pytest.mark.parametrize("subdivision", ["XX", "", "UK", 1, ["ENG"]])
def test_an_unknown_subdivision_is_refused(subdivision: Any) -> None:
    """The known ones are listed; a code that `holidays` has given up is none of them."""
    said = refused("GB", subdivision=subdivision, years=2025)
    assert said == f"subdivision: `{subdivision}` is not a subdivision of `GB`; expected one of ENG, NIR, SCT, WLS"


def test_a_subdivision_is_refused_where_there_is_none() -> None:
    """Nothing can be listed."""
    said = refused("SG", subdivision="01", years=2025)
    assert said == "subdivision: `01` is not a subdivision of `SG`; it has none"


@pytest.mark.parametrize("year", [1899, 3000, True, 2025.0, "2025", None, 10**40])
def test_what_is_no_year_is_refused(year: Any) -> None:
    """By itself, and in a list with its place."""
    said = refused("GB", years=year)
    assert re.fullmatch(r"years: `[^`]+` does not fit; expected a whole number from 1900 to 2999", said)
    assert refused("GB", years=[2025, year]) == said.replace("years:", "years[1]:")


@pytest.mark.parametrize(("country", "first"), [("DE", 1991), ("GB", 1900)])
def test_a_year_of_which_nothing_is_known_is_refused(country: str, first: int) -> None:
    """It would read as a year without holidays."""
    last = holidays.country_holidays(country).end_year
    said = refused(country, years=[2025, last + 1])
    unknown = f"years[1]: the holidays of `{country}` are not known for `{last + 1}`"
    assert said == f"{unknown}; expected a year from {first} to {last}"
    assert public_holidays(country, years=[first, last])


def test_a_year_before_the_first_known_is_refused() -> None:
    """Germany's holidays are known since its unity."""
    assert refused("DE", years=1990).startswith("years: the holidays of `DE` are not known for `1990`; ")


def test_all_faults_are_told_together() -> None:
    """One line each, the subdivision only where the country is known."""
    assert refused("XX", subdivision="ENG", years=[1, 2025, "x"]).splitlines() == [
        "country: `XX` is not a country with known holidays; expected an ISO 3166-1 code such as `GB`",
        "years[0]: `1` does not fit; expected a whole number from 1900 to 2999",
        "years[2]: `x` does not fit; expected a whole number from 1900 to 2999",
    ]
    assert [line.split(":")[0] for line in refused("GB", subdivision="XX", years=0).splitlines()] == [
        "subdivision",
        "years",
    ]


def test_control_characters_are_shown_as_escapes() -> None:
    """As in every message."""
    assert refused("G\x1bB", years=2025).startswith("country: `G\\x1bB` is not a country")


def test_without_holidays_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything else is looked at."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingExtra) as caught:
        public_holidays("XX", years=0)
    expected = "public holidays need `holidays`; install with `pip install followup-rules[holidays]`"
    assert str(caught.value) == expected


def test_years_are_read_once() -> None:
    """A generator will do."""

    def years() -> Iterator[int]:
        yield from (2025, 2026)

    assert public_holidays("GB", years=years()) == public_holidays("GB", years=[2025, 2026])
