"""The unit: policy P as one bare Python function on integers (microseconds), written as one would by hand."""

from __future__ import annotations

from typing import NamedTuple

HOUR = 3_600_000_000
DAY = 24 * HOUR

KINDS = (
    "thank_you",
    "status_inquiry",
    "feedback_request",
    "competing_offer_notice",
    "additional_information",
    "courtesy_note",
)
CHANNELS = ("email", "phone", "voicemail", "linkedin", "post")

R1 = "p/thank-within-a-day"
R2 = "p/wait-a-week"
R3 = "p/three-follow-ups"
R4 = "p/three-days-between"
R5 = "p/no-voice-after-an-email"
R6 = "p/no-contact"
R7 = "p/offer-in-hand"
R8 = "p/feedback-after-a-rejection"
R9 = "p/preferred-channel"
R10 = "p/closing-word-by-email"
G1, G2, G4, G7, G8 = (f"{rule}-grants" for rule in (R1, R2, R4, R7, R8))


class Given(NamedTuple):
    """What the policy is given: instants in microseconds, or None."""

    now: int
    interview_end: int
    promised: int | None
    messages: tuple[tuple[str, str, int], ...]
    rejected: int | None
    competing_offer: int | None
    no_contact: int | None
    preferred: str | None


VOICES = tuple((channel, channel in ("phone", "voicemail")) for channel in CHANNELS)
VOICE_BARRED = (R5,)
OTHER_CHANNEL = (R9,)


def bare(given: Given) -> list[tuple[bool, tuple[str, ...]]]:
    """For each kind and channel: whether it is allowed, and the rules violated, or the one that grants it."""
    now = given.now
    if given.no_contact is not None:
        return [(False, (R6,)) for _ in KINDS for _ in CHANNELS]
    follow_ups = 0
    latest_follow_up = latest_email = None
    thanked = feedback = False
    for kind, channel, at in given.messages:
        if kind == "thank_you":
            thanked = True
        elif kind != "courtesy_note":
            follow_ups += 1
            if latest_follow_up is None or at > latest_follow_up:
                latest_follow_up = at
            if kind == "feedback_request":
                feedback = True
        if channel == "email" and (latest_email is None or at > latest_email):
            latest_email = at
    end = given.interview_end
    start = end if given.promised is None else given.promised
    r1 = not (end <= now < end + DAY) or thanked
    r2 = now < start + 7 * DAY
    r3 = follow_ups >= 3
    r4 = latest_follow_up is not None and now < latest_follow_up + 3 * DAY
    r5 = latest_email is not None and now < latest_email + 14 * DAY
    r7 = given.competing_offer is None
    r8 = given.rejected is None or feedback
    limits = ((R3,) if r3 else ()) + ((R4,) if r4 else ())
    preferred = given.preferred
    of_channel = []
    for channel, voice in VOICES:
        also = VOICE_BARRED if r5 and voice else ()
        if preferred is not None and preferred != channel:
            also += OTHER_CHANNEL
        of_channel.append(also)
    found: list[tuple[bool, tuple[str, ...]]] = []
    add = found.append
    for violated, grant in (
        ((R1,) if r1 else (), G1),
        (((R2,) if r2 else ()) + limits, G2),
        (limits + ((R8,) if r8 else ()), G8),
        ((R7,) if r7 else (), G7),
        (limits, G4),
    ):
        for also in of_channel:
            ids = violated + also
            add((False, ids) if ids else (True, (grant,)))
    add((True, (R10,)))
    for also in of_channel[1:]:
        add((False, also) if also else (True, (R10,)))
    return found
