"""Small parts of reading a draft: limits met exactly, marks out of order, names left out, endings on one line."""

from __future__ import annotations

import re
from datetime import date

import pytest

from followup_rules import Draft, DraftError, Interview, Policy, Timeline, review_draft, strictest
from followup_rules.drafts import draft_from_eml
from followup_rules.drafts.features import DraftContext, ParsedDraft
from followup_rules.drafts.letter import parse_letter
from followup_rules.drafts.names import is_misspelling
from followup_rules.rules.conditions import NO, YES, always
from followup_rules.rules.rule import permit
from followup_rules.rules.selections import messages
from followup_rules.rules.text_rules import TextFeature, require, shows
from followup_rules.timeline.vocabulary import ActionKind

HEAD = "From: Marta Nunez <marta@mail.example>\nTo: Dana Wu <dana@northwind.example>\nSubject: Thank you\n"
THANKS = "Thank you for your time on Monday."
TODAY = date(2025, 10, 7)


# -- files


def refusal(data: bytes | str) -> str:
    """Why an email is refused."""
    with pytest.raises(DraftError) as caught:
        draft_from_eml(data, "thank_you")
    return str(caught.value)


def test_a_file_of_exactly_the_longest_length_is_not_refused_for_its_length() -> None:
    """The limit that the refusal of a longer one names is itself allowed."""
    told = re.search(r"expected at most ([\d,]+)", refusal(b"x" * 100_000_000))
    assert told is not None
    longest = int(told[1].replace(",", ""))
    assert "expected at most" not in refusal(b"x" * longest)
    assert "expected at most" in refusal(b"x" * (longest + 1))


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\r\n\n", b"\xef\xbb\xbf\r\n"])
def test_what_stands_before_the_first_header_is_passed_over(before: bytes) -> None:
    """A byte order mark, blank lines, or one after the other."""
    assert draft_from_eml(before + f"{HEAD}\n{THANKS}\n".encode(), "thank_you").body.strip() == THANKS


def test_blank_lines_at_the_end_do_not_make_up_for_those_at_the_beginning() -> None:
    """The first header is found, and nothing is lost behind it."""
    assert draft_from_eml(f"\n{HEAD}\n{THANKS}\n\n\n", "thank_you").body.startswith(THANKS)


def in_html(markup: str) -> str:
    """The text of an email in HTML."""
    return draft_from_eml(f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{markup}", "thank_you").body.strip()


def test_preformatted_text_keeps_its_lines_although_an_end_stood_before_its_beginning() -> None:
    """An end of what never began ends nothing."""
    assert in_html("<p>Hello</p></pre><pre>one\ntwo</pre>").splitlines()[-2:] == ["one", "two"]


def test_text_after_the_end_of_preformatted_text_is_joined_again() -> None:
    """Its line breaks are blanks."""
    assert in_html("<pre>one\ntwo</pre><p>three\nfour</p>").splitlines()[-1] == "three four"


# -- endings


def in_order(*ending: str) -> bool:
    """Whether the ending of a message counts as being in order."""
    body = "\n".join(["Dear Dana,", "", THANKS, "", *ending])
    draft = Draft("thank_you", "email", "Dana Wu", "Thank you", body, sender="Marta Nunez")
    return ParsedDraft(draft, DraftContext(TODAY)).element(TextFeature.ENDING_IN_ORDER).truth == YES


def test_an_ending_is_in_order_by_where_each_part_begins() -> None:
    """A telephone number above the name is out of order, although an address stands below it."""
    assert in_order("Kind regards,", "Marta Nunez", "020 7946 0018", "marta@mail.example")
    assert not in_order("Kind regards,", "020 7946 0018", "Marta Nunez", "marta@mail.example")


def ending(text: str) -> list[str]:
    """The ending of a letter to Dana Wu."""
    return [part.text for part in parse_letter(text, ("Dana Wu",), "Marta Nunez").ending]


def test_a_closing_on_the_last_line_takes_a_name_of_at_most_five_words() -> None:
    """A sixth word makes it a sentence like any other."""
    begun = f"Dear Dana,\n\n{THANKS}\n\nI enjoyed our talk. Kind regards, "
    assert ending(f"{begun}Ana Maria del Pilar Ruiz") == ["Kind regards, Ana Maria del Pilar Ruiz"]
    assert ending(f"{begun}Ana Maria del Pilar Ruiz Soto") == []


def test_a_closing_formula_without_a_name_ends_no_line() -> None:
    """A comma with nothing behind it names nobody."""
    assert ending(f"Dear Dana,\n\n{THANKS} Kind regards,") == []


# -- paragraphs


def paragraphs(*lines: str) -> list[list[str]]:
    """The sentences of a text without greeting and ending, paragraph by paragraph."""
    letter = parse_letter("\n".join(["Dear Dana,", "", *lines]), ("Dana Wu",), "Marta Nunez")
    return [[sentence.text for sentence in paragraph] for paragraph in letter.paragraphs]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    """The first word of the next line would have fitted on it."""
    long_line = "I enjoyed our talk about the new warehouse and the many plans that you have for the coming year, too."
    assert paragraphs(THANKS, long_line) == [[THANKS], [long_line]]


def test_a_list_belongs_to_the_line_that_announces_it_and_text_does_not() -> None:
    """Though a blank line stands between."""
    assert paragraphs("I liked:", "", "- the plans", "- the team") == [["I liked:", "- the plans", "- the team"]]
    assert paragraphs("I liked this:", "", "The plans.") == [["I liked this:"], ["The plans."]]


# -- names


@pytest.mark.parametrize(
    ("word", "name"), [("Muller", "Müller"), ("Müller", "Muller"), ("Mueller", "Müller"), ("Müller", "Mueller")]
)
def test_another_spelling_of_a_name_is_not_a_misspelling(word: str, name: str) -> None:
    """With its accents, without them, or written out."""
    assert not is_misspelling(word, [name])


def same_as(body: str, other: str) -> bool:
    """Whether a message to Dana Wu counts as the same as one to Bo Li, where Ana Ruiz was there too."""
    mine, theirs = (
        Draft("thank_you", "email", to, "Thank you", text) for to, text in (("Dana Wu", body), ("Bo Li", other))
    )
    known = DraftContext(TODAY, ("Ana Ruiz",), others=(theirs,))
    return ParsedDraft(mine, known).element(TextFeature.SAME_AS_ANOTHER).truth != NO


def test_messages_that_differ_in_names_alone_are_the_same() -> None:
    """Those of the people written to, and those of everybody who was there."""
    assert same_as(f"Dear Dana Wu,\n\n{THANKS}", f"Dear Bo Li,\n\n{THANKS}")
    assert same_as(f"Dear Dana,\n\n{THANKS} Ana says hello.", f"Dear Bo,\n\n{THANKS} Ruiz says hello.")
    assert not same_as(f"Dear Dana,\n\n{THANKS} Tom says hello.", f"Dear Bo,\n\n{THANKS} Kim says hello.")


# -- reviews

THANK_YOUS = messages(ActionKind.THANK_YOU)
PERMIT = permit(THANK_YOUS, always, says="thank them").named("mine/thank")


def demanding(name: str, weight: str, says: str) -> Policy:
    """A policy with one demand, of the same id in each."""
    thanks = require(THANK_YOUS, shows(TextFeature.THANKS), weight=weight, says=says, fix="thank them").named(
        "shared/thanks"
    )
    return Policy(name, [PERMIT], content=[thanks])


def test_of_demands_of_one_id_the_first_stands_unless_another_weighs_more() -> None:
    """Whichever policy comes first."""
    first, second = (
        demanding("first", "should", "as the first says"),
        demanding("second", "should", "as the second says"),
    )
    must = demanding("third", "must", "as the third says")
    assert [str(rule.says) for rule in strictest(first, second).content] == ["as the first says"]
    assert [str(rule.says) for rule in strictest(first, must).content] == ["as the third says"]
    assert [str(rule.says) for rule in strictest(must, first).content] == ["as the third says"]


def test_a_missing_attachment_is_told_at_the_first_place_that_speaks_of_it() -> None:
    """Once, and not at each place."""
    body = f"Dear Dana,\n\n{THANKS} I have attached my plan. My notes are attached.\n\nKind regards,\nMarta Nunez"
    draft = Draft("thank_you", "email", "Dana Wu", "Thank you", body, sender="Marta Nunez")
    met = Timeline("UTC", "2025-10-07T09:00:00Z", [Interview(ends="2025-10-06T10:00:00Z", interviewers=["Dana Wu"])])
    found = [notice for notice in review_draft(draft, met).notices if "attachment" in notice.what]
    assert [[passage.text for passage in notice.passages] for notice in found] == [["I have attached my plan."]]


# -- phrases


def thanks(body: str) -> bool:
    """Whether a message counts as thanking."""
    draft = Draft("thank_you", "email", "Dana Wu", "Hello", f"Dear Dana,\n\n{body}", sender="Marta Nunez")
    return ParsedDraft(draft, DraftContext(TODAY)).element(TextFeature.THANKS).truth == YES


def test_a_phrase_ends_where_a_word_ends() -> None:
    """The beginning of a longer word is another word."""
    assert thanks("Many thanks for our talk about the plans of the team.")
    assert not thanks("Many thanksgivings ago we had a talk about the plans of the team.")
