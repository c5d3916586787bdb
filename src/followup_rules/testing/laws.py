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

from followup_rules.errors import PolicyError, shown
from followup_rules.evaluation.combined_judge import policy_judges
from followup_rules.evaluation.evaluation import Evaluation, Ruling, evaluate
from followup_rules.rules import conditions
from followup_rules.rules.amounts import Amount, Unit, times
from followup_rules.rules.conditions import YES, Condition
from followup_rules.rules.moments import (
    Channels,
    Kinds,
    Moment,
    attempt,
    date_of,
    interview_end,
    kinds_of,
    latest_attempt,
)
from followup_rules.rules.policy import AnyPolicy, Combined
from followup_rules.rules.rule import Effect, Rule, forbid
from followup_rules.rules.selections import Selection, messages
from followup_rules.rules.stances import ALLOWED
from followup_rules.temporal.instants import FIRST, LAST
from followup_rules.temporal.windows import Windows
from followup_rules.testing.dependencies import narrowed, subjects_of
from followup_rules.testing.strategies.instants import HOUR, change_points
from followup_rules.timeline.events import ActionTaken, MessageSent
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import (
    ANSWERS,
    ENQUIRIES,
    MESSAGES,
    UNPROMPTED,
    VOICE,
    Action,
    ActionKind,
    Channel,
)
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

    def applies(self, timeline: Timeline, policy: AnyPolicy) -> bool:
        """Whether the law demands anything on a timeline. One that never does is not put to the test."""
        return True

    def concerns(self) -> tuple[Rule, ...]:
        """Rules that depend on the same things as the law."""
        return ()


@attrs.frozen
class _OfEvaluations(Law):
    breaks: Callable[[Evaluation], Iterable[Ruling]]
    # what it is about, where that is declared
    concerned: Rule | None = None
    # a law that is slow to check is checked where events happen, not wherever the policy may change
    only_at_events: bool = False

    def breaking(self, evaluation: Evaluation) -> Iterator[Ruling]:
        found = self.breaks(evaluation)
        if not isinstance(found, Iterable):
            raise PolicyError(f"the law `{self.name}` gave {shown(found)}; expected the rulings that break it")
        for ruling in found:
            if not isinstance(ruling, Ruling):
                raise PolicyError(f"the law `{self.name}` gave {shown(ruling)}; expected a ruling")
            yield ruling

    def instants(self, timeline: Timeline, policy: AnyPolicy) -> Iterator[int]:
        changes = timeline.history.cuts if self.only_at_events else change_points(timeline, policy)
        points = {point - step for point in changes for step in (1, 0)}
        # another weekday and another hour each time, for two weeks
        points.update(timeline.now_us + number * 23 * HOUR for number in range(16))
        yield from sorted(point for point in points if FIRST <= point < LAST)

    def applies(self, timeline: Timeline, policy: AnyPolicy) -> bool:
        return self.concerned is None or _is_of_use(self.concerned, timeline, policy)

    def concerns(self) -> tuple[Rule, ...]:
        return () if self.concerned is None else (self.concerned,)


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
        judge.verdict_timeline()  # all actions are worked out together, since many are asked about
        first_us = min(history.cuts, default=timeline.now_us) - 1  # just before anything happens
        found: set[int] = set()
        held_of: dict[object, Windows] = {}
        for action, _ in judge.verdicts(timeline.now_us):
            if action in self.on:
                # actions that are alike in what the condition asks about have one answer
                asked = tuple(getattr(action, part) for part in sorted(self.when.depends_on().asks))
                if asked not in held_of:
                    held_of[asked] = _held(timeline, action, self.when)
                held = held_of[asked]
                wrong = held - judge.allowed(action) if self.allowed else held & judge.allowed(action)
                # the start of each window, and each event in it: people may become known only then
                found.update(
                    opens if opens is not None else first_us if closes is None else min(first_us, closes - 1)
                    for opens, closes in wrong
                )
                found.update(cut for cut in history.cuts if cut in wrong)
        yield from sorted(instant for instant in found if FIRST <= instant < LAST)

    def applies(self, timeline: Timeline, policy: AnyPolicy) -> bool:
        return _is_of_use(_concerned(self.on, self.when), timeline, policy)

    def concerns(self) -> tuple[Rule, ...]:
        return (_concerned(self.on, self.when),)


def _concerned(on: Selection, when: Condition) -> Rule:
    """A rule that depends on the same things as a law."""
    return forbid(on, when, says="what the law is about").named("law/concerns")


def _is_of_use(concerned: Rule, timeline: Timeline, policy: AnyPolicy) -> bool:
    """Whether a law's condition surely holds, of one of its actions, at some instant."""
    judged = evaluate(timeline, narrowed(policy, subjects_of(concerned.on))).verdicts
    return any(action in concerned.on and not _held(timeline, action, concerned.when).is_empty for action, _ in judged)


def _held(timeline: Timeline, action: Action, condition: Condition) -> Windows:
    """When a condition surely holds of an action."""
    situations = timeline.history.situations()
    return Windows.joined((part.starts, condition.sets(part, action)[0]) for part in situations)


def law(
    name: str,
    says: str,
    breaks: Callable[[Evaluation], Iterable[Ruling]],
    *,
    on: Selection | None = None,
    when: Condition | None = None,
) -> Law:
    """
    A law of your own: *breaks* takes an evaluation and gives the rulings that break the law.

    The law is checked at every instant at which the policy may change, and 1 µs before it; at now; and every 23 hours
    for two weeks after now, so that weekdays and hours differ.

    Without more, timelines are drawn from what the policy depends on. If the law is *on* some actions only, or says
    something only *when* a condition holds, tell it: then what these depend on is drawn too, and a check fails if the
    condition never held.

    >>> law("no-gifts", "nobody sends a gift", lambda evaluation: [
    ...     ruling for ruling in evaluation.allowed if ruling.action.kind == "gift"
    ... ]).says
    'nobody sends a gift'
    """
    declared = on is not None or when is not None
    concerned = _concerned(_ALL if on is None else on, conditions.always if when is None else when)
    return _OfEvaluations(name, says, breaks, concerned if declared else None)


def never_allowed(on: Selection, when: Condition, *, name: str = "never-allowed", says: str = "") -> Law:
    """The actions are never allowed while the condition surely holds. What is undetermined is not allowed."""
    return _While(name, says or f"{on!r} are never allowed while {when!r}", on, when)


def always_allowed(on: Selection, when: Condition, *, name: str = "always-allowed", says: str = "") -> Law:
    """The actions are always allowed while the condition surely holds; a silent or undetermined ruling breaks it."""
    return _While(name, says or f"{on!r} are always allowed while {when!r}", on, when, allowed=True)


# -- laws that most policies should keep; unless others are named, replies and withdrawal notices are exempt

_ALL: Final = Selection(frozenset(ActionKind))
_AS_THEY_WISH: Final = conditions.covered_by_preference | conditions.invited & conditions.covered_by_invitation


def cap(most: int, *, kinds: Kinds = ENQUIRIES, unless: Condition = conditions.invited) -> Law:
    """After so many attempts without a sign of life, no message of those kinds is allowed until one comes."""
    counted = kinds_of(kinds)
    says = f"after {most} attempts without an answer, nobody tries again"
    made = conditions.exists(attempt(times(most), counted)) & ~unless
    return _While("cap", says, messages(*counted), _not_the_same_step(made, counted))


def _not_the_same_step(condition: Condition, kinds: frozenset[ActionKind]) -> Condition:
    # only a thank-you is to somebody, so only it completes a step; other laws need not depend on thank-yous
    return condition & ~conditions.completes_a_step if ActionKind.THANK_YOU in kinds else condition


def _length(given: object) -> Amount:
    if not isinstance(given, Amount) or given.unit is Unit.TIMES:
        raise PolicyError(f"{shown(given)} is not a length of time; expected one such as `days(7)`")
    return given


def min_gap(
    gap: Amount, *, kinds: Kinds = ENQUIRIES, unless: Condition = conditions.invited, by_the_date: bool = False
) -> Law:
    """
    For so long after an unanswered attempt of those kinds, no message of those kinds is allowed.

    Messages to several people on one date are one attempt, made at the first. *by_the_date*: days count from its date.
    """
    counted = kinds_of(kinds)
    says = f"at least {_length(gap)!r} lie between an unanswered message and the next one"
    last = latest_attempt(counted)
    too_soon = conditions.before((date_of(last) if by_the_date else last) + gap) & ~unless
    return _While("min-gap", says, messages(*counted), _not_the_same_step(too_soon, counted))


def wait(
    length: Amount,
    *,
    after: Moment = interview_end,
    kinds: Kinds = ENQUIRIES,
    unless: Condition = conditions.invited,
) -> Law:
    """While an answer is pending, no message of those kinds is allowed before so long after a moment."""
    too_soon = conditions.before(after + _length(length)) & conditions.pending & ~unless
    return _While("wait", f"nobody asks before {after!r} + {length!r}", messages(*kinds_of(kinds)), too_soon)


def no_contact_is_absolute(*, kinds: Kinds = UNPROMPTED) -> Law:
    """While a request not to be contacted stands, no message of those kinds is allowed by any channel."""
    says = "while they ask not to be contacted, no message is allowed"
    on = messages(*kinds_of(kinds))
    return _While("no-contact-is-absolute", says, on, conditions.no_contact_requested)


def no_channel_on_top(*, of: Channels = Channel.EMAIL, by: Channels = VOICE, kinds: Kinds = ENQUIRIES) -> Law:
    """While a message by one channel is unanswered, no message by another is allowed, unless they want that one."""
    says = "while a message by one channel is unanswered, no other channel is used on top of it"
    when = conditions.unanswered(kinds, by=of) & ~_AS_THEY_WISH
    return _While("no-channel-on-top", says, messages(*kinds_of(kinds), by=by), when)


def once(kind: ActionKind | str, *, since: Moment = interview_end) -> Law:
    """What was sent since a moment is not allowed again; a thank-you to each person, since the latest interview."""
    on, words = messages(kind), kind_words(ActionKind(kind))
    is_thanks = kind == ActionKind.THANK_YOU
    done = conditions.addressee_thanked if is_thanks else conditions.sent_since(since, on.kinds)
    return _While("once", f"{'an' if words[0] in 'aeiou' else 'a'} {words} is sent once", on, done)


def respects_preferences(*, kinds: Kinds = UNPROMPTED - {ActionKind.THANK_YOU}) -> Law:
    """
    While the employer prefers a channel, no message of those kinds by another is allowed, unless they invite it.

    A thank-you is exempt unless it is named: it asks nothing, and may go by another channel.
    """
    says = "if they prefer a channel, no other is allowed"
    when = conditions.preference_stated & ~_AS_THEY_WISH
    return _While("respects-preferences", says, messages(*kinds_of(kinds)), when)


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
    for ruling in evaluation.rulings:
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
    While an answer is pending, some message is allowed now or later, or moving on is; replies do not count.

    A policy that says nothing of an action does not forbid it.
    """
    return law("never-trapped", "while an answer is pending, not everything is forbidden for ever", _without_a_way_on)


def _without_a_way_on(evaluation: Evaluation) -> Iterator[Ruling]:
    if evaluation.situation.pending:
        ways = [ruling for ruling in evaluation.rulings if ruling.action.kind in (*UNPROMPTED, ActionKind.MOVE_ON)]
        if all(ruling.stance == "forbidden" and not ruling.windows_us for ruling in ways):
            yield from ways[:1]


def advice_can_be_followed() -> Law:
    """
    What is recommended at one instant can all be done, one thing after the other.

    Nothing recommended forbids or discourages, once done, another kind of action, or the same to somebody else, that is
    recommended too.
    """
    return law("advice-can-be-followed", "what is recommended at one instant can all be done", _undone_by_other_advice)


def _undone_by_other_advice(evaluation: Evaluation) -> Iterator[Ruling]:
    advised = [ruling for ruling in evaluation.allowed if ruling.advice in ("recommended", "overdue")]
    for first in advised if len(advised) > 1 else ():
        then = evaluate(_with(evaluation.timeline, first.action), evaluation.policy)
        for other in advised:
            # to nobody by name is to everybody
            once = {first.action.to, other.action.to} if other.action.kind == first.action.kind else set()
            if not once or (len(once) > 1 and None not in once):
                ruling = then[other.action]
                if ruling.stance == "forbidden" or ruling.advice == "discouraged":
                    yield other


def _with(timeline: Timeline, action: Action) -> Timeline:
    """The timeline with an action done now."""
    now, kind, to = timeline.now_us, action.kind, () if action.to is None else (action.to,)
    is_message = kind in MESSAGES
    return timeline.add(
        MessageSent(now, kind=kind, channel=action.channel, to=to) if is_message else ActionTaken(now, kind=kind)
    )


def answers_change_nothing() -> Law:
    """
    A reply or a withdrawal notice makes no other message allowed or forbidden: answering is no attempt.

    What waits for a reply may be left until it is sent, so this says nothing of advice.
    """
    return law("answers-change-nothing", "answering makes nothing else allowed or forbidden", _changed_by_an_answer)


def _changed_by_an_answer(evaluation: Evaluation) -> Iterator[Ruling]:
    for kind in sorted(ANSWERS):
        then = evaluate(_with(evaluation.timeline, Action(kind, Channel.EMAIL)), evaluation.policy)
        rows = zip(evaluation.verdicts, then.verdicts, strict=True)
        for index, ((action, verdict), (_, other)) in enumerate(rows):
            if action.kind in UNPROMPTED and verdict.possible != other.possible:
                yield evaluation.ruling_at(index)


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
