"""Every example of a page runs: pytest collects each Python block, and no block has a language that it would skip.

`conftest.py` at the root collects them. `docs/make_pages.py` runs the console blocks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.unmeasured

ROOT: Final = Path(__file__).parents[2]
FENCE: Final = re.compile(r"^```(.*)$", re.MULTILINE)
# the languages of blocks that hold no example: commands, what they print, data, and what Sphinx reads
NOT_RUN: Final = {"console", "sh", "text", "toml", "json", "{eval-rst}", "{toctree}"}


def pages() -> list[Path]:
    """The pages of the documentation, and every README."""
    # by name: environments and what is built lie beside them, with pages of other projects
    folders = [ROOT / name for name in ("benchmarks", "docs", "examples", "src", "tests")]
    found = {page for folder in folders for page in folder.rglob("*.md")} | {*ROOT.glob("*.md")}
    return sorted(page for page in found if "docs/_build" not in page.as_posix())


def code_blocks(page: Path) -> list[tuple[str, int, int]]:
    """The code blocks of a page: the language of each, and its first and last line, counted from 1."""
    text = page.read_text(encoding="utf-8")
    fences = [(found[1].strip(), text.count("\n", 0, found.start()) + 1) for found in FENCE.finditer(text)]
    assert len(fences) % 2 == 0, "a code block is left open"
    return [(language, first, last) for (language, first), (_, last) in zip(fences[::2], fences[1::2], strict=True)]


def name_of(page: Path) -> str:
    """A page as the report names it."""
    return page.relative_to(ROOT).as_posix()


def lines_of_examples(page: Path, session: pytest.Session) -> list[int]:
    """The lines of the examples that pytest collects from a page when it is called without arguments."""
    if not any(page.is_relative_to(ROOT / path) for path in session.config.getini("testpaths")):
        return []
    collectors = session.config.hook.pytest_collect_file(file_path=page, parent=session)
    return [item.reportinfo()[1] or 0 for collector in collectors for item in collector.collect()]


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_python_block_of_a_page_is_collected(page: Path, request: pytest.FixtureRequest) -> None:
    """Each block holds at least one example that runs."""
    lines = lines_of_examples(page, request.session)
    blocks = [(first, last) for language, first, last in code_blocks(page) if language == "python"]
    assert [(first, last) for first, last in blocks if not any(first <= line <= last for line in lines)] == []


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_code_block_names_a_language_that_is_known(page: Path) -> None:
    """Sybil passes over a block of another language, such as `pycon`, without a word."""
    unknown = [(language, line) for language, line, _ in code_blocks(page) if language not in {"python", *NOT_RUN}]
    assert unknown == []


def test_the_site_that_sphinx_builds_is_not_collected(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """It holds a copy of each page: the command in `docs/README.md` builds it into `docs/_build`."""
    site = tmp_path / "_build"
    site.mkdir()
    ignored = request.config.hook.pytest_ignore_collect
    assert ignored(collection_path=site, config=request.config)
    assert not ignored(collection_path=tmp_path, config=request.config)
