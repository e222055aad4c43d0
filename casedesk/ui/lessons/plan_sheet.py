"""The open plan in the middle of the page: head, blocks, what fills the gap, after class."""

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain import plan_steps
from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.lesson import BlockKind, LessonPlan, Need, schedule, session_of, time_of_day
from casedesk.domain.plan_checks import MixLine, goal_check, mix_check
from casedesk.domain.sessions import row_for_case, session_fits, widest_gap
from casedesk.tasks.case_times import timed
from casedesk.tasks.suggestions import fitting_cases
from casedesk.tasks.value_names import KIND_NAMES
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.jobs import Job, Progress
from casedesk.ui.lessons.block_board import BlockBoard
from casedesk.ui.lessons.block_rows import session_title
from casedesk.ui.lessons.block_words import KIND_ICONS
from casedesk.ui.lessons.case_drops import CaseDrops, Place
from casedesk.ui.lessons.case_picker import CasePicker
from casedesk.ui.lessons.gap_panel import GapPanel
from casedesk.ui.lessons.plan_draft import PlanDraft
from casedesk.ui.lessons.plan_head import PlanHead
from casedesk.ui.lessons.squeeze_panel import SqueezePanel
from casedesk.ui.lessons.use_words import UseHint, use_hint
from casedesk.ui.parts import Parts
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface

_TO_SCALE = "blocks_to_scale"
SUGGEST_AFTER = 400
"""Milliseconds without a change before cases for the gap are looked for."""


class PlanSheet(QWidget):
    """Shows the plan of a draft and passes on what is done to it."""

    handout_requested = Signal(int)
    case_open_requested = Signal(object)
    """The CaseUse."""
    mix_checked = Signal(object)
    """tuple[MixLine, ...]"""
    cases_dropped = Signal(object, object)
    """The ids of cases, and the Place: a block, or before one."""

    def __init__(self, draft: PlanDraft, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, search, appearance, settings = parts.session, parts.search, parts.appearance, parts.settings
        self._draft = draft
        self._session = session
        self._jobs = parts.jobs
        self._actions = parts.actions
        self._appearance = appearance
        self._settings = settings
        self._cases: dict[int, Case] = {}
        self._suggesting: Job | None = None
        self._suggested_for: tuple[object, ...] = ()
        self.head = PlanHead(appearance, self)
        self.board = BlockBoard(draft, session, appearance, settings, self)
        self._gap = GapPanel(appearance, self)
        self.squeeze = SqueezePanel(appearance, self)
        self._picker = CasePicker(search, appearance, self)
        self._picker.hint_of = self._use_hint
        self._is_stale = False
        self._suggest_later = QTimer(self)
        self._suggest_later.setSingleShot(True)
        self._suggest_later.setInterval(SUGGEST_AFTER)
        set_surface(self, "paper")
        self._build()
        self._connect()

    def show_plan(self, plan: LessonPlan | None) -> None:
        """Show a plan, whoever changed it."""
        if plan is None:
            self._gap.hide()
            return
        self._read_cases(plan)
        self.head.show_plan(plan, self.board.open_position)
        known = self._known_to_group(plan)
        self.board.show_plan(plan, self._cases, known)
        end = max((slot.end for slot in schedule(plan)), default=0)
        self._end_time.setText(dates.clock(time_of_day(plan, end)))
        self.mix_checked.emit(self._checked(plan, known))
        self.squeeze.show_plan(plan)
        self._only.setVisible(any(block.need is Need.MAY for block in plan.blocks))
        head = (plan.audience, plan.title, plan.course, plan.key_points)
        key = (plan.id, widest_gap(plan), plan.case_ids, *head)
        if key != self._suggested_for:
            self._suggested_for = key
            self._suggest_later.start()

    def refresh_cases(self) -> None:
        """Show the cases anew, as soon as anybody looks: some have changed in the library."""
        plan = self._draft.plan
        self._is_stale = not self.isVisible()
        if plan is not None and not self._is_stale:
            self._cases.clear()
            self._suggested_for = ()
            self.show_plan(plan)

    def focus_title(self) -> None:
        """Put the caret into the title, all of it selected."""
        self.head.title.setFocus()
        self.head.title.selectAll()

    def _build(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(8)
        column.addWidget(self.board)
        for panel in (self._gap, self.squeeze):
            line = QHBoxLayout()
            line.setContentsMargins(24, 0, 24, 0)
            line.addWidget(panel)
            column.addLayout(line)
        column.addLayout(self._end_line(body))
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._scroll, 1)

    def _end_line(self, body: QWidget) -> QHBoxLayout:
        self._end_time = Words(self._appearance, tone="ink2", parent=body)
        self._only = LinkButton(tr("I have only…"), body)
        self._only.setToolTip(tr("Drop what may be dropped until the class fits"))
        self._add = LinkButton(tr("Add a block"), body)
        self._add.setIcon(self._appearance.icon("ph.plus", "accent"))
        self._menu = self._add_menu()
        self._add.clicked.connect(self._open_add_menu)
        line, said = QHBoxLayout(), FlowLayout(spacing=12)
        line.setContentsMargins(32, 8, 24, 0)
        line.setSpacing(12)
        for words in (self._end_time, Words(self._appearance, tr("End"), tone="ink2", parent=body), self._only):
            said.addWidget(words)
        line.addLayout(said, 1)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _open_add_menu(self) -> None:
        self._menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height())))

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self._appearance.icon("ph.chats"), tr("Case discussion…"), self._picker.open)
        for kind in BlockKind:
            if kind is not BlockKind.CASE:
                menu.addAction(self._appearance.icon(KIND_ICONS[kind]), tr(KIND_NAMES[kind])).setData(kind)
        menu.addSeparator()
        for action_id in ("plan.add_session", "plan.add_day"):
            menu.addAction(self._actions.action(action_id))
        menu.triggered.connect(self._on_add)
        return menu

    def _connect(self) -> None:
        self.head.title_edited.connect(self._rename)
        self.head.handouts_requested.connect(self._make_handouts)
        self.head.part_chosen.connect(self._select_block)
        self.board.open_changed.connect(self._show_head)
        self.board.case_open_requested.connect(self.case_open_requested)
        self.board.case_pick_requested.connect(self._picker.open)
        self._picker.case_chosen.connect(self._put_case)
        self._gap.case_chosen.connect(self._add_case)
        self._only.clicked.connect(self._ask_only)
        self.squeeze.accepted.connect(self._squeeze)
        self._suggest_later.timeout.connect(self._suggest)
        self._session.changed.connect(self._follow_writing)
        self._draft.opened.connect(self._show_whether_saved)
        self._draft.unsaved.connect(self.head.saved.show_unsaved)
        board = self.board
        board.drops.dropped.connect(self.cases_dropped)
        behind_all = CaseDrops(self, self._end, self._appearance)
        behind_all.dropped.connect(self.cases_dropped)
        for action_id, slot in (
            ("plan.block_up", lambda: board.move_by(-1)),
            ("plan.block_down", lambda: board.move_by(1)),
            ("plan.block_split", board.split),
            ("plan.block_duplicate", board.duplicate),
            ("plan.block_cut", board.cut),
            ("plan.block_copy", board.copy),
            ("plan.block_paste", board.paste),
            ("plan.block_remove", board.remove),
            ("plan.add_case", self._picker.open),
            ("plan.add_session", board.add_session),
            ("plan.add_day", lambda: board.add_session(on_next_day=True)),
            ("plan.squeeze", self._ask_only),
        ):
            self._actions.action(action_id).triggered.connect(slot)
        to_scale = self._actions.action("view.blocks_to_scale")
        to_scale.setChecked(self._settings.flag(_TO_SCALE, default=False))
        board.set_to_scale(to_scale.isChecked())
        to_scale.toggled.connect(self._set_to_scale)

    def _show_whether_saved(self, plan: LessonPlan | None) -> None:
        if self._draft.has_unsaved:
            self.head.saved.show_unsaved()
        elif plan is not None:
            self.head.saved.show_saved(plan.modified)

    def _follow_writing(self, changes: Changes, _initiator: object) -> None:
        if self._draft.plan is not None and self._draft.plan.id in changes.ids(LessonPlan):
            self.head.saved.show_saved(datetime.now(UTC))

    def _on_add(self, action: QAction) -> None:
        if isinstance(action.data(), BlockKind):
            self.board.add(action.data())

    def _set_to_scale(self, is_to_scale: bool) -> None:
        self._settings.set_flag(_TO_SCALE, value=is_to_scale)
        self.board.set_to_scale(is_to_scale)

    def _rename(self, title: str) -> None:
        plan = self._draft.plan
        if plan is not None:
            self._draft.change(replace(plan, title=title), tr("Rename plan"), field="title")

    def _make_handouts(self) -> None:
        self._draft.write()
        if self._draft.plan is not None:
            self.handout_requested.emit(self._draft.plan.id)

    def _select_block(self, position: int) -> None:
        self.board.select_block(position)

    def _show_head(self) -> None:
        if self._draft.plan is not None:
            self.head.show_plan(self._draft.plan, self.board.open_position)

    def _end(self, _at: QPoint) -> Place:
        plan = self._draft.plan
        bottom = self.board.mapTo(self, QPoint(0, self.board.height()))
        mark = QRect(self.board.mapTo(self, QPoint(8, 0)).x(), bottom.y(), self.board.width() - 16, 2)
        return Place(self.board.view.blocks.rowCount() if plan else 0, False, mark)

    def _read_cases(self, plan: LessonPlan) -> None:
        missing = [id_ for id_ in plan.case_ids if id_ not in self._cases]
        if missing:
            self._cases.update({case.id: case for case in self._session.library.cases.get_many(missing)})

    def _known_to_group(self, plan: LessonPlan) -> frozenset[int]:
        """The cases that the group has had, by other plans."""
        uses = self._session.library.uses.of_group(plan.audience) if plan.audience else ()
        return frozenset(record.case_id for record in uses if record.plan_id != plan.id)

    def _checked(self, plan: LessonPlan, known: frozenset[int]) -> tuple[MixLine, ...]:
        year = (plan.day or date.today()).year  # noqa: DTZ011 - the trainer's own day
        return (*mix_check(plan, tuple(self._cases.values()), known, year=year), *goal_check(plan))

    def _put_case(self, case_id: int) -> None:
        for case in timed(self._session.library, self._session.library.cases.get_many([case_id])):
            self._cases[case.id] = case
            self.board.put_case(case, characters_a_minute=self._settings.characters_a_minute)

    def _use_hint(self, case_id: int) -> UseHint | None:
        plan = self._draft.plan
        return use_hint(self._session.library.uses.of_case(case_id), plan.audience if plan else "")

    def _add_case(self, case_id: int) -> None:
        cases = timed(self._session.library, self._session.library.cases.get_many([case_id]))
        self._cases.update({case.id: case for case in cases})
        plan = self._draft.plan
        if plan is not None:
            self.board.view.select_rows([row_for_case(plan)])
        self.board.add_cases(cases, characters_a_minute=self._settings.characters_a_minute)

    def _suggest(self) -> None:
        plan = self._draft.plan
        if self._suggesting is not None:
            self._suggesting.cancel()
            self._suggesting = None
        if plan is None or widest_gap(plan)[0] < plan_steps.MINUTES_WORTH_FILLING:
            self._gap.hide()
            return
        path, speed = self._session.library.path, self._settings.characters_a_minute

        def work(progress: Progress) -> tuple[Case, ...]:
            return fitting_cases(path, plan, characters_a_minute=speed, progress=progress)

        self._suggesting = self._jobs.start(
            tr("Looking for cases that fit"), work, done=lambda cases: self._show_suggestions(plan, cases)
        )

    def _show_suggestions(self, plan: LessonPlan, cases: tuple[Case, ...]) -> None:
        self._suggesting = None
        if self._draft.plan is not None and self._draft.plan.id == plan.id:
            minutes, session = widest_gap(plan)
            self._gap.show_cases(
                cases,
                minutes=minutes,
                session=session_title(plan, session) if plan.sessions else "",
                group=plan.audience,
                characters_a_minute=self._settings.characters_a_minute,
            )

    def _ask_only(self) -> None:
        plan = self._draft.plan
        if plan is not None:
            at, lefts = self.board.open_position, [fit.left for fit in session_fits(plan)]
            fullest = lefts.index(min(lefts)) if lefts else 0
            self.squeeze.ask(plan, session_of(plan, at) if at >= 0 else fullest)
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.squeeze))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._suggest_later.stop()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh_cases()
        self._suggest_later.start()

    def _squeeze(self, after: LessonPlan) -> None:
        minutes = self.squeeze.minutes.value()
        text = tr_n("Fit the plan into {n} minute", "Fit the plan into {n} minutes", minutes).format(n=minutes)
        self._draft.change(after, text)
        self.squeeze.hide()
