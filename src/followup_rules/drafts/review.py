"""Reviewing: may this message be sent now, and does it say what it should? Both answers from one call.

The ruling comes from the policy's rules and the timeline; each demand on the text from the policy's content. What the
text does not tell is never guessed: it is *not decidable*, for want of a fact, or because only a reader can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, Literal, TypeAlias

import attrs

from followup_rules import policies
from followup_rules.drafts.draft import Draft
from followup_rules.drafts.elements import EXACT, Known, ParsedDraft
from followup_rules.drafts.english import phrases
from followup_rules.drafts.english.frame import TITLES
from followup_rules.drafts.names import folded, words_of
from followup_rules.errors import shown
from followup_rules.evaluation.evaluation import Evaluation, Ruling, evaluate
from followup_rules.rules.conditions import MAYBE, NO, YES
from followup_rules.rules.policy import AnyPolicy, check_policy
from followup_rules.rules.text_rules import Passage, TextFeature, TextRule, Weight, asked_elements
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Zone
from followup_rules.timeline.events import Interview
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action, ActionKind, Channel

Outcome: TypeAlias = Literal["met", "broken", "not_decidable"]

_STRICTNESS: Final = ("forbidden", "undetermined", "silent", "allowed")


@attrs.frozen
class Checked:
    """
    What became of one demand: `met`, `broken` or `not_decidable`.

    `passages` are what tells so; where a demand is broken by something that is nowhere in the text there are none.
    `missing` names what would have to be known to decide it; where nothing is missing and it is not decidable, it is
    `for_the_reader`.
    """

    rule: TextRule
    outcome: Outcome
    passages: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the content rule."""
        return self.rule.id

    @property
    def says(self) -> str:
        """What is demanded."""
        return self.rule.says

    @property
    def fix(self) -> str | None:
        """What would meet the demand, where it is broken."""
        return self.rule.fix if self.outcome == "broken" else None

    @property
    def cites(self) -> tuple[str, ...]:
        """The statements that it comes from."""
        return self.rule.cites

    @property
    def weight(self) -> Weight:
        """How much it matters: `must`, `should` or `could`."""
        return self.rule.weight

    @property
    def for_the_reader(self) -> bool:
        """Whether only a reader can tell."""
        return self.outcome == "not_decidable" and not self.missing

    @property
    def not_found(self) -> bool:
        """Whether it is for the reader since the words that were looked for are not there, which proves nothing."""
        return self.for_the_reader and self.rule.text is not None

    @property
    def heuristic(self) -> bool:
        """Whether it is told by turns of phrase, which can be wrong: see `known_misses`."""
        return any(element not in EXACT for element in asked_elements(self.rule))

    @property
    def known_misses(self) -> tuple[str, ...]:
        """What the reading of its elements is known to take wrongly, or to overlook."""
        return tuple(filter(None, map(phrases.misses, asked_elements(self.rule))))

    def to_dict(self) -> dict[str, Any]:
        """What became of it, as plain data."""
        return {
            "rule": self.id,
            "outcome": self.outcome,
            "weight": self.weight.value,
            "says": self.says,
            "fix": self.fix,
            "cites": list(self.cites),
            "passages": [attrs.asdict(passage) for passage in self.passages],
            "missing": list(self.missing),
            "for_the_reader": self.for_the_reader,
            "not_found": self.not_found,
            "heuristic": self.heuristic,
            "known_misses": list(self.known_misses),
        }


@attrs.frozen
class Notice:
    """Something wrong with the draft itself, whatever the policy; `passages` are where."""

    what: str
    passages: tuple[Passage, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The notice as plain data."""
        return {"what": self.what, "passages": [attrs.asdict(passage) for passage in self.passages]}


@attrs.frozen(repr=False)
class DraftReview:
    """
    A draft, reviewed: the `rulings` on sending it now (of a thank-you one for each person it is to), every demand on
    its text that governs it in `checked`, and `notices` of what is wrong with it in any case.
    """

    draft: Draft
    evaluation: Evaluation
    rulings: tuple[Ruling, ...]
    checked: tuple[Checked, ...]
    notices: tuple[Notice, ...]

    @property
    def policy(self) -> AnyPolicy:
        """The policy by which it is judged."""
        return self.evaluation.policy

    @property
    def ruling(self) -> Ruling | None:
        """The ruling that decides: the strictest, where there are several; None where nobody it is to is known."""
        return min(self.rulings, key=lambda ruling: _STRICTNESS.index(ruling.stance), default=None)

    def _of(self, outcome: Outcome) -> tuple[Checked, ...]:
        return tuple(checked for checked in self.checked if checked.outcome == outcome)

    @property
    def met(self) -> tuple[Checked, ...]:
        """The demands that the text meets."""
        return self._of("met")

    @property
    def broken(self) -> tuple[Checked, ...]:
        """The demands that it breaks, those that matter most first."""
        weights = tuple(Weight)
        return tuple(sorted(self._of("broken"), key=lambda checked: weights.index(checked.weight)))

    @property
    def not_decidable(self) -> tuple[Checked, ...]:
        """The demands that cannot be decided."""
        return self._of("not_decidable")

    @property
    def for_the_reader(self) -> tuple[Checked, ...]:
        """Those of them that only a reader can tell."""
        return tuple(checked for checked in self.not_decidable if checked.for_the_reader)

    @property
    def missing(self) -> tuple[str, ...]:
        """What would have to be known to decide the others, by name."""
        return tuple(sorted({name for checked in self.not_decidable for name in checked.missing}))

    @property
    def ready(self) -> bool:
        """
        Whether it may be sent as it is: sending is allowed now, nothing that it must do is broken or hangs on what is
        not known, and there is no notice. What only a reader can tell is left to the reader.
        """
        allowed = bool(self.rulings) and all(ruling.stance == "allowed" for ruling in self.rulings)
        in_the_way = (*self.broken, *(checked for checked in self.not_decidable if checked.missing))
        return allowed and not self.notices and all(checked.weight is not Weight.MUST for checked in in_the_way)

    def to_dict(self) -> dict[str, Any]:
        """The review as plain data."""
        return {
            "policy": self.policy.name,
            "kind": self.draft.kind.value,
            "channel": self.draft.channel.value,
            "to": list(self.draft.to),
            "ready": self.ready,
            "rulings": [ruling.to_dict() for ruling in self.rulings],
            "notices": [notice.to_dict() for notice in self.notices],
            "checked": [checked.to_dict() for checked in self.checked],
            "missing": list(self.missing),
        }

    def __repr__(self) -> str:
        stance = self.ruling.stance if self.ruling else "not judged"
        counts = f"{len(self.met)} met, {len(self.broken)} broken, {len(self.not_decidable)} not decidable"
        return f"<DraftReview by {self.policy.name}: {stance}; {counts}>"


def review_draft(
    draft: Draft, timeline: Timeline, policy: AnyPolicy | None = None, *, others: Iterable[Draft] = ()
) -> DraftReview:
    """
    Whether a draft may be sent at the timeline's now, and whether it says what it should; without a policy, by the
    recommended one.

    Who interviewed, and when, comes from the timeline, all else from the draft's own fields. Where a draft has no text
    nothing is checked, and a notice says so. *others* are drafts to the other interviewers: the same text to two of
    them is generic. Needs the extra `drafts`.

    >>> from followup_rules import Interview, Timeline, policies
    >>> from followup_rules.drafts import Draft
    >>> met = Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
    >>> timeline = Timeline("Europe/London", "2025-10-07T09:00:00+01:00", [met])
    >>> draft = Draft("thank_you", "email", "Dana Wu", "Thanks", "Dear Dana, I look forward to hearing from you.")
    >>> review = review_draft(draft, timeline, policies.pro_tips)
    >>> review.ruling
    <Ruling Action('thank_you', 'email', 'Dana Wu'): allowed, recommended>
    >>> for checked in review.broken:
    ...     print(checked.id, "-", checked.fix)
    pro_tips/thank-for-their-time - say thank you for the time they took
    """
    if policy is None:
        policy = policies.recommended
    others = tuple(other for other in others if other is not draft)
    for one in (draft, *others):
        if not isinstance(one, Draft):
            raise TypeError(f"{shown(one)} is no draft; expected `Draft(...)`, or `draft_from_eml(...)`")
    check_policy(policy)
    evaluation = evaluate(timeline, policy)
    interviewers = tuple(person for person in timeline.history.people if person is not None)
    to = _known_people(draft.to, interviewers)
    text = ParsedDraft(draft, _known(timeline, interviewers, to, others))
    rulings = tuple(_rulings(draft, evaluation, to))
    actions = [ruling.action for ruling in rulings] or [Action(draft.kind, draft.channel)]
    checked = tuple(
        _checked(rule, text, governs, facts)
        for rule in policy.content
        # without a text there is nothing to look at
        if draft.body.strip() and actions[0] in rule.on
        for governs, facts in [_governs(rule, evaluation, actions)]
        if governs != NO
    )
    return DraftReview(draft, evaluation, rulings, checked, tuple(_notices(draft, text, interviewers)))


# -- when


def _rulings(draft: Draft, evaluation: Evaluation, to: tuple[str, ...]) -> Iterator[Ruling]:
    """The rulings on sending it: one, or of a thank-you one for each of those it is to."""
    if draft.kind is not ActionKind.THANK_YOU:
        yield evaluation[Action(draft.kind, draft.channel)]
        return
    people = evaluation.timeline.history.people
    for person in (to if draft.to else people) or [person for person in people if person is None]:
        yield evaluation[Action(draft.kind, draft.channel, person)]


def _known_people(names: Iterable[str], interviewers: tuple[str, ...]) -> tuple[str, ...]:
    """
    Those of some names whom an interview names, as it names them: by the same words in any order, case, accents and
    titles apart, or by some of them that only one person has.
    """
    people = {person: _words(person) for person in interviewers}
    found: list[str] = []
    for words in map(_words, names):
        same = [person for person, theirs in people.items() if words == theirs]
        some = [person for person, theirs in people.items() if words and words < theirs]
        found += same or (some if len(some) == 1 else [])
    return tuple(person for person in interviewers if person in found)


def _words(name: str) -> frozenset[str]:
    return frozenset(map(folded, words_of(name))) - TITLES


def _known(timeline: Timeline, interviewers: tuple[str, ...], to: tuple[str, ...], others: tuple[Draft, ...]) -> Known:
    """What the timeline tells of the text's facts: the interviews with those it is to, or else all of them."""
    zone, now = instants.zone(timeline.zone), timeline.now_us
    interviews = [event for event in timeline.known_events if isinstance(event, Interview)]
    ended = [event for event in interviews if event.ends_us <= now]
    theirs = [event for event in ended if not to or not event.interviewers or {*to} & {*event.interviewers}]
    today = date.fromordinal(zone.date_of(now))
    return Known(today, interviewers, _days(theirs or ended, zone), _days(interviews, zone), others)


def _days(interviews: Iterable[Interview], zone: Zone) -> frozenset[date]:
    days = {zone.date_of(at) for event in interviews for at in (event.starts_us, event.ends_us) if at is not None}
    return frozenset(map(date.fromordinal, days))


# -- what


def _governs(rule: TextRule, evaluation: Evaluation, actions: list[Action]) -> tuple[int, frozenset[str]]:
    """Whether a demand governs the message now, for one of those it is to; and the unknown facts that leave it open."""
    situation, now = evaluation.situation, evaluation.now_us
    governs = max(rule.when.truth(situation, action, now) for action in actions)
    open_ = (rule.when.facts(situation, action, now) for action in actions if governs == MAYBE)
    return governs, frozenset().union(*open_)


def _checked(rule: TextRule, text: ParsedDraft, governs: int, facts: frozenset[str]) -> Checked:
    seen = rule.met(text)
    if seen.truth == YES:
        return Checked(rule, "met", seen.passages)
    if seen.truth == NO and governs == YES:
        return Checked(rule, "broken", seen.passages)
    missing = seen.missing if seen.truth == MAYBE else facts
    return Checked(rule, "not_decidable", seen.passages, tuple(sorted(missing)))


# -- in any case


def _notices(draft: Draft, text: ParsedDraft, interviewers: tuple[str, ...]) -> Iterator[Notice]:
    if not draft.body.strip():
        yield Notice("there is no text")
    elif not text.letter.sentences:
        yield Notice("there is nothing but a greeting, an ending or what is quoted")
    elif not text.in_english:
        yield Notice("the text does not read as English, in which alone drafts are read")
    for passage in text.element(TextFeature.PLACEHOLDER).passages:
        yield Notice(f"{shown(passage.text)} looks unfilled", (passage,))
    if "\N{REPLACEMENT CHARACTER}" in draft.body:
        yield Notice("some letters could not be read: the text was written in another encoding than it says")
    if draft.channel is Channel.EMAIL and not draft.attachments:
        passages = text.attaches
        if passages:
            yield Notice("it speaks of an attachment, and there is none", passages[:1])
    if interviewers and draft.kind is ActionKind.THANK_YOU:
        for name in draft.to:
            if not _known_people([name], interviewers):
                met = ", ".join(map(shown, interviewers))
                yield Notice(f"{shown(name)} is nobody whom an interview names; those are {met}")
