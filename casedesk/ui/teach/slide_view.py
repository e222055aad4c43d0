"""A slide, set in pages that fill the place it has."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, QUrl, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from casedesk.domain import richtext
from casedesk.tasks.class_slides import Slide, SlideKind
from casedesk.ui.theme import Appearance, FontKind, writing_of

PictureSource = Callable[[str], bytes]

_STORY = 37
"""Pixels; 28 points, the smallest that a projector shows well."""
_MEASURE = 30
_LINE_HEIGHT = 1.6
_LEAST_LINES = 3
_DESIGN_HEIGHT = 900
_OBJECT = "\ufffc"
"""What stands for a picture in the text of a document."""


class SlideView(QWidget):
    """Shows one page of a slide. A mirror shows what another view shows, as small as it must be."""

    pages_changed = Signal()

    def __init__(self, appearance: Appearance, picture: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._picture = picture
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setUndoRedoEnabled(False)
        self._slide: Slide | None = None
        self._master: SlideView | None = None
        self._page = 0
        self._is_at_end = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 96)
        appearance.changed.connect(self._set)

    def show_slide(self, slide: Slide) -> None:
        """Show a slide from its first page."""
        if slide == self._slide:
            return
        self._slide, self._page, self._is_at_end = slide, 0, False
        self._set()

    def mirror(self, master: "SlideView | None") -> None:
        """Show what another view shows; None goes back to slides of its own."""
        if self._master is not None:
            self._master.pages_changed.disconnect(self._follow)
        self._master = master
        if master is not None:
            master.pages_changed.connect(self._follow)
        self._follow()

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page if self._master is None else self._master.page

    @property
    def page_count(self) -> int:
        """How many pages the slide fills."""
        return max(1, self._document.pageCount()) if self._master is None else self._master.page_count

    @property
    def words(self) -> str:
        """The words of the slide."""
        return self._document.toPlainText() if self._master is None else self._master.words

    def turn(self, by: int) -> bool:
        """Show another page; False where there is none."""
        if self._master is not None:
            return self._master.turn(by)
        wanted = self._page + by
        if not 0 <= wanted < self.page_count:
            return False
        self._page, self._is_at_end = wanted, False
        self._tell()
        return True

    def to_last_page(self) -> None:
        """Show the last page, as for one who reads backwards."""
        if self._master is not None:
            self._master.to_last_page()
            return
        self._page, self._is_at_end = self.page_count - 1, True
        self._tell()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._master is None:
            self._set()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            master = self._master
            if master is None:
                self._paint_page(painter)
            else:
                whole = master._document.pageSize()
                ratio = min(self.width() / whole.width(), self.height() / whole.height(), 1.0)
                painter.scale(ratio, ratio)
                master._paint_page(painter)

    def _paint_page(self, painter: QPainter) -> None:
        size = self._document.pageSize()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, self._appearance.theme.ink)  # type: ignore[attr-defined]
        area = QRectF(0, self._page * size.height(), size.width(), size.height())
        context.clip = area  # type: ignore[attr-defined]
        painter.translate(0, -area.top())
        painter.setClipRect(area)
        self._document.documentLayout().draw(painter, context)

    def _set(self) -> None:
        """Set the slide anew; where there are other pages then, the reader stays at the same part of the text."""
        slide = self._slide
        if slide is None:
            return
        share = self._page / self.page_count
        font = self._font(slide)
        width = min(float(self.width()), font.pixelSize() * _MEASURE)
        self._document.setDefaultFont(font)
        self._document.setDefaultStyleSheet(self._sheet())
        for picture in richtext.pictures(richtext.parse(slide.html)):
            self._add_picture(picture.digest)
        self._document.setHtml(slide.html)
        self._space_lines(font)
        self._fit_pictures(QSizeF(width, self.height()))
        self._document.setPageSize(QSizeF(width, max(1, self.height())))
        self._balance(font.pixelSize() * _LINE_HEIGHT)
        last = self.page_count - 1
        self._page = last if self._is_at_end else min(int(share * self.page_count + 0.5), last)
        self._tell()

    def _balance(self, line: float) -> None:
        """Let all pages be about as full, so that no word or two are left over for the last one."""
        count, size = self._document.pageCount(), self._document.pageSize()
        while count > 1 and size.height() > _LEAST_LINES * line:
            shorter = QSizeF(size.width(), size.height() - line)
            self._document.setPageSize(shorter)
            if self._document.pageCount() > count:
                self._document.setPageSize(size)
                return
            size = shorter

    def _follow(self) -> None:
        self.update()
        self.pages_changed.emit()

    def _tell(self) -> None:
        self.setAccessibleName(self._document.toPlainText())
        self.update()
        self.pages_changed.emit()

    def _font(self, slide: Slide) -> QFont:
        kind: FontKind = "reading" if slide.kind is SlideKind.STORY else "project"
        words = richtext.to_plain(slide.html)
        font = self._appearance.font(kind, language=writing_of(words))
        growth = max(1.0, self.window().height() / _DESIGN_HEIGHT)
        pixels = self._story_pixels() if slide.kind is SlideKind.STORY else float(font.pixelSize())
        room = max(14.0, self.height() / 4, self.width() / 16)
        font.setPixelSize(round(min(pixels * growth, room)))
        return font

    def _story_pixels(self) -> float:
        """The size of a story: 28 points where the user has not chosen another size of case text."""
        return _STORY * self._appearance.font("reading").pixelSize() / 16

    def _sheet(self) -> str:
        line = self._appearance.theme.control.name()
        return f"table {{ border-collapse: collapse }} td, th {{ border: 1px solid {line}; padding: 6px }}"

    def _space_lines(self, font: QFont) -> None:
        cursor = QTextCursor(self._document)
        cursor.select(QTextCursor.SelectionType.Document)
        shape = QTextBlockFormat()
        shape.setLineHeight(font.pixelSize() * _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        shape.setBottomMargin(font.pixelSize() * 0.4)
        shape.setTopMargin(0)
        cursor.mergeBlockFormat(shape)

    def _add_picture(self, digest: str) -> None:
        url = QUrl(f"{richtext.ATTACHMENT}{digest}")
        if self._document.resource(QTextDocument.ResourceType.ImageResource, url) is None:
            try:
                image = QImage.fromData(self._picture(digest))
            except (KeyError, OSError):
                return
            self._document.addResource(QTextDocument.ResourceType.ImageResource, url, image)

    def _fit_pictures(self, room: QSizeF) -> None:
        """Let every picture fit on a page."""
        found = self._document.find(_OBJECT)
        while not found.isNull():
            shape = found.charFormat().toImageFormat()
            image = self._document.resource(QTextDocument.ResourceType.ImageResource, QUrl(shape.name()))
            if isinstance(image, QImage) and not image.isNull():
                ratio = min(room.width() / image.width(), room.height() * 0.8 / image.height())
                shape.setWidth(image.width() * ratio)
                shape.setHeight(image.height() * ratio)
                found.setCharFormat(shape)
            found = self._document.find(_OBJECT, found.selectionEnd())
