"""Teaching methods beside the plan: found by words or pinyin, by minutes and by people; dragged, taken by Enter, and
the trainer's own ones changed."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casedesk.domain.fold import fold
from casedesk.domain.methods import Method
from casedesk.texts import tr
from casedesk.ui.lessons.method_form import MethodForm
from casedesk.ui.lessons.plan_delegate import PlanDelegate
from casedesk.ui.models.name_finding import name_finder
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton, LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField
from casedesk.ui.widgets.spin_boxes import NumberBox
from casedesk.ui.widgets.surfaces import Rule, set_surface

MIME_TYPE = "application/x-casedesk-method"


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
    """The methods one can choose from, and the fields of one's own."""

    method_chosen = Signal(object)
    """The Method."""
    forget_requested = Signal(object)
    """The Method, an own one."""
    copy_requested = Signal(object)
    """The Method, of which a copy is wanted that can be changed."""
    new_requested = Signal()
    edited = Signal(object, object, str)
    """(Method before, Method after, field)"""
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._methods: tuple[Method, ...] = ()
        self._edited_id = 0
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
        self.edit = LinkButton(tr("Edit"), self, is_quiet=True)
        self.copy = LinkButton(tr("Edit a copy"), self, is_quiet=True)
        self.new = IconButton(appearance, "ph.plus", tr("New method"), self)
        self.done = Button(tr("Done"), appearance=appearance, parent=self)
        self._close = IconButton(appearance, "ph.x", tr("Close the methods"), self)
        self.form = MethodForm(appearance, self)
        self._pages = QStackedWidget(self)
        self._build()
        self._connect()

    @property
    def current(self) -> Method | None:
        """The method that is marked."""
        item = self.list.currentItem()
        return self.method(item.data(Qt.ItemDataRole.UserRole)) if item else None  # pyright: ignore[reportUnnecessaryComparison]

    def method(self, uid: str) -> Method | None:
        """The method with this uid."""
        return next((method for method in self._methods if method.uid == uid), None)

    def show_methods(self, methods: Sequence[Method]) -> None:
        """Offer these methods."""
        self._methods = tuple(methods)
        self._filter()

    def refresh_fields(self) -> None:
        """Show the method in the fields as it is now; somebody else has changed it, or taken it out."""
        if self.is_editing:
            known = next((method for method in self._methods if method.id == self._edited_id), None)
            self.form.show_method(known)
            if known is None:
                self.end_editing()

    def open(self) -> None:
        """Be ready to be searched."""
        self.end_editing()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.search.selectAll()

    @property
    def is_editing(self) -> bool:
        """Whether the fields of a method are shown."""
        return self._pages.currentIndex() == 1

    def begin_editing(self, method: Method) -> None:
        """Show the fields of an own method."""
        self._mark(method.uid)
        self._edited_id = method.id
        self.form.show_method(method)
        self._pages.setCurrentIndex(1)
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.name.selectAll()

    def end_editing(self) -> None:
        """Show the list."""
        self.form.write()
        self._pages.setCurrentIndex(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Words(self._appearance, tr("Methods"), kind="ui_medium", parent=self), 1)
        head.addWidget(self.new)
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
        foot = FlowLayout(spacing=12)
        for button in (self.add, self.edit, self.copy, self.forget):
            foot.addWidget(button)
        finder, fields = QWidget(self), QWidget(self)
        found = QVBoxLayout(finder)
        found.addWidget(self.search)
        found.addLayout(limits)
        found.addWidget(self.list, 3)
        found.addWidget(Rule(self))
        found.addWidget(scroll, 4)
        found.addLayout(foot)
        filled = QVBoxLayout(fields)
        filled.addWidget(self.form, 1)
        filled.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        for page, layout in ((finder, found), (fields, filled)):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(8)
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.minutes.valueChanged.connect(self._filter)
        self.people.valueChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemActivated.connect(self._choose)
        self.add.clicked.connect(self._choose)
        self.forget.clicked.connect(lambda: self._of_current(self.forget_requested.emit))
        self.copy.clicked.connect(lambda: self._of_current(self.copy_requested.emit))
        self.edit.clicked.connect(lambda: self._of_current(self.begin_editing))
        self.new.clicked.connect(self.new_requested)
        self.form.edited.connect(self.edited)
        self.done.clicked.connect(self.end_editing)
        self._close.clicked.connect(self._end)

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
                item.setData(Qt.ItemDataRole.UserRole, method.uid)
            uids = [method.uid for method in shown]
            self.list.setCurrentRow(uids.index(kept.uid) if kept is not None and kept.uid in uids else 0)
        self._show_current()

    def _mark(self, uid: str) -> None:
        """Mark a method in the list; what was looked for is forgotten where it is not in there."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(Qt.ItemDataRole.UserRole) == uid]
        if rows:
            self.list.setCurrentRow(rows[0])
            return
        for box in (self.minutes, self.people):
            box.setValue(0)
        self.search.clear()
        if any(method.uid == uid for method in self._methods):
            self._mark(uid)

    def _show_current(self) -> None:
        method = self.current
        for widget in (self._name, self._figures, self._purpose, self._steps, self._materials):
            widget.setVisible(method is not None)
        self._nothing.setVisible(method is None)
        self.add.setEnabled(method is not None)
        is_own = method is not None and method.is_own
        for link in (self.edit, self.forget):
            link.setVisible(is_own)
        self.copy.setVisible(method is not None and not is_own)
        if method is None:
            return
        self._name.setText(method.name)
        self._figures.setText(_short(method))
        self._purpose.setText(method.purpose)
        self._steps.setText("\n".join(f"{number}. {step}" for number, step in enumerate(method.steps, 1)))
        brought = tr(", ").join(item.name for item in method.materials)
        self._materials.setText(tr("Materials: {names}").format(names=brought) if brought else tr("Needs no materials"))

    def _choose(self) -> None:
        self._of_current(self.method_chosen.emit)

    def _of_current(self, step: Callable[[Method], object]) -> None:
        if (method := self.current) is not None:
            step(method)

    def _end(self) -> None:
        self.end_editing()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.is_editing:
                self.end_editing()
            case Qt.Key.Key_Escape:
                self._end()
            case _ if self.is_editing:
                super().keyPressEvent(event)
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.search.hasFocus() and self.list.count():
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            case Qt.Key.Key_Delete if self.list.hasFocus() and not self.forget.isHidden():
                self.forget.click()
            case Qt.Key.Key_F2 if not self.edit.isHidden():
                self.edit.click()
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
