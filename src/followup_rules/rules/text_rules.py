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
from followup_rules.rules.choices import Choice, made
from followup_rules.rules.combinators import Family, Joined, Negation, Proposition
from followup_rules.rules.conditions import MAYBE, NO, YES, Condition, Truth, always
from followup_rules.rules.moments import word_of
from followup_rules.rules.node import Node, walk
from followup_rules.rules.rule import Cites, Clause, check_rule, parts_of
from followup_rules.rules.selections import Selection

__all__ = ["ask_the_reader", "at_most_paragraphs", "at_most_words", "avoid", "choice_of_texts", "hints_at", "limit"]
__all__ += ["mentions", "require", "shows"]


class TextFeature(StrEnum):
    """Something that a text shows or does not; `tests/drafts/README.md` fixes what each one means."""

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
    # compared with what is known: whom it is to, what was promised, what else is sent
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
    """What a text condition finds: whether it holds, the passages that show it, and the facts that would settle it."""

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
        """What stands beyond that many words or paragraphs."""
        ...


# -- text conditions


class TextCondition(Proposition["TextCondition"]):
    """Something that holds of some texts: combine with `&`, `|`, `~`."""

    def look(self, text: Text, /) -> Match:
        """Whether it holds of a text."""
        raise NotImplementedError


@attrs.frozen(repr=False, eq=False)
class _Joined(Joined, TextCondition):
    """Text conditions joined by "and" or by "or"."""

    parts: tuple[TextCondition, ...]

    def look(self, text: Text) -> Match:
        """The joined truth, with the passages and the missing facts of the parts that decide it."""
        found = [part.look(text) for part in self.parts]
        truth: Truth = self.join_truths(seen.truth for seen in found)
        deciding = [seen for seen in found if seen.truth == truth]
        passages = dict.fromkeys(passage for seen in deciding for passage in seen.passages)
        missing = (seen.missing for seen in deciding if truth == MAYBE)
        return Match(truth, tuple(passages), frozenset().union(*missing))


class AllOf(_Joined):
    """Holds of a text if every part does."""

    sign, join_truths = " & ", min


class AnyOf(_Joined):
    """Holds of a text if some part does."""

    sign, join_truths = " | ", max


@attrs.frozen(repr=False, eq=False)
class Not(Negation[TextCondition], TextCondition):
    """Holds of a text if its part does not."""

    part: TextCondition

    def look(self, text: Text) -> Match:
        seen = self.part.look(text)
        return attrs.evolve(seen, truth=YES - seen.truth)


TextCondition.family = Family(TextCondition, AllOf, AnyOf, Not)


def _feature(feature: TextFeature | str) -> TextFeature:
    return word_of(feature, TextFeature, "feature of a text")


@attrs.frozen(repr=False, eq=False)
class Shows(TextCondition):
    """
    Holds of a text that shows a feature.

    >>> shows("thanks_for_time") & ~shows("placeholder")
    shows('thanks_for_time') & ~shows('placeholder')
    """

    feature: TextFeature = attrs.field(converter=_feature)

    def look(self, text: Text) -> Match:
        return text.element(self.feature)


class HintsAt(Shows):
    """Holds of a text whose words give a feature away; of any other it is open, because only a reader can tell."""

    def look(self, text: Text) -> Match:
        seen = text.element(self.feature)
        return seen if seen.truth == YES else Match(MAYBE)


@attrs.frozen(repr=False, eq=False)
class Mentions(TextCondition):
    """Holds of a text in which one of some words or phrases stands."""

    words: tuple[str, ...]

    def look(self, text: Text) -> Match:
        return text.find(self.words)


@attrs.frozen(repr=False, eq=False)
class Limit(Node):
    """The most words or paragraphs, as a named number; `low` to `high` is the range that its document allows."""

    name: str
    value: int
    cites: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    low: int = attrs.field(kw_only=True)
    high: int = attrs.field(kw_only=True)
    note: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if type(self.value) is not int or self.value < 1:
            raise PolicyError(f"`{self.name}` is set to {shown(self.value)}; expected a whole number of at least 1")

    def __repr__(self) -> str:
        return f"{self.name}={self.value}"


@attrs.frozen(repr=False, eq=False)
class AtMost(TextCondition):
    """Holds of a text that has at most that many words or paragraphs."""

    limit: Limit
    counted: Counted

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.limit, Limit):
            raise PolicyError(
                f"{shown(self.limit)} is not a limit; expected one such as `limit('most_words', 200, ...)`"
            )

    def look(self, text: Text) -> Match:
        most = self.limit.value
        if text.count(self.counted) <= most:
            return Match(YES)
        return Match(NO, text.beyond(self.counted, most))

    def __repr__(self) -> str:
        frame = ", with_frame=True" if self.counted == "paragraphs_and_frame" else ""
        return f"at_most_{self.counted.partition('_')[0]}({self.limit!r}{frame})"


class TextChoice(Choice[TextCondition], TextCondition):
    """A choice between text conditions."""


# the words for them

shows = Shows
hints_at = HintsAt
limit = Limit


def mentions(*words: str) -> TextCondition:
    """
    Holds of a text in which one of some words or phrases stands, as whole words and in either case.

    >>> ~mentions("salary", "start date")
    ~mentions('salary', 'start date')
    """
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise PolicyError(f"{shown(word)} is not a word; expected words or phrases")
    if not words:
        raise PolicyError("no word is given; expected words or phrases")
    return Mentions(words)


def at_most_words(limit: Limit) -> TextCondition:
    """Holds of a text whose body has at most that many words."""
    return AtMost(limit, "words")


def at_most_paragraphs(limit: Limit, *, with_frame: bool = False) -> TextCondition:
    """
    Holds of a text that has at most that many paragraphs: of its body, or *with_frame* (greeting, closing, signature).
    """
    return AtMost(limit, "paragraphs_and_frame" if with_frame else "paragraphs")


def choice_of_texts(name: str, *, cites: tuple[str, ...] = (), **options: TextCondition) -> TextChoice:
    """A named choice between text conditions, the first of them taken."""
    return made(TextChoice, TextCondition, "text condition", name, cites, options)


# -- demands


class Demand(StrEnum):
    """What a content rule demands: that a text shows something, that it does not, or that a reader judges it."""

    REQUIRE = "require"
    AVOID = "avoid"
    JUDGE = "judge"


class Weight(StrEnum):
    """How much it matters: the document demands it (`must`), advises it (`should`), or its model has it (`could`)."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


def _weight(weight: Weight | str) -> Weight:
    return word_of(weight, Weight, "weight")


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
        """Whether a text meets the demand, with the passages that show it."""
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
    """The text must be so: the demand is met where the text condition holds, broken where it does not."""
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
    """The text must not be so: the demand is broken where the text condition holds, met where it does not."""
    return _clause(Demand.AVOID, on=on, text=text, says=says, fix=fix, cites=cites, weight=weight, when=when)


def ask_the_reader(
    on: Selection, *, says: str, cites: Cites = (), weight: Weight | str = Weight.MUST, when: Condition = always
) -> Clause[TextRule]:
    """What only a reader can judge: it is listed for the reader, never guessed."""
    return _clause(Demand.JUDGE, on=on, text=None, says=says, fix="", cites=cites, weight=weight, when=when)


def _clause(demand: Demand, **parts: Any) -> Clause[TextRule]:
    return Clause(TextRule, None, {"demand": demand, **parts})


def asked_elements(rule: TextRule) -> Iterator[TextFeature]:
    """The features that a demand asks about, in order."""
    yield from dict.fromkeys(node.feature for node in walk(rule) if isinstance(node, Shows))
