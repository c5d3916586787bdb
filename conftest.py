"""How the tests run: every example is a test, laws are tried by profile, and the tests are spread over processes."""

from __future__ import annotations

import gc
import os
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import engine
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE
ROOT = Path(__file__).parent

_docstrings = Sybil(
    parsers=[DocTestParser(FLAGS)],
    path=str(ROOT / "src"),
    patterns=["**/*.py"],
    document_types={".py": PythonDocStringDocument},
)
_pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=FLAGS), SkipParser()],
    path=str(ROOT),
    # `**` stands for exactly one folder here
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
)

pytest_collect_file = (_docstrings + _pages).pytest()

# -- laws

# A law that fails is shrunk for so long at most, and Hypothesis does not then vary the example to explain it: five
# minutes of shrinking, its own limit, are too long to wait for.
engine.MAX_SHRINKING_SECONDS = 20
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink)

settings.register_profile(
    "local",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=15,
    phases=PHASES,
    report_multiple_bugs=False,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
settings.register_profile("ci", settings.get_profile("local"), max_examples=60)
settings.register_profile("nightly", settings.get_profile("local"), derandomize=False, max_examples=5_000)
# `--hypothesis-profile` chooses another
settings.load_profile("ci" if "CI" in os.environ else "local")


# -- processes


def pytest_collection_finish() -> None:
    """Garbage is looked for seldom, and not among what is loaded: that took a tenth of the time of the tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class OnePageOneProcess(LoadScopeScheduling):
    """Spreads tests over processes one by one, but the examples of a page together: they share their names."""

    def _split_scope(self, nodeid: str) -> str:
        path, _, test = nodeid.partition("::")
        return path if test.startswith("line:") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """How pytest-xdist spreads the tests, where it runs."""
    return OnePageOneProcess(config, log)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No further processes where single files or tests are asked for: these are over before the processes are there."""
    few = config.args_source is pytest.Config.ArgsSource.ARGS and len(config.args) == 1
    return 0 if few and Path(config.args[0].partition("::")[0]).is_file() else None
