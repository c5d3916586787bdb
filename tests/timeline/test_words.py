"""Events in words: as nouns in sentences and as labels in pictures."""

from __future__ import annotations

import pytest

from followup_rules import (
    ActionTaken,
    ChannelPreferred,
    CompetingOffer,
    EmployerReplied,
    FollowUpInvited,
    Interview,
    MessageSent,
    NoContactLifted,
    PromiseWithdrawn,
    Rejected,
    ResponsePromised,
)
from followup_rules.temporal import instants
from followup_rules.timeline.events import EVENTS, Event
from followup_rules.timeline.words import EVENT_WORDS, event_label, happening

AT = "2025-10-20T09:00:00+01:00"
LONDON = instants.zone("Europe/London")


@pytest.mark.parametrize(
    ("event", "noun"),
    [
        (Interview(ends=AT), "an interview"),
        (Interview(ends=AT, interviewers=["Dana Wu", "Bo\x1b Li"]), "an interview with Dana Wu and Bo\\x1b Li"),
        (ResponsePromised(AT, by="2025-10-24"), "a promise to answer by Fri 24 Oct 2025"),
        (ResponsePromised(AT, by="2025-10-24T12:00:00+01:00"), "a promise to answer by Fri 24 Oct 2025, 12:00"),
        (MessageSent(AT, kind="thank_you", channel="email", to=["Dana Wu"]), "your thank-you to Dana Wu by email"),
        (MessageSent(AT, kind="gift", channel="in_person"), "your gift in person"),
        (ResponsePromised(AT, within={"business_days": 1}), "a promise to answer within 1 business day"),
        (PromiseWithdrawn(AT), "their word that the date they named no longer holds"),
        (FollowUpInvited(AT, opens="2025-10-27"), "their invitation to ask from Mon 27 Oct 2025 on"),
        (
            FollowUpInvited(AT, opens=AT, channel="phone"),
            "their invitation to ask by phone from Mon 20 Oct 2025, 09:00 on",
        ),
        (Interview(ends=AT, cancelled=AT), "an interview, cancelled"),
        (
            MessageSent(AT, kind="gift", channel="post", arrived=False),
            "your gift by post, which did not arrive",
        ),
        (EmployerReplied(AT, asks=True), "a reply from them that asks you something"),
        (EmployerReplied(AT, substantive=False, asks=True), "an automatic reply from them that asks you something"),
        (
            EmployerReplied(AT, substantive=False, away_until="2025-10-27"),
            "an automatic reply from them: away until Mon 27 Oct 2025",
        ),
        (CompetingOffer(AT, evidence="other_proof"), "another offer with proof"),
        (EmployerReplied(AT), "a reply from them"),
        (EmployerReplied(AT, substantive=False), "an automatic reply from them"),
        (ChannelPreferred(AT, channel="phone", source="interviewer"), "their wish to be contacted by phone"),
        (
            ChannelPreferred(AT, channel="linkedin", source="posting"),
            "their wish to be contacted by LinkedIn, in the posting",
        ),
        (CompetingOffer(AT, evidence="oral"), "another offer by word of mouth"),
        (ActionTaken(AT, kind="take_notes"), "this, done by you: take notes"),
        (NoContactLifted(AT), "their word that contact is welcome again"),
        (Rejected(AT), "a rejection"),
    ],
)
def test_each_event_has_a_noun(event: Event, noun: str) -> None:
    """Its own instant is left out; names are fit to be shown."""
    assert happening(event, LONDON) == noun


@pytest.mark.parametrize(
    ("event", "label"),
    [
        (Interview(ends=AT, interviewers=["Dana Wu"], cancelled=AT), "interview with Dana Wu, cancelled"),
        (ResponsePromised(AT, by="2025-10-24"), "answer promised by Fri 24 Oct 2025"),
        (ResponsePromised(AT, within={"days": 3}), "answer promised within 3 days"),
        (PromiseWithdrawn(AT), "date taken back"),
        (FollowUpInvited(AT, opens="2025-10-27", channel="email"), "invited: ask by email from Mon 27 Oct 2025 on"),
        (MessageSent(AT, kind="gift", channel="post", arrived=False), "gift by post, which did not arrive"),
        (EmployerReplied(AT, asks=True), "reply that asks you something"),
        (
            EmployerReplied(AT, substantive=False, away_until="2025-10-27"),
            "automatic reply: away until Mon 27 Oct 2025",
        ),
        (ChannelPreferred(AT, channel="phone", source="interviewer"), "phone preferred by the interviewer"),
        (ActionTaken(AT, kind="take_notes"), "done: take notes"),
        (Rejected(AT), "rejected"),
    ],
)
def test_each_event_has_a_label(event: Event, label: str) -> None:
    """Of its mark in a picture."""
    assert event_label(event, LONDON) == label


def test_an_interview_begins_when_it_starts_and_has_happened_when_it_ends() -> None:
    """With no start known, it begins when it ends."""
    starts = "2025-10-20T08:00:00+01:00"
    interview = Interview(starts=starts, ends=AT)
    assert (interview.begins_us, interview.happened_us) == (instants.micros(starts), instants.micros(AT))
    assert Interview(ends=AT).begins_us == instants.micros(AT) == Rejected(AT).begins_us


@pytest.mark.parametrize("event", EVENTS)
def test_each_class_of_event_has_its_words(event: type[Event]) -> None:
    """A new class needs a noun and a label in `EVENT_WORDS` of `followup_rules/timeline/words.py`."""
    assert event in EVENT_WORDS, f"`EVENT_WORDS` in timeline/words.py has no words for `{event.__name__}`"
