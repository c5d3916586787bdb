"""What a failed check tells a person: a timeline, an action and a ruling in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from followup_rules.display.words import cited, dates, named, named_facts
from followup_rules.evaluation.combined_judge import policy_judges
from followup_rules.evaluation.evaluation import Ruling
from followup_rules.rules.conditions import YES
from followup_rules.rules.rule import Rule
from followup_rules.temporal.instants import Zone, zone
from followup_rules.temporal.values import as_data
from followup_rules.timeline.events import Event, Interview
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action
from followup_rules.timeline.words import happening, listed, readable, value_words


def timeline_lines(timeline: Timeline) -> Iterator[str]:
    """
    A line for each event in order of time, with now among them, and then the facts; times are those of the zone.

    An interview that has not begun comes after now, and is said to be still to come.
    """
    place, now_us = zone(timeline.zone), timeline.now_us
    events = sorted(timeline.known_events, key=lambda event: (event.begins_us, happening(event, place)))
    told = [(event.begins_us, _event_words(event, place)) for event in events]
    told.insert(sum(begins_us <= now_us for begins_us, _ in told), (now_us, f"now, in {timeline.zone}"))
    lines = [(readable(at_us, place), f"still to come: {words}" if at_us > now_us else words) for at_us, words in told]
    width = max(len(when) for when, _ in lines)
    yield from (f"{when:{width}}  {words}" for when, words in lines)
    for name in attrs.fields_dict(Facts):
        value = getattr(timeline.facts, name)
        if value is not None:
            yield f"`{name}` is {'unknown' if value is UNKNOWN else value_words([as_data(value)])}"


def _event_words(event: Event, place: Zone) -> str:
    ends_us = event.ends_us if isinstance(event, Interview) else event.begins_us
    until = f", until {readable(ends_us, place)}" if ends_us != event.begins_us else ""
    return f"{happening(event, place)}{until}"


def action_words(action: Action) -> str:
    """
    An action as a noun.

    >>> action_words(Action("status_inquiry", "email"))
    'status inquiry by email'
    """
    return named([(action.kind, action.to)], [action.channel])


def ruling_lines(ruling: Ruling) -> Iterator[str]:
    """The stance and advice, the rules that determine them, the rules that were overridden, then the dates."""
    missing = ""
    if ruling.stance == "undetermined":
        missing = f": {listed(ruling.possible, 'or')}, depending on {named_facts(ruling.missing)}"
    yield f"{ruling.stance}{missing}" + (f", {ruling.advice}" if ruling.advice else "")
    for reason in dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)):
        yield f"  {reason.rule} ({reason.effect}): {reason.says}{_in_brackets(reason.cites)}"
    for rule in overridden(ruling) if ruling.stance == "forbidden" else ():
        yield f"  although {rule.id} ({rule.effect}) would allow it{_in_brackets(rule.cites)}"
    yield from (f"  {line}" for line in dates(ruling))


def _in_brackets(cites: Iterable[str]) -> str:
    words = cited(cites)
    return f" [{words}]" if words else ""


def overridden(ruling: Ruling) -> tuple[Rule, ...]:
    """The rules that surely hold and would allow an action that is forbidden."""
    evaluation, action = ruling.evaluation, ruling.action
    return tuple(
        rule
        for judge in policy_judges(evaluation.judge)
        for rule, check in judge.rules_on(action).permits
        if judge.check_truth(check, action, evaluation.situation, evaluation.now_us) == YES
    )


def indented(lines: Iterable[str], by: int = 2) -> str:
    """Lines as one text, each indented by so many spaces."""
    return "\n".join(f"{' ' * by}{line}" for line in lines)
