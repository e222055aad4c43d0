"""Teaching methods beside the plan: found by words or pinyin, by minutes and by people; dragged or taken by Enter."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casedesk.domain.fold import fold
from casedesk.domain.methods import Method
from casedesk.texts import tr
from casedesk.ui.lessons.plan_delegate import PlanDelegate
from casedesk.ui.models.name_finding import name_finder
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton, LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField
from casedesk.ui.widgets.spin_boxes import NumberBox
from casedesk.ui.widgets.surfaces import Rule, set_surface

MIME_TYPE = "application/x-casedesk-method"
_WIDTH = 344


def dragged_method(data: QMimeData) -> tuple[str, ...]:
    """The id of the method in what is dragged; empty for anything else."""
    if not data.hasFormat(MIME_TYPE):
        return ()
    try:
        found: object = json.loads(bytes(data.data(MIME_TYPE).data()))
    except ValueError:
        return ()
    return (found,) if isinstance(found, str) else ()


class MethodsPanel(QFrame):
    """Lies over the right side of its parent until it is closed, so that the plan stays in sight."""

    method_chosen = Signal(object)
    """The Method."""
    forget_requested = Signal(str)
    """The id of an own method."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._owner = parent
        self._methods: tuple[Method, ...] = ()
        set_surface(self, "side", edge="left")
        self.search = LineField(self)
        self.minutes = _number(self, tr("Minutes there are"), 240)
        self.people = _number(self, tr("Number of people"), 200)
        self.list = _MethodList(self)
        self.list.setItemDelegate(PlanDelegate(appearance, self.list))
        self._name = Words(appearance, kind="ui_medium", wraps=True, parent=self)
        self._figures = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._purpose = Words(appearance, wraps=True, parent=self)
        self._steps = Words(appearance, wraps=True, parent=self)
        self._materials = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.add = Button(tr("Put into the plan"), appearance=appearance, icon="ph.plus", parent=self)
        self.forget = LinkButton(tr("Remove this method"), self, is_quiet=True)
        self._nothing = Words(appearance, tr("No method fits."), tone="ink2", wraps=True, parent=self)
        self._close = IconButton(appearance, "ph.x", tr("Close the methods"), self)
        self._build()
        self._connect()
        self.hide()

    @property
    def current(self) -> Method | None:
        """The method that is marked."""
        item = self.list.currentItem()
        wanted = item.data(Qt.ItemDataRole.UserRole) if item else None  # pyright: ignore[reportUnnecessaryComparison]
        return next((method for method in self._methods if method.id == wanted), None)

    def method(self, method_id: str) -> Method | None:
        """The method with this id."""
        return next((method for method in self._methods if method.id == method_id), None)

    def show_methods(self, methods: Sequence[Method]) -> None:
        """Offer these methods."""
        self._methods = tuple(methods)
        self._filter()

    def open(self) -> None:
        """Show the panel, ready to be searched."""
        self._fit()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.search.selectAll()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Words(self._appearance, tr("Methods"), kind="ui_medium", parent=self), 1)
        head.addWidget(self._close)
        self.search.setPlaceholderText(tr("Name, purpose or steps"))
        self.search.setAccessibleName(tr("Search methods"))
        limits = QHBoxLayout()
        limits.setSpacing(8)
        for name, box in ((tr("Minutes"), self.minutes), (tr("People"), self.people)):
            label = Words(self._appearance, name, kind="meta", tone="ink2", parent=self)
            label.setBuddy(box)
            limits.addWidget(label)
            limits.addWidget(box, 1)
        detail = QWidget(self)
        told = QVBoxLayout(detail)
        told.setContentsMargins(0, 8, 0, 8)
        told.setSpacing(4)
        for widget in (self._nothing, self._name, self._figures, self._purpose, self._steps, self._materials):
            told.addWidget(widget)
        told.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(detail)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addLayout(limits)
        column.addWidget(self.list, 3)
        column.addWidget(Rule(self))
        column.addWidget(scroll, 4)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.minutes.valueChanged.connect(self._filter)
        self.people.valueChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemActivated.connect(self._choose)
        self.add.clicked.connect(self._choose)
        self.forget.clicked.connect(self._ask_to_forget)
        self._close.clicked.connect(self.hide)
        self._owner.installEventFilter(self)

    def _filter(self) -> None:
        fits, typed = name_finder(self.search.text()), fold(self.search.text().strip())
        kept = self.current
        shown = [
            method
            for method in self._methods
            if method.suits(self.minutes.value(), self.people.value())
            and (fits(method.name) or (typed and any(typed in fold(text) for text in (method.purpose, *method.steps))))
        ]
        with QSignalBlocker(self.list):
            self.list.clear()
            for method in shown:
                item = QListWidgetItem(method.name, self.list)
                item.setStatusTip(_short(method))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{method.name}, {_short(method)}")
                item.setData(Qt.ItemDataRole.UserRole, method.id)
            self.list.setCurrentRow(shown.index(kept) if kept in shown else 0)
        self._show_current()

    def _show_current(self) -> None:
        method = self.current
        for widget in (self._name, self._figures, self._purpose, self._steps, self._materials):
            widget.setVisible(method is not None)
        self._nothing.setVisible(method is None)
        self.add.setEnabled(method is not None)
        self.forget.setVisible(method is not None and method.is_own)
        if method is None:
            return
        self._name.setText(method.name)
        self._figures.setText(_short(method))
        self._purpose.setText(method.purpose)
        self._steps.setText("\n".join(f"{number}. {step}" for number, step in enumerate(method.steps, 1)))
        brought = tr(", ").join(item.name for item in method.materials)
        self._materials.setText(tr("Materials: {names}").format(names=brought) if brought else tr("Needs no materials"))

    def _choose(self) -> None:
        if (method := self.current) is not None:
            self.method_chosen.emit(method)

    def _ask_to_forget(self) -> None:
        if (method := self.current) is not None and method.is_own:
            self.forget_requested.emit(method.id)

    def _fit(self) -> None:
        width = min(self._appearance.px(_WIDTH), self._owner.width())
        self.setGeometry(self._owner.width() - width, 0, width, self._owner.height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._owner and event.type() is QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.search.hasFocus() and self.list.count():
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose()
            case _:
                super().keyPressEvent(event)


class _MethodList(QListWidget):
    """The methods; a row is dragged as the method's id."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Methods"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    @override
    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        for item in items[:1]:
            data.setData(MIME_TYPE, json.dumps(item.data(Qt.ItemDataRole.UserRole)).encode())
            data.setText(item.text())
        return data


def _short(method: Method) -> str:
    words = tr("{low}–{high} min, {few}–{many} people")
    low, high = method.minutes
    few, many = method.people
    text = words.format(low=low, high=high, few=few, many=many)
    return tr("{words}, my own").format(words=text) if method.is_own else text


def _number(parent: QWidget, name: str, most: int) -> NumberBox:
    box = NumberBox(parent)
    box.setRange(0, most)
    box.setSpecialValueText(tr("any"))
    box.setAccessibleName(name)
    return box
