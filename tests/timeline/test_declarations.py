"""Events, facts and channels declare what the rest of the package reads; a test here names what was forgotten."""

from __future__ import annotations

import attrs
import pytest

from followup_rules.timeline.events import EVENTS, SENT_CHANNELS, Event, Shape
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.fields import JsonType, json_type
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, ActionKind, Channel, channels_of


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_declares_its_name_its_shape_and_its_sign_of_life(event: type[Event]) -> None:
    """They stand in its class, in `followup_rules/timeline/events.py`."""
    assert "type" in vars(event), f"`{event.__name__}` has no `type`"
    assert isinstance(event.mark, Shape), f"`{event.__name__}` has no `mark`"
    assert event.may_lie_ahead or event.at_says, f"`{event.__name__}` does not say what happens `at` its instant"
    assert isinstance(event.sign_of_life, bool | str)


@pytest.mark.parametrize("cls", [*EVENTS, Facts, Timeline])
def test_every_field_says_what_json_has_for_it(cls: type) -> None:
    """In its metadata, made by `JsonType.about` or, for facts, by `_about`."""
    missing = [field.name for field in attrs.fields(cls) if "json" not in field.metadata]
    assert missing == [], f"fields of `{cls.__name__}` without a JSON type"
    assert all(isinstance(json_type(field), JsonType) for field in attrs.fields(cls))


def test_every_fact_says_in_words_what_it_is() -> None:
    """Questions, explanations and the documentation show it."""
    assert [field.name for field in attrs.fields(Facts) if not field.metadata.get("doc")] == []


def test_every_channel_is_judged_for_some_kind_of_action_and_may_have_been_used() -> None:
    """A channel that `channels_of` leaves out would never be judged."""
    judged = {channel for kind in ActionKind for channel in channels_of(kind)}
    assert judged == set(Channel)
    assert {*MESSAGE_CHANNELS} <= {*SENT_CHANNELS}
