"""The options that commands share, and the timeline and the policy that they name.

This is the only place in the library that reads files, and the clock where no instant is given.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any, Final, TypeAlias

import attrs
import click

from followup_rules import policies
from followup_rules.cli.faults import Faults, Word, os_says, places_of, reported
from followup_rules.errors import ActionError, FollowupError, PolicyError, TimelineError, shown
from followup_rules.evaluation.evaluation import asking, evaluate
from followup_rules.rules.policy import AnyPolicy, resolvers
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros, Zone
from followup_rules.timeline import codec
from followup_rules.timeline.events import Event
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, ActionKind, Channel, channels_of
from followup_rules.timeline.words import printable

STDIN: Final = "-"
_AT: Final = (
    "The instant to judge, instead of the timeline's `now`: an instant, or a date or a local time in the timeline's "
    "zone. Later events are left out."
)
_SET: Final = "Another value for a quantity of the policy, or another reading of a choice; may be given several times."
# a number of so many digits is left to be refused as a text
_DIGITS: Final = 10

# what it returns is the exit code; None is 0
Command: TypeAlias = Callable[..., int | None]
Decorator: TypeAlias = Callable[[Command], Command]


# -- options


@attrs.frozen
class Given:
    """An instant as an option gives it; a local time or a date is read in the timeline's zone, once that is known."""

    option: str
    text: str

    def read(self, place: Zone) -> Micros:
        """The instant; raises `Faults` if the text is not one."""
        try:
            return instants.in_zone(self.text, place)
        except TimelineError as error:
            raise Faults(self.option, [fault.what for fault in error.faults]) from None


def _instant(_ctx: click.Context, param: click.Parameter, value: str | None) -> Given | None:
    if value is None:
        return None
    given = Given(param.opts[0], value)
    given.read(instants.zone("UTC"))  # what is wrong in any zone is told before a file is read
    return given


def instant_option(name: str, words: str) -> Decorator:
    """An option whose value is an instant, a local time or a date; a command is given the instant."""
    return click.option(name, metavar="INSTANT", callback=_instant, help=words)


def word_option(*names: str, noun: str, words: Iterable[str], help: str, **more: Any) -> Decorator:
    """An option whose value is one of some words; in *help*, `{}` stands for them."""
    known = Word(noun, words)
    return click.option(*names, type=known, help=help.format(", ".join(known.choices)), **more)


def format_option(*more: str) -> Decorator:
    """`--format`: as a table or as JSON, or in a format that only this command has."""
    shown_as: dict[str, Any] = {"default": "table", "show_default": True, "help": "The output format."}
    return word_option("--format", "form", noun="format", words=("table", "json", *more), **shown_as)


FILE: Final = click.argument("file")
TIMELINE: Final = click.option(
    "--timeline", "file", metavar="FILE", required=True, help="The timeline, a JSON document; - is standard input."
)


def looked_at(command: Command, *, source: Decorator = FILE) -> Command:
    """Gives a command FILE and --at; it is called with the `timeline`, and faults name the option or the file."""

    @source
    @instant_option("--at", _AT)
    @wraps(command)
    def with_timeline(*, file: str, at: Given | None, **options: Any) -> Any:
        if file == STDIN == options.get("draft"):
            place = "--timeline" if source is TIMELINE else "FILE"
            raise Faults(place, ["both it and the draft are standard input; expected a file for one of them"])
        with reported(called(file), places_of(options)):
            timeline = _timeline(codec.loaded(read_file(file, "a timeline as JSON")), at)
            for warning in timeline.warnings:
                click.echo(printable(f"warning: {warning}"), err=True)
            here = instants.zone(timeline.zone)
            read = {name: value.read(here) if isinstance(value, Given) else value for name, value in options.items()}
            return command(timeline=timeline, **read)

    return with_timeline


def judged(command: Command, *, source: Decorator = FILE) -> Command:
    """Gives a command FILE, --policy, --resolve and --at; it is called with the `timeline` and the `policy`."""
    by, how = (
        "The policy to judge by: {} (the default). Several need --resolve.",
        "How to combine several policies: {}.",
    )

    @click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", callback=_changes, help=_SET)
    @wraps(command)
    def with_changes(*, policy: AnyPolicy, changes: Mapping[str, int | str], **options: Any) -> Any:
        try:
            changed = policy.with_(**changes) if changes else policy
        except PolicyError as error:
            raise Faults("--set", [error]) from None
        return command(policy=changed, **options)

    # what --policy means depends on --resolve, which is therefore read first
    resolve = word_option("--resolve", noun="resolver", words=resolvers, metavar="NAME", is_eager=True, help=how)
    return _policies("policy", _policy, by)(resolve(looked_at(with_changes, source=source)))


# as `judged`, for a command that is about another file: --timeline names the timeline
judged_on_timeline: Final = partial(judged, source=TIMELINE)


def one_action(*, messages_only: bool = False) -> Decorator:
    """As `judged`, with KIND, CHANNEL and --to as well; a command is called with the `ruling` on that action."""
    kinds = [kind for kind in ActionKind if kind in MESSAGES or not messages_only]
    known = Word("kind of message" if messages_only else "kind of action", kinds)
    channels = Word("channel", MESSAGE_CHANNELS if messages_only else Channel)

    def decorated(command: Command) -> Command:
        @click.argument("kind", type=known, metavar="KIND")
        @click.argument("channel", type=channels, metavar="CHANNEL")
        @click.option("--to", metavar="NAME", help="For whom a thank-you is, where several people are named.")
        @wraps(command)
        def with_ruling(
            *, timeline: Timeline, policy: AnyPolicy, kind: str, channel: str, to: str | None, **options: Any
        ) -> Any:
            of_kind, by = ActionKind(kind), Channel(channel)
            try:
                ruling = evaluate(timeline, policy)[asking(of_kind, by, to)]
            except ActionError as error:
                raise Faults("--to" if by in channels_of(of_kind) else "CHANNEL", [error]) from None
            return command(ruling=ruling, **options)

        return judged(with_ruling)

    return decorated


def two_policies(command: Command) -> Command:
    """Gives a command --policy, twice; it is called with the two as `compared`."""
    return _policies("compared", _two, "One of the two policies to compare: {}.")(command)


def _policies(name: str, callback: Callable[..., Any], help: str) -> Decorator:
    asked = {"multiple": True, "metavar": "NAME", "callback": callback}
    return word_option("--policy", name, noun="policy", words=policies.names(), help=help, **asked)


def _changes(_ctx: click.Context, _param: click.Parameter, texts: Sequence[str]) -> dict[str, int | str]:
    """Values by the names of quantities and choices; raises `Faults` for a text that does not name one."""
    found: dict[str, int | str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals and value):
            raise Faults("--set", [f"{shown(text)} sets nothing; expected a name and a value, such as `least_wait=10`"])
        if name in found:
            raise Faults("--set", [f"{shown(name)} is set twice; expected each name once"])
        found[name] = int(value) if value.isascii() and value.isdigit() and len(value) < _DIGITS else value
    return found


def _policy(ctx: click.Context, _param: click.Parameter, names: Sequence[str]) -> AnyPolicy:
    resolve = ctx.params.pop("resolve")
    if resolve is None:
        if len(names) > 1:
            what = f"{len(names)} policies need `--resolve`; expected one of {', '.join(resolvers)}"
            raise Faults("--policy", [what])
        return policies.BY_NAME[names[0]] if names else policies.recommended
    if not names:
        raise Faults("--resolve", [f"{shown(resolve)} has no policies to combine; name each with `--policy`"])
    try:
        return resolvers[resolve](*map(policies.BY_NAME.__getitem__, names))
    except FollowupError as error:
        raise Faults("--policy", [error]) from None


def _two(_ctx: click.Context, _param: click.Parameter, names: Sequence[str]) -> tuple[AnyPolicy, ...]:
    if len(names) != 2:
        are = "1 policy is" if len(names) == 1 else f"{len(names)} policies are"
        raise Faults("--policy", [f"{are} named; expected two to compare, each with `--policy`"])
    if names[0] == names[1]:
        raise Faults("--policy", [f"{shown(names[0])} is named twice; expected two different policies"])
    return tuple(map(policies.BY_NAME.__getitem__, names))


def _assumed(_ctx: click.Context, _param: click.Parameter, texts: Sequence[str]) -> tuple[Event, ...]:
    """The events; raises `Faults` with the faults of all of them."""
    events: list[Event] = []
    lines: list[str] = []
    for place, text in zip(places_of({"assuming": texts}).values(), texts, strict=False):
        try:
            events.append(codec.structured(codec.loaded(text), Event))
        except TimelineError as error:
            # text that is not JSON, or is nested too deeply, is reported as for a timeline
            faults = (str(fault).replace("expected a timeline", "expected an event") for fault in error.faults)
            lines += Faults(place, faults).lines
    if lines:
        raise Faults.of(lines)
    return tuple(events)


assume_option: Final = click.option(
    "--assume",
    "assuming",
    multiple=True,
    metavar="JSON",
    callback=_assumed,
    help="An event to come, in JSON as in a timeline; may be given several times.",
)


# -- files


def _timeline(document: Any, given: Given | None) -> Timeline:
    """The timeline of a document at that instant; raises `TimelineError` with all its faults."""
    now = None
    if isinstance(document, Mapping) and "now" not in document:
        # at the end of time no event lies ahead; `at` then leaves out what is not known yet
        now = _clock() if given is None else Micros(instants.LAST - 1)
    timeline = Timeline.from_dict(document, now=now)
    return timeline if given is None else timeline.at(given.read(instants.zone(timeline.zone)))


def _clock() -> Micros:
    return instants.micros(datetime.now(UTC))


def called(file: str) -> str:
    """A file as a message names it."""
    return "standard input" if file == STDIN else file


def read_file(file: str, expected: str) -> bytes:
    """What a file holds; at most one byte more is read than the longest timeline has."""
    try:
        if file == STDIN and sys.stdin is None:
            raise OSError("it is closed")
        with contextlib.nullcontext(sys.stdin.buffer) if file == STDIN else open(file, "rb") as opened:
            data = opened.read(codec.LARGEST + 1)
    except (OSError, ValueError) as error:  # the name of a file cannot hold a null character
        why = os_says(error) if isinstance(error, OSError) else str(error)
        raise Faults(called(file), [f"cannot be read ({why}); expected {expected}"]) from None
    if len(data) > codec.LARGEST:
        what = expected.removesuffix(" as JSON")
        raise Faults(called(file), [f"too long; expected {what} of at most {codec.LARGEST:,} bytes"])
    return data
