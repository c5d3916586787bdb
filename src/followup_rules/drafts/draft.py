"""A draft: a message that is not sent yet, and what is known about it beside its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, TypeVar

import attrs

from followup_rules.errors import DraftError, Fault, expected_one_of, shown
from followup_rules.temporal.values import SourceRepr
from followup_rules.timeline.validation import all_faults_together
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, ActionKind, Channel

_Word = TypeVar("_Word", bound=StrEnum)
_KINDS: Final = tuple(kind for kind in ActionKind if kind in MESSAGES)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
LONGEST: Final = 1024 * 1024


def _word(value: object, vocabulary: type[_Word], known: tuple[_Word, ...], noun: str) -> _Word:
    if not isinstance(value, str) or value not in known:
        raise DraftError.here(f"{shown(value)} is not a {noun}; {expected_one_of(value, known)}")
    return vocabulary(value)


def _kind(value: object) -> ActionKind:
    return _word(value, ActionKind, _KINDS, "kind of message")


def _channel(value: object) -> Channel:
    return _word(value, Channel, MESSAGE_CHANNELS, "message channel")


def _texts(value: object) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else value
    if not isinstance(given, Iterable) or isinstance(given, bytes | dict):
        raise DraftError.here(f"{shown(value)} is not a list; expected texts")
    texts = tuple(given)
    faults = [
        Fault(f"$[{place}]", f"{shown(text)} is not a text; expected a text that is not blank")
        for place, text in enumerate(texts)
        if not isinstance(text, str) or not text.strip() or _SURROGATE.search(text)
    ]
    if faults:
        raise DraftError(*faults)
    return tuple(" ".join(text.split()) for text in texts)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise DraftError.here(f"{shown(value)} is not a text; expected a text")
    if len(value) > LONGEST:
        raise DraftError.here(f"the text has {len(value):,} characters; expected at most {LONGEST:,}")
    if _SURROGATE.search(value):
        raise DraftError.here(f"{shown(value)} holds half a character (a lone surrogate); expected Unicode text")
    return value


def _line(value: object) -> str | None:
    return None if value is None else " ".join(_text(value).split())


def _name(value: object) -> str | None:
    line = _line(value)
    if line is not None and not line:
        raise DraftError.here("the text is blank; expected a text, or nothing if not known")
    return line


def _truth(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise DraftError.here(f"{shown(value)} is not a truth value; expected true, false, or nothing if not known")
    return value


@all_faults_together
@attrs.frozen(repr=False)
class Draft(SourceRepr):
    """
    A message that is not sent yet: its kind, its channel, the names of the addressees (`to`), its text, and the names
    of its attachments. The `body` of a message to be spoken is its script.

    The other fields are what a text alone does not tell: the full name of the `sender`, the `job_title`, the `company`,
    and whether documents were promised in the interview. Each is None if it is not known. Raises `DraftError` with
    everything that is wrong.

    >>> Draft("thank_you", "email", "Dana Wu", "Thank you", "Dear Dana, thank you for your time.")
    Draft('thank_you', 'email', ('Dana Wu',), 'Thank you', 'Dear Dana, thank you for your time.')
    """

    kind: ActionKind = attrs.field(converter=_kind)
    channel: Channel = attrs.field(converter=_channel)
    to: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    subject: str | None = attrs.field(default=None, converter=_line)
    body: str = attrs.field(default="", converter=_text)
    attachments: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    sender: str | None = attrs.field(default=None, converter=_name, kw_only=True)
    job_title: str | None = attrs.field(default=None, converter=_name, kw_only=True)
    company: str | None = attrs.field(default=None, converter=_name, kw_only=True)
    documents_promised: bool | None = attrs.field(default=None, converter=_truth, kw_only=True)

    def __repr__(self) -> str:
        parts = [repr(self.kind.value), repr(self.channel.value), repr(self.to), repr(self.subject), repr(self.body)]
        if self.attachments:
            parts.append(repr(self.attachments))
        rest = ("sender", "job_title", "company", "documents_promised")
        parts += [f"{name}={getattr(self, name)!r}" for name in rest if getattr(self, name) is not None]
        return f"Draft({', '.join(parts)})"
