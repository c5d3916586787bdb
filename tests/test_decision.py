"""May this be sent? The one safe answer, and why not."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from followup_rules import (
    ActionError,
    Draft,
    EmployerReplied,
    Facts,
    Interview,
    MessageSent,
    NoContactRequested,
    Timeline,
    may_send,
    policies,
    schemas,
)
from followup_rules.rules import Policy, fact, messages, permit
from followup_rules.timeline.vocabulary import MessageKindName

TALK = Interview(
    starts="2025-10-06T09:00:00+01:00", ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu", "Bo Li"]
)


def at(now: str, *events: object, **facts: object) -> Timeline:
    return Timeline("Europe/London", now, [TALK, *events], Facts(**facts))  # type: ignore[arg-type,list-item]


def test_what_is_allowed_may_be_sent() -> None:
    decision = may_send(at("2025-10-07T09:30:00+01:00"), "thank_you", "email", to="Dana Wu")
    assert decision
    assert (decision.allowed, decision.stance, decision.advice, decision.blockers) == (
        True,
        "allowed",
        "recommended",
        (),
    )
    assert decision.when is not None
    assert decision.when.isoformat() == "2025-10-07T09:30:00+01:00"


def test_what_is_forbidden_may_not_and_says_why() -> None:
    decision = may_send(at("2025-10-07T09:30:00+01:00"), "status_inquiry", "email", to="Dana Wu")
    assert not decision
    assert [blocker.rule for blocker in decision.blockers] == ["recommended/give-it-a-week"]
    assert decision.blockers[0].cites[0] == "art_of_follow_up-38"
    assert decision.when is not None
    assert decision.when.isoformat() == "2025-10-13T09:00:00+01:00"


def test_the_gravest_blocker_comes_first() -> None:
    asked = NoContactRequested("2025-10-06T12:00:00+01:00")
    decision = may_send(at("2025-10-07T09:30:00+01:00", asked), "status_inquiry", "email")
    assert decision.blockers[0].rule == "review_your_notes/obey-a-no-contact-request"
    assert decision.when is None


def test_what_is_advised_against_may_not_be_sent() -> None:
    decision = may_send(at("2025-10-20T09:30:00+01:00"), "thank_you", "email", to="Dana Wu")
    assert (bool(decision), decision.stance, decision.advice) == (False, "allowed", "discouraged")
    assert [blocker.rule for blocker in decision.blockers] == ["recommended/the-follow-up-carries-the-thanks"]


def test_what_depends_on_an_unknown_fact_may_not_be_sent_and_asks_about_it() -> None:
    decision = may_send(at("2025-10-14T09:30:00+01:00", calls_welcome="unknown"), "status_inquiry", "phone")
    assert (bool(decision), decision.stance) == (False, "undetermined")
    assert decision.questions == ("Does the employer welcome calls?",)
    assert decision.blockers[0].says.startswith("possibly not allowed: ")


def test_a_fact_that_would_allow_it_is_asked_about() -> None:
    decision = may_send(at("2025-10-14T09:30:00+01:00"), "status_inquiry", "phone")
    assert decision.questions == ("Does the employer welcome calls?",)


def test_what_no_rule_covers_may_not_be_sent() -> None:
    decision = may_send(at("2025-10-14T09:30:00+01:00"), "status_inquiry", "email", policy=policies.pro_tips)
    assert (bool(decision), decision.stance) == (False, "silent")
    assert [(blocker.says, blocker.rule) for blocker in decision.blockers] == [
        ("no rule covers it; send only what is surely allowed", None)
    ]


def test_what_is_recommended_instead() -> None:
    decision = may_send(at("2025-10-07T09:30:00+01:00"), "status_inquiry", "email")
    assert [(action.kind, action.to) for action in decision.instead] == [
        ("thank_you", "Bo Li"),
        ("thank_you", "Dana Wu"),
        ("keep_applying", None),
    ]


def test_it_may_be_asked_of_another_instant() -> None:
    timeline = at("2025-10-07T09:30:00+01:00")
    assert not may_send(timeline, "status_inquiry", "email", at="2025-10-12T23:59:59.999999+01:00")
    assert may_send(timeline, "status_inquiry", "email", at="2025-10-13T00:00:00+01:00")


DRAFT = "Dear Dana,\n\nThank you for your time on Monday. I enjoyed hearing about the new release process, and I would\
 like the job very much. I look forward to hearing from you.\n\nKind regards,\nAna Ruiz"


def test_a_good_draft_may_be_sent_and_a_bad_one_may_not() -> None:
    timeline = at("2025-10-07T09:30:00+01:00")
    bad = may_send(timeline, "thank_you", "email", to="Dana Wu", draft="Hi")
    assert not bad
    assert all(blocker.rule is None or blocker.rule.split("/")[0] in policies.names() for blocker in bad.blockers)
    draft = Draft(
        "thank_you", "email", ["Dana Wu"], "Thank you for the interview for the post of release engineer", DRAFT
    )
    good = may_send(timeline, "thank_you", "email", to="Dana Wu", draft=draft)
    assert good.blockers == ()
    assert good.review is not None


def test_a_draft_of_something_else_is_refused() -> None:
    draft = Draft("status_inquiry", "email", ["Dana Wu"], "Hello", DRAFT)
    with pytest.raises(
        ActionError, match="the draft is a `status_inquiry by email`; expected a draft of what is asked"
    ):
        may_send(at("2025-10-07T09:30:00+01:00"), "thank_you", "email", to="Dana Wu", draft=draft)


def test_an_act_is_not_a_message() -> None:
    with pytest.raises(ActionError, match="`move_on` is not a message; expected one of additional_information, "):
        may_send(at("2025-10-07T09:30:00+01:00"), "move_on", "none")  # type: ignore[arg-type]  # what is refused at run time too


def test_somebody_whom_no_interview_names_is_refused() -> None:
    with pytest.raises(ActionError, match="`thank_you` is not judged for `Dana`; expected one of: `Bo Li`, `Dana Wu`"):
        may_send(at("2025-10-07T09:30:00+01:00"), "thank_you", "email", to="Dana")


def test_as_plain_data() -> None:
    asked = EmployerReplied("2025-10-10T09:00:00+01:00", asks=True)
    sent = MessageSent("2025-10-07T09:00:00+01:00", kind="thank_you", channel="email")
    data = may_send(at("2025-10-10T09:30:00+01:00", sent, asked), "reply", "email").to_dict()
    assert data == {
        "policy": "recommended",
        "zone": "Europe/London",
        "now": "2025-10-10T09:30:00+01:00",
        "kind": "reply",
        "channel": "email",
        "to": None,
        "allowed": True,
        "stance": "allowed",
        "advice": "recommended",
        "when": "2025-10-10T09:30:00+01:00",
        "blockers": [],
        "questions": [],
        "instead": [{"kind": "keep_applying", "channel": "none", "to": None}],
    }


def test_the_tool_describes_call_and_answer() -> None:
    tool = schemas.may_send()
    timeline = at("2025-10-07T09:30:00+01:00")
    call = Draft202012Validator(tool["input_schema"])
    call.validate({"timeline": timeline.to_dict(), "kind": "thank_you", "channel": "email", "to": "Dana Wu"})
    assert not call.is_valid({"timeline": timeline.to_dict(), "kind": "move_on", "channel": "none"})
    assert not call.is_valid({"timeline": {}, "kind": "thank_you", "channel": "email"})
    kinds: tuple[MessageKindName, ...] = ("thank_you", "status_inquiry", "gift", "reply")
    for kind in kinds:
        decision = may_send(timeline, kind, "email", to="Dana Wu")
        Draft202012Validator(tool["output_schema"]).validate(decision.to_dict())


def test_it_asks_for_facts_that_would_do_only_together() -> None:
    """Each as a question; and none where it may be sent already."""
    asked = Policy(
        "mine",
        [permit(messages("gift"), fact("calls_welcome") & fact("post_suits_role"), says="give").named("mine/give")],
    )
    decision = may_send(at("2025-10-14T09:00:00+01:00"), "gift", "post", policy=asked)
    assert not decision
    assert decision.questions == (
        "Does the employer welcome calls?",
        "Does a letter by post suit the role or the company?",
    )
    declared = at("2025-10-14T09:00:00+01:00", calls_welcome=True, post_suits_role=True)
    assert may_send(declared, "gift", "post", policy=asked).questions == ()
