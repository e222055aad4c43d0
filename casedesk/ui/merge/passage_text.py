"""A text to be read, as high as it needs to be, with what differs marked and what agrees folded away."""

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from casedesk.domain.side_by_side import Look, Stretch
from casedesk.ui.theme import Appearance, writing_of

LINE_HEIGHT = 1.7
"""Of the size of the letters."""
_GAP = " … "


class PassageText(QWidget):
    """Painted words; the widget takes no keys and no focus, its row does."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._text = ""
        self._stretches: tuple[Stretch, ...] = ()
        self._is_unfolded = False
        self._is_muted = False
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setUndoRedoEnabled(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._write)

    def show_text(self, text: str, stretches: Iterable[Stretch]) -> None:
        """Show a text."""
        self._text = text
        self._stretches = tuple(stretches)
        self._write()

    def set_unfolded(self, *, on: bool) -> None:
        """Show all of it, or fold what agrees."""
        self._is_unfolded = on
        self._write()

    def set_muted(self, *, on: bool) -> None:
        """Show that it is not chosen."""
        if on != self._is_muted:
            self._is_muted = on
            self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        self._document.setTextWidth(max(arg__1, 40))
        return round(self._document.size().height())

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), 120)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._appearance.theme
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, theme.ink2 if self._is_muted else theme.ink)
        context.palette = palette
        with QPainter(self) as painter:
            self._document.documentLayout().draw(painter, context)

    def _write(self) -> None:
        theme = self._appearance.theme
        font = self._appearance.font("reading", language=writing_of(self._text))
        self.setFont(font)
        self._document.clear()
        self._document.setDefaultFont(font)
        block = QTextBlockFormat()
        height = round(font.pixelSize() * LINE_HEIGHT)
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        plain, marked, gap = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        for each in (plain, marked, gap):
            each.setFont(font)
        marked.setBackground(theme.mark)
        marked.setForeground(theme.mark_ink)
        gap.setForeground(theme.ink2)
        looks = {Look.PLAIN: plain, Look.MARKED: marked, Look.FOLDED: plain}
        cursor = QTextCursor(self._document)
        cursor.setBlockFormat(block)
        for at, stretch in enumerate(self._stretches):
            if stretch.look is Look.FOLDED and not self._is_unfolded:
                cursor.insertText(_GAP.lstrip() if at == 0 else _GAP, gap)
            else:
                words = self._text[stretch.start : stretch.end]
                cursor.insertText(words.strip("\n") if self._is_at_gap(at) else words, looks[stretch.look])
        self.updateGeometry()
        self.update()

    def _is_at_gap(self, at: int) -> bool:
        """Whether a fold stands beside a stretch, so that a line break there would leave an empty line."""
        beside = self._stretches[max(at - 1, 0) : at + 2]
        return not self._is_unfolded and any(item.look is Look.FOLDED for item in beside)
