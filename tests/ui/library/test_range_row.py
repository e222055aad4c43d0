import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from casedesk.domain.filters import DateRange, Range
from casedesk.ui.library.range_row import RangeRow
from casedesk.ui.models.figures import Figure, bars, this_day
from casedesk.ui.theme import Appearance
from tests.ui.conftest import type_text


@pytest.fixture
def row(qtbot: QtBot, appearance: Appearance) -> RangeRow:
    row = RangeRow(Figure.MINUTES, appearance)
    qtbot.addWidget(row)
    row.resize(296, 90)
    row.show()
    row.show_bounds(None, [3] * 12, this_day())
    return row


def at(row: RangeRow, bar: int) -> QPoint:
    return QPoint(int((bar + 0.5) * row.histogram.width() / 12), 20)


def enter(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.clear()
    type_text(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_bounds_are_drawn_across_the_bars(qtbot: QtBot, row: RangeRow) -> None:
    with qtbot.waitSignal(row.bounds_chosen) as chosen:
        qtbot.mousePress(row.histogram, Qt.MouseButton.LeftButton, pos=at(row, 4))
        qtbot.mouseMove(row.histogram, at(row, 2))
        qtbot.mouseRelease(row.histogram, Qt.MouseButton.LeftButton, pos=at(row, 2))

    assert chosen.args == [Range(11, 25)]
    row.show_bounds(Range(11, 25), [3] * 12, this_day())
    assert (row.low.text(), row.high.text()) == ("11", "25")


def test_a_second_click_on_a_lone_bar_gives_the_bounds_up(qtbot: QtBot, row: RangeRow) -> None:
    row.show_bounds(Range(11, 15), [3] * 12, this_day())
    with qtbot.waitSignal(row.bounds_chosen) as chosen:
        qtbot.mouseClick(row.histogram, Qt.MouseButton.LeftButton, pos=at(row, 2))
    assert chosen.args == [None]


def test_bounds_are_typed_in_either_order(qtbot: QtBot, row: RangeRow) -> None:
    with qtbot.waitSignal(row.bounds_chosen) as open_above:
        enter(qtbot, row.low, "30")
    assert open_above.args == [Range(30, None)]

    row.show_bounds(Range(30, None), [], this_day())
    with qtbot.waitSignal(row.bounds_chosen) as turned:
        enter(qtbot, row.high, "10")
    assert turned.args == [Range(10, 30)]


def test_what_is_no_number_is_forgotten(qtbot: QtBot, row: RangeRow) -> None:
    with qtbot.assertNotEmitted(row.bounds_chosen):
        enter(qtbot, row.low, "茶")
    assert row.low.text() == ""


def test_days_may_be_months(qtbot: QtBot, appearance: Appearance) -> None:
    row = RangeRow(Figure.MODIFIED, appearance)
    qtbot.addWidget(row)
    row.show()
    row.show_bounds(None, [], this_day())
    with qtbot.waitSignal(row.bounds_chosen) as chosen:
        enter(qtbot, row.high, "2026-02")
    (bounds,) = chosen.args
    assert isinstance(bounds, DateRange)
    assert (bounds.first, str(bounds.last)) == (None, "2026-02-28")
    assert len(bars(Figure.MODIFIED, this_day())) == 12
