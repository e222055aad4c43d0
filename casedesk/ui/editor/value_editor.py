"""The line that values of a facet are written in: chips that can be taken away, and a field that completes."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget
from typing_extensions import override

from casedesk.domain.case import Facet
from casedesk.domain.draft import Suggestion
from casedesk.tasks.own_facets import SUGGESTED_FACETS
from casedesk.texts import tr
from casedesk.ui.editor.value_completion import completions
from casedesk.ui.models.value_names import facet_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.chips import Chip
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_completion_surface

_SEPARATORS = ",，;；、"


class ValueField(QLineEdit):
    """One value being typed. Enter and commas hand it on; nothing happens while an input method composes."""

    committed = Signal(str)
    erased = Signal()
    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumWidth(120)
        self._known: Sequence[str] = ()
        self._taken: Sequence[str] = ()
        self._is_composing = False
        self._model = QStringListModel(self)
        completer = self._completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._take)
        set_completion_surface(completer)
        self.setCompleter(completer)
        self.textEdited.connect(self._follow)

    def set_values(self, known: Sequence[str], taken: Sequence[str]) -> None:
        """The values that can complete, and those that are there already."""
        self._known, self._taken = known, taken
        self._model.setStringList(list(completions(self.text(), known, taken)))

    def offer(self) -> None:
        """Show the most used values."""
        if self._model.rowCount() and self.hasFocus():
            self._completer.complete()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_composing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        elif event.key() == Qt.Key.Key_Down and not self._is_offering():
            self.offer()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        if self.text().strip():
            self.committed.emit(self.text().strip())
            self.clear()
        self.closed.emit()

    def _is_offering(self) -> bool:
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _follow(self, text: str) -> None:
        if not self._is_composing and text and text[-1] in _SEPARATORS:
            self.setText(text[:-1])
            self._commit()
            return
        self._model.setStringList(list(completions(text, self._known, self._taken)))

    def _commit(self) -> None:
        words = self.text().strip()
        if not words:
            self.closed.emit()
            return
        self.clear()
        self.committed.emit(words)

    def _take(self, value: str) -> None:
        self.committed.emit(value)
        QTimer.singleShot(0, self, self.clear)  # the completer writes the value into the field after this signal


class ValueEditor(QWidget):
    """The values of one facet while they are being changed."""

    values_changed = Signal(object, object)
    """(Facet, the values as they shall be)."""
    closed = Signal()

    def __init__(self, appearance: Appearance, *, is_named: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._facet = Facet.TAG
        self._values: tuple[str, ...] = ()
        self._known: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._offers: list[QWidget] = []
        self._name = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.field = ValueField("", self)
        self._flow = FlowLayout(self, spacing=4)
        self._flow.addWidget(self._name)
        self._name.setVisible(is_named)
        self._flow.addWidget(self.field)
        self.field.committed.connect(self._add)
        self.field.erased.connect(self._drop_last)
        self.field.closed.connect(self._close)

    def edit(self, facet: Facet, values: Sequence[str], known: tuple[str, ...]) -> None:
        """Begin to change the values of a facet."""
        self._facet, self._values, self._known = facet, tuple(values), known
        self.show_suggestions(facet, ())
        self._name.setText(facet_name(facet))
        self.field.setAccessibleName(tr("Add to {facet}").format(facet=facet_name(facet)))
        self.field.clear()
        self._show()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if facet not in SUGGESTED_FACETS:  # its list would hide the suggestions, which are about to come
            QTimer.singleShot(0, self.field, self.field.offer)

    def show_suggestions(self, facet: Facet, suggestions: Sequence[Suggestion]) -> None:
        """Offer values behind the field, each with the words that suggest it; a facet that is not edited has none."""
        for offer in self._offers:
            self._flow.removeWidget(offer)
            offer.hide()
            offer.deleteLater()
        self._offers = []
        if facet is self._facet:
            fresh = [item for item in suggestions if item.value not in self._values]
            self._offers = [self._offer(item) for item in fresh]
        self.updateGeometry()

    def take_suggestions(self, facet: Facet, suggestions: Sequence[Suggestion]) -> None:
        """Show what came in for a facet, or the list of values where there is nothing to suggest."""
        self.show_suggestions(facet, suggestions)
        if not self._offers and facet is self._facet and not self.field.text():
            self.field.offer()

    def _offer(self, item: Suggestion) -> Chip:
        words = tr(", ").join(item.words)
        said = tr("{value} because of {words}").format(value=item.value, words=words) if words else item.value
        chip = Chip(self._appearance, f"+ {item.value}" + (f" · {words}" if words else ""), parent=self)
        chip.setAccessibleName(tr("Suggested: {value}").format(value=said))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(lambda: self._take_offer(item.value, chip))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _take_offer(self, value: str, chip: Chip) -> None:
        self._offers.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._add(value)

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = []
        for at, value in enumerate(self._values):
            chip = Chip(self._appearance, value, is_removable=True, parent=self)
            chip.clicked.connect(self._remover(value))
            self._flow.insert_widget(1 + at, chip)
            chip.show()
            self._chips.append(chip)
        self.field.set_values(self._known, self._values)
        self.updateGeometry()

    def _remover(self, value: str):
        return lambda: self._set(tuple(item for item in self._values if item != value))

    def _add(self, value: str) -> None:
        if value not in self._values:
            self._set((*self._values, value))

    def _drop_last(self) -> None:
        if self._values:
            self._set(self._values[:-1])

    def _set(self, values: tuple[str, ...]) -> None:
        self._values = values
        self._show()
        self.values_changed.emit(self._facet, values)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and focused is not self.field and self.isAncestorOf(focused):
            return  # a chip of ours has been clicked
        self.closed.emit()
