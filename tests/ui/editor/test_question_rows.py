"""Questions with options and verdicts, pasted lists, and rows and sections that are dragged."""

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Depth, Question, QuestionKind, Role
from casedesk.domain.choices import of_kind
from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.question_menus import kind_menu
from casedesk.ui.editor.question_row import QuestionRow
from casedesk.ui.editor.row_drag import Grip
from casedesk.ui.session import LibrarySession


def rows_of(view: CaseView) -> list[QuestionRow]:
    return view.column.sections[1].questions.rows


def questions(session: LibrarySession, case_id: int) -> tuple[Question, ...]:
    return session.library.cases.get(case_id).questions


def pull(qtbot: QtBot, grip: Grip, to: QPoint, *, ends_in: Qt.Key | None = None) -> None:
    """Drag a grip to a point of the screen."""
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    qtbot.mouseMove(grip, grip.mapFromGlobal(to))
    if ends_in is not None:
        qtbot.keyClick(grip, ends_in)
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=grip.mapFromGlobal(to))


def below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(4, widget.height() + 2))


def test_options_are_written_and_the_right_one_marked(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot
):
    row = rows_of(open_view)[0]
    row.text.setFocus()
    row.put(of_kind(row.question(), QuestionKind.SINGLE_CHOICE))
    row.text.set_text("先说哪一句？\nA. 道歉\nB. 解释")
    row.text.edited.emit(row.text.text())
    assert [button.text() for button in row.marks.buttons] == ["A", "B"]
    assert row.marks.buttons[1].accessibleName() == "B. 解释 is right"
    row.marks.buttons[0].click()
    row.marks.buttons[1].click()
    open_view.save_now()
    kept = questions(session, case_id)[0]
    assert (kept.kind, kept.answer) == (QuestionKind.SINGLE_CHOICE, "B")
    assert [button.isChecked() for button in row.marks.buttons] == [False, True]


def test_enter_goes_on_with_the_options_and_ends_them(open_view: CaseView, qtbot: QtBot):
    field = rows_of(open_view)[0].text
    field.set_text("问？\nA. 一")
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "问？\nA. 一\nB. "
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text().rstrip("\n") == "问？\nA. 一"


def test_a_statement_is_judged(open_view: CaseView, session: LibrarySession, case_id: int):
    row = rows_of(open_view)[0]
    row.put(of_kind(row.question(), QuestionKind.TRUE_FALSE))
    row.marks.buttons[1].click()
    open_view.save_now()
    assert questions(session, case_id)[0].answer == "错误"


def test_a_question_is_given_to_supervisors_and_counts_points(
    open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot
):
    row, other = rows_of(open_view)[:2]
    row.text.setFocus()
    menu = kind_menu(row, row.question(), row.put)
    names = [action.text() for action in menu.actions() if action.isCheckable()]
    assert names[-3:] == ["For everyone", "For new staff", "For supervisors"]
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Discussion", "For everyone"]
    menu.actions()[-1].trigger()
    row.points.setFocus()
    qtbot.keyClicks(row.points, "5")
    open_view.save_now()
    kept = questions(session, case_id)[0]
    assert (kept.depth, kept.points) == (Depth.SUPERVISOR, 5)
    other.text.setFocus()
    row.set_active(on=False)
    assert row.kind.isVisibleTo(row)
    assert row.kind.text() == "For supervisors"
    assert row.points.isVisibleTo(row)
    assert not other.points.value()
    session.undo_stack.undo()
    assert questions(session, case_id)[0].points == 0


def test_a_pasted_list_brings_options_and_answers(open_view: CaseView, session: LibrarySession, case_id: int):
    mime = QMimeData()
    mime.setText("1. 谁先开口？\nA. 老周\nB. 小许\n答案：A\n2. 然后呢？\n答：没有然后。")
    rows_of(open_view)[1].text.insertFromMimeData(mime)
    first, second = questions(session, case_id)[2:]
    assert (first.text, first.answer, first.kind) == ("谁先开口？\nA. 老周\nB. 小许", "A", QuestionKind.SINGLE_CHOICE)
    assert (second.text, second.answer) == ("然后呢？", "没有然后。")


def test_a_list_that_is_pasted_as_plain_text_stays_one_question(
    open_view: CaseView, session: LibrarySession, case_id: int, actions: Actions, qtbot: QtBot
):
    began = list[str]()
    actions.action("file.paste").triggered.connect(lambda: began.append("import"))
    QApplication.clipboard().setText("1. 谁先开口？\n2. 然后呢？")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for field in (rows_of(open_view)[1].text, open_view.column.title):
        field.setFocus()
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_V, both)
    open_view.save_now()
    assert [question.text for question in questions(session, case_id)] == ["为什么？", "1. 谁先开口？\n2. 然后呢？"]
    assert session.library.cases.get(case_id).title == "1. 谁先开口？ 2. 然后呢？"
    assert began == []


def test_a_pasted_list_takes_the_caret_along(open_view: CaseView, qtbot: QtBot):
    QApplication.clipboard().setText("1. 谁先开口？\n2. 然后呢？")
    left = rows_of(open_view)[1].text
    left.setFocus()
    left.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(left, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert rows_of(open_view)[3].text.hasFocus()
    shown = left.grab().toImage()
    left.setTextCursor(left.textCursor())  # shows the caret where the focus is, and only there
    assert left.grab().toImage() == shown


def test_a_question_is_dragged(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    rows = rows_of(open_view)
    pull(qtbot, rows[0].grip, below(rows[1]), ends_in=Qt.Key.Key_Escape)
    assert [question.text for question in questions(session, case_id)] == ["为什么？", "怎么办？"]
    pull(qtbot, rows[0].grip, below(rows[1]))
    assert [question.text for question in questions(session, case_id)] == ["怎么办？", "为什么？"]


def test_a_section_is_dragged(open_view: CaseView, session: LibrarySession, case_id: int, qtbot: QtBot):
    views = open_view.column.sections
    pull(qtbot, views[2].head.grip, views[0].mapToGlobal(QPoint(4, 2)))
    roles = [section.role for section in session.library.cases.get(case_id).sections]
    assert roles == [Role.ANALYSIS, Role.BODY, Role.QUESTION]
    session.undo_stack.undo()
    assert open_view.column.sections[0].section.role is Role.BODY


def test_all_sections_fold(open_view: CaseView):
    open_view.column.fold_all(on=True)
    assert not any(view.text.isVisible() or view.questions.isVisible() for view in open_view.column.sections)
    open_view.column.fold_all(on=False)
    assert open_view.column.sections[0].text.isVisible()
