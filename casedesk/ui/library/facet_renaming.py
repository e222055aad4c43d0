"""Typing another name for a row of the filter panel, in its place."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.library.facet_delegate import FacetDelegate
from casedesk.ui.models.facet_row import FacetRow, RowKind
from casedesk.ui.models.facets import FacetRole

Index = QModelIndex | QPersistentModelIndex


class RenamingDelegate(FacetDelegate):
    """Adds a line in which the name of a value, a collection or a saved filter is typed, with all its levels."""

    renamed = Signal(QModelIndex, str)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Name"))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self.renamed.emit(index, editor.text())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(FacetRole.ROW)
        if isinstance(row, FacetRow) and row.kind is RowKind.RANGE:
            editor.setGeometry(option.rect)  # type: ignore[attr-defined]
            return
        editor.setGeometry(option.rect.adjusted(self._px(30), -2, -self._px(8), 2))  # type: ignore[attr-defined]
