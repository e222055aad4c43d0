"""The question which of several things leaves the library: what every such question begins and ends with."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.file_names import fit_name
from casedesk.texts import tr
from casedesk.ui.packs.pack_sources import PackSource
from casedesk.ui.parts import Parts
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words


class SourceDialog(QDialog):
    """Asks what, and knows the folder that was used last. What else is asked stands between `_begin` and `_end`."""

    def __init__(
        self, sources: Sequence[PackSource], parts: Parts, parent: QWidget | None, *, title: str, asked: str
    ) -> None:
        super().__init__(parent)
        self._sources = tuple(sources)
        self._appearance = parts.appearance
        self._settings = parts.settings
        self.setWindowTitle(title)
        self.source = QComboBox(self)
        self.source.addItems([source.words for source in sources])
        self.source.setAccessibleName(asked)

    @property
    def _chosen(self) -> PackSource:
        return self._sources[self.source.currentIndex()]

    def _suggested(self, folder: str, suffix: str) -> Path:
        """A file with the title of what is chosen, in the folder that is remembered under this name."""
        name = fit_name(self._chosen.wish.title) or tr("Cases")
        return Path(self._settings.text(folder, str(Path.home()))) / f"{name}{suffix}"

    def _begin(self, words: str) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(Words(self._appearance, self.windowTitle(), kind="title", parent=self))
        column.addWidget(Words(self._appearance, words, tone="ink2", wraps=True, parent=self))
        column.addSpacing(8)
        column.addWidget(self.source)
        column.addSpacing(8)
        return column

    def _end(self, column: QVBoxLayout, ask: Callable[[], None]) -> None:
        self.save = Button(tr("Save as…"), "primary", parent=self)
        self._cancel = Button(tr("Cancel"), parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(ask)
        self._cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
