"""The document that pages of a handout are set in; its pictures are read only when they are seen."""

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from typing_extensions import override

from casedesk.domain.handout_look import PageLook
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.handouts.formats import UNIT


def paper(page: PageLook, pictures: Pictures) -> QTextDocument:
    """An empty document of pages of this size."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    plain = QFont()
    plain.setFeature(QFont.Tag("pwid"), 0)  # the interface may write English; paper goes by its own language
    document.setDefaultFont(plain)
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(page.width * UNIT, page.height * UNIT))
    frame = document.rootFrame().frameFormat()
    frame.setTopMargin(page.top * UNIT)
    frame.setBottomMargin(page.bottom * UNIT)
    frame.setLeftMargin(page.left * UNIT)
    frame.setRightMargin(page.right * UNIT)
    document.rootFrame().setFrameFormat(frame)
    document.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, _Pictures(pictures, document))
    return document


def used_of_last_page(document: QTextDocument) -> float:
    """How much of the last page is used, from its upper margin."""
    layout, last = document.documentLayout(), document.lastBlock()
    height, top = document.pageSize().height(), document.rootFrame().frameFormat().topMargin()
    bottom = layout.blockBoundingRect(last).bottom() + last.blockFormat().bottomMargin()
    frames = document.rootFrame().childFrames()
    if (
        not last.text()
        and frames
        and isinstance(frames[-1], QTextTable)
        and frames[-1].lastPosition() + 1 >= last.position()
    ):
        bottom = layout.frameBoundingRect(frames[-1]).bottom()  # the line that follows every table is none of ours
    return max(0.0, bottom - (document.pageCount() - 1) * height - top)


class _Pictures(QPyTextObject):
    """Paints the pictures of a document in the sizes that their formats tell."""

    def __init__(self, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures

    @override
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        shape = format.toImageFormat()
        return QSizeF(shape.width(), shape.height())

    @override
    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        rect = QRectF(rect)
        pixels = round(rect.width() * painter.deviceTransform().m11())
        image = self._pictures.image(format.toImageFormat().name(), max(1, pixels))
        if not image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
