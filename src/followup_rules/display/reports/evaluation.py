"""An evaluation: what to do now, what is allowed, what to wait for and what not to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from followup_rules.analysis.grouping import group_by_channel
from followup_rules.display.reports.shape import ALARM, FAINT, PLAIN, STRONG, Note, Part, Report, Row, report, section
from followup_rules.display.words import NOT, SECTIONS, dates, depending, section as section_of, why
from followup_rules.evaluation.evaluation import NO_GUIDANCE, Evaluation, Reason, Ruling
from followup_rules.temporal import instants
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, Channel
from followup_rules.timeline.words import Subject, how, what

# what a row says of all the actions in it: the dates, the reason and what it cites
Content: TypeAlias = tuple[tuple[str, ...], str, str]


def evaluation_report(evaluation: Evaluation) -> Report:
    """The evaluation with a section for everything that there is to tell."""
    rulings: dict[str, list[Ruling]] = {}
    for ruling in evaluation:
        rulings.setdefault(section_of(ruling), []).append(ruling)
    parts: list[Part] = []
    for name, colour in SECTIONS.items():
        found = rulings.get(name, [])
        if name == NOT:
            # it is long, and seldom asked for
            count = f"{NOT} ({len(found)} of {len(evaluation.rulings)} actions)"
            parts += section(name, colour, closed_for_good(found, evaluation), folded=count)
        else:
            parts += section(name, colour, _in_order(found))
    if evaluation.silent:
        parts.append(Note(f"No rule covers {len(evaluation.silent)} of {len(evaluation.rulings)} actions."))
    return report(evaluation, parts)


def _rows(found: Iterable[tuple[Ruling, Content]]) -> Iterator[Row]:
    """A row for all actions of which the same is said."""
    for content, subjects, channels in group_by_channel((ruling.action, content) for ruling, content in found):
        yield _row(what(subjects), how(channels), content)


def _row(subjects: str, channels: str, content: Content) -> Row:
    lines, says, cites = content
    dated = ((line, ALARM if line.startswith("overdue since") else STRONG) for line in lines)
    return Row(((subjects, STRONG), (channels, PLAIN)), (*dated, (says, PLAIN), (cites, FAINT)))


def _in_order(rulings: Iterable[Ruling]) -> Iterator[Row]:
    """The rulings of one section: what is overdue first, then by when it opens."""

    def rank(ruling: Ruling) -> tuple[bool, int]:
        opens = ruling.opens if ruling.stance == "forbidden" else None
        return ruling.advice != "overdue", 0 if opens is None else instants.unchecked(opens)

    return _rows(
        (ruling, ((*depending(ruling), *dates(ruling)), *_because(ruling))) for ruling in sorted(rulings, key=rank)
    )


def _because(ruling: Ruling) -> tuple[str, str]:
    """Why, with the reason first that tells most: of a wait the one that ends last, else one against it."""
    reasons = list(dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)))
    if ruling.stance == "undetermined":
        reasons.sort(key=lambda reason: reason.effect != "forbid")
        says, cites = why(reasons)
        return f"possibly {'not allowed' if reasons[0].effect == 'forbid' else 'allowed'}: {says}", cites
    if ruling.stance != "forbidden" or ruling.opens is None:
        return why(reasons)
    before = min(instants.unchecked(ruling.opens), instants.LAST) - 1
    last = ruling.evaluation.at(before)[ruling.action].reasons
    against = [reason for reason in (*last, *reasons) if reason.effect == "forbid"]
    first = next((reason for reason in last if reason in reasons), against[0])
    says, cites = why([first, *(reason for reason in reasons if reason.rule != first.rule)])
    return (says if _is_guidance(first) else f"{says} yet"), cites


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
    closed: dict[Content, list[Channel]] = {}
    for channel in MESSAGE_CHANNELS:
        on_it = [ruling for ruling in guided if ruling.action.channel == channel]
        shared = absolute or _shared(on_it)
        if shared and len(on_it) == sum(ruling.action.channel == channel for ruling in messages):
            closed.setdefault(((), *why(shared)), []).append(channel)
            left.difference_update(on_it)
    for content, channels in closed.items():
        yield _row("any message", how(channels), content)
    told: list[tuple[Ruling, Content]] = []
    at_last = evaluation.at(instants.LAST - 1)
    for together in _by_subject(guided).values():
        lasting = {ruling: set(at_last[ruling.action].reasons) for ruling in together}
        shared = tuple(reason for reason in _shared(together) if all(reason in lasting[ruling] for ruling in together))
        untold = [ruling for ruling in together if ruling in left]
        if shared and untold:
            told += ((ruling, ((), *why(shared))) for ruling in together)
        elif not shared:
            # a reason that lasts tells more than one that passes
            told += ((ruling, ((), *why(_lasting_first(ruling, lasting[ruling])))) for ruling in untold)
    yield from _rows(told)
    unguided = [ruling for ruling in rulings if ruling not in guided]
    if unguided:
        elsewhere = {_subject(ruling) for ruling in evaluation if ruling not in rulings}
        elsewhere.update(_subject(ruling) for ruling, _ in told)
        named = what(subject for subject in _by_subject(unguided) if subject not in elsewhere)
        says = unguided[0].reasons[0].says
        yield _row(f"{named} and any other message" if named else "any other message", "", ((), says, ""))


def _lasting_first(ruling: Ruling, lasting: set[Reason]) -> list[Reason]:
    return sorted(ruling.reasons, key=lambda reason: reason not in lasting)


def _subject(ruling: Ruling) -> Subject:
    return ruling.action.kind, ruling.action.to


def _by_subject(rulings: Iterable[Ruling]) -> dict[Subject, list[Ruling]]:
    found: dict[Subject, list[Ruling]] = {}
    for ruling in rulings:
        found.setdefault(_subject(ruling), []).append(ruling)
    return found


def _shared(rulings: Sequence[Ruling]) -> tuple[Reason, ...]:
    """The guidance that all of them have among their reasons."""
    reasons = rulings[0].reasons if rulings else ()
    return tuple(
        reason for reason in reasons if _is_guidance(reason) and all(reason in other.reasons for other in rulings)
    )


def _is_guidance(reason: Reason) -> bool:
    return not reason.rule.endswith(f"/{NO_GUIDANCE}")
