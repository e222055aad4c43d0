"""A plot under its name, with a way to take its figures along."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.texts import tr, tr_n
from casedesk.ui.figures.plots import Mark, Plot
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface

_SHOWN = 10

Table = Sequence[Sequence[str]]
"""Rows of cells, the first of them the headings."""


class FigureCard(QWidget):
    """Shows the first rows of many; the rest on demand."""

    chosen = Signal(int)

    def __init__(self, appearance: Appearance, title: str, plot: Plot, *, explains: str = "", parent: QWidget) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._table: Table = ()
        self._shows_all = False
        self._title = title
        self.plot = plot
        set_surface(self, "card")
        self.copy = LinkButton(tr("Copy as table"), self, is_quiet=True)
        self.copy.setAccessibleName(tr("Copy as table: {title}").format(title=title))
        self.copy.setFont(appearance.font("meta"))
        self.more = LinkButton("", self)
        self.empty = Words(appearance, tr("Nothing in this time."), tone="ink2", parent=self)
        head = QHBoxLayout()
        head.addWidget(Words(appearance, title, kind="ui_medium", wraps=True, parent=self), 1)
        head.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        if explains:
            column.addWidget(Words(appearance, explains, kind="meta", tone="ink2", wraps=True, parent=self))
        column.addWidget(self.empty)
        column.addWidget(plot)
        column.addWidget(self.more)
        column.addStretch(1)
        self.copy.clicked.connect(self.copy_table)
        self.more.clicked.connect(self._show_all)
        plot.chosen.connect(self.chosen)

    def show_figures(self, marks: Sequence[Mark], table: Table, *, shows_all: bool = False) -> None:
        """Show marks; `table` is what is copied."""
        self._marks, self._table, self._shows_all = tuple(marks), table, shows_all
        self._fill()

    def copy_table(self) -> None:
        """Put the figures on the clipboard, for a spreadsheet and for a text."""
        data = QMimeData()
        data.setText("\n".join("\t".join(row) for row in self._table))
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in self._table)
        data.setHtml(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        QApplication.clipboard().setMimeData(data)

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()

    def _fill(self) -> None:
        is_empty = not any(mark.value or mark.planned for mark in self._marks)
        shown = self._marks if self._shows_all else self._marks[:_SHOWN]
        hidden = len(self._marks) - len(shown)
        self.empty.setVisible(is_empty)
        self.plot.setVisible(not is_empty)
        self.copy.setVisible(not is_empty)
        self.more.setVisible(hidden > 0)
        self.more.setText(tr_n("{n} more", "{n} more", hidden).format(n=hidden))
        if not is_empty:
            self.plot.show_marks(shown)
