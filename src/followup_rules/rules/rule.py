"""Rules: an effect on some actions during a condition, with the statements it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import Amount, Bounds, Unit
from followup_rules.rules.conditions import Condition, never
from followup_rules.rules.moments import Later, Moment, channels_of
from followup_rules.rules.node import Node
from followup_rules.rules.sentences import Sentence, sentence
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import ACTS_ALONE, INTERVIEW_ACTS, MESSAGES, Action, ActionKind, Channel

_ID: Final = re.compile(r"[a-z][a-z0-9_]*/[a-z0-9]+(-[a-z0-9]+)*")


class Effect(StrEnum):
    """What a rule does while it holds. To recommend is to permit as well; to discourage is not to forbid."""

    PERMIT = "permit"
    FORBID = "forbid"
    RECOMMEND = "recommend"
    DISCOURAGE = "discourage"


@attrs.frozen(repr=False, eq=False)
class Selection(Node):
    """Some kinds of action, on some channels (None: on every channel on which they are judged)."""

    kinds: frozenset[ActionKind]
    channels: frozenset[Channel] | None = None
    left_out: tuple[Selection, ...] = ()

    def but(self, other: Selection) -> Selection:
        """
        These actions without some others.

        >>> messages().but(messages("courtesy_note"))
        messages().but(messages(courtesy_note))
        """
        return attrs.evolve(self, left_out=(*self.left_out, other))

    def __contains__(self, action: Action) -> bool:
        return (
            action.kind in self.kinds
            and (self.channels is None or action.channel in self.channels)
            and not any(action in left_out for left_out in self.left_out)
        )

    def __repr__(self) -> str:
        what = ", ".join(sorted(self.kinds)) if self.kinds != MESSAGES else ""
        by = "" if self.channels is None else f"by={{{', '.join(sorted(self.channels))}}}"
        word = "messages" if self.kinds <= MESSAGES else "acts"
        but = "".join(f".but({left_out!r})" for left_out in self.left_out)
        return f"{word}({', '.join(filter(None, (what, by)))}){but}"


def messages(*kinds: ActionKind | str, by: Channel | str | Iterable[Channel | str] | None = None) -> Selection:
    """
    Messages of those kinds (none given: of every kind) by one channel or several (none given: by any).

    >>> messages("status_inquiry", by=Channel.EMAIL)
    messages(status_inquiry, by={email})
    """
    return _selected(kinds, MESSAGES, "message", by)


def acts(*kinds: ActionKind | str) -> Selection:
    """Acts during the interview, or of the candidate alone, of those kinds."""
    return _selected(kinds, INTERVIEW_ACTS | ACTS_ALONE, "act", None)


def _selected(
    kinds: tuple[ActionKind | str, ...],
    fit: frozenset[ActionKind],
    noun: str,
    by: Channel | str | Iterable[Channel | str] | None,
) -> Selection:
    for kind in kinds:
        if kind not in fit:
            raise PolicyError(f"{shown(kind)} is no kind of {noun}; expected one of {', '.join(sorted(fit))}")
    return Selection(frozenset(map(ActionKind, kinds)) or fit, channels_of(by))


@attrs.frozen
class Says:
    """
    What a document says: `says[15, 18]` are the ids of its statements.

    >>> says = Says("pro_tips")
    >>> says[15, 18]
    ('pro_tips-15', 'pro_tips-18')
    """

    document: str

    def __getitem__(self, numbers: int | tuple[int, ...]) -> tuple[str, ...]:
        return tuple(
            f"{self.document}-{number:02}" for number in (numbers if isinstance(numbers, tuple) else (numbers,))
        )


def check_id(rule: str, example: str) -> None:
    """Raises `PolicyError` where an id is none."""
    if not _ID.fullmatch(rule):
        raise PolicyError(f"{shown(rule)} is no rule id; expected `policy/name-with-dashes`, such as `{example}`")


def check_cites(rule: str, cites: tuple[str, ...]) -> None:
    """Raises `PolicyError` where what a rule cites is no tuple of ids."""
    if isinstance(cites, str) or not all(isinstance(cite, str) for cite in cites):
        raise PolicyError(f"rule `{rule}` cites {shown(cites)}; expected ids in a tuple")


def check_when(rule: str, when: Condition) -> None:
    """Raises `PolicyError` where that in which a rule holds is no condition."""
    if not isinstance(when, Condition):
        raise PolicyError(f"rule `{rule}` holds when {shown(when)}; expected a condition")


@attrs.frozen(repr=False, eq=False)
class Rule(Node):
    """
    An effect on the actions `on` while `when` holds; `cites` names the statements it is read from.

    A recommendation permits while `when` holds, recommends from `due` on (None: at once) and is overdue from `overdue`
    on; where `done_when` holds only the permission is left. `lengthened_by` are amounts that may lengthen it, with the
    citations that join where they do. Make one with `permit`, `forbid`, `recommend` or `discourage`.
    """

    id: str
    effect: Effect
    on: Selection
    when: Condition
    cites: tuple[str, ...]
    says: Sentence
    due: Moment | None = None
    overdue: Moment | None = None
    done_when: Condition = never
    lengthened_by: tuple[tuple[Amount, tuple[str, ...]], ...] = ()

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "mine/wait-a-week")
        if not isinstance(self.on, Selection):
            raise PolicyError(f"rule `{self.id}` is on {shown(self.on)}; expected actions such as `messages()`")
        check_cites(self.id, self.cites)
        if not isinstance(self.says, Sentence):
            raise PolicyError(f"rule `{self.id}` says {shown(self.says)}; expected a text or a sentence")
        for name, moment in (("due", self.due), ("overdue", self.overdue)):
            if not isinstance(moment, Moment | None):
                raise PolicyError(f"rule `{self.id}` is {name} {shown(moment)}; expected a moment")
        check_when(self.id, self.when)
        if self.overdue is not None:
            self._step()

    def _step(self) -> tuple[Amount | None, Amount]:
        """What `due` and `overdue` add to the moment that both are reckoned from."""
        late, due = self.overdue, self.due
        if isinstance(late, Later):
            if late.moment == due:
                return None, late.amount
            if isinstance(due, Later) and due.moment == late.moment and due.amount.unit is late.amount.unit:
                return due.amount, late.amount
        raise PolicyError(
            f"rule `{self.id}` is due from {due!r} and overdue from {late!r}; expected both to be reckoned from one "
            "moment in one unit"
        )

    def grace(self, situation: Situation) -> tuple[Bounds, Unit]:
        """How long after due it is overdue, least and most, in the rule's own units."""
        before, after = self._step()
        least, most = after.bounds(situation) or (0, 0)
        if before is not None:
            sooner = before.bounds(situation) or (0, 0)
            least, most = least - sooner[0], most - sooner[1]
        return (least, most), after.unit

    def __repr__(self) -> str:
        parts = [repr(self.id), repr(self.on), repr(self.when)]
        parts += [f"{name}={value!r}" for name in ("due", "overdue") if (value := getattr(self, name)) is not None]
        if self.done_when != never:
            parts.append(f"done_when={self.done_when!r}")
        return f"{self.effect}({', '.join(parts)})"


def _sentence(says: Sentence | str) -> Sentence:
    return sentence(says) if isinstance(says, str) else says


def permit(id: str, on: Selection, when: Condition, *, cites: tuple[str, ...] = (), says: Sentence | str) -> Rule:
    """The actions are allowed while the condition holds, unless some rule of the policy forbids them."""
    return Rule(id, Effect.PERMIT, on, when, cites, _sentence(says))


def forbid(
    id: str,
    on: Selection,
    when: Condition,
    *,
    cites: tuple[str, ...] = (),
    says: Sentence | str,
    lengthened_by: dict[Amount, tuple[str, ...]] | None = None,
) -> Rule:
    """The actions are forbidden while the condition holds, whatever permits them."""
    return Rule(id, Effect.FORBID, on, when, cites, _sentence(says), lengthened_by=tuple((lengthened_by or {}).items()))


def discourage(id: str, on: Selection, when: Condition, *, cites: tuple[str, ...] = (), says: Sentence | str) -> Rule:
    """The actions are advised against while the condition holds, and not forbidden by it."""
    return Rule(id, Effect.DISCOURAGE, on, when, cites, _sentence(says))


def recommend(
    id: str,
    on: Selection,
    when: Condition,
    *,
    due: Moment | None = None,
    overdue: Moment | None = None,
    done_when: Condition = never,
    cites: tuple[str, ...] = (),
    says: Sentence | str,
    lengthened_by: dict[Amount, tuple[str, ...]] | None = None,
) -> Rule:
    """
    The actions are allowed while the condition holds, recommended from *due* on, overdue from *overdue* on.

    Without *due* they are recommended all the while. *overdue* is reckoned from what *due* is reckoned from, in the
    same unit (`due=interview_end + hours(12), overdue=interview_end + hours(24)`). Where *done_when* holds they stay
    allowed without being recommended.
    """
    return Rule(
        id,
        Effect.RECOMMEND,
        on,
        when,
        cites,
        _sentence(says),
        due,
        overdue,
        done_when,
        tuple((lengthened_by or {}).items()),
    )


def once(rule: Rule, *, done: Condition) -> tuple[Rule, Rule]:
    """
    The rule until it has been done, and a rule that forbids doing it again, on every channel and for ever after.

    *done* tells whether it has been done since its latest occasion.
    """
    again = Rule(
        f"{rule.id}-once",
        Effect.FORBID,
        attrs.evolve(rule.on, channels=None),
        done,
        rule.cites,
        sentence("this has been done already; once is enough"),
    )
    return attrs.evolve(rule, when=rule.when & ~done), again
