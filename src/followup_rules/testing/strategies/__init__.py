"""Hypothesis strategies for everything that the library takes, and for the parts of policies.

Each is a function with keyword-only options. Its docstring tells what it shrinks to.
"""

from __future__ import annotations

import pendulum
from hypothesis import strategies as st

from followup_rules.rules.conditions import Condition
from followup_rules.rules.policy import Policy
from followup_rules.rules.rule import Rule
from followup_rules.testing.strategies.conditions import conditions
from followup_rules.testing.strategies.events import events
from followup_rules.testing.strategies.facts import facts
from followup_rules.testing.strategies.instants import instants, zones
from followup_rules.testing.strategies.policies import drawn_policies, policies, rules
from followup_rules.testing.strategies.timelines import timelines
from followup_rules.timeline.events import EVENTS
from followup_rules.timeline.facts import Facts
from followup_rules.timeline.timeline import Timeline

__all__ = ["conditions", "events", "facts", "instants", "policies", "register_types", "rules", "timelines", "zones"]


def register_types() -> None:
    """
    Let `st.from_type` and annotated arguments draw timelines, facts, each class of event, conditions, rules, policies
    and `pendulum.DateTime`, each by its strategy here. Nothing is registered before you call this.

    >>> from hypothesis import find
    >>> register_types()
    >>> find(st.from_type(Timeline), lambda timeline: True).zone
    'UTC'
    """
    st.register_type_strategy(Timeline, timelines())
    st.register_type_strategy(Facts, facts())
    st.register_type_strategy(Condition, conditions())
    st.register_type_strategy(Rule, rules())
    st.register_type_strategy(Policy, drawn_policies())
    st.register_type_strategy(pendulum.DateTime, instants())
    for event in EVENTS:
        st.register_type_strategy(event, events(of=event))
