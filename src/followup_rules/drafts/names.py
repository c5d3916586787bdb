"""Names of people as they are written: with and without accents, first names and surnames, and misspelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from followup_rules.errors import needs

_WORD: Final = re.compile(r"[^\W\d_]+")
# letters that Unicode does not split into a plain letter and an accent
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SHORT: Final = 5
_SHORTEST: Final = 3


@lru_cache(maxsize=4096)
def casefolded(word: str) -> str:
    """A word or a text in lower case and without accents."""
    small = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in small if not unicodedata.combining(letter))


def spellings(word: str) -> frozenset[str]:
    """How a word may be written without its accents."""
    return frozenset({casefolded(word), casefolded(unicodedata.normalize("NFC", word).casefold().translate(_GERMAN))})


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or a greeting; a hyphen or an apostrophe separates two words."""
    return tuple(_WORD.findall(text))


def spellings_of_all(names: Iterable[str]) -> frozenset[str]:
    """Every word of some names, in every spelling."""
    return frozenset(spelling for name in names for word in words_of(name) for spelling in spellings(word))


def first_names(names: Iterable[str]) -> frozenset[str]:
    """The first names in some full names, in every spelling."""
    with needs("drafts", "nameparser", "reviewing a draft needs"):
        from nameparser import HumanName
    return spellings_of_all(HumanName(name).first for name in names)


def is_misspelling(word: str, names: Iterable[str], *, beside: bool = False) -> bool:
    """
    Whether a word is a misspelled part of some names. A name of one or two letters counts only where the word begins
    alike and stands *beside* another part of the name that is spelled right.
    """
    with needs("drafts", "rapidfuzz", "reviewing a draft needs"):
        from rapidfuzz.distance import OSA
    known = spellings_of_all(names)
    written = casefolded(word)
    if not known.isdisjoint({written, *spellings(word)}):
        return False

    def most_mistakes(name: str) -> int:
        if min(len(name), len(written)) < _SHORTEST:
            return 2 if beside and min(len(name), len(written)) > 1 and name[0] == written[0] else 0
        return 1 if len(name) <= _SHORT else 2

    return any(OSA.distance(written, name) <= most_mistakes(name) for name in known)
