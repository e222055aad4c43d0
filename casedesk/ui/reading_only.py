"""A window on a library that can only be read: what would change it cannot be clicked, and says why."""

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
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.main_window import MainWindow

_WHOLE: Final = frozenset({
    "AfterClassSheet", "BlockCases", "BlockFields", "BlockGoals", "BlockMaterials", "BlockTracks", "BulkPage",
    "FacetLine", "FormatBar", "GapPanel", "ImportPage", "MergePage", "MethodForm", "MinutesBox", "PackPage",
    "PartSetEditor", "PseudonymSection", "SafetySection", "SelectionPanel", "SessionFields", "SqueezePanel",
    "StoryOffer", "TitleHint", "UseForm",
})  # fmt: skip
"""By the name of their class what has no other purpose than to change something, with all that is in it."""
_WRITTEN_IN: Final = frozenset(
    {"CaseColumn", "PlanHead", "PlanInspector", "PlanSheet", "UsesBox", "TrashPage", "HistoryPage"}
)
"""By the name of their class what is both read and written: fields can be read, most buttons are off."""
_HARMLESS: Final = frozenset({"handouts", "overview", "back", "teach", "close_button", "unfold", "name", "all"})
"""By the name of the attribute of their owner the buttons in there that only show something."""
_READING: Final = frozenset({
    "edit.find", "edit.find_next", "edit.find_previous", "case.basket", "case.handouts", "case.pack", "case.next_gap",
    "case.next", "case.previous", "case.stand_ins_shown", "case.private", "case.focus", "case.similar", "case.history",
    "case.read", "case.project", "plan.handouts", "plan.overview", "plan.copy", "plan.calendar", "plan.pack",
    "plan.figures", "plan.block_copy", "file.pack", "file.settings", "file.quit",
})  # fmt: skip
"""The commands that change nothing in the library, besides those that only show, print or help."""
_ALWAYS: Final = ("view.", "handout.", "help.")
_WRITING: Final = frozenset({"view.import", "help.sample_add", "help.sample_remove"})


class ReadingOnly(QObject):
    """Sees to it that nothing of a window can be used to write, also what is built later."""

    def __init__(self, app: QApplication, reason: str, parent: QObject) -> None:
        super().__init__(parent)
        self._reason = reason
        app.installEventFilter(self)

    def lock_window(self, window: MainWindow) -> None:
        """Take the commands that write away from a window."""
        for action in window.actions_table.all():
            if writes(action.spec.id):
                action.lock(self._reason)
        window.rail.lock("import", self._reason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Polish | QEvent.Type.EnabledChange:
                if isinstance(watched, QWidget):
                    self._guard(watched)
            case QEvent.Type.KeyPress:
                return isinstance(event, QKeyEvent) and _would_write(watched, event)
            case QEvent.Type.DragEnter:
                return isinstance(watched, QWidget) and _is_written_in(watched)
            case _:
                pass
        return False

    def _guard(self, widget: QWidget) -> None:
        kind = type(widget).__name__
        if kind in _WHOLE or (kind not in _WRITTEN_IN and _is_written_in(widget) and not self._is_left(widget)):
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

    def _disable(self, widget: QWidget) -> None:
        if not widget.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled):
            widget.setEnabled(False)
        widget.setToolTip(self._reason)


def writes(action_id: str) -> bool:
    """Whether a command changes the library."""
    return action_id in _WRITING or not (action_id in _READING or action_id.startswith(_ALWAYS))


def read_only_words() -> str:
    """What somebody may do in such a window."""
    return tr("You can read, search and print; nothing is saved.")


def _is_written_in(widget: QWidget) -> bool:
    owner: QWidget | None = widget
    while owner is not None:
        if type(owner).__name__ in _WRITTEN_IN:
            return True
        owner = owner.parentWidget()
    return False


def _is_harmless(widget: QWidget) -> bool:
    owner = widget.parentWidget()
    while owner is not None:
        if any(vars(owner).get(name) is widget for name in _HARMLESS):
            return True
        owner = owner.parentWidget()
    return False


def _would_write(watched: QObject, event: QKeyEvent) -> bool:
    """Whether a key would change a text that keeps its own counsel about what keys do."""
    if not isinstance(watched, QTextEdit | QPlainTextEdit | QLineEdit) or not watched.isReadOnly():
        return False
    if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
        return False
    return bool(event.text().strip()) or event.key() in {
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Space,
    }  # fmt: skip
