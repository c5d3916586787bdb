"""What comes next: every instant from now on at which something opens, falls due, becomes overdue or closes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

import attrs
import pendulum

from followup_rules.analysis.grouping import by_subject
from followup_rules.analysis.stretches import Stretch, stretches_by_action
from followup_rules.evaluation.evaluation import Evaluation, Reason, Ruling, evaluate
from followup_rules.evaluation.judge import ADVISED, ALWAYS_DUE
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import Effect
from followup_rules.temporal.instants import When
from followup_rules.temporal.values import PlainData, ShownInNotebooks, as_dict
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import Action, ActionKind, Channel

OPENS: Final = "opens"
DUE: Final = "due"
OVERDUE: Final = "overdue"
CLOSES: Final = "closes"
_ORDER: Final = (CLOSES, OPENS, DUE, OVERDUE)


@attrs.frozen
class AgendaItem(PlainData):
    """
    A change at an instant, for a kind of action and its addressee, on one or several channels.

    `what` is `opens`, `due` (it is recommended from then on), `overdue` or `closes`. `reasons` are the rules that apply
    from then on, and, where these cite nothing, those of the same effect that applied until then.
    """

    at: pendulum.DateTime | None
    what: str
    kind: ActionKind
    to: str | None
    channels: tuple[Channel, ...]
    reasons: tuple[Reason, ...]


@attrs.frozen(repr=False)
class Agenda(ShownInNotebooks):
    """
    What comes next, by one policy: `items` in order of time, from now on.

    `standing` is what is recommended or overdue already, and since when (None: always), at most once for each kind and
    addressee. Both assume that nothing happens after now except the interviews that are scheduled.
    """

    evaluation: Evaluation
    until_us: int | None
    standing: tuple[AgendaItem, ...]
    items: tuple[AgendaItem, ...]

    @property
    def until(self) -> pendulum.DateTime | None:
        """The end, before which the items lie; None if there is no end."""
        return self.evaluation.to_pendulum(self.until_us)

    def __iter__(self) -> Iterator[AgendaItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def to_dict(self) -> dict[str, Any]:
        """The agenda as plain data; instants as ISO text with the zone's offset."""
        return as_dict(**self.evaluation.about, until=self.until, standing=self.standing, items=self.items)

    def __repr__(self) -> str:
        evaluation = self.evaluation
        return f"<Agenda by {evaluation.policy.name} from {evaluation.now.isoformat()}: {len(self.items)} items>"


def agenda(timeline: Timeline, policy: AnyPolicy | None = None, until: When | None = None) -> Agenda:
    """
    What opens, falls due, becomes overdue and closes from a timeline's now on, before *until* (None: without end).

    The policy is the recommended one where none is given. Raises `TimelineError` if *until* is not an instant, or
    before now.

    >>> from followup_rules import Interview, Timeline, policies
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-06T18:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> for item in agenda(timeline, policies.pro_tips):
    ...     print(item.at.isoformat(), item.kind, item.what, *item.reasons[0].cites)
    2025-10-07T00:00:00+01:00 thank_you due pro_tips-07 pro_tips-08 pro_tips-10
    2025-10-08T00:00:00+01:00 thank_you overdue pro_tips-07 pro_tips-08 pro_tips-10
    """
    evaluation = evaluate(timeline, policy)
    end = evaluation.checked_until(until)
    found = {
        (action, change): reasons
        for action, stretches in stretches_by_action(evaluation, evaluation.now_us, end).items()
        for change, reasons in _changes(evaluation, action, stretches)
    }
    return Agenda(evaluation, end, tuple(_standing(evaluation)), tuple(_items(evaluation, found)))


def _changes(
    evaluation: Evaluation, action: Action, stretches: tuple[Stretch, ...]
) -> Iterator[tuple[tuple[int, str], tuple[Reason, ...]]]:
    """When one action changes and how, from one of its stretches to the next, with the reasons."""
    ruling, now = evaluation[action], evaluation.now_us
    begins = stretches[0].stance == "allowed" and ruling.windows_us[0][0] == now
    open_before, advice_before = stretches[0].stance == "allowed" and not begins, None
    # each date is an item once: what resumes after an interruption was due, or overdue, before it
    known = {date for date in _dates_of(ruling) if date[1] < now}
    for stretch in stretches:
        at, is_open = stretch.starts, stretch.stance == "allowed"
        if is_open is not open_before:
            yield (at, OPENS if is_open else CLOSES), _why_it_changes(evaluation, action, at)
        if stretch.advised and stretch.advice != advice_before:
            seen = evaluation.seen_from(at)[action]
            what = OVERDUE if stretch.advice == "overdue" else DUE
            dates = _dates_of(seen)
            if not known.issuperset(date for date in dates if date[0] == what):
                yield (at, what), _recommending(seen)
            known |= dates
        open_before, advice_before = is_open, stretch.advice


def _dates_of(ruling: Ruling) -> set[tuple[str, int]]:
    """The dates of its recommendation that have come by then, each with what it is."""
    dates = ruling.evaluation.judge.effective_dates(ruling.action, ruling.dates_us)
    given = {(DUE, dates.due), (OVERDUE, dates.overdue)}
    return {(what, date) for what, date in given if date is not None and date <= ruling.evaluation.now_us}


def _why_it_changes(evaluation: Evaluation, action: Action, at: int) -> tuple[Reason, ...]:
    """The reasons from then on, and, where these cite nothing, those of the same effect that applied until then."""
    reasons = evaluation.seen_from(at)[action].reasons
    if any(reason.cites for reason in reasons):
        return reasons
    effects = {reason.effect for reason in reasons}
    before = evaluation.seen_from(at - 1)[action].reasons
    return _all_of((*reasons, *(one for one in before if one.cites and one.effect in effects)))


def _recommending(ruling: Ruling) -> tuple[Reason, ...]:
    return tuple(reason for reason in ruling.advice_reasons if reason.effect == Effect.RECOMMEND)


def _begun(ruling: Ruling) -> int:
    """Since when it is overdue, or else recommended; `ALWAYS_DUE` if it always has been."""
    dates = ruling.evaluation.judge.effective_dates(ruling.action, ruling.dates_us)
    begun = dates.overdue if ruling.advice == "overdue" else dates.due
    return ALWAYS_DUE if begun is None else begun


def _standing(evaluation: Evaluation) -> Iterator[AgendaItem]:
    standing: dict[tuple[ActionKind, str | None], list[Ruling]] = {}
    for ruling in evaluation.allowed:
        if ruling.advice in ADVISED:
            standing.setdefault((ruling.action.kind, ruling.action.to), []).append(ruling)
    for (kind, to), rulings in standing.items():
        late = [ruling for ruling in rulings if ruling.advice == "overdue"]
        shown = late or rulings
        since = min(map(_begun, shown))
        if since < evaluation.now_us:
            yield AgendaItem(
                None if since == ALWAYS_DUE else evaluation.to_pendulum(since),
                OVERDUE if late else DUE,
                kind,
                to,
                tuple(ruling.action.channel for ruling in shown),
                _all_of(reason for ruling in shown for reason in _recommending(ruling)),
            )


def _all_of(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))


def _items(
    evaluation: Evaluation, found: dict[tuple[Action, tuple[int, str]], tuple[Reason, ...]]
) -> Iterator[AgendaItem]:
    """One item for each instant, change, kind and addressee, with the channels on which it is so."""
    # at one instant as in `_ORDER`, then in the order of the vocabulary, in which they were found
    groups = sorted(by_subject(found), key=lambda group: (group[0][0], _ORDER.index(group[0][1])))
    for (instant, what), (kind, to), channels in groups:
        reasons = (found[Action(kind, channel, to), (instant, what)] for channel in channels)
        at = evaluation.to_pendulum(instant)
        yield AgendaItem(at, what, kind, to, channels, _all_of(chain.from_iterable(reasons)))
