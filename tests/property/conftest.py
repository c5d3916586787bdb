"""How the laws are tried: the same examples in every run, or, with `--hypothesis-profile thorough`, many new ones."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

_UNHURRIED = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "laws", derandomize=True, database=None, deadline=None, max_examples=50, suppress_health_check=_UNHURRIED
)
settings.register_profile("thorough", database=None, deadline=None, max_examples=5000, suppress_health_check=_UNHURRIED)


def pytest_configure(config: pytest.Config) -> None:
    """Take the quick profile unless another was asked for."""
    if not config.getoption("--hypothesis-profile", default=None):
        settings.load_profile("laws")
