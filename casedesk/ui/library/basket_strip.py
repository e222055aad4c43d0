"""The basket along the bottom: what was picked, in order, how long it takes, and the way to a lesson plan."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr, tr_n
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.library.basket_list import ROW, STRIP, BasketList
from casedesk.ui.models.basket import BasketModel
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface

_POPUP_WIDTH, _POPUP_ROWS, _POPUP_MARGIN = 360, 10, 8


class BasketStrip(QWidget):
    """One line: icon, name, the cases, minutes together, and the page's filled button."""

    plan_requested = Signal(object)
    """The ids of the cases, in order."""
    handouts_requested = Signal(object)
    """The ids of the cases, in order."""
    open_requested = Signal(int)

    def __init__(self, basket: BasketModel, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basket = basket
        self._appearance = appearance
        self._is_narrow = False
        set_surface(self, "side", edge="top")
        self._glyph = _Glyph(appearance, self)
        self._name = Words(appearance, tr("Basket"), kind="ui_medium", parent=self)
        self.list = BasketList(basket, appearance, parent=self)
        self._hint = ElidedLabel(
            tr("Empty. Select cases and press B to put them in; when there are enough, make a lesson plan of them."),
            self,
        )
        self._hint.setProperty("tone", "ink2")
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._minutes = Words(appearance, kind="meta", parent=self)
        self._unit = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.more_button = IconButton(appearance, "ph.caret-up", tr("Show the basket"), self)
        self.handouts_button = IconButton(appearance, "ph.printer", tr("Handouts of the basket…"), self)
        self.plan_button = Button(tr("Make a lesson plan"), "primary", parent=self)
        self._build()
        self._connect()
        self._take_fonts()
        self._refresh()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show numbers only, and the cases in a list that opens above."""
        self._is_narrow = is_narrow
        self._refresh()

    @property
    def has_cases(self) -> bool:
        """Whether anything lies in the basket."""
        return bool(self._basket.ids)

    @property
    def focus_target(self) -> QWidget:
        """The widget that F6 goes to."""
        if self._basket.rowCount() == 0:
            return self.plan_button if self.plan_button.isEnabled() else self
        return self.more_button if self._is_narrow else self.list

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(12)
        for widget, stretch in ((self._glyph, 0), (self._name, 0), (self._hint, 1), (self.list, 1)):
            layout.addWidget(widget, stretch)
        sums = QHBoxLayout()
        sums.setSpacing(4)
        for widget in (self._count, self._minutes, self._unit):
            sums.addWidget(widget)
        layout.addLayout(sums)
        self._filler = QWidget(self)
        self._filler.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._filler)
        layout.addWidget(self.more_button)
        layout.addWidget(self.handouts_button)
        layout.addWidget(self.plan_button)

    def _connect(self) -> None:
        self._basket.changed.connect(self._refresh)
        self.list.open_requested.connect(self.open_requested)
        self.more_button.clicked.connect(self._open_popup)
        self.handouts_button.clicked.connect(self._ask_for_handouts)
        self.plan_button.clicked.connect(self._ask_for_plan)
        self._appearance.changed.connect(self._take_fonts)

    def _take_fonts(self) -> None:
        self.setFixedHeight(self._appearance.px(STRIP))
        self._hint.setFont(self._appearance.font("ui"))
        bold = self._appearance.font("meta")
        bold.setWeight(bold.Weight.DemiBold)
        self._minutes.setFont(bold)

    def _refresh(self) -> None:
        n, minutes = self._basket.rowCount(), self._basket.minutes
        is_empty = n == 0
        self._hint.setVisible(is_empty)
        self.list.setVisible(not is_empty and not self._is_narrow)
        self._filler.setVisible(not is_empty and self._is_narrow)
        for widget in (self._count, self._minutes, self._unit, self.handouts_button, self.plan_button):
            widget.setVisible(not is_empty)
        self.more_button.setVisible(not is_empty and self._is_narrow)
        self._glyph.set_role("ink2" if is_empty else "accent")
        self._count.setText(tr_n("{n} case,", "{n} cases,", n).format(n=n))
        self._minutes.setText(f"{minutes:,}")
        self._unit.setText(tr_n("minute", "minutes", minutes))
        summary = tr("Basket: {n} cases, {minutes} minutes").format(n=n, minutes=minutes)
        self.setAccessibleName(summary)

    def _ask_for_plan(self) -> None:
        self.plan_requested.emit(self._basket.ids)

    def _ask_for_handouts(self) -> None:
        self.handouts_requested.emit(self._basket.ids)

    def _open_popup(self) -> None:
        popup = _BasketPopup(self._basket, self._appearance, self.window())
        popup.list.open_requested.connect(self.open_requested)
        popup.closed.connect(self.more_button.setFocus)
        size = QSize(self._appearance.px(_POPUP_WIDTH), self._popup_height())
        right = self.more_button.mapTo(self.window(), QPoint(self.more_button.width(), 0)).x()
        top = self.mapTo(self.window(), QPoint(0, 0)).y()
        popup.setGeometry(QRect(QPoint(max(right - size.width(), 0), top - size.height() - 4), size))
        popup.show()
        popup.raise_()
        popup.list.setFocus()

    def _popup_height(self) -> int:
        rows = min(self._basket.rowCount(), _POPUP_ROWS)
        return rows * self._appearance.px(ROW) + 2 * _POPUP_MARGIN + 2


class _BasketPopup(QFrame):
    """The basket as a list above the strip; Escape or a step elsewhere closes it."""

    closed = Signal()

    def __init__(self, basket: BasketModel, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        set_surface(self, "popup")
        self.list = BasketList(basket, appearance, is_vertical=True, parent=self)
        self.list.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_POPUP_MARGIN, _POPUP_MARGIN, _POPUP_MARGIN, _POPUP_MARGIN)
        layout.addWidget(self.list)
        basket.changed.connect(self._close_when_empty)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._close()
            self.closed.emit()
            return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and not _is_menu(event):
            self._close()
        return super().eventFilter(watched, event)

    def _close(self) -> None:
        self.hide()
        self.deleteLater()

    def _close_when_empty(self) -> None:
        if not self.list.model().rowCount():
            self._close()
            self.closed.emit()


def _is_menu(event: QFocusEvent) -> bool:
    """Whether the focus is lost to a menu only, which gives it back."""
    return event.reason() is Qt.FocusReason.PopupFocusReason


class _Glyph(QWidget):
    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._role = "ink2"
        self._grow()
        appearance.changed.connect(self._grow)

    def _grow(self) -> None:
        side = self._appearance.px(18)
        self.setFixedSize(side, side)
        self.update()

    def set_role(self, role: str) -> None:
        self._role = role
        self.update()

    @override
    def paintEvent(self, event: QEvent) -> None:  # type: ignore[override]
        with QPainter(self) as painter:
            paint_glyph(painter, self.rect(), "shopping-bag-open", self._appearance.theme.colour(self._role))
