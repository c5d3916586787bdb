"""Laws: what each demands, on timelines made by hand; where they are asked; how they look as values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import attrs
import pytest

from followup_rules import (
    UNKNOWN,
    ChannelPreferred,
    EmployerReplied,
    Evaluation,
    Facts,
    FollowUpInvited,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    Policy,
    Rejected,
    Timeline,
    evaluate,
    first_to_speak,
    most_permissive,
    strictest,
)
from followup_rules.evaluation.evaluation import Ruling
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import (
    Condition,
    addressee_thanked,
    always,
    before,
    exists,
    fact,
    never,
    pending,
    since,
    taken_since,
    unanswered,
)
from followup_rules.rules.moments import interview_end, latest_message, rejection
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import Rule, discourage, forbid, permit, recommend
from followup_rules.rules.selections import Selection, acts, messages
from followup_rules.rules.stances import ALLOWED
from followup_rules.temporal.instants import FIRST, LAST, Micros
from followup_rules.testing import laws
from followup_rules.testing.laws import Law
from followup_rules.testing.strategies.instants import change_points
from followup_rules.timeline.events import Event
from followup_rules.timeline.vocabulary import MESSAGES, UNPROMPTED, Action, ChannelName, MessageKindName

pytestmark = pytest.mark.unmeasured

Broken: TypeAlias = list[tuple[str | None, ...]]

ENDS = datetime(2026, 1, 5, 9, tzinfo=UTC)  # a Monday
ASKS = messages("status_inquiry", "timeline_inquiry", by=["email", "phone"])
ANYTHING = Policy("anything", [permit(messages(), always, says="send what you like").named("anything/goes")])
QUIET = Policy("quiet", [])
EVERYTHING = Policy("everything", [permit(messages(*MESSAGES), always, says="send").named("everything/goes")])


def only(*rules: Rule, name: str = "mine") -> Policy:
    """A policy of these rules."""
    return Policy(name, rules)


def at(days_on: float = 0, *, hours: float = 0) -> datetime:
    """So long after the interview."""
    return ENDS + timedelta(days=days_on, hours=hours)


def when(now: datetime, *events: Event, **facts: Any) -> Timeline:
    """An interview, what else happened, and now."""
    return Timeline("UTC", at(60), [Interview(ends=ENDS), *events], Facts(**facts)).at(now)


def sent(
    days_on: float, kind: MessageKindName = "status_inquiry", channel: ChannelName = "email", **words: Any
) -> MessageSent:
    """A message so many days after the interview."""
    return MessageSent(at=at(days_on), kind=kind, channel=channel, **words)


def broken(law: Law, timeline: Timeline, policy: AnyPolicy = ANYTHING) -> Broken:
    """The actions whose rulings break a law at a timeline's now."""
    found = [ruling.action for ruling in law.breaking(evaluate(timeline, policy))]
    return [attrs.astuple(action) if action.to else attrs.astuple(action)[:2] for action in found]


def instants(law: Law, timeline: Timeline, policy: AnyPolicy) -> list[datetime]:
    """Where a law is asked of a timeline."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return [epoch + timedelta(microseconds=instant) for instant in law.instants(timeline, policy)]


# -- the usual ones


@pytest.mark.parametrize(("count", "breaks"), [(2, False), (3, True), (4, True)])
def test_a_cap_of_three_is_broken_by_a_fourth_attempt_and_not_by_a_third(count: int, breaks: bool) -> None:
    """After two a third one may be allowed; after three no other."""
    timeline = when(at(30), *(sent(place) for place in range(1, count + 1)))
    assert ((broken(laws.cap(3), timeline)) != []) is breaks


def test_a_cap_is_about_all_channels_of_the_kinds_and_about_no_other_kind() -> None:
    """Enquiries of both kinds count together, by whatever channel; nothing else is stopped."""
    timeline = when(at(3), sent(1), sent(2, "timeline_inquiry", "phone"))
    found = broken(laws.cap(2), timeline)
    assert {kind for kind, *_ in found} == {"status_inquiry", "timeline_inquiry"}
    assert {channel for _, channel in found} == {"email", "phone", "voicemail", "post", "linkedin", "text_message"}
    assert broken(laws.cap(2, kinds="status_inquiry"), timeline) == []


def test_a_sign_of_life_starts_the_count_of_a_cap_anew() -> None:
    """What was sent before they answered no longer counts."""
    replied = when(at(4), sent(1), sent(2), EmployerReplied(at=at(3)))
    assert broken(laws.cap(2), replied) == []
    assert broken(laws.cap(2), when(at(4), sent(1), sent(2))) != []


@pytest.mark.parametrize(("now", "breaks"), [(at(8), False), (at(8, hours=-1), True), (at(1), True), (at(0.5), False)])
def test_a_gap_of_seven_days_is_over_after_seven_days_and_not_an_hour_before(now: datetime, breaks: bool) -> None:
    """It is reckoned from the message; before that there is none."""
    assert ((broken(laws.min_gap(days(7)), when(now, sent(1)))) != []) is breaks


def test_a_gap_is_over_once_they_answer() -> None:
    """It lies between messages that are not answered."""
    assert broken(laws.min_gap(days(7)), when(at(3), sent(1), EmployerReplied(at=at(2)))) == []


def test_a_gap_begins_with_the_first_message_of_a_step() -> None:
    """Messages to two people on one date are one attempt; the second of them restarts nothing."""
    both = sent(1, to=("Dana Wu",)), sent(1.125, to=("Bo Li",))
    assert broken(laws.min_gap(days(7)), when(at(8), *both)) == []
    assert broken(laws.min_gap(days(7)), when(at(8, hours=-1), *both)) != []
    # a thank-you completes a step
    met = Interview(ends=ENDS, interviewers=("Dana Wu", "Bo Li"))
    thanks = Timeline("UTC", at(2), [met, sent(1, "thank_you", to=("Dana Wu",))]).at(at(1, hours=1))
    for law in (laws.min_gap(days(7), kinds="thank_you"), laws.cap(1, kinds="thank_you")):
        by_email = [person for _, channel, person in broken(law, thanks) if channel == "email"]
        assert by_email == ["Dana Wu"]


def test_days_of_a_gap_may_be_counted_by_the_date() -> None:
    """Then it is over at the beginning of the day."""
    law = laws.min_gap(days(7), by_the_date=True)
    assert broken(law, when(at(8, hours=-9), sent(1))) == []
    assert broken(law, when(at(8, hours=-10), sent(1))) != []


@pytest.mark.parametrize("law", [laws.cap(1), laws.min_gap(days(7)), laws.wait(days(9))], ids=lambda law: str(law.name))
def test_while_they_invite_it_one_may_ask(law: Law) -> None:
    """From when the invitation has opened, until one has; unless the law says otherwise."""
    invite = FollowUpInvited(at=at(1), opens=at(3))
    strict = {"cap": laws.cap(1, unless=never), "min-gap": laws.min_gap(days(7), unless=never)}
    strict["wait"] = laws.wait(days(9), unless=never)
    early = sent(2, "timeline_inquiry")
    assert broken(law, when(at(2.5), invite, early)) != []
    assert broken(law, when(at(3), invite, early)) == []
    assert broken(strict[law.name], when(at(3), invite, early)) != []
    assert broken(law, when(at(4), invite, early, sent(3))) != []


def test_replies_and_withdrawal_notices_are_exempt() -> None:
    """Unless a law names them."""
    asked = NoContactRequested(at=at(1))
    prefer = ChannelPreferred(at=at(1), channel="post", source="posting")
    timeline = when(at(2), asked, prefer)
    for make in (laws.no_contact_is_absolute, laws.respects_preferences):
        assert not {"reply", "withdrawal_notice"} & {kind for kind, *_ in broken(make(), timeline, EVERYTHING)}
        assert {kind for kind, *_ in broken(make(kinds="reply"), timeline, EVERYTHING)} == {"reply"}


@pytest.mark.parametrize(
    ("now", "breaks"), [(at(7), False), (at(7, hours=-1), True), (at(0), True), (at(0, hours=-1), False)]
)
def test_a_wait_of_seven_days_is_over_after_seven_days_and_not_an_hour_before(now: datetime, breaks: bool) -> None:
    """It begins at the interview's end, the instant included."""
    assert ((broken(laws.wait(days(7)), when(now))) != []) is breaks


def test_a_wait_is_of_no_interest_once_the_matter_is_closed() -> None:
    """Whoever was rejected waits for nothing."""
    assert broken(laws.wait(days(7)), when(at(2), Rejected(at=at(1)))) == []


def test_a_wait_may_be_after_another_moment_and_of_other_kinds() -> None:
    """Nothing of it holds where that moment is not known."""
    law = laws.wait(days(2), after=rejection, kinds="gift")
    assert law.says == "nobody asks before rejection + days(2)"
    assert broken(law, when(at(2))) == []


def test_no_contact_is_absolute_for_every_message_until_it_is_lifted() -> None:
    """Thank-yous too; acts are no messages."""
    asked = NoContactRequested(at=at(1))
    policy = only(
        permit(messages(), always, says="all").named("mine/all"), permit(acts(), always, says="all").named("mine/acts")
    )
    found = broken(laws.no_contact_is_absolute(), when(at(2), asked), policy)
    everything = [
        ruling.action for ruling in evaluate(when(at(2), asked), policy).rulings if ruling.action in messages()
    ]
    assert found == [(action.kind, action.channel) for action in everything]
    assert broken(laws.no_contact_is_absolute(), when(at(0.5), asked), policy) == []
    assert broken(laws.no_contact_is_absolute(), when(at(3), asked, NoContactLifted(at=at(2))), policy) == []


def test_no_channel_goes_on_top_of_an_unanswered_email() -> None:
    """Voice is what may not follow, and of enquiries only."""
    found = broken(laws.no_channel_on_top(), when(at(2), sent(1)))
    assert {channel for _, channel in found} == {"phone", "voicemail"}
    assert {kind for kind, _ in found} == {"status_inquiry", "timeline_inquiry"}
    assert broken(laws.no_channel_on_top(), when(at(3), sent(1), EmployerReplied(at=at(2)))) == []
    assert broken(laws.no_channel_on_top(), when(at(2), sent(1, channel="phone"))) == []


def test_another_channel_may_go_on_top_where_they_prefer_it() -> None:
    """A preferred voicemail is left out, and only that; who prefers the phone takes voicemail too."""
    prefer = ChannelPreferred(at=at(0.5), channel="voicemail", source="interviewer")
    found = broken(laws.no_channel_on_top(), when(at(2), prefer, sent(1)))
    assert {channel for _, channel in found} == {"phone"}
    prefer = ChannelPreferred(at=at(0.5), channel="phone", source="interviewer")
    assert broken(laws.no_channel_on_top(), when(at(2), prefer, sent(1))) == []


def test_another_channel_may_go_on_top_where_they_invite_it() -> None:
    """Once the invitation has opened."""
    invite = FollowUpInvited(at=at(1), opens=at(3), channel="voicemail")
    found = broken(laws.no_channel_on_top(), when(at(4), invite, sent(2)))
    assert {channel for _, channel in found} == {"phone"}
    assert len(broken(laws.no_channel_on_top(), when(at(2.5), invite, sent(2)))) == 4


def test_no_channel_on_top_may_be_of_other_channels() -> None:
    """An email on top of a call, say."""
    law = laws.no_channel_on_top(of="phone", by="email", kinds="status_inquiry")
    assert broken(law, when(at(2), sent(1, channel="phone"))) == [("status_inquiry", "email")]
    assert broken(law, when(at(2), sent(1))) == []


def test_once_is_since_a_moment() -> None:
    """Another interview begins it anew."""
    again = Interview(ends=at(2))
    assert {kind for kind, _ in broken(laws.once("status_inquiry"), when(at(1), sent(1)))} == {"status_inquiry"}
    assert broken(laws.once("status_inquiry"), when(at(0.5))) == []
    assert broken(laws.once("status_inquiry"), when(at(2), sent(1), again)) == []
    assert broken(laws.once("status_inquiry", since=rejection), when(at(1), sent(1))) == []


def test_a_thank_you_is_sent_once_to_each() -> None:
    """Whoever has been thanked is not thanked again; the others may be."""
    timeline = Timeline(
        "UTC", at(1), [Interview(ends=ENDS, interviewers=("Ada", "Bo")), sent(0.5, "thank_you", to=("Ada",))]
    )
    found = broken(laws.once("thank_you"), timeline)
    assert {to for _, _, to in found} == {"Ada"}
    assert ("thank_you", "email", "Ada") in found


def test_a_preferred_channel_leaves_no_other() -> None:
    """Of any kind of message."""
    prefer = ChannelPreferred(at=at(1), channel="email", source="interviewer")
    found = broken(laws.respects_preferences(), when(at(2), prefer))
    assert ("gift", "post") in found
    assert "email" not in {channel for _, channel in found}
    assert broken(laws.respects_preferences(), when(at(0.5), prefer)) == []


# -- of any actions and any condition


def test_what_is_undetermined_is_not_allowed() -> None:
    """Neither is it always allowed, nor is it allowed where it never may be."""
    policy = only(permit(ASKS, fact("calls_welcome"), says="call").named("mine/calls"))
    open_one = when(at(1), calls_welcome=UNKNOWN)
    assert evaluate(open_one, policy)["status_inquiry", "phone"].stance == "undetermined"
    assert broken(laws.never_allowed(ASKS, always), open_one, policy) == []
    assert len(broken(laws.always_allowed(ASKS, always), open_one, policy)) == 4
    assert len(broken(laws.never_allowed(ASKS, always), when(at(1), calls_welcome=True), policy)) == 4
    assert broken(laws.always_allowed(ASKS, always), when(at(1), calls_welcome=True), policy) == []


def test_a_condition_that_may_hold_breaks_nothing() -> None:
    """Only while it surely holds is anything demanded."""
    law = laws.never_allowed(ASKS, fact("calls_welcome"))
    assert broken(law, when(at(1), calls_welcome=UNKNOWN)) == []
    assert len(broken(law, when(at(1), calls_welcome=True))) == 4


@pytest.mark.parametrize("policy", [QUIET, only(forbid(ASKS, always, says="no").named("mine/no"))])
def test_silence_and_a_ban_break_what_is_always_allowed(policy: Policy) -> None:
    """And neither breaks what is never allowed."""
    assert len(broken(laws.always_allowed(ASKS, pending), when(at(1)), policy)) == 4
    assert broken(laws.never_allowed(ASKS, pending), when(at(1)), policy) == []


# -- of whole evaluations


def test_never_both_is_about_rules_that_hold_together() -> None:
    """A prohibition that is over, or still to come, is at odds with nothing."""
    policy = only(
        permit(ASKS, since(interview_end), says="ask").named("mine/ask"),
        forbid(messages("status_inquiry", by="email"), before(interview_end + days(7)), says="wait").named("mine/wait"),
    )
    assert broken(laws.never_both(), when(at(1)), policy) == [("status_inquiry", "email")]
    assert broken(laws.never_both(), when(at(7)), policy) == []
    assert broken(laws.never_both(), when(at(-1)), policy) == []


def test_never_both_minds_recommendations_and_no_discouragement() -> None:
    """To recommend is to permit; to discourage is not to forbid."""
    email = messages("gift", by="email")
    yes = recommend(email, always, says="do").named("mine/yes")
    assert broken(laws.never_both(), when(at(1)), only(yes, forbid(email, always, says="no").named("mine/no"))) != []
    assert (
        broken(laws.never_both(), when(at(1)), only(yes, discourage(email, always, says="no").named("mine/no"))) == []
    )


@pytest.mark.parametrize("combine", [strictest, most_permissive, first_to_speak])
def test_never_both_looks_at_each_source_of_a_combined_policy_by_itself(combine: Any) -> None:
    """Two sources may well differ; one that is at odds with itself breaks it."""
    email = messages("gift", by="email")
    yes, no = permit(email, always, says="do").named("one/yes"), forbid(email, always, says="no").named("two/no")
    assert broken(laws.never_both(), when(at(1)), combine(only(yes, name="one"), only(no, name="two"))) == []
    torn = combine(only(yes, no, name="torn"), QUIET)
    assert broken(laws.never_both(), when(at(1)), torn) == [("gift", "email")]
    assert broken(laws.never_both(), when(at(1)), strictest(QUIET, torn)) == [("gift", "email")]


TRAP = only(
    forbid(messages(), always, says="hush").named("mine/hush"),
    forbid(acts("move_on"), pending, says="stay").named("mine/stay"),
)


def test_a_way_on_is_missed_where_all_is_forbidden_for_ever() -> None:
    """One ruling tells it; a closed matter needs no way on."""
    assert broken(laws.never_trapped(), when(at(1)), TRAP) == [("thank_you", "email")]
    assert broken(laws.never_trapped(), when(at(1), Rejected(at=at(0.5))), TRAP) == []


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param((forbid(messages(), always, says="hush").named("mine/hush"),), id="silent on moving on"),
        pytest.param(
            (
                forbid(messages(), before(interview_end + days(99)), says="hush").named("mine/hush"),
                permit(ASKS, always, says="ask").named("mine/ask"),
                forbid(acts("move_on"), always, says="stay").named("mine/stay"),
            ),
            id="a message some day",
        ),
    ],
)
def test_a_way_on_is_an_action_of_which_nothing_is_said_or_a_window_to_come(rules: tuple[Rule, ...]) -> None:
    """Not to forbid is enough; so is a far day."""
    assert broken(laws.never_trapped(), when(at(1)), only(*rules)) == []


@pytest.mark.parametrize("policy", [ANYTHING, QUIET, TRAP, strictest(ANYTHING, TRAP)])
@pytest.mark.parametrize("law", [laws.one_stance(), laws.monotone_in_prohibitions()])
def test_no_policy_of_rules_is_of_two_minds_or_looser_when_stricter(policy: AnyPolicy, law: Law) -> None:
    """These two are for those who change how rules are read."""
    for days_on in (-1, 0, 1):
        assert broken(law, when(at(days_on), sent(0)), policy) == []


def test_one_stance_is_broken_by_a_reason_for_the_contrary(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verdict, doctored: allowed, and for the reason that it is forbidden."""
    evaluation = evaluate(when(at(1)), only(permit(messages("gift"), always, says="give").named("mine/gift")))
    ban = forbid(messages("gift"), always, says="no").named("mine/no")
    true_ruling = Evaluation.ruling_at

    def doctored(self: Evaluation, place: int) -> Ruling:
        ruling = true_ruling(self, place)
        if (ruling.action.kind, ruling.action.channel) == ("gift", "post"):
            monkeypatch.setattr(ruling, "verdict", attrs.evolve(ruling.verdict, rules=(ban,)))
        return ruling

    monkeypatch.setattr(Evaluation, "ruling_at", doctored)
    assert [ruling.action for ruling in laws.one_stance().breaking(evaluation)] == [Action("gift", "post")]


@pytest.mark.parametrize("windows", [(), ((None, 0),), ((2**60, None),)])
def test_one_stance_is_broken_by_windows_that_do_not_hold_now(
    windows: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is allowed has a window that is open: not none, not one that is over, not one that is to come."""
    evaluation = evaluate(
        when(at(1)), only(permit(messages("gift", by="post"), always, says="give").named("mine/gift"))
    )
    monkeypatch.setattr(Ruling, "windows_us", property(lambda _: windows))
    assert [ruling.action for ruling in laws.one_stance().breaking(evaluation)] == [Action("gift", "post")]


def test_one_stance_is_broken_by_an_open_window_of_what_is_not_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window from ever for ever, of what nobody speaks of."""
    evaluation = evaluate(when(at(1)), QUIET)
    monkeypatch.setattr(Ruling, "windows_us", property(lambda _: ((None, None),)))
    assert list(laws.one_stance().breaking(evaluation)) == list(evaluation.rulings)


def test_monotone_is_broken_where_a_prohibition_makes_something_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The policy with one more prohibition, doctored: read as one that allows."""
    policy = only(discourage(messages("gift", by="post"), always, says="better not").named("mine/not"))

    def doctored(_: AnyPolicy) -> tuple[AnyPolicy, ...]:
        return (only(permit(messages("gift", by="post"), always, says="give").named("mine/gift")),)

    law = laws.monotone_in_prohibitions()
    assert broken(law, when(at(1)), policy) == []
    monkeypatch.setattr(laws, "_stricter", doctored)
    assert broken(law, when(at(1)), policy) == [("gift", "post")]


def test_monotone_tries_a_prohibition_for_each_rule_of_each_source() -> None:
    """Each with the rule's own actions and condition, in one source at a time."""
    one = only(
        permit(ASKS, pending, says="a").named("one/a"), permit(ASKS, always, says="b").named("one/b"), name="one"
    )
    two = only(permit(ASKS, never, says="c").named("two/a"), name="two")
    stricter = laws._stricter(strictest(one, two))
    assert [len(policy.rules) for policy in stricter] == [4, 4, 4]
    added = [next(rule for rule in policy.rules if rule.id == "law/added") for policy in stricter]
    assert [(rule.on, rule.when) for rule in added] == [(ASKS, pending), (ASKS, always), (ASKS, never)]


TORN = (
    recommend(messages("status_inquiry", by="email"), pending, says="ask").named("mine/ask"),
    recommend(messages("interest_note", by="email"), pending, says="tell").named("mine/tell"),
)


def test_advice_can_be_followed_unless_following_one_forbids_or_discourages_another() -> None:
    """Each is done in turn; what is recommended by two channels, or was done for everybody, is one thing."""
    law, timeline = laws.advice_can_be_followed(), when(at(1))
    assert broken(law, timeline, only(*TORN)) == []
    stop = forbid(messages("status_inquiry"), unanswered(), says="no").named("mine/stop")
    assert broken(law, timeline, only(*TORN, stop)) == [("status_inquiry", "email")]
    better_not = discourage(messages("interest_note"), unanswered(), says="no").named("mine/better-not")
    assert broken(law, timeline, only(*TORN, better_not)) == [("interest_note", "email")]
    resting = recommend(acts("move_on"), pending, says="go").named("mine/go")
    quiet = forbid(messages("status_inquiry"), taken_since(interview_end, "move_on"), says="no").named("mine/quiet")
    assert broken(law, timeline, only(*TORN, resting, quiet)) == [("status_inquiry", "email")]


def test_thanking_several_people_is_several_things() -> None:
    """One thank-you must not forbid the next, but one to nobody by name is to all."""
    law, people = laws.advice_can_be_followed(), ("Dana Wu", "Bo Li")
    thank = recommend(messages("thank_you", by=["email", "post"]), pending, says="thank").named("mine/thank")
    alone = forbid(messages("thank_you"), unanswered(), says="no").named("mine/one-only")
    each = forbid(messages("thank_you"), addressee_thanked, says="no").named("mine/each-once")
    met = Timeline("UTC", at(1), [Interview(ends=ENDS, interviewers=people)])
    assert {person for *_, person in broken(law, met, only(thank, alone))} == set(people)
    assert broken(law, met, only(thank, each)) == []
    assert broken(law, met.add(Interview(ends=ENDS)), only(thank, each)) == []


def test_answers_change_nothing_unless_they_are_counted() -> None:
    """A policy that counts every message counts these too."""
    law = laws.answers_change_nothing()
    for kinds, changes in ((MESSAGES, True), (UNPROMPTED, False)):
        counting = forbid(ASKS, exists(latest_message(kinds)), says="no").named("mine/no")
        assert (broken(law, when(at(1)), only(counting)) != []) is changes
    of_replies = forbid(messages("reply"), exists(latest_message("reply")), says="no").named("mine/once")
    assert broken(law, when(at(1)), only(of_replies)) == []


# -- where they are asked


def test_a_law_about_a_condition_is_asked_once_in_each_window_in_which_it_is_broken() -> None:
    """Not at any other instant."""
    email = messages("status_inquiry", by="email")
    policy = only(permit(email, since(interview_end + days(6)), says="ask").named("mine/ask"))
    assert instants(laws.wait(days(7)), when(at(0)), policy) == [at(6)]
    assert instants(laws.wait(days(6)), when(at(0)), policy) == []
    assert instants(laws.always_allowed(email, since(interview_end)), when(at(0)), policy) == [at(0)]


def test_of_a_window_that_has_always_been_an_instant_before_all_events_will_do() -> None:
    """1 µs before the first; now, where there is none."""
    before_all, *as_it_happens = instants(laws.never_allowed(ASKS, always), when(at(5), sent(3)), ANYTHING)
    assert before_all == ENDS - timedelta(microseconds=1)
    assert as_it_happens == [ENDS, at(3)]  # should somebody be known only then
    assert instants(laws.never_allowed(ASKS, always), Timeline("UTC", at(3)), ANYTHING) == [
        at(3) - timedelta(microseconds=1)
    ]


def test_a_window_that_closes_with_the_first_event_is_met_inside() -> None:
    """The last instant of one that has always been and ends with the interview."""
    shut = only(permit(ASKS, ~since(interview_end), says="early").named("mine/early"))
    (instant,) = instants(laws.never_allowed(ASKS, always), when(at(0)), shut)
    assert instant == ENDS - timedelta(microseconds=1)
    assert broken(laws.never_allowed(ASKS, always), when(at(0)).at(instant), shut) != []


def test_a_law_of_ones_own_is_asked_where_anything_may_change_and_beside_and_in_the_weeks_to_come() -> None:
    """At each change, 1 µs before each; and now, with fifteen instants 23 hours apart after it."""
    policy = only(permit(messages("gift"), since(interview_end + days(6)), says="ask").named("mine/ask"))
    timeline = when(at(1))
    law = laws.law("mine", "so it is", lambda _: [])
    changes = change_points(timeline, policy)
    expected = {point - step for point in changes for step in (0, 1)}
    expected |= {timeline.now_us + number * 23 * 3_600_000_000 for number in range(16)}
    assert list(law.instants(timeline, policy)) == sorted(expected)
    tick = timedelta(microseconds=1)
    assert {at(6), at(6) - tick, at(1), at(1, hours=23), at(1, hours=15 * 23)} <= set(instants(law, timeline, policy))


def test_a_law_is_asked_at_no_instant_of_which_a_timeline_may_not_speak() -> None:
    """Those that lie before the first, or at the last or later, are left out."""
    law = laws.law("mine", "so it is", lambda _: [])
    for found in (
        list(law.instants(Timeline("UTC", Micros(LAST - 1)), ANYTHING)),
        list(law.instants(Timeline("UTC", Micros(FIRST)), ANYTHING)),
        list(laws.never_allowed(ASKS, always).instants(Timeline("UTC", Micros(FIRST)), ANYTHING)),
    ):
        assert all(FIRST <= instant < LAST for instant in found)


def test_monotone_is_asked_as_events_happen_and_not_at_what_follows_from_them() -> None:
    """It evaluates a policy for each rule, so it is asked seldom."""
    policy = only(permit(messages("gift"), since(interview_end + days(6)), says="ask").named("mine/ask"))
    found = instants(laws.monotone_in_prohibitions(), when(at(3), sent(2)), policy)
    assert {at(0), at(2)} <= set(found)
    assert at(6) not in found


# -- as values


USUAL = [
    (laws.cap(3), "cap", "after 3 attempts without an answer, nobody tries again"),
    (laws.min_gap(days(7)), "min-gap", "at least days(7) lie between an unanswered message and the next one"),
    (laws.wait(days(7)), "wait", "nobody asks before interview_end + days(7)"),
    (
        laws.no_contact_is_absolute(),
        "no-contact-is-absolute",
        "while they ask not to be contacted, no message is allowed",
    ),
    (
        laws.no_channel_on_top(),
        "no-channel-on-top",
        "while a message by one channel is unanswered, no other channel is used on top of it",
    ),
    (laws.once("status_inquiry"), "once", "a status inquiry is sent once"),
    (laws.respects_preferences(), "respects-preferences", "if they prefer a channel, no other is allowed"),
    (
        laws.advice_can_be_followed(),
        "advice-can-be-followed",
        "what is recommended at one instant can all be done",
    ),
    (laws.answers_change_nothing(), "answers-change-nothing", "answering makes nothing else allowed or forbidden"),
    (laws.one_stance(), "one-stance", "reasons and windows agree with the stance"),
    (laws.never_both(), "never-both", "no rule allows what another forbids at the same time"),
    (laws.never_trapped(), "never-trapped", "while an answer is pending, not everything is forbidden for ever"),
    (
        laws.monotone_in_prohibitions(),
        "monotone-in-prohibitions",
        "adding a prohibition never makes anything allowed",
    ),
    (
        laws.never_allowed(ASKS, pending),
        "never-allowed",
        "messages(status_inquiry, timeline_inquiry, by={email, phone}) are never allowed while pending",
    ),
    (
        laws.always_allowed(messages("gift"), exists(rejection)),
        "always-allowed",
        "messages(gift) are always allowed while exists(rejection)",
    ),
]


@pytest.mark.parametrize(("law", "name", "says"), USUAL, ids=[name for _, name, _ in USUAL])
def test_a_law_has_a_name_and_says_what_it_demands(law: Law, name: str, says: str) -> None:
    """In a sentence; its repr holds both."""
    assert (law.name, law.says) == (name, says)
    assert f"name={name!r}" in repr(law)
    assert says in repr(law)


@pytest.mark.parametrize("make", [laws.never_allowed, laws.always_allowed])
def test_a_law_about_a_condition_may_be_given_a_name_and_words(make: Any) -> None:
    """In place of its own."""
    law = make(ASKS, pending, name="hush", says="be quiet")
    assert (law.name, law.says) == ("hush", "be quiet")


def test_laws_are_values() -> None:
    """Two of one make are equal, and hash alike."""
    assert laws.cap(3) == laws.cap(3)
    assert laws.cap(3) != laws.cap(4)
    assert len({laws.cap(3), laws.cap(3), laws.one_stance(), laws.one_stance()}) == 2


@pytest.mark.parametrize("law", [laws.one_stance(), laws.law("mine", "so it is", lambda _: [])])
def test_a_law_of_whole_evaluations_concerns_no_rule_of_its_own(law: Law) -> None:
    """What it asks nobody can tell."""
    assert law.concerns() == ()


def test_a_law_about_a_condition_concerns_its_actions_and_its_condition() -> None:
    """So timelines are drawn on which it holds."""
    (rule,) = laws.never_allowed(ASKS, pending).concerns()
    assert (rule.on, rule.when) == (ASKS, pending)


def test_a_law_may_be_a_class_of_its_own() -> None:
    """It says where it is asked, and what breaks it."""

    @attrs.frozen
    class Hush(Law):
        on: Selection
        when: Condition = always

        def breaking(self, evaluation: Evaluation) -> Iterator[Ruling]:
            yield from (ruling for ruling in evaluation.rulings if ruling.verdict.possible & ALLOWED)

        def instants(self, timeline: Timeline, policy: AnyPolicy) -> Iterator[int]:
            yield timeline.now_us

    law = Hush("hush", "say nothing", ASKS)
    assert law.concerns() == ()
    assert broken(law, when(at(1)), QUIET) == []
    assert len(broken(law, when(at(1)))) == len(list(evaluate(when(at(1)), ANYTHING).allowed))
