"""The trainer's window in a class: with one screen the only one, with two the one that learners do not see."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.teach.clock_panel import ClockPanel, place_clock
from casedesk.ui.teach.control_bar import ControlBar
from casedesk.ui.teach.live_lesson import LiveLesson
from casedesk.ui.teach.notes_panel import NotesPanel
from casedesk.ui.teach.slide_view import PictureSource
from casedesk.ui.teach.stage import Stage
from casedesk.ui.teach.stage_look import StageAppearance
from casedesk.ui.widgets.fit_bar import FitBar, Part
from casedesk.ui.widgets.focus_ring import FocusRing
from casedesk.ui.widgets.labels import Glyph, Words
from casedesk.ui.widgets.surfaces import set_surface

_QUIET_AFTER = 3000
"""Milliseconds without the mouse or a key until the buttons step back."""
_ROOMY = (1200, 760)


class TeachWindow(QWidget):
    """Plan on top, the learners' page at the left, the clock at the right, the buttons below."""

    end_requested = Signal(bool)
    """Whether the real minutes are kept."""

    def __init__(
        self, lesson: LiveLesson, look: StageAppearance, picture: PictureSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._lesson = lesson
        self._look = look
        self._has_projector = False
        self._wants_notes = False
        self._is_over = False
        self.setObjectName("teach")
        self.setWindowTitle(tr("Teaching: {title}").format(title=lesson.shown.title))
        self.setMinimumSize(800, 560)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        set_surface(self, "paper")
        self.plan = FitBar(look, self, height=4)
        self.plan.set_interactive(tr("The plan, to scale"))
        self.place = Words(look, tone="ink2", parent=self)
        self.safety = Words(look, tone="ink2", parent=self)
        self._eye = Glyph(look, "ph.eye-slash", parent=self)
        self.stage = Stage(lesson, look, picture, self)
        self.notes = NotesPanel(lesson, look, self)
        self.clock = ClockPanel(lesson, look, self)
        self.controls = ControlBar(lesson, look, self)
        self._ring = FocusRing(cast(QApplication, QApplication.instance()), look, self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_AFTER)
        self._quiet.timeout.connect(self._step_back)
        self._keys = self._key_table()
        self._lay_out()
        self._connect()
        look.dress(self)
        self._show_notes()
        self._refresh()

    def follow_projector(self, projected: Stage | None) -> None:
        """Show the learners' page as it is on another screen, and the notes beside it; None is back to one screen."""
        self._has_projector = self._wants_notes = projected is not None
        self.stage.slide.mirror(projected.slide if projected else None)
        self._show_notes()

    def close_for_good(self) -> None:
        """Close without asking."""
        self._is_over = True
        self.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._wake()
        step = self._keys.get(event.key()) or self._keys.get(event.text().upper())
        is_plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if step is not None and is_plain and not self.controls.is_asking:
            step()
        elif event.key() == Qt.Key.Key_Escape:
            self.controls.leave()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._wake()
        return super().eventFilter(watched, event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_over:
            event.accept()
            return
        event.ignore()
        self._ask_end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look.fit(self.size())
        self._fit_margins()
        place_clock(self.clock, self.width(), self._look)
        self.notes.setFixedWidth(max(240, self.width() * 28 // 100))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.place, 1)
        head.addWidget(self._eye)
        head.addWidget(self.safety)
        line = QFrame(self)
        line.setFixedWidth(1)
        line.setProperty("rule", True)
        self._middle = middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.stage, 1)
        middle.addWidget(self.notes)
        middle.addSpacing(24)
        middle.addWidget(line)
        middle.addWidget(self.clock)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self.plan)
        column.addSpacing(12)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addSpacing(16)
        column.addWidget(self.controls)

    def _fit_margins(self) -> None:
        """Leave the small screen to the text, and give the large one air."""
        is_small = self.width() < _ROOMY[0] or self.height() < _ROOMY[1]
        side, top = (32, 16) if is_small else (64, 24)
        self.layout().setContentsMargins(side, top, side, 16)  # type: ignore[union-attr]
        self._middle.setContentsMargins(0, 16 if is_small else 40, 0, 0)
        self.stage.set_dense(is_small)

    def _connect(self) -> None:
        self._lesson.changed.connect(self._refresh)
        self.plan.part_clicked.connect(self._lesson.go_to)
        self.controls.pressed.connect(self._press)
        self.controls.squeeze_requested.connect(self._lesson.squeeze)
        self.controls.end_requested.connect(self.end_requested)
        self.controls.answered.connect(self.setFocus)
        self._look.changed.connect(lambda: self._look.dress(self))
        self.installEventFilter(self)
        for child in self.findChildren(QWidget):
            child.setMouseTracking(True)
            child.installEventFilter(self)
        self._wake()

    def _press(self, control_id: str) -> None:
        self._commands()[control_id]()

    def _commands(self) -> dict[str, Callable[[], object]]:
        lesson = self._lesson
        return {
            "back": lesson.go_back,
            "pause": lesson.toggle_pause,
            "next": self._go_on,
            "skip": lesson.skip,
            "one": lambda: lesson.give(1),
            "five": lambda: lesson.give(5),
            "only": self.controls.ask_only,
            "notes": self._toggle_notes,
            "end": self._ask_end,
        }

    def _key_table(self) -> dict[int | str, Callable[[], object]]:
        do = self._commands()
        key = Qt.Key
        return {
            key.Key_Left: do["back"],
            key.Key_Right: do["next"],
            key.Key_Space: do["pause"],
            key.Key_PageDown: self._read_on,
            key.Key_PageUp: self._read_back,
            key.Key_Down: lambda: self.stage.turn(1),
            key.Key_Up: lambda: self.stage.turn(-1),
            key.Key_Escape: do["end"],
            key.Key_F5: do["end"],
            key.Key_F11: self._toggle_full_screen,
            "+": do["one"],
            "=": do["one"],
            "-": lambda: self._lesson.give(-1),
            "5": do["five"],
            "S": do["skip"],
            "L": do["only"],
            "N": do["notes"],
        }

    def _go_on(self) -> None:
        if self._lesson.live.following is None:
            self._ask_end()
        else:
            self._lesson.go_on()

    def _read_on(self) -> None:
        """The next page, question or block: what the button of a presenter's remote control wants."""
        if not self.stage.turn(1):
            self._go_on()

    def _read_back(self) -> None:
        if not self.stage.turn(-1):
            self._lesson.go_back()

    def _ask_end(self) -> None:
        self._wake()
        self.controls.ask_end()

    def _toggle_notes(self) -> None:
        self._wants_notes = not self._wants_notes
        self._show_notes()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_notes(self) -> None:
        self.notes.setVisible(self._wants_notes)
        if self._has_projector:
            words, tone = tr("Your own screen; the projector shows learners' text only"), "ink2"
        elif self._wants_notes:
            words, tone = tr("Everybody who sees this screen can read your notes"), "warn"
        else:
            words, tone = tr("Safe to project: only what learners may see"), "ink2"
        self.safety.setText(words)
        self.safety.set_tone(tone)
        self._eye.setVisible(tone == "ink2")

    def _refresh(self) -> None:
        live = self._lesson.live
        self.plan.set_parts([
            Part(stop.minutes + stop.extra, self._role(at), self._label(at)) for at, stop in enumerate(live.stops)
        ])  # fmt: skip
        meant = [at for at, stop in enumerate(live.stops) if not stop.is_dropped]
        place = tr("Block {n} of {count}").format(n=meant.index(live.at) + 1, count=len(meant))
        self.place.setText(f"{self._lesson.shown.title}\u3000{place}")

    def _role(self, at: int) -> str:
        live = self._lesson.live
        if live.stops[at].is_dropped:
            return "line"
        return "accent" if at == live.at else "accent_soft" if at < live.at else "control"

    def _label(self, at: int) -> str:
        stop, title = self._lesson.live.stops[at], self._lesson.title_of(at)
        if stop.is_dropped:
            return tr("{title}, left out").format(title=title)
        return tr("{title}, {n} min").format(title=title, n=stop.minutes + stop.extra)

    def _wake(self) -> None:
        self.controls.set_quiet(False)
        self._quiet.start()

    def _step_back(self) -> None:
        focus = QApplication.focusWidget()
        self.controls.set_quiet(focus is None or not self.controls.isAncestorOf(focus))
