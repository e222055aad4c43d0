"""The blocks of the open plan and everything a trainer does to them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casedesk.domain import plan_steps
from casedesk.domain.case import Case
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan
from casedesk.texts import tr, tr_n
from casedesk.ui.lessons.block_fields import BlockFields
from casedesk.ui.lessons.block_list import BlockView, block_rows
from casedesk.ui.lessons.block_words import DEFAULT_MINUTES, KIND_NAMES, block_title
from casedesk.ui.lessons.case_drops import CaseDrops, on_or_between
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.theme import Appearance

FIELDS_GAP = 4


class BlockBoard(QWidget):
    """The list, with the fields of the open block under its row. Every change goes into the draft."""

    open_changed = Signal(int)
    """The position of the open block, -1 for none."""
    case_open_requested = Signal(int)
    case_pick_requested = Signal()

    def __init__(self, draft: PlanDraft, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._cases: Mapping[int, Case] = {}
        self._copied: tuple[Block, ...] = ()
        self.view = BlockView(appearance, self)
        self.fields = BlockFields(appearance, self.view.viewport())
        self.fields.hide()
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
        self.view.blocks.move_requested.connect(self._move)
        self.view.resized.connect(self._place_fields)
        self.fields.edited.connect(self._on_fields_edited)
        self.fields.height_changed.connect(self._place_later.start)
        self.fields.closed.connect(self.close_fields)
        self.fields.case_open_requested.connect(self.case_open_requested)
        self.fields.case_pick_requested.connect(self.case_pick_requested)

    def show_plan(self, plan: LessonPlan, cases: Mapping[int, Case]) -> None:
        """Show the blocks of a plan; `cases` are those it uses, by id."""
        self._cases = cases
        self.view.blocks.set_rows(block_rows(plan, cases))
        position = self.open_position
        if position >= 0:
            self.fields.show_block(plan.blocks[position])
        self._place_fields()

    @property
    def open_position(self) -> int:
        """The position of the one selected block, or -1."""
        rows = self.view.selected_rows()
        return rows[0] if len(rows) == 1 else -1

    @property
    def has_copies(self) -> bool:
        """Whether there are blocks to paste."""
        return bool(self._copied)

    def add(self, kind: BlockKind) -> None:
        """Put a new block behind the selected ones, and open it."""
        block = Block(tr(KIND_NAMES[kind]), DEFAULT_MINUTES[kind], kind)
        if self._insert([block], tr("Add block “{title}”").format(title=block.title)):
            self.fields.focus_title()

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
        changed = replace(block, cases=(*block.cases, CaseUse(case.id, case.title)))
        text = tr("Put “{title}” into the block").format(title=case.title)
        self._draft.change(plan_steps.put(plan, position, changed), text)

    def move_by(self, step: int) -> None:
        """Move the selected blocks up (-1) or down (1)."""
        plan, rows = self._draft.plan, self.view.selected_rows()
        if plan is None or not rows:
            return
        before = rows[0] - 1 if step < 0 else rows[-1] + 2
        if 0 <= before <= len(plan.blocks):
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
        self._draft.change(plan_steps.remove(plan, rows), text)
        self.view.select_rows([min(rows[0], len(plan.blocks) - len(rows) - 1)])

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
        """Keep the selected blocks for pasting, into this plan or another."""
        self._copied = tuple(self._selected())

    def cut(self) -> None:
        """Take the selected blocks out and keep them for pasting."""
        self.copy()
        self.remove()

    def paste(self) -> None:
        """Put the kept blocks behind the selected ones."""
        self._insert(list(self._copied), tr("Paste blocks"))

    def close_fields(self) -> None:
        """Fold the open block and put the focus on the list."""
        self.view.clearSelection()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _selected(self) -> list[Block]:
        plan = self._draft.plan
        return [plan.blocks[row] for row in self.view.selected_rows()] if plan else []

    def _insert(self, blocks: Sequence[Block], text: str) -> bool:
        plan = self._draft.plan
        if plan is None or not blocks:
            return False
        rows = self.view.selected_rows()
        at = rows[-1] + 1 if rows else len(plan.blocks)
        changed = plan
        for offset, block in enumerate(blocks):
            changed = plan_steps.insert(changed, block, at + offset)
        self._draft.change(changed, text)
        self.view.select_rows(range(at, at + len(blocks)))
        return True

    def _move(self, rows: Iterable[int], before: int) -> None:
        plan = self._draft.plan
        if plan is None:
            return
        chosen = sorted(rows)
        text = tr_n("Move {n} block", "Move {n} blocks", len(chosen)).format(n=len(chosen))
        self._draft.change(plan_steps.move(plan, chosen, before), text)
        first = before - sum(1 for row in chosen if row < before)
        self.view.select_rows(range(first, first + len(chosen)))

    def _change_selected(self, step: Callable[[Block], Block], text: str, *, field: str) -> None:
        plan, rows = self._draft.plan, set(self.view.selected_rows())
        if plan is None or not rows:
            return
        blocks = tuple(step(block) if row in rows else block for row, block in enumerate(plan.blocks))
        self._draft.change(replace(plan, blocks=blocks), text, field=f"{field} {sorted(rows)}")

    def _on_fields_edited(self, block: Block, text: str, field: str) -> None:
        plan, position = self._draft.plan, self.open_position
        if plan is not None and position >= 0:
            typed = f"block {position} {field}" if field else ""
            self._draft.change(plan_steps.put(plan, position, block), text, field=typed)

    def _on_open(self, position: int) -> None:
        plan = self._draft.plan
        self._draft.write()
        if plan is None or not 0 <= position < len(plan.blocks):
            self.fields.hide()
            self.view.set_fields(-1, 0)
        else:
            self.fields.show_block(plan.blocks[position])
            self._place_fields()
        self.open_changed.emit(position)

    def _place_fields(self) -> None:
        position = self.open_position
        if position < 0:
            self.view.set_fields(-1, 0)
            self.fields.hide()
            return
        left = self.view.delegate.text_left()
        width = max(240, self.view.viewport().width() - left)
        self.fields.setFixedWidth(width)
        height = self.fields.height_at(width)
        self.view.set_fields(position, height + FIELDS_GAP)
        row_height = self.view.delegate.row_height()
        self.fields.setGeometry(left, position * row_height + row_height, width, height)
        self.fields.show()
