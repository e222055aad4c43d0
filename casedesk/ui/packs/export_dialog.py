"""What goes into a case pack, and where it is written."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from casedesk.domain.casepack import SUFFIX, PackOptions
from casedesk.texts import tr
from casedesk.ui.packs.pack_sources import PackSource
from casedesk.ui.packs.source_dialog import SourceDialog
from casedesk.ui.parts import Parts
from casedesk.ui.passphrase.secret_field import SecretField
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words

_FOLDER = "pack_folder"


class ExportDialog(SourceDialog):
    """Asks what and with what; `wished` carries the source, the options, the path and the passphrase, or none."""

    wished = Signal(object, object, object, str)

    def __init__(self, sources: Sequence[PackSource], parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(sources, parts, parent, title=tr("Export as case pack"), asked=tr("What to pack"))
        appearance = parts.appearance
        self.originals = QCheckBox(tr("The files that the cases were cut out of"), self)
        self.notes = QCheckBox(tr("My own notes"), self)
        self.uses = QCheckBox(tr("Use records: who was taught what, and when"), self)
        self.protect = QCheckBox(tr("Only for those who know a passphrase"), self)
        self.words = SecretField(appearance, tr("Passphrase"), self)
        self.again = SecretField(appearance, tr("The same once more"), self)
        self._build(appearance)
        for field in (self.words, self.again):
            field.setPlaceholderText(field.accessibleName())
            field.textChanged.connect(self._look)
        self.protect.toggled.connect(self._look)
        self._look()

    @property
    def options(self) -> PackOptions:
        """What is ticked."""
        return PackOptions(self.originals.isChecked(), self.notes.isChecked(), self.uses.isChecked())

    def _build(self, appearance: Appearance) -> None:
        column = self._begin(
            tr("One file for a colleague, or for your other computer. It is opened there like any import.")
        )
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
        self._end(column, self._ask)
        self.setMinimumWidth(appearance.px(420))

    def _look(self) -> None:
        is_protected = self.protect.isChecked()
        for field in (self.words, self.again):
            field.setVisible(is_protected)
        words = self.words.text()
        self.save.setEnabled(not is_protected or (bool(words) and words == self.again.text()))

    def _ask(self) -> None:
        kinds = tr("Case packs ({endings})").format(endings=f"*{SUFFIX}")
        suggested = self._suggested(_FOLDER, SUFFIX)
        name, _ = QFileDialog.getSaveFileName(self, tr("Export as case pack"), str(suggested), kinds)
        if not name:
            return
        path = Path(name) if name.lower().endswith(SUFFIX) else Path(name + SUFFIX)
        self._settings.set_text(_FOLDER, str(path.parent))
        self.wished.emit(self._chosen, self.options, path, self.words.text() if self.protect.isChecked() else "")
        self.accept()
