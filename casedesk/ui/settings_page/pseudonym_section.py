"""Stand-ins for real names: kept in the library, used on paper, never in the stored text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes, Edit, Replacement
from casedesk.domain.library import Pseudonym
from casedesk.domain.stand_ins import conflicts
from casedesk.tasks import privacy, pseudonyms
from casedesk.texts import tr, tr_n
from casedesk.ui.editor.stand_in_words import conflict_sentence, is_grave
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton, LinkButton
from casedesk.ui.widgets.labels import ElidedLabel, Words


class PseudonymSection(Section):
    """A row for every name of the library, each edit to be undone like any other, and what was called harmless."""

    cases_requested = Signal(object)
    """The CaseFilter of the cases in which a name stands."""

    def __init__(self, appearance: Appearance, settings: Settings, session: LibrarySession, jobs: Jobs) -> None:
        super().__init__(appearance, settings, tr("Stand-ins for names"))
        self._session = session
        self._jobs = jobs
        self._counted: Sequence[str] | None = None
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
        self.harmless = QWidget()
        self._harmless = QVBoxLayout(self.harmless)
        self._harmless.setContentsMargins(0, 4, 0, 4)
        self._harmless.setSpacing(4)
        self._harmless_row = self.add_row(
            tr("Not private"),
            tr("Numbers and addresses that you have called harmless are not told over a case."),
            self.harmless,
            is_wide=True,
        )
        session.changed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Show the names that are stored; a line in which somebody types stays."""
        names = self._session.library.pseudonyms.all()
        stored = {item.id: item for item in names}
        for id_ in self._lines.keys() - stored.keys():
            self._lines.pop(id_).deleteLater()
        for id_, item in stored.items():
            if id_ not in self._lines:
                self._lines[id_] = _NameLine(self.appearance, item, self)
                self._names.addWidget(self._lines[id_])
            self._lines[id_].show_item(item, names)
        if self.isVisible():
            self._count()

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
        edit = pseudonyms.removing(item)
        self._session.apply(edit, announce=edit.text)

    def show_cases(self, item: Pseudonym) -> None:
        """Ask for the cases in which a name stands."""
        self.cases_requested.emit(pseudonyms.where_used(item.real))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_harmless()
        self._count()

    def _count(self) -> None:
        """Count beside the window in how many cases each name stands."""
        names = sorted({item.real for item in self._session.library.pseudonyms.all() if item.real})
        if names == self._counted:
            return
        self._counted = names
        path = self._session.library.path

        def work(progress: Progress) -> Mapping[str, int]:
            return pseudonyms.count_uses(path, names, progress)

        if names:
            self._jobs.start(tr("Counting cases"), work, done=self._show_counts)

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        for line in self._lines.values():
            line.show_count(counts)

    def _show_harmless(self) -> None:
        while (item := self._harmless.takeAt(0)) is not None:  # pyright: ignore[reportUnnecessaryComparison]
            if (part := item.widget()) is not None:  # pyright: ignore[reportUnnecessaryComparison]
                part.hide()
                part.deleteLater()
        words = privacy.harmless_words(self._session.library)
        for text in words:
            self._harmless.addWidget(self._harmless_line(text))
        self._harmless_row.setVisible(bool(words))

    def _harmless_line(self, text: str) -> QWidget:
        line = QWidget(self.harmless)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(text, line), 1)
        remove = IconButton(self.appearance, "ph.x", tr("Look out for “{text}” again").format(text=text), line, size=16)
        remove.clicked.connect(lambda: self._look_out(text))
        row.addWidget(remove)
        return line

    def _look_out(self, text: str) -> None:
        judged = privacy.look_out_again(self._session.library, text)
        self._session.changed.emit(judged, None)
        self._show_harmless()

    def _follow(self, changes: Changes, _initiator: object) -> None:
        if changes.ids(Case):
            self._counted = None
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
        self.uses = LinkButton("", self)
        self.uses.setFont(appearance.font("meta"))
        self.uses.setMinimumWidth(appearance.px(72))
        self.uses.setEnabled(False)
        self.warning = Words(appearance, kind="meta", tone="warn", wraps=True, parent=self)
        remove = IconButton(appearance, "ph.x", tr("Remove"), self, size=16)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.real, 1)
        row.addWidget(self.stand_in, 1)
        row.addWidget(self.uses)
        row.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.warning)
        for field in (self.real, self.stand_in):
            field.editingFinished.connect(self._store)
        self.uses.clicked.connect(lambda: section.show_cases(self._item))
        remove.clicked.connect(lambda: section.remove(self._item))

    def show_item(self, item: Pseudonym, names: Sequence[Pseudonym]) -> None:
        """Show what is stored, but for the field in which somebody types; `names` are all of the library."""
        self._item = item
        for field, text in ((self.real, item.real), (self.stand_in, item.stand_in)):
            if not field.hasFocus() and field.text() != text:
                field.setText(text)
        found = conflicts(item, names)
        self.warning.setText("\n".join(map(conflict_sentence, found)))
        self.warning.set_tone("warn" if any(map(is_grave, found)) else "ink2")
        self.warning.setVisible(bool(found))

    def show_count(self, counts: Mapping[str, int]) -> None:
        """Say in how many cases the name stands."""
        n = counts.get(self._item.real)
        self.uses.setText("" if n is None else tr_n("{n} case", "{n} cases", n).format(n=f"{n:,}"))
        self.uses.setAccessibleName(tr("Cases with “{name}”").format(name=self._item.real))
        self.uses.setEnabled(bool(n))

    def _store(self) -> None:
        self._section.change(self._item, real=self.real.text(), stand_in=self.stand_in.text())
