"""What the terminal prints as JSON."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from casedesk.domain.lesson import LessonPlan, planned_minutes, schedule, time_of_day

if TYPE_CHECKING:
    from casedesk.tasks.search import Found


def print_json(data: Any) -> None:
    """Write a value as one JSON document, readable by people too."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def found_json(found: "Found") -> dict[str, Any]:
    """The answer to a search."""
    return {
        "total": found.hits.total,
        "cases": [{"id": row.id, "title": row.title} for row in found.summaries],
        "counts": found.hits.counts,
        "milliseconds": round(found.hits.milliseconds, 2),
    }


def plan_json(plan: LessonPlan) -> dict[str, Any]:
    """A plan with its blocks and their times."""
    rows = zip(plan.blocks, schedule(plan), strict=True)
    return {
        **plan_line_json(plan),
        "start": plan.start.isoformat("minutes"),
        "blocks": [
            {
                "start": time_of_day(plan, slot.start).isoformat("minutes"),
                "minutes": block.minutes,
                "kind": block.kind,
                "need": block.need,
                "title": block.title,
                "cases": [use.case_id for use in block.cases],
            }
            for block, slot in rows
        ],
    }


def plan_line_json(plan: LessonPlan) -> dict[str, Any]:
    """A plan in a list of plans."""
    return {
        "id": plan.id,
        "title": plan.title,
        "group": plan.audience,
        "day": plan.day.isoformat() if plan.day else None,
        "target": plan.target,
        "planned": planned_minutes(plan.blocks),
        "cases": list(plan.case_ids),
    }


def plans_json(plans: Sequence[LessonPlan]) -> dict[str, Any]:
    """All plans of a library."""
    return {"plans": [plan_line_json(plan) for plan in plans]}
