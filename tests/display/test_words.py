"""Words that a terminal, a notebook and a picture share."""

from __future__ import annotations

import pytest

from followup_rules import Interview, Timeline, evaluate, policies
from followup_rules.display.words import dates, why
from followup_rules.evaluation.evaluation import Reason
from followup_rules.timeline.words import printable, value_words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("L'Oréal\u00a0SA", "L'Oréal SA"),
        ("Ann\x1b[2J", "Ann\\x1b[2J"),
        ("\u0646\u200c\u062e", "\u0646\u200c\u062e"),
        ("two\nlines", "two\\nlines"),
    ],
)
def test_what_is_shown_stays_on_its_line_and_steers_nothing(text: str, shown: str) -> None:
    """A space that keeps words together is a space."""
    assert printable(text) == shown


def test_how_the_votes_fell_stands_before_the_first_reason() -> None:
    """It is counted as no reason; where it stands alone it is one."""
    votes = Reason("majority/split", "forbid", "of 3 sources: 2 forbid, 1 allows", ())
    wait = Reason("mine/wait", "forbid", "wait", ("a-01",))
    assert why([votes, wait, wait]) == ("of 3 sources: 2 forbid, 1 allows; wait", "a-01")
    assert why([votes]) == ("of 3 sources: 2 forbid, 1 allows", "")
    assert why([wait, votes]) == ("wait (+1 more)", "a-01")
    assert why([]) == ("", "")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([True, False], "true or false"),
        ([3, 5], "3 or 5"),
        ([4], "4"),
        ([[]], "none"),
        ([["2025-12-20", "2026-01-05"]], "2025-12-20 to 2026-01-05"),
        ([["2025-12-24", "2025-12-24"]], "2025-12-24"),
        ([[["2025-12-20", "2026-01-05"], ["2026-03-01", "2026-03-01"]]], "2025-12-20 to 2026-01-05 and 2026-03-01"),
        (["technology_startup"], "technology startup"),
        ([*"abcdefgh"], "a, b, c, d, e, f or 2 more"),
    ],
)
def test_values_of_facts_in_words(values: list[object], words: str) -> None:
    """Numbers in a row as a range, many values cut."""
    assert value_words(values) == words


def test_what_closes_and_opens_again_is_told_with_both() -> None:
    """Another interview ends in between: the wait begins anew, and what is due then opens again before."""
    events = [Interview(ends=f"2025-10-{day}T10:00:00+01:00") for day in ("06", "14")]
    evaluation = evaluate(Timeline("Europe/London", "2025-10-13T10:00:00+01:00", events), policies.business_etiquette)
    assert [*dates(evaluation["timeline_inquiry", "email"])] == [
        "closes Tue 14 Oct 2025, 10:00",
        "opens again Tue 21 Oct 2025, 10:00",
    ]
    assert [*dates(evaluation["status_inquiry", "email"])] == [
        "closes Tue 14 Oct 2025, 10:00",
        "opens again Tue 21 Oct 2025, 10:00",
        "due from Fri 24 Oct 2025, 10:00",
    ]
