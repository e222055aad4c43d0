""" "I have only 40 minutes": what would be dropped, shown before it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain import plan_steps
from casedesk.domain.lesson import Block, LessonPlan, Need, planned_minutes, schedule, time_of_day
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.block_words import block_title
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.fit_bar import FitBar, Part
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.spin_boxes import NumberBox
from casedesk.ui.widgets.surfaces import set_surface


class SqueezePanel(QFrame):
    """Asks for the minutes there really are, and shows the class that would remain."""

    accepted = Signal(int)
    """Fit the plan into so many minutes."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: LessonPlan | None = None
        set_surface(self, "card")
        self.minutes = NumberBox(self)
        self.minutes.setRange(1, 6000)
        self.minutes.setSuffix(tr(" min"))
        self.minutes.setAccessibleName(tr("Minutes there really are"))
        self.minutes.setKeyboardTracking(True)
        self._bar = FitBar(appearance, self)
        self.words = Words(appearance, tone="ink2", parent=self)
        self._dropped = Words(appearance, tone="ink2", kind="meta", parent=self)
        for label in (self.words, self._dropped):
            label.setWordWrap(True)
        self.do = Button(tr("Drop them"), parent=self)
        close = LinkButton(tr("Close"), self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(appearance, tr("I have only"), kind="ui_medium", parent=self))
        head.addWidget(self.minutes)
        head.addStretch(1)
        head.addWidget(close)
        head.addWidget(self.do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self.words)
        layout.addWidget(self._dropped)
        self.minutes.valueChanged.connect(self._preview)
        self.do.clicked.connect(lambda: self.accepted.emit(self.minutes.value()))
        close.clicked.connect(self.hide)
        self.hide()

    def ask(self, plan: LessonPlan) -> None:
        """Open, with two thirds of what is planned as a first guess."""
        self._plan = plan
        self.minutes.setValue(max(1, planned_minutes(plan.blocks) * 2 // 3))
        self._preview()
        self.show()
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.minutes.selectAll()

    def show_plan(self, plan: LessonPlan) -> None:
        """Follow the plan while the panel is open."""
        self._plan = plan
        if not self.isHidden():
            self._preview()

    def _preview(self) -> None:
        plan = self._plan
        if plan is None:
            return
        wanted = self.minutes.value()
        after = plan_steps.squeezed(plan, wanted)
        dropped = plan_steps.made_spare(plan, after)
        total = planned_minutes(after.blocks)
        ends = dates.clock(time_of_day(after, max((slot.end for slot in schedule(after)), default=0)))
        count = tr_n("drops {n} block", "drops {n} blocks", len(dropped)).format(n=len(dropped))
        text = tr("{dropped}, {total} minutes, ends {time}").format(dropped=count, total=total, time=ends)
        if total > wanted:
            text = tr("{text}, still {n} too long: the rest must be taught").format(text=text, n=total - wanted)
        self.words.setText(text)
        self.words.set_tone("bad" if total > wanted else "ink2")
        self._dropped.setText(_named(dropped))
        self._dropped.setVisible(bool(dropped))
        self._bar.set_parts(_parts(plan, after), target=max(wanted, 1))
        self.do.setEnabled(after != plan)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.do.isEnabled():
                self.accepted.emit(self.minutes.value())
            case _:
                super().keyPressEvent(event)


def _named(blocks: tuple[Block, ...]) -> str:
    named = (tr("{title} ({n} min)").format(title=block_title(block), n=block.minutes) for block in blocks)
    return tr("Dropped: {blocks}").format(blocks=tr(", ").join(named))


def _parts(before: LessonPlan, after: LessonPlan) -> list[Part]:
    """What remains, to scale."""
    pairs = zip(before.blocks, after.blocks, strict=True)
    return [Part(new.minutes, "accent_soft", block_title(old)) for old, new in pairs if new.need is not Need.SPARE]
