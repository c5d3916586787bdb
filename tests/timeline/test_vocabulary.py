"""The vocabulary: kinds, channels, and which go together."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from followup_rules.errors import ActionError
from followup_rules.timeline.vocabulary import (
    ACTIONS,
    ACTS_ALONE,
    ANSWERS,
    ENQUIRIES,
    FOLLOW_UPS,
    INTERVIEW_ACTS,
    MESSAGE_CHANNELS,
    MESSAGES,
    UNPROMPTED,
    VOICE,
    Action,
    ActionKind,
    Channel,
    channels_of,
)

KINDS = (
    "thank_you, status_inquiry, timeline_inquiry, interest_note, additional_information, competing_offer_notice, "
    "change_notice, feedback_request, courtesy_note, gift, reply, withdrawal_notice, ask_response_date, "
    "ask_follow_up_permission, ask_preferred_channel, ask_contact_policy, collect_contacts, express_interest, "
    "take_notes, review_notes, move_on, keep_applying"
)
CHANNELS = "email, phone, voicemail, linkedin, post, text_message, in_person, none"


def test_the_kinds_are_those_of_the_vocabulary_in_its_order() -> None:
    """Messages, then acts during the interview, then acts alone."""
    assert ", ".join(ActionKind) == KINDS


def test_the_channels_are_those_of_the_vocabulary_in_its_order() -> None:
    """The six of messages, then in person, then none."""
    assert ", ".join(Channel) == CHANNELS


def test_every_kind_is_a_message_an_act_at_the_interview_or_an_act_alone() -> None:
    """The three groups part the vocabulary."""
    assert (len(MESSAGES), len(INTERVIEW_ACTS), len(ACTS_ALONE)) == (12, 7, 3)
    assert set(ActionKind) == MESSAGES | INTERVIEW_ACTS | ACTS_ALONE


def test_an_act_at_the_interview_is_what_can_only_be_done_there() -> None:
    """The first and the last of the group bound it."""
    assert {ActionKind.ASK_RESPONSE_DATE, ActionKind.TAKE_NOTES} <= INTERVIEW_ACTS
    assert {ActionKind.REVIEW_NOTES, ActionKind.MOVE_ON, ActionKind.KEEP_APPLYING} == ACTS_ALONE


def test_enquiries_are_the_two_that_ask() -> None:
    """After the status and after the timeline."""
    assert {ActionKind.STATUS_INQUIRY, ActionKind.TIMELINE_INQUIRY} == ENQUIRIES


def test_answers_are_no_follow_ups() -> None:
    """What replies to them, or closes the matter; all other messages are of the candidate's own accord."""
    assert {ActionKind.REPLY, ActionKind.WITHDRAWAL_NOTICE} == ANSWERS
    assert (MESSAGES, frozenset()) == (UNPROMPTED | ANSWERS, UNPROMPTED & ANSWERS)


def test_follow_ups_are_the_enquiries_and_two_more() -> None:
    """Notes of interest and further information; no thank-you, and no notice of what has changed."""
    assert ENQUIRIES | {ActionKind.INTEREST_NOTE, ActionKind.ADDITIONAL_INFORMATION} == FOLLOW_UPS


def test_voice_is_a_call_or_a_recorded_message() -> None:
    """A text message is not."""
    assert {Channel.PHONE, Channel.VOICEMAIL} == VOICE


@pytest.mark.parametrize(
    ("kinds", "channels"),
    [
        (MESSAGES, "email, phone, voicemail, linkedin, post, text_message"),
        (INTERVIEW_ACTS, "in_person"),
        (ACTS_ALONE, "none"),
    ],
    ids=["messages", "interview acts", "acts alone"],
)
def test_each_kind_is_judged_on_the_channels_of_its_group(kinds: frozenset[ActionKind], channels: str) -> None:
    """Messages on six channels, acts on one."""
    assert {", ".join(channels_of(kind)) for kind in kinds} == {channels}


def test_there_is_one_action_for_each_kind_on_each_of_its_channels() -> None:
    """Twelve kinds on six channels and ten acts, in the order of the vocabulary, to nobody by name."""
    assert tuple(Action(kind, channel) for kind in ActionKind for channel in channels_of(kind)) == ACTIONS
    assert len(ACTIONS) == 12 * len(MESSAGE_CHANNELS) + 10


def test_texts_become_words_of_the_vocabulary() -> None:
    """An action made of texts is the same as one made of members."""
    action = Action("thank_you", "email", "Dana Wu")
    assert action == Action(ActionKind.THANK_YOU, Channel.EMAIL, to="Dana Wu")
    assert (type(action.kind), type(action.channel)) == (ActionKind, Channel)


def test_an_action_can_be_looked_up_by() -> None:
    """Equal actions hash alike."""
    assert {Action("gift", "post"): 1}[Action("gift", "post")] == 1


def test_an_action_cannot_be_changed() -> None:
    """Actions are values."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Action("gift", "post").to = "Dana Wu"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("action", "read"),
    [
        (Action("status_inquiry", "email"), "Action('status_inquiry', 'email')"),
        (Action("thank_you", "email", "Dana O'Wu"), "Action('thank_you', 'email', \"Dana O'Wu\")"),
    ],
)
def test_the_repr_of_an_action_makes_it_again(action: Action, read: str) -> None:
    """It reads like the call, with the name only where there is one."""
    assert repr(action) == read
    assert eval(read) == action


@pytest.mark.parametrize("given", ["note", "thank", "", None, 3, ["thank_you"]])
def test_an_unknown_kind_is_refused_with_the_known_ones(given: Any) -> None:
    """The message quotes what was given and lists the vocabulary."""
    with pytest.raises(ActionError) as refusal:
        Action(given, "email")
    assert str(refusal.value) == f"`{given}` is not a kind of action; expected one of {KINDS}"


@pytest.mark.parametrize("given", ["letter", "", None, True])
def test_an_unknown_channel_is_refused_with_the_known_ones(given: Any) -> None:
    """The message quotes what was given and lists the vocabulary."""
    with pytest.raises(ActionError) as refusal:
        Action("gift", given)
    assert str(refusal.value) == f"`{given}` is not a channel; expected one of {CHANNELS}"


@pytest.mark.parametrize(
    ("given", "meant"),
    [("Thank_you", "thank_you"), ("thank you", "thank_you"), ("status-inquiry", "status_inquiry"), ("gifts", "gift")],
)
def test_the_nearest_kind_is_suggested(given: Any, meant: str) -> None:
    """Whatever the case, and with blanks or hyphens for underscores."""
    with pytest.raises(ActionError) as refusal:
        Action(given, "email")
    expected = f"expected one of {KINDS}; did you mean `{meant}`?"
    assert str(refusal.value) == f"`{given}` is not a kind of action; {expected}"


@pytest.mark.parametrize("given", ["mail", "EMAIL", "e-mail"])
def test_the_nearest_channel_is_suggested(given: Any) -> None:
    """Only one that is near."""
    with pytest.raises(ActionError) as refusal:
        Action("gift", given)
    assert str(refusal.value).endswith("; did you mean `email`?")
