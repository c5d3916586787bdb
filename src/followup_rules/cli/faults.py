"""What is wrong with a call or an input: one line on standard error for each fault, and exit code 2."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import click

from followup_rules.errors import Fault, MissingExtra, TimelineError, shown
from followup_rules.timeline.words import printable

BAD: Final = 2
INTERRUPTED: Final = 130


class Faults(click.ClickException):
    """What is wrong with an input, one fault to a line, each with its place."""

    exit_code = BAD

    def __init__(self, place: str, faults: Iterable[object]) -> None:
        self._tell(f"{place}: {fault}" for fault in faults)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Faults:
        """Lines that have their places already."""
        faults = cls("", ())
        faults._tell(lines)
        return faults

    def _tell(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def places_of(asked: Mapping[str, Any]) -> dict[str, str]:
    """The options by the places that the library knows them by; an event that is assumed by its number, if several."""
    several = len(asked.get("assuming", ())) > 1
    assumed = {
        f"assuming[{number}]": f"--assume[{number}]" if several else "--assume"
        for number, _ in enumerate(asked.get("assuming", ()))
    }
    return {**assumed, "until": "--until", "since": "--since"}


@contextlib.contextmanager
def told(file: str, places: Mapping[str, str]) -> Iterator[None]:
    """Tells what the library finds wrong: an option by its name, all else as a fault of the file."""
    try:
        yield
    except TimelineError as error:
        raise Faults.of(_line(fault, file, places) for fault in error.faults) from None


def _line(fault: Fault, file: str, places: Mapping[str, str]) -> str:
    option, _, within = fault.where.partition(".")
    if option not in places:
        return f"{file}: {fault}"
    # an option that is given JSON may be at fault within
    return f"{places[option]}: {Fault(f'$.{within}', fault.what) if within else fault.what}"


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
        except MissingExtra as error:
            code = _failed([f"followup-rules: {error}"])
        except OSError as error:  # the output has nowhere to go; click ends quietly where a pipe is broken
            _give_up_stdout()
            code = _failed([f"standard output: cannot be written ({os_says(error)})"])
        sys.exit(code or 0)


def os_says(error: OSError) -> str:
    """The reason that the operating system gives."""
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
    for line in lines:
        click.echo(printable(line), err=True)
    return BAD


def _give_up_stdout() -> None:
    """What is left unwritten goes nowhere, so that the interpreter does not stumble over it on its way out."""
    with contextlib.suppress(AttributeError, io.UnsupportedOperation):  # there is no such stream, or it is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
