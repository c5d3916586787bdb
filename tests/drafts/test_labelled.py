"""How well drafts are read, held to: by drafts that the reading was built with, and by drafts that were held out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

import pytest

import measure_drafts
from followup_rules.drafts.english import patterns, phrases, salutations
from followup_rules.drafts.features import ParsedDraft
from followup_rules.drafts.letter import plain
from followup_rules.rules.conditions import YES
from followup_rules.rules.text_rules import TextFeature
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES
from labelled_drafts import BUILT_WITH, HELD_OUT, HERE, NOT_READ, Labelled, labelled
from measure_drafts import PARTS, UNLABELLED, Measured, checks, elements

pytestmark = pytest.mark.long

BUILT, HELD = "built with", "held out"


@cache
def read_elements(part: str) -> dict[TextFeature, Measured]:
    return elements(labelled(*PARTS[part]))


@cache
def read_checks(part: str) -> dict[str, Measured]:
    return checks(labelled(*PARTS[part]))


def together(measured: dict[str, Measured] | dict[TextFeature, Measured]) -> Measured:
    return sum(measured.values(), Measured())


# -- the drafts themselves


def test_there_are_enough_of_all_kinds_by_all_channels() -> None:
    """At least 120 that the reading was built with, and a second part that it was not."""
    built, held = labelled(*BUILT_WITH), labelled(*HELD_OUT)
    assert (len(built), len(held)) == (140, 80)
    assert {draft.draft.kind for draft in built} == MESSAGES
    assert {draft.draft.channel for draft in built} == {*MESSAGE_CHANNELS}
    assert len({draft.id for draft in (*built, *held)}) == 220


def test_every_element_is_shown_by_some_draft_and_lacked_by_another() -> None:
    """So that a reading which always says yes, or always no, is found out."""
    drafts = labelled(*BUILT_WITH)
    for element in set(TextFeature) - UNLABELLED:
        assert 0 < sum(element in draft.shows for draft in drafts) < len(drafts), element


def test_every_label_is_defined() -> None:
    """On the page from which the labels were given."""
    defined = (HERE / "README.md").read_text(encoding="utf-8")
    for name in (*TextFeature, *NOT_READ):
        assert (f"| `{name}` |" in defined) is (name not in UNLABELLED), name


# -- what is told of them


@pytest.mark.parametrize(("part", "precision", "recall"), [(BUILT, 0.98, 0.95), (HELD, 0.94, 0.87)], ids=[BUILT, HELD])
def test_elements_are_read(part: str, precision: float, recall: float) -> None:
    """All elements together; what is left open counts as not found."""
    measured = together(read_elements(part))
    assert (measured.precision or 0) >= precision
    assert (measured.recall or 0) >= recall


@pytest.mark.parametrize(("part", "precision"), [(BUILT, 0.97), (HELD, 0.91)], ids=[BUILT, HELD])
def test_what_is_said_to_be_broken_is(part: str, precision: float) -> None:
    """All checks of all policies together: where words do not suffice they say that it is open."""
    assert (together(read_checks(part)).precision or 0) >= precision


def test_each_element_is_read_on_the_drafts_that_it_was_built_with() -> None:
    """One by one, where more than a handful show it."""
    for element, measured in read_elements(BUILT).items():
        if measured.right + measured.wrong >= 8:
            assert (measured.precision or 0) >= 0.85, element
        if not phrases.often_missed(element) and measured.right + measured.missed >= 8:
            assert (measured.recall or 0) >= 0.9, element


@pytest.mark.parametrize(("part", "share"), [(BUILT, 1.0), (HELD, 0.95)], ids=[BUILT, HELD])
def test_paragraphs_are_counted(part: str, share: float) -> None:
    """Those of the body, by whatever they are parted."""
    drafts = labelled(*PARTS[part])
    right = [ParsedDraft(draft.draft, draft.known).count("paragraphs") == draft.paragraphs for draft in drafts]
    assert sum(right) >= share * len(right)


def test_a_label_is_a_text_too() -> None:
    """A check decides on it as on any other: the measure asks nothing else."""
    draft: Labelled = labelled(*BUILT_WITH)[0]
    assert {element for element in TextFeature if draft.element(element).truth == YES} == draft.shows
    assert (draft.count("paragraphs"), draft.beyond("paragraphs", 1)) == (draft.paragraphs, ())


# -- single sentences


def rows() -> Iterator[tuple[str, dict[str, list[str]]]]:
    for file in sorted(HERE.glob("sentences_*.toml")):
        yield from tomllib.loads(file.read_text(encoding="utf-8")).items()


def is_shown(element: str, sentence: str) -> bool:
    told = {
        "closing": salutations.closes,
        "subject_purpose": patterns.states_its_purpose,
        "bare_subject": patterns.is_bare,
    }
    found = told[element](plain(sentence)) if element in told else phrases.says(TextFeature(element), plain(sentence))
    return bool(found)


@pytest.mark.parametrize(("element", "row"), list(rows()), ids=lambda value: value if isinstance(value, str) else "")
def test_sentences_that_show_an_element_are_told_from_those_that_lack_it(
    element: str, row: dict[str, list[str]]
) -> None:
    """Nearly all of them: the reading was built with these too."""
    found = sum(is_shown(element, sentence) for sentence in row["shows"])
    wrong = sum(is_shown(element, sentence) for sentence in row["lacks"])
    assert (len(row["shows"]), len(row["lacks"])) == (40, 20)
    assert found >= 0.85 * len(row["shows"])
    assert wrong <= 0.1 * len(row["lacks"])


# -- the command


def test_the_measure_prints_both_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each element and each check, with both parts side by side."""
    measure_drafts.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "140 drafts built with and 80 drafts held out"
    assert sum(line.startswith("all together") for line in lines) == 2
    told = {line.split()[0] for line in lines if line and "/" in line}
    assert {str(element) for element in read_elements(BUILT)} <= told
    assert set(read_checks(BUILT)) <= told
