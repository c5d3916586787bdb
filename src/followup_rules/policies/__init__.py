"""The policies by name: the five documents, and `recommended`, put together from them.

`policies.pro_tips` is the policy itself. Its moments and quantities stand by their own names in the module
`followup_rules.policies.pro_tips`, its rules in the policy: `policies.pro_tips["ask-for-feedback"]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from followup_rules.errors import PolicyError, expected_one_of, shown
from followup_rules.policies.art_of_follow_up import art_of_follow_up
from followup_rules.policies.business_etiquette import business_etiquette
from followup_rules.policies.dos_and_donts import dos_and_donts
from followup_rules.policies.pro_tips import pro_tips
from followup_rules.policies.recommended import recommended
from followup_rules.policies.review_your_notes import review_your_notes
from followup_rules.rules.policy import Policy

__all__ = ["get", "names", "recommended"]
__all__ += ["art_of_follow_up", "business_etiquette", "dos_and_donts", "pro_tips", "review_your_notes"]

_IN_ORDER = pro_tips, dos_and_donts, review_your_notes, art_of_follow_up, business_etiquette, recommended
PolicyName: TypeAlias = Literal[
    "pro_tips", "dos_and_donts", "review_your_notes", "art_of_follow_up", "business_etiquette", "recommended"
]

# to look a policy up by a name that a program was given
BY_NAME: Final[Mapping[str, Policy]] = MappingProxyType({policy.name: policy for policy in _IN_ORDER})


def names() -> tuple[PolicyName, ...]:
    """
    The names of all policies: the documents in their order, then `recommended`.

    >>> names()[0], names()[-1]
    ('pro_tips', 'recommended')
    """
    return get_args(PolicyName)


def get(name: PolicyName) -> Policy:
    """
    The policy of that name. Raises `PolicyError` for an unknown one, listing the known.

    >>> get("pro_tips")
    <Policy pro_tips: 14 rules>
    """
    if not isinstance(name, str) or name not in BY_NAME:
        raise PolicyError(f"{shown(name)} is not a policy; {expected_one_of(name, BY_NAME)}")
    return BY_NAME[name]


def __dir__() -> list[str]:
    return sorted(__all__)
