"""The drafts of a file as rows: those to look at one by one, and the certain ones folded into one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casedesk.domain.draft import Decision, Draft
from casedesk.domain.source_parts import CERTAIN, counts_as
from casedesk.texts import tr, tr_n
from casedesk.ui.review.review_state import ReviewState, is_waiting
from casedesk.ui.review.review_words import decision_name, percent, short_line

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class DraftOrder(StrEnum):
    """In which order drafts stand."""

    DOUBTFUL_FIRST = "doubtful_first"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft of the list, with the line that stands under its title."""

    index: int
    draft: Draft
    line: str

    @property
    def decision(self) -> Decision:
        """The decision, where a certain draft counts as kept."""
        return counts_as(self.draft)


@dataclass(frozen=True, slots=True)
class FoldRow:
    """The row that stands for all certain drafts, or heads them when they are unfolded."""

    count: int
    is_open: bool


Row = DraftRow | FoldRow


class DraftRows(QAbstractListModel):
    """The rows of the shown file. The selected draft always has a row of its own."""

    def __init__(self, state: ReviewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._rows: list[Row] = []
        self._lines: dict[Draft, str] = {}
        self._is_open: bool | None = None
        self.order = DraftOrder.DOUBTFUL_FIRST
        state.file_changed.connect(self._take_file)
        state.changed.connect(self.refresh)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.draft.title if isinstance(row, DraftRow) else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words_of(row)
        return None

    def row(self, at: int) -> Row:
        """The row at a position."""
        return self._rows[at]

    def position_of(self, index: int) -> int:
        """The position of a draft's row, unfolding the certain ones where it is among them; -1 for no draft."""
        at = self._find(index)
        if at < 0 and 0 <= index < len(self._state.proposal.drafts):
            self._is_open = True
            self.refresh()
            at = self._find(index)
        return at

    def set_order(self, order: DraftOrder) -> None:
        """Show the drafts in this order."""
        self.order = order
        self.refresh()

    def toggle(self) -> None:
        """Fold or unfold the certain drafts."""
        fold = next((row for row in self._rows if isinstance(row, FoldRow)), None)
        self._is_open = fold is None or not fold.is_open
        self.refresh()

    def refresh(self) -> None:
        """Show the drafts as they are now."""
        rows = self._wanted_rows() if self._state.is_open else []
        if len(rows) == len(self._rows) and [_key(row) for row in rows] == [_key(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _take_file(self) -> None:
        self._is_open = None
        self._lines = {}
        self.refresh()

    def _find(self, index: int) -> int:
        matching = (at for at, row in enumerate(self._rows) if isinstance(row, DraftRow) and row.index == index)
        return next(matching, -1)

    def _wanted_rows(self) -> list[Row]:
        drafts = self._state.proposal.drafts
        every = range(len(drafts))
        if self.order is DraftOrder.SOURCE:
            return [self._row(at) for at in every]
        order = sorted(every, key=lambda at: (drafts[at].confidence, at))
        doubtful = [at for at in order if drafts[at].confidence < CERTAIN or drafts[at].decision is Decision.DROP]
        certain = [at for at in order if drafts[at].confidence >= CERTAIN and drafts[at].decision is not Decision.DROP]
        rows: list[Row] = [self._row(at) for at in doubtful]
        if len(certain) < 2:
            return [*rows, *(self._row(at) for at in certain)]
        # They are folded away to leave the doubtful ones in sight; where there are none, nothing is in the way.
        is_open = not doubtful if self._is_open is None else self._is_open
        rows.append(FoldRow(len(certain), is_open))
        if is_open:
            rows += [self._row(at) for at in certain]
        return rows

    def _row(self, at: int) -> DraftRow:
        draft = self._state.proposal.drafts[at]
        line = self._lines.get(draft)
        if line is None:
            line = self._lines[draft] = short_line(self._state.proposal, draft)
        return DraftRow(at, draft, line)


def words_of(row: Row) -> str:
    """A row in words, for the ear."""
    if isinstance(row, FoldRow):
        sentence = tr_n("{n} with {share} or more", "{n} with {share} or more", row.count)
        return sentence.format(n=row.count, share=percent(CERTAIN))
    words = (percent(row.draft.confidence), row.draft.title, decision_name(row.decision), row.line)
    return tr(", ").join(words)


def waiting_row(row: Row) -> bool:
    """Whether a row waits for a decision."""
    return isinstance(row, DraftRow) and is_waiting(row.draft)


def _key(row: Row) -> object:
    return row if isinstance(row, FoldRow) else row.index
