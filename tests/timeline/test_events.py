"""Events: what each is made of, how it reads, and what is refused."""

# mypy: disable-error-code="arg-type, list-item"
# what is to be refused is given on purpose

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pendulum
import pytest

from followup_rules.errors import TimelineError, shown
from followup_rules.rules.amounts import business_days, days, hours, quantity, times
from followup_rules.temporal.instants import Micros, micros, zone as zone_of
from followup_rules.timeline import events
from followup_rules.timeline.events import (
    END_PENDING,
    EVENTS,
    PLAIN_EVENTS,
    SIGNS_OF_LIFE,
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    Evidence,
    FollowUpInvited,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    PreferenceSource,
    ProcessCompleted,
    PromiseWithdrawn,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
    Within,
)
from followup_rules.timeline.vocabulary import (
    ACTS_ALONE,
    INTERVIEW_ACTS,
    MESSAGE_CHANNELS,
    MESSAGES,
    ActionKind,
    Channel,
    Stage,
)
from ids import stable_id

AT = "2025-10-06T09:00:00+01:00"
AT_UTC = pendulum.datetime(2025, 10, 6, 8)
EXAMPLE = "`2025-10-06T09:00:00+01:00`"
DATE_OR_INSTANT = f"expected a date such as `2025-10-17`, or an instant such as {EXAMPLE}"

# each event, made with no more than it needs and all its words, and the call that its repr reads like
MADE: list[tuple[Event, str]] = [
    (Interview(ends=AT), "Interview(ends='2025-10-06T08:00:00+00:00')"),
    (
        Interview(
            ends=AT,
            starts="2025-10-06T07:00Z",
            interviewers=["Dana Wu"],
            arranged="2025-10-01T07:00Z",
            note="third floor",
        ),
        (
            "Interview(ends='2025-10-06T08:00:00+00:00', starts='2025-10-06T07:00:00+00:00', "
            "interviewers=('Dana Wu',), arranged='2025-10-01T07:00:00+00:00', note='third floor')"
        ),
    ),
    (
        ResponsePromised(AT, by="2025-10-17"),
        "ResponsePromised(at='2025-10-06T08:00:00+00:00', by='2025-10-17')",
    ),
    (
        ResponsePromised(AT, by="2025-10-17T17:00:00+01:00"),
        "ResponsePromised(at='2025-10-06T08:00:00+00:00', by='2025-10-17T16:00:00+00:00')",
    ),
    (
        ResponsePromised(AT, within={"business_days": 5}),
        "ResponsePromised(at='2025-10-06T08:00:00+00:00', within={'business_days': 5})",
    ),
    (PromiseWithdrawn(AT), "PromiseWithdrawn(at='2025-10-06T08:00:00+00:00')"),
    (
        FollowUpInvited(AT, opens="2025-10-13"),
        "FollowUpInvited(at='2025-10-06T08:00:00+00:00', opens='2025-10-13')",
    ),
    (
        FollowUpInvited(AT, opens=AT, channel="phone", note="before noon"),
        (
            "FollowUpInvited(at='2025-10-06T08:00:00+00:00', opens='2025-10-06T08:00:00+00:00', channel='phone', "
            "note='before noon')"
        ),
    ),
    (
        Interview(ends=AT, cancelled="2025-10-05T07:00Z", stage="final"),
        "Interview(ends='2025-10-06T08:00:00+00:00', cancelled='2025-10-05T07:00:00+00:00', stage='final')",
    ),
    (
        MessageSent(AT, kind="reply", channel="email", arrived=False),
        "MessageSent(at='2025-10-06T08:00:00+00:00', kind='reply', channel='email', arrived=False)",
    ),
    (EmployerReplied(AT, asks=True), "EmployerReplied(at='2025-10-06T08:00:00+00:00', asks=True)"),
    (
        EmployerReplied(AT, substantive=False, away_until="2025-10-13"),
        "EmployerReplied(at='2025-10-06T08:00:00+00:00', substantive=False, away_until='2025-10-13')",
    ),
    (
        MessageSent(AT, kind="thank_you", channel="email"),
        "MessageSent(at='2025-10-06T08:00:00+00:00', kind='thank_you', channel='email')",
    ),
    (
        MessageSent(AT, kind="gift", channel="in_person", to=["Dana Wu", "Bo Li"]),
        "MessageSent(at='2025-10-06T08:00:00+00:00', kind='gift', channel='in_person', to=('Dana Wu', 'Bo Li'))",
    ),
    (EmployerReplied(AT), "EmployerReplied(at='2025-10-06T08:00:00+00:00')"),
    (EmployerReplied(AT, substantive=False), "EmployerReplied(at='2025-10-06T08:00:00+00:00', substantive=False)"),
    (
        ChannelPreferred(AT, channel="phone", source="posting"),
        "ChannelPreferred(at='2025-10-06T08:00:00+00:00', channel='phone', source='posting')",
    ),
    (CompetingOffer(AT, evidence="oral"), "CompetingOffer(at='2025-10-06T08:00:00+00:00', evidence='oral')"),
    (ActionTaken(AT, kind="move_on"), "ActionTaken(at='2025-10-06T08:00:00+00:00', kind='move_on')"),
    (NoContactRequested(AT), "NoContactRequested(at='2025-10-06T08:00:00+00:00')"),
    (NoContactLifted(AT), "NoContactLifted(at='2025-10-06T08:00:00+00:00')"),
    (SituationChanged(AT), "SituationChanged(at='2025-10-06T08:00:00+00:00')"),
    (Rejected(AT, note="by letter"), "Rejected(at='2025-10-06T08:00:00+00:00', note='by letter')"),
    (OfferReceived(AT), "OfferReceived(at='2025-10-06T08:00:00+00:00')"),
    (Withdrawn(AT), "Withdrawn(at='2025-10-06T08:00:00+00:00')"),
    (ProcessCompleted(AT), "ProcessCompleted(at='2025-10-06T08:00:00+00:00')"),
]
TYPES = [event.type for event in EVENTS]


def needed(cls: type[Event], **given: Any) -> Any:
    """An event of a class with no more than it needs, and what is given."""
    words: dict[str, Any] = {
        "ends": AT, "at": AT, "opens": "2025-10-13", "kind": "take_notes" if cls is ActionTaken else "gift",
        "channel": "email", "source": "posting", "evidence": "oral",
    }  # fmt: skip
    fields = [str(field.alias) for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    one_of_several = {"by": "2025-10-17"} if cls is ResponsePromised else {}
    return cls(**{**{name: words[name] for name in fields}, **one_of_several, **given})


def said(make: Callable[[], object]) -> list[str]:
    """What is wrong with what cannot be made."""
    with pytest.raises(TimelineError) as caught:
        make()
    return [fault.what for fault in caught.value.faults]


def places(make: Callable[[], object]) -> list[str]:
    """Where something is wrong with what cannot be made."""
    with pytest.raises(TimelineError) as caught:
        make()
    return [fault.where for fault in caught.value.faults]


# -- all events


def test_every_public_class_of_event_is_in_the_list_of_events() -> None:
    """None is forgotten when documents are read."""
    classes = [value for name, value in vars(events).items() if isinstance(value, type) and not name.startswith("_")]
    assert {cls for cls in classes if issubclass(cls, Event)} - {Event} == set(EVENTS)


def test_every_event_has_a_type_of_its_own_in_snake_case_of_its_name() -> None:
    """The type is what JSON calls it."""
    spelt = ["".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in cls.__name__) for cls in EVENTS]
    assert spelt == [f"_{type_}" for type_ in TYPES]


@pytest.mark.parametrize(("event", "read"), MADE, ids=[read for _, read in MADE])
def test_the_repr_of_an_event_makes_it_again(event: Event, read: str) -> None:
    """It reads like the call, with instants in UTC and without what is left at its default."""
    assert repr(event) == read
    assert eval(read) == event


def test_the_repr_of_every_class_of_event_is_tried() -> None:
    """The list above leaves none out."""
    assert {type(event) for event, _ in MADE} == set(EVENTS)


@pytest.mark.parametrize("cls", EVENTS, ids=TYPES)
def test_an_event_has_no_note_unless_one_is_given(cls: type[Event]) -> None:
    """A note is free and never needed; None is the same as none."""
    assert needed(cls).note is None
    assert needed(cls, note=None) == needed(cls)
    assert needed(cls, note="Grüße 🎉").note == "Grüße 🎉"


@pytest.mark.parametrize("given", [3, True, [], {}, b"text"], ids=stable_id)
@pytest.mark.parametrize("cls", EVENTS, ids=TYPES)
def test_a_note_is_a_text(cls: type[Event], given: object) -> None:
    """Nothing else is turned into one."""
    assert said(lambda: needed(cls, note=given)) == [f"`{given}` is not text"]


def test_a_note_can_be_written_as_utf_8() -> None:
    """Half of a character is refused, and spelt out in the message."""
    expected = "`so \\ud83d` has half of a character in it; expected text that can be written as UTF-8"
    assert said(lambda: Rejected(AT, note="so \ud83d")) == [expected]


def test_equal_events_are_one_in_a_set() -> None:
    """However their instants were spelt."""
    spelt = [AT, "2025-10-06T08:00Z", Micros(1_759_737_600_000_000), AT_UTC, datetime(2025, 10, 6, 8, tzinfo=UTC)]
    assert len({Rejected(at) for at in spelt}) == 1


def test_events_of_different_classes_differ() -> None:
    """Though they have the same fields."""
    offered: Event = OfferReceived(AT)
    assert offered != Rejected(AT)


def test_an_event_cannot_be_changed() -> None:
    """Events are values."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Rejected(AT).note = "no"  # type: ignore[misc]


@pytest.mark.parametrize("cls", [cls for cls in EVENTS if cls is not Interview], ids=lambda cls: cls.type)
def test_the_instant_of_an_event_is_given_back_in_utc(cls: type[Event]) -> None:
    """As a pendulum value, whatever the offset it was given with."""
    at = needed(cls).at
    assert (at, at.timezone_name, type(at)) == (AT_UTC, "UTC", pendulum.DateTime)


@pytest.mark.parametrize("cls", [cls for cls in EVENTS if cls is not Interview], ids=lambda cls: cls.type)
def test_an_event_needs_an_instant_with_offset(cls: type[Event]) -> None:
    """A local time is not enough."""
    expected = f"`2025-10-06T09:00:00` has no offset from UTC; expected an instant such as {EXAMPLE}"
    assert said(lambda: needed(cls, at="2025-10-06T09:00:00")) == [expected]


def test_a_naive_datetime_is_refused() -> None:
    """Nobody guesses its zone."""
    naive = datetime(2025, 10, 6, 9)  # noqa: DTZ001  # what is to be refused
    expected = f"`datetime.datetime(2025, 10, 6, 9, 0)` has no offset from UTC; expected an instant such as {EXAMPLE}"
    assert said(lambda: Rejected(naive)) == [expected]


@pytest.mark.parametrize(
    ("make", "where"),
    [
        (lambda: Rejected("x"), "$.at"),
        (lambda: Rejected(AT, note=3), "$.note"),
        (lambda: Interview(ends="x"), "$.ends"),
        (lambda: MessageSent(AT, kind="x", channel="email"), "$.kind"),
        (lambda: MessageSent(AT, kind="gift", channel="email", to=["Dana Wu", ""]), "$.to[1]"),
    ],
)
def test_the_place_of_a_fault_is_the_name_of_the_argument(make: Callable[[], object], where: str) -> None:
    """Who gives several values is told which is wrong."""
    assert places(make) == [where]


# -- interviews


def test_an_interview_gives_its_instants_in_utc() -> None:
    """Its end, its start, and since when it was known."""
    london = ZoneInfo("Europe/London")
    interview = Interview(
        ends=datetime(2025, 10, 6, 9, tzinfo=london),
        starts=datetime(2025, 10, 6, 8, tzinfo=london),
        arranged=datetime(2025, 10, 1, 8, tzinfo=london),
    )
    assert (interview.ends, interview.starts, interview.arranged) == (
        AT_UTC,
        pendulum.datetime(2025, 10, 6, 7),
        pendulum.datetime(2025, 10, 1, 7),
    )


def test_an_interview_needs_only_its_end() -> None:
    """Where the rest was not said, it is None or nobody."""
    interview = Interview(ends=AT)
    assert (interview.starts, interview.arranged, interview.interviewers) == (None, None, ())


def test_an_interview_may_start_as_it_ends_and_be_arranged_as_it_starts() -> None:
    """The bounds are in."""
    assert Interview(ends=AT, starts=AT, arranged=AT).starts == AT_UTC


def test_an_interview_that_ends_before_it_starts_is_refused() -> None:
    """By a microsecond already; both instants are named."""
    expected = (
        "the interview ends at `2025-10-06T08:00:00+00:00`, before it starts at `2025-10-06T08:00:00.000001+00:00`"
    )
    assert said(lambda: Interview(ends=AT, starts="2025-10-06T08:00:00.000001Z")) == [expected]
    assert places(lambda: Interview(ends=AT, starts="2025-10-06T08:00:00.000001Z")) == ["$.ends"]


@pytest.mark.parametrize(
    ("starts", "begins"), [("2025-10-06T07:00Z", "2025-10-06T07:00:00+00:00"), (None, "2025-10-06T08:00:00+00:00")]
)
def test_an_interview_arranged_after_it_begins_is_refused(starts: str | None, begins: str) -> None:
    """It begins when it starts or, where that was not said, when it ends."""
    expected = f"`2025-10-06T08:00:00.000001+00:00` is after the interview begins at `{begins}`"
    late = "2025-10-06T08:00:00.000001Z"
    assert said(lambda: Interview(ends=AT, starts=starts, arranged=late)) == [expected]
    assert places(lambda: Interview(ends=AT, starts=starts, arranged=late)) == ["$.arranged"]


def test_all_that_is_wrong_with_an_interview_is_told_at_once() -> None:
    """It ends before it starts, and was arranged after it started."""
    make = lambda: Interview(ends=AT, starts="2025-10-06T09:00Z", arranged="2025-10-06T10:00Z")  # noqa: E731
    assert places(make) == ["$.ends", "$.arranged"]


def test_an_interview_may_be_cancelled_from_when_it_is_arranged_until_it_ends() -> None:
    """Both bounds are in; it comes back in UTC."""
    assert Interview(ends=AT, cancelled=AT).cancelled == AT_UTC
    assert Interview(
        ends=AT, arranged="2025-10-01T07:00Z", cancelled="2025-10-01T07:00Z"
    ).cancelled == pendulum.datetime(2025, 10, 1, 7)
    assert Interview(ends=AT).cancelled is None


def test_an_interview_cancelled_after_its_end_or_before_it_was_arranged_is_refused() -> None:
    """By a microsecond already; both instants are named."""
    late = lambda: Interview(ends=AT, cancelled="2025-10-06T08:00:00.000001Z")  # noqa: E731
    assert said(late) == [
        "`2025-10-06T08:00:00.000001+00:00` is after the interview ends at `2025-10-06T08:00:00+00:00`"
    ]
    early = lambda: Interview(ends=AT, arranged="2025-10-01T07:00Z", cancelled="2025-10-01T06:59:59.999999Z")  # noqa: E731
    assert said(early) == [
        "`2025-10-01T06:59:59.999999+00:00` is before `2025-10-01T07:00:00+00:00`, when the interview was arranged"
    ]
    assert (places(late), places(early)) == (["$.cancelled"], ["$.cancelled"])


@pytest.mark.parametrize("stage", Stage)
def test_an_interview_may_have_a_stage_of_its_own(stage: Stage) -> None:
    """From its word; none unless it is said."""
    assert Interview(ends=AT, stage=stage.value).stage is stage
    assert Interview(ends=AT).stage is None


@pytest.mark.parametrize("given", ["second", "", 1, "unknown"])
def test_another_stage_is_refused(given: Any) -> None:
    """The stage of a single interview cannot be unknown: leave it out, and the fact tells."""
    expected = f"`{given}` is not a stage; expected one of first, middle, final"
    assert said(lambda: Interview(ends=AT, stage=given)) == [expected]
    assert places(lambda: Interview(ends=AT, stage=given)) == ["$.stage"]


def test_what_was_not_known_yet_about_an_interview_is_left_out() -> None:
    """A cancellation is known from its instant on; nothing else of an event becomes known later."""
    interview = Interview(ends=AT, cancelled="2025-10-05T07:00Z")
    known = micros("2025-10-05T07:00Z")
    assert interview.as_known_at(known) == interview.as_known_at(known + 1) == interview
    assert interview.as_known_at(known - 1) == Interview(ends=AT)
    assert Interview(ends=AT).as_known_at(known) == Interview(ends=AT)
    assert Rejected(AT).as_known_at(0) == Rejected(AT)


@pytest.mark.parametrize(
    "given",
    [["Dana Wu", "Bo Li", "Dana Wu"], ("Dana Wu", "Bo Li"), iter(["Dana Wu", "Bo Li"])],
    ids=["list", "tuple", "iterator"],
)
def test_names_are_kept_in_order_each_once(given: Any) -> None:
    """Any collection will do; a name given twice is one person."""
    assert Interview(ends=AT, interviewers=given).interviewers == ("Dana Wu", "Bo Li")


@pytest.mark.parametrize("given", ["Dana Wu", b"Dana", {"Dana": 1}, 3, None, True], ids=stable_id)
def test_names_are_a_list(given: Any) -> None:
    """A text is not taken for a list of letters."""
    expected = f"`{given}` is not a list; expected a list of names"
    assert said(lambda: Interview(ends=AT, interviewers=given)) == [expected]


def test_every_wrong_name_is_told_with_its_place() -> None:
    """All of them at once: blanks, other types, half characters."""
    make = lambda: MessageSent(AT, kind="gift", channel="post", to=["Dana Wu", " ", 3, "\ud800", None])  # noqa: E731
    assert said(make) == [
        "` ` is not a name; expected a person's name",
        "`3` is not text",
        "`\\ud800` has half of a character in it; expected text that can be written as UTF-8",
        "`None` is not text",
    ]
    assert [where[-3:] for where in places(make)] == ["[1]", "[2]", "[3]", "[4]"]


# -- promises


def test_a_promise_names_a_date() -> None:
    """A text of that form is one."""
    assert ResponsePromised(AT, by="2025-10-17").by == date(2025, 10, 17)
    assert ResponsePromised(AT, by=date(2025, 10, 17)) == ResponsePromised(AT, by="2025-10-17")


def test_a_promise_names_an_instant() -> None:
    """It comes back in UTC; midnight is another thing than a date."""
    assert ResponsePromised(AT, by="2025-10-17T00:00:00+00:00").by == pendulum.datetime(2025, 10, 17)
    assert ResponsePromised(AT, by="2025-10-17T00:00:00+00:00") != ResponsePromised(AT, by="2025-10-17")


def test_a_promise_may_be_for_the_instant_at_which_it_is_made() -> None:
    """The bound is in."""
    assert ResponsePromised(AT, by=AT).by == AT_UTC


def test_a_promise_for_the_past_is_refused() -> None:
    """By a microsecond already; both instants are named."""
    expected = "`2025-10-06T07:59:59.999999+00:00` is before `2025-10-06T08:00:00+00:00`, at which it was promised"
    assert said(lambda: ResponsePromised(AT, by="2025-10-06T07:59:59.999999Z")) == [expected]
    assert places(lambda: ResponsePromised(AT, by="2025-10-06T07:59:59.999999Z")) == ["$.by"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("friday", f"`friday` is not a date; {DATE_OR_INSTANT}"),
        ("end of week", f"`end of week` is not a date; {DATE_OR_INSTANT}"),
        ("by the end of next week", f"`by the end of next week` is not a date; {DATE_OR_INSTANT}"),
        ("", f"`` is not a date; {DATE_OR_INSTANT}"),
        ("2025-10-17 or later", f"`2025-10-17 or later` is not a date; {DATE_OR_INSTANT}"),
        (
            "2025-02-30",
            f"`2025-02-30` is not a date (day is out of range for month); {DATE_OR_INSTANT}",
        ),
        ("Friday 17:00", f"`Friday 17:00` is not an instant; expected one such as {EXAMPLE}"),
        ("2025-10-17T9", f"`2025-10-17T9` is not an instant; expected one such as {EXAMPLE}"),
        ("2025-10-17T09:00", f"`2025-10-17T09:00` has no offset from UTC; expected an instant such as {EXAMPLE}"),
        (1.5, "`1.5` is not a date; expected one such as `2025-10-17`"),
        (True, f"`True` is not an instant; expected one such as {EXAMPLE}"),
        ([], "`[]` is not a date; expected one such as `2025-10-17`"),
    ],
)
def test_a_promise_for_no_date_and_no_instant_is_refused(given: Any, expected: str) -> None:
    """A text with a clock time in it is read as an instant, any other as a date; the same for an invitation."""
    assert said(lambda: ResponsePromised(AT, by=given)) == [expected]
    assert said(lambda: FollowUpInvited(AT, opens=given)) == [expected]


@pytest.mark.parametrize("given", [{}, {"by": None}, {"within": None}], ids=stable_id)
def test_a_promise_without_a_date_is_refused(given: dict[str, Any]) -> None:
    """One of the two ways to name it is needed."""
    assert said(lambda: ResponsePromised(AT, **given)) == ["missing; expected either `by` or `within`"]
    assert places(lambda: ResponsePromised(AT, **given)) == ["$.by"]


def test_a_promise_names_its_date_in_one_way() -> None:
    """Not in two, which may differ."""
    make = lambda: ResponsePromised(AT, by="2025-10-17", within={"days": 11})  # noqa: E731
    assert said(make) == ["given besides `within`; expected either `by` or `within`"]
    assert places(make) == ["$.by"]


@pytest.mark.parametrize(
    ("given", "unit", "count"),
    [
        ({"business_days": 5}, "business_days", 5),
        ({"hours": 1}, "hours", 1),
        ({"weeks": 90}, "weeks", 90),
        (business_days(5), "business_days", 5),
        (days(3), "days", 3),
        (hours(48), "hours", 48),
        (quantity("few_days", days(3), note="three"), "days", 3),
        (Within("days", 2), "days", 2),
    ],
    ids=stable_id,
)
def test_a_promise_may_name_a_length_of_time(given: Any, unit: str, count: int) -> None:
    """As JSON has it, or as an amount of the language of rules."""
    promised = ResponsePromised(AT, within=given)
    assert promised.within == Within(unit, count)
    assert (promised.by, promised.within.to_dict()) == (None, {unit: count})


@pytest.mark.parametrize(
    "given",
    [{}, {"days": 0}, {"days": 91}, {"days": -1}, {"days": True}, {"days": 2.0}, {"days": "5"}, {"months": 1},
     {"days": 3, "hours": 1}, {3: 3}, "5 days", 5, [], times(3), days(0), days(91)],
    ids=stable_id,
)  # fmt: skip
def test_what_is_no_length_of_time_is_refused(given: Any) -> None:
    """One unit of four, and a whole number from 1 to 90."""
    expected = (
        f"{shown(given)} is not a length of time; expected one unit (hours, days, weeks, business_days) and a whole "
        'number from 1 to 90, such as `{"business_days": 5}`'
    )
    assert said(lambda: ResponsePromised(AT, within=given)) == [expected]
    assert places(lambda: ResponsePromised(AT, within=given)) == ["$.within"]


@pytest.mark.parametrize(
    ("within", "read"), [(Within("days", 1), "1 day"), (Within("business_days", 5), "5 business days")]
)
def test_a_length_of_time_in_words(within: Within, read: str) -> None:
    """In the singular where it is one."""
    assert str(within) == read


@pytest.mark.parametrize(
    ("zone", "at", "within", "reached"),
    [
        # Monday: five business days later is the Monday after, or a day later over a closed day
        ("Europe/London", "2025-10-06T09:00:00+01:00", {"business_days": 5}, date(2025, 10, 13)),
        ("Europe/London", "2025-12-22T09:00:00+00:00", {"business_days": 5}, date(2025, 12, 31)),
        # said on a Saturday: the first business day is the Monday
        ("Europe/London", "2025-10-11T09:00:00+01:00", {"business_days": 1}, date(2025, 10, 13)),
        ("Europe/London", "2025-10-06T09:00:00+01:00", {"days": 3}, date(2025, 10, 9)),
        ("Europe/London", "2025-10-06T09:00:00+01:00", {"weeks": 2}, date(2025, 10, 20)),
        # the local date on which it was made counts
        ("Pacific/Auckland", "2025-10-06T10:59:59.999999Z", {"days": 1}, date(2025, 10, 7)),
        ("Pacific/Auckland", "2025-10-06T11:00:00Z", {"days": 1}, date(2025, 10, 8)),
        # a date that the zone skipped counts too
        ("Pacific/Apia", "2011-12-29T10:00:00-10:00", {"days": 2}, date(2011, 12, 31)),
        # hours are elapsed time: two days and an hour on the clock, as it goes back
        (
            "Europe/London",
            "2025-10-25T09:00:00+01:00",
            {"hours": 48},
            micros("2025-10-27T08:00:00+00:00"),
        ),
    ],
)
def test_a_length_of_time_reaches_a_date_or_an_instant(zone: str, at: str, within: Any, reached: object) -> None:
    """Days count from the local date on which it was named, hours from the instant."""
    closed = {date(2025, 12, 25).toordinal(), date(2025, 12, 26).toordinal()}
    assert ResponsePromised(at, within=within).reached(zone_of(zone), closed) == reached


@pytest.mark.parametrize("by", ["2025-10-17", "2025-10-17T17:00:00+01:00"])
def test_a_named_date_is_reached_as_it_is(by: str) -> None:
    """Whatever days are closed."""
    promised = ResponsePromised(AT, by=by)
    closed = {date(2025, 10, 17).toordinal()}
    assert promised.reached(zone_of("Europe/London"), closed) == promised.by_us_or_date


# -- invitations


def test_an_invitation_opens_at_a_date_or_at_an_instant() -> None:
    """A date opens at its 00:00, in whatever zone the timeline is."""
    on_date, at_once = FollowUpInvited(AT, opens="2025-10-13"), FollowUpInvited(AT, opens=AT)
    assert (on_date.opens, at_once.opens) == (date(2025, 10, 13), AT_UTC)
    assert on_date.opens_us(zone_of("Europe/London")) == micros("2025-10-13T00:00:00+01:00")
    assert on_date.opens_us(zone_of("America/New_York")) == micros("2025-10-13T00:00:00-04:00")
    assert at_once.opens_us(zone_of("America/New_York")) == micros(AT)


def test_an_invitation_that_opens_before_it_is_given_is_refused() -> None:
    """By a microsecond already; both instants are named."""
    make = lambda: FollowUpInvited(AT, opens="2025-10-06T07:59:59.999999Z")  # noqa: E731
    expected = "`2025-10-06T07:59:59.999999+00:00` is before `2025-10-06T08:00:00+00:00`, at which the invitation "
    assert said(make) == [f"{expected}was made"]
    assert places(make) == ["$.opens"]


@pytest.mark.parametrize("channel", [None, *MESSAGE_CHANNELS])
def test_an_invitation_may_name_a_channel(channel: Channel | None) -> None:
    """One of messages, or none."""
    assert FollowUpInvited(AT, opens=AT, channel=channel).channel is channel


@pytest.mark.parametrize("given", ["in_person", "none", "fax", "", 3])
def test_an_invitation_names_a_channel_of_messages(given: Any) -> None:
    """Nobody follows up in person."""
    known = "email, phone, voicemail, linkedin, post, text_message"
    make = lambda: FollowUpInvited(AT, opens=AT, channel=given)  # noqa: E731
    assert said(make) == [f"`{given}` is not a channel of messages; expected one of {known}"]
    assert places(make) == ["$.channel"]


# -- words


def test_a_message_has_the_words_of_the_vocabulary() -> None:
    """Texts become members; nobody named is to all."""
    sent = MessageSent(AT, kind="gift", channel="in_person")
    assert (sent.kind, sent.channel, sent.to) == (ActionKind.GIFT, Channel.IN_PERSON, ())


@pytest.mark.parametrize("given", ["note", "take_notes", "move_on", "", None, 3, ["gift"], {}], ids=stable_id)
def test_what_is_no_kind_of_message_is_refused(given: Any) -> None:
    """Acts are none; the message lists those that are, in the order of the vocabulary."""
    known = ", ".join(kind for kind in ActionKind if kind in MESSAGES)
    expected = f"`{given}` is not a kind of message; expected one of {known}"
    assert said(lambda: MessageSent(AT, kind=given, channel="email")) == [expected]


@pytest.mark.parametrize("given", ["gift", "call", "", None, 3, ["move_on"]], ids=stable_id)
def test_what_is_no_kind_of_act_is_refused(given: Any) -> None:
    """Messages are none; the message lists those that are, in the order of the vocabulary."""
    known = ", ".join(kind for kind in ActionKind if kind in INTERVIEW_ACTS | ACTS_ALONE)
    assert said(lambda: ActionTaken(AT, kind=given)) == [f"`{given}` is not a kind of act; expected one of {known}"]


@pytest.mark.parametrize("given", ["none", "fax", "", None, True], ids=stable_id)
@pytest.mark.parametrize("cls", [MessageSent, ChannelPreferred])
def test_what_is_no_channel_of_messages_is_refused(cls: type[Event], given: Any) -> None:
    """`none` is for acts of the candidate alone."""
    known = "email, phone, voicemail, linkedin, post, text_message, in_person"
    expected = f"`{given}` is not a channel of messages; expected one of {known}"
    assert said(lambda: needed(cls, channel=given)) == [expected]


@pytest.mark.parametrize("source", PreferenceSource)
def test_a_preference_has_a_source(source: PreferenceSource) -> None:
    """The interviewer or the posting."""
    assert ChannelPreferred(AT, channel="email", source=source.value).source is source


def test_another_source_is_refused() -> None:
    """The message lists the two."""
    expected = "`rumour` is not a source of a preference; expected one of interviewer, posting"
    assert said(lambda: ChannelPreferred(AT, channel="email", source="rumour")) == [expected]


@pytest.mark.parametrize("evidence", Evidence)
def test_an_offer_has_evidence(evidence: Evidence) -> None:
    """Written, other proof, oral or none."""
    assert CompetingOffer(AT, evidence=evidence.value).evidence is evidence


def test_other_evidence_is_refused() -> None:
    """The message lists the four."""
    expected = "`rumour` is not a kind of evidence; expected one of written, other_proof, oral, none"
    assert said(lambda: CompetingOffer(AT, evidence="rumour")) == [expected]


def test_a_reply_is_substantive_unless_it_is_said_not_to_be() -> None:
    """An automatic receipt has to be called one."""
    assert EmployerReplied(AT).substantive is True
    assert EmployerReplied(AT, substantive=False).substantive is False


@pytest.mark.parametrize("given", [0, 1, "false", "unknown", None, []], ids=stable_id)
def test_a_reply_is_substantive_or_it_is_not(given: Any) -> None:
    """Numbers and words are not taken for truth; this is no fact that may be unknown."""
    assert said(lambda: EmployerReplied(AT, substantive=given)) == [
        f"`{given}` is not a boolean; expected true or false"
    ]


@pytest.mark.parametrize("name", ["asks", "arrived"])
@pytest.mark.parametrize("given", [0, 1, "false", "unknown", None, []], ids=stable_id)
def test_flags_are_true_or_false(name: str, given: Any) -> None:
    """Whether a reply asks something, and whether a message arrived."""
    cls: type[Event] = EmployerReplied if name == "asks" else MessageSent
    assert said(lambda: needed(cls, **{name: given})) == [f"`{given}` is not a boolean; expected true or false"]
    assert places(lambda: needed(cls, **{name: given})) == [f"$.{name}"]


def test_a_message_arrives_and_a_reply_asks_nothing_unless_it_is_said() -> None:
    """As most do."""
    assert MessageSent(AT, kind="gift", channel="post").arrived is True
    assert EmployerReplied(AT).asks is False
    assert EmployerReplied(AT, substantive=False, asks=True).keys == ("asks",)
    assert EmployerReplied(AT, asks=True).keys == ("substantive", "asks")


def test_only_an_automatic_reply_says_until_when_they_are_away() -> None:
    """Who writes in person is there."""
    away = EmployerReplied(AT, substantive=False, away_until="2025-10-13")
    assert (away.away_until, EmployerReplied(AT).away_until) == (date(2025, 10, 13), None)
    make = lambda: EmployerReplied(AT, away_until="2025-10-13")  # noqa: E731
    expected = "only an automatic reply says until when they are away; expected `substantive` to be false"
    assert (said(make), places(make)) == ([expected], ["$.away_until"])


@pytest.mark.parametrize("given", ["soon", AT, 3, True])
def test_they_are_away_until_a_date(given: Any) -> None:
    """No instant, and no number."""
    make = lambda: EmployerReplied(AT, substantive=False, away_until=given)  # noqa: E731
    assert said(make) == [f"`{given}` is not a date; expected one such as `2025-10-17`"]
    assert places(make) == ["$.away_until"]


@pytest.mark.parametrize(
    ("evidence", "keys"),
    [
        ("written", ("written", "solid")),
        ("other_proof", ("other_proof", "solid")),
        ("oral", ("oral",)),
        ("none", ("none",)),
    ],
)
def test_an_offer_that_can_be_proved_is_solid(evidence: str, keys: tuple[str, ...]) -> None:
    """In writing, or otherwise."""
    assert CompetingOffer(AT, evidence=evidence).keys == keys


def test_plain_events_tell_nothing_but_when() -> None:
    """Taking back a date is one of them."""
    assert PromiseWithdrawn in PLAIN_EVENTS
    assert not {Interview, ResponsePromised, FollowUpInvited, EmployerReplied} & set(PLAIN_EVENTS)


def test_a_sign_of_life_is_what_the_employer_shows() -> None:
    """An interview's end, a substantive reply, a date named or taken back, an invitation, an offer, a rejection."""
    assert set(SIGNS_OF_LIFE) == {
        Interview,
        ResponsePromised,
        PromiseWithdrawn,
        FollowUpInvited,
        (EmployerReplied, "substantive"),
        Rejected,
        OfferReceived,
    }
    assert set(END_PENDING) == {Rejected, OfferReceived, Withdrawn}


def test_only_the_end_of_an_interview_is_given_by_position() -> None:
    """Whoever writes the start first is told at once, and not that it ends before it starts."""
    start, end = "2025-10-06T09:00:00+01:00", "2025-10-06T10:00:00+01:00"
    with pytest.raises(TypeError, match="takes 2 positional arguments but 3 were given"):
        Interview(start, end)  # type: ignore[call-arg]
