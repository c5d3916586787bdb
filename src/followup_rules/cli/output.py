"""What a command prints of an answer: data as JSON in UTF-8, or a report in the terminal's own encoding."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from followup_rules.display.report import Report
from followup_rules.timeline import codec
from followup_rules.timeline.words import printable


@contextlib.contextmanager
def told_meanwhile(what: str) -> Iterator[None]:
    """Says on a terminal what is being done, as long as that takes; a file or a pipe gets nothing of it."""
    if not on_a_terminal():
        yield
        return
    click.echo(what, nl=False, err=True)
    try:
        yield
    finally:
        click.echo(f"\r{' ' * len(what)}\r", nl=False, err=True)


def on_a_terminal() -> bool:
    """Whether somebody reads standard error while the command runs."""
    return sys.stderr is not None and sys.stderr.isatty()


def show(form: str, data: Callable[[], Any], report: Callable[[], Report | str]) -> None:
    """An answer in the format that was asked for: as indented JSON, or as a text or a table for the terminal."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if form == "json":
        text, encoding = codec.dumped(data(), indent=2), "utf-8"
    elif isinstance(found := report(), str):
        text = "\n".join(map(printable, found.splitlines()))
    else:
        # only tables pay for loading `rich`
        from rich.console import Console

        from followup_rules.display.terminal import laid_out

        console = Console(highlight=False, markup=False, emoji=False)
        with console.capture() as captured:
            console.print(laid_out(found, console.width))
        text = "\n".join(line.rstrip() for line in captured.get().splitlines())
    click.echo(text.encode(encoding, "backslashreplace"))
