"""How a picture looks: its colours in light and in dark, its patterns, and the elements that it is made of.

Every class applies only within the picture's own id, so that several pictures can stand on one page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

_LIGHT: Final = {
    "page": "#ffffff",
    "ink": "#1f2430",
    "faint": "#5b6472",
    "grid": "#e6e9ef",
    "rule": "#c4cad4",
    "now": "#2457c5",
    "on": "#ffffff",
    "allowed": "#d3ebda",
    "allowed-edge": "#5fa379",
    "due": "#1f7145",
    "due-edge": "#1f7145",
    "overdue": "#a9480a",
    "overdue-edge": "#8d3a05",
    "discouraged": "#f8ecc2",
    "discouraged-edge": "#a8861a",
    "changing": "#f1f3f6",
    "changing-edge": "#98a1b0",
    "undetermined": "#ece8f8",
    "undetermined-edge": "#7d6fc0",
    "forbidden": "#fae6e4",
    "forbidden-edge": "#cc6f69",
}
_DARK: Final = {
    "page": "#14171c",
    "ink": "#e7e9ed",
    "faint": "#a7b0be",
    "grid": "#262c35",
    "rule": "#4a5361",
    "now": "#8fb4ff",
    "on": "#10130f",
    "allowed": "#22402d",
    "allowed-edge": "#5fa379",
    "due": "#63c48e",
    "due-edge": "#63c48e",
    "overdue": "#f0a35a",
    "overdue-edge": "#c8803a",
    "discouraged": "#41381a",
    "discouraged-edge": "#c9a63c",
    "changing": "#20252d",
    "changing-edge": "#6d7686",
    "undetermined": "#2c2947",
    "undetermined-edge": "#9d90e0",
    "forbidden": "#3a2322",
    "forbidden-edge": "#b3605b",
}
# the size of a tile, and the width of its stripe (0: a dot)
_PATTERNS: Final = {"overdue": (10, 4), "forbidden": (5, 2), "discouraged": (7, 0), "changing": (4, 2)}
_RULE: Final = re.compile(r"#ID[^{}]*{[^{}]*}")
_COLOUR: Final = re.compile(r"var\(--([a-z-]+)\)")
# `ID` stands for the picture's id, `var(--name)` for a colour; both are replaced, since only browsers know variables
_RULES: Final = """
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
#ID .employer { fill: var(--page); stroke: var(--ink); stroke-width: 1.5; }
#ID .promised { fill: var(--grid); stroke: var(--faint); }
#ID .allowed { fill: var(--allowed); stroke: var(--allowed-edge); }
#ID .due { fill: var(--due); stroke: var(--due-edge); }
#ID .overdue { fill: url(#ID-overdue); stroke: var(--overdue-edge); }
#ID .discouraged { fill: url(#ID-discouraged); stroke: var(--discouraged-edge); }
#ID .undetermined { fill: var(--undetermined); stroke: var(--undetermined-edge); stroke-dasharray: 4 3; }
#ID .changing { fill: url(#ID-changing); stroke: var(--changing-edge); }
#ID .forbidden { fill: url(#ID-forbidden); } #ID .silent { fill: none; stroke: var(--rule); stroke-dasharray: 1 3; }
#ID .goes-on { stroke: none; }
#ID .goes-on-allowed { fill: var(--allowed-edge); } #ID .goes-on-due { fill: var(--due-edge); }
#ID .goes-on-overdue { fill: var(--overdue-edge); } #ID .goes-on-discouraged { fill: var(--discouraged-edge); }
#ID .goes-on-undetermined { fill: var(--undetermined-edge); } #ID .goes-on-forbidden { fill: var(--forbidden-edge); }
#ID .goes-on-changing { fill: var(--changing-edge); }
"""


def style(name: str) -> str:
    """The style sheet of the picture with that id: the rules in light, and those with another colour in dark."""
    patterned = (
        f"#ID .ground-{state} {{ fill: var(--{state}); }} #ID .mark-{state} {{ fill: var(--{state}-edge); }}"
        for state in _PATTERNS
    )
    rules = "\n".join([_RULES.strip(), *patterned])
    coloured = "\n".join(rule for rule in _RULE.findall(rules) if "var(" in rule)
    sheet = f"{_written(rules, _LIGHT)}\n@media (prefers-color-scheme: dark) {{\n{_written(coloured, _DARK)}\n}}\n"
    return sheet.replace("#ID", f"#{name}")


def _written(rules: str, colours: Mapping[str, str]) -> str:
    return _COLOUR.sub(lambda match: colours[match[1]], rules)


def patterns(defs: ET.Element, name: str) -> None:
    """What the states that are not told by height alone are filled with."""
    for state, (size, stripe) in _PATTERNS.items():
        pattern = ET.SubElement(
            defs,
            "pattern",
            {
                "id": f"{name}-{state}",
                "width": f"{size}",
                "height": f"{size}",
                "patternUnits": "userSpaceOnUse",
                "patternTransform": "rotate(45)",
            },
        )
        ground, mark = {"class": f"ground-{state}"}, {"class": f"mark-{state}"}
        ET.SubElement(pattern, "rect", {"width": f"{size}", "height": f"{size}", **ground})
        if stripe:
            ET.SubElement(pattern, "rect", {"width": f"{stripe}", "height": f"{size}", **mark})
        else:
            ET.SubElement(pattern, "circle", {"cx": "3", "cy": "3", "r": "0.9", **mark})


def text(parent: ET.Element, kind: str, x: float, y: float, words: str, told: str = "") -> ET.Element:
    """Words; if they were shortened, all of them are the title."""
    element = ET.SubElement(parent, "text", {"class": kind, "x": f"{x:.6g}", "y": f"{y:.6g}"})
    if told and told != words:
        title = ET.SubElement(element, "title")
        title.text, title.tail = told, words
    else:
        element.text = words
    return element


def line(parent: ET.Element, kind: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A line."""
    place = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    ET.SubElement(parent, "line", {"class": kind, **{name: f"{number:.6g}" for name, number in place.items()}})


def box(parent: ET.Element, kind: str, at: tuple[float, float], size: tuple[float, float]) -> ET.Element:
    """A rectangle."""
    place = {"x": at[0], "y": at[1], "width": size[0], "height": size[1]}
    return ET.SubElement(parent, "rect", {"class": kind, **{name: f"{number:.6g}" for name, number in place.items()}})


def polygon(parent: ET.Element, kind: str, *points: tuple[float, float]) -> ET.Element:
    """A filled shape."""
    corners = " ".join(f"{x:.6g},{y:.6g}" for x, y in points)
    return ET.SubElement(parent, "polygon", {"class": kind, "points": corners})
