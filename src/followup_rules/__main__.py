"""`python -m followup_rules`: the same as the command `followup-rules`."""

from __future__ import annotations

import sys
from importlib.util import find_spec

NEEDED = ("click", "rich")
INTERRUPTED = 130


def main() -> None:
    """
    The command line; needs the extra `cli`, and says so where that is not installed.
    """
    missing = " and ".join(f"`{name}`" for name in NEEDED if find_spec(name) is None)
    if missing:
        if sys.stderr is not None:
            sys.stderr.write(f"the command line needs {missing}; install with `pip install followup-rules[cli]`\n")
        sys.exit(2)
    try:
        from followup_rules.cli import cli

        cli.main(prog_name="followup-rules")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
