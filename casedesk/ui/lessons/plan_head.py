"""The head of the plan: its title, when and for whom, and how it fits its time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.lesson import Block, LessonPlan, Need, planned_minutes, schedule, time_of_day
from casedesk.domain.plan_steps import minutes_left
from casedesk.domain.sessions import day_of, minutes_over
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.block_words import block_title
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton, LinkButton
from casedesk.ui.widgets.fit_bar import FitBar, Part
from casedesk.ui.widgets.growing_text import GrowingText
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.muted_label import MutedLabel
from casedesk.ui.widgets.saved_words import SavedWords

_BUTTONS_BELOW = 480
"""The width below which the title has no room beside the buttons."""


def plan_facts(plan: LessonPlan) -> str:
    """Day, time, group and place on one line."""
    if plan.sessions:
        return "　".join(part for part in (_course_dates(plan), _who(plan), plan.place) if part)
    slots = schedule(plan)
    end = max((slot.end for slot in slots), default=0)
    span = f"{dates.clock(plan.start)}–{dates.clock(time_of_day(plan, max(end, plan.target)))}"
    when = tr(", ").join((dates.day_and_weekday(plan.day), span)) if plan.day else span
    return "　".join(part for part in (when, _who(plan), plan.place) if part)


def _who(plan: LessonPlan) -> str:
    people = tr_n("{n} person", "{n} people", plan.head_count).format(n=plan.head_count) if plan.head_count else ""
    return tr(", ").join(part for part in (plan.audience, people) if part)


def _course_dates(plan: LessonPlan) -> str:
    """How many sessions, from which day to which."""
    count = tr_n("{n} session", "{n} sessions", len(plan.sessions)).format(n=len(plan.sessions))
    first, last = plan.day, day_of(plan, plan.sessions[-1])
    if first is None or last is None:
        return count
    span = tr("{first} to {last}").format(first=dates.day_and_weekday(first), last=dates.day_and_weekday(last))
    return tr(", ").join((dates.day_and_weekday(first) if first == last else span, count))


def fit_sentence(plan: LessonPlan) -> str:
    """When the class ends, and what is left or over."""
    end = dates.clock(time_of_day(plan, max((slot.end for slot in schedule(plan)), default=0)))
    left = minutes_left(plan)
    if plan.sessions:
        return _course_fit(-minutes_over(plan) or left)
    if left > 0:
        return tr_n("Ends {time}, {n} minute left", "Ends {time}, {n} minutes left", left).format(time=end, n=left)
    if left < 0:
        return tr_n("Ends {time}, {n} minute over", "Ends {time}, {n} minutes over", -left).format(time=end, n=-left)
    return tr("Ends {time}, exactly on time").format(time=end)


def _course_fit(left: int) -> str:
    """What is left or over in all sessions together; each heading says when its session ends."""
    if left > 0:
        return tr_n("{n} minute left", "{n} minutes left", left).format(n=left)
    if left < 0:
        return tr_n("{n} minute over", "{n} minutes over", -left).format(n=-left)
    return tr("exactly on time")


def fit_parts(blocks: tuple[Block, ...], selected: int) -> list[Part]:
    """The blocks as parts of the bar; the selected one is the dark part."""
    return [
        Part(block.minutes, "accent" if position == selected else "accent_soft", block_title(block))
        for position, block in enumerate(blocks)
        if block.need is not Need.SPARE
    ]


class PlanHead(QWidget):
    """Title, facts, fit bar and the one filled button of the page."""

    title_edited = Signal(str)
    handouts_requested = Signal()
    plans_requested = Signal()
    """Show the folded list of plans."""
    details_requested = Signal()
    """Show the folded inspector."""
    teach_requested = Signal()
    plan_wanted = Signal()
    """Make a plan from the template on the screen."""
    part_chosen = Signal(int)
    """The block with this position was clicked in the bar."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: tuple[int, ...] = ()
        self.title = GrowingText(
            name=tr("Title of the plan"), placeholder=tr("Untitled plan"), single_line=True, parent=self
        )
        self.facts = MutedLabel(appearance, parent=self)
        self.facts.setWordWrap(True)
        self.saved = SavedWords(appearance, self)
        self.planned = Words(appearance, kind="ui_medium", parent=self)
        self.total = Words(appearance, tone="ink2", parent=self)
        self.sentence = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.bar = FitBar(appearance, self)
        self.bar.set_interactive(tr("How the blocks fill the time"))
        self._buttons = QWidget(self)
        self._first = QGridLayout()
        self.handouts = Button(
            tr("Make handouts"), "primary", appearance=appearance, icon="ph.printer", parent=self._buttons
        )
        self.teach = Button(tr("Teach"), appearance=appearance, icon="ph.play", parent=self._buttons)
        self.plans = self._fold_button("ph.notebook", tr("Show the list of plans"))
        self.details = self._fold_button("ph.sliders-horizontal", tr("Show the plan's details"))
        self.use = LinkButton(tr("Make a plan from this template"), self)
        self.use.clicked.connect(self.plan_wanted)
        self._build()
        self.title.edited.connect(self.title_edited)
        self.handouts.clicked.connect(self.handouts_requested)
        self.teach.clicked.connect(self.teach_requested)
        self.plans.clicked.connect(self.plans_requested)
        self.details.clicked.connect(self.details_requested)
        self.bar.part_clicked.connect(self._on_part)
        self._dress()
        appearance.changed.connect(self._dress)

    def show_plan(self, plan: LessonPlan, selected: int) -> None:
        """Show a plan; `selected` is the position of the open block, -1 for none."""
        self.title.set_text(plan.title)
        self.facts.setText(plan_facts(plan))
        self.use.setVisible(plan.is_template)
        planned = planned_minutes(plan.blocks)
        self.planned.setText(str(planned))
        self.total.setText(tr("/ {target} minutes").format(target=plan.target))
        self._shown = tuple(i for i, block in enumerate(plan.blocks) if block.need is not Need.SPARE)
        self.bar.set_parts(fit_parts(plan.blocks, selected), target=plan.target)
        self.bar.setAccessibleDescription(f"{planned} / {plan.target}. {fit_sentence(plan)}")
        self.sentence.setText(fit_sentence(plan))
        self.sentence.set_tone("bad" if minutes_over(plan) else "ink2")

    def _fold_button(self, icon: str, name: str) -> IconButton:
        button = IconButton(self._appearance, icon, name, self)
        button.hide()
        return button

    def _build(self) -> None:
        first, second, third = self._first, QHBoxLayout(), QHBoxLayout()
        first.setHorizontalSpacing(8)
        first.setVerticalSpacing(4)
        first.setColumnStretch(1, 1)
        first.addWidget(self.plans, 0, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.title, 0, 1)
        first.addWidget(self.details, 0, 3, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.teach)
        buttons.addWidget(self.handouts)
        second.addWidget(self.facts, 1)
        second.addWidget(self.use)
        second.addWidget(self.saved)
        third.setSpacing(4)
        third.addWidget(self.planned)
        third.addWidget(self.total)
        third.addStretch(1)
        third.addWidget(self.sentence)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 12)
        layout.setSpacing(4)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addSpacing(8)
        layout.addLayout(third)
        layout.addWidget(self.bar)

    def _fit(self) -> None:
        """Put the buttons beside the title, or below it where it would have no room."""
        is_narrow = self.width() < self._appearance.px(_BUTTONS_BELOW)
        self._first.removeWidget(self._buttons)
        if is_narrow:
            self._first.addWidget(self._buttons, 1, 0, 1, 4, Qt.AlignmentFlag.AlignLeft)
        else:
            self._first.addWidget(self._buttons, 0, 2, Qt.AlignmentFlag.AlignTop)

    def _on_part(self, part: int) -> None:
        if part < len(self._shown):
            self.part_chosen.emit(self._shown[part])

    def _dress(self) -> None:
        self.title.setFont(self._appearance.font("title"))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
