"""How the rulings on an action follow each other in time: stretches of one stance and one advice.

Agenda, plan, comparison and picture are all read off these; none of them asks a rule anything by itself. Instants are
integers here: microseconds since 1970 in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from followup_rules.evaluation.evaluation import Evaluation
from followup_rules.evaluation.judge import ADVISED, AdviceWord
from followup_rules.rules.stances import Stance
from followup_rules.timeline.vocabulary import Action


@attrs.frozen
class Stretch:
    """From `starts` to the instant before `ends` (None: without end) an action has this stance and this advice."""

    starts: int
    ends: int | None
    stance: Stance
    advice: AdviceWord | None

    @property
    def advised(self) -> bool:
        """Whether it is recommended, or overdue."""
        return self.advice in ADVISED


def stretches_by_action(
    evaluation: Evaluation, since: int, until: int | None = None, actions: Iterable[Action] | None = None
) -> dict[Action, tuple[Stretch, ...]]:
    """
    The stretches of some actions (None: of all), in order of time, from *since* on, before *until* (None: no end).

    The first stretch of each action is cut, so that it starts at *since*.
    """
    judge = evaluation.judge
    if until is not None and until <= since:
        return {}
    if actions is None:
        actions = [action for action, _ in evaluation.verdicts]
    first = evaluation.timeline.history.situation_at(since).number
    turns = {action: _turns(judge.turns(action, first), since, until) for action in actions}
    found: dict[Action, list[Stretch]] = {action: [] for action in turns}
    # instant by instant, because what is worked out for one instant serves all actions
    for instant in sorted(set().union(*turns.values())):
        seen = evaluation.seen_from(instant)
        for action, instants in turns.items():
            if instant in instants:
                ruling = seen[action]
                stretches = found[action]
                if stretches and (stretches[-1].stance, stretches[-1].advice) == (ruling.stance, ruling.advice):
                    continue
                stretches.append(Stretch(instant, None, ruling.stance, ruling.advice))
    return {action: _closed(stretches, until) for action, stretches in found.items()}


def _turns(turns: Iterable[int], since: int, until: int | None) -> set[int]:
    return {since, *(turn for turn in turns if since < turn and (until is None or turn < until))}


def _closed(stretches: list[Stretch], until: int | None) -> tuple[Stretch, ...]:
    """Each with its end, which is the start of the next."""
    ends = [*(stretch.starts for stretch in stretches[1:]), until]
    return tuple(attrs.evolve(stretch, ends=end) for stretch, end in zip(stretches, ends, strict=True))
