"""Who says otherwise: two policies on one timeline, and the sources of a combined one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from followup_rules import (
    Comparison,
    Dissent,
    Facts,
    Interview,
    Policy,
    PolicyError,
    Timeline,
    TimelineError,
    compare,
    dissent,
    first_to_speak,
    majority,
    most_permissive,
    policies,
    strictest,
)
from followup_rules.rules.conditions import always, fact
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import forbid, permit
from followup_rules.rules.selections import messages
from ids import stable_id

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
EVENING = "2025-10-06T18:00:00+01:00"
YES = Policy("yes", [permit(messages("gift"), always, cites=("a-01",), says="do").named("yes/do")])
NO = Policy("no", [forbid(messages("gift"), always, cites=("b-02",), says="stop").named("no/stop")])
QUIET = Policy("quiet", [])
ASKS = Policy("asks", [forbid(messages("gift"), fact("calls_welcome"), says="perhaps").named("asks/calls")])
SAYS = Policy("says", [permit(messages("gift"), fact("calls_welcome"), says="perhaps").named("says/calls")])


def timeline(*people: str, now: str = EVENING, **facts: Any) -> Timeline:
    """An interview with some people."""
    return Timeline(ZONE, now, [Interview(ends=ENDS, interviewers=people)], Facts(**facts))


def thanks(found: Comparison) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """The differences on thank-yous by email: from when to when, to whom, and what each advises."""
    return [
        (
            item.starts.isoformat(),
            None if item.ends is None else item.ends.isoformat(),
            item.to,
            item.one.advice,
            item.other.advice,
        )
        for item in found
        if item.kind == "thank_you" and "email" in item.channels
    ]


# -- two policies


def test_differences_are_told_from_instant_to_instant() -> None:
    """`pro_tips` waits for the next date, `business_etiquette` for twelve hours; each is late in its own time."""
    found = compare(timeline(), policies.pro_tips, policies.business_etiquette)
    assert thanks(found) == [
        ("2025-10-06T22:00:00+01:00", "2025-10-07T00:00:00+01:00", None, None, "recommended"),
        ("2025-10-07T10:00:00+01:00", "2025-10-08T00:00:00+01:00", None, "recommended", "overdue"),
    ]


@pytest.mark.parametrize(
    ("now", "starts"),
    [
        ("2025-10-06T21:59:59.999999+01:00", "2025-10-06T22:00:00+01:00"),
        ("2025-10-06T22:00:00+01:00", "2025-10-06T22:00:00+01:00"),
        ("2025-10-06T22:00:00.000001+01:00", "2025-10-06T22:00:00.000001+01:00"),
    ],
)
def test_what_differs_now_is_the_first_difference(now: str, starts: str) -> None:
    """A microsecond before, at, and after a boundary; what has begun starts now."""
    found = thanks(compare(timeline(now=now), policies.pro_tips, policies.business_etiquette))
    assert found[0] == (starts, "2025-10-07T00:00:00+01:00", None, None, "recommended")


def test_each_side_tells_its_reasons() -> None:
    """Those of the advice first, then those of the stance, each once."""
    item = next(
        item for item in compare(timeline(), policies.pro_tips, policies.business_etiquette) if item.kind == "thank_you"
    )
    assert [reason.rule for reason in item.one.reasons] == ["pro_tips/thank-the-next-day"]
    assert [reason.rule for reason in item.other.reasons] == ["business_etiquette/thank-every-interviewer"]
    assert (item.one.stance, item.other.stance) == ("allowed", "allowed")


def test_each_person_is_compared() -> None:
    """Several interviewers, a difference each."""
    found = compare(timeline("Dana Wu", "Bo Li"), policies.pro_tips, policies.business_etiquette)
    assert {item[2] for item in thanks(found)} == {"Dana Wu", "Bo Li"}


def test_channels_of_which_the_same_is_said_are_told_together() -> None:
    """All six of them."""
    (item,) = compare(timeline(), YES, NO).differences
    assert item.channels == ("email", "phone", "voicemail", "linkedin", "post", "text_message")
    assert (item.starts.isoformat(), item.ends) == (EVENING, None)


def test_a_policy_does_not_differ_from_itself() -> None:
    """Nothing is told."""
    found = compare(timeline(), policies.recommended, policies.recommended)
    assert list(found) == []
    assert len(found) == 0


def test_two_zones_differ_in_their_dates() -> None:
    """In New York the next date begins five hours later."""
    there = Timeline("America/New_York", EVENING, [Interview(ends=ENDS)])
    found = thanks(compare(there, policies.pro_tips, policies.business_etiquette))
    assert found[0][:2] == ("2025-10-06T17:00:00-04:00", "2025-10-07T00:00:00-04:00")


def test_until_cuts_the_last_difference() -> None:
    """What starts at that instant is out."""
    end = "2025-10-07T10:00:00+01:00"
    assert len(thanks(compare(timeline(), policies.pro_tips, policies.business_etiquette, until=end))) == 1
    (item,) = compare(timeline(), YES, NO, until=end).differences
    assert item.ends is not None
    assert item.ends.isoformat() == end


def test_until_now_nothing_differs() -> None:
    """There is not an instant in between."""
    assert compare(timeline(), YES, NO, until=EVENING).differences == ()


def test_until_before_now_is_refused() -> None:
    """By a microsecond even."""
    with pytest.raises(TimelineError) as caught:
        compare(timeline(), YES, NO, until="2025-10-06T17:59:59.999999+01:00")
    assert str(caught.value) == (
        "until: `2025-10-06T17:59:59.999999+01:00` is before now, `2025-10-06T18:00:00+01:00`; expected a later instant"
    )


def test_a_comparison_as_plain_data() -> None:
    """With the offset of the zone, and nothing that JSON does not know."""
    data = compare(timeline(), YES, NO, until="2025-10-07T00:00:00Z").to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data == {
        "one": "yes",
        "other": "no",
        "zone": ZONE,
        "now": EVENING,
        "until": "2025-10-07T01:00:00+01:00",
        "differences": [
            {
                "kind": "gift",
                "to": None,
                "channels": ["email", "phone", "voicemail", "linkedin", "post", "text_message"],
                "starts": EVENING,
                "ends": "2025-10-07T01:00:00+01:00",
                "one": {
                    "stance": "allowed",
                    "advice": None,
                    "reasons": [{"rule": "yes/do", "effect": "permit", "says": "do", "cites": ["a-01"]}],
                },
                "other": {
                    "stance": "forbidden",
                    "advice": None,
                    "reasons": [{"rule": "no/stop", "effect": "forbid", "says": "stop", "cites": ["b-02"]}],
                },
            }
        ],
    }


def test_without_an_end_ends_are_none_as_data() -> None:
    """For ever."""
    data = compare(timeline(), YES, NO).to_dict()
    assert data["until"] is None
    assert data["differences"][0]["ends"] is None


def test_its_repr_counts() -> None:
    """In a line."""
    assert repr(compare(timeline(), YES, NO)) == "<Comparison of yes and no: 1 differences>"


# -- within a combined policy


def on_gifts(policy: AnyPolicy, **facts: Any) -> Dissent:
    """Who says what of a gift."""
    (found,) = (item for item in dissent(timeline(**facts), policy) if item.kind == "gift")
    return found


@pytest.mark.parametrize(
    ("policy", "stance", "decided"),
    [
        (strictest(YES, NO, QUIET), "forbidden", ("no",)),
        (most_permissive(YES, NO, QUIET), "allowed", ("yes",)),
        (first_to_speak(QUIET, YES, NO), "allowed", ("yes",)),
        (first_to_speak(NO, YES), "forbidden", ("no",)),
        (majority(YES, NO, QUIET), "forbidden", ("no",)),
    ],
    ids=stable_id,
)
def test_whose_word_decided_depends_on_the_resolver(policy: AnyPolicy, stance: str, decided: tuple[str, ...]) -> None:
    """The strictest, the most permissive, the first that speaks; a tie is no majority."""
    found = on_gifts(policy)
    assert (found.stance, found.decided_by) == (stance, decided)
    assert not found.unanimous


def test_everybody_with_the_outcomes_stance_decided() -> None:
    """Two of three."""
    twin = Policy("twin", [permit(messages("gift"), always, says="do").named("twin/do")])
    found = on_gifts(majority(YES, twin, NO))
    assert (found.stance, found.decided_by) == ("allowed", ("twin", "yes"))
    assert dict(found.says) == {"no": "forbidden", "twin": "allowed", "yes": "allowed"}


def test_of_those_who_agree_only_the_first_to_speak_decided() -> None:
    """What comes after it is not heard."""
    twin = Policy("twin", [permit(messages("gift"), always, says="do").named("twin/do")])
    assert on_gifts(first_to_speak(twin, YES)).decided_by == ("twin",)


def test_an_undetermined_outcome_is_decided_by_those_on_whom_it_hangs() -> None:
    """One that allows it surely does not open it."""
    found = on_gifts(strictest(YES, ASKS), calls_welcome="unknown")
    assert (found.stance, found.decided_by) == ("undetermined", ("asks",))
    assert dict(found.says) == {"asks": "undetermined", "yes": "allowed"}


def test_an_open_word_that_changes_nothing_does_not_decide() -> None:
    """It is allowed surely, whether the other allows it too or is silent."""
    found = on_gifts(strictest(YES, SAYS), calls_welcome="unknown")
    assert (found.stance, found.decided_by) == ("allowed", ("yes",))


def test_who_is_silent_dissents_not() -> None:
    """All that speak say the same; so do all where nobody speaks."""
    assert on_gifts(strictest(YES, QUIET)).unanimous
    silent = [item for item in dissent(timeline(), strictest(YES, NO)) if item.stance == "silent"]
    assert silent
    assert all(item.unanimous for item in silent)


def test_actions_are_told_together_where_the_same_is_said() -> None:
    """By kind and addressee."""
    both = strictest(policies.dos_and_donts, policies.business_etiquette)
    found = [
        (item.to, item.channels, item.stance)
        for item in dissent(timeline("Dana Wu", "Bo Li"), both)
        if item.kind == "thank_you" and "email" in item.channels
    ]
    assert found == [("Bo Li", ("email",), "forbidden"), ("Dana Wu", ("email",), "forbidden")]


def test_a_policy_with_one_voice_is_refused() -> None:
    """There is nobody to dissent."""
    with pytest.raises(PolicyError) as caught:
        dissent(timeline(), YES)
    assert str(caught.value) == f"`{YES!r}` is a single policy; expected a combined one such as `strictest(...)`"


def test_what_is_no_policy_is_refused() -> None:
    """By name."""
    with pytest.raises(PolicyError):
        dissent(timeline(), "pro_tips")  # type: ignore[arg-type]


def test_a_dissent_as_plain_data() -> None:
    """What each says by name."""
    data = on_gifts(strictest(YES, NO)).to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data == {
        "kind": "gift",
        "to": None,
        "channels": ["email", "phone", "voicemail", "linkedin", "post", "text_message"],
        "stance": "forbidden",
        "says": {"no": "forbidden", "yes": "allowed"},
        "decided_by": ["no"],
    }
