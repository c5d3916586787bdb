"""The command line as the tests call it, in this process or in one of its own, and the timelines that they give it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from followup_rules.cli import cli

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.json"))
MAIN = next(path for path in EXAMPLES if path.stem == "two_weeks_of_silence")
INTERVIEW = {"type": "interview", "ends": "2025-10-06T10:00:00+01:00", "interviewers": ["Dana Wu"]}
DOCUMENT: dict[str, Any] = {"zone": "Europe/London", "now": "2025-10-06T12:00:00+01:00", "events": [INTERVIEW]}


def run(*args: str, given: str | bytes | dict[str, Any] = "", **env: str) -> Result:
    """The command line on these arguments; a dict is given as JSON on standard input."""
    text = json.dumps(given) if isinstance(given, dict) else given
    return CliRunner().invoke(cli, args, input=text, env={"COLUMNS": "80", "NO_COLOR": None, **env})


def process(*args: str, given: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A true run of `python -m followup_rules`."""
    return subprocess.run(
        [sys.executable, "-m", "followup_rules", *args],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **(env or {})},
        check=False,
        timeout=60,
    )
