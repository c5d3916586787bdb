"""The documents' modules: what they cite, what they leave to choose, and what follows from another choice."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import pytest

from followup_rules import (
    EmployerReplied,
    Interview,
    MessageSent,
    Policy,
    ResponsePromised,
    Timeline,
    evaluate,
    guidance,
    policies,
)
from followup_rules.rules.amounts import business_days, hours
from followup_rules.rules.rule import Clause, Effect, Rule
from followup_rules.rules.text_rules import TextRule
from followup_rules.timeline.events import Event
from followup_rules.timeline.vocabulary import ChannelName, KindName

DOCUMENTS = guidance.documents()


def cited(policy: Policy) -> set[str]:
    return {
        cite for rule in policy.rules for cite in (*rule.cites, *(c for _, more in rule.lengthened_by for c in more))
    }


@pytest.mark.parametrize("document", DOCUMENTS)
def test_statements_that_drive_a_rule_are_cited_and_no_others(document: str) -> None:
    """The register and the rules agree on which statements drive a rule."""
    driving = {statement.id for statement in guidance.statements(document) if statement.use == "rule"}
    assert cited(policies.BY_NAME[document]) == driving


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_cites_itself_only(document: str) -> None:
    """Every citation, of rules, quantities, limits and choices, is a statement of the document's own."""
    policy = policies.BY_NAME[document]
    parameters = {cite for item in policy.parameters.values() for cite in item.cites}
    for cite in cited(policy) | parameters:
        assert guidance.statement(cite).document == document


def test_no_statement_about_timing_is_forgotten() -> None:
    """Every statement decidable from the timeline or declared facts drives a rule, or says why it does not."""
    for document in DOCUMENTS:
        for statement in guidance.statements(document):
            if statement.decidable[:1] in "FD" and statement.use != "rule":
                assert statement.note, statement.id


# what no document bears out: decisions of `recommended` alone
OURS = {
    "the-follow-up-carries-the-thanks",
    "nothing-to-follow-up-yet",
    "they-said-no",
    "they-made-an-offer",
    "you-withdrew",
    "not-while-they-are-away",
    "not-before-a-further-interview",
    "answer-them",
    "answer-what-they-asked",
    "answer-their-offer",
    "tell-them-that-you-withdraw",
    "tell-them-that-you-withdraw-once",
    "tell-them-that-you-withdrew",
}


def test_recommended_cites_statements_that_exist() -> None:
    """Every rule of the recommended policy names where it comes from, but for those that are ours."""
    rules = policies.recommended.rules
    assert {rule.id for rule in rules if not rule.cites} == {f"recommended/{name}" for name in OURS}
    for rule in rules:
        for cite in rule.cites:
            assert guidance.statement(cite).id == cite


def test_recommended_is_put_together_from_the_documents_rule_objects() -> None:
    """A rule that bears a document's name is that document's own object; what one says word for word is taken over."""
    taken = [rule for rule in policies.recommended.rules if not rule.id.startswith("recommended/")]
    assert taken
    for rule in taken:
        assert any(rule is own for own in policies.BY_NAME[rule.id.partition("/")[0]].rules)
    theirs = {unnamed(rule): rule.id for name in DOCUMENTS for rule in policies.BY_NAME[name].rules}
    own = [rule for rule in policies.recommended.rules if rule not in taken and not rule.id.endswith("-once")]
    assert [(rule.id, theirs[unnamed(rule)]) for rule in own if unnamed(rule) in theirs] == []


def unnamed(rule: Rule) -> str:
    """All that a rule says, but its name."""
    return repr(rule).removesuffix(f".named({rule.id!r})") + repr((rule.cites, rule.says.template))


@pytest.mark.parametrize("name", policies.names())
def test_every_rule_of_a_module_is_in_its_policy(name: str) -> None:
    """No rule is written beside the policy and then forgotten."""
    module = import_module(f"followup_rules.policies.{name}")
    assert [key for key, value in vars(module).items() if isinstance(value, Clause | Rule | TextRule)] == []
    assert getattr(module, name) is policies.BY_NAME[name]


@pytest.mark.parametrize("name", policies.names())
def test_rules_read_like_their_source(name: str) -> None:
    """A rule's repr begins with its effect, actions and condition, and ends with its id."""
    for rule in policies.BY_NAME[name].rules:
        assert repr(rule).startswith(f"{rule.effect}({rule.on!r}, {rule.when!r}")
        assert repr(rule).endswith(f").named({rule.id!r})")


@pytest.mark.parametrize("name", policies.names())
def test_every_quantity_and_choice_can_be_changed(name: str) -> None:
    """`with_` takes every name a policy lists, and the result lists the new value."""
    policy = policies.BY_NAME[name]
    for quantity in policy.quantities.values():
        assert quantity.low <= quantity.value == quantity.cited <= quantity.high
        assert quantity.note
        assert policy.with_(**{quantity.name: 5}).quantities[quantity.name].value == 5
    for choice in policy.choices.values():
        for reading in choice.readings:
            assert policy.with_(**{choice.name: reading}).choices[choice.name].chosen == reading


MONDAY = Interview(ends="2025-10-06T10:00:00+01:00")


def stances(policy: Policy, kind: KindName, channel: ChannelName, events: Sequence[Event], *instants: str) -> list[str]:
    timeline = Timeline("Europe/London", "2026-01-01T00:00:00+00:00", events)
    return [evaluate(timeline.at(instant), policy)[kind, channel].stance for instant in instants]


def test_a_document_gives_three_days_and_may_be_read_as_four() -> None:
    """dos_and_donts-05: `few_days=4` moves the wait by a day."""
    fourth_day = "2025-10-09T10:00:00+01:00"
    assert stances(policies.dos_and_donts, "thank_you", "email", [MONDAY], fourth_day) == ["allowed"]
    assert stances(policies.dos_and_donts.with_(few_days=4), "thank_you", "email", [MONDAY], fourth_day) == [
        "forbidden"
    ]


def test_days_may_be_read_as_business_days_or_as_elapsed_hours() -> None:
    """business_etiquette-28: a week as five business days, or as 168 hours, across a clock change."""
    friday = Interview(ends="2025-10-24T10:00:00+01:00")
    after = ("2025-10-31T08:59:59+00:00", "2025-10-31T09:00:00+00:00", "2025-10-31T10:00:00+00:00")
    week = policies.business_etiquette
    assert stances(week, "status_inquiry", "email", [friday], *after) == ["forbidden", "forbidden", "allowed"]
    working = week.with_(wait_after_contact=business_days(5))
    assert stances(working, "status_inquiry", "email", [friday], *after) == ["forbidden", "forbidden", "allowed"]
    elapsed = week.with_(wait_after_contact=hours(7 * 24))
    assert stances(elapsed, "status_inquiry", "email", [friday], *after) == ["forbidden", "allowed", "allowed"]


def test_the_voice_ban_may_be_read_more_narrowly_or_for_ever() -> None:
    """pro_tips-33: any email until an answer; a follow-up only; or any email, for ever."""
    promised = ResponsePromised("2025-10-06T09:55:00+01:00", by="2025-10-10")
    thanked = MessageSent("2025-10-07T10:00:00+01:00", kind="thank_you", channel="email")
    at = "2025-10-20T10:00:00+01:00"
    pro_tips, events = policies.pro_tips, [MONDAY, promised, thanked]
    assert stances(pro_tips, "status_inquiry", "phone", events, at) == ["forbidden"]
    narrow = pro_tips.with_(email_in_the_way="follow_up_until_an_answer")
    assert stances(narrow, "status_inquiry", "phone", events, at) == ["allowed"]
    for_ever = pro_tips.with_(email_in_the_way="any_email_for_ever")
    assert stances(for_ever, "status_inquiry", "phone", events, at) == ["forbidden"]


def test_the_shunned_date_may_be_read_as_a_ban() -> None:
    """review_your_notes-20: discouraged, or forbidden; forbidden always, or only where a date was named."""
    week_after = "2025-10-13T12:00:00+01:00"
    notes = policies.review_your_notes
    assert stances(notes, "status_inquiry", "email", [MONDAY], week_after) == ["silent"]
    barred = notes.with_(exactly_a_week_is="forbidden")
    assert stances(barred, "status_inquiry", "email", [MONDAY], week_after) == ["forbidden"]
    assert stances(barred, "thank_you", "email", [MONDAY], week_after) == ["silent"]
    narrow = barred.with_(week_binds="only_where_a_date_was_named")
    assert stances(narrow, "status_inquiry", "email", [MONDAY], week_after) == ["silent"]


def test_the_thank_you_may_be_read_as_no_contact() -> None:
    """dos_and_donts-13: whether the thank-you opens the count of three, and the gap after it."""
    thanked = MessageSent("2025-10-09T10:00:00+01:00", kind="thank_you", channel="email")
    next_day = "2025-10-10T10:00:00+01:00"
    dos = policies.dos_and_donts
    assert stances(dos, "status_inquiry", "email", [MONDAY, thanked], next_day) == ["forbidden"]
    lenient = dos.with_(thank_you_counts="no")
    assert stances(lenient, "status_inquiry", "email", [MONDAY, thanked], next_day) == ["allowed"]


def test_a_clock_may_start_at_the_interview_whatever_came_after() -> None:
    """art_of_follow_up-39 against -118: from the last communication, or from the interview."""
    receipt = MONDAY, ResponsePromised("2025-10-08T10:00:00+01:00", by="2025-10-08")
    art = policies.art_of_follow_up
    events = [*receipt, EmployerReplied("2025-10-09T12:00:00+01:00")]
    at = "2025-10-13T10:00:00+01:00"
    assert stances(art, "status_inquiry", "email", events, at) == ["forbidden"]
    assert stances(art.with_(clock="interview"), "status_inquiry", "email", events, at) == ["allowed"]


def test_a_thank_you_window_may_open_at_the_lower_figure() -> None:
    """art_of_follow_up-04: 24 to 48 hours as a true window."""
    soon = "2025-10-07T09:59:59+01:00"
    art = policies.art_of_follow_up
    assert stances(art, "thank_you", "email", [MONDAY], soon) == ["allowed"]
    assert stances(art.with_(thank_opens=24), "thank_you", "email", [MONDAY], soon) == ["silent"]


def test_forbids_say_when_they_end_or_that_they_do_not() -> None:
    """Every rule has a sentence, and none is empty."""
    for name in policies.names():
        for rule in policies.get(name).rules:
            assert len(rule.says.template) > 10, rule.id
            assert rule.effect in set(Effect)


@pytest.mark.parametrize("name", policies.names())
def test_no_sentence_has_a_figure_that_a_quantity_may_change(name: str) -> None:
    """Numbers of days, hours and times are filled in, so that `with_` changes what is said too."""
    for rule in policies.BY_NAME[name].rules:
        words = set(rule.says.template.replace(",", " ").split())
        assert not words & {"three", "seven", "ten", "week", "weeks", "24", "48"}, rule.id
        assert "two days" not in rule.says.template
