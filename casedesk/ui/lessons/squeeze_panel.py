""" "I have only 40 minutes": what would be dropped, shown before it is."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain import plan_steps
from casedesk.domain.lesson import Block, LessonPlan, Need, planned_minutes, schedule, session_of, time_of_day
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.block_rows import session_title
from casedesk.ui.lessons.block_words import block_title
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.fit_bar import FitBar, Part
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.spin_boxes import ChoiceBox, NumberBox
from casedesk.ui.widgets.surfaces import set_surface


class SqueezePanel(QFrame):
    """Asks for the minutes there really are, and shows the class that would remain."""

    accepted = Signal(object)
    """The LessonPlan that remains."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: LessonPlan | None = None
        self._after: LessonPlan | None = None
        set_surface(self, "card")
        self.part = ChoiceBox(self)
        self.part.setAccessibleName(tr("What has only so many minutes"))
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
        self.close_button = LinkButton(tr("Close"), self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(appearance, tr("I have only"), kind="ui_medium", parent=self))
        head.addWidget(self.minutes)
        head.addWidget(self.part)
        head.addStretch(1)
        head.addWidget(self.close_button)
        head.addWidget(self.do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self.words)
        layout.addWidget(self._dropped)
        self.minutes.valueChanged.connect(self._preview)
        self.part.currentIndexChanged.connect(self._guess)
        self.do.clicked.connect(self._accept)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def ask(self, plan: LessonPlan, session: int = 0) -> None:
        """Open, with two thirds of what is planned as a first guess; of a course, of one session first."""
        self._plan = plan
        self._name_parts(plan)
        self.part.setCurrentIndex(session)
        self._guess()
        self.show()
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.minutes.selectAll()

    def show_plan(self, plan: LessonPlan) -> None:
        """Follow the plan while the panel is open."""
        self._plan = plan
        if not self.isHidden():
            self._name_parts(plan)
            self._preview()

    @property
    def _session(self) -> int | None:
        """The session that is to be shorter; None for the whole plan."""
        return self.part.currentData()

    def _name_parts(self, plan: LessonPlan) -> None:
        names = [session_title(plan, index) for index in range(len(plan.sessions))]
        with QSignalBlocker(self.part):
            chosen = self.part.currentIndex()
            self.part.clear()
            for index, name in enumerate(names):
                self.part.addItem(name, index)
            self.part.addItem(tr("All sessions together"), None)
            self.part.setCurrentIndex(min(max(chosen, 0), len(names)))
        self.part.setVisible(bool(names))

    def _guess(self) -> None:
        plan, session = self._plan, self._session
        if plan is not None:
            own = tuple(
                block for at, block in enumerate(plan.blocks) if session is None or session_of(plan, at) == session
            )
            self.minutes.setValue(max(1, planned_minutes(own) * 2 // 3))
            self._preview()

    def _preview(self) -> None:
        plan = self._plan
        if plan is None:
            return
        wanted, session = self.minutes.value(), self._session
        self._after = after = plan_steps.squeezed(plan, wanted, session=session)
        own = [at for at in range(len(after.blocks)) if session is None or session_of(after, at) == session]
        dropped = plan_steps.made_spare(plan, after)
        total = planned_minutes(tuple(after.blocks[at] for at in own))
        slots = schedule(after)
        ends = dates.clock(time_of_day(after, max((slots[at].end for at in own), default=0)))
        count = tr_n("drops {n} block", "drops {n} blocks", len(dropped)).format(n=len(dropped))
        if not dropped:
            count = tr("drops nothing")
        text = tr("{dropped}, {total} minutes, ends {time}").format(dropped=count, total=total, time=ends)
        if total > wanted:
            text = tr("{text}, still {n} too long: the rest must be taught").format(text=text, n=total - wanted)
        self.words.setText(text)
        self.words.set_tone("bad" if total > wanted else "ink2")
        self._dropped.setText(_named(dropped))
        self._dropped.setVisible(bool(dropped))
        self._bar.set_parts(_parts(after, own), target=max(wanted, 1))
        self.do.setEnabled(after != plan)

    def _accept(self) -> None:
        if self._after is not None:
            self.accepted.emit(self._after)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.close_button.hasFocus():
                self.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.do.isEnabled():
                self._accept()
            case _:
                super().keyPressEvent(event)


def _named(blocks: tuple[Block, ...]) -> str:
    named = (tr("{title} ({n} min)").format(title=block_title(block), n=block.minutes) for block in blocks)
    return tr("Dropped: {blocks}").format(blocks=tr(", ").join(named))


def _parts(after: LessonPlan, own: Sequence[int]) -> list[Part]:
    """What remains, to scale."""
    kept = [after.blocks[at] for at in own if after.blocks[at].need is not Need.SPARE]
    return [Part(block.minutes, "accent_soft", block_title(block)) for block in kept]
