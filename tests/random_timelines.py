"""Random timelines in their JSON form, biased to boundaries: clock changes, ties, and the figures that rules use.

Standard library only, and nothing of the library under test, so that the second reading can be held against it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

# a zone, and dates near which its clocks change (or, for some, nothing happens)
PLACES = (
    ("Europe/London", ("2025-10-26", "2026-03-29", "2025-06-10")),
    ("America/New_York", ("2025-11-02", "2026-03-08")),
    ("America/Santiago", ("2026-04-05", "2026-09-06")),  # changes at midnight
    ("Africa/Cairo", ("2026-04-24", "2025-10-31")),  # skips a midnight
    ("Australia/Lord_Howe", ("2026-04-05", "2025-10-05")),  # by half an hour
    ("Australia/Sydney", ("2026-04-05", "2025-10-05")),
    ("America/Havana", ("2025-11-02", "2026-03-08")),
    ("Asia/Kolkata", ("2026-01-15",)),
    ("UTC", ("2026-01-01",)),
)
PEOPLE = ("Dana Wu", "Ana Ruiz", "Bo Li")
MESSAGES = (
    "thank_you", "status_inquiry", "timeline_inquiry", "interest_note", "additional_information",
    "competing_offer_notice", "change_notice", "feedback_request", "courtesy_note", "gift",
)  # fmt: skip
CHANNELS = ("email", "phone", "voicemail", "linkedin", "post", "text_message", "in_person")
ACTS = (
    "ask_response_date", "ask_follow_up_permission", "ask_preferred_channel", "ask_contact_policy", "collect_contacts",
    "express_interest", "take_notes", "review_notes", "move_on", "keep_applying",
)  # fmt: skip
BOOLEANS = (
    "later_rounds_running", "others_under_evaluation", "felt_very_good", "engaging_conversation", "linkedin_relation",
    "post_suits_role", "calls_welcome",
)  # fmt: skip
INDUSTRIES = (
    "technology", "technology_startup", "retail", "hospitality", "finance", "healthcare", "government", "education",
    "construction", "other",
)  # fmt: skip
DAYS = (0, 1, 2, 3, 4, 6, 7, 8, 10, 11, 14, 15, 17, 21, 28)
HOURS = (12, 24, 48)
TICKS = (timedelta(0), timedelta(microseconds=-1), timedelta(microseconds=1), timedelta(seconds=-1))


def timeline(rng: Random) -> dict[str, Any]:
    """One random timeline."""
    name, dates = rng.choice(PLACES)
    clock = _Clock(rng, ZoneInfo(name))
    start = datetime.fromisoformat(rng.choice(dates)) - timedelta(days=rng.choice((0, 1, 1, 2, 3, 7, 8, 14)))
    clock.known.append(clock.local(start + timedelta(hours=rng.randrange(24), minutes=rng.choice((0, 0, 30)))))
    events = [_interview(rng, clock) for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 2, 3)))]
    for kind, most in (("response_promised", 2), ("message_sent", 5), ("employer_replied", 2)):
        events += [_event(rng, clock, kind) for _ in range(rng.randint(0, most))]
    for kind in (
        "no_contact_requested", "no_contact_lifted", "channel_preferred", "competing_offer", "situation_changed",
        "rejected", "offer_received", "withdrawn", "process_completed", "action_taken",
    ):  # fmt: skip
        if rng.random() < 0.12:
            events += [_event(rng, clock, kind) for _ in range(rng.choice((1, 1, 2)))]
    now = clock.later() if rng.random() < 0.8 else clock.any()
    events = [event for event in events if event["type"] == "interview" or event["at"] <= now]
    rng.shuffle(events)
    return {
        "zone": name,
        "now": clock.text(now),
        "facts": _facts(rng, start),
        "events": [
            {key: clock.text(value) if isinstance(value, datetime) else value for key, value in event.items()}
            for event in events
        ],
    }


class _Clock:
    """Instants near those already drawn: the same, or a rule's figure later, or a tick beside that."""

    def __init__(self, rng: Random, zone: ZoneInfo) -> None:
        self.rng = rng
        self.zone = zone
        self.known: list[datetime] = []

    def local(self, naive: datetime) -> datetime:
        return naive.replace(tzinfo=self.zone).astimezone(UTC)

    def any(self) -> datetime:
        rng, anchor = self.rng, self.rng.choice(self.known)
        here = anchor.astimezone(self.zone).replace(tzinfo=None)
        match rng.randrange(6):
            case 0:
                drawn = anchor
            case 1:
                drawn = anchor + timedelta(hours=rng.choice(HOURS))
            case 2:
                drawn = self.local(here + timedelta(days=rng.choice(DAYS)))
            case 3:
                drawn = self.local(here.replace(hour=0, minute=0, second=0) + timedelta(days=rng.choice(DAYS)))
            case 4:
                drawn = anchor + timedelta(minutes=rng.randrange(600))
            case _:
                drawn = anchor + timedelta(days=rng.randrange(1, 12), minutes=rng.randrange(1440))
        drawn += rng.choice(TICKS)
        self.known.append(drawn)
        return drawn

    def later(self) -> datetime:
        """An instant that leaves most of what was drawn behind it."""
        drawn = [self.any() for _ in range(4)]
        return max(drawn)

    def text(self, instant: datetime) -> str:
        return instant.astimezone(self.zone).isoformat()


def _interview(rng: Random, clock: _Clock) -> dict[str, Any]:
    ends = clock.any()
    event: dict[str, Any] = {"type": "interview", "ends": ends}
    begins = ends
    if rng.random() < 0.8:
        begins = event["starts"] = ends - timedelta(minutes=rng.choice((0, 30, 60, 60, 600)))
        clock.known.append(begins)
    if rng.random() < 0.7:
        event["interviewers"] = rng.sample(PEOPLE, rng.choice((1, 1, 2, 3)))
    if rng.random() < 0.3:
        event["arranged"] = begins - timedelta(hours=rng.choice((0, 1, 30, 200)))
    return event


def _event(rng: Random, clock: _Clock, kind: str) -> dict[str, Any]:
    event: dict[str, Any] = {"type": kind, "at": clock.any()}
    match kind:
        case "response_promised" if rng.random() < 0.7:
            day = event["at"].astimezone(clock.zone).date() + timedelta(days=rng.choice((0, 0, 1, 3, 7, 14)))
            event["by"] = day.isoformat()
            clock.known.append(clock.local(datetime.fromisoformat(event["by"])))
        case "response_promised":
            event["by"] = event["at"] + timedelta(hours=rng.choice((0, 1, 24, 72, 200)))
            clock.known.append(event["by"])
        case "message_sent":
            event["kind"] = rng.choice(MESSAGES) if rng.random() < 0.5 else rng.choice(MESSAGES[:2])
            event["channel"] = rng.choice(CHANNELS) if rng.random() < 0.5 else "email"
            if rng.random() < 0.6:
                event["to"] = rng.sample(PEOPLE, rng.choice((1, 1, 1, 2)))
        case "employer_replied":
            event["substantive"] = rng.random() < 0.7
        case "channel_preferred":
            event["channel"], event["source"] = rng.choice(CHANNELS), rng.choice(("interviewer", "posting"))
        case "competing_offer":
            event["evidence"] = rng.choice(("written", "written", "oral", "none"))
        case "action_taken":
            event["kind"] = rng.choice(ACTS)
    return event


def _facts(rng: Random, start: datetime) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if rng.random() < 0.4:
        facts["stage"] = rng.choice(("first", "first", "middle", "final", "final", "unknown"))
    for name in BOOLEANS:
        if rng.random() < 0.35:
            facts[name] = rng.choice((True, True, False, "unknown"))
    if rng.random() < 0.3:
        facts["industries"] = "unknown" if rng.random() < 0.2 else rng.sample(INDUSTRIES, rng.choice((0, 1, 1, 2)))
    if rng.random() < 0.2:
        facts["expected_response_days"] = rng.choice((0, 3, 7, 8, 10, 30, "unknown"))
    if rng.random() < 0.2:
        first = (start + timedelta(days=rng.randrange(-6, 4))).date()
        period = [first.isoformat(), (first + timedelta(days=rng.randrange(12))).isoformat()]
        facts["slow_periods"] = "unknown" if rng.random() < 0.3 else [period]
    if rng.random() < 0.2:
        facts["leeway_days"] = rng.choice((0, 2, 7, "unknown"))
    return facts
