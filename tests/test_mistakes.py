"""Mistakes that a new user makes: each is refused, and the message says what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

import followup_rules as fr
from followup_rules import policies

pytestmark = pytest.mark.unmeasured

T = fr.Timeline(
    "Europe/London",
    "2025-10-08T09:00+01:00",
    [fr.Interview(ends="2025-10-06T10:00+01:00", interviewers=["Dana Wu", "Bo Li"])],
)
E = fr.evaluate(T)
ACTION, TIMELINE, POLICY = fr.ActionError, fr.TimelineError, fr.PolicyError
# what type checkers refuse as well
ANY: Any = fr
ANY_TIMELINE: Any = T
NAIVE = datetime(2025, 10, 8)  # noqa: DTZ001  # the mistake

MISTAKES: list[tuple[Callable[[], object], type[Exception], str]] = [
    # a yes or a no where there is none
    (lambda: bool(E["gift", "email"]), TypeError, "ask `ruling.allowed`, or `may_send(timeline, kind, channel)`"),
    (lambda: E or None, TypeError, "ask `evaluation[kind, channel].allowed`, or `may_send("),
    (lambda: not policies.recommended, TypeError, "ask `evaluate(timeline, policy)` what it says"),
    (lambda: bool(policies.recommended.rules[0]), TypeError, "put it in a `Policy`, and ask `evaluate("),
    (lambda: bool(fr.UNKNOWN), TypeError, "compare with `is UNKNOWN`"),
    # asking for what is not there
    (lambda: ANY.may_send(T, "status_enquiry", "email"), ACTION, "; did you mean `status_inquiry`?"),
    (lambda: ANY.may_send(T, "gift", "mail"), ACTION, "; did you mean `email`?"),
    (lambda: ANY.may_send(T, "move_on", "none"), ACTION, "`move_on` is not a message; expected one of "),
    (
        lambda: fr.may_send(T, "thank_you", "email"),
        ACTION,
        "is judged for each person; expected one of: `Bo Li`",
    ),
    (lambda: fr.may_send(T, "thank_you", "email", "Dana Wo"), ACTION, "; did you mean `Dana Wu`?"),
    (
        lambda: fr.may_send(T, "gift", "in_person"),
        ACTION,
        "is not judged by `in_person`; expected one of email",
    ),
    (
        lambda: ANY.may_send(T.to_dict(), "gift", "email"),
        TypeError,
        "expected `Timeline(...)`, or `Timeline.from_dict(",
    ),
    (
        lambda: fr.may_send(T, "gift", "email", at="soon"),
        TIMELINE,
        "at: `soon` is not an instant; expected one",
    ),
    (
        lambda: fr.may_send(T, "gift", "email", at=NAIVE),
        TIMELINE,
        "has no offset from UTC; expected an instant",
    ),
    (lambda: ANY.may_send(T, "gift", "email", draft=3), TypeError, "expected `Draft(...)`, or the text of the message"),
    (lambda: ANY.may_send(T, "gift", "email", policy="recommended"), POLICY, "such as `policies.recommended`"),
    (lambda: ANY.evaluate(T)["gift"], ACTION, "expected a kind, a channel and, for a thank-you, a name"),
    (lambda: ANY.evaluate(T)["email", "gift"], ACTION, "`email` is not a kind of action; expected one of "),
    (lambda: "gift" in ANY.evaluate(T), ACTION, "expected a kind, a channel and, for a thank-you, a name"),
    (lambda: E.get(("thank_you", "email")), ACTION, "is judged for each person; expected one of: "),
    (lambda: ANY.evaluate(T, "recommended"), POLICY, "expected one such as `policies.recommended`"),
    (lambda: ANY.policies.get("recomended"), POLICY, "; did you mean `recommended`?"),
    (lambda: policies.recommended.with_(lest_wait=3), POLICY, "; did you mean `least_wait`?"),
    (lambda: policies.recommended.with_(least_wait="7 days"), POLICY, "`least_wait` takes a number of days"),
    (lambda: ANY.Policy("mine", policies.recommended), POLICY, "; those of a policy are its `rules` and its"),
    (
        lambda: ANY.Policy("mine", policies.recommended.rules[0]),
        POLICY,
        "is not a list; expected rules, such as",
    ),
    (lambda: ANY.strictest("pro_tips"), POLICY, "was given `pro_tips`; expected policies"),
    (lambda: ANY.explain(E), TypeError, "expected one of an evaluation, such as `evaluation[action]`"),
    (lambda: ANY.why_not(T, ("gift", "email")), TypeError, "expected `evaluate(timeline)`"),
    (lambda: ANY.review_draft("Dear Dana", T), TypeError, "expected `Draft(...)`"),
    # timelines
    (lambda: fr.Timeline("London", "2025-10-08T09:00Z"), TIMELINE, "; did you mean `Europe/London`?"),
    (lambda: ANY.Timeline("UTC", 1759824000), TIMELINE, "is a number, of seconds or milliseconds; expected an"),
    (lambda: fr.Timeline("UTC", NAIVE), TIMELINE, "has no offset from UTC; expected an instant such as"),
    (lambda: fr.Timeline("UTC", "2025-10-08"), TIMELINE, "is not an instant; expected one such as"),
    (lambda: ANY.Timeline("UTC", "2025-10-08T09:00Z", T.events[0]), TIMELINE, "is not a list; expected events"),
    (lambda: ANY.Timeline("UTC", "2025-10-08T09:00Z", [{}]), TIMELINE, "expected one such as `Interview(...)`"),
    (lambda: ANY.Timeline("UTC", "2025-10-08T09:00Z", facts={}), TIMELINE, "expected `Facts(...)`"),
    (lambda: T.add(fr.Rejected("2025-10-09T09:00Z")), TIMELINE, "is after now, "),
    (lambda: ANY.Facts(stage="finl"), TIMELINE, "; did you mean `final`?"),
    (lambda: ANY.Facts(calls_welcome="yes"), TIMELINE, "expected true, false or `unknown`"),
    (lambda: ANY_TIMELINE.with_facts(call_welcome=True), TIMELINE, "; did you mean `calls_welcome`?"),
    (lambda: ANY.Interview("2025-10-06T09:00Z", "2025-10-06T10:00Z"), TypeError, "takes 2 positional arguments but 3"),
    (
        lambda: ANY.MessageSent("2025-10-07T09:00Z", kind="gift", channel="email", to="Dana Wu"),
        TIMELINE,
        "is not a list; expected a list of names",
    ),
    (lambda: fr.Timeline.from_json("x.json"), TIMELINE, "is the path of a file, give what is in that file"),
    (lambda: ANY.Timeline.from_dict("{}"), TIMELINE, "or `Timeline.from_json`, which reads texts"),
    (lambda: fr.Timeline.from_dict({"zone": "UTC", "event": []}), TIMELINE, "; did you mean `events`?"),
    (
        lambda: fr.Timeline.from_dict({**T.to_dict(), "events": [{"type": "interveiw"}]}),
        TIMELINE,
        "; did you mean `interview`?",
    ),
    (lambda: fr.agenda(T, until="2025"), TIMELINE, "until: `2025` is not an instant; expected one such as"),
    (lambda: ANY.may_sent, AttributeError, "has no attribute 'may_sent'"),
]


@pytest.mark.parametrize(("mistake", "error", "says"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_refused_with_what_to_do(mistake: Callable[[], object], error: type[Exception], says: str) -> None:
    """None is taken for something else without a word."""
    with pytest.raises(error) as caught:
        mistake()
    assert says in str(caught.value)
