"""What a notebook shows: the picture and a table, as one well-formed piece of HTML."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from followup_rules import (
    Draft,
    Interview,
    Policy,
    Timeline,
    audit,
    compare,
    evaluate,
    may_send,
    plan,
    policies,
    review_draft,
)
from followup_rules.analysis.agenda import agenda
from followup_rules.display.notebook import to_html
from followup_rules.display.words import SECTIONS, section
from followup_rules.rules.conditions import always
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.rule import discourage, permit
from followup_rules.rules.selections import messages
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>&\x00"


def example(name: str) -> Timeline:
    return Timeline.from_json(next(path for path in EXAMPLES if path.stem == name).read_text("utf-8"))


def table(html: str) -> list[tuple[str, ...]]:
    """The rows, each with the text of its cells."""
    return [tuple(" ".join(cell.itertext()) for cell in row) for row in ET.fromstring(html).iter("tr")]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("policy", [None, policies.pro_tips], ids=["recommended", "pro_tips"])
def test_every_example_has_one_picture_and_the_sections_that_have_something_in_them(
    path: Path, policy: AnyPolicy | None
) -> None:
    evaluation = evaluate(example(path.stem), policy)
    root = ET.fromstring(to_html(evaluation))
    assert len(root.findall(f"{SVG}svg")) == 1
    named = [row[0].text for row in root.iter("tr") if row[0].tag == "th"]
    named += [str(summary.text).partition(" (")[0] for summary in root.iter("summary")]
    found = {section(ruling) for ruling in evaluation.rulings}
    assert named == [name for name in SECTIONS if name in found]


def test_an_evaluation_tells_action_channels_dates_and_why_with_citations() -> None:
    rows = table(to_html(evaluate(example("two_weeks_of_silence"))))
    assert rows[:2] == [
        ("Do now",),
        (
            "status inquiry by email",
            (
                "overdue since Mon 20 Oct 2025 "
                "the wait was over on Mon 13 Oct 2025: ask where things stand (+2 more) "
                "art_of_follow_up-38, -108, -118; business_etiquette-28, -33"
            ),
        ),
    ]


def test_what_depends_tells_on_which_facts_and_what_may_be_against_it() -> None:
    rows = table(to_html(evaluate(example("two_weeks_of_silence"))))
    assert (
        "status inquiry, timeline inquiry by LinkedIn",
        (
            "forbidden or allowed, depending on `linkedin_relation` "
            "possibly not allowed: you are not connected to them on LinkedIn (+1 more) art_of_follow_up-62"
        ),
    ) in rows


def test_every_ruling_that_speaks_is_in_a_row() -> None:
    evaluation = evaluate(example("competing_offer"))
    html = to_html(evaluation)
    assert f"Do not ({sum(r.stance == 'forbidden' and not r.opens for r in evaluation.rulings)} of " in html


def test_what_is_discouraged_has_a_section_of_its_own() -> None:
    ends = instants.micros("2025-10-06T09:00:00Z")
    given = Timeline("UTC", Micros(ends + 1), [Interview(ends=ends)])
    rules = [permit(messages("gift"), always, says="you may"), discourage(messages("gift"), always, says="rather not")]
    own = Policy("own", [rule.named(f"own/{number}") for number, rule in enumerate(rules)])
    rows = table(to_html(evaluate(given, own)))
    assert ("Allowed, but advised against",) in rows


def test_an_evaluation_at_another_instant_is_drawn_as_of_that_instant() -> None:
    evaluation = evaluate(example("two_weeks_of_silence")).at("2025-10-14T09:00:00+01:00")
    assert "recommended, as of Tue 14 Oct 2025, 09:00 (Europe/London)" in to_html(evaluation)


def test_an_agenda_tells_what_stands_and_then_what_comes_in_order_of_time() -> None:
    rows = table(to_html(agenda(example("second_round_ahead"))))
    assert rows[:4] == [
        ("Already",),
        ("always", "keep applying: recommended keep other applications going business_etiquette-38"),
        ("Next",),
        (
            "Thu 8 Jan 2026, 14:00",
            (
                "ask for the response date: opens and is due they have not said when they will answer: ask during the "
                "interview pro_tips-05, -06; dos_and_donts-03; review_your_notes-14; business_etiquette-12"
            ),
        ),
    ]
    assert any(
        date == "15:30" and says.startswith("thank-you to Chloé Martin and Omar Haddad by email: becomes overdue ")
        for date, says in rows[3:]
    )


def test_what_opens_and_is_due_at_once_is_one_row() -> None:
    rows = table(to_html(agenda(example("competing_offer"))))
    opening = [row[1] for row in rows if row[0] == "Tue 11 Nov 2025"]
    assert [says.startswith("status inquiry by email: opens and is due ") for says in opening] == [True]


def test_an_agenda_until_an_instant_has_a_picture_until_that_instant() -> None:
    html = to_html(agenda(example("competing_offer"), until="2025-11-12T00:00:00-08:00"))
    assert "to Wed 12 Nov 2025." in html
    assert "Tue 18 Nov 2025, later than shown" in html


def test_an_agenda_until_now_is_shown_too() -> None:
    given = Timeline("UTC", "2025-10-06T10:00:00Z")
    html = to_html(agenda(given, policies.dos_and_donts, until=given.now))
    assert "Nothing is due, and nothing changes before then, unless something happens." in html


def test_a_hostile_name_is_escaped() -> None:
    ends = instants.micros("2025-10-06T09:00:00Z")
    given = Timeline("UTC", Micros(ends + 1), [Interview(ends=ends, interviewers=[HOSTILE], note=HOSTILE)])
    for html in (to_html(evaluate(given)), to_html(agenda(given))):
        assert not list(ET.fromstring(html).iter("script"))
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;\\x00" in html


def test_nothing_but_the_void_elements_of_svg_depends_on_closing_itself() -> None:
    assert "/>" not in to_html(evaluate(example("competing_offer")))


def test_answers_show_themselves() -> None:
    timeline = Timeline("Europe/London", "2025-10-08T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
    assert evaluate(timeline)._repr_html_() == to_html(evaluate(timeline))
    assert agenda(timeline)._repr_html_() == to_html(agenda(timeline))
    differences = compare(timeline, policies.pro_tips, policies.business_etiquette)
    ruling = evaluate(timeline)["status_inquiry", "email"]
    decision = may_send(timeline, "status_inquiry", "email")
    review = review_draft(Draft("status_inquiry", "email", (), "Hello", "Hello"), timeline)
    for answer in (plan(timeline), audit(timeline), differences, ruling, decision, review):
        assert answer._repr_html_() == to_html(answer)


def test_a_ruling_a_decision_and_a_review_tell_why() -> None:
    """In the words that the command line prints of them."""
    timeline = Timeline("Europe/London", "2025-10-08T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
    why = "ait until Mon 13 Oct 2025: at least 7 days from Mon 6 Oct 2025, 10:00"
    ruling = to_html(evaluate(timeline)["status_inquiry", "email"])
    assert why in ruling
    assert "What would make it allowed:" in ruling
    decision = to_html(may_send(timeline, "status_inquiry", "email"))
    assert why in decision
    assert "Do not send it: status inquiry by email." in decision
    review = to_html(review_draft(Draft("status_inquiry", "email", (), "Hello", "Hello"), timeline))
    assert why in review
    assert "Must be fixed" in review


def test_a_plan_an_audit_and_a_comparison_have_a_title_and_their_rows() -> None:
    timeline = example("two_weeks_of_silence")
    differences = compare(timeline, policies.pro_tips, policies.business_etiquette)
    for answer, head in (
        (plan(timeline), "If they stay silent"),
        (audit(timeline), "Messages sent"),
        (differences, "They differ"),
    ):
        root = ET.fromstring(to_html(answer))
        assert ", as of Tue 21 Oct 2025, 09:00 (Europe/London)" in str(root[0].text)
        assert (head,) in table(to_html(answer))


def test_nothing_else_is_shown() -> None:
    with pytest.raises(TypeError, match=r"^`7` is not shown in notebooks; expected an evaluation, an agenda"):
        to_html(7)


def test_the_table_takes_its_colours_from_the_page() -> None:
    root = ET.fromstring(to_html(evaluate(example("competing_offer"))))
    styles = [str(element.get("style")) for tag in ("table", "th", "td", "div") for element in root.iter(tag)]
    assert not any("#" in style or "white" in style.replace("white-space", "") for style in styles)
