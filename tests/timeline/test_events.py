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

from followup_rules.errors import TimelineError
from followup_rules.timeline import events
from followup_rules.timeline.events import (
    EVENTS,
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    Evidence,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    PreferenceSource,
    ProcessCompleted,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, MESSAGES, ActionKind, Channel
from ids import stable_id

AT = "2025-10-06T09:00:00+01:00"
AT_UTC = pendulum.datetime(2025, 10, 6, 8)
EXAMPLE = "`2025-10-06T09:00:00+01:00`"

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
        "ends": AT, "at": AT, "by": "2025-10-17", "kind": "take_notes" if cls is ActionTaken else "gift",
        "channel": "email", "source": "posting", "evidence": "oral",
    }  # fmt: skip
    fields = [str(field.alias) for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    return cls(**{**{name: words[name] for name in fields}, **given})


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
    spelt = [AT, "2025-10-06T08:00Z", 1_759_737_600_000_000, AT_UTC, datetime(2025, 10, 6, 8, tzinfo=UTC)]
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
        ("friday", "`friday` is not a date; expected one such as `2025-10-17`"),
        ("next friday", f"`next friday` is not an instant; expected one such as {EXAMPLE}"),
        ("2025-10-17T09:00", f"`2025-10-17T09:00` has no offset from UTC; expected an instant such as {EXAMPLE}"),
        (None, "`None` is not a date; expected one such as `2025-10-17`"),
        (1.5, "`1.5` is not a date; expected one such as `2025-10-17`"),
        (True, f"`True` is not an instant; expected one such as {EXAMPLE}"),
        ([], "`[]` is not a date; expected one such as `2025-10-17`"),
    ],
)
def test_a_promise_for_no_date_and_no_instant_is_refused(given: Any, expected: str) -> None:
    """What is no longer than a date is read as one."""
    assert said(lambda: ResponsePromised(AT, by=given)) == [expected]


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
    """Written, oral or none."""
    assert CompetingOffer(AT, evidence=evidence.value).evidence is evidence


def test_other_evidence_is_refused() -> None:
    """The message lists the three."""
    expected = "`rumour` is not a kind of evidence; expected one of written, oral, none"
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
