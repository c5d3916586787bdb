"""Rules and what they are made of: selections, amounts, sentences; how they read, and what is refused."""

# mypy: disable-error-code="arg-type, list-item, operator"
# what is to be refused is given on purpose

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from followup_rules import rules as language
from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import (
    MOST,
    Amount,
    Unit,
    business_days,
    days,
    first_declared,
    hours,
    industry_norm,
    longer_of,
    practice,
    quantity,
    slow_period_leeway,
    times,
)
from followup_rules.rules.choices import choice_of_moments
from followup_rules.rules.conditions import (
    always,
    at_most,
    before,
    completes_a_step,
    exists,
    fact,
    interview_ahead,
    interview_on,
    never,
    not_before,
    on_preferred_channel,
    pending,
    sent_since,
    since,
    taken_since,
    unanswered,
)
from followup_rules.rules.moments import (
    Moment,
    attempt,
    counted,
    date_of,
    first_existing,
    interview_end,
    interview_start,
    invitation_opens,
    last_sign_of_life,
    later_of,
    latest_attempt,
    latest_message,
    latest_unanswered,
    promise_passed,
    promised_date,
    rejection,
    while_pending,
)
from followup_rules.rules.node import rewritten, walk
from followup_rules.rules.readings import reading
from followup_rules.rules.rule import (
    Clause,
    Effect,
    Rule,
    Statements,
    discourage,
    forbid,
    in_the_interview,
    permit,
    recommend,
)
from followup_rules.rules.selections import (
    acts,
    email,
    enquiries,
    gift,
    linkedin,
    messages,
    post,
    reply,
    thank_you,
    withdrawal_notice,
)
from followup_rules.rules.sentences import sentence
from followup_rules.temporal import instants
from followup_rules.timeline.events import Interview, MessageSent, ResponsePromised
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.history import Situation
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import (
    ACTIONS,
    ENQUIRIES,
    INTERVIEW_ACTS,
    MESSAGES,
    VOICE,
    Action,
    ActionKind,
    Channel,
)
from followup_rules.timeline.words import readable
from ids import stable_id

ZONE = "Europe/London"
NOW = "2025-10-18T09:00:00+01:00"
INTERVIEW = Interview(ends="2025-10-06T10:00:00+01:00", starts="2025-10-06T09:00:00+01:00", interviewers=["Dana Wu"])
WAIT = quantity("wait", days(7), low=5, high=14, note="a week")
TO_ASK = Action("status_inquiry", "email")
DAYS = reading("days_counted", "by_the_clock", "by_the_date", "in_working_days")
COUNTED = reading("attempts_counted", "since_the_last_sign_of_life", "in_all")


def situation(facts: Facts | None = None, *events: Any) -> Situation:
    """What stands at now, after one interview."""
    timeline = Timeline(ZONE, NOW, [INTERVIEW, *events], facts or Facts())
    return timeline.history.situation_at(timeline.now_us)


def refusal(make: Callable[[], object]) -> str:
    """What is said of something that cannot be made."""
    with pytest.raises(PolicyError) as caught:
        make()
    return str(caught.value)


def rule(when: Any = pending, **given: Any) -> Rule:
    """A rule to be looked at."""
    return recommend(messages(*ENQUIRIES), when, says="ask", **given).named("mine/ask")


# -- selections


def test_messages_of_some_kinds_are_those() -> None:
    """By any channel, given as words or members."""
    on = messages("status_inquiry", ActionKind.GIFT)
    assert {action.kind for action in ACTIONS if action in on} == {"status_inquiry", "gift"}
    assert sum(action in on for action in ACTIONS) == 12


def test_messages_of_no_kind_are_all_that_follow_up() -> None:
    """No acts, and neither replies nor withdrawal notices, which no document speaks of; these can be named."""
    assert {action.kind for action in ACTIONS if action in messages()} == MESSAGES - {"reply", "withdrawal_notice"}
    assert {action.kind for action in ACTIONS if action in messages("reply", "gift")} == {"reply", "gift"}
    assert [action.kind for action in ACTIONS if action in reply.by(email)] == ["reply"]
    assert [action.kind for action in ACTIONS if action in withdrawal_notice.by(email)] == ["withdrawal_notice"]


@pytest.mark.parametrize("by", [Channel.EMAIL, [Channel.EMAIL], {Channel.EMAIL}], ids=stable_id)
def test_messages_by_a_channel_are_those_by_it(by: Any) -> None:
    """One channel, or a collection."""
    on = messages("gift", by=by)
    assert [action for action in ACTIONS if action in on] == [Action("gift", "email")]


def test_a_channel_given_as_a_text_is_read_or_refused() -> None:
    """As kinds are: a selection that quietly matches nothing would disarm its rule."""
    try:
        on = messages("gift", by="email")
    except PolicyError:
        return
    assert Action("gift", "email") in on


def test_a_channel_that_there_is_not_is_refused() -> None:
    """As a kind is."""
    with pytest.raises(PolicyError):
        messages("gift", by=["fax"])


def test_acts_of_some_kinds_are_those() -> None:
    """On the only channel they are done on."""
    on = acts("take_notes", ActionKind.MOVE_ON)
    assert [action for action in ACTIONS if action in on] == [
        Action("take_notes", "in_person"),
        Action("move_on", "none"),
    ]


def test_acts_of_no_kind_are_all_acts() -> None:
    """Those of the interview and those alone."""
    assert {action.kind for action in ACTIONS if action in acts()} == set(ActionKind) - MESSAGES


def test_some_may_be_left_out_of_a_selection() -> None:
    """By kind, or by kind and channel."""
    on = messages("gift", "thank_you").but(messages("gift", by=Channel.PHONE))
    assert Action("gift", "phone") not in on
    assert Action("gift", "email") in on
    assert Action("thank_you", "phone") in on


def test_what_was_left_out_stays_out_when_more_is() -> None:
    """Leaving out twice leaves out both."""
    on = messages().but(messages("gift")).but(messages("thank_you"))
    assert Action("gift", "email") not in on
    assert Action("thank_you", "email") not in on


@pytest.mark.parametrize("given", ["take_notes", "note", "", None])
def test_what_is_no_kind_of_message_cannot_be_selected_as_one(given: Any) -> None:
    """The message lists those that are, in the order of the alphabet."""
    expected = f"`{given}` is not a kind of message; expected one of {', '.join(sorted(MESSAGES))}"
    assert refusal(lambda: messages("gift", given)) == expected


@pytest.mark.parametrize("given", ["gift", "call", "", None])
def test_what_is_no_kind_of_act_cannot_be_selected_as_one(given: Any) -> None:
    """The message lists those that are, in the order of the alphabet."""
    known = sorted(set(ActionKind) - MESSAGES)
    assert refusal(lambda: acts(given)) == f"`{given}` is not a kind of act; expected one of {', '.join(known)}"


@pytest.mark.parametrize(
    ("on", "read"),
    [
        (messages(), "messages()"),
        (messages("gift", "change_notice"), "messages(change_notice, gift)"),
        (messages(by=VOICE), "messages(by={phone, voicemail})"),
        (messages("gift", by=Channel.POST), "messages(gift, by={post})"),
        (acts("take_notes"), "acts(take_notes)"),
        (messages().but(messages("gift")), "messages().but(messages(gift))"),
    ],
    ids=stable_id,
)
def test_the_repr_of_a_selection_reads_like_its_source(on: object, read: str) -> None:
    """Kinds and channels in the order of the alphabet."""
    assert repr(on) == read


# -- statements


def test_statements_are_named_by_document_and_number() -> None:
    """One or several; two digits at the least."""
    art = Statements("art_of_follow_up")
    assert art[5] == ("art_of_follow_up-05",)
    assert art[38, 120] == ("art_of_follow_up-38", "art_of_follow_up-120")


# -- rules


@pytest.mark.parametrize(
    ("make", "effect"),
    [(permit, Effect.PERMIT), (forbid, Effect.FORBID), (recommend, Effect.RECOMMEND), (discourage, Effect.DISCOURAGE)],
)
def test_a_rule_has_what_it_was_given(make: Callable[..., Clause[Rule]], effect: Effect) -> None:
    """Id, effect, actions, condition, citations and a sentence."""
    made = make(messages("gift"), pending, cites=("a-01", "b-02"), says="go on").named("mine/ask")
    assert attrs.asdict(made, recurse=False) == {
        "id": "mine/ask",
        "effect": effect,
        "on": messages("gift"),
        "when": pending,
        "cites": ("a-01", "b-02"),
        "says": sentence("go on"),
        "due": None,
        "overdue": None,
        "done_when": never,
        "lengthened_by": (),
    }


def test_a_rule_may_be_given_a_sentence_with_dates() -> None:
    """It is kept as it is."""
    says = sentence("since {end}", end=interview_end)
    assert permit(messages(), always, says=says).named("mine/ask").says is says


@pytest.mark.parametrize("make", [forbid, recommend])
def test_citations_may_join_where_an_amount_adds_something(make: Callable[..., Clause[Rule]]) -> None:
    """They are kept in order beside the amount."""
    extra = {practice: ("a-01",), WAIT: ("b-02",)}
    made = make(messages(), always, says="x", lengthened_by=extra).named("mine/ask")
    assert made.lengthened_by == ((practice, ("a-01",)), (WAIT, ("b-02",)))


@pytest.mark.parametrize(
    "id",
    ["ask", "mine/", "/ask", "mine/Ask", "Mine/ask", "mine/ask_him", "mine/-ask", "mine/ask-", "mine/a--b", "mine/a/b",
     "my policy/ask", "1st/ask", "mine/ask\n", "", "mine/åsk"],
)  # fmt: skip
def test_another_form_of_id_is_refused(id: str) -> None:
    """The policy, a slash, and words with dashes between, all in lower case."""
    expected = f"{shown(id)} is not a rule id; expected `policy/name-with-dashes`, such as `mine/wait-a-week`"
    assert refusal(lambda: permit(messages(), always, says="x").named(id)) == expected


@pytest.mark.parametrize("id", ["mine/ask", "mine/3-days", "my_own_2/a", "mine/wait-7-days"])
def test_an_id_may_have_figures_and_underscores(id: str) -> None:
    """Underscores in the policy's name, figures in both."""
    assert permit(messages(), always, says="x").named(id).id == id


@pytest.mark.parametrize(
    ("when", "shown"), [(True, "True"), (None, "None"), (interview_end, "interview_end"), (days(3), "days(3)")]
)
def test_a_rule_holds_when_a_condition_does(when: Any, shown: str) -> None:
    """Not when a truth value, a moment or an amount does."""
    assert refusal(lambda: rule(when)) == f"rule `mine/ask` holds when `{shown}`; expected a condition"


@pytest.mark.parametrize(
    ("due", "overdue", "shown"),
    [
        (None, interview_end + days(1), "is due from `None` and overdue from `interview_end + days(1)`"),
        (interview_end, interview_end, "is due from `interview_end` and overdue from `interview_end`"),
        (
            interview_end + hours(12),
            interview_end + days(1),
            "is due from `interview_end + hours(12)` and overdue from `interview_end + days(1)`",
        ),
        (
            interview_end + days(1),
            last_sign_of_life + days(2),
            "is due from `interview_end + days(1)` and overdue from `last_sign_of_life + days(2)`",
        ),
        (
            later_of(interview_end, rejection),
            later_of(interview_end + days(1)),
            "is due from `later_of(interview_end, rejection)` and overdue from `later_of(interview_end + days(1))`",
        ),
        (
            choice_of_moments("a", one=interview_end),
            choice_of_moments("b", one=interview_end + days(1)),
            "is due from `a` and overdue from `b`",
        ),
        (
            choice_of_moments("a", one=interview_end, two=rejection),
            choice_of_moments("a", one=interview_end + days(1), two=interview_end + days(1)),
            "is due from `a` and overdue from `a`",
        ),
    ],
)
def test_due_and_overdue_are_counted_from_one_moment_in_one_unit(due: Any, overdue: Any, shown: str) -> None:
    """Else nobody could tell how long after due it is overdue."""
    expected = f"rule `mine/ask` {shown}; expected both to be counted from one moment in one unit"
    assert refusal(lambda: rule(due=due, overdue=overdue)) == expected


# -- how long after due something is overdue

# the promise that is given beside each is for Fri 10 October at 09:00, so its date is the 10th
RULES: list[tuple[Moment, Moment, str, str, str]] = [
    # counted from due itself, or from what due is counted from: in hours, which are elapsed time
    (interview_end, interview_end + hours(24), "10-25T12:00+01:00", "10-26T11:00+00:00", "hours"),
    (interview_end + hours(12), interview_end + hours(24), "10-25T12:00+01:00", "10-26T00:00+01:00", "twelve hours"),
    # in days, which follow the clock; across the change of the clock too
    (interview_end, interview_end + days(2), "10-25T12:00+01:00", "10-27T12:00+00:00", "days"),
    (interview_end + days(1), interview_end + days(3), "10-24T12:00+01:00", "10-26T12:00+00:00", "two days"),
    # in business days: a Friday and two of them
    (interview_end, interview_end + business_days(2), "10-24T12:00+01:00", "10-28T12:00+00:00", "business days"),
    # dates: so many dates later, at 00:00
    (date_of(interview_end), date_of(interview_end) + days(2), "10-25T12:00+01:00", "10-27T00:00+00:00", "dates"),
    (promised_date + days(1), promised_date + days(3), "10-25T12:00+01:00", "10-27T00:00+00:00", "promised"),
    # counted by the date
    (
        counted(interview_end, DAYS.read_as("by_the_date")),
        counted(interview_end, DAYS.read_as("by_the_date")) + days(2),
        "10-25T12:00+01:00",
        "10-27T00:00+00:00",
        "by the date",
    ),
    # counted in working days: a Friday and two of them
    (
        counted(interview_end, DAYS.read_as("in_working_days")) + days(1),
        counted(interview_end, DAYS.read_as("in_working_days")) + days(3),
        "10-24T12:00+01:00",
        "10-28T00:00+00:00",
        "in working days",
    ),
    # the later of several: as many dates as lie between the two dates, at the same local time
    (
        later_of(interview_end + days(1), promise_passed),
        later_of(interview_end + days(3), promise_passed + days(2)),
        "10-25T12:00+01:00",
        "10-27T12:00+00:00",
        "the later",
    ),
    # a choice between such pairs
    (
        choice_of_moments("from", end=interview_end, life=last_sign_of_life),
        choice_of_moments("from", end=interview_end + hours(24), life=last_sign_of_life + hours(48)),
        "10-25T12:00+01:00",
        "10-26T11:00+00:00",
        "a choice",
    ),
    # overdue never comes before due
    (interview_end + days(3), interview_end + days(1), "10-25T12:00+01:00", "10-25T12:00+01:00", "never before"),
    (interview_end + business_days(3), interview_end + business_days(1), "10-25T12:00+01:00", "10-25T12:00+01:00", ""),
    (promised_date + days(3), promised_date + days(1), "10-25T12:00+01:00", "10-25T12:00+01:00", "nor as dates"),
    (
        later_of(interview_end + days(3), promise_passed),
        later_of(interview_end + days(1), promise_passed + days(0)),
        "10-25T12:00+01:00",
        "10-25T12:00+01:00",
        "nor of the later",
    ),
]


@pytest.mark.parametrize(("due", "overdue", "start", "late"), [each[:4] for each in RULES], ids=[r[4] for r in RULES])
def test_overdue_keeps_its_distance_from_due(due: Moment, overdue: Moment, start: str, late: str) -> None:
    """Where the action falls due later than the rule says, in the rule's own units."""
    made = rule(due=due, overdue=overdue)
    promised = ResponsePromised("2025-10-06T10:00:00+01:00", by="2025-10-10T09:00:00+01:00")
    found = made.overdue_after(
        situation(None, promised), TO_ASK, instants.micros(f"2025-{start[:11]}:00{start[11:]}"), at_most=True
    )
    assert found == instants.micros(f"2025-{late[:11]}:00{late[11:]}")


@pytest.mark.parametrize("at_most", [True, False])
def test_what_falls_due_as_its_rule_says_is_overdue_as_its_rule_says(at_most: bool) -> None:
    """Nothing is counted anew; and never before it is due."""
    state = situation()
    made = rule(due=interview_end + days(1), overdue=interview_end + days(3))
    end = instants.micros("2025-10-06T10:00:00+01:00")
    day = 24 * 3_600_000_000
    assert made.overdue_after(state, TO_ASK, end + day, at_most=at_most) == end + 3 * day
    assert made.overdue_after(state, TO_ASK, end + day + 1, at_most=at_most) == end + 3 * day + 1
    early = rule(due=interview_end + days(3), overdue=interview_end + days(1))
    assert early.overdue_after(state, TO_ASK, end + 3 * day, at_most=at_most) == end + 3 * day


def test_unknown_facts_leave_open_how_long_after_due_it_is_overdue() -> None:
    """The least and the longest that they allow: here a practice of 0 to 90 days."""
    made = rule(due=interview_end + days(3), overdue=interview_end + (days(3) + practice))
    state, start = situation(Facts(expected_response_days=UNKNOWN)), instants.micros("2025-11-01T10:00:00+00:00")
    found = [made.overdue_after(state, TO_ASK, start, at_most=at_most) for at_most in (False, True)]
    assert found == [start, instants.micros("2026-01-30T10:00:00+00:00")]
    # what lengthens both cancels out
    both = rule(due=interview_end + (days(1) + practice), overdue=interview_end + (days(8) + practice))
    found = [both.overdue_after(state, TO_ASK, start, at_most=at_most) for at_most in (False, True)]
    assert found == [instants.micros("2025-11-08T10:00:00+00:00")] * 2


def test_what_is_not_declared_makes_no_date() -> None:
    """An absent amount makes no moment, so nothing is due and nothing overdue."""
    made = rule(due=interview_end + practice, overdue=interview_end + practice)
    assert made.overdue_after(situation(), TO_ASK, 0, at_most=True) is None
    half = rule(due=interview_end, overdue=interview_end + practice)
    assert half.overdue_after(situation(), TO_ASK, 0, at_most=True) is None
    assert rule(due=interview_end).overdue_after(situation(), TO_ASK, 0, at_most=True) is None
    # in a sum it adds nothing
    sums = rule(due=interview_end, overdue=interview_end + (days(2) + practice))
    later = instants.micros("2025-10-20T10:00:00+01:00")
    assert sums.overdue_after(situation(), TO_ASK, later, at_most=True) == later + 48 * 3_600_000_000


@pytest.mark.parametrize(
    ("made", "read"),
    [
        (
            forbid(messages("gift"), before(promised_date + WAIT) & pending, says="x").named("mine/wait"),
            "forbid(messages(gift), before(promised_date + wait) & pending).named('mine/wait')",
        ),
        (
            permit(messages(), ~pending | never, says="x").named("mine/ask"),
            "permit(messages(), ~pending | never).named('mine/ask')",
        ),
        (
            discourage(acts("move_on"), always, says="x").named("mine/no"),
            "discourage(acts(move_on), always).named('mine/no')",
        ),
        (
            recommend(
                messages("thank_you"),
                pending,
                due=interview_end + hours(12),
                overdue=interview_end + hours(24),
                done_when=unanswered(),
                says="x",
            ).named("mine/thank"),
            (
                "recommend(messages(thank_you), pending, due=interview_end + hours(12), "
                "overdue=interview_end + hours(24), done_when=exists(latest_unanswered(UNPROMPTED)))"
                ".named('mine/thank')"
            ),
        ),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_the_repr_of_a_rule_reads_like_its_source(made: Rule, read: str) -> None:
    """Dates and `until` where there are any."""
    assert repr(made) == read


def test_once_is_a_rule_until_it_is_done_and_a_ban_on_doing_it_again() -> None:
    """The ban is for the same kinds on every channel, and cites the same statements."""
    done = sent_since(interview_end, frozenset({ActionKind.GIFT}))
    give = permit(messages("gift", by=Channel.POST), pending, cites=("a-01",), says="x", once=done)
    until, again = give.rules("mine/give")
    assert (until.id, until.when, until.on) == ("mine/give", pending & ~done, messages("gift", by=Channel.POST))
    assert again == forbid(
        messages("gift"), done, cites=("a-01",), says="you have already done this: once is enough"
    ).named("mine/give-once")


def test_once_bans_nothing_that_the_rule_leaves_out() -> None:
    """A kind that the rule does not speak of is not forbidden by having done another."""
    _, again = permit(messages().but(messages("gift")), pending, says="x", once=always).rules("mine/ask")
    assert Action("gift", "email") not in again.on
    assert Action("thank_you", "email") in again.on


# -- what has no truth of its own


@pytest.mark.parametrize(
    ("node", "named"),
    [
        (pending, "pending"),
        (pending & exists(rejection), "pending & exists(rejection)"),
        (interview_end, "interview_end"),
        (promised_date + days(7), "promised_date + days(7)"),
        (days(3), "days(3)"),
        (WAIT, "wait"),
        (messages("gift"), "messages(gift)"),
        (sentence("wait"), "sentence('wait')"),
    ],
    ids=stable_id,
)
def test_a_part_of_a_rule_has_no_truth(node: object, named: str) -> None:
    """In `if`, `and`, `or` and `not` it raises, with a hint."""
    with pytest.raises(TypeError) as caught:
        bool(node)
    assert str(caught.value) == (
        f"`{named}` is neither true nor false by itself: combine conditions with `&`, `|` and `~`, "
        "and ask an evaluation whether they hold"
    )


def test_a_rule_has_no_truth() -> None:
    """The hint is one for rules."""
    with pytest.raises(TypeError) as caught:
        bool(permit(messages(), always, says="x").named("mine/ask"))
    assert str(caught.value) == (
        "`permit(messages(), always).named('mine/ask')` is neither true nor false by itself: "
        "put it in a `Policy`, and ask `evaluate(timeline, policy)` what that says"
    )


@pytest.mark.parametrize(
    "misuse", [lambda: pending and always, lambda: pending or always, lambda: not pending], ids=["and", "or", "not"]
)
def test_conditions_are_not_combined_by_words(misuse: Callable[[], object]) -> None:
    """`and` would quietly drop one of the two."""
    with pytest.raises(TypeError, match=r"combine conditions with `&`, `\|` and `~`"):
        misuse()


@pytest.mark.parametrize(
    "combine",
    [lambda: pending & True, lambda: pending | interview_end, lambda: days(3) & pending],
    ids=["truth", "moment", "amount"],
)
def test_conditions_combine_with_conditions_only(combine: Callable[[], object]) -> None:
    """Python's own error says that there is no such operation."""
    with pytest.raises(TypeError, match="unsupported operand type"):
        combine()


@pytest.mark.parametrize(
    ("condition", "read"),
    [
        (pending & (always | never), "pending & (always | never)"),
        (~(pending & always), "~(pending & always)"),
        (~~pending, "pending"),
        (pending & (pending & always), "pending & always"),
        (interview_ahead | interview_ahead, "interview_ahead"),
        (since(interview_end + hours(12)), "since(interview_end + hours(12))"),
        (before(date_of(interview_end) + business_days(2)), "before(date_of(interview_end) + business_days(2))"),
        (fact("stage", "final") & ~fact("calls_welcome"), "fact('stage', 'final') & ~fact('calls_welcome')"),
        (exists(promise_passed), "exists(promise_passed)"),
        (not_before(rejection, interview_end), "not_before(rejection, interview_end)"),
        (taken_since(interview_start), "taken_since(interview_start)"),
        (at_most(practice, WAIT), "at_most(practice, wait)"),
        (
            unanswered(ENQUIRIES, by=VOICE),
            "exists(latest_unanswered({status_inquiry, timeline_inquiry}, by={phone, voicemail}))",
        ),
        (on_preferred_channel, "on_preferred_channel"),
        (completes_a_step, "before(date_of(open_step) + days(1))"),
    ],
    ids=stable_id,
)
def test_the_repr_of_a_condition_reads_like_its_source(condition: object, read: str) -> None:
    """With brackets where they are needed."""
    assert repr(condition) == read


@pytest.mark.parametrize(
    ("moment", "read"),
    [
        (
            first_existing(promise_passed, later_of(interview_end, rejection)),
            "first_existing(promise_passed, later_of(interview_end, rejection))",
        ),
        (while_pending(last_sign_of_life), "while_pending(last_sign_of_life)"),
        (latest_message(), "latest_message(UNPROMPTED)"),
        (latest_unanswered(by=VOICE), "latest_unanswered(UNPROMPTED, by={phone, voicemail})"),
        (latest_attempt(ENQUIRIES), "latest_attempt({status_inquiry, timeline_inquiry})"),
        (attempt(times(3)), "attempt(times(3), UNPROMPTED)"),
        (
            attempt(times(2), "gift", counted=COUNTED.read_as("in_all")),
            "attempt(times(2), {gift}, counted=attempts_counted=in_all)",
        ),
        (latest_attempt("gift", counted=COUNTED), "latest_attempt({gift}, counted=attempts_counted)"),
        (counted(interview_end, DAYS), "counted(interview_end, days_counted)"),
        (counted(interview_end, DAYS) + days(7), "counted(interview_end, days_counted) + days(7)"),
        (invitation_opens, "invitation_opens"),
    ],
    ids=stable_id,
)
def test_the_repr_of_a_moment_reads_like_its_source(moment: object, read: str) -> None:
    """As it is written in a rule."""
    assert repr(moment) == read


def test_a_fact_that_there_is_not_is_no_condition() -> None:
    """The message lists the facts."""
    known_facts = ", ".join(attrs.fields_dict(Facts))
    assert refusal(lambda: fact("salary")) == f"`salary` is not a fact; expected one of {known_facts}"


def test_times_cannot_be_added_to_a_moment() -> None:
    """The third time is no later than the second by any number of days."""
    expected = "cannot add `times(3)` to a moment; expected hours, days or business days"
    assert refusal(lambda: interview_end + times(3)) == expected


def test_an_attempt_is_counted_in_times() -> None:
    """Not in days."""
    assert refusal(lambda: attempt(days(3))) == "`days(3)` counts days; expected an amount of times"


@pytest.mark.parametrize(
    "add",
    [lambda: interview_end + 3, lambda: days(3) + 3, lambda: days(3) + interview_end],
    ids=["a moment and a number", "an amount and a number", "an amount and a moment"],
)
def test_moments_and_amounts_are_not_added_to_numbers(add: Callable[[], object]) -> None:
    """A number has no unit; and a moment comes first."""
    with pytest.raises(TypeError, match="unsupported operand type"):
        add()


# -- amounts


@pytest.mark.parametrize(
    ("make", "unit", "read"),
    [
        (hours, Unit.HOURS, "hours(3)"),
        (days, Unit.DAYS, "days(3)"),
        (business_days, Unit.BUSINESS_DAYS, "business_days(3)"),
        (times, Unit.TIMES, "times(3)"),
    ],
)
def test_a_plain_amount_is_what_it_says(make: Callable[[int], Amount], unit: Unit, read: str) -> None:
    """So many of its unit, for sure."""
    amount = make(3)
    assert (amount.bounds(situation()), amount.unit, repr(amount)) == ((3, 3), unit, read)
    assert amount.facts(situation()) == frozenset()


@pytest.mark.parametrize("value", [-1, MOST + 1, 1.0, "3", True, None, float("nan")], ids=stable_id)
def test_an_amount_is_a_whole_number_within_bounds(value: Any) -> None:
    """A hundred years are more than enough."""
    shown = value if isinstance(value, str) else repr(value)
    assert refusal(lambda: days(value)) == f"`{shown}` is not an amount; expected a whole number from 0 to 36500"


@pytest.mark.parametrize("value", [0, MOST])
def test_the_bounds_of_an_amount_are_in(value: int) -> None:
    """None at all, and the most."""
    assert days(value).bounds(situation()) == (value, value)


def test_a_quantity_knows_its_name_unit_value_citation_and_range() -> None:
    """The range is what its document may be read to allow."""
    wait = quantity("wait", business_days(3), cites=("a-01",), low=2, high=5, note="a few")
    assert (wait.name, wait.unit, wait.value, wait.cited, wait.low, wait.high, wait.cites, wait.note) == (
        "wait",
        Unit.BUSINESS_DAYS,
        3,
        3,
        2,
        5,
        ("a-01",),
        "a few",
    )


def test_a_quantity_without_range_allows_its_own_value_only() -> None:
    """Nothing else is read into the document."""
    wait = quantity("wait", days(3), note="three")
    assert (wait.low, wait.high) == (3, 3)


@pytest.mark.parametrize(("low", "high", "least", "most"), [(4, None, 4, 3), (None, 2, 3, 2), (4, 2, 4, 2)])
def test_a_quantity_outside_its_own_range_is_refused(low: Any, high: Any, least: int, most: int) -> None:
    """The three figures are told."""
    expected = f"quantity `wait` is `3`; expected a number in its range {least} to {most}"
    assert refusal(lambda: quantity("wait", days(3), low=low, high=high, note="x")) == expected


def test_a_quantity_reads_as_its_name_and_with_its_value_where_that_was_set() -> None:
    """What is not as cited is seen."""
    assert repr(WAIT) == "wait"
    assert repr(attrs.evolve(WAIT, value=9)) == "wait=9"


@pytest.mark.parametrize(
    ("amount", "facts", "reach", "open_"),
    [
        (days(3) + days(4), Facts(), (7, 7), set()),
        (days(3) + practice, Facts(), (3, 3), set()),
        (days(3) + practice, Facts(expected_response_days=10), (13, 13), set()),
        (days(3) + practice, Facts(expected_response_days=UNKNOWN), (3, 93), {"expected_response_days"}),
        (longer_of(days(3), days(4)), Facts(), (4, 4), set()),
        (longer_of(days(3), practice), Facts(), (3, 3), set()),
        (longer_of(days(3), practice), Facts(expected_response_days=2), (3, 3), set()),
        (longer_of(days(3), practice), Facts(expected_response_days=UNKNOWN), (3, 90), {"expected_response_days"}),
        (longer_of(days(90), practice), Facts(expected_response_days=UNKNOWN), (90, 90), set()),
        (longer_of(practice), Facts(), None, set()),
        (first_declared(practice, days(3)), Facts(), (3, 3), set()),
        (first_declared(practice, days(3)), Facts(expected_response_days=10), (10, 10), set()),
        (
            first_declared(practice, days(3)),
            Facts(expected_response_days=UNKNOWN),
            (0, 90),
            {"expected_response_days"},
        ),
        (first_declared(practice), Facts(), None, set()),
        (practice, Facts(), None, set()),
    ],
    ids=stable_id,
)
def test_amounts_of_amounts_reach_as_far_as_the_facts_leave_open(
    amount: Amount, facts: Facts, reach: Any, open_: Any
) -> None:
    """The least and the most, and the facts that keep the two apart."""
    stands = situation(facts)
    assert (amount.bounds(stands), amount.facts(stands)) == (reach, open_)


NORM = industry_norm(technology=days(7), finance=days(14), education=(days(7), days(28)))


@pytest.mark.parametrize(
    ("industries", "reach", "open_"),
    [
        (None, None, set()),
        ([], (0, 0), set()),
        (["construction"], (0, 0), set()),
        (["technology"], (7, 7), set()),
        (["technology", "finance"], (14, 14), set()),
        (["technology", "construction"], (7, 7), set()),
        (["education"], (7, 28), {"expected_response_days"}),
        (["finance", "education"], (14, 28), {"expected_response_days"}),
        (UNKNOWN, (0, 28), {"industries"}),
    ],
    ids=stable_id,
)
def test_the_norm_of_the_trade_is_that_of_the_slowest(industries: Any, reach: Any, open_: Any) -> None:
    """Of the declared ones that have any; an unknown trade may be one without."""
    stands = situation(Facts(industries=industries))
    assert (NORM.bounds(stands), NORM.facts(stands)) == (reach, open_)


PERIOD = [["2025-10-06", "2025-10-10"]]
OTHER_PERIOD = [["2025-12-20", "2026-01-05"]]


@pytest.mark.parametrize(
    ("periods", "leeway", "reach", "open_"),
    [
        (None, 7, (0, 0), set()),
        (OTHER_PERIOD, 7, (0, 0), set()),
        (OTHER_PERIOD, UNKNOWN, (0, 0), set()),
        (PERIOD, 7, (7, 7), set()),
        (PERIOD, 0, (0, 0), set()),
        (PERIOD, UNKNOWN, (0, 60), {"leeway_days"}),
        (OTHER_PERIOD + PERIOD, 7, (7, 7), set()),
        (UNKNOWN, 7, (0, 7), {"slow_periods"}),
        (UNKNOWN, 0, (0, 0), set()),
        (UNKNOWN, UNKNOWN, (0, 60), {"slow_periods", "leeway_days"}),
    ],
    ids=stable_id,
)
@pytest.mark.parametrize("undeclared_is_unknown", [True, False])
def test_a_slow_period_lengthens_a_wait_where_the_interview_lies_in_it(
    undeclared_is_unknown: bool, periods: Any, leeway: Any, reach: Any, open_: Any
) -> None:
    """By the leeway that is declared; both dates of a period are in."""
    amount = slow_period_leeway(undeclared_is_unknown=undeclared_is_unknown)
    stands = situation(Facts(slow_periods=periods, leeway_days=leeway))
    assert (amount.bounds(stands), amount.facts(stands)) == (reach, open_)


@pytest.mark.parametrize(
    ("undeclared_is_unknown", "periods", "reach", "open_"),
    [
        (True, PERIOD, (0, 60), {"leeway_days"}),
        (True, OTHER_PERIOD, (0, 0), set()),
        (True, UNKNOWN, (0, 60), {"slow_periods"}),
        (False, PERIOD, (0, 0), set()),
        (False, UNKNOWN, (0, 0), set()),
    ],
    ids=stable_id,
)
def test_a_leeway_that_nobody_declared_is_unknown_or_nothing(
    undeclared_is_unknown: bool, periods: Any, reach: Any, open_: Any
) -> None:
    """As the document is read; it is asked for where a declared period needs it."""
    amount = slow_period_leeway(undeclared_is_unknown=undeclared_is_unknown)
    stands = situation(Facts(slow_periods=periods))
    assert (amount.bounds(stands), amount.facts(stands)) == (reach, open_)


def test_before_any_interview_no_slow_period_counts() -> None:
    """There is no date that could lie in it."""
    timeline = Timeline(ZONE, "2025-10-01T09:00Z", [INTERVIEW], Facts(slow_periods=PERIOD, leeway_days=7))
    amount = slow_period_leeway(undeclared_is_unknown=True)
    assert amount.bounds(timeline.history.situation_at(timeline.now_us)) == (0, 0)


def test_sums_are_flat() -> None:
    """However they were bracketed."""
    assert (days(1) + days(2)) + days(3) == days(1) + (days(2) + days(3))
    assert repr(days(1) + (WAIT + practice)) == "days(1) + wait + practice"


def test_amounts_of_different_units_are_not_added() -> None:
    """The units are told, in the order in which they were to be added."""
    expected = "`days(1)` (days), `days(1)` (days), `hours(2)` (hours) cannot be combined; expected amounts of one unit"
    assert refusal(lambda: (days(1) + days(1)) + hours(2)) == expected


@pytest.mark.parametrize("join", [longer_of, first_declared])
def test_amounts_of_different_units_are_not_compared(join: Callable[..., Amount]) -> None:
    """Nobody can tell which of three days and two hours is the larger number."""
    with pytest.raises(PolicyError):
        join(days(3), hours(2))


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (hours(1) + hours(2), Unit.HOURS),
        (longer_of(business_days(1), business_days(2)), Unit.BUSINESS_DAYS),
        (first_declared(hours(1), hours(2)), Unit.HOURS),
        (first_declared(business_days(3)), Unit.BUSINESS_DAYS),
        (practice, Unit.DAYS),
        (slow_period_leeway(undeclared_is_unknown=False), Unit.DAYS),
    ],
    ids=stable_id,
)
def test_an_amount_of_amounts_counts_what_they_count(amount: Amount, unit: Unit) -> None:
    """The practice and the leeway are days."""
    assert amount.unit is unit


@pytest.mark.parametrize(
    ("amount", "read"),
    [
        (longer_of(WAIT, practice), "longer_of(wait, practice)"),
        (first_declared(practice, days(3)), "first_declared(practice, days(3))"),
        (industry_norm(retail=days(7)), "industry_norm(retail=days(7))"),
        (industry_norm(education=(days(7), days(28))), "industry_norm(education=(days(7), days(28)))"),
        (slow_period_leeway(undeclared_is_unknown=True), "slow_period_leeway(undeclared_is_unknown=True)"),
    ],
)
def test_the_repr_of_an_amount_reads_like_its_source(amount: Amount, read: str) -> None:
    """As it is written in a rule."""
    assert repr(amount) == read


# -- trees


def test_every_part_of_a_rule_is_walked_each_before_what_is_below_it() -> None:
    """Also what stands in pairs, in norms, and beside its citations."""
    norm = quantity("norm", days(7), note="x")
    moved = quantity("moved", days(1), note="x")
    made = forbid(
        messages(),
        before(interview_end + longer_of(WAIT, industry_norm(finance=(days(1), norm)))),
        says=sentence("{wait}", wait=WAIT),
        lengthened_by={moved: ("a-01",)},
    ).named("mine/wait")
    found = list(walk(made))
    assert found[0] is made
    assert found.count(WAIT) == 2
    assert norm in found
    assert moved in found


def test_a_tree_is_rewritten_from_its_leaves_up() -> None:
    """Everywhere, in norms and beside citations as well."""
    norm = quantity("norm", days(7), note="x")
    made = forbid(
        messages(),
        before(interview_end + longer_of(WAIT, industry_norm(finance=norm))),
        says=sentence("{wait}", wait=WAIT),
        lengthened_by={WAIT: ("a-01",)},
    ).named("mine/wait")
    longer = {"wait": attrs.evolve(WAIT, value=9), "norm": attrs.evolve(norm, value=10)}
    again = rewritten(made, lambda node: longer.get(getattr(node, "name", ""), node))
    assert repr(again.when) == "before(interview_end + longer_of(wait=9, industry_norm(finance=norm=10)))"
    assert again.says.nodes == (longer["wait"],)
    assert again.lengthened_by == ((longer["wait"], ("a-01",)),)


def test_a_tree_that_nothing_changes_stays_the_same_object() -> None:
    """Nothing is built anew."""
    made = rule(due=interview_end + WAIT)
    assert rewritten(made, lambda node: node) is made


def test_nodes_of_one_class_with_equal_fields_are_equal() -> None:
    """And hash alike; nodes of different classes never are."""
    assert before(interview_end) == before(interview_end)
    assert hash(before(interview_end)) == hash(before(interview_end))
    assert before(interview_end) != since(interview_end)
    assert before(interview_end) != "before(interview_end)"


# -- sentences


def test_a_sentence_is_written_with_its_dates_and_the_words_of_the_action() -> None:
    """In the zone of the timeline; kinds and channels as they are spelt everywhere."""
    says = sentence(
        "{kind} by {channel} to {to}: {end}, {day}, {wait}, {most} times",
        end=interview_end,
        day=date_of(interview_end) + days(1),
        wait=WAIT,
        most=times(3),
    )
    written = says.written(situation(), Action("thank_you", "text_message", "Dana Wu"))
    expected = "thank-you by text message to Dana Wu: Mon 6 Oct 2025, 10:00, Tue 7 Oct 2025, 7 days, 3 times"
    assert written == expected


def test_nobody_by_name_is_they() -> None:
    """So that the sentence can be read."""
    assert sentence("write to {to}").written(situation(), TO_ASK) == "write to them"


@pytest.mark.parametrize(
    ("amount", "facts", "said"),
    [
        (days(1), Facts(), "1 day"),
        (days(0), Facts(), "0 days"),
        (hours(1), Facts(), "1 hour"),
        (business_days(1), Facts(), "1 business day"),
        (business_days(2), Facts(), "2 business days"),
        (times(1), Facts(), "1"),
        (practice, Facts(expected_response_days=UNKNOWN), "0 to 90 days"),
        (practice, Facts(), "an unknown number of days"),
    ],
    ids=stable_id,
)
def test_an_amount_is_said_with_its_unit(amount: Amount, facts: Facts, said: str) -> None:
    """In the singular where there is one; a range where it is open; times by the number alone."""
    assert sentence("{amount}", amount=amount).written(situation(facts), TO_ASK) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (interview_end, "Mon 6 Oct 2025, 10:00"),
        (rejection, "a day that nobody has named"),
        (
            date_of(interview_end) + practice,
            "some time from Mon 6 Oct 2025 to Sun 4 Jan 2026",
        ),
    ],
    ids=stable_id,
)
def test_a_moment_is_said_as_a_date(moment: Any, said: str) -> None:
    """Two where it is open, and in words where there is none."""
    stands = situation(Facts(expected_response_days=UNKNOWN))
    assert sentence("{day}", day=moment).written(stands, TO_ASK) == said


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        ("2025-10-24T00:00:00+01:00", "Fri 24 Oct 2025"),
        ("2025-10-24T10:30:00+01:00", "Fri 24 Oct 2025, 10:30"),
        ("2025-10-24T00:01:00+01:00", "Fri 24 Oct 2025, 00:01"),
        ("2025-10-24T10:30:05+01:00", "Fri 24 Oct 2025, 10:30:05"),
        ("2025-10-24T10:30:00.000001+01:00", "Fri 24 Oct 2025, 10:30:00.000001"),
        ("2025-03-01T09:00:00Z", "Sat 1 Mar 2025, 09:00"),
    ],
)
def test_an_instant_is_readable(instant: str, said: str) -> None:
    """Weekday, date and, unless it is midnight, the time as exactly as need be."""
    assert readable(instants.micros(instant), instants.zone(ZONE)) == said


def test_the_first_instant_of_a_date_without_midnight_is_said_as_the_date() -> None:
    """Where the clock skips 00:00, the date begins at 01:00."""
    cairo = instants.zone("Africa/Cairo")
    assert readable(instants.micros("2026-04-24T01:00:00+03:00"), cairo) == "Fri 24 Apr 2026"


def test_what_a_sentence_is_given_is_in_it() -> None:
    """Else a name was misspelt."""
    expected = "`end` is given to the sentence `since then`; expected `{end}` in it"
    assert refusal(lambda: sentence("since then", end=interview_end)) == expected


@pytest.mark.parametrize("template", ["since {}", "since {0}", "since {end.year}", "since {end[0]}"])
def test_what_a_sentence_names_is_a_plain_name(template: str) -> None:
    """Not a position, an attribute or an item."""
    assert refusal(lambda: sentence(template)) == f"`{template}` is not a sentence; expected plain names in braces"


# -- what a sentence finds in its rule

WAITING = before(last_sign_of_life + WAIT) & pending
EARLY_AND_LATE = recommend(
    messages(), pending, due=interview_end + hours(12), overdue=interview_end + hours(24), says="x"
)


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (forbid(messages(), WAITING, says="until {until}"), "until Mon 13 Oct 2025, 10:00"),
        (forbid(messages(), since(interview_end) & pending, says="since {since}"), "since Mon 6 Oct 2025, 10:00"),
        (forbid(messages(), since(interview_end), says="since {since}"), "since Mon 6 Oct 2025, 10:00"),
        (forbid(messages(), WAITING, says="{wait} from {last_sign_of_life}"), "7 days from Mon 6 Oct 2025, 10:00"),
        (recommend(messages(), due=interview_end, says="from {due}"), "from Mon 6 Oct 2025, 10:00"),
        (EARLY_AND_LATE.named("mine/x").adapted(says="by {overdue}"), "by Tue 7 Oct 2025, 10:00"),
        (permit(messages(), says="it ended {interview_end}"), "it ended Mon 6 Oct 2025, 10:00"),
        (forbid(messages(), before(latest_attempt() + WAIT), says="{latest_attempt}"), "a day that nobody has named"),
        (forbid(messages(), WAITING, says="write to {to} by {channel}"), "write to them by email"),
    ],
)
def test_a_sentence_names_the_parts_of_its_rule(clause: Clause[Rule], said: str) -> None:
    """Its dates, the moments of `since` and `before`, what is in it by its own word, and the language's own moments."""
    assert clause.named("mine/x").says.written(situation(), TO_ASK) == said


@pytest.mark.parametrize(
    ("when", "name"),
    [
        (pending, "wait"),
        (pending, "due"),
        (~before(interview_end + WAIT), "until"),
        (since(interview_end) & since(last_sign_of_life), "since"),
        (exists(latest_attempt({"gift"})) & exists(latest_attempt({"thank_you"})), "latest_attempt"),
    ],
)
def test_a_name_that_its_rule_does_not_have_or_has_twice_is_refused(when: Any, name: str) -> None:
    """The message lists what the sentence may name."""
    message = refusal(lambda: permit(messages(), when, says=f"at {{{name}}}").named("mine/x"))
    assert message.startswith(f"rule `mine/x` says `at {{{name}}}`; nothing in the rule is called `{name}`, or two ")
    assert "promised_date" in message


# -- clauses


def test_a_number_among_citations_is_a_statement_of_the_rules_own_document() -> None:
    """One or several, and those of other documents by their whole ids."""
    assert permit(messages(), says="x", cites=7).named("pro_tips/x").cites == ("pro_tips-07",)
    assert permit(messages(), says="x", cites=(7, "a-01", 120)).named("b/x").cites == ("b-07", "a-01", "b-120")
    longer = forbid(messages(), says="x", lengthened_by={practice: 3}).named("b/x")
    assert longer.lengthened_by == ((practice, ("b-03",)),)


def test_a_clause_with_once_makes_two_rules() -> None:
    """A single name does not do for both."""
    clause = permit(messages(), says="x", once=always)
    expected = "rule `mine/x` has `once`, which makes two rules; expected `.rules('mine/x')`"
    assert refusal(lambda: clause.named("mine/x")) == expected
    assert [made.id for made in clause.rules("mine/x")] == ["mine/x", "mine/x-once"]
    assert [made.id for made in permit(messages(), says="x").rules("mine/x")] == ["mine/x"]


def test_an_adapted_rule_is_the_same_but_for_what_is_changed() -> None:
    """Its sentence tells the new dates; what it was given by hand stays."""
    says = sentence("{last}: until {until}", last=last_sign_of_life)
    one = forbid(messages("gift"), WAITING, cites=("a-01",), says=says).named("mine/x")
    other = one.adapted(when=before(promised_date), cites=2).named("other/y")
    assert other == forbid(messages("gift"), before(promised_date), cites=("other-02",), says=says).named("other/y")
    assert one.adapted().named("mine/x") == one
    assert [made.id for made in one.adapted(once=always).rules("mine/x")] == ["mine/x", "mine/x-once"]


def test_acts_in_the_interview_are_due_while_it_is_on_and_done_once_taken() -> None:
    """*unless* says when they are not."""
    plain = in_the_interview("take_notes", says="x").named("mine/x")
    done = taken_since(interview_start)
    expected = recommend(acts("take_notes"), interview_on, due=interview_start, done_when=done, says="x")
    assert plain == expected.named("mine/x")
    assert in_the_interview("take_notes", unless=pending, says="x").named("mine/x").when == interview_on & ~pending


# -- selections as nouns


@pytest.mark.parametrize(
    ("selection", "equal"),
    [
        (gift.by(email), messages("gift", by="email")),
        (gift.by("email", VOICE), messages("gift", by=["email", *VOICE])),
        (gift.by([email, post]).by(post, linkedin), messages("gift", by="post")),
        (thank_you.except_by(email, post), messages("thank_you", by=["linkedin", "text_message", *VOICE])),
        (enquiries, messages(*ENQUIRIES)),
    ],
    ids=stable_id,
)
def test_selections_are_narrowed_by_channel(selection: object, equal: object) -> None:
    """By one or several channels, by several given together, or by all but some."""
    assert selection == equal


def test_a_selection_by_what_is_not_a_channel_is_refused() -> None:
    """As in `messages(by=...)`."""
    with pytest.raises(PolicyError, match="fax"):
        gift.by("fax")


@pytest.mark.parametrize("kind", sorted(MESSAGES))
def test_every_kind_of_message_has_a_noun(kind: str) -> None:
    """In the language's face, by its own word."""
    assert getattr(language, kind) == messages(kind)


def test_the_language_hides_no_builtin() -> None:
    """It is imported with a star."""
    assert [name for name in vars(language) if not name.startswith("_") and hasattr(builtins, name)] == []


@pytest.mark.parametrize("template", ["since {", "since }", "since {end", "since {end!}"])
def test_a_sentence_with_broken_braces_is_refused(template: str) -> None:
    """Python's reason is given."""
    assert refusal(lambda: sentence(template, end=interview_end)).startswith(f"`{template}` is not a sentence (")


@pytest.mark.parametrize("template", ["{end:d}", "{end!x}", "{end:{width}}"])
def test_a_sentence_that_cannot_be_written_is_refused_when_it_is_made(template: str) -> None:
    """Not when somebody reads an evaluation."""
    try:
        says = sentence(template, end=interview_end)
    except PolicyError:
        return
    assert says.written(situation(), TO_ASK)


def test_the_repr_of_a_sentence_reads_like_its_source() -> None:
    """The template tells it apart."""
    assert repr(sentence("since {end}", end=interview_end)) == "sentence('since {end}')"


# -- a few primitives through a rule


def test_the_actions_at_an_interview_are_acts() -> None:
    """A selection of all of them is not a selection of messages."""
    assert repr(acts(*INTERVIEW_ACTS)).startswith("acts(ask_contact_policy, ")


def test_a_promise_and_a_message_fill_a_sentence() -> None:
    """Dates come from the events."""
    sent = MessageSent("2025-10-07T09:00:00+01:00", kind="status_inquiry", channel="email")
    stands = situation(None, ResponsePromised("2025-10-06T09:55:00+01:00", by="2025-10-17"), sent)
    says = sentence("they named {day}; you wrote on {sent}", day=promised_date, sent=latest_message())
    assert says.written(stands, TO_ASK) == "they named Fri 17 Oct 2025; you wrote on Tue 7 Oct 2025, 09:00"


# -- what a rule may be made of


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"on": "gift"}, "rule `mine/x` is on `gift`; expected actions such as `messages()`"),
        ({"cites": "pro_tips-15"}, "rule `mine/x` cites `pro_tips-15`; expected a tuple of statement ids"),
        ({"cites": (1.5,)}, "rule `mine/x` cites `(1.5,)`; expected a tuple of statement ids"),
        ({"cites": None}, "rule `mine/x` cites `None`; expected a tuple of statement ids"),
        ({"says": 5}, "rule `mine/x` says `5`; expected a text or a sentence"),
        ({"due": 5}, "rule `mine/x` is due `5`; expected a moment"),
    ],
    ids=stable_id,
)
def test_a_rule_is_refused_when_it_is_made(given: dict[str, Any], expected: str) -> None:
    """Not when it is evaluated, in words of somebody else."""
    made: dict[str, Any] = {"on": messages(), "when": always, "says": "x", **given}
    assert refusal(lambda: recommend(**made).named("mine/x")) == expected


@pytest.mark.parametrize(("by", "wrong"), [("telegram", "telegram"), (["email", "telegram"], "telegram"), (3, 3)])
def test_unanswered_messages_by_what_is_not_a_channel_are_refused(by: Any, wrong: object) -> None:
    """As in a selection of messages; the message names the one that is wrong."""
    channels = "email, in_person, linkedin, none, phone, post, text_message, voicemail"
    assert refusal(lambda: unanswered(by=by)) == f"{shown(wrong)} is not a channel; expected one of {channels}"
