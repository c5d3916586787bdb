"""What type checkers know: a misspelt word is an error before the program runs."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import pytest

from followup_rules import policies
from followup_rules.errors import FaultCode
from followup_rules.evaluation.judge import AdviceWord
from followup_rules.rules.stances import STANCES, Stance
from followup_rules.timeline.facts import Industry, IndustryName
from followup_rules.timeline.vocabulary import (
    MESSAGES,
    ActionKind,
    ActKindName,
    Channel,
    ChannelName,
    MessageKindName,
    Stage,
    StageName,
)

PROGRAM = """
from datetime import UTC, datetime
from followup_rules import Action, ActionTaken, Facts, Interview, MessageSent, Timeline, evaluate, may_send, policies
talk = Interview(ends="2025-10-06T10:00:00+01:00", interviewers=["Dana Wu"], stage="final")
sent = MessageSent("2025-10-07T10:00:00+01:00", kind="thank_you", channel="email", to=["Dana Wu"])
timeline = Timeline("Europe/London", datetime.now(UTC), [talk, sent], Facts(stage="final", calls_welcome="unknown"))
ruling = evaluate(timeline, policies.get("pro_tips"))["status_inquiry", "email"]
if ruling.stance == "allowed" and ruling.advice != "discouraged" and may_send(timeline, "status_inquiry", "email"):
    print("send it", timeline.with_facts(leeway_days=3), Action("gift", "post"))
"""
MISTAKES = [
    ('"thank_you", channel', '"thank_yu", channel'),
    ('channel="email"', 'channel="e-mail"'),
    ('["Dana Wu"], stage="final"', '["Dana Wu"], stage="finl"'),
    ('Facts(stage="final"', 'Facts(stage="last"'),
    ('calls_welcome="unknown"', 'calls_welcome="unknwon"'),
    ('calls_welcome="unknown"', 'call_welcome="unknown"'),
    ('get("pro_tips")', 'get("protips")'),
    ('policies.get("pro_tips")', "policies.pro_tip"),
    ('["status_inquiry", "email"]', '["status_enquiry", "email"]'),
    ('["status_inquiry", "email"]', '["status_inquiry", "mail"]'),
    ('== "allowed"', '== "alowed"'),
    ('!= "discouraged"', '!= "discuraged"'),
    ('may_send(timeline, "status_inquiry"', 'may_send(timeline, "move_on"'),
    ('may_send(timeline, "status_inquiry"', 'may_send(timeline, "statusinquiry"'),
    ("leeway_days=3", "leeway_day=3"),
    ("leeway_days=3", 'leeway_days="3"'),
    ('Action("gift", "post")', 'Action("gfit", "post")'),
    ("datetime.now(UTC)", "1759824000"),
]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((MessageKindName,), [kind for kind in ActionKind if kind in MESSAGES]),
        ((MessageKindName, ActKindName), ActionKind),
        ((ChannelName,), Channel),
        ((StageName,), Stage),
        ((IndustryName,), Industry),
    ],
    ids=["messages", "kinds", "channels", "stages", "industries"],
)
def test_the_words_of_type_checkers_are_those_of_the_vocabulary(names: tuple[Any, ...], words: type[StrEnum]) -> None:
    """In the same order."""
    assert [word for name in names for word in get_args(name)] == [word.value for word in words]


def test_the_other_words_are_those_that_are_used() -> None:
    """Stances, advice and the names of policies; codes are each told once."""
    assert {*get_args(Stance)} == {*STANCES.values(), "undetermined"}
    assert get_args(AdviceWord) == ("recommended", "overdue", "discouraged")
    assert policies.names() == tuple(policies.BY_NAME)
    assert len(get_args(FaultCode)) == len({*get_args(FaultCode)})


@pytest.mark.unmeasured
def test_a_misspelt_word_is_an_error_for_mypy(tmp_path: Path) -> None:
    """Each of these by itself; the program without a mistake has none."""
    pytest.importorskip("mypy", reason="mypy is not installed")
    programs = {"right.py": PROGRAM}
    for number, (right, wrong) in enumerate(MISTAKES):
        assert right in PROGRAM
        programs[f"wrong_{number}.py"] = PROGRAM.replace(right, wrong, 1)
    for name, program in programs.items():
        (tmp_path / name).write_text(program, encoding="utf-8")
    # in a process of its own, since mypy raises the recursion limit for all that runs after it
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", f"--cache-dir={tmp_path / 'cache'}", *programs]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300).stdout
    assert {line.partition(":")[0] for line in told.splitlines() if ": error:" in line} == {*programs} - {"right.py"}
