"""The trash: what was thrown away, until when it is safe, and the two ways out."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.lesson import LessonPlan
from casedesk.tasks.backups import back_up_before_deleting
from casedesk.tasks.trash import TrashEntry, deleting_for_good, outdated, restoring, trash_entries
from casedesk.texts import tr, tr_n
from casedesk.ui.jobs import Progress
from casedesk.ui.messages import ask_before_loss
from casedesk.ui.parts import Parts
from casedesk.ui.theme import Appearance
from casedesk.ui.trash.trash_list import TrashDelegate, TrashModel
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.empty_state import EmptyState
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule, set_surface

_WIDTH = 880


class TrashPage(QWidget):
    """Cases and plans of the trash, newest first. Nothing leaves it by itself within 30 days."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, appearance = parts.session, parts.appearance
        self._session = session
        self._jobs = parts.jobs
        self._appearance = appearance
        set_surface(self, "paper")
        self.model = TrashModel(self)
        self.list = _TrashList(appearance, self.model, self)
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.restore = Button(tr("Restore"), appearance=appearance, icon="ph.arrow-counter-clockwise", parent=self)
        self.delete = Button(tr("Delete for good…"), "danger", parent=self)
        self.empty = Button(tr("Empty the trash…"), "danger", parent=self)
        self.old = LinkButton("", self, is_quiet=True)
        self._nothing = EmptyState(
            appearance,
            tr("The trash is empty"),
            tr(
                "Deleted cases and lesson plans come here and stay for at least 30 days. They can be restored any time."
            ),
            self,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        self._build()
        self.restore.clicked.connect(self.restore_selected)
        self.delete.clicked.connect(self.delete_selected)
        self.empty.clicked.connect(self.delete_all)
        self.old.clicked.connect(self.delete_old)
        self.list.selectionModel().selectionChanged.connect(self._show_selection)
        session.changed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Show what is in the trash now; the row that follows a lost one takes the selection."""
        row = self.list.currentIndex().row()
        entries = trash_entries(self._session.library)
        self.model.set_entries(entries)
        self._stack.setCurrentWidget(self.list if entries else self._nothing)
        self._count.setText(tr_n("{n} entry", "{n} entries", len(entries)).format(n=len(entries)) if entries else "")
        if entries and row >= 0:
            self._select(min(row, len(entries) - 1))
        for button in (self.restore, self.delete, self.empty, self._count):
            button.setVisible(bool(entries))
        old = len(outdated(entries, datetime.now(UTC)))
        self.old.setText(tr("Delete what is older than 30 days ({n})…").format(n=old))
        self.old.setVisible(bool(old))
        self._show_selection()

    def selected(self) -> tuple[TrashEntry, ...]:
        """The entries that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return tuple(self.model.entries[row] for row in rows)

    def restore_selected(self) -> None:
        """Take the selected entries out of the trash."""
        entries = self.selected()
        if entries:
            self._session.change_many(
                tr("Restore from the trash"),
                len(entries),
                lambda library: restoring(library, entries),
                announce=lambda _edit: _restored_sentence(entries),
            )

    def delete_selected(self) -> None:
        """Delete the selected entries for good, after a question."""
        self._delete(self.selected())

    def delete_all(self) -> None:
        """Delete everything in the trash for good, after a question."""
        self._delete(self.model.entries)

    def delete_old(self) -> None:
        """Delete for good what has been here for 30 days or more, after a question."""
        self._delete(outdated(self.model.entries, datetime.now(UTC)))

    def _delete(self, entries: Sequence[TrashEntry]) -> None:
        if entries and ask_before_loss(
            self, _question(entries), _explanation(entries), act=tr("Delete {n} for good").format(n=len(entries))
        ):
            self._delete_after_backup(entries)

    def _delete_after_backup(self, entries: Sequence[TrashEntry]) -> None:
        """Nothing is deleted where no copy can be made."""
        path = self._session.library.path

        def work(progress: Progress) -> None:
            back_up_before_deleting(path, progress)

        def delete(_made: None) -> None:
            self._session.change_many(
                tr("Delete for good"), len(entries), lambda library: deleting_for_good(library, entries)
            )

        self._jobs.start(tr("Backup"), work, done=delete)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self._title.sizeHint().width() + self._buttons.sizeHint().width() + 32 <= self._column.width()
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom)

    def _build(self) -> None:
        title = self._title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(Words(self._appearance, tr("Trash"), kind="title", parent=self))
        title.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        title.addStretch(1)
        buttons = self._buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.restore, self.delete, self.empty):
            buttons.addWidget(button)
        buttons.addStretch()
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(8)
        head.addLayout(title, 1)
        head.addLayout(buttons)
        column = QVBoxLayout()
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(Rule(self))
        old = QHBoxLayout()
        old.setContentsMargins(12, 0, 12, 0)
        old.addWidget(self.old)
        old.addStretch(1)
        column.addLayout(old)
        column.addWidget(self._stack, 1)
        holder = self._column = QWidget(self)
        holder.setLayout(column)
        holder.setMaximumWidth(self._appearance.px(_WIDTH))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)

    def _select(self, row: int) -> None:
        self.list.selectionModel().setCurrentIndex(
            self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _show_selection(self) -> None:
        has_some = bool(self.list.selectionModel().selectedIndexes())
        self.restore.setEnabled(has_some)
        self.delete.setEnabled(has_some)

    def _follow(self, changes: Changes, _initiator: object) -> None:
        if changes.ids(Case) or changes.ids(LessonPlan):
            self.refresh()


class _TrashList(QListView):
    def __init__(self, appearance: Appearance, model: TrashModel, page: TrashPage) -> None:
        super().__init__(page)
        self.delete_wish = page.delete_selected
        self.restore_wish = page.restore_selected
        self.setModel(model)
        self.setItemDelegate(TrashDelegate(appearance, model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setAccessibleName(tr("Trash"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        appearance.changed.connect(self.doItemsLayout)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wish()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.restore_wish()
        else:
            super().keyPressEvent(event)

    def _show_menu(self, at: QPoint) -> None:
        if not self.indexAt(at).isValid():
            return
        menu = QMenu(self)
        menu.addAction(tr("Restore"), self.restore_wish)
        menu.addAction(tr("Delete for good…"), self.delete_wish)
        menu.exec(self.viewport().mapToGlobal(at))
        menu.deleteLater()


def _restored_sentence(entries: Sequence[TrashEntry]) -> str:
    if len(entries) == 1:
        return tr("Restored “{title}”").format(title=entries[0].title)
    return tr_n("Restored {n} entry", "Restored {n} entries", len(entries)).format(n=len(entries))


def _question(entries: Sequence[TrashEntry]) -> str:
    cases = sum(entry.kind is Case for entry in entries)
    plans = len(entries) - cases
    case_words = tr_n("{n} case", "{n} cases", cases).format(n=cases)
    plan_words = tr_n("{n} lesson plan", "{n} lesson plans", plans).format(n=plans)
    if not plans:
        return tr("Delete {cases} for good?").format(cases=case_words)
    if not cases:
        return tr("Delete {plans} for good?").format(plans=plan_words)
    return tr("Delete {cases} and {plans} for good?").format(cases=case_words, plans=plan_words)


def _explanation(entries: Sequence[TrashEntry]) -> str:
    young = sum(entry.safe_until > datetime.now(UTC) for entry in entries)
    words = tr(
        "Their use records go with them. Until CaseDesk is closed, Undo brings them back; after that only the backup "
        "that is made now."
    )
    if not young:
        return words
    kept = tr_n(
        "{n} of them has been here for less than 30 days.", "{n} of them have been here for less than 30 days.", young
    )
    return f"{kept.format(n=young)} {words}"
