"""The command line: a timeline in, what a policy says of it out, as a table or as JSON.

A fault is one line on standard error: where it is (a file and a place in it, or an option), what is wrong and what was
expected.
"""

from __future__ import annotations

from typing import Any

import click

from followup_rules.analysis import (
    agenda as agendas,
    audit as audits,
    comparison as comparisons,
    plan as planning,
    remedies,
    sensitivity as questions,
)
from followup_rules.cli import output
from followup_rules.cli.faults import CommandLine, Faults, Word
from followup_rules.cli.inputs import (
    assume_option,
    format_option,
    instant_option,
    judged,
    judged_on_timeline,
    looked_at,
    two_policies,
)
from followup_rules.display import explanation as explanations
from followup_rules.errors import ActionError, MissingExtra, shown
from followup_rules.evaluation.evaluation import Evaluation, Ruling, evaluate as evaluated
from followup_rules.rules.policy import AnyPolicy, Combined
from followup_rules.timeline.events import Event
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, ActionKind, Channel, channels_of


@click.group(cls=CommandLine)
@click.version_option(package_name="followup-rules", message="%(prog)s %(version)s")
def cli() -> None:
    """The etiquette of following up after a job interview: what may, should or must not be sent, when, and why."""


@cli.command(short_help="Say what a policy makes of a timeline.")
@judged
@format_option()
def evaluate(timeline: Timeline, policy: AnyPolicy, form: str) -> None:
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
    evaluation = evaluated(timeline, policy)
    if form == "json":
        output.as_json(evaluation.to_dict())
    else:
        from followup_rules.display.tables.evaluation import report

        output.as_table(lambda width: report(evaluation, width))


@cli.command(short_help="Say what comes next: what opens, falls due, becomes overdue and closes.")
@judged
@instant_option("--until", "What comes at this instant or later is left out.")
@click.option("--name", metavar="TEXT", help="What the events of a calendar begin with, such as the employer's name.")
@format_option("ics")
def agenda(timeline: Timeline, policy: AnyPolicy, until: int | None, name: str | None, form: str) -> None:
    """
    Say what comes next on the timeline in FILE: what stands already, then every instant at which something opens, falls
    due, becomes overdue or closes, if nothing happens but what is scheduled.

    The format ics is a calendar file; it needs the extra `calendar`.

    \b
    Examples:
      followup-rules agenda timeline.json
      followup-rules agenda timeline.json --until 2025-12-31T00:00:00Z --format json
      followup-rules agenda timeline.json --format ics --name Acme > acme.ics
    """
    if name is not None and form != "ics":
        raise Faults("--name", [f"{shown(name)} names the events of a calendar; expected `--format ics` with it"])
    found = agendas.agenda(timeline, policy, until)
    if form == "json":
        output.as_json(found.to_dict())
    elif form == "ics":
        from followup_rules.display.calendar import to_ics

        try:
            output.as_bytes(to_ics(found, name=name))
        except MissingExtra as error:
            raise Faults("--format", [error]) from None
    else:
        from followup_rules.display.tables.agenda import report

        output.as_table(lambda width: report(found, width))


@cli.command(short_help="Say what to do when, if the employer stays silent.")
@judged
@assume_option
@format_option()
def plan(timeline: Timeline, policy: AnyPolicy, assuming: tuple[Event, ...], form: str) -> None:
    """
    Say what to do when, from the timeline in FILE on, if everything is done as it falls due and the employer stays
    silent, up to where the policy says to move on.

    Each --assume is an event to come, in the form of a timeline's events.

    \b
    Examples:
      followup-rules plan timeline.json
      followup-rules plan timeline.json \\
          --assume '{"type": "employer_replied", "at": "2025-12-01T09:00:00Z"}'
    """
    found = planning.plan(timeline, policy, assuming=assuming)
    if form == "json":
        output.as_json(found.to_dict())
    else:
        from followup_rules.display.tables.plan import report

        output.as_table(lambda width: report(found, width))


@cli.command(short_help="Judge what was done: each message sent, and each recommendation.")
@judged
@format_option()
def audit(timeline: Timeline, policy: AnyPolicy, form: str) -> None:
    """
    Judge what was done on the timeline in FILE: each message by what was known just before it was sent, and what became
    of each recommendation.

    \b
    Examples:
      followup-rules audit timeline.json
      followup-rules audit timeline.json --policy pro_tips --format json
    """
    found = audits.audit(timeline, policy)
    if form == "json":
        output.as_json(found.to_dict())
    else:
        from followup_rules.display.tables.audit import report

        output.as_table(lambda width: report(found, width))


@cli.command(short_help="Explain the ruling on one action, and what would make it allowed.")
@judged
@click.argument("kind", type=Word("kind of action", [kind.value for kind in ActionKind]), metavar="KIND")
@click.argument("channel", type=Word("channel", [channel.value for channel in Channel]), metavar="CHANNEL")
@click.option("--to", metavar="NAME", help="For whom, of a thank-you where several people are named.")
@format_option()
def explain(timeline: Timeline, policy: AnyPolicy, kind: str, channel: str, to: str | None, form: str) -> None:
    """
    Explain the ruling on one action, a KIND by a CHANNEL, on the timeline in FILE: what it is, why, until when, and
    what would make it allowed where it is not.

    The channel of an act during the interview is in_person, that of an act alone none.

    \b
    Examples:
      followup-rules explain timeline.json status_inquiry email
      followup-rules explain timeline.json thank_you email --to "Dana Wu"
    """
    ruling = _ruling(evaluated(timeline, policy), kind, channel, to)
    text, changes = explanations.explain(ruling), remedies.why_not(ruling.evaluation, ruling.action)
    if form == "json":
        why_not = [{**change.to_dict(), "says": change.says} for change in changes]
        output.as_json(
            {**_about(ruling.evaluation), "explanation": text, "ruling": ruling.to_dict(), "why_not": why_not}
        )
    else:
        from followup_rules.display.tables.explanation import report

        output.as_table(lambda width: report(ruling, text, changes, width))


def _about(evaluation: Evaluation) -> dict[str, str]:
    """What a result in JSON is about."""
    return {
        "policy": evaluation.policy.name,
        "zone": evaluation.timeline.zone,
        "now": evaluation.now.isoformat(),
    }


def _ruling(evaluation: Evaluation, kind: str, channel: str, to: str | None) -> Ruling:
    try:
        return evaluation[(kind, channel) if to is None else (kind, channel, to)]
    except ActionError as error:
        judged_by = Channel(channel) in channels_of(ActionKind(kind))
        raise Faults("--to" if judged_by else "CHANNEL", [error]) from None


@cli.command(short_help="Say whether a draft may be sent, and whether it says what it should.")
@click.argument("draft", metavar="DRAFT")
@judged_on_timeline
@click.option(
    "--kind",
    type=Word("kind of message", [kind.value for kind in ActionKind if kind in MESSAGES]),
    required=True,
    metavar="KIND",
    help=f"What it is: {', '.join(kind for kind in ActionKind if kind in MESSAGES)}.",
)
@click.option(
    "--channel",
    type=Word("channel", [channel.value for channel in MESSAGE_CHANNELS]),
    default=Channel.EMAIL.value,
    show_default=True,
    metavar="CHANNEL",
    help=f"How it is sent: {', '.join(MESSAGE_CHANNELS)}.",
)
@click.option("--to", multiple=True, metavar="NAME", help="Whom it is to; may be given several times.")
@click.option("--subject", metavar="TEXT", help="Its subject line.")
@click.option(
    "--attachment", "attachments", multiple=True, metavar="NAME", help="The name of a file that goes with it."
)
@click.option("--sender", metavar="NAME", help="The full name of whoever sends it.")
@click.option("--job-title", metavar="TEXT", help="The job that it is about.")
@click.option("--company", metavar="NAME", help="The employer.")
@click.option("--promised/--not-promised", "documents_promised", default=None, help="Whether documents were promised.")
@format_option()
def review(timeline: Timeline, policy: AnyPolicy, draft: str, form: str, **known: Any) -> None:
    """
    Say of the message in DRAFT whether it may be sent, and whether it says what it should. DRAFT is a text in UTF-8, or
    an email file (.eml), from which subject, addressees, sender and attachments are taken; - reads standard input.

    \b
    Examples:
      followup-rules review draft.txt --timeline timeline.json --kind status_inquiry \\
          --to "Dana Wu" --subject "Data engineer interview: following up"
      followup-rules review draft.eml --timeline timeline.json --kind thank_you
    """
    from followup_rules.cli.drafts import reviewed

    found = reviewed(draft, timeline, policy, known)
    if form == "json":
        output.as_json(found.to_dict())
    else:
        from followup_rules.display.tables.review import report

        output.as_table(lambda width: report(found, width))


@cli.command("questions", short_help="Say what would change the rulings: facts not known, numbers left open.")
@judged
@format_option()
def questions_(timeline: Timeline, policy: AnyPolicy, form: str) -> None:
    """
    Say what would change the rulings on the timeline in FILE: facts that nobody declared, and numbers for which a
    document leaves a range.

    \b
    Examples:
      followup-rules questions timeline.json
      followup-rules questions timeline.json --policy pro_tips --format json
    """
    facts = questions.open_questions(timeline, policy)
    numbers = questions.sensitivity(timeline, policy)
    if form == "json":
        asked = [question.to_dict() for question in facts]
        turning = [number.to_dict() for number in numbers]
        output.as_json({**_about(evaluated(timeline, policy)), "questions": asked, "sensitivity": turning})
    else:
        from followup_rules.display.tables.questions import report

        output.as_table(lambda width: report(evaluated(timeline, policy), facts, numbers, width))


@cli.command(short_help="Say where, when and why two policies differ.")
@two_policies
@looked_at
@instant_option("--until", "Differences at this instant or later are left out.")
@format_option()
def compare(timeline: Timeline, compared: tuple[AnyPolicy, AnyPolicy], until: int | None, form: str) -> None:
    """
    Say where, when and why two policies differ on the timeline in FILE, from its now on.

    \b
    Examples:
      followup-rules compare timeline.json --policy pro_tips --policy business_etiquette
      followup-rules compare timeline.json --policy pro_tips --policy recommended \\
          --until 2025-12-31T00:00:00Z --format json
    """
    found = comparisons.compare(timeline, *compared, until)
    if form == "json":
        output.as_json(found.to_dict())
    else:
        from followup_rules.display.tables.comparison import report

        output.as_table(lambda width: report(found, width))


@cli.command(short_help="Say which source of several says what, and whose word decided.")
@judged
@format_option()
def dissent(timeline: Timeline, policy: AnyPolicy, form: str) -> None:
    """
    Say what each of several policies says of the timeline in FILE, and whose word decided.

    \b
    Examples:
      followup-rules dissent timeline.json --policy pro_tips --policy business_etiquette --resolve strictest
    """
    if not isinstance(policy, Combined):
        said = f"{shown(policy.name)} has one voice; expected several policies, each with `--policy`, and `--resolve`"
        raise Faults("--policy", [said])
    found = comparisons.dissent(timeline, policy)
    if form == "json":
        output.as_json({**_about(evaluated(timeline, policy)), "dissent": [one.to_dict() for one in found]})
    else:
        from followup_rules.display.tables.dissent import report

        output.as_table(lambda width: report(evaluated(timeline, policy), found, width))


@cli.command(short_help="Draw the timeline as a picture, an SVG.")
@judged
@instant_option("--since", "Where the picture begins.")
@instant_option("--until", "Where the picture ends.")
def picture(timeline: Timeline, policy: AnyPolicy, since: int | None, until: int | None) -> None:
    """
    Draw the timeline in FILE as a picture, an SVG: what happened, and when each action is allowed, due or forbidden.

    \b
    Examples:
      followup-rules picture timeline.json > timeline.svg
      followup-rules picture timeline.json --since 2025-10-01T00:00:00Z --until 2025-12-01T00:00:00Z
    """
    from followup_rules.display.pictures import to_svg

    output.as_bytes(to_svg(timeline, policy, since=since, until=until).encode("utf-8", "backslashreplace"))
