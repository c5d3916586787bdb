"""How a picture looks: its colours in light and in dark, its patterns, and the elements that it is made of.

Every class applies only within the picture's own id, so that several pictures can stand on one page.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias
from xml.etree import ElementTree as ET

Point: TypeAlias = tuple[float, float]

# in light and in dark; each state of a bar has a colour for its edge too
_COLOURS: Final = {
    "page": ("#ffffff", "#14171c"),
    "ink": ("#1f2430", "#e7e9ed"),
    "faint": ("#5b6472", "#a7b0be"),
    "grid": ("#e6e9ef", "#262c35"),
    "rule": ("#c4cad4", "#4a5361"),
    "now": ("#2457c5", "#8fb4ff"),
    "on": ("#ffffff", "#10130f"),
    "allowed": ("#d3ebda", "#22402d"),
    "allowed-edge": ("#5fa379", "#5fa379"),
    "due": ("#1f7145", "#63c48e"),
    "due-edge": ("#1f7145", "#63c48e"),
    "overdue": ("#a9480a", "#f0a35a"),
    "overdue-edge": ("#8d3a05", "#c8803a"),
    "discouraged": ("#f8ecc2", "#41381a"),
    "discouraged-edge": ("#a8861a", "#c9a63c"),
    "changing": ("#f1f3f6", "#20252d"),
    "changing-edge": ("#98a1b0", "#6d7686"),
    "undetermined": ("#ece8f8", "#2c2947"),
    "undetermined-edge": ("#7d6fc0", "#9d90e0"),
    "forbidden": ("#fae6e4", "#3a2322"),
    "forbidden-edge": ("#cc6f69", "#b3605b"),
}
_STATES: Final = tuple(name.removesuffix("-edge") for name in _COLOURS if name.endswith("-edge"))
# the size of a tile, and the width of its stripe (0: a dot)
_PATTERNS: Final = {"overdue": (10, 4), "forbidden": (5, 2), "discouraged": (7, 0), "changing": (4, 2)}
_RULE: Final = re.compile(r"#ID[^{}]*{[^{}]*}")
_COLOUR: Final = re.compile(r"var\(--([a-z-]+)\)")
# `ID` stands for the picture's id, `var(--name)` for a colour; both are replaced, since only browsers know variables
_RULES: Final = """\
#ID { max-width: 100%; height: auto; }
#ID text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink); }
#ID text.head { font-size: 15px; font-weight: 600; } #ID text.what { font-weight: 600; }
#ID text.faint { fill: var(--faint); font-size: 11px; }
#ID text.on { fill: var(--on); font-size: 11px; font-weight: 600; } #ID text.in { font-size: 11px; }
#ID text.in-due, #ID text.in-overdue { fill: var(--on); font-weight: 600; }
#ID .page { fill: var(--page); stroke: var(--grid); }
#ID .grid { stroke: var(--grid); } #ID .rule, #ID .leader { stroke: var(--rule); }
#ID .trace { stroke: var(--rule); stroke-dasharray: 1 4; }
#ID .now { stroke: var(--now); stroke-width: 1.5; } #ID .pill { fill: var(--now); }
#ID .interview, #ID .you { fill: var(--ink); } #ID .several { fill: var(--faint); }
#ID .scheduled { fill: var(--page); stroke: var(--ink); stroke-dasharray: 3 2; }
#ID .cancelled { fill: none; stroke: var(--faint); stroke-dasharray: 1 2; }
#ID .employer { fill: var(--page); stroke: var(--ink); stroke-width: 1.5; }
#ID .promised { fill: var(--grid); stroke: var(--faint); }
#ID .silent { fill: none; stroke: var(--rule); stroke-dasharray: 1 3; }
"""
_RULES_OF_A_STATE: Final = """\
#ID .STATE { fill: FILL; stroke: var(--STATE-edge); }
#ID .ground-STATE { fill: var(--STATE); } #ID .edge-STATE { fill: var(--STATE-edge); }
"""
_MORE_RULES: Final = "#ID .undetermined { stroke-dasharray: 4 3; } #ID .forbidden { stroke: none; }\n"


def style(name: str) -> str:
    """The style sheet of the picture with that id: the rules in light, and those with another colour in dark."""
    fills = {state: f"url(#ID-{state})" if state in _PATTERNS else f"var(--{state})" for state in _STATES}
    of_states = (_RULES_OF_A_STATE.replace("STATE", state).replace("FILL", fill) for state, fill in fills.items())
    rules = "".join([_RULES, *of_states, _MORE_RULES])
    with_colour = "\n".join(rule for rule in _RULE.findall(rules) if "var(" in rule)
    light, dark = _coloured(rules, shade=0), _coloured(with_colour, shade=1)
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n".replace("#ID", f"#{name}")


def _coloured(rules: str, *, shade: int) -> str:
    """The rules with their colours, in light (0) or in dark (1)."""
    return _COLOUR.sub(lambda match: _COLOURS[match[1]][shade], rules)


def patterns(defs: ET.Element, name: str) -> None:
    """What the states that are not told by height alone are filled with."""
    for state, (size, stripe) in _PATTERNS.items():
        pattern = ET.SubElement(defs, "pattern", id=f"{name}-{state}", width=f"{size}", height=f"{size}")
        pattern.attrib |= {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
        draw(pattern, "rect", f"ground-{state}", width=size, height=size)
        if stripe:
            draw(pattern, "rect", f"edge-{state}", width=stripe, height=size)
        else:
            draw(pattern, "circle", f"edge-{state}", cx=3, cy=3, r=0.9)


def draw(parent: ET.Element, shape: str, kind: str, **numbers: float) -> ET.Element:
    """A shape with its numbers."""
    written = {name: f"{number:.6g}" for name, number in numbers.items()}
    return ET.SubElement(parent, shape, {"class": kind, **written})


def line(parent: ET.Element, kind: str, start: Point, end: Point) -> None:
    """A line."""
    draw(parent, "line", kind, x1=start[0], y1=start[1], x2=end[0], y2=end[1])


def box(parent: ET.Element, kind: str, at: Point, size: Point) -> ET.Element:
    """A rectangle."""
    return draw(parent, "rect", kind, x=at[0], y=at[1], width=size[0], height=size[1])


def polygon(parent: ET.Element, kind: str, *points: Point) -> ET.Element:
    """A filled shape."""
    corners = " ".join(f"{x:.6g},{y:.6g}" for x, y in points)
    return ET.SubElement(parent, "polygon", {"class": kind, "points": corners})


def text(parent: ET.Element, kind: str, x: float, y: float, words: str, told: str = "") -> ET.Element:
    """Words; if they were shortened, all of them are the title."""
    element = draw(parent, "text", kind, x=x, y=y)
    if told and told != words:
        title = ET.SubElement(element, "title")
        title.text, title.tail = told, words
    else:
        element.text = words
    return element
