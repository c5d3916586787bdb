"""Searching for a timeline, what it costs, and making one simpler."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from followup_rules import UNKNOWN, EmployerReplied, Facts, Interview, MessageSent, Rejected, Timeline
from followup_rules.testing import Effort, timelines
from followup_rules.testing.search import search, simplest

pytestmark = pytest.mark.unmeasured

NINE = "2026-01-05T09:00:00Z"
STRATEGY = timelines(zone="UTC")
FULL = Timeline(
    "UTC",
    "2026-01-09T09:00:00Z",
    [
        Interview(starts="2026-01-05T08:00:00Z", ends=NINE, interviewers=("Dana Wu",), arranged="2026-01-02T08:00:00Z"),
        MessageSent(at="2026-01-06T09:00:00Z", kind="thank_you", channel="email", to=("Dana Wu",)),
        Rejected(at="2026-01-08T09:00:00Z"),
    ],
    Facts(stage="final", calls_welcome=UNKNOWN),
)


def two_events(timeline: Timeline) -> bool:
    """What one in several drawn timelines is."""
    return len(timeline.events) == 2


# -- effort


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Effort(), Effort(), Effort(0, None)),
        (Effort(7), Effort(5, 2), Effort(12, 9)),
        (Effort(7), Effort(5), Effort(12)),
    ],
)
def test_efforts_add_up(one: Effort, other: Effort, both: Effort) -> None:
    """One search after the other: what the second found, it found after all of the first."""
    assert one + other == both


# -- searching


def test_the_effort_counts_every_timeline_looked_at() -> None:
    """All of them, and those until the first that was wanted."""
    looked_at: list[bool] = []

    def wanted(timeline: Timeline) -> bool:
        looked_at.append(two_events(timeline))
        return looked_at[-1]

    found, effort = search(STRATEGY, wanted, tries=200, seed=1)
    assert found is not None
    assert effort == Effort(len(looked_at), looked_at.index(True) + 1)


def test_what_is_found_is_wanted_and_the_smallest() -> None:
    """Two events at once, where two are wanted."""
    found, _ = search(
        STRATEGY, lambda timeline: {MessageSent, Rejected} <= set(map(type, timeline.events)), tries=900, seed=3
    )
    assert found == Timeline(
        "UTC", NINE, [MessageSent(at=NINE, kind="status_inquiry", channel="email"), Rejected(at=NINE)]
    )


def test_the_same_seed_finds_the_same_by_the_same_effort() -> None:
    """And another seed looks elsewhere."""
    first, again, other = (search(STRATEGY, two_events, tries=200, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first[0] == other[0]
    assert first[1] != other[1]


def test_where_nothing_is_wanted_nothing_is_found() -> None:
    """After as many tries as were granted."""
    assert search(STRATEGY, lambda _: False, tries=30, seed=1) == (None, Effort(30, None))


def test_an_error_of_what_is_wanted_is_not_swallowed() -> None:
    """It is the caller's, and the caller sees it."""

    def wanted(_: Timeline) -> bool:
        raise ZeroDivisionError("the caller's own")

    with pytest.raises(ZeroDivisionError, match="the caller's own"):
        search(STRATEGY, wanted, tries=5, seed=1)


# -- simpler


def has(kind: type, **words: object) -> Callable[[Timeline], bool]:
    """Whether some event of a class has such words."""
    return lambda timeline: any(
        isinstance(event, kind) and all(getattr(event, name) == word for name, word in words.items())
        for event in timeline.events
    )


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (lambda _: True, Timeline("UTC", FULL.now_us)),
        (has(Rejected), Timeline("UTC", FULL.now_us, [Rejected(at="2026-01-08T09:00:00Z")])),
        (has(Interview), Timeline("UTC", FULL.now_us, [Interview(ends=NINE)])),
        (
            has(Interview, interviewers=("Dana Wu",)),
            Timeline("UTC", FULL.now_us, [Interview(ends=NINE, interviewers=("Dana Wu",))]),
        ),
        (
            has(MessageSent),
            Timeline("UTC", FULL.now_us, [MessageSent(at="2026-01-06T09:00:00Z", kind="thank_you", channel="email")]),
        ),
        (lambda timeline: timeline.facts.stage == "final", Timeline("UTC", FULL.now_us, facts=Facts(stage="final"))),
        (lambda timeline: timeline == FULL, FULL),
    ],
)
def test_only_what_is_needed_stays(wanted: Callable[[Timeline], bool], left: Timeline) -> None:
    """Events, facts, people, when an interview began and was arranged: each goes where it can."""
    assert simplest(FULL, wanted) == left


def test_what_else_an_event_can_lose_goes_too() -> None:
    """A round, a cancellation, a question, an absence, and that a message did not arrive."""
    full = Timeline(
        "UTC",
        "2026-01-09T09:00:00Z",
        [
            Interview(ends="2026-01-08T09:00:00Z", stage="final", cancelled="2026-01-07T09:00:00Z"),
            EmployerReplied(at=NINE, substantive=False, asks=True, away_until="2026-02-01", note="out of office"),
            MessageSent(at=NINE, kind="gift", channel="post", arrived=False),
        ],
    )
    assert simplest(full, lambda timeline: len(timeline.events) == 3).events == (
        Interview(ends="2026-01-08T09:00:00Z"),
        EmployerReplied(at=NINE, substantive=False),
        MessageSent(at=NINE, kind="gift", channel="post"),
    )


def test_the_simplest_is_wanted_and_nothing_more_can_go() -> None:
    """Neither of the two events, nor the one fact."""

    def wanted(timeline: Timeline) -> bool:
        return two_events(timeline) and timeline.facts.calls_welcome is UNKNOWN

    more = FULL.at("2026-01-06T09:00:00Z")
    found = simplest(more, wanted)
    assert wanted(found)
    assert found.facts == Facts(calls_welcome=UNKNOWN)
    assert not any(
        wanted(attrs.evolve(found, events=found.events[:place] + found.events[place + 1 :])) for place in range(2)
    )


def test_now_stays_where_it_is() -> None:
    """A timeline is made simpler, not looked at from elsewhere."""
    assert simplest(FULL, lambda _: True).now_us == FULL.now_us
