"""Which session of a course is taught now."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from casedesk.domain.lesson import LessonPlan, Need
from casedesk.tasks.after_class import blocks_of_session, is_taught
from casedesk.texts import tr
from casedesk.ui.lessons.block_rows import HeadingRow, shown_rows
from casedesk.ui.lessons.block_words import parted
from casedesk.ui.lessons.plan_delegate import PlanDelegate
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words

_ROWS = 8
"""Sessions that are seen without scrolling."""


class SessionChoice(QDialog):
    """Offers the sessions of a course, the one whose turn it is marked: Enter teaches it."""

    chosen = Signal(int)
    """The place of the session in the course."""

    def __init__(self, plan: LessonPlan, likely: int, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Which session is it?"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Sessions"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(PlanDelegate(appearance, self.list))
        headings = [row for row in shown_rows(plan, {}) if isinstance(row, HeadingRow)]
        for index, heading in enumerate(headings):
            self._add(plan, index, heading)
        self.list.setCurrentRow(likely)
        self.teach = Button(tr("Teach"), "primary", appearance=appearance, icon="ph.play", parent=self)
        self.teach.setDefault(True)
        cancel = Button(tr("Cancel"), parent=self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.teach)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Words(appearance, tr("Which session is it?"), kind="title", parent=self))
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.teach.clicked.connect(self._choose)
        cancel.clicked.connect(self.reject)
        self.list.itemActivated.connect(self._choose)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        row = max(1, self.list.sizeHintForRow(0))
        room = self.screen().availableGeometry().size() * 0.9
        wanted = QSize(appearance.px(460), appearance.px(140) + row * min(len(headings), _ROWS))
        self.resize(wanted.boundedTo(room))

    def _add(self, plan: LessonPlan, index: int, heading: HeadingRow) -> None:
        item = QListWidgetItem(heading.title, self.list)
        line = parted([heading.line, tr("taught") if is_taught(plan, index) else ""])
        item.setStatusTip(line)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading.title}, {line}")
        if all(plan.blocks[at].need is Need.SPARE for at in blocks_of_session(plan, index)):
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            session = self.list.row(item)
            self.accept()
            self.chosen.emit(session)
