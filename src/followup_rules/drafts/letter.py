"""Splits the text of a message into greeting, paragraphs, sentences and ending, and leaves out what it quotes.

Every part keeps its place in the text. The time taken grows in proportion to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import attrs

from followup_rules.drafts.english import salutations
from followup_rules.drafts.english.patterns import CONTACT
from followup_rules.drafts.english.sentences import WORD, sentences, words_in
from followup_rules.temporal.values import lazy

# marks that are written in several ways, each put in one way, character by character, so that places stay
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2003\u2002\u2009\t\r\f\v\u2028\u2029\x85", " "),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff", " "),
    }
)
_BULLET: Final = re.compile(r"\s*(?:[-*\u2022\u00b7]|\d{1,2}[.)])\s+\S")
_MARK: Final = re.compile(r"\s*\d{1,2}[.)]\s+(?=\S)")
_ENDS_A_SENTENCE: Final = re.compile(r"[.?!]['\")]*\s*$")
_HARD_WRAPPED: Final = 100
_LONGEST_ENDING: Final = 10
_LONGEST_BELOW: Final = 40
_LONGEST_CLOSING: Final = 80
_LONGEST_CLOSING_WITHIN: Final = 200
_LONGEST_HEAD: Final = 14


def plain(text: str) -> str:
    """The text with quotation marks, dashes and blanks in one spelling each; its length stays the same."""
    return text.translate(_PLAIN)


@attrs.frozen
class Span:
    """A stretch of the text, from the character `start` to before `end`; its `text` is plain and has no line breaks."""

    start: int
    end: int
    text: str


@attrs.frozen(slots=False)
class Letter:
    """The parts of a text. Greeting and closing are None if the text has none."""

    greeting: Span | None
    paragraphs: tuple[tuple[Span, ...], ...]
    closing: Span | None
    ending: tuple[Span, ...]

    @lazy
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the body, in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def everything(self) -> tuple[Span, ...]:
        """The greeting, the sentences and the parts of the ending."""
        return (*((self.greeting,) if self.greeting else ()), *self.sentences, *self.ending)

    @property
    def words(self) -> int:
        """How many words the body has."""
        return sum(words_in(sentence.text) for sentence in self.sentences)


class _Line(NamedTuple):
    """A line, or what is left of one, and where it starts in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    def split(self, place: int) -> tuple[_Line, _Line]:
        """What stands before a place in the line, and the rest."""
        return _Line(self.start, self.text[:place]), _Line(self.start + place, self.text[place:])

    def span(self) -> Span:
        start = self.end - len(self.text.lstrip())
        text = self.text.strip()
        return Span(start, start + len(text), text.replace("\n", " "))


def parse_letter(text: str, names: tuple[str, ...], sender: str | None) -> Letter:
    """The parts of a text. *names* are the addressees and *sender* is the writer, as far as they are known."""
    simple = plain(text)
    greeting, lines = _greeting(_own_lines(simple), names)
    lines, closing, ending = _ending(lines, sender)
    paragraphs = tuple(filter(None, (tuple(_sentences(simple, block)) for block in _blocks(lines))))
    return Letter(greeting, paragraphs, closing, ending)


# -- what the writer wrote


def _own_lines(text: str) -> list[_Line]:
    """The lines above a quoted message, without quoted lines among them."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    every = [_Line(start, line) for start, line in zip(starts, text.split("\n"), strict=True)]
    lines: list[_Line] = []
    for place, line in enumerate(every):
        if salutations.QUOTES_A_MESSAGE.match(line.text) or _quotes_below(every[place : place + 4]):
            break
        if not line.text.lstrip().startswith(">") and not salutations.MOBILE_SIGNATURE.fullmatch(line.text.strip()):
            lines.append(line)
    return lines


def _quotes_below(lines: list[_Line]) -> bool:
    """Whether a quoted message begins here: with headers, or with a line that ends in `wrote:` and may be wrapped."""
    first, *rest = [line.text for line in lines]
    if salutations.FIRST_HEADER.match(first):
        return any(map(salutations.NEXT_HEADER.match, rest))
    begins = salutations.BEGINS_A_QUOTE.match(first) is not None
    return begins and any(line.rstrip().endswith("wrote:") for line in (first, *rest[:2]))


# -- the greeting


def _greeting(lines: list[_Line], names: tuple[str, ...]) -> tuple[Span | None, list[_Line]]:
    """The greeting, and the lines below it; an address may stand above it."""
    for place, line in enumerate(lines):
        if line.blank:
            continue
        found = salutations.GREETING.match(line.text) or _name_alone(line.text, names)
        if found:
            greeting, rest = line.split(found.end())
            return greeting.span(), [rest, *lines[place + 1 :]]
        if place >= _LONGEST_HEAD or words_in(line.text) > 6 or _ENDS_A_SENTENCE.search(line.text):
            break
    return None, lines


def _name_alone(line: str, names: tuple[str, ...]) -> re.Match[str] | None:
    """`Dana,` or `Ms. Wu:` on a line of its own, if that is an addressee."""
    found = salutations.NAME_ALONE.match(line)
    known = {word.casefold() for name in names for word in name.split()}
    return found if found and known & _casefolded_words(found.group()) else None


def _casefolded_words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


# -- the ending


def _ending(lines: list[_Line], sender: str | None) -> tuple[list[_Line], Span | None, tuple[Span, ...]]:
    """The lines of the body, to which a postscript belongs, the closing, and all parts of the ending."""
    postscript = _postscript(lines)
    lines, below = lines[:postscript], lines[postscript:]
    delimiter = next((place for place, line in enumerate(lines) if line.text.rstrip() == "--"), len(lines))
    written, signature = lines[:delimiter], lines[delimiter + 1 :]
    while written and written[-1].blank:
        written.pop()
    begins, closing = _closing_at(written) or (_unclosed(written, _casefolded_words(plain(sender or ""))), None)
    ending = written[begins:]
    if closing is None and written and not ending:
        # the closing may stand at the end of the last line
        skipped, last = written[-1].split(max(0, len(written[-1].text) - _LONGEST_CLOSING_WITHIN))
        within = salutations.closing_within(last.text)
        if within is not None:
            before, after = written[-1].split(len(skipped.text) + within)
            written[-1], closing, ending = before, after.span(), [after]
            begins = len(written)
    parts = tuple(line.span() for line in (*ending, *signature) if not line.blank)
    return [*written[:begins], *below], closing, parts


def _closing_at(lines: list[_Line]) -> tuple[int, Span] | None:
    """The last closing and its place, whatever stands below it: a name, a disclaimer; None if there is none."""
    first = max(len(lines) - _LONGEST_BELOW, 0)
    last = [(place, line) for place, line in enumerate(lines[first:], first) if not line.blank]
    for place, line in reversed(last[-_LONGEST_ENDING:]):
        indent = len(line.text) - len(line.text.lstrip())
        with_a_name = len(line.text) <= _LONGEST_CLOSING and salutations.closing_within(line.text) == indent
        if with_a_name or salutations.closes(line.text):
            return place, line.span()
    return None


def _unclosed(lines: list[_Line], own: set[str]) -> int:
    """Where an ending without a closing begins: at bare thanks, or at a name and what may stand below one."""
    begins = len(lines)
    written = (place for place in reversed(range(len(lines))) if not lines[place].blank)
    for tried, place in enumerate(written):
        if salutations.is_only_thanks(lines[place].text):
            return place
        if tried >= _LONGEST_ENDING or not _in_an_ending(lines[place].text, own):
            return begins
        begins = place
    return len(lines)  # otherwise the ending would be the whole text


def _postscript(lines: list[_Line]) -> int:
    """The place of the blank line above a postscript at the end; the number of lines if there is no postscript."""
    for place in range(len(lines) - 1, max(len(lines) - _LONGEST_ENDING, 0), -1):
        if salutations.POSTSCRIPT.match(lines[place].text) and lines[place - 1].blank:
            return place - 1
    return len(lines)


def _in_an_ending(line: str, own: set[str]) -> bool:
    """Whether a line may stand below a closing: a name, a number or an address, but not a sentence."""
    if CONTACT.search(line):
        return words_in(line) <= 14
    return words_in(line) <= 6 and (bool(own & _casefolded_words(line)) or not _ENDS_A_SENTENCE.search(line))


# -- the body


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines of each paragraph; a paragraph ends at a blank line, or where a line ends early."""
    width = max((len(line.text) for line in lines), default=0)
    block: list[_Line] = []
    blank_above = False
    for line in lines:
        if line.blank:
            blank_above = True
            continue
        # a list belongs to the line that announces it
        listed = bool(block) and block[-1].text.rstrip().endswith(":") and _BULLET.match(line.text)
        if block and ((blank_above and not listed) or _ends_early(block[-1].text, line.text, width)):
            yield block
            block = []
        blank_above = False
        block.append(line)
    if block:
        yield block


def _ends_early(above: str, line: str, width: int) -> bool:
    """Whether a line ends a paragraph without a blank line: the next word would have fitted on it."""
    if not _ENDS_A_SENTENCE.search(above) or _BULLET.match(line):
        return False
    return width > _HARD_WRAPPED or len(above) + 1 + len(line.split(maxsplit=1)[0]) <= width


def _sentences(text: str, block: list[_Line]) -> Iterator[Span]:
    """The sentences of a paragraph; an item of a list begins a new one."""
    items: list[tuple[int, int]] = []
    for line in block:
        if items and not _BULLET.match(line.text):
            items[-1] = (items[-1][0], line.end)
        else:
            items.append((line.start, line.end))
    for start, end in items:
        # the number of an item is not a sentence by itself
        mark = _MARK.match(text, start, end)
        said = mark.end() if mark else start
        for first, last in sentences(text[said:end].replace("\n", " ")):
            begins = said + first if first else start
            yield _Line(begins, text[begins : said + last]).span()
