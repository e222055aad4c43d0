"""A paper that is read on the screen: it scrolls, its words can be selected, and there is nothing to press."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from typing_extensions import override

from casedesk.domain.library import Pseudonym
from casedesk.ui.editor.case_paper import CasePaper, language_of
from casedesk.ui.editor.paper_document import Ink, PaperDocument
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.theme import Appearance

_MARGIN = 32
_EMPTY = CasePaper("", ())


class PaperView(QTextEdit):
    """A column of reading width in the middle of the room."""

    def __init__(self, appearance: Appearance, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._paper = _EMPTY
        self._stand_ins: tuple[Pseudonym, ...] = ()
        self._measure = 42
        self._size = 100
        self._written_column = 0
        self.paper_document = PaperDocument(pictures, self)
        self.setDocument(self.paper_document)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)
        self.viewport().setAutoFillBackground(False)
        appearance.changed.connect(self._write)

    def show_paper(self, paper: CasePaper, *, stand_ins: Sequence[Pseudonym] = (), from_top: bool = True) -> None:
        """Show a paper; with stand-ins in the place of the names that they are for."""
        self._paper, self._stand_ins = paper, tuple(stand_ins)
        self._write()
        if from_top:
            self.verticalScrollBar().setValue(0)

    def set_size(self, percent: int, *, measure: int) -> None:
        """Show the words larger or smaller than case text is, in lines of so many Chinese characters."""
        if (percent, measure) != (self._size, self._measure):
            self._size, self._measure = percent, measure
            self._write()

    def words(self) -> str:
        """What is to be read."""
        return self.toPlainText()

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        if self._column == self._written_column:
            self._fit()
        else:
            self._write()  # pictures and tables have as much room as the column
        super().resizeEvent(e)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            top = self.verticalScrollBar().value()
            painter.translate(0, -top)
            self.paper_document.paint_marks(painter, QRectF(e.rect()).translated(0, top))

    @property
    def _pixels(self) -> int:
        return max(9, round(self._appearance.font("reading").pixelSize() * self._size / 100))

    def _write(self) -> None:
        font = self._appearance.font("reading", language=language_of(self._paper))
        font.setPixelSize(self._pixels)
        place = self.verticalScrollBar().value()
        self._written_column = self._column  # before `_fit`, which may resize
        self._fit()
        self.paper_document.write(
            self._paper, font, Ink.of(self._appearance.theme), room=self._column, stand_ins=self._stand_ins,
            scale=self._size / 100,
        )  # fmt: skip
        self.verticalScrollBar().setValue(place)

    @property
    def _column(self) -> int:
        return max(160, min(self.width() - 2 * _MARGIN, self._measure * self._pixels))

    def _fit(self) -> None:
        side = max(_MARGIN, (self.width() - self._column) // 2)
        right = max(8, side - self.verticalScrollBar().sizeHint().width())
        self.setViewportMargins(side, 24, right, 24)
