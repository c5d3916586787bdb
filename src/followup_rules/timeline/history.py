"""What is known when: a timeline cut into situations.

A `History` sorts the known events once. A `Situation` is a stretch of time in which nothing new becomes known. It
answers what stood then (the latest interview's end, the standing promise, the attempts made) from the events up to its
start only, so the past is judged by what was known in it. This is the only module that tells how state follows from
events and how attempts are counted. It knows nothing about rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import attrs

from followup_rules.temporal.instants import LAST, Zone
from followup_rules.temporal.values import lazy
from followup_rules.timeline.events import (
    END_PENDING,
    SIGNS_OF_LIFE,
    ChannelPreferred,
    EmployerReplied,
    Event,
    Interview,
    Key,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    PreferenceSource,
    ResponsePromised,
)
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.vocabulary import ActionKind, Channel

_CHANNELS: Final = tuple(Channel)
_BEFORE_ALL: Final = -(1 << 62)


@attrs.frozen
class Promise:
    """A response date that the employer stated: when, when it will have passed, and its local date."""

    at: int
    passes: int
    day: int


@attrs.frozen
class _Step:
    """Messages of one kind by one channel on one local date to different people: one attempt, made at the first."""

    at: int
    day: int
    members: list[tuple[int, tuple[str, ...]]]

    def names(self, known_at: int) -> set[str]:
        return {name for sent, to in self.members if sent <= known_at for name in to}


class History:
    """The events known at a timeline's now, sorted and indexed; cut into situations."""

    def __init__(self, events: Iterable[Event], zone: Zone, facts: Facts) -> None:
        self.zone = zone
        self.facts = facts
        by_class: dict[type[Event], list[Any]] = {}
        times: dict[Key, list[int]] = {}
        for event in set(events):  # exact duplicates count once
            cls = type(event)
            by_class.setdefault(cls, []).append(event)
            keys: list[Key] = [cls, *((cls, word) for word in event.keys)]
            for key in keys:
                times.setdefault(key, []).append(event.happened_us)
        for known in times.values():
            known.sort()
        self._times = times
        # ties are broken by what the events say, never by the order in which they were given
        self._interviews: list[Interview] = by_class.get(Interview, [])
        self._interviews.sort(key=lambda interview: (interview.ends_us, interview.begins_us, interview.interviewers))
        self.ends_us = times.get(Interview, [])
        self._messages: list[MessageSent] = by_class.get(MessageSent, [])
        self._messages.sort(key=lambda message: (message.at_us, message.to))
        self._promised: list[ResponsePromised] = by_class.get(ResponsePromised, [])
        self._preferred: list[ChannelPreferred] = by_class.get(ChannelPreferred, [])

    @lazy
    def closed_days(self) -> frozenset[int]:
        """The ordinals of the declared closed days."""
        closed = self.facts.closed_days
        return frozenset(day.toordinal() for day in closed) if isinstance(closed, frozenset) else frozenset()

    def times(self, keys: Iterable[Key]) -> list[int]:
        """When events with any of these keys became known, ascending; of an interview, when it ends."""
        return sorted(time for key in keys for time in self._times.get(key, ()))

    @lazy
    def signs_of_life(self) -> list[int]:
        """When the employer gave a sign of life, ascending."""
        return self.times(SIGNS_OF_LIFE)

    @lazy
    def closings(self) -> list[int]:
        """When something happened after which no answer is pending, ascending."""
        return self.times(END_PENDING)

    @lazy
    def promises(self) -> list[Promise]:
        """The response dates that were stated, in order."""
        zone = self.zone
        return sorted(
            (Promise(event.at_us, event.passes_us(zone), event.day(zone)) for event in self._promised),
            key=attrs.astuple,
        )

    @lazy
    def _message_times(self) -> list[int]:
        return [message.at_us for message in self._messages]

    @lazy
    def _preferences(self) -> dict[PreferenceSource, list[ChannelPreferred]]:
        return {
            source: sorted(
                (item for item in self._preferred if item.source is source),
                # of two at one instant the first channel of the vocabulary counts: it comes last here
                key=lambda item: (item.at_us, -_CHANNELS.index(item.channel)),
            )
            for source in {item.source for item in self._preferred}
        }

    # -- cutting time into situations

    @lazy
    def cuts(self) -> tuple[int, ...]:
        """Every instant at which something becomes known, begins or ends, ascending."""
        cuts = {time for known in self._times.values() for time in known}
        for interview in self._interviews:
            cuts.update(
                time for time in (interview.ends_us, interview.starts_us, interview.arranged_us) if time is not None
            )
        return tuple(sorted(cuts))

    @lazy
    def _ends_with(self) -> dict[str | None, list[int]]:
        """When the interviews end that name a person (None: that name nobody), ascending."""
        ends: dict[str | None, list[int]] = {}
        for interview in self._interviews:
            for person in interview.interviewers or (None,):
                ends.setdefault(person, []).append(interview.ends_us)
        return ends

    @lazy
    def _situations(self) -> dict[int, Situation]:
        return {}

    def situation(self, number: int) -> Situation:
        """The situation before the first cut (0), after it (1), and so on."""
        made = self._situations.get(number)
        if made is None:
            starts = self.cuts[number - 1] if number else None
            ends = self.cuts[number] if number < len(self.cuts) else None
            made = self._situations[number] = Situation(self, number, starts, ends)
        return made

    def situation_at(self, instant: int) -> Situation:
        """The situation that holds at an instant."""
        return self.situation(bisect_right(self.cuts, instant))

    def situations(self, first: int = 0) -> Iterable[Situation]:
        """All of them in order, from *first* on."""
        return map(self.situation, range(first, len(self.cuts) + 1))

    @lazy
    def people(self) -> tuple[str | None, ...]:
        """
        Whom a thank-you is judged for: each interviewer named, in the order of the interviews, and None where some
        interview names nobody or there is none.
        """
        named = dict.fromkeys(name for interview in self._interviews for name in sorted(interview.interviewers))
        nobody = not self._interviews or any(not interview.interviewers for interview in self._interviews)
        return (*named, *((None,) if nobody else ()))

    # -- messages, attempts, steps

    @lazy
    def sent(self) -> dict[tuple[ActionKind, Channel], list[int]]:
        """When messages of each kind by each channel were sent, ascending."""
        sent: dict[tuple[ActionKind, Channel], list[int]] = {}
        for message in self._messages:
            sent.setdefault((message.kind, message.channel), []).append(message.at_us)
        return sent

    @lazy
    def _steps(self) -> dict[tuple[ActionKind, Channel], list[_Step]]:
        """
        The steps, by kind and channel. A message joins the first step of its date (and of its stretch since the latest
        sign of life) that names none of its people; one without addressee is a step of its own.
        """
        steps: dict[tuple[ActionKind, Channel], list[_Step]] = {}
        joinable: dict[tuple[int | None, ActionKind, Channel, int], list[_Step]] = {}
        for message in self._messages:
            day = self.zone.date_of(message.at_us)
            stretch = _latest(self.signs_of_life, message.at_us)
            same_day = joinable.setdefault((stretch, message.kind, message.channel, day), [])
            if message.to:
                people = set(message.to)
                joined = next((step for step in same_day if not people & step.names(message.at_us)), None)
                if joined is not None:
                    joined.members.append((message.at_us, message.to))
                    continue
            step = _Step(message.at_us, day, [(message.at_us, message.to)])
            steps.setdefault((message.kind, message.channel), []).append(step)
            if message.to:
                same_day.append(step)
        return steps

    @lazy
    def step_times(self) -> dict[ActionKind, list[int]]:
        """When the steps of each kind were made, ascending."""
        times: dict[ActionKind, list[int]] = {}
        for (kind, _), steps in self._steps.items():
            times.setdefault(kind, []).extend(step.at for step in steps)
        for known in times.values():
            known.sort()
        return times


class Situation:
    """A stretch of time `[starts, ends)` in which nothing new becomes known, and the state that holds in it."""

    def __init__(self, history: History, number: int, starts: int | None, ends: int | None) -> None:
        self.history = history
        self.number = number
        self.starts = starts
        self.ends = ends
        self.zone = history.zone
        self.facts = history.facts
        self.now_us = _BEFORE_ALL if starts is None else starts

    def __repr__(self) -> str:
        return f"<Situation {self.number} [{self.starts}, {self.ends})>"

    def has(self, instant: int) -> bool:
        """Whether an instant lies in it, within the years that a timeline may contain."""
        return (self.starts is None or self.starts <= instant) and instant < (LAST if self.ends is None else self.ends)

    def latest(self, key: Key) -> int | None:
        """When the latest event of that class (narrowed by a word of it) happened; None where there is none."""
        return _latest(self.history._times.get(key, ()), self.now_us)

    # -- interviews

    @lazy
    def interview_end(self) -> int | None:
        """I: the end of the latest interview that has ended."""
        return _latest(self.history.ends_us, self.now_us)

    @lazy
    def _latest_interviews(self) -> list[Interview]:
        history = self.history
        if self.interview_end is None:
            return []
        first = bisect_left(history.ends_us, self.interview_end)
        return history._interviews[first : bisect_right(history.ends_us, self.now_us)]

    @lazy
    def interview_start(self) -> int | None:
        """The start of the interview that is on now, the latest if there are several; None if no interview is on."""
        starts = [
            interview.starts_us
            for interview in self._not_ended
            if interview.starts_us is not None and interview.starts_us <= self.now_us
        ]
        return max(starts, default=None)

    @lazy
    def interview_ahead(self) -> bool:
        """Whether an interview lies ahead, or is on."""
        return bool(self._not_ended)

    @lazy
    def _not_ended(self) -> list[Interview]:
        history = self.history
        return [
            interview
            for interview in history._interviews[bisect_right(history.ends_us, self.now_us) :]
            if interview.arranged_us is None or interview.arranged_us <= self.now_us
        ]

    def met(self, person: str | None) -> int | None:
        """The end of the latest ended interview that names the person (None: that names nobody)."""
        return _latest(self.history._ends_with.get(person, ()), self.now_us)

    def met_latest(self, person: str | None) -> bool:
        """Whether the person is one of the latest interview's people (None: it names nobody)."""
        return any(_takes_part(interview, person) for interview in self._latest_interviews)

    # -- the employer's signs

    @lazy
    def life(self) -> int | None:
        """L: the latest sign of life."""
        return _latest(self.history.signs_of_life, self.now_us)

    @lazy
    def promise(self) -> Promise | None:
        """
        P: the standing promise, the latest statement of a response date. Once it has passed, a substantive reply or an
        interview's end ends it.
        """
        place = bisect_right(self.history.promises, self.now_us, key=lambda promise: promise.at)
        if not place:
            return None
        promise = self.history.promises[place - 1]
        reply = self.latest((EmployerReplied, "substantive"))
        for ended in (reply, self.interview_end):
            if ended is not None and ended >= promise.passes:
                return None
        return promise

    @lazy
    def pending(self) -> bool:
        """Whether an interview has ended and no offer, rejection or withdrawal has come since the latest one's end."""
        closing = _latest(self.history.closings, self.now_us)
        return self.interview_end is not None and (closing is None or closing < self.interview_end)

    @lazy
    def preferred(self) -> Channel | None:
        """The employer's channel: the interviewer's word before the posting's, a later word before an earlier."""
        for source in (PreferenceSource.INTERVIEWER, PreferenceSource.POSTING):
            stated = self.history._preferences.get(source, [])
            place = bisect_right(stated, self.now_us, key=lambda item: item.at_us)
            if place:
                return stated[place - 1].channel
        return None

    @lazy
    def no_contact(self) -> int | None:
        """
        When they made the request not to be contacted that still holds; None if none holds.

        It holds until it is lifted or a later sign of life comes, other than the end of an interview that had begun
        when it was made.
        """
        asked = self.latest(NoContactRequested)
        if asked is None:
            return None
        for key in (NoContactLifted, *SIGNS_OF_LIFE):
            if key is Interview:
                continue  # looked at below: whether it had begun matters
            later = self.latest(key)
            if later is not None and later > asked:
                return None
        history = self.history
        since, until = bisect_right(history.ends_us, asked), bisect_right(history.ends_us, self.now_us)
        begun_later = (
            interview.starts_us is None or interview.starts_us > asked for interview in history._interviews[since:until]
        )
        return None if any(begun_later) else asked

    # -- the candidate's messages

    def latest_message(self, kinds: Collection[ActionKind], channels: Collection[Channel] | None = None) -> int | None:
        """When the latest message of those kinds (by those channels) was sent; None if there is none."""
        latest = None
        for (kind, channel), times in self.history.sent.items():
            if kind in kinds and (channels is None or channel in channels):
                sent = _latest(times, self.now_us)
                if sent is not None and (latest is None or sent > latest):
                    latest = sent
        return latest

    def count_sent(self, kinds: Collection[ActionKind], channels: Collection[Channel] | None = None) -> int:
        """How many such messages have been sent so far."""
        return sum(
            bisect_right(times, self.now_us)
            for (kind, channel), times in self.history.sent.items()
            if kind in kinds and (channels is None or channel in channels)
        )

    def unanswered(self, kinds: Collection[ActionKind], channels: Collection[Channel] | None = None) -> int | None:
        """When the latest such message since L was sent; None if there is none."""
        sent = self.latest_message(kinds, channels)
        return None if sent is None or (self.life is not None and sent < self.life) else sent

    def attempts(self, kinds: Collection[ActionKind], most: int) -> list[int]:
        """When the first attempts since L were made, *most* of them at the most, ascending."""
        made: list[int] = []
        for kind, times in self.history.step_times.items():
            if kind in kinds:
                first, known = self._since_life(times)
                made += times[first : min(first + most, known)]
        made.sort()
        return made[:most]

    def latest_attempt(self, kinds: Collection[ActionKind]) -> int | None:
        """When the latest attempt since L was made; None if there is none."""
        latest = None
        for kind, times in self.history.step_times.items():
            if kind in kinds:
                first, known = self._since_life(times)
                if first < known and (latest is None or times[known - 1] > latest):
                    latest = times[known - 1]
        return latest

    def _since_life(self, times: list[int]) -> tuple[int, int]:
        first = 0 if self.life is None else bisect_left(times, self.life)
        return first, bisect_right(times, self.now_us)

    def open_step(self, kind: ActionKind, channel: Channel, person: str | None) -> int | None:
        """When the latest step was made that a message to this person would complete on its date; None where none."""
        if person is None:
            return None
        steps = self.history._steps.get((kind, channel), [])
        place = bisect_right(steps, self.now_us, key=lambda step: step.at)
        for step in reversed(steps[:place]):
            if (self.life is not None and step.at < self.life) or step.day != steps[place - 1].day:
                return None
            names = step.names(self.now_us)
            if names and person not in names:
                return step.at
        return None

    def thanked(self, person: str | None) -> int | None:
        """When the latest thank-you that counts for the person was sent: to them, or to nobody by name."""
        history = self.history
        for number in range(bisect_right(history._message_times, self.now_us) - 1, -1, -1):
            message = history._messages[number]
            if message.kind is ActionKind.THANK_YOU and (person is None or not message.to or person in message.to):
                return message.at_us
        return None


def _latest(times: Sequence[int], now: int) -> int | None:
    place = bisect_right(times, now)
    return times[place - 1] if place else None


def _takes_part(interview: Interview, person: str | None) -> bool:
    return person in interview.interviewers if person is not None else not interview.interviewers
