"""The documentation is whole: made pages are up to date, links lead somewhere, every public name is told of.

That the examples run is seen to by `conftest.py` at the root.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

import followup_rules
from followup_rules import guidance, policies
from followup_rules.timeline.events import EVENTS
from followup_rules.timeline.vocabulary import ActionKind, Channel

pytestmark = pytest.mark.unmeasured

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(page for page in DOCS.rglob("*.md") if "_build" not in page.parts)
# it is part of another page, and its links are written for that
WHOLE = [page for page in PAGES if page.name != "recommended_decisions.md"]
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
CODE = re.compile(r"^```.*?^```$|(?<!`)`[^`\n]+`", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
SPAN = re.compile(r"\]\{#([\w-]+)\}")


@cache
def script(path: str) -> ModuleType:
    """A script of the documentation, imported."""
    spec = importlib.util.spec_from_file_location(f"docs_{Path(path).stem}", DOCS / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name_of(page: Path) -> str:
    """A page as the report names it."""
    return page.relative_to(DOCS).as_posix()


@cache
def anchors(page: Path) -> frozenset[str]:
    """What a link to a page may point at: its headings, as GitHub and MyST name them, and its spans with an id."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = (re.sub(r"[^\w\s-]", "", found[2].lower()).strip().replace(" ", "-") for found in HEADING.finditer(text))
    return frozenset({*headings, *SPAN.findall(text)})


def links(page: Path) -> Iterator[str]:
    """The relative links of a page; what stands in code is none."""
    for match in LINK.finditer(CODE.sub("code", page.read_text(encoding="utf-8"))):
        if not match[1].startswith(("http://", "https://", "mailto:")):
            yield match[1]


def test_pages_that_are_made_are_up_to_date() -> None:
    """What is read off the code stands in the pages as the code has it now."""
    assert [name_of(page) for page in script("make_pages.py").out_of_date()] == []


def test_an_unknown_argument_makes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The script says how it is called, and exits with 2."""
    assert script("make_pages.py").main(["--chekc"]) == 2
    assert capsys.readouterr().err == "usage: python docs/make_pages.py [--check]\n"


def test_the_picture_is_what_the_script_draws() -> None:
    """The SVG shows what the rulings say now."""
    drawing = script("explanation/draw_windows.py")
    assert drawing.PAGE.read_text(encoding="utf-8") == drawing.svg()


def test_the_picture_has_a_text_alternative() -> None:
    """Its title and description name every source that has a bar."""
    drawing = script("explanation/draw_windows.py")
    root = ET.parse(drawing.PAGE).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    named = {part.get("id", ""): part.text or "" for part in root if part.tag in (f"{svg}title", f"{svg}desc")}
    assert root.get("aria-labelledby") == " ".join(named)
    assert all(f"{source}: " in named["story"] for source in drawing.SOURCES)


@pytest.mark.parametrize("page", WHOLE, ids=name_of)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """Files exist, and so do the headings and statements that links point at."""
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("name", followup_rules.__all__)
def test_every_public_name_is_in_the_reference(name: str) -> None:
    """It is listed with a summary, and its module is documented on the page that the list links to."""
    listed = re.search(
        rf"^\| \[`{name}`\]\((\S+)\) \| `(\S+)` \| (.+) \|$",
        (DOCS / "reference" / "index.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert listed is not None
    page = (DOCS / "reference" / listed[1]).read_text(encoding="utf-8")
    assert f".. automodule:: {listed[2]}\n" in page


def test_the_whole_vocabulary_is_told_of() -> None:
    """Kinds, channels and events each have their row."""
    text = (DOCS / "reference" / "vocabulary.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1] for row in text.splitlines() if row.startswith("| `")}
    assert rows >= {*ActionKind, *Channel, *(event.__name__ for event in EVENTS)}


@pytest.mark.parametrize("name", policies.names())
def test_every_rule_and_every_statement_has_its_place(name: str) -> None:
    """A page has a heading for each rule, in order, a row for each demand, and one for each statement of a document."""
    text = (DOCS / "documents" / f"{name}.md").read_text(encoding="utf-8")
    assert re.findall(r"^### `(.+)`$", text, re.MULTILINE) == [rule.id for rule in policies.BY_NAME[name].rules]
    own = [demand.id.replace("/", "") for demand in policies.BY_NAME[name].content if demand.id.startswith(f"{name}/")]
    rows = () if name == "recommended" else guidance.statements(name)
    assert SPAN.findall(text) == [*own, *(row.id for row in rows)]


def test_a_policy_of_your_own_takes_eight_lines() -> None:
    """The first example of the guide is the whole of it, in eight lines (and runs, with the other examples)."""
    text = (DOCS / "how-to" / "write-a-policy.md").read_text(encoding="utf-8")
    example = re.search(r"## In eight lines\n.*?```python\n(.*?)```", text, re.DOTALL)
    assert example is not None
    assert len([line for line in example[1].splitlines() if line]) == 8


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_page_begins_with_its_title(page: Path) -> None:
    """One title, at the top."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    if page in WHOLE:
        assert text.startswith(("# ", "<!-- made by docs/make_pages.py"))
        assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


def test_the_pictures_of_the_story_are_drawn_from_it() -> None:
    assert script("draw_story.py").out_of_date() == []


def test_every_conflict_is_decided_on_the_page_of_the_recommended_policy() -> None:
    """Each of the 33 has its row, once."""
    text = (DOCS / "documents" / "recommended.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| (A\d\d) \|", text, re.MULTILINE)) == [f"A{number:02}" for number in range(1, 34)]


def test_what_is_due_is_never_shown_without_what_is_overdue() -> None:
    """Wherever a page asks for the one advice, it asks for the other."""
    for page in (*DOCS.rglob("*.md"), DOCS.parent / "README.md"):
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            if '== "recommended"' in line and "assert" not in line:
                assert '"overdue"' in line, f"{page.name}:{number}"
