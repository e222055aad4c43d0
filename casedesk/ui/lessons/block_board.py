"""The blocks of the open plan and everything a trainer does to them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casedesk.domain import plan_steps, sessions
from casedesk.domain.case import Case
from casedesk.domain.lesson import Block, BlockKind, LessonPlan, Session, schedule, time_of_day
from casedesk.domain.sessions import PlanRow
from casedesk.tasks.block_clipboard import rows_from, rows_json, rows_text
from casedesk.tasks.value_names import KIND_NAMES
from casedesk.texts import tr, tr_n
from casedesk.ui.lessons.block_fields import BlockFields
from casedesk.ui.lessons.block_list import BlockView
from casedesk.ui.lessons.block_rows import shown_rows
from casedesk.ui.lessons.block_words import DEFAULT_MINUTES, block_title
from casedesk.ui.lessons.case_drops import CaseDrops, on_or_between
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.lessons.session_fields import SessionFields
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance

FIELDS_GAP = 4
ROWS_MIME = "application/x-casedesk-blocks+json"


class BlockBoard(QWidget):
    """The list, with the fields of the open block under its row. Every change goes into the draft."""

    open_changed = Signal(int)
    """The position of the open block, -1 for none."""
    case_open_requested = Signal(object)
    """The CaseUse."""
    case_pick_requested = Signal()

    def __init__(
        self,
        draft: PlanDraft,
        session: LibrarySession,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._session = session
        self._cases: Mapping[int, Case] = {}
        self.view = BlockView(appearance, self)
        self.fields = BlockFields(appearance, settings, self.view.viewport())
        self.session_fields = SessionFields(appearance, self.view.viewport())
        for fields in (self.fields, self.session_fields):
            fields.hide()
        viewport, view = self.view.viewport(), self.view
        self.drops = CaseDrops(viewport, lambda at: on_or_between(view, at), appearance)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.addWidget(self.view)
        self._place_later = QTimer(self)
        self._place_later.setSingleShot(True)
        self._place_later.timeout.connect(self._place_fields)
        self.view.open_changed.connect(self._on_open)
        self.view.minutes_requested.connect(self.add_minutes)
        self.view.minutes_dragged.connect(self._drag_minutes)
        self.view.blocks.move_requested.connect(self._move)
        self.view.resized.connect(self._place_fields)
        self.fields.edited.connect(self._on_fields_edited)
        self.session_fields.edited.connect(self._on_session_edited)
        for fields in (self.fields, self.session_fields):
            fields.height_changed.connect(self._place_later.start)
            fields.closed.connect(self.close_fields)
        self.fields.case_open_requested.connect(self.case_open_requested)
        self.fields.case_pick_requested.connect(self.case_pick_requested)

    def show_plan(self, plan: LessonPlan, cases: Mapping[int, Case], known: frozenset[int] = frozenset()) -> None:
        """Show the blocks of a plan; `cases` are those it uses, by id, and `known` those that its group has had."""
        self._cases = cases
        self.view.blocks.set_rows(shown_rows(plan, cases, known))
        self._fill_fields()
        self.view.relayout()
        self._place_fields()

    @property
    def open_position(self) -> int:
        """The position of the block in the one selected row, or -1."""
        row, plan = self.open_row, self._draft.plan
        if plan is None or row < 0 or not isinstance(sessions.rows_of(plan)[row], Block):
            return -1
        return sessions.block_before_row(plan, row)

    @property
    def open_row(self) -> int:
        """The one selected row, or -1."""
        row, plan = self.view.only_row(), self._draft.plan
        return row if plan is not None and row < len(sessions.rows_of(plan)) else -1

    def select_block(self, position: int) -> None:
        """Open the block at a position."""
        if self._draft.plan is not None:
            self.view.select_rows([sessions.row_of_block(self._draft.plan, position)])

    def add(self, kind: BlockKind) -> None:
        """Put a new block behind the selected ones, and open it."""
        block = Block(tr(KIND_NAMES[kind]), DEFAULT_MINUTES[kind], kind)
        if self._insert([block], tr("Add block “{title}”").format(title=block.title)):
            self.fields.focus_title()

    def add_block(self, block: Block, text: str, *, before: int | None = None) -> None:
        """Put a block that was made elsewhere before a row, or behind the selected ones, and open it."""
        plan = self._draft.plan
        if before is None or plan is None:
            self._insert([block], text)
            return
        self._draft.change(sessions.inserted(plan, (block,), before), text)
        self.view.select_rows([before])

    def add_cases(self, cases: Sequence[Case], *, characters_a_minute: int) -> None:
        """Put a block for every case behind the selected ones."""
        blocks = [plan_steps.case_block(case, characters_a_minute=characters_a_minute) for case in cases]
        count = len(blocks)
        self._insert(blocks, tr_n("Add {n} case to the plan", "Add {n} cases to the plan", count).format(n=count))

    def put_case(self, case: Case, *, characters_a_minute: int) -> None:
        """Put a case into the open block, or into a new block where none is open."""
        plan, position = self._draft.plan, self.open_position
        if plan is None or position < 0:
            self.add_cases([case], characters_a_minute=characters_a_minute)
            return
        block = plan.blocks[position]
        if any(use.case_id == case.id for use in block.cases):
            return
        changed = replace(block, cases=(*block.cases, plan_steps.use_of(case)))
        text = tr("Put “{title}” into the block").format(title=case.title)
        self._draft.change(plan_steps.put(plan, position, changed), text)

    def add_session(self, *, on_next_day: bool = False) -> None:
        """Begin a session behind the selected rows, or at the end; what follows there belongs to it."""
        plan, rows = self._draft.plan, self.view.selected_rows()
        if plan is None:
            return
        at = sessions.block_before_row(plan, rows[-1] + 1) if rows else len(plan.blocks)
        session = sessions.next_session(plan, at, on_next_day=on_next_day)
        self._draft.change(sessions.divided(plan, at, session), tr("Add a day") if on_next_day else tr("Add a session"))
        changed = self._draft.plan
        assert changed is not None
        found = sessions.rows_of(changed)
        self.view.select_rows(
            [row for row, item in enumerate(found) if isinstance(item, Session) and item.first == at][-1:]
        )
        self.session_fields.focus_title()

    def set_to_scale(self, is_to_scale: bool) -> None:
        """Make the rows as high as their blocks are long, or all alike."""
        self.view.set_to_scale(is_to_scale)
        self._place_fields()

    def move_by(self, step: int) -> None:
        """Move the selected blocks up (-1) or down (1)."""
        plan, rows = self._draft.plan, self.view.selected_rows()
        if plan is None or not rows:
            return
        before = rows[0] - 1 if step < 0 else rows[-1] + 2
        if 0 <= before <= len(sessions.rows_of(plan)):
            self._move(rows, before)

    def add_minutes(self, step: int) -> None:
        """Make the selected blocks longer or shorter."""
        self._change_selected(
            lambda block: replace(block, minutes=max(1, block.minutes + step)), tr("Change minutes"), field="minutes"
        )

    def remove(self) -> None:
        """Take the selected blocks out; the next one becomes the selected one."""
        plan, rows = self._draft.plan, self.view.selected_rows()
        if plan is None or not rows:
            return
        text = tr_n("Remove {n} block", "Remove {n} blocks", len(rows)).format(n=len(rows))
        self._draft.change(sessions.removed(plan, rows), text)
        self.view.select_rows([min(rows[0], self.view.blocks.rowCount() - 1)])

    def duplicate(self) -> None:
        """Repeat the selected blocks behind themselves."""
        self._insert(self._selected(), tr("Duplicate blocks"))

    def split(self) -> None:
        """Cut the open block into halves."""
        plan, position = self._draft.plan, self.open_position
        if plan is not None and position >= 0:
            text = tr("Split block “{title}”").format(title=block_title(plan.blocks[position]))
            self._draft.change(plan_steps.split(plan, position), text)

    def copy(self) -> None:
        """Put the selected rows on the clipboard: for this plan, another one, or any program that takes text."""
        rows = self._selected()
        if not rows:
            return
        data = QMimeData()
        data.setData(ROWS_MIME, rows_json(self._session.library, rows))
        data.setText(rows_text(rows))
        QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Take the selected rows out and put them on the clipboard."""
        self.copy()
        self.remove()

    def paste(self) -> None:
        """Put the rows on the clipboard behind the selected ones."""
        data = QGuiApplication.clipboard().mimeData()
        if data.hasFormat(ROWS_MIME):
            rows = rows_from(self._session.library, bytes(data.data(ROWS_MIME).data()))
            self._insert(rows, tr("Paste blocks"))

    def close_fields(self) -> None:
        """Fold the open block and put the focus on the list."""
        self.view.clearSelection()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _selected(self) -> list[PlanRow]:
        plan = self._draft.plan
        known = sessions.rows_of(plan) if plan else ()
        return [known[row] for row in self.view.selected_rows()]

    def _insert(self, rows: Sequence[PlanRow], text: str) -> bool:
        plan = self._draft.plan
        if plan is None or not rows:
            return False
        selected = self.view.selected_rows()
        at = selected[-1] + 1 if selected else len(sessions.rows_of(plan))
        self._draft.change(sessions.inserted(plan, rows, at), text)
        self.view.select_rows(range(at, at + len(rows)))
        return True

    def _move(self, rows: Iterable[int], before: int) -> None:
        plan = self._draft.plan
        if plan is None:
            return
        chosen = sorted(rows)
        text = tr_n("Move {n} block", "Move {n} blocks", len(chosen)).format(n=len(chosen))
        self._draft.change(sessions.moved(plan, chosen, before), text)
        first = before - sum(1 for row in chosen if row < before)
        self.view.select_rows(range(first, first + len(chosen)))

    def _change_selected(self, step: Callable[[Block], Block], text: str, *, field: str) -> None:
        plan, rows = self._draft.plan, set(self.view.selected_rows())
        if plan is None or not rows:
            return
        positions = {sessions.block_before_row(plan, row) for row in rows if row not in self._heading_rows(plan)}
        blocks = tuple(step(block) if at in positions else block for at, block in enumerate(plan.blocks))
        self._draft.change(replace(plan, blocks=blocks), text, field=f"{field} {sorted(rows)}")

    @staticmethod
    def _heading_rows(plan: LessonPlan) -> set[int]:
        return {row for row, item in enumerate(sessions.rows_of(plan)) if isinstance(item, Session)}

    def _drag_minutes(self, row: int, minutes: int) -> None:
        plan = self._draft.plan
        if plan is None:
            return
        position = sessions.block_before_row(plan, row)
        block = replace(plan.blocks[position], minutes=minutes)
        self._draft.change(plan_steps.put(plan, position, block), tr("Change minutes"), field=f"edge {row}")

    def _on_fields_edited(self, block: Block, text: str, field: str) -> None:
        plan, position = self._draft.plan, self.open_position
        if plan is not None and position >= 0:
            typed = f"block {position} {field}" if field else ""
            self._draft.change(plan_steps.put(plan, position, block), text, field=typed)

    def _on_session_edited(self, session: Session, field: str) -> None:
        plan, row = self._draft.plan, self.open_row
        if plan is not None and row >= 0:
            changed = sessions.replaced(plan, row, session)
            self._draft.change(changed, tr("Edit session"), field=f"session {row} {field}")

    def _on_open(self, _row: int) -> None:
        self._draft.write()
        self._fill_fields()
        self._place_fields()
        self.open_changed.emit(self.open_position)

    def _fill_fields(self) -> None:
        plan, row = self._draft.plan, self.open_row
        if plan is None or row < 0:
            return
        match sessions.rows_of(plan)[row]:
            case Session() as session:
                self.session_fields.show_session(session, is_first=row == 0)
            case Block() as block:
                start = schedule(plan)[self.open_position].start
                self.fields.show_block(block, self._cases, start=time_of_day(plan, start))

    def _place_fields(self) -> None:
        row = self.open_row
        is_block = self.open_position >= 0
        self.fields.setVisible(is_block)
        self.session_fields.setVisible(row >= 0 and not is_block)
        if row < 0:
            self.view.set_fields(-1, 0)
            return
        fields = self.fields if is_block else self.session_fields
        left = self.view.delegate.text_left() if is_block else self.view.delegate.START_X
        width = max(240, self.view.viewport().width() - left)
        fields.setFixedWidth(width)
        height = fields.height_at(width)
        self.view.set_fields(row, height + FIELDS_GAP)
        fields.setGeometry(left, self.view.top_of(row) + self.view.delegate.row_height(), width, height)
