"""A small tracker of job applications: FastAPI, SQLite, and one page that shows what is due and what may be sent.

Run it with `uvicorn app:app` in this folder, and open http://127.0.0.1:8000. Applications are kept in the file that
`APPLICATIONS` names, or in `applications.sqlite` here.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from followup_rules import ActionError, Decision, Evaluation, Timeline, TimelineError, evaluate, may_send
from followup_rules.timeline.vocabulary import ChannelName, MessageKindName

app = FastAPI(title="Applications", description="What may be sent after an interview, and when.")


# -- what is stored: the document of each timeline, without a now


@contextmanager
def stored() -> Iterator[sqlite3.Connection]:
    """The store; what is written within is kept unless an error is raised."""
    file = os.environ.get("APPLICATIONS", str(Path(__file__).with_name("applications.sqlite")))
    with closing(sqlite3.connect(file)) as store, store:
        store.execute("CREATE TABLE IF NOT EXISTS applications (id INTEGER PRIMARY KEY, employer TEXT, document TEXT)")
        yield store


def now() -> datetime:
    """The one place where the clock is read."""
    return datetime.now(UTC)


def employer_and_timeline(number: int, at: datetime) -> tuple[str, Timeline]:
    """An application as it is known at an instant; 404 if there is no application of that number."""
    with stored() as store:
        row = store.execute("SELECT employer, document FROM applications WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise HTTPException(404, f"there is no application {number}")
    return row[0], Timeline.from_json(row[1], now=at)


def written(timeline: Timeline) -> str:
    """The document of a timeline without its now: that is another one each time it is looked at."""
    return json.dumps({key: value for key, value in timeline.to_dict().items() if key != "now"})


# -- what is asked and answered


class Application(BaseModel):
    """An application to keep; the timeline is checked when it comes in, and faults are answered with their places."""

    employer: str
    timeline: Timeline


class Message(BaseModel):
    """A message that one would like to send."""

    kind: MessageKindName
    channel: ChannelName
    to: str | None = None
    draft: str | None = None


class Due(BaseModel):
    """Something to do now."""

    application: int
    employer: str
    kind: str
    channel: str
    to: str | None
    overdue: bool
    send_at: datetime | None


@app.post("/applications", status_code=201)
def add_application(application: Application) -> dict[str, int]:
    """Keep an application."""
    with stored() as store:
        done = store.execute(
            "INSERT INTO applications (employer, document) VALUES (?, ?)",
            (application.employer, written(application.timeline)),
        )
    return {"application": done.lastrowid or 0}


@app.post("/applications/{number}/events", status_code=204)
def add_event(number: int, event: dict[str, Any]) -> None:
    """Add what happened, in JSON as in a timeline."""
    _, timeline = employer_and_timeline(number, now())
    document = timeline.to_dict()
    document["events"] = [*document.get("events", []), event]
    try:
        changed = Timeline.from_dict(document)
    except TimelineError as error:
        raise HTTPException(422, [fault.to_dict() for fault in error.faults]) from None
    with stored() as store:
        store.execute("UPDATE applications SET document = ? WHERE id = ?", (written(changed), number))


@app.get("/applications/{number}")
def rulings(number: int) -> Evaluation:
    """What may be done in one application, and what not."""
    return evaluate(employer_and_timeline(number, now())[1])


@app.post("/applications/{number}/may-send")
def decide(number: int, message: Message) -> Decision:
    """Whether a message may be sent now. Send it only if `allowed` is true."""
    _, timeline = employer_and_timeline(number, now())
    try:
        return may_send(timeline, message.kind, message.channel, message.to, draft=message.draft)
    except ActionError as error:
        raise HTTPException(422, str(error)) from None


@app.get("/due")
def due() -> list[Due]:
    """What is recommended or overdue now, in all applications, what is late first."""
    at = now()
    with stored() as store:
        rows = store.execute("SELECT id, employer, document FROM applications ORDER BY id").fetchall()
    found: list[Due] = []
    for number, employer, document in rows:
        for ruling in evaluate(Timeline.from_json(document, now=at)).allowed:
            if ruling.advice in ("recommended", "overdue"):
                action = ruling.action
                found.append(
                    Due(
                        application=number,
                        employer=employer,
                        kind=action.kind.value,
                        channel=action.channel.value,
                        to=action.to,
                        overdue=ruling.advice == "overdue",
                        send_at=ruling.send_at,
                    )
                )
    return sorted(found, key=lambda one: not one.overdue)


# -- the page


@app.get("/", response_class=HTMLResponse, include_in_schema=False)
def page(application: int | None = Query(None), kind: MessageKindName = "status_inquiry") -> str:
    """What is due, and whether a message may be sent by email."""
    rows = "".join(
        f"<tr><td><a href='/?application={one.application}'>{escape(one.employer)}</a></td>"
        f"<td>{escape(one.kind.replace('_', ' '))}{f' to {escape(one.to)}' if one.to else ''}</td>"
        f"<td>{'overdue' if one.overdue else 'due'}</td>"
        f"<td>{f'{one.send_at:%a %d %b %Y, %H:%M}' if one.send_at else 'any time'}</td></tr>"
        for one in due()
    )
    asked = "" if application is None else answer(application, kind)
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Applications</title>
<style>
  :root {{ color-scheme: light dark; font-family: system-ui, sans-serif }}
  body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem }}
  table {{ border-collapse: collapse; width: 100% }}
  td, th {{ text-align: left; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid #8884 }}
</style>
<h1>What is due</h1>
<table><tr><th>Employer</th><th>What</th><th></th><th>Send at</th></tr>{rows}</table>
{asked}</html>"""


def answer(number: int, kind: MessageKindName) -> str:
    """Whether a message may be sent in one application, as a part of the page."""
    employer, timeline = employer_and_timeline(number, now())
    person = timeline.history.people[0]
    decision = may_send(timeline, kind, "email", person)
    why = "".join(f"<li>{escape(blocker.says)}</li>" for blocker in decision.blockers)
    ask = "".join(f"<li>{escape(question)}</li>" for question in decision.questions)
    when = f"<p>When: {decision.when:%a %d %b %Y, %H:%M}.</p>" if decision.when else ""
    return (
        f"<h2>{escape(employer)}: {escape(kind.replace('_', ' '))} by email</h2>"
        f"<p><strong>{'You may send it.' if decision else 'Do not send it.'}</strong></p>"
        f"{f'<ul>{why}</ul>' if why else ''}{when}{f'<p>Find out first:</p><ul>{ask}</ul>' if ask else ''}"
    )
