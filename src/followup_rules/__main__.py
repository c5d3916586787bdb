"""`python -m followup_rules`: the same as the command `followup-rules`."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from followup_rules.errors import MissingExtra

NEEDED = ("click", "rich")
INTERRUPTED = 130


def main() -> None:
    """
    The command line; needs the extra `cli`, and says so where that is not installed.
    """
    try:
        missing = [f"`{name}`" for name in NEEDED if find_spec(name) is None]
        if missing:
            what = f"the command line needs {' and '.join(missing)}"
            raise MissingExtra(f"{what}; install with `pip install followup-rules[cli]`")
        from followup_rules.cli import cli

        cli.main(prog_name="followup-rules")
    except MissingExtra as error:
        sys.exit(_failed(str(error)))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _failed(message: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"{message}\n")
    return 2


if __name__ == "__main__":
    main()
