"""Makes the pages, and the parts of pages, that are read off the code: `python docs/make_pages.py`.

With `--check` nothing is written, and the exit code is 1 where a page is not up to date. Three things are made:

- `documents/*.md`, whole, from the rules of the policies and the register of statements;
- what stands between `<!-- made: NAME -->` and `<!-- end -->` on any page, by the function of that name below;
- what a command prints, in every console block whose commands call `followup-rules`.
"""

from __future__ import annotations

import inspect
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import attrs
from click.testing import CliRunner

import followup_rules
from followup_rules import guidance, policies
from followup_rules.cli import cli
from followup_rules.drafts.english import phrases
from followup_rules.rules.amounts import Quantity
from followup_rules.rules.choices import Choice, ConditionChoice, MomentChoice
from followup_rules.rules.conditions import AllOf, AnyOf, Condition, always, never
from followup_rules.rules.node import walk
from followup_rules.rules.policy import Policy
from followup_rules.rules.readings import Reading
from followup_rules.rules.rule import Rule
from followup_rules.rules.selections import Selection
from followup_rules.rules.text_rules import Demand, TextFeature, TextRule
from followup_rules.timeline.events import EVENTS
from followup_rules.timeline.facts import BOUNDS, Facts, Industry, Stage
from followup_rules.timeline.vocabulary import (
    ACTS_ALONE,
    ENQUIRIES,
    INTERVIEW_ACTS,
    MESSAGES,
    VOICE,
    ActionKind,
    Channel,
    channels_of,
)
from followup_rules.timeline.words import channel_words

DOCS: Final = Path(__file__).parent
ROOT: Final = DOCS.parent
DECISIONS: Final = DOCS / "documents" / "recommended_decisions.md"
MADE: Final = "<!-- made by docs/make_pages.py: change that, or what it reads, and run it -->"
USES: Final = {
    "rule": "a rule rests on it",
    "reason": "a reason behind a rule, or behind a reading",
    "draft": "about what a message says; a demand on drafts rests on it",
    "aside": "nothing turns on it",
}
PART: Final = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
ENVIRONMENT: Final = {"COLUMNS": "88"}
# what the readings mean that are better said in words
READINGS: Final = {
    ("days_counted", "by_the_clock"): (
        "so many days after an instant is the same local clock time, that many dates later"
    ),
    ("days_counted", "by_the_date"): "so many days after an instant is 00:00 of the date that many dates later",
    ("days_counted", "in_working_days"): "as by the date, counting only Monday to Friday that are not declared closed",
    ("attempts_counted", "since_the_last_sign_of_life"): "a sign of life starts the count of attempts anew",
    ("attempts_counted", "in_all"): "attempts are counted from the first message on",
    ("voicemail_counts", "yes"): "a voicemail is an attempt",
    ("voicemail_counts", "no"): "a voicemail does not count as an attempt",
    ("recipients_counted", "in_one_step"): "messages of one kind to several people on one date are one attempt",
    ("recipients_counted", "each_is_one"): "each message is an attempt, whoever gets it",
    ("whose_preference", "of_the_interviewer"): "the interviewer's wish goes before the posting's",
    ("whose_preference", "of_the_posting"): "the posting's wish goes before the interviewer's",
}
# one of our commands by itself, or with what can be done without a shell
ALONE: Final = re.compile(
    r"followup-rules (?P<arguments>[^|;>$]+?)(?: \| head -(?P<lines>\d+)|(?P<exit_code>; echo \"exit code \$\?\"))?\n"
)
CONSOLE: Final = re.compile(r"(```console\n)(.*?)(```\n)", re.DOTALL)


# -- words


def escaped(text: str) -> str:
    """Text with what Markdown would read as markup made plain; code in backticks stays code."""
    parts = " ".join(text.split()).split("`")
    parts[::2] = [re.sub(r"([*|<\[\]$])", r"\\\1", part) for part in parts[::2]]
    parts[1::2] = [part.replace("|", r"\|") for part in parts[1::2]]
    return "`".join(parts)


def code(value: object) -> str:
    """Something as code, fit for a table's cell too."""
    return f"`{value}`".replace("|", r"\|")


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table, line by line."""
    heads = tuple(heads)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def counted(number: int, unit: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


def first_words(thing: object) -> str:
    """What a docstring says in its first paragraph."""
    return (inspect.getdoc(thing) or "").split("\n\n")[0].strip()


# -- the documents


@cache
def module_of(policy: str) -> ModuleType:
    """The module in which a policy's rules stand."""
    return import_module(f"followup_rules.policies.{policy}")


def anchor(rule: str) -> str:
    """The anchor of a rule's heading."""
    return rule.replace("/", "")


def origin(rule: Rule) -> str:
    """The policy that a rule comes from, which is the page on which its statements stand."""
    return rule.id.partition("/")[0]


def on_what(selection: Selection) -> str:
    """The actions that a rule is about, in words."""
    kinds = selection.kinds
    if kinds == MESSAGES:
        what = "every message"
    elif kinds < MESSAGES and len(kinds) > len(MESSAGES) / 2:
        what = f"every message but {listed(code(kind) for kind in ActionKind if kind in MESSAGES - kinds)}"
    else:
        what = listed(code(kind) for kind in ActionKind if kind in kinds)
    for left_out in selection.left_out:
        what += f" but {on_what(left_out).removesuffix(' by any channel')}"
    if not kinds <= MESSAGES:
        return what
    if selection.channels is None:
        return f"{what} by any channel"
    by = [channel_words(channel) for channel in Channel if channel in selection.channels]
    return f"{what} by {listed(by, 'or')}"


def laid_out(condition: Condition) -> str:
    """A condition as its repr, with a line for each part that must hold."""
    if isinstance(condition, AllOf):
        return "\n& ".join(f"({part!r})" if isinstance(part, AnyOf) else repr(part) for part in condition.parts)
    return repr(condition)


def sentence(rule: Rule) -> str:
    """A rule's sentence, with the moments and amounts that will fill it."""
    fills = {name: f"`{node!r}`" for name, node in zip(rule.says.names, rule.says.nodes, strict=True)}
    fills |= {name: f"`{{{name}}}`" for name in ("kind", "channel", "to", "preferred_channel")}
    return rule.says.template.format_map(fills)


def cited(row: str, page: str) -> str:
    """A link to a statement's row."""
    document = guidance.statement(row).document
    return f"[{row}]({'' if document == page else f'{document}.md'}#{row})"


def paraphrase(row: str) -> str:
    """What a statement says."""
    return escaped(guidance.statement(row).says)


def described(rule: Rule, page: str) -> Iterator[str]:
    """A rule's part of a policy's page."""
    yield f"### `{rule.id}`\n"
    if origin(rule) != page:
        yield f"Taken over as it is from [{origin(rule)}]({origin(rule)}.md#{anchor(rule.id)}).\n"
    yield f"**{rule.effect.value.capitalize()}s** {on_what(rule.on)}, where\n"
    yield f"```text\n{laid_out(rule.when)}\n```\n"
    notes = []
    if rule.due is not None:
        notes.append(f"- due from `{rule.due!r}`")
    if rule.overdue is not None:
        notes.append(f"- overdue from `{rule.overdue!r}`")
    if rule.done_when != never:
        notes.append(f"- allowed still, but not recommended any more, where `{rule.done_when!r}`")
    for node in dict.fromkeys(walk(rule)):
        if isinstance(node, Quantity):
            notes.append(f"- `{node.name}` is {counted(node.value, node.unit)}")
        elif isinstance(node, ConditionChoice | MomentChoice):
            notes.append(f"- `{node!r}` is read as `{node.reading.chosen}`: `{node.option!r}`")
        elif isinstance(node, Reading) and (node.name, node.chosen) in READINGS:
            notes.append(f"- `{node.name}` is read as `{node.chosen}`: {READINGS[node.name, node.chosen]}")
    if notes:
        yield "\n".join(notes) + "\n"
    yield f"> {sentence(rule)}\n"
    cites = [f"- {cited(row, page)}: {paraphrase(row)}" for row in rule.cites]
    for amount, rows in rule.lengthened_by:
        where = f"where `{amount!r}` adds something"
        cites += [f"- {cited(row, page)}, {where}: {paraphrase(row)}" for row in rows]
    yield "\n".join(cites or ["No statement is cited."]) + "\n"


def use(statement: guidance.Statement, policy: Policy) -> str:
    """What becomes of a statement: the rules that cite it, or what it supports, or why nothing turns on it."""
    parts: list[str] = [statement.use]
    citing = [rule.id for rule in policy.rules if statement.id in all_cites(rule)]
    citing += [demand.id for demand in policy.content if statement.id in demand.cites]
    if citing:
        parts.append(listed(f"[{each.partition('/')[2]}](#{anchor(each)})" for each in citing))
    elif statement.supports:
        parts.append(f"behind {listed(cited(row, policy.name) for row in statement.supports)}")
    said = ": ".join(parts)
    return f"{said}. {escaped(statement.note)}" if statement.note else said


def all_cites(rule: Rule) -> frozenset[str]:
    """Every statement that a rule may cite."""
    return frozenset(rule.cites).union(*(ids for _, ids in rule.lengthened_by))


def document_page(policy: Policy) -> str:
    """The page of a policy."""
    intro = inspect.getdoc(module_of(policy.name)) or ""
    title, _, more = intro.partition("\n\n")
    name, _, line = title.partition(": ")
    parts = [f"{MADE}\n", f"# {name}\n", f"{line[:1].upper()}{line[1:]}\n"]
    if policy.name == "recommended":
        parts.append(DECISIONS.read_text(encoding="utf-8"))
    else:
        parts.append(f"{more}\n")
        parts.append(
            f"The module is `followup_rules.policies.{policy.name}`. What the words in the conditions mean is told "
            "in [what rules are made of](../reference/building.md); the numbers that have a name, and the choices "
            "between readings, are in [where documents leave a choice](../explanation/readings.md).\n"
        )
    parts.append("## Rules\n")
    for rule in policy.rules:
        parts.extend(described(rule, policy.name))
    parts.extend(content_of(policy))
    if policy.name != "recommended":
        parts += [*statements_of(policy)]
    return "\n".join(parts)


def content_of(policy: Policy) -> Iterator[str]:
    """What a policy demands of the text of a message."""
    yield "## What a message is to say\n"
    yield (
        "These demands are for [reviewing drafts](../how-to/review-a-draft.md); no ruling turns on them. What a reader "
        "judges is listed for the reader.\n"
    )
    yield from table(
        ("Demand", "Of", "It is met where", "It says", "Statements"),
        map(partial(demanded, policy.name), policy.content),
    )
    yield ""


def demanded(page: str, rule: TextRule) -> Iterator[str]:
    """A row of that table."""
    own = rule.id.partition("/")[0] == page
    yield f"[{code(rule.id)}]{{#{anchor(rule.id)}}}" if own else code(rule.id)
    when = "" if rule.when == always else f", where {code(repr(rule.when))}"
    yield f"{rule.weight.value}: {on_what(rule.on)}{when}"
    asked = "a reader judges so" if rule.text is None else code(repr(rule.text))
    yield f"not {asked}" if rule.demand is Demand.AVOID else asked
    yield escaped(rule.says)
    yield ", ".join(cited(row, page) for row in rule.cites)


def statements_of(policy: Policy) -> Iterator[str]:
    """All statements of a document, with their use."""
    rows = guidance.statements(policy.name)
    counts = [f"{sum(row.use == word for row in rows)} {word} ({meaning})" for word, meaning in USES.items()]
    yield "## Statements\n"
    yield f"All {len(rows)} statements of the document, in our own words, and their use: {listed(counts)}.\n"
    yield from table(
        ("Statement", "Where", "What it says", "Use"),
        ([f"[{row.id}]{{#{row.id}}}", escaped(row.where), escaped(row.says), use(row, policy)] for row in rows),
    )
    yield ""


# -- parts of pages


def quantities(_: Path) -> Iterator[str]:
    """Every quantity of every policy."""
    for name in policies.names():
        policy = policies.get(name)
        yield f"### {name}\n"
        rows = (
            [
                code(quantity.name),
                counted(quantity.cited, quantity.unit),
                f"{quantity.low}" if quantity.low == quantity.high else f"{quantity.low} to {quantity.high}",
                escaped(quantity.note),
                linked(quantity.cites),
            ]
            for quantity in policy.quantities.values()
        )
        yield from table(("Quantity", "Cited value", "Range", "Reading", "Statements"), rows)
        yield ""
        if policy.choices:
            rows = (
                [
                    code(choice.name) if place == 0 else "",
                    code(reading),
                    meaning(policy, choice, place),
                    linked(choice.cites) if place == 0 else "",
                ]
                for choice in policy.choices.values()
                for place, reading in enumerate(choice.readings)
            )
            yield from table(("Choice", "Reading (the first is taken)", "It means", "Statements"), rows)
            yield ""
        if policy.limits:
            rows = (
                [
                    code(limit.name),
                    f"{limit.value}",
                    f"{limit.low} to {limit.high}",
                    escaped(limit.note),
                    linked(limit.cites),
                ]
                for limit in policy.limits.values()
            )
            yield from table(("Limit on a text", "At most", "Range", "Reading", "Statements"), rows)
            yield ""


def meaning(policy: Policy, reading: Reading, place: int) -> str:
    """What one of the readings of a choice means: in words, or the options that are taken then."""
    if said := READINGS.get((reading.name, reading.readings[place])):
        return said
    nodes = dict.fromkeys(node for rule in (*policy.rules, *policy.content) for node in walk(rule))
    options = [node.options[place] for node in nodes if isinstance(node, Choice) and node.reading == reading]
    return "; ".join(dict.fromkeys(code(repr(option)) for option in options))


def linked(ids: Iterable[str]) -> str:
    """Links to statements, from a page beside the folder of the documents."""
    return ", ".join(f"[{row}](../documents/{guidance.statement(row).document}.md#{row})" for row in ids) or "none"


def precision_and_recall(_: Path) -> Iterator[str]:
    """How well each element of a text is read, by the labelled drafts."""
    sys.path.append(str(ROOT / "tests"))  # where they are, and what measures them
    measure = import_module("measure_drafts")
    labelled = import_module("labelled_drafts").labelled
    parts = {part: labelled(*files) for part, files in measure.PARTS.items()}
    measured = {part: measure.elements(drafts) for part, drafts in parts.items()}

    def row(element: TextFeature) -> Iterator[str]:
        yield code(element.value)
        for part, drafts in parts.items():
            found = measured[part][element]
            yield f"{sum(element in draft.shows for draft in drafts)}"
            yield from ("-" if share is None else f"{share:.2f}" for share in (found.precision, found.recall))
        yield escaped(phrases.misses(element) or "")

    heads = (f"{head}, {part}" for part in parts for head in ("Drafts", "Precision", "Recall"))
    yield from table(("Feature", *heads, "DraftContext misses"), (row(element) for element in measured["built with"]))


KINDS: Final = {
    ActionKind.THANK_YOU: "thanks for the interview; judged once for each interviewer named",
    ActionKind.STATUS_INQUIRY: "asks where things stand",
    ActionKind.TIMELINE_INQUIRY: "asks when to expect an answer",
    ActionKind.INTEREST_NOTE: "says that one wants the job, without a question",
    ActionKind.ADDITIONAL_INFORMATION: "adds what completes the picture: work, documents, an answer",
    ActionKind.COMPETING_OFFER_NOTICE: "tells of another employer's offer",
    ActionKind.CHANGE_NOTICE: "tells of any other notable change",
    ActionKind.FEEDBACK_REQUEST: "asks, after a rejection, what could have been better",
    ActionKind.COURTESY_NOTE: "a courteous last word",
    ActionKind.GIFT: "a gift, or any grand gesture",
    ActionKind.REPLY: "answers what they asked or offered; not a follow-up",
    ActionKind.WITHDRAWAL_NOTICE: "tells them that one withdraws; not a follow-up",
    ActionKind.ASK_RESPONSE_DATE: "asks when they will answer",
    ActionKind.ASK_FOLLOW_UP_PERMISSION: "asks whether one may follow up",
    ActionKind.ASK_PREFERRED_CHANNEL: "asks by which channel",
    ActionKind.ASK_CONTACT_POLICY: "asks whether contact is welcome at all",
    ActionKind.COLLECT_CONTACTS: "gathers cards: names, addresses, positions",
    ActionKind.EXPRESS_INTEREST: "says that one wants the job",
    ActionKind.TAKE_NOTES: "writes down what is said",
    ActionKind.REVIEW_NOTES: "goes through those notes before the next message",
    ActionKind.MOVE_ON: "stops waiting for this employer",
    ActionKind.KEEP_APPLYING: "keeps other applications going",
}


def kinds(_: Path) -> Iterator[str]:
    """The kinds of action."""

    def group(kind: ActionKind) -> str:
        if kind in MESSAGES:
            return "message, enquiry" if kind in ENQUIRIES else "message"
        return "interview act" if kind in INTERVIEW_ACTS else "act alone"

    assert set(ActionKind) == MESSAGES | INTERVIEW_ACTS | ACTS_ALONE
    rows = ([code(kind), group(kind), KINDS[kind]] for kind in ActionKind)
    yield from table(("Kind", "Group", "What it is"), rows)


def channels(_: Path) -> Iterator[str]:
    """The channels."""

    def judged(channel: Channel) -> str:
        groups = {"messages": MESSAGES, "interview acts": INTERVIEW_ACTS, "acts alone": ACTS_ALONE}
        return listed(name for name, kinds in groups.items() if channel in channels_of(min(kinds)))

    rows = ([code(channel), judged(channel), "voice" if channel in VOICE else ""] for channel in Channel)
    yield from table(("Channel", "Judged on it", "Remark"), rows)


def events(_: Path) -> Iterator[str]:
    """The events."""

    def fields(event: type) -> str:
        return ", ".join(
            code(field.alias if field.default is attrs.NOTHING else f"{field.alias}={field.default!r}")
            for field in attrs.fields(event)
            if field.name != "note"
        )

    rows = ([code(event.__name__), code(event.type), fields(event), escaped(first_words(event))] for event in EVENTS)
    yield from table(("Event", "JSON `type`", "Fields", "What happened"), rows)


def facts(_: Path) -> Iterator[str]:
    """The facts."""
    # by what the annotation says, which is text as long as nobody resolves it
    values = {
        "Stage": listed(map(code, Stage), "or"),
        "bool": "`true` or `false`",
        "tuple[Industry, ...]": f"a list of {listed(map(code, Industry))}",
        "tuple[SlowPeriod, ...]": "a list of pairs of dates",
        "frozenset[date] | None": "a list of dates",
        "OfficeHours | None": "two local times, the first before the second",
    }

    def value(field: attrs.Attribute[Any]) -> str:
        if field.name in BOUNDS:
            low, high = BOUNDS[field.name]
            return f"a whole number, {low} to {high}"
        return values[Facts.__annotations__[field.name].removeprefix("Fact[").removesuffix("]")]

    rows = ([code(field.name), value(field), escaped(field.metadata["doc"])] for field in attrs.fields(Facts))
    yield from table(("Fact", "Value", "What it says"), rows)


AUTOMODULE: Final = re.compile(r"^```\{automodule\} (\S+)$|^\.\. automodule:: (\S+)$", re.MULTILINE)


def documented_modules() -> dict[str, Path]:
    """Each module that the reference documents, and on which page."""
    found = {}
    for page in sorted((DOCS / "reference").glob("*.md")):
        for match in AUTOMODULE.finditer(page.read_text(encoding="utf-8")):
            found[match[1] or match[2]] = page
    return found


def public_names(_: Path) -> Iterator[str]:
    """Every name that the package exports."""
    pages = documented_modules()

    def row(name: str) -> list[str]:
        thing = getattr(followup_rules, name)
        module = thing.__name__ if isinstance(thing, ModuleType) else thing.__module__
        if module not in pages:
            raise LookupError(f"`{name}` is exported, and no page of the reference documents `{module}`")
        summary = first_words(type(thing) if name.isupper() else thing)
        return [f"[`{name}`]({pages[module].name})", code(module), escaped(summary)]

    yield from table(("Name", "Defined in", "What it is"), map(row, followup_rules.__all__))


PARTS: Final[dict[str, Callable[[Path], Iterator[str]]]] = {
    part.__name__: part for part in (quantities, kinds, channels, events, facts, public_names, precision_and_recall)
}


def with_parts(page: Path, text: str) -> str:
    """A page with its made parts made anew."""

    def made(match: re.Match[str]) -> str:
        lines = "\n".join(PARTS[match[2]](page))
        return f"{match[1]}\n{lines.strip()}\n\n{match[3]}"

    return PART.sub(made, text)


# -- console blocks


def with_outputs(text: str) -> str:
    """A page with what its commands print."""
    return CONSOLE.sub(lambda match: f"{match[1]}{_session(match[2])}{match[3]}", text)


def _session(block: str) -> str:
    lines = block.splitlines(keepends=True)
    if not any(line.startswith("$ ") and "followup-rules " in line and "install" not in line for line in lines):
        return block
    # a command runs on where a line ends in a backslash
    commands: list[str] = []
    for line in lines:
        if line.startswith("$ "):
            commands.append(line[2:])
        elif commands and commands[-1].endswith("\\\n") and line.startswith("> "):
            commands[-1] += line[2:]
    return "".join(_shown(command) for command in commands)


def _shown(command: str) -> str:
    alone = ALONE.fullmatch(command)
    said = _printed(**alone.groupdict()) if alone else _printed_by_a_shell(command)
    return "$ " + command.replace("\\\n", "\\\n> ") + said + ("" if said.endswith("\n") or not said else "\n")


def _printed(arguments: str, lines: str | None, exit_code: str | None) -> str:
    """What our command prints, run in this process; its first lines, or with its exit code, where that is asked for."""
    with chdir(ROOT):
        words = shlex.split(arguments.replace("\\\n", " "))
        done = CliRunner().invoke(cli, words, prog_name="followup-rules", env=ENVIRONMENT, terminal_width=78)
    if lines:
        return "".join(done.output.splitlines(keepends=True)[: int(lines)])
    return f"{done.output}exit code {done.exit_code}\n" if exit_code else done.output


def _printed_by_a_shell(command: str) -> str:
    ours = re.sub(r"\bfollowup-rules (?=\S)", lambda _: f"{shlex.quote(sys.executable)} -m followup_rules ", command)
    done = subprocess.run(
        ["sh", "-c", ours],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8")


# -- all of it


def pages() -> dict[Path, str]:
    """Every page that is made, whole or in part, as it should be."""
    made = {DOCS / "documents" / f"{name}.md": document_page(policies.get(name)) for name in policies.names()}
    for page in sorted(DOCS.rglob("*.md")):
        if page not in made and "_build" not in page.parts:
            text = page.read_text(encoding="utf-8")
            found = with_outputs(with_parts(page, text))
            if found != text or PART.search(text):
                made[page] = found
    return made


def out_of_date() -> list[Path]:
    """The pages that are not as they should be."""
    return [page for page, text in pages().items() if not page.exists() or page.read_text(encoding="utf-8") != text]


def main(arguments: list[str]) -> int:
    """Write every page, or check them; the exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python docs/make_pages.py [--check]\n")
        return 2
    if arguments:
        stale = out_of_date()
        for page in stale:
            sys.stderr.write(f"{page.relative_to(ROOT)} is not up to date; run `python docs/make_pages.py`\n")
        return 1 if stale else 0
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
