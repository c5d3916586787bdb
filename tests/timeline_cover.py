"""A small set of random timelines that reaches, five times each, whatever a large set reaches: `timeline_cover.jsonl`.

The suite compares the library with the second reading on this frozen set in every run. A cell is one rule of one policy
that decided, was overridden, hung on a fact or did not hold, on an action of one kind with one stance and advice.
`python tests/timeline_cover.py` draws the timelines anew and writes the file; do so when a policy has new rules.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import random_timelines
from followup_rules import Action, Timeline, evaluate, policies
from followup_rules.testing import rule_coverage

FILE = Path(__file__).with_suffix(".jsonl")
DRAWN = 3_000
TIMES = 5

Cell: TypeAlias = tuple[str | None, ...]


def covering_timelines() -> list[dict[str, Any]]:
    """The frozen timelines, as plain data."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def cells(data: dict[str, Any]) -> frozenset[Cell]:
    """The cells that one timeline reaches in the six policies."""
    return frozenset(_cells(Timeline.from_dict(data)))


def _cells(timeline: Timeline) -> Iterator[Cell]:
    for name in policies.names():
        evaluation = evaluate(timeline, policies.get(name))
        groups: defaultdict[tuple[str, str, str | None], list[Action]] = defaultdict(list)
        for ruling in evaluation.rulings:
            groups[ruling.action.kind.value, ruling.stance, ruling.advice].append(ruling.action)
        for group, actions in groups.items():
            yield name, *group
            with rule_coverage(evaluation.policy) as coverage:
                for action in actions:
                    evaluation[action]
            for rule in coverage.rules:
                for outcome, times in rule.to_dict().items():
                    if outcome != "id" and times:
                        yield name, *group, rule.id, outcome


def chosen(reached: Sequence[frozenset[Cell]], times: int) -> list[int]:
    """
    The places of few sets that hold each cell so often, or as often as all sets do.

    Greedy: the next set is the one that holds the most cells still wanted, the first of them where several do.
    """
    wanted = Counter({cell: min(times, found) for cell, found in Counter(c for one in reached for c in one).items()})
    left, places = dict(enumerate(reached)), []
    while wanted:
        best = max(left, key=lambda place: sum(cell in wanted for cell in left[place]))
        wanted = +(wanted - Counter(left.pop(best)))
        places.append(best)
    return sorted(places)


def main() -> int:
    """Draw the timelines, write those chosen, and tell what they reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drawn", type=int, default=DRAWN, help="how many timelines are drawn")
    parser.add_argument("--times", type=int, default=TIMES, help="how often each cell is to be reached, if possible")
    asked = parser.parse_args()
    drawn = [random_timelines.timeline(Random(f"cover {number}")) for number in range(asked.drawn)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        reached = list(pool.map(cells, drawn, chunksize=25))
    places = chosen(reached, asked.times)
    lines = (json.dumps(drawn[place], separators=(",", ":"), ensure_ascii=False) for place in places)
    FILE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    count = len(frozenset().union(*reached))
    sys.stdout.write(
        f"{len(places)} of {asked.drawn} timelines reach all {count} cells, {asked.times} times if possible\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
