"""The kit on the six policies of the library: what each keeps on every small timeline, and what it breaks, and why."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pytest

from followup_rules import policies
from followup_rules.rules.amounts import days, hours
from followup_rules.rules.conditions import invitation_stands, never, promise_stands
from followup_rules.rules.moments import date_of, last_sign_of_life, promise_passed, promised_date
from followup_rules.rules.selections import messages
from followup_rules.testing import Law, LawBroken, check, lint, small_facts, small_scope
from followup_rules.testing.laws import (
    advice_can_be_followed,
    answers_change_nothing,
    cap,
    min_gap,
    never_trapped,
    no_channel_on_top,
    no_contact_is_absolute,
    once,
    respects_preferences,
    wait,
)
from followup_rules.timeline.vocabulary import ENQUIRIES, UNPROMPTED

pytestmark = pytest.mark.unmeasured

# what a document says of enquiries, as laws: the numbers are its own
ON_ENQUIRIES: dict[str, tuple[Law, ...]] = {
    "pro_tips": (wait(days(7), after=promised_date, unless=never), no_channel_on_top()),
    "dos_and_donts": (
        wait(days(3), after=last_sign_of_life, unless=promise_stands | invitation_stands),
        min_gap(days(3), unless=never),
    ),
    "review_your_notes": (wait(days(0), after=promise_passed), no_contact_is_absolute()),
    "art_of_follow_up": (
        wait(hours(48), unless=never),
        wait(days(0), after=promise_passed, unless=never),
        respects_preferences(kinds=UNPROMPTED),
    ),
    "business_etiquette": (min_gap(days(7)), wait(days(7), after=last_sign_of_life)),
    # it counts days by the date
    "recommended": (
        min_gap(days(7), by_the_date=True),
        wait(days(7), after=date_of(last_sign_of_life)),
        wait(days(7), after=promised_date),
        no_channel_on_top(),
        no_contact_is_absolute(),
        respects_preferences(),
    ),
}
# three attempts take more events than a small timeline has
CAPS = {"dos_and_donts": cap(3, unless=never), "business_etiquette": cap(3, unless=never), "recommended": cap(3)}
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


@pytest.mark.parametrize(("most_events", "most"), [(2, 200), pytest.param(3, 10_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", policies.names())
def test_every_small_timeline_keeps_what_the_document_says_of_enquiries(name: str, most_events: int, most: int) -> None:
    """All timelines of up to so many events that these laws and rules depend on; of too many, every so many."""
    policy, laws = policies.BY_NAME[name], ON_ENQUIRIES[name]
    scope = small_scope(policy, on=messages(*ENQUIRIES), laws=laws, most_events=most_events)
    some = [*islice(scope, 0, None, -(-len(scope) // most))]
    assert check(policy, *laws, timelines=some).tries == len(some) > 20


@pytest.mark.parametrize("tries", [20, pytest.param(300, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", policies.names())
def test_the_laws_hold_on_drawn_timelines_too(name: str, tries: int) -> None:
    """With two-person steps, skipped dates and promises of every form."""
    check(policies.BY_NAME[name], *ON_ENQUIRIES[name], tries=tries)


@pytest.mark.parametrize("tries", [100, pytest.param(2000, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", CAPS)
def test_nobody_tries_a_fourth_time(name: str, tries: int) -> None:
    """The most attempts that a document names."""
    check(policies.BY_NAME[name], CAPS[name], tries=tries)


@pytest.mark.parametrize("most_events", [1, pytest.param(2, marks=pytest.mark.long)])
def test_what_we_recommend_can_all_be_done(most_events: int) -> None:
    """Timelines of up to so many events that any rule depends on: all with one, of those with two every sixth."""
    scope = small_scope(policies.recommended, most_events=most_events)
    some = [*islice(scope, 0, None, 1 if most_events == 1 else 6)]
    assert check(policies.recommended, advice_can_be_followed(), timelines=some).tries == len(some)


@pytest.mark.parametrize("name", policies.names())
def test_answering_changes_nothing_that_is_allowed(name: str) -> None:
    """In no policy: no document speaks of replies."""
    check(policies.BY_NAME[name], answers_change_nothing(), tries=10)


@SMALL_AND_SMALLER
@pytest.mark.parametrize("name", policies.names())
def test_every_small_timeline_has_at_most_one_thank_you(name: str, most_events: int) -> None:
    """All timelines of up to so many events that the rules on thank-yous depend on."""
    policy = policies.BY_NAME[name]
    scope = small_scope(policy, on=messages("thank_you"), laws=[once("thank_you")], most_events=most_events)
    assert check(policy, once("thank_you"), timelines=scope).tries == len(scope) > 10


@pytest.mark.parametrize("most_events", [1, pytest.param(2, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", policies.names())
def test_on_every_smaller_timeline_nobody_is_trapped(name: str, most_events: int) -> None:
    """All timelines of up to so many events that any rule depends on."""
    policy = policies.BY_NAME[name]
    scope = small_scope(policy, most_events=most_events)
    assert check(policy, never_trapped(), timelines=scope).tries == len(scope)


@pytest.mark.parametrize("name", policies.names())
def test_whatever_is_declared_keeps_it_too(name: str) -> None:
    """An interview and one more event, under every fact of which a rule asks; of too many, every so many."""
    policy, laws = policies.BY_NAME[name], ON_ENQUIRIES[name]
    scope = small_scope(policy, on=messages(*ENQUIRIES), laws=laws, most_events=2, facts=small_facts(policy))
    check(policy, *laws, timelines=islice(scope, 0, None, -(-len(scope) // 100)))


@pytest.mark.parametrize(
    ("name", "law"),
    [(name, law) for name, laws in UNKNOWN_TO.items() for law in laws],
    ids=lambda given: getattr(given, "__name__", given),
)
def test_a_law_of_which_a_document_knows_nothing_is_broken_by_it(name: str, law: Callable[[], Law]) -> None:
    """The recommended policy keeps all of these: that is what it is for."""
    with pytest.raises(LawBroken):
        check(policies.BY_NAME[name], law())


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 8))])
def test_we_have_no_rule_without_need(seed: int) -> None:
    """A note would be false, and none comes with the luck of the draw: rare conjunctions are among the small ones."""
    assert [str(finding) for finding in lint(policies.recommended, seed=seed)] == []


@pytest.mark.parametrize("name", policies.names())
def test_no_policy_has_a_fault_in_its_rules(name: str) -> None:
    """Notes there may be: rules that never decide alone are wanted for their reason, and documents leave gaps."""
    assert [str(finding) for finding in lint(policies.BY_NAME[name]) if finding.level == "fault"] == []
