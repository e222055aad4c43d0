"""Stand-ins for real names: kept in the library, used on paper, never in the stored text."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.library import Pseudonym
from casedesk.texts import tr
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton


class PseudonymSection(Section):
    """A row for every name of the library, each edit to be undone like any other."""

    def __init__(self, appearance: Appearance, settings: Settings, session: LibrarySession) -> None:
        super().__init__(appearance, settings, tr("Stand-ins for names"))
        self._session = session
        self._lines: dict[int, _NameLine] = {}
        self.list = QWidget()
        self._names = QVBoxLayout(self.list)
        self._names.setContentsMargins(0, 8, 0, 8)
        self._names.setSpacing(8)
        self.list.setAccessibleName(tr("Stand-ins for names"))
        self.add_row(
            tr("Real names"),
            tr("On handouts each real name is replaced by its stand-in. The text of your cases stays as it is."),
            self.list,
            is_wide=True,
        )
        add = Button(tr("Add a name"), appearance=appearance, icon="ph.plus")
        add.clicked.connect(self.add_name)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(add)
        row.addStretch(1)
        self.add(holder)
        session.changed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Show the names that are stored; a line in which somebody types stays."""
        stored = {item.id: item for item in self._session.library.pseudonyms.all()}
        for id_ in self._lines.keys() - stored.keys():
            self._lines.pop(id_).deleteLater()
        for id_, item in stored.items():
            if id_ not in self._lines:
                self._lines[id_] = _NameLine(self.appearance, item, self)
                self._names.addWidget(self._lines[id_])
            self._lines[id_].show_item(item)

    def add_name(self) -> None:
        """Add an empty line and go there."""
        item = Pseudonym(self._session.library.new_id(Pseudonym))
        if self._session.apply(Edit(tr("Add a name"), (Replacement(None, item),))):
            self._lines[item.id].real.setFocus()

    def change(self, item: Pseudonym, *, real: str, stand_in: str) -> None:
        """Store what was typed into a line."""
        changed = replace(item, real=real.strip(), stand_in=stand_in.strip())
        if changed != item:
            edit = Edit(tr("Change a stand-in"), (Replacement(item, changed),), merge_key=f"pseudonym {item.id}")
            self._session.apply(edit)

    def remove(self, item: Pseudonym) -> None:
        """Take a name off the list."""
        edit = Edit(tr("Remove the name “{name}”").format(name=item.real), (Replacement(item, None),))
        self._session.apply(edit, announce=edit.text)

    def _follow(self, changes: Changes, _initiator: object) -> None:
        if changes.ids(Pseudonym):
            self.refresh()


class _NameLine(QWidget):
    def __init__(self, appearance: Appearance, item: Pseudonym, section: PseudonymSection) -> None:
        super().__init__()
        self._item = item
        self._section = section
        self.real = QLineEdit()
        self.real.setPlaceholderText(tr("Real name"))
        self.real.setAccessibleName(tr("Real name"))
        self.stand_in = QLineEdit()
        self.stand_in.setPlaceholderText(tr("Stand-in"))
        self.stand_in.setAccessibleName(tr("Stand-in"))
        remove = IconButton(appearance, "ph.x", tr("Remove"), self, size=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.real, 1)
        row.addWidget(self.stand_in, 1)
        row.addWidget(remove)
        for field in (self.real, self.stand_in):
            field.editingFinished.connect(self._store)
        remove.clicked.connect(lambda: section.remove(self._item))

    def show_item(self, item: Pseudonym) -> None:
        """Show what is stored, but for the field in which somebody types."""
        self._item = item
        for field, text in ((self.real, item.real), (self.stand_in, item.stand_in)):
            if not field.hasFocus() and field.text() != text:
                field.setText(text)

    def _store(self) -> None:
        self._section.change(self._item, real=self.real.text(), stand_in=self.stand_in.text())
