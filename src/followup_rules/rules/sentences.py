"""Sentences with the real dates in them, written only when somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import Amount, Unit
from followup_rules.rules.moments import Moment
from followup_rules.rules.node import Node
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import Action
from followup_rules.timeline.words import channel_words, kind_words, readable

__all__ = ["sentence"]

_OF_THE_ACTION = ("kind", "channel", "to", "preferred_channel")


@attrs.frozen(repr=False, eq=False)
class Sentence(Node):
    """A template, and the moments and amounts that fill it."""

    template: str
    names: tuple[str, ...] = ()
    nodes: tuple[Moment | Amount, ...] = ()

    @property
    def fillers(self) -> Mapping[str, Moment | Amount]:
        """What fills its names, by name."""
        return dict(zip(self.names, self.nodes, strict=True))

    @property
    def missing(self) -> tuple[str, ...]:
        """The names in it that are not filled yet."""
        asked = (name for _, name, _, _ in Formatter().parse(self.template) if name is not None)
        return tuple(name for name in dict.fromkeys(asked) if name not in (*self.names, *_OF_THE_ACTION))

    def filled(self, found: Mapping[str, Moment | Amount]) -> Sentence:
        """The same sentence with its missing names filled, as far as they are found."""
        more = {name: found[name] for name in self.missing if name in found}
        return Sentence(self.template, (*self.names, *more), (*self.nodes, *more.values())) if more else self

    def written(self, situation: Situation, action: Action) -> str:
        """The sentence with its dates, as they stand in a situation, in the timeline's zone."""
        words = {
            "kind": kind_words(action.kind),
            "channel": channel_words(action.channel),
            "preferred_channel": channel_words(situation.preferred or action.channel),
            "to": action.to or "them",
        }
        for name, node in self.fillers.items():
            words[name] = _said(node, situation, action)
        return self.template.format_map(words)

    def __repr__(self) -> str:
        return f"sentence({self.template!r})"


def sentence(template: str, **nodes: Moment | Amount) -> Sentence:
    """
    A sentence whose `{names}` are filled by moments and amounts, or by the action's `{kind}`, `{channel}` and `{to}`,
    or by the `{preferred_channel}` of the employer.

    What is not given here is found in the rule that says the sentence. Raises `PolicyError` where the template cannot
    be read, or where something is given that it does not name.
    """
    try:
        fields = [field for field in Formatter().parse(template) if field[1] is not None]
    except ValueError as error:
        raise PolicyError(f"{shown(template)} is not a sentence ({error}); expected plain names in braces") from None
    if any(spec or conversion or not str(name).isidentifier() for _, name, spec, conversion in fields):
        raise PolicyError(f"{shown(template)} is not a sentence; expected plain names in braces")
    for name in nodes.keys() - {name for _, name, _, _ in fields}:
        raise PolicyError(f"`{name}` is given to the sentence {shown(template)}; expected `{{{name}}}` in it")
    return Sentence(template, tuple(nodes), tuple(nodes.values()))


def _said(node: Moment | Amount, situation: Situation, action: Action) -> str:
    if isinstance(node, Amount):
        counted = node.bounds(situation)
        if counted is None:
            return f"an unknown number of {node.unit}"
        number = f"{counted[0]}" if counted[0] == counted[1] else f"{counted[0]} to {counted[1]}"
        return number if node.unit is Unit.TIMES else f"{number} {node.unit.removesuffix('s' * (number == '1'))}"
    reached = node.bounds(situation, action)
    if reached is None:
        return "a day that nobody has named"
    first, last = (readable(instant, situation.zone) for instant in reached)
    return first if first == last else f"some time from {first} to {last}"
