"""All keys of a review on one small sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from casedesk.texts import N_, tr
from casedesk.ui.review.review_words import KEYS, kind_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words

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


def keys_sheet(appearance: Appearance) -> QWidget:
    """A row for every key: the key, and what it does."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(12, 8, 12, 8)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    rows = [(keys, tr(words)) for keys, words in _ACTIONS]
    rows += [(key, kind_name(kind)) for key, kind in KEYS.items()]
    for row, (keys, words) in enumerate(rows):
        label = Words(appearance, keys, kind="meta", tone="ink2", parent=sheet)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(appearance, words, kind="meta", wraps=True, parent=sheet), row, 1)
    return sheet
