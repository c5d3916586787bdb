"""An evaluation: what to do now, what is allowed, what to wait for and what not to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from followup_rules.analysis.grouping import group_by_channel
from followup_rules.display.report import ALARM, PLAIN, STRONG, Line, Report, Row, Section, because
from followup_rules.display.words import NOT, SECTIONS, dates, named_facts, section
from followup_rules.evaluation.evaluation import NO_GUIDANCE, Evaluation, Reason, Ruling
from followup_rules.temporal import instants
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, Channel
from followup_rules.timeline.words import Subject, how, listed, what


def evaluation_report(evaluation: Evaluation) -> Report:
    """The evaluation with a section for everything that there is to tell."""
    rulings: dict[str, list[Ruling]] = {name: [] for name in (*SECTIONS, "")}
    for ruling in evaluation:
        rulings[section(ruling)].append(ruling)
    count, never = len(evaluation.rulings), rulings[NOT]
    rows = {name: _rows(map(_dated, sorted(rulings[name], key=_urgency))) for name in SECTIONS}
    rows[NOT] = closed_for_good(never, evaluation)
    # what never opens is long, and seldom asked for
    folded = {NOT: f"{NOT} ({len(never)} of {count} actions)"}
    return Report.of(
        evaluation,
        *(Section(name, colour, rows[name], folded=folded.get(name, "")) for name, colour in SECTIONS.items()),
        f"No rule covers {len(evaluation.silent)} of {count} actions." if evaluation.silent else "",
    )


def _rows(found: Iterable[tuple[Ruling, tuple[Line, ...]]]) -> Iterator[Row]:
    """One row for all the actions that have the same ruling."""
    for lines, subjects, channels in group_by_channel((ruling.action, lines) for ruling, lines in found):
        yield Row(((what(subjects), STRONG), (how(channels), PLAIN)), lines)


def _urgency(ruling: Ruling) -> tuple[bool, int]:
    """What is overdue comes first, then what opens first."""
    opens = ruling.opens if ruling.stance == "forbidden" else None
    return ruling.advice != "overdue", 0 if opens is None else instants.unchecked(opens)


def _dated(ruling: Ruling) -> tuple[Ruling, tuple[Line, ...]]:
    lines = [*dates(ruling)]
    if ruling.stance == "undetermined":
        lines.insert(0, f"{listed(ruling.possible, 'or')}, depending on {named_facts(ruling.missing)}")
    dated = ((line, ALARM if line.startswith("overdue since") else STRONG) for line in lines)
    return ruling, (*dated, *_because(ruling))


def _because(ruling: Ruling) -> tuple[Line, Line]:
    """Why, with the reason first that tells most: of a wait the one that ends last, else one against it."""
    reasons = list(dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)))
    if ruling.stance == "undetermined":
        reasons.sort(key=lambda reason: reason.effect != "forbid")
        return because(reasons, f"possibly {'not allowed' if reasons[0].effect == 'forbid' else 'allowed'}: ")
    if ruling.stance != "forbidden" or ruling.opens is None:
        return because(reasons)
    before = min(instants.unchecked(ruling.opens), instants.LAST) - 1
    last = ruling.evaluation.at(before)[ruling.action].reasons
    against = [reason for reason in (*last, *reasons) if reason.effect == "forbid"]
    first = next((reason for reason in last if reason in reasons), against[0])
    others = (reason for reason in reasons if reason.rule != first.rule)
    return because([first, *others], after="" if _is_guidance(first) else " yet")


# -- what is closed for good


def closed_for_good(rulings: Sequence[Ruling], evaluation: Evaluation) -> Iterator[Row]:
    """
    What is forbidden and never opens, in as few rows as can be.

    A reason that closes every message is told once for all of them, one that closes a channel once for the channel, one
    that closes an action on all its channels once for the action, and what no guidance permits once for all of it.
    """
    messages = [ruling for ruling in evaluation if ruling.action.kind in MESSAGES]
    guided = [ruling for ruling in rulings if any(map(_is_guidance, ruling.reasons))]
    left = set(guided)
    absolute = _shared(guided) if left.issuperset(messages) else ()
    closed: dict[tuple[Line, ...], list[Channel]] = {}
    for channel in MESSAGE_CHANNELS:
        on_it = [ruling for ruling in guided if ruling.action.channel == channel]
        shared = absolute or _shared(on_it)
        if shared and len(on_it) == sum(ruling.action.channel == channel for ruling in messages):
            closed.setdefault(because(shared), []).append(channel)
            left.difference_update(on_it)
    for lines, channels in closed.items():
        yield Row((("any message", STRONG), (how(channels), PLAIN)), lines)
    told: list[tuple[Ruling, tuple[Line, ...]]] = []
    at_last = evaluation.at(instants.LAST - 1)
    for subject in dict.fromkeys(map(_subject, guided)):
        together = [ruling for ruling in guided if _subject(ruling) == subject]
        lasting = {ruling: set(at_last[ruling.action].reasons) for ruling in together}
        shared = tuple(reason for reason in _shared(together) if all(reason in lasting[ruling] for ruling in together))
        untold = [ruling for ruling in together if ruling in left]
        if shared and untold:
            told += ((ruling, because(shared)) for ruling in together)
        elif not shared:
            # a reason that lasts tells more than one that passes
            for one in untold:
                told.append((one, because(sorted(one.reasons, key=lasting[one].__contains__, reverse=True))))
    yield from _rows(told)
    unguided = [ruling for ruling in rulings if ruling not in guided]
    if unguided:
        elsewhere = {_subject(ruling) for ruling in evaluation if ruling not in rulings}
        elsewhere.update(_subject(ruling) for ruling, _ in told)
        named = what(subject for subject in dict.fromkeys(map(_subject, unguided)) if subject not in elsewhere)
        others = f"{named} and any other message" if named else "any other message"
        yield Row(((others, STRONG), ("", PLAIN)), ((unguided[0].reasons[0].says, PLAIN),))


def _subject(ruling: Ruling) -> Subject:
    return ruling.action.kind, ruling.action.to


def _shared(rulings: Sequence[Ruling]) -> tuple[Reason, ...]:
    """The guidance that all of them have among their reasons."""
    reasons = rulings[0].reasons if rulings else ()
    return tuple(
        reason for reason in reasons if _is_guidance(reason) and all(reason in other.reasons for other in rulings)
    )


def _is_guidance(reason: Reason) -> bool:
    return not reason.rule.endswith(f"/{NO_GUIDANCE}")
