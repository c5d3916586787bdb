"""Sentences with the real dates in them, written only when somebody reads them."""

from __future__ import annotations

from string import Formatter

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import Amount, Unit
from followup_rules.rules.moments import Moment
from followup_rules.rules.node import Node
from followup_rules.timeline.history import Situation
from followup_rules.timeline.vocabulary import Action
from followup_rules.timeline.words import readable

_OF_THE_ACTION = ("kind", "channel", "to")


@attrs.frozen(repr=False, eq=False)
class Sentence(Node):
    """A template, and the moments and amounts that fill it."""

    template: str
    names: tuple[str, ...]
    nodes: tuple[Moment | Amount, ...]

    def written(self, situation: Situation, action: Action) -> str:
        """The sentence with its dates, as they stand in a situation, in the timeline's zone."""
        words = {
            "kind": action.kind.replace("_", " "),
            "channel": action.channel.replace("_", " "),
            "to": action.to or "them",
        }
        for name, node in zip(self.names, self.nodes, strict=True):
            words[name] = _said(node, situation, action)
        return self.template.format_map(words)

    def __repr__(self) -> str:
        return f"sentence({self.template!r})"


def sentence(template: str, **nodes: Moment | Amount) -> Sentence:
    """
    A sentence whose `{names}` are filled by moments and amounts, or by the action's `{kind}`, `{channel}` and `{to}`.

    Raises `PolicyError` where a name has nothing to fill it, or the other way round.
    """
    try:
        fields = [field for field in Formatter().parse(template) if field[1] is not None]
    except ValueError as error:
        raise PolicyError(f"{shown(template)} is no sentence ({error})") from None
    if any(spec or conversion for _, _, spec, conversion in fields):
        raise PolicyError(f"{shown(template)} is no sentence; expected plain names in braces")
    asked = {str(name) for _, name, _, _ in fields}
    for name in sorted(asked ^ set(nodes)):
        if name in nodes or name not in _OF_THE_ACTION:
            raise PolicyError(
                f"`{{{name}}}` is not both in the sentence {shown(template)} and given a moment or amount"
            )
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
        return "a day nobody has named"
    first, last = (readable(instant, situation.zone) for instant in reached)
    return first if first == last else f"some time from {first} to {last}"
