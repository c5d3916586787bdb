"""The picture of a timeline: that it says what the stretches say, in shapes and in words, and takes any text."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TypeAlias
from xml.etree import ElementTree as ET

import pytest

import random_timelines
from followup_rules import (
    ActionTaken,
    EmployerReplied,
    FollowUpInvited,
    Interview,
    MessageSent,
    PromiseWithdrawn,
    ResponsePromised,
    Timeline,
    TimelineError,
    evaluate,
    majority,
    policies,
    strictest,
)
from followup_rules.analysis.stretches import Stretch, stretches_by_action
from followup_rules.display.pictures import to_svg
from followup_rules.display.pictures.axis import Axis, shortened, width_of, wrapped
from followup_rules.display.pictures.bars import STATES
from followup_rules.display.pictures.marks import labels, marks, thinned
from followup_rules.rules.amounts import business_days
from followup_rules.rules.policy import AnyPolicy
from followup_rules.temporal import instants
from followup_rules.temporal.instants import Micros, When
from followup_rules.timeline.vocabulary import INTERVIEW_ACTS, MESSAGES, Action
from followup_rules.timeline.words import kind_words

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
SVG = "{http://www.w3.org/2000/svg}"
HOUR = 3_600_000_000
DAY = 24 * HOUR
ENDS = instants.micros("2025-10-06T10:00:00+01:00")
LEFT, RIGHT = 238, 970
HOSTILE = "<b>&\"'\x00\x1b[2J\u202e]]>\ufffe"


Piece: TypeAlias = tuple[str, str, str]
Drawn: TypeAlias = dict[frozenset[Piece], dict[Piece, tuple[float, float]]]


def after(length: int) -> Micros:
    """So many microseconds after the interview ends."""
    return Micros(ENDS + length)


def timeline(zone: str = "Europe/London", now: int = ENDS + 2 * DAY, *more: object) -> Timeline:
    """One interview, and what else is given."""
    return Timeline(zone, Micros(now), [Interview(starts=after(-HOUR), ends=ENDS, interviewers=["Dana Wu"]), *more])  # type: ignore[list-item]


def parsed(given: Timeline, policy: AnyPolicy | None = None, **range_: object) -> ET.Element:
    return ET.fromstring(to_svg(given, policy, **range_))  # type: ignore[arg-type]


def told(root: ET.Element) -> str:
    return root.findtext(f"{SVG}desc") or ""


def words(root: ET.Element) -> list[str]:
    return [
        (element.text or "") + "".join(child.tail or "" for child in element) for element in root.iter(f"{SVG}text")
    ]


def rows(root: ET.Element) -> list[ET.Element]:
    return [group for group in root.iter(f"{SVG}g") if group.get("class") == "bar"]


def state(stretch: Stretch) -> str:
    return {None: stretch.stance, "recommended": "due"}.get(stretch.advice) or str(stretch.advice)


def random_timeline(seed: int) -> Timeline:
    return Timeline.from_dict(random_timelines.timeline(Random(seed)))


def drawn(root: ET.Element) -> Drawn:
    """Each row's stretches (state, start, end), and where each is drawn: x and width."""
    found: Drawn = {}
    for row in rows(root):
        places = {
            (str(rect.get("class")), str(rect.get("data-starts")), str(rect.get("data-ends", ""))): (
                float(str(rect.get("x"))),
                float(str(rect.get("width"))),
            )
            for rect in row.iter(f"{SVG}rect")
        }
        found[frozenset(places)] = places
    return found


def expected(given: Timeline, policy: AnyPolicy | None, since: int, until: int) -> Drawn:
    """The same, worked out of the stretches."""
    zone = instants.zone(given.zone)

    def x(instant: int) -> float:
        return LEFT + (RIGHT - LEFT) * (min(max(instant, since), until) - since) / (until - since)

    found: Drawn = {}
    for action, course in stretches_by_action(evaluate(given, policy), since - 1).items():
        within = [part for part in course if part.starts < until and (part.ends is None or part.ends > since)]
        if shows(action, within):
            places = {
                (
                    state(part),
                    instants.iso(part.starts, zone),
                    "" if part.ends is None else instants.iso(part.ends, zone),
                ): (
                    x(part.starts),
                    max(x(until if part.ends is None else part.ends) - x(part.starts), 2),
                )
                for part in within
                if part.stance != "silent"
            }
            found[frozenset(places)] = places
    return found


def shows(action: Action, course: list[Stretch]) -> bool:
    if action.kind in MESSAGES:
        return any(part.stance in ("allowed", "undetermined") for part in course)
    return any(part.advised for part in course) and list(map(state, course)) != ["due"]


# -- what it draws


@pytest.mark.parametrize("zone", ["Europe/London", "America/Santiago", "Asia/Kolkata", "Pacific/Kiritimati"])
@pytest.mark.parametrize("policy", [None, strictest(policies.pro_tips, policies.business_etiquette)])
def test_stretches_are_drawn_where_the_courses_have_them(zone: str, policy: AnyPolicy | None) -> None:
    given = timeline(zone, ENDS + 9 * DAY, EmployerReplied(after(3 * DAY), substantive=False))
    since, until = after(-2 * DAY), after(20 * DAY)
    found, wanted = drawn(parsed(given, policy, since=since, until=until)), expected(given, policy, since, until)
    assert found.keys() == wanted.keys()
    for row, places in found.items():
        for piece, place in places.items():
            assert place == pytest.approx(wanted[row][piece], abs=0.02)


@pytest.mark.parametrize("seed", range(25))
def test_a_random_timeline_is_drawn_as_its_courses_have_it(seed: int) -> None:
    given = random_timeline(seed)
    now = instants.micros(given.now)
    since, until = Micros(now - 30 * DAY), Micros(now + 30 * DAY)
    assert drawn(parsed(given, since=since, until=until)).keys() == expected(given, None, since, until).keys()


def test_channels_and_people_of_one_course_share_a_bar_and_others_do_not() -> None:
    example = next(path for path in EXAMPLES if path.stem == "promised_friday")
    lines = told(parsed(Timeline.from_json(example.read_text("utf-8")))).splitlines()
    names = [line.split(":")[0] for line in lines if line.startswith("thank-you")]
    assert names == [
        "thank-you to Aisha Bello by email, LinkedIn or post",
        "thank-you to Søren Lund and 王芳 by email",
        "thank-you to Søren Lund and 王芳 by LinkedIn or post",
    ]


def test_acts_during_the_interview_that_share_a_course_share_a_bar() -> None:
    lines = [line for line in told(parsed(timeline())).splitlines() if line.startswith("during the interview")]
    assert len(lines) == 1
    assert all(kind_words(kind).removeprefix("ask for ") in lines[0] for kind in INTERVIEW_ACTS)


def test_what_has_no_bar_is_counted() -> None:
    root = parsed(timeline())
    note = "Recommended throughout: keep applying. Actions not shown: 60 forbidden throughout and 1 silent throughout."
    assert told(root).splitlines()[-1] == note
    assert note in words(root)


def test_a_stretch_that_goes_on_has_an_arrow_on_that_side() -> None:
    root = parsed(timeline(), since=after(HOUR), until=after(2 * HOUR))
    (row,) = [row for row in rows(root) if (row.findtext(f"{SVG}title") or "").startswith("additional")]
    arrows = [polygon for polygon in row.iter(f"{SVG}polygon") if "goes-on" in str(polygon.get("class"))]
    edges = sorted(float(str(arrow.get("points")).split(",")[0]) for arrow in arrows)
    assert edges == [LEFT - 3, RIGHT + 3]


def test_a_stretch_that_begins_with_the_picture_has_no_arrow_before_it() -> None:
    root = parsed(timeline(), since=ENDS, until=after(2 * HOUR))
    (row,) = [row for row in rows(root) if (row.findtext(f"{SVG}title") or "").startswith("additional")]
    assert [str(arrow.get("points")).startswith(f"{RIGHT + 3}") for arrow in row.iter(f"{SVG}polygon")] == [True]


def test_what_lies_beyond_the_picture_is_told_with_its_date() -> None:
    root = parsed(timeline(), since=ENDS, until=after(HOUR))
    assert "thank-you to Dana Wu by email: allowed until Mon 6 Oct 2025, 22:00, later than shown." in told(root)
    assert "allowed, until Mon 6 Oct 2025, 22:00" in words(root)


def test_states_differ_in_height_or_pattern_or_outline_and_not_in_colour_alone() -> None:
    style = to_svg(timeline())
    for name in ("overdue", "discouraged", "forbidden"):
        assert re.search(rf"\.{name} {{ fill: url\(#[\w-]+-{name}\)", style)
    assert re.search(r"\.undetermined {[^}]*stroke-dasharray", style)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_legend_names_every_kind_of_stretch_that_is_drawn_and_no_other(example: Path) -> None:
    root = parsed(Timeline.from_json(example.read_text("utf-8")))
    (legend,) = [group for group in root.iter(f"{SVG}g") if group.get("class") == "legend"]
    used = {str(rect.get("class")) for row in rows(root) for rect in row.iter(f"{SVG}rect")}
    named = {text.text for text in legend.iter(f"{SVG}text")}
    assert {state for state, meaning in STATES.items() if meaning in named} - {"silent"} == used


# -- what happened


def test_an_interview_is_a_span_and_a_coming_one_is_marked_as_scheduled() -> None:
    root = parsed(timeline("Europe/London", ENDS + DAY, Interview(starts=after(5 * DAY), ends=after(6 * DAY))))
    spans = {str(rect.get("class")) for rect in root.iter(f"{SVG}rect")}
    assert {"interview", "scheduled"} <= spans
    assert {"interview with Dana Wu", "scheduled: interview"} <= set(words(root))


def test_every_new_event_has_a_mark_and_a_label() -> None:
    """A cancelled interview is not scheduled any more; an invitation stands where it opens, and where it was given."""
    root = parsed(
        timeline(
            "Europe/London",
            ENDS + 6 * DAY,
            ResponsePromised(after(HOUR), within=business_days(3)),
            PromiseWithdrawn(after(DAY)),
            FollowUpInvited(after(DAY), opens="2025-10-10", channel="phone"),
            EmployerReplied(after(2 * DAY), asks=True),
            EmployerReplied(after(3 * DAY), substantive=False, away_until="2025-10-13"),
            MessageSent(after(4 * DAY), kind="status_inquiry", channel="email", arrived=False),
            Interview(ends=after(9 * DAY), cancelled=after(5 * DAY)),
        ),
        until=after(20 * DAY),
    )
    text = told(root)
    for words_ in (
        "answer promised within 3 business days: said Mon 6 Oct 2025, 11:00",
        "date taken back, Tue 7 Oct 2025, 10:00",
        "invited: ask by phone from Fri 10 Oct 2025 on: said Tue 7 Oct 2025, 10:00",
        "reply that asks you something, Wed 8 Oct 2025, 10:00",
        "automatic reply: away until Mon 13 Oct 2025, Thu 9 Oct 2025, 10:00",
        "status inquiry by email, which did not arrive, Fri 10 Oct 2025, 10:00",
        "interview, cancelled, Wed 15 Oct 2025, 10:00",
    ):
        assert words_ in text
    titles = [polygon.findtext(f"{SVG}title") or "" for polygon in root.iter(f"{SVG}polygon")]
    assert sum(title.startswith("invited") for title in titles) == 2
    shapes = {str(rect.get("class")) for rect in root.iter(f"{SVG}rect")}
    assert "cancelled" in shapes
    assert "scheduled" not in shapes
    assert "invited: ask by phone from Fri 10 Oct on" in words(root)


def test_an_interview_that_is_not_arranged_yet_is_left_out() -> None:
    later = Interview(ends=after(9 * DAY), arranged=after(8 * DAY))
    assert to_svg(timeline("UTC", ENDS + DAY, later)) == to_svg(timeline("UTC", ENDS + DAY))


def test_a_promised_date_is_shown_at_the_date_promised() -> None:
    given = timeline("Europe/London", ENDS + DAY, ResponsePromised(ENDS, by="2025-10-17"))
    root = parsed(given, since="2025-10-06T00:00:00+01:00", until="2025-10-28T00:00:00+00:00")
    (mark,) = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "promised" and len(rect)]
    hours = 22 * 24 + 1  # the clocks go back within
    assert float(str(mark.get("x"))) == pytest.approx(LEFT + (RIGHT - LEFT) * 11 * 24 / hours, abs=0.1)
    assert "answer promised by Fri 17 Oct" in words(root)


def test_order_and_duplicates_of_events_change_nothing() -> None:
    sent = MessageSent(after(HOUR), kind="thank_you", channel="email")
    reply = EmployerReplied(after(2 * HOUR))
    first = timeline("UTC", ENDS + DAY, sent, reply)
    assert to_svg(first) == to_svg(timeline("UTC", ENDS + DAY, reply, sent, reply))


@pytest.mark.parametrize("seed", range(40))
def test_no_label_meets_another_label_or_its_leader(seed: int) -> None:
    given = random_timeline(seed)
    now = instants.micros(given.now)
    axis = Axis(instants.zone(given.zone), now - 20 * DAY, now + 10 * DAY, LEFT, RIGHT)
    placed = labels(thinned(marks(given, now), axis), axis)
    for one in placed:
        assert one.left >= LEFT - 1
        assert one.right <= RIGHT + 5
        for other in placed:
            if one is not other and one.level == other.level:
                assert one.right <= other.left or other.right <= one.left
            if one.level < other.level:
                assert not one.left + 1 < other.at < one.right - 1


def test_every_event_of_an_ordinary_timeline_has_its_label() -> None:
    later = Interview(starts=after(9 * DAY), ends=after(9 * DAY + HOUR), interviewers=["Ines Moreau", "Ruth Hale"])
    given = timeline(
        "Europe/London",
        ENDS + 17 * DAY,
        *(MessageSent(after(day * DAY), kind="interest_note", channel="email", to=["Ruth Hale"]) for day in (1, 2, 10)),
        *(EmployerReplied(after(day * DAY)) for day in (3, 9, 17)),
        MessageSent(after(16 * DAY), kind="competing_offer_notice", channel="email"),
        later,
    )
    now = instants.micros(given.now)
    axis = Axis(instants.zone("Europe/London"), ENDS - DAY, ENDS + 18 * DAY, LEFT, RIGHT)
    found = marks(given, now)
    assert {label.mark for label in labels(found, axis)} == set(found)


def test_where_there_is_no_room_a_mark_goes_without_a_label() -> None:
    given = timeline("UTC", ENDS + 30, *(EmployerReplied(after(number)) for number in range(20)))
    root = parsed(given)
    assert words(root).count("reply") < 20
    assert sum(element.get("class") == "employer" and len(element) == 1 for element in root.iter()) == 20


# -- as text


def test_the_text_alternative_names_every_bar_with_its_dates() -> None:
    root = parsed(timeline("Europe/London", ENDS + 2 * DAY))
    assert root.get("role") == "img"
    assert told(root).splitlines()[:5] == [
        "From Mon 6 Oct 2025 to Wed 22 Oct 2025.",
        "Events: interview with Dana Wu, Mon 6 Oct 2025, 09:00 to Mon 6 Oct 2025, 10:00.",
        (
            "thank-you to Dana Wu by email: forbidden until Mon 6 Oct 2025, 10:00, then allowed until "
            "Mon 6 Oct 2025, 22:00, then due until Tue 7 Oct 2025, 10:00, then overdue until Mon 13 Oct 2025, "
            "then advised against from there on."
        ),
        (
            "thank-you to Dana Wu by post: forbidden until Mon 6 Oct 2025, 10:00, then allowed until "
            "Mon 13 Oct 2025, then advised against from there on."
        ),
        (
            "status inquiry by email: forbidden until Mon 13 Oct 2025, then due until Mon 20 Oct 2025, "
            "then overdue from there on."
        ),
    ]
    assert [row.findtext(f"{SVG}title") for row in rows(root)] == told(root).splitlines()[2:-1]


def test_the_picture_is_labelled_by_its_title_and_description() -> None:
    root = parsed(timeline())
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert str(root.get("aria-labelledby")).split() == [title.get("id"), desc.get("id")]
    assert title.text == "recommended, as of Wed 8 Oct 2025, 10:00 (Europe/London)"


def test_a_hostile_name_is_escaped_and_what_xml_cannot_hold_is_shown_as_an_escape() -> None:
    given = Timeline("UTC", after(HOUR), [Interview(ends=ENDS, interviewers=[HOSTILE], note=HOSTILE)])
    root = parsed(given)
    shown = "<b>&\"'\\x00\\x1b[2J\\u202e]]>\\ufffe"
    assert not list(root.iter("b"))
    assert f"thank-you to {shown} by email: " in told(root)
    assert f"interview with {shown}, Mon 6 Oct 2025, 09:00 ({shown})" in told(root)


def test_a_long_name_is_cut_with_an_ellipsis_and_whole_in_the_title() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff" * 4
    root = parsed(Timeline("UTC", after(HOUR), [Interview(ends=ENDS, interviewers=[name])]))
    cut = [text for text in words(root) if text.endswith("…")]
    assert cut
    assert all(width_of(text) <= 320 for text in cut)
    assert f"interview with {name}, Mon 6 Oct 2025, 09:00" in [
        text.findtext(f"{SVG}title") for text in root.iter(f"{SVG}text")
    ]


def test_text_is_wrapped_into_so_many_lines_and_then_cut() -> None:
    assert wrapped("by email, phone, voicemail or LinkedIn", 90, 11, 2) == ["by email,", "phone, voice…"]
    assert wrapped("by email", 90, 11, 2) == ["by email"]
    assert wrapped("unbreakable" * 9, 90, 11, 2) == ["unbreakableu…"]
    assert shortened("王" * 9, 60) == "王王王王…"
    assert width_of("e\u0301") == width_of("e")


def test_bars_for_which_there_is_no_room_are_counted() -> None:
    people = [f"Person {number}" for number in range(60)]
    sent = [
        MessageSent(after(number * HOUR), kind="thank_you", channel="email", to=[name])
        for number, name in enumerate(people, 1)
    ]
    root = parsed(Timeline("UTC", after(99 * HOUR), [Interview(ends=ENDS, interviewers=people), *sent]))
    assert len(rows(root)) == 40
    assert re.search(r"^\d+ more bars do not fit\. Recommended throughout", told(root), re.MULTILINE)


def test_an_act_that_is_allowed_and_never_advised_has_no_bar_and_is_counted() -> None:
    given = timeline("UTC", ENDS + DAY, ActionTaken(after(-HOUR), kind="take_notes"))
    root = parsed(given, since=after(-HOUR // 2), until=after(DAY))
    assert "1 never recommended" in told(root).splitlines()[-1]


# -- as a file and in a page


def test_the_same_question_gives_the_same_text() -> None:
    assert to_svg(timeline()) == to_svg(timeline())


def test_two_pictures_share_no_id_and_each_style_keeps_to_its_own() -> None:
    first, second = parsed(timeline()), parsed(timeline(now=ENDS + 3 * DAY))
    ids = [{str(element.get("id")) for element in root.iter() if element.get("id")} for root in (first, second)]
    assert not ids[0] & ids[1]
    style = first.findtext(f"{SVG}style") or ""
    rules = re.findall(r"([^{}]+){", style.replace("@media (prefers-color-scheme: dark) {", ""))
    assert all(part.strip().startswith(f"#{first.get('id')}") for rule in rules for part in rule.split(","))


def test_colours_are_given_for_dark_too() -> None:
    style = parsed(timeline()).findtext(f"{SVG}style") or ""
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    rule = re.compile(r"(#[^{}\n]+?) {([^{}]*#[0-9a-f]{6}[^{}]*)}")
    by_light, by_dark = dict(rule.findall(light)), dict(rule.findall(dark))
    assert by_light.keys() == by_dark.keys() != set()
    # one edge is fit for both
    assert {kind.split()[-1] for kind in by_light if by_light[kind] == by_dark[kind]} == {".edge-allowed"}


def test_no_colour_is_left_to_a_variable() -> None:
    # only browsers know these; elsewhere everything would be black
    assert "var(" not in to_svg(timeline())


# -- ranges


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        (
            ENDS,
            ENDS,
            (
                "until: `2025-10-06T10:00:00+01:00` is not after since, `2025-10-06T10:00:00+01:00`; "
                "expected a later instant"
            ),
        ),
        (
            None,
            "2025-10-05T00:00:00Z",
            (
                "until: `2025-10-05T01:00:00+01:00` is not after the start of the picture, "
                "`2025-10-06T00:00:00+01:00`; expected a later instant"
            ),
        ),
        (
            "2025-10-06",
            None,
            "since: `2025-10-06` is not an instant; expected one such as `2025-10-06T09:00:00+01:00`",
        ),
        (
            None,
            "soon",
            "until: `soon` is not an instant; expected one such as `2025-10-06T09:00:00+01:00`",
        ),
    ],
)
def test_a_range_that_is_none_is_refused(since: When | None, until: When | None, message: str) -> None:
    with pytest.raises(TimelineError) as caught:
        to_svg(timeline(), since=since, until=until)
    assert str(caught.value) == message


def test_what_lies_more_than_sixty_days_ahead_does_not_squeeze_the_rest() -> None:
    example = next(path for path in EXAMPLES if path.stem == "unknown_facts")
    text = told(parsed(Timeline.from_json(example.read_text("utf-8"))))
    assert text.startswith("From Mon 8 Sep 2025 to Sun 21 Sep 2025.")
    assert "undetermined until Sun 7 Dec 2025, later than shown" in text


def test_a_scheduled_interview_is_shown_though_it_lies_far_ahead() -> None:
    text = told(parsed(timeline("UTC", ENDS + DAY, Interview(ends=after(200 * DAY)))))
    assert "scheduled: interview, Fri 24 Apr 2026, 09:00." in text
    assert "outside these dates" not in text


def test_events_outside_the_range_are_counted() -> None:
    text = told(parsed(timeline(), since=after(5 * DAY), until=after(6 * DAY)))
    assert text.splitlines()[1] == "Events: 1 outside these dates."


def test_dates_on_the_axis_are_those_of_the_zone() -> None:
    since, until = "2025-10-06T12:00:00Z", "2025-10-09T12:00:00Z"
    assert "Tue 7 Oct 2025" in words(parsed(timeline("Pacific/Kiritimati"), since=since, until=until))
    ticks = [
        text.text
        for text in parsed(timeline("Asia/Kolkata"), since=since, until=until).iter(f"{SVG}text")
        if text.get("class") == "date"
    ]
    assert ticks == ["18:00", *("00:00", "06:00", "12:00", "18:00") * 2, "00:00", "06:00", "12:00"]


@pytest.mark.parametrize("span", [1, 7, 1000, 10**6, 61 * 10**6, HOUR, 5 * HOUR, DAY, 9 * DAY, 99 * DAY, 9999 * DAY])
def test_a_range_of_any_length_has_dates_and_none_too_near_another(span: int) -> None:
    axis = Axis(instants.zone("Europe/London"), ENDS, ENDS + span, LEFT, RIGHT)
    ticks = axis.ticks()
    assert ticks
    assert all(tick.label for tick in ticks)
    for one, other in pairwise(ticks):
        assert axis.x(other.at) - axis.x(one.at) >= width_of(one.label) - 4


# -- extremes


def test_a_timeline_without_events_is_drawn() -> None:
    root = parsed(Timeline("UTC", ENDS), policies.pro_tips)
    assert "nothing is or may be allowed at any time shown" in words(root)
    assert "Events: none." in told(root)


@pytest.mark.parametrize("instant", ["1900-01-01T00:00:00Z", "2999-12-31T23:59:59.999999Z"])
def test_the_first_and_last_instants_are_drawn(instant: str) -> None:
    for zone in ("America/Los_Angeles", "Pacific/Kiritimati"):
        assert rows(parsed(Timeline(zone, instant, [Interview(ends=instant)])))


def test_events_microseconds_apart_are_told_apart_in_a_range_of_microseconds() -> None:
    given = timeline("UTC", ENDS + 5, EmployerReplied(after(2)), MessageSent(after(3), kind="gift", channel="post"))
    root = parsed(given, since=after(-5), until=after(8))
    assert {"reply", "gift by post"} <= set(words(root))
    assert "09:00:00.000005" in words(root)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_drawn_by_a_combined_policy(example: Path) -> None:
    given = Timeline.from_json(example.read_text("utf-8"))
    sources = [policies.get(name) for name in policies.names() if name != "recommended"]
    assert rows(parsed(given, majority(*sources)))


def crowded(count: int) -> Timeline:
    sent = (
        MessageSent(after((number + 1) * HOUR), kind="thank_you", channel="email")
        if number % 3
        else EmployerReplied(after((number + 1) * HOUR))
        for number in range(count)
    )
    return timeline("Europe/London", ENDS + (count + 2) * HOUR, *sent)


def seconds_to_draw(count: int) -> float:
    """The seconds that a picture of so many events takes."""
    given = crowded(count)
    start = time.process_time()
    to_svg(given)
    return time.process_time() - start


def test_of_a_thousand_events_those_that_would_cover_each_other_are_one_mark() -> None:
    root = ET.fromstring(to_svg(crowded(1000)))
    found = [element for element in root.iter() if element.get("class") in ("several", "you", "employer")]
    assert len(found) < 200
    assert "; 961 more" in told(root)


@pytest.mark.long
def test_the_time_grows_with_the_events_and_no_faster() -> None:
    """Of 500 events at most three times that of 250: the best of several runs by turns."""
    rounds = [(seconds_to_draw(250), seconds_to_draw(500)) for _ in range(4)]
    some, twice_as_many = (min(taken) for taken in zip(*rounds, strict=True))
    assert twice_as_many < 3 * some


def test_changes_too_near_each_other_to_be_drawn_are_one_block() -> None:
    interviews = [Interview(starts=after(day * DAY), ends=after(day * DAY + HOUR)) for day in range(50)]
    root = parsed(Timeline("UTC", after(700 * DAY), interviews))
    blocks = [rect for row in rows(root) for rect in row.iter(f"{SVG}rect") if rect.get("class") == "changing"]
    assert blocks
    assert all(len(list(row.iter(f"{SVG}rect"))) < 60 for row in rows(root))
    assert "more changes, then" in told(root)
