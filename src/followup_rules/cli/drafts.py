"""The draft of the command `review`: a text, or an email file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from followup_rules.cli.faults import Faults
from followup_rules.cli.inputs import called, read_file
from followup_rules.decision import Decision, may_send
from followup_rules.drafts import Draft, DraftReview, draft_from_eml, review_draft
from followup_rules.errors import DraftError, Fault, MissingExtra
from followup_rules.evaluation.evaluation import Ruling
from followup_rules.rules.policy import AnyPolicy
from followup_rules.timeline.timeline import Timeline

_T = TypeVar("_T")

_OPTIONS: Final = {
    **{name: f"--{name}" for name in ("kind", "channel", "to", "subject", "sender", "company")},
    "attachments": "--attachment",
    "job_title": "--job-title",
    "documents_promised": "--promised",
}
_AN_EMAIL: Final = re.compile(
    rb"(?:from|to|cc|bcc|subject|date|mime-version|content-type|received|return-path|message-id|reply-to|delivered-to"
    rb"|x-[a-z0-9-]+):",
    re.IGNORECASE,
)


def decided(file: str, ruling: Ruling, subject: str | None) -> Decision:
    """Whether a message may be sent with the draft in a file; raises `Faults` with its faults."""
    action, evaluation = ruling.action, ruling.evaluation
    known = {"kind": action.kind.value, "channel": action.channel.value, "to": action.to or (), "subject": subject}
    return _with_draft(
        file,
        known,
        lambda draft: may_send(
            evaluation.timeline, action.kind, action.channel, action.to, draft=draft, policy=evaluation.policy
        ),
    )


def reviewed(file: str, timeline: Timeline, policy: AnyPolicy, known: Mapping[str, Any]) -> DraftReview:
    """The review of the draft in a file, with what the options tell of it; raises `Faults` with its faults."""
    return _with_draft(file, known, lambda draft: review_draft(draft, timeline, policy))


def _with_draft(file: str, known: Mapping[str, Any], ask: Callable[[Draft], _T]) -> _T:
    data = read_file(file, "a draft as text or as an email file")
    given = {name: value for name, value in known.items() if value not in (None, ())}
    try:
        if file.lower().endswith(".eml") or _AN_EMAIL.match(data):
            draft = draft_from_eml(data, **given)
        else:
            draft = Draft(body=_decoded(data), **given)
        return ask(draft)
    except DraftError as error:
        raise Faults.of(_line(fault, file, given) for fault in error.faults) from None
    except MissingExtra as error:
        raise Faults(called(file), [error]) from None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DraftError.here(f"not UTF-8 ({error.reason} at byte {error.start}); expected text in UTF-8") from None


def _line(fault: Fault, file: str, given: Mapping[str, Any]) -> str:
    """The fault of an option with its name, or of the file."""
    name = fault.where.removeprefix("$.").partition("[")[0]
    return f"{_OPTIONS[name]}: {fault.what}" if name in given else f"{called(file)}: {fault.what}"
