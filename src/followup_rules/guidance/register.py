"""
The statements of the five documents, as values.

The rows themselves are data: one TOML file for each document in ``data/``, read when first asked for and only then.
This module knows rows and nothing of the rules, policies or timelines that cite them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, TypeAlias

import attrs

from followup_rules.errors import UnknownStatement, shown

Use: TypeAlias = Literal["rule", "reason", "draft", "aside"]

_DOCUMENTS = ("pro_tips", "dos_and_donts", "review_your_notes", "art_of_follow_up", "business_etiquette")


@attrs.frozen(kw_only=True)
class Statement:
    """
    One sentence of a document that guides, paraphrased, and what the library does with it.

    ``where`` is line and sentence in the document, ``says`` the paraphrase. ``kind``, ``actor``, ``trigger``,
    ``timing``, ``governs`` and ``exceptions`` take the sentence apart, a dash standing for nothing said; in them ``I``
    is the end of the interview, ``P`` the date the employer named, ``L`` the latest exchange and ``E`` the expected
    response, ``AMB`` marks an ambiguity, and what is suggested beside it was weighed: the reading adopted is given with
    the rules. ``decidable`` tells what it takes to decide it: ``F`` the timeline alone, ``D`` a declared fact,
    ``T`` the text of a draft; ``N`` is not decidable.

    ``use`` is what becomes of it:

    - ``rule``: a rule of its document rests on it.
    - ``reason``: it stands behind the rules in ``supports`` or behind a reading they share, and an explanation may
      quote it; with nothing in ``supports``, ``note`` says what it is context for.
    - ``draft``: it is about what a message says, or how, and so for the checks of drafts.
    - ``aside``: nothing depends on it; ``note`` says why.

    >>> from followup_rules import guidance
    >>> row = guidance.statement("pro_tips-16")
    >>> row.use, row.supports
    ('reason', ('pro_tips-15',))
    >>> row.document, row.number
    ('pro_tips', 16)
    """

    id: str
    where: str
    says: str
    kind: str
    actor: str
    trigger: str
    timing: str
    governs: str
    exceptions: str
    decidable: str
    use: Use
    supports: tuple[str, ...] = ()
    note: str = ""

    @property
    def document(self) -> str:
        """
        The name of the document, which is the name of its policy.
        """
        return self.id.rpartition("-")[0]

    @property
    def number(self) -> int:
        """
        The place in the document, counted from 1.
        """
        return int(self.id.rpartition("-")[2])


def documents() -> tuple[str, ...]:
    """
    Return the names of the five documents, each the name of the policy that reads it.

    >>> from followup_rules import guidance
    >>> guidance.documents()
    ('pro_tips', 'dos_and_donts', 'review_your_notes', 'art_of_follow_up', 'business_etiquette')
    """
    return _DOCUMENTS


def statements(policy_name: str) -> tuple[Statement, ...]:
    """
    Return every statement of one document, in the document's order.

    Raises `UnknownStatement` where no document has that name.

    >>> from followup_rules import guidance
    >>> [row.id for row in guidance.statements("dos_and_donts") if row.use == "rule"][:3]
    ['dos_and_donts-03', 'dos_and_donts-04', 'dos_and_donts-05']
    """
    if policy_name not in _DOCUMENTS:
        known = ", ".join(map(shown, _DOCUMENTS))
        raise UnknownStatement(f"no document is named {shown(policy_name)}, expected one of {known}")
    return tuple(_rows(policy_name).values())


def statement(id: str) -> Statement:
    """
    Return the statement with this id.

    Raises `UnknownStatement` where there is none, and names the ids that its document has.

    >>> from followup_rules import guidance
    >>> guidance.statement("dos_and_donts-07").says
    'Three contacts in total.'
    """
    document = str(id).rpartition("-")[0]
    if document not in _DOCUMENTS:
        raise _no_statement(id, among=_DOCUMENTS)
    try:
        return _rows(document)[id]
    except KeyError:
        raise _no_statement(id, among=(document,)) from None


@cache
def _rows(document: str) -> dict[str, Statement]:
    # Imported here because neither is needed by those who never ask for a statement.
    import tomllib
    from importlib.resources import files

    text = files("followup_rules.guidance").joinpath("data", f"{document}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["statement"]
    return {row["id"]: Statement(**{**row, "supports": tuple(row.get("supports", ()))}) for row in table}


def _no_statement(id: str, *, among: Iterable[str]) -> UnknownStatement:
    ids = [tuple(_rows(document)) for document in among]
    known = ", ".join(f"{shown(of_one[0])} to {shown(of_one[-1])}" for of_one in ids)
    return UnknownStatement(f"no statement has the id {shown(id)}, expected one from {known}")
