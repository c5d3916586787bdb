"""Traces: every rule on an action, taken apart, as data and as text."""

from __future__ import annotations

import json
from typing import Any

from followup_rules import UNKNOWN, Facts, Interview, Policy, Timeline, evaluate, policies, strictest
from followup_rules.rules.amounts import days, practice
from followup_rules.rules.choices import choice_of_conditions
from followup_rules.rules.conditions import before, fact, never, pending, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.rule import discourage, forbid, permit, recommend
from followup_rules.rules.selections import messages

ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
NOW = "2025-10-07T09:00:00+01:00"
ASK = messages("status_inquiry")
WEEK = "2025-10-13T10:00:00+01:00"

MINE = Policy(
    "mine",
    [
        forbid(ASK, before(interview_end + days(7)) & pending, cites=("a-01",), says="wait").named("mine/wait"),
        permit(
            ASK,
            choice_of_conditions("which", calls=~fact("calls_welcome") | since(interview_end + days(7)), none=never),
            says="ask",
        ).named("mine/ask"),
        permit(messages("gift"), pending, says="another matter").named("mine/other"),
        discourage(ASK, since(interview_end + practice), says="late").named("mine/late"),
        recommend(ASK, pending, due=interview_end, says="do").named("mine/do"),
    ],
)


def timeline(*events: Any, **facts: Any) -> Timeline:
    """One interview, a day later."""
    return Timeline("Europe/London", NOW, [Interview(ends=ENDS), *events], Facts(**facts))


def test_a_trace_holds_every_rule_on_the_action_in_the_order_of_the_policy() -> None:
    """Whether it holds or not; each with its effect and its citations."""
    trace = evaluate(timeline(), MINE)["status_inquiry", "email"].trace()
    assert [(rule.rule, rule.effect, rule.cites) for rule in trace.rules] == [
        ("mine/wait", "forbid", ("a-01",)),
        ("mine/ask", "permit", ()),
        ("mine/late", "discourage", ()),
        ("mine/do", "recommend", ()),
    ]


def test_a_condition_is_taken_apart() -> None:
    """Into its parts, each with its truth and the instants at which that turns; a choice is what is chosen."""
    trace = evaluate(timeline(calls_welcome=UNKNOWN), MINE)["status_inquiry", "email"].trace()
    wait, ask, *_ = (rule.condition for rule in trace.rules)
    assert (wait.joins, wait.truth, [turn.isoformat() for turn in wait.turns]) == ("all", "yes", [WEEK])
    assert [(part.says, part.truth, len(part.turns)) for part in wait.parts] == [
        ("before(interview_end + days(7))", "yes", 1),
        ("pending", "yes", 0),
    ]
    assert (ask.joins, ask.truth) == ("any", "maybe")
    negation, week = ask.parts
    assert (negation.joins, negation.truth, [part.says for part in negation.parts]) == (
        "not",
        "maybe",
        ["fact('calls_welcome')"],
    )
    assert (negation.parts[0].facts, negation.parts[0].events) == (("calls_welcome",), ())
    assert (week.joins, week.truth, week.facts, week.events) == (None, "no", (), ("interview",))


def test_what_turns_possibly_turns_too() -> None:
    """An unknown practice may be over at once, and is over for sure after ninety days."""
    trace = evaluate(timeline(expected_response_days=UNKNOWN), MINE)["status_inquiry", "email"].trace()
    late = trace.rules[2].condition
    assert (late.truth, [turn.isoformat() for turn in late.turns]) == ("maybe", ["2026-01-04T10:00:00+00:00"])
    assert late.facts == ("expected_response_days",)


def test_what_lies_behind_is_no_turn_and_what_is_scheduled_is() -> None:
    """Here the end of another interview, after which the wait begins anew."""
    ahead = Interview(ends="2025-10-09T10:00:00+01:00")
    wait = evaluate(timeline(ahead), MINE)["status_inquiry", "email"].trace().rules[0].condition
    assert [turn.isoformat() for turn in wait.turns] == ["2025-10-16T10:00:00+01:00"]
    later = evaluate(timeline().at("2025-10-14T10:00:00+01:00"), MINE)["status_inquiry", "email"].trace()
    assert (later.rules[0].condition.truth, later.rules[0].condition.turns) == ("no", ())


def test_a_trace_as_text() -> None:
    """A line for each rule, and one for each part of its condition, further in."""
    trace = evaluate(timeline(calls_welcome=UNKNOWN), MINE)["status_inquiry", "email"].trace()
    assert str(trace).splitlines()[:8] == [
        "mine/wait (forbid)",
        "  yes   all",
        f"    yes   before(interview_end + days(7)); changes {WEEK}",
        "    yes   pending",
        "mine/ask (permit)",
        "  maybe any",
        "    maybe not",
        "      maybe fact('calls_welcome')",
    ]


def test_a_trace_as_data() -> None:
    """Instants with the offset of the zone, and nothing that JSON does not know."""
    data = evaluate(timeline(), MINE)["status_inquiry", "email"].trace().to_dict()
    assert json.loads(json.dumps(data)) == data
    assert (data["kind"], data["channel"], data["to"], len(data["rules"])) == ("status_inquiry", "email", None, 4)
    assert data["rules"][0] == {
        "rule": "mine/wait",
        "effect": "forbid",
        "cites": ["a-01"],
        "condition": {
            "says": "before(interview_end + days(7)) & pending",
            "joins": "all",
            "truth": "yes",
            "turns": [WEEK],
            "facts": [],
            "events": [
                "follow_up_invited",
                "interview",
                "offer_received",
                "rejected",
                "withdrawn",
            ],
            "parts": [
                {
                    "says": "before(interview_end + days(7))",
                    "joins": None,
                    "truth": "yes",
                    "turns": [WEEK],
                    "facts": [],
                    "events": ["interview"],
                    "parts": [],
                },
                {
                    "says": "pending",
                    "joins": None,
                    "truth": "yes",
                    "turns": [],
                    "facts": [],
                    "events": [
                        "follow_up_invited",
                        "interview",
                        "offer_received",
                        "rejected",
                        "withdrawn",
                    ],
                    "parts": [],
                },
            ],
        },
    }


def test_a_combined_policy_traces_its_sources_one_after_the_other() -> None:
    """The rules of each in its own order."""
    both = strictest(policies.pro_tips, policies.business_etiquette)
    trace = evaluate(timeline(), both)["thank_you", "email"].trace()
    documents = [rule.rule.partition("/")[0] for rule in trace.rules]
    assert documents == sorted(documents)
    assert set(documents) == {"business_etiquette", "pro_tips"}


def test_a_trace_is_about_whom_the_action_is_to() -> None:
    """Of a thank-you to one of two."""
    two = Timeline("Europe/London", NOW, [Interview(ends=ENDS, interviewers=["Dana Wu", "Bo Li"])])
    trace = evaluate(two, policies.business_etiquette)["thank_you", "email", "Bo Li"].trace()
    assert (trace.to_dict()["to"], trace.action.to) == ("Bo Li", "Bo Li")
