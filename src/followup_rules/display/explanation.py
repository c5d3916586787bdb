"""A ruling in plain sentences: what it says, why, until when, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from followup_rules import guidance
from followup_rules.analysis.remedies import Remedy
from followup_rules.display.report import STRONG, Listing, Report
from followup_rules.display.words import NO_RULE, as_sentence, cited, dates, named
from followup_rules.errors import UnknownStatement, shown
from followup_rules.evaluation.evaluation import AGAINST, Reason, Ruling
from followup_rules.evaluation.judge import ADVISED
from followup_rules.rules.policy import Combined
from followup_rules.temporal.instants import LAST
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.vocabulary import MESSAGES, ActionKind
from followup_rules.timeline.words import how, listed, printable, readable, what

_NOTHING: Final = "No wait, no single fact and no single event would make it allowed."


def explain(ruling: Ruling) -> str:
    """
    The ruling in plain sentences: what it says, why, what each cited statement says, its dates, and what to do instead
    where the action is not allowed. Dates are in the timeline's zone.

    >>> from followup_rules import Interview, Timeline, evaluate
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-08T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> print(explain(evaluate(timeline)["status_inquiry", "email"]))
    As of Wed 8 Oct 2025, 09:00 (Europe/London), by recommended: a status inquiry by email is not allowed.
    <BLANKLINE>
    Why:
    - Wait until Mon 13 Oct 2025: at least 7 days from Mon 6 Oct 2025, 10:00, or as long as they usually take.
      art_of_follow_up-38: Aim at one to two weeks counted from the latest exchange with the company.
      art_of_follow_up-39: Last communication = the interview day or any later email exchange: the clock RESTARTS.
      art_of_follow_up-83: Leave the employer enough time to decide.
      art_of_follow_up-84: Allow a minimum of one or two weeks.
      art_of_follow_up-118: Wait at least one week after the interview.
      business_etiquette-28: With no answer for seven, or ten, days, another may be sent.
    <BLANKLINE>
    When: opens and is due Mon 13 Oct 2025 and overdue from Mon 20 Oct 2025.
    <BLANKLINE>
    Meanwhile, recommended now: thank-you, keep applying.
    """
    if not isinstance(ruling, Ruling):
        raise TypeError(f"{shown(ruling)} is not a ruling; expected one of an evaluation, such as `evaluation[action]`")
    return "\n\n".join(_paragraphs(ruling))


def explanation_report(ruling: Ruling, remedies: Sequence[Remedy]) -> Report:
    """The paragraphs of the explanation, then what would make the action allowed."""
    verdict, *paragraphs = _paragraphs(ruling)
    if ruling.stance != "allowed":
        changes = ("What would make it allowed:", *(f"- {remedy.says}" for remedy in remedies))
        paragraphs.append("\n".join(changes) if remedies else _NOTHING)
    parts = (Listing(tuple(paragraph.split("\n"))) for paragraph in paragraphs)
    return Report(((printable(verdict), STRONG),), tuple(parts))


def _paragraphs(ruling: Ruling) -> list[str]:
    return [_verdict(ruling), *_why(ruling), *_when(ruling), *_instead(ruling)]


# -- what


def _verdict(ruling: Ruling) -> str:
    evaluation = ruling.evaluation
    now = readable(evaluation.now_us, evaluation.timeline.history.zone)
    by = f"As of {now} ({evaluation.timeline.zone}), by {evaluation.policy.name}"
    return f"{by}: {_name(ruling)} {_stands(ruling)}."


def _name(ruling: Ruling) -> str:
    action = ruling.action
    words = named([(action.kind, action.to)], [action.channel])
    if action.kind not in MESSAGES:
        return f"“{words}”"
    if action.kind is ActionKind.ADDITIONAL_INFORMATION:
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _stands(ruling: Ruling) -> str:
    if ruling.stance == "allowed":
        return {
            None: "is allowed",
            "recommended": "is recommended",
            "overdue": "is allowed, and overdue",
            "discouraged": "is allowed, but advised against",
        }[ruling.advice]
    if ruling.stance == "silent":
        return f"is neither allowed nor forbidden: {NO_RULE}"
    if ruling.stance == "undetermined":
        about = (f"`{fact}` ({attrs.fields_dict(Facts)[fact].metadata['doc']})" for fact in ruling.missing)
        return f"is {listed(ruling.possible, 'or')}, depending on {listed([*about], 'and')}"
    return "is not allowed"


# -- why


def _why(ruling: Ruling) -> Iterator[str]:
    reasons = tuple(dict.fromkeys((*ruling.advice_reasons, *ruling.reasons)))
    told: dict[str, Iterable[Reason]] = {"Why:": reasons, "Why not later:": _lasting(ruling)}
    if ruling.stance == "undetermined":
        for_it = [reason for reason in reasons if reason.effect not in AGAINST]
        against = [reason for reason in reasons if reason.effect in AGAINST]
        told = {"Possible reasons for it:": for_it, "Possible reasons against it:": against}
    paraphrased: set[str] = set()
    for heading, found in told.items():
        yield from _listed(heading, found, paraphrased)
    yield from _votes(ruling)


def _lasting(ruling: Ruling) -> list[Reason]:
    """What forbids it in the end, where it is never allowed again and the present reasons pass."""
    if ruling.stance != "forbidden" or ruling.windows_us:
        return []
    lasting = ruling.evaluation.seen_from(LAST - 1)[ruling.action].reasons
    passing = any(reason not in lasting for reason in ruling.reasons)
    return [reason for reason in lasting if reason not in ruling.reasons] if passing else []


def _listed(heading: str, reasons: Iterable[Reason], paraphrased: set[str]) -> Iterator[str]:
    """Reasons under a heading; a statement is paraphrased where it is first cited."""
    lines: list[str] = []
    for reason in reasons:
        says = reason.says
        lines.append(f"- {as_sentence(says)}")
        known = [cite for cite in reason.cites if cite in paraphrased]
        new = [cite for cite in reason.cites if cite not in paraphrased]
        lines += [f"  {cite}: {_paraphrase(cite)}" for cite in new]
        lines += [f"  {'and ' * bool(new)}{cited(known)} (see above)"] if known else []
        paraphrased.update(new)
    if lines:
        yield "\n".join([heading, *lines])


def _paraphrase(cite: str) -> str:
    try:
        return guidance.statement(cite).says
    except UnknownStatement:  # cited by a policy that is not one of ours
        return "(not in the register)"


def _votes(ruling: Ruling) -> Iterator[str]:
    """What each source says, where the policy is a combined one."""
    evaluation = ruling.evaluation
    if isinstance(evaluation.policy, Combined):
        said: dict[str, list[str]] = {}
        for name, source in evaluation.by_source.items():
            said.setdefault(source[ruling.action].stance, []).append(name)
        yield "Who says what: " + "; ".join(f"{listed(names, 'and')}: {stance}" for stance, names in said.items()) + "."


# -- when, and what instead


def _when(ruling: Ruling) -> Iterator[str]:
    if found := [*dates(ruling)]:
        yield f"When: {listed(found, 'and')}."
    elif ruling.stance == "forbidden":
        yield f"When: never, unless something happens{_last_allowed(ruling)}."


def _last_allowed(ruling: Ruling) -> str:
    """When it was last allowed, where it ever was."""
    evaluation, place = ruling.evaluation, ruling.evaluation.timeline.history.zone
    windows = [*evaluation.judge.allowed(ruling.action)]
    if not windows:
        return ""
    opened, closed = windows[-1]
    assert closed is not None  # what is forbidden now, and never allowed again, has closed
    since = "" if opened is None else f" from {readable(opened, place)}"
    reasons = evaluation.seen_from(closed - 1)[ruling.action].reasons
    cites = cited(dict.fromkeys(cite for reason in reasons for cite in reason.cites))
    return f"; it was last allowed{since} until {readable(closed, place)}{f' ({cites})' if cites else ''}"


def _instead(ruling: Ruling) -> Iterator[str]:
    if ruling.stance in ("allowed", "silent"):
        return
    action = ruling.action
    allowed = [((one.action.kind, one.action.to), one) for one in ruling.evaluation.allowed]
    channels = [one.action.channel for subject, one in allowed if subject == (action.kind, action.to)]
    advised = dict.fromkeys(subject for subject, one in allowed if one.advice in ADVISED)
    if channels:
        yield f"Instead: it is allowed {how(channels)} now."
    elif advised:
        yield f"Meanwhile, recommended now: {what(advised)}."
