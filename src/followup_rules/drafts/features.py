"""Reads a draft: which features its text has, where, and how long it is. The facts beside the text help to tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Final

import attrs

from followup_rules.drafts.draft import Draft
from followup_rules.drafts.english import dates, patterns, phrases, salutations
from followup_rules.drafts.english.sentences import in_english, words_in
from followup_rules.drafts.job_titles import names_job
from followup_rules.drafts.letter import Letter, Span, parse_letter, plain
from followup_rules.drafts.names import casefolded, first_names, is_misspelling, spellings, spellings_of_all, words_of
from followup_rules.rules.conditions import MAYBE, NO, YES
from followup_rules.rules.text_rules import Counted, Match, Passage, TextFeature
from followup_rules.temporal.values import lazy
from followup_rules.timeline.vocabulary import VOICE, Channel

# these are plain to see, or follow from known facts; every other feature is told by its words or its form, which can
# mislead
EXACT: Final = frozenset(
    {TextFeature.LINK, TextFeature.SAME_AS_ANOTHER, TextFeature.SUBJECT, TextFeature.TO_AN_INTERVIEWER}
)
_OPENINGS: Final = {
    TextFeature.OPENS_WITH_THANKS: (TextFeature.THANKS,),
    TextFeature.OPENS_WITH_NO_WORD: (TextFeature.NO_WORD_YET,),
    TextFeature.OPENS_WITH_VALUE: (TextFeature.RESEARCH, TextFeature.LINK),
    TextFeature.OPENS_WITH_QUESTION: (
        TextFeature.STATUS_QUESTION,
        TextFeature.DECISION_QUESTION,
        TextFeature.NEXT_STEPS_QUESTION,
    ),
}
# on these channels a message has no greeting or signature of its own
_WITHOUT_SIGNATURE: Final = frozenset({*VOICE, Channel.TEXT_MESSAGE})
_LONGEST_INTRODUCTION: Final = 12
_LONGEST_WISH: Final = 16
_LONG_NAME: Final = 7
_SENTENCES_FOR_LANGUAGE: Final = 40
_NOT_FOUND: Final = Match(NO)


@attrs.frozen
class DraftContext:
    """
    What is known about a draft beside its text: the date of writing, the interviewers, other drafts, the dates of the
    `interviews` that it may be about, and the dates of `all_interviews`, which may lie ahead.
    """

    today: date
    interviewers: tuple[str, ...] = ()
    interviews: frozenset[date] = frozenset()
    all_interviews: frozenset[date] = frozenset()
    others: tuple[Draft, ...] = ()


class ParsedDraft:
    """
    A draft that has been read. Each answer is worked out when it is first asked for.

    A method `read_...` reads the feature of that name. A feature without one is told by its phrases.
    """

    def __init__(self, draft: Draft, context: DraftContext) -> None:
        self.draft = draft
        self.context = context
        self._found: dict[TextFeature, Match] = {}

    @lazy
    def letter(self) -> Letter:
        """The parts of the text."""
        return parse_letter(self.draft.body, self._names, self.draft.sender)

    @lazy
    def _names(self) -> tuple[str, ...]:
        """The addressees; if they are not given, the interviewers."""
        return self.draft.to or self.context.interviewers

    def element(self, feature: TextFeature) -> Match:
        """Whether the text has a feature, and where."""
        if feature not in self._found:
            read = getattr(self, f"read_{feature}", None)
            if feature in _OPENINGS:
                self._found[feature] = self._opens_with(*_OPENINGS[feature])
            else:
                self._found[feature] = read() if read else self._by_phrases(feature)
        return self._found[feature]

    def find(self, words: tuple[str, ...]) -> Match:
        """Whether one of some words or phrases stands in a sentence or in the subject, in any case, and where."""
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
        found = self._match(sentence for sentence in self.letter.sentences if pattern.search(sentence.text))
        return found if found.passages else self._match_subject(bool(pattern.search(self._subject)))

    def count(self, counted: Counted) -> int:
        """How many words or paragraphs the body has; `paragraphs_and_frame` adds one each for greeting and ending."""
        if counted == "words":
            return self.letter.words
        framed = counted == "paragraphs_and_frame"
        return len(self.letter.paragraphs) + framed * (bool(self.letter.greeting) + bool(self.letter.ending))

    def beyond(self, counted: Counted, most: int) -> tuple[Passage, ...]:
        """What comes after the first *most* words or paragraphs of the body."""
        if counted != "words":
            over = self.letter.paragraphs[most:]
            return tuple(self._passage(paragraph[0].start, paragraph[-1].end) for paragraph in over)
        for sentence in self.letter.sentences:
            most -= words_in(sentence.text)
            if most < 0:
                return (self._passage(sentence.start, self.letter.sentences[-1].end),)
        return ()

    @lazy
    def in_english(self) -> bool:
        """Whether its sentences are in English, as far as common words tell."""
        return in_english(" ".join(sentence.text for sentence in self.letter.sentences[:_SENTENCES_FOR_LANGUAGE]))

    @lazy
    def mentions_of_attachments(self) -> tuple[Passage, ...]:
        """Where it says that something is attached."""
        return self._match(s for s in self.letter.sentences if patterns.ATTACHES.search(s.text)).passages

    # -- places

    @lazy
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.draft.body))]

    def _passage(self, start: int, end: int) -> Passage:
        line = bisect_right(self._line_starts, start)
        return Passage("body", start, end, line, start - self._line_starts[line - 1] + 1, self.draft.body[start:end])

    def _match(self, spans: Iterable[Span | None]) -> Match:
        """A match at these places in the body; no match where there is none."""
        passages = tuple(self._passage(span.start, span.end) for span in spans if span)
        return Match(YES, passages) if passages else _NOT_FOUND

    def _match_subject(self, found: bool) -> Match:
        subject = self.draft.subject or ""
        return Match(YES, (Passage("subject", 0, len(subject), 1, 1, subject),)) if found else _NOT_FOUND

    def _match_each(self, pattern: re.Pattern[str], parts: Iterable[Span]) -> Match:
        """Every place in some parts where a pattern is found."""
        found = ((part.start, match) for part in parts for match in pattern.finditer(part.text))
        return self._match(Span(start + m.start(), start + m.end(), m.group()) for start, m in found)

    @lazy
    def _subject(self) -> str:
        return plain(self.draft.subject or "")

    # -- features told by phrases

    def _by_phrases(self, feature: TextFeature) -> Match:
        return self._unless_missed(feature, self._match(s for s in self.letter.sentences if _says(feature, s.text)))

    def _unless_missed(self, feature: TextFeature, found: Match) -> Match:
        """The match; open if nothing was found and phrases often miss the feature, or the text is not English."""
        may_miss = phrases.often_missed(feature) or not self.in_english
        return Match(MAYBE) if found.truth == NO and self.letter.sentences and may_miss else found

    def read_interest_in_company(self) -> Match:
        # the company's own name counts as a word for the company
        name = self.draft.company and re.compile(rf"(?<!\w){re.escape(plain(self.draft.company))}(?!\w)", re.IGNORECASE)
        found = (
            sentence
            for sentence in self.letter.sentences
            if _says(
                TextFeature.INTEREST_IN_COMPANY, name.sub("your company", sentence.text) if name else sentence.text
            )
        )
        return self._unless_missed(TextFeature.INTEREST_IN_COMPANY, self._match(found))

    @lazy
    def _opening(self) -> Span | None:
        """The first sentence that does more than wish the reader well or introduce the writer."""
        for sentence in self.letter.sentences:
            words = words_in(sentence.text)
            wishes = words <= _LONGEST_WISH and _says(TextFeature.STOCK_WISH, sentence.text)
            introduces = words <= _LONGEST_INTRODUCTION and salutations.INTRODUCTION.match(sentence.text)
            if not introduces and not (wishes and not _says(TextFeature.THANKS, sentence.text)):
                return sentence
        return None

    def _opens_with(self, *features: TextFeature) -> Match:
        opening = self._opening
        found = [opening] if opening and any(_says(feature, opening.text) for feature in features) else []
        return self._unless_missed(features[0], self._match(found))

    # -- the greeting and the ending

    def read_salutation(self) -> Match:
        return self._match([self.letter.greeting])

    @lazy
    def _greeted(self) -> tuple[str, ...]:
        """The words of the greeting that may be a name."""
        greeting = self.letter.greeting
        text = greeting.text if greeting and not salutations.TO_NOBODY.match(greeting.text) else ""
        if self.draft.channel in VOICE and self.letter.sentences:
            # in a script the name may follow: this is a message for ...
            text += " " + " ".join(self.letter.sentences[0].text.split()[:_LONGEST_INTRODUCTION])
        return tuple(_possible_names(text))

    def read_addressee_named(self) -> Match:
        return self._greets(spellings_of_all(self._names))

    def read_first_name(self) -> Match:
        return self._greets(first_names(self._names))

    def _greets(self, names: frozenset[str]) -> Match:
        if not self._greeted:
            return _NOT_FOUND
        if not self._names:
            return _unknown("to")
        return self.read_salutation() if any(spellings(word) & names for word in self._greeted) else _NOT_FOUND

    def read_misspelled_name(self) -> Match:
        names = (*self.draft.to, *self.context.interviewers)
        if not names:
            return _unknown("to")
        greeting = self.letter.greeting
        greeted = list(_possible_names(greeting.text)) if greeting else []
        known = {casefolded(word) for name in names for word in words_of(name)}
        beside = any(casefolded(word) in known for word in greeted)
        untitled = (word for word in greeted if casefolded(word) not in salutations.TITLES)
        if any(is_misspelling(word, names, beside=beside) for word in untitled):
            return self._match([greeting])
        return self._match(s for s in self.letter.sentences if _misspells_a_name(s.text, names, known))

    def read_closing(self) -> Match:
        return self._match([self.letter.closing])

    def read_full_name(self) -> Match:
        if self.draft.sender is None:
            return _unknown("sender")
        first, *rest = [casefolded(word) for word in words_of(self.draft.sender)] or [""]

        def names_sender(part: Span) -> bool:
            words = spellings_of_all([patterns.ADDRESSES.sub(" ", part.text)])
            return first in words and (not rest or not words.isdisjoint(rest))

        return self._match(part for part in self._signature if names_sender(part))

    @property
    def _signature(self) -> tuple[Span, ...]:
        """The parts in which the sender may give a name and contact details."""
        return self.letter.everything if self.draft.channel in _WITHOUT_SIGNATURE else self.letter.ending

    def read_contact_details(self) -> Match:
        spoken = self.draft.channel in _WITHOUT_SIGNATURE
        pattern = patterns.SPOKEN_CONTACT if spoken else patterns.CONTACT
        return self._match(part for part in self._signature if pattern.search(part.text))

    def read_ending_in_order(self) -> Match:
        found = (self.read_closing(), self.read_full_name(), self.read_contact_details())
        starts = [min(passage.start for passage in match.passages) for match in found if match.passages]
        return Match(YES) if starts == sorted(starts) else _NOT_FOUND

    # -- the subject

    def read_subject(self) -> Match:
        return self._match_subject(bool(self.draft.subject))

    def read_subject_purpose(self) -> Match:
        return self._match_subject(patterns.states_its_purpose(self._subject))

    def read_bare_subject(self) -> Match:
        return self._match_subject(bool(self.draft.subject) and patterns.is_bare(self._subject))

    def read_subject_job(self) -> Match:
        if self.draft.job_title is None:
            return _unknown("job_title") if self.draft.subject else _NOT_FOUND
        return self._match_subject(names_job(self.draft.job_title, self._subject))

    # -- the job and the day

    def read_job_title(self) -> Match:
        title = self.draft.job_title
        if title is None:
            return _unknown("job_title")
        in_subject = self.read_subject_job()
        if in_subject.truth == YES:
            return in_subject
        return self._match(sentence for sentence in self.letter.sentences if names_job(title, sentence.text))

    @lazy
    def _days(self) -> tuple[tuple[Span, frozenset[date], bool], ...]:
        """Each place that names a day: the days it may mean, and whether it is said to be the day of the interview."""
        return tuple(
            (Span(sentence.start + start, sentence.start + end, sentence.text[start:end]), days, of_interview)
            for sentence in self.letter.sentences
            for start, end, days, of_interview in dates.days_but_deadlines(sentence.text, self.context.today)
        )

    def read_interview_date(self) -> Match:
        if not self.context.interviews:
            return _unknown("interview")
        right = [span for span, days, _ in self._days if days & self.context.interviews]
        if right:
            return self._match(right)
        named = (days for _, _, days in dates.days_named(self._subject, self.context.today))
        return self._match_subject(any(days & self.context.interviews for days in named))

    def read_wrong_interview_date(self) -> Match:
        if not self.context.interviews:
            return _unknown("interview")
        today, right = self.context.today, self.context.interviews | self.context.all_interviews
        return self._match(
            span
            for span, days, of_interview in self._days
            if of_interview and not days & right and any(day <= today for day in days)
        )

    # -- the rest

    def read_placeholder(self) -> Match:
        if patterns.PLACEHOLDER.search(self.draft.subject or ""):
            return self._match_subject(True)
        return self._match_each(patterns.PLACEHOLDER, self.letter.everything)

    def read_link(self) -> Match:
        return self._match_each(patterns.LINK, self.letter.sentences)

    def read_encloses(self) -> Match:
        found = self._by_phrases(TextFeature.ENCLOSES)
        if found.truth == YES or not self.draft.attachments:
            return found
        names = "; ".join(self.draft.attachments)
        return Match(YES, (Passage("attachments", 0, len(names), 1, 1, names),))

    def read_promised_documents(self) -> Match:
        if self.draft.documents_promised is None:
            return _unknown("documents_promised")
        return self.element(TextFeature.ENCLOSES) if self.draft.documents_promised else Match(YES)

    def read_to_an_interviewer(self) -> Match:
        if not self.draft.to:
            return _unknown("to")
        if not self.context.interviewers:
            return _unknown("interviewers")
        to, interviewers = (
            {" ".join(map(casefolded, words_of(name))) for name in names}
            for names in (self.draft.to, self.context.interviewers)
        )
        return Match(YES if to & interviewers else NO)

    def read_same_as_another(self) -> Match:
        mine = _without_names(self.draft, self.context.interviewers)
        same = any(_without_names(other, self.context.interviewers) == mine for other in self.context.others)
        return self._match(self.letter.sentences[:1] if same else ())


def _unknown(fact: str) -> Match:
    return Match(MAYBE, missing=frozenset({fact}))


def _says(feature: TextFeature, sentence: str) -> bool:
    """Whether the words of a sentence show a feature."""
    if feature is TextFeature.LINK:
        return patterns.LINK.search(sentence) is not None
    return phrases.says(feature, sentence)


def _possible_names(greeting: str) -> Iterator[str]:
    return (word for word in words_of(greeting) if casefolded(word) not in salutations.NOT_NAMES)


def _misspells_a_name(sentence: str, names: tuple[str, ...], known: set[str]) -> bool:
    """Whether a sentence misspells a name: a long one, or one after a title or after another part of a name."""
    for before, word in pairwise(("", *words_of(sentence))):
        beside = casefolded(before) in salutations.TITLES or casefolded(before) in known
        if (beside or (before and len(word) >= _LONG_NAME)) and word[:1].isupper() and is_misspelling(word, names):
            return True
    return False


def _without_names(draft: Draft, names: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a draft's body without anybody's name."""
    left_out = {casefolded(word) for name in (*draft.to, *names) for word in words_of(name)}
    return tuple(word for word in map(casefolded, words_of(draft.body)) if word not in left_out)
