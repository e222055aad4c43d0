"""The main job on the sample, in this process."""

import json
from pathlib import Path

import pytest

from casedesk import paths
from casedesk.domain.handout import Edition
from casedesk.domain.lesson import planned_minutes
from casedesk.tasks import demo
from tests.builders import NOW


def expected(language: str) -> dict[str, object]:
    return json.loads(paths.resource("sample", f"messy-collection.{language}.expected.json").read_text("utf-8"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_collection_becomes_library_plan_and_paper(language: str, tmp_path: Path):
    made = demo.demo(tmp_path / "out", tmp_path / "demo.casedesk", language=language, now=NOW)
    titles = [case["title"] for case in expected(language)["cases"]]  # type: ignore[index,attr-defined]
    assert [case.title for case in made.added.cases] == titles
    assert len(made.plan.case_ids) == demo.CASES <= made.hits.total < made.hits.library_total
    assert planned_minutes(made.plan.blocks) <= demo.MINUTES == made.plan.target
    assert len(made.written.files) == len(Edition)
    assert (made.plan.day, made.plan.start.hour) == (NOW.astimezone().date().replace(day=15), 9)


def test_run_again_it_makes_nothing_twice(tmp_path: Path):
    first = demo.demo(tmp_path, tmp_path / "demo.casedesk", language="zh", now=NOW)
    again = demo.demo(tmp_path, tmp_path / "demo.casedesk", language="zh", now=NOW)
    assert (again.added.cases, again.added.known) == ((), len(first.added.cases))
    assert again.plan == first.plan
    assert again.written == first.written
    assert again.hits.total == first.hits.total
