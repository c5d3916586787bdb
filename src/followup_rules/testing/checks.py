"""
Checks: one call per law, which fails with the smallest timeline on which a policy breaks it.

The examples below use these names:

>>> from followup_rules import Policy, policies
>>> from followup_rules.rules import *
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import methodcaller
from typing import TypedDict, Unpack

import attrs
from hypothesis.strategies import SearchStrategy

from followup_rules.errors import PolicyError, shown
from followup_rules.evaluation.evaluation import Ruling, evaluate
from followup_rules.rules.amounts import Amount
from followup_rules.rules.conditions import Condition, invited
from followup_rules.rules.moments import Channels, Kinds, Moment, interview_end
from followup_rules.rules.policy import AnyPolicy, check_policy
from followup_rules.rules.selections import Selection
from followup_rules.temporal.instants import Micros
from followup_rules.testing import laws
from followup_rules.testing.dependencies import dependencies_of, dependencies_of_rules
from followup_rules.testing.laws import Law
from followup_rules.testing.narrative import action_words, indented, ruling_lines, timeline_lines
from followup_rules.testing.search import Effort, search, simplest
from followup_rules.testing.strategies.timelines import histories
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTIONS, ENQUIRIES, UNPROMPTED, VOICE, ActionKind, Channel


class SearchOptions(TypedDict, total=False):
    """
    How to search for a timeline that breaks a law.

    `tries` histories (500 by default) are drawn from a `seed` (0 by default). If `timelines` are given, such as those
    of a `small_scope`, nothing is drawn and only they are checked. Each history is checked at all instants, before and
    after its now.
    """

    tries: int
    seed: int
    timelines: Iterable[Timeline]


class LawBroken(AssertionError):
    """
    A policy breaks a law.

    The message tells the law, the timeline in words, the ruling, and the rules behind it. `law`, `policy`, `timeline`
    (as of the instant at which the law is broken), `ruling` and `effort` hold the same as values.
    """

    def __init__(self, law: Law, ruling: Ruling, effort: Effort) -> None:
        self.law = law
        self.ruling = ruling
        self.policy = ruling.evaluation.policy
        self.timeline = ruling.evaluation.timeline
        self.effort = effort
        lines = [
            f"{self.policy.name} breaks the law `{law.name}`: {law.says}",
            indented(timeline_lines(self.timeline)),
            f"{action_words(ruling.action)}:",
            indented(ruling_lines(ruling)),
            f"to try again: {self.timeline!r}",
        ]
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[LawBroken], tuple[Law, Ruling, Effort]]:
        return LawBroken, (self.law, self.ruling, self.effort)


class LawNotTried(AssertionError):
    """A law demanded nothing on any of the timelines: what it is about never happened. `law` and `tries` tell which."""

    def __init__(self, law: Law, tries: int, advice: str) -> None:
        self.law = law
        self.tries = tries
        self.advice = advice
        timelines = "the only timeline" if tries == 1 else f"any of {tries} timelines"
        super().__init__(
            f"the law `{law.name}` was not put to the test: what it is about did not happen on {timelines}; {advice}"
        )

    def __reduce__(self) -> tuple[type[LawNotTried], tuple[Law, int, str]]:
        return LawNotTried, (self.law, self.tries, self.advice)


# pytest leaves the frames of this module out of what it shows of these two
__tracebackhide__ = methodcaller("errisinstance", (LawBroken, LawNotTried))


def check(policy: AnyPolicy, *laws: Law, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check a policy against some laws, one after the other.

    Returns how many timelines were checked. Raises `LawBroken`, with the smallest timeline found, if the policy breaks
    one of the laws; and `LawNotTried` if one of them demanded nothing on any timeline, so that nothing was checked.

    >>> from followup_rules.testing.laws import law
    >>> def at_night(evaluation):
    ...     night = evaluation.now.hour < 7
    ...     return [ruling for ruling in evaluation.allowed if night and ruling.action.channel == "email"]
    >>> check(policies.pro_tips, law("no-mail-at-night", "nobody writes before seven", at_night))
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: pro_tips breaks the law `no-mail-at-night`: nobody writes before seven...
    """
    check_policy(policy)
    if not laws:
        raise PolicyError("`check` was given no law; expected one or more")
    for law in laws:
        if not isinstance(law, Law):
            raise PolicyError(f"{shown(law)} is not a law; expected one such as `laws.cap(3)`")
    timelines = options.get("timelines")
    return _check_drawn(policy, laws, options) if timelines is None else _check_given(policy, laws, timelines)


def _check_given(policy: AnyPolicy, laws: tuple[Law, ...], timelines: Iterable[Timeline]) -> Effort:
    searches, count = [_Search(law, policy) for law in laws], 0
    for count, timeline in enumerate(timelines, start=1):
        for each in searches:
            if each.is_broken_on(timeline):
                raise _failure(timeline, each.law, policy, Effort(count, count))
    if not count:
        raise PolicyError("`timelines` holds no timeline; expected one or more")
    for each in searches:
        each.was_of_use(count, "give `small_scope` the law too (`laws=[...]`), or more events")
    return Effort(count)


def _check_drawn(policy: AnyPolicy, laws: tuple[Law, ...], options: SearchOptions) -> Effort:
    effort, tries, seed = Effort(), options.get("tries", 500), options.get("seed", 0)
    for one in (_Search(law, policy) for law in laws):
        found, spent = search(_histories_for(policy, one.law), one.is_broken_on, tries=tries, seed=seed)
        effort += spent
        if found is not None:
            raise _failure(found, one.law, policy, effort)
        one.was_of_use(spent.tries, "try more")
    return effort


class _Search:
    """A search for a timeline on which a policy breaks a law, which notes whether the law ever demanded anything."""

    def __init__(self, law: Law, policy: AnyPolicy) -> None:
        self.law = law
        self._policy = policy
        self._applied = False

    def is_broken_on(self, timeline: Timeline) -> bool:
        """Whether the policy breaks the law on a timeline."""
        self._applied = self._applied or self.law.applies(timeline, self._policy)
        return next(_breaking(self.law, self._policy, timeline), None) is not None

    def was_of_use(self, tries: int, advice: str) -> None:
        """Raises `LawNotTried` if the law demanded nothing on any timeline."""
        if not self._applied:
            raise LawNotTried(self.law, tries, advice)


def _breaking(law: Law, policy: AnyPolicy, timeline: Timeline) -> Iterator[Ruling]:
    """The rulings that break a law, from the first instant on at which there is one."""
    for instant in law.instants(timeline, policy):
        yield from law.breaking(evaluate(timeline.at(Micros(instant)), policy))


def _failure(timeline: Timeline, law: Law, policy: AnyPolicy, effort: Effort) -> LawBroken:
    """The failure on a timeline as of the first instant at which it breaks the law, made as small as possible."""
    ruling = next(_breaking(law, policy, timeline))
    action = ruling.action

    def still_broken(smaller: Timeline) -> bool:
        return any(ruling.action == action for ruling in law.breaking(evaluate(smaller, policy)))

    smallest = simplest(timeline.at(Micros(ruling.evaluation.now_us)), still_broken)
    return LawBroken(law, evaluate(smallest, policy)[action], effort)


def _histories_for(policy: AnyPolicy, law: Law) -> SearchStrategy[Timeline]:
    """
    Histories of what the policy and the law depend on, mostly of what matters to the actions of the law; a third of
    them of events that matter to the law itself, under the facts that matter to its actions.
    """
    needed = [dependencies_of((policy,))]
    for rule in law.concerns():
        about = [other for other in policy.rules if any(action in rule.on and action in other.on for action in ACTIONS)]
        of_its_actions = dependencies_of_rules((rule, *about))
        of_itself = attrs.evolve(
            dependencies_of_rules((rule,)), facts=of_its_actions.facts, lengths=of_its_actions.lengths
        )
        needed = [of_its_actions, of_itself, *needed]
    return histories(*needed)


# -- one check for each law; each raises `LawBroken`, or returns how many timelines were checked


def check_cap(
    policy: AnyPolicy,
    most: int,
    *,
    kinds: Kinds = ENQUIRIES,
    unless: Condition = invited,
    **options: Unpack[SearchOptions],
) -> Effort:
    """
    Check that no further message is allowed after *most* attempts without an answer; see `laws.cap`.

    >>> check_cap(policies.recommended, 2)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `cap`: after 2 attempts...
    """
    return check(policy, laws.cap(most, kinds=kinds, unless=unless), **options)


def check_min_gap(
    policy: AnyPolicy,
    gap: Amount,
    *,
    kinds: Kinds = ENQUIRIES,
    unless: Condition = invited,
    by_the_date: bool = False,
    **options: Unpack[SearchOptions],
) -> Effort:
    """
    Check that at least *gap* lies between one unanswered message and the next; see `laws.min_gap`.

    >>> check_min_gap(policies.recommended.with_(days_between=6), days(7))
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `min-gap`: at least days(7) lie between...
    """
    return check(policy, laws.min_gap(gap, kinds=kinds, unless=unless, by_the_date=by_the_date), **options)


def check_wait(
    policy: AnyPolicy,
    length: Amount,
    *,
    after: Moment = interview_end,
    kinds: Kinds = ENQUIRIES,
    unless: Condition = invited,
    **options: Unpack[SearchOptions],
) -> Effort:
    """
    Check that no message is allowed before *length* after a moment, while an answer is pending; see `laws.wait`.

    >>> check_wait(policies.pro_tips.with_(wait_past_promise=5), days(7), after=promised_date)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: pro_tips breaks the law `wait`: nobody asks before...
    """
    return check(policy, laws.wait(length, after=after, kinds=kinds, unless=unless), **options)


def check_no_contact_is_absolute(
    policy: AnyPolicy, *, kinds: Kinds = UNPROMPTED, **options: Unpack[SearchOptions]
) -> Effort:
    """
    Check that no message is allowed while they ask not to be contacted; see `laws.no_contact_is_absolute`.

    >>> check_no_contact_is_absolute(policies.pro_tips)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: pro_tips breaks the law `no-contact-is-absolute`: while they ask...
    """
    return check(policy, laws.no_contact_is_absolute(kinds=kinds), **options)


def check_no_channel_on_top(
    policy: AnyPolicy,
    *,
    of: Channels = Channel.EMAIL,
    by: Channels = VOICE,
    kinds: Kinds = ENQUIRIES,
    **options: Unpack[SearchOptions],
) -> Effort:
    """
    Check that none writes *by* one channel while a message by another is unanswered; see `laws.no_channel_on_top`.

    >>> check_no_channel_on_top(policies.business_etiquette)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: business_etiquette breaks the law `no-channel-on-top`: while a message...
    """
    return check(policy, laws.no_channel_on_top(of=of, by=by, kinds=kinds), **options)


def check_once(
    policy: AnyPolicy, kind: ActionKind | str, *, since: Moment = interview_end, **options: Unpack[SearchOptions]
) -> Effort:
    """
    Check that a message of a kind is not allowed again once it was sent; see `laws.once`.

    >>> check_once(policies.business_etiquette, "status_inquiry")
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: business_etiquette breaks the law `once`: a status inquiry is sent once...
    """
    return check(policy, laws.once(kind, since=since), **options)


def check_respects_preferences(
    policy: AnyPolicy, *, kinds: Kinds = UNPROMPTED - {ActionKind.THANK_YOU}, **options: Unpack[SearchOptions]
) -> Effort:
    """
    Check that no other channel is allowed while the employer prefers one; see `laws.respects_preferences`.

    >>> check_respects_preferences(policies.business_etiquette)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: business_etiquette breaks the law `respects-preferences`: if they...
    """
    return check(policy, laws.respects_preferences(kinds=kinds), **options)


def check_never_allowed(policy: AnyPolicy, on: Selection, when: Condition, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check any prohibition: the actions are never allowed while the condition surely holds; see `laws.never_allowed`.

    >>> check_never_allowed(policies.recommended, messages("status_inquiry"), exists(promised_date))
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `never-allowed`: messages(status_inquiry)...
    """
    return check(policy, laws.never_allowed(on, when), **options)


def check_always_allowed(policy: AnyPolicy, on: Selection, when: Condition, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check any permission: the actions are always allowed while the condition surely holds; see `laws.always_allowed`.

    >>> check_always_allowed(policies.recommended, messages("additional_information", by="email"), pending)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `always-allowed`: messages(additional_inf...
    """
    return check(policy, laws.always_allowed(on, when), **options)


def check_never_both(policy: AnyPolicy, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check that no rule allows what another rule of the policy forbids at the same time; see `laws.never_both`.

    >>> check_never_both(policies.art_of_follow_up)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: art_of_follow_up breaks the law `never-both`: no rule allows what...
    """
    return check(policy, laws.never_both(), **options)


def check_never_trapped(policy: AnyPolicy, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check that something is left to do while an answer is pending; see `laws.never_trapped`.

    >>> trap = Policy("trap", [
    ...     forbid(messages(), unanswered(), says="wait for their answer").named("trap/wait-for-their-answer"),
    ...     forbid(acts("move_on"), unanswered(), says="do not give up").named("trap/do-not-give-up"),
    ... ])
    >>> check_never_trapped(trap)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: trap breaks the law `never-trapped`: while an answer is pending, not...
    """
    return check(policy, laws.never_trapped(), **options)


def check_advice_can_be_followed(policy: AnyPolicy, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check that all that is recommended at one instant can be done; see `laws.advice_can_be_followed`.

    >>> torn = Policy("torn", [
    ...     recommend(status_inquiry.by("email"), pending, says="ask").named("torn/ask"),
    ...     recommend(interest_note.by("email"), pending, says="tell them").named("torn/tell-them"),
    ...     forbid(enquiries, before(latest_attempt() + days(7)), says="one a week").named("torn/one-a-week"),
    ... ])
    >>> check_advice_can_be_followed(torn)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: torn breaks the law `advice-can-be-followed`: what is recommended at one...
    """
    return check(policy, laws.advice_can_be_followed(), **options)


def check_answers_change_nothing(policy: AnyPolicy, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check that answering makes nothing else allowed or forbidden; see `laws.answers_change_nothing`.

    >>> counting = Policy("counting", [forbid(enquiries, exists(latest_attempt(MESSAGES)), says="no").named("c/once")])
    >>> check_answers_change_nothing(counting)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: counting breaks the law `answers-change-nothing`: answering makes...
    """
    return check(policy, laws.answers_change_nothing(), **options)


def check_one_stance(policy: AnyPolicy, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check that reasons and windows agree with the stance; see `laws.one_stance`.

    >>> check_one_stance(policies.pro_tips, tries=20).tries
    20
    """
    return check(policy, laws.one_stance(), **options)


def check_monotone_in_prohibitions(policy: AnyPolicy, **options: Unpack[SearchOptions]) -> Effort:
    """
    Check that adding a prohibition never makes anything allowed; see `laws.monotone_in_prohibitions`.

    >>> check_monotone_in_prohibitions(policies.pro_tips, tries=5).tries
    5
    """
    return check(policy, laws.monotone_in_prohibitions(), **options)
