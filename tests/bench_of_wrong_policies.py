"""Tries the kit on all wrong policies: `python tests/bench_of_wrong_policies.py [--seed N] [--tries N]`.

For each it prints in what the difference was found, on how many events, after how many tries, in how many seconds; and
which laws catch it alone, of those that the right policy keeps, looked for in `--tries` histories each (0: not at all).
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Final

import attrs

sys.path.insert(0, str(Path(__file__).parent))

from followup_rules import Policy
from followup_rules.rules.amounts import days
from followup_rules.rules.conditions import always, exists
from followup_rules.rules.moments import last_sign_of_life, promise_passed, promised_date, rejection
from followup_rules.rules.selections import acts, messages
from followup_rules.testing import Law, LawBroken, LawNotTried, check, find_difference
from followup_rules.testing.laws import (
    always_allowed,
    cap,
    min_gap,
    never_allowed,
    never_both,
    never_trapped,
    no_channel_on_top,
    no_contact_is_absolute,
    once,
    respects_preferences,
    wait,
)
from followup_rules.timeline.vocabulary import FOLLOW_UPS
from wrong_policies import WRONG

# as a person would state them who knows the documents, each under a name of its own
LAWS: Final[dict[str, Law]] = {
    "three attempts": cap(3),
    "three follow-ups": cap(3, kinds=FOLLOW_UPS),
    "a week between": min_gap(days(7)),
    "three days between": min_gap(days(3)),
    "a week of silence": wait(days(7), after=last_sign_of_life),
    "five days of silence": wait(days(5), after=last_sign_of_life),
    "two days without a question": wait(days(2)),
    "what was promised": wait(days(0), after=promise_passed),
    "a week past the promise": wait(days(7), after=promised_date),
    "no contact": no_contact_is_absolute(),
    "no call on top of an email": no_channel_on_top(),
    "one thank-you": once("thank_you"),
    "one request for feedback": once("feedback_request", since=rejection),
    "feedback after a rejection": never_allowed(messages("feedback_request"), ~exists(rejection)),
    "the channel they prefer": respects_preferences(),
    "no gift": never_allowed(messages("gift"), always),
    "applying goes on": always_allowed(acts("keep_applying"), always),
    "never both": never_both(),
    "a way on": never_trapped(),
}


@attrs.frozen
class Found:
    """What became of one wrong policy."""

    name: str
    shows_in: str
    level: str | None
    events: int
    tries: int
    seconds: float
    laws: tuple[str, ...]

    def __str__(self) -> str:
        found = f"{self.level}, {self.events} events" if self.level else "NOT FOUND"
        laws = ", ".join(self.laws)
        return f"{self.name:45} {found:20} {self.tries:5} tries {self.seconds:6.1f} s  {laws}"


@cache
def kept(policy: Policy, seed: int, tries: int) -> tuple[str, ...]:
    """The laws that the right policy keeps, as far as tried."""
    return tuple(name for name, law in LAWS.items() if not breaks(policy, law, seed, tries))


def breaks(policy: Policy, law: Law, seed: int, tries: int) -> bool:
    """Whether a policy breaks a law, as far as tried; a law that was not put to the test is not broken."""
    try:
        check(policy, law, tries=tries, seed=seed)
    except LawBroken:
        return True
    except LawNotTried:
        return False
    return False


def tried(number: int, seed: int, tries: int) -> Found:
    """One wrong policy, by its place on the bench."""
    one = WRONG[number]
    start = time.perf_counter()
    # few take more than a thousand tries
    for most in (1_000, 20_000):
        found = find_difference(one.right, one.wrong, down_to=one.shows_in, tries=most, seed=seed)
        if found is not None:
            break
    seconds = time.perf_counter() - start
    known = kept(one.right, seed, tries) if tries else ()
    laws = tuple(name for name in known if breaks(one.wrong, LAWS[name], seed, tries))
    if found is None:
        return Found(one.name, one.shows_in, None, 0, 0, seconds, laws)
    return Found(one.name, one.shows_in, found.level, len(found.timeline.events), found.effort.tries, seconds, laws)


def main(seed: int, tries: int) -> int:
    """Prints a line for each, then how many; 1 where one was not found, or not at the level at which it shows."""
    results: list[Found] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for result in pool.map(partial(tried, seed=seed, tries=tries), range(len(WRONG))):
            results.append(result)
            print(result, flush=True)
    found = [result for result in results if result.level == result.shows_in]
    small = sum(result.events <= 3 for result in found)
    times = sorted(result.seconds for result in results)
    caught = sum(bool(result.laws) for result in results)
    print(f"{len(found)} of {len(results)} found, {small} on at most three events; {caught} caught by a law alone")
    print(f"seconds: median {times[len(times) // 2]:.1f}, most {times[-1]:.1f}, in all {sum(times):.0f}")
    return 0 if len(found) == len(results) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tries", type=int, default=200)
    sys.exit(main(**vars(parser.parse_args())))
