"""What a notebook shows: the picture and a table, as one well-formed piece of HTML."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from followup_rules import Interview, Timeline, evaluate, policies
from followup_rules.analysis.agenda import agenda
from followup_rules.display.notebook import agenda_html, evaluation_html
from followup_rules.display.words import SECTIONS, section
from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal import instants

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
    root = ET.fromstring(evaluation_html(evaluation))
    assert len(root.findall(f"{SVG}svg")) == 1
    named = [row[0].text for row in root.iter("tr") if row[0].tag == "th"]
    named += [str(summary.text).partition(" (")[0] for summary in root.iter("summary")]
    found = {section(ruling) for ruling in evaluation}
    assert named == [name for name in SECTIONS if name in found]


def test_an_evaluation_tells_action_channels_dates_and_why_with_citations() -> None:
    rows = table(evaluation_html(evaluate(example("two_weeks_of_silence"))))
    assert rows[:2] == [
        ("Do now",),
        (
            "status inquiry",
            "by email, phone or voicemail",
            "overdue since Mon 20 Oct 2025, 10:00",
            (
                "the wait was over on Mon 13 Oct 2025, 10:00: ask where things stand (+2 more) "
                "pro_tips-18, -19; art_of_follow_up-108; business_etiquette-28, -33"
            ),
        ),
    ]


def test_what_depends_tells_on_which_facts_and_what_may_be_against_it() -> None:
    rows = table(evaluation_html(evaluate(example("two_weeks_of_silence"))))
    assert (
        "status inquiry",
        "by LinkedIn",
        "forbidden or allowed: hangs on `linkedin_relation`",
        "perhaps against it: you are not connected to them on LinkedIn (+3 more) art_of_follow_up-62",
    ) in rows


def test_every_ruling_that_speaks_is_in_a_row() -> None:
    evaluation = evaluate(example("competing_offer"))
    html = evaluation_html(evaluation)
    assert f"Do not ({sum(r.stance == 'forbidden' and not r.opens for r in evaluation)} of " in html


def test_what_is_discouraged_has_a_section_of_its_own() -> None:
    ends = instants.micros("2025-10-06T09:00:00Z")
    given = Timeline("UTC", ends + 1, [Interview(ends=ends)])
    rows = table(evaluation_html(evaluate(given, policies.pro_tips)))
    assert ("Allowed, but advised against",) in rows


def test_an_evaluation_at_another_instant_is_drawn_as_of_that_instant() -> None:
    evaluation = evaluate(example("two_weeks_of_silence")).at("2025-10-14T09:00:00+01:00")
    assert "recommended, as of Tue 14 Oct 2025, 09:00 (Europe/London)" in evaluation_html(evaluation)


def test_an_agenda_tells_what_stands_and_then_what_comes_in_order_of_time() -> None:
    rows = table(agenda_html(agenda(example("second_round_ahead"))))
    assert rows[:3] == [
        ("Already",),
        (
            "Wed 10 Dec 2025, 15:00",
            "due",
            "review the notes",
            "go through your interview notes before the next message review_your_notes-18",
        ),
        ("always", "due", "keep applying", "keep other applications going business_etiquette-38"),
    ]
    assert rows[3] == ("To come",)
    assert ("Fri 9 Jan 2026, 15:30", "overdue", "thank-you to Chloé Martin and Omar Haddad by email or post") in [
        row[:3] for row in rows[4:]
    ]


def test_what_opens_and_is_due_at_once_is_one_row() -> None:
    rows = table(agenda_html(agenda(example("competing_offer"))))
    assert ("Tue 11 Nov 2025, 09:00", "opens and due", "status inquiry by email") in [row[:3] for row in rows]


def test_an_agenda_until_an_instant_has_a_picture_until_that_instant() -> None:
    html = agenda_html(agenda(example("competing_offer"), until="2025-11-12T00:00:00-08:00"))
    assert "to Wed 12 Nov 2025." in html
    assert "Tue 18 Nov 2025, 09:00, later than shown" in html


def test_an_agenda_until_now_is_shown_too() -> None:
    given = Timeline("UTC", "2025-10-06T10:00:00Z")
    html = agenda_html(agenda(given, policies.dos_and_donts, until=given.now))
    assert table(html) == [("Nothing is due, and nothing to come",)]


def test_a_hostile_name_is_escaped() -> None:
    ends = instants.micros("2025-10-06T09:00:00Z")
    given = Timeline("UTC", ends + 1, [Interview(ends=ends, interviewers=[HOSTILE], note=HOSTILE)])
    for html in (evaluation_html(evaluate(given)), agenda_html(agenda(given))):
        assert not list(ET.fromstring(html).iter("script"))
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;\\x00" in html


def test_nothing_but_the_void_elements_of_svg_depends_on_closing_itself() -> None:
    assert "/>" not in evaluation_html(evaluate(example("competing_offer")))


def test_evaluations_and_agendas_show_themselves() -> None:
    timeline = Timeline("Europe/London", "2025-10-08T09:00:00+01:00", [Interview(ends="2025-10-06T10:00:00+01:00")])
    assert evaluate(timeline)._repr_html_() == evaluation_html(evaluate(timeline))
    assert agenda(timeline)._repr_html_() == agenda_html(agenda(timeline))


def test_the_table_takes_its_colours_from_the_page() -> None:
    root = ET.fromstring(evaluation_html(evaluate(example("competing_offer"))))
    styles = [str(element.get("style")) for tag in ("table", "th", "td", "div") for element in root.iter(tag)]
    assert not any("#" in style or "white" in style.replace("white-space", "") for style in styles)
