"""Policies: named sets of rules, and resolvers that make one policy of several.

A resolver works on the sources' stances, never on their rules; a stance that unknown facts leave open is the set of
what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, reduce
from operator import or_
from types import MappingProxyType
from typing import Any, Final, NoReturn, TypeAlias, TypeVar

import attrs

from followup_rules.errors import PolicyError, nearest, shown
from followup_rules.rules.amounts import Fixed, Quantity, Unit
from followup_rules.rules.node import Node, rewritten
from followup_rules.rules.readings import Reading
from followup_rules.rules.rule import Clause, Rule
from followup_rules.rules.stances import ALLOWED, FORBIDDEN, SILENT, Possible
from followup_rules.rules.text_rules import Limit, TextRule, Weight
from followup_rules.temporal.values import LazyState, field_values, lazy

__all__ = ["Policy", "first_to_speak", "majority", "most_permissive", "policy", "resolvers", "strictest"]

Parameter: TypeAlias = Quantity | Reading | Limit
Value: TypeAlias = int | Fixed | str
_P = TypeVar("_P", bound=Node)
_R = TypeVar("_R")


class _Parameterized(LazyState):
    """What a policy and a combined policy share: parameters by name, a hash worked out once, and no truth."""

    name: Any
    parameters: Any

    def _of_kind(self, kind: type[_P]) -> Mapping[str, _P]:
        return MappingProxyType({name: node for name, node in self.parameters.items() if isinstance(node, kind)})

    @lazy
    def quantities(self) -> Mapping[str, Quantity]:
        """The named quantities of its rules, by name."""
        return self._of_kind(Quantity)

    @lazy
    def choices(self) -> Mapping[str, Reading]:
        """The named choices between readings, by name."""
        return self._of_kind(Reading)

    @lazy
    def limits(self) -> Mapping[str, Limit]:
        """The named limits on words and paragraphs in its content, by name."""
        return self._of_kind(Limit)

    def _check_names(self, changes: Iterable[str]) -> None:
        for name in changes:
            if name not in self.parameters:
                raise PolicyError(
                    f"{shown(name)} is not a quantity or choice of `{self.name}`; its quantities are: "
                    f"{', '.join((*self.quantities, *self.limits)) or 'none'}; "
                    f"its choices: {', '.join(self.choices) or 'none'}{nearest(name, self.parameters)}"
                )

    @lazy
    def _hash(self) -> int:
        return hash(tuple(field_values(self).values()))

    def __bool__(self) -> NoReturn:
        raise TypeError("a policy is neither true nor false: ask `evaluate(timeline, policy)` what it says")


@lru_cache(maxsize=4096)
def _parameters_in(part: Node) -> tuple[Parameter, ...]:
    """The quantities, readings and limits that a part of a policy depends on."""
    own = (part,) if isinstance(part, Parameter) else ()
    below = (node for child in part.children() for node in _parameters_in(child))
    return tuple(dict.fromkeys((*own, *below)))


def _named(name: str) -> str:
    if not isinstance(name, str) or not name.strip():
        raise PolicyError(f"{shown(name)} is not a name; expected the name of the policy")
    return name


def _rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return _several(rules, "rules", "such as `[permit(...), forbid(...)]`")


def _content(content: Iterable[TextRule]) -> tuple[TextRule, ...]:
    return _several(content, "content rules", "such as `[require(...)]`")


def _several(given: Iterable[_R], noun: str, example: str) -> tuple[_R, ...]:
    if isinstance(given, str | bytes | Mapping | Node | _Parameterized) or not isinstance(given, Iterable):
        hint = "; those of a policy are its `rules` and its `content`" if isinstance(given, _Parameterized) else ""
        raise PolicyError(f"{shown(given)} is not a list; expected {noun}, {example}{hint}")
    return tuple(given)


@attrs.frozen(repr=False, slots=False)
class Policy(_Parameterized):
    """
    A named set of rules, in the order in which they are to be read and given as reasons.

    In a *closed* policy a message that no rule permits is forbidden. *content* is what it demands of the text of a
    message; no ruling turns on that.

    Raises `PolicyError` for what is not a rule and for two rules with one id or two parameters with one name.
    """

    name: str = attrs.field(converter=_named)
    rules: tuple[Rule, ...] = attrs.field(converter=_rules)
    closed: bool = attrs.field(default=False, kw_only=True)
    content: tuple[TextRule, ...] = attrs.field(default=(), kw_only=True, converter=_content)

    def __hash__(self) -> int:
        return self._hash

    def __attrs_post_init__(self) -> None:
        for rule in self.rules:
            if isinstance(rule, Clause):
                raise PolicyError(f"policy `{self.name}` holds a rule without a name; name it with `.named(...)`")
            if not isinstance(rule, Rule):
                raise PolicyError(f"policy `{self.name}` holds {shown(rule)}; expected rules")
        for demand in self.content:
            if not isinstance(demand, TextRule):
                raise PolicyError(f"the content of policy `{self.name}` holds {shown(demand)}; expected content rules")
        ids = [*(rule.id for rule in self.rules), *(rule.id for rule in self.content)]
        twice = [each for place, each in enumerate(ids) if each in ids[:place]]
        if twice:
            raise PolicyError(f"policy `{self.name}` has two rules with the same id: {', '.join(map(shown, twice))}")
        self.parameters  # noqa: B018  # raises where two have one name

    @lazy
    def parameters(self) -> Mapping[str, Parameter]:
        """All that `with_` can set, by name: quantities, limits, and choices between readings."""
        found: dict[str, Parameter] = {}
        for part in (*self.rules, *self.content):
            for node in _parameters_in(part):
                if found.setdefault(node.name, node) != node:
                    raise PolicyError(f"policy `{self.name}` has two quantities or choices named `{node.name}`")
        # a parameter that only the `when` of content rules depends on changes no ruling
        texts = (demand.text for demand in self.content if demand.text is not None)
        used = {node for part in (*self.rules, *texts) for node in _parameters_in(part)}
        return MappingProxyType({name: node for name, node in found.items() if node in used})

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

    def taking(self, *names: str, weight: Weight | str | None = None) -> dict[str, Any]:
        """
        Some of its rules by id, for another policy to take over as they are; each brings its `-once` rule along.

        Rules are named as they are in `policy(...)`. With *weight*, they are content rules and get that weight.

        >>> from followup_rules import policies
        >>> [*policies.pro_tips.taking("ask_for_feedback")]
        ['pro_tips/ask-for-feedback', 'pro_tips/ask-for-feedback-once']

        Raises `PolicyError` for an unknown name.
        """
        ids = (self[name.replace("_", "-")].id for name in names)
        with_twins = (each for known in ids for each in (known, f"{known}-once") if each in self._by_id)
        found: dict[str, Any] = {each: self._by_id[each] for each in with_twins}
        return found if weight is None else {each: rule.with_weight(weight) for each, rule in found.items()}

    def with_(self, **changes: Value) -> Policy:
        """
        The same policy with other values for some quantities, or other readings for some choices.

        A quantity takes a number in its own unit, or another amount (`few_days=4`, `few_days=business_days(3)`); a
        choice takes the name of a reading, a limit on a text a number. Raises `PolicyError` for an unknown name,
        listing the known ones.
        """
        self._check_names(changes)

        def change(node: Node) -> Node:
            if not isinstance(node, Parameter) or node.name not in changes:
                return node
            value: Any = changes[node.name]
            if isinstance(node, Quantity):
                return _set(node, value)
            return attrs.evolve(node, value=value) if isinstance(node, Limit) else node.read_as(str(value))

        known: dict[Any, Any] = {}

        def changed(part: _P) -> _P:
            names = (node.name for node in _parameters_in(part))
            return part if changes.keys().isdisjoint(names) else rewritten(part, change, known)

        return attrs.evolve(self, rules=tuple(map(changed, self.rules)), content=tuple(map(changed, self.content)))

    def with_content(self, *demands: TextRule) -> Policy:
        """
        The same policy with these content rules added; each replaces a content rule with the same id.

        >>> from followup_rules import policies
        >>> policies.pro_tips.with_content(policies.pro_tips["brief"].with_weight("could"))
        <Policy pro_tips: 14 rules>
        """
        content = {getattr(demand, "id", None): demand for demand in (*self.content, *demands)}
        return attrs.evolve(self, content=tuple(content.values()))

    def without_content(self, *ids: str) -> Policy:
        """The same policy without the content rules of these ids; raises `PolicyError` for an unknown id."""
        known = [demand.id for demand in self.content]
        for each in ids:
            if each not in known:
                told = f"its content rules are: {', '.join(known) or 'none'}"
                raise PolicyError(f"{shown(each)} is not a content rule of `{self.name}`; {told}")
        return attrs.evolve(self, content=tuple(demand for demand in self.content if demand.id not in ids))

    def __repr__(self) -> str:
        return f"<Policy {self.name}: {len(self.rules)} rules>"


def policy(
    name: str,
    /,
    *,
    closed: bool = False,
    **rules: Clause[Rule] | Clause[TextRule] | Rule | TextRule,
) -> Policy:
    """
    A policy written as a whole: each keyword names a clause, and a rule that has an id already keeps it.

    >>> from followup_rules.rules import forbid, gift
    >>> mine = policy("mine", no_gifts=forbid(gift, says="gifts put people off"))
    >>> mine.rules[0].id
    'mine/no-gifts'

    Rules and content rules stand in one order, that of the document. Numbers among the citations are statements of the
    document that the policy is named after. Raises `PolicyError` where a rule is not right.
    """
    made: list[Rule | TextRule] = []
    for key, part in rules.items():
        made += part.rules(f"{name}/{key.replace('_', '-')}") if isinstance(part, Clause) else (part,)
    return Policy(
        name,
        [rule for rule in made if not isinstance(rule, TextRule)],
        closed=closed,
        content=[rule for rule in made if isinstance(rule, TextRule)],
    )


def _set(quantity: Quantity, value: Value) -> Quantity:
    if isinstance(value, Fixed):
        if (value.unit is Unit.TIMES) is not (quantity.unit is Unit.TIMES):
            raise PolicyError(f"`{value!r}` counts {value.unit}; `{quantity.name}` counts {quantity.unit}")
        return attrs.evolve(quantity, value=value.value, counts=value.unit)
    if isinstance(value, str):
        raise PolicyError(f"{shown(value)} is not an amount; `{quantity.name}` takes a number of {quantity.unit}")
    return attrs.evolve(quantity, value=value)


# -- resolvers

Resolve: TypeAlias = Callable[[tuple[Possible, ...]], Possible]


def _by_rank(*ranked: Possible) -> Resolve:
    """Of the sources' stances the one that comes first in the ranking."""

    @lru_cache(maxsize=4096)
    def resolve(sources: tuple[Possible, ...]) -> Possible:
        found = earlier = 0
        for stance in ranked:
            # some source may take this stance, and each may take it or one that comes later
            if any(possible & stance for possible in sources) and all(possible & ~earlier for possible in sources):
                found |= stance
            earlier |= stance
        return found

    return resolve


@lru_cache(maxsize=4096)
def _first_to_speak(sources: tuple[Possible, ...]) -> Possible:
    return reduce(lambda one, other: (one & ~SILENT) | (other if one & SILENT else 0), sources)


@lru_cache(maxsize=4096)
def _majority(sources: tuple[Possible, ...]) -> Possible:
    # every way the votes may fall: (allowed less forbidden, whether anyone votes)
    counts = {(0, False)}
    for possible in sources:
        votes = [(1, True)] * bool(possible & ALLOWED) + [(-1, True)] * bool(possible & FORBIDDEN)
        votes += [(0, False)] * bool(possible & SILENT)
        counts = {(lead + vote, voted or votes_) for lead, voted in counts for vote, votes_ in votes}
    return reduce(or_, (ALLOWED if lead > 0 else FORBIDDEN if voted else SILENT for lead, voted in counts))


RESOLVE: Final[Mapping[str, Resolve]] = MappingProxyType(
    {
        "strictest": _by_rank(FORBIDDEN, ALLOWED, SILENT),
        "most_permissive": _by_rank(ALLOWED, FORBIDDEN, SILENT),
        "majority": _majority,
        "first_to_speak": _first_to_speak,
    }
)


@attrs.frozen(repr=False, slots=False)
class Combined(_Parameterized):
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
        """What the sources demand of the text of a message; of demands with one id the weightiest, or the first."""
        weights = tuple(Weight)
        found: dict[str, TextRule] = {}
        for demand in (demand for source in self.sources for demand in source.content):
            other = found.setdefault(demand.id, demand)
            if weights.index(demand.weight) < weights.index(other.weight):
                found[demand.id] = demand
        return tuple(found.values())

    @lazy
    def parameters(self) -> Mapping[str, Parameter]:
        """All that `with_` can set in any source, by name; where sources share a name, the first source's."""
        named = {name: node for source in reversed(self.sources) for name, node in source.parameters.items()}
        return MappingProxyType(named)

    def resolve(self, stances: tuple[Possible, ...]) -> Possible:
        """What is possible of the whole, given what is possible of each source."""
        return RESOLVE[self.resolver](stances)

    def with_(self, **changes: Value) -> Combined:
        """The same policy with other values for some quantities or choices, in every source that has them."""
        self._check_names(changes)
        sources = (
            source.with_(**{name: changes[name] for name in changes if name in source.parameters})
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


def _combined(resolver: str, policies: tuple[AnyPolicy, ...], *, in_order: bool = False) -> AnyPolicy:
    if not policies:
        raise PolicyError(f"`{resolver}` was given no policy; expected one or more")
    sources: list[AnyPolicy] = []
    for policy in policies:
        if not isinstance(policy, Policy | Combined):
            raise PolicyError(f"`{resolver}` was given {shown(policy)}; expected policies")
        # a resolver nested in itself changes nothing, except a majority of majorities
        nested = isinstance(policy, Combined) and policy.resolver == resolver and resolver != "majority"
        for source in policy.sources if isinstance(policy, Combined) and nested else (policy,):
            if resolver == "majority" or source not in sources:
                sources.append(source)
    names = [source.name for source in sources]
    for name in names:
        if names.count(name) > 1:
            raise PolicyError(f"`{resolver}` was given two policies named `{name}`; expected each name once")
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
    """Allowed where more sources allow than forbid, else forbidden where any source is not silent, else silent."""
    return _combined("majority", policies)


def first_to_speak(*policies: AnyPolicy) -> AnyPolicy:
    """What the first source says that is not silent, in the order given."""
    return _combined("first_to_speak", policies, in_order=True)


resolvers: Final[Mapping[str, Callable[..., AnyPolicy]]] = MappingProxyType(
    {resolver.__name__: resolver for resolver in (strictest, most_permissive, majority, first_to_speak)}
)
