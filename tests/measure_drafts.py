"""Measures how well drafts are read: `python tests/measure_drafts.py` prints precision and recall.

The drafts that the phrases were written with and those held out are measured apart. A feature is *found* if the reading
takes a draft to show it. A check is *found* if the reading takes it to be broken, in any draft that it is about.
A check may stay open, because a fact is missing or only a reader can tell. That is not wrong, so it is counted apart.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from followup_rules import policies
from followup_rules.drafts.features import ParsedDraft
from followup_rules.rules.conditions import MAYBE, NO, YES
from followup_rules.rules.node import walk
from followup_rules.rules.text_rules import AtMost, TextFeature, TextRule, asked_elements
from followup_rules.timeline.vocabulary import Action
from labelled_drafts import BUILT_WITH, HELD_OUT, Labelled, labelled

# these follow from known facts, so there is no label for them
UNLABELLED: Final = frozenset(
    {
        TextFeature.TO_AN_INTERVIEWER,
        TextFeature.ENDING_IN_ORDER,
        TextFeature.PROMISED_DOCUMENTS,
        TextFeature.SAME_AS_ANOTHER,
    }
)
PARTS: Final = {"built with": BUILT_WITH, "held out": HELD_OUT}


@attrs.frozen
class Measured:
    """How often something was found rightly, found wrongly, missed though it was there, and left open likewise."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    open: int = 0

    def __add__(self, other: Measured) -> Measured:
        return Measured(*(a + b for a, b in zip(attrs.astuple(self), attrs.astuple(other), strict=True)))

    @property
    def precision(self) -> float | None:
        """The share of what was found that is there; None if nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None if nothing is there."""
        there = self.right + self.missed + self.open
        return self.right / there if there else None


def _judged(there: bool, found: bool | None) -> Measured:
    """One case; `found` is None if it was left open."""
    if found:
        return Measured(right=int(there), wrong=int(not there))
    return Measured(missed=int(there and found is False), open=int(there and found is None))


def elements(drafts: Iterable[Labelled]) -> dict[TextFeature, Measured]:
    """Each feature that drafts are labelled with, measured."""
    read = [(draft, ParsedDraft(draft.draft, draft.known)) for draft in drafts]
    return {
        element: sum((_element(element, draft, text) for draft, text in read), Measured())
        for element in TextFeature
        if element not in UNLABELLED
    }


def _element(element: TextFeature, draft: Labelled, text: ParsedDraft) -> Measured:
    truth = text.element(element).truth
    return _judged(element in draft.shows, None if truth == MAYBE else truth == YES)


def checks(drafts: Iterable[Labelled]) -> dict[str, Measured]:
    """Each check of every policy that labels can decide, measured; a broken check is what is looked for."""
    read = [(draft, ParsedDraft(draft.draft, draft.known)) for draft in drafts]
    return {
        rule.id: sum((_check(rule, draft, text) for draft, text in read if _about(rule, draft)), Measured())
        for rule in all_checks()
    }


def all_checks() -> Iterator[TextRule]:
    """The checks that labels can decide: no limits on words, and nothing that only a reader can tell."""
    every = {rule.id: rule for name in policies.names() for rule in policies.get(name).content}
    for rule in every.values():
        words = any(isinstance(node, AtMost) and node.counted != "paragraphs" for node in walk(rule))
        if rule.text is not None and not words and UNLABELLED.isdisjoint(asked_elements(rule)):
            yield rule


def _about(rule: TextRule, draft: Labelled) -> bool:
    return Action(draft.draft.kind, draft.draft.channel) in rule.on


def _check(rule: TextRule, draft: Labelled, text: ParsedDraft) -> Measured:
    truth = rule.met(text).truth
    return _judged(_broken_by_label(rule, draft), None if truth == MAYBE else truth == NO)


def _broken_by_label(rule: TextRule, draft: Labelled) -> bool:
    # a hint that is not labelled is not a fault either
    return rule.met(draft).truth == NO


def _line(name: str, parts: Iterable[Measured]) -> str:
    cells = []
    for measured in parts:
        shares = ("-" if share is None else f"{share:.2f}" for share in (measured.precision, measured.recall))
        precision, recall = shares
        counts = f"{measured.right}/{measured.wrong}/{measured.missed}/{measured.open}"
        cells.append(f"{precision:>5} {recall:>5}  {counts:>12}")
    return f"{name:<55} {'   '.join(cells)}"


def main() -> None:
    """Print both tables for both parts."""
    drafts = {part: labelled(*files) for part, files in PARTS.items()}
    out = [f"{' and '.join(f'{len(found)} drafts {part}' for part, found in drafts.items())}"]
    for title, measure in (("element", elements), ("check (broken)", checks)):
        found = [measure(part) for part in drafts.values()]
        out += ["", f"{'':<55} {'   '.join(f'{part:<25}' for part in drafts)}".rstrip()]
        heads = "   ".join(f"{'prec.':>5} {'rec.':>5}  {'r/w/m/open':>12}" for _ in drafts)
        out.append(f"{title:<55} {heads}")
        out += [_line(str(name), [part[name] for part in found]) for name in found[0]]  # type: ignore[index]
        out.append(_line("all together", [sum(part.values(), Measured()) for part in found]))
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
