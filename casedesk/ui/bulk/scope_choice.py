"""Over which cases: the selected ones, those of the list, or the whole library."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from casedesk.texts import tr


class Scope(StrEnum):
    """A set of cases that a change may be about."""

    SELECTED = "selected"
    HITS = "hits"
    LIBRARY = "library"


class ScopeChoice(QWidget):
    """One of the scopes is taken; those without cases cannot be."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[Scope, tuple[int, ...]] = {}
        self._group = QButtonGroup(self)
        self._buttons = {scope: QRadioButton(self) for scope in Scope}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for button in self._buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
            button.toggled.connect(self._follow)
        self._buttons[Scope.LIBRARY].setChecked(True)

    @property
    def scope(self) -> Scope:
        """The scope that is taken."""
        return next(scope for scope, button in self._buttons.items() if button.isChecked())

    @property
    def case_ids(self) -> tuple[int, ...] | None:
        """The cases of the scope; None for all of the library."""
        return self._ids.get(self.scope)

    def offer(self, selected: Sequence[int], hits: Sequence[int], total: int) -> None:
        """Offer these cases; the narrowest scope is taken that makes sense: one selected case is just the open one."""
        self._ids = {Scope.SELECTED: tuple(selected), Scope.HITS: tuple(hits)}
        counts = {Scope.SELECTED: len(selected), Scope.HITS: len(hits), Scope.LIBRARY: total}
        names = {
            Scope.SELECTED: tr("The selected cases ({n})"),
            Scope.HITS: tr("The cases of the list ({n})"),
            Scope.LIBRARY: tr("The whole library ({n})"),
        }
        with QSignalBlocker(self):
            for scope, button in self._buttons.items():
                button.setText(names[scope].format(n=f"{counts[scope]:,}"))
                button.setEnabled(bool(counts[scope]))
            self._buttons[Scope.HITS].setVisible(len(hits) != total)
            wanted = Scope.SELECTED if len(selected) > 1 else Scope.HITS if 0 < len(hits) < total else Scope.LIBRARY
            self._buttons[wanted].setChecked(True)
        self.changed.emit()

    def choose(self, scope: Scope) -> None:
        """Take a scope."""
        self._buttons[scope].setChecked(True)

    def button(self, scope: Scope) -> QRadioButton:
        """The button of a scope."""
        return self._buttons[scope]

    def _follow(self, is_on: bool) -> None:
        if is_on:
            self.changed.emit()
