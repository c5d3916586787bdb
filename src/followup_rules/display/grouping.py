"""Actions of which the same is said, brought together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from followup_rules.display.words import Subject, how, what
from followup_rules.timeline.vocabulary import MESSAGES, Channel

__all__ = ["alike", "named"]

_S = TypeVar("_S", bound=Hashable)


def alike(found: Iterable[tuple[_S, Subject, Channel]]) -> Iterator[tuple[_S, list[Subject], list[Channel]]]:
    """
    By what is said: first the channels of one action together, then the actions that share their channels.

    >>> from followup_rules.timeline.vocabulary import ActionKind
    >>> kinds, by = [ActionKind.STATUS_INQUIRY, ActionKind.GIFT], [Channel.EMAIL, Channel.POST]
    >>> [(said, subjects, channels)] = alike(("not yet", (kind, None), channel) for kind in kinds for channel in by)
    >>> f"{named(subjects, channels)}: {said}"
    'status inquiry, gift by email or post: not yet'
    """
    channels: dict[tuple[_S, Subject], list[Channel]] = {}
    for said, subject, channel in found:
        channels.setdefault((said, subject), []).append(channel)
    subjects: dict[tuple[_S, tuple[Channel, ...]], list[Subject]] = {}
    for (said, subject), by in channels.items():
        subjects.setdefault((said, tuple(by)), []).append(subject)
    for (said, shared), together in subjects.items():
        yield said, together, list(shared)


def named(subjects: Sequence[Subject], channels: Sequence[Channel]) -> str:
    """
    Actions in a sentence, messages with their channels.

    >>> from followup_rules.timeline.vocabulary import ActionKind
    >>> named([(ActionKind.TAKE_NOTES, None)], [Channel.IN_PERSON])
    'take notes'
    """
    by = how(channels) if any(kind in MESSAGES for kind, _ in subjects) else ""
    return f"{what(subjects)} {by}" if by else what(subjects)
