"""A plan: what to do when, and what is assumed on the way, as one road."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import pendulum
from rich.console import RenderableType

from followup_rules.analysis.plan import MOVED_ON, Plan, Step
from followup_rules.display.tables import layout
from followup_rules.display.words import group_by_channel, named, why
from followup_rules.temporal import instants
from followup_rules.timeline.words import happening, what

_ADVICE: Final = {"recommended": "", "overdue": ": overdue", None: ": allowed"}


def report(plan: Plan, width: int) -> RenderableType:
    """The plan as a title, the road, and how it ends."""
    parts: list[RenderableType] = []
    rows = [*_throughout(plan), *_road(plan)]
    if rows:
        head = "If nothing else comes from them" if plan.assuming else "If they stay silent"
        parts.append(layout.section(head, "bold green", layout.two_columns(rows, width)))
    parts.append(layout.note(_end(plan), width))
    return layout.report(layout.title(plan.evaluation), *parts)


def _throughout(plan: Plan) -> Iterator[layout.Row]:
    if plan.throughout:
        yield layout.Row((("all the while", "bold"),), ((what((kind, None) for kind in plan.throughout), "bold"),))


def _road(plan: Plan) -> Iterator[layout.Row]:
    """Every step, and every event that is assumed, in order of time."""
    zone = instants.zone(plan.evaluation.timeline.zone)
    found: list[tuple[pendulum.DateTime, tuple[layout.Line, ...]]] = []
    for event in plan.assuming:
        at = instants.to_pendulum(event.begins_us, plan.evaluation.timeline.zone)
        found.append((at, ((f"assumed: {happening(event, zone)}", "bold blue"),)))
    told: set[tuple[str, ...]] = set()
    for instant, steps in groupby(plan.steps, lambda step: step.at):
        found += ((instant, lines) for lines in _together(list(steps), told))
    found.sort(key=lambda pair: instants.unchecked(pair[0]))
    dates = layout.dates_of((instant for instant, _ in found), plan.evaluation)
    for date, (_, right) in zip(dates, found, strict=True):
        yield layout.Row(((date, "bold"),), right)


def _together(steps: Sequence[Step], told: set[tuple[str, ...]]) -> Iterator[tuple[layout.Line, ...]]:
    """The steps of one instant, those together of which the same is said; why, once for each action."""
    found = (
        ((step.advice, *why(step.reasons)), (step.action.kind, step.action.to), channel)
        for step in steps
        for channel in step.channels
    )
    for (advice, because, cites), subjects, channels in group_by_channel(found):
        action = named(subjects, channels)
        head = f"{action}{_ADVICE[advice]}", "bold red" if advice == "overdue" else "bold"
        yield (head,) if (action, because, cites) in told else (head, (because, ""), (cites, "dim"))
        told.add((action, because, cites))


def _end(plan: Plan) -> str:
    if plan.ends == MOVED_ON:
        return "With that the road ends."
    return "After that nothing more is asked for." if plan.steps else "As things stand, nothing is asked for."
