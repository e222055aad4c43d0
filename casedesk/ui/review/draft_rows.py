"""The drafts of a file as rows: those to look at one by one, and the certain ones folded into one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, assert_never

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


class DraftFilter(StrEnum):
    """Which drafts are shown."""

    ALL = "all"
    WAITING = "waiting"
    LIKE_OTHERS = "like_others"
    INCOMPLETE = "incomplete"
    KEPT = "kept"
    DROPPED = "dropped"
    ADDED = "added"


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
    """The rows of the shown file. The selected draft always has a row of its own.

    What a row says is worked out when it is painted: there may be thousands, and every step asks for all of them.
    """

    def __init__(self, state: ReviewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._rows: list[int | FoldRow] = []
        self._places: dict[int, int] = {}
        self._lines: dict[int, tuple[Draft, str]] = {}
        self._is_open: bool | None = None
        self.fold_position = -1
        self.order = DraftOrder.DOUBTFUL_FIRST
        self.only = DraftFilter.ALL
        state.file_changed.connect(self._take_file)
        state.changed.connect(self.refresh)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.draft.title if isinstance(row, DraftRow) else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words_of(row)
        return None

    def row(self, at: int) -> Row:
        """The row at a position."""
        row = self._rows[at]
        return row if isinstance(row, FoldRow) else self._draft_row(row)

    def find(self, index: int) -> int:
        """The position of a draft's row as the list is now; -1 for none."""
        return self._places.get(index, -1)

    def position_of(self, index: int) -> int:
        """The position of a draft's row, made to be there where it is folded away or filtered out; -1 for no draft."""
        at = self._places.get(index, -1)
        if at < 0 and 0 <= index < len(self._state.proposal.drafts):
            if self.only is DraftFilter.ALL:
                self._is_open = True
            self.refresh()
            at = self._places.get(index, -1)
        return at

    def set_order(self, order: DraftOrder) -> None:
        """Show the drafts in this order."""
        self.order = order
        self.refresh()

    def set_filter(self, only: DraftFilter) -> None:
        """Show only some drafts, and the selected one whatever it is."""
        self.only = only
        self.refresh()

    def matching(self, only: DraftFilter) -> tuple[int, ...]:
        """The drafts of the file that a filter shows."""
        drafts = self._state.proposal.drafts if self._state.is_open else ()
        return tuple(at for at, draft in enumerate(drafts) if _is_shown(draft, only))

    def toggle(self) -> None:
        """Fold or unfold the certain drafts."""
        fold = self._rows[self.fold_position] if self.fold_position >= 0 else None
        self._is_open = not (isinstance(fold, FoldRow) and fold.is_open)
        self.refresh()

    def refresh(self) -> None:
        """Show the drafts as they are now."""
        rows = self._wanted_rows() if self._state.is_open else []
        is_same = rows == self._rows
        if not is_same:
            self.beginResetModel()
        self._rows = rows
        self._places = {row: at for at, row in enumerate(rows) if not isinstance(row, FoldRow)}
        self.fold_position = next((at for at, row in enumerate(rows) if isinstance(row, FoldRow)), -1)
        if not is_same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def _take_file(self) -> None:
        self._is_open = None
        self._lines = {}
        self.refresh()

    def _wanted_rows(self) -> list[int | FoldRow]:
        drafts = self._state.proposal.drafts
        if self.only is not DraftFilter.ALL:
            return list(self._in_order({*self.matching(self.only), *([self._state.index] if drafts else ())} - {-1}))
        if self.order is DraftOrder.SOURCE:
            return list(range(len(drafts)))
        order = self._in_order(range(len(drafts)))
        added = [at for at in order if drafts[at].decision is Decision.ADDED]  # last: nothing is left to do there
        certain = [at for at in order if _is_certain(drafts[at])]
        shown_last = {*added, *certain}
        rows: list[int | FoldRow] = [at for at in order if at not in shown_last]
        if len(certain) < 2:
            return [*rows, *certain, *added]
        # They are folded away to leave the doubtful ones in sight; where there are none, nothing is in the way.
        is_open = not rows if self._is_open is None else self._is_open
        rows.append(FoldRow(len(certain), is_open))
        return [*rows, *(certain if is_open else ()), *added]

    def _in_order(self, indexes: Sequence[int] | range | set[int]) -> list[int]:
        if self.order is DraftOrder.SOURCE:
            return sorted(indexes)
        drafts = self._state.proposal.drafts
        return sorted(indexes, key=lambda at: (drafts[at].confidence, at))

    def _draft_row(self, at: int) -> DraftRow:
        draft = self._state.proposal.drafts[at]
        known = self._lines.get(at)
        if known is None or known[0] is not draft:
            known = self._lines[at] = (draft, short_line(self._state.proposal, draft))
        return DraftRow(at, draft, known[1])


def _is_certain(draft: Draft) -> bool:
    return draft.confidence >= CERTAIN and counts_as(draft) is Decision.KEEP


def _is_shown(draft: Draft, only: DraftFilter) -> bool:
    match only:
        case DraftFilter.ALL:
            return True
        case DraftFilter.WAITING:
            return is_waiting(draft)
        case DraftFilter.LIKE_OTHERS:
            return draft.likeness is not None
        case DraftFilter.INCOMPLETE:
            return draft.quality != "complete"
        case DraftFilter.KEPT:
            return counts_as(draft) is Decision.KEEP
        case DraftFilter.DROPPED:
            return draft.decision is Decision.DROP
        case DraftFilter.ADDED:
            return draft.decision is Decision.ADDED
        case _:
            assert_never(only)


def words_of(row: Row) -> str:
    """A row in words, for the ear."""
    if isinstance(row, FoldRow):
        sentence = tr_n("{n} with {share} or more", "{n} with {share} or more", row.count)
        return sentence.format(n=row.count, share=percent(CERTAIN))
    words = (percent(row.draft.confidence), row.draft.title, decision_name(row.decision), row.line)
    return tr(", ").join(words)
