"""What a check of the library has found, what mending it would do, and what was done: plain sentences below the row."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from casedesk.domain.library_faults import Fault, done_words, found_words, remedy_words, where_words
from casedesk.tasks.library_check import Checked, Repaired
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.jobs import Job
from casedesk.ui.settings_page.backup_words import when_made
from casedesk.ui.theme import Appearance, FontKind
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Glyph, Words


class CheckFindings(QWidget):
    """Empty and hidden until a check has begun."""

    repair_requested = Signal()
    rescue_requested = Signal()
    """The file itself is damaged, and what can be read of it shall be saved."""
    restore_requested = Signal(object)
    """The path of the copy that was made before mending."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setAccessibleName(tr("What the check has found"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 12)
        self._column.setSpacing(12)
        self._shown: list[QWidget] = []
        self.act: Button | None = None
        """What can be done about what is shown."""
        self.hide()

    def show_running(self, job: Job) -> None:
        """Show how far a check is, with a way to stop it."""
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        bar.setAccessibleName(tr("Progress"))

        def show_share(done: int, total: int) -> None:
            bar.setRange(0, total)
            bar.setValue(done)

        job.progressed.connect(show_share)
        job.ended.connect(self._forget_running)
        self.stop = stop = LinkButton(tr("Stop"))
        stop.setAccessibleName(tr("Stop “{title}”").format(title=job.title))
        stop.clicked.connect(job.cancel)
        self._fill((self._words(tr("Checking…")), _row(bar, stop)))

    def show_checked(self, checked: Checked) -> None:
        """Show what is wrong; one calm line where nothing is."""
        if not checked.faults:
            self._fill((self._calm_line(checked_words(checked)),))
            return
        self._fill((self._words(checked_words(checked), "ui_medium"), *self._told(checked.faults)))
        if checked.is_damaged:
            explanation = tr("You see first what can be read, and decide then.")
            self._offer(Button(tr("Save what can be read…"), "primary"), self.rescue_requested.emit, explanation)
        else:
            explanation = tr("A copy is made first, and you can go back to it. The window closes and opens again.")
            self._offer(Button(tr("Repair"), "primary"), self.repair_requested.emit, explanation)

    def show_repaired(self, repaired: Repaired) -> None:
        """Show what was done, what could not be done, and the way back."""
        done = [self._words(done_words(fault)) for fault in repaired.done]
        if not done:
            done = [self._words(tr("There was nothing to mend."))]
        self._fill((self._calm_line(tr("The library has been repaired.")), *done))
        if repaired.left:
            self._add((self._words(tr("This could not be mended:"), "ui_medium"), *self._told(repaired.left)))
        when = tr("The copy of {when}, made before the repair, is among the backups below.")
        explanation = when.format(when=when_made(repaired.copy.made))
        self._offer(Button(tr("Go back to the copy…")), lambda: self.restore_requested.emit(repaired.copy), explanation)

    def _forget_running(self) -> None:
        """A check that was stopped leaves nothing behind; one that has ended has been shown already."""
        if self.findChild(QProgressBar) is not None:
            self._fill(())
            self.hide()

    def _told(self, faults: Iterable[Fault]) -> Iterator[QWidget]:
        for fault in faults:
            block = QWidget()
            column = QVBoxLayout(block)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(self._words(found_words(fault)))
            for sentence in filter(None, (where_words(fault), remedy_words(fault.trouble))):
                column.addWidget(self._muted(sentence))
            yield block

    def _offer(self, act: Button, wish: Callable[[], object], explanation: str) -> None:
        def ask() -> None:
            wish()

        act.clicked.connect(ask)
        self._add((self._muted(explanation), _row(act)))
        self.act = act

    def _calm_line(self, sentence: str) -> QWidget:
        return _row(Glyph(self._appearance, "ph.check-circle", role="ok"), self._words(sentence))

    def _words(self, sentence: str, kind: FontKind = "ui") -> Words:
        return Words(self._appearance, sentence, kind=kind, wraps=True)

    def _muted(self, sentence: str) -> Words:
        return Words(self._appearance, sentence, kind="meta", tone="ink2", wraps=True)

    def _fill(self, widgets: Iterable[QWidget]) -> None:
        for old in self._shown:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._shown, self.act = [], None
        self._add(widgets)

    def _add(self, widgets: Iterable[QWidget]) -> None:
        for widget in widgets:
            self._column.addWidget(widget)
            self._shown.append(widget)
        self.show()


def checked_words(checked: Checked) -> str:
    """What came of a check, in a sentence."""
    if count := len(checked.faults):
        words = tr_n("{n} thing is not as it should be.", "{n} things are not as they should be.", count)
        return words.format(n=count)
    cases = tr_n("{n} case", "{n} cases", checked.cases).format(n=f"{checked.cases:,}")
    plans = tr_n("{n} lesson plan", "{n} lesson plans", checked.plans).format(n=f"{checked.plans:,}")
    sentence = tr("The library is sound: {contents}, looked through at {time}.")
    return sentence.format(contents=tr(", ").join((cases, plans)), time=dates.moment_of(datetime.now(UTC)))


def _row(*widgets: QWidget) -> QWidget:
    """Beside each other from the left; words take the room that is left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, Words | QProgressBar) else 0)
    if not any(isinstance(widget, Words | QProgressBar) for widget in widgets):
        row.addStretch(1)
    return holder
