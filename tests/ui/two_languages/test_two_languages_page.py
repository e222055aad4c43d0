"""A case beside its translation: tied, parted, begun, and both written in place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from casedesk.ui.editor.fields import CaseField
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.parts import Parts
from casedesk.ui.session import LibrarySession
from casedesk.ui.two_languages.face_plan import RowKind
from casedesk.ui.two_languages.two_languages_page import TwoLanguagesPage
from tests.builders import make_case
from tests.ui.editor.conftest import add

_CHINESE = "客人等了很久，一句话也没有说就走了。\n经理第二天给她打了电话，请她再来。"
_ENGLISH = (
    "The guest waited for a long time and left without a word.\nThe manager rang the next day and asked her back."
)


@pytest.fixture
def page(qtbot: QtBot, parts: Parts) -> TwoLanguagesPage:
    made = TwoLanguagesPage(parts)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made


@pytest.fixture
def two(session: LibrarySession) -> tuple[int, int]:
    one = add(session, make_case(_CHINESE, questions=("为什么？",)))
    return one, add(session, make_case(_ENGLISH, title="Late", language="en", questions=("Why?",)))


def _words(page: TwoLanguagesPage, side: int) -> list[RichTextEdit]:
    fields = (page.grid.field(at, side) for at in range(len(page.grid.rows)))
    return [field for field in fields if isinstance(field, RichTextEdit)]


def _link(page: TwoLanguagesPage, two: tuple[int, int]) -> None:
    page.show_case(two[0])
    page.picker.case_chosen.emit(two[1])


def test_a_case_without_a_translation_is_asked_for_one(page: TwoLanguagesPage, two: tuple[int, int]) -> None:
    page.show_case(two[0])
    assert page.begin.isVisible()
    assert not page.part.isVisible()


def test_a_chosen_case_stands_beside_paragraph_by_paragraph(page: TwoLanguagesPage, two: tuple[int, int]) -> None:
    _link(page, two)
    assert [field.plain() for field in _words(page, 0)] == _CHINESE.split("\n")
    assert [field.plain() for field in _words(page, 1)] == _ENGLISH.split("\n")
    assert page.part.isVisible()


def test_tying_and_parting_can_be_undone(page: TwoLanguagesPage, two: tuple[int, int], session: LibrarySession) -> None:
    _link(page, two)
    session.undo()
    assert page.begin.isVisible()
    session.redo()
    assert page.part.isVisible()
    page.part.click()
    assert page.begin.isVisible()
    session.undo()
    assert page.part.isVisible()


def test_cases_in_one_language_are_refused(
    qtbot: QtBot, page: TwoLanguagesPage, two: tuple[int, int], session: LibrarySession
) -> None:
    other = add(session, make_case("另一个很长的故事，也是中文写的。"))
    page.show_case(two[0])
    with qtbot.waitSignal(session.refused):
        page.picker.case_chosen.emit(other)
    assert page.begin.isVisible()


def test_both_are_written_and_undone_one_after_the_other(
    qtbot: QtBot, page: TwoLanguagesPage, two: tuple[int, int], session: LibrarySession
) -> None:
    _link(page, two)
    left, right = _words(page, 0)[1], _words(page, 1)[0]
    for field, letters in ((left, "L"), (right, "R")):
        field.setFocus()
        field.moveCursor(QTextCursor.MoveOperation.Start)
        qtbot.keyClicks(field, letters)
    page.save_now()
    cases = session.library.cases
    assert "<p>L经理" in cases.get(two[0]).sections[0].html
    assert cases.get(two[0]).sections[0].html.startswith("<p>客人")
    assert cases.get(two[1]).sections[0].html.startswith("<p>RThe guest")
    session.undo()
    assert cases.get(two[1]).sections[0].html.startswith("<p>The guest")
    assert "<p>L经理" in cases.get(two[0]).sections[0].html
    assert _words(page, 1)[0].plain().startswith("The guest")


def test_a_translation_is_begun_and_written_where_its_words_belong(
    qtbot: QtBot, page: TwoLanguagesPage, two: tuple[int, int], session: LibrarySession
) -> None:
    page.show_case(two[0])
    qtbot.keyClick(page, Qt.Key.Key_Return)
    new = page.right.case
    assert new.language == "en"
    fields = _words(page, 1)
    assert len(fields) == 2
    fields[0].setFocus()
    qtbot.keyClicks(fields[0], "The guest waited.")
    fields[1].setFocus()
    qtbot.keyClicks(fields[1], "The manager rang.")
    page.save_now()
    assert session.library.cases.get(new.id).sections[0].html == "<p>The guest waited.</p><p>The manager rang.</p>"
    asked = next(at for at, row in enumerate(page.grid.rows) if row.kind is RowKind.QUESTION)
    field = page.grid.field(asked, 1)
    assert isinstance(field, CaseField)
    qtbot.keyClicks(field, "Why?")
    page.save_now()
    assert session.library.cases.get(new.id).questions[0].text == "Why?"


def test_a_section_that_only_one_has_can_be_added(
    page: TwoLanguagesPage, session: LibrarySession, two: tuple[int, int]
) -> None:
    one = add(session, make_case(_CHINESE, analysis="这里有一段很长的点评。"))
    page.show_case(one)
    page.picker.case_chosen.emit(two[1])
    page.right.add_section(next(row.role for row in page.grid.rows if row.kind is RowKind.SECTION and not row.right))
    assert len(session.library.cases.get(two[1]).sections) == 3
    assert len(_words(page, 1)) == 3


def test_escape_goes_back(qtbot: QtBot, page: TwoLanguagesPage, two: tuple[int, int]) -> None:
    _link(page, two)
    with qtbot.waitSignal(page.back_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
