"""Evaluating: what a policy says about each action at a timeline's now, for people and programs to read.

An `Evaluation` works out verdicts, windows, dates and sentences only when they are read.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Final, TypeAlias, TypeVar, cast, overload

import attrs
import pendulum

from followup_rules import policies
from followup_rules.errors import ActionError, Fault, TimelineError, nearest, shown
from followup_rules.evaluation.combined_judge import judge_of, policy_judges
from followup_rules.evaluation.compiled import Verdict
from followup_rules.evaluation.judge import ALWAYS_DUE, Advice, AdviceWord, Dates, Judge, addressed, index_of
from followup_rules.evaluation.policy_judge import PolicyJudge
from followup_rules.evaluation.send_time import send_time_us
from followup_rules.evaluation.trace import Trace, traced
from followup_rules.rules.amounts import Amount
from followup_rules.rules.conditions import Before
from followup_rules.rules.policy import AnyPolicy, Combined, check_policy
from followup_rules.rules.rule import Effect, Rule
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, Stance, possible_stances
from followup_rules.rules.wording import asked_for, effort, in_words, lacking
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros, When
from followup_rules.temporal.values import (
    NeverABoolean,
    PlainData,
    PydanticField,
    ShownInNotebooks,
    as_data,
    as_dict,
    lazy,
)
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.history import Situation
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import (
    MESSAGE_CHANNELS,
    Action,
    ActionKind,
    Channel,
    ChannelName,
    KindName,
    channels_of,
)
from followup_rules.timeline.words import listed

# called with each evaluation that is read, and the index of the action whose ruling is read (None: all verdicts)
Observer: TypeAlias = "Callable[[Evaluation, int | None], None]"

Kind: TypeAlias = ActionKind | KindName
By: TypeAlias = Channel | ChannelName
Asked: TypeAlias = tuple[Kind, By] | tuple[Kind, By, str | None]

_T = TypeVar("_T")

NO_GUIDANCE: Final = "no-guidance"
SPLIT: Final = "split"
# the effects of reasons against an action
AGAINST: Final = frozenset({Effect.FORBID.value, Effect.DISCOURAGE.value})


@attrs.frozen
class Window:
    """A stretch in which an action is allowed: `opens` is in, `closes` the first instant out; None: unbounded."""

    opens: pendulum.DateTime | None
    closes: pendulum.DateTime | None


@attrs.frozen
class Reason(PlainData):
    """
    Why an action has its stance: a rule's id and effect, a sentence with the actual dates, the statements it cites.
    """

    rule: str
    effect: str
    says: str
    cites: tuple[str, ...]


@attrs.frozen
class Outcome:
    """What a ruling says, without its reasons: equal where the stance, the advice, the windows and the dates are."""

    stance: Stance
    possible: tuple[Stance, ...]
    advice: AdviceWord | None
    windows_us: tuple[tuple[int | None, int | None], ...]
    due_us: int | None
    overdue_us: int | None
    evaluation: Evaluation = attrs.field(eq=False, repr=False)

    @property
    def words(self) -> tuple[Stance, tuple[Stance, ...], AdviceWord | None]:
        """What it says now, without its dates."""
        return self.stance, self.possible, self.advice

    @property
    def opens(self) -> pendulum.DateTime | None:
        """As in a `Ruling`."""
        return self.evaluation.to_pendulum(self.windows_us[0][0]) if self.windows_us else None

    @property
    def closes(self) -> pendulum.DateTime | None:
        """As in a `Ruling`."""
        return self.evaluation.to_pendulum(self.windows_us[0][1]) if self.windows_us else None

    @property
    def due(self) -> pendulum.DateTime | None:
        """As in a `Ruling`."""
        return self.evaluation.to_pendulum(self.due_us)

    @property
    def overdue(self) -> pendulum.DateTime | None:
        """As in a `Ruling`."""
        return self.evaluation.to_pendulum(self.overdue_us)

    def dates_as_data(self) -> dict[str, str | None]:
        """Its dates as ISO text with the zone's offset."""
        iso = self.evaluation.iso
        opens, closes = self.windows_us[0] if self.windows_us else (None, None)
        return {"opens": iso(opens), "closes": iso(closes), "due": iso(self.due_us), "overdue": iso(self.overdue_us)}

    def to_dict(self) -> dict[str, Any]:
        """The outcome as plain data; instants as ISO text with the zone's offset."""
        return {
            "stance": self.stance,
            "possible": list(self.possible),
            "advice": self.advice,
            **self.dates_as_data(),
        }


class Ruling(ShownInNotebooks, NeverABoolean):
    """
    What a policy says about one action at a timeline's now. Instants are `pendulum.DateTime` in the timeline's zone.

    `stance` is `allowed`, `forbidden`, `silent` or `undetermined`; the rest is worked out when it is read. A ruling is
    neither true nor false: ask `ruling.allowed`, or `may_send` before you send.
    """

    ask_instead = "a ruling", "ask `ruling.allowed`, or `may_send(timeline, kind, channel)` before you send"

    def __init__(self, evaluation: Evaluation, action: Action, verdict: Verdict) -> None:
        self.evaluation = evaluation
        self._action = action
        self.verdict = verdict

    @property
    def action(self) -> Action:
        """What the ruling is about."""
        return self._action

    @property
    def stance(self) -> Stance:
        """`allowed`, `forbidden`, `silent` or `undetermined`."""
        return self.verdict.stance

    @property
    def possible(self) -> tuple[Stance, ...]:
        """The stances that are possible: more than one where unknown facts leave it open."""
        return possible_stances(self.verdict.possible)

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The ids of the rules that determine the stance."""
        return self.verdict.rule_ids

    # -- advice and dates

    @lazy
    def _advice(self) -> Advice:
        if self.verdict.possible != ALLOWED:
            return Advice()
        return self.evaluation.judge.advice(self.action, self.evaluation.now_us)

    @property
    def advice(self) -> AdviceWord | None:
        """`recommended`, `overdue` or `discouraged`, where the action is allowed and that is sure; else None."""
        return self._advice.word

    @property
    def advice_reasons(self) -> tuple[Reason, ...]:
        """The rules that advise for or against it."""
        return tuple(map(self._reason, self._advice.rules))

    @lazy
    def dates_us(self) -> Dates:
        """Its dates as the judge gives them, with the rules that give them."""
        return self.evaluation.judge.dates(self.action, self.evaluation.now_us)

    @property
    def due_us(self) -> int | None:
        return None if self.dates_us.due == ALWAYS_DUE else self.dates_us.due

    @property
    def overdue_us(self) -> int | None:
        return self.dates_us.overdue

    @lazy
    def windows_us(self) -> tuple[tuple[int | None, int | None], ...]:
        evaluation = self.evaluation
        return tuple(evaluation.judge.windows(self.action, evaluation.now_us))

    @property
    def windows(self) -> tuple[Window, ...]:
        """Every stretch from now on in which it is allowed; one that holds now with its true start."""
        show = self.evaluation.to_pendulum
        return tuple(Window(show(opens), show(closes)) for opens, closes in self.windows_us)

    @lazy
    def outcome(self) -> Outcome:
        """All that it says but its reasons, as one value that can be compared with another's."""
        return Outcome(
            self.stance, self.possible, self.advice, self.windows_us, self.due_us, self.overdue_us, self.evaluation
        )

    @property
    def opens(self) -> pendulum.DateTime | None:
        """Since when it is allowed, or next will be; None: never, or, where it is allowed now, since always."""
        return self.outcome.opens

    @property
    def closes(self) -> pendulum.DateTime | None:
        """The first instant at which that ends; None: it has no end."""
        return self.outcome.closes

    @property
    def due(self) -> pendulum.DateTime | None:
        """From when a recommendation open now or next is made; None: it always has been, or there is none."""
        return self.outcome.due

    @property
    def overdue(self) -> pendulum.DateTime | None:
        """From when that recommendation is overdue; None where it never is."""
        return self.outcome.overdue

    @lazy
    def send_at_us(self) -> int | None:
        evaluation = self.evaluation
        return send_time_us(evaluation.judge, self.action, evaluation.now_us)

    @property
    def send_at(self) -> pendulum.DateTime | None:
        """
        When to send it: the first instant from now on within office hours on a business day at which it is allowed, not
        discouraged and, where it is recommended, due; None if there is no such instant.

        Office hours are `Facts.office_hours`, or 09:00 to 17:00, in the timeline's zone; an act during the interview
        needs none.
        """
        return self.evaluation.to_pendulum(self.send_at_us)

    @property
    def allowed(self) -> bool:
        """Whether its stance is `allowed`."""
        return self.stance == "allowed"

    # -- why

    @lazy
    def reasons(self) -> tuple[Reason, ...]:
        """Every rule that determines the stance, in the order of its policy."""
        return (*self.evaluation._split(self), *map(self._reason, self.verdict.rules), *self._without_guidance())

    def _reason(self, rule: Rule) -> Reason:
        situation = self.evaluation.situation
        moved = (cites for amount, cites in rule.lengthened_by if _adds(amount, situation))
        effect = rule.effect.value
        return Reason(
            rule.id,
            effect,
            rule.says.written(situation, self.action),
            (*rule.cites, *(c for more in moved for c in more)),
        )

    def _without_guidance(self) -> Iterator[Reason]:
        if "forbidden" not in self.possible:
            return
        for judge in policy_judges(self.evaluation.judge):
            verdict = judge.verdict(self.action, self.evaluation.now_us)
            ruled = any(rule.effect is Effect.FORBID for rule in verdict.rules)
            if verdict.stance == self.stance and verdict.possible & FORBIDDEN and not ruled:
                yield Reason(
                    f"{judge.policy.name}/{NO_GUIDANCE}", Effect.FORBID.value, self._what_is_lacking(judge), ()
                )

    def _what_is_lacking(self, judge: PolicyJudge) -> str:
        """That nothing permits the action, and what the nearest permission lacks."""
        asked = self.evaluation.situation, self.action, self.evaluation.now_us
        found = [lacking(rule.when, *asked) for rule, _ in judge.rules_on(self.action).permits]
        # one that lacks nothing surely depends on unknown facts, which are told by their names
        nearest = dict.fromkeys(asked_for(part, *asked[:2]) for part in min(found, key=effort, default=()))
        if any(isinstance(part, Before) for part in nearest):
            return "no guidance permits it any more"
        if not nearest:
            return "no guidance permits it"
        return f"no guidance permits it unless {listed([*dict.fromkeys(map(in_words, nearest))], 'and')}"

    @lazy
    def missing(self) -> tuple[str, ...]:
        """The names of the facts on which an undetermined stance depends, in the order of `Facts`."""
        if self.stance != "undetermined":
            return ()
        missing = self.evaluation.judge.missing(self.action, self.evaluation.now_us)
        return tuple(name for name in attrs.fields_dict(Facts) if name in missing)

    def trace(self) -> Trace:
        """Every rule on the action, with its condition taken apart: what holds now, and when that changes."""
        return traced(self.evaluation.judge, self.action, self.evaluation.now_us)

    # -- as data

    def to_dict(self) -> dict[str, Any]:
        """The ruling as plain data; instants as ISO text with the zone's offset."""
        return {
            "kind": self.action.kind.value,
            "channel": self.action.channel.value,
            "to": self.action.to,
            "stance": self.stance,
            "advice": self.advice,
            **self.outcome.dates_as_data(),
            "reasons": as_data(self.reasons),
            "missing": list(self.missing),
            "possible": list(self.possible),
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ruling):
            return NotImplemented
        return self._action == other._action and self.evaluation == other.evaluation

    def __hash__(self) -> int:
        return hash((self._action, self.evaluation.now_us))

    def __repr__(self) -> str:
        advice = f", {self.advice}" if self.advice else ""
        return f"<Ruling {self.action!r}: {self.stance}{advice}>"


def _adds(amount: Amount, situation: Situation) -> bool:
    reached = amount.bounds(situation)
    return reached is not None and reached[1] > 0


class Evaluation(ShownInNotebooks, PydanticField, NeverABoolean, Mapping[Action | Asked, "Ruling"]):
    """
    What a policy says about every action at a timeline's now: a mapping of actions to rulings.

    `evaluation["status_inquiry", "email"]` is one `Ruling`; `allowed`, `forbidden`, `undetermined` and `silent` are
    tuples of them, `rulings` all; `by_source` holds the evaluations of a combined policy's sources by name.

    Its keys are actions, in the order of the vocabulary, and tuples stand for them everywhere. What is not judged, such
    as a message `in_person`, is not in it; a word that does not exist, and a thank-you without a name where several
    people are named, are errors (`ActionError`) rather than absent.
    """

    ask_instead = (
        "an evaluation",
        "ask `evaluation[kind, channel].allowed`, or `may_send(timeline, kind, channel)` before you send",
    )

    # what tests use to see which questions are asked; no answer depends on it
    observers: ClassVar[tuple[Observer, ...]] = ()

    def __init__(self, timeline: Timeline, policy: AnyPolicy, judge: Judge, now: int) -> None:
        self.timeline = timeline
        self.policy = policy
        self.judge = judge
        self.now_us = now

    @property
    def now(self) -> pendulum.DateTime:
        """The instant that is judged, in the timeline's zone."""
        return instants.to_pendulum(self.now_us, self.timeline.zone)

    def at(self, instant: When) -> Evaluation:
        """
        What the policy says at another instant of the same timeline.

        At a later one it is assumed that nothing happens until then except what is scheduled; an earlier one is judged
        by what was known then. Raises `TimelineError` if *instant* is not an instant.
        """
        asked = instants.micros(instant)
        if asked < self.now_us:
            return evaluate(self.timeline.at(asked), self.policy)
        return self.seen_from(asked)

    def seen_from(self, instant: int) -> Evaluation:
        return Evaluation(self.timeline, self.policy, self.judge, instant)

    @property
    def verdicts(self) -> tuple[tuple[Action, Verdict], ...]:
        """
        Every action with the verdict on it (its stance and the ids of the rules that determine it), nothing more.

        The quickest way to read all of them; a `Ruling` tells the rest.
        """
        for observer in self.observers:
            observer(self, None)
        return self.judge.verdicts(self.now_us)

    @lazy
    def situation(self) -> Situation:
        return self.timeline.history.situation_at(self.now_us)

    @lazy
    def _kept(self) -> dict[int, Ruling]:
        return {}

    def ruling_at(self, place: int, action: Action | None = None) -> Ruling:
        ruling = self._kept.get(place)
        if ruling is None:
            if action is None:
                action, verdict = self.judge.verdicts(self.now_us)[place]
            else:
                verdict = self.judge.verdict(action, self.now_us)
            ruling = self._kept[place] = Ruling(self, action, verdict)
        for observer in self.observers:
            observer(self, place)
        return ruling

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """Every ruling, in the order of the vocabulary."""
        return tuple(map(self.ruling_at, range(len(self.verdicts))))

    def _with(self, stance: Stance) -> tuple[Ruling, ...]:
        return tuple(
            self.ruling_at(place) for place, (_, verdict) in enumerate(self.verdicts) if verdict.stance == stance
        )

    @property
    def allowed(self) -> tuple[Ruling, ...]:
        """The rulings on what is allowed now."""
        return self._with("allowed")

    @property
    def forbidden(self) -> tuple[Ruling, ...]:
        """The rulings on what is forbidden now."""
        return self._with("forbidden")

    @property
    def undetermined(self) -> tuple[Ruling, ...]:
        """The rulings that depend on an unknown fact."""
        return self._with("undetermined")

    @property
    def silent(self) -> tuple[Ruling, ...]:
        """The rulings on actions that no rule is about."""
        return self._with("silent")

    def __getitem__(self, asked: Action | Asked) -> Ruling:
        action, place = self._place(asked)
        if place is None:
            raise ActionError(_not_judged(action, self.timeline.history.people))
        return self.ruling_at(place, action)

    def _place(self, asked: object) -> tuple[Action, int | None]:
        """The action, and the index of its ruling (None: it is not judged); raises `ActionError` for anything else."""
        action = asked if isinstance(asked, Action) else _action(asked)
        if action.to is not None and action.kind is not ActionKind.THANK_YOU:
            if not isinstance(action.to, str):
                raise ActionError(f"{shown(action.to)} is not a person's name; expected text")
            action = Action(action.kind, action.channel)  # judged once, whoever it is to
        people = self.timeline.history.people
        place = index_of(action, people)
        if isinstance(asked, tuple) and len(asked) == 2 and action.kind is ActionKind.THANK_YOU:
            # a pair leaves the name out, which will do unless several people are named
            if len(people) - (None in people) > 1 and action.channel in MESSAGE_CHANNELS:
                raise ActionError(_not_judged(action, people))
            action = addressed(action, people[-1])
            place = index_of(action, people)
        return action, place

    def __contains__(self, asked: object) -> bool:
        return self._place(asked)[1] is not None

    @overload
    def get(self, key: Action | Asked, /) -> Ruling | None: ...
    @overload
    def get(self, key: Action | Asked, /, default: Ruling) -> Ruling: ...
    @overload
    def get(self, key: Action | Asked, /, default: _T) -> Ruling | _T: ...
    def get(self, key: Action | Asked, /, default: object = None) -> object:
        """The ruling on an action; *default* where that is not judged."""
        action, place = self._place(key)
        return default if place is None else self.ruling_at(place, action)

    def __iter__(self) -> Iterator[Action]:
        return (action for action, _ in self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    # what it is asked for may be a tuple; what it gives back is an action

    def keys(self) -> KeysView[Action]:
        """The actions."""
        return cast("KeysView[Action]", super().keys())

    def items(self) -> ItemsView[Action, Ruling]:
        """The actions, each with its ruling."""
        return cast("ItemsView[Action, Ruling]", super().items())

    @lazy
    def by_source(self) -> Mapping[str, Evaluation]:
        """The evaluations of the sources of a combined policy, by name; empty for a policy of its own."""
        return MappingProxyType(
            {
                source.policy.name: Evaluation(self.timeline, source.policy, source, self.now_us)
                for source in self.judge.sources
            }
        )

    # -- what rulings ask, and what is read off them

    def checked_until(self, until: When | None) -> int | None:
        """The end that a caller gave, in microseconds; raises `TimelineError` if that is not an instant or is past."""
        if until is None:
            return None
        try:
            end = instants.micros(until)
        except TimelineError as error:
            raise error.under("until") from None
        if end < self.now_us:
            what = f"{shown(self.iso(end))} is before now, {shown(self.iso(self.now_us))}; expected a later instant"
            raise TimelineError(Fault("until", what, "out_of_order"))
        return end

    @overload
    def to_pendulum(self, instant: int) -> pendulum.DateTime: ...
    @overload
    def to_pendulum(self, instant: int | None) -> pendulum.DateTime | None: ...
    def to_pendulum(self, instant: int | None) -> pendulum.DateTime | None:
        return None if instant is None else instants.to_pendulum(instant, self.timeline.zone)

    def iso(self, instant: int | None) -> str | None:
        return None if instant is None else instants.iso(instant, self.timeline.history.zone)

    def reasons_for(self, action: Action, rules: Iterable[Rule], since: int | None) -> tuple[Reason, ...]:
        """Rules as reasons, with the dates that they have at an instant (None: now)."""
        seen = self if since is None else self.seen_from(since)
        return tuple(map(seen[action]._reason, rules))

    def _split(self, ruling: Ruling) -> Iterator[Reason]:
        """How the votes fell, where a majority decided."""
        if not isinstance(self.policy, Combined) or ruling.stance == "silent":
            return
        if self.policy.resolver != "majority":
            for source in self.by_source.values():
                of_source = source[ruling.action]
                if of_source.stance == ruling.stance:
                    yield from source._split(of_source)
            return
        stances = [source[ruling.action].stance for source in self.by_source.values()]
        counts = (f"{stances.count(stance)} {stance}" for stance in ("allowed", "forbidden", "undetermined", "silent"))
        said = ", ".join(count for count in counts if not count.startswith("0 "))
        effect = Effect.PERMIT if "allowed" in ruling.possible else Effect.FORBID
        yield Reason(f"majority/{SPLIT}", effect.value, f"of {len(stances)} sources: {said}", ())

    # -- as data

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as plain data; `schemas.evaluation()` is its JSON Schema."""
        return as_dict(**self.about, rulings=self.rulings)

    @property
    def about(self) -> dict[str, Any]:
        """By which policy, in which zone and as of when an answer is, as plain data."""
        return {"policy": self.policy.name, "zone": self.timeline.zone, "now": self.iso(self.now_us)}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Evaluation):
            return NotImplemented
        return (self.now_us, self.timeline, self.policy) == (other.now_us, other.timeline, other.policy)

    def __hash__(self) -> int:
        return hash((self.now_us, self.policy.name))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.timeline, self.policy, self.now_us)

    def __repr__(self) -> str:
        counts = (
            f"{len(self._with(stance))} {stance}" for stance in ("allowed", "forbidden", "undetermined", "silent")
        )
        return f"<Evaluation by {self.policy.name} at {self.iso(self.now_us)}: {', '.join(counts)}>"


def _not_judged(action: Action, people: Sequence[str | None]) -> str:
    if action.channel not in channels_of(action.kind):
        channels = ", ".join(channels_of(action.kind))
        return f"`{action.kind}` is not judged by `{action.channel}`; expected one of {channels}"
    named = ", ".join("nobody by name (None)" if person is None else f"`{person}`" for person in people)
    if action.to is None:
        return f"`{action.kind}` is judged for each person; expected one of: {named}"
    near = nearest(action.to, (person for person in people if person is not None))
    return f"`{action.kind}` is not judged for {shown(action.to)}; expected one of: {named}{near}"


def asking(kind: Kind, channel: By, to: str | None) -> Asked:
    """How to ask an evaluation about an action; without a name as a pair, since only one person may be named."""
    return (kind, channel) if to is None else (kind, channel, to)


def _action(asked: object) -> Action:
    if not isinstance(asked, tuple) or not 2 <= len(asked) <= 3:
        raise ActionError(f"{shown(asked)} is not an action; expected a kind, a channel and, for a thank-you, a name")
    kind, channel, *to = asked
    return Action(kind, channel, to[0] if to else None)


def evaluate(timeline: Timeline, policy: AnyPolicy | None = None) -> Evaluation:
    """
    What a policy says about every action at a timeline's now; without one, the recommended policy.

    >>> from followup_rules import Interview, Timeline, policies
    >>> timeline = Timeline(
    ...     "Europe/London", "2025-10-07T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")]
    ... )
    >>> ruling = evaluate(timeline, policy=policies.business_etiquette)["thank_you", "email"]
    >>> ruling.stance, ruling.advice, ruling.overdue.isoformat()
    ('allowed', 'recommended', '2025-10-07T10:00:00+01:00')
    """
    if policy is None:
        policy = policies.recommended
    if not isinstance(timeline, Timeline):
        raise TypeError(f"{shown(timeline)} is not a timeline; expected `Timeline(...)`, or `Timeline.from_dict(...)`")
    check_policy(policy)
    return Evaluation(timeline, policy, judge_of(policy, timeline.history), timeline.now_us)


def _again(timeline: Timeline, policy: AnyPolicy, now: int) -> Evaluation:
    """What a pickle is read back with."""
    return evaluate(timeline, policy).at(Micros(now))
