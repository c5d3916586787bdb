"""Laws: what must be true of a policy on every timeline.

Most laws say that some actions are never allowed while a condition holds; these are looked for over all time at once,
in whole windows. Others, and those of your own, look at one evaluation after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

import attrs

from followup_rules.evaluation.combined_judge import policy_judges
from followup_rules.evaluation.evaluation import Evaluation, Ruling, evaluate
from followup_rules.rules.amounts import Amount, times
from followup_rules.rules.conditions import (
    YES,
    Condition,
    addressee_thanked,
    before,
    exists,
    no_contact_requested,
    on_preferred_channel,
    pending,
    prefers_another_channel,
    sent_since,
    unanswered,
)
from followup_rules.rules.moments import Channels, Kinds, Moment, attempt, interview_end, kinds_of, latest_unanswered
from followup_rules.rules.policy import AnyPolicy, Combined
from followup_rules.rules.rule import Effect, Rule, forbid
from followup_rules.rules.selections import Selection, messages
from followup_rules.rules.stances import ALLOWED
from followup_rules.temporal.instants import FIRST, LAST
from followup_rules.temporal.windows import Windows
from followup_rules.testing.dependencies import narrowed, subjects_of
from followup_rules.testing.strategies.instants import change_points
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGES, VOICE, ActionKind, Channel
from followup_rules.timeline.words import kind_words

# from one weekday and hour to the next, for two weeks
_STEP: Final = 23 * 3_600_000_000


@attrs.frozen
class Law:
    """Something that must be true of a policy on every timeline; `says` is what it demands, in a sentence."""

    name: str
    says: str

    def breaking(self, evaluation: Evaluation) -> Iterator[Ruling]:
        """The rulings of an evaluation that break it."""
        raise NotImplementedError

    def instants(self, timeline: Timeline, policy: AnyPolicy) -> Iterator[int]:
        """The instants at which it may be broken, as the timeline's events are known."""
        raise NotImplementedError

    def concerns(self) -> tuple[Rule, ...]:
        """What it asks of a timeline, in the form of rules."""
        return ()


@attrs.frozen
class _Stated(Law):
    """Whatever a function says of an evaluation."""

    breaks: Callable[[Evaluation], Iterable[Ruling]]
    # where what it says of costs much: as events happen, not whenever something may change
    as_events_happen: bool = False

    def breaking(self, evaluation: Evaluation) -> Iterator[Ruling]:
        yield from self.breaks(evaluation)

    def instants(self, timeline: Timeline, policy: AnyPolicy) -> Iterator[int]:
        changes = timeline.history.cuts if self.as_events_happen else change_points(timeline, policy)
        points = {point - step for point in changes for step in (1, 0)}
        points.update(timeline.now_us + number * _STEP for number in range(16))
        yield from sorted(point for point in points if FIRST <= point < LAST)


@attrs.frozen
class _While(Law):
    """Some actions are never allowed, or always are, while a condition surely holds."""

    on: Selection
    when: Condition
    allowed: bool

    def breaking(self, evaluation: Evaluation) -> Iterator[Ruling]:
        situation, now = evaluation.situation, evaluation.now_us
        for place, (action, verdict) in enumerate(evaluation.verdicts):
            if (
                action in self.on
                and (verdict.possible == ALLOWED) is not self.allowed
                and self.when.truth(situation, action, now) == YES
            ):
                yield evaluation.ruling_at(place)

    def instants(self, timeline: Timeline, policy: AnyPolicy) -> Iterator[int]:
        history, judge = timeline.history, evaluate(timeline, _on(self.on, policy)).judge
        found: set[int] = set()
        for action, _ in judge.verdicts(timeline.now_us):
            if action in self.on:
                held = [(part.starts, self.when.sets(part, action)[0]) for part in history.situations()]
                allowed = judge.allowed(action)
                wrong = Windows.joined(held).intersection(allowed.complement() if self.allowed else allowed)
                # one instant of each window would do, had everybody been known by then; of one that has always been one
                # before all else
                first = min(history.cuts, default=timeline.now_us) - 1
                found.update(
                    opens if opens is not None else first if closes is None else min(first, closes - 1)
                    for opens, closes in wrong
                )
                found.update(cut for cut in history.cuts if cut in wrong)
        yield from sorted(instant for instant in found if FIRST <= instant < LAST)

    def concerns(self) -> tuple[Rule, ...]:
        return (forbid(self.on, self.when, says="what the law is about").named("law/concerns"),)


@lru_cache(maxsize=64)
def _on(actions: Selection, policy: AnyPolicy) -> AnyPolicy:
    """The policy without the rules that are on none of these actions: of these it says the same."""
    return narrowed(policy, subjects_of(actions))


def law(name: str, says: str, breaks: Callable[[Evaluation], Iterable[Ruling]]) -> Law:
    """
    A law of your own: *breaks* gives the rulings of an evaluation that break it, *says* tells what it demands.

    It is asked at every instant at which what the policy says may change and 1 µs before each; at now, and every 23
    hours for two weeks, so that weekdays and hours differ.

    >>> law("no-gifts", "nobody sends a gift", lambda evaluation: [
    ...     ruling for ruling in evaluation.allowed if ruling.action.kind == "gift"
    ... ]).says
    'nobody sends a gift'
    """
    return _Stated(name, says, breaks)


def never_allowed(on: Selection, when: Condition, *, name: str = "never-allowed", says: str = "") -> Law:
    """The actions are never allowed while the condition surely holds; what is undetermined is not allowed."""
    return _While(name, says or f"{on!r} are never allowed while {when!r}", on, when, allowed=False)


def always_allowed(on: Selection, when: Condition, *, name: str = "always-allowed", says: str = "") -> Law:
    """The actions are always allowed while the condition surely holds; silence and doubt break it as a ban does."""
    return _While(name, says or f"{on!r} are always allowed while {when!r}", on, when, allowed=True)


# -- the usual ones, in terms of that


def cap(most: int, *, kinds: Kinds = ENQUIRIES) -> Law:
    """After so many attempts without a sign of life none of those kinds is allowed, until one comes."""
    counted = kinds_of(kinds)
    return never_allowed(
        messages(*counted),
        exists(attempt(times(most), counted)),
        name="cap",
        says=f"after {most} attempts without an answer there is no further one",
    )


def min_gap(gap: Amount, *, kinds: Kinds = ENQUIRIES) -> Law:
    """After an unanswered message of those kinds none of them is allowed for so long."""
    counted = kinds_of(kinds)
    return never_allowed(
        messages(*counted),
        before(latest_unanswered(counted) + gap),
        name="min-gap",
        says=f"{gap!r} lie between one unanswered message and the next",
    )


def wait(length: Amount, *, after: Moment = interview_end, kinds: Kinds = ENQUIRIES) -> Law:
    """Messages of those kinds are not allowed before so long after a moment, while the matter is pending."""
    return never_allowed(
        messages(*kinds_of(kinds)),
        before(after + length) & pending,
        name="wait",
        says=f"nobody asks before {after!r} + {length!r}",
    )


def no_contact_is_absolute() -> Law:
    """While a request not to be contacted holds no message is allowed, of whatever kind, by whatever channel."""
    return never_allowed(
        messages(),
        no_contact_requested,
        name="no-contact-is-absolute",
        says="while they ask not to be contacted, no message is allowed",
    )


def no_channel_on_top(*, of: Channels = Channel.EMAIL, by: Channels = VOICE, kinds: Kinds = ENQUIRIES) -> Law:
    """While a message by one channel waits for its answer, none is allowed by another, unless they prefer that one."""
    return never_allowed(
        messages(*kinds_of(kinds), by=by),
        unanswered(kinds, by=of) & ~on_preferred_channel,
        name="no-channel-on-top",
        says="while one channel waits for its answer, no other is used on top of it",
    )


def once(kind: ActionKind | str, *, since: Moment = interview_end) -> Law:
    """
    What has been sent since a moment is not allowed again; a thank-you: once to each, since the latest interview.
    """
    on = messages(kind)
    done = addressee_thanked if kind == ActionKind.THANK_YOU else sent_since(since, on.kinds)
    words = kind_words(ActionKind(kind))
    article = "an" if words[0] in "aeiou" else "a"
    return never_allowed(on, done, name="once", says=f"{article} {words} is sent once")


def respects_preferences() -> Law:
    """Where the employer prefers a channel no message is allowed by another."""
    return never_allowed(
        messages(),
        prefers_another_channel,
        name="respects-preferences",
        says="where they prefer a channel, no other is allowed",
    )


# -- laws of whole evaluations


def one_stance() -> Law:
    """
    Each ruling has reasons that are for its stance, and windows that hold now just where it is allowed.

    Rules alone cannot break it: it is for those who change how rules are read.
    """
    return law(
        "one-stance", "what is allowed has reasons and windows that allow it, and nothing else has", _of_two_minds
    )


_FOR: Final = {
    "allowed": frozenset({Effect.PERMIT, Effect.RECOMMEND}),
    "forbidden": frozenset({Effect.FORBID}),
    "silent": frozenset[Effect](),
    "undetermined": frozenset(Effect),
}


def _of_two_minds(evaluation: Evaluation) -> Iterator[Ruling]:
    for ruling in evaluation:
        effects = {rule.effect for rule in ruling.verdict.rules}
        open_now = any(
            (opens is None or opens <= evaluation.now_us) and (closes is None or evaluation.now_us < closes)
            for opens, closes in ruling.windows_us
        )
        if not effects <= _FOR[ruling.stance] or open_now is not (ruling.stance == "allowed"):
            yield ruling


def never_both() -> Law:
    """
    No rule allows what another one of the same policy forbids at the same instant.

    Where both hold the prohibition prevails, so a policy may well rely on that; one that obeys this law need not. Of a
    combined policy each source is looked at by itself.
    """
    return law("never-both", "no rule allows what another forbids at the same time", _at_odds)


def _at_odds(evaluation: Evaluation) -> Iterator[Ruling]:
    judges = [*policy_judges(evaluation.judge)]
    for place, (action, _) in enumerate(evaluation.verdicts):
        for judge in judges:
            entry = judge.rules_on(action)
            if all(
                any(
                    judge.check_truth(check, action, evaluation.situation, evaluation.now_us) == YES for check in checks
                )
                for checks in (entry.forbid_checks, entry.permit_checks)
            ):
                yield evaluation.ruling_at(place)


def never_trapped() -> Law:
    """
    While the matter is pending not everything is forbidden for ever: some message is allowed some day, or moving on is.

    Where the policy says nothing of an action it does not forbid it.
    """
    return law("a-way-on", "while it is pending, not everything is forbidden for ever", _trapped)


def _trapped(evaluation: Evaluation) -> Iterator[Ruling]:
    if evaluation.situation.pending:
        ways = [ruling for ruling in evaluation if ruling.action.kind in (*MESSAGES, ActionKind.MOVE_ON)]
        if all(ruling.stance == "forbidden" and not ruling.windows_us for ruling in ways):
            yield from ways[:1]


def monotone_in_prohibitions() -> Law:
    """
    To add a prohibition makes nothing allowed that was not: tried with each rule's own actions and condition.

    Rules alone cannot break it: it is for those who change how rules are read, or how policies are resolved.
    """
    says = "to add a prohibition never makes anything allowed"
    return _Stated("monotone-in-prohibitions", says, _looser_when_stricter, as_events_happen=True)


def _looser_when_stricter(evaluation: Evaluation) -> Iterator[Ruling]:
    for stricter in _stricter(evaluation.policy):
        rows = zip(evaluation.verdicts, evaluate(evaluation.timeline, stricter).verdicts, strict=True)
        for place, ((_, verdict), (_, other)) in enumerate(rows):
            if other.possible & ALLOWED and not verdict.possible & ALLOWED:
                yield evaluation.ruling_at(place)


@lru_cache(maxsize=64)
def _stricter(policy: AnyPolicy) -> tuple[AnyPolicy, ...]:
    """The policy with one more prohibition, in one of its sources where it is combined."""
    if isinstance(policy, Combined):
        return tuple(
            attrs.evolve(policy, sources=(*policy.sources[:place], stricter, *policy.sources[place + 1 :]))
            for place, source in enumerate(policy.sources)
            for stricter in _stricter(source)
        )
    return tuple(
        attrs.evolve(
            policy, rules=(*policy.rules, forbid(rule.on, rule.when, says="this was added").named("law/added"))
        )
        for rule in policy.rules
    )
