"""Checks: each law kept and broken, the story of a failure, and what a search costs."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import followup_rules
from followup_rules import (
    ChannelPreferred,
    Evaluation,
    Facts,
    Interview,
    MessageSent,
    Policy,
    Rejected,
    ResponsePromised,
    Timeline,
    evaluate,
    policies,
    strictest,
)
from followup_rules.errors import PolicyError
from followup_rules.evaluation.evaluation import Ruling
from followup_rules.rules.amounts import days, hours, times
from followup_rules.rules.conditions import addressee_thanked, always, exists, fact, pending, since, unanswered
from followup_rules.rules.moments import (
    attempt,
    interview_end,
    latest_attempt,
    latest_message,
    promised_date,
    rejection,
)
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import Rule, forbid, permit, recommend
from followup_rules.rules.selections import acts, messages
from followup_rules.testing import checks, laws
from followup_rules.testing.checks import LawBroken, LawNotTried, check
from followup_rules.testing.laws import Law
from followup_rules.testing.search import Effort
from followup_rules.testing.small_scopes import SmallScope, small_scope
from followup_rules.timeline.vocabulary import FOLLOW_UPS, MESSAGES

pytestmark = pytest.mark.unmeasured

EMAIL = messages("status_inquiry", by="email")
MONDAY = "2026-01-05T09:00:00+00:00"
AFTER_THREE = exists(attempt(followup_rules.rules.amounts.times(3)))


def only(*rules: Rule, name: str = "mine") -> Policy:
    """A policy of these rules."""
    return Policy(name, rules)


ASK = permit(messages(), pending, says="ask away").named("mine/ask")
ANYTHING = only(ASK)


def but(rule: Rule) -> Policy:
    """What allows everything, but for one rule."""
    return only(ASK, rule)


def ban(when: Any, on: Any = None) -> Policy:
    """What allows everything, but for one prohibition."""
    return but(forbid(messages() if on is None else on, when, says="no").named("mine/no"))


def failure(broken: Callable[..., Effort], policy: AnyPolicy, *given: Any, **looking: Any) -> LawBroken:
    """The law that a policy breaks, as it is told."""
    with pytest.raises(LawBroken) as caught:
        broken(policy, *given, **looking)
    return caught.value


def shown(error: LawBroken) -> tuple[str, str, str, list[str]]:
    """A failure in short: the action, when, and what must have happened."""
    ruling = error.ruling
    return (
        f"{ruling.action.kind} {ruling.action.channel}",
        error.timeline.now.isoformat(),
        ruling.stance,
        [type(event).__name__ for event in error.timeline.events],
    )


FREE: list[tuple[str, Callable[..., Effort], AnyPolicy, tuple[Any, ...], tuple[str, str, str, list[str]]]] = [
    (
        "cap",
        checks.check_cap,
        ANYTHING,
        (1,),
        ("status_inquiry email", MONDAY, "allowed", ["Interview", "MessageSent"]),
    ),
    (
        "min-gap",
        checks.check_min_gap,
        ANYTHING,
        (days(7),),
        ("status_inquiry email", MONDAY, "allowed", ["Interview", "MessageSent"]),
    ),
    (
        "wait",
        checks.check_wait,
        ANYTHING,
        (days(7),),
        ("status_inquiry email", MONDAY, "allowed", ["Interview"]),
    ),
    (
        "no-contact-is-absolute",
        checks.check_no_contact_is_absolute,
        ANYTHING,
        (),
        ("thank_you email", MONDAY, "allowed", ["Interview", "NoContactRequested"]),
    ),
    (
        "no-channel-on-top",
        checks.check_no_channel_on_top,
        ANYTHING,
        (),
        ("status_inquiry phone", MONDAY, "allowed", ["Interview", "MessageSent"]),
    ),
    (
        "once",
        checks.check_once,
        ANYTHING,
        ("timeline_inquiry",),
        ("timeline_inquiry email", MONDAY, "allowed", ["Interview", "MessageSent"]),
    ),
    (
        "once",
        checks.check_once,
        ANYTHING,
        ("thank_you",),
        ("thank_you email", MONDAY, "allowed", ["Interview", "MessageSent"]),
    ),
    (
        "respects-preferences",
        checks.check_respects_preferences,
        ANYTHING,
        (),
        ("status_inquiry phone", MONDAY, "allowed", ["Interview", "ChannelPreferred"]),
    ),
    (
        "never-allowed",
        checks.check_never_allowed,
        ANYTHING,
        (messages("gift"), pending),
        ("gift email", MONDAY, "allowed", ["Interview"]),
    ),
    (
        "always-allowed",
        checks.check_always_allowed,
        ban(since(interview_end), EMAIL),
        (EMAIL, pending),
        ("status_inquiry email", MONDAY, "forbidden", ["Interview"]),
    ),
    (
        "never-both",
        checks.check_never_both,
        ban(pending, messages("gift")),
        (),
        ("gift email", MONDAY, "forbidden", ["Interview"]),
    ),
    (
        "advice-can-be-followed",
        checks.check_advice_can_be_followed,
        only(
            recommend(EMAIL, pending, says="ask").named("mine/ask"),
            recommend(messages("interest_note", by="email"), pending, says="tell").named("mine/tell"),
            forbid(messages("status_inquiry"), unanswered(), says="no").named("mine/no"),
        ),
        (),
        ("status_inquiry email", MONDAY, "allowed", ["Interview"]),
    ),
    (
        "answers-change-nothing",
        checks.check_answers_change_nothing,
        ban(exists(latest_message(MESSAGES)), messages("gift")),
        (),
        ("gift email", MONDAY, "silent", []),
    ),
    (
        "never-trapped",
        checks.check_never_trapped,
        only(
            forbid(messages(), pending, says="hush").named("mine/hush"),
            forbid(acts("move_on"), pending, says="stay").named("mine/stay"),
        ),
        (),
        ("thank_you email", MONDAY, "forbidden", ["Interview"]),
    ),
]


@pytest.mark.parametrize(
    ("name", "broken", "policy", "given", "expected"), FREE, ids=[f"{row[0]} {place}" for place, row in enumerate(FREE)]
)
def test_a_policy_that_breaks_a_law_is_found_out(
    name: str, broken: Callable[..., Effort], policy: AnyPolicy, given: tuple[Any, ...], expected: Any
) -> None:
    """At the first instant at which it does, on the smallest timeline; the error holds what it tells."""
    error = failure(broken, policy, *given)
    assert (error.law.name, shown(error)) == (name, expected)
    assert error.policy is policy
    assert error.ruling in list(error.law.breaking(evaluate(error.timeline, policy)))
    assert error.effort.until_found is not None


KEPT: list[tuple[str, Callable[..., Effort], AnyPolicy, tuple[Any, ...]]] = [
    ("cap", checks.check_cap, ban(AFTER_THREE), (3,)),
    ("min-gap", checks.check_min_gap, ban(~since(latest_attempt() + days(7)) & exists(latest_attempt())), (days(7),)),
    (
        "wait",
        checks.check_wait,
        only(permit(EMAIL, since(interview_end + days(7)), says="a").named("mine/ask")),
        (days(7),),
    ),
    ("no-contact", checks.check_no_contact_is_absolute, policies.recommended, ()),
    ("no-channel-on-top", checks.check_no_channel_on_top, ban(unanswered(), messages(by=["phone", "voicemail"])), ()),
    (
        "once",
        checks.check_once,
        only(*permit(messages(), pending, says="ask away", once=addressee_thanked).rules("mine/ask")),
        ("thank_you",),
    ),
    ("respects-preferences", checks.check_respects_preferences, only(), ()),
    ("never-allowed", checks.check_never_allowed, ban(always, EMAIL), (EMAIL, always)),
    ("always-allowed", checks.check_always_allowed, ANYTHING, (EMAIL, pending)),
    ("never-both", checks.check_never_both, only(ASK, name="one"), ()),
    ("never-both, combined", checks.check_never_both, strictest(ANYTHING, only(ban(always).rules[1], name="two")), ()),
    ("never-trapped", checks.check_never_trapped, policies.recommended, ()),
    ("one-stance", checks.check_one_stance, policies.pro_tips, ()),
    ("monotone", checks.check_monotone_in_prohibitions, ANYTHING, ()),
]


@pytest.mark.parametrize(("name", "broken", "policy", "given"), KEPT, ids=[row[0] for row in KEPT])
def test_a_policy_that_keeps_a_law_has_it_said_after_all_tries(
    name: str, broken: Callable[..., Effort], policy: AnyPolicy, given: tuple[Any, ...]
) -> None:
    """What comes back is the effort: as many timelines as it was told to draw, and none that was wanted."""
    # what some laws are about is rare
    tries = {"cap": 60, "no-contact": 60}.get(name, 12)
    assert broken(policy, *given, tries=tries, seed=3) == Effort(tries)


def test_a_wait_an_hour_short_is_found_where_it_is_over() -> None:
    """A week less one hour after the interview: no longer forbidden, and a week is not over yet."""
    policy = only(permit(EMAIL, since(interview_end + hours(167)), says="ask").named("mine/ask"))
    error = failure(checks.check_wait, policy, hours(168))
    assert shown(error) == ("status_inquiry email", "2026-01-12T08:00:00+00:00", "allowed", ["Interview"])
    assert checks.check_wait(policy, hours(167), tries=20) == Effort(20)


@pytest.mark.long
def test_a_cap_of_four_is_found_after_three_attempts() -> None:
    """The cap of ours, set otherwise; after four there is no further one."""
    policy = policies.recommended.with_(most_attempts=4)
    error = failure(checks.check_cap, policy, 3)
    assert [type(event).__name__ for event in error.timeline.events] == ["Interview", *["MessageSent"] * 3]
    assert checks.check_cap(policy, 4, kinds=FOLLOW_UPS, tries=200) == Effort(200)


def test_a_gap_a_day_short_is_found_the_day_before() -> None:
    """Six days after the attempt, at the very instant."""
    policy = ban(exists(latest_attempt()) & ~since(latest_attempt() + days(6)))
    error = failure(checks.check_min_gap, policy, days(7))
    assert shown(error)[1:] == ("2026-01-11T09:00:00+00:00", "allowed", ["Interview", "MessageSent"])


def test_options_of_a_law_are_passed_on() -> None:
    """Kinds, channels and moments."""
    gift = only(permit(messages("gift"), always, says="give").named("mine/gift"))
    assert checks.check_cap(gift, 1, tries=5) == Effort(5)
    assert failure(checks.check_cap, gift, 1, kinds="gift").ruling.action.kind == "gift"
    assert failure(checks.check_min_gap, gift, days(1), kinds="gift").ruling.action.kind == "gift"
    assert failure(checks.check_wait, gift, days(1), kinds="gift").ruling.action.kind == "gift"
    on_top = failure(checks.check_no_channel_on_top, gift, of="phone", by="post", kinds="gift")
    assert on_top.ruling.action.channel == "post"
    promised = failure(checks.check_wait, ANYTHING, days(1), after=promised_date)
    assert [type(event) for event in promised.timeline.events] == [Interview, ResponsePromised]
    promise = ResponsePromised(at=MONDAY, by="2026-01-07")
    gift_sent = MessageSent(at="2026-01-10T09:00:00+00:00", kind="gift", channel="post")
    timeline = Timeline("UTC", "2026-01-12T09:00:00+00:00", [Interview(ends=MONDAY), promise, gift_sent])
    since_promise = failure(checks.check_once, ANYTHING, "gift", since=promised_date, timelines=[timeline])
    assert since_promise.timeline == timeline.at("2026-01-10T09:00:00+00:00")


# -- the story


WAIT = """\
mine breaks the law `wait`: nobody asks before interview_end + days(7)
  Mon 5 Jan 2026, 09:00   an interview
  Sun 11 Jan 2026, 09:00  now, in UTC
status inquiry by email:
  allowed
    mine/ask (permit): ask after six days [pro_tips-15]
to try again: Timeline('UTC', '2026-01-11T09:00:00+00:00', [Interview(ends='2026-01-05T09:00:00+00:00')])"""

PREFERENCE = """\
mine breaks the law `respects-preferences`: if they prefer a channel, no other is allowed
  Mon 5 Jan 2026, 09:00  an interview
  Mon 5 Jan 2026, 09:00  their wish to be contacted by email
  Mon 5 Jan 2026, 09:00  now, in UTC
status inquiry by phone:
  allowed
    mine/ask (permit): ask away
to try again: Timeline('UTC', '2026-01-05T09:00:00+00:00', [Interview(ends='2026-01-05T09:00:00+00:00'), \
ChannelPreferred(at='2026-01-05T09:00:00+00:00', channel='email', source='interviewer')])"""

BOTH = """\
mine breaks the law `never-both`: no rule allows what another forbids at the same time
  Mon 5 Jan 2026, 09:00  an interview
  Mon 5 Jan 2026, 09:00  now, in UTC
  `calls_welcome` is true
gift by email:
  forbidden
    mine/no (forbid): no
    although mine/ask (permit) would allow it
to try again: Timeline('UTC', '2026-01-05T09:00:00+00:00', [Interview(ends='2026-01-05T09:00:00+00:00')], \
facts=Facts(calls_welcome=True))"""

STORIES: list[tuple[str, Callable[..., Effort], AnyPolicy, tuple[Any, ...]]] = [
    (
        WAIT,
        checks.check_wait,
        only(
            permit(
                EMAIL,
                since(interview_end + days(6)),
                cites=("pro_tips-15",),
                says="ask after six days",
            ).named("mine/ask")
        ),
        (days(7),),
    ),
    (PREFERENCE, checks.check_respects_preferences, ANYTHING, ()),
    (BOTH, checks.check_never_both, ban(fact("calls_welcome"), messages("gift")), ()),
]


@pytest.mark.parametrize(("story", "broken", "policy", "given"), STORIES, ids=["wait", "preference", "both"])
def test_a_failure_tells_the_whole_story(
    story: str, broken: Callable[..., Effort], policy: AnyPolicy, given: tuple[Any, ...]
) -> None:
    """The law, what happened, the ruling with the rules that let it through; and the timeline to try again with."""
    error = failure(broken, policy, *given)
    assert str(error) == story
    _, _, again = story.rpartition("to try again: ")
    names = {"Timeline": Timeline, "Interview": Interview, "Facts": Facts, "ChannelPreferred": ChannelPreferred}
    assert eval(again, names) == error.timeline
    assert list(error.law.breaking(evaluate(eval(again, names), policy)))


def test_a_broken_law_can_be_sent_to_another_process() -> None:
    """As test runners do that share the work."""
    error = failure(checks.check_wait, ANYTHING, days(7))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.effort, again.timeline) == (str(error), error.effort, error.timeline)


def test_a_broken_law_is_a_failed_assertion() -> None:
    """So that test runners show it as they show any other."""
    assert issubclass(LawBroken, AssertionError)


# -- where it is looked for


SCOPE = small_scope(policies.pro_tips, most_events=1)
WEEKEND = laws.law(
    "weekend",
    "nobody writes at a weekend",
    lambda evaluation: [ruling for ruling in evaluation.allowed if evaluation.now.weekday() > 4],
)


def test_given_timelines_are_looked_at_one_by_one_until_one_breaks_it() -> None:
    """And nothing is drawn; the effort tells how far it went."""
    bad = Timeline("UTC", MONDAY, [Interview(ends=MONDAY)])
    fine = bad.add(Rejected(at=MONDAY))
    error = failure(checks.check_wait, ANYTHING, days(7), timelines=[fine, fine, bad, fine])
    assert error.effort == Effort(3, 3)
    assert error.timeline == bad
    assert checks.check_wait(only(), days(7), timelines=[bad, fine]) == Effort(2)


def test_a_small_scope_is_looked_at_whole() -> None:
    """All of it where the law is kept."""
    scope = small_scope(policies.pro_tips, laws=[laws.no_contact_is_absolute()], most_events=2)
    assert checks.check_no_contact_is_absolute(policies.recommended, timelines=scope) == Effort(len(scope))


def test_a_given_timeline_is_made_smaller_too() -> None:
    """What is not needed goes: events, facts, names; what comes after the instant does not count."""
    crowded = Timeline(
        "Europe/London",
        "2026-02-01T09:00:00+00:00",
        [
            Interview(starts="2026-01-05T08:00:00+00:00", ends=MONDAY, interviewers=("Ada",)),
            MessageSent(at="2026-01-20T09:00:00+00:00", kind="gift", channel="post"),
        ],
        Facts(calls_welcome=True),
    )
    error = failure(checks.check_wait, ANYTHING, days(7), timelines=[crowded])
    assert error.timeline == Timeline("Europe/London", MONDAY, [Interview(ends=MONDAY)])


def test_all_instants_of_a_timeline_are_looked_at_past_and_to_come() -> None:
    """Wherever its now lies."""
    policy = only(permit(EMAIL, since(interview_end + days(6)), says="ask").named("mine/ask"))
    for now in (MONDAY, "2026-03-05T09:00:00+00:00"):
        error = failure(checks.check_wait, policy, days(7), timelines=[Timeline("UTC", now, [Interview(ends=MONDAY)])])
        assert error.timeline.now.isoformat() == "2026-01-11T09:00:00+00:00"


def test_a_law_of_ones_own_is_asked_at_other_weekdays_and_hours() -> None:
    """23 hours apart, from now on: the sixth time it is a Saturday."""
    error = failure(check, ANYTHING, WEEKEND, timelines=[Timeline("UTC", MONDAY, [Interview(ends=MONDAY)])])
    assert error.timeline.now.isoformat() == "2026-01-10T04:00:00+00:00"


def test_several_laws_are_drawn_for_one_after_the_other_and_their_efforts_are_added() -> None:
    """The first that is broken is told; given timelines are each looked at once, for all laws."""
    quiet = only()
    kept = laws.no_contact_is_absolute(), laws.respects_preferences(), laws.cap(1)
    assert check(quiet, *kept, tries=30) == Effort(90)
    scope = small_scope(quiet, laws=kept, most_events=2)
    assert check(quiet, *kept, timelines=scope) == Effort(len(scope))
    error = failure(check, ANYTHING, laws.never_allowed(EMAIL, ~pending), laws.wait(days(7)), laws.cap(1), tries=20)
    assert error.law == laws.wait(days(7))


@pytest.mark.parametrize("tries", [1, 9, 30])
def test_so_many_tries_are_made_and_no_more(tries: int) -> None:
    """Where nothing is found."""
    assert checks.check_never_allowed(only(), EMAIL, always, tries=tries) == Effort(tries)


def test_what_is_rare_takes_more_tries_than_it_is_given() -> None:
    """One is not enough to see a cap reached, which is said; the default is."""
    with pytest.raises(LawNotTried) as caught:
        checks.check_cap(ANYTHING, 3, tries=1)
    assert str(caught.value) == (
        "the law `cap` was not put to the test: what it is about did not happen on the only timeline; try more"
    )
    assert failure(checks.check_cap, ANYTHING, 3).effort.tries > 1


def test_the_same_seed_gives_the_same_failure() -> None:
    """To the letter, with the same effort."""
    one, other = (failure(checks.check_min_gap, ANYTHING, days(7), seed=5) for _ in range(2))
    assert (str(one), one.effort, one.timeline) == (str(other), other.effort, other.timeline)


@pytest.mark.parametrize("seeds", [2, pytest.param(20, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("broken", "policy", "given", "events"),
    [
        (checks.check_wait, ANYTHING, (days(7),), 1),
        (checks.check_never_allowed, ANYTHING, (messages("gift"), pending), 1),
        (checks.check_never_both, ban(pending, messages("gift")), (), 1),
        (checks.check_no_contact_is_absolute, ANYTHING, (), 2),
        (checks.check_respects_preferences, ANYTHING, (), 2),
    ],
    ids=["wait", "never-allowed", "never-both", "no-contact-is-absolute", "respects-preferences"],
)
def test_every_seed_leads_to_a_timeline_as_small_as_any(
    broken: Callable[..., Effort], policy: Policy, given: tuple[Any, ...], events: int, seeds: int
) -> None:
    """No more events than needed, no facts, the plainest zone."""
    found = [failure(broken, policy, *given, seed=seed).timeline for seed in range(seeds)]
    assert {len(timeline.events) for timeline in found} == {events}
    assert {(timeline.facts, timeline.zone) for timeline in found} == {(Facts(), "UTC")}


# -- what looked at nothing


def test_a_law_that_demanded_nothing_is_not_kept() -> None:
    """The rules of pro_tips know no request not to be contacted, so the scope must be told of the law."""
    law = laws.no_contact_is_absolute()
    with pytest.raises(LawNotTried) as caught:
        check(policies.pro_tips, law, timelines=small_scope(policies.pro_tips, most_events=2))
    assert str(caught.value) == (
        "the law `no-contact-is-absolute` was not put to the test: what it is about did not happen on any of "
        f"{caught.value.tries} timelines; give `small_scope` the law too (`laws=[...]`), or more events"
    )
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.law, again.tries) == (str(caught.value), law, caught.value.tries)
    scope = small_scope(policies.pro_tips, laws=[law], most_events=3)
    assert failure(check, policies.pro_tips, law, timelines=scope).law == law


def test_a_law_of_ones_own_tells_what_it_is_about() -> None:
    """That is drawn too, and missed if it never happens."""

    def gives(evaluation: Evaluation) -> list[Ruling]:
        return [ruling for ruling in evaluation.allowed if ruling.action.kind == "gift" and rejected_in(evaluation)]

    def rejected_in(evaluation: Evaluation) -> bool:
        return any(isinstance(event, Rejected) for event in evaluation.timeline.known_events)

    policy = only(permit(messages("gift"), always, says="give").named("mine/gift"))
    told = laws.law("no-gift", "no gift after a rejection", gives, on=messages("gift"), when=exists(rejection))
    untold = laws.law("no-gift", "no gift after a rejection", gives)
    fine = [Timeline("UTC", MONDAY)]
    assert check(policy, untold, timelines=fine) == Effort(1)
    with pytest.raises(LawNotTried):
        check(policy, told, timelines=fine)
    assert Rejected in {type(event) for event in small_scope(policy, laws=[told], most_events=1).events}
    effort = failure(check, policy, told).effort
    assert effort.until_found is not None
    assert effort.until_found < 20
    only_when = laws.law("no-gift", "no gift after a rejection", gives, when=exists(rejection))
    assert failure(check, policy, only_when).ruling.action.kind == "gift"


WRONG: Any = {"policy": "pro_tips", "law": "cap", "gap": 7, "tries": "9"}


def breaking(given: Any) -> Law:
    """A law of one's own that gives something."""
    return laws.law("mine", "all is well", lambda _: given)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: check(ANYTHING), "`check` was given no law; expected one or more"),
        (lambda: check(ANYTHING, laws.cap(3), timelines=[]), "`timelines` holds no timeline; expected one or more"),
        (lambda: check(ANYTHING, laws.cap(3), tries=0), "`tries` is `0`; expected a whole number from 1"),
        (lambda: check(ANYTHING, laws.cap(3), tries=True), "`tries` is `True`; expected a whole number from 1"),
        (lambda: check(ANYTHING, laws.cap(3), tries=WRONG["tries"]), "`tries` is `9`; expected a whole number from 1"),
        (
            lambda: check(WRONG["policy"], laws.cap(3)),
            "`pro_tips` is not a policy; expected one such as `policies.recommended`",
        ),
        (lambda: check(ANYTHING, WRONG["law"]), "`cap` is not a law; expected one such as `laws.cap(3)`"),
        (
            lambda: checks.check_min_gap(ANYTHING, WRONG["gap"]),
            "`7` is not a length of time; expected one such as `days(7)`",
        ),
        (
            lambda: checks.check_wait(ANYTHING, times(7)),
            "`times(7)` is not a length of time; expected one such as `days(7)`",
        ),
        (
            lambda: check(ANYTHING, breaking(None)),
            "the law `mine` gave `None`; expected the rulings that break it",
        ),
        (
            lambda: check(ANYTHING, breaking(["no"])),
            "the law `mine` gave `no`; expected a ruling",
        ),
    ],
)
def test_what_cannot_be_checked_is_told(call: Callable[[], object], says: str) -> None:
    """Before anything is drawn, or where it is met."""
    with pytest.raises(PolicyError) as caught:
        call()
    assert str(caught.value) == says


def test_a_broken_law_is_shown_without_our_frames(tmp_path: Path) -> None:
    """pytest shows the call, and then the story."""
    (tmp_path / "test_quiet.py").write_text(
        "from followup_rules import policies\n"
        "from followup_rules.testing import check_no_contact_is_absolute\n"
        "def test_quiet():\n"
        "    check_no_contact_is_absolute(policies.pro_tips)\n"
    )
    call = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)]
    shown = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert "pro_tips breaks the law `no-contact-is-absolute`" in shown
    assert "testing/checks.py" not in shown


# -- what only those can break who change how rules are read


def test_a_doctored_evaluation_is_of_two_minds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ruling without any window, though it is allowed."""
    monkeypatch.setattr(Ruling, "windows_us", property(lambda _: ()))
    error = failure(checks.check_one_stance, ANYTHING, timelines=SCOPE)
    assert error.law.name == "one-stance"
    assert error.ruling.stance == "allowed"
    assert str(error).startswith("mine breaks the law `one-stance`: reasons and windows agree with the stance")


def test_a_doctored_reading_is_looser_when_stricter(monkeypatch: pytest.MonkeyPatch) -> None:
    """To add a prohibition, doctored: it adds the permission too."""
    quiet = only(forbid(EMAIL, pending, says="hush").named("mine/hush"))
    monkeypatch.setattr(laws, "_stricter", lambda _: (ANYTHING,))
    error = failure(checks.check_monotone_in_prohibitions, quiet, timelines=SCOPE)
    assert shown(error) == ("thank_you email", MONDAY, "silent", ["Interview"])


def test_an_undetermined_ruling_is_told_with_the_facts_it_hangs_on() -> None:
    """It is not allowed, so it breaks what is always allowed."""
    policy = only(permit(EMAIL, fact("calls_welcome"), says="ask").named("mine/ask"))
    timeline = Timeline("UTC", MONDAY, [], Facts(calls_welcome=followup_rules.UNKNOWN))
    law = laws.law("sure", "all is sure", lambda evaluation: evaluation.undetermined)
    error = failure(check, policy, law, timelines=[timeline])
    assert "  undetermined: allowed or silent, depending on `calls_welcome`\n" in str(error)
    assert checks.check_never_allowed(policy, EMAIL, always, timelines=[timeline]) == Effort(1)


def test_a_law_of_ones_own_may_give_any_rulings() -> None:
    """All that is drawn is of what the policy asks."""

    def called(evaluation: Evaluation) -> list[Ruling]:
        return [ruling for ruling in evaluation.allowed if ruling.action.channel == "phone"]

    error = failure(check, ANYTHING, laws.law("no-calls", "nobody calls", called))
    assert shown(error)[2:] == ("allowed", ["Interview"])


def test_a_small_scope_can_be_looked_at_for_each_law() -> None:
    """It may be iterated again and again."""
    assert isinstance(SCOPE, SmallScope)
    error = failure(check, ANYTHING, laws.cap(3), laws.wait(days(7)), timelines=SCOPE)
    assert error.law.name == "wait"


def test_timelines_that_can_be_read_once_only_are_looked_at_for_every_law() -> None:
    """Not for the first alone."""
    error = failure(check, ANYTHING, laws.cap(9), laws.wait(days(7)), timelines=iter(SCOPE))
    assert error.law.name == "wait"
