"""Letters: greeting, paragraphs, sentences and ending; what is quoted is left out, and every part keeps its place."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings, strategies as st

from followup_rules.drafts.letter import Letter, Span, parse_letter, plain
from ids import stable_id

SENDER = "Marta Núñez"
THANKS = "Thank you for your time on Monday. I enjoyed our talk."
HOPE = "I look forward to hearing from you."
BODY = f"{THANKS}\n\n{HOPE}"
GREETING = "Dear Dana,"
ENDING = "Kind regards,\nMarta Núñez"
WHOLE = f"{GREETING}\n\n{BODY}\n\n{ENDING}"
IN_PARTS = [["Thank you for your time on Monday.", "I enjoyed our talk."], ["I look forward to hearing from you."]]


def read(text: str, *names: str) -> Letter:
    """The parts of a letter to some names, or to Dana Wu."""
    return parse_letter(text, names or ("Dana Wu",), SENDER)


def said(letter: Letter) -> list[list[str]]:
    """The sentences, paragraph by paragraph."""
    return [[sentence.text for sentence in paragraph] for paragraph in letter.paragraphs]


def text_of(span: Span | None) -> str | None:
    """What a part says, if there is one."""
    return None if span is None else span.text


def ending(letter: Letter) -> list[str]:
    """The lines of the ending."""
    return [part.text for part in letter.ending]


def spans(letter: Letter) -> Iterator[Span]:
    """Every part of a letter, in order; the closing is one of the ending."""
    yield from (letter.greeting,) if letter.greeting else ()
    yield from letter.sentences
    yield from letter.ending


# -- the greeting


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Dana,",
        "Dear Dana",
        "Dear Dana;",
        "dear dana,",
        "DEAR DANA,",
        "Dear Ms Wu,",
        "Dear Ms. Wu,",
        "Dear Dr Wu:",
        "Dear Prof. Wu,",
        "Dear Dr. St. John,",
        "Dear Mary-Jane,",
        "Dear Ms O'Neill,",
        "Dear Ms. Wu and Mr. Pike,",
        "Dear Ms. Wu, Dr. Shah, and Mr. Lee,",
        "Dear Dana Wu, Priya Shah and Tom Lee,",
        "Dear Sir or Madam,",
        "Dear Hiring Manager,",
        "Dear all,",
        "Dear [Name],",
        "Hi Dana",
        "Hi Dana!",
        "Hi there,",
        "Hiya Dana,",
        "Hey Dana -",
        "Hello Dana and Priya,",
        "Hello Dana, Priya and Tom,",
        "Good morning Dana,",
        "Good morning, Dana.",
        "Greetings,",
        "Dana, hi,",
        "Dana,",
        "Ms. Wu:",
        "Dana -",
        "To whom it may concern,",
        "To Whom It May Concern:",
        "To the hiring team,",
        "To Dana Wu,",
    ],
)
def test_a_greeting_on_a_line_of_its_own(greeting: str) -> None:
    """It is all of the line, and no paragraph."""
    letter = read(f"{greeting}\n\n{BODY}\n\n{ENDING}")
    assert text_of(letter.greeting) == greeting
    assert said(letter) == IN_PARTS
    assert ending(letter) == ["Kind regards,", "Marta Núñez"]


def test_a_name_alone_greets_only_those_whom_the_letter_is_to() -> None:
    """Another one's is a paragraph."""
    letter = read(f"Priya,\n\n{BODY}\n\n{ENDING}")
    assert letter.greeting is None
    assert said(letter) == [["Priya,"], *IN_PARTS]
    assert text_of(read(f"Priya,\n\n{BODY}", "Dana Wu", "Priya Shah").greeting) == "Priya,"


@pytest.mark.parametrize(
    ("line", "greeting", "rest"),
    [
        ("Dear Dana, thank you for your time.", "Dear Dana,", "thank you for your time."),
        ("Hi Dana! Thank you for your time.", "Hi Dana!", "Thank you for your time."),
        ("Hi Dana - thank you for your time.", "Hi Dana -", "thank you for your time."),
        ("Dear Dr. Wu, thank you for your time.", "Dear Dr. Wu,", "thank you for your time."),
        ("Dear Dr. Wu. Thank you for your time.", "Dear Dr. Wu.", "Thank you for your time."),
        ("Good morning, Dana. Thank you for your time.", "Good morning, Dana.", "Thank you for your time."),
    ],
)
def test_a_greeting_at_the_head_of_a_line(line: str, greeting: str, rest: str) -> None:
    """What stands behind it is the first sentence."""
    letter = read(f"{line}\n\n{ENDING}")
    assert text_of(letter.greeting) == greeting
    assert said(letter) == [[rest]]


@pytest.mark.parametrize(
    ("script", "greeting", "sentences"),
    [
        (
            "Hi Dana, this is Marta Núñez. Thank you for your time. My number is 07700 900412.",
            "Hi Dana,",
            ["this is Marta Núñez.", "Thank you for your time.", "My number is 07700 900412."],
        ),
        (
            "Hi Dana it's Marta Núñez here. Thank you for your time.",
            "Hi Dana",
            ["it's Marta Núñez here.", "Thank you for your time."],
        ),
        (
            "Hello, this is a message for Dana Wu. I am calling to thank you for your time.",
            "Hello,",
            ["this is a message for Dana Wu.", "I am calling to thank you for your time."],
        ),
        (
            "Good afternoon, my name is Marta Núñez. I am calling for Dana Wu.",
            "Good afternoon,",
            ["my name is Marta Núñez.", "I am calling for Dana Wu."],
        ),
        (
            "Good morning Dana this is Marta. Thank you for your time.",
            "Good morning Dana",
            ["this is Marta.", "Thank you for your time."],
        ),
    ],
    ids=["this is", "no comma", "message for", "my name", "good morning"],
)
def test_the_greeting_of_a_script_ends_where_the_writer_begins_to_speak(
    script: str, greeting: str, sentences: list[str]
) -> None:
    """A script is one paragraph, without an ending."""
    letter = read(script)
    assert text_of(letter.greeting) == greeting
    assert said(letter) == [sentences]
    assert ending(letter) == []


def test_a_letterhead_may_stand_above_the_greeting() -> None:
    """Sender, date and address are no paragraphs."""
    head = (
        "Marta Núñez\n12 Mill Lane, Leeds LS1 4DT\n+44 7700 900412\n\n7 October 2025\n\nMs Dana Wu\nNorthwind plc\n\n"
    )
    letter = read(head + WHOLE)
    assert text_of(letter.greeting) == "Dear Dana,"
    assert said(letter) == IN_PARTS


def test_a_greeting_below_a_sentence_is_none() -> None:
    """A letter begins with its greeting."""
    letter = read(f"I enjoyed our talk about the warehouse on Monday.\n\n{GREETING}\n\n{HOPE}")
    assert letter.greeting is None
    assert said(letter) == [["I enjoyed our talk about the warehouse on Monday."], ["Dear Dana,"], [HOPE]]


def test_blank_lines_above_the_greeting_do_not_matter() -> None:
    """Nor do those between paragraphs, however many, or those below."""
    letter = read(f"\n\n   \n{GREETING}\n\n\n\n\n{THANKS}\n \n\t\n{HOPE}\n\n\n\n{ENDING}\n\n\n")
    assert text_of(letter.greeting) == "Dear Dana,"
    assert said(letter) == IN_PARTS
    assert ending(letter) == ["Kind regards,", "Marta Núñez"]


# -- the ending


@pytest.mark.parametrize(
    "formula",
    [
        "Kind regards,",
        "Kind Regards.",
        "Best regards",
        "BEST REGARDS,",
        "With kind regards",
        "Best,",
        "Best wishes -",
        "All the best,",
        "Sincerely,",
        "Yours sincerely",
        "Yours faithfully,",
        "Respectfully,",
        "Thanks and regards,",
        "Many thanks and best wishes,",
    ],
)
def test_a_closing_formula_begins_the_ending(formula: str) -> None:
    """Name and addresses stand below it."""
    letter = read(f"{GREETING}\n\n{BODY}\n\n{formula}\n\nMarta Núñez\n+44 7700 900412\nmarta@mail.example")
    assert text_of(letter.closing) == formula
    assert ending(letter) == [formula, "Marta Núñez", "+44 7700 900412", "marta@mail.example"]
    assert said(letter) == IN_PARTS


@pytest.mark.parametrize("thanks", ["Thanks,", "Many thanks,", "Thank you!", "Thanks again,", "Cheers,"])
def test_bare_thanks_begin_an_ending_and_are_no_closing(thanks: str) -> None:
    """They are no paragraph either."""
    letter = read(f"{GREETING}\n\n{BODY}\n\n{thanks}\nMarta")
    assert letter.closing is None
    assert ending(letter) == [thanks, "Marta"]
    assert said(letter) == IN_PARTS


def test_a_closing_may_stand_at_the_end_of_the_last_line() -> None:
    """With the name behind it, behind a full stop."""
    letter = read(f"{GREETING}\n\n{THANKS} Kind regards, Marta")
    assert text_of(letter.closing) == "Kind regards, Marta"
    assert ending(letter) == ["Kind regards, Marta"]
    assert said(letter) == IN_PARTS[:1]


@pytest.mark.parametrize("line", ["Best regards, Marta", "Kind regards, Marta Núñez"])
def test_a_closing_may_stand_on_one_line_with_the_name(line: str) -> None:
    """Below a blank line, as well as behind a sentence."""
    assert text_of(read(f"{GREETING}\n\n{BODY}\n\n{line}").closing) == line


def test_a_postscript_is_part_of_the_body() -> None:
    """And the ending is what stands above it."""
    letter = read(f"{WHOLE}\n\nP.S. The article: https://news.example/a")
    assert letter.sentences[-1].text == "The article: https://news.example/a"
    assert ending(letter) == ["Kind regards,", "Marta Núñez"]


def test_a_postscript_does_not_hide_the_closing() -> None:
    """A sentence below the name leaves the closing where it is."""
    assert text_of(read(f"{WHOLE}\n\nP.S. I enjoyed the tour of the depot.").closing) == "Kind regards,"


@pytest.mark.parametrize("delimiter", ["-- ", "--"])
def test_a_signature_stands_below_two_dashes(delimiter: str) -> None:
    """Whatever it says; the closing above it is found."""
    signature = "Marta Núñez\nI build warehouses. Ask me how.\nhttps://marta.example"
    letter = read(f"{WHOLE}\n\n{delimiter}\n{signature}\n")
    assert text_of(letter.closing) == "Kind regards,"
    assert ending(letter) == ["Kind regards,", "Marta Núñez", *signature.split("\n")]
    assert said(letter) == IN_PARTS


def test_a_signature_without_a_closing_is_an_ending() -> None:
    """And no closing."""
    letter = read(f"{GREETING}\n\n{BODY}\n\n-- \nMarta Núñez")
    assert letter.closing is None
    assert ending(letter) == ["Marta Núñez"]


@pytest.mark.parametrize("name", ["Marta", "Marta Núñez", "M. Núñez"])
def test_a_name_alone_is_an_ending(name: str) -> None:
    """And no paragraph."""
    letter = read(f"{GREETING}\n\n{BODY}\n\n{name}")
    assert letter.closing is None
    assert ending(letter) == [name]
    assert said(letter) == IN_PARTS


def test_a_letter_may_end_with_its_last_sentence() -> None:
    """Then there is no ending."""
    letter = read(f"{GREETING}\n\n{BODY}")
    assert (letter.closing, letter.ending) == (None, ())
    assert said(letter) == IN_PARTS


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Sent from Yahoo Mail on Android",
        "Sent with Proton Mail secure email.",
        "Sent via the Samsung Galaxy S21",
        "Get Outlook for iOS",
    ],
)
def test_what_a_mail_program_adds_is_left_out(line: str) -> None:
    """The letter is the same without it."""
    assert read(f"{WHOLE}\n\n{line}") == read(WHOLE)


@pytest.mark.parametrize(
    ("text", "greeting", "closing", "below"),
    [
        ("", None, None, []),
        (" \n\t\n", None, None, []),
        ("Dear Dana,", "Dear Dana,", None, []),
        ("Kind regards,\nMarta Núñez", None, "Kind regards,", ["Kind regards,", "Marta Núñez"]),
        ("-- \nMarta Núñez", None, None, ["Marta Núñez"]),
        ("Thanks", None, None, ["Thanks"]),
        ("> We will be in touch.\n> Dana\n", None, None, []),
        ("Dear Dana,\n\nKind regards,\nMarta", "Dear Dana,", "Kind regards,", ["Kind regards,", "Marta"]),
    ],
    ids=["nothing", "blanks", "greeting", "ending", "signature", "thanks", "quote", "greeting and ending"],
)
def test_a_letter_without_a_body(text: str, greeting: str | None, closing: str | None, below: list[str]) -> None:
    """Has no paragraph, no sentence and no word."""
    letter = read(text)
    assert text_of(letter.greeting) == greeting
    assert text_of(letter.closing) == closing
    assert ending(letter) == below
    assert (letter.paragraphs, letter.sentences, letter.words) == ((), (), 0)


# -- what is quoted


@pytest.mark.parametrize(
    "history",
    [
        "> We will be in touch.\n>\n> > Older still.\n> Dana\n",
        "  > We will be in touch.\n",
        "On Mon, 6 Oct 2025 at 18:02, Dana Wu <dana@acme.example> wrote:\n> We will be in touch.\n",
        "On Mon, 6 Oct 2025 at 18:02, Dana Wu <dana@acme.example> wrote:\n\nWe will be in touch.\n\nDana\n",
        "On Mon, 6 Oct 2025 at 18:02, Dana Wu of Acme\n<dana@acme.example> wrote:\n\nWe will be in touch.\n",
        "On Mon, 6 Oct 2025 at 18:02,\nDana Wu of Acme\n<dana@acme.example> wrote:\n\nWe will be in touch.\n",
        "Dana Wu wrote:\n\nWe will be in touch.\n",
        "-----Original Message-----\nFrom: Dana Wu\nSent: Monday\n\nWe will be in touch.\n",
        "----- Original Message -----\nWe will be in touch.\n",
        "---------- Forwarded message ---------\nFrom: Dana Wu\n\nWe will be in touch.\n",
        "Begin forwarded message:\n\nFrom: Dana Wu\n\nWe will be in touch.\n",
        "From: Dana Wu <d@acme.example>\nSent: Monday\nTo: Marta\nSubject: Next\n\nWe will be in touch.\n",
        "From: Dana Wu\nTo: Marta\n\nWe will be in touch.\n",
        "*From:* Dana Wu <d@acme.example>\n*Sent:* Monday\n\nWe will be in touch.\n",
        "________________________________\nFrom: Dana Wu\nWe will be in touch.\n",
    ],
    ids=[
        "angles",
        "indented angles",
        "on wrote",
        "on wrote, no angles",
        "wrapped once",
        "wrapped twice",
        "wrote",
        "original message",
        "spaced original message",
        "forwarded",
        "forwarded by apple",
        "outlook",
        "outlook without sent",
        "outlook in bold",
        "outlook's line",
    ],
)
def test_an_earlier_message_is_left_out(history: str) -> None:
    """The letter is the same without it."""
    assert read(f"{WHOLE}\n\n{history}") == read(WHOLE)


def test_answers_between_quoted_lines_are_the_writers_own() -> None:
    """Each is a paragraph."""
    letter = read(f"> Could you start soon?\n\nYes, gladly.\n\n> And where?\n\nIn Leeds.\n\n{ENDING}")
    assert said(letter) == [["Yes, gladly."], ["In Leeds."]]
    assert text_of(letter.closing) == "Kind regards,"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("From: the very first minute I enjoyed it.", ["From: the very first minute I enjoyed it."]),
        (
            "On Monday we spoke about the warehouse, as you wrote: all of it.",
            ["On Monday we spoke about the warehouse, as you wrote: all of it."],
        ),
        ("A score > 3 is good.", ["A score > 3 is good."]),
    ],
    ids=["from", "on and wrote", "an angle within"],
)
def test_a_sentence_that_only_looks_like_a_quote_stays(text: str, sentences: list[str]) -> None:
    """What quotes a message is a line of its own, or a head of several."""
    letter = read(f"{GREETING}\n\n{text}\n\n{ENDING}")
    assert said(letter) == [sentences]
    assert text_of(letter.closing) == "Kind regards,"


# -- the body

FIRST = (
    "Thank you very much for taking the time to talk with me on Monday\nabout the data engineer post. I enjoyed"
    " hearing how the team moved the\nwarehouse to streaming."
)
SECOND = "I look forward to hearing from you, and would gladly send whatever\nelse would help you with this."
LONG = "Thank you very much for taking the time to talk with me on Monday about the data engineer post, and the tour."


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (THANKS, 1),
        (BODY, 2),
        (f"{FIRST}\n\n{SECOND}", 2),
        (f"{FIRST}\n{SECOND}", 2),
        (f"{LONG}\n{HOPE}", 2),
        (f"{LONG}\n{LONG}\n{LONG}", 3),
        (f"{LONG}\n\n{HOPE}\n\n{HOPE}\n\n{HOPE}\n\n{HOPE}", 5),
        ("I would bring:\n\n- eight years of Python\n- two of Spark\n\nI hope that helps.", 2),
        ("I would bring:\n* eight years of Python\n* two of Spark\n\nI hope that helps.", 2),
        ("I have two questions:\n\n1. When do you decide?\n2) Who decides?\n\nThank you for your help.", 2),
        ("I would bring:\n\n\u2022 eight years of Python\n\u2022 two of Spark\n\nI hope that helps.", 2),
        ("- eight years of Python\n- two of Spark\n\nI hope that helps.", 2),
    ],
    ids=[
        "one line",
        "blank line",
        "hard-wrapped",
        "hard-wrapped, no blank line",
        "long lines, no blank line",
        "three long lines",
        "five",
        "dashes",
        "stars, no blank line",
        "numbers",
        "bullets",
        "list without a head",
    ],
)
def test_paragraphs(body: str, paragraphs: int) -> None:
    """They are parted by blank lines, or where a line ends early; a list belongs to the line that announces it."""
    letter = read(f"{GREETING}\n\n{body}\n\n{ENDING}")
    assert len(letter.paragraphs) == paragraphs
    assert text_of(letter.greeting) == "Dear Dana,"
    assert text_of(letter.closing) == "Kind regards,"


def test_no_blank_line_anywhere() -> None:
    """Greeting, paragraphs and ending are told apart all the same."""
    letter = read(f"{GREETING}\n{FIRST}\n{SECOND}\n{ENDING}")
    assert text_of(letter.greeting) == "Dear Dana,"
    assert [len(sentences) for sentences in said(letter)] == [2, 1]
    assert ending(letter) == ["Kind regards,", "Marta Núñez"]


def test_a_sentence_goes_on_over_the_end_of_a_line() -> None:
    """As one, with a blank for the line break."""
    assert said(read(f"{GREETING}\n\n{FIRST}\n\n{ENDING}")) == [
        [
            "Thank you very much for taking the time to talk with me on Monday about the data engineer post.",
            "I enjoyed hearing how the team moved the warehouse to streaming.",
        ]
    ]


def test_each_item_of_a_list_is_a_sentence() -> None:
    """One that goes on below, too."""
    body = (
        "Thank you for your time. I would bring:\n\n- eight years of Python,\nmost of them in logistics\n- two of Spark"
    )
    assert said(read(f"{GREETING}\n\n{body}\n\n{HOPE}\n\n{ENDING}")) == [
        [
            "Thank you for your time.",
            "I would bring:",
            "- eight years of Python, most of them in logistics",
            "- two of Spark",
        ],
        [HOPE],
    ]


def test_the_number_of_an_item_is_no_sentence() -> None:
    """An item with a number is one sentence, like any other."""
    body = "I have two questions:\n\n1. When do you decide?\n2. Who decides?\n\nThank you for your help."
    assert said(read(f"{GREETING}\n\n{body}\n\n{ENDING}"))[0] == [
        "I have two questions:",
        "1. When do you decide?",
        "2. Who decides?",
    ]


def test_abbreviations_end_no_sentence() -> None:
    """Titles and hours do not."""
    body = "I met Dr. Shah and Mr. Lee at 3 p.m. on Monday. Both were kind."
    assert said(read(f"{GREETING}\n\n{body}\n\n{ENDING}")) == [
        ["I met Dr. Shah and Mr. Lee at 3 p.m. on Monday.", "Both were kind."]
    ]


def test_words_are_those_of_the_body() -> None:
    """Without greeting and ending; one with an apostrophe, a hyphen or a dot is one."""
    assert read(WHOLE).words == 18
    assert read(f"{GREETING}\n\nI'm a so-called Node.js expert, 100 % sure.\n\n{ENDING}").words == 7


# -- how it is written


def test_line_ends_of_windows() -> None:
    """The same parts, at the places where they are in the text as it is given."""
    text = WHOLE.replace("\n", "\r\n")
    letter = read(text)
    assert said(letter) == IN_PARTS
    assert text_of(letter.greeting) == "Dear Dana,"
    assert ending(letter) == ["Kind regards,", "Marta Núñez"]
    assert [text[span.start : span.end] for span in spans(letter)] == [span.text for span in spans(letter)]


def test_typographic_marks_read_as_plain_ones() -> None:
    """Quotation marks, apostrophes and dashes; their places stay."""
    written = "I\u2019m grateful for \u201cthe tour\u201d \u2013 I\u2019d gladly join."
    text = f"Dear Ms O\u2019Neill,\n\n{written}\n\n{ENDING}"
    letter = read(text)
    assert text_of(letter.greeting) == "Dear Ms O'Neill,"
    assert said(letter) == [["I'm grateful for \"the tour\" - I'd gladly join."]]
    (sentence,) = letter.sentences
    assert text[sentence.start : sentence.end] == written


def test_blanks_that_do_not_break_read_as_blanks() -> None:
    """In greeting, body and ending, and on lines of their own."""
    letter = read(WHOLE.replace(" ", "\u00a0").replace("\n\n", "\n\u00a0\u202f\n"))
    assert text_of(letter.greeting) == "Dear Dana,"
    assert said(letter) == IN_PARTS
    assert ending(letter) == ["Kind regards,", "Marta Núñez"]


def test_a_mark_of_the_byte_order_is_no_letter() -> None:
    """As some editors put one before a file."""
    letter = read("\ufeff" + WHOLE)
    assert letter.greeting == Span(1, 11, "Dear Dana,")
    assert said(letter) == IN_PARTS


def test_letters_beyond_the_first_plane_keep_their_places() -> None:
    """Places count characters, whatever bytes they take."""
    text = (
        "Dear Dana,\n\n\U0001f64f Thank you! \U0001f389 It was good \u2013 łódź, 東京. Bye now.\n\nKind regards,\nMarta"
    )
    letter = read(text)
    assert letter.sentences
    assert letter.sentences[-1].text == "Bye now."
    assert all(plain(text)[span.start : span.end] == span.text for span in spans(letter))


def test_plain_text_is_as_long_as_it_was() -> None:
    """Character by character."""
    written = "\u2018\u2019\u201c\u201d\u00ab\u2013\u2014\u00a0\t\r\u200b\ufeffaé"
    assert plain(written) == '\'\'"""--     aé'


# -- laws

_PIECES = st.sampled_from(
    [
        *(
            "Dear Dana,",
            "Hi Dana! ",
            "Dana,",
            "Dr. ",
            THANKS,
            HOPE,
            ENDING,
            "Thanks,",
            "-- ",
            "> ",
            "- a",
            "1. a",
            "a:",
        ),
        *(
            "\n",
            "\n\n",
            "\r\n",
            "On Mon wrote:",
            "From: x",
            "Sent: x",
            "\u00a0",
            "\u2019",
            "\U0001f600",
            "e\u0301",
            ".",
        ),
        *("Sent from my iPhone", "_" * 20, "Best regards, Marta", "marta@mail.example", " ", "?", "\u2028"),
    ]
)
TEXTS = st.lists(_PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=25).map("".join)


@settings(deadline=None, derandomize=True, database=None, max_examples=300)
@given(TEXTS)
def test_every_part_is_where_it_says(text: str) -> None:
    """Its text is that of its place in plain spelling, without blanks around it, and parts follow one another."""
    letter = read(text)
    end = 0
    for span in spans(letter):
        assert end <= span.start < span.end <= len(text)
        assert span.text == plain(text)[span.start : span.end].replace("\n", " ") == span.text.strip()
        end = span.end
    assert letter.closing is None or letter.closing in letter.ending
    assert all(letter.paragraphs)


# -- time


def _seconds(text: str) -> float:
    """How long it takes to part a text; the collector, which takes longer the more there is, waits."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        read(text)
        return time.process_time() - started
    finally:
        gc.enable()


def _grows(repeated: str, length: int, times: int) -> float:
    """How many times as long a text takes that is so many times as long: the best of up to four runs by turns."""
    short, long = (repeated * (characters // len(repeated)) + "x" for characters in (length, times * length))
    runs: list[tuple[float, float]] = []
    best = of_long = 0.0
    while len(runs) < 4:
        runs.append((_seconds(short), _seconds(long)))
        best, of_long = min(one for one, _ in runs), min(several for _, several in runs)
        if of_long < 1.25 * times * best:
            break
    return of_long / best


@pytest.mark.parametrize(
    "repeated",
    [
        *(
            "thank you for ",
            "a",
            "ab\n",
            "> a\n",
            "( ",
            "Dear ",
            "Dear Dana,\n",
            "7",
            ". ",
            "On Monday \n",
            "From: a\n",
        ),
        "- a\n",
    ],
    ids=stable_id,
)
@pytest.mark.long
def test_parting_takes_time_in_proportion_to_the_length(repeated: str) -> None:
    """Of 500,000 characters less than three times as long as of 250,000."""
    assert _grows(repeated, 250_000, 2) < 3


@pytest.mark.parametrize(("repeated", "length"), [("\n", 800), ("ab\n\n", 16_000)], ids=["blank", "every other"])
def test_blank_lines_take_time_in_proportion_to_their_number(repeated: str, length: int) -> None:
    """Of four times as many less than eight times as long."""
    assert _grows(repeated, length, 4) < 8
