"""Values with defaults, so that a test states only what matters to it."""

from datetime import UTC, datetime
from typing import Any

from casedesk.domain import richtext
from casedesk.domain.case import Case, Question, Role, Section
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan

NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


def make_section(role: Role = Role.BODY, text: str = "", **changes: Any) -> Section:
    """A section of plain text."""
    return Section(role=role, html=richtext.from_plain(text), **changes)


def make_case(
    body: str = "客人等了四十分钟。经理给她倒了一杯热水。",
    *,
    questions: tuple[str, ...] = (),
    analysis: str = "",
    **changes: Any,
) -> Case:
    """A short case; `body` and `analysis` are plain text, every other field by name."""
    sections = [make_section(Role.BODY, body)]
    if questions:
        sections.append(Section(Role.QUESTION, questions=tuple(Question(text) for text in questions)))
    if analysis:
        sections.append(make_section(Role.ANALYSIS, analysis))
    defaults: dict[str, Any] = {
        "title": "热水与等待",
        "learner_title": "",
        "sections": tuple(sections),
        "language": "zh",
        "created": NOW,
        "modified": NOW,
    }
    return Case(**{**defaults, **changes})


def make_plan(*cases: Case, **changes: Any) -> LessonPlan:
    """A 90-minute plan with one block for every case."""
    blocks = tuple(Block(case.title, 20, BlockKind.CASE, cases=(CaseUse(case.id, case.title),)) for case in cases)
    defaults: dict[str, Any] = {"title": "投诉处理", "blocks": blocks, "created": NOW, "modified": NOW}
    return LessonPlan(**{**defaults, **changes})
