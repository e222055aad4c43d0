"""A field that shows rich text: as high as its words, without a scroll bar, and without an undo of its own."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from casedesk.domain import richtext
from casedesk.domain.richtext import Block
from casedesk.ui.editor import rich_formats
from casedesk.ui.editor.document_html import DocumentHtml
from casedesk.ui.editor.hit_marks import hit_marks
from casedesk.ui.editor.markers import paint_markers
from casedesk.ui.editor.picture_frame import PictureFrame
from casedesk.ui.editor.picture_objects import PictureObjects, Pictures
from casedesk.ui.editor.rich_document import RichWriter
from casedesk.ui.editor.rich_formats import Look
from casedesk.ui.editor.speaker_marks import SpeakerMarks
from casedesk.ui.editor.text_places import kept_place, words_of
from casedesk.ui.theme import Appearance, writing_of

LINE_HEIGHT = 1.75


class RichField(QTextEdit):
    """Rich text as words on paper. `html` and `set_html` speak canonical HTML (see `richtext`).

    `edited` tells of what the user did, never of `set_html`, and not while an input method still composes.
    """

    edited = Signal()
    left = Signal()
    format_changed = Signal()
    """The formats at the caret are others."""

    def __init__(
        self,
        appearance: Appearance,
        pictures: Pictures,
        *,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._pictures = pictures
        self._shown: str | None = ""
        self._is_setting = False
        self._is_composing = False
        self._hits: tuple[tuple[int, int], ...] = ()
        self._writing = ""
        self._picture_objects = PictureObjects(pictures, self)
        self._look = Look(self.font())
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().registerHandler(
            QTextFormat.ObjectTypes.ImageObject.value, self._picture_objects
        )
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.picture_frame = PictureFrame(self, self._picture_objects, appearance)
        self._speakers = SpeakerMarks(self.document())
        self._html = DocumentHtml(self.document())
        self.document().contentsChange.connect(self._forget)
        self.textChanged.connect(self._tell)
        self.currentCharFormatChanged.connect(self._tell_format)
        self.cursorPositionChanged.connect(self.format_changed)
        appearance.changed.connect(self._dress)
        self._dress()

    def html(self) -> str:
        """What is in the field."""
        if self._shown is None:
            self._shown = self._html.html()
        return self._shown

    def set_html(self, html: str) -> None:
        """Show `html` without saying that it was edited; the caret stays with its words."""
        if html == self._shown:
            return
        blocks = richtext.parse(html)
        writing = writing_of("".join(richtext.plain_lines(blocks)))
        if writing != self._writing:
            self._writing = writing
            self._dress()
        self._rewrite(blocks)
        self._html.learn(html, blocks)
        self._shown = html

    def plain(self) -> str:
        """The words as one Python string; positions in it are what `set_hits` and `offset` speak."""
        return words_of(self.document().toRawText())

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Mark [start, end) stretches of `plain`."""
        self._hits = tuple(hits)
        self._mark_hits()

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work, so that nothing else may change the words."""
        return self._is_composing

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self._wanted_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._look.line_height)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Nothing is fetched from anywhere: pictures are painted by `PictureObjects`."""
        return None

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        theme = self._appearance.theme
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_markers(painter, self.document(), QRectF(e.rect()), self._look, ink=theme.ink2, bar=theme.control)
            self.picture_frame.paint(painter)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        self._picture_objects.room = min(self._look.column, e.size().width())  # before the text is laid out anew
        super().resizeEvent(e)

    @override
    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        was_composing, self._is_composing = self._is_composing, bool(e.preeditString())
        written_over = None if was_composing else self._format_written_over()
        super().inputMethodEvent(e)
        if self._is_composing and written_over is not None:
            self.setCurrentCharFormat(written_over)
        if not self._is_composing and (was_composing or e.commitString()):  # given up, the selection is gone still
            self._tell()

    def _format_written_over(self) -> QTextCharFormat | None:
        """How the first of the selected characters looks, which the first letter of a composition takes away."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        cursor.setPosition(cursor.selectionStart() + 1)
        made = cursor.charFormat()
        return None if made.isImageFormat() else made

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self._is_composing = False
        self.left.emit()

    def _writer(self) -> RichWriter:
        return RichWriter(self._look)

    def _rewrite(self, blocks: Sequence[Block]) -> None:
        words, place = self.document().toRawText(), self.textCursor().position()
        self._is_setting = True
        self._writer().replace_all(self.document(), blocks)
        self._is_setting = False
        cursor = self.textCursor()
        cursor.setPosition(kept_place(words, self.document().toRawText(), place))
        self.setTextCursor(cursor)
        self._mark_hits()

    def _forget(self, _at: int, _removed: int, _added: int) -> None:
        self._shown = None

    def _tell_format(self, _made: QTextCharFormat) -> None:
        self.format_changed.emit()

    def _tell(self) -> None:
        if self._is_setting or self._is_composing:
            return
        self._settle_filler()
        self.edited.emit()

    def _settle_filler(self) -> None:
        """A place above or below a table becomes a paragraph as soon as words stand in it."""
        cursor = self.textCursor()
        if rich_formats.is_filler(cursor.blockFormat()) and cursor.block().length() > 1:
            self._is_setting = True
            cursor.setBlockFormat(rich_formats.block_format((), self._look))
            self._is_setting = False

    def _dress(self) -> None:
        theme, font = self._appearance.theme, self._appearance.font("reading", language=self._writing)
        size = font.pixelSize()
        self._look = Look(
            font,
            line_height=round(LINE_HEIGHT * size),
            paragraph_gap=round(size * 0.75),
            list_indent=round(size * 1.625),
            quote_indent=round(size * 1.125),
            hanging=size * 2,
            column=round(size * 42),
            mark=theme.mark,
            mark_ink=theme.mark_ink,
            rule=theme.control,
            header=theme.hover,
        )
        self._speakers.set_ink(theme.ink2)
        blocks = richtext.parse(self.html())
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._picture_objects.room = min(self._look.column, self.viewport().width())
        self._rewrite(blocks)
        self._fit()

    def _mark_hits(self) -> None:
        if not self._hits and not self.extraSelections():
            return
        self.setExtraSelections(hit_marks(self.document(), self.plain(), self._hits, self._appearance.theme))

    def _fit(self) -> None:
        height = self._wanted_height()
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _wanted_height(self) -> int:
        return max(self._look.line_height, round(self.document().size().height()))
