"""Kinds, channels and the actions that are judged for a timeline."""

from __future__ import annotations

from typing import NamedTuple

ENQUIRIES = ("status_inquiry", "timeline_inquiry")
FOLLOW_UPS = (*ENQUIRIES, "interest_note", "additional_information")
ANSWERS = ("reply", "withdrawal_notice")
MESSAGES_BUT_ANSWERS = (
    "thank_you",
    *FOLLOW_UPS,
    "competing_offer_notice",
    "change_notice",
    "feedback_request",
    "courtesy_note",
    "gift",
)
"""What the guidance calls "every message": answering is never meant."""

MESSAGES = (*MESSAGES_BUT_ANSWERS, *ANSWERS)
INTERVIEW_ACTS = (
    "ask_response_date",
    "ask_follow_up_permission",
    "ask_preferred_channel",
    "ask_contact_policy",
    "collect_contacts",
    "express_interest",
    "take_notes",
)
ACTS_ALONE = ("review_notes", "move_on", "keep_applying")
CHANNELS = ("email", "phone", "voicemail", "linkedin", "post", "text_message", "in_person")
MESSAGE_CHANNELS = CHANNELS[:6]
VOICE = ("phone", "voicemail")
STAGES = ("first", "middle", "final")


class Action(NamedTuple):
    """What is judged; equal to the plain tuple of its three parts."""

    kind: str
    channel: str
    to: str | None


def but(*left_out: str) -> tuple[str, ...]:
    """Every message but some."""
    return tuple(kind for kind in MESSAGES_BUT_ANSWERS if kind not in left_out)


def actions_for(names: list[str], somebody_unnamed: bool) -> list[Action]:
    """Every action judged: one thank-you a person, and one for nobody in particular if asked for."""
    people: list[str | None] = [*names, *([None] if somebody_unnamed else [])]
    messages = [
        Action(kind, channel, to)
        for kind in MESSAGES
        for channel in MESSAGE_CHANNELS
        for to in (people if kind == "thank_you" else [None])
    ]
    acts = [Action(kind, "in_person", None) for kind in INTERVIEW_ACTS]
    return [*messages, *acts, *(Action(kind, "none", None) for kind in ACTS_ALONE)]
