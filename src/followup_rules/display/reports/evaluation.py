"""An evaluation: what to do now, what is allowed, what to wait for and what not to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from followup_rules.analysis.grouping import group_by_channel
from followup_rules.display.report import ALARM, PLAIN, STRONG, Line, Report, Row, Section, because
from followup_rules.display.words import NO_RULE, NOT, SECTIONS, dates, named_facts, section
from followup_rules.evaluation.evaluation import NO_GUIDANCE, Evaluation, Reason, Ruling
from followup_rules.evaluation.judge import ADVISED
from followup_rules.rules.rule import Effect
from followup_rules.temporal import instants
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, VOICE, ActionKind, Channel
from followup_rules.timeline.words import Subject, how, listed, readable, what


def evaluation_report(evaluation: Evaluation) -> Report:
    """The evaluation with a section for everything that there is to tell."""
    rulings: dict[str, list[Ruling]] = {name: [] for name in (*SECTIONS, "")}
    for ruling in evaluation.rulings:
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
    """One row for all the actions that have the same ruling; what is done by one channel need not be by another."""
    told: set[Subject] = set()
    for (lines, to_do), subjects, channels in group_by_channel(
        (ruling.action, (lines, ruling.advice in ADVISED)) for ruling, lines in found
    ):
        again = "or " * (to_do and told.issuperset(subjects))
        told.update(subjects if to_do else ())
        yield Row(((what(subjects), STRONG), (f"{again}{how(channels)}", PLAIN)), lines)


def _urgency(ruling: Ruling) -> tuple[bool, bool, int, bool]:
    """
    What is overdue comes first, then what opens first; the notes are reviewed before a message is written, and the
    channel that they invited the candidate to use is the first choice.
    """
    opens = ruling.opens if ruling.stance == "forbidden" else None
    return (
        ruling.advice is None or ruling.action.kind is not ActionKind.REVIEW_NOTES,
        ruling.advice != "overdue",
        0 if opens is None else instants.unchecked(opens),
        ruling.advice is None or not ruling.evaluation.situation.invites_by(ruling.action.channel),
    )


def _dated(ruling: Ruling) -> tuple[Ruling, tuple[Line, ...]]:
    lines = [*dates(ruling)]
    if ruling.stance == "undetermined":
        lines.insert(0, f"{listed(ruling.possible, 'or')}, depending on {named_facts(ruling.missing)}")
    at = ruling.send_at_us if ruling.advice in ADVISED and ruling.action.kind in MESSAGES else None
    if at is not None and at > ruling.evaluation.now_us:
        verb = "call" if ruling.action.channel in VOICE else "write"
        lines.append(f"{verb} {readable(at, ruling.evaluation.timeline.history.zone)}")
    dated = ((line, ALARM if line.startswith("overdue since") else STRONG) for line in lines)
    return ruling, (*dated, *_because(ruling))


def _because(ruling: Ruling) -> tuple[Line, Line]:
    """Why, with the reason first that tells most: of a wait the one that ends last, else one against it."""
    reasons = list(dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)))
    if ruling.stance == "undetermined":
        # that nothing permits it tells less than what may permit it
        reasons.sort(key=lambda reason: reason.effect != "forbid" or not _is_guidance(reason))
        return because(reasons, f"possibly {'not allowed' if reasons[0].effect == 'forbid' else 'allowed'}: ")
    if ruling.stance != "forbidden" or ruling.opens is None:
        return because(reasons)
    before = min(instants.unchecked(ruling.opens), instants.LAST) - 1
    last = ruling.evaluation.seen_from(before)[ruling.action].reasons
    against = [reason for reason in (*last, *reasons) if reason.effect == "forbid"]
    first = next((reason for reason in last if reason in reasons), against[0])
    others = (reason for reason in reasons if reason.rule != first.rule)
    return because([first, *others])


# -- what is closed for good


def closed_for_good(rulings: Sequence[Ruling], evaluation: Evaluation) -> Iterator[Row]:
    """
    What is forbidden and never opens, in as few rows as can be.

    A reason that closes every message is told once for all of them, one that closes a channel once for the channel, one
    that closes an action on all its channels once for the action, and what is lacking once for all that lack it. A
    reason that passes is not told by itself, since more than that is in the way.
    """
    messages = [ruling for ruling in evaluation.rulings if ruling.action.kind in MESSAGES]
    at_last = evaluation.seen_from(instants.LAST - 1)
    told = {ruling: _lasting(ruling, at_last[ruling.action].reasons) for ruling in rulings}
    guided = [ruling for ruling in rulings if _is_guidance(told[ruling][0])]
    left = set(guided)
    # all but one of them is as good as all
    open_to = dict.fromkeys(_subject(ruling) for ruling in messages if ruling not in left)
    absolute = _shared(guided, told) if len(open_to) <= 1 else ()
    closed: dict[tuple[Line, ...], list[Channel]] = {}
    for channel in MESSAGE_CHANNELS:
        on_it = [ruling for ruling in guided if ruling.action.channel == channel]
        shared = absolute or _shared(on_it, told)
        if absolute or (shared and len(on_it) == sum(ruling.action.channel == channel for ruling in messages)):
            closed.setdefault(because(shared), []).append(channel)
            left.difference_update(on_it)
    for lines, channels in closed.items():
        but = f" but {what(open_to)}" if absolute and open_to else ""
        yield Row(((f"any message{but}", STRONG), (how(channels), PLAIN)), lines)
    found: list[tuple[Ruling, tuple[Line, ...]]] = []
    for subject in dict.fromkeys(map(_subject, guided)):
        together = [ruling for ruling in guided if _subject(ruling) == subject]
        shared = _shared(together, told)
        untold = [ruling for ruling in together if ruling in left]
        if shared and untold:
            found += ((ruling, because(shared)) for ruling in together)
        elif not shared:
            found += ((ruling, because(told[ruling])) for ruling in untold)
    yield from _rows(found)
    yield from _unguided(evaluation, [ruling for ruling in rulings if ruling not in guided], told)


def _lasting(ruling: Ruling, at_last: Sequence[Reason]) -> tuple[Reason, ...]:
    """Its reasons that stay; if none does, what forbids it in the end; if nothing does, its reasons with a remark."""
    stay = {reason.rule for reason in at_last}
    reasons = tuple(reason for reason in ruling.reasons if reason.rule in stay)
    return (
        reasons
        or tuple(reason for reason in at_last if reason.effect == Effect.FORBID)
        or tuple(attrs.evolve(reason, says=f"{reason.says}; after that {NO_RULE}") for reason in ruling.reasons)
    )


def _unguided(
    evaluation: Evaluation, rulings: Sequence[Ruling], told: Mapping[Ruling, tuple[Reason, ...]]
) -> Iterator[Row]:
    """
    What no guidance permits, by what is lacking. An action that never opens on any channel is told with what it lacks
    on the first of them. What most of the other actions lack is told in the last row, if there are several of these.
    """
    elsewhere = {*map(_subject, rulings)} & {_subject(ruling) for ruling in evaluation.rulings if ruling not in told}
    first = {_subject(ruling): because(told[ruling][:1]) for ruling in reversed(rulings)}
    found = [(r, because(told[r][:1]) if _subject(r) in elsewhere else first[_subject(r)]) for r in rulings]
    others = Counter(lines for ruling, lines in found if _subject(ruling) in elsewhere).most_common(1)
    last = others[0][0] if len(elsewhere) > 2 else None
    yield from _rows((ruling, lines) for ruling, lines in found if lines != last)
    if last is not None:
        yield Row((("any other message", STRONG), ("", PLAIN)), last)


def _subject(ruling: Ruling) -> Subject:
    return ruling.action.kind, ruling.action.to


def _shared(rulings: Sequence[Ruling], told: Mapping[Ruling, tuple[Reason, ...]]) -> tuple[Reason, ...]:
    """The guidance that all of them have among their reasons, and that stays."""
    reasons = told[rulings[0]] if rulings else ()
    # two rules may say the same of different actions
    said = [{(reason.says, reason.cites) for reason in told[ruling]} for ruling in rulings]
    return tuple(
        reason for reason in reasons if _is_guidance(reason) and all((reason.says, reason.cites) in one for one in said)
    )


def _is_guidance(reason: Reason) -> bool:
    return not reason.rule.endswith(f"/{NO_GUIDANCE}")
