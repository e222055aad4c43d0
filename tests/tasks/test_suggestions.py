"""Cases for the minutes that a plan has left, out of a library in which most cases are about something else."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casedesk.domain import plan_steps
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import Block, BlockKind, LessonPlan
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.tasks import suggestions
from tests.builders import NOW, make_case


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Old cases on two topics, and newer ones on none, of which fewer are looked at than there are."""
    path = tmp_path / "a.casedesk"
    cases = [
        make_case(id=1, title="押金", minutes=20, themes=("退款",), modified=NOW),
        make_case(id=2, title="早餐券", minutes=20, industries=("酒店",), modified=NOW),
        make_case(id=3, title="学过的押金", minutes=20, themes=("退款",), modified=NOW),
        *(
            make_case(id=at, title=f"新{at}", minutes=20, modified=NOW + timedelta(days=at), industries=("银行",))
            for at in range(4, 12)
        ),
    ]
    use = UseRecord(1, 3, None, "前厅二班", NOW.date(), 20, 20)
    with Library.open(path) as library:
        library.apply(Edit("add", tuple(Replacement(None, record) for record in (*cases, use))))
    return path


def suggested(path: Path, plan: LessonPlan) -> list[int]:
    return [case.id for case in suggestions.fitting_cases(path, plan, characters_a_minute=350)]


def test_what_the_plan_is_about_is_found_among_many_newer_cases(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(suggestions, "CANDIDATES", 4)
    plan = LessonPlan(title="退款怎么谈", audience="前厅二班", target=25)
    assert suggested(path, plan)[0] == 1, "the theme that the title names, and not the one that the group knows"
    assert suggested(path, replace(plan, title="", course="酒店前厅"))[0] == 2, "an industry that the course names"
    block = Block("押金", 20, BlockKind.CASE, cases=())
    with Library.open(path, read_only=True) as library:
        used = plan_steps.use_of(library.cases.get(3))
    about = replace(plan, title="", audience="", target=45, blocks=(replace(block, cases=(used,)),))
    assert suggested(path, about)[0] == 1, "the theme of the cases in the plan"
