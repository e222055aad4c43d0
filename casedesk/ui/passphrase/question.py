"""The question that stands before a protected library."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.errors import CaseDeskError, DamagedError
from casedesk.texts import tr
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.passphrase.secret_field import SecretField
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words

_WIDTH = 400


class PassphraseQuestion(QDialog):
    """Asks until the words are right, or nobody wants to go on. `unlock` is called beside the window: it raises
    CaseDeskError, which is shown, for wrong words above all, and DamagedError where they are right and the file is not:
    that is kept in `damage`, and no more is asked.
    """

    def __init__(
        self,
        name: str,
        unlock: Callable[[str, Progress], None],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._unlock = unlock
        self._jobs = Jobs(self)
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

    def done(self, result: int) -> None:
        """Close it; a passphrase that is still being tried is no longer."""
        self._jobs.close()
        super().done(result)

    @property
    def is_trying(self) -> bool:
        """Whether a passphrase is being tried just now."""
        return bool(self._jobs.running)

    def _try(self) -> None:
        words = self.field.text()
        self._set_trying(True)
        self._jobs.start(
            self.windowTitle(), lambda progress: self._unlock(words, progress), done=self._open, failed=self._tell
        )

    def _set_trying(self, is_trying: bool) -> None:
        self.field.setEnabled(not is_trying)
        self.open_button.setEnabled(not is_trying)
        self.open_button.setText(tr("Opening…") if is_trying else tr("Open"))
        self.wrong.setText("")

    def _open(self, _unlocked: None) -> None:
        self.accept()

    def _tell(self, error: Exception) -> None:
        self._set_trying(False)
        match error:
            case DamagedError():
                self.damage = error
                self.reject()
            case CaseDeskError():
                self.wrong.setText(str(error))
                self.field.selectAll()
                self.field.setFocus()
            case _:
                raise error
