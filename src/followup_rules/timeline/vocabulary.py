"""The vocabulary: what a candidate may do, by which channel, and towards whom."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal, TypeAlias, TypeVar

import attrs

from followup_rules.errors import ActionError, expected_one_of, shown

_Word = TypeVar("_Word", bound=StrEnum)


class ActionKind(StrEnum):
    """What the candidate does: messages first, then acts during the interview, then acts alone."""

    THANK_YOU = "thank_you"
    STATUS_INQUIRY = "status_inquiry"
    TIMELINE_INQUIRY = "timeline_inquiry"
    INTEREST_NOTE = "interest_note"
    ADDITIONAL_INFORMATION = "additional_information"
    COMPETING_OFFER_NOTICE = "competing_offer_notice"
    CHANGE_NOTICE = "change_notice"
    FEEDBACK_REQUEST = "feedback_request"
    COURTESY_NOTE = "courtesy_note"
    GIFT = "gift"
    REPLY = "reply"
    WITHDRAWAL_NOTICE = "withdrawal_notice"
    ASK_RESPONSE_DATE = "ask_response_date"
    ASK_FOLLOW_UP_PERMISSION = "ask_follow_up_permission"
    ASK_PREFERRED_CHANNEL = "ask_preferred_channel"
    ASK_CONTACT_POLICY = "ask_contact_policy"
    COLLECT_CONTACTS = "collect_contacts"
    EXPRESS_INTEREST = "express_interest"
    TAKE_NOTES = "take_notes"
    REVIEW_NOTES = "review_notes"
    MOVE_ON = "move_on"
    KEEP_APPLYING = "keep_applying"


class Channel(StrEnum):
    """By what means; `none` is for acts of the candidate alone."""

    EMAIL = "email"
    PHONE = "phone"
    VOICEMAIL = "voicemail"
    LINKEDIN = "linkedin"
    POST = "post"
    TEXT_MESSAGE = "text_message"
    IN_PERSON = "in_person"
    NONE = "none"


class Stage(StrEnum):
    """The round that an interview belongs to, in order."""

    FIRST = "first"
    MIDDLE = "middle"
    FINAL = "final"


# the words as type checkers know them, so that a misspelt one is an error there; a test checks that both agree
MessageKindName: TypeAlias = Literal[
    "thank_you",
    "status_inquiry",
    "timeline_inquiry",
    "interest_note",
    "additional_information",
    "competing_offer_notice",
    "change_notice",
    "feedback_request",
    "courtesy_note",
    "gift",
    "reply",
    "withdrawal_notice",
]
ActKindName: TypeAlias = Literal[
    "ask_response_date",
    "ask_follow_up_permission",
    "ask_preferred_channel",
    "ask_contact_policy",
    "collect_contacts",
    "express_interest",
    "take_notes",
    "review_notes",
    "move_on",
    "keep_applying",
]
KindName: TypeAlias = MessageKindName | ActKindName
ChannelName: TypeAlias = Literal["email", "phone", "voicemail", "linkedin", "post", "text_message", "in_person", "none"]
StageName: TypeAlias = Literal["first", "middle", "final"]

_KINDS: Final = tuple(ActionKind)
MESSAGES: Final = frozenset(_KINDS[:12])
INTERVIEW_ACTS: Final = frozenset(_KINDS[12:19])
ACTS_ALONE: Final = frozenset(_KINDS[19:])
# these answer the employer or close the matter; no document speaks of them, and they are never an attempt
ANSWERS: Final = frozenset({ActionKind.REPLY, ActionKind.WITHDRAWAL_NOTICE})
UNPROMPTED: Final = MESSAGES - ANSWERS
ENQUIRIES: Final = frozenset({ActionKind.STATUS_INQUIRY, ActionKind.TIMELINE_INQUIRY})
FOLLOW_UPS: Final = ENQUIRIES | {ActionKind.INTEREST_NOTE, ActionKind.ADDITIONAL_INFORMATION}

# messages are judged on the first six; in_person is for acts during the interview, though a message may have been
# handed over so, and may be preferred so
MESSAGE_CHANNELS: Final = tuple(Channel)[:6]
VOICE: Final = frozenset({Channel.PHONE, Channel.VOICEMAIL})


def channels_of(kind: ActionKind) -> tuple[Channel, ...]:
    """The channels on which an action of this kind is judged."""
    if kind in MESSAGES:
        return MESSAGE_CHANNELS
    return (Channel.IN_PERSON,) if kind in INTERVIEW_ACTS else (Channel.NONE,)


def _kind(value: ActionKind | KindName) -> ActionKind:
    return _member(ActionKind, value, "kind of action")


def _channel(value: Channel | ChannelName) -> Channel:
    return _member(Channel, value, "channel")


def _member(vocabulary: type[_Word], value: str, noun: str) -> _Word:
    try:
        return vocabulary(value)
    except ValueError:
        raise ActionError(f"{shown(value)} is not a {noun}; {expected_one_of(value, vocabulary)}") from None


@attrs.frozen(cache_hash=True)
class Action:
    """
    One thing a candidate may do: a kind, a channel and, for a thank-you, to whom (None: to nobody by name).

    >>> Action("status_inquiry", "email")
    Action('status_inquiry', 'email')
    """

    kind: ActionKind = attrs.field(converter=_kind)
    channel: Channel = attrs.field(converter=_channel)
    to: str | None = None

    def __repr__(self) -> str:
        to = "" if self.to is None else f", {self.to!r}"
        return f"Action({self.kind.value!r}, {self.channel.value!r}{to})"


ACTIONS: Final = tuple(Action(kind, channel) for kind in _KINDS for channel in channels_of(kind))
