"""What is kept of a class that was taught: real minutes of blocks and cases, and how it went."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.texts import tr


@dataclass(frozen=True, slots=True)
class Taught:
    """What the trainer says of a case after class."""

    case_id: int
    planned: int
    real: int
    note: str


def records_of(library: Library, plan: LessonPlan) -> dict[int, UseRecord]:
    """The newest use record that this plan has written for its group, by case."""
    return {record.case_id: record for record in library.uses.of_plan(plan.id) if record.group == plan.audience}


def use_edit(library: Library, plan: LessonPlan, taught: Sequence[Taught], *, today: date) -> Edit:
    """The edit that writes a use record for every case, or renews the one there is."""
    known = records_of(library, plan)
    replacements: list[Replacement] = []
    for item in taught:
        before = known.get(item.case_id)
        base = before or UseRecord(
            library.new_id(UseRecord), item.case_id, plan.id, group=plan.audience, day=plan.day or today
        )
        after = replace(base, planned=item.planned, real=item.real, note=item.note)
        if after != before:
            replacements.append(Replacement(before, after))
    return Edit(tr("Note how “{title}” went").format(title=plan.title), tuple(replacements))


def class_edit(library: Library, plan: LessonPlan, real: Mapping[int, int], *, today: date) -> Edit:
    """The edit that writes what a class took: `real` minutes by the position of the block.

    Every case of a block that was taught gets a use record of this day, with its share of the minutes.
    """
    known = {case_id: record for case_id, record in records_of(library, plan).items() if record.day == today}
    replacements: list[Replacement] = []
    for case_id, (planned, minutes) in case_minutes(plan, real).items():
        before = known.get(case_id)
        base = before or UseRecord(library.new_id(UseRecord), case_id, plan.id, group=plan.audience, day=today)
        after = replace(base, planned=planned, real=minutes)
        if after != before:
            replacements.append(Replacement(before, after))
    return Edit(tr("Keep the real minutes of “{title}”").format(title=plan.title), tuple(replacements))


def case_minutes(plan: LessonPlan, real: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Planned and real minutes of every case that was taught; the cases of a block share its minutes."""
    planned: dict[int, float] = defaultdict(float)
    taken: dict[int, float] = defaultdict(float)
    for position, minutes in real.items():
        block = plan.blocks[position]
        for use in block.cases:
            planned[use.case_id] += block.minutes / len(block.cases)
            taken[use.case_id] += minutes / len(block.cases)
    return {case_id: (round(planned[case_id]), max(1, round(taken[case_id]))) for case_id in taken}
