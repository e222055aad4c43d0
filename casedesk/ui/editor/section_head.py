"""The line above a section: its name, which folds it and can be written, its menu, its count."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget
from typing_extensions import override

from casedesk.domain.case import Section
from casedesk.texts import tr
from casedesk.ui.editor.case_words import role_name, section_name
from casedesk.ui.editor.row_drag import Grip
from casedesk.ui.page_action import showing, writing
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, grow_icon
from casedesk.ui.widgets.labels import Words

BLEED = 12
"""How far the paper of an active question reaches beyond the text column."""


class _QuietButton(IconButton):
    """A button that is seen only under the mouse and with the focus, and is always there for the keyboard."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        parent = self.parentWidget()
        if self.hasFocus() or self.isDown() or (parent is not None and parent.underMouse()):
            super().paintEvent(event)


class SectionHead(QWidget):
    """The line above a section."""

    fold_requested = Signal()
    wish = Signal(str)
    """"up", "down", "remove", "fold_all" or "unfold_all"."""
    renamed = Signal(str)
    """The heading that the section shall have; empty for the name of its role."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._title = ""
        self.grip = Grip(appearance, tr("Drag to another place (Alt+↑, Alt+↓)"), self)
        self.editor = QLineEdit(self)
        self.editor.setAccessibleName(tr("Heading of the section"))
        self.editor.hide()
        self.editor.editingFinished.connect(self._finish_renaming)
        self.name = QToolButton(self)
        self.name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.name.setProperty("kind", "text")
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grow_icon(self.name, appearance, QSize(12, 12))
        self.name.clicked.connect(self.fold_requested)
        self.more = _QuietButton(appearance, "dots-three", tr("More for this section"), self)
        self.more.clicked.connect(self._show_menu)
        self.count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu_at)
        row = QHBoxLayout(self)
        row.setContentsMargins(BLEED - 8, 0, BLEED, 0)
        row.setSpacing(4)
        row.addWidget(self.name)
        row.addWidget(self.editor)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.count)
        self._is_folded = False
        self._is_active = False
        appearance.changed.connect(self._dress)
        self._dress()

    def show_state(self, section: Section, *, is_folded: bool) -> None:
        """Name the section and say whether it is folded."""
        name = section_name(section)
        self._title = section.title
        self.editor.setPlaceholderText(role_name(section.role))
        self._is_folded = is_folded
        self.name.setText(name.replace("&", "&&"))
        said = tr("{name}, folded") if is_folded else tr("{name}, unfolded")
        self.name.setAccessibleName(said.format(name=name))
        self._tint()

    def rename(self) -> None:
        """Let the heading be written in its place; Enter and leaving take it, Esc leaves it as it was."""
        self.editor.setText(self._title)
        self.name.hide()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.selectAll()

    def set_active(self, *, on: bool) -> None:
        """Show whether the caret is in the section."""
        if on is not self._is_active:
            self._is_active = on
            self._tint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grip.setGeometry(0, 0, BLEED, self.height())  # in the margin, so that the names stay where the text begins
        self.grip.raise_()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editor.isVisible():
            self.editor.setText(self._title)
            self._finish_renaming()
            return
        key = Qt.Key.Key_Right if self._is_folded else Qt.Key.Key_Left
        if event.key() == key:
            self.fold_requested.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self._font = self._appearance.font("meta")
        self._tint()

    def _tint(self) -> None:
        role = "accent" if self._is_active else "ink2"
        self.name.setIcon(self._appearance.icon("caret-right" if self._is_folded else "caret-down", role))
        if self.name.property("tone") != role:
            self.name.setProperty("tone", role)
            self.name.style().unpolish(self.name)
            self.name.style().polish(self.name)
        self.name.setFont(self._font)

    def _show_menu(self) -> None:
        self._popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _show_menu_at(self, at: QPoint) -> None:
        self._popup(self.mapToGlobal(at))

    def _popup(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = (
            ("up", tr("Move section up\tAlt+↑"), writing),
            ("down", tr("Move section down\tAlt+↓"), writing),
            ("remove", tr("Remove section"), writing),
            ("fold_all", tr("Fold all sections"), showing),
            ("unfold_all", tr("Unfold all sections"), showing),
        )
        menu.addAction(tr("Rename section")).triggered.connect(self.rename)
        for wish, words, mark in rows:
            mark(menu.addAction(words)).triggered.connect(self._wisher(wish))
        menu.popup(at)

    def _finish_renaming(self) -> None:
        if self.editor.isHidden():
            return
        self.editor.hide()
        self.name.show()
        if self.editor.text().strip() != self._title:
            self.renamed.emit(self.editor.text().strip())

    def _wisher(self, wish: str) -> Callable[[], None]:
        return lambda: self.wish.emit(wish)
