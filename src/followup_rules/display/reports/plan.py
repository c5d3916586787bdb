"""A plan: what to do when, and which events are assumed on the way, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from followup_rules.analysis.grouping import group_by_channel
from followup_rules.analysis.plan import CUT_SHORT, MOVED_ON, Plan, Step
from followup_rules.display.report import ALARM, STRONG, Line, Report, Row, Section, because, by_date
from followup_rules.display.words import named
from followup_rules.temporal import instants
from followup_rules.timeline.vocabulary import Action
from followup_rules.timeline.words import happening, listed, what

_ADVICE: Final = {"recommended": "", "overdue": ": overdue", None: ": allowed"}


def plan_report(plan: Plan) -> Report:
    """The steps and the assumed events, and how the plan ends."""
    head = "If they do nothing else" if plan.assuming else "If they stay silent"
    throughout = what((kind, None) for kind in plan.throughout)
    rows = [Row((("throughout", STRONG),), ((throughout, STRONG),))] if throughout else []
    return Report.of(plan.evaluation, Section(head, "green", (*rows, *_dated(plan))), _end(plan))


def _dated(plan: Plan) -> Iterator[Row]:
    """Every step, and every event that is assumed, in order of time."""
    zone = plan.evaluation.timeline.history.zone
    found: list[tuple[int, tuple[Line, ...]]] = [
        (event.begins_us, ((f"assumed: {happening(event, zone)}", "bold blue"),)) for event in plan.assuming
    ]
    told: set[tuple[str, Line, Line]] = set()
    for at, steps in groupby(plan.steps, lambda step: step.at):
        found += ((instants.unchecked(at), lines) for lines in _together(steps, told))
    return by_date(sorted(found, key=lambda pair: pair[0]), plan.evaluation)


def _together(steps: Iterable[Step], told: set[tuple[str, Line, Line]]) -> Iterator[tuple[Line, ...]]:
    """The steps of one instant, those with the same advice and reasons together; a reason once for each action."""
    found = (
        (Action(step.action.kind, channel, step.action.to), (step.advice, because(step.reasons)))
        for step in steps
        for channel in step.channels
    )
    for (advice, lines), subjects, channels in group_by_channel(found):
        action = named(subjects, channels)
        head = f"{action}{_ADVICE[advice]}", ALARM if advice == "overdue" else STRONG
        yield (head,) if (action, *lines) in told else (head, *lines)
        told.add((action, *lines))


def _end(plan: Plan) -> str:
    if plan.ends == MOVED_ON:
        return "The plan ends when you have moved on."
    if plan.ends == CUT_SHORT:
        return f"The plan is cut short after {len(plan.steps)} steps."
    nothing = "After that nothing more is due" if plan.steps else "Nothing is due"
    # facts that are not known are told by their names
    depends = "it depends on " if plan.waits_for[0].startswith("`") else ""
    return f"{nothing}: {depends}{listed(plan.waits_for, 'and')}."
