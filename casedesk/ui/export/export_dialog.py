"""What of a library is saved as ordinary files, as what kind, and where."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QRadioButton, QWidget

from casedesk.handout.file_names import free_name
from casedesk.tasks.export_library import ExportKind
from casedesk.texts import N_, tr
from casedesk.ui.packs.pack_sources import PackSource
from casedesk.ui.packs.source_dialog import SourceDialog
from casedesk.ui.parts import Parts
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words

_FOLDER, _KIND = "export_folder", "export_kind"
_KINDS = {
    ExportKind.WORD: (N_("One Word file"), N_("Every case in full, with headings to go to and its pictures.")),
    ExportKind.WORKBOOK: (
        N_("Excel workbook"),
        N_("A row for every case, to sort and to filter; with sheets of questions, plans and uses. Words only."),
    ),
    ExportKind.MARKDOWN: (
        N_("Folder of Markdown files"),
        N_("A file for every case, which any editor reads, with its pictures."),
    ),
}


class FilesDialog(SourceDialog):
    """Asks what and as what; `wished` carries the source and the path."""

    wished = Signal(object, object)

    def __init__(self, sources: Sequence[PackSource], parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(sources, parts, parent, title=tr("Export as files"), asked=tr("What to export"))
        self.kinds = {kind: QRadioButton(tr(name), self) for kind, (name, _) in _KINDS.items()}
        self._build(parts.appearance)
        usual = parts.settings.text(_KIND, ExportKind.WORD)
        self.kinds[ExportKind(usual) if usual in tuple(ExportKind) else ExportKind.WORD].setChecked(True)

    @property
    def kind(self) -> ExportKind:
        """What is chosen."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def _build(self, appearance: Appearance) -> None:
        column = self._begin(tr("For your own use, with answers, analyses and notes. Real names stand as they are."))
        for kind, button in self.kinds.items():
            explanation = tr(_KINDS[kind][1])
            button.setAccessibleDescription(explanation)
            column.addWidget(button)
            line = QHBoxLayout()
            line.setContentsMargins(appearance.px(26), 0, 0, 4)
            line.addWidget(Words(appearance, explanation, kind="meta", tone="ink2", wraps=True, parent=self))
            column.addLayout(line)
        column.addSpacing(12)
        column.addStretch(1)
        self._end(column, self._ask)
        width = max(appearance.px(440), column.totalSizeHint().width())
        self.setMinimumSize(width, column.totalHeightForWidth(width))  # or wrapped words would be cut off

    def _ask(self) -> None:
        kind = self.kind
        target = self._target(self._suggested(_FOLDER, kind), kind)
        if target is None:
            return
        self._settings.set_text(_FOLDER, str(target.parent))
        self._settings.set_text(_KIND, kind)
        self.wished.emit(self._chosen, target)
        self.accept()

    def _target(self, suggested: Path, kind: ExportKind) -> Path | None:
        if kind is ExportKind.MARKDOWN:
            place = QFileDialog.getExistingDirectory(self, tr("Folder for the new folder"), str(suggested.parent))
            return free_name(Path(place), suggested.name) if place else None
        kinds = tr("Word files") if kind is ExportKind.WORD else tr("Excel workbooks")
        name, _ = QFileDialog.getSaveFileName(self, tr("Export as files"), str(suggested), f"{kinds} (*{kind})")
        if not name:
            return None
        path = Path(name)
        # The dialog has not asked whether a name with an ending of ours may be replaced.
        return path if path.suffix.lower() == kind else free_name(path.parent, f"{path.name}{kind}")
