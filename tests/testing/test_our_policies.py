"""The kit on the six policies of the library: what each keeps on every small timeline, and what it breaks, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from followup_rules import policies
from followup_rules.rules.amounts import days
from followup_rules.rules.moments import last_sign_of_life, promise_passed, promised_date
from followup_rules.rules.selections import messages
from followup_rules.testing import Law, LawBroken, check, lint, small_facts, small_scope
from followup_rules.testing.laws import (
    cap,
    min_gap,
    never_trapped,
    no_channel_on_top,
    no_contact_is_absolute,
    once,
    respects_preferences,
    wait,
)
from followup_rules.timeline.vocabulary import ENQUIRIES

pytestmark = pytest.mark.unmeasured

# what a document says of enquiries, as laws: the numbers are its own
ON_ENQUIRIES: dict[str, tuple[Law, ...]] = {
    "pro_tips": (wait(days(7), after=promised_date), no_channel_on_top()),
    "dos_and_donts": (cap(3), wait(days(3), after=last_sign_of_life), min_gap(days(3))),
    "review_your_notes": (wait(days(0), after=promise_passed), no_contact_is_absolute()),
    "art_of_follow_up": (wait(days(2)), wait(days(0), after=promise_passed), respects_preferences()),
    "business_etiquette": (cap(3), min_gap(days(7)), wait(days(7), after=last_sign_of_life)),
    "recommended": (
        cap(3),
        min_gap(days(7)),
        wait(days(7), after=last_sign_of_life),
        wait(days(7), after=promised_date),
        no_channel_on_top(),
        no_contact_is_absolute(),
        respects_preferences(),
    ),
}
# laws that a document does not know: it is silent there, or says otherwise
UNKNOWN_TO: dict[str, tuple[Callable[[], Law], ...]] = {
    "pro_tips": (no_contact_is_absolute, respects_preferences),
    "dos_and_donts": (no_contact_is_absolute, respects_preferences, no_channel_on_top),
    "review_your_notes": (),
    "art_of_follow_up": (no_channel_on_top,),
    "business_etiquette": (no_contact_is_absolute, respects_preferences, no_channel_on_top),
    "recommended": (),
}

# a law that two events do not break is rarely broken by three
SMALL_AND_SMALLER = pytest.mark.parametrize("most_events", [2, pytest.param(3, marks=pytest.mark.long)])


@SMALL_AND_SMALLER
@pytest.mark.parametrize("name", policies.names())
def test_every_small_timeline_keeps_what_the_document_says_of_enquiries(name: str, most_events: int) -> None:
    """All timelines of up to so many events that the rules on enquiries depend on."""
    policy = policies.get(name)
    scope = small_scope(policy, on=messages(*ENQUIRIES), most_events=most_events)
    assert check(policy, *ON_ENQUIRIES[name], timelines=scope).tries == len(scope) > 20


@SMALL_AND_SMALLER
@pytest.mark.parametrize("name", policies.names())
def test_every_small_timeline_has_at_most_one_thank_you(name: str, most_events: int) -> None:
    """All timelines of up to so many events that the rules on thank-yous depend on."""
    policy = policies.get(name)
    scope = small_scope(policy, on=messages("thank_you"), most_events=most_events)
    assert check(policy, once("thank_you"), timelines=scope).tries == len(scope) > 10


@pytest.mark.parametrize("most_events", [1, pytest.param(2, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", policies.names())
def test_on_every_smaller_timeline_nobody_is_trapped(name: str, most_events: int) -> None:
    """All timelines of up to so many events that any rule depends on."""
    policy = policies.get(name)
    scope = small_scope(policy, most_events=most_events)
    assert check(policy, never_trapped(), timelines=scope).tries == len(scope)


@pytest.mark.parametrize("name", policies.names())
def test_whatever_is_declared_keeps_it_too(name: str) -> None:
    """One interview, under every fact of which a rule asks."""
    policy = policies.get(name)
    scope = small_scope(policy, on=messages(*ENQUIRIES), most_events=1, facts=small_facts(policy))
    check(policy, *ON_ENQUIRIES[name], timelines=scope)


@pytest.mark.parametrize(
    ("name", "law"),
    [(name, law) for name, laws in UNKNOWN_TO.items() for law in laws],
    ids=lambda given: getattr(given, "__name__", given),
)
def test_a_law_of_which_a_document_knows_nothing_is_broken_by_it(name: str, law: Callable[[], Law]) -> None:
    """The recommended policy keeps all of these: that is what it is for."""
    with pytest.raises(LawBroken):
        check(policies.get(name), law())


@pytest.mark.parametrize("name", policies.names())
def test_no_policy_has_a_fault_in_its_rules(name: str) -> None:
    """Notes there may be: rules that never decide alone are wanted for their reason, and documents leave gaps."""
    assert [str(finding) for finding in lint(policies.get(name)) if finding.level == "fault"] == []
