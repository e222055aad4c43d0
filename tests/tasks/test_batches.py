"""Imports as a list, and taken out again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.tasks.add_cases import addition
from casedesk.tasks.batches import batch_entries, free_name, taking_out
from casedesk.tasks.import_documents import read_pasted
from tests.builders import NOW, make_plan
from tests.importing.stories import TITLES, collection


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "my.casedesk") as opened:
        file = read_pasted(collection(lambda i: f"案例{i + 1}："), "汇编.txt")
        opened.apply(addition(opened, [file], name="汇编.txt", now=NOW).edit)
        yield opened


def test_an_import_is_listed_with_its_files_and_what_is_left_of_it(library: Library) -> None:
    (entry,) = batch_entries(library)
    assert (entry.files, entry.cases, entry.is_half_done) == (("汇编.txt",), 4, False)
    library.apply(taking_out(library, entry.batch.id, now=NOW).edit)
    assert batch_entries(library)[0].cases == 0


def test_imports_of_the_same_file_have_different_names(library: Library) -> None:
    assert free_name(library, "neu.txt") == "neu.txt"
    assert free_name(library, "汇编.txt") == "汇编.txt (2)"


def test_what_was_worked_on_or_is_planned_stays(library: Library) -> None:
    first, second, *_ = library.cases.get_many(library.cases.ids())
    edited = replace(first, note="gut", modified=NOW + timedelta(minutes=5))
    library.apply(Edit("note", (Replacement(first, edited),)))
    plan = replace(make_plan(second), id=library.new_id(LessonPlan))
    library.apply(Edit("plan", (Replacement(None, plan),)))
    removal = taking_out(library, batch_entries(library)[0].batch.id, now=NOW)
    assert (removal.taken, removal.staying) == (2, 2)
    library.apply(removal.edit)
    assert [case.title for case in library.cases.get_many(library.cases.ids())] == list(TITLES[:2])
    library.apply(removal.edit.inverted())
    assert library.cases.count() == 4
