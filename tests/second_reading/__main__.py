"""`python -m second_reading CASES`: compare this reading with worked cases (run from the folder above)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import dates, judge


def timeline_at(timeline: dict[str, Any], at: str) -> dict[str, Any]:
    """The timeline as known at an instant: later events left out, a later cancellation too.

    Interviews that were arranged by then are kept, past or ahead.
    """
    now = datetime.fromisoformat(at)

    def later(text: str | None) -> bool:
        return text is not None and datetime.fromisoformat(text) > now

    events = []
    for event in timeline["events"]:
        if event["type"] != "interview":
            if not later(event["at"]):
                events.append(event)
        elif not later(event.get("arranged")):
            events.append({**event, "cancelled": None} if later(event.get("cancelled")) else event)
    return {**timeline, "now": at, "events": events}


def disagreements(case: dict[str, Any]) -> Iterator[str]:
    """One line for each thing that a case expects and this reading does not say."""
    for check in case["checks"]:
        timeline = timeline_at(case["timeline"], check["at"])
        action = (check["kind"], check["channel"], check["to"])
        judgement = judge(timeline, case["policy"]).get(action)
        if judgement is None:
            yield f"{case['id']} {check['at']} {action}: not judged"
            continue
        when = dates(timeline, case["policy"], action)
        said = {
            "stance": judgement.stance,
            "advice": judgement.advice,
            "missing": sorted(judgement.missing),
            "possible": sorted(judgement.possible),
            "opens": when.opens,
            "closes": when.closes,
            "due": when.due,
            "overdue": when.overdue,
        }
        for name, value in said.items():
            if name in check and value != _read(name, check[name]):
                yield f"{case['id']} {check['at']} {action} {name}: {value}, expected {check[name]}"


def _read(name: str, expected: Any) -> Any:
    if name in ("opens", "closes", "due", "overdue") and expected is not None:
        return datetime.fromisoformat(expected).astimezone(UTC)
    return sorted(expected) if isinstance(expected, list) else expected


def main(path: str) -> int:
    """Print the disagreements; exit 1 if there are any."""
    cases = json.loads(Path(path).read_text(encoding="utf-8"))
    found = [line for case in cases for line in disagreements(case)]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(cases)} cases, {sum(len(c['checks']) for c in cases)} checks, {len(found)} disagreements")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
