"""The rows of a plan on the screen: its blocks, and the headings of its sessions among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from casedesk.domain import sessions
from casedesk.domain.case import Case
from casedesk.domain.lesson import Block, LessonPlan, Need, schedule, time_of_day
from casedesk.domain.plan_steps import has_changed
from casedesk.domain.sessions import SessionFit
from casedesk.tasks.value_names import NEED_NAMES
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.block_words import block_line, block_title, parted

MIME_TYPE = "application/x-casedesk-block-rows"
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class BlockRow:
    """What the row of a block shows. `gap` is the pause before a pinned start in minutes, negative for an overlap."""

    block: Block
    start: str
    title: str
    line: str
    gap: int
    has_changed: bool = False
    """A case in it is another one than it was when the trainer last saw it here."""
    is_known: bool = False
    """The group of the plan has had a case of it."""

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return tr("{start}, {title}, {minutes} minutes, {need}, {line}").format(
            start=self.start,
            title=self.title,
            minutes=self.block.minutes,
            need=tr(NEED_NAMES[self.block.need]),
            line=self.line,
        )


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """What the heading of a session shows."""

    title: str
    line: str
    fit: str
    is_over: bool

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return tr("Session: {title}, {line}, {fit}").format(title=self.title, line=self.line, fit=self.fit)


ShownRow: TypeAlias = BlockRow | HeadingRow


def shown_rows(
    plan: LessonPlan, cases: Mapping[int, Case], known: frozenset[int] = frozenset()
) -> tuple[ShownRow, ...]:
    """The rows of a plan; `cases` are those it uses, by id, and `known` those that its group has had."""
    blocks = iter(block_rows(plan, cases, known))
    fits = iter(enumerate(sessions.session_fits(plan)))
    return tuple(
        next(blocks) if isinstance(row, Block) else _heading(plan, *next(fits)) for row in sessions.rows_of(plan)
    )


def block_rows(
    plan: LessonPlan, cases: Mapping[int, Case], known: frozenset[int] = frozenset()
) -> tuple[BlockRow, ...]:
    """The rows of the blocks alone."""
    return tuple(
        BlockRow(
            block,
            "" if block.need is Need.SPARE else dates.clock(time_of_day(plan, slot.start)),
            block_title(block),
            block_line(block, cases),
            slot.gap,
            _has_changed(block, cases),
            any(use.case_id in known for use in block.cases),
        )
        for block, slot in zip(plan.blocks, schedule(plan), strict=True)
    )


def _has_changed(block: Block, cases: Mapping[int, Case]) -> bool:
    return any(use.case_id in cases and has_changed(use, cases[use.case_id]) for use in block.cases)


def session_title(plan: LessonPlan, index: int) -> str:
    """The name of a session, or its number."""
    return plan.sessions[index].title or tr("Session {n}").format(n=index + 1)


def _heading(plan: LessonPlan, index: int, fit: SessionFit) -> HeadingRow:
    session = fit.session
    day = sessions.day_of(plan, session)
    name = dates.day_and_weekday(day) if day else tr("Day {n}").format(n=session.day + 1)
    span = f"{dates.clock(session.start)}–{dates.clock(fit.ends)}"
    is_same_day = index > 0 and plan.sessions[index - 1].day == session.day
    pause = tr_n("after {n} minute of break", "after {n} minutes of break", fit.pause).format(n=fit.pause)
    if fit.pause < 0:
        pause = tr("begins before the session above ends")
    line = parted([name, span, pause if is_same_day or fit.pause < 0 else ""])
    return HeadingRow(session_title(plan, index), line, _fit(fit), fit.left < 0 or fit.pause < 0)


def _fit(fit: SessionFit) -> str:
    figures = tr("{n} / {target} min").format(n=fit.planned, target=fit.session.target)
    if fit.left > 0:
        return parted([figures, tr_n("{n} minute left", "{n} minutes left", fit.left).format(n=fit.left)])
    if fit.left < 0:
        return parted([figures, tr_n("{n} minute over", "{n} minutes over", -fit.left).format(n=-fit.left)])
    return figures


class BlockListModel(QAbstractListModel):
    """The rows of the plan on the screen. Dropping asks for a move; the plan decides."""

    move_requested = Signal(object, int)
    """(rows, the row before which they should stand)"""

    RowRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ShownRow, ...] = ()

    def set_rows(self, rows: tuple[ShownRow, ...]) -> None:
        """Show other rows; the selection stays where the number of rows does."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        changed = [i for i, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
        self._rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def row(self, at: int) -> ShownRow:
        """The row at a position."""
        return self._rows[at]

    def block_row(self, at: int) -> BlockRow:
        """The row at a position that is known to be a block."""
        row = self._rows[at]
        assert isinstance(row, BlockRow)
        return row

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case self.RowRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.title}\n{row.line}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case _:
                return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME_TYPE]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME_TYPE, ",".join(str(index.row()) for index in indexes).encode())
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(MIME_TYPE):
            return False
        rows = tuple(int(text) for text in bytes(data.data(MIME_TYPE).data()).decode().split(",") if text)
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        self.move_requested.emit(rows, before)
        return False  # the plan moves the blocks; the view must not remove any row
