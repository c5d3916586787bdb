"""How long and how many: amounts of hours, days and times, each named quantity beside the statement it comes from.

An amount may hang on declared facts and so lie anywhere between two bounds; `bounds` gives both, and `facts` names
what would settle it.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.node import Node
from followup_rules.timeline.facts import BOUNDS, UNKNOWN, Industry
from followup_rules.timeline.history import Situation

Bounds = tuple[int, int]
MOST = 36_500
_NO_FACTS: frozenset[str] = frozenset()


class Unit(StrEnum):
    """What an amount counts. Hours are elapsed time; days follow the employer's calendar."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business days"
    TIMES = "times"


@attrs.frozen(repr=False, eq=False)
class Amount(Node):
    """So many hours, days, business days or times; add amounts of one unit with `+`."""

    def bounds(self, situation: Situation) -> Bounds | None:
        """The least and the most it can be in this situation; None where there is no such amount."""
        raise NotImplementedError

    def facts(self, situation: Situation) -> frozenset[str]:
        """The facts that keep the two apart."""
        return _NO_FACTS

    @property
    def unit(self) -> Unit:
        """What it counts."""
        return Unit.DAYS

    def __add__(self, other: object) -> Amount:
        return _sum(self, other) if isinstance(other, Amount) else NotImplemented


def _whole(_: object, __: object, value: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise PolicyError(f"{shown(value)} is no amount; expected a whole number from 0 to {MOST}")


@attrs.frozen(repr=False, eq=False)
class Fixed(Amount):
    """A plain amount such as `days(3)`."""

    value: int = attrs.field(validator=_whole)
    counts: Unit

    def bounds(self, situation: Situation) -> Bounds:
        return self.value, self.value

    @property
    def unit(self) -> Unit:
        return self.counts

    def __repr__(self) -> str:
        return f"{self.counts.name.lower()}({self.value})"


def hours(value: int) -> Fixed:
    """So many hours of elapsed time."""
    return Fixed(value, Unit.HOURS)


def days(value: int) -> Fixed:
    """So many days of the employer's calendar: the same local clock time, that many dates later."""
    return Fixed(value, Unit.DAYS)


def business_days(value: int) -> Fixed:
    """So many days from Monday to Friday that are not among the declared closed days."""
    return Fixed(value, Unit.BUSINESS_DAYS)


def times(value: int) -> Fixed:
    """So many times."""
    return Fixed(value, Unit.TIMES)


@attrs.frozen(repr=False, eq=False)
class Quantity(Amount):
    """
    A number that a document gives, or that the reading of it had to choose: named, so that it can be overridden.

    `value` is what is used, `cited` what the document is read to say, and `low` to `high` the range it allows.
    """

    name: str
    value: int = attrs.field(validator=_whole)
    counts: Unit
    cites: tuple[str, ...]
    cited: int
    low: int
    high: int
    note: str

    def bounds(self, situation: Situation) -> Bounds:
        return self.value, self.value

    @property
    def unit(self) -> Unit:
        return self.counts

    def __repr__(self) -> str:
        return self.name if self.value == self.cited else f"{self.name}={self.value}"


def quantity(
    name: str, amount: Fixed, *, cites: tuple[str, ...] = (), low: int | None = None, high: int | None = None, note: str
) -> Quantity:
    """
    A named quantity, cited at *amount*; *low* and *high* bound what its document may be read to allow.

    >>> quantity("few_days", days(3), low=2, high=4, note="a few days are read as three")
    few_days
    """
    value = amount.value
    least, most = (value if low is None else low), (value if high is None else high)
    if not least <= value <= most:
        raise PolicyError(f"quantity `{name}` is {value}, outside its own range {least} to {most}")
    return Quantity(name, value, amount.counts, cites, value, least, most, note)


def _of_one_unit(_: object, __: object, parts: tuple[Amount, ...]) -> None:
    if len({part.unit for part in parts}) != 1:
        given = ", ".join(f"{part!r} ({part.unit})" for part in parts) or "nothing"
        raise PolicyError(f"{given} cannot be taken together; expected amounts of one unit")


@attrs.frozen(repr=False, eq=False)
class Sum(Amount):
    """Amounts of one unit, one after the other; absent ones add nothing."""

    parts: tuple[Amount, ...] = attrs.field(validator=_of_one_unit)

    def bounds(self, situation: Situation) -> Bounds:
        least = most = 0
        for part in self.parts:
            reached = part.bounds(situation)
            if reached is not None:
                least += reached[0]
                most += reached[1]
        return least, most

    def facts(self, situation: Situation) -> frozenset[str]:
        return _NO_FACTS.union(*(part.facts(situation) for part in self.parts))

    @property
    def unit(self) -> Unit:
        return self.parts[0].unit

    def __repr__(self) -> str:
        return " + ".join(map(repr, self.parts))


def _sum(*parts: Amount) -> Sum:
    flat = [item for part in parts for item in (part.parts if isinstance(part, Sum) else (part,))]
    return Sum(tuple(flat))


@attrs.frozen(repr=False, eq=False)
class LongerOf(Amount):
    """The longest of several amounts; absent ones do not count."""

    parts: tuple[Amount, ...] = attrs.field(validator=_of_one_unit)

    def bounds(self, situation: Situation) -> Bounds | None:
        reached = [found for part in self.parts if (found := part.bounds(situation)) is not None]
        return (max(least for least, _ in reached), max(most for _, most in reached)) if reached else None

    def facts(self, situation: Situation) -> frozenset[str]:
        reached = self.bounds(situation)
        if reached is None or reached[0] == reached[1]:
            return _NO_FACTS
        return _NO_FACTS.union(
            *(
                part.facts(situation)
                for part in self.parts
                if (found := part.bounds(situation)) is not None and found[1] > reached[0]
            )
        )

    @property
    def unit(self) -> Unit:
        return self.parts[0].unit

    def __repr__(self) -> str:
        return f"longer_of({', '.join(map(repr, self.parts))})"


def longer_of(*parts: Amount) -> LongerOf:
    """The longest of several amounts of one unit; those that are not declared do not count."""
    return LongerOf(parts)


@attrs.frozen(repr=False, eq=False)
class FirstDeclared(Amount):
    """The first of several amounts that is declared at all."""

    parts: tuple[Amount, ...] = attrs.field(validator=_of_one_unit)

    def _first(self, situation: Situation) -> Amount | None:
        return next((part for part in self.parts if part.bounds(situation) is not None), None)

    def bounds(self, situation: Situation) -> Bounds | None:
        first = self._first(situation)
        return None if first is None else first.bounds(situation)

    def facts(self, situation: Situation) -> frozenset[str]:
        first = self._first(situation)
        return _NO_FACTS if first is None else first.facts(situation)

    @property
    def unit(self) -> Unit:
        return self.parts[0].unit

    def __repr__(self) -> str:
        return f"first_declared({', '.join(map(repr, self.parts))})"


def first_declared(*parts: Amount) -> FirstDeclared:
    """The first of several amounts of one unit that is declared at all."""
    return FirstDeclared(parts)


@attrs.frozen(repr=False, eq=False)
class Practice(Amount):
    """The company's declared practice: `expected_response_days`."""

    def bounds(self, situation: Situation) -> Bounds | None:
        declared = situation.facts.expected_response_days
        if declared is UNKNOWN:
            return BOUNDS["expected_response_days"]
        return None if declared is None else (declared, declared)

    def facts(self, situation: Situation) -> frozenset[str]:
        unknown = situation.facts.expected_response_days is UNKNOWN
        return frozenset({"expected_response_days"}) if unknown else _NO_FACTS

    def __repr__(self) -> str:
        return "practice"


practice = Practice()
"""The company's declared practice, `expected_response_days`; absent where none is declared."""


@attrs.frozen(repr=False, eq=False)
class IndustryNorm(Amount):
    """
    The longest of the declared industries' usual times; one without a norm takes no time, and a norm may be known only
    between two quantities.
    """

    norms: tuple[tuple[Industry, Amount, Amount], ...]

    def __attrs_post_init__(self) -> None:
        _of_one_unit(self, None, tuple(amount for _, *norm in self.norms for amount in norm))

    @property
    def unit(self) -> Unit:
        return self.norms[0][1].unit

    def bounds(self, situation: Situation) -> Bounds | None:
        industries = situation.facts.industries
        if industries is None:
            return None
        reached = [
            (least.bounds(situation), most.bounds(situation))
            for industry, least, most in self.norms
            if industries is UNKNOWN or industry in industries
        ]
        bounds = [(least[0], most[1]) for least, most in reached if least is not None and most is not None]
        if not bounds:
            return 0, 0  # industries are declared, and none of them has a time of its own
        # an unknown industry may be one without any norm
        return 0 if industries is UNKNOWN else max(least for least, _ in bounds), max(most for _, most in bounds)

    def facts(self, situation: Situation) -> frozenset[str]:
        reached = self.bounds(situation)
        if reached is None or reached[0] == reached[1]:
            return _NO_FACTS
        unknown = situation.facts.industries is UNKNOWN
        return frozenset({"industries" if unknown else "expected_response_days"})

    def __repr__(self) -> str:
        norms = (
            f"{name}={most!r}" if least == most else f"{name}=({least!r}, {most!r})" for name, least, most in self.norms
        )
        return f"industry_norm({', '.join(norms)})"


def industry_norm(**norms: Amount | tuple[Amount, Amount]) -> IndustryNorm:
    """The longest of the declared industries' norms: by industry, one amount or the least and the most."""
    pairs = ((name, norm if isinstance(norm, tuple) else (norm, norm)) for name, norm in norms.items())
    return IndustryNorm(tuple((Industry(name), least, most) for name, (least, most) in pairs))


@attrs.frozen(repr=False, eq=False)
class SlowPeriodLeeway(Amount):
    """The declared leeway, where the latest interview's date lies in a declared slow period; nothing elsewhere."""

    undeclared_is_unknown: bool

    def _parts(self, situation: Situation) -> tuple[bool | None, Bounds, frozenset[str]]:
        """Whether it applies (None: perhaps), how much it would be, and the facts that leave it open."""
        periods, leeway = situation.facts.slow_periods, situation.facts.leeway_days
        if periods is None or situation.interview_end is None:
            return False, (0, 0), _NO_FACTS
        applies: bool | None = None
        facts: set[str] = set()
        if periods is UNKNOWN:
            facts.add("slow_periods")
        else:
            day = situation.zone.date_of(situation.interview_end)
            applies = any(first.toordinal() <= day <= last.toordinal() for first, last in periods)
        if leeway is UNKNOWN or (leeway is None and self.undeclared_is_unknown):
            # what a declared period makes necessary is named; what hangs on an unknown one is not
            if leeway is UNKNOWN or applies:
                facts.add("leeway_days")
            return applies, BOUNDS["leeway_days"], frozenset(facts)
        amount = leeway or 0
        return applies, (amount, amount), frozenset(facts)

    def bounds(self, situation: Situation) -> Bounds:
        applies, (least, most), _ = self._parts(situation)
        return (least if applies else 0), (most if applies is not False else 0)

    def facts(self, situation: Situation) -> frozenset[str]:
        least, most = self.bounds(situation)
        return _NO_FACTS if least == most else self._parts(situation)[2]

    def __repr__(self) -> str:
        return f"slow_period_leeway(undeclared_is_unknown={self.undeclared_is_unknown})"


def slow_period_leeway(*, undeclared_is_unknown: bool) -> SlowPeriodLeeway:
    """
    The declared leeway where the latest interview's date lies in a declared slow period, else nothing.

    With a slow period and no leeway declared, the leeway is unknown, or nothing.
    """
    return SlowPeriodLeeway(undeclared_is_unknown)
