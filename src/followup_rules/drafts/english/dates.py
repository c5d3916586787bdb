"""Days named in English: by date, by weekday, or by how long ago; and which of them are the day of an interview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,?\s+(?P<year>\d{4}))?"
# a short form needs its capital, because of sentences such as "we sat in the sun"
_WEEKDAY: Final = (
    r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?-i:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun))"
)
_ITS_DATE: Final = (
    rf",?\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{'|'.join(_MONTHS)})"
    r"|,?\s+the\s+\d|,?\s+\d{1,2}[/.]\d"
)
_FORMS: Final = tuple(
    re.compile(rf"(?<![\w/.-])(?:{form})(?![\w/]|[.-]\d)", re.IGNORECASE)
    for form in (
        rf"{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"(?P<ordinal>(?:twenty-|thirty-)?[a-z]{{3,9}}(?:st|nd|rd|th))\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_MONTH}\s+(?:the\s+)?{_DAY}{_YEAR}",
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<one>\d{1,2})[/.](?P<other>\d{1,2})(?:[/.](?P<year>\d{4}|\d{2}))?",
        r"the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)",
        rf"(?:last|this past|this)\s+{_WEEKDAY}",
        # a weekday beside its date is read with the date
        rf"{_WEEKDAY}(?:\s+(?P<week>last week))?(?!{_ITS_DATE})",
        r"(?P<ago>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?P<unit>days?|weeks?)\s+ago(?:\s+today)?",
        (
            r"(?P<near>(?:earlier\s+)?today|yesterday|(?:earlier\s+)?this\s+(?:morning|afternoon|evening)"
            r"|the\s+day\s+before\s+yesterday)"
        ),
    )
)
_NUMBERS: Final = "one two three four five six seven eight nine ten".split()
# words before or after a day that tell whether it is the day of the interview, of something else, or a deadline
_OF_AN_INTERVIEW: Final = re.compile(
    r"\b(?:interview\w*|met|meeting|spoke|speaking|talk(?:ed|ing)?|conversation|chat(?:ted)?|discussion|visit(?:ed)?|call"
    r"|saw|seeing|came in|session|sat|time|hours?|afternoon|morning)(?:\s+[\w'.]+){0,5},?\s*$",
    re.IGNORECASE,
)
_INTERVIEW_FOLLOWS: Final = re.compile(
    r"'s\s+(?:\w+\s+)?(?:interview|meeting|talk|conversation|chat|call)", re.IGNORECASE
)
_OF_SOMETHING_ELSE: Final = re.compile(
    r"\b(?:another|second|third|next|further|upcoming|forward|inviting|invited|invitation|free|available|you gave"
    r"|(?:had|have) an? (?:interview|talk|call)|since our call|elsewhere|will|shall|could)\b",
    re.IGNORECASE,
)
_OF_A_DEADLINE: Final = re.compile(
    r"\b(?:(?:by|before|until|till|within|deadline|start\w*|available|free|week of|end of)(?:\s+\w+){0,2}"
    r"|(?:from|after|since|next|back|decision|answer|reply|offer)(?:\s+(?:on|the|by|of|for|last))?)\s+$",
    re.IGNORECASE,
)
_LOOK_BACK: Final = 60
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()


def days_named(text: str, today: date) -> Iterator[tuple[int, int, frozenset[date]]]:
    """Each place where a text names a day: its start, its end, and the days that it may mean, seen from *today*."""
    taken: set[int] = set()
    for form in _FORMS:
        for found in form.finditer(text):
            start, end = found.start(), found.start() + len(found.group().rstrip("."))
            # what a fuller form has named is not named again in part
            if not taken.isdisjoint(range(start, end)):
                continue
            days = frozenset(_days({name: said for name, said in found.groupdict().items() if said}, today))
            if days:
                taken.update(range(start, end))
                yield start, end, days


def days_but_deadlines(text: str, today: date) -> Iterator[tuple[int, int, frozenset[date], bool]]:
    """The same without deadlines; of each day, also whether the words around it make it the day of the interview."""
    for start, end, days in days_named(text, today):
        before = (text, max(0, start - _LOOK_BACK), start)
        if not _OF_A_DEADLINE.search(*before):
            of_interview = _OF_AN_INTERVIEW.search(*before) or _INTERVIEW_FOLLOWS.match(text, end)
            yield start, end, days, bool(of_interview and not _OF_SOMETHING_ELSE.search(*before))


def _days(said: dict[str, str], today: date) -> Iterator[date]:
    """The days that a form may mean, by the groups that it matched."""
    ordinal = said.get("ordinal", "").lower()
    if ordinal:
        said = {**said, "day": str(_ORDINALS.index(ordinal) + 1 if ordinal in _ORDINALS else 0)}
    if "near" in said:
        near = said["near"].lower()
        yield today - timedelta(days=2 if "before" in near else 1 if near == "yesterday" else 0)
    elif "ago" in said:
        ago = said["ago"].lower()
        number = _NUMBERS.index(ago) + 1 if ago in _NUMBERS else 1 if ago == "a" else int(ago)
        weeks = said["unit"].lower().startswith("week")
        # people do not count weeks to the day
        for more in range(-3, 4) if weeks else (0,):
            yield today - timedelta(days=number * (7 if weeks else 1) + more)
    elif weekday := said.get("weekday"):
        back = today.weekday() - _WEEKDAYS.index(weekday[:3].lower())
        for days in (back + 7,) if "week" in said else (back % 7, back % 7 + 7):
            yield today - timedelta(days=days)
    elif "one" in said:
        one, other = int(said["one"]), int(said["other"])
        yield from _in_years(one, other, said.get("year"), today)
        yield from _in_years(other, one, said.get("year"), today)
    elif "month" in said or "number" in said:
        month = int(said["number"]) if "number" in said else _MONTHS.index(said["month"][:3].lower()) + 1
        yield from _in_years(int(said["day"]), month, said.get("year"), today)
    else:
        for back in range(2):
            year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
            yield from _date(year, month + 1, int(said["day"]))


def _in_years(day: int, month: int, year: str | None, today: date) -> Iterator[date]:
    """A day and a month in a year that is named, or in the nearest year."""
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = (found for more in (-1, 0, 1) for found in _date(today.year + more, month, day))
    return iter(sorted(near, key=lambda found: abs(found - today))[:1])


def _date(year: int, month: int, day: int) -> Iterator[date]:
    with suppress(ValueError):
        yield date(year, month, day)
