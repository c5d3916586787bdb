"""Names of people as they are written: with and without accents, first name and surname, and with a slip."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from followup_rules.errors import needs

_WORD: Final = re.compile(r"[^\W\d_]+")
# letters that no accent can be taken off
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SHORT: Final = 5
_SHORTEST: Final = 3


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """A word without case and accents."""
    small = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in small if not unicodedata.combining(letter))


def spellings(word: str) -> frozenset[str]:
    """How a word may be written without its accents."""
    return frozenset({folded(word), folded(unicodedata.normalize("NFC", word).casefold().translate(_GERMAN))})


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or a greeting; those joined by a hyphen or an apostrophe stand apart."""
    return tuple(_WORD.findall(text))


def first_names(names: Iterable[str]) -> frozenset[str]:
    """The first names among some full names, in every spelling."""
    with needs("drafts", "nameparser", "reviewing a draft needs"):
        from nameparser import HumanName
    firsts = (word for name in names for word in words_of(HumanName(name).first))
    return frozenset(spelling for word in firsts for spelling in spellings(word))


def is_slip(word: str, names: Iterable[str], *, beside: bool = False) -> bool:
    """
    Whether a word is one of some names, spelt with a slip; *beside* a part of the name that is spelt right even a short
    name may be, if it begins alike.
    """
    with needs("drafts", "rapidfuzz", "reviewing a draft needs"):
        from rapidfuzz.distance import OSA
    known = {spelling for name in names for part in words_of(name) for spelling in spellings(part)}
    written = folded(word)
    if written in known or spellings(word) & known:
        return False

    def most(name: str) -> int:
        if min(len(name), len(written)) < _SHORTEST:
            return 2 if beside and min(len(name), len(written)) > 1 and name[0] == written[0] else 0
        return 1 if len(name) <= _SHORT else 2

    return any(OSA.distance(written, name) <= most(name) for name in known)
