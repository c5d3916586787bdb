"""What is declared about the situation as a whole, beside its events.

A fact left out is read as absent (closed world); one declared `UNKNOWN` is a value of its own, and whatever turns on it
is undetermined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Final, Literal, TypeAlias, TypeVar

import attrs

from followup_rules import instants
from followup_rules.errors import Fault, TimelineError, shown
from followup_rules.together import told_together

__all__ = ["UNKNOWN", "Facts", "Industry", "Stage", "Unknown"]


class Unknown(Enum):
    """The type of `UNKNOWN`: a fact that matters and that nobody could tell."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("an unknown fact is neither true nor false: compare with `is UNKNOWN`")


UNKNOWN: Final = Unknown.UNKNOWN


class Stage(StrEnum):
    """The round the latest interview belongs to."""

    FIRST = "first"
    MIDDLE = "middle"
    FINAL = "final"


class Industry(StrEnum):
    """The employer's trade, as far as a document speaks of it."""

    TECHNOLOGY = "technology"
    TECHNOLOGY_STARTUP = "technology_startup"
    RETAIL = "retail"
    HOSPITALITY = "hospitality"
    FINANCE = "finance"
    HEALTHCARE = "healthcare"
    GOVERNMENT = "government"
    EDUCATION = "education"
    CONSTRUCTION = "construction"
    OTHER = "other"


_Word = TypeVar("_Word", bound=StrEnum)
_T = TypeVar("_T")
SlowPeriod: TypeAlias = tuple[date, date]

# the bounds of each number; an unknown one may be anything between them
BOUNDS: Final = {"expected_response_days": (0, 90), "leeway_days": (0, 60)}


def _fault(what: str) -> TimelineError:
    return TimelineError(Fault("$", what))


def _known(value: object) -> bool:
    return not (value is None or value is UNKNOWN or value == "unknown")


def _unless_known(read: Callable[[Any], _T]) -> Callable[[Any], _T | Unknown | None]:
    """The reader of a fact that may also be undeclared (None) or unknown."""

    def reader(value: Any) -> _T | Unknown | None:
        if value is None:
            return None
        return read(value) if _known(value) else UNKNOWN

    return reader


def _word(vocabulary: type[_Word], noun: str) -> Callable[[object], _Word]:
    def read(value: object) -> _Word:
        try:
            return vocabulary(value if isinstance(value, str) else "")
        except ValueError:
            raise _fault(f"{shown(value)} is no {noun}; expected one of {', '.join(vocabulary)}") from None

    return read


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise _fault(f"{shown(value)} is neither true nor false; expected true, false or `unknown`")
    return value


def _number(name: str) -> Callable[[object], int]:
    low, high = BOUNDS[name]

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _fault(f"{shown(value)} is not fit; expected a whole number of days from {low} to {high}")
        return value

    return read


def _items(value: object, noun: str) -> Iterable[Any]:
    if isinstance(value, str | bytes | dict) or not isinstance(value, Iterable):
        raise _fault(f"{shown(value)} is no list; expected a list of {noun}")
    return value


def _each(value: object, noun: str, read: Callable[[Any], _T]) -> list[_T]:
    """Every item read, the faults of all of them together, each with its place."""
    found: list[_T] = []
    faults: list[Fault] = []
    for number, item in enumerate(_items(value, noun)):
        try:
            found.append(read(item))
        except TimelineError as error:
            faults += error.under(f"$[{number}]").faults
    if faults:
        raise TimelineError(*faults)
    return found


def _date(value: date | str) -> date:
    return date.fromordinal(instants.ordinal(value))


def _dates(value: object) -> frozenset[date]:
    return frozenset(_each(value, "dates", _date))


_industry = _word(Industry, "industry")


def _industries(value: object) -> tuple[Industry, ...]:
    declared = _each(value, "industries", _industry)
    return tuple(sorted(set(declared), key=tuple(Industry).index))


def _slow_period(value: object) -> SlowPeriod:
    if isinstance(value, str | bytes | dict) or not isinstance(value, Sequence) or len(value) != 2:
        raise _fault(f"{shown(value)} is no period; expected its first and its last date, both in")
    first, last = _each(value, "two dates", _date)
    if last < first:
        raise _fault(f"the period ends on {shown(str(last))}, before it starts on {shown(str(first))}")
    return first, last


def _slow_periods(value: object) -> tuple[SlowPeriod, ...]:
    return tuple(sorted(set(_each(value, "periods", _slow_period))))


def _fact(read: Callable[[Any], object], doc: str) -> Any:
    return attrs.field(default=None, converter=_unless_known(read), metadata={"doc": doc})


Fact: TypeAlias = _T | Literal[Unknown.UNKNOWN] | None


@told_together
@attrs.frozen(kw_only=True)
class Facts:
    """
    What is declared about the whole timeline. None is undeclared, read as absent; `UNKNOWN` is a value of its own.

    Values may be given as in JSON (`"first"`, `"unknown"`, dates as ISO text). Raises `TimelineError` for any other.

    >>> Facts(stage="final", calls_welcome=UNKNOWN)
    Facts(stage='final', calls_welcome=UNKNOWN)
    """

    stage: Fact[Stage] = _fact(_word(Stage, "stage"), "the round of the latest interview")
    later_rounds_running: Fact[bool] = _fact(_boolean, "others are still to be heard, or later rounds to come")
    others_under_evaluation: Fact[bool] = _fact(_boolean, "other candidates are in the final round as well")
    felt_very_good: Fact[bool] = _fact(_boolean, "the interview felt very good to the candidate")
    engaging_conversation: Fact[bool] = _fact(_boolean, "the talk with the interviewer was engaging")
    linkedin_relation: Fact[bool] = _fact(_boolean, "candidate and interviewer are in touch on LinkedIn")
    post_suits_role: Fact[bool] = _fact(_boolean, "a letter by post suits the role or the company")
    calls_welcome: Fact[bool] = _fact(_boolean, "the employer welcomes calls")
    industries: Fact[tuple[Industry, ...]] = _fact(_industries, "the employer's trades")
    expected_response_days: Fact[int] = _fact(
        _number("expected_response_days"), "the company's practice: days from the last contact to its answer, 0 to 90"
    )
    slow_periods: Fact[tuple[SlowPeriod, ...]] = _fact(_slow_periods, "pairs of dates, first and last, both in")
    leeway_days: Fact[int] = _fact(_number("leeway_days"), "days by which a slow period lengthens a wait, 0 to 60")
    closed_days: Fact[frozenset[date]] = _fact(_dates, "dates that business days skip")

    def __repr__(self) -> str:
        declared = {
            field.name: value for field in attrs.fields(Facts) if (value := getattr(self, field.name)) is not None
        }
        return f"Facts({', '.join(f'{name}={_shown(value)}' for name, value in declared.items())})"


def _shown(value: object) -> str:
    if isinstance(value, StrEnum):
        return repr(value.value)
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))}{',' * (len(value) == 1)})"
    if isinstance(value, date):
        return repr(value.isoformat())
    if isinstance(value, frozenset):
        return _shown(tuple(sorted(value)))
    return repr(value)
