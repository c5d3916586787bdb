"""The face of the package: public names are listed once, and no module reaches for a private name of another."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import followup_rules

SOURCE = Path(followup_rules.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))


def stub_names() -> list[str]:
    """The names that `__init__.pyi` gives to type checkers."""
    tree = ast.parse((SOURCE / "__init__.pyi").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return [alias.asname for node in imports for alias in node.names if alias.asname is not None]


def test_the_stub_says_what_the_list_says() -> None:
    """A name that is only in `__init__.py` or only in `__init__.pyi` is told here."""
    assert sorted(stub_names()) == sorted(followup_rules.__all__)


def test_every_public_name_is_there_at_run_time() -> None:
    """Each is found in the module that the list gives for it, and a star import gives them all."""
    found: dict[str, object] = {}
    exec("from followup_rules import *", found)
    assert sorted(found.keys() - {"__builtins__"}) == sorted(followup_rules.__all__)
    assert [name for name in followup_rules.__all__ if getattr(followup_rules, name) is not found[name]] == []


def test_dir_lists_what_is_public_and_nothing_else() -> None:
    """No import and no helper of the face is in it; each name loads."""
    names = [name for name in dir(followup_rules) if not name.startswith("__")]
    assert names == sorted({*followup_rules.__all__, "testing"})


def test_the_version_is_that_of_the_installed_distribution() -> None:
    """It is looked up when it is asked for: a fresh import of the package does not load what reads metadata."""
    assert followup_rules.__version__ == importlib.metadata.version("followup-rules")
    # what other installed packages load at start-up does not count, so it is forgotten before the import
    script = (
        "import sys; sys.modules.pop('importlib.metadata', None); import followup_rules; "
        "print('importlib.metadata' in sys.modules); followup_rules.__version__; "
        "print('importlib.metadata' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "True"]


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match=r"^module 'followup_rules' has no attribute 'nothing'$"):
        getattr(followup_rules, "nothing")  # noqa: B009


def is_stored(node: ast.Name | ast.Attribute) -> bool:
    """Whether a name or an attribute is given a value there."""
    return isinstance(node.ctx, ast.Store)


def reaches(source: str) -> Iterator[str]:
    """Each place in a module that reads a private name of an object or a module that it does not itself define."""
    tree = ast.parse(source)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    members = [member for one in classes for member in one.body]
    own = {
        *(member.name for member in members if isinstance(member, ast.FunctionDef)),
        *(node.id for member in members for node in ast.walk(member) if isinstance(node, ast.Name) and is_stored(node)),
        *(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and is_stored(node)),
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("followup_rules"):
            for alias in node.names:
                if alias.name.startswith("_"):
                    yield f"{node.lineno}: {alias.name}"
        private = isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
        if private and isinstance(node, ast.Attribute) and node.attr not in own:
            of_itself = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if not of_itself:
                yield f"{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(x):\n    return x._edges", ["2: x._edges"]),
        ("from followup_rules.timeline.words import _people", ["1: _people"]),
        ("class A:\n    def f(self):\n        return self._edges, type(self).__name__", []),
        ("class A:\n    def __init__(self, x):\n        self._edges = x._edges", []),
        ("class A:\n    _edges: int\n\ndef f(x):\n    return x._edges", []),
        ("def _told(x):\n    return x._told()", ["2: x._told"]),
    ],
)
def test_a_reach_is_found_and_nothing_else(source: str, found: list[str]) -> None:
    """A module may read the private names of the classes that it defines, and no others."""
    assert [*reaches(source)] == found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_reaches_for_what_another_keeps_to_itself(path: Path) -> None:
    """What several modules need has a public name."""
    assert [*reaches(path.read_text(encoding="utf-8"))] == []
