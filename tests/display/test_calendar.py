"""Calendars: what a file holds, that others read it, that ids stay the same, and that nothing in a name breaks it."""

from __future__ import annotations

import re
import sys
import time
from datetime import UTC, datetime, time as time_of_day, timedelta
from pathlib import Path
from typing import Any

import attrs
import pendulum
import pytest
import vobject
from icalendar import Calendar

from followup_rules import (
    Facts,
    FollowupError,
    Interview,
    MessageSent,
    MissingExtra,
    Policy,
    ResponsePromised,
    Timeline,
    evaluate,
    policies,
    strictest,
)
from followup_rules.analysis.agenda import Agenda, agenda
from followup_rules.display import words
from followup_rules.display.calendar import to_ics
from followup_rules.rules.amounts import days, hours
from followup_rules.rules.conditions import before, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import permit, recommend
from followup_rules.rules.selections import acts, messages

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
OVER = interview_end + hours(12)
PROMISED = next(path for path in EXAMPLES if path.stem == "promised_friday")
# of the first event in `test_an_id_is_the_same_for_ever`
ID = "203c2bd34079cfe8e35aecae6ebc56ce8c751fecf8eacc239eb86aa2a3a52726@followup-rules"
UID = re.compile(r"[0-9a-f]{64}@followup-rules")


def promised() -> Agenda:
    """An agenda that has something to open, to fall due and to close, and names of other scripts."""
    return agenda(Timeline.from_json(PROMISED.read_bytes()))


def after_an_interview(
    *interviewers: str, now: str = "2025-10-06T18:00:00+01:00", policy: AnyPolicy = policies.pro_tips
) -> Agenda:
    """The agenda on the evening of an interview."""
    interview = Interview(ends="2025-10-06T10:00:00+01:00", interviewers=interviewers)
    return agenda(Timeline("Europe/London", now, [interview]), policy)


def events(file: bytes) -> list[Any]:
    """The events in a file, as `icalendar` reads them."""
    return [*Calendar.from_ical(file).walk("VEVENT")]


def other_events(file: bytes) -> list[Any]:
    """The events in a file, as `vobject` reads them."""
    found: list[Any] = vobject.readOne(file.decode()).contents.get("vevent", [])
    return found


def summaries(given: Agenda, name: str | None = None) -> list[str]:
    """The summaries of its events."""
    return [str(event["summary"]) for event in events(to_ics(given, name=name))]


def uids(given: Agenda, name: str | None = None) -> list[str]:
    """The ids of its events."""
    return [str(event["uid"]) for event in events(to_ics(given, name=name))]


# -- what a file holds


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", policies.names())
def test_two_readers_read_each_item_as_one_event(path: Path, name: str) -> None:
    """`icalendar` and `vobject` find the same instants in UTC, and the same words."""
    given = agenda(Timeline.from_json(path.read_bytes()), policies.BY_NAME[name])
    file = to_ics(given, name="Acme")
    found = [event["dtstart"].dt for event in events(file)]
    assert [event.dtstart.value for event in other_events(file)] == found
    assert len(found) == len(given.items)
    for event, other in zip(events(file), other_events(file), strict=True):
        assert event["dtstart"].dt.utcoffset() == timedelta(0)
        assert event["summary"] == other.summary.value
        assert event["description"] == other.description.value
        assert event["uid"] == other.uid.value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", policies.names())
def test_an_event_lies_within_office_hours(path: Path, name: str) -> None:
    """On a business day, never before its item; an act during the interview is at its own instant."""
    timeline = Timeline.from_json(path.read_bytes())
    given = agenda(timeline, policies.BY_NAME[name])
    for item, event in zip(given.items, events(to_ics(given)), strict=True):
        at = pendulum.instance(event["dtstart"].dt).in_timezone(timeline.zone)
        assert item.at is not None
        assert at >= item.at
        if "in_person" in item.channels:
            assert at == item.at
        else:
            assert at.weekday() < 5
            assert time_of_day(9) <= at.time() < time_of_day(17)
        if item.what in ("due", "overdue"):
            there = evaluate(timeline, given.evaluation.policy).at(item.at)
            assert at == there[item.kind, item.channels[0], item.to].send_at


def test_no_event_lies_on_a_closed_day_or_outside_the_hours_that_are_declared() -> None:
    """A week after the interview is a Monday; the office is closed on it, and opens at eight on the Tuesday."""
    facts = Facts(closed_days=["2025-10-13"], office_hours=("08:00", "12:00"))
    talk = Interview(ends="2025-10-06T10:00:00+01:00")
    given = agenda(Timeline("Europe/London", "2025-10-08T09:00:00+01:00", [talk], facts))
    found = {(str(event["summary"]), event["dtstart"].dt) for event in events(to_ics(given))}
    assert ("status inquiry due (by email)", datetime(2025, 10, 14, 7, tzinfo=UTC)) in found


def test_what_is_never_open_in_office_hours_has_no_event() -> None:
    """It opens on a Saturday at 00:00, and closes a day later; the closing is told on the next business day."""
    ends = "2025-10-10T12:00:00+01:00"
    ask = permit(messages("status_inquiry", by="email"), since(OVER) & before(OVER + hours(24)), says="ask")
    given = agenda(Timeline("Europe/London", ends, [Interview(ends=ends)]), Policy("mine", [ask.named("mine/ask")]))
    assert [item.what for item in given.items] == ["opens", "closes"]
    found = [(str(event["summary"]), event["dtstart"].dt) for event in events(to_ics(given))]
    assert found == [("status inquiry closes (by email)", datetime(2025, 10, 13, 8, tzinfo=UTC))]


def test_the_calendar_is_what_the_standard_asks_for() -> None:
    """A version, the product that made it and the scale, each once; no method, and lines end as they must."""
    file = to_ics(promised())
    assert file.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//followup-rules//agenda//EN\r\n")
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert [file.count(word) for word in (b"VERSION:", b"PRODID:", b"CALSCALE:GREGORIAN\r\n", b"METHOD")] == [
        1,
        1,
        1,
        0,
    ]
    assert file.count(b"\n") == file.count(b"\r\n") == file.count(b"\r")
    vobject.readOne(file.decode()).validate(raiseException=True)


def test_an_event_takes_no_time() -> None:
    """It is an instant: no end, no duration, and nobody is busy for it."""
    for event in events(to_ics(promised())):
        assert "dtend" not in event
        assert "duration" not in event
        assert event["transp"] == "TRANSPARENT"


def test_a_summary_says_what_happens_by_which_channels() -> None:
    """Kind, change and channels, in words."""
    assert summaries(after_an_interview()) == ["thank-you due (by email)", "thank-you overdue (by email)"]
    assert summaries(after_an_interview(policy=policies.business_etiquette))[2:] == [
        "status inquiry opens (by email or voicemail)",
        "timeline inquiry opens (by email or voicemail)",
        "status inquiry due (by email or voicemail)",
    ]


def test_a_summary_of_an_act_alone_names_no_channel() -> None:
    """Nobody moves on by a channel."""
    over = interview_end + days(7)
    leave = recommend(acts("move_on"), since(over), due=over, says="let go").named("mine/leave")
    assert summaries(after_an_interview(policy=Policy("mine", [leave]))) == ["move on opens", "move on due"]


def test_a_summary_names_the_addressee() -> None:
    """A thank-you is owed to each person."""
    assert summaries(after_an_interview("Dana Wu", "王芳"))[:2] == [
        "thank-you to Dana Wu due (by email)",
        "thank-you to 王芳 due (by email)",
    ]


def test_a_name_begins_every_summary() -> None:
    """And an empty one is none."""
    plain = summaries(promised())
    assert summaries(promised(), "Acme") == [f"Acme: {summary}" for summary in plain]
    assert to_ics(promised(), name="") == to_ics(promised())


def test_a_description_gives_each_reason_with_its_statements() -> None:
    """One line for each reason: its sentence, then what it cites, or that no rule covers it then."""
    talk = Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
    asked = MessageSent("2025-10-13T10:00:00+01:00", kind="status_inquiry", channel="email")
    given = agenda(Timeline("Europe/London", "2025-10-13T18:00:00+01:00", [talk, asked]))
    seen = set()
    for item, event in zip(given.items, events(to_ics(given)), strict=True):
        lines = str(event["description"]).split("\n")
        if not item.reasons:
            assert lines == ["from then on no rule covers it"]
            continue
        for line, reason in zip(lines, item.reasons, strict=True):
            seen.add(bool(reason.cites))
            assert line == (f"{reason.says} ({words.cited(reason.cites)})" if reason.cites else reason.says)
    assert seen == {True}


def test_a_category_is_what_happens() -> None:
    """So that a calendar can show or hide by it."""
    given = after_an_interview(policy=policies.art_of_follow_up)
    assert [event.categories for event in events(to_ics(given))] == [[item.what] for item in given.items]
    assert {item.what for item in given.items} == {"opens", "due", "overdue", "closes"}


def test_a_reminder_stands_only_where_something_falls_due() -> None:
    """It is shown at the instant itself, with the summary's words."""
    given = promised()
    file = to_ics(given, name="Acme")
    for item, event, other in zip(given.items, events(file), other_events(file), strict=True):
        reminders = event.walk("VALARM")
        assert len(reminders) == (item.what == "due")
        for reminder in reminders:
            assert reminder["action"] == "DISPLAY"
            assert reminder["trigger"].dt == timedelta(0) == other.valarm.trigger.value
            assert reminder["description"] == event["summary"]


def test_what_is_standing_is_left_out() -> None:
    """What is due or overdue already lies in the past; nothing is told for it."""
    given = agenda(Timeline.from_json(PROMISED.with_stem("two_weeks_of_silence").read_bytes()))
    assert given.standing
    assert len(events(to_ics(given))) == len(given.items)
    now = given.evaluation.now
    assert all(event["dtstart"].dt >= now for event in events(to_ics(given)))


def test_an_agenda_without_items_is_a_calendar_without_events() -> None:
    """Both readers read it."""
    empty = agenda(Timeline("UTC", "2025-10-06T12:00:00Z"), Policy("silent", []))
    assert len(empty) == 0
    assert events(to_ics(empty)) == other_events(to_ics(empty)) == []


def test_an_item_without_a_date_has_no_event() -> None:
    """An agenda that is put together by hand may hold one."""
    given = after_an_interview()
    first, *others = given.items
    undated = attrs.evolve(given, items=(attrs.evolve(first, at=None), *others))
    assert summaries(undated) == ["thank-you overdue (by email)"]


def test_an_instant_between_seconds_is_rounded_up() -> None:
    """A calendar knows whole seconds; at the one that is told, what is told is so."""
    interview = Interview(ends="2025-10-06T10:00:00.000001+01:00")
    ask = recommend(messages("status_inquiry", by="email"), since(interview_end + days(1)), says="ask").named(
        "mine/ask"
    )
    given = agenda(Timeline("Europe/London", "2025-10-06T10:00:00.5+01:00", [interview]), Policy("mine", [ask]))
    assert {event["dtstart"].dt for event in events(to_ics(given))} == {datetime(2025, 10, 7, 9, 0, 1, tzinfo=UTC)}
    assert {event["dtstamp"].dt for event in events(to_ics(given))} == {datetime(2025, 10, 6, 9, tzinfo=UTC)}


@pytest.mark.parametrize("year", [1900, 1969, 2998])
def test_the_ends_of_time(year: int) -> None:
    """Years far off are read back as they are."""
    interview = Interview(ends=f"{year}-12-31T22:00:00Z")
    given = agenda(Timeline("UTC", f"{year}-12-31T23:00:00Z", [interview]))
    assert given.items[-1].at is not None
    assert given.items[-1].at.year == year + 1
    found = [event["dtstart"].dt for event in events(to_ics(given))]
    assert len(found) == len(given.items)
    assert found[-1] >= given.items[-1].at


# -- ids, stamps and the clock


def test_an_id_is_a_digest() -> None:
    """Of one form, and each item has its own."""
    found = uids(promised())
    assert all(map(UID.fullmatch, found))
    assert len(set(found)) == len(found) > 2


def test_an_id_is_the_same_for_ever() -> None:
    """An event that a calendar has already is replaced by a later version of this library too."""
    assert uids(after_an_interview(), "Acme")[0] == ID


def test_an_item_keeps_its_id_when_now_moves_on() -> None:
    """The same items an hour later have the same ids, and another stamp."""
    earlier, later = after_an_interview(), after_an_interview(now="2025-10-06T19:00:00+01:00")
    assert uids(earlier) == uids(later)
    assert to_ics(earlier) != to_ics(later)


def test_an_id_does_not_hang_on_the_zone_in_which_it_is_told() -> None:
    """The same instant elsewhere is the same instant."""
    there = Timeline("America/New_York", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
    here = agenda(Timeline("Europe/London", there.now, there.events), policies.business_etiquette)
    late = [item.what for item in here.items].index("overdue")
    assert uids(agenda(there, policies.business_etiquette))[late] == uids(here)[late]


def test_an_id_does_not_hang_on_the_reasons() -> None:
    """A rule that says it otherwise moves nothing."""

    def saying(says: str) -> Agenda:
        condition = since(interview_end + days(1))
        ask = recommend(messages("status_inquiry", by="email"), condition, says=says).named("mine/ask")
        return after_an_interview(policy=Policy("mine", [ask]))

    assert uids(saying("ask them")) == uids(saying("now ask"))
    assert to_ics(saying("ask them")) != to_ics(saying("now ask"))


def test_an_id_hangs_on_the_addressee() -> None:
    """What is due to one person is not what is due to another."""
    assert not {*uids(after_an_interview("Dana Wu"))} & {*uids(after_an_interview("Dana Woo"))}


def test_an_id_hangs_on_the_name() -> None:
    """So that two applications can share a calendar."""
    assert not {*uids(promised(), "Acme")} & {*uids(promised(), "Initech")} & {*uids(promised())}


def test_an_id_hangs_on_the_policy() -> None:
    """A combined policy goes by the call that makes it."""
    both = strictest(policies.pro_tips, policies.review_your_notes)
    assert not {*uids(after_an_interview())} & {*uids(after_an_interview(policy=both))}


def test_an_id_hangs_on_the_instant() -> None:
    """What falls due on another day is another event."""
    timeline = Timeline(
        "Europe/London",
        "2025-10-06T18:00:00+01:00",
        [Interview(ends="2025-10-06T10:00:00+01:00"), ResponsePromised("2025-10-06T09:55:00+01:00", by="2025-10-17")],
    )
    usual, longer = (agenda(timeline, policies.pro_tips.with_(wait_past_promise=wait)) for wait in (7, 8))
    moved = {*uids(usual)} ^ {*uids(longer)}
    assert moved
    assert {*uids(usual)} & {*uids(longer)}


def test_the_stamp_is_the_agendas_now() -> None:
    """In UTC."""
    assert {event["dtstamp"].dt for event in events(to_ics(after_an_interview()))} == {
        datetime(2025, 10, 6, 17, tzinfo=UTC)
    }


def test_no_clock_is_read() -> None:
    """A second later the same agenda gives the same bytes."""
    first = to_ics(promised(), name="Acme")
    time.sleep(1.1)
    assert to_ics(promised(), name="Acme") == first


# -- names


@pytest.mark.parametrize(
    "name",
    [
        "Wu, Dana; Dr.",
        "C:\\new\\New\\,\\;\\\\N",
        "\\N",
        "Żuk & Søren, 王芳 👩\u200d💻",
        'say "hi": ^n %2C =x',
        "  spaces  ",
        "é王👩" * 200,
        "\\" * 300,
    ],
)
def test_any_text_is_read_back_as_it_was(name: str) -> None:
    """Both readers give back what was written, in summaries, descriptions and reminders; lines are folded."""
    given = after_an_interview(name)
    file = to_ics(given, name=name)
    expected = [f"{name}: thank-you to {name} {what} (by email)" for what in ("due", "overdue")]
    assert [str(event["summary"]) for event in events(file)] == expected
    assert [event.summary.value for event in other_events(file)] == expected
    assert events(file)[0].walk("VALARM")[0]["description"] == expected[0]
    assert max(map(len, file.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("bell\x07", "bell\\x07"),
        ("nul\x00", "nul\\x00"),
        ("escape\x1b[2J", "escape\\x1b[2J"),
        ("delete\x7f", "delete\\x7f"),
        ("next\x85line", "next\\x85line"),
        ("line\u2028separator", "line\\u2028separator"),
        ("\\\x00N", "\\\\x00N"),
        ("old\rline", "old\\rline"),
        ("two\r\nlines", "two\\r\\nlines"),
        ("x\nEND:VEVENT\nBEGIN:VEVENT", "x\\nEND:VEVENT\\nBEGIN:VEVENT"),
        ("\u202egnat", "\\u202egnat"),
    ],
)
def test_what_no_text_may_hold_is_written_as_an_escape(name: str, written: str) -> None:
    """What is not printable, line breaks too; no reader sees another line or another event."""
    file = to_ics(after_an_interview(name), name=name)
    assert not set(file.replace(b"\r\n", b"")) & {*range(32), 127}
    expected = [f"{written}: thank-you to {written} {what} (by email)" for what in ("due", "overdue")]
    assert [str(event["summary"]) for event in events(file)] == expected
    assert [event.summary.value for event in other_events(file)] == expected


def test_half_of_a_character_is_written_as_an_escape() -> None:
    """A timeline has none, but whoever calls may."""
    assert summaries(after_an_interview(), "half\ud83d") == [
        "half\\ud83d: thank-you due (by email)",
        "half\\ud83d: thank-you overdue (by email)",
    ]


def test_names_that_are_written_alike_have_ids_of_their_own() -> None:
    """An id hangs on the name as it is given."""
    assert not {*uids(after_an_interview("a\x07"))} & {*uids(after_an_interview("a\\x07"))}


# -- what is refused


def test_what_is_no_agenda_is_refused() -> None:
    """A timeline is not asked for its agenda by itself."""
    with pytest.raises(
        TypeError, match=r"^`<Evaluation by .*` is not an agenda; expected what `agenda\(timeline\)` returns$"
    ):
        to_ics(promised().evaluation)  # type: ignore[arg-type]


def test_what_is_no_name_is_refused() -> None:
    """A name is text."""
    with pytest.raises(TypeError, match=r"^`7` is not a name; expected text$"):
        to_ics(promised(), name=7)  # type: ignore[arg-type]


def test_without_icalendar_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is one of the library's own."""
    given = promised()
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra) as caught:
        to_ics(given)
    assert str(caught.value) == "a calendar needs `icalendar`; install with `pip install followup-rules[calendar]`"
    assert isinstance(caught.value, FollowupError | ImportError)


def test_times_are_pendulums_that_icalendar_never_sees() -> None:
    """What is written is the standard library's UTC: no zone definitions are needed."""
    assert isinstance(promised().items[0].at, pendulum.DateTime)
    assert b"TZID" not in to_ics(promised())
