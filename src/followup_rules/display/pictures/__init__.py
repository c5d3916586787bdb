"""A timeline as a picture: what happened, and when each action is allowed, due or forbidden, as a standalone SVG.

It is read off the stretches of the rulings and asks no rule itself. Nothing is shown by colour alone: states differ in
height and pattern too, each stretch has its words as a title, and the description says everything in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final
from xml.etree import ElementTree as ET

import attrs

from followup_rules.analysis.stretches import stretches_by_action
from followup_rules.display.pictures.axis import DAY, Axis, shortened, width_of, wrapped
from followup_rules.display.pictures.bars import STATES, Bar, Block, bars, cut, left_out
from followup_rules.display.pictures.marks import SHAPES, Label, Mark, labels, marks, thinned
from followup_rules.display.pictures.style import box, line, patterns, polygon, style, text
from followup_rules.errors import Fault, TimelineError, shown
from followup_rules.evaluation.evaluation import Evaluation, evaluate
from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal import instants
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.words import printable, readable

WIDTH, MARGIN, LABEL, LEFT, RIGHT = 1000, 20, 206, 238, 970
HEAD, LEVEL, LANE, DATES, ROW, LINE, BAR, LEGEND = 46, 17, 28, 40, 38, 14, 22, 22
HEIGHTS: Final = {"forbidden": 6, "undetermined": 14}
NARROWEST: Final = 2
MOST_TRACES: Final = 12
_MOST_TOLD: Final = 40


def to_svg(
    timeline: Timeline,
    policy: AnyPolicy | None = None,
    *,
    since: datetime | str | int | None = None,
    until: datetime | str | int | None = None,
) -> str:
    """
    A picture of a timeline by a policy (None: the recommended one), as the text of an SVG that stands alone.

    It shows the time from *since* to *until*. Without *since* it begins shortly before the first event. Without *until*
    it ends shortly after the last of these: now, scheduled interviews, promised dates, changes of a ruling. A date
    counts only if it lies within 60 days, or twice the time since the first event, after now or after the last
    interview that is scheduled within a year.

    Raises `TimelineError` if one of the two is not an instant, or *until* is not after *since*.

    >>> from followup_rules import Interview, Timeline
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> picture = to_svg(timeline)
    >>> picture[:52]
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0'
    >>> next(line for line in picture.splitlines() if line.startswith("thank-you"))
    'thank-you by email or post: forbidden until Mon 6 Oct 2025, 10:00, then due until Tue 7 Oct 2025, 10:00, ...'
    """
    root = drawing(evaluate(timeline, policy), since, until)
    return f"{ET.tostring(root, encoding='unicode')}\n"


def drawing(
    evaluation: Evaluation, since: datetime | str | int | None = None, until: datetime | str | int | None = None
) -> ET.Element:
    """The same for an evaluation, as of its now, as an element that can be put into a page."""
    scene = _scene(evaluation, _given("since", since), _given("until", until))
    body = ET.Element("g")
    height = _draw(body, scene)
    title, told = "".join(_title(scene)), "\n".join(_told(scene))
    name = f"fr-{sha256(ET.tostring(body) + told.encode()).hexdigest()[:10]}"
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": f"{WIDTH}",
            "height": f"{height}",
            "id": name,
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
        },
    )
    ET.SubElement(root, "title", {"id": f"{name}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{name}-desc"}).text = told
    ET.SubElement(root, "style").text = style(name)
    patterns(ET.SubElement(root, "defs"), name)
    box(root, "page", (0.5, 0.5), (WIDTH - 1, height - 1)).set("rx", "8")
    root.append(body)
    return root


# -- the content


@attrs.frozen
class Scene:
    """Everything that is drawn: the axis, the marks of events, the bars, and a note on actions without a bar."""

    evaluation: Evaluation
    axis: Axis
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    note: str


def _given(name: str, instant: datetime | str | int | None) -> int | None:
    try:
        return None if instant is None else instants.micros(instant)
    except TimelineError as error:
        raise error.under(name) from None


def _scene(evaluation: Evaluation, since: int | None, until: int | None) -> Scene:
    timeline, now = evaluation.timeline, evaluation.now_us
    zone, happened = timeline.history.zone, marks(timeline, now)
    first = min((now, *(mark.starts for mark in happened)))
    starts = zone.midnight(zone.date_of(first - max(DAY // 4, (now - first) // 30))) if since is None else since
    if until is not None and until <= starts:
        raise TimelineError(Fault("until", _too_early(evaluation, starts, until, since is not None)))
    # from one instant before, to distinguish what began earlier from what begins there
    found = stretches_by_action(evaluation, starts - 1)
    turns = {stretch.starts for stretches in found.values() for stretch in stretches}
    ends = _ends(evaluation, starts, happened, turns) if until is None else until
    axis = Axis(zone, starts, ends, LEFT, RIGHT)
    within = {action: cut(stretches, starts, ends) for action, stretches in found.items()}
    shown_bars, more = bars(within)
    note = left_out(within)
    if more:
        note = f"{more} more bars do not fit. {note}"
    return Scene(evaluation, axis, happened, shown_bars, note)


def _too_early(evaluation: Evaluation, starts: int, until: int, given: bool) -> str:
    start = shown(evaluation.iso(starts))
    return (
        f"{shown(evaluation.iso(until))} is not after "
        f"{'since' if given else 'the start of the picture'}, {start}; expected a later instant"
    )


def _ends(evaluation: Evaluation, starts: int, happened: Iterable[Mark], turns: Iterable[int]) -> int:
    """Where the picture ends if no end is given: see `to_svg`."""
    zone, now = evaluation.timeline.history.zone, evaluation.now_us
    ahead = [mark.ends or mark.starts for mark in happened]
    scheduled = [mark.ends for mark in happened if mark.shape == "scheduled" and mark.ends is not None]
    anchor = max((now, *(end for end in scheduled if end <= now + 366 * DAY)))
    latest = anchor + max(60 * DAY, 2 * (now - starts))
    last = max((anchor, *(instant for instant in (*ahead, *turns) if instant <= latest)))
    last = max(last + (last - starts) // 8, starts + 7 * DAY)
    return zone.midnight(zone.date_of(last) + 1)


# -- in words


def _title(scene: Scene) -> tuple[str, str]:
    """The policy, and as of when."""
    evaluation, zone = scene.evaluation, scene.axis.zone
    return printable(evaluation.policy.name), f", as of {readable(evaluation.now_us, zone)} ({zone.name})"


def _told(scene: Scene) -> Iterator[str]:
    """The whole picture as text, a line for each bar."""
    axis, zone = scene.axis, scene.axis.zone
    yield f"From {readable(axis.since, zone)} to {readable(axis.until, zone)}."
    within = [mark for mark in scene.marks if mark.label and axis.has(mark.starts, mark.ends)]
    told = [mark.told for mark in within[:_MOST_TOLD]]
    outside = sum(bool(mark.label) for mark in scene.marks) - len(within)
    told += [f"{len(within) - len(told)} more"] * (len(within) > len(told))
    told += [f"{outside} outside these dates"] * bool(outside)
    yield f"Events: {'; '.join(told) or 'none'}."
    for bar in scene.bars:
        yield bar.in_words(zone, axis.until)
    if scene.note:
        yield scene.note


# -- drawing, from the top down


def _draw(body: ET.Element, scene: Scene) -> int:
    """Draws everything, and returns the height."""
    axis = scene.axis
    happened = thinned(scene.marks, axis)
    named = labels(happened, axis)
    lane = HEAD + LEVEL * (1 + max((label.level for label in named), default=-1)) + LANE // 2
    dates = lane + LANE // 2
    top = dates + DATES
    heights = [max(ROW, 12 + LINE * sum(map(len, _label(bar)))) for bar in scene.bars] or [ROW]
    bottom = top + sum(heights)
    policy, dated = _title(scene)
    room = WIDTH - 2 * MARGIN - width_of(dated, 16)
    text(body, "head", MARGIN, 30, f"{shortened(policy, room, 16)}{dated}", f"{policy}{dated}")
    _dates(body, axis, dates, bottom)
    # many of them would hide the bars
    for label in named if len(named) <= MOST_TRACES else ():
        line(body, "trace", (label.at, top), (label.at, bottom))
    for number, bar in enumerate(scene.bars):
        _row(body, bar, scene, top + sum(heights[:number]), heights[number])
    if not scene.bars:
        nothing = "nothing is or may be allowed at any time shown"
        text(body, "faint", _beside_now(scene, axis.left + 8, width_of(nothing)), top + ROW / 2 + 4, nothing)
    _happened(body, happened, named, axis, lane)
    _now(body, scene, lane, bottom)
    low = bottom + (34 if axis.has(scene.evaluation.now_us) else 12)
    if scene.note:
        text(body, "faint", MARGIN, low + 10, shortened(scene.note, WIDTH - 2 * MARGIN, 11), scene.note)
        low += 24
    return _legend(body, scene, happened, low + 8)


def _dates(body: ET.Element, axis: Axis, top: float, bottom: float) -> None:
    """The axis: a line for each date, its label beside it, the month or day above."""
    line(body, "rule", (axis.left, top), (axis.right, top))
    ticks = axis.ticks()
    for tick in ticks:
        x = axis.x(tick.at)
        line(body, "grid", (x, top), (x, bottom))
        if x + 4 + width_of(tick.label) <= WIDTH - 4:
            text(body, "date", x + 4, top + 31, tick.label)
    firsts = [tick for number, tick in enumerate(ticks) if not number or tick.context != ticks[number - 1].context]
    ends = [*(axis.x(tick.at) for tick in firsts[1:]), WIDTH - MARGIN]
    for tick, end in zip(firsts, ends, strict=True):
        if axis.x(tick.at) + 4 + width_of(tick.context, 11) <= end:
            text(body, "faint", axis.x(tick.at) + 4, top + 15, tick.context)


def _label(bar: Bar) -> tuple[list[str], list[str]]:
    """The lines with the actions of a bar, and those with its channels."""
    return wrapped(bar.what, LABEL, 13.4, 2), wrapped(bar.how, LABEL, 10.8, 5) if bar.how else []


def _row(body: ET.Element, bar: Bar, scene: Scene, top: float, high: float) -> None:
    """A bar with its label."""
    axis = scene.axis
    row = ET.SubElement(body, "g", {"class": "bar"})
    ET.SubElement(row, "title").text = bar.in_words(axis.zone, axis.until)
    line(row, "grid", (MARGIN, top), (axis.right, top))
    middle = top + high / 2
    what, how = _label(bar)
    y = middle + 4 - LINE * (len(what) + len(how) - 1) / 2
    for kind, words in (*(("what", words) for words in what), *(("faint", words) for words in how)):
        text(row, kind, MARGIN, y, words)
        y += LINE
    for block in bar.blocks(axis):
        if block.state != "silent":
            _block(row, block, scene, middle)


def _block(row: ET.Element, block: Block, scene: Scene, middle: float) -> None:
    axis, state = scene.axis, block.state
    high = HEIGHTS.get(state, BAR)
    left, wide = axis.x(block.starts), axis.width(block.starts, block.ends)
    drawn = box(row, state, (left, middle - high / 2), (max(wide, NARROWEST), high))
    drawn.set("data-starts", instants.iso(block.starts, axis.zone))
    if block.ends is not None:
        drawn.set("data-ends", instants.iso(block.ends, axis.zone))
    ET.SubElement(drawn, "title").text = block.in_words(axis)
    if block.starts < axis.since:
        _arrow(row, state, axis.left, middle, -1)
    if block.ends is None or block.ends > axis.until:
        _arrow(row, state, axis.right, middle, 1)
    if high > HEIGHTS["forbidden"]:
        _words_in(row, block, scene, (left + 6, left + wide - 6, middle + 4))


def _words_in(row: ET.Element, block: Block, scene: Scene, room: tuple[float, float, float]) -> None:
    """The word of a block, where there is room; and until when it lasts, if that is beyond the picture."""
    left, right, y = room
    longer = []
    if block.ends is not None and block.ends > scene.axis.until:
        longer = [f"{block.word}, until {readable(block.ends, scene.axis.zone)}"]
    for words in (*longer, block.word):
        x = _beside_now(scene, left, width_of(words, 11.5))
        if x + width_of(words, 11.5) <= right:
            text(row, f"in in-{block.state}", x, y, words)
            return


def _beside_now(scene: Scene, x: float, wide: float) -> float:
    """Where words begin, so that the line of now does not cross them."""
    now = scene.evaluation.now_us
    at = scene.axis.x(now)
    return at + 6 if scene.axis.has(now) and x - 3 < at < x + wide + 3 else x


def _arrow(row: ET.Element, state: str, edge: float, middle: float, way: int) -> None:
    """An arrow: the stretch goes on beyond the picture."""
    x = edge + way * 3
    polygon(row, f"goes-on goes-on-{state}", (x, middle - 4), (x + way * 5, middle), (x, middle + 4))


def _happened(body: ET.Element, found: Sequence[Mark], named: Sequence[Label], axis: Axis, lane: float) -> None:
    """The marks, and the labels above them with their leaders."""
    text(body, "what", MARGIN, lane + 4, "what happened")
    for label in named:
        # words stand to the right of the leader, or to the left of it
        way = 1 if label.left >= label.at else -1
        height = lane - LANE // 2 - LEVEL * label.level
        line(body, "leader", (label.at, height - 10), (label.at, lane))
        words = text(body, "event", label.at + 5 * way, height, label.text, label.mark.told)
        words.set("text-anchor", "start" if way == 1 else "end")
    for mark in sorted(found, key=lambda mark: mark.starts - (mark.ends or mark.starts)):
        symbol = _symbol(body, mark.shape, axis.x(mark.starts), lane, axis.x(mark.ends or mark.starts))
        ET.SubElement(symbol, "title").text = mark.told


def _symbol(body: ET.Element, shape: str, x: float, y: float, end: float) -> ET.Element:
    """A mark's shape from *x* to *end*, centred on the height *y*."""
    match shape:
        case "you":
            return ET.SubElement(body, "circle", {"class": shape, "cx": f"{x:.6g}", "cy": f"{y:.6g}", "r": "4.5"})
        case "employer":
            return polygon(body, shape, (x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y))
        case _:
            return box(body, shape, (x, y - 7), (max(end - x, 4), 14))


def _now(body: ET.Element, scene: Scene, lane: float, bottom: float) -> None:
    """The line of now, interrupted where the dates stand, and its own date under the bars."""
    axis, now = scene.axis, scene.evaluation.now_us
    if not axis.has(now):
        return
    x, words = axis.x(now), f"now: {readable(now, axis.zone)}"
    half = width_of(words, 12) / 2 + 9
    middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    top = lane + LANE // 2
    line(body, "now", (x, lane - 8), (x, top))
    line(body, "now", (x, top + DATES - 4), (x, bottom + 8))
    box(body, "pill", (middle - half, bottom + 8), (2 * half, 18)).set("rx", "9")
    text(body, "on", middle, bottom + 21, words).set("text-anchor", "middle")


def _legend(body: ET.Element, scene: Scene, happened: Iterable[Mark], top: float) -> int:
    """What each state and each mark in the picture means."""
    states = {block.state for bar in scene.bars for block in bar.blocks(scene.axis)}
    shapes = {mark.shape for mark in happened}
    legend = ET.SubElement(body, "g", {"class": "legend"})
    y = top
    for entries, used in ((STATES, states), (SHAPES, shapes)):
        x = float(MARGIN)
        for name, words in entries.items():
            wide = 30 + width_of(words, 11)
            if name not in used:
                continue
            if x + wide > WIDTH - MARGIN:
                x, y = float(MARGIN), y + LEGEND
            if entries is STATES:
                high = min(HEIGHTS.get(name, 14), 12)
                box(legend, name, (x, y - high / 2), (22, high))
            else:
                _symbol(legend, name, x + 9, y, x + 9)
            text(legend, "faint", x + (29 if entries is STATES else 20), y + 4, words)
            x += wide + (14 if entries is STATES else 5)
        y += LEGEND if used else 0
    return round(y)
