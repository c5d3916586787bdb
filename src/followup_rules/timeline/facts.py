"""What is declared about the situation as a whole, beside its events.

A fact that is left out is read as absent (closed world). `UNKNOWN` is a value of its own: whatever depends on a fact
that is declared unknown is undetermined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from enum import Enum, StrEnum
from typing import Any, Final, Literal, TypeAlias, TypedDict, TypeVar

import attrs

from followup_rules.errors import TimelineError, shown
from followup_rules.temporal import instants
from followup_rules.temporal.values import SourceRepr, as_source
from followup_rules.timeline import fields
from followup_rules.timeline.fields import JsonType
from followup_rules.timeline.validation import all_faults_together
from followup_rules.timeline.vocabulary import Stage, StageName


class Unknown(Enum):
    """The type of `UNKNOWN`: the value of a fact that matters and that nobody knows."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("an unknown fact is neither true nor false: compare with `is UNKNOWN`")


UNKNOWN: Final = Unknown.UNKNOWN


class Industry(StrEnum):
    """The employer's trade, as far as a document names it."""

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


_T = TypeVar("_T")
SlowPeriod: TypeAlias = tuple[date, date]
OfficeHours: TypeAlias = tuple[time, time]
Fact: TypeAlias = _T | Literal[Unknown.UNKNOWN] | None
_Given: TypeAlias = _T | Unknown | Literal["unknown"] | None
IndustryName: TypeAlias = Literal[
    "technology",
    "technology_startup",
    "retail",
    "hospitality",
    "finance",
    "healthcare",
    "government",
    "education",
    "construction",
    "other",
]

_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)

# when people write where no office hours are declared
OFFICE_HOURS: Final[OfficeHours] = (time(9), time(17))
# these facts cannot be unknown
NEVER_UNKNOWN: Final = frozenset({"closed_days", "office_hours"})
# the bounds of each number; an unknown number may be anything between them
BOUNDS: Final = {"expected_response_days": (0, 90), "leeway_days": (0, 60)}


def _fact(value: Any, read: Callable[[Any], _T]) -> Fact[_T]:
    """A fact's value as *read* reads it, unless it is undeclared (None) or unknown."""
    if value is None:
        return None
    return UNKNOWN if value is UNKNOWN or value == "unknown" else read(value)


def _number(name: str) -> Callable[[object], int]:
    low, high = BOUNDS[name]

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            expected = f"a whole number of days from {low} to {high}"
            raise TimelineError.here(f"{shown(value)} does not fit; expected {expected}", "out_of_range")
        return value

    return read


def _date(value: date | str) -> date:
    return date.fromordinal(instants.ordinal(value))


def _industry(value: object) -> Industry:
    return fields.word(value, Industry, "an industry")


def _is_pair(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes) and len(value) == 2


def _slow_period(value: object) -> SlowPeriod:
    if not _is_pair(value):
        raise TimelineError.here(
            f"{shown(value)} is not a period; expected its first and its last date, both included", "wrong_type"
        )
    first, last = fields.each(value, "two dates", _date)
    if last < first:
        raise TimelineError.here(
            f"the period ends on {shown(str(last))}, before it starts on {shown(str(first))}", "out_of_order"
        )
    return first, last


# the converters: named functions with types of their own, so that a type checker sees what may be given


def _stage(value: _Given[Stage | StageName]) -> Fact[Stage]:
    return _fact(value, lambda known: fields.word(known, Stage, "a stage"))


def _boolean(value: _Given[bool]) -> Fact[bool]:
    return _fact(value, lambda known: fields.boolean(known, "true, false or `unknown`"))


def _industries(value: _Given[Iterable[Industry | IndustryName]]) -> Fact[tuple[Industry, ...]]:
    known = _fact(value, lambda known: frozenset(fields.each(known, "industries", _industry)))
    return tuple(one for one in Industry if one in known) if isinstance(known, frozenset) else known


def _response_days(value: _Given[int]) -> Fact[int]:
    return _fact(value, _number("expected_response_days"))


def _slow_periods(value: _Given[Iterable[Sequence[date | str]]]) -> Fact[tuple[SlowPeriod, ...]]:
    return _fact(value, lambda known: tuple(sorted(set(fields.each(known, "periods", _slow_period)))))


def _leeway_days(value: _Given[int]) -> Fact[int]:
    return _fact(value, _number("leeway_days"))


def _dates(value: Iterable[date | str] | None) -> frozenset[date] | None:
    return None if value is None else frozenset(fields.each(value, "dates", _date))


def _time(value: time | str) -> time:
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        return time.fromisoformat(value)
    if not isinstance(value, time) or value.tzinfo is not None or value.second or value.microsecond:
        raise TimelineError.here(f"{shown(value)} is not a local time; expected one such as `09:00`")
    return value


def _office_hours(value: Sequence[time | str] | None) -> OfficeHours | None:
    if value is None:
        return None
    if not _is_pair(value):
        raise TimelineError.here(f"{shown(value)} are not office hours; expected two local times, such as `09:00`")
    opens, closes = fields.each(value, "two local times", _time)
    if closes <= opens:
        raise TimelineError.here(
            f"the office closes at {shown(f'{closes:%H:%M}')}, before it opens at {shown(f'{opens:%H:%M}')}"
        )
    return opens, closes


def _days(name: str) -> JsonType:
    low, high = BOUNDS[name]
    return JsonType({"type": "integer", "minimum": low, "maximum": high})


_PERIODS: Final = fields.list_of(fields.list_of(fields.DATE, minItems=2, maxItems=2))

# what each fact says, and what JSON has for its value unless that is `unknown`
_ABOUT: Final[dict[str, tuple[str, JsonType]]] = {
    "stage": ("the round of the latest interview", fields.one_of(Stage)),
    "later_rounds_running": ("others are still to be heard, or later rounds to come", fields.BOOLEAN),
    "others_under_evaluation": ("other candidates are in the final round as well", fields.BOOLEAN),
    "felt_very_good": ("the interview felt very good to the candidate", fields.BOOLEAN),
    "engaging_conversation": ("the talk with the interviewer was engaging", fields.BOOLEAN),
    "linkedin_relation": ("candidate and interviewer are in touch on LinkedIn", fields.BOOLEAN),
    "post_suits_role": ("a letter by post suits the role or the company", fields.BOOLEAN),
    "calls_welcome": ("the employer welcomes calls", fields.BOOLEAN),
    "industries": ("the employer's trades", fields.list_of(fields.one_of(Industry))),
    "expected_response_days": (
        "the company's practice: days from the last contact to its answer",
        _days("expected_response_days"),
    ),
    "slow_periods": ("slow periods, each by its first and its last date, both in", _PERIODS),
    "leeway_days": ("days by which a slow period lengthens a wait", _days("leeway_days")),
    "office_hours": (
        "office hours, as two local times; 09:00 to 17:00 if none are declared",
        fields.list_of(
            JsonType({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](?!\\n)$"}), minItems=2, maxItems=2
        ),
    ),
    "closed_days": ("dates that business days skip, such as public holidays", fields.list_of(fields.DATE)),
}
# what to ask a person to learn each fact
_QUESTIONS: Final = {
    "stage": "Which round was the latest interview: the first, a middle one or the final one?",
    "later_rounds_running": "Are others still to be heard, or are later rounds to come?",
    "others_under_evaluation": "Are other candidates in the final round as well?",
    "felt_very_good": "Did the interview feel very good to you?",
    "engaging_conversation": "Was the talk with the interviewer engaging?",
    "linkedin_relation": "Are you connected to the interviewer on LinkedIn?",
    "post_suits_role": "Does a letter by post suit the role or the company?",
    "calls_welcome": "Does the employer welcome calls?",
    "industries": "Which trades is the employer in?",
    "expected_response_days": "How many days does the company usually take to answer?",
    "slow_periods": "Are there slow periods, such as holidays, and from which to which date?",
    "leeway_days": "By how many days does a slow period lengthen a wait?",
    "office_hours": "Between which local times does one write there?",
    "closed_days": "On which dates is the employer closed?",
}
_EXAMPLES: Final[dict[str, list[Any]]] = {
    "slow_periods": [[["2025-12-20", "2026-01-05"]]],
    "office_hours": [["09:00", "17:00"]],
}


def _described(_: type[Any], given: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The fields with what `_ABOUT` says of them."""
    described = []
    for field in given:
        doc, json = _ABOUT[field.name]
        examples = {"examples": _EXAMPLES[field.name]} if field.name in _EXAMPLES else {}
        given_as = json if field.name in NEVER_UNKNOWN else json.or_unknown()
        about = given_as.about(f"{doc[0].upper()}{doc[1:]}.", **examples)
        described.append(field.evolve(metadata={"doc": doc, "values": json, **about}))
    return described


class GivenFacts(TypedDict, total=False):
    """The facts as they may be given, for type checkers; a test checks that `Facts` takes the same."""

    stage: _Given[Stage | StageName]
    later_rounds_running: _Given[bool]
    others_under_evaluation: _Given[bool]
    felt_very_good: _Given[bool]
    engaging_conversation: _Given[bool]
    linkedin_relation: _Given[bool]
    post_suits_role: _Given[bool]
    calls_welcome: _Given[bool]
    industries: _Given[Iterable[Industry | IndustryName]]
    expected_response_days: _Given[int]
    slow_periods: _Given[Iterable[Sequence[date | str]]]
    leeway_days: _Given[int]
    office_hours: Sequence[time | str] | None
    closed_days: Iterable[date | str] | None


@all_faults_together
@attrs.frozen(kw_only=True, field_transformer=_described)
class Facts(SourceRepr):
    """
    What is declared about the whole timeline. None is undeclared, read as absent; `UNKNOWN` is a value of its own.

    Values may be given as in JSON (`"first"`, `"unknown"`, dates as ISO text). Raises `TimelineError` for any other.

    >>> Facts(stage="final", calls_welcome=UNKNOWN)
    Facts(stage='final', calls_welcome=UNKNOWN)
    """

    stage: Fact[Stage] = attrs.field(default=None, converter=_stage)
    later_rounds_running: Fact[bool] = attrs.field(default=None, converter=_boolean)
    others_under_evaluation: Fact[bool] = attrs.field(default=None, converter=_boolean)
    felt_very_good: Fact[bool] = attrs.field(default=None, converter=_boolean)
    engaging_conversation: Fact[bool] = attrs.field(default=None, converter=_boolean)
    linkedin_relation: Fact[bool] = attrs.field(default=None, converter=_boolean)
    post_suits_role: Fact[bool] = attrs.field(default=None, converter=_boolean)
    calls_welcome: Fact[bool] = attrs.field(default=None, converter=_boolean)
    industries: Fact[tuple[Industry, ...]] = attrs.field(default=None, converter=_industries)
    expected_response_days: Fact[int] = attrs.field(default=None, converter=_response_days)
    slow_periods: Fact[tuple[SlowPeriod, ...]] = attrs.field(default=None, converter=_slow_periods)
    leeway_days: Fact[int] = attrs.field(default=None, converter=_leeway_days)
    office_hours: OfficeHours | None = attrs.field(default=None, converter=_office_hours)
    closed_days: frozenset[date] | None = attrs.field(default=None, converter=_dates)

    def __repr__(self) -> str:
        declared = {
            field.name: value for field in attrs.fields(Facts) if (value := getattr(self, field.name)) is not None
        }
        return f"Facts({', '.join(f'{name}={as_source(value)}' for name, value in declared.items())})"


def question_about(fact: str) -> str:
    """
    What to ask a person to learn a fact.

    >>> question_about("calls_welcome")
    'Does the employer welcome calls?'
    """
    return _QUESTIONS[fact]
