from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.ui.widgets.two_sides import TwoSides


def test_the_right_side_goes_below_where_there_is_no_room(qtbot: QtBot) -> None:
    left, right = QPushButton("left left left"), QPushButton("right")
    both = TwoSides((left,), (right,))
    qtbot.addWidget(both)
    both.resize(600, 80)
    both.show()
    assert right.mapTo(both, right.rect().topLeft()).x() > left.mapTo(both, left.rect().topRight()).x()

    both.resize(left.sizeHint().width() + 20, 80)
    QApplication.processEvents()
    assert right.mapTo(both, right.rect().topLeft()).y() >= left.mapTo(both, left.rect().bottomLeft()).y()

    both.resize(600, 80)
    QApplication.processEvents()
    assert right.mapTo(both, right.rect().topLeft()).x() > left.mapTo(both, left.rect().topRight()).x()
