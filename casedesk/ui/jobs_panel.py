"""Background jobs: a small indicator in the menu bar's corner, and the panel that opens from it."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.log import log_file
from casedesk.texts import tr
from casedesk.ui.job_row import JobRow, progress_bar, show_share
from casedesk.ui.jobs import Job, Jobs
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface

_WIDTH, _INDICATOR_WIDTH = 344, 144
_SHOWN = 6
_EDGE = 12


class JobsIndicator(QToolButton):
    """The oldest running job and how far it is; gone while nothing runs."""

    def __init__(self, appearance: Appearance, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._jobs = jobs
        self.setProperty("kind", "text")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words = ElidedLabel(parent=self)
        self._bar = progress_bar(self)
        self._bar.setFixedWidth(40)
        # The menu bar measures its corner once: the place is kept while nothing runs.
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setFixedWidth(_INDICATOR_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._bar)
        for signal in (jobs.started, jobs.progressed, jobs.finished):
            signal.connect(self._refresh)
        appearance.changed.connect(self._take_font)
        self._take_font()
        self._refresh()

    def _take_font(self) -> None:
        self._words.setFont(self._appearance.font("meta"))
        self.setFixedHeight(self._appearance.px(24))

    def _refresh(self) -> None:
        running = self._jobs.running
        self.setVisible(bool(running))
        if not running:
            return
        job = running[0]
        title = (
            job.title if len(running) == 1 else tr("{title} and {n} more").format(title=job.title, n=len(running) - 1)
        )
        self._words.setText(title if job.share is None else f"{title} {job.share:.0%}")
        self.setAccessibleName(self._words.text())
        show_share(self._bar, job)


class JobsPanel(QFrame):
    """The last jobs, newest first: how far each is, what came of it, what it did, and a way to stop it."""

    closed = Signal()

    def __init__(self, appearance: Appearance, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._jobs = jobs
        self._rows: dict[Job, JobRow] = {}
        self._top = 0
        set_surface(self, "popup")
        self.setFixedWidth(appearance.px(_WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Background jobs"))
        title = Words(appearance, tr("Background jobs"), kind="ui_medium", parent=self)
        self._nothing = Words(appearance, tr("Nothing is running."), kind="meta", tone="ink2", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 12, 1, 12)
        self._column.setSpacing(0)
        for words in (title, self._nothing):
            words.setContentsMargins(15, 0, 15, 8)
            self._column.addWidget(words)
        self._column.addWidget(self._row_area())
        for signal in (jobs.started, jobs.progressed, jobs.finished):
            signal.connect(self._refresh)
        self.log_link = LinkButton(tr("Show the log"), self, is_quiet=True)
        self.log_link.clicked.connect(_show_log)
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 4, 15, 0)
        foot.addWidget(self.log_link)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.hide()

    def open(self) -> None:
        """Show the panel and take the focus."""
        self.log_link.setVisible(log_file().is_file())  # a sitting with nothing to tell has none
        self._refresh()
        self.show()
        self.raise_()
        self.setFocus()

    def place(self, top: int) -> None:
        """Stand in the window's right corner below `top`, as high as the jobs need and the window has room for."""
        self._top = top
        self._fit()
        self.move(self.window().width() - self.width() - _EDGE, top)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        shown = self._jobs.all[:_SHOWN]
        for gone in [job for job in self._rows if job not in shown]:
            self._rows.pop(gone).deleteLater()
        for job in reversed(shown):
            if job not in self._rows:
                self._rows[job] = JobRow(self._appearance, job, self._list)
                self._row_column.insertWidget(0, self._rows[job])
                self._rows[job].show()  # what is not shown yet has no height
                self._rows[job].grown.connect(self._fit)
            self._rows[job].refresh()
        self._nothing.setVisible(not shown)
        self._fit()

    def _row_area(self) -> QScrollArea:
        self._list = QWidget()
        self._row_column = QVBoxLayout(self._list)
        self._row_column.setContentsMargins(0, 0, 0, 0)
        self._row_column.setSpacing(0)
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._list)
        return area

    def _fit(self) -> None:
        wanted = self._row_column.totalHeightForWidth(self.width() - 2)
        self._area.setFixedHeight(max(wanted, 0))
        self.adjustSize()
        too_much = self._top + self.height() + _EDGE - self.window().height()
        if self._top and too_much > 0:
            self._area.setFixedHeight(max(wanted - too_much, 0))
            self.adjustSize()


def _show_log() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file())))
