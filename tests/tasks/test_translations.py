"""Counterparts in another language are tied, parted and begun, each in one step that can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.storage.library import Library
from casedesk.tasks.translations import beginning, counterpart_of, linking, parting
from tests.builders import make_case


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.casedesk") as opened:
        yield opened


def _add(library: Library, case: Case) -> int:
    from dataclasses import replace

    case_id = library.new_id(Case)
    library.apply(Edit("Add", (Replacement(None, replace(case, id=case_id, uid=str(case_id))),)))
    return case_id


def _english() -> Case:
    return make_case("The guest waited for an hour and left.", title="Late", language="en")


def test_two_cases_are_tied_and_parted(library: Library) -> None:
    one, other = _add(library, make_case()), _add(library, _english())
    assert counterpart_of(library, one) is None
    tie = linking(library, one, other)
    library.apply(tie)
    found = counterpart_of(library, one)
    assert found is not None
    assert found.id == other
    back = counterpart_of(library, other)
    assert back is not None
    assert back.id == one
    library.apply(parting(library, one))
    assert counterpart_of(library, one) is None
    assert parting(library, one).replacements == ()


def test_tying_can_be_undone(library: Library) -> None:
    one, other = _add(library, make_case()), _add(library, _english())
    tie = linking(library, one, other)
    library.apply(tie)
    library.apply(tie.inverted())
    assert counterpart_of(library, one) is None


def test_cases_in_one_language_are_no_translations(library: Library) -> None:
    one, other = _add(library, make_case()), _add(library, make_case("另一个故事。"))
    with pytest.raises(BadInputError):
        linking(library, one, other)


def test_a_translation_is_begun_with_the_same_sections(library: Library) -> None:
    one = _add(library, make_case(questions=("为什么？", "怎么办？"), analysis="评"))
    edit, new_id = beginning(library, one)
    library.apply(edit)
    new = library.cases.get(new_id)
    assert new.language == "en"
    assert [section.role for section in new.sections] == [section.role for section in library.cases.get(one).sections]
    assert [question.text for question in new.questions] == ["", ""]
    found = counterpart_of(library, one)
    assert found is not None
    assert found.id == new_id
    library.apply(edit.inverted())
    assert counterpart_of(library, one) is None
