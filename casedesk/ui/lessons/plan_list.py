"""The list of plans: coming up, taught, templates."""

from datetime import date
from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casedesk.domain.fold import fold
from casedesk.domain.lesson import LessonPlan, PlanState
from casedesk.domain.plan_steps import state_of
from casedesk.tasks.value_names import STATE_NAMES
from casedesk.texts import N_, tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.case_drops import CaseDrops, Place, on_row
from casedesk.ui.lessons.plan_delegate import PlanDelegate
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.line_field import LineField
from casedesk.ui.widgets.surfaces import set_surface

PLAN_ROLE = Qt.ItemDataRole.UserRole + 1
TEMPLATE_ROLE = Qt.ItemDataRole.UserRole + 2
ARCHIVE_ROLE = Qt.ItemDataRole.UserRole + 3


class Group(StrEnum):
    """Where a plan stands in the list."""

    COMING = "coming"
    TAUGHT = "taught"
    OWN_TEMPLATE = "own_template"
    ARCHIVED = "archived"


_GROUP_NAMES = {
    Group.COMING: N_("Coming up"),
    Group.TAUGHT: N_("Taught"),
    Group.OWN_TEMPLATE: N_("My templates"),
}


def group_of(plan: LessonPlan, today: date) -> Group:
    """The part of the list a plan belongs to; a plan without a day is still to come."""
    if plan.archived is not None:
        return Group.ARCHIVED
    if plan.is_template:
        return Group.OWN_TEMPLATE
    return Group.TAUGHT if state_of(plan, today) is PlanState.TAUGHT else Group.COMING


def plan_line(plan: LessonPlan) -> str:
    """The muted line under a plan: day and group, or the number of blocks."""
    parts = [dates.short_day(plan.day)] if plan.day else []
    if plan.audience:
        parts.append(plan.audience)
    if plan.sessions:
        count = len(plan.sessions)
        parts.append(tr_n("{n} session", "{n} sessions", count).format(n=count))
    if plan.state is PlanState.READY and not plan.is_template:
        parts.append(tr(STATE_NAMES[plan.state]))
    if not parts:
        count = len(plan.blocks)
        parts.append(tr_n("{n} block", "{n} blocks", count).format(n=count))
    return tr(", ").join(parts)


class PlanList(QWidget):
    """Plans and templates, with a search field that opens on demand."""

    plan_chosen = Signal(int)
    template_chosen = Signal(str)
    """The id of one of the program's own templates: make a plan from it."""
    new_requested = Signal()
    menu_requested = Signal(int, QPoint)
    """(plan id, global position)"""
    cases_dropped = Signal(int, object)
    """(plan id, ids of cases)"""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._plans: tuple[LessonPlan, ...] = ()
        self._templates: tuple[tuple[str, str, str], ...] = ()
        self._current: int | None = None
        self._is_archive_open = False
        set_surface(self, "side", edge="right")
        self._build()
        self._list.currentItemChanged.connect(self._on_current_changed)
        self._list.itemClicked.connect(self._on_clicked)
        self._list.itemActivated.connect(self._on_clicked)
        self._list.customContextMenuRequested.connect(self._on_menu)
        self._search.textChanged.connect(self._fill)
        self._search.returnPressed.connect(self._open_first)
        drops = CaseDrops(self._list.viewport(), self._place_at, appearance)
        drops.dropped.connect(self._drop)
        drops.lingered.connect(self._open)
        appearance.changed.connect(self._list.scheduleDelayedItemsLayout)

    def show_plans(self, plans: tuple[LessonPlan, ...], templates: tuple[tuple[str, str, str], ...]) -> None:
        """Show these plans and the program's templates as (id, name, muted line)."""
        self._plans, self._templates = plans, templates
        self._fill()

    def select(self, plan_id: int | None) -> None:
        """Mark a plan as the one on the screen."""
        self._current = plan_id
        self._mark_current()

    def first_plan(self) -> int | None:
        """The plan that comes first in the list."""
        for row in range(self._list.count()):
            plan_id = self._list.item(row).data(PLAN_ROLE)
            if plan_id is not None:
                return int(plan_id)
        return None

    def _build(self) -> None:
        self._search = LineField(self)
        self._search.setPlaceholderText(tr("Search plans"))
        self._search.setAccessibleName(tr("Search plans"))
        self._search.setClearButtonEnabled(True)
        new = self.new_button = IconButton(self._appearance, "ph.plus", tr("New lesson plan"), self)
        new.clicked.connect(self.new_requested)
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 8)
        head.setSpacing(4)
        head.addWidget(self._search, 1)
        head.addWidget(new)
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Lesson plans"))
        self._list.setItemDelegate(PlanDelegate(self._appearance, self._list))
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        list_line = QHBoxLayout()
        list_line.setContentsMargins(8, 0, 8, 8)
        list_line.addWidget(self._list)
        layout.addLayout(list_line, 1)

    def _fill(self) -> None:
        wanted = fold(self._search.text().strip())
        today = date.today()  # noqa: DTZ011 - the trainer's own day
        self._list.blockSignals(True)
        self._list.clear()
        found = [plan for plan in self._plans if _matches(plan, wanted, today)]
        groups = {group: [plan for plan in found if group_of(plan, today) is group] for group in Group}
        for group, name in _GROUP_NAMES.items():
            self._add_group(tr(name), sorted(groups[group], key=_order(group)))
        shown = [item for item in self._templates if wanted in fold(item[1])]
        if shown:
            self._add_heading(tr("Templates"))
        for template_id, name, line in shown:
            self._add_row(name, line).setData(TEMPLATE_ROLE, template_id)
        self._add_archive(groups[Group.ARCHIVED], is_open=bool(wanted) or self._is_archive_open)
        self._mark_current()
        self._list.blockSignals(False)

    def _add_archive(self, plans: list[LessonPlan], *, is_open: bool) -> None:
        """The archived plans at the end, folded until they are asked for or looked for."""
        if not plans:
            return
        count = tr_n("{n} plan", "{n} plans", len(plans)).format(n=len(plans))
        row = self._add_row(tr("Archived"), count if is_open else tr("{count}, folded").format(count=count))
        row.setData(ARCHIVE_ROLE, True)
        for plan in sorted(plans, key=_order(Group.ARCHIVED)) if is_open else ():
            self._add_row(plan.title or tr("Untitled plan"), plan_line(plan)).setData(PLAN_ROLE, plan.id)

    def _open_first(self) -> None:
        first = self.first_plan()
        if first is not None:
            self.plan_chosen.emit(first)

    def _add_group(self, name: str, plans: list[LessonPlan]) -> None:
        if not plans:
            return
        self._add_heading(name)
        for plan in plans:
            self._add_row(plan.title or tr("Untitled plan"), plan_line(plan)).setData(PLAN_ROLE, plan.id)

    def _add_heading(self, name: str) -> None:
        item = QListWidgetItem(name, self._list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add_row(self, name: str, line: str) -> QListWidgetItem:
        item = QListWidgetItem(name, self._list)
        item.setStatusTip(line)
        item.setToolTip(f"{name}\n{line}")
        return item

    def _mark_current(self) -> None:
        self._list.blockSignals(True)
        self._list.setCurrentItem(None)  # pyright: ignore[reportArgumentType]
        for row in range(self._list.count()):
            if self._current is not None and self._list.item(row).data(PLAN_ROLE) == self._current:
                self._list.setCurrentRow(row)
        self._list.blockSignals(False)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        plan_id = item.data(PLAN_ROLE) if item else None
        if plan_id is not None and plan_id != self._current:
            self._current = int(plan_id)
            self.plan_chosen.emit(self._current)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        if item.data(ARCHIVE_ROLE):
            self._is_archive_open = not self._is_archive_open
            QTimer.singleShot(0, self, self._fill)
        template_id = item.data(TEMPLATE_ROLE)
        if template_id is not None:
            self.template_chosen.emit(str(template_id))

    def _place_at(self, at: QPoint) -> Place | None:
        return on_row(self._list, lambda index: index.data(PLAN_ROLE) is not None, at)

    def _open(self, place: Place) -> None:
        """Open a plan while cases are held over it, so that they can go on to one of its blocks."""
        self._list.setCurrentRow(place.row)

    def _drop(self, case_ids: tuple[int, ...], place: Place) -> None:
        self.cases_dropped.emit(int(self._list.item(place.row).data(PLAN_ROLE)), case_ids)

    def _on_menu(self, position: QPoint) -> None:
        item = self._list.itemAt(position)
        if item is not None and item.data(PLAN_ROLE) is not None:
            self.menu_requested.emit(int(item.data(PLAN_ROLE)), self._list.viewport().mapToGlobal(position))


def _matches(plan: LessonPlan, wanted: str, today: date) -> bool:
    """Whether every word that is looked for stands somewhere in a plan: its line in the list, its state, its head, its
    blocks, its cases."""
    if not wanted:
        return True
    goals = plan.objectives
    blocks = (f"{block.title} {' '.join(use.title for use in block.cases)}" for block in plan.blocks)
    day = plan.day.isoformat() if plan.day else ""
    head = (plan.title, plan.audience, plan.course, plan.place, plan.trainer, day, plan.key_points, goals.knowledge)
    listed = (plan_line(plan), tr(STATE_NAMES[state_of(plan, today)]))
    titles = (item.title for item in plan.sessions)
    text = fold(" ".join((*listed, *head, goals.skill, goals.attitude, *titles, *blocks)))
    return all(word in text for word in wanted.split())


def _order(group: Group):
    newest_first = group in {Group.TAUGHT, Group.ARCHIVED}

    def key(plan: LessonPlan) -> tuple[int, str]:
        far = date.max.toordinal()
        day = plan.day.toordinal() if plan.day else (0 if newest_first else far)
        return (-day if newest_first else day, plan.title)

    return key
