"""When the checks of a policy hold on a timeline, over all time."""

from __future__ import annotations

from typing import Final, TypeAlias

from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.rules.policy import Policy
from followup_rules.temporal.instants import FIRST, LAST
from followup_rules.temporal.windows import Windows
from followup_rules.timeline.events import Interview
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action, ActionKind

# when something surely holds, and when it possibly holds
Sets: TypeAlias = tuple[Windows, Windows]

_ALL_TIME: Final = Windows.between(FIRST, LAST)


class OverTime:
    """A policy on a timeline, over all time that a timeline may speak of."""

    def __init__(self, policy: Policy, timeline: Timeline) -> None:
        self.timeline = timeline
        self.people = timeline.history.people
        self._judge = PolicyJudge(policy, timeline.history)
        self._kept: dict[tuple[int, bool, str | None], Sets] = {}

    def holds(self, check: int, action: Action) -> Sets:
        """When a check surely holds and when it possibly holds, while the action is judged."""
        is_thanks = action.kind is ActionKind.THANK_YOU
        key = check, is_thanks, action.to
        found = self._kept.get(key)
        if found is None:
            judged = self._judged(action.to) if is_thanks else _ALL_TIME
            surely, possibly = self._judge.check_windows(check, action)
            found = self._kept[key] = surely.intersection(judged), possibly.intersection(judged)
        return found

    def _judged(self, person: str | None) -> Windows:
        """
        When a thank-you is judged. To a person: from when an interview with them is known. To nobody by name: until the
        first interview is known, and from when one is known that names nobody.
        """
        interviews = [event for event in self.timeline.known_events if isinstance(event, Interview)]
        known_from = [(FIRST if one.arranged_us is None else one.arranged_us, one.interviewers) for one in interviews]
        theirs = (at for at, people in known_from if (person in people if person is not None else not people))
        judged = Windows.between(min(theirs, default=LAST), LAST)
        if person is not None:
            return judged
        return judged.union(Windows.between(FIRST, min((at for at, _ in known_from), default=LAST)))
