"""The greeting and the closing of an English message, and what mail programs put around it."""

from __future__ import annotations

import re
from typing import Final

from followup_rules.drafts.english import phrases
from followup_rules.drafts.english.patterns import ignoring_case
from followup_rules.rules.text_rules import TextFeature

# -- what is quoted, and what programs add

QUOTES_A_MESSAGE: Final = ignoring_case(
    r"\s*-{2,}\s*(?:original|forwarded) message", r"\s*begin forwarded message", r"\s*_{20,}\s*$"
)
FIRST_HEADER: Final = ignoring_case(r"\s*\*?from:")
NEXT_HEADER: Final = ignoring_case(r"\s*\*?(?:sent|date|to|subject|cc):")
BEGINS_A_QUOTE: Final = ignoring_case(r"\s*on\b.{6,}", r".{1,80}\bwrote:\s*$")
MOBILE_SIGNATURE: Final = ignoring_case(
    r"(?:sent|written|typed|tapped) (?:from|on|with|via) (?:my|an?|the|outlook|yahoo|gmail|proton)\b.{0,60}",
    r"get outlook for (?:ios|android).{0,60}",
)

# -- the greeting

TITLES: Final = frozenset("mr mrs ms mx miss dr prof professor sir madam".split())
# words of a greeting that are not part of a name
NOT_NAMES: Final = frozenset(
    (
        "dear hi hello hey hiya hallo greetings good morning afternoon evening day all team there everyone both and "
        "again to the in at from"
    ).split()
)
_GREETS: Final = (
    r"(?:dear|hi|hello|hey|hiya|hallo|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|evening)\b"
)
_SHORT_TITLES: Final = ("mr", "ms", "mx", "dr", "st", "mrs", "prof")
_NO_TITLE: Final = "".join(rf"(?<!\b{title})" for title in _SHORT_TITLES)
_TITLE: Final = "|".join(rf"(?<=\b{title})\." for title in _SHORT_TITLES)
_SPEAKS: Final = r"(?:this is|it's|it is|my name|i'm|i am|thank|thanks|just)\b"
GREETING: Final = ignoring_case(
    r"\s*[^\W\d_]{2,20},\s(?:hi|hello|hey)\b[,!.]?",
    # a line of its own
    rf"\s*{_GREETS}[^!?:;\n]{{0,70}}{_NO_TITLE}[,:]\s*$",
    # a name after a comma: good morning, Dana.
    rf"\s*(?:good (?:morning|afternoon|evening)|hello|hi),\s+(?!{_SPEAKS}|(?:my|i|we|hope|so|a|the|as|and)\b)"
    r"[^\s,.!?]{2,20}[,.!]",
    # with text after it on the line: up to the first mark, or to where the writer begins to speak
    rf"\s*{_GREETS}(?:[^,.!?:;\n-]|(?<=\w)-(?=\w)|{_TITLE}){{0,60}}?"
    rf"(?:,|[!:;]|{_NO_TITLE}\.|\s-+\s|\s*$|(?=\s+{_SPEAKS}))",
    r"\s*to (?:whom|the|all|everyone)\b[^,.!?:;\n]{0,60}[,:;.]?\s*$",
    r"\s*to [^,.!?:;\n]{1,60}[,:]\s*$",
)
NAME_ALONE: Final = ignoring_case(
    rf"\s*(?:(?:{'|'.join(_SHORT_TITLES)})\.?\s)?[^\W\d][^,:;!?\n]{{0,50}}(?:[,:!]|\s?-+)\s*$"
)
TO_NOBODY: Final = ignoring_case(r"\s*to (?:whom|the|all|everyone)\b")
# the writer says who they are
INTRODUCTION: Final = ignoring_case(
    r"\s*(?:it's|it is|this is|my name is|my name's|i'm|i am|here is)\b",
    r".{0,40}\b(?:here|speaking|calling|this is|my name is)\b",
)

# -- the ending

POSTSCRIPT: Final = ignoring_case(r"\s*p\.?\s?s\.?(?:\W|$)")
_MARKS: Final = " \t,.!-"


def closes(line: str) -> bool:
    """Whether a line is a closing such as `Kind regards`; thanks may stand before it."""
    return phrases.is_nothing_but(TextFeature.CLOSING, line.strip(_MARKS))


def is_only_thanks(line: str) -> bool:
    """Whether a line is thanks and nothing else, which can end a message in place of a closing."""
    return phrases.is_nothing_but("thanking", line.strip(_MARKS))


def closing_within(line: str) -> int | None:
    """Where a closing and a name begin at the end of a line; None if the line does not end so."""
    for found in re.finditer(r"^\s*|(?<=[.!?])\s+", line):
        closing, _, name = line[found.end() :].partition(",")
        if name and len(name.split()) <= 5 and closes(closing):
            return found.end()
    return None
