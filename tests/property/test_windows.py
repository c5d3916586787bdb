"""Windows are a Boolean algebra of sets of instants, each written in one way; `portion` is the oracle."""

from __future__ import annotations

import copy
import pickle
from functools import reduce
from itertools import pairwise
from typing import Any

import portion
import pytest
from hypothesis import example, given, settings, strategies as st

from followup_rules.temporal.windows import ALWAYS, NEVER, Windows
from strategies import bounds, windows

# beyond every edge that is drawn, on both sides
INSTANTS = range(-23, 24)
# what is quickly tried is tried more often
often = settings(max_examples=4 * settings().max_examples)

instants = bounds(around=23)
ends = bounds() | st.none()
pairs = st.lists(st.tuples(ends, ends), max_size=6)


def members(held: Windows) -> set[int]:
    """The instants near zero that are in a set."""
    return {instant for instant in INSTANTS if instant in held}


def as_portion(pieces: list[tuple[int | None, int | None]]) -> portion.Interval:
    """The union of half-open intervals, as the oracle writes it."""
    return reduce(
        portion.Interval.__or__,
        (
            portion.closedopen(-portion.inf if opens is None else opens, portion.inf if closes is None else closes)
            for opens, closes in pieces
        ),
        portion.empty(),
    )


def from_portion(interval: portion.Interval) -> list[tuple[int | None, int | None]]:
    """The oracle's atoms as pairs, None where unbounded."""
    return [
        (None if atom.lower == -portion.inf else atom.lower, None if atom.upper == portion.inf else atom.upper)
        for atom in interval
        if not atom.empty
    ]


class TestLaws:
    """What holds of all sets of instants."""

    @often
    @given(windows(), windows())
    def test_union_and_intersection_commute(self, a: Windows, b: Windows) -> None:
        """Which of two sets comes first does not matter."""
        assert a | b == b | a
        assert a & b == b & a

    @often
    @given(windows(), windows(), windows())
    def test_union_and_intersection_associate(self, a: Windows, b: Windows, c: Windows) -> None:
        """Which two of three sets are joined first does not matter."""
        assert (a | b) | c == a | (b | c)
        assert (a & b) & c == a & (b & c)

    @often
    @given(windows(), windows(), windows())
    def test_each_distributes_over_the_other(self, a: Windows, b: Windows, c: Windows) -> None:
        """A union of intersections is an intersection of unions, and the other way round."""
        assert a & (b | c) == (a & b) | (a & c)
        assert a | (b & c) == (a | b) & (a | c)

    @often
    @given(windows())
    def test_union_and_intersection_are_idempotent(self, a: Windows) -> None:
        """A set joined with itself, or with an equal one, is itself."""
        equal = pickle.loads(pickle.dumps(a))
        assert a | a == a & a == a | equal == a & equal == a

    @often
    @given(windows(), windows())
    def test_absorption(self, a: Windows, b: Windows) -> None:
        """A part of a set adds nothing to it, and a set takes nothing from its part."""
        assert a | (a & b) == a
        assert a & (a | b) == a

    @often
    @given(windows(), windows())
    def test_de_morgan(self, a: Windows, b: Windows) -> None:
        """Neither is not either; not both is not the one or not the other."""
        assert ~(a | b) == ~a & ~b
        assert ~(a & b) == ~a | ~b

    @often
    @given(windows())
    def test_the_complement_of_the_complement(self, a: Windows) -> None:
        """Twice without is with."""
        assert ~~a == a

    @often
    @given(windows())
    def test_identities_and_complements(self, a: Windows) -> None:
        """`NEVER` and `ALWAYS` are neutral or absorbing; a set and its complement are everything, and share nothing."""
        assert a | NEVER == a & ALWAYS == a
        assert a & NEVER == NEVER
        assert a | ALWAYS == ALWAYS
        assert a | ~a == ALWAYS
        assert a & ~a == NEVER
        assert ~NEVER == ALWAYS

    @often
    @given(windows(), windows())
    def test_difference(self, a: Windows, b: Windows) -> None:
        """What is in one and not in the other: the intersection with the complement."""
        assert a - b == a & ~b
        assert (a - b) | (a & b) == a
        assert (a - b) & b == NEVER
        assert a - NEVER == a
        assert a - a == NEVER

    @often
    @given(windows(), windows())
    def test_operators_are_the_named_methods(self, a: Windows, b: Windows) -> None:
        """`|`, `&`, `-` and `~` are `union`, `intersection`, `difference` and `complement`."""
        assert a | b == a.union(b)
        assert a & b == a.intersection(b)
        assert a - b == a.difference(b)
        assert ~a == a.complement()

    @often
    @given(windows(), windows())
    def test_membership_agrees_with_the_operations(self, a: Windows, b: Windows) -> None:
        """An instant is in a union, an intersection, a difference or a complement as logic says."""
        everything = set(INSTANTS)
        assert members(a | b) == members(a) | members(b)
        assert members(a & b) == members(a) & members(b)
        assert members(a - b) == members(a) - members(b)
        assert members(~a) == everything - members(a)

    @often
    @given(windows(), windows())
    def test_one_canonical_form(self, a: Windows, b: Windows) -> None:
        """Sets of the same instants are equal, hash alike and are written alike, however they came about."""
        same = members(a) == members(b)
        assert (a == b) is same
        assert (a != b) is not same
        assert (repr(a) == repr(b)) is same
        if same:
            assert hash(a) == hash(b)
            assert a.edges == b.edges
            assert list(a) == list(b)

    @often
    @given(pairs, st.randoms(use_true_random=False))
    def test_any_way_of_building_gives_the_same_set(
        self, pieces: list[tuple[int | None, int | None]], random: object
    ) -> None:
        """The pieces of a union in any order, one by one, twice, cut in two, or as what is left of everything."""
        built = Windows.union_of(pieces)
        shuffled = list(pieces)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        one_by_one = reduce(Windows.union, (Windows.between(*piece) for piece in shuffled), NEVER)
        left = reduce(Windows.difference, (Windows.between(*piece) for piece in pieces), ALWAYS).complement()
        halves = Windows.union_of([(None, 0)]) & built | Windows.since(0) & built
        for other in (Windows.union_of(shuffled), Windows.union_of(pieces + shuffled), one_by_one, left, halves):
            assert other == built
            assert hash(other) == hash(built)
            assert repr(other) == repr(built)

    @often
    @given(windows())
    def test_windows_are_apart_and_ascend(self, a: Windows) -> None:
        """Windows are never empty, never touch and ascend; only the first and the last may be unbounded."""
        found = list(a)
        for opens, closes in found:
            assert opens is None or closes is None or opens < closes
        for (_, closes), (opens, _) in pairwise(found):
            assert closes is not None
            assert opens is not None
            assert closes < opens
        assert a.is_empty is (not found)
        assert a.edges == tuple(end for window in found for end in window if end is not None)
        assert Windows.union_of(found) == a

    @often
    @given(pairs, pairs)
    def test_portion_agrees(
        self, left: list[tuple[int | None, int | None]], right: list[tuple[int | None, int | None]]
    ) -> None:
        """Every operation gives the windows that `portion` gives for half-open intervals."""
        a, b = Windows.union_of(left), Windows.union_of(right)
        p, q = as_portion(left), as_portion(right)
        assert list(a) == from_portion(p)
        assert list(a | b) == from_portion(p | q)
        assert list(a & b) == from_portion(p & q)
        assert list(a - b) == from_portion(p - q)
        assert list(~a) == from_portion(~p)
        assert a.is_empty is p.empty
        assert (a == b) is (p == q)

    @often
    @given(ends, ends, instants)
    def test_a_window_holds_from_its_opening_until_before_its_closing(
        self, opens: int | None, closes: int | None, instant: int
    ) -> None:
        """`between` is half-open and unbounded where an end is None; `since` and `before` are its one-sided forms."""
        held = (opens is None or opens <= instant) and (closes is None or instant < closes)
        assert (instant in Windows.between(opens, closes)) is held
        if opens is not None:
            assert Windows.since(opens) == Windows.between(opens, None)
        if closes is not None:
            assert Windows.before(closes) == Windows.between(None, closes)
        assert Windows.between(None, None) == ALWAYS

    @often
    @given(windows(), instants)
    def test_next_opening_and_next_closing(self, a: Windows, instant: int) -> None:
        """The first instant after this one that is in, or out, where the one before it is not."""
        later = range(instant + 1, 30)
        assert a.next_opening(instant) == next((t for t in later if t in a and t - 1 not in a), None)
        assert a.next_closing(instant) == next((t for t in later if t not in a and t - 1 in a), None)

    @often
    @given(windows(), instants)
    def test_first_from(self, a: Windows, instant: int) -> None:
        """The first instant of the set at or after this one."""
        assert a.first_from(instant) == next((t for t in range(instant, 30) if t in a), None)

    @often
    @given(windows(), instants)
    def test_window_at(self, a: Windows, instant: int) -> None:
        """The window that holds at an instant is the one of the set's windows that contains it, if any does."""
        holding = [window for window in a if instant in Windows.between(*window)]
        assert a.window_at(instant) == (holding[0] if holding else None)
        assert len(holding) == (instant in a)

    @often
    @given(windows(), instants)
    def test_ending_after(self, a: Windows, instant: int) -> None:
        """The windows that end after an instant, whole: the one that holds then and all later ones."""
        left = a.ending_after(instant)
        assert list(left) == [(opens, closes) for opens, closes in a if closes is None or closes > instant]
        assert left & Windows.since(instant) == a & Windows.since(instant)
        assert left - a == NEVER

    @often
    @given(st.lists(st.tuples(bounds(), windows()), max_size=4, unique_by=lambda piece: piece[0]), windows())
    def test_joined(self, pieces: list[tuple[int, Windows]], first: Windows) -> None:
        """Of successive pieces, each says what holds from its start until the next one's; before them all, nothing."""
        pieces.sort(key=lambda piece: piece[0])
        every: list[tuple[int | None, Windows]] = [(None, first), *pieces]
        ends = [start for start, _ in pieces] + [None]
        expected = [piece & Windows.between(start, end) for (start, piece), end in zip(every, ends, strict=True)]
        assert Windows.joined(every) == reduce(Windows.union, expected)
        assert Windows.joined(pieces) == reduce(Windows.union, expected[1:], NEVER)

    @often
    @given(st.lists(st.tuples(bounds(around=3), windows(around=5)), max_size=4), windows())
    def test_joined_with_pieces_that_start_together(self, pieces: list[tuple[int, Windows]], first: Windows) -> None:
        """Of pieces with one start the last counts, for the others have no time to hold; the form stays canonical."""
        pieces.sort(key=lambda piece: piece[0])
        counting = dict(pieces)
        assert Windows.joined([(None, first), *pieces]) == Windows.joined([(None, first), *counting.items()])

    @often
    @given(windows())
    @example(NEVER)
    @example(ALWAYS)
    def test_pickling_and_copying_keep_the_value(self, a: Windows) -> None:
        """What comes back is equal and hashes alike."""
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            back = pickle.loads(pickle.dumps(a, protocol))
            assert back == a
            assert hash(back) == hash(a)
        assert copy.copy(a) == copy.deepcopy(a) == a

    @often
    @given(windows())
    @example(NEVER)
    @example(ALWAYS)
    def test_repr_evaluates_back(self, a: Windows) -> None:
        """A set is written as what makes it."""
        assert eval(repr(a), {"Windows": Windows, "ALWAYS": ALWAYS, "NEVER": NEVER}) == a

    @often
    @given(windows(), windows(), instants)
    def test_no_operation_changes_a_set(self, a: Windows, b: Windows, instant: int) -> None:
        """Sets are values: combining and asking leaves them as they are, and nothing can be set or deleted."""
        before = repr(a), repr(b), hash(a), hash(b)
        _ = a | b, a & b, a - b, ~a, list(a), a.edges, instant in a, a.window_at(instant), a.ending_after(instant)
        assert (repr(a), repr(b), hash(a), hash(b)) == before
        with pytest.raises(AttributeError):
            a.edges = ()  # type: ignore[misc]  # setting a field must fail
        with pytest.raises(AttributeError):
            a.anything = 1  # type: ignore[attr-defined]  # setting anything else must fail too
        with pytest.raises(AttributeError):
            del a.is_empty
        assert isinstance(a.edges, tuple)


class TestDeliberateNonLaws:
    """What one might expect of sets of instants, and does not hold, or is refused, on purpose."""

    @often
    @given(windows())
    def test_a_set_is_neither_true_nor_false(self, a: Windows) -> None:
        """`if windows` might ask whether there are any or whether they hold now: it raises, and says what to ask."""
        with pytest.raises(TypeError, match="is_empty"):
            bool(a)

    @often
    @given(windows(), windows())
    def test_sets_have_no_total_order(self, a: Windows, b: Windows) -> None:
        """Neither of two sets need contain the other: they cannot be compared by `<`, nor sorted."""
        with pytest.raises(TypeError):
            _ = a < b  # type: ignore[operator]
        with pytest.raises(TypeError):
            sorted([a, b])  # type: ignore[type-var]

    def test_difference_does_not_commute(self) -> None:
        """What is only in the one is not what is only in the other."""
        a, b = Windows.between(0, 2), Windows.between(1, 3)
        assert a - b == Windows.between(0, 1)
        assert b - a == Windows.between(2, 3)

    def test_difference_does_not_associate(self) -> None:
        """Taking away what is left of another is not taking away both."""
        a = Windows.between(0, 2)
        assert (a - a) - a == NEVER
        assert a - (a - a) == a

    def test_touching_windows_do_not_stay_apart(self) -> None:
        """Windows that touch are one: which pieces a set was made of is forgotten."""
        assert list(Windows.union_of([(0, 1), (1, 2)])) == [(0, 2)]

    def test_windows_are_not_closed(self) -> None:
        """The closing instant is the first one out."""
        assert 1 not in Windows.between(0, 1)
        assert Windows.between(0, 0) == NEVER
        assert Windows.between(1, 0) == NEVER

    def test_the_largest_piece_does_not_swallow_the_others(self) -> None:
        """A union is not what lies between its first opening and its last closing."""
        assert Windows.between(0, 1) | Windows.between(2, 3) != Windows.between(0, 3)

    @often
    @given(windows())
    def test_sets_of_instants_are_no_python_sets(self, a: Windows) -> None:
        """Only sets of instants combine with sets of instants, and only they are equal to them."""
        others: tuple[Any, ...] = ({1, 2}, [(0, 1)], None, 1, True)
        for other in others:
            assert a != other
            with pytest.raises(TypeError):
                _ = a | other
            with pytest.raises(TypeError):
                _ = a & other
            with pytest.raises(TypeError):
                _ = a - other

    def test_the_constructor_makes_nothing(self) -> None:
        """There is one canonical way to make a set: the named constructors."""
        with pytest.raises(TypeError, match="between"):
            Windows()
