"""Readings of a document that are not the default: what comes of choosing them."""

from __future__ import annotations

from followup_rules import Interview, MessageSent, ResponsePromised, Timeline, evaluate, policies
from followup_rules.rules.policy import AnyPolicy

ONLY_WITHOUT_A_DATE = policies.dos_and_donts.with_(cap_binds="only_where_no_date_was_named")
CAP = "dos_and_donts/three-contacts-in-all"


def is_capped(policy: AnyPolicy, *, promised: bool) -> bool:
    """Whether the cap forbids an enquiry two days after the third contact."""
    contacts = [
        MessageSent(f"2025-10-{day:02}T12:00:00+01:00", kind="status_inquiry", channel="email") for day in (9, 12, 15)
    ]
    promise = [ResponsePromised("2025-10-06T09:55:00+01:00", by="2025-10-20")] if promised else []
    interview = Interview(starts="2025-10-06T09:00:00+01:00", ends="2025-10-06T10:00:00+01:00")
    timeline = Timeline("Europe/London", "2025-10-17T12:00:00+01:00", [interview, *promise, *contacts])
    return CAP in [reason.rule for reason in evaluate(timeline, policy)["status_inquiry", "email"].reasons]


def test_the_cap_of_dos_and_donts_binds_always_unless_it_is_read_otherwise() -> None:
    """By the other reading it binds only where no response date was named."""
    assert is_capped(policies.dos_and_donts, promised=False)
    assert is_capped(policies.dos_and_donts, promised=True)
    assert is_capped(ONLY_WITHOUT_A_DATE, promised=False)
    assert not is_capped(ONLY_WITHOUT_A_DATE, promised=True)
