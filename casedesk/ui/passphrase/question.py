"""The question that stands before a protected library."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.errors import DamagedError, PassphraseError
from casedesk.texts import tr
from casedesk.ui.passphrase.secret_field import SecretField
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words

_WIDTH = 400


class PassphraseQuestion(QDialog):
    """Asks until the words are right, or nobody wants to go on. `unlock` raises PassphraseError for wrong words, and
    DamagedError where they are right and the file is not: that is kept in `damage`, and no more is asked.
    """

    def __init__(
        self, name: str, unlock: Callable[[str], None], appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unlock = unlock
        self.damage: DamagedError | None = None
        self.setWindowTitle("CaseDesk")
        self.field = SecretField(appearance, tr("Passphrase"), self)
        self.field.setPlaceholderText(tr("Passphrase"))
        self.wrong = Words(appearance, tone="bad", wraps=True, parent=self)
        self.open_button = Button(tr("Open"), "primary", parent=self)
        self._cancel = Button(tr("Cancel"), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(Words(appearance, tr("“{name}” is protected").format(name=name), kind="title", parent=self))
        about = tr("Its passphrase opens it until CaseDesk is closed.")
        column.addWidget(Words(appearance, about, tone="ink2", wraps=True, parent=self))
        column.addSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.wrong)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.open_button)
        column.addLayout(buttons)
        self.setMinimumWidth(appearance.px(_WIDTH))
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        self.field.textChanged.connect(self._look)
        self.open_button.clicked.connect(self._try)
        self._cancel.clicked.connect(self.reject)

    def _look(self, typed: str) -> None:
        self.open_button.setEnabled(bool(typed))
        self.wrong.setText("")

    def _try(self) -> None:
        try:
            self._unlock(self.field.text())
        except PassphraseError as error:
            self.wrong.setText(str(error))
            self.field.selectAll()
            self.field.setFocus()
        except DamagedError as error:
            self.damage = error
            self.reject()
        else:
            self.accept()
