"""Actions for which the same is found, brought together: channels of one subject, then subjects on the same channels.

A subject is a kind of action and its addressee.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Protocol, TypeVar

from followup_rules.timeline.vocabulary import Action, ActionKind, Channel
from followup_rules.timeline.words import Subject

_Found = TypeVar("_Found", bound=Hashable)


class OnChannels(Protocol):
    """A part of an answer that is about one subject, on several channels."""

    @property
    def kind(self) -> ActionKind: ...
    @property
    def to(self) -> str | None: ...
    @property
    def channels(self) -> tuple[Channel, ...]: ...


def actions_of(item: OnChannels) -> Iterator[Action]:
    """The actions that a part of an answer is about, one for each of its channels."""
    return (Action(item.kind, channel, item.to) for channel in item.channels)


def by_subject(found: Iterable[tuple[Action, _Found]]) -> Iterator[tuple[_Found, Subject, tuple[Channel, ...]]]:
    """The channels of one subject together where the same is found for them, in the order of the first of them."""
    channels: dict[tuple[_Found, Subject], list[Channel]] = {}
    for action, value in found:
        channels.setdefault((value, (action.kind, action.to)), []).append(action.channel)
    return ((value, subject, tuple(together)) for (value, subject), together in channels.items())


def group_by_channel(
    found: Iterable[tuple[Action, _Found]],
) -> Iterator[tuple[_Found, list[Subject], tuple[Channel, ...]]]:
    """
    As `by_subject`, and then the subjects together for which the same is found on the same channels.

    >>> kinds, channels = [ActionKind.STATUS_INQUIRY, ActionKind.GIFT], [Channel.EMAIL, Channel.POST]
    >>> found = ((Action(kind, channel), "not yet") for kind in kinds for channel in channels)
    >>> [(value, subjects, shared)] = group_by_channel(found)
    >>> value, [kind.value for kind, _ in subjects], [channel.value for channel in shared]
    ('not yet', ['status_inquiry', 'gift'], ['email', 'post'])
    """
    subjects: dict[tuple[_Found, tuple[Channel, ...]], list[Subject]] = {}
    for value, subject, channels in by_subject(found):
        subjects.setdefault((value, channels), []).append(subject)
    return ((value, together, channels) for (value, channels), together in subjects.items())
