"""What rules ask of a timeline; and that whatever they do not ask makes no difference to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from followup_rules import Facts, Policy, Timeline, evaluate, policies, strictest
from followup_rules.rules.amounts import (
    Amount,
    business_days,
    days,
    first_declared,
    hours,
    industry_norm,
    practice,
    quantity,
    slow_period_leeway,
    times,
)
from followup_rules.rules.choices import choice_of_conditions, chosen
from followup_rules.rules.conditions import (
    Condition,
    SituationState,
    addressee_thanked,
    always,
    at_most,
    completes_a_step,
    exists,
    fact,
    goes_by,
    interview_ahead,
    interview_on,
    invited,
    met_at_the_latest_interview,
    no_contact_requested,
    on_preferred_channel,
    pending,
    prefers_another_channel,
    promise_stands,
    since,
    stage,
    taken_since,
    unanswered,
    withdrawn,
)
from followup_rules.rules.dependencies import ANYTHING, Dependencies as Declared
from followup_rules.rules.moments import (
    Attempt,
    LatestAttempt,
    LatestMessage,
    Moment,
    attempt,
    away_until,
    counted,
    interview_end,
    interview_with_addressee,
    last_sign_of_life,
    latest_attempt,
    latest_message,
    process_completed,
    promise_passed,
    promised_date,
    rejection,
    solid_offer,
    while_pending,
)
from followup_rules.rules.node import Node, rewritten, walk
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.readings import reading
from followup_rules.rules.rule import permit, recommend
from followup_rules.rules.selections import acts, messages
from followup_rules.temporal.instants import Micros
from followup_rules.testing import timelines
from followup_rules.testing.dependencies import (
    Distinctions,
    dependencies_of,
    dependencies_of_rules,
    narrowed,
    subjects_of,
    telling_values,
)
from followup_rules.testing.strategies.facts import fact_values
from followup_rules.timeline.events import (
    SIGNS_OF_LIFE,
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    Evidence,
    FollowUpInvited,
    Interview,
    Key,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    ProcessCompleted,
    PromiseWithdrawn,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)
from followup_rules.timeline.facts import Industry
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import (
    ACTIONS,
    ACTS_ALONE,
    ENQUIRIES,
    INTERVIEW_ACTS,
    MESSAGES,
    Action,
    ActionKind,
    Channel,
    Stage,
)

pytestmark = pytest.mark.unmeasured

SHIPPED = [policies.get(name) for name in policies.names()]
Stances: TypeAlias = list[tuple[Action, int]]

HOUR = 3_600_000_000
DAY = 24 * HOUR
SIGNS: frozenset[Key] = frozenset(SIGNS_OF_LIFE)
CLOSINGS: frozenset[Key] = frozenset({OfferReceived, Rejected, Withdrawn})
PROMISES: frozenset[Key] = frozenset({ResponsePromised, PromiseWithdrawn, (EmployerReplied, "substantive")})
PROMISED = {"events": PROMISES | {Interview}, "facts": (("closed_days", ()),)}
ENQUIRY = ActionKind.STATUS_INQUIRY, Channel.EMAIL
NOTHING = Distinctions((), frozenset({Interview}), (0,), (), (Channel.EMAIL, Channel.PHONE), people=False)
GIFT = ActionKind.GIFT, Channel.EMAIL
TO_PEOPLE = frozenset({ActionKind.THANK_YOU})
THANKS = ActionKind.THANK_YOU, Channel.EMAIL

laws = settings(derandomize=True, database=None, deadline=None, max_examples=25)
each_policy = pytest.mark.parametrize("policy", SHIPPED, ids=lambda policy: str(policy.name))


def asks(condition: Condition) -> Distinctions:
    """What one rule asks that holds on such a condition."""
    return dependencies_of([Policy("p", [permit(messages(), condition, says="p").named("p/p")])])


def with_interviews(*keys: Key) -> frozenset[Key]:
    """The keys and the interview, which every rule may hang on."""
    return frozenset({Interview, *keys})


# -- what is asked


@pytest.mark.parametrize(
    ("condition", "more"),
    [
        (always, {}),
        (pending, {"events": with_interviews(FollowUpInvited) | CLOSINGS}),
        (promise_stands, PROMISED),
        (since(promise_passed), PROMISED),
        (since(promised_date), PROMISED),
        (interview_on, {"ahead": True}),
        (interview_ahead, {"ahead": True}),
        (since(interview_end), {}),
        (
            no_contact_requested,
            {"events": with_interviews(NoContactRequested, NoContactLifted, FollowUpInvited, OfferReceived)},
        ),
        (
            invited,
            {"events": with_interviews(FollowUpInvited, ResponsePromised, MessageSent), "messages": (ENQUIRY,)},
        ),
        (since(away_until), {"events": with_interviews(EmployerReplied) | SIGNS}),
        (withdrawn, {"events": with_interviews(Withdrawn, FollowUpInvited)}),
        (goes_by("post"), {}),
        (stage("final"), {"facts": (("stage", ()),)}),
        (since(last_sign_of_life), {"events": with_interviews() | SIGNS}),
        (since(rejection), {"events": with_interviews(Rejected)}),
        (since(process_completed), {"events": with_interviews(ProcessCompleted)}),
        (since(solid_offer), {"events": with_interviews((CompetingOffer, "solid"))}),
        (on_preferred_channel, {"events": with_interviews(ChannelPreferred)}),
        (prefers_another_channel, {"events": with_interviews(ChannelPreferred)}),
        (since(interview_with_addressee), {"people": True, "addressed": TO_PEOPLE}),
        (met_at_the_latest_interview, {"people": True, "addressed": TO_PEOPLE}),
        (
            addressee_thanked,
            {"events": with_interviews(MessageSent), "messages": (THANKS,), "people": True, "addressed": TO_PEOPLE},
        ),
        (exists(latest_message(["gift"])), {"events": with_interviews(MessageSent), "messages": (GIFT,)}),
        (unanswered(["gift"]), {"events": with_interviews(MessageSent) | SIGNS, "messages": (GIFT,)}),
        (
            exists(latest_attempt(["gift"])),
            {
                "events": with_interviews(MessageSent) | SIGNS,
                "messages": (GIFT,),
                "people": True,
                "addressed": TO_PEOPLE | {ActionKind.GIFT},
            },
        ),
        (
            exists(latest_message(["gift"], by=["post", "voicemail"])),
            {
                "events": with_interviews(MessageSent),
                "messages": ((ActionKind.GIFT, Channel.VOICEMAIL),),
                "channels": (Channel.EMAIL, Channel.PHONE, Channel.VOICEMAIL),
            },
        ),
        (
            exists(latest_message(["gift", "thank_you"])) & exists(latest_message(["gift"], by="email")),
            {
                "events": with_interviews(MessageSent),
                "messages": (THANKS, GIFT),
            },
        ),
        (fact("calls_welcome"), {"facts": (("calls_welcome", (True,)),)}),
        (
            fact("stage", "final") | fact("stage", "first") & fact("calls_welcome", False),
            {"facts": (("calls_welcome", (False,)), ("stage", ("final", "first")))},
        ),
        (since(interview_end + days(3)), {"lengths": (0, 3 * DAY)}),
        (since(interview_end + hours(36)) & since(interview_end + days(1)), {"lengths": (0, DAY, 36 * HOUR)}),
        (
            since(interview_end + business_days(2)),
            {"lengths": (0, 2 * DAY), "facts": (("closed_days", ()),)},
        ),
        (since(interview_end + quantity("few", days(4), note="four")), {"lengths": (0, 4 * DAY)}),
        (
            exists(while_pending(solid_offer)),
            {"events": with_interviews(FollowUpInvited, (CompetingOffer, "solid")) | CLOSINGS},
        ),
        (
            choice_of_conditions("read", one=since(rejection), other=promise_stands),
            {"events": with_interviews(Rejected)},
        ),
        (
            since(counted(interview_end, reading("read", "in_working_days")) + days(2)),
            {"lengths": (0, 2 * DAY), "facts": (("closed_days", ()),)},
        ),
        (since(interview_end + practice), {"facts": (("expected_response_days", ()),)}),
        (
            at_most(industry_norm(finance=days(9), retail=days(8)), days(5)),
            {"facts": (("industries", ("finance", "retail")),), "lengths": (0, 5 * DAY, 8 * DAY, 9 * DAY)},
        ),
        (
            since(interview_end + slow_period_leeway(undeclared_is_unknown=True)),
            {"facts": (("leeway_days", ()), ("slow_periods", ()))},
        ),
        (
            since(interview_end + first_declared(practice, days(2))),
            {"facts": (("expected_response_days", ()),), "lengths": (0, 2 * DAY)},
        ),
    ],
    ids=lambda value: ",".join(value) or "nothing" if isinstance(value, dict) else repr(value)[:60],
)
def test_a_condition_asks(condition: Condition, more: dict[str, Any]) -> None:
    """The facts, events, lengths, messages, channels and people it speaks of, and no other."""
    assert asks(condition) == attrs.evolve(NOTHING, **more)


def test_a_number_of_times_is_no_length() -> None:
    """Though it is an amount."""
    asked = asks(exists(attempt(times(3), ["gift"])))
    assert (asked.lengths, asked.messages) == ((0,), (GIFT,))


def test_an_open_step_asks_of_each_channel_whom_was_thanked() -> None:
    """A thank-you completes those by its own channel only."""
    asked = asks(completes_a_step)
    assert asked.people
    assert asked.events == with_interviews(MessageSent) | SIGNS
    assert [kind for kind, _ in asked.messages] == [ActionKind.THANK_YOU] * 6
    assert len({channel for _, channel in asked.messages}) == 6


def test_acts_are_asked_by_their_kinds() -> None:
    """Of those that the rule is on; messages among them are no acts."""
    rule = permit(acts("move_on", "take_notes"), ~taken_since(interview_end), says="p").named("p/p")
    assert dependencies_of_rules((rule,)).events == with_interviews(
        (ActionTaken, "move_on"), (ActionTaken, "take_notes")
    )
    assert asks(taken_since(interview_end)).events == with_interviews()


def test_what_a_rule_is_on_and_leaves_out_tells_channels_apart() -> None:
    """Those of the selection, those left out, and email."""
    rule = permit(messages(by=["email", "phone", "post"]).but(messages(by="post")), always, says="p").named("p/p")
    assert dependencies_of_rules((rule,)).channels == (Channel.EMAIL, Channel.PHONE, Channel.VOICEMAIL, Channel.POST)


def test_dates_and_ends_of_recommendations_ask_too() -> None:
    """When it is due, overdue, and done; what its sentence tells does not."""
    rule = recommend(
        messages(),
        always,
        due=interview_end + days(1),
        overdue=interview_end + days(2),
        done_when=fact("calls_welcome"),
        says="p",
    ).named("p/p")
    asked = dependencies_of_rules((rule,))
    assert (asked.facts, asked.lengths) == ((("calls_welcome", (True,)),), (0, DAY, 2 * DAY))


def test_several_policies_ask_all_that_each_asks() -> None:
    """One rule of both is asked once."""
    assert dependencies_of([]) == NOTHING
    one, other = SHIPPED[0], SHIPPED[3]
    both = dependencies_of([one, other, one])
    for single in (dependencies_of([one]), dependencies_of([other])):
        assert single.events <= both.events
        assert set(single.lengths) <= set(both.lengths)
        assert dict(single.facts).keys() <= dict(both.facts).keys()


# -- primitives of one's own


class AskingCondition(Condition):
    """A condition that declares nothing."""


class AskingMoment(Moment):
    """A moment that declares nothing."""

    def bounds(self, situation: Situation, action: Action) -> None:
        return None


class AskingAmount(Amount):
    """An amount that declares nothing."""


EVERY_KEY = frozenset(
    {
        *(Interview, MessageSent, Withdrawn, NoContactRequested, NoContactLifted, ChannelPreferred, SituationChanged),
        *(ProcessCompleted, EmployerReplied, OfferReceived, Rejected, ResponsePromised),
        *(FollowUpInvited, PromiseWithdrawn),
        (EmployerReplied, "substantive"),
        *((CompetingOffer, word.value) for word in Evidence),
        *((ActionTaken, kind.value) for kind in INTERVIEW_ACTS | ACTS_ALONE),
    }
)


@pytest.mark.parametrize("condition", [AskingCondition(), exists(AskingMoment())], ids=["condition", "moment"])
def test_a_primitive_of_ones_own_asks_everything(condition: Condition) -> None:
    """Every fact, every event, messages of each kind, and people."""
    asked = asks(condition)
    assert asked.facts == tuple(sorted((name, ()) for name in attrs.fields_dict(Facts)))
    assert asked.events == EVERY_KEY
    assert {kind for kind, _ in asked.messages} == MESSAGES
    assert asked.people


def test_an_amount_of_ones_own_asks_every_fact_and_people() -> None:
    """As a condition of one's own does."""
    asked = asks(since(interview_end + AskingAmount()))
    assert dict(asked.facts).keys() == attrs.fields_dict(Facts).keys()
    assert asked.people


@attrs.frozen(repr=False, eq=False)
class Declaring(Condition):
    """A condition that declares what it depends on, as those of the package do."""

    dependencies = Declared(events={Rejected}, facts={("stage", "final")}, lengths_us={HOUR}, asks={"channel"})
    part: Condition


def test_a_primitive_of_ones_own_is_asked_what_it_declares() -> None:
    """And what its parts declare."""
    asked = asks(Declaring(fact("calls_welcome")))
    facts = (("calls_welcome", (True,)), ("stage", ("final",)))
    assert asked == attrs.evolve(NOTHING, events=with_interviews(Rejected), facts=facts, lengths=(0, HOUR))
    assert Declaring(met_at_the_latest_interview).depends_on().asks == {"channel", "to"}


def test_every_primitive_of_the_package_declares_what_it_depends_on() -> None:
    """None is left that may depend on anything: `latest_event` and the like declare it by their fields."""
    for policy in SHIPPED:
        for rule in policy.rules:
            for part in (rule.when, rule.due, rule.overdue, rule.done_when):
                for node in walk(part) if part is not None else ():
                    assert node.own_dependencies() != ANYTHING, node


def test_what_a_situation_tells_by_another_name_may_depend_on_any_event() -> None:
    """The kit cannot tell which."""
    assert asks(SituationState("another", "another")).events == EVERY_KEY


# -- values that are told apart


@pytest.mark.parametrize(
    ("name", "given", "values"),
    [
        ("expected_response_days", (), (7, 14)),
        ("leeway_days", (), (7,)),
        ("slow_periods", (), (((date(2026, 1, 5), date(2026, 1, 5)),),)),
        ("closed_days", (), (frozenset({date(2026, 1, 5)}),)),
        ("office_hours", (), (("09:00", "17:00"),)),
        ("industries", ("retail", "finance"), ((Industry.RETAIL,), (Industry.FINANCE,))),
        ("industries", (), ((Industry.FINANCE,),)),
        ("stage", ("final",), ("final",)),
        ("stage", (), tuple(Stage)),
        ("calls_welcome", (False,), (False,)),
        ("calls_welcome", (), (True,)),
    ],
)
def test_values_that_tell(name: str, given: tuple[str | bool, ...], values: tuple[Any, ...]) -> None:
    """Those that rules name, else the plainest; each may be declared."""
    found = telling_values(name, given, date(2026, 1, 5))
    assert found == values
    assert all(getattr(Facts(**{name: value}), name) is not None for value in found)


# -- whatever is not asked makes no difference


def stances(timeline: Timeline, policy: AnyPolicy) -> Stances:
    """What is possible of each action."""
    return [(action, verdict.possible) for action, verdict in evaluate(timeline, policy).verdicts]


def makers() -> list[tuple[Callable[[int], Event], frozenset[Key]]]:
    """Every event but interviews, with the keys by which a history files it."""
    plain = (
        Rejected,
        OfferReceived,
        Withdrawn,
        NoContactRequested,
        NoContactLifted,
        SituationChanged,
        ProcessCompleted,
        PromiseWithdrawn,
    )
    found: list[tuple[Callable[[int], Event], frozenset[Key]]] = []

    def add(cls: Any, *narrowed: str, **words: Any) -> None:
        keys = frozenset({cls, *((cls, word) for word in narrowed)})
        found.append((lambda at: cls(at=at, **words), keys))

    for cls in plain:
        add(cls)
    add(EmployerReplied, "substantive")
    add(EmployerReplied, substantive=False)
    add(EmployerReplied, "asks", substantive=False, asks=True)
    add(EmployerReplied, substantive=False, away_until=date(2099, 1, 1))
    found.append(
        (lambda at: FollowUpInvited(at=Micros(at), opens=Micros(at), channel="phone"), frozenset({FollowUpInvited}))
    )
    for channel in (Channel.EMAIL, Channel.POST, Channel.LINKEDIN):
        add(ChannelPreferred, channel=channel, source="interviewer")
    for word in Evidence:
        add(CompetingOffer, word.value, *["solid"] * (word in ("written", "other_proof")), evidence=word)
    for kind in sorted(INTERVIEW_ACTS | ACTS_ALONE):
        add(ActionTaken, kind.value, kind=kind)
    found.append((lambda at: ResponsePromised(at=Micros(at), by=Micros(at + DAY)), frozenset({ResponsePromised})))
    add(MessageSent, kind="gift", channel="post")
    return found


@each_policy
@given(st.data())
@laws
def test_facts_that_are_not_asked_make_no_difference(policy: AnyPolicy, data: st.DataObject) -> None:
    """Whatever else is declared."""
    timeline = data.draw(timelines(near=(policy,)))
    asked = {name for name, _ in dependencies_of([policy]).facts}
    values = fact_values(date(2026, 1, 5))
    more = {name: data.draw(st.sampled_from(values[name]), label=name) for name in sorted(values.keys() - asked)}
    told = attrs.evolve(timeline, facts=attrs.evolve(timeline.facts, **more))
    assert more
    assert stances(told, policy) == stances(timeline, policy)


@each_policy
@given(st.data())
@laws
def test_events_that_are_not_asked_make_no_difference(policy: AnyPolicy, data: st.DataObject) -> None:
    """Whenever they happened, all of them at once."""
    timeline = data.draw(timelines(near=(policy,)))
    asked = dependencies_of([policy]).events
    unasked = [make for make, keys in makers() if not keys & asked]
    befores = st.sampled_from((0, 1, HOUR, DAY, 9 * DAY))
    more = [make(Micros(timeline.now_us - data.draw(befores))) for make in unasked]
    assert more
    assert stances(timeline.add(*more), policy) == stances(timeline, policy)


def as_chosen(part: Node) -> Node:
    """Without the readings that are not taken."""
    return rewritten(part, chosen)


def classes(policy: AnyPolicy) -> list[list[tuple[ActionKind, Channel]]]:
    """The messages, by what the rules look for among those sent: read off the rules once more."""
    sets: list[tuple[frozenset[ActionKind], frozenset[Channel]]] = []
    for rule in policy.rules:
        for part in (rule.when, rule.due, rule.overdue, rule.done_when):
            for node in walk(as_chosen(part)) if part is not None else ():
                if isinstance(node, LatestMessage):
                    sets.append((node.kinds, node.channels or frozenset(Channel)))
                elif isinstance(node, LatestAttempt | Attempt):
                    sets.append((node.kinds, frozenset(Channel)))
                elif "addressee_thanked" in repr(node):
                    sets.append((frozenset({ActionKind.THANK_YOU}), frozenset(Channel)))
                elif "open_step" in repr(node):
                    sets += [(frozenset({ActionKind.THANK_YOU}), frozenset({channel})) for channel in Channel]
                elif "invit" in repr(node):
                    sets.append((ENQUIRIES, frozenset(Channel)))
                elif "open_question" in repr(node) or "open_offer" in repr(node):
                    sets.append((frozenset({ActionKind.REPLY}), frozenset(Channel)))
    found: dict[tuple[bool, ...], list[tuple[ActionKind, Channel]]] = {}
    for action in ACTIONS:
        if action.kind in MESSAGES:
            key = tuple(action.kind in kinds and action.channel in channels for kinds, channels in sets)
            found.setdefault(key, []).append((action.kind, action.channel))
    return [several for key, several in found.items() if any(key)]


@each_policy
def test_one_message_of_each_class_is_asked(policy: AnyPolicy) -> None:
    """As a second reading of its rules has it."""
    asked = dependencies_of([policy]).messages
    by_class = classes(policy)
    assert len(asked) == len(by_class)
    assert all(sum(message in several for message in asked) == 1 for several in by_class)


@each_policy
@given(st.data())
@laws
def test_messages_of_one_class_make_no_difference(policy: AnyPolicy, data: st.DataObject) -> None:
    """One to nobody by name, sent in place of another of its class."""
    timeline = data.draw(timelines(near=(policy,), most_events=3))
    several = data.draw(st.sampled_from(classes(policy)))
    at = timeline.now_us - data.draw(st.sampled_from((0, 1, HOUR, DAY, 9 * DAY)))
    found = [
        stances(timeline.add(MessageSent(at=Micros(at), kind=kind, channel=channel)), policy)
        for kind, channel in (several[0], data.draw(st.sampled_from(several)))
    ]
    assert found[0] == found[1]


def test_what_is_asked_makes_a_difference() -> None:
    """The check above would see one: a fact, an event and a message that are asked."""
    timeline = Timeline("UTC", "2026-01-12T12:00:00Z", [Interview(ends="2026-01-05T09:00:00Z")])
    sent = MessageSent(at="2026-01-06T09:00:00Z", kind="gift", channel="email")
    for condition, told in (
        (fact("calls_welcome"), attrs.evolve(timeline, facts=Facts(calls_welcome=True))),
        (since(rejection), timeline.add(Rejected(at="2026-01-06T09:00:00Z"))),
        (unanswered(["gift"]), timeline.add(sent)),
    ):
        policy = Policy("p", [permit(messages(), condition, says="p").named("p/p")])
        assert stances(told, policy) != stances(timeline, policy)


# -- policies narrowed to some actions


@pytest.mark.parametrize("policy", [*SHIPPED, strictest(*SHIPPED)], ids=lambda policy: str(policy.name)[:20])
def test_a_narrowed_policy_says_the_same_of_what_it_is_narrowed_to(policy: AnyPolicy) -> None:
    """With no more rules than speak of those actions."""
    subjects = subjects_of(messages("gift", "status_inquiry", by="email"))
    assert subjects == {(ActionKind.GIFT, Channel.EMAIL), (ActionKind.STATUS_INQUIRY, Channel.EMAIL)}
    fewer = narrowed(policy, subjects)
    assert {rule.id for rule in fewer.rules} < {rule.id for rule in policy.rules}
    timeline = Timeline("UTC", "2026-01-12T12:00:00Z", [Interview(ends="2026-01-05T09:00:00Z")])
    for subject in subjects:
        said, expected = (evaluate(timeline, one)[subject].to_dict() for one in (fewer, policy))
        assert said == expected
