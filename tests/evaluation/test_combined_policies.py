"""Combined policies: which unknown facts the outcome hangs on, and which dates of the sources remain."""

from __future__ import annotations

from followup_rules import (
    UNKNOWN,
    Facts,
    Interview,
    Policy,
    Ruling,
    Timeline,
    agenda,
    audit,
    evaluate,
    first_to_speak,
    most_permissive,
    strictest,
)
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, fact, since
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import forbid, permit, recommend
from followup_rules.rules.selections import messages
from followup_rules.timeline.vocabulary import ActionKind, Channel

ENQUIRY = messages(ActionKind.STATUS_INQUIRY, by=Channel.EMAIL)
INTERVIEW = Interview(ends="2025-10-06T10:00:00+01:00")  # a Monday
UNKNOWN_FACTS = Facts(calls_welcome=UNKNOWN, felt_very_good=UNKNOWN)


def after_the_interview(facts: Facts | None = None, now: str = "2025-10-06T18:00:00+01:00") -> Timeline:
    """One interview, and nothing since."""
    return Timeline("Europe/London", now, [INTERVIEW], facts or Facts())


def ruled(policy: AnyPolicy, facts: Facts | None = None, now: str = "2025-10-06T18:00:00+01:00") -> Ruling:
    """The ruling on an enquiry by email."""
    return evaluate(after_the_interview(facts, now), policy)["status_inquiry", "email"]


# -- what is missing

HANGS_ON_CALLS = Policy(
    "on_calls",
    [
        permit(ENQUIRY, always, says="ask").named("on_calls/ask"),
        forbid(ENQUIRY, ~fact("calls_welcome"), says="calls are not welcome").named("on_calls/if-not"),
    ],
)
HANGS_ON_FEELING = Policy(
    "on_feeling", [permit(ENQUIRY, fact("felt_very_good"), says="it felt very good").named("on_feeling/if-good")]
)
SILENT = Policy("silent", [permit(messages(ActionKind.THANK_YOU), always, says="thank them").named("silent/thanks")])


def test_a_fact_of_a_source_that_is_never_reached_is_not_missing() -> None:
    """The first source speaks whatever calls are; what the second would say is never asked."""
    ruling = ruled(first_to_speak(HANGS_ON_CALLS, HANGS_ON_FEELING), UNKNOWN_FACTS)
    assert (ruling.stance, ruling.missing) == ("undetermined", ("calls_welcome",))


def test_a_fact_of_a_source_that_may_be_reached_is_missing() -> None:
    """The first source may be silent, and then the second decides."""
    ruling = ruled(first_to_speak(HANGS_ON_FEELING, HANGS_ON_CALLS), UNKNOWN_FACTS)
    assert (ruling.stance, ruling.missing) == ("undetermined", ("felt_very_good", "calls_welcome"))


def test_a_source_that_is_determined_is_missing_nothing() -> None:
    """Though the outcome hangs on it where the first is silent."""
    decided = Facts(calls_welcome=True, felt_very_good=UNKNOWN)
    ruling = ruled(first_to_speak(HANGS_ON_FEELING, SILENT, HANGS_ON_CALLS), decided)
    assert (ruling.stance, ruling.missing) == ("allowed", ())
    ruling = ruled(first_to_speak(HANGS_ON_FEELING, SILENT), decided)
    assert (ruling.stance, ruling.missing) == ("undetermined", ("felt_very_good",))


# -- dates

ADVICE = Policy(
    "advice",
    [
        recommend(
            ENQUIRY,
            since(interview_end),
            due=interview_end + days(1),
            overdue=interview_end + days(5),
            says="ask",
        ).named("advice/ask")
    ],
)


def ban_from(day: int) -> Policy:
    """A policy that forbids the enquiry from so many days after the interview on."""
    return Policy("ban", [forbid(ENQUIRY, since(interview_end + days(day)), says="too late").named("ban/too-late")])


def ban_until(day: int) -> Policy:
    """A policy that forbids the enquiry until so many days after the interview."""
    return Policy("ban", [forbid(ENQUIRY, ~since(interview_end + days(day)), says="too early").named("ban/too-early")])


def dates(policy: AnyPolicy) -> tuple[str | None, str | None]:
    """Due and overdue on the day of the interview, as dates."""
    ruling = ruled(policy)
    due, overdue = ruling.due, ruling.overdue
    return due.to_date_string() if due else None, overdue.to_date_string() if overdue else None


def test_no_overdue_date_is_given_from_which_it_is_never_allowed() -> None:
    """It falls due before the ban, and would be overdue after it."""
    assert dates(strictest(ADVICE, ban_from(7))) == ("2025-10-07", "2025-10-11")
    assert dates(strictest(ADVICE, ban_from(3))) == ("2025-10-07", None)


def test_no_due_date_is_given_from_which_it_is_never_allowed() -> None:
    """The ban begins at the very instant at which it would fall due."""
    assert dates(strictest(ADVICE, ban_from(1))) == (None, None)


def test_what_falls_due_during_a_ban_is_due_where_the_ban_ends() -> None:
    """And it is overdue no earlier than it is due."""
    told = [
        (item.at and item.at.to_date_string(), item.what)
        for item in agenda(after_the_interview(), strictest(ADVICE, ban_until(6)), until="2025-11-01T00:00:00+00:00")
    ]
    assert told == [("2025-10-12", "opens"), ("2025-10-12", "overdue")]


WHENEVER = Policy("whenever", [recommend(ENQUIRY, always, says="ask").named("whenever/ask")])


def test_what_was_recommended_always_falls_due_on_no_date() -> None:
    """Where nothing bars it; where another source does, it falls due when that ends."""
    assert dates(strictest(WHENEVER, SILENT)) == (None, None)
    assert dates(most_permissive(WHENEVER, SILENT)) == (None, None)
    assert dates(strictest(WHENEVER, ban_until(6))) == ("2025-10-12", None)


def test_what_falls_due_as_a_ban_ends_has_that_date_in_reports_too() -> None:
    """In the agenda and in the audit; what always was recommended has none in either."""
    timeline = after_the_interview(now="2025-10-20T18:00:00+01:00")
    for policy, due in ((strictest(WHENEVER, ban_until(6)), "2025-10-12T10:00:00+01:00"), (WHENEVER, None)):
        standing = agenda(timeline, policy, until="2025-11-01T00:00:00+00:00").standing
        assert [(item.at and item.at.isoformat(), item.what) for item in standing] == [(due, "due")]
        audited = audit(timeline, policy).recommendations
        assert [(item.due.isoformat(), item.outcome) for item in audited] == ([(due, "open")] if due else [])
