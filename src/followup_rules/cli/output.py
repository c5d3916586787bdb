"""What a command prints: data as JSON in UTF-8, a report in the terminal's own encoding, or bytes as they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from followup_rules.timeline import codec

if TYPE_CHECKING:
    from rich.console import RenderableType


def as_json(data: Any) -> None:
    """Plain data, indented."""
    _write(codec.dumped(data, indent=2), "utf-8")


def as_table(laid_out: Callable[[int], RenderableType]) -> None:
    """A report, laid out for the width of the terminal."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(laid_out(console.width))
    text = "\n".join(line.rstrip() for line in captured.get().splitlines())
    _write(text, getattr(sys.stdout, "encoding", None) or "utf-8")


def as_bytes(content: bytes) -> None:
    """A file's content, to the last byte."""
    click.echo(content, nl=False)


def _write(text: str, encoding: str) -> None:
    click.echo(text.encode(encoding, "backslashreplace"))
