"""The fields of a session's heading, edited in place under its row."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from casedesk.domain.lesson import Session
from casedesk.texts import tr
from casedesk.ui.dates import to_qtime
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.growing_text import GrowingText
from casedesk.ui.widgets.muted_label import MutedLabel
from casedesk.ui.widgets.spin_boxes import NumberBox, TimeBox

MOST_DAYS = 366


class SessionFields(QWidget):
    """Shows one session. `edited` carries the new one, and the field that was typed in."""

    edited = Signal(object, str)
    """(Session, field)"""
    closed = Signal()
    height_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._session = Session()
        self._title = GrowingText(
            name=tr("Title of the session"), placeholder=tr("What the session is called"), single_line=True, parent=self
        )
        self._day = NumberBox(self)
        self._day.setRange(1, MOST_DAYS)
        self._day.setAccessibleName(tr("Day of the course"))
        self._start = TimeBox(self)
        self._start.setAccessibleName(tr("Start of the session"))
        self._target = NumberBox(self)
        self._target.setRange(1, 1440)
        self._target.setSuffix(tr(" min"))
        self._target.setAccessibleName(tr("Minutes of the session"))
        self._build()
        self._title.edited.connect(partial(self._put, "title"))
        self._day.valueChanged.connect(self._put_day)
        self._start.timeChanged.connect(self._put_start)
        self._target.valueChanged.connect(partial(self._put, "target"))
        self._dress()
        appearance.changed.connect(self._dress)

    def show_session(self, session: Session, *, is_first: bool) -> None:
        """Show a session; nothing is said to have been edited. The first one is always on the first day."""
        self._session = session
        self._title.set_text(session.title)
        with QSignalBlocker(self._day), QSignalBlocker(self._start), QSignalBlocker(self._target):
            self._day.setValue(session.day + 1)
            self._start.setTime(to_qtime(session.start))
            self._target.setValue(session.target)
        self._day.setEnabled(not is_first)

    def focus_title(self) -> None:
        """Put the caret into the title."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._title.selectAll()

    def height_at(self, width: int) -> int:
        """The height that the fields need at a width."""
        self._layout.activate()
        needs_width = self._layout.hasHeightForWidth()
        return self._layout.heightForWidth(width) if needs_width else self._layout.sizeHint().height()

    def _build(self) -> None:
        grid = QGridLayout(self)
        self._layout = grid
        grid.setContentsMargins(0, 0, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._label(tr("Title"), self._title), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        flow = FlowLayout(spacing=8)
        for label, field in (
            (tr("Day number"), self._day),
            (tr("Start"), self._start),
            (tr("Minutes"), self._target),
        ):
            flow.addWidget(self._label(label, field))
            flow.addWidget(field)
        grid.addLayout(flow, 1, 0, 1, 2)

    def _label(self, text: str, buddy: QWidget) -> MutedLabel:
        label = MutedLabel(self._appearance, text, self)
        label.setBuddy(buddy)
        return label

    def _put_day(self, number: int) -> None:
        self._put("day", number - 1)

    def _put_start(self) -> None:
        self._put("start", self._start.time().toPython())

    def _put(self, name: str, value: object) -> None:
        self._session = replace(self._session, **{name: value})  # pyright: ignore[reportArgumentType]
        self.edited.emit(self._session, name)

    def _dress(self) -> None:
        self._title.setFont(self._appearance.font("ui"))
        self.height_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
