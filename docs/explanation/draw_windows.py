"""Draws `windows.svg`: what each source says of a status inquiry by email, over two weeks of one timeline.

Run `python docs/explanation/draw_windows.py`. It uses nothing but the library itself and the standard library.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from followup_rules import (
    Interview,
    MessageSent,
    ResponsePromised,
    Timeline,
    evaluate,
    majority,
    policies,
    strictest,
)
from followup_rules.rules.policy import AnyPolicy

PAGE: Final = Path(__file__).with_name("windows.svg")

ACTION: Final = ("status_inquiry", "email")
TIMELINE: Final = Timeline(
    "Europe/London",
    "2025-10-08T09:00:00+01:00",
    [
        Interview(starts="2025-10-06T09:00:00+01:00", ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"]),
        ResponsePromised("2025-10-06T09:55:00+01:00", by="2025-10-10"),
        MessageSent("2025-10-07T09:00:00+01:00", kind="thank_you", channel="email", to=["Dana Wu"]),
    ],
)
FIRST: Final = datetime.fromisoformat("2025-10-06T00:00:00+01:00")
LAST: Final = datetime.fromisoformat("2025-10-22T00:00:00+01:00")
STEP: Final = timedelta(hours=6)
MARKS: Final = {
    "interview ends": "2025-10-06T10:00:00+01:00",
    "thank-you sent": "2025-10-07T09:00:00+01:00",
    "named date has passed": "2025-10-11T00:00:00+01:00",
}

DOCUMENTS: Final = tuple(policies.get(name) for name in policies.names() if name != "recommended")
SOURCES: Final = {
    **{policy.name: policy for policy in DOCUMENTS},
    "strictest of the five": strictest(*DOCUMENTS),
    "majority of the five": majority(*DOCUMENTS),
    "recommended": policies.recommended,
}
# how each state is told in words; `due` and `overdue` are allowed as well
STATES: Final = {
    "silent": "silent: no rule speaks of it",
    "forbidden": "forbidden",
    "discouraged": "allowed, but discouraged",
    "allowed": "allowed",
    "due": "allowed and due",
    "overdue": "allowed and overdue",
}

LEFT, DAY, TOP, ROW, BAR, GAP = 156, 39, 138, 36, 24, 12
WIDTH: Final = LEFT + DAY * (LAST - FIRST).days + 16
HEIGHT: Final = TOP + ROW * len(SOURCES) + GAP + 74
LETTER: Final = 6.2

STYLE: Final = """
svg { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 12px; }
.page { fill: #ffffff; } .ink { fill: #1f2430; } .faint { fill: #5b6472; } .grid { stroke: #d5dae2; }
.week { stroke: #98a1b0; } .mark { stroke: #1f2430; stroke-dasharray: 2 3; } .edge { fill: none; stroke: #6d7686; }
.source { font-family: ui-monospace, "DejaVu Sans Mono", monospace; } .head { font-size: 14px; font-weight: 600; }
.silent { fill: #ffffff; } .forbidden { fill: #f6d3d1; } .hatch { stroke: #c9605a; } .discouraged { fill: #f3e2a0; }
.allowed { fill: #d3ebda; } .due { fill: #1f7145; } .overdue { fill: #a34a00; }
.on-due, .on-overdue { fill: #ffffff; font-weight: 600; }
.halo { fill: #f6d3d1; }
@media (prefers-color-scheme: dark) {
.page { fill: #14171c; } .ink { fill: #e7e9ed; } .faint { fill: #a7b0be; } .grid { stroke: #2c323c; }
.week { stroke: #596273; } .mark { stroke: #e7e9ed; } .edge { stroke: #8b95a5; }
.silent { fill: #14171c; } .forbidden { fill: #47211f; } .hatch { stroke: #a85a55; } .discouraged { fill: #5a4a14; }
.allowed { fill: #22402d; } .due { fill: #63c48e; } .overdue { fill: #f0a35a; }
.on-due, .on-overdue { fill: #10130f; }
.halo { fill: #47211f; }
}
"""


class Stretch(NamedTuple):
    """A stretch of time in which a source says one thing."""

    starts: datetime
    ends: datetime
    state: str


@cache
def _seen_from(instant: datetime) -> Timeline:
    return TIMELINE.at(instant)


def state_at(instant: datetime, policy: AnyPolicy) -> str:
    """What a source says at an instant: the stance, or, where that is *allowed*, the advice."""
    ruling = evaluate(_seen_from(instant), policy)[ACTION]
    return {"recommended": "due"}.get(ruling.advice, ruling.advice) if ruling.advice else ruling.stance


def stretches(policy: AnyPolicy) -> Iterator[Stretch]:
    """
    What a source says from `FIRST` to `LAST`, with exact boundaries.

    It looks every six hours and halves the interval wherever two looks differ, down to the second.
    """
    looks = [FIRST + STEP * number for number in range((LAST - FIRST) // STEP)]
    states = [state_at(look, policy) for look in looks]
    cuts, said = [FIRST], [states[0]]
    for (before, old), (after, new) in pairwise(zip(looks, states, strict=True)):
        if old != new:
            cuts.append(_boundary(before, after, old, policy))
            said.append(new)
    for (starts, ends), state in zip(pairwise([*cuts, LAST]), said, strict=True):
        yield Stretch(starts, ends, state)


def _boundary(before: datetime, after: datetime, old: str, policy: AnyPolicy) -> datetime:
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (middle, after) if state_at(middle, policy) == old else (before, middle)
    return after


def day(instant: datetime) -> str:
    """The instant for a reader: the date and, unless it is midnight, the time."""
    text = f"{instant:%a} {instant.day} {instant:%b}"
    return text if (instant.hour, instant.minute) == (0, 0) else f"{text} {instant:%H:%M}"


def told(source: str, found: list[Stretch]) -> str:
    """One source's row in words."""
    parts = [f"{STATES[stretch.state].split(':')[0]} until {day(stretch.ends)}" for stretch in found[:-1]]
    return f"{source}: {', then '.join([*parts, f'{STATES[found[-1].state]} from there on'])}."


def x(instant: datetime) -> float:
    """Where an instant lies from left to right."""
    return round(LEFT + DAY * ((instant - FIRST) / timedelta(days=1)), 1)


def text(parent: ET.Element, what: str, at: tuple[float, float], kind: str = "ink", anchor: str = "start") -> None:
    """Some words in the picture."""
    place = {"x": f"{at[0]:g}", "y": f"{at[1]:g}"}
    ET.SubElement(parent, "text", {"class": kind, "text-anchor": anchor, **place}).text = what


def line(parent: ET.Element, kind: str, at: float, top: float, bottom: float) -> None:
    """An upright line."""
    ET.SubElement(
        parent, "line", {"class": kind, "x1": f"{at:g}", "x2": f"{at:g}", "y1": f"{top:g}", "y2": f"{bottom:g}"}
    )


def box(parent: ET.Element, kind: str, at: tuple[float, float], size: tuple[float, float]) -> ET.Element:
    """A rectangle."""
    place = {"x": f"{at[0]:g}", "y": f"{at[1]:g}", "width": f"{size[0]:g}", "height": f"{size[1]:g}"}
    return ET.SubElement(parent, "rect", {"class": kind, **place})


def block(parent: ET.Element, state: str, at: tuple[float, float], width: float, height: float) -> None:
    """A piece of a bar: its colour, a hatching where it is forbidden, an outline."""
    box(parent, state, at, (width, height))
    if state == "forbidden":
        box(parent, "lines", at, (width, height)).set("fill", "url(#hatching)")
    box(parent, "edge", at, (width, height))


def bar(parent: ET.Element, source: str, found: list[Stretch], top: float) -> None:
    """A source's row."""
    row = ET.SubElement(parent, "g")
    ET.SubElement(row, "title").text = told(source, found)
    text(row, source, (LEFT - 12, top + BAR / 2 + 4), "ink source" if " " not in source else "ink", "end")
    for stretch in found:
        left, width = x(stretch.starts), round(x(stretch.ends) - x(stretch.starts), 1)
        block(row, stretch.state, (left, top), width, BAR)
        if len(stretch.state) * LETTER + 8 <= width:
            middle = left + width / 2
            if stretch.state == "forbidden":
                half = len(stretch.state) * LETTER / 2 + 4
                box(row, "halo", (round(middle - half, 1), top + 4), (round(2 * half, 1), BAR - 8))
            text(row, stretch.state, (round(middle, 1), top + BAR / 2 + 4), f"ink on-{stretch.state}", "middle")


def svg() -> str:
    """The picture as text."""
    found = {source: list(stretches(policy)) for source, policy in SOURCES.items()}
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": f"{WIDTH}",
            "height": f"{HEIGHT}",
            "role": "img",
            "aria-labelledby": "name story",
        },
    )
    name = "A status inquiry by email, by each source, from Mon 6 Oct to Wed 22 Oct 2025 (Europe/London)"
    ET.SubElement(root, "title", {"id": "name"}).text = name
    story = (
        "An interview ends on Mon 6 Oct at 10:00; an answer is named for Fri 10 Oct; a thank-you goes out on Tue 7 Oct."
    )
    ET.SubElement(root, "desc", {"id": "story"}).text = "\n".join(
        [story, *(told(source, row) for source, row in found.items())]
    )
    ET.SubElement(root, "style").text = STYLE
    hatching = ET.SubElement(
        ET.SubElement(root, "defs"),
        "pattern",
        {
            "id": "hatching",
            "width": "7",
            "height": "7",
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
    line(hatching, "hatch", 0, 0, 7)

    box(root, "page", (0, 0), (WIDTH, HEIGHT)).set("rx", "8")
    text(root, "May one ask by email where things stand?", (20, 28), "ink head")
    text(root, "One interview, one named date, one thank-you. October 2025, London time.", (20, 47), "faint")

    bottom = TOP + ROW * len(SOURCES) + GAP - (ROW - BAR) + 6
    for number in range((LAST - FIRST).days + 1):
        date = FIRST + timedelta(days=number)
        line(root, "week" if date.weekday() == 0 else "grid", x(date), TOP - 8, bottom)
        if date < LAST:
            text(root, f"{date:%a}"[:2], (x(date) + DAY / 2, TOP - 26), "faint", "middle")
            text(root, f"{date.day}", (x(date) + DAY / 2, TOP - 12), "ink", "middle")
    for number, (what, iso) in enumerate(MARKS.items()):
        at, high = x(datetime.fromisoformat(iso)), 66 + 15 * (number == 1)
        # not through the dates, and behind the bars
        line(root, "mark", at, high, TOP - 38)
        line(root, "mark", at, TOP - 8, bottom)
        text(root, what, (at + 5, high + 10), "ink")
    for number, (source, row) in enumerate(found.items()):
        bar(root, source, row, TOP + ROW * number + GAP * (number >= len(DOCUMENTS)))

    for number, (state, words) in enumerate(STATES.items()):
        left, low = 20 + (WIDTH - 40) // 3 * (number % 3), HEIGHT - 58 + 25 * (number // 3)
        block(root, state, (left, low), 22, 16)
        text(root, words, (left + 29, low + 12.5))
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"


if __name__ == "__main__":
    PAGE.write_text(svg(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {WIDTH} by {HEIGHT}\n")
