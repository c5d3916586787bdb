"""Days: how a text names one, and whether it is the day of the interview."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from followup_rules.drafts import Draft
from followup_rules.drafts.english.dates import days_named
from followup_rules.drafts.features import DraftContext, ParsedDraft
from followup_rules.rules.conditions import MAYBE, NO, YES, Truth
from followup_rules.rules.text_rules import TextFeature

TODAY = date(2026, 3, 4)  # a Wednesday
MET = date(2026, 3, 3)


def named(text: str, today: date = TODAY) -> dict[str, list[str]]:
    """What names a day, and which days it may be."""
    return {text[start:end]: sorted(map(str, days)) for start, end, days in days_named(text, today)}


def years(day: str, *of: int) -> list[str]:
    """A day in 2026, or in some other years."""
    return [f"{year}-{day}" for year in of or (2026,)]


def read(body: str, *met: date, today: date = TODAY, subject: str | None = None) -> ParsedDraft:
    """A message about an interview on some days."""
    draft = Draft("status_inquiry", "email", "Dana Wu", subject, f"Dear Dana,\n\n{body}\n\nKind regards,\nMarta")
    return ParsedDraft(draft, DraftContext(today, interviews=frozenset(met)))


def told(body: str, *met: date, today: date = TODAY, subject: str | None = None) -> tuple[Truth, Truth]:
    """Whether a message names the day of the interview, and whether it names a wrong one."""
    text = read(body, *met, today=today, subject=subject)
    return text.element(TextFeature.INTERVIEW_DATE).truth, text.element(TextFeature.WRONG_INTERVIEW_DATE).truth


# -- by date


@pytest.mark.parametrize(
    "written",
    [
        "3 March",
        "3 march",
        "03 March",
        "3rd March",
        "3 Mar",
        "3rd of March",
        "third March",
        "third of March",
        "March 3",
        "March 3rd",
        "March the 3rd",
        "Mar. 3",
        "MARCH 3",
        "3/3",
        "3.3",
        "03/03",
    ],
)
def test_a_day_and_a_month_are_of_a_year_near_by(written: str) -> None:
    """The last, this one or the next."""
    assert named(f"We met on {written}, at noon.") == {written: years("03-03")}


@pytest.mark.parametrize(
    "written",
    [
        "3 March 2026",
        "3 March, 2026",
        "3rd of March 2026",
        "third of March 2026",
        "March 3, 2026",
        "March 3rd 2026",
        "2026-03-03",
        "2026-3-3",
        "3/3/2026",
        "03/03/26",
        "3.3.2026",
    ],
)
def test_a_date_with_its_year_is_one_day(written: str) -> None:
    """Whichever way it is written."""
    assert named(f"We met on {written}.") == {written: ["2026-03-03"]}


@pytest.mark.parametrize(
    ("month", "number"),
    [
        *zip(["January", "February", "March", "April", "May", "June", "July", "August"], range(1, 9), strict=True),
        *zip(["September", "October", "November", "December"], range(9, 13), strict=True),
        *zip(["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug"], [1, 2, 3, 4, 6, 7, 8], strict=True),
        *zip(["Sep", "Sept", "Oct", "Nov", "Dec"], [9, 9, 10, 11, 12], strict=True),
    ],
)
def test_every_month(month: str, number: int) -> None:
    """In full and in short."""
    assert named(f"We met on 5 {month} 2026.") == {f"5 {month} 2026": [f"2026-{number:02}-05"]}


ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth
    twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth Thirty-first
"""


@pytest.mark.parametrize(("day", "word"), [*enumerate(ORDINALS.split(), 1)])
def test_every_ordinal(day: int, word: str) -> None:
    """From first to thirty-first."""
    assert named(f"We met on the {word} of January 2026.") == {f"{word} of January 2026": [f"2026-01-{day:02}"]}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("03/04/2026", ["2026-03-04", "2026-04-03"]),
        ("4/3/26", ["2026-03-04", "2026-04-03"]),
        ("04.03.2026", ["2026-03-04", "2026-04-03"]),
        ("13/02/2026", ["2026-02-13"]),
        ("02/13/2026", ["2026-02-13"]),
        ("1/2", ["2026-01-02", "2026-02-01"]),
    ],
)
def test_day_and_month_may_stand_either_way(written: str, expected: list[str]) -> None:
    """Both are thought of, where both are dates."""
    assert named(f"We met on {written}.") == {written: expected}


@pytest.mark.parametrize(
    ("written", "today", "expected"),
    [
        ("the 3rd", TODAY, ["2026-02-03", "2026-03-03"]),
        ("the 31st", TODAY, ["2026-03-31"]),
        ("the 29th", date(2026, 1, 5), ["2025-12-29", "2026-01-29"]),
        ("30 December", date(2026, 1, 5), years("12-30", 2025)),
        ("2 January", date(2025, 12, 31), years("01-02")),
        ("29 February", date(2025, 3, 1), ["2024-02-29"]),
        ("29 February", date(2027, 3, 1), ["2028-02-29"]),
        ("Wednesday", date(2026, 1, 1), ["2025-12-24", "2025-12-31"]),
        ("yesterday", date(2026, 1, 1), ["2025-12-31"]),
        ("three days ago", date(2026, 1, 2), ["2025-12-30"]),
        ("Monday last week", date(2026, 1, 1), ["2025-12-22"]),
    ],
)
def test_days_over_the_end_of_a_month_or_a_year(written: str, today: date, expected: list[str]) -> None:
    """Match from the day of writing."""
    assert named(f"We met on {written}, at noon.", today) == {written: expected}


@pytest.mark.parametrize(
    "text",
    [
        "31 February",
        "29 February",
        "0 March",
        "32 March",
        "13/13",
        "99/99",
        "2026-13-01",
        "the 32nd",
        "forty-first March",
        "half of March",
        "last March",
        "March",
        "May I ask",
        "v1.2.3",
        "3rdMarch",
        "last week",
        "Mondays",
        "a monk",
        "1/2/3/4",
        "",
    ],
)
def test_what_names_no_day(text: str) -> None:
    """No such date, a month alone, or something else."""
    assert named(text) == {}


# -- by weekday and by nearness


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tuesday", ["2026-02-24", "2026-03-03"]),
        ("tuesday", ["2026-02-24", "2026-03-03"]),
        ("Tues", ["2026-02-24", "2026-03-03"]),
        ("last Tuesday", ["2026-02-24", "2026-03-03"]),
        ("this Tuesday", ["2026-02-24", "2026-03-03"]),
        ("this past Tuesday", ["2026-02-24", "2026-03-03"]),
        ("Tuesday last week", ["2026-02-24"]),
        ("Monday last week", ["2026-02-23"]),
        ("Sunday last week", ["2026-03-01"]),
        ("Wednesday", ["2026-02-25", "2026-03-04"]),
        ("Thursday", ["2026-02-19", "2026-02-26"]),
        ("Thurs", ["2026-02-19", "2026-02-26"]),
        ("Fri", ["2026-02-20", "2026-02-27"]),
        ("Saturday", ["2026-02-21", "2026-02-28"]),
        ("Sunday", ["2026-02-22", "2026-03-01"]),
        ("Monday", ["2026-02-23", "2026-03-02"]),
    ],
)
def test_a_weekday_is_the_last_one_or_the_one_before(written: str, expected: list[str]) -> None:
    """Today counts; with `last week` it is the one of the week before."""
    assert named(f"We met on {written}.") == {written: expected}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("today", "2026-03-04"),
        ("earlier today", "2026-03-04"),
        ("this morning", "2026-03-04"),
        ("earlier this afternoon", "2026-03-04"),
        ("this evening", "2026-03-04"),
        ("Yesterday", "2026-03-03"),
        ("the day before yesterday", "2026-03-02"),
        ("a day ago", "2026-03-03"),
        ("3 days ago", "2026-03-01"),
        ("three days ago", "2026-03-01"),
        ("ten days ago", "2026-02-22"),
    ],
)
def test_a_day_near_by(written: str, expected: str) -> None:
    """Today, yesterday, so many days ago."""
    assert named(f"We met {written}.") == {written: [expected]}


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("a week ago", "2026-02-22", "2026-02-28"),
        ("two weeks ago", "2026-02-15", "2026-02-21"),
        ("12 weeks ago", "2025-12-07", "2025-12-13"),
    ],
)
def test_so_many_weeks_ago_is_a_day_about_then(written: str, first: str, last: str) -> None:
    """Nobody counts weeks to the day: from three days before to three days after."""
    days = named(f"We met {written}.")[written]
    assert (days[0], days[-1], len(days)) == (first, last, 7)


@pytest.mark.parametrize("written", ["a week ago today", "two weeks ago today", "three days ago today"])
def test_so_many_weeks_ago_today(written: str) -> None:
    """A day in the past, and not today."""
    (days,) = named(f"We met {written}.").values()
    assert str(TODAY) not in days


@pytest.mark.parametrize("text", ["when we sat down together", "we sat outside", "out in the sun"])
def test_a_common_word_is_no_weekday(text: str) -> None:
    """To sit, and the sun."""
    assert named(text) == {}


def test_several_days_in_one_text() -> None:
    """Each with its place; what a fuller form has named is not named again."""
    text = "We met on 3 March 2026, not on the 2nd, and again yesterday."
    assert named(text) == {
        "3 March 2026": ["2026-03-03"],
        "the 2nd": ["2026-02-02", "2026-03-02"],
        "yesterday": ["2026-03-03"],
    }


@settings(deadline=None, derandomize=True, database=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [*"0123456789/.- ", "March", "mon", "the ", "th", "first", "last ", "week", " ago", "2026", "99"]
        )
        | st.text(max_size=3),
        max_size=20,
    ).map("".join),
    st.dates(date(1901, 1, 1), date(2998, 12, 31)),
)
def test_any_text_names_days_where_it_says(text: str, today: date) -> None:
    """No text is refused; places do not overlap, and days follow from the text alone."""
    found = list(days_named(text, today))
    places = [place for start, end, _ in found for place in range(start, end)]
    assert len(places) == len(set(places))
    assert all(0 <= start < end <= len(text) and days for start, end, days in found)
    assert found == list(days_named(text, today))


# -- the day of the interview


@pytest.mark.parametrize(
    "body",
    [
        "Thank you for our talk on Tuesday.",
        "Thank you for our talk yesterday.",
        "Our interview on 3 March was a pleasure.",
        "Thank you for the interview of the 3rd.",
        "Tuesday's interview was a pleasure.",
        "I enjoyed the conversation on 03/03/2026.",
    ],
)
def test_the_day_of_the_interview_is_named(body: str) -> None:
    """And no wrong one."""
    assert told(body, MET) == (YES, NO)


@pytest.mark.parametrize(
    "body",
    [
        "Thank you for our talk on Monday.",
        "Our interview on 2 March was a pleasure.",
        "Thank you for the interview this morning.",
        "Monday's interview was a pleasure.",
        "Thank you for meeting with me last Friday.",
    ],
)
def test_a_wrong_day_of_the_interview(body: str) -> None:
    """Where it is said of the interview."""
    assert told(body, MET) == (NO, YES)


@pytest.mark.parametrize(
    "body",
    [
        "I have to give them an answer by Friday.",
        "They want to hear from me before 9 March.",
        "I could start on Monday.",
        "I am available from Thursday.",
        "You hoped for a decision by Tuesday.",
        "We wait until 3 March.",
        "You named the week of 3 March.",
        "My deadline is within the next Tuesday.",
    ],
)
def test_a_deadline_is_not_taken_for_the_day_of_the_interview(body: str) -> None:
    """Neither for the right one nor for a wrong one."""
    assert told(body, MET) == (NO, NO)


def test_a_day_that_is_not_said_of_the_interview_is_no_wrong_one() -> None:
    """Something else may have happened on it."""
    assert told("I read your report on Monday.", MET) == (NO, NO)


def test_a_day_to_come_is_no_wrong_one() -> None:
    """An interview that was cannot be meant."""
    assert told("I look forward to our interview on 9 March 2026.", MET) == (NO, NO)


def test_an_ambiguous_date_is_taken_for_the_one_that_fits() -> None:
    """Day and month either way."""
    assert told("Our interview on 04/03/2026 was a pleasure.", date(2026, 4, 3), today=date(2026, 4, 6)) == (YES, NO)
    assert told("Our interview on 04/03/2026 was a pleasure.", date(2026, 3, 4), today=date(2026, 4, 6)) == (YES, NO)


def test_one_of_several_interviews_is_enough() -> None:
    """Any of their days is right."""
    assert told("Thank you for our talk on Monday.", MET, date(2026, 3, 2)) == (YES, NO)


def test_the_end_of_a_year_lies_between() -> None:
    """An interview in December, a message in January."""
    assert told("Our interview on 30 December was a pleasure.", date(2025, 12, 30), today=date(2026, 1, 5)) == (YES, NO)


def test_the_subject_may_name_the_day() -> None:
    """Where the body does not."""
    assert told("Thank you for our talk.", MET, subject="Interview on 3 March") == (YES, NO)
    assert told("Thank you for our talk.", MET, subject="Interview on 2 March") == (NO, NO)


def test_without_an_interview_it_is_open() -> None:
    """Its day is missing."""
    text = read("Thank you for our talk on Tuesday.")
    for element in (TextFeature.INTERVIEW_DATE, TextFeature.WRONG_INTERVIEW_DATE):
        assert text.element(element).truth == MAYBE
        assert text.element(element).missing == {"interview"}


def test_the_passage_is_the_day() -> None:
    """At its place in the body."""
    (passage,) = read("Thank you for our talk\non Tuesday.", MET).element(TextFeature.INTERVIEW_DATE).passages
    assert (passage.line, passage.column, passage.text) == (4, 4, "Tuesday")


@pytest.mark.parametrize(
    "body",
    ["Thank you for our interview on Tuesday, 3 February.", "Our interview on Tuesday 3 February 2026 was a pleasure."],
    ids=["comma", "year"],
)
def test_a_weekday_beside_its_date_is_the_same_day(body: str) -> None:
    """However long ago."""
    assert told(body, date(2026, 2, 3)) == (YES, NO)


def test_to_sit_is_no_wrong_day() -> None:
    """Thanks for the hour that they sat with one."""
    assert told("Thank you for the hour you sat with me on Tuesday.", MET) == (YES, NO)
