"""Where two policies differ: at each level, how it is told, and who is the stricter."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from followup_rules import (
    UNKNOWN,
    ActionTaken,
    Facts,
    Interview,
    MessageSent,
    Policy,
    PolicyError,
    ResponsePromised,
    Timeline,
    evaluate,
    first_to_speak,
    most_permissive,
    policies,
    strictest,
)
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, before, exists, fact, never, pending, since, unanswered
from followup_rules.rules.moments import interview_end, interview_with_addressee, promised_date
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import Rule, discourage, forbid, permit, recommend
from followup_rules.rules.selections import Selection, messages
from followup_rules.temporal.instants import FIRST, LAST, Micros
from followup_rules.testing.differences import Difference, Level, _Pair, compare_policies, find_difference
from followup_rules.testing.search import Effort
from followup_rules.timeline.vocabulary import Action
from wrong_policies import WRONG, Wrong

pytestmark = pytest.mark.unmeasured

MONDAY = "2026-01-05T09:00:00+00:00"
EMAIL = messages("status_inquiry", by="email")


def only(*rules: Rule, name: str = "mine", closed: bool = False) -> Policy:
    """A policy of these rules."""
    return Policy(name, rules, closed=closed)


def asking(after: int, *, name: str = "mine", id: str = "mine/ask") -> Policy:
    """One asks so many days after the interview."""
    return only(permit(EMAIL, since(interview_end + days(after)), says=f"ask after {after} days").named(id), name=name)


def urging(late: int, *, name: str = "mine", due: int | None = 2) -> Policy:
    """One is to ask two days after the interview; it is late after some more."""
    start, end = interview_end + days(due or 0), interview_end + days(late)
    rule = recommend(EMAIL, pending, due=start, overdue=end, says="ask").named("mine/ask")
    return only(rule if due is not None else recommend(EMAIL, pending, says="ask").named("mine/ask"), name=name)


def found(one: AnyPolicy, other: AnyPolicy, **how: Any) -> Difference:
    """The difference of two policies that do differ."""
    difference = find_difference(one, other, **how)
    assert difference is not None
    return difference


WEEK, SIX = asking(7, name="week"), asking(6, name="six")
NO_DUE, DUE = (
    urging(0, due=None, name="ever"),
    only(recommend(EMAIL, pending, due=interview_end, says="ask").named("mine/ask"), name="since"),
)
PAIRS: list[tuple[Level, Policy, Policy]] = [
    ("stance", WEEK, SIX),
    ("advice", urging(3, name="soon"), urging(4, name="late")),
    ("dates", NO_DUE, DUE),
    ("reasons", WEEK, asking(7, name="other", id="mine/other")),
]


@pytest.mark.parametrize(("level", "one", "other"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_a_difference_is_found_at_its_level(level: Level, one: Policy, other: Policy) -> None:
    """And is really one, on the timeline that it names."""
    difference = found(one, other, down_to="reasons", tries=150)
    assert difference.level == level
    assert difference.action == Action("status_inquiry", "email")
    assert difference.one == evaluate(difference.timeline, one)[difference.action]
    assert difference.other == evaluate(difference.timeline, other)[difference.action]
    assert difference.effort.until_found is not None


@pytest.mark.parametrize(("level", "one", "other"), PAIRS[1:], ids=[pair[0] for pair in PAIRS[1:]])
def test_nothing_is_found_below_the_level_to_which_one_looks(level: Level, one: Policy, other: Policy) -> None:
    """Of a difference in dates nobody hears who asked for the advice."""
    above: dict[Level, Level] = {"advice": "stance", "dates": "advice", "reasons": "dates"}
    assert find_difference(one, other, down_to=above[level], tries=15) is None


def test_to_look_down_to_the_advice_is_the_default() -> None:
    """Dates and reasons are for those who ask."""
    assert found(*PAIRS[1][1:]).level == "advice"
    assert find_difference(*PAIRS[3][1:], tries=15) is None


def test_a_difference_in_stance_goes_before_one_in_advice() -> None:
    """Though the other can be seen on smaller timelines."""
    one = only(recommend(EMAIL, always, says="ask").named("mine/ask"), name="one")
    rules = permit(EMAIL, always, says="ask").named("mine/ask"), forbid(EMAIL, unanswered(), says="no").named("mine/no")
    other = only(*rules, name="other")
    assert found(one, other, down_to="reasons", tries=100).level == "stance"
    assert found(one, only(rules[0], name="other"), down_to="reasons", tries=20).level == "advice"


def test_equal_policies_do_not_differ() -> None:
    """Whatever their names; and nothing is drawn."""
    for level in ("stance", "advice", "dates", "reasons"):
        assert find_difference(WEEK, asking(7, name="seven"), down_to=level, tries=1) is None
    assert find_difference(policies.pro_tips, policies.pro_tips) is None


def test_the_instant_is_the_earliest_at_which_they_differ() -> None:
    """Neither later nor, to the microsecond, sooner."""
    difference = found(WEEK, SIX)
    assert difference.timeline == Timeline("UTC", "2026-01-11T09:00:00+00:00", [Interview(ends=MONDAY)])
    before_it = difference.timeline.at(Micros(difference.timeline.now_us - 1))
    stances = [evaluate(before_it, policy)["status_inquiry", "email"].stance for policy in (WEEK, SIX)]
    assert stances == ["silent", "silent"]


def test_an_earliest_instant_may_lie_before_all_that_happens() -> None:
    """Where they have always differed."""
    difference = found(only(permit(messages("gift"), always, says="give").named("mine/gift")), only())
    assert difference.timeline.events == ()
    assert (difference.one.stance, difference.other.stance) == ("allowed", "silent")


def test_closing_a_policy_is_a_difference_in_stance() -> None:
    """Though no rule differs."""
    difference = found(only(), only(closed=True))
    assert (difference.one.stance, difference.other.stance, difference.level) == ("silent", "forbidden", "stance")


def test_thanks_to_people_may_differ() -> None:
    """The action holds the name where it matters."""
    rule = permit(messages("thank_you", by="email"), pending, says="thank").named("mine/thanks")
    difference = found(only(rule), only())
    assert difference.action.kind == "thank_you"
    assert difference.timeline.events == (Interview(ends=MONDAY),)


def test_a_name_that_is_not_needed_goes_and_an_interview_that_brings_it_stays() -> None:
    """Without it nobody of that name is judged; what is found is of the one who is."""
    rule = permit(messages("thank_you", by="email"), exists(interview_with_addressee), says="thank").named(
        "mine/thanks"
    )
    ada, bo = (Interview(ends=MONDAY, interviewers=(name,)) for name in ("Ada", "Bo"))
    compared = _Pair(only(rule), only(), "stance")
    difference = compared.difference(Timeline("UTC", MONDAY, [ada, bo]), Effort(1, 1))
    assert difference.timeline.events in ((ada,), (bo,))
    assert difference.action.to in ("Ada", "Bo")
    assert (difference.one.stance, difference.other.stance) == ("allowed", "silent")


@pytest.mark.parametrize("level", ["stance", "advice"])
def test_what_lies_beyond_the_last_instant_is_no_difference(level: Level) -> None:
    """A timeline may not speak of it."""
    one, other = (WEEK, SIX) if level == "stance" else PAIRS[1][1:]
    timeline = Timeline("UTC", Micros(LAST - 1), [Interview(ends=Micros(LAST - 1))])
    assert _Pair(one, other, level).first_difference(timeline) is None


@pytest.mark.parametrize(("level", "days_on"), [("stance", 6), ("advice", 3)])
def test_nothing_is_compared_before_the_first_instant(level: Level, days_on: int) -> None:
    """Where an interview ends at the very first, nothing is asked of the microsecond before."""
    timeline = Timeline("UTC", Micros(FIRST), [Interview(ends=Micros(FIRST))])
    one, other = (WEEK, SIX) if level == "stance" else PAIRS[1][1:]
    where = _Pair(one, other, level).first_difference(timeline)
    assert where == (FIRST + days_on * 86_400_000_000, Action("status_inquiry", "email"))


def test_dates_are_not_compared_with_hindsight() -> None:
    """Reviewed notes are to be reviewed again after a later message; before it was sent nobody knew of that."""
    policy = policies.recommended
    rule = policy["review-the-notes"]
    others = [attrs.evolve(each, due=None) if each == rule else each for each in policy.rules]
    timeline = Timeline(
        "UTC",
        "2026-01-13T09:00:00Z",
        [
            Interview(starts="2026-01-05T08:00:00Z", ends=MONDAY),
            ActionTaken(at="2026-01-12T09:00:00Z", kind="review_notes"),
            MessageSent(at="2026-01-13T09:00:00Z", kind="thank_you", channel="email"),
        ],
    )
    compared = _Pair(policy, attrs.evolve(policy, rules=tuple(others)), "dates")
    assert compared.first_difference(timeline) == (timeline.now_us, Action("review_notes", "none"))
    assert compared.difference(timeline, Effort(1, 1)).level == "dates"


# -- combined policies


@pytest.mark.parametrize("combine", [strictest, most_permissive, first_to_speak])
def test_combined_policies_are_compared_as_any_other(combine: Any) -> None:
    """What differs in one of their sources is found."""
    base = only(permit(messages("gift"), always, says="give").named("base/gift"), name="base")
    difference = found(combine(base, WEEK), combine(base, SIX))
    assert difference.action == Action("status_inquiry", "email")
    assert difference.timeline.now.isoformat() == "2026-01-11T09:00:00+00:00"
    assert find_difference(combine(base, WEEK), combine(base, WEEK)) is None


def test_a_combined_policy_differs_from_a_plain_one() -> None:
    """One that forbids what the other permits."""
    ban = only(forbid(EMAIL, since(interview_end), says="no").named("ban/no"), name="ban")
    difference = found(strictest(SIX, ban), SIX)
    assert (difference.one.stance, difference.other.stance) == ("forbidden", "silent")


def test_resolvers_differ_where_their_sources_do() -> None:
    """The same sources, resolved otherwise."""
    yes = only(permit(EMAIL, pending, says="do").named("yes/do"), name="yes")
    no = only(forbid(EMAIL, pending, says="stop").named("no/stop"), name="no")
    difference = found(strictest(yes, no), most_permissive(yes, no))
    assert (difference.one.stance, difference.other.stance) == ("forbidden", "allowed")


# -- as text, and as a test


STORY = """\
week and six differ in stance: status inquiry by email
  Mon 5 Jan 2026, 09:00   an interview
  Sun 11 Jan 2026, 09:00  now, in UTC
the first, week, says:
  silent
    opens Mon 12 Jan 2026, 09:00
the second, six, says:
  allowed
    mine/ask (permit): ask after 6 days"""

ADVICE = """\
soon and late differ in advice: status inquiry by email
  Mon 5 Jan 2026, 09:00  an interview
  Thu 8 Jan 2026, 09:00  now, in UTC
the first, soon, says:
  allowed, overdue
    mine/ask (recommend): ask
    overdue since Thu 8 Jan 2026, 09:00
the second, late, says:
  allowed, recommended
    mine/ask (recommend): ask
    due since Wed 7 Jan 2026, 09:00
    overdue from Fri 9 Jan 2026, 09:00"""


@pytest.mark.parametrize(("story", "pair"), [(STORY, PAIRS[0]), (ADVICE, PAIRS[1])], ids=["stance", "advice"])
def test_a_difference_tells_the_whole_story(story: str, pair: tuple[Level, Policy, Policy]) -> None:
    """What happened, and what each says of it and why."""
    assert str(found(*pair[1:])) == story


def test_a_difference_has_a_short_repr() -> None:
    """The level, the action, and both rulings."""
    assert repr(found(WEEK, SIX)) == (
        "<Difference in stance, Action('status_inquiry', 'email'): "
        "<Ruling Action('status_inquiry', 'email'): silent> and <Ruling Action('status_inquiry', 'email'): allowed>>"
    )


SOURCE = """\
from followup_rules import Interview, Timeline, evaluate


def test_week_and_six_on_a_status_inquiry():
    timeline = Timeline('UTC', '2026-01-11T09:00:00+00:00', [Interview(ends='2026-01-05T09:00:00+00:00')])
    ruling = evaluate(timeline, week)['status_inquiry', 'email']
    assert ruling.stance == 'silent'
    ruling = evaluate(timeline, six)['status_inquiry', 'email']
    assert ruling.stance == 'allowed'
"""


def test_a_test_can_be_pasted() -> None:
    """Word for word."""
    assert found(WEEK, SIX).as_test(one="week", other="six") == SOURCE


OPEN = Facts(calls_welcome=UNKNOWN)
CALLS = fact("calls_welcome")
TESTED = [
    *[(one, other) for _, one, other in PAIRS],
    (
        only(permit(EMAIL, CALLS, says="a").named("mine/calls")),
        only(permit(EMAIL, ~CALLS, says="a").named("mine/calls")),
    ),
    (only(permit(messages("thank_you"), pending, says="a").named("a/b")), only()),
    (strictest(SIX, only(forbid(EMAIL, pending, says="no").named("ban/no"), name="ban")), SIX),
    (
        only(permit(EMAIL, pending, says="in one way").named("a/b")),
        only(permit(EMAIL, pending, says="in another").named("a/b")),
    ),
    (
        only(permit(EMAIL, always, says="a").named("a/b"), discourage(EMAIL, pending, says="c").named("a/c")),
        only(permit(EMAIL, always, says="a").named("a/b"), discourage(EMAIL, pending, says="c").named("a/d")),
    ),
    (
        only(permit(EMAIL, before(promised_date), says="a").named("a/b")),
        only(permit(EMAIL, never, says="a").named("a/b")),
    ),
]


@pytest.mark.parametrize("pair", TESTED, ids=range(len(TESTED)))
def test_the_test_passes_and_fails_with_the_policies_in_each_others_place(pair: tuple[AnyPolicy, AnyPolicy]) -> None:
    """Its source is whole: nothing is asked of it but the two policies."""
    one, other = pair
    source = found(one, other, down_to="reasons", tries=150).as_test()
    for policies_of_it, passes in (({"one": one, "other": other}, True), ({"one": other, "other": one}, False)):
        names: dict[str, Any] = dict(policies_of_it)
        exec(source, names)
        (test,) = [value for name, value in names.items() if name.startswith("test_")]
        if passes:
            test()
        else:
            with pytest.raises(AssertionError):
                test()


def difference_on(timeline: Timeline, action: Action, one: Policy, other: Policy) -> Difference:
    """What two policies say of an action on a timeline of one's own."""
    return Difference(timeline, action, evaluate(timeline, one)[action], evaluate(timeline, other)[action], Effort())


def test_a_test_imports_what_its_timeline_is_made_of() -> None:
    """Facts and `UNKNOWN` too, and nothing else; a name is part of the action."""
    sure = only(permit(messages("thank_you"), always, says="a").named("a/b"))
    open_one = only(permit(messages("thank_you"), CALLS, says="a").named("a/b"))
    timeline = Timeline("UTC", MONDAY, [Interview(ends=MONDAY, interviewers=("Ada",))], OPEN)
    difference = difference_on(timeline, Action("thank_you", "email", "Ada"), sure, open_one)
    assert difference.as_test() == (
        "from followup_rules import Facts, Interview, UNKNOWN, Timeline, evaluate\n\n\n"
        "def test_one_and_other_on_a_thank_you():\n"
        f"    timeline = {timeline!r}\n"
        "    ruling = evaluate(timeline, one)['thank_you', 'email', 'Ada']\n"
        "    assert ruling.stance == 'allowed'\n"
        "    ruling = evaluate(timeline, other)['thank_you', 'email', 'Ada']\n"
        "    assert ruling.stance == 'undetermined'\n"
    )


# -- the same for the same seed


@pytest.mark.parametrize(("level", "one", "other"), PAIRS[:2], ids=[pair[0] for pair in PAIRS[:2]])
def test_the_same_seed_gives_the_same_difference(level: Level, one: Policy, other: Policy) -> None:
    """To the letter, with the same effort."""
    first, again = (found(one, other, seed=11) for _ in range(2))
    assert (first.timeline, first.effort, str(first)) == (again.timeline, again.effort, str(again))
    assert first.level == level


@pytest.mark.parametrize("seeds", [2, pytest.param(10, marks=pytest.mark.long)])
def test_every_seed_leads_to_a_difference_as_small_as_any(seeds: int) -> None:
    """Of three pairs: no more events than needed, and no facts."""
    ban = only(*SIX.rules, forbid(EMAIL, unanswered(), says="no").named("mine/no"), name="ban")
    for one, other, events in ((WEEK, SIX, 1), (*PAIRS[1][1:], 1), (SIX, ban, 1)):
        differences = [found(one, other, seed=seed) for seed in range(seeds)]
        assert {len(difference.timeline.events) for difference in differences} == {events}
        assert {difference.timeline.facts for difference in differences} == {Facts()}


def test_a_promise_is_part_of_the_story_where_it_matters() -> None:
    """Six days past the promised date one may ask, and no longer waits."""
    difference = found(policies.pro_tips, policies.pro_tips.with_(wait_past_promise=6))
    assert [type(event) for event in difference.timeline.events] == [Interview, ResponsePromised]
    assert (difference.one.stance, difference.other.stance) == ("forbidden", "allowed")


def test_differing_is_symmetric() -> None:
    """What is found of two is a difference of the two in the other order."""
    for _, one, other in PAIRS[:2]:
        there, back = found(one, other), found(other, one)
        assert there.level == back.level
        assert (there.timeline, there.one, there.other) == (back.timeline, back.other, back.one)


def test_an_unknown_level_is_told_with_the_known_ones() -> None:
    """Word for word."""
    with pytest.raises(PolicyError) as caught:
        find_difference(WEEK, SIX, down_to="colour")  # type: ignore[arg-type]
    assert str(caught.value) == "`colour` is not a level of difference; expected one of stance, advice, dates, reasons"


# -- wrong policies


QUICK = (
    "business-wait-of-six-days",
    "dos-wait-of-four-days",
    "notes-promise-a-second-short",
    "pro-week-with-its-end",
    "business-no-applying",
    "recommended-despite-request",
    "pro-phone-only",
    "dos-thanks-for-courtesy",
    "art-thanks-urged",
    "business-applying-permitted",
    "recommended-gap-doubled",
    "pro-note-before-asking",
    "business-closed",
)
TRIED = [wrong for wrong in WRONG if wrong.name in QUICK]


def test_the_wrong_policies_tried_are_there() -> None:
    """Each by its name."""
    assert {wrong.name for wrong in TRIED} == set(QUICK)


@pytest.mark.parametrize("wrong", TRIED, ids=str)
def test_a_wrong_policy_is_told_from_the_right_one_at_its_level(wrong: Wrong) -> None:
    """On no more than three events."""
    difference = found(wrong.right, wrong.wrong, down_to=wrong.shows_in)
    assert difference.level == wrong.shows_in
    assert len(difference.timeline.events) <= 3


# -- which is the stricter


def stances(difference: Difference | None) -> tuple[str, str] | None:
    """What the two say."""
    return None if difference is None else (difference.one.stance, difference.other.stance)


def banned(on: Selection, *, name: str = "ban") -> Policy:
    """Some actions are forbidden as long as it is pending."""
    return only(forbid(on, pending, says="no").named("ban/no"), name=name)


@pytest.mark.parametrize(
    ("one", "other", "verdict", "stricter", "looser"),
    [
        pytest.param(WEEK, SIX, "stricter", ("silent", "allowed"), None, id="stricter"),
        pytest.param(SIX, WEEK, "looser", None, ("allowed", "silent"), id="looser"),
        pytest.param(banned(EMAIL), only(), "stricter", ("forbidden", "silent"), None, id="a ban"),
        pytest.param(
            banned(EMAIL),
            banned(messages("gift", by="post"), name="other"),
            "incomparable",
            ("forbidden", "silent"),
            ("silent", "forbidden"),
            id="incomparable",
        ),
        pytest.param(
            only(
                permit(EMAIL, pending & CALLS, says="a").named("mine/a"),
                permit(EMAIL, pending, says="b").named("mine/b"),
            ),
            only(permit(EMAIL, pending, says="b").named("mine/b")),
            "equal",
            None,
            None,
            id="equal as far as tried",
        ),
    ],
)
def test_a_comparison_has_a_verdict_and_a_witness_for_each_side(
    one: Policy, other: Policy, verdict: str, stricter: Any, looser: Any
) -> None:
    """Each witness is really one; and turned round, the verdict is the contrary."""
    compared = compare_policies(one, other, tries=40)
    assert (compared.verdict, stances(compared.stricter), stances(compared.looser)) == (verdict, stricter, looser)
    assert not compared.exact
    assert compared.effort.tries >= 40 or verdict == "incomparable"
    for witness in (compared.stricter, compared.looser):
        if witness is not None:
            assert witness.one == evaluate(witness.timeline, one)[witness.action]
            assert witness.other == evaluate(witness.timeline, other)[witness.action]
    contrary = {"stricter": "looser", "looser": "stricter"}.get(verdict, verdict)
    assert compare_policies(other, one, tries=40).verdict == contrary


def test_policies_of_the_same_rules_are_equal_and_nothing_is_tried() -> None:
    """In whatever order, under whatever ids, whatever they advise: it is exact."""
    rules = permit(EMAIL, pending, says="a").named("a/b"), forbid(messages("gift"), pending, says="c").named("a/c")
    others = forbid(messages("gift"), pending, says="z").named("x/c"), recommend(EMAIL, pending, says="y").named("x/b")
    compared = compare_policies(only(*rules), only(*others, name="other"))
    assert (compared.verdict, compared.exact, compared.effort) == ("equal", True, Effort())
    assert (compared.stricter, compared.looser) == (None, None)
    assert str(compared) == "equal: every action has the same rules"


def test_a_comparison_tells_its_verdict_the_effort_and_the_witnesses() -> None:
    """Word for word."""
    compared = compare_policies(WEEK, SIX, tries=40)
    assert str(compared) == f"stricter ({compared.effort.tries} histories)\n\n{STORY}"
    same = only(*WEEK.rules, permit(EMAIL, since(interview_end + days(8)), says="more").named("mine/more"))
    assert str(compare_policies(WEEK, same, tries=10)) == "equal as far as tried (20 histories)"


def test_an_incomparable_pair_is_told_with_both_witnesses() -> None:
    """The stricter before the looser."""
    compared = compare_policies(banned(EMAIL), banned(messages("gift", by="post"), name="other"), tries=40)
    assert str(compared) == (
        f"incomparable ({compared.effort.tries} histories)\n\n{compared.stricter}\n\n{compared.looser}"
    )


def test_undetermined_is_stricter_where_its_possible_stances_are() -> None:
    """What may be forbidden is stricter than what is silent."""
    compared = compare_policies(only(forbid(EMAIL, CALLS & pending, says="a").named("a/b")), only(), tries=60)
    assert compared.verdict == "stricter"
    assert compared.stricter is not None
    assert compared.stricter.one.stance in ("forbidden", "undetermined")


def test_a_comparison_is_the_same_for_the_same_seed() -> None:
    """Verdict, witnesses and effort."""
    one, again = (compare_policies(WEEK, SIX, tries=30, seed=4) for _ in range(2))
    assert one.effort == again.effort
    assert str(one) == str(again)
