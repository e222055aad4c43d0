"""Which set of parts a library's cases are measured against."""

from PySide6.QtCore import QObject, Signal

from casedesk.domain.case import Case
from casedesk.domain.completeness import PartSet
from casedesk.tasks import part_sets
from casedesk.ui.session import LibrarySession


class ChosenParts(QObject):
    """The choice, kept with the library."""

    changed = Signal()

    def __init__(self, session: LibrarySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen: PartSet | None = None

    @property
    def chosen(self) -> PartSet:
        """The set that was chosen last."""
        if self._chosen is None:
            self._chosen = part_sets.chosen_set(self._session.library)
        return self._chosen

    @property
    def all(self) -> tuple[PartSet, ...]:
        """Every set there is, shipped ones first."""
        return part_sets.part_sets(self._session.library)

    def choose(self, key: str) -> None:
        """Measure against another set."""
        part_sets.choose_set(self._session.library, key)
        self._tell()

    def keep(self, case: Case, name: str) -> None:
        """Make a set of the sections of a case and measure against it."""
        part_sets.keep_sections(self._session.library, case, name)
        self._tell()

    def put(self, custom: PartSet) -> None:
        """Keep a set of the trainer's own as it is now, and measure against it."""
        part_sets.put_set(self._session.library, custom)
        self._tell()

    def copied(self, custom: PartSet, name: str) -> PartSet:
        """A set of the trainer's own that begins as another one."""
        made = part_sets.copied(custom, name)
        self.put(made)
        return made

    def drop(self, key: str) -> None:
        """Take a set of the trainer's own away."""
        part_sets.drop_set(self._session.library, key)
        self._tell()

    def _tell(self) -> None:
        self._chosen = None
        self.changed.emit()
