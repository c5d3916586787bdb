"""Events as nouns, for sentences on what is assumed, or what would change a ruling."""

from __future__ import annotations

from typing import Final

from followup_rules.display.words import channel_words, how, kind_words, listed, printable, what
from followup_rules.rules.sentences import readable
from followup_rules.temporal.instants import Zone
from followup_rules.timeline.events import (
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    Event,
    Evidence,
    Interview,
    MessageSent,
    PreferenceSource,
    ResponsePromised,
)

__all__ = ["happening", "instant_of"]

_PLAIN: Final = {
    "no_contact_requested": "their request not to be contacted",
    "no_contact_lifted": "their word that contact is welcome again",
    "situation_changed": "a notable change on your side",
    "rejected": "a rejection",
    "offer_received": "an offer from them",
    "withdrawn": "your withdrawal",
    "process_completed": "the end of their process",
}
_EVIDENCE: Final = {
    Evidence.WRITTEN: "in writing",
    Evidence.ORAL: "by word of mouth",
    Evidence.NONE: "without proof",
}


def happening(event: Event, zone: Zone) -> str:
    """
    An event as a noun; its instant is left out.

    >>> from followup_rules.temporal import instants
    >>> happening(EmployerReplied("2025-10-20T09:00:00Z"), instants.zone("UTC"))
    'a reply from them'
    """
    match event:
        case Interview():
            return f"an interview{_people(' with', event.interviewers)}"
        case ResponsePromised():
            by = (
                event.by_us_or_date
                if isinstance(event.by_us_or_date, int)
                else zone.midnight(event.by_us_or_date.toordinal())
            )
            return f"a promise to answer by {readable(by, zone)}"
        case MessageSent():
            return f"your {kind_words(event.kind)}{_people(' to', event.to)} {how([event.channel])}"
        case EmployerReplied():
            return "a reply from them" if event.substantive else "an automatic reply from them"
        case ChannelPreferred():
            wish = f"their wish to be contacted by {channel_words(event.channel)}"
            return f"{wish}, in the posting" if event.source is PreferenceSource.POSTING else wish
        case CompetingOffer():
            return f"another offer {_EVIDENCE[event.evidence]}"
        case ActionTaken():
            return f"this, done by you: {what([(event.kind, None)])}"
        case _:
            return _PLAIN[event.type]


def instant_of(event: Event) -> int:
    """When it happens; an interview when it begins."""
    at: int = event.begins_us if isinstance(event, Interview) else event.at_us  # type: ignore[attr-defined]  # every other event has one
    return at


def _people(before: str, names: tuple[str, ...]) -> str:
    return f"{before} {listed([*map(printable, names)], 'and')}" if names else ""
