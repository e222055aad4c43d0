"""The foot of teach mode: its buttons, and what it asks, in the same place."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from casedesk.texts import N_, tr, tr_n
from casedesk.ui.teach import teach_words
from casedesk.ui.teach.live_lesson import LiveLesson
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.spin_boxes import NumberBox
from casedesk.ui.widgets.tab_order import focus_neighbour

_ASKED_FIRST = 40
_STEPS = frozenset({"back", "pause", "next"})
"""The controls at the left."""


@dataclass(frozen=True, slots=True)
class Control:
    """A button of the foot, and the key that does the same."""

    id: str
    text: str
    icon: str
    key: str


CONTROLS = (
    Control("back", N_("Previous block"), "ph.skip-back", "←"),
    Control("pause", N_("Pause"), "ph.pause", N_("Space")),
    Control("next", N_("Next block"), "ph.skip-forward", "→"),
    Control("skip", N_("Skip the next"), "ph.prohibit", "S"),
    Control("one", N_("1 minute more"), "ph.plus", "+"),
    Control("five", N_("5 minutes more"), "ph.plus", "5"),
    Control("only", N_("Only 40 minutes left…"), "ph.hourglass-medium", "L"),
    Control("notes", N_("My notes"), "ph.note-pencil", "N"),
    Control("end", N_("End the class"), "ph.x", "Esc"),
)


class ControlBar(QStackedWidget):
    """Buttons at first; a question takes their place until it is answered. `pressed` carries the id of a control."""

    pressed = Signal(str)
    squeeze_requested = Signal(int)
    end_requested = Signal(bool)
    """Whether the real minutes are kept."""
    answered = Signal()
    """A question has been answered or left."""

    def __init__(self, lesson: LiveLesson, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self._appearance = appearance
        self._is_quiet = False
        self._shows_keys = False
        self.buttons: dict[str, Button] = {}
        self._controls = self._make_controls()
        self.end = _EndQuestion(lesson, appearance, self)
        self.only = _OnlyQuestion(lesson, appearance, self)
        for page in (self._controls, self.end, self.only):
            self.addWidget(page)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.end.chosen.connect(self.end_requested)
        self.only.chosen.connect(self._on_only)
        for question in (self.end, self.only):
            question.left.connect(self.leave)
        lesson.changed.connect(self.refresh)
        self.refresh()

    @property
    def is_asking(self) -> bool:
        """Whether a question stands where the buttons were."""
        return self.currentWidget() is not self._controls

    def ask_end(self) -> None:
        """Ask whether the class is over."""
        self.setCurrentWidget(self.end)
        self.end.ask()

    def ask_only(self) -> None:
        """Ask how many minutes are left."""
        self.setCurrentWidget(self.only)
        self.only.ask()

    def leave(self) -> None:
        """Go on without an answer."""
        self.setCurrentWidget(self._controls)
        self.answered.emit()

    def set_quiet(self, is_quiet: bool) -> None:
        """Step back while nobody needs the buttons."""
        if is_quiet == self._is_quiet:
            return
        self._is_quiet = is_quiet
        for button in self.buttons.values():
            button.setProperty("voice", "" if is_quiet else "ink")
            button.style().unpolish(button)
            button.style().polish(button)

    def refresh(self) -> None:
        """Say what the buttons do now."""
        live = self._lesson.live
        self._name("pause", tr("Go on") if live.is_paused else tr("Pause"))
        self.buttons["pause"].setIcon(self._appearance.icon("ph.play" if live.is_paused else "ph.pause", "ink"))
        self.buttons["back"].setEnabled(live.has_previous)
        self.buttons["skip"].setEnabled(live.following is not None)
        self._name("next", tr("Next block") if live.following else tr("To the end"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.buttons:
            self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def _make_controls(self) -> QWidget:
        page = QWidget(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._groups = (QWidget(page), QWidget(page))
        self._row.addWidget(self._groups[0])
        self._row.addStretch(1)
        self._row.addWidget(self._groups[1])
        flows = tuple(FlowLayout(group, spacing=4, line_spacing=4) for group in self._groups)
        for control in CONTROLS:
            group = int(control.id not in _STEPS)
            button = Button(
                tr(control.text), "quiet", appearance=self._appearance, icon=control.icon, parent=self._groups[group]
            )
            button.setProperty("voice", "ink")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._pressing(control.id))
            self.buttons[control.id] = button
            flows[group].addWidget(button)
        return page

    def _arrange(self) -> None:
        """Show the keys where there is room for them; what does not fit beside each other stands on lines of its
        own."""
        self._shows_keys = True
        self._name_all()
        if sum(self._widths()) > self.width():
            self._shows_keys = False
            self._name_all()
        widths = self._widths()
        is_one_line = sum(widths) <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if is_one_line else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        for group, width in zip(self._groups, widths, strict=True):
            group.setMinimumWidth(width if is_one_line else 0)
            group.setMaximumWidth(width if is_one_line else self.width())

    def _widths(self) -> tuple[int, ...]:
        """What each group takes in one line."""
        return tuple(
            sum(button.sizeHint().width() + 4 for button in self.buttons.values() if button.parent() is group)
            for group in self._groups
        )

    def _pressing(self, control_id: str) -> Callable[[], None]:
        return lambda: self.pressed.emit(control_id)

    def _on_only(self, minutes: int) -> None:
        self.squeeze_requested.emit(minutes)
        self.leave()

    def _name_all(self) -> None:
        for control in CONTROLS:
            self._name(control.id, tr(control.text))
        self.refresh()

    def _name(self, control_id: str, words: str) -> None:
        control = next(found for found in CONTROLS if found.id == control_id)
        key = tr(control.key)
        button = self.buttons[control_id]
        button.setText(f"{words}  {key}" if self._shows_keys else words)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})")


class _Question(QWidget):
    """Words, and buttons below or beside them. Esc leaves it; Tab goes round among its answers."""

    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.words = Words(appearance, wraps=True, parent=self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return focus_neighbour(self, forwards=next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


class _EndQuestion(_Question):
    chosen = Signal(bool)

    def __init__(self, lesson: LiveLesson, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, parent)
        self._lesson = lesson
        self.keep = Button(tr("End and keep the minutes"), "primary", parent=self)
        self.drop = Button(tr("End without keeping them"), parent=self)
        self.stay = Button(tr("Go on teaching"), "quiet", parent=self)
        for button in (self.keep, self.drop, self.stay):
            button.setAutoDefault(True)
        self.keep.clicked.connect(lambda: self.chosen.emit(True))
        self.drop.clicked.connect(lambda: self.chosen.emit(False))
        self.stay.clicked.connect(self.left)
        self.row.addWidget(self.words, 1)
        for button in (self.keep, self.drop, self.stay):
            self.row.addWidget(button)

    def ask(self) -> None:
        taught = len(self._lesson.minutes())
        meant = sum(not stop.is_dropped for stop in self._lesson.live.stops)
        words = tr_n(
            "End the class? {n} of {count} block was taught.",
            "End the class? {n} of {count} blocks were taught.",
            meant,
        )
        self.words.setText(words.format(n=taught, count=meant))
        self.stay.setFocus(Qt.FocusReason.ShortcutFocusReason)  # with the ring: what Enter would do is to be seen


class _OnlyQuestion(_Question):
    chosen = Signal(int)

    def __init__(self, lesson: LiveLesson, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, parent)
        self._lesson = lesson
        self.minutes = NumberBox(self)
        self.minutes.setRange(1, 600)
        self.minutes.setKeyboardTracking(True)
        self.minutes.setAccessibleName(tr("Minutes that are left"))
        self.take = Button(tr("Leave these out"), "primary", parent=self)
        self.cancel = Button(tr("Cancel"), "quiet", parent=self)
        self.row.addWidget(Words(appearance, tr("Minutes that are left"), parent=self))
        self.row.addWidget(self.minutes)
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.take)
        self.row.addWidget(self.cancel)
        self.minutes.valueChanged.connect(self.preview)
        self.minutes.lineEdit().returnPressed.connect(self._choose)
        self.take.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.left)

    def ask(self) -> None:
        self.minutes.setValue(_ASKED_FIRST)
        self.preview()
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.minutes.selectAll()

    def preview(self) -> None:
        """Say what would go."""
        before, after = self._lesson.live, self._lesson.squeezed(self.minutes.value())
        dropped = [
            self._lesson.title_of(at)
            for at, (old, new) in enumerate(zip(before.stops, after.stops, strict=True))
            if new.is_dropped and not old.is_dropped
        ]
        words = tr("Leaves out: {titles}").format(titles=tr(", ").join(dropped)) if dropped else tr("Nothing has to go")
        minutes = -int((after.bell - after.due).total_seconds() // 60)
        if minutes > 0:
            words = tr("{words}; still {minutes} too long").format(
                words=words, minutes=teach_words.minutes_words(minutes)
            )
        self.words.setText(words)

    def _choose(self) -> None:
        self.chosen.emit(self.minutes.value())
