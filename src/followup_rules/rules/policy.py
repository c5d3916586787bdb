"""Policies: named sets of rules, and resolvers that make one policy of several.

A resolver works on the sources' stances, never on their rules; a stance that unknown facts leave open is the set of
what is possible.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from itertools import product
from types import MappingProxyType
from typing import Any, Final, NoReturn, TypeAlias, TypeVar

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.amounts import Fixed, Quantity, Unit
from followup_rules.rules.choices import Choice, ConditionChoice, MomentChoice, with_reading
from followup_rules.rules.node import Node, rewritten, walk
from followup_rules.rules.rule import Rule
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, SILENT, Possible
from followup_rules.rules.text_rules import Limit, TextChoice, TextRule, Weight
from followup_rules.temporal.values import LazyState, lazy


class _NoTruth(LazyState):
    @lazy
    def _hash(self) -> int:
        return hash(tuple(getattr(self, field.name) for field in attrs.fields(type(self))))  # type: ignore[arg-type]

    def __bool__(self) -> NoReturn:
        raise TypeError("a policy is neither true nor false: evaluate a timeline with it")


def _rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(rules)


def _content(content: Iterable[TextRule]) -> tuple[TextRule, ...]:
    return tuple(content)


def _check_content(name: str, content: Iterable[object]) -> None:
    for demand in content:
        if not isinstance(demand, TextRule):
            raise PolicyError(f"the content of policy `{name}` holds {shown(demand)}; expected content rules")


@attrs.frozen(repr=False, slots=False)
class Policy(_NoTruth):
    """
    A named set of rules, in the order in which they are to be read and given as reasons.

    In a *closed* policy a message that no rule permits is forbidden. Where *preferred_channel_replaces_email*, what is
    permitted or recommended by email is so by the channel that the employer prefers. *content* is what it demands of
    the text of a message; no ruling turns on that.
    """

    name: str
    rules: tuple[Rule, ...] = attrs.field(converter=_rules)
    closed: bool = attrs.field(default=False, kw_only=True)
    preferred_channel_replaces_email: bool = attrs.field(default=False, kw_only=True)
    content: tuple[TextRule, ...] = attrs.field(default=(), kw_only=True, converter=_content)

    def __hash__(self) -> int:
        return self._hash

    def __attrs_post_init__(self) -> None:
        for rule in self.rules:
            if not isinstance(rule, Rule):
                raise PolicyError(f"policy `{self.name}` holds {shown(rule)}; expected rules")
        _check_content(self.name, self.content)
        seen: set[str] = set()
        ids = [*(rule.id for rule in self.rules), *(demand.id for demand in self.content)]
        twice = [each for each in ids if each in seen or seen.add(each)]  # type: ignore[func-returns-value]
        if twice:
            raise PolicyError(f"policy `{self.name}` has two rules of one id: {', '.join(map(shown, twice))}")
        # finds two of one name
        self._named((Quantity, ConditionChoice, MomentChoice, Limit, TextChoice), (*self.rules, *self.content))

    @lazy
    def _by_id(self) -> Mapping[str, Rule | TextRule]:
        parts: tuple[Rule | TextRule, ...] = (*self.rules, *self.content)
        return {part.id: part for part in parts}

    def __getitem__(self, id: str) -> Any:
        """
        The rule, or the content rule, with that id; its policy's name may be left out.

        >>> from followup_rules import policies
        >>> policies.pro_tips["never-claim-an-offer-without-proof"].cites
        ('pro_tips-38', 'pro_tips-39')

        Raises `PolicyError` for an unknown id.
        """
        for known in (id, f"{self.name}/{id}"):
            if known in self._by_id:
                return self._by_id[known]
        raise PolicyError(f"policy `{self.name}` has no rule {shown(id)}; its rules are: {', '.join(self._by_id)}")

    @lazy
    def quantities(self) -> Mapping[str, Quantity]:
        """The named quantities of its rules, by name."""
        return self._named((Quantity,), self.rules)

    @lazy
    def choices(self) -> Mapping[str, Choice]:
        """The named choices between readings in its rules, by name."""
        return self._named((ConditionChoice, MomentChoice), self.rules)

    @lazy
    def limits(self) -> Mapping[str, Limit]:
        """The named limits on words and paragraphs in its content, by name."""
        return self._named((Limit,), self.content)

    @lazy
    def text_choices(self) -> Mapping[str, TextChoice]:
        """The named choices between readings in its content, by name."""
        return self._named((TextChoice,), self.content)

    def _named(self, kinds: tuple[type[Node], ...], parts: Iterable[Node]) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for part in parts:
            for node in walk(part):
                if isinstance(node, kinds):
                    name: str = node.name  # type: ignore[attr-defined]  # both kinds have one
                    if found.setdefault(name, node) != node:
                        raise PolicyError(f"policy `{self.name}` has two quantities or choices of the name `{name}`")
        return MappingProxyType(found)

    def with_(self, **changes: int | Fixed | str) -> Policy:
        """
        The same policy with some quantities, or choices between readings, set otherwise.

        A quantity takes a number in its own unit, or another amount (`few_days=4`, `few_days=business_days(3)`); a
        choice takes the name of a reading, a limit on a text a number. Raises `PolicyError` for an unknown name,
        listing the known ones.
        """
        _check_names(self, changes)

        def change(node: Node) -> Node:
            if isinstance(node, Quantity) and node.name in changes:
                return _set(node, changes[node.name])
            if isinstance(node, ConditionChoice | MomentChoice | TextChoice) and node.name in changes:
                return with_reading(node, str(changes[node.name]))
            if isinstance(node, Limit) and node.name in changes:
                return attrs.evolve(node, value=changes[node.name])  # type: ignore[arg-type]  # which looks at it
            return node

        rules = tuple(rewritten(rule, change) for rule in self.rules)
        return attrs.evolve(self, rules=rules, content=tuple(rewritten(demand, change) for demand in self.content))

    def with_content(self, *demands: TextRule) -> Policy:
        """
        The same policy with these content rules too; one whose id it has already takes that one's place.

        >>> from followup_rules import policies
        >>> brief = next(demand for demand in policies.pro_tips.content if demand.id == "pro_tips/brief")
        >>> policies.pro_tips.with_content(brief.with_weight("could"))
        <Policy pro_tips: 15 rules>
        """
        _check_content(self.name, demands)
        content = {demand.id: demand for demand in self.content} | {demand.id: demand for demand in demands}
        return attrs.evolve(self, content=tuple(content.values()))

    def without_content(self, *ids: str) -> Policy:
        """The same policy without the content rules of these ids; raises `PolicyError` for an id that it has not."""
        known = [demand.id for demand in self.content]
        for each in ids:
            if each not in known:
                raise PolicyError(
                    f"{shown(each)} is no content rule of `{self.name}`; its content rules are: "
                    f"{', '.join(known) or 'none'}"
                )
        return attrs.evolve(self, content=tuple(demand for demand in self.content if demand.id not in ids))

    def __repr__(self) -> str:
        return f"<Policy {self.name}: {len(self.rules)} rules>"


def _set(quantity: Quantity, value: int | Fixed | str) -> Quantity:
    if isinstance(value, Fixed):
        if (value.unit is Unit.TIMES) is not (quantity.unit is Unit.TIMES):
            raise PolicyError(f"`{quantity.name}` counts {quantity.unit}; {value!r} counts {value.unit}")
        return attrs.evolve(quantity, value=value.value, counts=value.unit)
    if isinstance(value, str):
        raise PolicyError(f"{shown(value)} is no amount; `{quantity.name}` takes a number of {quantity.unit}")
    return attrs.evolve(quantity, value=value)


def _check_names(policy: AnyPolicy, changes: Iterable[str]) -> None:
    quantities, choices = (*policy.quantities, *policy.limits), (*policy.choices, *policy.text_choices)
    for name in changes:
        if name not in quantities and name not in choices:
            raise PolicyError(
                f"{shown(name)} is no quantity of `{policy.name}`, nor a choice; its quantities are: "
                f"{', '.join(quantities) or 'none'}; its choices: {', '.join(choices) or 'none'}"
            )


# -- resolvers

Resolve: TypeAlias = Callable[[tuple[Possible, ...]], Possible]


def _by_rank(*ranked: Possible) -> Callable[[Possible, Possible], Possible]:
    """Two sources resolved: the stance that comes first in the ranking, over everything that is possible of both."""
    rank = {stance: place for place, stance in enumerate(ranked)}

    def pair(one: Possible, other: Possible) -> Possible:
        outcomes = (min(a, b, key=rank.__getitem__) for a, b in product(_each(one), _each(other)))
        return reduce(int.__or__, outcomes)

    return pair


def _each(possible: Possible) -> Iterator[Possible]:
    return (stance for stance in (FORBIDDEN, ALLOWED, SILENT) if possible & stance)


_stricter = _by_rank(FORBIDDEN, ALLOWED, SILENT)
_more_permissive = _by_rank(ALLOWED, FORBIDDEN, SILENT)


def _first_that_speaks(one: Possible, other: Possible) -> Possible:
    return (one & ~SILENT) | (other if one & SILENT else 0)


@lru_cache(maxsize=4096)
def _strictest(sources: tuple[Possible, ...]) -> Possible:
    return reduce(_stricter, sources)


@lru_cache(maxsize=4096)
def _most_permissive(sources: tuple[Possible, ...]) -> Possible:
    return reduce(_more_permissive, sources)


@lru_cache(maxsize=4096)
def _first_to_speak(sources: tuple[Possible, ...]) -> Possible:
    return reduce(_first_that_speaks, sources)


@lru_cache(maxsize=4096)
def _majority(sources: tuple[Possible, ...]) -> Possible:
    # every way the votes may fall: (allowed less forbidden, whether anyone votes)
    counts = {(0, False)}
    for possible in sources:
        votes = [(1, True)] * bool(possible & ALLOWED) + [(-1, True)] * bool(possible & FORBIDDEN)
        votes += [(0, False)] * bool(possible & SILENT)
        counts = {(lead + vote, voted or votes_) for lead, voted in counts for vote, votes_ in votes}
    return reduce(int.__or__, (ALLOWED if lead > 0 else FORBIDDEN if voted else SILENT for lead, voted in counts))


RESOLVE: Final[Mapping[str, Resolve]] = MappingProxyType(
    {
        "strictest": _strictest,
        "most_permissive": _most_permissive,
        "majority": _majority,
        "first_to_speak": _first_to_speak,
    }
)


@attrs.frozen(repr=False, slots=False)
class Combined(_NoTruth):
    """Several policies made one by a resolver; the sources stay apart in `sources`."""

    resolver: str
    sources: tuple[AnyPolicy, ...]

    def __hash__(self) -> int:
        return self._hash

    @lazy
    def name(self) -> str:
        """The call that makes it."""
        return f"{self.resolver}({', '.join(source.name for source in self.sources)})"

    @lazy
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all sources, each once."""
        return tuple(dict.fromkeys(rule for source in self.sources for rule in source.rules))

    @lazy
    def content(self) -> tuple[TextRule, ...]:
        """What the sources demand of the text of a message: of one id the demand that weighs most, or the first."""
        weights = tuple(Weight)
        found: dict[str, TextRule] = {}
        for demand in (demand for source in self.sources for demand in source.content):
            other = found.setdefault(demand.id, demand)
            if weights.index(demand.weight) < weights.index(other.weight):
                found[demand.id] = demand
        return tuple(found.values())

    @lazy
    def quantities(self) -> Mapping[str, Quantity]:
        """The named quantities of all sources, by name (of one name: the first source's)."""
        return _of_all(source.quantities for source in self.sources)

    @lazy
    def choices(self) -> Mapping[str, Choice]:
        """The named choices of all sources, by name (of one name: the first source's)."""
        return _of_all(source.choices for source in self.sources)

    @lazy
    def limits(self) -> Mapping[str, Limit]:
        """The named limits on texts of all sources, by name (of one name: the first source's)."""
        return _of_all(source.limits for source in self.sources)

    @lazy
    def text_choices(self) -> Mapping[str, TextChoice]:
        """The named choices between readings of texts of all sources, by name (of one name: the first source's)."""
        return _of_all(source.text_choices for source in self.sources)

    def resolve(self, stances: tuple[Possible, ...]) -> Possible:
        """What is possible of the whole, given what is possible of each source."""
        return RESOLVE[self.resolver](stances)

    def with_(self, **changes: int | Fixed | str) -> Combined:
        """The same policy with some quantities or choices set otherwise, in every source that has them."""
        _check_names(self, changes)
        sources = (
            source.with_(**{name: changes[name] for name in changes if name in _names(source)})
            for source in self.sources
        )
        return attrs.evolve(self, sources=tuple(sources))

    def __repr__(self) -> str:
        return self.name


AnyPolicy: TypeAlias = Policy | Combined


def check_policy(policy: object) -> None:
    """Raises `PolicyError` for anything that is not a policy."""
    if not isinstance(policy, Policy | Combined):
        raise PolicyError(f"{shown(policy)} is not a policy; expected one such as `policies.recommended`")


_V = TypeVar("_V")


def _of_all(found: Iterable[Mapping[str, _V]]) -> Mapping[str, _V]:
    """What several policies name, by name; of one name the first."""
    return MappingProxyType(dict(ChainMap(*map(dict, found))))


def _names(policy: AnyPolicy) -> set[str]:
    """What `with_` may set otherwise."""
    return {*policy.quantities, *policy.choices, *policy.limits, *policy.text_choices}


def _combined(resolver: str, policies: tuple[AnyPolicy, ...], *, in_order: bool = False) -> AnyPolicy:
    if not policies:
        raise PolicyError(f"`{resolver}` was given no policy; expected one or more")
    sources: list[AnyPolicy] = []
    for policy in policies:
        if not isinstance(policy, Policy | Combined):
            raise PolicyError(f"`{resolver}` was given {shown(policy)}; expected policies")
        # the same resolver within itself says nothing new, but for a majority of majorities
        nested = isinstance(policy, Combined) and policy.resolver == resolver and resolver != "majority"
        for source in policy.sources if isinstance(policy, Combined) and nested else (policy,):
            if resolver == "majority" or source not in sources:
                sources.append(source)
    names = [source.name for source in sources]
    for name in names:
        if names.count(name) > 1:
            raise PolicyError(f"`{resolver}` was given two policies of the name `{name}`; expected each name once")
    if len(sources) == 1:
        return sources[0]
    return Combined(resolver, tuple(sources if in_order else sorted(sources, key=lambda source: source.name)))


def strictest(*policies: AnyPolicy) -> AnyPolicy:
    """Forbidden where one source forbids, else allowed where one allows, else silent."""
    return _combined("strictest", policies)


def most_permissive(*policies: AnyPolicy) -> AnyPolicy:
    """Allowed where one source allows, else forbidden where one forbids, else silent."""
    return _combined("most_permissive", policies)


def majority(*policies: AnyPolicy) -> AnyPolicy:
    """Allowed where more sources allow than forbid, else forbidden where any speaks at all, else silent."""
    return _combined("majority", policies)


def first_to_speak(*policies: AnyPolicy) -> AnyPolicy:
    """What the first source says that is not silent, in the order given."""
    return _combined("first_to_speak", policies, in_order=True)


resolvers: Final[Mapping[str, Callable[..., AnyPolicy]]] = MappingProxyType(
    {resolver.__name__: resolver for resolver in (strictest, most_permissive, majority, first_to_speak)}
)
