"""One job in the panel: how far it is or what came of it, and on demand what it did from beginning to end."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from casedesk.domain.errors import CaseDeskError
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.jobs import Job, JobState
from casedesk.ui.messages import error_report, sentence_of
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.labels import ElidedLabel, Glyph, Words
from casedesk.ui.widgets.surfaces import Rule

_SHOWN_LINES = 12
"""So many of the last lines are shown; all of them are copied."""


class JobRow(QWidget):
    """Follows one job."""

    grown = Signal()
    """It needs another height."""

    def __init__(self, appearance: Appearance, job: Job, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._job = job
        self._title = ElidedLabel(job.title, self)
        self._title.setFont(appearance.font("ui"))
        self._stop = LinkButton(tr("Stop"), self)
        self._stop.setAccessibleName(tr("Stop “{title}”").format(title=job.title))
        self._stop.clicked.connect(self._cancel)
        self._done = Glyph(appearance, "ph.check", role="ok", parent=self)
        self.unfold = IconButton(
            appearance, "caret-down", tr("What was done in “{title}”").format(title=job.title), self, size=14
        )
        self.unfold.clicked.connect(self._turn)
        self._text = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._bar = progress_bar(self)
        self.story = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.story.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = LinkButton(tr("Copy details"), self)
        self.copy.clicked.connect(self._copy)
        for part in (self.story, self.copy):
            part.hide()
        self._lay_out()

    def refresh(self) -> None:
        """Show how it stands with the job."""
        job = self._job
        is_running = job.state is JobState.RUNNING
        self._stop.setVisible(is_running and not job.is_cancelling)
        self._bar.setVisible(is_running)
        self._done.setVisible(job.state is JobState.DONE)
        self._text.setText(_state_sentence(job))
        self._text.setVisible(bool(self._text.text()))
        self._text.set_tone("bad" if job.state is JobState.FAILED else "ink2")
        show_share(self._bar, job)
        if self.story.isVisibleTo(self):
            self._tell_story()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._stop)
        head.addWidget(self._done)
        head.addWidget(self.unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 0, 15, 8)
        column.setSpacing(4)
        column.addWidget(Rule(self))
        column.addSpacing(4)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addWidget(self.story)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    def _cancel(self) -> None:
        self._job.cancel()
        self.refresh()

    def _turn(self) -> None:
        is_open = self.story.isHidden()
        self._tell_story()
        self.story.setVisible(is_open)
        self.copy.setVisible(is_open)
        self.unfold.setIcon(self._appearance.icon("caret-up" if is_open else "caret-down", "ink2"))
        self.grown.emit()

    def _tell_story(self) -> None:
        lines = tuple(_story(self._job))
        left_out = ("…",) if len(lines) > _SHOWN_LINES else ()
        self.story.setText("\n".join((*lines[:1], *left_out, *lines[1:][-_SHOWN_LINES + 1 :])))

    def _copy(self) -> None:
        job = self._job
        report = error_report(job.error) if job.error and not isinstance(job.error, CaseDeskError) else ""
        QGuiApplication.clipboard().setText("\n".join(filter(None, (job.title, *_story(job), report))))


def progress_bar(parent: QWidget) -> QProgressBar:
    """A thin bar for how far a job is."""
    bar = QProgressBar(parent)
    bar.setTextVisible(False)
    bar.setAccessibleName(tr("Progress"))
    return bar


def show_share(bar: QProgressBar, job: Job) -> None:
    """Show how far a job is."""
    bar.setRange(0, 0 if job.share is None else 1000)
    if job.share is not None:
        bar.setValue(round(job.share * 1000))


def _story(job: Job) -> Iterator[str]:
    yield _line(job.began, tr("Begun"))
    for at, text in job.lines:
        yield _line(at, text)
    if job.ended_at is not None:
        yield _line(job.ended_at, _end_of(job))


def _end_of(job: Job) -> str:
    return job.result or tr("Done") if job.state is JobState.DONE else _state_sentence(job)


def _line(at: datetime, words: str) -> str:
    local = at.astimezone()
    return tr("{time}  {words}").format(time=f"{dates.clock(local.time())}:{local.second:02}", words=words)


def _state_sentence(job: Job) -> str:
    match job.state:
        case JobState.RUNNING:
            return tr("Stopping…") if job.is_cancelling else job.text
        case JobState.DONE:
            return job.result or job.text
        case JobState.CANCELLED:
            return tr("Stopped.")
        case JobState.FAILED:
            return sentence_of(job.error) if job.error else ""
