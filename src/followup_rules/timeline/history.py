"""What is known when: a timeline cut into situations.

A `History` sorts the known events once. A `Situation` is a stretch of time in which nothing new becomes known. It
answers what stood then (the latest interview's end, the standing promise, the attempts made) from the events up to its
start only, so the past is judged by what was known in it. This is the only module that tells how state follows from
events and how attempts are counted. It knows nothing about rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

import attrs

from followup_rules.temporal.instants import LAST, Zone
from followup_rules.temporal.values import lazy
from followup_rules.timeline.events import (
    END_PENDING,
    SIGNS_OF_LIFE,
    ChannelPreferred,
    EmployerReplied,
    Event,
    FollowUpInvited,
    Interview,
    Key,
    MessageSent,
    NoContactLifted,
    NoContactRequested,
    OfferReceived,
    PreferenceSource,
    PromiseWithdrawn,
    Rejected,
    ResponsePromised,
    Withdrawn,
)
from followup_rules.timeline.facts import UNKNOWN, Facts
from followup_rules.timeline.vocabulary import ENQUIRIES, ActionKind, Channel, Stage

_CHANNELS: Final = tuple(Channel)
_STAGES: Final = tuple(Stage)
_BEFORE_ALL: Final = -(1 << 62)


@attrs.frozen
class Promise:
    """A response date that the employer stated: when, when it will have passed, and its local date."""

    at_us: int
    passes_us: int
    day: int


@attrs.frozen
class Invitation:
    """An invitation to follow up: when it was given, when it opens, and the channel that it names."""

    at_us: int
    opens_us: int
    channel: Channel | None


# what the employer states, where the latest word counts
_Stated = TypeVar("_Stated", Promise, Invitation, ChannelPreferred)


@attrs.frozen(cache_hash=True)
class Counting:
    """
    How attempts are counted: since the latest sign of life or in all, a voicemail as one or not, and messages to
    different people on one date as one step or each as an attempt of its own.
    """

    in_all: bool = False
    voicemail: bool = True
    each_message: bool = False


USUAL: Final = Counting()


@attrs.frozen
class Step:
    """Messages of one kind by one channel on one local date to different people: one attempt, made at the first."""

    at: int
    day: int
    members: list[tuple[int, tuple[str, ...]]]

    def names(self, known_at: int) -> set[str]:
        """To whom those messages went that had been sent at an instant."""
        return {name for sent, to in self.members if sent <= known_at for name in to}


class History:
    """The events known at a timeline's now, sorted and indexed; cut into situations."""

    def __init__(self, events: Iterable[Event], zone: Zone, facts: Facts) -> None:
        self.zone = zone
        self.facts = facts
        by_class: dict[type[Event], list[Any]] = {}
        times: dict[Key, list[int]] = {}
        # exact duplicates count once, and a note makes no difference
        for event in {event if event.note is None else attrs.evolve(event, note=None) for event in events}:
            if isinstance(event, MessageSent) and not event.arrived:
                continue
            cls = type(event)
            by_class.setdefault(cls, []).append(event)
            if isinstance(event, Interview) and event.cancelled_us is not None:
                continue
            keys: list[Key] = [cls, *((cls, word) for word in event.keys)]
            for key in keys:
                times.setdefault(key, []).append(event.happened_us)
        for known in times.values():
            known.sort()
        self.times_by_key = times
        # ties are broken by what the events say, never by the order in which they were given
        interviews: list[Interview] = by_class.get(Interview, [])
        self.cancelled = [interview for interview in interviews if interview.cancelled_us is not None]
        self.interviews = [interview for interview in interviews if interview.cancelled_us is None]
        self.interviews.sort(key=lambda interview: (interview.ends_us, interview.begins_us, interview.interviewers))
        self.ends_us = times.get(Interview, [])
        self.messages: list[MessageSent] = by_class.get(MessageSent, [])
        self.messages.sort(key=lambda message: (message.at_us, message.to))
        self._promised: list[ResponsePromised] = by_class.get(ResponsePromised, [])
        self._invited: list[FollowUpInvited] = by_class.get(FollowUpInvited, [])
        self._replies: list[EmployerReplied] = by_class.get(EmployerReplied, [])
        # a wish to be met in person says nothing about messages
        preferred: list[ChannelPreferred] = by_class.get(ChannelPreferred, [])
        self._preferred = [event for event in preferred if event.channel is not Channel.IN_PERSON]
        self._attempt_times: dict[tuple[frozenset[ActionKind], Counting], list[int]] = {}

    @lazy
    def closed_days(self) -> frozenset[int]:
        """The ordinals of the declared closed days."""
        return frozenset(day.toordinal() for day in self.facts.closed_days or ())

    def times(self, keys: Iterable[Key]) -> list[int]:
        """When events with any of these keys became known, ascending; of an interview, when it ends."""
        return sorted(time for key in keys for time in self.times_by_key.get(key, ()))

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
        return sorted(map(self.promise_of, self._promised), key=attrs.astuple)

    def promise_of(self, event: ResponsePromised) -> Promise:
        """A statement of a response date, read by the calendar."""
        by, zone = event.reached(self.zone, self.closed_days), self.zone
        if isinstance(by, int):
            return Promise(event.at_us, by, zone.date_of(by))
        return Promise(event.at_us, zone.midnight(by.toordinal() + 1), by.toordinal())

    @lazy
    def invitations(self) -> list[Invitation]:
        """The invitations to follow up, in order; of two at one instant, the one that counts comes last."""
        invited = (Invitation(event.at_us, event.opens_us(self.zone), event.channel) for event in self._invited)
        return sorted(invited, key=_order_of_invitations)

    @lazy
    def absences(self) -> list[tuple[int, int]]:
        """When an automatic reply said that they are away, and the ordinal of the date until which, in order."""
        return sorted((event.at_us, event.away_until.toordinal()) for event in self._replies if event.away_until)

    @lazy
    def message_times(self) -> list[int]:
        """When the messages were sent, in their order."""
        return [message.at_us for message in self.messages]

    @lazy
    def preferences(self) -> dict[PreferenceSource, list[ChannelPreferred]]:
        """The wishes for a channel by who stated them, in order; of two at one instant, the one that counts is last."""
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
        cuts: set[Any] = {time for known in self.times_by_key.values() for time in known}
        for interview in (*self.interviews, *self.cancelled):
            cuts |= {interview.starts_us, interview.arranged_us, interview.cancelled_us} - {None}
        return tuple(sorted(cuts))

    @lazy
    def ends_with(self) -> dict[str | None, list[int]]:
        """When the interviews end that name a person (None: that name nobody), ascending."""
        ends: dict[str | None, list[int]] = {}
        for interview in self.interviews:
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
        named = dict.fromkeys(name for interview in self.interviews for name in sorted(interview.interviewers))
        nobody = not self.interviews or any(not interview.interviewers for interview in self.interviews)
        return (*named, *((None,) if nobody else ()))

    # -- messages, attempts, steps

    @lazy
    def sent(self) -> dict[tuple[ActionKind, Channel], list[int]]:
        """When messages of each kind by each channel were sent, ascending."""
        sent: dict[tuple[ActionKind, Channel], list[int]] = {}
        for message in self.messages:
            sent.setdefault((message.kind, message.channel), []).append(message.at_us)
        return sent

    @lazy
    def steps(self) -> dict[tuple[ActionKind, Channel], list[Step]]:
        """
        The steps, by kind and channel. A message joins the first step of its date (and of its stretch since the latest
        sign of life) that names none of its people; one without addressee is a step of its own.
        """
        steps: dict[tuple[ActionKind, Channel], list[Step]] = {}
        joinable: dict[tuple[int | None, ActionKind, Channel, int], list[Step]] = {}
        for message in self.messages:
            day = self.zone.date_of(message.at_us)
            stretch = _latest(self.signs_of_life, message.at_us)
            same_day = joinable.setdefault((stretch, message.kind, message.channel, day), [])
            if message.to:
                people = set(message.to)
                joined = next((step for step in same_day if not people & step.names(message.at_us)), None)
                if joined is not None:
                    joined.members.append((message.at_us, message.to))
                    continue
            step = Step(message.at_us, day, [(message.at_us, message.to)])
            steps.setdefault((message.kind, message.channel), []).append(step)
            if message.to:
                same_day.append(step)
        return steps

    def attempt_times(self, kinds: frozenset[ActionKind], counting: Counting) -> list[int]:
        """When attempts of these kinds were made, ascending: those at one instant by one channel are one attempt."""
        times = self._attempt_times.get((kinds, counting))
        if times is None:
            if counting.each_message:
                every: Iterator[tuple[int, ActionKind, Channel]] = (
                    (message.at_us, message.kind, message.channel) for message in self.messages
                )
            else:
                every = ((step.at, kind, by) for (kind, by), steps in self.steps.items() for step in steps)
            made = {
                (at, by)
                for at, kind, by in every
                if kind in kinds and (counting.voicemail or by is not Channel.VOICEMAIL)
            }
            times = self._attempt_times[kinds, counting] = sorted(at for at, _ in made)
        return times


def _order_of_invitations(invitation: Invitation) -> tuple[int, int, bool, int]:
    channel = invitation.channel
    return invitation.at_us, invitation.opens_us, channel is not None, -_CHANNELS.index(channel or Channel.NONE)


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
        return _latest(self.history.times_by_key.get(key, ()), self.now_us)

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
        return history.interviews[first : bisect_right(history.ends_us, self.now_us)]

    @lazy
    def interview_began(self) -> int | None:
        """When the latest interview that has ended began (of several: the last); without a start, when it ended."""
        return max((interview.begins_us for interview in self._latest_interviews), default=None)

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
        later = history.interviews[bisect_right(history.ends_us, self.now_us) :]
        cancelled = (
            one for one in history.cancelled if one.cancelled_us is not None and self.now_us < one.cancelled_us
        )
        return [one for one in (*later, *cancelled) if one.is_known_at(self.now_us)]

    def _ended_after(self, instant: int) -> list[Interview]:
        """The interviews that have ended, and that ended after an instant."""
        history = self.history
        return history.interviews[bisect_right(history.ends_us, instant) : bisect_right(history.ends_us, self.now_us)]

    def met(self, person: str | None) -> int | None:
        """The end of the latest ended interview that names the person (None: that names nobody)."""
        return _latest(self.history.ends_with.get(person, ()), self.now_us)

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
        P: the standing promise, the latest statement of a response date. It ends when it is taken back, and, once it
        has passed, with a substantive reply or an interview's end.
        """
        promise = _latest_stated(self.history.promises, self.now_us)
        if promise is None:
            return None
        ended = self.latest((EmployerReplied, "substantive")), self.interview_end
        if any(at is not None and at >= promise.passes_us for at in ended):
            return None
        withdrawn = self.latest(PromiseWithdrawn)
        return None if withdrawn is not None and withdrawn >= promise.at_us else promise

    @lazy
    def promise_passes(self) -> int | None:
        """When the standing promise will have passed."""
        return None if self.promise is None else self.promise.passes_us

    @lazy
    def promised_day(self) -> int | None:
        """The ordinal of the promised local date."""
        return None if self.promise is None else self.promise.day

    @lazy
    def invitation(self) -> Invitation | None:
        """
        V: the standing invitation to follow up, the latest one. It ends with an enquiry sent once it is open, with an
        interview that began later, and with a response date stated on a later date.
        """
        invitation = _latest_stated(self.history.invitations, self.now_us)
        if invitation is None:
            return None
        asked = self.latest_message(ENQUIRIES)
        if asked is not None and asked >= max(invitation.opens_us, invitation.at_us):
            return None
        stated = self.latest(ResponsePromised)
        if stated is not None and self.zone.date_of(stated) > self.zone.date_of(invitation.at_us):
            return None
        return None if self._another_interview(invitation.at_us) else invitation

    @lazy
    def invitation_opens(self) -> int | None:
        """When the standing invitation opens."""
        return None if self.invitation is None else self.invitation.opens_us

    def invites_by(self, channel: Channel) -> bool:
        """Whether the standing invitation names a channel."""
        return self.invitation is not None and channel_fits(self.invitation.channel, channel)

    def invitation_covers(self, channel: Channel) -> bool:
        """Whether the standing invitation names a channel, or the phone if the channel is voicemail."""
        return self.invitation is not None and channel_fits(self.invitation.channel, channel, covers=True)

    def _another_interview(self, since: int, *, at_once: bool = False) -> bool:
        """
        Whether an interview has ended that began after an instant (with *at_once*: or at it); one without a start, if
        it ended on a later local date.
        """
        day = self.zone.date_of(since)
        return any(
            self.zone.date_of(interview.ends_us) > day
            if interview.starts_us is None
            else interview.starts_us > since or (at_once and interview.starts_us == since)
            for interview in self._ended_after(since)
        )

    def _began_after(self, instant: int) -> bool:
        """Whether an interview has ended that began after an instant; one without a start began when it ended."""
        return any(interview.begins_us > instant for interview in self._ended_after(instant))

    def _later(self, instant: int, *keys: Key) -> bool:
        """Whether an event with one of these keys came after an instant."""
        return any((at := self.latest(key)) is not None and at > instant for key in keys)

    @lazy
    def closing(self) -> int | None:
        """The latest offer, rejection or withdrawal."""
        return _latest(self.history.closings, self.now_us)

    @lazy
    def pending(self) -> bool:
        """
        Whether an answer is still to come: an interview has ended, and no offer, rejection or withdrawal has come since
        it began, or an invitation to follow up came later than these.
        """
        began, closing = self.interview_began, self.closing
        return began is not None and (closing is None or closing < began or self._later(closing, FollowUpInvited))

    @lazy
    def rejected(self) -> int | None:
        """The latest rejection, unless a sign of life came later; None if there is none."""
        rejection = self.latest(Rejected)
        if rejection is None or self._later(rejection, *(key for key in SIGNS_OF_LIFE if key is not Interview)):
            return None
        return None if self._another_interview(rejection, at_once=True) else rejection

    @lazy
    def withdrawn(self) -> int | None:
        """The latest withdrawal, unless a later interview or invitation to follow up made it void."""
        at = self.latest(Withdrawn)
        return None if at is None or self._began_after(at) or self._later(at, FollowUpInvited) else at

    @lazy
    def _owed(self) -> tuple[int, bool] | None:
        """The latest thing that waits for the candidate's reply, and whether it is an offer."""
        asked, offered = self.latest((EmployerReplied, "asks")), self.latest(OfferReceived)
        at = max((at for at in (asked, offered) if at is not None), default=None)
        if at is None or self._later(at, Rejected, Withdrawn) or self._began_after(at):
            return None
        replied = self.latest_message((ActionKind.REPLY,))
        return None if replied is not None and replied >= at else (at, at == offered)

    @lazy
    def question(self) -> int | None:
        """When they asked what still waits for a reply; None if nothing does, or an offer does."""
        return None if self._owed is None or self._owed[1] else self._owed[0]

    @lazy
    def offer(self) -> int | None:
        """When they made the offer that still waits for a reply."""
        return self._owed[0] if self._owed is not None and self._owed[1] else None

    @lazy
    def away_until(self) -> int | None:
        """The ordinal of the latest date until which an automatic reply since L says that they are away."""
        since = _BEFORE_ALL if self.life is None else self.life
        return max((day for at, day in self.history.absences if since <= at <= self.now_us), default=None)

    @lazy
    def stages(self) -> frozenset[Stage | None]:
        """The stages that the latest interview may be of: its own or the declared one; of several the furthest."""
        declared = self.facts.stage
        assumed: tuple[Stage | None, ...] = _STAGES if declared is UNKNOWN else (declared,)
        own = [interview.stage for interview in self._latest_interviews] or [None]
        return frozenset(
            max((stage or other for stage in own), key=lambda stage: _STAGES.index(stage) if stage else -1)
            for other in assumed
        )

    @lazy
    def preferred(self) -> Channel | None:
        """The employer's channel: the interviewer's word before the posting's, a later word before an earlier."""
        return self.preference()

    def preference(self, *, posting_first: bool = False) -> Channel | None:
        """The employer's channel; with *posting_first* the posting's word counts before the interviewer's."""
        sources = (PreferenceSource.INTERVIEWER, PreferenceSource.POSTING)
        for source in reversed(sources) if posting_first else sources:
            wish = _latest_stated(self.history.preferences.get(source, []), self.now_us)
            if wish is not None:
                return wish.channel
        return None

    @lazy
    def no_contact(self) -> int | None:
        """
        When they made the request not to be contacted that still holds; None if none holds.

        It holds until it is lifted, or they let the candidate in again: by an invitation to follow up, an offer, or an
        interview that began later.
        """
        asked = self.latest(NoContactRequested)
        if asked is None or self._later(asked, NoContactLifted, FollowUpInvited, OfferReceived):
            return None
        return None if self._another_interview(asked) else asked

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

    def attempts(self, kinds: frozenset[ActionKind], most: int, counting: Counting = USUAL) -> list[int]:
        """When the first attempts since L (or in all) were made, *most* of them at the most, ascending."""
        times, first, known = self._attempts(kinds, counting)
        return times[first : min(first + most, known)]

    def latest_attempt(self, kinds: frozenset[ActionKind], counting: Counting = USUAL) -> int | None:
        """When the latest attempt since L (or of all) was made; None if there is none."""
        times, first, known = self._attempts(kinds, counting)
        return times[known - 1] if first < known else None

    def _attempts(self, kinds: frozenset[ActionKind], counting: Counting) -> tuple[list[int], int, int]:
        """The times of all attempts, and the places of the first that counts and of the first that is yet to come."""
        times = self.history.attempt_times(kinds, counting)
        first = 0 if counting.in_all or self.life is None else bisect_left(times, self.life)
        return times, first, bisect_right(times, self.now_us)

    def open_step(self, kind: ActionKind, channel: Channel, person: str | None) -> int | None:
        """When the latest step was made that a message to this person would complete on its date; None without one."""
        if person is None:
            return None
        steps = self.history.steps.get((kind, channel), [])
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
        for number in range(bisect_right(history.message_times, self.now_us) - 1, -1, -1):
            message = history.messages[number]
            if message.kind is ActionKind.THANK_YOU and (person is None or not message.to or person in message.to):
                return message.at_us
        return None


def channel_fits(named: Channel | None, channel: Channel, *, covers: bool = False) -> bool:
    """Whether a channel is the one that they named; with *covers*, voicemail is covered by the phone."""
    return named is channel or (covers and named is Channel.PHONE and channel is Channel.VOICEMAIL)


def _latest(times: Sequence[int], now: int) -> int | None:
    place = bisect_right(times, now)
    return times[place - 1] if place else None


def _latest_stated(stated: Sequence[_Stated], now: int) -> _Stated | None:
    place = bisect_right(stated, now, key=lambda one: one.at_us)
    return stated[place - 1] if place else None


def _takes_part(interview: Interview, person: str | None) -> bool:
    return person in interview.interviewers if person is not None else not interview.interviewers
