"""The margin of the source: names every part, shows whose it is, and lets its boundaries be dragged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from casedesk.domain.draft import SpanKind
from casedesk.domain.source_parts import Piece, SourceParts
from casedesk.texts import tr
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.review.review_words import KIND_NAMES, kind_name, reason_of
from casedesk.ui.review.source_papers import ShownBlock
from casedesk.ui.theme import Appearance

_BAR = 3
_GAP = 12
_GRIP = 4
_MOST = 0.35
_SCROLL_PAUSE = 40
"""Milliseconds between two lines while a boundary is held at the edge of the view."""


class Pane(Protocol):
    """What the margin has to know of the text beside it."""

    parts: SourceParts | None

    @property
    def state(self) -> ReviewState:
        """The review that is shown."""
        ...

    def shown_blocks(self) -> Iterator[ShownBlock]:
        """The paragraphs on the screen, from the top."""
        ...

    def y_of(self, item: ShownBlock, offset: int) -> float:
        """The height of the line that holds an offset of a paragraph."""
        ...

    def offset_at(self, y: float) -> int:
        """The offset of the line at a height."""
        ...

    def piece_at(self, offset: int) -> Piece | None:
        """The piece of the source at an offset."""
        ...

    def go_to(self, offset: int) -> None:
        """Put the cursor to an offset."""
        ...

    def drop_boundary(self, at: int, to: int) -> None:
        """The boundary at an offset shall move to another one."""
        ...

    def scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines, as far as there are any."""
        ...

    @property
    def pitch(self) -> float:
        """How high a line is."""
        ...


@dataclass(frozen=True, slots=True)
class _Edge:
    """A boundary on the screen: its height, and the offset of the source at which it stands."""

    y: float
    offset: int


@dataclass(slots=True)
class _Drag:
    """A boundary in the hand. Once it has left its place, it is dropped wherever the hand lets go."""

    edge: _Edge
    y: float
    has_moved: bool = False

    def move(self, y: float) -> None:
        self.y = y
        self.has_moved = self.has_moved or abs(y - self.edge.y) >= _GRIP


class SourceGutter(QWidget):
    """Painted beside the paragraphs on the screen. A boundary is dragged from the name of the part below it."""

    def __init__(self, view: Pane, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._pane = parent
        self._appearance = appearance
        self._width = 0
        self._drag: _Drag | None = None
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_PAUSE)
        self._scrolling.timeout.connect(self._scroll_at_edge)
        self.setMouseTracking(True)

    def take_looks(self) -> None:
        """Make room for the longest name in the font of now."""
        metrics = QFontMetrics(self._appearance.font("meta"))
        names = [kind_name(kind) for kind in KIND_NAMES]
        names += [_title_name(888), _untitled_name(888, SpanKind.BODY)]
        self._width = max(map(metrics.horizontalAdvance, names)) + 16 + _GAP + _BAR + _GAP

    def wanted_width(self) -> int:
        """How wide the margin should be; it leaves most of a narrow view to the text."""
        return max(min(self._width, round(self._pane.width() * _MOST)), _GAP + _BAR + _GAP + 16)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._appearance.font("meta"))
            names: dict[int, Piece] = {}
            for piece, top, bottom, is_first in self._stretches():
                self._paint_bar(painter, piece, top, bottom)
                named = names.get(round(top))
                if is_first and (named is None or (named.owner is None and piece.owner is not None)):
                    names[round(top)] = piece
            for top, piece in names.items():
                self._paint_name(painter, piece, top)
            if self._drag is not None:
                painter.setPen(QPen(self._appearance.theme.accent, 2))
                painter.drawLine(QPointF(8, self._drag.y), QPointF(self.width(), self._drag.y))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        edge = self._edge_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and edge is not None:
            self._drag = _Drag(edge, edge.y)
        else:
            self._select_at(event.position().y())
        self._pane.setFocus()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        y = event.position().y()
        if self._drag is None:
            self.setCursor(Qt.CursorShape.SizeVerCursor if self._edge_at(y) else Qt.CursorShape.ArrowCursor)
            return
        self._drag.move(y)
        self.update()
        if not self._lines_beyond(y):
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self._scrolling.stop()
        self.update()
        if drag is None:
            return
        y = event.position().y()
        drag.move(y)
        if not drag.has_moved:
            self._select_at(y + _GRIP)
        else:
            self._view.drop_boundary(drag.edge.offset, self._view.offset_at(y))

    @override
    def event(self, event: QEvent) -> bool:
        """The tooltip tells the reason of what is beside it."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            piece = self._view.piece_at(self._view.offset_at(event.pos().y()))
            reason = reason_of(self._view.state.proposal, piece) if piece and self._view.state.is_open else ""
            hint = tr("Drag a boundary up or down, or press Alt+↑ and Alt+↓ with the cursor in the part")
            QToolTip.showText(event.globalPos(), f"{reason}\n{hint}" if reason else hint, self)
            return True
        return super().event(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._pane, event)

    def _scroll_at_edge(self) -> None:
        if self._drag is not None and (lines := self._lines_beyond(self._drag.y)):
            self._drag.has_moved = True
            self._view.scroll_lines(lines)
            self.update()

    def _lines_beyond(self, y: float) -> int:
        """Which way to scroll for a hand at this height, and how far at once: farther out is faster."""
        pitch = self._view.pitch
        if y < pitch / 2:
            return -1 - max(0, min(3, int(-y / pitch)))
        if y > self.height() - pitch / 2:
            return 1 + max(0, min(3, int((y - self.height()) / pitch)))
        return 0

    def _select_at(self, y: float) -> None:
        offset = self._view.offset_at(y)
        self._view.go_to(offset)
        piece = self._view.piece_at(offset)
        if piece is not None and piece.owner is not None:
            self._view.state.select(piece.owner)

    def _edge_at(self, y: float) -> _Edge | None:
        near = [edge for edge in self._edges() if abs(edge.y - y) <= _GRIP]
        return min(near, key=lambda edge: abs(edge.y - y), default=None)

    def _edges(self) -> Iterator[_Edge]:
        for piece, top, _, is_first in self._stretches():
            if is_first:
                yield _Edge(top, piece.span.start)

    def _stretches(self) -> Iterator[tuple[Piece, float, float, bool]]:
        """The pieces on the screen, with their heights, and whether their part begins there."""
        parts = self._view.parts
        if parts is None:
            return
        for item in self._view.shown_blocks():
            pieces = parts.between(item.start, max(item.end, item.start + 1))
            for piece in pieces:
                begins_here = piece.span.start >= item.start
                ends_here = piece.span.end <= item.end
                top = self._view.y_of(item, piece.span.start) if begins_here else item.rect.top()
                bottom = self._view.y_of(item, piece.span.end - 1) + item.pitch if ends_here else item.rect.bottom()
                if piece is pieces[-1]:
                    bottom = max(bottom, item.rect.bottom())
                yield piece, top, bottom, begins_here and piece.begins

    def _paint_bar(self, painter: QPainter, piece: Piece, top: float, bottom: float) -> None:
        colour = self._bar_colour(piece)
        if colour is not None and bottom > top:
            painter.fillRect(QRectF(self.width() - _GAP - _BAR, top, _BAR, bottom - top), colour)

    def _bar_colour(self, piece: Piece) -> QColor | None:
        theme = self._appearance.theme
        if piece.owner is None:
            return theme.warn if piece.part is not SpanKind.FURNITURE else None
        return theme.accent if piece.owner == self._view.state.index else theme.control

    def _paint_name(self, painter: QPainter, piece: Piece, top: float) -> None:
        theme = self._appearance.theme
        height = self._view.pitch
        room = QRectF(8, top, self.width() - 8 - _GAP - _BAR - _GAP, height)
        is_selected = piece.owner is not None and piece.owner == self._view.state.index
        is_left_over = piece.owner is None and piece.part is not SpanKind.FURNITURE
        painter.setPen(theme.accent if is_selected else theme.warn if is_left_over else theme.ink2)
        metrics = painter.fontMetrics()
        words = piece.span.reason if piece.part is SpanKind.FURNITURE else ""
        if not words or metrics.horizontalAdvance(words) > room.width():
            words = metrics.elidedText(self._name(piece), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _name(self, piece: Piece) -> str:
        if piece.owner is None:
            return kind_name(piece.part)
        if piece.part is SpanKind.HEADING:
            return _title_name(piece.owner + 1)
        if piece.span.start == self._view.state.proposal.drafts[piece.owner].start:
            return _untitled_name(piece.owner + 1, piece.part)
        return kind_name(piece.part)


def _title_name(number: int) -> str:
    return tr("Case {n} title").format(n=number)


def _untitled_name(number: int, kind: SpanKind) -> str:
    return tr("Case {n} {part}").format(n=number, part=kind_name(kind))
