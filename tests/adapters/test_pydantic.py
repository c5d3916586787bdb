"""Our classes as fields of other people's models, and in the requests and responses of FastAPI."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from command_line import EXAMPLES
from followup_rules import Decision, Evaluation, Timeline, evaluate, may_send, schemas

pytest.importorskip("pydantic", reason="pydantic is not installed")

from pydantic import BaseModel, TypeAdapter, ValidationError

DOCUMENTS = [json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES]
STORED: dict[str, Any] = DOCUMENTS[0]


class Application(BaseModel):
    """As an app may have it."""

    employer: str
    timeline: Timeline


class Answer(BaseModel):
    """What an app may answer."""

    decision: Decision
    evaluation: Evaluation


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.stem for path in EXAMPLES])
def test_a_timeline_is_read_and_written_as_its_document(document: dict[str, Any]) -> None:
    """From data, from JSON, or as it is."""
    timeline = Timeline.from_dict(document)
    application = Application(employer="Northwind", timeline=timeline)
    assert application.timeline is timeline
    assert application.model_dump() == {"employer": "Northwind", "timeline": timeline.to_dict()}
    assert Application.model_validate(application.model_dump()) == application
    assert Application.model_validate_json(application.model_dump_json()) == application
    assert TypeAdapter(Timeline).validate_python(timeline.to_json()) == timeline


def test_each_fault_stands_at_its_place() -> None:
    """With its code as the type, and its words."""
    broken = {**STORED, "zone": "Nowhere", "events": [{"type": "rejected"}], "more": 1}
    with pytest.raises(ValidationError) as caught:
        Application.model_validate({"employer": "Northwind", "timeline": broken})
    told = [(error["loc"], error["type"]) for error in caught.value.errors()]
    assert told == [
        (("timeline", "zone"), "unknown_zone"),
        (("timeline", "events", 0, "at"), "missing"),
        (("timeline", "more"), "unknown_key"),
    ]
    assert caught.value.errors()[1]["msg"] == "missing; it must be given"
    others: list[Any] = [3, None, [], "no"]
    for bad in others:
        with pytest.raises(ValidationError):
            Application.model_validate({"employer": "Northwind", "timeline": bad})


def test_answers_are_written_and_described_and_not_read() -> None:
    """As their `to_dict` and their schemas have it."""
    timeline = Timeline.from_dict(STORED)
    decision, evaluation = may_send(timeline, "status_inquiry", "email"), evaluate(timeline)
    answer = Answer(decision=decision, evaluation=evaluation)
    assert answer.model_dump() == {"decision": decision.to_dict(), "evaluation": evaluation.to_dict()}
    described = Answer.model_json_schema(mode="serialization")
    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(json.loads(answer.model_dump_json()), described)
    for wrong in (True, {}, decision.to_dict()):
        with pytest.raises(ValidationError):
            Answer.model_validate({"decision": wrong, "evaluation": evaluation})


def test_the_schema_of_a_model_holds_ours_whole() -> None:
    """It accepts and refuses what the schema of a timeline does, and refers to nothing."""
    described = Application.model_json_schema()
    assert "$ref" not in json.dumps(described)
    assert described["properties"]["timeline"] == schemas.inlined("timeline")
    validator = jsonschema.Draft202012Validator(described)
    for document in DOCUMENTS:
        assert validator.is_valid({"employer": "Northwind", "timeline": document})
    assert not validator.is_valid({"employer": "Northwind", "timeline": {**STORED, "events": [{"type": "rejected"}]}})


def test_fastapi_reads_answers_and_describes_them() -> None:
    """A bad request is answered with 422, our faults at their places."""
    fastapi = pytest.importorskip("fastapi", reason="FastAPI is not installed")
    pytest.importorskip("httpx", reason="httpx is not installed")
    from fastapi.testclient import TestClient

    app = fastapi.FastAPI()

    def decide(application: Application) -> Decision:
        return may_send(application.timeline, "status_inquiry", "email")

    decide.__annotations__ = {"application": Application, "return": Decision}
    app.post("/may-send")(decide)
    client = TestClient(app)
    good = client.post("/may-send", json={"employer": "Northwind", "timeline": STORED})
    assert good.status_code == 200
    assert good.json() == may_send(Timeline.from_dict(STORED), "status_inquiry", "email").to_dict()
    bad = client.post("/may-send", json={"employer": "Northwind", "timeline": {**STORED, "zone": "Nowhere"}})
    assert bad.status_code == 422
    assert [(error["loc"], error["type"]) for error in bad.json()["detail"]] == [
        (["body", "timeline", "zone"], "unknown_zone")
    ]
    paths = client.get("/openapi.json").json()["paths"]["/may-send"]["post"]
    answered = paths["responses"]["200"]["content"]["application/json"]["schema"]
    assert answered["properties"]["allowed"]["type"] == "boolean"


def test_pydantic_is_not_imported_before_it_asks() -> None:
    """Nor by whoever evaluates."""
    script = (
        "import sys; from followup_rules import Timeline, may_send; "
        "may_send(Timeline('UTC', '2025-10-08T09:00Z'), 'gift', 'email'); "
        "print('pydantic' in sys.modules, 'pydantic_core' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
