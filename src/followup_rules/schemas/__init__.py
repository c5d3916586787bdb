"""
The JSON Schemas (draft 2020-12) of the two documents: a timeline, which is read, and an evaluation, which is written.

They are for other programs: editors, forms, validators in other languages. The library itself reads a timeline without
them, and is stricter in what no schema can say: the order of instants, zones that exist, days that a month has.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["evaluation", "timeline"]


def timeline() -> dict[str, Any]:
    """
    The schema of a timeline as `Timeline.from_dict` reads it and `Timeline.to_dict` writes it: a dict of your own.

    >>> schema = timeline()
    >>> schema["required"]
    ['zone', 'now']
    """
    return _schema("timeline")


def evaluation() -> dict[str, Any]:
    """
    The schema of an evaluation as `Evaluation.to_dict` writes it: a dict of your own.

    >>> schema = evaluation()
    >>> schema["$defs"]["stance"]["enum"]
    ['allowed', 'forbidden', 'silent', 'undetermined']
    """
    return _schema("evaluation")


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_text(name))
    return schema


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
