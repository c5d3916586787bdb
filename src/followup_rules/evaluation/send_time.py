"""When to send a message: within office hours, on a business day."""

from __future__ import annotations

from followup_rules.evaluation.judge import ALWAYS_DUE, Judge
from followup_rules.rules.stances import ALLOWED
from followup_rules.temporal import instants
from followup_rules.temporal.instants import LAST
from followup_rules.timeline.facts import OFFICE_HOURS
from followup_rules.timeline.history import History
from followup_rules.timeline.vocabulary import INTERVIEW_ACTS, Action


def send_time_us(judge: Judge, action: Action, now: int) -> int | None:
    """
    The first instant from now on within office hours at which an action is allowed, not discouraged and, where it is
    recommended, due; None if there is none. An act during the interview needs no office hours.
    """
    due = judge.effective_dates(action, judge.dates(action, now)).due
    start = now if due is None or due == ALWAYS_DUE else max(now, due)
    turns = sorted(turn for turn in judge.turns(action, judge.first_needed(start)) if turn > start)
    for opens, closes in zip((start, *turns), (*turns, None), strict=True):
        if judge.verdict(action, opens).possible != ALLOWED or judge.advice(action, opens).word == "discouraged":
            continue
        at = writing_time_us(judge.history, action, opens, closes)
        if at is not None:
            return at
    return None


def writing_time_us(history: History, action: Action, start: int, end: int | None) -> int | None:
    """
    The first instant from *start* on, and before *end* (None: no end), that lies within the hours at which one would do
    it; None if there is no such instant.
    """
    if action.kind in INTERVIEW_ACTS:
        return start
    zone, hours = history.zone, history.facts.office_hours or OFFICE_HOURS
    end = LAST if end is None else end
    day = instants.business_day(zone.date_of(start) - 1, 1, history.closed_days)
    while (opens := zone.at(day, hours[0])) < end:
        at = max(start, opens)
        if at < min(end, zone.at(day, hours[1])):
            return at
        day = instants.business_day(day, 1, history.closed_days)
    return None
