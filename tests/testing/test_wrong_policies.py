"""The bench of wrong policies: one in five is found, on at most three events where that is possible."""

from __future__ import annotations

import pytest

from followup_rules.testing import find_difference
from wrong_policies import WRONG, Wrong

# the quick ones are in `test_differences.py`; all of them: `python tests/bench_of_wrong_policies.py`
pytestmark = pytest.mark.long
SOME = WRONG[1::5]
# a fourth attempt of an interview that is pending takes four events
NEEDS_FOUR = {"business-cap-of-four", "dos-cap-of-four", "recommended-cap-of-four"}


@pytest.mark.parametrize("wrong", SOME, ids=str)
def test_a_wrong_policy_is_told_from_the_right_one(wrong: Wrong) -> None:
    """At the level at which it shows, and on a timeline that a person sees through."""
    found = find_difference(wrong.right, wrong.wrong, down_to=wrong.shows_in)
    assert found is not None
    assert found.level == wrong.shows_in
    assert len(found.timeline.events) <= (4 if wrong.name in NEEDS_FOUR else 3)
