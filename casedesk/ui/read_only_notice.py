"""The strip that says why a library can only be read, and how it can be written again."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.errors import HeldError
from casedesk.domain.holder import Holder
from casedesk.storage import holding
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.library_door import Opened
from casedesk.ui.reading_only import read_only_words
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.notice_strip import NoticeStrip

_LOOKED_EVERY = 3000
"""Milliseconds between two looks whether the library has become free."""


class ReadOnlyNotice(NoticeStrip):
    """Says who has the library, and offers to write once nobody has it any more."""

    reopen_requested = Signal()

    def __init__(self, appearance: Appearance, opened: Opened, parent: QWidget) -> None:
        def reopen() -> None:
            self.reopen_requested.emit()

        answers = ((tr("Edit here"), reopen), (tr("Read the newest"), reopen))
        super().__init__(appearance, parent, icon="ph.lock-simple", answers=answers)
        self._opened = opened
        self.edit, self.newest = self.buttons
        self.edit.hide()
        self.newest.setVisible(opened.is_copy)
        self.say(reason_of(opened))
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOKED_EVERY)
        self._clock.timeout.connect(self.look)
        if isinstance(opened.why_read_only, HeldError):
            self._clock.start()

    def look(self) -> None:
        """See whether the library has become free; then offer to write."""
        if not holding.is_free(self._opened.path):
            return
        self._clock.stop()
        self.say(tr("The library is free again: it has been closed where it was open."))
        self.newest.hide()
        self.edit.show()


def reason_of(opened: Opened) -> str:
    """Why a library can only be read, and what can be done with it all the same."""
    why = opened.why_read_only
    if isinstance(why, HeldError):
        return _both(_who(why.holder), read_only_words())
    return _both(tr("Nothing can be written where “{name}” lies.").format(name=opened.path.name), read_only_words())


def _both(first: str, second: str) -> str:
    return tr("{first} {second}").format(first=first, second=second)


def _who(holder: Holder | None) -> str:
    if holder is None:
        return tr("The library is open elsewhere.")
    since = dates.moment_of(holder.since)
    if not holding.is_elsewhere(holder):
        return tr("The library is open in another window since {since}.").format(since=since)
    if not holder.person:
        return tr("Open on {computer} since {since}.").format(computer=holder.computer, since=since)
    words = tr("Open on {computer} since {since} ({person}).")
    return words.format(computer=holder.computer, since=since, person=holder.person)
