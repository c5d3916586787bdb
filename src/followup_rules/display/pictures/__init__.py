"""A timeline as a picture: what happened, and when each action is allowed, due or forbidden, as a standalone SVG.

It is read off the stretches of the rulings and asks no rule itself. Nothing is shown by colour alone: states differ in
height and pattern too, each stretch has its words as a title, and the description says everything in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import accumulate, groupby, pairwise
from typing import Final
from xml.etree import ElementTree as ET

import attrs

from followup_rules.analysis.stretches import stretches_by_action
from followup_rules.display.pictures.axis import DAY, Axis, shortened, width_of, wrapped
from followup_rules.display.pictures.bars import STATES, Bar, Block, bars
from followup_rules.display.pictures.marks import SCHEDULED, SHAPES, Label, Mark, labels, marks, thinned
from followup_rules.display.pictures.style import box, draw, line, patterns, polygon, style, text
from followup_rules.errors import Fault, TimelineError, shown
from followup_rules.evaluation.evaluation import Evaluation, evaluate
from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal import instants
from followup_rules.temporal.instants import When
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
    since: When | None = None,
    until: When | None = None,
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
    'thank-you by email: forbidden until Mon 6 Oct 2025, 10:00, then allowed until Mon 6 Oct 2025, 22:00, ...'
    """
    root = drawing(evaluate(timeline, policy), since, until)
    return f"{ET.tostring(root, encoding='unicode')}\n"


def drawing(evaluation: Evaluation, since: When | None = None, until: When | None = None) -> ET.Element:
    """The same for an evaluation, as of its now, as an element that can be put into a page."""
    scene = _scene(evaluation, _given("since", since), _given("until", until))
    body = ET.Element("g")
    height = _draw(body, scene)
    told = "\n".join(_told(scene))
    name = f"fr-{sha256(ET.tostring(body) + told.encode()).hexdigest()[:10]}"
    size = {"viewBox": f"0 0 {WIDTH} {height}", "width": f"{WIDTH}", "height": f"{height}"}
    about = {"id": name, "role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **about})
    ET.SubElement(root, "title", id=f"{name}-title").text = "".join(_title(scene))
    ET.SubElement(root, "desc", id=f"{name}-desc").text = told
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

    @property
    def now(self) -> int | None:
        """The instant of now, where it lies within the picture."""
        return self.evaluation.now_us if self.axis.has(self.evaluation.now_us) else None


def _given(name: str, instant: When | None) -> int | None:
    try:
        return None if instant is None else instants.micros(instant)
    except TimelineError as error:
        raise error.under(name) from None


def _scene(evaluation: Evaluation, since: int | None, until: int | None) -> Scene:
    now, zone = evaluation.now_us, evaluation.timeline.history.zone
    happened = marks(evaluation.timeline, now)
    first = min((now, *(mark.starts for mark in happened)))
    starts = zone.midnight(zone.date_of(first - max(DAY // 4, (now - first) // 30))) if since is None else since
    if until is not None and until <= starts:
        begins = f"{'the start of the picture' if since is None else 'since'}, {shown(evaluation.iso(starts))}"
        what = f"{shown(evaluation.iso(until))} is not after {begins}; expected a later instant"
        raise TimelineError(Fault("until", what, "out_of_order"))
    # from one instant before, to distinguish what began earlier from what begins there
    found = stretches_by_action(evaluation, starts - 1)
    if until is None:
        turns = {stretch.starts for stretches in found.values() for stretch in stretches}
        until = zone.midnight(zone.date_of(_last(now, starts, happened, turns)) + 1)
    within = {
        action: tuple(part for part in stretches if part.starts < until and (part.ends is None or starts < part.ends))
        for action, stretches in found.items()
    }
    return Scene(evaluation, Axis(zone, starts, until, LEFT, RIGHT), happened, *bars(within))


def _last(now: int, starts: int, happened: Sequence[Mark], turns: set[int]) -> int:
    """On which day the picture ends if no end is given: see `to_svg`."""
    ends = [mark.ends or mark.starts for mark in happened]
    scheduled = (end for mark, end in zip(happened, ends, strict=True) if mark.shape == SCHEDULED)
    anchor = max((now, *(end for end in scheduled if end <= now + 366 * DAY)))
    latest = anchor + max(60 * DAY, 2 * (now - starts))
    last = max((anchor, *(instant for instant in (*ends, *turns) if instant <= latest)))
    return max(last + (last - starts) // 8, starts + 7 * DAY)


# -- in words


def _title(scene: Scene) -> tuple[str, str]:
    """The policy, and as of when."""
    evaluation, zone = scene.evaluation, scene.axis.zone
    return printable(evaluation.policy.name), f", as of {readable(evaluation.now_us, zone)} ({zone.name})"


def _told(scene: Scene) -> Iterator[str]:
    """The whole picture as text, a line for each bar."""
    axis, zone = scene.axis, scene.axis.zone
    yield f"From {readable(axis.since, zone)} to {readable(axis.until, zone)}."
    named = [mark for mark in scene.marks if mark.label]
    within = [mark.told for mark in named if axis.has(mark.starts, mark.ends)]
    more = (len(within[_MOST_TOLD:]), "more"), (len(named) - len(within), "outside these dates")
    events = [*within[:_MOST_TOLD], *(f"{count} {words}" for count, words in more if count)]
    yield f"Events: {'; '.join(events) or 'none'}."
    yield from (bar.in_words(zone, axis.until) for bar in scene.bars)
    if scene.note:
        yield scene.note


# -- drawing, from the top down


def _draw(body: ET.Element, scene: Scene) -> int:
    """Draws everything, and returns the height."""
    axis = scene.axis
    happened = thinned(scene.marks, axis)
    named = labels(happened, axis)
    lane = HEAD + LEVEL * (1 + max((label.level for label in named), default=-1)) + LANE // 2
    top = lane + LANE // 2 + DATES
    heights = [max(ROW, 12 + LINE * len(_label(bar))) for bar in scene.bars]
    tops = [*accumulate(heights or [ROW], initial=top)]
    bottom = tops[-1]
    policy, dated = _title(scene)
    room = WIDTH - 2 * MARGIN - width_of(dated, 16)
    text(body, "head", MARGIN, 30, f"{shortened(policy, room, 16)}{dated}", f"{policy}{dated}")
    _dates(body, axis, top - DATES, bottom)
    # many of them would hide the bars
    for label in named if len(named) <= MOST_TRACES else ():
        line(body, "trace", (label.at, top), (label.at, bottom))
    for bar, (high, low) in zip(scene.bars, pairwise(tops), strict=False):
        _row(body, bar, scene, high, low)
    if not scene.bars:
        nothing = "nothing is or may be allowed at any time shown"
        text(body, "faint", _beside_now(scene, axis.left + 8, width_of(nothing)), top + ROW / 2 + 4, nothing)
    _happened(body, happened, named, axis, lane)
    if scene.now is not None:
        _now(body, axis, scene.now, lane, bottom)
    end = bottom + (12 if scene.now is None else 34)
    if scene.note:
        text(body, "faint", MARGIN, end + 10, shortened(scene.note, WIDTH - 2 * MARGIN, 11), scene.note)
        end += 24
    return _legend(body, scene, {mark.shape for mark in happened}, end + 8)


def _dates(body: ET.Element, axis: Axis, top: float, bottom: float) -> None:
    """The axis: a line for each date, its label beside it, the month or day above."""
    line(body, "rule", (axis.left, top), (axis.right, top))
    ticks = [(axis.x(tick.at), tick) for tick in axis.ticks()]
    for x, tick in ticks:
        line(body, "grid", (x, top), (x, bottom))
        if x + 4 + width_of(tick.label) <= WIDTH - 4:
            text(body, "date", x + 4, top + 31, tick.label)
    firsts = [next(same) for _, same in groupby(ticks, lambda placed: placed[1].context)]
    for (x, tick), end in zip(firsts, [*(x for x, _ in firsts[1:]), WIDTH - MARGIN], strict=True):
        if x + 4 + width_of(tick.context, 11) <= end:
            text(body, "faint", x + 4, top + 15, tick.context)


def _label(bar: Bar) -> list[tuple[str, str]]:
    """The lines with the actions of a bar, and those with its channels, each after its kind."""
    how = wrapped(bar.how, LABEL, 10.8, 5) if bar.how else []
    return [*(("what", words) for words in wrapped(bar.what, LABEL, 13.4, 2)), *(("faint", words) for words in how)]


def _row(body: ET.Element, bar: Bar, scene: Scene, top: float, bottom: float) -> None:
    """A bar with its label."""
    axis = scene.axis
    row = ET.SubElement(body, "g", {"class": "bar"})
    ET.SubElement(row, "title").text = bar.in_words(axis.zone, axis.until)
    line(row, "grid", (MARGIN, top), (axis.right, top))
    middle, lines = (top + bottom) / 2, _label(bar)
    for number, (kind, words) in enumerate(lines):
        text(row, kind, MARGIN, middle + 4 + LINE * (number - (len(lines) - 1) / 2), words)
    for block in bar.blocks(axis):
        if block.state != "silent":
            _block(row, block, scene, middle)


def _block(row: ET.Element, block: Block, scene: Scene, middle: float) -> None:
    axis, high = scene.axis, HEIGHTS.get(block.state, BAR)
    left, wide = axis.x(block.starts), axis.width(block.starts, block.ends)
    drawn = box(row, block.state, (left, middle - high / 2), (max(wide, NARROWEST), high))
    drawn.set("data-starts", instants.iso(block.starts, axis.zone))
    if block.ends is not None:
        drawn.set("data-ends", instants.iso(block.ends, axis.zone))
    ET.SubElement(drawn, "title").text = block.in_words(axis)
    # an arrow: the stretch goes on beyond the picture
    before, after = block.starts < axis.since, block.ends is None or block.ends > axis.until
    for x, way in [(axis.left - 3, -5)] * before + [(axis.right + 3, 5)] * after:
        polygon(row, f"goes-on edge-{block.state}", (x, middle - 4), (x + way, middle), (x, middle + 4))
    if high > HEIGHTS["forbidden"]:
        # its word, where there is room; and until when it lasts, if that is beyond the picture
        later = f"{block.word}, until {readable(block.ends, axis.zone)}" if after and block.ends is not None else ""
        for words in filter(None, (later, block.word)):
            x = _beside_now(scene, left + 6, width_of(words, 11.5))
            if x + width_of(words, 11.5) <= left + wide - 6:
                text(row, f"in in-{block.state}", x, middle + 4, words)
                break


def _beside_now(scene: Scene, x: float, wide: float) -> float:
    """Where words begin, so that the line of now does not cross them."""
    at = x if scene.now is None else scene.axis.x(scene.now)
    return at + 6 if scene.now is not None and x - 3 < at < x + wide + 3 else x


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
            return draw(body, "circle", shape, cx=x, cy=y, r=4.5)
        case "employer":
            return polygon(body, shape, (x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y))
        case _:
            return box(body, shape, (x, y - 7), (max(end - x, 4), 14))


def _now(body: ET.Element, axis: Axis, now: int, lane: float, bottom: float) -> None:
    """The line of now, interrupted where the dates stand, and its own date under the bars."""
    x, words = axis.x(now), f"now: {readable(now, axis.zone)}"
    half = width_of(words, 12) / 2 + 9
    middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    top = lane + LANE // 2
    line(body, "now", (x, lane - 8), (x, top))
    line(body, "now", (x, top + DATES - 4), (x, bottom + 8))
    box(body, "pill", (middle - half, bottom + 8), (2 * half, 18)).set("rx", "9")
    text(body, "on", middle, bottom + 21, words).set("text-anchor", "middle")


def _legend(body: ET.Element, scene: Scene, shapes: set[str], y: float) -> int:
    """What each state and each mark in the picture means."""
    states = {block.state for bar in scene.bars for block in bar.blocks(scene.axis)}
    legend = ET.SubElement(body, "g", {"class": "legend"})
    for meanings, used in ((STATES, states), (SHAPES, shapes)):
        x = float(MARGIN)
        for name, words in ((name, words) for name, words in meanings.items() if name in used):
            wide = 30 + width_of(words, 11)
            if x + wide > WIDTH - MARGIN:
                x, y = MARGIN, y + LEGEND
            if used is states:
                high = min(HEIGHTS.get(name, 14), 12)
                box(legend, name, (x, y - high / 2), (22, high))
            else:
                _symbol(legend, name, x + 11, y, x + 11)
            text(legend, "faint", x + 29, y + 4, words)
            x += wide + 14
        y += LEGEND if used else 0
    return round(y)
