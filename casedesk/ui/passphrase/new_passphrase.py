"""Setting, changing and taking away the passphrase of a library."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.passphrase.secret_field import SecretField
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words

SHORT = 8
"""Fewer characters are guessed soon: the least that NIST SP 800-63B lets people choose (3.1.1.2)."""
_WIDTH = 480
_TITLE_BAR = 48


class NewPassphrase(QDialog):
    """Asks for new words twice, and for the present ones where there are any. Nothing is done before `wished`.

    `is_right` tells whether words are the present passphrase; None for a library that has none.
    """

    wished = Signal(str)
    """The new passphrase; empty to take it away."""

    def __init__(
        self, is_right: Callable[[str], bool] | None, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_right = is_right
        title = tr("Change the passphrase") if is_right else tr("Protect the library with a passphrase")
        self.setWindowTitle(title)
        self.present = SecretField(appearance, tr("Present passphrase"), self)
        self.new = SecretField(appearance, tr("New passphrase"), self)
        self.again = SecretField(appearance, tr("The same once more"), self)
        self.told = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.known = QCheckBox(tr("I know that a forgotten passphrase is final"), self)
        self.act = Button(tr("Change the passphrase") if is_right else tr("Protect"), "primary", parent=self)
        self.take_away = Button(tr("Take it away"), "danger", parent=self)
        self._cancel = Button(tr("Cancel"), parent=self)
        self._build(appearance, title)
        for field in (self.present, self.new, self.again):
            field.setPlaceholderText(field.accessibleName())
            field.textChanged.connect(self._look)
        self.known.toggled.connect(self._look)
        self.act.clicked.connect(lambda: self._wish(self.new.text()))
        self.take_away.clicked.connect(lambda: self._wish(""))
        self._cancel.clicked.connect(self.reject)
        self._look()

    def _build(self, appearance: Appearance, title: str) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(Words(appearance, title, kind="title", parent=self))
        for words in self._promises():
            column.addWidget(Words(appearance, words, tone="ink2", wraps=True, parent=self))
        column.addSpacing(8)
        self.present.setVisible(self._is_right is not None)
        for field in (self.present, self.new, self.again):
            column.addWidget(field)
        column.addWidget(self.told)
        column.addSpacing(4)
        column.addWidget(self.known)
        column.addSpacing(12)
        buttons = QHBoxLayout()
        self.take_away.setVisible(self._is_right is not None)
        buttons.addWidget(self.take_away)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.act)
        column.addLayout(buttons)
        self.act.setDefault(True)
        self.setMinimumWidth(appearance.px(_WIDTH))

    @staticmethod
    def _promises() -> tuple[str, ...]:
        return (
            tr(
                "The library and all its copies are encrypted on this computer. Handouts and packs that you write are "
                "files for others and stay readable."
            ),
            tr("Nobody can open it without these words, nor find them out: not even the makers of CaseDesk."),
        )

    def _look(self) -> None:
        new, again = self.new.text(), self.again.text()
        self._tell(self._advice(new, again))
        is_known = self._is_right is None or bool(self.present.text())
        self.act.setEnabled(is_known and bool(new) and new == again and self.known.isChecked())
        self.take_away.setEnabled(is_known)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need where they wrap, as far as the screen reaches."""
        room = self.screen().availableSize().height() - _TITLE_BAR
        self.setMinimumHeight(min(self._column.totalHeightForWidth(max(self.width(), self.minimumWidth())), room))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    @staticmethod
    def _advice(new: str, again: str) -> str:
        if again and new != again:
            return tr("The two are not the same yet.")
        if 0 < len(new) < SHORT:
            return tr("So few characters are guessed soon. Four words that belong together only for you are better.")
        return ""

    def _wish(self, new: str) -> None:
        if self._is_right is not None and not self._is_right(self.present.text()):
            self._tell(tr("The present passphrase is another one."))
            self.present.selectAll()
            self.present.setFocus()
            return
        self.accept()
        self.wished.emit(new)
