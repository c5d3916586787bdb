"""Policy P with the library's rule objects, and random timelines for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import attrs
from bare import CHANNELS, DAY, G1, G2, G4, G7, G8, HOUR, KINDS, R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, Given

from followup_rules import Evaluation, Policy
from followup_rules.rules.amounts import hours
from followup_rules.rules.conditions import (
    State,
    always,
    before,
    exists,
    no_contact_requested,
    prefers_another_channel,
    since,
)
from followup_rules.rules.moments import (
    first_existing,
    interview_end,
    latest_event,
    latest_message,
    promise_passed,
    rejection,
)
from followup_rules.rules.rule import forbid, permit
from followup_rules.rules.selections import messages
from followup_rules.timeline.events import CompetingOffer
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import MESSAGES, VOICE, Action, ActionKind, Channel

FOLLOW_UPS = MESSAGES - {ActionKind.THANK_YOU, ActionKind.COURTESY_NOTE}
EMAIL = frozenset({Channel.EMAIL})
ACTIONS = tuple(Action(kind, channel) for kind in KINDS for channel in CHANNELS)


@attrs.frozen
class ManySent(State):
    """A primitive of one's own: whether so many messages of some kinds have been sent, ever."""

    many: int
    kinds: frozenset[ActionKind]

    def truth_in(self, situation: Situation, action: Action) -> bool:
        return situation.count_sent(self.kinds) >= self.many


def _once(kind: ActionKind) -> Any:
    return exists(latest_message(frozenset({kind})))


open_ = ~no_contact_requested
bound = messages(ActionKind.STATUS_INQUIRY, ActionKind.FEEDBACK_REQUEST, ActionKind.ADDITIONAL_INFORMATION)
thank_in_time = since(interview_end) & before(interview_end + hours(24)) & ~_once(ActionKind.THANK_YOU)
waited = since(first_existing(promise_passed, interview_end) + hours(7 * 24))
offer = exists(latest_event(CompetingOffer))
rejected = exists(rejection) & ~_once(ActionKind.FEEDBACK_REQUEST)
all_but_the_closing_word = messages().but(messages(ActionKind.COURTESY_NOTE, by=Channel.EMAIL))

policy = Policy(
    "p",
    (
        forbid(messages(ActionKind.THANK_YOU), ~thank_in_time & open_, says="thank within a day, once").named(R1),
        forbid(messages(ActionKind.STATUS_INQUIRY), ~waited & open_, says="wait a week").named(R2),
        forbid(bound, ManySent(3, FOLLOW_UPS) & open_, says="three follow-ups in all").named(R3),
        forbid(bound, before(latest_message(FOLLOW_UPS) + hours(72)) & open_, says="three days between").named(R4),
        forbid(messages(ActionKind.COMPETING_OFFER_NOTICE), ~offer & open_, says="only with an offer in hand").named(
            R7
        ),
        forbid(messages(ActionKind.FEEDBACK_REQUEST), ~rejected & open_, says="only after a rejection, once").named(R8),
        forbid(
            messages(by=VOICE),
            before(latest_message(by=EMAIL) + hours(14 * 24)) & open_,
            says="no voice within two weeks of an email",
        ).named(R5),
        forbid(all_but_the_closing_word, prefers_another_channel & open_, says="another channel is preferred").named(
            R9
        ),
        forbid(messages(), no_contact_requested, says="they asked not to be contacted").named(R6),
        permit(messages(ActionKind.THANK_YOU), thank_in_time, says="within a day").named(G1),
        permit(messages(ActionKind.STATUS_INQUIRY), waited, says="the week is over").named(G2),
        permit(messages(ActionKind.ADDITIONAL_INFORMATION), always, says="nothing bars it").named(G4),
        permit(messages(ActionKind.COMPETING_OFFER_NOTICE), offer, says="an offer is in hand").named(G7),
        permit(messages(ActionKind.FEEDBACK_REQUEST), rejected, says="a rejection came").named(G8),
        permit(messages(ActionKind.COURTESY_NOTE), always, says="a closing word").named(R10),
    ),
)


# -- random timelines, as the bare function takes them and as the library does

ZONES = (
    "Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Sydney",
    "America/Sao_Paulo", "Africa/Cairo", "Asia/Kolkata", "UTC",
)  # fmt: skip
START = datetime(2025, 9, 1, tzinfo=UTC)
THRESHOLDS = (DAY, 3 * DAY, 7 * DAY, 14 * DAY)
BESIDE = (0, -1_000_000, 1_000_000, -HOUR, HOUR)


def drawn(rng: Random) -> tuple[Given, dict[str, Any]]:
    """A random timeline, both ways: zero to six messages, instants biased to the thresholds."""
    end = int(START.timestamp()) * 1_000_000 + rng.randrange(60 * 24) * 60_000_000
    marks = [end]

    def mark() -> int:
        instant = max(end + 1, rng.choice(marks) + rng.choice((0, *THRESHOLDS)) + rng.choice(BESIDE))
        marks.append(instant)
        return instant

    promised = mark() if rng.random() < 0.5 else None
    drawn_messages = [(rng.choice(KINDS), rng.choice(CHANNELS), mark()) for _ in range(rng.randrange(7))]
    rejected_at, offered_at, no_contact_at, preferred_at = (
        mark() if rng.random() < p else None for p in (0.2, 0.3, 0.1, 0.2)
    )
    preferred = rng.choice(CHANNELS) if preferred_at is not None else None
    now = mark()
    # exact duplicates count once in the library: there are none here
    past = [message for message in dict.fromkeys(drawn_messages) if message[2] <= now]
    given = Given(
        now,
        end,
        promised,
        tuple(past),
        rejected_at if rejected_at is not None and rejected_at <= now else None,
        offered_at if offered_at is not None and offered_at <= now else None,
        # a request holds until a later sign of life: here, a rejection
        no_contact_at
        if no_contact_at is not None
        and no_contact_at <= now
        and not (rejected_at is not None and no_contact_at < rejected_at <= now)
        else None,
        preferred if preferred_at is not None and preferred_at <= now else None,
    )
    events: list[dict[str, Any]] = [{"type": "interview", "ends": _text(end)}]
    if promised is not None:
        events.append({"type": "response_promised", "at": _text(end), "by": _text(promised)})
    for kind, channel, at in past:
        events.append({"type": "message_sent", "at": _text(at), "kind": kind, "channel": channel})
    plain = (("rejected", rejected_at, {}), ("competing_offer", offered_at, {"evidence": "written"}))
    plain += (("no_contact_requested", no_contact_at, {}),)
    plain += (("channel_preferred", preferred_at, {"channel": preferred, "source": "interviewer"}),)
    events += [{"type": kind, "at": _text(at), **more} for kind, at, more in plain if at is not None and at <= now]
    return given, {"zone": rng.choice(ZONES), "now": _text(now), "events": events}


def _text(instant: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)).isoformat()


def read(evaluation: Evaluation) -> list[tuple[bool, tuple[str, ...]]]:
    """The answer of the library in the form of the bare function's."""
    rulings = (evaluation[action] for action in ACTIONS)
    return [(ruling.stance == "allowed", ruling.rule_ids) for ruling in rulings]
