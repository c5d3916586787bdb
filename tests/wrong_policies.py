"""Wrong policies: each is one of ours with a single change, of the kinds that a person makes by mistake.

Whatever is made to test policies is tried on them. Each tells the change, and in what it shows: in the stance of some
action at some instant; or else in the advice; or else in the dates; or in nothing but the reasons.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from textwrap import shorten
from typing import Any, Final, Literal, TypeAlias

import attrs

from followup_rules import Policy
from followup_rules.rules.amounts import (
    Bounds,
    Fixed,
    business_days,
    days,
    first_declared,
    hours,
    longer_of,
    practice,
    slow_period_leeway,
)
from followup_rules.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Fact,
    Truth,
    addressee_thanked,
    always,
    at_most,
    before,
    completes_a_step,
    exists,
    fact,
    never,
    not_before,
    on_preferred_channel,
    pending,
    promise_stands,
    unanswered,
)
from followup_rules.rules.moments import (
    Moment,
    date_of,
    interview_end,
    interview_with_addressee,
    last_sign_of_life,
    later_of,
    latest_attempt,
    latest_event,
    latest_message,
    latest_unanswered,
    promise_passed,
    promised_date,
    rejection,
    written_offer,
)
from followup_rules.rules.node import Node, rewritten
from followup_rules.rules.rule import Effect, Rule, Selection, acts, messages
from followup_rules.temporal.windows import Windows
from followup_rules.timeline.events import CompetingOffer
from followup_rules.timeline.facts import Stage
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import ENQUIRIES, MESSAGES, Action, ActionKind

__all__ = ["WRONG", "Wrong"]

# the modules: `policies.pro_tips` and the like are policies
art = import_module("followup_rules.policies.art_of_follow_up")
business = import_module("followup_rules.policies.business_etiquette")
dos = import_module("followup_rules.policies.dos_and_donts")
pro = import_module("followup_rules.policies.pro_tips")
ours = import_module("followup_rules.policies.recommended")
notes = import_module("followup_rules.policies.review_your_notes")

TICK: Final = 1
SECOND: Final = 1_000_000
HOUR: Final = 3_600 * SECOND

Shows: TypeAlias = Literal["stance", "advice", "dates", "reasons"]


@attrs.frozen
class Wrong:
    """A policy that is wrong by one change, beside the right one; `shows_in` is the first in which it can be seen."""

    name: str
    right: Policy
    wrong: Policy
    change: str
    shows_in: Shows = "stance"

    def __attrs_post_init__(self) -> None:
        assert self.wrong.name == self.right.name, self.name
        assert self.wrong != self.right, self.name

    def __str__(self) -> str:
        return self.name


# -- parts that no policy of ours has


@attrs.frozen(repr=False, eq=False)
class Shifted(Moment):
    """A moment some microseconds later, or earlier."""

    moment: Moment
    ticks: int

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        reached = self.moment.bounds(situation, action)
        return None if reached is None else (reached[0] + self.ticks, reached[1] + self.ticks)

    def facts(self, situation: Situation, action: Action, instant: int) -> frozenset[str]:
        return self.moment.facts(situation, action, instant - self.ticks)

    def __repr__(self) -> str:
        return f"shifted({self.moment!r}, {self.ticks})"


@attrs.frozen(repr=False, eq=False)
class Guessed(Condition):
    """A condition that is taken to hold, or not to, where unknown facts leave it open."""

    condition: Condition
    holds: bool

    def sets(self, situation: Situation, action: Action) -> tuple[Windows, Windows]:
        surely, possibly = self.condition.sets(situation, action)
        return (possibly, possibly) if self.holds else (surely, surely)

    def __repr__(self) -> str:
        return f"guessed({self.condition!r}, {self.holds})"


@attrs.frozen(repr=False, eq=False)
class Presumed(Fact):
    """A fact that is taken to have the value where it is not declared."""

    def truth_in(self, situation: Situation, action: Action) -> Truth | bool:
        return getattr(situation.facts, self.name) is None or super().truth_in(situation, action)

    def __repr__(self) -> str:
        return f"presumed({self.name!r}, {self.value!r})"


def strictly_after(moment: Moment, other: Moment) -> Condition:
    """`not_before(moment, other)` with `<` for `<=`."""
    return exists(moment) & ~not_before(other, moment)


# -- the changes


def with_rules(policy: Policy, *rules: Rule) -> Policy:
    """The policy with these rules in place of its own."""
    return attrs.evolve(policy, rules=rules)


def place(policy: Policy, rule: Rule) -> int:
    """Where a rule stands in a policy; raises where it is not one of its rules."""
    return policy.rules.index(rule)


def without(policy: Policy, rule: Rule) -> Policy:
    """The policy without a rule."""
    at = place(policy, rule)
    return with_rules(policy, *policy.rules[:at], *policy.rules[at + 1 :])


def replaced(policy: Policy, rule: Rule, other: Rule) -> Policy:
    """The policy with another rule in place of one of its own."""
    at = place(policy, rule)
    return with_rules(policy, *policy.rules[:at], other, *policy.rules[at + 1 :])


def doubled(policy: Policy, rule: Rule) -> Policy:
    """The policy with a rule once more, under another id."""
    at = place(policy, rule) + 1
    again = attrs.evolve(rule, id=f"{rule.id}-again")
    return with_rules(policy, *policy.rules[:at], again, *policy.rules[at:])


def swapped(policy: Policy, one: Rule, other: Rule) -> Policy:
    """The policy with two rules in each other's place."""
    rules = list(policy.rules)
    rules[place(policy, one)], rules[place(policy, other)] = other, one
    return with_rules(policy, *rules)


def with_rule(policy: Policy, rule: Rule, **changes: Any) -> Policy:
    """The policy with some fields of a rule otherwise."""
    return replaced(policy, rule, attrs.evolve(rule, **changes))


def on(policy: Policy, rule: Rule, selection: Selection) -> Policy:
    """The policy with a rule on other actions."""
    return with_rule(policy, rule, on=selection)


def _rewired(rule: Rule, old: Node, new: Node) -> Rule:
    changed = rewritten(rule, lambda node: new if node == old else node)
    # what is only said otherwise changes nothing
    if attrs.evolve(changed, says=rule.says, lengthened_by=rule.lengthened_by) == rule:
        return rule
    return changed


def rewired(policy: Policy, rule: Rule, old: Node, new: Node) -> Policy:
    """The policy with one part for another wherever it stands in a rule."""
    changed = _rewired(rule, old, new)
    assert changed != rule, f"{old!r} is no part of {rule!r}"
    return replaced(policy, rule, changed)


def everywhere(policy: Policy, old: Node, new: Node) -> Policy:
    """The policy with one part for another in all its rules."""
    changed = with_rules(policy, *(_rewired(rule, old, new) for rule in policy.rules))
    assert changed != policy, f"{old!r} is no part of {policy!r}"
    return changed


def shifted(policy: Policy, rule: Rule, moment: Moment, ticks: int) -> Policy:
    """The policy with a moment in a rule some microseconds later, or earlier."""
    return rewired(policy, rule, moment, Shifted(moment, ticks))


def guessed(policy: Policy, rule: Rule, condition: Condition, holds: bool) -> Policy:
    """The policy with a condition in a rule settled where it is open."""
    return rewired(policy, rule, condition, Guessed(condition, holds))


def presumed(policy: Policy, rule: Rule, name: str) -> Policy:
    """The policy with a fact in a rule taken as true where it is not declared."""
    return rewired(policy, rule, fact(name), Presumed(name, True))


def not_negated(policy: Policy, rule: Rule, condition: Condition) -> Policy:
    """The policy with a rule that holds where a condition does for where it does not."""
    return rewired(policy, rule, ~condition, condition)


def _parts(rule: Rule) -> tuple[Condition, ...]:
    assert isinstance(rule.when, AllOf), rule
    return rule.when.parts


def lost(policy: Policy, rule: Rule, part: Condition) -> Policy:
    """The policy with a rule that holds whatever is with one of its conditions."""
    first, *others = (other for other in _parts(rule) if other != part)
    assert len(others) + 2 == len(_parts(rule)), f"{part!r} is no part of {rule!r}"
    return with_rule(policy, rule, when=first.and_(*others))


def any_of(policy: Policy, rule: Rule) -> Policy:
    """The policy with a rule that holds where one of its conditions does: `|` for `&`."""
    return with_rule(policy, rule, when=AnyOf(_parts(rule)))


# -- the wrong policies

ART, BUSINESS, DOS, NOTES = art.policy, business.policy, dos.policy, notes.policy
PRO, OURS = pro.policy, ours.policy

business_week = business.clock + business.wait_after_contact
business_gap = latest_attempt(business.counted) + business.wait_after_contact
art_wait = later_of(art.week_over, art.expected_by)
our_gap = latest_attempt(ours.counted) + ours.days_between
INFORMATION: Final = ActionKind.ADDITIONAL_INFORMATION
first, middle, final = (fact("stage", stage) for stage in Stage)


def _set(name: str, policy: Policy, shows_in: Shows = "stance", **given: int | Fixed) -> Wrong:
    """A policy with one quantity of another value."""
    ((quantity, value),) = given.items()
    change = f"`{quantity}` is {value!r}, not {policy.quantities[quantity].value}"
    return Wrong(name, policy, policy.with_(**given), change, shows_in)


def _each(change: str, make: Callable[..., Policy], *rows: tuple[Any, ...], shows_in: Shows = "stance") -> list[Wrong]:
    """Policies with one kind of change; each row is a name, a policy, and what *make* takes beside it."""
    return [Wrong(name, policy, make(policy, *given), _told(change, *given), shows_in) for name, policy, *given in rows]


def _told(change: str, *given: Any) -> str:
    parts = ", ".join(part.id if isinstance(part, Rule) else shorten(repr(part), 80) for part in given)
    return f"{change}: {parts}" if parts else change


_WAITS = (
    _set("art-no-question-within-47-hours", ART, no_question_within=47),
    _set("art-thanks-within-47-hours", ART, thank_within=47),
    _set("business-wait-of-six-days", BUSINESS, wait_after_contact=6),
    _set("business-thanks-late-after-25-hours", BUSINESS, "advice", thank_within=25),
    _set("dos-wait-of-four-days", DOS, few_days=4),
    _set("notes-shunned-date-of-six-days", NOTES, shunned_date=6),
    _set("pro-wait-of-six-days", PRO, wait_past_promise=6),
    _set("recommended-wait-of-six-days", OURS, least_wait=6),
    _set("recommended-thanks-late-after-23-hours", OURS, "advice", thank_within=23),
    *_each(
        "a wait that is an hour or a second short",
        shifted,
        ("art-week-an-hour-short", ART, art.give_it_a_week, art_wait, -HOUR),
        ("business-gap-a-second-short", BUSINESS, business.a_week_between_attempts, business_gap, -SECOND),
        ("notes-promise-a-second-short", NOTES, notes.not_before_they_said, promise_passed, -SECOND),
        ("recommended-gap-an-hour-short", OURS, ours.a_week_between_attempts, our_gap, -HOUR),
    ),
    *_each(
        "hours for days, which a clock change tells apart",
        rewired,
        ("dos-gap-of-72-hours", DOS, dos.leave_days_between_contacts, dos.days_between, hours(72)),
        ("pro-wait-of-168-hours", PRO, pro.wait_a_week_past_the_promise, pro.wait_past_promise, hours(168)),
    ),
)

_BUSINESS_DAYS = (
    _set("art-silence-of-business-days", ART, silence_before_moving_on=business_days(14)),
    _set("business-wait-of-business-days", BUSINESS, wait_after_contact=business_days(7)),
    _set("dos-wait-of-business-days", DOS, few_days=business_days(3)),
    _set("notes-shunned-business-day", NOTES, shunned_date=business_days(7)),
    _set("pro-wait-of-business-days", PRO, wait_past_promise=business_days(7)),
    _set("recommended-gap-of-business-days", OURS, days_between=business_days(7)),
)

# `<` for `<=`, or the other way round
_BOUNDARIES = (
    *_each(
        "one instant more or less",
        shifted,
        ("art-thanks-at-48-hours", ART, art.thank_within_two_days, interview_with_addressee + art.thank_within, TICK),
        ("business-week-with-its-end", BUSINESS, business.give_it_a_week, business_week, TICK),
        ("dos-thanks-after-the-wait-is-over", DOS, dos.the_first_contact_is_a_thank_you, dos.wait, TICK),
        ("notes-shunned-midnight", NOTES, notes.not_exactly_a_week_after, date_of(notes.week_later) + days(1), TICK),
        ("notes-free-midnight", NOTES, notes.not_exactly_a_week_after, date_of(notes.week_later), TICK),
        ("pro-week-with-its-end", PRO, pro.wait_a_week_past_the_promise, pro.week_past_promise, TICK),
    ),
    *_each(
        "what happens at the interview's very end does not count",
        rewired,
        (
            "dos-sent-at-the-interviews-end",
            DOS,
            dos.nothing_before_the_thank_you,
            not_before(latest_message(), interview_end),
            strictly_after(latest_message(), interview_end),
        ),
        (
            "recommended-rejection-at-the-interviews-end",
            OURS,
            ours.leave_the_door_open,
            not_before(rejection, interview_end),
            strictly_after(rejection, interview_end),
        ),
    ),
    *_each(
        "a practice of exactly a week is too long",
        rewired,
        (
            "recommended-practice-below-a-week",
            OURS,
            ours.ask_within_two_weeks,
            at_most(practice, ours.least_wait),
            at_most(practice, days(6)),
        ),
        shows_in="advice",
    ),
)

# a cap of four shows after four events, an interview and three messages; one of two after three
_CAPS = (
    _set("business-cap-of-four", BUSINESS, most_attempts=4),
    _set("business-cap-of-two", BUSINESS, most_attempts=2),
    _set("dos-cap-of-four", DOS, most_contacts=4),
    _set("dos-cap-of-two", DOS, most_contacts=2),
    _set("recommended-cap-of-four", OURS, most_attempts=4),
    _set("recommended-cap-of-two", OURS, most_attempts=2),
)

_DROPPED = (
    *_each(
        "a rule dropped",
        without,
        ("art-linkedin-on-no-relation", ART, art.linkedin_only_on_a_relation),
        ("business-no-applying", BUSINESS, business.keep_applying),
        ("business-thanks-again", BUSINESS, business.thank_only_once),
        ("dos-grand-gesture", DOS, dos.no_grand_gesture),
        ("notes-no-shunned-date", NOTES, notes.not_exactly_a_week_after),
        ("recommended-despite-request", OURS, notes.obey_a_no_contact_request),
    ),
    *_each("a rule dropped", without, ("pro-same-day", PRO, pro.not_on_the_same_day), shows_in="advice"),
    *_each(
        "a rule dropped that forbids what is forbidden anyway, for nothing permits it",
        without,
        ("recommended-thanks-again", OURS, ours.thank_only_once),
        ("recommended-claim-without-proof", OURS, pro.never_claim_an_offer_without_proof),
        shows_in="reasons",
    ),
)

_DOUBLED = _each(
    "a rule once more under another id",
    doubled,
    ("art-asking-doubled", ART, art.then_ask_where_things_stand),
    ("business-week-doubled", BUSINESS, business.give_it_a_week),
    ("dos-wait-doubled", DOS, dos.wait_first),
    ("notes-promise-doubled", NOTES, notes.not_before_they_said),
    ("pro-thanks-doubled", PRO, pro.thank_the_next_day),
    ("recommended-gap-doubled", OURS, ours.a_week_between_attempts),
    shows_in="reasons",
)

_SWAPPED = _each(
    "two rules in each other's place",
    swapped,
    ("art-week-before-question", ART, art.no_question_at_that_point, art.give_it_a_week),
    ("business-gap-before-week", BUSINESS, business.give_it_a_week, business.a_week_between_attempts),
    ("dos-thanks-before-wait", DOS, dos.wait_first, dos.nothing_before_the_thank_you),
    ("notes-week-before-promise", NOTES, notes.not_before_they_said, notes.not_exactly_a_week_after),
    ("pro-note-before-asking", PRO, pro.then_one_may_ask, pro.then_send_the_status_note),
    ("recommended-gap-before-week", OURS, ours.give_it_a_week, ours.a_week_between_attempts),
    shows_in="reasons",
)

_CHANNELS = (
    *_each(
        "a channel missing",
        on,
        ("art-voicemail-where-unwelcome", ART, art.voice_only_where_welcome, messages(by="phone")),
        ("dos-no-thanks-by-post", DOS, dos.the_first_contact_is_a_thank_you, messages("thank_you", by="email")),
        (
            "dos-thanks-by-text-message",
            DOS,
            dos.no_thank_you_by_other_means,
            messages("thank_you", by=["linkedin", "phone", "voicemail"]),
        ),
        ("pro-no-asking-by-phone", PRO, pro.then_one_may_ask, messages("status_inquiry", by=["email", "voicemail"])),
        ("pro-phone-only", PRO, pro.no_voice_after_an_email, messages(by="phone")),
    ),
    *_each(
        "another channel",
        on,
        (
            "business-phone-for-voicemail",
            BUSINESS,
            business.then_another_may_follow,
            messages(*ENQUIRIES, by=["email", "phone"]),
        ),
        ("notes-email-for-post", NOTES, notes.by_post_where_it_suits, messages(*ENQUIRIES, by="email")),
        ("recommended-post-for-email", OURS, ours.leave_the_door_open, messages("courtesy_note", by="post")),
    ),
    *_each(
        "any channel for email",
        rewired,
        (
            "recommended-voice-on-top-of-anything",
            OURS,
            ours.no_voice_on_top_of_an_email,
            latest_unanswered(ours.counted, by="email"),
            latest_unanswered(ours.counted),
        ),
    ),
)

_KINDS = (
    *_each(
        "another kind",
        on,
        ("art-status-for-timeline", ART, art.do_not_ask_what_was_announced, messages("status_inquiry")),
        ("dos-thanks-for-courtesy", DOS, dos.leave_the_door_open, messages("thank_you")),
        ("recommended-courtesy-for-feedback", OURS, ours.ask_for_feedback, messages("courtesy_note", by="email")),
    ),
    *_each(
        "a kind missing, or one too many",
        on,
        ("notes-no-contact-policy", NOTES, notes.take_notes_and_ask, acts("take_notes", "ask_preferred_channel")),
        ("pro-any-enquiry", PRO, pro.then_one_may_ask, messages(*ENQUIRIES, by=["email", "phone", "voicemail"])),
    ),
    *_each(
        "another kind",
        on,
        (
            "business-timeline-for-status",
            BUSINESS,
            business.then_ask_for_their_plans,
            messages("timeline_inquiry", by=["email", "voicemail"]),
        ),
        shows_in="advice",
    ),
    *_each(
        "a kind that does not count",
        everywhere,
        ("dos-thanks-not-counted", DOS, latest_attempt(), latest_attempt(MESSAGES - {ActionKind.THANK_YOU})),
        (
            "recommended-information-not-counted",
            OURS,
            latest_attempt(ours.counted),
            latest_attempt(ours.counted - {INFORMATION}),
        ),
    ),
)

_EXCEPTIONS = (
    *_each(
        "an exception gone",
        lost,
        ("art-voice-though-preferred", ART, art.voice_only_where_welcome, ~on_preferred_channel),
        ("dos-gap-within-a-step", DOS, dos.leave_days_between_contacts, ~completes_a_step),
        ("notes-asking-though-told", NOTES, notes.ask_when_not_told, ~promise_stands),
        ("pro-voice-though-preferred", PRO, pro.no_voice_after_an_email, ~on_preferred_channel),
        ("recommended-linkedin-though-preferred", OURS, art.linkedin_only_on_a_relation, ~on_preferred_channel),
    ),
    *_each(
        "`but` gone",
        on,
        ("art-wait-with-thanks", ART, art.wait_for_the_stated_date, messages()),
        ("dos-wait-with-courtesy", DOS, dos.wait_first, messages()),
    ),
    *_each(
        "`until` gone",
        partial(with_rule, done_when=never),
        ("business-asking-again", BUSINESS, business.in_the_interview),
        ("notes-asking-again", NOTES, notes.take_notes_and_ask),
        ("recommended-asking-again", OURS, ours.ask_for_the_response_date),
        shows_in="advice",
    ),
)

_PENDING = (
    *_each(
        "`pending` gone",
        lost,
        ("dos-asking-though-over", DOS, dos.then_one_may_ask, pending),
        ("notes-promise-though-over", NOTES, notes.not_before_they_said, pending),
        ("pro-wait-though-over", PRO, pro.wait_a_week_past_the_promise, pending),
        ("recommended-asking-though-over", OURS, ours.then_one_may_ask, pending),
    ),
    *_each("`pending` gone", rewired, ("art-more-though-over", ART, art.send_further_information, pending, always)),
    *_each(
        "`pending` gone from what is forbidden anyway, for nothing permits it",
        lost,
        ("recommended-week-though-over", OURS, ours.give_it_a_week, pending),
        shows_in="reasons",
    ),
)

# no condition of ours has an `|`, but what counts as an attempt does
_CONNECTIVES = (
    *_each(
        "`|` for `&`",
        any_of,
        ("art-unwelcome-or-not-preferred", ART, art.voice_only_where_welcome),
        ("business-pending-or-three-attempts", BUSINESS, business.three_attempts_then_stop),
        ("dos-pending-or-nothing-sent", DOS, dos.nothing_before_the_thank_you),
        ("notes-interview-or-no-promise", NOTES, notes.ask_when_not_told),
        ("pro-pending-or-change", PRO, pro.tell_of_a_notable_change),
        ("recommended-pending-or-interview-ahead", OURS, ours.not_before_a_further_interview),
    ),
    *_each(
        "`&` for `|`",
        everywhere,
        (
            "recommended-nothing-counts",
            OURS,
            latest_attempt(ours.counted),
            latest_attempt(ENQUIRIES & {ActionKind.INTEREST_NOTE, INFORMATION}),
        ),
    ),
)

_NEGATIONS = (
    *_each(
        "`~` lost",
        not_negated,
        ("art-voice-where-unwelcome", ART, art.voice_only_where_welcome, fact("calls_welcome")),
        ("business-thanks-to-the-thanked", BUSINESS, business.thank_every_interviewer, addressee_thanked),
        ("dos-gap-for-a-step", DOS, dos.leave_days_between_contacts, completes_a_step),
        ("notes-asking-when-told", NOTES, notes.ask_when_not_told, promise_stands),
        ("pro-no-claim-with-proof", PRO, pro.never_claim_an_offer_without_proof, exists(written_offer)),
        ("recommended-week-where-promised", OURS, ours.give_it_a_week, promise_stands),
    ),
    *_each(
        "`~` lost",
        not_negated,
        ("pro-note-on-top-of-a-note", PRO, pro.then_send_the_status_note, unanswered(ENQUIRIES)),
        shows_in="advice",
    ),
)

_MOMENTS = (
    *_each(
        "the interview's end for the last sign of life",
        everywhere,
        ("art-clock-of-the-interview", ART, art.clock, interview_end),
        ("business-clock-of-the-interview", BUSINESS, business.clock, interview_end),
        ("recommended-clock-of-the-interview", OURS, last_sign_of_life, interview_end),
    ),
    *_each(
        "the interview's end for the last sign of life, where nothing permits it sooner",
        rewired,
        ("recommended-week-of-the-interview", OURS, ours.give_it_a_week, last_sign_of_life, interview_end),
        shows_in="reasons",
    ),
    *_each(
        "the promised date for when the promise has passed, or the other way round",
        everywhere,
        ("art-until-the-promised-date", ART, promise_passed, promised_date),
        ("notes-until-the-promised-date", NOTES, promise_passed, promised_date),
        ("pro-week-past-the-passing", PRO, promised_date, promise_passed),
    ),
    *_each(
        "another interview, or another message, than the one that is meant",
        rewired,
        ("art-silence-after-an-answer", ART, art.move_on, latest_unanswered(ENQUIRIES), latest_message(ENQUIRIES)),
        (
            "business-thanks-after-another-interview",
            BUSINESS,
            business.thank_every_interviewer,
            interview_with_addressee,
            interview_end,
        ),
        ("notes-reviewed-since-the-interview", NOTES, notes.review_the_notes, notes.word, interview_end),
        (
            "recommended-gap-after-an-answer",
            OURS,
            ours.a_week_between_attempts,
            latest_attempt(ours.counted),
            latest_message(ours.counted),
        ),
    ),
    *_each(
        "compared with another moment, or with none",
        rewired,
        (
            "dos-something-sent-since-their-word",
            DOS,
            dos.then_one_may_ask,
            not_before(latest_message(), interview_end),
            not_before(latest_message(), last_sign_of_life),
        ),
        (
            "pro-feedback-on-an-earlier-rejection",
            PRO,
            pro.ask_for_feedback,
            not_before(rejection, interview_end),
            exists(rejection),
        ),
    ),
    *_each(
        "the longer for the first that there is, or the other way round",
        everywhere,
        ("art-slower-of-practice-and-trade", ART, art.expected, longer_of(*art.expected.parts)),
        ("recommended-ready-by-the-later", OURS, ours.ready, later_of(pro.week_past_promise, ours.wait_over)),
        (
            "recommended-practice-or-a-week",
            OURS,
            longer_of(ours.least_wait, practice),
            first_declared(practice, ours.least_wait),
        ),
    ),
)

_GUESSED = _each(
    "what is unknown is guessed",
    guessed,
    ("art-calls-guessed-welcome", ART, art.voice_only_where_welcome, fact("calls_welcome"), True),
    ("art-no-relation-guessed", ART, art.linkedin_only_on_a_relation, fact("linkedin_relation"), False),
    ("notes-post-guessed-to-suit", NOTES, notes.by_post_where_it_suits, fact("post_suits_role"), True),
    ("pro-feeling-guessed-bad", PRO, pro.ask_for_feedback, fact("felt_very_good"), False),
    ("recommended-no-post-guessed", OURS, ours.post_only_where_it_suits, fact("post_suits_role"), False),
    ("recommended-practice-guessed-long", OURS, ours.give_it_a_week, before(ours.wait_over), True),
)

_PRESUMED = (
    *_each(
        "what is not declared is taken as true",
        presumed,
        ("art-calls-presumed-welcome", ART, art.voice_only_where_welcome, "calls_welcome"),
        ("notes-post-presumed-to-suit", NOTES, notes.by_post_where_it_suits, "post_suits_role"),
        ("pro-feeling-presumed-good", PRO, pro.ask_for_feedback, "felt_very_good"),
        ("recommended-later-rounds-presumed", OURS, ours.not_in_an_early_round, "later_rounds_running"),
    ),
    *_each(
        "a leeway that is not declared is none for unknown, or unknown for none",
        everywhere,
        ("art-no-leeway-presumed", ART, art.leeway, slow_period_leeway(undeclared_is_unknown=False)),
        ("recommended-leeway-presumed-unknown", OURS, ours.leeway, slow_period_leeway(undeclared_is_unknown=True)),
    ),
)

_FACTS = (
    *_each(
        "another stage, or another fact",
        rewired,
        ("art-middle-for-first", ART, art.wait_for_the_end_of_the_process, first, middle),
        ("notes-calls-for-post", NOTES, notes.by_post_where_it_suits, fact("post_suits_role"), fact("calls_welcome")),
        ("pro-talk-for-feeling", PRO, pro.ask_for_feedback, fact("felt_very_good"), fact("engaging_conversation")),
        ("recommended-final-for-first", OURS, ours.not_in_an_early_round, first, final),
        ("recommended-first-for-final", OURS, art.show_interest_promptly, final, first),
    ),
    *_each(
        "another fact",
        rewired,
        (
            "art-feeling-for-talk",
            ART,
            art.voice_early_only_after_a_good_talk,
            fact("engaging_conversation"),
            fact("felt_very_good"),
        ),
        shows_in="advice",
    ),
)

_EFFECTS = (
    *_each(
        "forbids, and should discourage",
        partial(with_rule, effect=Effect.FORBID),
        ("art-once-and-no-more", ART, art.once_is_enough),
        ("notes-margin-forced", NOTES, notes.give_them_a_margin),
        ("pro-same-day-forbidden", PRO, pro.not_on_the_same_day),
    ),
    *_each(
        "discourages, and should forbid",
        partial(with_rule, effect=Effect.DISCOURAGE),
        ("dos-gesture-discouraged", DOS, dos.no_grand_gesture),
    ),
    *_each(
        "permits, and should recommend",
        partial(with_rule, effect=Effect.PERMIT),
        ("business-applying-permitted", BUSINESS, business.keep_applying),
        ("recommended-thanks-permitted", OURS, ours.thank_every_interviewer),
        shows_in="advice",
    ),
    *_each(
        "recommends, and should permit",
        partial(with_rule, effect=Effect.RECOMMEND),
        ("art-thanks-urged", ART, art.thank_within_two_days),
        shows_in="advice",
    ),
)

_DATES = (
    _set("art-late-after-three-weeks", ART, "advice", late_after=21),
    _set("business-due-after-eleven-days", BUSINESS, "advice", due_after_contact=11),
    _set("notes-late-on-the-seventh-day", NOTES, "advice", full_margin=7),
    _set("pro-thanks-late-a-day-later", PRO, "advice", thank_you_late=3),
    *_each(
        "due later",
        partial(with_rule, due=Shifted(dos.wait, 24 * HOUR)),
        ("dos-thanks-due-a-day-later", DOS, dos.the_first_contact_is_a_thank_you),
        shows_in="advice",
    ),
    *_each(
        "due since another moment",
        partial(with_rule, due=latest_event(CompetingOffer)),
        ("pro-due-by-any-offer", PRO, pro.tell_of_a_competing_offer),
        shows_in="dates",
    ),
    *_each(
        "`due` gone: it falls due anew whenever it is allowed again",
        partial(with_rule, due=None),
        ("business-no-due-in-the-interview", BUSINESS, business.in_the_interview),
        ("dos-no-due-for-thanks", DOS, dos.the_first_contact_is_a_thank_you),
        ("recommended-no-due-for-asking", OURS, ours.then_ask_where_things_stand),
        shows_in="dates",
    ),
)

_WHOLE = (
    *_each(
        "closed, or not closed any more",
        lambda policy: attrs.evolve(policy, closed=not policy.closed),
        ("business-closed", BUSINESS),
        ("recommended-open", OURS),
    ),
    *_each(
        "email stands for the preferred channel, or does so no more",
        lambda policy: attrs.evolve(
            policy, preferred_channel_replaces_email=not policy.preferred_channel_replaces_email
        ),
        ("art-no-stand-in", ART),
        ("pro-stand-in", PRO),
        ("recommended-no-stand-in", OURS),
    ),
)

_BORROWED = (
    *_each(
        "another document's rule in place of one's own",
        replaced,
        ("art-thanks-of-pro-tips", ART, art.thank_within_two_days, pro.thank_the_next_day),
        ("business-gap-of-dos", BUSINESS, business.a_week_between_attempts, dos.leave_days_between_contacts),
        ("dos-last-word-of-recommended", DOS, dos.leave_the_door_open, ours.leave_the_door_open),
        ("notes-promise-of-pro-tips", NOTES, notes.not_before_they_said, pro.wait_a_week_past_the_promise),
        ("recommended-promise-of-notes", OURS, pro.wait_a_week_past_the_promise, notes.not_before_they_said),
    ),
    *_each(
        "another document's rule in place of one's own",
        replaced,
        ("pro-thanks-of-business", PRO, pro.thank_the_next_day, business.thank_every_interviewer),
        shows_in="advice",
    ),
)

WRONG: Final[tuple[Wrong, ...]] = (
    *_WAITS,
    *_BUSINESS_DAYS,
    *_BOUNDARIES,
    *_CAPS,
    *_DROPPED,
    *_DOUBLED,
    *_SWAPPED,
    *_CHANNELS,
    *_KINDS,
    *_EXCEPTIONS,
    *_PENDING,
    *_CONNECTIVES,
    *_NEGATIONS,
    *_MOMENTS,
    *_GUESSED,
    *_PRESUMED,
    *_FACTS,
    *_EFFECTS,
    *_DATES,
    *_WHOLE,
    *_BORROWED,
)
