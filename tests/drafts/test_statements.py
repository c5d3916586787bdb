"""The register of statements and the content of the policies: what of a text is checked, judged by a reader, set aside.

A statement is about the text of a message where it is marked T in the register, or used for drafts.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from followup_rules import guidance, policies
from followup_rules.guidance import Statement
from followup_rules.rules.node import walk
from followup_rules.rules.policy import Policy
from followup_rules.rules.readings import Reading
from followup_rules.rules.text_rules import Demand, TextRule

DOCUMENTS = guidance.documents()
CONTENT = [(name, demand) for name in policies.names() for demand in policies.get(name).content]


def of_text(statement: Statement) -> bool:
    """Whether the text of a message decides it."""
    return re.search(r"\bT\b", statement.decidable) is not None


def about_drafts(document: str) -> list[Statement]:
    """The statements of a document that are about the text of a message."""
    return [row for row in guidance.statements(document) if of_text(row) or row.use == "draft"]


def demands_citing(statement: Statement) -> list[TextRule]:
    """The content rules of its own document that cite it."""
    return [demand for demand in policies.BY_NAME[statement.document].content if statement.id in demand.cites]


def becomes(statement: Statement) -> str:
    """What becomes of a statement: it is checked, left to the reader, both, or set aside."""
    citing = demands_citing(statement)
    judged = [demand.demand is Demand.JUDGE for demand in citing]
    return "set aside" if not citing else "left to the reader" if all(judged) else "both" if any(judged) else "checked"


def text_choices(policy: Policy) -> list[Reading]:
    """The choices between readings on which the text that its content demands depends."""
    texts = [demand.text for demand in policy.content if demand.text is not None]
    return [node for text in texts for node in walk(text) if isinstance(node, Reading)]


def numbers_cite(policy: Policy) -> list[str]:
    """What the limits and the choices in its content cite."""
    limits = [cite for most in policy.limits.values() for cite in most.cites]
    return limits + [cite for choice in text_choices(policy) for cite in choice.cites]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_statement_about_the_text_is_cited_or_set_aside(document: str) -> None:
    """By a content rule of its own document; and what is set aside says why."""
    for statement in about_drafts(document):
        if becomes(statement) == "set aside":
            assert statement.use == "aside", statement.id
            assert statement.note, statement.id
        else:
            assert statement.use != "aside", statement.id


@pytest.mark.parametrize("name", policies.names())
def test_nothing_that_is_set_aside_is_cited(name: str) -> None:
    """By the content of any policy, nor by the limits and choices in it."""
    policy = policies.BY_NAME[name]
    aside = {row.id for document in DOCUMENTS for row in guidance.statements(document) if row.use == "aside"}
    cites = [cite for demand in policy.content for cite in demand.cites]
    assert [cite for cite in (*cites, *numbers_cite(policy)) if cite in aside] == []


@pytest.mark.parametrize(("name", "demand"), CONTENT, ids=[f"{name}-{demand.id}" for name, demand in CONTENT])
def test_a_demand_cites_what_it_may(name: str, demand: TextRule) -> None:
    """A document itself alone, `recommended` any; each statement exists, once, and is about the text of a message."""
    assert demand.cites
    assert len(set(demand.cites)) == len(demand.cites)
    for cite in demand.cites:
        statement = guidance.statement(cite)
        assert statement.id == cite
        assert name in ("recommended", statement.document)
        assert of_text(statement) or statement.use == "draft"


@pytest.mark.parametrize("name", policies.names())
def test_limits_and_choices_cite_what_their_demands_do(name: str) -> None:
    """A number is from a statement that the demand rests on."""
    policy = policies.BY_NAME[name]
    demanded = {cite for demand in policy.content for cite in demand.cites}
    assert all(most.cites for most in policy.limits.values())
    assert all(choice.cites for choice in text_choices(policy))
    assert {*numbers_cite(policy)} <= demanded


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("pro_tips", {"checked": 8, "left to the reader": 1, "both": 2}),
        ("dos_and_donts", {"checked": 5, "left to the reader": 2}),
        ("review_your_notes", {"checked": 12, "left to the reader": 2, "both": 1, "set aside": 3}),
        ("art_of_follow_up", {"checked": 34, "left to the reader": 6, "both": 4, "set aside": 5}),
        ("business_etiquette", {"checked": 15, "left to the reader": 5}),
    ],
)
def test_what_becomes_of_the_statements_that_a_text_decides(document: str, expected: dict[str, int]) -> None:
    """The counts of those marked T, so that none is dropped or taken up unseen."""
    assert Counter(becomes(row) for row in guidance.statements(document) if of_text(row)) == expected


def test_what_becomes_of_all_of_them() -> None:
    """Of 105 marked T, 81 are checked, 7 of these left to the reader as well, 16 to the reader alone, 8 set aside."""
    rows = [row for document in DOCUMENTS for row in guidance.statements(document)]
    assert Counter(becomes(row) for row in rows if of_text(row)) == {
        "checked": 74,
        "left to the reader": 16,
        "both": 7,
        "set aside": 8,
    }


def test_what_a_text_does_not_quite_decide_is_checked_too() -> None:
    """To proofread and to write to the interviewer are marked D alone, and used for drafts."""
    others = [row for document in DOCUMENTS for row in about_drafts(document) if not of_text(row)]
    assert {row.id: becomes(row) for row in others} == {
        "pro_tips-24": "checked",
        "art_of_follow_up-117": "checked",
        "business_etiquette-27": "checked",
    }


def test_what_is_set_aside() -> None:
    """Models that are observed, not demanded, and permissions that no draft can break."""
    aside = {
        row.id: row.note.partition(":")[0].split()[0]
        for document in DOCUMENTS
        for row in about_drafts(document)
        if becomes(row) == "set aside"
    }
    assert aside == {
        "review_your_notes-41": "Observed",
        "review_your_notes-42": "A",
        "review_your_notes-43": "A",
        "art_of_follow_up-15": "A",
        "art_of_follow_up-22": "A",
        "art_of_follow_up-74": "A",
        "art_of_follow_up-78": "Observed",
        "art_of_follow_up-93": "Observed",
    }


@pytest.mark.parametrize("name", policies.names())
def test_every_content_rule_of_a_document_is_its_own(name: str) -> None:
    """A document has no content rules but its own, and `recommended` has some of its own."""
    origins = {demand.id.partition("/")[0] for demand in policies.BY_NAME[name].content}
    assert name in origins
    assert name == "recommended" or origins == {name}


def test_recommended_takes_over_demands_as_they_are_or_with_another_weight() -> None:
    """One that bears a document's name is that document's own, but perhaps for how much it matters."""
    taken = [demand for demand in policies.recommended.content if not demand.id.startswith("recommended/")]
    assert len(taken) == 28
    reweighed = []
    for demand in taken:
        own = next(one for one in policies.BY_NAME[demand.id.partition("/")[0]].content if one.id == demand.id)
        assert demand == own.with_weight(demand.weight)
        if demand is not own:
            reweighed.append(demand.id)
    assert reweighed == [
        "business_etiquette/understand-their-needs",
        "art_of_follow_up/interest-in-the-company",
        "review_your_notes/the-reason-for-asking",
        "review_your_notes/the-first-name",
    ]
