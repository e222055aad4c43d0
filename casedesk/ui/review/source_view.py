"""The source under review: its whole text, with every character shown as kept, left out on purpose, or left over."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from casedesk.domain.source_parts import Piece, SourceParts
from casedesk.importing.language import language_of
from casedesk.texts import tr
from casedesk.ui.review.reading_layout import ReadingLayout
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.review.source_gutter import SourceGutter
from casedesk.ui.review.source_papers import Hits, ShownBlock, SourcePapers, line_of
from casedesk.ui.review.text_positions import TextPositions, shown
from casedesk.ui.theme import Appearance

_PAD = 8
_MEASURE = 42
_AIR = 10
_LANGUAGE_SAMPLE = 4000


class SourceView(QPlainTextEdit):
    """Reading only. What is drawn is worked out for the paragraphs on the screen, so the text may be of any length.

    A click selects the draft under it; the selected draft is scrolled to. Keys are left to whoever holds the view.
    """

    offset_moved = Signal(int)
    """The cursor is at another offset of the source, moved by the user."""
    boundary_dropped = Signal(int, int)
    """The boundary at an offset was dragged to another one."""

    def __init__(self, state: ReviewState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        self._positions = TextPositions("")
        self._shown_text = ""
        self._language = ""
        self._hits = Hits((), 0)
        self._generation = 0
        self._is_moving = False
        self._has_changed = False
        self._draft_shown = -1
        self.parts: SourceParts | None = None
        document = QTextDocument(self)
        self._layout = ReadingLayout(document, self._air_over)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAccessibleName(tr("Text of the file"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(_PAD)
        self._gutter = SourceGutter(self, appearance, self)
        self.updateRequest.connect(self._move_gutter)
        self.cursorPositionChanged.connect(self._tell_offset)
        self.selectionChanged.connect(self._gutter.update)
        state.file_changed.connect(self._take_file)
        state.changed.connect(self._take_changes)
        state.selected.connect(self._show_draft)
        appearance.changed.connect(self._take_looks)
        self._take_looks()

    @property
    def state(self) -> ReviewState:
        """The review that is shown."""
        return self._state

    @property
    def text(self) -> str:
        """The text of the file, as it was read."""
        return self._shown_text

    def selection_start(self) -> int:
        """Where the selection begins, else where the cursor is, as an offset of the source."""
        return self._positions.offset(self.textCursor().selectionStart())

    def choose(self, start: int, end: int) -> None:
        """Select a stretch and show it."""
        cursor = self.textCursor()
        cursor.setPosition(self._positions.position(start))
        cursor.setPosition(self._positions.position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._scroll_to(cursor)

    def set_hits(self, starts: Sequence[int], length: int) -> None:
        """Mark the places that were searched for."""
        self._hits = Hits(starts, length)
        self._repaint_all()

    @property
    def pitch(self) -> float:
        """How high a line is, the air around it included."""
        return self._layout.pitch

    def offset(self) -> int:
        """Where the cursor is, as an offset of the source."""
        return self._positions.offset(self.textCursor().position())

    def stretch(self) -> tuple[int, int]:
        """The selected characters; without a selection those of the span under the cursor."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            ends = (cursor.selectionStart(), cursor.selectionEnd())
            return self._positions.offset(ends[0]), self._positions.offset(ends[1])
        piece = self.piece_at(self.offset())
        return (piece.span.start, piece.span.end) if piece else (0, 0)

    def piece_at(self, offset: int) -> Piece | None:
        """The piece of the source at an offset, or the last before it."""
        at = self.parts.at(offset) if self.parts else -1
        return self.parts.piece(at) if self.parts and at >= 0 else None

    def part_begin(self, offset: int) -> Piece | None:
        """The first piece of the part that stands at an offset."""
        at = self.parts.at(offset) if self.parts else -1
        while self.parts and at >= 0:
            piece = self.parts.piece(at)
            if piece.begins:
                return piece
            at -= 1
        return None

    def line_from(self, offset: int, lines: int) -> int:
        """The offset at which the line begins that is so many lines further on."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions.position(offset))
        move = QTextCursor.MoveOperation.Down if lines > 0 else QTextCursor.MoveOperation.Up
        for _ in range(abs(lines)):
            cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
            cursor.movePosition(move)
            while not cursor.block().text().strip() and cursor.movePosition(move):
                pass
        return self._positions.offset(cursor.position())

    def drop_boundary(self, at: int, to: int) -> None:
        """Tell that the boundary at an offset was dragged to another one."""
        self.boundary_dropped.emit(at, to)

    def go_to(self, offset: int) -> None:
        """Put the cursor to an offset and show it, with some of what stands before."""
        self._is_moving = True
        cursor = self.textCursor()
        cursor.setPosition(self._positions.position(offset))
        self.setTextCursor(cursor)
        self._is_moving = False
        self._scroll_to(cursor)
        self.offset_moved.emit(offset)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines, as far as there are any."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + lines)

    def shown_blocks(self) -> Iterator[ShownBlock]:
        """The paragraphs on the screen, from the top."""
        block = self.firstVisibleBlock()
        top = self.contentOffset()
        bottom = self.viewport().height()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(top)
            if rect.top() > bottom:
                return
            start = self._positions.offset(block.position())
            end = self._positions.offset(block.position() + block.length() - 1)
            rect.setTop(rect.top() + self._air_over(block))
            yield ShownBlock(block, rect, start, end, self.pitch)
            block = block.next()

    def offset_at(self, y: float) -> int:
        """The offset of the line at a height of the viewport, for boundaries between lines."""
        last = 0
        for item in self.shown_blocks():
            layout = item.block.layout()
            for at in range(layout.lineCount()):
                line = layout.lineAt(at)
                offset = self._positions.offset(item.block.position() + line.textStart())
                if item.top_of(line) + item.pitch / 2 >= y:
                    return offset
            last = item.end
        return last

    def y_of(self, item: ShownBlock, offset: int) -> float:
        """The height of the line that holds an offset of a paragraph."""
        return item.top_of(line_of(item, self._positions.position(offset)))

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        blocks = list(self.shown_blocks())
        dressed = [self._dress(item) for item in blocks]
        if any(dressed):
            blocks = list(self.shown_blocks())
        if self.parts is not None:
            papers = self._papers()
            with QPainter(self.viewport()) as painter:
                for item in blocks:
                    papers.paint(painter, item)
        super().paintEvent(e)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        self._set_margins()
        super().resizeEvent(e)
        self._place_gutter()
        if e.oldSize().width() != e.size().width():
            self._scroll_to(self.textCursor())

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        is_chord = e.modifiers() & Qt.KeyboardModifier.AltModifier  # a scroll area would scroll for Alt and an arrow
        if is_chord or (e.text() and not e.modifiers() & Qt.KeyboardModifier.ControlModifier):
            e.ignore()
        else:
            super().keyPressEvent(e)

    def _air_over(self, block: QTextBlock) -> int:
        """Air between one draft and the next, and around what was left out, where that begins with a paragraph."""
        if self.parts is None or not block.position():
            return 0
        start = self._positions.offset(block.position())
        at = self.parts.at(self._positions.offset(block.position() + block.length() - 1))
        if at <= 0:
            return 0
        piece = self.parts.piece(at)
        while piece.span.start > start and at > 0 and self.parts.piece(at - 1).span.end > start:
            at -= 1
            piece = self.parts.piece(at)
        if piece.span.start < start or at == 0:
            return 0
        before = self.parts.piece(at - 1)
        is_other = before.owner != piece.owner or (piece.owner is None and before.span.kind is not piece.span.kind)
        return self._appearance.px(_AIR) if is_other else 0

    def _take_file(self) -> None:
        text = self._state.proposal.source.text
        self._shown_text = text
        self._positions = TextPositions(text)
        self.parts = None
        language = language_of(text[:_LANGUAGE_SAMPLE])
        if language != self._language:
            self._language = language
            self._take_looks()
        self._is_moving = True
        self.setPlainText(shown(text))
        self._is_moving = False
        self._take_changes()

    def _take_changes(self) -> None:
        if not self._state.is_open:
            self.parts = None
            return
        if self._state.proposal.source.text is not self._shown_text:
            self._take_file()
            return
        self.parts = self._state.parts
        self._has_changed = True
        self._repaint_all()

    def _take_looks(self) -> None:
        self.setFont(self._appearance.font("reading", language=self._language))
        self.document().setDefaultFont(self.font())
        self._layout.take_font()
        self._gutter.take_looks()
        self._set_margins()
        self._repaint_all()

    def _repaint_all(self) -> None:
        self._generation += 1
        self.viewport().update()
        self._gutter.update()

    def _show_draft(self, index: int) -> None:
        self._repaint_all()
        is_step = self._has_changed and index == self._draft_shown
        self._has_changed = False
        self._draft_shown = index
        if index < 0 or self._is_moving or is_step:  # a step beside the selected draft leaves the cursor where it is
            return
        draft = self._state.proposal.drafts[index]
        if not draft.start <= self.offset() < draft.end:
            self.go_to(draft.start)

    def _tell_offset(self) -> None:
        if self._is_moving or self.parts is None:
            return
        offset = self.offset()
        piece = self.piece_at(offset)
        self._is_moving = True
        if piece and piece.owner is not None and piece.owner != self._state.index and offset <= piece.span.end:
            self._state.select(piece.owner)
        self._is_moving = False
        self.offset_moved.emit(offset)

    def _scroll_to(self, cursor: QTextCursor) -> None:
        line = round(self.pitch)
        if not self.viewport().rect().adjusted(0, line, 0, -4 * line).contains(self.cursorRect(cursor).center()):
            above = max(2, self.viewport().height() // line // 5)
            self.verticalScrollBar().setValue(max(0, self._line_number(cursor) - above))
        self._gutter.update()

    def _line_number(self, cursor: QTextCursor) -> int:
        block = cursor.block()
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        return block.firstLineNumber() + (line.lineNumber() if line.isValid() else 0)

    def _dress(self, item: ShownBlock) -> bool:
        """Give the words of a paragraph their looks, once for every state of the review."""
        if item.block.userState() == self._generation or self.parts is None:
            return False
        item.block.setUserState(self._generation)
        ranges = self._papers().word_looks(item)
        if not ranges and not item.block.layout().formats():
            return False
        item.block.layout().setFormats(ranges)
        self.document().markContentsDirty(item.block.position(), item.block.length())
        return True

    def _papers(self) -> SourcePapers:
        assert self.parts is not None
        return SourcePapers(
            self.parts,
            self._state.proposal.drafts,
            self._shown_text,
            self._positions,
            theme=self._appearance.theme,
            selected=self._state.index,
            width=self.viewport().width(),
            hits=self._hits,
        )

    def _set_margins(self) -> None:
        """Room for the gutter at the left; lines of a length that can be read."""
        left = self._gutter.wanted_width()
        line = QFontMetrics(self.font()).horizontalAdvance("字") * _MEASURE + 2 * _PAD + 2
        spare = max(16, self.width() - left - line - self.verticalScrollBar().sizeHint().width())
        self.setViewportMargins(left, 12, min(spare, self.width()), 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        view = self.viewport().geometry()
        self._gutter.setGeometry(QRect(QPoint(0, view.top()), QPoint(view.left() - 1, view.bottom())))

    def _move_gutter(self) -> None:
        self._gutter.update()
