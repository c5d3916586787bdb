"""Errors: one family, messages that quote what was given, and places that tell where."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

import followup_rules
from followup_rules import Timeline, errors
from followup_rules.errors import (
    ActionError,
    Fault,
    FollowupError,
    MissingExtra,
    PolicyError,
    TimelineError,
    UnknownStatement,
    shown,
)

FAULTS = (Fault("$.zone", "missing; it must be given"), Fault("$.events[2].at", "`x` is not an instant"))


class Unprintable:
    """A value whose repr fails as that of a structure does that is too deep to walk."""

    def __repr__(self) -> str:
        raise RecursionError


def nested(depth: int) -> list[object]:
    """A list in a list in a list."""
    found: list[object] = []
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("mail", "`mail`"),
        ("", "``"),
        (3, "`3`"),
        (None, "`None`"),
        (["a"], "`['a']`"),
        (float("nan"), "`nan`"),
    ],
)
def test_a_value_is_quoted_in_backticks(value: object, quoted: str) -> None:
    """A text as it is, anything else as Python writes it."""
    assert shown(value) == quoted


def test_a_value_of_sixty_characters_is_quoted_whole() -> None:
    """What fits is not cut."""
    assert shown("x" * 60) == f"`{'x' * 60}`"


def test_a_longer_value_is_cut_to_sixty_characters() -> None:
    """The last of them says that more was there."""
    assert shown("x" * 61) == f"`{'x' * 59}…`"


@pytest.mark.parametrize(
    ("make", "quoted"),
    [(lambda: 10**5000, "`<int>`"), (Unprintable, "`<Unprintable>`"), (lambda: nested(100_000), "`<list>`")],
    ids=["too long", "failing", "too deep"],
)
def test_a_value_that_cannot_be_printed_is_named_by_its_type(make: Callable[[], object], quoted: str) -> None:
    """Quoting never fails, whatever was given."""
    assert shown(make()) == quoted


def test_half_of_a_character_is_spelt_out() -> None:
    """Every message can be written as UTF-8."""
    assert shown("Dana \ud83d") == "`Dana \\ud83d`"


def test_what_is_quoted_stays_on_one_line() -> None:
    """Faults are told one to a line, so a quoted line break must not make two of one."""
    assert "\n" not in shown("a\nb")


def test_a_fault_reads_as_its_place_and_what_is_wrong() -> None:
    """The place first, then a colon."""
    assert str(FAULTS[1]) == "$.events[2].at: `x` is not an instant"


def test_a_fault_cannot_be_changed() -> None:
    """Faults are values."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FAULTS[0].what = "fine"  # type: ignore[misc]


def test_a_timeline_error_tells_every_fault_on_a_line_of_its_own() -> None:
    """In the order in which they were found."""
    assert str(TimelineError(*FAULTS)) == "$.zone: missing; it must be given\n$.events[2].at: `x` is not an instant"


def test_a_timeline_error_keeps_its_faults() -> None:
    """A program need not read the message."""
    assert TimelineError(*FAULTS).faults == FAULTS


def test_a_timeline_error_survives_being_pickled() -> None:
    """It can cross to another process with all its faults."""
    again = pickle.loads(pickle.dumps(TimelineError(*FAULTS)))
    assert (type(again), again.faults, str(again)) == (TimelineError, FAULTS, str(TimelineError(*FAULTS)))


def test_a_timeline_error_survives_being_copied() -> None:
    """A copy has the same faults."""
    assert copy.copy(TimelineError(*FAULTS)).faults == FAULTS


def test_faults_are_seen_from_further_out_under_a_prefix() -> None:
    """The root is replaced; the rest of each place stays."""
    moved = TimelineError(Fault("$", "no event"), Fault("$.at", "missing")).under("$.events[0]")
    assert moved.faults == (Fault("$.events[0]", "no event"), Fault("$.events[0].at", "missing"))


@pytest.mark.parametrize("kind", [TimelineError, PolicyError, ActionError, UnknownStatement, MissingExtra])
def test_every_error_is_of_the_family_and_a_value_error(kind: type[Exception]) -> None:
    """Who catches the library's errors, or any bad value, catches each of them."""
    assert issubclass(kind, FollowupError)
    assert issubclass(kind, ValueError)


@pytest.mark.parametrize(
    ("kind", "base"), [(ActionError, LookupError), (UnknownStatement, LookupError), (MissingExtra, ImportError)]
)
def test_some_errors_are_also_what_python_calls_them(kind: type[Exception], base: type[Exception]) -> None:
    """What was looked up and not found is a lookup error, what could not be imported an import error."""
    assert issubclass(kind, base)


def test_every_error_is_public() -> None:
    """No error can be met that cannot be imported by name."""
    kinds = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert kinds - {"InputError"} <= set(followup_rules.__all__)


# -- paths and codes


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("$", ()),
        ("$.zone", ("zone",)),
        ("$.events[2].to[0]", ("events", 2, "to", 0)),
        ("until", ("until",)),
        ("assuming[1].at", ("assuming", 1, "at")),
        ("$['a.b'].at", ("a.b", "at")),
        ("$.events[0]['it\\'s']", ("events", 0, "it's")),
        ("$['1']", ("1",)),
        ("$['a\\\\b']", ("a\\b",)),
    ],
)
def test_a_fault_has_its_place_as_keys_and_indices(where: str, path: tuple[str | int, ...]) -> None:
    """To be matched to the field of a form."""
    assert Fault(where, "no").path == path


ENDS = {"type": "interview", "ends": "2025-10-06T10:00:00+01:00"}
AT = "2025-10-07T09:00:00+01:00"
PROMISED = {"type": "response_promised", "at": AT}


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"now": None}, ("now",), "wrong_type"),
        ({"now": 3}, ("now",), "wrong_type"),
        ({"now": "soon"}, ("now",), "not_an_instant"),
        ({"now": "2025-10-08T09:00"}, ("now",), "no_offset"),
        ({"now": "1800-01-01T00:00:00Z"}, ("now",), "out_of_range"),
        ({"now": "2025-10-08T09:00:00+05:00[Europe/London]"}, ("now",), "inconsistent"),
        ({"zone": "Nowhere"}, ("zone",), "unknown_zone"),
        ({"events": 3}, ("events",), "wrong_type"),
        ({"events": [{}]}, ("events", 0, "type"), "missing"),
        ({"events": [{"type": "call"}]}, ("events", 0, "type"), "unknown_word"),
        ({"events": [{"type": "rejected"}]}, ("events", 0, "at"), "missing"),
        ({"events": [{"type": "rejected", "at": "2026-01-01T00:00:00Z"}]}, ("events", 0, "at"), "after_now"),
        ({"events": [{**ENDS, "starts": AT}]}, ("events", 0, "ends"), "out_of_order"),
        ({"events": [{"type": "response_promised", "at": AT, "by": "Friday"}]}, ("events", 0, "by"), "not_a_date"),
        (
            {"events": [{"type": "response_promised", "at": AT, "by": "2025-10-01"}]},
            ("events", 0, "by"),
            "out_of_order",
        ),
        ({"events": [{"type": "response_promised", "at": AT}]}, ("events", 0, "by"), "missing"),
        ({"facts": {"stage": "last"}}, ("facts", "stage"), "unknown_word"),
        ({"facts": {"leeway_days": 99}}, ("facts", "leeway_days"), "out_of_range"),
        ({"facts": {"calls_welcome": "yes"}}, ("facts", "calls_welcome"), "wrong_type"),
        ({"more": 1}, ("more",), "unknown_key"),
        ({"a.b": 1}, ("a.b",), "unknown_key"),
        ({"it's [1]": 1}, ("it's [1]",), "unknown_key"),
        ({"facts": {"0": 1}}, ("facts", "0"), "unknown_key"),
    ],
)
def test_a_fault_has_a_code_that_stays_the_same(change: dict[str, Any], path: tuple[str | int, ...], code: str) -> None:
    """Whatever its words become."""
    document = {"zone": "Europe/London", "now": "2025-10-08T09:00:00+01:00", **change}
    with pytest.raises(TimelineError) as caught:
        Timeline.from_dict(document)
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == (path, code)
    assert fault.to_dict() == {"path": [*path], "code": code, "what": fault.what}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "not_json"),
        ("", "not_json"),
        ("NaN", "not_json"),
        ('{"a": 1, "a": 2}', "given_twice"),
        ("[" * 9**5, "not_json"),
    ],
    ids=["half", "empty", "NaN", "twice", "deep"],
)
def test_a_text_that_is_no_document_has_a_code_too(text: str, code: str) -> None:
    """At the document itself."""
    with pytest.raises(TimelineError) as caught:
        Timeline.from_json(text)
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [((), code)]


def test_a_warning_is_unlikely_rather_than_wrong() -> None:
    """Whatever it warns of."""
    sent = {"type": "message_sent", "at": AT, "kind": "thank_you", "channel": "email", "to": ["Dan"]}
    document = {"zone": "UTC", "now": "2025-10-08T09:00:00Z", "events": [{**ENDS, "interviewers": ["Dana Wu"]}, sent]}
    (warning,) = Timeline.from_dict(document).warnings
    assert (warning.path, warning.code) == (("events", 1, "to", 0), "unlikely")
