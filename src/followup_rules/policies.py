"""The policies by name: the five documents, and `recommended`, put together from them.

`policies.pro_tips` is the policy itself. Its rules, conditions and quantities stand by their own names in the module
`followup_rules.documents.pro_tips`. A policy is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from followup_rules.errors import PolicyError, shown
from followup_rules.policy import Policy

__all__ = [
    "art_of_follow_up",
    "business_etiquette",
    "dos_and_donts",
    "get",
    "names",
    "pro_tips",
    "recommended",
    "review_your_notes",
]

pro_tips: Policy
dos_and_donts: Policy
review_your_notes: Policy
art_of_follow_up: Policy
business_etiquette: Policy
recommended: Policy

_MODULES: Final = {
    "pro_tips": "followup_rules.documents.pro_tips",
    "dos_and_donts": "followup_rules.documents.dos_and_donts",
    "review_your_notes": "followup_rules.documents.review_your_notes",
    "art_of_follow_up": "followup_rules.documents.art_of_follow_up",
    "business_etiquette": "followup_rules.documents.business_etiquette",
    "recommended": "followup_rules.recommended",
}


def names() -> tuple[str, ...]:
    """
    The names of all policies: the documents in their order, then `recommended`.

    >>> names()[0], names()[-1]
    ('pro_tips', 'recommended')
    """
    return tuple(_MODULES)


def get(name: str) -> Policy:
    """
    The policy of that name. Raises `PolicyError` for an unknown one, listing the known.

    >>> get("pro_tips")
    <Policy pro_tips: 15 rules>
    """
    if not isinstance(name, str) or name not in _MODULES:
        raise PolicyError(f"{shown(name)} is no policy; expected one of {', '.join(_MODULES)}")
    policy: Policy = import_module(_MODULES[name]).policy
    return policy


def __getattr__(name: str) -> Policy:
    if name in _MODULES:
        return get(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
