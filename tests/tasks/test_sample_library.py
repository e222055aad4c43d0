"""The sample that comes with the program."""

from pathlib import Path

import pytest

from casedesk.domain import richtext
from casedesk.domain.case import Case, State
from casedesk.domain.health import Health, Light, health, light
from casedesk.domain.lesson import LessonPlan, planned_minutes
from casedesk.domain.library import ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.sample_library import sample_cases, sample_edit
from tests.builders import NOW


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sample_cases_are_ready_to_teach(language: str):
    cases = sample_cases(language)
    assert len(cases) == 12
    assert sum(health(case) == (Health.COMPLETE,) for case in cases) >= 9, "a few show what the health light is for"
    for case in cases:
        assert light(health(case)) is not Light.POOR, case.title
        assert case.learner_title
        assert case.state is State.REVIEWED
        assert all(section.html == richtext.canonical(section.html) for section in case.sections)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sample_comes_and_goes_whole(tmp_path: Path, language: str):
    with Library.open(tmp_path / "my.casedesk") as library:
        edit = sample_edit(library, language=language, now=NOW)
        library.apply(edit)
        assert library.cases.count() == 12
        (plan,) = library.plans.all()
        (batch,) = library.batches.all()
        assert planned_minutes(plan.blocks) <= plan.target
        titles = {case.id: case.title for case in library.cases.get_many(plan.case_ids)}
        assert all(titles[use.case_id] == use.title for block in plan.blocks for use in block.cases)
        assert set(library.cases.of_batch(batch.id)) == set(library.cases.ids())
        assert library.check() == ()
        library.apply(edit.inverted())
        assert [library.count_of(kind) for kind in (Case, LessonPlan, ImportBatch)] == [0, 0, 0]
