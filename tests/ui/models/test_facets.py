from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from casedesk.domain.case import Facet
from casedesk.ui.models import case_drag
from casedesk.ui.models.facet_row import FacetGroup, FacetRow, Mark, RowKind
from casedesk.ui.models.facets import FacetModel


def group(facet: Facet, *rows: FacetRow) -> FacetGroup:
    return FacetGroup(facet, facet, facet.value, rows)


def value(name: str, count: int = 1, mark: Mark = Mark.CLEAR) -> FacetRow:
    return FacetRow(RowKind.VALUE, name, name, count, mark)


def names(model: FacetModel) -> dict[str, list[str]]:
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    return {
        str(top.data()): [str(model.index(row, 0, top).data()) for row in range(model.rowCount(top))] for top in tops
    }


def test_is_a_sound_model_through_all_updates(qtmodeltester: ModelTester) -> None:
    model = FacetModel()
    qtmodeltester.check(model)
    industry, theme = Facet.INDUSTRY, Facet.THEME
    for groups in (
        [group(industry, value("a"), value("b"), value("c")), group(theme, value("x"))],
        [group(industry, value("c"), value("a"), value("d")), group(Facet.OUTCOME), group(theme, value("x"))],
        [group(theme, value("y"), value("x"))],
        [],
    ):
        model.update(groups)
        assert names(model) == {item.title: [row.label for row in item.rows] for item in groups}


def test_new_counts_move_nothing() -> None:
    model = FacetModel()
    model.update([group(Facet.INDUSTRY, value("a", 3), value("b", 2))])
    kept = QPersistentModelIndex(model.row_index(Facet.INDUSTRY, RowKind.VALUE, "b"))
    moved: list[object] = []
    for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.layoutChanged, model.modelReset):
        signal.connect(lambda *args: moved.append(args))
    changed: list[str] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.data()))

    model.update([group(Facet.INDUSTRY, value("a", 3), value("b", 9, Mark.INCLUDED))])

    assert not moved
    assert changed == ["b"]
    assert kept.isValid()
    assert kept.data(Qt.ItemDataRole.AccessibleTextRole) == "b, 9 cases, included"


def test_an_index_of_a_row_knows_its_group_after_groups_above_are_gone() -> None:
    model = FacetModel()
    model.update([group(Facet.INDUSTRY, value("a")), group(Facet.THEME, value("x"))])
    row = QPersistentModelIndex(model.row_index(Facet.THEME, RowKind.VALUE, "x"))

    model.update([group(Facet.THEME, value("x"))])

    assert row.isValid()
    assert row.parent().data() == "theme"


def test_takes_dropped_cases_on_values_only() -> None:
    model = FacetModel()
    model.update([group(Facet.INDUSTRY, value("酒店")), group(Facet.HEALTH, value("complete"))])
    dropped: list[tuple[str, tuple[int, ...]]] = []
    model.cases_dropped.connect(lambda index, ids: dropped.append((index.data(), ids)))
    data, copy = case_drag.pack([4, 2]), Qt.DropAction.CopyAction

    assert model.dropMimeData(data, copy, -1, -1, model.row_index(Facet.INDUSTRY, RowKind.VALUE, "酒店"))
    assert not model.dropMimeData(data, copy, -1, -1, model.row_index(Facet.HEALTH, RowKind.VALUE, "complete"))
    assert not model.dropMimeData(data, copy, -1, -1, model.group_index(Facet.INDUSTRY))
    assert not model.dropMimeData(data, copy, -1, -1, QModelIndex())
    assert dropped == [("酒店", (4, 2))]
