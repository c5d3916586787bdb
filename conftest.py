"""Every example runs: those of the docstrings, of the documentation and of the README."""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE
ROOT = Path(__file__).parent

_docstrings = Sybil(
    parsers=[DocTestParser(FLAGS)],
    path=str(ROOT / "src"),
    patterns=["**/*.py"],
    document_types={".py": PythonDocStringDocument},
)
_pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=FLAGS), SkipParser()],
    path=str(ROOT),
    # `**` stands for exactly one folder here
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
)

pytest_collect_file = (_docstrings + _pages).pytest()


class OnePageOneProcess(LoadScopeScheduling):
    """Spreads tests over processes one by one, but the examples of a page together: they share their names."""

    def _split_scope(self, nodeid: str) -> str:
        path, _, test = nodeid.partition("::")
        return path if test.startswith("line:") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """How pytest-xdist spreads the tests, where it runs."""
    return OnePageOneProcess(config, log)
