"""Laws: what must be true of a policy on every timeline.

Most laws say that some actions are never allowed while a condition holds. Such a law is checked over all time at once,
in whole windows. The other laws, and laws of your own, look at one evaluation after another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final

import attrs

from followup_rules.evaluation.combined_judge import policy_judges
from followup_rules.evaluation.evaluation import Evaluation, Ruling, evaluate
from followup_rules.rules import conditions
from followup_rules.rules.amounts import Amount, times
from followup_rules.rules.conditions import YES, Condition
from followup_rules.rules.moments import Channels, Kinds, Moment, attempt, interview_end, kinds_of, latest_unanswered
from followup_rules.rules.policy import AnyPolicy, Combined
from followup_rules.rules.rule import Effect, Rule, forbid
from followup_rules.rules.selections import Selection, messages
from followup_rules.rules.stances import ALLOWED
from followup_rules.temporal.instants import FIRST, LAST
from followup_rules.temporal.windows import Windows
from followup_rules.testing.dependencies import narrowed, subjects_of
from followup_rules.testing.strategies.instants import HOUR, change_points
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGES, VOICE, ActionKind, Channel
from followup_rules.timeline.words import kind_words


@attrs.frozen
class Law:
    """Something that must be true of a policy on every timeline. `says` tells it in a sentence."""

    name: str
    says: str

    def breaking(self, evaluation: Evaluation) -> Iterator[Ruling]:
        """The rulings of an evaluation that break the law."""
        raise NotImplementedError

    def instants(self, timeline: Timeline, policy: AnyPolicy) -> Iterator[int]:
        """The instants at which to check the law, in UTC microseconds, ascending."""
        raise NotImplementedError

    def concerns(self) -> tuple[Rule, ...]:
        """Rules that depend on the same things as the law."""
        return ()


@attrs.frozen
class _OfEvaluations(Law):
    breaks: Callable[[Evaluation], Iterable[Ruling]]
    # a law that is slow to check is checked where events happen, not wherever the policy may change
    only_at_events: bool = False

    def breaking(self, evaluation: Evaluation) -> Iterator[Ruling]:
        yield from self.breaks(evaluation)

    def instants(self, timeline: Timeline, policy: AnyPolicy) -> Iterator[int]:
        changes = timeline.history.cuts if self.only_at_events else change_points(timeline, policy)
        points = {point - step for point in changes for step in (1, 0)}
        # another weekday and another hour each time, for two weeks
        points.update(timeline.now_us + number * 23 * HOUR for number in range(16))
        yield from sorted(point for point in points if FIRST <= point < LAST)


@attrs.frozen
class _While(Law):
    """Some actions are never allowed, or always allowed, while a condition surely holds."""

    on: Selection
    when: Condition
    allowed: bool = False

    def breaking(self, evaluation: Evaluation) -> Iterator[Ruling]:
        situation, now_us = evaluation.situation, evaluation.now_us
        for index, (action, verdict) in enumerate(evaluation.verdicts):
            wrong = action in self.on and (verdict.possible == ALLOWED) is not self.allowed
            if wrong and self.when.truth(situation, action, now_us) == YES:
                yield evaluation.ruling_at(index)

    def instants(self, timeline: Timeline, policy: AnyPolicy) -> Iterator[int]:
        history, judge = timeline.history, evaluate(timeline, narrowed(policy, subjects_of(self.on))).judge
        first_us = min(history.cuts, default=timeline.now_us) - 1  # just before anything happens
        found: set[int] = set()
        for action, _ in judge.verdicts(timeline.now_us):
            if action in self.on:
                held = Windows.joined((part.starts, self.when.sets(part, action)[0]) for part in history.situations())
                wrong = held - judge.allowed(action) if self.allowed else held & judge.allowed(action)
                # the start of each window, and each event in it: people may become known only then
                found.update(
                    opens if opens is not None else first_us if closes is None else min(first_us, closes - 1)
                    for opens, closes in wrong
                )
                found.update(cut for cut in history.cuts if cut in wrong)
        yield from sorted(instant for instant in found if FIRST <= instant < LAST)

    def concerns(self) -> tuple[Rule, ...]:
        return (forbid(self.on, self.when, says="what the law is about").named("law/concerns"),)


def law(name: str, says: str, breaks: Callable[[Evaluation], Iterable[Ruling]]) -> Law:
    """
    A law of your own: *breaks* takes an evaluation and gives the rulings that break the law.

    The law is checked at every instant at which the policy may change, and 1 µs before it; at now; and every 23 hours
    for two weeks after now, so that weekdays and hours differ.

    >>> law("no-gifts", "nobody sends a gift", lambda evaluation: [
    ...     ruling for ruling in evaluation.allowed if ruling.action.kind == "gift"
    ... ]).says
    'nobody sends a gift'
    """
    return _OfEvaluations(name, says, breaks)


def never_allowed(on: Selection, when: Condition, *, name: str = "never-allowed", says: str = "") -> Law:
    """The actions are never allowed while the condition surely holds. What is undetermined is not allowed."""
    return _While(name, says or f"{on!r} are never allowed while {when!r}", on, when)


def always_allowed(on: Selection, when: Condition, *, name: str = "always-allowed", says: str = "") -> Law:
    """The actions are always allowed while the condition surely holds; a silent or undetermined ruling breaks it."""
    return _While(name, says or f"{on!r} are always allowed while {when!r}", on, when, allowed=True)


# -- laws that most policies should keep


def cap(most: int, *, kinds: Kinds = ENQUIRIES) -> Law:
    """After so many attempts without a sign of life, no message of those kinds is allowed until one comes."""
    counted = kinds_of(kinds)
    says = f"after {most} attempts without an answer, nobody tries again"
    return _While("cap", says, messages(*counted), conditions.exists(attempt(times(most), counted)))


def min_gap(gap: Amount, *, kinds: Kinds = ENQUIRIES) -> Law:
    """For so long after an unanswered message of those kinds, no message of those kinds is allowed."""
    counted = kinds_of(kinds)
    says = f"at least {gap!r} lie between an unanswered message and the next one"
    return _While("min-gap", says, messages(*counted), conditions.before(latest_unanswered(counted) + gap))


def wait(length: Amount, *, after: Moment = interview_end, kinds: Kinds = ENQUIRIES) -> Law:
    """While an answer is pending, no message of those kinds is allowed before so long after a moment."""
    too_soon = conditions.before(after + length) & conditions.pending
    return _While("wait", f"nobody asks before {after!r} + {length!r}", messages(*kinds_of(kinds)), too_soon)


def no_contact_is_absolute() -> Law:
    """While a request not to be contacted stands, no message of any kind is allowed by any channel."""
    says = "while they ask not to be contacted, no message is allowed"
    return _While("no-contact-is-absolute", says, messages(), conditions.no_contact_requested)


def no_channel_on_top(*, of: Channels = Channel.EMAIL, by: Channels = VOICE, kinds: Kinds = ENQUIRIES) -> Law:
    """While a message by one channel is unanswered, no message by another is allowed, unless they prefer that one."""
    says = "while a message by one channel is unanswered, no other channel is used on top of it"
    when = conditions.unanswered(kinds, by=of) & ~conditions.on_preferred_channel
    return _While("no-channel-on-top", says, messages(*kinds_of(kinds), by=by), when)


def once(kind: ActionKind | str, *, since: Moment = interview_end) -> Law:
    """What was sent since a moment is not allowed again; a thank-you to each person, since the latest interview."""
    on, words = messages(kind), kind_words(ActionKind(kind))
    is_thanks = kind == ActionKind.THANK_YOU
    done = conditions.addressee_thanked if is_thanks else conditions.sent_since(since, on.kinds)
    return _While("once", f"{'an' if words[0] in 'aeiou' else 'a'} {words} is sent once", on, done)


def respects_preferences() -> Law:
    """While the employer prefers a channel, no message by another channel is allowed."""
    says = "if they prefer a channel, no other is allowed"
    return _While("respects-preferences", says, messages(), conditions.prefers_another_channel)


# -- laws of whole evaluations


def one_stance() -> Law:
    """
    The reasons of each ruling support its stance, and a window is open now exactly if the action is allowed.

    A policy cannot break this law, so it is only of use to those who change how policies are evaluated.
    """
    return law("one-stance", "reasons and windows agree with the stance", _with_mixed_answers)


_EFFECTS_FOR: Final = {
    "allowed": frozenset({Effect.PERMIT, Effect.RECOMMEND}),
    "forbidden": frozenset({Effect.FORBID}),
    "silent": frozenset[Effect](),
    "undetermined": frozenset(Effect),
}


def _with_mixed_answers(evaluation: Evaluation) -> Iterator[Ruling]:
    for ruling in evaluation:
        effects = {rule.effect for rule in ruling.verdict.rules}
        open_now = evaluation.now_us in Windows.union_of(ruling.windows_us)
        if not effects <= _EFFECTS_FOR[ruling.stance] or open_now is not (ruling.stance == "allowed"):
            yield ruling


def never_both() -> Law:
    """
    No rule allows what another rule of the same policy forbids at the same instant.

    A policy may rely on the prohibition to win, and break this law on purpose. The sources of a combined policy are
    checked one by one.
    """
    return law("never-both", "no rule allows what another forbids at the same time", _with_rules_at_odds)


def _with_rules_at_odds(evaluation: Evaluation) -> Iterator[Ruling]:
    judges = [*policy_judges(evaluation.judge)]
    situation, now_us = evaluation.situation, evaluation.now_us
    for (index, (action, _)), judge in product(enumerate(evaluation.verdicts), judges):
        entry, asked = judge.rules_on(action), (action, situation, now_us)
        both = (entry.forbid_checks, entry.permit_checks)
        if all(any(judge.check_truth(check, *asked) == YES for check in checks) for checks in both):
            yield evaluation.ruling_at(index)


def never_trapped() -> Law:
    """
    While an answer is pending, some message is allowed now or later, or moving on is.

    A policy that says nothing of an action does not forbid it.
    """
    return law("never-trapped", "while an answer is pending, not everything is forbidden for ever", _without_a_way_on)


def _without_a_way_on(evaluation: Evaluation) -> Iterator[Ruling]:
    if evaluation.situation.pending:
        ways = [ruling for ruling in evaluation if ruling.action.kind in (*MESSAGES, ActionKind.MOVE_ON)]
        if all(ruling.stance == "forbidden" and not ruling.windows_us for ruling in ways):
            yield from ways[:1]


def monotone_in_prohibitions() -> Law:
    """
    Adding a prohibition never makes anything allowed. Tried with the actions and the condition of each rule.

    A policy cannot break this law, so it is only of use to those who change how policies are evaluated or combined.
    """
    says = "adding a prohibition never makes anything allowed"
    return _OfEvaluations("monotone-in-prohibitions", says, _allowed_by_a_prohibition, only_at_events=True)


def _allowed_by_a_prohibition(evaluation: Evaluation) -> Iterator[Ruling]:
    for stricter in _stricter(evaluation.policy):
        rows = zip(evaluation.verdicts, evaluate(evaluation.timeline, stricter).verdicts, strict=True)
        for index, ((_, verdict), (_, other)) in enumerate(rows):
            if other.possible & ALLOWED and not verdict.possible & ALLOWED:
                yield evaluation.ruling_at(index)


@lru_cache(maxsize=64)
def _stricter(policy: AnyPolicy) -> tuple[AnyPolicy, ...]:
    """The policies with one more prohibition, which a combined policy has in one of its sources."""
    found: list[AnyPolicy] = []
    if isinstance(policy, Combined):
        for number, source in enumerate(policy.sources):
            before, after = policy.sources[:number], policy.sources[number + 1 :]
            found += (attrs.evolve(policy, sources=(*before, stricter, *after)) for stricter in _stricter(source))
    else:
        for rule in policy.rules:
            added = forbid(rule.on, rule.when, says="this was added").named("law/added")
            found.append(attrs.evolve(policy, rules=(*policy.rules, added)))
    return tuple(found)
