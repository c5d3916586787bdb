"""May this be sent? One question that a program asks before it sends, with one safe answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
import pendulum

from followup_rules.analysis.remedies import facts_that_allow
from followup_rules.errors import ActionError, TimelineError, shown
from followup_rules.evaluation.evaluation import AGAINST, Reason, Ruling, asking, evaluate
from followup_rules.evaluation.judge import ADVISED, AdviceWord
from followup_rules.rules.policy import AnyPolicy
from followup_rules.rules.stances import Stance
from followup_rules.rules.text_rules import Weight
from followup_rules.temporal.instants import When
from followup_rules.temporal.values import PlainData, PydanticField, ShownInNotebooks, as_data, as_dict, lazy
from followup_rules.timeline.facts import question_about
from followup_rules.timeline.timeline import Timeline
from followup_rules.timeline.vocabulary import MESSAGES, Action, ActionKind, Channel, ChannelName, MessageKindName

if TYPE_CHECKING:
    from followup_rules.drafts import Draft, DraftReview


@attrs.frozen
class Blocker(PlainData):
    """
    Why it must not be sent now: a sentence, the rule that says so (None: something wrong with the draft under any
    policy), the statements it cites, and what to do about it where that is known.
    """

    says: str
    rule: str | None
    cites: tuple[str, ...] = ()
    fix: str | None = None


@attrs.frozen(repr=False, slots=False)
class Decision(ShownInNotebooks, PydanticField):
    """
    Whether a message may be sent: true only where that is surely allowed, not advised against, and its draft has no
    fault that must be mended.

    `blockers` are the reasons against it, the gravest first; `instead` is what is recommended now, and `review` the
    review of the draft, if one was given.
    """

    ruling: Ruling
    blockers: tuple[Blocker, ...]
    instead: tuple[Action, ...]
    review: DraftReview | None = None

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def allowed(self) -> bool:
        """Whether it may be sent; the decision's own truth value."""
        return not self.blockers

    @property
    def action(self) -> Action:
        """What was asked about."""
        return self.ruling.action

    @property
    def stance(self) -> Stance:
        """As in a `Ruling`."""
        return self.ruling.stance

    @property
    def advice(self) -> AdviceWord | None:
        """As in a `Ruling`."""
        return self.ruling.advice

    @property
    def when(self) -> pendulum.DateTime | None:
        """When to send it, in the timeline's zone: `Ruling.send_at`; None if there is no such instant."""
        return self.ruling.send_at

    @lazy
    def questions(self) -> tuple[str, ...]:
        """What to find out, as questions to ask a person: of each fact whose value could make it allowed now."""
        return tuple(map(question_about, dict.fromkeys((*self.ruling.missing, *facts_that_allow(self.ruling)))))

    def to_dict(self) -> dict[str, Any]:
        """The decision as plain data; `schemas.may_send()` describes it."""
        about, asked = self.ruling.evaluation.about, as_data(self.action)
        said = {"allowed": self.allowed, "stance": self.stance, "advice": self.advice, "when": self.when}
        found = {"blockers": self.blockers, "questions": self.questions, "instead": self.instead}
        return as_dict(**about, **asked, **said, **found)

    def __repr__(self) -> str:
        return f"<Decision on {self.action!r}: {'send' if self.allowed else 'do not send'}>"


def may_send(
    timeline: Timeline,
    kind: ActionKind | MessageKindName,
    channel: Channel | ChannelName,
    to: str | None = None,
    *,
    at: When | None = None,
    draft: Draft | str | None = None,
    policy: AnyPolicy | None = None,
) -> Decision:
    """
    Whether a message may be sent at the timeline's now, or at another instant, by the recommended policy or another.

    The decision is true only where sending is surely allowed, not advised against, and the draft, if one is given, has
    no fault that must be mended. *draft* is a `Draft`, or only the text of the message; it needs the extra `drafts`.
    Raises `ActionError` for a kind, a channel or a person that is not judged, `TimelineError` for what is not an
    instant.

    >>> from followup_rules import Interview, Timeline
    >>> talk = Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"])
    >>> timeline = Timeline("Europe/London", "2025-10-08T09:00:00+01:00", [talk])
    >>> if may_send(timeline, "thank_you", "email", to="Dana Wu"):
    ...     print("send it")
    send it
    >>> decision = may_send(timeline, "status_inquiry", "email")
    >>> bool(decision), decision.when.isoformat()
    (False, '2025-10-13T09:00:00+01:00')
    >>> print(decision.blockers[0].says)
    wait until Mon 13 Oct 2025: at least 7 days from Mon 6 Oct 2025, 10:00, or as long as they usually take
    """
    evaluation = evaluate(timeline, policy)
    if at is not None:
        try:
            evaluation = evaluation.at(at)
        except TimelineError as error:
            raise error.under("at") from None
    ruling = evaluation[asking(kind, channel, to)]
    if ruling.action.kind not in MESSAGES:
        raise ActionError(f"`{ruling.action.kind}` is not a message; expected one of {', '.join(sorted(MESSAGES))}")
    review = None if draft is None else _review(draft, ruling)
    blockers = tuple(dict.fromkeys((*_against(ruling), *(() if review is None else _faults(review)))))
    return Decision(ruling, blockers, tuple(_instead(ruling)), review)


def _review(draft: Draft | str, ruling: Ruling) -> DraftReview:
    from followup_rules.drafts import Draft, review_draft

    action, evaluation = ruling.action, ruling.evaluation
    if isinstance(draft, str):
        draft = Draft(action.kind, action.channel, () if action.to is None else (action.to,), None, draft)
    if not isinstance(draft, Draft):
        raise TypeError(f"{shown(draft)} is not a draft; expected `Draft(...)`, or the text of the message")
    if (draft.kind, draft.channel) != (action.kind, action.channel):
        given = shown(f"{draft.kind} by {draft.channel}")
        raise ActionError(f"the draft is a {given}; expected a draft of what is asked about, {shown(repr(action))}")
    return review_draft(draft, evaluation.timeline.at(evaluation.now), evaluation.policy)


def _against(ruling: Ruling) -> Iterator[Blocker]:
    """The reasons against sending it at all."""
    if ruling.allowed and ruling.advice != "discouraged":
        return
    reasons: tuple[Reason, ...] = ruling.advice_reasons if ruling.allowed else ruling.reasons
    against = [reason for reason in reasons if reason.effect in AGAINST]
    for reason in against:
        possibly = "possibly not allowed: " if ruling.stance == "undetermined" else ""
        yield Blocker(f"{possibly}{reason.says}", reason.rule, reason.cites)
    if not against:
        what = "no rule covers it" if ruling.stance == "silent" else f"it depends on {', '.join(ruling.missing)}"
        yield Blocker(f"{what}; send only what is surely allowed", None)


def _faults(review: DraftReview) -> Iterator[Blocker]:
    """What is wrong with the draft."""
    for notice in review.notices:
        yield Blocker(notice.what, None)
    for checked in review.broken:
        if checked.weight is Weight.MUST:
            yield Blocker(f"not met by the draft: {checked.says}", checked.id, checked.cites, checked.fix)


def _instead(ruling: Ruling) -> Iterator[Action]:
    """What is recommended now, other than what was asked about."""
    for other in ruling.evaluation.allowed:
        if other.advice in ADVISED and other.action != ruling.action:
            yield other.action
