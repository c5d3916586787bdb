"""Draws the pictures of `story.md`: `python docs/draw_story.py`.

The story is its own source: its examples are run one after the other, and where the page shows a picture, the timeline
is drawn as it stands there. With `--check` nothing is written, and the exit code is 1 where one is not up to date.
"""

from __future__ import annotations

import doctest
import re
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Final

from followup_rules.display.pictures import to_svg

PAGE: Final = Path(__file__).with_name("story.md")
PART: Final = re.compile(r"^```python\n(?P<code>.*?)^```$|^!\[[^\]]*\]\((?P<picture>story-[\w-]+\.svg)\)$", re.M | re.S)
# what a picture shows; None: as much as it finds fit
DATES: Final[dict[str, tuple[str | None, str | None]]] = {
    "story-first-evening.svg": (None, None),
    "story-waiting.svg": ("2026-05-14T00:00:00+01:00", "2026-06-01T00:00:00+01:00"),
    "story-whole.svg": (None, None),
}


def run(code: str, names: dict[str, Any]) -> None:
    """Runs a block of the page; what it prints is checked elsewhere."""
    examples = doctest.DocTestParser().get_examples(code)
    with redirect_stdout(StringIO()):
        for source in [example.source for example in examples] or [code]:
            exec(compile(source, str(PAGE), "exec"), names)


def pictures() -> dict[Path, str]:
    """Every picture of the page, as it should be."""
    names: dict[str, Any] = {}
    found = {}
    for part in PART.finditer(PAGE.read_text(encoding="utf-8")):
        if part["picture"]:
            since, until = DATES[part["picture"]]
            found[PAGE.with_name(part["picture"])] = to_svg(names["timeline"], since=since, until=until)
        else:
            run(part["code"], names)
    return found


def out_of_date() -> list[Path]:
    """The pictures that are not as they should be."""
    return [path for path, text in pictures().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main(arguments: list[str]) -> int:
    """Write every picture, or check them; the exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python docs/draw_story.py [--check]\n")
        return 2
    if arguments:
        stale = out_of_date()
        for path in stale:
            sys.stderr.write(f"docs/{path.name} is not up to date; run `python docs/draw_story.py`\n")
        return 1 if stale else 0
    for path, text in pictures().items():
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
