"""The rules of the five documents and of the recommended policy, each a small function of a state and an action.

Permits, forbids and discouragements answer with a `Truth`; a recommendation that makes no permit of its own answers
with an `Advice`. "Done already" is one forbid for all kinds that a policy permits once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from .history import State
from .truth import NO, YES, Truth, all_of, negated, truth
from .vocabulary import COUNTED_BY_RECOMMENDED, ENQUIRIES, INTERVIEW_ACTS, MESSAGES, VOICE
from .waits import Days, Wait, art_of_follow_up_days, recommended_days, wait
from .zone import FAR, HOUR, days_after, local_date, midnight

Rule = Callable[[State, str, str, "str | None"], Truth]
Keep = Callable[[str, int], int]


class Advice(NamedTuple):
    """A recommendation in a state.

    `due` and `late` are (earliest, latest) over the unknown facts; `due` None is "always". `overdue` tells
    whether it has an overdue date at all; `keep` puts that date where it belongs after a due date that was moved.
    """

    holds: Truth
    due: tuple[int, int] | None
    overdue: Truth = NO
    late: tuple[int, int] = (FAR, FAR)
    keep: Keep | None = None


Recommendation = Callable[[State, str, str, "str | None"], "Advice | None"]


@dataclass(frozen=True)
class Policy:
    """Forbids, permits, discouragements and recommendations; closed: unpermitted messages are forbidden."""

    name: str
    forbids: tuple[Rule, ...]
    permits: tuple[Rule, ...]
    discourages: tuple[Rule, ...]
    recommends: tuple[Recommendation, ...]
    closed: bool = False


def at_once(since: int, holds: Truth = YES) -> Advice:
    return Advice(holds, (since, since))


def hours(n: int) -> Keep:
    return lambda _, us: us + n * HOUR


def days(n: int) -> Keep:
    return lambda zone, us: days_after(zone, us, n)


def sure(due: int, late: int, keep: Keep) -> Advice:
    """A recommendation whose dates hang on no unknown fact."""
    return Advice(YES, (due, due), YES, (late, late), keep)


def first_enquiry(s: State, kind: str) -> bool:
    return kind == "status_inquiry" and not s.unanswered_enquiries


def promised_date(s: State, plus: int) -> int:
    assert s.promise is not None
    return midnight(s.zone, s.promise.day, plus)


# During the interview; done already; the preferred channel


def interview_acts(names: tuple[str, ...], *, unless_promised: bool) -> tuple[Rule, Recommendation]:
    """Acts permitted while an interview is on, and due until done."""

    def permit(s: State, kind: str, channel: str, to: str | None) -> Truth:
        if kind not in names or s.on_since is None:
            return NO
        return truth(not (unless_promised and kind == "ask_response_date" and s.promise is not None))

    def recommend(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
        if permit(s, kind, channel, to) is NO or s.on_since is None or s.taken_since(kind, s.on_since):
            return None
        return at_once(s.on_since)

    return permit, recommend


def done_already(kinds: tuple[str, ...]) -> Rule:
    """Once: done since its latest occasion, on whatever channel."""

    def forbid(s: State, kind: str, channel: str, to: str | None) -> Truth:
        if kind not in kinds:
            return NO
        if kind == "thank_you":
            return truth(s.thanked(to))
        occasion = {
            "interest_note": lambda: s.interview,
            "competing_offer_notice": lambda: s.latest(s.history.written_offers),
            "change_notice": lambda: s.latest(s.history.changes),
            "feedback_request": lambda: s.latest(s.history.rejections),
        }[kind]()
        return truth(occasion is not None and s.sent_since(kind, occasion))

    return forbid


def by_email(s: State, channel: str, *others: str) -> bool:
    """By email or one of the others; by the preferred channel what is open by email, and then not by email itself."""
    if s.preferred is None:
        return channel == "email" or channel in others
    return channel == s.preferred


def other_than_preferred(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind in MESSAGES and s.preferred is not None and channel != s.preferred)


def gifts(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "gift")


def no_contact(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind in MESSAGES and s.no_contact)


def unproven_offer(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "competing_offer_notice" and not s.known(s.history.written_offers))


def always_keep_applying(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "keep_applying")


def recommend_keep_applying(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    return Advice(YES, None) if kind == "keep_applying" else None


# pro_tips


def pt_wait_a_week_past_the_promise(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or not s.pending or s.promise is None:
        return NO
    return truth(s.t < promised_date(s, 7))


def pt_no_voice_after_an_email(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in MESSAGES or channel not in VOICE or s.preferred == channel:
        return NO
    return truth(any(m.channel == "email" for m in s.unanswered))


def pt_thank_you(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "thank_you" and channel == "email" and s.interview_with(to) is not None)


def pt_recommend_thank_you(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    if pt_thank_you(s, kind, channel, to) is NO:
        return None
    return sure(pt_next_day(s, to, 1), pt_next_day(s, to, 2), days(1))


def pt_next_day(s: State, to: str | None, n: int) -> int:
    ended = s.interview_with(to)
    assert ended is not None
    return midnight(s.zone, local_date(s.zone, ended), n)


def pt_thank_you_too_soon(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(pt_thank_you(s, kind, channel, to) is YES and s.t < pt_next_day(s, to, 1))


def pt_status_note(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "status_inquiry" or channel not in ("email", *VOICE) or not s.pending or s.promise is None:
        return NO
    return truth(s.t >= promised_date(s, 7))


def pt_recommend_status_note(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    if pt_status_note(s, kind, channel, to) is NO or not first_enquiry(s, kind):
        return None
    return at_once(promised_date(s, 7))


def pt_competing_offer(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "competing_offer_notice" or channel != "email":
        return NO
    return truth(s.pending and bool(s.known(s.history.written_offers)))


def pt_recommend_competing_offer(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    offer = s.latest(s.history.written_offers)
    if offer is None or pt_competing_offer(s, kind, channel, to) is NO:
        return None
    return at_once(offer)


def pt_change(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "change_notice" or channel != "email":
        return NO
    return truth(s.pending and bool(s.known(s.history.changes)))


def pt_feedback(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "feedback_request" or channel != "email" or s.rejection is None:
        return NO
    return s.flag("felt_very_good")


def pt_recommend_feedback(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    holds = pt_feedback(s, kind, channel, to)
    if holds is NO or s.rejection is None:
        return None
    return at_once(s.rejection, holds)


PT_ACTS = interview_acts(("ask_response_date",), unless_promised=False)

PRO_TIPS = Policy(
    "pro_tips",
    forbids=(
        pt_wait_a_week_past_the_promise,
        pt_no_voice_after_an_email,
        unproven_offer,
        done_already(("thank_you", "competing_offer_notice", "change_notice", "feedback_request")),
    ),
    permits=(PT_ACTS[0], pt_thank_you, pt_status_note, pt_competing_offer, pt_change, pt_feedback),
    discourages=(pt_thank_you_too_soon,),
    recommends=(
        PT_ACTS[1],
        pt_recommend_thank_you,
        pt_recommend_status_note,
        pt_recommend_competing_offer,
        pt_recommend_feedback,
    ),
)


# dos_and_donts


def dd_wait(s: State) -> int | None:
    """The instant from which one may write."""
    if not s.pending:
        return s.interview
    if s.promise is not None:
        return s.promise.passes
    assert s.sign is not None
    return s.days_after(s.sign, 3)


def dd_waited(s: State) -> bool:
    over = dd_wait(s)
    return over is not None and s.t >= over


def dd_bound(kind: str) -> bool:
    """Every message but a courtesy note."""
    return kind in MESSAGES and kind != "courtesy_note"


def dd_wait_first(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(dd_bound(kind) and s.pending and not dd_waited(s))


def dd_completes(s: State, kind: str, channel: str, to: str | None) -> bool:
    return kind == "thank_you" and s.completes_a_step(kind, channel, to)


def dd_three_days_between(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if not dd_bound(kind) or not s.pending or not s.attempts() or dd_completes(s, kind, channel, to):
        return NO
    return truth(s.t < s.days_after(s.attempts()[-1], 3))


def dd_three_in_all(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if not dd_bound(kind) or not s.pending or dd_completes(s, kind, channel, to):
        return NO
    return truth(len(s.attempts()) >= 3)


def dd_first_contact(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "thank_you" or channel not in ("email", "post"):
        return NO
    return truth(s.was_at_the_latest(to) and dd_waited(s))


def dd_recommend_first_contact(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    over = dd_wait(s)
    if over is None or dd_first_contact(s, kind, channel, to) is NO:
        return None
    return at_once(over)


def dd_thank_you_by_another_channel(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "thank_you" and channel not in ("email", "post") and s.interview is not None)


def dd_nothing_before_it(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(dd_bound(kind) and kind != "thank_you" and s.pending and not s.sent_since_interview)


def dd_then_ask(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind in ENQUIRIES and s.pending and dd_waited(s) and s.sent_since_interview)


def dd_move_on_from(s: State) -> int | None:
    attempts = s.attempts()
    return s.days_after(attempts[2], 3) if s.pending and len(attempts) >= 3 else None


def dd_move_on(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "move_on":
        return NO
    since = dd_move_on_from(s)
    return truth(since is not None and s.t >= since)


def dd_recommend_move_on(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    since = dd_move_on_from(s) if kind == "move_on" else None
    return None if since is None else at_once(since)


def dd_courtesy(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "courtesy_note" and s.rejection is not None)


DD_ACTS = interview_acts(("ask_response_date",), unless_promised=False)

DOS_AND_DONTS = Policy(
    "dos_and_donts",
    forbids=(
        dd_wait_first,
        dd_three_days_between,
        dd_three_in_all,
        dd_thank_you_by_another_channel,
        dd_nothing_before_it,
        gifts,
        done_already(("thank_you",)),
    ),
    permits=(DD_ACTS[0], dd_first_contact, dd_then_ask, dd_move_on, dd_courtesy),
    discourages=(),
    recommends=(DD_ACTS[1], dd_recommend_first_contact, dd_recommend_move_on),
)


# review_your_notes


def rn_notes_unread_since(s: State) -> int | None:
    """The later of `I` and the latest message, while the notes were not reviewed since."""
    if not s.pending or s.interview is None:
        return None
    since = max([s.interview, *(m.at for m in s.messages)])
    return None if s.taken_since("review_notes", since) else since


def rn_review_notes(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "review_notes" and rn_notes_unread_since(s) is not None)


def rn_recommend_review_notes(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    since = rn_notes_unread_since(s) if kind == "review_notes" else None
    return None if since is None else at_once(since)


def rn_not_before_they_said(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind in MESSAGES and s.pending and s.promise_open)


def rn_not_exactly_a_week_after(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in MESSAGES or not s.pending or s.interview_day is None:
        return NO
    return truth((s.today - s.interview_day).days == 7)


def rn_channel(s: State, channel: str) -> Truth:
    if channel == "post":
        return s.flag("post_suits_role")
    return truth(channel in ("email", "voicemail"))


def rn_ask(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or not s.pending or s.promise is None or s.promise_open:
        return NO
    return rn_channel(s, channel)


def rn_within_the_margin(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or not s.pending or s.promise is None or s.t >= promised_date(s, 3):
        return NO
    return rn_channel(s, channel)


def rn_recommend_after_the_margin(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    holds = rn_ask(s, kind, channel, to)
    if holds is NO or not first_enquiry(s, kind):
        return None
    return sure(promised_date(s, 3), promised_date(s, 8), days(5))._replace(holds=holds)


RN_ACTS = interview_acts(
    ("take_notes", "ask_preferred_channel", "ask_contact_policy", "ask_response_date"), unless_promised=True
)

REVIEW_YOUR_NOTES = Policy(
    "review_your_notes",
    forbids=(no_contact, rn_not_before_they_said, rn_not_exactly_a_week_after),
    permits=(RN_ACTS[0], rn_review_notes, rn_ask),
    discourages=(rn_within_the_margin,),
    recommends=(RN_ACTS[1], rn_recommend_review_notes, rn_recommend_after_the_margin),
)


# art_of_follow_up


def the_wait(s: State, key: str, how: Callable[[State], tuple[Days, Days]]) -> Wait:
    """The wait after `L`, worked out once per instant."""
    if key not in s.memo:
        assert s.sign is not None
        s.memo[key] = wait(s, s.sign, *how(s))
    return s.memo[key]


def af_wait(s: State) -> Wait:
    return the_wait(s, "art_of_follow_up", art_of_follow_up_days)


def af_in_the_first_two_days(s: State, ended: int | None) -> bool:
    return ended is not None and s.t < ended + 48 * HOUR


def af_thank_you(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "thank_you" or not by_email(s, channel, "post", "linkedin"):
        return NO
    return truth(af_in_the_first_two_days(s, s.interview_with(to)))


def af_no_question_yet(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind in ENQUIRIES and s.pending and af_in_the_first_two_days(s, s.interview))


def af_wait_for_the_stated_date(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in MESSAGES or kind in ("thank_you", "interest_note"):
        return NO
    return truth(s.pending and s.promise_open)


def af_give_it_a_week(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or not s.pending or s.promise is not None:
        return NO
    return af_wait(s).runs


def af_then_ask(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or not s.pending or not by_email(s, channel, *VOICE, "linkedin", "post"):
        return NO
    return truth(not s.promise_open) if s.promise is not None else negated(af_wait(s).runs)


def af_recommend_asking(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    holds = af_then_ask(s, kind, channel, to)
    if holds is NO or not first_enquiry(s, kind):
        return None
    if s.promise is not None:
        return at_once(s.promise.passes)
    w = af_wait(s)
    return Advice(YES, w.over, negated(w.longer_than_a_week), w.late, days(7))


def af_early_round(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return s.early_round if kind in ENQUIRIES and s.pending else NO


def final_round_interest(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "interest_note" or not s.pending or not by_email(s, channel):
        return NO
    return s.final_round


def recommend_interest(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    holds = final_round_interest(s, kind, channel, to)
    if holds is NO or s.interview is None:
        return None
    return at_once(s.interview, holds)


def asked_what_was_announced(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "timeline_inquiry" and s.promise_open)


def af_voice_where_unwelcome(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in MESSAGES or channel not in VOICE or s.preferred == channel:
        return NO
    return negated(s.flag("calls_welcome"))


def af_voice_early(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in MESSAGES or channel not in VOICE or s.preferred == channel or not s.pending:
        return NO
    assert s.interview is not None
    return all_of(truth(s.t < s.days_after(s.interview, 14)), negated(s.flag("engaging_conversation")))


def af_linkedin_without_relation(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in MESSAGES or channel != "linkedin" or s.preferred == channel:
        return NO
    return negated(s.flag("linkedin_relation"))


def further_information(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "additional_information" and s.pending and by_email(s, channel))


def af_once_is_enough(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind in ENQUIRIES and s.pending and bool(s.unanswered_enquiries))


def af_move_on_from(s: State) -> int | None:
    if not s.pending or not s.unanswered_enquiries:
        return None
    return s.days_after(max(m.at for m in s.unanswered_enquiries), 14)


def af_move_on(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "move_on":
        return NO
    since = af_move_on_from(s)
    return truth(since is not None and s.t >= since)


def af_recommend_move_on(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    since = af_move_on_from(s) if kind == "move_on" else None
    return None if since is None else at_once(since)


ART_OF_FOLLOW_UP = Policy(
    "art_of_follow_up",
    forbids=(
        af_no_question_yet,
        af_wait_for_the_stated_date,
        af_give_it_a_week,
        af_early_round,
        asked_what_was_announced,
        af_voice_where_unwelcome,
        af_linkedin_without_relation,
        other_than_preferred,
        done_already(("thank_you", "interest_note")),
    ),
    permits=(af_thank_you, af_then_ask, final_round_interest, further_information, af_move_on),
    discourages=(af_voice_early, af_once_is_enough),
    recommends=(af_recommend_asking, recommend_interest, af_recommend_move_on),
)


# business_etiquette


def be_thank_you(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "thank_you" and channel == "email" and s.interview_with(to) is not None)


def be_recommend_thank_you(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    ended = s.interview_with(to)
    if ended is None or be_thank_you(s, kind, channel, to) is NO:
        return None
    return sure(ended + 12 * HOUR, ended + 24 * HOUR, hours(12))


def be_attempts(s: State) -> list[int]:
    return s.attempts(but=("thank_you",))


def be_since(s: State) -> int:
    """The later of `L` and the latest attempt."""
    assert s.sign is not None
    return max([s.sign, *be_attempts(s)])


def be_wait_over(s: State) -> bool:
    return s.t >= s.days_after(be_since(s), 7)


def be_wait(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in MESSAGES or kind == "thank_you" or not s.pending:
        return NO
    return truth(not be_wait_over(s))


def be_three_attempts(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in MESSAGES or kind == "thank_you" or not s.pending:
        return NO
    return truth(len(be_attempts(s)) >= 3)


def be_then_another(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or channel not in ("email", "voicemail") or not s.pending:
        return NO
    return truth(be_wait_over(s))


def be_recommend_another(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    if kind != "status_inquiry" or be_then_another(s, kind, channel, to) is NO:
        return None
    return at_once(s.days_after(be_since(s), 10))


def be_move_on_from(s: State) -> int | None:
    attempts = be_attempts(s)
    return attempts[2] if s.pending and len(attempts) >= 3 else None


def be_move_on(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind == "move_on" and be_move_on_from(s) is not None)


def be_recommend_move_on(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    since = be_move_on_from(s) if kind == "move_on" else None
    return None if since is None else at_once(since)


BE_ACTS = interview_acts(
    ("collect_contacts", "express_interest", "ask_response_date", "ask_follow_up_permission", "ask_preferred_channel"),
    unless_promised=False,
)

BUSINESS_ETIQUETTE = Policy(
    "business_etiquette",
    forbids=(be_wait, be_three_attempts, done_already(("thank_you",))),
    permits=(BE_ACTS[0], be_thank_you, be_then_another, be_move_on, always_keep_applying),
    discourages=(),
    recommends=(
        BE_ACTS[1],
        be_recommend_thank_you,
        be_recommend_another,
        be_recommend_move_on,
        recommend_keep_applying,
    ),
)


# recommended


def rc_wait(s: State) -> Wait:
    return the_wait(s, "recommended", recommended_days)


def rc_thank_you_over(s: State, to: str | None) -> bool:
    ended = s.interview_with(to)
    return ended is None or s.t >= s.days_after(ended, 7)


def rc_thank_you(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "thank_you" or rc_thank_you_over(s, to):
        return NO
    if by_email(s, channel, "post"):
        return YES
    return s.flag("linkedin_relation") if channel == "linkedin" and s.preferred is None else NO


def rc_recommend_thank_you(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    holds = rc_thank_you(s, kind, channel, to)
    ended = s.interview_with(to)
    if holds is NO or ended is None:
        return None
    return sure(ended, ended + 24 * HOUR, hours(24))._replace(holds=holds)


def rc_enquiry_channel(s: State, channel: str) -> Truth:
    if by_email(s, channel):
        return YES
    if s.preferred is not None:
        return NO
    if channel == "post":
        return s.flag("post_suits_role")
    if channel == "linkedin":
        return s.flag("linkedin_relation")
    return s.flag("calls_welcome") if channel in VOICE else NO


def rc_voice_after_an_email(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or channel not in VOICE or s.preferred == channel:
        return NO
    return truth(any(m.channel == "email" and m.kind in COUNTED_BY_RECOMMENDED for m in s.unanswered))


def rc_waited(s: State) -> Truth:
    if s.promise is not None:
        return truth(s.t >= promised_date(s, 7))
    return negated(rc_wait(s).runs)


def rc_ask(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or not s.pending:
        return NO
    return all_of(rc_enquiry_channel(s, channel), rc_waited(s))


def rc_recommend_asking(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    if rc_ask(s, kind, channel, to) is NO or not first_enquiry(s, kind):
        return None
    holds = rc_enquiry_channel(s, channel)
    if s.promise is not None:
        return at_once(promised_date(s, 7), holds)
    w = rc_wait(s)
    return Advice(holds, w.over, negated(w.longer_than_a_week), w.late, days(7))


def rc_attempts(s: State) -> list[int]:
    return s.attempts(kinds=COUNTED_BY_RECOMMENDED)


def rc_week_between(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in (*ENQUIRIES, "additional_information") or not s.pending or not rc_attempts(s):
        return NO
    return truth(s.t < s.days_after(rc_attempts(s)[-1], 7))


def rc_three_attempts(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind in COUNTED_BY_RECOMMENDED and s.pending and len(rc_attempts(s)) >= 3)


def rc_early_round(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ENQUIRIES or not s.pending:
        return NO
    assert s.sign is not None
    end = promised_date(s, 7) if s.promise is not None else s.days_after(s.sign, 28)
    return s.early_round if s.t < end else NO


def rc_interview_ahead(s: State, kind: str, channel: str, to: str | None) -> Truth:
    return truth(kind in ENQUIRIES and s.pending and s.interview_ahead)


def rc_competing_offer(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "competing_offer_notice" or not by_email(s, channel):
        return NO
    return truth(s.pending and bool(s.known(s.history.written_offers)))


def rc_recommend_competing_offer(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    offer = s.latest(s.history.written_offers)
    if offer is None or rc_competing_offer(s, kind, channel, to) is NO:
        return None
    return at_once(offer)


def rc_change(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "change_notice" or not by_email(s, channel):
        return NO
    return truth(s.pending and bool(s.known(s.history.changes)))


def rc_after_a_rejection(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind not in ("feedback_request", "courtesy_note"):
        return NO
    return truth(s.rejection is not None and by_email(s, channel))


def rc_recommend_feedback(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    if kind != "feedback_request" or s.rejection is None or rc_after_a_rejection(s, kind, channel, to) is NO:
        return None
    return at_once(s.rejection, s.flag("felt_very_good"))


def rc_move_on_from(s: State) -> int | None:
    attempts = rc_attempts(s)
    if not s.pending or s.interview_ahead or len(attempts) < 3:
        return None
    return s.days_after(attempts[2], 7)


def rc_move_on(s: State, kind: str, channel: str, to: str | None) -> Truth:
    if kind != "move_on":
        return NO
    since = rc_move_on_from(s)
    return truth(since is not None and s.t >= since)


def rc_recommend_move_on(s: State, kind: str, channel: str, to: str | None) -> Advice | None:
    since = rc_move_on_from(s) if kind == "move_on" else None
    return None if since is None else at_once(since)


RC_ACTS = interview_acts(INTERVIEW_ACTS, unless_promised=True)

RECOMMENDED = Policy(
    "recommended",
    forbids=(
        rc_voice_after_an_email,
        rc_week_between,
        rc_three_attempts,
        rc_early_round,
        rc_interview_ahead,
        asked_what_was_announced,
        other_than_preferred,
        unproven_offer,
        no_contact,
        gifts,
        done_already(("thank_you", "interest_note", "competing_offer_notice", "change_notice", "feedback_request")),
    ),
    permits=(
        RC_ACTS[0],
        rn_review_notes,
        rc_thank_you,
        rc_ask,
        final_round_interest,
        rc_competing_offer,
        rc_change,
        further_information,
        rc_after_a_rejection,
        rc_move_on,
        always_keep_applying,
    ),
    discourages=(),
    recommends=(
        RC_ACTS[1],
        rn_recommend_review_notes,
        rc_recommend_thank_you,
        rc_recommend_asking,
        recommend_interest,
        rc_recommend_competing_offer,
        rc_recommend_feedback,
        rc_recommend_move_on,
        recommend_keep_applying,
    ),
    closed=True,
)

BY_NAME = {
    p.name: p for p in (PRO_TIPS, DOS_AND_DONTS, REVIEW_YOUR_NOTES, ART_OF_FOLLOW_UP, BUSINESS_ETIQUETTE, RECOMMENDED)
}
