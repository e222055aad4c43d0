"""A window on a library that can only be read: what would change it cannot be clicked, and says why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.main_window import MainWindow
from casedesk.ui.page_action import is_writing

WHOLE: Final = frozenset({
    "AfterClassSheet", "BlockCases", "BlockFields", "BlockGoals", "BlockMaterials", "BlockTracks", "BulkPage",
    "CompletenessBox", "ExchangeSection", "FacetLine", "FormatBar", "GapPanel", "ImportPage", "MergePage", "MethodForm",
    "MinutesBox", "PackPage", "PartSetEditor", "PseudonymSection", "SelectionPanel", "SessionFields", "SqueezePanel",
    "StoryOffer", "TitleHint", "UseForm",
})  # fmt: skip
"""By the name of their class, or of one it is made from, what has no other purpose than to change something."""
WRITTEN_IN: Final = frozenset({
    "CaseColumn", "EmptyLibrary", "EmptyState", "HistoryPage", "PlanHead", "PlanInspector", "PlanSheet",
    "SafetySection", "TrashPage", "UsesBox",
})  # fmt: skip
"""By the name of their class what is both read and written: fields can be read, most buttons are off."""
HARMLESS: Final = frozenset({
    "handouts", "overview", "back", "teach", "close_button", "unfold", "name", "all", "against", "check_button", "stop",
    "folder_link",
})  # fmt: skip
"""By the name of the attribute of their owner the parts in there that only show something."""
WRITING: Final[Mapping[str, frozenset[str]]] = {
    "BasketStrip": frozenset({"plan_button"}),
    "FindBar": frozenset({"more", "replace_one", "replace_all"}),
    "ListHeader": frozenset({"fix_link", "save_link"}),
    "PlanList": frozenset({"new_button"}),
}
"""By the name of their class and the attribute the parts that write of what is otherwise only for reading."""


class ReadingOnly(QObject):
    """Sees to it that nothing of a window can be used to write, also what is built later."""

    def __init__(self, app: QApplication, reason: str, parent: QObject) -> None:
        super().__init__(parent)
        self._reason = reason
        app.installEventFilter(self)

    def lock_window(self, window: MainWindow) -> None:
        """Take the commands that write away from a window."""
        for action in window.actions_table.all():
            if action.spec.writes:
                action.lock(self._reason)
        window.rail.lock("import", self._reason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Polish | QEvent.Type.EnabledChange:
                if isinstance(watched, QWidget):
                    self._guard(watched)
            case QEvent.Type.Show if isinstance(watched, QMenu):
                self._guard_menu(watched)
            case QEvent.Type.KeyPress:
                return isinstance(event, QKeyEvent) and _would_write(watched, event)
            case QEvent.Type.DragEnter:
                return isinstance(watched, QWidget) and _is_written_in(watched)
            case _:
                pass
        return False

    def _guard(self, widget: QWidget) -> None:
        is_inside = type(widget).__name__ not in WRITTEN_IN and _is_written_in(widget)
        if _is_for_writing(widget) or _is_writing_part(widget) or (is_inside and not self._is_left(widget)):
            self._disable(widget)

    def _is_left(self, widget: QWidget) -> bool:
        """Whether something inside of what is written in stays as it is: it shows, folds, or only holds others."""
        if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
            widget.setReadOnly(True)
            return True
        if isinstance(widget, QAbstractItemView):
            widget.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            return True
        if not isinstance(widget, QAbstractButton | QComboBox | QAbstractSpinBox):
            return True
        return type(widget) is QToolButton or _is_harmless(widget)

    def _guard_menu(self, menu: QMenu) -> None:
        is_written_in = _is_written_in(menu)
        for action in menu.actions():
            if is_writing(action, usually=is_written_in):
                action.setEnabled(False)
                action.setToolTip(self._reason)

    def _disable(self, widget: QWidget) -> None:
        if not widget.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled):
            widget.setEnabled(False)
        widget.setToolTip(self._reason)


def read_only_words() -> str:
    """What somebody may do in such a window."""
    return tr("You can read, search and print; nothing is saved.")


def _is_for_writing(widget: QWidget) -> bool:
    return any(kind.__name__ in WHOLE for kind in type(widget).__mro__)


def _is_written_in(widget: QWidget) -> bool:
    return any(type(place).__name__ in WRITTEN_IN for place in (widget, *_owners(widget)))


def _is_writing_part(widget: QWidget) -> bool:
    return any(_has(owner, WRITING.get(type(owner).__name__, ()), [widget]) for owner in _owners(widget))


def _is_harmless(widget: QWidget) -> bool:
    parts = [widget]
    for owner in _owners(widget):
        if _has(owner, HARMLESS, parts):
            return True
        parts.append(owner)
    return False


def _has(owner: QWidget, names: Iterable[str], parts: Sequence[QWidget]) -> bool:
    """Whether one of these attributes of an owner is one of these parts."""
    held = vars(owner)
    return any(held.get(name) is part for name in names for part in parts)


def _owners(widget: QWidget) -> Iterator[QWidget]:
    owner: QWidget | None = widget.parentWidget()
    while owner is not None:
        yield owner
        owner = owner.parentWidget()


def _would_write(watched: QObject, event: QKeyEvent) -> bool:
    """Whether a key would change a text that keeps its own counsel about what keys do."""
    if not isinstance(watched, QTextEdit | QPlainTextEdit | QLineEdit) or not watched.isReadOnly():
        return False
    if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
        return False
    return bool(event.text().strip()) or event.key() in {
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Space,
    }  # fmt: skip
