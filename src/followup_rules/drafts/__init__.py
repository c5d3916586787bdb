"""
Reviews of drafts: may this message be sent, and does it say what it should?

Needs the extra `drafts`. Drafts are read in English, by their form and their phrases. The same draft always gives the
same answer: nothing asks a language model or the network.
"""

from __future__ import annotations

from followup_rules.drafts.draft import Draft
from followup_rules.drafts.mail import draft_from_eml
from followup_rules.drafts.review import Checked, CheckOutcome, DraftReview, Notice, review_draft

__all__ = ["CheckOutcome", "Checked", "Draft", "DraftReview", "Notice", "draft_from_eml", "review_draft"]
