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

from followup_rules import Policy, policies
from followup_rules.rules.amounts import (
    Bounds,
    Fixed,
    Quantity,
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
    exists,
    fact,
    goes_by,
    interview_ahead,
    invited,
    invited_by_channel,
    never,
    no_contact_requested,
    not_before,
    on_preferred_channel,
    pending,
    preference_stated,
    promise_stands,
    rejected,
    since,
    stage,
    unanswered,
)
from followup_rules.rules.dependencies import NOTHING
from followup_rules.rules.moments import (
    LatestEvent,
    Moment,
    change,
    date_of,
    first_existing,
    interview_end,
    interview_with_addressee,
    invitation_opens,
    last_sign_of_life,
    later_of,
    latest_attempt,
    latest_event,
    latest_message,
    latest_question,
    latest_unanswered,
    no_contact_request,
    open_question,
    promise_passed,
    promised_date,
    rejection,
    solid_offer,
    while_pending,
)
from followup_rules.rules.node import Node, rewritten
from followup_rules.rules.readings import Reading
from followup_rules.rules.rule import Effect, Rule
from followup_rules.rules.selections import Selection, acts, messages
from followup_rules.temporal import instants
from followup_rules.temporal.windows import Windows
from followup_rules.timeline.events import CompetingOffer
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import ENQUIRIES, FOLLOW_UPS, MESSAGES, UNPROMPTED, Action, ActionKind, Stage

__all__ = ["WRONG", "Wrong"]

# the modules, for what rules are made of: `policies.pro_tips` and the like are policies
art = import_module("followup_rules.policies.art_of_follow_up")
business = import_module("followup_rules.policies.business_etiquette")
dos = import_module("followup_rules.policies.dos_and_donts")
pro = import_module("followup_rules.policies.pro_tips")
ours = import_module("followup_rules.policies.recommended")
notes = import_module("followup_rules.policies.review_your_notes")

TICK: Final = 1
UTC: Final = instants.zone("UTC")
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


@attrs.frozen(repr=False, eq=False)
class InUtc(Moment):
    """00:00 of a date in UTC, for 00:00 of it in the employer's zone."""

    dependencies = NOTHING
    moment: Moment

    def bounds(self, situation: Situation, action: Action) -> Bounds | None:
        reached = self.moment.bounds(situation, action)
        if reached is None:
            return None
        least, most = (UTC.midnight(situation.zone.date_of(instant)) for instant in reached)
        return least, most

    def __repr__(self) -> str:
        return f"in_utc({self.moment!r})"


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


def borrowed(policy: Policy, rule: Rule, other: Rule) -> Policy:
    """The policy with a rule of another one, whose quantities and choices have names of their own."""

    def renamed(node: Node) -> Node:
        return attrs.evolve(node, name=f"borrowed_{node.name}") if isinstance(node, Quantity | Reading) else node

    return replaced(policy, rule, rewritten(other, renamed))


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
    """The policy with some fields of a rule changed."""
    return replaced(policy, rule, attrs.evolve(rule, **changes))


def on(policy: Policy, rule: Rule, selection: Selection) -> Policy:
    """The policy with a rule on other actions."""
    return with_rule(policy, rule, on=selection)


def _rewired(rule: Rule, old: Node, new: Node) -> Rule:
    changed = rewritten(rule, lambda node: new if node == old else node)
    # a change of the sentence alone changes nothing
    if attrs.evolve(changed, says=rule.says, lengthened_by=rule.lengthened_by) == rule:
        return rule
    return changed


def rewired(policy: Policy, rule: Rule, old: Node, new: Node) -> Policy:
    """The policy with one part for another wherever it stands in a rule."""
    changed = _rewired(rule, old, new)
    assert changed != rule, f"{old!r} is not part of {rule!r}"
    return replaced(policy, rule, changed)


def everywhere(policy: Policy, old: Node, new: Node) -> Policy:
    """The policy with one part for another in all its rules."""
    changed = with_rules(policy, *(_rewired(rule, old, new) for rule in policy.rules))
    assert changed != policy, f"{old!r} is not part of {policy!r}"
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
    assert len(others) + 2 == len(_parts(rule)), f"{part!r} is not part of {rule!r}"
    return with_rule(policy, rule, when=first.and_(*others))


def any_of(policy: Policy, rule: Rule) -> Policy:
    """The policy with a rule that holds where one of its conditions does: `|` for `&`."""
    return with_rule(policy, rule, when=AnyOf(_parts(rule)))


# -- the wrong policies

ART, BUSINESS, DOS = policies.art_of_follow_up, policies.business_etiquette, policies.dos_and_donts
NOTES, PRO, OURS = policies.review_your_notes, policies.pro_tips, policies.recommended

art_wait = later_of(art.week_over, art.expected_by)
our_attempt = latest_attempt(FOLLOW_UPS, counted=ours.attempts_counted)
their_contact = latest_attempt(UNPROMPTED, counted=dos.attempts_counted)
INFORMATION: Final = ActionKind.ADDITIONAL_INFORMATION
first, middle, final = map(stage, Stage)


def _set(name: str, policy: Policy, shows_in: Shows = "stance", **given: int | Fixed) -> Wrong:
    """A policy with one quantity of another value."""
    ((quantity, value),) = given.items()
    change = f"`{quantity}` is {value!r}, not {policy.quantities[quantity].value}"
    return Wrong(name, policy, policy.with_(**given), change, shows_in)


def _read(name: str, policy: Policy, **given: str) -> Wrong:
    """A policy with one choice read otherwise."""
    ((choice, word),) = given.items()
    return Wrong(name, policy, policy.with_(**given), f"`{choice}` is `{word}`")


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
    _set("notes-shunned-date-of-six-days", NOTES, "advice", shunned_date=6),
    _set("pro-wait-of-six-days", PRO, wait_past_promise=6),
    _set("recommended-wait-of-six-days", OURS, least_wait=6),
    _set("recommended-thanks-late-after-23-hours", OURS, "advice", thank_within=23),
    *_each(
        "a wait that is an hour or a second short",
        shifted,
        ("art-week-an-hour-short", ART, ART["give-it-a-week"], art_wait, -HOUR),
        ("business-gap-a-second-short", BUSINESS, BUSINESS["a-week-between-enquiries"], business.next_attempt, -SECOND),
        ("notes-promise-a-second-short", NOTES, NOTES["not-before-they-said"], promise_passed, -SECOND),
        ("recommended-gap-an-hour-short", OURS, OURS["a-week-between-enquiries"], ours.next_attempt, -HOUR),
    ),
    *_each(
        "hours for days, which a clock change tells apart",
        rewired,
        ("dos-gap-of-72-hours", DOS, DOS["leave-days-between-contacts"], dos.days_between, hours(72)),
        ("pro-wait-of-168-hours", PRO, PRO["wait-a-week-past-the-promise"], pro.wait_past_promise, hours(168)),
    ),
)

_BUSINESS_DAYS = (
    _set("art-silence-of-business-days", ART, silence_before_moving_on=business_days(14)),
    _set("business-wait-of-business-days", BUSINESS, wait_after_contact=business_days(7)),
    _set("dos-wait-of-business-days", DOS, few_days=business_days(3)),
    _set("notes-shunned-business-day", NOTES, "advice", shunned_date=business_days(7)),
    _set("pro-wait-of-business-days", PRO, wait_past_promise=business_days(7)),
    _set("recommended-gap-of-business-days", OURS, days_between=business_days(7)),
)

# `<` for `<=`, or the other way round
_BOUNDARIES = (
    *_each(
        "one instant more or less",
        shifted,
        (
            "art-thanks-at-48-hours",
            ART,
            ART["thank-within-two-days"],
            interview_with_addressee + art.thank_within,
            TICK,
        ),
        ("business-week-with-its-end", BUSINESS, BUSINESS["give-it-a-week"], business.wait_over, TICK),
        ("dos-thanks-after-the-wait-is-over", DOS, DOS["the-first-contact-is-a-thank-you"], dos.wait, TICK),
        ("pro-week-with-its-end", PRO, PRO["wait-a-week-past-the-promise"], pro.week_past_promise, TICK),
    ),
    *_each(
        "one instant more or less, of what is only discouraged",
        shifted,
        ("notes-shunned-midnight", NOTES, NOTES["not-exactly-a-week-after"], date_of(notes.week_later) + days(1), TICK),
        ("notes-free-midnight", NOTES, NOTES["not-exactly-a-week-after"], date_of(notes.week_later), TICK),
        shows_in="advice",
    ),
    *_each(
        "what happens at the interview's very end does not count",
        rewired,
        (
            "dos-sent-at-the-interviews-end",
            DOS,
            DOS["nothing-before-the-thank-you"],
            not_before(latest_message(), interview_end),
            strictly_after(latest_message(), interview_end),
        ),
    ),
    *_each(
        "what was sent at the very instant of the change does not count",
        everywhere,
        (
            "recommended-notice-at-the-change",
            OURS,
            not_before(latest_message("change_notice"), change),
            strictly_after(latest_message("change_notice"), change),
        ),
    ),
    *_each(
        "a practice of exactly a week is too long",
        rewired,
        (
            "recommended-practice-below-a-week",
            OURS,
            OURS["ask-within-two-weeks"],
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
        ("art-linkedin-on-no-relation", ART, ART["linkedin-only-on-a-relation"]),
        ("business-no-applying", BUSINESS, BUSINESS["keep-applying"]),
        ("business-thanks-again", BUSINESS, BUSINESS["thank-every-interviewer-once"]),
        ("dos-grand-gesture", DOS, DOS["no-grand-gesture"]),
        ("recommended-despite-request", OURS, NOTES["obey-a-no-contact-request"]),
    ),
    *_each(
        "a rule dropped",
        without,
        ("pro-claim-without-proof", PRO, PRO["never-claim-an-offer-without-proof"]),
        ("business-before-the-invitation", BUSINESS, BUSINESS["wait-until-invited"]),
        ("recommended-reply-despite-request", OURS, OURS["no-reply-that-they-did-not-ask-for"]),
    ),
    *_each(
        "a rule dropped",
        without,
        ("notes-no-shunned-date", NOTES, NOTES["not-exactly-a-week-after"]),
        ("recommended-two-a-day", OURS, OURS["one-enquiry-a-day"]),
        shows_in="advice",
    ),
    *_each(
        "a rule dropped that forbids what is forbidden anyway, for nothing permits it",
        without,
        ("recommended-thanks-again", OURS, OURS["thank-every-interviewer-once"]),
        ("recommended-claim-without-proof", OURS, PRO["never-claim-an-offer-without-proof"]),
        shows_in="reasons",
    ),
)

_DOUBLED = _each(
    "a rule once more under another id",
    doubled,
    ("art-asking-doubled", ART, ART["then-ask-where-things-stand"]),
    ("business-week-doubled", BUSINESS, BUSINESS["give-it-a-week"]),
    ("dos-wait-doubled", DOS, DOS["wait-first"]),
    ("notes-promise-doubled", NOTES, NOTES["not-before-they-said"]),
    ("pro-thanks-doubled", PRO, PRO["thank-the-next-day"]),
    ("recommended-gap-doubled", OURS, OURS["a-week-between-attempts"]),
    shows_in="reasons",
)

_SWAPPED = _each(
    "two rules in each other's place",
    swapped,
    ("art-week-before-question", ART, ART["no-question-at-that-point"], ART["give-it-a-week"]),
    ("business-gap-before-week", BUSINESS, BUSINESS["give-it-a-week"], BUSINESS["a-week-between-enquiries"]),
    ("dos-thanks-before-wait", DOS, DOS["wait-first"], DOS["nothing-before-the-thank-you"]),
    ("notes-advice-before-leave", NOTES, NOTES["by-email-or-voicemail"], NOTES["then-ask-by-email-or-voicemail"]),
    ("pro-note-before-asking", PRO, PRO["then-one-may-ask"], PRO["then-send-the-status-note"]),
    ("recommended-gap-before-week", OURS, OURS["give-it-a-week"], OURS["a-week-between-enquiries"]),
    shows_in="reasons",
)

_CHANNELS = (
    *_each(
        "a channel missing",
        on,
        ("art-voicemail-where-unwelcome", ART, ART["voice-only-where-welcome"], messages(by="phone")),
        ("dos-no-thanks-by-post", DOS, DOS["the-first-contact-is-a-thank-you"], messages("thank_you", by="email")),
        (
            "dos-thanks-by-text-message",
            DOS,
            DOS["no-thank-you-by-other-means"],
            messages("thank_you", by=["linkedin", "phone", "voicemail"]),
        ),
        ("pro-no-asking-by-phone", PRO, PRO["then-one-may-ask"], messages("status_inquiry", by=["email", "voicemail"])),
        ("pro-phone-only", PRO, PRO["no-voice-after-an-email"], messages(by="phone")),
    ),
    *_each(
        "another channel",
        on,
        (
            "business-phone-for-voicemail",
            BUSINESS,
            BUSINESS["then-another-may-follow"],
            messages(*ENQUIRIES, by=["email", "phone"]),
        ),
        ("notes-email-for-post", NOTES, NOTES["by-post-where-it-suits"], messages(*ENQUIRIES, by="email")),
    ),
    *_each(
        "another channel",
        rewired,
        ("recommended-post-for-email", OURS, OURS["leave-the-door-open"], goes_by("email"), goes_by("post")),
    ),
    *_each(
        "any channel for email",
        rewired,
        (
            "recommended-voice-on-top-of-anything",
            OURS,
            OURS["no-voice-on-top-of-an-email"],
            latest_unanswered(FOLLOW_UPS, by="email"),
            latest_unanswered(FOLLOW_UPS),
        ),
    ),
)

_BUT_INFORMATION = FOLLOW_UPS - {INFORMATION}
_KINDS = (
    *_each(
        "another kind",
        on,
        ("art-status-for-timeline", ART, ART["do-not-ask-what-was-announced"], messages("status_inquiry")),
        ("dos-thanks-for-courtesy", DOS, DOS["leave-the-door-open"], messages("thank_you")),
        ("recommended-courtesy-for-feedback", OURS, OURS["ask-for-feedback"], messages("courtesy_note")),
    ),
    *_each(
        "a kind missing, or one too many",
        on,
        ("notes-no-contact-policy", NOTES, NOTES["take-notes-and-ask"], acts("take_notes", "ask_preferred_channel")),
        ("pro-any-enquiry", PRO, PRO["then-one-may-ask"], messages(*ENQUIRIES, by=["email", "phone", "voicemail"])),
    ),
    *_each(
        "another kind",
        on,
        (
            "business-timeline-for-status",
            BUSINESS,
            BUSINESS["then-ask-for-their-plans"],
            messages("timeline_inquiry", by=["email", "voicemail"]),
        ),
        shows_in="advice",
    ),
    *_each(
        "a kind that does not count",
        everywhere,
        (
            "dos-thanks-not-counted",
            DOS,
            their_contact,
            attrs.evolve(their_contact, kinds=UNPROMPTED - {ActionKind.THANK_YOU}),
        ),
        ("recommended-information-not-counted", OURS, our_attempt, attrs.evolve(our_attempt, kinds=_BUT_INFORMATION)),
    ),
    *_each(
        "replies count",
        everywhere,
        ("dos-replies-counted", DOS, their_contact, attrs.evolve(their_contact, kinds=MESSAGES)),
        ("recommended-replies-counted", OURS, our_attempt, attrs.evolve(our_attempt, kinds=FOLLOW_UPS | {"reply"})),
    ),
)

_EXCEPTIONS = (
    *_each(
        "an exception gone",
        lost,
        ("art-voice-though-preferred", ART, ART["voice-only-where-welcome"], ~art.on_the_preferred_channel),
        ("art-voice-though-invited", ART, ART["voice-only-where-welcome"], ~invited_by_channel),
        ("dos-gap-within-a-step", DOS, DOS["leave-days-between-contacts"], ~dos.same_contact),
        ("notes-asking-though-told", NOTES, NOTES["ask-when-not-told"], ~promise_stands),
        ("pro-voice-though-preferred", PRO, PRO["no-voice-after-an-email"], ~on_preferred_channel),
        ("recommended-linkedin-though-preferred", OURS, OURS["linkedin-only-on-a-relation"], ~on_preferred_channel),
        ("recommended-gap-though-invited", OURS, OURS["a-week-between-enquiries"], ~invited),
        ("notes-promise-though-invited", NOTES, NOTES["no-enquiry-before-they-said"], ~invited),
        (
            "recommended-preference-before-invitation",
            OURS,
            OURS["ask-by-the-preferred-channel"],
            ~ours.invited_by_it_or_covered,
        ),
    ),
    *_each(
        "`but` gone",
        on,
        ("art-wait-with-thanks", ART, ART["wait-for-the-stated-date"], messages()),
        ("dos-wait-with-courtesy", DOS, DOS["wait-first"], messages()),
    ),
    *_each(
        "`done_when` gone",
        partial(with_rule, done_when=never),
        ("business-asking-again", BUSINESS, BUSINESS["in-the-interview"]),
        ("notes-asking-again", NOTES, NOTES["take-notes-and-ask"]),
        ("recommended-asking-again", OURS, OURS["ask-for-the-response-date"]),
        shows_in="advice",
    ),
)

_PENDING = (
    *_each(
        "`pending` gone",
        lost,
        ("dos-asking-though-over", DOS, DOS["then-one-may-ask"], pending),
        ("notes-promise-though-over", NOTES, NOTES["not-before-they-said"], pending),
        ("pro-wait-though-over", PRO, PRO["wait-a-week-past-the-promise"], pending),
        ("art-more-though-over", ART, ART["send-further-information"], pending),
    ),
    *_each(
        "`pending` gone",
        rewired,
        ("recommended-withdrawing-though-over", OURS, OURS["tell-them-that-you-withdraw"], pending, always),
    ),
    *_each(
        "`pending` gone",
        lost,
        ("recommended-thanks-though-over", OURS, OURS["the-follow-up-carries-the-thanks"], pending),
        shows_in="advice",
    ),
    *_each(
        "`pending` gone from what is forbidden anyway, for nothing permits it",
        lost,
        ("recommended-week-though-over", OURS, OURS["give-it-a-week"], pending),
        shows_in="reasons",
    ),
)

_CONNECTIVES = (
    *_each(
        "`|` for `&`",
        any_of,
        ("art-unwelcome-or-not-preferred", ART, ART["voice-only-where-welcome"]),
        ("business-pending-or-three-attempts", BUSINESS, BUSINESS["three-attempts-then-stop"]),
        ("dos-pending-or-nothing-sent", DOS, DOS["nothing-before-the-thank-you"]),
        ("notes-interview-or-no-promise", NOTES, NOTES["ask-when-not-told"]),
        ("pro-pending-or-change", PRO, PRO["tell-of-a-notable-change"]),
        ("recommended-pending-or-interview-ahead", OURS, OURS["not-before-a-further-interview"]),
    ),
    *_each(
        "`&` for `|`",
        everywhere,
        (
            "recommended-nothing-counts",
            OURS,
            our_attempt,
            attrs.evolve(our_attempt, kinds=()),
        ),
    ),
)

_NEGATIONS = (
    *_each(
        "`~` lost",
        not_negated,
        ("art-voice-where-unwelcome", ART, ART["voice-only-where-welcome"], fact("calls_welcome")),
        ("business-thanks-to-the-thanked", BUSINESS, BUSINESS["thank-every-interviewer"], addressee_thanked),
        ("dos-gap-for-a-step", DOS, DOS["leave-days-between-contacts"], dos.same_contact),
        ("notes-asking-when-told", NOTES, NOTES["ask-when-not-told"], promise_stands),
        ("pro-no-claim-with-proof", PRO, PRO["never-claim-an-offer-without-proof"], exists(solid_offer)),
        ("recommended-week-where-promised", OURS, OURS["give-it-a-week"], promise_stands),
    ),
    *_each(
        "`~` lost",
        not_negated,
        ("pro-note-on-top-of-a-note", PRO, PRO["then-send-the-status-note"], unanswered(ENQUIRIES)),
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
        ("recommended-week-of-the-interview", OURS, OURS["give-it-a-week"], last_sign_of_life, interview_end),
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
        ("art-silence-after-an-answer", ART, ART["move-on"], latest_unanswered(ENQUIRIES), latest_message(ENQUIRIES)),
        (
            "business-thanks-after-another-interview",
            BUSINESS,
            BUSINESS["thank-every-interviewer"],
            interview_with_addressee,
            interview_end,
        ),
        ("notes-reviewed-since-the-interview", NOTES, NOTES["review-the-notes"], notes.word, interview_end),
        (
            "recommended-gap-after-an-answer",
            OURS,
            OURS["a-week-between-attempts"],
            our_attempt,
            latest_message(FOLLOW_UPS),
        ),
    ),
    *_each(
        "compared with another moment, or with none",
        rewired,
        (
            "dos-something-sent-since-their-word",
            DOS,
            DOS["then-one-may-ask"],
            not_before(latest_message(), interview_end),
            not_before(latest_message(), last_sign_of_life),
        ),
        (
            "pro-feedback-on-an-earlier-rejection",
            PRO,
            PRO["ask-for-feedback"],
            rejected,
            exists(rejection),
        ),
    ),
    *_each(
        "the longer for the first that there is, or the other way round",
        everywhere,
        ("art-slower-of-practice-and-trade", ART, art.expected, longer_of(*art.expected.parts)),
        (
            "recommended-ready-by-the-later",
            OURS,
            first_existing(ours.week_past_promise, ours.wait_over),
            later_of(ours.week_past_promise, ours.wait_over),
        ),
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
    ("art-calls-guessed-welcome", ART, ART["voice-only-where-welcome"], fact("calls_welcome"), True),
    ("art-no-relation-guessed", ART, ART["linkedin-only-on-a-relation"], fact("linkedin_relation"), False),
    ("notes-post-guessed-to-suit", NOTES, NOTES["by-post-where-it-suits"], fact("post_suits_role"), True),
    ("pro-feeling-guessed-bad", PRO, PRO["ask-for-feedback"], fact("felt_very_good"), False),
    ("recommended-no-post-guessed", OURS, OURS["post-only-where-it-suits"], fact("post_suits_role"), False),
    ("recommended-practice-guessed-long", OURS, OURS["give-it-a-week"], before(ours.wait_over), True),
)

_PRESUMED = (
    *_each(
        "what is not declared is taken as true",
        presumed,
        ("art-calls-presumed-welcome", ART, ART["voice-only-where-welcome"], "calls_welcome"),
        ("notes-post-presumed-to-suit", NOTES, NOTES["by-post-where-it-suits"], "post_suits_role"),
        ("pro-feeling-presumed-good", PRO, PRO["ask-for-feedback"], "felt_very_good"),
        ("recommended-later-rounds-presumed", OURS, OURS["not-in-an-early-round"], "later_rounds_running"),
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
        ("art-middle-for-first", ART, ART["wait-for-the-end-of-the-process"], first, middle),
        (
            "notes-calls-for-post",
            NOTES,
            NOTES["by-post-where-it-suits"],
            fact("post_suits_role"),
            fact("calls_welcome"),
        ),
        ("pro-talk-for-feeling", PRO, PRO["ask-for-feedback"], fact("felt_very_good"), fact("engaging_conversation")),
        ("recommended-final-for-first", OURS, OURS["not-in-an-early-round"], first, final),
        ("recommended-first-for-final", OURS, OURS["show-interest-promptly"], final, first),
    ),
    *_each(
        "what is declared, whatever the interview's own stage is",
        everywhere,
        ("recommended-declared-stage", OURS, first, fact("stage", "first")),
        ("art-declared-stage", ART, final, fact("stage", "final")),
    ),
    *_each(
        "another fact",
        rewired,
        (
            "art-feeling-for-talk",
            ART,
            ART["voice-early-only-after-a-good-talk"],
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
        ("art-once-and-no-more", ART, ART["once-is-enough"]),
        ("notes-margin-forced", NOTES, NOTES["give-them-a-margin"]),
        ("recommended-one-a-day-forced", OURS, OURS["one-message-a-day"]),
    ),
    *_each(
        "discourages, and should forbid",
        partial(with_rule, effect=Effect.DISCOURAGE),
        ("dos-gesture-discouraged", DOS, DOS["no-grand-gesture"]),
    ),
    *_each(
        "permits, and should recommend",
        partial(with_rule, effect=Effect.PERMIT),
        ("business-applying-permitted", BUSINESS, BUSINESS["keep-applying"]),
        ("recommended-thanks-permitted", OURS, OURS["thank-every-interviewer"]),
        shows_in="advice",
    ),
    *_each(
        "recommends, and should permit",
        partial(with_rule, effect=Effect.RECOMMEND),
        ("art-thanks-urged", ART, ART["thank-within-two-days"]),
        shows_in="advice",
    ),
)

_DATES = (
    _set("art-late-after-three-weeks", ART, "advice", late_after=21),
    _set("business-due-after-eleven-days", BUSINESS, "advice", due_after_contact=11),
    _set("notes-margin-of-four-days", NOTES, "advice", few_days=4),
    _set("pro-thanks-late-a-day-later", PRO, "advice", thank_you_late=3),
    *_each(
        "due later",
        partial(with_rule, due=Shifted(dos.wait, 24 * HOUR)),
        ("dos-thanks-due-a-day-later", DOS, DOS["the-first-contact-is-a-thank-you"]),
        shows_in="advice",
    ),
    *_each(
        "due since another moment",
        partial(with_rule, due=latest_event(CompetingOffer)),
        ("pro-due-by-any-offer", PRO, PRO["tell-of-a-competing-offer"]),
        shows_in="dates",
    ),
    *_each(
        "`due` gone: it falls due anew whenever it is allowed again",
        partial(with_rule, due=None),
        ("business-no-due-in-the-interview", BUSINESS, BUSINESS["in-the-interview"]),
        ("dos-no-due-for-thanks", DOS, DOS["the-first-contact-is-a-thank-you"]),
        ("recommended-no-due-for-asking", OURS, OURS["then-ask-past-the-promise"]),
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
        "the preferred channel does not stand for email any more",
        everywhere,
        ("art-no-stand-in", ART, art.by_email, goes_by("email")),
    ),
    *_each(
        "the preferred channel does not stand for email any more, where it is permitted all the same",
        everywhere,
        ("recommended-no-stand-in", OURS, ours.by_email, goes_by("email") & ~preference_stated),
        shows_in="advice",
    ),
    *_each(
        "the preferred channel stands for email",
        lambda policy, rule: with_rule(
            policy, rule, on=messages(*rule.on.kinds), when=rule.when & (goes_by("email") | on_preferred_channel)
        ),
        ("pro-stand-in", PRO, PRO["tell-of-a-notable-change"]),
    ),
)

_SECOND_EDITION = (
    _read("business-days-by-the-date", BUSINESS, days_counted="by_the_date"),
    _read("recommended-days-by-the-clock", OURS, days_counted="by_the_clock"),
    _read("business-attempts-in-all", BUSINESS, attempts_counted="in_all"),
    _read("recommended-attempts-in-all", OURS, attempts_counted="in_all"),
    *_each(
        "an invitation, proof that is not in writing, an absence or an answer forgotten",
        everywhere,
        ("dos-no-invitation", DOS, while_pending(invitation_opens), while_pending(promise_passed)),
        ("pro-written-proof-only", PRO, solid_offer, LatestEvent((CompetingOffer, "written"), "solid_offer")),
    ),
    *_each(
        "an answer forgotten",
        everywhere,
        ("recommended-owing-though-answered", OURS, open_question, latest_question),
        shows_in="advice",
    ),
)

# what the first edition of the kit missed
_ONCE_MISSED = (
    *_each(
        "the promised date begins in UTC",
        everywhere,
        ("pro-promise-in-utc", PRO, promised_date, InUtc(promised_date)),
        ("notes-promise-in-utc", NOTES, promise_passed, InUtc(promise_passed)),
        ("recommended-promise-in-utc", OURS, promised_date, InUtc(promised_date)),
    ),
    *_each(
        "a request made during an interview ends with it",
        everywhere,
        (
            "notes-request-in-the-interview",
            NOTES,
            no_contact_requested,
            no_contact_requested & not_before(no_contact_request, interview_end),
        ),
    ),
    *_each(
        "not yet at the very instant of the rejection",
        everywhere,
        ("pro-feedback-after-the-rejection", PRO, rejected, rejected & since(Shifted(rejection, TICK))),
        ("recommended-feedback-after-the-rejection", OURS, rejected, rejected & since(Shifted(rejection, TICK))),
    ),
    *_each(
        "an interview that lies ahead is forgotten",
        everywhere,
        ("recommended-moving-on-with-an-interview-ahead", OURS, interview_ahead, never),
    ),
)

_BORROWED = (
    *_each(
        "another document's rule in place of one's own",
        borrowed,
        ("art-thanks-of-pro-tips", ART, ART["thank-within-two-days"], PRO["thank-the-next-day"]),
        ("business-gap-of-dos", BUSINESS, BUSINESS["a-week-between-enquiries"], DOS["leave-days-between-contacts"]),
        ("dos-last-word-of-recommended", DOS, DOS["leave-the-door-open"], OURS["leave-the-door-open"]),
        ("notes-promise-of-pro-tips", NOTES, NOTES["no-enquiry-before-they-said"], PRO["wait-a-week-past-the-promise"]),
        ("recommended-gap-of-dos", OURS, OURS["a-week-between-enquiries"], DOS["leave-days-between-contacts"]),
    ),
    *_each(
        "another document's rule in place of one's own",
        borrowed,
        ("pro-thanks-of-business", PRO, PRO["thank-the-next-day"], BUSINESS["thank-every-interviewer"]),
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
    *_SECOND_EDITION,
    *_ONCE_MISSED,
    *_BORROWED,
)
