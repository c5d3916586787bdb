"""Phrases: the words by which a sentence is taken to show a feature. They stand in `data`, in a table for each feature.

All of it is heuristic, and says so. Gaps between words are bounded, so that the time for a sentence grows only in
proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from followup_rules.rules.text_rules import TextFeature

_WORDS: Final = r"(?:[\w',()/&:+-]+\s+){0,%s}?"
_NAMED: Final = re.compile(r"\{([a-z_]+)\}")
_GAP: Final = re.compile(r"<(\d+)> ")
_LOOKS_AHEAD: Final = re.compile(r"\\s\+\(\?[!=][^ ]*\)$")
_GROUP: Final = re.compile(r"(?<!\\)\((?!\?)")


def says(feature: TextFeature, sentence: str) -> bool:
    """Whether the words of a sentence show a feature."""
    patterns, unless = _phrases(feature)
    text = unless.sub(" ", sentence) if unless else sentence
    return bool(patterns) and all(pattern.search(text) for pattern in patterns)


def is_nothing_but(what: TextFeature | str, text: str) -> bool:
    """Whether a line is one phrase of a feature, or one of some named words, and nothing else but thanks before it."""
    return _whole(what).fullmatch(text) is not None


def has_phrases(feature: TextFeature) -> bool:
    """Whether there are phrases that tell a feature."""
    return "phrases" in _row(feature)


def often_missed(feature: TextFeature) -> bool:
    """Whether a feature can be said in so many ways that finding no phrase of it proves nothing."""
    return bool(_row(feature).get("often_missed", False))


def misses(feature: TextFeature) -> str | None:
    """What the reading of a feature is known to get wrong or to overlook."""
    return _row(feature).get("misses")


@cache
def _table() -> tuple[dict[str, Any], dict[str, str]]:
    """The rows of all files in `data`, and the words that they share; read when the first draft is read."""
    import tomllib
    from importlib.resources import files

    table: dict[str, Any] = {}
    for file in files("followup_rules.drafts.english").joinpath("data").iterdir():
        table |= tomllib.loads(file.read_text(encoding="utf-8"))
    return table, table.pop("words")


def _row(feature: TextFeature) -> dict[str, Any]:
    """What the data say about a feature; empty if they do not mention it."""
    row: dict[str, Any] = _table()[0].get(feature, {})
    return row


@cache
def _phrases(feature: TextFeature) -> tuple[list[re.Pattern[str]], re.Pattern[str] | None]:
    """The patterns that a sentence must all contain after what the last one finds is taken out of it."""
    row, words = _row(feature), _table()[1]
    several = [_pattern(row[name], words) for name in ("phrases", "and") if name in row]
    if row.get("asks"):
        several.append(re.compile(rf"\?|{_pattern(words['request'], words).pattern}", re.IGNORECASE))
    return several, _pattern(row["unless"], words) if "unless" in row else None


@cache
def _whole(what: TextFeature | str) -> re.Pattern[str]:
    """The phrases of a feature, or some named words, as a whole line; thanks may stand before them."""
    table, words = _table()
    thanks = "|".join(_written_out("({thanking})", words))
    joined = "|".join(_written_out(words[what] if what in words else table[what]["phrases"], words))
    return re.compile(rf"(?:(?:{thanks}|take care)(?:\s*,|\s+(?:and|&)|\s-+)\s+)?(?:{joined})", re.IGNORECASE)


def _pattern(lines: str, words: dict[str, str]) -> re.Pattern[str]:
    joined = "|".join(map(_ended, _written_out(lines, words)))
    return re.compile(rf"(?<![\w'])(?:{joined})", re.IGNORECASE)


def _ended(phrase: str) -> str:
    """A phrase that ends at the end of a word. One that looks ahead after a blank has passed that end already."""
    return phrase if _LOOKS_AHEAD.search(phrase) else rf"(?:{phrase})(?!\w)"


def _written_out(lines: str, words: dict[str, str]) -> Iterator[str]:
    """Each line as a regular expression."""
    for line in filter(None, map(str.strip, lines.splitlines())):
        named = _NAMED.sub(lambda found: f"({'|'.join(_written_out(words[found[1]], words))})", line)
        # a gap includes the blank after it
        spaced = _GAP.sub(lambda found: f"\0{found[1]}\0", named).replace(" ", r"\s+")
        grouped = _GROUP.sub("(?:", spaced)
        yield re.sub("\0(\\d+)\0", lambda found: _WORDS % found[1], grouped)
