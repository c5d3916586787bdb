"""What a person is told: a timeline in words, what a policy says of an action, and a test to paste."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from followup_rules.analysis.fact_values import plain
from followup_rules.display.words import cited, dates
from followup_rules.evaluation.combined_judge import policy_judges
from followup_rules.evaluation.evaluation import Ruling
from followup_rules.rules.conditions import YES
from followup_rules.rules.rule import Rule
from followup_rules.temporal.instants import Zone, zone
from followup_rules.timeline.events import Event, Interview
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action
from followup_rules.timeline.words import happening, how, listed, readable, value_words, what


def told(timeline: Timeline) -> Iterator[str]:
    """The timeline in words, a line for each event in order of time, then now, then the facts."""
    place = zone(timeline.zone)
    events = sorted(timeline.known_events, key=lambda event: (event.begins_us, happening(event, place)))
    lines = [(readable(event.begins_us, place), _happened(event, place)) for event in events]
    now = (readable(timeline.now_us, place), f"now, in {timeline.zone}")
    width = max(len(when) for when, _ in (*lines, now))
    for when, words in (*lines, now):
        yield f"{when:{width}}  {words}"
    for name in attrs.fields_dict(Facts):
        value = getattr(timeline.facts, name)
        if value is not None:
            yield f"`{name}` is {'unknown' if value is UNKNOWN else value_words([plain(value)])}"


def _happened(event: Event, place: Zone) -> str:
    ends = event.ends_us if isinstance(event, Interview) else event.begins_us
    until = f", until {readable(ends, place)}" if ends != event.begins_us else ""
    return f"{happening(event, place)}{until}"


def named(action: Action) -> str:
    """The action as a subject: `status inquiry by email`."""
    return " ".join(filter(None, (what([(action.kind, action.to)]), how([action.channel]))))


def said(ruling: Ruling) -> Iterator[str]:
    """What a ruling says, and why: the rules that determine it, by id, with what they cite; and those overridden."""
    if ruling.stance == "undetermined":
        yield f"undetermined: {listed(ruling.possible, 'or')}, by {listed(ruling.missing, 'and')}"
    else:
        yield f"{ruling.stance}, {ruling.advice}" if ruling.advice else ruling.stance
    for reason in dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)):
        yield f"  {reason.rule} ({reason.effect}): {reason.says}{_cited(reason.cites)}"
    for rule in overridden(ruling) if ruling.stance == "forbidden" else ():
        yield f"  although {rule.id} ({rule.effect}) would allow it{_cited(rule.cites)}"
    yield from (f"  {line}" for line in dates(ruling, ruling.evaluation) if "hangs on" not in line)


def _cited(cites: Iterable[str]) -> str:
    words = cited(cites)
    return f" [{words}]" if words else ""


def overridden(ruling: Ruling) -> tuple[Rule, ...]:
    """The rules that would allow what is forbidden, for they surely hold."""
    evaluation, action = ruling.evaluation, ruling.action
    return tuple(
        rule
        for judge in policy_judges(evaluation.judge)
        for rule, check in judge.rules_on(action).permits
        if judge.check_truth(check, action, evaluation.situation, evaluation.now_us) == YES
    )


def indented(lines: Iterator[str] | list[str], by: int = 2) -> str:
    """Lines as a block, each so far from the margin."""
    return "\n".join(f"{' ' * by}{line}" for line in lines)
