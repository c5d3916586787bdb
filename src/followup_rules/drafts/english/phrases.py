"""Turns of phrase: by which words a sentence is taken to show an element. They stand in `data`, a row for each element.

All of it is heuristic, and says so. Gaps between words are bounded, so that a sentence of any length takes time in
proportion to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import attrs

from followup_rules.rules.text_rules import TextFeature

_WORDS: Final = r"(?:[\w',()/&:+-]+\s+){0,%s}?"
_NAMED: Final = re.compile(r"\{([a-z_]+)\}")
_GAP: Final = re.compile(r"<(\d+)> ")
_LOOKS_AHEAD: Final = re.compile(r"\\s\+\(\?[!=][^ ]*\)$")
_GROUP: Final = re.compile(r"(?<!\\)\((?!\?)")


@attrs.frozen
class _Phrases:
    """How an element is told: each of `patterns` is in the sentence, once what `unless` finds is taken out of it."""

    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None


def says(element: TextFeature, sentence: str) -> bool:
    """Whether a sentence shows an element, by its words."""
    told = _phrases(element)
    text = told.unless.sub(" ", sentence) if told.unless else sentence
    return bool(told.patterns) and all(pattern.search(text) for pattern in told.patterns)


def is_nothing_but(what: TextFeature | str, text: str) -> bool:
    """Whether a line is, from its beginning to its end, one of an element's phrases; or one of some named words."""
    return _whole(what).fullmatch(text) is not None


def overlooked(element: TextFeature) -> bool:
    """Whether an element can be said in so many ways that not finding it proves nothing."""
    return bool(_row(element).get("overlooked", False))


def misses(element: TextFeature) -> str | None:
    """What the reading of an element is known to take wrongly, or to overlook."""
    return _row(element).get("misses")


@cache
def _table() -> tuple[dict[str, Any], dict[str, str]]:
    """The rows of all files in `data`, and the words that they share."""
    # read, and compiled, when the first draft is
    import tomllib
    from importlib.resources import files

    table: dict[str, Any] = {}
    for file in files("followup_rules.drafts.english").joinpath("data").iterdir():
        table |= tomllib.loads(file.read_text(encoding="utf-8"))
    return table, table.pop("words")


def _row(element: TextFeature) -> dict[str, Any]:
    """What is said of an element; nothing where it is told by the form of a message alone."""
    row: dict[str, Any] = _table()[0].get(element, {})
    return row


@cache
def _phrases(element: TextFeature) -> _Phrases:
    row, words = _row(element), _table()[1]
    several = [_pattern(row[name], words) for name in ("phrases", "and") if name in row]
    if row.get("asks"):
        several.append(re.compile(rf"\?|{_pattern(words['request'], words).pattern}", re.IGNORECASE))
    return _Phrases(tuple(several), _pattern(row["unless"], words) if "unless" in row else None)


@cache
def _whole(what: TextFeature | str) -> re.Pattern[str]:
    """The phrases of an element, or some named words; thanks may stand before them."""
    table, words = _table()
    thanks = "|".join(_written_out("({thanking})", words))
    joined = "|".join(_written_out(words[what] if what in words else table[what]["phrases"], words))
    return re.compile(rf"(?:(?:{thanks}|take care)(?:\s*,|\s+(?:and|&)|\s-+)\s+)?(?:{joined})", re.IGNORECASE)


def _pattern(lines: str, words: dict[str, str]) -> re.Pattern[str]:
    joined = "|".join(map(_ended, _written_out(lines, words)))
    return re.compile(rf"(?<![\w'])(?:{joined})", re.IGNORECASE)


def _ended(phrase: str) -> str:
    """A phrase that ends with a word; one that looks ahead, behind a blank, has come to the end of one already."""
    return phrase if _LOOKS_AHEAD.search(phrase) else rf"(?:{phrase})(?!\w)"


def _written_out(lines: str, words: dict[str, str]) -> Iterator[str]:
    """Each line as a regular expression."""
    for line in filter(None, map(str.strip, lines.splitlines())):
        named = _NAMED.sub(lambda found: f"({'|'.join(_written_out(words[found[1]], words))})", line)
        # a gap brings the blank behind it along
        spaced = _GAP.sub(lambda found: f"\0{found[1]}\0", named).replace(" ", r"\s+")
        grouped = _GROUP.sub("(?:", spaced)
        yield re.sub("\0(\\d+)\0", lambda found: _WORDS % found[1], grouped)
