"""The part of the inspector about the use of a case: to whom it was taught, when, how long, and how it went."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.library import UseRecord
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.editor.case_facts import CaseFacts
from casedesk.ui.editor.case_words import minutes_words
from casedesk.ui.editor.use_form import UseForm
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import ElidedLabel, SectionHeading, Words

_SHOWN = 5


class UseRow(QWidget):
    """A use, to be read; its link opens it."""

    opened = Signal(int)

    def __init__(self, appearance: Appearance, use: UseRecord, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = use.id
        name = use.group or tr("Without a group")
        group = ElidedLabel(name, self)
        group.setFont(appearance.font("ui"))
        if not use.group:
            group.setProperty("tone", "ink2")
        self.edit = LinkButton(tr("Edit"), self)
        self.edit.setAccessibleName(tr("Edit the use: {group}, {figure}").format(group=name, figure=use_figure(use)))
        self.edit.setFont(appearance.font("meta"))
        self.edit.clicked.connect(lambda: self.opened.emit(use.id))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(group, 1)
        line.addWidget(Words(appearance, use_figure(use), kind="meta", tone="ink2", parent=self))
        line.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        if use.note:
            column.addWidget(Words(appearance, use.note, kind="meta", tone="ink2", wraps=True, parent=self))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._id)


class UsesBox(QWidget):
    """Lists the uses, newest first. One of them at a time is open to be written."""

    kept = Signal(object)
    """A UseRecord as the user has written it; its id is 0 for a new one."""
    removed = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._case_id = 0
        self._uses: tuple[UseRecord, ...] = ()
        self._shows_all = False
        self._parts: list[QWidget] = []
        self.form: UseForm | None = None
        self.groups: Callable[[], Sequence[str]] = tuple
        """Asked for the groups to choose from when a use is opened."""
        self.today: Callable[[], date] = _today
        heading = SectionHeading(appearance, tr("Use"), self)
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.add = LinkButton(tr("Add"), self)
        self.add.setAccessibleName(tr("Add a use of this case"))
        self.add.setFont(appearance.font("meta"))
        self.add.clicked.connect(self._add)
        heading.add(self._count)
        heading.add(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(heading)
        appearance.changed.connect(self._fill)

    @property
    def rows(self) -> tuple[UseRow, ...]:
        """The uses that are listed."""
        return tuple(part for part in self._parts if isinstance(part, UseRow))

    def show_facts(self, case: Case, facts: CaseFacts) -> None:
        """Show the uses of a case. What is being written of another case is kept first."""
        is_other = case.id != self._case_id
        if is_other:
            self.keep()
            self._shows_all = False
        if is_other or facts.uses != self._uses:
            self._case_id, self._uses = case.id, facts.uses
            self._fill()

    def keep(self) -> None:
        """Keep what is written in the open form, and close it."""
        form = self._close()
        if form is not None and form.is_changed:
            self.kept.emit(form.record())

    def _add(self) -> None:
        self._open(UseRecord(case_id=self._case_id, day=self.today()))

    def _open_use(self, use_id: int) -> None:
        use = next((use for use in self._uses if use.id == use_id), None)
        if use is not None:
            self._open(use)

    def _open(self, use: UseRecord) -> None:
        self.keep()
        form = UseForm(self._appearance, use, self.groups(), self)
        form.done.connect(self.keep)
        form.cancelled.connect(self._cancel)
        form.remove_requested.connect(self._remove)
        self.form = form
        self._fill()
        form.group.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        self._close()
        self._fill()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        form = self._close()
        if form is not None:
            self.removed.emit(form.original)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> UseForm | None:
        form, self.form = self.form, None
        if form is not None:
            self._column.removeWidget(form)
            form.hide()
            form.deleteLater()
        return form

    def _fill(self) -> None:
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        n = len(self._uses)
        self._count.setText(tr_n("{n} time", "{n} times", n).format(n=n) if n else tr("Not used yet"))
        opened = self.form.original.id if self.form else 0
        if self.form is not None and not opened:
            self._put(self.form)
        for use in self._uses if self._shows_all else self._uses[:_SHOWN]:
            if self.form is not None and use.id == opened:
                self._put(self.form)
                continue
            row = UseRow(self._appearance, use, self)
            row.opened.connect(self._open_use)
            self._put(row)
            self._parts.append(row)
        if n > _SHOWN and not self._shows_all:
            more = LinkButton(tr_n("{n} more", "{n} more", n - _SHOWN).format(n=n - _SHOWN), self)
            more.clicked.connect(self._show_all)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            more.show()
            self._parts.append(more)

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()

    def _put(self, part: QWidget) -> None:
        self._column.removeWidget(part)
        self._column.addWidget(part)
        part.show()


class UseCommands(QObject):
    """Writes what the box tells, each as a step with undo."""

    def __init__(self, session: LibrarySession, box: UsesBox, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        box.groups = session.library.uses.groups
        box.kept.connect(self._keep)
        box.removed.connect(self._remove)

    def _keep(self, record: UseRecord) -> None:
        if not record.id:
            new = replace(record, id=self._session.library.new_id(UseRecord))
            self._session.apply(Edit(tr("Add a use"), (Replacement(None, new),)))
            return
        before = self._stored(record.id)
        if before is not None and before != record:
            self._session.apply(Edit(tr("Change a use"), (Replacement(before, record),)))

    def _remove(self, record: UseRecord) -> None:
        before = self._stored(record.id)
        if before is not None:
            text = tr("Remove a use")
            self._session.apply(Edit(text, (Replacement(before, None),)), announce=text)

    def _stored(self, use_id: int) -> UseRecord | None:
        try:
            return self._session.library.uses.get(use_id)
        except BadInputError as error:
            self._session.refused.emit(str(error))
            return None


def use_figure(use: UseRecord) -> str:
    """When a case was used and how long it took."""
    words = [dates.short_day(use.day)] if use.day else []
    if use.real is not None:
        words.append(minutes_words(use.real))
    return "  ".join(words)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the trainer's own day
