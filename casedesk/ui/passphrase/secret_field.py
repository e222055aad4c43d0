"""A field for a passphrase: hidden, until one wants to see what one has typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.line_field import LineField


class SecretField(LineField):
    """Dots, or the letters once the eye is pressed. Input methods and completion are told to remember nothing."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setAccessibleName(name)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = self.addAction(appearance.icon("ph.eye"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.triggered.connect(lambda: self.show_letters(shown=not self.shows_letters))
        self.show_letters(shown=False)

    @property
    def shows_letters(self) -> bool:
        """Whether what is typed can be read."""
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def show_letters(self, *, shown: bool) -> None:
        """Show letters or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(self._appearance.icon("ph.eye-slash" if shown else "ph.eye"))
        self._eye.setText(tr("Hide the letters") if shown else tr("Show the letters"))
        self._eye.setToolTip(self._eye.text())
