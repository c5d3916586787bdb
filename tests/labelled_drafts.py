"""The labelled drafts as data: each draft, what is known about it, and what a careful reader says it shows."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs

from followup_rules.drafts.draft import Draft
from followup_rules.drafts.features import DraftContext
from followup_rules.rules.conditions import NO, YES
from followup_rules.rules.text_rules import Counted, Match, Passage, TextFeature

HERE: Final = Path(__file__).parent / "drafts"
BUILT_WITH: Final = ("labelled_thanks.toml", "labelled_enquiries.toml")
HELD_OUT: Final = ("held_out.toml",)
# labelled, but no demand asks for it
NOT_READ: Final = frozenset({"other_question"})


@attrs.frozen
class Labelled:
    """A draft, what is known about it, and its labels."""

    id: str
    draft: Draft
    known: DraftContext
    shows: frozenset[TextFeature]
    paragraphs: int

    def element(self, feature: TextFeature) -> Match:
        """Whether the label says that the draft shows a feature."""
        return Match(YES if feature in self.shows else NO)

    def find(self, words: tuple[str, ...]) -> Match:
        """Not supported: labels are not about single words."""
        raise NotImplementedError

    def count(self, counted: Counted) -> int:
        """The number of paragraphs, by the label."""
        return self.paragraphs

    def beyond(self, counted: Counted, most: int) -> tuple[Passage, ...]:
        """Labels name no passages."""
        return ()


@cache
def labelled(*files: str) -> tuple[Labelled, ...]:
    """The drafts of some files."""
    return tuple(_read(row) for file in files for row in tomllib.loads((HERE / file).read_text("utf-8"))["draft"])


def _read(row: dict[str, Any]) -> Labelled:
    fields = ("kind", "channel", "to", "subject", "body", "attachments", "sender", "job_title", "company")
    sent: date = row["sent"]
    return Labelled(
        row["id"],
        Draft(**{name: row[name] for name in fields if name in row}),
        DraftContext(sent, tuple(row["interviewers"]), frozenset({row["interview_date"]})),
        frozenset(TextFeature(shown) for shown in row["shows"] if shown not in NOT_READ),
        row["paragraphs"],
    )
