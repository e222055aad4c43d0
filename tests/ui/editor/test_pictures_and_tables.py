"""Pictures that are resized and described, and tables of a chosen size, by mouse and by keys."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casedesk.domain import richtext
from casedesk.domain.richtext import Picture
from casedesk.storage.library import Library
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.format_bar import format_menu
from casedesk.ui.editor.formats import Format
from casedesk.ui.editor.picture_menu import show_panel
from casedesk.ui.editor.picture_sources import LibraryPictures, png_of
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.table_commands import TableStep
from casedesk.ui.editor.table_size_picker import TableSizePicker
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from tests.ui.conftest import type_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def digest(library: Library) -> str:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return library.attachments.add(png_of(image), "image/png", width=400, height=200).digest


def show(edit: RichTextEdit, digest: str, *, width: int = 0) -> None:
    edit.set_html(richtext.serialise((richtext.Paragraph((Picture(digest, "大堂", width), richtext.Run("后"))),)))
    edit.resize(600, edit.height())


def picture_in(edit: RichTextEdit) -> Picture:
    return next(richtext.pictures(richtext.parse(edit.html())))


def middle_of_the_picture() -> QPoint:
    return QPoint(200, 100)


def test_a_click_selects_a_picture(edit: RichTextEdit, digest: str, qtbot: QtBot):
    show(edit, digest)
    qtbot.mouseClick(edit.viewport(), LEFT, pos=middle_of_the_picture())
    assert edit.picture_frame.picture == Picture(digest, "大堂")
    qtbot.mouseClick(edit.viewport(), LEFT, pos=QPoint(580, 190))
    assert edit.picture_frame.picture is None


def test_the_corner_makes_a_picture_narrower(edit: RichTextEdit, digest: str, qtbot: QtBot):
    show(edit, digest)
    qtbot.mouseClick(edit.viewport(), LEFT, pos=middle_of_the_picture())
    corner = edit.viewport().mapFromGlobal(edit.picture_frame.corner)
    assert corner.x() == 400
    told: list[str] = []
    edit.edited.connect(lambda: told.append(edit.html()))
    qtbot.mousePress(edit.viewport(), LEFT, pos=corner)
    qtbot.mouseMove(edit.viewport(), QPoint(320, 160))
    qtbot.mouseMove(edit.viewport(), QPoint(300, 150))
    qtbot.mouseRelease(edit.viewport(), LEFT, pos=QPoint(300, 150))
    assert picture_in(edit) == Picture(digest, "大堂", 300)
    assert len(told) == 1, "one step for the whole drag"
    assert edit.picture_frame.picture is not None, "it stays selected"


def test_a_picture_is_never_wider_than_the_line(edit: RichTextEdit, digest: str, qtbot: QtBot):
    show(edit, digest)
    qtbot.mouseClick(edit.viewport(), LEFT, pos=middle_of_the_picture())
    corner = edit.viewport().mapFromGlobal(edit.picture_frame.corner)
    qtbot.mousePress(edit.viewport(), LEFT, pos=corner)
    qtbot.mouseMove(edit.viewport(), QPoint(5000, 900))
    qtbot.mouseRelease(edit.viewport(), LEFT, pos=QPoint(5000, 900))
    assert picture_in(edit).width == edit.picture_frame.room


def test_the_menu_gives_widths(edit: RichTextEdit, digest: str):
    show(edit, digest)
    assert edit.picture_frame.select_at(QPointF(200, 100))
    menu = format_menu(edit, edit)
    pictures = next(part for part in menu.findChildren(QMenu) if part.title() == "Picture")
    half = next(action for action in pictures.actions() if action.text() == "Half the line")
    half.trigger()
    assert picture_in(edit).width == edit.picture_frame.room // 2
    own = next(action for action in pictures.actions() if action.text() == "Its own size")
    own.trigger()
    assert picture_in(edit).width == 0


def test_a_picture_is_described(edit: RichTextEdit, digest: str, appearance: Appearance, qtbot: QtBot):
    show(edit, digest, width=200)
    edit.picture_frame.select_at(QPointF(100, 50))
    panel = show_panel(appearance, edit.picture_frame, QPoint(0, 0), edit)
    assert panel is not None
    panel.alt.setText("大堂，夜里")
    qtbot.keyClick(panel.alt, Qt.Key.Key_Return)
    assert picture_in(edit) == Picture(digest, "大堂，夜里", 200)
    panel = show_panel(appearance, edit.picture_frame, QPoint(0, 0), edit)
    assert panel is not None
    panel.alt.setText("别的")
    qtbot.keyClick(panel.alt, Qt.Key.Key_Escape)
    assert picture_in(edit).alt == "大堂，夜里"


def test_pictures_out_of_sight_are_not_read(library: Library, digest: str):
    pictures = LibraryPictures(library)
    assert (pictures.size(digest).width(), pictures.size(digest).height()) == (400, 200)
    assert pictures.image(digest, 100).width() == 100
    assert pictures.image(digest, 4000).width() == 400
    assert pictures.image("0" * 64, 100).isNull()


def test_a_text_that_is_laid_out_after_its_library_was_closed_leaves_room_for_its_pictures(
    edit: RichTextEdit, library: Library, digest: str
):
    html = richtext.serialise((richtext.Paragraph((Picture(digest, "大堂"), richtext.Run("后"))),))
    library.close()
    edit.set_html(html)
    edit.grab()  # an exception on the way fails the test
    assert picture_in(edit).digest == digest


def test_a_table_of_a_chosen_size(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    text = open_view.column.sections[0].text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.run(Format.TABLE)
    picker = open_view.window().findChild(TableSizePicker)
    assert picker is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(picker, key)
    assert picker.accessibleName() == "4 rows × 1 columns"
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert text.html().endswith("<table><tr><th><p></p></th></tr>" + "<tr><td><p></p></td></tr>" * 3 + "</table>")
    type_text(text, "头")
    open_view.save_now()
    assert "<th><p>头</p></th>" in session.library.cases.get(case_id).sections[0].html


def test_tab_behind_the_last_cell_makes_a_row(edit: RichTextEdit, qtbot: QtBot):
    edit.set_html("<table><tr><th><p>头</p></th></tr><tr><td><p>一</p></td></tr></table>")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.moveCursor(QTextCursor.MoveOperation.PreviousBlock)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    type_text(edit, "二")
    assert edit.html() == (
        "<table><tr><th><p>头</p></th></tr><tr><td><p>一</p></td></tr><tr><td><p>二</p></td></tr></table>"
    )
    qtbot.keyClick(edit, Qt.Key.Key_Backtab)
    assert edit.textCursor().block().text() == "一"


def test_merged_cells_stay_merged(edit: RichTextEdit):
    html = (
        '<table><tr><td colspan="2"><p>一</p></td><td rowspan="2"><p>二</p></td></tr>'
        "<tr><td><p>三</p></td><td><p>四</p></td></tr></table>"
    )
    edit.set_html(html)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    edit.moveCursor(QTextCursor.MoveOperation.NextBlock)
    edit.change_table(TableStep.ROW_BELOW)
    assert 'colspan="2"' in edit.html()
    assert 'rowspan="3"' in edit.html()
    edit.change_table(TableStep.ROW_ABOVE)
    assert richtext.canonical(edit.html()) == edit.html()


def test_tab_stays_in_a_table_though_there_is_more_on_the_page(open_view: CaseView, qtbot: QtBot):
    text = open_view.column.sections[0].text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.insert_table(2, 2)
    for words in ("一", "二", "三", "四", "五"):
        type_text(text, words)
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.hasFocus()
    assert text.html().endswith("<tr><td><p>五</p></td><td><p></p></td></tr></table>")
    text.set_html("<ul><li><p>一</p></li><li><p>二</p></li></ul>")
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.html() == "<ul><li><p>一</p><ul><li><p>二</p></li></ul></li></ul>"
    text.set_html("<p>一</p>")
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert not text.hasFocus()


def test_what_is_pasted_or_formatted_is_a_step_of_its_own(open_view: CaseView, session: LibrarySession, case_id: int):
    def html() -> str:
        return session.library.cases.get(case_id).sections[0].html

    text = open_view.column.sections[0].text
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    before = html()
    type_text(text, "甲")
    mime = QMimeData()
    mime.setText("贴")
    text.insertFromMimeData(mime)
    type_text(text, "乙")
    text.run(Format.QUOTE)
    open_view.save_now()
    told: list[str] = []
    for _ in range(4):
        session.undo_stack.undo()
        told.append(html().removeprefix("<p>客人等了很久。</p>"))
    assert told == ["<p>茶凉了。甲贴乙</p>", "<p>茶凉了。甲贴</p>", "<p>茶凉了。甲</p>", "<p>茶凉了。</p>"]
    assert html() == before
