"""Selections: the kinds of action, and the channels, that a rule is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from followup_rules.rules.moments import channels_among, channels_of, words_of
from followup_rules.rules.node import Node
from followup_rules.timeline.vocabulary import (
    ACTS_ALONE,
    ENQUIRIES,
    FOLLOW_UPS,
    INTERVIEW_ACTS,
    MESSAGE_CHANNELS,
    MESSAGES,
    UNPROMPTED,
    Action,
    ActionKind,
    Channel,
)

__all__ = ["acts", "additional_information", "change_notice", "competing_offer_notice", "courtesy_note", "email"]
__all__ += ["enquiries", "feedback_request", "follow_ups", "gift", "interest_note", "linkedin", "messages", "phone"]
__all__ += ["post", "reply", "status_inquiry", "text_message", "thank_you", "timeline_inquiry", "voicemail"]
__all__ += ["withdrawal_notice"]


@attrs.frozen(repr=False, eq=False)
class Selection(Node):
    """Some kinds of action, on some channels (None: on every channel on which they are judged)."""

    kinds: frozenset[ActionKind]
    channels: frozenset[Channel] | None = None
    left_out: tuple[Selection, ...] = ()

    def by(self, *channels: Channel | str | Iterable[Channel | str]) -> Selection:
        """
        Those of these actions that go by one of the channels.

        >>> from followup_rules.timeline.vocabulary import VOICE
        >>> status_inquiry.by(email, VOICE)
        messages(status_inquiry, by={email, phone, voicemail})
        """
        chosen = channels_among(channels)
        return attrs.evolve(self, channels=chosen if self.channels is None else chosen & self.channels)

    def except_by(self, *channels: Channel | str | Iterable[Channel | str]) -> Selection:
        """
        Those of these messages that go by any other channel.

        >>> thank_you.except_by(email, post, linkedin)
        messages(thank_you, by={phone, text_message, voicemail})
        """
        return self.by(frozenset(MESSAGE_CHANNELS) - channels_among(channels))

    def but(self, other: Selection) -> Selection:
        """
        These actions without some others.

        >>> messages().but(courtesy_note)
        messages().but(messages(courtesy_note))
        """
        return attrs.evolve(self, left_out=(*self.left_out, other))

    def __contains__(self, action: Action) -> bool:
        return (
            action.kind in self.kinds
            and (self.channels is None or action.channel in self.channels)
            and not any(action in left_out for left_out in self.left_out)
        )

    def __repr__(self) -> str:
        what = ", ".join(sorted(self.kinds)) if self.kinds != UNPROMPTED else ""
        by = "" if self.channels is None else f"by={{{', '.join(sorted(self.channels))}}}"
        word = "messages" if self.kinds <= MESSAGES else "acts"
        but = "".join(f".but({left_out!r})" for left_out in self.left_out)
        return f"{word}({', '.join(filter(None, (what, by)))}){but}"


def messages(*kinds: ActionKind | str, by: Channel | str | Iterable[Channel | str] | None = None) -> Selection:
    """
    Messages of those kinds by one channel or several (none given: by any). Where no kind is given, they are of every
    kind but replies and withdrawal notices, which are not follow-ups.

    >>> messages("status_inquiry", by=Channel.EMAIL)
    messages(status_inquiry, by={email})

    Raises `PolicyError` for a word that is not a kind of message or not a channel.
    """
    return Selection(words_of(kinds or UNPROMPTED, MESSAGES, "kind of message"), channels_of(by))


def acts(*kinds: ActionKind | str) -> Selection:
    """Acts during the interview, or of the candidate alone, of those kinds (none given: of every kind)."""
    known = INTERVIEW_ACTS | ACTS_ALONE
    return Selection(words_of(kinds or known, known, "kind of act"))


# the words for them: a kind of message by any channel, both kinds of enquiry, and the channels

thank_you: Final = messages("thank_you")
status_inquiry: Final = messages("status_inquiry")
timeline_inquiry: Final = messages("timeline_inquiry")
interest_note: Final = messages("interest_note")
additional_information: Final = messages("additional_information")
competing_offer_notice: Final = messages("competing_offer_notice")
change_notice: Final = messages("change_notice")
feedback_request: Final = messages("feedback_request")
courtesy_note: Final = messages("courtesy_note")
gift: Final = messages("gift")
reply: Final = messages("reply")
withdrawal_notice: Final = messages("withdrawal_notice")
enquiries: Final = messages(*ENQUIRIES)
follow_ups: Final = messages(*FOLLOW_UPS)

email: Final = Channel.EMAIL
phone: Final = Channel.PHONE
voicemail: Final = Channel.VOICEMAIL
linkedin: Final = Channel.LINKEDIN
post: Final = Channel.POST
text_message: Final = Channel.TEXT_MESSAGE
