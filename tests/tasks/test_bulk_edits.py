"""Changes over many cases, without a window."""

from pathlib import Path

import pytest

from casedesk.domain.bulk_values import ValueChange, Wish
from casedesk.domain.case import Case, Facet
from casedesk.domain.case_texts import Field
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.replace_pattern import Pattern
from casedesk.storage.library import Library
from casedesk.tasks.bulk_edits import preview_replacing, preview_values, replacing_edit
from casedesk.tasks.progress import NoLongerWanted, Silence
from tests.builders import NOW, make_case


class GivenUp(Silence):
    is_cancelled = True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "library.casedesk"
    with Library.open(file) as library:
        cases = (make_case("客户。", id=1), make_case("客户。", id=2, trashed=NOW))
        library.new_ids(Case, 2)
        library.apply(Edit("Add", tuple(Replacement(None, case) for case in cases)))
    return file


def test_the_trash_is_left_alone(path: Path) -> None:
    preview = preview_replacing(path, (1, 2), Pattern("客户", "顾客"), frozenset(Field))
    assert preview.case_ids == {1}
    assert preview_values(path, (1, 2), Wish(ValueChange.ADD, Facet.TAG, "新")).case_ids == {1}


def test_it_can_be_given_up(path: Path) -> None:
    with pytest.raises(NoLongerWanted):
        preview_replacing(path, None, Pattern("客户", "顾客"), frozenset(Field), GivenUp())


def test_the_edit_writes_and_takes_back(path: Path) -> None:
    preview = preview_replacing(path, None, Pattern("客户", "顾客"), {Field.BODY})
    edit = replacing_edit(path, preview.spots, NOW)
    with Library.open(path) as library:
        before = library.cases.get(1)
        library.apply(edit)
        assert library.cases.get(1).sections[0].html == "<p>顾客。</p>"
        library.apply(edit.inverted())
        assert library.cases.get(1) == before
