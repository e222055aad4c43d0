"""Step one of an import: drop, choose or paste; reviews to go on with; earlier imports, to be taken out again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.tasks.batches import BatchEntry
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.review.reading_list import ReadingList
from casedesk.ui.review.sign import Sign
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import Rule

_COLUMN = 800


class ChoosePane(QWidget):
    """The column that begins every import. What is half done comes first, because it waits."""

    files_requested = Signal()
    folder_requested = Signal()
    paste_requested = Signal()
    dropped = Signal(object)
    """The paths that were dropped."""
    resume_requested = Signal(int)
    discard_requested = Signal(int)
    take_out_requested = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.reading = ReadingList(appearance, self)
        self._half_done = _Section(appearance, tr("Reviews to go on with"), self)
        self._earlier = _Section(appearance, tr("Earlier imports"), self)
        self.drop = DropSurface(appearance, self)
        self._build()
        self.drop.files_requested.connect(self.files_requested)
        self.drop.folder_requested.connect(self.folder_requested)
        self.drop.paste_requested.connect(self.paste_requested)
        self.drop.dropped.connect(self.dropped)

    def show_batches(self, entries: Sequence[BatchEntry]) -> None:
        """Show what was imported before, and what is half done."""
        half_done = [entry for entry in entries if entry.is_half_done]
        self._half_done.show_rows([self._half_done_row(entry) for entry in half_done])
        done = [entry for entry in entries if entry.files and not entry.is_half_done]
        self._earlier.show_rows([self._batch_row(entry) for entry in done])

    def _half_done_row(self, entry: BatchEntry) -> QWidget:
        row = BatchRow(self._appearance, entry, icon="ph.circle-dashed", role="warn", parent=self)
        row.add_link(tr("Go on"), self.resume_requested)
        if entry.cases:
            row.add_link(tr("Take out again"), self.take_out_requested, is_quiet=True)
        row.add_link(tr("Give it up"), self.discard_requested, is_quiet=True)
        return row

    def _batch_row(self, entry: BatchEntry) -> QWidget:
        row = BatchRow(self._appearance, entry, icon="ph.check-circle", role="ok", parent=self)
        if entry.cases:
            row.add_link(tr("Take out again"), self.take_out_requested, is_quiet=True)
        return row

    def _build(self) -> None:
        column = QWidget(self)
        column.setMaximumWidth(self._appearance.px(_COLUMN))
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 24, 0, 24)
        inner.setSpacing(24)
        for widget in (self.drop, self.reading, self._half_done, self._earlier):
            inner.addWidget(widget)
        inner.addStretch(1)
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)


class DropSurface(QWidget):
    """A dashed surface that takes files and folders, with the buttons for those who do not drag."""

    files_requested = Signal()
    folder_requested = Signal()
    paste_requested = Signal()
    dropped = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.is_over = False
        """Whether something is being dragged that would be taken."""
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Drop files or folders here"))
        icon = Sign(appearance, "ph.archive-tray", "ink2", size=32, parent=self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Words(appearance, tr("Drop files or a folder here, or paste text"), wraps=True, parent=self))
        kinds = tr("Word and WPS documents, PDF, web pages, EPUB, slides, tables, plain text, ZIP, case packs")
        words.addWidget(Words(appearance, kinds, kind="meta", tone="ink2", wraps=True, parent=self))
        buttons = QWidget(self)
        flow = FlowLayout(buttons, spacing=8)
        self.choose = Button(tr("Choose files…"), appearance=appearance, parent=buttons)
        folder = Button(tr("Choose a folder…"), "quiet", appearance=appearance, icon="ph.folder", parent=buttons)
        paste = Button(tr("Paste text"), "quiet", appearance=appearance, icon="ph.clipboard-text", parent=buttons)
        for button in (self.choose, folder, paste):
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        words.addSpacing(8)
        words.addWidget(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 32, 32, 32)
        row.setSpacing(24)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.choose.clicked.connect(self.files_requested)
        folder.clicked.connect(self.folder_requested)
        paste.clicked.connect(self.paste_requested)
        appearance.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._appearance.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(theme.accent if self.is_over else theme.control, 2 if self.is_over else 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(theme.wash if self.is_over else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            self.set_over(is_over=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_over(is_over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.set_over(is_over=False)
        if paths := dropped_paths(event):
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def set_over(self, *, is_over: bool) -> None:
        """Show whether what is being dragged would be taken."""
        self.is_over = is_over
        self.update()


def dropped_paths(event: QDropEvent) -> tuple[Path, ...]:
    """The files and folders of this computer that are being dropped."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())


class BatchLink(LinkButton):
    """Does something with one import."""

    def __init__(self, words: str, batch_id: int, wish: object, parent: QWidget, *, is_quiet: bool) -> None:
        super().__init__(words, parent, is_quiet=is_quiet)
        self._batch_id = batch_id
        self._wish = wish
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self._wish.emit(self._batch_id)  # type: ignore[attr-defined]


class BatchRow(QWidget):
    """An import: its name, when, how many cases are left of it."""

    def __init__(
        self, appearance: Appearance, entry: BatchEntry, *, icon: str, role: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        sign = Sign(appearance, icon, role, parent=self)
        self._appearance = appearance
        self._name = ElidedLabel(entry.batch.name, self)
        self._take_font()
        appearance.changed.connect(self._take_font)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(Words(appearance, batch_line(entry), kind="meta", tone="ink2", wraps=True, parent=self))
        self._links = QHBoxLayout()
        self._links.setSpacing(16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(16)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(self._links)

    def _take_font(self) -> None:
        self._name.setFont(self._appearance.font("ui_medium"))

    def add_link(self, words: str, wish: object, *, is_quiet: bool = False) -> None:
        """Add what can be done with it."""
        self._links.addWidget(BatchLink(words, self._entry.batch.id, wish, self, is_quiet=is_quiet))


def batch_line(entry: BatchEntry) -> str:
    """When an import was made, of how many files, where its review stands, how many cases are in the library."""
    parts = [dates.moment_of(entry.batch.created)] if entry.batch.created else []
    parts.append(tr_n("{n} file", "{n} files", len(entry.files)).format(n=len(entry.files)))
    if (stand := entry.stand) is not None:
        parts.append(tr_n("{n} draft", "{n} drafts", stand.drafts).format(n=f"{stand.drafts:,}"))
        parts.append(tr_n("{n} undecided", "{n} undecided", stand.undecided).format(n=f"{stand.undecided:,}"))
    if entry.cases or stand is None:
        cases = tr_n("{n} case in the library", "{n} cases in the library", entry.cases)
        parts.append(cases.format(n=entry.cases))
    return tr(", ").join(parts)


class _Section(QWidget):
    """A heading with rows below it; hidden while it has none."""

    def __init__(self, appearance: Appearance, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(Words(appearance, title, kind="ui_medium", parent=self))
        self._column.addSpacing(8)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column.addLayout(self._rows)
        self.hide()

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show these rows and no others."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._rows.addWidget(Rule(self))
            self._rows.addWidget(row)
            row.show()
        self.setVisible(bool(rows))
