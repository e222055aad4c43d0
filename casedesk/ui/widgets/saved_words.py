"""When what is on the screen was saved, or that it is not: said in one way wherever something is written."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words


class SavedWords(Words):
    """As wide as a time of today asks for at least, so that the line stands still when it is said anew."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, kind="meta", tone="ink2", parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        appearance.changed.connect(self._fit)
        self._fit()

    def show_saved(self, moment: datetime | None) -> None:
        """Say when it was last saved; nothing where it has not been written yet."""
        self.set_tone("ink2")
        self.setText(_saved(dates.moment_of(moment)) if moment else "")

    def show_unsaved(self) -> None:
        """Say that what is on the screen is not on the disk."""
        self.set_tone("bad")
        self.setText(tr("Not saved yet"))

    def _fit(self) -> None:
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(_saved("00:00")) + 4)


def _saved(time: str) -> str:
    return tr("Saved {time}").format(time=time)
