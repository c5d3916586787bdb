"""Makes a draft from an email file, as mail programs save one."""

from __future__ import annotations

import re
from email import message_from_bytes, policy as email_policies
from email.message import EmailMessage
from typing import Any, Final

from followup_rules.drafts.draft import LONGEST, Draft
from followup_rules.drafts.markup import text_of
from followup_rules.errors import DraftError, shown
from followup_rules.timeline.vocabulary import ActionKind, Channel

# attachments make a message longer than its text
_LONGEST_FILE: Final = 16 * LONGEST
_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:", re.ASCII)


def draft_from_eml(
    data: bytes | str, kind: ActionKind | str, channel: Channel | str = Channel.EMAIL, **known: Any
) -> Draft:
    """
    The draft in an email file. The file does not say its *kind*, so that has to be given.

    Subject, addressees, sender, text and the names of attachments come from the file; *known* replaces them and sets
    the other fields of a `Draft`. An email without plain text gives the text of its HTML without quotations. Raises
    `DraftError` if *data* is not an email.

    >>> draft_from_eml("To: Dana Wu <dana@acme.example>\\nSubject: Thank you\\n\\nDear Dana, ...", "thank_you")
    Draft('thank_you', 'email', ('Dana Wu',), 'Thank you', 'Dear Dana, ...')
    """
    content = _content(data)
    try:
        message = message_from_bytes(content, policy=email_policies.default)
        read: dict[str, Any] = {
            "to": _people(message, "to"),
            "subject": _line(message["subject"]),
            "body": _text(message),
            "attachments": _attachments(message),
            "sender": next(iter(_people(message, "from")), None),
        }
    except Exception as error:  # the standard library's parser raises many kinds of errors on broken headers
        raise DraftError.here(f"cannot be read as an email ({type(error).__name__}: {error})") from None
    return Draft(kind, channel, **{**read, **known})


def _content(data: bytes | str) -> bytes:
    if not isinstance(data, bytes | str):
        raise DraftError.here(f"{shown(data)} is not an email; expected the bytes of an email file")
    if len(data) > _LONGEST_FILE:
        raise DraftError.here(f"the email has {len(data):,} bytes; expected at most {_LONGEST_FILE:,}")
    try:
        content = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    except UnicodeEncodeError:
        raise DraftError.here(
            "the email holds half a character (a lone surrogate); expected Unicode or bytes"
        ) from None
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not _HEADER.match(content):
        raise DraftError.here("the text does not begin with a header such as `Subject: ...`; expected an email file")
    return content


def _line(value: object) -> str | None:
    """A header in one line; the parser keeps raw UTF-8 byte by byte, so it is decoded."""
    text = None if value is None else str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text and " ".join(text.split())


def _people(message: EmailMessage, header: str) -> tuple[str, ...]:
    """The names in an address header; an address without a name gives none."""
    found = (address for value in message.get_all(header, []) for address in value.addresses)
    return tuple(dict.fromkeys(name for address in found if (name := _line(address.display_name))))


# -- the text


def _text(message: EmailMessage) -> str:
    """The plain text, or the text of the HTML if there is no plain text or it is blank."""
    for subtype in ("plain", "html"):
        body = message.get_body(preferencelist=(subtype,))
        text = "" if body is None else _decoded(body)
        if text.strip():
            return text_of(text) if subtype == "html" else text.replace("\r\n", "\n")
    # a content type that cannot be read counts as plain text
    return _decoded(message) if message.get_content_maintype() == "" else ""


def _decoded(part: Any) -> str:
    """A part's text, in the encoding that it names or, if that does not fit, in the likeliest one."""
    payload = part.get_payload(decode=True) or b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return str(payload.decode(charset))
        except (ValueError, LookupError):
            continue
    return str(payload.decode("cp1252", "replace"))


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    return tuple(_line(part.get_filename()) or "unnamed" for part in message.iter_attachments())
