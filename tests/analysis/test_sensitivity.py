"""What would change the rulings: facts that nobody declared, and numbers that a document leaves a range for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import attrs
import pytest

from followup_rules import (
    UNKNOWN,
    Facts,
    Interview,
    MessageSent,
    OpenQuestion,
    Outcome,
    Policy,
    ResponsePromised,
    Sensitivity,
    Timeline,
    evaluate,
    most_permissive,
    open_questions,
    policies,
    sensitivity,
    strictest,
)
from followup_rules.analysis.fact_values import possible_values
from followup_rules.analysis.sensitivity import Change, outcomes
from followup_rules.rules.amounts import business_days
from followup_rules.rules.conditions import always, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.rule import permit
from followup_rules.rules.selections import messages
from followup_rules.temporal.values import as_data
from followup_rules.timeline.vocabulary import ENQUIRIES
from ids import stable_id

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
NOW = "2025-10-20T09:00:00+01:00"
ART = policies.art_of_follow_up


def timeline(*events: Any, now: str = NOW, **facts: Any) -> Timeline:
    """One interview, whatever else happened, and what is declared."""
    return Timeline(ZONE, now, [Interview(ends=ENDS), *events], Facts(**facts))


@cache
def asked(*args: Any, **facts: Any) -> dict[str, OpenQuestion]:
    """The open questions by fact."""
    policy = args[0] if args else None
    return {question.fact: question for question in open_questions(timeline(**facts), policy)}


@cache
def varied() -> tuple[Sensitivity, ...]:
    """What the recommended policy is sensitive to: many evaluations, which the tests share."""
    return sensitivity(timeline(now="2025-10-19T10:00:00+01:00"))


def enquiries(changes: Iterable[Change]) -> list[Change]:
    """The changes of rulings on enquiries; a thank-you and the review of the notes wait for the same instant."""
    return [change for change in changes if change.kind in ENQUIRIES]


# -- open questions


def test_only_facts_that_would_change_something_are_asked_for() -> None:
    """In the order of `Facts`; the talk being engaging, say, changes nothing as long as calls are not welcome."""
    assert list(asked(ART)) == [
        "linkedin_relation",
        "calls_welcome",
        "industries",
        "expected_response_days",
        "slow_periods",
    ]
    assert list(asked()) == ["linkedin_relation", "post_suits_role", "calls_welcome", "expected_response_days"]


def test_what_is_declared_is_not_asked_for() -> None:
    """Though another value would change much."""
    assert "linkedin_relation" not in asked(ART, linkedin_relation=False)


def test_one_answer_opens_another_question() -> None:
    """Once calls are welcome, it matters how the talk was."""
    assert "engaging_conversation" in asked(ART, calls_welcome=True, now="2025-10-15T09:00:00+01:00")
    assert "engaging_conversation" not in asked(ART, now="2025-10-15T09:00:00+01:00")


def test_a_question_tells_what_the_fact_is_about_and_which_rulings_change() -> None:
    """Before and after, the channels that fare alike together."""
    question = asked()["calls_welcome"]
    assert (question.declared, question.about) == ("undeclared", "the employer welcomes calls")
    (answer,) = question.answers
    assert answer.values == (True,)
    told = [
        (change.kind.value, [channel.value for channel in change.channels], change.before.words, change.after.words)
        for change in answer.changes
    ]
    forbidden = ("forbidden", ("forbidden",), None)
    assert told == [
        ("status_inquiry", ["phone", "voicemail"], forbidden, ("allowed", ("allowed",), None)),
        ("timeline_inquiry", ["phone", "voicemail"], forbidden, ("allowed", ("allowed",), None)),
    ]
    assert answer.changes_at_last == answer.changes
    assert not any(change.only_dates for change in answer.changes)


def test_a_fact_declared_unknown_is_asked_for_as_such() -> None:
    """Every value of it changes what is undetermined."""
    question = asked(calls_welcome=UNKNOWN)["calls_welcome"]
    assert question.declared == "unknown"
    assert [answer.values for answer in question.answers] == [(True,), (False,)]


def test_values_that_make_the_same_difference_are_one_answer() -> None:
    """Trades with two weeks together, and the one that nobody can be sure of apart."""
    first, second = asked(ART)["industries"].answers
    assert first.to_dict()["values"] == [["finance"], ["healthcare"], ["government"]]
    assert second.to_dict()["values"] == [["education"]]
    assert {change.after.stance for change in second.changes} == {"undetermined"}


def test_numbers_that_only_move_dates_are_one_answer() -> None:
    """From 8 to 13 days the wait was over all the same, but later each time; from 14 on it is not."""
    moved, waits = asked(now="2025-10-19T10:00:00+01:00")["expected_response_days"].answers
    assert moved.values == tuple(range(8, 14))
    assert all(change.only_dates for change in (*moved.changes, *moved.changes_at_last))
    opens = [enquiries(found)[0].after.opens for found in (moved.changes, moved.changes_at_last)]
    assert [at and at.isoformat() for at in opens] == ["2025-10-14T00:00:00+01:00", "2025-10-19T00:00:00+01:00"]
    assert waits.values == tuple(range(14, 91))
    assert {change.after.stance for change in enquiries(waits.changes)} == {"forbidden"}


def test_slow_periods_are_asked_for_by_the_dates_of_the_interviews() -> None:
    """None at all, each date alone, and all together."""
    several = timeline(Interview(ends="2025-10-08T10:00:00+01:00"))
    first, second = date(2025, 10, 6), date(2025, 10, 8)
    found = possible_values("slow_periods", evaluate(several, ART))
    assert found == ((), ((first, first),), ((second, second),), ((first, first), (second, second)))
    (question,) = (question for question in open_questions(several, ART) if question.fact == "slow_periods")
    (answer,) = question.answers
    assert answer.to_dict()["values"] == [
        [["2025-10-08", "2025-10-08"]],
        [["2025-10-06", "2025-10-06"], ["2025-10-08", "2025-10-08"]],
    ]


def test_closed_days_are_asked_for_where_business_days_are_counted() -> None:
    """Each date that would be counted: five business days from a Monday end on the next."""
    gifts = Policy(
        "gifts", [permit(messages("gift"), since(interview_end + business_days(5)), says="may").named("gifts/may")]
    )
    (question,) = open_questions(timeline(now=ENDS), gifts)
    assert question.fact == "closed_days"
    answered = {day for answer in question.answers for (day,) in answer.values}
    assert answered == {date(2025, 10, day) for day in (7, 8, 9, 10, 13)}
    values = [value for answer in question.to_dict()["answers"] for value in answer["values"]]
    assert sorted(values) == [["2025-10-07"], ["2025-10-08"], ["2025-10-09"], ["2025-10-10"], ["2025-10-13"]]


def test_a_policy_that_looks_at_no_fact_asks_nothing() -> None:
    """Not of what others would ask."""
    assert open_questions(timeline(), policies.pro_tips) == ()
    assert open_questions(timeline(), Policy("quiet", [])) == ()


@pytest.mark.long
def test_a_combined_policy_asks_what_its_sources_would() -> None:
    """Where it changes the outcome."""
    both = strictest(policies.pro_tips, ART)
    assert "calls_welcome" in {question.fact for question in open_questions(timeline(), both)}


def test_a_question_as_plain_data() -> None:
    """Values as in the JSON of a timeline, instants with the offset of the zone."""
    data = asked()["post_suits_role"].to_dict()
    assert json.loads(json.dumps(data)) == data
    forbidden = {
        "stance": "forbidden",
        "possible": ["forbidden"],
        "advice": None,
        "opens": None,
        "closes": None,
        "due": None,
        "overdue": None,
    }
    allowed = {**forbidden, "stance": "allowed", "possible": ["allowed"], "opens": "2025-10-13T00:00:00+01:00"}
    changes = [
        {
            "kind": "status_inquiry",
            "to": None,
            "channels": ["post"],
            "before": forbidden,
            "after": allowed,
        },
        {"kind": "timeline_inquiry", "to": None, "channels": ["post"], "before": forbidden, "after": allowed},
    ]
    assert data == {
        "fact": "post_suits_role",
        "declared": "undeclared",
        "about": "a letter by post suits the role or the company",
        "answers": [{"values": [True], "changes": changes, "changes_at_last": changes}],
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True),
        (7, 7),
        (Facts(stage="final").stage, "final"),
        (frozenset({date(2025, 10, 8), date(2025, 10, 7)}), ["2025-10-07", "2025-10-08"]),
        (((date(2025, 10, 7), date(2025, 10, 8)),), [["2025-10-07", "2025-10-08"]]),
        ((), []),
    ],
    ids=stable_id,
)
def test_values_are_as_in_the_json_of_a_timeline(value: Any, expected: Any) -> None:
    """Days in order."""
    assert as_data(value) == expected


# -- outcomes


def test_outcomes_are_equal_where_the_rulings_come_to_the_same() -> None:
    """Whatever evaluation they are of; and their dates are those of the rulings."""
    evaluation, again = evaluate(timeline()), evaluate(timeline())
    assert outcomes(evaluation) == outcomes(again)
    for outcome, ruling in zip(outcomes(evaluation), evaluation.rulings, strict=True):
        assert isinstance(outcome, Outcome)
        for name in ("opens", "closes", "due", "overdue"):
            assert getattr(outcome, name) == getattr(ruling, name)


# -- sensitivity


def test_a_quantity_that_would_change_a_ruling_is_told_with_where_it_turns() -> None:
    """Up to 13 days the enquiry would have opened later; with 14 it is not open yet."""
    (found,) = (one for one in varied() if one.quantity.name == "least_wait")
    assert [(turn.least, turn.most) for turn in found.turns] == [(8, 13), (14, 14)]
    moved, waits = found.turns
    assert all(change.only_dates for change in (*moved.changes, *moved.changes_at_most))
    assert [change.after.stance for change in enquiries(waits.changes)] == ["forbidden", "forbidden"]


@pytest.mark.parametrize(
    ("now", "turns"),
    [
        ("2025-10-21T23:59:59.999999+01:00", [(5, 6)]),
        ("2025-10-22T00:00:00+01:00", [(5, 5), (6, 6)]),
        ("2025-10-23T00:00:00+01:00", [(5, 6)]),
        ("2025-10-24T00:00:00+01:00", [(5, 6)]),
    ],
)
def test_turns_lie_where_now_does(now: str, turns: list[tuple[int, int]]) -> None:
    """So many days past 17 October, to the instant: what would be allowed already, and what only sooner."""
    promised = timeline(ResponsePromised("2025-10-06T09:55:00+01:00", by="2025-10-17"), now=now)
    (found,) = (one for one in sensitivity(promised, policies.pro_tips) if one.quantity.name == "wait_past_promise")
    assert [(turn.least, turn.most) for turn in found.turns] == turns


def test_a_quantity_of_one_value_is_never_told() -> None:
    """Its document allows no other."""
    single = {name for name, one in policies.recommended.quantities.items() if one.low == one.high}
    assert "most_attempts" in single
    assert not single & {one.quantity.name for one in varied()}


def test_a_policy_without_numbers_is_not_sensitive() -> None:
    """Nothing to turn at."""
    assert (
        sensitivity(timeline(), Policy("gifts", [permit(messages("gift"), always, says="may").named("gifts/may")]))
        == ()
    )


@pytest.mark.long
def test_the_timeline_is_as_it_was() -> None:
    """Asking changes nothing."""
    before = timeline()
    open_questions(before)
    sensitivity(before)
    assert before == timeline()
    assert attrs.asdict(before.facts) == attrs.asdict(Facts())


def test_a_sensitivity_as_plain_data() -> None:
    """With unit, range and citations."""
    (found,) = (one for one in varied() if one.quantity.name == "least_wait")
    data = found.to_dict()
    assert json.loads(json.dumps(data)) == data
    turns = data.pop("turns")
    assert data == {
        "policy": "recommended",
        "quantity": "least_wait",
        "unit": "days",
        "value": 7,
        "low": 7,
        "high": 14,
        "cites": ["art_of_follow_up-118", "business_etiquette-28"],
    }
    assert [(turn["least"], turn["most"]) for turn in turns] == [(8, 13), (14, 14)]
    assert turns[1]["changes"] == turns[1]["changes_at_most"]
    opens = {change["kind"]: change["after"]["opens"] for change in turns[1]["changes"]}
    assert opens["status_inquiry"] == opens["timeline_inquiry"] == "2025-10-20T00:00:00+01:00"


def test_a_quantity_is_varied_where_it_stands() -> None:
    """Two sources have a `days_between`, each with a range of its own."""
    both = strictest(policies.recommended, policies.dos_and_donts)
    asked = MessageSent("2025-10-13T10:00:00+01:00", kind="status_inquiry", channel="email")
    found = sensitivity(Timeline("Europe/London", "2025-10-15T10:00:00+01:00", [Interview(ends=ENDS), asked]), both)
    ranges = {(one.policy, one.quantity.low, one.quantity.high) for one in found if one.quantity.name == "days_between"}
    assert ranges == {("recommended", 7, 10), ("dos_and_donts", 2, 5)}


@pytest.mark.long
def test_a_quantity_of_a_source_of_a_source_is_varied() -> None:
    """A combination may be of combinations."""
    nested = most_permissive(strictest(policies.recommended, policies.dos_and_donts), policies.pro_tips)
    assert {one.policy for one in sensitivity(Timeline("Europe/London", ENDS, [Interview(ends=ENDS)]), nested)} <= {
        "recommended",
        "dos_and_donts",
        "pro_tips",
    }
