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

from followup_rules.errors import Fault, TimelineError, shown
from followup_rules.temporal import instants
from followup_rules.temporal.values import SourceRepr
from followup_rules.timeline.validation import all_faults_together


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
            raise TimelineError.here(f"{shown(value)} is no {noun}; expected one of {', '.join(vocabulary)}") from None

    return read


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TimelineError.here(f"{shown(value)} is neither true nor false; expected true, false or `unknown`")
    return value


def _number(name: str) -> Callable[[object], int]:
    low, high = BOUNDS[name]

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise TimelineError.here(f"{shown(value)} is not fit; expected a whole number of days from {low} to {high}")
        return value

    return read


def _items(value: object, noun: str) -> Iterable[Any]:
    if isinstance(value, str | bytes | dict) or not isinstance(value, Iterable):
        raise TimelineError.here(f"{shown(value)} is no list; expected a list of {noun}")
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
        raise TimelineError.here(f"{shown(value)} is no period; expected its first and its last date, both in")
    first, last = _each(value, "two dates", _date)
    if last < first:
        raise TimelineError.here(f"the period ends on {shown(str(last))}, before it starts on {shown(str(first))}")
    return first, last


def _slow_periods(value: object) -> tuple[SlowPeriod, ...]:
    return tuple(sorted(set(_each(value, "periods", _slow_period))))


Fact: TypeAlias = _T | Literal[Unknown.UNKNOWN] | None
_Given: TypeAlias = _T | Unknown | str | None

_read_stage = _unless_known(_word(Stage, "stage"))
_read_boolean = _unless_known(_boolean)
_read_industries = _unless_known(_industries)
_read_response_days = _unless_known(_number("expected_response_days"))
_read_slow_periods = _unless_known(_slow_periods)
_read_leeway = _unless_known(_number("leeway_days"))
_read_dates = _unless_known(_dates)


def _doc(words: str) -> dict[str, str]:
    return {"doc": words}


# with names and types of their own, so that a type checker sees what may be given


def _a_stage(value: _Given[Stage]) -> Fact[Stage]:
    return _read_stage(value)


def _a_boolean(value: _Given[bool]) -> Fact[bool]:
    return _read_boolean(value)


def _several_industries(value: _Given[Iterable[Industry | str]]) -> Fact[tuple[Industry, ...]]:
    return _read_industries(value)


def _response_days(value: _Given[int]) -> Fact[int]:
    return _read_response_days(value)


def _several_periods(value: _Given[Iterable[Sequence[date | str]]]) -> Fact[tuple[SlowPeriod, ...]]:
    return _read_slow_periods(value)


def _leeway_days(value: _Given[int]) -> Fact[int]:
    return _read_leeway(value)


def _several_dates(value: _Given[Iterable[date | str]]) -> Fact[frozenset[date]]:
    return _read_dates(value)


@all_faults_together
@attrs.frozen(kw_only=True)
class Facts(SourceRepr):
    """
    What is declared about the whole timeline. None is undeclared, read as absent; `UNKNOWN` is a value of its own.

    Values may be given as in JSON (`"first"`, `"unknown"`, dates as ISO text). Raises `TimelineError` for any other.

    >>> Facts(stage="final", calls_welcome=UNKNOWN)
    Facts(stage='final', calls_welcome=UNKNOWN)
    """

    stage: Fact[Stage] = attrs.field(
        default=None, converter=_a_stage, metadata=_doc("the round of the latest interview")
    )
    later_rounds_running: Fact[bool] = attrs.field(
        default=None, converter=_a_boolean, metadata=_doc("others are still to be heard, or later rounds to come")
    )
    others_under_evaluation: Fact[bool] = attrs.field(
        default=None, converter=_a_boolean, metadata=_doc("other candidates are in the final round as well")
    )
    felt_very_good: Fact[bool] = attrs.field(
        default=None, converter=_a_boolean, metadata=_doc("the interview felt very good to the candidate")
    )
    engaging_conversation: Fact[bool] = attrs.field(
        default=None, converter=_a_boolean, metadata=_doc("the talk with the interviewer was engaging")
    )
    linkedin_relation: Fact[bool] = attrs.field(
        default=None, converter=_a_boolean, metadata=_doc("candidate and interviewer are in touch on LinkedIn")
    )
    post_suits_role: Fact[bool] = attrs.field(
        default=None, converter=_a_boolean, metadata=_doc("a letter by post suits the role or the company")
    )
    calls_welcome: Fact[bool] = attrs.field(
        default=None, converter=_a_boolean, metadata=_doc("the employer welcomes calls")
    )
    industries: Fact[tuple[Industry, ...]] = attrs.field(
        default=None, converter=_several_industries, metadata=_doc("the employer's trades")
    )
    expected_response_days: Fact[int] = attrs.field(
        default=None,
        converter=_response_days,
        metadata=_doc("the company's practice: days from the last contact to its answer, 0 to 90"),
    )
    slow_periods: Fact[tuple[SlowPeriod, ...]] = attrs.field(
        default=None, converter=_several_periods, metadata=_doc("pairs of dates, first and last, both in")
    )
    leeway_days: Fact[int] = attrs.field(
        default=None, converter=_leeway_days, metadata=_doc("days by which a slow period lengthens a wait, 0 to 60")
    )
    closed_days: Fact[frozenset[date]] = attrs.field(
        default=None, converter=_several_dates, metadata=_doc("dates that business days skip")
    )

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
