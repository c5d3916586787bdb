"""What a timeline tells (`History`), and what is known of it at one instant (`State`)."""

from __future__ import annotations

import json
from collections import OrderedDict
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from .truth import NO, Truth, all_of, maybe, truth
from .vocabulary import CHANNELS, ENQUIRIES, Action, actions_for
from .zone import days_after, instant, local_date, midnight

UNKNOWN = "unknown"


class Interview(NamedTuple):
    ends: int
    starts: int | None
    people: tuple[str, ...]
    arranged: int | None
    note: str | None


class Message(NamedTuple):
    at: int
    kind: str
    channel: str
    to: tuple[str, ...]
    note: str | None


class Promise(NamedTuple):
    at: int
    passes: int
    day: date


class Preference(NamedTuple):
    at: int
    channel: str
    by_interviewer: bool


class Step(NamedTuple):
    """Messages that count as one attempt, made at the first of them."""

    at: int
    kind: str
    channel: str
    day: date
    people: frozenset[str]


class History:
    """A timeline read once: instants as microseconds, exact duplicates gone, the unknown future left out."""

    def __init__(self, timeline: dict[str, Any]) -> None:
        self.zone: str = timeline["zone"]
        self.now: int = instant(timeline["now"])
        self.facts: dict[str, Any] = {k: v for k, v in (timeline.get("facts") or {}).items() if v is not None}
        events = timeline.get("events") or []
        self.interviews = sorted(self._interviews(events), key=lambda i: (i.ends, i.people))
        self.messages = sorted(self._messages(events), key=lambda m: (m.at, sorted(m.to), m.kind, m.channel))
        self.promises = sorted(self._promises(events))
        self.preferences = self._preferences(events)
        self.taken = [(instant(e["at"]), e["kind"]) for e in self._past(events, "action_taken")]
        self.replies = self._instants(e for e in self._past(events, "employer_replied") if e.get("substantive", True))
        self.written_offers = self._instants(
            e for e in self._past(events, "competing_offer") if e["evidence"] == "written"
        )
        self.requests = self._instants(self._past(events, "no_contact_requested"))
        self.lifts = self._instants(self._past(events, "no_contact_lifted"))
        self.changes = self._instants(self._past(events, "situation_changed"))
        self.rejections = self._instants(self._past(events, "rejected"))
        self.offers = self._instants(self._past(events, "offer_received"))
        self.withdrawals = self._instants(self._past(events, "withdrawn"))
        self.completions = self._instants(self._past(events, "process_completed"))
        self.everything = sorted({instant(e["at"]) for e in self._past(events)})
        self.memo: dict[Any, Any] = {}
        self._states: dict[int, State] = {}

    def at(self, t: int) -> State:
        """What is known at an instant: events until then, and after now the scheduled interviews alone."""
        if t not in self._states:
            self._states[t] = State(self, t)
        return self._states[t]

    def actions(self) -> list[Action]:
        """Every action judged."""
        names = list(dict.fromkeys(name for i in self.interviews for name in i.people))
        return actions_for(names, not self.interviews or any(not i.people for i in self.interviews))

    def _past(self, events: list[dict[str, Any]], kind: str | None = None) -> list[dict[str, Any]]:
        return [
            e for e in events if e["type"] != "interview" and kind in (None, e["type"]) and instant(e["at"]) <= self.now
        ]

    @staticmethod
    def _instants(events: Any) -> list[int]:
        return sorted({instant(e["at"]) for e in events})

    def _interviews(self, events: list[dict[str, Any]]) -> set[Interview]:
        read = {
            Interview(
                instant(e["ends"]),
                instant(e["starts"]) if e.get("starts") else None,
                tuple(e.get("interviewers") or ()),
                instant(e["arranged"]) if e.get("arranged") else None,
                e.get("note"),
            )
            for e in events
            if e["type"] == "interview"
        }
        return {i for i in read if i.arranged is None or i.arranged <= self.now}

    def _messages(self, events: list[dict[str, Any]]) -> set[Message]:
        return {
            Message(instant(e["at"]), e["kind"], e["channel"], tuple(e.get("to") or ()), e.get("note"))
            for e in self._past(events, "message_sent")
        }

    def _promises(self, events: list[dict[str, Any]]) -> set[Promise]:
        read = set()
        for e in self._past(events, "response_promised"):
            if len(e["by"]) == len("2025-10-17"):
                day = date.fromisoformat(e["by"])
                read.add(Promise(instant(e["at"]), midnight(self.zone, day, 1), day))
            else:
                passes = instant(e["by"])
                read.add(Promise(instant(e["at"]), passes, local_date(self.zone, passes)))
        return read

    def _preferences(self, events: list[dict[str, Any]]) -> list[Preference]:
        return [
            Preference(instant(e["at"]), e["channel"], e["source"] == "interviewer")
            for e in self._past(events, "channel_preferred")
        ]


_RECENT: OrderedDict[str, History] = OrderedDict()


def history_of(timeline: dict[str, Any]) -> History:
    """The history of a timeline, shared between calls about an equal one."""
    key = json.dumps(timeline, sort_keys=True)
    if key not in _RECENT:
        _RECENT[key] = History(timeline)
        if len(_RECENT) > 8:
            _RECENT.popitem(last=False)
    _RECENT.move_to_end(key)
    return _RECENT[key]


class State:
    """What is known at the instant `t`."""

    def __init__(self, history: History, t: int) -> None:
        self.history = history
        self.zone = history.zone
        self.t = t
        self.memo: dict[Any, Any] = {}

    def days_after(self, us: int, days: int) -> int:
        return days_after(self.zone, us, days)

    def known(self, instants: list[int]) -> list[int]:
        """Those that have come."""
        return [at for at in instants if at <= self.t]

    def latest(self, instants: list[int]) -> int | None:
        """The latest that has come."""
        return max(self.known(instants), default=None)

    @cached_property
    def today(self) -> date:
        return local_date(self.zone, self.t)

    # Interviews

    @cached_property
    def interviews(self) -> list[Interview]:
        """Those known, past or ahead."""
        return [i for i in self.history.interviews if i.arranged is None or i.arranged <= self.t]

    @cached_property
    def ended(self) -> list[Interview]:
        return [i for i in self.interviews if i.ends <= self.t]

    @cached_property
    def interview(self) -> int | None:
        """`I`: the end of the latest interview that has ended."""
        return max((i.ends for i in self.ended), default=None)

    @cached_property
    def interview_day(self) -> date | None:
        return None if self.interview is None else local_date(self.zone, self.interview)

    def interview_with(self, to: str | None) -> int | None:
        """The end of the latest ended interview with that person (None: of one that names nobody)."""
        return max((i.ends for i in self.ended if _names(i, to)), default=None)

    def was_at_the_latest(self, to: str | None) -> bool:
        """Is that person one of the latest interview's people?"""
        return any(i.ends == self.interview and _names(i, to) for i in self.ended)

    @cached_property
    def interview_ahead(self) -> bool:
        """Does a known interview lie ahead, or is one on?"""
        return any(i.ends > self.t for i in self.interviews)

    @cached_property
    def on_since(self) -> int | None:
        """The start of the interview that is on; of several, the latest start."""
        starts = [i.starts for i in self.interviews if i.starts is not None and i.starts <= self.t < i.ends]
        return max(starts, default=None)

    # Signs of life

    @cached_property
    def signs(self) -> list[int]:
        """All signs of life that have come."""
        h = self.history
        return [
            *(i.ends for i in self.ended),
            *self.known(h.replies),
            *self.known([p.at for p in h.promises]),
            *self.known(h.offers),
            *self.known(h.rejections),
        ]

    @cached_property
    def sign(self) -> int | None:
        """`L`."""
        return max(self.signs, default=None)

    @cached_property
    def pending(self) -> bool:
        h = self.history
        if self.interview is None:
            return False
        ends = [*self.known(h.offers), *self.known(h.rejections), *self.known(h.withdrawals)]
        return not any(at >= self.interview for at in ends)

    @cached_property
    def promise(self) -> Promise | None:
        """The standing promise."""
        stated = [p for p in self.history.promises if p.at <= self.t]
        if not stated:
            return None
        latest = max(stated, key=lambda p: (p.at, p.passes))
        enders = [*self.known(self.history.replies), *(i.ends for i in self.ended)]
        return None if any(at >= latest.passes for at in enders) else latest

    @cached_property
    def promise_open(self) -> bool:
        """Does a promise stand that has not passed?"""
        return self.promise is not None and self.t < self.promise.passes

    @cached_property
    def rejection(self) -> int | None:
        """The latest rejection after which no interview has ended."""
        latest = self.latest(self.history.rejections)
        if latest is None or any(i.ends > latest for i in self.ended):
            return None
        return latest

    @cached_property
    def completed(self) -> bool:
        return bool(self.known(self.history.completions))

    @cached_property
    def no_contact(self) -> bool:
        """Does a request not to make contact hold?"""
        return any(not self._ended_request(r) for r in self.known(self.history.requests))

    def _ended_request(self, request: int) -> bool:
        h = self.history
        other_signs = [
            *self.known(h.lifts),
            *self.known(h.replies),
            *self.known([p.at for p in h.promises]),
            *self.known(h.offers),
            *self.known(h.rejections),
        ]
        later_interviews = [i for i in self.ended if not (i.starts is not None and i.starts <= request)]
        return any(at > request for at in [*other_signs, *(i.ends for i in later_interviews)])

    @cached_property
    def preferred(self) -> str | None:
        """The channel preferred, the interviewer's word before the posting's, a later before an earlier one."""
        stated = [p for p in self.history.preferences if p.at <= self.t]
        if not stated:
            return None
        return max(stated, key=lambda p: (p.by_interviewer, p.at, -CHANNELS.index(p.channel))).channel

    # What the candidate did

    @cached_property
    def messages(self) -> list[Message]:
        return [m for m in self.history.messages if m.at <= self.t]

    @cached_property
    def unanswered(self) -> list[Message]:
        """Messages since `L`."""
        return [m for m in self.messages if self.sign is None or m.at >= self.sign]

    @cached_property
    def unanswered_enquiries(self) -> list[Message]:
        return [m for m in self.unanswered if m.kind in ENQUIRIES]

    @cached_property
    def sent_since_interview(self) -> bool:
        return self.interview is not None and any(m.at >= self.interview for m in self.messages)

    @cached_property
    def steps(self) -> list[Step]:
        """The unanswered messages gathered into steps, in the order of their first messages."""
        steps: list[Step] = []
        for m in self.unanswered:
            step = Step(m.at, m.kind, m.channel, local_date(self.zone, m.at), frozenset(m.to))
            place = next((n for n, s in enumerate(steps) if _joins(step, s)), None)
            if place is None:
                steps.append(step)
            else:
                steps[place] = steps[place]._replace(people=steps[place].people | step.people)
        return steps

    def completes_a_step(self, kind: str, channel: str, to: str | None) -> bool:
        """Would a message sent now join a step that has been begun?"""
        if to is None:
            return False
        message = Step(self.t, kind, channel, self.today, frozenset([to]))
        return any(_joins(message, s) for s in self.steps)

    def attempts(self, *, kinds: tuple[str, ...] | None = None, but: tuple[str, ...] = ()) -> list[int]:
        """The instants of the attempts, earliest first."""
        return sorted(s.at for s in self.steps if s.kind not in but and (kinds is None or s.kind in kinds))

    def taken_since(self, kind: str, since: int) -> bool:
        return any(k == kind and since <= at <= self.t for at, k in self.history.taken)

    def sent_since(self, kind: str, since: int) -> bool:
        return any(m.kind == kind and m.at >= since for m in self.messages)

    def thanked(self, to: str | None) -> bool:
        """Has this person been thanked since the latest interview with them?

        A thank-you without addressee is for everybody met; an interview that names nobody is served by any.
        """
        since = self.interview_with(to)
        return since is not None and any(
            m.kind == "thank_you" and m.at >= since and (to is None or not m.to or to in m.to) for m in self.messages
        )

    # Facts

    def flag(self, name: str) -> Truth:
        """A fact that is true or false; absent is false."""
        value = self.history.facts.get(name, False)
        return maybe([name]) if value == UNKNOWN else truth(bool(value))

    def stage(self, wanted: str) -> Truth:
        value = self.history.facts.get("stage")
        return maybe(["stage"]) if value == UNKNOWN else truth(value == wanted)

    @cached_property
    def in_slow_period(self) -> Truth:
        """Does the latest interview's date lie in a declared slow period?"""
        periods = self.history.facts.get("slow_periods") or ()
        if periods == UNKNOWN:
            return maybe(["slow_periods"])
        if self.interview_day is None:
            return NO
        return truth(any(date.fromisoformat(a) <= self.interview_day <= date.fromisoformat(b) for a, b in periods))

    @cached_property
    def early_round(self) -> Truth:
        """First stage, later rounds running, the process not completed."""
        if self.completed:
            return NO
        return all_of(self.stage("first"), self.flag("later_rounds_running"))

    @cached_property
    def final_round(self) -> Truth:
        return all_of(self.stage("final"), self.flag("others_under_evaluation"))


def _names(interview: Interview, to: str | None) -> bool:
    return not interview.people if to is None else to in interview.people


def _joins(message: Step, step: Step) -> bool:
    """One kind, one channel, one local date, different named people."""
    return bool(message.people and step.people) and message[1:4] == step[1:4] and not message.people & step.people
