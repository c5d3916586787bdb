"""The text of a message in HTML: what its reader sees, without quotations, line by line and block by block."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol table pre section article header footer".split())
_LINES: Final = frozenset(["br", "li", "tr"])
_UNSEEN: Final = frozenset("script style head title template blockquote".split())
# mail programs mark a quoted part with these classes, and a quoted rest of the message with these ids
_QUOTES: Final = frozenset(["gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"])
_QUOTES_TO_THE_END: Final = frozenset(["divRplyFwdMsg", "appendonsend"])
_WITHOUT_END: Final = frozenset("br hr img input link meta area base col source wbr".split())


def text_of(markup: str) -> str:
    """
    The text of a message in HTML; the time taken grows in proportion to its length.

    >>> text_of("<p>Dear Dana,</p><p>thank you<br>so much.</p><blockquote>On Monday you wrote</blockquote>")
    'Dear Dana,\\n\\nthank you\\nso much.'
    """
    reader = _Reader()
    reader.feed(markup)
    # closing the parser would search for the end of an unfinished tag again and again; what is left counts as text
    reader.handle_data(reader.rawdata)
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class _Reader(HTMLParser):
    """Collects the text that is seen, and keeps the open tags of what is not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen: list[str] = []
        self._preformatted = 0
        self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line, a block or something unseen begins."""
        named = {name: value or "" for name, value in attrs}
        self._ended = self._ended or named.get("id") in _QUOTES_TO_THE_END
        if tag in _WITHOUT_END:
            self._break(tag)
        elif self._unseen or tag in _UNSEEN or not _QUOTES.isdisjoint(named.get("class", "").split()):
            self._unseen.append(tag)
        else:
            self._preformatted += tag == "pre"
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """A block or something unseen ends."""
        if not self._unseen:
            self._preformatted -= tag == "pre" and self._preformatted > 0
            if tag in _BLOCKS:
                self._break(tag)
        elif tag == self._unseen[-1]:
            self._unseen.pop()

    def handle_data(self, data: str) -> None:
        """Keep the text; a line break counts as a blank unless the text is preformatted."""
        if not self._unseen and not self._ended:
            self.found.append(data if self._preformatted else re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if not self._unseen and not self._ended:
            self.found.append("\n\n" if tag in _BLOCKS else "\n" if tag in _LINES else "")
