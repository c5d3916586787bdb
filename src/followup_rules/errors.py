"""What can go wrong, in one family.

Messages are lower-case, quote the offending input in backticks, and say what was expected and where. This module
knows nothing of the rest of the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal, Self, TypeAlias

import attrs

LONGEST_SHOWN = 60
# how alike two words must be, from 0 to 1, for one to pass as a misspelling of the other
_NEAR = 0.76


def shown(value: object) -> str:
    """
    The offending value as a message quotes it: in backticks, cut where it is long.

    >>> shown("mail")
    '`mail`'
    """
    try:
        text = value if isinstance(value, str) else repr(value)
    except (ValueError, RecursionError):  # an integer too long to print, a structure too deep to walk
        text = f"<{type(value).__name__}>"
    text = "".join(map(_legible, text[:LONGEST_SHOWN])) + text[LONGEST_SHOWN:]
    return f"`{text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + '…'}`"


def _legible(letter: str) -> str:
    return letter if letter.isprintable() else letter.encode("unicode_escape").decode()


def expected_one_of(value: object, known: Iterable[str]) -> str:
    """
    What a message says was expected: one of some words; and the nearest of them, if one is near.

    >>> expected_one_of("e-mail", ["email", "phone"])
    'expected one of email, phone; did you mean `email`?'
    """
    words = [*map(str, known)]
    return f"expected one of {', '.join(words)}{nearest(value, words)}"


def nearest(value: object, known: Iterable[str]) -> str:
    """
    What a message adds where one of the known words is near: `; did you mean ...?`; else nothing.

    >>> nearest("Europe/Londn", ["Europe/London", "Europe/Lisbon"])
    '; did you mean `Europe/London`?'
    """
    # only what went wrong pays for the import
    from difflib import get_close_matches

    if not isinstance(value, str):
        return ""
    by_spelling = {_spelling(word): word for word in known}
    near = get_close_matches(_spelling(value[:LONGEST_SHOWN].strip()), by_spelling, n=1, cutoff=_NEAR)
    return f"; did you mean {shown(by_spelling[near[0]])}?" if near else ""


def _spelling(word: str) -> str:
    """A word as it is compared: upper and lower case, spaces, hyphens and underscores make no difference."""
    return word.casefold().replace(" ", "_").replace("-", "_")


class FollowupError(ValueError):
    """The base of every error this library raises on purpose."""


# what is wrong, in a word that stays the same while messages become better
FaultCode: TypeAlias = Literal[
    "missing",
    "unknown_key",
    "unknown_word",
    "unknown_zone",
    "wrong_type",
    "not_an_instant",
    "no_offset",
    "not_a_date",
    "out_of_range",
    "out_of_order",
    "after_now",
    "inconsistent",
    "given_twice",
    "not_json",
    "too_long",
    "unlikely",
    "invalid",
]


@attrs.frozen
class Fault:
    """
    One thing wrong with an input: where (a JSON path such as `$.events[2].at`), what, and a code that stays the same.

    >>> fault = Fault("$.events[2].at", "missing; it must be given", "missing")
    >>> fault.path, fault.code
    (('events', 2, 'at'), 'missing')
    """

    where: str
    what: str
    code: FaultCode = attrs.field(default="invalid", eq=False, repr=False)

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where, as keys and indices."""
        found = _STEPS.findall(self.where.removeprefix("$"))
        return tuple(int(index) if index else _unquoted(quoted) if quoted else key for key, index, quoted in found)

    def to_dict(self) -> dict[str, Any]:
        """The fault as plain data: its path, its code and what is wrong, such as for the field of a form."""
        return {"path": list(self.path), "code": self.code, "what": self.what}

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


# a key, an index, or a key that is quoted because it would be misread
_STEPS: Final = re.compile(r"""\.?([^.\[\]]+)|\[(\d+)\]|\[('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\]""")


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


class InputError(FollowupError):
    """What was given is not what it must be; `faults` lists everything found, one line each."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))

    def __reduce__(self) -> tuple[type[Self], tuple[Fault, ...]]:
        return type(self), self.faults

    @classmethod
    def here(cls, what: str, code: FaultCode = "invalid") -> Self:
        """One fault, at the value itself; callers that know where the value stands add the place with `under`."""
        return cls(Fault("$", what, code))

    def under(self, prefix: str) -> Self:
        """The same faults, seen from one level further out: `$` becomes *prefix*."""
        return type(self)(*(attrs.evolve(fault, where=prefix + fault.where.removeprefix("$")) for fault in self.faults))


class TimelineError(InputError):
    """
    A timeline, an event or its facts are not what they must be; `faults` lists everything found, one line each.
    """


class DraftError(InputError):
    """A draft, or the email file that it is read from, is not what it must be; `faults` lists everything found."""


class PolicyError(FollowupError):
    """A rule, a policy or a quantity is not valid, or no such name is known."""


class ActionError(FollowupError, LookupError):
    """An evaluation was asked for an action that it does not judge, or for one that several people match."""


class UnknownStatement(FollowupError, LookupError):
    """No statement or no document has that name in the register."""


class MissingExtra(FollowupError, ImportError):
    """An optional part of the library was used without its dependencies; the message says how to install them."""


@contextmanager
def needs(extra: str, package: str, what: str) -> Iterator[None]:
    """Around the import of a package of an extra: raises `MissingExtra` where it is not installed."""
    try:
        yield
    except ImportError:
        raise MissingExtra(f"{what} `{package}`; install with `pip install followup-rules[{extra}]`") from None
