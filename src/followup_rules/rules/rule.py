"""Rules: an effect on some actions during a condition, with the statements it comes from.

`permit`, `forbid`, `recommend` and `discourage` make a clause: everything of a rule but its name. `policy(...)` names
the clauses that it is given, and `clause.named("mine/wait-a-week")` names a single one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, Generic, TypeAlias, TypeVar

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules import moments
from followup_rules.rules.amounts import Amount, Fixed, Sum, Unit
from followup_rules.rules.choices import Choice, chosen
from followup_rules.rules.conditions import AllOf, Before, Condition, Since, always, interview_on, never, taken_since
from followup_rules.rules.moments import Counted, Later, LaterOf, Moment, date_of, interview_start
from followup_rules.rules.node import Node, walk
from followup_rules.rules.selections import Selection, acts
from followup_rules.rules.sentences import Sentence, sentence
from followup_rules.temporal.values import field_values
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import Action, ActionKind

__all__ = ["Statements", "discourage", "forbid", "in_the_interview", "permit", "recommend"]

_ID: Final = re.compile(r"[a-z][a-z0-9_]*/[a-z0-9]+(-[a-z0-9]+)*")

# the moments that every sentence may name, whether its rule has them or not
_MOMENTS: Final = {repr(moment): moment for moment in vars(moments).values() if isinstance(moment, Moment)}

Cites: TypeAlias = int | Iterable[int | str]


class Effect(StrEnum):
    """What a rule does while it holds. To recommend is to permit as well; to discourage is not to forbid."""

    PERMIT = "permit"
    FORBID = "forbid"
    RECOMMEND = "recommend"
    DISCOURAGE = "discourage"


@attrs.frozen
class Statements:
    """
    The ids of a document's statements, by number.

    >>> pro_tips = Statements("pro_tips")
    >>> pro_tips[15, 18]
    ('pro_tips-15', 'pro_tips-18')
    """

    document: str

    def __getitem__(self, numbers: int | tuple[int, ...]) -> tuple[str, ...]:
        return tuple(f"{self.document}-{number:02}" for number in ((numbers,) if isinstance(numbers, int) else numbers))


def check_rule(rule: str, on: object, when: object, cites: object, example: str) -> None:
    """Raises `PolicyError` where the parts that every rule has are not what they must be."""
    if not _ID.fullmatch(rule):
        raise PolicyError(f"{shown(rule)} is not a rule id; expected `policy/name-with-dashes`, such as `{example}`")
    if not isinstance(on, Selection):
        raise PolicyError(f"rule `{rule}` is on {shown(on)}; expected actions such as `messages()`")
    if not isinstance(cites, tuple) or not all(isinstance(cite, str) for cite in cites):
        raise PolicyError(f"rule `{rule}` cites {shown(cites)}; expected a tuple of statement ids")
    if not isinstance(when, Condition):
        raise PolicyError(f"rule `{rule}` holds when {shown(when)}; expected a condition")


def _sentence(says: Sentence | str) -> Sentence:
    return sentence(says) if isinstance(says, str) else says


@attrs.frozen(repr=False, eq=False)
class Rule(Node):
    """
    An effect on the actions `on` while `when` holds; `cites` names the statements it is read from.

    A recommendation permits while `when` holds, recommends from `due` on (None: at once) and is overdue from `overdue`
    on; where `done_when` holds it only permits. `lengthened_by` are amounts that may lengthen it, with the statements
    that are then cited too. What the sentence names is found in the rule (see `sentence_parts`).
    """

    ask_instead = "put it in a `Policy`, and ask `evaluate(timeline, policy)` what that says"

    id: str
    effect: Effect
    on: Selection
    when: Condition
    cites: tuple[str, ...]
    says: Sentence = attrs.field(converter=_sentence)
    due: Moment | None = None
    overdue: Moment | None = None
    done_when: Condition = never
    lengthened_by: tuple[tuple[Amount, tuple[str, ...]], ...] = ()

    def __attrs_post_init__(self) -> None:
        check_rule(self.id, self.on, self.when, self.cites, "mine/wait-a-week")
        for name, moment in (("due", self.due), ("overdue", self.overdue)):
            if not isinstance(moment, Moment | None):
                raise PolicyError(f"rule `{self.id}` is {name} {shown(moment)}; expected a moment")
        if not isinstance(self.says, Sentence):
            raise PolicyError(f"rule `{self.id}` says {shown(self.says)}; expected a text or a sentence")
        if self.says.missing:
            found = self.sentence_parts()
            object.__setattr__(self, "says", self.says.filled(found))
            for name in self.says.missing:
                raise PolicyError(
                    f"rule `{self.id}` says {shown(self.says.template)}; nothing in the rule is called `{name}`, or "
                    f"two things are; expected one of {', '.join(sorted(found))}"
                )
        if self.overdue is not None and (self.due is None or not _paired(self.due, self.overdue)):
            raise PolicyError(
                f"rule `{self.id}` is due from `{self.due!r}` and overdue from `{self.overdue!r}`; expected both to be "
                "counted from one moment in one unit"
            )

    def sentence_parts(self) -> dict[str, Moment | Amount]:
        """
        What its sentence may name: `due` and `overdue`; `since` and `until`, the moments that its condition has in
        `since(...)` and `before(...)`; every moment and amount in it by the word it begins with; and the moments that
        the language has a word for.
        """
        found: dict[str, set[Moment | Amount]] = {name: {moment} for name, moment in _MOMENTS.items()}
        for part in (self.when, self.due, self.overdue):
            for node in () if part is None else walk(part):
                if isinstance(node, Moment | Amount) and not isinstance(node, Later | Sum):
                    found.setdefault(re.split(r"\W", repr(node), maxsplit=1)[0], set()).add(node)
        for condition in self.when.parts if isinstance(self.when, AllOf) else (self.when,):
            if isinstance(condition, Since | Before):
                found.setdefault("since" if isinstance(condition, Since) else "until", set()).add(condition.moment)
        for name, moment in (("due", self.due), ("overdue", self.overdue)):
            if moment is not None:
                found[name] = {moment}
        return {name: nodes.pop() for name, nodes in found.items() if len(nodes) == 1}

    def overdue_after(self, situation: Situation, action: Action, start: int, *, at_most: bool) -> int | None:
        """
        When it is overdue if it falls due only at *start*: as long after that as overdue is after due, never before it.

        Where both are dates, that many dates later, at 00:00. *at_most*: the longest that unknown facts allow.
        """
        if self.due is None or self.overdue is None:
            return None
        due, late = self.due.bounds(situation, action), self.overdue.bounds(situation, action)
        if due is None or late is None:
            return None
        if start == due[at_most]:
            return max(start, late[at_most])
        step = _step(chosen(self.due), chosen(self.overdue))
        if step is None:
            unit = Unit.DAYS
            found = [date_of(moment).dates(situation, action) for moment in (self.due, self.overdue)]
        else:
            unit, *amounts = step
            found = [amount.bounds(situation) for amount in amounts]
        before, then = (bounds or (0, 0) for bounds in found)
        count = max(0, then[at_most] - before[at_most])
        if self.due.dates(situation, action) is None or self.overdue.dates(situation, action) is None:
            return moments.after(situation, start, count, unit)
        day = moments.date_after(situation, situation.zone.date_of(start), count, unit)
        return max(start, situation.zone.midnight(day))

    def adapted(self, **changes: Any) -> Clause[Rule]:
        """
        This rule with some parts changed, as a clause: another policy takes it over under a name of its own.

        >>> from followup_rules import policies
        >>> from followup_rules.rules import courtesy_note, email
        >>> door = policies.dos_and_donts["leave-the-door-open"].adapted(on=courtesy_note.by(email))
        >>> door.named("mine/leave-the-door-open").cites
        ('dos_and_donts-26', 'dos_and_donts-29')
        """
        found = self.sentence_parts()
        given = {name: node for name, node in self.says.fillers.items() if found.get(name) != node}
        parts: dict[str, Any] = {**parts_of(self), "says": sentence(self.says.template, **given), **changes}
        return Clause(Rule, parts.pop("once", None), parts)

    def __repr__(self) -> str:
        parts = [repr(self.on), repr(self.when)]
        parts += [f"{name}={value!r}" for name in ("due", "overdue") if (value := getattr(self, name)) is not None]
        if self.done_when != never:
            parts.append(f"done_when={self.done_when!r}")
        return f"{self.effect}({', '.join(parts)}).named({self.id!r})"


def _bare(moment: Moment) -> Moment:
    return moment.moment if isinstance(moment, Counted) else moment


def _step(due: Moment, late: Moment) -> tuple[Unit, Amount, Amount] | None:
    """What `due` and `overdue` add to the moment that both are counted from, and its unit; None where there is none."""
    if isinstance(late, Later):
        if _bare(late.moment) == _bare(due):
            return late.unit, Fixed(0, late.unit), late.amount
        if isinstance(due, Later) and _bare(due.moment) == _bare(late.moment) and due.unit is late.unit:
            return late.unit, due.amount, late.amount
    return None


def _paired(due: Moment, late: Moment) -> bool:
    """Whether both are counted from one moment, or are put together in the same way from moments that are."""
    if isinstance(due, Choice) and isinstance(late, Choice) and due.reading == late.reading:
        return all(map(_paired, due.options, late.options))
    if isinstance(due, LaterOf) and isinstance(late, LaterOf) and len(due.parts) == len(late.parts):
        return all(map(_paired, due.parts, late.parts))
    return _step(due, late) is not None


# -- clauses

_R = TypeVar("_R", bound=Node)


@attrs.frozen
class Clause(Generic[_R]):
    """
    Everything of a rule but its name. A number in `cites` is a statement of the document that the rule is named for.

    >>> from followup_rules.rules import always, gift
    >>> forbid(gift, always, cites=(9, 10), says="no gifts").named("dos_and_donts/no-gifts").cites
    ('dos_and_donts-09', 'dos_and_donts-10')
    """

    make: Callable[..., _R]
    once: Condition | None
    parts: Mapping[str, Any]

    def named(self, id: str) -> _R:
        """The rule of that id. Raises `PolicyError` for a clause with `once`, which makes two."""
        if self.once is not None:
            raise PolicyError(f"rule `{id}` has `once`, which makes two rules; expected `.rules({id!r})`")
        return self._made(id, **self.parts)

    def rules(self, id: str) -> tuple[_R, ...]:
        """
        The rule of that id; with `once`, the rule until that holds, and a rule named `<id>-once` that forbids the same
        kinds of action on every channel from then on.
        """
        if self.once is None:
            return (self.named(id),)
        again = {
            "effect": Effect.FORBID,
            "on": attrs.evolve(self.parts["on"], channels=None),
            "when": self.once,
            "cites": self.parts["cites"],
            "says": "you have already done this: once is enough",
        }
        until = dict(self.parts, when=self.parts["when"] & ~self.once)
        return self._made(id, **until), self._made(f"{id}-once", **again)

    def _made(self, id: str, **parts: Any) -> _R:
        statements = Statements(id.partition("/")[0])
        parts["cites"] = _cited(statements, parts["cites"])
        if "lengthened_by" in parts:
            lengthened_by = dict(parts["lengthened_by"])
            parts["lengthened_by"] = tuple((each, _cited(statements, more)) for each, more in lengthened_by.items())
        return self.make(id, **parts)


def _cited(statements: Statements, cites: Any) -> Any:
    """The citations with each number made a statement id; what cannot be cited is left for the rule to refuse."""
    if isinstance(cites, str) or not isinstance(cites, int | Iterable):
        return cites
    given = (cites,) if isinstance(cites, int) else cites
    return tuple(statements[cite][0] if isinstance(cite, int) else cite for cite in given)


def parts_of(rule: Node) -> dict[str, Any]:
    """The parts of a rule but for its id, by name."""
    return {name: value for name, value in field_values(rule).items() if name != "id"}


def permit(
    on: Selection, when: Condition = always, *, says: Sentence | str, cites: Cites = (), once: Condition | None = None
) -> Clause[Rule]:
    """
    The actions are allowed while the condition holds, unless some rule of the policy forbids them.

    *once* is the condition that it has been done: then doing it again is forbidden, on every channel.
    """
    return Clause(Rule, once, {"effect": Effect.PERMIT, "on": on, "when": when, "says": says, "cites": cites})


def forbid(
    on: Selection,
    when: Condition = always,
    *,
    says: Sentence | str,
    cites: Cites = (),
    lengthened_by: Mapping[Amount, Cites] | None = None,
) -> Clause[Rule]:
    """The actions are forbidden while the condition holds, whatever permits them."""
    parts = {"effect": Effect.FORBID, "on": on, "when": when, "says": says, "cites": cites}
    return Clause(Rule, None, parts | {"lengthened_by": lengthened_by or {}})


def discourage(on: Selection, when: Condition = always, *, says: Sentence | str, cites: Cites = ()) -> Clause[Rule]:
    """The actions are advised against while the condition holds; that does not forbid them."""
    return Clause(Rule, None, {"effect": Effect.DISCOURAGE, "on": on, "when": when, "says": says, "cites": cites})


def recommend(
    on: Selection,
    when: Condition = always,
    *,
    says: Sentence | str,
    cites: Cites = (),
    due: Moment | None = None,
    overdue: Moment | None = None,
    done_when: Condition = never,
    lengthened_by: Mapping[Amount, Cites] | None = None,
    once: Condition | None = None,
) -> Clause[Rule]:
    """
    The actions are allowed while the condition holds, recommended from *due* on, overdue from *overdue* on.

    Without *due* they are recommended all the while. *overdue* is counted from what *due* is counted from, in the
    same unit (`due=interview_end + hours(12), overdue=interview_end + hours(24)`). Where *done_when* holds they stay
    allowed without being recommended. *once* is the condition that it has been done: then doing it again is forbidden,
    on every channel.
    """
    parts = {"effect": Effect.RECOMMEND, "on": on, "when": when, "says": says, "cites": cites}
    dates = {"due": due, "overdue": overdue, "done_when": done_when, "lengthened_by": lengthened_by or {}}
    return Clause(Rule, once, parts | dates)


def in_the_interview(
    *kinds: ActionKind | str, unless: Condition = never, says: Sentence | str, cites: Cites = ()
) -> Clause[Rule]:
    """Acts that are recommended while an interview is on, each until it has been done in that interview."""
    when = interview_on if unless == never else interview_on & ~unless
    done = taken_since(interview_start)
    return recommend(acts(*kinds), when, due=interview_start, done_when=done, says=says, cites=cites)
