"""What the window must say about copies: that something is wrong with them, and the way back after a restore."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from casedesk.texts import tr
from casedesk.ui.backup_keeping import BackupKeeper
from casedesk.ui.main_window import MainWindow
from casedesk.ui.widgets.notice_strip import NoticeStrip


class BackupNotices(QObject):
    """The strips of one window."""

    def __init__(self, window: MainWindow, keeper: BackupKeeper, *, restore: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._window = window
        self._restore = restore
        look = window.actions_table.action("file.restore").trigger
        answers = ((tr("Look at the backups"), look), (tr("Not now"), _nothing))
        self.trouble = NoticeStrip(window.appearance, window, icon="ph.warning", answers=answers)
        window.add_notice(self.trouble)
        self.way_back: NoticeStrip | None = None
        keeper.troubled.connect(self._show_trouble)
        self._show_trouble(keeper.trouble)

    def offer_way_back(self, kept: Path, sentence: str) -> None:
        """Offer to undo what was done to the library as a whole; `kept` is the library of before."""
        answers = (
            (tr("Go back to the library of before"), lambda: self._restore(kept)),
            (tr("Stay with this one"), _nothing),
        )
        self.way_back = NoticeStrip(
            self._window.appearance, self._window, icon="ph.clock-counter-clockwise", answers=answers
        )
        self._window.add_notice(self.way_back)
        self.way_back.say(sentence)

    def _show_trouble(self, sentence: str) -> None:
        words = tr("The backups need a look: {reason}").format(reason=sentence)
        self.trouble.say(words if sentence else "")


def _nothing() -> None:
    return None
