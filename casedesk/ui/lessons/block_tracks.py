"""What the parts of a class do at the same time in one block."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casedesk.domain.lesson import Track
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton


class _TrackRow(QWidget):
    """One track: who, what, where."""

    edited = Signal()
    removed = Signal()

    def __init__(self, appearance: Appearance, track: Track, parent: QWidget) -> None:
        super().__init__(parent)
        self.track = track
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        fields = (("name", tr("Who"), 2), ("task", tr("What they do"), 4), ("place", tr("Where"), 2))
        self._fields = {name: self._field(name, label) for name, label, _ in fields}
        for name, _, stretch in fields:
            layout.addWidget(self._fields[name], stretch)
        remove = IconButton(appearance, "ph.x", tr("Remove the track"), self, size=14)
        remove.clicked.connect(self.removed)
        layout.addWidget(remove)

    def focus(self) -> None:
        self._fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit(str(getattr(self.track, name)), self)
        field.setPlaceholderText(label)
        field.setAccessibleName(label)
        field.textEdited.connect(partial(self._put, name))
        return field

    def _put(self, name: str, text: str) -> None:
        self.track = replace(self.track, **{name: text})
        self.edited.emit()


class BlockTracks(QWidget):
    """One row for every track, and a button to add one."""

    edited = Signal(object)
    """tuple[Track, ...]; rows in which nothing stands are left out."""
    height_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: list[_TrackRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        add = LinkButton(tr("Add a track"), self)
        add.setIcon(appearance.icon("ph.plus", "accent"))
        add.clicked.connect(self._add_row)
        self._layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_tracks(self, tracks: tuple[Track, ...]) -> None:
        """Show these tracks."""
        if tracks == self._filled():
            return
        for row in self._rows:
            self._drop(row)
        self._rows.clear()
        for track in tracks:
            self._append(track)
        self.height_changed.emit()

    def _filled(self) -> tuple[Track, ...]:
        return tuple(row.track for row in self._rows if row.track != Track(""))

    def _append(self, track: Track) -> _TrackRow:
        row = _TrackRow(self._appearance, track, self)
        row.edited.connect(lambda: self.edited.emit(self._filled()))
        row.removed.connect(lambda: self._remove(row))
        self._layout.insertWidget(len(self._rows), row)
        self._rows.append(row)
        return row

    def _add_row(self) -> None:
        row = self._append(Track(""))
        row.show()
        self.height_changed.emit()
        row.focus()

    def _remove(self, row: _TrackRow) -> None:
        self._rows.remove(row)
        self._drop(row)
        self.edited.emit(self._filled())
        self.height_changed.emit()

    def _drop(self, row: _TrackRow) -> None:
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
