"""Kinds, channels and the actions that are judged for a timeline."""

from __future__ import annotations

MESSAGES = (
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
)
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

ENQUIRIES = ("status_inquiry", "timeline_inquiry")
VOICE = ("phone", "voicemail")
COUNTED_BY_RECOMMENDED = (*ENQUIRIES, "interest_note", "additional_information")

Action = tuple[str, str, str | None]


def actions_for(names: list[str], somebody_unnamed: bool) -> list[Action]:
    """Every action judged: one thank-you a person, and one for nobody in particular if asked for."""
    people: list[str | None] = [*names, *([None] if somebody_unnamed else [])]
    messages = [
        (kind, channel, to)
        for kind in MESSAGES
        for channel in MESSAGE_CHANNELS
        for to in (people if kind == "thank_you" else [None])
    ]
    acts = [(kind, "in_person", None) for kind in INTERVIEW_ACTS]
    return [*messages, *acts, *((kind, "none", None) for kind in ACTS_ALONE)]
