"""What a draft is taken to show, where form and known facts tell it: families that readers stumbled over."""

from __future__ import annotations

from datetime import date

import pytest

from followup_rules import Draft, Interview, Timeline, policies, review_draft
from followup_rules.drafts.english import phrases
from followup_rules.drafts.features import DraftContext, ParsedDraft
from followup_rules.rules.conditions import NO, YES
from followup_rules.rules.selections import messages
from followup_rules.rules.text_rules import TextFeature, mentions, require

MET = date(2025, 10, 6)
TODAY = date(2025, 10, 7)


def read(body: str, **given: str) -> ParsedDraft:
    """An enquiry to Dana Wu, the day after the interview; another is arranged for the tenth."""
    known = {"sender": "Tom Reyes", "job_title": "data engineer", **given}
    draft = Draft("status_inquiry", "email", "Dana Wu", None, body, **known)
    return ParsedDraft(draft, DraftContext(TODAY, ("Dana Wu",), frozenset({MET}), frozenset({MET, date(2025, 10, 10)})))


def test_every_feature_can_be_found() -> None:
    """A method reads it, phrases tell it, or it is what the text opens with; otherwise it would always be missed."""
    for feature in TextFeature:
        read = hasattr(ParsedDraft, f"read_{feature}")
        assert read or phrases.has_phrases(feature) or feature.startswith("opens_with_"), feature


def test_every_method_that_reads_is_named_for_a_feature() -> None:
    """A misspelled name would never be called."""
    names = {name.removeprefix("read_") for name in vars(ParsedDraft) if name.startswith("read_")}
    assert names <= set(TextFeature)


# -- days


@pytest.mark.parametrize(
    "said",
    [
        "I am free for another interview on 3 November.",
        "I could come in for a second interview on 20 October.",
        "I look forward to our next interview on Friday 10 October.",
        "Thank you for inviting me to the interview on 10 October.",
        "I enjoyed the talk you gave on 2 October.",
        "We met on Monday 6 October.",
    ],
)
def test_the_day_of_another_talk_is_no_wrong_day(said: str) -> None:
    """One that is to come, that is arranged, or that was no interview."""
    assert read(said).element(TextFeature.WRONG_INTERVIEW_DATE).truth == NO


@pytest.mark.parametrize("said", ["We met on 2 October.", "Thank you for our talk on Friday, 3 October."])
def test_another_day_for_the_interview_is_a_wrong_day(said: str) -> None:
    """Where it is said of the interview that was."""
    assert read(said).element(TextFeature.WRONG_INTERVIEW_DATE).truth == YES


# -- the ending

ENDING = "Dear Dana,\n\nThank you for your time.\n\nKind regards,\nTom Reyes\n020 7946 0018"


@pytest.mark.parametrize(
    "footer",
    [
        "This email and any attachments are confidential. If you received it in error, please delete it.",
        "Please consider the environment before printing this email.",
    ],
)
def test_a_footer_is_part_of_the_ending(footer: str) -> None:
    """What a company's mail program adds hides neither the closing nor the name."""
    text = read(f"{ENDING}\n\n{footer}")
    for element in (
        TextFeature.CLOSING,
        TextFeature.FULL_NAME,
        TextFeature.CONTACT_DETAILS,
        TextFeature.ENDING_IN_ORDER,
    ):
        assert text.element(element).truth == YES, element
    assert text.count("paragraphs") == 1


def test_a_name_in_an_address_is_no_signature() -> None:
    """Nor in a profile's."""
    text = read("Thank you.\n\nBest regards,\ntom.reyes@mail.example\nhttps://profiles.example/tom-reyes")
    assert text.element(TextFeature.FULL_NAME).truth == NO


# -- the job


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Data Engineer (m/f/d)", "the data engineer role"),
        ("Head of Marketing", "the Marketing Head position"),
        ("Software Engineer - Backend", "the backend software engineer job"),
        ("Teacher of Maths", "the post of maths teacher"),
        ("Senior C++ Engineer", "your C++ engineer opening"),
    ],
)
def test_a_job_is_named_in_any_order(title: str, said: str) -> None:
    """Ranks, brackets and small words apart."""
    assert read(f"I am writing about {said}.", job_title=title).element(TextFeature.JOB_TITLE).truth == YES


@pytest.mark.parametrize(("title", "said"), [("Project manager", "Your project has a manager who listens.")])
def test_words_apart_name_no_job(title: str, said: str) -> None:
    """They stand side by side where they do."""
    assert read(said, job_title=title).element(TextFeature.JOB_TITLE).truth == NO


# -- words of one's own


def test_words_of_ones_own_are_looked_for() -> None:
    """In sentences and in the subject, as whole words, in either case."""
    no_money = require(messages(), ~mentions("salary", "start date"), says="no word of money", fix="ask later").named(
        "mine/no-money"
    )
    policy = policies.pro_tips.with_content(no_money)
    timeline = Timeline(
        "Europe/London",
        "2025-10-07T09:00:00+01:00",
        [Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])],
    )

    def outcome(body: str, subject: str = "Thank you") -> tuple[str, list[str]]:
        found = review_draft(Draft("thank_you", "email", "Dana Wu", subject, body), timeline, policy)
        (checked,) = (checked for checked in found.checked if checked.id == "mine/no-money")
        return checked.outcome, [passage.text for passage in checked.passages]

    assert outcome("Dear Dana, thank you. What is the Salary?") == ("broken", ["What is the Salary?"])
    assert outcome("Dear Dana, thank you.", "Your start date") == ("broken", ["Your start date"])
    assert outcome("Dear Dana, thank you for the salaryman's view.") == ("met", [])


# -- what stands in no place of its own


def test_a_script_names_who_speaks_anywhere() -> None:
    """And the number to call back: there is no ending to look at."""
    script = "Hello Dana, this is Tom Reyes. I am calling about my interview. My number is 020 7946 0018. Goodbye now."
    text = ParsedDraft(
        Draft("status_inquiry", "voicemail", "Dana Wu", body=script, sender="Tom Reyes"), DraftContext(TODAY)
    )
    for element in (TextFeature.FULL_NAME, TextFeature.CONTACT_DETAILS):
        assert text.element(element).truth == YES, element
    assert read(script).element(TextFeature.FULL_NAME).truth == NO


def test_a_link_and_a_subject_are_plain_to_see() -> None:
    """With their places."""
    text = read("I read https://news.example/a since, and it may interest you.")
    assert [passage.text for passage in text.element(TextFeature.LINK).passages] == ["https://news.example/a"]
    assert text.element(TextFeature.SUBJECT).truth == NO
    subject = ParsedDraft(Draft("gift", "post", subject="For you"), DraftContext(TODAY)).element(TextFeature.SUBJECT)
    assert [(passage.part, passage.text) for passage in subject.passages] == [("subject", "For you")]
