"""`python -m mutation`, from `tests/`: make mutants, run the tests on each, and write a report. README.md says more."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import Any, get_args

from .making import Mutant, drawn
from .trials import PACKAGE, ROOT, Copy, Measured, Outcome, Result, measured, save, saved, test_files

HERE = Path(__file__).parent
KEPT = ROOT / ".mutation"


def _modules(group: dict[str, Any]) -> list[str]:
    """The modules of a group, by its patterns; `SystemExit` where a pattern matches none."""
    every = sorted(path.relative_to(ROOT / PACKAGE).as_posix() for path in (ROOT / PACKAGE).rglob("*.py"))
    for pattern in (*group["modules"], *group.get("except", ())):
        if not any(fnmatch(module, pattern) for module in every):
            sys.exit(f"settings.toml: no module under {PACKAGE} matches `{pattern}`")
    return [
        module
        for module in every
        if any(fnmatch(module, pattern) for pattern in group["modules"])
        and not any(fnmatch(module, pattern) for pattern in group.get("except", ()))
    ]


def _copies(folder: Path, number: int) -> SimpleQueue[Copy]:
    queue: SimpleQueue[Copy] = SimpleQueue()
    for index in range(number):
        (folder / str(index)).mkdir()
        queue.put(Copy(folder / str(index)))
    return queue


def _measure(copies: SimpleQueue[Copy], pool: ThreadPoolExecutor) -> list[Measured]:
    """All tests, each file measured on the unchanged code; those that fail there cannot judge, and are left out."""

    def one(name: str) -> Measured | str:
        copy = copies.get()
        try:
            return measured(copy, name)
        finally:
            copies.put(copy)

    found = []
    for name, told in zip(test_files(), pool.map(one, test_files()), strict=True):
        if isinstance(told, str):
            print(f"left out, because it fails on the unchanged code: {name}\n{told[-1500:]}", file=sys.stderr)
        else:
            found.append(told)
    return found


def _tried(
    mutants: Iterator[Mutant], number: int, tests: Sequence[Measured], copies: SimpleQueue[Copy],
    pool: ThreadPoolExecutor, jobs: int, equivalent: set[tuple[str, str, str]],
) -> Iterator[Result]:  # fmt: skip
    """The outcomes of so many mutants that can be imported, and of those drawn with them that cannot."""

    def one(mutant: Mutant) -> Result:
        copy = copies.get()
        try:
            return copy.try_out(mutant, tests)
        finally:
            copies.put(copy)

    counted = 0
    while counted < number:
        batch = list(islice(mutants, min(4 * jobs, number - counted)))
        if not batch:
            return
        argued = [mutant for mutant in batch if (mutant.module, mutant.was, mutant.becomes) in equivalent]
        for result in (
            *(Result(mutant, "equivalent", "", 0.0) for mutant in argued),
            *pool.map(one, [mutant for mutant in batch if mutant not in argued]),
        ):
            counted += result.outcome != "refused"
            yield result


def main() -> int:
    """Returns 0 where every mutant is killed or argued equivalent, else 1."""
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument("--seed", type=int, help="which mutants are drawn (default: that of settings.toml)")
    parser.add_argument("--only", metavar="PATTERN", help="mutate only the modules that match, such as `policies/*.py`")
    parser.add_argument(
        "--mutants", type=int, metavar="N", help="so many of each group (default: as settings.toml says)"
    )
    parser.add_argument("--jobs", type=int, default=2, help="so many mutants at a time (default: 2)")
    parser.add_argument("--report", type=Path, default=KEPT / "report.md", help="where the report goes")
    parser.add_argument("--list", action="store_true", help="only print the mutants, and run nothing")
    asked = parser.parse_args()

    settings = tomllib.loads((HERE / "settings.toml").read_text(encoding="utf-8"))
    seed = settings["seed"] if asked.seed is None else asked.seed
    entries = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8")).get("equivalent", [])
    equivalent = {(entry["module"], entry["was"].strip(), entry["becomes"].strip()) for entry in entries}
    groups = []
    for group in settings["group"]:
        modules = [module for module in _modules(group) if asked.only is None or fnmatch(module, asked.only)]
        if modules:
            number = group["mutants"] if asked.mutants is None else asked.mutants
            groups.append((number, drawn(ROOT / PACKAGE, modules, settings["cosmic_ray_operators"], seed)))

    if asked.list:
        for number, mutants in groups:
            for mutant in islice(mutants, number):
                print(mutant.diff, end="\n\n")
        return 0

    begun = time.monotonic()
    KEPT.mkdir(exist_ok=True)
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.jobs) as pool:
        copies = _copies(Path(folder), asked.jobs)
        tests = saved(KEPT / "tests.json")
        if tests is None:
            tests = _measure(copies, pool)
            save(tests, KEPT / "tests.json")
        for number, mutants in groups:
            for result in _tried(mutants, number, tests, copies, pool, asked.jobs, equivalent):
                results.append(result)
                print(
                    f"{result.outcome:10} {result.seconds:6.1f} s  {result.mutant.module}:{result.mutant.line}",
                    flush=True,
                )
                asked.report.write_text(report(results, seed, time.monotonic() - begun), encoding="utf-8")
    print(f"\n{asked.report}\n{summary(results)}")
    return int(any(result.outcome == "survived" for result in results))


def summary(results: Sequence[Result]) -> str:
    """The figure in one sentence."""
    counts = Counter(result.outcome for result in results)
    judged = len(results) - counts["refused"] - counts["equivalent"]
    noticed = counts["killed"] + counts["timed out"]
    share = f"{100 * noticed / judged:.1f} %" if judged else "nothing to judge"
    return (
        f"{len(results)} mutants: {counts['killed']} killed, {counts['timed out']} timed out, "
        f"{counts['survived']} survived, {counts['equivalent']} argued equivalent, "
        f"{counts['refused']} that cannot be imported. Noticed: {share}."
    )


def report(results: Sequence[Result], seed: int, seconds: float) -> str:
    """The report as Markdown: the figure, a table by module, then the diff of each survivor and of what timed out."""
    columns: tuple[Outcome, ...] = get_args(Outcome)
    lines = ["# Mutation testing", "", f"{summary(results)} Seed {seed}, {seconds / 60:.0f} minutes.", ""]
    lines += ["| module | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for module in sorted({result.mutant.module for result in results}):
        counts = Counter(result.outcome for result in results if result.mutant.module == module)
        lines.append(f"| {module} | " + " | ".join(str(counts[column]) for column in columns) + " |")
    for outcome in ("survived", "timed out"):
        lines += ["", f"## {outcome.capitalize()}"]
        for result in results:
            if result.outcome == outcome:
                lines += [
                    "",
                    "```diff",
                    result.mutant.diff,
                    "```",
                    *([f"while running {result.by}"] if result.by else []),
                ]
    lines += ["", "## Killed", ""]
    lines += [f"- {r.mutant.module}:{r.mutant.line} by {r.by}" for r in results if r.outcome == "killed"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
