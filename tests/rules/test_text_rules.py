"""Demands on a text as data: what they ask, the algebra of text conditions, and the content of policies."""

# mypy: disable-error-code="arg-type"
# what is to be refused is given on purpose

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from followup_rules import policies
from followup_rules.errors import PolicyError
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import MAYBE, NO, YES, always, before, pending
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import Combined, Policy, first_to_speak, majority, most_permissive, strictest
from followup_rules.rules.rule import Clause, permit
from followup_rules.rules.selections import messages
from followup_rules.rules.text_rules import (
    Counted,
    Demand,
    Match,
    Passage,
    TextCondition,
    TextFeature,
    TextRule,
    Weight,
    ask_the_reader,
    asked_elements,
    at_most_paragraphs,
    at_most_words,
    avoid,
    choice_of_texts,
    hints_at,
    limit,
    mentions,
    require,
    shows,
)
from ids import stable_id

ELEMENTS = (TextFeature.THANKS, TextFeature.INTEREST, TextFeature.PURPOSE)
THANKS, INTEREST, PURPOSE = map(shows, ELEMENTS)
WORDS = limit("most_words", 5, cites=("a-01",), low=2, high=9, note="short")
PARAGRAPHS = limit("most_paragraphs", 2, low=1, high=3)


def passage(text: str, start: int = 0) -> Passage:
    """A stretch of a body of one line."""
    return Passage("body", start, start + len(text), 1, start + 1, text)


@attrs.frozen
class Fake:
    """A text of which is said what it shows, and that has so many words or paragraphs."""

    seen: dict[TextFeature, Match] = attrs.field(factory=dict)
    counted: int = 0

    def element(self, element: TextFeature) -> Match:
        return self.seen[element]

    def find(self, words: tuple[str, ...]) -> Match:
        """No words are told by a fake."""
        return Match(NO)

    def count(self, counted: Counted) -> int:
        return self.counted

    def beyond(self, counted: Counted, most: int) -> tuple[Passage, ...]:
        return (passage(f"{counted} beyond {most}"),)


def seen(truth: int, element: TextFeature = TextFeature.THANKS) -> Match:
    """What is found of an element: open for want of a fact, or told by one passage."""
    missing = frozenset({f"fact of {element}"}) if truth == MAYBE else frozenset()
    return Match(truth, () if truth == MAYBE else (passage(element),), missing)


def fake(*truths: int) -> Fake:
    """A text of which the first elements are so."""
    return Fake({element: seen(truth, element) for element, truth in zip(ELEMENTS, truths, strict=False)})


def rule(id: str = "mine/say-thanks", text: TextCondition = THANKS, **given: Any) -> TextRule:
    """A demand."""
    return require(given.pop("on", messages()), text, **{"says": "it thanks", "fix": "thank them", **given}).named(id)


def refusal(make: Callable[[], object]) -> str:
    """What is said of something that cannot be made."""
    with pytest.raises(PolicyError) as caught:
        make()
    return str(caught.value)


# -- the algebra, as laws

truths = st.sampled_from([NO, MAYBE, YES])
texts = st.builds(fake, truths, truths, truths)
leaves = st.sampled_from([THANKS, INTEREST, PURPOSE])
conditions = st.recursive(
    leaves,
    lambda below: st.one_of(
        st.builds(lambda a, b: a & b, below, below),
        st.builds(lambda a, b: a | b, below, below),
        st.builds(lambda a: ~a, below),
    ),
    max_leaves=6,
)


def found(condition: TextCondition, text: Fake) -> tuple[int, frozenset[Passage], frozenset[str]]:
    """What a condition finds; the order of the passages is no matter."""
    seen = condition.look(text)
    return seen.truth, frozenset(seen.passages), seen.missing


@given(conditions, conditions, texts)
def test_de_morgan(a: TextCondition, b: TextCondition, text: Fake) -> None:
    """In what is found, by which passages and for want of what."""
    assert found(~(a & b), text) == found(~a | ~b, text)
    assert found(~(a | b), text) == found(~a & ~b, text)


@given(conditions, conditions, texts)
def test_commutativity(a: TextCondition, b: TextCondition, text: Fake) -> None:
    """The order of two parts changes only that of their passages."""
    assert found(a & b, text) == found(b & a, text)
    assert found(a | b, text) == found(b | a, text)


@given(conditions, conditions, conditions, texts)
def test_associativity(a: TextCondition, b: TextCondition, c: TextCondition, text: Fake) -> None:
    """However they are bracketed, even the passages stand in one order."""
    assert (a & (b & c)).look(text) == ((a & b) & c).look(text)
    assert (a | (b | c)).look(text) == ((a | b) | c).look(text)


@given(conditions, texts)
def test_idempotence(a: TextCondition, text: Fake) -> None:
    """Said twice is said once, and a passage is named once."""
    assert (a & a).look(text) == a.look(text)
    assert (a | a).look(text) == a.look(text)


@given(conditions, texts)
def test_double_negation(a: TextCondition, text: Fake) -> None:
    """Takes itself back."""
    assert (~~a).look(text) == a.look(text)


@given(conditions, conditions, conditions, texts)
def test_distribution_and_absorption_of_what_is_found(
    a: TextCondition, b: TextCondition, c: TextCondition, text: Fake
) -> None:
    """Of the truth alone: the passages differ, as more of them are looked at."""
    assert (a & (b | c)).look(text).truth == ((a & b) | (a & c)).look(text).truth
    assert (a | (b & c)).look(text).truth == ((a | b) & (a | c)).look(text).truth
    assert (a & (a | b)).look(text).truth == (a | (a & b)).look(text).truth == a.look(text).truth


@given(conditions, texts)
def test_something_is_missing_only_where_it_is_open(a: TextCondition, text: Fake) -> None:
    """And here, where each open element lacks a fact, wherever it is."""
    seen = a.look(text)
    assert bool(seen.missing) is (seen.truth == MAYBE)


def test_no_law_of_the_excluded_middle() -> None:
    """What is open stays open, with its other side or against it."""
    for condition in (THANKS | ~THANKS, THANKS & ~THANKS):
        assert condition.look(fake(MAYBE)) == Match(MAYBE, (), frozenset({"fact of thanks"}))


@pytest.mark.parametrize("one", [NO, MAYBE, YES])
@pytest.mark.parametrize("other", [NO, MAYBE, YES])
def test_strong_kleene(one: int, other: int) -> None:
    """Both: the least; either: the greatest; not: the mirror image."""
    text = fake(one, other)
    assert (THANKS & INTEREST).look(text).truth == min(one, other)
    assert (THANKS | INTEREST).look(text).truth == max(one, other)
    assert (~THANKS).look(text).truth == {NO: YES, MAYBE: MAYBE, YES: NO}[one]


# -- passages and what is missing

A, B, C = (passage(element) for element in ELEMENTS)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (THANKS & INTEREST, Match(YES, (A, B))),
        (INTEREST & THANKS, Match(YES, (B, A))),
        (THANKS & PURPOSE, Match(NO, (C,))),
        (THANKS | PURPOSE, Match(YES, (A,))),
        (~THANKS, Match(NO, (A,))),
        (~THANKS & INTEREST, Match(NO, (A,))),
        (~PURPOSE | THANKS, Match(YES, (C, A))),
    ],
    ids=stable_id,
)
def test_passages_are_those_of_the_parts_that_decide(condition: TextCondition, expected: Match) -> None:
    """Of thanks and interest that are there, and a purpose that some passage stands against."""
    assert condition.look(fake(YES, YES, NO)) == expected


@pytest.mark.parametrize(
    ("condition", "missing"),
    [
        (THANKS & INTEREST, {"fact of thanks", "fact of interest"}),
        (THANKS | INTEREST, {"fact of thanks", "fact of interest"}),
        (~THANKS, {"fact of thanks"}),
        (THANKS & PURPOSE, set()),
        (THANKS | ~PURPOSE, set()),
        (THANKS | PURPOSE, {"fact of thanks"}),
    ],
    ids=stable_id,
)
def test_missing_is_of_the_open_parts_where_they_matter(condition: TextCondition, missing: set[str]) -> None:
    """Thanks and interest are open, there is no purpose: nothing is asked for where that decides."""
    assert condition.look(fake(MAYBE, MAYBE, NO)).missing == missing


@pytest.mark.parametrize("truth", [NO, MAYBE, YES])
def test_shows_is_what_the_text_shows(truth: int) -> None:
    """All of it."""
    assert THANKS.look(fake(truth)) == seen(truth)


@pytest.mark.parametrize(("truth", "expected"), [(NO, Match(MAYBE)), (MAYBE, Match(MAYBE)), (YES, seen(YES))])
def test_a_hint_holds_or_is_open(truth: int, expected: Match) -> None:
    """Never does it not hold, and no fact could tell: only a reader can."""
    assert hints_at("thanks").look(fake(truth)) == expected


@pytest.mark.parametrize(
    ("condition", "counted"),
    [
        (at_most_words(limit("most", 2, low=1, high=3)), "words"),
        (at_most_paragraphs(PARAGRAPHS), "paragraphs"),
        (at_most_paragraphs(PARAGRAPHS, with_frame=True), "paragraphs_and_frame"),
    ],
    ids=["words", "paragraphs", "paragraphs_and_frame"],
)
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_limit_is_met_up_to_its_number(condition: TextCondition, counted: str, count: int) -> None:
    """And beyond it what is beyond is shown."""
    expected = Match(YES) if count <= 2 else Match(NO, (passage(f"{counted} beyond 2"),))
    assert condition.look(Fake(counted=count)) == expected


def test_a_choice_is_what_is_chosen() -> None:
    """The first reading, unless another is."""
    choice = choice_of_texts("which", thanks=THANKS, interest=INTEREST, cites=("a-01",))
    read = choice.reading
    assert (read.chosen, read.readings, read.cites) == ("thanks", ("thanks", "interest"), ("a-01",))
    assert (choice.option, choice.look(fake(YES, NO)).truth) == (THANKS, YES)
    other = choice.read_as("interest")
    assert (other.option, other.look(fake(YES, NO)).truth) == (INTEREST, NO)


# -- values

ROUND_TRIPS = [
    THANKS,
    hints_at("placeholder"),
    ~THANKS,
    THANKS & INTEREST,
    THANKS | INTEREST,
    THANKS & INTEREST & ~PURPOSE,
    THANKS | INTEREST | PURPOSE,
    (THANKS | INTEREST) & PURPOSE,
    THANKS & INTEREST | PURPOSE,
    THANKS & (INTEREST | ~PURPOSE),
    ~(THANKS | INTEREST) & hints_at("pressing"),
    ~(THANKS & INTEREST),
    ~((THANKS | INTEREST) & PURPOSE),
]


@pytest.mark.parametrize("condition", ROUND_TRIPS, ids=stable_id)
def test_repr_reads_as_its_source(condition: TextCondition) -> None:
    """Pasted, it makes an equal condition; brackets stand only where they are needed."""
    assert eval(repr(condition), {"shows": shows, "hints_at": hints_at}) == condition


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (THANKS, "shows('thanks')"),
        (hints_at(TextFeature.PRESSING), "hints_at('pressing')"),
        ((THANKS | INTEREST) & ~PURPOSE, "(shows('thanks') | shows('interest')) & ~shows('purpose')"),
        (THANKS & INTEREST | PURPOSE, "shows('thanks') & shows('interest') | shows('purpose')"),
        (~(THANKS & INTEREST), "~(shows('thanks') & shows('interest'))"),
        (WORDS, "most_words=5"),
        (at_most_words(WORDS), "at_most_words(most_words=5)"),
        (at_most_paragraphs(PARAGRAPHS), "at_most_paragraphs(most_paragraphs=2)"),
        (at_most_paragraphs(PARAGRAPHS, with_frame=True), "at_most_paragraphs(most_paragraphs=2, with_frame=True)"),
        (choice_of_texts("which", a=THANKS, b=INTEREST), "which"),
        (choice_of_texts("which", a=THANKS, b=INTEREST).read_as("b"), "which=b"),
        (rule(), "require(messages(), shows('thanks')).named('mine/say-thanks')"),
        (rule(when=pending), "require(messages(), shows('thanks'), when=pending).named('mine/say-thanks')"),
        (
            avoid(messages("gift", by="post"), hints_at("pressing"), says="x", fix="y").named("mine/no"),
            "avoid(messages(gift, by={post}), hints_at('pressing')).named('mine/no')",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_repr(node: object, expected: str) -> None:
    """Word for word; what is named goes by its name, as in the repr of a rule."""
    assert repr(node) == expected


def test_repr_of_what_a_reader_judges() -> None:
    """It begins with the function that makes it, as that of every other rule does."""
    shown = repr(ask_the_reader(messages(), says="it is warm").named("mine/warm"))
    assert shown == "ask_the_reader(messages()).named('mine/warm')"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (THANKS & (INTEREST & PURPOSE), THANKS & INTEREST & PURPOSE),
        (THANKS | (INTEREST | PURPOSE), THANKS | INTEREST | PURPOSE),
        (THANKS & THANKS, THANKS),
        (~~THANKS, THANKS),
    ],
    ids=["and", "or", "twice", "negated-twice"],
)
def test_what_is_the_same_by_the_laws_of_brackets_is_equal(one: TextCondition, other: TextCondition) -> None:
    """As of conditions: flat, each part once, a double negation taken back."""
    assert one == other
    assert repr(one) == repr(other)


VALUES = [*ROUND_TRIPS, WORDS, at_most_words(WORDS), choice_of_texts("which", a=THANKS, b=INTEREST), rule(when=pending)]


@pytest.mark.parametrize(
    "again", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))], ids=["copy", "pickle"]
)
@pytest.mark.parametrize("value", VALUES, ids=stable_id)
def test_a_value_comes_back_equal(value: object, again: Callable[[object], object]) -> None:
    """Copied or pickled, once its hash has been worked out too."""
    hashed = hash(value)
    assert again(value) == value
    assert hash(again(value)) == hashed
    assert repr(again(value)) == repr(value)


@pytest.mark.parametrize(
    "other",
    [
        rule("mine/other"),
        rule(text=INTEREST),
        rule(on=messages("gift")),
        rule(says="it says thanks"),
        rule(fix="thank"),
        rule(cites=("a-01",)),
        rule(weight="should"),
        rule(when=pending),
        avoid(messages(), THANKS, says="it thanks", fix="thank them").named("mine/say-thanks"),
    ],
    ids=["id", "text", "on", "says", "fix", "cites", "weight", "when", "demand"],
)
def test_rules_are_equal_only_where_all_is(other: TextRule) -> None:
    """Each field counts."""
    assert rule() == rule(weight=Weight.MUST, when=always)
    assert rule() != other


def test_the_same_element_is_shown_hinted_at_and_lacked_differently() -> None:
    """Conditions of different classes are unequal, and so are limits of different numbers."""
    assert len({THANKS, hints_at("thanks"), ~THANKS, shows(TextFeature.THANKS)}) == 3
    assert attrs.evolve(WORDS, value=6) != WORDS == limit("most_words", 5, cites=("a-01",), low=2, high=9, note="short")


@pytest.mark.parametrize(
    "used",
    [lambda: bool(THANKS), lambda: not THANKS, lambda: THANKS and INTEREST, lambda: THANKS or INTEREST],
    ids=["bool", "not", "and", "or"],
)
def test_a_text_condition_is_neither_true_nor_false(used: Callable[[], object]) -> None:
    """`and`, `or`, `not` and `if` do not silently pick one."""
    with pytest.raises(TypeError) as caught:
        used()
    assert str(caught.value) == (
        "`shows('thanks')` is neither true nor false by itself: combine conditions with `&`, `|` and `~`, "
        "and ask an evaluation whether they hold"
    )


@pytest.mark.parametrize("node", [WORDS, rule(), at_most_words(WORDS)], ids=["limit", "rule", "at-most"])
def test_no_other_node_is_true_either(node: object) -> None:
    """Limits and rules are data too."""
    with pytest.raises(TypeError, match="is neither true nor false by itself"):
        bool(node)


@pytest.mark.parametrize(
    "combine", [lambda: THANKS & "thanks", lambda: THANKS | 1, lambda: pending & THANKS], ids=["and", "or", "condition"]
)
def test_only_text_conditions_are_combined(combine: Callable[[], object]) -> None:
    """With anything else Python says so: a condition of the timeline is no text condition."""
    with pytest.raises(TypeError, match="unsupported operand type"):
        combine()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Passage("body", 8, 20, 2, 3, "Thank  you\nDana"), "line 2, column 3: `Thank you Dana`"),
        (Passage("subject", 0, 5, 1, 1, "Hello"), "subject: `Hello`"),
        (Passage("attachments", 0, 6, 1, 1, "cv.pdf"), "attachments: `cv.pdf`"),
        (Passage("body", 0, 80, 1, 1, "x" * 80), f"line 1, column 1: `{'x' * 59}…`"),
    ],
    ids=["body", "subject", "attachments", "long"],
)
def test_a_passage_says_where_it_is(where: Passage, expected: str) -> None:
    """By line and column in the body, by the name of the part elsewhere; on one line, cut where it is long."""
    assert str(where) == expected


# -- demands


@pytest.mark.parametrize(
    ("make", "expected"),
    [(require, (YES, MAYBE, NO)), (avoid, (NO, MAYBE, YES))],
    ids=["require", "avoid"],
)
def test_a_demand_is_met_as_it_asks(make: Callable[..., Clause[TextRule]], expected: tuple[int, ...]) -> None:
    """By a text that is so, or by one that is not; with the passages, and what is missing, as they are found."""
    demand = make(messages(), THANKS, says="x", fix="y").named("mine/x")
    for truth, met in zip((YES, MAYBE, NO), expected, strict=True):
        assert demand.met(fake(truth)) == attrs.evolve(seen(truth), truth=met)


def test_what_a_reader_judges_is_open() -> None:
    """It asks no text, has no mend, and misses nothing."""
    demand = ask_the_reader(messages(), says="it is warm", cites=("a-01",), weight="could", when=pending).named(
        "mine/warm"
    )
    assert demand.met(Fake()) == Match(MAYBE)
    assert (demand.demand, demand.text, demand.fix) == (Demand.JUDGE, None, "")
    assert (demand.cites, demand.weight, demand.when) == (("a-01",), Weight.COULD, pending)


def test_a_demand_is_a_must_and_always_holds_unless_it_is_said() -> None:
    """Nothing is cited."""
    for demand in (
        rule(),
        avoid(messages(), THANKS, says="", fix="").named("a/b"),
        ask_the_reader(messages(), says="").named("a/b"),
    ):
        assert (demand.weight, demand.when, demand.cites) == (Weight.MUST, always, ())


def test_weighing() -> None:
    """Another weight, all else as it was; the old one stays."""
    demand = rule(cites=("a-01",))
    assert demand.with_weight("could") == rule(cites=("a-01",), weight=Weight.COULD)
    assert demand.with_weight(Weight.SHOULD).weight is Weight.SHOULD
    assert demand.weight is Weight.MUST
    assert demand.with_weight("must") == demand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (THANKS, "thanks"),
        (INTEREST & ~THANKS | INTEREST, "interest thanks"),
        (hints_at("pressing"), "pressing"),
        (at_most_words(WORDS), ""),
        (choice_of_texts("which", a=PURPOSE, b=THANKS), "purpose thanks"),
    ],
    ids=stable_id,
)
def test_asked_elements(text: TextCondition, expected: str) -> None:
    """Each once, in the order in which they are asked; of a choice those of every reading."""
    assert " ".join(asked_elements(rule(text=text))) == expected


def test_asked_elements_of_what_a_reader_judges() -> None:
    """None."""
    assert [*asked_elements(ask_the_reader(messages(), says="it is warm").named("mine/warm"))] == []


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (
            lambda: rule(on="thank_you"),
            "rule `mine/say-thanks` is on `thank_you`; expected actions such as `messages()`",
        ),
        (lambda: rule(on=None), "rule `mine/say-thanks` is on `None`; expected actions such as `messages()`"),
        (lambda: rule(cites="a-01"), "rule `mine/say-thanks` cites `a-01`; expected a tuple of statement ids"),
        (
            lambda: rule(cites=("a-01", 2.5)),
            "rule `mine/say-thanks` cites `('a-01', 2.5)`; expected a tuple of statement ids",
        ),
        (lambda: rule(text="thanks"), "rule `mine/say-thanks` asks `thanks`; expected a text condition"),
        (lambda: rule(text=None), "rule `mine/say-thanks` asks `None`; expected a text condition"),
        (lambda: rule(text=pending), "rule `mine/say-thanks` asks `pending`; expected a text condition"),
        (
            lambda: avoid(messages(), TextFeature.THANKS, says="", fix="").named("mine/x"),
            "rule `mine/x` asks `thanks`; expected a text condition",
        ),
        (lambda: rule(when=True), "rule `mine/say-thanks` holds when `True`; expected a condition"),
        (lambda: rule(when=THANKS), "rule `mine/say-thanks` holds when `shows('thanks')`; expected a condition"),
        (
            lambda: ask_the_reader("all", says="").named("mine/x"),
            "rule `mine/x` is on `all`; expected actions such as `messages()`",
        ),
    ],
)
def test_what_makes_no_demand_is_refused(make: Callable[[], object], expected: str) -> None:
    """Whatever it is made with, in the words of the rules."""
    assert refusal(make) == expected


@pytest.mark.parametrize(
    "name", ["thanks", "Mine/thanks", "mine/say_thanks", "mine/", "mine/a/b", "mine/say--thanks", "mine/-x", ""]
)
def test_an_id_names_its_policy(name: str) -> None:
    """In small letters, a stroke, and words with dashes."""
    expected = f"`{name}` is not a rule id; expected `policy/name-with-dashes`, such as `mine/say-thanks`"
    assert refusal(lambda: rule(name)) == expected


@pytest.mark.parametrize("make", [shows, hints_at], ids=["shows", "hints_at"])
@pytest.mark.parametrize("element", ["x", "", None, 3, []], ids=stable_id)
def test_an_unknown_element_is_refused_with_the_known(make: Callable[[Any], object], element: Any) -> None:
    """All of them, in their order."""
    assert refusal(lambda: make(element)) == (
        f"`{element}` is not a feature of a text; expected one of {', '.join(TextFeature)}"
    )


@pytest.mark.parametrize("element", ["thank", "THANKS"])
def test_the_nearest_element_is_suggested(element: str) -> None:
    """After all that are known."""
    assert refusal(lambda: shows(element)).endswith("; did you mean `thanks`?")


@pytest.mark.parametrize("value", [0, -1, True, 2.5, "3", None], ids=stable_id)
def test_a_limit_is_a_whole_number_from_one_on(value: Any) -> None:
    """A text without words cannot be asked for."""
    expected = f"`most_words` is set to `{value}`; expected a whole number of at least 1"
    assert refusal(lambda: limit("most_words", value, low=1, high=3)) == expected
    assert refusal(lambda: attrs.evolve(WORDS, value=value)) == expected


@pytest.mark.parametrize(
    "make",
    [
        lambda: rule(weight="may"),
        lambda: avoid(messages(), THANKS, says="", fix="", weight="may").named("mine/say-thanks"),
        lambda: ask_the_reader(messages(), says="", weight="may").named("mine/say-thanks"),
        lambda: rule().with_weight("may"),
    ],
    ids=["require", "avoid", "ask_the_reader", "with_weight"],
)
def test_an_unknown_weight_is_refused_with_the_known(make: Callable[[], object]) -> None:
    """As a fault of the rule, in the library's own words."""
    said = refusal(make)
    assert "`may`" in said
    assert "must, should, could" in said


@pytest.mark.parametrize(
    "make",
    [
        lambda: at_most_words(200),
        lambda: at_most_paragraphs(2),
        lambda: choice_of_texts("which", a="thanks"),
        lambda: choice_of_texts("which"),
    ],
    ids=["words", "paragraphs", "no-text-condition", "no-reading"],
)
def test_what_makes_no_text_condition_is_refused(make: Callable[[], object]) -> None:
    """When it is made, not when a text is read."""
    assert "expected" in refusal(make)


# -- the content of a policy

SAYS_THANKS = rule()
BRIEF = rule("mine/brief", at_most_words(WORDS), weight="should", says="it is brief", fix="cut it")
WHICH = choice_of_texts("which", thanks=THANKS, interest=INTEREST)
CHOOSES = rule("mine/choose", WHICH)
WARM = ask_the_reader(messages(), says="it is warm").named("mine/warm")


def mine(*content: TextRule, name: str = "mine") -> Policy:
    """A policy of one rule with this content."""
    return Policy(name, [permit(messages(), always, says="go").named(f"{name}/go")], content=content)


def test_content_is_kept_in_its_order() -> None:
    """As a tuple, whatever it was given as; a policy has none unless it is said."""
    assert Policy("mine", [], content=iter([BRIEF, SAYS_THANKS])).content == (BRIEF, SAYS_THANKS)
    assert Policy("mine", []).content == ()


def test_content_counts_in_equality() -> None:
    """Two policies of the same rules and other content are two."""
    assert mine(BRIEF, WARM) == mine(BRIEF, WARM)
    assert len({mine(BRIEF, WARM), mine(WARM, BRIEF), mine(BRIEF), mine()}) == 4


@pytest.mark.parametrize("policy", [mine(BRIEF, CHOOSES, WARM), *map(policies.get, policies.names())], ids=stable_id)
def test_a_policy_with_content_is_pickled(policy: Policy) -> None:
    """Whatever was read of it before."""
    assert policy.limits is policy.limits
    for again in (pickle.loads(pickle.dumps(policy)), copy.deepcopy(policy)):
        assert again == policy
        assert again.content == policy.content
        assert dict(again.limits) == dict(policy.limits)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (
            lambda: mine(SAYS_THANKS, WARM, rule(text=INTEREST)),
            "policy `mine` has two rules with the same id: `mine/say-thanks`",
        ),
        (
            lambda: mine(SAYS_THANKS, WARM, WARM, SAYS_THANKS),
            "policy `mine` has two rules with the same id: `mine/warm`, `mine/say-thanks`",
        ),
        (lambda: mine(rule("mine/go")), "policy `mine` has two rules with the same id: `mine/go`"),
        (lambda: mine("thanks"), "the content of policy `mine` holds `thanks`; expected content rules"),
        (lambda: mine(THANKS), "the content of policy `mine` holds `shows('thanks')`; expected content rules"),
        (
            lambda: Policy("mine", [], content=mine().rules),
            "the content of policy `mine` holds `permit(messages(), always).named('mine/go')`; expected content rules",
        ),
        (
            lambda: Policy("mine", [SAYS_THANKS]),  # type: ignore[list-item]
            "policy `mine` holds `require(messages(), shows('thanks')).named('mine/say-thanks…`; expected rules",
        ),
        (
            lambda: mine(BRIEF, rule("mine/briefer", at_most_words(attrs.evolve(WORDS, value=3)))),
            "policy `mine` has two quantities or choices named `most_words`",
        ),
        (
            lambda: mine(CHOOSES, rule("mine/other", choice_of_texts("which", thanks=THANKS, purpose=PURPOSE))),
            "policy `mine` has two quantities or choices named `which`",
        ),
        (
            lambda: mine(BRIEF, rule("mine/choose", choice_of_texts("most_words", thanks=THANKS))),
            "policy `mine` has two quantities or choices named `most_words`",
        ),
    ],
    ids=[
        "two-of-one-id",
        "two-of-two-ids",
        "id-of-a-rule",
        "a-text",
        "a-text-condition",
        "a-rule",
        "content-as-a-rule",
        "two-limits",
        "two-choices",
        "limit-and-choice",
    ],
)
def test_content_that_does_not_go_together_is_refused(make: Callable[[], object], expected: str) -> None:
    """Two of one id or one name, or no content rule at all."""
    assert refusal(make) == expected


def test_one_limit_may_stand_in_several_demands() -> None:
    """It is one limit, and set in all of them."""
    policy = mine(BRIEF, rule("mine/briefer", at_most_words(WORDS) | THANKS)).with_(most_words=3)
    assert [repr(demand.text) for demand in policy.content] == [
        "at_most_words(most_words=3)",
        "at_most_words(most_words=3) | shows('thanks')",
    ]


def test_with_content_adds_at_the_end() -> None:
    """In the order given; rules and flags stay, and so does the old policy."""
    policy = Policy("mine", mine().rules, closed=True, content=[BRIEF])
    more = policy.with_content(WARM, SAYS_THANKS)
    assert more == attrs.evolve(policy, content=(BRIEF, WARM, SAYS_THANKS))
    assert policy.content == (BRIEF,)
    assert policy.with_content() == policy


def test_with_content_replaces_in_place() -> None:
    """What has its id takes its place; of two given with one id the last counts."""
    policy = mine(SAYS_THANKS, BRIEF, WARM)
    other = BRIEF.with_weight("could")
    assert policy.with_content(other).content == (SAYS_THANKS, other, WARM)
    assert policy.with_content(BRIEF.with_weight("must"), other).content == (SAYS_THANKS, other, WARM)


def test_with_content_refuses_what_does_not_go_together() -> None:
    """As the policy itself does."""
    briefer = rule("mine/briefer", at_most_words(attrs.evolve(WORDS, value=3)))
    expected = "policy `mine` has two quantities or choices named `most_words`"
    assert refusal(lambda: mine(BRIEF).with_content(briefer)) == expected
    twice = "policy `mine` has two rules with the same id: `mine/go`"
    assert refusal(lambda: mine().with_content(rule("mine/go"))) == twice


@pytest.mark.parametrize("given", ["mine/warm", [WARM]], ids=["text", "list"])
def test_with_content_refuses_what_is_no_content_rule(given: Any) -> None:
    """In the words in which a policy refuses it."""
    said = refusal(lambda: mine().with_content(given))
    assert said.startswith("the content of policy `mine` holds")
    assert said.endswith("expected content rules")


def test_without_content() -> None:
    """What is left keeps its order; none, or one twice, may be named."""
    policy = mine(SAYS_THANKS, BRIEF, WARM)
    assert policy.without_content("mine/brief").content == (SAYS_THANKS, WARM)
    assert policy.without_content("mine/warm", "mine/say-thanks", "mine/warm").content == (BRIEF,)
    assert policy.without_content() == policy
    assert policy.content == (SAYS_THANKS, BRIEF, WARM)


@pytest.mark.parametrize(
    ("policy", "ids", "expected"),
    [
        (
            mine(SAYS_THANKS, BRIEF),
            ["mine/brief", "mine/warm"],
            "`mine/warm` is not a content rule of `mine`; its content rules are: mine/say-thanks, mine/brief",
        ),
        (mine(BRIEF), ["mine/go"], "`mine/go` is not a content rule of `mine`; its content rules are: mine/brief"),
        (mine(), ["mine/warm"], "`mine/warm` is not a content rule of `mine`; its content rules are: none"),
    ],
    ids=["several", "rule", "none"],
)
def test_without_content_refuses_an_unknown_id_with_the_known(policy: Policy, ids: list[str], expected: str) -> None:
    """A rule on when to send is none."""
    assert refusal(lambda: policy.without_content(*ids)) == expected


# -- limits and choices


def test_limits_and_choices_by_name() -> None:
    """Choices of texts stand among the others; a limit is no quantity of the rules, and neither can be changed."""
    policy = mine(BRIEF, CHOOSES, WARM)
    assert dict(policy.limits) == {"most_words": WORDS}
    assert dict(policy.choices) == {"which": WHICH.reading}
    assert dict(policy.quantities) == {}
    with pytest.raises(TypeError, match="does not support item assignment"):
        policy.limits["most_words"] = WORDS  # type: ignore[index]
    with pytest.raises(TypeError, match="does not support item assignment"):
        policy.choices["which"] = WHICH.reading  # type: ignore[index]


def test_with_sets_limits_and_choices() -> None:
    """Wherever they stand; the range stays, and so does the old policy."""
    policy = mine(BRIEF, CHOOSES)
    changed = policy.with_(most_words=3, which="interest")
    assert changed.limits["most_words"] == attrs.evolve(WORDS, value=3)
    assert changed.choices["which"] == WHICH.reading.read_as("interest")
    assert [repr(demand.text) for demand in changed.content] == ["at_most_words(most_words=3)", "which=interest"]
    assert policy.limits["most_words"].value == 5
    assert policy.with_(most_words=5, which="thanks") == policy


def test_with_sets_quantities_in_the_conditions_of_content_too() -> None:
    """A number that tells when a message is governed is the one that tells when it may be sent."""
    no_question = "art_of_follow_up/no-question-in-the-early-message"
    changed = policies.art_of_follow_up.with_(no_question_within=24)
    (demand,) = (demand for demand in changed.content if demand.id == no_question)
    assert repr(demand.when) == "before(interview_end + no_question_within=24)"
    assert demand.when == before(interview_end + changed.quantities["no_question_within"])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"most_words": 0}, "`most_words` is set to `0`; expected a whole number of at least 1"),
        ({"most_words": "9"}, "`most_words` is set to `9`; expected a whole number of at least 1"),
        ({"most_words": True}, "`most_words` is set to `True`; expected a whole number of at least 1"),
        ({"most_words": days(3)}, "`most_words` is set to `days(3)`; expected a whole number of at least 1"),
        ({"which": "purpose"}, "`purpose` is not a reading of `which`; expected one of thanks, interest"),
        (
            {"most": 3},
            "`most` is not a quantity or choice of `mine`; its quantities are: most_words; its choices: which",
        ),
    ],
    ids=stable_id,
)
def test_with_refuses_what_does_not_fit(change: dict[str, Any], expected: str) -> None:
    """No number, no reading, or a name that is neither's."""
    assert refusal(lambda: mine(BRIEF, CHOOSES).with_(**change)) == expected


def test_an_unknown_name_is_refused_with_all_that_are_known() -> None:
    """Quantities and limits, choices of the rules and of the texts."""
    assert refusal(lambda: policies.pro_tips.with_(most_letters=3)) == (
        "`most_letters` is not a quantity or choice of `pro_tips`; its quantities are: thank_you_late, "
        "thank_you_date, wait_past_promise, long_silence, most_words, most_paragraphs; its choices: thank_you_day_is, "
        "day_of_the_thank_you, days_counted, email_in_the_way, not_offered, paragraphs_counted"
    )


@pytest.mark.parametrize("name", policies.names())
def test_every_limit_and_choice_can_be_set_otherwise(name: str) -> None:
    """`with_` takes every name that a policy lists; each limit stands in its range and says why."""
    policy = policies.get(name)
    for most in policy.limits.values():
        assert most.low <= most.value <= most.high
        assert most.note
        assert policy.with_(**{most.name: 5}).limits[most.name].value == 5
    for choice in policy.choices.values():
        for reading in choice.readings:
            assert policy.with_(**{choice.name: reading}).choices[choice.name].chosen == reading


# -- combined policies

RESOLVERS = (strictest, most_permissive, majority, first_to_speak)


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda resolver: resolver.__name__)
def test_combined_content_is_that_of_all_sources(resolver: Callable[..., Any]) -> None:
    """Source by source, whatever the resolver: it resolves stances, and no ruling turns on content."""
    one, other = mine(BRIEF, WARM, name="a"), mine(SAYS_THANKS, name="b")
    assert resolver(one, other).content == (BRIEF, WARM, SAYS_THANKS)
    assert resolver(one, mine(name="b")).content == (BRIEF, WARM)


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda resolver: resolver.__name__)
def test_of_one_id_what_weighs_most_counts(resolver: Callable[..., Any]) -> None:
    """In the place of the first; of equal weight the first itself."""
    one = mine(BRIEF, SAYS_THANKS.with_weight("could"), name="a")
    other = mine(SAYS_THANKS, attrs.evolve(BRIEF, says="it is short"), name="b")
    assert resolver(one, other).content == (BRIEF, SAYS_THANKS)


def test_recommended_and_its_source() -> None:
    """A demand that `recommended` takes over with less weight counts as its document has it."""
    both = strictest(policies.recommended, policies.review_your_notes)
    found = {demand.id: demand for demand in both.content}
    assert len(found) == len(both.content)
    assert found["review_your_notes/the-first-name"].weight is Weight.MUST
    assert found["recommended/brief"] in policies.recommended.content


def test_combined_limits_and_choices() -> None:
    """By name, of all sources; of one name the first source's."""
    one = mine(rule("a/brief", at_most_words(attrs.evolve(WORDS, value=3))), name="a")
    other = mine(BRIEF, CHOOSES, name="b")
    assert dict(strictest(one, other).limits) == {"most_words": attrs.evolve(WORDS, value=3)}
    assert dict(first_to_speak(other, one).limits) == {"most_words": WORDS}
    assert dict(strictest(one, other).choices) == {"which": WHICH.reading}


def test_a_combined_policy_sets_them_in_every_source_that_has_them() -> None:
    """And leaves the others as they are."""
    one, other = mine(rule("a/brief", at_most_words(WORDS)), name="a"), mine(BRIEF, CHOOSES, name="b")
    combined = strictest(one, other, mine(WARM, name="c")).with_(most_words=7, which="interest")
    assert isinstance(combined, Combined)
    assert [source.limits["most_words"].value for source in combined.sources[:2]] == [7, 7]
    assert combined.choices["which"].chosen == "interest"
    assert combined.sources[2] == mine(WARM, name="c")
    assert refusal(lambda: strictest(one, other).with_(most=7)) == (
        "`most` is not a quantity or choice of `strictest(a, b)`; its quantities are: most_words; its choices: which"
    )


def test_a_combined_policy_with_content_is_pickled() -> None:
    """Whatever was read of it before."""
    both = strictest(policies.pro_tips, policies.recommended)
    assert both.content is both.content
    again = pickle.loads(pickle.dumps(both))
    assert again == both
    assert again.content == both.content


@pytest.mark.parametrize("name", policies.names())
def test_content_reads_like_its_source(name: str) -> None:
    """Every demand says what it asks and, but for what a reader judges, what would meet it; no two say the same."""
    content = policies.get(name).content
    assert len({demand.says for demand in content}) == len(content)
    for demand in content:
        assert demand.says[0].islower() or demand.says[0].isdigit(), demand.id
        assert not demand.says.endswith((".", " ")), demand.id
        assert bool(demand.fix) is (demand.demand is not Demand.JUDGE), demand.id
        assert isinstance(demand.cites, tuple), demand.id


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "no word is given; expected words or phrases"),
        ((" ",), "` ` is not a word; expected words or phrases"),
        ((7,), "`7` is not a word; expected words or phrases"),
    ],
    ids=["none", "blank", "number"],
)
def test_words_that_are_none_are_refused(words: Any, said: str) -> None:
    """When they are given, not when a text is read."""
    assert refusal(lambda: mentions(*words)) == said
