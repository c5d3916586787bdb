"""What would change the rulings: a row for each unknown fact, and for each number with a range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup_rules.analysis.sensitivity import OpenQuestion, Sensitivity
from followup_rules.display.reports.changes import told_changes
from followup_rules.display.reports.shape import FAINT, PLAIN, STRONG, Line, Note, Report, Row, report, section
from followup_rules.display.words import cited
from followup_rules.evaluation.evaluation import Evaluation
from followup_rules.temporal.values import as_data
from followup_rules.timeline.words import value_words


def questions_report(evaluation: Evaluation, facts: Sequence[OpenQuestion], numbers: Sequence[Sensitivity]) -> Report:
    """Both parts, each as a table, or as a sentence where nothing is in it."""
    no_fact = Note("No unknown fact would change a ruling.")
    no_number = Note("No number would change a ruling at another value of its range.")
    parts = (
        *(section("Unknown facts", "magenta", (_fact(one, evaluation) for one in facts)) or (no_fact,)),
        *(section("Numbers with a range", "cyan", (_number(one, evaluation) for one in numbers)) or (no_number,)),
    )
    return report(evaluation, parts)


def _fact(question: OpenQuestion, evaluation: Evaluation) -> Row:
    left = (question.fact, STRONG), (question.about, PLAIN), (question.declared, FAINT)
    return Row(left, tuple(_answers(question, evaluation)))


def _answers(question: OpenQuestion, evaluation: Evaluation) -> Iterator[Line]:
    for answer in question.answers:
        yield f"if {value_words(as_data(answer.values))}", STRONG
        yield from ((line, PLAIN) for line in told_changes(answer.changes, answer.changes_at_last, evaluation))


def _number(number: Sensitivity, evaluation: Evaluation) -> Row:
    quantity = number.quantity
    value = f"{quantity.value} {quantity.unit.value}; the range is {quantity.low} to {quantity.high}"
    left = (quantity.name, STRONG), (value, PLAIN), (quantity.note, PLAIN), (cited(quantity.cites), FAINT)
    return Row(left, tuple(_turns(number, evaluation)))


def _turns(number: Sensitivity, evaluation: Evaluation) -> Iterator[Line]:
    for turn in number.turns:
        yield f"if {value_words(range(turn.least, turn.most + 1))}", STRONG
        yield from ((line, PLAIN) for line in told_changes(turn.changes, turn.changes_at_most, evaluation))
