"""The two readings are compared behind the other tests: on the longest comparison by far no core stands idle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import agreement

TIMELINES = 14_000


@pytest.fixture(scope="session")
def compared() -> Iterator[Iterator[list[str]]]:
    """What the two readings say differently of so many random timelines."""
    with agreement.begun(TIMELINES) as chunks:
        yield chunks


@pytest.fixture(scope="session", autouse=True)
def _begin_to_compare(request: pytest.FixtureRequest) -> None:
    """Before the first test, if any is going to ask."""
    if any("compared" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("compared")
