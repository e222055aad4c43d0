"""A case as a text document: title, headings, words and pictures, in any size and in the colours that are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from casedesk.domain.library import Pseudonym
from casedesk.domain.pseudonyms import find_names
from casedesk.ui.editor.case_paper import CasePaper
from casedesk.ui.editor.markers import paint_markers
from casedesk.ui.editor.picture_objects import PictureObjects, Pictures
from casedesk.ui.editor.rich_document import RichWriter
from casedesk.ui.editor.rich_formats import Look
from casedesk.ui.editor.speaker_marks import SpeakerMarks
from casedesk.ui.editor.text_places import qt_place, words_of
from casedesk.ui.theme import Theme

_LINE_HEIGHT = 1.75
_TITLE_SIZE = 1.375
_HEADING_SIZE = 0.875
_MEASURE = 42


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a paper."""

    words: QColor
    headings: QColor
    rule: QColor
    header: QColor
    mark: QColor
    mark_words: QColor

    @classmethod
    def of(cls, theme: Theme) -> "Ink":
        """The colours of a theme."""
        return cls(theme.ink, theme.ink2, theme.control, theme.hover, theme.mark, theme.mark_ink)


class PaperDocument(QTextDocument):
    """A case on paper. It is written anew with every `write`."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self._objects = PictureObjects(pictures, self)
        self._look = Look(QFont())
        self._ink: Ink | None = None
        self._speakers = SpeakerMarks(self)
        self.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, self._objects)

    def write(
        self,
        paper: CasePaper,
        font: QFont,
        ink: Ink,
        *,
        room: int,
        stand_ins: Sequence[Pseudonym] = (),
        scale: float = 1.0,
        page_height: int = 0,
    ) -> None:
        """Write a paper in a font; pictures are no wider than `room`, and `scale` times as large as in the editor.

        Stand-ins are put in, and marked quietly. Where there are pages, each part with a heading begins on one of its
        own, and no picture is higher than a page.
        """
        self._ink = ink
        self._speakers.set_ink(ink.headings)
        self._look = _look(font, ink, room)
        self._objects.room, self._objects.tallest, self._objects.scale = room, page_height, scale
        self.clear()
        self.setDefaultFont(font)
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        is_first = True
        if paper.title:
            self._write_line(cursor, paper.title, _TITLE_SIZE, ink.words, is_first=True)
            is_first = False
        writer = RichWriter(self._look)
        for part in paper.parts:
            if part.heading:
                self._write_line(cursor, part.heading, _HEADING_SIZE, ink.headings, is_first=is_first)
                if page_height and not is_first:
                    block = cursor.blockFormat()
                    block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                    cursor.setBlockFormat(block)
                is_first = False
            if not is_first:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            writer.write(cursor, part.blocks)
            is_first = False
        self._put_in(stand_ins)
        cursor.endEditBlock()

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paint the part of the document that lies in a rectangle of it."""
        if self._ink is None:
            return
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip  # pyright: ignore[reportAttributeAccessIssue] - the stubs know no fields
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, self._ink.words)
        context.palette = palette  # pyright: ignore[reportAttributeAccessIssue]
        painter.setClipRect(clip)
        self._objects.page = clip
        self.documentLayout().draw(painter, context)
        self.paint_marks(painter, clip)

    def paint_marks(self, painter: QPainter, clip: QRectF) -> None:
        """Paint bullets, numbers and the bars of quotations."""
        if self._ink is not None:
            paint_markers(painter, self, clip, self._look, ink=self._ink.headings, bar=self._ink.rule)

    def _write_line(self, cursor: QTextCursor, words: str, size: float, ink: QColor, *, is_first: bool) -> None:
        """A title or a heading, which keeps with what it heads."""
        form = QTextCharFormat()
        font = QFont(self.defaultFont())
        font.setPixelSize(round(font.pixelSize() * size))
        font.setWeight(QFont.Weight.DemiBold if size > 1 else QFont.Weight.Normal)
        form.setFont(font)
        form.setForeground(ink)
        block = QTextBlockFormat()
        block.setHeadingLevel(1 if size > 1 else 2)
        block.setTopMargin(0 if is_first else round(self._look.paragraph_gap * 1.5))
        block.setBottomMargin(self._look.paragraph_gap if size > 1 else self._look.paragraph_gap // 2)
        if is_first:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(form)
        else:
            cursor.insertBlock(block, form)
        cursor.insertText(words, form)

    def _put_in(self, stand_ins: Sequence[Pseudonym]) -> None:
        """Stand-ins in the place of names, from the last to the first, each in the looks of what it replaces."""
        words = words_of(self.toRawText())
        named = [item for item in stand_ins if item.real]
        for hit in reversed(find_names(words, named)):
            if "\n" in words[hit.start : hit.end]:
                continue
            start, end = qt_place(words, hit.start), qt_place(words, hit.end)
            cursor = QTextCursor(self)
            cursor.setPosition(start + 1)
            form = cursor.charFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(self._ink.headings if self._ink else QColor())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(hit.pseudonym.stand_in, form)


def _look(font: QFont, ink: Ink, room: int) -> Look:
    size = font.pixelSize()
    return Look(
        font,
        line_height=round(_LINE_HEIGHT * size),
        paragraph_gap=round(size * 0.75),
        list_indent=round(size * 1.625),
        quote_indent=round(size * 1.125),
        hanging=size * 2,
        column=min(room, _MEASURE * size),
        mark=ink.mark,
        mark_ink=ink.mark_words,
        rule=ink.rule,
        header=ink.header,
    )
