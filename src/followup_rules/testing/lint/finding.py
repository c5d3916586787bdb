"""A finding of `lint`, and the words that findings share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import attrs

from followup_rules.rules.rule import Rule
from followup_rules.testing.narrative import action_words, indented, timeline_lines
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action
from followup_rules.timeline.words import listed

FindingKind: TypeAlias = Literal[
    "never_applies", "duplicate", "contradiction", "never_decides", "unused_quantity", "gap"
]
Level: TypeAlias = Literal["fault", "note"]


@attrs.frozen(repr=False)
class Finding:
    """
    Something wrong with some rules of a policy, or suspicious.

    `level` is `fault`, or `note` if it may well be meant so. `policy` is the policy's name (of a combined policy: the
    source's). `rules` are the rules concerned, the one at fault first. `says` tells the finding in a sentence.

    `witness` is a timeline at whose now the rules hold for `action`; both are None where nothing needs to be shown. For
    a gap, the action is the first without a rule. `exact` tells that the finding follows from the rules themselves;
    otherwise it was so on each of `effort` timelines, over all time.

    >>> from followup_rules import policies
    >>> from followup_rules.testing import lint
    >>> finding = lint(policies.review_your_notes, tries=0)[0]
    >>> print(finding)
    review_your_notes: no rule speaks of `ask_follow_up_permission` in person: the policy is silent (gap, note, by
    the rules themselves)
    """

    kind: FindingKind
    level: Level
    policy: str
    rules: tuple[Rule, ...]
    says: str
    witness: Timeline | None = None
    action: Action | None = None
    exact: bool = True
    effort: int = 0

    def __str__(self) -> str:
        evidence = "by the rules themselves" if self.exact else f"on all of {self.effort} timelines"
        lines = [f"{self.policy}: {self.says} ({self.kind}, {self.level}, {evidence})"]
        if self.witness is not None and self.action is not None:
            shown = indented(timeline_lines(self.witness), by=4)
            lines += [f"  for example, for {action_words(self.action)}:", shown]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Finding {self.kind}, {self.level}: {', '.join(rule.id for rule in self.rules) or self.says}>"


def with_cites(name: str, cites: Sequence[str]) -> str:
    """A name in backticks, followed by the statements that it cites."""
    return f"`{name}` [{', '.join(cites)}]" if cites else f"`{name}`"


def rule_names(*rules: Rule) -> str:
    """Rules in a sentence, with the statements that they cite."""
    return listed([with_cites(rule.id, rule.cites) for rule in rules], "and")
