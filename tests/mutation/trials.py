"""Tries mutants: which tests can notice one, and whether they do.

Everything happens in copies of the project in a folder of their own; the project itself is only read.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

from coverage import CoverageData

from .making import Mutant

ROOT = Path(__file__).parents[2]
PACKAGE = Path("src/followup_rules")

_PYTEST = (
    "-m",
    "pytest",
    "-q",
    "--no-header",
    "--hypothesis-seed=0",
    "-m",
    "not long",
    "-n0",
    "-p",
    "no:cacheprovider",
)
# pytest's exit statuses: all passed, and nothing collected
_PASSED = (0, 5)
# each step runs more of the tests that can notice a mutant, the quick ones first: most mutants die in the first step
_STEP_SECONDS = (10.0, 60.0, float("inf"))

_MEASURING = """
[run]
branch = false
source_pkgs = followup_rules
parallel = true
patch = subprocess
concurrency = multiprocessing, thread
"""

Outcome: TypeAlias = Literal["killed", "survived", "timed out", "equivalent", "refused"]


@dataclass(frozen=True)
class Result:
    """What became of one mutant."""

    mutant: Mutant
    outcome: Outcome
    by: str
    """The test that failed, where it was killed; which tests were running, where they took too long; else empty."""
    seconds: float


@dataclass(frozen=True)
class Measured:
    """One file of tests, as it ran on the unchanged code."""

    path: str
    """A file, or a folder of examples, from the root of the project."""
    seconds: float
    lines: dict[str, frozenset[int]]
    """The lines that it ran, by the path of the module under the package."""


class Copy:
    """A copy of the project's files in a folder, with one module changed at a time."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)

    def run(self, *arguments: str, limit: float | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy; raises `subprocess.TimeoutExpired` after so many seconds, with all children ended."""
        paths = os.pathsep.join([str(self.root / "src"), str(self.root / "tests")])
        started = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.root,
            # a module changed twice within a second, at the same length, would be taken for the compiled one
            env=os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"} | environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        try:
            told, _ = started.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, 9)
            started.wait()
            raise
        return subprocess.CompletedProcess(started.args, started.returncode, told)

    def try_out(self, mutant: Mutant, tests: Sequence[Measured]) -> Result:
        """Run the tests on the mutant until one fails, and restore the module."""
        begun = time.monotonic()
        path = self.root / PACKAGE / mutant.module
        original = path.read_text(encoding="utf-8")
        path.write_text(mutant.source, encoding="utf-8")
        try:
            outcome, by = self._outcome(mutant, tests)
        finally:
            path.write_text(original, encoding="utf-8")
        return Result(mutant, outcome, by, round(time.monotonic() - begun, 1))

    def _outcome(self, mutant: Mutant, tests: Sequence[Measured]) -> tuple[Outcome, str]:
        if (refusal := self._refusal(mutant)) is not None:
            return "refused", refusal
        for step in _steps(mutant, tests):
            names = [measured.path for measured in step]
            try:
                ran = self.run(*_PYTEST, "-x", *names, limit=60 + 4 * sum(measured.seconds for measured in step))
            except subprocess.TimeoutExpired:
                return "timed out", ", ".join(names)
            if ran.returncode not in _PASSED:
                failed = re.search(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", ran.stdout, re.MULTILINE)
                return "killed", failed[1] if failed else ran.stdout[-300:]
        return "survived", ""

    def _refusal(self, mutant: Mutant) -> str | None:
        """The error with which the package cannot be imported; None where it can."""
        imported = mutant.module.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        loading = (
            f"import followup_rules.{imported}; from followup_rules import policies; "
            "[policies.get(name) for name in policies.names()]"
        )
        try:
            ran = self.run("-c", loading, limit=60)
        except subprocess.TimeoutExpired:
            return "the import does not end"
        return None if ran.returncode == 0 else (ran.stdout.strip().splitlines() or ["no message"])[-1]


def _steps(mutant: Mutant, tests: Sequence[Measured]) -> Iterator[list[Measured]]:
    """The tests that run the mutant's line, those of its own package and the quick ones first."""
    own = f"tests/{Path(mutant.module).parts[0]}/"
    touching = [one for one in tests if mutant.line in one.lines.get(mutant.module, ())] or [
        one for one in tests if mutant.module in one.lines
    ]
    touching.sort(key=lambda one: (one.seconds / 4 if one.path.startswith(own) else one.seconds, one.path))
    for most in _STEP_SECONDS:
        step: list[Measured] = []
        while touching and (not step or sum(one.seconds for one in step) + touching[0].seconds <= most):
            step.append(touching.pop(0))
        if step:
            yield step


def test_files() -> list[str]:
    """Each file of tests, and the places of examples, from the root of the project."""
    found = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    return [*sorted(found), PACKAGE.as_posix(), "docs", "README.md"]


def measured(copy: Copy, name: str) -> Measured | str:
    """One file of tests, run and measured on the unchanged code; or what it said, where it fails there."""
    folder = copy.root / "measured"
    folder.mkdir(exist_ok=True)
    settings, data = folder / "coverage.ini", folder / sha256(name.encode()).hexdigest()
    settings.write_text(f"{_MEASURING}data_file = {data}\n")
    begun = time.monotonic()
    ran = copy.run("-m", "coverage", "run", f"--rcfile={settings}", *_PYTEST, name, PYTHONDONTWRITEBYTECODE="")
    seconds = round(time.monotonic() - begun, 1)
    # a test of what is imported, or of how fast something is, may fail for being measured
    if ran.returncode not in _PASSED and (ran := copy.run(*_PYTEST, "-x", name)).returncode not in _PASSED:
        return ran.stdout
    lines: dict[str, set[int]] = {}
    for part in folder.glob(f"{data.name}*"):
        one = CoverageData(str(part))
        one.read()
        for path in one.measured_files():
            module = Path(path).relative_to(copy.root / PACKAGE).as_posix()
            lines.setdefault(module, set()).update(one.lines(path) or ())
    return Measured(name, seconds, {module: frozenset(numbers) for module, numbers in lines.items()})


def fingerprint() -> str:
    """A text that changes with the project's code and tests."""
    digest = sha256()
    for path in sorted(path for top in ("src", "tests", "docs") for path in (ROOT / top).rglob("*") if path.is_file()):
        if "__pycache__" not in path.parts and "mutation" not in path.parts and "_build" not in path.parts:
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def save(tests: Sequence[Measured], path: Path) -> None:
    """Keep what was measured for a later run on the same code."""
    found = [
        {"path": one.path, "seconds": one.seconds, "lines": {m: sorted(n) for m, n in one.lines.items()}}
        for one in tests
    ]
    path.write_text(json.dumps({"fingerprint": fingerprint(), "tests": found}))


def saved(path: Path) -> list[Measured] | None:
    """What an earlier run measured; None where there is none, or where the code or the tests have changed since."""
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    if kept["fingerprint"] != fingerprint():
        return None
    return [
        Measured(one["path"], one["seconds"], {module: frozenset(numbers) for module, numbers in one["lines"].items()})
        for one in kept["tests"]
    ]
