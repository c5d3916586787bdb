"""The language that a policy is written in, to be imported from here: `from followup_rules.rules import ...`.

It is what the modules of this package list in `__all__`. The six policies import all of it with a star, so no name here
hides a builtin.
"""

from followup_rules.rules.amounts import *
from followup_rules.rules.choices import *
from followup_rules.rules.conditions import *
from followup_rules.rules.moments import *
from followup_rules.rules.policy import *
from followup_rules.rules.readings import *
from followup_rules.rules.rule import *
from followup_rules.rules.selections import *
from followup_rules.rules.sentences import *
from followup_rules.rules.text_rules import *
from followup_rules.timeline.vocabulary import (
    ENQUIRIES as ENQUIRIES,
    FOLLOW_UPS as FOLLOW_UPS,
    MESSAGES as MESSAGES,
    UNPROMPTED as UNPROMPTED,
    VOICE as VOICE,
)
