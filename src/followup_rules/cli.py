"""The command line: one timeline in, what a policy says of it out, as a table or as JSON.

The one place in the library that reads files, and that reads the clock, where nobody says what time it is. A fault is
one line on stderr: where it is (a file and a place in it, or an option), what is wrong and what was expected.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

import click

from followup_rules import codec, instants, policies
from followup_rules.errors import FollowupError, TimelineError, shown
from followup_rules.evaluation import Evaluation
from followup_rules.evaluation import evaluate as evaluated
from followup_rules.policy import AnyPolicy, resolvers
from followup_rules.timeline import Timeline

__all__ = ["cli"]

STDIN: Final = "-"
BAD: Final = 2
INTERRUPTED: Final = 130


class Faults(click.ClickException):
    """What is wrong with an input, one fault to a line, each with its place."""

    exit_code = BAD

    def __init__(self, place: str, faults: Iterable[object]) -> None:
        self.lines = tuple(f"{place}: {fault}" for fault in faults)
        super().__init__("\n".join(self.lines))


class Word(click.Choice[str]):
    """One of some words, with a message in the library's own form."""

    def __init__(self, noun: str, words: Sequence[str]) -> None:
        super().__init__(words)
        self.noun = noun

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What is wrong with a word that is none of them."""
        return f"{shown(value)} is no {self.noun}; expected one of {', '.join(self.choices)}"


class CommandLine(click.Group):
    """A group of commands that ends with exit code 2 and one line for each fault, whatever is wrong with a call."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs the command that the arguments ask for, and exits."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = BAD
        except click.ClickException as error:
            code = _failed(error.lines if isinstance(error, Faults) else [_of_the_call(error)])
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except OSError as error:  # the output has nowhere to go; click ends quietly where a pipe is broken
            _give_up_stdout()
            code = _failed([f"standard output: cannot be written ({_os_says(error)})"])
        sys.exit(code or 0)


def _instant(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    try:
        return None if value is None else instants.micros(value)
    except TimelineError as error:
        raise click.BadParameter(error.faults[0].what, ctx, param) from None


@click.group(cls=CommandLine)
@click.version_option(package_name="followup-rules", message="%(prog)s %(version)s")
def cli() -> None:
    """The etiquette of following up after a job interview: what may, should or must not be sent, when, and why."""


@cli.command(short_help="Say what a policy makes of a timeline.")
@click.argument("file")
@click.option(
    "--policy",
    "names",
    type=Word("policy", policies.names()),
    multiple=True,
    metavar="NAME",
    help=f"The policy to judge by: {', '.join(policies.names())} (the default). Several need --resolve.",
)
@click.option(
    "--resolve",
    type=Word("resolver", tuple(resolvers)),
    metavar="NAME",
    help=f"How several policies are made one: {', '.join(resolvers)}.",
)
@click.option(
    "--at",
    metavar="INSTANT",
    callback=_instant,
    help="The instant to look at it from, instead of the document's `now`; what came later is left out.",
)
@click.option(
    "--format", "form", type=Word("format", ("table", "json")), default="table", show_default=True, help="The output."
)
def evaluate(file: str, names: tuple[str, ...], resolve: str | None, at: int | None, form: str) -> None:
    """
    Say what a policy makes of the timeline in FILE, a JSON document; - reads it from standard input.

    The timeline is looked at from --at, else from its own `now`, else from the present.

    \b
    Examples:
      followup-rules evaluate timeline.json
      followup-rules evaluate timeline.json --at 2025-10-24T09:00:00+01:00
      followup-rules evaluate - --policy pro_tips --policy business_etiquette \\
          --resolve strictest --format json < timeline.json
    """
    policy = _policy(names, resolve)
    try:
        timeline = _timeline(codec.loaded(_read(file)), at)
    except TimelineError as error:
        raise Faults(_called(file), error.faults) from None
    evaluation = evaluated(timeline, policy)
    if form == "json":
        _write(codec.dumped(evaluation.to_dict(), indent=2), "utf-8")
    else:
        _write(_table(evaluation), getattr(sys.stdout, "encoding", None) or "utf-8")


# -- what is asked


def _policy(names: tuple[str, ...], resolve: str | None) -> AnyPolicy:
    if resolve is None:
        if len(names) > 1:
            raise Faults(
                "--policy", [f"{len(names)} policies need `--resolve`; expected one of {', '.join(resolvers)}"]
            )
        return policies.get(names[0]) if names else policies.recommended
    if not names:
        raise Faults("--resolve", [f"{shown(resolve)} has no policies to resolve; name each with `--policy`"])
    try:
        return resolvers[resolve](*map(policies.get, names))
    except FollowupError as error:
        raise Faults("--policy", [error]) from None


def _timeline(document: Any, at: int | None) -> Timeline:
    """The timeline of a document, as it is looked at from that instant; raises `TimelineError` with all its faults."""
    if isinstance(document, Mapping) and "now" not in document:
        # seen from the end of time nothing lies ahead; `at` then leaves out what is not yet known
        now = _clock() if at is None else instants.LAST - 1
        document = {**document, "now": instants.iso(now, instants.zone("UTC"))}
    timeline = Timeline.from_dict(document)
    return timeline if at is None else timeline.at(at)


def _clock() -> int:
    return instants.micros(datetime.now(UTC))


# -- in and out


def _called(file: str) -> str:
    return "standard input" if file == STDIN else file


def _read(file: str) -> bytes:
    """What a file holds; never more is read than the limit on a timeline's length and one byte."""
    try:
        if file != STDIN:
            with open(file, "rb") as opened:
                return _at_most(opened, file)
        if sys.stdin is None:
            raise OSError("it is closed")
        return _at_most(sys.stdin.buffer, file)
    except (OSError, ValueError) as error:  # no file may have a null character in its name
        why = _os_says(error) if isinstance(error, OSError) else str(error)
        raise Faults(_called(file), [f"cannot be read ({why}); expected a timeline as JSON"]) from None


def _at_most(opened: BinaryIO, file: str) -> bytes:
    data = opened.read(codec.LARGEST + 1)
    if len(data) > codec.LARGEST:
        raise Faults(_called(file), [f"too long; expected a timeline of at most {codec.LARGEST:,} bytes"])
    return data


def _table(evaluation: Evaluation) -> str:
    from rich.console import Console

    from followup_rules.tables import report

    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(report(evaluation, console.width))
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _write(text: str, encoding: str) -> None:
    click.echo(text.encode(encoding, "backslashreplace"))


def _os_says(error: OSError) -> str:
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]


def _of_the_call(error: click.ClickException) -> str:
    """What click finds wrong with a call, in the form of the other faults."""
    said = error.message
    if isinstance(error, click.MissingParameter):
        said = "missing; it must be given"
    elif not isinstance(error, click.BadParameter):
        said = error.format_message()
    param = getattr(error, "param", None)
    where = (
        "followup-rules"
        if param is None
        else param.opts[0]
        if isinstance(param, click.Option)
        else param.human_readable_name
    )
    return f"{where}: {said[:1].lower()}{said[1:].removesuffix('.')}"


def _failed(lines: Iterable[str]) -> int:
    from followup_rules.tables import printable

    for line in lines:
        click.echo(printable(line), err=True)
    return BAD


def _give_up_stdout() -> None:
    """What is left unwritten goes nowhere, so that the interpreter does not stumble over it on its way out."""
    with contextlib.suppress(AttributeError, io.UnsupportedOperation):  # there is no such stream, or it is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
