"""What happened, and when it became known: the frozen events of a timeline.

An event keeps its instants as integers (microseconds, UTC); `at`, `starts` and the rest give them as
`pendulum.DateTime` in UTC. They may be given as any aware `datetime`, as ISO text with an offset, or as such integers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final, TypeAlias, TypeVar

import attrs
import pendulum

from followup_rules.errors import Fault, TimelineError, shown
from followup_rules.temporal import instants
from followup_rules.temporal.values import SourceRepr
from followup_rules.timeline.validation import all_faults_together
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, MESSAGES, ActionKind, Channel

When: TypeAlias = datetime | str | int
_Word = TypeVar("_Word", bound=StrEnum)


_ACTS: Final = INTERVIEW_ACTS | ACTS_ALONE
_MESSAGE_CHANNELS: Final = frozenset(Channel) - {Channel.NONE}


class Evidence(StrEnum):
    """How a competing offer can be shown."""

    WRITTEN = "written"
    ORAL = "oral"
    NONE = "none"


class PreferenceSource(StrEnum):
    """Who stated the preferred channel."""

    INTERVIEWER = "interviewer"
    POSTING = "posting"


def _optional_micros(value: When | None) -> int | None:
    return None if value is None else instants.micros(value)


def _date_or_micros(value: When | date) -> int | date:
    if isinstance(value, datetime | int) or (isinstance(value, str) and len(value) > len("2025-10-17")):
        return instants.micros(value)
    return date.fromordinal(instants.ordinal(value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TimelineError.here(f"{shown(value)} is no text")
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise TimelineError.here(
            f"{shown(value)} has half of a character in it; expected text that can be written as UTF-8"
        )
    return value


def _note(value: object) -> str | None:
    return None if value is None else _text(value)


def _names(value: Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str | bytes | dict) or not isinstance(value, Iterable):
        raise TimelineError.here(f"{shown(value)} is no list; expected a list of names")
    names: list[str] = []
    faults: list[Fault] = []
    for number, item in enumerate(value):
        try:
            name = _text(item)
            if not name.strip():
                raise TimelineError.here(f"{shown(name)} is no name; expected a person's name")
            names.append(name)
        except TimelineError as error:
            faults += error.under(f"$[{number}]").faults
    if faults:
        raise TimelineError(*faults)
    return tuple(dict.fromkeys(names))  # a name given twice is one person


def _word(value: str, vocabulary: type[_Word], noun: str, fit: Iterable[_Word]) -> _Word:
    try:
        word = value if type(value) is vocabulary else vocabulary(value if isinstance(value, str) else "")
    except ValueError:
        word = None
    if word is None or word not in fit:
        known = ", ".join(known for known in vocabulary if known in fit)
        raise TimelineError.here(f"{shown(value)} is no {noun}; expected one of {known}")
    return word


def _message_kind(value: ActionKind | str) -> ActionKind:
    return _word(value, ActionKind, "kind of message", MESSAGES)


def _act_kind(value: ActionKind | str) -> ActionKind:
    return _word(value, ActionKind, "kind of act", _ACTS)


def _message_channel(value: Channel | str) -> Channel:
    return _word(value, Channel, "channel of messages", _MESSAGE_CHANNELS)


def _source(value: PreferenceSource | str) -> PreferenceSource:
    return _word(value, PreferenceSource, "source of a preference", PreferenceSource)


def _evidence(value: Evidence | str) -> Evidence:
    return _word(value, Evidence, "evidence", Evidence)


def _boolean(value: bool) -> bool:
    if not isinstance(value, bool):
        raise TimelineError.here(f"{shown(value)} is neither true nor false")
    return value


@attrs.frozen(repr=False)
class Event(SourceRepr):
    """What every event has: a type for JSON, a free note, and a repr that reads like the call that makes it."""

    type: ClassVar[str]

    def __repr__(self) -> str:
        given = []
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            if value != field.default:
                given.append(f"{field.alias}={_shown(getattr(self, str(field.alias)))}")
        return f"{type(self).__name__}({', '.join(given)})"


def _shown(value: object) -> str:
    if isinstance(value, datetime | date):
        return repr(value.isoformat())
    return repr(value.value) if isinstance(value, StrEnum) else repr(value)


@attrs.frozen(repr=False)
class _Happened(Event):
    """An event of one instant, at which it happened and became known."""

    at_us: int = attrs.field(alias="at", converter=instants.micros)

    @property
    def at(self) -> pendulum.DateTime:
        """When it happened and became known, in UTC."""
        return instants.to_pendulum(self.at_us)


@all_faults_together
@attrs.frozen(repr=False)
class Interview(Event):
    """
    An interview: past, running or arranged. Its clock starts when it ends.

    `starts` may be left out (then it is never "on"); `arranged` is since when it was known (None: always).

    >>> Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
    Interview(ends='2025-10-06T09:00:00+00:00', interviewers=('Dana Wu',))
    """

    type: ClassVar[str] = "interview"
    ends_us: int = attrs.field(alias="ends", converter=instants.micros)
    starts_us: int | None = attrs.field(alias="starts", default=None, converter=_optional_micros)
    interviewers: tuple[str, ...] = attrs.field(default=(), converter=_names)
    arranged_us: int | None = attrs.field(alias="arranged", default=None, converter=_optional_micros)
    note: str | None = attrs.field(default=None, converter=_note)

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        if self.starts_us is not None and self.starts_us > self.ends_us:
            what = f"the interview ends at {_at(self.ends_us)}, before it starts at {_at(self.starts_us)}"
            faults.append(Fault("$.ends", what))
        if self.arranged_us is not None and self.arranged_us > self.begins_us:
            what = f"{_at(self.arranged_us)} is after the interview begins at {_at(self.begins_us)}"
            faults.append(Fault("$.arranged", what))
        if faults:
            raise TimelineError(*faults)

    @property
    def begins_us(self) -> int:
        # without a start it has not begun before its end
        return self.ends_us if self.starts_us is None else self.starts_us

    @property
    def ends(self) -> pendulum.DateTime:
        """When it ends, in UTC."""
        return instants.to_pendulum(self.ends_us)

    @property
    def starts(self) -> pendulum.DateTime | None:
        """When it starts, in UTC; None where that was not said."""
        return None if self.starts_us is None else instants.to_pendulum(self.starts_us)

    @property
    def arranged(self) -> pendulum.DateTime | None:
        """Since when it is known, in UTC; None: always."""
        return None if self.arranged_us is None else instants.to_pendulum(self.arranged_us)


def _at(instant: int) -> str:
    return shown(instants.iso(instant, instants.zone("UTC")))


@all_faults_together
@attrs.frozen(repr=False)
class ResponsePromised(_Happened):
    """The employer named a date, or an instant, by which to expect an answer (of a range: its end)."""

    type: ClassVar[str] = "response_promised"
    by_us_or_date: int | date = attrs.field(alias="by", converter=_date_or_micros, kw_only=True)
    note: str | None = attrs.field(default=None, converter=_note, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.by_us_or_date, int) and self.by_us_or_date < self.at_us:
            raise TimelineError(
                Fault("$.by", f"{_at(self.by_us_or_date)} is before {_at(self.at_us)}, at which it was promised")
            )

    @property
    def by(self) -> pendulum.DateTime | date:
        """The date, or the instant in UTC."""
        return instants.to_pendulum(self.by_us_or_date) if isinstance(self.by_us_or_date, int) else self.by_us_or_date


@all_faults_together
@attrs.frozen(repr=False)
class MessageSent(_Happened):
    """The candidate sent a message: its kind, by which channel, and to whom by name (nobody: to all)."""

    type: ClassVar[str] = "message_sent"
    kind: ActionKind = attrs.field(converter=_message_kind, kw_only=True)
    channel: Channel = attrs.field(converter=_message_channel, kw_only=True)
    to: tuple[str, ...] = attrs.field(default=(), converter=_names, kw_only=True)
    note: str | None = attrs.field(default=None, converter=_note, kw_only=True)


@all_faults_together
@attrs.frozen(repr=False)
class EmployerReplied(_Happened):
    """The employer wrote or called; an automatic receipt is not substantive."""

    type: ClassVar[str] = "employer_replied"
    substantive: bool = attrs.field(default=True, converter=_boolean, kw_only=True)
    note: str | None = attrs.field(default=None, converter=_note, kw_only=True)


@all_faults_together
@attrs.frozen(repr=False)
class ChannelPreferred(_Happened):
    """The interviewer or the posting named the channel to use."""

    type: ClassVar[str] = "channel_preferred"
    channel: Channel = attrs.field(converter=_message_channel, kw_only=True)
    source: PreferenceSource = attrs.field(converter=_source, kw_only=True)
    note: str | None = attrs.field(default=None, converter=_note, kw_only=True)


@all_faults_together
@attrs.frozen(repr=False)
class CompetingOffer(_Happened):
    """Another employer made an offer, and how it can be shown."""

    type: ClassVar[str] = "competing_offer"
    evidence: Evidence = attrs.field(converter=_evidence, kw_only=True)
    note: str | None = attrs.field(default=None, converter=_note, kw_only=True)


@all_faults_together
@attrs.frozen(repr=False)
class ActionTaken(_Happened):
    """The candidate did an act that is no message: during an interview, or alone."""

    type: ClassVar[str] = "action_taken"
    kind: ActionKind = attrs.field(converter=_act_kind, kw_only=True)
    note: str | None = attrs.field(default=None, converter=_note, kw_only=True)


@attrs.frozen(repr=False)
class _Plain(_Happened):
    """An event of which nothing more is to be said than when."""

    note: str | None = attrs.field(default=None, converter=_note, kw_only=True)


@all_faults_together
@attrs.frozen(repr=False)
class NoContactRequested(_Plain):
    """The employer asked not to be contacted."""

    type: ClassVar[str] = "no_contact_requested"


@all_faults_together
@attrs.frozen(repr=False)
class NoContactLifted(_Plain):
    """The employer took that back."""

    type: ClassVar[str] = "no_contact_lifted"


@all_faults_together
@attrs.frozen(repr=False)
class SituationChanged(_Plain):
    """Something notable changed for the candidate."""

    type: ClassVar[str] = "situation_changed"


@all_faults_together
@attrs.frozen(repr=False)
class Rejected(_Plain):
    """The employer said no. Silence never does."""

    type: ClassVar[str] = "rejected"


@all_faults_together
@attrs.frozen(repr=False)
class OfferReceived(_Plain):
    """The employer made an offer."""

    type: ClassVar[str] = "offer_received"


@all_faults_together
@attrs.frozen(repr=False)
class Withdrawn(_Plain):
    """The candidate withdrew."""

    type: ClassVar[str] = "withdrawn"


@all_faults_together
@attrs.frozen(repr=False)
class ProcessCompleted(_Plain):
    """The employer's process is over, for everybody."""

    type: ClassVar[str] = "process_completed"


EVENTS: Final[tuple[type[Event], ...]] = (
    Interview,
    ResponsePromised,
    MessageSent,
    EmployerReplied,
    NoContactRequested,
    NoContactLifted,
    ChannelPreferred,
    CompetingOffer,
    SituationChanged,
    Rejected,
    OfferReceived,
    Withdrawn,
    ProcessCompleted,
    ActionTaken,
)
