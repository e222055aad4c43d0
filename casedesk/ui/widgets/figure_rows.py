"""A small table of words and figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import ElidedLabel, Words


class FigureRows(QWidget):
    """Pairs of words: something at the left, a muted figure at the right."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these pairs."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:  # pyright: ignore[reportUnnecessaryComparison]
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for at, (left, right) in enumerate(rows):
            name = ElidedLabel(left, self)
            name.setFont(self._appearance.font("ui"))
            figure = Words(self._appearance, right, kind="meta", tone="ink2", parent=self)
            self._grid.addWidget(name, at, 0)
            self._grid.addWidget(figure, at, 1, Qt.AlignmentFlag.AlignRight)
            name.show()
            figure.show()
