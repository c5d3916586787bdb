"""Words for a person: kinds of action, channels, people, events, instants and values of facts.

This is the one place that spells them. How an answer is laid out is up to `display`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias
from unicodedata import category

from followup_rules.temporal.instants import Zone
from followup_rules.timeline.events import (
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    Evidence,
    FollowUpInvited,
    Interview,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    PreferenceSource,
    ProcessCompleted,
    PromiseWithdrawn,
    Rejected,
    ResponsePromised,
    SituationChanged,
    Withdrawn,
)
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, ActionKind, Channel

_KINDS: Final = {
    ActionKind.THANK_YOU: "thank-you",
    ActionKind.ASK_RESPONSE_DATE: "ask for the response date",
    ActionKind.ASK_FOLLOW_UP_PERMISSION: "ask for permission to follow up",
    ActionKind.ASK_PREFERRED_CHANNEL: "ask for the preferred channel",
    ActionKind.ASK_CONTACT_POLICY: "ask for the contact policy",
    ActionKind.REVIEW_NOTES: "review the notes",
}
_CHANNELS: Final = {Channel.LINKEDIN: "LinkedIn"}
# they shape letters, in Persian and in the scripts of India, and control nothing
_JOINERS: Final = "\u200c\u200d"

_MOST_VALUES: Final = 6

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Subject: TypeAlias = tuple[ActionKind, str | None]


def printable(text: str) -> str:
    r"""
    Text as it may be shown: on one line, and what would steer a terminal or cannot stand in XML written as an escape.

    >>> printable("Ann\x1b[2J")
    'Ann\\x1b[2J'
    """
    return "".join(map(_printable, text))


def _printable(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS:
        return letter
    # a space that keeps words together, or is narrower, is a space all the same
    return " " if category(letter) == "Zs" else letter.encode("unicode_escape").decode()


# -- what, and by which means


def kind_words(kind: ActionKind) -> str:
    """
    The kind of an action.

    >>> kind_words(ActionKind.THANK_YOU)
    'thank-you'
    """
    return _KINDS.get(kind, kind.replace("_", " "))


def channel_words(channel: Channel) -> str:
    """The channel, without its "by"."""
    return _CHANNELS.get(channel, channel.replace("_", " "))


def what(subjects: Iterable[Subject]) -> str:
    """
    Kinds of actions, those to several people together.

    >>> what([(ActionKind.THANK_YOU, "Dana Wu"), (ActionKind.THANK_YOU, "Tomasz Żuk"), (ActionKind.GIFT, None)])
    'thank-you to Dana Wu and Tomasz Żuk, gift'
    """
    people: dict[ActionKind, list[str]] = {}
    for kind, to in subjects:
        people.setdefault(kind, []).extend([] if to is None else [printable(to)])
    return ", ".join(
        kind_words(kind) + (f" to {listed(names, 'and')}" if names else "") for kind, names in people.items()
    )


def how(channels: Sequence[Channel]) -> str:
    """
    The channels of an action; nothing for an act alone.

    >>> how([Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN])
    'by email, phone or LinkedIn'
    """
    words = [channel_words(channel) for channel in channels]
    if words in (["none"], ["in person"]):
        return "" if words == ["none"] else "in person"
    return f"by {'any channel' if len(words) == len(MESSAGE_CHANNELS) else listed(words, 'or')}"


def listed(words: Sequence[str], last: str) -> str:
    """
    Words as a list in a sentence.

    >>> listed(["email", "phone", "post"], "or")
    'email, phone or post'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


# -- instants


def readable(instant: int, zone: Zone) -> str:
    """
    An instant for a person: weekday, date and, unless it is midnight, the local time.

    >>> from followup_rules.temporal import instants
    >>> readable(instants.micros("2025-10-24T10:30:00+01:00"), instants.zone("Europe/London"))
    'Fri 24 Oct 2025, 10:30'
    """
    local = zone.local(instant)
    # not by `strftime`: the words must not depend on the machine's locale
    day = f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"
    if local.second or local.microsecond:
        return f"{day}, {local.time().isoformat()}"
    return day if instant == zone.midnight(local.toordinal()) else f"{day}, {local.hour:02}:{local.minute:02}"


# -- events

_EVIDENCE: Final = {
    Evidence.WRITTEN: "in writing",
    Evidence.OTHER_PROOF: "with proof",
    Evidence.ORAL: "by word of mouth",
    Evidence.NONE: "without proof",
}


def _interview(event: Interview, _: Zone) -> str:
    cancelled = ", cancelled" if event.cancelled_us is not None else ""
    return f"an interview{_people(' with', event.interviewers)}{cancelled}"


def _promised(event: ResponsePromised, zone: Zone) -> str:
    if event.within is not None:
        return f"within {event.within}"
    return f"by {_day_or_instant(event.reached(zone), zone)}"


def _day_or_instant(value: int | date, zone: Zone) -> str:
    return readable(value if isinstance(value, int) else zone.midnight(value.toordinal()), zone)


def _invitation(event: FollowUpInvited, zone: Zone) -> str:
    by = "" if event.channel is None else f" {how([event.channel])}"
    return f"ask{by} from {readable(event.opens_us(zone), zone)} on"


def _message(event: MessageSent, _: Zone) -> str:
    lost = "" if event.arrived else ", which did not arrive"
    return f"{kind_words(event.kind)}{_people(' to', event.to)} {how([event.channel])}{lost}"


def _reply(event: EmployerReplied, zone: Zone) -> str:
    if event.away_until is not None:
        return f"an automatic reply from them: away until {_day_or_instant(event.away_until, zone)}"
    kind = "a reply from them" if event.substantive else "an automatic reply from them"
    return f"{kind} that asks you something" if event.asks else kind


def _preference(event: ChannelPreferred, _: Zone) -> str:
    wish = f"their wish to be contacted by {channel_words(event.channel)}"
    return f"{wish}, in the posting" if event.source is PreferenceSource.POSTING else wish


def _preference_label(event: ChannelPreferred, _: Zone) -> str:
    by = "in the posting" if event.source is PreferenceSource.POSTING else "by the interviewer"
    return f"{channel_words(event.channel)} preferred {by}"


Spelled: TypeAlias = str | Callable[[Any, Zone], str]

# each class of event: as a noun in a sentence, and as the label of its mark in a picture
EVENT_WORDS: Final[Mapping[type[Event], tuple[Spelled, Spelled]]] = {
    Interview: (_interview, lambda event, zone: _interview(event, zone).removeprefix("an ")),
    ResponsePromised: (
        lambda event, zone: f"a promise to answer {_promised(event, zone)}",
        lambda event, zone: f"answer promised {_promised(event, zone)}",
    ),
    PromiseWithdrawn: ("their word that the date they named no longer holds", "date taken back"),
    FollowUpInvited: (
        lambda event, zone: f"their invitation to {_invitation(event, zone)}",
        lambda event, zone: f"invited: {_invitation(event, zone)}",
    ),
    MessageSent: (lambda event, zone: f"your {_message(event, zone)}", _message),
    EmployerReplied: (
        _reply,
        lambda event, zone: _reply(event, zone).removeprefix("a ").removeprefix("an ").replace(" from them", ""),
    ),
    NoContactRequested: ("their request not to be contacted", "no contact, please"),
    NoContactLifted: ("their word that contact is welcome again", "contact welcome again"),
    ChannelPreferred: (_preference, _preference_label),
    CompetingOffer: (
        lambda event, _: f"another offer {_EVIDENCE[event.evidence]}",
        lambda event, _: f"competing offer {_EVIDENCE[event.evidence]}",
    ),
    SituationChanged: ("a notable change on your side", "situation changed"),
    Rejected: ("a rejection", "rejected"),
    OfferReceived: ("an offer from them", "offer received"),
    Withdrawn: ("your withdrawal", "withdrew"),
    ProcessCompleted: ("the end of their process", "process completed"),
    ActionTaken: (
        lambda event, _: f"this, done by you: {what([(event.kind, None)])}",
        lambda event, _: f"done: {kind_words(event.kind)}",
    ),
}


def happening(event: Event, zone: Zone) -> str:
    """
    An event as a noun; its instant is left out.

    >>> from followup_rules.temporal import instants
    >>> happening(EmployerReplied("2025-10-20T09:00:00Z"), instants.zone("UTC"))
    'a reply from them'
    """
    return _spelled(EVENT_WORDS[type(event)][0], event, zone)


def event_label(event: Event, zone: Zone) -> str:
    """An event as the label of its mark in a picture: a promise with its date, any other event without its instant."""
    return _spelled(EVENT_WORDS[type(event)][1], event, zone)


def _spelled(words: Spelled, event: Event, zone: Zone) -> str:
    return words if isinstance(words, str) else words(event, zone)


def _people(before: str, names: tuple[str, ...]) -> str:
    return f"{before} {listed([*map(printable, names)], 'and')}" if names else ""


# -- values of facts


def value_words(values: Iterable[Any]) -> str:
    """
    Values in plain form, numbers that follow each other as a range.

    >>> value_words([8, 9, 10]), value_words([True]), value_words([["technology"], ["retail"]])
    ('8 to 10', 'true', 'technology or retail')
    """
    given = [*values]
    if all(type(value) is int for value in given) and len(given) > 1 and given == [*range(given[0], given[-1] + 1)]:
        return f"{given[0]} to {given[-1]}"
    words = [_value(value) for value in given]
    if len(words) > _MOST_VALUES:
        words = [*words[:_MOST_VALUES], f"{len(words) - _MOST_VALUES} more"]
    return listed(words, "or")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(day, str) and day[:1].isdigit() for day in value):  # a period of dates
            return value[0] if value[0] == value[1] else f"{value[0]} to {value[1]}"
        return " and ".join(map(_value, value)) or "none"
    return f"{value}".replace("_", " ")
