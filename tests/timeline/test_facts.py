"""Facts: what may be declared, how it is spelt, and what is refused."""

# mypy: disable-error-code="arg-type"
# what is to be refused is given on purpose

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import attrs
import pytest

from followup_rules.errors import TimelineError, shown
from followup_rules.timeline.facts import BOUNDS, NEVER_UNKNOWN, OFFICE_HOURS, UNKNOWN, Facts, Industry
from followup_rules.timeline.vocabulary import Stage
from ids import stable_id

NAMES = [field.name for field in attrs.fields(Facts)]
BOOLEANS = [
    "later_rounds_running",
    "others_under_evaluation",
    "felt_very_good",
    "engaging_conversation",
    "linkedin_relation",
    "post_suits_role",
    "calls_welcome",
]
INDUSTRIES = ", ".join(Industry)


def faults(name: str, value: Any) -> list[tuple[str, str]]:
    """Where, within its value, something is wrong with a fact, and what."""
    with pytest.raises(TimelineError) as caught:
        Facts(**{name: value})
    return [(fault.where.removeprefix("$").removeprefix(f".{name}"), fault.what) for fault in caught.value.faults]


def refused(name: str, value: Any) -> list[str]:
    """What is said of one value of one fact."""
    return [what for _, what in faults(name, value)]


# -- unknown


def test_unknown_reads_as_its_name() -> None:
    """As it is imported."""
    assert repr(UNKNOWN) == "UNKNOWN"


def test_unknown_has_no_truth() -> None:
    """An `if` on an unknown fact is a mistake, and the error says how to ask."""
    with pytest.raises(TypeError) as caught:
        bool(UNKNOWN)
    assert str(caught.value) == "an unknown fact is neither true nor false: compare with `is UNKNOWN`"


@pytest.mark.parametrize("again", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_there_is_one_unknown(again: Callable[[object], object]) -> None:
    """A copy is the same object, so that `is` can be trusted."""
    assert again(UNKNOWN) is UNKNOWN


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_left_out_is_undeclared(name: str) -> None:
    """None is what an undeclared fact has."""
    assert getattr(Facts(), name) is None


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NEVER_UNKNOWN])
@pytest.mark.parametrize("given", [UNKNOWN, "unknown"], ids=stable_id)
def test_a_fact_may_be_unknown(name: str, given: object) -> None:
    """As the value, or as JSON spells it."""
    declared: Any = {name: given}
    assert getattr(Facts(**declared), name) is UNKNOWN


@pytest.mark.parametrize("given", [UNKNOWN, "unknown"], ids=["UNKNOWN", "text"])
def test_closed_days_and_office_hours_cannot_be_unknown(given: object) -> None:
    """No rule could be told which days to leave out; nobody declares an hour that they do not know."""
    assert frozenset({"closed_days", "office_hours"}) == NEVER_UNKNOWN
    word = "UNKNOWN" if given is UNKNOWN else given
    assert refused("closed_days", given) == [f"`{word}` is not a list; expected a list of dates"]
    expected = f"`{word}` are not office hours; expected two local times, such as `09:00`"
    assert refused("office_hours", given) == [expected]


# -- single facts


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_is_read_from_its_word(stage: Stage) -> None:
    """The text becomes the member."""
    assert Facts(stage=stage.value).stage is stage


@pytest.mark.parametrize("given", ["fin", "last", "", 1, True, ["final"], {}], ids=stable_id)
def test_another_stage_is_refused(given: object) -> None:
    """The message lists the stages."""
    assert refused("stage", given) == [f"`{given}` is not a stage; expected one of first, middle, final"]


@pytest.mark.parametrize("name", BOOLEANS)
@pytest.mark.parametrize("given", [True, False])
def test_a_yes_or_no_is_kept(name: str, given: bool) -> None:
    """True stays true and false stays false."""
    declared: Any = {name: given}
    assert getattr(Facts(**declared), name) is given


@pytest.mark.parametrize("name", BOOLEANS)
@pytest.mark.parametrize("given", [0, 1, "true", "yes", "", [], {}, 1.0], ids=stable_id)
def test_anything_else_is_neither_yes_nor_no(name: str, given: object) -> None:
    """Numbers and words are not taken for truth."""
    assert refused(name, given) == [f"`{given}` is not a boolean; expected true, false or `unknown`"]


@pytest.mark.parametrize("name", BOUNDS)
def test_a_number_may_lie_on_its_bounds(name: str) -> None:
    """Both are in."""
    for bound in BOUNDS[name]:
        declared: Any = {name: bound}
        assert getattr(Facts(**declared), name) == bound


@pytest.mark.parametrize(("name", "most"), [("expected_response_days", 90), ("leeway_days", 60)])
@pytest.mark.parametrize("given", [-1, 91, True, False, 3.0, float("nan"), "3", "", [3], {}], ids=stable_id)
def test_a_number_of_days_is_whole_and_within_bounds(name: str, most: int, given: object) -> None:
    """Truth values, fractions and texts are no numbers of days."""
    assert refused(name, given) == [f"`{given}` does not fit; expected a whole number of days from 0 to {most}"]


def test_a_number_beyond_printing_is_refused() -> None:
    """It is not printed."""
    assert refused("leeway_days", 10**5000) == ["`<int>` does not fit; expected a whole number of days from 0 to 60"]


def test_the_industries_are_those_that_a_document_speaks_of_and_other() -> None:
    """In the order in which messages list them."""
    assert list(Industry) == [
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


def test_industries_are_put_in_order_each_once() -> None:
    """The order in which they are declared never matters."""
    expected = (Industry.TECHNOLOGY, Industry.FINANCE)
    assert Facts(industries=["finance", "technology", "finance"]).industries == expected


def test_no_industry_at_all_may_be_declared() -> None:
    """An empty list is a declaration: none of those that are spoken of."""
    assert Facts(industries=[]).industries == ()


def test_every_wrong_industry_is_told_with_its_place() -> None:
    """All of them at once; the word for an unknown fact is not an industry."""
    assert faults("industries", ["finance", "law", "unknown", 3]) == [
        ("[1]", f"`law` is not an industry; expected one of {INDUSTRIES}"),
        ("[2]", f"`unknown` is not an industry; expected one of {INDUSTRIES}"),
        ("[3]", f"`3` is not an industry; expected one of {INDUSTRIES}"),
    ]


@pytest.mark.parametrize("given", ["finance", b"finance", {"finance": True}, 3, True], ids=stable_id)
@pytest.mark.parametrize(
    ("name", "noun"), [("industries", "industries"), ("slow_periods", "periods"), ("closed_days", "dates")]
)
def test_a_list_is_a_list(name: str, noun: str, given: object) -> None:
    """A text is not taken for a list of letters, nor an object for a list of keys."""
    assert refused(name, given) == [f"`{given}` is not a list; expected a list of {noun}"]


def test_slow_periods_are_pairs_of_dates_in_order_each_once() -> None:
    """Given as texts or dates, in whatever order."""
    christmas, august = ["2025-12-20", "2026-01-05"], (date(2025, 8, 1), date(2025, 8, 31))
    assert Facts(slow_periods=[christmas, august, christmas]).slow_periods == (
        (date(2025, 8, 1), date(2025, 8, 31)),
        (date(2025, 12, 20), date(2026, 1, 5)),
    )


def test_a_slow_period_may_be_one_date() -> None:
    """First and last date are both in."""
    assert Facts(slow_periods=[["2025-12-24"] * 2]).slow_periods == ((date(2025, 12, 24), date(2025, 12, 24)),)


@pytest.mark.parametrize(
    "given", ["2025-12-24", ["2025-12-24"], ["2025-12-24"] * 3, {}, None, 3, {"2025-12-24", "a"}], ids=stable_id
)
def test_what_is_no_pair_is_no_slow_period(given: Any) -> None:
    """One date, three, a text, an object, a set: none has a first and a last."""
    with pytest.raises(TimelineError, match=r" is not a period; expected its first and its last date, both included$"):
        Facts(slow_periods=[given])


def test_a_slow_period_that_ends_before_it_starts_is_refused() -> None:
    """Both dates are named."""
    assert refused("slow_periods", [["2026-01-05", "2025-12-20"]]) == [
        "the period ends on `2025-12-20`, before it starts on `2026-01-05`"
    ]


def test_every_wrong_date_of_every_period_is_told_with_its_place() -> None:
    """All of them at once."""
    said = "is not a date; expected one such as `2025-10-17`"
    assert faults("slow_periods", [["a", "b"], ["2025-12-20", "2026-01-05"], ["2025-12-20", 5]]) == [
        ("[0][0]", f"`a` {said}"),
        ("[0][1]", f"`b` {said}"),
        ("[2][1]", f"`5` {said}"),
    ]


def test_closed_days_are_a_set_of_dates() -> None:
    """From texts or dates, in any collection."""
    expected = frozenset({date(2025, 12, 25), date(2025, 12, 26)})
    assert Facts(closed_days=["2025-12-26", date(2025, 12, 25), "2025-12-26"]).closed_days == expected


def test_an_instant_is_no_closed_day() -> None:
    """Though in Python an instant is a date."""
    given = datetime(2025, 12, 25, tzinfo=UTC)
    with pytest.raises(TimelineError, match=r" is not a date; expected one such as `2025-10-17`$"):
        Facts(closed_days=[given])


def test_office_hours_are_two_local_times() -> None:
    """Given as texts or times; where none are declared, people write from nine to five."""
    assert Facts(office_hours=["08:30", time(16)]).office_hours == (time(8, 30), time(16))
    assert Facts(office_hours=("00:00", "23:59")).office_hours == (time(0), time(23, 59))
    assert (Facts().office_hours, OFFICE_HOURS) == (None, (time(9), time(17)))


@pytest.mark.parametrize(
    "given",
    ["09:00", b"09:00", {"from": "09:00"}, 9, True, [], ["09:00"], ["09:00", "12:00", "17:00"], {"09:00", "17:00"}],
    ids=stable_id,
)
def test_office_hours_are_a_pair(given: Any) -> None:
    """Neither one time nor three, nor a text taken for its letters."""
    expected = f"{shown(given)} are not office hours; expected two local times, such as `09:00`"
    assert refused("office_hours", given) == [expected]


@pytest.mark.parametrize(
    "given",
    ["9:00", "24:00", "09:60", "09:00:00", "0900", "", "٠٩:00", 9, None, time(9, 0, 1), time(9, 0, 0, 1),
     time(9, tzinfo=UTC), datetime(2025, 10, 6, 9, tzinfo=UTC)],
    ids=stable_id,
)  # fmt: skip
def test_a_local_time_is_an_hour_and_a_minute(given: Any) -> None:
    """Without seconds and without a zone, spelt in one way."""
    expected = [("[1]", f"{shown(given)} is not a local time; expected one such as `09:00`")]
    assert faults("office_hours", ["00:00", given]) == expected


@pytest.mark.parametrize(("opens", "closes"), [("09:00", "09:00"), ("17:00", "09:00"), ("09:01", "09:00")])
def test_an_office_closes_after_it_opens(opens: str, closes: str) -> None:
    """By a minute at the least; both times are named."""
    expected = f"the office closes at `{closes}`, before it opens at `{opens}`"
    assert refused("office_hours", [opens, closes]) == [expected]
    assert Facts(office_hours=["09:00", "09:01"]).office_hours == (time(9), time(9, 1))


# -- all together


@pytest.mark.parametrize(("name", "value"), [("stage", "x"), ("calls_welcome", 1), ("leeway_days", 61)])
def test_the_place_of_a_fault_is_the_name_of_the_fact(name: str, value: object) -> None:
    """Who gives ten facts is told which is wrong."""
    declared: Any = {name: value}
    with pytest.raises(TimelineError) as caught:
        Facts(**declared)
    assert [fault.where for fault in caught.value.faults] == [f"$.{name}"]


def test_a_fact_that_there_is_not_is_no_argument() -> None:
    """Python's own error names it."""
    with pytest.raises(TypeError, match="unexpected keyword argument 'salary'"):
        Facts(salary=3)  # type: ignore[call-arg]


def test_facts_are_given_by_name() -> None:
    """There are too many to remember an order."""
    with pytest.raises(TypeError):
        Facts("first")  # type: ignore[call-arg]


def test_facts_cannot_be_changed() -> None:
    """Facts are values."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Facts().stage = Stage.FIRST  # type: ignore[misc]


def test_equal_facts_hash_alike() -> None:
    """However they were spelt."""
    one = Facts(stage="first", industries=["retail", "finance"], closed_days=["2025-12-25"])
    other = Facts(stage=Stage.FIRST, industries=(Industry.FINANCE, Industry.RETAIL), closed_days={date(2025, 12, 25)})
    assert one == other
    assert hash(one) == hash(other)


def test_unknown_is_another_value_than_undeclared() -> None:
    """The two are told apart."""
    assert Facts(stage=UNKNOWN) != Facts()


@pytest.mark.parametrize(
    ("facts", "read"),
    [
        (Facts(), "Facts()"),
        (Facts(stage="final", calls_welcome=UNKNOWN), "Facts(stage='final', calls_welcome=UNKNOWN)"),
        (Facts(industries=["retail"]), "Facts(industries=('retail',))"),
        (Facts(industries=["retail", "other"], leeway_days=0), "Facts(industries=('retail', 'other'), leeway_days=0)"),
        (Facts(felt_very_good=False), "Facts(felt_very_good=False)"),
        (Facts(slow_periods=[("2025-12-20", "2026-01-05")]), "Facts(slow_periods=(('2025-12-20', '2026-01-05'),))"),
        (Facts(office_hours=["08:30", "16:00"]), "Facts(office_hours=('08:30', '16:00'))"),
        (Facts(closed_days=["2025-12-26", "2025-12-25"]), "Facts(closed_days=('2025-12-25', '2025-12-26'))"),
    ],
    ids=stable_id,
)
def test_the_repr_of_facts_makes_them_again(facts: Facts, read: str) -> None:
    """It reads like the call, with what is declared and nothing else."""
    assert repr(facts) == read
    assert eval(read) == facts
