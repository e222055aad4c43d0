"""Plans and blocks as they stand in the JSON files of `resources`."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from casedesk.domain.case import Role
from casedesk.domain.lesson import (
    Block,
    BlockKind,
    CaseUse,
    Goal,
    LessonPlan,
    Material,
    Need,
    Objectives,
    Per,
    Session,
    Track,
)


def block_of(data: Mapping[str, Any], use_of: Callable[[Mapping[str, Any]], CaseUse]) -> Block:
    """A block; `use_of` makes the use of a case out of an entry of "cases"."""
    return Block(
        title=data["title"],
        minutes=data["minutes"],
        kind=BlockKind(data["kind"]),
        need=Need(data.get("need", Need.MUST)),
        cases=tuple(use_of(entry) for entry in data.get("cases", ())),
        intent=data.get("intent", ""),
        trainer=data.get("trainer", ""),
        learners=data.get("learners", ""),
        notes=data.get("notes", ""),
        materials=tuple(_material(entry) for entry in data.get("materials", ())),
        groups=data.get("groups", 0),
        group_size=data.get("group_size", 0),
        transition=data.get("transition", ""),
        goals=frozenset(map(Goal, data.get("goals", ()))),
        tracks=tuple(Track(**entry) for entry in data.get("tracks", ())),
    )


def plan_of(data: Mapping[str, Any], use_of: Callable[[Mapping[str, Any]], CaseUse]) -> LessonPlan:
    """A plan without id and times of creation."""
    return LessonPlan(
        title=data["title"],
        course=data.get("course", ""),
        audience=data.get("audience", ""),
        head_count=data.get("head_count", 0),
        place=data.get("place", ""),
        trainer=data.get("trainer", ""),
        day=date.fromisoformat(data["day"]) if data.get("day") else None,
        start=time.fromisoformat(data.get("start", "09:00")),
        target=data["target"],
        objectives=Objectives(**data.get("objectives", {})),
        key_points=data.get("key_points", ""),
        difficult_points=data.get("difficult_points", ""),
        methods=data.get("methods", ""),
        periods=data.get("periods", ""),
        prior=data.get("prior", ""),
        assessment=data.get("assessment", ""),
        prework=data.get("prework", ""),
        preparation=data.get("preparation", ""),
        board_plan=data.get("board_plan", ""),
        homework=data.get("homework", ""),
        sessions=tuple(_session(entry) for entry in data.get("sessions", ())),
        blocks=tuple(block_of(entry, use_of) for entry in data["blocks"]),
    )


def roles_of(data: Mapping[str, Any]) -> frozenset[Role]:
    """The sections that a use of a case names."""
    return frozenset(Role(name) for name in data["roles"])


def _session(data: Mapping[str, Any]) -> Session:
    start = time.fromisoformat(data["start"])
    return Session(data.get("title", ""), data["first"], data.get("day", 0), start, data["target"])


def _material(data: Mapping[str, Any]) -> Material:
    return Material(data["name"], data.get("amount", 1), Per(data.get("per", Per.CLASS)), data.get("spare", 0))
