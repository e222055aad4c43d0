"""Words on the page: in one of the four sizes, following the theme, and cut with an ellipsis where they must be."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance, FontKind


class Words(QLabel):
    """Words in a size of the design (`kind`) and a colour role; both follow the settings at run time.

    `tone` is one of ink, ink2, accent, ok, warn, bad, tip. Rich text is never read into what comes from files.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str = "",
        *,
        kind: FontKind = "ui",
        tone: str = "ink",
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._appearance = appearance
        self._kind: FontKind = kind
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("tone", tone)
        self._take_font()
        appearance.changed.connect(self._take_font)

    def set_tone(self, tone: str) -> None:
        """Change the colour role."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
            self._take_font()  # the style gives back the size that the words had when it was told of them first

    def _take_font(self) -> None:
        self.setFont(self._appearance.font(self._kind))


class Glyph(QWidget):
    """An icon that stands in the text: in the colour of its role and as large as the text around it asks for."""

    def __init__(
        self, appearance: Appearance, icon: str, *, role: str = "ink2", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon = appearance.icon(icon, role)
        self._size = size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fit()
        appearance.changed.connect(self._fit)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._icon.paint(painter, self.rect())

    def _fit(self) -> None:
        side = self._appearance.px(self._size)
        self.setFixedSize(side, side)
        self.update()


class ElidedLabel(QLabel):
    """One line of plain words, cut with an ellipsis where there is no room; the tooltip then says them all."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._whole = ""
        self._explanation = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        self._whole = " ".join(text.split())
        super().setText(self._whole)
        self.updateGeometry()
        self._explain()

    def set_explanation(self, text: str) -> None:
        """Say more in the tooltip, and to the ear."""
        self._explanation = text
        self.setAccessibleDescription(text)
        self._explain()

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), QFontMetrics(self.font()).averageCharWidth() * 4), hint.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            room = self.contentsRect()
            words = self.fontMetrics().elidedText(self._whole, self._mode, room.width())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(room, int(self.alignment() | Qt.TextFlag.TextSingleLine), words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self._whole) > self.contentsRect().width()
        whole = self._whole if is_cut and self.isVisible() else ""
        self.setToolTip("\n".join(filter(None, (whole, self._explanation))))


class SectionHeading(QWidget):
    """The small name of a part of a panel, with room for a button or a count at its right."""

    def __init__(self, appearance: Appearance, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words(appearance, text, kind="meta", tone="ink2", parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._words)
        self._row.addStretch(1)

    def set_text(self, text: str) -> None:
        """Change the name."""
        self._words.setText(text)

    def add(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget)
