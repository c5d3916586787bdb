"""Finds a job title in a text, though its words stand in another order or without their rank."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations
from typing import Final

from followup_rules.drafts.letter import plain
from followup_rules.drafts.names import casefolded

# words that do not tell one job from another
_RANKS: Final = frozenset("a an the of for and in at to senior junior sr jr lead ii iii".split())
_MOST_REORDERED: Final = 4


def names_job(title: str, text: str) -> bool:
    """Whether a text names a job by its title, in any case and with or without accents."""
    return _pattern(title).search(casefolded(plain(text))) is not None


@lru_cache(maxsize=256)
def _pattern(title: str) -> re.Pattern[str]:
    """The words of a title side by side, in any order if they are few, without ranks and what is in brackets."""
    unbracketed = re.sub(r"\([^()]*\)", " ", casefolded(plain(title)))
    words = dict.fromkeys(re.findall(r"[^\W_]+[+#]*", unbracketed))
    telling = [word for word in words if word not in _RANKS] or list(words)
    orders = permutations(telling) if len(telling) <= _MOST_REORDERED else [telling]
    between = rf"[^\w+#]{{1,4}}(?:(?:{'|'.join(sorted(_RANKS))})[^\w]{{1,4}}){{0,2}}"
    named = "|".join(between.join(map(re.escape, order)) for order in orders if order) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{named})(?:'?s|es)?(?!\w)")
