"""All keys of a review on one small sheet."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from casedesk.texts import N_, tr
from casedesk.ui.review.review_words import KEYS, kind_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface

_ACTIONS = (
    ("Enter", N_("Keep")),
    ("Del", N_("Drop")),
    ("U", N_("Leave open")),
    ("A", N_("The same for all that began alike")),
    ("N", N_("Next doubtful draft, also of another file")),
    ("Shift+↑ ↓", N_("Choose several drafts; Ctrl+A all")),
    ("F2", N_("Title")),
    ("T", N_("Make the other titles the same way")),
    ("S", N_("Split at the cursor")),
    ("J", N_("Join with previous")),
    ("Alt+↑ ↓", N_("Move the boundary above the part at the cursor")),
    ("L", N_("Name all parts like this one as this one")),
    ("B", N_("Put cleaned text back, or clean it again; Shift+B all of its kind")),
    ("Ctrl+F, F3", N_("Find in the text of the file")),
    ("Ctrl+PgDn", N_("Next file")),
    ("Ctrl+Z", N_("Undo the last step")),
    ("F6", N_("Go to the next panel")),
)
_MOST = 560


class KeysPanel(QFrame):
    """Opens under the button that asks for it; Esc or a click elsewhere closes it."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._appearance = appearance
        self.setAccessibleName(tr("Keys of the review"))
        set_surface(self, "raised")
        inner = QWidget()
        set_surface(inner, "raised")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        for keys, words in _ACTIONS:
            self._add(keys, tr(words))
        for key, kind in KEYS.items():
            self._add(key, kind_name(kind))
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def open_under(self, widget: QWidget) -> None:
        """Show the keys, right-aligned with a widget."""
        window = widget.window()
        hint = self._grid.sizeHint()
        width = min(max(hint.width() + 24, self._appearance.px(320)), window.width() - 32)
        below = widget.mapTo(window, QPoint(0, widget.height())).y()
        height = min(hint.height() + 4, self._appearance.px(_MOST), max(160, window.height() - below - 16))
        self.resize(width, height)
        left = max(window.mapToGlobal(QPoint(16, 0)).x(), widget.mapToGlobal(QPoint(widget.width() - width, 0)).x())
        self.move(left, widget.mapToGlobal(QPoint(0, widget.height() + 4)).y())
        self.show()
        self._scroll.setFocus()

    def _add(self, keys: str, words: str) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(Words(self._appearance, keys, kind="meta", tone="ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(Words(self._appearance, words, kind="meta", wraps=True), row, 1)
