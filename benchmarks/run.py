"""What the library costs, in multiples of the bare function, measured in blocks that alternate with it in one run.

`python benchmarks/run.py` prints the median of each ratio and its spread; `--smoke` only shows that everything runs.
Cold is a timeline object that has never been evaluated (the policy has been, on others); warm is the same object again.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from random import Random
from typing import Any

from bare import bare
from policy_p import ACTIONS, drawn, policy, read

from followup_rules import Timeline, evaluate

BARS = {
    "construction from a dict": 2,
    "evaluate and read all, cold": 10,
    "evaluate and read all, warm": 2,
    "all windows": 20,
    "one explanation": 2,
}


def block(work: Callable[[Any], object], items: list[Any]) -> float:
    """Seconds for one item, over a block of them."""
    start = time.perf_counter()
    for item in items:
        work(item)
    return (time.perf_counter() - start) / len(items)


def ratios(
    prepare: Callable[[], list[Any]], work: Callable[[Any], object], given: list[Any], rounds: int
) -> list[float]:
    """The ratio of each block of work to the mean of the blocks of the unit on either side of it."""
    found = []
    for _ in range(rounds):
        items = prepare()
        before = block(bare, given)
        cost = block(work, items)
        found.append(2 * cost / (before + block(bare, given)))
    return found


def read_all(timeline: Timeline) -> None:
    """Every stance and rule id: of the thirty pairs, and of the other forty that the library judges."""
    for _, verdict in evaluate(timeline, policy).verdicts:
        verdict.stance, verdict.rule_ids  # noqa: B018  # reading it is the work


def all_windows(timeline: Timeline) -> None:
    """The windows of the thirty pairs, as instants inside."""
    evaluation = evaluate(timeline, policy)
    for action in ACTIONS:
        evaluation[action].windows_us  # noqa: B018  # reading it is the work


def explanation(timeline: Timeline) -> None:
    """The reasons of one ruling, with their sentences, on a timeline already evaluated."""
    evaluate(timeline, policy)[ACTIONS[5]].reasons  # noqa: B018  # reading it is the work


def import_seconds(statement: str) -> float:
    """Seconds of one fresh interpreter that runs a statement."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Check that both agree, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="run everything once, measure nothing worth quoting")
    smoke = parser.parse_args().smoke
    pairs = [drawn(Random(f"p-{number}")) for number in range(200 if smoke else 2000)]
    for given, data in pairs:
        assert bare(given) == read(evaluate(Timeline.from_dict(data), policy)), data
    print(f"{len(pairs)} random timelines: the library's answer is the bare function's")

    rounds = 2 if smoke else 40
    given = [given for given, _ in pairs][:200]
    dicts = [data for _, data in pairs][:200]
    print(f"unit: {min(block(bare, given) for _ in range(5)) * 1e6:.2f} microseconds for the bare function")

    def fresh() -> list[Timeline]:
        return [Timeline.from_dict(data) for data in dicts]

    known = fresh()
    for timeline in known:
        read_all(timeline)
    measured = {
        "construction from a dict": ratios(lambda: dicts, Timeline.from_dict, given, rounds),
        "evaluate and read all, cold": ratios(fresh, read_all, given, rounds),
        "evaluate and read all, warm": ratios(lambda: known, read_all, given, rounds),
        "all windows": ratios(fresh, all_windows, given, rounds),
        "one explanation": ratios(lambda: known, explanation, given, rounds),
    }
    for name, found in measured.items():
        low, middle, high = statistics.quantiles(found, n=4) if len(found) > 3 else sorted((*found, found[0]))[:3]
        print(f"{name:30} {middle:7.2f}  (quartiles {low:.2f} to {high:.2f}; bar {BARS[name]})")

    pairs_of_imports = [
        (import_seconds("import followup_rules"), import_seconds("import attrs, pendulum"))
        for _ in range(1 if smoke else 15)
    ]
    imports = statistics.median(ours / theirs for ours, theirs in pairs_of_imports)
    print(f"{'import, of attrs and pendulum':30} {imports:7.2f}  (bar 1.4)")

    for events in (125, 250, 500, 1000):
        print(f"{events:5} events: {growth(events):6.2f} microseconds an event, evaluate with all windows")


def growth(events: int) -> float:
    """Microseconds an event to evaluate a long history and read all windows."""
    day = "2025-{:02}-{:02}T{:02}:{:02}:00+00:00"
    sent = [
        {
            "type": "message_sent",
            "at": day.format(1 + place // 100, 1 + place // 4 % 25, place % 4 * 5, 0),
            "kind": "courtesy_note",
            "channel": "email",
        }
        for place in range(events)
    ]
    data = {
        "zone": "UTC",
        "now": "2025-12-01T00:00:00Z",
        "events": [{"type": "interview", "ends": day.format(1, 1, 0, 0)}, *sent],
    }
    timeline = Timeline.from_dict(data)
    return block(all_windows, [timeline]) * 1e6 / events


if __name__ == "__main__":
    main()
