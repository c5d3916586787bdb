"""Reviews of drafts: each demand met, broken or left open; the ruling; what is missing; and when it may be sent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import attrs
import pytest

from followup_rules import (
    UNKNOWN,
    ChannelPreferred,
    EmployerReplied,
    Facts,
    Interview,
    MessageSent,
    PolicyError,
    Rejected,
    ResponsePromised,
    Timeline,
    Withdrawn,
    evaluate,
    majority,
    policies,
    strictest,
)
from followup_rules.drafts import Checked, Draft, DraftReview, Notice, review_draft
from followup_rules.drafts.english import phrases
from followup_rules.rules.amounts import hours
from followup_rules.rules.conditions import before, fact, pending
from followup_rules.rules.moments import interview_end
from followup_rules.rules.policy import AnyPolicy, Policy
from followup_rules.rules.rule import permit
from followup_rules.rules.selections import messages
from followup_rules.rules.text_rules import (
    Demand,
    Passage,
    TextFeature,
    TextRule,
    Weight,
    ask_the_reader,
    asked_elements,
    at_most_words,
    avoid,
    hints_at,
    limit,
    require,
    shows,
)
from followup_rules.timeline.events import Event

ZONE = "Europe/London"
ENDS = "2025-10-06T10:00:00+01:00"  # a Monday
NEXT_MORNING = "2025-10-07T10:30:00+01:00"
TWO_WEEKS_ON = "2025-10-21T09:00:00+01:00"
DANA, BO = "Dana Wu", "Bo Lindström"
SENDER, PHONE = "Marta Núñez", "+44 20 7946 0018"

# -- clear ways to say something

TIME = "Thank you for the time that you took."
OPPORTUNITY = "Thank you for the opportunity to interview."
CONSIDERATION = "Thank you for considering my application."
INTEREST = "I am still very interested in the role."
COMPANY = "I am very interested in your company and its work."
POINT = "What you said about moving the warehouse to streaming stayed with me."
FIT = "My experience with data pipelines fits the role well."
HELP = "I could help you rebuild the nightly pipelines."
NEEDS = "I understand that your team needs faster reports."
FORWARD = "I look forward to hearing from you."
JOIN = "I would be glad to join your team."
STATUS = "Could you tell me the status of my application?"
DECISION = "When will you make a decision?"
NEXT = "What are the next steps?"
WHY = "I am writing to follow up on my application."
JOB = "We spoke about the data engineer role."
DAY = "Our interview on 6 October was a pleasure."
WRONG_DAY = "Our interview on 8 October was a pleasure."
TALK = "Our conversation was a pleasure."
MORE = "I am happy to send further information."
ENCLOSED = "I have enclosed my references."
NO_WORD = "I have not heard from you."
READ = "Since our talk I have read a paper on streaming."
LINK = "You may like this article: https://example.org/streams."
OFFER = "I have received another job offer."
PREFERRED = "I would much prefer to work for you."
WORD_FIRST = "I hope to hear from you before I have to decide."
FEEDBACK = "I would welcome any constructive feedback."
TO_LEARN = "It would help me to do better in future applications."
DOOR_OPEN = "Please keep me in mind for future openings."
ANGRY = "I am frustrated and angry."
PRESSING = "I expect an answer immediately."
UNFILLED = "We spoke at [company name]."
PLAIN = "The weather has turned cold."
LONG = " ".join(["The weather has turned cold, and the days are short."] * 36)  # 360 words
PARAGRAPHS = "\n\n".join([PLAIN] * 4)


def letter(*said: str, greeting: str = "Dear Dana,", closing: str = "Kind regards,", name: str = SENDER) -> str:
    """A body of one paragraph in its frame; what is empty is left out."""
    ending = "\n".join(filter(None, (closing, name, PHONE if name else "")))
    return "\n\n".join(filter(None, (greeting, " ".join(said), ending)))


def draft(*said: str, kind: str = "thank_you", **given: Any) -> Draft:
    """An email to Dana Wu that says this, with all that is known beside it."""
    frame = {name: given.pop(name) for name in ("greeting", "closing", "name") if name in given}
    known: dict[str, Any] = {
        "channel": "email",
        "to": DANA,
        "subject": "Thank you for the data engineer interview",
        "sender": SENDER,
        "job_title": "data engineer",
        "company": "Northwind",
    }
    return Draft(kind, **{"body": letter(*said, **frame), **known, **given})


def met_with(*people: str, ends: str = ENDS, **given: Any) -> Interview:
    """An interview."""
    return Interview(ends=ends, interviewers=people, **given)


def timeline(*events: Event, now: str = TWO_WEEKS_ON, zone: str = ZONE, **facts: Any) -> Timeline:
    """What happened; an interview with Dana Wu, where nothing else is said."""
    return Timeline(zone, now, events or (met_with(DANA),), Facts(**facts))


def checked(found: DraftReview, id: str) -> Checked:
    """What became of one demand."""
    (one,) = (one for one in found.checked if one.id == id)
    return one


def outcome(given: Draft, rule: TextRule, when: Timeline | None = None) -> Checked:
    """What became of a demand that is the only one."""
    return checked(review_draft(given, when or timeline(), Policy("alone", [], content=[rule])), rule.id)


# -- every demand: a draft that meets it and one that does not

EVERY = {demand.id: demand for name in policies.names() for demand in policies.get(name).content}
EARLY, PROMISED = timeline(now=NEXT_MORNING), timeline(met_with(DANA), ResponsePromised(ENDS, by="2025-10-31"))
DECIDED, REJECTED = timeline(met_with(DANA), Withdrawn(NEXT_MORNING)), timeline(met_with(DANA), Rejected(NEXT_MORNING))
# of what stands in the opening, or is owed, how it is told
TOLD_BY = {
    TextFeature.OPENS_WITH_THANKS: TextFeature.THANKS,
    TextFeature.OPENS_WITH_NO_WORD: TextFeature.NO_WORD_YET,
    TextFeature.OPENS_WITH_VALUE: TextFeature.RESEARCH,
    TextFeature.OPENS_WITH_QUESTION: TextFeature.STATUS_QUESTION,
    TextFeature.PROMISED_DOCUMENTS: TextFeature.ENCLOSES,
}


@attrs.frozen
class Row:
    """A demand, a draft that does as it asks, one that does not, and by which passage a reader sees so."""

    id: str
    good: Draft
    bad: Draft
    seen: str | None = None
    when: Timeline = attrs.field(factory=timeline)

    @property
    def rule(self) -> TextRule:
        """The demand itself."""
        return EVERY[self.id]

    @property
    def can_be_overlooked(self) -> bool:
        """Whether not finding what it asks after proves nothing, so that a reader is asked."""
        return "hints_at" in repr(self.rule) or any(
            phrases.often_missed(TOLD_BY.get(element, element)) for element in asked_elements(self.rule)
        )


def row(id: str, good: str, bad: str = PLAIN, *, kind: str = "thank_you", seen: str | None = None, **more: Any) -> Row:
    """A row of two texts that go by email; what is seen is the sentence that decides, if no other is given."""
    when = {"when": more.pop("when")} if "when" in more else {}
    told = bad if EVERY[id].demand is Demand.AVOID else good
    return Row(id, draft(good, kind=kind, **more), draft(bad, kind=kind, **more), seen or told, **when)


def of_draft(id: str, good: Draft, bad: Draft, seen: str | None = None, **more: Any) -> Row:
    """A row of two drafts."""
    return Row(id, good, bad, seen, **more)


ASKING: dict[str, Any] = {"kind": "status_inquiry", "subject": "Data engineer interview: following up"}
NAMED = "Dear Dana,"
HELLO = draft(PLAIN, greeting="Hello,")
ENDED = draft(PLAIN)
NO_END = draft(PLAIN, closing="", name="")
JOB_IN_SUBJECT = "Thank you for the data engineer interview"
NO_SUBJECT, BARE, OTHER_SUBJECT = (draft(PLAIN, subject=line) for line in ("", "Thank you", "Thank you for meeting me"))
LINKEDIN: dict[str, Any] = {"channel": "linkedin", "subject": None}


def frame_rows() -> Iterable[Row]:
    """What stands in the frame of a message: greeting, ending, subject."""
    for each in ("art_of_follow_up/greet-by-name", "recommended/greet-by-name"):
        yield of_draft(each, ENDED, HELLO, NAMED)
    for each in ("review_your_notes/greet-by-name", "review_your_notes/the-first-name"):
        formal = draft(PLAIN, greeting="Dear Ms Lee," if each.endswith("by-name") else "Dear Ms Wu,", **ASKING)
        yield of_draft(each, draft(PLAIN, **ASKING), formal, NAMED)
    for each in ("art_of_follow_up/a-subject-that-tells-the-purpose", "business_etiquette/a-descriptive-subject"):
        yield of_draft(each, ENDED, draft(PLAIN, subject="Marta"), JOB_IN_SUBJECT)
        yield of_draft(each, ENDED, NO_SUBJECT, JOB_IN_SUBJECT)
    yield of_draft("recommended/a-subject-that-tells-the-purpose", ENDED, NO_SUBJECT, JOB_IN_SUBJECT)
    yield of_draft("recommended/a-subject-that-tells-the-purpose", ENDED, BARE, JOB_IN_SUBJECT)
    yield of_draft("business_etiquette/no-bare-subject", ENDED, BARE, "Thank you")
    for each in ("art_of_follow_up", "business_etiquette", "recommended"):
        yield of_draft(f"{each}/the-job-in-the-subject", ENDED, OTHER_SUBJECT, JOB_IN_SUBJECT)
        yield of_draft(f"{each}/the-job-in-the-subject", ENDED, NO_SUBJECT, JOB_IN_SUBJECT)
    yield of_draft("art_of_follow_up/a-courteous-closing", ENDED, draft(PLAIN, closing=""), "Kind regards,")
    for each in ("art_of_follow_up/name-and-contact-details", "recommended/contact-details"):
        yield of_draft(each, ENDED, NO_END, PHONE)
    upside_down = draft(body=f"Dear Dana,\n\n{PLAIN}\n\nKind regards,\n{PHONE}\n{SENDER}")
    yield of_draft("art_of_follow_up/name-and-contact-details", ENDED, upside_down, SENDER)
    yield of_draft("recommended/close-courteously", ENDED, NO_END, SENDER)
    yield of_draft("recommended/close-courteously", ENDED, draft(PLAIN, name=""), "Kind regards,")
    yield of_draft(
        "review_your_notes/close-with-ones-name", draft(PLAIN, **ASKING), draft(PLAIN, **ASKING, name=""), SENDER
    )
    yield of_draft("business_etiquette/names-spelt-right", ENDED, draft(PLAIN, greeting="Dear Dena,"), "Dear Dena,")


def length_rows() -> Iterable[Row]:
    """What is counted."""
    for each in (
        "pro_tips/brief",
        "dos_and_donts/brief-and-focused",
        "art_of_follow_up/concise",
        "business_etiquette/short-and-to-the-point",
        "recommended/brief",
    ):
        yield of_draft(each, ENDED, draft(LONG))
    yield of_draft("recommended/three-paragraphs-of-thanks", ENDED, draft(PARAGRAPHS))
    yield of_draft("pro_tips/fewer-than-three-paragraphs", draft(PLAIN, **ASKING), draft(PARAGRAPHS, **ASKING))


def thanks_rows() -> Iterable[Row]:
    """Thanks, and what the thank-yous say."""
    for each in ("pro_tips/thank-for-their-time", "dos_and_donts/appreciate-their-time"):
        yield row(each, TIME, OPPORTUNITY)
    for each in ("business_etiquette/thank-for-the-time", "recommended/thank-for-their-time"):
        yield row(each, TIME)
    for each in ("art_of_follow_up", "business_etiquette", "recommended"):
        yield row(f"{each}/thank-for-the-opportunity", OPPORTUNITY, TIME)
    yield row("art_of_follow_up/say-thanks", CONSIDERATION)
    yield row("art_of_follow_up/thank-for-time-and-consideration", f"{TIME} {CONSIDERATION}", seen=TIME)
    yield row("art_of_follow_up/thank-for-time-and-consideration", f"{TIME} {CONSIDERATION}", TIME, seen=CONSIDERATION)
    yield row("art_of_follow_up/thank-for-the-time-again", TIME, **ASKING)
    for each in ("pro_tips/thank-in-the-follow-up", "recommended/thanks-in-every-enquiry", "review_your_notes/thanks"):
        yield row(each, TIME, **ASKING)
    yield row("art_of_follow_up/thanks-on-linkedin", TIME, **LINKEDIN)
    yield row("art_of_follow_up/thanks-on-linkedin", OPPORTUNITY, **LINKEDIN)
    yield row("dos_and_donts/would-gladly-join", JOIN)
    yield row("pro_tips/stress-one-point", POINT)
    yield row("pro_tips/hint-at-anticipation", FORWARD)
    yield row("business_etiquette/mention-the-talk", TALK)
    yield row("business_etiquette/understand-their-needs", NEEDS)
    yield row("business_etiquette/how-one-can-help", f"{FIT} {HELP}", seen=FIT)
    yield row("art_of_follow_up/look-forward-in-the-thank-you", FORWARD)


def interest_rows() -> Iterable[Row]:
    """Interest, what one brings, and what comes next."""
    yield row("art_of_follow_up/renew-interest", INTEREST)
    yield row("art_of_follow_up/interest-on-linkedin", INTEREST, **LINKEDIN)
    yield row("recommended/say-that-you-are-interested", INTEREST)
    yield row("recommended/say-that-you-are-interested", JOIN)
    yield row("review_your_notes/renewed-interest", INTEREST, **ASKING)
    yield row("art_of_follow_up/interest-in-the-company", COMPANY)
    for each in ("art_of_follow_up/points-that-struck", "recommended/a-particular-point"):
        yield row(each, POINT)
    for each in ("pro_tips/a-point-in-the-follow-up", "review_your_notes/points-of-the-talk"):
        yield row(each, POINT, **ASKING)
    yield row("art_of_follow_up/why-one-suits", FIT)
    yield row("recommended/how-one-fits", FIT)
    yield row("recommended/how-one-fits", HELP)
    yield row("review_your_notes/name-a-contribution", f"{FIT} {HELP}", seen=HELP, **ASKING)
    yield row("review_your_notes/offer-what-is-needed", MORE, **ASKING)
    yield row("recommended/look-forward", FORWARD)
    for each in ("pro_tips/anticipation-in-the-follow-up", "review_your_notes/keen-to-hear"):
        yield row(each, FORWARD, **ASKING)
    yield row("art_of_follow_up/promised-documents", ENCLOSED, documents_promised=True)
    more = {"kind": "additional_information"}
    yield row("art_of_follow_up/thanks-and-an-offer-with-information", f"{TIME} {MORE}", seen=MORE, **more)


def asking_rows() -> Iterable[Row]:
    """Questions, and when none is asked."""
    for question in (STATUS, DECISION, NEXT):
        yield row("recommended/ask-the-question", question, **ASKING)
        yield row("art_of_follow_up/ask-for-the-next-steps", question, kind="timeline_inquiry")
        yield row("art_of_follow_up/no-question-in-the-early-message", FORWARD, question, when=EARLY)
    for each in ("art_of_follow_up/ask-for-the-status", "review_your_notes/a-direct-question"):
        yield row(each, STATUS, **ASKING)
    yield row("art_of_follow_up/nothing-that-was-announced", STATUS, DECISION, when=PROMISED, **ASKING)
    for each in ("review_your_notes/the-job", "recommended/name-the-job"):
        yield row(each, JOB, kind="status_inquiry", subject="Following up")
    for each in ("review_your_notes/the-interview-day", "recommended/name-the-day"):
        yield row(each, DAY, seen="6 October", **ASKING)
    yield row("review_your_notes/the-interview-day", DAY, f"{DAY} {WRONG_DAY}", seen="6 October", **ASKING)
    yield row("recommended/the-right-day", DAY, WRONG_DAY, seen="8 October")
    yield row("review_your_notes/the-reason-for-asking", WHY, **ASKING)
    model = f"{JOB} {DAY} {MORE} {FORWARD}"
    yield row("art_of_follow_up/as-in-the-status-model", model, seen="6 October", **ASKING)
    yield row("art_of_follow_up/as-in-the-status-model", model, f"{JOB} {MORE} {FORWARD}", seen=MORE, **ASKING)
    yield row("business_etiquette/never-open-with-no-word", f"{READ} {NO_WORD}", NO_WORD, **ASKING)
    yield row("business_etiquette/open-with-something-for-them", f"{READ} {STATUS}", STATUS, seen=READ, **ASKING)
    yield row("business_etiquette/open-with-something-for-them", f"{LINK} {STATUS}", STATUS, seen=LINK, **ASKING)
    for question in (STATUS, DECISION, NEXT):
        yield row("business_etiquette/the-question-comes-after", f"{READ} {question}", question, **ASKING)


def special_rows() -> Iterable[Row]:
    """Feedback, another offer, a rejection, and the manner."""
    asked: dict[str, Any] = {"kind": "feedback_request"}
    to_dana, to_another = draft(FEEDBACK, **asked), draft(FEEDBACK, to="Lee Sands", greeting="Dear Lee,", **asked)
    yield of_draft("pro_tips/feedback-from-the-interviewer", to_dana, to_another)
    yield row("pro_tips/thanks-come-first", f"{TIME} {FEEDBACK}", f"{FEEDBACK} {TIME}", seen=TIME, **asked)
    yield row("pro_tips/say-what-the-feedback-is-for", f"{FEEDBACK} {TO_LEARN}", seen=TO_LEARN, **asked)
    yield row("pro_tips/say-there-is-another-offer", OFFER, kind="competing_offer_notice")
    yield row("pro_tips/say-they-are-preferred", PREFERRED, kind="competing_offer_notice")
    yield row("pro_tips/hope-for-their-word-first", WORD_FIRST, kind="competing_offer_notice")
    yield row("dos_and_donts/keep-the-way-open", DOOR_OPEN, kind="courtesy_note", when=REJECTED)
    yield row("dos_and_donts/no-frustration-and-no-fear", PLAIN, ANGRY)
    yield row("art_of_follow_up/neither-pushy-nor-demanding", PLAIN, PRESSING)
    for each in ("art_of_follow_up/proofread", "business_etiquette/proofread", "recommended/read-through"):
        yield row(each, PLAIN, UNFILLED, seen="[company name]")
    yield row("business_etiquette/no-generic-email", PLAIN, UNFILLED, seen="[company name]")


ROWS = [
    *frame_rows(),
    *length_rows(),
    *thanks_rows(),
    *interest_rows(),
    *asking_rows(),
    *special_rows(),
]
IDS = [f"{number}-{row.id}" for number, row in enumerate(ROWS)]


def test_every_demand_has_its_rows() -> None:
    """Of every policy, but what a reader judges."""
    assert {row.id for row in ROWS} == {rule.id for rule in EVERY.values() if rule.demand is not Demand.JUDGE}


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_draft_that_does_as_is_demanded(row: Row) -> None:
    """Is met; or left to the reader, where something is to be avoided that could have been overlooked."""
    found = outcome(row.good, row.rule, row.when)
    if row.rule.demand is Demand.REQUIRE or not row.can_be_overlooked:
        assert found.outcome == "met", found
    else:
        assert found.outcome == "met" or found.for_the_reader, found
    assert found.fix is None
    if row.rule.demand is Demand.REQUIRE and row.seen:
        assert row.seen in [passage.text for passage in found.passages]


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_draft_that_does_not_as_is_demanded(row: Row) -> None:
    """Is broken, with what would mend it; or left to the reader, where what it lacks could have been overlooked."""
    found = outcome(row.bad, row.rule, row.when)
    if row.rule.demand is Demand.AVOID or not row.can_be_overlooked:
        assert found.outcome == "broken", found
    else:
        assert found.outcome == "broken" or found.for_the_reader, found
    assert found.fix == (row.rule.fix if found.outcome == "broken" else None)
    if row.rule.demand is Demand.AVOID and row.seen:
        assert [passage.text for passage in found.passages] == [row.seen]


@pytest.mark.parametrize("id", [rule.id for rule in EVERY.values() if rule.demand is Demand.JUDGE])
def test_what_only_a_reader_can_judge_is_left_to_the_reader(id: str) -> None:
    """Whatever the text: no passage, nothing missing, nothing to mend, and no word of how it is read."""
    kind = next(kind for kind in ("thank_you", "status_inquiry") if kind in EVERY[id].on.kinds)
    channel = "linkedin" if "linkedin" in id else "email"
    for said in (TIME, LONG):
        found = outcome(draft(said, kind=kind, channel=channel), EVERY[id], DECIDED)
        assert found == Checked(EVERY[id], "not_decidable")
        assert found.for_the_reader
        assert (found.fix, found.heuristic, found.known_misses) == (None, False, ())


def test_a_sentence_may_end_in_me() -> None:
    """The commonest thanks of all stands alone, and is shown alone."""
    found = outcome(
        draft("Thank you for taking the time to meet me.", CONSIDERATION), EVERY["pro_tips/thank-for-their-time"]
    )
    assert [passage.text for passage in found.passages] == ["Thank you for taking the time to meet me."]


def test_a_day_at_the_end_of_a_sentence_is_shown_without_its_full_stop() -> None:
    """The day alone."""
    found = outcome(draft("We met on 6 October.", kind="status_inquiry"), EVERY["recommended/name-the-day"])
    assert [passage.text for passage in found.passages] == ["6 October"]


# -- a whole draft

NOTE = draft(
    *(TIME, OPPORTUNITY, CONSIDERATION, TALK, POINT, INTEREST, COMPANY, JOIN, NEEDS, FIT, HELP, FORWARD),
    documents_promised=False,
)
ENQUIRY = draft(
    *(READ, WHY, DAY, TIME, OPPORTUNITY, CONSIDERATION, POINT, INTEREST, COMPANY, NEEDS, FIT, HELP, MORE),
    *(STATUS, FORWARD),
    documents_promised=False,
    **ASKING,
)
MID_OCTOBER = ResponsePromised(ENDS, by="2025-10-17")
LATE_OCTOBER = "2025-10-27T09:00:00+00:00"


@pytest.mark.parametrize(
    ("name", "given", "when"),
    [
        ("pro_tips", NOTE, timeline(now=NEXT_MORNING)),
        ("dos_and_donts", NOTE, timeline(now="2025-10-09T12:00:00+01:00")),
        ("art_of_follow_up", NOTE, timeline(now=NEXT_MORNING)),
        ("business_etiquette", NOTE, timeline(now=NEXT_MORNING)),
        ("recommended", NOTE, timeline(now=NEXT_MORNING)),
        ("pro_tips", ENQUIRY, timeline(met_with(DANA), MID_OCTOBER, now=LATE_OCTOBER)),
        ("review_your_notes", ENQUIRY, timeline(met_with(DANA), MID_OCTOBER)),
        ("art_of_follow_up", ENQUIRY, timeline()),
        ("business_etiquette", ENQUIRY, timeline()),
        ("recommended", ENQUIRY, timeline()),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind.value if isinstance(value, Draft) else "",
)
def test_one_message_can_please_each_document(name: str, given: Draft, when: Timeline) -> None:
    """Nothing is broken, nothing missing; what is not met is for the reader to judge, and it may be sent."""
    found = review_draft(given, when, policies.BY_NAME[name])
    assert [one.id for one in found.broken] == []
    assert (found.missing, found.notices) == ((), ())
    assert found.ready is True
    assert found.not_decidable == found.for_the_reader
    assert len(found.met) + len(found.for_the_reader) == len(found.checked)
    for one in found.for_the_reader:
        assert one.rule.demand is not Demand.REQUIRE, one.id


def test_checked_are_the_demands_that_govern_in_their_order() -> None:
    """Those on this kind by this channel; no others, and none twice."""
    found = review_draft(NOTE, timeline(now=NEXT_MORNING), policies.pro_tips)
    assert [(one.id, one.outcome) for one in found.checked] == [
        ("pro_tips/thank-for-their-time", "met"),
        ("pro_tips/stress-one-point", "met"),
        ("pro_tips/hint-at-anticipation", "met"),
        ("pro_tips/show-enthusiasm-and-gratitude", "not_decidable"),
        ("pro_tips/brief", "met"),
        ("pro_tips/pleasant", "not_decidable"),
    ]
    by_post = review_draft(attrs.evolve(NOTE, channel="post"), timeline(now=NEXT_MORNING), policies.business_etiquette)
    assert [one.id for one in by_post.checked] == [
        "business_etiquette/names-spelt-right",
        "business_etiquette/short-and-to-the-point",
        "business_etiquette/professional-and-courteous",
        "business_etiquette/proofread",
    ]


# -- the ruling

BOTH = timeline(met_with(DANA, BO), now=NEXT_MORNING)
TIPS = policies.pro_tips


def ruled(given: Draft, when: Timeline, policy: AnyPolicy = TIPS) -> list[tuple[str | None, str]]:
    """For whom, and what the ruling is."""
    return [(ruling.action.to, ruling.stance) for ruling in review_draft(given, when, policy).rulings]


def test_the_ruling_is_that_of_an_evaluation() -> None:
    """The same, of its kind and channel, at the timeline's now."""
    found = review_draft(ENQUIRY, timeline(), policies.art_of_follow_up)
    evaluation = evaluate(timeline(), policies.art_of_follow_up)
    assert found.evaluation == evaluation
    assert found.rulings == (evaluation["status_inquiry", "email"],)
    assert found.ruling == found.rulings[0]
    assert found.policy is policies.art_of_follow_up


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ([DANA], [DANA]),
        ([DANA, BO], [BO, DANA]),
        ([], [BO, DANA]),
        (["dana wu"], [DANA]),
        (["Bo Lindstrom"], [BO]),
        (["BO  LINDSTRÖM"], [BO]),
        ([DANA, "Lee Sands"], [DANA]),
        (["Lee Sands"], []),
        (["Dana"], [DANA]),
        (["Wu, Dana"], [DANA]),
        (["Dr. Dana Wu"], [DANA]),
    ],
    ids=[
        "one",
        "two",
        "nobody-said",
        "case",
        "accents",
        "blanks",
        "one-unknown",
        "unknown",
        "first-name",
        "order",
        "title",
    ],
)
def test_a_thank_you_is_ruled_on_for_each_person(to: list[str], expected: list[str]) -> None:
    """Case, accents, order and titles are no matter; where nobody is said, for everybody; nobody unknown is guessed."""
    assert ruled(draft(TIME, to=to), BOTH) == [(person, "allowed") for person in expected]


@pytest.mark.parametrize("to", [[], [DANA]], ids=["nobody", "somebody"])
def test_where_nobody_is_named_a_thank_you_is_ruled_on_as_a_whole(to: list[str]) -> None:
    """An interview without names says nothing against anybody."""
    found = review_draft(draft(TIME, to=to), timeline(met_with(), now=NEXT_MORNING), TIPS)
    assert [(ruling.action.to, ruling.stance) for ruling in found.rulings] == [(None, "allowed")]
    assert found.notices == ()


def test_an_enquiry_is_ruled_on_once_whomever_it_is_to() -> None:
    """Only a thank-you is a matter of each person."""
    for to in ([], [DANA], [DANA, BO], ["Lee Sands"]):
        assert ruled(draft(STATUS, to=to, **ASKING), timeline(met_with(DANA, BO)), policies.recommended) == [
            (None, "allowed")
        ]


def test_the_strictest_ruling_decides() -> None:
    """One of them has been thanked: the message to both is not to be sent."""
    thanked = MessageSent("2025-10-06T15:00:00+01:00", kind="thank_you", channel="email", to=[BO])
    when = timeline(met_with(DANA, BO), thanked, now=NEXT_MORNING)
    found = review_draft(draft(TIME, to=[DANA, BO]), when, policies.recommended)
    assert [(ruling.action.to, ruling.stance) for ruling in found.rulings] == [(BO, "forbidden"), (DANA, "allowed")]
    assert found.ruling is not None
    assert (found.ruling.action.to, found.ruling.stance, found.ready) == (BO, "forbidden", False)


# -- when a demand governs


def broken_at(id: str, given: Draft, now: str, *events: Event, name: str = "art_of_follow_up") -> str | None:
    """What becomes of a demand at an instant; None where it does not govern."""
    found = review_draft(given, timeline(met_with(DANA), *events, now=now), policies.BY_NAME[name])
    return next((one.outcome for one in found.checked if one.id == id), None)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2025-10-06T10:00:00+01:00", "broken"),
        ("2025-10-08T09:59:59.999999+01:00", "broken"),
        ("2025-10-08T10:00:00+01:00", None),
        ("2025-10-08T10:00:00.000001+01:00", None),
    ],
)
def test_no_question_for_two_days_to_the_microsecond(now: str, expected: str | None) -> None:
    """`art_of_follow_up` takes a question in a thank-you amiss until 48 hours after the interview ended."""
    no_question = "art_of_follow_up/no-question-in-the-early-message"
    assert broken_at(no_question, draft(TIME, NEXT), now) == expected
    assert broken_at(no_question, draft(TIME, NEXT), now, name="recommended") == expected


def test_no_question_is_no_demand_on_an_enquiry() -> None:
    """Which is not sent then at all."""
    no_question = "art_of_follow_up/no-question-in-the-early-message"
    assert broken_at(no_question, draft(STATUS, **ASKING), NEXT_MORNING) is None
    found = review_draft(draft(STATUS, **ASKING), timeline(now=NEXT_MORNING), policies.art_of_follow_up)
    assert found.ruling is not None
    assert found.ruling.stance == "forbidden"


ANNOUNCED = "art_of_follow_up/nothing-that-was-announced"


@pytest.mark.parametrize("now", ["2025-10-17T09:00:00+01:00", "2025-10-17T23:59:59.999999+01:00"])
def test_what_was_announced_is_not_asked(now: str) -> None:
    """Up to the end of the day that was named; with none named, it is no demand."""
    assert broken_at(ANNOUNCED, draft(DECISION, **ASKING), now, MID_OCTOBER) == "broken"
    assert broken_at(ANNOUNCED, draft(DECISION, **ASKING), now) is None


def test_an_answer_ends_what_was_announced() -> None:
    """Once the day has passed and they have answered, the promise stands no more."""
    replied = EmployerReplied("2025-10-20T09:00:00+01:00")
    assert broken_at(ANNOUNCED, draft(DECISION, **ASKING), TWO_WEEKS_ON, MID_OCTOBER, replied) is None


@pytest.mark.parametrize("name", ["art_of_follow_up", "recommended"])
@pytest.mark.parametrize("now", ["2025-10-18T00:00:00+01:00", LATE_OCTOBER])
def test_once_the_announced_day_has_passed_one_may_ask(name: str, now: str) -> None:
    """Then the decision is what there is to ask."""
    assert broken_at(ANNOUNCED, draft(DECISION, **ASKING), now, MID_OCTOBER, name=name) is None


def test_after_a_rejection_the_way_is_kept_open() -> None:
    """From when it is known, and not where one withdrew."""
    way_open = "dos_and_donts/keep-the-way-open"
    note = draft(PLAIN, kind="courtesy_note")
    assert broken_at(way_open, note, TWO_WEEKS_ON, name="dos_and_donts") is None
    assert broken_at(way_open, note, TWO_WEEKS_ON, Withdrawn(NEXT_MORNING), name="dos_and_donts") is None
    found = review_draft(note, REJECTED, policies.dos_and_donts)
    assert checked(found, way_open).outcome != "met"
    said = review_draft(draft(DOOR_OPEN, kind="courtesy_note"), REJECTED, policies.dos_and_donts)
    assert checked(said, way_open).outcome == "met"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), None),
        ((EmployerReplied(NEXT_MORNING),), None),
        ((Rejected(NEXT_MORNING),), "not_decidable"),
        ((Withdrawn(NEXT_MORNING),), "not_decidable"),
    ],
    ids=["pending", "replied", "rejected", "withdrawn"],
)
def test_once_the_decision_has_fallen_a_reader_is_asked(events: tuple[Event, ...], expected: str | None) -> None:
    """Whether it stays professional whatever the answer."""
    asked = "dos_and_donts/professional-whatever-the-answer"
    assert broken_at(asked, draft(PLAIN), TWO_WEEKS_ON, *events, name="dos_and_donts") == expected


def rule(text: Any = None, *, when: Any = pending, id: str = "mine/rule", weight: str = "must") -> TextRule:
    """A demand of one's own."""
    asked = shows("thanks") if text is None else text
    return require(messages(), asked, says="it thanks", fix="thank them", when=when, weight=weight).named(id)


@pytest.mark.parametrize(
    ("said", "expected"),
    [(TIME, ("met", ())), (PLAIN, ("not_decidable", ("calls_welcome",)))],
    ids=["met", "not-met"],
)
def test_an_unknown_fact_leaves_open_what_would_be_broken(said: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """It is named; what is met is met whether it governs or not."""
    unknown = timeline(calls_welcome=UNKNOWN)
    found = outcome(draft(said), rule(when=fact("calls_welcome")), unknown)
    assert (found.outcome, found.missing) == expected
    assert (found.fix, found.for_the_reader) == (None, False)


def test_an_unknown_fact_that_turns_out() -> None:
    """True, it governs; not true, it does not."""
    asked = rule(when=fact("calls_welcome"))
    assert outcome(draft(PLAIN), asked, timeline(calls_welcome=True)).outcome == "broken"
    none = review_draft(draft(PLAIN), timeline(calls_welcome=False), Policy("alone", [], content=[asked]))
    assert none.checked == ()


def test_several_unknown_facts_are_named_in_order() -> None:
    """Each once, by name."""
    asked = rule(when=fact("post_suits_role") | fact("calls_welcome") | fact("calls_welcome"))
    found = outcome(draft(PLAIN), asked, timeline(calls_welcome=UNKNOWN, post_suits_role=UNKNOWN))
    assert found.missing == ("calls_welcome", "post_suits_role")


def test_a_demand_governs_at_the_timelines_now() -> None:
    """Not at any other time; by microseconds."""
    policy = Policy("alone", [], content=[rule(when=before(interview_end + hours(1)))])
    assert review_draft(draft(PLAIN), timeline(now="2025-10-06T10:59:59.999999+01:00"), policy).broken
    assert review_draft(draft(PLAIN), timeline(now="2025-10-06T11:00:00+01:00"), policy).checked == ()


# -- what is missing

UNNAMED = timeline(met_with())
NO_INTERVIEW = Timeline(ZONE, TWO_WEEKS_ON)


@pytest.mark.parametrize(
    ("id", "given", "when", "expected"),
    [
        ("review_your_notes/the-job", draft(JOB, **{**ASKING, "job_title": None}), timeline(), "job_title"),
        ("recommended/the-job-in-the-subject", draft(PLAIN, job_title=None), timeline(), "job_title"),
        ("review_your_notes/close-with-ones-name", draft(PLAIN, **ASKING, sender=None), timeline(), "sender"),
        ("recommended/close-courteously", draft(PLAIN, sender=None), timeline(), "sender"),
        ("art_of_follow_up/name-and-contact-details", draft(PLAIN, sender=None), timeline(), "sender"),
        ("art_of_follow_up/greet-by-name", draft(PLAIN, to=()), UNNAMED, "to"),
        ("review_your_notes/the-first-name", draft(PLAIN, to=(), **ASKING), UNNAMED, "to"),
        ("business_etiquette/names-spelt-right", draft(PLAIN, to=()), UNNAMED, "to"),
        ("pro_tips/feedback-from-the-interviewer", draft(PLAIN, kind="feedback_request", to=()), timeline(), "to"),
        ("pro_tips/feedback-from-the-interviewer", draft(PLAIN, kind="feedback_request"), UNNAMED, "interviewers"),
        ("review_your_notes/the-interview-day", draft(DAY, **ASKING), NO_INTERVIEW, "interview"),
        ("recommended/the-right-day", draft(DAY), NO_INTERVIEW, "interview"),
        ("art_of_follow_up/promised-documents", draft(ENCLOSED), timeline(), "documents_promised"),
    ],
)
def test_a_fact_that_is_missing_is_named(id: str, given: Draft, when: Timeline, expected: str) -> None:
    """It is not guessed, and not left to the reader; told, it decides."""
    found = outcome(given, EVERY[id], when)
    assert (found.outcome, found.missing, found.for_the_reader) == ("not_decidable", (expected,), False)
    assert found.fix is None


@pytest.mark.parametrize(
    ("id", "given", "when"),
    [
        ("recommended/the-job-in-the-subject", draft(PLAIN, job_title=None, subject=""), timeline()),
        ("recommended/close-courteously", draft(PLAIN, sender=None, closing=""), timeline()),
        ("art_of_follow_up/name-and-contact-details", draft(PLAIN, sender=None, name=""), timeline()),
        ("art_of_follow_up/greet-by-name", draft(PLAIN, to=(), greeting=""), UNNAMED),
        ("art_of_follow_up/as-in-the-status-model", draft(PLAIN, **{**ASKING, "job_title": None}), timeline()),
    ],
    ids=["no-subject", "no-closing", "no-number", "no-greeting", "no-day"],
)
def test_a_fact_is_missing_only_where_it_matters(id: str, given: Draft, when: Timeline) -> None:
    """Where something else is wrong already, it is broken."""
    found = outcome(given, EVERY[id], when)
    assert (found.outcome, found.missing) == ("broken", ())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (draft(PLAIN, documents_promised=False), "met"),
        (draft(ENCLOSED, documents_promised=True), "met"),
        (draft(PLAIN, documents_promised=True, attachments=["references.pdf"]), "met"),
    ],
    ids=["none-promised", "said", "attached"],
)
def test_promised_documents(given: Draft, expected: str) -> None:
    """Owed only where they were promised; said or attached, they are there."""
    assert outcome(given, EVERY["art_of_follow_up/promised-documents"]).outcome == expected


def test_greeting_an_interviewer_needs_no_addressee() -> None:
    """Where it is not said whom it is to, those who interviewed are."""
    assert outcome(draft(PLAIN, to=()), EVERY["art_of_follow_up/greet-by-name"]).outcome == "met"


def test_missing_of_the_review() -> None:
    """Of all demands, each once, by name; met and broken ones miss nothing."""
    bare = Draft("status_inquiry", "email", (), "Question", letter(PLAIN))
    found = review_draft(bare, Timeline(ZONE, TWO_WEEKS_ON), policies.recommended)
    assert found.missing == ("documents_promised", "interview", "job_title", "sender", "to")
    assert all(not one.missing for one in (*found.met, *found.broken, *found.for_the_reader))


# -- passages


def test_passages_tell_where() -> None:
    """Line and column count from 1, in the text as it was written; the subject and attachments go by their names."""
    body = f"Dear Dana,\n\n{PLAIN} {TIME}\n\nKind regards,\n{SENDER}"
    found = outcome(draft(body=body), EVERY["pro_tips/thank-for-their-time"])
    start = body.index(TIME)
    assert found.passages == (Passage("body", start, start + len(TIME), 3, len(PLAIN) + 2, TIME),)
    assert body[found.passages[0].start : found.passages[0].end] == TIME
    subject = outcome(draft(subject="Thank you"), EVERY["business_etiquette/no-bare-subject"])
    assert subject.passages == (Passage("subject", 0, 9, 1, 1, "Thank you"),)
    attached = draft(PLAIN, attachments=["a.pdf", "b.pdf"], documents_promised=True)
    seen = outcome(attached, EVERY["art_of_follow_up/promised-documents"])
    assert seen.passages == (Passage("attachments", 0, 12, 1, 1, "a.pdf; b.pdf"),)


def test_several_passages() -> None:
    """All that tell so, in the order of the text."""
    found = outcome(draft(TIME, PLAIN, CONSIDERATION), EVERY["art_of_follow_up/say-thanks"])
    assert [passage.text for passage in found.passages] == [TIME, CONSIDERATION]


def test_what_is_nowhere_has_no_passage() -> None:
    """Thanks that are not there are at no place."""
    assert outcome(draft(PLAIN), EVERY["art_of_follow_up/say-thanks"]).passages == ()


def test_what_is_beyond_a_limit() -> None:
    """From the sentence in which it begins, or the paragraphs that are too many."""
    words = rule(at_most_words(limit("most", 8, low=1, high=9)))
    found = outcome(draft(PLAIN, FORWARD), words)
    assert [passage.text for passage in found.passages] == [FORWARD]
    assert outcome(draft(PLAIN), words).outcome == "met"
    found = outcome(draft(PARAGRAPHS, **ASKING), EVERY["pro_tips/fewer-than-three-paragraphs"])
    assert [(passage.text, passage.line) for passage in found.passages] == [(PLAIN, 7), (PLAIN, 9)]


@pytest.mark.parametrize("reading", ["body_only", "with_greeting_and_ending"])
def test_paragraphs_with_or_without_greeting_and_ending(reading: str) -> None:
    """Two of the body are fine; with greeting and ending counted they are four."""
    two = draft(body=letter("\n\n".join([PLAIN] * 2)), **ASKING)
    found = review_draft(two, timeline(), TIPS.with_(paragraphs_counted=reading))
    expected = "met" if reading == "body_only" else "broken"
    assert checked(found, "pro_tips/fewer-than-three-paragraphs").outcome == expected


def test_a_limit_set_otherwise() -> None:
    """By `with_`, as a quantity is."""
    for most, expected in ((5, "met"), (4, "broken")):
        found = review_draft(draft(PLAIN), timeline(), TIPS.with_(most_words=most))
        assert checked(found, "pro_tips/brief").outcome == expected


# -- all that is found

GO = permit(messages(), pending, says="go").named("mine/go")
SAYS_THANKS, WARM = rule(), ask_the_reader(messages(), says="it is warm").named("mine/warm")


def of_mine(*content: TextRule, rules: Iterable[Any] = (GO,)) -> Policy:
    """A policy that allows everything, with this content."""
    return Policy("mine", rules, content=content)


@pytest.mark.parametrize(
    ("given", "policy", "when", "expected"),
    [
        (draft(TIME), of_mine(SAYS_THANKS), timeline(), True),
        (draft(TIME), of_mine(), timeline(), True),
        (draft(TIME), of_mine(SAYS_THANKS, WARM), timeline(), True),
        (draft(PLAIN), of_mine(rule(weight="should"), rule(id="mine/b", weight="could")), timeline(), True),
        (draft(JOB, job_title=None), of_mine(rule(shows("job_title"), weight="should")), timeline(), True),
        (draft(JOB, job_title=None), of_mine(rule(shows("job_title"))), timeline(), False),
        (draft(PLAIN), of_mine(SAYS_THANKS), timeline(), False),
        (draft(UNFILLED), of_mine(), timeline(), False),
        (draft(TIME), of_mine(rules=()), timeline(), False),
        (draft(TIME), of_mine(), REJECTED, False),
        (draft(TIME, to="Lee Sands"), of_mine(), timeline(), False),
        (draft(TIME), of_mine(rules=[permit(messages(), fact("calls_welcome"), says="go").named("mine/go")]),
         timeline(calls_welcome=UNKNOWN), False),
    ],
    ids=[
        "met",
        "nothing-demanded",
        "for-the-reader",
        "should-and-could",
        "should-missing",
        "must-missing",
        "must",
        "notice",
        "silent",
        "not-pending",
        "nobody-known",
        "undetermined",
    ],
)  # fmt: skip
def test_ready(given: Draft, policy: Policy, when: Timeline, expected: bool) -> None:
    """Allowed now, no `must` broken or open for want of a fact, no notice; the reader's own part is no hindrance."""
    assert review_draft(given, when, policy).ready is expected


def test_forbidden_is_not_ready() -> None:
    """However good the text is."""
    asked = ChannelPreferred(NEXT_MORNING, channel="post", source="interviewer")
    found = review_draft(NOTE, timeline(met_with(DANA), asked, now=NEXT_MORNING), policies.art_of_follow_up)
    assert found.ruling is not None
    assert (found.ruling.stance, found.broken, found.ready) == ("forbidden", (), False)


def test_broken_those_that_matter_most_first() -> None:
    """Of equal weight in their order; `checked` keeps the policy's."""
    content = [
        rule(id=f"mine/{name}", weight=weight)
        for name, weight in [("a", "could"), ("b", "should"), ("c", "must"), ("d", "could"), ("e", "must")]
    ]
    found = review_draft(draft(PLAIN), timeline(), of_mine(*content))
    assert [one.id[-1] for one in found.broken] == ["c", "e", "b", "a", "d"]
    assert [one.id[-1] for one in found.checked] == ["a", "b", "c", "d", "e"]
    assert [one.weight for one in found.broken][:3] == [Weight.MUST, Weight.MUST, Weight.SHOULD]


def test_every_demand_is_in_one_part() -> None:
    """Met, broken or not decidable; for the reader are those of the last that miss nothing."""
    content = [SAYS_THANKS, rule(shows("job_title"), id="mine/job"), WARM, rule(shows("closing"), id="mine/close")]
    found = review_draft(draft(PLAIN, job_title=None), timeline(), of_mine(*content))
    assert [one.id for one in found.met] == ["mine/close"]
    assert [one.id for one in found.broken] == ["mine/rule"]
    assert [one.id for one in found.not_decidable] == ["mine/job", "mine/warm"]
    assert [one.id for one in found.for_the_reader] == ["mine/warm"]
    assert found.missing == ("job_title",)


def test_what_became_of_a_demand_tells_of_its_rule() -> None:
    """Its id, what it says, cites and weighs; and whether it is told by turns of phrase."""
    given = EVERY["pro_tips/thank-for-their-time"]
    found = outcome(draft(PLAIN), given)
    assert (found.id, found.says, found.cites, found.weight) == (given.id, given.says, ("pro_tips-09",), Weight.MUST)
    assert found.fix == "say thank you for the time they took"
    assert found.heuristic is True
    assert found.known_misses == (phrases.misses(TextFeature.THANKS_FOR_TIME),)
    to_another = outcome(draft(PLAIN, kind="feedback_request"), EVERY["pro_tips/feedback-from-the-interviewer"])
    assert (to_another.heuristic, to_another.known_misses) == (False, ())
    brief = outcome(draft(PLAIN), EVERY["pro_tips/brief"])
    assert (brief.heuristic, brief.known_misses) == (False, ())


NAMES_KNOWN = "`Bo Lindström`, `Dana Wu`"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (draft(TIME), []),
        (draft(body=""), ["there is no text"]),
        (draft(body=" \n\n "), ["there is no text"]),
        (
            draft(body="Dear Dana,\n\nKind regards,\nMarta Núñez"),
            ["there is only a greeting, an ending or quoted text"],
        ),
        (
            draft(body="> You wrote this.\n> And that."),
            ["there is only a greeting, an ending or quoted text"],
        ),
        (
            draft("Vielen Dank für das Gespräch am Montag, das mir sehr gut gefallen hat."),
            ["the text does not seem to be English; only English drafts can be checked"],
        ),
        (draft(UNFILLED), ["`[company name]` looks like a gap to fill in"]),
        (draft(PLAIN, subject="Thank you, [name]"), ["`Thank you, [name]` looks like a gap to fill in"]),
        (
            draft(f"{PLAIN} Caf\N{REPLACEMENT CHARACTER}."),
            ["some letters could not be read, because the text is not in the encoding that it claims"],
        ),
        (draft("My portfolio is attached."), ["it mentions an attachment, but nothing is attached"]),
        (draft("My portfolio is attached.", attachments=["portfolio.pdf"]), []),
        (draft("My portfolio is attached.", channel="post"), []),
        (draft(TIME, to=[DANA, BO]), []),
        (draft(TIME, to=["dana wu"]), []),
        (draft(TIME, to=["Lee Sands"]), [f"`Lee Sands` is not named in any interview; expected one of {NAMES_KNOWN}"]),
        (draft(STATUS, to=["Lee Sands"], **ASKING), []),
        (
            draft(UNFILLED, to=["Lee Sands"]),
            [
                "`[company name]` looks like a gap to fill in",
                f"`Lee Sands` is not named in any interview; expected one of {NAMES_KNOWN}",
            ],
        ),
    ],
    ids=[
        "none",
        "empty",
        "blank",
        "frame-only",
        "quoted-only",
        "german",
        "placeholder",
        "placeholder-in-subject",
        "encoding",
        "no-attachment",
        "attachment",
        "not-by-email",
        "both",
        "other-case",
        "stranger",
        "stranger-asked",
        "two",
    ],
)
def test_notices(given: Draft, expected: list[str]) -> None:
    """What is wrong with a draft whatever the policy, word for word."""
    found = review_draft(given, timeline(met_with(DANA, BO)), of_mine())
    assert [notice.what for notice in found.notices] == expected


def test_a_notice_tells_where() -> None:
    """Where it is anywhere; the same by every policy."""
    body = letter(UNFILLED)
    found = review_draft(draft(UNFILLED), timeline(), of_mine())
    start = body.index("[")
    where = Passage("body", start, start + 14, 3, 13, "[company name]")
    assert found.notices == (Notice("`[company name]` looks like a gap to fill in", (where,)),)
    assert found.notices[0].to_dict() == {
        "what": "`[company name]` looks like a gap to fill in",
        "passages": [
            {"part": "body", "start": start, "end": start + 14, "line": 3, "column": 13, "text": "[company name]"}
        ],
    }
    for name in policies.names():
        assert review_draft(draft(UNFILLED), timeline(), policies.get(name)).notices == found.notices


@pytest.mark.parametrize(
    "name", ["pro_tips/thank-for-their-time", "art_of_follow_up/renew-interest", "pro_tips/hint-at-anticipation"]
)
def test_what_is_not_in_english_is_open(name: str) -> None:
    """What words would show is left to the reader, never broken."""
    german = draft("Vielen Dank für das Gespräch am Montag, das mir sehr gut gefallen hat.")
    assert outcome(german, EVERY[name]).for_the_reader


def test_what_was_looked_for_and_not_found() -> None:
    """A hint that is not there, and what can be said in too many ways; not what nothing is looked for, nor a fact."""
    calm = outcome(draft(PLAIN), rule(hints_at("pressing")))
    assert (calm.for_the_reader, calm.not_found) == (True, True)
    assert outcome(draft(PLAIN), rule(hints_at("pressing"))).to_dict()["not_found"] is True
    for found in (
        outcome(draft(PLAIN), WARM),
        outcome(draft(PLAIN, job_title=None), rule(shows("job_title"))),
        outcome(draft(PLAIN), rule(shows("closing"))),
        outcome(draft(PLAIN, closing=""), rule(shows("closing"))),
    ):
        assert found.not_found is False


# -- drafts to others


def generic(given: Draft, *others: Draft, interviewers: tuple[str, ...] = (DANA, BO)) -> Checked:
    """What `business_etiquette` says of sending these too."""
    when = timeline(met_with(*interviewers), now=NEXT_MORNING)
    found = review_draft(given, when, policies.business_etiquette, others=others)
    return checked(found, "business_etiquette/no-generic-email")


TO_BO = draft(TIME, POINT, to=BO, greeting="Dear Bo,")


def test_the_same_text_to_two_people_is_generic() -> None:
    """Names apart; it is told by the first sentence."""
    found = generic(draft(TIME, POINT), draft(FORWARD, to="Lee Sands"), TO_BO)
    assert (found.outcome, found.fix) == ("broken", EVERY[found.id].fix)
    assert [passage.text for passage in found.passages] == [TIME]


@pytest.mark.parametrize(
    "other",
    [
        draft(TIME, "As Bo said,", POINT, to=BO, greeting="Dear Bo,"),
        draft(TIME, POINT, to=BO, greeting="Hello Bo,"),
        draft(TIME, to=BO, greeting="Dear Bo,"),
    ],
    ids=["more", "another-greeting", "less"],
)
def test_another_text_is_not_generic(other: Draft) -> None:
    """A word more or less will do; whether it is shaped for the person is for the reader."""
    assert generic(draft(TIME, POINT), other).for_the_reader


def test_case_and_marks_do_not_make_another_text() -> None:
    """Nor do blanks."""
    loud = attrs.evolve(TO_BO, body=TO_BO.body.upper().replace(" ", "  ").replace(".", "!"))
    assert generic(draft(TIME, POINT), loud).outcome == "broken"


def test_without_others_it_is_for_the_reader() -> None:
    """Only a reader can tell whether a text is shaped for a person."""
    assert generic(draft(TIME, POINT)).for_the_reader


def test_others_may_be_read_once() -> None:
    """An iterator will do."""
    found = review_draft(draft(TIME, POINT), BOTH, policies.business_etiquette, others=iter([TO_BO]))
    assert checked(found, "business_etiquette/no-generic-email").outcome == "broken"


# -- the day of the interview


def day_named(said: str, when: Timeline, **more: Any) -> str:
    """Whether `review_your_notes` finds the right day in a draft."""
    return outcome(draft(said, **{**ASKING, **more}), EVERY["review_your_notes/the-interview-day"], when).outcome


LATE_EVENING = "2025-10-06T23:30:00+01:00"


@pytest.mark.parametrize(
    ("zone", "right"),
    [("Europe/London", "6"), ("Asia/Tokyo", "7"), ("America/New_York", "6"), ("Pacific/Kiritimati", "7")],
)
def test_the_day_is_that_of_the_timelines_zone(zone: str, right: str) -> None:
    """Half past eleven at night in London is the next day in the East."""
    when = timeline(met_with(DANA, ends=LATE_EVENING), zone=zone)
    for day in ("6", "7"):
        said = f"Our interview on {day} October was a pleasure."
        assert day_named(said, when) == ("met" if day == right else "broken")


def test_what_is_yesterday_hangs_on_the_zone() -> None:
    """Match from the same instant: an hour after midnight in London, still the evening in New York."""
    now = "2025-10-08T01:00:00+01:00"
    said = "Our interview yesterday was a pleasure."
    assert day_named(said, timeline(met_with(DANA, ends="2025-10-07T15:00:00+01:00"), now=now)) == "met"
    assert (
        day_named(said, timeline(met_with(DANA, ends="2025-10-07T15:00:00+01:00"), now=now, zone="America/New_York"))
        == "broken"
    )


def test_an_interview_over_midnight_has_two_days() -> None:
    """That on which it started, and that on which it ended."""
    night = met_with(DANA, starts="2025-10-06T23:00:00+01:00", ends="2025-10-07T01:00:00+01:00")
    for day, expected in (("6", "met"), ("7", "met"), ("8", "broken")):
        assert day_named(f"Our interview on {day} October was a pleasure.", timeline(night)) == expected


TWO = timeline(met_with(DANA), met_with(BO, ends="2025-10-09T15:00:00+01:00"))


@pytest.mark.parametrize(
    ("to", "right"),
    [([DANA], {"6"}), ([BO], {"9"}), ([DANA, BO], {"6", "9"}), ([], {"6", "9"}), (["Lee Sands"], {"6", "9"})],
    ids=["one", "the-other", "both", "nobody", "stranger"],
)
def test_of_several_interviews_those_with_the_addressee_count(to: list[str], right: set[str]) -> None:
    """And all of them, where it is to nobody that was met."""
    for day in ("6", "9", "13"):
        said = f"Our interview on {day} October was a pleasure."
        assert day_named(said, TWO, to=to) == ("met" if day in right else "broken")


def test_an_interview_that_names_nobody_may_have_been_with_anybody() -> None:
    """Its day counts for all."""
    when = timeline(met_with(DANA), met_with(ends="2025-10-09T15:00:00+01:00"))
    for day in ("6", "9"):
        assert day_named(f"Our interview on {day} October was a pleasure.", when) == "met"


def test_an_interview_that_lies_ahead_has_no_day_yet() -> None:
    """Only those that have ended count; with none, it is missing."""
    ahead = met_with(DANA, ends="2025-10-28T10:00:00+00:00")
    assert day_named("Our interview on 28 October was a pleasure.", timeline(met_with(DANA), ahead)) == "broken"
    found = outcome(draft(DAY, **ASKING), EVERY["review_your_notes/the-interview-day"], timeline(ahead))
    assert found.missing == ("interview",)


# -- by which policy, as what


def test_without_a_policy_it_is_the_recommended() -> None:
    """As everywhere."""
    found = review_draft(NOTE, timeline(now=NEXT_MORNING))
    assert found == review_draft(NOTE, timeline(now=NEXT_MORNING), policies.recommended)
    assert found.policy is policies.recommended


def test_combined_policies() -> None:
    """The ruling is resolved; what is demanded is what any of them demands."""
    both = strictest(policies.pro_tips, policies.dos_and_donts)
    found = review_draft(NOTE, timeline(now=NEXT_MORNING), both)
    assert [one.id for one in found.checked] == [
        *(one.id for one in review_draft(NOTE, timeline(now=NEXT_MORNING), policies.dos_and_donts).checked),
        *(one.id for one in review_draft(NOTE, timeline(now=NEXT_MORNING), policies.pro_tips).checked),
    ]
    assert found.ruling is not None
    assert (found.ruling.stance, found.ready) == ("forbidden", False)
    assert found.to_dict()["policy"] == "strictest(dos_and_donts, pro_tips)"


def test_of_combined_policies_the_heavier_demand_counts() -> None:
    """`recommended` could do with a first name, `review_your_notes` must have it."""
    formal = draft(PLAIN, greeting="Dear Ms Wu,", **ASKING)
    first_name = "review_your_notes/the-first-name"
    alone = checked(review_draft(formal, timeline(), policies.recommended), first_name)
    together = majority(policies.recommended, policies.review_your_notes)
    both = checked(review_draft(formal, timeline(), together), first_name)
    assert [alone.weight, both.weight] == [Weight.COULD, Weight.MUST]


def test_content_of_ones_own() -> None:
    """Added to a policy, it is checked; taken out, it is not."""
    more = avoid(messages(), shows("stock_wish"), says="no wishes", fix="leave it out").named("mine/no-weather")
    policy = TIPS.with_content(more).without_content("pro_tips/pleasant")
    found = review_draft(draft("I hope this email finds you well.", TIME), timeline(), policy)
    assert checked(found, "mine/no-weather").outcome == "broken"
    assert "pro_tips/pleasant" not in [one.id for one in found.checked]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, "`None` is not a draft; expected `Draft(...)`, or `draft_from_eml(...)`"),
        ("Dear Dana", "`Dear Dana` is not a draft; expected `Draft(...)`, or `draft_from_eml(...)`"),
        ({"kind": "gift"}, "`{'kind': 'gift'}` is not a draft; expected `Draft(...)`, or `draft_from_eml(...)`"),
    ],
    ids=["none", "text", "dict"],
)
def test_what_is_no_draft_is_refused(given: Any, expected: str) -> None:
    """With what is expected."""
    with pytest.raises(TypeError) as caught:
        review_draft(given, timeline())
    assert str(caught.value) == expected


def test_what_is_no_policy_is_refused() -> None:
    """A name is none."""
    with pytest.raises(PolicyError) as caught:
        review_draft(NOTE, timeline(), "pro_tips")  # type: ignore[arg-type]  # which is what is tried
    assert str(caught.value) == "`pro_tips` is not a policy; expected one such as `policies.recommended`"


def test_what_is_no_timeline_is_refused() -> None:
    """A file's name is none."""
    with pytest.raises(TypeError) as caught:
        review_draft(NOTE, "timeline.json")  # type: ignore[arg-type]  # which is what is tried
    assert str(caught.value) == (
        "`timeline.json` is not a timeline; expected `Timeline(...)`, or `Timeline.from_dict(...)`"
    )


@pytest.mark.parametrize("name", ["business_etiquette", "pro_tips"])
def test_what_is_no_other_draft_is_refused(name: str) -> None:
    """As what is no draft is."""
    with pytest.raises(TypeError, match="is not a draft; expected `Draft"):
        review_draft(NOTE, BOTH, policies.BY_NAME[name], others=["Dear Bo"])  # type: ignore[list-item]  # which is what is tried


def test_to_dict_is_json_and_complete() -> None:
    """Everything that can be read off a review, in plain data."""
    found = review_draft(draft(PLAIN, UNFILLED, job_title=None, to=[DANA, BO]), BOTH, policies.recommended)
    data = found.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert list(data) == [
        "policy",
        "kind",
        "channel",
        "to",
        "ready",
        "rulings",
        "notices",
        "checked",
        "missing",
    ]
    assert (data["policy"], data["kind"], data["channel"], data["to"]) == (
        "recommended",
        "thank_you",
        "email",
        [DANA, BO],
    )
    assert data["ready"] is False
    assert data["rulings"] == [ruling.to_dict() for ruling in found.rulings]
    assert data["notices"] == [notice.to_dict() for notice in found.notices]
    assert data["checked"] == [one.to_dict() for one in found.checked]
    assert data["missing"] == [*found.missing] == ["documents_promised", "job_title"]
    assert {one["outcome"] for one in data["checked"]} == {"met", "broken", "not_decidable"}


def test_what_became_of_a_demand_as_data() -> None:
    """Each of its values, in plain form."""
    found = outcome(draft(subject="Thank you"), EVERY["business_etiquette/no-bare-subject"])
    assert found.to_dict() == {
        "rule": "business_etiquette/no-bare-subject",
        "outcome": "broken",
        "weight": "must",
        "says": "the subject says more than just thanks or interview, which everybody writes",
        "fix": "add the job, and what the message is for",
        "cites": ["business_etiquette-17"],
        "passages": [{"part": "subject", "start": 0, "end": 9, "line": 1, "column": 1, "text": "Thank you"}],
        "missing": [],
        "for_the_reader": False,
        "not_found": False,
        "heuristic": True,
        "known_misses": [phrases.misses(TextFeature.BARE_SUBJECT)],
    }
    judged = outcome(draft(PLAIN), WARM).to_dict()
    assert (judged["for_the_reader"], judged["not_found"], judged["fix"], judged["missing"]) == (True, False, None, [])
    unknown = outcome(draft(PLAIN, job_title=None), rule(shows("job_title"))).to_dict()
    assert (unknown["for_the_reader"], unknown["missing"]) == (False, ["job_title"])


def test_repr() -> None:
    """By what it is judged, the ruling, and how many of each."""
    content = [SAYS_THANKS, rule(shows("closing"), id="mine/close"), WARM]
    assert repr(review_draft(draft(PLAIN), timeline(), of_mine(*content))) == (
        "<DraftReview by mine: allowed; 1 met, 1 broken, 1 not decidable>"
    )
    assert repr(review_draft(draft(PLAIN, to="Lee Sands"), timeline(), of_mine())) == (
        "<DraftReview by mine: not judged; 0 met, 0 broken, 0 not decidable>"
    )


def test_a_review_is_a_value() -> None:
    """Equal where draft, timeline and policy are, and unequal where one of them is not."""
    found = review_draft(NOTE, timeline(), TIPS)
    assert found == review_draft(NOTE, timeline(), TIPS)
    assert found != review_draft(ENQUIRY, timeline(), TIPS)
    assert found != review_draft(NOTE, timeline(), policies.recommended)
    assert found != review_draft(NOTE, timeline(now=NEXT_MORNING), TIPS)


def test_a_review_is_neither_true_nor_false() -> None:
    """`if review_draft(...):` never sends; the message says what to ask."""
    timeline = Timeline(ZONE, NEXT_MORNING, [Interview(ends=ENDS, interviewers=[DANA])])
    review = review_draft(Draft("gift", "email", DANA, "Hello", "Hello"), timeline)
    with pytest.raises(TypeError) as caught:
        bool(review)
    assert str(caught.value) == (
        "a review is neither true nor false: ask `review.ready`, "
        "or `may_send(timeline, kind, channel, draft=draft)` before you send"
    )
