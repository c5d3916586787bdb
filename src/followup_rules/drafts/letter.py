"""The parts of a message's text: greeting, paragraphs and sentences, ending; what is quoted is left out.

Places are kept: every part knows from which character of the text to which it goes. All of it takes time in proportion
to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from followup_rules.drafts.english import frame

# letters that are written in several ways, each put in one way, character by character, so that places stay
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
_LONGEST_HEAD: Final = 14


def plain(text: str) -> str:
    """The text with quotation marks, dashes and blanks in one spelling each; as long as it was."""
    return text.translate(_PLAIN)


@attrs.frozen
class Span:
    """A stretch of the text, from a character to before another; `text` is in plain spelling, without line breaks."""

    start: int
    end: int
    text: str


@attrs.frozen
class Letter:
    """A text in its parts; greeting and closing are None where there is none."""

    greeting: Span | None
    paragraphs: tuple[tuple[Span, ...], ...]
    closing: Span | None
    ending: tuple[Span, ...]

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the body, in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def everything(self) -> tuple[Span, ...]:
        """The greeting, the sentences and the parts of the ending."""
        return (*((self.greeting,) if self.greeting else ()), *self.sentences, *self.ending)

    @property
    def words(self) -> int:
        """How many words its body has."""
        return sum(len(frame.WORD.findall(sentence.text)) for sentence in self.sentences)


def parse_letter(text: str, names: tuple[str, ...], sender: str | None) -> Letter:
    """A text in its parts; *names* are of those it is to, *sender* the writer's, so far as they are known."""
    simple = plain(text)
    lines = _own_lines(simple)
    greeting, lines = _greeting(simple, lines, names)
    lines, closing, ending = _ending(simple, lines, sender)
    paragraphs = tuple(filter(None, (tuple(_sentences(simple, block)) for block in _blocks(simple, lines))))
    return Letter(greeting, paragraphs, closing, ending)


def _span(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return Span(start, start + len(inside.strip()), inside.strip().replace("\n", " "))


# -- what is the writer's own

_Line = tuple[int, int]


def _own_lines(text: str) -> list[_Line]:
    """The lines up to where an earlier message is quoted, without those quoted within."""
    lines: list[_Line] = []
    every = list(_every_line(text))
    for place, (start, end) in enumerate(every):
        line = text[start:end]
        if frame.QUOTES_A_MESSAGE.match(line) or _header_below(text, every, place):
            break
        if not line.lstrip().startswith(">") and not frame.MOBILE_SIGNATURE.fullmatch(line.strip()):
            lines.append((start, end))
    return lines


def _every_line(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _header_below(text: str, lines: list[_Line], place: int) -> bool:
    """Whether an earlier message begins here: From, and then Sent, To or Subject; or a line that ends in `wrote:`."""
    start, end = lines[place]
    if frame.HEAD_OF_A_MESSAGE.match(text, start, end):
        below = [text[start:end] for start, end in lines[place + 1 : place + 4]]
        return any(frame.REST_OF_A_HEAD.match(line) for line in below)
    if frame.BEGINS_A_QUOTE.match(text, start, end):
        # such a line may be wrapped
        return any(text[start:end].rstrip().endswith("wrote:") for start, end in lines[place : place + 3])
    return False


def _blank(text: str, line: _Line) -> bool:
    return not text[line[0] : line[1]].strip()


# -- the greeting


def _greeting(text: str, lines: list[_Line], names: tuple[str, ...]) -> tuple[Span | None, list[_Line]]:
    """The greeting, and the lines without it; an address may stand above it."""
    for place, (start, end) in enumerate(lines):
        if _blank(text, (start, end)):
            continue
        found = frame.GREETING.match(text, start, end) or _name_alone(text, start, end, names)
        if found:
            return _span(text, start, found.end()), [(found.end(), end), *lines[place + 1 :]]
        if place >= _LONGEST_HEAD or not _in_a_head(text[start:end]):
            break
    return None, lines


def _in_a_head(line: str) -> bool:
    """Whether a line may stand in an address or a date above a greeting."""
    return len(frame.WORD.findall(line)) <= 6 and not _ENDS_A_SENTENCE.search(line)


def _name_alone(text: str, start: int, end: int, names: tuple[str, ...]) -> re.Match[str] | None:
    """`Dana,` or `Ms. Wu:` on a line of its own, where that is whom it is to."""
    found = frame.NAME_ALONE.match(text, start, end)
    known = {word.casefold() for name in names for word in name.split()}
    return found if found and known & {word.casefold() for word in frame.WORD.findall(found.group())} else None


# -- the ending


def _ending(text: str, lines: list[_Line], sender: str | None) -> tuple[list[_Line], Span | None, tuple[Span, ...]]:
    """The lines of the body (a postscript is one of them), the closing formula, and all parts of the ending."""
    postscript = _postscript(text, lines)
    lines, below = lines[:postscript], lines[postscript:]
    delimiter = next((place for place, line in enumerate(lines) if text[slice(*line)].rstrip() == "--"), len(lines))
    signature = [line for line in lines[delimiter + 1 :] if not _blank(text, line)]
    written = lines[:delimiter]
    while written and _blank(text, written[-1]):
        written.pop()
    own = {word.casefold() for word in frame.WORD.findall(plain(sender or ""))}
    begins, closing = _closing_at(text, written) or (_unclosed(text, written, own), None)
    if closing is None and begins == len(written) and written:
        # the formula may stand at the end of the last line
        start, end = written[-1]
        inline = frame.closes_inline(text, max(start, end - 200), end)
        if inline is not None:
            written[-1] = (start, inline)
            return [*written, *below], _span(text, inline, end), tuple(_parts(text, [(inline, end), *signature]))
    return [*written[:begins], *below], closing, tuple(_parts(text, [*written[begins:], *signature]))


def _closing_at(text: str, lines: list[_Line]) -> tuple[int, Span] | None:
    """The place of the last closing formula, whatever stands below it: a name, a disclaimer; None if there is none."""
    last = [
        place
        for place, line in enumerate(lines[-_LONGEST_BELOW:], max(len(lines) - _LONGEST_BELOW, 0))
        if not _blank(text, line)
    ]
    for place in reversed(last[-_LONGEST_ENDING:]):
        start, end = lines[place]
        if frame.closes(text[start:end]) or _closes_with_a_name(text, start, end):
            return place, _span(text, start, end)
    return None


def _unclosed(text: str, lines: list[_Line], own: set[str]) -> int:
    """Where an ending without a formula begins: at bare thanks, or at a name and what may stand below one."""
    begins = len(lines)
    for tried, place in enumerate(place for place in range(len(lines) - 1, -1, -1) if not _blank(text, lines[place])):
        start, end = lines[place]
        if frame.only_thanks(text[start:end]):
            return place
        if tried >= _LONGEST_ENDING or not _in_an_ending(text[start:end], own):
            return begins
        begins = place
    return len(lines)  # it would be all there is


def _postscript(text: str, lines: list[_Line]) -> int:
    """The place of the blank line above a postscript among the last lines; that behind them all if there is none."""
    for place in range(len(lines) - 1, max(len(lines) - _LONGEST_ENDING, 0), -1):
        if frame.POSTSCRIPT.match(text, *lines[place]) and _blank(text, lines[place - 1]):
            return place - 1
    return len(lines)


def _closes_with_a_name(text: str, start: int, end: int) -> bool:
    """Whether a line is a closing formula and a name, and nothing else."""
    first = end - len(text[start:end].lstrip())
    return end - start <= _LONGEST_CLOSING and frame.closes_inline(text, start, end) == first


def _in_an_ending(line: str, own: set[str]) -> bool:
    """Whether a line may stand below a closing formula: a name, a number, an address; no sentence."""
    words = frame.WORD.findall(line)
    if frame.CONTACT.search(line):
        return len(words) <= 14
    return len(words) <= 6 and (bool(own & {word.casefold() for word in words}) or not _ENDS_A_SENTENCE.search(line))


def _parts(text: str, lines: list[_Line]) -> Iterator[Span]:
    return (_span(text, *line) for line in lines if not _blank(text, line))


# -- the body


def _blocks(text: str, lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines paragraph by paragraph: parted by blank lines, or where a line ends early."""
    width = max((end - start for start, end in lines), default=0)
    block: list[_Line] = []
    announced = False  # a blank line, behind a line that announces a list
    for line in lines:
        if _blank(text, line):
            announced = bool(block) and text[slice(*block[-1])].rstrip().endswith(":")
            if block and not announced:
                yield block
                block = []
            continue
        # a list belongs to the line that announces it
        parted = announced and not _BULLET.match(text, *line)
        if block and (parted or _ends_early(text, block[-1], line, width)):
            yield block
            block = []
        announced = False
        block.append(line)
    if block:
        yield block


def _ends_early(text: str, above: _Line, line: _Line, width: int) -> bool:
    """Whether a line ends a paragraph though no blank line follows: the next word would have fitted on it."""
    first = text[slice(*line)].split(maxsplit=1)[0]
    if not _ENDS_A_SENTENCE.search(text[slice(*above)]) or _BULLET.match(text, *line):
        return False
    return width > _HARD_WRAPPED or above[1] - above[0] + 1 + len(first) <= width


def _sentences(text: str, block: list[_Line]) -> Iterator[Span]:
    """The sentences of a paragraph; each item of a list is one."""
    pieces: list[_Line] = []
    for start, end in block:
        if pieces and not _BULLET.match(text, start, end):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    for start, end in pieces:
        # the number of an item is no sentence by itself
        mark = _MARK.match(text, start, end)
        skipped = mark.end() - start if mark else 0
        for first, last in frame.sentences(text[start + skipped : end].replace("\n", " ")):
            begins = start if first == 0 else start + skipped + first
            yield _span(text, begins, start + skipped + last)
