"""Policies and resolvers: names, quantities, choices, what is changed, and what is refused."""

# mypy: disable-error-code="arg-type"
# what is to be refused is given on purpose

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations, product
from types import ModuleType
from typing import Any

import attrs
import pytest

from followup_rules import policies
from followup_rules.errors import PolicyError
from followup_rules.evaluation import compiled
from followup_rules.evaluation.evaluation import evaluate
from followup_rules.rules.amounts import (
    Amount,
    Quantity,
    Unit,
    business_days,
    days,
    first_declared,
    hours,
    industry_norm,
    longer_of,
    quantity,
    slow_period_leeway,
    times,
)
from followup_rules.rules.choices import choice_of_conditions, choice_of_moments
from followup_rules.rules.conditions import always, before, never, pending, promise_stands, since
from followup_rules.rules.moments import interview_end, last_sign_of_life
from followup_rules.rules.policy import (
    AnyPolicy,
    Combined,
    Policy,
    first_to_speak,
    majority,
    most_permissive,
    policy as policy_of,
    resolvers,
    strictest,
)
from followup_rules.rules.rule import Rule, forbid, permit
from followup_rules.rules.selections import messages
from followup_rules.rules.sentences import sentence
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, SILENT, possible_stances, stance as stance_of
from followup_rules.rules.text_rules import require, shows
from followup_rules.timeline.timeline import Timeline
from ids import stable_id

NAMES = ("pro_tips", "dos_and_donts", "review_your_notes", "art_of_follow_up", "business_etiquette", "recommended")
RESOLVERS = (strictest, most_permissive, majority, first_to_speak)

WAIT = quantity("wait", days(7), cites=("a-01",), low=5, high=14, note="a week")
MOST = quantity("most", times(3), note="three")
CLOCK = choice_of_moments("clock", end=interview_end, life=last_sign_of_life)
BINDS = choice_of_conditions("binds", always=pending, with_a_date=pending & promise_stands)


def waiting(name: str = "mine") -> Policy:
    """A policy with two quantities and two choices."""
    wait = forbid(messages("gift"), before(CLOCK + WAIT) & BINDS, says=sentence("{wait}", wait=WAIT)).named(
        f"{name}/wait"
    )
    return Policy(
        name, [wait, permit(messages("gift"), always, says=sentence("{most}", most=MOST)).named(f"{name}/give")]
    )


def saying(name: str, stance: int) -> Policy:
    """A policy of one stance on everything."""
    rules: dict[int, list[Rule]] = {
        FORBIDDEN: [forbid(messages(), always, says="no").named(f"{name}/no")],
        ALLOWED: [permit(messages(), always, says="yes").named(f"{name}/yes")],
        SILENT: [],
    }
    return Policy(name, rules[stance])


def refusal(make: Callable[[], object]) -> str:
    """What is said of something that cannot be made."""
    with pytest.raises(PolicyError) as caught:
        make()
    return str(caught.value)


# -- policies by name


def test_the_names_are_those_of_the_documents_and_recommended() -> None:
    """In their order."""
    assert policies.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_is_got_by_its_name(name: str) -> None:
    """As an attribute, and by `get`; it goes by that name itself."""
    policy = policies.get(name)
    assert getattr(policies, name) is policy
    assert policy.name == name


@pytest.mark.parametrize("name", ["", "strictest", "names", None])
def test_an_unknown_policy_is_refused_with_the_known_ones(name: Any) -> None:
    """In their order."""
    assert refusal(lambda: policies.get(name)) == f"`{name}` is not a policy; expected one of {', '.join(NAMES)}"


def test_the_nearest_policy_and_the_nearest_quantity_are_suggested() -> None:
    """After all that are known."""
    misspelt: Any = "recomended"
    assert refusal(lambda: policies.get(misspelt)).endswith("; did you mean `recommended`?")
    assert refusal(lambda: policies.recommended.with_(lest_wait=9)).endswith("; did you mean `least_wait`?")


def test_another_attribute_is_missing_as_in_every_module() -> None:
    """With Python's own message."""
    with pytest.raises(AttributeError) as caught:
        policies.amateur_tips  # type: ignore[attr-defined]  # noqa: B018
    assert str(caught.value) == "module 'followup_rules.policies' has no attribute 'amateur_tips'"


def test_the_policies_are_found_by_completion() -> None:
    """Nothing but the policies, and how to ask for them."""
    assert isinstance(policies, ModuleType)
    assert dir(policies) == sorted([*NAMES, "get", "names"])


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_of_a_policy_is_cited_and_named_after_a_policy(name: str) -> None:
    """Its own, or in the recommended one also that of a document."""
    policy = policies.get(name)
    homes = {name} if name != "recommended" else set(NAMES)
    assert policy.rules
    assert {rule.id.partition("/")[0] for rule in policy.rules} <= homes


@pytest.mark.parametrize("name", NAMES)
def test_every_quantity_of_a_policy_lies_in_its_range_at_its_cited_value(name: str) -> None:
    """With a unit and a note."""
    for known, found in policies.get(name).quantities.items():
        assert found.name == known
        assert found.low <= found.cited == found.value <= found.high
        assert found.unit in Unit
        assert found.note


def test_the_quantities_of_a_document_are_all_found() -> None:
    """Those within the norms of the trades as well."""
    known = set(policies.get("art_of_follow_up").quantities)
    assert {"quick_norm", "slow_norm", "education_least", "education_most"} <= known


# -- making one


def test_a_policy_has_a_name_and_rules_in_order() -> None:
    """It is open, unless it is said."""
    rules = [permit(messages(), always, says="x").named("mine/b"), permit(messages(), always, says="x").named("mine/a")]
    policy = Policy("mine", iter(rules))
    assert (policy.name, policy.rules) == ("mine", tuple(rules))
    assert (policy.closed, policy.content) == (False, ())


@pytest.mark.parametrize(("thing", "shown"), [("wait", "wait"), (None, "None"), (pending, "pending")], ids=stable_id)
def test_a_policy_holds_rules_only(thing: Any, shown: str) -> None:
    """The first other thing is told."""
    expected = f"policy `mine` holds `{shown}`; expected rules"
    assert refusal(lambda: Policy("mine", [*waiting().rules, thing])) == expected


def test_two_rules_of_one_id_are_refused() -> None:
    """Every id that comes again is told."""
    rules = waiting().rules
    expected = "policy `mine` has two rules with the same id: `mine/wait`, `mine/give`"
    assert refusal(lambda: Policy("mine", [*rules, *rules])) == expected


def test_two_quantities_of_one_name_are_refused() -> None:
    """One name, one number; the same quantity may be used in many rules."""
    other = quantity("wait", days(3), note="x")
    rules = [*waiting().rules, permit(messages(), since(interview_end + other), says="x").named("mine/more")]
    assert refusal(lambda: Policy("mine", rules)) == "policy `mine` has two quantities or choices named `wait`"


def test_two_choices_of_one_name_are_refused() -> None:
    """One name, one choice."""
    other = choice_of_conditions("binds", never=never)
    rules = [*waiting().rules, permit(messages(), other, says="x").named("mine/more")]
    assert refusal(lambda: Policy("mine", rules)) == "policy `mine` has two quantities or choices named `binds`"


def test_a_policy_has_no_truth() -> None:
    """In `if` it raises, with a hint; a combined one too."""
    for policy in (waiting(), strictest(waiting(), saying("b", ALLOWED))):
        with pytest.raises(TypeError) as caught:
            bool(policy)
        assert str(caught.value) == "a policy is neither true nor false: ask `evaluate(timeline, policy)` what it says"


def test_a_policy_cannot_be_changed() -> None:
    """Policies are values."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        waiting().name = "yours"  # type: ignore[misc]


def test_the_repr_of_a_policy_tells_its_name_and_size() -> None:
    """The rules themselves are in `rules`."""
    assert repr(waiting()) == "<Policy mine: 2 rules>"


def test_equal_policies_are_equal_and_hash_alike() -> None:
    """They are values."""
    assert waiting() == waiting()
    assert hash(waiting()) == hash(waiting())
    assert waiting() != waiting("yours")


# -- quantities and choices


def test_the_quantities_of_a_policy_are_found_by_name() -> None:
    """Wherever in a rule they stand, a sentence included; each once."""
    assert dict(waiting().quantities) == {"wait": WAIT, "most": MOST}


def test_the_choices_of_a_policy_are_found_by_name() -> None:
    """Between moments and between conditions."""
    assert dict(waiting().choices) == {"clock": CLOCK.reading, "binds": BINDS.reading}


def test_quantities_within_norms_and_beside_citations_are_found() -> None:
    """None is out of reach of `with_`."""
    norm, moved = quantity("norm", days(7), note="x"), quantity("moved", days(1), note="x")
    rule = forbid(
        messages(),
        before(interview_end + industry_norm(finance=(days(1), norm))),
        says="x",
        lengthened_by={moved: ("a-01",)},
    ).named("mine/wait")
    assert set(Policy("mine", [rule]).quantities) == {"norm", "moved"}


def test_what_is_known_of_a_policy_cannot_be_changed() -> None:
    """Neither its quantities nor its choices."""
    with pytest.raises(TypeError, match="does not support item assignment"):
        waiting().quantities["wait"] = MOST  # type: ignore[index]
    with pytest.raises(TypeError, match="does not support item assignment"):
        waiting().choices["clock"] = BINDS.reading  # type: ignore[index]


def test_a_quantity_is_changed_wherever_it_stands() -> None:
    """In the condition and in the sentence; the cited value and the range are kept; the old policy stays."""
    policy = waiting()
    changed = policy.with_(wait=9)
    assert changed.quantities["wait"] == attrs.evolve(WAIT, value=9)
    assert repr(changed.rules[0].when) == "before(clock + wait=9) & binds"
    assert changed.rules[0].says.nodes[0] == attrs.evolve(WAIT, value=9)
    assert policy.quantities["wait"].value == 7


def test_several_are_set_at_once() -> None:
    """Quantities and choices alike."""
    changed = waiting().with_(wait=0, most=1, clock="life", binds="with_a_date")
    assert [found.value for found in changed.quantities.values()] == [0, 1]
    assert [found.chosen for found in changed.choices.values()] == ["life", "with_a_date"]


def test_setting_what_it_is_anyway_changes_nothing() -> None:
    """An equal policy comes back, and so does it where nothing is set."""
    assert waiting().with_(wait=7, clock="end") == waiting()
    assert waiting().with_() == waiting()


def test_a_quantity_takes_another_amount_with_its_unit() -> None:
    """Business days for days, as the document may be read."""
    changed = waiting().with_(wait=business_days(3)).quantities["wait"]
    assert (changed.value, changed.unit) == (3, Unit.BUSINESS_DAYS)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"wait": times(3)}, "`times(3)` counts times; `wait` counts days"),
        ({"most": hours(3)}, "`hours(3)` counts hours; `most` counts times"),
        ({"wait": "3"}, "`3` is not an amount; `wait` takes a number of days"),
        ({"wait": -1}, "`-1` is not an amount; expected a whole number from 0 to 36500"),
        ({"wait": 2.5}, "`2.5` is not an amount; expected a whole number from 0 to 36500"),
        ({"wait": True}, "`True` is not an amount; expected a whole number from 0 to 36500"),
        ({"wait": None}, "`None` is not an amount; expected a whole number from 0 to 36500"),
        ({"clock": "dawn"}, "`dawn` is not a reading of `clock`; expected one of end, life"),
        ({"binds": 3}, "`3` is not a reading of `binds`; expected one of always, with_a_date"),
    ],
    ids=stable_id,
)
def test_what_does_not_fit_is_refused(change: dict[str, Any], expected: str) -> None:
    """Another kind of amount, no amount, no reading."""
    assert refusal(lambda: waiting().with_(**change)) == expected


def test_a_norm_set_in_another_unit_is_counted_in_it_or_refused() -> None:
    """Twenty-four hours are never read as twenty-four days."""
    norm = quantity("norm", days(7), note="x")
    rule = permit(messages("gift"), since(interview_end + industry_norm(finance=norm)), says="x").named("mine/x")
    document = {
        "zone": "UTC",
        "now": "2025-10-06T12:00:00Z",
        "facts": {"industries": ["finance"]},
        "events": [{"type": "interview", "ends": "2025-10-06T10:00:00Z"}],
    }
    try:
        changed = Policy("mine", [rule]).with_(norm=hours(24))
    except PolicyError:
        return
    opens = evaluate(Timeline.from_dict(document), changed)["gift", "email"].opens
    assert opens is not None
    assert opens.isoformat() == "2025-10-07T10:00:00+00:00"


@pytest.mark.parametrize(
    "joined", [longer_of(WAIT, days(3)), first_declared(WAIT, days(3)), WAIT + days(3)], ids=stable_id
)
def test_amounts_of_one_unit_stay_of_one_unit(joined: Amount) -> None:
    """What could not have been put together cannot come about by changing one of them."""
    policy = Policy("mine", [forbid(messages("gift"), before(interview_end + joined), says="x").named("mine/x")])
    with pytest.raises(PolicyError):
        policy.with_(wait=hours(5))


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    """The first that is unknown is told; quantities and choices are listed."""
    expected = (
        "`few_days` is not a quantity or choice of `mine`; its quantities are: wait, most; its choices: clock, binds"
    )
    assert refusal(lambda: waiting().with_(wait=3, few_days=4, more=5)) == expected


def test_a_policy_without_quantities_says_so() -> None:
    """There is nothing to set."""
    expected = "`wait` is not a quantity or choice of `empty`; its quantities are: none; its choices: none"
    assert refusal(lambda: Policy("empty", []).with_(wait=3)) == expected


def test_what_is_set_is_what_is_evaluated() -> None:
    """A longer wait closes what a shorter one leaves open."""
    timeline = Timeline.from_dict(
        {
            "zone": "UTC",
            "now": "2025-10-14T10:00:00Z",
            "events": [{"type": "interview", "ends": "2025-10-06T10:00:00Z"}],
        }
    )
    assert evaluate(timeline, waiting())["gift", "email"].stance == "allowed"
    assert evaluate(timeline, waiting().with_(wait=9))["gift", "email"].stance == "forbidden"


# -- resolvers


def test_the_resolvers_are_found_by_name() -> None:
    """In the order of the documentation."""
    assert dict(resolvers) == {
        "strictest": strictest,
        "most_permissive": most_permissive,
        "majority": majority,
        "first_to_speak": first_to_speak,
    }


@pytest.mark.parametrize("resolver", RESOLVERS)
def test_nothing_cannot_be_resolved(resolver: Callable[..., AnyPolicy]) -> None:
    """There has to be one policy at least."""
    assert refusal(resolver) == f"`{resolver.__name__}` was given no policy; expected one or more"


@pytest.mark.parametrize("thing", ["pro_tips", None, 3], ids=stable_id)
@pytest.mark.parametrize("resolver", RESOLVERS)
def test_only_policies_can_be_resolved(resolver: Callable[..., AnyPolicy], thing: Any) -> None:
    """A name is not one."""
    assert (
        refusal(lambda: resolver(waiting(), thing)) == f"`{resolver.__name__}` was given `{thing}`; expected policies"
    )


@pytest.mark.parametrize("resolver", RESOLVERS)
def test_two_different_policies_of_one_name_are_refused(resolver: Callable[..., AnyPolicy]) -> None:
    """Their evaluations could not be told apart."""
    expected = f"`{resolver.__name__}` was given two policies named `mine`; expected each name once"
    assert refusal(lambda: resolver(waiting(), waiting().with_(wait=9))) == expected


@pytest.mark.parametrize("resolver", RESOLVERS)
def test_one_policy_resolves_to_itself(resolver: Callable[..., AnyPolicy]) -> None:
    """There is nothing to resolve."""
    policy = waiting()
    assert resolver(policy) is policy


@pytest.mark.parametrize("resolver", [strictest, most_permissive, first_to_speak])
def test_the_same_policy_twice_is_that_policy(resolver: Callable[..., AnyPolicy]) -> None:
    """It says the same thing twice."""
    policy = waiting()
    assert resolver(policy, waiting()) is policy


def test_the_same_policy_has_one_vote() -> None:
    """In a majority it would count twice, and is refused."""
    expected = "`majority` was given two policies named `mine`; expected each name once"
    assert refusal(lambda: majority(waiting(), waiting())) == expected


@pytest.mark.parametrize("resolver", [strictest, most_permissive, majority])
def test_the_order_of_sources_does_not_matter(resolver: Callable[..., AnyPolicy]) -> None:
    """They are put in the order of their names."""
    found = {resolver(*order) for order in permutations([waiting("b"), waiting("a"), waiting("c")])}
    assert [repr(policy) for policy in found] == [f"{resolver.__name__}(a, b, c)"]


def test_the_first_to_speak_keeps_the_order_given() -> None:
    """It is what the resolver is about."""
    assert repr(first_to_speak(waiting("b"), waiting("a"))) == "first_to_speak(b, a)"


@pytest.mark.parametrize("resolver", [strictest, most_permissive, first_to_speak])
def test_a_resolver_within_itself_is_flat(resolver: Callable[..., AnyPolicy]) -> None:
    """Bracketing says nothing new."""
    a, b, c = waiting("a"), waiting("b"), waiting("c")
    assert resolver(resolver(a, b), c) == resolver(a, b, c) == resolver(a, resolver(b, c))


def test_a_majority_of_majorities_stays_one() -> None:
    """Each inner majority has one vote."""
    a, b, c = waiting("a"), waiting("b"), waiting("c")
    assert repr(majority(majority(a, b), c)) == "majority(c, majority(a, b))"


def test_one_resolver_within_another_stays_apart() -> None:
    """It is a source of its own, by the call that makes it."""
    combined = strictest(waiting("c"), first_to_speak(waiting("b"), waiting("a")))
    assert isinstance(combined, Combined)
    assert [source.name for source in combined.sources] == ["c", "first_to_speak(b, a)"]
    assert (repr(combined), combined.name) == ("strictest(c, first_to_speak(b, a))",) * 2


def test_a_combined_policy_has_the_rules_of_its_sources_each_once() -> None:
    """In the order of the sources; a rule taken into two policies is one rule."""
    shared = permit(messages(), always, says="x").named("a/shared")
    own = permit(messages(), always, says="x").named("b/own")
    assert strictest(Policy("b", [own, shared]), Policy("a", [shared])).rules == (shared, own)


def test_a_combined_policy_has_the_quantities_of_its_sources() -> None:
    """Of one name, those of the first source."""
    short = Policy(
        "a", [permit(messages(), since(interview_end + quantity("wait", days(1), note="x")), says="x").named("a/x")]
    )
    combined = first_to_speak(short, waiting())
    assert {name: found.cited for name, found in combined.quantities.items()} == {"wait": 1, "most": 3}
    assert dict(combined.choices) == {"clock": CLOCK.reading, "binds": BINDS.reading}


def test_a_combined_policy_sets_a_quantity_in_every_source_that_has_it() -> None:
    """And leaves the others as they are."""
    combined = strictest(waiting("a"), waiting("b"), Policy("c", [])).with_(wait=9, clock="life")
    assert isinstance(combined, Combined)
    assert combined.name == "strictest(a, b, c)"
    assert [source.quantities["wait"].value for source in combined.sources[:2]] == [9, 9]
    assert [source.choices["clock"].chosen for source in combined.sources[:2]] == ["life", "life"]
    assert combined.sources[2] == Policy("c", [])


def test_a_combined_policy_refuses_an_unknown_name_with_the_known_ones() -> None:
    """Of all its sources."""
    expected = (
        "`few_days` is not a quantity or choice of `strictest(c, mine)`; its quantities are: wait, most; "
        "its choices: clock, binds"
    )
    assert refusal(lambda: strictest(waiting(), Policy("c", [])).with_(few_days=4)) == expected


STANCES = (FORBIDDEN, ALLOWED, SILENT)


def by_counting(stances: tuple[int, ...]) -> int:
    """What a majority says, counted plainly."""
    votes = stances.count(ALLOWED) - stances.count(FORBIDDEN)
    return ALLOWED if votes > 0 else SILENT if set(stances) == {SILENT} else FORBIDDEN


def first_existing(*order: int) -> Callable[[tuple[int, ...]], int]:
    """The first of an order of stances that some source has."""
    return lambda stances: next(stance for stance in order if stance in stances)


SAID: dict[str, Callable[[tuple[int, ...]], int]] = {
    "strictest": first_existing(FORBIDDEN, ALLOWED, SILENT),
    "most_permissive": first_existing(ALLOWED, FORBIDDEN, SILENT),
    "first_to_speak": lambda stances: next((stance for stance in stances if stance != SILENT), SILENT),
    "majority": by_counting,
}


@pytest.mark.parametrize("name", SAID)
def test_what_three_sources_say_is_resolved(name: str) -> None:
    """Of every three sure stances."""
    combined = resolvers[name](waiting("a"), waiting("b"), waiting("c"))
    assert isinstance(combined, Combined)
    for stances in product(STANCES, repeat=3):
        assert (stances, combined.resolve(stances)) == (stances, SAID[name](stances))


@pytest.mark.parametrize("name", SAID)
def test_what_three_sources_may_say_is_resolved_to_all_that_may_come_of_it(name: str) -> None:
    """Of every three sets of possible stances: each choice from them, resolved by itself."""
    combined = resolvers[name](waiting("a"), waiting("b"), waiting("c"))
    assert isinstance(combined, Combined)
    for sets in product(range(1, 8), repeat=3):
        choices = product(*([stance for stance in STANCES if possible & stance] for possible in sets))
        outcomes = {SAID[name](choice) for choice in choices}
        assert (sets, combined.resolve(sets)) == (sets, sum(outcomes))


# -- laying out


@pytest.mark.parametrize(
    ("possible", "stance", "names"),
    [
        (FORBIDDEN, "forbidden", ("forbidden",)),
        (ALLOWED, "allowed", ("allowed",)),
        (SILENT, "silent", ("silent",)),
        (FORBIDDEN | SILENT, "undetermined", ("forbidden", "silent")),
        (FORBIDDEN | ALLOWED | SILENT, "undetermined", ("forbidden", "allowed", "silent")),
    ],
)
def test_one_possible_stance_is_the_stance(possible: int, stance: str, names: tuple[str, ...]) -> None:
    """Several are undetermined, and listed in one order."""
    assert (stance_of(possible), possible_stances(possible)) == (stance, names)


def test_what_is_kept_is_bounded_and_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts are the same however few are kept."""
    document: dict[str, Any] = {
        "zone": "UTC",
        "now": "2025-10-14T10:00:00Z",
        "events": [{"type": "interview", "ends": "2025-10-06T10:00:00Z"}],
    }
    policy = policies.get("recommended")
    instants = ["2025-10-01T10:00:00Z", "2025-10-06T12:00:00Z", "2025-10-14T10:00:00Z", "2025-11-14T10:00:00Z"]
    expected = [evaluate(Timeline.from_dict({**document, "now": now}), policy).to_dict() for now in instants]
    monkeypatch.setattr(compiled, "_MOST_KEPT", 1)
    compiled.compiled.cache_clear()
    for _ in range(2):
        found = [evaluate(Timeline.from_dict({**document, "now": now}), policy).to_dict() for now in instants]
        assert found == expected


def test_a_quantity_is_an_amount_that_can_stand_in_a_sentence() -> None:
    """As in the documents' modules: named once, used in conditions and sentences."""
    assert isinstance(waiting().rules[0].says.nodes[0], Quantity)
    assert slow_period_leeway(undeclared_is_unknown=True) != slow_period_leeway(undeclared_is_unknown=False)


# -- policies written as a whole


def test_a_policy_names_its_clauses_by_keyword() -> None:
    """In order; what is for once makes two; numbers among citations are its document's."""
    made = policy_of(
        "mine",
        no_gifts=forbid(messages("gift"), cites=(3, "a-01"), says="none"),
        be_brief=require(messages(), shows("thanks"), cites=4, says="x", fix="y"),
        thank_them=permit(messages("thank_you"), once=always, says="do"),
        closed=True,
    )
    assert [rule.id for rule in made.rules] == ["mine/no-gifts", "mine/thank-them", "mine/thank-them-once"]
    assert [rule.id for rule in made.content] == ["mine/be-brief"]
    assert (made["no-gifts"].cites, made["mine/be-brief"].cites) == (("mine-03", "a-01"), ("mine-04",))
    assert made.closed is True


def test_a_policy_takes_rules_over_as_they_are() -> None:
    """In place and in order, their `-once` rules with them, and content rules perhaps with another weight."""
    gifts = forbid(messages("gift"), says="none")
    tips = policies.pro_tips
    taken = {**tips.taking("ask_for_feedback"), **tips.taking("brief", weight="must")}
    mine = policy_of("mine", first=gifts, **taken, last=gifts)
    feedback = ["pro_tips/ask-for-feedback", "pro_tips/ask-for-feedback-once"]
    assert [rule.id for rule in mine.rules] == ["mine/first", *feedback, "mine/last"]
    assert mine.rules[1:3] == (tips["ask-for-feedback"], tips["ask-for-feedback-once"])
    assert mine.content == (tips["brief"].with_weight("must"),)


def test_a_rule_that_a_policy_does_not_have_cannot_be_taken_or_asked_for() -> None:
    """The message lists those that it has."""
    mine = Policy("mine", [forbid(messages("gift"), says="none").named("mine/no-gifts")])
    expected = "policy `mine` has no rule `gifts`; its rules are: mine/no-gifts"
    assert refusal(lambda: mine.taking("gifts")) == expected
    assert refusal(lambda: mine["gifts"]) == expected


def test_a_clause_is_not_yet_a_rule() -> None:
    """The message tells how to name it."""
    expected = "policy `mine` holds a rule without a name; name it with `.named(...)`"
    assert refusal(lambda: Policy("mine", [forbid(messages("gift"), says="none")])) == expected  # type: ignore[list-item]


def test_parameters_are_all_that_can_be_set() -> None:
    """Quantities and choices of the rules, limits and choices of the content."""
    tips = policies.pro_tips
    everything = {**tips.quantities, **tips.choices, **tips.limits}
    assert dict(tips.parameters) == everything
    both = strictest(tips, policies.dos_and_donts)
    assert dict(both.parameters) == {**both.quantities, **both.choices, **both.limits}


@pytest.mark.parametrize("given", [permit(messages("gift"), always, says="x").named("mine/x"), 3, None, "gift", {}])
def test_rules_are_a_list(given: Any) -> None:
    """One rule alone is none; the message shows how a list is written."""
    with pytest.raises(PolicyError) as caught:
        Policy("mine", given)
    assert str(caught.value).endswith("` is not a list; expected rules, such as `[permit(...), forbid(...)]`")
    with pytest.raises(PolicyError, match=r"is not a list; expected content rules, such as `\[require\(\.\.\.\)\]`$"):
        Policy("mine", [], content=given)


def test_a_policy_in_place_of_rules_is_told_where_its_rules_are() -> None:
    """It is not read as a list of them."""
    given: Any = policies.recommended
    builds: list[Callable[[], Policy]] = [lambda: Policy("mine", given), lambda: Policy("mine", [], content=given)]
    for build in builds:
        with pytest.raises(PolicyError) as caught:
            build()
        assert str(caught.value).endswith("; those of a policy are its `rules` and its `content`")


@pytest.mark.parametrize("name", [None, "", " ", 3])
def test_a_policy_has_a_name(name: Any) -> None:
    """A text that is not blank."""
    assert refusal(lambda: Policy(name, [])) == f"`{name}` is not a name; expected the name of the policy"
