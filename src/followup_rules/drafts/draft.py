"""The draft: a message that is not sent yet, and what is known about it beside its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import attrs

from followup_rules.errors import DraftError, Fault, shown
from followup_rules.temporal.values import SourceRepr
from followup_rules.timeline.validation import all_faults_together
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, ActionKind, Channel

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
LONGEST: Final = 1024 * 1024


def _kind(value: object) -> ActionKind:
    if not isinstance(value, str) or value not in MESSAGES:
        known = ", ".join(kind for kind in ActionKind if kind in MESSAGES)
        raise DraftError.here(f"{shown(value)} is no kind of message; expected one of {known}")
    return ActionKind(value)


def _channel(value: object) -> Channel:
    if not isinstance(value, str) or value not in MESSAGE_CHANNELS:
        raise DraftError.here(
            f"{shown(value)} is no channel of a message; expected one of {', '.join(MESSAGE_CHANNELS)}"
        )
    return Channel(value)


def _texts(value: object) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else value
    if not isinstance(given, Iterable) or isinstance(given, bytes | dict):
        raise DraftError.here(f"{shown(value)} is no list; expected texts")
    texts = tuple(given)
    faults = [
        Fault(f"$[{place}]", f"{shown(text)} is no text; expected one that is not blank")
        for place, text in enumerate(texts)
        if not isinstance(text, str) or not text.strip() or _SURROGATE.search(text)
    ]
    if faults:
        raise DraftError(*faults)
    return tuple(" ".join(text.split()) for text in texts)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise DraftError.here(f"{shown(value)} is no text; expected one")
    if len(value) > LONGEST:
        raise DraftError.here(f"the text is {len(value):,} long; expected at most {LONGEST:,}")
    if _SURROGATE.search(value):
        raise DraftError.here(f"{shown(value)} holds half a character (a lone surrogate); expected Unicode text")
    return value


def _line(value: object) -> str | None:
    return None if value is None else " ".join(_text(value).split())


def _name(value: object) -> str | None:
    line = _line(value)
    if line is not None and not line:
        raise DraftError.here("it is blank; expected a text, or nothing where it is not known")
    return line


def _truth(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise DraftError.here(f"{shown(value)} is no truth; expected true, false, or nothing where it is not known")
    return value


@all_faults_together
@attrs.frozen(repr=False)
class Draft(SourceRepr):
    """
    A message that is not sent yet: its kind, its channel, whom it is `to` (names), its text, the names of its
    attachments; of a message to be spoken `body` is the script.

    The rest is what a text alone does not tell, each None where it is not known: the full name of the `sender`, the
    `job_title`, the `company`, and whether documents were promised in the interview (`documents_promised`). Raises
    `DraftError` with all that is wrong.

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
