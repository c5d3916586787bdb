"""Timelines, evaluations and decisions as fields of pydantic models, and so in FastAPI's requests and responses.

Nothing is to be imported or registered: pydantic asks the classes. A timeline is read from its document, and each of
our faults stands at its place in the error. Evaluations and decisions are written and described; they are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup_rules import schemas
from followup_rules.decision import Decision
from followup_rules.errors import TimelineError
from followup_rules.evaluation.evaluation import Evaluation
from followup_rules.schemas import SchemaName
from followup_rules.timeline.timeline import Timeline

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_NAMES: dict[type, SchemaName] = {Timeline: "timeline", Evaluation: "evaluation", Decision: "decision"}


def core_schema(cls: type) -> CoreSchema:
    """How pydantic reads a value of one of the three classes, and writes it: as its `to_dict` does."""
    from pydantic_core import core_schema as made

    written = made.plain_serializer_function_ser_schema(lambda value: value.to_dict())
    if cls is Timeline:
        return made.no_info_plain_validator_function(_timeline, serialization=written)
    return made.is_instance_schema(cls, serialization=written)


def json_schema(cls: type) -> dict[str, Any]:
    """How JSON Schema and OpenAPI describe it, whole: it refers to nothing."""
    return schemas.inlined(_NAMES[cls])


def _timeline(value: Any) -> Timeline:
    from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

    if isinstance(value, Timeline):
        return value
    try:
        return Timeline.from_json(value) if isinstance(value, str | bytes) else Timeline.from_dict(value)
    except TimelineError as error:
        faults = [
            InitErrorDetails(
                type=PydanticCustomError(fault.code, "{what}", {"what": fault.what}), loc=fault.path, input=value
            )
            for fault in error.faults
        ]
        raise ValidationError.from_exception_data("Timeline", faults) from None
