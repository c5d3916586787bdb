"""A small scope: how many timelines it holds, which, in which order, and the facts to go with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from followup_rules import UNKNOWN, Facts, Interview, Policy, PolicyError, Timeline, policies
from followup_rules.rules.amounts import days, hours
from followup_rules.rules.conditions import before, fact, interview_ahead, pending, stage
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import forbid, permit
from followup_rules.rules.selections import messages
from followup_rules.temporal.instants import Micros, micros
from followup_rules.testing import small_facts, small_scope
from followup_rules.testing.strategies.events import happened
from followup_rules.timeline.events import Event, FollowUpInvited, OfferReceived, Rejected, Withdrawn

pytestmark = pytest.mark.unmeasured

SHIPPED = [policies.get(name) for name in policies.names()]
HOUR = 3_600_000_000
NINE = micros("2026-01-05T09:00:00Z")
TINY = Policy(
    "tiny",
    [
        permit(messages(), pending & fact("calls_welcome"), says="it is pending").named("tiny/while-pending"),
        forbid(messages(), before(interview_end + days(1)), says="wait a day").named("tiny/not-on-the-first-day"),
    ],
)


def one_of_each(at: Micros) -> list[Event]:
    """Of all that tells whether it is pending."""
    third_date = date.fromordinal(date(2026, 1, 8).toordinal() + (at - NINE) // (24 * HOUR))
    invited = (
        FollowUpInvited(at=at, opens=third_date),
        FollowUpInvited(at=at, opens=at, channel="phone"),
    )
    return [
        Interview(ends=at, starts=Micros(at - HOUR)),
        *invited,
        Rejected(at=at),
        OfferReceived(at=at),
        Withdrawn(at=at),
    ]


def subsets(events: Iterable[Event], most: int) -> list[tuple[Event, ...]]:
    """Every choice of up to so many events, none included."""
    several = list(events)
    return [chosen for count in range(most + 1) for chosen in combinations(several, count)]


# -- how many, and which


@pytest.mark.parametrize("policy", SHIPPED, ids=lambda policy: str(policy.name))
@pytest.mark.parametrize("opening", ["interview", "any"])
def test_its_size_is_known_beforehand(policy: AnyPolicy, opening: str) -> None:
    """As many as are iterated, and none of them twice."""
    scope = small_scope(policy, most_events=2, opening=opening)
    found = list(scope)
    assert len(scope) == len(found) == len(set(found))


@pytest.mark.parametrize(("most", "size"), [(-1, 1), (0, 1), (1, 2), (2, 13), (3, 68), (4, 233), (12, 2049)])
def test_its_size_by_how_many_events(most: int, size: int) -> None:
    """Six events at two places: all choices of them with an interview at the first, and none at all."""
    scope = small_scope(TINY, most_events=most)
    assert (len(scope), sum(1 for _ in scope)) == (size, size)


def test_three_events_are_the_most_unless_said_otherwise() -> None:
    """On the real grid of a policy, all of them are iterated."""
    scope = small_scope(policies.review_your_notes)
    sizes = [len(timeline.events) for timeline in scope]
    assert (scope.most_events, len(scope), len(sizes), max(sizes)) == (3, 3830, 3830, 3)


def test_it_holds_every_choice_of_events_that_begins_with_an_interview() -> None:
    """Counted by hand: of six events at two places, those with the interview at the first; and no event."""
    every = [*one_of_each(NINE), *one_of_each(Micros(NINE + 24 * HOUR))]
    opening = every[0]
    expected = {
        Timeline("UTC", Micros(max(map(happened, chosen), default=NINE)), chosen)
        for chosen in subsets(every, 3)
        if not chosen or opening in chosen
    }
    assert set(small_scope(TINY)) == expected


def test_with_any_opening_it_holds_every_choice_with_an_event_at_its_beginning() -> None:
    """Whichever event that is."""
    begun, later = one_of_each(NINE), one_of_each(Micros(NINE + 24 * HOUR))
    expected = {
        Timeline("UTC", Micros(max(map(happened, chosen), default=NINE)), chosen)
        for chosen in subsets([*begun, *later], 3)
        if not chosen or set(begun) & set(chosen)
    }
    scope = small_scope(TINY, opening="any")
    assert set(scope) == expected
    assert len(scope) == len(expected)


def test_it_is_as_of_its_last_event() -> None:
    """Nothing is left out of a timeline for lying ahead."""
    for timeline in small_scope(TINY):
        assert timeline.now_us == max(map(happened, timeline.events), default=NINE)
        assert timeline.known_events == timeline.events


def test_where_people_matter_an_interviewer_is_named_and_nobody() -> None:
    """Of a policy that tells people apart, two interviews may open it."""
    opened = [timeline.events[0] for timeline in small_scope(policies.pro_tips, most_events=1) if timeline.events]
    assert [getattr(event, "interviewers", None) for event in opened] == [(), ("Dana Wu", "Ana Ruiz")]


def test_where_the_round_matters_one_of_each_end_may_open_it() -> None:
    """And what is cancelled opens nothing."""
    policy = Policy("p", [permit(messages(), stage("final") & ~interview_ahead, says="p").named("p/p")])
    scope = small_scope(policy, most_events=1)
    opened = [timeline.events[0] for timeline in scope if timeline.events]
    assert [getattr(event, "stage", None) for event in opened] == [None, "first", "final"]
    assert len(scope.events) == 4


def test_several_policies_share_one_scope() -> None:
    """With the events and the lengths of each."""
    other = Policy(
        "other", [forbid(messages(), before(interview_end + hours(12)), says="wait").named("other/half-a-day")]
    )
    scope = small_scope(TINY, other)
    assert {happened(event) - NINE for event in scope.events} == {0, 12 * HOUR, 24 * HOUR}
    assert len(scope.events) == 18


# -- in which order


def test_its_order_is_stable() -> None:
    """Iterated twice, and made twice."""
    scope = small_scope(TINY, opening="any")
    assert list(scope) == list(scope) == list(small_scope(TINY, opening="any"))


@pytest.mark.parametrize("opening", ["interview", "any"])
def test_the_smallest_come_first(opening: str) -> None:
    """Nothing that happened, then one event, then two, then three."""
    sizes = [len(timeline.events) for timeline in small_scope(TINY, opening=opening)]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0


def test_under_each_facts_the_smallest_come_first() -> None:
    """First all of the first facts, then all of the next."""
    declared = Facts(), Facts(calls_welcome=True)
    scope = small_scope(TINY, most_events=2, facts=iter(declared))
    found = [(timeline.facts, len(timeline.events)) for timeline in scope]
    assert len(scope) == len(found) == 26
    assert found == sorted(found, key=lambda one: (declared.index(one[0]), one[1]))


def test_without_any_facts_it_holds_nothing() -> None:
    """Not even a timeline without events."""
    scope = small_scope(TINY, facts=())
    assert (len(scope), list(scope)) == (0, [])


def test_it_reads_as_what_it_holds() -> None:
    """So many timelines, of so many events."""
    assert repr(small_scope(TINY)) == "<SmallScope: 68 timelines of up to 3 events>"


# -- where and when


@pytest.mark.parametrize(
    ("zone", "start", "begins", "later"),
    [
        ("UTC", "2026-01-05", "2026-01-05T09:00:00Z", "2026-01-06T09:00:00Z"),
        ("Europe/London", "2026-03-28", "2026-03-28T09:00:00Z", "2026-03-29T08:00:00Z"),
        ("Europe/London", "2026-10-24", "2026-10-24T08:00:00Z", "2026-10-25T09:00:00Z"),
        ("America/New_York", "2026-03-07", "2026-03-07T14:00:00Z", "2026-03-08T13:00:00Z"),
    ],
)
def test_places_of_days_are_by_the_calendar(zone: str, start: str, begins: str, later: str) -> None:
    """At nine by the zone's clock, a day later at nine again, however long that day is."""
    scope = small_scope(TINY, zone=zone, start=date.fromisoformat(start))
    assert sorted({happened(event) for event in scope.events}) == [micros(begins), micros(later)]
    assert {timeline.zone for timeline in scope} == {zone}


def test_places_of_hours_are_elapsed() -> None:
    """Twenty hours after nine it is four in the morning, where clocks went back meanwhile."""
    policy = Policy("p", [forbid(messages(), before(interview_end + hours(20)), says="wait").named("p/p")])
    scope = small_scope(policy, zone="America/New_York", start=date(2026, 10, 31))
    assert [happened(event) for event in scope.events] == [
        micros("2026-10-31T09:00:00-04:00"),
        micros("2026-11-01T04:00:00-05:00"),
    ]


# -- facts


def test_small_facts_are_those_that_rules_tell_apart() -> None:
    """Nothing, each value that a rule names, unknown."""
    assert small_facts(TINY) == (Facts(), Facts(calls_welcome=True), Facts(calls_welcome=UNKNOWN))
    assert small_facts(policies.dos_and_donts) == (Facts(), Facts(closed_days=("2026-01-05",)))


def test_small_facts_hold_all_that_one_rule_asks_at_once() -> None:
    """Where that is more than one fact."""
    both = fact("stage", "final") & fact("calls_welcome", False)
    policy = Policy("p", [permit(messages(), both, says="p").named("p/p")])
    assert small_facts(policy) == (
        Facts(),
        Facts(calls_welcome=False),
        Facts(calls_welcome=UNKNOWN),
        Facts(stage="final"),
        Facts(stage=UNKNOWN),
        Facts(stage="final", calls_welcome=False),
    )


def test_small_facts_hold_each_once() -> None:
    """Though several policies ask it."""
    assert small_facts(TINY, TINY.with_()) == small_facts(TINY)


def test_dates_of_small_facts_are_the_start() -> None:
    """Of a slow period, first and last."""
    found = small_facts(policies.art_of_follow_up, start=date(2031, 7, 1))
    assert Facts(slow_periods=[("2031-07-01", "2031-07-01")]) in found
    assert len(set(found)) == len(found) == 35


def test_small_facts_go_with_a_small_scope() -> None:
    """So many times as many timelines."""
    scope = small_scope(TINY, most_events=1, facts=small_facts(TINY))
    assert (len(scope), len(set(scope))) == (6, 6)


# -- what is refused


@pytest.mark.parametrize(
    ("given", "options", "said"),
    [
        ((), {}, "`small_scope` was given no policy; expected one or more"),
        ((TINY,), {"opening": "none"}, "`none` is not an opening; expected `interview` or `any`"),
        ((TINY,), {"opening": None}, "`None` is not an opening; expected `interview` or `any`"),
    ],
)
def test_what_is_no_scope_is_refused(given: tuple[AnyPolicy, ...], options: dict[str, Any], said: str) -> None:
    """With what was expected."""
    with pytest.raises(PolicyError) as caught:
        small_scope(*given, **options)
    assert str(caught.value) == said
