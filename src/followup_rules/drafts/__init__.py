"""
Drafts: may this message be sent, and does it say what it should?

Needs the extra `drafts`. Text is read in English, deterministically, by its form and its turns of phrase; no model and
no network is asked.
"""

from __future__ import annotations

from followup_rules.drafts.draft import Draft
from followup_rules.drafts.mail import draft_from_eml
from followup_rules.drafts.review import Checked, DraftReview, Notice, Outcome, review_draft

__all__ = ["Checked", "Draft", "DraftReview", "Notice", "Outcome", "draft_from_eml", "review_draft"]
