"""For pytest: which rules of a policy a whole test run exercised, told at its end, and a failure where it is too few.

Nothing loads it by itself. The `conftest.py` at the root of the tests asks for it, and says what to record::

    pytest_plugins = ["followup_rules.testing.plugin"]

    @pytest.fixture(scope="session", autouse=True)
    def covered(rule_coverage):
        return rule_coverage(my_policy, fail_under=0.9)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

import attrs
import pytest

from followup_rules.errors import PolicyError, shown
from followup_rules.rules.policy import AnyPolicy
from followup_rules.testing import coverage as coverage_of_rules
from followup_rules.testing.coverage import RuleCoverage


@attrs.frozen
class _Recorded:
    coverage: RuleCoverage
    fail_under: float

    @property
    def is_enough(self) -> bool:
        return self.coverage.fraction >= self.fail_under


_RECORDED: Final = pytest.StashKey[list[_Recorded]]()


@pytest.fixture(scope="session")
def rule_coverage(pytestconfig: pytest.Config) -> Iterator[Callable[..., RuleCoverage]]:
    """
    Call it with policies to record, until the session ends, which of their rules are exercised.

    Returns the `RuleCoverage`, which goes on counting; its table is printed at the end. With `fail_under=0.9` the run
    fails where a smaller part of the rules than that has decided. What is asked before the first call, such as while
    tests are collected, is not recorded; nor are other processes: each of pytest-xdist's would count for itself, and
    none of them prints or fails.
    """
    with ExitStack() as recording:

        def record(*policies: AnyPolicy, fail_under: float = 0) -> RuleCoverage:
            if not 0 <= fail_under <= 1:
                raise PolicyError(f"`fail_under` is {shown(fail_under)}; expected a part of the rules, from 0 to 1")
            coverage = recording.enter_context(coverage_of_rules.rule_coverage(*policies))
            pytestconfig.stash.setdefault(_RECORDED, []).append(_Recorded(coverage, fail_under))
            return coverage

        yield record


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that passed, where too few rules decided."""
    enough = all(recorded.is_enough for recorded in session.config.stash.get(_RECORDED, []))
    if not enough and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was recorded, and what is too few."""
    for recorded in config.stash.get(_RECORDED, []):
        terminalreporter.section("rule coverage")
        terminalreporter.write_line(str(recorded.coverage))
        if not recorded.is_enough:
            terminalreporter.write_line(f"FAILED: expected {recorded.fail_under} of the rules to decide", red=True)
