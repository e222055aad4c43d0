"""The sample that comes with the program: a dozen cases and one finished plan, written for it, in both languages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from casedesk import paths
from casedesk.domain import richtext
from casedesk.domain.case import Case, Depth, Difficulty, Outcome, Question, QuestionKind, Role, Section, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import CaseUse, LessonPlan
from casedesk.domain.library import ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.plan_json import plan_of, roles_of
from casedesk.texts import tr


def sample_cases(language: str) -> tuple[Case, ...]:
    """The cases of the sample in "zh" or "en", without ids."""
    data = json.loads(paths.resource("sample", f"cases.{language}.json").read_text("utf-8"))
    return tuple(_case(entry, language) for entry in data)


def sample_plan(cases: Sequence[Case], language: str) -> LessonPlan:
    """The finished plan of the sample; `cases` are those of `sample_cases`, in their order and with ids."""
    data = json.loads(paths.resource("sample", f"plan.{language}.json").read_text("utf-8"))

    def use_of(entry: Mapping[str, Any]) -> CaseUse:
        index: int = entry["index"]
        case = cases[index]
        return CaseUse(case.id, case.title, roles_of(entry))

    return plan_of(data, use_of)


def sample_edit(library: Library, *, language: str, now: datetime | None = None) -> Edit:
    """The edit that adds the sample as a batch of its own, so that it can be found and taken out again."""
    now = now or datetime.now(UTC)
    batch = ImportBatch(library.new_id(ImportBatch), tr("Sample"), now)
    cases = tuple(
        replace(case, id=library.new_id(Case), batch_id=batch.id, created=now, modified=now)
        for case in sample_cases(language)
    )
    plan = replace(sample_plan(cases, language), id=library.new_id(LessonPlan), created=now, modified=now)
    return Edit(tr("Add the sample"), tuple(Replacement(None, record) for record in (batch, *cases, plan)))


def sample_in(library: Library) -> tuple[Case, ...]:
    """The cases of the sample that are in the library, in either language, those in its trash left out."""
    found = (library.cases.of_uid(uid) for uid in _sample_uids())
    return tuple(case for case in found if case is not None and case.trashed is None)


def has_sample(library: Library) -> bool:
    """Whether `sample_in` finds any; fast enough to be asked after every edit."""
    return library.cases.has_any(_sample_uids())


@cache
def _sample_uids() -> tuple[str, ...]:
    return tuple(case.uid for language in ("zh", "en") for case in sample_cases(language))


def sample_removal(library: Library, *, now: datetime | None = None) -> Edit:
    """The edit that takes the sample out again. What the trainer has changed or taught goes to the trash instead."""
    now = now or datetime.now(UTC)
    cases = sample_in(library)
    ids = {case.id for case in cases}
    plans = {plan.id: plan for case in cases for plan in library.plans.of_case(case.id) if plan.trashed is None}
    removable: list[Case | LessonPlan] = [plan for plan in plans.values() if ids.issuperset(plan.case_ids)]
    removable += [case for case in cases if not library.uses.of_case(case.id)]
    untouched = [record for record in removable if record.modified == record.created]
    touched = [record for record in (*removable, *cases) if record not in untouched]
    steps = [Replacement(record, None) for record in untouched]
    steps += [Replacement(record, replace(record, trashed=now)) for record in dict.fromkeys(touched)]
    gone = {record.id for record in untouched if isinstance(record, Case)}
    for batch_id in {case.batch_id for case in cases if case.batch_id is not None}:
        if gone.issuperset(library.cases.of_batch(batch_id)):
            steps.append(Replacement(library.batches.get(batch_id), None))
    return Edit(tr("Remove the sample"), tuple(steps))


def _case(data: Mapping[str, Any], language: str) -> Case:
    return Case(
        uid=f"casedesk-sample-{data['id']}-{language}",
        title=data["title"],
        learner_title=data["learner_title"],
        sections=tuple(_section(entry) for entry in data["sections"]),
        industries=tuple(data["industries"]),
        themes=tuple(data["themes"]),
        audiences=tuple(data["audiences"]),
        tags=tuple(data["tags"]),
        outcome=Outcome(data["outcome"]),
        difficulty=Difficulty(data["difficulty"]),
        state=State.REVIEWED,
        language=language,
        source=data["source"],
    )


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        role=Role(data["role"]),
        html=richtext.canonical(data.get("html", "")),
        questions=tuple(_question(entry) for entry in data.get("questions", ())),
    )


def _question(data: Mapping[str, Any]) -> Question:
    kind = QuestionKind(data.get("kind", QuestionKind.DISCUSSION))
    depth = Depth(data.get("depth", Depth.BOTH))
    return Question(data["text"], data["answer"], data["minutes"], data["lines"], kind, depth, data.get("points", 0))
