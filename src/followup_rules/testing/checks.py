"""Checking a policy against laws: one call each, and a failure that tells the story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict, Unpack

from hypothesis.strategies import SearchStrategy

from followup_rules.evaluation.evaluation import Ruling, evaluate
from followup_rules.rules.amounts import Amount
from followup_rules.rules.conditions import Condition
from followup_rules.rules.moments import Channels, Kinds, Moment, interview_end
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.selections import Selection
from followup_rules.testing import laws
from followup_rules.testing.dependencies import dependencies_of, dependencies_of_rules
from followup_rules.testing.laws import Law
from followup_rules.testing.narrative import indented, named, said, told
from followup_rules.testing.search import Effort, search, simplest
from followup_rules.testing.strategies.timelines import histories
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import ACTIONS, ENQUIRIES, VOICE, ActionKind, Channel


class SearchOptions(TypedDict, total=False):
    """
    How long and where to look: so many drawn histories (*tries*, 500) from a *seed* (0), or in given *timelines* only,
    such as those of a `small_scope`. Of each all instants are looked at, past and to come.
    """

    tries: int
    seed: int
    timelines: Iterable[Timeline]


class LawBroken(AssertionError):
    """
    A policy breaks a law. The message tells the law, the timeline in words, the ruling and the rules that let it
    through; `law`, `policy`, `timeline` (as of the instant) and `ruling` hold the same.
    """

    def __init__(self, law: Law, ruling: Ruling, effort: Effort) -> None:
        self.law = law
        self.ruling = ruling
        self.policy = ruling.evaluation.policy
        self.timeline = ruling.evaluation.timeline
        self.effort = effort
        super().__init__(self._story())

    def __reduce__(self) -> tuple[type[LawBroken], tuple[Law, Ruling, Effort]]:
        return LawBroken, (self.law, self.ruling, self.effort)

    def _story(self) -> str:
        return "\n".join(
            [
                f"{self.policy.name} breaks the law `{self.law.name}`: {self.law.says}",
                indented(told(self.timeline)),
                f"{named(self.ruling.action)}:",
                indented(said(self.ruling)),
                f"to try again: {self.timeline!r}",
            ]
        )


def check(policy: AnyPolicy, *of: Law, **looking: Unpack[SearchOptions]) -> Effort:
    """
    Check a policy against some laws, one after the other; raises `LawBroken` with the smallest timeline found on which
    it breaks one. What comes back is how many timelines were looked at.

    >>> from followup_rules import policies
    >>> from followup_rules.testing.laws import law
    >>> def at_night(evaluation):
    ...     night = evaluation.now.hour < 7
    ...     return [ruling for ruling in evaluation.allowed if night and ruling.action.channel == "email"]
    >>> check(policies.pro_tips, law("no-mail-at-night", "nobody writes before seven", at_night))
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: pro_tips breaks the law `no-mail-at-night`: nobody writes before seven...
    """
    return _check(policy, of, **looking)


def _check(
    policy: AnyPolicy,
    of: Sequence[Law],
    *,
    tries: int = 500,
    seed: int = 0,
    timelines: Iterable[Timeline] | None = None,
) -> Effort:
    if timelines is not None:
        return _check_on(policy, of, timelines)
    effort = Effort()
    for one in of:

        def wanted(drawn: Timeline, one: Law = one) -> bool:
            return _broken(one, drawn, policy) is not None

        found, spent = search(_drawn_for(policy, one), wanted, tries=tries, seed=seed)
        effort += spent
        if found is not None:
            raise _broken_on(found, one, policy, effort)
    return effort


def _check_on(policy: AnyPolicy, of: Sequence[Law], timelines: Iterable[Timeline]) -> Effort:
    count = 0
    for count, timeline in enumerate(timelines, start=1):
        for one in of:
            if _broken(one, timeline, policy) is not None:
                raise _broken_on(timeline, one, policy, Effort(count, count))
    return Effort(count)


def _broken_on(timeline: Timeline, one: Law, policy: AnyPolicy, effort: Effort) -> LawBroken:
    """The failure, on a timeline as of the instant and made as small as it can be."""
    ruling = _broken(one, timeline, policy)
    assert ruling is not None  # as it was when it was found
    action, instant = ruling.action, ruling.evaluation.now_us

    def still_broken(smaller: Timeline) -> bool:
        return any(ruling.action == action for ruling in one.breaking(evaluate(smaller, policy)))

    # what comes after the instant no longer counts
    smallest = simplest(timeline.at(instant), still_broken)
    return LawBroken(one, evaluate(smallest, policy)[action], effort)


def _broken(one: Law, timeline: Timeline, policy: AnyPolicy) -> Ruling | None:
    """The first ruling on a timeline that breaks the law, at the first instant at which one does."""
    for instant in one.instants(timeline, policy):
        for ruling in one.breaking(evaluate(timeline.at(instant), policy)):
            return ruling
    return None


def _drawn_for(policy: AnyPolicy, one: Law) -> SearchStrategy[Timeline]:
    """Timelines of what the policy and the law ask, first of all of the actions that the law is about."""
    asked = [dependencies_of((policy,))]
    for rule in one.concerns():
        actions = [action for action in ACTIONS if action in rule.on]
        about = [other for other in policy.rules if any(action in other.on for action in actions)]
        asked = [dependencies_of_rules((rule, *about)), dependencies_of_rules((rule,)), *asked]
    return histories(*asked)


# -- one call for each law


def check_cap(policy: AnyPolicy, most: int, *, kinds: Kinds = ENQUIRIES, **looking: Unpack[SearchOptions]) -> Effort:
    """
    After *most* attempts without a sign of life no further one is allowed.

    >>> from followup_rules import policies
    >>> check_cap(policies.recommended.with_(most_attempts=4), 3)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `cap`: after 3 attempts...
    """
    return check(policy, laws.cap(most, kinds=kinds), **looking)


def check_min_gap(
    policy: AnyPolicy, gap: Amount, *, kinds: Kinds = ENQUIRIES, **looking: Unpack[SearchOptions]
) -> Effort:
    """
    So long lies between one unanswered message of those kinds and the next.

    >>> from followup_rules import policies
    >>> from followup_rules.rules.amounts import days
    >>> check_min_gap(policies.recommended.with_(days_between=6), days(7))
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `min-gap`: days(7) lie between...
    """
    return check(policy, laws.min_gap(gap, kinds=kinds), **looking)


def check_wait(
    policy: AnyPolicy,
    length: Amount,
    *,
    after: Moment = interview_end,
    kinds: Kinds = ENQUIRIES,
    **looking: Unpack[SearchOptions],
) -> Effort:
    """
    While the matter is pending no message of those kinds is allowed before so long after a moment.

    >>> from followup_rules import policies
    >>> from followup_rules.rules.amounts import days
    >>> from followup_rules.rules.moments import promised_date
    >>> check_wait(policies.pro_tips.with_(wait_past_promise=5), days(7), after=promised_date)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: pro_tips breaks the law `wait`: nobody asks before...
    """
    return check(policy, laws.wait(length, after=after, kinds=kinds), **looking)


def check_no_contact_is_absolute(policy: AnyPolicy, **looking: Unpack[SearchOptions]) -> Effort:
    """
    While a request not to be contacted holds no message is allowed, of whatever kind, by whatever channel.

    >>> from followup_rules import policies
    >>> check_no_contact_is_absolute(policies.pro_tips)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: pro_tips breaks the law `no-contact-is-absolute`: while they ask...
    """
    return check(policy, laws.no_contact_is_absolute(), **looking)


def check_no_channel_on_top(
    policy: AnyPolicy,
    *,
    of: Channels = Channel.EMAIL,
    by: Channels = VOICE,
    kinds: Kinds = ENQUIRIES,
    **looking: Unpack[SearchOptions],
) -> Effort:
    """
    While a message *of* one channel waits for its answer none is allowed *by* another, unless they prefer that one.

    >>> from followup_rules import policies
    >>> check_no_channel_on_top(policies.art_of_follow_up)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: art_of_follow_up breaks the law `no-channel-on-top`: while one channel...
    """
    return check(policy, laws.no_channel_on_top(of=of, by=by, kinds=kinds), **looking)


def check_once(
    policy: AnyPolicy, kind: ActionKind | str, *, since: Moment = interview_end, **looking: Unpack[SearchOptions]
) -> Effort:
    """
    What has been sent since a moment is not allowed again; a thank-you: once to each, since the latest interview.

    >>> from followup_rules import policies
    >>> check_once(policies.business_etiquette, "status_inquiry")
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: business_etiquette breaks the law `once`: a status inquiry is sent once...
    """
    return check(policy, laws.once(kind, since=since), **looking)


def check_respects_preferences(policy: AnyPolicy, **looking: Unpack[SearchOptions]) -> Effort:
    """
    Where the employer prefers a channel no message is allowed by another.

    >>> from followup_rules import policies
    >>> check_respects_preferences(policies.business_etiquette)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: business_etiquette breaks the law `respects-preferences`: where they...
    """
    return check(policy, laws.respects_preferences(), **looking)


def check_never_allowed(policy: AnyPolicy, on: Selection, when: Condition, **looking: Unpack[SearchOptions]) -> Effort:
    """
    The actions are never allowed while the condition surely holds: the form of any prohibition that is absolute.

    >>> from followup_rules import policies
    >>> from followup_rules.rules.conditions import exists
    >>> from followup_rules.rules.moments import rejection
    >>> from followup_rules.rules import messages
    >>> check_never_allowed(policies.recommended, messages("status_inquiry"), exists(rejection), tries=1000)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `never-allowed`: messages(status_inquiry)...
    """
    return check(policy, laws.never_allowed(on, when), **looking)


def check_always_allowed(policy: AnyPolicy, on: Selection, when: Condition, **looking: Unpack[SearchOptions]) -> Effort:
    """
    The actions are always allowed while the condition surely holds: the form of any freedom, or duty, that is absolute.

    >>> from followup_rules import policies
    >>> from followup_rules.rules.conditions import pending
    >>> from followup_rules.rules import messages
    >>> check_always_allowed(policies.recommended, messages("additional_information", by="email"), pending)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `always-allowed`: messages(additional_inf...
    """
    return check(policy, laws.always_allowed(on, when), **looking)


def check_never_both(policy: AnyPolicy, **looking: Unpack[SearchOptions]) -> Effort:
    """
    No rule allows what another one of the same policy forbids at the same instant.

    >>> from followup_rules import policies
    >>> check_never_both(policies.recommended)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: recommended breaks the law `never-both`: no rule allows what another...
    """
    return check(policy, laws.never_both(), **looking)


def check_never_trapped(policy: AnyPolicy, **looking: Unpack[SearchOptions]) -> Effort:
    """
    While the matter is pending not everything is forbidden for ever: some message will be allowed, or moving on is.

    >>> from followup_rules import Policy
    >>> from followup_rules.rules.conditions import unanswered
    >>> from followup_rules.rules import acts, forbid, messages
    >>> trap = Policy("trap", [
    ...     forbid(messages(), unanswered(), says="wait for their answer").named("trap/wait-for-their-answer"),
    ...     forbid(acts("move_on"), unanswered(), says="do not give up").named("trap/do-not-give-up"),
    ... ])
    >>> check_never_trapped(trap)
    Traceback (most recent call last):
    followup_rules.testing.checks.LawBroken: trap breaks the law `a-way-on`: while it is pending, not everything...
    """
    return check(policy, laws.never_trapped(), **looking)


def check_one_stance(policy: AnyPolicy, **looking: Unpack[SearchOptions]) -> Effort:
    """
    Each ruling has reasons that are for its stance, and windows that hold now just where it is allowed.

    Rules alone cannot break it: it is for those who change how rules are read.

    >>> from followup_rules import policies
    >>> check_one_stance(policies.pro_tips, tries=20).tries
    20
    """
    return check(policy, laws.one_stance(), **looking)


def check_monotone_in_prohibitions(policy: AnyPolicy, **looking: Unpack[SearchOptions]) -> Effort:
    """
    To add a prohibition makes nothing allowed that was not: tried with each rule's own actions and condition.

    Rules alone cannot break it: it is for those who change how rules are read, or how policies are resolved.

    >>> from followup_rules import policies
    >>> check_monotone_in_prohibitions(policies.pro_tips, tries=5).tries
    5
    """
    return check(policy, laws.monotone_in_prohibitions(), **looking)
