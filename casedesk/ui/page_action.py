"""One command: its row in the table, and the action that follows the page on the screen.

A window that can only read takes away every command of the table that `writes`, and in its menus what is marked here.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from typing_extensions import override

from casedesk.texts import tr

_WRITES = "writes"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row of the table. Rows of a menu stand in the order of the table, parted where `part` changes.

    `shortcut` is portable key text, alternatives parted by "; ". `pages` are the pages on which the command means
    something, all of them where empty. Of the rows with the same `choice` one is checked.
    """

    id: str
    text: str
    shortcut: str = ""
    icon: str = ""
    menu: str = ""
    part: int = 0
    pages: frozenset[str] = frozenset()
    is_checkable: bool = False
    choice: str = ""
    is_repeating: bool = False
    """Whether holding the key down runs it again and again."""
    writes: bool = True
    """Whether it changes the library, so that a window that can only read has no use for it."""
    under: str = ""
    """The title of the menu within the menu that the row stands in, so that a long menu fits a low screen."""


class PageAction(QAction):
    """An action that is enabled while its owner says so and its page is shown."""

    def __init__(self, spec: ActionSpec, parent: QObject) -> None:
        super().__init__(spec.text if spec.choice == "language" else tr(spec.text), parent)
        self.spec = spec
        self._is_wanted = True
        self._is_in_place = True
        self._is_locked = False

    @override
    def setEnabled(self, enabled: bool) -> None:
        self._is_wanted = enabled
        self._settle()

    def lock(self, reason: str) -> None:
        """Take the action away for good, whoever enables it, and let it say why."""
        self._is_locked = True
        self.setToolTip(reason)
        self.setStatusTip(reason)
        self._settle()

    def show_page(self, page: str) -> None:
        """Tell the action which page is shown."""
        self._is_in_place = not self.spec.pages or page in self.spec.pages
        self._settle()

    def _settle(self) -> None:
        super().setEnabled(self._is_wanted and self._is_in_place and not self._is_locked)


def writing(action: QAction) -> QAction:
    """The action of a menu, marked as one that changes the library."""
    action.setProperty(_WRITES, True)
    return action


def showing(action: QAction) -> QAction:
    """The action of a menu, marked as one that changes nothing, where most in that place do."""
    action.setProperty(_WRITES, False)
    return action


def is_writing(action: QAction, *, usually: bool) -> bool:
    """Whether an action changes the library; `usually` is what those without a mark do in its place."""
    if isinstance(action, PageAction):
        return action.spec.writes
    mark = action.property(_WRITES)
    return usually if mark is None else bool(mark)
