"""Explanations: a ruling in plain sentences."""

from __future__ import annotations

from typing import Any

import pytest

from followup_rules import (
    ChannelPreferred,
    Facts,
    Interview,
    MessageSent,
    NoContactRequested,
    Policy,
    ResponsePromised,
    Ruling,
    Timeline,
    evaluate,
    explain,
    majority,
    policies,
    strictest,
    why_not,
)
from followup_rules.display.explanation import explanation_report
from followup_rules.display.report import Listing
from followup_rules.policies.art_of_follow_up import art
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, before, fact, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import discourage, forbid, permit
from followup_rules.rules.selections import messages
from followup_rules.timeline.vocabulary import ChannelName, KindName

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday

IN_TIME = since(interview_end) & before(interview_end + days(7))
OWN = Policy("own", [permit(messages("thank_you"), IN_TIME, cites=art[4, 8], says="thank").named("own/t")], closed=True)


def ruled(
    kind: KindName,
    channel: ChannelName,
    events: tuple[Any, ...] = (),
    now: str = "2025-10-20T09:00:00+01:00",
    policy: AnyPolicy | None = None,
    people: tuple[str, ...] = (),
    starts: str | None = None,
    **facts: Any,
) -> Ruling:
    """A ruling on a timeline with one interview."""
    interview = Interview(ends=ENDS, starts=starts, interviewers=people)
    evaluation = evaluate(Timeline(ZONE, now, [interview, *events], Facts(**facts)), policy)
    return evaluation[kind, channel]


def parts(ruling: Ruling) -> list[str]:
    """The paragraphs of an explanation."""
    return explain(ruling).split("\n\n")


# -- whole texts


def test_what_is_allowed_and_overdue() -> None:
    """Since when; from then on it stays allowed."""
    assert (
        explain(ruled("thank_you", "email", now="2025-10-08T09:00:00+01:00"))
        == """\
As of Wed 8 Oct 2025, 09:00 (Europe/London), by recommended: a thank-you by email is allowed, and overdue.

Why:
- Thank every interviewer within 24 hours; the interview ended Mon 6 Oct 2025, 10:00.
  business_etiquette-02: An email is to be sent 12 to 24 hours after the interview.
  business_etiquette-05: This step must not be left out.
  business_etiquette-09: Every interviewer gets a follow-up note.
  pro_tips-07: Send a thank-you one day after the interview.
  art_of_follow_up-04: A first thank-you, by email or as a note, can go out 24 to 48 h from the interview \
(the modal verb makes it optional).
- You may thank them for the interview, which ended Mon 6 Oct 2025, 10:00.
  art_of_follow_up-08: Ways: email, telephone, personalised notes (list open).
  and art_of_follow_up-04 (see above)

When: overdue since Tue 7 Oct 2025, 10:00."""
    )


def test_what_is_forbidden_for_a_while() -> None:
    """Until when, and what to do meanwhile."""
    asked = MessageSent("2025-10-13T10:00:00+01:00", kind="status_inquiry", channel="email")
    assert (
        explain(ruled("additional_information", "email", events=(asked,), now="2025-10-19T09:00:00+01:00"))
        == """\
As of Sun 19 Oct 2025, 09:00 (Europe/London), by recommended: additional information by email is not allowed.

Why:
- Your latest attempt was on Mon 13 Oct 2025, 10:00: leave 7 days before the next, until Mon 20 Oct 2025.
  business_etiquette-28: With no answer for seven, or ten, days, another may be sent.

When: opens Mon 20 Oct 2025.

Meanwhile, recommended now: keep applying."""
    )


def test_what_hangs_on_a_fact() -> None:
    """What speaks for it and what against it apart; each statement is told once; and what instead."""
    ruling = ruled("status_inquiry", "phone", policy=policies.art_of_follow_up, calls_welcome="unknown")
    assert (
        explain(ruling)
        == """\
As of Mon 20 Oct 2025, 09:00 (Europe/London), by art_of_follow_up: a status inquiry by phone is forbidden or \
allowed, depending on `calls_welcome` (the employer welcomes calls).

Possible reasons for it:
- The wait was over on Mon 13 Oct 2025, 10:00.
  art_of_follow_up-08: Ways: email, telephone, personalised notes (list open).
  art_of_follow_up-36: Too early looks intrusive.
  art_of_follow_up-38: Aim at one to two weeks counted from the latest exchange with the company.
  art_of_follow_up-43: Email is mostly the most convenient, most accepted channel.
  art_of_follow_up-86: Once the expected response time is over in silence, an email asking after the matter is in order.
  art_of_follow_up-108: Silent beyond the expected time: then follow up politely.
  art_of_follow_up-120: After two weeks without answer a polite email or a phone call about status is in order.
- The wait was over on Mon 13 Oct 2025, 10:00: ask where things stand.
  art_of_follow_up-08, -36, -38, -43, -86, -108, -120 (see above)
- Unless something makes you wait longer, ask within 14 days of Mon 6 Oct 2025, 10:00.
  art_of_follow_up-36, -38 (see above)

Possible reasons against it:
- Nobody has said that calls are welcome.
  art_of_follow_up-59: Be considerate of the time and the wishes of the interviewer.
  art_of_follow_up-60: First verify that follow-up calls are welcome.

Instead: it is allowed by email or post now."""
    )


def test_what_several_policies_decide_together() -> None:
    """Who says what stands apart."""
    both = strictest(policies.dos_and_donts, policies.business_etiquette)
    assert (
        explain(ruled("thank_you", "email", now="2025-10-07T09:00:00+01:00", policy=both))
        == """\
As of Tue 7 Oct 2025, 09:00 (Europe/London), by strictest(business_etiquette, dos_and_donts): \
a thank-you by email is not allowed.

Why:
- Wait until Thu 9 Oct 2025, 10:00: until they want to hear from you, or a few days if they named no date.
  dos_and_donts-03: Before leaving, put one of two questions to the hiring manager: when news is due, \
OR how long to let pass before following up.
  dos_and_donts-04: If a specific time was given, that time and not the default is the wait.
  dos_and_donts-05: With no specific time given, let at least 3 days go by before making contact.
  dos_and_donts-14: It is sent only once the proper wait after the interview is over \
(so the thank-you itself is delayed).

Who says what: business_etiquette: allowed; dos_and_donts: forbidden.

When: opens and is overdue Thu 9 Oct 2025, 10:00.

Meanwhile, recommended now: keep applying."""
    )


# -- what


@pytest.mark.parametrize(
    ("action", "given", "words"),
    [
        (("status_inquiry", "email"), {}, "a status inquiry by email is allowed, and overdue"),
        (
            ("status_inquiry", "email"),
            {"now": "2025-10-14T09:00:00+01:00"},
            "a status inquiry by email is recommended",
        ),
        (("timeline_inquiry", "email"), {}, "a timeline inquiry by email is allowed"),
        (("gift", "post"), {}, "a gift by post is not allowed"),
        (("interest_note", "linkedin"), {}, "an interest note by LinkedIn is not allowed"),
        (("additional_information", "email"), {}, "additional information by email is allowed"),
        (("move_on", "none"), {}, "“move on” is neither allowed nor forbidden: no rule covers it"),
        (
            ("take_notes", "in_person"),
            {"starts": "2025-10-06T09:00:00+01:00", "now": "2025-10-06T09:30:00+01:00"},
            "“take notes” is recommended",
        ),
        (
            ("thank_you", "email"),
            {"people": ("Dana Wu",), "now": "2025-10-06T22:00:00+01:00"},
            "a thank-you to Dana Wu by email is recommended",
        ),
        (
            ("thank_you", "email"),
            {"now": "2025-10-14T09:00:00+01:00"},
            "a thank-you by email is allowed, but advised against",
        ),
    ],
)
def test_the_first_sentence_tells_what_is_ruled(
    action: tuple[KindName, ChannelName], given: dict[str, Any], words: str
) -> None:
    """A message with its channel, an act in quotation marks."""
    first = parts(ruled(*action, **given))[0]
    assert first.partition(": ")[2] == f"{words}."


def test_a_name_cannot_steer_a_terminal() -> None:
    """What is not printable is shown as an escape."""
    text = explain(ruled("thank_you", "email", people=("Ann\x1b[2J",), now=ENDS))
    assert "Ann\\x1b[2J" in text
    assert "\x1b" not in text


def test_dates_are_those_of_the_timelines_zone() -> None:
    """The same instant elsewhere."""
    there = Timeline("America/New_York", ENDS, [Interview(ends=ENDS)])
    first = explain(evaluate(there, policies.pro_tips)["thank_you", "email"]).split("\n\n")[0]
    assert first.startswith("As of Mon 6 Oct 2025, 05:00 (America/New_York), by pro_tips: ")


def test_what_is_not_spoken_of_has_nothing_more_to_say() -> None:
    """No reasons, no dates."""
    (only,) = parts(ruled("gift", "email", policy=policies.pro_tips))
    assert only == (
        "As of Mon 20 Oct 2025, 09:00 (Europe/London), by pro_tips: "
        "a gift by email is neither allowed nor forbidden: no rule covers it."
    )


# -- why


def test_a_statement_of_ones_own_is_not_in_the_register() -> None:
    """It is named all the same; words that end with a full stop keep it."""
    own = Policy("own", [forbid(messages("gift"), always, cites=("own-01",), says="never do that.").named("own/never")])
    assert parts(ruled("gift", "email", policy=own))[1] == "Why:\n- Never do that.\n  own-01: (not in the register)"


def test_a_reason_that_cites_nothing_stands_alone() -> None:
    """Where no guidance permits it, what is lacking is told."""
    assert parts(ruled("courtesy_note", "email"))[1] == "Why:\n- No guidance permits it unless they have said no."


def test_what_was_cited_before_is_named_after_what_is_new() -> None:
    """Each statement is told at its first mention."""
    why = parts(ruled("thank_you", "email", now="2025-10-06T11:00:00+01:00"))[1]
    assert why.splitlines()[-1] == "  and art_of_follow_up-04 (see above)"


def test_only_what_speaks_against_it_is_told_where_nothing_speaks_for_it() -> None:
    """No heading without a reason."""
    open_ = Policy("open", [forbid(messages("gift"), fact("calls_welcome"), says="no").named("open/no")])
    paragraphs = parts(ruled("gift", "email", policy=open_, calls_welcome="unknown"))
    assert paragraphs[1:] == ["Possible reasons against it:\n- No."]


def test_what_advises_against_it_speaks_against_it() -> None:
    """Not only what forbids."""
    mixed = Policy(
        "mixed",
        [
            permit(messages("gift"), fact("calls_welcome"), says="yes").named("mixed/yes"),
            discourage(messages("gift"), always, says="rather not").named("mixed/no"),
        ],
    )
    paragraphs = parts(ruled("gift", "email", policy=mixed, calls_welcome="unknown"))
    assert "Possible reasons for it:\n- Yes." in paragraphs


def test_a_majority_tells_how_the_votes_fell() -> None:
    """As a reason, and who said what."""
    several = majority(policies.dos_and_donts, policies.recommended, policies.pro_tips)
    paragraphs = parts(ruled("gift", "email", policy=several))
    assert paragraphs[1].splitlines()[:2] == ["Why:", "- Of 3 sources: 2 forbidden, 1 silent."]
    assert paragraphs[2] == "Who says what: dos_and_donts and recommended: forbidden; pro_tips: silent."


# -- when


def test_what_never_opens_says_so() -> None:
    """As things stand."""
    assert "When: never, unless something happens." in parts(ruled("gift", "email"))


def test_an_interruption_to_come_is_told() -> None:
    """Another interview begins the wait anew: only before it, and again a week after it."""
    ahead = Interview(ends="2025-10-22T10:00:00+01:00")
    ruling = ruled("status_inquiry", "email", events=(ahead,), policy=policies.business_etiquette)
    assert parts(ruling)[-1] == (
        "When: due since Thu 16 Oct 2025, 10:00, closes Wed 22 Oct 2025, 10:00 and opens again Wed 29 Oct 2025, 10:00."
    )


def test_no_date_stands_before_the_one_that_it_depends_on() -> None:
    """It was overdue before something else came in its way: when it opens again, it is overdue at once."""
    asked = MessageSent("2025-10-14T12:05:00+01:00", kind="additional_information", channel="email")
    text = explain(ruled("status_inquiry", "email", events=(asked,), now="2025-10-20T13:00:00+01:00"))
    assert "When: opens and is overdue Tue 21 Oct 2025." in text


@pytest.mark.parametrize(
    ("now", "when"),
    [
        ("2025-10-26T01:40:00+01:00", "due from Sun 26 Oct 2025, 01:37"),
        ("2025-10-26T01:36:59.999999+00:00", "due from Sun 26 Oct 2025, 01:37"),
        ("2025-10-26T01:37:00+00:00", "due since Sun 26 Oct 2025, 01:37"),
    ],
)
def test_in_the_hour_that_comes_twice_instants_are_compared_and_not_clocks(now: str, when: str) -> None:
    """Twelve hours after 14:37 it is 01:37 for the second time; at the first 01:40 that is still to come."""
    late = Timeline(ZONE, now, [Interview(ends="2025-10-25T14:37:00+01:00")])
    text = explain(evaluate(late, policies.business_etiquette)["thank_you", "email"])
    assert text.split("\n\n")[-1] == f"When: {when} and overdue from Sun 26 Oct 2025, 13:37."


# -- what instead


def test_a_channel_is_spelt_the_same_in_the_verdict_and_in_a_reason() -> None:
    """LinkedIn, in a sentence that a rule fills with the channel that they prefer, too."""
    wish = ChannelPreferred("2025-10-07T10:00:00+01:00", channel="linkedin", source="interviewer")
    text = explain(ruled("status_inquiry", "email", events=(wish,)))
    assert "- They prefer to hear from you by LinkedIn." in text
    assert "Instead: it is allowed by LinkedIn now." in text
    assert "by linkedin" not in text


def test_another_channel_is_named_where_there_is_one() -> None:
    """That is better than anything else."""
    assert parts(ruled("status_inquiry", "phone"))[-1] == "Instead: it is allowed by email now."


def test_without_another_channel_what_is_recommended_now_is_named() -> None:
    """For each person, too."""
    found = parts(ruled("gift", "email", people=("Dana Wu", "Bo Li"), now="2025-10-07T09:00:00+01:00"))[-1]
    assert found == "Meanwhile, recommended now: thank-you to Bo Li and Dana Wu, keep applying."


def test_where_nothing_is_recommended_nothing_is_named() -> None:
    """`pro_tips` has no more to say."""
    found = parts(
        ruled(
            "timeline_inquiry",
            "phone",
            events=(ResponsePromised(ENDS, by="2025-10-17"),),
            policy=policies.pro_tips,
            now="2025-10-06T11:00:00+01:00",
        )
    )
    assert not any(part.startswith(("Instead", "Meanwhile")) for part in found)


def test_a_no_contact_request_leaves_acts_alone() -> None:
    """No channel is any better."""
    asked = NoContactRequested("2025-10-07T10:00:00+01:00")
    found = parts(ruled("status_inquiry", "email", events=(asked,)))
    assert found[-1] == "Meanwhile, recommended now: keep applying."
    assert "When: never, unless something happens." in found


def test_what_comes_too_late_is_told_when_it_was_in_time() -> None:
    """With the rules that allowed it then."""
    found = parts(ruled("thank_you", "email", now="2025-10-20T09:00:00+01:00", policy=OWN))
    assert (
        "When: never, unless something happens; it was last allowed from Mon 6 Oct 2025, 10:00 until "
        "Mon 13 Oct 2025, 10:00 (art_of_follow_up-04, -08)."
    ) in found


def test_what_passes_is_not_the_last_word_where_something_else_stays() -> None:
    """The wait ends on the 13th; but no document permits a text message."""
    found = parts(ruled("status_inquiry", "text_message", now="2025-10-08T09:00:00+01:00"))
    assert "Why not later:\n- No guidance permits it unless they prefer this channel." in found


def test_only_rulings_are_explained() -> None:
    """An evaluation holds many."""
    evaluation = evaluate(Timeline(ZONE, ENDS, []))
    with pytest.raises(
        TypeError, match=r"is not a ruling; expected one of an evaluation, such as `evaluation\[action\]`$"
    ):
        explain(evaluation)  # type: ignore[arg-type]


def test_a_report_has_the_paragraphs_and_what_would_make_it_allowed() -> None:
    """The verdict heads it; what would help is listed only where the action is not allowed."""
    early = ruled("status_inquiry", "email", now="2025-10-07T09:00:00+01:00")
    report = explanation_report(early, why_not(early.evaluation, early.action))
    lines = [line for part in report.parts if isinstance(part, Listing) for line in part.lines]
    assert explain(early).split("\n\n")[0] == report.title[0][0]
    assert lines[-3:] == [
        "What would make it allowed:",
        "- wait until Mon 13 Oct 2025",
        "- their invitation to ask from Tue 7 Oct 2025, 09:00 on, just now",
    ]
    gift = ruled("gift", "email")
    lines = [line for part in explanation_report(gift, ()).parts if isinstance(part, Listing) for line in part.lines]
    assert "What would make it allowed:" not in lines
    allowed = ruled("status_inquiry", "email")
    told = [line for part in explanation_report(allowed, ()).parts if isinstance(part, Listing) for line in part.lines]
    assert told == explain(allowed).replace("\n\n", "\n").split("\n")[1:]
