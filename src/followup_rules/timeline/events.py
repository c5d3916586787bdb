"""What happened, and when it became known: the frozen events of a timeline.

An event keeps its instants as integers (microseconds, UTC); `at`, `starts` and the rest give them as
`pendulum.DateTime` in UTC. They may be given as any aware `datetime`, or as ISO text with an offset or a zone in
brackets. A plain integer is refused; only a `Micros`, as events keep them, is taken as it is.

A class of event declares all that the rest of the package must know about it; only its words stand elsewhere, in
`followup_rules.timeline.words`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final, Literal, Protocol, TypeAlias, get_args

import attrs
import pendulum

from followup_rules.errors import Fault, TimelineError, shown
from followup_rules.temporal import instants
from followup_rules.temporal.instants import HOUR_US, Micros
from followup_rules.temporal.values import SourceRepr, as_source
from followup_rules.timeline import fields
from followup_rules.timeline.fields import defined
from followup_rules.timeline.validation import all_faults_together
from followup_rules.timeline.vocabulary import (
    ACTS_ALONE,
    INTERVIEW_ACTS,
    MESSAGE_CHANNELS,
    MESSAGES,
    ActionKind,
    ActKindName,
    Channel,
    ChannelName,
    MessageKindName,
    Stage,
    StageName,
)

SENT_CHANNELS: Final = tuple(channel for channel in Channel if channel is not Channel.NONE)
ACTS: Final = tuple(kind for kind in ActionKind if kind in INTERVIEW_ACTS | ACTS_ALONE)


class Evidence(StrEnum):
    """How a competing offer can be shown."""

    WRITTEN = "written"
    OTHER_PROOF = "other_proof"
    ORAL = "oral"
    NONE = "none"


class PreferenceSource(StrEnum):
    """Who stated the preferred channel."""

    INTERVIEWER = "interviewer"
    POSTING = "posting"


class Shape(StrEnum):
    """The shape of an event's mark in a picture of a timeline."""

    INTERVIEW = "interview"
    PROMISED = "promised"
    YOU = "you"
    EMPLOYER = "employer"


def _message_kind(value: ActionKind | MessageKindName) -> ActionKind:
    return fields.word(value, ActionKind, "a kind of message", MESSAGES)


def _act_kind(value: ActionKind | ActKindName) -> ActionKind:
    return fields.word(value, ActionKind, "a kind of act", ACTS)


def _sent_channel(value: Channel | ChannelName) -> Channel:
    return fields.word(value, Channel, "a channel of messages", SENT_CHANNELS)


def _source(value: PreferenceSource | Literal["interviewer", "posting"]) -> PreferenceSource:
    return fields.word(value, PreferenceSource, "a source of a preference")


def _evidence(value: Evidence | Literal["written", "other_proof", "oral", "none"]) -> Evidence:
    return fields.word(value, Evidence, "a kind of evidence")


def _boolean(value: bool) -> bool:
    return fields.boolean(value)


def _optional_stage(value: Stage | StageName | None) -> Stage | None:
    return None if value is None else fields.word(value, Stage, "a stage")


def _optional_channel(value: Channel | ChannelName | None) -> Channel | None:
    return None if value is None else fields.word(value, Channel, "a channel of messages", MESSAGE_CHANNELS)


class Counted(Protocol):
    """An amount of one unit, such as `business_days(5)` of the language that policies are written in."""

    @property
    def value(self) -> int: ...
    @property
    def unit(self) -> StrEnum: ...


@attrs.frozen(repr=False)
class Within:
    """A number of hours, days, weeks or business days, such as an employer names: in JSON `{"business_days": 5}`."""

    unit: str
    count: int

    UNITS: ClassVar = ("hours", "days", "weeks", "business_days")
    MOST: ClassVar = 90

    def to_dict(self) -> dict[str, int]:
        """The number by its unit."""
        return {self.unit: self.count}

    def __repr__(self) -> str:
        return repr(self.to_dict())

    def __str__(self) -> str:
        return f"{self.count} {self.unit.replace('_', ' ').removesuffix('s' * (self.count == 1))}"


def _within(value: Within | Counted | Mapping[str, int] | None) -> Within | None:
    if value is None or isinstance(value, Within):
        return value
    if isinstance(value, Mapping):
        pairs = list(value.items())
    else:
        pairs = [(str(getattr(value, "unit", "")).replace(" ", "_"), getattr(value, "value", 0))]
    match pairs:
        case [(unit, count)] if unit in Within.UNITS and type(count) is int and 1 <= count <= Within.MOST:
            return Within(unit, count)
    raise TimelineError.here(
        f"{shown(value)} is not a length of time; expected one unit ({', '.join(Within.UNITS)}) and a whole number "
        f'from 1 to {Within.MOST}, such as `{{"business_days": 5}}`'
    )


def note_last(_: type[Any], given: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The fields in the order in which they are shown and written: the free note, which every event has, comes last."""
    return sorted(given, key=lambda field: field.name == "note")


@attrs.frozen(repr=False)
class Event(SourceRepr):
    """
    What every event has: a free note, and a repr that reads like the call that makes it.

    `type` is its name in JSON, `mark` its shape in pictures. `sign_of_life` tells whether the employer shows by it that
    they still think of the candidate: True, False, or the one of its keys that does. `ends_pending` tells whether no
    answer is pending once it has happened, and `may_lie_ahead` whether it may come after now. `at_says` describes `at`,
    and exactly one of the fields named in `either` is given.
    """

    type: ClassVar[str]
    mark: ClassVar[Shape]
    sign_of_life: ClassVar[bool | str] = False
    ends_pending: ClassVar[bool] = False
    may_lie_ahead: ClassVar[bool] = False
    at_says: ClassVar[str] = ""
    either: ClassVar[tuple[str, ...]] = ()
    note: str | None = attrs.field(
        default=None, converter=fields.optional_text, kw_only=True, metadata=fields.NOTE.about()
    )

    @property
    def begins_us(self) -> int:
        """When it happens, or begins."""
        raise NotImplementedError

    @property
    def keys(self) -> tuple[str, ...]:
        """The words by which a history indexes it besides its class, so that rules can ask for these alone."""
        return ()

    @property
    def happened_us(self) -> int:
        """When it has happened: when it ends, if it takes time."""
        return self.begins_us

    def is_known_at(self, instant: int) -> bool:
        """Whether it is known at an instant: that it happened, or that it will."""
        return self.begins_us <= instant

    def as_known_at(self, instant: int) -> Event:
        """The event without what became known about it only after an instant."""
        return self

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        all_faults_together(cls)

    def __repr__(self) -> str:
        given = (field for field in attrs.fields(type(self)) if getattr(self, field.name) != field.default)
        shown_fields = (f"{field.alias}={as_source(getattr(self, str(field.alias)))}" for field in given)
        return f"{type(self).__name__}({', '.join(shown_fields)})"


# what a history indexes events by: their class, or their class and one of their keys
Key: TypeAlias = type[Event] | tuple[type[Event], str]


@attrs.frozen(repr=False)
class _Happened(Event):
    """An event of one instant, at which it happened and became known."""

    at_us: Micros = attrs.field(alias="at", converter=instants.micros, metadata=fields.INSTANT.about())

    @property
    def at(self) -> pendulum.DateTime:
        """When it happened and became known, in UTC."""
        return instants.to_pendulum(self.at_us)

    @property
    def begins_us(self) -> int:
        return self.at_us


@attrs.frozen(repr=False, field_transformer=note_last)
class Interview(Event):
    """
    An interview: past, running or arranged. Its clock starts when it ends.

    `starts` may be left out (then it is never "on"); `arranged` is since when it was known (None: always), `cancelled`
    since when it is known that it will not take place, `stage` its round.

    >>> Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
    Interview(ends='2025-10-06T09:00:00+00:00', interviewers=('Dana Wu',))
    """

    type = "interview"
    mark = Shape.INTERVIEW
    sign_of_life = True
    may_lie_ahead = True
    ends_us: Micros = attrs.field(
        alias="ends", converter=instants.micros, metadata=fields.INSTANT.about("When it ends.")
    )
    starts_us: Micros | None = attrs.field(
        kw_only=True,
        alias="starts",
        default=None,
        converter=fields.optional_micros,
        metadata=fields.OPTIONAL_INSTANT.about("When it starts, not after it ends. Left out, it is never `on`."),
    )
    interviewers: tuple[str, ...] = attrs.field(
        kw_only=True, default=(), converter=fields.names, metadata=fields.NAMES.about("Who interviews, by name.")
    )
    arranged_us: Micros | None = attrs.field(
        kw_only=True,
        alias="arranged",
        default=None,
        converter=fields.optional_micros,
        metadata=fields.OPTIONAL_INSTANT.about("Since when it was known, not after it begins. Left out: always."),
    )
    cancelled_us: Micros | None = attrs.field(
        kw_only=True,
        alias="cancelled",
        default=None,
        converter=fields.optional_micros,
        metadata=fields.OPTIONAL_INSTANT.about(
            "Since when it is known that it will not take place, not after it ends."
        ),
    )
    stage: Stage | None = attrs.field(
        default=None,
        converter=_optional_stage,
        kw_only=True,
        metadata=fields.one_of(Stage).or_null().about("Its round; left out, the fact `stage` tells."),
    )

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        if self.starts_us is not None and self.starts_us > self.ends_us:
            what = f"the interview ends at {_at(self.ends_us)}, before it starts at {_at(self.starts_us)}"
            faults.append(Fault("$.ends", what, "out_of_order"))
        if self.arranged_us is not None and self.arranged_us > self.begins_us:
            what = f"{_at(self.arranged_us)} is after the interview begins at {_at(self.begins_us)}"
            faults.append(Fault("$.arranged", what, "out_of_order"))
        if self.cancelled_us is not None:
            if self.cancelled_us > self.ends_us:
                what = f"{_at(self.cancelled_us)} is after the interview ends at {_at(self.ends_us)}"
                faults.append(Fault("$.cancelled", what, "out_of_order"))
            if self.arranged_us is not None and self.cancelled_us < self.arranged_us:
                what = f"{_at(self.cancelled_us)} is before {_at(self.arranged_us)}, when the interview was arranged"
                faults.append(Fault("$.cancelled", what, "out_of_order"))
        if faults:
            raise TimelineError(*faults)

    @property
    def begins_us(self) -> int:
        # without a start it has not begun before its end
        return self.ends_us if self.starts_us is None else self.starts_us

    @property
    def happened_us(self) -> int:
        return self.ends_us

    def is_known_at(self, instant: int) -> bool:
        return self.arranged_us is None or self.arranged_us <= instant

    def as_known_at(self, instant: int) -> Interview:
        later = self.cancelled_us is not None and self.cancelled_us > instant
        return attrs.evolve(self, cancelled=None) if later else self

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

    @property
    def cancelled(self) -> pendulum.DateTime | None:
        """Since when it is known that it will not take place, in UTC; None: it is not cancelled."""
        return None if self.cancelled_us is None else instants.to_pendulum(self.cancelled_us)


def _at(instant: int) -> str:
    return shown(instants.iso(instant, instants.zone("UTC")))


@attrs.frozen(repr=False, field_transformer=note_last)
class ResponsePromised(_Happened):
    """
    The employer named a date, an instant or a length of time by which to expect an answer (of a range: its end).

    Either `by` is given, or `within`: a length of time such as `{"business_days": 5}`, counted from when it was named.
    """

    type = "response_promised"
    mark = Shape.PROMISED
    at_says = "When it was promised."
    sign_of_life = True
    either = ("by", "within")
    by_us_or_date: Micros | date | None = attrs.field(
        alias="by",
        default=None,
        converter=fields.optional_date_or_micros,
        kw_only=True,
        metadata=fields.DATE_OR_INSTANT.about("The date or the instant, not before `at`."),
    )
    within: Within | None = attrs.field(
        default=None,
        converter=_within,
        kw_only=True,
        metadata=defined("within").about("In place of `by`: how long from `at`."),
    )

    def __attrs_post_init__(self) -> None:
        if (self.by_us_or_date is None) is (self.within is None):
            what = "missing" if self.within is None else "given besides `within`"
            raise TimelineError(Fault("$.by", f"{what}; expected either `by` or `within`", "missing"))
        if isinstance(self.by_us_or_date, int) and self.by_us_or_date < self.at_us:
            what = f"{_at(self.by_us_or_date)} is before {_at(self.at_us)}, at which it was promised"
            raise TimelineError(Fault("$.by", what, "out_of_order"))

    @property
    def by(self) -> pendulum.DateTime | date | None:
        """The date, or the instant in UTC; None where a length of time was named."""
        return instants.to_pendulum(self.by_us_or_date) if isinstance(self.by_us_or_date, int) else self.by_us_or_date

    def reached(self, zone: instants.Zone, closed: Collection[int] = ()) -> int | date:
        """The promised date, or the promised instant; business days leave out the closed days."""
        if self.by_us_or_date is not None:
            return self.by_us_or_date
        assert self.within is not None  # one of the two is given
        unit, count = self.within.unit, self.within.count
        if unit == "hours":
            return self.at_us + count * HOUR_US
        made = zone.date_of(self.at_us)
        if unit == "business_days":
            return date.fromordinal(instants.business_day(made, count, closed))
        return date.fromordinal(made + count * (7 if unit == "weeks" else 1))


@attrs.frozen(repr=False, field_transformer=note_last)
class PromiseWithdrawn(_Happened):
    """The employer took back the date that they had named, and named no other."""

    type = "promise_withdrawn"
    mark = Shape.EMPLOYER
    at_says = "When they took it back."
    sign_of_life = True


@attrs.frozen(repr=False, field_transformer=note_last)
class FollowUpInvited(_Happened):
    """
    The employer invited the candidate to follow up.

    `opens` is the date or the instant from which on the candidate may ask, `channel` the channel they named, if any.
    """

    type = "follow_up_invited"
    mark = Shape.EMPLOYER
    at_says = "When they said so."
    sign_of_life = True
    opens_us_or_date: Micros | date = attrs.field(
        alias="opens",
        converter=fields.date_or_micros,
        kw_only=True,
        metadata=fields.DATE_OR_INSTANT.about("From when on one may ask: a date or an instant, not before `at`."),
    )
    channel: Channel | None = attrs.field(
        default=None,
        converter=_optional_channel,
        kw_only=True,
        metadata=defined("judged_channel_or_null", is_nullable=True).about("By which channel to ask, if they said."),
    )

    def __attrs_post_init__(self) -> None:
        if isinstance(self.opens_us_or_date, int) and self.opens_us_or_date < self.at_us:
            what = f"{_at(self.opens_us_or_date)} is before {_at(self.at_us)}, at which the invitation was made"
            raise TimelineError(Fault("$.opens", what, "out_of_order"))

    @property
    def opens(self) -> pendulum.DateTime | date:
        """The date, or the instant in UTC."""
        opens = self.opens_us_or_date
        return instants.to_pendulum(opens) if isinstance(opens, int) else opens

    def opens_us(self, zone: instants.Zone) -> int:
        """The instant at which it opens: of a date its 00:00 in a zone."""
        opens = self.opens_us_or_date
        return opens if isinstance(opens, int) else zone.midnight(opens.toordinal())


@attrs.frozen(repr=False, field_transformer=note_last)
class MessageSent(_Happened):
    """The candidate sent a message."""

    type = "message_sent"
    mark = Shape.YOU
    at_says = "When it was sent."
    kind: ActionKind = attrs.field(converter=_message_kind, kw_only=True, metadata=defined("message_kind").about())
    channel: Channel = attrs.field(converter=_sent_channel, kw_only=True, metadata=defined("message_channel").about())
    to: tuple[str, ...] = attrs.field(
        default=(),
        converter=fields.names,
        kw_only=True,
        metadata=fields.NAMES.about("To whom, by name; to nobody by name is to all."),
    )
    arrived: bool = attrs.field(
        default=True,
        converter=_boolean,
        kw_only=True,
        metadata=fields.BOOLEAN.about(
            "False: it bounced, came back, or reached nobody. It counts for nothing.", default=True
        ),
    )


@attrs.frozen(repr=False, field_transformer=note_last)
class EmployerReplied(_Happened):
    """The employer wrote or called."""

    type = "employer_replied"
    mark = Shape.EMPLOYER
    at_says = "When the reply came."
    sign_of_life = "substantive"
    substantive: bool = attrs.field(
        default=True,
        converter=_boolean,
        kw_only=True,
        metadata=fields.BOOLEAN.about("An automatic receipt is not substantive.", default=True),
    )
    asks: bool = attrs.field(
        default=False,
        converter=_boolean,
        kw_only=True,
        metadata=fields.BOOLEAN.about("Whether they ask something of the candidate.", default=False),
    )
    away_until: date | None = attrs.field(
        default=None,
        converter=fields.optional_date,
        kw_only=True,
        metadata=fields.OPTIONAL_DATE.about("The date until which an automatic receipt says that they are away."),
    )

    def __attrs_post_init__(self) -> None:
        if self.away_until is not None and self.substantive:
            what = "only an automatic reply says until when they are away; expected `substantive` to be false"
            raise TimelineError(Fault("$.away_until", what, "out_of_order"))

    @property
    def keys(self) -> tuple[str, ...]:
        return (*("substantive",) * self.substantive, *("asks",) * self.asks)


@attrs.frozen(repr=False, field_transformer=note_last)
class NoContactRequested(_Happened):
    """The employer asked not to be contacted."""

    type = "no_contact_requested"
    mark = Shape.EMPLOYER
    at_says = "When they asked."


@attrs.frozen(repr=False, field_transformer=note_last)
class NoContactLifted(_Happened):
    """The employer took back the request not to be contacted."""

    type = "no_contact_lifted"
    mark = Shape.EMPLOYER
    at_says = "When they took it back."


@attrs.frozen(repr=False, field_transformer=note_last)
class ChannelPreferred(_Happened):
    """The interviewer or the posting named the channel to use."""

    type = "channel_preferred"
    mark = Shape.EMPLOYER
    at_says = "When it was named."
    channel: Channel = attrs.field(converter=_sent_channel, kw_only=True, metadata=defined("message_channel").about())
    source: PreferenceSource = attrs.field(
        converter=_source, kw_only=True, metadata=fields.one_of(PreferenceSource).about("Who named it.")
    )


@attrs.frozen(repr=False, field_transformer=note_last)
class CompetingOffer(_Happened):
    """Another employer made an offer."""

    type = "competing_offer"
    mark = Shape.YOU
    at_says = "When it was made."
    evidence: Evidence = attrs.field(
        converter=_evidence, kw_only=True, metadata=fields.one_of(Evidence).about("How it can be shown.")
    )

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.evidence, *("solid",) * (self.evidence in (Evidence.WRITTEN, Evidence.OTHER_PROOF)))


@attrs.frozen(repr=False, field_transformer=note_last)
class SituationChanged(_Happened):
    """Something notable changed for the candidate."""

    type = "situation_changed"
    mark = Shape.YOU
    at_says = "When it changed."


@attrs.frozen(repr=False, field_transformer=note_last)
class Rejected(_Happened):
    """The employer said no. Silence never does."""

    type = "rejected"
    mark = Shape.EMPLOYER
    at_says = "When they said so."
    sign_of_life = True
    ends_pending = True


@attrs.frozen(repr=False, field_transformer=note_last)
class OfferReceived(_Happened):
    """The employer made an offer."""

    type = "offer_received"
    mark = Shape.EMPLOYER
    at_says = "When it came."
    sign_of_life = True
    ends_pending = True


@attrs.frozen(repr=False, field_transformer=note_last)
class Withdrawn(_Happened):
    """The candidate withdrew."""

    type = "withdrawn"
    mark = Shape.YOU
    at_says = "When they withdrew."
    ends_pending = True


@attrs.frozen(repr=False, field_transformer=note_last)
class ProcessCompleted(_Happened):
    """The employer's process is over, for everybody."""

    type = "process_completed"
    mark = Shape.EMPLOYER
    at_says = "When that became known."


@attrs.frozen(repr=False, field_transformer=note_last)
class ActionTaken(_Happened):
    """The candidate did an act that is not a message: during an interview, or alone."""

    type = "action_taken"
    mark = Shape.YOU
    at_says = "When it was done."
    kind: ActionKind = attrs.field(converter=_act_kind, kw_only=True, metadata=defined("act_kind").about())

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.kind,)


# serializers that go by annotations learn from this union what an event may be
AnyEvent: TypeAlias = (
    Interview
    | ResponsePromised
    | PromiseWithdrawn
    | FollowUpInvited
    | MessageSent
    | EmployerReplied
    | NoContactRequested
    | NoContactLifted
    | ChannelPreferred
    | CompetingOffer
    | SituationChanged
    | Rejected
    | OfferReceived
    | Withdrawn
    | ProcessCompleted
    | ActionTaken
)
EVENTS: Final[tuple[type[AnyEvent], ...]] = get_args(AnyEvent)

# the events that tell only when they happened, and perhaps a note
PLAIN_EVENTS: Final = tuple(
    event for event in EVENTS if {field.alias for field in attrs.fields(event)} == {"at", "note"}
)


def _key(event: type[Event]) -> Key:
    return (event, event.sign_of_life) if isinstance(event.sign_of_life, str) else event


SIGNS_OF_LIFE: Final[tuple[Key, ...]] = tuple(_key(event) for event in EVENTS if event.sign_of_life)
END_PENDING: Final[tuple[Key, ...]] = tuple(event for event in EVENTS if event.ends_pending)
