"""The frame around a selected picture: a corner that is dragged makes it wider or narrower."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QMouseEvent, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from casedesk.domain.richtext import Picture
from casedesk.ui.editor import rich_formats
from casedesk.ui.editor.picture_objects import PictureObjects
from casedesk.ui.theme import Appearance

_PICTURE = "\ufffc"
_HANDLE = 10
_REACH = 14
"""How near to the corner the mouse must be."""
_SMALLEST = 24


class PictureFrame(QObject):
    """Selects pictures by a click in a text edit, and resizes the one that is selected."""

    def __init__(self, edit: QTextEdit, objects: PictureObjects, appearance: Appearance) -> None:
        super().__init__(edit)
        self._edit = edit
        self._objects = objects
        self._appearance = appearance
        self._dragged: QRectF | None = None
        edit.viewport().setMouseTracking(True)
        edit.viewport().installEventFilter(self)
        edit.selectionChanged.connect(edit.viewport().update)

    @property
    def place(self) -> int:
        """Where the selected picture stands; -1 where none is selected alone."""
        cursor = self._edit.textCursor()
        start = cursor.selectionStart()
        is_one = cursor.selectionEnd() == start + 1 and self._edit.document().characterAt(start) == _PICTURE
        return start if is_one else -1

    @property
    def picture(self) -> Picture | None:
        """The selected picture."""
        return rich_formats.picture_of(self._edit.textCursor().charFormat()) if self.place >= 0 else None

    @property
    def room(self) -> int:
        """The width that no picture exceeds."""
        return self._objects.room

    @property
    def corner(self) -> QPoint:
        """The lower right corner of the selected picture, on the screen."""
        rect = self._rect(self.place) or QRectF()
        return self._edit.viewport().mapToGlobal(rect.bottomRight().toPoint())

    def select_at(self, at: QPointF) -> bool:
        """Select the picture at a place of the viewport; False where there is none."""
        place = self._picture_at(at)
        if place < 0:
            return False
        cursor = self._edit.textCursor()
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        return True

    def change(self, picture: Picture) -> None:
        """Put another picture, width or description in place of the selected one, which stays selected."""
        place = self.place
        if place < 0 or picture == self.picture:
            return
        cursor = self._edit.textCursor()
        made = rich_formats.picture_format(picture, rich_formats.marks_of(cursor.charFormat()))
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(made)
        self._edit.setTextCursor(cursor)

    def paint(self, painter: QPainter) -> None:
        """Paint the frame where there is one."""
        rect = self._dragged or self._rect(self.place)
        if rect is None:
            return
        theme = self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(theme.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        corner = QRectF(0, 0, _HANDLE, _HANDLE)
        corner.moveCenter(rect.bottomRight())
        painter.fillRect(corner, theme.accent)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                return self._press(event.position())
            case QEvent.Type.MouseMove:
                return self._move(event.position())
            case QEvent.Type.MouseButtonRelease if self._dragged is not None:
                return self._release()
            case _:
                return False

    def _press(self, at: QPointF) -> bool:
        rect = self._rect(self.place)
        if rect is not None and self._is_corner(rect, at):
            self._dragged = rect
            return True
        if not self.select_at(at):
            return False
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _move(self, at: QPointF) -> bool:
        rect = self._rect(self.place)
        if self._dragged is None or rect is None:
            is_corner = rect is not None and self._is_corner(rect, at)
            shape = Qt.CursorShape.SizeFDiagCursor if is_corner else Qt.CursorShape.IBeamCursor
            self._edit.viewport().setCursor(shape)
            return False
        width = min(max(round(at.x() - rect.left()), _SMALLEST), self._objects.room)
        self._dragged = QRectF(rect.left(), rect.top(), width, width * rect.height() / rect.width())
        self._edit.viewport().update()
        return True

    def _release(self) -> bool:
        dragged, self._dragged = self._dragged, None
        picture = self.picture
        if dragged is not None and picture is not None and dragged != self._rect(self.place):
            self.change(Picture(picture.digest, picture.alt, round(dragged.width())))
        self._edit.viewport().update()
        return True

    @staticmethod
    def _is_corner(rect: QRectF, at: QPointF) -> bool:
        return abs(at.x() - rect.right()) <= _REACH and abs(at.y() - rect.bottom()) <= _REACH

    def _picture_at(self, at: QPointF) -> int:
        """Where the picture under the mouse stands; -1 for none."""
        near = self._edit.cursorForPosition(at.toPoint()).position()
        for place in (near, near - 1):
            rect = self._rect(place)
            if rect is not None and rect.contains(at):
                return place
        return -1

    def _rect(self, place: int) -> QRectF | None:
        document = self._edit.document()
        if place < 0 or document.characterAt(place) != _PICTURE:
            return None
        cursor = QTextCursor(document)
        cursor.setPosition(place + 1)
        size = self._objects.shown_size(cursor.charFormat())
        left, baseline = _baseline(document.findBlock(place), place, document.documentLayout())
        return QRectF(left, baseline - size.height(), size.width(), size.height())


def _baseline(block: QTextBlock, place: int, layout: QAbstractTextDocumentLayout) -> tuple[float, float]:
    """Where a character begins, and the baseline that it stands on."""
    at = place - block.position()
    line = block.layout().lineForTextPosition(at)
    origin = layout.blockBoundingRect(block).topLeft()
    left = cast("tuple[float, int]", line.cursorToX(at))[0]
    return origin.x() + left, origin.y() + line.y() + line.ascent()
