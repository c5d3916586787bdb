"""What the strategies draw: what each shrinks to, what its options do, how near it stays; all of it is valid."""

from __future__ import annotations

import inspect
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

import attrs
import pendulum
import pytest
from hypothesis import HealthCheck, Phase, find, given, seed, settings, strategies as st
from hypothesis.strategies import SearchStrategy

from followup_rules import (
    UNKNOWN,
    EmployerReplied,
    Facts,
    Interview,
    MessageSent,
    Policy,
    Rejected,
    ResponsePromised,
    Timeline,
    evaluate,
    policies as shipped,
    testing as kit,
)
from followup_rules.errors import MissingExtra
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import Condition, always, before, exists, fact
from followup_rules.rules.moments import interview_end, process_completed
from followup_rules.rules.node import walk
from followup_rules.rules.policy import Combined
from followup_rules.rules.rule import Rule, forbid, permit, recommend
from followup_rules.rules.selections import acts, messages
from followup_rules.temporal.instants import LAST, Micros, micros
from followup_rules.testing.dependencies import dependencies_of
from followup_rules.testing.strategies.conditions import FactAmounts, any_moments
from followup_rules.testing.strategies.events import event_lists, happened
from followup_rules.testing.strategies.facts import completions, fact_values
from followup_rules.testing.strategies.instants import Clock, change_points, clock_changes, offsets
from followup_rules.testing.strategies.policies import combined_policies, drawn_policies, sources
from followup_rules.testing.strategies.timelines import histories_with_clocks
from followup_rules.timeline.events import EVENTS, Event
from followup_rules.timeline.facts import NEVER_UNKNOWN
from followup_rules.timeline.vocabulary import ACTIONS

pytestmark = pytest.mark.unmeasured

T = TypeVar("T")

SECOND = 1_000_000
DAY = 86_400 * SECOND
NINE = "2026-01-05T09:00:00+00:00"
HANGS_ON = {"expected_response_days", "industries", "slow_periods", "leeway_days"}
STRATEGIES: list[Callable[..., SearchStrategy[Any]]] = [
    *(kit.conditions, kit.events, kit.facts, kit.instants, kit.policies, kit.rules, kit.timelines, kit.zones),
]
NARROW = Policy(
    "narrow",
    [
        forbid(messages(), exists(process_completed), says="it is over").named("narrow/when-over"),
        forbid(messages(), before(interview_end + days(4)), says="wait").named("narrow/for-four-days"),
        permit(messages("gift"), fact("post_suits_role"), says="by post").named("narrow/where-post-suits"),
    ],
)

SHRINKING = settings(max_examples=1500, database=None, deadline=None, phases=(Phase.generate, Phase.shrink))
laws = settings(derandomize=True, database=None, deadline=None, max_examples=40)


def drawn(strategy: SearchStrategy[T], count: int = 150, *, start: int = 0) -> list[T]:
    """So many values, the same for the same start."""
    found: list[T] = []

    @seed(start)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=tuple(HealthCheck),
    )
    @given(strategy)
    def keep(value: T) -> None:
        found.append(value)

    keep()
    return found


def smallest(strategy: SearchStrategy[T], wanted: Callable[[T], object] = lambda _: True) -> T:
    """What the strategy shrinks to, on which three seeds agree."""
    first, *others = (
        find(strategy, lambda value: bool(wanted(value)), settings=SHRINKING, random=Random(start))
        for start in (1, 22, 333)
    )
    assert others == [first, first]
    return first


def share(values: Sequence[T], wanted: Callable[[T], object]) -> float:
    """How many of some values are as wanted, of one."""
    return sum(bool(wanted(value)) for value in values) / len(values)


def leaves(value: object) -> set[str]:
    """The names of the facts that are declared."""
    return {name for name in attrs.fields_dict(Facts) if getattr(value, name) is not None}


# -- all of them


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: str(strategy.__name__))
def test_options_are_given_by_name_only(strategy: Callable[..., object]) -> None:
    """None by its place: each may be left out, and more may come."""
    options = inspect.signature(strategy).parameters.values()
    assert {option.kind for option in options} <= {inspect.Parameter.KEYWORD_ONLY}
    assert all(option.default is not inspect.Parameter.empty for option in options)


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: str(strategy.__name__))
def test_what_it_shrinks_to_is_documented(strategy: Callable[..., object]) -> None:
    """In the docstring of each."""
    assert "hrinks to" in (strategy.__doc__ or "")


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: str(strategy.__name__))
def test_the_same_seed_draws_the_same(strategy: Callable[..., SearchStrategy[Any]]) -> None:
    """And another seed draws other values."""
    first, again = (list(map(repr, drawn(strategy(), 25, start=5))) for _ in range(2))
    assert first == again
    assert first != list(map(repr, drawn(strategy(), 25, start=6)))


# -- where and when


def test_zones_shrink_to_utc() -> None:
    """The plainest first."""
    assert smallest(kit.zones()) == "UTC"


def test_zones_have_every_kind_of_clock_change() -> None:
    """Of both hemispheres; by half an hour, by a date, and none at all."""
    changing = {name: len(clock_changes(name, 2026, 2026)) for name in set(drawn(kit.zones()))}
    assert len(changing) == 12
    assert (changing["UTC"], changing["Europe/London"], changing["Australia/Lord_Howe"]) == (0, 2, 2)
    for zone, change in (
        ("Pacific/Apia", "2011-12-30T10:00:00Z"),
        ("Pacific/Kiritimati", "1994-12-31T10:00:00Z"),
        ("Pacific/Kwajalein", "1993-08-21T12:00:00Z"),
    ):
        assert micros(change) in clock_changes(zone, 1993, 2011)


def test_clock_changes_are_found_to_the_second() -> None:
    """As the almanac has them."""
    assert clock_changes("Europe/London", 2026, 2026) == (
        micros("2026-03-29T01:00:00Z"),
        micros("2026-10-25T01:00:00Z"),
    )


def test_instants_shrink_to_the_start_of_2026() -> None:
    """In UTC, or in the zone that is given."""
    assert smallest(kit.instants()).isoformat() == "2026-01-01T00:00:00+00:00"
    assert smallest(kit.instants(zone="Asia/Kolkata")).isoformat() == "2026-01-01T05:30:00+05:30"


def test_instants_on_a_timeline_shrink_to_its_now() -> None:
    """In the timeline's zone."""
    timeline = Timeline("Asia/Kolkata", "2026-02-03T04:05:06Z")
    assert smallest(kit.instants(on=timeline)).isoformat() == "2026-02-03T09:35:06+05:30"


@pytest.mark.parametrize("beside", [0, 1, -1, SECOND, -SECOND])
def test_instants_hit_clock_changes_and_just_beside(beside: int) -> None:
    """At one, a tick or a second before or after."""
    changes = {change + beside for change in clock_changes("Europe/London")}
    assert share(drawn(kit.instants(zone="Europe/London"), 400), lambda instant: micros(instant) in changes) > 0.01


def test_instants_lie_near_the_clock_changes_of_the_years_given() -> None:
    """Or near the start of 2026; by no more than two weeks."""
    starts = (micros("2026-01-01T00:00:00Z"), *clock_changes("Europe/London", 2019, 2019))
    near = [
        [start for start in starts if abs(micros(instant) - start) <= 14 * DAY]
        for instant in drawn(kit.instants(zone="Europe/London", years=(2019, 2019)))
    ]
    assert {start for found in near for start in found} == set(starts)
    assert all(near)


@pytest.mark.parametrize(
    ("options", "zone"),
    [
        ({}, "UTC"),
        ({"zone": "America/New_York"}, "America/New_York"),
        ({"on": Timeline("Africa/Cairo", NINE)}, "Africa/Cairo"),
        ({"on": Timeline("Africa/Cairo", NINE), "zone": "Asia/Kolkata"}, "Asia/Kolkata"),
    ],
)
def test_instants_are_in_the_zone_given_else_the_timelines_else_utc(options: dict[str, Any], zone: str) -> None:
    """The zone goes before the timeline's."""
    assert {instant.timezone_name for instant in drawn(kit.instants(**options), 20)} == {zone}


@pytest.mark.parametrize("beside", [0, 1, -1, SECOND, -SECOND])
def test_instants_hit_the_change_points_of_the_policies_near(beside: int) -> None:
    """On a timeline: where a ruling changes, and a tick or a second beside."""
    timeline = Timeline("UTC", "2026-01-06T00:00:00Z", [Interview(ends=NINE)])
    at = micros("2026-01-09T09:00:00Z") + beside  # the wait's end
    assert Micros(at) in map(micros, drawn(kit.instants(on=timeline, near=(NARROW,)), 250))


def test_change_points_are_where_a_verdict_or_an_advice_changes() -> None:
    """The interview's end, the wait's end, when it is due and overdue; ascending."""
    advised = recommend(
        messages("status_inquiry"),
        before(interview_end + days(9)),
        due=interview_end + days(5),
        overdue=interview_end + days(7),
        says="ask",
    ).named("mine/ask")
    timeline = Timeline("UTC", "2026-01-06T00:00:00Z", [Interview(ends=NINE)])
    found = change_points(timeline, Policy("mine", [*NARROW.rules, advised]))
    assert found == tuple(micros(NINE) + after * DAY for after in (0, 4, 5, 7, 9))


def test_change_points_beyond_what_a_timeline_may_speak_of_are_left_out() -> None:
    """Near the last instant, what opens after it."""
    ends = LAST - 2 * DAY
    timeline = Timeline("UTC", Micros(ends), [Interview(ends=Micros(ends))])
    assert change_points(timeline, NARROW) == (ends,)


def test_a_clock_reckons_local_dates_and_hours() -> None:
    """Nine o'clock stays nine o'clock over a clock change."""
    clock = Clock("Europe/London", date(2026, 3, 28))
    found = [clock.instant(offset) for offset in ((0, 0, 0), (1, 0, 0), (1, -9, -1))]
    assert found == [
        micros("2026-03-28T09:00:00Z"),
        micros("2026-03-29T08:00:00Z"),
        micros("2026-03-28T23:59:59.999999Z"),
    ]


def test_offsets_shrink_to_none() -> None:
    """To 09:00 of the date itself; with lengths too."""
    assert smallest(offsets()) == (0, 0, 0)
    assert smallest(offsets((4 * DAY,))) == (0, 0, 0)


# -- facts


def test_facts_shrink_to_nothing_declared() -> None:
    """Whatever the share of unknown ones, but for most of them."""
    assert smallest(kit.facts()) == Facts()
    assert smallest(kit.facts(unknown="none")) == Facts()
    assert smallest(kit.facts(near=(NARROW,))) == Facts()


def test_facts_shrink_to_single_facts() -> None:
    """Where something is to be declared, just that."""
    assert smallest(kit.facts(), lambda declared: declared.leeway_days == 60) == Facts(leeway_days=60)


def test_facts_of_which_most_are_unknown_shrink_to_all_unknown() -> None:
    """Every one of them."""
    unknown: Any = dict.fromkeys(attrs.fields_dict(Facts).keys() - NEVER_UNKNOWN, UNKNOWN)
    assert smallest(kit.facts(unknown="most")) == Facts(**unknown)


def test_facts_are_unknown_as_often_as_asked() -> None:
    """None of them, some, or most."""

    def unknown(declared: Facts) -> int:
        return sum(getattr(declared, name) is UNKNOWN for name in leaves(declared))

    none, some, most = (list(map(unknown, drawn(kit.facts(unknown=how), 60))) for how in ("none", "some", "most"))
    assert set(none) == {0}
    assert {0, 1} < set(some)
    assert min(most) >= 12 - 8


def test_dates_of_facts_lie_near_the_anchor() -> None:
    """Slow periods and closed days within weeks."""
    anchor = date(2031, 7, 1)
    found: set[date] = set()
    for declared in drawn(kit.facts(anchor=anchor, unknown="none")):
        found.update(declared.closed_days or ())
        found.update(day for period in declared.slow_periods or () for day in period)  # type: ignore[union-attr]
    assert anchor in found
    assert max(abs(day - anchor) for day in found) <= timedelta(days=21)


def test_near_a_policy_its_own_facts_are_declared_far_oftener() -> None:
    """The one that it asks, and nothing else."""
    plain, near = drawn(kit.facts(), 200), drawn(kit.facts(near=(NARROW,)), 200)
    often = share(near, lambda declared: leaves(declared) == {"post_suits_role"})
    assert often > 0.3
    assert often > 5 * share(plain, lambda declared: leaves(declared) == {"post_suits_role"})


def test_near_a_policy_that_asks_no_fact_facts_are_drawn_as_ever() -> None:
    """There is nothing to stay near to."""
    assert drawn(kit.facts(near=(shipped.business_etiquette,)), 30) == drawn(kit.facts(), 30)


def test_completions_settle_what_is_unknown_and_nothing_else() -> None:
    """Each unknown fact gets a value, the plainest first; the others keep theirs."""
    plain = fact_values(date(2026, 1, 5))
    for declared in drawn(kit.facts(), 25):
        settled = drawn(completions(declared), 1)[0]
        for name, values in plain.items():
            was = getattr(declared, name)
            assert getattr(settled, name) == (values[0] if was is UNKNOWN else was)


# -- events


def test_events_shrink_to_an_interview_at_nine() -> None:
    """On the date that is given, by the zone's clock."""
    assert smallest(kit.events()) == Interview(ends=NINE)
    there = smallest(kit.events(zone="America/New_York", anchor=date(2026, 3, 8)))
    assert there == Interview(ends="2026-03-08T09:00:00-04:00")
    assert smallest(kit.events(near=(NARROW,))) == Interview(ends=NINE, starts="2026-01-05T08:00:00Z")


def test_events_of_every_class_are_drawn() -> None:
    """If no class is given; so many that none is left out by chance, whatever else is loaded (see `Effort`)."""
    assert {type(event) for event in drawn(kit.events(), 2000)} == set(EVENTS)


@pytest.mark.parametrize("of", EVENTS, ids=lambda event: str(event.__name__))
def test_events_of_one_class_are_of_that_class_and_round_trip(of: type[Event]) -> None:
    """As part of a timeline that is written and read back; near a policy too."""
    events = [*drawn(kit.events(of=of), 15), *drawn(kit.events(of=of, near=(shipped.recommended,)), 15)]
    assert {type(event) for event in events} == {of}
    timeline = Timeline("UTC", Micros(max(map(happened, events))), events)
    assert Timeline.from_dict(timeline.to_dict()) == timeline


def test_notes_are_drawn_on_request() -> None:
    """On some of them; on none else."""
    assert {getattr(event, "note", None) for event in drawn(kit.events(), 40)} == {None}
    noted = {event.note for event in drawn(kit.events(notes=True), 60)}
    assert noted == {None, "", "a note", "naïve “note”\n\t\U0001f4ec", "null"}


def test_events_are_often_at_the_same_instant_or_a_tick_apart() -> None:
    """Ties are where mistakes are."""
    at = [happened(event) for event in drawn(kit.events(), 200)]
    assert share(at, lambda instant: instant == micros(NINE)) > 0.05
    assert any(instant + 1 in at for instant in at)


def test_events_lie_within_weeks() -> None:
    """Of the date that is given."""
    nine = micros("2026-06-01T09:00:00Z")
    assert max(abs(happened(event) - nine) for event in drawn(kit.events(anchor=date(2026, 6, 1)), 200)) <= 31 * DAY


def test_near_a_policy_its_own_events_are_drawn_far_oftener() -> None:
    """The end of the process, of which hardly any other rule speaks."""
    plain, near = drawn(kit.events(), 300), drawn(kit.events(near=(NARROW,)), 300)
    often = share(near, lambda event: event.type == "process_completed")
    assert often > 0.2
    assert often > 5 * share(plain, lambda event: event.type == "process_completed")


def test_near_a_policy_events_are_drawn_at_the_distances_it_speaks_of() -> None:
    """Four days on, or a tick beside."""
    there = {micros("2026-01-09T09:00:00Z") + tick for tick in (0, 1, -1)}
    plain, near = drawn(kit.events(), 300), drawn(kit.events(near=(NARROW,)), 300)
    often = share(near, lambda event: happened(event) in there)
    assert often > 1.5 * share(plain, lambda event: happened(event) in there)


def test_event_lists_shrink_to_none() -> None:
    """And hold no more than asked."""
    clock = Clock("UTC", date(2026, 1, 5))
    asked = dependencies_of([NARROW])
    assert smallest(event_lists(clock, 4, asked)) == []
    assert max(len(events) for events in drawn(event_lists(clock, 3, asked))) == 3


# -- timelines


def test_timelines_shrink_to_nothing_that_happened() -> None:
    """At 09:00 in UTC; with notes, and near a policy, too."""
    plain = Timeline("UTC", NINE)
    assert smallest(kit.timelines()) == plain
    assert smallest(kit.timelines(notes=True, near=(NARROW,))) == plain


def test_timelines_shrink_to_few_events_that_happen_at_once() -> None:
    """Two of which a test needs two, now the last of them, nothing declared."""
    wanted: set[type[Event]] = {MessageSent, Interview}
    shrunk = smallest(kit.timelines(), lambda timeline: wanted <= set(map(type, timeline.events)))
    assert shrunk == Timeline(
        "UTC", NINE, [Interview(ends=NINE), MessageSent(at=NINE, kind="status_inquiry", channel="email")]
    )


def test_timelines_shrink_to_events_as_near_as_a_test_lets_them() -> None:
    """A message after an interview comes within days of it."""

    def wanted(timeline: Timeline) -> bool:
        ends = [event.ends_us for event in timeline.events if isinstance(event, Interview)]
        sent = [event.at_us for event in timeline.events if isinstance(event, MessageSent)]
        return any(at > end for at in sent for end in ends)

    for start in range(3):
        shrunk = find(kit.timelines(), wanted, settings=SHRINKING, random=Random(start))
        assert len(shrunk.events) == 2
        assert max(map(happened, shrunk.events)) - min(map(happened, shrunk.events)) <= DAY


def test_timelines_have_no_more_events_than_asked() -> None:
    """With policies near, too."""
    assert max(len(timeline.events) for timeline in drawn(kit.timelines(most_events=2), 60)) == 2
    assert max(len(timeline.events) for timeline in drawn(kit.timelines(most_events=1, near=(NARROW,)), 60)) == 1


def test_timelines_stay_in_the_zone_given() -> None:
    """Else they are in any."""
    assert {timeline.zone for timeline in drawn(kit.timelines(zone="Asia/Tokyo"), 30)} == {"Asia/Tokyo"}
    assert len({timeline.zone for timeline in drawn(kit.timelines(), 60)}) > 4


def test_timelines_leave_facts_unknown_as_asked() -> None:
    """None, or most."""
    none, most = (drawn(kit.timelines(unknown=how), 30) for how in ("none", "most"))
    assert not any("UNKNOWN" in repr(timeline.facts) for timeline in none)
    assert all("UNKNOWN" in repr(timeline.facts) for timeline in most)


def test_timelines_carry_notes_on_request() -> None:
    """On some events; on none else."""

    def noted(timeline: Timeline) -> bool:
        return any(event.note is not None for event in timeline.events)

    assert not any(map(noted, drawn(kit.timelines(), 30)))
    assert any(map(noted, drawn(kit.timelines(notes=True), 30)))


def test_now_is_often_a_change_point_or_just_beside() -> None:
    """At it, 1 µs and 1 s before and after, each of them."""
    beside = dict.fromkeys((0, 1, -1, SECOND, -SECOND), 0)
    timelines = drawn(kit.timelines(zone="UTC", near=(NARROW,)), 250)
    for timeline in timelines:
        points = set(change_points(timeline, NARROW))
        for tick in beside:
            beside[tick] += timeline.now_us - tick in points
    assert min(beside.values()) > 0, beside
    assert sum(beside.values()) > 0.25 * len(timelines), beside


def test_near_a_policy_timelines_hold_its_events_and_facts_far_oftener() -> None:
    """The end of the process, and whether a letter suits."""
    plain, near = drawn(kit.timelines(), 100), drawn(kit.timelines(near=(NARROW,)), 100)

    def asked(timeline: Timeline) -> bool:
        over = any(event.type == "process_completed" for event in timeline.events)
        return over and timeline.facts.post_suits_role is not None

    assert share(near, asked) > 0.15
    assert share(near, asked) > 3 * share(plain, asked)


def test_pasts_are_as_of_their_last_event() -> None:
    """With the clock by which they were made."""
    for timeline, clock in drawn(histories_with_clocks(zone="UTC"), 40):
        latest = max(map(happened, timeline.events), default=clock.instant((0, 0, 0)))
        assert (clock.zone.name, timeline.now_us) == ("UTC", latest)


@given(kit.timelines(notes=True, near=(shipped.recommended,)))
@laws
def test_every_timeline_round_trips(timeline: Timeline) -> None:
    """Written as plain data and as JSON, and read back."""
    assert Timeline.from_dict(timeline.to_dict()) == timeline
    assert Timeline.from_json(timeline.to_json()) == timeline


# -- conditions, rules, policies


def test_conditions_shrink_to_always() -> None:
    """However amounts may hang on facts."""
    assert smallest(kit.conditions()) == always
    assert smallest(kit.conditions(fact_amounts="none")) == always


def test_moments_shrink_to_the_interviews_end() -> None:
    """The plainest there is."""
    assert smallest(any_moments()) == interview_end


@pytest.mark.parametrize(
    ("fact_amounts", "expected"),
    [("none", set()), ("as in documents", HANGS_ON), ("also alone", {"industries"})],
)
def test_hanging_tells_which_amounts_hang_on_facts(fact_amounts: FactAmounts, expected: set[str]) -> None:
    """None; those of the documents; an industry's norm by itself."""
    found: set[str] = set()
    for condition in drawn(kit.conditions(fact_amounts=fact_amounts), 300):
        policy = Policy("p", [permit(messages(), condition, says="p").named("p/p")])
        found.update(name for name, _ in dependencies_of([policy]).facts)
    assert found & HANGS_ON >= expected
    if fact_amounts == "none":
        assert not found & HANGS_ON


def test_conditions_are_of_every_shape() -> None:
    """Single ones, and all of `&`, `|` and `~`."""
    shapes = {type(node).__name__ for condition in drawn(kit.conditions(), 200) for node in walk(condition)}
    assert {"AllOf", "AnyOf", "Not", "Since", "Before", "SituationState", "Fact", "Exists"} <= shapes


def test_rules_shrink_to_a_permission_of_all_messages() -> None:
    """Of the first effect, where some are given."""
    assert repr(smallest(kit.rules())) == "permit(messages(), always).named('drawn/rule')"
    assert repr(smallest(kit.rules(effects=["forbid", "permit"]))) == "forbid(messages(), always).named('drawn/rule')"
    assert repr(smallest(kit.rules(effects=["recommend"]))) == (
        "recommend(messages(), always, due=interview_end).named('drawn/rule')"
    )


def test_rules_are_of_the_effects_given() -> None:
    """Else of every effect."""
    assert {rule.effect.value for rule in drawn(kit.rules(effects=["forbid", "discourage"]), 40)} == {
        "forbid",
        "discourage",
    }
    assert len({rule.effect for rule in drawn(kit.rules(), 60)}) == 4


def test_rules_have_the_id_given_and_are_on_what_is_given() -> None:
    """And cite and say something of that id."""
    on = st.just(acts("move_on"))
    for rule in drawn(kit.rules(id="mine/wait-here", on=on), 30):
        assert (rule.id, rule.on, rule.cites) == ("mine/wait-here", acts("move_on"), ("mine/wait-here-cited",))
        assert rule.says.template == "so says wait-here"


def test_recommendations_have_every_kind_of_dates() -> None:
    """Due and overdue, due only, neither; with an end and without."""
    found = {(rule.due is not None, rule.overdue is not None) for rule in drawn(kit.rules(effects=["recommend"]), 80)}
    assert found == {(True, True), (True, False), (False, False)}


def test_rules_hang_on_no_fact_where_amounts_may_not() -> None:
    """Neither their condition nor their dates."""
    for rule in drawn(kit.rules(fact_amounts="none"), 80):
        assert "practice" not in repr(rule)
        assert "slow_period_leeway" not in repr(rule)
        assert "industry_norm" not in repr(rule)


def test_policies_shrink_to_the_first_document() -> None:
    """Drawn ones to one rule that permits all."""
    assert smallest(kit.policies()) == shipped.pro_tips
    own = smallest(kit.policies(), lambda policy: policy.name == "drawn")
    assert repr(own.rules) == "(permit(messages(), always).named('drawn/rule-1'),)"
    assert isinstance(own, Policy)
    assert not own.closed


def test_combined_policies_shrink_to_the_strictest_of_two_drawn_ones() -> None:
    """Of one rule each."""
    both = smallest(combined_policies())
    assert (both.name, len(both.rules)) == ("strictest(source_0, source_1)", 2)


def test_policies_are_drawn_shipped_and_combined() -> None:
    """Combined ones may be left out."""
    every = drawn(kit.policies(), 60)
    assert {type(policy) for policy in every} == {Policy, Combined}
    assert {"drawn"} < {policy.name for policy in every}
    assert {type(policy) for policy in drawn(kit.policies(combined=False), 60)} == {Policy}


def test_sources_have_different_names() -> None:
    """Several of them, as resolvers want it."""
    for found in drawn(sources(), 120):
        assert len({policy.name for policy in found}) == len(found)
        assert 2 <= len(found) <= 3


def test_drawn_policies_have_no_more_rules_than_asked() -> None:
    """And at least one, ids told apart by number."""
    found = drawn(drawn_policies(name="mine", most_rules=2), 30)
    assert {tuple(rule.id for rule in policy.rules) for policy in found} == {
        ("mine/rule-1",),
        ("mine/rule-1", "mine/rule-2"),
    }


@given(kit.policies())
@laws
def test_every_policy_judges(policy: Policy | Combined) -> None:
    """Each is valid: its rules are nodes that can be walked, and an evaluation comes of it."""
    timeline = Timeline("UTC", "2026-01-20T09:00:00Z", [Interview(ends=NINE)])
    assert len(evaluate(timeline, policy).verdicts) == len(ACTIONS) == 82
    assert all(isinstance(next(walk(rule)), Rule) for rule in policy.rules)


# -- registering, and other processes

REGISTERING = """
import hashlib, json, sys
import pendulum
from hypothesis import HealthCheck, Phase, find, given, seed, settings, strategies as st
from followup_rules import Facts, Policy, Timeline
import followup_rules.testing as kit
from followup_rules.rules.conditions import Condition
from followup_rules.timeline.events import EVENTS
from followup_rules.policies import recommended
from followup_rules.rules.rule import Rule
from followup_rules.testing.search import search

how = settings(database=None, deadline=None, phases=(Phase.generate, Phase.shrink), max_examples=15,
               suppress_health_check=tuple(HealthCheck))

def shown(found):
    try:
        return repr(find(st.from_type(found), lambda _: True, settings=how))
    except Exception as error:
        return type(error).__name__

types = (Timeline, Facts, Condition, Rule, Policy, pendulum.DateTime, *EVENTS)
before = {found.__name__: shown(found) for found in types}
kit.register_types()
after = {found.__name__: shown(found) for found in types}
told = []

@seed(3)
@how
@given(kit.timelines(near=(recommended,)), kit.policies())
def keep(timeline, policy):
    told.append(repr((timeline, policy.rules)))

keep()
found = search(kit.timelines(near=(recommended,)), lambda timeline: len(timeline.events) > 1, tries=50, seed=4)
digest = hashlib.sha256(repr((told, found)).encode()).hexdigest()
print(json.dumps({"before": before, "after": after, "digest": digest, "count": len(told)}))
"""


def told_by_a_process(hash_seed: int) -> dict[str, Any]:
    """What another process draws, before and after it registers the types."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", REGISTERING],
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def first_process() -> dict[str, Any]:
    """A process in which strings hash one way."""
    return told_by_a_process(1)


def test_types_are_registered_on_request_only(first_process: dict[str, Any]) -> None:
    """Importing the kit leaves `from_type` as it was: it can make no timeline, nor an instant of pendulum's."""
    before_ = first_process["before"]
    assert before_["Timeline"] == "TimelineError"
    assert before_["DateTime"] == "TypeError"
    assert not any(NINE in shown for shown in before_.values())


def test_registered_types_draw_by_the_strategies_of_the_kit(first_process: dict[str, Any]) -> None:
    """Each shrinks to what its strategy shrinks to; an event class to its own plainest."""
    after = dict(first_process["after"])
    expected = {
        "Timeline": f"Timeline('UTC', '{NINE}')",
        "Facts": "Facts()",
        "Condition": "always",
        "Rule": "permit(messages(), always).named('drawn/rule')",
        "Policy": "<Policy drawn: 1 rules>",
        "DateTime": "DateTime(2026, 1, 1, 0, 0, 0, tzinfo=Timezone('UTC'))",
    }
    assert {name: after.pop(name) for name in expected} == expected
    assert after.keys() == {event.__name__ for event in EVENTS}
    assert all(NINE in shown for shown in after.values())


def test_drawing_and_searching_do_not_hang_on_the_hash_seed(first_process: dict[str, Any]) -> None:
    """The same seed gives the same in a process in which strings hash another way."""
    other = told_by_a_process(2)
    assert (first_process["count"], first_process["digest"]) == (other["count"], other["digest"])


def test_instants_are_of_pendulum() -> None:
    """As everything that the library gives back."""
    found = drawn(kit.instants(), 1)[0]
    assert isinstance(found, pendulum.DateTime)
    assert found == datetime(2026, 1, 1, tzinfo=UTC)


def test_promises_are_of_dates_and_of_instants() -> None:
    """Both spellings, none before it is made."""
    promises = [event for event in drawn(kit.events(of=ResponsePromised), 60) if isinstance(event, ResponsePromised)]
    assert {isinstance(event.by_us_or_date, int) for event in promises} == {True, False}
    assert {type(event) for event in drawn(kit.events(of=Rejected), 3)} == {Rejected}
    replies = [event for event in drawn(kit.events(of=EmployerReplied), 30) if isinstance(event, EmployerReplied)]
    assert {event.substantive for event in replies} == {True, False}


def test_registering_names_every_type_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Timelines, facts, conditions, rules, policies, instants, and each class of event."""
    registered: list[object] = []
    monkeypatch.setattr(st, "register_type_strategy", lambda found, _: registered.append(found))
    kit.register_types()
    assert registered == [Timeline, Facts, Condition, Rule, Policy, pendulum.DateTime, *EVENTS]


def test_without_hypothesis_the_kit_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name of the extra."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(MissingExtra) as caught:
        runpy.run_path(str(kit.__file__))
    assert str(caught.value) == (
        "testing a policy needs `hypothesis`; install with `pip install followup-rules[testing]`"
    )
