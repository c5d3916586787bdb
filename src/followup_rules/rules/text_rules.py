"""What a message is to say: demands on the text of a draft, as data, beside the rules on when it may be sent.

A demand asks a *text condition* of the drafts that it governs. Text conditions are trees of plain data, combined with
`&`, `|` and `~`, and three-valued: what a text shows may be open where a fact is missing, or where only a reader can
tell. How a text is read, and in which language, is for `followup_rules.drafts`; nothing here looks at a letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal, Protocol, TypeAlias

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.conditions import MAYBE, NO, YES, Condition, Truth, always
from followup_rules.rules.node import Node, walk
from followup_rules.rules.rule import Cites, Clause, check_rule, parts_of
from followup_rules.rules.selections import Selection


class TextFeature(StrEnum):
    """Something that a text shows or does not; what each means to the word is fixed beside the labelled drafts, in
    `tests/drafts/README.md`."""

    # greeting, ending, subject
    SALUTATION = "salutation"
    ADDRESSEE_NAMED = "addressee_named"
    FIRST_NAME = "first_name"
    MISSPELLED_NAME = "misspelled_name"
    CLOSING = "closing"
    FULL_NAME = "full_name"
    CONTACT_DETAILS = "contact_details"
    SUBJECT = "subject"
    SUBJECT_PURPOSE = "subject_purpose"
    SUBJECT_JOB = "subject_job"
    BARE_SUBJECT = "bare_subject"
    PLACEHOLDER = "placeholder"
    # thanks
    THANKS = "thanks"
    THANKS_FOR_TIME = "thanks_for_time"
    THANKS_FOR_OPPORTUNITY = "thanks_for_opportunity"
    THANKS_FOR_CONSIDERATION = "thanks_for_consideration"
    # what one wants
    INTEREST = "interest"
    INTEREST_IN_COMPANY = "interest_in_company"
    GLADLY_JOINING = "gladly_joining"
    ANTICIPATION = "anticipation"
    STATUS_QUESTION = "status_question"
    DECISION_QUESTION = "decision_question"
    NEXT_STEPS_QUESTION = "next_steps_question"
    NO_WORD_YET = "no_word_yet"
    PURPOSE = "purpose"
    # what it is about
    JOB_TITLE = "job_title"
    INTERVIEW_DATE = "interview_date"
    WRONG_INTERVIEW_DATE = "wrong_interview_date"
    TALK_MENTIONED = "talk_mentioned"
    PARTICULAR_POINT = "particular_point"
    QUALIFICATIONS = "qualifications"
    CONTRIBUTION = "contribution"
    UNDERSTANDS_NEEDS = "understands_needs"
    OFFERS_MORE = "offers_more"
    ENCLOSES = "encloses"
    LINK = "link"
    RESEARCH = "research"
    # special kinds
    COMPETING_OFFER = "competing_offer"
    PREFERS_THIS_COMPANY = "prefers_this_company"
    HOPES_FOR_WORD_FIRST = "hopes_for_word_first"
    FEEDBACK_WISH = "feedback_wish"
    FEEDBACK_PURPOSE = "feedback_purpose"
    DOOR_OPEN = "door_open"
    # manner
    NEGATIVE_FEELINGS = "negative_feelings"
    PRESSING = "pressing"
    STOCK_WISH = "stock_wish"
    # how it opens, a stock wish not counted
    OPENS_WITH_THANKS = "opens_with_thanks"
    OPENS_WITH_NO_WORD = "opens_with_no_word"
    OPENS_WITH_QUESTION = "opens_with_question"
    OPENS_WITH_VALUE = "opens_with_value"
    # beside what is known: whom it is to, what was promised, what else is sent
    TO_AN_INTERVIEWER = "to_an_interviewer"
    ENDING_IN_ORDER = "ending_in_order"
    PROMISED_DOCUMENTS = "promised_documents"
    SAME_AS_ANOTHER = "same_as_another"


Counted: TypeAlias = Literal["words", "paragraphs", "paragraphs_and_frame"]


@attrs.frozen
class Passage:
    """
    A stretch of a draft: `text` as it stands there, in its `body`, `subject` or `attachments`, from the character
    `start` to before `end`; `line` and `column` count from 1.
    """

    part: str
    start: int
    end: int
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        where = self.part if self.part != "body" else f"line {self.line}, column {self.column}"
        return f"{where}: {shown(' '.join(self.text.split()))}"


@attrs.frozen
class Match:
    """What a text condition finds: whether it holds, by which passages, and which facts are missing to tell."""

    truth: Truth
    passages: tuple[Passage, ...] = ()
    missing: frozenset[str] = frozenset()


class Text(Protocol):
    """A draft as it is read, by whatever knows its language."""

    def element(self, feature: TextFeature) -> Match:
        """Whether it shows a feature, and where."""
        ...

    def find(self, words: tuple[str, ...]) -> Match:
        """Whether one of some words or phrases stands in it, and where."""
        ...

    def count(self, counted: Counted) -> int:
        """How many words or paragraphs it has."""
        ...

    def beyond(self, counted: Counted, most: int) -> tuple[Passage, ...]:
        """What stands beyond so many words or paragraphs."""
        ...


# -- text conditions


@attrs.frozen(repr=False, eq=False)
class TextCondition(Node):
    """Something that holds of some texts: combine with `&`, `|`, `~`."""

    def look(self, text: Text) -> Match:
        """Whether it holds of a text."""
        raise NotImplementedError

    def __and__(self, other: object) -> TextCondition:
        return _joined(Every, self, other) if isinstance(other, TextCondition) else NotImplemented

    def __or__(self, other: object) -> TextCondition:
        return _joined(Some, self, other) if isinstance(other, TextCondition) else NotImplemented

    def __invert__(self) -> TextCondition:
        return self.part if isinstance(self, Lacks) else Lacks(self)


@attrs.frozen(repr=False, eq=False)
class Every(TextCondition):
    """Holds of a text of which every part does."""

    parts: tuple[TextCondition, ...]

    def look(self, text: Text) -> Match:
        found = [part.look(text) for part in self.parts]
        return _together(min(seen.truth for seen in found), found)

    def __repr__(self) -> str:
        return " & ".join(f"({part!r})" if isinstance(part, Some) else repr(part) for part in self.parts)


@attrs.frozen(repr=False, eq=False)
class Some(TextCondition):
    """Holds of a text of which one part does."""

    parts: tuple[TextCondition, ...]

    def look(self, text: Text) -> Match:
        found = [part.look(text) for part in self.parts]
        return _together(max(seen.truth for seen in found), found)

    def __repr__(self) -> str:
        return " | ".join(f"({part!r})" if isinstance(part, Every) else repr(part) for part in self.parts)


def _joined(kind: type[Every] | type[Some], *parts: TextCondition) -> TextCondition:
    """Flat, each part once, in the order given: so that `a & (b & a)` is `a & b`."""
    flat: dict[TextCondition, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def _together(truth: Truth, found: list[Match]) -> Match:
    """One truth of several; the passages of those that have it, and what is missing of those that are open."""
    passages = tuple(dict.fromkeys(passage for seen in found if seen.truth == truth for passage in seen.passages))
    missing = frozenset().union(*(seen.missing for seen in found if seen.truth == MAYBE))
    return Match(truth, passages, missing if truth == MAYBE else frozenset())


@attrs.frozen(repr=False, eq=False)
class Lacks(TextCondition):
    """Holds of a text of which its part does not."""

    part: TextCondition

    def look(self, text: Text) -> Match:
        seen = self.part.look(text)
        return attrs.evolve(seen, truth=YES - seen.truth)

    def __repr__(self) -> str:
        return f"~({self.part!r})" if isinstance(self.part, Every | Some) else f"~{self.part!r}"


@attrs.frozen(repr=False, eq=False)
class Shows(TextCondition):
    """Holds of a text that shows an element."""

    element: TextFeature

    def look(self, text: Text) -> Match:
        return text.element(self.element)

    def __repr__(self) -> str:
        return f"shows({self.element.value!r})"


@attrs.frozen(repr=False, eq=False)
class HintsAt(TextCondition):
    """Holds of a text whose words give an element away; of any other it is open, for only a reader can tell."""

    element: TextFeature

    def look(self, text: Text) -> Match:
        seen = text.element(self.element)
        return seen if seen.truth == YES else Match(MAYBE)

    def __repr__(self) -> str:
        return f"hints_at({self.element.value!r})"


@attrs.frozen(repr=False, eq=False)
class Mentions(TextCondition):
    """Holds of a text in which one of some words or phrases stands."""

    words: tuple[str, ...]

    def look(self, text: Text) -> Match:
        return text.find(self.words)

    def __repr__(self) -> str:
        return f"mentions({', '.join(map(repr, self.words))})"


@attrs.frozen(repr=False, eq=False)
class Limit(Node):
    """A named number of words or paragraphs, at most; `low` and `high` are the range that fits its document."""

    name: str
    value: int
    cites: tuple[str, ...]
    low: int
    high: int
    note: str = ""

    def __attrs_post_init__(self) -> None:
        if type(self.value) is not int or self.value < 1:
            raise PolicyError(f"`{self.name}` is set to {shown(self.value)}; expected a whole number from 1 on")

    def __repr__(self) -> str:
        return f"{self.name}={self.value}"


def limit(name: str, value: int, *, cites: tuple[str, ...] = (), low: int, high: int, note: str = "") -> Limit:
    """A named number of words or paragraphs, with the range that its document leaves."""
    return Limit(name, value, cites, low, high, note)


@attrs.frozen(repr=False, eq=False)
class AtMost(TextCondition):
    """Holds of a text that has at most so many words or paragraphs."""

    limit: Limit
    counted: Counted

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.limit, Limit):
            raise PolicyError(f"{shown(self.limit)} is no limit; expected one such as `limit('most_words', 200, ...)`")

    def look(self, text: Text) -> Match:
        most = self.limit.value
        if text.count(self.counted) <= most:
            return Match(YES)
        return Match(NO, text.beyond(self.counted, most))

    def __repr__(self) -> str:
        frame = ", with_frame=True" if self.counted == "paragraphs_and_frame" else ""
        return f"at_most_{self.counted.partition('_')[0]}({self.limit!r}{frame})"


@attrs.frozen(repr=False, eq=False)
class TextChoice(TextCondition):
    """A choice between text conditions: `chosen` names the reading in use, the first is the one that is cited."""

    name: str
    chosen: str
    readings: tuple[str, ...]
    options: tuple[TextCondition, ...]
    cites: tuple[str, ...]

    @property
    def option(self) -> TextCondition:
        """The text condition that is chosen."""
        return self.options[self.readings.index(self.chosen)]

    def look(self, text: Text) -> Match:
        return self.option.look(text)

    def __repr__(self) -> str:
        return self.name if self.chosen == self.readings[0] else f"{self.name}={self.chosen}"


def shows(element: TextFeature | str) -> TextCondition:
    """
    Holds of a text that shows an element.

    >>> shows("thanks_for_time") & ~shows("placeholder")
    shows('thanks_for_time') & ~shows('placeholder')
    """
    return Shows(_element(element))


def mentions(*words: str) -> TextCondition:
    """
    Holds of a text in which one of some words or phrases stands, as whole words and in either case.

    >>> ~mentions("salary", "start date")
    ~mentions('salary', 'start date')
    """
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise PolicyError(f"{shown(word)} is no word; expected words or phrases")
    if not words:
        raise PolicyError("no word is given; expected words or phrases")
    return Mentions(words)


def hints_at(element: TextFeature | str) -> TextCondition:
    """Holds of a text whose words give an element away; of any other it is open: only a reader can tell."""
    return HintsAt(_element(element))


def _element(element: TextFeature | str) -> TextFeature:
    try:
        return TextFeature(element)
    except ValueError:
        raise PolicyError(
            f"{shown(element)} is no element of a text; expected one of {', '.join(TextFeature)}"
        ) from None


def at_most_words(limit: Limit) -> TextCondition:
    """Holds of a text whose body has at most so many words."""
    return AtMost(limit, "words")


def at_most_paragraphs(limit: Limit, *, with_frame: bool = False) -> TextCondition:
    """
    Holds of a text that has at most so many paragraphs: of its body, or *with_frame* (greeting, closing, signature).
    """
    return AtMost(limit, "paragraphs_and_frame" if with_frame else "paragraphs")


def choice_of_texts(name: str, *, cites: tuple[str, ...] = (), **options: TextCondition) -> TextChoice:
    """A named choice between text conditions, the first of them taken."""
    for reading, option in options.items():
        if not isinstance(option, TextCondition):
            raise PolicyError(f"`{name}` is read as {shown(option)} by `{reading}`; expected a text condition")
    if not options:
        raise PolicyError(f"`{name}` has no reading; expected text conditions by name")
    readings = tuple(options)
    return TextChoice(name, readings[0], readings, tuple(options.values()), cites)


# -- demands


class Demand(StrEnum):
    """What a content rule wants: that a text shows something, that it does not, or that a reader judges it."""

    REQUIRE = "require"
    AVOID = "avoid"
    JUDGE = "judge"


class Weight(StrEnum):
    """How much it matters: the document demands it (`must`), advises it (`should`), or its model has it (`could`)."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


def _weight(weight: Weight | str) -> Weight:
    try:
        return Weight(weight)
    except ValueError:
        raise PolicyError(f"{shown(weight)} is not a weight; expected one of {', '.join(Weight)}") from None


@attrs.frozen(repr=False, eq=False)
class TextRule(Node):
    """
    A demand on the text of the messages `on`, while `when` holds of the timeline; `cites` names its statements.

    `says` is the demand in a sentence, `fix` what would meet it. `require`, `avoid` and `ask_the_reader` make a clause:
    everything but the name (see `followup_rules.rules.rule`).
    """

    id: str
    demand: Demand
    on: Selection
    text: TextCondition | None
    cites: tuple[str, ...]
    says: str
    fix: str
    weight: Weight = attrs.field(converter=_weight)
    when: Condition = always

    def __attrs_post_init__(self) -> None:
        check_rule(self.id, self.on, self.when, self.cites, "mine/say-thanks")
        if self.demand is not Demand.JUDGE and not isinstance(self.text, TextCondition):
            raise PolicyError(f"rule `{self.id}` asks {shown(self.text)}; expected a text condition")

    def met(self, text: Text) -> Match:
        """Whether a text does as is demanded; with the passages that tell so, or that stand against it."""
        if self.text is None:
            return Match(MAYBE)
        seen = self.text.look(text)
        return seen if self.demand is Demand.REQUIRE else attrs.evolve(seen, truth=YES - seen.truth)

    def with_weight(self, weight: Weight | str) -> TextRule:
        """The same demand with another weight: `must`, `should` or `could`."""
        return attrs.evolve(self, weight=weight)

    def adapted(self, **changes: Any) -> Clause[TextRule]:
        """This rule with some parts changed, as a clause: another policy takes it over under a name of its own."""
        return Clause(TextRule, None, parts_of(self) | changes)

    def __repr__(self) -> str:
        make = "ask_the_reader" if self.demand is Demand.JUDGE else self.demand.value
        asked = "" if self.text is None else f", {self.text!r}"
        when = "" if self.when == always else f", when={self.when!r}"
        return f"{make}({self.on!r}{asked}{when}).named({self.id!r})"


def require(
    on: Selection,
    text: TextCondition,
    *,
    says: str,
    fix: str,
    cites: Cites = (),
    weight: Weight | str = Weight.MUST,
    when: Condition = always,
) -> Clause[TextRule]:
    """The text is to be so: the demand is met where the text condition holds, broken where it does not."""
    return _clause(Demand.REQUIRE, on=on, text=text, says=says, fix=fix, cites=cites, weight=weight, when=when)


def avoid(
    on: Selection,
    text: TextCondition,
    *,
    says: str,
    fix: str,
    cites: Cites = (),
    weight: Weight | str = Weight.MUST,
    when: Condition = always,
) -> Clause[TextRule]:
    """The text is not to be so: the demand is broken where the text condition holds, met where it does not."""
    return _clause(Demand.AVOID, on=on, text=text, says=says, fix=fix, cites=cites, weight=weight, when=when)


def ask_the_reader(
    on: Selection,
    *,
    says: str,
    cites: Cites = (),
    weight: Weight | str = Weight.MUST,
    when: Condition = always,
) -> Clause[TextRule]:
    """What only a reader can judge: it is listed for the reader, never guessed."""
    return _clause(Demand.JUDGE, on=on, text=None, says=says, fix="", cites=cites, weight=weight, when=when)


def _clause(demand: Demand, **parts: Any) -> Clause[TextRule]:
    return Clause(TextRule, None, {"demand": demand, **parts})


def asked_elements(rule: TextRule) -> Iterator[TextFeature]:
    """The elements that a demand asks after, in order."""
    yield from dict.fromkeys(node.element for node in walk(rule) if isinstance(node, Shows | HintsAt))
