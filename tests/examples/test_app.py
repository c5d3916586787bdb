"""The example app: stored applications, what is due, and whether a message may be sent, as its client sees it."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from command_line import EXAMPLES
from followup_rules import Timeline, evaluate, may_send

pytest.importorskip("fastapi", reason="FastAPI is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from fastapi.testclient import TestClient

pytestmark = pytest.mark.unmeasured

NOW = "2026-03-05T08:30:00-05:00"
STORED: dict[str, Any] = json.loads(
    next(path for path in EXAMPLES if path.stem == "promised_friday").read_text(encoding="utf-8")
)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The app, with a store of its own, on a Thursday morning."""
    monkeypatch.setenv("APPLICATIONS", str(tmp_path / "store.sqlite"))
    file = Path(__file__).parents[2] / "examples" / "app" / "app.py"
    spec = importlib.util.spec_from_file_location("example_app", file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "example_app", made)
    spec.loader.exec_module(made)
    monkeypatch.setattr(made, "now", lambda: datetime.fromisoformat(NOW))
    return made


@pytest.fixture
def client(module: ModuleType) -> Iterator[TestClient]:
    with TestClient(module.app) as client:
        added = client.post("/applications", json={"employer": "Northwind <b>", "timeline": STORED})
        assert (added.status_code, added.json()) == (201, {"application": 1})
        yield client


def test_rulings_and_decisions_are_those_of_the_library(client: TestClient) -> None:
    timeline = Timeline.from_dict(STORED, now=NOW)
    assert client.get("/applications/1").json() == evaluate(timeline).to_dict()
    asked = {"kind": "status_inquiry", "channel": "email"}
    answer = client.post("/applications/1/may-send", json=asked)
    assert answer.json() == may_send(timeline, "status_inquiry", "email").to_dict()
    assert answer.json()["allowed"] is False
    thanks = {"kind": "thank_you", "channel": "email", "to": "王芳"}
    assert client.post("/applications/1/may-send", json=thanks).json()["allowed"] is True
    drafted = {**thanks, "draft": "Dear [Name]"}
    assert client.post("/applications/1/may-send", json=drafted).json()["allowed"] is False


def test_what_is_due_is_listed_what_is_late_first(client: TestClient) -> None:
    found = client.get("/due").json()
    assert [(one["kind"], one["to"], one["overdue"]) for one in found] == [
        ("thank_you", "Søren Lund", True),
        ("thank_you", "王芳", True),
        ("keep_applying", None, False),
    ]
    assert found[0]["send_at"] == "2026-03-05T09:00:00-05:00"


def test_what_happened_is_added_and_counts(client: TestClient) -> None:
    sent = {"type": "message_sent", "at": NOW, "kind": "thank_you", "channel": "email", "to": ["Søren Lund", "王芳"]}
    assert client.post("/applications/1/events", json=sent).status_code == 204
    assert [one["kind"] for one in client.get("/due").json()] == ["keep_applying"]


def test_faults_are_answered_with_their_places(client: TestClient) -> None:
    bad = client.post("/applications", json={"employer": "Acme", "timeline": {**STORED, "zone": "Nowhere"}})
    assert bad.status_code == 422
    assert bad.json()["detail"][0]["loc"] == ["body", "timeline", "zone"]
    late = client.post("/applications/1/events", json={"type": "rejected", "at": "2030-01-01T00:00:00Z"})
    assert late.status_code == 422
    assert [(fault["path"][0], fault["code"]) for fault in late.json()["detail"]] == [("events", "after_now")]
    assert client.post("/applications/1/may-send", json={"kind": "gfit", "channel": "email"}).status_code == 422
    nobody = client.post("/applications/1/may-send", json={"kind": "thank_you", "channel": "email"})
    assert nobody.status_code == 422
    assert nobody.json()["detail"].startswith("`thank_you` is judged for each person; expected one of: ")
    assert client.get("/applications/7").status_code == 404
    assert len(client.get("/due").json()) == 3


def test_the_page_shows_both_and_escapes_names(client: TestClient) -> None:
    page = client.get("/?application=1").text
    assert "Northwind &lt;b&gt;: status inquiry by email" in page
    assert "<b>" not in page
    assert "Do not send it." in page
    assert "they named Fri 13 Mar 2026: wait 7 days longer, until Fri 20 Mar 2026" in page
    assert "When: Fri 20 Mar 2026, 09:00." in page
    assert "You may send it." in client.get("/?application=1&kind=reply").text


def test_the_open_api_document_describes_requests_and_answers(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert {*document["paths"]} == {
        "/applications",
        "/applications/{number}",
        "/applications/{number}/events",
        "/applications/{number}/may-send",
        "/due",
    }
    taken = document["components"]["schemas"]["Application"]["properties"]["timeline"]
    assert taken["properties"]["events"]["items"]["oneOf"][0]["title"] == "Interview"
