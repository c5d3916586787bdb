"""Contact details, links, attachments, unfilled gaps and subject lines, as they are written in English."""

from __future__ import annotations

import re
from typing import Final

from followup_rules.drafts.english import phrases
from followup_rules.rules.text_rules import TextFeature


def ignoring_case(*alternatives: str) -> re.Pattern[str]:
    """A pattern of several alternatives, in upper or lower case."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


_TELEPHONE: Final = r"(?<![\w/])\+?\(?\d[\d\s().-]{5,16}\d(?!\w)"
_ADDRESS: Final = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_SPOKEN_ADDRESS: Final = r"\b\w{2,30}(?: dot \w{2,30})? at \w{2,30}(?: dot \w{2,30}){1,2}"
_DIGIT: Final = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|\d+)"
LINK: Final = ignoring_case(
    r"\b(?:https?://|www\.)\S+", r"\b(?:[\w-]{2,40}\.){1,4}(?:com|org|net|io|dev|example|co\.uk|edu|me)\b(?:/\S*)?"
)
ADDRESSES: Final = ignoring_case(_ADDRESS, LINK.pattern)
CONTACT: Final = ignoring_case(_TELEPHONE, _ADDRESS, _SPOKEN_ADDRESS, LINK.pattern, "linkedin")
SPOKEN_CONTACT: Final = ignoring_case(CONTACT.pattern, rf"\b{_DIGIT}(?:[\s,.-]+{_DIGIT}){{4,}}")
ATTACHES: Final = ignoring_case(
    r"\battached (?:is|are|you|please|find|my|the)\b",
    r"\b(?:is|are|have|i've|find|see|sheet|file|document)(?: \w+){0,2} attached\b(?! to)",
    r"\b(?:i attach|attaching|in the attachment)\b",
)
PLACEHOLDER: Final = re.compile(
    r"\[(?!pause|beep|wait|smile|laugh|image|[^\[\]\n]{0,50}\b(?:19|20)\d\d\])[^\W\d_][^\[\]\n]{0,60}\]"
    r"|\{\{?[^{}\n]{1,60}\}?\}|(?<!\w)<(?![^<>\n]{0,60}[@/])[A-Za-z][^<>\n]{0,40}>"
    r"|\b[Xx]{3,}\b|_{3,}|\bTBC\b|\bTBD\b|\bTODO\b|\bDD/MM/YYYY\b|\b[Ll]orem ipsum\b|\?{3,}|\$[A-Z_]{3,}|%[A-Z_]{3,}%"
    r"|\b[Ii]nsert (?:name|company|date|role|job|position)\b"
)


def states_its_purpose(subject: str) -> bool:
    """Whether a subject line says what the message is for."""
    return "?" in subject or phrases.says(TextFeature.SUBJECT_PURPOSE, subject)


def is_bare(subject: str) -> bool:
    """Whether a subject line is only thanks, or the interview, or hello."""
    bare = re.sub(r"^\s*(?:(?:re|fwd?|aw):\s*)*", "", subject, flags=re.IGNORECASE)
    return phrases.is_nothing_but(TextFeature.BARE_SUBJECT, bare.strip(" .!?,:)(-"))
