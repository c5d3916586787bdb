"""Which source says what: a row for each action on which the sources of a combined policy disagree."""

from __future__ import annotations

from collections.abc import Sequence

from followup_rules.analysis.comparison import Dissent
from followup_rules.analysis.grouping import actions_of, group_by_channel
from followup_rules.display.reports.shape import Note, Part, Report, Vote, Votes, report
from followup_rules.display.words import named
from followup_rules.evaluation.evaluation import Evaluation


def dissent_report(evaluation: Evaluation, found: Sequence[Dissent]) -> Report:
    """The actions on which the sources disagree, and on how many they agree."""
    grouped = group_by_channel(
        (action, (one.stance, tuple(one.says.values()), one.decided_by))
        for one in found
        if not one.unanimous
        for action in actions_of(one)
    )
    votes = tuple(Vote(named(subjects, channels), *vote) for vote, subjects, channels in grouped)
    parts: list[Part] = [Votes("They disagree", tuple(evaluation.by_source), votes)] if votes else []
    agreed = sum(len(one.channels) for one in found if one.unanimous)
    actions = f"{agreed} of {len(evaluation.rulings)} actions" if votes else "every action"
    parts.append(Note(f"All sources that have a rule agree on {actions}."))
    return report(evaluation, parts)
