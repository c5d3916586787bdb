"""A decision: whether to send a message, why not, when, what to find out first and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from followup_rules.decision import Decision
from followup_rules.display.report import STRONG, Listing, Note, Report
from followup_rules.display.words import as_sentence, cited, named
from followup_rules.timeline.words import printable, readable, what


def decision_report(decision: Decision) -> Report:
    """The answer, and a listing for each of the other questions that has one."""
    told = (Listing(lines) for lines in (_against(decision), _when(decision), _open(decision), _instead(decision)))
    action = decision.action
    message = named([(action.kind, action.to)], [action.channel])
    answer = f"Send it: {message}." if decision else f"Do not send it: {message}."
    return Report.of(decision.ruling.evaluation, Note(answer, STRONG), *(part for part in told if part.lines))


def _against(decision: Decision) -> tuple[str, ...]:
    return ("Why not:", *_lines(decision)) if decision.blockers else ()


def _lines(decision: Decision) -> Iterator[str]:
    for blocker in decision.blockers:
        yield f"- {printable(as_sentence(blocker.says))}"
        if blocker.fix is not None:
            yield f"  {printable(as_sentence(blocker.fix))}"
        if blocker.cites:
            yield f"  {cited(blocker.cites)}"


def _when(decision: Decision) -> tuple[str, ...]:
    evaluation, at = decision.ruling.evaluation, decision.ruling.send_at_us
    if at is None:
        return ("When: never, unless something happens.",)
    return () if at == evaluation.now_us else (f"When: {readable(at, evaluation.timeline.history.zone)}.",)


def _open(decision: Decision) -> tuple[str, ...]:
    return ("Find out first:", *(f"- {question}" for question in decision.questions)) if decision.questions else ()


def _instead(decision: Decision) -> tuple[str, ...]:
    subjects = dict.fromkeys((action.kind, action.to) for action in decision.instead)
    return (f"Recommended now: {printable(what(subjects))}.",) if subjects and not decision else ()
