"""Explanations: reasons that hold later, where those of today pass, and what opens at this very instant."""

from __future__ import annotations

from followup_rules import FollowUpInvited, Interview, Policy, Timeline, evaluate, explain
from followup_rules.display.report import Section
from followup_rules.display.reports.evaluation import evaluation_report
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, before, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.rule import Rule, forbid, permit
from followup_rules.rules.selections import messages
from followup_rules.timeline.vocabulary import ActionKind, Channel

ENQUIRY = messages(ActionKind.STATUS_INQUIRY, by=Channel.EMAIL)
PASSES = forbid(ENQUIRY, before(interview_end + days(1)), says="this passes").named("mine/passes")
LASTS = forbid(ENQUIRY, always, says="this lasts").named("mine/lasts")
COMES = forbid(ENQUIRY, since(interview_end + days(3)), says="this comes later").named("mine/comes")


def headings(*rules: Rule) -> dict[str, list[str]]:
    """What an explanation gives as reasons, under which heading."""
    timeline = Timeline("Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
    text = explain(evaluate(timeline, Policy("mine", rules))["status_inquiry", "email"])
    parts = [part.splitlines() for part in text.split("\n\n")]
    return {part[0]: part[1:] for part in parts if part[0] in ("Why:", "Why not later:")}


def test_where_one_of_several_reasons_passes_what_holds_later_is_told() -> None:
    """Of what holds in the end only what is no reason yet."""
    assert headings(PASSES, LASTS, COMES) == {
        "Why:": ["- This passes.", "- This lasts."],
        "Why not later:": ["- This comes later."],
    }


def test_where_no_reason_passes_nothing_is_told_of_later() -> None:
    """Today's reasons are enough."""
    assert headings(LASTS, COMES) == {"Why:": ["- This lasts."]}


def test_what_opens_at_this_very_instant_is_open() -> None:
    """It is not announced as something to come."""
    policy = Policy("mine", [permit(ENQUIRY, since(interview_end + days(1)), says="ask").named("mine/ask")])
    interview = Interview(ends="2025-10-06T10:00:00+01:00")

    def when(now: str) -> str:
        ruling = evaluate(Timeline("Europe/London", now, [interview]), policy)["status_inquiry", "email"]
        return explain(ruling)

    assert "opens" in when("2025-10-07T09:59:59.999999+01:00")
    assert "opens" not in when("2025-10-07T10:00:00+01:00")


def test_what_can_be_done_by_either_channel_is_told_as_a_choice() -> None:
    """The channel that they named comes first, and the notes are reviewed before either."""
    talk = Interview(ends="2025-10-06T10:00:00+01:00")
    by_phone = FollowUpInvited("2025-10-06T10:00:00+01:00", opens="2025-10-09", channel="phone")
    timeline = Timeline("Europe/London", "2025-10-09T08:00:00+01:00", [talk, by_phone])
    report = evaluation_report(evaluate(timeline))
    sections = {part.head: part for part in report.parts if isinstance(part, Section)}
    left = {name: [(row.left[0][0], row.left[1][0]) for row in part.rows] for name, part in sections.items()}
    assert left["Do now"][0] == ("review the notes", "")
    ways = [way for what, way in left["Do now"] if what == "status inquiry"]
    assert ways == ["by phone", "or by email"]
    assert not [way for name in sections if name != "Do now" for _, way in left[name] if way.startswith("or ")]
