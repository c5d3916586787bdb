"""Conditions in words, and what is lacking where a condition does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from followup_rules.rules import conditions, moments
from followup_rules.rules.choices import Choice, chosen
from followup_rules.rules.conditions import (
    NO,
    AllOf,
    AnyOf,
    Before,
    ChannelPreference,
    Condition,
    Exists,
    Fact,
    GoesBy,
    Not,
    Since,
    StageIs,
)
from followup_rules.rules.moments import Counted, Later, LatestMessage, Moment
from followup_rules.rules.node import Node
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import Action, Channel
from followup_rules.timeline.words import how, listed

# what it means that a condition holds, or that a moment has come
_SAYS: Final[Mapping[Node, str]] = {
    conditions.pending: "an answer is pending",
    conditions.promise_stands: "they have named a date",
    conditions.interview_on: "an interview is on",
    conditions.interview_ahead: "an interview lies ahead",
    conditions.no_contact_requested: "they asked not to be contacted",
    conditions.invitation_stands: "they have invited you to follow up",
    conditions.invited_by_channel: "they invited you to use this channel",
    conditions.covered_by_invitation: "they invited you to use this channel",
    conditions.rejected: "they have said no",
    conditions.withdrawn: "you have withdrawn",
    conditions.preference_stated: "they prefer some channel",
    conditions.met_at_the_latest_interview: "you met them at the latest interview",
    conditions.addressee_thanked: "you have thanked them",
    moments.interview_end: "an interview has ended",
    moments.interview_with_addressee: "you have met them",
    moments.rejection: "they have said no",
    moments.solid_offer: "you have another offer that you can prove",
    moments.change: "something important has changed for you",
    moments.withdrawal: "you have withdrawn",
    moments.latest_offer: "they have made you an offer",
    moments.process_completed: "their process is over",
    moments.promise_passed: "the date they named has passed",
    moments.invitation_opens: "they have invited you to follow up, and it is time",
    moments.open_question: "they have asked you something",
    moments.open_offer: "they have made you an offer",
}


def in_words(condition: Condition) -> str:
    """
    A condition as a clause; what has no words of its own is shown as it is written.

    >>> in_words(conditions.pending & conditions.fact("calls_welcome"))
    'an answer is pending and the employer welcomes calls'
    """
    match chosen(condition):
        case known if known in _SAYS:
            return _SAYS[known]
        case AllOf(parts):
            return listed([*map(in_words, parts)], "and")
        case AnyOf(parts):
            return listed([*map(in_words, parts)], "or")
        case Not(part):
            return f"it is not true that {in_words(part)}"
        case Since(moment):
            return _come(moment, "the wait is over")
        case Before(moment):
            return _come(moment, "it is not too late")
        case Exists(moment):
            return _come(moment, f"there is {moment!r}")
        case Fact(name, value):
            about = attrs.fields_dict(Facts)[name].metadata["doc"]
            return about if value is True else f"`{name}` is {str(value).replace('_', ' ')}"
        case StageIs(value):
            return f"the interview was of the {value} round"
        case GoesBy(channels):
            return f"it goes {how([channel for channel in Channel if channel in channels])}"
        case ChannelPreference():
            return "they prefer this channel"
        case other:
            return f"`{other!r}`"


def _come(moment: Moment, otherwise: str) -> str:
    known = chosen(moment)
    if isinstance(known, LatestMessage):
        return "you have sent such a message"
    return _SAYS.get(known, otherwise)


def lacking(condition: Condition, situation: Situation, action: Action, instant: int) -> tuple[Condition, ...]:
    """The fewest parts that would have to hold for the condition to hold; none if it may hold already."""
    if condition.truth(situation, action, instant) != NO:
        return ()
    if isinstance(condition, Choice):
        return lacking(condition.option, situation, action, instant)
    if isinstance(condition, AllOf | AnyOf):
        found = [lacking(part, situation, action, instant) for part in condition.parts]
        if isinstance(condition, AnyOf):
            return min(found, key=effort)
        return tuple(dict.fromkeys(part for parts in found for part in parts))
    return (condition,)


def asked_for(condition: Condition, situation: Situation, action: Action) -> Condition:
    """The condition; or, if there is nothing that it could count from, that there is such a thing."""
    if not isinstance(condition, Before | Since) or condition.moment.bounds(situation, action) is not None:
        return condition
    counts_from = chosen(condition.moment)
    while isinstance(counts_from, Counted | Later):
        counts_from = chosen(counts_from.moment)
    return Exists(counts_from)


def effort(parts: tuple[Condition, ...]) -> int:
    """How much it takes to make these hold: an action by another channel is another one, and what is over is over."""
    return sum(100 if isinstance(part, GoesBy) else 10 if isinstance(part, Before) else 1 for part in parts)
