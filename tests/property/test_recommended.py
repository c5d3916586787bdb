"""What holds of the policy `recommended`, which is to be the advice of a good coach."""

from __future__ import annotations

from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import random_timelines
from followup_rules import Action, ActionTaken, MessageSent, Ruling, Timeline, evaluate, plan, policies
from followup_rules.timeline.events import Event
from followup_rules.timeline.vocabulary import ANSWERS, MESSAGES, UNPROMPTED, ActionKind, Channel

pytestmark = pytest.mark.unmeasured

ADVISED = ("recommended", "overdue")
drawn = st.integers(0, 10**9).map(lambda seed: Timeline.from_dict(random_timelines.timeline(Random(f"law {seed}"))))


def done(timeline: Timeline, action: Action) -> Timeline:
    """The timeline with the action done now."""
    act: Event
    if action.kind in MESSAGES:
        to = () if action.to is None else (action.to,)
        act = MessageSent(timeline.now, kind=action.kind, channel=action.channel, to=to)
    else:
        act = ActionTaken(timeline.now, kind=action.kind)
    return timeline.add(act)


def told(timeline: Timeline, *, without: frozenset[ActionKind] = frozenset()) -> list[tuple[Any, ...]]:
    """What is said of every action, but for its reasons."""
    return [
        (ruling.action, ruling.stance, ruling.possible, ruling.advice, ruling.windows_us, ruling.dates_us.due)
        for ruling in evaluate(timeline).rulings
        if ruling.action.kind not in without
    ]


def done_already(ruling: Ruling) -> bool:
    return any(reason.rule.endswith("-once") for reason in ruling.reasons)


@given(drawn)
def test_what_is_recommended_at_one_instant_can_all_be_done(timeline: Timeline) -> None:
    advised = [ruling.action for ruling in evaluate(timeline).allowed if ruling.advice in ADVISED]
    for first in advised:
        then = evaluate(done(timeline, first))
        for other in advised:
            if (other.kind, other.to) != (first.kind, first.to):
                ruling = then[other]
                assert ruling.advice != "discouraged", (first, other)
                assert ruling.stance != "forbidden" or done_already(ruling), (first, other)


@given(drawn)
def test_there_is_always_a_next_step_while_pending(timeline: Timeline) -> None:
    evaluation = evaluate(timeline)
    situation = evaluation.situation
    move_on = evaluation["move_on", "none"]
    moved_on = move_on.allowed and move_on.advice is None
    reply_owed = any(ruling.advice in ADVISED for ruling in evaluation.allowed if ruling.action.kind == "reply")
    excused = situation.interview_ahead or situation.no_contact is not None or reply_owed or moved_on
    if not situation.pending or excused or evaluation.undetermined:
        return
    steps = (ruling for ruling in evaluation.rulings if ruling.action.kind in ("status_inquiry", "move_on"))
    taken = situation.latest((ActionTaken, "move_on"))
    assert taken is not None or any(ruling.due or ruling.advice in ADVISED for ruling in steps)


@given(drawn)
def test_a_no_contact_request_is_absolute(timeline: Timeline) -> None:
    evaluation = evaluate(timeline)
    if evaluation.situation.no_contact is not None:
        assert all(ruling.stance == "forbidden" for ruling in evaluation.rulings if ruling.action.kind in UNPROMPTED)


@given(drawn, st.sampled_from(sorted(ANSWERS)), st.sampled_from(list(Channel)[:6]))
def test_replies_and_withdrawal_notices_change_nothing_else(
    timeline: Timeline, kind: ActionKind, channel: Channel
) -> None:
    # what waits for a reply bars asking and moving on; once it is answered these are open
    if kind == "reply" and (evaluate(timeline).situation.question or evaluate(timeline).situation.offer):
        return
    answered = timeline.add(MessageSent(timeline.now, kind=kind, channel=channel))
    assert told(answered, without=ANSWERS) == told(timeline, without=ANSWERS)


@given(drawn, st.sampled_from(sorted(MESSAGES)), st.sampled_from(list(Channel)[:6]))
def test_a_message_that_did_not_arrive_changes_nothing(timeline: Timeline, kind: ActionKind, channel: Channel) -> None:
    lost = timeline.add(MessageSent(timeline.now, kind=kind, channel=channel, arrived=False))
    for name in policies.names():
        assert evaluate(lost, policies.get(name)).to_dict() == evaluate(timeline, policies.get(name)).to_dict()


@given(drawn, st.sampled_from(policies.names()))
def test_plan_and_evaluation_tell_one_story(timeline: Timeline, name: str) -> None:
    policy = policies.BY_NAME[name]
    so_far = attrs.evolve(timeline, events=timeline.known_events)
    planned = plan(timeline, policy)
    for step in planned:
        so_far = so_far.at(step.at)
        ruling = evaluate(so_far, policy)[step.action]
        assert (ruling.stance, ruling.advice) == ("allowed", step.advice)
        so_far = done(so_far, step.action)
    assert planned.ends != "waiting" or planned.waits_for
