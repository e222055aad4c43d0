"""What goes into a case pack, and where it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.casepack import SUFFIX, PackOptions
from casedesk.tasks.write_pack import PackWish
from casedesk.texts import tr
from casedesk.ui.passphrase.secret_field import SecretField
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words

_FOLDER = "pack_folder"
_FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True)
class PackSource:
    """Something that can be packed: what it is called in the list, and the wish for it without options.

    `query` names cases by a search that is made when the pack is written.
    """

    words: str
    wish: PackWish
    query: str = ""


class ExportDialog(QDialog):
    """Asks what and with what; `wished` carries the source, the options, the path and the passphrase, or none."""

    wished = Signal(object, object, object, str)

    def __init__(
        self,
        sources: Sequence[PackSource],
        *,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources = tuple(sources)
        self._settings = settings
        self.setWindowTitle(tr("Export as case pack"))
        self.source = QComboBox(self)
        self.source.addItems([source.words for source in sources])
        self.source.setAccessibleName(tr("What to pack"))
        self.originals = QCheckBox(tr("The files that the cases were cut out of"), self)
        self.notes = QCheckBox(tr("My own notes"), self)
        self.uses = QCheckBox(tr("Use records: who was taught what, and when"), self)
        self.protect = QCheckBox(tr("Only for those who know a passphrase"), self)
        self.words = SecretField(appearance, tr("Passphrase"), self)
        self.again = SecretField(appearance, tr("The same once more"), self)
        self.save = Button(tr("Save as…"), "primary", parent=self)
        self._cancel = Button(tr("Cancel"), parent=self)
        self._build(appearance)
        self.save.setDefault(True)
        for field in (self.words, self.again):
            field.setPlaceholderText(field.accessibleName())
            field.textChanged.connect(self._look)
        self.protect.toggled.connect(self._look)
        self._look()
        self.save.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.reject)

    @property
    def options(self) -> PackOptions:
        """What is ticked."""
        return PackOptions(self.originals.isChecked(), self.notes.isChecked(), self.uses.isChecked())

    def _build(self, appearance: Appearance) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(Words(appearance, tr("Export as case pack"), kind="title", parent=self))
        words = tr("One file for a colleague, or for your other computer. It is opened there like any import.")
        column.addWidget(Words(appearance, words, tone="ink2", wraps=True, parent=self))
        column.addSpacing(8)
        column.addWidget(self.source)
        column.addSpacing(8)
        column.addWidget(Words(appearance, tr("Take along as well:"), kind="meta", tone="ink2", parent=self))
        for box in (self.originals, self.notes, self.uses):
            column.addWidget(box)
        column.addSpacing(4)
        kept = tr("Pictures always go along; your list of real names and stand-ins never does.")
        column.addWidget(Words(appearance, kept, kind="meta", tone="ink2", wraps=True, parent=self))
        column.addSpacing(8)
        for widget in (self.protect, self.words, self.again):
            column.addWidget(widget)
        column.addSpacing(16)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.setMinimumWidth(appearance.px(420))

    def _look(self) -> None:
        is_protected = self.protect.isChecked()
        for field in (self.words, self.again):
            field.setVisible(is_protected)
        words = self.words.text()
        self.save.setEnabled(not is_protected or (bool(words) and words == self.again.text()))

    def _ask(self) -> None:
        source = self._sources[self.source.currentIndex()]
        folder = Path(self._settings.text(_FOLDER, str(Path.home())))
        kinds = tr("Case packs ({endings})").format(endings=f"*{SUFFIX}")
        suggested = folder / (file_name(source.wish.title) + SUFFIX)
        name, _ = QFileDialog.getSaveFileName(self, tr("Export as case pack"), str(suggested), kinds)
        if not name:
            return
        path = Path(name) if name.lower().endswith(SUFFIX) else Path(name + SUFFIX)
        self._settings.set_text(_FOLDER, str(path.parent))
        self.wished.emit(source, self.options, path, self.words.text() if self.protect.isChecked() else "")
        self.accept()


def file_name(title: str) -> str:
    """A title as the name of a file on any system."""
    kept = "".join("_" if char in _FORBIDDEN or not char.isprintable() else char for char in title).strip(" .")
    return kept[:80] or tr("Cases")
