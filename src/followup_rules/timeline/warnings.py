"""What is legal on a timeline and probably a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
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
    people = dict.fromkeys(name for interview in interviews.values() for name in interview.interviewers)
    first_end = min((interview.ends_us for interview in interviews.values()), default=None)
    for number, event in enumerate(events):
        if isinstance(event, MessageSent):
            for place, name in enumerate(event.to if people else ()):
                if name not in people:
                    nearest = get_close_matches(name, people, n=1, cutoff=0.3) or [*people][:1]
                    what = f"no interview names {shown(name)}; did you mean {shown(nearest[0])}?"
                    yield Fault(f"$.events[{number}].to[{place}]", what, "unlikely")
            if event.kind is ActionKind.THANK_YOU and (first_end is None or event.at_us < first_end):
                yield Fault(
                    f"$.events[{number}].at", "this thank-you was sent before any interview had ended", "unlikely"
                )
    for where, interview in interviews.items():
        for event in events if interview.ends_us > now_us else ():
            said = _ENDINGS.get(type(event))
            if said and event.begins_us >= (interview.arranged_us or instants.FIRST):
                on = shown(instants.iso(event.begins_us, zone))
                what = f"this interview still lies ahead, although {said} at {on}; if it will not take place, say so"
                yield Fault(where, f"{what} with `cancelled`", "unlikely")
                break
    for (_, one), (where, other) in combinations(interviews.items(), 2):
        both = sorted(set(one.interviewers) & set(other.interviewers))
        if both and one.begins_us < other.ends_us and other.begins_us < one.ends_us:
            yield Fault(where, f"this interview overlaps with another one that names {shown(both[0])} too", "unlikely")
