"""Under the options: where the files go, the button that writes them, and how far the writing is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from casedesk.texts import tr, tr_n
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface


class SaveFoot(QWidget):
    """One click writes all that is ticked; a bar and a way to stop stand in the button's place meanwhile."""

    save_requested = Signal()
    cancel_requested = Signal()
    elsewhere_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "side", edge="top")
        self._folder = ElidedLabel("", self, mode=Qt.TextElideMode.ElideMiddle)
        self._elsewhere = LinkButton(tr("Elsewhere"), self)
        self._elsewhere.setAccessibleName(tr("Choose the folder for handouts"))
        self._explain = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.save = Button(tr("Save to class folder"), "primary", parent=self)
        self.save.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Saving handouts"))
        self.cancel = Button(tr("Cancel"), parent=self)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self._folder, 1)
        where.addWidget(self._elsewhere)
        writing = QHBoxLayout()
        writing.setSpacing(12)
        writing.addWidget(self.bar, 1)
        writing.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(8)
        column.addLayout(where)
        column.addWidget(self._explain)
        column.addWidget(self.save)
        column.addLayout(writing)
        self.save.clicked.connect(self.save_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self._elsewhere.clicked.connect(self.elsewhere_requested)
        self._files = ""
        self.show_writing(is_on=False)

    def show_target(self, folder: Path, count: int) -> None:
        """Say where how many files go."""
        self._folder.setText(str(folder))
        files = tr_n("{n} file.", "{n} files.", count).format(n=count)
        kept = tr("A file of the same name is kept; the new one gets a number.")
        self._files = tr("{files} {kept}").format(files=files, kept=kept)
        if self.bar.isHidden():
            self._explain.setText(self._files)

    def show_writing(self, *, is_on: bool) -> None:
        """Show the bar, or the button."""
        gone, come = (self.save, self.cancel) if is_on else (self.cancel, self.save)
        come.show()
        self.cancel.setEnabled(True)
        self._elsewhere.setEnabled(not is_on)
        self.bar.setVisible(is_on)
        if is_on or gone.hasFocus() or self.hasFocus():
            come.setFocus()  # before the other goes, or the focus would go to the options and scroll them
        gone.hide()
        if is_on:
            self.bar.setRange(0, 0)
        else:
            self._explain.setText(self._files)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Say which file is being written."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._explain.setText(text)

    def show_stopping(self) -> None:
        """The trainer has asked to stop; the step in hand is finished first."""
        if self.cancel.hasFocus():
            self.setFocus()  # kept here until there is a button for it again
        self.cancel.setEnabled(False)
        self._explain.setText(tr("Stopping…"))
