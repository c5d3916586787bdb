"""Random timelines in their JSON form, biased to boundaries: clock changes, ties, and the figures that rules use.

Standard library only, and nothing of the library under test, so that the second reading can be held against it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
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
    # skipped a whole date
    ("Pacific/Apia", ("2011-12-30",)),
    ("Pacific/Fakaofo", ("2011-12-30",)),
    ("Pacific/Kiritimati", ("1994-12-31", "1995-01-01")),
    ("Pacific/Kwajalein", ("1993-08-21",)),
)
PEOPLE = ("Dana Wu", "Ana Ruiz", "Bo Li")
FOLLOW_UPS = ("status_inquiry", "timeline_inquiry", "interest_note", "additional_information")
MESSAGES = (
    "thank_you", *FOLLOW_UPS, "competing_offer_notice", "change_notice", "feedback_request", "courtesy_note", "gift",
    "reply", "withdrawal_notice",
)  # fmt: skip
CHANNELS = ("email", "phone", "voicemail", "linkedin", "post", "text_message", "in_person")
ACTS = (
    "ask_response_date", "ask_follow_up_permission", "ask_preferred_channel", "ask_contact_policy", "collect_contacts",
    "express_interest", "take_notes", "review_notes", "move_on", "keep_applying",
)  # fmt: skip
STAGES = ("first", "middle", "final")
BOOLEANS = (
    "later_rounds_running", "others_under_evaluation", "felt_very_good", "engaging_conversation", "linkedin_relation",
    "post_suits_role", "calls_welcome",
)  # fmt: skip
INDUSTRIES = (
    "technology", "technology_startup", "retail", "hospitality", "finance", "healthcare", "government", "education",
    "construction", "other",
)  # fmt: skip
OFTEN = {"response_promised": 2, "employer_replied": 2, "message_sent": 4}
SELDOM = {
    "follow_up_invited": 0.3, "promise_withdrawn": 0.15, "no_contact_requested": 0.15, "no_contact_lifted": 0.1,
    "channel_preferred": 0.2, "competing_offer": 0.15, "situation_changed": 0.12, "rejected": 0.15,
    "offer_received": 0.12, "withdrawn": 0.1, "process_completed": 0.1, "action_taken": 0.3,
}  # fmt: skip
DAYS = (0, 1, 2, 3, 4, 6, 7, 8, 10, 11, 14, 15, 17, 21, 28)
HOURS = (12, 24, 48)
GAPS_DAYS = (0, 1, 3, 7, 7, 8, 10, 14)
TICKS = (timedelta(0), timedelta(microseconds=-1), timedelta(microseconds=1), timedelta(seconds=-1))

Event = dict[str, Any]


def timeline(rng: Random) -> dict[str, Any]:
    """One random timeline."""
    name, dates = rng.choice(PLACES)
    clock = _Clock(rng, ZoneInfo(name))
    start = datetime.fromisoformat(rng.choice(dates)) - timedelta(days=rng.choice((0, 1, 1, 2, 3, 7, 8, 14)))
    clock.known.append(clock.local(start + timedelta(hours=rng.randrange(24), minutes=rng.choice((0, 0, 30)))))
    events = [_interview(rng, clock) for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 2, 3)))]
    for kind, most in OFTEN.items():
        events += [_event(rng, clock, kind) for _ in range(rng.randint(0, most))]
    for kind, chance in SELDOM.items():
        if rng.random() < chance:
            events += [_event(rng, clock, kind) for _ in range(rng.choice((1, 1, 2)))]
    for several, chance in ((_one_step, 0.25), (_one_instant, 0.25), (_chase, 0.35)):
        if rng.random() < chance:
            events += several(rng, clock)
    if events and rng.random() < 0.1:
        events.append({**rng.choice(events), "note": "the same again"})
    now = clock.later() if rng.random() < 0.8 else clock.any()
    begun = [event for event in events if "starts" in event]
    if begun and rng.random() < 0.1:
        now = rng.choice(begun)["starts"] + timedelta(minutes=rng.choice((0, 1, 20)))
        if rng.random() < 0.5:
            events.append(_event(rng, clock, "action_taken", now))
    events = [event for event in events if event["type"] == "interview" or event["at"] <= now]
    for event in events:
        if "cancelled" in event and event["cancelled"] > now:
            del event["cancelled"]
    rng.shuffle(events)
    return {
        "zone": name,
        "now": clock.text(now),
        "facts": _facts(rng, start),
        "events": [{key: clock.written(value) for key, value in event.items()} for event in events],
    }


class _Clock:
    """Instants near those already drawn: the same, or a rule's figure later, or a tick beside that."""

    def __init__(self, rng: Random, zone: ZoneInfo) -> None:
        self.rng = rng
        self.zone = zone
        self.known: list[datetime] = []

    def local(self, naive: datetime) -> datetime:
        return naive.replace(tzinfo=self.zone).astimezone(UTC)

    def here(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None)

    def day(self, instant: datetime) -> date:
        return self.here(instant).date()

    def midnight(self, day: date) -> datetime:
        return self.local(datetime.combine(day, time()))

    def any(self) -> datetime:
        rng, anchor = self.rng, self.rng.choice(self.known)
        match rng.randrange(7):
            case 0:
                return anchor
            case 1:
                drawn = anchor
            case 2:
                drawn = anchor + timedelta(hours=rng.choice(HOURS))
            case 3:
                drawn = self.local(self.here(anchor) + timedelta(days=rng.choice(DAYS)))
            case 4:
                drawn = self.midnight(self.day(anchor) + timedelta(days=rng.choice(DAYS)))
            case 5:
                drawn = anchor + timedelta(minutes=rng.randrange(600))
            case _:
                drawn = anchor + timedelta(days=rng.randrange(1, 12), minutes=rng.randrange(1440))
        drawn += rng.choice(TICKS)
        self.known.append(drawn)
        return drawn

    def tied(self) -> datetime:
        """The very instant of something else, as often as not."""
        return self.rng.choice(self.known) if self.rng.random() < 0.5 else self.any()

    def later(self) -> datetime:
        """An instant that leaves most of what was drawn behind it."""
        drawn = [self.any() for _ in range(4)]
        return max(drawn)

    def not_before(self, instant: datetime) -> str | datetime:
        """A date from that instant's own on, or an instant from it on."""
        rng = self.rng
        if rng.random() < 0.6:
            day = self.day(instant) + timedelta(days=rng.choice((0, 0, 1, 3, 7, 14)))
            self.known.append(self.midnight(day))
            return day.isoformat()
        drawn = instant + timedelta(hours=rng.choice((0, 1, 24, 72, 200)))
        if rng.random() < 0.3:
            drawn = max(drawn, self.any())
        self.known.append(drawn)
        return drawn

    def text(self, instant: datetime) -> str:
        return instant.astimezone(self.zone).isoformat()

    def written(self, value: Any) -> Any:
        return self.text(value) if isinstance(value, datetime) else value


def _interview(rng: Random, clock: _Clock) -> Event:
    ends = clock.tied() if rng.random() < 0.2 else clock.any()
    event: Event = {"type": "interview", "ends": ends}
    begins = ends
    if rng.random() < 0.8:
        begins = event["starts"] = ends - timedelta(minutes=rng.choice((0, 30, 60, 60, 600, 3000)))
        clock.known.append(begins)
    if rng.random() < 0.7:
        event["interviewers"] = rng.sample(PEOPLE, rng.choice((1, 1, 2, 3)))
    if rng.random() < 0.3:
        event["stage"] = rng.choice(STAGES)
    arranged = begins - timedelta(hours=rng.choice((0, 1, 30, 200)))
    if rng.random() < 0.3:
        event["arranged"] = arranged
        clock.known.append(arranged)
    if rng.random() < 0.12:
        between = (
            arranged,
            begins,
            ends,
            min(ends, max(arranged, clock.any())),
            min(ends, begins + timedelta(hours=1)),
        )
        event["cancelled"] = rng.choice(between)
        clock.known.append(event["cancelled"])
    return event


def _event(rng: Random, clock: _Clock, kind: str, at: datetime | None = None) -> Event:
    if at is None:
        at = clock.tied() if rng.random() < 0.3 or kind.startswith("no_contact") else clock.any()
    event: Event = {"type": kind, "at": at}
    match kind:
        case "response_promised" if rng.random() < 0.35:
            unit = rng.choice(("hours", "days", "weeks", "business_days"))
            event["within"] = {
                unit: rng.choice((1, 2, 3, 5, 7, 10, 24, 48, 72, 90) if unit == "hours" else (1, 2, 3, 5))
            }
        case "response_promised":
            event["by"] = clock.not_before(at)
        case "follow_up_invited":
            event["opens"] = clock.not_before(at)
            if rng.random() < 0.5:
                event["channel"] = rng.choice(CHANNELS[:6])
        case "message_sent":
            event |= _message(rng)
        case "employer_replied":
            event["substantive"] = rng.random() < 0.6
            if rng.random() < 0.4:
                event["asks"] = True
            if not event["substantive"] and rng.random() < 0.6:
                day = clock.day(at) + timedelta(days=rng.choice((0, 1, 5, 8, 12, 15, 30)))
                event["away_until"] = day.isoformat()
                clock.known.append(clock.midnight(day))
        case "channel_preferred":
            event["channel"], event["source"] = rng.choice(CHANNELS), rng.choice(("interviewer", "posting"))
        case "competing_offer":
            event["evidence"] = rng.choice(("written", "other_proof", "oral", "none"))
        case "action_taken":
            event["kind"] = rng.choice(ACTS) if rng.random() < 0.5 else rng.choice(("review_notes", "move_on"))
    return event


def _message(rng: Random) -> Event:
    """All of a message but its instant."""
    kind = rng.choice(MESSAGES) if rng.random() < 0.6 else rng.choice(MESSAGES[:2])
    message: Event = {"kind": kind, "channel": rng.choice(CHANNELS) if rng.random() < 0.5 else "email"}
    if rng.random() < 0.6:
        message["to"] = rng.sample(PEOPLE, rng.choice((1, 1, 1, 2)))
    if rng.random() < 0.12:
        message["arrived"] = False
    return message


def _sent(at: datetime, message: Event) -> Event:
    return {"type": "message_sent", "at": at, **message}


def _one_step(rng: Random, clock: _Clock) -> list[Event]:
    """Letters of one kind to two or three people on one date, and perhaps a sign of life between them."""
    message = {**_message(rng), "kind": rng.choice(("thank_you", *FOLLOW_UPS))}
    at = clock.any()
    people = rng.sample(PEOPLE, rng.choice((2, 2, 3)))
    events = []
    for person in people:
        events.append(_sent(at, {**message, "to": [person]}))
        clock.known.append(at)
        at += timedelta(minutes=rng.choice((0, 1, 30, 120)))
    if rng.random() < 0.4:
        between = rng.choice([event["at"] for event in events]) + timedelta(seconds=rng.choice((0, 0, 1, 30)))
        kind = rng.choice(("employer_replied", "response_promised", "promise_withdrawn", "offer_received"))
        events.append(_event(rng, clock, kind, between))
    return events


def _one_instant(rng: Random, clock: _Clock) -> list[Event]:
    """Several messages at the same instant, most by the same channel."""
    at, first = clock.tied(), _message(rng)
    more = [_message(rng) for _ in range(rng.choice((1, 1, 2)))]
    for message in more:
        if rng.random() < 0.7:
            message["channel"] = first["channel"]
    return [_sent(at, message) for message in (first, *more)]


def _chase(rng: Random, clock: _Clock) -> list[Event]:
    """Follow-ups with days between them, and moving on after them."""
    at = clock.any()
    events = []
    for _ in range(rng.choice((1, 2, 3, 3, 4))):
        events.append(_sent(at, {"kind": rng.choice(FOLLOW_UPS[:2] + FOLLOW_UPS), "channel": "email"}))
        clock.known.append(at)
        at = clock.local(clock.here(at) + timedelta(days=rng.choice(GAPS_DAYS), hours=rng.choice((0, 0, 1))))
    if rng.random() < 0.3:
        events.append({"type": "action_taken", "at": at, "kind": rng.choice(("move_on", "review_notes"))})
    clock.known += [at, at + timedelta(days=rng.choice((7, 14, 28)))]
    return events


def _facts(rng: Random, start: datetime) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name in BOOLEANS:
        if rng.random() < 0.35:
            facts[name] = rng.choice((True, True, False, "unknown"))
    if rng.random() < 0.5:
        stage = facts["stage"] = rng.choice(("first", "first", "middle", "final", "final", "unknown"))
        if rng.random() < 0.6:
            facts["later_rounds_running" if stage == "first" else "others_under_evaluation"] = True
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
    if rng.random() < 0.2:
        closed = {(start + timedelta(days=rng.randrange(15))).date().isoformat() for _ in range(rng.choice((1, 2, 5)))}
        facts["closed_days"] = sorted(closed)
    if rng.random() < 0.1:
        facts["office_hours"] = rng.choice((["09:00", "17:00"], ["08:30", "12:00"]))
    return facts
