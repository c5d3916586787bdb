"""What would change the rulings: a row for each fact that is not known, and for each number that is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType

from followup_rules.analysis.fact_values import plain
from followup_rules.analysis.sensitivity import Answer, OpenQuestion, Sensitivity
from followup_rules.display.tables import layout
from followup_rules.display.tables.outcomes import told_changes
from followup_rules.display.words import cited
from followup_rules.evaluation.evaluation import Evaluation
from followup_rules.timeline.words import value_words


def report(
    evaluation: Evaluation, facts: Sequence[OpenQuestion], numbers: Sequence[Sensitivity], width: int
) -> RenderableType:
    """Both parts, each as a table, or as a sentence where nothing is in it."""
    parts: list[RenderableType] = []
    if facts:
        rows = layout.two_columns(_facts(facts, evaluation), width)
        parts.append(layout.section("Facts that are not known", "bold magenta", rows))
    else:
        parts.append(layout.note("No fact that is not known would change a ruling.", width))
    if numbers:
        rows = layout.two_columns(_numbers(numbers, evaluation), width)
        parts.append(layout.section("Numbers that documents leave open", "bold cyan", rows))
    else:
        parts.append(layout.note("No number would change a ruling within the range of its document.", width))
    return layout.report(layout.title(evaluation), *parts)


def _facts(questions: Iterable[OpenQuestion], evaluation: Evaluation) -> Iterator[layout.Row]:
    for question in questions:
        left = (question.fact, "bold"), (question.about, ""), (question.declared, "dim")
        yield layout.Row(left, tuple(_answers(question.answers, evaluation)))


def _answers(answers: Iterable[Answer], evaluation: Evaluation) -> Iterator[layout.Line]:
    for answer in answers:
        yield f"if {value_words(map(plain, answer.values))}", "bold"
        for line in told_changes(answer.changes, answer.changes_at_last, evaluation):
            yield line, ""


def _numbers(numbers: Iterable[Sensitivity], evaluation: Evaluation) -> Iterator[layout.Row]:
    for number in numbers:
        quantity = number.quantity
        range_ = f"{quantity.value} {quantity.unit.value}, of {quantity.low} to {quantity.high}"
        left = (quantity.name, "bold"), (range_, ""), (quantity.note, ""), (cited(quantity.cites), "dim")
        lines: list[layout.Line] = []
        for turn in number.turns:
            lines.append((f"if {value_words(range(turn.least, turn.most + 1))}", "bold"))
            lines += ((line, "") for line in told_changes(turn.changes, turn.changes_at_most, evaluation))
        yield layout.Row(left, tuple(lines))
