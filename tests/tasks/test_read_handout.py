"""A handout edited in Word, held against the library and taken over."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.domain.case import Case
from casedesk.domain.casepack_compare import Choice, Standing, Take
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.handout import Edition
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Pseudonym
from casedesk.storage.library import Library
from casedesk.tasks.add_pack import Choices
from casedesk.tasks.export_handout import export_handout, options_for, plan_of_cases
from casedesk.tasks.read_handout import ReadHandout, handout_edit, open_handout
from tests.builders import make_case
from tests.handout.edits import Body, edit, lose_marks, paragraphs, retype, texts

_STORIES = (
    ("热水与等待", "客人等了四十分钟，没有人告诉她还要多久。\n经理林晓给她倒了一杯热水，然后坐下来听。"),
    ("错送的早餐", "送餐员把三号楼的早餐送到了五号楼，两边都打来了电话。\n前台先道歉，再问过敏史。"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.casedesk") as opened:
        for at, (title, text) in enumerate(_STORIES, start=1):
            case = make_case(
                text, id=at, uid=f"uid{at}", title=title, questions=("她在等什么？",), analysis="她在等一句话。"
            )
            opened.apply(Edit("new", (Replacement(None, case),)))
        yield opened


def _plan(library: Library) -> LessonPlan:
    return plan_of_cases(library.cases.get_many((1, 2)))


def _edited(library: Library, tmp_path: Path, words: str, *, loses_marks: bool = False) -> Path:
    """The trainer guide with words typed behind the first paragraph of the first story."""
    target = tmp_path / "guide.docx"
    export_handout(library, _plan(library), options_for(Edition.TRAINER, language="zh"), target)

    def change(body: Body) -> None:
        if words:
            retype(texts(next(paragraphs(body, "CaseText")))[-1], words)
        if loses_marks:
            lose_marks(body)

    return edit(target.read_bytes(), tmp_path / "edited.docx", change)


def _read(library: Library, path: Path) -> ReadHandout:
    return open_handout(library.path, path)


def _case(library: Library) -> Case:
    return library.cases.get(1)


def test_what_was_edited_is_taken_over_in_one_step_and_comes_back_by_undo(library: Library, tmp_path: Path) -> None:
    before = _case(library)
    found = _read(library, _edited(library, tmp_path, "她没有抱怨。"))

    assert [(entry.theirs.title, entry.standing) for entry in found.cases] == [("热水与等待", Standing.NEWER)]
    assert [row.name for row in found.cases[0].rows] == ["section:body"]
    assert found.unchanged == 1
    step = handout_edit(library, found, Choices())
    library.apply(step)
    assert "还要多久。她没有抱怨。" in _case(library).sections[0].html
    assert _case(library).sections[1:] == before.sections[1:]
    library.apply(step.inverted())
    assert _case(library).sections == before.sections


def test_what_the_library_has_changed_since_is_not_taken_back(library: Library, tmp_path: Path) -> None:
    path = _edited(library, tmp_path, "她没有抱怨。")
    before = _case(library)
    corrected = replace(before.sections[2], html="<p>她等的是一个说法。</p>")
    library.apply(Edit("correct", (Replacement(before, replace(before, sections=(*before.sections[:2], corrected))),)))

    found = _read(library, path)

    assert [row.name for row in found.cases[0].rows] == ["section:body"]
    library.apply(handout_edit(library, found, Choices()))
    assert _case(library).sections[2] == corrected


def test_without_marks_a_case_is_known_by_its_story_and_nothing_is_taken_unasked(
    library: Library, tmp_path: Path
) -> None:
    found = _read(library, _edited(library, tmp_path, "她没有抱怨。", loses_marks=True))

    assert [(entry.theirs.title, entry.standing) for entry in found.cases] == [("热水与等待", Standing.DIFFERS)]
    assert not handout_edit(library, found, Choices()).replacements
    taken = handout_edit(library, found, Choices({1: Choice(Take.FIELDS, frozenset({"section:body"}))}))
    library.apply(taken)
    assert "还要多久。她没有抱怨。" in _case(library).sections[0].html


def test_real_names_stay_where_stand_ins_were_printed(library: Library, tmp_path: Path) -> None:
    library.apply(Edit("name", (Replacement(None, Pseudonym(1, "林晓", "周宁")),)))
    target = tmp_path / "guide.docx"
    export_handout(library, _plan(library), options_for(Edition.LEARNER, language="zh"), target)

    def change(body: Body) -> None:
        paragraph = next(
            item for item in paragraphs(body, "CaseText") if "周宁" in "".join(t.text or "" for t in texts(item))
        )
        retype(texts(paragraph)[-1], "周宁一直没有看表。")

    found = _read(library, edit(target.read_bytes(), tmp_path / "edited.docx", change))
    library.apply(handout_edit(library, found, Choices()))

    assert "经理林晓给她倒了一杯热水，然后坐下来听。林晓一直没有看表。" in _case(library).sections[0].html


def test_a_file_without_cases_of_the_library_is_refused(library: Library, tmp_path: Path) -> None:
    path = _edited(library, tmp_path, "", loses_marks=True)
    with Library.open(tmp_path / "other.casedesk") as other, pytest.raises(BadInputError):
        _read(other, path)
    (tmp_path / "no.docx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(BadInputError):
        _read(library, tmp_path / "no.docx")
