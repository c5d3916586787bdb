"""How a message in English is framed: its greeting, its ending, its subject line, what it quotes, its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from followup_rules.drafts.english import phrases
from followup_rules.errors import needs
from followup_rules.rules.text_rules import TextFeature


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORD: Final = re.compile(r"[^\W_]+(?:['.@/&+#-][^\W_]+)*")


# words that are taken for abbreviations (Maine, number, article), and end many a sentence here
_NO_ABBREVIATION: Final = re.compile(r"\b(?:me|no|art|ok|may)\.\s+(?=[A-Z\"'])", re.ASCII)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends."""
    with needs("drafts", "sentencex", "reviewing a draft needs"):
        from sentencex import get_sentence_boundaries  # pyright: ignore[reportAttributeAccessIssue]  # has no types
    for found in get_sentence_boundaries("en", text):
        start, end = found["start_index"], found["end_index"]
        for word in _NO_ABBREVIATION.finditer(text, start, end):
            yield start, word.end()
            start = word.end()
        yield start, end


_COMMON: Final = _set(
    "the be to of and a in that have i it for not on with as you do at this but by from they we or an my is are was "
    "were your me our has had been would could can will so if about what which when am i'm it's i'd thank thanks very"
)
_LEAST_SHARE: Final = 0.2
_TOO_SHORT: Final = 8


def in_english(text: str) -> bool:
    """Whether a text is in English, as its commonest words tell; of a very short one that is taken for granted."""
    words = [word.casefold() for word in WORD.findall(text)]
    return len(words) < _TOO_SHORT or sum(word in _COMMON for word in words) >= _LEAST_SHARE * len(words)


# -- what is quoted, and what programs add

QUOTES_A_MESSAGE: Final = _pattern(
    r"\s*-{2,}\s*(?:original|forwarded) message", r"\s*begin forwarded message", r"\s*_{20,}\s*$"
)
HEAD_OF_A_MESSAGE: Final = _pattern(r"\s*\*?from:")
REST_OF_A_HEAD: Final = _pattern(r"\s*\*?(?:sent|date|to|subject|cc):")
BEGINS_A_QUOTE: Final = _pattern(r"\s*on\b.{6,}", r".{1,80}\bwrote:\s*$")
MOBILE_SIGNATURE: Final = _pattern(
    r"(?:sent|written|typed|tapped) (?:from|on|with|via) (?:my|an?|the|outlook|yahoo|gmail|proton)\b.{0,60}",
    r"get outlook for (?:ios|android).{0,60}",
)

# -- the greeting

TITLES: Final = _set("mr mrs ms mx miss dr prof professor sir madam")
# words of a greeting that are nobody's name
NO_NAMES: Final = _set(
    "dear hi hello hey hiya hallo greetings good morning afternoon evening day all team there everyone both and again "
    "to the in at from"
)
_GREETS: Final = (
    r"(?:dear|hi|hello|hey|hiya|hallo|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|evening)\b"
)
_TITLES: Final = ("mr", "ms", "mx", "dr", "st", "mrs", "prof")
_NO_TITLE: Final = "".join(rf"(?<!\b{title})" for title in _TITLES)
_TITLE: Final = "|".join(rf"(?<=\b{title})\." for title in _TITLES)
_SPEAKS: Final = r"(?:this is|it's|it is|my name|i'm|i am|thank|thanks|just)\b"
GREETING: Final = _pattern(
    r"\s*[^\W\d_]{2,20},\s(?:hi|hello|hey)\b[,!.]?",
    # a line of its own
    rf"\s*{_GREETS}[^!?:;\n]{{0,70}}{_NO_TITLE}[,:]\s*$",
    # a name behind a comma: good morning, Dana.
    rf"\s*(?:good (?:morning|afternoon|evening)|hello|hi),\s+(?!{_SPEAKS}|(?:my|i|we|hope|so|a|the|as|and)\b)"
    r"[^\s,.!?]{2,20}[,.!]",
    # with text behind it on the line: up to the first mark, or to where the writer begins to speak
    rf"\s*{_GREETS}(?:[^,.!?:;\n-]|(?<=\w)-(?=\w)|{_TITLE}){{0,60}}?"
    rf"(?:,|[!:;]|{_NO_TITLE}\.|\s-+\s|\s*$|(?=\s+{_SPEAKS}))",
    r"\s*to (?:whom|the|all|everyone)\b[^,.!?:;\n]{0,60}[,:;.]?\s*$",
    r"\s*to [^,.!?:;\n]{1,60}[,:]\s*$",
)
NAME_ALONE: Final = _pattern(rf"\s*(?:(?:{'|'.join(_TITLES)})\.?\s)?[^\W\d][^,:;!?\n]{{0,50}}(?:[,:!]|\s?-+)\s*$")
TO_NOBODY: Final = _pattern(r"\s*to (?:whom|the|all|everyone)\b")
# in a script: who speaks
INTRODUCTION: Final = _pattern(
    r"\s*(?:it's|it is|this is|my name is|my name's|i'm|i am|here is)\b",
    r".{0,40}\b(?:here|speaking|calling|this is|my name is)\b",
)

# -- the ending

POSTSCRIPT: Final = _pattern(r"\s*p\.?\s?s\.?(?:\W|$)")
_MARKS: Final = " \t,.!-"


def closes(line: str) -> bool:
    """Whether a line is a courteous closing formula, and nothing else but thanks."""
    return phrases.is_nothing_but(TextFeature.CLOSING, line.strip(_MARKS))


def only_thanks(line: str) -> bool:
    """Whether a line ends a message, like a closing formula, but is none."""
    return phrases.is_nothing_but("thanking", line.strip(_MARKS))


def closes_inline(text: str, start: int, end: int) -> int | None:
    """Where, at the end of a line, a closing formula and a name begin."""
    for found in re.finditer(r"^\s*|(?<=[.!?])\s+", text[start:end]):
        formula, _, name = text[start + found.end() : end].partition(",")
        if name and len(name.split()) <= 5 and closes(formula):
            return start + found.end()
    return None


_TELEPHONE: Final = r"(?<![\w/])\+?\(?\d[\d\s().-]{5,16}\d(?!\w)"
_ADDRESS: Final = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_SPOKEN_ADDRESS: Final = r"\b\w{2,30}(?: dot \w{2,30})? at \w{2,30}(?: dot \w{2,30}){1,2}"
WEB: Final = _pattern(
    r"\b(?:https?://|www\.)\S+", r"\b(?:[\w-]{2,40}\.){1,4}(?:com|org|net|io|dev|example|co\.uk|edu|me)\b(?:/\S*)?"
)
CONTACT: Final = _pattern(_TELEPHONE, _ADDRESS, _SPOKEN_ADDRESS, WEB.pattern, "linkedin")
ADDRESSES: Final = _pattern(_ADDRESS, WEB.pattern)
_DIGIT: Final = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|\d+)"
SPOKEN_CONTACT: Final = _pattern(CONTACT.pattern, rf"\b{_DIGIT}(?:[\s,.-]+{_DIGIT}){{4,}}")

# -- the subject line


def tells_its_purpose(subject: str) -> bool:
    """Whether a subject line makes plain what the message is for."""
    return "?" in subject or phrases.says(TextFeature.SUBJECT_PURPOSE, subject)


def is_bare(subject: str) -> bool:
    """Whether a subject line is nothing more than thanks, or the interview, or hello."""
    bare = re.sub(r"^\s*(?:(?:re|fwd?|aw):\s*)*", "", subject, flags=re.IGNORECASE)
    return phrases.is_nothing_but(TextFeature.BARE_SUBJECT, bare.strip(" .!?,:)(-"))


# -- within the text

# words of a job title by which one job is not told from another
RANKS: Final = _set("a an the of for and in at to senior junior sr jr lead ii iii")
PLACEHOLDER: Final = re.compile(
    r"\[(?!pause|beep|wait|smile|laugh|image|[^\[\]\n]{0,50}\b(?:19|20)\d\d\])[^\W\d_][^\[\]\n]{0,60}\]"
    r"|\{\{?[^{}\n]{1,60}\}?\}|(?<!\w)<(?![^<>\n]{0,60}[@/])[A-Za-z][^<>\n]{0,40}>"
    r"|\b[Xx]{3,}\b|_{3,}|\bTBC\b|\bTBD\b|\bTODO\b|\bDD/MM/YYYY\b|\b[Ll]orem ipsum\b|\?{3,}|\$[A-Z_]{3,}|%[A-Z_]{3,}%"
    r"|\b[Ii]nsert (?:name|company|date|role|job|position)\b"
)
ATTACHES: Final = _pattern(
    r"\battached (?:is|are|you|please|find|my|the)\b",
    r"\b(?:is|are|have|i've|find|see|sheet|file|document)(?: \w+){0,2} attached\b(?! to)",
    r"\b(?:i attach|attaching|in the attachment)\b",
)
