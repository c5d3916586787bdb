"""The library and the second reading, compared on random timelines.

`python tests/agreement.py 200000 --seed 7` compares as many as you like, with the dates of some actions. The test suite
compares a few hundred, in `policies/test_second_reading.py`.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from random import Random
from typing import Any

import random_timelines
import second_reading
from followup_rules import Evaluation, Ruling, Timeline, evaluate, policies
from followup_rules.rules.policy import resolvers
from followup_rules.temporal import instants

CHUNK = 250


def disagreements(data: dict[str, Any], *, dates: int = 0, seed: str = "") -> list[str]:
    """
    What the two say differently of one timeline, in all six policies; each with the timeline as JSON.

    The dates of *dates* actions are compared too, chosen by *seed*, and of as many that have advice.
    """
    rng = Random(seed)
    timeline = Timeline.from_dict(data)
    found = []
    for name in second_reading.POLICIES:
        evaluation = evaluate(timeline, policies.BY_NAME[name])
        theirs = second_reading.judge(data, name)
        ours = {_key(ruling): _said(ruling) for ruling in evaluation.rulings}
        for key in ours.keys() | theirs.keys():
            judged = theirs.get(key)
            said = judged and (judged.stance, judged.possible, judged.advice, judged.missing)
            if ours.get(key) != said:
                found.append(f"{name} {key}: the library says {ours.get(key)}, the second reading {said}")
        if dates:
            advised = [ruling for ruling in evaluation.rulings if ruling.advice]
            for ruling in rng.sample(evaluation.rulings, dates) + rng.sample(advised, min(dates, len(advised))):
                found += _different_dates(data, name, ruling)
    return [f"{message}\n  on {json.dumps(data)}" for message in found]


def random_disagreements(seeds: Iterable[str], *, dates: int = 0) -> list[str]:
    """What the two say differently of the random timeline that each seed draws."""
    return [
        message
        for seed in seeds
        for message in disagreements(random_timelines.timeline(Random(seed)), dates=dates, seed=seed)
    ]


def _key(ruling: Ruling) -> tuple[str, str, str | None]:
    return ruling.action.kind.value, ruling.action.channel.value, ruling.action.to


def _said(ruling: Ruling) -> tuple[str, frozenset[str], str | None, frozenset[str]]:
    return ruling.stance, frozenset(ruling.possible), ruling.advice, frozenset(ruling.missing)


def _different_dates(data: dict[str, Any], policy: str | dict[str, Any], ruling: Ruling) -> Iterator[str]:
    theirs = second_reading.dates(data, policy, _key(ruling))
    said = (theirs.opens, theirs.closes, theirs.due, theirs.overdue, *(end for run in theirs.windows for end in run))
    ours = (ruling.opens, ruling.closes, ruling.due, ruling.overdue)
    windows = (end for window in ruling.windows for end in (window.opens, window.closes))
    if [*map(_micros, ours), *map(_micros, windows)] != [*map(_micros, said)]:
        yield f"{policy} {_key(ruling)}: the library's dates are {ours}, the second reading's {said}"


def micros_of(text: str) -> int:
    return instants.micros(text)


def _micros(instant: datetime | None) -> int | None:
    return None if instant is None else instants.micros(instant)


def resolved_disagreements(seed: str, *, dates: int = 0) -> list[str]:
    """What the two say differently of a random combination of policies; *dates* as in `disagreements`."""
    rng = Random(f"resolved {seed}")
    data = random_timelines.timeline(rng)
    resolver, names = rng.choice(tuple(resolvers)), rng.sample(second_reading.POLICIES, rng.choice((2, 3, 5)))
    combined = resolvers[resolver](*map(policies.BY_NAME.__getitem__, names))
    evaluation: Evaluation = evaluate(Timeline.from_dict(data), combined)
    theirs = second_reading.judge(data, {"resolve": resolver, "policies": names})
    found = []
    for ruling in evaluation.rulings:
        judged = theirs[_key(ruling)]
        said = (judged.stance, judged.possible, judged.advice, judged.missing)
        if _said(ruling) != said:
            found.append(f"{combined} {_key(ruling)}: the library says {_said(ruling)}, the second reading {said}")
    advised = [ruling for ruling in evaluation.rulings if ruling.advice]
    for ruling in rng.sample(evaluation.rulings, dates) + rng.sample(advised, min(dates, len(advised))):
        found += _different_dates(data, {"resolve": resolver, "policies": names}, ruling)
    return [f"{message}\n  on {json.dumps(data)}" for message in found]


def all_disagreements(count: int, *, seed: int = 0, dates: int = 0) -> list[str]:
    """The disagreements on so many random timelines, compared by all processors."""
    seeds = [f"{seed} {number}" for number in range(count)]
    chunks = [seeds[start : start + CHUNK] for start in range(0, count, CHUNK)]
    with ProcessPoolExecutor(os.cpu_count(), initializer=_collect_garbage_seldom) as pool:
        compared = pool.map(partial(random_disagreements, dates=dates), chunks)
        return [message for found in compared for message in found]


def _collect_garbage_seldom() -> None:
    """What a timeline makes is released soon, so that little is gained by looking for garbage."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def main() -> int:
    """Compare as many as asked for, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--dates", type=int, default=2, help="how many actions' dates are compared in each policy")
    asked = parser.parse_args()
    found = all_disagreements(asked.count, seed=asked.seed, dates=asked.dates)
    sys.stdout.write("\n".join([*found[:20], f"{asked.count} timelines, {len(found)} disagreements", ""]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
