"""The errand of this page: a case written from nothing, and every step of it taken back and done again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Case, Facet, QuestionKind, Role, Section, State
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.editor.formats import Format
from casedesk.ui.editor.question_row import QuestionRow
from casedesk.ui.session import LibrarySession
from tests.ui.conftest import type_text
from tests.ui.editor.conftest import add

WRITER = Path(__file__).parent / "pasted" / "writer.html"
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
)  # fmt: skip
THEN = datetime(2026, 1, 1, tzinfo=UTC)


class Writing:
    """What a trainer does to a case, one step after the other."""

    def __init__(self, view: CaseView, qtbot: QtBot) -> None:
        self.view = view
        self.column = view.column
        self.key = qtbot.keyClick

    @property
    def body(self) -> Section:
        return self.view.editing.case.sections[0]

    @property
    def rows(self) -> list[QuestionRow]:
        return next(part.questions.rows for part in self.column.sections if part.section.role is Role.QUESTION)

    def write(self, field: QWidget, words: str) -> None:
        field.setFocus()
        type_text(field, words)

    def steps(self) -> tuple[Callable[[], object], ...]:
        text = self.column.sections[0].text
        return (
            lambda: self.write(self.column.title, "退房前的一小时"),
            lambda: self.write(self.column.learner_title, "周日中午的前台"),
            lambda: self.write(text, "上午十一点，队伍排到了旋转门。") or self.key(text, Qt.Key.Key_Return),
            lambda: self.paste(WRITER.read_text("utf-8")),
            self.paste_picture,
            self.embolden,
            lambda: text.insert_table(2, 2),
            lambda: self.column.add_section(Role.LESSON),
            lambda: self.write(self.column.sections[-1].text, "承诺要跟着房态走。"),
            lambda: self.key(self.column.sections[-1].text, Qt.Key.Key_Up, ALT),
            lambda: self.column.sections[1].renamed.emit("题目"),
            self.add_question,
            lambda: self.write(self.rows[0].text, "小顾先看见了什么？"),
            lambda: self.write(self.rows[0].answer, "队伍。"),
            self.count_up,
            self.paste_list,
            lambda: self.key(self.rows[2].text, Qt.Key.Key_Up, ALT),
            lambda: self.rows[0].put(replace(self.rows[0].question(), kind=QuestionKind.ROLE_PLAY)),
            lambda: self.rows[2].wish.emit("delete"),
            lambda: self.column.facets.values_changed.emit(Facet.INDUSTRY, ("酒店",)),
            lambda: self.column.facets.values_changed.emit(Facet.STATE, (State.REVIEWED.value,)),
            self.replace_all,
            lambda: self.column.sections[-1].wish.emit("remove"),
        )

    def add_question(self) -> None:
        self.column.sections[1].questions.add.click()

    def count_up(self) -> None:
        self.rows[0].minutes.setFocus()
        self.key(self.rows[0].minutes, Qt.Key.Key_Up)

    def paste(self, html: str) -> None:
        mime = QMimeData()
        mime.setHtml(html)
        self.column.sections[0].text.insertFromMimeData(mime)

    def paste_picture(self) -> None:
        mime = QMimeData()
        image = QImage(24, 12, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkCyan)
        mime.setImageData(image)
        self.column.sections[0].text.insertFromMimeData(mime)

    def paste_list(self) -> None:
        mime = QMimeData()
        mime.setText("1. 为什么没有人开第二个窗口？（8分钟）\n2. 谁来说第一句？\nA. 小顾\nB. 老郑\n答案：B")
        self.rows[0].text.insertFromMimeData(mime)

    def embolden(self) -> None:
        text = self.column.sections[0].text
        cursor = text.textCursor()
        cursor.setPosition(0)
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 5)
        text.setTextCursor(cursor)
        text.run(Format.BOLD)

    def replace_all(self) -> None:
        self.view.finding.open(replacing=True)
        self.view.find_bar.wanted.setText("小顾")
        self.view.find_bar.replacement.setText("小邱")
        self.view.find_bar.replace_all.click()
        self.view.finding.close()


def test_every_step_of_writing_a_case_is_taken_back_and_done_again(
    view: CaseView, session: LibrarySession, qtbot: QtBot
):
    empty = Case(sections=(Section(Role.BODY), Section(Role.QUESTION), Section(Role.ANALYSIS)))
    case_id = add(session, empty)
    view.show_case(case_id)
    writing = Writing(view, qtbot)

    def stored() -> Case:
        view.save_now()
        return replace(session.library.cases.get(case_id), modified=THEN)

    past = [stored()]
    for number, step in enumerate(writing.steps()):
        step()
        past.append(stored())
        assert past[-1] != past[-2], f"step {number} did something"
    body = past[-1].sections[0].html
    assert body.startswith("<p><strong>上午十一点</strong>，队伍排到了旋转门。</p><table>"), (
        "no words went for the table"
    )
    assert "attachment:" in body
    for number, state in reversed(list(enumerate(past[:-1]))):
        qtbot.keyClick(view.column.title, Qt.Key.Key_Z, CTRL)
        assert stored() == state, f"step {number} is taken back"
    for state in past[1:]:
        qtbot.keyClick(view.column.title, Qt.Key.Key_Z, CTRL | SHIFT)
        assert stored() == state
