"""The pytest plugin: the rule coverage of a whole test run, printed at its end, which may fail the run.

It is loaded only by the `conftest.py` at the root of your tests, which also says what to record::

    pytest_plugins = ["followup_rules.testing.plugin"]

    @pytest.fixture(scope="session", autouse=True)
    def covered(rule_coverage):
        return rule_coverage(my_policy, fail_under=0.9)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

import pytest

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.policy import AnyPolicy
from followup_rules.testing import coverage as coverage_of_rules
from followup_rules.testing.coverage import RuleCoverage

# each coverage, and the share of the rules that must have decided
_RECORDED: Final = pytest.StashKey[list[tuple[RuleCoverage, float]]]()


@pytest.fixture(scope="session")
def rule_coverage(pytestconfig: pytest.Config) -> Iterator[Callable[..., RuleCoverage]]:
    """
    A function that records the rule coverage of some policies until the session ends.

    It returns the `RuleCoverage`, whose table is printed at the end. With `fail_under=0.9` the run fails if fewer than
    nine rules in ten have decided. Evaluations before the call, such as those while tests are collected, are not
    recorded. Each process of pytest-xdist counts for itself, and none of them prints a table or fails.

    Raises `PolicyError` if `fail_under` is not a number from 0 to 1, or as `testing.rule_coverage` does.
    """
    with ExitStack() as recording:

        def record(*policies: AnyPolicy, fail_under: float = 0) -> RuleCoverage:
            if not 0 <= fail_under <= 1:
                raise PolicyError(f"`fail_under` is {shown(fail_under)}; expected a share of the rules, from 0 to 1")
            coverage = recording.enter_context(coverage_of_rules.rule_coverage(*policies))
            pytestconfig.stash.setdefault(_RECORDED, []).append((coverage, fail_under))
            return coverage

        yield record


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that would have passed if too few rules decided."""
    recorded = session.config.stash.get(_RECORDED, [])
    if session.exitstatus == pytest.ExitCode.OK and any(coverage.fraction < least for coverage, least in recorded):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print each table, and whether too few rules decided."""
    for coverage, least in config.stash.get(_RECORDED, []):
        terminalreporter.section("rule coverage")
        terminalreporter.write_line(str(coverage))
        if coverage.fraction < least:
            terminalreporter.write_line(f"FAILED: expected {least} of the rules to decide", red=True)
