"""Every command with its keys, which can be changed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.actions import MENUS, Actions, key_sequences, plain_text
from casedesk.ui.page_action import PageAction
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.labels import Words


class ShortcutSection(Section):
    """A row for every command of the table."""

    def __init__(self, appearance: Appearance, settings: Settings, actions: Actions) -> None:
        super().__init__(appearance, settings, tr("Keyboard shortcuts"))
        self._actions = actions
        self.fields = {action.spec.id: _KeyField(appearance, action) for action in actions.all()}
        for action in actions.all():
            field = self.fields[action.spec.id]
            field.keys_chosen.connect(self._take)
            field.reset_wish.connect(self._reset)
            menu = tr(MENUS[action.spec.menu]) if action.spec.menu else ""
            self.add_row(plain_text(action), menu, field)
        reset = LinkButton(tr("All shortcuts back to the defaults"))
        reset.clicked.connect(self._reset_all)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(reset)
        row.addStretch(1)
        self.add(holder)
        settings.changed.connect(self._follow)

    def _take(self, action_id: str, keys: QKeySequence) -> None:
        field = self.fields[action_id]
        taken = self._actions.conflict(action_id, keys) if not keys.isEmpty() else None
        if taken is not None:
            field.refuse(tr("“{name}” has these keys").format(name=plain_text(taken)))
            return
        self.settings.set_shortcut(action_id, keys.toString(QKeySequence.SequenceFormat.PortableText))

    def _reset(self, action_id: str) -> None:
        self.settings.set_shortcut(action_id, None)

    def _reset_all(self) -> None:
        for action_id in self.settings.shortcuts():
            self.settings.set_shortcut(action_id, None)

    def _follow(self, name: str) -> None:
        if name == "shortcuts":
            for field in self.fields.values():
                field.show_keys()


class _KeyField(QWidget):
    keys_chosen = Signal(str, QKeySequence)
    reset_wish = Signal(str)

    def __init__(self, appearance: Appearance, action: PageAction) -> None:
        super().__init__()
        self._action = action
        self._edit = _KeyEdit()
        self._edit.setMaximumSequenceLength(1)
        self._edit.setFixedWidth(appearance.px(176))
        self._edit.setAccessibleName(tr("Keys for “{name}”").format(name=plain_text(action)))
        self._reset = IconButton(appearance, "ph.arrow-counter-clockwise", tr("Back to the default"), self, size=16)
        self._fault = Words(appearance, kind="meta", tone="bad")
        self._fault.hide()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._reset)
        row.addWidget(self._edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._fault)
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        self.setFocusProxy(self._edit)
        self._edit.editingFinished.connect(self._finish)
        self._reset.clicked.connect(lambda: self.reset_wish.emit(action.spec.id))
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that the action has now."""
        self._fault.hide()
        self._edit.setKeySequence(self._action.shortcut())
        self._reset.setVisible(self._action.shortcuts() != key_sequences(self._action.spec.shortcut))

    def refuse(self, sentence: str) -> None:
        """Say why the keys cannot be taken, and show the old ones."""
        self.show_keys()
        self._fault.setText(sentence)
        self._fault.show()

    def _finish(self) -> None:
        keys = self._edit.keySequence()
        if keys != self._action.shortcut():
            self.keys_chosen.emit(self._action.spec.id, keys)


class _KeyEdit(QKeySequenceEdit):
    """Records one key press. Tab leaves, Esc forgets, Backspace alone means "no keys"."""

    @override
    def event(self, event: object) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]
        if isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return QWidget.event(self, event)
        return super().event(event)  # pyright: ignore[reportArgumentType]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_plain and event.key() == Qt.Key.Key_Backspace:
            self.clear()
            self.editingFinished.emit()
        elif is_plain and event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editingFinished.emit()
