"""The mutants that are argued equivalent are those of the code as it stands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import followup_rules

HERE = Path(__file__).parent
PACKAGE = Path(followup_rules.__file__).parent


def test_each_argued_mutant_changes_lines_that_still_stand() -> None:
    """An entry whose lines are gone argues about nothing, and is to be taken out."""
    entries = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8")).get("equivalent", [])
    gone = [entry for entry in entries if not _stands(entry["module"], entry["was"])]
    assert gone == []


def test_each_argument_is_made() -> None:
    """It says in a sentence why nothing that a user can ask changes."""
    entries = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8")).get("equivalent", [])
    assert [entry for entry in entries if len(entry["why"].split()) < 5 or entry["was"] == entry["becomes"]] == []


def _stands(module: str, lines: str) -> bool:
    path = PACKAGE / module
    source = "\n".join(map(str.strip, path.read_text(encoding="utf-8").splitlines())) if path.exists() else ""
    return lines.strip() in source
