"""What a draft shows, element by element, told from its text and from what is known beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise, permutations
from typing import Final

import attrs

from followup_rules.drafts.draft import Draft
from followup_rules.drafts.english import dates, frame, phrases
from followup_rules.drafts.letter import Letter, Span, parse_letter, plain
from followup_rules.drafts.names import first_names, folded, is_slip, spellings, words_of
from followup_rules.rules.conditions import MAYBE, NO, YES
from followup_rules.rules.text_rules import Counted, Match, Passage, TextFeature
from followup_rules.temporal.values import lazy
from followup_rules.timeline.vocabulary import VOICE, Channel

# what is told by comparing the text with what is known, or is plain to see; all else is told by turns of phrase, or by
# what a message mostly looks like, and can be wrong
EXACT: Final = frozenset(
    {TextFeature.LINK, TextFeature.SAME_AS_ANOTHER, TextFeature.SUBJECT, TextFeature.TO_AN_INTERVIEWER}
)
# where nothing has to stand in a place of its own
_UNFRAMED: Final = frozenset({*VOICE, Channel.TEXT_MESSAGE})
_AN_INTRODUCTION: Final = 12
_A_WISH: Final = 16
_LONG_NAME: Final = 7
_ENOUGH: Final = 40
_FEW_WORDS: Final = 4
_NOTHING: Final = Match(NO)


@attrs.frozen
class Known:
    """
    What is known beside the text: the date it is, the interviewers, the dates of `interviews` that it may be about and
    of `all_interviews`, those to come too, and other drafts.
    """

    today: date
    interviewers: tuple[str, ...] = ()
    interviews: frozenset[date] = frozenset()
    all_interviews: frozenset[date] = frozenset()
    others: tuple[Draft, ...] = ()


class ParsedDraft:
    """A draft, read: what it shows, and how much of it there is. Everything is worked out when it is first asked."""

    def __init__(self, draft: Draft, known: Known) -> None:
        self.draft = draft
        self.known = known
        self._seen: dict[TextFeature, Match] = {}

    @lazy
    def letter(self) -> Letter:
        """The text in its parts."""
        return parse_letter(self.draft.body, self._names, self.draft.sender)

    @lazy
    def _names(self) -> tuple[str, ...]:
        """Those it is to; where that is not said, those who interviewed."""
        return self.draft.to or self.known.interviewers

    # -- what is asked of a text

    def element(self, element: TextFeature) -> Match:
        """Whether it shows an element, and where."""
        if element not in self._seen:
            told = _TOLD.get(element)
            self._seen[element] = told(self) if told else self._by_phrase(element)
        return self._seen[element]

    def count(self, counted: Counted) -> int:
        """How many words or paragraphs its body has; `paragraphs_and_frame` counts greeting and ending too."""
        if counted == "words":
            return self.letter.words
        frame_parts = (self.letter.greeting, self.letter.ending or None) if counted == "paragraphs_and_frame" else ()
        return len(self.letter.paragraphs) + sum(part is not None for part in frame_parts)

    def beyond(self, counted: Counted, most: int) -> tuple[Passage, ...]:
        """What stands beyond so many words or paragraphs."""
        if counted != "words":
            over = self.letter.paragraphs[most:]
            return tuple(self._passage(paragraph[0].start, paragraph[-1].end) for paragraph in over)
        for sentence in self._said:
            found = len(frame.WORD.findall(sentence.text))
            if found > most:
                return (self._passage(sentence.start, self._said[-1].end),)
            most -= found
        return ()

    # -- places

    @lazy
    def starts_us(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.draft.body))]

    def _passage(self, start: int, end: int) -> Passage:
        line = bisect_right(self.starts_us, start)
        return Passage("body", start, end, line, start - self.starts_us[line - 1] + 1, self.draft.body[start:end])

    def _of(self, spans: Iterable[Span]) -> Match:
        """What is shown by some stretches of the body, or is not where there are none."""
        passages = tuple(self._passage(span.start, span.end) for span in spans)
        return Match(YES, passages) if passages else _NOTHING

    def _each(self, pattern: re.Pattern[str], parts: Iterable[Span]) -> Match:
        """Every place in some parts where a pattern is found."""
        found = ((part, match) for part in parts for match in pattern.finditer(part.text))
        return self._of(Span(part.start + m.start(), part.start + m.end(), m.group()) for part, m in found)

    def _of_subject(self, shown: bool) -> Match:
        subject = self.draft.subject or ""
        return Match(YES, (Passage("subject", 0, len(subject), 1, 1, subject),)) if shown else _NOTHING

    # -- by turns of phrase

    @lazy
    def in_english(self) -> bool:
        """Whether its sentences are in English, so far as their commonest words tell."""
        return frame.in_english(" ".join(sentence.text for sentence in self._said[:_ENOUGH]))

    @lazy
    def attaches(self) -> tuple[Passage, ...]:
        """Where it says that something is attached."""
        return self._of(sentence for sentence in self._said if frame.ATTACHES.search(sentence.text)).passages

    def _by_phrase(self, element: TextFeature) -> Match:
        """By its words; where they do not tell, what words can overlook is open, and so is all in another language."""
        return self._or_open(element, self._of(s for s in self._said if _says(element, s.text)))

    def _or_open(self, element: TextFeature, seen: Match) -> Match:
        overlooked = phrases.overlooked(element) or not self.in_english
        return Match(MAYBE) if seen.truth == NO and self._said and overlooked else seen

    def _interest_in_company(self) -> Match:
        # the company's own name reads as any other word for it
        name = self.draft.company and re.compile(rf"(?<!\w){re.escape(plain(self.draft.company))}(?!\w)", re.IGNORECASE)
        texts = (
            (sentence, name.sub("your company", sentence.text) if name else sentence.text) for sentence in self._said
        )
        found = (sentence for sentence, text in texts if _says(TextFeature.INTEREST_IN_COMPANY, text))
        return self._or_open(TextFeature.INTEREST_IN_COMPANY, self._of(found))

    @lazy
    def _said(self) -> tuple[Span, ...]:
        return self.letter.sentences

    @lazy
    def _opening(self) -> Span | None:
        """The first sentence that is no wish for the reader's well-being, and does not merely say who writes."""
        for sentence in self._said:
            words = len(frame.WORD.findall(sentence.text))
            wish = words <= _A_WISH and _says(TextFeature.STOCK_WISH, sentence.text)
            introduction = words <= _AN_INTRODUCTION and frame.INTRODUCTION.match(sentence.text)
            if not introduction and not (wish and not _says(TextFeature.THANKS, sentence.text)):
                return sentence
        return None

    def _opens_with(self, *elements: TextFeature) -> Match:
        opening = self._opening
        shown = opening is not None and any(_says(element, opening.text) for element in elements)
        return self._or_open(elements[0], self._of([opening] if opening and shown else []))

    # -- the greeting and the ending

    def _salutation(self) -> Match:
        return self._of([self.letter.greeting] if self.letter.greeting else [])

    @lazy
    def _greeted(self) -> tuple[str, ...]:
        """The words of the greeting that may be a name."""
        greeting = self.letter.greeting
        said = greeting.text if greeting and not frame.TO_NOBODY.match(greeting.text) else ""
        if self.draft.channel in VOICE and self._said:
            # in a script the name may follow: this is a message for ...
            said += " " + " ".join(self._said[0].text.split()[:_AN_INTRODUCTION])
        return _names_in(said)

    def _addressee_named(self) -> Match:
        return self._greets(frozenset().union(*(spellings(word) for name in self._names for word in words_of(name))))

    def _first_name(self) -> Match:
        return self._greets(first_names(self._names))

    def _greets(self, names: frozenset[str]) -> Match:
        if not self._greeted:
            return _NOTHING
        if not self._names:
            return Match(MAYBE, missing=frozenset({"to"}))
        return self._salutation() if any(spellings(word) & names for word in self._greeted) else _NOTHING

    def _misspelled_name(self) -> Match:
        names = (*self.draft.to, *self.known.interviewers)
        if not names:
            return Match(MAYBE, missing=frozenset({"to"}))
        greeting = self.letter.greeting
        written = _names_in(greeting.text if greeting else "")
        known = {folded(word) for name in names for word in words_of(name)}
        beside = any(folded(word) in known for word in written)
        if greeting and any(
            is_slip(word, names, beside=beside) for word in written if folded(word) not in frame.TITLES
        ):
            return self._of([greeting])
        return self._of(sentence for sentence in self._said if _names_with_a_slip(sentence.text, names, known))

    def _closing(self) -> Match:
        return self._of([self.letter.closing] if self.letter.closing else [])

    def _full_name(self) -> Match:
        if self.draft.sender is None:
            return Match(MAYBE, missing=frozenset({"sender"}))
        words = [folded(word) for word in words_of(self.draft.sender)]
        return self._of(
            part
            for part in self._where_one_is_named
            if _in_full(
                words, {each for word in words_of(frame.ADDRESSES.sub(" ", part.text)) for each in spellings(word)}
            )
        )

    @property
    def _where_one_is_named(self) -> tuple[Span, ...]:
        return self.letter.everything if self.draft.channel in _UNFRAMED else self.letter.ending

    def _contact_details(self) -> Match:
        pattern = frame.SPOKEN_CONTACT if self.draft.channel in _UNFRAMED else frame.CONTACT
        return self._of(part for part in self._where_one_is_named if pattern.search(part.text))

    def _ending_in_order(self) -> Match:
        places = [
            min(passage.start for passage in seen.passages)
            for seen in (self._closing(), self._full_name(), self._contact_details())
            if seen.passages
        ]
        return Match(YES) if places == sorted(places) else _NOTHING

    # -- the subject

    def _subject(self) -> Match:
        return self._of_subject(bool(self.draft.subject))

    def _subject_purpose(self) -> Match:
        subject = plain(self.draft.subject or "")
        return self._of_subject(frame.tells_its_purpose(subject))

    def _bare_subject(self) -> Match:
        return self._of_subject(bool(self.draft.subject) and frame.is_bare(plain(self.draft.subject or "")))

    def _subject_job(self) -> Match:
        if self.draft.job_title is None:
            return Match(MAYBE, missing=frozenset({"job_title"})) if self.draft.subject else _NOTHING
        return self._of_subject(_names_job(self.draft.job_title, self.draft.subject or ""))

    # -- the job and the day

    def _job_title(self) -> Match:
        title = self.draft.job_title
        if title is None:
            return Match(MAYBE, missing=frozenset({"job_title"}))
        in_subject = self._subject_job()
        if in_subject.truth == YES:
            return in_subject
        return self._of(sentence for sentence in self._said if _names_job(title, sentence.text))

    def find(self, words: tuple[str, ...]) -> Match:
        """Where one of some words or phrases stands, in its sentences or its subject, in either case."""
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
        found = self._of(sentence for sentence in self._said if pattern.search(sentence.text))
        return (
            found if found.passages else self._of_subject(pattern.search(plain(self.draft.subject or "")) is not None)
        )

    @lazy
    def _days(self) -> tuple[tuple[Span, frozenset[date], bool], ...]:
        """Every day that is named: where, which it may be, and whether it is said of the interview."""
        found = []
        for sentence in self._said:
            for start, end, days in dates.days_named(sentence.text, self.known.today):
                if not dates.OF_A_DEADLINE.search(sentence.text, max(0, start - 60), start):
                    before = dates.OF_THE_TALK.search(sentence.text, max(0, start - 60), start)
                    of_the_talk = before or dates.THE_DAYS_TALK.match(sentence.text, end)
                    if dates.OF_ANOTHER_TALK.search(sentence.text, max(0, start - 60), start):
                        of_the_talk = None
                    place = sentence.start + start
                    span = Span(place, place + end - start, sentence.text[start:end])
                    found.append((span, days, of_the_talk is not None))
        return tuple(found)

    def _interview_date(self) -> Match:
        if not self.known.interviews:
            return Match(MAYBE, missing=frozenset({"interview"}))
        right = [span for span, days, _ in self._days if days & self.known.interviews]
        if right:
            return self._of(right)
        subject = plain(self.draft.subject or "")
        named = (days for _, _, days in dates.days_named(subject, self.known.today))
        return self._of_subject(any(days & self.known.interviews for days in named))

    def _wrong_interview_date(self) -> Match:
        if not self.known.interviews:
            return Match(MAYBE, missing=frozenset({"interview"}))
        today, right = self.known.today, self.known.interviews | self.known.all_interviews
        return self._of(
            span
            for span, days, of_the_talk in self._days
            if of_the_talk and not days & right and any(day <= today for day in days)
        )

    # -- the rest

    def _placeholder(self) -> Match:
        subject = self.draft.subject or ""
        if frame.PLACEHOLDER.search(subject):
            return self._of_subject(True)
        return self._each(frame.PLACEHOLDER, self.letter.everything)

    def _link(self) -> Match:
        return self._each(frame.WEB, self._said)

    def _encloses(self) -> Match:
        told = self._by_phrase(TextFeature.ENCLOSES)
        if told.truth == YES or not self.draft.attachments:
            return told
        names = "; ".join(self.draft.attachments)
        return Match(YES, (Passage("attachments", 0, len(names), 1, 1, names),))

    def _promised_documents(self) -> Match:
        if self.draft.documents_promised is None:
            return Match(MAYBE, missing=frozenset({"documents_promised"}))
        return self.element(TextFeature.ENCLOSES) if self.draft.documents_promised else Match(YES)

    def _to_an_interviewer(self) -> Match:
        if not self.draft.to:
            return Match(MAYBE, missing=frozenset({"to"}))
        if not self.known.interviewers:
            return Match(MAYBE, missing=frozenset({"interviewers"}))
        known = {" ".join(map(folded, words_of(name))) for name in self.known.interviewers}
        to = {" ".join(map(folded, words_of(name))) for name in self.draft.to}
        return Match(YES if to & known else NO)

    def _same_as_another(self) -> Match:
        mine = _without_names(self.draft, self.known.interviewers)
        same = any(_without_names(other, self.known.interviewers) == mine for other in self.known.others)
        return self._of([*self._said[:1]] if same else [])


_TOLD: Final[dict[TextFeature, Callable[[ParsedDraft], Match]]] = {
    TextFeature.SALUTATION: ParsedDraft._salutation,
    TextFeature.ADDRESSEE_NAMED: ParsedDraft._addressee_named,
    TextFeature.FIRST_NAME: ParsedDraft._first_name,
    TextFeature.MISSPELLED_NAME: ParsedDraft._misspelled_name,
    TextFeature.CLOSING: ParsedDraft._closing,
    TextFeature.FULL_NAME: ParsedDraft._full_name,
    TextFeature.CONTACT_DETAILS: ParsedDraft._contact_details,
    TextFeature.ENDING_IN_ORDER: ParsedDraft._ending_in_order,
    TextFeature.SUBJECT: ParsedDraft._subject,
    TextFeature.SUBJECT_PURPOSE: ParsedDraft._subject_purpose,
    TextFeature.SUBJECT_JOB: ParsedDraft._subject_job,
    TextFeature.BARE_SUBJECT: ParsedDraft._bare_subject,
    TextFeature.INTEREST_IN_COMPANY: ParsedDraft._interest_in_company,
    TextFeature.JOB_TITLE: ParsedDraft._job_title,
    TextFeature.INTERVIEW_DATE: ParsedDraft._interview_date,
    TextFeature.WRONG_INTERVIEW_DATE: ParsedDraft._wrong_interview_date,
    TextFeature.PLACEHOLDER: ParsedDraft._placeholder,
    TextFeature.LINK: ParsedDraft._link,
    TextFeature.ENCLOSES: ParsedDraft._encloses,
    TextFeature.PROMISED_DOCUMENTS: ParsedDraft._promised_documents,
    TextFeature.TO_AN_INTERVIEWER: ParsedDraft._to_an_interviewer,
    TextFeature.SAME_AS_ANOTHER: ParsedDraft._same_as_another,
    TextFeature.OPENS_WITH_THANKS: lambda text: text._opens_with(TextFeature.THANKS),
    TextFeature.OPENS_WITH_NO_WORD: lambda text: text._opens_with(TextFeature.NO_WORD_YET),
    TextFeature.OPENS_WITH_VALUE: lambda text: text._opens_with(TextFeature.RESEARCH, TextFeature.LINK),
    TextFeature.OPENS_WITH_QUESTION: lambda text: text._opens_with(
        TextFeature.STATUS_QUESTION, TextFeature.DECISION_QUESTION, TextFeature.NEXT_STEPS_QUESTION
    ),
}


def _says(element: TextFeature, text: str) -> bool:
    """Whether a sentence shows an element, by its words."""
    return frame.WEB.search(text) is not None if element is TextFeature.LINK else phrases.says(element, text)


def _names_in(greeting: str) -> tuple[str, ...]:
    """The words of a greeting that may be a name."""
    return tuple(word for word in words_of(greeting) if folded(word) not in frame.NO_NAMES)


def _in_full(name: list[str], said: set[str]) -> bool:
    """Whether a first name and some later part of a name are among the words that were said."""
    return bool(name) and name[0] in said and (len(name) == 1 or any(word in said for word in name[1:]))


def _names_with_a_slip(text: str, names: tuple[str, ...], known: set[str]) -> bool:
    """Whether a sentence spells a name with a slip: a long one, or one beside a title or another part of the name."""
    words = words_of(text)
    for before, word in pairwise(("", *words)):
        beside = folded(before) in frame.TITLES or folded(before) in known
        if (beside or (before and len(word) >= _LONG_NAME)) and word[:1].isupper() and is_slip(word, names):
            return True
    return False


def _names_job(title: str, text: str) -> bool:
    return _job_pattern(title).search(_folded_line(text)) is not None


def _folded_line(text: str) -> str:
    """A text without case and accents."""
    return folded(plain(text))


@lru_cache(maxsize=256)
def _job_pattern(title: str) -> re.Pattern[str]:
    """The words of a job title in any order, those that rank or join and what is bracketed left out, side by side."""
    unbracketed = re.sub(r"\([^()]*\)", " ", _folded_line(title))
    words = dict.fromkeys(re.findall(r"[^\W_]+[+#]*", unbracketed))
    telling = [word for word in words if word not in frame.RANKS] or list(words)
    orders = permutations(telling) if len(telling) <= _FEW_WORDS else [telling]
    between = rf"[^\w+#]{{1,4}}(?:(?:{'|'.join(sorted(frame.RANKS))})[^\w]{{1,4}}){{0,2}}"
    named = "|".join(between.join(map(re.escape, order)) for order in orders if order) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{named})(?:'?s|es)?(?!\w)")


def _without_names(draft: Draft, names: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a draft's body without anybody's name."""
    left_out = {folded(word) for name in (*draft.to, *names) for word in words_of(name)}
    return tuple(word for word in map(folded, words_of(draft.body)) if word not in left_out)
