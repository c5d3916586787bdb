"""Reviews a draft: may it be sent now, and does it say what it should?

The ruling follows from the policy's rules and the timeline, the checks from the policy's demands on texts. Nothing is
guessed: where a fact is missing, or where only a reader can tell, a check is *not decidable*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, Literal, TypeAlias

import attrs

from followup_rules import policies
from followup_rules.drafts.draft import Draft
from followup_rules.drafts.english import phrases
from followup_rules.drafts.english.salutations import TITLES
from followup_rules.drafts.features import EXACT, DraftContext, ParsedDraft
from followup_rules.drafts.names import casefolded, words_of
from followup_rules.errors import shown
from followup_rules.evaluation.evaluation import Evaluation, Ruling, evaluate
from followup_rules.rules.conditions import MAYBE, NO, YES
from followup_rules.rules.policy import AnyPolicy, check_policy
from followup_rules.rules.text_rules import Passage, TextFeature, TextRule, Weight, asked_elements
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Zone
from followup_rules.temporal.values import NeverABoolean, PlainData, ShownInNotebooks, as_data
from followup_rules.timeline.events import Interview
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action, ActionKind, Channel

CheckOutcome: TypeAlias = Literal["met", "broken", "not_decidable"]

_CHECKED_DATA: Final = (
    "outcome weight says fix cites passages missing for_the_reader not_found heuristic known_misses"
).split()
_STRICTNESS: Final = ("forbidden", "undetermined", "silent", "allowed")


@attrs.frozen
class Checked:
    """
    One demand on the text, checked: `met`, `broken` or `not_decidable`.

    `passages` show why; there are none if the text lacks what is demanded. `missing` names the facts that would decide
    a check. If it is not decidable and no fact is missing, it is `for_the_reader`.
    """

    rule: TextRule
    outcome: CheckOutcome
    passages: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the demand."""
        return self.rule.id

    @property
    def says(self) -> str:
        """What is demanded."""
        return self.rule.says

    @property
    def fix(self) -> str | None:
        """What to do about it, if it is broken."""
        return self.rule.fix if self.outcome == "broken" else None

    @property
    def cites(self) -> tuple[str, ...]:
        """The ids of the statements that the demand rests on."""
        return self.rule.cites

    @property
    def weight(self) -> Weight:
        """How much the demand matters: `must`, `should` or `could`."""
        return self.rule.weight

    @property
    def for_the_reader(self) -> bool:
        """Whether only a reader can tell."""
        return self.outcome == "not_decidable" and not self.missing

    @property
    def not_found(self) -> bool:
        """Whether it is for the reader because the phrases looked for are not there, which proves nothing."""
        return self.for_the_reader and self.rule.text is not None

    @property
    def heuristic(self) -> bool:
        """Whether phrases or form tell it, which can be wrong: see `known_misses`."""
        return any(element not in EXACT for element in asked_elements(self.rule))

    @property
    def known_misses(self) -> tuple[str, ...]:
        """What the reading of its text features is known to get wrong or to overlook."""
        return tuple(filter(None, map(phrases.misses, asked_elements(self.rule))))

    def to_dict(self) -> dict[str, Any]:
        """The check as plain data."""
        return {"rule": self.id} | {name: as_data(getattr(self, name)) for name in _CHECKED_DATA}


@attrs.frozen
class Notice(PlainData):
    """Something wrong with the draft under any policy; `passages` are where."""

    what: str
    passages: tuple[Passage, ...] = ()


@attrs.frozen(repr=False)
class DraftReview(ShownInNotebooks, NeverABoolean):
    """
    The review of a draft: the `rulings` on sending it now (for a thank-you, one for each addressee), the outcome of
    every demand on its text in `checked`, and `notices` of what is wrong under any policy. A review is neither true nor
    false: ask `review.ready`.
    """

    ask_instead = "a review", "ask `review.ready`, or `may_send(timeline, kind, channel, draft=draft)` before you send"
    draft: Draft
    evaluation: Evaluation
    rulings: tuple[Ruling, ...]
    checked: tuple[Checked, ...]
    notices: tuple[Notice, ...]

    @property
    def policy(self) -> AnyPolicy:
        """The policy that it is judged by."""
        return self.evaluation.policy

    @property
    def ruling(self) -> Ruling | None:
        """The strictest ruling, which decides; None if no interview names any addressee."""
        return min(self.rulings, key=lambda ruling: _STRICTNESS.index(ruling.stance), default=None)

    def _of(self, outcome: CheckOutcome) -> tuple[Checked, ...]:
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
        """The demands that only a reader can judge."""
        return tuple(checked for checked in self.not_decidable if checked.for_the_reader)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the facts that would decide the other demands."""
        return tuple(sorted({name for checked in self.not_decidable for name in checked.missing}))

    @property
    def ready(self) -> bool:
        """
        Whether the draft may be sent as it is: sending is allowed now, no `must` is broken or lacks a fact, and there
        is no notice. What only a reader can judge is left to the reader.
        """
        allowed = bool(self.rulings) and all(ruling.stance == "allowed" for ruling in self.rulings)
        in_the_way = (*self.broken, *(checked for checked in self.not_decidable if checked.missing))
        return allowed and not self.notices and all(checked.weight is not Weight.MUST for checked in in_the_way)

    def to_dict(self) -> dict[str, Any]:
        """The review as plain data."""
        names = ("ready", "rulings", "notices", "checked", "missing")
        draft = {name: as_data(getattr(self.draft, name)) for name in ("kind", "channel", "to")}
        return {"policy": self.policy.name} | draft | {name: as_data(getattr(self, name)) for name in names}

    def __repr__(self) -> str:
        stance = "not judged" if self.ruling is None else self.ruling.stance
        counts = f"{len(self.met)} met, {len(self.broken)} broken, {len(self.not_decidable)} not decidable"
        return f"<DraftReview by {self.policy.name}: {stance}; {counts}>"


def review_draft(
    draft: Draft, timeline: Timeline, policy: AnyPolicy | None = None, *, others: Iterable[Draft] = ()
) -> DraftReview:
    """
    Whether a draft may be sent at the timeline's now, and whether it says what it should, by the recommended policy
    unless another is given.

    The timeline tells who interviewed, and when; the draft's own fields tell the rest. A draft without text gets a
    notice and no checks. *others* are drafts to the other interviewers: the same text to two of them counts as generic.
    Raises `TypeError` for anything that is not a draft. Needs the extra `drafts`.

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
            raise TypeError(f"{shown(one)} is not a draft; expected `Draft(...)`, or `draft_from_eml(...)`")
    check_policy(policy)
    evaluation = evaluate(timeline, policy)
    interviewers = tuple(person for person in timeline.history.people if person is not None)
    to = _known_people(draft.to, interviewers)
    text = ParsedDraft(draft, _context(timeline, interviewers, to, others))
    rulings = tuple(evaluation[Action(draft.kind, draft.channel, person)] for person in _judged(draft, evaluation, to))
    actions = [ruling.action for ruling in rulings] or [Action(draft.kind, draft.channel)]
    # a draft without text has nothing to check
    demands = [rule for rule in policy.content if draft.body.strip() and actions[0] in rule.on]
    checked = filter(None, (_checked(rule, text, evaluation, actions) for rule in demands))
    return DraftReview(draft, evaluation, rulings, tuple(checked), tuple(_notices(draft, text, interviewers)))


# -- whether it may be sent


def _judged(draft: Draft, evaluation: Evaluation, to: tuple[str, ...]) -> Iterable[str | None]:
    """For whom sending is judged: for each addressee of a thank-you, and once for any other message."""
    if draft.kind is not ActionKind.THANK_YOU:
        return (None,)
    people = evaluation.timeline.history.people
    return (to if draft.to else people) or [person for person in people if person is None]


def _known_people(names: Iterable[str], interviewers: tuple[str, ...]) -> tuple[str, ...]:
    """
    The interviewers among some names, as the interviews spell them. A name matches if it has the same words in any
    order, or some of them that only one person has; case, accents and titles do not matter.
    """
    people = {person: _words(person) for person in interviewers}
    found: list[str] = []
    for words in map(_words, names):
        same = [person for person, theirs in people.items() if words == theirs]
        some = [person for person, theirs in people.items() if words and words < theirs]
        found += same or (some if len(some) == 1 else [])
    return tuple(person for person in interviewers if person in found)


def _words(name: str) -> frozenset[str]:
    return frozenset(map(casefolded, words_of(name))) - TITLES


def _context(
    timeline: Timeline, interviewers: tuple[str, ...], to: tuple[str, ...], others: tuple[Draft, ...]
) -> DraftContext:
    """What the timeline tells about a draft; it is about the interviews with its addressees, or else about all."""
    zone = instants.zone(timeline.zone)
    interviews = [event for event in timeline.known_events if isinstance(event, Interview)]
    ended = [event for event in interviews if event.ends_us <= timeline.now_us]
    theirs = [event for event in ended if not to or not event.interviewers or {*to} & {*event.interviewers}]
    today = date.fromordinal(zone.date_of(timeline.now_us))
    return DraftContext(today, interviewers, _days(theirs or ended, zone), _days(interviews, zone), others)


def _days(interviews: Iterable[Interview], zone: Zone) -> frozenset[date]:
    days = {zone.date_of(at) for event in interviews for at in (event.starts_us, event.ends_us) if at is not None}
    return frozenset(map(date.fromordinal, days))


# -- whether it says what it should


def _checked(rule: TextRule, text: ParsedDraft, evaluation: Evaluation, actions: list[Action]) -> Checked | None:
    """A demand on the text, checked; None if it applies to none of the actions now."""
    situation, now_us = evaluation.situation, evaluation.now_us
    applies = max(rule.when.truth(situation, action, now_us) for action in actions)
    if applies == NO:
        return None
    found = rule.met(text)
    if found.truth == YES:
        return Checked(rule, "met", found.passages)
    if found.truth == NO and applies == YES:
        return Checked(rule, "broken", found.passages)
    facts = [found.missing] if found.truth == MAYBE else [rule.when.facts(situation, a, now_us) for a in actions]
    return Checked(rule, "not_decidable", found.passages, tuple(sorted(frozenset().union(*facts))))


# -- what is wrong under any policy


def _notices(draft: Draft, text: ParsedDraft, interviewers: tuple[str, ...]) -> Iterator[Notice]:
    if not draft.body.strip():
        yield Notice("there is no text")
    elif not text.letter.sentences:
        yield Notice("there is only a greeting, an ending or quoted text")
    elif not text.in_english:
        yield Notice("the text does not seem to be English; only English drafts can be checked")
    for passage in text.element(TextFeature.PLACEHOLDER).passages:
        yield Notice(f"{shown(passage.text)} looks like a gap to fill in", (passage,))
    if "\N{REPLACEMENT CHARACTER}" in draft.body:
        yield Notice("some letters could not be read, because the text is not in the encoding that it claims")
    if draft.channel is Channel.EMAIL and not draft.attachments:
        passages = text.mentions_of_attachments
        if passages:
            yield Notice("it mentions an attachment, but nothing is attached", passages[:1])
    if interviewers and draft.kind is ActionKind.THANK_YOU:
        for name in draft.to:
            if not _known_people([name], interviewers):
                met = ", ".join(map(shown, interviewers))
                yield Notice(f"{shown(name)} is not named in any interview; expected one of {met}")
