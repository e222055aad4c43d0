"""The right side of teach mode: the countdown, how the class stands, what comes next."""

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.tasks.value_names import KIND_NAMES
from casedesk.texts import tr
from casedesk.ui.teach import teach_words
from casedesk.ui.teach.live_lesson import LiveLesson
from casedesk.ui.teach.stage_look import LargeWords
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule

_LEAST_PIXELS = 28


class Countdown(Words):
    """The large figures, as large as the column allows."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        self._look = appearance
        super().__init__(appearance, kind="clock", parent=parent)
        self.setMinimumWidth(1)

    def show_time(self, figures: str, tone: str) -> None:
        """Show figures."""
        if len(figures) != len(self.text()):
            self.setText(figures)
            self._take_font()
        self.setText(figures)
        self.set_tone(tone)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_font()

    @override
    def _take_font(self) -> None:
        font = self._look.font("clock")
        widest = "0" * max(4, len(self.text()))
        advance = QFontMetrics(font).horizontalAdvance(widest)
        if 0 < self.width() < advance:
            font.setPixelSize(max(_LEAST_PIXELS, font.pixelSize() * self.width() // advance))
        self.setFont(font)


class ClockPanel(QWidget):
    """Says everything in words too, so that nobody has to tell amber from red."""

    def __init__(self, lesson: LiveLesson, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self.meaning = LargeWords(appearance, self, wraps=True)
        self.countdown = Countdown(appearance, self)
        self.whole = LargeWords(appearance, self, wraps=True)
        self.pace = LargeWords(appearance, self, wraps=True)
        self.end = Words(appearance, tone="ink2", wraps=True, parent=self)
        self.next_at = Words(appearance, tone="ink2", wraps=True, parent=self)
        self.next_title = LargeWords(appearance, self, tone="ink", wraps=True)
        self.next_line = Words(appearance, tone="ink2", wraps=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 0, 0, 0)
        column.setSpacing(4)
        for widget, gap in (
            (self.meaning, 0),
            (self.countdown, 0),
            (self.whole, 24),
            (self.pace, 0),
            (self.end, 24),
            (Rule(self), 24),
            (self.next_at, 0),
            (self.next_title, 0),
            (self.next_line, 0),
        ):
            column.addWidget(widget)
            column.addSpacing(gap)
        column.addStretch(1)
        lesson.changed.connect(self.refresh)
        lesson.ticked.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the clock says now."""
        live, seconds, standing = self._lesson.live, self._lesson.remaining, self._lesson.standing
        stop = live.stop
        free = self._lesson.free
        if seconds < 0 and free and not live.is_paused:  # the block is done, and the next one begins at a fixed time
            self.meaning.setText(tr("Free before the next block"))
            self.countdown.show_time(teach_words.countdown(free), "ok")
        else:
            self.meaning.setText(
                tr("Paused, still") if live.is_paused else teach_words.countdown_words(seconds, stop.seconds)
            )
            self.countdown.show_time(teach_words.countdown(seconds), teach_words.countdown_tone(seconds, stop.seconds))
        self.whole.setText(tr("of {minutes}").format(minutes=teach_words.minutes_words(stop.minutes + stop.extra)))
        self.pace.setText(teach_words.pace_words(standing))
        self.pace.set_tone(teach_words.TONES[standing.pace])
        self.end.setText(teach_words.end_words(standing))
        self._show_next()

    def _show_next(self) -> None:
        following = self._lesson.live.following
        self.next_line.setVisible(following is not None)
        if following is None:
            self.next_at.setText(tr("Then"))
            self.next_title.setText(tr("the end of the class"))
            return
        position = self._lesson.live.stops.index(following)
        block = self._lesson.shown.blocks[following.block]
        begins = teach_words.local_clock(self._lesson.begins_at(position))
        self.next_at.setText(teach_words.next_words(begins, self._lesson.free))
        self.next_title.setText(self._lesson.title_of(position))
        minutes = teach_words.minutes_words(following.minutes + following.extra)
        self.next_line.setText(tr(", ").join((tr(KIND_NAMES[block.kind]), minutes)))


def place_clock(panel: ClockPanel, window_width: int, appearance: Appearance) -> None:
    """Give the panel its share of a window."""
    panel.setFixedWidth(min(appearance.px(316), max(220, window_width * 3 // 10)))
