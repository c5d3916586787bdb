"""What a person is told: a timeline in words, what a policy says of an action, and a test to paste."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from followup_rules.actions import Action
from followup_rules.evaluation import Ruling
from followup_rules.events import Event
from followup_rules.facts import UNKNOWN, Facts
from followup_rules.happenings import happening, instant_of
from followup_rules.instants import zone
from followup_rules.possible_facts import plain
from followup_rules.sentences import readable
from followup_rules.timeline import Timeline
from followup_rules.words import dates, how, value_words, what

__all__ = ["indented", "named", "said", "told"]


def told(timeline: Timeline) -> Iterator[str]:
    """The timeline in words, a line for each event in order of time, then the facts, then now."""
    place = zone(timeline.zone)
    events = sorted(timeline.known, key=lambda event: (instant_of(event), happening(event, place)))
    lines = [(readable(instant_of(event), place), _happened(event, timeline)) for event in events]
    now = (readable(timeline._now, place), f"now, in {timeline.zone}")
    width = max(len(when) for when, _ in (*lines, now))
    for when, words in (*lines, now):
        yield f"{when:{width}}  {words}"
    for name in attrs.fields_dict(Facts):
        value = getattr(timeline.facts, name)
        if value is not None:
            yield f"`{name}` is {'unknown' if value is UNKNOWN else value_words([plain(value)])}"


def _happened(event: Event, timeline: Timeline) -> str:
    return happening(event, zone(timeline.zone))


def named(action: Action) -> str:
    """The action as a subject: `status inquiry by email`."""
    return " ".join(filter(None, (what([(action.kind, action.to)]), how([action.channel]))))


def said(ruling: Ruling) -> Iterator[str]:
    """What a ruling says, and why: the rules that determine it, by id, with what they cite."""
    advice = f", {ruling.advice}" if ruling.advice else ""
    if ruling.stance == "undetermined":
        yield f"undetermined: {' or '.join(ruling.possible)}, by {', '.join(ruling.missing)}"
    else:
        yield f"{ruling.stance}{advice}"
    for reason in dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)):
        cites = f" [{', '.join(reason.cites)}]" if reason.cites else ""
        yield f"  {reason.rule} ({reason.effect}): {reason.says}{cites}"
    yield from (f"  {line}" for line in dates(ruling, ruling._evaluation) if "hangs on" not in line)


def indented(lines: Iterator[str] | list[str], by: int = 2) -> str:
    """Lines as a block, each so far from the margin."""
    return "\n".join(f"{' ' * by}{line}" for line in lines)
