"""Templates to choose from, each as a small page with its name below."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.flow_layout import FlowLayout

_PAGE = QSize(68, 96)
_FRAME = 4
"""Between a page and the frame of the chosen one."""
_LINES = 7
_SPACING = 8


class TemplatePage(QAbstractButton):
    """A small page with the name of its template; white with a few lines as long as nobody has drawn it."""

    def __init__(self, appearance: Appearance, key: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._appearance = appearance
        self._picture = QPixmap()
        self.setText(name)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def show_picture(self, picture: QPixmap) -> None:
        """Show what a page in this template looks like."""
        self._picture = picture
        self.update()

    @property
    def is_drawn(self) -> bool:
        """Whether it shows a real page."""
        return not self._picture.isNull()

    @override
    def sizeHint(self) -> QSize:
        px = self._appearance.px
        words = QFontMetrics(self._appearance.font("meta")).height()
        return QSize(px(_PAGE.width() + 2 * _FRAME), px(_PAGE.height() + 3 * _FRAME) + words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            theme, px = self._appearance.theme, self._appearance.px
            page = QRect(px(_FRAME), px(_FRAME), px(_PAGE.width()), px(_PAGE.height()))
            painter.fillRect(page, QColor("white"))  # paper is white in the dark too
            if self.is_drawn:
                self._paint_picture(painter, page)
            else:
                self._paint_lines(painter, page)
            painter.setPen(QPen(theme.control, 1))
            painter.drawRect(page)
            if self.isChecked() or self.hasFocus():
                colour = theme.accent if self.isChecked() else theme.focus
                painter.setPen(QPen(colour, px(2)))
                painter.drawRoundedRect(page.adjusted(-2, -2, 2, 2), px(2), px(2))
            self._paint_name(painter, page)

    def _paint_picture(self, painter: QPainter, page: QRect) -> None:
        """From its top; pages of other proportions are cut at the foot or stand white there."""
        ratio = self.devicePixelRatioF()
        across = round(page.width() * ratio)
        drawn = self._picture.scaledToWidth(across, Qt.TransformationMode.SmoothTransformation)
        height = min(drawn.height(), round(page.height() * ratio))
        painter.drawPixmap(
            QRect(page.left(), page.top(), page.width(), round(height / ratio)), drawn, QRect(0, 0, across, height)
        )

    def _paint_lines(self, painter: QPainter, page: QRect) -> None:
        step = page.height() // (_LINES + 3)
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1))
        for line in range(_LINES):
            short = page.width() // 3 if line in (0, _LINES - 1) else 0
            left, down = page.left() + page.width() // 6, page.top() + (line + 2) * step
            painter.drawLine(left, down, page.right() - page.width() // 6 - short, down)

    def _paint_name(self, painter: QPainter, page: QRect) -> None:
        font = self._appearance.font("meta")
        room = QRect(0, page.bottom() + 1 + self._appearance.px(_FRAME), self.width(), self.height() - page.bottom())
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.setFont(font)
        painter.setPen(self._appearance.theme.ink if self.isChecked() else self._appearance.theme.ink2)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), words)


class TemplatePages(QWidget):
    """The templates in rows; the arrow keys choose another one."""

    chosen = Signal(str)
    """The key of the template that the user has chosen."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)
        self._flow = FlowLayout(self, spacing=_SPACING)
        self.pages: tuple[TemplatePage, ...] = ()

    def show_templates(self, templates: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show templates by key and name, one of them chosen; those that are shown already keep their pictures."""
        if [(page.key, page.text()) for page in self.pages] != list(templates):
            known = {page.key: page for page in self.pages}
            for page in self.pages:
                self._flow.removeWidget(page)
            self.pages = tuple(known.pop(key, None) or self._made(key, name) for key, name in templates)
            for page in known.values():
                self._group.removeButton(page)
                page.deleteLater()
            for page in self.pages:
                self._flow.addWidget(page)
                page.show()
        for page in self.pages:
            page.setChecked(page.key == chosen)

    def _made(self, key: str, name: str) -> TemplatePage:
        page = TemplatePage(self._appearance, key, name, self)
        self._group.addButton(page)
        return page

    def _tell(self, page: QAbstractButton) -> None:
        if isinstance(page, TemplatePage):
            self.chosen.emit(page.key)
