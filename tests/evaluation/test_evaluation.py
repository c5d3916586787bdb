"""Evaluations: what is asked of them, what they tell, and how they refuse."""

# mypy: disable-error-code="arg-type"
# what is to be refused is given on purpose

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pendulum
import pytest

from followup_rules import policies
from followup_rules.errors import ActionError, PolicyError
from followup_rules.evaluation.evaluation import Asked, Evaluation, Reason, Ruling, Window, evaluate
from followup_rules.rules.amounts import business_days, days, hours, practice
from followup_rules.rules.conditions import always, before, fact, pending, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import Policy, first_to_speak, majority, most_permissive, strictest
from followup_rules.rules.rule import discourage, forbid, permit, recommend
from followup_rules.rules.selections import messages
from followup_rules.rules.sentences import sentence
from followup_rules.timeline.events import Interview, MessageSent
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTIONS, INTERVIEW_ACTS, MESSAGE_CHANNELS, MESSAGES, Action, ActionKind
from ids import stable_id

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"
NOW = "2025-10-07T09:00:00+01:00"
KINDS = ", ".join(ActionKind)

YES = Policy("yes", [permit(messages("gift"), always, cites=("a-01",), says="do").named("yes/do")])
NO = Policy("no", [forbid(messages("gift"), always, cites=("b-02",), says="stop").named("no/stop")])
QUIET = Policy("quiet", [])
SHUT = Policy("shut", [], closed=True)
ASKS = Policy("asks", [forbid(messages("gift"), fact("calls_welcome"), says="perhaps").named("asks/calls")])


def timeline(*people: Any, now: str = NOW, facts: Facts | None = None, ends: str = ENDS) -> Timeline:
    """An interview with some people: a list of names for each interview."""
    return Timeline(ZONE, now, [Interview(ends=ends, interviewers=names) for names in people], facts or Facts())


def gift(*policies_: Policy, by: Callable[..., Any] = strictest, **given: Any) -> Ruling:
    """What policies, combined, say of a gift by email."""
    return evaluate(timeline([], **given), by(*policies_))["gift", "email"]


def refusal(ask: Callable[[], object]) -> str:
    """What is said of something that is not judged."""
    with pytest.raises(ActionError) as caught:
        ask()
    return str(caught.value)


# -- asking for an evaluation


def test_without_a_policy_the_recommended_one_is_asked() -> None:
    """It is what a person wants who has not chosen."""
    assert evaluate(timeline()).policy is policies.get("recommended")


@pytest.mark.parametrize("given", [{}, None, "timeline", ACTIONS[0]], ids=stable_id)
def test_only_a_timeline_is_evaluated(given: Any) -> None:
    """A dict is first read."""
    with pytest.raises(TypeError) as caught:
        evaluate(given)
    shown = given if isinstance(given, str) else repr(given)
    assert str(caught.value) == (f"`{shown}` is not a timeline; expected `Timeline(...)`, or `Timeline.from_dict(...)`")


@pytest.mark.parametrize("given", ["pro_tips", 3, [YES], policies], ids=["name", "number", "list", "module"])
def test_only_a_policy_is_asked(given: Any) -> None:
    """A name is not one."""
    with pytest.raises(PolicyError, match=r"^`.*` is not a policy; expected one such as `policies.recommended`$"):
        evaluate(timeline(), given)


# -- which actions are judged


def test_every_action_is_judged_once_where_nobody_is_named() -> None:
    """In the order of the vocabulary."""
    assert [ruling.action for ruling in evaluate(timeline([])).rulings] == list(ACTIONS)


def test_before_any_interview_thank_yous_are_judged_for_nobody_by_name() -> None:
    """There is nobody yet."""
    assert [ruling.action for ruling in evaluate(timeline()).rulings] == list(ACTIONS)


def test_thank_yous_are_judged_for_each_person_by_each_channel() -> None:
    """In the order of the interviews; for nobody by name where an interview names nobody."""
    evaluation = evaluate(timeline(["Dana Wu", "Bo Li"], []))
    asked = [
        (ruling.action.channel, ruling.action.to) for ruling in evaluation.rulings if ruling.action.kind == "thank_you"
    ]
    assert asked == [(channel, person) for channel in MESSAGE_CHANNELS for person in ("Bo Li", "Dana Wu", None)]


def test_an_evaluation_is_a_mapping_of_actions_to_rulings() -> None:
    """In the order of the vocabulary; each ruling is the same object however it is asked for."""
    evaluation = evaluate(timeline(["Dana Wu"]))
    assert isinstance(evaluation, Mapping)
    assert list(evaluation) == list(evaluation.keys()) == [ruling.action for ruling in evaluation.rulings]
    assert tuple(evaluation.values()) == evaluation.rulings
    assert len(evaluation) == len(evaluation.rulings) == len(set(evaluation))
    for action, ruling in evaluation.items():
        assert ruling is evaluation[action] is evaluation.get(action)
        assert action in evaluation


def test_a_tuple_stands_for_an_action_in_the_whole_mapping() -> None:
    """In `in` and in `get`; what is not judged is absent, and has the default."""
    evaluation = evaluate(timeline(["Dana Wu"]))
    assert ("gift", "email") in evaluation
    assert ("thank_you", "email", "Dana Wu") in evaluation
    assert evaluation.get(("gift", "email")) is evaluation["gift", "email"]
    absent: list[Asked] = [("gift", "in_person"), ("thank_you", "email", "Bo Li"), ("take_notes", "email")]
    for asked in absent:
        assert asked not in evaluation
        assert evaluation.get(asked) is None
        assert evaluation.get(asked, "none") == "none"


@pytest.mark.parametrize("asked", [("gifft", "email"), ("gift", "mail"), "gift", 3, (), ("thank_you", "email")])
def test_what_is_no_action_is_refused_rather_than_absent(asked: Any) -> None:
    """A misspelt word, and a thank-you that could be to several people, are never taken for a no or a yes."""
    evaluation = evaluate(timeline(["Dana Wu", "Bo Li"]))
    for ask in (lambda: evaluation[asked], lambda: asked in evaluation, lambda: evaluation.get(asked)):
        with pytest.raises(ActionError):
            ask()


def test_neither_a_ruling_nor_an_evaluation_has_a_truth_value() -> None:
    """`if evaluation[...]:` never sends; the message says what to ask."""
    evaluation = evaluate(timeline())
    instead = "or `may_send(timeline, kind, channel)` before you send"
    with pytest.raises(TypeError) as caught:
        bool(evaluation["gift", "email"])
    assert str(caught.value) == f"a ruling is neither true nor false: ask `ruling.allowed`, {instead}"
    with pytest.raises(TypeError) as caught:
        bool(evaluation)
    asked = "ask `evaluation[kind, channel].allowed`"
    assert str(caught.value) == f"an evaluation is neither true nor false: {asked}, {instead}"
    ruling = evaluation["gift", "email"]
    sends: list[Callable[[], object]] = [lambda: not evaluation, lambda: ruling and 1, lambda: 1 if ruling else 2]
    for sent in sends:
        with pytest.raises(TypeError):
            sent()


def test_every_ruling_has_one_of_four_stances() -> None:
    """And the four tuples part the rulings, each in their order."""
    document = timeline(["Dana Wu"], facts=Facts(calls_welcome=UNKNOWN, stage=UNKNOWN))
    evaluation = evaluate(document, majority(ASKS, YES, policies.get("pro_tips")))
    parts = (evaluation.allowed, evaluation.forbidden, evaluation.undetermined, evaluation.silent)
    assert all(parts)
    assert [{ruling.stance for ruling in part} for part in parts] == [
        {"allowed"},
        {"forbidden"},
        {"undetermined"},
        {"silent"},
    ]
    places = {ruling: place for place, ruling in enumerate(evaluation.rulings)}
    assert sorted(places[ruling] for part in parts for ruling in part) == list(range(len(places)))
    assert [sorted(part, key=places.__getitem__) for part in parts] == [list(part) for part in parts]


def test_the_verdicts_are_those_of_the_rulings() -> None:
    """The quickest way to read all stances and rule ids."""
    evaluation = evaluate(timeline(["Dana Wu"]))
    assert [(action, verdict.stance, verdict.rule_ids) for action, verdict in evaluation.verdicts] == [
        (ruling.action, ruling.stance, ruling.rule_ids) for ruling in evaluation.rulings
    ]


# -- asking for one ruling


def test_a_ruling_is_asked_for_by_kind_and_channel() -> None:
    """As texts, or as an action; the same object comes back."""
    evaluation = evaluate(timeline(["Dana Wu"]))
    ruling = evaluation["status_inquiry", "email"]
    assert ruling.action == Action("status_inquiry", "email")
    assert evaluation[Action("status_inquiry", "email")] is ruling
    assert evaluation["status_inquiry", "email", None] is ruling


def test_a_thank_you_is_asked_for_by_name() -> None:
    """To whom it is, in the third place."""
    evaluation = evaluate(timeline(["Dana Wu", "Bo Li"]))
    assert evaluation["thank_you", "email", "Bo Li"].action == Action("thank_you", "email", "Bo Li")


def test_the_only_person_need_not_be_named() -> None:
    """There is no doubt whom a pair means."""
    assert evaluate(timeline(["Dana Wu"]))["thank_you", "email"].action.to == "Dana Wu"


def test_nobody_by_name_is_asked_for_by_leaving_the_name_out() -> None:
    """Where an interview names nobody."""
    assert evaluate(timeline(["Dana Wu"], []))["thank_you", "email"].action.to is None


@pytest.mark.parametrize(
    "asked",
    [("thank_you", "email", None), Action("thank_you", "email")],
    ids=stable_id,
)
def test_who_says_nobody_means_nobody(asked: Any) -> None:
    """None given in full, or in an action, is not filled in."""
    expected = "`thank_you` is judged for each person; expected one of: `Dana Wu`"
    assert refusal(lambda: evaluate(timeline(["Dana Wu"]))[asked]) == expected


def test_a_thank_you_without_name_among_several_is_refused_with_all_of_them() -> None:
    """In the order of the interviews, those of one interview in that of the alphabet."""
    expected = "`thank_you` is judged for each person; expected one of: `Bo Li`, `Dana Wu`, `Ana Ruiz`"
    second = Interview(ends="2025-10-06T17:00:00+01:00", interviewers=["Ana Ruiz"])
    evaluation = evaluate(timeline(["Dana Wu", "Bo Li"]).add(second))
    assert refusal(lambda: evaluation["thank_you", "email"]) == expected


@pytest.mark.parametrize("whom", ["Ana Ruiz", "Dana", "", 3, ("Dana Wu",)], ids=stable_id)
def test_a_thank_you_to_somebody_else_is_refused_with_those_there_are(whom: Any) -> None:
    """Names are compared letter by letter."""
    expected = f"`thank_you` is not judged for `{whom}`; expected one of: `Dana Wu`, nobody by name (None)"
    assert refusal(lambda: evaluate(timeline(["Dana Wu"], []))["thank_you", "email", whom]) == expected


def test_the_nearest_person_is_suggested() -> None:
    """Where one is near."""
    asked = evaluate(timeline(["Dana Wu", "Bo Li"]))
    assert refusal(lambda: asked["thank_you", "email", "Dana Wo"]).endswith("`Dana Wu`; did you mean `Dana Wu`?")


def test_a_list_of_people_is_nobody() -> None:
    """A thank-you is judged for one person at a time; a list is refused like any other wrong name."""
    expected = "`thank_you` is not judged for `['Dana Wu']`; expected one of: `Dana Wu`"
    assert refusal(lambda: evaluate(timeline(["Dana Wu"]))["thank_you", "email", ["Dana Wu"]]) == expected  # type: ignore[index]


def test_only_thank_yous_are_judged_for_people() -> None:
    """Everything else is judged once, and a name given with it makes no difference."""
    evaluation = evaluate(timeline(["Dana Wu"]))
    assert evaluation["status_inquiry", "email", "Dana Wu"] is evaluation["status_inquiry", "email"]
    expected = "`['Dana Wu']` is not a person's name; expected text"
    assert refusal(lambda: evaluation["status_inquiry", "email", ["Dana Wu"]]) == expected  # type: ignore[index]


@pytest.mark.parametrize(
    ("kind", "channel", "channels"),
    [
        ("status_inquiry", "in_person", "email, phone, voicemail, linkedin, post, text_message"),
        ("thank_you", "none", "email, phone, voicemail, linkedin, post, text_message"),
        ("take_notes", "email", "in_person"),
        ("move_on", "in_person", "none"),
    ],
)
def test_an_action_by_another_channel_is_refused_with_those_it_is_judged_by(
    kind: str, channel: str, channels: str
) -> None:
    """Messages on six, acts on one; whether one person is named, or none, or more."""
    expected = f"`{kind}` is not judged by `{channel}`; expected one of {channels}"
    for people in ([], ["Dana Wu"], ["Dana Wu", "Bo Li"]):
        evaluation = evaluate(timeline(people))
        assert refusal(lambda evaluation=evaluation: evaluation[kind, channel]) == expected  # type: ignore[misc]


@pytest.mark.parametrize(
    "asked", ["thank_you", ("thank_you",), ("gift", "email", None, None), ["gift", "email"], None, 3], ids=stable_id
)
def test_what_is_no_action_is_refused(asked: Any) -> None:
    """An action is a kind, a channel and perhaps a name."""
    shown = asked if isinstance(asked, str) else repr(asked)
    expected = f"`{shown}` is not an action; expected a kind, a channel and, for a thank-you, a name"
    assert refusal(lambda: evaluate(timeline())[asked]) == expected


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    """As by `Action` itself."""
    unknown: Any = "note"
    expected = f"`note` is not a kind of action; expected one of {KINDS}"
    assert refusal(lambda: evaluate(timeline())[unknown, "email"]) == expected


def test_a_refusal_is_a_lookup_error() -> None:
    """Who asks with square brackets expects one."""
    with pytest.raises(LookupError):
        evaluate(timeline())["gift", "none"]


# -- a ruling


def test_a_ruling_has_its_stance_and_what_determines_it() -> None:
    """A forbid overrides a permit, and is the only reason then."""
    policy = Policy("both", [*YES.rules, *NO.rules])
    ruling = gift(policy)
    assert (ruling.stance, ruling.possible, ruling.rule_ids) == ("forbidden", ("forbidden",), ("no/stop",))
    assert ruling.reasons == (Reason("no/stop", "forbid", "stop", ("b-02",)),)


def test_every_rule_that_determines_the_stance_is_a_reason_in_the_order_of_the_policy() -> None:
    """Not in that of their ids."""
    rules = [forbid(messages("gift"), always, says=name).named(f"mine/{name}") for name in ("z", "a", "m")]
    assert [reason.says for reason in gift(Policy("mine", rules)).reasons] == ["z", "a", "m"]


def test_where_no_rule_speaks_the_ruling_is_silent_and_without_reason() -> None:
    """An open policy has nothing to say."""
    ruling = gift(QUIET)
    assert (ruling.stance, ruling.reasons, ruling.windows, ruling.missing) == ("silent", (), (), ())


def test_a_closed_policy_forbids_a_message_that_nothing_permits_and_says_so() -> None:
    """The reason has the policy's name, and cites nothing."""
    assert gift(SHUT).stance == "forbidden"
    assert gift(SHUT).reasons == (Reason("shut/no-guidance", "forbid", "no guidance permits it", ()),)


def test_a_closed_policy_is_silent_on_acts() -> None:
    """Only messages are closed."""
    evaluation = evaluate(timeline([]), SHUT)
    assert {ruling.action.kind for ruling in evaluation.silent} == set(ActionKind) - MESSAGES


def test_a_closed_policy_gives_its_rule_as_the_reason_where_there_is_one() -> None:
    """`no-guidance` is for want of any."""
    policy = Policy("shut", NO.rules, closed=True)
    assert [reason.rule for reason in gift(policy).reasons] == ["no/stop"]


def test_a_sentence_has_the_actual_dates_in_it() -> None:
    """In the zone of the timeline, and of the action that is judged."""
    says = sentence("{kind}: wait until {until}", until=interview_end + days(7))
    policy = Policy("mine", [forbid(messages("gift"), always, says=says).named("mine/wait")])
    assert gift(policy).reasons[0].says == "gift: wait until Mon 13 Oct 2025, 10:00"


@pytest.mark.parametrize(
    ("declared", "cites"), [(None, ("a-01",)), (0, ("a-01",)), (5, ("a-01", "b-02")), (UNKNOWN, ("a-01", "b-02"))]
)
def test_what_an_amount_is_read_from_is_cited_where_it_adds_something(declared: Any, cites: tuple[str, ...]) -> None:
    """Or may add something."""
    rule = forbid(messages("gift"), always, cites=("a-01",), says="x", lengthened_by={practice: ("b-02",)}).named(
        "mine/wait"
    )
    assert gift(Policy("mine", [rule]), facts=Facts(expected_response_days=declared)).reasons[0].cites == cites


def test_an_undetermined_ruling_tells_what_is_possible_what_may_determine_it_and_what_is_missing() -> None:
    """The rules that may hold are reasons; the facts are in the order of `Facts`."""
    rules = [
        permit(messages("gift"), fact("stage", "final"), says="late").named("mine/late"),
        forbid(messages("gift"), fact("calls_welcome"), says="calls").named("mine/calls"),
    ]
    ruling = gift(Policy("mine", rules), facts=Facts(stage=UNKNOWN, calls_welcome=UNKNOWN))
    assert (ruling.stance, ruling.possible) == ("undetermined", ("forbidden", "allowed", "silent"))
    assert [reason.rule for reason in ruling.reasons] == ["mine/late", "mine/calls"]
    assert ruling.missing == ("stage", "calls_welcome")


def test_a_determined_ruling_misses_nothing() -> None:
    """Though facts are unknown on which it does not hang."""
    assert gift(YES, facts=Facts(stage=UNKNOWN)).missing == ()


# -- advice and dates

THANKS = Policy(
    "thanks",
    [
        recommend(
            messages("gift"),
            pending,
            due=interview_end + hours(12),
            overdue=interview_end + hours(24),
            cites=("a-01",),
            says="thank them",
        ).named("thanks/thank")
    ],
)


@pytest.mark.parametrize(
    ("now", "advice"),
    [
        ("2025-10-06T21:59:59.999999+01:00", None),
        ("2025-10-06T22:00:00+01:00", "recommended"),
        ("2025-10-07T09:59:59.999999+01:00", "recommended"),
        ("2025-10-07T10:00:00+01:00", "overdue"),
    ],
)
def test_advice_changes_at_due_and_at_overdue(now: str, advice: str | None) -> None:
    """To the microsecond, while the stance stays."""
    ruling = gift(THANKS, now=now)
    assert (ruling.stance, ruling.advice) == ("allowed", advice)


def test_due_and_overdue_are_told_beforehand_in_the_zone_of_the_timeline() -> None:
    """As pendulum values."""
    ruling = gift(THANKS, now=ENDS)
    due, overdue = ruling.due, ruling.overdue
    assert due == pendulum.datetime(2025, 10, 6, 22, tz=ZONE)
    assert overdue == pendulum.datetime(2025, 10, 7, 10, tz=ZONE)
    assert (type(due), due.timezone_name if due else None) == (pendulum.DateTime, ZONE)


@pytest.mark.parametrize(
    ("one", "three", "overdue"),
    [
        (hours(24), hours(72), pendulum.datetime(2025, 10, 11, 10, tz=ZONE)),
        (days(1), days(3), pendulum.datetime(2025, 10, 11, 10, tz=ZONE)),
        (business_days(1), business_days(3), pendulum.datetime(2025, 10, 13, 10, tz=ZONE)),
    ],
    ids=["hours", "days", "business days"],
)
def test_overdue_keeps_its_distance_from_a_due_that_is_moved(one: Any, three: Any, overdue: object) -> None:
    """A ban until Thursday moves both by two days, counted as the rule counts."""
    policy = Policy(
        "mine",
        [
            recommend(
                messages("gift"), pending, due=interview_end + one, overdue=interview_end + three, says="x"
            ).named("mine/x"),
            forbid(messages("gift"), before(interview_end + days(3)), says="wait").named("mine/wait"),
        ],
    )
    ruling = gift(policy, now=ENDS)
    assert (ruling.due, ruling.overdue) == (pendulum.datetime(2025, 10, 9, 10, tz=ZONE), overdue)


def test_without_a_recommendation_nothing_is_due() -> None:
    """A permission is no advice."""
    ruling = gift(YES)
    assert (ruling.advice, ruling.due, ruling.overdue, ruling.advice_reasons) == (None, None, None, ())


def test_the_rules_that_advise_are_told_apart_from_the_reasons() -> None:
    """For it and against it."""
    against = discourage(messages("gift"), always, cites=("b-02",), says="rather not").named("mine/no")
    ruling = gift(Policy("mine", [against, *THANKS.rules]), now=NOW)
    assert (ruling.stance, ruling.advice) == ("allowed", "discouraged")
    assert [reason.rule for reason in ruling.advice_reasons] == ["mine/no", "thanks/thank"]
    assert [reason.rule for reason in ruling.reasons] == ["thanks/thank"]


@pytest.mark.parametrize("policy", [Policy("mine", [*THANKS.rules, *NO.rules])], ids=["forbidden"])
def test_what_is_not_allowed_is_not_advised(policy: Policy) -> None:
    """Advice is for what one may do."""
    assert gift(policy).advice is None


# -- windows


def test_a_window_tells_when_it_opens_and_closes() -> None:
    """In the zone of the timeline; the end is the first instant out."""
    policy = Policy(
        "mine",
        [
            permit(messages("gift"), since(interview_end + days(1)) & before(interview_end + days(2)), says="x").named(
                "mine/x"
            )
        ],
    )
    ruling = gift(policy)
    opens, closes = pendulum.datetime(2025, 10, 7, 10, tz=ZONE), pendulum.datetime(2025, 10, 8, 10, tz=ZONE)
    assert ruling.windows == (Window(opens, closes),)
    assert (ruling.stance, ruling.opens, ruling.closes) == ("silent", opens, closes)


def test_a_window_that_holds_now_keeps_its_true_start() -> None:
    """Though it lies in the past."""
    policy = Policy("mine", [permit(messages("gift"), since(interview_end), says="x").named("mine/x")])
    ruling = gift(policy)
    assert (ruling.stance, ruling.opens, ruling.closes) == (
        "allowed",
        pendulum.datetime(2025, 10, 6, 10, tz=ZONE),
        None,
    )


def test_what_was_always_allowed_and_always_will_be_has_no_bounds() -> None:
    """None at both ends."""
    assert gift(YES).windows == (Window(None, None),)


def test_a_window_that_is_over_is_not_told() -> None:
    """What is never allowed again opens never."""
    policy = Policy("mine", [permit(messages("gift"), before(interview_end + hours(1)), says="x").named("mine/x")])
    ruling = gift(policy)
    assert (ruling.windows, ruling.opens, ruling.closes) == ((), None, None)


# -- combined policies


def test_each_source_tells_what_it_says_by_its_name() -> None:
    """An evaluation each, of the same timeline."""
    evaluation = evaluate(timeline([]), strictest(YES, NO))
    assert {name: source["gift", "email"].stance for name, source in evaluation.by_source.items()} == {
        "no": "forbidden",
        "yes": "allowed",
    }
    assert all(isinstance(source, Evaluation) for source in evaluation.by_source.values())
    assert {source.timeline for source in evaluation.by_source.values()} == {timeline([])}


def test_a_policy_of_its_own_has_no_sources() -> None:
    """The mapping is empty."""
    assert dict(evaluate(timeline([]), YES).by_source) == {}


def test_a_source_may_be_combined_itself() -> None:
    """Its sources are told one level down."""
    evaluation = evaluate(timeline([]), strictest(QUIET, first_to_speak(YES, NO)))
    assert list(evaluation.by_source) == ["first_to_speak(yes, no)", "quiet"]
    assert list(evaluation.by_source["first_to_speak(yes, no)"].by_source) == ["yes", "no"]


@pytest.mark.parametrize(
    ("by", "stance", "rules"),
    [
        (strictest, "forbidden", ["no/stop"]),
        (most_permissive, "allowed", ["yes/do"]),
        (first_to_speak, "allowed", ["yes/do"]),
    ],
)
def test_the_reasons_are_those_of_the_sources_whose_stance_is_the_outcome(
    by: Callable[..., Any], stance: str, rules: list[str]
) -> None:
    """The others are told by source."""
    ruling = gift(QUIET, YES, NO, by=by)
    assert (ruling.stance, [reason.rule for reason in ruling.reasons]) == (stance, rules)


def test_a_majority_tells_how_the_votes_fell() -> None:
    """First, before the reasons of those who won; only the stances that some source has."""
    ruling = gift(YES, attrs.evolve(YES, name="also"), NO, QUIET, by=majority)
    assert ruling.stance == "allowed"
    assert ruling.reasons == (
        Reason("majority/split", "permit", "of 4 sources: 2 allowed, 1 forbidden, 1 silent", ()),
        Reason("yes/do", "permit", "do", ("a-01",)),
    )


def test_a_tied_majority_forbids() -> None:
    """With the split as a reason."""
    ruling = gift(YES, NO, by=majority)
    assert [(reason.rule, reason.effect, reason.says) for reason in ruling.reasons] == [
        ("majority/split", "forbid", "of 2 sources: 1 allowed, 1 forbidden"),
        ("no/stop", "forbid", "stop"),
    ]


def test_an_undetermined_vote_is_counted_as_such() -> None:
    """It may go either way."""
    ruling = gift(YES, ASKS, by=majority, facts=Facts(calls_welcome=UNKNOWN))
    assert ruling.stance == "undetermined"
    assert ruling.reasons[0].says == "of 2 sources: 1 allowed, 1 undetermined"
    assert ruling.missing == ("calls_welcome",)


def test_an_undetermined_majority_does_not_tell_the_split_as_a_ban() -> None:
    """It forbids nothing for sure: a reason to forbid there would mislead."""
    ruling = gift(YES, ASKS, by=majority, facts=Facts(calls_welcome=UNKNOWN))
    assert [reason.effect for reason in ruling.reasons if reason.rule == "majority/split"] != ["forbid"]


def test_a_majority_where_nobody_votes_is_silent_without_a_split() -> None:
    """There is nothing to tell."""
    assert gift(QUIET, Policy("mute", []), by=majority).reasons == ()


def test_a_source_that_forbids_for_want_of_guidance_gives_that_as_its_reason() -> None:
    """Through resolvers within resolvers."""
    assert [reason.rule for reason in gift(SHUT, QUIET).reasons] == ["shut/no-guidance"]
    nested = strictest(QUIET, first_to_speak(SHUT, YES))
    assert [reason.rule for reason in gift(nested).reasons] == ["shut/no-guidance"]


def test_a_want_of_guidance_is_a_reason_beside_the_rules_of_other_sources() -> None:
    """Both sources' stance is the outcome, so both give their reasons."""
    assert {reason.rule for reason in gift(SHUT, NO).reasons} == {"no/stop", "shut/no-guidance"}


def test_a_closed_source_that_forbids_by_a_rule_gives_the_rule() -> None:
    """Beside another that forbids for want of guidance."""
    closed_too = Policy("closed_too", NO.rules, closed=True)
    rules = {reason.rule for reason in gift(closed_too, SHUT).reasons}
    assert "no/stop" in rules
    assert "closed_too/no-guidance" not in rules


def test_a_combined_ruling_takes_dates_and_advice_from_those_who_allow_it() -> None:
    """The earliest dates."""
    later = Policy(
        "later", [recommend(messages("gift"), pending, due=interview_end + days(3), says="x").named("later/x")]
    )
    ruling = gift(THANKS, later, NO, by=most_permissive, now=NOW)
    assert (ruling.stance, ruling.advice) == ("allowed", "recommended")
    assert (ruling.due, ruling.overdue) == (
        pendulum.datetime(2025, 10, 6, 22, tz=ZONE),
        pendulum.datetime(2025, 10, 7, 10, tz=ZONE),
    )


# -- as data


def test_an_evaluation_as_data_has_the_documented_keys() -> None:
    """The policy, the zone, now, and the rulings in their order."""
    evaluation = evaluate(timeline(["Dana Wu"]), YES)
    data = evaluation.to_dict()
    assert list(data) == ["policy", "zone", "now", "rulings"]
    assert (data["policy"], data["zone"], data["now"]) == ("yes", ZONE, NOW)
    assert data["rulings"] == [ruling.to_dict() for ruling in evaluation.rulings]


def test_a_ruling_as_data_has_the_documented_keys() -> None:
    """Every one of them always, null where there is nothing."""
    assert gift(THANKS, now=ENDS).to_dict() == {
        "kind": "gift",
        "channel": "email",
        "to": None,
        "stance": "allowed",
        "advice": None,
        "opens": "2025-10-06T10:00:00+01:00",
        "closes": None,
        "due": "2025-10-06T22:00:00+01:00",
        "overdue": "2025-10-07T10:00:00+01:00",
        "reasons": [{"rule": "thanks/thank", "effect": "recommend", "says": "thank them", "cites": ["a-01"]}],
        "missing": [],
        "possible": ["allowed"],
    }
    assert list(gift(THANKS).to_dict()) == [
        "kind",
        "channel",
        "to",
        "stance",
        "advice",
        "opens",
        "closes",
        "due",
        "overdue",
        "reasons",
        "missing",
        "possible",
    ]


def test_the_data_of_a_ruling_without_windows_say_so_with_null() -> None:
    """Nothing opens and nothing closes."""
    data = gift(NO).to_dict()
    assert (data["opens"], data["closes"], data["due"], data["overdue"]) == (None, None, None, None)


def test_an_evaluation_as_data_is_json() -> None:
    """Words are texts, instants are texts, tuples are lists."""
    facts = Facts(calls_welcome=UNKNOWN, stage=UNKNOWN)
    data = evaluate(timeline(["Zoë 李"], facts=facts)).to_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_instants_across_a_clock_change_have_their_own_offsets() -> None:
    """Summer time before, winter time after."""
    ruling = gift(THANKS, ends="2025-10-25T20:00:00+01:00", now="2025-10-25T21:00:00+01:00")
    data = ruling.to_dict()
    assert (data["opens"], data["due"]) == ("2025-10-25T20:00:00+01:00", "2025-10-26T07:00:00+00:00")


def test_the_same_timeline_and_policy_give_the_same_data() -> None:
    """However often they are evaluated, and in whatever order the events stand."""
    sent = MessageSent("2025-10-06T15:00:00+01:00", kind="thank_you", channel="email")
    one = timeline(["Dana Wu"]).add(sent)
    other = Timeline(ZONE, NOW, reversed(one.events))
    assert evaluate(one).to_dict() == evaluate(one).to_dict() == evaluate(other).to_dict()


def across_processes(script: str) -> set[str]:
    """What a script prints in six processes that hash texts differently."""
    printed = set()
    for seed in range(1, 7):
        where = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": str(seed)}
        told = subprocess.run([sys.executable, "-c", script], env=where, capture_output=True, text=True, check=True)
        printed.add(told.stdout)
    return printed


@pytest.mark.long
def test_interviews_that_end_together_are_in_one_order_in_every_process() -> None:
    """The same input gives the same answer, however texts are hashed."""
    script = (
        "from followup_rules import Interview, Timeline, evaluate; "
        "at = '2025-10-06T10:00:00Z'; "
        "met = [Interview(ends=at, interviewers=[name]) for name in ('Dana', 'Bo', 'Al')]; "
        "print([ruling.action.to for ruling in evaluate(Timeline('UTC', '2025-10-07T10:00:00Z', met))])"
    )
    assert len(across_processes(script)) == 1


@pytest.mark.long
def test_promises_made_together_are_in_one_order_in_every_process() -> None:
    """A date and the midnight after it pass together, and still name different dates."""
    script = (
        "from followup_rules import Interview, ResponsePromised, Timeline, evaluate, policies; "
        "at = '2025-10-06T10:00:00Z'; "
        "named = [ResponsePromised(at, by=by) for by in ('2025-10-17', '2025-10-18T00:00:00Z')]; "
        "timeline = Timeline('UTC', '2025-10-18T10:00:00Z', [Interview(ends=at), *named]); "
        "print(evaluate(timeline, policies.pro_tips)['status_inquiry', 'email'].opens)"
    )
    assert len(across_processes(script)) == 1


@pytest.mark.long
def test_evaluations_are_the_same_in_every_process() -> None:
    """Of random timelines, to the last word."""
    script = (
        "import random, random_timelines; from followup_rules import Timeline, evaluate; "
        "print([evaluate(Timeline.from_dict(random_timelines.timeline(random.Random(seed)))).to_dict() "
        "for seed in range(20)])"
    )
    assert len(across_processes(script)) == 1


# -- reprs


def test_the_repr_of_a_ruling_tells_action_stance_and_advice() -> None:
    """The advice where there is any."""
    assert repr(gift(YES)) == "<Ruling Action('gift', 'email'): allowed>"
    assert repr(gift(THANKS)) == "<Ruling Action('gift', 'email'): allowed, recommended>"


def test_the_repr_of_an_evaluation_counts_its_rulings() -> None:
    """By stance."""
    assert repr(evaluate(timeline([]), YES)) == (
        f"<Evaluation by yes at {NOW}: 6 allowed, 0 forbidden, 0 undetermined, {len(ACTIONS) - 6} silent>"
    )


def test_acts_at_the_interview_are_judged_in_person() -> None:
    """There is one ruling on each."""
    asked = [ruling.action for ruling in evaluate(timeline([])).rulings if ruling.action.channel == "in_person"]
    assert {action.kind for action in asked} == INTERVIEW_ACTS
    assert len(asked) == len(INTERVIEW_ACTS)


def test_evaluations_and_rulings_are_equal_where_timeline_policy_and_instant_are() -> None:
    """So that a caller can tell whether anything changed."""
    timeline = Timeline("Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
    one, same = evaluate(timeline), evaluate(timeline.at(timeline.now))
    other = one.at("2025-10-08T09:00:00+01:00")
    assert one == same != other
    assert hash(one) == hash(same)
    assert one["thank_you", "email"] == same["thank_you", "email"] != other["thank_you", "email"]
    assert len({one["thank_you", "email"], same["thank_you", "email"]}) == 1
    assert one != "an evaluation"
    assert one["thank_you", "email"] != "a ruling"


def test_an_instant_that_has_been_is_judged_by_what_was_known_then() -> None:
    """A second interview, arranged later, is nothing to what was said before."""
    events = [
        Interview(ends="2026-02-02T10:00:00Z"),
        Interview(ends="2026-02-09T10:00:00Z", arranged="2026-02-05T10:00:00Z"),
    ]
    timeline = Timeline("UTC", "2026-02-10T10:00:00Z", events)
    before = evaluate(timeline).at("2026-02-03T10:00:00Z")
    assert before.to_dict() == evaluate(timeline.at("2026-02-03T10:00:00Z")).to_dict()


def test_all_names_of_the_package_are_listed() -> None:
    import followup_rules

    assert {*followup_rules.__all__} <= {*dir(followup_rules)}
