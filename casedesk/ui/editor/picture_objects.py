"""How pictures stand in the text: as wide as was wished and as there is room for, read only when they are seen."""

from typing import Protocol

from PySide6.QtCore import QObject, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPyTextObject, QTextDocument, QTextFormat
from typing_extensions import override

from casedesk.ui.editor import rich_formats

_UNKNOWN = QSize(160, 120)
_SMALLEST = 8
_PADDING = 8


class Pictures(Protocol):
    """Where pictures are kept."""

    def size(self, digest: str) -> QSize:
        """The size of a picture in pixels; an empty one where it is not known."""
        ...

    def image(self, digest: str, width: int) -> QImage:
        """The picture, about this wide; a null image where it is not to be had."""
        ...

    def keep(self, image: QImage | bytes, name: str = "") -> str | None:
        """Keep a picture, once; its digest, None for what is no picture."""
        ...


class PictureObjects(QPyTextObject):
    """Measures and paints the pictures of a document. It never asks for the bytes of one that is out of sight."""

    def __init__(self, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.room = 672
        """The width that no picture exceeds."""
        self.tallest = 0
        """The height that no picture exceeds; 0 for any."""
        self.scale = 1.0
        """How much larger pictures are shown than they are stored, as the words around them are."""
        self.page = QRectF()
        """The part of the document that is painted as a page: a picture that reaches into it from the next is left out.
        Empty where the whole is."""

    @override
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        return QSizeF(self.shown_size(format))

    def shown_size(self, made: QTextFormat) -> QSize:
        """How big the picture of this format is shown."""
        picture = rich_formats.picture_of(made)
        natural = self._pictures.size(picture.digest)
        if natural.isEmpty():
            natural = _UNKNOWN
        width = min(round((picture.width or natural.width()) * self.scale), self.room)
        if self.tallest:
            width = min(width, self.tallest * natural.width() // natural.height())
        width = max(_SMALLEST, width)
        return QSize(width, max(1, round(width * natural.height() / natural.width())))

    @override
    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        rect = QRectF(rect)
        if not self.page.isEmpty() and not self.page.contains(rect.center()):
            return
        picture = rich_formats.picture_of(format)
        device = painter.device()
        scale = device.devicePixelRatio() if device is not None else 1  # pyright: ignore[reportUnnecessaryComparison]
        image = self._pictures.image(picture.digest, round(rect.width() * scale))
        if not image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
            return
        painter.save()
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inner = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, picture.alt)
        painter.restore()
