"""The files of a batch while they are read: how far each is, what was found, and what could not be read."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from casedesk.texts import tr, tr_n
from casedesk.ui.review.file_rows import FileRows, file_row
from casedesk.ui.review.reading_run import ReadingRun
from casedesk.ui.review.sign import Sign
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import Rule

_PAUSE = 100
"""Milliseconds between two looks at what has been read; the eye is no quicker."""


class ReadingList(QWidget):
    """Hidden until something is read."""

    stop_requested = Signal()
    review_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._run: ReadingRun | None = None
        self._name = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._title = Words(appearance, kind="ui_medium", parent=self)
        self._counts = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._stop = LinkButton(tr("Stop"), self)
        self._now = _NowRow(appearance, self)
        self.files = FileRows(appearance, self)
        self._hint = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.review = Button("", "primary", parent=self)
        self._build()
        self._pause.timeout.connect(self._show_run)
        self._stop.clicked.connect(self.stop_requested)
        self.review.clicked.connect(self.review_requested)
        self.hide()

    def begin(self, run: ReadingRun) -> None:
        """Show a batch that begins."""
        self._run = run
        self.files.clear()
        self._name = ""
        self._show_run()
        self.show()

    def refresh(self, name: str) -> None:
        """Show how far it is, soon; `name` is the file being read."""
        self._name = name
        if self._run is not None and self._run.is_over:
            self._pause.stop()
            self._show_run()
        elif not self._pause.isActive():
            self._pause.start()

    def _show_run(self) -> None:
        run = self._run
        if run is None:
            return
        total = run.total
        self._title.setText(tr_n("This batch of {n} file", "This batch of {n} files", total).format(n=total))
        self._counts.setText(_counts(run))
        self.files.add([file_row(path, outcome) for path, outcome in run.outcomes[len(self.files.shown) :]])
        self._now.setVisible(not run.is_over)
        self._now.show_progress(self._name, len(run.outcomes), total, run.drafts)
        self._stop.setVisible(not run.is_over)
        self.review.setVisible(bool(run.files))
        words = tr_n("Review {n} draft", "Review {n} drafts", run.drafts).format(n=f"{run.drafts:,}")
        self.review.setText(words if run.drafts else tr("Look at the text"))
        self._hint.setText(self._hint_words(run))

    def _hint_words(self, run: ReadingRun) -> str:
        if not run.is_over:
            return tr("You can begin with what has been read; the rest joins in.") if run.files else ""
        if not run.outcomes and run.total:
            return tr("Stopped before the first file was read.")
        if not run.outcomes:
            return tr("There is no file in it that can be read.")
        if run.files and not run.drafts:
            return tr("No case was found in these files. You can mark one yourself.")
        return ""

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._counts)
        head.addStretch(1)
        head.addWidget(self._stop)
        way_on = QHBoxLayout()  # over the files: they may be hundreds
        way_on.setContentsMargins(0, 0, 0, 12)
        way_on.addWidget(self._hint, 1)
        way_on.addWidget(self.review)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(8)
        column.addWidget(self._now)
        column.addLayout(way_on)
        column.addWidget(self.files)
        column.addWidget(Rule(self))


class _NowRow(QWidget):
    """The file that is being read."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        sign = Sign(appearance, "ph.file-text", "accent", parent=self)
        self._name = ElidedLabel("", self)
        self._line = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._name)
        words.addWidget(self._line)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(16)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_progress(self, name: str, done: int, total: int, drafts: int) -> None:
        """Show the file and how many drafts all files have given."""
        self._name.setText(name or tr("Looking for files"))
        found = tr_n("{n} draft found so far", "{n} drafts found so far", drafts).format(n=f"{drafts:,}")
        self._line.setText(found)
        self._bar.setRange(0, total if total > 1 else 0)
        self._bar.setValue(done)


def _counts(run: ReadingRun) -> str:
    parts = [tr("{n} read").format(n=len(run.files))]
    waiting = run.total - len(run.outcomes)
    if waiting > 0:
        words = tr("{n} not looked at") if run.is_over else tr("{n} to go")
        parts.append(words.format(n=waiting))
    if run.problems:
        parts.append(tr("{n} could not be read").format(n=len(run.problems)))
    return tr(", ").join(parts)
