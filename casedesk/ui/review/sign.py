"""A small picture that says how something stands, in the colour of its state."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from casedesk.ui.theme import Appearance


class Sign(QLabel):
    """An icon beside words; it follows the theme and the size of the text."""

    def __init__(
        self, appearance: Appearance, icon: str, role: str, *, size: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon = appearance.icon(icon, role)
        self._size = size
        self._take_looks()
        appearance.changed.connect(self._take_looks)

    def _take_looks(self) -> None:
        side = self._appearance.px(self._size)
        self.setPixmap(self._icon.pixmap(QSize(side, side)))
