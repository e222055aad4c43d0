"""The projector view: what learners may see of a case, large, page by page, on the second screen where there is one."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.editor.case_paper import CasePaper, language_of
from casedesk.ui.editor.paper_document import Ink, PaperDocument
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance, Theme, theme_of

SIZES = (60, 75, 90, 100, 115, 130, 150)
"""The steps of the size of the words, in percent of large type."""
_SIZE, _LIGHT = "projector.size", "projector.light"
_LINES = 13
"""Lines of large type that a screen holds."""
_SMALLEST = 24
_BORDER = 0.07
_FORWARDS = (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class Projector(QWidget):
    """A window of its own that shows nothing but a paper for learners."""

    closed = Signal()

    def __init__(
        self, appearance: Appearance, settings: Settings, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("Projector"))
        self.setAccessibleName(tr("Projector"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._appearance = appearance
        self._settings = settings
        self._paper = CasePaper("", ())
        self._page = 0
        self._document = PaperDocument(pictures, self)

    @property
    def page(self) -> int:
        """The page that is shown, the first is 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages there are; one at least."""
        return max(1, self._document.pageCount())

    def words(self) -> str:
        """All that a class can see, page after page."""
        return self._document.toPlainText()

    def begin(self, paper: CasePaper, beside: QWidget) -> None:
        """Show a paper from its first page, on another screen than `beside` where there is one."""
        self._paper = paper
        self._page = 0
        screens = QGuiApplication.screens()
        screen = screen_for(screens, beside.screen())
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self._write()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, by: int) -> None:
        """Go some pages on, or back."""
        page = min(max(self._page + by, 0), self.page_count - 1)
        if page != self._page:
            self._page = page
            self._tell_page()

    def resize_words(self, by: int) -> None:
        """Make the words one step larger (1) or smaller (-1); what is read stays on the screen."""
        share = self._page / self.page_count
        at = min(max(SIZES.index(self._size) + by, 0), len(SIZES) - 1)
        self._settings.set_text(_SIZE, str(SIZES[at]))
        self._write()
        self._page = min(round(share * self.page_count), self.page_count - 1)
        self._tell_page()

    def toggle_light(self) -> None:
        """Dark words on light paper, or light words on dark paper."""
        self._settings.set_flag(_LIGHT, value=self._theme.is_dark)
        self._write()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), self._theme.paper)
            room = self._room
            painter.save()
            painter.translate(room.left(), room.top() - self._page * room.height())
            page = QRectF(0, self._page * room.height(), room.width(), room.height())
            self._document.paint(painter, page)
            painter.restore()
            self._paint_number(painter)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_back = event.key() == Qt.Key.Key_Space and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case key if key in _BACK or is_back:
                self.turn(-1)
            case key if key in _FORWARDS:
                self.turn(1)
            case Qt.Key.Key_Home:
                self.turn(-self.page_count)
            case Qt.Key.Key_End:
                self.turn(self.page_count)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.resize_words(1)
            case Qt.Key.Key_Minus:
                self.resize_words(-1)
            case Qt.Key.Key_D | Qt.Key.Key_L:
                self.toggle_light()
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.turn(1 if event.button() == Qt.MouseButton.LeftButton else -1)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(-1 if event.angleDelta().y() > 0 else 1)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    @property
    def _theme(self) -> Theme:
        return theme_of(is_dark=not self._settings.flag(_LIGHT, default=False))

    @property
    def _size(self) -> int:
        stored = self._settings.text(_SIZE, "100")
        return int(stored) if stored.isdecimal() and int(stored) in SIZES else 100

    @property
    def _pixels(self) -> int:
        return max(_SMALLEST, round(self.height() / _LINES / 1.75 * self._size / 100))

    @property
    def _room(self) -> QRect:
        """Where the words stand: whole lines, so that no page ends in half a line."""
        border = round(self.height() * _BORDER)
        return self.rect().adjusted(round(1.5 * border), border, -round(1.5 * border), -border)

    def _write(self) -> None:
        if not self.isVisible():
            return
        font = self._appearance.font("project", language=language_of(self._paper))
        font.setPixelSize(self._pixels)
        room = self._room
        scale = self._pixels / self._appearance.font("reading").pixelSize()
        self._document.write(
            self._paper, font, Ink.of(self._theme), room=room.width(), scale=scale, page_height=room.height()
        )
        self._document.setPageSize(QSizeF(room.size()))
        self._page = min(self._page, self.page_count - 1)
        self._tell_page()

    def _tell_page(self) -> None:
        self.setAccessibleDescription(tr("Page {n} of {total}").format(n=self._page + 1, total=self.page_count))
        self.update()

    def _paint_number(self, painter: QPainter) -> None:
        if self.page_count > 1:
            font = self._appearance.font("ui")
            font.setPixelSize(max(_SMALLEST // 2, self.height() // 45))
            painter.setFont(font)
            painter.setPen(self._theme.ink2)
            margin = round(self.height() * _BORDER / 4)
            place = self.rect().adjusted(margin, margin, -2 * margin, -margin)
            flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            painter.drawText(place, flags, f"{self._page + 1} / {self.page_count}")


def screen_for(screens: Sequence[QScreen], own: QScreen) -> QScreen:
    """The screen for a class: another one than the trainer's own, where there is one."""
    return next((screen for screen in screens if screen is not own), own)
