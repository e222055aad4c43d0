"""A plan still says what was taught when a case of it is deleted for good."""

from dataclasses import replace
from pathlib import Path

from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from casedesk.tasks.plan_cases import cases_of
from casedesk.tasks.trash import deleting_for_good, trash_entries
from tests.builders import NOW, make_case, make_plan


def test_a_plan_keeps_a_case_that_is_deleted_for_good_and_undo_takes_the_copy_away(tmp_path: Path):
    case, other = make_case(id=1, uid="u1", title="满房", questions=("为什么？",)), make_case(id=2, title="凉粥")
    plan = make_plan(case, other, id=1)
    with Library.open(tmp_path / "a.casedesk") as library:
        library.apply(Edit("add", tuple(Replacement(None, record) for record in (case, other, plan))))
        trashed = replace(library.cases.get(1), trashed=NOW)
        library.apply(Edit("trash", (Replacement(library.cases.get(1), trashed),)))
        edit = deleting_for_good(library, trash_entries(library))
        library.apply(edit)
        assert library.cases.ids(trashed=True) == ()
        shown = cases_of(library, library.plans.get(1))
        assert [found.title for found in shown] == ["满房", "凉粥"]
        assert shown[0].sections == case.sections
        assert library.check() == ()
        library.apply(edit.inverted())
        assert library.plans.get(1) == plan
        assert library.cases.get(1).trashed == NOW
