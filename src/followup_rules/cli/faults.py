"""Faults of a call or an input: one line on standard error for each, and exit code 2."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeGuard

import click

from followup_rules.errors import Fault, MissingExtra, TimelineError, expected_one_of, shown
from followup_rules.timeline.words import printable

BAD: Final = 2
INTERRUPTED: Final = 130


class Faults(click.ClickException):
    """The faults of a call or an input, each a line with its place."""

    exit_code = BAD

    def __init__(self, place: str, faults: Iterable[object]) -> None:
        self.lines = tuple(f"{place}: {fault}" if place else str(fault) for fault in faults)
        super().__init__("\n".join(self.lines))

    @classmethod
    def of(cls, lines: Iterable[str]) -> Faults:
        """Lines that have their places already."""
        return cls("", lines)


def places_of(options: Mapping[str, Any]) -> dict[str, str]:
    """The names of options by the places that the library reports; of several assumed events each has a number."""
    count = len(options.get("assuming", ()))
    assumed = {f"assuming[{number}]": f"--assume[{number}]" * (count > 1) or "--assume" for number in range(count)}
    return {**assumed, "until": "--until", "since": "--since"}


@contextlib.contextmanager
def reported(file: str, places: Mapping[str, str]) -> Iterator[None]:
    """Reports what the library finds wrong: an option by its name, anything else as a fault of the file."""
    try:
        yield
    except TimelineError as error:
        lines = []
        for fault in error.faults:
            option, _, within = fault.where.partition(".")
            # the fault may lie within an option that is given JSON
            what = fault if option not in places else Fault(f"$.{within}", fault.what) if within else fault.what
            lines.append(f"{places.get(option, file)}: {what}")
        raise Faults.of(lines) from None


class Word(click.Choice[str]):
    """A choice of words, with a message in the library's own form."""

    def __init__(self, noun: str, words: Iterable[str]) -> None:
        super().__init__([*map(str, words)])
        self.noun = noun

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """The message for a word that is not among them."""
        return f"{shown(value)} is not a {self.noun}; {expected_one_of(value, self.choices)}"


class CommandLine(click.Group):
    """A group of commands that reports every fault of a call in one line, and then exits with code 2."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Runs the command that the arguments name, and exits."""
        run: Callable[..., Any] = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **extra)
        try:
            code = run(*args, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = BAD
        except click.ClickException as error:
            code = _failed(error.lines if isinstance(error, Faults) else [_of_the_call(error)])
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except MissingExtra as error:
            code = _failed([f"followup-rules: {error}"])
        except OSError as error:  # the output has nowhere to go; click ends quietly where a pipe is broken
            _give_up_stdout()
            code = _failed([f"standard output: cannot be written ({os_says(error)})"])
        sys.exit(code or 0)


def os_says(error: OSError) -> str:
    """The reason that the operating system gives."""
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]


def _of_the_call(error: click.ClickException) -> str:
    """What click finds wrong with a call, in the form of the other faults."""
    what = error.message if isinstance(error, click.BadParameter) else error.format_message()
    if isinstance(error, click.MissingParameter):
        what = "missing; it must be given"
    param, where = getattr(error, "param", None), "followup-rules"
    if param is not None:
        where = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
    # where one word among many is wrong it is told; where the call has another shape, the help shows which
    hint = f"; try `{error.ctx.command_path} --help`" if _is_of_shape(error) and error.ctx else ""
    return f"{where}: {what[:1].lower()}{what[1:].removesuffix('.')}{hint}"


def _is_of_shape(error: click.ClickException) -> TypeGuard[click.UsageError]:
    return isinstance(error, click.UsageError) and (
        isinstance(error, click.MissingParameter) or not isinstance(error, click.BadParameter)
    )


def _failed(lines: Iterable[str]) -> int:
    for line in lines:
        click.echo(printable(line), err=True)
    return BAD


def _give_up_stdout() -> None:
    """Discards what is not written yet, so that the interpreter does not fail on it when it exits."""
    with contextlib.suppress(AttributeError, io.UnsupportedOperation):  # there is no such stream, or it is not a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
