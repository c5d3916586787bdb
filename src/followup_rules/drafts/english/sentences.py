"""Words and sentences of an English text, and whether it is English at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from followup_rules.errors import needs

WORD: Final = re.compile(r"[^\W_]+(?:['.@/&+#-][^\W_]+)*")
# sentencex takes these for abbreviations (Maine, number, article); in a message they often end a sentence
_NOT_ABBREVIATED: Final = re.compile(r"\b(?:me|no|art|ok|may)\.\s+(?=[A-Z\"'])", re.ASCII)
_COMMON_WORDS: Final = frozenset(
    (
        "the be to of and a in that have i it for not on with as you do at this but by from they we or an my is are "
        "was were your me our has had been would could can will so if about what which when am i'm it's i'd thank "
        "thanks very"
    ).split()
)
_LEAST_SHARE: Final = 0.2
_FEWEST_WORDS: Final = 8


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends."""
    with needs("drafts", "sentencex", "reviewing a draft needs"):
        from sentencex import get_sentence_boundaries  # pyright: ignore[reportAttributeAccessIssue]  # has no types
    for found in get_sentence_boundaries("en", text):
        start, end = found["start_index"], found["end_index"]
        for word in _NOT_ABBREVIATED.finditer(text, start, end):
            yield start, word.end()
            start = word.end()
        yield start, end


def in_english(text: str) -> bool:
    """Whether a text is in English, judged by the share of common words; a text of a few words counts as English."""
    words = [word.casefold() for word in WORD.findall(text)]
    return len(words) < _FEWEST_WORDS or sum(word in _COMMON_WORDS for word in words) >= _LEAST_SHARE * len(words)
