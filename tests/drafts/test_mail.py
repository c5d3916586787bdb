"""Emails: what a file holds becomes a draft; what is none is refused with one error, and nothing else escapes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from followup_rules import DraftError
from followup_rules.drafts import Draft, draft_from_eml
from followup_rules.drafts.letter import parse_letter
from ids import stable_id

MAILS = Path(__file__).parent / "mails"
FILES = sorted(MAILS.glob("*.eml"))
SUBJECT = "Thank you - data engineer interview"
BODY = (
    "Dear Dana,\n\nThank you for your time on Monday. I enjoyed our talk.\n\nI look forward to hearing from you.\n\n"
    "Kind regards,\nMarta Nunez"
)
ACCENTED = BODY.replace("Nunez", "Núñez").replace("our talk.", "our talk \u2013 the tour, too.")
HEAD = "From: Marta Nunez <marta@mail.example>\nTo: Dana Wu <dana@northwind.example>\nSubject: Thank you\n"
NO_EMAIL = "$: the text does not begin with a header such as `Subject: ...`; expected an email file"

unhurried = settings(
    deadline=None, derandomize=True, database=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow]
)


def read(name: str, **known: Any) -> Draft:
    """The draft of one of the files here."""
    return draft_from_eml((MAILS / f"{name}.eml").read_bytes(), "thank_you", **known)


def drafted(body: str, **given: Any) -> Draft:
    """The draft that most of them hold."""
    fields = {"to": ("Dana Wu",), "subject": SUBJECT, "sender": "Marta Nunez"}
    return Draft("thank_you", "email", body=body, **{**fields, **given})


def in_html(markup: str) -> str:
    """The text of an email in HTML."""
    return draft_from_eml(f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{markup}", "thank_you").body


def refusal(data: Any, **known: Any) -> str:
    """Why something is refused."""
    with pytest.raises(DraftError) as caught:
        draft_from_eml(data, "thank_you", **known)
    return str(caught.value)


# -- the text


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("plain", BODY + "\n"),
        ("crlf", BODY + "\n"),
        ("alternative", BODY + "\n"),
        ("html_only", BODY),
        ("html_gmail", BODY),
        ("html_outlook", BODY),
        ("base64", ACCENTED + "\n"),
        ("quoted_printable", ACCENTED + "\n"),
        ("latin_1", BODY.replace("Nunez", "Núñez") + "\n"),
        ("wrong_charset", BODY.replace("Nunez", "Núñez").replace("our talk", "“our talk”") + "\n"),
        ("unknown_charset", BODY.replace("Nunez", "Núñez") + "\n"),
        ("no_body", ""),
        ("only_a_signature", "-- \nMarta Nunez\n+44 7700 900412\n"),
        ("no_boundary", ""),
    ],
)
def test_the_text_of_an_email(name: str, body: str) -> None:
    """However it is written; plain text is taken before HTML, and line ends are of one kind."""
    assert read(name) == drafted(body)


def test_the_text_of_nested_html() -> None:
    """Tables and boxes part paragraphs, items stand on lines of their own, and a program is no text."""
    assert read("html_nested").body == (
        "Dear Dana,\n\nThank you for your time on Monday. I would bring:\n\npatience\neight years of Python"
    )


def test_an_earlier_message_in_plain_text_stays_in_the_draft() -> None:
    """It is for the reading of the letter to leave it out."""
    draft = read("reply")
    assert draft.body.endswith("> It was good to meet you.\n")
    assert parse_letter(draft.body, draft.to, draft.sender) == parse_letter(BODY, draft.to, draft.sender)


def test_an_email_that_ends_too_early() -> None:
    """What there is of it is read."""
    assert read("unterminated") == drafted("Dear Dana, thank you.")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Dear Dana,</p><p>Thank you.</p>", "Dear Dana,\n\nThank you."),
        ("<div>Dear Dana,</div><div><br></div><div>Thank you.</div>", "Dear Dana,\n\nThank you."),
        ("Dear Dana,<br><br>Thank you.", "Dear Dana,\n\nThank you."),
        ("Dear\n  Dana,<br>thank <b>you</b> &amp; bye&nbsp;now", "Dear Dana,\nthank you & bye now"),
        (
            "<p>One</p><blockquote><p>a</p><blockquote>b<style>x</style></blockquote></blockquote><p>Two</p>",
            "One\n\nTwo",
        ),
        ("<p>One</p><div class='moz-cite-prefix'>Dana wrote:</div><blockquote>a</blockquote>", "One"),
        ("<p>One <b>two</p <div>three <!-- four", "One two\n\nthree <!-- four"),
        ("<div>" * 200 + "deep", "deep"),
        ("<style>p { }</style><script>1 < 2</script>", ""),
        ("", ""),
    ],
    ids=[
        "paragraphs",
        "boxes",
        "breaks",
        "entities",
        "nested quotes",
        "thunderbird",
        "broken",
        "deep",
        "none",
        "empty",
    ],
)
def test_the_text_of_html(markup: str, text: str) -> None:
    """By paragraphs and lines, without what is quoted."""
    assert in_html(markup) == text


def test_text_that_is_set_already_keeps_its_lines() -> None:
    """As a mail program writes plain text into HTML."""
    assert in_html("<pre>Dear Dana,\n\nThank you.</pre>") == "Dear Dana,\n\nThank you."


def test_an_empty_alternative_is_passed_over() -> None:
    """Some programs send one along."""
    parts = "--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: text/html\n\n<p>Thank you.</p>\n--b--\n"
    mail = f'{HEAD}Content-Type: multipart/alternative; boundary="b"\n\n{parts}'
    assert draft_from_eml(mail, "thank_you").body == "Thank you."


@pytest.mark.parametrize("charset", ["punycode", "undefined", "\0"], ids=stable_id)
def test_a_charset_that_cannot_be_meant(charset: str) -> None:
    """The text is read in the likeliest one."""
    mail = f"{HEAD}Content-Type: text/plain; charset={charset}\n\nThank you, it was good."
    assert draft_from_eml(mail, "thank_you").body == "Thank you, it was good."


# -- the heads


def test_encoded_heads() -> None:
    """Names and subject in any encoding, over several lines."""
    assert read("encoded_headers") == drafted(
        BODY + "\n", to=("Jörg Müller", "Łukasz Wójcik"), subject="Thank you \u2013 data engineer", sender="Marta Núñez"
    )


def test_a_subject_in_raw_letters() -> None:
    """As programs save one that has not been sent."""
    assert read("raw_names").subject == "Thank you \u2013 data engineer"


def test_names_in_raw_letters() -> None:
    """As programs save one that has not been sent, and as RFC 6532 allows."""
    draft = read("raw_names")
    assert (draft.to, draft.sender) == (("Jörg Müller",), "Marta Núñez")


def test_a_name_in_a_wrong_encoding_can_be_printed() -> None:
    """Whatever it is taken for."""
    draft = draft_from_eml("To: =?utf-8?q?J=F6rg?= <j@northwind.example>\n\nThank you.", "thank_you")
    assert draft.to == ("J\ufffdrg",)


@pytest.mark.parametrize("name", ["several", "group"])
def test_several_addressees(name: str) -> None:
    """Each once; an address without a name tells nobody's, and a copy is to nobody."""
    assert read(name).to == ("Dana Wu", "Priya Shah")


def test_no_subject() -> None:
    """None where there is no such head, blank where there is nothing in it."""
    assert read("no_subject").subject is None
    assert draft_from_eml("Subject:\n\nThank you.", "thank_you").subject == ""


def test_a_subject_over_several_lines_is_one() -> None:
    """With a blank for each break."""
    assert draft_from_eml("Subject: Thank\n you\n\tall\n\nThank you.", "thank_you").subject == "Thank you all"


def test_malformed_heads() -> None:
    """What cannot be read is nobody's name, and what follows a line that is no head is text."""
    draft = read("malformed_headers")
    assert (draft.to, draft.subject, draft.sender) == ((), "Thank you", None)
    assert BODY in draft.body


def test_a_type_that_cannot_be_read_is_text() -> None:
    """As RFC 2045 has it (5.2)."""
    assert draft_from_eml(f"{HEAD}Content-Type: /;;;=\n\nThank you.", "thank_you").body == "Thank you."


def test_the_names_of_attachments() -> None:
    """In any encoding; one without a name is `unnamed`, and so is a message."""
    draft = read("attachments")
    assert draft.attachments == ("cv.pdf", "Zeugnis Müller.pdf", "Résumé.pdf", "unnamed", "unnamed")
    assert draft.body.strip() == BODY


def test_what_is_said_beside_goes_before_what_the_file_says() -> None:
    """Fields of a draft, its channel too."""
    draft = draft_from_eml(
        (MAILS / "plain.eml").read_text(), "courtesy_note", "post", to="Priya Shah", sender=None, job_title="engineer"
    )
    assert draft == Draft("courtesy_note", "post", "Priya Shah", SUBJECT, BODY + "\n", job_title="engineer")


@pytest.mark.parametrize("blank", ["\n", "\r\n", "\n\n"], ids=stable_id)
def test_blank_lines_before_the_heads(blank: str) -> None:
    """Do not matter."""
    assert draft_from_eml(f"{blank}{HEAD}\nThank you.", "thank_you").subject == "Thank you"


# -- what is no email


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "",
        b"\n\n",
        b"Dear Dana, thank you.",
        b'{"Subject": "Thank you"}',
        b"[]",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\xff\xfeS\0u\0b\0j\0e\0c\0t\0:\0",
        b"From dana@northwind.example Mon Oct  6 10:00:00 2025\n",
        b": x\n\n",
        b"Subj\xc3\xa9ct: x\n\n",
        b"%PDF-1.7",
        b"PK\x03\x04",
    ],
    ids=stable_id,
)
def test_what_is_no_email_is_refused(data: bytes | str) -> None:
    """Nothing, a text, JSON, a picture, UTF-16, a mailbox, a document."""
    assert refusal(data) == NO_EMAIL


@pytest.mark.parametrize(
    ("data", "quoted"), [(None, "`None`"), (3, "`3`"), (Path("a"), "`PosixPath('a')`"), ({}, "`{}`")], ids=stable_id
)
def test_what_is_no_text_is_refused(data: object, quoted: str) -> None:
    """With what it is."""
    assert refusal(data) == f"$: {quoted} is not an email; expected the bytes of an email file"


def test_too_long_an_email_is_refused() -> None:
    """The file, or its text alone."""
    assert refusal(b"Subject: x\n\n" + b"a" * 16 * 1024 * 1024) == (
        "$: the email has 16,777,228 bytes; expected at most 16,777,216"
    )
    assert refusal(b"Subject: x\n\n" + b"a" * (1024 * 1024 + 1)) == (
        "$.body: the text has 1,048,577 characters; expected at most 1,048,576"
    )
    assert len(draft_from_eml(b"Subject: x\n\n" + b"a" * 1024 * 1024, "thank_you").body) == 1024 * 1024


def test_a_head_that_breaks_the_parser_is_one_error() -> None:
    """With the parser's own words."""
    assert refusal("To: =?utf-8?q?a=0Ab?= <d@northwind.example>\n\nThank you.") == (
        "$: cannot be read as an email (ValueError: invalid arguments; address parts cannot contain CR or LF)"
    )


def test_wrong_fields_are_told_with_their_places() -> None:
    """All of them, as a draft tells them."""
    assert refusal(HEAD + "\nThank you.", channel="pigeon", to=3) == (
        "$.channel: `pigeon` is not a message channel; expected one of email, phone, voicemail, linkedin, post,"
        " text_message\n$.to: `3` is not a list; expected texts"
    )


def test_a_text_that_cannot_be_encoded_is_one_error() -> None:
    """As JSON can hold one."""
    assert refusal("Subject: \ud800\n\nThank you.").startswith("$: ")


# -- laws


def _draft_or_error(data: bytes | str) -> Draft | None:
    """What an email file comes to; None where it is refused, with one fault that says something."""
    try:
        return draft_from_eml(data, "thank_you")
    except DraftError as error:
        (fault,) = error.faults
        assert fault.where in {"$", "$.body"}
        assert len(fault.what) > 20
        return None


@unhurried
@given(st.binary(max_size=400))
def test_any_bytes_are_a_draft_or_one_error(data: bytes) -> None:
    """Nothing else escapes."""
    assert (_draft_or_error(data) is None) == (_draft_or_error(data) is None)


_HEADS = st.sampled_from(
    [
        *(
            "Subject: ",
            "To: ",
            "From: ",
            "Cc: ",
            "Date: ",
            "Content-Type: ",
            "Content-Transfer-Encoding: ",
            "MIME-Version: ",
        ),
        *(
            "Content-Disposition: ",
            "text/plain",
            "text/html",
            "multipart/mixed",
            "multipart/alternative",
            "message/rfc822",
        ),
        *(
            "; boundary=b",
            "; charset=",
            "utf-8",
            "utf-16",
            "base64",
            "quoted-printable",
            "\n",
            "\n\n",
            "\r\n",
            "--b\n",
            "--b--",
        ),
        *(
            "=?utf-8?q?",
            "=?x?b?",
            "?=",
            "=FF",
            "<",
            ">",
            '"',
            "(",
            "@",
            ",",
            ";",
            ":",
            "\\",
            " ",
            "\t",
            "\0",
            "ü",
            "\udcff",
        ),
        *("attachment; filename=", "filename*=utf-8''%", "a", "<p>", "<blockquote>", "<!--", "&#", "&#xD800;", "]]>"),
    ]
)


@unhurried
@given(st.lists(_HEADS, max_size=40).map("".join))
@example("To: \udcff <a@b>\n\n")
def test_any_heads_are_a_draft_or_one_error(text: str) -> None:
    """Behind a first one that is right."""
    data = ("Subject: x\n" + text).encode("utf-8", "surrogateescape")
    assert _draft_or_error(data) == _draft_or_error(data)


_CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6) | st.sampled_from([b"\n", b"=", b"\n\n", b"--b"])
    ),
    min_size=1,
    max_size=8,
)


@unhurried
@given(st.sampled_from(FILES), _CHANGES)
def test_a_good_email_with_faults_is_a_draft_or_one_error(file: Path, changes: list[tuple[float, int, bytes]]) -> None:
    """Some of its bytes left out, others put in."""
    data = file.read_bytes()
    for place, left_out, put_in in changes:
        at = int(place * len(data))
        data = data[:at] + put_in + data[at + left_out :]
    assert _draft_or_error(data) == _draft_or_error(data)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_text_reads_like_its_bytes(file: Path) -> None:
    """Whichever of them is given."""
    data = file.read_bytes()
    assert draft_from_eml(data.decode("utf-8", "surrogateescape"), "thank_you") == draft_from_eml(data, "thank_you")


# -- time


@pytest.mark.parametrize("markup", ["<p>a</p>", "a<br>"], ids=["paragraphs", "breaks"])
def test_html_takes_time_in_proportion_to_its_length(markup: str) -> None:
    """Of four times as many elements less than eight times as long."""

    def seconds(elements: int) -> float:
        started = time.process_time()
        in_html(markup * elements)
        return time.process_time() - started

    seconds(10)
    some, four_times = (min(taken) for taken in zip(*((seconds(500), seconds(2000)) for _ in range(2)), strict=True))
    assert four_times < 8 * some
