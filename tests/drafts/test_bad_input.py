"""Drafts that are odd, broken or hostile: each is reviewed, twice alike, and every passage is where it says."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from followup_rules import Interview, Timeline, policies
from followup_rules.drafts import Draft, DraftReview, review_draft
from followup_rules.drafts.features import DraftContext, ParsedDraft
from followup_rules.errors import DraftError
from followup_rules.rules.conditions import NO
from followup_rules.rules.text_rules import Passage, TextFeature
from followup_rules.timeline.vocabulary import MESSAGE_CHANNELS, MESSAGES
from ids import stable_id

ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
NOW = "2025-10-07T09:00:00+01:00"
TIMELINE = Timeline("Europe/London", NOW, [Interview(ends=ENDS, interviewers=["Dana Wu"])])
GOOD = (
    "Dear Dana,\n\nThank you for taking the time to meet me on Monday. I enjoyed our conversation about the data"
    " engineer position.\n\nI look forward to hearing from you.\n\nKind regards,\nMarta Núñez\n+44 7700 900412"
)
KNOWN = {"to": "Dana Wu", "subject": "Thank you - data engineer interview", "sender": "Marta Núñez"}


def reviewed(body: str, **given: Any) -> DraftReview:
    """The review of a thank-you to Dana Wu."""
    fields: dict[str, Any] = {"job_title": "data engineer", "company": "Northwind", **KNOWN, **given}
    return review_draft(Draft("thank_you", "email", body=body, **fields), TIMELINE)


def notices(body: str, **given: Any) -> list[str]:
    """What is wrong with a draft in any case."""
    return [notice.what for notice in reviewed(body, **given).notices]


def passages(review: DraftReview) -> Iterator[Passage]:
    """Every passage that a review points at."""
    for checked in review.checked:
        yield from checked.passages
    for notice in review.notices:
        yield from notice.passages


def assert_in_place(review: DraftReview) -> None:
    """Every passage lies within its part, its text is what stands there, and its line and column are right."""
    draft = review.draft
    parts = {"body": draft.body, "subject": draft.subject or "", "attachments": "; ".join(draft.attachments)}
    for passage in passages(review):
        whole = parts[passage.part]
        assert 0 <= passage.start < passage.end <= len(whole)
        assert passage.text == whole[passage.start : passage.end]
        assert passage.line == whole.count("\n", 0, passage.start) + 1
        assert passage.column == passage.start - whole.rfind("\n", 0, passage.start)


# -- drafts without a text


def test_a_good_draft_has_no_notice() -> None:
    """The others here differ from it."""
    review = reviewed(GOOD)
    assert review.notices == ()
    assert list(passages(review))
    assert_in_place(review)


@pytest.mark.parametrize("body", ["", " ", "\n\n\t\n", "\u00a0"], ids=stable_id)
def test_no_text(body: str) -> None:
    """Is told, and it is not ready."""
    assert notices(body) == ["there is no text"]
    assert not reviewed(body).ready


@pytest.mark.parametrize(
    "body",
    [
        "Dear Dana,",
        "Kind regards,\nMarta Núñez",
        "-- \nMarta Núñez\n+44 7700 900412",
        "Dear Dana,\n\nKind regards,\nMarta Núñez",
        "> We will be in touch.\n> Dana",
        "On Mon, 6 Oct 2025, Dana Wu wrote:\n\nWe will be in touch.",
        "Sent from my iPhone",
    ],
    ids=["greeting", "ending", "signature", "greeting and ending", "quoted", "history", "mobile"],
)
def test_nothing_of_the_writers_own(body: str) -> None:
    """Is told, and it is not ready."""
    assert notices(body) == ["there is only a greeting, an ending or quoted text"]
    assert not reviewed(body).ready


# -- what is left in it


@pytest.mark.parametrize(
    "placeholder",
    [
        "[Your Name]",
        "[company]",
        "{{company}}",
        "{name}",
        "<job title>",
        "XXX",
        "____",
        "TBD",
        "???",
        "$NAME",
        "%DATE%",
    ],
)
def test_a_placeholder_is_told_with_its_place(placeholder: str) -> None:
    """Where it stands in the body."""
    review = reviewed(GOOD.replace("Monday", placeholder))
    (notice,) = review.notices
    (passage,) = notice.passages
    assert notice.what == f"`{placeholder}` looks like a gap to fill in"
    assert (passage.part, passage.line, passage.text) == ("body", 3, placeholder)
    assert_in_place(review)
    assert not review.ready


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (GOOD.replace("Dear Dana", "Dear [Name]"), 1),
        (GOOD.replace("Marta Núñez", "[Your Name]"), 8),
    ],
    ids=["greeting", "ending"],
)
def test_a_placeholder_in_greeting_and_ending(body: str, line: int) -> None:
    """There, too."""
    (notice,) = reviewed(body).notices
    assert [passage.line for passage in notice.passages] == [line]


def test_a_placeholder_in_the_subject() -> None:
    """The whole of it is the passage."""
    review = reviewed(GOOD, subject="Thank you - [job title] interview")
    (notice,) = review.notices
    assert notice.what == "`Thank you - [job title] interview` looks like a gap to fill in"
    assert_in_place(review)


def test_an_attachment_that_is_not_there() -> None:
    """Unless there is one."""
    body = GOOD.replace("I look", "Please find attached my references. I look")
    assert notices(body) == ["it mentions an attachment, but nothing is attached"]
    assert notices(body, attachments=["references.pdf"]) == []


def test_letters_that_could_not_be_read() -> None:
    """As a file in another encoding leaves them."""
    assert notices(GOOD.replace("ú", "\ufffd")) == [
        "some letters could not be read, because the text is not in the encoding that it claims"
    ]


def test_somebody_whom_no_interview_names() -> None:
    """With those whom one does; case and accents do not matter."""
    assert notices(GOOD, to=["Dana Wu", "Priya Shah"]) == [
        "`Priya Shah` is not named in any interview; expected one of `Dana Wu`"
    ]
    assert notices(GOOD, to="DÁNA WU") == []


def test_html_in_the_body_is_text() -> None:
    """Marks of HTML are words among others, and do not hide what stands between them."""
    review = reviewed(GOOD.replace("Thank you", "<p>Thank <b>you").replace("position.", "position.</b></p>"))
    assert_in_place(review)
    assert review.to_dict() == reviewed(review.draft.body).to_dict()


# -- other languages


@pytest.mark.parametrize(
    "body",
    [
        (
            "Sehr geehrte Frau Wu,\n\nvielen Dank für das freundliche Gespräch am Montag. Die Aufgaben haben mich sehr"
            " angesprochen, und ich freue mich auf Ihre Nachricht.\n\nMit freundlichen Grüßen\nMarta Núñez"
        ),
        (
            "Madame,\n\nJe vous remercie de m'avoir reçue lundi. Votre présentation de l'équipe m'a beaucoup plu, et"
            " j'attends votre réponse avec impatience.\n\nCordialement,\nMarta Núñez"
        ),
        (
            "Szanowna Pani,\n\ndziękuję serdecznie za poniedziałkową rozmowę. Bardzo chciałabym dołączyć do Państwa"
            " zespołu i czekam na wiadomość.\n\nZ poważaniem\nMarta Núñez"
        ),
    ],
    ids=["German", "French", "Polish"],
)
def test_another_language_is_told_and_its_words_are_not_judged(body: str) -> None:
    """What is told by turns of phrase alone is left open."""
    review = reviewed(body)
    assert [notice.what for notice in review.notices] == [
        "the text does not seem to be English; only English drafts can be checked"
    ]
    by_pro_tips = review_draft(review.draft, TIMELINE, policies.pro_tips)
    (thanks,) = (one for one in by_pro_tips.checked if one.id == "pro_tips/thank-for-their-time")
    assert (thanks.outcome, thanks.passages, thanks.missing) == ("not_decidable", (), ())
    assert not review.ready
    assert_in_place(review)


def test_words_of_another_language_within_english_do_no_harm() -> None:
    """A name, a place, a title."""
    body = GOOD.replace("position", "position in Łódź, at Société Générale and the Straßenbahn-Gesellschaft")
    review = reviewed(body)
    assert review.notices == ()
    assert_in_place(review)


# -- odd letters


@pytest.mark.parametrize(
    "odd",
    [
        "\0",
        "\x07\x08\x1b[31m",
        "\r",
        "\u2028",
        "\u202e",
        "\u200b\ufeff",
        "\U0001f600",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "e\u0301\u0301\u0301",
        "\ue000",
        "\U0010ffff",
        "\x85",
        "İ",
        "ß",
        "\u3000",
    ],
    ids=ascii,
)
def test_odd_letters_keep_their_places(odd: str) -> None:
    """Anywhere in the body, in the subject and in the names."""
    for body in (odd + GOOD, GOOD + odd, GOOD.replace(" ", odd), GOOD.replace("\n", odd + "\n"), odd):
        assert_in_place(reviewed(body, subject=f"Thanks {odd}", sender=f"Marta {odd} Núñez", job_title=f"{odd}a"))


@pytest.mark.parametrize("odd", ["\ud800", "\udcc3\udcba"], ids=ascii)
def test_lone_surrogates(odd: str) -> None:
    """As JSON can hold them, and as bytes in a wrong encoding leave them: refused as a draft."""
    with pytest.raises(
        DraftError, match=r"^\$\.body: .* holds half a character \(a lone surrogate\); expected Unicode"
    ):
        reviewed(GOOD.replace("Monday", odd))


# -- laws

unhurried = settings(
    deadline=None, derandomize=True, database=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow]
)
_LETTERS = st.characters(exclude_categories=["Cs"])
_PIECES = st.sampled_from(
    [
        *(
            "Dear Dana,",
            "Hi Dnaa,",
            "\n",
            "\n\n",
            "\r\n",
            ". ",
            "? ",
            " ",
            "> ",
            "-- \n",
            "- ",
            "1. ",
            "(",
            "[x]",
            "<a>",
        ),
        *("Thank you for your time", "I look forward to hearing from you", "on Monday", "last Friday", "by 3 March"),
        *("Please find attached my CV", "https://news.example/a", "the data engineer position", "Northwind", "not "),
        *("Kind regards,\nMarta Núñez", "+44 7700 900412", "On Mon Dana wrote:", "\u2019", "\u00a0", "\U0001f600"),
    ]
)
BODIES = st.lists(_PIECES | st.text(_LETTERS, max_size=10), max_size=25).map("".join)
NAMES = (
    st.sampled_from(["Dana Wu", "Wu, Dana", "Dr. ", "O'", "-"]) | st.text(_LETTERS, min_size=1, max_size=12)
).filter(str.strip)


@unhurried
@given(
    st.sampled_from(sorted(MESSAGES)),
    st.sampled_from(sorted(MESSAGE_CHANNELS)),
    st.lists(NAMES, max_size=3),
    st.none() | BODIES,
    BODIES,
    st.lists(NAMES, max_size=2),
    st.fixed_dictionaries({}, optional={"sender": NAMES, "job_title": NAMES, "company": NAMES}),
)
def test_any_draft_is_reviewed(
    kind: str,
    channel: str,
    to: list[str],
    subject: str | None,
    body: str,
    attachments: list[str],
    known: dict[str, str],
) -> None:
    """Without an error, twice alike, each passage where it says, and nothing both in order and left unfilled."""
    draft = Draft(kind, channel, to, subject, body, attachments, **known)
    review = review_draft(draft, TIMELINE)
    assert review.to_dict() == review_draft(draft, TIMELINE).to_dict()
    assert_in_place(review)
    assert len(review.met) + len(review.broken) + len(review.not_decidable) == len(review.checked)
    assert not (review.ready and review.notices)


@unhurried
@given(BODIES, st.sampled_from(["dos_and_donts", "business_etiquette", "art_of_follow_up", "pro_tips"]))
def test_any_text_is_reviewed_by_every_policy(body: str, policy: str) -> None:
    """The same text to another is the same, and takes no error either."""
    draft = Draft("thank_you", "email", body=body, **KNOWN)
    review = review_draft(draft, TIMELINE, policies.BY_NAME[policy], others=[draft])
    assert_in_place(review)


# -- time


def _seconds(body: str) -> float:
    """How long a review takes; the collector, which takes longer the more there is, waits."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        reviewed(body)
        return time.process_time() - started
    finally:
        gc.enable()


def _grows(repeated: str, length: int) -> float:
    """How many times as long a text takes that is twice as long: the best of up to three runs by turns."""
    short, long = (repeated * (characters // len(repeated)) + "x" for characters in (length, 2 * length))
    runs: list[tuple[float, float]] = []
    best = of_long = 0.0
    while len(runs) < 3:
        runs.append((_seconds(short), _seconds(long)))
        best, of_long = min(one for one, _ in runs), min(two for _, two in runs)
        if of_long < 2.5 * best:
            break
    return of_long / best


@pytest.mark.parametrize(
    "repeated",
    ["thank you for your time and ", "a", "ab\n", "> ", "> a\n", "( ", "Dear ", "7"],
    ids=["one line", "no blanks", "short lines", "angles", "quoted lines", "brackets", "greetings", "digits"],
)
@pytest.mark.long
def test_a_review_takes_time_in_proportion_to_the_text(repeated: str) -> None:
    """Of 40,000 characters less than three times as long as of 20,000."""
    reviewed(GOOD)
    assert _grows(repeated, 20_000) < 3


@pytest.mark.parametrize(
    "repeated",
    [
        *(
            "1 ",
            "a-",
            "a@",
            "a.",
            "www.a.",
            "_",
            "[a",
            "{",
            "<a",
            "? ",
            "+1 (",
            "1/2/",
            "mon ",
            "Dana Woo ",
            "regards, ",
        ),
        *(
            "Kind regards,\n",
            "- a\n",
            "On Monday \n",
            "\U0001f600",
            "e\u0301",
            "thank" + " " * 100,
            "I met Dr. Shah at 3 p.m. ",
        ),
    ],
    ids=ascii,
)
@pytest.mark.long
def test_hostile_text_takes_no_longer(repeated: str) -> None:
    """Of 12,000 characters less than three times as long as of 6,000."""
    reviewed(GOOD)
    assert _grows(repeated, 6_000) < 3


def test_a_job_title_that_repeats_itself_takes_no_longer() -> None:
    """Of ten words less than ten times as long as of six."""
    body = GOOD.replace("position", "data " * 60)

    def seconds(words: int) -> float:
        text = ParsedDraft(
            Draft("interest_note", "email", body=body, job_title="data " * words + "x"), DraftContext(date(2026, 3, 4))
        )
        started = time.process_time()
        assert text.element(TextFeature.JOB_TITLE).truth == NO
        return time.process_time() - started

    rounds = [(seconds(6), seconds(10)) for _ in range(3)]
    few, more = (min(taken) for taken in zip(*rounds, strict=True))
    assert more < 10 * few
