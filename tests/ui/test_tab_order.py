"""Tab follows the eye, also to fields that are made late or were moved into another widget."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from casedesk.ui.widgets.tab_order import focus_neighbour


class Page(QWidget):
    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return focus_neighbour(self, forwards=next)


def field(name: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setObjectName(name)
    return made


def test_tab_goes_line_by_line_and_the_ends_meet(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    below, right, left = field("below", page), field("right", page), field("left", page)
    hidden = field("hidden", page)
    hidden.hide()
    inner = QWidget(page)
    row = QHBoxLayout(inner)
    row.addWidget(left)
    row.addWidget(right)
    column = QVBoxLayout(page)
    column.addWidget(inner)
    column.addWidget(below)
    page.show()
    late = field("late", inner)
    row.addWidget(late)
    QApplication.processEvents()
    left.setFocus()

    def press(key: Qt.Key, times: int) -> list[str]:
        names: list[str] = []
        for _ in range(times):
            now = QApplication.focusWidget()
            assert now is not None
            qtbot.keyClick(now, key)
            after = QApplication.focusWidget()
            assert after is not None
            names.append(after.objectName())
        return names

    assert press(Qt.Key.Key_Tab, 4) == ["right", "late", "below", "left"]
    assert press(Qt.Key.Key_Backtab, 2) == ["below", "late"]


def test_nothing_to_go_to_is_said(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    assert not focus_neighbour(page, forwards=True)
