"""Buttons: one filled at most on a page, plain ones, quiet ones, links and icons."""

from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from casedesk.ui.theme import Appearance

Kind = Literal["", "primary", "quiet", "danger", "link", "quiet_link", "tip_link"]
_ICON_ROLES = {"primary": "on_accent", "danger": "bad", "link": "accent"}


class _GrowingIcon(QObject):
    """Keeps a button's icon at the size that goes with the text."""

    def __init__(self, button: QAbstractButton, appearance: Appearance, size: QSize) -> None:
        super().__init__(button)
        self._button = button
        self._appearance = appearance
        self._size = size
        appearance.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        px = self._appearance.px
        self._button.setIconSize(QSize(px(self._size.width()), px(self._size.height())))


def grow_icon(button: QAbstractButton, appearance: Appearance, size: QSize) -> None:
    """Give a button's icon a size of the design, and keep it in step with the size of the text."""
    _GrowingIcon(button, appearance, size)


class Button(QPushButton):
    """A button with words. "primary" is the one filled button of a page; `icon` is a Phosphor name."""

    def __init__(
        self,
        text: str,
        kind: Kind = "",
        *,
        appearance: Appearance | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if icon and appearance is not None:
            self.setIcon(appearance.icon(icon, _ICON_ROLES.get(kind, "ink2")))
            grow_icon(self, appearance, QSize(16, 16))


class LinkButton(Button):
    """Words in the accent colour that do something; `is_quiet` keeps them muted."""

    def __init__(self, text: str, parent: QWidget | None = None, *, is_quiet: bool = False) -> None:
        super().__init__(text, "quiet_link" if is_quiet else "link", parent=parent)


class IconButton(QToolButton):
    """A button of an icon alone. `name` says what it does, to the ear and in the tooltip."""

    def __init__(
        self,
        appearance: Appearance,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        size: int = 18,
        role: str = "ink2",
        is_checkable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setIcon(appearance.icon(icon, role, checked_role="accent"))
        grow_icon(self, appearance, QSize(size, size))
        self.setCheckable(is_checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change what it says it does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def follow(self, action: QAction) -> None:
        """Do and show what an action does and shows, keeping the icon and name of its own."""
        icon, name = self.icon(), self.accessibleName()
        self.setDefaultAction(action)
        self.setIcon(icon)
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)


class Segments(QWidget):
    """A few choices in one piece, one of them taken."""

    def __init__(self, choices: dict[str, str], *, name: str, parent: QWidget | None = None) -> None:
        """`choices` are key and words, in order; `name` says what is chosen, for screen readers."""
        super().__init__(parent)
        self.group = QButtonGroup(self)
        self._keys = tuple(choices)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for at, words in enumerate(choices.values()):
            button = Button(words, parent=self)
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {words}")
            self.group.addButton(button, at)
            self._row.addWidget(button)
        self._join(are_joined=True)

    def fit(self, room: int) -> None:
        """Stand in one piece where there is so much room, and below each other where that is too little."""
        needed = sum(button.sizeHint().width() for button in self.group.buttons())
        self._join(are_joined=needed <= room)

    def _join(self, *, are_joined: bool) -> None:
        last = len(self._keys) - 1
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if are_joined else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(0 if are_joined else 4)
        for at, button in enumerate(self.group.buttons()):
            place = "first" if at == 0 else "last" if at == last else "middle"
            button.setProperty("segment", place if are_joined else None)
            button.style().unpolish(button)
            button.style().polish(button)

    def key(self) -> str:
        """The choice that is taken."""
        return self._keys[self.group.checkedId()]

    def choose(self, key: str) -> None:
        """Take a choice."""
        self.group.button(self._keys.index(key)).setChecked(True)
