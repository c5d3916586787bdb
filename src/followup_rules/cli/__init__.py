"""The command line: it reads a timeline and prints what a policy says of it, as a table or as JSON.

Each fault is one line on standard error: where it is (a file and a place in it, or an option), what is wrong and what
was expected.
"""

from __future__ import annotations

from typing import Any

import click

import followup_rules as library
from followup_rules.cli.faults import CommandLine, Faults
from followup_rules.cli.inputs import (
    assume_option,
    format_option,
    instant_option,
    judged,
    judged_on_timeline,
    looked_at,
    one_action,
    two_policies,
    word_option,
)
from followup_rules.cli.output import show, told_meanwhile
from followup_rules.display.explanation import explanation_report
from followup_rules.display.reports.agenda import agenda_report
from followup_rules.display.reports.audit import audit_report
from followup_rules.display.reports.comparison import comparison_report, dissent_report
from followup_rules.display.reports.evaluation import evaluation_report
from followup_rules.display.reports.plan import plan_report
from followup_rules.display.reports.questions import questions_report
from followup_rules.errors import MissingExtra, shown
from followup_rules.evaluation.evaluation import Ruling
from followup_rules.rules.policy import AnyPolicy, Combined
from followup_rules.temporal.instants import Micros
from followup_rules.temporal.values import as_data
from followup_rules.timeline.events import Event
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES, ActionKind


@click.group(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="followup-rules", message="%(prog)s %(version)s")
def cli() -> None:
    """The etiquette of following up after a job interview: what you may send, what you should not, when, and why."""


@cli.command(short_help="Show what to do now, what is allowed, what to wait for and what not to do.")
@judged
@format_option()
def evaluate(timeline: Timeline, policy: AnyPolicy, form: str) -> None:
    """
    Show what to do now on the timeline in FILE, what is allowed, what to wait for and what not to do. FILE is a JSON
    document; - reads it from standard input.

    The instant to judge is --at if it is given, else the `now` of the timeline, else the present.

    \b
    Examples:
      followup-rules evaluate timeline.json
      followup-rules evaluate timeline.json --at 2025-10-24T09:00:00+01:00
      followup-rules evaluate timeline.json --at 2025-10-24 --set least_wait=10
      followup-rules evaluate - --policy pro_tips --policy business_etiquette \\
          --resolve strictest --format json < timeline.json
    """
    evaluation = library.evaluate(timeline, policy)
    show(form, evaluation.to_dict, lambda: evaluation_report(evaluation))


@cli.command(short_help="Show what comes next: what opens, falls due, becomes overdue and closes.")
@judged
@instant_option("--until", "Leave out what comes at this instant or later.")
@click.option("--name", metavar="TEXT", help="How the events of a calendar begin, such as with the employer's name.")
@format_option("ics")
def agenda(timeline: Timeline, policy: AnyPolicy, until: Micros | None, name: str | None, form: str) -> None:
    """
    Show what is due already on the timeline in FILE, then every instant at which something opens, falls due, becomes
    overdue or closes, if nothing happens except the scheduled interviews.

    The format ics is a calendar file; it needs the extra `calendar`.

    \b
    Examples:
      followup-rules agenda timeline.json
      followup-rules agenda timeline.json --until 2025-12-31T00:00:00Z --format json
      followup-rules agenda timeline.json --format ics --name Acme > acme.ics
    """
    if name is not None and form != "ics":
        raise Faults("--name", [f"{shown(name)} names the events of a calendar; expected `--format ics` as well"])
    found = library.agenda(timeline, policy, until)
    if form != "ics":
        return show(form, found.to_dict, lambda: agenda_report(found))
    try:
        click.echo(library.to_ics(found, name=name), nl=False)
    except MissingExtra as error:
        raise Faults("--format", [error]) from None


@cli.command(short_help="Show what to do and when, if the employer stays silent.")
@judged
@assume_option
@format_option()
def plan(timeline: Timeline, policy: AnyPolicy, assuming: tuple[Event, ...], form: str) -> None:
    """
    Show what to do and when, on the timeline in FILE, if you do each thing as it falls due and the employer stays
    silent, until the policy says to move on.

    Each --assume is an event to come, in JSON like the events of a timeline.

    \b
    Examples:
      followup-rules plan timeline.json
      followup-rules plan timeline.json \\
          --assume '{"type": "employer_replied", "at": "2025-12-01T09:00:00Z"}'
    """
    found = library.plan(timeline, policy, assuming=assuming)
    show(form, found.to_dict, lambda: plan_report(found))


@cli.command(short_help="Judge what was done: each message sent, and each recommendation.")
@judged
@format_option()
def audit(timeline: Timeline, policy: AnyPolicy, form: str) -> None:
    """
    Judge each message on the timeline in FILE by what was known just before it was sent, and show what became of each
    recommendation.

    \b
    Examples:
      followup-rules audit timeline.json
      followup-rules audit timeline.json --policy pro_tips --format json
    """
    found = library.audit(timeline, policy)
    show(form, found.to_dict, lambda: audit_report(found))


@cli.command(short_help="Tell whether one message may be sent; the exit code is 0 if so and 1 if not.")
@one_action(messages_only=True)
@click.option("--draft", metavar="FILE", help="The message, to be reviewed too: a text, or an email file (.eml).")
@click.option("--subject", metavar="TEXT", help="The subject line of the draft.")
@format_option()
def check(ruling: Ruling, draft: str | None, subject: str | None, form: str) -> int:
    """
    Tell whether one message, a KIND by a CHANNEL, may be sent on the timeline in FILE, why not, when, what to find out
    first and what is recommended instead.

    The exit code is 0 if it may be sent and 1 if not: then it is not surely allowed, it is advised against, or the
    draft has a fault that must be fixed.

    \b
    Examples:
      followup-rules check timeline.json status_inquiry email
      followup-rules check timeline.json thank_you email --to "Dana Wu" --draft thanks.eml
      followup-rules check timeline.json status_inquiry email && ./send-it
    """
    from followup_rules.display.reports.decision import decision_report

    if draft is None and subject is not None:
        raise Faults("--subject", ["it is the subject line of a draft; expected `--draft` as well"])
    if draft is None:
        about, action = ruling.evaluation, ruling.action
        decision = library.may_send(about.timeline, action.kind, action.channel, action.to, policy=about.policy)
    else:
        from followup_rules.cli.drafts import decided

        decision = decided(draft, ruling, subject)
    show(form, decision.to_dict, lambda: decision_report(decision))
    return 0 if decision else 1


@cli.command(short_help="Explain the ruling on one action, and what would make it allowed.")
@one_action()
@format_option()
def explain(ruling: Ruling, form: str) -> None:
    """
    Explain the ruling on one action, a KIND by a CHANNEL, on the timeline in FILE: what it says, why, until when, and
    what would make the action allowed if it is not.

    The channel is in_person for an act during the interview, and none for something that you do alone.

    \b
    Examples:
      followup-rules explain timeline.json status_inquiry email
      followup-rules explain timeline.json thank_you email --to "Dana Wu"
    """
    changes = library.why_not(ruling.evaluation, ruling.action)
    why_not = [{**change.to_dict(), "says": change.says} for change in changes]
    text = library.explain(ruling)
    data = {**ruling.evaluation.about, "explanation": text, "ruling": ruling.to_dict(), "why_not": why_not}
    show(form, lambda: data, lambda: explanation_report(ruling, changes))


@cli.command(short_help="Show every rule on one action, with its condition taken apart.")
@one_action()
@format_option()
def trace(ruling: Ruling, form: str) -> None:
    """
    Show every rule on one action, a KIND by a CHANNEL, on the timeline in FILE, with its condition taken apart: whether
    each part holds (yes, no or maybe), and when that changes.

    \b
    Examples:
      followup-rules trace timeline.json status_inquiry email
      followup-rules trace timeline.json thank_you email --to "Dana Wu" --format json
    """
    found = ruling.trace()
    show(form, lambda: {**ruling.evaluation.about, **found.to_dict()}, lambda: str(found))


@cli.command(short_help="Review a draft: whether it may be sent now, and what to fix in it.")
@click.argument("draft", metavar="DRAFT")
@judged_on_timeline
@word_option(
    "--kind",
    noun="kind of message",
    words=(kind for kind in ActionKind if kind in MESSAGES),
    help="The kind of message: {}.",
    required=True,
    metavar="KIND",
)
@word_option(
    "--channel",
    noun="channel",
    words=MESSAGE_CHANNELS,
    help="The channel on which it is sent: {}.",
    default="email",
    show_default=True,
    metavar="CHANNEL",
)
@click.option("--to", multiple=True, metavar="NAME", help="The addressee; may be given several times.")
@click.option("--subject", metavar="TEXT", help="The subject line.")
@click.option("--attachment", "attachments", multiple=True, metavar="NAME", help="The name of an attached file.")
@click.option("--sender", metavar="NAME", help="The full name of the sender.")
@click.option("--job-title", metavar="TEXT", help="The job that the message is about.")
@click.option("--company", metavar="NAME", help="The employer.")
@click.option("--promised/--not-promised", "documents_promised", default=None, help="Whether documents were promised.")
@format_option()
def review(timeline: Timeline, policy: AnyPolicy, draft: str, form: str, **known: Any) -> None:
    """
    Review the message in DRAFT: whether it may be sent now, and what to fix in it. DRAFT is a text in UTF-8, or an
    email file (.eml), which also gives the subject, addressees, sender and attachments; - reads standard input.

    \b
    Examples:
      followup-rules review draft.txt --timeline timeline.json --kind status_inquiry \\
          --to "Dana Wu" --subject "Data engineer interview: following up"
      followup-rules review draft.eml --timeline timeline.json --kind thank_you
    """
    from followup_rules.cli.drafts import reviewed
    from followup_rules.display.reports.review import review_report

    found = reviewed(draft, timeline, policy, known)
    show(form, found.to_dict, lambda: review_report(found))


@cli.command(short_help="Show which unknown facts and which numbers would change the rulings.")
@judged
@format_option()
def questions(timeline: Timeline, policy: AnyPolicy, form: str) -> None:
    """
    Show what would change the rulings on the timeline in FILE: facts that are not known, and numbers for which a
    document gives a range.

    \b
    Examples:
      followup-rules questions timeline.json
      followup-rules questions timeline.json --policy pro_tips --format json
    """
    evaluation = library.evaluate(timeline, policy)
    with told_meanwhile("trying each value of each fact ..."):
        facts = library.open_questions(timeline, policy)
    with told_meanwhile("trying each value of each number ..."):
        numbers = library.sensitivity(timeline, policy)
    data = {**evaluation.about, "questions": as_data(facts), "sensitivity": as_data(numbers)}
    show(form, lambda: data, lambda: questions_report(evaluation, facts, numbers))


@cli.command(short_help="Show where, when and why two policies differ.")
@two_policies
@looked_at
@instant_option("--until", "Leave out differences at this instant or later.")
@format_option()
def compare(timeline: Timeline, compared: tuple[AnyPolicy, AnyPolicy], until: Micros | None, form: str) -> None:
    """
    Show where, when and why two policies differ on the timeline in FILE, from its now on.

    \b
    Examples:
      followup-rules compare timeline.json --policy pro_tips --policy business_etiquette
      followup-rules compare timeline.json --policy pro_tips --policy recommended \\
          --until 2025-12-31T00:00:00Z --format json
    """
    found = library.compare(timeline, *compared, until)
    show(form, found.to_dict, lambda: comparison_report(found))


@cli.command(short_help="Show what each of several policies says, and which of them decided.")
@judged
@format_option()
def dissent(timeline: Timeline, policy: AnyPolicy, form: str) -> None:
    """
    Show what each of several policies says of the timeline in FILE, and which of them decided.

    \b
    Examples:
      followup-rules dissent timeline.json --policy pro_tips --policy business_etiquette --resolve strictest
    """
    if not isinstance(policy, Combined):
        what = f"{shown(policy.name)} is a single policy; expected several, each with `--policy`, and `--resolve`"
        raise Faults("--policy", [what])
    evaluation, found = library.evaluate(timeline, policy), library.dissent(timeline, policy)
    data = {**evaluation.about, "dissent": as_data(found)}
    show(form, lambda: data, lambda: dissent_report(evaluation, found))


@cli.command(short_help="Draw the timeline as a picture, an SVG.")
@judged
@instant_option("--since", "Where the picture begins.")
@instant_option("--until", "Where the picture ends.")
def picture(timeline: Timeline, policy: AnyPolicy, since: Micros | None, until: Micros | None) -> None:
    """
    Draw the timeline in FILE as a picture, an SVG: what happened, and when each action is allowed, due or forbidden.

    \b
    Examples:
      followup-rules picture timeline.json > timeline.svg
      followup-rules picture timeline.json --since 2025-10-01T00:00:00Z --until 2025-12-01T00:00:00Z
    """
    drawn = library.to_svg(timeline, policy, since=since, until=until)
    click.echo(drawn.encode("utf-8", "backslashreplace"), nl=False)


@cli.command(short_help="Serve the library to agents as tools, over the Model Context Protocol.")
def mcp() -> None:
    """
    Serve five tools to agents over standard input and output, by the Model Context Protocol: may_send, due_now, agenda,
    explain and review_draft. It needs the extra `mcp`, and ends when its input does.

    \b
    Examples:
      followup-rules mcp
    """
    from followup_rules.adapters.mcp import server

    server().run("stdio")
