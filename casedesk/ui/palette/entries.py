"""The rows of the command palette: commands, cases and plans, under their headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction
from typing_extensions import override

from casedesk.domain.lesson import LessonPlan
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.actions import MENUS, plain_text
from casedesk.ui.page_action import PageAction
from casedesk.ui.palette.matching import Match, match
from casedesk.ui.palette.titles import TitleHit

Index = QModelIndex | QPersistentModelIndex
Target = QAction | int
"""What is run: an action, or the id of a case or plan."""


class Kind(IntEnum):
    """What a row is."""

    HEADING = 0
    COMMAND = 1
    CASE = 2
    PLAN = 3


@dataclass(frozen=True)
class Entry:
    """A row. `detail` stands muted after the title, `keys` at the right; `positions` are marked in the title."""

    kind: Kind
    title: str
    detail: str = ""
    keys: str = ""
    icon: str = ""
    positions: tuple[int, ...] = ()
    target: Target = 0


def command_entries(actions: Sequence[PageAction], typed: str, limit: int) -> list[Entry]:
    """The commands that can be run now and fit what was typed, best first; all, in their order, for nothing typed."""
    usable = (action for action in actions if action.isEnabled() and action.spec.id != "view.palette")
    found = [(hit, action) for action in usable if (hit := match(typed, plain_text(action)))]
    if typed.strip():
        found.sort(key=lambda pair: pair[0].score, reverse=True)
    return [_command(action, hit) for hit, action in found[:limit]]


def case_entries(hits: Sequence[TitleHit], details: dict[int, str]) -> list[Entry]:
    """The cases that were found."""
    return [
        Entry(Kind.CASE, hit.title, details.get(hit.id, ""), icon="file-text", positions=hit.positions, target=hit.id)
        for hit in hits
    ]


def plan_entries(plans: Sequence[LessonPlan], typed: str, limit: int) -> list[Entry]:
    """The plans that fit what was typed, best first."""
    found = [(hit, plan) for plan in plans if (hit := match(typed, plan.title)) and typed.strip()]
    found.sort(key=lambda pair: pair[0].score, reverse=True)
    return [
        Entry(Kind.PLAN, plan.title, _plan_detail(plan), icon="notebook", positions=hit.positions, target=plan.id)
        for hit, plan in found[:limit]
    ]


def with_headings(*groups: Sequence[Entry]) -> list[Entry]:
    """The groups below each other, each under its heading."""
    headings = {Kind.COMMAND: tr("Commands"), Kind.CASE: tr("Cases"), Kind.PLAN: tr("Lesson plans")}
    rows: list[Entry] = []
    for group in groups:
        if group:
            rows += [Entry(Kind.HEADING, headings[group[0].kind]), *group]
    return rows


class EntryModel(QAbstractListModel):
    """The rows for a list; headings cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Entry] = []

    def set_rows(self, rows: list[Entry]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def entry(self, index: Index) -> Entry:
        """The row at an index."""
        return self._rows[index.row()]

    def first(self) -> int:
        """The first row that can be selected, -1 where there is none."""
        return next((at for at, row in enumerate(self._rows) if row.kind is not Kind.HEADING), -1)

    def after(self, row: int, step: int) -> int:
        """The next row in a direction that can be selected; round the end."""
        count = len(self._rows)
        for distance in range(1, count + 1):
            at = (row + step * distance) % count
            if self._rows[at].kind is not Kind.HEADING:
                return at
        return row

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self._rows[index.row()]
            return ", ".join(part for part in (row.title, row.detail, row.keys) if part)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].kind is Kind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _command(action: PageAction, hit: Match) -> Entry:
    menu = tr(MENUS[action.spec.menu]) if action.spec.menu else ""
    keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    icon = action.spec.icon.removeprefix("ph.")
    return Entry(Kind.COMMAND, plain_text(action), menu, keys, icon, hit.positions, action)


def _plan_detail(plan: LessonPlan) -> str:
    return tr(", ").join(part for part in (dates.short_day(plan.day) if plan.day else "", plan.audience) if part)
