"""Drafts as values: what they take, and how they refuse what they do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from followup_rules import Draft, DraftError
from followup_rules.drafts.draft import LONGEST
from followup_rules.drafts.features import DraftContext, ParsedDraft
from followup_rules.drafts.markup import text_of

KINDS = (
    "thank_you, status_inquiry, timeline_inquiry, interest_note, additional_information, competing_offer_notice, "
    "change_notice, feedback_request, courtesy_note, gift, reply, withdrawal_notice"
)

CHANNELS = "email, phone, voicemail, linkedin, post, text_message"


def refusal(*given: Any, **named: Any) -> list[str]:
    """What is wrong with a draft, line by line."""
    with pytest.raises(DraftError) as refused:
        Draft(*given, **named)
    return str(refused.value).splitlines()


def test_blanks_in_names_and_lines_are_made_one() -> None:
    """The body stays as it is; one name may be given by itself."""
    draft = Draft("thank_you", "email", " Dana  Wu ", "Thank\nyou", " Dear Dana,\n", sender="Tom\tReyes")
    assert (draft.to, draft.subject, draft.sender) == (("Dana Wu",), "Thank you", "Tom Reyes")
    assert draft.body == " Dear Dana,\n"


def test_a_draft_shows_itself_as_the_call_that_makes_it() -> None:
    """With what is known, and without what is not."""
    draft = Draft(
        "gift", "post", ["Dana Wu"], None, "Dear Dana,", ["card.pdf"], company="Acme", documents_promised=False
    )
    assert eval(repr(draft)) == draft
    assert repr(Draft("gift", "post")) == "Draft('gift', 'post', (), None, '')"


def test_all_faults_are_told_together() -> None:
    """Each with its place."""
    assert refusal("thanks", ["mail"], 3, b"Hello", None, {"a": 1}, sender=" ", documents_promised="yes") == [
        f"$.kind: `thanks` is not a kind of message; expected one of {KINDS}",
        f"$.channel: `['mail']` is not a message channel; expected one of {CHANNELS}",
        "$.to: `3` is not a list; expected texts",
        "$.subject: `b'Hello'` is not a text; expected a text",
        "$.body: `None` is not a text; expected a text",
        "$.attachments: `{'a': 1}` is not a list; expected texts",
        "$.sender: the text is blank; expected a text, or nothing if not known",
        "$.documents_promised: `yes` is not a truth value; expected true, false, or nothing if not known",
    ]


@pytest.mark.parametrize("kind", ["take_notes", "move_on", ["gift"], None], ids=str)
def test_only_messages_are_drafted(kind: object) -> None:
    """No act of another kind."""
    (line,) = refusal(kind, "email")
    assert line.endswith(f"is not a kind of message; expected one of {KINDS}")


def test_names_are_texts() -> None:
    """Each of them, by its place."""
    assert refusal("gift", "post", ["Dana Wu", "", 7]) == [
        "$.to[1]: `` is not a text; expected a text that is not blank",
        "$.to[2]: `7` is not a text; expected a text that is not blank",
    ]


def test_a_text_has_a_limit() -> None:
    """A million characters and some, of which nobody writes as many."""
    assert Draft("gift", "post", body="a" * LONGEST).body
    assert refusal("gift", "post", body="a" * (LONGEST + 1)) == [
        "$.body: the text has 1,048,577 characters; expected at most 1,048,576"
    ]


def test_a_draft_can_be_evolved() -> None:
    """As any attrs class; what is wrong then is told too."""
    draft = Draft("gift", "post", "Dana Wu")
    assert attrs.evolve(draft, subject="Hello").subject == "Hello"
    with pytest.raises(DraftError, match=r"^\$\.channel: `mail` is not a message channel"):
        attrs.evolve(draft, channel="mail")


# -- what is read of one, where no demand asks it so


def test_nothing_stands_beyond_a_limit_that_is_kept() -> None:
    """Of words, or of paragraphs."""
    text = ParsedDraft(Draft("gift", "post", body="One two three. Four five.\n\nSix."), DraftContext(date(2026, 3, 4)))
    assert (text.count("words"), text.count("paragraphs")) == (6, 2)
    assert (text.beyond("words", 6), text.beyond("paragraphs", 2)) == ((), ())
    assert [passage.text for passage in text.beyond("words", 3)] == ["Four five.\n\nSix."]
    assert [passage.text for passage in text.beyond("paragraphs", 1)] == ["Six."]


def test_a_tag_that_ends_nothing_is_passed_over() -> None:
    """Within what is not seen, too."""
    assert text_of("<blockquote><p>a</b></p></blockquote>b</i>") == "b"
