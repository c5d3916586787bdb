"""
The register of statements: what each of the five documents says, row by row, in our own words.

Rules cite these rows by id, such as ``pro_tips-15``. Nothing is read until a row is asked for.

>>> from followup_rules import guidance
>>> guidance.statement("pro_tips-07").says
'Send a thank-you one day after the interview.'
>>> len(guidance.statements("pro_tips"))
40
"""

from followup_rules.guidance.register import Statement, Use, documents, statement, statements

__all__ = ["Statement", "Use", "documents", "statement", "statements"]
