"""Every example runs: those of the docstrings, of the documentation and of the README."""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

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
    patterns=["README.md", "docs/**/*.md"],
    excludes=["docs/_build/**"],
)

pytest_collect_file = (_docstrings + _pages).pytest()
