"""The ring around the button that has the keyboard."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.focus_ring import FocusRing


def test_the_ring_is_whole_where_the_widget_around_the_button_ends_with_it(
    qtbot: QtBot, qapp: QApplication, appearance: Appearance
) -> None:
    window, page = QMainWindow(), QWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    holder = QWidget()
    tight, room = QVBoxLayout(holder), QVBoxLayout(page)
    tight.setContentsMargins(0, 0, 0, 0)
    room.setContentsMargins(40, 40, 40, 40)
    first, button = QPushButton("Choose files"), QPushButton("Paste text")
    room.addWidget(first)
    tight.addWidget(button)
    room.addWidget(holder)
    ring = FocusRing(qapp, appearance, window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring.widget() is button)
    corner = button.mapTo(window, QPoint(0, 0))
    around = QRect(ring.mapTo(window, QPoint(0, 0)), ring.size())
    assert around.contains(QRect(corner, button.size()).adjusted(-4, -4, 4, 4))
    qtbot.waitUntil(lambda: ring.visibleRegion().contains(ring.rect()))
    assert ring.mask().isEmpty(), "no corner is cut off"
