"""Timelines and events are values: they survive dicts, JSON, pickling and copying, and forget the order of events."""

from __future__ import annotations

import copy
import json
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import example, given, strategies as st

import followup_rules
from followup_rules import UNKNOWN, EmployerReplied, Facts, Interview, Timeline, TimelineError
from followup_rules.temporal.instants import FIRST, LAST, Micros
from strategies import PLACES, any_instants, events, facts, timelines, zone_names

if TYPE_CHECKING:
    from random import Random

    from followup_rules.timeline.events import Event

pytestmark = pytest.mark.unmeasured

noted = timelines(notes=True)
places = zone_names().flatmap(lambda name: events(zone=name, anchor=PLACES[name][0], notes=True))
shuffles = st.randoms(use_true_random=False)
NAMES: dict[str, Any] = {name: getattr(followup_rules, name) for name in dir(followup_rules)}


def shuffled(timeline: Timeline, random: Random, *, twice: bool = False) -> Timeline:
    """The same timeline with its events in another order, some of them given twice if so asked."""
    several = list(timeline.events)
    if twice and several:
        several += random.choices(several, k=random.randrange(3))
    random.shuffle(several)
    return attrs.evolve(timeline, events=several)


class TestLaws:
    """What holds of every timeline."""

    @given(noted)
    def test_from_dict_undoes_to_dict(self, timeline: Timeline) -> None:
        """`from_dict(to_dict(x)) == x`, and it is looked at from the same instant."""
        back = Timeline.from_dict(timeline.to_dict())
        assert back == timeline
        assert back.events == timeline.events
        assert back.now == timeline.now
        assert hash(back) == hash(timeline)

    @given(noted, st.sampled_from((None, 0, 2)))
    def test_from_json_undoes_to_json(self, timeline: Timeline, indent: int | None) -> None:
        """So too through JSON text, as text or as bytes, with a mark of the byte order or without."""
        text = timeline.to_json(indent=indent)
        assert Timeline.from_json(text) == timeline
        assert Timeline.from_json(text.encode()) == timeline
        assert Timeline.from_json(text.encode("utf-8-sig")) == timeline
        assert json.loads(text) == timeline.to_dict()

    @given(noted)
    def test_to_dict_is_plain_and_stable(self, timeline: Timeline) -> None:
        """What `to_dict` gives is JSON as it stands, and the same again once it has gone through it."""
        plain = timeline.to_dict()
        assert json.loads(json.dumps(plain)) == plain
        assert Timeline.from_dict(json.loads(json.dumps(plain))).to_dict() == plain

    @given(noted)
    def test_to_dict_leaves_no_trace(self, timeline: Timeline) -> None:
        """What is done to the dict does nothing to the timeline it came from, nor to the one made of it."""
        plain = timeline.to_dict()
        made, before = Timeline.from_dict(plain), repr(timeline)
        for event in plain.get("events", []):
            event.clear()
        plain.clear()
        assert made == timeline
        assert repr(timeline) == before

    @given(any_instants(), zone_names())
    @example(FIRST, "Europe/London")
    @example(LAST - 1, "Europe/London")
    def test_from_dict_undoes_to_dict_in_any_year(self, instant: int, zone: str) -> None:
        """Offsets of other centuries, some of them to the second, are written and read too."""
        timeline = Timeline(
            zone,
            Micros(instant),
            [EmployerReplied(at=Micros(instant)), Interview(ends=Micros(instant), starts=Micros(instant))],
        )
        assert Timeline.from_dict(timeline.to_dict()) == timeline

    @given(noted, shuffles)
    def test_equality_ignores_the_order_of_events(self, timeline: Timeline, random: Random) -> None:
        """Two timelines of the same events are equal and hash alike, in whatever order they were given."""
        other = shuffled(timeline, random)
        assert other == timeline
        assert hash(other) == hash(timeline)
        assert Timeline.from_dict(other.to_dict()) == timeline

    @given(noted, shuffles)
    def test_equality_ignores_exact_duplicates(self, timeline: Timeline, random: Random) -> None:
        """An event given twice counts once."""
        other = shuffled(timeline, random, twice=True)
        assert other == timeline
        assert hash(other) == hash(timeline)

    @given(noted, noted)
    def test_equal_timelines_are_written_alike(self, one: Timeline, other: Timeline) -> None:
        """Timelines are equal where their dicts are, but for the order of events and for duplicates."""

        def written(timeline: Timeline) -> tuple[dict[str, Any], set[str]]:
            plain = timeline.to_dict()
            return plain, {json.dumps(event, sort_keys=True) for event in plain.pop("events", [])}

        assert (written(one) == written(other)) is (one == other)

    @given(noted)
    def test_pickling_and_copying_keep_equality(self, timeline: Timeline) -> None:
        """What comes back is equal and hashes alike, before and after its history was read."""
        for _ in range(2):
            for back in (pickle.loads(pickle.dumps(timeline)), copy.copy(timeline), copy.deepcopy(timeline)):
                assert back == timeline
                assert hash(back) == hash(timeline)
                assert back.to_dict() == timeline.to_dict()
            followup_rules.evaluate(timeline).to_dict()

    @given(noted)
    def test_pickling_keeps_the_answers(self, timeline: Timeline) -> None:
        """A timeline that was pickled is judged as before."""
        back = pickle.loads(pickle.dumps(timeline))
        assert followup_rules.evaluate(back).to_dict() == followup_rules.evaluate(timeline).to_dict()

    @given(places)
    def test_events_are_values(self, event: Event) -> None:
        """An event is equal to its pickled and its copied self, hashes alike, and is written as what makes it."""
        copied = (pickle.loads(pickle.dumps(event)), copy.copy(event), copy.deepcopy(event))
        for back in (*copied, eval(repr(event), NAMES)):
            assert back == event
            assert hash(back) == hash(event)

    @given(facts())
    def test_facts_are_values(self, declared: Facts) -> None:
        """Facts are equal to their pickled and their copied selves, hash alike, and are written as what makes them."""
        back = (pickle.loads(pickle.dumps(declared)), copy.deepcopy(declared), eval(repr(declared), NAMES))
        for other in back:
            assert other == declared
            assert hash(other) == hash(declared)
        for name in attrs.fields_dict(Facts):
            for other in back:
                assert (getattr(other, name) is UNKNOWN) is (getattr(declared, name) is UNKNOWN)

    @given(noted)
    def test_repr_evaluates_back(self, timeline: Timeline) -> None:
        """A timeline is written as what makes it."""
        assert eval(repr(timeline), NAMES) == timeline

    @given(noted, st.data())
    def test_adding_is_giving(self, timeline: Timeline, data: st.DataObject) -> None:
        """Events added later are as if they had been given from the start."""
        cut = data.draw(st.integers(0, len(timeline.events)))
        fewer = attrs.evolve(timeline, events=timeline.events[:cut])
        assert fewer.add(*timeline.events[cut:]) == timeline

    @given(noted)
    def test_looking_from_now_changes_nothing(self, timeline: Timeline) -> None:
        """`at(now)` is the timeline itself; going forth and back again is too."""
        assert timeline.at(timeline.now) == timeline
        assert timeline.at(timeline.now.add(days=30)).at(timeline.now) == timeline


class TestDeliberateNonLaws:
    """What one might expect, and does not hold, or is refused, on purpose."""

    @given(noted)
    def test_a_dict_with_more_in_it_is_refused(self, timeline: Timeline) -> None:
        """What is not understood is not passed over: every unknown key is an error that names its place."""
        plain = timeline.to_dict()
        plain["colour"] = "red"
        for event in plain.get("events", []):
            event["colour"] = "red"
        with pytest.raises(TimelineError) as raised:
            Timeline.from_dict(plain)
        assert len(raised.value.faults) == 1 + len(timeline.events)

    def test_going_back_and_forth_is_not_the_same(self) -> None:
        """What was not yet known then is left out, and does not come back."""
        timeline = Timeline("UTC", "2026-01-02T00:00:00Z", [EmployerReplied(at="2026-01-01T00:00:00Z")])
        assert timeline.at("2025-12-31T00:00:00Z").at(timeline.now) != timeline

    def test_equal_instants_in_two_zones_are_not_equal_timelines(self) -> None:
        """The zone is part of what a timeline says: dates are the employer's."""
        now = "2026-01-01T00:00:00Z"
        assert Timeline("UTC", now) != Timeline("Etc/UTC", now)
        assert Timeline("UTC", now) == Timeline("UTC", "2026-01-01T01:00:00+01:00")

    def test_events_that_differ_in_their_note_are_two(self) -> None:
        """Only exact duplicates count once."""
        at = "2026-01-01T00:00:00Z"
        assert Timeline("UTC", at, [EmployerReplied(at=at)]) != Timeline("UTC", at, [EmployerReplied(at=at, note="hi")])
