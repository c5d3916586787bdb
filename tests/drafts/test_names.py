"""Names: their spellings with and without accents, first names, and what is a slip."""

from __future__ import annotations

from datetime import date

import pytest

from followup_rules.drafts import Draft
from followup_rules.drafts.features import DraftContext, ParsedDraft
from followup_rules.drafts.names import casefolded, first_names, is_misspelling, spellings, words_of
from followup_rules.rules.conditions import MAYBE, NO, YES, Truth
from followup_rules.rules.text_rules import TextFeature


def told(element: TextFeature, greeting: str, *to: str, body: str = "Thank you for your time.") -> Truth:
    """Whether a message to some names shows an element."""
    draft = Draft("thank_you", "email", to, "Thank you", f"{greeting}\n\n{body}\n\nKind regards,\nMarta")
    return ParsedDraft(draft, DraftContext(date(2026, 3, 4))).element(element).truth


# -- spellings


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Dana", "dana"),
        ("WU", "wu"),
        ("Núñez", "nunez"),
        ("Nu\u0301n\u0303ez", "nunez"),
        ("Łukasz", "lukasz"),
        ("Müller", "muller"),
        ("Sørensen", "sorensen"),
        ("Strauß", "strauss"),
        ("Þór", "thor"),
        ("Đặng", "dang"),
        ("Æsa", "aesa"),
        ("İnci", "inci"),
        ("\ufb01n", "fin"),
        ("東京", "東京"),
        ("", ""),
    ],
)
def test_a_word_is_folded_without_case_and_accents(word: str, expected: str) -> None:
    """Letters that no accent can be taken off have a plain form, too."""
    assert casefolded(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Dana", {"dana"}),
        ("Müller", {"muller", "mueller"}),
        ("Mu\u0308ller", {"muller", "mueller"}),
        ("JÖRG", {"jorg", "joerg"}),
        ("Sørensen", {"sorensen", "soerensen"}),
        ("Ångström", {"angstrom", "aangstroem"}),
        ("Strauß", {"strauss"}),
        ("Núñez", {"nunez"}),
    ],
)
def test_the_spellings_of_a_word(word: str, expected: set[str]) -> None:
    """Its accents dropped, and as German writes them out."""
    assert spellings(word) == expected


def test_the_words_of_a_name() -> None:
    """Those joined by a hyphen or an apostrophe stand apart; digits are none."""
    assert words_of("Dr. Mary-Jane O'Neill, 3rd") == ("Dr", "Mary", "Jane", "O", "Neill", "rd")
    assert words_of("42 _ ...") == ()


# -- first names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dana Wu", {"dana"}),
        ("Dr. Dana Wu", {"dana"}),
        ("Prof. Dr. Anna Orr", {"anna"}),
        ("Shah, Priya", {"priya"}),
        ("Mary-Jane O'Neill", {"mary", "jane"}),
        ("José María López", {"jose"}),
        ("Björn Ek", {"bjorn", "bjoern"}),
        ("Madonna", {"madonna"}),
        ("Ms. Lee", set()),
        ("-", set()),
    ],
)
def test_first_names(name: str, expected: set[str]) -> None:
    """Without titles, in every spelling; of a title and a surname there is none."""
    assert first_names([name]) == expected


def test_first_names_of_several() -> None:
    """All of them."""
    assert first_names(["Dana Wu", "Priya Shah"]) == {"dana", "priya"}
    assert first_names([]) == frozenset()


# -- slips


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Micheal", "Michael Orr"),
        ("Michale", "Michael Orr"),
        ("Dnaa", "Dana Wu"),
        ("Danna", "Dana Wu"),
        ("Dan", "Dana Wu"),
        ("Jon", "John Orr"),
        ("Sara", "Sarah Lee"),
        ("Smyth", "Ann Smith"),
        ("Katherine", "Catherine Ek"),
        ("Anderson", "Bo Andersen"),
        ("Moeler", "Jörg Müller"),
        ("Nunes", "Marta Núñez"),
        ("DNAA", "dana wu"),
    ],
)
def test_a_slip(written: str, name: str) -> None:
    """One letter astray in a name of up to five, two in a longer one; letters that changed places are one."""
    assert is_misspelling(written, [name])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Dana", "Dana Wu"),
        ("DANA", "Dana Wu"),
        ("Donna", "Dana Wu"),  # two letters astray in four
        ("Priya", "Dana Wu"),
        ("Michelle", "Michael Orr"),  # three letters astray
        ("Muller", "Jörg Müller"),
        ("Mueller", "Jörg Müller"),
        ("Müller", "Jorg Muller"),
        ("Lukasz", "Łukasz Wójcik"),
        ("Strauss", "Ada Strauß"),
        ("Da", "Dana Wu"),
        ("Wo", "Dana Wu"),
        ("Leigh", "Sarah Lee"),
        ("Jane", "Mary-Jane Orr"),
        ("", "Dana Wu"),
    ],
)
def test_no_slip(written: str, name: str) -> None:
    """Another name, the same one in another spelling, and what is too short to tell."""
    assert not is_misspelling(written, [name])


def test_another_ones_name_is_no_slip() -> None:
    """Ann and Anna, where both were met."""
    assert is_misspelling("Ann", ["Anna Orr"])
    assert not is_misspelling("Ann", ["Anna Orr", "Ann Lee"])
    assert not is_misspelling("Ann", [])


# -- in a message


@pytest.mark.parametrize(
    ("greeting", "to", "addressee", "first", "misspelled"),
    [
        ("Dear Dana,", "Dana Wu", YES, YES, NO),
        ("Dear Dana Wu,", "Dana Wu", YES, YES, NO),
        ("Dear Ms. Wu,", "Dana Wu", YES, NO, NO),
        ("dear dana,", "Dana Wu", YES, YES, NO),
        ("Dear Lukasz,", "Łukasz Wójcik", YES, YES, NO),
        ("Dear Jorg,", "Jörg Müller", YES, YES, NO),
        ("Dear Mr Muller,", "Jörg Müller", YES, NO, NO),
        ("Dear Ms O\u2019Neill,", "Mary-Jane O'Neill", YES, NO, NO),
        ("Dear Jane,", "Mary-Jane O'Neill", YES, YES, NO),
        ("Dear Dnaa,", "Dana Wu", NO, NO, YES),
        ("Dear Mr. Micheals,", "Ann Michaels", NO, NO, YES),
        ("Dear Priya,", "Dana Wu", NO, NO, NO),
        ("Dear Hiring Manager,", "Dana Wu", NO, NO, NO),
        ("Hello,", "Dana Wu", NO, NO, NO),
        ("To whom it may concern,", "Dana Wu", NO, NO, NO),
    ],
)
def test_the_name_in_a_greeting(greeting: str, to: str, addressee: Truth, first: Truth, misspelled: Truth) -> None:
    """Whether it is the addressee's, a first name, and rightly spelt."""
    assert told(TextFeature.ADDRESSEE_NAMED, greeting, to) == addressee
    assert told(TextFeature.FIRST_NAME, greeting, to) == first
    assert told(TextFeature.MISSPELLED_NAME, greeting, to) == misspelled


@pytest.mark.parametrize("greeting", ["Dear Joerg,", "Dear Mr Mueller,"])
def test_a_name_with_its_umlauts_written_out(greeting: str) -> None:
    """Names the addressee, as it gives a first name and is no slip."""
    assert told(TextFeature.MISSPELLED_NAME, greeting, "Jörg Müller") == NO
    assert told(TextFeature.ADDRESSEE_NAMED, greeting, "Jörg Müller") == YES


def test_one_of_several_is_enough() -> None:
    """A message to two people may greet either."""
    assert told(TextFeature.ADDRESSEE_NAMED, "Dear Priya,", "Dana Wu", "Priya Shah") == YES
    assert told(TextFeature.MISSPELLED_NAME, "Dear Dana and Pryia,", "Dana Wu", "Priya Shah") == YES


def test_without_an_addressee_it_is_open() -> None:
    """Nobody can tell whether the name is right."""
    assert told(TextFeature.ADDRESSEE_NAMED, "Dear Dana,") == MAYBE
    assert told(TextFeature.FIRST_NAME, "Dear Dana,") == MAYBE
    assert told(TextFeature.MISSPELLED_NAME, "Dear Dana,") == MAYBE


@pytest.mark.parametrize(
    ("to", "body"),
    [
        ("Will Young", "Well, I will be younger never. Will you tell me when you decide?"),
        ("Grace Hope", "I hope to hear from you. Hoping is free, and Gracie's is near."),
        ("May Lee", "In May I may be in Leeds. May I ask for news?"),
        ("Mark Best", "The market was at its best. Marks matter less than people."),
        ("Rose Day", "Prices rose that day. Days like these are rare."),
    ],
)
def test_a_name_that_is_a_word(to: str, body: str) -> None:
    """Other words that look like it are no slips."""
    first = to.split()[0]
    assert told(TextFeature.MISSPELLED_NAME, f"Dear {first},", to, body=body) == NO
    assert told(TextFeature.FIRST_NAME, f"Dear {first},", to, body=body) == YES


@pytest.mark.parametrize(
    "body",
    [
        "It was good to hear Dr. Woods explain it.",
        "It was good to hear Dana Woods explain it.",
        "It was good to hear Ericksen explain it.",
    ],
    ids=["title", "first name", "long"],
)
def test_a_slip_in_the_body(body: str) -> None:
    """Beside a title, beside another part of the name, or in a long name."""
    assert told(TextFeature.MISSPELLED_NAME, "Dear all,", "Dana Wood", "Leif Eriksen", body=body) == YES


def test_a_slip_in_a_name_of_two_letters() -> None:
    """Dana Woo for Dana Wu, as `drafts/README.md` has it."""
    assert told(TextFeature.MISSPELLED_NAME, "Dear Dana Woo,", "Dana Wu") == YES
