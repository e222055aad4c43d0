"""A bar of parts drawn to scale: minutes of a plan, characters of a source, what a case has and lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance

_GAP = 2.0
_TICK = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the bar. `role` is a colour of the theme, or "accent_soft"; `label` names it to ear and mouse."""

    weight: float
    role: str
    label: str = ""


class FitBar(QWidget):
    """Parts to scale. With a target, what is left is a dashed end, and what is over is red beyond a tick.

    A click on a part, or ←→ and Enter, emits `part_clicked` with its position. The widget describes itself to screen
    readers by the labels, unless its owner sets a description.
    """

    part_clicked = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, height: int = 8) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._height = height
        self._parts: tuple[Part, ...] = ()
        self._target = 0.0
        self._current = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        appearance.changed.connect(self.update)

    def set_parts(self, parts: Sequence[Part], *, target: float = 0) -> None:
        """Show parts; `target` 0 is their sum."""
        self._parts = tuple(parts)
        self._target = float(target)
        self._current = min(self._current, len(self._parts) - 1)
        self.setAccessibleDescription(", ".join(part.label for part in self._parts if part.label))
        self.update()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is shown."""
        return self._parts

    def set_interactive(self, name: str) -> None:
        """Let the keyboard reach the parts too; `name` says to screen readers what the bar shows."""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, self._height + _TICK)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height + _TICK)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for at, (part, rect) in enumerate(zip(self._parts, self._rects(), strict=True)):
                if rect.width() > 0:
                    self._paint_part(painter, part, rect, is_current=at == self._current and self.hasFocus())
            self._paint_target(painter)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and (at := self._part_at(event.position().x())) >= 0:
            self._current = at
            self.part_clicked.emit(at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._parts:
            self._current = max(0, self._current + step) % len(self._parts)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._current >= 0:
            self.part_clicked.emit(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and (at := self._part_at(event.pos().x())) >= 0:
            QToolTip.showText(event.globalPos(), self._parts[at].label, self)
            return True
        return super().event(event)

    def _paint_part(self, painter: QPainter, part: Part, rect: QRectF, *, is_current: bool) -> None:
        painter.setBrush(self._tone(part.role))
        over = self._over_from()
        painter.drawRoundedRect(rect, 2, 2)
        if over is not None and rect.right() > over:
            painter.setBrush(self._appearance.theme.bad)
            painter.drawRect(
                QRectF(max(over, rect.left()), rect.top(), rect.right() - max(over, rect.left()), rect.height())
            )
        if is_current:
            painter.setPen(QPen(self._appearance.theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, -1, -1, 1), 2, 2)
            painter.setPen(Qt.PenStyle.NoPen)

    def _paint_target(self, painter: QPainter) -> None:
        theme = self._appearance.theme
        over = self._over_from()
        if over is not None:
            painter.fillRect(QRectF(over - 1, 0, 2, self._height + _TICK), theme.ink)
            return
        left = self._target - self._sum()
        if left <= 0:
            return
        start = self.width() * self._sum() / self._target
        painter.setPen(QPen(theme.ink3, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(start + 0.5, _TICK / 2 + 0.5, self.width() - start - 1, self._height - 1), 2, 2)

    def _rects(self) -> list[QRectF]:
        whole = max(self._sum(), self._target) or 1.0
        rects: list[QRectF] = []
        x = 0.0
        for part in self._parts:
            width = self.width() * part.weight / whole
            rects.append(QRectF(x, _TICK / 2, max(width - _GAP, min(width, 2.0)), self._height))
            x += width
        return rects

    def _part_at(self, x: float) -> int:
        for at, rect in enumerate(self._rects()):
            if rect.left() <= x <= rect.right() + _GAP:
                return at
        return -1

    def _sum(self) -> float:
        return sum(part.weight for part in self._parts)

    def _over_from(self) -> float | None:
        """Where the target stands in the bar, when the parts run over it."""
        if not self._target or self._sum() <= self._target:
            return None
        return self.width() * self._target / self._sum()

    def _tone(self, role: str) -> QColor:
        theme = self._appearance.theme
        if role != "accent_soft":
            return theme.colour(role)
        accent, paper = theme.accent, theme.paper
        return QColor.fromRgbF(
            *((a + b) / 2 for a, b in zip(accent.getRgbF()[:3], paper.getRgbF()[:3], strict=True))  # type: ignore[arg-type]
        )
