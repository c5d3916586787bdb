"""What is legal on a timeline and probably a mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from followup_rules.errors import Fault, shown
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Zone
from followup_rules.timeline.events import Event, Interview, MessageSent, OfferReceived, Rejected, Withdrawn
from followup_rules.timeline.vocabulary import ActionKind

_ENDINGS: dict[type[Event], str] = {
    Rejected: "they said no",
    OfferReceived: "they made an offer",
    Withdrawn: "you withdrew",
}


def warnings_of(events: Sequence[Event], now_us: int, zone: Zone) -> Iterator[Fault]:
    """Each thing that is probably a mistake, with its place."""
    interviews = {
        f"$.events[{number}]": event
        for number, event in enumerate(events)
        if isinstance(event, Interview) and event.cancelled_us is None
    }
    yield from _messages(events, interviews.values())
    yield from _interviews_ahead(events, interviews, now_us, zone)
    yield from _overlaps(interviews)


def _messages(events: Sequence[Event], interviews: Collection[Interview]) -> Iterator[Fault]:
    """Messages to somebody whom no interview names, and thank-yous sent before any interview has ended."""
    people = dict.fromkeys(name for interview in interviews for name in interview.interviewers)
    first_end = min((interview.ends_us for interview in interviews), default=None)
    for number, event in enumerate(events):
        if not isinstance(event, MessageSent):
            continue
        for place, name in enumerate(event.to if people else ()):
            if name not in people:
                what = f"no interview names {shown(name)}; did you mean {shown(_nearest(name, [*people]))}?"
                yield Fault(f"$.events[{number}].to[{place}]", what, "unlikely")
        if event.kind is ActionKind.THANK_YOU and (first_end is None or event.at_us < first_end):
            yield Fault(f"$.events[{number}].at", "this thank-you was sent before any interview had ended", "unlikely")


def _nearest(name: str, people: Sequence[str]) -> str:
    """Whoever's name is nearest, or else the first of them."""
    # only a name that nobody has pays for the import
    from difflib import get_close_matches

    return (get_close_matches(name, people, n=1, cutoff=0.3) or people)[0]


def _interviews_ahead(
    events: Sequence[Event], interviews: Mapping[str, Interview], now_us: int, zone: Zone
) -> Iterator[Fault]:
    """Interviews that still lie ahead after something that ends the process."""
    for where, interview in interviews.items():
        if interview.ends_us <= now_us:
            continue
        endings = (one for one in events if type(one) in _ENDINGS and interview.is_known_at(one.begins_us))
        ending = next(endings, None)
        if ending is not None:
            said, on = _ENDINGS[type(ending)], shown(instants.iso(ending.begins_us, zone))
            what = f"this interview still lies ahead, although {said} at {on}; if it will not take place, say so"
            yield Fault(where, f"{what} with `cancelled`", "unlikely")


def _overlaps(interviews: Mapping[str, Interview]) -> Iterator[Fault]:
    """Interviews that overlap with an earlier one in the list and name the same person."""
    for (_, one), (where, other) in combinations(interviews.items(), 2):
        both = sorted(set(one.interviewers) & set(other.interviewers))
        if both and one.begins_us < other.ends_us and other.begins_us < one.ends_us:
            yield Fault(where, f"this interview overlaps with another one that names {shown(both[0])} too", "unlikely")
