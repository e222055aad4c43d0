"""Which set of parts a library's cases are measured against."""

from PySide6.QtCore import QObject, Signal

from casedesk.domain.completeness import BODY_LIMITS, PartSet
from casedesk.ui.session import LibrarySession

_PART_SET = "part_set"


class ChosenParts(QObject):
    """The choice, kept with the library."""

    changed = Signal()

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def chosen(self) -> PartSet:
        """The set that was chosen last."""
        stored = self._session.library.settings.get(_PART_SET, PartSet.SERVICE.value)
        return PartSet(stored) if stored in set(PartSet) else PartSet.SERVICE

    @property
    def body_limit(self) -> int:
        """How many characters the body may have; 0 where the custom knows no limit."""
        return BODY_LIMITS.get(self.chosen, 0)

    def choose(self, custom: str) -> None:
        """Measure against another set."""
        self._session.library.settings.set(_PART_SET, custom)
        self.changed.emit()
