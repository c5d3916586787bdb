"""
The register of statements: what each of the five documents says, row by row, in our own words.

Rules cite these rows by id, such as ``pro_tips-15``. The rows are data, one TOML file for each document in ``data/``;
nothing is read until a row is asked for.

>>> from followup_rules import guidance
>>> guidance.statement("pro_tips-07").says
'Send a thank-you one day after the interview.'
>>> len(guidance.statements("pro_tips"))
40
"""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

import attrs

from followup_rules.errors import UnknownStatement, expected_one_of, shown

__all__ = ["Statement", "Use", "documents", "statement", "statements"]

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
        """The name of the document, which is the name of its policy."""
        return self.id.rpartition("-")[0]

    @property
    def number(self) -> int:
        """The place in the document, counted from 1."""
        return int(self.id.rpartition("-")[2])


def documents() -> tuple[str, ...]:
    """The names of the five documents, each the name of the policy that reads it."""
    return _DOCUMENTS


def statements(policy_name: str) -> tuple[Statement, ...]:
    """
    Every statement of one document, in the document's order.

    Raises `UnknownStatement` where no document has that name.

    >>> from followup_rules import guidance
    >>> [row.id for row in guidance.statements("dos_and_donts") if row.use == "rule"][:3]
    ['dos_and_donts-03', 'dos_and_donts-04', 'dos_and_donts-05']
    """
    if policy_name not in _DOCUMENTS:
        raise UnknownStatement(f"no document is named {shown(policy_name)}; {expected_one_of(policy_name, _DOCUMENTS)}")
    return tuple(_rows(policy_name).values())


def statement(id: str) -> Statement:
    """The statement with this id. Raises `UnknownStatement` where there is none; it names the ids that there are."""
    document = str(id).rpartition("-")[0]
    if document in _DOCUMENTS and id in (rows := _rows(document)):
        return rows[id]
    ranges = (tuple(_rows(each)) for each in ((document,) if document in _DOCUMENTS else _DOCUMENTS))
    known = ", ".join(f"{shown(ids[0])} to {shown(ids[-1])}" for ids in ranges)
    raise UnknownStatement(f"no statement has the id {shown(id)}; expected one from {known}")


@cache
def _rows(document: str) -> dict[str, Statement]:
    # imported here because neither is needed by those who never ask for a statement
    import tomllib
    from importlib.resources import files

    text = files("followup_rules.guidance").joinpath("data", f"{document}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["statement"]
    return {row["id"]: Statement(**{**row, "supports": tuple(row.get("supports", ()))}) for row in table}
