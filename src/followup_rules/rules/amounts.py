"""How long and how many: amounts of hours, days and times, each named quantity beside the statement it comes from.

An amount may depend on declared facts, and then lie anywhere between two bounds; `bounds` gives both, and `facts` names
the facts that would settle it.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import Final

import attrs

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.combinators import FirstOf, GreatestOf
from followup_rules.rules.dependencies import NOTHING, Dependencies
from followup_rules.rules.node import NO_FACTS, Node
from followup_rules.temporal.instants import HOUR_US
from followup_rules.timeline.events import Interview
from followup_rules.timeline.facts import BOUNDS, UNKNOWN, Industry
from followup_rules.timeline.history import Situation

__all__ = ["business_days", "days", "first_declared", "hours", "industry_norm", "longer_of", "practice", "quantity"]
__all__ += ["slow_period_leeway", "times"]

Bounds = tuple[int, int]
MOST: Final = 36_500


class Unit(StrEnum):
    """What an amount counts. Hours are elapsed time; days follow the employer's calendar."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business days"
    TIMES = "times"


class Amount(Node):
    """A number of hours, days, business days or times; add amounts of one unit with `+`."""

    def bounds(self, situation: Situation, /) -> Bounds | None:
        """The least and the most it can be in this situation; None if it is absent."""
        raise NotImplementedError

    def facts(self, situation: Situation, /) -> frozenset[str]:
        """The unknown facts that leave it open."""
        return NO_FACTS

    @property
    def unit(self) -> Unit:
        """What it counts."""
        return Unit.DAYS

    def __add__(self, other: object) -> Amount:
        if not isinstance(other, Amount):
            return NotImplemented
        flat = (part.parts if isinstance(part, Sum) else (part,) for part in (self, other))
        return Sum(tuple(chain.from_iterable(flat)))


def _whole(_: object, __: object, value: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise PolicyError(f"{shown(value)} is not an amount; expected a whole number from 0 to {MOST}")


@attrs.frozen(repr=False, eq=False)
class Fixed(Amount):
    """A plain amount such as `days(3)`, whatever the situation."""

    value: int = attrs.field(validator=_whole)
    counts: Unit

    def own_dependencies(self) -> Dependencies:
        if self.counts is Unit.TIMES:
            return NOTHING
        length = self.value * (HOUR_US if self.counts is Unit.HOURS else 24 * HOUR_US)
        return Dependencies(
            lengths_us={length}, facts={("closed_days", None)} if self.counts is Unit.BUSINESS_DAYS else ()
        )

    def bounds(self, situation: Situation) -> Bounds:
        return self.value, self.value

    @property
    def unit(self) -> Unit:
        return self.counts

    def __repr__(self) -> str:
        return f"{self.counts.name.lower()}({self.value})"


def hours(value: int) -> Fixed:
    """That many hours of elapsed time."""
    return Fixed(value, Unit.HOURS)


def days(value: int) -> Fixed:
    """That many days of the employer's calendar: the same local clock time, that many dates later."""
    return Fixed(value, Unit.DAYS)


def business_days(value: int) -> Fixed:
    """That many days from Monday to Friday, leaving out the declared closed days."""
    return Fixed(value, Unit.BUSINESS_DAYS)


def times(value: int) -> Fixed:
    """That many times."""
    return Fixed(value, Unit.TIMES)


@attrs.frozen(repr=False, eq=False)
class Quantity(Fixed):
    """
    A number from a document, or from our reading of it, with a name by which `policy.with_(...)` can change it.

    `value` is the number in use, `cited` the number read from the document, `low` to `high` the range it allows.
    """

    name: str
    cites: tuple[str, ...]
    cited: int
    low: int
    high: int
    note: str

    def __repr__(self) -> str:
        return self.name if self.value == self.cited else f"{self.name}={self.value}"


def quantity(
    name: str, amount: Fixed, *, cites: tuple[str, ...] = (), low: int | None = None, high: int | None = None, note: str
) -> Quantity:
    """
    A named quantity of that amount. Its document allows *low* to *high*; each is the amount itself where not given.

    >>> quantity("few_days", days(3), low=2, high=4, note="a few days are read as three")
    few_days
    """
    value = amount.value
    least, most = (value if low is None else low), (value if high is None else high)
    if not least <= value <= most:
        raise PolicyError(f"quantity `{name}` is `{value}`; expected a number in its range {least} to {most}")
    return Quantity(value, amount.counts, name, cites, value, least, most, note)


def _of_one_unit(_: object, __: object, parts: tuple[Amount, ...]) -> None:
    if len({part.unit for part in parts}) != 1:
        given = ", ".join(f"`{part!r}` ({part.unit})" for part in parts) or "nothing"
        raise PolicyError(f"{given} cannot be combined; expected amounts of one unit")


@attrs.frozen(repr=False, eq=False)
class _Combined(Amount):
    """An amount made of amounts of one unit."""

    dependencies = NOTHING
    parts: tuple[Amount, ...] = attrs.field(validator=_of_one_unit)

    @property
    def unit(self) -> Unit:
        return self.parts[0].unit


class Sum(_Combined):
    """Amounts of one unit, one after the other; absent ones add nothing."""

    def bounds(self, situation: Situation) -> Bounds:
        reached = [found for part in self.parts if (found := part.bounds(situation)) is not None]
        return sum(least for least, _ in reached), sum(most for _, most in reached)

    def facts(self, situation: Situation) -> frozenset[str]:
        return NO_FACTS.union(*(part.facts(situation) for part in self.parts))

    def __repr__(self) -> str:
        return " + ".join(map(repr, self.parts))


class LongerOf(GreatestOf, _Combined):
    def facts(self, situation: Situation) -> frozenset[str]:
        reached = self.bounds(situation)
        if reached is None or reached[0] == reached[1]:
            return NO_FACTS
        # a part that is never longer than the rest leaves nothing open
        parts = [part for part in self.parts if (part.bounds(situation) or (0, 0))[1] > reached[0]]
        return NO_FACTS.union(*(part.facts(situation) for part in parts))


def longer_of(*parts: Amount) -> LongerOf:
    """The longest of several amounts of one unit; amounts that are not declared do not count."""
    return LongerOf(parts)


class FirstDeclared(FirstOf, _Combined):
    """The first of several amounts that is declared."""


def first_declared(*parts: Amount) -> FirstDeclared:
    """The first of several amounts of one unit that is declared."""
    return FirstDeclared(parts)


class Practice(Amount):
    dependencies = Dependencies(facts={("expected_response_days", None)})

    def bounds(self, situation: Situation) -> Bounds | None:
        declared = situation.facts.expected_response_days
        if declared is UNKNOWN:
            return BOUNDS["expected_response_days"]
        return None if declared is None else (declared, declared)

    def facts(self, situation: Situation) -> frozenset[str]:
        unknown = situation.facts.expected_response_days is UNKNOWN
        return frozenset({"expected_response_days"}) if unknown else NO_FACTS


practice = Practice()
"""The days that the company usually takes to answer (`expected_response_days`); absent where none are declared."""


@attrs.frozen(repr=False, eq=False)
class IndustryNorm(Amount):
    norms: tuple[tuple[Industry, Amount, Amount], ...]

    def __attrs_post_init__(self) -> None:
        _of_one_unit(self, None, tuple(amount for _, *norm in self.norms for amount in norm))

    def own_dependencies(self) -> Dependencies:
        return Dependencies(facts={("industries", industry.value) for industry, *_ in self.norms})

    @property
    def unit(self) -> Unit:
        return self.norms[0][1].unit

    def bounds(self, situation: Situation) -> Bounds | None:
        industries = situation.facts.industries
        if industries is None:
            return None
        norms = (norm for industry, *norm in self.norms if industries is UNKNOWN or industry in industries)
        reached = ((least.bounds(situation), most.bounds(situation)) for least, most in norms)
        bounds = [(least[0], most[1]) for least, most in reached if least is not None and most is not None]
        if not bounds:
            return 0, 0  # industries are declared, and none of them has a time of its own
        # an unknown industry may be one without any norm
        return 0 if industries is UNKNOWN else max(least for least, _ in bounds), max(most for _, most in bounds)

    def facts(self, situation: Situation) -> frozenset[str]:
        reached = self.bounds(situation)
        if reached is None or reached[0] == reached[1]:
            return NO_FACTS
        unknown = situation.facts.industries is UNKNOWN
        return frozenset({"industries" if unknown else "expected_response_days"})

    def __repr__(self) -> str:
        norms = (
            f"{name}={most!r}" if least == most else f"{name}=({least!r}, {most!r})" for name, least, most in self.norms
        )
        return f"industry_norm({', '.join(norms)})"


def industry_norm(**norms: Amount | tuple[Amount, Amount]) -> IndustryNorm:
    """
    The longest of the declared industries' usual times; for each industry, one amount, or the least and the most.

    An industry that is not given takes no time. The amount is absent where no industries are declared.
    """
    pairs = ((name, norm if isinstance(norm, tuple) else (norm, norm)) for name, norm in norms.items())
    return IndustryNorm(tuple((Industry(name), least, most) for name, (least, most) in pairs))


@attrs.frozen(repr=False, eq=False)
class SlowPeriodLeeway(Amount):
    """
    The declared leeway where the latest interview's date lies in a declared slow period, else nothing.

    Where a slow period is declared but no leeway, it is unknown with *undeclared_is_unknown*, and nothing without.
    """

    dependencies = Dependencies(events={Interview}, facts={("slow_periods", None), ("leeway_days", None)})
    undeclared_is_unknown: bool = attrs.field(kw_only=True)

    def _open(self, situation: Situation) -> tuple[Bounds, frozenset[str]]:
        """How much it can be, and the facts that may leave it open."""
        periods, leeway, ended = situation.facts.slow_periods, situation.facts.leeway_days, situation.interview_end
        if periods is None or ended is None:
            return (0, 0), NO_FACTS
        if leeway is UNKNOWN or (leeway is None and self.undeclared_is_unknown):
            least, most = BOUNDS["leeway_days"]
        else:
            least = most = leeway or 0
        if periods is UNKNOWN:
            # what a declared period makes necessary is named; what depends on an unknown one is not
            return (0, most), frozenset({"slow_periods", "leeway_days"} if leeway is UNKNOWN else {"slow_periods"})
        day = situation.zone.date_of(ended)
        if not any(first.toordinal() <= day <= last.toordinal() for first, last in periods):
            return (0, 0), NO_FACTS
        return (least, most), frozenset({"leeway_days"})

    def bounds(self, situation: Situation) -> Bounds:
        return self._open(situation)[0]

    def facts(self, situation: Situation) -> frozenset[str]:
        (least, most), facts = self._open(situation)
        return NO_FACTS if least == most else facts


slow_period_leeway = SlowPeriodLeeway
