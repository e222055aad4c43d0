"""The history of one case: its versions at the left, and what has changed since or in them at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.case_versions import CaseVersion, difference
from casedesk.domain.changes import Changes, Edit
from casedesk.tasks import case_history
from casedesk.texts import tr, tr_n
from casedesk.ui.history.version_list import VersionList
from casedesk.ui.history.version_pane import VersionPane
from casedesk.ui.history.version_rows import version_rows
from casedesk.ui.history.version_words import when_words, why_words
from casedesk.ui.merge.merge_row import label_width
from casedesk.ui.parts import Parts
from casedesk.ui.widgets.buttons import Button, IconButton, Segments
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface

_NOW, _BEFORE = "now", "before"
_SIDE = 24
_LEAST_WORDS = 160
"""The width that the sentence of the footer needs beside the buttons."""


class HistoryPage(QWidget):
    """Restoring is an edit with undo; nothing that was written since is lost by it."""

    back_requested = Signal()
    case_open_requested = Signal(int)
    band_changed = Signal(int)
    """The height of the band at the bottom that no message should cover; 0 for none."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self.setAccessibleName(tr("History"))
        self._session = parts.session
        self._appearance = appearance = parts.appearance
        self._case_id = 0
        self.list = VersionList(appearance, self)
        self.pane = VersionPane(appearance, self)
        self.back = IconButton(appearance, "ph.arrow-left", tr("Back (Esc)"), self)
        self._title = ElidedLabel("", self)
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.against = Segments(
            {_NOW: tr("Changes since then"), _BEFORE: tr("Changes made then")}, name=tr("Compare"), parent=self
        )
        self.against.choose(_NOW)
        self._older = ElidedLabel("", self)
        self._newer = ElidedLabel("", self)
        self.restore = Button(tr("Restore this version"), "primary", parent=self)
        self.copy = Button(tr("Restore as a copy"), parent=self)
        self._sentence = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._lay_out()
        self._connect()
        self._dress()

    @property
    def case_id(self) -> int:
        """The id of the case whose history is shown; 0 for none."""
        return self._case_id

    def show_case(self, case_id: int) -> None:
        """Show the history of a case, beginning with what its last change was."""
        self._case_id = case_id
        self._read(row=0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.band_changed.emit(self._footer.sizeHint().height())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.band_changed.emit(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 24, 0)
        head.setSpacing(8)
        name = Words(self._appearance, tr("History"), kind="ui_medium", parent=self)
        for part in (self.back, name, self._title, self._count):
            head.addWidget(part, 1 if part is self._title else 0)
        self._head = QWidget(self)
        self._head.setLayout(head)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._columns())
        right.addWidget(self.pane, 1)
        right.addWidget(self._make_footer())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(middle, 1)
        self._title.setProperty("tone", "ink2")

    def _columns(self) -> QWidget:
        band = QWidget(self)
        set_surface(band, "paper", edge="bottom")
        self._grid = QGridLayout(band)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setSpacing(0)
        choice = QHBoxLayout()
        choice.setContentsMargins(24, 0, 24, 8)
        choice.addWidget(self.against)
        choice.addStretch(1)
        self._grid.addLayout(choice, 0, 0, 1, 3)
        for at, label in ((1, self._older), (2, self._newer)):
            label.setContentsMargins(16, 0, 24, 0)
            self._grid.addWidget(label, 1, at)
            self._grid.setColumnStretch(at, 1)
        return band

    def _make_footer(self) -> QWidget:
        self._footer = QWidget(self)
        set_surface(self._footer, "paper", edge="top")
        self._foot = QHBoxLayout(self._footer)
        self._foot.setContentsMargins(_SIDE, 12, _SIDE, 12)
        self._foot.setSpacing(8)
        self._foot.addWidget(self._sentence, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.copy)
        self._buttons.addWidget(self.restore)
        self._foot.addLayout(self._buttons)
        return self._footer

    def _fit(self) -> None:
        """Put below each other what has no room beside each other."""
        self.list.fit(self.width())
        room = self.width() - self.list.minimumWidth() - 2 * _SIDE
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.against.fit(room)
        buttons = self.copy.sizeHint().width() + 8 + self.restore.sizeHint().width()
        self._buttons.setDirection(beside if buttons <= room else below)
        self._foot.setDirection(beside if buttons + self._appearance.px(_LEAST_WORDS) <= room else below)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.list.chosen.connect(self._show)
        self.against.group.idClicked.connect(lambda: self._show(self.list.row))
        self.restore.clicked.connect(self._restore)
        self.copy.clicked.connect(self._copy)
        self.pane.restore_requested.connect(self._restore_field)
        self.pane.bar_changed.connect(self._leave_for_bar)
        self._session.changed.connect(self._follow)
        self._appearance.changed.connect(self._dress)

    def _follow(self, changes: Changes, _initiator: object) -> None:
        if self._case_id in changes.ids(Case):
            self._read(row=max(self.list.row, 0))

    def _read(self, *, row: int) -> None:
        current = self._current()
        versions = self._session.library.versions.of_case(self._case_id)
        if not versions:
            self._case_id = 0
            if self.isVisible():
                self.back_requested.emit()
            return
        kept = next((at for at, version in enumerate(versions) if current and version.id == current.id), row)
        self._title.setText(versions[0].case.title)
        n = len(versions)
        self._count.setText(tr_n("{n} version", "{n} versions", n).format(n=n))
        self.list.show_versions(versions, row=row if row == 0 else kept)
        self._show(self.list.row)

    def _current(self) -> CaseVersion | None:
        versions, row = self.list.versions, self.list.row
        return versions[row] if 0 <= row < len(versions) else None

    def _show(self, row: int) -> None:
        versions = self.list.versions
        is_now, is_first = row == 0, row == len(versions) - 1
        wants_before = self.against.key() == _BEFORE
        is_before = (wants_before or is_now) and not is_first
        older = versions[row + 1] if is_before else versions[row]
        newer = versions[row] if is_before else versions[0]
        self._older.setText(_head_words(older, is_now=older is versions[0]))
        self._newer.setText(_head_words(newer, is_now=newer is versions[0]))
        self.pane.show_rows(version_rows(older.case, newer.case), can_restore=not is_now and not is_before)
        self.against.setEnabled(not is_now and not is_first)
        self.copy.setEnabled(not is_now)
        self.restore.setEnabled(bool(difference(versions[0].case, versions[row].case)))
        self._sentence.setText(_sentence(is_now=is_now, is_alone=len(versions) == 1))

    def _restore(self) -> None:
        version = self._current()
        if version is not None:
            self._apply(case_history.restoring(self._session.library, version))

    def _restore_field(self, name: str) -> None:
        version = self._current()
        if version is not None:
            self._apply(case_history.restoring_fields(self._session.library, version, (name,)))

    def _copy(self) -> None:
        version = self._current()
        if version is None:
            return
        edit, case_id = case_history.copying(self._session.library, version)
        if self._session.apply(edit, self, announce=edit.text):
            self.case_open_requested.emit(case_id)

    def _apply(self, edit: Edit) -> None:
        if edit.replacements:
            self._session.apply(edit, self, announce=edit.text)
        else:
            self._session.refused.emit(tr("The case is so already."))

    def _leave_for_bar(self, width: int) -> None:
        """Keep the names over their columns."""
        self._grid.setContentsMargins(0, 8, width, 8)

    def _dress(self) -> None:
        self._fit()
        self._head.setFixedHeight(max(48, self._appearance.px(48)))
        self._grid.setColumnMinimumWidth(0, label_width(self._appearance))
        self._title.setFont(self._appearance.font("ui"))
        for label in (self._older, self._newer):
            label.setFont(self._appearance.font("ui_medium"))


def _head_words(version: CaseVersion, *, is_now: bool) -> str:
    name = tr("Now") if is_now else why_words(version)
    return tr("{name}, {when}").format(name=name, when=when_words(version.at)) if version.at else name


def _sentence(*, is_now: bool, is_alone: bool) -> str:
    if is_alone:
        return tr("Nothing has been changed since this case came into the library.")
    if is_now:
        return tr("This is the case as it is. Choose an earlier version to bring it back.")
    return tr("What is there now becomes a version too, and one undo brings it back.")
