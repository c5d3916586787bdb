"""What a timeline tells (`History`), and what is known of it at one instant (`State`)."""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from .truth import NO, Truth, all_of, maybe, truth
from .vocabulary import ANSWERS, CHANNELS, ENQUIRIES, STAGES, Action, actions_for
from .zone import HOUR, business_day, dates_after, days_after, instant, local_date, midnight

UNKNOWN = "unknown"


class Interview(NamedTuple):
    ends: int
    starts: int | None
    people: tuple[str, ...]
    arranged: int | None
    cancelled: int | None
    stage: str | None

    @property
    def begins(self) -> int:
        """Its start; without one it has not begun before its end."""
        return self.ends if self.starts is None else self.starts


class Message(NamedTuple):
    at: int
    kind: str
    channel: str
    to: tuple[str, ...]


class Promise(NamedTuple):
    at: int
    passes: int
    day: date


class Invitation(NamedTuple):
    at: int
    opens: int
    channel: str | None


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
    """A timeline read once: instants as microseconds, duplicates gone, notes unread, the unknown future left out."""

    def __init__(self, timeline: dict[str, Any]) -> None:
        self.zone: str = timeline["zone"]
        self.now: int = instant(timeline["now"])
        self.facts: dict[str, Any] = {k: v for k, v in (timeline.get("facts") or {}).items() if v is not None}
        self.closed_days = frozenset(date.fromisoformat(day) for day in self.facts.get("closed_days") or ())
        self._events: list[dict[str, Any]] = timeline.get("events") or []

        self.interviews = sorted(self._interviews(), key=lambda i: (i.ends, i.people))
        sent = {m for e in self._past("message_sent") if e.get("arrived", True) for m in [_message(e)]}
        self.messages = sorted(
            (m for m in sent if m.kind not in ANSWERS), key=lambda m: (m.at, sorted(m.to), m.kind, m.channel)
        )
        self.answers_sent = sorted(m.at for m in sent if m.kind == "reply")
        self.withdrawal_notices = sorted(m.at for m in sent if m.kind == "withdrawal_notice")
        self.promises = sorted({self._promise(e) for e in self._past("response_promised")})
        self.promise_withdrawals = self._instants("promise_withdrawn")
        self.invitations = {self._invitation(e) for e in self._past("follow_up_invited")}
        self.preferences = [
            Preference(instant(e["at"]), e["channel"], e["source"] == "interviewer")
            for e in self._past("channel_preferred")
            if e["channel"] != "in_person"  # concerns no message: as if it had not been stated
        ]
        self.taken = [(instant(e["at"]), e["kind"]) for e in self._past("action_taken")]
        self.replies = self._instants("employer_replied", lambda e: e.get("substantive", True))
        self.askings = self._instants("employer_replied", lambda e: e.get("asks", False))
        self.absences = [
            (instant(e["at"]), date.fromisoformat(e["away_until"]))
            for e in self._past("employer_replied")
            if e.get("away_until")
        ]
        self.proven_offers = self._instants("competing_offer", lambda e: e["evidence"] in ("written", "other_proof"))
        self.requests = self._instants("no_contact_requested")
        self.lifts = self._instants("no_contact_lifted")
        self.changes = self._instants("situation_changed")
        self.rejections = self._instants("rejected")
        self.offers = self._instants("offer_received")
        self.withdrawals = self._instants("withdrawn")
        self.completions = self._instants("process_completed")
        self.everything = sorted({instant(e["at"]) for e in self._past()})
        self.memo: dict[Any, Any] = {}
        self.findings: defaultdict[str, dict[Any, Any]] = defaultdict(dict)
        self._states: dict[int, State] = {}

    def at(self, t: int) -> State:
        """What is known at an instant: events until then, and after now the scheduled interviews alone."""
        if t not in self._states:
            self._states[t] = State(self, t)
        return self._states[t]

    @cached_property
    def actions(self) -> list[Action]:
        """Every action judged; a cancelled interview is left out altogether."""
        held = [i for i in self.interviews if i.cancelled is None]
        names = list(dict.fromkeys(name for i in held for name in i.people))
        return actions_for(names, not held or any(not i.people for i in held))

    def _past(self, kind: str | None = None) -> list[dict[str, Any]]:
        return [
            e
            for e in self._events
            if e["type"] != "interview" and kind in (None, e["type"]) and instant(e["at"]) <= self.now
        ]

    def _instants(self, kind: str, wanted: Any = lambda _: True) -> list[int]:
        return sorted({instant(e["at"]) for e in self._past(kind) if wanted(e)})

    def _interviews(self) -> set[Interview]:
        def known(text: str | None) -> int | None:
            at = instant(text) if text else None
            return at if at is None or at <= self.now else None

        return {
            Interview(
                instant(e["ends"]),
                instant(e["starts"]) if e.get("starts") else None,
                tuple(e.get("interviewers") or ()),
                known(e.get("arranged")),
                known(e.get("cancelled")),
                e.get("stage"),
            )
            for e in self._events
            if e["type"] == "interview" and (not e.get("arranged") or instant(e["arranged"]) <= self.now)
        }

    def _promise(self, event: dict[str, Any]) -> Promise:
        """A date passes at 00:00 of the next one, an instant at that instant."""
        at = instant(event["at"])
        if "within" in event:
            [(unit, count)] = event["within"].items()
            said = local_date(self.zone, at)
            match unit:
                case "hours":
                    passes = at + count * HOUR
                    return Promise(at, passes, local_date(self.zone, passes))
                case "business_days":
                    day = business_day(said, count, self.closed_days)
                case _:
                    day = said + timedelta(days=count * {"days": 1, "weeks": 7}[unit])
        elif _is_date(event["by"]):
            day = date.fromisoformat(event["by"])
        else:
            passes = instant(event["by"])
            return Promise(at, passes, local_date(self.zone, passes))
        return Promise(at, midnight(self.zone, day, 1), day)

    def _invitation(self, event: dict[str, Any]) -> Invitation:
        """It opens at 00:00 of its date, or at its instant."""
        opens = event["opens"]
        opening = midnight(self.zone, date.fromisoformat(opens)) if _is_date(opens) else instant(opens)
        return Invitation(instant(event["at"]), opening, event.get("channel"))


def _message(event: dict[str, Any]) -> Message:
    return Message(instant(event["at"]), event["kind"], event["channel"], tuple(event.get("to") or ()))


def _is_date(text: str) -> bool:
    return len(text) == len("2025-10-17")


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
        self.memo: dict[str, Any] = {}

    def days_after(self, us: int, days: int) -> int:
        """Days after an instant by the clock, as the five documents count them."""
        return days_after(self.zone, us, days)

    def dates_after(self, us: int, days: int) -> int:
        """Days after an instant by the date, as the recommended policy counts them."""
        return dates_after(self.zone, us, days)

    def day_of(self, us: int) -> date:
        return local_date(self.zone, us)

    def known(self, instants: Iterable[int]) -> list[int]:
        """Those that have come."""
        return [at for at in instants if at <= self.t]

    def latest(self, *instants: Iterable[int]) -> int | None:
        """The latest that has come."""
        return max((at for several in instants for at in several if at <= self.t), default=None)

    @cached_property
    def today(self) -> date:
        return self.day_of(self.t)

    # Interviews

    @cached_property
    def interviews(self) -> list[Interview]:
        """Those known, past or ahead; one that was cancelled is gone."""
        return [
            i
            for i in self.history.interviews
            if (i.arranged is None or i.arranged <= self.t) and (i.cancelled is None or self.t < i.cancelled)
        ]

    @cached_property
    def ended(self) -> list[Interview]:
        return [i for i in self.interviews if i.ends <= self.t]

    @cached_property
    def interview(self) -> int | None:
        """`I`: the end of the latest interview that has ended."""
        return max((i.ends for i in self.ended), default=None)

    @cached_property
    def latest_interviews(self) -> list[Interview]:
        """The latest interview that has ended; several, where they ended together."""
        return [i for i in self.ended if i.ends == self.interview]

    @cached_property
    def interview_day(self) -> date | None:
        return None if self.interview is None else self.day_of(self.interview)

    def interview_with(self, to: str | None) -> int | None:
        """The end of the latest ended interview with that person (None: of one that names nobody)."""
        return max((i.ends for i in self.ended if _names(i, to)), default=None)

    def was_at_the_latest(self, to: str | None) -> bool:
        """Is that person one of the latest interview's people?"""
        return any(_names(i, to) for i in self.latest_interviews)

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
    def other_signs(self) -> list[int]:
        """The signs of life that have come, but the ends of interviews."""
        h = self.history
        return [
            *self.known(h.replies),
            *self.known(p.at for p in h.promises),
            *self.known(h.promise_withdrawals),
            *self.known(v.at for v in h.invitations),
            *self.known(h.offers),
            *self.known(h.rejections),
        ]

    @cached_property
    def sign(self) -> int | None:
        """`L`."""
        return max([*self.other_signs, *(i.ends for i in self.ended)], default=None)

    @cached_property
    def pending(self) -> bool:
        """No offer, rejection or withdrawal since the latest ended interview began, or an invitation since."""
        h = self.history
        if self.interview is None:
            return False
        answer = self.latest(h.offers, h.rejections, h.withdrawals)
        if answer is None or answer < max(i.begins for i in self.latest_interviews):
            return True
        return any(answer < v.at <= self.t for v in h.invitations)

    @cached_property
    def promise(self) -> Promise | None:
        """`P`, the standing promise."""
        h = self.history
        stated = [p for p in h.promises if p.at <= self.t]
        if not stated:
            return None
        latest = max(stated, key=lambda p: (p.at, p.passes, p.day))
        if any(at >= latest.at for at in self.known(h.promise_withdrawals)):
            return None
        enders = [*self.known(h.replies), *(i.ends for i in self.ended)]
        return None if any(at >= latest.passes for at in enders) else latest

    @cached_property
    def promise_open(self) -> bool:
        """Does a promise stand that has not passed?"""
        return self.promise is not None and self.t < self.promise.passes

    @cached_property
    def invitation(self) -> Invitation | None:
        """`V`, the standing invitation."""
        h = self.history
        given = [v for v in h.invitations if v.at <= self.t]
        if not given:
            return None
        v = max(given, key=lambda v: (v.at, v.opens, v.channel is not None, -CHANNELS.index(v.channel or "email")))
        used = any(m.kind in ENQUIRIES and m.at >= max(v.opens, v.at) for m in self.messages)
        interviewed = any(
            i.starts > v.at if i.starts is not None else self.day_of(i.ends) > self.day_of(v.at) for i in self.ended
        )
        promised = any(self.day_of(p.at) > self.day_of(v.at) for p in h.promises if p.at <= self.t)
        return None if used or interviewed or promised else v

    @cached_property
    def invited(self) -> bool:
        """Does an invitation stand that has opened?"""
        return self.invitation is not None and self.t >= self.invitation.opens

    @cached_property
    def invited_by(self) -> str | None:
        """The channel that the invitation names, while invited."""
        return self.invitation.channel if self.invitation is not None and self.invited else None

    @cached_property
    def rejection(self) -> int | None:
        """The latest rejection, until a later sign of life."""
        r = self.latest(self.history.rejections)
        if r is None or any(at > r for at in self.other_signs):
            return None
        for i in self.ended:
            had_begun = i.starts < r if i.starts is not None else self.day_of(i.ends) == self.day_of(r)
            if i.ends > r and not had_begun:
                return None
        return r

    @cached_property
    def completed(self) -> bool:
        return bool(self.known(self.history.completions))

    @cached_property
    def requests(self) -> list[int]:
        """The no-contact requests that stand."""
        return [r for r in self.known(self.history.requests) if not self._ended_request(r)]

    def _ended_request(self, r: int) -> bool:
        """Lifted, or let in again; at the same instant the request counts as the later one."""
        h = self.history
        let_in = [*self.known(h.lifts), *self.known(v.at for v in h.invitations), *self.known(h.offers)]
        return any(at > r for at in let_in) or any(
            i.starts > r if i.starts is not None else self.day_of(i.ends) > self.day_of(r) for i in self.ended
        )

    @cached_property
    def preferred(self) -> str | None:
        """The channel preferred, the interviewer's word before the posting's, a later before an earlier one."""
        stated = [p for p in self.history.preferences if p.at <= self.t]
        if not stated:
            return None
        return max(stated, key=lambda p: (p.by_interviewer, p.at, -CHANNELS.index(p.channel))).channel

    @cached_property
    def away_until(self) -> int | None:
        """00:00 of the latest date until which an automatic reply given since `L` says they are away."""
        days = [day for at, day in self.history.absences if at <= self.t and (self.sign is None or at >= self.sign)]
        return midnight(self.zone, max(days)) if days else None

    # What the candidate did

    @cached_property
    def messages(self) -> list[Message]:
        """Those sent that arrived and answer nothing."""
        return [m for m in self.history.messages if m.at <= self.t]

    @cached_property
    def unanswered(self) -> list[Message]:
        """Messages since `L`."""
        return [m for m in self.messages if self.sign is None or m.at >= self.sign]

    @cached_property
    def unanswered_enquiry(self) -> int | None:
        """The latest of them."""
        return max((m.at for m in self.unanswered if m.kind in ENQUIRIES), default=None)

    @cached_property
    def sent_since_interview(self) -> bool:
        return self.interview is not None and any(m.at >= self.interview for m in self.messages)

    @cached_property
    def steps(self) -> list[Step]:
        """The unanswered messages gathered into steps, in the order of their first messages."""
        steps: list[Step] = []
        for m in self.unanswered:
            step = Step(m.at, m.kind, m.channel, self.day_of(m.at), frozenset(m.to))
            place = next((n for n, s in enumerate(steps) if _joins(step, s)), None)
            if place is None:
                steps.append(step)
            else:
                steps[place] = steps[place]._replace(people=steps[place].people | step.people)
        return steps

    def completes_a_step(self, action: Action) -> bool:
        """Would a message sent now join a step that has been begun?"""
        if action.to is None:
            return False
        message = Step(self.t, action.kind, action.channel, self.today, frozenset([action.to]))
        return any(_joins(message, s) for s in self.steps)

    def attempts(self, kinds: tuple[str, ...]) -> list[int]:
        """The instants of the attempts, earliest first: at one instant by one channel only one is made."""
        key = f"attempts {kinds}"
        if key not in self.memo:
            self.memo[key] = [at for at, _ in sorted({(s.at, s.channel) for s in self.steps if s.kind in kinds})]
        return self.memo[key]

    def taken_since(self, kind: str, since: int) -> bool:
        return any(k == kind and since <= at <= self.t for at, k in self.history.taken)

    def moved_on_since(self, *since: int) -> bool:
        """Was `move_on` taken since the later of `L` and these?"""
        return self.sign is not None and self.taken_since("move_on", max([self.sign, *since]))

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
        """Of the latest ended interview: its own, or else the fact; of several ending together the furthest."""
        fact = self.history.facts.get("stage")
        stages = [i.stage or fact for i in self.latest_interviews] or [fact]
        furthest = max((STAGES.index(s) for s in stages if s in STAGES), default=-1)
        at = STAGES.index(wanted)
        if UNKNOWN not in stages:
            return truth(furthest == at)
        if furthest == len(STAGES) - 1:
            return truth(furthest == at)
        return maybe(["stage"]) if at >= furthest else NO

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
