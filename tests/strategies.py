"""Hypothesis strategies for what the library takes: windows, zones, instants, events, facts, timelines, policies.

What happens in a timeline is drawn as offsets from one local date near a clock change, so that ties and boundaries are
likely, and so that what fails shrinks to few events close together. Instants are integers (microseconds, UTC), as
everything in the library takes them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

from followup_rules import (
    UNKNOWN,
    Action,
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Evaluation,
    Facts,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    Policy,
    ProcessCompleted,
    Rejected,
    ResponsePromised,
    Ruling,
    SituationChanged,
    Timeline,
    Withdrawn,
    amounts,
    conditions,
    evaluate,
    moments,
    policies,
    rules,
)
from followup_rules.actions import ACTS_ALONE, ENQUIRIES, INTERVIEW_ACTS, MESSAGES, VOICE, ActionKind, Channel
from followup_rules.events import Evidence, PreferenceSource
from followup_rules.facts import BOUNDS, Industry, Stage
from followup_rules.instants import micros
from followup_rules.policy import first_to_speak, majority, most_permissive, strictest
from followup_rules.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import SearchStrategy

    from followup_rules.amounts import Amount
    from followup_rules.conditions import Condition
    from followup_rules.events import Event
    from followup_rules.moments import Moment
    from followup_rules.policy import AnyPolicy
    from followup_rules.rules import Rule, Selection

# strategies are built once: building them costs more than drawing from them
built_once = lru_cache(maxsize=None)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
SECOND = 1_000_000
HOUR = 3_600 * SECOND
DAY = 24 * HOUR
WEEK = 7 * DAY

# zones, the plainest first, each with local dates near which its clocks change (or nothing happens)
PLACES: dict[str, tuple[date, ...]] = {
    "UTC": (date(2026, 1, 5),),
    "Europe/London": (date(2025, 10, 26), date(2026, 3, 29)),
    "America/New_York": (date(2025, 11, 2), date(2026, 3, 8)),
    "Asia/Kolkata": (date(2026, 1, 15),),
    "America/Santiago": (date(2026, 4, 5), date(2026, 9, 6)),  # changes at midnight
    "Africa/Cairo": (date(2026, 4, 24), date(2025, 10, 31)),  # skips a midnight
    "America/Havana": (date(2025, 11, 2), date(2026, 3, 8)),  # repeats a midnight
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2025, 10, 5)),  # by half an hour
    "Australia/Sydney": (date(2026, 4, 5), date(2025, 10, 5)),
    "Pacific/Apia": (date(2011, 12, 30), date(2011, 9, 24)),  # skips a whole date
}
PEOPLE = ("Dana Wu", "Ana Ruiz", "Bo Li")
DAYS_ON = (0, 0, 0, 1, 2, 3, 4, 7, 7, 8, 10, 14, 15, 21, 28)
CLOCKS = (0, 0, 0, 1, -9, 12, 15, 24, 48)
TICKS = (0, 0, 0, 0, 1, -1, SECOND, -SECOND)


# -- windows


def bounds(*, around: int = 20) -> SearchStrategy[int]:
    """Integers near zero, so that the edges of different windows meet; shrinks to 0."""
    return st.integers(-around, around)


def windows(*, around: int = 20, most: int = 5) -> SearchStrategy[Windows]:
    """Sets of instants with edges near zero, some unbounded; shrinks to `NEVER`, then to one short window."""
    end = st.one_of(bounds(around=around), bounds(around=around), bounds(around=around), st.none())
    return st.lists(st.tuples(end, end), max_size=most).map(Windows.union_of)


# -- zones and instants


def zone_names() -> SearchStrategy[str]:
    """Zones of both hemispheres with every kind of clock change; shrinks to UTC."""
    return st.sampled_from(tuple(PLACES))


@lru_cache(maxsize=64)
def clock_changes(zone: str, first_year: int = 2024, last_year: int = 2027) -> tuple[int, ...]:
    """The instants, to the second, at which a zone's offset changes in those years."""
    info = ZoneInfo(zone)

    def offset(second: int) -> timedelta | None:
        return (EPOCH + timedelta(seconds=second)).astimezone(info).utcoffset()

    found = []
    here = int((datetime(first_year, 1, 1, tzinfo=UTC) - EPOCH).total_seconds())
    end = int((datetime(last_year + 1, 1, 1, tzinfo=UTC) - EPOCH).total_seconds())
    while here < end:
        there = here + 86_400
        if offset(here) != offset(there):
            low, high = here, there
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            found.append(high * SECOND)
        here = there
    return tuple(found)


def instants(*, zone: str | None = None, years: tuple[int, int] = (2024, 2027)) -> SearchStrategy[int]:
    """
    Instants at and beside the clock changes of one zone, or of several: on them, ±1 µs, ±1 s, up to days away.

    Shrinks to the start of 2026, then to a clock change itself.
    """
    zones = [zone] if zone else list(PLACES)
    changes = tuple(change for name in zones for change in clock_changes(name, *years))
    beside = st.sampled_from((0, -1, 1, SECOND, -SECOND, HOUR // 2, -HOUR // 2, HOUR - 1, -HOUR, DAY, -DAY, 7 * DAY))
    further = st.one_of(st.just(0), beside, st.integers(-3 * DAY, 3 * DAY))
    start = micros("2026-01-01T00:00:00Z")
    return st.builds(lambda base, *steps: base + sum(steps), st.sampled_from((start, *changes)), beside, further)


def any_instants() -> SearchStrategy[int]:
    """Instants of any year that a timeline may speak of; shrinks to 1970."""
    return st.integers(micros("1900-01-01T00:00:00Z"), micros("2999-12-31T23:59:59.999999Z"))


# -- facts


def _dates(anchor: date, *, within: int = 20) -> SearchStrategy[date]:
    return st.integers(-within, within).map(lambda days: anchor + timedelta(days=days))


@built_once
def _fact_values(anchor: date) -> dict[str, tuple[Any, ...]]:
    """For each fact the values that are tried, the plainest first."""

    def day(days: int) -> date:
        return anchor + timedelta(days=days)

    values: dict[str, tuple[Any, ...]] = {
        "stage": tuple(Stage),
        "industries": (
            (), *((industry,) for industry in Industry), (Industry.EDUCATION, Industry.FINANCE),
            (Industry.RETAIL, Industry.EDUCATION), (Industry.OTHER, Industry.HEALTHCARE),
        ),
        "expected_response_days": (7, 8, 14, *BOUNDS["expected_response_days"], 1, 6, 10, 21, 28, 30, 60),
        "slow_periods": (
            (), *(((day(first), day(first + length)),) for first in (0, -3, 1, 7, -20) for length in (0, 3, 14)),
        ),
        "leeway_days": (7, *BOUNDS["leeway_days"], 1, 2, 10, 30),
        "closed_days": (
            frozenset(),
            *(frozenset(day(one) for one in several) for several in ((0,), (1, 2), (3, 4, 5), range(-5, 9))),
        ),
    }  # fmt: skip
    return {field.name: values.get(field.name, (True, False)) for field in attrs.fields(Facts)}


@built_once
def facts(*, anchor: date = date(2026, 1, 5), unknown: str = "some") -> SearchStrategy[Facts]:
    """
    Declared facts, dates near *anchor*; "some" or "most" of them `UNKNOWN`, or "none". Shrinks to nothing declared,
    then to single facts; of "most" to all unknown.
    """
    values = _fact_values(anchor)
    known = [(name, value) for name, several in values.items() for value in several]
    few = [*known, *((name, UNKNOWN) for name in values for _ in range(0 if unknown == "none" else 4))]
    left = {} if unknown == "none" else dict.fromkeys(values, UNKNOWN)
    declared = st.lists(st.sampled_from(few), max_size=6).map(lambda given: Facts(**dict(given)))
    most_unknown = st.lists(st.sampled_from(known), max_size=8).map(lambda given: Facts(**{**left, **dict(given)}))
    return most_unknown if unknown == "most" else st.one_of(st.just(Facts()), declared, declared, most_unknown)


@st.composite
def completions(draw: st.DrawFn, declared: Facts, *, anchor: date = date(2026, 1, 5)) -> Facts:
    """The same facts, each unknown one settled somehow; shrinks to plain values."""
    values = _fact_values(anchor)
    settled = {name: draw(st.sampled_from(values[name])) for name in values if getattr(declared, name) is UNKNOWN}
    return attrs.evolve(declared, **settled)


# -- events


@attrs.frozen
class _Clock:
    """Turns offsets into instants: so many local dates and clock hours after 09:00 of a local date."""

    zone: str
    anchor: date

    def instant(self, offset: tuple[int, int, int]) -> int:
        days, hours, ticks = offset
        day = self.anchor
        info = ZoneInfo(self.zone)
        # naive arithmetic: the same clock, later
        local = datetime(day.year, day.month, day.day, 9) + timedelta(days=days, hours=hours)  # noqa: DTZ001
        return (local.replace(tzinfo=info, fold=0) - EPOCH) // TICK + ticks

    def date(self, instant: int) -> date:
        return (EPOCH + timedelta(microseconds=instant)).astimezone(ZoneInfo(self.zone)).date()


# days, clock hours and microseconds after the start: plain ones first, and most often
_OFFSETS = (
    *((days, 0, 0) for days in DAYS_ON),
    *((days, 0, 0) for days in DAYS_ON),
    *((days, hours, 0) for hours in CLOCKS for days in DAYS_ON),
    *((days, hours, ticks) for ticks in TICKS for hours in (0, -9) for days in (0, 1, 3, 7)),
)


@built_once
def _offsets() -> SearchStrategy[tuple[int, int, int]]:
    """Days, hours and microseconds after the start; shrinks to none."""
    return st.sampled_from(_OFFSETS)


_Made = Callable[[_Clock, int], "Event"]
_TO = ((), *((name,) for name in PEOPLE), PEOPLE[:2])


def _interviews_made() -> list[_Made]:
    def make(lasting: int | None, people: tuple[str, ...], known_before: int | None) -> _Made:
        def made(_: _Clock, at: int) -> Event:
            starts = None if lasting is None else at - lasting
            arranged = None if known_before is None else at - (lasting or 0) - known_before
            return Interview(ends=at, starts=starts, interviewers=people, arranged=arranged)

        return made

    return [
        make(lasting, people, known_before)
        for known_before in (None, 3 * DAY, 0)
        for lasting in (None, HOUR, 0, 26 * HOUR)
        for people in _TO
    ]


def _messages_made() -> list[_Made]:
    def make(kind: str, channel: str, to: tuple[str, ...]) -> _Made:
        return lambda _, at: MessageSent(at=at, kind=kind, channel=channel, to=to)

    often = [("status_inquiry", "email"), ("thank_you", "email"), ("timeline_inquiry", "phone"), ("thank_you", "post")]
    kinds, channels = tuple(ActionKind)[:10], tuple(Channel)[:7]
    return [
        *(make(kind, channel, to) for kind, channel in often for to in _TO),
        *(make(kind, channels[number % 7], _TO[number % 5]) for number, kind in enumerate(kinds)),
        *(make("interest_note", channel, ()) for channel in channels),
    ]


def _promises_made() -> list[_Made]:
    def by_date(later: int) -> _Made:
        return lambda clock, at: ResponsePromised(at=at, by=clock.date(at) + timedelta(days=later))

    def by_instant(later: int) -> _Made:
        return lambda _, at: ResponsePromised(at=at, by=at + later)

    return [*map(by_date, (3, 7, 0, 1, 14)), *map(by_instant, (3 * DAY, 0, 1, 7 * DAY + HOUR))]


def _others_made() -> list[_Made]:
    def make(cls: type[Any], **given: Any) -> _Made:
        return lambda _, at: cls(at=at, **given)

    replied = [make(EmployerReplied), make(EmployerReplied, substantive=False)]
    plain = [
        make(cls)
        for cls in (
            Rejected, NoContactRequested, SituationChanged, NoContactLifted, OfferReceived, Withdrawn, ProcessCompleted,
        )
    ]  # fmt: skip
    preferred = [
        make(ChannelPreferred, channel=channel, source=source)
        for source in PreferenceSource
        for channel in (Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN, Channel.IN_PERSON)
    ]
    offered = [make(CompetingOffer, evidence=evidence) for evidence in (*Evidence, Evidence.WRITTEN)]
    taken = [make(ActionTaken, kind=kind) for kind in sorted(INTERVIEW_ACTS | ACTS_ALONE)]
    return [*replied * 3, *plain, *plain, *preferred, *offered, *taken]


@built_once
def _interviews(clock: _Clock) -> SearchStrategy[Event]:
    return st.builds(lambda make, offset: make(clock, clock.instant(offset)), _pool(_interviews_made), _offsets())


@built_once
def _pool(made: Callable[[], list[_Made]]) -> SearchStrategy[_Made]:
    return st.sampled_from(made())


@built_once
def events(*, zone: str = "UTC", anchor: date = date(2026, 1, 5), notes: bool = False) -> SearchStrategy[Event]:
    """
    Events of every type within weeks of a local date, many at the same instant or a tick apart. Shrinks to an
    interview that ends at 09:00 of that date; *notes* adds free notes to some.
    """
    clock = _Clock(zone, anchor)
    makes = st.one_of(
        _pool(_interviews_made),
        _pool(_messages_made),
        _pool(_promises_made),
        _pool(_others_made),
        _pool(_messages_made),
    )
    plain = st.builds(lambda make, offset: make(clock, clock.instant(offset)), makes, _offsets())
    if not notes:
        return plain
    note = st.sampled_from((None, None, "", "a note", "naïve “note”\n\t\U0001f4ec", "null"))
    return st.builds(lambda event, said: attrs.evolve(event, note=said), plain, note)


def happened(event: Event) -> int:
    """When an event became known to have happened; of an interview, when it ends."""
    return micros(event.ends if isinstance(event, Interview) else event.at)  # type: ignore[attr-defined]


# -- timelines


@built_once
def _several_events(clock: _Clock, most: int, notes: bool) -> SearchStrategy[list[Event]]:
    one = events(zone=clock.zone, anchor=clock.anchor, notes=notes)
    others = st.lists(one, max_size=most - 1) | st.lists(one, min_size=min(3, most - 1), max_size=most - 1)
    return st.one_of(
        others,
        st.builds(lambda interview, others: [interview, *others], _interviews(clock), others),
        st.builds(lambda interview, others: [interview, *others], _interviews(clock), others),
    )


@st.composite
def timelines(
    draw: st.DrawFn,
    *,
    zone: str | None = None,
    policy: AnyPolicy | None = None,
    most_events: int = 6,
    unknown: str = "some",
    notes: bool = False,
) -> Timeline:
    """
    Timelines of few events close to each other and to a clock change; *now* is often a boundary of what *policy*
    says of them, or a tick beside it.

    Shrinks to no events, then to few that happen at once in UTC, nothing declared, and now at the first of them.
    """
    name = zone or draw(zone_names())
    anchor = draw(st.sampled_from(PLACES[name]))
    clock = _Clock(name, anchor - timedelta(days=draw(st.sampled_from((0, 1, 2, 7)))))
    known = draw(_several_events(clock, most_events, notes))
    declared = draw(facts(anchor=clock.anchor, unknown=unknown))
    latest = max(map(happened, known), default=clock.instant((0, 0, 0)))
    whole = Timeline(name, latest, known, declared)
    how = draw(st.sampled_from(("boundary", "boundary", "later", "anywhen")))
    if how == "boundary" and policy is not None:
        now = draw(st.sampled_from((latest, *boundaries(evaluate(whole, policy), since=known))))
    else:
        now = clock.instant(draw(_offsets()))
    return whole.at((max(now, latest) if how == "later" else now) + draw(st.sampled_from(TICKS)))


def anchor_of(timeline: Timeline) -> date:
    """A date in the middle of what happens in a timeline."""
    return min((happened_at(event) for event in timeline.events), default=timeline.now.date())


def happened_at(event: Event) -> date:
    """The date, in UTC, of an event."""
    return (EPOCH + timedelta(microseconds=happened(event))).date()


_TELLING = frozenset({Channel.EMAIL, Channel.PHONE, Channel.IN_PERSON, Channel.NONE})


def boundaries(evaluation: Evaluation, *, since: Iterable[Event] = ()) -> tuple[int, ...]:
    """
    The instants at which an evaluation's windows open or close, its dates, and those of some events, ascending. Of the
    channels of messages, email and phone speak for all.
    """
    found = set(map(happened, since))
    for ruling in evaluation.rulings:
        if ruling.action.channel not in _TELLING:
            continue
        ends = [end for window in ruling.windows for end in (window.opens, window.closes)]
        found.update(micros(end) for end in (*ends, ruling.due, ruling.overdue) if end is not None and in_range(end))
    return tuple(sorted(found))


def in_range(instant: datetime) -> bool:
    """Whether a timeline may be looked at from an instant: not beyond the years 1900 to 2999."""
    return 1900 <= instant.astimezone(UTC).year <= 2999


def allowed_windows(ruling: Ruling) -> Windows:
    """A ruling's windows as a set of instants, in integers."""

    def end(instant: datetime | None) -> int | None:
        return None if instant is None else datetime.__sub__(instant, EPOCH) // TICK

    return Windows.union_of((end(window.opens), end(window.closes)) for window in ruling.windows)


def ruling_or_none(evaluation: Evaluation, action: Action) -> Ruling | None:
    """The ruling on an action; None where it is not judged, for nobody of that name is known."""
    return next((ruling for ruling in evaluation.rulings if ruling.action == action), None)


# -- amounts, moments, conditions

_KIND_SETS = (MESSAGES, ENQUIRIES, frozenset({ActionKind.THANK_YOU}), MESSAGES - {ActionKind.THANK_YOU})
_CHANNEL_SETS: tuple[frozenset[Channel] | None, ...] = (None, frozenset({Channel.EMAIL}), VOICE)
_FIXED: tuple[Amount, ...] = (
    *map(amounts.days, (0, 1, 3, 7, 14)),
    *map(amounts.hours, (0, 12, 24, 48)),
    *map(amounts.business_days, (0, 1, 5)),
)
_NORMS: tuple[Amount, ...] = (
    amounts.industry_norm(
        technology=amounts.days(7), finance=amounts.days(14), education=(amounts.days(7), amounts.days(28))
    ),
    amounts.industry_norm(finance=amounts.days(10)),
)
# as the documents use them: a norm only beside plain days, for there may be none
_OPEN: tuple[Amount, ...] = (
    amounts.practice,
    *(
        amounts.days(least) + more
        for least in (0, 7)
        for more in (
            amounts.slow_period_leeway(undeclared_is_unknown=True),
            amounts.slow_period_leeway(undeclared_is_unknown=False),
            *(amounts.first_declared(amounts.practice, norm) for norm in _NORMS),
        )
    ),
    *(amounts.longer_of(amounts.days(least), more) for least in (0, 7) for more in (amounts.practice, *_NORMS)),
    amounts.longer_of(amounts.days(7), amounts.practice) + amounts.slow_period_leeway(undeclared_is_unknown=True),
)
_BARE: tuple[Amount, ...] = (*_NORMS, *(amounts.first_declared(norm, amounts.days(20)) for norm in _NORMS))
_SETTLED: tuple[Moment, ...] = (
    moments.interview_end,
    moments.last_sign_of_life,
    moments.promise_passed,
    moments.promised_date,
    moments.interview_with_addressee,
    moments.interview_start,
    moments.rejection,
    moments.written_offer,
    moments.change,
    moments.process_completed,
    moments.open_step,
    moments.latest_event(EmployerReplied),
    moments.latest_event(MessageSent),
    moments.latest_event(NoContactRequested),
    *(moments.latest_message(kinds, by=by) for kinds, by in product(_KIND_SETS, _CHANNEL_SETS)),
    *(moments.latest_unanswered(kinds, by=by) for kinds, by in product(_KIND_SETS, _CHANNEL_SETS)),
    *(moments.latest_attempt(kinds) for kinds in _KIND_SETS),
    *(moments.attempt(amounts.times(count), kinds) for count in (1, 2, 3, 0) for kinds in _KIND_SETS),
)
# what due and overdue add to one moment, in one unit
_GRACES: tuple[tuple[Amount, Amount], ...] = (
    (amounts.days(0), amounts.days(7)),
    (amounts.days(1), amounts.days(3)),
    (amounts.hours(12), amounts.hours(24)),
    (amounts.hours(0), amounts.hours(0)),
    (amounts.business_days(1), amounts.business_days(5)),
)
# some moments and conditions by how the amounts in them may hang on facts
OPEN_AMOUNTS = {"none": (), "as in documents": _OPEN, "bare norms": _BARE}
_HANGING = "as in documents"


@built_once
def _moments(hanging: str) -> tuple[Moment, ...]:
    """Moments of every make, the plainest first: the makes are many, so of the compound ones there is a sample."""
    random = Random(0)
    steps = (*_FIXED, *OPEN_AMOUNTS[hanging] * 2)
    # what there nearly always is, most of all
    later = [moment + step for moment in _SETTLED[:2] for step in steps * 2]
    later += [moment + random.choice(steps) for moment in _SETTLED[:5] * 12 + _SETTLED * 3]
    dated = [moments.date_of(moment) for moment in random.sample([*_SETTLED, *later], 60)]
    dated_later = [moment + random.choice(steps) for moment in dated * 2]
    simple = [*_SETTLED, *later, *dated, *dated_later]
    compound: list[Moment] = []
    for _ in range(40):
        one, other, third = random.sample(simple, 3)
        compound += [
            moments.later_of(one, other),
            moments.first_of(one, other, third),
            moments.first_of(moments.while_pending(one), other),
            moments.later_of(one, other) + random.choice(steps),
        ]
    return (*simple, *compound)


@built_once
def _literals(hanging: str) -> tuple[Condition, ...]:
    """Conditions of every primitive, the plainest first, and their complements."""
    random = Random(1)
    standing: list[Condition] = [
        conditions.always,
        conditions.pending,
        conditions.promise_stands,
        conditions.interview_on,
        conditions.interview_ahead,
        conditions.no_contact_requested,
        conditions.addressee_thanked,
        conditions.met_at_the_latest_interview,
        conditions.on_preferred_channel,
        conditions.prefers_another_channel,
        conditions.completes_a_step,
        *(conditions.unanswered(kinds, by=by) for kinds, by in product(_KIND_SETS, _CHANNEL_SETS)),
    ]
    declared: list[Condition] = [
        conditions.fact("calls_welcome"),
        conditions.fact("felt_very_good"),
        conditions.fact("stage", "first"),
        conditions.fact("stage", "final"),
        *(
            conditions.at_most(amount, amounts.days(limit))
            for amount in (_OPEN if hanging != "none" else ())
            for limit in (0, 7, 14, 100)
        ),
    ]
    pairs = [random.sample(_SETTLED, 2) for _ in range(40)]
    compared = [
        *(conditions.not_before(one, other) for one, other in pairs),
        *(conditions.sent_since(one, random.choice(_KIND_SETS)) for one, _ in pairs),
        *(conditions.taken_since(one) for one, _ in pairs),
    ]
    reckoned = _moments(hanging)
    in_time = [make(moment) for moment in reckoned for make in (conditions.before, conditions.since)]
    rarer = [make(moment) for moment in random.sample(reckoned, 60) for make in (conditions.on_date, conditions.known)]
    # each kind about as often as the moments together
    plain = [*standing * 5, *declared * 8, *compared, *in_time, *rarer]
    return (*plain, *(~condition for condition in plain))


def any_moments(*, hanging: str = _HANGING) -> SearchStrategy[Moment]:
    """
    Moments of every make; shrinks to the interview's end. *hanging* tells which amounts in them hang on facts, a key of
    `OPEN_AMOUNTS`.
    """
    return _sampled(_moments, hanging)


def literals(*, hanging: str = _HANGING) -> SearchStrategy[Condition]:
    """Single conditions from every primitive, and their complements; shrinks to `always`. *hanging*: `any_moments`."""
    return _sampled(_literals, hanging)


@built_once
def _sampled(made: Callable[[str], tuple[Any, ...]], hanging: str) -> SearchStrategy[Any]:
    return st.sampled_from(made(hanging))


@st.composite
def any_conditions(draw: st.DrawFn, *, hanging: str = _HANGING) -> Condition:
    """Up to three conditions with `&`, `|` and `~`; shrinks to `always`. *hanging*: `any_moments`."""
    one = literals(hanging=hanging)
    shape = draw(st.sampled_from(("a", "a", "a & b", "a | b", "(a & b) | c", "(a | b) & c", "~(a & b)", "~(a | b)")))
    a: Condition = draw(one)
    if shape == "a":
        return a
    b: Condition = draw(one)
    c: Condition = draw(one) if "c" in shape else conditions.always
    match shape:
        case "a & b":
            return a & b
        case "a | b":
            return a | b
        case "(a & b) | c":
            return (a & b) | c
        case "(a | b) & c":
            return (a | b) & c
        case "~(a & b)":
            return ~(a & b)
    return ~(a | b)


# -- rules and policies


@built_once
def selections() -> SearchStrategy[Selection]:
    """Kinds of action and channels; shrinks to all messages."""
    kinds = ((), ("status_inquiry",), ("thank_you",), ("status_inquiry", "thank_you"), ("gift", "interest_note"))
    by: tuple[Any, ...] = (None, Channel.EMAIL, VOICE, frozenset({Channel.EMAIL, Channel.LINKEDIN}))
    acts = [rules.acts(kind) for kind in ("move_on", "ask_response_date")]
    return st.sampled_from([*(rules.messages(*several, by=by) for by in by for several in kinds), *acts * 2])


@st.composite
def any_rules(
    draw: st.DrawFn,
    name: str = "drawn/rule",
    *,
    effects: tuple[str, ...] = ("permit", "forbid", "recommend", "discourage"),
    on: SearchStrategy[Selection] | None = None,
    hanging: str = _HANGING,
) -> Rule:
    """A rule of one of the *effects*, on anything or *on* what is given; shrinks to the first of them, always."""
    effect = draw(st.sampled_from(effects))
    selection = draw(on if on is not None else selections())
    says = f"so says {name.partition('/')[2]}"
    if effect != "recommend":
        make = {"permit": rules.permit, "forbid": rules.forbid, "discourage": rules.discourage}[effect]
        return make(name, selection, draw(any_conditions(hanging=hanging)), cites=(f"{name}-cited",), says=says)
    base: Moment = draw(any_moments(hanging=hanging))
    sooner, later = draw(st.sampled_from(_GRACES))
    # as a document would have it, or with dates that have nothing to do with when it holds
    when = draw(any_conditions(hanging=hanging) | st.just(conditions.since(base)))
    due, overdue = draw(
        st.sampled_from(((base, None), (base, base + later), (base + sooner, base + later), (None, None)))
    )
    until = draw(literals(hanging=hanging)) if draw(st.booleans()) else conditions.never
    return rules.recommend(name, selection, when, due=due, overdue=overdue, until=until, says=says)


@st.composite
def drawn_policies(
    draw: st.DrawFn,
    *,
    name: str = "drawn",
    most_rules: int = 4,
    on: SearchStrategy[Selection] | None = None,
    hanging: str = _HANGING,
) -> Policy:
    """A small policy of random rules; shrinks to one rule that permits every message always, open."""
    count = draw(st.integers(1, most_rules))
    made = [draw(any_rules(f"{name}/rule-{number}", on=on, hanging=hanging)) for number in range(1, count + 1)]
    closed, carries = draw(st.booleans()), draw(st.booleans())
    return Policy(name, tuple(made), closed=closed, email_stands_for_preferred=carries)


@built_once
def shipped_policies() -> SearchStrategy[Policy]:
    """The five documents and the recommended policy; shrinks to the first document."""
    return st.sampled_from([policies.get(name) for name in policies.names()])


@built_once
def single_policies(*, name: str = "drawn") -> SearchStrategy[Policy]:
    """Random policies and the shipped ones; shrinks to a random one of one rule."""
    return st.one_of(drawn_policies(name=name), shipped_policies())


RESOLVERS = (strictest, most_permissive, first_to_speak, majority)


@st.composite
def sources(draw: st.DrawFn, *, least: int = 2, most: int = 3) -> tuple[Policy, ...]:
    """Several policies of different names, some of them shipped; shrinks to random ones of one rule each."""
    count = draw(st.integers(least, most))
    found: list[Policy] = []
    for number in range(count):
        policy = draw(_source(number))
        if policy.name in {other.name for other in found}:
            policy = draw(_drawn_source(number))
        found.append(policy)
    return tuple(found)


# what speaks of the same few actions disagrees more often
_NARROW: SearchStrategy[Selection] = st.just(rules.messages("status_inquiry", "thank_you"))


@built_once
def _drawn_source(number: int) -> SearchStrategy[Policy]:
    return drawn_policies(name=f"source_{number}", most_rules=3, on=_NARROW)


@built_once
def _source(number: int) -> SearchStrategy[Policy]:
    return st.one_of(_drawn_source(number), drawn_policies(name=f"source_{number}", most_rules=3), shipped_policies())


@built_once
def combined_policies() -> SearchStrategy[AnyPolicy]:
    """Two or three policies made one by a resolver; shrinks to the strictest of two random ones."""
    return st.builds(lambda resolver, several: resolver(*several), st.sampled_from(RESOLVERS), sources())


@built_once
def any_policies() -> SearchStrategy[AnyPolicy]:
    """Random, shipped and combined policies; shrinks to a random one of one rule."""
    return st.one_of(drawn_policies(), shipped_policies(), combined_policies())


@st.composite
def judged(
    draw: st.DrawFn,
    policy: SearchStrategy[AnyPolicy] | None = None,
    *,
    zone: str | None = None,
    most_events: int = 6,
    unknown: str = "some",
) -> tuple[Timeline, AnyPolicy]:
    """A policy and a timeline to judge by it, now near one of its boundaries; shrinks as both do, the policy first."""
    drawn = draw(policy if policy is not None else any_policies())
    return draw(timelines(zone=zone, policy=drawn, most_events=most_events, unknown=unknown)), drawn
