"""How days are named in English: by date, by weekday, by nearness."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
# in full, or shortened with a capital: we sat in the sun
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
        # one that stands beside its date is told with it
        rf"{_WEEKDAY}(?:\s+(?P<week>last week))?(?!{_ITS_DATE})",
        r"(?P<ago>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?P<unit>days?|weeks?)\s+ago(?:\s+today)?",
        (
            r"(?P<near>(?:earlier\s+)?today|yesterday|(?:earlier\s+)?this\s+(?:morning|afternoon|evening)"
            r"|the\s+day\s+before\s+yesterday)"
        ),
    )
)
_NUMBERS: Final = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}

# such words before a day make it that of the talk, or of something else
OF_THE_TALK: Final = re.compile(
    r"\b(?:interview\w*|met|meeting|spoke|speaking|talk(?:ed|ing)?|conversation|chat(?:ted)?|discussion|visit(?:ed)?|call"
    r"|saw|seeing|came in|session|sat|time|hours?|afternoon|morning)(?:\s+[\w'.]+){0,5},?\s*$",
    re.IGNORECASE,
)
OF_ANOTHER_TALK: Final = re.compile(
    r"\b(?:another|second|third|next|further|upcoming|forward|inviting|invited|invitation|free|available|you gave"
    r"|(?:had|have) an? (?:interview|talk|call)|since our call|elsewhere|will|shall|could)\b",
    re.IGNORECASE,
)
THE_DAYS_TALK: Final = re.compile(r"'s\s+(?:\w+\s+)?(?:interview|meeting|talk|conversation|chat|call)", re.IGNORECASE)
OF_A_DEADLINE: Final = re.compile(
    r"\b(?:(?:by|before|until|till|within|deadline|start\w*|available|free|week of|end of)(?:\s+\w+){0,2}"
    r"|(?:from|after|since|next|back|decision|answer|reply|offer)(?:\s+(?:on|the|by|of|for|last))?)\s+$",
    re.IGNORECASE,
)
_ORDINALS: Final = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]


def days_named(text: str, today: date) -> Iterator[tuple[int, int, frozenset[date]]]:
    """Where a text names a day: from which character to which, and which days it may be, seen from *today*."""
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


def _days(said: dict[str, str], today: date) -> Iterator[date]:
    ordinal = said.get("ordinal", "").lower()
    if ordinal:
        said = {**said, "day": str(_ORDINALS.index(ordinal) + 1 if ordinal in _ORDINALS else 0)}
    if "near" in said:
        near = said["near"].lower()
        yield today - timedelta(days=2 if "before" in near else 1 if near == "yesterday" else 0)
    elif "ago" in said:
        number = _NUMBERS.get(said["ago"].lower()) or int(said["ago"])
        weeks = said["unit"].lower().startswith("week")
        # nobody counts weeks to the day
        for more in range(-3, 4) if weeks else (0,):
            yield today - timedelta(days=number * (7 if weeks else 1) + more)
    elif weekday := said.get("weekday"):
        back = (today.weekday() - _WEEKDAYS.index(weekday[:3].lower())) % 7
        if "week" in said:
            yield today - timedelta(days=today.weekday() + 7 - _WEEKDAYS.index(weekday[:3].lower()))
        else:
            yield today - timedelta(days=back)
            yield today - timedelta(days=back + 7)
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
    if year is None:
        near = [one for more in (-1, 0, 1) for one in _date(today.year + more, month, day)]
        yield from sorted(near, key=lambda one: abs(one - today))[:1]
    else:
        yield from _date(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _date(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
