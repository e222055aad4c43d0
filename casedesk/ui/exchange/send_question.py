"""The question before a protected library sends anything: what it sends is protected as well, or plain by choice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.texts import tr
from casedesk.ui.passphrase.secret_field import SecretField
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words

_WIDTH = 440


class SendQuestion(QDialog):
    """Asks for the words twice; `wished` carries them, or none for a plain pack."""

    wished = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = tr("Send under a passphrase")
        self.setWindowTitle(title)
        self.words = SecretField(appearance, tr("Passphrase"), self)
        self.again = SecretField(appearance, tr("The same once more"), self)
        self.send = Button(tr("Send"), "primary", parent=self)
        self.plain = Button(tr("Send without a passphrase"), "link", parent=self)
        cancel = Button(tr("Cancel"), parent=self)
        about = tr(
            "The library is protected, so what it sends is protected as well. Your other computers ask for these words "
            "once; here they are remembered until CaseDesk is closed. Nobody can open the pack without them."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(Words(appearance, title, kind="title", wraps=True, parent=self))
        column.addWidget(Words(appearance, about, tone="ink2", wraps=True, parent=self))
        column.addSpacing(8)
        for field in (self.words, self.again):
            field.setPlaceholderText(field.accessibleName())
            field.textChanged.connect(self._look)
            column.addWidget(field)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addWidget(self.plain)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.send)
        column.addLayout(buttons)
        self.setMinimumWidth(appearance.px(_WIDTH))
        self.send.setDefault(True)
        self.send.clicked.connect(lambda: self._wish(self.words.text()))
        self.plain.clicked.connect(lambda: self._wish(""))
        cancel.clicked.connect(self.reject)
        self._look()

    def _look(self) -> None:
        words = self.words.text()
        self.send.setEnabled(bool(words) and words == self.again.text())

    def _wish(self, words: str) -> None:
        self.accept()
        self.wished.emit(words)
