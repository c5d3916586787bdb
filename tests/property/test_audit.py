"""What holds of every audit: each message judged by what was known before it, each recommendation by what was done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from followup_rules import Action, Timeline, audit, evaluate, policies
from followup_rules.analysis.stretches import stretches_by_action
from followup_rules.evaluation.judge import AdviceWord
from followup_rules.rules.policy import AnyPolicy, first_to_speak, majority, most_permissive, strictest
from followup_rules.rules.stances import Stance
from followup_rules.temporal.instants import Micros, micros
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS
from strategies import DAY, EPOCH, HOUR, TICK, judged, shipped_policies

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.unmeasured

ADVISED = ("recommended", "overdue")
JUDGEMENTS = {"allowed": "fine", "forbidden": "breach", "undetermined": "undetermined", "silent": "silent"}
Judged = tuple[Timeline, AnyPolicy]

drawn = judged(
    st.one_of(
        shipped_policies(),
        st.builds(
            lambda resolver, names: resolver(*map(policies.get, names)),
            st.sampled_from((strictest, most_permissive, first_to_speak, majority)),
            st.lists(st.sampled_from(policies.names()), min_size=2, max_size=3, unique=True),
        ),
    ),
    most_events=9,
)

# every example is many evaluations
few = settings(max_examples=max(1, settings().max_examples // 4))


def whole(at: datetime | None) -> int | None:
    """An instant as an integer: of two in one zone the clock would be compared, which a clock change repeats."""
    return None if at is None else datetime.__sub__(at, EPOCH) // TICK


def instant(text: str) -> datetime:
    """An instant of a document."""
    return datetime.fromisoformat(text)


def just_before(document: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    """The document as it could have been written when a message was about to be sent: nothing of that instant."""
    at = instant(sent["at"])

    def exists(event: dict[str, Any]) -> bool:
        if event["type"] == "interview":
            return event.get("arranged") is None or instant(event["arranged"]) < at
        return instant(event["at"]) < at

    return {**document, "now": sent["at"], "events": [event for event in document.get("events", []) if exists(event)]}


def addressees(sent: dict[str, Any], before: dict[str, Any]) -> list[tuple[str | None, bool]]:
    """Whom a message is judged for by hand, and whether it is judged for them."""
    interviews = [event for event in before.get("events", []) if event["type"] == "interview"]
    if sent["kind"] != "thank_you":
        return [(None, True)]
    named = {name for event in interviews for name in event.get("interviewers", [])}
    if sent.get("to"):
        if not named:
            return [(None, True)]
        return [(name, name in named) for name in sorted(sent["to"])]
    ended = [event for event in interviews if instant(event["ends"]) <= instant(before["now"])]
    met: set[str | None] = {name for event in ended for name in event.get("interviewers", [])}
    met |= {None for event in ended if not event.get("interviewers")}
    nameless = not interviews or any(not event.get("interviewers") for event in interviews)
    whom: set[str | None] = met or {*named, *([None] if nameless else [])}
    return [(name, True) for name in sorted(whom, key=str)]


class TestMessages:
    """Every message sent."""

    @few
    @given(drawn)
    def test_every_message_is_judged_as_evaluation_judges_just_before_it(self, given: Judged) -> None:
        """Evaluated at the sending instant on the events strictly before it; an interview that was arranged stays."""
        timeline, policy = given
        document = timeline.to_dict()
        expected: list[tuple[Any, ...]] = []
        distinct = {
            repr(sorted(event.items())): event
            for event in document.get("events", [])
            if event["type"] == "message_sent"
        }
        for sent in distinct.values():
            before = just_before(document, sent)
            evaluation = evaluate(Timeline.from_dict(before), policy)
            for person, is_judged in addressees(sent, before):
                key = sent["at"], sent["kind"], sent["channel"], sorted(sent.get("to", [])), person
                if not is_judged or sent["channel"] not in MESSAGE_CHANNELS:
                    expected.append((*key, "not_judged", None))
                    continue
                ruling = evaluation[Action(sent["kind"], sent["channel"], person)]
                judgement = "discouraged" if ruling.advice == "discouraged" else JUDGEMENTS[ruling.stance]
                expected.append((*key, judgement, ruling.to_dict()))
        found = [
            (
                item.at.isoformat(),
                item.message.kind,
                item.message.channel,
                sorted(item.message.to),
                item.to,
                item.judgement,
                None if item.ruling is None else item.ruling.to_dict(),
            )
            for item in audit(timeline, policy).messages
        ]

        def order(item: tuple[Any, ...]) -> str:
            return repr((micros(item[0]), item[1:6]))

        assert sorted(found, key=order) == sorted(expected, key=order)

    @few
    @given(drawn)
    def test_breaches_are_the_messages_that_were_forbidden(self, given: Judged) -> None:
        """With the reasons of their rulings, which are never none; of what was advised against, the advice's."""
        found = audit(*given)
        forbidden = [item for item in found.messages if item.ruling is not None and item.ruling.stance == "forbidden"]
        assert list(found.breaches) == forbidden
        assert all(item.reasons == (() if item.ruling is None else item.ruling.reasons) for item in found.breaches)
        assert all(item.reasons for item in found.breaches)
        for item in found.messages:
            if item.judgement == "discouraged":
                assert item.reasons
                assert {reason.effect for reason in item.reasons} == {"discourage"}

    @few
    @given(drawn)
    def test_messages_and_recommendations_ascend(self, given: Judged) -> None:
        """Messages by when they were sent, recommendations by when they fell due."""
        found = audit(*given)
        sent = [micros(item.at) for item in found.messages]
        assert sent == sorted(sent)
        due = [micros(item.due) for item in found.recommendations]
        assert due == sorted(due)

    @few
    @given(drawn, st.randoms(use_true_random=False))
    def test_the_order_of_events_never_matters(self, given: Judged, random: Random) -> None:
        """Nor do duplicates."""
        timeline, policy = given
        several = [event for event in timeline.events for _ in range(random.randint(1, 2))]
        random.shuffle(several)
        other = attrs.evolve(timeline, events=several)
        assert audit(other, policy).to_dict() == audit(timeline, policy).to_dict()


def stances(timeline: Timeline, policy: AnyPolicy) -> dict[int, dict[Action, tuple[Stance, AdviceWord | None]]]:
    """What the policy said up to now, each time by what was known then: where anything changed, and some time later."""
    now = micros(timeline.now)
    evaluation = evaluate(timeline, policy)
    happened = {micros(event.get("at") or event["ends"]) for event in timeline.to_dict().get("events", [])}
    edges: set[int] = {now, *happened}
    for stretches in stretches_by_action(evaluation, min(edges) - 10 * DAY, now + 1).values():
        edges.update(stretch.starts for stretch in stretches)
    steps = (0, 1, 12 * HOUR, 3 * DAY)
    found = {}
    for at in sorted({edge + step for edge in edges for step in steps if edge + step <= now}):
        seen = evaluation.at(Micros(at))
        found[at] = {ruling.action: (ruling.stance, ruling.advice) for ruling in seen.rulings}
    return found


class TestRecommendations:
    """What was recommended, and what became of it."""

    @few
    @given(drawn)
    def test_what_was_met_was_done_then(self, given: Judged) -> None:
        """Of every recommendation that was met, or met late, there is a message or an act at the instant it ended."""
        timeline, policy = given
        document = timeline.to_dict()
        for item in audit(timeline, policy).recommendations:
            if item.outcome in ("met", "late"):
                assert item.ended is not None
                done = [
                    event
                    for event in document.get("events", [])
                    if event["type"] in ("message_sent", "action_taken")
                    and instant(event["at"]) == item.ended
                    and event["kind"] == item.kind
                    and (item.to is None or not event.get("to") or item.to in event["to"])
                ]
                assert done, item

    @few
    @given(drawn)
    def test_outcomes_agree_with_the_dates(self, given: Judged) -> None:
        """Late is met when overdue; what is open has not ended; nothing ends after now or before it is due."""
        timeline, policy = given
        for item in audit(timeline, policy).recommendations:
            assert item.outcome in ("met", "late", "missed", "lapsed", "open")
            assert (item.ended is None) is (item.outcome == "open")
            due, overdue, ended = whole(item.due), whole(item.overdue), whole(item.ended)
            assert due is not None
            assert due <= micros(timeline.now)
            assert ended is None or due <= ended <= micros(timeline.now)
            if item.outcome in ("met", "late"):
                assert ended is not None
                assert (item.outcome == "late") is (overdue is not None and ended >= overdue), item
            if item.outcome == "lapsed":
                assert ended is not None
                assert overdue is None or overdue >= ended

    @few
    @given(drawn)
    def test_what_was_never_allowed_was_not_missed(self, given: Judged) -> None:
        """Of each recommendation, by each of its channels, there was an instant at which it was allowed and advised."""
        timeline, policy = given
        seen = stances(timeline, policy)
        for item in audit(timeline, policy).recommendations:
            for channel in item.channels:
                action = Action(item.kind, channel, item.to)
                ever = [said[action] for said in seen.values() if action in said]
                assert any(stance == "allowed" and advice in ADVISED for stance, advice in ever), item

    @few
    @given(drawn)
    def test_whatever_was_advised_is_reported(self, given: Judged) -> None:
        """At every instant at which something with a due date was advised, a recommendation of it had not ended."""
        timeline, policy = given
        found = audit(timeline, policy).recommendations
        evaluation = evaluate(timeline, policy)
        for at, said in stances(timeline, policy).items():
            for action, (_, advice) in said.items():
                if advice in ADVISED and evaluation.at(Micros(at))[action].due is not None:
                    assert any(
                        (item.kind, item.to) == (action.kind, action.to)
                        and action.channel in item.channels
                        and micros(item.due) <= at
                        and (item.ended is None or at <= micros(item.ended))
                        for item in found
                    ), (at, action)

    @few
    @given(drawn)
    def test_what_is_open_is_advised_now(self, given: Judged) -> None:
        """
        What is advised now, with a due date, is open; and what is open is allowed now, though it may hang on an unknown
        fact whether it is overdue already.
        """
        timeline, policy = given
        now = evaluate(timeline, policy)
        still = [item for item in audit(timeline, policy).recommendations if item.outcome == "open"]
        advised = {ruling.action for ruling in now.allowed if ruling.advice in ADVISED and ruling.due is not None}
        assert advised <= {Action(item.kind, channel, item.to) for item in still for channel in item.channels}
        for item in still:
            stances = {now[Action(item.kind, channel, item.to)].stance for channel in item.channels}
            assert "allowed" in stances, item

    @few
    @given(drawn)
    def test_one_recommendation_of_a_kind_for_one_person_at_a_time(self, given: Judged) -> None:
        """Each due date is told once for each kind and addressee."""
        found = audit(*given).recommendations
        keys = [(item.kind, item.to, item.due, item.channels) for item in found]
        assert len(keys) == len(set(keys))
