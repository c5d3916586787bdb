"""The README tells the truth: its table is what its command prints, its links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_is_what_the_first_command_prints() -> None:
    """At a hundred columns, without colour."""
    arguments = re.findall(r"uv run followup-rules (.+)", README)[0].split()
    printed = subprocess.run(
        [sys.executable, "-m", "followup_rules", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    shown = README.partition("```text\n")[2].partition("\n```")[0]
    assert [line.rstrip() for line in printed.rstrip().splitlines()] == shown.splitlines()


def test_the_second_command_is_the_one_that_ci_runs() -> None:
    """Word for word."""
    commands = re.findall(r"```console\n(.+)\n```", README)
    assert len(commands) == 2
    assert f'test_command="{commands[1]}"' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_link_leads_somewhere() -> None:
    """Relative links name files or folders of the repository."""
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
