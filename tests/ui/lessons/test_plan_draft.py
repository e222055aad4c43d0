"""What is typed into a plan stays until it is written, however long the disk is full."""

from dataclasses import replace

import pytest

from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.errors import LibraryError
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.session import LibrarySession
from tests.builders import make_plan


@pytest.fixture
def plans(library: Library) -> tuple[LessonPlan, LessonPlan]:
    made = (make_plan(id=1, uid="a", title="周一"), make_plan(id=2, uid="b", title="周二"))
    library.apply(Edit("add", tuple(Replacement(None, plan) for plan in made)))
    return made


@pytest.fixture
def draft(session: LibrarySession, plans: tuple[LessonPlan, LessonPlan]) -> PlanDraft:
    made = PlanDraft(session)
    made.open(plans[0].id)
    return made


def retitled(draft: PlanDraft, title: str) -> None:
    assert draft.plan is not None
    draft.change(replace(draft.plan, title=title), "Title", field="title")


def fill_the_disk(session: LibrarySession, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_edit: Edit) -> Changes:
        raise LibraryError("The disk is full.")

    monkeypatch.setattr(session.library, "apply", refuse)


def test_what_could_not_be_written_stays_and_is_tried_again(
    draft: PlanDraft, session: LibrarySession, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_the_disk(session, monkeypatch)
    retitled(draft, "新的周一")
    draft.write()
    assert draft.plan is not None
    assert (draft.plan.title, draft.unsaved_titles) == ("新的周一", ("新的周一",))
    retitled(draft, "更新的周一")
    monkeypatch.undo()
    draft.write()
    assert (library.plans.get(1).title, draft.unsaved_titles) == ("更新的周一", ())


def test_it_waits_also_while_another_plan_is_open(
    draft: PlanDraft, session: LibrarySession, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_the_disk(session, monkeypatch)
    retitled(draft, "新的周一")
    draft.open(2)
    assert draft.plan is not None
    assert (draft.plan.title, draft.unsaved_titles) == ("周二", ("新的周一",))
    draft.open(1)
    assert draft.plan.title == "新的周一"
    draft.open(None)
    monkeypatch.undo()
    draft.write()
    assert (library.plans.get(1).title, draft.unsaved_titles) == ("新的周一", ())
    assert library.plans.get(2).title == "周二"
