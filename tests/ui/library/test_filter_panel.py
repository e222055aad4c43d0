import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, Hits
from casedesk.domain.library import SavedFilter
from casedesk.ui.library.filter_panel import FilterPanel
from casedesk.ui.models import case_drag
from casedesk.ui.models.entry_drag import Entry
from casedesk.ui.models.facet_groups import SAVED
from casedesk.ui.models.facet_row import RowKind
from casedesk.ui.models.panel_state import PanelState, ValueOrder
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from tests.ui.conftest import type_text

EVERYTHING = CaseFilter()
COUNTS = {Facet.INDUSTRY: {"酒店": 12, "银行": 7}, Facet.THEME: {f"主题{n}": 20 - n for n in range(12)}}


def state(wanted: CaseFilter = EVERYTHING, counts: dict[Facet, dict[str, int]] = COUNTS) -> PanelState:
    order = ValueOrder()
    order.learn(COUNTS, is_whole=True)
    saved = (SavedFilter(3, "酒店里的投诉", "industry:酒店 投诉"),)
    return PanelState(wanted, Hits((1,), 20, counts), order, {}, saved=saved, collections=("新员工",))


@pytest.fixture
def panel(qtbot: QtBot, appearance: Appearance, settings: Settings) -> FilterPanel:
    panel = FilterPanel(appearance, settings)
    qtbot.addWidget(panel)
    panel.resize(224, 700)
    panel.show()
    panel.show_state(state())
    return panel


def row(panel: FilterPanel, key: str, value: str, kind: RowKind = RowKind.VALUE) -> QModelIndex:
    index = panel.tree.model().row_index(key, kind, value)
    assert index.isValid()
    return index


def click(qtbot: QtBot, panel: FilterPanel, index: QModelIndex, *, from_right: int = 0) -> None:
    rect = panel.tree.visualRect(index)
    at = QPoint(rect.right() - from_right, rect.bottom() - 10) if from_right else rect.center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_and_space_ask_for_a_value(qtbot: QtBot, panel: FilterPanel) -> None:
    index = row(panel, Facet.INDUSTRY, "银行")
    with qtbot.waitSignal(panel.value_pressed) as clicked:
        click(qtbot, panel, index)
    with qtbot.waitSignal(panel.value_pressed) as spaced:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Space)

    assert clicked.args == spaced.args == [Facet.INDUSTRY, "银行"]


def test_counts_change_without_a_jump(panel: FilterPanel) -> None:
    panel.tree.verticalScrollBar().setValue(40)
    before = {name: panel.tree.visualRect(row(panel, Facet.INDUSTRY, name)).top() for name in ("酒店", "银行")}

    panel.show_state(
        state(CaseFilter("粥"), {Facet.INDUSTRY: {"酒店": 0, "银行": 1}, Facet.THEME: COUNTS[Facet.THEME]})
    )

    after = {name: panel.tree.visualRect(row(panel, Facet.INDUSTRY, name)).top() for name in ("酒店", "银行")}
    assert after == before


def test_more_values_on_request(qtbot: QtBot, panel: FilterPanel) -> None:
    assert not panel.tree.model().row_index(Facet.THEME, RowKind.VALUE, "主题11").isValid()

    click(qtbot, panel, row(panel, Facet.THEME, "", RowKind.MORE))

    row(panel, Facet.THEME, "主题11")


def test_a_value_is_found_by_part_of_its_name(qtbot: QtBot, panel: FilterPanel) -> None:
    click(qtbot, panel, panel.tree.model().group_index(Facet.THEME), from_right=20)
    box = panel.tree.indexWidget(row(panel, Facet.THEME, "", RowKind.FIND)).findChild(QLineEdit)

    type_text(box, "题1")
    model = panel.tree.model()
    found = model.group_index(Facet.THEME)
    assert [model.index(at, 0, found).data() for at in range(1, model.rowCount(found))] == ["主题1", "主题10", "主题11"]

    qtbot.keyClick(box, Qt.Key.Key_Escape)
    row(panel, Facet.THEME, "主题0")


def test_folded_groups_stay_folded_after_a_restart(
    qtbot: QtBot, panel: FilterPanel, appearance: Appearance, settings: Settings
) -> None:
    click(qtbot, panel, panel.tree.model().group_index(Facet.INDUSTRY))

    again = FilterPanel(appearance, settings)
    qtbot.addWidget(again)
    again.show_state(state())

    assert not again.tree.isExpanded(again.tree.model().group_index(Facet.INDUSTRY))
    assert again.tree.isExpanded(again.tree.model().group_index(Facet.THEME))


def test_clear_all_is_there_only_when_there_is_something_to_clear(qtbot: QtBot, panel: FilterPanel) -> None:
    assert not panel.clear_button.isVisible()
    panel.show_state(state(CaseFilter().cycled(Facet.INDUSTRY, "酒店")))

    with qtbot.waitSignal(panel.clear_requested):
        panel.clear_button.click()


def test_names_are_typed_in_place(qtbot: QtBot, panel: FilterPanel) -> None:
    panel.begin_rename(SAVED, RowKind.SAVED, "3")
    editor = panel.tree.findChild(QLineEdit)
    editor.clear()
    type_text(editor, "酒店投诉")

    with qtbot.waitSignal(panel.renamed) as renamed, qtbot.assertNotEmitted(panel.saved_pressed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert renamed.args == [Entry(SAVED, RowKind.SAVED, "3"), "酒店投诉"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Minus])
def test_keys_that_mean_the_row_are_no_shortcuts_of_the_page(panel: FilterPanel, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(panel.tree, event)
    assert event.isAccepted()


def test_delete_is_for_what_has_a_name_of_its_own(qtbot: QtBot, panel: FilterPanel) -> None:
    panel.tree.setCurrentIndex(row(panel, Facet.COLLECTION, "新员工"))
    with qtbot.waitSignal(panel.delete_requested) as deleted:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert deleted.args == [Entry(Facet.COLLECTION, RowKind.VALUE, "新员工")]

    panel.tree.setCurrentIndex(row(panel, Facet.INDUSTRY, "酒店"))
    with qtbot.assertNotEmitted(panel.delete_requested):
        qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)


def test_cases_are_dropped_on_a_row_anywhere_on_it(qtbot: QtBot, panel: FilterPanel) -> None:
    rect = panel.tree.visualRect(row(panel, Facet.COLLECTION, "新员工"))
    for place in (rect.topLeft() + QPoint(40, 1), rect.center(), rect.bottomLeft() + QPoint(40, -1)):
        data = case_drag.pack([7, 9])
        event = QDropEvent(
            QPointF(place),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        with qtbot.waitSignal(panel.cases_dropped) as dropped:
            panel.tree.dropEvent(event)

        assert dropped.args == [Facet.COLLECTION, "新员工", (7, 9)]
